import { timeText } from "@tidings/shared/ground/clock.ts";
import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { resolveTask } from "@tidings/shared/links/resolve_task.ts";
import {
  LINK_REJECT_REASON_WORDS,
  LINK_STATUS_WORDS,
  RESOLVE_TASK_STATE_WORDS,
} from "@tidings/shared/links/words.ts";
import { answerOf } from "../../data/database.ts";
import { rowsOf } from "../../data/rows.ts";
import type { Answer, Table } from "../../ground/answer.ts";
import { fieldsOf } from "../fields.ts";
import type { Transitions } from "../transitions.ts";
import { actionsOf, toneOf, type View } from "../view.ts";
import type { ResolveTaskCard } from "./link_rows.ts";

const LABELS = {
  day: w("日期", "Date"),
  resolutions: w("解析", "Resolutions"),
  humans: w("浏览器打开", "Opened in a browser"),
  bots: w("链接预览", "Link previews"),
  refused: w("已拒绝", "Rejected"),
} as const satisfies Record<string, Words>;

const SAYS = {
  rejects: w("未能生成：", "Couldn't be generated:"),
  retrying: w("尚未生成：", "Not generated yet:"),
  reject: w("第 {ordinal} 个 {flag}：{why}", "{ordinal} {flag}: {why}"),
  by: w("{who} 创建于 {at}", "Created by {who}, {at}"),
  ended: w("{who} 于 {at} 取消", "Ended by {who}, {at}"),
} as const satisfies Record<string, Words>;

/** Rejects and days that a card shows. */
const MOST_REJECTS = 10;
const MOST_DAYS = 14;

interface Reject {
  readonly ordinal: number;
  readonly cust_flag: string | null;
  readonly reason: keyof typeof LINK_REJECT_REASON_WORDS;
}

const EVENTS = ["resolutions", "humans", "bots", "refused"] as const;
type Day = Readonly<Record<(typeof EVENTS)[number], number>> & { readonly day: string };

/** The card of a resolve task: its links, its figures by day, and the buttons. */
export async function taskAnswer(
  view: View,
  row: ResolveTaskCard,
  transitions: Transitions,
): Promise<Answer> {
  const card = { resource: "resolve_task", id: row.id } as const;
  const [rejects, table] = await Promise.all([rejectsText(view, row), daysTable(view, row)]);
  const generating = row.state === "generating";
  const label = say(RESOLVE_TASK_STATE_WORDS[row.state], view.locale);
  return {
    tone: toneOf(row.state === "partial" ? RESOLVE_TASK_STATE_WORDS.partial : LINK_STATUS_WORDS[row.status]),
    title: row.name,
    fields: fieldsOf(resolveTask, row, view),
    ...(rejects === null ? {} : { text: rejects }),
    ...(table ? { table } : {}),
    ...(generating ? { progress: { label, done: row.made + row.failed, total: row.asked } } : {}),
    note: noteOf(row, view),
    actions: actionsOf(view, card, transitions),
    card,
    live: generating,
  };
}

function noteOf(row: ResolveTaskCard, { locale, zone }: View): string {
  const told = (words: Words, who: string | null, at: string | null) =>
    fillPlaces(say(words, locale), { who: who ?? "—", at: timeText(at, zone) });
  const parts = [told(SAYS.by, row.created_by_name, row.submitted_at)];
  if (row.decided_at) {
    const why = row.reason ? `${locale === "en" ? ": " : "："}${row.reason}` : "";
    parts.push(told(SAYS.ended, row.decided_by_name, row.decided_at) + why);
  }
  return parts.join(locale === "en" ? "; " : "；");
}

/** The first links that could not be made, with the reasons; null when there are none. */
async function rejectsText(view: View, row: ResolveTaskCard): Promise<string | null> {
  if (row.failed === 0 || row.state === "cancelled") return null;
  const rejects = await answerOf<Reject[]>(
    rowsOf(view.session, "link_reject_cards", "ordinal, cust_flag, reason", { task_id: row.id })
      .order("ordinal")
      .limit(MOST_REJECTS),
  );
  if (rejects.length === 0) return null;
  const lines = rejects.map(({ ordinal, cust_flag, reason }) =>
    fillPlaces(say(SAYS.reject, view.locale), {
      ordinal,
      flag: cust_flag ?? "",
      why: say(LINK_REJECT_REASON_WORDS[reason], view.locale),
    }),
  );
  const head = row.state === "generating" ? SAYS.retrying : SAYS.rejects;
  return [say(head, view.locale), ...lines, ...(row.failed > lines.length ? ["…"] : [])].join("\n");
}

/** The figures by day, the newest first; null before the first request. */
async function daysTable(view: View, row: ResolveTaskCard): Promise<Table | null> {
  const rows = await answerOf<Day[]>(
    rowsOf(view.session, "link_days", "day, resolutions, humans, bots, refused", { task_id: row.id })
      .order("day", { ascending: false })
      .limit(MOST_DAYS * 10), // there is a row for each vendor
  );
  const days = new Map<string, number[]>();
  for (const each of rows) {
    const sum = days.get(each.day) ?? EVENTS.map(() => 0);
    days.set(
      each.day,
      EVENTS.map((name, index) => (sum[index] ?? 0) + Number(each[name])),
    );
  }
  if (days.size === 0) return null;
  return {
    name: `links-${row.batch_no}`,
    columns: (["day", ...EVENTS] as const).map((name, index) => ({
      title: say(LABELS[name], view.locale),
      align: index === 0 ? "left" : "right",
    })),
    rows: [...days].slice(0, MOST_DAYS).map(([day, sums]) => [day, ...sums.map(count)]),
  };
}
