import assert from "node:assert/strict";
import { test } from "node:test";
import { done, idOf, yunshan } from "../fixtures.ts";
import { fullDatabase } from "../full_database.ts";
import { ALICE_IN_CHAT } from "../one_of_each.ts";
import { claimsOf, PEOPLE, type Person, speakAs } from "../test_database.ts";

/** IAM-4, PKG-3: every act stands in the audit log or the ledger, and nobody can change or delete a line. */
const { db } = await fullDatabase();

const last = async (verb: string, reader: Person = "alice") => {
  const [line] = await db
    .as(reader)
    .rows("select * from public.audit_log where verb = $1 order by id desc limit 1", [verb]);
  return line;
};

test("a line of the log tells who, from where, what, from which state to which, and why", async () => {
  const template = await idOf(db, "templates", "会员日图文");
  await done(db.as("carol").rpc("reject_template", { template, reason: "  文案有误  " }));
  const line = await last("reject");
  assert.equal(line.actor, PEOPLE.carol);
  assert.equal(line.actor_name, "Carol");
  assert.equal(line.source, "admin");
  assert.deepEqual([line.resource, line.resource_id, line.outcome], ["template", template, "granted"]);
  assert.deepEqual([line.before, line.after], [{ state: "in_review" }, { state: "rejected" }]);
  assert.equal(line.reason, "文案有误");
  assert.equal(line.enterprise_id, await yunshan(db));
  assert.ok(Math.abs(Date.now() - line.at.getTime()) < 60_000);
});

test("an act through chat is told as from there, a person's own header does not pretend to be chat", async () => {
  const template = await idOf(db, "templates", "订单发货通知");
  await done(db.as("bot", ALICE_IN_CHAT).rpc("approve_template", { template }));
  const line = await last("approve");
  assert.deepEqual([line.actor_name, line.source], ["Alice", "slack"]);
  for (const [header, source] of [
    ["terminal", "terminal"],
    ["slack", "api"],
    ["cron", "api"],
    ["anything", "api"],
  ]) {
    await db.sql.begin(async (step) => {
      await speakAs(step, claimsOf("bob"), { "x-tidings-source": header });
      await step`select public.type_numbers('{"phones": ["+8613800138000"]}')`;
    });
    assert.equal((await last("type")).source, source, header);
  }
});

test("a stranger's refused attempt stands where the stranger is at home, not where the resource is", async () => {
  const template = await idOf(db, "templates", "积分到期提醒");
  assert.equal((await db.as("mallory").rpc("submit_template", { template })).error?.code, "not_found");
  const line = await last("submit", "mallory");
  assert.deepEqual([line.actor_name, line.outcome, line.code], ["Mallory", "refused", "not_found"]);
  assert.deepEqual([line.before, line.after], [null, null]);
  assert.notEqual((await last("submit")).actor_name, "Mallory");
});

test("a refused attempt keeps the values of its words, and nobody's phone number", async () => {
  const template = await idOf(db, "templates", "订单发货通知");
  await db.as("carol").rpc("approve_template", { template });
  const { details } = await last("approve");
  assert.deepEqual([details.resource, details.verb], ["template", "approve"]);
  assert.equal(typeof details.state, "string");

  const phones = ["138 0013 800１", "1380013800111", "１３８００１３８０００x", "13800138"];
  for (const phone of phones) {
    await db.as("bob").rpc("type_numbers", { input: { phones: [phone] } });
    const line = await last("type");
    assert.deepEqual([line.code, line.details], ["invalid_number", { value: "***" }], phone);
  }
  const clean = (text: string) =>
    db.sql`select private.without_numbers(${db.sql.json({ a: [{ b: text }], n: 13800138000 })}) as kept`;
  for (const [text, kept] of [
    ["会员 +86 138-0013-8000.csv", "会员 +***.csv"],
    ["会员（20261101）.csv", "会员（20261101）.csv"],
    ["2026-11-24 10:30", "2026-11-24 10:30"],
    ["10245678-1384-4612-8345-001234567890", "10245678-1384-4612-8345-001234567890"],
    [
      "file 10245678-1384-4612-8345-001234567890 of 13800138000",
      "file 10245678-1384-4612-8345-001234567890 of ***",
    ],
  ] as const)
    assert.deepEqual((await clean(text))[0]?.kept, { a: [{ b: kept }], n: 13800138000 });
});

test("what the system does by itself stands in the log without a person", async () => {
  const line = await last("hold");
  assert.deepEqual([line.actor, line.actor_name, line.resource], [null, null, "send"]);
  assert.deepEqual([line.before, line.after], [{ state: "sending" }, { state: "trial_hold" }]);
});

test("no role changes, deletes or empties the audit log or the quota ledger, not even their owner", async () => {
  const counts = () =>
    db.sql`select (select count(*) from public.audit_log) as a, (select count(*) from public.quota_ledger) as q`;
  const [before] = await counts();
  assert.ok(Number(before?.a) > 0 && Number(before?.q) > 0);
  for (const table of ["audit_log", "quota_ledger"]) {
    for (const statement of [
      `update public.${table} set enterprise_id = null`,
      `delete from public.${table}`,
      `truncate public.${table} cascade`,
    ]) {
      for (const role of ["postgres", "service_role", "authenticated", "anon"]) {
        const attempt = db.sql.begin(async (step) => {
          await step`select set_config('role', ${role}, true)`;
          await step.unsafe(statement);
        });
        await assert.rejects(attempt, { code: "42501" }, `${role}: ${statement}`);
      }
    }
  }
  const [now] = await counts();
  assert.deepEqual(now, before);
});

test("the log is read by those who may, and each enterprise reads its own", async () => {
  const enterprise = await yunshan(db);
  assert.ok((await db.as("dan").rows("select id from public.audit_log")).length > 20);
  assert.deepEqual(
    await db.as("mallory").rows("select id from public.audit_log where enterprise_id = $1", [enterprise]),
    [],
  );
  assert.ok((await db.as("mallory").rows("select id from public.audit_log")).length > 0);
  assert.deepEqual(await db.as("erin").rows("select id from public.audit_log"), []);
});
