import assert from "node:assert/strict";
import { test } from "node:test";
import { fullDatabase } from "../full_database.ts";

/** ENT-1: no row of one enterprise is visible to another. Tables are read from the catalogue, so new ones are tested too. */
const { db, resources } = await fullDatabase();
const relations = await db.sql`
  select c.oid::int as oid, c.relname as name, c.relkind as kind,
    (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
      and not a.attisdropped and has_column_privilege('authenticated', c.oid, a.attnum, 'select')) as columns,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'enterprise_id') as owned
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 2`;

/** Every row of a table that a person sees, as text. */
async function seen(person: "alice" | "mallory" | "olga", name: string): Promise<string[]> {
  const columns = relations.find((relation) => relation.name === name)?.columns;
  const rows = await db
    .as(person)
    .rows(`select t::text as row from (select ${columns} from public.${name}) t`);
  return rows.map(({ row }) => row);
}

/** Rows of the deployment that only those who run it see. */
const PLATFORMS = [
  ...["carriers", "carrier_cards", "carrier_outages", "carrier_outage_cards", "tenant_cards"],
  ...["carrier_tests", "carrier_test_cards", "unknown_code_cards"],
  ...["vendor_review_cards", "call_limit_cards", "restores", "restore_cards"],
];

test("what belongs to whoever runs the deployment, olga sees, and nobody of an enterprise does", async () => {
  for (const name of PLATFORMS) {
    assert.notDeepEqual(await seen("olga", name), [], name);
    assert.deepEqual([await seen("alice", name), await seen("mallory", name)], [[], []], name);
  }
});

test("every table has rows that alice sees, so that the probe below proves something of each", async () => {
  assert.ok(relations.length > 35);
  const empty = [];
  for (const { name } of relations) if ((await seen("alice", name)).length === 0) empty.push(name);
  assert.deepEqual(empty, PLATFORMS.toSorted());
});

/** Rows of the deployment, which everybody who is signed in sees. */
const EVERYBODYS = [
  ...[
    "holidays",
    "holiday_cards",
    "number_prefixes",
    "number_prefix_cards",
    "offers",
    "offer_cards",
    "unit_prices",
    "unit_price_cards",
  ],
  ...["public_templates", "public_template_cards"],
  ...["banned_words", "banned_word_cards", "result_codes", "result_code_cards"],
];

test("mallory sees no row that alice sees, but for the system policies, the calendar and the price list", async () => {
  for (const { name } of relations) {
    if (EVERYBODYS.includes(name)) continue;
    const alices = new Set(await seen("alice", name));
    const shared = (await seen("mallory", name)).filter((row) => alices.has(row));
    if (name === "policies") {
      const [row] = await db.sql`select count(*)::int as n from public.policies where enterprise_id is null`;
      assert.equal(shared.length, row?.n);
    } else assert.deepEqual(shared, [], name);
  }
});

test("mallory sees no row of alice's enterprise, also none that alice does not see", async () => {
  for (const { name, owned } of relations) {
    // These are of whoever asks: the owner of the database, who is nobody, has none to count.
    if (!owned || ["profiles", "reviewers", "account_signatures", "personal_task_days"].includes(name))
      continue;
    const query = `select count(*)::int as n from public.${name} where enterprise_id = $1`;
    const [[there], [hers]] = [
      await db.sql.unsafe(query, [resources.enterprise]),
      await db.as("mallory").rows(query, [resources.enterprise]),
    ];
    assert.ok(there?.n > 0, name);
    assert.equal(hers.n, 0, name);
  }
  const people = await db.as("mallory").rows("select name from public.profiles");
  assert.deepEqual(people, [{ name: "Mallory" }]);
});

test("somebody without an account, and the bot for nobody, read nothing at all", async () => {
  for (const { name, columns } of relations) {
    await assert.rejects(db.nobody.rows(`select * from public.${name}`), { code: "42501" }, name);
    assert.deepEqual(await db.as("bot").rows(`select ${columns} from public.${name}`), [], name);
  }
});

test("every table has row-level security, and every view has the eyes of whoever asks", async () => {
  const open = await db.sql`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and (
      (c.relkind in ('r', 'p') and not c.relrowsecurity)
      or (c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false))
      or c.relkind in ('m', 'f'))`;
  assert.deepEqual([...open], []);
});

