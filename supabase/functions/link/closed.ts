/** Links that show nothing: status, code, and the page with its words in both languages. */
import { type Locale, say, type Words } from "@tidings/shared/locale.ts";
import { escapeHtml } from "@tidings/shared/templates/escape.ts";
import type { Closed } from "./resolve.ts";

type Reason = Closed | "vendor_unknown" | "away";

/** Every reason with its HTTP status and words. */
export const REASONS: Readonly<Record<Reason, { status: number; title: Words; text: Words }>> = {
  unknown: {
    status: 404,
    title: { zh: "链接不存在", en: "There is no such link" },
    text: { zh: "请检查地址是否完整。", en: "Check that the address is complete." },
  },
  expired: {
    status: 410,
    title: { zh: "链接已过期", en: "This link has expired" },
    text: { zh: "链接超过有效期，内容不再显示。", en: "Its time is over, and it no longer shows anything." },
  },
  used_up: {
    status: 410,
    title: { zh: "链接次数已用完", en: "This link is used up" },
    text: { zh: "链接已达到最大解析次数。", en: "It has been opened as often as it may be." },
  },
  frozen: {
    status: 423,
    title: { zh: "链接已被冻结", en: "This link is frozen" },
    text: { zh: "发送方已暂停此链接。", en: "Its sender has stopped it for now." },
  },
  vendor_unsupported: {
    status: 406,
    title: { zh: "此机型不支持", en: "Not for this phone" },
    text: { zh: "此内容不面向该厂商的手机。", en: "What it shows is not made for phones of this vendor." },
  },
  vendor_unknown: {
    status: 400,
    title: { zh: "未知的厂商", en: "Unknown vendor" },
    text: { zh: "请求中的厂商名称无法识别。", en: "The request names a vendor that we do not know." },
  },
  away: {
    status: 503,
    title: { zh: "暂时无法打开", en: "It cannot be opened right now" },
    text: { zh: "请稍后再试。", en: "Try again in a moment." },
  },
};

const CSS =
  "body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.6 system-ui,-apple-system,'PingFang SC','Noto Sans SC',sans-serif;color:#1f2329;background:#f5f6f7}" +
  "main{padding:32px 24px;max-width:22rem;text-align:center}h1{margin:0 0 8px;font-size:20px}p{margin:0;color:#646a73}" +
  "@media (prefers-color-scheme:dark){body{color:#e8e9eb;background:#17181a}p{color:#9aa0a8}}";

/** The page a person sees. */
export function closedPage(reason: Reason, locale: Locale): string {
  const title = escapeHtml(say(REASONS[reason].title, locale));
  const text = escapeHtml(say(REASONS[reason].text, locale));
  return (
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow">' +
    `<meta name="color-scheme" content="light dark"><title>${title}</title><style>${CSS}</style></head>` +
    `<body><main><h1>${title}</h1><p>${text}</p></main></body></html>`
  );
}
