import type { ReactNode } from "react";
import type { Row } from "../data.ts";
import type { ListPlace } from "../list-place.ts";
import { useMe } from "../me.tsx";
import type { Column } from "../row-table.tsx";
import { ColumnsButton } from "./columns-button.tsx";
import type { useListViews } from "./list-views.ts";
import { ViewTabs } from "./view-tabs.tsx";
import "./list.css";

interface ListToolsProps<T extends Row> {
  /** Whose saved views they are: a noun, or another source of exports. */
  readonly resource: string;
  readonly place: ListPlace;
  /** Null for a list inside a page, whose place is not kept. */
  readonly views: ReturnType<typeof useListViews> | null;
  readonly columns: readonly Column<T>[];
  /** The button that exports what is shown. */
  readonly exports?: ReactNode;
}

/** Above every list: its saved views as tabs, and at the right the choice of columns and the export (LST-1). */
export function ListTools<T extends Row>({ resource, place, views, columns, exports }: ListToolsProps<T>) {
  const { enterprise } = useMe();
  const extra = (
    <>
      <ColumnsButton columns={columns} place={place} />
      {exports}
    </>
  );
  // Views are kept with an enterprise. Those who run the deployment have none, and choose columns all the same.
  if (views === null || !enterprise) return <div className="list-extra">{extra}</div>;
  return <ViewTabs resource={resource} place={place} views={views} extra={extra} />;
}
