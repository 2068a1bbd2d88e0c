import { type Words, w } from "../ground/locale.ts";
import type { ViewName } from "../resource/view.ts";

/** What a report's lines can be grouped by. */
export interface Group {
  readonly label: Words;
  /** The column that tells them apart. */
  readonly key: string;
  /** The view that names each by the key; its first column is the name, the others are under it. */
  readonly named?: { readonly view: ViewName; readonly columns: readonly [string, ...string[]] };
  /** The words of a key that is one of an enum, or of one that says too little by itself. */
  readonly values?: Readonly<Record<string, Words>>;
  /** What a line without a key is called; not known, if left out. */
  readonly none?: Words;
  /** The first part of the path of its page in the panel; the key is the second. */
  readonly page?: string;
}

/** A filter: the column contains what is typed (`part`), or is it (`is`). */
export interface ReportFilter {
  readonly label: Words;
  readonly op: "part" | "is";
  /** What may be chosen. */
  readonly values?: Readonly<Record<string, Words>>;
  /** What is typed is a UUID; anything else finds nothing. */
  readonly id?: true;
  /** Its name in an address and in chat. */
  readonly option: string;
}

/** A figure. */
export interface Measure {
  readonly label: Words;
  /** Its colour in pictures; one without is in none. */
  readonly tone?: "good" | "bad" | "late" | "slow" | "unclear" | "seen" | "neutral";
  /** A line over the bars. */
  readonly line?: true;
  /** The result of the messages that it counts: where a line is one day, the figure leads to them. */
  readonly result?: string;
  /** The report whose lines it counts, under these of its filters: there the figure leads. */
  readonly opens?: { readonly report: Report; readonly filters: Readonly<Record<string, string>> };
}

/** A report (§10), declared once: the law reads it, panel, chat and exports draw it. */
export interface Report {
  readonly title: Words;
  readonly note: Words;
  /** The last part of its address in the panel; empty: `/reports` itself. */
  readonly path: string;
  /** The action that reading it needs. */
  readonly needs: string;
  /** The action that exporting it needs. */
  readonly exports: string;
  /** From the smallest; the first that has every column that is asked for is read. */
  readonly views: readonly [ViewName, ...ViewName[]];
  readonly groups: Readonly<Record<string, Group>>;
  /** What lines are grouped by where nobody says otherwise. */
  readonly by: readonly string[];
  /** The report type where nobody says otherwise. */
  readonly period: Period;
  /** In the order of the columns; lines of a period are in the order of the first. */
  readonly measures: Readonly<Record<string, Measure>>;
  /** A share that is told beside the figures. */
  readonly rate?: { readonly label: Words; readonly part: string; readonly of: string };
  /** Its lines have a cost (`spending.ts`). */
  readonly priced?: true;
  readonly filters: Readonly<Record<string, ReportFilter>>;
  /** What its figures count, at the axis of its picture. */
  readonly unit: Words;
  /** The source of its exports (shared/src/exports). */
  readonly source: string;
}

/** Report types of the guide (§10.1). */
export const PERIODS = ["day", "month", "total"] as const;
export type Period = (typeof PERIODS)[number];

/** The words of the report types. */
export const PERIOD_WORDS: Readonly<Record<Period, Words>> = {
  day: w("日报", "Daily"),
  month: w("月报", "Monthly"),
  total: w("汇总", "Total"),
};

/** The most days of a report; the law refuses more. */
export const MOST_DAYS = 731;
