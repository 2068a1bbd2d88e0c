import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import postgres, { type Sql } from "postgres";
import { freePort } from "../../shared/src/node/ports.ts";
import { isLaid, rememberLaid } from "./laid.ts";
import { MigrationRefused, migrate, seed } from "./migrate.ts";
import { type RunningPostgres, startPostgres } from "./postgres.ts";
import { statementsOf } from "./statements.ts";

let folder: string;
let files: string;
let ours: RunningPostgres;
let sql: Sql;

const write = (name: string, text: string) => writeFile(join(files, name), text);
const history = (on: Sql) =>
  on`select version, name, statements from supabase_migrations.schema_migrations order by version`.then(
    (rows) => [...rows],
  );

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidings-migrate-"));
  const port = await freePort();
  ours = await startPostgres({ dataDir: join(folder, "ours"), port, password: "secret", volatile: true });
  sql = postgres(ours.url, { max: 2, onnotice: () => undefined });
});

after(async () => {
  await sql.end();
  await ours.stop();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  files = await mkdtemp(join(folder, "files-"));
  await sql.unsafe("drop schema if exists supabase_migrations, room cascade");
});

test("statements are cut at semicolons, and not inside quotes, comments, bodies and atomic functions", () => {
  assert.deepEqual(
    statementsOf("select ';' ; -- ;\nselect E'it\\'s; ok';;\n /* ; /* ; */ */ select $a$;$$;$a$;"),
    ["select ';'", "-- ;\nselect E'it\\'s; ok'", "/* ; /* ; */ */ select $a$;$$;$a$"],
  );
  const atomic =
    "create function f() returns int language sql begin atomic select case when true then 1 end; select 2; end";
  assert.deepEqual(statementsOf(`${atomic};\nselect "a;b"`), [atomic, 'select "a;b"']);
});

test("a second start applies only what is new", async () => {
  await write("20260101000000_one.sql", "create schema room; create table room.a (id int);");
  assert.deepEqual(await migrate(ours.url, files), ["20260101000000"]);
  assert.deepEqual(await migrate(ours.url, files), []);
  await write("20260102000000_two.sql", "insert into room.a values (1);");
  assert.deepEqual(await migrate(ours.url, files), ["20260102000000"]);
  assert.equal((await sql`select from room.a`).length, 1);
});

test("two starts at the same instant apply a migration once", async () => {
  await write("20260101000000_one.sql", "create schema room; create table room.a as select 1 as id;");
  const done = await Promise.all([migrate(ours.url, files), migrate(ours.url, files)]);
  assert.deepEqual(done.flat(), ["20260101000000"]);
});

test("a migration that fails leaves nothing behind, and the message shows the statement", async () => {
  await write("20260101000000_one.sql", "create schema room;\nselect no_such_thing;\n");
  await assert.rejects(
    migrate(ours.url, files),
    /20260101000000_one\.sql: column "no_such_thing".*\nselect no_such_thing/s,
  );
  assert.deepEqual(await history(sql), []);
  assert.equal((await sql`select from pg_namespace where nspname = 'room'`).length, 0);
});

test("a past that differs from the files is refused: changed, gone, or slipped in before", async () => {
  await write("20260102000000_two.sql", "create schema room;");
  await migrate(ours.url, files);
  await write("20260102000000_two.sql", "create schema room; -- more");
  await assert.rejects(migrate(ours.url, files), {
    constructor: MigrationRefused,
    message: /_two\.sql has changed/,
  });
  await write("20260102000000_two.sql", "create schema room;\n");
  await write("20260101000000_one.sql", "select 1;");
  await assert.rejects(migrate(ours.url, files), {
    constructor: MigrationRefused,
    message: /_one\.sql comes before/,
  });
  await rm(join(files, "20260101000000_one.sql"));
  await rm(join(files, "20260102000000_two.sql"));
  await assert.rejects(migrate(ours.url, files), {
    constructor: MigrationRefused,
    message: /its file is gone/,
  });
});

test("what the database was laid with is forgotten as soon as it is to be laid with something else", async () => {
  assert.equal(await isLaid(ours.url, "first"), false, "there is no table yet");
  const path = join(files, "seed.sql");
  await writeFile(path, "select 1;");
  await seed(ours.url, path, {});
  await rememberLaid(sql, "first");
  assert.equal(await isLaid(ours.url, "first"), true);
  assert.equal(await isLaid(ours.url, "second"), false);
  // The second did not finish, and the first files are back.
  assert.equal(await isLaid(ours.url, "first"), false);
  assert.equal((await sql`select from supabase_migrations.seed_files`).length, 1, "the seed is remembered");
});

test("a seed runs once and can read what it is told", async () => {
  const path = join(files, "seed.sql");
  await writeFile(
    path,
    "create schema room; create table room.a as select current_setting('tidings.word') as said;",
  );
  assert.equal(await seed(ours.url, path, { word: "hush" }), true);
  assert.equal(await seed(ours.url, path, { word: "again" }), false);
  assert.deepEqual([...(await sql`select said from room.a`)], [{ said: "hush" }]);
});
