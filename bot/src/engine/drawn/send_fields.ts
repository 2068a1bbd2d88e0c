import { timeText } from "@tidings/shared/ground/clock.ts";
import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, type Locale, listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { isComplete, type SendCard, sentText } from "@tidings/shared/sends/card.ts";
import { type FirstMessage, shownTo } from "@tidings/shared/sends/first_message.ts";
import { isLate, lateAt, lateWords } from "@tidings/shared/sends/late.ts";
import { networkWarnings } from "@tidings/shared/sends/networks.ts";
import { send } from "@tidings/shared/sends/send.ts";
import { contentSchema, parametersOf } from "@tidings/shared/templates/content.ts";
import type { Field } from "../../ground/answer.ts";
import { fieldsOf as declaredFields } from "../fields.ts";
import type { View } from "../view.ts";
import { waitField } from "../waits.ts";
import type { Around } from "./send_around.ts";
import { failureText } from "./send_failures.ts";
import { trialFields } from "./send_trial.ts";

const SAYS = {
  text: w("短消息", "SMS"),
  times: w("已执行次数", "Runs so far"),
  twin: w(
    "⚠ 7 天内已用同一模板向相同的号码发送过：{name}（{batch}，{at}）。",
    "⚠ The same template was sent to the same numbers within the last 7 days: {name} ({batch}, {at}).",
  ),
  broken: w(
    "⚠ 紧急放行：未完成所需审批即放行。原因和放行人见下。",
    "⚠ Emergency release: sent without the approvals it needed. See the reason and who released it below.",
  ),
  beyond: w(
    "⚠ 超出套餐：{beyond} 条将按需计费。",
    "⚠ Beyond your packages: {beyond} {beyond:resolution is|resolutions are} billed as pay-as-you-go.",
  ),
  beyondEach: w(
    "⚠ 超出套餐：按目前余量，每次执行有 {beyond} 条将按需计费。",
    "⚠ Beyond your packages at the current balance: {beyond} {beyond:resolution is|resolutions are} billed as pay-as-you-go each run.",
  ),
  short: w(
    "⚠ 套餐余量不足：缺 {beyond} 条，且按需计费已关闭，无法通过审批。",
    "⚠ Not enough quota: {beyond} more {beyond:resolution is|resolutions are} needed and pay-as-you-go is off, so this send can't be approved.",
  ),
  first: w(
    "参数：{names}。{shown}；各值只显示首个字符。",
    "Parameters: {names}. {shown}; only the first character of each value is shown.",
  ),
  samples: w(
    "参数：{names}。预览使用模板的示例值，因为号码文件中尚无已检查的行。",
    "Parameters: {names}. The preview shows the template's sample values because no line of the number file has been checked yet.",
  ),
  complete: w(
    "所需审批均已通过，但任务尚未开始：请任一审批人再点一次“通过”。",
    "All approvals are in, but the send hasn't started. Any approver can click Approve once more to start it.",
  ),
} as const satisfies Record<string, Words>;

/** The fields of a send's card: those that are declared, its trial, what it waits for, and how often a plan has come. */
export function fieldsOf(row: SendCard, view: View, around: Around): Field[] {
  const waits = waitField(row, view, around);
  const times = { label: say(SAYS.times, view.locale), value: count(around.occurrences) };
  return [
    ...declaredFields(send, row, view),
    ...trialFields(row, view.locale),
    ...(around.occurrences > 0 ? [times] : []),
    ...(waits ? [waits] : []),
  ];
}

/** Warnings (failures, break-glass, twin, late, beyond the packages), and the text of the message while it is in review. */
export function textOf(row: SendCard, view: View, broken: boolean, values?: FirstMessage["values"]): string {
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
  lines.push(...networkWarnings(row, view.locale).map((said) => `⚠ ${said}`));
  const beyond = row.cost?.pay_as_you_go ?? 0;
  if (row.cost && beyond > 0) {
    const each = row.timing === "recurring" ? SAYS.beyondEach : SAYS.beyond;
    const words = row.cost.allowed ? each : SAYS.short;
    lines.push(fillPlaces(say(words, view.locale), { beyond: count(beyond) }));
  }
  if (row.state === "in_review" && row.kind !== "basic")
    lines.push(`${say(SAYS.text, view.locale)}: ${sentText(row, values)}`);
  if (row.state === "in_review" && isComplete(row)) lines.push(say(SAYS.complete, view.locale));
  return lines.join("\n");
}

/** The parameters of the content of a version; none where it cannot be read. */
export function parametersIn(content: unknown): string[] {
  const parsed = contentSchema.safeParse(content);
  return parsed.success ? parametersOf(parsed.data) : [];
}

/** Whose values the picture shows, and which column fills each parameter (`name ← 姓名`); null for a card without parameters. */
export function valuesText(
  row: Pick<SendCard, "columns" | "started_at">,
  parameters: readonly string[],
  first: FirstMessage | null,
  locale: Locale,
): string | null {
  if (parameters.length === 0) return null;
  const { columns } = row;
  const names = parameters.map((name) => {
    const column = valueAt(columns, name);
    return column === undefined ? name : `${name} ← ${column}`;
  });
  const places = { names: listText(names, locale), shown: shownTo(first, row, locale) };
  return fillPlaces(say(first ? SAYS.first : SAYS.samples, locale), places);
}
