comment on table public.number_files is
  'A file of numbers (号码文件), cut at line ends into parts of at most 8 MB, so no process holds the whole '
  'file. Every line is accepted, invalid or a duplicate; a constraint checks the sum.';
comment on column public.number_files.purpose is
  'aim: at most 1,000,000 numbers. basic: 5,000,000. flags: customer flags (any text) of personal links '
  '(RES-1).';
comment on column public.number_files.columns is
  'The headings as they are in the file. Every column but that of the numbers is stored with each number.';
comment on column public.number_files.gaps is 'The columns in which a cell is empty.';
comment on column public.number_files.column_values is
  'SMS-1: what is known of the values of each column, as shared/src/numbers/column_values.ts says; null: nothing.';
comment on column public.number_files.same_as is 'An earlier file with the same content.';

select private.resource_table('public.number_files', 'KooMessage:numberFile:list',
  basic => 'purpose = ''basic''');

comment on table public.number_file_parts is
  'A part of a number file. It is imported once, however many sessions try, because the same transaction '
  'marks it done.';

select private.part_table('public.number_file_parts', 'KooMessage:numberFile:list', 'public.number_files',
  'file_id');

comment on table public.numbers is
  'The accepted numbers of a file, E.164 (of a file of flags: the customer flags), each once, with the '
  'values of its other columns by their headings; an empty cell is no key. A large file has a partition of '
  'its own, attached when it is checked.';

select private.part_table('public.numbers', 'KooMessage:numberFile:list', 'public.number_files', 'file_id',
  '{phone,params}');

comment on table partitions.numbers_shared is 'The numbers of all small files.';

comment on table public.number_rejects is
  'The lines of a file that were not accepted: line, masked value, reason. number: the value as it was, at '
  'most 64 characters, or its number; no role of the API selects it (IAM-3).';

select private.part_table('public.number_rejects', 'KooMessage:numberFile:list', 'public.number_files',
  'file_id', '{number}');

-- ---------------------------------------------------------------------------------------------
-- The rules of number files (SND-1, SND-5)

