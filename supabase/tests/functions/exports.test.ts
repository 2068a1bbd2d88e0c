/** DLC-1: exports are written in slices by the function, survive its death, and come out as one file. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import ExcelJS from "exceljs";
import { done } from "../fixtures.ts";
import { testStage } from "./stage.ts";

const LINES = 12_003;
const FORMULAS = ["=1+1", "+86****", "＝SUM(A1)", "\n=x", "-1", "@a"];

const stage = await testStage({ volatile: true }, "export-rows");
const { sql } = stage.db;
const [row] =
  await sql`select f.id, f.enterprise_id from public.number_files f join public.enterprises e on e.id = f.enterprise_id where e.name = '云杉商城' limit 1`;
const file = row?.id;
await sql`insert into public.number_rejects (file_id, enterprise_id, line, value, reason)
  select ${file}, ${row?.enterprise_id}, 1000000 + n, (${FORMULAS}::text[])[1 + n % ${FORMULAS.length}], 'invalid_number' from generate_series(1, ${LINES}) n`;

const asDan = () => stage.db.as("dan");

async function make(format: "csv" | "xlsx", name = "未导入") {
  const input = {
    ...{ name, source: "number_reject", format, columns: ["line", "value", "reason"], of: file },
    filters: [{ column: "line", op: "from", value: "1000001" }],
    locale: "zh-CN",
  };
  return (await done(asDan().rpc("create_export", { input }))).id as string;
}

async function download(id: string, by = asDan()): Promise<Response> {
  const { ticket } = await done(by.rpc("download_export", { export: id }));
  return fetch(`${stage.api}/functions/v1/export-rows?ticket=${ticket}`);
}

const rowOf = async (id: string) =>
  (
    await stage.db
      .sql`select state::text, rows::int, total::int, slices, bytes::int from public.exports where id = ${id}`
  )[0];

/** The lines of the file as they must be. */
const EXPECTED = Array.from({ length: LINES }, (_, index) => {
  const value = FORMULAS[(index + 1) % FORMULAS.length] ?? "";
  const safe = value === "-1" ? "-1" : `'${value}`;
  return `${1_000_001 + index},${safe.includes("\n") ? `"${safe}"` : safe},号码无效\r\n`;
}).join("");

test("only the bot has slices written", async () => {
  assert.equal((await stage.call("export-rows", "nobody")).status, 401);
  assert.equal((await stage.call("export-rows", "dan")).status, 403);
});

/** Kills the function between storing the second slice of an export and recording it, and lets another finish. */
async function killedInTheMiddle(id: string): Promise<void> {
  const { sql } = stage.db;
  // Its second slice is stored, and its record waits, when it is killed.
  await sql.unsafe(`create function private.wait_here() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(4242); return new; end $$;
    create trigger wait_here before update on public.exports for each row when (old.slices = 1 and new.slices = 2) execute function private.wait_here()`);
  const gate = await sql.reserve();
  await gate`select pg_advisory_lock(4242)`;
  let answered = false;
  const asked = stage.call("export-rows", "bot").then(
    () => (answered = true),
    () => (answered = true),
  );
  let waiting: number | undefined;
  while (waiting === undefined) {
    assert.equal(answered, false, "it ended before its second slice");
    await pause(20);
    const [found] =
      await sql`select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%record_export_slice(%' and pid <> pg_backend_pid()`;
    waiting = found?.pid;
  }
  await stage.kill("export-rows");
  await sql`select pg_terminate_backend(${waiting})`;
  await asked;
  await gate`select pg_advisory_unlock(4242)`;
  gate.release();
  await sql.unsafe("drop trigger wait_here on public.exports; drop function private.wait_here()");
  await stage.start("export-rows");
  await sql`update public.exports set leased_until = '-infinity' where id = ${id}`;
  for (;;) {
    const { status, body } = await stage.call("export-rows", "bot");
    assert.equal(status, 200, JSON.stringify(body));
    if (!body.more) break;
  }
}

test("killed between storing a slice and recording it, it goes on: every line once, formulas disarmed", async () => {
  const { sql } = stage.db;
  const id = await make("csv", "未导入 <1/2>");
  await killedInTheMiddle(id);
  const { state, rows, total, slices } = { ...(await rowOf(id)) };
  assert.deepEqual([state, rows, total, slices], ["done", LINES, LINES, 3]);
  const answer = await download(id);
  assert.match(answer.headers.get("content-disposition") ?? "", /filename\*=UTF-8''.*_1_2_\.csv$/);
  const text = Buffer.from(await answer.arrayBuffer()).toString();
  assert.equal(text, `\uFEFF行号,内容,原因\r\n${EXPECTED}`);
  assert.equal(answer.headers.get("content-length"), String(Buffer.byteLength(text)));
  const [lost] =
    await sql`select count(*)::int as n from private.export_objects where export_id = ${id} and not kept`;
  assert.equal(lost?.n, 1, "the object of the killed slice is known, and removed later");
});

