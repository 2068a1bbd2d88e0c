import assert from "node:assert/strict";
import test from "node:test";
import { timeText } from "@tidings/shared/ground/clock.ts";
import { dayText, readTime } from "./times.ts";

const SHANGHAI = "Asia/Shanghai";
const NEW_YORK = "America/New_York";

test("times are shown on the enterprise's clock", () => {
  assert.equal(timeText("2026-11-24T15:30:00Z", SHANGHAI), "2026-11-24 23:30");
  assert.equal(timeText("2026-11-24T15:30:00Z", NEW_YORK), "2026-11-24 10:30");
  assert.equal(timeText(null, SHANGHAI), "—");
  assert.equal(dayText(new Date("2026-11-24T17:00:00Z"), SHANGHAI), "2026-11-25");
});

test("a typed time is read on the enterprise's clock, a full one as it says", () => {
  const at = (text: string, zone: string) => readTime(text, zone)?.toISOString();
  assert.equal(at("2026-12-01 10:00", SHANGHAI), "2026-12-01T02:00:00.000Z");
  assert.equal(at("2026/12/1 10：00", SHANGHAI), "2026-12-01T02:00:00.000Z");
  assert.equal(at("2026-07-01 10:00", NEW_YORK), "2026-07-01T14:00:00.000Z");
  assert.equal(at("2026-12-01T10:00:00+08:00", NEW_YORK), "2026-12-01T02:00:00.000Z");
  // Shown twice, it is the later one, as in the database.
  assert.equal(at("2026-11-01 01:30", NEW_YORK), "2026-11-01T06:30:00.000Z");
});

test("a time of day is the next one", () => {
  const now = new Date("2026-11-30T03:00:00Z"); // 11:00 in Shanghai
  assert.equal(readTime("18:05", SHANGHAI, now)?.toISOString(), "2026-11-30T10:05:00.000Z");
  assert.equal(readTime("9:30", SHANGHAI, now)?.toISOString(), "2026-12-01T01:30:00.000Z");
});

test("what is no time, and what no clock ever shows, is refused", () => {
  for (const text of ["soon", "25:00", "2026-02-30 10:00", "2026-13-01 10:00", "10"]) {
    assert.equal(readTime(text, SHANGHAI), null, text);
  }
  assert.equal(readTime("2026-03-08 02:30", NEW_YORK), null, "the hour that summer time leaves out");
});
