import type { Words } from "@tidings/shared/locale.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import { optionsOf } from "../ui/options.ts";

/** The review states of domains and batches: creating one submits it, so there are no drafts. */
export function reviewOptions(t: (words: Words) => string): { value: string; label: string }[] {
  return optionsOf(REVIEW_STATE_WORDS, t).filter(({ value }) => value !== "draft");
}
