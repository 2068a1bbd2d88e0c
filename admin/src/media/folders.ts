import { useRows } from "../ui/data.ts";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";

type Folder = NonNullKeys<RowOf<"media_folders">, "kind" | "folder">;

/** The folders of the library, by name; of one kind, or of both. */
export function useFolders(kind?: string): readonly string[] {
  const { rows } = useRows<Folder>("media_folders", {
    filters: kind === undefined ? [] : [{ field: "kind", operator: "eq", value: kind }],
    sorters: [{ field: "folder", order: "asc" }],
  });
  return [...new Set(rows.map(({ folder }) => folder))];
}
