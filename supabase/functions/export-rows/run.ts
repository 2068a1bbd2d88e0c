/** Slices of exports: read with the rights of the person who made the export, written as objects, recorded. */

import { constants, deflateRawSync } from "node:zlib";
import { type ExportedWith, sourceWith } from "@tidings/shared/catalogue/exports/sources.ts";
import { csvSlice, type FileShape, ndjsonSlice } from "@tidings/shared/exports/cells.ts";
import { sheetSlice, type Tail } from "@tidings/shared/exports/workbook.ts";
import type { Locale } from "@tidings/shared/ground/locale.ts";
import { COST_COLUMNS, withCosts } from "@tidings/shared/reports/spending.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { type Json, type Sql, withRetry } from "../_core/database.ts";
import { log, wordsOf } from "../_core/reply.ts";
import type { Bucket } from "../_core/storage.ts";

/** The share of one request. A slice of 5,000 rows costs 30 to 60 ms of CPU of the 2 s a hosted function has. */
export const SHARE = { slices: 25, ms: 20_000 };

/** A slice as `private.next_export_slice` gives it. */
export type Job = ExportedWith & {
  export: string;
  lease: string;
  object: string;
  source: string;
  format: "csv" | "xlsx" | "ndjson";
  columns: string[];
  locale: Locale;
  zone: string;
  whole: boolean;
  slice: number;
  taken: number;
  after: Json;
  last: boolean;
  in_sheet: number;
  tail: Tail | null;
};

/** What the bytes of a slice depend on, besides its rows. */
export type Rendered = Omit<Job, "export" | "lease" | "object" | "taken" | "after" | "last">;

/** The bytes of a slice, and what the end of the file has to know. */
export function render(job: Rendered, rows: readonly Row[]) {
  const source = sourceWith(job.source, job);
  const { spending, report } = job;
  const lines = spending && report ? withCosts(report, spending, rows) : rows;
  const costs = spending ? COST_COLUMNS : [];
  if (job.format === "ndjson") {
    const columns = [...job.columns, ...(spending ? ["currency"] : []), ...costs];
    return { bytes: new TextEncoder().encode(ndjsonSlice({ ...job, source, columns }, lines)), tail: null };
  }
  // A share is made of the figures of its line.
  const rate = Object.hasOwn(source.fields, "rate") ? ["rate"] : [];
  const shape: FileShape = { ...job, source, columns: [...job.columns, ...rate, ...costs] };
  if (job.format === "csv")
    return { bytes: new TextEncoder().encode(csvSlice(shape, lines, job.slice === 0)), tail: null };
  return sheetSlice(shape, lines, job.in_sheet, job.tail ?? [], pack);
}

/** Level 1 packs four times as fast as the usual one, for files that are a fifth larger. */
const pack = (bytes: Uint8Array) =>
  Uint8Array.from(deflateRawSync(bytes, { level: 1, finishFlush: constants.Z_SYNC_FLUSH }));

/** Writes one slice. Null: there is nothing to do. @throws when the database or Storage is away; the slice is given out again */
export async function writeSlice(sql: Sql, bucket: Bucket): Promise<Job | null> {
  const [next] = await sql<
    { job: Job | null; rows: Row[] }[]
  >`select job, rows from private.next_export_slice()`;
  if (!next?.job) return null;
  const { job, rows } = next;
  const { bytes, tail } = render(job, rows);
  const object = bytes.length > 0 ? job.object : null;
  if (object !== null) await bucket.put(object, bytes);
  await withRetry(
    () => sql`select private.record_export_slice(${job.export}::uuid, ${job.lease}::uuid, ${object}::text, ${job.taken}::integer,
      ${bytes.length}::bigint, ${sql.json(job.after)}, ${sql.json(tail as unknown as Json)}, ${job.last})`,
  );
  return job;
}

/**
 * Runs one share, and removes objects that nothing needs any more: of exports, and uploaded parts of number files (RET-1).
 * `more`: something may be left.
 */
export async function writeSlices(sql: Sql, bucket: Bucket, uploads: Bucket, share = SHARE) {
  const until = performance.now() + share.ms;
  let slices = 0;
  let more = true;
  while (more && slices < share.slices && performance.now() < until) {
    try {
      more = (await writeSlice(sql, bucket)) !== null;
    } catch (error) {
      // Its slice is given out again after a minute; the others need not wait for it.
      log("export-rows", "a slice was not written", { error: wordsOf(error) });
    }
    if (more) slices += 1;
  }
  return { slices, removed: (await removeObjects(sql, bucket)) + (await removeUploads(sql, uploads)), more };
}

async function removeObjects(sql: Sql, bucket: Bucket): Promise<number> {
  const [row] = await sql<{ names: string[] }[]>`select private.objects_to_remove() as names`;
  const names = row?.names ?? [];
  if (names.length === 0) return 0;
  await bucket.remove(names);
  await sql`select private.forget_objects(${names})`;
  return names.length;
}

async function removeUploads(sql: Sql, uploads: Bucket): Promise<number> {
  const [row] = await sql<{ names: string[] }[]>`select private.doomed_uploads() as names`;
  const names = row?.names ?? [];
  if (names.length === 0) return 0;
  await uploads.remove(names);
  await sql`select private.forget_uploads(${names})`;
  return names.length;
}
