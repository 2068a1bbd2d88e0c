import { isDay } from "../ground/clock.ts";
import type { Known } from "./known.ts";

/**
 * The address of a list (LST-1): `?state=in_review&name=abc&created_at=2026-11-01..2026-11-07&sort=-created_at&page=2`. One text for
 * the panel's address bar, for saved views, and for links in alerts and chat. A person can read it and write it by hand.
 */

/**
 * The kind of a filter: `text` matches a part, `exact` and `choice` the whole value, `has` an element of an array column,
 * `number` a whole number, `flag` a boolean, `time` a range of days of a timestamp in the enterprise's zone, `day` a range of dates.
 */
export type FilterKind = "text" | "exact" | "number" | "choice" | "has" | "flag" | "time" | "day";

export interface FilterSpec {
  readonly name: string;
  readonly kind: FilterKind;
  /** The names among the values that the system has given. */
  readonly known?: Known | undefined;
  /** The column, when its name differs from the filter's. */
  readonly column?: string;
  /** Several of the options at once, with commas between them. */
  readonly several?: true | undefined;
  /** What may be chosen; another value is no filter. Empty: not known yet. */
  readonly options?: readonly { readonly value: string }[];
}

/** The values of filters by name, as an address has them; a range of days is `2026-11-01..2026-11-07`. */
export type FilterValues = Readonly<Record<string, string>>;

export interface Sort {
  readonly by: string;
  readonly down: boolean;
}

/** What a list shows, and how. */
export interface ListQuery {
  readonly filters: FilterValues;
  /** Null: the usual order of the list. */
  readonly sort: Sort | null;
  /** The columns in their order; null: the usual ones. */
  readonly columns: readonly string[] | null;
  /** Rows of 36 px in place of 44. */
  readonly dense: boolean;
}

/** A list as it is without an address and without a view. */
export const PLAIN: ListQuery = { filters: {}, sort: null, columns: null, dense: false };

/** What a list knows; everything else in an address is passed over. */
export interface ListKeys {
  readonly filters: readonly FilterSpec[];
  /** The columns that it can be sorted by. */
  readonly sorts: readonly string[];
}

/** The keys of an address that are no filters. */
export const RESERVED = ["sort", "columns", "density", "page", "view"] as const;

/** Joins columns and days: a sign that no address has to escape. */
const DOTS = "..";
/** The longest value of a filter; more is no name. */
const LONGEST = 200;

/** The first and the last day of a range; null where it is none. */
export function daysOf(range: string): readonly [first: string, last: string] | null {
  const [first = "", last = "", ...more] = range.split(DOTS);
  return more.length === 0 && isDay(first) && isDay(last) && first <= last ? [first, last] : null;
}

/** The range from one day to another, both included, each as `2026-11-01`. */
export function rangeOfDays(first: string, last: string): string {
  return first + DOTS + last;
}

/** The values of a filter that takes several. */
export const severalIn = (value: string): readonly string[] => value.split(",");

/** Can this filter have this value? */
function takes({ kind, options, several }: FilterSpec, value: string): boolean {
  if (value === "" || value.length > LONGEST) return false;
  if (kind === "number") return /^\d{1,15}$/.test(value);
  if (kind === "flag") return value === "true" || value === "false";
  if (kind === "time" || kind === "day") return daysOf(value) !== null;
  const values = several ? severalIn(value) : [value];
  return !options?.length || values.every((one) => options.some((option) => option.value === one));
}

/** What an address says on top of `base`. An empty value takes away what the base has; unknown keys and bad values are passed over. */
export function readAddress(from: URLSearchParams, known: ListKeys, base: ListQuery = PLAIN): ListQuery {
  const filters: Record<string, string> = {};
  for (const spec of known.filters) {
    const said = from.get(spec.name);
    const value =
      said === "" || (said !== null && takes(spec, said)) ? said : (base.filters[spec.name] ?? "");
    if (value !== "") filters[spec.name] = value;
  }
  const columns = from.get("columns");
  const density = from.get("density");
  return {
    filters,
    sort: sortIn(from.get("sort"), known.sorts, base.sort),
    columns: columns === null ? base.columns : columnsIn(columns),
    dense: density === null ? base.dense : density === "dense",
  };
}

function columnsIn(said: string): readonly string[] | null {
  const named = said.split(".").filter((name) => /^\w{1,63}$/.test(name));
  return named.length === 0 ? null : [...new Set(named)];
}

function sortIn(said: string | null, sorts: readonly string[], usual: Sort | null): Sort | null {
  if (said === "") return null;
  const by = said?.replace(/^-/, "") ?? "";
  return sorts.includes(by) ? { by, down: said !== by } : usual;
}

/** The address of `query`, as far as it differs from `base`: `readAddress` with the same base reads it back. */
export function writeAddress(query: ListQuery, base: ListQuery = PLAIN): URLSearchParams {
  const told = new URLSearchParams();
  const tell = (key: string, now: string, was: string) => {
    if (now !== was) told.set(key, now);
  };
  for (const name of new Set([...Object.keys(base.filters), ...Object.keys(query.filters)]))
    tell(name, query.filters[name] ?? "", base.filters[name] ?? "");
  tell("sort", sortText(query.sort), sortText(base.sort));
  tell("columns", query.columns?.join(".") ?? "", base.columns?.join(".") ?? "");
  tell("density", query.dense ? "dense" : "", base.dense ? "dense" : "");
  return told;
}

const sortText = (sort: Sort | null) => (sort === null ? "" : (sort.down ? "-" : "") + sort.by);

/** A link to a list with these filters, such as `/domains?state=in_review`. */
export function listLink(path: string, filters: FilterValues, sort: Sort | null = null): string {
  const told = writeAddress({ ...PLAIN, filters, sort }).toString();
  return told === "" ? `/${path}` : `/${path}?${told}`;
}
