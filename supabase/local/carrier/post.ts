import { traceparentOf } from "@tidings/shared/ground/trace.ts";
import { webhookHeaders } from "@tidings/shared/node/webhook.ts";

/** How long a receiver may take to answer (carrier.md). */
const ANSWER_MS = 10_000;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** Ms to wait before the next try, after `tries` that failed: doubles up to 30 s, less up to a half at random. */
export function backOff(tries: number, luck: number = Math.random()): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
  return wait * (1 - luck / 2);
}

/** Sends calls signed as Standard Webhooks, each try with the time and signature of its own. */
export class Post {
  readonly #secrets: readonly [string];
  readonly #stop: AbortSignal;

  constructor(secret: string, stop: AbortSignal) {
    this.#secrets = [secret];
    this.#stop = stop;
  }

  /** One try. Answers null when the receiver took the call (2xx within 10 s), otherwise why it did not. */
  async send(url: string, id: string, body: string, trace = ""): Promise<string | null> {
    const headers = {
      "content-type": "application/json",
      ...webhookHeaders(this.#secrets, id, body, Date.now()),
      ...(trace === "" ? {} : { traceparent: traceparentOf(trace) }),
    };
    const signal = AbortSignal.any([this.#stop, AbortSignal.timeout(ANSWER_MS)]);
    try {
      const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
      await answer.body?.pipeTo(new WritableStream(), { signal });
      return answer.ok ? null : `it answered ${answer.status}`;
    } catch (error) {
      return error instanceof Error && error.name === "TimeoutError"
        ? "no answer within 10 s"
        : reason(error);
    }
  }
}

/** fetch says only "fetch failed"; the cause says what happened. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
