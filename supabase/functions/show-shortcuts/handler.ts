/** `GET /show-shortcuts?signature=&region=&at=&port=`: which buttons are under a message (docs/clicks.md, SHC-1). */
import { regionOf } from "@tidings/shared/accounts/regions.ts";
import { answering, json, log, onlyMethods, Refusal, wordsOf } from "../_core/reply.ts";
import type { Passes } from "../_core/vendors/passes.ts";
import { choose, type Shown } from "./choose.ts";
import type { Shortcuts } from "./shortcuts.ts";
import type { Strangers } from "./strangers.ts";

/** What no signature has, and half characters; U+0000 is no text to the database. */
const CONTROL = /[\p{Cc}\p{Cs}]/u;

/** What a phone may keep an answer for, in seconds: a frozen shortcut is gone within it. */
const KEEP_S = 30;

const wrong = (field: string, takes: string) =>
  new Refusal(400, "malformed", `${field}: ${takes}`, { details: { field } });

interface Asked {
  readonly signature: string;
  readonly region: number;
  readonly port: string | null;
  /** In ms. */
  readonly at: number;
}

function askedIn(url: string): Asked {
  const given = new URL(url).searchParams;
  const signature = (given.get("signature") ?? "").replace(/^【|】$/g, "").trim();
  if ([...signature].length < 2 || [...signature].length > 18)
    throw wrong("signature", "2 to 18 characters, as the message has it");
  if (CONTROL.test(signature)) throw wrong("signature", "no control characters");
  const region = regionOf(given.get("region") ?? "");
  if (region === null) throw wrong("region", "a province or city, by name or by its code of GB/T 2260");
  const port = given.get("port");
  if (port !== null && !/^\d{3,30}$/.test(port)) throw wrong("port", "the digits of the sender");
  const when = given.get("at");
  const at = when === null ? Date.now() : Date.parse(when);
  const zoned = when === null || /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(when);
  if (Number.isNaN(at) || !zoned) throw wrong("at", "an instant such as 2027-01-01T09:00:00+08:00");
  return { signature, region: region.code, port, at };
}

/** A phone asks again when something else is shown, after half a minute at most. */
function keeps({ until }: Shown, at: number): number {
  const left = until === null ? KEEP_S : Math.floor((Date.parse(until) - at) / 1_000);
  return Math.max(0, Math.min(KEEP_S, left));
}

/**
 * Answers 200 with what is shown, without buttons where nothing serves; 400 `malformed` with the field; 429 with Retry-After to an address that asks too
 * often without a vendor's pass; 503 while the database is away.
 */
export function makeHandler(
  shortcuts: Shortcuts,
  proofs: Pick<Passes, "vendorOf">,
  strangers: Pick<Strangers, "wait">,
): (request: Request) => Promise<Response> {
  return answering("show-shortcuts", async (request) => {
    onlyMethods(request, "GET", "HEAD");
    const known = proofs.vendorOf(request.headers);
    if ((known instanceof Promise ? await known : known) === null) {
      const again = await strangers.wait(request.headers);
      if (again > 0)
        throw new Refusal(429, "too_many_requests", "This address asks too often. A vendor shows its pass.", {
          headers: { "retry-after": String(again) },
        });
    }
    const { signature, region, port, at } = askedIn(request.url);
    try {
      const found = shortcuts.of(signature);
      const shown = choose(found instanceof Promise ? await found : found, region, port, at);
      return json(shown, 200, { "cache-control": `public, max-age=${keeps(shown, at)}` });
    } catch (error) {
      log("show-shortcuts", "cannot look", { why: wordsOf(error) });
      throw new Refusal(503, "away", "The shortcuts cannot be read right now. Try again in a moment.");
    }
  });
}
