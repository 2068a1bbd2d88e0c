import { partsOf, type TransitionsById } from "./transition.ts";
import { callVerb } from "./verb.ts";

/** What the signed-in person may do now with each of these rows; an id that may not be read has an empty list. */
export async function allowedTransitions(resource: string, ids: readonly string[]): Promise<TransitionsById> {
  const answers = await Promise.all(
    partsOf(ids).map((part) => callVerb<TransitionsById>("allowed_transitions", { resource, ids: part })),
  );
  return Object.assign({}, ...answers);
}
