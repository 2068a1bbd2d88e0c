/** Dispatch: batch after batch, several in flight, until nothing is left or the request has done its share. */
import { carrierOf } from "../channels/adapters.ts";
import type { Carrier } from "../channels/carrier.ts";
import type { Claimed } from "./batch.ts";
import { type Fate, handBatchOver } from "./hand_over.ts";
import { type Sleep, workInTurn } from "./in_turn.ts";
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
  sleep?: Sleep,
): Promise<Tally> {
  const tally: Tally = { batches: 0, accepted: 0, rejected: 0, open: 0, more: false };
  let ill = 0;
  let empty = false;
  // Stop claiming after several carrier failures: more claims would only add batches of unknown outcome.
  const spent = () => empty || tally.batches >= share.batches || ill >= share.illnesses;

  const count = ({ accepted, rejected, open, went }: Fate) => {
    tally.accepted += accepted;
    tally.rejected += rejected;
    tally.open += open;
    if (went === "ill") ill += 1;
    else if (went === "fine") ill = 0;
  };

  const source = {
    claim: async () => {
      const claimed = await ledger.claim();
      if (claimed) tally.batches += 1;
      return claimed;
    },
    wait: async () => {
      const ms = await ledger.wait();
      if (ms === null) empty = true;
      return ms;
    },
  };
  const handOver = async (claimed: Claimed, claimedAt: number) =>
    count(await handBatchOver(claimed, adapters(claimed.channel.adapter), ledger, claimedAt));
  await workInTurn(source, share, handOver, spent, sleep);
  return { ...tally, more: !empty };
}
