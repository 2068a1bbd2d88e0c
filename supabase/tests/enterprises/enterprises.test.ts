import assert from "node:assert/strict";
import { test } from "node:test";
import { done, joins, yunshan } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { PEOPLE, testDatabase } from "../test_database.ts";

/** ENT-1, ENT-2: enterprises, their sign-up, and a person who belongs to two of them. */
const db = await testDatabase();

const both = ["koomessage", "sms"];

test("an enterprise opens only when both statements are accepted", async () => {
  const erin = db.as("erin");
  for (const statements of [null, [], ["koomessage"], ["sms"], ["sms", "sms"]]) {
    const { error, status } = await erin.rpc("create_enterprise", {
      input: { name: "艾琳的店", statements },
    });
    assert.equal(error?.code, "statements_required");
    assert.equal(status, 422);
  }
  assert.deepEqual((await done(erin.rpc("whoami"))).enterprises, []);
});

test("a name of two to sixty-four characters is asked for", async () => {
  for (const name of [null, "", "  ", "店", "长".repeat(65)]) {
    const { error } = await db.as("erin").rpc("create_enterprise", { input: { name, statements: both } });
    assert.equal(error?.code, "name_required", String(name));
  }
});

test("whoever opens an enterprise is its owner, and it is written down who accepted what and when", async () => {
  const me = await done(
    db.as("erin").rpc("create_enterprise", { input: { name: " 艾琳的店 ", statements: both } }),
  );
  assert.equal(me.enterprise.name, "艾琳的店");
  assert.ok(me.permissions.includes("KooMessage:member:manage"));
  const accepted = await db
    .as("erin")
    .rows("select statement, user_id, accepted_at from public.statement_acceptances");
  assert.deepEqual(accepted.map(({ statement }) => statement).sort(), both);
  for (const { user_id, accepted_at } of accepted) {
    assert.equal(user_id, PEOPLE.erin);
    assert.ok(accepted_at instanceof Date);
  }
  const groups = await db.as("erin").rows("select name from public.groups order by 1");
  assert.deepEqual(
    groups.map(({ name }) => name),
    ["Operators", "Owners", "Readers", "Reviewers"],
  );
  assert.deepEqual(
    await db.as("mallory").rows("select id from public.enterprises where name = '艾琳的店'"),
    [],
  );
});

test("whoever opens another enterprise works there, and the former one hears nothing of it", async () => {
  const erin = db.as("erin");
  const { id: former } = (await done(erin.rpc("whoami"))).enterprise;
  const me = await done(erin.rpc("create_enterprise", { input: { name: "艾琳二店", statements: both } }));
  assert.notEqual(me.enterprise.id, former);
  await done(erin.rpc("switch_enterprise", { enterprise: former }));
  const lines = await db.sql`select verb, enterprise_id, resource_id, before, after from public.audit_log
    where actor = ${PEOPLE.erin} and outcome = 'granted' order by id desc limit 2`;
  assert.deepEqual(
    lines.map((line) => [line.verb, line.enterprise_id, line.resource_id]),
    [
      ["switch", former, former],
      ["create", me.enterprise.id, me.enterprise.id],
    ],
  );
  assert.deepEqual(
    [lines[0]?.before, lines[0]?.after],
    [{ enterprise_id: me.enterprise.id }, { enterprise_id: former }],
  );
});

test("a person of two enterprises works in the one they chose, with the rights they have there", async () => {
  const mallorys = (await done(db.as("mallory").rpc("whoami"))).enterprise.id;
  const home = await yunshan(db);
  await joins(db, "dan", ["Owners"], "mallory");
  const dan = db.as("dan");
  assert.equal((await done(dan.rpc("whoami"))).enterprise.id, home, "to accept is not to switch");
  assert.equal(await done(dan.rpc("may", { action: "KooMessage:member:manage" })), false);

  const there = await done(dan.rpc("switch_enterprise", { enterprise: mallorys }));
  assert.equal(there.enterprise.id, mallorys);
  assert.deepEqual(there.enterprises.map(({ id }: { id: string }) => id).sort(), [home, mallorys].sort());
  assert.equal(await done(dan.rpc("may", { action: "KooMessage:member:manage" })), true);
  const { id } = await done(dan.rpc("type_numbers", { input: { phones: ["+8613800138000"] } }));
  const [file] = await db.sql`select enterprise_id from public.number_files where id = ${id}`;
  assert.equal(file?.enterprise_id, mallorys);

  await done(dan.rpc("switch_enterprise", { enterprise: home }));
  assert.equal(
    (await dan.rpc("type_numbers", { input: { phones: ["+8613800138000"] } })).error?.code,
    "forbidden",
  );
});

