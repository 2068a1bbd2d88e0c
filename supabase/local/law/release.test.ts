import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import postgres, { type Sql } from "postgres";
import { freePort } from "../../../shared/src/node/ports.ts";
import { ROOT } from "../env.ts";
import { migrate, seed } from "../migrate.ts";
import { type RunningPostgres, startPostgres } from "../postgres.ts";
import { FIRST } from "./files.ts";
import { driftOfLaw, forwardLaw, layLaw, releaseLaw } from "./lay.ts";
import type { RegisterTable } from "./register_sql.ts";
import { copyLaw, type LawCopy } from "./testing.ts";

/** The tests tell one story: a copy with data in it, from before the first release to after the third. */
let folder: string;
let server: RunningPostgres;
let sql: Sql;
let at: LawCopy;

const ALICE = "a11ce000-0000-4000-8000-000000000001";
/** When the later releases are written: after the story's first migration by hand, before its second. */
const NOW = new Date("2027-01-31T12:00:00Z");

const read = (name: string) => readFile(join(at.migrations, name), "utf8");
const say = (text: string) => writeFile(join(at.law, "rehearsal.sql"), text);
const byHand = (name: string, text: string) => writeFile(join(at.migrations, name), text);
const migrated = () => migrate(server.url, at.migrations);
const one = async (query: string) => Object.values((await sql.unsafe(query))[0] ?? {})[0];

/** The register with these rows of a table beside or instead of its own, and without those of `gone`. */
const withRows = (
  tables: readonly RegisterTable[],
  table: string,
  rows: Record<string, unknown>[],
  gone: string[] = [],
) =>
  tables.map((of) => {
    const [key = ""] = of.keys;
    const left = (of.rows as Record<string, unknown>[]).filter(
      (row) => ![...rows.map((other) => other[key]), ...gone].includes(row[key]),
    );
    return of.table === table ? { ...of, rows: [...left, ...rows] } : of;
  });

const refusal = (code: string, message: string) => ({
  code,
  status: 409,
  message,
  hint: "Wait.",
  hint_by: null,
});
const NAMED = {
  type: "object",
  properties: { name: { type: "string", maxLength: 20 } },
  required: ["name"],
  additionalProperties: false,
};

/** Calls a verb as Alice. Answers its JSON. */
const asAlice = (query: string) =>
  sql.begin(async (step) => {
    const claims = { sub: ALICE, role: "authenticated", session_id: ALICE, aal: "aal1" };
    await step`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
      set_config('request.headers', '{"x-tidings-source": "admin"}', true), set_config('role', 'authenticated', true)`;
    return Object.values((await step.unsafe(query))[0] ?? {})[0];
  });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidings-release-"));
  at = await copyLaw(folder);
  const port = await freePort();
  server = await startPostgres({ dataDir: join(folder, "pg"), port, password: "release", volatile: true });
  sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  at.tables = withRows(at.tables, "private.refusals", [
    refusal("rehearsed", "First."),
    refusal("rehearsed_gone", "Gone."),
  ]);
  at.tables = withRows(at.tables, "private.inputs", [{ verb: "rehearsed", schema: NAMED }]);
  await say(`
    create or replace function private.rehearsed_body() returns integer language sql as $$ select 1 $$;
    create or replace function private.rehearsed_shape(n integer) returns integer language sql as $$ select n $$;
    create or replace function private.rehearsed_gone() returns integer language sql as $$ select 1 $$;
    comment on function private.rehearsed_gone is 'Goes with the second release.';
    grant execute on function private.rehearsed_shape to authenticated;
    create or replace view public.rehearsals with (security_invoker = true) as select private.rehearsed_shape(1) as shape;
    grant select on public.rehearsals to authenticated, anon;
    create policy "rehearsed" on public.domains for select to authenticated using (private.rehearsed_shape(1) > 1);`);
});

after(async () => {
  await sql.end();
  await server.stop();
  await rm(folder, { recursive: true });
});

test("before a release the law is laid anew, whole whoever reads it, and only where it differs", async () => {
  await Promise.all([layLaw(at), layLaw(at), layLaw(at)]);
  const when = (await stat(join(at.migrations, FIRST.law))).mtimeMs;
  await layLaw(at);
  assert.equal((await stat(join(at.migrations, FIRST.law))).mtimeMs, when);
  assert.deepEqual(
    (await readdir(at.migrations)).filter((name) => name.startsWith(".")),
    [],
  );
  await assert.rejects(forwardLaw(at), /Nothing is released yet/);
  await migrated();
  await seed(server.url, join(ROOT, "supabase/seed.sql"), { bot_password: randomUUID() });
  await sql`insert into auth.sessions (id, user_id, created_at, updated_at) values (${ALICE}, ${ALICE}, now(), now())`;
});

