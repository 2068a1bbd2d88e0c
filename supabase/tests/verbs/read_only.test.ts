import assert from "node:assert/strict";
import { test } from "node:test";
import { fullDatabase } from "../full_database.ts";
import { contents } from "../one_of_each.ts";
import { PEOPLE } from "../test_database.ts";
import { VERBS, verbsOf } from "../verbs.ts";

/** IAM-3: dan, who may only read, sees all and changes nothing, by any verb and by any table. */
const { db, resources } = await fullDatabase();

const tables = () => db.sql`
  select c.relname as name, c.relkind as kind,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'enterprise_id') as owned,
    (select quote_ident(a.attname) from pg_attribute a
     where a.attrelid = c.oid and a.attnum > 0 and a.attidentity = '' order by a.attnum limit 1) as col
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') order by 1`;

/** Acts on rows of the deployment that only those who run it see. */
const OF_THE_DEPLOYMENT =
  /^(?!create_).*_(carrier|vendor_review|banned_word|holiday|number_prefix|call_limit|restore)$/;

test("dan is refused by every verb that needs a right, and nothing has changed", async () => {
  const before = await contents(db);
  for (const [name, verb] of verbsOf("member", "platform", "bot", "clock")) {
    const { error, status } = await db.as("dan").rpc(name, verb.input(resources));
    const code = { member: "forbidden", platform: "platform_admin_only" }[verb.kind as string] ?? "bot_only";
    // A view that alice keeps for herself is none for dan, and neither is a row of the deployment.
    const unseen = name === "share_list_view" || OF_THE_DEPLOYMENT.test(name);
    assert.equal(error?.code, unseen ? "not_found" : code, name);
    assert.equal(status, unseen ? 404 : 403, name);
    assert.deepEqual(await contents(db), before, name);
  }
});

test("each refusal of a verb stands in the audit log with dan's name and the code", async () => {
  for (const [name, verb] of verbsOf("member", "platform", "bot")) {
    const { audit, error } = await db.as("dan").rehearse(name, verb.input(resources));
    assert.deepEqual(
      audit.map(({ actor_name, outcome, code }) => [actor_name, outcome, code]),
      [["Dan", "refused", error?.code]],
      name,
    );
  }
});

test("what dan does with his own account changes nothing of the enterprise", async () => {
  // What he exports and asks, how he keeps his lists, and what he has begun to type is his alone.
  const {
    "public.exports": _,
    "public.list_views": __,
    "private.assistant_turns": ___,
    "private.drafts": ____,
    ...before
  } = await contents(db, resources.enterprise);
  for (const [name, verb] of verbsOf("own", "read")) {
    // To leave ends his own membership, which is a row of the enterprise.
    if (name === "leave_enterprise") continue;
    const { error } = await db.as("dan").rpc(name, verb.input(resources));
    // The chat account and the view are alice's, the invitation is erin's: for dan there is none.
    const none = {
      unlink_chat_identity: "not_found",
      clear_default_list_view: "not_found",
      accept_invitation: "invitation_unknown",
    }[name];
    assert.equal(error?.code, none, name);
    const {
      "public.exports": _,
      "public.list_views": __,
      "private.assistant_turns": ___,
      "private.drafts": ____,
      ...after
    } = await contents(db, resources.enterprise);
    assert.deepEqual(after, before, name);
  }
  await db.as("dan").rpc("switch_enterprise", { enterprise: resources.enterprise });
});

test("nobody who is not signed in can call any verb but whoami, and what a token invites into", async () => {
  for (const [name, verb] of Object.entries(VERBS)) {
    const call = () => db.nobody.rpc(name, verb.input(resources));
    if (name === "whoami") assert.equal((await call()).data.user_id, null);
    else if (name === "invitation_for") assert.notEqual((await call()).data?.yours, true);
    else await assert.rejects(call, { code: "42501" }, name);
  }
});

test("erin, who has an account and no enterprise, is refused every verb that needs a right", async () => {
  const before = await contents(db);
  for (const [name, verb] of verbsOf("member")) {
    const { error } = await db.as("erin").rpc(name, verb.input(resources));
    assert.ok(
      ["no_enterprise", "not_found", "forbidden"].includes(error?.code ?? ""),
      `${name}: ${error?.code}`,
    );
  }
  assert.deepEqual(await contents(db), before);
});

test("no table takes a write from a signed-in person, an owner included", async () => {
  const before = await contents(db);
  const kept = (await tables()).filter(({ kind }) => kind !== "v");
  assert.ok(kept.length > 30);
  for (const { name, col } of kept) {
    for (const statement of [
      `update public.${name} set ${col} = ${col}`,
      `delete from public.${name}`,
      `insert into public.${name} default values`,
      `truncate public.${name}`,
    ]) {
      for (const person of ["dan", "alice", "bot"] as const) {
        await assert.rejects(db.as(person).rows(statement), { code: "42501" }, `${person}: ${statement}`);
      }
    }
  }
  assert.deepEqual(await contents(db), before);
});

test("dan sees every row that alice sees, but for her own profile, chat account, exports and views", async () => {
  for (const { name, owned } of await tables()) {
    if (!owned || ["profiles", "chat_identities", "exports", "export_cards", "list_views"].includes(name))
      continue;
    const query = `select count(*)::int as n from public.${name} where enterprise_id = $1`;
    const [alice] = await db.as("alice").rows(query, [resources.enterprise]);
    const [dan] = await db.as("dan").rows(query, [resources.enterprise]);
    assert.equal(dan.n, alice.n, name);
  }
  const [profile] = await db.as("dan").rows("select user_id from public.profiles");
  assert.equal(profile.user_id, PEOPLE.dan);
});
