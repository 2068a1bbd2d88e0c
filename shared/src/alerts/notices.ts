import { type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";

/** What becomes of one's own things that one is told of (C10; `profiles.notices`, `private.transitions.tells`). */
export const NOTICES = ["approved", "rejected", "held", "ended"] as const;
export type Notice = (typeof NOTICES)[number];

export const NOTICE_WORDS: Labels<Notice> = {
  approved: label("good", "通过", "Approved"),
  rejected: label("bad", "驳回", "Rejected"),
  held: label("warning", "暂停或等待放行", "Paused or on hold"),
  ended: label("neutral", "结束", "Ended"),
};

/** Where one is told, where one has chosen it; otherwise where one last did something (`private.told_in`). */
export const NOTICES_ON = ["slack", "discord"] as const;
export type NoticesOn = (typeof NOTICES_ON)[number];

export const NOTICES_ON_WORDS: Labels<NoticesOn | "last"> = {
  slack: label("neutral", "Slack", "Slack"),
  discord: label("neutral", "Discord", "Discord"),
  last: label("neutral", "最近使用的聊天平台", "The platform you used last"),
};

/** The report of each month by mail (BOT-4; `profiles.month_mail`). */
export const MONTH_MAIL_WORDS: Words = w("通过邮件接收发送月报", "Email me the monthly sending report");

/** The notice of a post's kind (`own_approved`); null: it is an alert. */
export function noticeOf(kind: string): Notice | null {
  return NOTICES.find((notice) => kind === `own_${notice}`) ?? null;
}

/** When a person is told nothing directly, by the enterprise's clock (C10). */
export interface Quiet {
  /** HH:MM. */
  readonly from: string;
  readonly until: string;
}

/** From when until when it is quiet, with the zone. */
export function quietWords({ from, until }: Quiet, zone: string): Words {
  return {
    zh: `每天 ${from} 至 ${until} 免打扰（${zone}）`,
    en: `Quiet hours ${from}–${until} daily (${zone})`,
  };
}

/** What is told in the other chat accounts of a person (`private.tell_accounts`): one more of them, or one fewer. */
export const ACCOUNT_NOTICES = ["chat_linked", "chat_unlinked"] as const;
export type AccountNotice = (typeof ACCOUNT_NOTICES)[number];

export const ACCOUNT_NOTICE_WORDS: Labels<AccountNotice> = {
  chat_linked: label("warning", "您新关联了一个聊天账号", "You linked another chat account"),
  chat_unlinked: label("neutral", "您的一个聊天账号已解除关联", "One of your chat accounts was unlinked"),
};

export const isAccountNotice = (kind: string): kind is AccountNotice =>
  Object.hasOwn(ACCOUNT_NOTICE_WORDS, kind);

/** The kind of a post that shows one person what a program proposed (MCP-1; `public.propose_command`). */
export const PROPOSED = "proposal";

/** The kind of a post that asks one person for a decision (BOT-3; `private.tell_asked`). */
export const REVIEW_ASKED = "review_asked";
