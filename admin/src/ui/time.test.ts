import assert from "node:assert/strict";
import test from "node:test";
import { clock, dayjs, fromNow, instantIn, lastDays, today, zoneName } from "./time.ts";

const SHANGHAI = "Asia/Shanghai";

test("bob picks 09:30 and the send starts at 09:30 of the enterprise's clock, wherever bob is", () => {
  const picked = dayjs("2024-11-24 09:30");
  assert.equal(instantIn(SHANGHAI, picked).toISOString(), "2024-11-24T01:30:00.000Z");
  assert.equal(clock(instantIn(SHANGHAI, picked).toISOString(), SHANGHAI), "2024-11-24 09:30");
});

test("today is the day in the enterprise's zone", () => {
  assert.equal(today(SHANGHAI, new Date("2024-11-23T17:00:00Z")), "2024-11-24");
});

test("times are shown on the enterprise's clock, and what has no time shows a dash", () => {
  assert.equal(clock("2024-11-24T01:30:05Z", SHANGHAI), "2024-11-24 09:30");
  assert.equal(clock("2024-11-24T01:30:05Z", SHANGHAI, true), "2024-11-24 09:30:05");
  assert.equal(clock(null, SHANGHAI), "—");
});

test("how long ago is said in the reader's language", () => {
  const now = new Date("2024-11-24T10:00:00Z");
  assert.equal(fromNow("2024-11-24T09:57:00Z", "en", now), "3 minutes ago");
  assert.equal(fromNow("2024-11-24T09:57:00Z", "zh-CN", now), "3分钟前");
});

test("the last days end with today and cross months as a calendar does", () => {
  assert.deepEqual(lastDays("2024-03-01", 3), ["2024-02-28", "2024-02-29", "2024-03-01"]);
});

test("a zone is named by its distance from UTC, as it is on that day", () => {
  assert.equal(zoneName("Asia/Shanghai"), "UTC+8");
  assert.equal(zoneName("Europe/Berlin", new Date("2026-07-01T00:00:00Z")), "UTC+2");
  assert.equal(zoneName("UTC"), "UTC+0");
});
