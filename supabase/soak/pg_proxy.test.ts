import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import postgres, { type Sql } from "postgres";
import { freePort } from "../../shared/src/node/ports.ts";
import { databaseUrl, type RunningPostgres, startPostgres } from "../local/postgres.ts";
import { KillTrigger } from "./kill_trigger.ts";
import { openPgProxy } from "./pg_proxy.ts";

const trigger = new KillTrigger();
let folder = "";
let server: RunningPostgres;
let straight: Sql;
let proxy: Awaited<ReturnType<typeof openPgProxy>>;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidings-proxy-"));
  const port = await freePort();
  server = await startPostgres({ dataDir: join(folder, "data"), port, password: "world", volatile: true });
  straight = postgres(server.url, { max: 1, onnotice: () => undefined });
  await straight`create schema private`;
  await straight`create table public.kept (what text primary key)`;
  await straight`create function private.keep(what text) returns text language sql as 'insert into public.kept values ($1) returning $1'`;
  proxy = await openPgProxy(trigger, "dispatcher", "one", port);
});
after(async () => {
  proxy.close();
  await straight.end();
  await server.stop();
  await rm(folder, { recursive: true });
});

/** Somebody on the proxy, who asks as the edge functions do. */
function asker(): Sql {
  return postgres(databaseUrl(proxy.port, "world"), {
    max: 1,
    prepare: false,
    ssl: "prefer",
    connect_timeout: 5,
  });
}

async function isKept(what: string): Promise<boolean> {
  return (await straight`select from public.kept where what = ${what}`).length > 0;
}

const statement = (sql: Sql, what: string) => sql`select private.keep(${what})`;
const batched = (sql: Sql, what: string) =>
  sql.begin(async (step) => {
    await step`select 1`;
    await step`select private.keep(${what})`;
  });

/** Does it with a kill waiting; answers whether the asker got an answer, and who was there when it went off. */
async function with_(instant: "before" | "after", act: (sql: Sql) => Promise<unknown>, place = "keep") {
  const visitors: string[] = [];
  const met = trigger.arm({ connection: "dispatcher", what: place }, instant, (visitor) => {
    visitors.push(visitor);
    return true;
  });
  const sql = asker();
  const answered = await act(sql).then(
    () => true,
    () => false,
  );
  const where = trigger.disarm() ? null : await met;
  await sql.end({ timeout: 0 });
  return { answered, visitors, where };
}

test("a kill just before the commit of a statement leaves nothing of it, although it was executed", async () => {
  const { answered, visitors, where } = await with_("before", (sql) => statement(sql, "a"));
  assert.deepEqual([answered, visitors, where], [false, ["one"], { connection: "dispatcher", what: "keep" }]);
  assert.equal(await isKept("a"), false);
});

test("a kill just after the commit leaves all of it, although nobody was told", async () => {
  const { answered, visitors } = await with_("after", (sql) => statement(sql, "b"));
  assert.deepEqual([answered, visitors], [false, ["one"]]);
  assert.equal(await isKept("b"), true);
});

test("of a transaction the COMMIT counts, and it is named by what was called last", async () => {
  const sql = asker();
  await batched(sql, "c");
  await sql.end();
  assert.equal(await isKept("c"), true, "without a kill everything passes");
  const after = await with_("after", (sql) => batched(sql, "d").then(() => assert.fail("it was answered")));
  assert.deepEqual([after.answered, after.where?.what], [false, "keep"]);
  assert.equal(await isKept("d"), true);
});

test("a kill that waits for another place, or for a statement that fails, changes nothing", async () => {
  const elsewhere = await with_("before", (sql) => statement(sql, "e"), "claim_batch");
  assert.deepEqual([elsewhere.answered, elsewhere.where], [true, null]);
  assert.equal(await isKept("e"), true);
  const failing = await with_("before", (sql) => statement(sql, "e"));
  assert.deepEqual([failing.answered, failing.where], [false, null], "the key is taken: there was no commit");
  const sql = asker();
  await statement(sql, "f");
  await sql.end();
  assert.equal(await isKept("f"), true);
});
