import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import test from "node:test";
import { SpoolError, spool } from "./parts.ts";

async function* chunks(text: string, size: number): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test("a file is cut at line ends, and every part knows its first line", async () => {
  const text = Array.from({ length: 50 }, (_, index) => `1380013${String(8000 + index)},张${index}\n`).join(
    "",
  );
  const cut = await spool(chunks(text, 7), { part: 100 });
  const parts = cut.parts.map((part) => readFileSync(part.path, "utf8"));
  assert.equal(parts.join(""), text);
  assert.equal(cut.bytes, Buffer.byteLength(text));
  for (const [index, part] of cut.parts.entries()) {
    assert.ok(part.bytes <= 100);
    assert.ok(parts[index]?.endsWith("\n"));
    const before = parts.slice(0, index).join("");
    assert.equal(part.firstLine, 1 + before.split("\n").length - 1);
  }
  const folder = dirname(cut.parts[0]?.path ?? "");
  await cut.clear();
  assert.equal(existsSync(folder), false);
});

test("the last line needs no line end, and a file of one line is one part", async () => {
  const cut = await spool(chunks("phone\n13800138000", 1_000));
  assert.deepEqual(
    cut.parts.map((part) => [part.firstLine, part.bytes]),
    [[1, 17]],
  );
  await cut.clear();
});

test("a file that cannot be cut is refused with its reason and leaves nothing behind", async () => {
  const why = (reason: string) => (error: unknown) => error instanceof SpoolError && error.why === reason;
  await assert.rejects(spool(chunks("x".repeat(300), 50), { part: 100 }), why("line_too_long"));
  await assert.rejects(spool(chunks("1\n".repeat(300), 50), { file: 100 }), why("too_large"));
  await assert.rejects(spool(chunks("", 1)), why("empty"));
});
