import assert from "node:assert/strict";
import { test } from "node:test";
import { nextTimes } from "../../../shared/src/sends/cron.ts";
import { testDatabase } from "../test_database.ts";

/** CRN-1: standard cron expressions of five fields, in the enterprise's time zone; the form shows the times that the database takes. */
const db = await testDatabase();

async function next(cron: string, from: string, zone: string): Promise<string | null> {
  const [row] = await db.sql`select private.next_occurrence(${cron}, ${from}::timestamptz, ${zone}) as at`;
  return row?.at?.toISOString() ?? null;
}
/** Each line: expression, after, the next one; of the database and of the form. */
async function all(zone: string, lines: [string, string, string | null][]): Promise<void> {
  for (const [cron, from, expected] of lines) {
    const wanted = expected && new Date(expected).toISOString();
    assert.equal(await next(cron, from, zone), wanted, `${cron} after ${from}`);
    const [shown] = nextTimes(cron, new Date(from), zone, 1);
    assert.equal(shown?.toISOString() ?? null, wanted, `${cron} after ${from}, in the form`);
  }
}

test("a time of the day is today's or tomorrow's, and never the very instant it is asked at", () =>
  all("Asia/Shanghai", [
    ["30 10 * * *", "2026-11-24T10:29:59+08:00", "2026-11-24T10:30:00+08:00"],
    ["30 10 * * *", "2026-11-24T10:30:00+08:00", "2026-11-25T10:30:00+08:00"],
    ["30 10 * * *", "2026-12-31T23:00:00+08:00", "2027-01-01T10:30:00+08:00"],
    ["0 0 * * *", "2026-11-24T23:59:59.5+08:00", "2026-11-25T00:00:00+08:00"],
    ["  0   9 * * * ", "2026-11-24T00:00:00+08:00", "2026-11-24T09:00:00+08:00"],
  ]));

test("lists, ranges and steps are what they say", () =>
  all("Asia/Shanghai", [
    ["0 9,18 * * *", "2026-11-24T09:00:00+08:00", "2026-11-24T18:00:00+08:00"],
    ["0 18,9 * * *", "2026-11-24T00:00:00+08:00", "2026-11-24T09:00:00+08:00"],
    ["0 9-11 * * *", "2026-11-24T10:30:00+08:00", "2026-11-24T11:00:00+08:00"],
    ["0 9-11 * * *", "2026-11-24T11:30:00+08:00", "2026-11-25T09:00:00+08:00"],
    ["*/20 8 * * *", "2026-11-24T08:21:00+08:00", "2026-11-24T08:40:00+08:00"],
    ["0 8-20/6 * * *", "2026-11-24T08:00:00+08:00", "2026-11-24T14:00:00+08:00"],
    ["0 8-20/6 * * *", "2026-11-24T14:00:00+08:00", "2026-11-24T20:00:00+08:00"],
    // A start with a step and no end: up to the field's maximum.
    ["0 20/2 * * *", "2026-11-24T20:00:00+08:00", "2026-11-24T22:00:00+08:00"],
    ["15,45-50/5 8 * * *", "2026-11-24T08:15:00+08:00", "2026-11-24T08:45:00+08:00"],
    ["15,45-50/5 8 * * *", "2026-11-24T08:45:00+08:00", "2026-11-24T08:50:00+08:00"],
    ["0 9 1 */3 *", "2026-11-24T00:00:00+08:00", "2027-01-01T09:00:00+08:00"],
  ]));

test("Sunday is 0 and 7, also at the end of a range", () =>
  all("Asia/Shanghai", [
    // 24 November 2026 is a Tuesday.
    ["0 9 * * 0", "2026-11-24T00:00:00+08:00", "2026-11-29T09:00:00+08:00"],
    ["0 9 * * 7", "2026-11-24T00:00:00+08:00", "2026-11-29T09:00:00+08:00"],
    ["0 9 * * 6-7", "2026-11-28T09:00:00+08:00", "2026-11-29T09:00:00+08:00"],
    ["0 9 * * 1-5", "2026-11-27T09:00:00+08:00", "2026-11-30T09:00:00+08:00"],
    ["0 9 * * 2", "2026-11-24T09:00:00+08:00", "2026-12-01T09:00:00+08:00"],
  ]));

