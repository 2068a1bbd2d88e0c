import { type Session, verb } from "../data/database.ts";
import { log } from "../ground/log.ts";

/** The outcome of a guarded run: it ran, another bot (or an earlier run here) holds the lease, or it failed and is logged. */
export type Outcome = "done" | "elsewhere" | "failed";

/** Runs each job at most once at a time over all bots (spec CRN-1). */
export interface Guard {
  /**
   * Runs `work` when this bot gets the job's lease of `seconds`. The lease must outlast the work; when the bot is
   * killed, the others wait until it expires. Never throws.
   */
  run(job: string, seconds: number, work: () => Promise<void>): Promise<Outcome>;
  /** Starts no further job and waits for the running ones. */
  close(): Promise<void>;
}

/** A guard on the database's leases. `session` is the bot's own. */
export function makeGuard(session: Session): Guard {
  const running = new Map<string, Promise<Outcome>>();
  let closed = false;

  const attempt = async (job: string, seconds: number, work: () => Promise<void>): Promise<Outcome> => {
    try {
      if (!(await verb<boolean>(session, "claim_job", { job, seconds }))) return "elsewhere";
    } catch (error) {
      log.error(`clock.${job}`, error, { at_step: "claim" });
      return "failed";
    }
    const failure = await work().then(
      () => null,
      (error: unknown) => error,
    );
    if (failure !== null) log.error(`clock.${job}`, failure);
    const error = failure === null ? null : String(failure instanceof Error ? failure.message : failure);
    try {
      await verb(session, "finish_job", { job, error });
    } catch (unfinished) {
      log.error(`clock.${job}`, unfinished, { at_step: "finish" }); // the lease expires by itself
    }
    return failure === null ? "done" : "failed";
  };

  return {
    async run(job, seconds, work) {
      if (closed || running.has(job)) return "elsewhere";
      const run = attempt(job, seconds, work);
      running.set(job, run);
      try {
        return await run;
      } finally {
        running.delete(job);
      }
    },
    async close() {
      closed = true;
      await Promise.all(running.values());
    },
  };
}
