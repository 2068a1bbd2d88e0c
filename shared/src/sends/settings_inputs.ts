import { z } from "zod";
import { hourText } from "../resource/hour.ts";
import { storedFile } from "../resource/stored_file.ts";

const cap = z.int().min(1).max(1000).optional();

/** The shapes of the inputs of the settings of sends, of the marketing window and of opt-out lists. */
export const SETTINGS_INPUTS = {
  update_send_settings: z.strictObject({
    marketing_per_hour: cap,
    marketing_per_day: cap,
    notice_per_minute: cap,
    notice_per_day: cap,
    pause_at_failures: z.number().min(0.001).max(1).optional(),
    pay_as_you_go: z.boolean().optional(),
  }),
  update_marketing_window: z.strictObject({
    marketing_from: hourText.optional(),
    marketing_to: hourText.optional(),
  }),
  import_opt_out: z
    .strictObject({
      signature: z.string().max(100).nullable(),
      // The rule counts a long list, says how many are taken, and names what is no number.
      phones: z.array(z.string().max(100).nullable()).max(20_000).nullable(),
      proof: z.string().max(1000).nullish(),
      proof_file: storedFile(200),
    })
    // 20,000 numbers of 14 characters and their quotes.
    .meta({ "x-bytes": 1_000_000 }),
};
