import type { Resource } from "@tidings/shared/resource/define.ts";
import { useMemo } from "react";
import { useRows } from "../data.ts";
import type { ListViews } from "../list-place.ts";
import { useMe } from "../me.tsx";
import type { RowOf } from "../rows.ts";
import type { TransitionsById } from "../transition.ts";
import { useSay } from "../words.ts";

const NO_PRESETS: NonNullable<Resource["presets"]> = [];

type ViewRow = RowOf<"list_views">;

/** The presets and saved views of a resource's list, with what may be done with each. A list whose views cannot be read goes without. */
export function useListViews(
  resource: string,
  presets: Resource["presets"] = NO_PRESETS,
): ListViews & { readonly transitions: TransitionsById } {
  const t = useSay();
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
    () => ({
      all: [
        // Everybody has these, and nobody changes them: the law knows no act on them.
        ...presets.map(({ key, label, query }) => ({
          ...{ id: key, name: t(label), query },
          ...{ shared: false, is_default: false },
        })),
        ...rows,
      ],
      transitions,
      loading: loading && !none,
    }),
    [rows, transitions, loading, none, presets, t],
  );
}
