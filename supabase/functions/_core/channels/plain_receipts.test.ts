import assert from "node:assert/strict";
import { plainReceipt } from "./plain_receipts.ts";
import { receipt } from "./sandbox_calls.ts";

const GOOD = {
  reference: "1099511627777",
  carrier_id: "c1",
  status: "delivered",
  code: "DELIVRD",
  vendor: "huawei",
  at: "2026-11-24T12:00:00.000Z",
  network: "telecom",
};

const VALUES = [
  undefined,
  null,
  "",
  "x",
  "delivered",
  "huawei",
  "nokia",
  "broadnet",
  "a\0b",
  "\ud800",
  "用户",
  "x".repeat(65),
  "x".repeat(129),
  "2026-11-24T12:00:00.000Z",
  "2026-02-29T12:00:00.000Z",
  "2024-02-29T12:00:00.000Z",
  "2026-11-31T12:00:00.000Z",
  "2026-11-24T24:00:00.000Z",
  "2026-11-24T12:00:00Z",
  "2026-11-24T20:00:00.000+08:00",
  "0000-00-00T00:00:00.000Z",
  "0000-01-01T00:00:00.000Z",
  5,
  true,
  {},
  [],
];

Deno.test("what is read without the schema, the schema reads alike, whatever stands in a field", () => {
  let easy = 0;
  for (const field of Object.keys(GOOD)) {
    for (const value of VALUES) {
      const item = { ...GOOD, [field]: value };
      const read = plainReceipt(item);
      if (read === null) continue;
      easy += 1;
      assert.deepEqual(read, receipt.parse(item), `${field} ${JSON.stringify(value)}`);
    }
  }
  assert.ok(easy > 20);
});

Deno.test("a usual receipt needs no schema; what is no object, or has more to it, is left to the schema", () => {
  assert.deepEqual(plainReceipt(GOOD), GOOD);
  assert.deepEqual(plainReceipt({ ...GOOD, extra: 1 }), GOOD);
  for (const item of [null, undefined, 1, "x", [], {}, { ...GOOD, reference: 7 }]) {
    assert.equal(plainReceipt(item), null);
  }
});

/** Every day of a year, as `YYYY-MM-DD`. */
function daysOf(year: number): string[] {
  const days: string[] = [];
  for (
    const day = new Date(Date.UTC(year, 0));
    day.getUTCFullYear() === year;
    day.setUTCDate(day.getUTCDate() + 1)
  )
    days.push(day.toISOString().slice(0, 10));
  return days;
}

Deno.test("a receipt is read without the schema on every day of the year, and the schema reads it alike", () => {
  const days = [...daysOf(2027), ...daysOf(2028), "2000-02-29"];
  assert.equal(days.length, 365 + 366 + 1);
  for (const day of days) {
    for (const clock of ["00:00:00.000", "23:59:59.999"]) {
      const item = { ...GOOD, at: `${day}T${clock}Z` };
      assert.deepEqual(plainReceipt(item), item);
      assert.deepEqual(receipt.parse(item), item);
    }
  }
});

Deno.test("a day that does not exist is left to the schema, which leaves the time out", () => {
  const years = ["02-30", "04-31", "06-31", "09-31", "11-31", "01-32", "12-00", "00-10", "13-01"];
  for (const day of [...years.map((day) => `2028-${day}`), "2026-02-29", "2027-02-29", "2100-02-29"]) {
    const item = { ...GOOD, at: `${day}T12:00:00.000Z` };
    assert.equal(plainReceipt(item), null, day);
    assert.deepEqual(receipt.parse(item), { ...GOOD, at: null }, day);
  }
});
