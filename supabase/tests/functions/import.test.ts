import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { importNextPart } from "../../functions/import-numbers/part.ts";
import { stage as stageRows } from "../../functions/import-numbers/stage.ts";
import { done, idOf, madeTask, sendInput } from "../fixtures.ts";
import { untilWaiting } from "../together.ts";
import { importAll, phones, upload } from "./numbers.ts";
import { type Stage, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "import-numbers");

const encode = (text: string) => new TextEncoder().encode(text);
const importOnce = (file: string, who: Parameters<Stage["call"]>[1] = "bob") =>
  stage.call("import-numbers", who, { file_id: file });

/** The lines of a file in the database: accepted ones by phone number, rejected ones by reason. */
async function linesOf(file: string) {
  const { sql } = stage.db;
  const taken =
    await sql`select line, phone, params from public.numbers where file_id = ${file} order by line`;
  const refused =
    await sql`select line, value, reason from public.number_rejects where file_id = ${file} order by line`;
  return { taken: taken.map((row) => ({ ...row })), refused: refused.map((row) => ({ ...row })) };
}

/** Locks the file's row, kills the function while it waits in `statement`, and starts it again. */
async function killedWhile(statement: string, file: string, work: () => Promise<unknown>): Promise<void> {
  const { sql } = stage.db;
  await sql.begin(async (step) => {
    await step`select from public.number_files where id = ${file} for update`;
    const asked = work().catch(() => undefined);
    for (;;) {
      const [waiting] = await sql`select from pg_stat_activity
        where wait_event_type = 'Lock' and query like ${`%private.${statement}(%`} and pid <> pg_backend_pid()`;
      if (waiting) break;
      await pause(20);
    }
    await stage.kill("import-numbers");
    await asked;
  });
  await stage.start("import-numbers");
}

test("dan, who may only read, drives no import; bob, the clock and the secret key do", async () => {
  const file = await upload(stage, "只读.csv", encode(`phone\n${phones(3).join("\n")}`), 2_000);
  const { status, body } = await importOnce(file, "dan");
  assert.deepEqual(
    [status, body.code, body.details],
    [403, "forbidden", { action: "KooMessage:numberFile:create" }],
  );
  const [still] = await stage.db.sql`select state, parts_done from public.number_files where id = ${file}`;
  assert.deepEqual({ ...still }, { state: "importing", parts_done: 0 });
  assert.equal((await importOnce(file, "mallory")).status, 404);
  assert.equal((await importOnce(file, "nobody")).status, 401);
  for (const who of ["bot", "service", "bob"] as const)
    assert.equal((await importOnce(file, who)).status, 200, who);
});

test("a file of customer flags in parts: any texts, each once, and what gives no link is told; links are made of it, and no send", async () => {
  const { db } = stage;
  const rows = Array.from({ length: 300 }, (_, n) => `VIP-${n},会员${n},${n}`);
  const csv = [
    "会员号,name,amount",
    ...rows,
    "VIP-7,又是7,7",
    ",没有,1",
    `${"长".repeat(65)},太长,1`,
    "VIP-x,,1",
    "+86 138 0013 8000,手机,4",
    '"两行\n标识",二,2',
    "back\\slash\\N,三,3",
  ].join("\n");
  const file = await upload(stage, "会员.csv", encode(csv), 2_000, "flags");
  const { state, accepted, invalid, duplicates, parts } = await importAll(stage, file);
  assert.deepEqual([state, accepted, invalid, duplicates], ["ready", 304, 2, 1]);
  assert.ok(parts > 2);
  const { refused } = await linesOf(file);
  assert.deepEqual(
    refused.map(({ line, reason }) => [line, reason]),
    [
      [302, "duplicate"],
      [303, "cust_flag_missing"],
      [304, "cust_flag_too_long"],
    ],
  );
  const template_id = await idOf(db, "templates", "开卡欢迎图文");
  const task_input = { kind: "personal", name: "会员", template_id, signatures: ["云杉会员"] };
  const { id } = await madeTask(db, { ...task_input, number_file_id: file });
  await db.sql`select private.mint_slice(${id})`;
  const [task] = await db.sql`select state, made from public.resolve_tasks where id = ${id}`;
  // VIP-x lacks a name, which this template needs.
  assert.deepEqual([task?.state, task?.made], ["partial", 303]);
  const odd =
    await db.sql`select cust_flag from public.links where task_id = ${id} order by ordinal desc limit 2`;
  assert.deepEqual(
    odd.map(({ cust_flag }) => cust_flag),
    ["back\\slash\\N", "两行\n标识"],
  );
  const [link] =
    await db.sql`select cust_flag, params from public.links where task_id = ${id} and ordinal = 8`;
  assert.deepEqual([link?.cust_flag, link?.params], ["VIP-7", { name: "会员7", amount: "7" }]);
  const send = await db.as("bob").rpc("create_send", { input: await sendInput(db, { file }) });
  assert.equal(send.error?.code, "file_of_flags");
});

test("rows that Postgres refuses are an error of their transaction, and nobody waits for them for ever", async () => {
  const { sql } = stage.db;
  const table = { delimiter: ",", hasHeader: false, columns: ["phone"], phoneColumn: "phone" };
  async function* slices() {
    yield { table, good: [{ line: 1, phone: "\0", params: null }], bad: [], gaps: [], values: {} };
  }
  const importing = sql.begin((step) => stageRows(step, slices(), null));
  await assert.rejects(importing, /invalid byte sequence|current transaction is aborted/);
});

test("bob's dirty file: every line is taken or refused with its line and reason, and no value is shown whole", async () => {
  const csv = [
    "\ufeff姓名,手机号,name,order_no",
    "a,13800138000,张三,YS1",
    "b,+86 138-0013-8001,李四,YS2",
    "c,１３８００１３８００２,王五,YS3",
    "d,13800138000,又是张三,YS4",
    "e,1380013,赵六,YS5",
    "f,13800138003,,YS6",
    "g,13800138004,钱七,YS7,多了",
    "",
    'h,13800138005,"孙,八\n二行",YS8',
    "i,008613800138006,周九,YS9",
  ].join("\r\n");
  const file = await upload(stage, "客户名单.csv", encode(csv));
  const end = await importAll(stage, file);
  assert.deepEqual(
    [end.state, end.lines, end.accepted, end.invalid, end.duplicates, end.parts_done],
    ["ready", 9, 6, 2, 1, 1],
  );
  const { taken, refused } = await linesOf(file);
  assert.deepEqual(
    taken.map(({ line, phone }) => [line, phone]),
    [
      [2, "+8613800138000"],
      [3, "+8613800138001"],
      [4, "+8613800138002"],
      [7, "+8613800138003"],
      [10, "+8613800138005"],
      [12, "+8613800138006"],
    ],
  );
  assert.deepEqual(taken[3]?.params, { 姓名: "f", order_no: "YS6" });
  assert.deepEqual(taken[4]?.params, { 姓名: "h", name: "孙,八\n二行", order_no: "YS8" });
  const [{ columns, gaps } = {}] = await stage.db
    .sql`select columns, gaps from public.number_files where id = ${file}`;
  assert.deepEqual([columns, gaps], [["姓名", "手机号", "name", "order_no"], ["name"]]);
  assert.deepEqual(
    refused.map(({ line, reason }) => [line, reason]),
    [
      [5, "duplicate"],
      [6, "invalid_number"],
      [8, "too_many_columns"],
    ],
  );
  for (const { value } of refused) assert.match(value, /\*/);
});

test("a file from Chinese Windows keeps its names", async () => {
  const { sql } = stage.db;
  const head = [0xca, 0xd6, 0xbb, 0xfa, 0xba, 0xc5, 0x2c, ...encode("name\n13800138000,")]; // 手机号,name
  const file = await upload(stage, "gbk.csv", new Uint8Array([...head, 0xd5, 0xc5, 0xc8, 0xfd, 0x0a])); // 张三
  assert.equal((await importAll(stage, file)).state, "ready");
  const [row] = await sql`select params from public.numbers where file_id = ${file}`;
  assert.deepEqual(row?.params, { name: "张三" });
});

test("a file of many parts goes part by part: lines count on, and of two equal numbers the earlier line stays", async () => {
  const numbers = [...phones(3000), ...phones(500)];
  const file = await upload(stage, "many.csv", encode(`手机号\n${numbers.join("\n")}\n`), 8_000);
  const first = await importOnce(file);
  assert.deepEqual([first.body.done, first.body.parts_done], [false, 1]);
  assert.ok(first.body.parts > 4);
  const end = await importAll(stage, file);
  assert.deepEqual([end.state, end.accepted, end.duplicates], ["ready", 3000, 500]);
  const { taken, refused } = await linesOf(file);
  assert.ok(taken.every(({ line }, index) => line === index + 2));
  assert.deepEqual([refused[0]?.line, refused.at(-1)?.line], [3002, 3501]);
});

test("a large file goes into a partition of its own, and its duplicates are found when all parts are in", async () => {
  const numbers = [...phones(90_000), "13810000000", "13810000005", "12345"];
  const file = await upload(stage, "large.csv", encode(`手机号\n${numbers.join("\n")}\n`), 400_000);
  const end = await importAll(stage, file);
  assert.deepEqual(
    [end.state, end.lines, end.accepted, end.invalid, end.duplicates],
    ["ready", 90_003, 90_000, 1, 2],
  );
  const { taken, refused } = await linesOf(file);
  assert.deepEqual([taken.length, taken[0]?.line, taken[5]?.line], [90_000, 2, 7]);
  assert.deepEqual(
    refused.map(({ line, reason }) => [line, reason]),
    [
      [90_002, "duplicate"],
      [90_003, "duplicate"],
      [90_004, "invalid_number"],
    ],
  );
});

test("killed while a large file is closed, it is closed by the next caller", async () => {
  const { sql } = stage.db;
  const file = await upload(
    stage,
    "closing.csv",
    encode(`手机号\n${phones(90_000).join("\n")}\n13810000000\n`),
  );
  assert.deepEqual((await importOnce(file)).body.done, false);
  await killedWhile("finish_file", file, () => importOnce(file));
  const [row] = await sql`select state, parts_done from public.number_files where id = ${file}`;
  assert.deepEqual([row?.state, row?.parts_done], ["importing", 1]);
  const end = await importAll(stage, file);
  assert.deepEqual([end.state, end.accepted, end.duplicates], ["ready", 90_000, 1]);
});

test("killed in the middle of a part, nothing of it has happened, and the next caller imports it once", async () => {
  const file = await upload(stage, "killed.csv", encode(`手机号\n${phones(2000).join("\n")}\n`), 12_000);
  assert.equal((await importOnce(file)).body.parts_done, 1);
  const before = (await linesOf(file)).taken.length;

  await killedWhile("finish_part", file, () => importOnce(file));

  assert.equal((await linesOf(file)).taken.length, before, "the half-done part has left no line");
  const end = await importAll(stage, file);
  assert.deepEqual([end.state, end.accepted, end.duplicates], ["ready", 2000, 0]);
});

test("several callers at once import each part once", async () => {
  const file = await upload(stage, "crowd.csv", encode(`手机号\n${phones(4000).join("\n")}\n`), 12_000);
  await Promise.all([importAll(stage, file), importAll(stage, file), importAll(stage, file)]);
  const [row] = await stage.db
    .sql`select state, parts, parts_done, accepted from public.number_files where id = ${file}`;
  assert.deepEqual([row?.state, row?.parts_done, row?.accepted], ["ready", row?.parts, 4000]);
});

test("a file that cannot be read fails with a code, and stays failed", async () => {
  const noise = crypto.getRandomValues(new Uint8Array(5000));
  const cases: [string, Uint8Array, string][] = [
    ["archive.csv", new Uint8Array([0x50, 0x4b, 3, 4, ...noise]), "not_text"],
    ["fruit.csv", encode("苹果,香蕉\n红,黄\n绿,黑\n"), "no_phone_column"],
    ["empty.csv", encode("手机号\n"), "file_empty"],
    ["wrong.csv", encode("手机号\n12345\n"), "file_empty"],
    ["wide.csv", encode(`手机号${",".repeat(200_000)}\n13800138000\n`), "too_many_columns"],
    ["wider.csv", encode(`手机号${",".repeat(1_000_000)}\n13800138000\n`), "too_many_columns"],
    ["markup.csv", encode("手机号,<img src=x>\n13800138000,1\n"), "heading_unfit"],
    ["formula.csv", encode("手机号,=cmd|x\n13800138000,1\n"), "heading_unfit"],
  ];
  for (const [name, bytes, code] of cases) {
    const file = await upload(stage, name, bytes);
    const end = await importAll(stage, file);
    assert.deepEqual([end.state, end.error], ["failed", code], name);
    assert.equal((await importOnce(file)).body.state, "failed");
  }
});

test("a part that is not in the bucket, or overlaps another, fails the file instead of going round for ever", async () => {
  const { sql } = stage.db;
  const text = encode(`手机号\n${phones(1000).join("\n")}\n`);
  const missing = await upload(stage, "missing.csv", text, 6_000);
  await sql`update public.number_file_parts set path = path || '.gone' where file_id = ${missing} and part = 2`;
  assert.equal((await importAll(stage, missing)).error, "parts_missing");
  const overlapping = await upload(stage, "overlapping.csv", text, 6_000);
  await sql`update public.number_file_parts set first_line = 5 where file_id = ${overlapping} and part = 2`;
  assert.equal((await importAll(stage, overlapping)).error, "parts_overlap");
});

test("a file is imported by whoever may make one, or by the bot; for strangers there is no such file", async () => {
  const file = await upload(stage, "mine.csv", encode(`手机号\n${phones(10).join("\n")}\n`));
  const refused = async (who: Parameters<Stage["call"]>[1], id = file) => {
    const { status, body } = await importOnce(id, who);
    return [status, body.code];
  };
  assert.deepEqual(await refused("nobody"), [401, "not_signed_in"]);
  assert.deepEqual(await refused("mallory"), [404, "not_found"]);
  assert.deepEqual(await refused("bob", randomUUID()), [404, "not_found"]);
  assert.deepEqual(await refused("bob", "1 or 1=1"), [400, "input_invalid"]);
  const waiting = await importOnce(file, "bot");
  assert.deepEqual([waiting.status, waiting.body.state], [200, "ready"]);
});

test("a file whose upload has not ended is not imported", async () => {
  const begun = await stage.db
    .as("bob")
    .rpc("begin_number_file", { input: { name: "later.csv", bytes: 10, parts: 1 } });
  const { status, body } = await importOnce(begun.data.id);
  assert.deepEqual([status, body.code], [409, "wrong_state"]);
});

test("what the database will never take ends the import with a reason, and leaves nothing of the file", async () => {
  const { sql } = stage.db;
  const [phone = ""] = phones(1);
  await sql.unsafe(
    `alter table public.numbers add constraint nobody check (phone not like '%${phone}') not valid`,
  );
  const file = await upload(stage, "坏.csv", encode(`phone\n13900139999\n${phone}\n`));
  const { state, error, lines } = await importAll(stage, file);
  assert.deepEqual([state, error, lines], ["failed", "import_failed", 0]);
  assert.deepEqual(await linesOf(file), { taken: [], refused: [] });
  await sql`alter table public.numbers drop constraint nobody`;
  assert.equal((await importOnce(file)).body.state, "failed", "nobody tries again by themselves");
});

test("lines that end with a carriage return alone are lines, and no number becomes the name of a column", async () => {
  const file = await upload(stage, "旧.csv", encode("phone,name\r13800138000,张三\r13800138001,李四\r"));
  const { state, accepted, invalid } = await importAll(stage, file);
  assert.deepEqual([state, accepted, invalid], ["ready", 2, 0]);
  const [row] = await stage.db.sql`select columns from public.number_files where id = ${file}`;
  assert.deepEqual(row?.columns, ["phone", "name"]);
});

/** A part that its reader fails on, whatever it does. */
class Unreadable extends Uint8Array<ArrayBuffer> {
  override subarray(): never {
    throw new RangeError("Maximum call stack size exceeded");
  }
}

test("a part that failed five times fails its file, with what it died of and with what it threw, and the clock rests between", async () => {
  const { sql } = stage.db;
  const objects = { part: async () => new Unreadable(new ArrayBuffer(10)) };
  const file = await upload(stage, "坏的.csv", encode("手机号\n13800138000\n"));
  const pause = async () =>
    (
      await sql`select extract(epoch from again_at - tried_at)::int as s from private.import_tries where file_id = ${file}`
    )[0]?.s;
  await sql`select private.try_part(${file}, 1)`; // it ended its importer
  for (const seconds of [4, 8, 16]) {
    await assert.rejects(importNextPart({ sql, tries: sql }, objects, file), RangeError);
    assert.equal(await pause(), seconds);
  }
  assert.equal(await importNextPart({ sql, tries: sql }, objects, file), "done");
  const [row] = await sql`select state, error from public.number_files where id = ${file}`;
  assert.deepEqual([row?.state, row?.error], ["failed", "part_failed"]);
  const deadly = await upload(stage, "致命.csv", encode("手机号\n13800138000\n"));
  for (let death = 1; death <= 5; death += 1) await sql`select private.try_part(${deadly}, 1)`;
  const end = await importAll(stage, deadly);
  assert.deepEqual([end.state, end.error], ["failed", "part_failed"]);
});

test("a large file that cannot be closed in time, or kills who closes it, fails after five tries, and nothing of it is left", async () => {
  const { sql } = stage.db;
  const lines = Array.from({ length: 90_000 }, (_, line) => `138${10_000_000 + line}`);
  const large = async (name: string) => {
    const file = await upload(stage, name, encode(`手机号\n${lines.join("\n")}\n`));
    assert.equal((await importOnce(file)).body.parts_done, 1);
    return file;
  };
  const late = await large("太久.csv");
  await sql.unsafe(`create function pg_temp_late() returns trigger language plpgsql as
    'begin raise exception using errcode = ''query_canceled'', message = ''too long''; end';
    create trigger late before update on public.number_files for each row
    when (new.id = '${late}' and new.finished_at is not null and new.error is null) execute function pg_temp_late()`);
  const importing = { part: async () => "parts_missing" as const };
  for (let time = 1; time < 5; time += 1)
    await assert.rejects(importNextPart({ sql, tries: sql }, importing, late), /too long/);
  assert.equal(await importNextPart({ sql, tries: sql }, importing, late), "done");
  await sql.unsafe("drop trigger late on public.number_files; drop function pg_temp_late()");
  const deadly = await large("致命的.csv");
  for (let death = 1; death <= 5; death += 1) await sql`select private.try_closing(${deadly})`;
  await importAll(stage, deadly);
  for (const file of [late, deadly]) {
    const [row] = await sql`select state, error, to_regclass(private.numbers_partition(id)) as home
      from public.number_files where id = ${file}`;
    assert.deepEqual([row?.state, row?.error, row?.home], ["failed", "part_failed", null]);
  }
});

test("what is not the file's fault is no try", async () => {
  const { sql } = stage.db;
  const file = await upload(stage, "好的.csv", encode("手机号\n13800138000\n"));
  class Cut extends Uint8Array<ArrayBuffer> {
    override subarray(): never {
      throw Object.assign(new Error("write CONNECTION_CLOSED"), { code: "CONNECTION_CLOSED" });
    }
  }
  const objects = { part: async () => new Cut(new ArrayBuffer(10)) };
  for (let turn = 0; turn < 7; turn += 1)
    await assert.rejects(importNextPart({ sql, tries: sql }, objects, file), /CONNECTION_CLOSED/);
  assert.equal((await importAll(stage, file)).state, "ready");
});

test("a large file that is discarded while a part of it is imported leaves nothing", async () => {
  const { sql } = stage.db;
  const file = await upload(stage, "弃.csv", encode(`手机号\n${phones(90_000).join("\n")}\n`), 600_000);
  assert.equal((await importOnce(file)).body.parts_done, 1);
  const { gone, asked } = await sql.begin(async (step) => {
    await step`select from public.number_files where id = ${file} for update`;
    const gone = stage.db.as("bob").rpc("discard_number_file", { file });
    await untilWaiting(stage.db, [gone]);
    const asked = importOnce(file);
    await untilWaiting(stage.db, [gone, asked]);
    return { gone, asked };
  });
  assert.equal((await gone).error, null);
  assert.equal((await asked).status, 404);
  assert.deepEqual(await linesOf(file), { taken: [], refused: [] });
  const [partition] = await sql`select to_regclass(private.numbers_partition(${file})) as name`;
  assert.equal(partition?.name, null);
});

test("bad files of one enterprise do not keep another's waiting: its file is imported in the first round", async () => {
  const { sql } = stage.db;
  await sql`update public.number_files set state = 'failed' where state = 'importing'`;
  const bad = [];
  for (let index = 0; index < 30; index += 1)
    bad.push(await upload(stage, `坏${index}.csv`, encode(`手机号${",".repeat(200_000)}\n1\n`)));
  const good = await upload(stage, "好.csv", encode("手机号\n13800138000\n"), undefined, "aim", "mallory");
  const round = async () => {
    const { imports } = await done(stage.db.as("bot").rpc("clock_tick"));
    for (const file of imports as string[]) await importOnce(file, "bot");
    return imports as string[];
  };
  assert.deepEqual(await round(), [bad[0], good]);
  const [row] = await sql`select state, accepted from public.number_files where id = ${good}`;
  assert.deepEqual([row?.state, row?.accepted], ["ready", 1]);
  assert.deepEqual(await round(), [bad[1]]);
});
