/** Dispatch: batch after batch, several in flight, until nothing is left or the request has done its share. */
import { carrierOf } from "../channels/adapters.ts";
import type { Carrier } from "../channels/carrier.ts";
import { type Fate, handBatchOver } from "./hand_over.ts";
import type { Ledger } from "./ledger.ts";

/**
 * The share of one request. A batch of a thousand costs 4 to 10 ms of CPU of the 2 s a hosted function has; and a
 * request that began its last batch after 20 s ends within a minute of the 150 s of wall time.
 */
export const SHARE = { batches: 100, ms: 20_000, flying: 8, illnesses: 4 };
export type Share = typeof SHARE;

/** What a request did. `more`: it stopped because its share was used up, and batches may be left. */
export type Tally = { batches: number; accepted: number; rejected: number; open: number; more: boolean };

/** Runs one share. @throws what the database throws; everything a carrier does is in the tally */
export async function dispatch(
  ledger: Ledger,
  share: Share = SHARE,
  adapters: (name: string) => Carrier = carrierOf,
  sleep: (ms: number) => Promise<unknown> = (ms) => new Promise((wake) => setTimeout(wake, ms)),
): Promise<Tally> {
  const tally: Tally = { batches: 0, accepted: 0, rejected: 0, open: 0, more: false };
  const until = performance.now() + share.ms;
  let ill = 0;
  let empty = false;
  // Stop claiming after several carrier failures: more claims would only add batches of unknown outcome.
  const spent = () =>
    empty || tally.batches >= share.batches || performance.now() > until || ill >= share.illnesses;

  const count = ({ accepted, rejected, open, went }: Fate) => {
    tally.accepted += accepted;
    tally.rejected += rejected;
    tally.open += open;
    if (went === "ill") ill += 1;
    else if (went === "fine") ill = 0;
  };

  // One claim at a time: a claim skips a send that another claim has locked, and two at once would take that for
  // the end of the work.
  let turn: Promise<unknown> = Promise.resolve();
  const claimNext = () => {
    const next = turn.then(async () => {
      if (spent()) return null;
      for (;;) {
        const claimedAt = performance.now();
        const claimed = await ledger.claim();
        if (claimed) {
          tally.batches += 1;
          return { claimed, claimedAt };
        }
        // Wait for a channel's rate limit here: it takes milliseconds, and the clock ticks only once a second.
        const ms = await ledger.wait();
        if (ms === null) empty = true;
        if (ms === null || performance.now() + ms > until) return null;
        await sleep(Math.max(ms, 1));
      }
    });
    turn = next.catch(() => null);
    return next;
  };

  const work = async () => {
    for (;;) {
      const next = await claimNext();
      if (!next) return;
      const { claimed, claimedAt } = next;
      count(await handBatchOver(claimed, adapters(claimed.channel.adapter), ledger, claimedAt));
    }
  };

  const ends = await Promise.allSettled(Array.from({ length: share.flying }, work));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return { ...tally, more: !empty };
}
