import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, idOf, memberOf, yunshan } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { byKey, HOME, layVoice, madeKey, madePolicy } from "./key_fixtures.ts";

/** API-1: access keys from their making to their end, and what nobody can give them. */
const db = await testDatabase();
await layVoice(db);
await madePolicy(db, "只读模板", "KooMessage:template:list");
const functions = await db.signedIn("tidings_functions");

const alice = () => db.as("alice");
const secretsOf = async (key_id: string) =>
  (await functions`select * from private.access_key(${key_id})`).map((row) => ({ ...row }));
const rights = async (key_id: string) => (await done(byKey(db, key_id).rpc("whoami"))).permissions;

test("a key is made with policies of its own, and its secret is shown once", async () => {
  const input = { name: " 夜间任务 ", policies: ["只读模板"], addresses: ["203.0.113.9/24", "2001:db8::1"] };
  const made = await done(alice().rpc("create_access_key", { input }));
  assert.match(made.key_id, /^TD[A-Z0-9]{18}$/);
  assert.deepEqual(
    [made.name, made.state, made.test, made.policies, made.addresses, made.most_a_minute, made.secrets],
    ["夜间任务", "active", false, ["只读模板"], ["203.0.113.0/24", "2001:db8::1/128"], 600, 0],
  );
  assert.deepEqual(await secretsOf(made.key_id), [], "nothing calls with it yet");

  const request = crypto.randomUUID();
  const shown = await done(alice().rpc("rotate_access_key", { access_key: made.id, request }));
  assert.match(shown.secret, /^[A-Za-z0-9]{40}$/);
  const again = await done(alice().rpc("rotate_access_key", { access_key: made.id, request }));
  assert.deepEqual([again.secret, again.secrets], [undefined, 1], "the same click shows it no second time");
  const [kept] = await secretsOf(made.key_id);
  assert.deepEqual(
    [kept?.key, kept?.enterprise, kept?.test, kept?.secret],
    [made.id, await yunshan(db), false, shown.secret],
  );
  const [anywhere] = await db.sql`select count(*)::int as n from public.audit_log
    where to_jsonb(audit_log)::text like ${`%${shown.secret}%`}`;
  assert.equal(anywhere?.n, 0, "the log has no secret");
});

test("a test key says so, in its id too", async () => {
  const key = await madeKey(db, { test: true });
  assert.match(key.key_id, /^TT[A-Z0-9]{18}$/);
  assert.equal((await secretsOf(key.key_id))[0]?.test, true);
});

test("two secrets work while one takes the place of the other, and no third", async () => {
  const key = await madeKey(db);
  const second = await done(alice().rpc("rotate_access_key", { access_key: key.id }));
  assert.deepEqual(
    (await secretsOf(key.key_id)).map(({ secret }) => secret),
    [second.secret, key.secret],
  );
  await refused(
    db,
    () => alice().rpc("rotate_access_key", { access_key: key.id }),
    "access_key_secrets_full",
    409,
  );
  assert.equal((await done(alice().rpc("retire_access_key", { access_key: key.id }))).secrets, 1);
  assert.deepEqual(
    (await secretsOf(key.key_id)).map(({ secret }) => secret),
    [second.secret],
  );
  await refused(db, () => alice().rpc("retire_access_key", { access_key: key.id }), "wrong_state", 409);
});

test("a call is counted and noted: when, from where, by which of the two secrets", async () => {
  const key = await madeKey(db, { most_a_minute: 2 });
  const [first] = await secretsOf(key.key_id);
  await done(alice().rpc("rotate_access_key", { access_key: key.id }));
  const admit = async () =>
    (await functions`select private.admit_access_key(${first?.secret_id}, ${HOME}) as said`)[0]?.said;
  assert.deepEqual(await admit(), { refusal: null, most: 2, per: 60, used: 0, again_in: null });
  const card = await cardOf(db, "access_key_cards", key.id);
  assert.equal(card.used_from, HOME);
  assert.ok(card.used_at && card.former_used_at, "the older secret is used still");
  assert.equal((await admit()).used, 1);
  const { refusal, again_in } = await admit();
  assert.equal(refusal.code, "too_many_requests");
  assert.ok(again_in >= 1 && again_in <= 120);
  const other = await madeKey(db);
  const [its] = await secretsOf(other.key_id);
  const [free] = await functions`select private.admit_access_key(${its?.secret_id}, ${HOME}) as said`;
  assert.equal(free?.said.refusal, null, "the limit is one key's");
});

