import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import type { Entry } from "./records.ts";

/** A line of the store: where it begins, where the next begins, and what it says (null: not whole). */
export type Line = { offset: number; end: number; entry: Entry | null };

/** `<crc32 in 8 hex digits> <json>\n`: a line that a death cut short cannot pass for a whole one. */
function written(entry: Entry): Buffer {
  const json = Buffer.from(JSON.stringify(entry));
  const sum = crc32(json).toString(16).padStart(8, "0");
  return Buffer.concat([Buffer.from(`${sum} `), json, Buffer.from("\n")]);
}

function understood(line: Buffer): Entry | null {
  if (line.length < 11 || line[8] !== 32) return null;
  const json = line.subarray(9);
  if (crc32(json) !== Number.parseInt(line.toString("latin1", 0, 8), 16)) return null;
  return JSON.parse(json.toString());
}

/** A new file is lost with the power until its folder is on the disk too. */
async function keepName(path: string): Promise<void> {
  const folder = await open(dirname(path), "r");
  await folder.sync();
  await folder.close();
}

/** The lines between two offsets, a chunk at a time; a last line without its end comes as `entry: null`. */
export async function* lines(file: FileHandle, start: number, end: number): AsyncGenerator<Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = start;
  let position = start;
  while (position < end) {
    const chunk = Buffer.allocUnsafeSlow(Math.min(1 << 20, end - position));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const text = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    const found: Line[] = [];
    let from = 0;
    for (let at = text.indexOf(10); at >= 0; at = text.indexOf(10, from)) {
      const next = offset + at + 1 - from;
      found.push({ offset, end: next, entry: understood(text.subarray(from, at)) });
      offset = next;
      from = at + 1;
    }
    rest = text.subarray(from);
    if (found.length > 0) yield found;
  }
  if (rest.length > 0) yield [{ offset, end: offset + rest.length, entry: null }];
}

/**
 * The carrier's memory: an append-only file. `append` answers when the line is on the disk; lines that
 * arrive while the disk is busy share the next write and its fdatasync.
 */
export class Log {
  readonly file: FileHandle;
  /** Everything before this offset is on the disk. */
  durable: number;
  #end: number;
  #waiting: Buffer[] = [];
  #next = Promise.withResolvers<void>();
  #current: Promise<void> = Promise.resolve();
  #busy = false;
  readonly #fail: (error: unknown) => void;

  private constructor(file: FileHandle, end: number, fail: (error: unknown) => void) {
    this.file = file;
    this.durable = end;
    this.#end = end;
    this.#fail = fail;
  }

  /**
   * Open the file, hand every whole line to `replay`, and cut off a last line that a death left unfinished
   * (nobody was told of it). `fail` is called when the disk refuses a write: what waits for it is never answered.
   * @throws Error when a broken line has whole ones after it: that is damage, not an unfinished write.
   */
  static async open(
    path: string,
    replay: (entry: Entry, offset: number) => void,
    fail: (error: unknown) => void,
  ): Promise<Log> {
    const file = await open(path, "a+");
    const { size } = await file.stat();
    if (size === 0) await keepName(path);
    let broken: number | null = null;
    for await (const some of lines(file, 0, size)) {
      for (const { offset, entry } of some) {
        if (entry === null) {
          broken ??= offset;
        } else if (broken !== null) {
          await file.close();
          throw new Error(`${path} is damaged at byte ${broken}; move it away`);
        } else {
          replay(entry, offset);
        }
      }
    }
    if (broken !== null) {
      await file.truncate(broken);
      await file.datasync();
    }
    return new Log(file, broken ?? size, fail);
  }

  /** Write one line. `offset` is known at once; `done` when it is on the disk. */
  append(entry: Entry): { offset: number; done: Promise<void> } {
    const line = written(entry);
    const offset = this.#end;
    this.#end += line.length;
    this.#waiting.push(line);
    const done = this.#next.promise;
    if (!this.#busy) this.#flush().catch(this.#fail);
    return { offset, done };
  }

  /** When everything appended so far is on the disk. */
  async settled(): Promise<void> {
    await (this.#waiting.length > 0 ? this.#next.promise : this.#current);
  }

  async close(): Promise<void> {
    await this.settled();
    await this.file.close();
  }

  async #flush(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const bytes = Buffer.concat(this.#waiting);
      const { promise, resolve } = this.#next;
      this.#current = promise;
      this.#waiting = [];
      this.#next = Promise.withResolvers();
      await this.file.appendFile(bytes);
      await this.file.datasync();
      this.durable += bytes.length;
      resolve();
    }
    this.#busy = false;
  }
}