test("a report longer than a slice is killed in the middle too: every line once, the sums are those of its rows", async () => {
  const { sql } = stage.db;
  const home = row?.enterprise_id;
  const [of] =
    await sql`select id, (select s.name from public.sms_signatures s where s.enterprise_id = ${home} limit 1) as signature
    from public.templates where enterprise_id = ${home} limit 1`;
  // Ten days of each of 24 months, by kind, vendor and network.
  await sql`insert into public.template_days (enterprise_id, day, template_id, kind, signature, vendor, network, submission_count, send_count, delivered)
    select ${home}, date '2024-01-01' + make_interval(months => m, days => d), ${of?.id}, k.kind, ${of?.signature}, v.vendor, n.network, 4, 4, 3
    from generate_series(0, 23) m, generate_series(0, 9) d, unnest(array['send', 'personal', 'group']) as k (kind),
      unnest(enum_range(null::public.vendor)) as v (vendor), unnest(enum_range(null::public.network)) as n (network)`;
  const report = {
    period: "day",
    by: ["kind", "vendor", "network"],
    first: "2024-01-01",
    last: "2025-12-31",
  };
  const input = { ...{ name: "日报", source: "template_report", format: "csv", locale: "zh-CN" }, report };
  const alice = stage.db.as("alice");
  const { id } = await done(alice.rpc("create_export", { input }));
  await killedInTheMiddle(id);
  const { state, rows, total } = { ...(await rowOf(id)) };
  const text = Buffer.from(await (await download(id, alice)).arrayBuffer()).toString();
  const [heads, ...lines] = text.trim().split("\r\n");
  assert.equal(heads, "日期,解析标识类型,厂商,号码归属网络,提交,受理,送达,失败,过期,回执超时,未知,解析");
  assert.deepEqual([state, rows, total], ["done", lines.length, lines.length]);
  const names = lines.map((line) => line.split(",").slice(0, 4).join());
  assert.equal(new Set(names).size, names.length);
  const sum = (at: number) => lines.reduce((all, line) => all + Number(line.split(",")[at]), 0);
  const [sums] =
    await sql`select sum(submission_count)::int as submitted, sum(delivered)::int as delivered from public.template_days
    where enterprise_id = ${home} and day between '2024-01-01' and '2025-12-31'`;
  assert.deepEqual([sum(4), sum(6)], [sums?.submitted, sums?.delivered]);
});

test("a workbook of three slices opens in a spreadsheet: figures are figures, texts are never formulas", async () => {
  const id = await make("xlsx");
  while ((await stage.call("export-rows", "bot")).body.more);
  const answer = await download(id);
  const bytes = await answer.arrayBuffer();
  assert.equal(answer.headers.get("content-length"), String(bytes.byteLength));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes);
  const sheet = book.worksheets[0];
  assert.equal(sheet?.rowCount, LINES + 1);
  assert.deepEqual(Array.from(sheet?.getRow(1).values as string[]).slice(1), ["行号", "内容", "原因"]);
  const second = sheet?.getRow(7);
  assert.deepEqual([second?.getCell(1).value, second?.getCell(2).value], [1_000_006, "=1+1"]);
  assert.equal(second?.getCell(2).type, ExcelJS.ValueType.String);
  assert.equal(sheet?.getRow(LINES + 1).getCell(1).value, 1_000_000 + LINES);
});

test("a deleted export takes its objects with it, and a ticket that is over answers with words", async () => {
  const id = await make("csv");
  while ((await stage.call("export-rows", "bot")).body.more);
  const answer = await download(id);
  await answer.body?.cancel();
  const ticket = (await asDan().rpc("download_export", { export: id })).data.ticket;
  assert.equal((await asDan().rpc("delete_export", { export: id })).error, null);
  const gone = await fetch(`${stage.api}/functions/v1/export-rows?ticket=${ticket}`);
  assert.deepEqual([gone.status, (await gone.json()).code], [404, "ticket_over"]);
  assert.equal((await stage.call("export-rows", "bot")).body.removed > 0, true);
  const left = await stage.db
    .sql`select from storage.objects where bucket_id = 'exports' and name like ${`%${id}%`}`;
  assert.equal(left.length, 0);
});

test("nobody reads the bucket but the function", async () => {
  await make("csv");
  while ((await stage.call("export-rows", "bot")).body.more);
  const [object] = await stage.db.sql`select name from storage.objects where bucket_id = 'exports' limit 1`;
  for (const who of ["dan", "alice", "nobody"] as const) {
    const answer = await fetch(`${stage.api}/storage/v1/object/exports/${object?.name}`, {
      headers: await stage.headers(who),
    });
    assert.ok(answer.status >= 400, who);
    await answer.body?.cancel();
  }
});

test("the parts of a file that was given up leave the bucket, bytes and all; those of one that is under way stay (RET-1)", async () => {
  const bob = stage.db.as("bob");
  const begin = async (name: string) => {
    const { data } = await bob.rpc("begin_number_file", { input: { name, bytes: 12, parts: 2 } });
    const place = `${stage.api}/storage/v1/object/numbers/${data.enterprise_id}/${data.id}/1.csv`;
    const headers = { ...(await stage.headers("bob")), "content-type": "text/csv" };
    const answer = await fetch(place, { method: "POST", headers, body: "13912345678\n" });
    assert.equal(answer.status, 200, await answer.text());
    const status = async () => {
      const read = await fetch(place, { headers: await stage.headers("bob") });
      await read.body?.cancel();
      return read.status;
    };
    return { id: data.id as string, status };
  };
  const [old, fresh] = [await begin("放弃.csv"), await begin("上传中.csv")];
  await stage.db
    .sql`update public.number_files set created_at = now() - interval '25 hours' where id = ${old.id}`;
  assert.equal((await stage.db.as("bot").rpc("clock_sweep")).error, null);
  assert.ok((await stage.call("export-rows", "bot")).body.removed > 0);
  assert.deepEqual([(await old.status()) >= 400, await fresh.status()], [true, 200]);
});
