/** The process that reads number files: a file on this machine in, parts of CSV beside it out. What it is given may be made to take all memory. */
import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { NumberPurpose } from "@tidings/shared/numbers/file.ts";
import { readNumberFile } from "@tidings/shared/numbers/reading.ts";
import { type FaultDetails, type FileFault, UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import { answerWork } from "../workers/answer.ts";

/** A part on this machine. */
export interface Part {
  readonly path: string;
  readonly bytes: number;
  /** The number of its first line in the file, from 1. */
  readonly firstLine: number;
}

export interface ReadRequest {
  readonly path: string;
  /** The name that the person gave it: its ending says how it is read. */
  readonly name: string;
  readonly purpose: NumberPurpose;
  readonly fits: boolean;
  /** Where the parts go. */
  readonly folder: string;
}

/** The parts, or what is wrong with the file. */
export type ReadAnswer =
  | { readonly parts: readonly Part[] }
  | { readonly fault: FileFault; readonly details: FaultDetails };

async function read({ path, name, purpose, fits, folder }: ReadRequest): Promise<ReadAnswer> {
  const parts: Part[] = [];
  try {
    for await (const { part, bytes, first_line } of readNumberFile(await openAsBlob(path), name, {
      purpose,
      fits,
    })) {
      const to = join(folder, `${part}.csv`);
      await writeFile(to, bytes);
      parts.push({ path: to, bytes: bytes.length, firstLine: first_line });
    }
    return { parts };
  } catch (error) {
    if (error instanceof UnreadableFile) return { fault: error.code, details: error.details };
    throw error;
  }
}

answerWork(read);
