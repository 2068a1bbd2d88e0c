/** A batch over a bind: as many submit_sm unanswered as its window holds, until all are answered or the carrier has enough. */
import { setTimeout as pause } from "node:timers/promises";
import { signedText } from "@tidings/shared/sms/text.ts";
import type { Batch, HandedOver, HandoffResult, Message } from "../../functions/_core/channels/carrier.ts";
import { countSubmit } from "../metrics.ts";
import type { Bind, Submitted } from "./bind.ts";
import { type Fields, STATUS, statusName } from "./codec.ts";
import { answerId } from "./ids.ts";
import type { Settings } from "./settings.ts";
import { submissionsOf } from "./texts.ts";

const SYSTEM_ERROR = 0x08;
/** "Not taken, come later", of the carrier as a whole: nothing is wrong with the message. */
const LATER: ReadonlySet<number> = new Set([
  STATUS.THROTTLED,
  STATUS.QUEUE_FULL,
  // A bind that the SMSC no longer knows, an error of its system, and one of its application for the moment.
  0x04,
  SYSTEM_ERROR,
  STATUS.TRY_AGAIN,
]);
/** "System error" can be of one message as well: after so many in a row it is refused, and the others go on. */
const SYSTEM_ERRORS = 3;
/** A message whose first part was taken is finished; its other parts are tried for so long. */
const FINISH_WITHIN_MS = 8_000;
/** Seconds that a channel rests when the carrier has enough: doubled each time in a row. */
const REST_S = { first: 1, most: 30 };

/** One bind, and how often in a row the carrier had enough. */
export type Line = { bind: Bind; settings: Settings; groups: number; busy: number };

type Part = Exclude<Submitted, { outcome: "unsent" }>;

/** What stops a batch: the carrier has enough, or the bind is gone. What was not begun then was not taken. */
type Stop = { why: string; busy: boolean };

class HandOver {
  readonly #line: Line;
  #free: number;
  readonly #turns: (() => void)[] = [];
  stop: Stop | null = null;

  constructor(line: Line) {
    this.#line = line;
    this.#free = line.bind.window;
  }

  /** In the window. `begun`: of a message that is finished whatever stops the others. */
  async #submit(fields: Fields, begun: boolean): Promise<Submitted> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#turns.push(resolve));
    try {
      if (this.stop !== null && !begun) return { outcome: "unsent", why: this.stop.why };
      const said = await this.#line.bind.submit(fields);
      countSubmit(said);
      return said;
    } finally {
      const next = this.#turns.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  /** The first part: null where nothing was taken, for sure. */
  async #begin(fields: Fields): Promise<Part | null> {
    const said = await this.#submit(fields, false);
    if (said.outcome === "unsent") {
      this.stop ??= { why: said.why, busy: false };
      return null;
    }
    if (said.outcome !== "refused" || !LATER.has(said.status)) return said;
    if (said.status === SYSTEM_ERROR && this.#line.busy >= SYSTEM_ERRORS) return said;
    this.stop ??= { why: `the carrier answered ${statusName(said.status)}`, busy: true };
    return null;
  }

  /** Another part of a message that was begun: tried again while the carrier has enough, for a phone shows the whole or nothing. */
  async #finish(fields: Fields): Promise<Part> {
    const until = Date.now() + FINISH_WITHIN_MS;
    for (let wait = 100; ; wait *= 2) {
      const said = await this.#submit(fields, true);
      if (said.outcome === "unsent") return { outcome: "unknown", why: said.why };
      if (said.outcome !== "refused" || !LATER.has(said.status)) return said;
      this.stop ??= { why: `the carrier answered ${statusName(said.status)}`, busy: true };
      if (Date.now() + wait > until) return said;
      await pause(wait);
    }
  }

  /** What the carrier says of a message; null: it was not taken, for sure. */
  async message(reference: string, parts: readonly Fields[]): Promise<HandoffResult | null> {
    const [first, ...others] = parts;
    const begun = first ? await this.#begin(first) : null;
    if (begun === null) return null;
    const said: Part[] = [begun];
    if (begun.outcome === "taken") for (const other of others) said.push(await this.#finish(other));
    return resultOf(reference, said, this.#line.settings);
  }
}

/** Ids of parts stand side by side, apart by a space: no id has one. */
function resultOf(reference: string, said: readonly Part[], { ids }: Settings): HandoffResult {
  for (const part of said) {
    if (part.outcome === "unknown") return { reference, status: "unknown", carrier_id: null, code: null };
    if (part.outcome === "refused")
      return { reference, status: "rejected", carrier_id: null, code: statusName(part.status) };
  }
  const known = said.map((part) => (part.outcome === "taken" ? part.id : null));
  const carrier_id = known.every((id) => id !== null)
    ? known.map((id) => answerId(id ?? "", ids)).join(" ")
    : null;
  return { reference, status: "accepted", carrier_id, code: null };
}

const textOf = (batch: Batch, { text }: Message) => signedText(batch.signature, text);

const tooLong = (reference: string): HandoffResult => {
  return { reference, status: "rejected", carrier_id: null, code: "TOO_LONG" };
};

/** Hands a batch over. Every message is answered, of unknown fate, or not taken for sure. Never throws for what the carrier does. */
export async function handOverOn(line: Line, number: string, batch: Batch): Promise<HandedOver> {
  const run = new HandOver(line);
  const { settings } = line;
  const said = await Promise.all(
    batch.messages.map((message) => {
      line.groups = (line.groups + 1) & 0xff;
      const { reference, to } = message;
      const text = textOf(batch, message);
      const parts = submissionsOf({ number, to, text, settings, group: line.groups });
      return parts ? run.message(reference, parts) : tooLong(reference);
    }),
  );
  const results = said.filter((one) => one !== null);
  line.busy = run.stop?.busy ? line.busy + 1 : 0;
  if (run.stop === null) return { outcome: "answered", results };
  const seconds = Math.min(REST_S.most, REST_S.first * 2 ** Math.max(0, line.busy - 1));
  const rest = { seconds, why: run.stop.why };
  if (results.length === 0) return { outcome: "nothing_taken", whose: "busy", ...rest };
  return { outcome: "answered", results, rest };
}