create or replace function private.begin_number_file(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  purpose constant text := coalesce(input ->> 'purpose', 'aim');
  made uuid;
begin
  -- SND-1, table 7-2: a file name has digits, letters and Chinese characters only (plus its ending).
  if coalesce(input ->> 'name', '') !~ '^[0-9A-Za-z\u4e00-\u9fff]{1,100}\.(csv|xlsx|txt)$' then
    perform private.refuse('file_name_invalid', jsonb_build_object('name', left(input ->> 'name', 120)));
  end if;
  if coalesce((input ->> 'bytes')::bigint, 0) < 1 then perform private.refuse('file_empty'); end if;
  -- 1,000,000 numbers with up to 256 bytes a line; five times as many for the basic edition (§8.2.1).
  if (input ->> 'bytes')::bigint > (case purpose when 'basic' then 1280000000
      else 256000000 end) then
    perform private.refuse('file_too_large',
      jsonb_build_object('max', case purpose when 'basic' then '1280 MB' else '256 MB' end));
  end if;
  if coalesce((input ->> 'parts')::bigint, 0) not between 1 and 1000 then
    perform private.refuse('part_out_of_range', '{"max": 1000}');
  end if;
  insert into public.number_files (enterprise_id, name, bytes, parts, purpose, created_by)
  values (home, private.hide_numbers(input ->> 'name'), (input ->> 'bytes')::bigint,
    (input ->> 'parts')::integer, purpose, private.actor()) returning id into made;
  return made;
end $$;
comment on function public.begin_number_file is
  'SND-1: announces a file. Its parts go to numbers/<enterprise>/<file>/<part>.csv. '
  'input {name, bytes, parts, purpose: aim (default), basic or flags (public.number_files.purpose)}. '
  'Returns the row. Refuses forbidden, input_invalid, file_name_invalid, file_empty, '
  'file_too_large, part_out_of_range.';

create or replace function private.add_part_number_file(file uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  about public.number_files;
  part constant bigint := input ->> 'part';
begin
  select f.* into about from public.number_files f where f.id = file;
  if coalesce(part, 0) not between 1 and about.parts or coalesce((input ->> 'first_line')::bigint, 0) < 1
    or coalesce((input ->> 'bytes')::bigint, 0) not between 1 and 8388608 then
    perform private.refuse('part_out_of_range', jsonb_build_object('max', about.parts, 'part', part));
  end if;
  -- Line 1 is read as the heading: in a later part a number would be lost by it.
  if part > 1 and (input ->> 'first_line')::bigint < 2 then
    perform private.refuse('input_invalid', '{"field": "first_line"}');
  end if;
  insert into public.number_file_parts as p (file_id, enterprise_id, part, path, bytes, first_line)
  values (file, about.enterprise_id, part, format('%s/%s/%s.csv', about.enterprise_id, file, part),
    (input ->> 'bytes')::integer, (input ->> 'first_line')::integer)
  on conflict on constraint number_file_parts_pkey do update set bytes = excluded.bytes,
  first_line = excluded.first_line;
  return jsonb_build_object('file_id', file, 'part', part, 'parts_here', (select count(*)
      from public.number_file_parts p where p.file_id = file), 'parts', about.parts);
end $$;
create or replace function public.add_number_part(
  file text, input jsonb, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('number_file', 'add_part', file, request, input)
$$;
comment on function public.add_number_part is
  'SND-5: registers that a part is in the bucket. input {part, bytes, first_line: the line number of its '
  'first line, from 1}. Returns {file_id, part, parts_here, parts}. Refuses not_found, forbidden, '
  'wrong_state, part_out_of_range, input_invalid.';

create or replace function public.start_import(file text, request text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.act('number_file', 'start_import', file, request)
$$;
comment on function public.start_import is
  'SND-5: uploading → importing, when all parts are registered. A repeated call gets the same answer. '
  'Returns the number_files row. Refuses not_found, forbidden, wrong_state, parts_missing.';

create or replace function private.is_heading(name text) returns boolean
language sql immutable set search_path = '' as $$
  -- shared/src/numbers/headings.ts has the same rule. A first hyphen would begin a formula.
  select name ~ ('^[' || x.all_but || '][' || x.all_but || '-]{0,63}$') from (values (
    '0-9A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff'
    || '\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uff10-\uff19\uff21-\uff3a\uff41-\uff5a'
    || ' .,/()#%*?:&\u005b\u005d\u00b7\u3001\u3010\u3011\uff08\uff09\uff0c\uff0f\uff1a\uff1f')) as x (all_but)
$$;
comment on function private.is_heading is
  'Whether values may come under this name, of a column or of typed values: at most 64 letters, digits, '
  'underscores and punctuation of headings; no mark-up, formula, line break or invisible character.';

create or replace function private.check_names(params jsonb) returns void
language plpgsql immutable set search_path = '' as $$
declare
  name text;
begin
  if jsonb_typeof(params) <> 'object' then return; end if;
  select k into name from jsonb_object_keys(params) as k where not private.is_heading(k) limit 1;
  if found then
    perform private.refuse('value_name_unfit',
      jsonb_build_object('name', regexp_replace(left(name, 40), private.unclean(), '?', 'g')));
  end if;
end $$;
comment on function private.check_names is
  'Refuses value_name_unfit where a value comes under a name that is no heading.';

create or replace function private.typed_names(params jsonb, count integer) returns text[]
language plpgsql immutable set search_path = '' as $$
declare
  names text[];
begin
  if params is null then return '{}'; end if;
  if jsonb_typeof(params) = 'array' and jsonb_array_length(params) = count then
    perform private.check_names(e.one) from jsonb_array_elements(params) as e (one);
    select coalesce(array_agg(distinct k.name order by k.name), '{}') into names
    from jsonb_array_elements(params) as e (one)
    cross join lateral jsonb_object_keys(case jsonb_typeof(e.one) when 'object' then e.one
        else '{}' end) as k (name);
    -- A number without a value would go out with a gap. The limit of 1,000 characters is that of a column in
    -- a file.
    if cardinality(names) <= 40 and not 'phone' = any (names) and not exists (
      select from jsonb_array_elements(params) as e (one) cross join unnest(names) as n (name)
      where jsonb_typeof(e.one) <> 'object' or jsonb_typeof(e.one -> n.name) is distinct from 'string'
        or char_length(e.one ->> n.name) not between 1 and 1000)
    then return names; end if;
  end if;
  perform private.refuse('typed_params', jsonb_build_object('count', count));
end $$;
comment on function private.typed_names is
  'The names of the parameters given with typed numbers. Refuses typed_params, value_name_unfit.';

create or replace function private.type_number_file(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  phones constant text[] := array(select x.p
    from jsonb_array_elements_text(coalesce(nullif(input -> 'phones', 'null'), '[]')) with ordinality as x (p,
      n) order by x.n);
  params constant jsonb := nullif(input -> 'params', 'null');
  purpose constant text := coalesce(input ->> 'purpose', 'aim');
  -- Table 7-2: at most 10 typed numbers. A program hands in as many as one call of the service takes: 500 of
  -- texts, 5,000 of the basic edition.
  most constant integer := case when private.source() <> 'api' then 10 when purpose = 'basic' then 5000
    else 500 end;
  names text[];
  bad text;
  made uuid;
begin
  if cardinality(phones) = 0 then perform private.refuse('file_empty'); end if;
  if cardinality(phones) > most then
    perform private.refuse('too_many_numbers', jsonb_build_object('max', most, 'count', cardinality(phones)));
  end if;
  select p into bad from unnest(phones) as p where p is null or p !~ '^\+861[3-9][0-9]{9}$' limit 1;
  if found then perform private.refuse('invalid_number', jsonb_build_object('value', left(bad, 20))); end if;
  names := private.typed_names(params, cardinality(phones));
  insert into public.number_files (enterprise_id, name, source, purpose, state, columns, phone_column,
    parts, lines, accepted, duplicates, content_hash, created_by, finished_at)
  select home, case when btrim(input ->> 'name') <> ''
    then private.hide_numbers(private.clean_name(input ->> 'name')) else '手动输入' end, 'typed', purpose,
    'ready', array['phone'] || names, 'phone', 0,
    count(*), count(distinct p), count(*) - count(distinct p),
    private.contents_hash(string_agg(distinct p, ',' order by p) || coalesce(params::text, '')), private.actor(), clock_timestamp()
  from unnest(phones) as p returning id into made;
  insert into public.numbers (file_id, enterprise_id, line, phone, params)
  select made, home, min(x.n), x.p, params -> (min(x.n)::integer - 1)
  from unnest(phones) with ordinality as x (p, n) group by x.p;
  update public.number_files f set networks = private.networks_in(made),
    opt_outs = private.opt_outs_in(made) where f.id = made;
  insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
  select made, home, x.n, private.mask(x.p), x.p, 'duplicate' from unnest(phones) with ordinality as x (p, n)
  where not exists (select from public.numbers u where u.file_id = made and u.line = x.n);
  return made;
end $$;
create or replace function public.type_numbers(input jsonb, request text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.make('number_file', 'type', request, input)
$$;
comment on function public.type_numbers is
  'SND-1: makes a file of ten numbers (a program: 500, basic 5,000), ready at once. input {phones, name, '
  'params: an object of texts each, purpose: aim (default), basic}. Refuses forbidden, input_invalid, '
  'file_empty, too_many_numbers, invalid_number, typed_params, value_name_unfit, '
  'name_unclean.';

create or replace function private.fifth_row(file uuid) returns jsonb
language sql stable set search_path = '' as $$
  select case f.source
    -- A resend has no rows of a person's file: what its send shares was copied with it.
    when 'resend' then (select s.shared_params from public.sends s where s.number_file_id = f.id limit 1)
    -- Typed numbers have no fifth row; where all have the same values, they may be those of a group.
    when 'typed' then (select (array_agg(n.params order by n.line))[1] from public.numbers n
      where n.file_id = f.id having count(distinct n.params) = 1 and count(*) = count(n.params))
    else (select n.params from public.numbers n where n.file_id = f.id and n.line = 5) end
  from public.number_files f where f.id = fifth_row.file
$$;
comment on function private.fifth_row is
  'BSN-1: the values of the fifth row of a number file, {heading: value}, which a group send takes for all; '
  'null where no number of that row was accepted. No role of the API may call it: they are a person''s values.';

grant execute on function public.add_number_part, public.start_import, public.type_numbers to authenticated;

select private.public_verbs('number_file', 'file');
