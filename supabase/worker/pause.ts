import { setTimeout as pause } from "node:timers/promises";

/** Waits so many milliseconds, or until the signal: whichever comes first. Never throws. */
export const pauseUntil = (stop: AbortSignal, ms: number): Promise<void> =>
  pause(ms, undefined, { signal: stop }).catch(() => undefined); // it rejects for the signal alone
