/** Access keys and their voice: the account of the function `api`, which names a key and proves that it was told to. */
import { createHmac, randomUUID } from "node:crypto";
import { done, idOf } from "../fixtures.ts";
import type { Actor, Person, TestDatabase } from "../test_database.ts";

export const VOICE = "a9100000-0000-4000-8000-000000000001";
const SESSION = "a9100000-0000-4e55-8000-000000000001";
export const VOICE_KEY = "fe11".repeat(16);
/** Where calls of a test come from. */
export const HOME = "203.0.113.7";

export const VOICE_CLAIMS = { sub: VOICE, role: "authenticated", session_id: SESSION, aal: "aal1" };

/** Makes the account that speaks for keys, and its session. */
export async function layVoice({ sql }: TestDatabase): Promise<void> {
  await sql`insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
    values (${VOICE}, 'api@tidings.test', now(), '{"name": "API"}')`;
  await sql`insert into private.bots (user_id, key, voice) values (${VOICE}, decode(${VOICE_KEY}, 'hex'), 'keys')`;
  await sql`insert into auth.sessions (id, user_id, created_at, updated_at) values (${SESSION}, ${VOICE}, now(), now())`;
}

type Said = { address?: string; at?: number; request?: string; key?: string };

/** The headers of a call of a key, written here anew, so that the function's own code is not its own witness. */
export function keyHeaders(
  id: string,
  { address = HOME, at = Date.now(), request = randomUUID(), key = VOICE_KEY }: Said = {},
): Record<string, string> {
  const seconds = Math.floor(at / 1000);
  const hmac = createHmac("sha256", Buffer.from(key, "hex"))
    .update(`v1.${seconds}.${request}.${id} ${address}`)
    .digest("hex");
  return {
    "x-access-key": id,
    "x-access-address": address,
    "x-request-id": request,
    "x-access-proof": `v1.${seconds}.${hmac}`,
  };
}

/** A key as it acts. */
export const byKey = (db: TestDatabase, id: string, said: Said = {}): Actor =>
  db.speaking(VOICE_CLAIMS, () => keyHeaders(id, said));

export type MadeKey = { id: string; key_id: string; secret: string; name: string };

/** A key with a secret. */
export async function madeKey(
  db: TestDatabase,
  {
    by = "alice",
    ...input
  }: {
    by?: Person;
    name?: string;
    policies?: readonly string[];
    addresses?: readonly string[];
    most_a_minute?: number;
    test?: boolean;
  } = {},
): Promise<MadeKey> {
  const whole = { name: `key ${randomUUID().slice(0, 6)}`, policies: [], ...input };
  const key = await done(db.as(by).rpc("create_access_key", { input: whole }));
  return done(db.as(by).rpc("rotate_access_key", { access_key: key.id }));
}

/** A policy of alice's enterprise. */
export async function madePolicy(db: TestDatabase, name: string, ...actions: string[]): Promise<string> {
  const document = { Version: "1.1", Statement: [{ Effect: "Allow", Action: actions }] };
  await done(db.as("alice").rpc("create_policy", { input: { name, document } }));
  return idOf(db, "policies", name);
}
