import { z } from "zod";

/** The shapes of the inputs of channels. */
export const CHANNEL_INPUTS = {
  /** null: no limit. */
  limit_channel: z.strictObject({ rate_per_s: z.int().min(1).max(100_000).nullable() }),
};
