import assert from "node:assert/strict";
import test from "node:test";
import { columnsText, guessColumns, headingsOf, unfilled } from "./columns.ts";

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
