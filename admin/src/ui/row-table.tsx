import type { CrudSort } from "@refinedev/core";
import { Card, Grid, List, Table, type TableColumnType } from "antd";
import type { SorterResult } from "antd/es/table/interface.js";
import { type MouseEvent, type ReactNode, useMemo } from "react";
import type { Row, RowTableState } from "./data.ts";
import { Pager } from "./pager.tsx";
import { Empty, Failed, FailedNote } from "./states.tsx";
import { defineWords, useTranslations } from "./words.ts";

const words = defineWords(
  "rows",
  { none_found: "没有符合条件的记录", none_found_hint: "试试放宽或清空筛选条件。" },
  { none_found: "Nothing matches", none_found_hint: "Loosen or clear the filters." },
);

/** A column. On narrow windows `head` columns form the title of the row's card. */
export interface Column<T extends Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: T) => ReactNode;
  readonly head?: boolean;
  /** Hidden on narrow windows. */
  readonly wideOnly?: boolean;
  readonly align?: "left" | "right";
  readonly width?: number | string;
  /** Pinned to the right when the table scrolls sideways; for the actions of the row. */
  readonly pinned?: boolean;
  /** The database column to sort by. */
  readonly order?: string;
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
}

/** Rows as a table, on narrow windows as cards, with loading, empty and error states. */
export function RowTable<T extends Row>(props: RowTableProps<T>) {
  const { table, empty } = props;
  const t = useTranslations(words);
  const wide = Grid.useBreakpoint().md ?? true;
  if (table.failure && table.rows.length === 0) return <Failed failure={table.failure} retry={table.retry} />;
  const unmatched = props.nothing ?? <Empty title={t("none_found")} hint={t("none_found_hint")} />;
  const nothing = table.filters.length > 0 ? unmatched : empty;
  return (
    <>
      {table.failure && <FailedNote failure={table.failure} retry={table.retry} />}
      {wide ? <Wide {...props} nothing={nothing} /> : <Narrow {...props} nothing={nothing} />}
    </>
  );
}

type ShapeProps<T extends Row> = RowTableProps<T> & { readonly nothing: ReactNode };

function Wide<T extends Row>({ table, columns, rowKey, nothing, label, onOpen, compact }: ShapeProps<T>) {
  const shown = useMemo(
    () => columns.map((column) => antColumn(column, table.sorters)),
    [columns, table.sorters],
  );
  return (
    <>
      <Table<T>
        aria-label={label}
        columns={shown}
        dataSource={table.rows as T[]}
        rowKey={rowKey}
        loading={table.loading}
        size={compact ? "small" : "middle"}
        scroll={{ x: "max-content" }}
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
        locale={{ emptyText: table.loading ? <div className="fill" /> : nothing }}
        onRow={(row) =>
          onOpen ? { onClick: (event) => opens(event) && onOpen(row), className: "row-open" } : {}
        }
      />
      {!table.counted && <Pager table={table} />}
    </>
  );
}

/** Ignore clicks on links and buttons in the row: opening the row as well would push a second history entry. */
function opens({ target }: MouseEvent): boolean {
  return !(target instanceof Element && target.closest("a, button"));
}

function antColumn<T extends Row>(
  column: Column<T>,
  sorters: RowTableState<T>["sorters"],
): TableColumnType<T> {
  const sorter = sorters.find((one) => one.field === column.order);
  return {
    key: column.key,
    title: column.title,
    render: (_value, row) => column.render(row),
    align: column.align,
    width: column.width,
    ...(column.pinned ? { fixed: "right" as const } : {}),
    ...(column.order
      ? {
          dataIndex: column.order,
          sorter: true,
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

function Narrow<T extends Row>({ table, columns, rowKey, nothing, label, onOpen }: ShapeProps<T>) {
  const heads = columns.filter((column) => column.head);
  const rest = columns.filter((column) => !column.head && !column.wideOnly);
  if (!table.loading && table.rows.length === 0) return nothing;
  return (
    <>
      <List
        aria-label={label}
        loading={table.loading}
        dataSource={table.rows as T[]}
        rowKey={rowKey}
        renderItem={(row) => (
          <Card
            size="small"
            className="row-card"
            hoverable={onOpen !== undefined}
            onClick={(event) => opens(event) && onOpen?.(row)}
          >
            <div className="row-card-head">
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
        )}
      />
      <Pager table={table} />
    </>
  );
}
