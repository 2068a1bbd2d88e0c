comment on table public.media is 'TPL-8: pictures and videos of templates. The object is in the public bucket "media", because phones fetch it.';

comment on table private.proof_rules is 'The buckets of evidence: the endings of their files (pdf, or several with slashes between), and the actions that read and add them.';

select private.resource_table('public.media', 'KooMessage:media:list');

create or replace function private.add_media(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  named constant text := private.clean_name(input ->> 'name', 120);
  place constant text := input ->> 'path';
  -- TPL-8: an image has up to 2 MB, a video up to 7 MB, the library of an enterprise 10 GB.
  most constant integer := case input ->> 'kind' when 'image' then 2 else 7 end;
  stored bigint;
  made uuid;
begin
  if place not like home::text || '/%' then perform private.refuse('input_invalid', '{"field": "path"}'); end if;
  -- An object that does not exist yet could be uploaded after the approval of a template that shows it.
  select coalesce((o.metadata ->> 'size')::bigint, (input ->> 'bytes')::bigint) into stored from storage.objects o where o.bucket_id = 'media' and o.name = place;
  if not found then perform private.refuse('media_not_stored', jsonb_build_object('path', place)); end if;
  if stored not between 1 and most * 1024 * 1024 then perform private.refuse('file_too_large', jsonb_build_object('max', most || ' MB')); end if;
  perform pg_advisory_xact_lock(hashtextextended('media:' || home::text, 0));
  if (select coalesce(sum(m.bytes), 0) from public.media m where m.enterprise_id = home) + stored > 10::bigint * 1024 * 1024 * 1024 then
    perform private.refuse('media_full', '{"max": "10 GB"}');
  end if;
  if exists (select from public.media m where m.path = place) then perform private.refuse('input_invalid', '{"field": "path"}'); end if;
  insert into public.media (enterprise_id, kind, name, path, bytes, width, height, created_by)
  values (home, input ->> 'kind', named, place, stored, (input ->> 'width')::integer, (input ->> 'height')::integer, private.actor()) returning id into made;
  return made;
end $$;
comment on function public.add_media is
  'TPL-8: adds an uploaded object to the library. input {kind: image or video, name, path, bytes, width?, height?}; where Storage has counted the bytes, its number is used. Returns the media row. Refuses forbidden, input_invalid, name_required, name_unclean, media_not_stored, file_too_large, media_full.';

-- ---------------------------------------------------------------------------------------------
-- Objects: the first folder of a path is the enterprise

create or replace function private.may_touch_object(bucket text, name text, write boolean) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  folder text := split_part(name, '/', 1);
begin
  if folder !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then return false; end if;
  return case bucket
    when 'numbers' then private.may(folder::uuid, case when write then 'KooMessage:numberFile:create' else 'KooMessage:numberFile:list' end)
    when 'media' then private.may(folder::uuid, case when write then 'KooMessage:media:create' else 'KooMessage:media:list' end)
    -- Pictures of accounts and proofs of shortcuts.
    when 'account-pictures' then private.may(folder::uuid, case when write then 'KooMessageSA:serviceAccount:update' else 'KooMessageSA:serviceAccount:list' end)
      or private.may(folder::uuid, case when write then 'KooMessageSA:shortcut:update' else 'KooMessageSA:shortcut:list' end)
    else coalesce((select private.may(folder::uuid, case when write then r.writes else r.reads end) from private.proof_rules r where r.bucket = may_touch_object.bucket), false) end;
end $$;

comment on function private.may_touch_object is 'Whether the caller may list, read and copy (or write) this stored object: objects are their enterprise''s. Parts of number files are read by nobody (private.may_read_part). A picture is public to whoever has its whole address, and to nobody by any other way.';

grant execute on function private.may_touch_object to anon, authenticated;

create or replace function private.fits_bucket(bucket text, name text, metadata jsonb) returns boolean
language sql stable security definer set search_path = '' as $$
  -- Hosted Storage evaluates the policy before it knows type and size, and enforces the limits of the bucket itself. So unknown values pass.
  select coalesce(split_part(metadata ->> 'mimetype', ';', 1) = any (b.allowed_mime_types), true)
    and coalesce(coalesce(metadata ->> 'size', metadata ->> 'contentLength')::bigint
      <= case when bucket = 'media' and metadata ->> 'mimetype' like 'image/%' then least(b.file_size_limit, 2 * 1024 * 1024) else b.file_size_limit end, true)
    and case bucket
      when 'numbers' then fits_bucket.name ~ '\.csv$'
      -- The bucket is public, so the name is what keeps a picture from strangers until its card is sent: a random UUID.
      when 'media' then fits_bucket.name ~ '^[^/]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(png|jpg|jpeg|gif|mp4|3gp)$'
      else true end
  from storage.buckets b where b.id = bucket
$$;

comment on function private.fits_bucket is 'TPL-8, SND-5: whether the type and size of an object fit its bucket: images up to 2 MB, videos up to 7 MB, parts of number files up to 8 MB. A picture or video is named by a UUID.';

grant execute on function private.fits_bucket to anon, authenticated;

create or replace function private.may_read_part(name text, owner_id text) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return owner_id = auth.uid()::text and private.may_touch_object('numbers', name, true) and not exists (
    select from public.number_files f where f.id::text = split_part(may_read_part.name, '/', 2) and f.state <> 'uploading');
end $$;

comment on function private.may_read_part is
  'IAM-3: whether the caller may read this part of a number file: whoever uploaded it, until its import begins, because Storage reads an object that it is to write again. From then on nobody reads it but the import.';

grant execute on function private.may_read_part to authenticated;

create policy "members read the objects of their enterprise" on storage.objects for select to authenticated
  using (case bucket_id when 'numbers' then private.may_read_part(name, owner_id) else private.may_touch_object(bucket_id, name, false) end);

create policy "members add objects to their enterprise" on storage.objects for insert to authenticated
  with check (private.may_touch_object(bucket_id, name, true) and private.fits_bucket(bucket_id, name, metadata));

-- A picture is written once: an approval binds its address, so its bytes must stay what the reviewer saw. A part of a number file may be uploaded
-- again after a broken connection; what was imported is in the database by then.
create policy "members send parts of number files again" on storage.objects for update to authenticated
  using (bucket_id = 'numbers' and private.may_touch_object(bucket_id, name, true))
  with check (bucket_id = 'numbers' and private.may_touch_object(bucket_id, name, true) and private.fits_bucket(bucket_id, name, metadata));

select private.public_verbs('media');
