import assert from "node:assert/strict";
import test from "node:test";
import {
  addressOf,
  customOf,
  type DetailsQuery,
  queryIn,
  type SendTime,
  timeProblem,
  windowOf,
} from "./query.ts";

const NOW = new Date("2026-11-25T10:20:30.000Z");
const TEMPLATE = "0b9f1f5e-6a52-4d58-9c80-5b8c0b6a1f11";
const between = (from: string, to: string): SendTime => ({ last: null, from, to });

test("an address asks for the last 24 hours unless it says more, and nothing in it that makes no sense is asked", () => {
  assert.deepEqual(queryIn(new URLSearchParams("template=x&result=cancelled&from=yesterday"), ""), {
    time: { last: 24 },
    signature: "",
    template: "",
    results: [],
    network: null,
    phone: "",
  });
});

test("what is asked for stands in the address and is read back from it, but for the number", () => {
  const query: DetailsQuery = {
    time: between("2026-11-24T16:00:00.000Z", "2026-11-25T16:00:00.000Z"),
    signature: "云杉商城",
    template: TEMPLATE,
    results: ["expired", "failed"],
    network: "telecom",
    phone: "+8613800138000",
  };
  const address = new URLSearchParams(addressOf(query));
  assert.deepEqual(queryIn(address, query.phone), query);
  assert.ok(!address.toString().includes("13800138000"));
  assert.equal(new URLSearchParams(addressOf({ ...query, time: { last: 1 } })).get("last"), "1");
});

test("24 hours can be asked for, a minute more cannot, and neither can what ends before it begins", () => {
  assert.equal(timeProblem({ last: 24 }), null);
  assert.equal(timeProblem(between("2026-11-24T10:00:00Z", "2026-11-25T10:00:00Z")), null);
  assert.equal(timeProblem(between("2026-11-24T10:00:00Z", "2026-11-25T10:01:00Z")), "too_long");
  assert.equal(timeProblem(between("2026-11-24T10:00:00Z", "2026-11-24T10:00:00Z")), "backwards");
});

test("the last hours end with the present of the database, and taken up by hand they still fit", () => {
  assert.deepEqual(windowOf({ last: 24 }, NOW), { from: null, to: null });
  assert.deepEqual(windowOf({ last: 1 }, NOW), { from: "2026-11-25T09:20:30.000Z", to: null });
  const custom = customOf({ last: 24 }, NOW);
  assert.deepEqual(custom, between("2026-11-24T10:21:00.000Z", "2026-11-25T10:21:00.000Z"));
  assert.equal(timeProblem(custom), null);
  assert.deepEqual(customOf(custom, new Date()), custom);
});
