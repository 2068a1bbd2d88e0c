/** Access keys and their voice: the account of the function `api`, which names a key and proves that it was told to. */
import { createHmac, randomUUID } from "node:crypto";
import {
  channelOf,
  done,
  givePolicy,
  idOf,
  memberOf,
  type SendWishes,
  sendInput,
  WIDE,
  yunshan,
} from "../fixtures.ts";
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

/** A standing approval that bob may submit, of a key of alice's. */
export async function standingInput(db: TestDatabase, name: string): Promise<Record<string, unknown>> {
  const home = await yunshan(db);
  const [known] = await db.sql`select id from public.access_keys
    where enterprise_id = ${home} and state = 'active' order by created_at limit 1`;
  return {
    name,
    access_key_id: known?.id ?? (await madeKey(db)).id,
    template_id: await idOf(db, "templates", "签收提醒"),
    sms_template_id: await idOf(db, "sms_templates", "订单通知"),
    channel_id: await channelOf(db, home),
    most_a_call: 3,
    most_a_day: 5,
    last_day: WIDE.last,
  };
}

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

const SENDING = [
  ...[
    "KooMessage:sendTask:create",
    "KooMessage:sendTask:list",
    "KooMessage:sendTask:submit",
    "KooMessage:sendTask:pause",
    "KooMessage:template:list",
    "KooMessage:sms:list",
  ],
  ...["KooMessage:numberFile:*", "KooMessage:channel:list", "KooMessage:domain:list", "SMS:message:send"],
];

/** Who submits and approves standing approvals, and keys that send under them. */
export async function standingStage(db: TestDatabase) {
  await madePolicy(db, "发送", ...SENDING);
  await givePolicy(
    db,
    "常设审批",
    [await memberOf(db, "carol"), await memberOf(db, "dan")],
    [
      {
        Effect: "Allow",
        Action: ["KooMessage:standingApproval:review", "KooMessage:accessKey:manage", ...SENDING],
      },
    ],
  );
  await givePolicy(
    db,
    "提交常设",
    [await memberOf(db, "bob")],
    [
      {
        Effect: "Allow",
        Action: [
          "KooMessage:standingApproval:create",
          "KooMessage:standingApproval:update",
          "KooMessage:accessKey:list",
        ],
      },
    ],
  );
  const whole = await standingInput(db, "常设");
  const inputOf = (key: MadeKey, more: object = {}) => ({
    ...whole,
    name: `常设 ${randomUUID().slice(0, 6)}`,
    access_key_id: key.id,
    ...more,
  });
  /** A standing approval that bob submits and carol approves. */
  async function standing(key: MadeKey, more: object = {}, by: Person = "carol"): Promise<string> {
    const { id } = await done(db.as("bob").rpc("create_standing_approval", { input: inputOf(key, more) }));
    await done(db.as(by).rpc("approve_standing_approval", { standing_approval: id }));
    return id;
  }
  /** What the key is answered as it submits a send that it has made. */
  async function handed(key: MadeKey, wishes: SendWishes) {
    const its = byKey(db, key.key_id);
    const { id } = await done(its.rpc("create_send", { input: await sendInput(db, wishes) }));
    return { id: id as string, submitted: its.rpc("submit_send", { send: id }) };
  }
  /** Its state after that. */
  async function sent(key: MadeKey, wishes: SendWishes = {}): Promise<{ id: string; state: string }> {
    const { id, submitted } = await handed(key, wishes);
    return { id, state: (await done(submitted)).state };
  }
  const fresh = (by: Person = "alice") => madeKey(db, { by, policies: ["发送"] });
  return { fresh, inputOf, standing, handed, sent, good: await sendInput(db) };
}
