/** One batch, from its claim to the record of its outcome. */

import { canCarry } from "@tidings/shared/channels/carries.ts";
import { Silent } from "../channels/calls.ts";
import type { Batch, Carrier, HandedOver, HandoffResult, Message } from "../channels/carrier.ts";
import { log } from "../reply.ts";
import { type Claimed, handOverOf, messagesOf, refusedOf, uncarried } from "./batch.ts";
import { handOverInHalves } from "./halves.ts";
import { type Ledger, NOTHING, type Outcome, type Recorded } from "./ledger.ts";
import { afterDoubt, backOff } from "./waits.ts";

/**
 * A hand-over begins at most this long after the claim. It ends 30 s later at most, so 38 s after the claim; the
 * lease is 60 s, or 100 s where the carrier must be asked and answers for sure only of what ended 60 s before.
 * A process that was delayed for longer drops the batch: another one has claimed it, or soon will.
 */
const BEGIN_WITHIN_MS = 8_000;

/** A batch that is refused as a whole is tried again this much later, in seconds. */
const REFUSED_S = 60;

/** How a batch went. `busy` (rate limit) and `wrong` (our request): nothing was taken. `ill`: the carrier failed. */
export type Fate = Recorded & { went: "fine" | "busy" | "wrong" | "ill" };

/** Hands a claimed batch over and records what became of it. `claimedAt` is of `performance.now()`, before the claim. */
export async function handBatchOver(
  claimed: Claimed,
  adapter: Carrier,
  ledger: Ledger,
  claimedAt: number,
): Promise<Fate> {
  // The law refuses such a send; its channel may have been moved to another carrier since.
  if (!canCarry(claimed.channel.adapter, claimed.kind))
    return { ...(await ledger.record(claimed, uncarried(messagesOf(claimed)))), went: "fine" };
  const asked = await clearDoubt(claimed, adapter, ledger);
  if ("went" in asked) return asked;
  const { messages, recorded } = asked;
  if (messages.length === 0) {
    if (recorded.open === 0) return { ...recorded, went: "fine" };
    const why = `the carrier does not mention ${recorded.open} messages`;
    await ledger.giveBack(claimed.batch, backOff(claimed.attempts), false, why);
    return { ...recorded, went: "ill" };
  }
  const mayBegin = () => performance.now() - claimedAt <= BEGIN_WITHIN_MS;
  if (!mayBegin()) return { ...recorded, went: "ill" };
  const send = (batch: Batch) => adapter.handOver(claimed.channel, batch);
  const handed = await handOverInHalves(send, handOverOf(claimed, messages), mayBegin);
  const rest = await settle(claimed, messages, handed, ledger);
  return {
    accepted: recorded.accepted + rest.accepted,
    rejected: recorded.rejected + rest.rejected,
    open: rest.open,
    went: rest.went,
  };
}

/**
 * Which messages may be handed over now. A batch in doubt goes again as it is where the carrier knows its
 * references; where it does not, the carrier is asked first, and only what it has not taken goes again.
 */
async function clearDoubt(
  claimed: Claimed,
  adapter: Carrier,
  ledger: Ledger,
): Promise<{ messages: Message[]; recorded: Recorded } | Fate> {
  const messages = messagesOf(claimed);
  const refused = refusedOf(claimed);
  // All were cancelled, or their receipts came before the answer: nothing is left to hand over.
  if (messages.length === 0) return { messages, recorded: await ledger.record(claimed, refused) };
  const ended = refused.length > 0 ? await ledger.record(claimed, refused) : NOTHING;
  if (!claimed.doubtful || claimed.channel.idempotent) return { messages, recorded: ended };
  const { batch, kind, minted, claimed_at: since } = claimed;
  try {
    const known = await adapter.query(claimed.channel, {
      batch: String(batch),
      kind,
      minted,
      since,
      messages,
    });
    if (known === null) {
      const lost = messages.map(
        ({ reference }) => ({ reference, status: "unknown", carrier_id: null, code: null }) as const,
      );
      return { messages: [], recorded: await ledger.record(claimed, lost) };
    }
    const outcomes = known.filter(({ status }) => status !== "unknown").map(taken);
    const recorded = await ledger.record(claimed, outcomes);
    const untaken = new Set(
      known.filter(({ status }) => status === "unknown").map(({ reference }) => reference),
    );
    return { messages: messages.filter(({ reference }) => untaken.has(reference)), recorded };
  } catch (error) {
    if (!(error instanceof Silent)) throw error;
    await ledger.giveBack(batch, backOff(claimed.attempts), false, error.message);
    return { ...NOTHING, open: messages.length, went: "ill" };
  }
}

/** Any status of a message the carrier took counts as accepted. How it ended is for its receipt to say. */
function taken(known: {
  reference: string;
  status: string;
  carrier_id: string | null;
  code: string | null;
}): Outcome {
  const { reference, status, carrier_id, code } = known;
  return status === "rejected"
    ? { reference, status, carrier_id, code }
    : { reference, status: "accepted", carrier_id, code: null };
}

/** Of results those of these messages. A carrier that answers in order, as most do, spares the set: a twentieth of a dispatcher's CPU. */
function ofOurs(messages: readonly Message[], results: readonly HandoffResult[]): readonly HandoffResult[] {
  if (results.every(({ reference }, place) => messages[place]?.reference === reference)) return results;
  const ours = new Set(messages.map(({ reference }) => reference));
  return results.filter(({ reference }) => ours.has(reference));
}

async function settle(
  claimed: Claimed,
  messages: readonly Message[],
  handed: HandedOver,
  ledger: Ledger,
): Promise<Fate> {
  const { batch, attempts, channel, trace_id: trace } = claimed;
  const about = { trace, batch, channel: channel.id };
  const open = messages.length;
  if (handed.outcome === "answered") {
    const results = ofOurs(messages, handed.results);
    const recorded = await ledger.record(claimed, results, handed.rest);
    const { accepted, rejected } = recorded;
    log("dispatch", "handed over", { ...about, accepted, rejected, open: recorded.open });
    if (results.length > 0 && results.every(({ status }) => status === "unknown"))
      return { ...recorded, went: "ill" };
    if (recorded.open === 0) return { ...recorded, went: "fine" };
    if (handed.rest) return { ...recorded, went: "busy" };
    const why = `${recorded.open} of ${open} messages without an answer`;
    await ledger.giveBack(batch, afterDoubt(attempts, channel.idempotent), false, why);
    log("dispatch", why, about);
    return { ...recorded, went: "ill" };
  }
  if (handed.outcome === "nothing_taken") {
    await ledger.giveBack(batch, handed.seconds, true, handed.why);
    if (handed.whose === "busy") return { ...NOTHING, open, went: "busy" };
    log("dispatch", "OUR FAULT: the carrier refuses us; look at the channel's key", {
      ...about,
      why: handed.why,
    });
    return { ...NOTHING, open, went: "wrong" };
  }
  if (handed.outcome === "refused") {
    // Returned as if its outcome were unknown: then the channel does not pause, and other batches need not wait.
    await ledger.giveBack(batch, REFUSED_S, false, handed.why);
    log("dispatch", "OUR FAULT: the carrier refuses all of a batch; look at signature, template and text", {
      ...about,
      why: handed.why,
    });
    return { ...NOTHING, open, went: "ill" };
  }
  const seconds = afterDoubt(attempts, channel.idempotent);
  await ledger.giveBack(batch, seconds, false, handed.why);
  log("dispatch", "a batch is in doubt", { ...about, attempts, seconds, why: handed.why });
  return { ...NOTHING, open, went: "ill" };
}
