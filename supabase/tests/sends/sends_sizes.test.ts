import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  balance,
  booksAgree,
  bought,
  cardOf,
  clearStage,
  done,
  finishPart,
  importing,
  phones,
  sendInput,
  setSendSettings,
  typed,
  waitingSend,
} from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { fresh, noCaps, refused } from "./sends_fixtures.ts";

/** §7.1.3, BSN-1, PKG-2: size limits of files and sends, the same file twice, and a send that the packages do not cover. */
const db = await testDatabase({ last: booksAgree });
await noCaps(db);
beforeEach(() => clearStage(db));

const begin = (more: object, person: Person = "bob") =>
  db.as(person).rpc("begin_number_file", { input: { name: "名单.csv", bytes: 1000, parts: 1, ...more } });
const file = (id: string) => cardOf(db, "number_files", id);

test("the same contents are recognised, whatever the name; other contents, and another enterprise's, are not", async () => {
  const good = phones(3).map((phone, index) => ({ line: index + 2, phone }));
  const [first, again] = [await importing(db, 1, "甲.csv"), await importing(db, 1, "乙.csv")];
  await finishPart(db, first, 1, good);
  assert.equal((await file(first)).same_as, null);
  await finishPart(db, again, 1, good);
  assert.deepEqual([(await file(again)).same_as, (await file(again)).state], [first, "ready"]);
  const third = await importing(db, 2, "丙.csv");
  await finishPart(db, third, 1, good);
  await finishPart(
    db,
    third,
    2,
    good.map((one) => ({ ...one, line: one.line + 1000 })),
  );
  assert.equal((await file(third)).same_as, null, "it has a second part");
  await db.sql`update public.number_files set enterprise_id = (select id from public.enterprises where name = 'Other Ltd') where id in (${first}, ${again})`;
  const fourth = await importing(db, 1, "丁.csv");
  await finishPart(db, fourth, 1, good);
  assert.equal((await file(fourth)).same_as, null);
});

test("a send that takes the same template to the same numbers within a week shows its twin, while it can be stopped", async () => {
  const numbers = fresh(2);
  const first = await approvedSend(db, { file: await typed(db, numbers) });
  const second = await waitingSend(db, { file: await typed(db, [...numbers].reverse()) });
  assert.equal((await account(db, second)).twin.id, first);
  assert.equal((await account(db, await waitingSend(db, { file: await typed(db, fresh(2)) }))).twin, null);
  await db.sql`update public.sends set created_at = now() - interval '8 days' where id = ${first}`;
  assert.equal((await account(db, second)).twin, null);
});

test("a twin that was stopped half-way is told of, one that has gone to nobody is not", async () => {
  const numbers = fresh(2);
  const first = await approvedSend(db, { file: await typed(db, numbers) });
  await db.sql`update public.send_totals set pending = 0, delivered = 1, cancelled = 1 where send_id = ${first}`;
  const second = await waitingSend(db, { file: await typed(db, numbers) });
  assert.equal((await account(db, second)).twin.id, first);
  await db.sql`update public.send_totals set delivered = 0, cancelled = 2 where send_id = ${first}`;
  assert.equal((await account(db, second)).twin, null);
  await db.sql`update public.send_totals set pending = 2, cancelled = 0 where send_id = ${first}`;
});

test("a file for the basic edition may be five times as large as one for cards", async () => {
  for (const [purpose, max, words] of [
    ["aim", 256_000_000, "256 MB"],
    ["basic", 1_280_000_000, "1280 MB"],
  ] as const) {
    assert.equal((await done(begin({ purpose, bytes: max }))).purpose, purpose);
    const details = await refused(db, () => begin({ purpose, bytes: max + 1 }), "file_too_large", 422);
    assert.equal(details.max, words);
  }
  assert.equal((await done(begin({}))).purpose, "aim");
  for (const purpose of ["", "sa", null]) await refused(db, () => begin({ purpose }), "input_invalid", 422);
});

test("a later part that says it begins with the first line is refused: its first number would be taken for the heading", async () => {
  const { id } = await done(begin({ parts: 2 }));
  const part = (input: object) => db.as("bob").rpc("add_number_part", { file: id, input });
  await refused(db, () => part({ part: 2, bytes: 9, first_line: 1 }), "input_invalid", 422);
  await done(part({ part: 2, bytes: 9, first_line: 2 }));
  for (const bytes of [0, -5, null]) await refused(db, () => begin({ bytes }), "file_empty", 422);
});

/** A file with `accepted` numbers from earlier parts and one part still to import. */
async function full(purpose: string, accepted: number): Promise<string> {
  const { id } = await done(begin({ purpose }));
  await done(
    db.as("bob").rpc("add_number_part", { file: id, input: { part: 1, bytes: 100, first_line: 1 } }),
  );
  await done(db.as("bob").rpc("start_import", { file: id }));
  await db.sql`update public.number_files set lines = ${accepted}, accepted = ${accepted} where id = ${id}`;
  await finishPart(db, id, 1, [{ line: 9_000_000, phone: "+8613800138000" }]);
  return id;
}

test("a million numbers fit into a file for cards and five million into a basic one; one more does not", async () => {
  for (const [purpose, most] of [
    ["aim", 1_000_000],
    ["basic", 5_000_000],
  ] as const) {
    assert.equal((await file(await full(purpose, most - 1))).state, "ready");
    const over = await file(await full(purpose, most));
    assert.deepEqual([over.state, over.error], ["failed", "too_many_numbers"]);
  }
});

test("a file of the basic edition does not go out as cards, however small", async () => {
  const { id: number } = await file(await full("basic", 10));
  const input = await sendInput(db, { file: number });
  const details = await refused(
    db,
    () => db.as("bob").rpc("create_send", { input }),
    "file_of_basic_edition",
    409,
  );
  assert.deepEqual(details, { name: "名单.csv" });
});

test("without pay-as-you-go a send beyond the packages is refused at its approval, and leaves nothing behind", async () => {
  const packages = await db.sql`select id, expires_at from public.packages`;
  await db.sql`update public.packages set expires_at = now() - interval '1 minute'`;
  await setSendSettings(db, { pay_as_you_go: false });
  await bought(db, 5);
  const send = await waitingSend(db, { count: 6 });
  const approve = () => db.as("carol").rpc("approve_send", { send });
  assert.deepEqual(await refused(db, approve, "quota_short", 409), { missing: 1, needed: 6 });
  await refused(db, () => db.as("alice").rpc("break_glass_send", { send, reason: "急" }), "quota_short", 409);
  const fits = await waitingSend(db, { count: 5 });
  await done(db.as("carol").rpc("approve_send", { send: fits }));
  assert.equal((await refused(db, approve, "quota_short", 409)).missing, 6, "the package is used up");
  await setSendSettings(db, { pay_as_you_go: true });
  const [, , , before = 0] = await balance(db);
  await done(approve());
  assert.equal((await balance(db))[3], before + 6);
  for (const { id, expires_at } of packages)
    await db.sql`update public.packages set expires_at = ${expires_at} where id = ${id}`;
});
