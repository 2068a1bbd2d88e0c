/** The database that every law test starts with. It is prepared once, and each test starts a server on a copy of its folder. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../env.ts";
import { migrate, seed } from "../migrate.ts";
import { freePorts } from "../ports.ts";
import { startPostgres } from "../postgres.ts";

/** A stopped server's folder with the law and the demo in it. `env` tells the stories where it is. */
export type PreparedDatabase = { env: Record<string, string>; remove(): Promise<void> };

/** Prepares it. Its password is the one in supabase/tests/test_database.ts. */
export async function prepareDatabase(): Promise<PreparedDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "tidings-made-"));
  const dataDir = join(folder, "postgres");
  const [port = 0] = await freePorts(1);
  const server = await startPostgres({ dataDir, port, password: "world", volatile: true });
  try {
    await migrate(server.url);
    await seed(server.url, join(ROOT, "supabase/seed.sql"), { bot_password: "nobody signs in here" });
  } finally {
    await server.stop();
  }
  return { env: { TIDINGS_TEST_WORLD: dataDir }, remove: () => rm(folder, { recursive: true, force: true }) };
}
