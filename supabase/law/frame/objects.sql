-- Stored objects: the first folder of a path is the enterprise. People write into `incoming` and send parts
-- of number files, and that is all they write. The function keep-file reads an incoming file, measures and
-- hashes its bytes, and writes them to the bucket of their purpose under their hash. Rows name these objects
-- alone, so that an approval of a path is one of bytes.

comment on table private.kept_rules is
  'The buckets of kept files: the endings of their files (pdf, or several with slashes between), and the '
  'actions, any of which allows to read them or to have files kept there. Written by npm run law from '
  'shared/src/files/kinds.ts.';

comment on table private.kept_objects is
  'What keep-file found in the bytes of a kept object: their SHA-256, type, size, pixels and length. '
  'The path has the hash in it, but for objects from before keep-file. The law believes these figures and no '
  'client''s.';

comment on table private.unread_objects is
  'Objects in the buckets of kept files whose bytes keep-file has still to read: those from before it, and '
  'those that it had written when it was killed.';

create or replace function private.enterprise_of_object(path text) returns uuid
language sql immutable set search_path = '' as $$
  select case when path ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/' then split_part(path, '/', 1)::uuid end
$$;
comment on function private.enterprise_of_object is
  'The enterprise whose object this is, by the first folder of its path; null where that is no id.';

create or replace function private.may_touch_object(bucket text, name text, write boolean) returns boolean
language sql stable security definer set search_path = '' as $$
  select home is not null and case bucket
    -- Of a file that is gone nobody knows the edition: the right of either one is enough.
    when 'numbers' then exists (select from (values ('KooMessage', false), ('KooMessageBasic', true))
        as e (service, basic)
      where private.may(home, e.service || ':numberFile:' || case when write then 'create' else 'list' end)
        and not exists (select from public.number_files f where f.id::text = split_part(may_touch_object.name, '/', 2)
          and (f.enterprise_id <> home or (f.purpose is not distinct from 'basic') <> e.basic)))
    -- keep-file gets the purpose of the file, and checks the right to it.
    when 'incoming' then write and exists (select from private.kept_rules r
      cross join unnest(r.writes) as a (action) where private.may(home, a.action))
    else not write and exists (select from private.kept_rules r cross join unnest(r.reads) as a (action)
      where r.bucket = may_touch_object.bucket and private.may(home, a.action)) end
  from private.enterprise_of_object(name) as home
$$;

comment on function private.may_touch_object is
  'Whether the caller may list, read and copy (or write) a stored object. Objects belong to their '
  'enterprise. keep-file alone writes kept files and reads incoming ones. Parts of number files: '
  'private.may_read_part. A library picture is public by its whole address.';

grant execute on function private.may_touch_object to anon, authenticated;

create or replace function private.is_upload() returns boolean language sql stable set search_path = '' as $$
  -- Some versions of Storage leave the first word out.
  select coalesce(regexp_replace(storage.operation(), '^storage\.', '') in ('object.upload',
      'object.upload_update'), false)
$$;

comment on function private.is_upload is
  'Whether Storage asks on behalf of an upload that is going on now. A ticket for an upload would be good '
  'for two hours, any number of times, whatever becomes of its person; and an object that is copied or moved '
  'was not sent by them. Storage asks the same insert or update for these.';

grant execute on function private.is_upload to authenticated;

create or replace function private.fits_bucket(bucket text, name text, metadata jsonb) returns boolean
language sql stable security definer set search_path = '' as $$
  -- Hosted Storage evaluates the policy before it knows type and size, and enforces the limits of the bucket
  -- itself. So unknown values pass.
  select coalesce(split_part(metadata ->> 'mimetype', ';', 1) = any (b.allowed_mime_types), true)
    and coalesce(coalesce(metadata ->> 'size', metadata ->> 'contentLength')::bigint <= b.file_size_limit, true)
    and case bucket
      when 'numbers' then fits_bucket.name ~ '\.csv$'
      -- Only keep-file reads an incoming file. Its name is a random UUID, so it cannot be asked for by
      -- others.
      else fits_bucket.name ~ '^[^/]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[a-z0-9]{1,5}$' end
  from storage.buckets b where b.id = bucket
