-- service accounts: the rules of people's verbs (SA-1, SA-2). The frame (frame.sql) does the rest.

create or replace function private.account_content_in(
  kind public.account_part_kind, input jsonb, home uuid
) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  extra text;
begin
  select k into extra from unnest(array['profile', 'menus', 'home']) as k
  where k <> kind::text and coalesce(jsonb_typeof(input -> k), 'null') <> 'null' limit 1;
  if extra is not null then
    perform private.refuse('input_invalid', jsonb_build_object('field', extra));
  end if;
  if coalesce(jsonb_typeof(input -> kind::text), 'null') = 'null' then
    perform private.refuse('input_invalid', jsonb_build_object('field', kind));
  end if;
  return case kind when 'profile' then private.account_fields_in('profile', input -> 'profile', home)
    when 'menus' then private.menus_in(input -> 'menus', home) else private.home_in(input -> 'home', home) end;
end $$;
comment on function private.account_content_in is
  'SA-1: the content of a part as it is stored. Refuses input_invalid where another part is given, and as '
  'the checks of contents.';

create or replace function private.check_authorisation(home uuid, version_id uuid, profile jsonb) returns void
language plpgsql stable set search_path = '' as $$
begin
  -- Table 9-1: a name or remark beyond what the letter says needs a new letter. A letter says what stood
  -- beside it when it was first handed in.
  if exists (select from public.account_part_versions v where v.enterprise_id = home and v.id <> version_id
    and v.content -> 'authorisation' ->> 'path' = profile -> 'authorisation' ->> 'path'
      and (v.content ->> 'name' is distinct from profile ->> 'name'
        or v.content ->> 'remark' is distinct from profile ->> 'remark')) then
    perform private.refuse('authorisation_outdated', '{"field": "authorisation"}');
  end if;
end $$;
comment on function private.check_authorisation is
  'SA-1: refuses authorisation_outdated where the letter was handed in for another name or remark.';

create or replace function private.begin_account_part(
  part public.account_parts, version integer, content jsonb, next_own jsonb, change_reason text
) returns void language sql set search_path = '' as $$
  with made as (
    insert into public.account_part_versions (enterprise_id, part_id, version, content, next_own,
      change_reason, created_by)
    values (part.enterprise_id, part.id, begin_account_part.version, begin_account_part.content,
      begin_account_part.next_own, begin_account_part.change_reason, private.actor()) returning id)
  update public.account_parts p set latest_version_id = made.id from made where p.id = part.id
$$;
comment on function private.begin_account_part is 'Makes a draft version of a part, and makes it the latest.';

