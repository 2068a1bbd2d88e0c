import type { Enum } from "../ground/enums.ts";
import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";
import type { Tone } from "../ground/tone.ts";
import { LINK_EVENT_WORDS, type LINK_STATUS_WORDS } from "../links/words.ts";
import { networkText } from "../numbers/networks.ts";
import { type Network, numberFileName } from "../numbers/words.ts";
import { doneText } from "../people/done.ts";
import { codeAdvice, codeText, type ToldCode } from "../sends/codes.ts";
import {
  DELIVERY_STATE_WORDS,
  type DeliveryState,
  type MessageKind,
  type SendOrigin,
  type SendState,
  sendTitle,
} from "../sends/words.ts";
import { VENDOR_WORDS, type Vendor } from "../vendors/words.ts";

/** A message as its story and the lists of messages have it: what became of it, in the columns of `delivery_cards`. */
export interface MessageEnd extends ToldCode {
  readonly state: DeliveryState;
  readonly vendor: Vendor | null;
  readonly resolved?: number | null;
}

interface StoryMessage extends MessageEnd {
  readonly id: string;
  readonly send_id: string;
  readonly phone: string;
  readonly network: Network;
  readonly network_told: boolean;
  readonly handed_at: string | null;
  readonly final_at: string | null;
}

/** A line of the story of a message, as the law tells it. */
export interface StoryEvent extends ToldCode {
  readonly what: string;
  readonly at: string;
  readonly by?: string | null;
  readonly file_name?: string;
  readonly file_id?: string | null;
  readonly source?: "upload" | "typed" | "resend";
  readonly line?: number | null;
  readonly first_message?: string | null;
  readonly name?: string;
  readonly ordinal?: number;
  readonly total?: number;
  readonly state?: DeliveryState;
  readonly signature?: string;
  readonly channel?: string;
  readonly tries?: number | null;
  readonly vendor?: Vendor | null;
  readonly network?: Network;
  readonly network_told?: boolean;
  readonly turned_away?: boolean;
  readonly kind?: Enum<"link_event_kind">;
  readonly count?: number;
  readonly text?: string;
  readonly id?: string;
  readonly message?: string | null;
  readonly send_id?: string;
  readonly batch_no?: string;
  readonly origin?: SendOrigin;
}

/** The answer of `message_story` (MSG-1). */
export interface MessageStory {
  readonly message: StoryMessage;
  readonly send: {
    readonly id: string;
    readonly name: string;
    readonly batch_no: string;
    readonly origin: SendOrigin;
    readonly kind: MessageKind;
    readonly state: SendState;
    readonly signature: string;
    readonly template_id: string | null;
    readonly template_name: string | null;
    readonly channel: string;
  };
  readonly link: {
    readonly address: string;
    /** False where the caller may not reveal numbers: then its code is masked. */
    readonly whole: boolean;
    readonly status: keyof typeof LINK_STATUS_WORDS;
    readonly used: number;
    readonly expires_at: string | null;
  } | null;
  readonly events: readonly StoryEvent[];
}

/** A line as it is read: its sentence, what helps, and the page that it leads to. */
export interface StoryLine {
  readonly key: string;
  readonly at: string;
  readonly tone: Tone;
  readonly text: string;
  readonly advice: string | null;
  readonly to: string | null;
}

/** Before what helps with a result. */
export const WHAT_HELPS: Words = w("建议：{advice}", "What to do: {advice}");

