/** Lays objects where the embedded Storage keeps them, without asking it: it does not run yet when these are laid. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ISql } from "postgres";

/** `home`: TIDINGS_HOME, under which objects lie. One that is there is written again: the same name is the same bytes. */
export async function layObject(
  sql: ISql,
  home: string,
  bucket: string,
  path: string,
  content: Uint8Array,
  type: string,
): Promise<void> {
  const place = join(home, "storage", bucket, path);
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  // A copy would have the mode of the checkout, which others may read.
  await writeFile(place, content, { mode: 0o600 });
  const metadata = { size: content.length, contentLength: content.length, mimetype: type };
  await sql`insert into storage.objects (bucket_id, name, metadata) values (${bucket}, ${path}, ${sql.json(metadata)}) on conflict do nothing`;
}
