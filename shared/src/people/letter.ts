import { type Locale, type Words, w } from "../ground/locale.ts";
import { escapeHtml } from "../templates/escape.ts";

/** A mail, as text and as HTML. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A paragraph, a link on a line of its own, or rows of a name and what is said of it. */
type Part = string | { readonly link: string } | { readonly rows: readonly (readonly [string, string])[] };

/** Why a mail did not go out, as far as the inviter can do something about it. */
export const MAIL_TROUBLES = {
  unreachable: w("无法连接邮件服务器", "can't connect to the mail server"),
  slow: w("邮件服务器 10 秒内无响应", "the mail server didn't respond within 10 seconds"),
  open: w("邮件服务器不支持加密连接", "the mail server offers no encrypted connection"),
  sign_in: w("邮件服务器拒绝此系统登录", "the mail server rejects this system's sign-in"),
  address: w("邮件服务器不收寄往该邮箱的邮件", "the mail server doesn't accept mail for this address"),
  refused: w("邮件服务器拒收", "the mail server rejected it"),
  unclear: w("发送途中与邮件服务器的连接中断", "the connection to the mail server broke while sending"),
} as const satisfies Record<string, Words>;
export type MailTrouble = keyof typeof MAIL_TROUBLES;

/** A name on one line: what could begin another line or is not seen becomes a space, and at most 100 characters of it are shown. */
export function onOneLine(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\s]+/gu, " ").trim();
  const letters = Array.from(line);
  return letters.length > 100 ? `${letters.slice(0, 99).join("")}…` : line;
}

/** A part as it is read in a mail without markup. */
function textOf(part: Part, locale: Locale): string {
  if (typeof part === "string") return part;
  if ("link" in part) return part.link;
  const colon = locale === "zh-CN" ? "：" : ": ";
  return part.rows.map((row) => row.join(colon)).join("\n");
}

function htmlOf(part: Part): string {
  if (typeof part === "string") return `<p>${escapeHtml(part)}</p>`;
  if ("link" in part) {
    const href = escapeHtml(part.link);
    return `<p><a href="${href}">${href}</a></p>`;
  }
  const cell = (text: string, style: string) => `<td style="padding:4px 0;${style}">${escapeHtml(text)}</td>`;
  const rows = part.rows.map(
    ([name, said]) => `<tr>${cell(name, "padding-right:24px")}${cell(said, "text-align:right")}</tr>`,
  );
  return `<table style="border-collapse:collapse">${rows.join("")}</table>`;
}

/** A letter of these parts. What is said is words, never markup. */
export const letterOf = (locale: Locale, subject: string, parts: readonly Part[]): Letter => ({
  subject,
  text: `${parts.map((part) => textOf(part, locale)).join("\n\n")}\n`,
  html: [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"></head><body>`,
    ...parts.map(htmlOf),
    "</body></html>",
  ].join("\n"),
});
