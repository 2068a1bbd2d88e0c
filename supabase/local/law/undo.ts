/** How a text of the law is ended: the statement that does it, and the line by which that is read back. */
import { type Kind, type LawText, nameOf } from "./texts.ts";

/** Begins the line before a statement that ends a text, by which it is read back. */
const GONE = "-- No more: ";
/** The line that ends a text by its key. */
export const goneLine = (key: string) => `${GONE}${key}\n`;
/** A statement that ends a text. */
export const gone = (key: string, sql: string) => goneLine(key) + sql;

/** The keys that the comments before a statement end. */
export const keysGone = (statement: string): string[] =>
  statement.split("\n").flatMap((line) => (line.startsWith(GONE) ? [line.slice(GONE.length)] : []));

/** What drops the object of a text, by its key; other kinds make none. */
export const dropOf: Partial<Record<Kind, (key: string) => string>> = {
  function: (key) => `drop function ${nameOf(key)}`,
  view: (key) => `drop view ${nameOf(key)}`,
  trigger: (key) => `drop trigger ${nameOf(key)} on ${key.split(" ").at(-1)}`,
  policy: (key) => `drop policy ${key.slice("policy ".length).replace(/ (\S+)$/, " on $1")}`,
};

/** What undoes a text that is gone and made no object of its own; undefined where there is nothing to undo. */
export function undoOf({ kind, key }: LawText): string | undefined {
  const said = key.slice(kind.length + 1);
  if (kind === "comment") return `comment on ${said} is null`;
  if (kind === "grant") {
    return said.startsWith("grant ")
      ? said.replace(/^grant (.*) to (.*?)$/, "revoke $1 from $2")
      : said.replace(/^revoke (.*) from (.*?)$/, "grant $1 to $2");
  }
  const [, table, reads] = /^private\.(?:resource|part)_table\('([^']+)', '([^']+)'/.exec(said) ?? [];
  if (table) return `drop policy if exists "people with ${reads} see their enterprise's" on ${table}`;
  return undefined;
}
