import { type Locale, say, type Words } from "../locale.ts";
import { TEMPLATE_USAGE_WORDS } from "../templates/words.ts";
import { VENDOR_WORDS } from "../vendors/vendors.ts";

/** A field of what is decided that differs from what was shown, as `private.changes_of` gives it. */
export interface Difference {
  /** The path of the field, such as `name` or `own.cost_centre`. */
  readonly field: string;
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

/** Words of the fields that a decision is about (`bound` of `private.resources`). */
export const BOUND_WORDS: Readonly<Record<string, Words>> = {
  custom_codes: { zh: "自定义短码", en: "custom short codes" },
  links: { zh: "链接数", en: "number of links" },
  name: { zh: "名称", en: "name" },
  own: { zh: "自定义字段", en: "own fields" },
  proof: { zh: "证明材料", en: "proof" },
  proof_path: { zh: "证明材料的文件", en: "file of the proof" },
  purpose: { zh: "申请理由", en: "reason for it" },
  usage: { zh: "用途", en: "usage" },
  vendors: { zh: "厂商", en: "vendors" },
  version: { zh: "版本", en: "version" },
};

/** The words of a field; of `own.cost_centre` those of `own`, with the key. */
export function boundFieldText(field: string, locale: Locale): string {
  const [first = "", ...rest] = field.split(".");
  const words = Object.hasOwn(BOUND_WORDS, first) ? BOUND_WORDS[first] : undefined;
  if (!words) return field;
  return [say(words, locale), ...rest].join(" · ");
}

const TRUTH: Readonly<Record<string, Words>> = {
  true: { zh: "是", en: "yes" },
  false: { zh: "否", en: "no" },
};

/** Words of the values of a field, for those that have some. */
const VALUES: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  usage: TEMPLATE_USAGE_WORDS,
  vendors: VENDOR_WORDS,
};

/** A hash or a place in a bucket says nothing to a person, except that it is another one. */
const OPAQUE = /(^|_)(hash|path)$/;
const OPAQUE_WORDS = {
  before: { zh: "您看到的", en: "the one you saw" },
  after: { zh: "另一份", en: "another one" },
} as const;

/** A difference in words. */
export interface DifferenceLine {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** The differences in words, each with the field it is about. */
export function differenceLines(
  differs: readonly Difference[],
  locale: Locale,
): readonly (DifferenceLine & { readonly key: string })[] {
  const named = new Set(differs.map(({ field }) => field));
  // A file of another name is one difference, not two.
  const told = differs.filter(({ field }) => !(field === "proof_path" && named.has("proof")));
  return told.map(({ field, before, after }) => ({
    key: field,
    field: boundFieldText(field, locale),
    before: valueText(field, before, "before", locale),
    after: valueText(field, after, "after", locale),
  }));
}

function valueText(field: string, value: string | null, side: "before" | "after", locale: Locale): string {
  if (value === null || value === "") return "—";
  if (OPAQUE.test(field)) return say(OPAQUE_WORDS[side], locale);
  const words = { ...TRUTH, ...VALUES[field] };
  const text = (one: string) => {
    const found = Object.hasOwn(words, one) ? words[one] : undefined;
    return found ? say(found, locale) : one;
  };
  const list = listIn(value);
  return list ? list.map(text).join(locale === "zh-CN" ? "、" : ", ") : text(value);
}

/** The texts of a JSON array; null where the value is none. */
function listIn(value: string): readonly string[] | null {
  if (!value.startsWith("[")) return null;
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list)
      ? list.map((one) => (typeof one === "string" ? one : JSON.stringify(one)))
      : null;
  } catch {
    return null; // cut off after 200 characters, or a text that begins with a bracket
  }
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
    return null; // details of other errors are free text
  }
}
