-- numbers: a file that nothing was made of is given back (SND-5)

create or replace function public.discard_number_file(file uuid, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
  target text := private.numbers_partition(file);
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'discard_number_file', file::text);
  if known is not null then return known; end if;
  about := private.file_for_writing(file);
  if about.created_by is distinct from private.actor() then
    perform private.refuse('not_the_maker', jsonb_build_object('name', about.name));
  end if;
  if about.state not in ('ready', 'failed') then
    perform private.refuse('file_not_ready', jsonb_build_object('name', about.name, 'state', about.state));
  end if;
  if exists (select from public.sends s where s.number_file_id = file) or exists (select from public.resolve_tasks t where t.number_file_id = file) then
    perform private.refuse('file_in_use', jsonb_build_object('name', about.name));
  end if;
  update public.number_files f set same_as = null where f.same_as = file;
  -- An attached partition is emptied and stays: taking it off would lock all number files out.
  if to_regclass(target) is not null then execute format('truncate %s', target); else delete from public.numbers n where n.file_id = file; end if;
  delete from public.number_rejects r where r.file_id = file;
  delete from public.number_file_parts p where p.file_id = file;
  delete from public.number_files f where f.id = file;
  -- The same click made anew has to make the file anew, and not to be answered with the one that is gone.
  delete from private.requests r where r.actor = private.actor() and (r.resource_id = file::text or r.result ->> 'id' = file::text);
  perform private.audit(about.enterprise_id, 'number_file', file::text, 'discard', jsonb_build_object('name', about.name, 'accepted', about.accepted), null);
  return private.store_response(request, 'discard_number_file', file::text, jsonb_build_object('discarded', about.name));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('number_file', file::text, 'discard', sqlerrm, detail, about.enterprise_id);
end $$;

comment on function public.discard_number_file is
  'SND-5: takes back a number file of one''s own of which nothing was made, with its numbers: what a refused send leaves nothing behind with. {discarded}. Refuses not_found, forbidden, not_the_maker, file_not_ready, file_in_use.';

grant execute on function public.discard_number_file to authenticated;

create or replace function private.is_part_of_nothing(bucket text, name text) returns boolean language sql stable security definer set search_path = '' as $$
  select bucket = 'numbers' and split_part(is_part_of_nothing.name, '/', 2) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    and not exists (select from public.number_files f where f.id::text = split_part(is_part_of_nothing.name, '/', 2))
$$;

comment on function private.is_part_of_nothing is 'Is this stored object a part of a number file that is gone?';

grant execute on function private.is_part_of_nothing to authenticated;

create policy "members take away the parts of a number file that is gone" on storage.objects for delete to authenticated
  using (private.may_touch_object(bucket_id, name, true) and private.is_part_of_nothing(bucket_id, name));
