import { z } from "zod";

/** Calls in a minute that a key may be given; `private.limits` has what no key may pass. */
export const MOST_A_MINUTE = 6_000;
export const MOST_ADDRESSES = 50;

const key = z.strictObject({
  name: z.string().max(300).nullable(),
  policies: z.array(z.string().max(300).nullable()).max(100),
  addresses: z.array(z.string().max(64)).max(MOST_ADDRESSES).nullish(),
  most_a_minute: z.int().min(1).max(MOST_A_MINUTE).nullish(),
});

/** The shapes of the inputs of access keys. */
export const KEY_INPUTS = {
  create_access_key: key.extend({ test: z.boolean().nullish() }),
  update_access_key: key,
};
