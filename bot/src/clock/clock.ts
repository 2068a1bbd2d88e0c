import cron from "node-cron";
import type { Session } from "../database.ts";
import { makeGuard } from "./guard.ts";
import { sweep, tick } from "./jobs.ts";

export interface Clock {
  /** Stops ticking and waits for what is under way. */
  stop(): Promise<void>;
}

/** What the clock does in chat. Both are leased row by row, so they need no guard. */
export interface ChatJobs {
  /** Draws the cards anew whose rows have moved. */
  redraw(): Promise<void>;
  /** Posts the alerts that wait. */
  post(): Promise<void>;
}

/**
 * Starts the clock (spec CRN-1). It runs in every bot, chat or no chat; the guard sees to it that each job is
 * under way once.
 */
export function startClock(session: Session, chat: ChatJobs): Clock {
  const guard = makeGuard(session);
  let drawing = Promise.resolve();
  let posting = Promise.resolve();
  const quiet = { noOverlap: true, suppressMissedWarning: true };
  const tasks = [
    cron.schedule("* * * * * *", () => tick(session, guard), { ...quiet, name: "tick" }),
    cron.schedule(
      "*/2 * * * * *", // a live card transitions 30 times a minute; Slack lets a message be updated 50 times
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
      await Promise.all(tasks.map((task) => task.destroy()));
      await guard.close();
      await Promise.all([drawing, posting]);
    },
  };
}
