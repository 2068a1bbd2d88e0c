import { dayPlus } from "../ground/clock.ts";
import { type Words, w } from "../ground/locale.ts";
import { percentText } from "../ground/percent.ts";
import type { Measure } from "./define.ts";

/** What the overview (OVW-1) tells of today and of the days before it, alike in the panel and in chat. */

/** How many days are told, today among them. */
export const WEEK_DAYS = 7;

/** A line of `report_days`, one for each day on which anything happened: how many messages, by the day of the hand-off, and cards shown, by the day on which they were. */
export interface WeekLine {
  readonly day: string | null;
  readonly submission_count: number | null;
  readonly send_count: number | null;
  readonly delivered: number | null;
  readonly failed: number | null;
  readonly expired: number | null;
  readonly timed_out: number | null;
  readonly unknown: number | null;
  readonly resolutions: number | null;
}

interface WeekFigure extends Pick<Measure, "label" | "tone" | "line"> {
  of(line: WeekLine): number;
}

/** The figures of a day; those with a tone are in the picture of the week. */
export const WEEK_FIGURES = {
  submitted: { label: w("提交", "Submitted"), of: (line) => Number(line.submission_count) },
  delivered: { label: w("送达", "Delivered"), tone: "good", of: (line) => Number(line.delivered) },
  lost: {
    label: w("未送达", "Not delivered"),
    tone: "bad",
    of: (line) => Number(line.failed) + Number(line.expired) + Number(line.timed_out) + Number(line.unknown),
  },
  resolved: {
    label: w("全部解析", "All resolutions"),
    tone: "seen",
    line: true,
    of: (line) => Number(line.resolutions),
  },
} as const satisfies Record<string, WeekFigure>;
export type WeekFigureName = keyof typeof WEEK_FIGURES;
export const WEEK_FIGURE_NAMES = Object.keys(WEEK_FIGURES) as WeekFigureName[];

export const WEEK_WORDS = {
  title: w("近 7 天", "Last 7 days"),
  now: w("今日", "Today"),
  today: w("今日 · {figure}", "Today · {figure}"),
  note: w(
    "消息按提交日期、解析按发生日期统计；解析数包含解析任务产生的解析。",
    "Messages are counted on the day they were sent, and resolutions on the day they happened. Resolutions include those of link tasks.",
  ),
} as const satisfies Record<string, Words>;

/** The first of the days that end on `last` (`YYYY-MM-DD`). */
export const weekStart = (last: string): string => dayPlus(last, 1 - WEEK_DAYS);

/** The share of the messages of some days that were delivered, `98.2`; null where none was handed over. */
export function deliveredShare(lines: readonly WeekLine[]): string | null {
  const sum = (name: WeekFigureName) => lines.reduce((count, line) => count + WEEK_FIGURES[name].of(line), 0);
  return percentText(sum("delivered"), sum("submitted"));
}

/** The lines of the days that end on `last`, and of as many days before them. */
export function twoWeeks(last: string, lines: readonly WeekLine[]) {
  const [first, earlier] = [weekStart(last), weekStart(dayPlus(weekStart(last), -1))];
  const between = (from: string, until: string) =>
    lines.filter(({ day }) => day !== null && day >= from && day < until);
  return { week: between(first, dayPlus(last, 1)), before: between(earlier, first) };
}

/** The days that end on `last`, a figure of each in their order, that of the last, how many were handed over on it, and the figures that are drawn. A day without a line has zeros. */
export function weekOf(last: string, lines: readonly WeekLine[]) {
  const byDay = new Map(lines.map((line) => [line.day, line]));
  const days = Array.from({ length: WEEK_DAYS }, (_, n) => dayPlus(weekStart(last), n));
  const on = (day: string, name: WeekFigureName): number => {
    const line = byDay.get(day);
    return line ? WEEK_FIGURES[name].of(line) : 0;
  };
  const of = (name: WeekFigureName) => days.map((day) => on(day, name));
  const drawn = WEEK_FIGURE_NAMES.flatMap((name) => {
    const { label, tone, line }: WeekFigure = WEEK_FIGURES[name];
    return tone ? [{ label, tone, line: line === true, values: of(name) }] : [];
  });
  const handed = Number(byDay.get(last)?.send_count ?? 0);
  return { days, of, handed, today: (name: WeekFigureName) => on(last, name), drawn };
}
