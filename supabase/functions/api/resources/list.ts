/** Lists in pages: the rows behind a cursor, in the usual order of the noun. */
import { filtersOf, toldRow } from "@tidings/shared/catalogue/answers.ts";
import { behind, cursorOf, type Place, placeIn, quoted } from "@tidings/shared/catalogue/pages.ts";
import { containing } from "@tidings/shared/resource/containing.ts";
import type { Resource } from "@tidings/shared/resource/define.ts";
import type { Field } from "@tidings/shared/resource/kinds.ts";
import { z } from "zod";
import { rowsAs } from "../../_core/caller.ts";
import { Refusal } from "../../_core/reply.ts";
import { refuse } from "../problem.ts";
import type { Answer, Asked } from "../route.ts";
import { whose } from "./rows.ts";
import { shapesOf } from "./shapes.ts";

const MOST = 200;
const value = z.string().min(1).max(253);
const whole = z.string().regex(/^\d{1,15}$/);

/** What a filter takes, by its column; a span is asked for by its ends. */
function filterShape([column, field]: [string, Field<never>]): z.ZodRawShape {
  const about = field.label.en;
  const taken = (schema: z.ZodType) => ({ [column]: schema.optional().describe(about) });
  if (field.filter === "span") {
    const day = field.kind === "day";
    const end = day ? z.iso.date() : z.iso.datetime({ offset: true });
    return {
      [`${column}_from`]: end.optional().describe(`${about}: on or after this ${day ? "day" : "time"}`),
      [`${column}_to`]: end.optional().describe(`${about}: ${day ? "up to this day" : "before this time"}`),
    };
  }
  if (field.kind === "choice" || field.kind === "choices") return taken(z.enum(Object.keys(field.values)));
  if (field.kind === "flag") return taken(z.enum(["true", "false"]));
  if (field.kind === "count") return taken(whole);
  return taken(value);
}

/** What the address of a list may ask. */
export const listQuery = (of: Resource): z.ZodObject =>
  z.strictObject({
    limit: z
      .string()
      .regex(/^(?:[1-9]\d?|1\d\d|200)$/)
      .optional()
      .describe(`Rows per page: 1–${MOST}; defaults to 50`),
    cursor: z.string().max(1_000).optional().describe("next_cursor of the previous page"),
    ...Object.assign({}, ...filtersOf(of).map(filterShape)),
  });

/** A filter as PostgREST reads it. */
function asked([column, field]: [string, Field<never>], query: Asked["query"]): [string, string][] {
  if (field.filter === "span") {
    const [from, to] = [query[`${column}_from`], query[`${column}_to`]];
    const until = field.kind === "day" ? "lte" : "lt";
    return [
      ...(from ? [[column, `gte.${from}`] as [string, string]] : []),
      ...(to ? [[column, `${until}.${to}`] as [string, string]] : []),
    ];
  }
  const said = query[column];
  if (said === undefined) return [];
  if (field.filter === "has") return [[column, `cs.{${quoted(String(said))}}`]];
  if (field.filter === "part" && field.kind !== "choice" && field.kind !== "flag")
    return [[column, `ilike.${containing(String(said))}`]];
  return [[column, `eq.${said}`]];
}

function placeOf(cursor: string): Place {
  const place = placeIn(cursor);
  if (place === null) throw refuse(422, "cursor_invalid");
  return place;
}

/** A page of the rows that the caller sees. */
export async function listed(of: Resource, { caller, env, query }: Asked): Promise<Answer> {
  const [by, direction] = of.order;
  const schema = shapesOf(of).row;
  const columns = Object.keys(schema.shape);
  const limit = Number(query.limit ?? 50);
  const question = new URLSearchParams({
    select: [...new Set([...columns, by])].join(","),
    ...whose(of, caller),
    order: by === "id" ? `id.${direction}` : `${by}.${direction}.nullslast,id.asc`,
    limit: String(limit + 1),
  });
  for (const filter of filtersOf(of))
    for (const [column, said] of asked(filter, query)) question.append(column, said);
  if (query.cursor !== undefined) question.append("or", behind(of, placeOf(String(query.cursor))));
  const found = await rowsOrBadCursor(rowsAs(caller, env, of.view, question), query.cursor !== undefined);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next = last && found.length > limit ? cursorOf(of, last) : null;
  return { body: { items: rows.map((row) => toldRow(schema, row)), next_cursor: next } };
}

/** A cursor that somebody made has values that the column cannot have. */
async function rowsOrBadCursor<T>(rows: Promise<T>, hasCursor: boolean): Promise<T> {
  try {
    return await rows;
  } catch (error) {
    if (hasCursor && error instanceof Refusal && error.code.startsWith("22"))
      throw refuse(422, "cursor_invalid");
    throw error;
  }
}
