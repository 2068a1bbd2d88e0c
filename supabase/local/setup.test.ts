import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import postgres from "postgres";
import { ROOT } from "./env.ts";
import { migrate } from "./migrate.ts";
import { freePorts } from "./ports.ts";
import { startPostgres } from "./postgres.ts";
import { functionsUrl } from "./setup.ts";

const setup = (args: string[], env: Record<string, string>) =>
  promisify(execFile)(process.execPath, [join(ROOT, "supabase/local/setup.ts"), ...args], {
    env: { ...process.env, ...env },
  });

test("the address for the functions is the owner's with another user, also behind a pooler", () => {
  assert.equal(
    functionsUrl("postgresql://postgres:pw@db.abc.supabase.co:5432/postgres", "new"),
    "postgresql://tidings_functions:new@db.abc.supabase.co:5432/postgres",
  );
  assert.equal(
    functionsUrl("postgresql://postgres.abc:pw@aws-0.pooler.supabase.com:6543/postgres", "new"),
    "postgresql://tidings_functions.abc:new@aws-0.pooler.supabase.com:6543/postgres",
  );
});

test("setup gives the role a password, and what it prints signs in and executes an entry point", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tidings-setup-"));
  const [port = 0] = await freePorts(1);
  const server = await startPostgres({
    dataDir: join(folder, "pg"),
    port,
    password: "setup",
    volatile: true,
  });
  try {
    await migrate(server.url);
    const { stdout } = await setup(["functions"], { SUPABASE_DB_URL: server.url });
    const [, url = ""] = /^npx supabase secrets set 'TIDINGS_DB_URL=(\S+)'$/m.exec(stdout) ?? [];
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    const [row] =
      await sql`select current_user as who, (select count(*)::int from private.link_settings()) as rows`;
    await sql.end();
    assert.deepEqual({ ...row }, { who: "tidings_functions", rows: 1 });
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
});

test("without an address it says what it needs, and does nothing", async () => {
  await assert.rejects(setup(["functions"], { SUPABASE_DB_URL: "" }), { code: 2, stderr: /SUPABASE_DB_URL/ });
});
