import { traceIn } from "@tidings/shared/ground/trace.ts";
import type { Bucket } from "./bucket.ts";
import { type Decision, decide, dropsAnswer, errs, isRejected, openingOf, vendorOf } from "./decide.ts";
import type { Deliverer } from "./deliver.ts";
import { Keys } from "./keys.ts";
import type { Openings } from "./openings.ts";
import { type BatchBody, batchBody, idempotencyKey, MOST, queryBody } from "./protocol.ts";
import type { BatchRecord, Sent } from "./records.ts";
import { malformed, parse, Refusal } from "./refusal.ts";
import { type Arrived, json, turn } from "./request.ts";
import type { Store } from "./store.ts";

/**
 * What a batch became: `seqs` has one number for each of its messages, in their order. Of those that are
 * new, `early` and `later` tell when their receipt goes out, `replying` which of them are replied to.
 */
type Taken = {
  seqs: number[];
  early: number[];
  later: number[];
  replying: number[];
  drop: boolean;
  written: Promise<void>;
};

/** `POST /v1/messages` and `POST /v1/messages/query` (carrier.md, "To the carrier"). */
export class Messages {
  readonly #store: Store;
  readonly #deliverer: Deliverer;
  readonly #bucket: Bucket;
  readonly #openings: Openings;
  #requests = 0;

  constructor(store: Store, deliverer: Deliverer, bucket: Bucket, openings: Openings) {
    this.#store = store;
    this.#deliverer = deliverer;
    this.#bucket = bucket;
    this.#openings = openings;
  }

  /**
   * Take a batch. Between the first check and the entry in the log nothing is awaited, so that nothing
   * comes between; the answer waits for the disk.
   * @returns the body of the 202, or null when the answer is to be dropped
   * @throws Refusal 400, 409, 413, 429, 503: then nothing was taken
   */
  async take(request: Arrived): Promise<{ results: unknown[] } | null> {
    const { sendings } = this.#store;
    const batch = readBatch(request.body);
    const key = readKey(request);
    const print = key === undefined ? "" : Keys.print(request.body);
    if (key !== undefined && this.#store.keys.isOfAnother(key, print)) {
      const message = "this Idempotency-Key named a batch with another body";
      throw new Refusal(409, "key_reused", message, {
        issues: [{ where: "Idempotency-Key", what: message }],
      });
    }
    this.fail();
    const seconds = this.#bucket.take(batch.messages.length, this.#store.control.rate_per_s);
    if (seconds > 0) {
      throw new Refusal(429, "too_fast", `nothing was taken; come back in ${seconds} s`, {
        headers: { "retry-after": String(seconds) },
      });
    }
    const trace = traceIn(request.headers.traceparent?.toString()) ?? "";
    const taken = this.#enter(batch, trace, key, print);
    await taken.written;
    for (const seq of taken.later) this.#deliverer.planReceipt(seq);
    for (const seq of taken.replying) this.#deliverer.planReply(seq);
    if (taken.early.length > 0) await this.#deliverer.now(batch.callback_url, taken.early);
    return taken.drop ? null : { results: taken.seqs.map((seq) => sendings.answer(seq)) };
  }

  /** `error_rate`: throws a 503 by chance. */
  fail(): void {
    if (errs(this.#store.control, ++this.#requests)) {
      throw new Refusal(503, "unavailable", "the carrier is out of order by error_rate; nothing was taken");
    }
  }

  /** Answer what is known about references. `unknown` only after all that had arrived before has been seen to. */
  async query(request: Arrived): Promise<{ results: unknown[] }> {
    const { sendings, log } = this.#store;
    const body = json(request.body);
    refuseTooMany(body, "references");
    const { references } = parse(queryBody, body);
    if (references.some((reference) => sendings.find(reference) === 0)) {
      for (let round = 0; round < ROUNDS; round++) await turn();
    }
    const now = Date.now();
    const results = references.map((reference) => {
      const seq = sendings.find(reference);
      if (seq > 0) return sendings.state(seq, now);
      return { reference, status: "unknown", carrier_id: null, code: null, at: null };
    });
    await log.settled();
    return { results };
  }

  /** Decide every message and put the batch into the log. */
  #enter(batch: BatchBody, trace: string, key: string | undefined, print: string): Taken {
    const { control, sendings } = this.#store;
    const { channel, signature, kind, callback_url: callback } = batch;
    const head = { at: Date.now(), channel, signature, kind, callback, trace };
    const record: BatchRecord = { k: "batch", seq: sendings.count + 1, ...head, again: 0, messages: [] };
    if (key !== undefined) Object.assign(record, { key, body: print });
    const taken: Omit<Taken, "written"> = { seqs: [], early: [], later: [], replying: [], drop: false };
    sendings.begin(head);
    for (const { reference, to, link } of batch.messages) {
      const before = sendings.find(reference);
      if (before > 0 && control.idempotent) {
        taken.seqs.push(before);
        record.again++;
        continue;
      }
      const decision = decide(control, reference, to);
      if (record.messages.length === 0) taken.drop = dropsAnswer(control, reference);
      if (decision.drop && before === 0) taken.drop = true;
      const sent = entry(reference, to, decision, before > 0 && sendings.wasSentOn(reference));
      const seq = sendings.add(sent);
      record.messages.push(sent);
      taken.seqs.push(seq);
      (decision.early ? taken.early : taken.later).push(seq);
      if (decision.reply !== null) taken.replying.push(seq);
      const vendor = isRejected(decision.fate) ? null : vendorOf(Number(to.slice(1)), kind);
      const opening = link && vendor !== null ? openingOf(control, reference, decision.fate) : null;
      if (opening && vendor && link) this.#openings.plan(head.at, opening, link, vendor);
    }
    sendings.repeats += record.again;
    return { ...taken, written: this.#store.write(record) };
  }
}

/** Rounds of the event loop: a connection that waits to be accepted, its request, and its end need one each. */
const ROUNDS = 6;

function entry(reference: string, to: string, decision: Decision, before: boolean): Sent {
  const { fate, delay, copies, reply } = decision;
  if (isRejected(fate)) return [reference, "", fate, delay, copies, 0];
  const repeat = before ? 1 : 0;
  if (reply === null) return [reference, to, fate, delay, copies, repeat];
  return [reference, to, fate, delay, copies, repeat, reply];
}

function readBatch(bytes: Buffer): BatchBody {
  const body = json(bytes);
  refuseTooMany(body, "messages");
  return parse(batchBody, body);
}

function readKey({ headers }: Arrived): string | undefined {
  const key = headers["idempotency-key"];
  if (key === undefined) return undefined;
  const read = idempotencyKey.safeParse(key);
  if (read.success) return read.data;
  throw malformed([{ where: "Idempotency-Key", what: read.error.issues[0]?.message ?? "is malformed" }]);
}

/** Too many is a 413 of its own, even when the items themselves are broken. */
export function refuseTooMany(body: unknown, name: string): void {
  const items = typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
  if (!Array.isArray(items) || items.length <= MOST) return;
  const what = `${items.length} ${name}; at most ${MOST} go in a request`;
  throw new Refusal(413, "too_many", what, { issues: [{ where: name, what }] });
}
