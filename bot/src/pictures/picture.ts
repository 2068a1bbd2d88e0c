import type { Picture } from "../answer.ts";
import { log } from "../log.ts";
import { NoPicture, png } from "./png.ts";

/**
 * A picture of an answer from the first of `drawings` that can be drawn; undefined when none can. An answer never waits longer,
 * and never fails, for its picture.
 */
export async function pictureOf(
  name: string,
  alt: string,
  ...drawings: readonly string[]
): Promise<Picture | undefined> {
  for (const svg of drawings) {
    try {
      return { name, png: await png(svg), alt };
    } catch (error) {
      if (!(error instanceof NoPicture)) throw error;
      log.error("picture", error, { name });
    }
  }
  return undefined;
}
