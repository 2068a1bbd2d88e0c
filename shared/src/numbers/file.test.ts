import assert from "node:assert/strict";
import test from "node:test";
import { markedEncoding, toUtf8 } from "./encoding.ts";
import {
  allowedFileName,
  cutAtLineEnds,
  fileProblem,
  NUMBER_LIMITS,
  type Part,
  UncuttableFile,
} from "./file.ts";
import { detectTable, readLines } from "./lines.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
const inChunks = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
async function cut(text: string, chunk: number, max: number): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of cutAtLineEnds(inChunks(encode(text), chunk), max)) parts.push(part);
  return parts;
}
async function utf8(chunks: Uint8Array[]): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for await (const chunk of toUtf8(chunks)) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

test("a file name has digits, letters and Chinese only, and ends in csv, xlsx or txt", () => {
  for (const name of ["会员2026.csv", "a.xlsx", "9.txt"]) assert.equal(fileProblem(name, 10), null, name);
  for (const name of [
    "a b.csv",
    "a-b.csv",
    "a_b.csv",
    "a.xls",
    ".csv",
    "a.csv.exe",
    "../a.csv",
    "",
    "a.CSV",
  ]) {
    assert.equal(fileProblem(name, 10), "file_name_invalid", name);
  }
  assert.equal(fileProblem("a.csv", 0), "file_empty");
  assert.equal(fileProblem("a.csv", NUMBER_LIMITS.file_bytes.aim + 1), "file_too_large");
  assert.equal(fileProblem("a.csv", NUMBER_LIMITS.file_bytes.aim + 1, "basic"), null);
  assert.equal(fileProblem("a.csv", NUMBER_LIMITS.file_bytes.basic + 1, "basic"), "file_too_large");
});

test("a name that is not allowed is offered as one that is", () => {
  assert.equal(allowedFileName("会员 名单-2026(1).CSV"), "会员名单20261.csv");
  assert.equal(allowedFileName("🌲"), "numbers.csv");
  assert.equal(fileProblem(allowedFileName("x".repeat(300)), 1), null);
});

test("parts are whole lines, know their first line, and together are the file, whatever the chunks", async () => {
  const lines = Array.from({ length: 100 }, (_, index) => `1380013${8000 + index},客户${index}`);
  for (const text of [`${lines.join("\n")}\n`, lines.join("\r\n"), `\ufeff${lines.join("\n")}`]) {
    for (const [chunk, max] of [
      [1, 64],
      [7, 100],
      [4096, 64],
      [100, 100000],
    ] as const) {
      const parts = await cut(text, chunk, max);
      assert.equal(parts.map((part) => decode(part.bytes)).join(""), text);
      parts.forEach((part, index) => {
        assert.equal(part.part, index + 1);
        assert.ok(part.bytes.length <= max);
        const own = decode(part.bytes).replace("\ufeff", "").split(/\r?\n/)[0];
        assert.equal(own, lines[part.first_line - 1]);
      });
    }
  }
});

test("a cell quoted over several lines is never cut", async () => {
  const text = Array.from({ length: 30 }, (_, index) => `1380013${8000 + index},"客户\n""${index}"""\n`).join(
    "",
  );
  const table = detectTable(`phone,name\n${text}`);
  const whole = readLines(text, table, 2);
  const parts = await cut(text, 5, 90);
  assert.ok(parts.length > 5);
  const read = parts.flatMap((part) => readLines(decode(part.bytes), table, part.first_line + 1).good);
  assert.deepEqual(read, whole.good);
  assert.equal(read.length, 30);
});

test("a quote that is never closed does not keep a file from being cut", async () => {
  const text = `"13800138000\n${"13900139000\n".repeat(50)}`;
  const parts = await cut(text, 16, 100);
  assert.equal(parts.map((part) => decode(part.bytes)).join(""), text);
});

test("a line larger than a part is told with its number, never cut in two", async () => {
  await assert.rejects(cut(`13800138000\n${"1".repeat(200)}\n`, 10, 100), (error: unknown) => {
    assert.ok(error instanceof UncuttableFile);
    assert.equal(error.line, 2);
    return true;
  });
});

test("an empty file has no parts", async () => {
  assert.deepEqual(await cut("", 10, 100), []);
});

test("UTF-8, GB18030 and Excel's UTF-16 all become the same UTF-8", async () => {
  const text = "phone,name\n13800138000,张三\n";
  const gb = Uint8Array.from([...encode("phone,name\n13800138000,"), 0xd5, 0xc5, 0xc8, 0xfd, 10]);
  const utf16 = Uint8Array.from([
    0xff,
    0xfe,
    ...Array.from(text, (char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]).flat(),
  ]);
  for (const bytes of [encode(text), gb, utf16]) {
    assert.equal(await utf8([bytes]), text);
    assert.equal(await utf8(inChunks(bytes, 3)), text, "in chunks that cut characters");
  }
  assert.equal(
    await utf8([encode("1\n"), gb.subarray(11)]),
    `1\n${text.slice(11)}`,
    "decided where the first Chinese is",
  );
  assert.equal(markedEncoding(encode("\ufeff1")), "utf-8");
});
