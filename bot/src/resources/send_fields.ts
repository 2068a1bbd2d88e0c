import { timeText } from "@tidings/shared/clock.ts";
import { fillPlaces, type Locale, listText, say, type Words } from "@tidings/shared/locale.ts";
import { numberFileName } from "@tidings/shared/numbers/words.ts";
import { chargesText, costText } from "@tidings/shared/quotas/cost.ts";
import { isLate, lateAt, lateWords } from "@tidings/shared/sends/late.ts";
import { sendStateLabel } from "@tidings/shared/sends/outcome.ts";
import { stopWords } from "@tidings/shared/sends/stops.ts";
import { ACCOUNT_WORDS } from "@tidings/shared/sends/words.ts";
import type { Field } from "../answer.ts";
import { count, percent } from "../figures.ts";
import { shortId } from "./find.ts";
import { ACCOUNT_PLACES, type ApprovalProgress, type SendCard } from "./rows.ts";
import type { Around } from "./send_around.ts";
import { failureText } from "./send_failures.ts";
import { messageFields, wholeText } from "./send_message.ts";
import { trialFields } from "./send_trial.ts";
import type { View } from "./view.ts";
import { waitField } from "./waits.ts";

const LABELS = {
  state: { zh: "状态", en: "State" },
  batch: { zh: "批次号", en: "Batch" },
  template: { zh: "模板", en: "Template" },
  signature: { zh: "签名", en: "Signature" },
  file: { zh: "号码", en: "Numbers" },
  timing: { zh: "发送时间", en: "Time" },
  recurs: { zh: "循环", en: "Recurs" },
  parent: { zh: "来源", en: "From" },
  cost: { zh: "预计消耗", en: "Cost" },
  charged: { zh: "已消耗", en: "Cost so far" },
  reason: { zh: "原因", en: "Reason" },
  paused: { zh: "暂停", en: "Paused" },
  approvals: { zh: "审批", en: "Approvals" },
  account: { zh: "号码去向", en: "Account" },
  resolved: { zh: "短链解析", en: "Links opened" },
  id: { zh: "编号", en: "Id" },
} as const satisfies Record<string, Words>;

const SAYS = {
  text: { zh: "短消息", en: "Text" },
  twin: {
    zh: "⚠ 7 天内已用同一模板向相同的号码发送过：{name}（{batch}，{at}）。",
    en: "⚠ The same template went to the same numbers within a week: {name} ({batch}, {at}).",
  },
  broken: {
    zh: "⚠ 紧急放行：未经应有的审批。原因和放行人见下。",
    en: "⚠ The glass was broken: it goes without the approvals it needed. Why and by whom is below.",
  },
  once: { zh: "立即", en: "At once" },
  beyond: {
    zh: "⚠ 超出套餐：{beyond} 条将按需计费。",
    en: "⚠ Beyond the packages: {beyond} {beyond:resolution goes|resolutions go} to pay-as-you-go.",
  },
  beyondEach: {
    zh: "⚠ 超出套餐：按目前余量，每次有 {beyond} 条将按需计费。",
    en: "⚠ Beyond the packages as they stand: {beyond} {beyond:resolution goes|resolutions go} to pay-as-you-go each time.",
  },
  short: {
    zh: "⚠ 套餐余量不足：缺 {beyond} 条，且按需计费已关闭，无法通过审批。",
    en: "⚠ The packages lack {beyond} {beyond:resolution|resolutions} and pay-as-you-go is off: it cannot be approved so.",
  },
  valid: { zh: "{file}（{count} 个有效）", en: "{file} ({count} valid)" },
  next: { zh: "下次 {at}", en: "next {at}" },
  first: { zh: "首次 {at}（如届时已通过审核）", en: "first {at}, if approved by then" },
  until: { zh: "至 {at}", en: "until {at}" },
  times: { zh: "已执行 {count} 次", en: "{count} so far" },
  occurrence: { zh: "循环任务「{name}」的一次", en: "an occurrence of {name}" },
  resend: { zh: "重发「{name}」未送达的号码", en: "what failed of {name}, again" },
  byPerson: { zh: "{who}，{at}", en: "by {who}, {at}" },
  bySystem: { zh: "系统，{at}：{why}", en: "by the system, {at}: {why}" },
  asked: { zh: "{have}/{approvers}", en: "{have} of {approvers}" },
  complete: {
    zh: "批准已齐，但尚未开始：请任一审批人再点一次“通过”。",
    en: "All approvals are there, and it has not started: any approver presses Approve once more.",
  },
  group: { zh: "须「{group}」用户组", en: "of {group}" },
  missing: { zh: "还需 {count} 人", en: "{count} more needed" },
  stuck: {
    zh: "⚠ 还能审批的人数：{open}。请管理员添加审批人或修改规则",
    en: "⚠ People who may still approve: {open}. An owner has to add approvers or change the rule",
  },
} as const satisfies Record<string, Words>;

