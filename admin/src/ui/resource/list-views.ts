import { useMemo } from "react";
import { useRows } from "../data.ts";
import type { ListViews } from "../list-place.ts";
import { useMe } from "../me.tsx";
import type { RowOf } from "../rows.ts";
import type { TransitionsById } from "../transition.ts";

type ViewRow = RowOf<"list_views">;

/** The saved views of a resource's list, with what may be done with each. A list whose views cannot be read goes without. */
export function useListViews(resource: string): ListViews & { readonly transitions: TransitionsById } {
  // Views are kept in an enterprise; anyone who runs the deployment works in none.
  const none = useMe().enterprise === null;
  const { rows, transitions, loading } = useRows<ViewRow>("list_views", {
    enabled: !none,
    everywhere: none,
    filters: [{ field: "resource", operator: "eq", value: resource }],
    sorters: [
      { field: "shared", order: "asc" },
      { field: "name", order: "asc" },
    ],
    transitions: "list_view",
  });
  return useMemo(
    () => ({ all: rows, transitions, loading: loading && !none }),
    [rows, transitions, loading, none],
  );
}
