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

/** A test (TPL-1): `params` is one set of values for all numbers, or one for each in their order. */
const test = z.strictObject({
  numbers: z.array(z.string().max(32)).max(50),
  params: z
    .array(z.record(z.string().max(64), z.string().max(1_000)))
    .max(50)
    .nullish(),
  sms_template_id: z.string().max(40).nullish(),
  domain_id: z.string().max(40).nullish(),
  channel_id: z.string().max(40).nullish(),
});

/** A public template (TPL-1); an edit leaves what it does not name. */
const offered = {
  name: z.string().max(300),
  industry: z.string().max(100),
  vendors: z.array(z.string().max(64)).max(50),
  content: version.content,
};
const arranged = {
  usage: z.enum(["commercial", "trial"]).optional(),
  position: z.int().min(0).max(1_000_000).optional(),
};

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
  /** Without a name it gets a free one. */
  copy_template: z.strictObject({ name: z.string().max(300).nullish() }),
  create_public_template: z
    .strictObject({
      ...offered,
      ...arranged,
      // A storyboard has neither layout nor vendors.
      vendors: offered.vendors.optional(),
      layout: z.string().max(64).nullish(),
      kind: z.enum(["aim", "basic"]).optional(),
    })
    .meta(BYTES),
  update_public_template: z
    .strictObject({
      ...z.object(offered).partial().shape,
      ...arranged,
      base_revision: z.int().min(0).max(1_000_000_000).nullish(),
    })
    .meta(BYTES),
  copy_public_template: z.strictObject({ name: z.string().max(300).nullish() }),
  test_template: test,
};
