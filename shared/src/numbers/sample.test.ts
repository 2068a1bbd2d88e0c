import assert from "node:assert/strict";
import test from "node:test";
import ExcelJS from "exceljs";
import { csvText } from "../ground/csv.ts";
import { detectTable, readLines } from "./lines.ts";
import { readNumberFile } from "./reading.ts";
import { sampleWorkbook } from "./sample.ts";
import { UnreadableFile } from "./unreadable.ts";

async function textOf(file: Blob, name = "sample.xlsx"): Promise<string> {
  let text = "";
  for await (const { bytes } of readNumberFile(file, name, { purpose: "basic" }))
    text += new TextDecoder().decode(bytes);
  return text;
}

async function linesOf(file: Blob, name?: string) {
  const text = await textOf(file, name);
  const table = detectTable(text);
  return { table, ...readLines(text, table, 1) };
}

async function bookOf(...sheets: readonly (readonly (readonly unknown[])[])[]): Promise<Blob> {
  const book = new ExcelJS.Workbook();
  for (const [index, rows] of sheets.entries()) {
    const sheet = book.addWorksheet(`表${index + 1}`);
    for (const row of rows) sheet.addRow([...row]);
  }
  return new Blob([await book.xlsx.writeBuffer()]);
}

const PARAMETERS = [
  { name: "name", example: "王小明" },
  { name: "shop", example: null },
];

test("the reader understands its own sample: numbers from the fifth row on, its parameters as columns", async () => {
  for (const locale of ["zh-CN", "en"] as const) {
    const { table, good, bad } = await linesOf(new Blob([sampleWorkbook(PARAMETERS, "personal", locale)]));
    assert.deepEqual(table.columns.slice(1), ["name", "shop"]);
    assert.equal(table.phoneColumn, table.columns[0]);
    assert.deepEqual(bad, []);
    assert.deepEqual(
      good.map(({ line, params }) => [line, params]),
      [5, 6, 7].map((line) => [line, { name: "王小明", shop: "shop" }]),
    );
  }
});

test("of a group only the fifth row has values, and of a static template no row has any", async () => {
  const group = await linesOf(new Blob([sampleWorkbook(PARAMETERS, "group", "zh-CN")]));
  assert.deepEqual(
    group.good.map(({ line, params }) => [line, params]),
    [
      [5, { name: "王小明", shop: "shop" }],
      [6, {}],
      [7, {}],
    ],
  );
  const fixed = await linesOf(new Blob([sampleWorkbook([], "personal", "en")]));
  assert.deepEqual(fixed.table.columns, ["phone"]);
  assert.deepEqual(
    fixed.good.map(({ line, params }) => [line, params]),
    [5, 6, 7].map((line) => [line, null]),
  );
});

test("another program opens the sample and finds the same rows", async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(sampleWorkbook(PARAMETERS, "group", "zh-CN").buffer as never);
  const [sheet] = book.worksheets;
  const headings = sheet?.getRow(4).values;
  assert.ok(Array.isArray(headings));
  assert.deepEqual(headings.slice(1), ["手机号码", "name", "shop"]);
  assert.equal(sheet?.getRow(5).getCell(1).text, "13800138000");
  assert.equal(sheet?.getRow(6).getCell(2).text, "");
});

test("the sample saved as CSV is read as the sample", async () => {
  const notes = "第一列,手机号码,每行一个";
  const text = csvText(
    [notes, "", ""],
    [
      ["", "", ""],
      ["群发：\n第五行", "", ""],
      ["手机号", "name", "shop"],
      ["13800138000", "王", "云山"],
    ],
  );
  const { table, good, bad } = await linesOf(new Blob([text]), "sample.csv");
  assert.deepEqual([table.hasHeader, table.columns, bad], [true, ["手机号", "name", "shop"], []]);
  assert.deepEqual(good, [{ line: 6, phone: "+8613800138000", params: { name: "王", shop: "云山" } }]);
});

test("several sheets are read as one: their headings once, their columns by name, their lines counted on", async () => {
  const file = await bookOf(
    [
      ["手机号码", "name", "shop"],
      ["13800138000", "甲", "一"],
      ["13800138001", "乙", "二"],
    ],
    [],
    [["说明"], ["shop", "手机号"], ["三", "13800138002"]],
    [["13800138003", "丁", "四"]],
  );
  const { good, bad } = await linesOf(file);
  assert.deepEqual(bad, []);
  assert.deepEqual(
    good.map(({ line, phone, params }) => [line, phone, params]),
    [
      [2, "+8613800138000", { name: "甲", shop: "一" }],
      [3, "+8613800138001", { name: "乙", shop: "二" }],
      [6, "+8613800138002", { shop: "三" }],
      [7, "+8613800138003", { name: "丁", shop: "四" }],
    ],
  );
});

test("a column that the first sheet does not have is refused with its place; cards read the first sheet alone", async () => {
  const file = await bookOf(
    [["手机号"], ["13800138000"]],
    [
      ["手机号", "name"],
      ["13800138001", "乙"],
    ],
  );
  await assert.rejects(textOf(file), (error: unknown) => {
    assert.ok(error instanceof UnreadableFile);
    assert.deepEqual([error.code, error.details], ["sheet_headings", { sheet: 2, column: 2 }]);
    return true;
  });
  let text = "";
  for await (const { bytes } of readNumberFile(file, "a.xlsx")) text += new TextDecoder().decode(bytes);
  assert.equal(text, "手机号\n13800138000\n");
});
