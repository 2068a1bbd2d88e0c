import type { Row, RowTableState } from "./data.ts";

interface Read<T> {
  readonly rows: readonly T[];
  readonly loading: boolean;
  readonly failure: unknown;
  readonly retry: () => void;
}

const nothing = () => {};

/** A few rows that are all there, as the state of a table: no pages, no filters. */
export function fixedTable<T extends Row>({ rows, loading, failure, retry }: Read<T>): RowTableState<T> {
  return {
    rows,
    total: rows.length,
    counted: true,
    loading,
    failure,
    retry,
    filters: [],
    sorters: [],
    filter: nothing,
    sort: nothing,
    page: 1,
    pageSize: Math.max(1, rows.length),
    goToPage: nothing,
  };
}