test("with a day and a weekday either is enough; with a star in one of them both count", () =>
  all("Asia/Shanghai", [
    ["0 9 26 * 1", "2026-11-24T00:00:00+08:00", "2026-11-26T09:00:00+08:00"],
    ["0 9 26 * 1", "2026-11-26T09:00:00+08:00", "2026-11-30T09:00:00+08:00"],
    ["0 9 26 * *", "2026-11-26T09:00:00+08:00", "2026-12-26T09:00:00+08:00"],
    ["0 9 */2 * 1", "2026-11-24T00:00:00+08:00", "2026-12-07T09:00:00+08:00"],
    ["0 9 30 * */7", "2026-11-24T00:00:00+08:00", "2027-05-30T09:00:00+08:00"],
  ]));

test("the 31st skips the short months, and 29 February waits for its year, also over 2100", () =>
  all("Asia/Shanghai", [
    ["0 9 31 * *", "2026-11-24T00:00:00+08:00", "2026-12-31T09:00:00+08:00"],
    ["0 9 31 * *", "2027-01-31T09:00:00+08:00", "2027-03-31T09:00:00+08:00"],
    ["0 9 29 2 *", "2026-11-24T00:00:00+08:00", "2028-02-29T09:00:00+08:00"],
    ["0 9 29 2 *", "2096-02-29T09:00:00+08:00", "2104-02-29T09:00:00+08:00"],
  ]));

test("what never comes, and what cannot be read, has no next", () =>
  all("Asia/Shanghai", [
    ...["0 9 30 2 *", "0 9 31 4,6,9,11 *"].map(
      (cron) => [cron, "2026-11-24T00:00:00+08:00", null] as [string, string, null],
    ),
    ...[
      "",
      "* * * *",
      "* * * * * *",
      "60 9 * * *",
      "0 24 * * *",
      "0 9 0 * *",
      "0 9 32 * *",
      "0 9 * 13 *",
      "0 9 * 0 *",
      "0 9 * * 8",
      "0 9-8 * * *",
      "*/0 9 * * *",
      "0 */ * * *",
      "0 9, * * *",
      ",9 9 * * *",
      "*-5 9 * * *",
      "0 9 * JAN *",
      "@daily * * * *",
      "-1 9 * * *",
      "0 9 L * *",
      "1.5 9 * * *",
      "0 9 * * MON",
      "0 9 ? * 1",
    ].map((cron) => [cron, "2026-11-24T00:00:00+08:00", null] as [string, string, null]),
  ]));

test("the hour is the enterprise's own, whatever the zone and its clock change", async () => {
  await all("America/New_York", [
    ["0 9 * * *", "2026-11-24T13:59:00Z", "2026-11-24T09:00:00-05:00"],
    ["0 9 * * *", "2026-10-31T14:00:00Z", "2026-11-01T09:00:00-05:00"],
    ["0 9 * * *", "2027-03-13T15:00:00Z", "2027-03-14T09:00:00-04:00"],
    // 2:30 does not exist on 14 March 2027 (daylight saving begins): it runs when the clock has moved on.
    ["30 2 * * *", "2027-03-13T12:00:00Z", "2027-03-14T03:30:00-04:00"],
    // 1:30 comes twice on 1 November 2026 (daylight saving ends): it runs once.
    ["30 1 * * *", "2026-11-01T04:00:00Z", "2026-11-01T01:30:00-05:00"],
    ["30 1 * * *", "2026-11-01T01:30:00-05:00", "2026-11-02T01:30:00-05:00"],
  ]);
  await all("Asia/Kathmandu", [["0 0 * * *", "2026-11-24T18:14:59Z", "2026-11-24T18:15:00Z"]]);
  await all("Pacific/Kiritimati", [["0 8 1 * *", "2026-11-30T17:59:59Z", "2026-11-30T18:00:00Z"]]);
});

test("database and form go on alike through the nights in which clocks change", async () => {
  const nights = [
    ["Europe/Berlin", "2027-03-27T12:00:00Z"],
    ["Europe/Berlin", "2027-10-30T12:00:00Z"],
    ["America/New_York", "2027-03-13T12:00:00Z"],
    ["America/New_York", "2027-11-06T12:00:00Z"],
    ["Australia/Lord_Howe", "2027-04-03T12:00:00Z"],
    ["Africa/Cairo", "2027-04-29T12:00:00Z"],
    ["Africa/Cairo", "2027-10-28T12:00:00Z"],
    ["Atlantic/Azores", "2027-10-30T12:00:00Z"],
  ] as const;
  for (const [zone, from] of nights) {
    const shown = nextTimes("*/15 * * * *", new Date(from), zone, 100).map((at) => at.toISOString());
    const found: (string | null)[] = [from];
    while (found.length <= shown.length) found.push(await next("*/15 * * * *", String(found.at(-1)), zone));
    assert.deepEqual(shown, found.slice(1), zone);
  }
});
