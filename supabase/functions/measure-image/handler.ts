/**
 * `POST /measure-image {path}`: reads a stored picture of a service account (SA-1) and keeps its type, bytes and pixels. The law takes a
 * picture by these alone, since what a client says of its own file proves nothing.
 */
import { measureOf, PICTURE_RULES } from "@tidings/shared/accounts/pictures.ts";
import { z } from "zod";
import { whoCalls } from "../_core/caller.ts";
import { type Sql, withRetry } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { countCall } from "../_core/limits.ts";
import { answering, json, onlyMethods, Refusal } from "../_core/reply.ts";
import { jsonOf } from "../_core/request.ts";
import { bucketOf } from "../_core/storage.ts";

const input = z.object({ path: z.string().max(300) });

/** No picture is larger (table 9-3); the bucket holds it too. */
const MOST = PICTURE_RULES.background.bytes;

/**
 * Answers `{type, bytes, width, height}`. Refuses 400, 401, 404 (none there, or not the caller's), 405, 422 picture_unmeasured (no png,
 * jpeg or bmp), 429, 503.
 */
export function makeHandler(env: Env, sql: Sql): (request: Request) => Promise<Response> {
  const bucket = bucketOf(env, "account-pictures");
  return answering("measure-image", async (request) => {
    onlyMethods(request, "POST");
    const read = input.safeParse(await jsonOf(request));
    if (!read.success) throw new Refusal(400, "input_invalid", 'Send {"path": "<enterprise>/<name>"}.');
    const { path } = read.data;
    const caller = await whoCalls(request, env);
    await countCall(sql, caller, "measure_image");
    if (!(await mayMeasure(sql, path, caller.user_id))) throw notFound();
    const stored = await bucket.get(path);
    if (stored === null) throw notFound();
    const content = new Uint8Array(await stored.arrayBuffer());
    const measure = content.length > MOST ? null : measureOf(content);
    if (measure === null)
      throw new Refusal(422, "picture_unmeasured", "This is no png, jpg, bmp or jpeg of at most 4 MB.");
    const { type, bytes, width, height } = measure;
    await withRetry(
      () => sql`select private.record_image_measure(${path}, ${type}, ${bytes}, ${width}, ${height})`,
    );
    return json({ type, bytes, width, height });
  });
}

const notFound = () => new Refusal(404, "not_found", "There is no such picture.");

async function mayMeasure(sql: Sql, path: string, person: string | null): Promise<boolean> {
  const [row] = await sql<{ may: boolean }[]>`select private.may_measure(${path}, ${person}::uuid) as may`;
  return row?.may === true;
}
