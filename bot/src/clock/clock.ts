import { setTimeout as pause } from "node:timers/promises";
import cron from "node-cron";
import type { Session } from "../data/database.ts";
import { CRON_LOG } from "./cron_log.ts";
import { makeGuard } from "./guard.ts";
import { sweep, tick } from "./jobs.ts";

export interface Clock {
  /** Stops the schedule and waits for running jobs. */
  stop(): Promise<void>;
}

/** The clock's jobs in chat. All lease row by row, so they need no guard. */
export interface ChatJobs {
  /** Goes on with what people asked for and nobody carries out any more. */
  takeUp(): Promise<void>;
  /** Redraws the cards whose rows have changed. */
  redraw(): Promise<void>;
  /** Posts the alerts that are due. */
  post(): Promise<void>;
}

/** A cron second has two ticks, so that what was just approved waits for a quarter of a second on average. */
const HALF_MS = 500;

async function twice(work: () => Promise<void>, stop: AbortSignal): Promise<void> {
  await work();
  await pause(HALF_MS, undefined, { signal: stop }).catch(() => "stopped: the second one does nothing");
  await work();
}

/** Starts the clock (spec CRN-1). It runs in every bot, with or without chat; the guard runs each job only once. */
export function startClock(session: Session, chat: ChatJobs): Clock {
  const guard = makeGuard(session);
  const stop = new AbortController();
  let turning = Promise.resolve();
  let taking = Promise.resolve();
  let drawing = Promise.resolve();
  let posting = Promise.resolve();
  const quiet = { noOverlap: true, suppressMissedWarning: true, logger: CRON_LOG };
  const tasks = [
    cron.schedule(
      "* * * * * *",
      () => {
        turning = twice(() => tick(session, guard, stop.signal), stop.signal);
        return turning;
      },
      { ...quiet, name: "tick" },
    ),
    cron.schedule(
      "* * * * * *",
      () => {
        taking = chat.takeUp();
        return taking;
      },
      { ...quiet, name: "runs" },
    ),
    cron.schedule(
      "*/2 * * * * *", // of a workspace's 50 updates a minute, counters get 30
      () => {
        drawing = chat.redraw();
        return drawing;
      },
      { ...quiet, name: "cards" },
    ),
    cron.schedule(
      "1-59/2 * * * * *", // in the seconds between
      () => {
        posting = chat.post();
        return posting;
      },
      { ...quiet, name: "alerts" },
    ),
    cron.schedule("17 * * * *", () => sweep(session, guard), { ...quiet, name: "sweep" }),
  ];
  return {
    async stop() {
      stop.abort();
      await Promise.all(tasks.map((task) => task.destroy()));
      await guard.close();
      await Promise.all([turning, taking, drawing, posting]);
    },
  };
}
