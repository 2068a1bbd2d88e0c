import type { Words } from "@tidings/shared/locale.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import { optionsOf } from "../ui/options.ts";

/** The review states a domain or a batch can be in: to create one is to submit it, so that none is ever a draft. */
export function reviewOptions(t: (words: Words) => string): { value: string; label: string }[] {
  return optionsOf(REVIEW_STATE_WORDS, t).filter(({ value }) => value !== "draft");
}
