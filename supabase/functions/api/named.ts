/** Shapes that the description names: each is there once. */
import { z } from "zod";

export const NAMED = z.registry<{ id: string }>();

const TAKEN = new Set<string>();

/** The same schema, under a name of the description, which no other has. */
export function named<S extends z.ZodType>(id: string, schema: S): S {
  if (TAKEN.has(id)) throw new Error(`two shapes of the description are called ${id}`);
  TAKEN.add(id);
  NAMED.add(schema as never, { id });
  return schema;
}
