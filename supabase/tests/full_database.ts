/** A test database with one of everything in it. `npm test` makes it once, which takes six seconds of a processor, and each test has a copy. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { everything, type OneOfEach } from "./one_of_each.ts";
import { openTestDatabase, type TestDatabase } from "./test_database.ts";

/** Beside the files of Postgres: what is in it. */
const LIST = "one_of_each.json";

/** Opens one; call `close` at the end. */
export async function openFullDatabase(): Promise<{ db: TestDatabase; resources: OneOfEach }> {
  const made = process.env.TIDINGS_TEST_FULL_WORLD;
  if (!made) {
    const db = await openTestDatabase();
    return { db, resources: await everything(db) };
  }
  const db = await openTestDatabase({ full: made });
  return { db, resources: JSON.parse(await readFile(join(made, LIST), "utf8")) };
}

// Run alone, it makes the folder that the others begin with a copy of.
if (import.meta.main) {
  const [folder = ""] = process.argv.slice(2);
  const db = await openTestDatabase();
  const resources = await everything(db);
  await db.close(folder);
  await writeFile(join(folder, LIST), JSON.stringify(resources));
}
