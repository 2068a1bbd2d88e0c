import { z } from "zod";
import { hourText } from "../resource/hour.ts";

/** Calls in a minute that a key may be given; `private.limits` has what no key may pass. */
export const MOST_A_MINUTE = 6_000;
export const MOST_ADDRESSES = 50;

const key = z.strictObject({
  name: z.string().max(300).nullable(),
  policies: z.array(z.string().max(300).nullable()).max(100),
  addresses: z.array(z.string().max(64)).max(MOST_ADDRESSES).nullish(),
  most_a_minute: z.int().min(1).max(MOST_A_MINUTE).nullish(),
});

const id = z.string().max(100);
const hour = hourText.nullish();

const standing = z.strictObject({
  name: z.string().max(300),
  access_key_id: id,
  template_id: id.nullish(),
  sms_template_id: id.nullish(),
  channel_id: id,
  hour_from: hour,
  hour_until: hour,
  most_a_call: z.int().min(1).max(1_000_000),
  most_a_day: z.int().min(1).max(100_000_000),
  last_day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  // The law has 500: one more is told by its own refusal.
  consent: z.string().max(1000).nullish(),
});

/** The shapes of the inputs of access keys and of what they may send. */
export const KEY_INPUTS = {
  create_standing_approval: standing,
  update_standing_approval: standing,
  create_access_key: key.extend({ test: z.boolean().nullish() }),
  update_access_key: key,
};
