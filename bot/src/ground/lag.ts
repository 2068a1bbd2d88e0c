import { monitorEventLoopDelay } from "node:perf_hooks";

/** How often the lag is looked at, in milliseconds. */
const EACH_MS = 500;
/** A loop that does nothing else turns so often, in milliseconds. */
const RESOLUTION_MS = 20;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
let last = 0;
setInterval(() => {
  last = worst();
  delays.reset();
}, EACH_MS).unref();

const worst = () => Math.max(0, delays.max / 1e6 - RESOLUTION_MS);

/** By how much timers of this process have been late of late, at worst, in milliseconds. */
export const loopLag = (): number => Math.max(last, worst());
