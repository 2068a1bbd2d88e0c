import { z } from "zod";
import { type Locale, say, type Words, w } from "../ground/locale.ts";

/** What a check of a link says (TPL-4, 检查链路校正), by the function check-link: how it answers a phone, and whether that is well. */

export const linkQuestion = z.strictObject({ address: z.string().trim().min(1).max(2000) });

/** Why there is no answer. */
export const LINK_TROUBLES = {
  unfit: w(
    "这不是公网网址，请填写以 http:// 或 https:// 开头的公网域名",
    "Not a public URL. Enter a URL with a public domain, starting with http:// or https://",
  ),
  private: w("该地址在内网，手机打不开", "This address is on a private network, so phones can't open it"),
  no_name: w("找不到该域名", "Domain not found"),
  no_answer: w("服务器无响应", "No response"),
  certificate: w("证书无效，浏览器会提示不安全", "Invalid certificate; browsers show a security warning"),
  redirects: w("跳转超过 5 次", "More than 5 redirects"),
  unreadable: w("响应不符合 HTTP 协议", "The response isn't HTTP"),
} as const satisfies Record<string, Words>;
export type LinkTrouble = keyof typeof LINK_TROUBLES;

/** `none`: http alone. */
export const CERTIFICATES = {
  none: w("无（http）", "none (http)"),
  good: w("有效", "valid"),
  expired: w("已过期", "expired"),
  other_name: w("不属于该域名", "for another domain"),
  unknown_issuer: w("颁发者不受信任", "from an untrusted issuer"),
  bad: w("无效", "invalid"),
} as const satisfies Record<string, Words>;
export type Certificate = keyof typeof CERTIFICATES;

export interface LinkAnswer {
  /** The address at the end of all redirects. */
  readonly final: string;
  /** Redirects on the way. */
  readonly redirects: number;
  /** Null where nothing answered. */
  readonly status: number | null;
  readonly trouble: LinkTrouble | null;
  readonly certificate: Certificate | null;
  /** The last day of the certificate, where that is known. */
  readonly valid_until: string | null;
  readonly type: string | null;
  /** As the answer says; null where it does not. */
  readonly bytes: number | null;
  /** Whether the page says how wide it is on a phone; null for what is no page. */
  readonly fits_phone: boolean | null;
}

export type LinkVerdict = "good" | "warning" | "error";

const SAYS = {
  status: w("状态码 {status}", "status {status}"),
  status_bad: w("状态码 {status}：用户会看到错误页面", "status {status}: customers see an error page"),
  final: w("跳转 {count} 次，最终为 {final}", "{count} {count:redirect|redirects}, ending at {final}"),
  certificate: w("证书{said}", "certificate {said}"),
  until: w("，{day} 到期", " until {day}"),
  type: w("内容类型 {type}", "content type {type}"),
  bytes: w("{kb} KB", "{kb} KB"),
  phone: w("适配手机", "mobile-friendly"),
  not_phone: w("页面未适配手机（缺少 viewport）", "page isn't mobile-friendly (no viewport)"),
} as const satisfies Record<string, Words>;

/** Is the link well? An error: people do not come to a page. A warning: they do, and it is not as it should be. */
export function linkVerdict({ trouble, status, certificate, fits_phone }: LinkAnswer): LinkVerdict {
  if (trouble !== null || status === null || status >= 400) return "error";
  return certificate === "none" || fits_phone === false ? "warning" : "good";
}

/** What the answer says, line by line. */
export function linkLines(answer: LinkAnswer, locale: Locale): string[] {
  const put = (words: Words, values: Record<string, string | number> = {}) =>
    Object.entries(values).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, String(value)),
      say(words, locale),
    );
  const { trouble, status, final, redirects, certificate, valid_until, type, bytes, fits_phone } = answer;
  const until = valid_until ? put(SAYS.until, { day: valid_until }) : "";
  return [
    ...(trouble ? [say(LINK_TROUBLES[trouble], locale)] : []),
    ...(status === null ? [] : [put(status >= 400 ? SAYS.status_bad : SAYS.status, { status })]),
    ...(redirects > 0 ? [put(SAYS.final, { count: redirects, final })] : []),
    ...(certificate ? [put(SAYS.certificate, { said: say(CERTIFICATES[certificate], locale) }) + until] : []),
    ...(type ? [put(SAYS.type, { type })] : []),
    ...(bytes === null ? [] : [put(SAYS.bytes, { kb: Math.ceil(bytes / 1024) })]),
    ...(fits_phone === null ? [] : [say(fits_phone ? SAYS.phone : SAYS.not_phone, locale)]),
  ];
}
