import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** 8 MB: the bucket's limit, and what one call of the import function processes. */
export const PART_BYTES = 8 * 1024 * 1024;
/** The database's limit: 1,000,000 lines of up to 256 bytes. */
export const FILE_BYTES = 256_000_000;

const NEWLINE = 0x0a;

/** A file that cannot be cut into parts: too large, empty, or with a line longer than a part. */
export class SpoolError extends Error {
  readonly why: "too_large" | "line_too_long" | "empty";
  constructor(why: SpoolError["why"]) {
    super(why);
    this.why = why;
  }
}

export interface Part {
  readonly path: string;
  readonly bytes: number;
  /** The number of its first line in the file, from 1. */
  readonly firstLine: number;
}

export interface Spool {
  readonly parts: readonly Part[];
  readonly bytes: number;
  /** Removes the parts from this machine. */
  clear(): Promise<void>;
}

/**
 * Cuts a stream at line ends into parts on disk. At most one part is in memory.
 * @throws SpoolError; no part is left on disk then
 */
export async function spool(
  chunks: AsyncIterable<Uint8Array>,
  limits: { part?: number; file?: number } = {},
): Promise<Spool> {
  const most = limits.part ?? PART_BYTES;
  const folder = await mkdtemp(join(tmpdir(), "tidings-numbers-"));
  const clear = () => rm(folder, { recursive: true, force: true });
  const parts: Part[] = [];
  let held = Buffer.alloc(0);
  let bytes = 0;
  let line = 1;

  const put = async (part: Buffer) => {
    const path = join(folder, `${parts.length + 1}.csv`);
    await writeFile(path, part);
    parts.push({ path, bytes: part.length, firstLine: line });
    line += lineEnds(part);
  };

  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > (limits.file ?? FILE_BYTES)) throw new SpoolError("too_large");
      held = Buffer.concat([held, chunk]);
      while (held.length > most) {
        const cut = held.lastIndexOf(NEWLINE, most - 1) + 1;
        if (cut === 0) throw new SpoolError("line_too_long");
        await put(held.subarray(0, cut));
        held = Buffer.from(held.subarray(cut));
      }
    }
    if (held.length > 0) await put(held);
    if (parts.length === 0) throw new SpoolError("empty");
    return { parts, bytes, clear };
  } catch (error) {
    await clear();
    throw error;
  }
}

function lineEnds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
