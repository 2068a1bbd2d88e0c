/** The files of the person who types a command: read and written on their side, also where the bot runs it. */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/** What the file at `path` is called and how long it is; null where there is none. */
export function aboutFile(path) {
  const about = statSync(path, { throwIfNoEntry: false });
  return about?.isFile() ? { name: basename(path), bytes: about.size } : null;
}

/** Saves a file for this user alone, in place of one of the same name. Answers its path. */
export function saveFile(folder, name, bytes) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name.replace(/[/\\\0]/g, "_"));
  writeFileSync(path, bytes, { mode: 0o600 });
  return path;
}
