import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import postgres, { type Sql } from "postgres";
import { freePorts } from "../../../shared/src/node/ports.ts";
import { plain, supabaseCli } from "../cli.ts";
import { migrate } from "../migrate.ts";
import { type RunningPostgres, startPostgres } from "../postgres.ts";
import { cloneInto } from "../testing/clone.ts";
import { GENERATED, isReleased } from "./files.ts";
import { HERE } from "./lay.ts";

/** A project as git gives it to a stranger, pushed by the real CLI as README says. The tests tell one story. */
let folder: string;
let clone: string;
let migrations: string;
let theirs: RunningPostgres;
let ours: RunningPostgres;
let sql: Sql;

const run = promisify(execFile);
const push = () => supabaseCli(["db", "push", "--db-url", plain(theirs.url), "--yes"], clone);
const history = (on: Sql) =>
  on`select version, name, statements from supabase_migrations.schema_migrations order by version`.then(
    (rows) => [...rows],
  );

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidings-push-"));
  clone = await cloneInto(folder, ["supabase", "shared", "package.json"]);
  migrations = join(clone, "supabase/migrations");
  const ports = await freePorts(2);
  const server = (name: string, port = 0) =>
    startPostgres({ dataDir: join(folder, name), port, password: "push", volatile: true });
  [theirs, ours] = await Promise.all([server("theirs", ports[0]), server("ours", ports[1])]);
  sql = postgres(theirs.url, { max: 1, onnotice: () => undefined });
});

after(async () => {
  await sql.end();
  await Promise.all([theirs.stop(), ours.stop()]);
  await rm(folder, { recursive: true });
});

test("a push without the law fails in words, and opens nothing to anybody", async () => {
  const generated = (await readdir(migrations)).filter((name) => GENERATED.test(name));
  // In git from the first release on; this push is without it also then.
  assert.equal(generated.length > 0, await isReleased(HERE));
  for (const name of generated) await rename(join(migrations, name), join(folder, name));
  await assert.rejects(push(), /Run `npm run law` before `supabase db push`/);
  const versions = (await history(sql)).map(({ version }) => version);
  assert.equal(versions.at(-1), "20261101001110");
  const [open] = await sql`select
    (select count(*)::int from information_schema.role_table_grants where grantee in ('anon', 'authenticated', 'service_role') and table_schema in ('public', 'private')) as tables,
    (select count(*)::int from pg_proc p, aclexplode(p.proacl) a where p.pronamespace = 'public'::regnamespace and a.grantee::regrole::text in ('-', 'anon', 'authenticated')) as functions`;
  assert.deepEqual({ ...open }, { tables: 0, functions: 0 });
  for (const name of generated) await rename(join(folder, name), join(migrations, name));
});

test("after `npm run law` the same push carries on, and records what `npm start` would", async () => {
  await run(process.execPath, ["supabase/local/law/main.ts"], { cwd: clone });
  await push();
  assert.ok((await migrate(ours.url, migrations)).length > 0);
  const mine = postgres(ours.url, { max: 1 });
  try {
    assert.deepEqual(await history(mine), await history(sql));
  } finally {
    await mine.end();
  }
  assert.deepEqual(await migrate(theirs.url, migrations), [], "we carry on where the CLI ended");
});
