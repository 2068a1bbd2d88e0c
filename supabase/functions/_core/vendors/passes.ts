/** A vendor's pass (RES-3): a JWT by which anyone who asks for a link proves to be a vendor's cloud. Only what is proved is paid. */
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";
import { log, wordsOf } from "../reply.ts";
import { type Trust, vendorNamed } from "./trust.ts";

/** A pass ends at most five minutes from now; half a minute is what clocks may differ. */
const LONGEST_S = 5 * 60 + 30;
/** A pass has about 350 characters; a longer header is none. */
const LONGEST = 2_048;
/** Passes that are remembered, about 1 KB each. A vendor's cloud needs one in five minutes. */
const MOST = 10_000;
/** Keys and ranges are read anew so often; a retired key is believed no longer than that. */
const FRESH_MS = 60_000;
/** A key that nobody knows may have been added this moment: it is asked for, but not more often than this. */
const AGAIN_MS = 1_000;

type Known = { vendor: Vendor; key: string; until: number };

/** Verifies each pass once, and knows it again until it ends. */
export class Passes {
  readonly #load: () => Promise<Trust>;
  readonly #most: number;
  readonly #known = new Map<string, Known>();
  /** Passes that are being verified: a crowd that comes with the same one waits for one verification. */
  readonly #asked = new Map<string, Promise<Vendor | null>>();
  #trust: Trust | undefined;
  #loaded = Number.NEGATIVE_INFINITY;
  #loading: Promise<Trust> | undefined;

  constructor(load: () => Promise<Trust>, most = MOST) {
    this.#load = load;
    this.#most = most;
  }

  /** How many passes are remembered. */
  get size(): number {
    return this.#known.size;
  }

  /**
   * The vendor whose pass the request shows, or null: none, malformed, of an unknown or retired key, for another deployment, or ended.
   * Without waiting for a pass that is remembered.
   */
  vendorOf(headers: Headers): Vendor | null | Promise<Vendor | null> {
    const said = headers.get("authorization");
    if (said === null || said.length > LONGEST) return null;
    const found = this.#known.get(said);
    if (found !== undefined && this.#isFresh()) {
      if (found.until > Date.now()) return found.vendor;
      this.#known.delete(said);
      return null;
    }
    if (!/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/i.test(said)) return null;
    let asked = this.#asked.get(said);
    if (asked === undefined) {
      asked = this.#verify(said, said.slice(7)).finally(() => this.#asked.delete(said));
      this.#asked.set(said, asked);
    }
    return asked;
  }

  /** The vendor from whose addresses the request comes, or null. */
  vendorAt(headers: Headers): Vendor | null | Promise<Vendor | null> {
    if (this.#trust !== undefined && this.#isFresh()) return this.#trust.vendorAt(headers);
    return this.#current().then((trust) => trust.vendorAt(headers));
  }

  #isFresh(): boolean {
    return Date.now() - this.#loaded < FRESH_MS;
  }

  async #verify(said: string, token: string): Promise<Vendor | null> {
    const claimed = claimsOf(token);
    if (claimed === null) return null;
    const key = `${claimed.vendor} ${claimed.kid}`;
    let trust = await this.#current();
    if (!trust.keys.has(key) && Date.now() - this.#loaded >= AGAIN_MS) trust = await this.#reload();
    const publicKey = trust.keys.get(key);
    if (publicKey === undefined) return null;
    try {
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: ["ES256"],
        audience: trust.audiences,
        requiredClaims: ["exp"],
      });
      const until = (payload.exp ?? 0) * 1_000;
      if (until > Date.now() + LONGEST_S * 1_000) return null;
      this.#remember(said, { vendor: claimed.vendor, key, until });
      return claimed.vendor;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  #remember(said: string, pass: Known): void {
    // The oldest is forgotten first: it costs another verification, not a pass.
    if (this.#known.size >= this.#most) this.#known.delete(this.#known.keys().next().value ?? "");
    this.#known.set(said, pass);
  }

  #current(): Promise<Trust> {
    if (this.#trust !== undefined && this.#isFresh()) return Promise.resolve(this.#trust);
    return this.#reload();
  }

  /** Concurrent callers share one reading. While the database is away, what was read last goes on. */
  #reload(): Promise<Trust> {
    this.#loading ??= this.#load()
      .then((trust) => {
        for (const [said, { key }] of this.#known) if (!trust.keys.has(key)) this.#known.delete(said);
        this.#trust = trust;
        return trust;
      })
      .catch((error: unknown) => {
        if (this.#trust === undefined) throw error;
        log("vendors", "cannot read the keys of vendors", { why: wordsOf(error) });
        return this.#trust;
      })
      .finally(() => {
        this.#loaded = this.#trust === undefined ? Number.NEGATIVE_INFINITY : Date.now();
        this.#loading = undefined;
      });
    return this.#loading;
  }
}

/** Whose pass it says to be and by which key, or null for what is no pass. Nothing here is proved yet. */
function claimsOf(token: string): { vendor: Vendor; kid: string } | null {
  try {
    const { kid } = decodeProtectedHeader(token);
    const vendor = vendorNamed(decodeJwt(token).iss);
    return typeof kid === "string" && vendor !== null ? { vendor, kid } : null;
  } catch {
    // No JSON where JSON belongs: the person who sent it is answered as a browser is.
    return null;
  }
}
