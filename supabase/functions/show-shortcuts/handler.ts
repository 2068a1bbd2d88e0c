/** `GET /show-shortcuts?signature=&region=&at=&port=`: which buttons are under a message (docs/clicks.md, SHC-1). */
import { regionOf } from "@tidings/shared/accounts/regions.ts";
import { doorOf, KEEP_S, senderIn, signatureIn, wrong } from "../_core/door/door.ts";
import type { Served } from "../_core/door/served.ts";
import type { Strangers } from "../_core/door/strangers.ts";
import type { Passes } from "../_core/vendors/passes.ts";
import { choose, type Shown } from "./choose.ts";
import type { Shortcut } from "./shortcuts.ts";

interface Asked {
  readonly signature: string;
  readonly region: number;
  readonly port: string | null;
  /** In ms. */
  readonly at: number;
}

function askedIn(given: URLSearchParams): Asked {
  const signature = signatureIn(given);
  const region = regionOf(given.get("region") ?? "");
  if (region === null) throw wrong("region", "a province or city, by name or GB/T 2260 code");
  const port = senderIn(given);
  const when = given.get("at");
  const at = when === null ? Date.now() : Date.parse(when);
  const zoned = when === null || /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(when);
  if (Number.isNaN(at) || !zoned) throw wrong("at", "a time such as 2027-01-01T09:00:00+08:00");
  return { signature, region: region.code, port, at };
}

/** A phone asks again when something else is shown, after half a minute at most. */
function keeps({ until }: Shown, at: number): number {
  const left = until === null ? KEEP_S : Math.floor((Date.parse(until) - at) / 1_000);
  return Math.max(0, Math.min(KEEP_S, left));
}

/** Answers as every door does: without buttons where nothing serves. */
export function makeHandler(
  shortcuts: Served<Shortcut>,
  proofs: Pick<Passes, "vendorOf">,
  strangers: Pick<Strangers, "wait">,
): (request: Request) => Promise<Response> {
  return doorOf("show-shortcuts", proofs, strangers, askedIn, async ({ signature, region, port, at }) => {
    const found = shortcuts.of(signature);
    const body = choose(found instanceof Promise ? await found : found, region, port, at);
    return { body, seconds: keeps(body, at) };
  });
}
