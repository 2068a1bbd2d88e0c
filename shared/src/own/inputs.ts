import { z } from "zod";

/** Values of own fields (FLD-1) by key: texts, whole numbers, yes or no; null takes one away. What a field takes, the law says in its words. */
export const own = z.record(z.string(), z.unknown()).nullish();

const count = z.int().min(-999_999_999_999_999).max(999_999_999_999_999).nullish();
const definition = {
  name: z.string().max(300),
  name_en: z.string().max(300).nullish(),
  hint: z.string().max(200).nullish(),
  hint_en: z.string().max(200).nullish(),
  choices: z.array(z.string().max(200)).max(50).nullish(),
  min: count,
  max: count,
  required: z.boolean(),
  in_chat: z.boolean(),
  place: z.int().min(1).max(999).nullish(),
};

/** The shapes of the inputs of own fields, and of the verbs that set those that no approval is about. */
export const OWN_INPUTS = {
  create_own_field: z.strictObject({
    resource: z.string().max(64),
    key: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
    kind: z.enum(["text", "long", "choice", "flag", "count", "day"]),
    bound: z.boolean(),
    ...definition,
  }),
  update_own_field: z.strictObject(definition),
  set_own_send: z.strictObject({ own }),
  set_own_template: z.strictObject({ own }),
  set_own_basic_template: z.strictObject({ own }),
};
