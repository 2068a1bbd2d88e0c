/** Hashing of passwords in threads of their own; lite does it in the one thread that answers everybody. */
import { AsyncLocalStorage } from "node:async_hooks";
import { Worker } from "node:worker_threads";
import bcrypt from "bcryptjs";
import type { Job } from "./hashing_worker.ts";
import { HASHING } from "./limits.ts";
import { Refused } from "./refused.ts";

/** Whose password is hashed. A trusted one has not been wrong of late, and goes before those that have. */
export type Asker = { trusted: boolean; check?: () => void; refused?: Refused };

/** The request for which lite hashes. */
export const asker = new AsyncLocalStorage<Asker>();

type Waiting = { job: Job; asker: Asker; done: (value: unknown) => void; failed: (error: Error) => void };

/** The answer to anyone who finds all places taken. */
const busy = () =>
  new Refused(429, "over_request_rate_limit", "Too many people sign in right now. Try again.", {
    retryAfter: 2,
  });

/** Threads with a queue in front, each started when there is work for it: one takes 13 MB. What is in the queue has a most; the trusted half of it is kept for trusted askers. */
export class Hasher {
  /** Those that live, each with what it hashes. */
  readonly #workers = new Map<Worker, Waiting | undefined>();
  readonly #free: Worker[] = [];
  readonly #threads: number;
  readonly #trusted: Waiting[] = [];
  readonly #others: Waiting[] = [];
  readonly #most: number;

  constructor({ threads, waiting }: { threads: number; waiting: number } = HASHING) {
    this.#threads = threads;
    this.#most = waiting / 2;
  }

  #another(): Worker | undefined {
    if (this.#workers.size >= this.#threads) return undefined;
    const worker = new Worker(new URL("hashing_worker.ts", import.meta.url));
    worker.once("error", (error) => this.#gone(worker, error));
    worker.once("exit", (code) => this.#gone(worker, new Error(`A thread that hashes has ended (${code})`)));
    // A server that has nothing else to do may end.
    worker.unref();
    this.#workers.set(worker, undefined);
    return worker;
  }

  /** A thread has died (no memory): its job fails, and the queue goes on with another one. */
  #gone(worker: Worker, error: Error): void {
    const job = this.#workers.get(worker);
    // An error is followed by an exit.
    if (!this.#workers.delete(worker)) return;
    const at = this.#free.indexOf(worker);
    if (at >= 0) this.#free.splice(at, 1);
    job?.failed(error);
    this.#next();
  }

  /**
   * Hashes or compares.
   * @throws Refused 429 when too many wait already, or when `asker.check` refuses at its turn
   */
  run(job: Job): Promise<unknown> {
    const who = asker.getStore() ?? { trusted: true };
    const queue = who.trusted ? this.#trusted : this.#others;
    if (queue.length >= this.#most) return Promise.reject(note(who, busy()));
    return new Promise((done, failed) => {
      queue.push({ job, asker: who, done, failed });
      this.#next();
    });
  }

  #next(): void {
    const queue = this.#trusted.length > 0 ? this.#trusted : this.#others;
    const worker = queue.length > 0 ? (this.#free.pop() ?? this.#another()) : undefined;
    const next = worker && queue.shift();
    if (!next) return;
    try {
      // Others of the same account may have been wrong while this one waited.
      next.asker.check?.();
    } catch (error) {
      this.#free.push(worker);
      next.failed(note(next.asker, error as Refused));
      this.#next();
      return;
    }
    this.#workers.set(worker, next);
    worker.once("message", ({ value, error }: { value: unknown; error?: string }) => {
      this.#workers.set(worker, undefined);
      this.#free.push(worker);
      if (error === undefined) next.done(value);
      else next.failed(new Error(error));
      this.#next();
    });
    worker.postMessage(next.job);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers.keys()].map((worker) => worker.terminate()));
  }
}

/** lite makes a 500 of what is thrown at it; the door reads here what it was. */
function note(who: Asker, refused: Refused): Refused {
  who.refused = refused;
  return refused;
}

/** Puts the threads in the place of bcryptjs, the module object that lite calls. */
export function hashInThreads(hasher: Hasher): void {
  Object.assign(bcrypt, {
    hash: (text: string, cost: number | string) => hasher.run({ text, with: { cost } }),
    compare: (text: string, hash: string) => hasher.run({ text, with: { hash } }),
  });
}