create or replace function private.create_service_account(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  profile constant jsonb := private.account_content_in('profile', input - 'own', home);
  own constant jsonb := private.own_in('service_account', home, input -> 'own');
  made public.service_accounts;
  part public.account_parts;
begin
  perform private.check_authorisation(home, gen_random_uuid(), profile);
  insert into public.service_accounts (enterprise_id, name, remark, own, created_by)
  values (home, profile ->> 'name', coalesce(profile ->> 'remark', ''), own, private.actor())
  returning * into made;
  for part in insert into public.account_parts (enterprise_id, account_id, kind) select home, made.id, k
      from unnest(enum_range(null::public.account_part_kind)) as k returning * loop
    perform private.begin_account_part(part, 1, case part.kind when 'profile' then profile end,
      case part.kind when 'profile' then own else '{}' end, null);
  end loop;
  return made.id;
end $$;
comment on function public.create_service_account is
  'SA-1 (§9.1): begins a service account with drafts of its parts; submit_account_part puts each in review. '
  'input {profile {name, intro, logo, all_ports, authorisation, remark?, industry?, signatures?}, own?}. '
  'Refuses forbidden, input_invalid, account_content_invalid, signature_not_approved, signature_unknown, '
  'file_invalid, picture_invalid, authorisation_outdated, account_name_taken, own_unknown, own_invalid, '
  'own_too_large.';

create or replace function private.freeze_service_account(account uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.service_accounts a set reason = input ->> 'reason' where a.id = account
$$;
comment on function public.freeze_service_account is
  'SA-2: active → frozen, with a reason; the account is not shown until it is unfrozen. Returns the card. '
  'Refuses not_found, forbidden, wrong_state, reason_required, reason_too_long.';

create or replace function private.set_own_service_account(account uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.service_accounts a set own = private.own_beside('service_account', a.enterprise_id, input -> 'own', a.own) where a.id = account
$$;
comment on function public.set_own_service_account is 'FLD-1: as set_own_send, of a service account.';

create or replace function private.change_reason_in(typed text) returns text
language plpgsql stable set search_path = '' as $$
declare
  kept constant text := private.clean_name(coalesce(typed, ''), 300, 0);
begin
  if char_length(kept) not between 1 and 10 then
    perform private.refuse('change_reason_invalid', jsonb_build_object('field', 'change_reason', 'max', 10,
        'count', char_length(kept)));
  end if;
  return kept;
end $$;
comment on function private.change_reason_in is
  '§9.1: why an approved part is edited, in ten characters at most. Refuses name_unclean, '
  'change_reason_invalid.';

create or replace function private.update_account_part(part uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  about public.account_parts;
  latest public.account_part_versions;
  a public.service_accounts;
  next_content jsonb;
  wanted_own jsonb;
  edits boolean;
begin
  select p.* into about from public.account_parts p where p.id = part;
  select v.* into latest from public.account_part_versions v where v.id = about.latest_version_id;
  select x.* into a from public.service_accounts x where x.id = about.account_id for update;
  if (input ->> 'base_revision')::integer <> latest.revision then
    perform private.refuse('version_conflict', jsonb_build_object('version', latest.version));
  end if;
  if about.kind <> 'profile' and coalesce(jsonb_typeof(input -> 'own'), 'null') <> 'null' then
    perform private.refuse('input_invalid', '{"field": "own"}');
  end if;
  next_content := private.account_content_in(about.kind, input, about.enterprise_id);
  wanted_own := case about.kind
    when 'profile' then private.own_in('service_account', about.enterprise_id,
      input -> 'own', latest.next_own) else '{}' end;
  -- A part that serves is edited for a reason (§9.1), also where the edit was rejected before.
  edits := about.live_version_id is not null;
  if about.kind = 'profile' then
    perform private.check_authorisation(about.enterprise_id,
      case when latest.state = 'approved' then gen_random_uuid() else latest.id end, next_content);
  end if;
  if latest.state = 'approved' then
    perform private.begin_account_part(about, latest.version + 1, next_content, wanted_own,
      private.change_reason_in(input ->> 'change_reason'));
  else
    update public.account_part_versions v set content = next_content, next_own = wanted_own,
      revision = v.revision + 1,
      change_reason = case when edits
        then private.change_reason_in(coalesce(nullif(btrim(input ->> 'change_reason'), ''),
            v.change_reason)) end where v.id = latest.id;
  end if;
  -- Until a profile is approved, the account is called as its latest one says.
  if about.kind = 'profile' and not edits then
    update public.service_accounts x set name = next_content ->> 'name',
      remark = coalesce(next_content ->> 'remark', ''), own = wanted_own where x.id = a.id;
  end if;
end $$;
comment on function public.update_account_part is
  'SA-2: edits a part: a draft or rejected version in place, an approved one as a next version with '
  'change_reason. input {profile, menus or home; own?, change_reason?, base_revision?}. '
  'Refuses not_found, forbidden, wrong_state, version_conflict, change_reason_invalid, and as '
  'create_service_account.';

create or replace function private.submit_account_part(part uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  about public.account_parts;
  latest public.account_part_versions;
begin
  select p.* into about from public.account_parts p where p.id = part;
  select v.* into latest from public.account_part_versions v where v.id = about.latest_version_id;
  perform private.must_be_filed(about.enterprise_id, 'service_account');
  if latest.content is null then
    perform private.refuse('account_part_empty', jsonb_build_object('part', about.kind));
  end if;
  if about.kind = 'profile' then
    perform private.require_own('service_account', about.enterprise_id, latest.next_own);
  end if;
end $$;
comment on function public.submit_account_part is
  'SA-2: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state, '
  'filing_missing, filing_ended, account_part_empty, own_missing.';

create or replace function private.approve_account_part(part uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  about public.account_parts;
  latest public.account_part_versions;
begin
  update public.account_parts p set live_version_id = p.latest_version_id where p.id = part
  returning * into about;
  if about.kind <> 'profile' then return; end if;
  select v.* into latest from public.account_part_versions v where v.id = about.latest_version_id;
  update public.service_accounts a set name = latest.content ->> 'name',
    remark = coalesce(latest.content ->> 'remark', ''),
    -- Fields that no approval is about may have been set meanwhile.
    own = private.own_bound('service_account', a.enterprise_id, latest.next_own)
      || coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(a.own) as e
          where not private.own_bound('service_account', a.enterprise_id, a.own) ? e.key), '{}')
  where a.id = about.account_id;
  perform private.authorise_signatures(about.account_id, private.texts_of(latest.content -> 'signatures'));
end $$;
comment on function public.approve_account_part is
  'SA-2: approves a part; the version serves from then on. A signature-authorised profile binds its '
  'numbers. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, '
  'account_name_taken, signature_not_approved, signature_unknown, signature_authorised, port_taken_whole.';

select private.public_verbs('service_account');
select private.public_verbs('account_part');
