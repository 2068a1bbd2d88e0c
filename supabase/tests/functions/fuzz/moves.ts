/** What a caller may ask next, well meant or not: any operation of the description, by anybody. */
import fc from "fast-check";
import type { Description, Operation } from "../description.ts";
import type { Json } from "../stage.ts";
import { CONTENT_TYPES, HOSTILE_BODIES, hostilePart } from "./hostile.ts";
import { Seen, type Values } from "./values.ts";

/** Whose credential is shown. Those of the last line are none, or none any more. */
export const CALLERS = [
  ...(["alice", "bob", "carol", "dan", "mallory", "erin", "olga", "key", "test key"] as const),
  ...([
    "nobody",
    "service",
    "bot",
    "expired",
    "garbage",
    "revoked key",
    "false key",
    "false signature",
  ] as const),
] as const;
export type Asker = (typeof CALLERS)[number];

/** A part of an address: what was seen, or encoded as it stands. */
export type Part = Seen | string;

export interface Move {
  readonly operation: Operation;
  readonly who: Asker;
  readonly places: readonly Part[];
  readonly query: readonly (readonly [name: string, value: Part])[];
  /** JSON with ids to be chosen in it, or sent as it is. */
  readonly body: { readonly json: unknown } | { readonly raw: string | Uint8Array<ArrayBuffer> } | null;
  readonly type: string;
  /** Which Idempotency-Key it names: none, one of few, or something that is none. */
  readonly key: number | "none" | "new" | "bad";
}

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

const who: fc.Arbitrary<Asker> = fc.oneof(
  often(8, fc.constantFrom<Asker>("alice", "key")),
  often(4, fc.constantFrom<Asker>("bob", "carol", "dan", "olga", "test key")),
  often(3, fc.constant<Asker>("mallory")),
  often(1, fc.constantFrom<Asker>(...CALLERS)),
);

/** What a path is of: `/resources/sms-templates/{id}/submit` of an `sms_template`. */
const nounIn = (path: string) => (path.split("/")[2] ?? "").replaceAll("-", "_").replace(/s$/, "");

const placesOf = ({ path }: Operation): fc.Arbitrary<Part[]> => {
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
  const seen = (name: string) =>
    fc.nat(1000).map((at): Part => new Seen(name === "id" ? nounIn(path) : name.replace(/_id$/, ""), at));
  const anything = fc.nat(1000).map((at): Part => new Seen("", at));
  return fc.tuple(
    ...names.map(
      (name): fc.Arbitrary<Part> =>
        fc.oneof(
          often<Part>(8, seen(name)),
          often<Part>(1, anything),
          often<Part>(1, fc.uuid()),
          often<Part>(2, hostilePart),
        ),
    ),
  );
};

/** A value of a query as it is sent; a lone surrogate has no encoding. */
const encoded = (value: unknown): Part => {
  if (value instanceof Seen) return value;
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return encodeURIComponent(text.toWellFormed());
};

function queryOf({ it }: Operation, values: Values): fc.Arbitrary<[string, Part][]> {
  const named = (it.parameters as Json[]).filter((one) => one.in === "query");
  const shapes: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(
    named.map(({ name, schema }) => [name, values.fitting(schema, name)]),
  );
  const required = named.filter((one) => one.required === true).map(({ name }) => name as string);
  const fits = fc.record(shapes, { requiredKeys: required });
  const good = fits.map((all) =>
    Object.entries(all).map(([name, value]): [string, Part] => [name, encoded(value)]),
  );
  const names = named.map(({ name }) => name as string);
  const bad = fc.tuple(good, fc.constantFrom(...names, "colour", "%00"), hostilePart, fc.boolean());
  return fc.oneof(
    often(3, fc.constant<[string, Part][]>([])),
    often(5, good),
    often(
      3,
      bad.map(([all, name, value, twice]): [string, Part][] => [
        ...all,
        [name, value],
        ...(twice ? [[name, value] as [string, Part]] : []),
      ]),
    ),
  );
}

function bodyOf({ it }: Operation, values: Values): fc.Arbitrary<Move["body"]> {
  const raw = fc.constantFrom(...HOSTILE_BODIES).map((one): Move["body"] => ({ raw: one }));
  const schema = it.requestBody?.content["application/json"]?.schema;
  if (schema === undefined) return it.requestBody ? raw : fc.constant(null);
  const json = (from: fc.Arbitrary<unknown>) => from.map((one): Move["body"] => ({ json: one }));
  return fc.oneof(often(6, json(values.fitting(schema))), often(4, json(values.near(schema))), often(1, raw));
}

const moveOf = (operation: Operation, values: Values): fc.Arbitrary<Move> =>
  fc.record({
    operation: fc.constant(operation),
    who,
    places: placesOf(operation),
    query: queryOf(operation, values),
    body: operation.method === "get" ? fc.constant(null) : bodyOf(operation, values),
    type: fc.oneof(often(9, fc.constant("application/json")), often(1, fc.constantFrom(...CONTENT_TYPES))),
    key: fc.oneof(
      often(4, fc.constant<Move["key"]>("new")),
      often(2, fc.nat(20)),
      often(2, fc.constant<Move["key"]>("none")),
      often(1, fc.constant<Move["key"]>("bad")),
    ),
  });

/** Any of them. */
export function moves({ operations }: Pick<Description, "operations">, values: Values): fc.Arbitrary<Move> {
  const each = new Map<number, fc.Arbitrary<Move>>();
  return fc.nat(operations.length - 1).chain((at) => {
    const made = each.get(at) ?? moveOf(operations[at] as Operation, values);
    each.set(at, made);
    return made;
  });
}
