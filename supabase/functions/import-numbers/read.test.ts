import assert from "node:assert/strict";
import { detectTable, readLines } from "@tidings/shared/numbers/lines.ts";
import { badRows, goodRows } from "./copy_text.ts";
import { isNamed, type Lines, readPart } from "./read.ts";

const encode = (text: string) => new TextEncoder().encode(text);

async function all(text: string, firstLine = 1, known: Lines["table"] | null = null) {
  const slices = await Array.fromAsync(readPart(encode(text), firstLine, known));
  return {
    slices: slices.length,
    table: slices[0]?.table,
    good: slices.flatMap(({ good }) => good),
    bad: slices.flatMap(({ bad }) => bad),
  };
}

Deno.test("a part of many slices is read as if it were read at once: the same lines under the same numbers", async () => {
  const rows = Array.from({ length: 60_000 }, (_, index) => {
    const phone = `138${String(10_000_000 + index)}`;
    if (index % 1000 === 7) return `12345,"错,${index}"`;
    return index % 500 === 3 ? `${phone},"张\n${index}"` : `${phone},张${index}`;
  });
  const text = `手机号,name\n${rows.join("\n")}\n`;
  const sliced = await all(text);
  const table = detectTable(text);
  const whole = readLines(text, table, 1);
  assert.ok(sliced.slices > 1);
  assert.deepEqual(sliced.table, table);
  assert.deepEqual(sliced.good, whole.good);
  assert.deepEqual(sliced.bad, whole.bad);
});

Deno.test("a later part has no header, and its lines go on counting", async () => {
  const known = { delimiter: ",", hasHeader: true, columns: ["手机号", "name"], phoneColumn: "手机号" };
  const { good } = await all("13800138000,张\n13800138001,李\n", 5001, known);
  assert.deepEqual(
    good.map(({ line }) => line),
    [5001, 5002],
  );
});

Deno.test("lines larger than a slice cost only themselves, wherever they stand", async () => {
  const huge = "9".repeat(700_000);
  const many = Array.from({ length: 20_000 }, () => "13800138002").join("\n");
  const { good, bad } = await all(
    `手机号\n13800138000\n${huge}\n13800138001\n${huge}\n${huge}\n${many}\n${huge}`,
  );
  assert.deepEqual(
    good.slice(0, 3).map(({ line }) => line),
    [2, 4, 7],
  );
  assert.deepEqual([good.length, good.at(-1)?.line], [20_002, 20_006]);
  assert.deepEqual(
    bad.map(({ line, reason }) => [line, reason]),
    [3, 5, 6, 20_007].map((line) => [line, "line_too_long"]),
  );
});

Deno.test("a line with NUL, which Postgres cannot keep, is rejected as one with any control character", async () => {
  const { good, bad } = await all(
    "手机号,name\n13800138000,张\0三\n13800138001,李\u0001四\n13800138002,王\n",
  );
  assert.deepEqual(
    good.map(({ params }) => params),
    [{ name: "王" }],
  );
  assert.deepEqual(
    bad.map(({ line, reason }) => [line, reason]),
    [2, 3].map((line) => [line, bad[1]?.reason]),
  );
});

Deno.test("an empty part has a table and no lines", async () => {
  const { slices, good, bad } = await all("");
  assert.deepEqual([slices, good.length, bad.length], [1, 0, 0]);
});

Deno.test("a column is named when its header says phone, not when only its content does", () => {
  assert.equal(isNamed(detectTable("手机号,name\n1,2\n")), true);
  assert.equal(isNamed(detectTable("客户,name\n13800138000,2\n")), false);
  assert.equal(isNamed(detectTable("苹果,香蕉\n红,黄\n")), false);
});

Deno.test("rows for COPY keep tabs, line ends and backslashes inside their cells", () => {
  const params = { name: 'a\tb\nc\\d"e' };
  assert.equal(
    goodRows([
      { line: 1, phone: "+8613800138000", params },
      { line: 2, phone: "two\nlines\tand \\N", params: null },
    ]),
    `1\t+8613800138000\t${JSON.stringify(params).replaceAll("\\", "\\\\")}\n2\ttwo\\nlines\\tand \\\\N\t\\N\n`,
  );
  assert.equal(
    badRows([{ line: 3, value: "\\N\t*", number: "+86\t1", reason: "invalid_number" }]),
    "3\t\\\\N\\t*\t+86\\t1\tinvalid_number\n",
  );
});
