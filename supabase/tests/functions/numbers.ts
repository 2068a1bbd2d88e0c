/** Fixtures for number files: bob uploads them as the panel does, the function imports them. */
import assert from "node:assert/strict";
import { cutAtLineEnds, type Part } from "@tidings/shared/numbers/file.ts";
import { done } from "../fixtures.ts";
import type { Person } from "../test_database.ts";
import { put } from "./objects.ts";
import type { Json, Stage } from "./stage.ts";

/** Uploads `bytes`, as `person` (bob unless told), in parts of at most `partBytes` and starts the import. Returns the file's id. */
export async function upload(
  stage: Stage,
  name: string,
  bytes: Uint8Array,
  partBytes?: number,
  purpose = "aim",
  person: Person = "bob",
): Promise<string> {
  const bob = stage.db.as(person);
  const parts: Part[] = [];
  for await (const part of cutAtLineEnds([bytes], partBytes)) parts.push(part);
  const input = { name, bytes: bytes.length, parts: parts.length, purpose };
  const { id, enterprise_id } = await done(bob.rpc("begin_number_file", { input }));
  for (const part of parts) {
    const place = `numbers/${enterprise_id}/${id}/${part.part}.csv`;
    assert.equal(await put(stage, place, part.bytes, "text/csv", { who: person }), 200);
    const input = { part: part.part, bytes: part.bytes.length, first_line: part.first_line };
    await done(bob.rpc("add_number_part", { file: id, input }));
  }
  await done(bob.rpc("start_import", { file: id }));
  return id;
}

/** Calls the function until the file is done. Returns the last answer. */
export async function importAll(stage: Stage, file: string): Promise<Json> {
  for (;;) {
    const { status, body } = await stage.call("import-numbers", "bob", { file_id: file });
    assert.equal(status, 200, JSON.stringify(body));
    if (body.done) return body;
  }
}

/** `count` different mobile numbers. */
export function phones(count: number, from = 0): string[] {
  return Array.from(
    { length: count },
    (_, index) => `138${String(10_000_000 + from + index).padStart(8, "0")}`,
  );
}