const SAYS = {
  system: w("系统", "System"),
  unknown_person: w("已离开的成员", "a former member"),
  uploaded: w("{by} 导入号码文件「{file}」，第 {line} 行", "{by} imported “{file}” (line {line})"),
  typed: w("{by} 输入了号码", "{by} entered the number"),
  emptied: w(
    "{by} 导入号码文件「{file}」，文件中的各行已按保留期限删除",
    "{by} imported “{file}”, whose lines have since been deleted under the retention policy",
  ),
  collected: w("从上一次发送未送达的号码中收集", "Collected from numbers the previous send didn't reach"),
  act: w("{by} {act}", "{by} {act}"),
  covered: w(
    "本次发送适用常设审批「{name}」（由 {by} 批准）",
    "Covered by the standing approval “{name}”, approved by {by}",
  ),
  laid_out: w(
    "已生成短信：第 {ordinal, number} 条，共 {total, number} 条",
    "Message {ordinal, number} of {total, number} created",
  ),
  opted_out_held: w("未发送：号码已退订【{signature}】", "Not sent: the number opted out of 【{signature}】"),
  capped: w("未发送：该号码已达到频次上限", "Not sent: frequency cap reached for this number"),
  cancelled: w("未发送：任务已取消", "Not sent: the send was ended"),
  handed: w("提交给通道「{channel}」", "Sent to channel “{channel}”"),
  handed_again: w(
    "提交给通道「{channel}」，第 {tries} 次提交",
    "Sent to channel “{channel}”, attempt {tries}",
  ),
  delivered: w("送达手机（{phone}）", "Delivered to the phone ({phone})"),
  failed: w("未送达：{why}", "Not delivered: {why}"),
  refused: w("运营商拒收：{why}", "Rejected by the carrier: {why}"),
  resolution: w("手机显示了卡片（{vendor}）", "The phone showed the card ({vendor})"),
  link_event: w("短链：{kind}", "Short link: {kind}"),
  times: w("{said}，{count} 次", "{said}, {count} times"),
  frozen: w("{by} 冻结了此短信的短链", "{by} froze this message's short link"),
  replied: w("回复：“{text}”", "Replied: “{text}”"),
  opted_out_self: w("该号码通过回复退订了【{signature}】", "Opted out of 【{signature}】 by reply"),
  opted_out_by: w(
    "{by} 把号码加入【{signature}】的退订名单",
    "{by} added the number to the opt-out list of 【{signature}】",
  ),
  resent: w("{by} 重新发送：{title}", "{by} resent: {title}"),
} as const satisfies Record<string, Words>;

const ADVICE: Partial<Record<DeliveryState, Words>> = {
  opted_out: w(
    "使用该签名的任务都会跳过此号码。只有机主本人要求恢复时，才能将此号码移出退订名单。",
    "Sends with this signature skip this number. Remove it from the opt-out list only if its owner asks you to.",
  ),
  capped: w(
    "频次上限可在「发送设置」中查看。之后的任务仍可发给此号码。",
    "Frequency caps are in Send settings. Later sends can still reach this number.",
  ),
  cancelled: w(
    "如需发送，请用同一号码文件新建任务。",
    "To reach this number, create a send with the same number file.",
  ),
  timed_out: w(
    "运营商在 72 小时内没有返回回执，手机可能收到了，也可能没有。可以重发。",
    "The carrier sent no receipt within 72 hours. The phone may or may not have received the message. You can resend it.",
  ),
  unknown: w(
    "提交时没有收到运营商的应答。为避免重复发送，系统不会自动重发。",
    "The carrier didn't respond when we submitted the message. To avoid duplicates, we don't resend it automatically.",
  ),
  handed: w(
    "还没有回执，通常需要几秒到几分钟，最长 72 小时。",
    "No receipt yet. A receipt usually takes a few seconds to a few minutes, and 72 hours at most.",
  ),
};

const PENDING: Partial<Record<SendState, Words>> = {
  paused: w("任务已暂停，恢复后继续提交。", "The send is paused. It continues when someone resumes it."),
  trial_hold: w(
    "试发已完成，放行后会提交其余号码。",
    "The trial send is done. The remaining numbers are sent after release.",
  ),
};
const PENDING_ELSE = w("排队中，尚未提交给运营商。", "Queued, not yet sent to the carrier.");

/** What helps with a message that ended, or waits, so; null where nothing has to be done. */
export function messageAdvice(end: MessageEnd, send?: SendState): Words | null {
  if (end.state === "delivered") return null;
  if (end.state === "pending") return (send && PENDING[send]) ?? PENDING_ELSE;
  return codeAdvice(end) ?? ADVICE[end.state] ?? null;
}

const ENDED = {
  shown: w("已送达，手机显示了卡片", "Delivered, and the phone showed the card"),
} as const;

/** What became of a message, in a sentence: `Number not in use (MK:0001)`. */
export function messageText(end: MessageEnd, locale: Locale): string {
  if (end.state === "delivered" && (end.resolved ?? 0) > 0) return say(ENDED.shown, locale);
  return codeText(end.state === "delivered" ? { code: null } : end, DELIVERY_STATE_WORDS[end.state], locale);
}

const GOOD = new Set(["approve", "covered", "release", "resume", "break_glass"]);
const BAD = new Set(["reject", "stop", "cancel"]);

