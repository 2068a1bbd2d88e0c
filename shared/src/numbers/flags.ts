import { likeliestDelimiter, sampleRecords } from "./lines.ts";
import { foldHeader, headerNames, type Table, withoutPreamble } from "./table.ts";

/**
 * Files of customer flags (客户标识, RES-1): the recipients of personal links that are not sent. A flag is any text of 1 to
 * 64 characters: a membership number, a name, a phone number as written. Such a file is a number file with its own purpose:
 * the flags take the place of the numbers, and no send accepts it.
 */
const FLAG_HEADERS = headers(
  "客户标识 客户编号 用户标识 标识 会员号 会员编号 custflag flag customer customerid customerflag memberid userid id",
);
/** Headers of columns that people use as flags when there is no flag column. */
const PHONE_HEADERS = headers("手机号 手机号码 手机 号码 phone mobile number msisdn");

function headers(names: string): ReadonlySet<string> {
  return new Set(names.split(" "));
}

/** The index of the flag column in a header, -1 for none. */
export function flagHeader(first: readonly string[]): number {
  const folded = first.map((cell) => foldHeader(cell.replace(/^\ufeff/, "")));
  const own = folded.findIndex((cell) => FLAG_HEADERS.has(cell));
  return own >= 0 ? own : folded.findIndex((cell) => PHONE_HEADERS.has(cell));
}

/**
 * Detects the layout of a file of flags. The first row is a header when it names the flag column, or when there are other
 * columns: those are parameters and need names. The flags are in the column with a flag header, else in the first.
 */
export function detectFlagTable(firstText: string): Table {
  const { text, delimiter: told } = withoutPreamble(firstText);
  const delimiter = told ?? likeliestDelimiter(text);
  const [first = [""], ...rest] = sampleRecords(text, delimiter);
  const width = Math.max(first.length, ...rest.map((cells) => cells.length));
  const named = flagHeader(first);
  const hasHeader = width > 1 || named >= 0;
  const columns = hasHeader ? headerNames(first) : ["cust_flag"];
  const phoneColumn = columns[Math.max(0, named)] ?? "cust_flag";
  return { delimiter, hasHeader, columns, phoneColumn, holds: "flags" };
}
