import { z } from "zod";
import { REVIEWED_NOUNS } from "./nouns.ts";

/** A member's user id; a malformed one is nobody's, and the rule says so. */
const assign = z.strictObject({ person: z.string().max(100) });

/** The shapes of what is asked about anything that is reviewed. */
export const REVIEW_INPUTS: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
  REVIEWED_NOUNS.map((noun) => [`assign_${noun}`, assign]),
);
