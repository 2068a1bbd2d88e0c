/** A bucket behind Supabase's Storage, with a secret key. */
import { type Env, showing } from "./env.ts";
import { Refusal } from "./reply.ts";

export type Bucket = {
  /** An object; null where there is none. */
  get(path: string): Promise<Response | null>;
  /** Stores an object in place of any of that name; `type`: its content type, of which the bucket may take some alone. */
  put(path: string, bytes: Uint8Array<ArrayBuffer>, type?: string): Promise<void>;
  /** An address at which anybody may read an object for so many seconds; null where there is none. */
  addressOf(path: string, seconds: number): Promise<string | null>;
  /** Removes objects; one that is not there is none to remove. */
  remove(paths: readonly string[]): Promise<void>;
};

/** Storage says 400 with "404" inside for an object that is not there. */
const isMissing = async (answer: Response) =>
  answer.status === 404 || (answer.status === 400 && /not.?found/i.test(await answer.clone().text()));

/** Does Storage not know the key? Where the gateway lets an unknown one pass, Storage misses a token and says 400. */
const isRefused = async (answer: Response) =>
  [401, 403].includes(answer.status) || (answer.status === 400 && !(await isMissing(answer)));

/**
 * A key that was revoked in a rotation is refused while this instance still has the older environment: then the next one is shown.
 * @throws Refusal 503 storage_away whenever Storage answers what it should not
 */
export function bucketOf(env: Env, name: string): Bucket {
  const objects = `${env.SUPABASE_URL}/storage/v1/object/${name}`;
  const askWith = (key: string, url: string, init: RequestInit) =>
    fetch(url, {
      ...init,
      headers: { ...showing(key), ...init.headers },
      signal: AbortSignal.timeout(60_000),
    });
  const ask = async (url: string, init: RequestInit) => {
    const [first = "", ...others] = env.secretKeys;
    let answer = await askWith(first, url, init);
    for (const key of others) {
      if (!(await isRefused(answer))) break;
      await answer.body?.cancel();
      answer = await askWith(key, url, init);
    }
    return answer;
  };
  const encoded = (path: string) => path.split("/").map(encodeURIComponent).join("/");
  const at = (path: string) => `${objects}/${encoded(path)}`;
  return {
    async get(path) {
      const answer = await ask(at(path), {});
      if (answer.ok) return answer;
      const missing = await isMissing(answer);
      await answer.body?.cancel();
      if (missing) return null;
      throw away(answer.status);
    },
    async put(path, bytes, type = "application/octet-stream") {
      const headers = { "content-type": type, "x-upsert": "true" };
      const answer = await ask(at(path), { method: "POST", headers, body: bytes });
      await answer.body?.cancel();
      if (!answer.ok) throw away(answer.status);
    },
    async addressOf(path, seconds) {
      const url = `${env.SUPABASE_URL}/storage/v1/object/sign/${name}/${encoded(path)}`;
      const headers = { "content-type": "application/json" };
      const answer = await ask(url, {
        method: "POST",
        headers,
        body: JSON.stringify({ expiresIn: seconds }),
      });
      if (await isMissing(answer)) return null;
      const said: unknown = await answer.json().catch(() => null);
      const signed = typeof said === "object" && said !== null && "signedURL" in said ? said.signedURL : null;
      if (!answer.ok || typeof signed !== "string") throw away(answer.status);
      return `${env.SUPABASE_URL}/storage/v1${signed}`;
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
