/**
 * `POST /keep-file {kind, path}`: reads an incoming file, and keeps it under the hash of its bytes for one purpose. Rows name such objects
 * alone. `POST /keep-file {}`, by the clock: removes incoming files that are left over
 * and objects that were deleted for good, and reads objects whose bytes were not recorded.
 */
import { INCOMING, KEPT, type KeptFile, type KeptKind } from "@tidings/shared/files/kinds.ts";
import { z } from "zod";
import { requireBot, whoCalls } from "../_core/caller.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { countCall } from "../_core/limits.ts";
import { answering, json, onlyMethods, Refusal } from "../_core/reply.ts";
import { jsonOf } from "../_core/request.ts";
import { type Bucket, bucketOf } from "../_core/storage.ts";
import { keep } from "./keep.ts";
import { readUnread, removeDoomed, removeStale } from "./tidy.ts";

const KINDS = Object.keys(KEPT) as KeptKind[];
/** As the bucket names incoming files. Nothing else is asked of Storage, which this function asks with the service key. */
const PATH =
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[a-z0-9]{1,5}$/;

const input = z.union([
  z.strictObject({ kind: z.enum(KINDS), path: z.string().regex(PATH) }),
  // The clock.
  z.strictObject({}),
]);

/**
 * Answers `{path, type, bytes, width, height, duration_ms}`; to the clock `{removed, read, more}`: call again while `more`. Refuses 400, 401,
 * 403 bot_only, 404 (none there, or not the caller's to keep), 405, 422 file_invalid (of no format of its kind, or too large), 429, 503.
 */
export function makeHandler(env: Env, sql: Sql): (request: Request) => Promise<Response> {
  const buckets = new Map(
    [INCOMING, ...KINDS.map((kind) => KEPT[kind].bucket)].map((name) => [name, bucketOf(env, name)]),
  );
  const bucket = (name: string): Bucket => {
    const found = buckets.get(name);
    if (found === undefined) throw new Error(`there is no bucket ${name}`);
    return found;
  };
  return answering("keep-file", async (request) => {
    onlyMethods(request, "POST");
    const read = input.safeParse(await jsonOf(request));
    if (!read.success)
      throw new Refusal(400, "input_invalid", 'Send {"kind": "<purpose>", "path": "<enterprise>/<name>"}.', {
        details: { kinds: KINDS },
      });
    if (!("kind" in read.data)) {
      await requireBot(request, env);
      const removed = (await removeStale(sql, bucket(INCOMING))) + (await removeDoomed(sql, bucket));
      const count = await readUnread(sql, bucket);
      return json({ removed, read: count, more: removed + count > 0 });
    }
    const { kind, path } = read.data;
    const caller = await whoCalls(request, env);
    await countCall(sql, caller, "keep_file");
    if (!(await mayKeep(sql, KEPT[kind].bucket, path, caller.user_id))) throw notFound();
    const kept: KeptFile | null = await keep(sql, bucket(INCOMING), bucket(KEPT[kind].bucket), kind, path);
    if (kept === null) throw notFound();
    return json(kept);
  });
}

const notFound = () => new Refusal(404, "not_found", "There is no such incoming file.");

async function mayKeep(sql: Sql, bucket: string, path: string, person: string | null): Promise<boolean> {
  const [row] = await sql<{ may: boolean }[]>`
    select private.may_keep(${bucket}, ${path}, ${person}::uuid) as may`;
  return row?.may === true;
}
