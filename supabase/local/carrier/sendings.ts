import { Column } from "./column.ts";
import { FATES, isRejected, vendorOf } from "./decide.ts";
import { Names } from "./names.ts";
import { networkOf } from "./networks.ts";
import type { BatchRecord, Sent } from "./records.ts";

/** What a batch says once for all its messages. */
export type BatchHead = Pick<BatchRecord, "at" | "channel" | "signature" | "kind" | "callback" | "trace">;

/** So many moments are kept as text: the receipts of a call share some dozens of them. */
const MOMENTS = 4_096;
const moments = new Map<number, string>();

function iso(ms: number): string {
  let text = moments.get(ms);
  if (text === undefined) {
    if (moments.size === MOMENTS) moments.clear();
    text = new Date(ms).toISOString();
    moments.set(ms, text);
  }
  return text;
}

/**
 * Every message that was ever decided, by its number `seq` from 1 on (the ledger's cursor), and the
 * references they had. About 80 bytes a message in all. References are never forgotten: 72 h is the
 * least that the page promises.
 */
export class Sendings {
  count = 0;
  /** Messages sent on to a phone, and how many references they had between them. */
  taken = 0;
  distinct = 0;
  rejected = 0;
  /** Messages that were answered as before. */
  repeats = 0;
  readonly #store: () => string;
  readonly #references = new Names();
  readonly #latest = Column.words(); // by reference
  readonly #sentOn = Column.bytes(); // by reference
  readonly #reference = Column.words(); // from here by seq
  readonly #batch = Column.words();
  readonly #phone = Column.doubles();
  readonly #delay = Column.words();
  readonly #fate = Column.bytes();
  readonly #owed = Column.bytes();
  readonly #reply = Column.words();
  readonly #replyOwed = Column.bytes();
  #batches = 0;
  readonly #at = Column.doubles(); // from here by batch
  readonly #head = Column.words();
  readonly #heads: Omit<BatchHead, "at">[] = []; // few differ
  readonly #headNumbers = new Map<string, number>();
  readonly #texts: string[] = [""];
  readonly #textNumbers = new Map<string, number>();

  /** `store` tells the store's id, a part of every carrier id. */
  constructor(store: () => string) {
    this.#store = store;
  }

  /** Take over a batch from the store. */
  apply(record: BatchRecord): void {
    this.begin(record);
    for (const sent of record.messages) this.add(sent);
    this.repeats += record.again;
  }

  /** The messages added from here on belong to this batch. */
  begin({ at, channel, signature, kind, callback, trace = "" }: BatchHead): void {
    const name = JSON.stringify([channel, signature, kind, callback, trace]);
    let head = this.#headNumbers.get(name);
    if (head === undefined) {
      head = this.#heads.push({ channel, signature, kind, callback, trace }) - 1;
      this.#headNumbers.set(name, head);
    }
    this.#at.set(++this.#batches, at);
    this.#head.set(this.#batches, head);
  }

