/** Keeps one incoming file: measured, hashed, written under its hash, recorded; then the incoming one goes. */

import { fitMeasure, KEPT, type KeptFile, type KeptKind } from "@tidings/shared/files/kinds.ts";
import type { FileMeasure } from "@tidings/shared/ground/files/measure.ts";
import { limitText } from "@tidings/shared/ground/size.ts";
import { type Sql, withRetry } from "../_core/database.ts";
import { sha256 } from "../_core/hash.ts";
import { log, Refusal, wordsOf } from "../_core/reply.ts";
import type { Bucket } from "../_core/storage.ts";

/** Records what was found in an object; of `null`, that its bucket takes no such bytes. */
export async function record(
  sql: Sql,
  bucket: string,
  path: string,
  hash: string,
  { type, bytes, width, height, duration_ms }: Omit<FileMeasure, "type"> & { type: string | null },
): Promise<void> {
  await withRetry(
    () => sql`
      select private.record_kept(${bucket}, ${path}, ${hash}, ${type}, ${bytes}, ${width}, ${height}, ${duration_ms})`,
  );
}

/**
 * Keeps the file at `path` of `incoming`; null: there is none. The bytes are read once, and what was read is what is measured, hashed and
 * written, whatever becomes of the incoming object meanwhile. Killed at any point it can be called again: the same bytes have the same name.
 * @throws Refusal 422 file_invalid, after which the incoming file is gone
 */
export async function keep(
  sql: Sql,
  incoming: Bucket,
  kept: Bucket,
  kind: KeptKind,
  path: string,
): Promise<KeptFile | null> {
  const found = await incoming.get(path);
  if (found === null) return null;
  const content = new Uint8Array(await found.arrayBuffer());
  const fit = fitMeasure(kind, content);
  if (fit === null) {
    await discard(incoming, path);
    throw unfit(kind);
  }
  const { measure, format } = fit;
  const hash = await sha256(content);
  const place = `${path.split("/", 1)[0]}/${hash}.${format.ending}`;
  await inTurn(`${KEPT[kind].bucket}/${place}`, () => kept.put(place, content, format.type));
  await record(sql, KEPT[kind].bucket, place, hash, measure);
  await discard(incoming, path);
  return { path: place, ...measure };
}

const writing = new Map<string, Promise<void>>();

/** Writes one object at a time: of two that write the same new one at once, the embedded Storage refuses the second. */
async function inTurn(place: string, write: () => Promise<void>): Promise<void> {
  const mine = (writing.get(place) ?? Promise.resolve()).then(write, write);
  writing.set(place, mine);
  try {
    await mine;
  } finally {
    if (writing.get(place) === mine) writing.delete(place);
  }
}

/** Removes an incoming file. One that stays is swept after a day. */
async function discard(incoming: Bucket, path: string): Promise<void> {
  try {
    await incoming.remove([path]);
  } catch (error) {
    log("keep-file", "an incoming file stays until it is swept", { error: wordsOf(error) });
  }
}

function unfit(kind: KeptKind): Refusal {
  const { formats, bytes, picture_bytes } = KEPT[kind];
  const endings = formats.map(({ ending }) => ending).join(" / ");
  const max = [picture_bytes ?? [], bytes].flat().map((most) => limitText(most));
  return new Refusal(422, "file_invalid", `What is in this file is no ${endings}, or it is too large.`, {
    details: { kind: endings, max: max.join(" / ") },
  });
}
