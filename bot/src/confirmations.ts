import type { Words } from "@tidings/shared/locale.ts";

/**
 * What a button warns of before it acts, for what cannot be undone; the same words on every surface. They are known
 * without the database: Discord has to ask within 3 s of the click.
 */
export const CONFIRM_WORDS = {
  cancel: {
    zh: "取消后未发送的号码不会再发送，且不能恢复。确定取消吗？",
    en: "What has not gone out will not go out, and this cannot be undone. Cancel it?",
  },
  release: {
    zh: "放行后将发送给其余全部号码。确定放行吗？",
    en: "All the remaining numbers will get the message. Release them?",
  },
  "link-cancel": {
    zh: "取消后其短链立即失效，且不能恢复。确定取消吗？",
    en: "Its links are dead from then on, and this cannot be undone. Cancel it?",
  },
} as const satisfies Record<string, Words>;

/** The name of a warning: the command that it stands before. */
export type Confirmation = keyof typeof CONFIRM_WORDS;

/** Does a button of this command ask first? */
export function isConfirmation(command: string): command is Confirmation {
  return Object.hasOwn(CONFIRM_WORDS, command);
}
