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
import { openWoff } from "@tidings/shared/ground/woff.ts";

/**
 * Noto Sans SC for the pictures. npm has it as WOFF, which the renderer cannot read. A WOFF is an OpenType font with
 * each table deflated, so it is inflated once and kept in the system's temporary folder.
 */
export const FONT_FAMILY = "Noto Sans SC Thin"; // the family in its name table, for every weight

/** The two weights in use, each with Latin and all of GB 2312. */
const WEIGHTS = [400, 700];

const require = createRequire(import.meta.url);

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
    writeFileSync(
      fresh,
      openWoff(readFileSync(require.resolve(`@fontsource/noto-sans-sc/files/${name}`)), inflateSync),
    );
    renameSync(fresh, path); // atomic: other processes see the whole file or none
    return path;
  });
}