test("a release writes the law under names that git has, and a copy from before it carries on", async () => {
  await releaseLaw(at);
  const names = await readdir(at.migrations);
  for (const draft of [FIRST.law, FIRST.register]) assert.ok(!names.includes(draft));
  const ignored = await readFile(join(ROOT, ".gitignore"), "utf8");
  for (const name of Object.values(FIRST.released)) {
    assert.ok(names.includes(name));
    assert.ok(!ignored.includes(name));
  }
  assert.deepEqual(await migrated(), []);
  await layLaw(at);
  assert.deepEqual(await forwardLaw(at), []);
  await assert.rejects(releaseLaw(at), /released already/);
});

test("what was released is never written again: another word in it is refused, and a changed law asks for --forward", async () => {
  const text = await read(FIRST.released.law);
  await appendFile(join(at.migrations, FIRST.released.law), "-- and\n");
  await assert.rejects(layLaw(at), /released_law\.sql is not as it was released/);
  await writeFile(join(at.migrations, FIRST.released.law), text);
  await writeFile(join(at.law, "more.sql"), "comment on table public.domains is 'Another word.';");
  await assert.rejects(layLaw(at), /two texts of: comment table public\.domains/);
  await writeFile(join(at.law, "more.sql"), "comment on column public.domains.id is 'A word.';");
  await assert.rejects(layLaw(at), /npm run law -- --forward\ncomment column public\.domains\.id/);
  await rm(join(at.law, "more.sql"));
  assert.equal(await read(FIRST.released.law), text);
});

test("a second release changes texts, register, tables and rows of a copy, and its data stays", async () => {
  const domains = await one("select count(*)::int from public.domains");
  const logged = await one("select count(*)::int from public.audit_log");
  await byHand(
    "20270131100000_contacts.sql",
    `create table public.contacts (like private.reviewed including all, foreign key (enterprise_id) references public.enterprises (id),
      name text not null, constraint contacts_by_name unique (enterprise_id, name));
    select private.reviewed_resource('contact', 'public.contacts', 'KooMessage:contact', 'public.contact_cards');`,
  );
  at.tables = withRows(
    at.tables,
    "private.refusals",
    [refusal("rehearsed", "Second."), refusal("rehearsed_new", "New.")],
    ["rehearsed_gone"],
  );
  const longer = { ...NAMED, properties: { name: { type: "string", maxLength: 40 } } };
  at.tables = withRows(
    at.tables,
    "private.inputs",
    [
      { verb: "create_contact", schema: longer },
      { verb: "update_contact", schema: longer },
    ],
    ["rehearsed"],
  );
  await say(`
    create or replace function private.rehearsed_body() returns integer language sql as $$ select 2 $$;
    create or replace function private.rehearsed_shape(n integer, more integer default 2) returns bigint language sql as $$ select n + more::bigint $$;
    grant execute on function private.rehearsed_shape to authenticated;
    create or replace view public.rehearsals with (security_invoker = true) as select private.rehearsed_shape(1) as shape, 'more' as word;
    grant select on public.rehearsals to authenticated;
    create policy "rehearsed" on public.domains for select to authenticated using (private.rehearsed_shape(1) > 2);
    comment on table public.contacts is 'Whom to ask.';
    select private.resource_table('public.contacts', 'KooMessage:contact:list');
    create or replace view public.contact_cards with (security_invoker = true) as select c.*, private.visible_person(c.submitted_by) as submitted_by_name from public.contacts c;
    grant select on public.contact_cards to authenticated;
    select private.public_verbs('contact');`);
  assert.deepEqual(await forwardLaw(at, NOW), ["20270131120000_register.sql", "20270131120001_law.sql"]);
  assert.deepEqual(await driftOfLaw(at), []);
  assert.deepEqual(await forwardLaw(at, NOW), []);
  assert.ok((await read("20270131120000_register.sql")).split("\n").length < 30, "only what differs");
  assert.deepEqual(await migrated(), ["20270131100000", "20270131120000", "20270131120001"]);
  assert.equal(await one("select count(*)::int from public.domains"), domains);
  assert.equal(await one("select count(*)::int from public.audit_log"), logged);
});

