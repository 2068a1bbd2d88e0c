import type { Words } from "../ground/locale.ts";
import type { Row } from "../resource/define.ts";
import type { Field } from "../resource/kinds.ts";
import type { ViewName } from "../resource/view.ts";

/** What can be exported (DLC-1): the columns of a view, and whose they are. */
export interface Source {
  /** What the file is called where nobody gives it a name. */
  readonly many: Words;
  readonly view: ViewName;
  /** The right that the export needs; null: everybody, of what is theirs. */
  readonly needs: string | null;
  /** The right to those of the basic edition, where they are among the rows: one of the two is enough. */
  readonly orNeeds?: string;
  /** The columns that name a row. */
  readonly keys: readonly string[];
  /** The usual order, before the keys. Never an empty column. */
  readonly order?: readonly [by: string, direction: "asc" | "desc"];
  /** The column with the id of what the rows belong to. `optional`: they may be of several. */
  readonly parent?: { readonly column: string; readonly optional?: true };
  /** In the order in which they are in the file. */
  readonly fields: Readonly<Record<string, Field<Row>>>;
  /** The currency of all its amounts: the headings name it, and the cells are plain figures. */
  readonly currency?: string;
  /** Further columns that narrow the rows. */
  readonly filters?: readonly string[];
}

/** Of each source with numbers, the column that whole ones can be in (IAM-3). */
export const MASKED: Readonly<Record<string, string>> = {
  delivery: "phone",
  send_detail: "phone",
  opt_out: "phone",
  reply: "phone",
  receipt: "reference",
  number_reject: "value",
  link: "cust_flag",
};

/** Columns that a row's texts are made of. `*`: a function of the declaration may read any. */
export function besideOf({ fields }: Source): readonly string[] {
  const all = Object.values(fields);
  if (all.some(({ text, when, reads }) => when !== undefined || (text !== undefined && !reads))) return ["*"];
  const named = all.flatMap((field) => {
    if (field.reads) return field.reads;
    if (field.kind === "references") return [field.names];
    if (field.kind === "money") return [field.currency];
    return field.kind === "time" && field.by !== undefined ? [field.by] : [];
  });
  return [...new Set(named)];
}

/** The columns that a list shows; an export has them unless it is told otherwise. */
export function usualColumns({ fields }: Source): string[] {
  return Object.keys(fields).filter((column) => fields[column]?.list !== "no");
}
