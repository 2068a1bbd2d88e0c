import { z } from "zod";
import { own } from "../own/inputs.ts";
import { TEMPLATE_INPUTS } from "../templates/inputs.ts";

const content = z.unknown().meta({ "x-depth": 12 });
// The rule takes a content of 256 KB.
const BYTES = { "x-bytes": 1_000_000 };
const MOST_DAYS = 9_999;

/** What a version says besides its content; it may be chosen until it is submitted. */
const about = {
  signature_id: z.string().max(40).nullish(),
  channel_id: z.string().max(40).nullish(),
  validity_days: z.int().min(1).max(MOST_DAYS).nullish(),
  own,
};

/** The shapes of the inputs of basic templates (BAS-1, BAS-2). */
export const BASIC_TEMPLATE_INPUTS = {
  create_basic_template: z.strictObject({ name: z.string().max(300), content, ...about }).meta(BYTES),
  /** What is not named stays as it is. */
  update_basic_template: z
    .strictObject({
      name: z.string().max(300).nullish(),
      content: content.optional(),
      ...about,
      base_version: z.string().max(40).nullish(),
      base_revision: z.int().min(0).max(1_000_000_000).nullish(),
    })
    .meta(BYTES),
  /** Without a name it gets a free one. */
  copy_basic_template: TEMPLATE_INPUTS.copy_template,
  test_basic_template: TEMPLATE_INPUTS.test_template.pick({ numbers: true, params: true }),
};
