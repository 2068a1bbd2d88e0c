import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { NUMBER_LIMITS, type NumberPurpose } from "@tidings/shared/numbers/file.ts";
import { UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import { log } from "../ground/log.ts";
import type { InputFile } from "../registry/registry.ts";
import { makeWorker, type Worker, WorkerFailed } from "../workers/worker.ts";
import type { Part, ReadAnswer, ReadRequest } from "./read-worker.ts";

export type { Part } from "./read-worker.ts";

/** A file in parts of CSV on this machine. */
export interface Cut {
  readonly parts: readonly Part[];
  readonly bytes: number;
  /** Removes the parts. */
  clear(): Promise<void>;
}

export type Reader = Worker<ReadRequest, ReadAnswer>;

/** A workbook of a million rows takes 260 MB, of which 128 MB may be its texts, and 8 s on an idle machine. */
export const READING = { heapMb: 256, memoryMb: 512, workMs: 120_000, alone: true } as const;

/** Two, so that a file which is made to take its whole time does not keep all others waiting. */
const readers: readonly Reader[] = Array.from({ length: 2 }, () =>
  makeWorker(join(import.meta.dirname, "read-worker.ts"), READING),
);
const waiting = readers.map(() => 0);

/** Has the reader with the fewest files before this one read it. */
async function read(request: ReadRequest): Promise<ReadAnswer> {
  const lane = waiting.indexOf(Math.min(...waiting));
  waiting[lane] = (waiting[lane] ?? 0) + 1;
  try {
    return await (readers[lane] as Reader).ask(request);
  } finally {
    waiting[lane] = (waiting[lane] ?? 1) - 1;
  }
}

/** Writes what a person gave to this machine. @throws UnreadableFile `file_too_large`, FileUnavailable */
async function fetched(file: InputFile, path: string, most: number): Promise<void> {
  const stream = await file.open();
  await pipeline(
    stream,
    async function* (chunks: AsyncIterable<Uint8Array>) {
      let bytes = 0;
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > most) throw new UnreadableFile("file_too_large", { max: `${most / 1_000_000} MB` });
        yield chunk;
      }
    },
    createWriteStream(path),
  );
}

const TROUBLE = { start: "reading_broke_off", gone: "reading_broke_off", failed: "file_unreadable" } as const;

function faultOf({ trouble }: WorkerFailed): UnreadableFile {
  if (trouble === "time") return new UnreadableFile("reading_too_long", { max: READING.workMs / 1_000 });
  if (trouble === "memory") return new UnreadableFile("reading_too_much", { max: `${READING.memoryMb} MB` });
  return new UnreadableFile(TROUBLE[trouble]);
}

/**
 * Reads a file in a process of its own (shared/src/numbers/reading.ts), bounded in memory and time, and cuts it into parts on this
 * machine. None of the file is in the memory of the bot. While it is read, the run that it is read for says so.
 *
 * @param fits must its columns be fit to fill parameters?
 * @throws UnreadableFile with the reason, FileUnavailable; nothing of it is left on this machine then
 */
export function cutFile(
  file: InputFile,
  { purpose = "aim", fits = true }: { readonly purpose?: NumberPurpose; readonly fits?: boolean } = {},
  reading: (request: ReadRequest) => Promise<ReadAnswer> = read,
): Promise<Cut> {
  const work = async (): Promise<Cut> => {
    const folder = await mkdtemp(join(tmpdir(), "tidings-numbers-"));
    const clear = () => rm(folder, { recursive: true, force: true });
    const path = join(folder, "file");
    try {
      await fetched(file, path, NUMBER_LIMITS.file_bytes[purpose]);
      const answer = await reading({ path, name: file.name, purpose, fits, folder });
      if ("fault" in answer) throw new UnreadableFile(answer.fault, answer.details);
      await rm(path);
      const { parts } = answer;
      return { parts, bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), clear };
    } catch (error) {
      await clear();
      if (!(error instanceof WorkerFailed)) throw error;
      log.error("numbers.read", error, { trouble: error.trouble });
      throw faultOf(error);
    }
  };
  return file.held ? file.held(work) : work();
}
