/**
 * What was handed to the carrier and what it said, reference by reference, seen by the proxy between. On a channel
 * that is not idempotent a reference may be given again only after the carrier has said for sure that it was not taken.
 */
import { z } from "zod";
import type { Exchange, Listener } from "./http_proxy.ts";

const batch = z.object({ messages: z.array(z.object({ reference: z.string() })) });
const known = z.object({ results: z.array(z.object({ reference: z.string(), status: z.string() })) });

function parsed<T>(schema: z.ZodType<T>, body: Buffer): T | null {
  try {
    return schema.safeParse(JSON.parse(body.toString("utf8"))).data ?? null;
  } catch {
    return null; // cut off by a kill: counts as no answer
  }
}

/** 429, and what is refused before anything is looked at: nothing of it was taken (docs/carrier.md). */
const NOTHING_TAKEN = new Set([400, 401, 413, 429]);

export class Submissions implements Listener {
  /** References that may be with the carrier. */
  readonly #submitted = new Set<string>();
  readonly #idempotent: boolean;
  /** References given again although nobody had said that they were not taken. */
  readonly blind: string[] = [];
  /** How often anything was given: messages, and those that had been given before. */
  messages = 0;
  again = 0;
  /** Answers that were throttling, 5xx, and none. */
  readonly answers = { taken: 0, throttled: 0, failed: 0, none: 0, asked: 0 };
  calls = 0;

  constructor(idempotent: boolean) {
    this.#idempotent = idempotent;
  }

  asked({ path, body }: Omit<Exchange, "answer">): void {
    if (!path.endsWith("/messages")) return;
    for (const { reference } of parsed(batch, body)?.messages ?? []) {
      this.messages += 1;
      if (this.#submitted.has(reference)) {
        this.again += 1;
        if (!this.#idempotent) this.blind.push(reference);
      }
      this.#submitted.add(reference);
    }
  }

  passed({ path, body, answer }: Exchange): void {
    if (path.endsWith("/query")) this.#queryAnswered(answer);
    else if (path.endsWith("/messages")) this.#answered(body, answer);
    else this.calls += 1;
  }

  #answered(body: Buffer, answer: Exchange["answer"]): void {
    if (!answer) this.answers.none += 1;
    else if (answer.status === 429) this.answers.throttled += 1;
    else if (answer.status >= 500) this.answers.failed += 1;
    else if (answer.status === 202) this.answers.taken += 1;
    if (!answer || !NOTHING_TAKEN.has(answer.status)) return;
    for (const { reference } of parsed(batch, body)?.messages ?? []) this.#submitted.delete(reference);
  }

  #queryAnswered(answer: Exchange["answer"]): void {
    this.answers.asked += 1;
    if (answer?.status !== 200) return;
    for (const { reference, status } of parsed(known, answer.body)?.results ?? []) {
      if (status === "unknown") this.#submitted.delete(reference);
    }
  }
}
