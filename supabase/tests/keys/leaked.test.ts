import assert from "node:assert/strict";
import { test } from "node:test";
import { done, refusal, sendInput, tick, yunshan } from "../fixtures.ts";
import { fullDatabase } from "../full_database.ts";
import { contents } from "../one_of_each.ts";
import type { Actor } from "../test_database.ts";
import { VERBS } from "../verbs.ts";
import { byKey, layVoice, madeKey, madePolicy, standingInput } from "./key_fixtures.ts";

/** API-1: somebody holds id and secret of a key and tries every verb: it does what its policies say, and sends what its standing approvals say. */
const { db, resources } = await fullDatabase();
await layVoice(db);
const home = await yunshan(db);
const RIGHTS = ["KooMessage:*:list", "KooMessage:template:*", "KooMessage:sendTask:*", "SMS:message:send"];
await madePolicy(db, "外泄", ...RIGHTS);
const leaked = await madeKey(db, { name: "外泄的密钥", policies: ["外泄"] });
const bare = await madeKey(db, { name: "没有策略" });
const thief = () => byKey(db, leaked.key_id);

/** What a verb answers to a call; what may not even be executed is refused by Postgres. */
async function tried(actor: Actor, name: string): Promise<{ error: unknown }> {
  const verb = VERBS[name];
  assert.ok(verb);
  return actor.rehearse(name, verb.input(resources)).catch((error: { code: string }) => {
    assert.equal(error.code, "42501", name);
    return { error };
  });
}

type Rule = { needs: string; or_needs: string | null; decides: boolean };
/** What an act of the law needs; null: it is none. */
async function ruleOf(name: string): Promise<Rule | null> {
  const [rule] = await db.sql<Rule[]>`select min(t.needs) as needs, min(t.or_needs) as or_needs,
      bool_or(t.asks_mfa or t.names_shown or t.needs_sudo) as decides
    from pg_proc p cross join lateral regexp_match(p.prosrc, $$private\\.(?:act|make)\\('(\\w+)', '(\\w+)'$$) as m
    join private.transitions t on t.resource = m[1] and t.verb = m[2] and t.needs is not null
    where p.pronamespace = 'public'::regnamespace and p.proname = ${name} having count(*) > 0`;
  return rule ?? null;
}

test("without a policy a key changes nothing, whatever is called", async () => {
  const its = byKey(db, bare.key_id);
  const before = await contents(db);
  for (const [name, verb] of Object.entries(VERBS)) {
    const { error } = await tried(its, name);
    const isRead = verb.kind === "read" || verb.kind === "many" || verb.kind === "overview";
    assert.ok(error || isRead, `${name} is done for a key without rights`);
  }
  assert.deepEqual(await contents(db), before);
});

test("of every verb it does what its policies name, no decision, and nothing that takes a password", async () => {
  const { permissions } = await done(thief().rpc("whoami"));
  const holds = (action: string | null) => action !== null && permissions.includes(action);
  const did: string[] = [];
  for (const [name, verb] of Object.entries(VERBS)) {
    const { error } = await tried(thief(), name);
    if (error || verb.kind === "read" || verb.kind === "many") continue;
    const rule = await ruleOf(name);
    assert.ok(rule, `${name} is no act of the law, and a key did it`);
    assert.ok(!rule.decides, `${name} decides`);
    assert.ok(
      holds(rule.needs) || holds(rule.or_needs) || (rule.needs === "own" && name.endsWith("_export")),
      `${name} needs ${rule.needs}`,
    );
    did.push(name);
  }
  assert.ok(did.includes("create_template") && did.includes("create_send"), did.join(", "));
  for (const name of [
    "test_template",
    "approve_send",
    "release_send",
    "create_access_key",
    "reveal_recipient",
  ])
    assert.ok(!did.includes(name), name);
});

test("nothing of it goes out but what a standing approval covers, however it is asked for", async () => {
  await db.sql`update public.enterprises set marketing_from = '00:00', marketing_to = '23:59:59'`;
  const standing = { ...(await standingInput(db, "外泄的密钥可以发送")), access_key_id: leaked.id };
  const { id: plan } = await done(db.as("bob").rpc("create_standing_approval", { input: standing }));
  const own = async (more: object = {}, count = 1) => {
    const input = { ...(await sendInput(db, { count })), ...more };
    const { id } = await done(thief().rpc("create_send", { input }));
    return { id, ...(await done(thief().rpc("submit_send", { send: id }))) };
  };
  assert.equal((await own()).state, "in_review", "the plan waits still");
  assert.equal(
    await refusal(thief().rpc("approve_standing_approval", { standing_approval: plan })),
    "forbidden",
  );
  await done(db.as("carol").rpc("approve_standing_approval", { standing_approval: plan }));
  const begins = new Date(Date.now() + 120_000).toISOString();
  for (const [what, more, count] of [
    ["another template", { template_id: resources.templates.off }, 1],
    ["more than a call may have", {}, 4],
    ["again and again", { timing: "recurring", cron: "0 9 * * *", repeat_until: "2099-01-01T00:00:00Z" }, 1],
  ] as const) {
    const input = { ...(await sendInput(db, { count })), ...more };
    const made = await thief().rpc("create_send", { input });
    const answer = made.error ? made : await thief().rpc("submit_send", { send: made.data.id });
    assert.ok(answer.error || answer.data.state === "in_review", what);
  }
  assert.equal((await own({}, 3)).state, "expanding");
  assert.equal((await own({ timing: "scheduled", scheduled_at: begins }, 2)).state, "expanding");
  assert.equal((await own()).state, "in_review", "five a day");
  // What others prepared, and what rests, it does not set going.
  const theirs = await done(db.as("bob").rpc("create_send", { input: await sendInput(db, { count: 1 }) }));
  const answer = await thief().rpc("submit_send", { send: theirs.id });
  assert.ok(answer.error || answer.data.state === "in_review");
  await tick(db);
  const [out] = await db.sql`select coalesce(sum(f.accepted), 0)::int as n from public.sends s
    join public.number_files f on f.id = s.number_file_id
    where s.enterprise_id = ${home} and s.submitted_by = ${leaked.id} and s.decided_at is not null`;
  assert.equal(out?.n, 5);
  // Its end is one act, and holds for the next call.
  await done(db.as("alice").rpc("revoke_access_key", { access_key: leaked.id }));
  assert.equal(await refusal(thief().rpc("whoami")), "access_key_refused");
});
