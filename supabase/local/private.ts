/** What a copy writes is for the user who runs it: number files, logs, keys, the carrier's store. */
import { chmod, lstat, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** For files and folders that this process and its children make: nothing for group and others. */
export const PRIVATE_UMASK = 0o077;

/**
 * The mode of TIDINGS_HOME. Under root Postgres runs as another user, who has to pass through the folder to its own (see
 * launch.ts): others may pass then, and still not list it. Everything in it is closed to them by itself.
 */
export const HOME_MODE = process.getuid?.() === 0 ? 0o711 : 0o700;

const bitsOf = (mode: number) => mode & 0o777;

/** Takes the rights of group and others from all in `folder` that is this user's. Symbolic links are not followed. */
async function tighten(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const { mode, uid } = await lstat(path);
    // Under root the data folder of Postgres belongs to its own user, and Postgres itself keeps it at 0700.
    if (entry.isSymbolicLink() || uid !== process.getuid?.()) continue;
    if (bitsOf(mode) & PRIVATE_UMASK) await chmod(path, bitsOf(mode) & ~PRIVATE_UMASK);
    if (entry.isDirectory()) await tighten(path);
  }
}

/**
 * From here on this process writes for its own user alone, and `home` is closed to others: made where it is missing, and
 * gone through once where it was made by an older version or opened by hand. Windows knows no such modes.
 */
export async function makePrivate(home: string): Promise<void> {
  process.umask(PRIVATE_UMASK);
  await mkdir(home, { recursive: true, mode: HOME_MODE });
  if (process.platform === "win32" || bitsOf((await lstat(home)).mode) === HOME_MODE) return;
  await tighten(home);
  // Last: a home that was left half way is gone through again.
  await chmod(home, HOME_MODE);
}

/** What a file of keys holds; undefined where there is none yet. @throws Error when it is no JSON */
export async function readKeys(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is damaged: it is no JSON`, { cause });
  }
}

/** Writes a file of keys for its user alone, beside and renamed: a death in between leaves no half of it. */
export async function writeKeys(path: string, keys: object): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
}
