import { z } from "zod";

const count = z.int().min(-2_000_000_000).max(2_000_000_000).nullish();

/** The kinds of rows whose whole number `reveal_recipient` answers (IAM-3). */
export const REVEALED = [
  "delivery",
  "opt_out",
  "number_reject",
  "reply",
  "receipt",
  "link",
  "link_reject",
] as const;
export type Revealed = (typeof REVEALED)[number];

/** The shapes of the inputs of number files. Lengths are the ceiling of what is read at all; the rules in SQL say more narrowly. */
export const NUMBER_INPUTS = {
  begin_number_file: z.strictObject({
    name: z.string().max(300).nullish(),
    bytes: count,
    parts: count,
    purpose: z.enum(["aim", "basic", "flags"]).optional(),
  }),
  add_part_number_file: z.strictObject({ part: count, bytes: count, first_line: count }),
  type_number_file: z
    .strictObject({
      phones: z.array(z.string().max(100).nullable()).max(5000).nullish(),
      name: z.string().max(300).nullish(),
      params: z.unknown().meta({ "x-depth": 3 }).optional(),
      purpose: z.enum(["aim", "basic"]).nullish(),
    })
    // A hundred numbers with 40 values of 1,000 characters each.
    .meta({ "x-bytes": 4_000_000 }),
  trace_recipient: z.strictObject({ phone: z.string().min(1).max(32) }),
  create_erasure: z.strictObject({
    phone: z.string().min(1).max(32),
    reason: z.string().max(1000).nullish(),
  }),
  update_retention_period: z.strictObject({ days: z.int().min(0).max(10_000) }),
  reveal_recipient: z.strictObject({ resource: z.enum(REVEALED), id: z.string().min(1).max(200) }),
};
