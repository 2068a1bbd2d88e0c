import { isId } from "../ground/ids.ts";
import { type Locale, listText, say, w } from "../ground/locale.ts";
import type { DifferenceLine } from "../resource/difference.ts";
import { boundFieldText, boundValueText } from "./bound_words.ts";

/** A field of what is decided that differs from what was shown, as `private.changes_of` gives it. */
export interface Difference {
  /** The path of the field, such as `name` or `template.version`. */
  readonly field: string;
  /** At most 200 characters. */
  readonly before: string | null;
  readonly after: string | null;
}

/** The details of the refusal `shown_changed`. */
export interface ShownChange {
  readonly resource: string;
  /** Who submitted it last, and when. */
  readonly by: string | null;
  readonly at: string | null;
  /** Empty: the same was submitted again. Null: what was shown is not kept any more. */
  readonly differs: readonly Difference[] | null;
}

/** A hash, an id or a place in a bucket says nothing to a person, except that it is another one. */
const OPAQUE = /^rows\.|(^|[._])(hash|path)$/;
/** An id is one whatever its field is called. */
const isOpaque = ({ field, before, after }: Difference): boolean =>
  OPAQUE.test(field) || isId(before) || isId(after);
const OPAQUE_WORDS = {
  before: w("您查看的版本", "the one you viewed"),
  after: w("另一版本", "a different one"),
  /** There was none before. */
  first: w("有", "present"),
} as const;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** The differences in words. `time` writes an instant in the reader's zone. */
export function differenceLines(
  differs: readonly Difference[],
  locale: Locale,
  time: (at: string) => string = (at) => at,
): readonly DifferenceLine[] {
  const seen = differs.filter((one) => !isOpaque(one));
  const sayable = new Set(seen.map(({ field }) => field.split(/[._]/)[0]));
  // What can be named explains the hash, the file or the id behind it. `rows.file` is the id of `file`: another one of the same name.
  const opaque = differs.filter(
    (one) => isOpaque(one) && !sayable.has(one.field.replace(/^rows\./, "").split(/[._]/)[0]),
  );
  return [...seen, ...opaque].map((one) => {
    const { field, before, after } = one;
    const text = (value: string | null, words: keyof typeof OPAQUE_WORDS) =>
      isOpaque(one) && value !== null
        ? say(OPAQUE_WORDS[words], locale)
        : valueText(field, value, locale, time);
    return {
      key: field,
      field: boundFieldText(field, locale),
      before: text(before, "before"),
      after: text(after, before === null ? "first" : "after"),
    };
  });
}

function valueText(
  field: string,
  value: string | null,
  locale: Locale,
  time: (at: string) => string,
): string {
  if (value === null || value === "") return "—";
  if (INSTANT.test(value)) return time(value);
  const list = listIn(value);
  if (!list) return boundValueText(field, value, locale);
  const texts = list.map((one) => boundValueText(field, textsIn(one).join(" / "), locale));
  return listText(texts, locale) || "—";
}

/** The members of a JSON array; null where the value is none, or was cut off. */
function listIn(value: string): readonly unknown[] | null {
  if (!value.startsWith("[")) return null;
  const list = parsed(value);
  return Array.isArray(list) ? list : null;
}

/** What has a name says it first: JSON of the database has its keys in an order of its own. */
const placeOf = (key: string) => (key === "name" ? 0 : 1);

/** The texts inside a value; a yes or no says nothing without its key, nor an id beside a name. */
function textsIn(value: unknown): string[] {
  if (typeof value === "boolean") return [];
  if (value === null || typeof value !== "object") return [String(value)];
  const texts = Object.entries(value)
    .sort(([one], [other]) => placeOf(one) - placeOf(other))
    .flatMap(([, inner]) => textsIn(inner));
  const named = texts.filter((text) => !isId(text));
  return named.length > 0 ? named : texts;
}

/** What changed since it was shown, from the details of the refusal; they come as an object or as its JSON. */
export function shownChangeOf(details: unknown): ShownChange {
  const given = typeof details === "string" ? parsed(details) : details;
  const { resource, by, at, differs } = (given ?? {}) as Partial<Record<keyof ShownChange, unknown>>;
  return {
    resource: typeof resource === "string" ? resource : "",
    by: typeof by === "string" ? by : null,
    at: typeof at === "string" ? at : null,
    differs: Array.isArray(differs) ? differs.filter(isDifference) : null,
  };
}

function isDifference(value: unknown): value is Difference {
  return value !== null && typeof value === "object" && "field" in value && typeof value.field === "string";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // details of other errors are free text, and a long value is cut off
  }
}
