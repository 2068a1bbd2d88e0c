import { isDay } from "../ground/clock.ts";
import { containing } from "./containing.ts";
import type { Resource } from "./define.ts";
import { type Known, knownLike } from "./known.ts";

/** A column, how it is compared, and with what. Rows of any of them are what is meant. */
export type Comparison =
  | readonly [column: string, by: "ilike" | "eq", value: string]
  | readonly [column: string, by: "in", values: readonly string[]]
  | readonly [column: string, by: "between", values: readonly [from: string, to: string]];

/** A batch number, of a plan that was brought from elsewhere with a P. An occurrence or a resend has its parent's with a suffix. */
const BATCH_NUMBER = /^[LJ]?\d{8}-P?\d+(-R?\d+)*$/i;
/** What a bigint holds for certain. */
const DIGITS = /^\d{1,18}$/;
const HEX = /^[0-9a-f]{4,8}$|^[0-9a-f]{8}-[0-9a-f-]{0,27}$/i;

/** All ids that begin with `text`, as a range of uuids. */
function idRange(text: string): [string, string] {
  const digits = text.replaceAll("-", "").toLowerCase();
  const whole = (filling: string) => {
    const hex = digits.padEnd(32, filling).slice(0, 32);
    const cuts = [0, 8, 12, 16, 20, 32];
    return cuts
      .slice(1)
      .map((end, index) => hex.slice(cuts[index], end))
      .join("-");
  };
  return [whole("0"), whole("f")];
}

/** The ids that begin with what is typed, as a range; null where no id begins so. */
export const idsLike = (typed: string): readonly [from: string, to: string] | null =>
  HEX.test(typed.trim()) ? idRange(typed.trim()) : null;

/** The names of these rows that the system has given. */
export function knownOf({ title, fields }: Resource): Known | undefined {
  const named = fields[title];
  return named?.kind === "text" ? named.known : undefined;
}

/** Of an enum its values whose words have `typed` in them; of a text what contains it. */
function byWords(column: string, field: Resource["fields"][string] | undefined, typed: string): Comparison[] {
  if (field?.kind !== "choice") return [[column, "ilike", containing(typed)]];
  const values = knownLike(field.values, typed);
  return values.length === 0 ? [] : [[column, "in", values]];
}

/** By the column that tells rows of one name apart. A number and a day are no texts: only the whole of one finds a row. */
function byNumber({ number, fields }: Resource, typed: string): Comparison[] {
  if (number === undefined) return [];
  switch (fields[number]?.kind) {
    case "count":
      return DIGITS.test(typed) ? [[number, "eq", typed]] : [];
    case "day":
      return isDay(typed) ? [[number, "eq", typed]] : [];
    default:
      return number !== "batch_no" || BATCH_NUMBER.test(typed) ? byWords(number, fields[number], typed) : [];
  }
}

/**
 * How rows of a noun are found by what is typed of them: a part of the name, the number, the beginning of the id. A masked number is no
 * text to search in; its rows are found by the whole of it.
 */
export function searchesOf(of: Resource, typed: string): Comparison[] {
  // Nobody has to find what there is one of.
  if (of.single) return [];
  const known = knownLike(knownOf(of), typed);
  return [
    ...(of.fields[of.title]?.kind === "phone" ? [] : byWords(of.title, of.fields[of.title], typed)),
    ...(known.length === 0 ? [] : [[of.title, "in", known] as const]),
    ...(of.numbered && DIGITS.test(typed) ? [["id", "eq", typed] as const] : []),
    ...(!of.numbered && HEX.test(typed) ? [["id", "between", idRange(typed)] as const] : []),
    ...byNumber(of, typed),
  ];
}
