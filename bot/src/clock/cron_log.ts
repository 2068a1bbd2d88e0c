import type { Logger } from "node-cron";
import { log } from "../ground/log.ts";

/** A run is skipped while the one before still works: that is what `noOverlap` asks for. */
const EXPECTED = /blocked by overlap prevention/;

/** What node-cron says, as lines of the log; by itself it paints them for a terminal. */
export const CRON_LOG: Logger = {
  debug: () => {},
  info: (message) => log.info("clock.cron", { said: message }),
  warn: (message) => {
    if (!EXPECTED.test(message)) log.info("clock.cron", { said: message });
  },
  error: (message, error) => log.error("clock.cron", error ?? message),
};
