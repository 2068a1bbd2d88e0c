/** The carrier `smpp`: the port of carriers over connections that are kept (docs/carrier.md). */
import { setTimeout as pause } from "node:timers/promises";
import type { Carrier, HandedOver } from "../../functions/_core/channels/carrier.ts";
import { countHandoff } from "../metrics.ts";
import { handOverOn } from "./hand_over.ts";
import type { Keeper } from "./keeper.ts";

/** A connection was there as the batch was claimed. It may have been cut since, and is soon made again. */
const FREE_WITHIN_MS = 2_000;
const NO_BIND: HandedOver = {
  outcome: "nothing_taken",
  seconds: 1,
  whose: "busy",
  why: "no connection to the carrier is bound",
};

async function freeOf(keepers: () => readonly Keeper[]): Promise<Keeper | null> {
  for (const until = Date.now() + FREE_WITHIN_MS; ; await pause(20)) {
    const free = keepers().find(({ isFree }) => isFree);
    if (free) return free;
    if (Date.now() > until) return null;
  }
}

/** The port over these connections: one batch at a time over each, so that no more than its window is ever of unknown fate. */
export function smppCarrier(keepers: () => readonly Keeper[]): Carrier {
  return {
    async handOver({ number }, batch) {
      const keeper = await freeOf(keepers);
      if (!keeper?.line) return NO_BIND;
      keeper.working = true;
      const began = performance.now();
      try {
        const handed = await handOverOn(keeper.line, number, batch);
        countHandoff(handed, performance.now() - began);
        return handed;
      } finally {
        keeper.working = false;
      }
    },
    // query_sm asks by the carrier's own id, which is not known of what was not answered.
    query: () => Promise.resolve(null),
    // Receipts and replies come over the connections, by nobody's call.
    readCall: () => Promise.resolve({ outcome: "forged", why: "this carrier does not call" }),
  };
}
