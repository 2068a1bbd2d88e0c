/** What the clock has keep-file do by itself. */
import { fitMeasure, KEPT, type KeptKind } from "@tidings/shared/files/kinds.ts";
import type { Sql } from "../_core/database.ts";
import { sha256 } from "../_core/hash.ts";
import { record } from "../_core/keep_bytes.ts";
import type { Bucket } from "../_core/storage.ts";

/** Removes incoming files that nobody had kept within a day (RET-1). Answers how many. */
export async function removeStale(sql: Sql, incoming: Bucket): Promise<number> {
  const [row] = await sql<{ names: string[] }[]>`select private.stale_incoming() as names`;
  const names = row?.names ?? [];
  if (names.length > 0) await incoming.remove(names);
  return names.length;
}

/** Removes objects that were deleted for good (TPL-8). Who writes one of them again meanwhile waits for it. Answers how many. */
export async function removeDoomed(sql: Sql, bucketOf: (name: string) => Bucket): Promise<number> {
  return sql.begin(async (step) => {
    const doomed = await step<{ bucket: string; path: string }[]>`
      select bucket, path from private.doomed_objects()`;
    for (const { bucket, path } of doomed) {
      await bucketOf(bucket).remove([path]);
      await step`select private.spare_object(${bucket}, ${path})`;
    }
    return doomed.length;
  });
}

/**
 * Reads objects whose bytes were not recorded, a few at a time, and records them under the names they have: approvals, vendors and phones hold
 * these. No person writes into their buckets, so they stay what they are now. Answers how many.
 */
export async function readUnread(sql: Sql, bucketOf: (name: string) => Bucket): Promise<number> {
  const listed = await sql<{ bucket: string; path: string }[]>`
    select bucket, path from private.unread_objects()`;
  for (const { bucket, path } of listed) {
    const found = await bucketOf(bucket).get(path);
    if (found !== null) await readOne(sql, bucket, path, new Uint8Array(await found.arrayBuffer()));
    await sql`select private.forget_unread(${bucket}, ${path})`;
  }
  return listed.length;
}

async function readOne(
  sql: Sql,
  bucket: string,
  path: string,
  content: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const kind = (Object.keys(KEPT) as KeptKind[]).find((one) => KEPT[one].bucket === bucket);
  const measure = kind && fitMeasure(kind, content)?.measure;
  const unfit = { type: null, bytes: content.length, width: null, height: null, duration_ms: null };
  await record(sql, bucket, path, await sha256(content), measure ?? unfit);
}
