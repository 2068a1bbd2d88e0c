import type { CrudFilters } from "@refinedev/core";
import { csvText } from "@tidings/shared/csv.ts";
import { client } from "../../ui/client.ts";

/** PostgREST's max_rows, and the most rows of a file. */
const PAGE = 1_000;
const MOST = 100_000;

type Query = ReturnType<ReturnType<typeof client.from>["select"]>;

/** A part of a text as `ilike` takes it. */
const part = (text: unknown) => `%${String(text).replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`;

/** The query narrowed as the filters of the list are. */
export function narrowed(query: Query, filters: CrudFilters): Query {
  let found = query;
  for (const filter of filters) {
    if (!("field" in filter)) continue;
    const { field, operator, value } = filter;
    if (operator === "contains") found = found.ilike(field, part(value));
    else if (operator === "eq") found = found.eq(field, value);
    else if (operator === "gte") found = found.gte(field, value);
    else if (operator === "lt") found = found.lt(field, value);
    else throw new TypeError(`a file cannot be narrowed by ${operator}`);
  }
  return found;
}

/** The rows of a list with these filters, the newest first; `more`: there are earlier ones. Throws the error of the database. */
export async function rowsToExport<T>(
  view: "reply_cards" | "receipt_cards",
  enterprise: string,
  filters: CrudFilters,
  order: readonly string[],
): Promise<{ readonly rows: T[]; readonly more: boolean }> {
  const rows: T[] = [];
  while (rows.length < MOST) {
    let query = narrowed(client.from(view).select("*").eq("enterprise_id", enterprise), filters).order(
      "received_at",
      { ascending: false },
    );
    for (const column of order) query = query.order(column);
    const { data, error, status } = await query.range(rows.length, rows.length + PAGE - 1);
    if (error) throw { ...error, message: error.message, status };
    rows.push(...(data as T[]));
    if (data.length < PAGE) return { rows, more: false };
  }
  return { rows, more: true };
}

export type Cells<T> = readonly (readonly [title: string, cell: (row: T) => string | null])[];

/** The rows as CSV, in the columns of the list. */
export function csvOf<T>(rows: readonly T[], cells: Cells<T>): string {
  return csvText(
    cells.map(([title]) => title),
    rows.map((row) => cells.map(([, cell]) => cell(row))),
  );
}