test("nobody works in an enterprise that they did not choose", async () => {
  const frank = db.as("frank");
  const first = (await done(db.as("mallory").rpc("whoami"))).enterprise.id;
  const own = async () => (await done(frank.rpc("whoami"))).enterprise?.id ?? null;
  assert.equal(await own(), null);
  const there = await joins(db, "frank", ["Owners"], "mallory");
  assert.equal(await own(), first, "the first one accepted, where none was chosen");
  await joins(db, "frank", ["Readers"]);
  await done(db.as("mallory").rpc("disable_member", { member: there }));
  const me = await done(frank.rpc("whoami"));
  assert.deepEqual([me.enterprise, me.permissions, me.enterprises.length], [null, [], 1], "not the other");
  assert.deepEqual(me.disabled_in, [{ id: first, name: "Other Ltd" }]);
  const { error, status } = await frank.rpc("type_numbers", { input: { phones: ["+8613800138000"] } });
  assert.deepEqual([error?.code, status], ["no_enterprise", 403]);
  await done(frank.rpc("switch_enterprise", { enterprise: await yunshan(db) }));
  assert.equal(await own(), await yunshan(db));
});

test("an account whose address is not confirmed opens no enterprise", async () => {
  await db.sql`update auth.users set email_confirmed_at = null where id = ${PEOPLE.carol}`;
  const input = { name: "卡罗", statements: both };
  await refused(db, () => db.as("carol").rpc("create_enterprise", { input }), "address_unconfirmed", 403);
  await db.sql`update auth.users set email_confirmed_at = now() where id = ${PEOPLE.carol}`;
});

test("nobody switches to an enterprise they do not belong to, or to none", async () => {
  const home = await yunshan(db);
  for (const enterprise of [home, "00000000-0000-4000-8000-000000000000", null]) {
    const { error, status } = await db.as("mallory").rpc("switch_enterprise", { enterprise });
    assert.equal(error?.code, "not_found");
    assert.equal(status, 404);
  }
});

test("the language is one of two, and is the person's own", async () => {
  for (const locale of [null, "fr", ""]) {
    assert.equal(
      (await db.as("carol").rpc("set_locale", { input: { locale } })).error?.code,
      "input_invalid",
    );
  }
  assert.equal(
    (await done(db.as("carol").rpc("set_locale", { input: { locale: "zh-CN" } }))).locale,
    "zh-CN",
  );
  assert.equal((await done(db.as("bob").rpc("whoami"))).locale, "en");
});

test("an owner sets the marketing window; it closes after it opens", async () => {
  const alice = db.as("alice");
  for (const [opens, closes] of [
    ["21:00", "08:00"],
    ["09:00", "09:00"],
    [null, "09:00"],
    ["09:00", null],
  ]) {
    const { error } = await alice.rpc("update_marketing_window", {
      input: { marketing_from: opens, marketing_to: closes },
    });
    assert.equal(error?.code, "input_invalid", `${opens} ${closes}`);
  }
  const window = await done(
    alice.rpc("update_marketing_window", { input: { marketing_from: "09:30", marketing_to: "20:00" } }),
  );
  assert.deepEqual([window.marketing_from, window.marketing_to], ["09:30:00", "20:00:00"]);
  assert.equal(
    (
      await db
        .as("bob")
        .rpc("update_marketing_window", { input: { marketing_from: "00:00", marketing_to: "23:59" } })
    ).error?.code,
    "forbidden",
  );
});
