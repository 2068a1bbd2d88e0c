import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { detectTable, readLines } from "@tidings/shared/numbers/lines.ts";
import { UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import {
  HARMLESS,
  HOSTILE,
  WORKBOOK_CSV,
  WORKBOOK_LINES,
  workbookForBoth,
} from "@tidings/shared/numbers/workbook/vectors.ts";
import type { InputFile } from "../registry/registry.ts";
import { makeWorker } from "../workers/worker.ts";
import { cutFile, READING } from "./parts.ts";
import type { ReadAnswer, ReadRequest } from "./read-worker.ts";

/** The bot reads what the panel reads, and refuses what it refuses (admin/src/ui/cutting.test.ts has the same files). */

const fileOf = (name: string, blob: Blob): InputFile => ({
  name,
  bytes: blob.size,
  open: async () => blob.stream() as ReadableStream<Uint8Array>,
});
/** Does `work` in a folder of its own for what is kept for a while, since other programs read files of numbers too, and sees that nothing stays. */
async function leavesNothing(work: () => Promise<void>): Promise<void> {
  const { TMPDIR } = process.env;
  const own = mkdtempSync(join(tmpdir(), "tidings-parts-test-"));
  process.env.TMPDIR = own;
  try {
    await work();
    assert.deepEqual(readdirSync(own), []);
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(own, { recursive: true, force: true });
  }
}

async function textOf(file: InputFile): Promise<string> {
  const cut = await cutFile(file);
  try {
    return cut.parts.map(({ path }) => readFileSync(path, "utf8")).join("");
  } finally {
    await cut.clear();
  }
}

test("a workbook is read byte for byte as the panel reads it, and gives the same lines", async () => {
  const text = await textOf(fileOf("名单.xlsx", await workbookForBoth()));
  assert.equal(text, WORKBOOK_CSV);
  const { good, bad } = readLines(text, detectTable(text), 1);
  assert.deepEqual({ good, bad }, WORKBOOK_LINES);
});

test("text of Chinese Windows and Excel's Unicode text become the same UTF-8", async () => {
  const text = "手机号,姓名\n13800138000,张三\n";
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
  const gb = Buffer.concat([
    Buffer.from([0xca, 0xd6, 0xbb, 0xfa, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a]),
    Buffer.from("13800138000,"),
    Buffer.from([0xd5, 0xc5, 0xc8, 0xfd, 0x0a]),
  ]);
  for (const bytes of [Buffer.from(text), utf16, gb])
    assert.equal(await textOf(fileOf("a.csv", new Blob([new Uint8Array(bytes)]))), text);
});

test("a part never ends in a quoted cell, and knows its first line", async () => {
  const rows = Array.from(
    { length: 300_000 },
    (_, index) => `138${10_000_000 + index},"王\n${"小".repeat(8)}"\n`,
  );
  const cut = await cutFile(fileOf("a.csv", new Blob([`手机号,姓名\n${rows.join("")}`])));
  const texts = cut.parts.map(({ path }) => readFileSync(path, "utf8"));
  await cut.clear();
  assert.ok(texts.length > 1);
  let line = 1;
  for (const [index, text] of texts.entries()) {
    assert.match(text, /"\n$/);
    assert.equal(cut.parts[index]?.firstLine, line);
    line += text.split("\n").length - 1;
  }
});

test("nothing outside of the workbook is read or written, and nothing of it stays on this machine", async () => {
  await leavesNothing(async () => {
    assert.equal(await textOf(fileOf("名单.xlsx", await HARMLESS.file())), HARMLESS.csv);
  });
});

/** Megabytes of this process, the garbage of the test's own making not counted. */
function megabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 1024 / 1024;
}

for (const { what, name, file, fault } of HOSTILE)
  test(`refused with its reason, and the bot keeps its memory: ${what}`, async () => {
    const blob = await file();
    const rest = megabytes();
    let most = rest;
    const looks = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss() / 1024 / 1024);
    }, 20);
    await leavesNothing(() =>
      assert.rejects(
        cutFile(fileOf(name, blob)),
        (error: unknown) => error instanceof UnreadableFile && error.code === fault,
      ),
    );
    clearInterval(looks);
    assert.ok(most - rest <= 150, `${Math.round(most - rest)} MB more`);
  });

test("the death of the reader, its time and its memory are refusals, and the next file is read", async () => {
  const door = join(import.meta.dirname, "../testing/bad-worker.ts");
  const bad = makeWorker<ReadRequest, ReadAnswer>(door, { ...READING, heapMb: 64, memoryMb: 300 });
  const why = async (name: string) => {
    try {
      await cutFile(fileOf(`${name}.csv`, new Blob(["1"])), {}, (request) =>
        bad.ask(request, name === "hang" ? 500 : undefined),
      );
    } catch (error) {
      return error instanceof UnreadableFile ? error.code : error;
    }
    return "read";
  };
  assert.equal(await why("hang"), "reading_too_long");
  assert.equal(await why("buffers"), "reading_too_much");
  assert.equal(await why("heap"), "reading_too_much");
  assert.equal(await why("exit"), "reading_broke_off");
  assert.equal(await why("throw"), "file_unreadable");
  assert.equal(await why("fine"), "read");
});

test("a file that is larger than any number file is left where it is", async () => {
  let given = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(to) {
      given += 1_000_000;
      to.enqueue(new Uint8Array(1_000_000));
    },
  });
  await assert.rejects(
    cutFile({ name: "a.csv", bytes: null, open: async () => endless }),
    (error: unknown) => error instanceof UnreadableFile && error.code === "file_too_large",
  );
  assert.ok(given < 260_000_000);
});
