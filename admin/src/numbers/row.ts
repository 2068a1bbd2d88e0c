import type { RejectReason } from "@tidings/shared/numbers/reader.ts";
import type { Row } from "../ui/data.ts";

/** A row of `number_files`. */
export interface NumberFile extends Row {
  readonly id: string;
  readonly enterprise_id: string;
  readonly name: string;
  readonly source: "upload" | "typed";
  readonly bytes: number;
  readonly state: "uploading" | "importing" | "ready" | "failed";
  readonly columns: string[] | null;
  readonly phone_column: string | null;
  readonly parts: number;
  readonly parts_done: number;
  readonly lines: number;
  readonly accepted: number;
  readonly invalid: number;
  readonly duplicates: number;
  /** A code of the register of refusals. */
  readonly error: string | null;
  readonly created_at: string;
  readonly finished_at: string | null;
}

/** A row of `number_rejects`: a line that was not taken. `value` is masked. */
export interface RejectedLine extends Row {
  readonly file_id: string;
  readonly line: number;
  readonly value: string;
  readonly reason: RejectReason;
}
