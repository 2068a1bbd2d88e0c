/** A test database with one of everything in it. `npm test` makes it once, which takes six seconds of a processor, and each test has a copy. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { everything, type OneOfEach } from "./one_of_each.ts";
import { openTestDatabase, type TestDatabase, testDatabase } from "./test_database.ts";

/** Beside the files of Postgres: what is in it. */
const LIST = "one_of_each.json";

/** The database of a test file, closed after its last test, and what is in it. */
export async function fullDatabase(): Promise<{ db: TestDatabase; resources: OneOfEach }> {
  const { TIDINGS_TEST_SERVER: server, TIDINGS_TEST_WORLD: folder = "" } = process.env;
  if (server)
    return {
      db: await testDatabase({ full: true }),
      resources: JSON.parse(await readFile(join(folder, LIST), "utf8")),
    };
  const db = await testDatabase();
  return { db, resources: await everything(db) };
}

// Run by itself, it makes the database that the others copy.
if (import.meta.main) {
  const db = await openTestDatabase();
  const resources = await everything(db);
  await db.close("one_of_each");
  await writeFile(join(process.env.TIDINGS_TEST_WORLD ?? "", LIST), JSON.stringify(resources));
}
