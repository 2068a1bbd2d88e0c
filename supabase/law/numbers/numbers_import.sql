-- numbers: the import, part by part. Called by the function import-numbers over its own connection, never
-- through the API.

create or replace function private.is_large(about public.number_files) returns boolean
language sql immutable set search_path = '' as $$
  -- A partition costs about 20 ms and an entry in the catalogue. It pays off from about 70,000 numbers on:
  -- COPY without indexes, which are built afterwards, takes half the time of COPY into existing indexes.
  select about.bytes > 1000000
$$;

comment on function private.is_large is 'Whether a file gets a partition of its own.';

create or replace function private.numbers_partition(file uuid) returns text
language sql immutable set search_path = '' as $$
  select 'partitions.numbers_' || replace(file::text, '-', '')
$$;

comment on function private.numbers_partition is 'The name of a large file''s partition.';

create or replace function private.next_part(file uuid) returns table (
  part integer, path text, first_line integer, has_header boolean, delimiter text, columns text[],
  phone_column text, target text, purpose text
) language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
begin
  select f.* into about from public.number_files f where f.id = file;
  if about.state is distinct from 'importing' then return; end if;
  if private.is_large(about) and about.parts_done < about.parts
    and to_regclass(private.numbers_partition(file)) is null then
    perform pg_advisory_xact_lock(hashtextextended('partition:' || file::text, 0));
    -- COPY supplies line, phone and params. The other two columns are the same in every row, so they are
    -- defaults.
    execute format('create table if not exists %s (file_id uuid not null default %L, enterprise_id uuid not null default %L,
      line integer not null, phone text not null, params jsonb, check (file_id = %L))',
      private.numbers_partition(file), file, about.enterprise_id, file);
    -- The table is invisible until finish_file attaches it and revokes this grant.
    execute format('grant insert on %s to tidings_functions', private.numbers_partition(file));
  end if;
  -- Parts are imported in order: the first one determines the columns, and of two equal numbers the earlier
  -- line is kept.
  return query
  select p.part, p.path, p.first_line, about.has_header, about.delimiter, about.columns, about.phone_column,
    case when private.is_large(about) then private.numbers_partition(file) end, about.purpose
  from public.number_file_parts p where p.file_id = file and p.state = 'waiting' order by p.part limit 1;
end $$;

comment on function private.next_part is
  'The next part of a file to import, with the columns that its first part determined. '
  'target: the table its good lines are copied into (line, phone, params); null: pg_temp.stage_good. '
  'No row: no part is waiting.';

comment on table private.import_tries is
  'SND-5: the part of a number file that is tried, and how often it was. tries 0: the last one went in. '
  'again_at: the clock does not try it before.';

