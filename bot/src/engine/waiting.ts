import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { resourceName } from "@tidings/shared/people/words.ts";
import { waitingTitle } from "@tidings/shared/reports/waiting.ts";
import { askedWords } from "@tidings/shared/resource/reviewed.ts";
import { answerOf, countOf } from "../data/database.ts";
import { rowsHere } from "../data/rows.ts";
import type { Table } from "../ground/answer.ts";
import type { Context } from "../registry/registry.ts";
import { shortId } from "./find.ts";
import { decidableBy } from "./rights.ts";
import type { WaitingReview } from "./rows.ts";

/** What waits for a decision in the enterprise in use. */

const SAYS = {
  kind: w("类型", "Type"),
  name: w("名称", "Name"),
  by: w("提交人", "Submitted by"),
  at: w("提交时间", "Submitted"),
  id: w("编号", "Number"),
  note: w("备注", "Note"),
  mine: w("由您提交，需他人审核", "submitted by you, needs another member's review"),
  me: w("请您审核", "your review is requested"),
  asked: w("等待：{who}", "waiting for {who}"),
} as const satisfies Record<string, Words>;

const MOST_ROWS = 50;

/** What has waited longest, at most 50, and how much waits in all. */
export async function waitingReviews(
  context: Context,
): Promise<{ readonly rows: readonly WaitingReview[]; readonly count: number }> {
  const [rows, total] = await Promise.all([
    answerOf<WaitingReview[]>(rowsHere(context, "waiting_reviews").order("submitted_at").limit(MOST_ROWS)),
    countOf(rowsHere(context, "waiting_reviews", "id", { count: "exact", head: true })),
  ]);
  // The queue may have changed between the two queries: the total is at least the rows there are.
  return { rows, count: Math.max(total, rows.length) };
}

/**
 * Of these, what this person may decide about and has not submitted, first what is asked of them by name. Four eyes over
 * edits and numbers, and the groups of approval rules, are asked for with each card.
 */
export function waitsForMe(context: Context, rows: readonly WaitingReview[]): WaitingReview[] {
  const mayDecide = new Set<string>(decidableBy(context));
  const mine = rows.filter(({ resource, mine: own }) => !own && mayDecide.has(resource));
  return [...mine].sort((a, b) => Number(b.asks_me) - Number(a.asks_me));
}

export function waitingTable(rows: readonly WaitingReview[], context: Context): Table {
  const { locale, zone } = context;
  const columns = [SAYS.kind, SAYS.name, SAYS.by, SAYS.at, SAYS.id, SAYS.note];
  return {
    name: "reviews",
    columns: columns.map((words) => ({ title: say(words, locale) })),
    rows: rows.map((row) => [
      say(resourceName(row.resource), locale),
      waitingTitle(row, locale),
      row.submitted_by_name ?? "—",
      timeText(row.submitted_at, zone),
      row.number ?? shortId(row.id),
      noteOf(row, context),
    ]),
  };
}

/** Whose it is, or whom it waits for. */
function noteOf({ mine, asks_me, waits_for }: WaitingReview, { locale, zone }: Context): string {
  if (mine) return say(SAYS.mine, locale);
  if (asks_me) return say(SAYS.me, locale);
  if (!waits_for) return "";
  return fillPlaces(say(SAYS.asked, locale), { who: say(askedWords(waits_for, zone), locale) });
}
