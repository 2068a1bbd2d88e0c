comment on table public.media is
  'TPL-8, BAS-2: pictures, audios and videos of templates. The object is in the public bucket "media", '
  'because phones fetch it. trashed_at: it lies in the recycle bin, is offered no more, and what shows it still does.';

comment on table private.media_uses is
  'TPL-8: which contents show which object: of templates each version that was ever saved, as what was sent '
  'is shown again.';

comment on table private.doomed_objects is
  'TPL-8: objects that were deleted for good. keep-file removes them after some minutes, so that whoever '
  'sends the same bytes in meanwhile keeps them.';

select private.resource_table('public.media', 'KooMessage:media:list');
create policy "people who write the basic edition see their enterprise's" on public.media for select
  to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessageBasic:template:create'))::uuid[]));

create or replace function private.media_room() returns bigint
language sql immutable set search_path = '' as $$
  select 10::bigint * 1024 * 1024 * 1024
$$;
comment on function private.media_room is
  'TPL-8: the library of an enterprise holds 10 GB, with what is in its bin.';

-- ---------------------------------------------------------------------------------------------
-- What shows it

create or replace function private.paths_in(content jsonb) returns setof text
language sql immutable set search_path = '' as $$
  select distinct substr(s.value #>> '{}', 33)
  from jsonb_path_query(content, 'strict $.** ? (@.type() == "string")') as s (value)
  where s.value #>> '{}' like '/storage/v1/object/public/media/%'
$$;
comment on function private.paths_in is 'TPL-8: the objects of libraries that a content shows.';

create or replace function private.note_media_uses() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := to_jsonb(new) ->> 'enterprise_id';
begin
  if tg_op <> 'INSERT' then delete from private.media_uses u where u.row_id = old.id; end if;
  if tg_op <> 'DELETE' then
    insert into private.media_uses (path, resource, owner_id, row_id)
    select p, case when to_jsonb(new) ->> 'kind' = 'basic' then 'basic_' else '' end || tg_argv[0], (to_jsonb(new) ->> tg_argv[1])::uuid, new.id from private.paths_in(new.content) p
    -- Anyone may write the path of another enterprise into a draft.
    where home is null or home = private.enterprise_of_object(p);
  end if;
  return null;
end $$;
comment on function private.note_media_uses is
  'TPL-8: trigger of a table with a column content: notes what it shows of the library of its enterprise; a '
  'row of the deployment may show any. Arguments: the resource (of the basic edition basic_…), and the '
  'column with its id.';

create trigger note_media_uses after insert or update of content or delete on public.template_versions
  for each row execute function private.note_media_uses('template', 'template_id');

create or replace function private.is_shown(path text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.media_uses u where u.path = is_shown.path)
$$;
comment on function private.is_shown is 'TPL-8: whether any content shows an object of the library.';
grant execute on function private.is_shown to authenticated;

create or replace function private.is_drafted(home uuid, path text) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from private.drafts d
    where d.enterprise_id = home and position(is_drafted.path in d.content::text) > 0)
$$;
comment on function private.is_drafted is
  'TPL-8: whether somebody of the enterprise has an object in a form that is not saved yet.';

create or replace function private.shown_by(path text) returns integer
language sql stable security definer set search_path = '' as $$
  select count(distinct u.owner_id)::integer from private.media_uses u where u.path = shown_by.path
$$;
comment on function private.shown_by is 'TPL-8: how many templates show an object, each counted once.';
grant execute on function private.shown_by to authenticated;

create or replace function private.shown_where(home uuid, path text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('noun', x.resource, 'id', x.owner_id, 'name', x.name)
      order by x.name), '[]')
  from (select u.resource, u.owner_id, private.name_at(r, private.row_of(r, u.owner_id::text)) as name
    from (select distinct y.resource, y.owner_id from private.media_uses y
      where y.path = shown_where.path order by y.owner_id limit 20) u
    join private.resources r on r.resource = u.resource
    where private.may(home, r.reads)) x
$$;
comment on function private.shown_where is
  'TPL-8: what shows an object, at most 20: [{noun, id, name}]. Empty for whoever may not see that.';
grant execute on function private.shown_where to authenticated;

