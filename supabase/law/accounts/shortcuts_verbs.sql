-- SMS shortcuts: the rules of people's verbs (SHC-1). The frame (frame.sql) does the rest.

create or replace function private.begin_shortcut(
  shortcut public.shortcuts, version integer, given public.shortcut_versions
) returns void language sql set search_path = '' as $$
  with made as (
    insert into public.shortcut_versions (enterprise_id, shortcut_id, version, signature, proofs, regions,
      buttons, timed, created_by)
    values (shortcut.enterprise_id, shortcut.id, begin_shortcut.version, given.signature, given.proofs,
      given.regions, given.buttons, given.timed, private.actor()) returning id)
  update public.shortcuts s set latest_version_id = made.id from made where s.id = shortcut.id
$$;
comment on function private.begin_shortcut is 'Makes a draft version of a shortcut, and makes it the latest.';

create or replace function private.create_shortcut(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  given constant public.shortcut_versions := private.shortcut_in(input, home);
  made public.shortcuts;
begin
  insert into public.shortcuts (enterprise_id, created_by) values (home, private.actor()) returning * into made;
  perform private.begin_shortcut(made, 1, given);
  return made.id;
end $$;
comment on function public.create_shortcut is
  'SHC-1 (§9.3): makes a shortcut as a draft. input {signature, proofs (1 to 6 files), regions (names or '
  'codes), buttons [{name, action, …}] (3 at most), timed [{name, begins_at, ends_at, buttons}] (5 at '
  'most)}. Refuses forbidden, input_invalid, account_content_invalid, file_invalid, picture_invalid, '
  'region_unknown, shortcut_times_overlap.';

create or replace function private.update_shortcut(shortcut uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  about public.shortcuts;
  latest public.shortcut_versions;
  given public.shortcut_versions;
begin
  select s.* into about from public.shortcuts s where s.id = shortcut for update;
  select v.* into latest from public.shortcut_versions v where v.id = about.latest_version_id;
  if (input ->> 'base_revision')::integer <> latest.revision then
    perform private.refuse('version_conflict', jsonb_build_object('version', latest.version));
  end if;
  given := private.shortcut_in(input, about.enterprise_id);
  if latest.state = 'approved' then
    perform private.begin_shortcut(about, latest.version + 1, given);
  else
    update public.shortcut_versions v set signature = given.signature, proofs = given.proofs,
      regions = given.regions, buttons = given.buttons, timed = given.timed,
      revision = v.revision + 1 where v.id = latest.id;
  end if;
end $$;
comment on function public.update_shortcut is
  'SHC-1: edits a draft or rejected version in place; an approved one serves on and gets a next version. '
  'input as create_shortcut, and base_revision? (where the editor began). Returns the card. '
  'Refuses not_found, forbidden, wrong_state, version_conflict, and as create_shortcut.';

create or replace function private.require_free_place(shortcut uuid, v public.shortcut_versions) returns void
language plpgsql stable set search_path = '' as $$
declare
  base bigint;
  taken record;
begin
  -- A signature that was never served has no place yet, so it is free.
  select x.place * 1000000 into base from private.shortcut_signatures x where x.signature = v.signature;
  select r.zh, r.en into taken from private.shortcut_places p
  join unnest(v.regions) as c on p.stretch && private.region_stretch(c, base)
  join private.regions r on r.code = p.region
  where p.signature = v.signature and p.shortcut_id <> shortcut order by p.region limit 1;
  if found then
    perform private.refuse('shortcut_taken', jsonb_build_object('field', 'regions', 'signature', v.signature,
        'where', jsonb_build_array(jsonb_build_object('zh', taken.zh, 'en', taken.en))));
  end if;
end $$;
comment on function private.require_free_place is
  'SHC-1: refuses shortcut_taken where another shortcut serves the signature in one of the regions of this '
  'version.';

create or replace function private.submit_shortcut(shortcut uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.require_free_place(shortcut, v) from public.shortcuts s
  join public.shortcut_versions v on v.id = s.latest_version_id where s.id = shortcut
$$;
comment on function public.submit_shortcut is
  'SHC-1: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state, '
  'shortcut_taken: its author hears it before a reviewer does.';

create or replace function private.place_shortcut(shortcut uuid, v public.shortcut_versions) returns void
language plpgsql set search_path = '' as $$
declare
  base bigint;
begin
  insert into private.shortcut_signatures (signature) values (v.signature) on conflict do nothing;
  select x.place * 1000000 into base from private.shortcut_signatures x where x.signature = v.signature;
  delete from private.shortcut_places p where p.shortcut_id = shortcut;
  perform private.require_free_place(shortcut, v);
  insert into private.shortcut_places (shortcut_id, signature, region, stretch)
  select shortcut, v.signature, c, private.region_stretch(c, base) from unnest(v.regions) as c;
end $$;
comment on function private.place_shortcut is
  'SHC-1: from now on the shortcut serves the signature and regions of this version. Refuses shortcut_taken; '
  'of two at the same instant the constraint refuses one.';

create or replace function private.approve_shortcut(shortcut uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  about public.shortcuts;
begin
  update public.shortcuts s set live_version_id = s.latest_version_id where s.id = shortcut
  returning * into about;
  perform private.place_shortcut(shortcut, v) from public.shortcut_versions v
  where v.id = about.live_version_id;
end $$;
comment on function public.approve_shortcut is
  'SHC-1: in_review → approved, never by anyone who made, edited or submitted the version; from now on it '
  'serves, unless it is frozen. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, '
  'shown_required, shown_changed, shortcut_taken.';

create or replace function private.freeze_shortcut(shortcut uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.shortcuts s set frozen_at = clock_timestamp(), frozen_by = private.actor(),
    frozen_reason = input ->> 'reason' where s.id = shortcut
$$;
comment on function public.freeze_shortcut is
  'SHC-1: the serving version of a shortcut is not shown until it is unfrozen, with a reason. '
  'Returns the card. Refuses not_found, forbidden, wrong_state (nothing serves, or it is frozen), '
  'reason_required, reason_too_long.';

create or replace function private.unfreeze_shortcut(shortcut uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.shortcuts s set frozen_at = null, frozen_by = null, frozen_reason = null where s.id = shortcut
$$;
comment on function public.unfreeze_shortcut is
  'SHC-1: a frozen shortcut serves again. Returns the card. Refuses not_found, forbidden, wrong_state (it is '
  'not frozen).';

select private.public_verbs('shortcut');
