import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { account, balance, booksAgree, claim, clearStage, done, imported, startedSend } from "../fixtures.ts";
import { fresh, noCaps, refused } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** OPT-1: a signature's opt-out list is imported with reason and proof and applies at once; only an owner removes entries. */
const db = await testDatabase({ last: booksAgree });
await noCaps(db);
beforeEach(() => clearStage(db));

type More = { reason?: string | null; signature?: string | null; proof?: string };
const bring = (phones: unknown, { reason = "客服登记", ...more }: More = {}, person: Person = "bob") =>
  db.as(person).rpc("import_opt_outs", { input: { signature: "云杉商城", phones, ...more }, reason });
const listed = async (phone: string) =>
  (await db.sql`select id::text from public.opt_outs where phone = ${phone} order by at desc limit 1`)[0]
    ?.id as string;
const remove = (id: string, reason: string | null = "来信", person: Person = "alice") =>
  db.as(person).rpc("remove_opt_out", { opt_out: id, reason });

test("numbers are listed once, with reason, proof and who brought them; how many were new is told", async () => {
  const [a = "", b = "", c = ""] = fresh(3);
  assert.deepEqual(await done(bring([a, b, a], { proof: " 工单 7 ", reason: " 来电 " })), {
    added: 2,
    known: 0,
  });
  assert.deepEqual(await done(bring([b, c, c], { reason: "别的" })), { added: 1, known: 1 });
  const rows = await db.sql`select reason, proof, added_by from public.opt_outs
    where phone = any (${[a, b, c]}) order by phone`;
  assert.deepEqual(
    rows.map(({ reason, proof, added_by }) => [reason, proof, Boolean(added_by)]),
    [
      ["来电", "工单 7", true],
      ["来电", "工单 7", true],
      ["别的", null, true],
    ],
  );
  assert.deepEqual(await db.as("mallory").rows("select id from public.opt_outs"), []);
});

test("they hold inside a send that is under way: what is not claimed is not sent, is accounted for, and costs nothing", async () => {
  const numbers = fresh(4);
  const [available = 0, reserved = 0] = await balance(db);
  await db.sql`update public.channels set batch_size = 2`;
  const send = await startedSend(db, { file: await imported(db, numbers) });
  assert.equal((await claim(db))?.ids.length, 2);
  await done(bring(numbers));
  assert.equal((await claim(db))?.ids.length, 0);
  const { opted_out, pending } = await account(db, send);
  assert.deepEqual([opted_out, pending], [2, 2]);
  assert.deepEqual((await balance(db)).slice(0, 2), [available - 2, reserved + 2]);
  await booksAgree(db);
});

test("another signature may still write to them, and removed from the list so may this one", async () => {
  const [phone = ""] = fresh(1);
  await done(bring([phone], { signature: "云杉会员" }));
  const file = await imported(db, [phone]);
  await startedSend(db, { file });
  assert.equal((await claim(db))?.ids.length, 1);
  await done(bring([phone]));
  await startedSend(db, { file });
  assert.equal((await claim(db))?.ids.length, 0);
  const removed = await done(remove(await listed(phone)));
  assert.match(removed.phone, /^\+86139\*{4}\d{4}$/);
  await startedSend(db, { file });
  assert.equal((await claim(db))?.ids.length, 1);
  const [line] =
    await db.sql`select before, reason from public.audit_log where resource = 'opt_out' and verb = 'remove' order by id desc limit 1`;
  assert.deepEqual(
    [line?.reason, JSON.stringify(line?.before).includes(phone)],
    ["来信", false],
    "no whole number in the log",
  );
});

test("in one batch a number that said no to this signature is left out, and one that said no to another is not", async () => {
  const [here = "", there = ""] = fresh(2);
  const send = await startedSend(db, { file: await imported(db, [here, there]) });
  await done(bring([here]));
  await done(bring([there], { signature: "云杉会员" }));
  assert.deepEqual((await claim(db))?.phones, [there]);
  assert.equal((await account(db, send)).opted_out, 1);
});

test("a list comes in slices of at most ten thousand", async () => {
  assert.equal((await done(bring(fresh(10_000)))).added, 10_000);
  const details = await refused(db, () => bring(fresh(10_001)), "too_many_numbers", 422);
  assert.deepEqual(details, { max: 10_000, count: 10_001 });
});

test("what is missing or no number refuses the whole list, and nothing is listed", async () => {
  const [good = ""] = fresh(1);
  for (const phones of [[], null]) await refused(db, () => bring(phones), "file_empty", 422);
  for (const bad of ["13800138000", "+8612800138000", "+8613800138000 ", "", null])
    await refused(db, () => bring([good, bad]), "invalid_number", 422);
  for (const reason of [null, "", "  "])
    await refused(db, () => bring([good], { reason }), "reason_required", 422);
  for (const signature of [null, "没有"])
    await refused(db, () => bring([good], { signature }), "not_found", 404);
  await refused(db, () => bring([good], {}, "mallory"), "not_found", 404);
});

test("carol and dan bring none, and only the owner takes one away, with a reason, and one that is there", async () => {
  const [phone = ""] = fresh(1);
  for (const person of ["carol", "dan"] as const)
    await refused(db, () => bring([phone], {}, person), "forbidden", 403);
  await done(bring([phone]));
  const id = await listed(phone);
  for (const person of ["bob", "carol", "dan"] as const)
    await refused(db, () => remove(id, "来信", person), "forbidden", 403);
  await refused(db, () => remove(id, "来信", "mallory"), "not_found", 404);
  for (const reason of [null, "  "]) await refused(db, () => remove(id, reason), "reason_required", 422);
  await done(remove(id));
  await refused(db, () => remove(id), "not_found", 404);
});
