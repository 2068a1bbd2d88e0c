comment on table public.number_files is
  'A file of numbers (号码文件), cut at line ends into parts of at most 8 MB so that no process ever holds it. Every line is accepted, invalid or a duplicate: the sum is a constraint. edition: a file for cards has a million numbers at most, one for the basic edition five million; one of flags (RES-1) has customer flags, any texts, where the others have numbers, and is for personal links alone. same_as: an earlier file of the same contents.';

select private.guard('public.number_files');

comment on table public.number_file_parts is 'A part of a number file: imported once, whoever asks, in the transaction that marks it done.';

select private.guard('public.number_file_parts');

comment on table public.numbers is
  'The accepted numbers of a file, E.164 (of a file of flags: the customer flags), each once, with the values of its other columns. A large file has a partition of its own, attached when it is checked.';

comment on table partitions.numbers_shared is 'The numbers of all small files.';

comment on table public.number_rejects is 'The lines of a file that were not taken: line, masked value, reason.';

alter table public.number_files enable row level security;

alter table public.number_file_parts enable row level security;

alter table public.numbers enable row level security;

alter table public.number_rejects enable row level security;

grant select on public.number_files, public.number_file_parts, public.numbers, public.number_rejects to authenticated;

create policy "people who may list number files see them" on public.number_files for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:numberFile:list'))::uuid[]));

create policy "people who may list number files see their parts" on public.number_file_parts for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:numberFile:list'))::uuid[]));

create policy "people who may list number files see the numbers" on public.numbers for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:numberFile:list'))::uuid[]));

create policy "people who may list number files see the rejects" on public.number_rejects for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:numberFile:list'))::uuid[]));

-- ---------------------------------------------------------------------------------------------
-- Verbs

create or replace function private.mask(phone text) returns text language sql immutable set search_path = '' as $$
  select case when char_length(phone) > 8 then left(phone, char_length(phone) - 8) || '****' || right(phone, 4) else phone end
$$;

comment on function private.mask is 'A number with its middle four digits hidden: +86138****8000.';

create or replace function private.file_for_writing(file uuid) returns public.number_files language plpgsql set search_path = '' as $$
declare
  about public.number_files;
begin
  if private.actor() is null then perform private.require(null, 'KooMessage:numberFile:create'); end if;
  select f.* into about from public.number_files f where f.id = file for update;
  if about.id is null or not (about.enterprise_id = any (private.may_in('KooMessage:numberFile:list'))) then
    perform private.refuse('not_found', '{"resource": "number_file"}');
  end if;
  perform private.require(about.enterprise_id, 'KooMessage:numberFile:create');
  return about;
end $$;

comment on function private.file_for_writing is 'Locks a number file for someone who may change it. Refuses not_found, forbidden.';

create or replace function public.begin_number_file(name text, bytes bigint, parts integer, request uuid default null, edition text default 'aim') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  made public.number_files;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'begin_number_file');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:numberFile:create');
  -- SND-1, table 7-2: a file name has digits, letters and Chinese characters only (plus its ending).
  if name is null or name !~ '^[0-9A-Za-z\u4e00-\u9fff]{1,100}\.(csv|xlsx|txt)$' then
    perform private.refuse('file_name_invalid', jsonb_build_object('name', left(name, 120)));
  end if;
  if edition is null or edition not in ('aim', 'basic', 'flags') then
    perform private.refuse('input_invalid', '{"field": "edition"}');
  end if;
  -- 1,000,000 numbers of up to 256 bytes a line; five times as many for the basic edition (§8.2.1).
  if bytes is null or bytes < 1 or bytes > (case edition when 'basic' then 1280000000 else 256000000 end) then
    perform private.refuse('file_too_large', jsonb_build_object('max', case edition when 'basic' then '1280 MB' else '256 MB' end));
  end if;
  if parts is null or parts not between 1 and 1000 then
    perform private.refuse('part_out_of_range', '{"max": 1000}');
  end if;
  insert into public.number_files (enterprise_id, name, bytes, parts, edition, created_by)
  values (home, begin_number_file.name, begin_number_file.bytes, begin_number_file.parts, begin_number_file.edition, private.actor()) returning * into made;
  perform private.audit(home, 'number_file', made.id::text, 'begin', null, jsonb_build_object('name', name, 'bytes', bytes, 'parts', parts));
  return private.store_response(request, 'begin_number_file', null, to_jsonb(made));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('number_file', null, 'begin', sqlerrm, detail, home);
