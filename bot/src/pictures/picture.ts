import type { Picture } from "../ground/answer.ts";
import { log } from "../ground/log.ts";
import type { Drawing } from "./draw-worker.ts";
import { NoPicture, png } from "./png.ts";

/**
 * A picture of an answer from the first of `drawings` that can be drawn; undefined when none can. An answer never waits longer,
 * and never fails, for its picture.
 */
export async function pictureOf(
  name: string,
  alt: string,
  ...drawings: readonly Drawing[]
): Promise<Picture | undefined> {
  for (const drawing of drawings) {
    try {
      return { name, png: await png(drawing), alt };
    } catch (error) {
      if (!(error instanceof NoPicture)) throw error;
      log.error("picture", error, { name });
    }
  }
  return undefined;
}
