import { randomUUID } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";

/**
 * Noto Sans SC for the pictures. npm has it as WOFF, which the renderer cannot read. A WOFF is an OpenType font with
 * each table deflated, so it is inflated once and kept in the system's temporary folder.
 */
export const FONT_FAMILY = "Noto Sans SC Thin"; // the family in its name table, for every weight

/** The two weights in use, each with Latin and all of GB 2312. */
const WEIGHTS = [400, 700];

const require = createRequire(import.meta.url);
const HEADER = 44;
const ENTRY = 20;

/** The OpenType font inside a WOFF 1 file. @throws when it is no WOFF */
export function openWoff(woff: Buffer): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new TypeError("This is not a WOFF file.");
  const tables = woff.readUInt16BE(12);
  const log = Math.floor(Math.log2(tables));
  const directory = Buffer.alloc(12 + 16 * tables);
  directory.writeUInt32BE(woff.readUInt32BE(4), 0);
  directory.writeUInt16BE(tables, 4);
  directory.writeUInt16BE(16 * 2 ** log, 6);
  directory.writeUInt16BE(log, 8);
  directory.writeUInt16BE(16 * tables - 16 * 2 ** log, 10);
  const parts: Uint8Array[] = [directory];
  let at = directory.length;
  for (let index = 0; index < tables; index += 1) {
    const entry = HEADER + index * ENTRY;
    const [tag, offset, packed, size, sum] = [0, 4, 8, 12, 16].map((byte) =>
      woff.readUInt32BE(entry + byte),
    ) as [number, number, number, number, number];
    const bytes = woff.subarray(offset, offset + packed);
    const padding = Buffer.alloc((4 - (size % 4)) % 4);
    [tag, sum, at, size].forEach((value, place) => {
      directory.writeUInt32BE(value, 12 + 16 * index + 4 * place);
    });
    parts.push(packed < size ? inflateSync(bytes) : bytes, padding);
    at += size + padding.length;
  }
  return Buffer.concat(parts);
}

/** A folder of this name in the temporary one; a new one where another user has taken the name, to slip fonts in. */
function ownFolder(name: string): string {
  const folder = join(tmpdir(), name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  const ours = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  return ours ? folder : mkdtempSync(`${folder}-`);
}

/** Paths of the font files, inflated on first use. Several processes may do it at once. */
export function fontFiles(): string[] {
  const { version } = require("@fontsource/noto-sans-sc/package.json") as { version: string };
  const folder = ownFolder(`tidings-font-${version}-${process.getuid?.() ?? "user"}`);
  return WEIGHTS.map((weight) => {
    const path = join(folder, `${weight}.ttf`);
    if (existsSync(path)) return path;
    const name = `noto-sans-sc-chinese-simplified-${weight}-normal.woff`;
    const fresh = `${path}.${randomUUID()}`;
    writeFileSync(fresh, openWoff(readFileSync(require.resolve(`@fontsource/noto-sans-sc/files/${name}`))));
    renameSync(fresh, path); // atomic: other processes see the whole file or none
    return path;
  });
}
