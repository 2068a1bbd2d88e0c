import type { RowOf } from "../ui/rows.ts";

/** A row of `number_files`. */
export type NumberFile = RowOf<"number_files">;

/** A row of `number_rejects`: a rejected line. `value` is masked. */
export type RejectedLine = Pick<RowOf<"number_rejects">, "line" | "value" | "reason">;

/** Are rejects worth a section? Yes when there are some, or when the import is complete and there are none. */
export function tellsRejects({
  state,
  invalid,
  duplicates,
}: Pick<NumberFile, "state" | "invalid" | "duplicates">): boolean {
  return state === "ready" || invalid + duplicates > 0;
}
