/** Shapes that the description names: each is there once. */
import { z } from "zod";

export const NAMED = z.registry<{ id: string }>();
const all: [id: string, schema: z.ZodType][] = [];

const TAKEN = new Set<string>();

/** The same schema, under a name of the description, which no other has. */
export function named<S extends z.ZodType>(id: string, schema: S): S {
  if (TAKEN.has(id)) throw new Error(`two shapes of the description are called ${id}`);
  TAKEN.add(id);
  NAMED.add(schema as never, { id });
  all.push([id, schema]);
  return schema;
}

/** All that have names, with these beside them: in each other they are referred to. */
export function namedWith(others: readonly (readonly [id: string, schema: z.ZodType])[]): typeof NAMED {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of [...all, ...others]) registry.add(schema as never, { id });
  return registry;
}
