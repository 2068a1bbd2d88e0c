import { setTimeout as sleep } from "node:timers/promises";
import { backOff, Post } from "./post.ts";
import { MOST } from "./protocol.ts";
import { Queue } from "./queue.ts";
import { CALLBACKS, type Callback, type CallRecord } from "./records.ts";
import type { Store } from "./store.ts";
import { Wheel } from "./wheel.ts";

/** New calls at the same time to one address for one kind of item. A call that is made again, and those of `now`, go beside them. */
const FLYING = 4;
/** Calls made and not acknowledged; while there are so many, the rest waits as numbers, not as calls. */
const HELD = 32;
/** A further copy of a receipt follows the one before it by at least this. */
const COPY_MS = 100;
const LATEST_COPY_MS = 1_000;

/** Everything of one kind that goes to one address. */
type Lane = {
  url: string;
  type: Callback;
  queue: Queue;
  flying: number;
  /** Calls that were not taken and wait to be made again. */
  waiting: number;
  ailing: boolean;
};

/** Brings receipts, replies and template decisions to their callbacks: when due, in calls, until taken. */
export class Deliverer {
  readonly #store: Store;
  readonly #post: Post;
  readonly #stop = new AbortController();
  readonly #lanes: Record<Callback, Map<string, Lane>> = {
    receipts: new Map(),
    replies: new Map(),
    template_states: new Map(),
  };
  readonly #wheel = new Wheel((numbers) => this.#ripe(numbers));

  constructor(store: Store, secret: string) {
    this.#store = store;
    this.#post = new Post(secret, this.#stop.signal);
  }

  /** Take up what the store still owes: calls without an answer as they were, the rest when due. */
  resume(): void {
    const { sendings, templates, open } = this.#store;
    for (const call of open.values()) {
      const lane = this.#lane(call.type, call.url);
      lane.flying++;
      this.#sendUntilTaken(lane, call);
    }
    for (let seq = 1; seq <= sendings.count; seq++) {
      this.planReceipt(seq);
      this.planReply(seq);
    }
    for (const decision of templates.owed()) this.plan("template_states", decision, templates.due(decision));
  }

  /** The receipt of a message, when it is due, if it is still owed. */
  planReceipt(seq: number): void {
    const { sendings } = this.#store;
    if (sendings.owed(seq) > 0) this.plan("receipts", seq, sendings.due(seq));
  }

  /** The reply to a message, likewise. */
  planReply(seq: number): void {
    const { sendings } = this.#store;
    if (sendings.owesReply(seq)) this.plan("replies", seq, sendings.replyDue(seq));
  }

  /** An item at its time (ms since the epoch). */
  plan(type: Callback, item: number, due: number): void {
    this.#wheel.add(due, item * CALLBACKS.length + CALLBACKS.indexOf(type));
  }

  /** Send receipts now, whatever they wait for; answers when each call had one try, taken or not. */
  async now(url: string, seqs: number[]): Promise<void> {
    const lane = this.#lane("receipts", url);
    const tries: Promise<void>[] = [];
    for (let from = 0; from < seqs.length; from += MOST) {
      const { promise, resolve } = Promise.withResolvers<void>();
      tries.push(promise);
      this.#begin(lane, seqs.slice(from, from + MOST), resolve);
    }
    await Promise.all(tries);
  }

  /** Give up what is under way: the store keeps it for the next start. */
  stop(): void {
    this.#wheel.stop();
    this.#stop.abort();
  }

  #ripe(numbers: number[]): void {
    const lanes = new Set<Lane>();
    for (const number of numbers) {
      const type = CALLBACKS[number % CALLBACKS.length] ?? "receipts";
      const item = Math.floor(number / CALLBACKS.length);
      const lane = this.#lane(type, this.#store.callback(type, item));
      lane.queue.push(item);
      lanes.add(lane);
    }
    for (const lane of lanes) this.#pump(lane);
  }

  #pump(lane: Lane): void {
    if (this.#stop.signal.aborted) return;
    while (lane.queue.size > 0 && lane.flying < FLYING && lane.flying + lane.waiting < HELD) {
      const taken = lane.queue.take(MOST, this.#store.control.shuffle_receipts);
      const items = taken.filter((item) => this.#store.owes(lane.type, item));
      if (items.length > 0) this.#begin(lane, items);
    }
  }

  /** Make a call of these items. It is in the store before it is sent, so that it keeps its id through a death. */
  #begin(lane: Lane, items: number[], tried?: () => void): void {
    const { type, url } = lane;
    const call: CallRecord = { k: "call", id: this.#store.calls + 1, url, type, items };
    lane.flying++;
    const written = this.#store.write(call);
    if (type === "receipts") for (const item of items) this.#planCopy(item);
    written.then(() => this.#sendUntilTaken(lane, call, tried));
  }

  #planCopy(seq: number): void {
    const { sendings } = this.#store;
    if (sendings.owed(seq) === 0) return;
    const apart = sendings.due(seq) - sendings.takenAt(seq);
    this.plan("receipts", seq, Date.now() + Math.min(LATEST_COPY_MS, Math.max(COPY_MS, apart)));
  }

  /** Send a call until it is taken. It counts among the flying when it comes here. */
  async #sendUntilTaken(lane: Lane, call: CallRecord, tried?: () => void): Promise<void> {
    const id = `${this.#store.id}-call-${call.id}`;
    const body = this.#store.body(call);
    const trace = this.#store.trace(call);
    const { signal } = this.#stop;
    for (let tries = 1; !signal.aborted; tries++) {
      const failure = await this.#post.send(call.url, id, body, trace);
      if (signal.aborted) break;
      lane.flying--;
      tried?.();
      this.#tell(lane, failure);
      if (failure === null) {
        this.#store.write({ k: "ack", id: call.id });
        return this.#pump(lane);
      }
      lane.waiting++;
      this.#pump(lane);
      // Stopped meanwhile: the loop ends.
      await sleep(backOff(tries), undefined, { signal }).catch(() => undefined);
      lane.waiting--;
      lane.flying++;
    }
    tried?.();
  }

  /** Logs one line when an address starts to fail and one when it recovers, not one for every try. */
  #tell(lane: Lane, failure: string | null): void {
    if (failure !== null && !lane.ailing) {
      console.error(`carrier: ${lane.url} does not take ${lane.type}: ${failure}; trying until it does`);
    }
    if (failure === null && lane.ailing) console.error(`carrier: ${lane.url} takes ${lane.type} again`);
    lane.ailing = failure !== null;
  }

  #lane(type: Callback, url: string): Lane {
    let lane = this.#lanes[type].get(url);
    if (lane === undefined) {
      lane = { url, type, queue: new Queue(), flying: 0, waiting: 0, ailing: false };
      this.#lanes[type].set(url, lane);
    }
    return lane;
  }
}
