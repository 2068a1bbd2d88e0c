import { SignJWT } from "jose";
import type { Showing } from "./decide.ts";
import type { Vendor } from "./protocol.ts";
import { Refusal } from "./refusal.ts";
import type { VendorKeys } from "./vendor_keys.ts";

/** A pass is good for five minutes, and shown for four: clocks differ, and requests take their time. */
const PASS_S = 300;
const SHOWN_MS = 240_000;
const WAIT_MS = 30_000;
/** A card has a few KB. What is longer is cut off. */
const LONGEST = 1_000_000;

/** What a link answered. */
export type Opened = { status: number; body: string };

/** The clouds of the vendors: they open links for phones, and show a pass (docs/carrier.md, "Phones"). */
export class Phones {
  opened = 0;
  /** Of those, answered 200. */
  shown = 0;
  readonly #keys: VendorKeys;
  readonly #stop = new AbortController();
  readonly #passes = new Map<string, { token: Promise<string>; until: number }>();

  constructor(keys: VendorKeys) {
    this.#keys = keys;
  }

  /**
   * Open a link as this vendor. Redirects are not followed.
   * @throws Refusal 502 when nobody answers there
   */
  async open(link: string, vendor: Vendor, showing: Showing = "pass"): Promise<Opened> {
    const headers: Record<string, string> = { "user-agent": `AimCloud/1.0 (${vendor})`, accept: "*/*" };
    if (showing !== "nothing") headers.authorization = `Bearer ${await this.#pass(link, vendor, showing)}`;
    this.opened++;
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(WAIT_MS)]);
    try {
      const answer = await fetch(link, { headers, redirect: "manual", signal });
      const body = (await answer.text()).slice(0, LONGEST);
      if (answer.status === 200) this.shown++;
      return { status: answer.status, body };
    } catch (error) {
      const why = error instanceof Error ? String(error.cause ?? error.message) : String(error);
      throw new Refusal(502, "link_away", `the link could not be opened: ${why}`);
    }
  }

  /** Give up what is under way. */
  stop(): void {
    this.#stop.abort();
  }

  #pass(link: string, vendor: Vendor, showing: Showing): Promise<string> {
    const audience = showing === "foreign" ? "https://elsewhere.example/l" : baseOf(link);
    const seconds = showing === "stale" ? -60 : PASS_S;
    const name = `${vendor} ${seconds} ${audience}`;
    const found = this.#passes.get(name);
    if (found !== undefined && found.until > Date.now()) return found.token;
    const token = signPass(this.#keys, vendor, audience, seconds);
    // A link names its base: few differ. A caller that makes them up must not fill the memory.
    if (this.#passes.size >= 1_000) this.#passes.clear();
    this.#passes.set(name, { token, until: Date.now() + SHOWN_MS });
    return token;
  }
}

/** A pass of this vendor for the links of a deployment, good for so many seconds. */
export function signPass(
  keys: VendorKeys,
  vendor: Vendor,
  audience: string,
  seconds = PASS_S,
): Promise<string> {
  const { kid, sign } = keys.of(vendor);
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT()
    .setProtectedHeader({ alg: "ES256", typ: "JWT", kid })
    .setIssuer(vendor)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(sign);
}

/** The address of the deployment's links: this one without its code. */
export function baseOf(link: string): string {
  const { origin, pathname } = new URL(link);
  return `${origin}${pathname.replace(/\/[^/]*\/?$/, "")}`;
}
