/**
 * The texts of the law (`supabase/law`). A text is one statement: a function, view, trigger, policy, grant or comment. Each is in
 * one file and is replaced whole.
 */
import { statementsOf } from "../statements.ts";

/** In the order in which they are made: a view may call any function, a policy any view, and a comment may be on any of them. */
const KINDS = [
  "function",
  "do",
  "view",
  "trigger",
  "policy",
  "security",
  "guard",
  "verbs",
  "grant",
  "comment",
] as const;
/** What a text makes. */
export type Kind = (typeof KINDS)[number];

/** One text of the law. `key` names what it makes: two texts of one key would be two texts of one thing. */
export type LawText = { kind: Kind; key: string; sql: string };

const PATTERNS: readonly [Kind, RegExp][] = [
  ["function", /^create (?:or replace )?function (\S+?)\(/i],
  ["do", /^do (\$\w*\$)/i],
  ["view", /^create (?:or replace )?view (\S+)/i],
  ["trigger", /^create (?:constraint )?trigger (\S+) [\s\S]*? on (\S+)/i],
  // A name with a line break in it would be made, and found by nobody who drops it.
  ["policy", /^create policy ("[^"\n]+")\s+on (\S+)/i],
  ["security", /^alter table (\S+) enable row level security/i],
  ["guard", /^select (private\.(?:guard|resource_table|part_table)\([^)]*\))/i],
  ["verbs", /^select (private\.public_verbs\([^)]*\))/i],
  ["grant", /^((?:grant|revoke) [\s\S]*)/i],
  ["comment", /^comment on ([\s\S]+?) is\s/i],
];

/** A statement without the comments before it. */
export const withoutComments = (sql: string) => sql.replace(/^(?:\s*--[^\n]*\n|\s*\n)*/, "").trim();

/** Reads one statement as a text of the law. Throws for a statement of another kind: tables and data belong into migrations. */
export function lawText(sql: string): LawText {
  const code = withoutComments(sql);
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(code);
    if (match) return { kind, key: `${kind} ${match.slice(1).join(" ").replace(/\s+/g, " ")}`, sql };
  }
  throw new Error(`Not a text of the law (tables and data belong into a migration):\n${code.slice(0, 200)}`);
}

/** The texts of `sql` by key, in the order in which they have to be made. Throws where one thing has two texts. */
export function lawOf(sql: string): Map<string, LawText> {
  const texts = statementsOf(sql)
    .filter((statement) => withoutComments(statement) !== "")
    .map(lawText);
  const seen = new Set<string>();
  for (const { key } of texts) {
    if (seen.has(key)) throw new Error(`The law has two texts of: ${key}`);
    seen.add(key);
  }
  return inOrder(texts);
}

/** Texts by key, in the order in which they have to be made. */
export function inOrder(texts: readonly LawText[]): Map<string, LawText> {
  const ordered = KINDS.flatMap((kind) => {
    const these = texts.filter((text) => text.kind === kind);
    return kind === "view" ? byMention(these) : these;
  });
  return new Map(ordered.map((text) => [text.key, text]));
}

/** The name of what a key is about. */
export const nameOf = (key: string) => key.split(" ")[1] ?? "";
/** Whether a text says a name. */
export const mentions = (text: LawText, name: string) =>
  new RegExp(`\\b${name.replaceAll(".", "\\.")}\\b`).test(text.sql);

/** Views after the views they read. */
function byMention(views: LawText[]): LawText[] {
  const placed: LawText[] = [];
  const place = (view: LawText) => {
    if (placed.includes(view)) return;
    for (const other of views) if (other !== view && mentions(view, nameOf(other.key))) place(other);
    placed.push(view);
  };
  views.forEach(place);
  return placed;
}
