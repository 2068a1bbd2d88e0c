import { fillPlaces, type Locale, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer, Table } from "../../answer.ts";
import { csvFile } from "../../csv.ts";
import { answerOf } from "../../database.ts";
import type { Context } from "../../registry.ts";
import { rowsHere } from "../../rows.ts";
import { daysAgo } from "../../times.ts";

/** What `replies` and `receipts` have in common: rows of a time, the newest first, all of them in the file. */

export const SAYS = {
  at: { zh: "时间", en: "When" },
  channel: { zh: "通道", en: "Channel" },
  days: { zh: "天数", en: "Days" },
  cut: {
    zh: "另有更早的记录：请缩短天数或加上筛选。",
    en: "There are earlier ones: ask for fewer days, or filter.",
  },
} as const satisfies Record<string, Words>;

export const DAYS = z.int().min(1).max(366).default(7);
export const CHANNEL = z.string().trim().min(1).max(100).optional();

/** PostgREST's max_rows, and the most rows of a file: what a person can look at. */
const PAGE = 1_000;
const MOST = 20_000;

type Query = ReturnType<typeof rowsHere>;

/** The rows of these days, the newest first; `more`: there are earlier ones. */
export async function rowsOfDays<Row>(
  context: Context,
  view: "reply_cards" | "receipt_cards",
  days: number,
  order: readonly string[],
  narrow: (query: Query) => Query,
): Promise<{ readonly rows: Row[]; readonly more: boolean }> {
  const rows: Row[] = [];
  const since = daysAgo(days, context.at);
  while (rows.length < MOST) {
    let query = narrow(rowsHere(context, view).gte("received_at", since)).order("received_at", {
      ascending: false,
    });
    // Rows that came at the same instant are in one order on every page.
    for (const column of order) query = query.order(column);
    const page = await answerOf<Row[]>(query.range(rows.length, rows.length + PAGE - 1));
    rows.push(...page);
    if (page.length < PAGE) return { rows, more: false };
  }
  return { rows, more: true };
}

interface ListWords {
  readonly title: Words;
  readonly none: Words;
}

/** The rows as a table, which a surface cuts, with the whole of it as a file. */
export function listAnswer(
  locale: Locale,
  words: ListWords,
  table: Table,
  more: boolean,
  places: object = {},
): Answer {
  if (table.rows.length === 0)
    return { tone: "plain", text: fillPlaces(say(words.none, locale), { ...places }) };
  return {
    tone: "plain",
    title: fillPlaces(say(words.title, locale), { count: table.rows.length, ...places }),
    ...(more ? { text: say(SAYS.cut, locale) } : {}),
    table,
    file: csvFile(table),
  };
}
