/** Who asks for a link: a vendor's cloud, a preview fetcher, or a person in a browser (spec RES-3). */
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import type { Passes } from "../_core/vendors/passes.ts";
import { fetcherOf, isProgram } from "./bots.ts";

export type Asker = { kind: "resolution"; vendor: Vendor } | { kind: "human" } | { kind: "bot" };

/** By what a request proves a vendor. */
export type Proofs = Pick<Passes, "vendorOf" | "vendorAt">;

const BOT: Asker = { kind: "bot" };
const HUMAN: Asker = { kind: "human" };

const now = <T, R>(value: T | Promise<T>, then: (value: T) => R | Promise<R>): R | Promise<R> =>
  value instanceof Promise ? value.then(then) : then(value);

/**
 * A vendor is who proves it: by a pass, or by an address of its range. What a request calls itself proves nothing. A HEAD shows
 * nothing to anybody, so it uses no resolution up; a vendor's crawler comes from the vendor's addresses and stays a fetcher.
 * curl, scripts and libraries do not count as people. Answers without waiting where the pass is known.
 */
export function askerOf({ method, headers }: Request, proofs: Proofs): Asker | Promise<Asker> {
  if (method === "HEAD") return BOT;
  return now(proofs.vendorOf(headers), (shown) => {
    if (shown !== null) return { kind: "resolution", vendor: shown };
    if (fetcherOf(headers) !== null) return BOT;
    return now(proofs.vendorAt(headers), (vendor): Asker => {
      if (vendor !== null) return { kind: "resolution", vendor };
      return isProgram(headers.get("user-agent") ?? "") ? BOT : HUMAN;
    });
  });
}
