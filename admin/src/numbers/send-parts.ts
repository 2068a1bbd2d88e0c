import type { NumberPurpose } from "@tidings/shared/numbers/file.ts";
import { client } from "../ui/client.ts";
import type { ReadyPart } from "../ui/cut.ts";
import { newRequestId } from "../ui/request.ts";
import { callVerb } from "../ui/verb.ts";
import { missingParts, type PartRow } from "./resume.ts";
import type { NumberFile } from "./row.ts";

const BUCKET = "numbers";

/** Registers a file and its number of parts; returns its row in state `uploading`. */
export function beginFile(
  name: string,
  bytes: number,
  parts: number,
  purpose: NumberPurpose,
): Promise<NumberFile> {
  return callVerb<NumberFile>("begin_number_file", {
    input: { name, bytes, parts, purpose },
    request: newRequestId(),
  });
}

/** The uploaded parts of a file, as the database lists them. */
export async function partsThere(file: string): Promise<PartRow[]> {
  const { data, error, status } = await client
    .from("number_file_parts")
    .select("part, bytes, first_line")
    .eq("file_id", file);
  if (error) throw { ...error, message: error.message, status };
  return data as PartRow[];
}

/**
 * Uploads the missing parts one after the other and starts the import. Can be called again after any failure, also
 * from another page: parts already uploaded are skipped.
 *
 * @param progress receives the bytes uploaded, over all parts
 */
export async function sendParts(
  file: NumberFile,
  parts: readonly ReadyPart[],
  progress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const there = await partsThere(file.id);
  const missing = missingParts(
    parts.map(({ part, first_line, body }) => ({ part, first_line, bytes: body.size })),
    there,
  );
  let sent = parts.reduce((sum, { part, body }) => (missing.has(part) ? sum : sum + body.size), 0);
  progress(sent);
  for (const { part, first_line, body } of parts) {
    if (!missing.has(part)) continue;
    signal.throwIfAborted();
    await sendPart(file, part, body);
    await callVerb("add_number_part", { file: file.id, input: { part, bytes: body.size, first_line } });
    sent += body.size;
    progress(sent);
  }
  await callVerb("start_import", { file: file.id });
}

async function sendPart(file: NumberFile, part: number, body: Blob): Promise<void> {
  const path = `${file.enterprise_id}/${file.id}/${part}.csv`;
  // After a lost answer the object already exists with the same bytes, which is fine.
  const { error } = await client.storage
    .from(BUCKET)
    .upload(path, body, { upsert: true, contentType: "text/csv" });
  if (error) throw error;
}

/** Imports the next slice; true when the whole file is imported. The clock does this too. */
export async function importSlice(file: string, signal: AbortSignal): Promise<boolean> {
  const { data, error } = await client.functions.invoke<{ done: boolean }>("import-numbers", {
    body: { file_id: file },
    signal,
  });
  if (error) throw error;
  return data?.done === true;
}
