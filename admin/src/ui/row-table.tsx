import type { CrudSort } from "@refinedev/core";
import { w } from "@tidings/shared/ground/locale.ts";
import { Card, Checkbox, Grid, type TableColumnType } from "antd";
import type { SorterResult, SortOrder } from "antd/es/table/interface.js";
import { type MouseEvent, type ReactNode, useMemo, useRef, useSyncExternalStore } from "react";
import { ActionsTitle } from "./actions-title.tsx";
import type { Row, RowTableState } from "./data.ts";
import { Pager } from "./pager.tsx";
import { ScrollTable } from "./scroll-table.tsx";
import { ListSkeleton } from "./skeletons.tsx";
import { Empty, Failed, FailedNote } from "./states.tsx";
import { useTranslations } from "./words.ts";

/** What is said of a list that its filters leave empty. */
export const NONE_FOUND_HINT = w("试试放宽或清空筛选条件。", "Try changing or clearing the filters.");

const words = {
  none_found: w("没有符合条件的记录", "No matches"),
  none_found_hint: NONE_FOUND_HINT,
};

/** A column. On narrow windows `head` columns form the title of the row's card. */
export interface Column<T extends Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: T) => ReactNode;
  readonly head?: boolean;
  /** Hidden on narrow windows, and in a long table on all but large ones. */
  readonly wideOnly?: boolean;
  /** Shown only to those who choose it. */
  readonly asked?: boolean;
  readonly align?: "left" | "right";
  readonly width?: number | string;
  /** Pinned to the right when the table scrolls sideways; for the actions of the row. */
  readonly pinned?: boolean;
  /** The database column to sort by. */
  readonly order?: string;
}

/** A window of this width has room for every column. */
const LARGE = matchMedia("(min-width: 1440px)");

/** Is the window that large? */
export const useLargeWindow = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      LARGE.addEventListener("change", changed);
      return () => LARGE.removeEventListener("change", changed);
    },
    () => LARGE.matches,
  );

/** As many columns have room in a smaller window; a figure takes half of one. */
const FITTING = 8;

const isLong = <T extends Row>(columns: readonly Column<T>[]) =>
  columns.reduce((sum, { align }) => sum + (align === "right" ? 0.5 : 1), 0) > FITTING;

/**
 * The columns that are chosen, in their order; else the usual ones, as many as have room unless the window is `large`. Those without a
 * title, as the buttons of the row, stay at the end.
 */
export function shownColumns<T extends Row>(
  columns: readonly Column<T>[],
  chosen: readonly string[] | null,
  large = true,
): readonly Column<T>[] {
  const picked = [...new Set(chosen)].flatMap((key) => columns.filter((one) => one.key === key && one.title));
  if (picked.length === 0) {
    const usual = columns.filter(({ asked }) => !asked);
    const leavesOut = !large && isLong(usual.filter(({ title }) => title !== ""));
    return leavesOut ? usual.filter(({ wideOnly }) => !wideOnly) : usual;
  }
  return [...picked, ...columns.filter(({ title }) => title === "")];
}

interface RowTableProps<T extends Row> {
  readonly table: RowTableState<T>;
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string | number;
  /** Shown instead of the table when there are no rows and no filter is set. */
  readonly empty: ReactNode;
  /** Shown when a filter is set and nothing matches; without it, general words. */
  readonly nothing?: ReactNode;
  readonly label: string;
  readonly onOpen?: (row: T) => void;
  readonly compact?: boolean;
  /** Lets rows be selected, over all pages. */
  readonly selection?: RowSelection<T>;
}

/** The selected rows of a list, by `rowKey`. */
export interface RowSelection<T extends Row> {
  readonly keys: readonly (string | number)[];
  readonly select: (rows: readonly T[], on: boolean) => void;
  /** What a box of a row is called. */
  readonly label: (row: T) => string;
}

/** How many rows are drawn of a list that was not there before. */
const USUAL = 8;

/** Rows as a table, on narrow windows as cards, with loading, empty and error states. */
export function RowTable<T extends Row>({ columns, ...props }: RowTableProps<T>) {
  const { table, empty } = props;
  const look = table.place?.query;
  const t = useTranslations(words);
  const wide = Grid.useBreakpoint().md ?? true;
  const large = useLargeWindow();
  // As many as there were before, so that the foot of the list does not move.
  const before = useRef(USUAL);
  if (table.rows.length > 0) before.current = table.rows.length;
  if (table.failure && table.rows.length === 0) return <Failed failure={table.failure} retry={table.retry} />;
  const unmatched = props.nothing ?? (
    <Empty drawing="search" title={t("none_found")} hint={t("none_found_hint")} />
  );
  const shape = {
    ...props,
    columns: shownColumns(columns, look?.columns ?? null, large),
    awaited: before.current,
    nothing: Object.keys(table.filters).length > 0 ? unmatched : empty,
  };
  return (
    <>
      {table.failure && <FailedNote failure={table.failure} retry={table.retry} />}
      {wide ? <Wide {...shape} /> : <Narrow {...shape} />}
    </>
  );
}

type ShapeProps<T extends Row> = RowTableProps<T> & {
  readonly nothing: ReactNode;
  /** How many rows are drawn until they have come. */
  readonly awaited: number;
};

