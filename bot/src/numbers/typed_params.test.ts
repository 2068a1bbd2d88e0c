import assert from "node:assert/strict";
import test from "node:test";
import { UserError } from "../ground/errors.ts";
import { columnMap, typedParams } from "./typed_params.ts";

test("one group of parameters serves all typed numbers, or each number has its own", () => {
  const read = (text: string, count: number) => typedParams(text, count, "en");
  assert.deepEqual(read("name=李先生; code=6-2=1", 2), [
    { name: "李先生", code: "6-2=1" },
    { name: "李先生", code: "6-2=1" },
  ]);
  assert.deepEqual(read("name=Li | name=Wang", 2), [{ name: "Li" }, { name: "Wang" }]);
  assert.deepEqual(read("name＝李；code＝1", 1), [{ name: "李", code: "1" }]);
  const address = "https://a.example.com/?x=1,y=2";
  assert.deepEqual(read(`url=${address}; note=Li, Wang`, 1), [{ url: address, note: "Li, Wang" }]);
  for (const [text, count] of [
    ["name", 1],
    ["=x", 1],
    ["name=", 1],
    ["a=1 | a=2", 3],
    ["a=1 |", 2],
    ["name=a,order_no=b,pickup_code=c", 1],
    ["name=李，code = 6-2", 1],
    ["name=Li code=6-2", 1],
  ] as const) {
    assert.throws(() => read(text, count), UserError, text);
  }
});

test("columns are named beside the parameters that they fill, in either width", () => {
  assert.deepEqual(columnMap("name=姓名；order_no＝订单号", "en"), { name: "姓名", order_no: "订单号" });
  for (const text of ["", "姓名", "name=", "name=姓名, order_no=订单号"])
    assert.throws(() => columnMap(text, "en"), /Write the columns as name=姓名/, text);
});
