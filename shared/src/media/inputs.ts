import { z } from "zod";

const folder = z.string().max(60).nullish();

/** The shapes of the inputs of the library. */
export const MEDIA_INPUTS = {
  add_media: z.strictObject({ name: z.string().max(300), path: z.string().max(300), folder }),
  /** `first`: it is the one that stands for the video, as it is where nothing is said. */
  cover_media: z.strictObject({ picture: z.string().max(40), first: z.boolean().nullish() }),
  update_media: z.strictObject({ name: z.string().max(300).nullish(), folder }),
};
