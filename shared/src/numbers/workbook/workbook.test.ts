import assert from "node:assert/strict";
import test from "node:test";
import ExcelJS from "exceljs";
import { UnreadableFile } from "../unreadable.ts";
import { readWorkbook } from "./workbook.ts";

async function rowsOf(file: Blob): Promise<Map<number, string[]>> {
  const rows = new Map<number, string[]>();
  for await (const batch of readWorkbook(file))
    for (const { row, cells } of batch.rows) rows.set(row, [...cells]);
  return rows;
}

async function fileOf(fill: (book: ExcelJS.Workbook) => void): Promise<Blob> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return new Blob([await book.xlsx.writeBuffer()]);
}

const isNoWorkbook = (error: unknown) => error instanceof UnreadableFile && error.code === "not_a_workbook";

test("phone numbers come out as they were typed, as text or as number", async () => {
  const file = await fileOf((book) => {
    const sheet = book.addWorksheet("会员");
    sheet.addRow(["手机号", "姓名"]);
    sheet.addRow([13800138000, "王小明"]);
    sheet.addRow(["+86 138-0013-8001", "a & b <c>"]);
  });
  assert.deepEqual(
    [...(await rowsOf(file)).values()],
    [
      ["手机号", "姓名"],
      ["13800138000", "王小明"],
      ["+86 138-0013-8001", "a & b <c>"],
    ],
  );
});

test("dates, money and formulas read as a person sees them", async () => {
  const file = await fileOf((book) => {
    const sheet = book.addWorksheet("x");
    sheet.addRow([new Date(Date.UTC(2024, 10, 24)), 0.1 + 0.2, { formula: "1+1", result: 2 }, true, 1e21]);
    sheet.getCell("A1").numFmt = "yyyy-mm-dd";
    sheet.addRow([new Date(Date.UTC(2024, 10, 24, 9, 30)), 12345678901]);
    sheet.getCell("A2").numFmt = 'yyyy"年"m"月"d"日" hh:mm';
    sheet.getCell("B2").numFmt = '#,##0.00 "days"';
  });
  const rows = await rowsOf(file);
  assert.deepEqual(rows.get(1), ["2024-11-24", "0.3", "2", "TRUE", "1000000000000000000000"]);
  assert.deepEqual(rows.get(2), ["2024-11-24 09:30", "12345678901"]);
});

test("a row keeps the number the spreadsheet shows, and gaps between cells stay gaps", async () => {
  const file = await fileOf((book) => {
    const sheet = book.addWorksheet("x");
    sheet.getCell("A1").value = "phone";
    sheet.getCell("C4").value = "third";
  });
  const rows = await rowsOf(file);
  assert.deepEqual(
    [...rows.keys()].filter((row) => rows.get(row)?.some((cell) => cell !== "")),
    [1, 4],
  );
  assert.deepEqual(rows.get(4), ["", "", "third"]);
});

test("rich text is joined, and a line end in a cell cannot break a line of the file", async () => {
  const file = await fileOf((book) => {
    const cell = book.addWorksheet("x").getCell("A1");
    cell.value = { richText: [{ text: "云" }, { text: "杉\r\n商城", font: { bold: true } }] };
  });
  assert.deepEqual((await rowsOf(file)).get(1), ["云杉 商城"]);
});

test("the first visible sheet is the one that is read", async () => {
  const file = await fileOf((book) => {
    book.addWorksheet("hidden", { state: "hidden" }).addRow(["no"]);
    book.addWorksheet("shown").addRow(["yes"]);
  });
  assert.deepEqual((await rowsOf(file)).get(1), ["yes"]);
});

test("a streamed workbook of many rows with inline texts is read to its end", async () => {
  const { PassThrough } = await import("node:stream");
  const chunks: Buffer[] = [];
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false });
  const sheet = writer.addWorksheet("x");
  for (let row = 0; row < 20_000; row += 1) sheet.addRow([13800000000 + row, `名${row}`]).commit();
  sheet.commit();
  await writer.commit();
  const rows = await rowsOf(new Blob(chunks as unknown as BlobPart[]));
  assert.equal(rows.size, 20_000);
  assert.deepEqual(rows.get(20_000), ["13800019999", "名19999"]);
});

test("what is not a workbook is refused as such, not read as nothing", async () => {
  await assert.rejects(rowsOf(new Blob(["phone,name\n1,2"])), isNoWorkbook);
  const cut = await fileOf((book) => {
    const sheet = book.addWorksheet("x");
    for (let row = 0; row < 500; row += 1) sheet.addRow([row, `text ${row}`]);
  });
  await assert.rejects(rowsOf(cut.slice(0, cut.size / 3)), isNoWorkbook);
});
