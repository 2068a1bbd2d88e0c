import type { ReactNode } from "react";
import type { OwnTableState } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { ListTools } from "../ui/resource/list-tools.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";

interface DeploymentRowsProps<T extends { readonly id: string | number }> {
  readonly table: OwnTableState<T>;
  readonly columns: readonly Column<T>[];
  readonly fields: readonly FilterField[];
  readonly label: string;
  readonly empty: ReactNode;
}

/** Rows of the deployment under the facts of another: filtered, with the columns that are chosen. A file is of one enterprise, so none is made of them. */
export function DeploymentRows<T extends { readonly id: string | number }>(props: DeploymentRowsProps<T>) {
  const { table, columns, fields, label, empty } = props;
  // Over nothing there is nothing to filter.
  const hasRows = table.total > 0 || Object.keys(table.filters).length > 0;
  return (
    <>
      {hasRows && (
        <>
          <ListTools resource={label} place={table.place} views={null} columns={columns} />
          <FilterBar plain fields={fields} filters={table.filters} onChange={table.filter} />
        </>
      )}
      <RowTable compact table={table} columns={columns} rowKey={({ id }) => id} label={label} empty={empty} />
    </>
  );
}
