import assert from "node:assert/strict";
import { test } from "node:test";
import { maskPhone } from "../../../shared/src/numbers/phone.ts";
import {
  done,
  finishPart,
  handOver,
  importing,
  PARAMS,
  personalTask,
  phones,
  recordReplies,
  report,
  startedSend,
  typed,
  yunshan,
} from "../fixtures.ts";
import { lower } from "../limits/limits_fixtures.ts";
import { noCaps } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** IAM-3: a message is found by its number, which stays masked; whoever may, reveals one with a reason, and it stands in the log. */
const db = await testDatabase({ limits: true });
const [one = "", two = "", stranger = ""] = phones(3);
await noCaps(db);
const numbers = await typed(db, [one, two]);
const sends = [
  await startedSend(db, { file: numbers, name: "第一次" }),
  await startedSend(db, { file: numbers, name: "第二次" }),
];
const ids = [...(await handOver(db)), ...(await handOver(db))];
await report(db, [ids[0] as string], "failed");
const file = await importing(db, 1);
const good = [one, two, one].map((phone, index) => ({ line: index + 2, phone }));
await finishPart(db, file, 1, good, [
  { line: 5, value: "138****00", number: "1380000", reason: "invalid_number" },
]);
const listed = { signature: "云杉会员", phones: [one], proof: "工单 7" };
await done(db.as("bob").rpc("import_opt_outs", { input: listed, reason: "来电" }));
const replies = [{ id: "r/1", from: one, signature: "云杉商城", text: `回复 ${two}`, at: null }];
await recordReplies(db, replies);

const find = (person: Person, resource: string, number: string, of?: string) =>
  db.as(person).rpc("find_recipient", { resource, number, ...(of ? { of } : {}) });
const reveal = (person: Person, resource: string, id: string, reason: string | null = "客户来电核对") =>
  db.as(person).rpc("reveal_recipient", { resource, id, reason });
const lastLine = async () =>
  (
    await db.sql`select actor_name, resource, resource_id, verb, outcome::text, code, after, reason, details
    from public.audit_log order by id desc limit 1`
  )[0];

test("a message is found by its number over all sends, the newest first, or in one of them, however the number is typed", async () => {
  const { rows, more, number } = await done(
    find("dan", "delivery", `+86 ${one.slice(3, 6)} ${one.slice(6)}`),
  );
  assert.deepEqual([number, more], [maskPhone(one), false]);
  assert.deepEqual(
    rows.map((row: Record<string, string>) => [row.send_id, row.send_name, row.phone]),
    [
      [sends[1], "第二次", maskPhone(one)],
      [sends[0], "第一次", maskPhone(one)],
    ],
  );
  assert.ok(rows[0].param_names.includes("name"), "the names of its parameters, without their values");
  const here = await done(find("dan", "delivery", one.slice(3), sends[0]));
  assert.deepEqual(
    here.rows.map((row: { send_id: string }) => row.send_id),
    [sends[0]],
  );
  assert.deepEqual((await done(find("dan", "delivery", stranger))).rows, []);
});

test("opt-outs, replies and lines that were left out are found by their number too", async () => {
  const [listed] = (await done(find("dan", "opt_out", one))).rows;
  assert.deepEqual([listed.signature, listed.phone, listed.proof], ["云杉会员", maskPhone(one), "工单 7"]);
  const [reply] = (await done(find("dan", "reply", one))).rows;
  assert.deepEqual([reply.phone, reply.text], [maskPhone(one), `回复 ${maskPhone(two)}`]);
  const left = (await done(find("dan", "number_reject", one))).rows;
  assert.deepEqual(
    left.map(({ line, reason }: Record<string, unknown>) => [line, reason]),
    [[4, "duplicate"]],
  );
  assert.equal((await done(find("dan", "number_reject", one, file))).rows[0].file_id, file);
});

test("a link of a task is found by its customer flag, whole, also where the flag is a number written otherwise", async () => {
  const { id } = await personalTask(db, ["VIP 7", one.slice(3)]);
  const flags = async (typed: string) =>
    (await done(find("dan", "link", typed, id))).rows.map((row: { cust_flag: string }) => row.cust_flag);
  assert.deepEqual(await flags("VIP 7"), ["VIP 7"]);
  assert.deepEqual(await flags(one), [maskPhone(one)]);
  assert.deepEqual(await flags("VIP"), []);
});

