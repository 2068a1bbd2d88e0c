/** Keeps one incoming file: measured, hashed, written under its hash, recorded; then the incoming one goes. */

import { KEPT, type KeptFile, type KeptKind } from "@tidings/shared/files/kinds.ts";
import { limitText } from "@tidings/shared/ground/size.ts";
import type { Sql } from "../_core/database.ts";
import { keepBytes } from "../_core/keep_bytes.ts";
import { log, Refusal, wordsOf } from "../_core/reply.ts";
import type { Bucket } from "../_core/storage.ts";

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
  const made = await keepBytes(sql, kept, kind, path.split("/", 1)[0] ?? "", content);
  if (made === null) {
    await discard(incoming, path);
    throw unfit(kind);
  }
  await discard(incoming, path);
  return made;
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
