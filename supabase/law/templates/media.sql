comment on table public.media is
  'TPL-8: pictures and videos of templates. The object is in the public bucket "media", because phones fetch '
  'it.';

select private.resource_table('public.media', 'KooMessage:media:list');

create or replace function private.add_media(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  named constant text := private.clean_name(input ->> 'name', 120);
  -- An object that is not kept yet could come after the approval of a template that shows it.
  k constant private.kept_objects := private.kept('media', input ->> 'path', home, 'path');
  made uuid;
begin
  -- TPL-8: the library of an enterprise holds 10 GB.
  perform pg_advisory_xact_lock(hashtextextended('media:' || home::text, 0));
  -- The same bytes are the same object, so who adds them again has the row of the first time.
  select m.id into made from public.media m where m.enterprise_id = home and m.path = k.path;
  if found then return made; end if;
  if (select coalesce(sum(m.bytes), 0) from public.media m
    where m.enterprise_id = home) + k.bytes > 10::bigint * 1024 * 1024 * 1024 then
    perform private.refuse('media_full', '{"max": "10 GB"}');
  end if;
  insert into public.media (enterprise_id, kind, name, path, bytes, width, height, created_by)
  values (home, split_part(k.type, '/', 1), named, k.path, k.bytes, k.width, k.height, private.actor())
  returning id into made;
  return made;
end $$;
comment on function public.add_media is
  'TPL-8: adds a kept picture or video to the library. input {name, path (from keep-file)}. '
  'A file that is in the library already stays under its first name. Returns the media row. '
  'Refuses forbidden, input_invalid, name_required, name_unclean, file_invalid, media_full.';

create or replace function private.media_measures(
  paths text[]
) returns table (path text, type text, bytes integer, width integer, height integer)
language sql stable security definer set search_path = '' as $$
  select k.path, k.type, k.bytes, k.width, k.height from private.kept_objects k
  where k.bucket = 'media' and k.path = any (paths) and k.type is not null
$$;
comment on function private.media_measures is
  'TPL-8: what keep-file measured of these objects of the library, for check-template: a content says by '
  'itself how large its pictures are.';

select private.public_verbs('media');
