import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonsOf, cardOf, done, finishPart, importing, PARAMS, phones, typed } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { oneAfterTheOther, untilWaiting } from "../together.ts";

/** SND-1, SND-5: numbers that are typed, and files that come in parts, each taken in once. */
const db = await testDatabase();

const numbers = (id: string) =>
  db.sql`select line, phone from public.numbers where file_id = ${id} order by line`.then((rows) => [
    ...rows,
  ]);
const rejects = (id: string) =>
  db
    .as("dan")
    .rows("select line, value, reason from public.number_rejects where file_id = $1 order by line", [id]);
const begin = (input: object = {}) =>
  db.as("bob").rpc("begin_number_file", { input: { name: "名单2026.csv", bytes: 1000, parts: 2, ...input } });
const file = (id: string) => cardOf(db, "number_files", id);

test("one to ten numbers are typed; more, none, or anything that is no mobile number is refused", async () => {
  const type = (numbers: unknown) => db.as("bob").rpc("type_numbers", { input: { phones: numbers } });
  for (const [numbers, code] of [
    [null, "file_empty"],
    [[], "file_empty"],
    [phones(11), "too_many_numbers"],
    [[phones(8), phones(8, 8)], "input_invalid"],
    [["13800138000"], "invalid_number"],
    [["+8612800138000"], "invalid_number"],
    [["+86138001380001"], "invalid_number"],
    [["+8613800138000 "], "invalid_number"],
    [["+14155550100"], "invalid_number"],
    [["+8613800138000", null], "invalid_number"],
  ] as const) {
    const { error, status } = await type(numbers);
    assert.deepEqual([error?.code, status], [code, 422], JSON.stringify(numbers));
  }
  assert.equal((await type(phones(10))).data.accepted, 10);
});

test("a number typed twice counts once: the first stays, the second is shown as a duplicate, masked", async () => {
  const [one = "", two = ""] = phones(2);
  const id = await typed(db, [one, two, one]);
  const { lines, accepted, duplicates, invalid, state, name } = await file(id);
  assert.deepEqual([lines, accepted, duplicates, invalid, state, name], [3, 2, 1, 0, "ready", "手动输入"]);
  assert.deepEqual(await numbers(id), [
    { line: 1, phone: one },
    { line: 2, phone: two },
  ]);
  assert.deepEqual(await rejects(id), [{ line: 3, value: "+86139****0000", reason: "duplicate" }]);
});

test("a file's name has digits, letters and Chinese characters, and one of three endings", async () => {
  for (const name of ["会员.csv", "VIP2026.xlsx", "名单a1.txt"])
    assert.equal((await begin({ name })).error, null, name);
  for (const name of [
    null,
    "",
    ".csv",
    "会员",
    "会员.pdf",
    "会员.CSV",
    "会 员.csv",
    "a_b.csv",
    "a-b.csv",
    "a.b.csv",
    "../a.csv",
    "a/b.csv",
    "名单！.csv",
    `${"长".repeat(101)}.csv`,
  ]) {
    const { error, status } = await begin({ name });
    assert.deepEqual([error?.code, status], ["file_name_invalid", 422], String(name));
  }
});

test("a file has at most 256 MB and a thousand parts, a part at most 8 MB", async () => {
  for (const bytes of [null, 0, -1]) assert.equal((await begin({ bytes })).error?.code, "file_empty");
  assert.equal((await begin({ bytes: 256_000_001 })).error?.code, "file_too_large");
  for (const parts of [null, 0, 1001])
    assert.equal((await begin({ parts })).error?.code, "part_out_of_range");
  const { id } = await done(begin());
  const add = (part: number | null, bytes: number | null, first_line: number | null) =>
    db.as("bob").rpc("add_number_part", { file: id, input: { part, bytes, first_line } });
  const wrong: [number | null, number | null, number | null][] = [
    [0, 10, 1],
    [3, 10, 1],
    [null, 10, 1],
    [1, 0, 1],
    [1, 8_388_609, 1],
    [1, null, 1],
    [1, 10, 0],
    [1, 10, null],
  ];
  for (const input of wrong)
    assert.equal((await add(...input)).error?.code, "part_out_of_range", String(input));
  assert.equal((await add(1, 8_388_608, 1)).error, null);
});

