import { timeText } from "../ground/clock.ts";
import { fillPlaces, type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import { knownText } from "../resource/known.ts";
import { escapeHtml } from "../templates/escape.ts";
import { GROUP_WORDS } from "./seeded_words.ts";

/** What the law tells of an invitation for its mail. */
export interface MailedInvitation {
  readonly email: string;
  readonly enterprise: string;
  readonly time_zone: string;
  readonly invited_by: string | null;
  readonly groups: readonly string[];
  readonly expires_at: string;
}

/** Why a mail did not go out, as far as the inviter can do something about it. */
export const MAIL_TROUBLES = {
  unreachable: w("无法连接邮件服务器", "can't connect to the mail server"),
  slow: w("邮件服务器 10 秒内没有应答", "the mail server didn't respond within 10 seconds"),
  open: w("邮件服务器不提供加密连接", "the mail server offers no encrypted connection"),
  sign_in: w("邮件服务器拒绝了此系统的登录", "the mail server rejected this system's sign-in"),
  address: w("邮件服务器不收寄往该邮箱的邮件", "the mail server doesn't accept mail for this address"),
  refused: w("邮件服务器拒收", "the mail server rejected it"),
} as const satisfies Record<string, Words>;
export type MailTrouble = keyof typeof MAIL_TROUBLES;

const SAYS = {
  subject: w("邀请加入「{enterprise}」", "Invitation to join “{enterprise}”"),
  hello: w("您好，", "Hello,"),
  who: w(
    "{by}邀请您加入 Tidings 上的「{enterprise}」，用户组：{groups}。",
    "{by} invites you to join “{enterprise}” on Tidings, in these groups: {groups}.",
  ),
  how: w(
    "请打开此链接，用收到本邮件的邮箱（{email}）登录或注册：",
    "Open this link and sign in or sign up with the email address that received this message ({email}):",
  ),
  until: w(
    "链接在 {until}（{zone}）之前有效，只能使用一次，请勿转发。",
    "The link works once, until {until} ({zone}). Please don't forward it.",
  ),
  stranger: w(
    "如果您不认识邀请人，忽略本邮件即可。",
    "If you don't know who invited you, ignore this email.",
  ),
  nobody: w("有人", "Someone"),
} as const satisfies Record<string, Words>;

/** A name on one line: what could begin another line or is not seen becomes a space, and at most 100 characters of it are shown. */
function onOneLine(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\s]+/gu, " ").trim();
  const letters = Array.from(line);
  return letters.length > 100 ? `${letters.slice(0, 99).join("")}…` : line;
}

/** The mail of an invitation (IAM-5) as `{subject, text, html}`. Names are others' words: each stays on its line, and none is markup. */
export function invitationMail(
  invitation: MailedInvitation,
  link: string,
  locale: Locale,
): { subject: string; text: string; html: string } {
  const { email, enterprise, time_zone, invited_by, groups, expires_at } = invitation;
  const values = {
    enterprise: onOneLine(enterprise),
    email,
    by: onOneLine(invited_by ?? "") || say(SAYS.nobody, locale),
    groups: listText(
      groups.map((name) => onOneLine(knownText(GROUP_WORDS, name, locale))),
      locale,
    ),
    until: timeText(expires_at, time_zone),
    zone: time_zone,
  };
  const told = (name: keyof typeof SAYS) => fillPlaces(say(SAYS[name], locale), values);
  const before = [told("hello"), told("who"), told("how")];
  const after = [told("until"), told("stranger")];
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;
  const href = escapeHtml(link);
  return {
    subject: told("subject"),
    text: `${[...before, link, ...after].join("\n\n")}\n`,
    html: [
      `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"></head><body>`,
      ...before.map(paragraph),
      `<p><a href="${href}">${href}</a></p>`,
      ...after.map(paragraph),
      "</body></html>",
    ].join("\n"),
  };
}
