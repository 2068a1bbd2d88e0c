/** The carrier `koomessage`: the port of carriers over the HTTP API of the real service (docs/carrier.md). */
import type { Carrier } from "../carrier.ts";
import { ANSWER_MS } from "../http.ts";
import { handedOver } from "./answers.ts";
import { callOf } from "./bodies.ts";
import { ask } from "./client.ts";
import { knownOf } from "./known.ts";

/** What only a platform admin or a member can mend is tried again this much later, in seconds. */
const LACKS_S = 60;

/** With a token there may be two questions, which together end in time. */
const WITH_TOKEN_MS = ANSWER_MS / 2 - 1_000;

export const koomessageCarrier: Carrier = {
  async handOver(channel, batch) {
    const call = callOf(channel, batch);
    if ("lacks" in call)
      return { outcome: "nothing_taken", seconds: LACKS_S, whose: "ours", why: call.lacks };
    const ms = channel.settings.sign_in === "token" ? WITH_TOKEN_MS : ANSWER_MS;
    return handedOver(await ask(channel, { method: "POST", ...call, ms }), batch);
  },
  query: knownOf,
  // Its calls are unsigned, and come to the address of a carrier (receive-receipts).
  readCall: () => Promise.resolve({ outcome: "forged", why: "this carrier signs no calls" }),
};
