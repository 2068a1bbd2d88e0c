/** The files that the law is written from and into. */
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { RegisterTable } from "./register_sql.ts";
import { type LawText, lawOf } from "./texts.ts";

/** Where the law is, and what it is written from. Tests have folders of their own. */
export type LawPlace = { law: string; migrations: string; register: () => readonly RegisterTable[] };

/**
 * The first migrations of the register and of the law: after every table, in this order. Until the first release they are written
 * anew, and `.gitignore` has them by these names. A release has the same versions under other names.
 */
export const FIRST = {
  register: "20261101800000_register.sql",
  law: "20261101900000_law.sql",
  /** Comes after both, and fails without them. */
  complete: "20261101950000_complete.sql",
  released: { register: "20261101800000_released_register.sql", law: "20261101900000_released_law.sql" },
} as const;

/** A migration of the law or the register, whichever wrote it. */
export const GENERATED = /^(\d{14})_(?:released_)?(law|register)\.sql$/;

/** The SQL files of a folder, in the order of their names. */
export const sqlFiles = async (folder: string) =>
  (await readdir(folder)).filter((file) => /^\w+\.sql$/.test(file)).sort();

/** The law as its texts say it. Its files are in a folder a feature, and are read in the order of their own names. */
export async function readTexts({ law }: LawPlace): Promise<Map<string, LawText>> {
  const paths = (await readdir(law, { recursive: true })).filter((path) => path.endsWith(".sql"));
  const named = paths.sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
  const texts = await Promise.all(named.map((path) => readFile(join(law, path), "utf8")));
  return lawOf(texts.join("\n"));
}

/** Writes a migration, where it says something else. Anyone who reads it meanwhile has one or the other, whole. */
export async function put({ migrations }: LawPlace, name: string, text: string): Promise<void> {
  const path = join(migrations, name);
  if ((await readFile(path, "utf8").catch(() => undefined)) === text) return;
  const own = join(migrations, `.${name}.${randomUUID()}`);
  await writeFile(own, text);
  await rename(own, path);
}

/** Takes away what was written before a release. */
export async function removeDrafts({ migrations }: LawPlace): Promise<void> {
  await Promise.all([FIRST.register, FIRST.law].map((name) => rm(join(migrations, name), { force: true })));
}

const sumOf = (text: string) => createHash("sha256").update(text).digest("hex");
const SEAL = /^-- sha256 of what follows: ([0-9a-f]{64})\n/;

/** A migration with its seal. It has one before its release too, so that a copy that was made then has the same statements. */
export const sealed = (text: string) => `-- sha256 of what follows: ${sumOf(text)}\n${text}`;

/** Whether there was a release. Throws where its migrations are not as it wrote them. */
export async function isReleased({ migrations }: LawPlace): Promise<boolean> {
  const names = await sqlFiles(migrations);
  const released = Object.values(FIRST.released).filter((name) => names.includes(name));
  if (released.length === 0) return false;
  for (const name of Object.values(FIRST.released)) {
    const text = await readFile(join(migrations, name), "utf8").catch(() => "");
    const [head = "", sum] = SEAL.exec(text) ?? [];
    if (sum !== sumOf(text.slice(head.length))) {
      throw new Error(
        `${name} is not as it was released. Take it back from git; changes go into a new migration: npm run law -- --forward`,
      );
    }
  }
  return true;
}
