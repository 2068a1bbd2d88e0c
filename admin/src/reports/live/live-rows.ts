import type { Vendor } from "@tidings/shared/vendors/vendors.ts";
import type { Period } from "../roll-up.ts";

/** The counts of links, in the order of the columns. */
export const LIVE_COUNTS = ["minted", "resolutions", "humans", "bots", "refused"] as const;
export type LiveCount = (typeof LIVE_COUNTS)[number];
export type LiveCounts = Readonly<Record<LiveCount, number>>;

/** The subject of a live report: templates, or group links. */
export type Subject = "templates" | "group-links";

/** The counts of a template or a group link on a day, of one vendor when split. */
export interface LiveRow extends LiveCounts {
  readonly day: string;
  readonly id: string;
  readonly name: string;
  /** The second line under the name: a batch number, or nothing. */
  readonly detail: string;
  readonly vendor: Vendor | null;
}

/** A line of a live report: a period with its days. */
export interface LiveLine extends LiveCounts {
  readonly key: string;
  readonly period: string;
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly vendor: Vendor | null;
}

/** The counts shown. Split by vendor: only resolutions and refusals are known. Minted links: only for templates. */
export function countsOf(subject: Subject, split: boolean): readonly LiveCount[] {
  if (split) return ["resolutions", "refused"];
  return subject === "templates" ? LIVE_COUNTS : LIVE_COUNTS.filter((name) => name !== "minted");
}

/** The sum of rows. */
export function sumLive(rows: readonly LiveCounts[]): LiveCounts {
  const sum = { minted: 0, resolutions: 0, humans: 0, bots: 0, refused: 0 };
  for (const row of rows) for (const name of LIVE_COUNTS) sum[name] += Number(row[name]);
  return sum;
}

/** Groups the rows by period, name and vendor: newest period first, then most resolutions. */
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
