import type { RowOf } from "../ui/rows.ts";

/** A row of `number_files`. */
export type NumberFile = RowOf<"number_files">;

/** A row of `number_rejects`: a line that was not taken. `value` is masked. */
export type RejectedLine = RowOf<"number_rejects">;

/** Is there something to say of lines that were not taken? That there were none is known of a file that was taken to its end. */
export function tellsRejects({
  state,
  invalid,
  duplicates,
}: Pick<NumberFile, "state" | "invalid" | "duplicates">): boolean {
  return state === "ready" || invalid + duplicates > 0;
}