function Wide<T extends Row>(props: ShapeProps<T>) {
  const { table, columns, rowKey, nothing, awaited, label, onOpen, compact, selection } = props;
  const shown = useMemo(
    () => columns.map((column) => antColumn(column, table.sorters)),
    [columns, table.sorters],
  );
  return (
    <>
      <ScrollTable<T>
        aria-label={label}
        columns={shown}
        dataSource={table.rows as T[]}
        rowKey={rowKey}
        rowSelection={
          selection && {
            selectedRowKeys: [...selection.keys],
            preserveSelectedRowKeys: true,
            onSelect: (row, on) => selection.select([row], on),
            onSelectAll: (on, _all, changed) => selection.select(changed, on),
            getCheckboxProps: (row) => ({ "aria-label": selection.label(row) }) as object,
          }
        }
        aria-busy={table.loading}
        size={compact ? "small" : "middle"}
        className={compact ? undefined : table.place?.query.dense ? "rows-dense" : "rows-list"}
        pagination={
          table.counted && {
            current: table.page,
            pageSize: table.pageSize,
            total: table.total,
            hideOnSinglePage: true,
            showSizeChanger: false,
          }
        }
        onChange={(page, _filters, order, change) => {
          if (change.action === "paginate") table.goToPage(page.current ?? 1);
          if (change.action === "sort") table.sort(sortersOf(order));
        }}
        locale={{ emptyText: table.loading ? <ListSkeleton rows={awaited} /> : nothing }}
        onRow={(row) =>
          onOpen
            ? { onClick: (event) => opens(event) && onOpen(row), className: "row-open", tabIndex: -1 }
            : {}
        }
      />
      {!table.counted && <Pager table={table} />}
    </>
  );
}

/** Ignore clicks on links and buttons in the row: opening the row as well would push a second history entry. */
function opens({ target }: MouseEvent): boolean {
  return !(target instanceof Element && target.closest("a, button, input, .ant-table-selection-column"));
}

function antColumn<T extends Row>(
  column: Column<T>,
  sorters: RowTableState<T>["sorters"],
): TableColumnType<T> {
  // What follows the first is the order of rows that are alike in it: nobody chose it, so no arrow says it.
  const sorter = sorters.slice(0, 1).find((one) => one.field === column.order);
  return {
    key: column.key,
    title: column.title || <ActionsTitle />,
    // A table is as wide as its content. One long name may not push the columns behind it out of sight: it takes two lines.
    render: (_value, row) =>
      column.pinned || column.align === "right" ? (
        column.render(row)
      ) : (
        <div className="row-cell">{column.render(row)}</div>
      ),
    align: column.align,
    width: column.width,
    ...(column.pinned ? { fixed: "right" as const } : {}),
    ...(column.order
      ? {
          dataIndex: column.order,
          sorter: true,
          // A further click turns the order round; it never seems to do nothing by going back to the usual order.
          sortDirections: ["ascend", "descend", "ascend"] satisfies SortOrder[],
          sortOrder: sorter ? (sorter.order === "asc" ? "ascend" : "descend") : null,
        }
      : {}),
  };
}

function sortersOf<T>(order: SorterResult<T> | SorterResult<T>[]): CrudSort[] {
  const [first] = Array.isArray(order) ? order : [order];
  if (!first?.order || typeof first.field !== "string") return [];
  return [{ field: first.field, order: first.order === "ascend" ? "asc" : "desc" }];
}

function Narrow<T extends Row>(props: ShapeProps<T>) {
  const { table, columns, rowKey, nothing, awaited, label, onOpen, selection } = props;
  const heads = columns.filter((column) => column.head);
  const rest = columns.filter((column) => !column.head && !column.wideOnly);
  if (table.rows.length === 0) return table.loading ? <ListSkeleton rows={awaited} /> : nothing;
  return (
    <>
      <ul className="row-cards" aria-label={label} aria-busy={table.loading}>
        {table.rows.map((row) => (
          // As a row of a table is: keys go from one to the next (`ListKeys`).
          <li key={rowKey(row)} data-row-key={rowKey(row)} tabIndex={onOpen ? -1 : undefined}>
            <Card
              size="small"
              className="row-card"
              hoverable={onOpen !== undefined}
              onClick={(event) => opens(event) && onOpen?.(row)}
            >
              <div className="row-card-head">
                {selection && (
                  <Checkbox
                    aria-label={selection.label(row)}
                    checked={selection.keys.includes(rowKey(row))}
                    onChange={({ target }) => selection.select([row], target.checked)}
                  />
                )}
                {heads.map((column) => (
                  <div key={column.key}>{column.render(row)}</div>
                ))}
              </div>
              <dl className="facts">
                {rest.map((column) => {
                  const shown = column.render(row);
                  // Cards have no columns to align, so empty values are left out.
                  return (
                    shown !== null && (
                      <div key={column.key}>
                        {column.title !== "" && <dt>{column.title}</dt>}
                        <dd className={column.title === "" ? "facts-act" : undefined}>{shown}</dd>
                      </div>
                    )
                  );
                })}
              </dl>
            </Card>
          </li>
        ))}
      </ul>
      <Pager table={table} />
    </>
  );
}
