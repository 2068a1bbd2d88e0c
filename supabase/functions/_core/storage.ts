/** A bucket behind Supabase's Storage, with the service key. */
import type { Env } from "./env.ts";
import { Refusal } from "./reply.ts";

export type Bucket = {
  /** An object; null where there is none. */
  get(path: string): Promise<Response | null>;
  /** Stores an object in place of any of that name; `type`: its content type, of which the bucket may take some alone. */
  put(path: string, bytes: Uint8Array<ArrayBuffer>, type?: string): Promise<void>;
  /** Removes objects; one that is not there is none to remove. */
  remove(paths: readonly string[]): Promise<void>;
};

/** @throws Refusal 503 storage_away whenever Storage answers what it should not */
export function bucketOf(env: Env, name: string): Bucket {
  const key = env.SUPABASE_SERVICE_ROLE_KEY;
  const objects = `${env.SUPABASE_URL}/storage/v1/object/${name}`;
  const ask = (url: string, init: RequestInit) =>
    fetch(url, {
      ...init,
      headers: { apikey: key, authorization: `Bearer ${key}`, ...init.headers },
      signal: AbortSignal.timeout(60_000),
    });
  const at = (path: string) => `${objects}/${path.split("/").map(encodeURIComponent).join("/")}`;
  return {
    async get(path) {
      const answer = await ask(at(path), {});
      if (answer.ok) return answer;
      const said = await answer.text();
      // Storage says 400 with "404" inside for an object that is not there.
      if (answer.status === 404 || (answer.status === 400 && /not.?found/i.test(said))) return null;
      throw away(answer.status);
    },
    async put(path, bytes, type = "application/octet-stream") {
      const headers = { "content-type": type, "x-upsert": "true" };
      const answer = await ask(at(path), { method: "POST", headers, body: bytes });
      await answer.body?.cancel();
      if (!answer.ok) throw away(answer.status);
    },
    async remove(paths) {
      const headers = { "content-type": "application/json" };
      const answer = await ask(objects, {
        method: "DELETE",
        headers,
        body: JSON.stringify({ prefixes: paths }),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw away(answer.status);
    },
  };
}

const away = (status: number) => new Refusal(503, "storage_away", `Storage answered ${status}. Try again.`);
