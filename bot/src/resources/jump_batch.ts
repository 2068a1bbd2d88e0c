import { JUMP_SOURCE_WORDS } from "@tidings/shared/links/jump.ts";
import { fillPlaces, type Locale, say, type Words } from "@tidings/shared/locale.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import type { Answer, Field } from "../answer.ts";
import { answerOf } from "../database.ts";
import { Refusal } from "../errors.ts";
import { count } from "../figures.ts";
import { rowWithId } from "../rows.ts";
import { timeText } from "../times.ts";
import { shortId } from "./find.ts";
import { historyNote } from "./history.ts";
import type { JumpCard } from "./rows.ts";
import type { Transitions } from "./transitions.ts";
import { actionsOf, toneOf, type View } from "./view.ts";

const LABELS = {
  review: { zh: "审核状态", en: "Review" },
  batch: { zh: "申请批次号", en: "Batch" },
  links: { zh: "链接数量", en: "Links" },
  purpose: { zh: "申请理由", en: "Reason for asking" },
  due: { zh: "预计完成", en: "Due" },
  proof: { zh: "其他材料", en: "Other material" },
  reason: { zh: "审核说明", en: "Review note" },
  id: { zh: "编号", en: "Id" },
} as const satisfies Record<string, Words>;

const SAYS = {
  uncertain: {
    zh: "{at}（假期安排未公布，仅按周末推算）",
    en: "{at} (holidays not published yet: weekends only)",
  },
  late: { zh: "{at}（已超时）", en: "{at} (overdue)" },
  more: { zh: "……等 {count} 个", en: "… {count} in all" },
} as const satisfies Record<string, Words>;

/** The due time is in Chinese working hours, so it is shown in China's time zone, whatever the enterprise's. */
const CHINA = "Asia/Shanghai";

/** When the review is due, whether it is late, and whether that time is certain. */
export function dueText(
  row: Pick<JumpCard, "due_at" | "due_certain" | "state">,
  locale: Locale,
  now = new Date(),
): string {
  const at = timeText(row.due_at, CHINA);
  if (row.state === "in_review" && Date.parse(row.due_at) < now.getTime())
    return fillPlaces(say(SAYS.late, locale), { at });
  return row.due_certain ? at : fillPlaces(say(SAYS.uncertain, locale), { at });
}

/** The card of a batch of jump links: the first links, when its review is due, and the buttons. */
export async function jumpAnswer(view: View, id: string, transitions: Transitions): Promise<Answer> {
  const card = { resource: "jump_batch", id } as const;
  const row = await answerOf<JumpCard | null>(rowWithId(view.session, "jump_cards", id));
  if (!row) throw new Refusal("not_found", 404, { details: { resource: "jump_batch" } });
  const note = await historyNote(view, card, row);
  const more =
    row.links > row.first_urls.length
      ? [fillPlaces(say(SAYS.more, view.locale), { count: count(row.links) })]
      : [];
  return {
    tone: toneOf(REVIEW_STATE_WORDS[row.state]),
    title: row.name,
    text: [...row.first_urls, ...more].join("\n"),
    fields: fieldsOf(row, view.locale),
    note,
    actions: actionsOf(view, card, transitions),
    card,
    live: false,
  };
}

function fieldsOf(row: JumpCard, locale: Locale): Field[] {
  const field = (name: keyof typeof LABELS, value: string): Field => ({
    label: say(LABELS[name], locale),
    value,
  });
  const fields = [
    field("review", say(REVIEW_STATE_WORDS[row.state], locale)),
    field("batch", row.batch_no),
    field("links", `${count(row.links)} · ${say(JUMP_SOURCE_WORDS[row.source], locale)}`),
    field("purpose", row.purpose),
  ];
  if (row.state === "in_review") fields.push(field("due", dueText(row, locale)));
  if (row.proof_name) fields.push(field("proof", row.proof_name));
  fields.push(field("id", shortId(row.id)));
  if (row.reason) fields.push(field("reason", row.reason));
  return fields;
}