type Name = keyof typeof LABELS;

/** The fields of a send's card, without those that do not apply. */
export function fieldsOf(row: SendCard, view: View, around: Around): Field[] {
  const { locale } = view;
  const told = (words: Words, places: object = {}) => fillPlaces(say(words, locale), { ...places });
  const opened = `${count(row.resolved)} (${percent(row.resolved, row.delivered)})`;
  const values: readonly (readonly [Name, string | null])[] = [
    ["state", say(sendStateLabel(row), locale)],
    ["paused", row.state === "paused" ? pauseText(row, view) : null],
    ["approvals", approvalsText(row.approvals ?? [], locale)],
    ["batch", row.batch_no],
    ["parent", row.origin === "own" ? null : told(SAYS[row.origin], { name: row.parent_name ?? "—" })],
    ["template", row.template_name],
    ["signature", row.signature],
    ["file", told(SAYS.valid, { file: numberFileName(row.file_name, locale), count: count(row.accepted) })],
    row.timing === "recurring"
      ? ["recurs", recurrenceText(row, view, around)]
      : ["timing", row.timing === "scheduled" ? timeText(row.scheduled_at, view.zone) : told(SAYS.once)],
    ["cost", row.cost ? costText(row.cost, locale) : null],
    ["charged", row.charged ? chargesText(row.charged, locale) : null],
    ["account", accountText(row, locale)],
    ["id", shortId(row.id)],
    ["resolved", row.resolved > 0 ? opened : null],
    ["reason", row.reason],
  ];
  const fields = values.flatMap(([name, value]) =>
    value ? [{ label: say(LABELS[name], locale), value }] : [],
  );
  const waits = waitField(row, view, around);
  return [...fields, ...trialFields(row, locale), ...messageFields(row, locale), ...(waits ? [waits] : [])];
}

/** Warnings (failures, break-glass, twin, late, beyond the packages), and the text of the message while it is in review. */
export function textOf(row: SendCard, view: View, broken: boolean): string {
  const { twin } = row;
  const lines: string[] = [];
  const failed = failureText(row, view.locale);
  if (failed !== null) lines.push(failed);
  if (broken) lines.push(say(SAYS.broken, view.locale));
  if (twin) {
    const places = { name: twin.name, batch: twin.batch_no, at: timeText(twin.at, view.zone) };
    lines.push(fillPlaces(say(SAYS.twin, view.locale), places));
  }
  if (isLate(row) && row.state !== "rejected") {
    const at = timeText(lateAt(row), view.zone);
    lines.push(`⚠ ${fillPlaces(say(lateWords(row), view.locale), { at })}`);
  }
  const beyond = row.cost?.pay_as_you_go ?? 0;
  if (row.cost && beyond > 0) {
    const each = row.timing === "recurring" ? SAYS.beyondEach : SAYS.beyond;
    const words = row.cost.allowed ? each : SAYS.short;
    lines.push(fillPlaces(say(words, view.locale), { beyond: count(beyond) }));
  }
  if (row.state === "in_review") lines.push(`${say(SAYS.text, view.locale)}: ${wholeText(row)}`);
  if (row.state === "in_review" && isComplete(row.approvals ?? []))
    lines.push(say(SAYS.complete, view.locale));
  return lines.join("\n");
}

