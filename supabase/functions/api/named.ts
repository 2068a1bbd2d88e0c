/** Shapes that the description names: each stands there once. */
import { z } from "zod";

export const NAMED = z.registry<{ id: string }>();

/** The same schema, under a name of the description. */
export function named<S extends z.ZodType>(id: string, schema: S): S {
  NAMED.add(schema as never, { id });
  return schema;
}
