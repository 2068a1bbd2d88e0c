import { client } from "./client.ts";
import type { TableName } from "./rows.ts";

/** PostgREST answers at most this many rows at once (`max_rows` of a Supabase project). */
const PAGE = 1000;

type Query = ReturnType<ReturnType<typeof client.from>["select"]>;

/**
 * All rows of a table or view that `narrow` leaves, page after page, in the order of `order`.
 *
 * @param most stops there; a report of more lines than that is no report
 */
export async function allRows<T>(
  table: TableName,
  select: string,
  narrow: (query: Query) => Query,
  order: readonly string[],
  most = 200_000,
): Promise<T[]> {
  const rows: T[] = [];
  while (rows.length < most) {
    let query = narrow(client.from(table).select(select));
    for (const column of order) query = query.order(column);
    const { data, error, status } = await query.range(rows.length, rows.length + PAGE - 1);
    if (error) throw { ...error, message: error.message, status };
    rows.push(...(data as T[]));
    if (data.length < PAGE) break;
  }
  return rows;
}
