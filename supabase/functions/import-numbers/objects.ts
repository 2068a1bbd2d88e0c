/** Parts of number files in the bucket, fetched with the service key. */
import type { Env } from "../_core/env.ts";
import { Refusal } from "../_core/reply.ts";
import { bytesOf } from "../_core/request.ts";

/** A part has at most 8 MB (design §2). */
const MOST_BYTES = 8 * 1024 * 1024;

export type Objects = {
  /** The bytes of a part; a code of the register when there is no such object or it is too large. */
  part(path: string): Promise<Uint8Array<ArrayBuffer> | "parts_missing" | "file_too_large">;
};

/** The bucket `numbers` behind Supabase's Storage. */
export function objectsIn(env: Env): Objects {
  const key = env.SUPABASE_SERVICE_ROLE_KEY;
  return {
    async part(path) {
      const url = `${env.SUPABASE_URL}/storage/v1/object/numbers/${path.split("/").map(encodeURIComponent).join("/")}`;
      const answer = await fetch(url, {
        headers: { apikey: key, authorization: `Bearer ${key}` },
        signal: AbortSignal.timeout(60_000),
      });
      if (answer.ok) return (await bytesOf(answer.body, MOST_BYTES)) ?? "file_too_large";
      const said = await answer.text();
      // Storage says 400 with "404" inside for an object that is not there.
      if (answer.status === 404 || (answer.status === 400 && /not.?found/i.test(said)))
        return "parts_missing";
      throw new Refusal(503, "storage_away", `Storage answered ${answer.status}. Try again.`);
    },
  };
}
