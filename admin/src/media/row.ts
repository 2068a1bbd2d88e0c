import type { MediaUse } from "@tidings/shared/media/media.ts";
import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";

/** A card of the library. */
export type MediaRow = Override<
  NonNullKeys<
    RowOf<"media_cards">,
    "id" | "enterprise_id" | "kind" | "name" | "path" | "bytes" | "state" | "used" | "used_by" | "created_at"
  >,
  { uses: readonly MediaUse[] }
>;

/** What a grid shows. The names of what shows a medium are asked for on its page alone: each is a question of its own. */
export const GRID_COLUMNS =
  "id,enterprise_id,kind,name,folder,path,bytes,width,height,duration_ms,state,used,used_by,created_at,trashed_at";
