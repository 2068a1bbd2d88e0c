/** Pictures and videos that come into an enterprise's library by another way than `keep-file` (TPL-8, BAS-2). */
import { KEPT, type KeptFile } from "@tidings/shared/files/kinds.ts";
import type { Caller } from "./caller.ts";
import type { Sql } from "./database.ts";
import { keepBytes } from "./keep_bytes.ts";
import { countCall } from "./limits.ts";
import { Refusal } from "./reply.ts";
import type { Bucket } from "./storage.ts";

/**
 * Counts a file that a caller has kept for the library of an enterprise, as `keep-file` counts it.
 * @throws Refusal 403 who may add nothing to it, 429 too_many_requests
 */
export async function admitToLibrary(sql: Sql, caller: Caller, enterprise: string): Promise<void> {
  const [row] = await sql<{ may: boolean }[]>`
    select private.may_keep(${KEPT.media.bucket}, ${`${enterprise}/new`}, ${caller.user_id}::uuid) as may`;
  if (row?.may !== true)
    throw new Refusal(403, "forbidden", "You may not add to the library of this enterprise.", {
      details: { action: "KooMessage:media:create" },
    });
  await countCall(sql, caller, "keep_file");
}

/**
 * Keeps bytes for the library; null: they are nothing of such a type that it takes, or too large. A row names them when `add_media` has added them.
 * @throws Refusal as {@link admitToLibrary}
 */
export async function keepForLibrary(
  sql: Sql,
  library: Bucket,
  caller: Caller,
  enterprise: string,
  content: Uint8Array<ArrayBuffer>,
  types: string,
): Promise<KeptFile | null> {
  await admitToLibrary(sql, caller, enterprise);
  return keepBytes(sql, library, "media", enterprise, content, types);
}
