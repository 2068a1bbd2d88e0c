import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import postgres, { type Sql } from "postgres";
import { freePort } from "../../../shared/src/node/ports.ts";
import { migrate } from "../migrate.ts";
import { type RunningPostgres, startPostgres } from "../postgres.ts";
import { changesOf } from "./changes.ts";
import { driftOfLaw, layLaw } from "./lay.ts";
import { type LawText, lawOf, lawText } from "./texts.ts";

let folder: string;
let server: RunningPostgres;
let sql: Sql;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidings-law-"));
  const port = await freePort();
  server = await startPostgres({ dataDir: join(folder, "pg"), port, password: "law", volatile: true });
  sql = postgres(server.url, { max: 1, onnotice: () => undefined });
});

after(async () => {
  await sql.end();
  await server.stop();
  await rm(folder, { recursive: true });
});

test("what is laid is read back as the texts and the register say it, also where two lay it at once", async () => {
  await Promise.all([layLaw(), layLaw()]);
  assert.deepEqual(await driftOfLaw(), []);
});

test("every body of the law is one that Postgres can read, though it was made before what it calls", async () => {
  await migrate(server.url);
  const bodies = await sql`select pg_get_functiondef(p.oid) as text from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)`;
  assert.ok(bodies.length > 200);
  await sql.begin(async (step) => {
    await step`set local check_function_bodies = on`;
    for (const { text } of bodies) await step.unsafe(text);
  });
});

test("one thing has one text, and tables and data are none of the law's", () => {
  const text = "create or replace function private.f() returns int language sql as $$ select 1 $$;";
  assert.throws(() => lawOf(`${text}\n${text}`), /two texts of: function private\.f/);
  assert.throws(() => lawText("create table private.t (id int)"), /belong into a migration/);
  assert.throws(() => lawText("insert into private.t values (1)"), /belong into a migration/);
});

test("functions come before the views that call them, and views before the views and policies that read them", () => {
  const law = lawOf(`
    comment on view public.b is 'second';
    create policy "people see it" on public.t for select using (private.f());
    create view public.b as select * from public.a;
    create view public.a as select private.f() as one;
    create function private.f() returns boolean language sql as $$ select true $$;`);
  assert.deepEqual(
    [...law.keys()],
    [
      "function private.f",
      "view public.a",
      "view public.b",
      'policy "people see it" public.t',
      "comment view public.b",
    ],
  );
});

const f = (body: string, returns = "int") =>
  `create or replace function lawtest.f() returns ${returns} language sql as $$ select ${body} $$`;
const view = (name: string, from: string) =>
  `create or replace view lawtest.${name} with (security_invoker = true) as select ${from}`;
const policy = (using: string) => `create policy "those see it" on lawtest.t for select using (${using})`;

async function turn(from: string[], to: string[]): Promise<string[]> {
  const law = (texts: string[]): Map<string, LawText> => lawOf(texts.join(";\n"));
  const { statements: changes } = changesOf(law(from), law(to));
  await sql.unsafe(
    "drop schema if exists lawtest cascade; create schema lawtest; create table lawtest.t (id int)",
  );
  for (const { sql: statement } of law(from).values()) await sql.unsafe(statement);
  for (const statement of changes) await sql.unsafe(statement);
  return changes.map((statement) => statement.split(" returns")[0] ?? "");
}

test("a changed body is replaced in place, and nothing else is written", async () => {
  const others = [view("a", "lawtest.f() as one"), policy("lawtest.f() > 0")];
  assert.deepEqual(await turn([f("1"), ...others], [f("2"), ...others]), [
    "create or replace function lawtest.f()",
  ]);
  assert.deepEqual([...(await sql`select one from lawtest.a`)], [{ one: 2 }]);
});

test("a function of another shape is dropped and made again, with the views and policies that name it", async () => {
  const others = [
    view("a", "lawtest.f() as one"),
    view("b", "a.one from lawtest.a"),
    policy("lawtest.f()::int > 0"),
  ];
  const words = "comment on view lawtest.b is 'of one'";
  await turn([f("1"), ...others, words], [f("1", "bigint"), ...others, words]);
  const [row] =
    await sql`select pg_typeof(one)::text as type, obj_description('lawtest.b'::regclass) as words from lawtest.b`;
  assert.deepEqual({ ...row }, { type: "bigint", words: "of one" });
  const [kept] = await sql`select count(*)::int as n from pg_policies where schemaname = 'lawtest'`;
  assert.equal(kept?.n, 1);
});

test("what is taken out of the law is taken out of the database", async () => {
  await turn([f("1"), view("a", "1 as one"), policy("true")], [f("1")]);
  assert.deepEqual([...(await sql`select from pg_views where schemaname = 'lawtest'`)], []);
  assert.deepEqual([...(await sql`select from pg_policies where schemaname = 'lawtest'`)], []);
});

test("a right, a comment and a policy of a table that are taken out of the law are taken back", async () => {
  const grants = [
    "grant select on lawtest.t to anon",
    "grant select on lawtest.t to authenticated",
    "comment on table lawtest.t is 'rows'",
  ];
  const changes = await turn(grants, grants.slice(1, 2));
  assert.deepEqual(changes, [
    "-- No more: grant grant select on lawtest.t to anon\nrevoke select on lawtest.t from anon",
    "-- No more: comment table lawtest.t\ncomment on table lawtest.t is null",
    "grant select on lawtest.t to authenticated",
  ]);
  const [row] = await sql`select has_table_privilege('anon', 'lawtest.t', 'select') as gone,
    has_table_privilege('authenticated', 'lawtest.t', 'select') as kept, obj_description('lawtest.t'::regclass) as words`;
  assert.deepEqual({ ...row }, { gone: false, kept: true, words: null });
});

test("a table that other people may read now has no policy of those who might before", () => {
  const reads = (right: string) => lawOf(`select private.resource_table('public.t', '${right}')`);
  assert.deepEqual(changesOf(reads("A:list"), reads("B:list")).statements, [
    `-- No more: guard private.resource_table('public.t', 'A:list')\ndrop policy if exists "people with A:list see their enterprise's" on public.t`,
    "select private.resource_table('public.t', 'B:list')",
  ]);
});

test("what is made of rows is made again where rows came: blocks and verbs", () => {
  const law = lawOf(
    "do $own$ begin end $own$; select private.public_verbs('a'); grant select on public.t to anon",
  );
  const kinds = (beside: Parameters<typeof changesOf>[2]) =>
    changesOf(law, law, beside).statements.map((statement) => lawText(statement).kind);
  assert.deepEqual(kinds({}), []);
  assert.deepEqual(kinds({ inputs: true }), ["verbs"]);
  assert.deepEqual(kinds({ rows: true }), ["do", "verbs"]);
});