test("what a second release said stands in the database", async () => {
  assert.equal(await one("select private.rehearsed_body()"), 2);
  assert.equal(await one("select to_regproc('private.rehearsed_gone')"), null);
  assert.deepEqual(
    { ...(await sql`select shape::text, word from public.rehearsals`)[0] },
    { shape: "3", word: "more" },
  );
  assert.equal(await one("select has_table_privilege('authenticated', 'public.rehearsals', 'select')"), true);
  assert.equal(await one("select has_table_privilege('anon', 'public.rehearsals', 'select')"), false);
  assert.equal(
    await one(
      "select has_function_privilege('authenticated', 'private.rehearsed_shape(integer, integer)', 'execute')",
    ),
    true,
  );
  assert.match(String(await one("select qual from pg_policies where policyname = 'rehearsed'")), /> 2/);
  const codes =
    await sql`select code, message from private.refusals where code like 'rehearsed%' order by code`;
  assert.deepEqual(
    codes.map((row) => ({ ...row })),
    [
      { code: "rehearsed", message: "Second." },
      { code: "rehearsed_new", message: "New." },
    ],
  );
  assert.equal(await one("select count(*)::int from private.inputs where verb = 'rehearsed'"), 0);
});

test("a new resource has its verbs", async () => {
  const made = (await asAlice(`select public.create_contact(input => '{"name": "Wei"}')`)) as {
    id: string;
    name: string;
  };
  assert.equal(made.name, "Wei");
  assert.equal(await one(`select state from public.contacts where id = '${made.id}'`), "in_review");
});

test("rows alone make verbs too, and what comes then is sorted after a migration of a later day", async () => {
  await byHand(
    "20270301000000_archive.sql",
    `insert into private.transitions (resource, verb, from_state, to_state, needs) values ('contact', 'archive', 'active', 'active', 'KooMessage:contact:update');`,
  );
  await assert.rejects(
    layLaw(at),
    /what the law makes of the tables and rows of 20270301000000_archive\.sql/,
  );
  assert.deepEqual(await forwardLaw(at, NOW), ["20270301000001_law.sql"]);
  assert.deepEqual(await migrated(), ["20270301000000", "20270301000001"]);
  assert.notEqual(await one("select to_regproc('public.archive_contact')"), null);
  assert.deepEqual(await forwardLaw(at, NOW), []);
});

/** Functions, views, policies and rights, as the catalogue has them. */
const LAW = `
  select 'function ' || p.oid::regprocedure as name, pg_get_functiondef(p.oid) as text, obj_description(p.oid) as words from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
  union all select 'view ' || c.oid::regclass, pg_get_viewdef(c.oid), obj_description(c.oid) from pg_class c
    where c.relkind = 'v' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
  union all select 'policy ' || tablename || ' ' || policyname, concat_ws(' ', cmd, roles, qual, with_check), null from pg_policies
  union all select 'right ' || o.name || ' ' || a.grantee::regrole || ' ' || a.privilege_type, null, null
    from (select oid::regclass::text as name, relacl as acl from pg_class union all select oid::regprocedure::text, proacl from pg_proc) o, aclexplode(o.acl) a
    where a.grantee <> 0
  order by 1`;

test("what releases made one after the other is what the law makes in one go", async () => {
  const anew = await copyLaw(join(folder, "anew"));
  anew.tables = at.tables;
  await writeFile(join(anew.law, "rehearsal.sql"), await readFile(join(at.law, "rehearsal.sql")));
  for (const [name, early] of [
    ["20270131100000_contacts.sql", "20261101790000_contacts.sql"],
    ["20270301000000_archive.sql", "20261101790001_archive.sql"],
  ] as const) {
    await writeFile(join(anew.migrations, early), await read(name));
  }
  await layLaw(anew);
  const port = await freePort();
  const fresh = await startPostgres({
    dataDir: join(folder, "fresh"),
    port,
    password: "release",
    volatile: true,
  });
  const other = postgres(fresh.url, { max: 1, onnotice: () => undefined });
  try {
    await migrate(fresh.url, anew.migrations);
    const [wanted, found] = [await other.unsafe(LAW), await sql.unsafe(LAW)];
    assert.ok(wanted.length > 2000);
    assert.deepEqual([...found], [...wanted]);
  } finally {
    await other.end();
    await fresh.stop();
  }
});
