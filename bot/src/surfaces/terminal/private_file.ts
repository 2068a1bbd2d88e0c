import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Writes a file that only its own user may read. Anyone who reads meanwhile has the old file or the new one. @throws Error when it cannot be written */
export function writePrivately(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const part = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  writeFileSync(part, text, { mode: 0o600 });
  renameSync(part, path);
}
