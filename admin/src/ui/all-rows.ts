import { client } from "./client.ts";
import type { TableName } from "./rows.ts";

/** PostgREST returns at most this many rows a request (`max_rows` of a Supabase project). */
const PAGE = 1000;

type Query = ReturnType<ReturnType<typeof client.from>["select"]>;

/**
 * All rows of a table or view that match `narrow`, read page by page in the order of `order`.
 *
 * @param most the maximum number of rows; reading stops there
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