$$;

comment on function private.fits_bucket is
  'SND-5: whether the type and size of an object fit its bucket: parts of number files up to 8 MB, incoming '
  'files up to 7 MB. An incoming file is named by a UUID.';

grant execute on function private.fits_bucket to anon, authenticated;

create or replace function private.may_read_part(name text, owner_id text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return owner_id = auth.uid()::text and private.may_touch_object('numbers', name, true) and not exists (
    select from public.number_files f where f.id::text = split_part(may_read_part.name, '/', 2)
      and f.state <> 'uploading');
end $$;

comment on function private.may_read_part is
  'IAM-3: whether the caller may read this part of a number file: its uploader, until the import begins, '
  'because Storage reads an object before it writes it again. Afterwards only the import reads it.';

grant execute on function private.may_read_part to authenticated;

create policy "members read the objects of their enterprise" on storage.objects for select to authenticated
  using (case bucket_id when 'numbers' then private.may_read_part(name, owner_id)
      else private.may_touch_object(bucket_id, name, false) end);

create or replace function private.may_write_part(name text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.number_files f where f.id::text = split_part(may_write_part.name, '/', 2)
    and f.enterprise_id = private.enterprise_of_object(may_write_part.name)
    and f.state = 'uploading' and f.created_by = private.actor()
    and may_write_part.name ~ '^[^/]+/[^/]+/[1-9][0-9]{0,3}\.csv$')
$$;

comment on function private.may_write_part is
  'T9: whether the caller may write this part of a number file: the person who began the file, until its '
  'import begins. Another writer would change the audience without being seen by four eyes.';

grant execute on function private.may_write_part to authenticated;

create policy "members send files in" on storage.objects for insert to authenticated
  with check (bucket_id in ('incoming', 'numbers') and private.is_upload()
    and private.may_touch_object(bucket_id, name, true) and private.fits_bucket(bucket_id, name, metadata)
    and (bucket_id <> 'numbers' or private.may_write_part(name)));

-- A part of a number file may be uploaded again after a broken connection; what was imported is in the
-- database by then.
create policy "members send parts of number files again" on storage.objects for update to authenticated
  using (bucket_id = 'numbers' and private.is_upload() and private.may_touch_object(bucket_id, name, true) and private.may_write_part(name))
  with check (bucket_id = 'numbers' and private.is_upload()
    and private.may_touch_object(bucket_id, name, true) and private.may_write_part(name)
    and private.fits_bucket(bucket_id, name, metadata));

-- ---------------------------------------------------------------------------------------------
-- Kept files

create or replace function private.may_keep(bucket text, path text, person uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select bool_or(private.allowed(person, private.enterprise_of_object(path), a.action))
      from private.kept_rules r cross join unnest(r.writes) as a (action)
    where r.bucket = may_keep.bucket and private.enterprise_of_object(path) is not null), false)
$$;
comment on function private.may_keep is
  'Whether this person may have a file of the enterprise in the path kept in a bucket.';

create or replace function private.record_kept(
  bucket text, path text, sha256 text, type text, bytes integer, width integer, height integer,
  duration_ms integer
) returns void
language sql security definer set search_path = '' as $$
  insert into private.kept_objects as k (bucket, path, enterprise_id, sha256, type, bytes, width, height, duration_ms)
  values (bucket, path, private.enterprise_of_object(path), sha256, type, bytes, width, height, duration_ms)
  on conflict on constraint kept_objects_pkey do nothing;
  select private.spare_object(bucket, path);
$$;
comment on function private.record_kept is
  'Keeps what keep-file found in an object. The first finding stays: the same path is the same bytes. '
  'It is not removed any more.';

