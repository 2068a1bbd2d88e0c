import { type Locale, say, type Words } from "../ground/locale.ts";
import { labelOf } from "../ground/tone.ts";
import { VERB_WORDS } from "./words.ts";

/** First words whose past is not made by the rule; `vendor` is before a verb that is one. */
const PAST: Readonly<Record<string, string>> = {
  begin: "began",
  break: "broke",
  find: "found",
  freeze: "froze",
  hold: "held",
  keep: "kept",
  leave: "left",
  make: "made",
  resend: "resent",
  say: "said",
  see: "saw",
  send: "sent",
  set: "set",
  take: "took",
  undo: "undid",
  unfreeze: "unfroze",
  withdraw: "withdrew",
  write: "wrote",
};
const DOUBLED = new Set(["submit", "stop", "skip", "occur"]);

function past(word: string): string {
  if (PAST[word]) return PAST[word];
  if (DOUBLED.has(word)) return `${word}${word.at(-1)}ed`;
  return word.endsWith("e") ? `${word}d` : /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ied` : `${word}ed`;
}

/** What somebody did, for a line of a history: `approved`, `made a link code`; in Chinese the verb itself. */
export function doneText(verb: string, locale: Locale): string {
  const words: Words = labelOf(VERB_WORDS, verb);
  if (locale === "zh-CN") return say(words, locale);
  const [first = "", ...rest] = words.en.split(" ");
  if (first === "vendor")
    return `${first} ${rest.map((word) => past(word.replace(/(e)?[sd]$/, "$1"))).join(" ")}`;
  return [past(first), ...rest].join(" ");
}