test("a file may have twice as many lines as numbers, repeated and bad ones counted; one with more fails at once", async () => {
  for (const [purpose, most] of [
    ["aim", 2_000_000],
    ["basic", 10_000_000],
  ] as const) {
    const id = await importing(db, 2);
    await db.sql`update public.number_files set purpose = ${purpose}, lines = ${most - 2}, duplicates = ${most - 2} where id = ${id}`;
    const [one, two] = phones(2);
    await finishPart(db, id, 1, [
      { line: 2, phone: one ?? "" },
      { line: 3, phone: one ?? "" },
    ]);
    assert.equal((await file(id)).state, "importing");
    await finishPart(db, id, 2, [{ line: 4, phone: two ?? "" }]);
    const { state, error } = await file(id);
    assert.deepEqual([state, error], ["failed", "too_many_lines"]);
  }
});

test("an import starts when all parts are here, and asking again answers as before", async () => {
  const { id, enterprise_id } = await done(begin());
  const bob = db.as("bob");
  await done(bob.rpc("add_number_part", { file: id, input: { part: 2, bytes: 10, first_line: 500 } }));
  const { error, status } = await bob.rpc("start_import", { file: id });
  assert.deepEqual(
    [error?.code, status, JSON.parse(error?.details ?? "{}")],
    ["parts_missing", 409, { here: 1, parts: 2 }],
  );
  const added = await done(
    bob.rpc("add_number_part", { file: id, input: { part: 1, bytes: 10, first_line: 1 } }),
  );
  assert.deepEqual([added.parts_here, added.parts], [2, 2]);
  assert.equal((await done(bob.rpc("start_import", { file: id }))).state, "importing");
  assert.equal((await done(bob.rpc("start_import", { file: id }))).state, "importing");
  assert.deepEqual(
    (await buttonsOf(bob, "number_file", id)).map(({ verb }) => verb),
    ["discard"],
    "under way it is nobody's to start",
  );
  assert.equal(
    (await bob.rpc("add_number_part", { file: id, input: { part: 1, bytes: 10, first_line: 1 } })).error
      ?.code,
    "wrong_state",
  );
  const paths = await db
    .as("dan")
    .rows("select path from public.number_file_parts where file_id = $1 order by part", [id]);
  assert.deepEqual(
    paths.map(({ path }) => path),
    [1, 2].map((part) => `${enterprise_id}/${id}/${part}.csv`),
  );
});

const next = async (id: string) =>
  (await db.sql`select part, first_line, columns from private.next_part(${id})`)[0];
const line = (n: number, phone: string) => ({ line: n, phone });

test("parts are taken in in their order, and what the first says of the columns holds for all", async () => {
  const id = await importing(db, 3);
  const [one = "", two = ""] = phones(2);
  assert.equal((await next(id))?.part, 1);
  assert.equal(await finishPart(db, id, 2, [line(1001, two)]), false, "the second before the first");
  assert.equal(await finishPart(db, id, 1, [line(2, one)]), true);
  const { part, columns, first_line } = (await next(id)) ?? {};
  assert.deepEqual([part, columns, first_line], [2, ["phone", ...Object.keys(PARAMS)], 1001]);
  assert.equal(await finishPart(db, id, 1, [line(3, two)]), false, "the first again");
  assert.deepEqual(await numbers(id), [line(2, one)]);
});

test("of equal numbers the earlier line stays, within a part and across parts; every line is in one place", async () => {
  const id = await importing(db, 2);
  const [one = "", two = "", three = ""] = phones(3);
  const bad = (n: number, reason: string) => ({ line: n, value: "138***", reason });
  await finishPart(db, id, 1, [line(4, one), line(2, one), line(3, two)], [bad(5, "invalid_number")]);
  assert.equal((await file(id)).state, "importing");
  await finishPart(
    db,
    id,
    2,
    [line(1002, two), line(1003, three)],
    [bad(1004, "too_many_columns"), bad(1005, "line_too_long")],
  );
  const { state, lines, accepted, invalid, duplicates, parts_done } = await file(id);
  assert.deepEqual([state, lines, accepted, invalid, duplicates, parts_done], ["ready", 8, 3, 3, 2, 2]);
  assert.deepEqual(await numbers(id), [line(2, one), line(3, two), line(1003, three)]);
  assert.deepEqual(
    (await rejects(id)).map(({ line: at, reason }) => [at, reason]),
    [
      [4, "duplicate"],
      [5, "invalid_number"],
      [1002, "duplicate"],
      [1004, "too_many_columns"],
      [1005, "line_too_long"],
    ],
  );
  assert.equal(await next(id), undefined);
});

