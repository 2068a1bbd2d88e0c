import assert from "node:assert/strict";
import test from "node:test";
import { reviewDue } from "./workdays.ts";
import { DUE_VECTORS, SOME_HOLIDAYS } from "./workdays_vectors.ts";

const calendar = new Map(SOME_HOLIDAYS.flatMap(([kind, days]) => days.map((day) => [day, kind] as const)));
const china = (text: string) => new Date(`${text}:00+08:00`);

test("a review is due after two working days of nine to six, holidays put off", () => {
  for (const [submitted, due, certain, why] of DUE_VECTORS) {
    assert.deepEqual(reviewDue(china(submitted), calendar), { at: china(due), certain }, why);
  }
});

test("without any calendar the weekends still hold, and the answer says that it is not certain", () => {
  assert.deepEqual(reviewDue(china("2026-09-30T15:00"), new Map()), {
    at: china("2026-10-02T15:00"),
    certain: false,
  });
});
