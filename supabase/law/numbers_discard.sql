-- numbers: discarding a file that nothing uses (SND-5)

create or replace function private.discard_number_file(file uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  name constant text := (select f.name from public.number_files f where f.id = file);
  target constant text := private.numbers_partition(file);
begin
  update public.number_files f set same_as = null where f.same_as = file;
  -- An attached partition is emptied and kept: detaching it would lock all number files.
  if to_regclass(target) is not null then execute format('truncate %s', target); else delete from public.numbers n where n.file_id = file; end if;
  delete from public.number_rejects r where r.file_id = file;
  delete from public.number_file_parts p where p.file_id = file;
  delete from public.number_files f where f.id = file;
  delete from private.touches t where t.resource = 'number_file' and t.row_id = file::text;
  -- Repeating the request that made the file has to make it again, and must not replay the answer with the deleted one.
  delete from private.requests r where r.actor = private.actor() and (r.resource_id = file::text or r.result ->> 'id' = file::text);
  return jsonb_build_object('discarded', name);
end $$;
comment on function public.discard_number_file is
  'SND-5: deletes a number file of one''s own that nothing uses, with its numbers, so that a refused send leaves nothing behind. {discarded}. Refuses not_found, forbidden, wrong_state, not_the_maker, file_in_use.';

create or replace function private.is_part_of_nothing(bucket text, name text) returns boolean language sql stable security definer set search_path = '' as $$
  select bucket = 'numbers' and split_part(is_part_of_nothing.name, '/', 2) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    and not exists (select from public.number_files f where f.id::text = split_part(is_part_of_nothing.name, '/', 2))
$$;

comment on function private.is_part_of_nothing is 'Whether this stored object is a part of a number file that no longer exists.';

grant execute on function private.is_part_of_nothing to authenticated;

create policy "members take away the parts of a number file that is gone" on storage.objects for delete to authenticated
  using (private.may_touch_object(bucket_id, name, true) and private.is_part_of_nothing(bucket_id, name));
