/**
 * `POST /export-rows`: writes the next slices of exports (spec DLC-1), and removes stored files that are over (RET-1). The bot's clock calls it.
 * `GET /export-rows?ticket=…`: a finished file, to the person who has a ticket of `download_export`.
 */
import { requireBot } from "../_core/caller.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { answering, json, onlyMethods } from "../_core/reply.ts";
import type { Bucket } from "../_core/storage.ts";
import { download } from "./download.ts";
import { writeSlices } from "./run.ts";

/** POST answers `{slices, removed, more}`; call again while `more`. Refuses 401, 403, 404 (the ticket is unknown or over), 405, 503. */
export function makeHandler(
  env: Env,
  sql: Sql,
  bucket: Bucket,
  uploads: Bucket,
): (request: Request) => Promise<Response> {
  return answering("export-rows", async (request) => {
    onlyMethods(request, "GET", "POST");
    if (request.method === "GET")
      return download(sql, bucket, new URL(request.url).searchParams.get("ticket"));
    await requireBot(request, env);
    return json(await writeSlices(sql, bucket, uploads));
  });
}
