import type { Words } from "../locale.ts";
import { type Labels, label } from "../tone.ts";

/** What becomes of one's own things that one is told of (C10; `profiles.notices`, `private.transitions.tells`). */
export const NOTICES = ["approved", "rejected", "held", "ended"] as const;
export type Notice = (typeof NOTICES)[number];

export const NOTICE_WORDS: Labels<Notice> = {
  approved: label("good", "通过", "Approved"),
  rejected: label("bad", "驳回", "Rejected"),
  held: label("warning", "暂停或等待放行", "Held"),
  ended: label("neutral", "结束", "Ended"),
};

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
    en: `Quiet from ${from} until ${until} (${zone})`,
  };
}

/** The kind of a post that asks one person for a decision (BOT-3; `private.tell_asked`). */
export const REVIEW_ASKED = "review_asked";