test("a call from elsewhere is refused, and the log has one line of it in an hour", async () => {
  const key = await madeKey(db, { addresses: ["203.0.113.0/24", "2001:db8::/32"] });
  const [its] = await secretsOf(key.key_id);
  const admit = async (address: string) =>
    (await functions`select private.admit_access_key(${its?.secret_id}, ${address}) as said`)[0]?.said
      .refusal;
  for (const address of [HOME, "203.0.113.255", "2001:db8:1::5", "::ffff:203.0.113.7"])
    assert.equal(await admit(address), null, address);
  for (const address of [
    "203.0.112.255",
    "2001:db9::1",
    "::ffff:203.0.112.7",
    "203.0.113.7, 1.1.1.1",
    "unknown",
    "",
  ])
    assert.equal((await admit(address))?.code, "access_key_address", address);
  const lines = await db.sql`select actor_name, source, outcome, code from public.audit_log
    where resource = 'access_key' and resource_id = ${key.id} and verb = 'use'`;
  assert.deepEqual(
    lines.map((line) => ({ ...line })),
    [
      {
        actor_name: `${key.name} (${key.key_id})`,
        source: "api",
        outcome: "refused",
        code: "access_key_address",
      },
    ],
  );
});

test("a revoked key ends at once, with its secrets, and leaves name and policies", async () => {
  const key = await madeKey(db, { name: "旧密钥", policies: ["只读模板"] });
  const [its] = await secretsOf(key.key_id);
  assert.deepEqual(await rights(key.key_id), ["KooMessage:template:list"]);
  const card = await done(alice().rpc("revoke_access_key", { access_key: key.id }));
  assert.deepEqual(
    [card.state, card.secrets, card.policies, card.revoked_by_name],
    ["revoked", 0, [], "Alice"],
  );
  assert.deepEqual(await secretsOf(key.key_id), []);
  const [late] = await functions`select private.admit_access_key(${its?.secret_id}, ${HOME}) as said`;
  assert.equal(late?.said.refusal.code, "access_key_refused");
  assert.equal((await byKey(db, key.key_id).rpc("whoami")).error?.code, "access_key_refused");
  for (const verb of ["rotate", "update", "revoke", "retire"])
    await refused(
      db,
      () =>
        alice().rpc(`${verb}_access_key`, {
          access_key: key.id,
          ...(verb === "update" ? { input: { name: "x", policies: [] } } : {}),
        }),
      "wrong_state",
      409,
    );
  assert.notEqual((await madeKey(db, { name: "旧密钥" })).id, key.id);
  const taken = () => alice().rpc("create_access_key", { input: { name: "旧密钥", policies: [] } });
  await refused(db, taken, "name_taken", 409);
});

test("what one may not do oneself one cannot give a key", async () => {
  const managers = await madePolicy(
    db,
    "管密钥",
    "KooMessage:accessKey:*",
    "KooMessage:template:list",
    "KooMessage:member:list",
  );
  assert.ok(managers);
  const bob = await memberOf(db, "bob");
  await done(
    alice().rpc("create_group", { input: { name: "管密钥组", policies: ["管密钥"], members: [bob] } }),
  );
  const as = () => db.as("bob");
  const give = (...policies: string[]) => as().rpc("create_access_key", { input: { name: "bob", policies } });
  await refused(db, () => give("KooMessage FullAccess"), "right_not_held", 403);
  await refused(
    db,
    () => give("只读模板", "RTC Administrator", "KooMessage SA FullAccess"),
    "right_not_held",
    403,
  );
  const own = await done(give("只读模板", "管密钥"));

  // Alice's key may do what bob may not: he neither reads its secret nor gives its rights on.
  const whole = await madeKey(db, { name: "全权", policies: ["KooMessage FullAccess"] });
  await refused(db, () => as().rpc("rotate_access_key", { access_key: whole.id }), "right_not_held", 403);
  const update = (id: string, name: string, policies: string[]) =>
    as().rpc("update_access_key", { access_key: id, input: { name, policies } });
  await refused(db, () => update(own.id, "bob", ["KooMessage FullAccess"]), "right_not_held", 403);
  assert.deepEqual(
    (await done(update(whole.id, "全权", ["只读模板"]))).policies,
    ["只读模板"],
    "he may take away",
  );
  await refused(db, () => update(whole.id, "全权", ["KooMessage FullAccess"]), "right_not_held", 403);
  await done(as().rpc("revoke_access_key", { access_key: whole.id }));
});

