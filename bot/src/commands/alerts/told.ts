import { isAlertKind, kindsProblem, splitKinds } from "@tidings/shared/alerts/told.ts";
import { ALERT_KIND_WORDS, ALERT_KINDS, type AlertKind } from "@tidings/shared/alerts/words.ts";
import { type Locale, say } from "@tidings/shared/ground/locale.ts";
import { UserError } from "../../ground/errors.ts";
import type { Context, Suggest, ValuesOf } from "../../registry/registry.ts";

/** The kinds of alerts that a chat channel is told of, as they are typed and listed. */

/** @throws UserError that names what is no kind, and all there are */
export function kindsTyped({ locale }: Context, typed: string): AlertKind[] {
  const kinds = splitKinds(typed);
  const problem = kindsProblem(kinds);
  if (problem !== null) throw new UserError(say(problem, locale), "kinds");
  return kinds.filter(isAlertKind);
}

/** One a line, in the order in which `help` lists them. */
export function kindLines(kinds: readonly AlertKind[], locale: Locale): string {
  return ALERT_KINDS.filter((kind) => kinds.includes(kind))
    .map((kind) => `• ${say(ALERT_KIND_WORDS[kind], locale)} (${kind})`)
    .join("\n");
}

export const allKinds: ValuesOf = () => ALERT_KINDS;

/** Completes the last of the kinds, after those that are typed. */
export const suggestKinds: Suggest = async (_context, typed) => {
  const [, before = "", last = ""] = /^(.*[\s,，、;；])?(.*)$/s.exec(typed) ?? [];
  const there = splitKinds(before);
  const wanted = last.toLowerCase();
  return ALERT_KINDS.filter((kind) => kind.includes(wanted) && !there.includes(kind)).map((kind) =>
    [...there, kind].join(", "),
  );
};
