import { log } from "../ground/log.ts";

/** Work that continues after an event was acknowledged, so that the bot can finish it before it stops. */
export interface Inflight {
  /** Starts the work; an error is logged under `name`. */
  start(name: string, work: () => Promise<void>): void;
  /** Resolves when no work is running. */
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
