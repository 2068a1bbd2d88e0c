/** What a build leaves for the server: a list of its files, made once, so that the server reads no file to know it. */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { HASHED } from "./headers.ts";

/** A form of a file: its bytes and its validator. */
export type Form = { bytes: number; etag: string };

/** A file by its content codings; `identity` is always there. The compressed forms lie beside it as `.br` and `.gz`. */
export type BuiltFile = { type: string; hashed: boolean; forms: { identity: Form; br?: Form; gzip?: Form } };

/** A whole build: the fingerprint of its sources, and its files by their path in an address. */
export type Build = { fingerprint: string; files: Record<string, BuiltFile> };

/** The ending of a compressed form's name. */
export const ENDING = { identity: "", br: ".br", gzip: ".gz" } as const;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** A strong validator: the same bytes have the same one, also after another build. */
export function formOf(content: Buffer, coding: keyof typeof ENDING): Form {
  const sum = createHash("sha256").update(content).digest("base64url").slice(0, 22);
  return { bytes: content.length, etag: `"${sum}-${coding}"` };
}

const record = (folder: string) => join(folder, ".build.json");

/** The build in `folder`; undefined when there is none, or one that was cut short. */
export async function readBuild(folder: string): Promise<Build | undefined> {
  const text = await readFile(record(folder), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Build);
}

/** Lists what was built. Files whose name begins with a dot, and those of no known type, are not served. */
async function listFiles(folder: string): Promise<Build["files"]> {
  const files: Build["files"] = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || entry.name.startsWith(".") || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join("/")}`;
    const form = async (coding: keyof typeof ENDING) => {
      const content = await readFile(path + ENDING[coding]).catch(() => undefined);
      return content && formOf(content, coding);
    };
    const [identity, br, gzip] = [await form("identity"), await form("br"), await form("gzip")];
    if (identity)
      files[address] = { type, hashed: address.startsWith(HASHED), forms: { identity, br, gzip } };
  }
  return files;
}

/** Writes the list, as the last thing of a build: a build without it is not whole. */
export async function recordBuild(folder: string, fingerprint: string): Promise<void> {
  const build: Build = { fingerprint, files: await listFiles(folder) };
  await writeFile(record(folder), JSON.stringify(build));
}
