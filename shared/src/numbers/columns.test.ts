import assert from "node:assert/strict";
import test from "node:test";
import { mergedValues } from "./column_values.ts";
import { columnsText, guessColumns, headingsOf, unfilled } from "./columns.ts";
import { detectTable, readLines } from "./lines.ts";

test("usual headings, and the same word written otherwise, are guessed; each serves once", () => {
  const headings = ["姓名", "Order No", "备注", "取件码"];
  assert.deepEqual(guessColumns(["name", "order_no", "pickup_code", "amount"], headings), {
    name: "姓名",
    order_no: "Order No",
    pickup_code: "取件码",
  });
  assert.deepEqual(guessColumns(["code", "date"], ["CODE", "code", "日期"]), { date: "日期" });
  assert.deepEqual(guessColumns(["x_y", "xy"], ["XY"]), { x_y: "XY" });
});

test("a parameter is filled by the column that is named for it, or by one of its own name", () => {
  const headings = headingsOf({ columns: ["手机号", "姓名", "amount"], phone_column: "手机号" });
  assert.deepEqual(headings, ["姓名", "amount"]);
  assert.deepEqual(unfilled(["name", "amount", "code"], headings, { name: "姓名", amount: "gone" }), [
    "amount",
    "code",
  ]);
  assert.equal(columnsText({ name: "姓名", order_no: "订单号" }), "name=姓名; order_no=订单号");
});

/** What every object inherits: as names they are names like others. */
const INHERITED = ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__", "isPrototypeOf"];

test("columns and parameters that have the names of what objects inherit are read, merged, guessed and filled", () => {
  const text = `phone,${INHERITED.join(",")}\n13800138000,${INHERITED.map((_, at) => `v${at}`).join(",")}\n`;
  const { good, values } = readLines(text, detectTable(text), 1);
  assert.deepEqual(
    Object.entries(good[0]?.params ?? {}),
    INHERITED.map((name, at) => [name, `v${at}`]),
  );
  assert.deepEqual(Object.keys(values), INHERITED);
  const merged = mergedValues({}, mergedValues(values, values));
  assert.deepEqual(Object.entries(merged), Object.entries(values));
  assert.deepEqual(guessColumns(INHERITED, ["名字"]), {});
  assert.deepEqual(Object.entries(guessColumns(["__proto__", "constructor"], ["Proto", "Constructor"])), [
    ["__proto__", "Proto"],
    ["constructor", "Constructor"],
  ]);
  assert.deepEqual(unfilled(INHERITED, INHERITED, {}), []);
  assert.deepEqual(unfilled(INHERITED, [], {}), INHERITED);
});
