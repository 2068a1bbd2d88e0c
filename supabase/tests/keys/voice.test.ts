import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { buttonsOf, done, idOf, memberOf, refusal, waitingSend, yunshan } from "../fixtures.ts";
import { draftTemplate } from "../templates/checks.ts";
import { claimsOf, PEOPLE, proofOf, speakAs, testDatabase } from "../test_database.ts";
import {
  byKey,
  HOME,
  keyHeaders,
  layVoice,
  madeKey,
  madePolicy,
  VOICE,
  VOICE_CLAIMS,
  VOICE_KEY,
} from "./key_fixtures.ts";

/** API-1: a call of a key is made with the rights of the key, and nobody else's; what no proof says is the voice of nobody. */
const db = await testDatabase();
await layVoice(db);
await madePolicy(db, "模板", "KooMessage:template:*", "KooMessage:sendTask:*", "KooMessage:audit:list");
const key = await madeKey(db, { name: "程序", policies: ["模板"] });
const bare = await madeKey(db, { name: "没有策略" });
const NAME = `程序 (${key.key_id})`;

/** What the database makes of these headers beside the valid token of the account that speaks for keys. */
async function heard(headers: Record<string, string | undefined>, claims: object = VOICE_CLAIMS) {
  const [row] = await db.sql.begin(async (step) => {
    await speakAs(step, claims, headers, "postgres");
    const [told] = await step`select private.actor() as who, private.source() as source,
      private.is_bot() as bot, private.current_enterprise() as home`;
    await step`select set_config('role', 'authenticated', true)`;
    const [seen] = await step`select count(*)::int as rows from public.templates`;
    const code = await step
      .savepoint((inner) => inner`select public.whoami() as said`)
      .then(() => null)
      .catch((error: Error) => JSON.parse(error.message).code);
    return [{ ...told, ...seen, code }];
  });
  return row as {
    who: string | null;
    source: string;
    bot: boolean;
    home: string | null;
    rows: number;
    code: string | null;
  };
}
const NOBODY = { who: null, source: "api", bot: false, home: null, rows: 0, code: "access_key_refused" };

test("with a proof it is the key that acts: its enterprise, its rows, its rights", async () => {
  const it = await heard(keyHeaders(key.key_id));
  assert.deepEqual(
    [it.who, it.source, it.bot, it.home, it.code],
    [key.id, "api", false, await yunshan(db), null],
  );
  assert.ok(it.rows > 0);
  const me = await done(byKey(db, key.key_id).rpc("whoami"));
  assert.deepEqual([me.user_id, me.name, me.email, me.platform_admin], [key.id, NAME, null, false]);
  assert.ok(me.permissions.includes("KooMessage:template:create"));
  assert.ok(!me.permissions.includes("KooMessage:member:list"));
  const none = await heard(keyHeaders(bare.key_id));
  assert.deepEqual([none.who, none.rows], [bare.id, 0], "no policy, no row");
});

test("without a proof, or with another's, the account speaks for nobody", async () => {
  const good = keyHeaders(key.key_id);
  const [version, at, hmac = ""] = (good["x-access-proof"] ?? "").split(".");
  const forged: Record<string, string | undefined>[] = [
    {},
    { "x-access-key": key.key_id },
    { ...good, "x-access-proof": undefined },
    keyHeaders(key.key_id, { key: "00".repeat(32) }),
    { ...good, "x-access-key": bare.key_id },
    { ...good, "x-access-address": "203.0.113.8" },
    { ...good, "x-access-address": undefined },
    { ...good, "x-access-key": `${key.key_id} ${HOME}`, "x-access-address": "" },
    { ...good, "x-request-id": randomUUID() },
    { ...good, "x-request-id": undefined },
    { ...good, "x-access-proof": `${version}.${Number(at) + 1}.${hmac}` },
    { ...good, "x-access-proof": `v2.${at}.${hmac}` },
    { ...good, "x-access-proof": `${version}.${at}.${hmac.slice(0, 63)}` },
    { ...good, "x-access-proof": "" },
    keyHeaders("TD00000000000000000X"),
    keyHeaders(key.id),
    keyHeaders(""),
    keyHeaders(`${key.key_id}' or true --`),
  ];
  for (const headers of forged) assert.deepEqual(await heard(headers), NOBODY, JSON.stringify(headers));
  for (const seconds of [-65, 65, -3600])
    assert.deepEqual(await heard(keyHeaders(key.key_id, { at: Date.now() + seconds * 1000 })), NOBODY);
  for (const seconds of [-55, 55])
    assert.equal((await heard(keyHeaders(key.key_id, { at: Date.now() + seconds * 1000 }))).who, key.id);
});

