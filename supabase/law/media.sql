comment on table public.media is 'TPL-8: pictures and videos of templates; the object lies in the public bucket "media", because phones fetch it.';

alter table public.media enable row level security;

grant select on public.media to authenticated;

create policy "people who may list media see their enterprise's" on public.media for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:media:list'))::uuid[]));

create or replace function public.add_media(kind text, name text, path text, bytes bigint, width integer default null, height integer default null,
  request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  made public.media;
  stored bigint;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'add_media');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:media:create');
  if kind is null or kind not in ('image', 'video') then
    perform private.refuse('input_invalid', '{"field": "kind"}');
  end if;
  name := private.clean_name(name, 120);
  if path is null or path not like home::text || '/%' then
    perform private.refuse('input_invalid', '{"field": "path"}');
  end if;
  -- What is not written yet could be written after an approval of what shows it.
  select coalesce((o.metadata ->> 'size')::bigint, add_media.bytes) into stored from storage.objects o where o.bucket_id = 'media' and o.name = path;
  if not found then
    perform private.refuse('media_not_stored', jsonb_build_object('path', path));
  end if;
  -- TPL-8: image up to 2 MB, video up to 7 MB, 10 GB an enterprise.
  if stored is null or stored < 1 or stored > (case kind when 'image' then 2 * 1024 * 1024 else 7 * 1024 * 1024 end) then
    perform private.refuse('file_too_large', jsonb_build_object('max', case kind when 'image' then '2 MB' else '7 MB' end));
  end if;
  perform pg_advisory_xact_lock(hashtextextended('media:' || home::text, 0));
  if (select coalesce(sum(m.bytes), 0) from public.media m where m.enterprise_id = home) + stored > 10::bigint * 1024 * 1024 * 1024 then
    perform private.refuse('media_full', '{"max": "10 GB"}');
  end if;
  if exists (select from public.media m where m.path = add_media.path) then
    perform private.refuse('input_invalid', '{"field": "path"}');
  end if;
  insert into public.media (enterprise_id, kind, name, path, bytes, width, height, created_by)
  values (home, kind, name, path, stored, width, height, private.actor()) returning * into made;
  perform private.audit(home, 'media', made.id::text, 'add', null, to_jsonb(made));
  return private.store_response(request, 'add_media', null, to_jsonb(made));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('media', null, 'add', sqlerrm, detail, home);
end $$;

comment on function public.add_media is 'TPL-8: takes an uploaded object into the library. Returns the media row. Its bytes are those that Storage counted, where it did. Refuses forbidden, input_invalid, name_required, name_unclean, media_not_stored, file_too_large, media_full.';

grant execute on function public.add_media to authenticated;

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
    when 'media' then not write or private.may(folder::uuid, 'KooMessage:media:create')
    when 'domain-proofs' then private.may(folder::uuid, case when write then 'KooMessage:domain:create' else 'KooMessage:domain:list' end)
    when 'jump-proofs' then private.may(folder::uuid, case when write then 'KooMessage:jump:create' else 'KooMessage:jump:list' end)
    else false end;
end $$;

comment on function private.may_touch_object is 'May whoever is asking read (or write) this stored object? Number files and proofs are for their enterprise; pictures are public to read.';

grant execute on function private.may_touch_object to anon, authenticated;

create or replace function private.fits_bucket(bucket text, name text, metadata jsonb) returns boolean
language sql stable security definer set search_path = '' as $$
  -- Hosted Storage asks the policy before it knows kind and size, and holds the bucket's limits itself: what is unknown is let through here.
  select coalesce(split_part(metadata ->> 'mimetype', ';', 1) = any (b.allowed_mime_types), true)
    and coalesce(coalesce(metadata ->> 'size', metadata ->> 'contentLength')::bigint
      <= case when metadata ->> 'mimetype' like 'image/%' then least(b.file_size_limit, 2 * 1024 * 1024) else b.file_size_limit end, true)
    and case bucket when 'numbers' then fits_bucket.name ~ '\.csv$' when 'media' then fits_bucket.name ~ '\.(png|jpg|jpeg|gif|mp4|3gp)$' else true end
  from storage.buckets b where b.id = bucket
$$;

comment on function private.fits_bucket is 'TPL-8, SND-5: is an object of a kind and size that its bucket takes: images up to 2 MB, videos up to 7 MB, parts of number files up to 8 MB?';

grant execute on function private.fits_bucket to anon, authenticated;

create policy "members read the objects of their enterprise" on storage.objects for select to authenticated
  using (private.may_touch_object(bucket_id, name, false));

create policy "members add objects to their enterprise" on storage.objects for insert to authenticated
  with check (private.may_touch_object(bucket_id, name, true) and private.fits_bucket(bucket_id, name, metadata));

-- A picture is written once: an approval binds its address, so its bytes must stay what the reviewer saw. Parts of a number file may be
-- sent again after a broken line; what was imported is in the database by then.
create policy "members send parts of number files again" on storage.objects for update to authenticated
  using (bucket_id = 'numbers' and private.may_touch_object(bucket_id, name, true))
  with check (bucket_id = 'numbers' and private.may_touch_object(bucket_id, name, true) and private.fits_bucket(bucket_id, name, metadata));
