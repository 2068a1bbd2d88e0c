import { z } from "zod";

/**
 * A stored file as the input of a verb: its place in the bucket, and the name its owner gave it, of at most `longest` characters.
 * What is missing in it is refused as file_invalid.
 */
export const storedFile = (longest: number) =>
  z.strictObject({ path: z.string().max(300).nullish(), name: z.string().max(longest).nullish() }).nullish();