test("one voice is not the other: no key for the bot, no chat account and no clock for keys", async () => {
  const chat = "slack:T1:UALICE";
  await db.sql`insert into public.chat_identities (provider, team, chat_user, user_id) values ('slack', 'T1', 'UALICE', ${PEOPLE.alice})`;
  for (const headers of [proofOf(chat, { key: VOICE_KEY }), proofOf(chat)]) {
    assert.deepEqual(await heard(headers), NOBODY);
    const both = await heard({ ...keyHeaders(key.key_id), ...headers });
    assert.deepEqual([both.who, both.source], [key.id, "api"], "it is the key, never the person in chat");
  }
  const bot = await heard(keyHeaders(key.key_id), claimsOf("bot"));
  assert.deepEqual([bot.who, bot.bot], [null, true]);
  const person = await heard({ ...keyHeaders(key.key_id), "x-tidings-source": "admin" }, claimsOf("dan"));
  assert.equal(person.who, PEOPLE.dan);
  for (const verb of ["clock_sweep", "claim_alerts"])
    await assert.rejects(
      byKey(db, key.key_id)
        .rpc(verb)
        .then(({ error }) => {
          if (error) throw new Error(error.code);
        }),
      /bot_only|does not exist/,
    );
});

test("an address that the key may not come from is the voice of nobody, and revoked it is silent at once", async () => {
  const near = await madeKey(db, { policies: ["模板"], addresses: ["203.0.113.0/24"] });
  assert.equal((await heard(keyHeaders(near.key_id))).who, near.id);
  for (const address of ["198.51.100.1", "", "unknown", "::ffff:198.51.100.1"])
    assert.deepEqual(await heard(keyHeaders(near.key_id, { address })), NOBODY, address);
  await done(db.as("alice").rpc("revoke_access_key", { access_key: near.id }));
  assert.deepEqual(await heard(keyHeaders(near.key_id)), NOBODY);
});

test("another enterprise's key sees and touches nothing of this one", async () => {
  const hers = await madeKey(db, { by: "mallory", name: "hers", policies: ["KooMessage FullAccess"] });
  const its = byKey(db, hers.key_id);
  const template = await idOf(db, "templates", "会员日图文");
  for (const view of ["templates", "sends", "access_key_cards", "members", "audit_log"]) {
    const rows = await its.rows(`select enterprise_id from public.${view}`);
    assert.ok(!rows.some(({ enterprise_id }) => enterprise_id === hers.id), view);
    const home = await yunshan(db);
    assert.deepEqual(
      rows.filter(({ enterprise_id }) => enterprise_id === home),
      [],
      view,
    );
  }
  assert.equal(await refusal(its.rpc("disable_template", { template })), "not_found");
});

test("the log has the key, where the call came from, and the id of its request", async () => {
  const request = randomUUID();
  const template = await draftTemplate(db);
  assert.ok(template);
  const call = db.speaking(VOICE_CLAIMS, () => keyHeaders(key.key_id, { request }));
  await done(call.rpc("delete_template", { template }));
  const refused = await call.rpc("create_policy", { input: { name: "x", document: {} } });
  assert.equal(refused.error?.code, "forbidden");
  const lines = await db.sql`select actor, actor_name, source, verb, outcome, code from public.audit_log
    where trace_id = ${request.replaceAll("-", "")} order by id`;
  assert.deepEqual(
    lines.map((line) => ({ ...line })),
    [
      { actor: key.id, actor_name: NAME, source: "api", verb: "delete", outcome: "granted", code: null },
      {
        actor: key.id,
        actor_name: NAME,
        source: "api",
        verb: "create",
        outcome: "refused",
        code: "forbidden",
      },
    ],
  );
});

