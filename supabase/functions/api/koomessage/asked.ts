/** What requests of KooMessage's API have in common: pages by an offset, stretches of time, rows of the enterprise in use. */
import { isId } from "@tidings/shared/ground/ids.ts";
import type { Noun } from "@tidings/shared/resource/nouns.ts";
import { rightsOf } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import { countedAs, rowsAs } from "../../_core/caller.ts";
import { Refusal } from "../../_core/reply.ts";
import { named } from "../named.ts";
import type { Asked } from "../route.ts";

/** Row by row: as the SDK has the type, whole numbers may come as texts. */
const whole = (most: number) => z.coerce.number().int().min(0).max(most);
/** The service looks no further into a list than this. */
const FURTHEST = 10_000;
const MOST = 1_000;
const USUAL = 10;

export const page = { offset: whole(FURTHEST).optional(), limit: whole(MOST).min(1).optional() };
export const text = (most: number) => z.string().min(1).max(most);
/** An instant with a zone or without one: then China's, as the service has it. */
const instant = z.string().regex(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:?\d\d)?$/);
export const stretch = { begin_time: instant.optional(), end_time: instant.optional() };

export const pageInfo = named("PageInfo", z.object({ offset: z.int(), limit: z.int(), total: z.int() }));

/** A refusal by a code of the service. */
export const fault = (code: string, message: string) => new Refusal(400, code, message);

const HOUR = 3_600_000;

/**
 * From when until when is asked about; both or neither. Without, the last hours until now.
 * @throws Refusal 400 KM.90016458, KM.90016459
 */
export function stretchOf(
  { begin_time, end_time }: Asked["query"],
  hours: number,
): [from: string, to: string] {
  if ((begin_time === undefined) !== (end_time === undefined))
    throw fault("KM.90016458", "Specify both begin_time and end_time.");
  const now = Date.now();
  const [from, to] =
    begin_time === undefined ? [now - hours * HOUR, now] : [instantOf(begin_time), instantOf(end_time)];
  if (!(from <= to))
    throw fault("KM.90016459", "end_time can't be before begin_time, and both must be valid times.");
  if (to - from > 366 * 24 * HOUR) throw fault("KM.90016459", "You can query at most one year.");
  return [new Date(from).toISOString(), new Date(to).toISOString()];
}

const instantOf = (said: unknown) => {
  const given = String(said).replace(" ", "T");
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(given) ? given : `${given}+08:00`);
};

/** Those of the enterprise in use. @throws Refusal 403 */
export function hereOf({ caller: { at } }: Asked, noun: Noun): [string, string] {
  const rights = rightsOf(noun, "list");
  if (rights.length > 0 && !rights.some((right) => at?.permissions.includes(right)))
    throw new Refusal(403, "forbidden", "forbidden", { details: { action: rights[0] } });
  if (!at?.enterprise) throw new Refusal(403, "no_enterprise", "no_enterprise");
  return ["enterprise_id", `eq.${at.enterprise}`];
}

/** Those made in the stretch that is named; all where none is. @throws Refusal 400 */
export const madeWithin = (query: Asked["query"]): Filters =>
  query.begin_time === undefined && query.end_time === undefined
    ? []
    : stretchOf(query, 0).map((at, end) => ["created_at", `${end === 0 ? "gte" : "lt"}.${at}`] as const);

/** A row of the enterprise in use by its id. @throws Refusal 403, 404 */
export async function rowAt(asked: Asked, noun: Noun, view: string, id: string): Promise<Row> {
  const [row] = await rowsOfView(asked, view, [hereOf(asked, noun), ...withId("id", id)]);
  if (!row) throw new Refusal(404, "not_found", "not_found", { details: { resource: noun } });
  return row;
}

export type Row = Record<string, unknown>;
export type Filters = readonly (readonly [column: string, by: string])[];

/** Where in a list a page begins, and how long it is. */
export function pageOf({ offset = 0, limit = USUAL }: Row): { offset: number; limit: number } {
  if (Number(offset) + Number(limit) > FURTHEST)
    throw fault("KM.90016803", `offset and limit can be at most ${FURTHEST}.`);
  return { offset: Number(offset), limit: Number(limit) };
}

/** A page of a view in the order that is named, with how many there are. */
export async function pageOfView(
  asked: Asked,
  view: string,
  filters: Filters,
  order: string,
  given: Row = asked.query,
): Promise<{ rows: Row[]; page_info: z.infer<typeof pageInfo> }> {
  const { offset, limit } = pageOf(given);
  const question = new URLSearchParams([
    ["select", "*"],
    ...filters.map(([column, by]) => [column, by]),
    ["order", order],
    ["offset", String(offset)],
    ["limit", String(limit)],
  ]);
  const { rows, total } = await countedAs(asked.caller, asked.env, view, question);
  return { rows, page_info: { offset, limit, total } };
}

/** All rows of a view with these values, a page at most. */
export const rowsOfView = (
  { caller, env }: Asked,
  view: string,
  filters: Filters,
  order = "id",
): Promise<Row[]> =>
  rowsAs(
    caller,
    env,
    view,
    new URLSearchParams([
      ["select", "*"],
      ...filters.map(([column, by]) => [column, by]),
      ["order", order],
      ["limit", "1000"],
    ]),
  );

/** A filter where something is given. */
export const given = (column: string, value: unknown, by = "eq"): Filters =>
  value === undefined
    ? []
    : [[column, by === "ilike" ? `ilike.${containing(String(value))}` : `${by}.${value}`]];

const containing = (part: string) => `%${part.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`;

/** The id of nothing. */
export const NOTHING = "00000000-0000-0000-0000-000000000000";
/** Rows of this id, or none where it can be none. */
export const withId = (column: string, id: unknown): Filters =>
  id === undefined ? [] : [[column, isId(id) ? `eq.${id}` : `eq.${NOTHING}`]];
