/** Fixtures for number files: bob uploads them as the panel does, the function imports them. */
import assert from "node:assert/strict";
import { cutAtLineEnds, type Part } from "@tidings/shared/numbers/file.ts";
import type { Json, Stage } from "./stage.ts";

/** Uploads `bytes` in parts of at most `partBytes` and starts the import. Returns the file's id. */
export async function upload(
  stage: Stage,
  name: string,
  bytes: Uint8Array,
  partBytes?: number,
  edition = "aim",
): Promise<string> {
  const bob = stage.db.as("bob");
  const parts: Part[] = [];
  for await (const part of cutAtLineEnds([bytes], partBytes)) parts.push(part);
  const begun = await bob.rpc("begin_number_file", {
    input: { name, bytes: bytes.length, parts: parts.length, edition },
  });
  assert.equal(begun.error, null);
  const { id, enterprise_id } = begun.data;
  for (const part of parts) {
    const answer = await fetch(
      `${stage.api}/storage/v1/object/numbers/${enterprise_id}/${id}/${part.part}.csv`,
      {
        method: "POST",
        headers: { ...(await stage.headers("bob")), "content-type": "text/csv" },
        body: part.bytes,
      },
    );
    assert.equal(answer.status, 200, await answer.text());
    const added = await bob.rpc("add_number_part", {
      file: id,
      input: { part: part.part, bytes: part.bytes.length, first_line: part.first_line },
    });
    assert.equal(added.error, null);
  }
  const started = await bob.rpc("start_import", { file: id });
  assert.equal(started.error, null);
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