/** Enough have approved, and no click let it go: an approver was away for a while, or a rule was deleted. */
const isComplete = (asked: readonly ApprovalProgress[]): boolean =>
  asked.length > 0 && asked.every(({ approvers, have }) => have >= approvers);

/** `Big sends: 1 of 2, of Reviewers (Carol); 1 more needed`, a line for each rule; null when one other person decides. */
export function approvalsText(asked: readonly ApprovalProgress[], locale: Locale): string | null {
  const stuck = (each: ApprovalProgress) => each.approvers - each.have > each.open;
  if (asked.every((each) => each.rule === null && each.approvers === 1 && !stuck(each))) return null;
  const zh = locale === "zh-CN";
  const lines = asked.map((each) => {
    const missing = Math.max(0, each.approvers - each.have);
    const parts = [
      fillPlaces(say(SAYS.asked, locale), { have: each.have, approvers: each.approvers }),
      ...(each.group === null ? [] : [fillPlaces(say(SAYS.group, locale), { group: each.group })]),
    ];
    const names = listText(each.by, locale);
    const by = each.by.length === 0 ? "" : zh ? `（${names}）` : ` (${names})`;
    const rest =
      missing === 0
        ? " ✓"
        : `${zh ? "；" : "; "}${fillPlaces(say(SAYS.missing, locale), { count: missing })}`;
    const none = stuck(each)
      ? `${zh ? "。" : ". "}${fillPlaces(say(SAYS.stuck, locale), { open: each.open })}`
      : "";
    return `${each.rule ?? ""}${each.rule ? (zh ? "：" : ": ") : ""}${parts.join(zh ? "，" : ", ")}${by}${rest}${none}`;
  });
  return lines.join("\n");
}

function recurrenceText(row: SendCard, view: View, around: Around): string {
  const told = (words: Words, places: object) => fillPlaces(say(words, view.locale), { ...places });
  const parts = [
    row.cron ?? "",
    row.first_at ? told(SAYS.first, { at: timeText(row.first_at, view.zone) }) : "",
    row.next_at ? told(SAYS.next, { at: timeText(row.next_at, view.zone) }) : "",
    row.repeat_until ? told(SAYS.until, { at: timeText(row.repeat_until, view.zone) }) : "",
    around.occurrences > 0 ? told(SAYS.times, { count: count(around.occurrences) }) : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function pauseText(row: SendCard, view: View): string {
  const { locale } = view;
  const at = timeText(row.paused_at, view.zone);
  if (row.pause_code === null) {
    const by = fillPlaces(say(SAYS.byPerson, locale), { who: row.paused_by_name ?? "—", at });
    return row.pause_reason ? `${by}${locale === "zh-CN" ? "：" : ": "}${row.pause_reason}` : by;
  }
  const why = stopWords(
    { code: row.pause_code, details: row.pause_details, reason: row.pause_reason ?? row.pause_code },
    locale,
  );
  return fillPlaces(say(SAYS.bySystem, locale), { at, why });
}

/** `10,000 = Delivered 9,400 + Failed 600`: every number is counted exactly once (spec ACC-1). */
export function accountText(row: SendCard, locale: Locale): string {
  const started = ACCOUNT_PLACES.filter((place) => row[place] > 0);
  const parts = started.map((place) => `${say(ACCOUNT_WORDS[place], locale)} ${count(row[place])}`);
  const waiting = row.intended - started.reduce((sum, place) => sum + row[place], 0);
  if (waiting > 0) parts.unshift(`${locale === "zh-CN" ? "有效" : "Valid"} ${count(waiting)}`);
  return `${count(row.intended)} = ${parts.join(" + ") || "0"}`;
}
