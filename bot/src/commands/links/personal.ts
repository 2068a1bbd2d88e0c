import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { flagHeader } from "@tidings/shared/numbers/flags.ts";
import { shortId } from "../../engine/find.ts";
import { UserError } from "../../ground/errors.ts";
import { importFile, mustBeSheet, type NumberFile } from "../../numbers/import.ts";
import { sheetRows } from "../../numbers/sheet_rows.ts";
import { typedParams } from "../../numbers/typed_params.ts";
import { hinted } from "../../registry/hints.ts";
import type { Context, InputFile } from "../../registry/registry.ts";

/** The recipients of personal links: typed customer flags, or a file of them. */

interface PersonalLink {
  readonly cust_flag: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** The input of `create_resolve_task`: the links themselves, or the number file that has them. */
export type Personal =
  | { readonly links: readonly PersonalLink[] }
  | { readonly number_file_id: string; readonly file: NumberFile };

/** Links that `create_resolve_task` accepts inline. A longer file is uploaded as a number file, up to a million flags. */
const MOST = 100;
/** A file of a hundred rows is smaller than this; a larger file is not read into memory. */
const SMALL_BYTES = 256 * 1024;

const MANY: Words = w(
  "已输入 {count} 个客户标识，最多 {max} 个；如需更多，请上传文件。",
  "You typed {count} customer IDs. The maximum is {max}. Upload a file for more.",
);

/** Typed flags, with commas, spaces or line ends between, and their parameters. @throws UserError */
export function typedLinks(context: Context, flags: string, params: string | undefined): Personal {
  const all = flags.split(/[\s,，;；、]+/).filter((flag) => flag !== "");
  if (all.length > MOST) {
    const places = { count: count(all.length), max: MOST };
    throw new UserError(fillPlaces(say(MANY, context.locale), places));
  }
  const values = params === undefined ? [] : typedParams(params, all.length, context.locale);
  return {
    links: all.map((cust_flag, index) => {
      const own = values[index];
      return own === undefined ? { cust_flag } : { cust_flag, params: own };
    }),
  };
}

const EMPTY: Words = w(
  "文件中没有客户标识。请填在第一列，或将客户标识所在的列命名为「客户标识」。",
  "The file has no customer IDs. Put them in the first column, or name their column “flag”.",
);

const TAKEN = {
  rows: w(
    "文件共 {lines} 行：采用 {accepted}，无效 {invalid}，重复 {duplicates}。",
    "{lines} {lines:row|rows}: {accepted} accepted, {invalid} invalid, {duplicates} {duplicates:duplicate|duplicates}.",
  ),
  rejects: w("查看未采用的行：`number show {id}`", "See the skipped rows: `number show {id}`"),
} as const satisfies Record<string, Words>;

/** How many rows of a large file were rejected and how to list them; null when none was. */
export function rejectsOf(context: Context, file: NumberFile): string | null {
  const { id, lines, accepted, invalid, duplicates } = file;
  if (invalid + duplicates === 0) return null;
  const counts = Object.entries({ lines, accepted, invalid, duplicates }).map(([key, n]) => [key, count(n)]);
  return [
    fillPlaces(say(TAKEN.rows, context.locale), Object.fromEntries(counts)),
    hinted(TAKEN.rejects, context, { id: shortId(id) }),
  ].join("\n");
}

/**
 * The flags of a file: any texts, in the column with such a header, else in the first column. The other columns are
 * parameters, named by the first row.
 * @throws UserError for another kind of file, or one without flags
 */
export async function linksOfFile(context: Context, file: InputFile): Promise<Personal> {
  mustBeSheet(context, file);
  if (file.bytes === null || file.bytes <= SMALL_BYTES) {
    const rows = (await sheetRows(context, file)).filter((cells) => cells.some((cell) => cell.trim() !== ""));
    const links = linksOfRows(rows);
    if (rows.length === 0 || links.length === 0) throw new UserError(say(EMPTY, context.locale));
    if (links.length <= MOST) return { links };
  }
  const taken = await importFile(context, file, "flags");
  return { number_file_id: taken.id, file: taken };
}

/** The links in a small file, read by the same rules as a large one (shared/src/numbers/flags.ts). */
export function linksOfRows(rows: readonly (readonly string[])[]): PersonalLink[] {
  const [first = [], ...rest] = rows;
  const top = first.map((cell) => cell.replace(/^\ufeff/, "").trim());
  const named = flagHeader(top);
  const place = Math.max(0, named);
  const headed = top.length > 1 || named >= 0;
  return (headed ? rest : [top, ...rest]).map((cells) => {
    const values = cells.map((cell) => cell.trim());
    const filled = top.flatMap((name, index) =>
      index === place || name === "" || !values[index] ? [] : [[name, values[index]] as const],
    );
    // The database refuses an empty flag and names its row.
    const cust_flag = values[place] ?? "";
    return top.length < 2 ? { cust_flag } : { cust_flag, params: Object.fromEntries(filled) };
  });
}
