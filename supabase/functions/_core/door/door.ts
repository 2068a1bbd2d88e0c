/** A door that phones and vendors' clouds ask at, by the signature of a message and the sender that the phone sees. */
import { answering, json, log, onlyMethods, Refusal, wordsOf } from "../reply.ts";
import type { Passes } from "../vendors/passes.ts";
import type { Strangers } from "./strangers.ts";

/** What no signature has, and half characters; U+0000 is no text to the database. */
const CONTROL = /[\p{Cc}\p{Cs}]/u;

/** What a phone may keep an answer for, in seconds: what is frozen is gone within it. */
export const KEEP_S = 30;

export const wrong = (field: string, takes: string) =>
  new Refusal(400, "malformed", `${field}: ${takes}`, { details: { field } });

/** @throws Refusal 400 */
export function signatureIn(given: URLSearchParams): string {
  const signature = (given.get("signature") ?? "").replace(/^【|】$/g, "").trim();
  if ([...signature].length < 2 || [...signature].length > 18)
    throw wrong("signature", "2 to 18 characters, as in the message");
  if (CONTROL.test(signature)) throw wrong("signature", "no control characters");
  return signature;
}

/** The sender that a phone sees. @throws Refusal 400 */
export function senderIn(given: URLSearchParams): string | null {
  const port = given.get("port");
  if (port !== null && !/^\d{3,30}$/.test(port)) throw wrong("port", "the digits of the sender");
  return port;
}

/** What is shown, and for how many seconds a phone may keep it. */
export type Shown = { readonly body: unknown; readonly seconds: number };

/**
 * Answers 200 with what is shown; 400 `malformed` with the field; 429 with Retry-After to an address that asks too often without a vendor's pass; 503 while
 * the database is away. `read` reads the question, `show` looks.
 */
export function doorOf<Asked>(
  name: string,
  proofs: Pick<Passes, "vendorOf">,
  strangers: Pick<Strangers, "wait">,
  read: (given: URLSearchParams) => Asked,
  show: (asked: Asked) => Promise<Shown>,
): (request: Request) => Promise<Response> {
  return answering(name, async (request) => {
    onlyMethods(request, "GET", "HEAD");
    const known = proofs.vendorOf(request.headers);
    if ((known instanceof Promise ? await known : known) === null) {
      const again = await strangers.wait(request.headers);
      if (again > 0)
        throw new Refusal(429, "too_many_requests", "This address asks too often. A vendor shows its pass.", {
          headers: { "retry-after": String(again) },
        });
    }
    const asked = read(new URL(request.url).searchParams);
    try {
      const { body, seconds } = await show(asked);
      return json(body, 200, { "cache-control": `public, max-age=${seconds}` });
    } catch (error) {
      log(name, "cannot look", { why: wordsOf(error) });
      throw new Refusal(503, "away", "This can't be loaded right now. Try again in a moment.");
    }
  });
}
