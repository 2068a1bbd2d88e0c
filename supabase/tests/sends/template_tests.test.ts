import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  booksAgree,
  buttonOf,
  claim,
  clearStage,
  done,
  handOver,
  idOf,
  openAllDay,
  phones,
  refusal,
  report,
  tick,
  yunshan,
} from "../fixtures.ts";
import { draftTemplate } from "../templates/checks.ts";
import { testDatabase } from "../test_database.ts";
import { noCaps, refused } from "./sends_fixtures.ts";

/** TPL-1: an approved template is tested on ten numbers of an enterprise in all, without an approval. */
const db = await testDatabase({ last: booksAgree });
const home = await yunshan(db);
await noCaps(db);
await openAllDay(db);
const template = await idOf(db, "templates", "签收提醒");
const [version] = await db.sql`select v.parameters from public.templates t
  join public.template_versions v on v.id = t.live_version_id where t.id = ${template}`;
const VALUES: Record<string, string> = Object.fromEntries(
  ((version?.parameters ?? []) as string[]).map((name) => [name, `${name} 的值`]),
);
beforeEach(async () => {
  await clearStage(db);
  // What was tested before leaves the ten to this story.
  await db.sql`update public.sends set origin = 'own' where origin = 'test'`;
});

const bob = () => db.as("bob");
const run = (numbers: string[], input: object = {}, who: "bob" | "dan" | "mallory" = "bob") =>
  db.as(who).rpc("test_template", { template, input: { numbers, params: [VALUES], ...input } });
const room = async () =>
  (
    await db
      .as("dan")
      .rows("select used, most from public.template_test_room where enterprise_id = $1", [home])
  )[0];

test("a test goes out at once, without an approval, with the values that were typed, and its receipts come as those of any send", async () => {
  const send = await done(run(phones(2)));
  assert.deepEqual(
    [send.state, send.origin, send.name, send.template_id, send.accepted],
    ["expanding", "test", "测试：签收提醒", template, 2],
  );
  await tick(db);
  await tick(db);
  const ids = await handOver(db);
  assert.equal(ids.length, 2);
  await report(db, ids, "delivered");
  await tick(db);
  const after = await account(db, send.id);
  assert.equal(after.delivered, 2);
  const kept = await db.sql`select params from public.deliveries where send_id = ${send.id}`;
  assert.deepEqual(
    kept.map(({ params }) => params),
    [VALUES, VALUES],
  );
  assert.deepEqual(await room(), { used: 2, most: 10 });
  const lines = await db.sql`select resource, verb, actor_name from public.audit_log
    where resource_id in (${send.id}, ${template}) and verb = 'test' and outcome = 'granted' order by id`;
  assert.deepEqual(
    lines.map(({ resource, verb }) => [resource, verb]),
    [
      ["send", "test"],
      ["template", "test"],
    ],
  );
});

test("it costs what a send costs: units are held, and spent as messages go", async () => {
  const send = await done(run(phones(3)));
  const { units, audience } = await account(db, send.id);
  assert.deepEqual([Number(audience), Number(units)], [3, 3]);
  const [held] =
    await db.sql`select cost_fen, (select count(*)::int from private.holds h where h.holder_id = s.id) as holds
    from public.sends s where s.id = ${send.id}`;
  assert.ok(Number(held?.cost_fen) > 0);
  assert.equal(held?.holds, 1);
});

test("numbers are typed as people write them; each may have values of its own; one that comes twice counts once", async () => {
  const own = [1, 2].map((n) =>
    Object.fromEntries(Object.keys(VALUES).map((name) => [name, `${name} ${n}`])),
  );
  const send = await done(run(["138 0013 8001", "+8613800138002"], { params: own }));
  await tick(db);
  const kept =
    await db.sql`select phone, params from public.deliveries where send_id = ${send.id} order by phone`;
  assert.deepEqual(
    kept.map(({ phone, params }) => [phone, params]),
    [
      ["+8613800138001", own[0]],
      ["+8613800138002", own[1]],
    ],
  );
  assert.equal((await done(run(["13800138001", "+8613800138001"]))).accepted, 1);
  assert.deepEqual(await room(), { used: 3, most: 10 });
  await refused(db, async () => run(["12345"]), "invalid_number", 422);
  await refused(db, async () => run([]), "file_empty", 422);
  await refused(db, async () => run(phones(1), { params: [] }), "typed_params_missing", 422);
});

test("an enterprise has ten numbers in all: more are refused with what is left, and then no test is offered", async () => {
  await done(run(phones(7)));
  const { left, count, max } = await refused(db, async () => run(phones(4)), "tests_too_many", 409);
  assert.deepEqual([left, count, max], [3, 4, 10]);
  await done(run(phones(3, 7)));
  assert.deepEqual(await room(), { used: 10, most: 10 });
  await refused(db, async () => run(phones(1)), "tests_used_up", 409);
  assert.equal((await buttonOf(bob(), "template", template, "test"))?.blocked, "tests_used_up");
});

test("who may send no SMS tests nothing, and nobody tests what no vendor has approved, what is off, or what is another's", async () => {
  assert.equal(await refusal(run(phones(1), {}, "dan")), "forbidden");
  assert.equal(await refusal(run(phones(1), {}, "mallory")), "not_found");
  const draft = await draftTemplate(db, { name: "未审核的" });
  assert.equal(
    await refusal(bob().rpc("test_template", { template: draft, input: { numbers: phones(1) } })),
    "wrong_state",
  );
  await done(bob().rpc("disable_template", { template }));
  assert.equal(await refusal(run(phones(1))), "wrong_state");
  await done(bob().rpc("enable_template", { template }));
});

test("who has opted out gets no test", async () => {
  const [signature] = await db.sql`select g.name from public.sends s
    join public.sms_signatures g on g.id = s.sms_signature_id where s.id = ${(await done(run(phones(1, 50)))).id}`;
  await clearStage(db);
  await db.sql`insert into public.opt_outs (enterprise_id, signature, phone, reason)
    values (${home}, ${signature?.name}, ${phones(1, 60)[0] ?? ""}, '退订')`;
  const send = await done(run([...phones(1, 60), ...phones(1, 61)]));
  await tick(db);
  await tick(db);
  assert.equal((await claim(db))?.phones.length, 1);
  assert.equal((await account(db, send.id)).opted_out, 1);
});
