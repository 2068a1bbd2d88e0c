import { type Head, headText } from "../audit/head.ts";
import { CALLBACK_KIND_WORDS } from "../callbacks/words.ts";
import { troubleWords } from "../channels/trouble.ts";
import { CARRIER_NAMES } from "../channels/words.ts";
import { FILING_FORM_WORDS } from "../filings/words.ts";
import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";
import { RETENTION_KIND_WORDS } from "../numbers/retention_words.ts";
import { QUOTA_KIND_WORDS } from "../quotas/words.ts";
import { knownText } from "../resource/known.ts";
import { isNoun, NOUNS } from "../resource/nouns.ts";
import { codeText } from "../sends/codes.ts";
import { stopWords } from "../sends/stops.ts";
import type { Reason } from "../sends/trial.ts";
import { DELIVERY_STATE_WORDS } from "../sends/words.ts";
import type { AlertKind } from "./words.ts";

const PERIOD: Words = w(
  "{from} 至 {to}：{sends} 个任务，送达 {delivered} 条",
  "{from} – {to}: {sends} {sends:send|sends}, {delivered} delivered",
);

/** An alert as a sentence. */
const TEXTS: Readonly<Record<AlertKind, Words>> = {
  review_waiting: w("「{name}」等待审核", "“{name}” is waiting for review"),
  channel_sick: w("通道「{name}」无响应：{error}", "Channel “{name}” isn't responding: {error}"),
  channel_well: w("通道「{name}」已恢复", "Channel “{name}” has recovered"),
  link_frozen: w(
    "「{name}」的短链因异常访问被冻结（一分钟 {requests} 次）",
    "A short link of “{name}” was frozen for unusual traffic ({requests} requests in a minute)",
  ),
  send_paused: w(
    "任务「{name}」（{batch_no}）被系统暂停：{why}",
    "The system paused “{name}” ({batch_no}): {why}",
  ),
  send_failed: w(
    "任务「{name}」（{batch_no}）已结束，{ends} 条中 {failed} 条未送达",
    "“{name}” ({batch_no}) has ended: {failed} of {ends} messages weren't delivered",
  ),
  books_disagree: w("额度账目与明细不一致，请核对", "Check the quota ledger: it doesn't match the records"),
  break_glass: w(
    "{by} 未经审批放行了「{name}」：{reason}",
    "{by} released “{name}” without approval: {reason}",
  ),
  filing_decided: w(
    "企业备案「{form}」{decision}，审核人：{by}",
    "The filing for {form} was {decision} by {by}",
  ),
  filing_ends: w(
    "企业备案「{form}」将于 {day} 到期（还有 {days} 天），到期后不能发送",
    "The filing for {form} expires on {day}, in {days} {days:day|days}, and you can't send after that",
  ),
  quota_low: w(
    "额度「{quota}」仅剩 {available}，按目前用量预计 {day} 用完",
    "{quota}: {available} left, expected to run out on {day} at the current rate",
  ),
  uplink_stopped: w(
    "应用「{name}」的上行短信接收地址不可用，已停止推送：{error}",
    "The reply URL of “{name}” is unavailable, so replies are no longer pushed to it: {error}",
  ),
  callback_stopped: w(
    "回执地址「{callback}」不可用，已停止推送：{error}",
    "The callback URL “{callback}” is unavailable, so nothing is pushed to it any more: {error}",
  ),
  retention_failed: w(
    "「{kept}」已超过保留期限但未能删除，系统每小时重试一次：{error}",
    "“{kept}” is past its retention period and couldn't be deleted, so we retry every hour: {error}",
  ),
  digest_day: w(
    "{from} 日报：{sends} 个任务，送达 {delivered} 条",
    "{from}: {sends} {sends:send|sends}, {delivered} delivered",
  ),
  digest_week: PERIOD,
  digest_month: PERIOD,
  // IAM-4: a robot is told this text alone, so the heads are in it whole.
  digest_audit: w(
    "审计日志最新哈希 {head}；部署日志最新哈希 {deployment}",
    "Audit log hash {head}; deployment log hash {deployment}",
  ),
};

/** Of a quota that nothing is taken from at present, or that is used up already. */
const LOW: Words = w("额度「{quota}」仅剩 {available}", "{quota}: {available} left");

/** Of what has no name. */
const WAITING: Words = w("有内容等待审核", "Something is waiting for review");

/** Of a send whose alert has the reasons. */
const WHY: Words = w("{said}：{reasons}", "{said}: {reasons}");

