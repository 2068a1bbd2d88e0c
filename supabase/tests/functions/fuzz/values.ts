/** Values that fit a schema of the description, and some that nearly do. Ids are drawn as places in a pool, which is filled as answers come. */
import fc from "fast-check";
import type { Description } from "../description.ts";
import type { Json } from "../stage.ts";
import { hostileValue } from "./hostile.ts";

type Any = fc.Arbitrary<unknown>;

/** The id of something that was seen, to be chosen when it is sent: `of` says of what, as a field names it. */
export class Seen {
  readonly of: string;
  readonly at: number;
  constructor(of: string, at: number) {
    this.of = of;
    this.at = at;
  }
}

const WORDS = [
  "Tidings",
  "签收提醒",
  "云杉商城",
  "a",
  "b-1",
  "接口",
  "order_no",
  "https://example.com/a",
  "18:00",
];
const DEEPEST = 6;

const instant = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2028-01-01"), noInvalidDate: true })
  .map((day) => day.toISOString());

/** By the name that the schema gives a form of text. */
const FORMATS: Readonly<Record<string, Any>> = {
  "date-time": instant,
  date: instant.map((text) => text.slice(0, 10)),
  time: instant.map((text) => text.slice(11, 16)),
  uuid: fc.uuid(),
  email: fc.constantFrom("ann@example.com", "b@example.org"),
  uri: fc.constantFrom("https://example.com/", "http://203.0.113.9/a?b=c"),
};

const seenOf = (name: string) => fc.nat(1000).map((at) => new Seen(name.replace(/_?ids?$/, ""), at));

/** Makes arbitraries of the schemas of a description; each once. */
export class Values {
  readonly #description: Description;
  readonly #made = new Map<string, Any>();

  constructor(description: Description) {
    this.#description = description;
  }

  /** Fits the schema, as far as a schema can say it. `name`: of the field that it is for. */
  fitting(schema: Json, name = "", depth = 0): Any {
    const key = `${name} ${depth} ${JSON.stringify(schema)}`;
    const made = this.#made.get(key) ?? this.#fitting(this.#description.whole(schema), name, depth);
    this.#made.set(key, made);
    return made;
  }

  /** Fits but for one place. */
  near(schema: Json): Any {
    return fc
      .tuple(this.fitting(schema), fc.nat(1000), fc.constantFrom("without", "with", "other"), hostileValue)
      .map(([value, at, how, hostile]) => {
        if (value === null || typeof value !== "object" || Array.isArray(value)) return hostile;
        const keys = Object.keys(value);
        const key = keys[at % Math.max(1, keys.length)];
        if (how === "with" || key === undefined) return { ...value, [`more_${at}`]: hostile };
        if (how === "other") return { ...value, [key]: hostile };
        return Object.fromEntries(Object.entries(value).filter(([one]) => one !== key));
      });
  }

  #fitting(schema: Json, name: string, depth: number): Any {
    if (schema === true || schema === undefined || Object.keys(schema).length === 0)
      return fc.jsonValue({ maxDepth: 2 });
    if ("const" in schema) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...(schema.enum as unknown[]));
    const choices = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
    if (choices) return fc.oneof(...choices.map((one) => this.fitting(one, name, depth)));
    if (schema.allOf)
      return fc
        .tuple(...(schema.allOf as Json[]).map((one) => this.fitting(one, name, depth)))
        .map((all) => Object.assign({}, ...(all as object[])));
    const [type] = [schema.type].flat() as string[];
    switch (type) {
      case "string":
        return text(schema, name);
      case "integer":
      case "number":
        return number(schema, type);
      case "boolean":
        return fc.boolean();
      case "array":
        return this.#array(schema, name, depth);
      case "object":
        return this.#object(schema, name, depth);
      default:
        return fc.constant(null);
    }
  }

  #array({ items, minItems = 0, maxItems = 3, prefixItems }: Json, name: string, depth: number): Any {
    if (prefixItems)
      return fc.tuple(...(prefixItems as Json[]).map((one) => this.fitting(one, name, depth + 1)));
    const least = Math.min(minItems, 5);
    if (depth >= DEEPEST) return fc.constant([]);
    return fc.array(this.fitting(items, name, depth + 1), {
      minLength: least,
      maxLength: Math.max(least, Math.min(maxItems, 3)),
    });
  }

  #object({ properties = {}, required = [], additionalProperties }: Json, name: string, depth: number): Any {
    const wanted = Object.entries<Json>(properties).filter(
      ([key]) => depth < DEEPEST || (required as string[]).includes(key),
    );
    const known = fc.record(
      Object.fromEntries(wanted.map(([key, one]) => [key, this.fitting(one, key, depth + 1)])),
      { requiredKeys: (required as string[]).filter((key) => key in properties) },
    );
    if (typeof additionalProperties !== "object" || depth >= DEEPEST) return known;
    const more = fc.dictionary(
      fc.constantFrom("name", "amount", "p_1", "a"),
      this.fitting(additionalProperties, name, depth + 1),
      { maxKeys: 2 },
    );
    return fc.tuple(known, more).map(([one, other]) => ({ ...other, ...one }));
  }
}

function text({ format, pattern, minLength = 0, maxLength = 60 }: Json, name: string): Any {
  const isId = /(^|_)ids?$/.test(name);
  if (isId) return fc.oneof({ weight: 6, arbitrary: seenOf(name) }, fc.uuid(), fc.constantFrom("", "x"));
  const known = FORMATS[format as string];
  if (known) return known;
  const most = Math.min(Math.max(maxLength, minLength), 5000);
  const free = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
    fc.string({ unit: "grapheme", minLength: Math.min(minLength, 200), maxLength: Math.min(most, 80) }),
    fc.constant("字".repeat(most)),
  );
  return pattern === undefined ? free : matching(pattern, free);
}

/** Texts of a pattern, where it is one that texts can be made of. */
function matching(pattern: string, otherwise: Any): Any {
  try {
    return fc.stringMatching(new RegExp(pattern, "u"), { maxLength: 60 });
  } catch {
    return otherwise;
  }
}

function number({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Json, type: string): Any {
  const least = Math.max(minimum ?? exclusiveMinimum ?? -5, -2_000_000_000);
  const most = Math.max(least, Math.min(maximum ?? exclusiveMaximum ?? 2_000_000_000, 2_000_000_000));
  const ends = fc.constantFrom(Math.ceil(least), Math.floor(most));
  if (type === "number") return fc.oneof(fc.double({ min: least, max: most, noNaN: true }), ends);
  return fc.oneof(
    fc.integer({ min: Math.ceil(least), max: Math.min(Math.ceil(least) + 50, Math.floor(most)) }),
    ends,
  );
}
