import {
  type BaseRecord,
  type CrudFilter,
  type CrudFilters,
  type CrudSort,
  useList,
  useOne,
  useTable,
} from "@refinedev/core";
import type { RESOURCE_NAMES } from "@tidings/shared/people/words.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import { type Pace, usePace } from "./following.ts";
import { useMe } from "./me.tsx";
import type { TableName } from "./rows.ts";
import { useStickyError } from "./sticky-error.ts";
import type { TransitionsById } from "./transition.ts";
import { isNoId } from "./user-error.ts";

/** A row of a table or view; its type comes from the generated `database.ts`. */
export type Row = BaseRecord;

/** Members of several enterprises can read all of them, so the panel filters by the current one. */
function useEnterpriseFilter(everywhere: boolean | undefined): CrudFilters {
  const { enterprise } = useMe();
  if (everywhere) return [];
  if (enterprise === null) throw new Error("no enterprise is chosen");
  return [{ field: "enterprise_id", operator: "eq", value: enterprise.id }];
}

interface RowQuery {
  /** For rows of the deployment, and for those of all enterprises that a platform admin reads. */
  readonly everywhere?: boolean;
  /** A pace of its own: the poll interval in ms, 0 for never. Without one, rows follow the row that their page is about. */
  readonly poll?: number | false;
  readonly enabled?: boolean;
  /** Columns, as PostgREST's `select`; default all. */
  readonly select?: string;
  /** The resource of the database whose transitions come with each row, from the same read. */
  readonly transitions?: keyof typeof RESOURCE_NAMES;
}

/** Rows without a pace of their own follow their page (following.ts). */
const paceOf = ({ poll }: RowQuery): Pace => ({ follows: poll === undefined });

/** What may be done with the rows, as the data provider adds it to an answer; of one row a list, of a page by id. */
function transitionsIn<T>(answer: object | undefined, none: T): T {
  return answer && "transitions" in answer ? (answer.transitions as T) : none;
}

const NONE: readonly Transition[] = [];
const NONE_BY_ID: TransitionsById = {};

interface RowsQuery extends RowQuery {
  readonly filters?: CrudFilters;
  readonly sorters?: CrudSort[];
  /** Maximum number of rows, default 1000. */
  readonly limit?: number;
}

/** Rows of a table or view, without paging. */
export function useRows<T extends Row>(table: TableName, query: RowsQuery = {}) {
  const here = useEnterpriseFilter(query.everywhere);
  const { query: answer } = useList<T>({
    resource: table,
    filters: [...here, ...(query.filters ?? [])],
    sorters: query.sorters,
    pagination: { currentPage: 1, pageSize: query.limit ?? 1000, mode: "server" },
    meta: { select: query.select ?? "*", transitions: query.transitions },
    queryOptions: {
      enabled: query.enabled ?? true,
      refetchInterval: query.poll || false,
      meta: { ...paceOf(query) },
    },
    errorNotification: false,
  });
  const { data, loading, failure, retry } = useStickyError(answer);
  const rows = data?.data ?? [];
  return {
    rows,
    transitions: transitionsIn(data, NONE_BY_ID),
    total: data?.total ?? 0,
    loading,
    failure,
    retry,
  };
}

interface OneQuery<T> extends Omit<RowQuery, "poll"> {
  /** The name of the key column, default `id`. */
  readonly key?: string;
  /** The poll interval in ms, from the row read last; the page's other rows follow. */
  readonly poll?: (row: T | undefined) => number | false;
}

/** One row by its key. `row` is undefined when it does not exist or may not be read. */
export function useRow<T extends Row>(table: TableName, id: string | undefined, query: OneQuery<T> = {}) {
  const { poll } = query;
  const { query: answer } = useOne<T>({
    resource: table,
    id,
    meta: {
      select: query.select ?? "*",
      idColumnName: query.key ?? "id",
      transitions: query.transitions,
    },
    queryOptions: {
      enabled: (query.enabled ?? true) && id !== undefined,
      refetchInterval: poll ? (state) => poll(state.state.data?.data) : false,
    },
    errorNotification: false,
  });
  usePace(poll ? answer.dataUpdatedAt : null);
  const { data, loading, failure, retry } = useStickyError(answer);
  return {
    row: data?.data as T | undefined,
    /** What may be done with the row, as of the moment when it was read; what a click names is what is on the screen. */
    transitions: transitionsIn(data, NONE),
    loading,
    failure: isNoId(failure) ? null : failure,
    retry,
  };
}

interface TableQuery extends RowQuery {
  readonly sorters: CrudSort[];
  /** Permanent filters. */
  readonly always?: CrudFilters;
  /** Initial filters. */
  readonly first?: CrudFilters;
  readonly pageSize?: number;
  /** False for tables of millions of rows: only whether there is a next page is known (uncounted.ts). */
  readonly counted?: boolean;
  /** Keep page, sorting and filters in the URL (one table per page). */
  readonly inAddress?: boolean;
}

/** The state of a paged table. */
export interface RowTableState<T extends Row> {
  readonly rows: readonly T[];
  /** The number of rows; when not counted, just large enough to tell whether there is a next page. */
  readonly total: number;
  readonly counted: boolean;
  readonly loading: boolean;
  readonly failure: unknown;
  readonly retry: () => void;
  readonly filters: CrudFilters;
  readonly sorters: CrudSort[];
  readonly filter: (filters: CrudFilters) => void;
  readonly sort: (sorters: CrudSort[]) => void;
  readonly page: number;
  readonly pageSize: number;
  readonly goToPage: (page: number) => void;
}

/** A table read by `useRowTable`, with what may be done with its rows. */
export interface OwnTableState<T extends Row> extends RowTableState<T> {
  /** What may be done with each row, by its id; empty without `transitions` in the query. */
  readonly transitions: TransitionsById;
}

/** A paged table with sorting and filters, all done by the database. */
export function useRowTable<T extends Row>(table: TableName, query: TableQuery): OwnTableState<T> {
  const here = useEnterpriseFilter(query.everywhere);
  const always = [...here, ...(query.always ?? [])];
  const found = useTable<T>({
    resource: table,
    syncWithLocation: query.inAddress ?? true,
    sorters: { initial: query.sorters },
    filters: {
      permanent: always,
      initial: query.first ?? [],
      defaultBehavior: "replace",
    },
    pagination: { pageSize: query.pageSize ?? 20 },
    meta: { select: query.select ?? "*", counted: query.counted ?? true, transitions: query.transitions },
    queryOptions: {
      enabled: query.enabled ?? true,
      refetchInterval: query.poll || false,
      placeholderData: (before) => before,
      meta: { ...paceOf(query) },
    },
    errorNotification: false,
  });
  const { data, loading, failure, retry } = useStickyError(found.tableQuery);
  return {
    rows: data?.data ?? [],
    transitions: transitionsIn(data, NONE_BY_ID),
    total: data?.total ?? 0,
    counted: query.counted ?? true,
    loading,
    failure,
    retry,
    filters: found.filters.filter((filter) => !isPermanent(filter, always)),
    sorters: found.sorters,
    filter: (filters: CrudFilters) => {
      found.setFilters(filters, "replace");
      found.setCurrentPage(1);
    },
    sort: found.setSorters,
    page: found.currentPage,
    pageSize: found.pageSize,
    goToPage: found.setCurrentPage,
  };
}

function isPermanent(filter: CrudFilter, always: CrudFilters): boolean {
  return always.some(
    (one) =>
      "field" in one && "field" in filter && one.field === filter.field && one.operator === filter.operator,
  );
}
