/** `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07): a repeated request acts once, by the `request` that every verb takes. */
import { createHash } from "node:crypto";
import { refuse } from "./problem.ts";
import type { Route } from "./route.ts";

export const HEADER = "idempotency-key";

/**
 * The key of a request; null where it has none. The draft writes it as a text in quotes, most clients as it is. What sends or mints has
 * its signature for one, where it names none: sent again on its way, within the time that it is good for, it is answered and acts no more. Two
 * equal calls within a second have one signature, so other routes do not: frozen, unfrozen and frozen again is three acts.
 * @throws Refusal 400
 */
export function keyOf(headers: Headers, { once }: Pick<Route, "once">, mark?: string): string | null {
  const said = headers.get(HEADER);
  if (said === null || once === undefined) {
    if (once === "must") throw refuse(400, "idempotency_key_required");
    return once !== "signed" || mark === undefined ? null : `signed ${mark}`;
  }
  const key = /^"(.*)"$/.exec(said.trim())?.[1] ?? said.trim();
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw refuse(400, "idempotency_key_invalid");
  return key;
}

/**
 * The `request` of each verb of a request. Keys are of a caller, as requests are: the law keeps them under the actor, for seven days. Without a
 * key, each request is new.
 */
export function requestsOf(key: string | null): (step?: string) => string {
  if (key === null) return () => crypto.randomUUID();
  return (step = "") => {
    const hash = createHash("sha256").update(`${key}\n${step}`).digest("hex");
    // A UUID of version 8: its maker says what is in it.
    return [
      hash.slice(0, 8),
      hash.slice(8, 12),
      `8${hash.slice(13, 16)}`,
      `8${hash.slice(17, 20)}`,
      hash.slice(20, 32),
    ].join("-");
  };
}
