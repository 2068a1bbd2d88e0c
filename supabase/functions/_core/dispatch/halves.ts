/** A batch that is refused for what is in it is halved, so that one bad message does not hold up the other 999. */
import type { Batch, HandedOver, HandoffResult, Message } from "../channels/carrier.ts";

/** Requests for one batch: one bad message among a thousand takes 20, three take some 50. */
const MOST_REQUESTS = 64;
/** So many refusals without one answer say that it is not the messages. */
const HOPELESS = 15;

/**
 * Hands a batch over, in halves if it must be. A message that is refused alone, by a carrier that took others of
 * the batch, is rejected as `MALFORMED`; where the carrier says by a code what is wrong with it, with that code, whatever became of the
 * others. What there was no time for is left without an answer.
 *
 * @param mayBegin whether there is still time to begin a request
 */
export async function handOverInHalves(
  handOver: (batch: Batch) => Promise<HandedOver>,
  batch: Batch,
  mayBegin: () => boolean,
): Promise<HandedOver> {
  const first = await handOver(batch);
  if (first.outcome !== "refused") return first;
  const coded = first.code !== undefined;
  const waiting: Message[][] = halvesOf(batch.messages);
  const results: HandoffResult[] = [];
  const alone: HandoffResult[] =
    batch.messages.length === 1 ? batch.messages.map(rejectedAs(first.code)) : [];
  for (let requests = 1; waiting.length > 0 && requests < MOST_REQUESTS && mayBegin(); requests += 1) {
    if (results.length === 0 && !coded && requests >= HOPELESS) break;
    const messages = waiting.shift() ?? [];
    // The key names the whole batch, and this is another body.
    const handed = await handOver({ ...batch, key: null, messages });
    if (handed.outcome === "answered") results.push(...handed.results);
    else if (handed.outcome !== "refused") break;
    else if (messages.length === 1) alone.push(...messages.map(rejectedAs(handed.code)));
    // Down to single ones first, where each that is found ends; else a sample of all is what tells.
    else if (coded) waiting.unshift(...halvesOf(messages));
    else waiting.push(...halvesOf(messages));
  }
  const found = [...results, ...alone];
  // Without one answer, and without a code, nothing shows that the messages are at fault, and not the envelope around them.
  const isShown = results.length > 0 || (coded && found.length > 0);
  return isShown ? { outcome: "answered", results: found } : first;
}

function halvesOf(messages: readonly Message[]): Message[][] {
  if (messages.length < 2) return [];
  const middle = messages.length >> 1;
  return [messages.slice(0, middle), messages.slice(middle)];
}

function rejectedAs(code = "MALFORMED"): (message: Message) => HandoffResult {
  return ({ reference }) => ({ reference, status: "rejected", carrier_id: null, code });
}
