import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { count } from "../../figures.ts";
import { importFile, mustBeSheet } from "../../numbers/import.ts";
import { sheetRows } from "../../numbers/sheet_rows.ts";
import { typedParams } from "../../numbers/typed_params.ts";
import { Mistake } from "../../refused.ts";
import type { Context, InputFile } from "../../registry.ts";

/** For whom personal links are: typed customer flags, or a file of them. */

interface PersonalLink {
  readonly cust_flag: string;
  readonly params?: Readonly<Record<string, string>>;
}

export type Personal = { readonly links: readonly PersonalLink[] } | { readonly number_file_id: string };

/** What the law takes at once; a longer file goes the way of the number files. */
const MOST = 100;
/** A file of a hundred rows is smaller; what is larger is not read whole. */
const SMALL_BYTES = 256 * 1024;

const MANY: Words = {
  zh: "共 {count} 个客户标识，最多可输入 {max} 个；更多请上传文件。",
  en: "There are {count} customer flags; {max} may be typed, more come in a file.",
};

/** Typed flags, with commas, spaces or line ends between, and their parameters. @throws Mistake */
export function typedLinks(context: Context, flags: string, params: string | undefined): Personal {
  const all = flags.split(/[\s,，;；、]+/).filter((flag) => flag !== "");
  if (all.length > MOST) {
    const places = { count: count(all.length), max: MOST };
    throw new Mistake(fillPlaces(say(MANY, context.locale), places));
  }
  const values = params === undefined ? [] : typedParams(params, all.length, context.locale);
  return {
    links: all.map((cust_flag, index) => {
      const own = values[index];
      return own === undefined ? { cust_flag } : { cust_flag, params: own };
    }),
  };
}

/**
 * The flags of a file: its first column; the other columns are parameters, named in the first row. Up to a hundred
 * may be any flags; a longer file is a number file, and its numbers are the flags.
 * @throws Mistake for a file that is none
 */
export async function linksOfFile(context: Context, file: InputFile): Promise<Personal> {
  mustBeSheet(context, file);
  if (file.bytes === null || file.bytes <= SMALL_BYTES) {
    const rows = (await sheetRows(context, file)).filter((cells) => cells.some((cell) => cell.trim() !== ""));
    const links = linksOfRows(rows);
    if (links.length <= MOST) return { links };
  }
  const { id } = await importFile(context, file);
  return { number_file_id: id };
}

const HEADING = /^(cust_?flag|flag|phone|mobile|number|客户标识|手机号码?|号码)$/i;

/** A first row is a heading when it says so, or when there are parameters, whose names it has. */
export function linksOfRows(rows: readonly (readonly string[])[]): PersonalLink[] {
  const [first = [], ...rest] = rows;
  const top = first.map((cell) => cell.replace(/^\ufeff/, "").trim());
  const names = top.slice(1);
  const headed = names.length > 0 || HEADING.test(top[0] ?? "");
  return (headed ? rest : [top, ...rest]).map((cells) => {
    const [flag = "", ...values] = cells.map((cell) => cell.trim());
    const filled = names.flatMap((name, index) =>
      name === "" || !values[index] ? [] : [[name, values[index]] as const],
    );
    // An empty flag is the law's to tell, with the row it stands in.
    return names.length === 0 ? { cust_flag: flag } : { cust_flag: flag, params: Object.fromEntries(filled) };
  });
}
