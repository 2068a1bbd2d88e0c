import {
  ACCOUNT_NOTICE_WORDS,
  type AccountNotice,
  isAccountNotice,
  noticeOf,
  type PROPOSED,
  REVIEW_ASKED,
} from "@tidings/shared/alerts/notices.ts";
import { alertWords } from "@tidings/shared/alerts/text.ts";
import { ALERT_KIND_WORDS, type AlertKind, isDigest } from "@tidings/shared/alerts/words.ts";
import { timeText } from "@tidings/shared/ground/clock.ts";
import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import { type Action, type Answer, type Field, saying } from "../../ground/answer.ts";
import { hinted } from "../../registry/hints.ts";
import { isResource, resourceAnswer } from "../resource.ts";
import { actionOf, toneOf, type View } from "../view.ts";
import { digestAnswer } from "./digest.ts";
import { incidentUpdate } from "./incident.ts";
import { noticeAnswer } from "./notice.ts";

/** An alert as `claim_alert_posts` returns it. */
export interface Alert {
  /** Or `own_…`, for what is told to the maker of a row. */
  readonly kind: AlertKind | AccountNotice | typeof REVIEW_ASKED | typeof PROPOSED;
  readonly resource: string;
  readonly resource_id: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly at: string;
  /** The incident that it opened: its card is what is posted. */
  readonly incident?: string | null;
}

const DETAILS: Readonly<Record<string, Words>> = {
  name: w("名称", "Name"),
  batch_no: w("批次号", "Batch"),
  address: w("短链", "Link"),
  requests: w("一分钟内的请求数", "Requests in one minute"),
  account: w("聊天账号", "Chat account"),
  by: w("操作人", "Done by"),
  reason: w("原因", "Reason"),
  error: w("错误", "Error"),
  since: w("开始时间", "Started"),
};

const WHEN = w("时间", "Time");
const SHOW = w("查看", "Show");
const FINDINGS = w("不一致项", "Mismatches");

/** What a person can do about it, for alerts without a button for that. */
const HOW: Readonly<Partial<Record<AlertKind, Words>>> = {
  channel_sick: w(
    "系统会定时重试，通道恢复后继续发送。查看：`channels`；立即重试：`channel resume`",
    "We retry regularly and resume sending once the channel recovers. View: `channels`. Retry right away: `channel resume`",
  ),
  books_disagree: w("请立即核对：`audit quota`", "Check right away: `audit quota`"),
  quota_low: w(
    "查看余额：`quota`；购买套餐：`order place`",
    "View balances: `quota`. Order a package: `order place`",
  ),
  uplink_stopped: w(
    "回复已保留。地址恢复后继续推送：`sms-app resume`",
    "Replies are kept. Once the address works again, resume pushing them: `sms-app resume`",
  ),
  callback_stopped: w(
    "内容最多保留一周。地址恢复后继续推送：`callback resume`",
    "Content is kept for up to a week. Once the address works again, resume pushing it: `callback resume`",
  ),
  retention_failed: w(
    "其他数据照常删除。查看：`retention list`；如持续失败，请联系平台管理员。",
    "Other data is deleted as usual. View: `retention list`. If this keeps failing, contact a platform admin.",
  ),
  link_frozen: w(
    "短时间内请求过多，短链已自动冻结。查看后如无异常，可写明原因并解冻。",
    "This link was frozen automatically after too many requests in a short time. Check it. If nothing looks unusual, unfreeze it and give a reason.",
  ),
};

/** Alerts that ask for a decision: the message is the resource's card, with its buttons. */
const SHOWN_AS_CARDS = new Set<Alert["kind"]>([
  "review_waiting",
  "send_paused",
  "send_failed",
  "break_glass",
  REVIEW_ASKED,
]);

/** Does it ask for a decision about the row? */
export const asksToDecide = ({ kind }: Alert): boolean => kind === "review_waiting" || kind === REVIEW_ASKED;

/** Why the card of what waits is posted, where that is not its submission. */
const WHY = {
  submitted: w("「{name}」已提交，请审核。", "“{name}” was submitted. Please review it."),
  asked: w("{by} 请您审核。", "{by} asks you to review this."),
  escalated: w(
    "⏰ 已等待超过 {hours} 小时，尚未处理。",
    "⏰ Waiting for more than {hours} {hours:hour|hours} without a decision.",
  ),
  urged: w("⏰ 提交人已催审，请尽快处理。", "⏰ The submitter asks you to review this."),
} as const satisfies Record<string, Words>;

function whyOf({ kind, details }: Alert): Words | null {
  if (kind === REVIEW_ASKED) return WHY.asked;
  if (details.escalated === true) return WHY.escalated;
  return details.urged === true ? WHY.urged : null;
}

