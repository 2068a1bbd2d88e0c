/** Receipts and replies on their way to whoever is bound: in a window of their own, again after a cut, until they are acknowledged. */
import { type Control, delay, type Notation, written } from "./control.ts";
import type { Ledger, Taken } from "./ledger.ts";
import { cstring, STATUS, tlv, ucs2 } from "./pdu.ts";

/** Unacknowledged deliver_sm a bind. */
const WINDOW = 50;
const ESM_RECEIPT = 0x04;
const STATES = { EXPIRED: 3, DELIVRD: 2, UNDELIV: 5 } as const;

/** A bind that may be delivered to. */
export type Mouth = { deliver(body: Buffer, done: (status: number) => void): void; unanswered: number };
type Waiting = { id: number; body: Buffer };

const stamp = () => new Date().toISOString().replace(/\D/g, "").slice(2, 12);

/** The fields of a deliver_sm in front of its text. */
export function deliverBody(
  from: string,
  to: string,
  esm: number,
  coding: number,
  text: Buffer,
  ...tlvs: Buffer[]
): Buffer {
  const plain = Buffer.from([0, 1, 1]);
  return Buffer.concat([
    plain,
    cstring(from),
    Buffer.from([0, 1]),
    cstring(to),
    Buffer.from([esm, 0, 0, 0, 0, 0, 0, coding, 0, text.length]),
    text,
    ...tlvs,
  ]);
}

function receiptBody(message: Taken, style: Control["receipts"], notation: Notation): Buffer {
  const { from, to, state, code } = message;
  const id = written(message.id, notation);
  const done = state === "DELIVRD" ? "001" : "000";
  const long = `id:${id} sub:001 dlvrd:${done} submit date:${stamp()} done date:${stamp()} stat:${state} err:${code} text:${"x".repeat(8)}`;
  const text = style === "bare" ? `Stat:${state.toLowerCase()} ID:${id}` : style === "tlv" ? "" : long;
  const tlvs =
    style === "tlv" || style === "both"
      ? [
          tlv(0x001e, cstring(id)),
          tlv(0x0427, Buffer.from([STATES[state]])),
          tlv(0x0423, Buffer.from([3, 0, Number(code)])),
        ]
      : [];
  return deliverBody(to, from, ESM_RECEIPT, 0, Buffer.from(text, "latin1"), ...tlvs);
}

/** A reply of a person, in as many parts as its length needs. */
function replyBodies(from: string, to: string, text: string, group: number): Buffer[] {
  if (/^[\x20-\x7e]{1,160}$/.test(text)) return [deliverBody(from, to, 0, 0, Buffer.from(text, "latin1"))];
  if (text.length <= 70) return [deliverBody(from, to, 0, 8, ucs2(text))];
  const parts = Math.ceil(text.length / 67);
  return Array.from({ length: parts }, (_, n) => {
    const head = Buffer.from([5, 0, 3, group & 0xff, parts, n + 1]);
    return deliverBody(from, to, 0x40, 8, Buffer.concat([head, ucs2(text.slice(n * 67, n * 67 + 67))]));
  });
}

export class Courier {
  readonly mouths = new Set<Mouth>();
  sent = 0;
  acknowledged = 0;
  refused = 0;
  readonly #queue: Waiting[] = [];
  readonly #ledger: Ledger;
  readonly #control: () => Control;
  #later = 0;
  #groups = 0;

  constructor(ledger: Ledger, control: () => Control) {
    this.#ledger = ledger;
    this.#control = control;
  }

  /** Promises the receipts that were due when the last one ended, and not acknowledged. */
  resume(): void {
    for (const message of this.#ledger.taken)
      if (message.due && !this.#ledger.acknowledged.has(message.id)) this.receipt(message, 0);
  }

  /** What waits, or is on its way and not acknowledged. */
  get open(): number {
    return this.#later + this.#queue.length + [...this.mouths].reduce((sum, one) => sum + one.unanswered, 0);
  }

  receipt(message: Taken, repeats: number, at: number = delay(this.#control().receipt_ms)): void {
    const { receipts, receipt_ids } = this.#control();
    const body = receiptBody(message, receipts, receipt_ids);
    for (let n = 0; n <= repeats; n += 1) this.#after(at, [{ id: message.id, body }]);
  }

  reply(from: string, to: string, text: string, at = 0): void {
    this.#groups += 1;
    this.#after(
      at,
      replyBodies(from, to, text, this.#groups).map((body) => ({ id: 0, body })),
    );
  }

  #after(ms: number, ready: readonly Waiting[]): void {
    this.#later += ready.length;
    setTimeout(() => {
      this.#later -= ready.length;
      this.#queue.push(...ready);
      this.flush();
    }, ms).unref();
  }

  flush(): void {
    for (const mouth of this.mouths)
      while (mouth.unanswered < WINDOW) {
        const shuffled = this.#control().shuffle_receipts && this.#queue.length > 1;
        const place = shuffled ? Math.floor(Math.random() * this.#queue.length) : 0;
        const [next] = this.#queue.splice(place, 1);
        if (!next) return;
        this.sent += 1;
        mouth.deliver(next.body, (status) => this.#answered(next, status));
      }
  }

  /** A cut answers with a status of its own: it is tried again, as is what was refused for the moment. */
  #answered(one: Waiting, status: number): void {
    if (status === STATUS.OK) {
      this.acknowledged += 1;
      if (one.id > 0) this.#ledger.acknowledge(one.id);
    } else {
      this.refused += 1;
      this.#after(200, [one]);
    }
    this.flush();
  }
}
