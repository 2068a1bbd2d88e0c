import { randomBytes } from "node:crypto";
import { CALM, type Control } from "./control.ts";
import { Keys } from "./keys.ts";
import { Places } from "./ledger.ts";
import { Log } from "./log.ts";
import { type AccountRecord, CALLBACKS, type Callback, type CallRecord, type Entry } from "./records.ts";
import { Sendings } from "./sendings.ts";
import { Templates } from "./templates.ts";

/** What calls of one kind carried: items put into a call, items in calls that were acknowledged. */
type Tally = { sent: number; acknowledged: number };

/**
 * All that the sandbox carrier knows, in memory and on the disk. Every change is an entry of the log: made here, it is applied and
 * written; after a death the same entries are applied again. Only the messages of a batch are applied by who decides them, one by one.
 */
export class Store {
  id = "";
  control: Control = CALM;
  readonly sendings = new Sendings(() => this.id);
  readonly templates = new Templates(() => this.id);
  /** Service accounts by reference, each as it was taken last. */
  readonly accounts = new Map<string, AccountRecord>();
  readonly keys = new Keys();
  readonly places = new Places();
  /** Calls that were made and not acknowledged yet, by id. */
  readonly open = new Map<number, CallRecord>();
  readonly tallies: Record<Callback, Tally>;
  /** The id of the last call. */
  calls = 0;
  #log: Log | null = null;

  private constructor() {
    const tally = (): Tally => ({ sent: 0, acknowledged: 0 });
    this.tallies = { receipts: tally(), replies: tally(), template_states: tally() };
  }

  /**
   * Open the store in the file at `path`, which is made when it is missing.
   * `fail` is called when the disk refuses a write: memory is ahead of it then, and the process must end.
   */
  static async open(path: string, fail: (error: unknown) => void): Promise<Store> {
    const store = new Store();
    const replay = (entry: Entry, offset: number) => {
      if (entry.k === "batch") store.sendings.apply(entry);
      store.#apply(entry, offset);
    };
    store.#log = await Log.open(path, replay, fail);
    if (store.id === "") await store.write({ k: "store", id: randomBytes(4).toString("hex") });
    return store;
  }

  get log(): Log {
    if (this.#log === null) throw new Error("the store is not open");
    return this.#log;
  }

  /** Makes a change: it is visible in this process at once, and on the disk when this resolves. */
  write(entry: Entry): Promise<void> {
    const { offset, done } = this.log.append(entry);
    this.#apply(entry, offset);
    return done;
  }

  /** A batch's messages are in `sendings` already: they are added one by one while they are decided. */
  #apply(entry: Entry, offset: number): void {
    switch (entry.k) {
      case "store":
        this.id = entry.id;
        break;
      case "control":
        // A store of an earlier version knows fewer keys.
        this.control = { ...CALM, ...entry.control };
        break;
      case "batch":
        if (entry.messages.length > 0) this.places.note(entry.seq, offset);
        if (entry.key !== undefined) this.keys.remember(entry.key, entry.body ?? "");
        break;
      case "template":
        this.templates.apply(entry);
        break;
      case "account":
        this.accounts.set(entry.reference, entry);
        break;
      case "deleted":
        this.templates.delete(entry.template);
        break;
      case "call":
        this.calls = entry.id;
        this.open.set(entry.id, entry);
        this.tallies[entry.type].sent += entry.items.length;
        for (const item of entry.items) this.spend(entry.type, item);
        break;
      case "ack":
        this.#acknowledge(entry.id);
        break;
    }
  }

  /** An item of `type` was put into a call. */
  spend(type: Callback, item: number): void {
    if (type === "receipts") this.sendings.spend(item);
    else if (type === "replies") this.sendings.spendReply(item);
    else this.templates.spend(item);
  }

  /** Is an item of `type` still to be put into a call? */
  owes(type: Callback, item: number): boolean {
    if (type === "receipts") return this.sendings.owed(item) > 0;
    return type === "replies" ? this.sendings.owesReply(item) : this.templates.owes(item);
  }

  callback(type: Callback, item: number): string {
    return type === "template_states" ? this.templates.callback(item) : this.sendings.callback(item);
  }

  /** The body of a call: the same whenever it is made from the same items. */
  body({ type, items, url: callback_url }: CallRecord): string {
    const { sendings, templates } = this;
    if (type === "receipts")
      return JSON.stringify({ type, callback_url, receipts: items.map((i) => sendings.receipt(i)) });
    if (type === "replies")
      return JSON.stringify({ type, callback_url, replies: items.map((i) => sendings.reply(i)) });
    return JSON.stringify({ type, callback_url, states: items.map((i) => templates.state(i)) });
  }

  /** The trace of a call: that of the hand-offs of its items, where all are of one; "" else. */
  trace({ type, items }: CallRecord): string {
    if (type === "template_states") return "";
    const [first = "", ...others] = new Set(items.map((item) => this.sendings.trace(item)));
    return others.length > 0 ? "" : first;
  }

  /** `GET /stats`. Each copy of a repeated receipt counts; another try of the same call does not. */
  stats(): Record<string, number> {
    const { taken, distinct, rejected, repeats } = this.sendings;
    const counts: Record<string, number> = {
      taken,
      distinct,
      rejected,
      repeats,
      templates: this.templates.count,
    };
    for (const type of CALLBACKS) {
      counts[`${type}_sent`] = this.tallies[type].sent;
      counts[`${type}_acknowledged`] = this.tallies[type].acknowledged;
    }
    return { ...counts, calls_open: this.open.size };
  }

  #acknowledge(id: number): void {
    const call = this.open.get(id);
    if (call === undefined) return;
    this.open.delete(id);
    this.tallies[call.type].acknowledged += call.items.length;
  }
}
