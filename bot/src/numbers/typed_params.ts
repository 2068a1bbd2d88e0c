import { type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { isParameterName } from "@tidings/shared/templates/parameters.ts";
import { UserError } from "../ground/errors.ts";

const WRONG: Words = w(
  "参数请写成 name=李先生; code=6-2；各号码不同时用 | 分开，每个号码一组。",
  "Write parameters as name=Li; code=6-2. If they differ by number, write one group per number, separated by |.",
);

/** A value that contains the next parameter, `a, code=6-2`. In an address, `=` after `?` or after a first `=` is not one. */
const SWALLOWED = /^[^=＝?]*[\s,，、]([^\s,，、=＝?]+)\s*[=＝]/;

/**
 * Parses parameters of typed numbers, `name=Li; code=6-2 | name=Wang; code=7-1`: one group for all numbers, or one for each.
 * @throws UserError when the text has another form
 */
export function typedParams(text: string, count: number, locale: Locale): Record<string, string>[] {
  const groups = text.split(/[|｜\n]/).map((group) => groupOf(group, locale));
  const [only] = groups;
  if (groups.length === 1 && only) return Array.from({ length: count }, () => only);
  if (groups.length !== count) throw new UserError(say(WRONG, locale));
  return groups;
}

const WRONG_MAP: Words = w(
  "列的对应请写成 name=姓名; order_no=订单号：等号左边是模板参数，右边是文件的列。",
  "Write the columns as name=姓名; order_no=订单号: the template's parameter on the left, the file's column on the right.",
);

/**
 * Parses which columns of a file fill which parameters, `name=姓名; order_no=订单号`.
 * @throws UserError when the text has another form
 */
export function columnMap(text: string, locale: Locale): Record<string, string> {
  return groupOf(text, locale, WRONG_MAP);
}

function groupOf(text: string, locale: Locale, wrong: Words = WRONG): Record<string, string> {
  const pairs = text.split(/[;；]/).filter((pair) => pair.trim() !== "");
  if (pairs.length === 0) throw new UserError(say(wrong, locale));
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.search(/[=＝]/);
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      const next = SWALLOWED.exec(value)?.[1];
      if (at < 1 || name === "" || value === "" || (next !== undefined && isParameterName(next)))
        throw new UserError(say(wrong, locale));
      return [name, value];
    }),
  );
}
