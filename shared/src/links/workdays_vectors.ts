import type { HolidayKind } from "./workdays.ts";

/**
 * Submitted, due, certain, comment; times in China's zone. Shared by the tests of this rule and of its copy in the
 * database, which uses the calendar of `public.holidays`.
 */
export const DUE_VECTORS: readonly (readonly [string, string, boolean, string])[] = [
  ["2026-11-24T10:30", "2026-11-26T10:30", true, "two days on, at the same time"],
  ["2026-11-24T17:59", "2026-11-26T17:59", true, "a minute before closing still counts"],
  ["2026-11-24T18:00", "2026-11-26T18:00", true, "closed"],
  ["2026-11-24T18:01", "2026-11-26T18:00", true, "begins with the next morning"],
  ["2026-11-24T23:59", "2026-11-26T18:00", true, "at night"],
  ["2026-11-25T03:00", "2026-11-26T18:00", true, "before the morning"],
  ["2026-11-25T09:00", "2026-11-26T18:00", true, "two whole days"],
  ["2026-11-25T09:01", "2026-11-27T09:01", true, "a minute of the third"],
  ["2026-11-27T16:00", "2026-12-01T16:00", true, "over a weekend"],
  ["2026-11-28T12:00", "2026-12-01T18:00", true, "on a Saturday"],
  ["2026-09-29T11:00", "2026-10-08T11:00", true, "National Day takes seven days"],
  ["2026-09-30T15:00", "2026-10-09T15:00", true, "on the eve of National Day"],
  ["2026-09-30T18:01", "2026-10-09T18:00", true, "after hours on the eve of National Day"],
  ["2026-10-03T10:00", "2026-10-09T18:00", true, "during National Day"],
  ["2026-10-09T10:00", "2026-10-12T10:00", true, "over a Saturday that is worked"],
  ["2026-10-10T11:00", "2026-10-13T11:00", true, "on a Saturday that is worked"],
  ["2026-09-20T10:00", "2026-09-22T10:00", true, "on a Sunday that is worked"],
  ["2026-02-13T10:00", "2026-02-24T10:00", true, "before Spring Festival, a Saturday is worked"],
  ["2026-02-14T19:00", "2026-02-25T18:00", true, "after hours on that Saturday"],
  ["2026-02-27T10:00", "2026-03-02T10:00", true, "the Saturday after Spring Festival is worked"],
  ["2025-12-31T10:00", "2026-01-05T10:00", true, "New Year, whose Sunday is worked"],
  ["2026-12-29T10:00", "2026-12-31T10:00", true, "ends within the year"],
  ["2026-12-31T10:00", "2027-01-04T10:00", false, "reaches into a year whose calendar is not known"],
  ["2027-06-08T10:00", "2027-06-10T10:00", false, "only weekends are known"],
  ["2024-12-31T10:00", "2025-01-03T10:00", false, "begins in a year whose calendar is not known"],
];

/** The part of the published calendars that the vectors need. */
export const SOME_HOLIDAYS: readonly (readonly [HolidayKind, readonly string[]])[] = [
  [
    "off",
    [
      ...["2025-01-01", "2026-01-01", "2026-01-02", "2026-01-03"],
      ...Array.from({ length: 9 }, (_, index) => `2026-02-${15 + index}`),
      ...Array.from({ length: 7 }, (_, index) => `2026-10-0${1 + index}`),
    ],
  ],
  ["workday", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-09-20", "2026-10-10"]],
];