end $$;

comment on function public.begin_number_file is
  'SND-1: announces a number file of so many parts; each goes to bucket numbers at <enterprise>/<file>/<part>.csv. edition aim (1,000,000 numbers), basic (5,000,000, CSV) or flags (1,000,000 customer flags of personal links). Returns the row. Refuses forbidden, input_invalid, file_name_invalid, file_too_large, part_out_of_range.';

create or replace function public.add_number_part(file uuid, part integer, bytes integer, first_line integer, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
  detail text;
  known jsonb;
  answer jsonb;
begin
  known := private.replay_request(request, 'add_number_part', file::text);
  if known is not null then return known; end if;
  about := private.file_for_writing(file);
  if about.state <> 'uploading' then
    perform private.refuse('wrong_state', jsonb_build_object('resource', 'number_file', 'state', about.state, 'verb', 'add_part'));
  end if;
  if part is null or part not between 1 and about.parts or first_line is null or first_line < 1 or bytes is null or bytes not between 1 and 8388608 then
    perform private.refuse('part_out_of_range', jsonb_build_object('max', about.parts, 'part', part));
  end if;
  insert into public.number_file_parts as p (file_id, enterprise_id, part, path, bytes, first_line)
  values (file, about.enterprise_id, part, format('%s/%s/%s.csv', about.enterprise_id, file, part), bytes, first_line)
  on conflict on constraint number_file_parts_pkey do update set bytes = excluded.bytes, first_line = excluded.first_line;
  perform private.audit(about.enterprise_id, 'number_file', file::text, 'add_part', null, jsonb_build_object('part', part, 'bytes', bytes));
  answer := jsonb_build_object('file_id', file, 'part', part,
    'parts_here', (select count(*) from public.number_file_parts p where p.file_id = file), 'parts', about.parts);
  return private.store_response(request, 'add_number_part', file::text, answer);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('number_file', file::text, 'add_part', sqlerrm, detail, about.enterprise_id);
end $$;

comment on function public.add_number_part is 'Tells that a part lies in the bucket; first_line is the line number of its first line (from 1). Refuses not_found, forbidden, wrong_state, part_out_of_range.';

create or replace function public.start_import(file uuid, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
  here integer;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'start_import', file::text);
  if known is not null then return known; end if;
  about := private.file_for_writing(file);
  if about.state in ('importing', 'ready') then return to_jsonb(about); end if;
  select count(*) into here from public.number_file_parts p where p.file_id = file;
  if about.state <> 'uploading' then
    perform private.refuse('wrong_state', jsonb_build_object('resource', 'number_file', 'state', about.state, 'verb', 'start_import'));
  end if;
  if here < about.parts then
    perform private.refuse('parts_missing', jsonb_build_object('here', here, 'parts', about.parts));
  end if;
  update public.number_files f set state = 'importing' where f.id = file returning f.* into about;
  perform private.audit(about.enterprise_id, 'number_file', file::text, 'start_import', '{"state": "uploading"}', '{"state": "importing"}');
  return private.store_response(request, 'start_import', file::text, to_jsonb(about));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('number_file', file::text, 'start_import', sqlerrm, detail, about.enterprise_id);
end $$;

comment on function public.start_import is 'uploading → importing, when all parts are here; asked again it answers as before. Refuses not_found, forbidden, wrong_state, parts_missing.';

create or replace function private.typed_names(params jsonb, count integer) returns text[] language plpgsql immutable set search_path = '' as $$
declare
  names text[];
begin
  if params is null or params = 'null' then return '{}'; end if;
  if jsonb_typeof(params) = 'array' and jsonb_array_length(params) = count then
    select coalesce(array_agg(distinct k.name order by k.name), '{}') into names
    from jsonb_array_elements(params) as e (one) cross join lateral jsonb_object_keys(case jsonb_typeof(e.one) when 'object' then e.one else '{}' end) as k (name);
    -- One number without a value would go out with a gap; a column of a file has as much room.
    if cardinality(names) <= 40 and not 'phone' = any (names) and not exists (
      select from jsonb_array_elements(params) as e (one) cross join unnest(names) as n (name)
      where jsonb_typeof(e.one) <> 'object' or jsonb_typeof(e.one -> n.name) is distinct from 'string' or char_length(e.one ->> n.name) not between 1 and 1000)
    then return names; end if;
  end if;
  perform private.refuse('typed_params', jsonb_build_object('count', count));
end $$;

comment on function private.typed_names is 'The names of the parameters given beside typed numbers, or refuses typed_params.';

create or replace function public.type_numbers(phones text[], name text default null, request uuid default null, params jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  made public.number_files;
  names text[];
  bad text;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'type_numbers', null, jsonb_build_array(phones, name, params));
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:numberFile:create');
  if coalesce(array_length(phones, 1), 0) = 0 then
    perform private.refuse('file_empty');
  end if;
  -- Table 7-2: at most 10 typed numbers.
  -- cardinality, because an array of arrays has more numbers than its length says.
  if cardinality(phones) > 10 then
    perform private.refuse('too_many_numbers', jsonb_build_object('max', 10, 'count', cardinality(phones)));
  end if;
  select p into bad from unnest(phones) as p where p is null or p !~ '^\+861[3-9][0-9]{9}$' limit 1;
  if found then
    perform private.refuse('invalid_number', jsonb_build_object('value', left(bad, 20)));
  end if;
  names := private.typed_names(params, cardinality(phones));
  insert into public.number_files (enterprise_id, name, source, state, columns, phone_column, parts, lines, accepted, duplicates, content_hash, created_by, finished_at)
  select home, case when btrim(type_numbers.name) <> '' then private.clean_name(type_numbers.name) else '手动输入' end, 'typed', 'ready', array['phone'] || names, 'phone', 0, count(*), count(distinct p), count(*) - count(distinct p),
    encode(sha256(convert_to(string_agg(distinct p, ',' order by p) || coalesce(params::text, ''), 'UTF8')), 'hex'), private.actor(), clock_timestamp()
  from unnest(phones) as p returning * into made;
  insert into public.numbers (file_id, enterprise_id, line, phone, params)
  select made.id, home, min(x.n), x.p, type_numbers.params -> (min(x.n)::integer - 1) from unnest(phones) with ordinality as x (p, n) group by x.p;
  insert into public.number_rejects (file_id, enterprise_id, line, value, reason)
  select made.id, home, x.n, private.mask(x.p), 'duplicate' from unnest(phones) with ordinality as x (p, n)
  where not exists (select from public.numbers u where u.file_id = made.id and u.line = x.n);
  perform private.audit(home, 'number_file', made.id::text, 'type', null, jsonb_build_object('accepted', made.accepted));
  return private.store_response(request, 'type_numbers', null, to_jsonb(made), jsonb_build_array(phones, name, params));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('number_file', null, 'type', sqlerrm, detail, home);
end $$;

comment on function public.type_numbers is
  'SND-1: a file of one to ten typed numbers (E.164), ready at once. params, beside the phones: one object of texts a number, all of the same names, fills the parameters of a template. Returns the number_files row. Refuses forbidden, file_empty, too_many_numbers, invalid_number, typed_params, name_unclean.';

grant execute on function public.begin_number_file, public.add_number_part, public.start_import, public.type_numbers to authenticated;
