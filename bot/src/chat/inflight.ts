import { log } from "../log.ts";

/** Work that goes on after a platform has its acknowledgement, so that the bot can finish it before it ends. */
export interface Inflight {
  /** Lets the work run; what it throws is logged under `name`. */
  start(name: string, work: () => Promise<void>): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function makeInflight(): Inflight {
  const running = new Set<Promise<void>>();
  return {
    start(name, work) {
      const run = work()
        .catch((error: unknown) => log.error(name, error))
        .finally(() => running.delete(run));
      running.add(run);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