/** What is said beside the card of a review that stands in the chat channel already. */
export function standingAnswer({ locale }: View, alert: Alert): Answer {
  const name = String(alert.details.name ?? say(NOUNS[alert.resource as Noun].one, locale));
  const why = whyOf(alert);
  const words = fillPlaces(say(why ?? WHY.submitted, locale), { ...alert.details, name });
  return { tone: "warn", text: why === null ? words : `${words} ${name}` };
}

/**
 * The message of an alert, read with the permissions of `view`.
 * @throws Refusal when that person may not see the resource any more
 */
export async function alertAnswer(view: View, alert: Alert): Promise<Answer> {
  const { resource, resource_id: id } = alert;
  if (alert.kind === "digest_audit") return headAnswer(view, alert);
  if (isAccountNotice(alert.kind)) return accountAnswer(view, alert.kind, alert);
  if (isDigest(alert.kind)) return digestAnswer(view, alert.details);
  const notice = noticeOf(alert.kind);
  if (notice !== null && isResource(resource)) return noticeAnswer(view, notice, resource, alert);
  if (alert.incident)
    return { ...(await resourceAnswer(view, { resource: "incident", id: alert.incident })), live: false };
  if (resource === "incident" && id !== null) return incidentUpdate(view, id, Number(alert.details.event));
  if (SHOWN_AS_CARDS.has(alert.kind) && isResource(resource) && id !== null) {
    const answer = await resourceAnswer(view, { resource, id });
    const why = whyOf(alert);
    return {
      ...saying(answer, why && fillPlaces(say(why, view.locale), alert.details)),
      live: false,
      tone: alert.kind === "break_glass" ? "warn" : answer.tone,
    };
  }
  return told(view, alert);
}

const HEAD_NOTE = w(
  "此消息是保存在数据库之外的凭据：以后可用 `audit log` 或导出文件核对该哈希是否仍在链中。",
  "This message is proof kept outside the database. You can later use `audit log` or an export to check that this hash is still in the chain.",
);

/** IAM-4: the heads of the audit logs, where the owner of the database cannot write. The sentence is what robots are told. */
function headAnswer(view: View, alert: Alert): Answer {
  return {
    tone: "plain",
    title: say(labelOf(ALERT_KIND_WORDS, alert.kind), view.locale),
    text: say(alertWords(alert), view.locale),
    note: hinted(HEAD_NOTE, view),
  };
}

/** What to do about an account that one did not link or unlink oneself. */
const NOT_ME: Words = w(
  "如非您本人操作，请修改密码，结束其他登录会话（`session revoke-others`），并解除不认识的账号的关联（`unlink <账号>`；`chat-account list` 列出全部）。",
  "If this wasn't you, change your password, end the other sessions (`session revoke-others`) and unlink any account you don't recognise (`unlink <account>`; `chat-account list` shows all).",
);

/** What a person is told in their other chat accounts (BOT-2). */
function accountAnswer(view: View, kind: AccountNotice, { details, at }: Alert): Answer {
  const words = ACCOUNT_NOTICE_WORDS[kind];
  return {
    tone: toneOf(words),
    title: say(words, view.locale),
    fields: [
      ...detailFields(view, details),
      { label: say(WHEN, view.locale), value: timeText(at, view.zone) },
    ],
    text: hinted(NOT_ME, view),
  };
}

function told(view: View, alert: Alert): Answer {
  const { locale } = view;
  // A newer database may have kinds that this bot does not know.
  const kind = labelOf(ALERT_KIND_WORDS, alert.kind);
  const how = HOW[alert.kind as AlertKind];
  return {
    tone: toneOf(kind),
    title: say(kind, locale),
    fields: [
      ...detailFields(view, alert.details),
      { label: say(WHEN, locale), value: timeText(alert.at, view.zone) },
    ],
    text: [say(alertWords(alert), locale), ...(how ? [hinted(how, view)] : [])].join("\n"),
    ...(alert.kind === "link_frozen" ? { actions: linkActions(view, alert) } : {}),
  };
}

/** The buttons for a frozen link: of a resolve task by its id, of a send by its code. */
function linkActions(view: View, { resource, details }: Alert): Action[] {
  const link = resource === "send" ? details.code : details.link_id;
  if (link === undefined || link === null) return [];
  const show = { command: "link-show", input: { resource: String(link) }, label: say(SHOW, view.locale) };
  return [
    { ...actionOf(view, "link", "unfreeze", String(link)), beside: true },
    { ...show, beside: true },
  ];
}

function detailFields(view: View, details: Alert["details"]): Field[] {
  const known = Object.entries(DETAILS).flatMap(([name, words]): Field[] => {
    const value = details[name];
    if (value === undefined || value === null) return [];
    const text = name === "since" ? timeText(String(value), view.zone) : String(value);
    return [{ label: say(words, view.locale), value: text }];
  });
  const { findings } = details;
  if (!Array.isArray(findings)) return known;
  return [...known, { label: say(FINDINGS, view.locale), value: count(findings.length) }];
}
