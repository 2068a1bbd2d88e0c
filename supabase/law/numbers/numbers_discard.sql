-- numbers: discarding a file that nothing uses (SND-5)

create or replace function private.drop_leftover(file uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  target constant regclass := to_regclass(private.numbers_partition(file));
begin
  if target is null or exists (select from public.number_files f where f.id = file)
     or exists (select from pg_catalog.pg_inherits i where i.inhrelid = target) then
    return false;
  end if;
  -- The importer finds that the file is gone when it ends its part, and drops what is left.
  if not pg_try_advisory_xact_lock(hashtextextended('import:' || file::text, 0)) then return false; end if;
  execute format('drop table %s', target);
  return true;
end $$;
comment on function private.drop_leftover is
  'SND-5: drops what was copied of a large file that was discarded before it was ready, unless somebody is '
  'importing it at this moment. Whether it did.';

create or replace function private.drop_leftovers() returns bigint language sql set search_path = '' as $$
  delete from private.import_tries t
  where not exists (select from public.number_files f where f.id = t.file_id);
  select count(*) filter (where private.drop_leftover(x.file)) from (
    select substr(c.relname, 9)::uuid as file from pg_catalog.pg_class c
    where c.relnamespace = 'partitions'::regnamespace and c.relname ~ '^numbers_[0-9a-f]{32}$') as x
$$;
comment on function private.drop_leftovers is
  'SND-5: drops what importers that died have left of files that were discarded meanwhile. How many.';

create or replace function private.discard_number_file(file uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  about public.number_files;
  target constant regclass := to_regclass(private.numbers_partition(file));
begin
  select f.* into about from public.number_files f where f.id = file;
  update public.number_files f set same_as = null where f.same_as = file;
  -- An attached partition is emptied and kept: detaching it would lock all number files. One that is not yet
  -- attached is dropped when the file is gone.
  if target is null then delete from public.numbers n where n.file_id = file;
  elsif exists (select from pg_catalog.pg_inherits i where i.inhrelid = target) then
    execute format('truncate %s', target);
  end if;
  -- The uploaded parts go with it: by callers who may remove them, and by the clock.
  insert into private.doomed_uploads (name) select p.path from public.number_file_parts p
  where p.file_id = file on conflict do nothing;
  delete from public.number_rejects r where r.file_id = file;
  delete from public.number_file_parts p where p.file_id = file;
  delete from private.import_tries t where t.file_id = file;
  delete from public.number_files f where f.id = file;
  perform private.drop_leftover(file);
  delete from private.touches t where t.resource = 'number_file' and t.row_id = file::text;
  -- Repeating the request that made the file has to make it again, and must not replay the answer with the
  -- deleted one.
  delete from private.requests r
  where r.actor = private.actor() and (r.resource_id = file::text or r.result ->> 'id' = file::text);
  return jsonb_build_object('discarded', about.name);
end $$;
comment on function public.discard_number_file is
  'SND-5: deletes a number file of one''s own that nothing uses, with its numbers and in any state, so that '
  'a refused send leaves nothing behind. An import that is under way ends with its part and keeps nothing. '
  '{discarded}. Refuses not_found, forbidden, not_the_maker, file_in_use.';

create or replace function private.is_part_of_nothing(bucket text, name text) returns boolean
language sql stable security definer set search_path = '' as $$
  select bucket = 'numbers' and split_part(is_part_of_nothing.name, '/',
    2) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    and not exists (select from public.number_files f
      where f.id::text = split_part(is_part_of_nothing.name, '/', 2))
$$;

comment on function private.is_part_of_nothing is
  'Whether this stored object is a part of a number file that no longer exists.';

grant execute on function private.is_part_of_nothing to authenticated;

create policy "members take away the parts of a number file that is gone" on storage.objects for delete to authenticated
  using (private.may_touch_object(bucket_id, name, true) and private.is_part_of_nothing(bucket_id, name));
