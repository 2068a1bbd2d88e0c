/** The keys of a project: publishable and secret ones, and the legacy ones, which are tokens (https://supabase.com/docs/guides/api/api-keys). */
import { createHash } from "node:crypto";
import type { OutgoingHttpHeaders } from "node:http";
import { SignJWT } from "jose";

type Kind = "anon" | "service_role";
type Own = { jwtSecret: string; publishableKey: string; secretKey: string };

/** What a request is sent on with, or why it is refused. */
export type Keyed = { headers: OutgoingHttpHeaders } | { refused: { message: string; hint?: string } };

const TEN_YEARS = 315_360_000;
const hash = (key: string) => createHash("sha256").update(key).digest("base64url");

export class Keys {
  readonly own: Own;
  readonly legacy: Record<Kind, string>;
  legacyOn = true;

  private constructor(own: Own, legacy: Record<Kind, string>) {
    this.own = own;
    this.legacy = legacy;
  }

  static async make(own: Own, ref: string): Promise<Keys> {
    const sign = (role: Kind) => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ iss: "supabase", ref, role, iat: now, exp: now + TEN_YEARS })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .sign(new TextEncoder().encode(own.jwtSecret));
    };
    const [anon, service] = await Promise.all([sign("anon"), sign("service_role")]);
    return new Keys(own, { anon, service_role: service });
  }

  /** As the Management API lists them. Secret ones are shown to those who ask for it. */
  list(reveal: boolean): object[] {
    const { publishableKey, secretKey } = this.own;
    const one = (name: string, type: string, key: string, open: boolean) => ({
      id: type === "legacy" ? name : hash(key).slice(0, 20),
      name,
      type,
      api_key: open || reveal ? key : `${key.slice(0, 15)}···`,
      hash: hash(key),
      prefix: key.slice(0, 15),
      description: type === "legacy" ? `Legacy ${name} API key` : null,
    });
    return [
      one("anon", "legacy", this.legacy.anon, true),
      one("service_role", "legacy", this.legacy.service_role, reveal),
      one("default", "publishable", publishableKey, true),
      one("default", "secret", secretKey, false),
    ];
  }

  /** The variables with which a function is told of them. */
  env(): Record<string, string> {
    return {
      SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: this.own.publishableKey }),
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: this.own.secretKey }),
      SUPABASE_JWKS: JSON.stringify({ keys: [] }),
      SUPABASE_ANON_KEY: this.legacy.anon,
      SUPABASE_SERVICE_ROLE_KEY: this.legacy.service_role,
    };
  }

  /** The new key that a legacy one stands for. */
  #meant(key: string): string | undefined {
    if (key === this.legacy.anon) return this.own.publishableKey;
    return key === this.legacy.service_role ? this.own.secretKey : undefined;
  }

  /** Headers as the embedded gateway, which knows new keys alone, understands them; or the refusal of the platform's own gateway. */
  keyed(headers: OutgoingHttpHeaders): Keyed {
    const apikey = String(headers.apikey ?? "");
    const bearer = String(headers.authorization ?? "").replace(/^Bearer /, "");
    const byKey = this.#meant(apikey);
    const byBearer = this.#meant(bearer);
    if ((byKey || byBearer) && !this.legacyOn)
      return {
        refused: {
          message: "Legacy API keys are disabled",
          hint: "Your legacy API keys (anon, service_role) were disabled. Re-enable them in the Supabase dashboard, or use the new publishable and secret API keys.",
        },
      };
    // A new key is no token: as one it is taken only beside itself.
    if (/^sb_(publishable|secret)_/.test(bearer) && bearer !== apikey)
      return { refused: { message: "Expected 3 parts in JWT; got 1" } };
    const { authorization, ...others } = headers;
    const token = byBearer || bearer === apikey ? {} : { authorization };
    const key = byBearer ?? byKey ?? headers.apikey;
    return { headers: { ...others, ...(bearer ? token : {}), ...(key ? { apikey: key } : {}) } };
  }
}
