import { timeText } from "@tidings/shared/clock.ts";
import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { resourceName } from "@tidings/shared/people/words.ts";
import { askedWords } from "@tidings/shared/resource/reviewed.ts";
import { sendTitle } from "@tidings/shared/sends/words.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { answerOf, countOf } from "../../database.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { shortId } from "../../resources/find.ts";
import { resourceAnswers } from "../../resources/resource.ts";
import { SEE_ANY } from "../../resources/rights.ts";
import type { WaitingReview } from "../../resources/rows.ts";
import { viewOf } from "../../resources/view.ts";
import { rowsHere } from "../../rows.ts";

const SAYS = {
  none: { zh: "没有待审核的内容。", en: "Nothing waits for a decision." },
  title: { zh: "待审核 {count} 项", en: "Waiting for a decision: {count}" },
  mine: { zh: "由您提交，需他人审核", en: "yours: another member decides" },
  me: { zh: "请您审核", en: "asked of you" },
  asked: { zh: "等待：{who}", en: "waits for {who}" },
  how: {
    zh: "先查看：show <名称>，再决定：approve <名称>　reject <名称> <原因>",
    en: "To look: show <name>. Then approve <name>, or reject <name> <reason>",
  },
  some: {
    zh: "下面是等得最久的 {shown} 项，共 {count} 项；其余请用 show <编号> 查看。",
    en: "The {shown} that have waited longest of {count} follow; for any other: show <number>.",
  },
  listed: { zh: "表中为前 {listed} 项，共 {count} 项。", en: "The table has the first {listed} of {count}." },
  kind: { zh: "类型", en: "Kind" },
  name: { zh: "名称", en: "Name" },
  by: { zh: "提交人", en: "By" },
  at: { zh: "提交时间", en: "Since" },
  id: { zh: "编号", en: "Number" },
  note: { zh: "备注", en: "Note" },
} as const satisfies Record<string, Words>;

/** Cards in one answer, so that a chat channel is not flooded. */
const MOST_CARDS = 5;
const MOST_ROWS = 50;

export const reviews = defineCommand({
  name: "reviews",
  feature: "reviews",
  words: {
    title: { zh: "待审核", en: "Reviews" },
    description: {
      zh: "列出等待审核的全部内容",
      en: "Lists everything that waits for a decision",
    },
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: SEE_ANY,
  reads: true,
  audience: "chat_channel",
  async run(context): Promise<Answer> {
    const { locale } = context;
    const [rows, total] = await Promise.all([
      answerOf<WaitingReview[]>(rowsHere(context, "waiting_reviews").order("submitted_at").limit(MOST_ROWS)),
      countOf(rowsHere(context, "waiting_reviews", "id", { count: "exact", head: true })),
    ]);
    if (rows.length === 0) return { tone: "good", text: say(SAYS.none, locale) };
    const view = viewOf(context);
    // In a terminal a single one is printed whole: nothing else can be meant.
    const shown = view.shared || rows.length === 1 ? rows.slice(0, MOST_CARDS) : [];
    // The queue may have changed between the two queries: the total is at least the rows shown.
    const count = Math.max(total, rows.length);
    const places = { count, shown: shown.length, listed: rows.length };
    const told = [
      ...(rows.length < count ? [SAYS.listed] : []),
      ...(shown.length > 0 && shown.length < count ? [SAYS.some] : []),
    ].map((words) => fillPlaces(say(words, locale), places));
    const columns = [SAYS.kind, SAYS.name, SAYS.by, SAYS.at, SAYS.id, SAYS.note];
    return {
      tone: "plain",
      title: fillPlaces(say(SAYS.title, locale), { count }),
      ...(told.length > 0 ? { text: told.join("\n") } : {}),
      note: say(SAYS.how, locale),
      table: {
        name: "reviews",
        columns: columns.map((words) => ({ title: say(words, locale) })),
        rows: rows.map((row) => [
          say(resourceName(row.resource), locale),
          row.origin === null ? row.title : sendTitle({ name: row.title, origin: row.origin }, locale),
          row.submitted_by_name ?? "—",
          timeText(row.submitted_at, context.zone),
          row.number ?? shortId(row.id),
          noteOf(row, context),
        ]),
      },
      more: await resourceAnswers(view, shown),
    };
  },
});

/** Whose it is, or whom it waits for. */
function noteOf({ mine, asks_me, waits_for }: WaitingReview, { locale, zone }: Context): string {
  if (mine) return say(SAYS.mine, locale);
  if (asks_me) return say(SAYS.me, locale);
  if (!waits_for) return "";
  return fillPlaces(say(SAYS.asked, locale), { who: say(askedWords(waits_for, zone), locale) });
}
