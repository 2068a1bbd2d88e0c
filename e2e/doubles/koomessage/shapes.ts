/** What a request must look like: fields, kinds and limits as data, and the strictest reading of them. */
import { isDict, lengthOf } from "../ground/json.ts";

/** Says what is wrong with a value, or nothing. `at` is where it stands. */
export type Check = (value: unknown, at: string) => string[];
/** Fields by name; a name with `*` has to be there. A field that is not named is a fault. */
export type Fields = Readonly<Record<string, Check>>;

const wrong = (at: string, what: string) => [`${at} ${what}`];

export const text =
  (most: number, { least = 1, like }: { least?: number; like?: RegExp } = {}): Check =>
  (value, at) => {
    if (typeof value !== "string") return wrong(at, "is no text");
    const length = lengthOf(value);
    if (length < least || length > most)
      return wrong(at, `has ${length} characters, not ${least} to ${most}`);
    return like && !like.test(value) ? wrong(at, "is written otherwise") : [];
  };

export const whole =
  (least: number, most: number): Check =>
  (value, at) =>
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most
      ? []
      : wrong(at, `is no whole number from ${least} to ${most}`);

/** A whole number as a query writes it. */
export const digits =
  (least: number, most: number): Check =>
  (value, at) =>
    typeof value === "string" && /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most
      ? []
      : wrong(at, `is no whole number from ${least} to ${most}`);

export const oneOf =
  (...values: readonly unknown[]): Check =>
  (value, at) =>
    values.includes(value) ? [] : wrong(at, `is none of ${values.join(", ")}`);

export const list =
  (of: Check, least: number, most: number): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return wrong(at, "is no list");
    if (value.length < least || value.length > most)
      return wrong(at, `has ${value.length} entries, not ${least} to ${most}`);
    return value.flatMap((one, n) => of(one, `${at}[${n}]`));
  };

export const fields =
  (shape: Fields): Check =>
  (value, at) => {
    if (!isDict(value)) return wrong(at, "is no object");
    const faults: string[] = [];
    const known = new Set<string>();
    for (const [name, check] of Object.entries(shape)) {
      const bare = name.replace("*", "");
      known.add(bare);
      const there = value[bare] !== undefined;
      if (there) faults.push(...check(value[bare], at ? `${at}.${bare}` : bare));
      else if (name.endsWith("*")) faults.push(...wrong(at ? `${at}.${bare}` : bare, "is missing"));
    }
    for (const name of Object.keys(value))
      if (!known.has(name)) faults.push(...wrong(at ? `${at}.${name}` : name, "is not known"));
    return faults;
  };

/** Values by any name. */
export const map =
  (of: Check): Check =>
  (value, at) =>
    isDict(value)
      ? Object.entries(value).flatMap(([name, one]) => of(one, `${at}.${name}`))
      : wrong(at, "is no object");

export const both =
  (...checks: readonly Check[]): Check =>
  (value, at) => {
    for (const check of checks) {
      const faults = check(value, at);
      if (faults.length > 0) return faults;
    }
    return [];
  };

export const PHONE = text(11, { like: /^1[3-9]\d{9}$/ });
/** As messages are addressed: with or without the country's code. */
export const ADDRESS = text(21, { like: /^(?:\+86|0086|86)?1[3-9]\d{9}$/ });
export const TEMPLATE = text(9, { like: /^\d{9}$/ });
export const HTTP = text(1000, { like: /^https?:\/\/[^\s/]+/ });
/** An instant as queries write it. */
export const INSTANT = text(30, { like: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/ });
export const PAGE: Fields = { offset: digits(0, 10_000), limit: digits(1, 100) };
