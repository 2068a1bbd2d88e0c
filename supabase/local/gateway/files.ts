/** Where the objects of Storage lie: plain files under TIDINGS_HOME. (@supabase/lite keeps its own adapter to itself.) */
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createReadStream, type ReadStream } from "node:fs";
import { copyFile, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, extname, join, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { tooLarge } from "./body.ts";
import { Refused } from "./refused.ts";

/** What Storage wants to know of a file; sizes in bytes. */
export type FileFacts = {
  cacheControl: string;
  contentLength: number;
  size: number;
  mimetype: string;
  lastModified: Date;
  eTag: string;
  contentRange?: string;
};

type Body = WebStream | ReadableStream | Uint8Array;

const TYPES: Record<string, string> = {
  ".csv": "text/csv",
  ".json": "application/json",
  ".txt": "text/plain",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".bmp": "image/bmp",
  ".mp4": "video/mp4",
  ".3gp": "video/3gpp",
  ".mp3": "audio/mpeg",
  ".pdf": "application/pdf",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** The bytes `first`–`last` that a `Range` header asks of a file of `size` bytes; undefined: the whole file. */
export function rangeOf(
  header: string | undefined,
  size: number,
): { first: number; last: number } | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return first <= last ? { first, last } : undefined;
}

/** Parts of number files lie here: nobody else on the machine reads them, whatever its umask is. */
const FOLDER = 0o700;
const FILE = 0o600;

/** Is there a file? */
const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Gives a file another name that nothing has yet. @throws Refused 409 where something has it */
async function takeName(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new Refused(409, "Duplicate", "The resource already exists");
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Writes the whole body and only then gives the file its name: a kill leaves the old file or the new one. Only a file that was there when the
 * upload began is replaced, and only where that was asked for: an upload that ends late replaces none that came meanwhile.
 */
async function writeWhole(path: string, body: Body, most: number, replaces: boolean): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: FOLDER });
  const before = replaces && (await isThere(path));
  const draft = `${path}.${randomUUID()}.part`;
  const file = await open(draft, "w", FILE);
  try {
    const chunks = body instanceof Uint8Array ? [body] : Readable.fromWeb(body as WebStream);
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      // A sender need not say beforehand how much will come; lite believes what it says.
      if (size > most) throw tooLarge(most);
      await file.write(chunk);
    }
    await file.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  if (before) await rename(draft, path);
  else await takeName(draft, path);
}

/**
 * The bytes of a file, of a range where one is given. The file is opened with the first read: a request for the head alone, or one whose
 * client is gone, reads nothing, and an opened file would stay open until the garbage collection.
 */
function bytesOf(
  path: string,
  range: { first: number; last: number } | undefined,
): ReadableStream<Uint8Array> {
  let file: ReadStream | undefined;
  let chunks: AsyncIterator<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        file ??= createReadStream(path, range ? { start: range.first, end: range.last } : {});
        chunks ??= file[Symbol.asyncIterator]();
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        if (!file || file.closed) return;
        const closed = once(file, "close");
        file.destroy();
        await closed;
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * The adapter that lite's Storage calls. Uploads are whole or absent, downloads honour `Range`, which lite
 * does not pass on: `rangeHeader` reads it from the request that is being answered. `limitOf`: the largest object of a
 * bucket in bytes, if it has a limit; an upload beyond it ends with a Refused and leaves nothing.
 */
export function fileAdapter(
  base: string,
  rangeHeader: () => string | undefined,
  replaces: () => boolean,
  limitOf: (bucket: string) => Promise<number | undefined>,
) {
  const root = resolve(base);
  const place = (bucket: string, key: string): string => {
    const path = join(root, bucket, key);
    if (!path.startsWith(root + sep)) throw new Error(`${bucket}/${key} is outside of the storage folder.`);
    return path;
  };
  const facts = async (path: string, mimetype?: string, cacheControl = "no-cache"): Promise<FileFacts> => {
    const { size, mtime, mtimeMs } = await stat(path);
    const eTag = `"${createHash("md5").update(`${path}:${size}:${mtimeMs}`).digest("hex")}"`;
    const type = mimetype ?? TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";
    return { cacheControl, contentLength: size, size, mimetype: type, lastModified: mtime, eTag };
  };
  const remove = async (bucket: string, key: string) => rm(place(bucket, key), { force: true });

  return {
    driver: undefined,
    async getObject(bucket: string, key: string) {
      const path = place(bucket, key);
      const metadata = await facts(path);
      const range = rangeOf(rangeHeader(), metadata.size);
      const body = bytesOf(path, range);
      if (!range) return { httpStatusCode: 200, metadata, body };
      const contentLength = range.last - range.first + 1;
      const contentRange = `bytes ${range.first}-${range.last}/${metadata.size}`;
      return { httpStatusCode: 206, metadata: { ...metadata, contentLength, contentRange }, body };
    },
    async uploadObject(
      bucket: string,
      key: string,
      _version: unknown,
      body: Body,
      type: string,
      cache: string,
    ) {
      const path = place(bucket, key);
      await writeWhole(path, body, (await limitOf(bucket)) ?? Number.POSITIVE_INFINITY, replaces());
      return facts(path, type, cache);
    },
    deleteObject: remove,
    async deleteObjects(bucket: string, keys: string[]) {
      await Promise.all(keys.map((key) => remove(bucket, key)));
    },
    async copyObject(from: string, key: string, _version: unknown, to: string, target: string) {
      const path = place(to, target);
      await mkdir(dirname(path), { recursive: true, mode: FOLDER });
      await copyFile(place(from, key), path);
      const { eTag, lastModified } = await facts(path);
      return { httpStatusCode: 200, eTag, lastModified };
    },
    headObject: async (bucket: string, key: string) => facts(place(bucket, key)),
    privateAssetUrl: async (bucket: string, key: string) => `file://${place(bucket, key)}`,
  };
}
