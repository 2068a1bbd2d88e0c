import type { Vendor } from "@tidings/shared/vendors/vendors.ts";
import type { Period } from "../roll-up.ts";

/** What is counted of links, in the order of the columns. */
export const LIVE_COUNTS = ["minted", "resolutions", "humans", "bots", "refused"] as const;
export type LiveCount = (typeof LIVE_COUNTS)[number];
export type LiveCounts = Readonly<Record<LiveCount, number>>;

/** What a live report is about: templates, or group links. */
export type Subject = "templates" | "group-links";

/** What happened on a day with a template or a group link, with phones of one vendor when split. */
export interface LiveRow extends LiveCounts {
  readonly day: string;
  readonly id: string;
  readonly name: string;
  /** Under the name: a batch number, or nothing. */
  readonly detail: string;
  readonly vendor: Vendor | null;
}

/** A line of a live report: of a period, and of all its days. */
export interface LiveLine extends LiveCounts {
  readonly key: string;
  readonly period: string;
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly vendor: Vendor | null;
}

/** Of phones of a vendor only what they resolved and were refused is known; links are minted once, for links of a template. */
export function countsOf(subject: Subject, split: boolean): readonly LiveCount[] {
  if (split) return ["resolutions", "refused"];
  return subject === "templates" ? LIVE_COUNTS : LIVE_COUNTS.filter((name) => name !== "minted");
}

/** The sum of some rows. */
export function sumLive(rows: readonly LiveCounts[]): LiveCounts {
  const sum = { minted: 0, resolutions: 0, humans: 0, bots: 0, refused: 0 };
  for (const row of rows) for (const name of LIVE_COUNTS) sum[name] += Number(row[name]);
  return sum;
}

/** Adds up the rows by period, name and vendor: the newest period first, in it the most resolved. */
export function rollLive(rows: readonly LiveRow[], period: Period): LiveLine[] {
  const groups = new Map<string, LiveRow[]>();
  for (const row of rows) {
    const key = [periodOf(row.day, period), row.id, row.vendor ?? ""].join(" ");
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups]
    .flatMap(([key, group]) => {
      const [first] = group;
      if (!first) return [];
      const { id, name, detail, vendor } = first;
      return [{ ...sumLive(group), key, period: periodOf(first.day, period), id, name, detail, vendor }];
    })
    .sort(
      (one, other) =>
        other.period.localeCompare(one.period) ||
        other.resolutions - one.resolutions ||
        one.key.localeCompare(other.key),
    );
}

function periodOf(day: string, period: Period): string {
  if (period === "total") return "";
  return period === "month" ? day.slice(0, 7) : day;
}
