/**
 * `POST /fetch-picture {url, enterprise}`: keeps a picture of a web page for the library (BAS-2, 网页提取). It is asked for as a phone would, and never
 * of a machine of ours; what it is say its bytes. A row names it when `add_media` has added it.
 */
import { KEPT } from "@tidings/shared/files/kinds.ts";
import { limitText } from "@tidings/shared/ground/size.ts";
import {
  WEB_PICTURE_TROUBLES,
  type WebPictureTrouble,
  webPictureQuestion,
} from "@tidings/shared/media/web_picture.ts";
import { whoCalls } from "../_core/caller.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { keepBytes } from "../_core/keep_bytes.ts";
import { admitToLibrary } from "../_core/library.ts";
import { countCall } from "../_core/limits.ts";
import { answering, json, onlyMethods, Refusal } from "../_core/reply.ts";
import { jsonOf } from "../_core/request.ts";
import { bucketOf } from "../_core/storage.ts";
import { PUBLIC, type Reach } from "../_core/web.ts";
import { pictureAt } from "../_core/web_picture.ts";

const { bucket, bytes, picture_bytes: MOST = bytes } = KEPT.media;

/**
 * Answers `{path, type, bytes, width, height, duration_ms}` as `keep-file` does. Refuses 400, 401, 403 (may add nothing to this library), 405,
 * 409 picture_not_fetched, 429 (too_many_requests), 503.
 */
export function makeHandler(
  env: Env,
  sql: Sql,
  reach: Reach = PUBLIC,
): (request: Request) => Promise<Response> {
  const library = bucketOf(env, bucket);
  return answering("fetch-picture", async (request) => {
    onlyMethods(request, "POST");
    const read = webPictureQuestion.safeParse(await jsonOf(request));
    if (!read.success)
      throw new Refusal(400, "input_invalid", 'Send {"url": "https://…", "enterprise": "<uuid>"}.');
    const { url, enterprise } = read.data;
    const caller = await whoCalls(request, env);
    // Both are done: a file is kept, and an address is visited.
    await admitToLibrary(sql, caller, enterprise);
    await countCall(sql, caller, "check_link");
    const found = await pictureAt(url, MOST, reach);
    if (typeof found === "string") throw lost(found);
    const kept = await keepBytes(sql, library, "media", enterprise, found, "image/");
    if (kept === null) throw lost("format");
    return json(kept);
  });
}

const lost = (why: WebPictureTrouble) =>
  new Refusal(409, "picture_not_fetched", `No picture was fetched: ${WEB_PICTURE_TROUBLES[why].en}.`, {
    details: { why: [WEB_PICTURE_TROUBLES[why]], reason: why, max: limitText(MOST) },
  });
