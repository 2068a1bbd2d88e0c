import { z } from "zod";
import { own } from "../own/inputs.ts";

/** What a template is made of. What is missing in it, or does not fit its layout, the rule refuses with a code of its own. */
const version = {
  vendors: z.array(z.string().max(64).nullable()).max(50).nullable(),
  content: z.unknown().meta({ "x-depth": 12 }),
  // Approved ones, for vivo's review.
  sms_signatures: z.array(z.string().max(64)).max(3).nullish(),
  own,
};
// The rule takes a content of 256 KB.
const BYTES = { "x-bytes": 1_000_000 };

/** The shapes of the inputs of templates. */
export const TEMPLATE_INPUTS = {
  create_template: z
    .strictObject({
      name: z.string().max(300),
      usage: z.enum(["commercial", "trial"]),
      layout: z.string().max(64).nullable(),
      ...version,
    })
    .meta(BYTES),
  update_template: z
    .strictObject({
      ...version,
      vendors: version.vendors.optional(),
      name: z.string().max(300).nullish(),
      usage: z.enum(["commercial", "trial"]).nullish(),
      base_version: z.string().max(40).nullish(),
      base_revision: z.int().min(0).max(1_000_000_000).nullish(),
    })
    .meta(BYTES),
};