function textOf(kind: AlertKind, facts: Readonly<Record<string, unknown>>): Words {
  const { zh, en } = TEXTS.send_failed;
  if (kind === "send_failed" && Array.isArray(facts.reasons) && facts.reasons.length > 0)
    return { zh: WHY.zh.replace("{said}", zh), en: WHY.en.replace("{said}", en) };
  if (kind === "quota_low" && (facts.day === null || facts.available === 0)) return LOW;
  return kind === "review_waiting" && !facts.name ? WAITING : TEXTS[kind];
}

/** Their `name` is that of a channel, which the system may have given. */
const OF_CHANNELS: ReadonlySet<string> = new Set<AlertKind>(["channel_sick", "channel_well"]);

/** What an alert is about: its kind, and the details that the database keeps of it. */
export interface AlertFacts {
  readonly kind: string;
  readonly details: unknown;
}

/** An alert as a sentence in both languages; the kind itself where a newer database has one that is not known here. */
export function alertWords({ kind, details }: AlertFacts): Words {
  const facts = (details ?? {}) as Readonly<Record<string, unknown>>;
  const text = Object.hasOwn(TEXTS, kind) ? textOf(kind as AlertKind, facts) : { zh: kind, en: kind };
  const { code, values, reason } = facts as { code?: string; values?: unknown; reason?: string };
  const told = (locale: Locale, sentence: string) => {
    const why = stopWords({ code, details: values, reason: reason ?? "—" }, locale);
    const figures = Object.entries(facts).map(([name, value]) => [
      name,
      name === "name" && OF_CHANNELS.has(kind)
        ? knownText(CARRIER_NAMES, String(value), locale)
        : worded(name, value, locale),
    ]);
    return fillPlaces(sentence, { ...Object.fromEntries(figures), why });
  };
  return { zh: told("zh-CN", text.zh), en: told("en", text.en) };
}

const DECISIONS = {
  approved: w("已通过", "approved"),
  rejected: w("被驳回", "rejected"),
} as const satisfies Record<string, Words>;

/** `Number not in use (MK:0001) 700, Timed out 26`, the three most frequent. */
function reasonsText(reasons: readonly Reason[], locale: Locale): string {
  return reasons
    .map(
      (reason) =>
        `${codeText(reason, DELIVERY_STATE_WORDS[reason.state], locale)} ${reason.count.toLocaleString("en")}`,
    )
    .join(locale === "zh-CN" ? "，" : ", ");
}

/** A detail in words: a count with its thousands, a form of a filing and a decision by what they are called, why a channel failed in the reader's language. */
function worded(name: string, value: unknown, locale: Locale): unknown {
  if (name === "form" && Object.hasOwn(FILING_FORM_WORDS, String(value)))
    return say(FILING_FORM_WORDS[value as keyof typeof FILING_FORM_WORDS], locale);
  if (name === "quota" && Object.hasOwn(QUOTA_KIND_WORDS, String(value)))
    return say(QUOTA_KIND_WORDS[value as keyof typeof QUOTA_KIND_WORDS], locale);
  if (name === "kept" && Object.hasOwn(RETENTION_KIND_WORDS, String(value)))
    return say(RETENTION_KIND_WORDS[value as keyof typeof RETENTION_KIND_WORDS], locale);
  if (name === "callback" && Object.hasOwn(CALLBACK_KIND_WORDS, String(value)))
    return say(CALLBACK_KIND_WORDS[value as keyof typeof CALLBACK_KIND_WORDS], locale);
  if (name === "decision" && Object.hasOwn(DECISIONS, String(value)))
    return say(DECISIONS[value as keyof typeof DECISIONS], locale);
  if (name === "head" || name === "deployment") return headText(value as Head | null);
  if (name === "reasons" && Array.isArray(value)) return reasonsText(value as Reason[], locale);
  if (name === "error" && typeof value === "string") return say(troubleWords(value), locale);
  return typeof value === "number" ? value.toLocaleString("en") : value;
}

/** Pages about what is no row of its own. */
const PLACES: Readonly<Record<string, string>> = {
  quota: "/quota",
  retention_period: "/retention",
  audit_entry: "/audit",
};

/** The page of the panel about what an alert is about; null where there is none. */
export function alertPlace(resource: string, id: string | null): string | null {
  if (Object.hasOwn(PLACES, resource)) return PLACES[resource] ?? null;
  return id !== null && isNoun(resource) ? `/${NOUNS[resource].path}/${id}` : null;
}
