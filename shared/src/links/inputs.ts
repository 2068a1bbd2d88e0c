import { z } from "zod";

/** An object in a bucket of proofs, under the name its owner gave it. What is missing in it is refused as proof_invalid. */
const proof = z
  .strictObject({ path: z.string().max(300).nullish(), name: z.string().max(200).nullish() })
  .nullish();

/**
 * The shapes of the inputs of domains and jump links. Lengths here are the ceiling of what is read at all; the rules
 * in SQL say more narrowly, and in words of their own, what a name or an address may be.
 */
export const LINK_INPUTS = {
  create_domain: z.strictObject({
    names: z.array(z.string().max(300)).min(1).max(20),
    custom_codes: z.boolean(),
    proof,
  }),
  update_domain: z.strictObject({ name: z.string().max(300), custom_codes: z.boolean(), proof }),
  create_jump_batch: z
    .strictObject({
      name: z.string().max(300),
      purpose: z.string().max(500),
      source: z.enum(["typed", "file"]),
      // The rule counts a long list, and says how many are taken.
      urls: z.array(z.string().max(2000).nullable()).max(20_000),
      proof,
    })
    // 10,000 addresses of 256 characters, and a list that is somewhat too long.
    .meta({ "x-bytes": 4_000_000 }),
};