test("a part of a number finds nothing and says so; other enterprises find nothing; who may not list may not search", async () => {
  const { error, status } = await find("dan", "delivery", one.slice(0, -1));
  assert.deepEqual([error?.code, status], ["invalid_number", 422]);
  for (const resource of ["delivery", "opt_out", "number_reject", "reply"])
    assert.deepEqual((await done(find("mallory", resource, one))).rows, [], resource);
  assert.deepEqual((await done(find("mallory", "delivery", one, sends[0]))).rows, []);
  assert.equal((await find("olga", "delivery", one)).error?.code, "no_enterprise");
  assert.equal((await find("dan", "send", one)).error?.code, "input_invalid");
});

test("an owner reveals a number with a reason: the answer has it once, the log has who, which row and why, and no number", async () => {
  const request = "00000000-0000-4000-8000-00000000aaaa";
  const asked = { resource: "delivery", id: ids[0], reason: `核对 ${two.slice(3)}`, request };
  const first = await done(db.as("alice").rpc("reveal_recipient", asked));
  assert.deepEqual([first.resource, first.id, first.number], ["delivery", ids[0], one]);
  assert.equal(first.params.name, PARAMS.name);
  const line = await lastLine();
  assert.deepEqual(
    [line?.actor_name, line?.resource, line?.resource_id, line?.verb, line?.outcome, line?.reason],
    ["Alice", "recipient", `delivery/${ids[0]}`, "reveal", "granted", `核对 ${maskPhone(two).slice(3)}`],
  );
  assert.ok(["第一次", "第二次"].includes(line?.after.send));
  const again = await done(db.as("alice").rpc("reveal_recipient", asked));
  assert.deepEqual([again.id, again.number, again.params], [ids[0], undefined, undefined]);
});

test("every kind of masked row can be revealed by its id", async () => {
  const [listed] = (await done(find("alice", "opt_out", one))).rows;
  const [reply] = (await done(find("alice", "reply", one))).rows;
  const [link] = await db.sql`select id::text from public.links where cust_flag = ${one.slice(3)}`;
  await db.sql`insert into public.receipts (channel_id, reference, status, enterprise_id)
    values (${reply.channel_id}, ${two}, 'failed', ${await yunshan(db)})`;
  const [receipt] = await db.sql`select id::text from public.receipts`;
  const shown = async (resource: string, id: string) => (await done(reveal("alice", resource, id))).number;
  assert.equal(await shown("opt_out", String(listed.id)), one);
  assert.equal(await shown("reply", reply.id), one);
  assert.equal(await shown("number_reject", `${file}/4`), one);
  assert.equal(await shown("number_reject", `${file}/5`), "1380000");
  assert.equal(await shown("link", link?.id), one.slice(3));
  assert.equal(await shown("receipt", receipt?.id), two);
});

test("without the right it is forbidden, without a reason in words refused, and the attempt stands in the log without the number", async () => {
  for (const person of ["bob", "carol", "dan"] as const) {
    const { error, status } = await reveal(person, "delivery", ids[0] as string);
    assert.deepEqual([error?.code, status], ["forbidden", 403], person);
    assert.equal((await lastLine())?.outcome, "refused");
  }
  for (const reason of [null, "", " . "])
    assert.equal(
      (await reveal("alice", "delivery", ids[0] as string, reason)).error?.code,
      "reason_required",
    );
  assert.equal((await reveal("mallory", "delivery", ids[0] as string)).error?.code, "not_found");
  for (const id of ["999998", "999999", "x", `${file}/4`])
    assert.equal((await reveal("alice", "delivery", id)).error?.code, "not_found", id);
  assert.equal((await reveal("alice", "member", "1")).error?.code, "input_invalid");
});

test("searches and reveals are counted: who tries numbers, or reveals one after the other, is told when to go on", async () => {
  await lower(db, "person_searches", 2);
  await lower(db, "person_reveals", 1);
  await done(find("carol", "opt_out", one));
  await done(db.as("carol").rpc("send_details", { number: one }));
  for (const { error, status } of [
    await find("carol", "opt_out", one),
    await db.as("carol").rpc("send_details", { number: one }),
  ])
    assert.deepEqual([error?.code, status], ["too_many_requests", 429]);
  await done(db.as("carol").rpc("send_details", {}));
  await done(reveal("alice", "delivery", ids[0] as string));
  assert.equal((await reveal("alice", "delivery", ids[0] as string)).error?.code, "too_many_requests");
});
