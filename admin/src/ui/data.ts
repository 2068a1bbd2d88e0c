import { type BaseRecord, type CrudFilters, type CrudSort, useList, useOne } from "@refinedev/core";
import type { ResourceName } from "@tidings/shared/people/words.ts";
import type { FilterSpec, FilterValues } from "@tidings/shared/resource/address.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { useRef } from "react";
import { filtersOf } from "./filter-values.ts";
import { type Pace, usePace } from "./following.ts";
import { type ListPlace, type ListViews, NO_VIEWS, useListPlace } from "./list-place.ts";
import { useMe } from "./me.tsx";
import type { TableName } from "./rows.ts";
import { useSteadyRows } from "./steady-rows.ts";
import { useStickyError } from "./sticky-error.ts";
import type { TransitionsById } from "./transition.ts";
import { usePause } from "./use-pause.ts";
import { isNoId } from "./user-error.ts";

/** Any row of a table or view. `RowOf` of rows.ts is the one of a certain table. */
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
  /** A pace of its own: the poll interval in ms, false for never. Without one, rows follow the row that their page is about. */
  readonly poll?: number | false;
  readonly enabled?: boolean;
  /** Columns, as PostgREST's `select`; default all. */
  readonly select?: string;
  /** The resource of the database whose transitions come with each row, from the same read. */
  readonly transitions?: ResourceName;
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
  const { enterprise } = useMe();
  // By its address a member of several enterprises could open a row of one that they are not working in.
  const elsewhere =
    !query.everywhere && data?.data?.enterprise_id && data.data.enterprise_id !== enterprise?.id;
  return {
    row: elsewhere ? undefined : (data?.data as T | undefined),
    /** What may be done with the row, as of the moment when it was read; what a click names is what is on the screen. */
    transitions: transitionsIn(data, NONE),
    loading,
    failure: isNoId(failure) ? null : failure,
    retry,
  };
}

interface TableQuery extends RowQuery {
  /** The usual order. */
  readonly sorters: CrudSort[];
  /** The columns that it can be sorted by; without them, those of the usual order. */
  readonly sorts?: readonly string[];
  /** The filters that a person can set. */
  readonly fields?: readonly FilterSpec[];
  /** Permanent filters. */
  readonly always?: CrudFilters | undefined;
  readonly pageSize?: number;
  /** False for tables of millions of rows: only whether there is a next page is known (uncounted.ts). */
  readonly counted?: boolean;
  /** False: page, order and filters are not kept in the address. For a table inside a page, and where people filter by numbers. */
  readonly inAddress?: boolean;
  /** The saved views of the list. */
  readonly views?: ListViews;
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
  /** The value of each filter that is set. */
  readonly filters: FilterValues;
  readonly sorters: CrudSort[];
  /** `typed`: somebody is typing, so the database is asked when they pause. */
  readonly filter: (filters: FilterValues, typed?: boolean) => void;
  readonly sort: (sorters: CrudSort[]) => void;
  readonly page: number;
  readonly pageSize: number;
  readonly goToPage: (page: number) => void;
  /** How it is shown, where a person can choose; and what is chosen. */
  readonly place?: ListPlace;
}

/** A table read by `useRowTable`, with what may be done with its rows. */
export interface OwnTableState<T extends Row> extends RowTableState<T> {
  /** What may be done with each row, by its id; empty without `transitions` in the query. */
  readonly transitions: TransitionsById;
  /** What the database is asked for the filters that are set. */
  readonly where: CrudFilters;
  readonly place: ListPlace;
  /** How many rows came that would make the list jump; they are shown by `showFresh`. */
  readonly fresh: number;
  readonly showFresh: () => void;
}

/** A paged table with sorting and filters, all done by the database. */
export function useRowTable<T extends Row>(table: TableName, query: TableQuery): OwnTableState<T> {
  const here = useEnterpriseFilter(query.everywhere);
  const zone = useMe().enterprise?.time_zone ?? "UTC";
  const fields = query.fields ?? [];
  const place = useListPlace(
    { filters: fields, sorts: query.sorts ?? query.sorters.map(({ field }) => field) },
    query.inAddress ?? true,
    query.views ?? NO_VIEWS,
  );
  // Before the views are there it is not known what to ask for.
  const waits = query.views?.loading === true;
  const { filters, sort } = place.query;
  const sorters: CrudSort[] = sort ? [{ field: sort.by, order: sort.down ? "desc" : "asc" }] : query.sorters;
  const where = filtersOf(fields, filters, zone);
  const pageSize = query.pageSize ?? 20;
  const { query: found } = useList<T>({
    resource: table,
    sorters,
    filters: [...here, ...(query.always ?? []), ...where],
    pagination: { currentPage: place.page, pageSize, mode: "server" },
    meta: { select: query.select ?? "*", counted: query.counted ?? true, transitions: query.transitions },
    queryOptions: {
      enabled: (query.enabled ?? true) && !waits,
      refetchInterval: query.poll || false,
      placeholderData: (before) => before,
      meta: { ...paceOf(query) },
    },
    errorNotification: false,
  });
  const { data, loading, failure, retry } = useStickyError(found);
  const asked = usePause<FilterValues>((next, typed) => place.change({ filters: next }, typed));
  // Rows of other filters never appear under what is typed or chosen now; those of another page do, until this one is there.
  const key = JSON.stringify([query.always, where]);
  const answered = useRef("");
  if (data && !found.isPlaceholderData) answered.current = key;
  const stale = asked.waiting !== null || (found.isPlaceholderData && answered.current !== key);
  const shown = useSteadyRows<T>(
    {
      rows: data?.data ?? [],
      key: JSON.stringify([key, place.page, sorters]),
      at: found.dataUpdatedAt,
      answered: data !== undefined && !found.isPlaceholderData,
    },
    query.views !== undefined,
  );
  return {
    rows: stale ? [] : shown.rows,
    fresh: stale ? 0 : shown.fresh,
    showFresh: shown.show,
    transitions: transitionsIn(data, NONE_BY_ID),
    total: stale ? 0 : (data?.total ?? 0),
    counted: query.counted ?? true,
    loading: loading || stale || waits,
    failure: stale ? null : failure,
    retry,
    filters: asked.waiting ?? filters,
    where,
    sorters,
    filter: (next, typed = false) => asked.say(next, typed),
    sort: ([first]) =>
      place.change({ sort: first ? { by: first.field, down: first.order === "desc" } : null }),
    page: place.page,
    pageSize,
    goToPage: place.goToPage,
    place,
  };
}
