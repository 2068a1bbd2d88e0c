/** One operation of the service: how it is asked for, and what it does. */
import type { Dict } from "../ground/json.ts";
import type { Courier } from "./courier.ts";
import type { House } from "./house.ts";
import type { Check, Fields } from "./shapes.ts";

export type Asked = {
  /** What stands in the places of its path. */
  path: Readonly<Record<string, string>>;
  query: Dict;
  body: Dict;
};

export type Operation = {
  /** As the service's own pages call it. */
  name: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** With places in braces. */
  path: string;
  query?: Fields;
  body?: Check;
  /** It takes a form in place of JSON: `body` checks its fields, and of a file `{name, bytes}`. */
  form?: true;
  /**
   * @returns what is answered with 200
   * @throws Refusal
   */
  act(asked: Asked, house: House, courier: Courier): Outcome | Promise<Outcome>;
};
/** `cut`: it is done, and the connection breaks before the answer. */
export type Outcome = { body: object; cut?: boolean };

export const ok = (data?: object): Outcome => ({
  body: { status: "success", message: "success", ...(data === undefined ? {} : { data }) },
});

/** The rows of a page: `offset` is one of rows. */
export function paged<Row>(
  rows: readonly Row[],
  query: Dict,
  usual = 10,
): { rows: Row[]; page_info: object } {
  const offset = Number(query.offset ?? 0);
  const limit = Number(query.limit ?? usual);
  return { rows: rows.slice(offset, offset + limit), page_info: { offset, limit, total: rows.length } };
}

/** Rows by their time: both ends or neither count; without them what is younger than `usualMs`. */
export function between<Row extends { at: number }>(
  rows: readonly Row[],
  { begin_time: begin, end_time: end }: Dict,
  now: number,
  usualMs: number,
): Row[] {
  const [from, to] =
    typeof begin === "string" && typeof end === "string"
      ? [Date.parse(begin), Date.parse(end)]
      : [now - usualMs, Number.POSITIVE_INFINITY];
  return rows.filter(({ at }) => at >= from && at <= to);
}

export const DAY_MS = 86_400_000;