create or replace function private.bin_ends(home uuid, trashed_at timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select trashed_at + private.kept_days(home, 'bin')
$$;
comment on function private.bin_ends is 'RET-1: when what lies in the bin since then is deleted for good.';
grant execute on function private.bin_ends to authenticated;

create or replace view public.media_cards with (security_invoker = true) as
select m.id, m.enterprise_id, m.kind, m.name, m.folder, m.path, m.bytes, m.width, m.height, m.duration_ms,
  m.state,
  case when m.state = 'trashed' then 'bin' else m.kind end as shelf, m.created_by,
    private.visible_person(m.created_by) as created_by_name, m.created_at,
  m.covers, m.trashed_at, private.visible_person(m.trashed_by) as trashed_by_name,
  case when m.state = 'trashed' then private.bin_ends(m.enterprise_id, m.trashed_at) end as bin_ends_at,
  private.is_shown(m.path) as used, private.shown_by(m.path) as used_by,
  private.shown_where(m.enterprise_id, m.path) as uses
from public.media m;
comment on view public.media_cards is
  'TPL-8: a picture, audio or video with how many templates show it, and which. shelf: its kind, or bin. '
  'bin_ends_at: when it is deleted for good, where nothing shows it then. covers: of a video.';
grant select on public.media_cards to authenticated;

create or replace view public.media_folders with (security_invoker = true) as
select m.enterprise_id, m.kind, m.folder, count(*) as media, sum(m.bytes)::bigint as bytes
from public.media m where m.state = 'active' and m.folder is not null
group by m.enterprise_id, m.kind, m.folder;
comment on view public.media_folders is
  'TPL-8: the folders of a library, as its pictures, audios and videos name them.';
grant select on public.media_folders to authenticated;

create or replace view public.media_space with (security_invoker = true) as
select m.enterprise_id as id, m.enterprise_id, private.media_room() as most, sum(m.bytes)::bigint as bytes,
  count(*) as media, count(*) filter (where m.state = 'trashed') as trashed,
  coalesce(sum(m.bytes) filter (where m.state = 'trashed'), 0)::bigint as trashed_bytes,
  count(*) filter (where not u.used) as unused,
  coalesce(sum(m.bytes) filter (where not u.used), 0)::bigint as unused_bytes,
  coalesce(sum(m.bytes) filter (where not u.used and m.state = 'trashed'), 0)::bigint as purgeable_bytes
from public.media m cross join lateral (select private.is_shown(m.path) as used) u
group by m.enterprise_id;
comment on view public.media_space is
  'TPL-8: how much a library holds, and what of it may be freed: what lies in the bin, and what nothing '
  'shows. No row where it is empty.';
grant select on public.media_space to authenticated;
grant execute on function private.media_room to authenticated;

-- ---------------------------------------------------------------------------------------------
-- What is done with it

create or replace function private.folder_in(input jsonb) returns text
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(btrim(input ->> 'folder', E' \t\u3000'), '') = '' then return null; end if;
  return private.clean_name(input ->> 'folder', 60);
end $$;
comment on function private.folder_in is
  'TPL-8: the folder that an input names; null for none. Refuses name_unclean, name_required.';

create or replace function private.add_media(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  named constant text := private.clean_name(input ->> 'name', 120);
  -- An object that is not kept yet could come after the approval of a template that shows it.
  k constant private.kept_objects := private.kept('media', input ->> 'path', home, 'path');
  made uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('media:' || home::text, 0));
  -- The same bytes are the same object, so who adds them again has the row of the first time, out of the bin.
  update public.media m set state = 'active', trashed_at = null, trashed_by = null
  where m.enterprise_id = home and m.path = k.path returning m.id into made;
  if found then return made; end if;
  -- It may have been deleted for good while this waited for its row.
  perform private.kept('media', k.path, home, 'path');
  if (select coalesce(sum(m.bytes), 0) from public.media m where m.enterprise_id = home) + k.bytes
    > private.media_room() then
    perform private.refuse('media_full', '{"max": "10 GB"}');
  end if;
  insert into public.media (enterprise_id, kind, name, folder, path, bytes, width, height, duration_ms,
    created_by)
  values (home, split_part(k.type, '/', 1), named, private.folder_in(input), k.path, k.bytes, k.width,
    k.height, k.duration_ms, private.actor())
  returning id into made;
  return made;
end $$;
comment on function public.add_media is
  'TPL-8: adds a kept picture, audio or video to the library. input {name, path (from keep-file), folder?}. '
  'One that is in the library stays under its first name; one in the bin is taken out. Returns the card. '
  'Refuses forbidden, input_invalid, name_required, name_unclean, file_invalid, media_full.';

create or replace function private.update_media(media uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.media m set
    name = case when input ->> 'name' is null then m.name else private.clean_name(input ->> 'name', 120) end,
    folder = case when input ? 'folder' then private.folder_in(input) else m.folder end
  where m.id = media
$$;
comment on function public.update_media is
  'TPL-8: renames a picture, audio or video, or moves it. input {name?, folder? (null: out of its folder)}. '
  'Returns the card. Refuses not_found, forbidden, wrong_state, input_invalid, name_required, name_unclean.';

create or replace function private.cover_media(media uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  film public.media;
  picture constant uuid := private.as_uuid(input ->> 'picture', 'picture');
begin
  select m.* into film from public.media m where m.id = media;
  if not exists (select from public.media m where m.id = picture and m.enterprise_id = film.enterprise_id
    and m.kind = 'image' and m.state = 'active') then
    perform private.refuse('input_invalid', '{"field": "picture"}');
  end if;
  update public.media m set covers = case when coalesce((input ->> 'first')::boolean, true)
    then picture || array_remove(m.covers, picture)
    when picture = any (m.covers) then m.covers else m.covers || picture end where m.id = film.id;
end $$;
comment on function public.cover_media is
  'TPL-8: a picture of the library may stand for a video. input {picture, first? (it is the one that does; '
  'else it is kept beside the others)}. Returns the card. Refuses not_found, forbidden, wrong_state, '
  'input_invalid.';

create or replace function private.turn_shown(home uuid, deletes boolean) returns void
language plpgsql set search_path = '' as $$
declare
  turn constant bigint := hashtextextended('media shown:' || home::text, 0);
begin
  if deletes then
    perform pg_advisory_xact_lock(turn);
  else
    perform pg_advisory_xact_lock_shared(turn);
  end if;
end $$;
comment on function private.turn_shown is
  'TPL-8: whoever deletes objects of a library for good, and whoever relies on what is in it, come one after '
  'the other: what is submitted is not deleted in the same moment.';

create or replace function private.drop_medium(medium uuid) returns void
language plpgsql set search_path = '' as $$
declare
  gone text;
begin
  delete from public.media m where m.id = medium returning m.path into gone;
  delete from private.kept_objects k where k.bucket = 'media' and k.path = gone;
  update public.media m set covers = array_remove(m.covers, medium) where m.covers @> array[medium];
  insert into private.doomed_objects (bucket, path) values ('media', gone) on conflict do nothing;
end $$;
comment on function private.drop_medium is
  'TPL-8: takes a medium out of the library for good. keep-file removes the object.';

create or replace function private.purge_media(media uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  it public.media;
  card jsonb;
begin
  select m.* into it from public.media m where m.id = media;
  perform private.turn_shown(it.enterprise_id, true);
  if private.is_shown(it.path) or private.is_drafted(it.enterprise_id, it.path) then perform private.refuse('media_in_use'); end if;
  select to_jsonb(c) into card from public.media_cards c where c.id = media;
  perform private.drop_medium(media);
  return card;
end $$;
comment on function public.purge_media is
  'TPL-8: deletes for good what lies in the bin, and its object. Returns the card as it was. Refuses '
  'not_found, forbidden, wrong_state, media_in_use (a version of a template, or an unsaved form, shows it).';

create or replace function private.purge_bin(home uuid, before timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
  medium uuid;
  n bigint := 0;
begin
  if not exists (select from public.media m where m.enterprise_id = home and m.trashed_at < before) then
    return 0;
  end if;
  perform private.turn_shown(home, true);
  for medium in select m.id from public.media m where m.enterprise_id = home and m.trashed_at < before
    and not private.is_shown(m.path) and not private.is_drafted(home, m.path) limit 200 for update skip locked loop
    perform private.drop_medium(medium);
    n := n + 1;
  end loop;
  return n;
end $$;
comment on function private.purge_bin is
  'RET-1, TPL-8: what lay in the bin of the library and nothing shows.';

create or replace function private.media_measures(
  paths text[]
) returns table (path text, type text, bytes integer, width integer, height integer, duration_ms integer)
language sql stable security definer set search_path = '' as $$
  select k.path, k.type, k.bytes, k.width, k.height, k.duration_ms from private.kept_objects k
  where k.bucket = 'media' and k.path = any (paths) and k.type is not null
$$;
comment on function private.media_measures is
  'TPL-8, BAS-2: what keep-file measured of these objects of the library, for check-template: a content '
  'says by itself how large its media are, and how long they play.';

select private.public_verbs('media');
