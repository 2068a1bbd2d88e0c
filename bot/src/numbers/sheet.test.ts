import assert from "node:assert/strict";
import test from "node:test";
import ExcelJS from "exceljs";
import type { InputFile } from "../registry.ts";
import { csvBytes, legalName, sheetKind } from "./sheet.ts";

function fileOf(name: string, bytes: Uint8Array): InputFile {
  const open = async () => new Blob([new Uint8Array(bytes)]).stream() as ReadableStream<Uint8Array>;
  return { name, bytes: bytes.length, open };
}

async function textOf(file: InputFile): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of await csvBytes(file)) parts.push(chunk);
  return Buffer.concat(parts).toString("utf8");
}

test("a workbook becomes CSV: numbers as numbers, formulas as results, commas quoted, later headers left out", async () => {
  const book = new ExcelJS.Workbook();
  const first = book.addWorksheet("一");
  first.addRow(["手机号", "姓名", "金额"]);
  first.addRow([13800138000, "王, 小明", { formula: "1+1", result: 2 }]);
  first.addRow(["13800138001", { richText: [{ text: "李" }, { text: "雷" }] }, null]);
  const second = book.addWorksheet("二");
  second.addRow(["手机号", "姓名", "金额"]);
  second.addRow([13800138002, "韩梅梅", 3.5]);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  assert.equal(
    await textOf(fileOf("会员.xlsx", bytes)),
    '手机号,姓名,金额\n13800138000,"王, 小明",2\n13800138001,李雷\n13800138002,韩梅梅,3.5\n',
  );
});

test("text goes through as it is, and Excel's UTF-16 text becomes UTF-8", async () => {
  const utf8 = Buffer.from("手机号\n13800138000\n");
  assert.equal(await textOf(fileOf("a.csv", utf8)), "手机号\n13800138000\n");
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("手机号\n13800138000\n", "utf16le")]);
  assert.equal((await textOf(fileOf("a.txt", utf16))).replace("\ufeff", ""), "手机号\n13800138000\n");
});

test("a file's name keeps only what the database allows", () => {
  assert.equal(legalName("numbers_2026-11.CSV"), "numbers202611.csv");
  assert.equal(legalName("会员 名单(1).xlsx"), "会员名单1.xlsx");
  assert.equal(legalName("___.txt"), "numbers.txt");
  assert.equal(sheetKind("old.xls"), null);
  assert.equal(sheetKind("photo.png"), null);
});
