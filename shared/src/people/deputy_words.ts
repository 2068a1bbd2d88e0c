import { type Locale, listText } from "../ground/locale.ts";

/** Somebody who decided, and in whose place (BOT-3): the names of those who were away. */
export interface Decider {
  readonly name: string;
  readonly instead_of: readonly string[];
}

/** `Carol for Alice`; the name alone of the person who decided in nobody's place. */
function deciderText({ name, instead_of }: Decider, locale: Locale): string {
  if (instead_of.length === 0) return name;
  const others = listText(instead_of, locale);
  return locale === "zh-CN" ? `${name}（代 ${others}）` : `${name} for ${others}`;
}

/** Several of them, one behind the other. */
export function decidersText(deciders: readonly Decider[], locale: Locale): string {
  return listText(
    deciders.map((each) => deciderText(each, locale)),
    locale,
  );
}

/** What an entry of the audit log has of who did it. */
export interface ActedBy {
  readonly actor_name: string | null;
  readonly details: unknown;
}

/** Who did what an entry of the audit log tells of; null: the system. */
export function actorText({ actor_name: name, details }: ActedBy, locale: Locale): string | null {
  return name === null ? null : deciderText({ name, instead_of: insteadOf(details) }, locale);
}

/** As `private.decided_for` has it in the details of a decision. */
function insteadOf(details: unknown): readonly string[] {
  const kept = details !== null && typeof details === "object" && "instead_of" in details;
  return kept && Array.isArray(details.instead_of) ? details.instead_of.map(String) : [];
}
