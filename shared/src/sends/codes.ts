import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";

/**
 * A carrier's code as every view gives it: beside it what it means, from the rows of the deployment (the noun `result_code`), as
 * `private.code_said` finds them: `{words, advice}`, or null where nobody has written words for it yet.
 */
export interface ToldCode {
  readonly code?: string | null;
  readonly code_said?: unknown;
}

interface CodeSaid {
  readonly words: Words;
  readonly advice: Words;
}

/** The column of words beside that of codes. */
export const CODE_MEANS: Words = w("代码含义", "Code meaning");

const UNKNOWN: CodeSaid = {
  words: w("暂无说明", "no description yet"),
  advice: w(
    "请向通道服务商询问此代码的含义；平台管理员可在「运营商代码」中补充说明。",
    "Ask the channel's provider about this code. A platform admin can describe it under “Result codes”.",
  ),
};

const saidOf = ({ code_said }: ToldCode) => (code_said ?? null) as CodeSaid | null;

const TOLD: Words = w("{words}（{code}）", "{words} ({code})");
const UNTOLD: Words = w("{otherwise}（{code}，{words}）", "{otherwise} ({code}, {words})");

/** `Number not in use (MK:0001)`; of a code without words `Failed (ZZ:9999, no words for it yet)`; `otherwise` where there is no code. */
export function codeText(told: ToldCode, otherwise: Words, locale: Locale): string {
  const { code } = told;
  if (!code) return say(otherwise, locale);
  const said = saidOf(told);
  const places = { code, words: say((said ?? UNKNOWN).words, locale), otherwise: say(otherwise, locale) };
  return fillPlaces(say(said ? TOLD : UNTOLD, locale), places);
}

/** What the code means, for the column beside it; null where there is no code. */
export const codeWords = (told: ToldCode): Words | null =>
  told.code ? (saidOf(told) ?? UNKNOWN).words : null;

/** What helps; null where there is no code. */
export const codeAdvice = (told: ToldCode): Words | null =>
  told.code ? (saidOf(told) ?? UNKNOWN).advice : null;