test("a request of a key is answered once, and is no other key's", async () => {
  const input = { phones: ["+8613800138001"] };
  await madePolicy(db, "号码", "KooMessage:numberFile:*");
  const [one, two] = [await madeKey(db, { policies: ["号码"] }), await madeKey(db, { policies: ["号码"] })];
  const request = randomUUID();
  const first = await done(byKey(db, one.key_id).rpc("type_numbers", { input, request }));
  assert.equal((await done(byKey(db, one.key_id).rpc("type_numbers", { input, request }))).id, first.id);
  assert.notEqual((await done(byKey(db, two.key_id).rpc("type_numbers", { input, request }))).id, first.id);
});

test("a key never decides, whatever its policies say, and its buttons say so", async () => {
  const all = await madeKey(db, { name: "全部", policies: ["KooMessage FullAccess", "RTC Administrator"] });
  const its = byKey(db, all.key_id);
  const send = await waitingSend(db);
  const offered = await buttonsOf(its, "send", send);
  const code = (verb: string) => offered.find((button) => button.verb === verb)?.code;
  for (const verb of ["approve", "reject", "break_glass"]) assert.equal(code(verb), "person_required", verb);
  assert.equal(await refusal(its.rpc("approve_send", { send })), "person_required");
  assert.equal(await refusal(its.rpc("reject_send", { send, reason: "x" })), "person_required");
  assert.equal(await refusal(its.rpc("break_glass_send", { send, reason: "x" })), "person_required");
  const able =
    await db.sql`select w.person from private.who_may(${await yunshan(db)}, 'KooMessage:sendTask:approve') as w (person)`;
  assert.ok(
    able.length > 0 && !able.some(({ person }) => person === all.id),
    "it is counted among no approvers",
  );
  const people = await db.as("alice").rows("select r::text as one from public.reviewers r");
  assert.ok(people.length > 0 && !people.some(({ one }) => one.includes(all.id)));
});

test("a key has no account: nothing of a person's own, no password, nothing that asks for one", async () => {
  const all = await madeKey(db, { name: "全部二", policies: ["KooMessage FullAccess"] });
  const its = byKey(db, all.key_id);
  const cases: [string, Record<string, unknown>][] = [
    ["set_locale", { input: { locale: "en" } }],
    ["set_notices", { input: { notices: [] } }],
    ["switch_enterprise", { enterprise: await yunshan(db) }],
    ["create_enterprise", { input: { name: "其他", statements: ["koomessage", "sms"] } }],
    ["leave_enterprise", { enterprise: await yunshan(db) }],
    ["accept_invitation", { input: { token: "x" } }],
    ["create_access_key", { input: { name: "more", policies: [] } }],
    ["rotate_access_key", { access_key: all.id }],
    ["create_invitation", { input: { email: "x@y.test", groups: ["Owners"] } }],
    ["create_policy", { input: { name: "p", document: {} } }],
    ["disable_member", { member: await memberOf(db, "bob") }],
  ];
  for (const [verb, input] of cases)
    assert.equal(await refusal(its.rpc(verb, input)), "person_required", verb);
  const members = await db.sql`select from public.members where user_id in (${all.id}, ${VOICE})`;
  assert.equal(members.length, 0);
});

test("the account that speaks for keys makes itself: once, with a password and a key, and no rights", async () => {
  const fresh = await db.signedIn("tidings_functions");
  const voice = async () => (await fresh`select * from private.key_voice()`)[0];
  const first = await voice();
  assert.match(first?.email, /^[0-9a-f]{16}@keys\.tidings\.invalid$/);
  assert.match(first?.key, /^[0-9a-f]{64}$/);
  assert.deepEqual(await voice(), first);
  const [account] =
    await db.sql`select u.id, u.encrypted_password = extensions.crypt(${first?.password}, u.encrypted_password) as signs_in,
    u.email_confirmed_at is not null as confirmed, b.voice from auth.users u join private.bots b on b.user_id = u.id where u.email = ${first?.email}`;
  assert.deepEqual([account?.signs_in, account?.confirmed, account?.voice], [true, true, "keys"]);
  await db.sql`delete from auth.users where id = ${account?.id}`;
  assert.notEqual((await voice())?.key, first?.key);
});
