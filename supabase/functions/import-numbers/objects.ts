/** Parts of number files in the bucket. */
import { NUMBER_LIMITS } from "@tidings/shared/numbers/file.ts";
import { bytesOf } from "../_core/request.ts";
import type { Bucket } from "../_core/storage.ts";

export type Objects = {
  /** The bytes of a part; a code of the register when there is no such object or it is too large. */
  part(path: string): Promise<Uint8Array<ArrayBuffer> | "parts_missing" | "file_too_large">;
};

/** The parts in the bucket `numbers`. */
export function objectsIn(bucket: Bucket): Objects {
  return {
    async part(path) {
      const object = await bucket.get(path);
      if (object === null) return "parts_missing";
      return (await bytesOf(object.body, NUMBER_LIMITS.part_bytes)) ?? "file_too_large";
    },
  };
}
