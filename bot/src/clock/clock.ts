import cron from "node-cron";
import type { Session } from "../database.ts";
import { makeGuard } from "./guard.ts";
import { sweep, tick } from "./jobs.ts";

export interface Clock {
  /** Stops ticking and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Starts the clock (spec CRN-1). It runs in every bot, chat or no chat; the guard sees to it that each job is
 * under way once. `redraw` updates the cards in chat; its work is leased row by row, so it needs no guard.
 */
export function startClock(session: Session, redraw: () => Promise<void>): Clock {
  const guard = makeGuard(session);
  let drawing = Promise.resolve();
  const quiet = { noOverlap: true, suppressMissedWarning: true };
  const tasks = [
    cron.schedule("* * * * * *", () => tick(session, guard), { ...quiet, name: "tick" }),
    cron.schedule(
      "*/2 * * * * *", // a live card moves 30 times a minute; Slack lets a message be updated 50 times
      () => {
        drawing = redraw();
        return drawing;
      },
      { ...quiet, name: "cards" },
    ),
    cron.schedule("17 * * * *", () => sweep(session, guard), { ...quiet, name: "sweep" }),
  ];
  return {
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()));
      await guard.close();
      await drawing;
    },
  };
}
