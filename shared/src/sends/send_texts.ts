import { timeText } from "../ground/clock.ts";
import { fillPlaces, type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import { percentText } from "../ground/percent.ts";
import { numberFileName } from "../numbers/words.ts";
import { decidersText } from "../people/deputy_words.ts";
import { GROUP_WORDS } from "../people/seeded_words.ts";
import { knownText } from "../resource/known.ts";
import type { Approval, SendCard } from "./card.ts";
import { rhythmWords } from "./rhythm_words.ts";
import { stopWords } from "./stops.ts";
import { outcomeOf } from "./trial.ts";
import { SEND_TIMING_WORDS, TALLY_PLACES, TALLY_WORDS } from "./words.ts";

/** What the columns of a send say to a reader, where that is more than their value. */

const SAYS = {
  endless: w("无结束日期", "no end date"),
  by_person: w("{who}，{at}", "by {who}, {at}"),
  sent_back: w("退回审批，{at}：{why}", "sent back for review, {at}: {why}"),
  by_system: w("系统，{at}：{why}", "by the system, {at}: {why}"),
  at: w("定时 {at}", "at {at}"),
  recurs: w("{timing} · {rhythm}", "{timing} · {rhythm}"),
  first: w("{at}（如届时已通过审核）", "{at} (if approved by then)"),
  file: w("{file}（{count, number} 个有效）", "{file} ({count, number} valid)"),
  numbers: w("{count, number} 个有效号码", "{count, number} valid {count:number|numbers}"),
  occurrence: w("循环任务「{name}」的一次执行", "one run of “{name}”"),
  resend: w("向「{name}」未送达的号码重发", "resend of “{name}” to undelivered numbers"),
  trial: w(
    "先试发 {size, number} 个号码，确认后放行其余号码",
    "{size, number} first, the rest after release",
  ),
  no: w("否", "No"),
  days: w("{days} 天", "{days} {days:day|days}"),
  delivered: w("送达 {share} %", "{share} % delivered"),
  partly: w("已发 {sent} %，其中送达 {share} %", "{sent} % sent, {share} % of those delivered"),
  nothing: w("尚未发出", "nothing sent yet"),
  left_out: w(
    "{count, number} 个号码缺少参数的值，或值不合要求（第 {lines} 行）",
    "{count, number} {count:number|numbers} with a missing or invalid parameter value (lines {lines})",
  ),
  opt_outs: w(
    "{count, number} 个号码已退订【{signature}】，不会向这些号码发送，也不计入消耗和审批规则中的号码数",
    "{count, number} {count:number has|numbers have} opted out of 【{signature}】, so {count:it gets|they get} no message and {count:isn't|aren't} counted toward the cost or the approval rules",
  ),
  planned: w("每个号码 {each} 条，共 {total, number} 条", "{each} per number, {total, number} in total"),
  handed: w(
    "每个号码 {each} 条，已提交给运营商 {total, number} 条",
    "{each} per number, {total, number} sent to the carrier",
  ),
  planned_upto: w(
    "每个号码最多 {each} 条，共 {total, number} 条",
    "at most {each} per number, {total, number} in total",
  ),
  handed_upto: w(
    "每个号码最多 {each} 条，已提交给运营商 {total, number} 条",
    "at most {each} per number, {total, number} sent to the carrier",
  ),
  opened: w("{count, number}（{share} %）", "{count, number} ({share} %)"),
  have: w("{have}/{approvers}", "{have} of {approvers}"),
  group: w("须来自「{group}」用户组", "from “{group}”"),
  missing: w("还需 {count} 人", "{count} more needed"),
  stuck: w(
    "⚠ 还能审批的人数：{open}。请管理员添加审批人或修改规则",
    "⚠ People who can still approve: {open}. Ask an owner to add approvers or change the rule",
  ),
} as const satisfies Record<string, Words>;

/** A text that is made in each language. */
export const both = (text: (locale: Locale) => string): Words => ({ zh: text("zh-CN"), en: text("en") });

const told = (words: Words, places: object): Words =>
  both((locale) => fillPlaces(say(words, locale), { ...places }));

/** Who paused it, or when it went back to review, and why; the system's reason in the words of its code. */
export function pauseWords(send: SendCard, zone: string): Words {
  const at = timeText(send.paused_at, zone);
  const { pause_code: code, pause_details: details, pause_reason: reason } = send;
  if (code !== null)
    return both((locale) => {
      const why = stopWords({ code, details, reason: reason ?? code }, locale);
      return fillPlaces(say(send.state === "in_review" ? SAYS.sent_back : SAYS.by_system, locale), {
        at,
        why,
      });
    });
  return both((locale) => {
    const by = fillPlaces(say(SAYS.by_person, locale), { who: send.paused_by_name, at });
    return reason ? `${by}${locale === "zh-CN" ? "：" : ": "}${reason}` : by;
  });
}

/** Does it need more than that one other person decides, as always? */
export const asksMore = ({ approvals }: SendCard): boolean =>
  !(approvals ?? []).every((each) => each.rule === null && each.approvers === 1 && !isStuck(each));

const isStuck = ({ approvers, have, open }: Approval) => approvers - have > open;

/** `Big sends: 1 of 2, of Reviewers (Carol); 1 more needed`, a line for each rule. */
export const approvalsWords = ({ approvals }: SendCard): Words =>
  both((locale) => (approvals ?? []).map((each) => approvalLine(each, locale)).join("\n"));

function approvalLine(each: Approval, locale: Locale): string {
  const zh = locale === "zh-CN";
  const missing = Math.max(0, each.approvers - each.have);
  const parts = [
    fillPlaces(say(SAYS.have, locale), { ...each }),
    ...(each.group === null
      ? []
      : [fillPlaces(say(SAYS.group, locale), { group: knownText(GROUP_WORDS, each.group, locale) })]),
  ];
  const names = decidersText(each.by, locale);
  const by = each.by.length === 0 ? "" : zh ? `（${names}）` : ` (${names})`;
  const more = `${zh ? "；" : "; "}${fillPlaces(say(SAYS.missing, locale), { count: missing })}`;
  const none = isStuck(each) ? `${zh ? "。" : ". "}${fillPlaces(say(SAYS.stuck, locale), { ...each })}` : "";
  const rule = each.rule ? `${each.rule}${zh ? "：" : ": "}` : "";
  return `${rule}${parts.join(zh ? "，" : ", ")}${by}${missing === 0 ? " ✓" : more}${none}`;
}

/** When it goes out: at once, at a time, or in its rhythm. */
export function timingWords({ timing, scheduled_at, cron }: SendCard, zone: string): Words {
  if (scheduled_at !== null) return told(SAYS.at, { at: timeText(scheduled_at, zone) });
  if (cron === null) return SEND_TIMING_WORDS[timing];
  const rhythm = rhythmWords(cron);
  return both((locale) =>
    fillPlaces(say(SAYS.recurs, locale), {
      timing: say(SEND_TIMING_WORDS[timing], locale),
      rhythm: say(rhythm, locale),
    }),
  );
}

/** The next time of a plan; before it is approved the first one, which may come or not. */
export function nextWords({ first_at, next_at }: SendCard, zone: string): Words | string {
  return first_at ? told(SAYS.first, { at: timeText(first_at, zone) }) : timeText(next_at, zone);
}

/** When a plan ends. */
export const untilWords = ({ repeat_until }: SendCard, zone: string): Words | string =>
  repeat_until === null ? SAYS.endless : timeText(repeat_until, zone);

/** The file of its numbers; for those who may not list files, how many there are. */
export const fileWords = ({ file_name, accepted: count }: SendCard): Words =>
  file_name === null
    ? told(SAYS.numbers, { count })
    : both((locale) =>
        fillPlaces(say(SAYS.file, locale), { file: numberFileName(file_name, locale), count }),
      );

/** The send that it comes from, and how. */
export const parentWords = ({ origin, parent_name: name }: SendCard): Words =>
  told(SAYS[origin === "resend" ? origin : "occurrence"], { name });

export const trialWords = ({ trial, trial_size: size }: SendCard): Words =>
  trial ? told(SAYS.trial, { size }) : SAYS.no;

export const validityWords = ({ validity_days: days }: { readonly validity_days: number }): Words =>
  told(SAYS.days, { days });

/** How far it is, in a few words. */
export function reachWords(send: SendCard): Words {
  const { sent, delivered } = outcomeOf(send);
  const share = percentText(delivered, sent);
  if (share === null) return SAYS.nothing;
  return sent < send.accepted
    ? told(SAYS.partly, { sent: percentText(sent, send.accepted), share })
    : told(SAYS.delivered, { share });
}

/** How many numbers lack a value, and the first of their lines. */
export function leftOutWords({ left_out: count, left_out_lines }: SendCard): Words {
  const more = count > left_out_lines.length ? " …" : "";
  return both((locale) =>
    fillPlaces(say(SAYS.left_out, locale), { count, lines: `${listText(left_out_lines, locale)}${more}` }),
  );
}

/** How many have opted out of its signature, as counted last (OPT-1). */
export const optOutsWords = ({ opt_outs: count, signature }: SendCard): Words =>
  told(SAYS.opt_outs, { count, signature });

/** SMS are counted beside the resolutions: before the hand-off all that would go, then all that went. */
export function segmentsWords(send: SendCard): Words {
  const { segments: each, segments_in_all, segments_handed, goes_to, started_at } = send;
  const [planned, handed] =
    segments_in_all === null ? [SAYS.planned, SAYS.handed] : [SAYS.planned_upto, SAYS.handed_upto];
  return started_at === null
    ? told(planned, { each, total: segments_in_all ?? each * goes_to })
    : told(handed, { each, total: segments_handed });
}

export const openedWords = ({ resolved: count, delivered }: SendCard): Words =>
  told(SAYS.opened, { count, share: percentText(count, delivered) });

/** `10,000 = Delivered 9,400 + Failed 600`: every number is counted exactly once (ACC-1). */
export function tallyWords(send: SendCard): Words {
  const figure = (value: number) => value.toLocaleString("en");
  const told = TALLY_PLACES.filter((place) => send[place] > 0);
  const waiting = send.intended - told.reduce((sum, place) => sum + send[place], 0);
  return both((locale) => {
    const parts = told.map((place) => `${say(TALLY_WORDS[place], locale)} ${figure(send[place])}`);
    if (waiting > 0) parts.unshift(`${locale === "zh-CN" ? "有效" : "Valid"} ${figure(waiting)}`);
    return `${figure(send.intended)} = ${parts.join(" + ") || "0"}`;
  });
}