test("every policy is a sentence for signed-in people, and lets them only read", async () => {
  const policies =
    await db.sql`select tablename, policyname, cmd, roles from pg_policies where schemaname = 'public'`;
  const tables = relations.filter(({ kind }) => kind !== "v").map(({ name }) => name);
  assert.deepEqual([...new Set(policies.map(({ tablename }) => tablename))].sort(), tables);
  for (const { policyname, cmd, roles } of policies) {
    assert.deepEqual([cmd, roles], ["SELECT", ["authenticated"]], policyname);
    assert.ok(policyname.split(" ").length > 3, policyname);
  }
});

test("no role of the API has a right to write a table or a column, or to read without an account", async () => {
  const granted = await db.sql`
    select c.relname as name, r.rolname as role, p.what from pg_class c
    cross join (values ('anon'), ('authenticated'), ('service_role')) as r (rolname)
    cross join (values ('insert'), ('update'), ('delete'), ('truncate'), ('references'), ('trigger'), ('select')) as p (what)
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm', 'f')
      and (has_table_privilege(r.rolname, c.oid, p.what)
        or (p.what in ('insert', 'update', 'references', 'select') and has_any_column_privilege(r.rolname, c.oid, p.what)))
      and not (p.what = 'select' and r.rolname = 'authenticated' and c.relnamespace = 'public'::regnamespace)`;
  assert.deepEqual([...granted], []);
  const sequences = await db.sql`
    select c.relname, r.rolname from pg_class c cross join (values ('anon'), ('authenticated'), ('service_role')) as r (rolname)
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind = 'S'
      and has_sequence_privilege(r.rolname, c.oid, 'usage, select, update')`;
  assert.deepEqual([...sequences], []);
});

test("no role of the API enters the schema of the partitions, whose rows are read through their tables", async () => {
  const [row] = await db.sql`select bool_or(has_schema_privilege(r, 'partitions', 'usage')) as entered
    from unnest(array['anon', 'authenticated', 'service_role']) as r`;
  assert.equal(row?.entered, false);
  const astray =
    await db.sql`select c.relname from pg_class c where c.relnamespace = 'partitions'::regnamespace
    and c.relkind = 'r' and not c.relispartition`;
  assert.deepEqual([...astray], []);
});

test("every table and view says in a comment what it is", async () => {
  const silent = await db.sql`
    select c.oid::regclass::text as name from pg_class c
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm', 'f')
      and coalesce(obj_description(c.oid, 'pg_class'), '') = ''`;
  assert.deepEqual([...silent], []);
});

test("every state of a table is behind the guard, which holds even where somebody granted a write", async () => {
  const stateful = await db.sql`
    select c.relname as name, exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'private.guard_state'::regproc
      and t.tgenabled = 'O' and t.tgtype & 18 = 18) as guarded
    from pg_class c where c.relnamespace in ('public'::regnamespace, 'partitions'::regnamespace) and c.relkind in ('r', 'p')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'state') order by 1`;
  assert.ok(stateful.length >= 11);
  assert.deepEqual(
    stateful.filter(({ guarded }) => !guarded).map(({ name }) => name),
    [],
  );
  const doors = [
    { table: "public.sends", harmless: "name = name", state: "done" },
    { table: "public.deliveries", harmless: "code = code", state: "failed" },
    { table: "partitions.deliveries_shared", harmless: "code = code", state: "failed" },
  ];
  for (const role of ["anon", "authenticated", "service_role"])
    for (const { table, harmless, state } of doors) {
      const forced = db.sql.begin(async (step) => {
        await step.unsafe(
          `grant usage on schema partitions to ${role}; grant select, update on ${table} to ${role}`,
        );
        await step.unsafe(`create policy "a mistake" on ${table} for all to ${role} using (true)`);
        await step`select set_config('role', ${role}, true)`;
        await step.unsafe(`update ${table} set ${harmless}`);
        await step.unsafe(`update ${table} set state = '${state}'`);
      });
      await assert.rejects(
        forced,
        { code: "42501", message: /moves only through its verbs/ },
        `${role} ${table}`,
      );
    }
});
