/** Links that show nothing: status, code, and the page with its words in both languages. */
import { type Locale, say, type Words } from "@tidings/shared/ground/locale.ts";
import { sheet } from "@tidings/shared/templates/picture/document.ts";
import { CLOSED_STYLE } from "@tidings/shared/templates/picture/style.ts";
import { text } from "@tidings/shared/templates/picture/text.ts";
import type { Closed } from "./resolve.ts";

type Reason = Closed | "away";

/** Every reason with its HTTP status and words. */
export const REASONS: Readonly<Record<Reason, { status: number; title: Words; text: Words }>> = {
  unknown: {
    status: 404,
    title: { zh: "链接不存在", en: "Link not found" },
    text: { zh: "请检查地址是否完整。", en: "Check that the address is complete." },
  },
  cancelled: {
    status: 410,
    title: { zh: "链接已停用", en: "This link is disabled" },
    text: {
      zh: "发送方已停用此链接，内容不再显示。",
      en: "The sender has disabled this link, so its content is no longer shown.",
    },
  },
  expired: {
    status: 410,
    title: { zh: "链接已过期", en: "This link has expired" },
    text: {
      zh: "链接已超过有效期，内容不再显示。",
      en: "The link is past its expiry date, so its content is no longer shown.",
    },
  },
  used_up: {
    status: 410,
    title: { zh: "链接打开次数已用完", en: "This link has reached its limit" },
    text: { zh: "此链接的打开次数已达上限。", en: "This link has been opened the maximum number of times." },
  },
  too_fast: {
    status: 429,
    title: { zh: "访问人数过多", en: "Too many visitors right now" },
    text: {
      zh: "这一分钟内打开次数已达上限，请稍后再试。",
      en: "This link has been opened too often this minute. Try again in a moment.",
    },
  },
  frozen: {
    status: 423,
    title: { zh: "链接已被冻结", en: "This link is frozen" },
    text: { zh: "发送方已暂停此链接。", en: "The sender has paused this link." },
  },
  vendor_unsupported: {
    status: 406,
    title: { zh: "此机型不支持", en: "Phone not supported" },
    text: {
      zh: "此内容不支持在该厂商的手机上显示。",
      en: "This content isn't available on phones from this vendor.",
    },
  },
  away: {
    status: 503,
    title: { zh: "暂时无法打开", en: "Can't open right now" },
    text: { zh: "请稍后再试。", en: "Try again in a moment." },
  },
};

const CLOCK = '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>';
const LOCK = '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>';
const PHONE = '<rect x="7" y="3" width="10" height="18" rx="2"/><path d="M11 18h2M4 4l16 16"/>';
const BROKEN =
  '<path d="M9 15l-2 2a3.5 3.5 0 0 1-5-5l3-3M15 9l2-2a3.5 3.5 0 0 1 5 5l-3 3M8 4V2M4 8H2M16 20v2M20 16h2"/>';

const ENDED = '<circle cx="12" cy="12" r="9"/><path d="M6 18L18 6"/>';

/** A sign for each reason; the words say the same. */
const SIGNS: Readonly<Record<Reason, string>> = {
  unknown: BROKEN,
  cancelled: ENDED,
  expired: CLOCK,
  used_up: CLOCK,
  too_fast: CLOCK,
  frozen: LOCK,
  vendor_unsupported: PHONE,
  away: BROKEN,
};

/** The page a person sees. */
export function closedPage(reason: Reason, locale: Locale): string {
  const title = say(REASONS[reason].title, locale);
  const sign = `<svg viewBox="0 0 24 24" width="72" height="72" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SIGNS[reason]}</svg>`;
  return sheet({
    language: locale,
    title,
    styles: [CLOSED_STYLE],
    body: `<main>${sign}<h1>${text(title)}</h1><p>${text(say(REASONS[reason].text, locale))}</p></main>`,
  });
}
