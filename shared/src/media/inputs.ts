import { z } from "zod";

const folder = z.string().max(60).nullish();

/** The shapes of the inputs of the library. */
export const MEDIA_INPUTS = {
  add_media: z.strictObject({ name: z.string().max(300), path: z.string().max(300), folder }),
  update_media: z.strictObject({ name: z.string().max(300).nullish(), folder }),
};
