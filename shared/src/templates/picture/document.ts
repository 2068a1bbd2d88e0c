/** What the pages of open and of closed links have in common. */
import type { Locale } from "../../ground/locale.ts";
import { BASE_STYLE } from "./style.ts";
import { text } from "./text.ts";

export interface Sheet {
  readonly language: Locale;
  readonly title: string;
  /** HTML of further tags in the head. */
  readonly tags?: string;
  readonly styles: readonly string[];
  /** HTML of the body. */
  readonly body: string;
}

/** A whole document: for people, not for indexes, and nobody is told where the reader came from. */
export function sheet({ language, title, tags = "", styles, body }: Sheet): string {
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">',
    '<meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no">',
    '<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme:light)"><meta name="theme-color" content="#1b1b1e" media="(prefers-color-scheme:dark)">',
    `<title>${text(title)}</title>${tags}${[BASE_STYLE, ...styles].map((style) => `<style>${style}</style>`).join("")}</head>`,
    `<body id="top">${body}</body></html>`,
  ]
    .join("")
    .toWellFormed();
}