test("a part is taken in once, whoever asks at the same instant", async () => {
  const id = await importing(db, 1);
  const [one = ""] = phones(1);
  const both: Promise<boolean>[] = [];
  await db.sql.begin(async (step) => {
    await step`select from public.number_files where id = ${id} for update`;
    both.push(finishPart(db, id, 1, [line(2, one)]), finishPart(db, id, 1, [line(2, one)]));
    await untilWaiting(db, both);
  });
  assert.deepEqual((await Promise.all(both)).sort(), [false, true]);
  assert.deepEqual([(await file(id)).accepted, (await file(id)).duplicates], [1, 0]);
});

test("a file without a single good number fails, and says so", async () => {
  const id = await importing(db, 1);
  await finishPart(db, id, 1, [], [{ line: 2, value: "x", reason: "invalid_number" }]);
  const { state, error, lines, invalid } = await file(id);
  assert.deepEqual([state, error, lines, invalid], ["failed", "file_empty", 1, 1]);
  const [row] =
    await db.sql`select after ->> 'state' as state, code from public.audit_log where resource_id = ${id} and verb = 'import'`;
  assert.deepEqual([row?.state, row?.code], ["failed", "file_empty"]);
});

test("an import that cannot be done is ended once, with why", async () => {
  const id = await importing(db, 1);
  await db.sql`select private.fail_import(${id}, 'parts_overlap')`;
  await db.sql`select private.fail_import(${id}, 'file_empty')`;
  assert.deepEqual([(await file(id)).state, (await file(id)).error], ["failed", "parts_overlap"]);
  assert.equal(await finishPart(db, id, 1, [line(2, phones(1)[0] as string)]), false);
  assert.equal((await db.as("bob").rpc("start_import", { file: id })).error?.code, "wrong_state");
});

test("two people who start one import at the same instant start it once", async () => {
  const { id } = await done(begin({ parts: 1 }));
  await done(db.as("bob").rpc("add_number_part", { file: id, input: { part: 1, bytes: 10, first_line: 1 } }));
  const [first, second] = await oneAfterTheOther(db, db.as("bob").open("start_import", { file: id }), () =>
    db.as("alice").rpc("start_import", { file: id }),
  );
  assert.deepEqual([first.data.state, second.data.state], ["importing", "importing"]);
  const lines =
    await db.sql`select from public.audit_log where resource_id = ${id} and verb = 'start_import'`;
  assert.equal(lines.length, 1);
});

test("typed numbers carry the parameters of a template, each number its own", async () => {
  const [one = "", two = ""] = phones(2);
  const type = (params: unknown) =>
    db.as("bob").rpc("type_numbers", { input: { phones: [one, two, one], params: params as never } });
  const [first, second, third] = ["甲", "乙", "丙"].map((name) => ({ name, order_no: "YS1" }));
  const made = await done(type([first, second, third]));
  assert.deepEqual([made.columns, made.phone_column], [["phone", "name", "order_no"], "phone"]);
  const rows =
    await db.sql`select phone, params from public.numbers where file_id = ${made.id} order by line`;
  assert.deepEqual(
    rows.map(({ phone, params }) => [phone, params]),
    [
      [one, first],
      [two, second],
    ],
    "a number typed twice keeps what stood beside it first",
  );
  for (const wrong of [
    [first, second],
    {},
    [first, second, {}],
    [first, second, { name: "丙" }],
    [first, second, { ...third, order_no: "" }],
    [first, second, { ...third, order_no: 7 }],
    [first, second, "丙"],
    ["甲", "乙", "丙"].map((phone) => ({ phone })),
  ]) {
    const { error, status } = await type(wrong);
    assert.deepEqual([error?.code, status], ["typed_params", 422], JSON.stringify(wrong));
  }
});

test("values come under names that a column may have too: no line break, no mark that turns the text, no mark-up, no formula", async () => {
  const bob = db.as("bob");
  for (const name of ["a\nb", "a\u202eb", "<img src=x>", "=cmd|x", "-1", ""]) {
    const { error, status } = await bob.rpc("type_numbers", {
      input: { phones: phones(1), params: [{ [name]: "x" }] },
    });
    assert.deepEqual([error?.code, status], ["value_name_unfit", 422], JSON.stringify(name));
    assert.doesNotMatch(error?.details ?? "", /\\n|\u202e/);
  }
  const { columns } = await done(
    bob.rpc("type_numbers", { input: { phones: phones(1), params: [{ "Order No.": "x", 姓名: "y" }] } }),
  );
  assert.deepEqual(columns, ["phone", "Order No.", "姓名"]);
});
