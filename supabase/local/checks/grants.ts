/**
 * Who may do what with each object of the database, as lines: `table public.sends: authenticated select`. What an owner may is not told, nor an
 * object of which nobody else may anything. `supabase/law/grants.txt` has the lines that the law makes.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "postgres";
import { ROOT } from "../env.ts";

/** The lines of the law. `node supabase/local/types.ts` writes them. */
export const LAW_GRANTS = join(ROOT, "supabase/law/grants.txt");

type Row = { object: string; grantee: string; what: string; columns: string | null };

/**
 * Every list of rights is told in full (`aclexplode`), with what Postgres gives where there is none (`acldefault`). Types that were never
 * granted or revoked are left out: anybody may use a type. Partitions have what their table has. Extensions and event triggers, which hosted
 * Supabase lays, are not the law's.
 */
const rowsOf = (sql: Sql) => sql<Row[]>`
  with ours as (select oid, nspname, nspowner, nspacl from pg_namespace where nspname in ('public', 'private', 'partitions')),
  granted (object, owner, acl, shown) as (
    select 'schema ' || nspname, nspowner, coalesce(nspacl, acldefault('n', nspowner)), null from ours
    union all
    select case c.relkind when 'S' then 'sequence ' when 'v' then 'view ' when 'm' then 'view ' else 'table ' end || nspname || '.' || c.relname, c.relowner,
      coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)), null
    from pg_class c join ours on ours.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not c.relispartition
    union all
    select 'columns ' || nspname || '.' || c.relname, c.relowner, a.attacl, a.attname
    from pg_attribute a join pg_class c on c.oid = a.attrelid join ours on ours.oid = c.relnamespace
    where a.attacl is not null and not a.attisdropped and not c.relispartition
    union all
    select 'function ' || nspname || '.' || p.proname || '(' || replace(oidvectortypes(p.proargtypes), 'public.', '') || ')', p.proowner,
      coalesce(p.proacl, acldefault('f', p.proowner)), null
    from pg_proc p join ours on ours.oid = p.pronamespace where p.prorettype <> 'event_trigger'::regtype
      and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
    union all
    select 'type ' || nspname || '.' || t.typname, t.typowner, t.typacl, null from pg_type t join ours on ours.oid = t.typnamespace where t.typacl is not null
    union all
    select 'new ' || case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types' else 'schemas' end
      || coalesce(' in ' || nspname, ''), d.defaclrole, d.defaclacl, null
    from pg_default_acl d left join ours on ours.oid = d.defaclnamespace
    where d.defaclrole = 'postgres'::regrole and (d.defaclnamespace = 0 or ours.oid is not null)
  )
  select object, case grantee when 0 then 'public' else grantee::regrole::text end as grantee,
    lower(privilege_type) || case when is_grantable then '*' else '' end as what, string_agg(shown, ',' order by shown) as columns
  from granted cross join lateral aclexplode(acl) where grantee <> owner group by 1, 2, 3
  union all
  select 'policy storage.' || tablename || ' ' || policyname, unnest(roles), lower(cmd), null from pg_policies where schemaname = 'storage'
  union all
  select 'bucket ' || id, 'public', 'read', null from storage.buckets where public`;

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** The lines of the database behind `sql`, which reads as its owner. */
export async function grantsOf(sql: Sql): Promise<string[]> {
  const objects = Map.groupBy(await rowsOf(sql), ({ object }) => object);
  return [...objects]
    .map(([object, rows]) => {
      const people = [...Map.groupBy(rows, ({ grantee }) => grantee)].map(
        ([grantee, all]) =>
          `${grantee} ${all
            .map(({ what, columns }) => (columns === null ? what : `${what}(${columns})`))
            .toSorted(compare)
            .join(" ")}`,
      );
      return `${object}: ${people.toSorted(compare).join("; ")}`;
    })
    .toSorted(compare);
}

/** `select(id,name)` is a right on each. */
function columnsIn(what: string): string[] {
  const [, act = what, columns] = /^(\S+)\((.*)\)$/.exec(what) ?? [];
  return columns === undefined ? [act] : columns.split(",").map((column) => `${act}(${column})`);
}

/** Each right of a line by itself: `table public.sends: authenticated select`. */
function rightsIn(line: string): string[] {
  const at = line.lastIndexOf(": ");
  return line
    .slice(at + 2)
    .split("; ")
    .flatMap((person) => {
      const [grantee = "", ...all] = person.split(" ");
      return all.flatMap(columnsIn).map((what) => `${line.slice(0, at)}: ${grantee} ${what}`);
    });
}

/** The rights in this database that the law does not give. */
export async function beyondTheLaw(sql: Sql): Promise<string[]> {
  const given = new Set((await readFile(LAW_GRANTS, "utf8")).trim().split("\n").flatMap(rightsIn));
  return (await grantsOf(sql)).flatMap(rightsIn).filter((right) => !given.has(right));
}
