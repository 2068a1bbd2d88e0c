/** Why a number file cannot be read or imported as a whole. Their words are in `refusals/imports.ts`. */
export type FileFault =
  | "not_a_workbook"
  | "workbook_too_large"
  | "too_many_texts"
  | "texts_too_large"
  | "cell_too_large"
  | "row_too_large"
  | "too_many_rows"
  | "too_many_columns"
  | "heading_unfit"
  | "sheet_headings"
  | "line_too_long"
  | "file_too_large"
  | "file_blank"
  | "file_unreadable"
  | "reading_too_long"
  | "reading_too_much"
  | "reading_broke_off"
  | "no_phone_column"
  | "not_text"
  | "parts_overlap"
  | "parts_missing"
  | "part_failed"
  | "import_failed";

/** Where in the file, and the limit that it is over. */
export interface FaultDetails {
  readonly line?: number;
  readonly row?: number;
  readonly column?: number;
  readonly sheet?: number;
  readonly max?: number | string;
}

/** A file that cannot be read: `code` says why, `details` where and which limit it is over. */
export class UnreadableFile extends Error {
  readonly code: FileFault;
  readonly details: FaultDetails;
  constructor(code: FileFault, details: FaultDetails = {}) {
    super(code);
    this.name = "UnreadableFile";
    this.code = code;
    this.details = details;
  }
}
