import { z } from "zod";
import { PACKAGE_SPEC_WORDS, QUOTA_KIND_WORDS } from "./words.ts";

const keysOf = <Key extends string>(words: Readonly<Record<Key, unknown>>) => Object.keys(words) as Key[];

/** The shapes of the inputs of quotas. */
export const QUOTA_INPUTS = {
  add_package: z.strictObject({
    kind: z.enum(keysOf(QUOTA_KIND_WORDS)),
    spec: z.enum(keysOf(PACKAGE_SPEC_WORDS)),
    size: z.int().min(1).max(1_000_000_000),
    price_cents: z.int().min(0),
    expires_at: z.string().max(40),
  }),
};