  /** Add a message to the batch that was begun; answers its `seq`. */
  add([reference, to, fate, delay, copies, , reply]: Sent): number {
    const seq = ++this.count;
    const id = this.#references.add(reference);
    this.#latest.set(id, seq);
    this.#reference.set(seq, id);
    this.#batch.set(seq, this.#batches);
    this.#delay.set(seq, delay);
    this.#fate.set(seq, fate);
    if (isRejected(fate)) {
      this.rejected++;
      return seq;
    }
    this.taken++;
    if (this.#sentOn.get(id) === 0) this.distinct++;
    this.#sentOn.set(id, 1);
    this.#phone.set(seq, Number(to.slice(1)));
    this.#owed.set(seq, copies);
    if (reply !== undefined) {
      this.#reply.set(seq, this.#text(reply));
      this.#replyOwed.set(seq, 1);
    }
    return seq;
  }

  /** `seq` of the latest message with this reference; 0 when none was taken. */
  find(reference: string): number {
    return this.#latest.get(this.#references.find(reference));
  }

  /** Had this reference been sent on to a phone? */
  wasSentOn(reference: string): boolean {
    return this.#sentOn.get(this.#references.find(reference)) === 1;
  }

  /** The answer to its hand-off: the same however often it is asked for. */
  answer(seq: number): Record<string, unknown> {
    const reference = this.#references.text(this.#reference.get(seq));
    const fate = FATES[this.#fate.get(seq)];
    if (fate?.status !== "rejected")
      return { reference, status: "accepted", carrier_id: this.carrierId(seq) };
    return { reference, status: "rejected", carrier_id: null, code: fate.code, message: fate.message };
  }

  /** The answer to a query at the time `now` (ms): final from the moment its receipt is due. */
  state(seq: number, now: number): Record<string, unknown> {
    const reference = this.#references.text(this.#reference.get(seq));
    const fate = FATES[this.#fate.get(seq)];
    const carrier_id = isRejected(this.#fate.get(seq)) ? null : this.carrierId(seq);
    if (now < this.due(seq)) {
      return { reference, status: "accepted", carrier_id, code: null, at: iso(this.takenAt(seq)) };
    }
    return { reference, status: fate?.status, carrier_id, code: fate?.code, at: iso(this.due(seq)) };
  }

  /** Unique among all messages of all stores: a repeat has an id of its own. */
  carrierId(seq: number): string {
    return `${this.#store()}-${seq}`;
  }

  /** When it was taken, in ms. */
  takenAt(seq: number): number {
    return this.#at.get(this.#batch.get(seq));
  }

  /** When its receipt is due, in ms. */
  due(seq: number): number {
    return this.takenAt(seq) + this.#delay.get(seq);
  }

  /** When its reply is due: as long after the receipt as the receipt after the hand-off. */
  replyDue(seq: number): number {
    return this.due(seq) + this.#delay.get(seq);
  }

  callback(seq: number): string {
    return this.#headOf(seq).callback;
  }

  /** The trace of its hand-off; "" for none. */
  trace(seq: number): string {
    return this.#headOf(seq).trace ?? "";
  }

  /** How many more times its receipt is to be put into a call. */
  owed(seq: number): number {
    return this.#owed.get(seq);
  }

  owesReply(seq: number): boolean {
    return this.#replyOwed.get(seq) === 1;
  }

  /** A call was made that has the receipt in it. */
  spend(seq: number): void {
    this.#owed.set(seq, Math.max(0, this.#owed.get(seq) - 1));
  }

  spendReply(seq: number): void {
    this.#replyOwed.set(seq, 0);
  }

  receipt(seq: number): Record<string, unknown> {
    const { reference, carrier_id, status, code, at } = this.state(seq, Number.POSITIVE_INFINITY);
    const phone = this.#phone.get(seq);
    const vendor = vendorOf(phone, this.#headOf(seq).kind);
    return { reference, carrier_id, status, code, vendor, at, network: networkOf(phone) };
  }

  reply(seq: number): Record<string, unknown> {
    const { channel, signature } = this.#headOf(seq);
    const from = `+${this.#phone.get(seq)}`;
    const text = this.#texts[this.#reply.get(seq)];
    return {
      id: `${this.carrierId(seq)}-reply`,
      from,
      channel,
      signature,
      text,
      at: iso(this.replyDue(seq)),
    };
  }

  #headOf(seq: number): Omit<BatchHead, "at"> {
    const head = this.#heads[this.#head.get(this.#batch.get(seq))];
    if (head === undefined) throw new Error(`message ${seq} is not in the store`);
    return head;
  }

  #text(text: string): number {
    let number = this.#textNumbers.get(text);
    if (number === undefined) {
      number = this.#texts.push(text) - 1;
      this.#textNumbers.set(text, number);
    }
    return number;
  }
}
