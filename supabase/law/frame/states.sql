-- The protection of a state: no column grant, row-level security, and the trigger below.

create or replace function private.guard_state() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'the state of % moves only through its verbs', tg_table_name using errcode = 'insufficient_privilege';
end $$;

comment on function private.guard_state is
  'Trigger: refuses every API role that writes a state, whatever grants it may one day be given.';

create or replace function private.guard(rel regclass) returns void
language plpgsql set search_path = '' as $$
begin
  -- Inside a verb current_user is the owner of the verb, never an API role. The trigger fires once per
  -- statement that names the column. A row trigger would make Postgres lock every row before it evaluates the
  -- condition, which costs a second WAL record and a third of the time of an UPDATE.
  execute format($trigger$create or replace trigger the_state_moves_through_verbs before update of state on %s for each statement
    when (current_user in ('anon', 'authenticated', 'service_role'))
    execute function private.guard_state()$trigger$, rel);
end $$;

comment on function private.guard is
  'Puts the trigger on a table with a state. Each partition needs its own: a statement on the parent fires '
  'only the parent''s.';

create or replace function private.grant_columns(rel regclass, hidden text[]) returns void
language plpgsql set search_path = '' as $$
begin
  if hidden <> array(select a.attname::text from pg_catalog.pg_attribute a
    where a.attrelid = rel and a.attname = any (hidden)
    and not a.attisdropped order by array_position(hidden, a.attname)) then
    raise exception '% has not all of the columns %', rel, hidden;
  end if;
  execute format('revoke select on %s from authenticated', rel);
  execute (select format('grant select (%s) on %s to authenticated', string_agg(quote_ident(a.attname), ', ' order by a.attnum), rel)
    from pg_catalog.pg_attribute a where a.attrelid = rel and a.attnum > 0 and not a.attisdropped
      and not a.attname = any (hidden));
end $$;

comment on function private.grant_columns is
  'Grants select on every column of a table but the hidden ones (IAM-3). A column without a grant can be '
  'neither read nor filtered, sorted or joined: Postgres checks the right wherever it is named.';

create or replace function private.seen_by_kind(reads text, basic text default null) returns text
language sql immutable set search_path = '' as $$
  select case when basic is null then format(mine, reads)
    -- Two conditions, of which each can be looked up by the enterprise.
    else format('(not (%s) and ' || mine || ') or ((%s) and ' || mine || ')', basic, reads, basic,
      regexp_replace(reads, '^KooMessage:', 'KooMessageBasic:')) end
  from (select 'enterprise_id = any ((select private.may_in(%L))::uuid[])'::text as mine) x
$$;
comment on function private.seen_by_kind is
  'The condition of a policy: rows of the enterprises in which one may do `reads`. basic: the condition of '
  'the rows of the basic edition, which take the same action of KooMessageBasic.';

create or replace function private.resource_table(
  rel regclass, reads text, hidden text[] default '{}', basic text default null
) returns void language plpgsql set search_path = '' as $$
declare
  policy constant text := 'people with ' || reads || ' see their enterprise''s';
begin
  execute format('alter table %s enable row level security', rel);
  if hidden = '{}' then
    execute format('grant select on %s to authenticated', rel);
  else
    perform private.grant_columns(rel, hidden);
  end if;
  execute format('drop policy if exists %I on %s', policy, rel);
  execute format('create policy %I on %s for select to authenticated using (%s)', policy, rel,
    private.seen_by_kind(reads, basic));
  if exists (select from pg_catalog.pg_attribute a where a.attrelid = rel and a.attname = 'state'
    and not a.attisdropped) then
    perform private.guard(rel);
  end if;
end $$;

comment on function private.resource_table is
  'Sets up a table of an enterprise''s rows: row-level security, select for those who may do the action '
  '`reads` (of every column but the hidden ones), and the guard of its state. basic: as seen_by_kind. The '
  'table needs a column enterprise_id.';

comment on schema partitions is
  'Partitions of large number files and sends. No API role has access; their rows are read through their '
  'parents.';