test("what a policy of a key denies is given back by nobody who lacks it", async () => {
  // A key that is allowed all and denied the whole numbers: without the denial it would have more than bob.
  const document = {
    Version: "1.1",
    Statement: [{ Effect: "Deny", Action: ["KooMessage:recipient:reveal"] }],
  };
  await done(alice().rpc("create_policy", { input: { name: "不看号码", document } }));
  const key = await madeKey(db, { name: "少一样", policies: ["KooMessage FullAccess", "不看号码"] });
  assert.ok(!(await rights(key.key_id)).includes("KooMessage:recipient:reveal"));
  const change = () =>
    db.as("bob").rpc("update_access_key", {
      access_key: key.id,
      input: { name: "少一样", policies: ["KooMessage FullAccess"] },
    });
  await refused(db, change, "right_not_held", 403);
  const policy = await idOf(db, "policies", "不看号码");
  await refused(db, () => alice().rpc("delete_policy", { policy }), "policy_in_use", 409);
  await done(alice().rpc("revoke_access_key", { access_key: key.id }));
  await done(alice().rpc("delete_policy", { policy }));
});

test("keys take a password given just now, in no chat, and are nobody else's", async () => {
  const key = await madeKey(db);
  const calls = (id: string): [string, Record<string, unknown>][] => [
    ["update_access_key", { access_key: id, input: { name: "x", policies: [] } }],
    ["rotate_access_key", { access_key: id }],
    ["retire_access_key", { access_key: id }],
    ["revoke_access_key", { access_key: id }],
  ];
  for (const [verb, input] of calls(key.id)) {
    await refused(db, () => db.as("dan").rpc(verb, input), "forbidden", 403);
    await refused(db, () => db.as("mallory").rpc(verb, input), "not_found", 404);
  }
  assert.deepEqual(await db.as("mallory").rows("select id from public.access_key_cards"), []);
  assert.ok(
    (await db.as("dan").rows("select id from public.access_key_cards")).length > 0,
    "a reader sees them",
  );
  await db.sql`update auth.sessions set created_at = now() - interval '11 minutes'`;
  for (const [verb, input] of [
    ["create_access_key", { input: { name: "y", policies: [] } }] as [string, Record<string, unknown>],
    ...calls(key.id),
  ])
    await refused(db, () => alice().rpc(verb, input), "sudo_required", 403);
  await db.sql`update auth.sessions set created_at = now()`;
});

test("what is no address, no policy or no figure is refused by name", async () => {
  const make = (input: object) => () =>
    alice().rpc("create_access_key", { input: { name: "z", policies: [], ...input } });
  for (const address of ["300.1.1.1", "10.0.0.0/33", "example.com", "1.2.3.4 5", ""])
    await refused(db, make({ addresses: [address] }), "address_invalid", 422);
  await refused(db, make({ policies: ["没有"] }), "not_found", 404);
  await refused(db, make({ most_a_minute: 0 }), "input_invalid", 422);
  await refused(db, make({ most_a_minute: 6001 }), "input_invalid", 422);
  await refused(db, make({ name: "  " }), "name_required", 422);
  await refused(db, make({ secret: "mine" }), "input_invalid", 422);
  await refused(db, make({ addresses: Array(51).fill("10.0.0.1") }), "input_invalid", 422);
});

test("an enterprise has at most fifty active keys", async () => {
  const [row] =
    await db.sql`select count(*)::int as n from public.access_keys where state = 'active' and enterprise_id = ${await yunshan(db)}`;
  await db.sql`insert into public.access_keys (enterprise_id, name, key_id)
    select ${await yunshan(db)}, 'k' || n, 'TD' || lpad(n::text, 18, '0') from generate_series(1, ${50 - (row?.n ?? 0)}) as n`;
  await refused(
    db,
    () => alice().rpc("create_access_key", { input: { name: "fifty-first", policies: [] } }),
    "capacity_reached",
    409,
  );
});
