import { type Locale, say, type Words } from "@tidings/shared/locale.ts";
import { ACCOUNT_WORDS, SEND_STATE_WORDS } from "@tidings/shared/sends/words.ts";
import type { Answer, Field, Progress } from "../answer.ts";
import { answerOf } from "../database.ts";
import { count, percent } from "../figures.ts";
import { Refused } from "../refused.ts";
import { timeText } from "../times.ts";
import { shortId } from "./find.ts";
import { PLACES, type SendCard } from "./rows.ts";
import { actionsOf, historyNote, toneOf, type View } from "./view.ts";

const LABELS = {
  state: { zh: "状态", en: "State" },
  batch: { zh: "批次号", en: "Batch" },
  template: { zh: "模板", en: "Template" },
  signature: { zh: "签名", en: "Signature" },
  file: { zh: "号码", en: "Numbers" },
  timing: { zh: "发送时间", en: "Time" },
  trial: { zh: "试发", en: "Trial" },
  cost: { zh: "预计消耗", en: "Cost" },
  reason: { zh: "原因", en: "Reason" },
  waits: { zh: "等待营销时段", en: "Waits for the window" },
  account: { zh: "号码去向", en: "Account" },
  resolved: { zh: "短链解析", en: "Links opened" },
  id: { zh: "编号", en: "Id" },
  text: { zh: "短消息", en: "Text" },
} as const satisfies Record<string, Words>;

/** The card of a send: its settings, its account, how far it is, and what may be done now. */
export async function sendAnswer(view: View, id: string): Promise<Answer> {
  const card = { thing: "send", id } as const;
  const row = await answerOf<SendCard | null>(
    view.session.client.from("send_cards").select("*").eq("id", id).maybeSingle(),
  );
  if (!row) throw new Refused("not_found", 404, {});
  const [actions, note] = await Promise.all([actionsOf(view, card), historyNote(view, card, row)]);
  const progress = progressOf(row, view.locale);
  return {
    tone: toneOf(SEND_STATE_WORDS[row.state]),
    title: row.name,
    fields: fieldsOf(row, view),
    ...(progress ? { progress } : {}),
    ...(row.state === "in_review"
      ? { text: `${say(LABELS.text, view.locale)}: 【${row.signature}】${row.sms_content}` }
      : {}),
    note,
    actions,
    card,
    live: isLive(row),
  };
}

/** Does the send still move by itself? One that waits for its time or for a person does not. */
export function isLive(row: Pick<SendCard, "state" | "timing" | "waits_until">): boolean {
  if (row.waits_until) return false;
  return (
    row.state === "expanding" ||
    row.state === "sending" ||
    (row.state === "ready" && row.timing === "immediate")
  );
}

/** Does the marketing window hold it back longer than its own time does? */
function waitsForWindow(row: SendCard): boolean {
  return (
    row.waits_until !== null &&
    (row.scheduled_at === null || Date.parse(row.waits_until) > Date.parse(row.scheduled_at))
  );
}

function fieldsOf(row: SendCard, view: View): Field[] {
  const { locale } = view;
  const zh = locale === "zh-CN";
  const field = (name: keyof typeof LABELS, value: string): Field => ({
    label: say(LABELS[name], locale),
    value,
  });
  const numbers = zh
    ? `${row.file_name}（${count(row.accepted)} 个有效）`
    : `${row.file_name} (${count(row.accepted)} valid)`;
  const time = row.timing === "scheduled" ? timeText(row.scheduled_at, view.zone) : zh ? "立即" : "At once";
  const trial = zh ? `先发 ${count(row.trial_size)} 个` : `First ${count(row.trial_size)}`;
  const units = Number(row.units) || row.accepted;
  const fields = [
    field("state", say(SEND_STATE_WORDS[row.state], locale)),
    field("batch", row.batch_no),
    field("template", row.template_name),
    field("signature", row.signature),
    field("file", numbers),
    field("timing", time),
    field("trial", row.trial ? trial : zh ? "否" : "No"),
    field("cost", zh ? `${count(units)} 条解析` : `${count(units)} resolutions`),
    field("account", accountText(row, locale)),
    field("id", shortId(row.id)),
  ];
  if (row.resolved > 0)
    fields.push(field("resolved", `${count(row.resolved)} (${percent(row.resolved, row.delivered)})`));
  if (waitsForWindow(row)) fields.push(field("waits", timeText(row.waits_until, view.zone)));
  if (row.reason) fields.push(field("reason", row.reason));
  return fields;
}

/** `10,000 = Delivered 9,400 + Failed 600`: every number is in exactly one place (spec ACC-1). */
export function accountText(row: SendCard, locale: Locale): string {
  const started = PLACES.filter((place) => row[place] > 0);
  const parts = started.map((place) => `${say(ACCOUNT_WORDS[place], locale)} ${count(row[place])}`);
  const waiting = row.intended - started.reduce((sum, place) => sum + row[place], 0);
  if (waiting > 0) parts.unshift(`${locale === "zh-CN" ? "有效" : "Valid"} ${count(waiting)}`);
  return `${count(row.intended)} = ${parts.join(" + ") || "0"}`;
}

function progressOf(row: SendCard, locale: Locale): Progress | null {
  const label = say(SEND_STATE_WORDS[row.state], locale);
  if (row.state === "expanding") return { label, done: row.expanded ?? 0, total: row.accepted };
  if (!["sending", "trial_hold", "done"].includes(row.state)) return null;
  const open = row.pending + row.handed;
  // During a trial, how far the trial is; the rest is not on its way yet.
  const total = row.state === "sending" ? (row.dispatch_limit ?? row.accepted) : row.accepted;
  if (row.state === "sending")
    return { label, done: Math.max(0, total - open + (row.accepted - total)), total };
  return { label, done: total - open, total };
}
