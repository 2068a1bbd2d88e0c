import { z } from "zod";
import type { Resource } from "../resource/define.ts";
import type { Field } from "../resource/kinds.ts";
import { INPUTS } from "./inputs.ts";

/**
 * What a program is answered of a row: the columns that the declaration shows, as they are stored. The API answers it, and the terminal
 * prints it with `--json`.
 */

type Shape = Record<string, z.ZodType>;

const text = z.string().nullable();
/** A number that is counted, or measured in parts. */
export const FIGURE = z.number().nullable();
/** An instant with its zone. */
export const INSTANT = z.iso.datetime({ offset: true }).nullable();
const stored = z.object({ path: z.string(), name: z.string() });

/** What a column has, and those that belong to it. */
function columnsOfField(name: string, field: Field<never>): Shape {
  switch (field.kind) {
    case "text":
    case "long":
      // What a text is made of is no text itself.
      return { [name]: field.text ? z.unknown() : z.union([z.string(), z.number()]).nullable() };
    case "choice":
      return { [name]: z.enum(Object.keys(field.values)).nullable() };
    case "choices":
      return { [name]: z.array(z.enum(Object.keys(field.values))).nullable() };
    case "flag":
      return { [name]: z.boolean().nullable() };
    case "count":
    case "share":
      return { [name]: FIGURE };
    case "money":
      return { [name]: FIGURE, [field.currency]: text };
    case "texts":
      return { [name]: z.array(z.unknown()).nullable() };
    case "time":
      return { [name]: INSTANT, ...(field.by ? { [field.by]: text } : {}) };
    case "day":
      return { [name]: z.iso.date().nullable() };
    case "reference":
      return { [name]: text, [field.id]: z.union([z.string(), z.number()]).nullable() };
    case "references":
      return { [name]: z.array(z.string()).nullable(), [field.names]: z.unknown() };
    case "file":
      return { [name]: text, [field.path]: text };
    case "files":
      return { [name]: z.array(stored).nullable() };
    case "json":
      return { [name]: z.unknown() };
    case "changes":
      return { [name]: z.unknown(), [field.before]: z.unknown(), [field.of]: text };
    case "person":
      return { [name]: field.data?.nullable() ?? text };
    default:
      return { [name]: text };
  }
}

/** The columns of a row, without those that are for platform admins alone. */
function columnsOf(of: Resource): Shape {
  const all = Object.entries(of.fields).filter(([, field]) => !field.platform);
  return {
    id: of.numbered ? z.int() : z.string(),
    ...Object.assign({}, ...all.map(([name, field]) => columnsOfField(name, field as Field<never>))),
    ...(of.own ? { own: z.unknown() } : {}),
  };
}

/** A row as a list has it: without what only its page shows as data, such as a whole content. */
export function rowSchema(of: Resource): z.ZodObject {
  const isLarge = (name: string) => of.fields[name]?.kind === "json" && of.fields[name]?.list === "no";
  return z.object(Object.fromEntries(Object.entries(columnsOf(of)).filter(([name]) => !isLarge(name))));
}

/** A row by itself: with what its forms ask for too, as far as it can be read, such as the content of a template. */
export function wholeSchema(of: Resource): z.ZodObject {
  const columns = columnsOf(of);
  const update = of.forms.update && shapeOf(of, of.forms.update.verb, "update");
  const asked = Object.keys(update ? update.shape : {}).filter((name) => !(name in columns));
  const more = asked.map((name) => [
    name === "base_revision" ? "revision" : name,
    // Names of instants end so in all houses.
    name.endsWith("_at") ? INSTANT.optional() : z.unknown().optional(),
  ]);
  return z.object({ ...columns, ...Object.fromEntries(more) });
}

/** The shape of the input of a verb; null where it takes none. `act`: what it is called for its noun. */
export function shapeOf({ noun }: Resource, verb: string, act: string): z.ZodObject | null {
  const shape = INPUTS[verb] ?? INPUTS[`${act}_${noun}`];
  return shape instanceof z.ZodObject ? shape : null;
}

/** The filters of a list, as an address has them: each by its column; a span by its two ends. */
export function filtersOf(of: Resource): [column: string, field: Field<never>][] {
  return Object.entries(of.fields)
    .filter(([, { filter, at, platform }]) => filter !== undefined && at === undefined && !platform)
    .filter(([, { filter }]) => filter !== "number" && filter !== "id")
    .map(([column, field]) => [column, field as Field<never>]);
}

/** An instant as programs read it (RFC 3339): the REST server of a laptop writes it as Postgres does. */
export const instantText = (value: unknown): string =>
  String(value)
    .replace(/^(\d{4}-\d\d-\d\d) /, "$1T")
    .replace(/([+-]\d\d)$/, "$1:00");

/** A value as programs read it; exact numbers are texts on a laptop. */
function asTold(shape: unknown, value: unknown): unknown {
  if (value === null) return null;
  if (shape === INSTANT || (shape instanceof z.ZodOptional && shape.unwrap() === INSTANT))
    return instantText(value);
  return shape === FIGURE ? Number(value) : value;
}

/** The columns that a schema names, and no other, as programs read them. */
export const toldRow = (
  schema: z.ZodObject,
  row: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(schema.shape).flatMap(([name, shape]) =>
      name in row ? [[name, asTold(shape, row[name])]] : [],
    ),
  );

/** What verbs tell once, when something is made with a secret. */
export const ONCE = ["token", "secret"] as const;

/** The answer of a verb beside the row: what is told this once. */
export const toldOnce = (answer: unknown, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    keys.flatMap((key) =>
      answer !== null && typeof answer === "object" && key in answer ? [[key, answer[key as never]]] : [],
    ),
  );

/** A page of a list. */
export const pageSchema = (row: z.ZodObject) =>
  z.object({
    items: z.array(row),
    next_cursor: z.string().nullable().describe("Starts the next page; null on the last page"),
  });
