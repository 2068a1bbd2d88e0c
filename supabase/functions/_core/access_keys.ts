/** Calls of access keys (API-1): what a signature is checked with, whether the call is let in, and how REST is told which key calls. */
import { z } from "zod";
import { callerAddress } from "./address.ts";
import type { Caller } from "./caller.ts";
import type { Sql } from "./database.ts";
import type { Env } from "./env.ts";
import { Refusal } from "./reply.ts";
import { TtlCache } from "./ttl_cache.ts";

/** A secret of an active key, to check a call with. */
export type KeySecret = { key: string; enterprise: string; test: boolean; secret_id: string; secret: string };

/** The secrets of a key by its id (AK), the newest first; none where nothing calls with it. */
export const secretsOf = async (sql: Sql, id: string): Promise<KeySecret[]> => [
  ...(await sql<KeySecret[]>`select * from private.access_key(${id})`),
];

/** How far a key is from its limit of calls, this one counted. */
export type Rate = { readonly most: number; readonly per: number; readonly left: number };

type Said = { code: string; message: string; details: string };
type Admitted = { refusal: Said | null; most: number; per: number; used: number; again_in: number | null };

const STATUS: Readonly<Record<string, number>> = { too_many_requests: 429, access_key_address: 403 };

/**
 * Lets a call in whose signature was found right: counts it, and notes that the secret was used.
 * @throws Refusal 401 access_key_refused (revoked meanwhile), 403 access_key_address, 429 too_many_requests with `Retry-After`
 */
export async function admitKey(sql: Sql, { secret_id }: KeySecret, address: string): Promise<Rate> {
  const [row] = await sql<{ said: Admitted }[]>`
    select private.admit_access_key(${secret_id}::uuid, ${address}) as said`;
  if (!row) throw new Error("private.admit_access_key answered nothing");
  const { refusal, most, per, used, again_in } = row.said;
  if (refusal === null) return { most, per, left: Math.max(0, most - used - 1) };
  const { code, message, details } = refusal;
  const headers: Record<string, string> =
    again_in === null || again_in === undefined ? {} : { "retry-after": String(again_in) };
  throw new Refusal(STATUS[code] ?? 401, code, message, { headers, details });
}

type Account = {
  email: string;
  password: string;
  key: string;
  address_header: string;
  trusted_hops: number;
};

const encoder = new TextEncoder();
const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (text: string) =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** A trace (32 hex digits) as the uuid that it is. */
const asUuid = (trace: string) => trace.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const session = z.object({ access_token: z.string() });

/** A token of Auth is good for an hour; an account that was renewed is seen within this time, too. */
const TOKEN_MS = 20 * 60_000;

/** The account of the database that speaks for keys: it signs in with what the role of the functions is told, and proves for each call which key it is. */
export class KeyVoice {
  readonly #env: Env;
  readonly #account: TtlCache<Account>;
  readonly #token: TtlCache<string>;

  constructor(sql: Sql, env: Env) {
    this.#env = env;
    this.#account = new TtlCache(1, TOKEN_MS, async () => {
      const [row] = await sql<Account[]>`select * from private.key_voice()`;
      if (!row) throw new Error("private.key_voice answered nothing");
      return row;
    });
    this.#token = new TtlCache(1, TOKEN_MS, async () => this.#signIn(await this.#account.get("")));
  }

  async #signIn({ email, password }: Account): Promise<string> {
    const answer = await fetch(`${this.#env.SUPABASE_URL}/auth/v1/token?grant_type=password`, {
      method: "POST",
      headers: { apikey: this.#env.publishableKey, "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
      signal: AbortSignal.timeout(10_000),
    });
    const said = answer.ok ? session.safeParse(await answer.json()).data : undefined;
    if (said) return said.access_token;
    await answer.body?.cancel();
    throw new Refusal(503, "api_away", `Auth answered ${answer.status}. Try again.`, {
      headers: { "retry-after": "2" },
    });
  }

  /** Where a request comes from: the hop that the last proxy of ours or of the host has added. */
  async addressOf(headers: Headers): Promise<string> {
    const { address_header, trusted_hops } = await this.#account.get("");
    return callerAddress(headers, address_header, trusted_hops);
  }

  /**
   * A key as REST knows it, for a minute from now on.
   * @param id the key's id (AK)
   * @param trace the id of the request, 32 hex digits; the audit log has it
   */
  async callerFor(
    id: string,
    { key }: Pick<KeySecret, "key">,
    address: string,
    trace: string,
    now = Date.now(),
  ): Promise<Caller> {
    const [account, token] = await Promise.all([this.#account.get(""), this.#token.get("")]);
    const [at, request] = [Math.floor(now / 1000), asUuid(trace)];
    const signing = await crypto.subtle.importKey(
      "raw",
      bytesOf(account.key),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    );
    const signed = encoder.encode(`v1.${at}.${request}.${id} ${address}`);
    return {
      kind: "person",
      user_id: key,
      headers: {
        "content-type": "application/json",
        apikey: this.#env.publishableKey,
        authorization: `Bearer ${token}`,
        "x-access-key": id,
        "x-access-address": address,
        "x-request-id": request,
        "x-access-proof": `v1.${at}.${hex(await crypto.subtle.sign("HMAC", signing, signed))}`,
      },
    };
  }
}
