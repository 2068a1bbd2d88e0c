import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";
import type { SendCard } from "./card.ts";

/** What the first number of a send gets, as `first_message` answers it: number and values are masked (IAM-3). */
export interface FirstMessage {
  readonly phone: string;
  readonly values: Readonly<Record<string, string>>;
}

const WORDS = {
  coming: w("首个号码 {phone} 将看到的内容", "What the first number, {phone}, will see"),
  begun: w("首个号码 {phone} 看到的内容", "What the first number, {phone}, sees"),
  samples: w("示例值", "Sample values"),
} as const satisfies Record<string, Words>;

/** Whose values a picture of a send shows: those of its first number, or the template's samples where no line is checked yet. */
export function shownTo(
  first: FirstMessage | null,
  { started_at }: Pick<SendCard, "started_at">,
  locale: Locale,
): string {
  if (first === null) return say(WORDS.samples, locale);
  const words = started_at === null ? WORDS.coming : WORDS.begun;
  return fillPlaces(say(words, locale), { phone: first.phone });
}
