/** Rows of a declared noun, as this caller sees them. */
import { toldRow } from "@tidings/shared/catalogue/answers.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { headOf, rightsOf } from "@tidings/shared/resource/nouns.ts";
import { type Caller, rowsAs } from "../../_core/caller.ts";
import type { Env } from "../../_core/env.ts";
import { Refusal } from "../../_core/reply.ts";
import { shapesOf } from "./shapes.ts";

export interface Reader {
  readonly caller: Caller;
  readonly env: Env;
}

const notFound = ({ noun }: Resource) =>
  new Refusal(404, "not_found", "not_found", { details: { resource: noun } });

/**
 * Whose rows a list has, as a filter of PostgREST: those of the enterprise in use, unless the noun reaches further.
 * @throws Refusal 403 forbidden, no_enterprise
 */
export function whose({ noun }: Resource, { at }: Caller): Record<string, string> {
  const { reach } = headOf(noun);
  if (reach === "platform" && at?.platform) return {};
  const rights = reach === "own" ? [] : rightsOf(noun, "list");
  const may = rights.length === 0 || rights.some((right) => at?.permissions.includes(right));
  if (!may && !(reach === "deployment" && at?.platform))
    throw new Refusal(403, "forbidden", "forbidden", { details: { action: rights[0] } });
  if (reach === "own" || reach === "deployment") return {};
  if (!at?.enterprise) throw new Refusal(403, "no_enterprise", "no_enterprise");
  return { enterprise_id: `eq.${at.enterprise}` };
}

/** Can an id of this noun look so? Anything else is nobody's, and is not asked for. */
const canBe = ({ numbered }: Resource, id: string) =>
  numbered ? /^\d{1,18}$/.test(id) : /^[\w.-]{1,100}$/.test(id);

/** A row by its id, with all its columns; null where there is none that the caller sees. */
export async function rowWith(of: Resource, id: string, { caller, env }: Reader): Promise<Row | null> {
  if (!canBe(of, id)) return null;
  try {
    const [row] = await rowsAs(caller, env, of.view, new URLSearchParams({ select: "*", id: `eq.${id}` }));
    return (row as Row | undefined) ?? null;
  } catch (error) {
    // What is no uuid is the id of no row.
    if (error instanceof Refusal && error.code === "22P02") return null;
    throw error;
  }
}

/** The same, as it is answered. @throws Refusal 404 */
export async function wholeRow(of: Resource, id: string, reader: Reader): Promise<Record<string, unknown>> {
  const row = await rowWith(of, id, reader);
  if (row === null) throw notFound(of);
  return toldRow(shapesOf(of).whole, row);
}

/** One setting of the enterprise in use. @throws Refusal 403, 404 */
export async function settingRow(of: Resource, reader: Reader): Promise<Row> {
  whose(of, reader.caller);
  const row = await rowWith(of, reader.caller.at?.enterprise ?? "", reader);
  if (row === null) throw notFound(of);
  return row;
}

export { notFound };
