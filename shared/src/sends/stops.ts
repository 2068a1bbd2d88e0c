import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";
import { pastRefusalWords } from "../refusals/register.ts";

/** Why the system stops a send or skips an occurrence, in addition to the codes of refusals. */
const LATE: Words = w("比计划晚一小时以上，未执行", "over an hour late, skipped");
const FAILING: Words = w("失败比例过高", "too many messages failed");
const RESTORED: Words = w(
  "数据库从备份恢复，其余 {pending} 个号码可能已经发送过（其中 {claimed} 个当时正在提交）",
  "the database was restored from a backup, so messages may already have gone to the {pending} remaining numbers ({claimed} were being submitted)",
);
const FIGURES: Words = w("{why}（已有结果 {ends} 条，其中失败 {failed} 条）", "{why} ({failed} of {ends})");

/** Why something was stopped or refused, as stored: a code, the values of its message, and a free text. */
export interface Why {
  readonly code: string | null | undefined;
  readonly details: unknown;
  /** Used when the code is unknown here. */
  readonly reason: string | null;
}

/** The text of why the system stopped a send, or of the refusal, in `locale`. */
export function stopWords({ code, details, reason }: Why, locale: Locale): string {
  if (code === "occurrence_late") return say(LATE, locale);
  if (code === "restored") return restoredWords(details, locale);
  if (code !== "failure_rate") return pastRefusalWords(code ?? null, locale, details, reason);
  const why = say(FAILING, locale);
  const { failed, ends } = figuresOf(details);
  if (failed === undefined || ends === undefined) return why;
  return fillPlaces(say(FIGURES, locale), { why, failed: figure(failed), ends: figure(ends) });
}

function restoredWords(details: unknown, locale: Locale): string {
  const { pending, claimed } = figuresOf(details);
  return fillPlaces(say(RESTORED, locale), { pending: figure(pending), claimed: figure(claimed) });
}

function figuresOf(details: unknown): Readonly<Record<string, unknown>> {
  return details !== null && typeof details === "object" ? { ...details } : {};
}

function figure(value: unknown): string {
  return Number(value).toLocaleString("en");
}
