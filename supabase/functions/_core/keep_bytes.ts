/** Keeps bytes for a purpose: measured, hashed, written under their hash, recorded. Whoever names them in a row names this path. */
import { fitMeasure, KEPT, type KeptFile, type KeptKind } from "@tidings/shared/files/kinds.ts";
import type { FileMeasure } from "@tidings/shared/ground/files/measure.ts";
import { type Sql, withRetry } from "./database.ts";
import { sha256 } from "./hash.ts";
import type { Bucket } from "./storage.ts";

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
 * Keeps the bytes for an enterprise; null: they are of no format of this purpose, or of none whose type begins with `types`, or too large. Killed at any point it can be called
 * again: the same bytes have the same name.
 */
export async function keepBytes(
  sql: Sql,
  kept: Bucket,
  kind: KeptKind,
  enterprise: string,
  content: Uint8Array<ArrayBuffer>,
  types = "",
): Promise<KeptFile | null> {
  const fit = fitMeasure(kind, content);
  if (fit === null || !fit.measure.type.startsWith(types)) return null;
  const { measure, format } = fit;
  const hash = await sha256(content);
  const place = `${enterprise}/${hash}.${format.ending}`;
  await sql`select private.spare_object(${KEPT[kind].bucket}, ${place})`;
  await inTurn(`${KEPT[kind].bucket}/${place}`, () => kept.put(place, content, format.type));
  await record(sql, KEPT[kind].bucket, place, hash, measure);
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
