import type { RowOf } from "../ui/rows.ts";

/** A row of `number_files`. */
export type NumberFile = RowOf<"number_files">;

/** A row of `number_rejects`: a line that was not taken. `value` is masked. */
export type RejectedLine = RowOf<"number_rejects">;
