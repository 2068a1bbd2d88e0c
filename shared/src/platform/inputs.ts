import { z } from "zod";
import { NAMED_NETWORKS } from "../numbers/networks.ts";

const day = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const kind = z.enum(["off", "workday"]);
const name = z.string().max(200);
const prefix = z.strictObject({
  /** The first digits of a national number. */
  prefix: z.string().regex(/^1[3-9]\d{1,5}$/),
  network: z.enum(NAMED_NETWORKS),
  since: day,
  source: z.string().min(1).max(200),
});

/** The longest span of days that is added at once. */
export const MOST_DAYS = 31;

/** The shapes of the inputs of what platform admins keep for the whole deployment. */
export const PLATFORM_INPUTS = {
  create_holiday: z.strictObject({
    day,
    /** The last of several days; null: `day` alone. */
    until: z.union([day, z.null()]).optional(),
    kind,
    name,
  }),
  update_holiday: z.strictObject({ day, kind, name }),
  create_number_prefix: prefix,
  update_number_prefix: prefix,
  update_call_limit: z.strictObject({ most: z.int().min(1).max(10_000_000) }),
  /** Where feedback goes; null: nowhere. */
  set_feedback: z.strictObject({ feedback: z.union([z.string().max(500), z.null()]) }),
  create_banned_word: z.strictObject({ word: z.string().max(100), why: z.string().max(400) }),
  update_banned_word: z.strictObject({ word: z.string().max(100), why: z.string().max(400) }),
};
