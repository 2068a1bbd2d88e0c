import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { InputFile } from "../../registry/registry.ts";
import { aboutFile, saveFile } from "./disk.mjs";
import type { Keys } from "./typed.ts";

/** One of the two streams that a command prints on. */
export interface Out extends NodeJS.WritableStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** The files of the person who types. */
export interface Disk {
  /** The file at this path; null where there is none. */
  open(path: string): Promise<InputFile | null>;
  /** Saves a file for their user alone. Answers its path. */
  save(folder: string, name: string, bytes: Uint8Array): Promise<string>;
}

/** Where a command is typed: this process, or one that hands everything to the running bot. */
export interface Console {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly input: Keys;
  readonly out: Out;
  readonly aside: Out;
  readonly disk: Disk;
  /** Aborted when the person who typed it has left with Ctrl-C. */
  readonly ended: AbortSignal;
}

/** This process. */
export const ownConsole = (): Console => ({
  argv: process.argv.slice(2),
  env: process.env,
  input: process.stdin,
  out: process.stdout,
  aside: process.stderr,
  disk: {
    async open(path) {
      const about = aboutFile(path);
      const open = async () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
      return about && { ...about, open };
    },
    save: async (folder, name, bytes) => saveFile(folder, name, bytes),
  },
  ended: new AbortController().signal,
});
