/** `GET /show-account?signature=&port=&region=`: the service account beside a sender (docs/clicks.md, SA-2). */
import { regionOf } from "@tidings/shared/accounts/regions.ts";
import { doorOf, KEEP_S, senderIn, signatureIn, wrong } from "../_core/door/door.ts";
import type { Served } from "../_core/door/served.ts";
import type { Strangers } from "../_core/door/strangers.ts";
import type { Passes } from "../_core/vendors/passes.ts";
import { type Account, choose } from "./accounts.ts";

interface Asked {
  readonly signature: string;
  readonly sender: string;
  readonly region: number | null;
}

function askedIn(given: URLSearchParams): Asked {
  const signature = signatureIn(given);
  const sender = senderIn(given);
  if (sender === null) throw wrong("port", "the digits of the sender");
  const where = given.get("region");
  const region = where === null ? null : regionOf(where);
  if (where !== null && region === null)
    throw wrong("region", "a province or city, by name or GB/T 2260 code");
  return { signature, sender, region: region?.code ?? null };
}

/** Answers as every door does: `account` null where none serves, as while it is frozen. */
export function makeHandler(
  accounts: Served<Account>,
  proofs: Pick<Passes, "vendorOf">,
  strangers: Pick<Strangers, "wait">,
): (request: Request) => Promise<Response> {
  return doorOf("show-account", proofs, strangers, askedIn, async ({ signature, sender, region }) => {
    const found = accounts.of(signature);
    return { body: choose(found instanceof Promise ? await found : found, sender, region), seconds: KEEP_S };
  });
}
