import assert from "node:assert/strict";
import test from "node:test";
import ExcelJS from "exceljs";
import { detectTable, readLines } from "./lines.ts";
import { readNumberFile, sheetAsCsv } from "./reading.ts";

async function partsOf(file: Blob, name: string, partBytes?: number) {
  const parts: { first_line: number; text: string }[] = [];
  for await (const part of readNumberFile(file, name, { partBytes })) {
    parts.push({ first_line: part.first_line, text: new TextDecoder().decode(part.bytes) });
  }
  return parts;
}

test("bob's workbook and the same table as CSV give the same numbers on the same lines", async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("会员");
  sheet.addRow(["手机号", "name"]);
  sheet.addRow([13800138000, "王, 小明"]);
  sheet.addRow([]);
  sheet.addRow(["坏号码", "x"]);
  sheet.addRow(["13800138001", '说"好"']);
  const workbook = new Blob([await book.xlsx.writeBuffer()]);
  const csv = new Blob(['手机号,name\n13800138000,"王, 小明"\n\n坏号码,x\n13800138001,"说""好"""\n']);
  const [fromBook] = await partsOf(workbook, "会员.xlsx");
  const [fromText] = await partsOf(csv, "会员.csv");
  assert.ok(fromBook && fromText);
  const table = detectTable(fromBook.text);
  const read = readLines(fromBook.text, table, 1);
  assert.deepEqual(read, readLines(fromText.text, detectTable(fromText.text), 1));
  assert.deepEqual(
    read.good.map(({ line, phone }) => [line, phone]),
    [
      [2, "+8613800138000"],
      [5, "+8613800138001"],
    ],
  );
  assert.deepEqual(
    read.bad.map(({ line, reason }) => [line, reason]),
    [[4, "invalid_number"]],
  );
});

test("a file is cut at line ends, and each part knows its first line", async () => {
  const lines = Array.from({ length: 100 }, (_, index) => `1380013${String(8000 + index)}`);
  const parts = await partsOf(new Blob([`${lines.join("\n")}\n`]), "a.csv", 250);
  assert.ok(parts.length > 4);
  assert.equal(parts.map((part) => part.text).join(""), `${lines.join("\n")}\n`);
  let line = 1;
  for (const part of parts) {
    assert.equal(part.first_line, line);
    assert.ok(part.text.endsWith("\n"));
    line += part.text.split("\n").length - 1;
  }
});

test("a CSV that Chinese Windows wrote arrives as UTF-8", async () => {
  // 姓名 in GBK
  const gbk = new Uint8Array([0x70, 0x68, 0x6f, 0x6e, 0x65, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a]);
  assert.equal((await partsOf(new Blob([gbk]), "a.csv"))[0]?.text, "phone,姓名\n");
});

test("thousands of empty rows at the end of a sheet are not carried along", async () => {
  async function* rows() {
    yield [
      { row: 1, cells: ["phone"] },
      { row: 4, cells: ["13800138000"] },
    ];
  }
  let text = "";
  for await (const chunk of sheetAsCsv(rows())) text += new TextDecoder().decode(chunk);
  assert.equal(text, "phone\n\n\n13800138000\n");
});

test("how far the reading has come is told, and ends at all of it", async () => {
  const shares: number[] = [];
  for await (const _part of readNumberFile(new Blob(["13800138000\n"]), "a.csv", {
    progress: (share) => shares.push(share),
  }));
  assert.equal(shares.at(-1), 1);
});