/** The lines of a story, from the line of the number file on. */
export function storyLines({ events, send }: MessageStory, locale: Locale): StoryLine[] {
  return events.map((event, n) => ({
    key: `${n} ${event.what}`,
    at: event.at,
    tone: toneOf(event),
    text: eventText(event, locale),
    advice: adviceOf(event, locale),
    to: pathOf(event, send.id),
  }));
}

function toneOf({ what, state, kind }: StoryEvent): Tone {
  if (what === "receipt") return state === "delivered" ? "good" : "bad";
  if (what === "held_back") return "warning";
  if (what === "opened") return kind === "refused" ? "warning" : "good";
  return GOOD.has(what) ? "good" : BAD.has(what) ? "warning" : "neutral";
}

function adviceOf(event: StoryEvent, locale: Locale): string | null {
  const { what, state, vendor = null } = event;
  if ((what !== "receipt" && what !== "held_back") || state === undefined) return null;
  const advice = messageAdvice({ ...event, state, vendor });
  return advice && say(advice, locale);
}

function pathOf({ what, file_id, first_message, message, send_id }: StoryEvent, send: string): string | null {
  if (what === "imported")
    return first_message ? `/messages/${first_message}` : file_id ? `/numbers/${file_id}` : null;
  if (what === "resent") return message ? `/messages/${message}` : `/sends/${send_id}`;
  return what === "laid_out" ? `/sends/${send}` : null;
}

function importText({ by, file_name = "", source, line, locale }: StoryEvent & { locale: Locale }): string {
  const places = {
    by: by ?? say(SAYS.unknown_person, locale),
    file: numberFileName(file_name, locale),
    line,
  };
  if (source === "resend") return say(SAYS.collected, locale);
  if (source === "typed") return fillPlaces(say(SAYS.typed, locale), places);
  return fillPlaces(say(line === null ? SAYS.emptied : SAYS.uploaded, locale), places);
}

function receiptText(event: StoryEvent, locale: Locale): string {
  const { state = "unknown", vendor, network, network_told, turned_away } = event;
  if (state === "delivered") {
    const phone = [
      vendor ? say(VENDOR_WORDS[vendor], locale) : null,
      say(networkText({ network: network ?? null, network_told: network_told ?? null }), locale),
    ].filter((part) => part !== null);
    return fillPlaces(say(SAYS.delivered, locale), { phone: phone.join(locale === "zh-CN" ? "，" : ", ") });
  }
  const why = codeText(event, DELIVERY_STATE_WORDS[state], locale);
  return fillPlaces(say(turned_away && state === "failed" ? SAYS.refused : SAYS.failed, locale), { why });
}

function openedText({ kind = "resolution", vendor, count = 1 }: StoryEvent, locale: Locale): string {
  const said =
    kind === "resolution" && vendor
      ? fillPlaces(say(SAYS.resolution, locale), { vendor: say(VENDOR_WORDS[vendor], locale) })
      : fillPlaces(say(SAYS.link_event, locale), { kind: say(LINK_EVENT_WORDS[kind], locale) });
  return count > 1 ? fillPlaces(say(SAYS.times, locale), { said, count }) : said;
}

const HELD = { opted_out: SAYS.opted_out_held, capped: SAYS.capped, cancelled: SAYS.cancelled };

function eventText(event: StoryEvent, locale: Locale): string {
  const { what, by, state, tries, origin = "own", name = "" } = event;
  const who = by ?? say(SAYS.system, locale);
  const told = (words: Words) => fillPlaces(say(words, locale), { ...event, by: who });
  switch (what) {
    case "imported":
      return importText({ ...event, locale });
    case "covered":
      return told(SAYS.covered);
    case "laid_out":
      return told(SAYS.laid_out);
    case "held_back":
      return told(HELD[state as keyof typeof HELD]);
    case "handed":
      return told((tries ?? 1) > 1 ? SAYS.handed_again : SAYS.handed);
    case "receipt":
      return receiptText(event, locale);
    case "opened":
      return openedText(event, locale);
    case "frozen":
      return told(SAYS.frozen);
    case "replied":
      return told(SAYS.replied);
    case "opted_out":
      return told(by ? SAYS.opted_out_by : SAYS.opted_out_self);
    case "resent":
      return fillPlaces(say(SAYS.resent, locale), { by: who, title: sendTitle({ name, origin }, locale) });
    default:
      return fillPlaces(say(SAYS.act, locale), { by: who, act: doneText(what, locale) });
  }
}
