import { timeText } from "../ground/clock.ts";
import { fillPlaces, type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import { knownText } from "../resource/known.ts";
import { type Letter, letterOf, onOneLine } from "./letter.ts";
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

const SAYS = {
  subject: w("邀请加入「{enterprise}」", "Invitation to join “{enterprise}”"),
  hello: w("您好！", "Hello,"),
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

/** The mail of an invitation (IAM-5) as `{subject, text, html}`. Names are others' words: each stays on its line, and none is markup. */
export function invitationMail(invitation: MailedInvitation, link: string, locale: Locale): Letter {
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
  return letterOf(locale, told("subject"), [
    ...[told("hello"), told("who"), told("how")],
    { link },
    ...[told("until"), told("stranger")],
  ]);
}
