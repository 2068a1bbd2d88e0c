import assert from "node:assert/strict";
import test from "node:test";
import { csvFile, fileOf, tableHead } from "./csv.ts";

const table = {
  name: "rows",
  columns: [{ title: "名称" }, { title: "数" }],
  rows: [
    ["=HYPERLINK(1)", "1,234"],
    ['say "hi", all', "-5"],
    ["+8613800138000 x", "42.0 %"],
  ],
};

test("a table becomes a CSV file that spreadsheets open in Chinese, with numbers as numbers", () => {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(csvFile(table).bytes);
  assert.equal(
    text,
    '\ufeff名称,数\r\n\'=HYPERLINK(1),1234\r\n"say ""hi"", all",-5\r\n\'+8613800138000 x,42.0 %\r\n',
  );
});

test("a table that is cut is there as a whole in its file", () => {
  assert.deepEqual(
    [tableHead(table, 2).left, tableHead(table, 2).table.rows.length, tableHead(table, 5).left],
    [1, 2, 0],
  );
  assert.equal(fileOf({ tone: "plain", table }, 5), null);
  assert.equal(fileOf({ tone: "plain", table }, 2)?.name, "rows.csv");
});
