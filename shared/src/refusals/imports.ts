import type { Locale } from "../locale.ts";
import { NUMBER_LIMITS } from "../numbers/file.ts";
import { type RefusalWords, refusalWords } from "./register.ts";

/** Why the import of a number file failed (`number_files.error`, a code of the register), as a person reads it. */
export function importErrorWords(code: string, locale: Locale): RefusalWords {
  const max = NUMBER_LIMITS.aim.toLocaleString("en");
  return refusalWords(code, locale, { max, count: `> ${max}` }, { message: code });
}
