import { z } from "zod";

const time = z.string().max(40).nullish();

export const CALLBACK_INPUTS = {
  update_callback: z.strictObject({ url: z.string().max(1_000).nullable() }),
  replay_callback: z.strictObject({ since: time, until: time }),
};
