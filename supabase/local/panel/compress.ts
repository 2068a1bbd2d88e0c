/** Compressing what was built, once, at the slowest and best settings: no request pays for it. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { ENDING } from "./built.ts";

/** Texts. Fonts (WOFF2) and pictures are compressed already. */
const TEXT = /\.(?:html|js|mjs|css|svg|json|txt)$/;
/** Below this many bytes an answer fits one packet either way. */
const SMALL = 1_000;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** A text as brotli (quality 11) and gzip (level 9). */
export async function compressed(text: Buffer): Promise<{ br: Buffer; gzip: Buffer }> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  };
  const [br, gzip] = await Promise.all([toBrotli(text, { params }), toGzip(text, { level: 9 })]);
  return { br, gzip };
}

/** Writes the compressed forms of a text beside it. */
export async function compressFile(path: string, text: Buffer): Promise<void> {
  const { br, gzip } = await compressed(text);
  await Promise.all([writeFile(path + ENDING.br, br), writeFile(path + ENDING.gzip, gzip)]);
}

/** Writes the compressed forms of every text of `folder`. */
export async function compressAll(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = entries.filter((entry) => entry.isFile() && TEXT.test(entry.name));
  const queue = texts.map((entry) => join(entry.parentPath, entry.name));
  const worker = async () => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const text = await readFile(path);
      if (text.length >= SMALL) await compressFile(path, text);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