create or replace function private.spare_object(bucket text, path text) returns void
language sql security definer set search_path = '' as $$
  delete from private.doomed_objects d where d.bucket = spare_object.bucket and d.path = spare_object.path
$$;
comment on function private.spare_object is
  'An object is written again, or is gone: it is not to be removed. Where it is being removed just now, '
  'waits until it is gone.';

create or replace function private.doomed_objects() returns table (bucket text, path text)
language sql security definer set search_path = '' as $$
  select d.bucket, d.path from private.doomed_objects d
  where d.at < clock_timestamp() - interval '5 minutes' order by d.at limit 20 for update skip locked
$$;
comment on function private.doomed_objects is
  'Objects to remove, locked for the rest of the transaction. They wait for five minutes: who had the same '
  'bytes written when one was deleted has recorded them by then (record_kept).';

create or replace function private.kept(
  bucket text, path text, home uuid, field text
) returns private.kept_objects language plpgsql stable set search_path = '' as $$
declare
  k private.kept_objects;
begin
  select x.* into k from private.kept_objects x where x.bucket = kept.bucket and x.path = kept.path
    and x.enterprise_id = home and x.type is not null;
  if not found then perform private.refuse_file(bucket, field); end if;
  return k;
end $$;
comment on function private.kept is
  'What was measured of a kept file of this enterprise, in the bucket of its purpose. Refuses file_invalid.';

create or replace function private.refuse_file(bucket text, field text) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform private.refuse('file_invalid', jsonb_build_object('field', field,
      'kind', (select replace(r.endings, '/', ' / ') from private.kept_rules r
        where r.bucket = refuse_file.bucket),
    'max', (select b.file_size_limit / 1024 / 1024 || ' MB' from storage.buckets b where b.id = bucket)));
end $$;
comment on function private.refuse_file is
  'Refuses file_invalid with what the bucket takes, and the field of the input.';

create or replace function private.stale_incoming() returns text[]
language sql stable security definer set search_path = '' as $$
  select array(select o.name from storage.objects o
    where o.bucket_id = 'incoming' and o.created_at < clock_timestamp() - interval '1 day'
    order by o.created_at limit 100)
$$;
comment on function private.stale_incoming is
  'RET-1: incoming files that were not kept within a day, for keep-file, which removes them.';

create or replace function private.unread_objects() returns table (bucket text, path text)
language sql stable security definer set search_path = '' as $$
  select u.bucket, u.path from private.unread_objects u order by random() limit 10
$$;
comment on function private.unread_objects is
  'Objects that keep-file has still to read, a few at a time; by lot, so that one that cannot be read holds '
  'up no other.';

create or replace function private.forget_unread(bucket text, path text) returns void
language sql security definer set search_path = '' as $$
  delete from private.unread_objects u where u.bucket = forget_unread.bucket and u.path = forget_unread.path
$$;
comment on function private.forget_unread is 'A listed object was read, or is gone.';

create or replace function private.files_due() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.unread_objects) or private.stale_incoming() <> '{}'
    or exists (select from private.doomed_objects d where d.at < clock_timestamp() - interval '5 minutes')
$$;
comment on function private.files_due is 'Whether keep-file has something to remove or to read by itself.';

create or replace function private.list_unread() returns bigint
language sql security definer set search_path = '' as $$
  with listed as (
    insert into private.unread_objects (bucket, path)
    select o.bucket_id, o.name from storage.objects o join private.kept_rules r on r.bucket = o.bucket_id
    where private.enterprise_of_object(o.name) is not null
      and not exists (select from private.kept_objects k where k.bucket = o.bucket_id and k.path = o.name)
      and not exists (select from private.doomed_objects d where d.bucket = o.bucket_id and d.path = o.name)
    on conflict do nothing returning 1)
  select count(*) from listed
$$;
comment on function private.list_unread is
  'Lists the objects in the buckets of kept files whose bytes were not recorded: those from before '
  'keep-file, and those that it had written when it was killed. Returns how many.';
