import type { Resource } from "@tidings/shared/resource/define.ts";
import { headOf } from "@tidings/shared/resource/nouns.ts";
import { Refusal } from "../ground/errors.ts";
import type { Me, Session } from "./database.ts";

/**
 * Every read of the bot begins here, so that nobody who belongs to two enterprises is shown, or decides about, a row of
 * the one that they are not working in.
 */

interface Reader {
  readonly session: Session;
  readonly me: Me;
}

interface Count {
  readonly count?: "exact";
  readonly head?: boolean;
}

/** The id of no enterprise: somebody who works in none reads no rows. */
const NOBODYS = "00000000-0000-0000-0000-000000000000";

/** The rows of a table or view in the enterprise in use. For lists, and for everything that is found by what was typed. */
export function rowsHere({ session, me }: Reader, table: string, columns = "*", count?: Count) {
  return session.client
    .from(table)
    .select(columns as "*", count)
    .eq("enterprise_id", me.enterprise?.id ?? NOBODYS);
}

/** The rows of a view of the deployment, or of all enterprises, for whoever runs it; row-level security decides what is visible. */
export function rowsEverywhere({ session }: Pick<Reader, "session">, view: string, columns = "*") {
  return session.client.from(view).select(columns as "*");
}

/**
 * The rows of a declared noun, as far as its `reach` goes; row-level security decides what is visible of them.
 * @throws Refusal where they are an enterprise's and the person works in none
 */
export function rowsOfNoun(reader: Reader, { noun, view }: Pick<Resource, "noun" | "view">, columns = "*") {
  const { reach } = headOf(noun);
  const { me } = reader;
  if (reach === "own" || reach === "deployment" || (reach === "platform" && me.platform_admin))
    return rowsEverywhere(reader, view, columns);
  if (reach === "platform" && me.enterprise === null) throw new Refusal("no_enterprise", 403);
  return rowsHere(reader, view, columns);
}

/**
 * One row by its id, or null. For a card and its button: they stay those of their row, also after the person has switched
 * to another enterprise. Row-level security decides whether it is visible.
 */
export function rowWithId(session: Session, table: string, id: string | number, columns = "*") {
  return session.client
    .from(table)
    .select(columns as "*")
    .eq("id", id)
    .maybeSingle();
}

/** The rows that belong to one row: `owner` names it by an id, as `{ task_id: id }`. */
export function rowsOf(
  session: Session,
  table: string,
  columns: string,
  owner: Readonly<Record<string, string>>,
  count?: Count,
) {
  return session.client
    .from(table)
    .select(columns as "*", count)
    .match(owner);
}
