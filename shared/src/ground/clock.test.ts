import assert from "node:assert/strict";
import test from "node:test";
import { dayPlus, dayStart, instantOf, isDay, timeText } from "./clock.ts";

/** A local time, the zone, and the instant that Postgres 17 makes of them (`at time zone`). */
const INSTANTS = [
  ["2026-11-24T09:30", "Asia/Shanghai", "2026-11-24T01:30Z"],
  // Left out, east and west of Greenwich: the time that it would have been.
  ["2027-03-28T02:30", "Europe/Berlin", "2027-03-28T01:30Z"],
  ["2027-03-14T02:30", "America/New_York", "2027-03-14T07:30Z"],
  ["2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:45Z"],
  // Shown twice: the later one.
  ["2027-10-31T02:30", "Europe/Berlin", "2027-10-31T01:30Z"],
  ["2026-11-01T01:30", "America/New_York", "2026-11-01T06:30Z"],
  // Hours before and after a change.
  ["2027-03-28T01:59", "Europe/Berlin", "2027-03-28T00:59Z"],
  ["2027-03-28T03:00", "Europe/Berlin", "2027-03-28T01:00Z"],
  ["2027-03-14T01:59", "America/New_York", "2027-03-14T06:59Z"],
  ["2027-03-14T03:00", "America/New_York", "2027-03-14T07:00Z"],
  ["2027-03-29T00:00", "Europe/Berlin", "2027-03-28T22:00Z"],
] as const;

test("a local time is the instant that the database makes of it, also where a clock shows it twice or never", () => {
  for (const [wall, zone, at] of INSTANTS)
    assert.equal(instantOf(Date.parse(`${wall}Z`), zone).getTime(), Date.parse(at), `${wall} ${zone}`);
});

test("a day begins when a clock first shows it, whatever is done to its midnight", () => {
  const begins = (day: string, zone: string) => dayStart(day, zone).toISOString().slice(0, 16);
  assert.equal(begins("2024-11-24", "Asia/Shanghai"), "2024-11-23T16:00");
  assert.equal(begins("2027-11-01", "Europe/Berlin"), "2027-10-31T23:00");
  assert.equal(begins("2026-04-24", "Africa/Cairo"), "2026-04-23T22:00", "at one, as midnight is left out");
  assert.equal(begins("2026-10-25", "Atlantic/Azores"), "2026-10-25T00:00", "at the first of two midnights");
});

test("every day of a year follows the one before, and begins when that ends", () => {
  for (const zone of [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Africa/Cairo",
    "Atlantic/Azores",
  ]) {
    for (let day = "2027-12-31"; day < "2029-01-02"; day = dayPlus(day, 1)) {
      const begins = dayStart(day, zone);
      assert.equal(timeText(begins, zone).slice(0, 10), day, zone);
      assert.equal(timeText(new Date(begins.getTime() - 1), zone).slice(0, 10), dayPlus(day, -1), zone);
    }
  }
});

test("a day that no calendar has is none", () => {
  for (const day of ["2028-02-29", "2000-02-29", "2026-12-31"]) assert.equal(isDay(day), true, day);
  for (const day of ["2027-02-29", "2100-02-29", "2026-06-31", "2026-13-01", "2026-1-1", "", "today"])
    assert.equal(isDay(day), false, day);
});