create or replace function private.try_part(file uuid, part integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  tried integer;
begin
  insert into private.import_tries as t (file_id, part, tries, tried_at)
  values (file, try_part.part, 1, clock_timestamp())
  on conflict on constraint import_tries_pkey do update set part = excluded.part, tried_at = excluded.tried_at,
    tries = case when t.part = excluded.part then t.tries + 1 else 1 end
  returning t.tries into tried;
  update private.import_tries t set again_at = t.tried_at + make_interval(secs => 2 ^ least(tried, 8))
  where t.file_id = file;
  return tried;
end $$;
comment on function private.try_part is
  'SND-5: notes that a part is tried, in a transaction of its own before it is read, so that a try which '
  'ends its importer counts too. Returns how often it was tried, with this time. The clock tries again after '
  '2, 4, 8 … seconds.';

create or replace function private.try_closing(file uuid) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  return (select private.try_part(f.id, 0) from public.number_files f
    where f.id = file and f.state = 'importing' and f.source <> 'resend' and f.parts_done >= f.parts);
end $$;
comment on function private.try_closing is
  'SND-5: notes that a file whose parts are all in is tried, as part 0. Returns how often it was tried, with '
  'this time; null: there is nothing to close.';

create or replace function private.untry_part(file uuid) returns void
language sql security definer set search_path = '' as $$
  update private.import_tries t set tries = greatest(t.tries - 1, 0) where t.file_id = file
$$;
comment on function private.untry_part is
  'SND-5: the try that was noted last failed for a reason that is not the file''s.';

create or replace function private.imports_due() returns jsonb language sql stable set search_path = '' as $$
  -- One file of each enterprise, the one that has waited longest: one part of it is imported, and then the
  -- next enterprise has its turn.
  select coalesce(jsonb_agg(x.id order by x.tried_at nulls first, x.created_at), '[]') from (
    select d.id, d.tried_at, d.created_at from (
      select distinct on (f.enterprise_id) f.id, t.tried_at, f.created_at
      from public.number_files f left join private.import_tries t on t.file_id = f.id
      where f.state = 'importing' and f.source <> 'resend'
        and (t.again_at is null or t.again_at <= clock_timestamp())
      order by f.enterprise_id, t.tried_at nulls first, f.created_at) as d
    order by d.tried_at nulls first, d.created_at limit 20) as x
$$;
comment on function private.imports_due is
  'SND-5: the number files whose next part the clock has imported, at most one of an enterprise and twenty '
  'in all.';

create or replace function private.merged_values(one jsonb, other jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  -- Null, which is nothing known, makes the whole null.
  select case when one is not null and other is not null then (
    select coalesce(jsonb_object_agg(k.name, case
      when not one ? k.name then other -> k.name when not other ? k.name then one -> k.name
      else jsonb_build_object(
        'longest', greatest((one -> k.name ->> 'longest')::integer, (other -> k.name ->> 'longest')::integer),
        'shortest', least((one -> k.name ->> 'shortest')::integer, (other -> k.name ->> 'shortest')::integer),
        'astral', (one -> k.name ->> 'astral')::boolean or (other -> k.name ->> 'astral')::boolean,
        'unfit', (select coalesce(jsonb_agg(distinct u), '[]') from jsonb_array_elements(
          (one -> k.name -> 'unfit') || (other -> k.name -> 'unfit')) as u)) end), '{}')
    from (select jsonb_object_keys(one) as name union select jsonb_object_keys(other)) k) end
$$;

comment on function private.merged_values is
  'SMS-1: what is known of the columns of two lots of numbers: mergedValues in shared/src/numbers/column_values.ts.';

create or replace function private.most_numbers(purpose text) returns integer
language plpgsql immutable set search_path = '' as $$
begin
  return case purpose when 'basic' then 5000000 else 1000000 end;
end $$;
comment on function private.most_numbers is
  'SND-1, RES-1, BSN-1: how many numbers or flags a file of this purpose may have.';

create or replace function private.finish_part(file uuid, part integer, has_header boolean, delimiter text,
  columns text[], phone_column text, digest text, good integer default null,
  gaps text[] default '{}', column_values jsonb default null)
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
  taken integer := good;
  doubled integer := 0;
  bad integer;
begin
  -- In this transaction the caller has copied good lines into the target, or pg_temp.stage_good, and bad ones
  -- into pg_temp.stage_bad.
  select f.* into about from public.number_files f where f.id = file for update;
  if about.state <> 'importing'
     or not exists (select from public.number_file_parts p where p.file_id = file
       and p.part = finish_part.part and p.state = 'waiting')
     or exists (select from public.number_file_parts p where p.file_id = file and p.part < finish_part.part
       and p.state = 'waiting') then
    return false; -- another session did it, or the file was discarded
  end if;
  -- The function has refused such a file already, with words.
  if exists (select from unnest(finish_part.columns) as c where not private.is_heading(c)) then
    perform private.refuse('value_name_unfit', '{"name": "?"}');
  end if;
  if not private.is_large(about) then
    insert into public.numbers (file_id, enterprise_id, line, phone, params)
    select distinct on (s.phone) file, about.enterprise_id, s.line, s.phone, s.params
    from pg_temp.stage_good s order by s.phone, s.line
    on conflict (phone, file_id) do nothing;
    get diagnostics taken = row_count;
    insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
    select file, about.enterprise_id, s.line, private.mask(s.phone), s.phone, 'duplicate'
    from pg_temp.stage_good s
    where not exists (select from public.numbers n where n.file_id = file and n.line = s.line);
    get diagnostics doubled = row_count;
  end if;
  insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
  select file, about.enterprise_id, s.line, s.value, s.number, s.reason::public.reject_reason
  from pg_temp.stage_bad s;
  get diagnostics bad = row_count;
  update public.number_file_parts p set state = 'done', lines = taken + doubled + bad, accepted = taken,
    rejected = doubled + bad
  where p.file_id = file and p.part = finish_part.part;
  update public.number_files f set
    has_header = coalesce(f.has_header, finish_part.has_header), delimiter = coalesce(f.delimiter, finish_part.delimiter),
    columns = coalesce(f.columns, finish_part.columns), phone_column = coalesce(f.phone_column, finish_part.phone_column),
    gaps = array(select distinct g from unnest(f.gaps || finish_part.gaps) as g order by g),
    column_values = case when f.parts_done = 0 then finish_part.column_values
      else private.merged_values(f.column_values, finish_part.column_values) end,
    parts_done = f.parts_done + 1, lines = f.lines + taken + doubled + bad, accepted = f.accepted + taken,
    invalid = f.invalid + bad, duplicates = f.duplicates + doubled,
    content_hash = private.contents_hash(f.content_hash || digest)
  where f.id = file;
  update private.import_tries t set tries = 0, again_at = null where t.file_id = file;
  -- Repeated and bad lines are kept as rejects, one each: 10,000,000 lines of one number took 2 GB and longer
  -- than a call may.
  if about.lines + taken + doubled + bad > 2 * private.most_numbers(about.purpose) then
    perform private.fail_import(file, 'too_many_lines');
  end if;
  return true;
end $$;

comment on function private.finish_part is
  'SND-5: accepts a copied part and marks it done in the same transaction. good: how many lines went into a '
  'large file''s target. gaps: columns with an empty cell; column_values: what is known of the others. May '
  'fail the file (too_many_lines). False: done already, or the file is gone.';

create or replace function private.reject_doubles(file uuid, home uuid) returns integer
-- Numbers of 1,000,000 lines are grouped without a file beside: 0.1 s of 0.75.
language plpgsql set search_path = '' set work_mem = '64MB' as $$
declare
  doubled integer;
begin
  execute format($reject$
    with doubled as (
      select x.phone, min(x.line) as first from %1$s x group by x.phone having count(*) > 1
    ), gone as (
      delete from %1$s n using doubled d where n.phone = d.phone and n.line > d.first
      returning n.line, n.phone)
    insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
    select $1, $2, g.line, private.mask(g.phone), g.phone, 'duplicate' from gone g $reject$,
    private.numbers_partition(file)) using file, home;
  get diagnostics doubled = row_count;
  return doubled;
end $$;

comment on function private.reject_doubles is
  'SND-5: takes the lines whose number is on an earlier one out of a large file that is not attached yet, and '
  'keeps them as rejects. Returns how many.';

create or replace function private.finish_file(file uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
  target text := private.numbers_partition(file);
  doubled integer := 0;
begin
  select f.* into about from public.number_files f where f.id = file for update;
  -- The file of a resend is filled by the clock, not from parts.
  if about.state <> 'importing' or about.source = 'resend' or about.parts_done < about.parts then
    return false;
  end if;
  if private.is_large(about) then
    -- Indexes are built at the end: for 1,000,000 rows COPY with both in place takes twice the time. The unique
    -- one says whether there are duplicates: it fails at the first, after 0.1 s. To look for them first takes
    -- 0.7 s of every file.
    begin
      execute format('alter table %s add unique (phone, file_id)', target);
    exception when unique_violation then
      doubled := private.reject_doubles(file, about.enterprise_id);
      execute format('alter table %s add unique (phone, file_id)', target);
    end;
    execute format('alter table %s add primary key (file_id, line)', target);
    execute format('revoke insert on %s from tidings_functions', target);
    execute format('alter table public.numbers attach partition %s for values in (%L)', target, file);
    execute format('analyze %s', target);
    update public.number_files f set accepted = f.accepted - doubled, duplicates = f.duplicates + doubled
    where f.id = file returning f.* into about;
  end if;
  if about.accepted > private.most_numbers(about.purpose) then
    perform private.fail_import(file, 'too_many_numbers');
  elsif about.accepted = 0 then
    perform private.fail_import(file, 'file_empty');
  else
    update public.number_files f set finished_at = clock_timestamp(), networks = private.networks_in(file),
      opt_outs = private.opt_outs_in(file),
      same_as = (select g.id from public.number_files g
        where g.enterprise_id = f.enterprise_id and g.content_hash = f.content_hash and g.state = 'ready'
        and g.id <> f.id order by g.finished_at limit 1)
    where f.id = file;
    delete from private.import_tries t where t.file_id = file;
    perform private.transition('number_file', file,
      'import', details => jsonb_build_object('accepted', about.accepted, 'invalid', about.invalid,
        'duplicates', about.duplicates));
  end if;
  return true;
end $$;

comment on function private.finish_file is
  'SND-5: when all parts are imported: finds the duplicates of a large file, builds its indexes and attaches '
  'it; the file is ready. False: a part is missing, or it was done already. After a crash it is run again.';

create or replace function private.fail_import(file uuid, why text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.number_files f set error = why, finished_at = clock_timestamp()
  where f.id = file and f.state = 'importing';
  if not found then return; end if;
  -- A partition that was never attached is of no use.
  if to_regclass(private.numbers_partition(file)) is not null
     and not exists (select from pg_catalog.pg_inherits i
       where i.inhrelid = to_regclass(private.numbers_partition(file))) then
    execute format('drop table %s', private.numbers_partition(file));
  end if;
  delete from private.import_tries t where t.file_id = file;
  perform private.transition('number_file', file, 'import', why, why);
end $$;

comment on function private.fail_import is
  'Ends an import that cannot succeed; why is a code of the register.';
