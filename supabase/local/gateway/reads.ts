/** How much one person has REST do at once: a person who asks for forty expensive lists waits alone, and pages of others come as fast as before. */
import type { Limits } from "./limits.ts";
import { refusal } from "./refused.ts";

interface Queue {
  running: number;
  readonly waiting: (() => void)[];
}

/** The requests of each person at REST: so many run, so many wait, and what comes beyond is told to come again. */
export class Reads {
  readonly #most: number;
  readonly #waiting: number;
  readonly #queues = new Map<string, Queue>();

  constructor({ reads, readsWaiting }: Pick<Limits, "reads" | "readsWaiting">) {
    this.#most = reads;
    this.#waiting = readsWaiting;
  }

  /**
   * Does the work when one of `who`'s places is free, in the order in which it came.
   * @throws Refused 429 reads_full where too many wait already
   */
  async take<T>(who: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(who) ?? { running: 0, waiting: [] };
    this.#queues.set(who, queue);
    if (queue.running < this.#most) queue.running += 1;
    else {
      if (queue.waiting.length >= this.#waiting) throw refusal("reads_full", {}, 1);
      // A read that ends hands its place over, so that none that comes meanwhile takes it.
      await new Promise<void>((free) => queue.waiting.push(free));
    }
    try {
      return await work();
    } finally {
      const next = queue.waiting.shift();
      if (next) next();
      else {
        queue.running -= 1;
        if (queue.running === 0) this.#queues.delete(who);
      }
    }
  }
}
