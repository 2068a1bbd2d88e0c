-- The law: functions, views, triggers, policies, grants and comments. Written by `npm run law` from supabase/law; edit there.
-- Bodies are not checked while they are made, since a function may call one that comes later.
set check_function_bodies = off;

create or replace function private.account_missing(account uuid) returns text[] language sql stable security definer set search_path = '' as $$
  select case when a.state = 'frozen' then array['thawed'] else '{}' end
    || array(select p.kind::text from public.account_parts p where p.account_id = a.id and p.live_version_id is null order by p.kind)
    || case when exists (select from public.port_bindings b where b.account_id = a.id) then '{}' else array['port'] end
  from public.service_accounts a where a.id = account
$$;

create or replace function private.account_part_logged(v public.account_part_versions) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('state', v.state, 'name', a.name, 'kind', p.kind, 'version', v.version, 'change_reason', v.change_reason, 'content', v.content)
  from public.account_parts p join public.service_accounts a on a.id = p.account_id where p.id = v.part_id
$$;

create or replace function private.account_part_bound(v public.account_part_versions) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('account', p.account_id, 'kind', p.kind, 'version', v.version, 'content', v.content, 'change_reason', v.change_reason,
    'own', private.own_bound('service_account', v.enterprise_id, v.next_own))
  from public.account_parts p where p.id = v.part_id
$$;

create or replace function private.refuse_content(path text, label jsonb, takes jsonb) returns void language plpgsql stable set search_path = '' as $$
begin
  perform private.refuse('account_content_invalid', jsonb_build_object('field', path, 'names', jsonb_build_array(label), 'takes', jsonb_build_array(takes)));
end $$;

create or replace function private.fits_account_field(kind text, most integer, value text) returns boolean language sql stable set search_path = '' as $$
  -- shared/src/accounts/problems.ts says the same.
  select char_length(value) <= most and case kind
    when 'long' then value !~ '[\u0001-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]'
    when 'url' then value ~ '^https?://[^/?#@<>"''\\^`{|}[:space:][:cntrl:]]+([/?#][^<>"''\\^`{|}[:space:][:cntrl:]]*)?$'
    when 'deep_link' then value ~* '^[a-z][a-z0-9+.-]*://[^<>"''\\^`{|}[:space:][:cntrl:]]+$' and value !~* '^(javascript|data|vbscript|file|blob|about|view-source|filesystem):'
    when 'phone' then value ~ '^\+?[0-9][0-9-]{1,18}[0-9]$'
    when 'package' then value ~ '^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$'
    when 'digits' then value ~ '^[0-9]+$'
    when 'email' then value ~* '^[\w.!#$%&*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$'
    when 'time' then value ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$' and pg_input_is_valid(value, 'timestamptz')
    when 'longitude' then value ~ '^-?\d{1,3}(\.\d{1,9})?$' and abs(value::numeric) <= 180
    when 'latitude' then value ~ '^-?\d{1,3}(\.\d{1,9})?$' and abs(value::numeric) <= 90
    else value !~ private.unclean() end
$$;

create or replace function private.picture_in(given jsonb, rule text, home uuid, path text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  r private.picture_rules;
  m private.image_measures;
  place constant text := given ->> 'path';
  named constant text := btrim(coalesce(given ->> 'name', ''));
begin
  select x.* into strict r from private.picture_rules x where x.name = rule;
  if place is null then perform private.refuse_content(path, r.label, r.takes); end if;
  if place not like home::text || '/%' or char_length(named) not between 1 and 120
     or not exists (select from storage.objects o where o.bucket_id = 'account-pictures' and o.name = place) then
    perform private.refuse_content(path, r.label, r.takes);
  end if;
  select x.* into m from private.image_measures x where x.path = place;
  if not found then perform private.refuse('picture_unmeasured', jsonb_build_object('field', path, 'names', jsonb_build_array(r.label))); end if;
  if m.bytes > r.bytes or m.width < r.width or m.height < r.height or (r.square and m.width <> m.height) then
    perform private.refuse('picture_invalid', jsonb_build_object('field', path, 'names', jsonb_build_array(r.label), 'takes', jsonb_build_array(r.takes),
      'width', m.width, 'height', m.height, 'size', ceil(m.bytes / 1024.0) || ' KB'));
  end if;
  return jsonb_build_object('path', place, 'name', named, 'width', m.width, 'height', m.height);
end $$;

create or replace function private.signatures_in(given jsonb, most integer, f private.account_fields, path text) returns text[] language plpgsql stable set search_path = '' as $$
declare
  kept constant text[] := array(select distinct btrim(x, E' \u3000') from jsonb_array_elements_text(case jsonb_typeof(given) when 'array' then given else '[]' end) as x order by 1);
begin
  if cardinality(kept) not between 1 and most
     or exists (select from unnest(kept) as s where char_length(s) not between 2 and 18 or s ~ '[【】\[\]\u0001-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]') then
    perform private.refuse_content(path, f.label, f.takes);
  end if;
  return kept;
end $$;

create or replace function private.account_fields_in(at text, given jsonb, home uuid, path text default '') returns jsonb language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := '{}';
  f private.account_fields;
  place text;
  typed text;
begin
  for f in select x.* from private.account_fields x where x.place = at order by x.seq loop
    place := ltrim(path || '.' || f.name, '.');
    case f.kind
      when 'flag' then kept := kept || jsonb_build_object(f.name, coalesce((given ->> f.name)::boolean, false));
      when 'picture' then kept := kept || jsonb_build_object(f.name, private.picture_in(given -> f.name, f.name, home, place));
      -- Signatures are asked for where they stand for all their numbers.
      when 'signatures' then
        if (kept ->> 'all_ports')::boolean then kept := kept || jsonb_build_object(f.name, private.signatures_in(given -> f.name, f.max, f, place)); end if;
      else
        typed := nullif(btrim(coalesce(given ->> f.name, ''), E' \t\r\n\u3000'), '');
        if typed is null and f.required or not private.fits_account_field(f.kind, f.max, typed) then perform private.refuse_content(place, f.label, f.takes); end if;
        -- One spelling of an instant, whatever the zone it was given in.
        if f.kind = 'time' then typed := to_char(typed::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'); end if;
        if typed is not null then kept := kept || jsonb_build_object(f.name, typed); end if;
    end case;
  end loop;
  return kept;
end $$;

create or replace function private.menus_in(given jsonb, home uuid, path text default 'menus', top boolean default true) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := '[]';
  most constant integer := case when top then 3 else 5 end;
  entry record;
  one jsonb;
  place text;
  called constant jsonb := case when top then '{"zh": "一级菜单", "en": "Menus"}' else '{"zh": "子菜单", "en": "Sub-menus"}' end;
begin
  if jsonb_array_length(coalesce(nullif(given, 'null'), '[]')) not between 1 and most then
    perform private.refuse_content(path, called, jsonb_build_object('zh', format('1 至 %s 个', most), 'en', format('1 to %s of them', most)));
  end if;
  for entry in select x as value, n from jsonb_array_elements(given) with ordinality as a (x, n) loop
    place := format('%s[%s]', path, entry.n);
    -- A sub-menu has no sub-menus of its own.
    if not top and entry.value ->> 'action' = 'submenu' then
      perform private.refuse_content(place || '.action', '{"zh": "子菜单的动作类型", "en": "The action of a sub-menu"}', '{"zh": "打开URL、拨打电话、打开APP或打开快应用", "en": "open an address, dial, open an app or a quick app"}');
    end if;
    one := private.account_fields_in('menu', entry.value, home, place) || jsonb_build_object('action', entry.value ->> 'action')
      || private.account_fields_in('action:' || (entry.value ->> 'action'), entry.value, home, place);
    if entry.value ->> 'action' = 'submenu' then one := one || jsonb_build_object('items', private.menus_in(entry.value -> 'items', home, place || '.items', false)); end if;
    kept := kept || jsonb_build_array(one);
  end loop;
  return kept;
end $$;

create or replace function private.home_in(given jsonb, home uuid) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := private.account_fields_in('home', given, home);
  apps constant jsonb := coalesce(nullif(given -> 'quick_apps', 'null'), '[]');
begin
  if jsonb_array_length(apps) > 8 then
    perform private.refuse_content('quick_apps', '{"zh": "快应用列表", "en": "Quick apps"}', '{"zh": "最多 8 个", "en": "at most 8"}');
  end if;
  return kept || jsonb_build_object('quick_apps', coalesce((
    select jsonb_agg(private.account_fields_in('quick_app', x, home, format('quick_apps[%s]', n)) order by n) from jsonb_array_elements(apps) with ordinality as a (x, n)), '[]'));
end $$;

create or replace function private.may_measure(path text, person uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce(path ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/' and private.allowed(person, split_part(path, '/', 1)::uuid, 'KooMessageSA:serviceAccount:update')
    or private.allowed(person, split_part(path, '/', 1)::uuid, 'KooMessageSA:shortcut:update'), false)
$$;

create or replace function private.record_image_measure(path text, type text, bytes integer, width integer, height integer) returns void language sql security definer set search_path = '' as $$
  insert into private.image_measures as m (path, type, bytes, width, height) values (path, type, bytes, width, height) on conflict on constraint image_measures_pkey do nothing
$$;

-- service accounts: the rules of people's verbs (SA-1, SA-2). The frame (frame.sql) does the rest.

create or replace function private.account_content_in(kind public.account_part_kind, input jsonb, home uuid) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  extra text;
begin
  select k into extra from unnest(array['profile', 'menus', 'home']) as k where k <> kind::text and coalesce(jsonb_typeof(input -> k), 'null') <> 'null' limit 1;
  if extra is not null then perform private.refuse('input_invalid', jsonb_build_object('field', extra)); end if;
  if coalesce(jsonb_typeof(input -> kind::text), 'null') = 'null' then perform private.refuse('input_invalid', jsonb_build_object('field', kind)); end if;
  return case kind when 'profile' then private.account_fields_in('profile', input -> 'profile', home)
    when 'menus' then private.menus_in(input -> 'menus', home) else private.home_in(input -> 'home', home) end;
end $$;

create or replace function private.check_authorisation(home uuid, version_id uuid, profile jsonb) returns void language plpgsql stable set search_path = '' as $$
begin
  -- Table 9-1: a name or remark beyond what the letter says needs a new letter. A letter says what stood beside it when it was first handed in.
  if exists (select from public.account_part_versions v where v.enterprise_id = home and v.id <> version_id and v.content -> 'authorisation' ->> 'path' = profile -> 'authorisation' ->> 'path'
      and (v.content ->> 'name' is distinct from profile ->> 'name' or v.content ->> 'remark' is distinct from profile ->> 'remark')) then
    perform private.refuse('authorisation_outdated', '{"field": "authorisation"}');
  end if;
end $$;

create or replace function private.begin_account_part(part public.account_parts, version integer, content jsonb, next_own jsonb, change_reason text) returns void language sql set search_path = '' as $$
  with made as (
    insert into public.account_part_versions (enterprise_id, part_id, version, content, next_own, change_reason, created_by)
    values (part.enterprise_id, part.id, begin_account_part.version, begin_account_part.content, begin_account_part.next_own, begin_account_part.change_reason, private.actor()) returning id)
  update public.account_parts p set latest_version_id = made.id from made where p.id = part.id
$$;

create or replace function private.create_service_account(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  profile constant jsonb := private.account_content_in('profile', input - 'own', home);
  own constant jsonb := private.own_in('service_account', home, input -> 'own');
  made public.service_accounts;
  part public.account_parts;
begin
  perform private.check_authorisation(home, gen_random_uuid(), profile);
  insert into public.service_accounts (enterprise_id, name, remark, own, created_by)
  values (home, profile ->> 'name', coalesce(profile ->> 'remark', ''), own, private.actor()) returning * into made;
  for part in insert into public.account_parts (enterprise_id, account_id, kind) select home, made.id, k from unnest(enum_range(null::public.account_part_kind)) as k returning * loop
    perform private.begin_account_part(part, 1, case part.kind when 'profile' then profile end, case part.kind when 'profile' then own else '{}' end, null);
  end loop;
  return made.id;
end $$;

create or replace function private.freeze_service_account(account uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.service_accounts a set reason = input ->> 'reason' where a.id = account
$$;

create or replace function private.unfreeze_service_account(account uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.service_accounts a set reason = null where a.id = account
$$;

create or replace function private.set_own_service_account(account uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.service_accounts a set own = private.own_beside('service_account', a.enterprise_id, input -> 'own', a.own) where a.id = account
$$;

create or replace function private.change_reason_in(typed text) returns text language plpgsql stable set search_path = '' as $$
declare
  kept constant text := private.clean_name(coalesce(typed, ''), 300, 0);
begin
  if char_length(kept) not between 1 and 10 then perform private.refuse('change_reason_invalid', jsonb_build_object('field', 'change_reason', 'max', 10, 'count', char_length(kept))); end if;
  return kept;
end $$;

create or replace function private.update_account_part(part uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
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
  if (input ->> 'base_revision')::integer <> latest.revision then perform private.refuse('version_conflict', jsonb_build_object('version', latest.version)); end if;
  if about.kind <> 'profile' and coalesce(jsonb_typeof(input -> 'own'), 'null') <> 'null' then perform private.refuse('input_invalid', '{"field": "own"}'); end if;
  next_content := private.account_content_in(about.kind, input, about.enterprise_id);
  wanted_own := case about.kind when 'profile' then private.own_in('service_account', about.enterprise_id, input -> 'own', latest.next_own) else '{}' end;
  -- A part that serves is edited for a reason (§9.1), also where the edit was rejected before.
  edits := about.live_version_id is not null;
  if about.kind = 'profile' then perform private.check_authorisation(about.enterprise_id, case when latest.state = 'approved' then gen_random_uuid() else latest.id end, next_content); end if;
  if latest.state = 'approved' then
    perform private.begin_account_part(about, latest.version + 1, next_content, wanted_own, private.change_reason_in(input ->> 'change_reason'));
  else
    update public.account_part_versions v set content = next_content, next_own = wanted_own, revision = v.revision + 1,
      change_reason = case when edits then private.change_reason_in(coalesce(nullif(btrim(input ->> 'change_reason'), ''), v.change_reason)) end where v.id = latest.id;
  end if;
  -- Until a profile is approved, the account is called as its latest one says.
  if about.kind = 'profile' and not edits then
    update public.service_accounts x set name = next_content ->> 'name', remark = coalesce(next_content ->> 'remark', ''), own = wanted_own where x.id = a.id;
  end if;
end $$;

create or replace function private.submit_account_part(part uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  about public.account_parts;
  latest public.account_part_versions;
begin
  select p.* into about from public.account_parts p where p.id = part;
  select v.* into latest from public.account_part_versions v where v.id = about.latest_version_id;
  if latest.content is null then perform private.refuse('account_part_empty', jsonb_build_object('part', about.kind)); end if;
  if about.kind = 'profile' then perform private.require_own('service_account', about.enterprise_id, latest.next_own); end if;
  update public.account_part_versions v set urged_at = null where v.id = latest.id;
end $$;

create or replace function private.urge_account_part(part uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  about record;
begin
  select p.enterprise_id, p.latest_version_id, a.name into about from public.account_parts p join public.service_accounts a on a.id = p.account_id where p.id = part;
  update public.account_part_versions v set urged_at = clock_timestamp() where v.id = about.latest_version_id;
  perform private.alert(about.enterprise_id, 'review_waiting', 'account_part', part, jsonb_build_object('name', about.name, 'urged', true));
end $$;

create or replace function private.approve_account_part(part uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  about public.account_parts;
  latest public.account_part_versions;
begin
  update public.account_parts p set live_version_id = p.latest_version_id where p.id = part returning * into about;
  if about.kind <> 'profile' then return; end if;
  select v.* into latest from public.account_part_versions v where v.id = about.latest_version_id;
  update public.service_accounts a set name = latest.content ->> 'name', remark = coalesce(latest.content ->> 'remark', ''),
    -- Fields that no approval is about may have been set meanwhile.
    own = private.own_bound('service_account', a.enterprise_id, latest.next_own)
      || coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(a.own) as e where not private.own_bound('service_account', a.enterprise_id, a.own) ? e.key), '{}')
  where a.id = about.account_id;
  perform private.authorise_signatures(about.account_id, private.texts_of(latest.content -> 'signatures'));
end $$;

create or replace function private.usual_kinds() returns text[] language sql immutable set search_path = '' as $$
  select array['review_waiting', 'channel_sick', 'channel_well', 'link_frozen', 'send_paused', 'send_failed', 'books_disagree', 'break_glass', 'filing_decided', 'filing_ends']
$$;

create or replace function private.alert(enterprise uuid, kind text, resource text, resource_id uuid, details jsonb default '{}', told uuid[] default '{}') returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  made bigint;
  incident jsonb;
begin
  insert into public.alerts (enterprise_id, kind, resource, resource_id, details)
  values (enterprise, alert.kind, alert.resource, alert.resource_id, coalesce(alert.details, '{}')) returning id into made;
  incident := private.open_incident(made);
  insert into private.alert_posts (alert_id, provider, team, chat_channel, chat_user, locale)
  select made, s.provider, s.team, s.chat_channel, s.chat_user, s.locale from public.chat_subscriptions s where s.enterprise_id = enterprise and alert.kind = any (s.kinds)
    -- The figures of a digest stand in it, so whoever subscribed has to be allowed to read them still.
    -- One card an incident and channel; what comes later stands in its thread.
    and (coalesce((incident ->> 'fresh')::boolean, true) or not exists (select from private.alert_posts p join public.alerts a on a.id = p.alert_id
      where a.incident_id = (incident ->> 'id')::uuid and p.provider = s.provider and p.team = s.team and p.chat_channel = s.chat_channel))
    and (alert.kind not like 'digest\_%' or s.created_by in (select w.person from private.who_may(enterprise, 'KooMessage:report:list') as w (person)));
  -- Robots: while whoever added one may still read what it is told.
  insert into private.alert_posts (alert_id, provider, team, robot_id, chat_user, locale)
  select made, 'robot', '-', r.id, '', r.locale from public.robots r where r.enterprise_id = enterprise and r.state = 'active' and alert.kind = any (r.kinds)
    and r.created_by in (select w.person from private.who_may(enterprise, case when alert.kind like 'digest\_%' then 'KooMessage:report:list' else 'KooMessage:alert:list' end) as w (person));
  -- APR-1: of a break-glass approval everyone who may approve is told; FIL-5: of others whom it concerns. Each in every chat account they have linked.
  insert into private.alert_posts (alert_id, provider, team, person, chat_user, locale)
  select made, i.provider, i.team, i.chat_user, i.provider || ':' || i.team || ':' || i.chat_user, coalesce(p.locale, 'zh-CN')
  from (select unnest(alert.told) union select w.person from private.who_may(enterprise, 'KooMessage:sendTask:approve') as w (person) where alert.kind = 'break_glass') as t (person)
  join public.chat_identities i on i.user_id = t.person left join public.profiles p on p.user_id = t.person
  -- Whoever has left the enterprise is told nothing of it any more.
  where exists (select from public.members m where m.enterprise_id = enterprise and m.user_id = t.person and m.state = 'active');
  return made;
end $$;

create or replace function private.see_alert(alert bigint, input jsonb) returns void language sql set search_path = '' as $$
  update public.alerts a set seen_by = private.actor(), seen_at = clock_timestamp() where a.id = alert
$$;

create or replace function private.subscribe_chat_channel(home uuid, input jsonb) returns uuid language sql set search_path = '' as $$
  insert into public.chat_subscriptions as s (enterprise_id, provider, team, chat_channel, kinds, locale, chat_user, created_by)
  values (home, private.source(), private.chat_team(input ->> 'team'), input ->> 'chat_channel',
    coalesce((select array_agg(k order by n) from jsonb_array_elements_text(nullif(input -> 'kinds', 'null')) with ordinality as x (k, n)),
      private.usual_kinds()),
    coalesce(input ->> 'locale', 'zh-CN'), private.header('x-chat-user'), private.actor())
  on conflict on constraint one_subscription_a_chat_channel do update set kinds = excluded.kinds, locale = excluded.locale, chat_user = excluded.chat_user, created_by = excluded.created_by
  returning s.id
$$;

create or replace function private.unsubscribe_chat_channel(subscription uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone jsonb;
begin
  delete from public.chat_subscriptions s where s.id = subscription returning to_jsonb(s) into gone;
  return gone;
end $$;

create or replace function private.claim_alert(given jsonb) returns jsonb language sql set search_path = '' as $$
  with due as (
    select p.id from private.alert_posts p where p.done_at is null and p.lease_until < clock_timestamp() and private.at_home(p.provider, p.team, private.texts_of(given -> 'homes'))
    order by p.lease_until, p.id limit (given ->> 'most')::integer for update skip locked
  ), leased as (
    update private.alert_posts p set lease_until = clock_timestamp() + interval '30 seconds', attempts = p.attempts + 1, first_at = coalesce(p.first_at, clock_timestamp()) from due where p.id = due.id returning p.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('post_id', l.id, 'attempts', l.attempts, 'provider', l.provider, 'chat_channel', l.chat_channel, 'thread', l.thread, 'incident', a.incident_id, 'person', l.person, 'chat_user', l.chat_user, 'locale', l.locale,
    'last_error', l.last_error, 'zone', e.time_zone,
    'robot', case when l.robot_id is not null then (select jsonb_build_object('kind', r.kind, 'address', s.address, 'secret', s.secret)
      from public.robots r join private.robot_secrets s on s.robot_id = r.id where r.id = l.robot_id) end,
    'kind', a.kind, 'resource', a.resource, 'resource_id', a.resource_id, 'details', a.details, 'at', a.at, 'enterprise', e.name) order by l.id), '[]')
  from leased l
  cross join lateral (
    select x.enterprise_id, x.kind, x.resource, x.resource_id, x.incident_id, x.details, x.at from public.alerts x where x.id = l.alert_id
    union all select n.* from jsonb_to_record(l.notice) as n (enterprise_id uuid, kind text, resource text, resource_id uuid, incident_id uuid, details jsonb, at timestamptz) where l.notice is not null) a
  join public.enterprises e on e.id = a.enterprise_id
$$;

create or replace function public.claim_alert_posts(most integer default 20, homes text[] default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('alert', 'claim', jsonb_build_object('most', most, 'homes', homes))
$$;

create or replace function private.finish_alert(given jsonb) returns jsonb language sql set search_path = '' as $$
  update private.alert_posts p set last_error = left(given ->> 'error', 300),
    -- Retried after 30 s, 60 s and so on, and given up a day after the first try, however long the bot was away before. The panel shows an alert in any case.
    lease_until = case when given ->> 'error' is null then p.lease_until else clock_timestamp() + make_interval(secs => 30 * least(p.attempts, 40)) end,
    done_at = case when given ->> 'error' is null or given ->> 'error' = 'gone' or given ->> 'error' like 'gone: %'
      or p.first_at < clock_timestamp() - interval '1 day' then clock_timestamp() end
  where p.id = (given ->> 'post')::bigint;
  update public.robots r set last_error = left(regexp_replace(given ->> 'error', '^gone: ', ''), 300),
    failures = case when given ->> 'error' is null then 0 else r.failures + 1 end, last_at = case when given ->> 'error' is null then clock_timestamp() else r.last_at end
  from private.alert_posts p where p.id = (given ->> 'post')::bigint and r.id = p.robot_id;
  select '{}'::jsonb
$$;

create or replace function public.finish_alert_post(post bigint, error text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('alert', 'finish', jsonb_build_object('post', post, 'error', error))
$$;

-- Which transitions the caller may make, for one row or a page of rows. The buttons in the panel and in chat are drawn from the answer.

create or replace function private.allowed_of(about private.resources, id text) returns jsonb language plpgsql set search_path = '' as $$
declare
  it private.target := private.target_of(about, id, false);
  touched boolean;
  lacks_mfa boolean;
  shown text;
begin
  if not private.sees(about, it) then return '[]'; end if;
  touched := private.has_touched(about, it, private.actor());
  lacks_mfa := private.lacks_mfa(it.enterprise_id);
  -- Approve and reject name the same hash, so it is computed once a row, and only where something waits.
  if exists (select from private.transitions t where t.resource = about.resource and t.from_state = it.state and t.names_shown) then shown := private.shown_of(about, id, it); end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('verb', t.verb, 'to', t.to_state, 'needs', t.needs, 'needs_reason', t.needs_reason, 'needs_sudo', t.needs_sudo, 'many', t.many,
        'shown', case when t.names_shown then shown end, 'allowed', n.code is null, 'code', n.code, 'blocked', b.code) order by t.verb), '[]')
    from private.transitions t
    cross join lateral (select coalesce(x.code ->> 'code', x.code #>> '{}') as code from (select private.look_at(about, it.row_id, t.blocked_by) as code) x) b
    cross join lateral (select case
      when not private.may(it.enterprise_id, t.needs, private.is_mine(it)) then private.bar_of(it.enterprise_id, t.needs)
      when t.needs_also is not null and not private.may(it.enterprise_id, t.needs_also) then private.bar_of(it.enterprise_id, t.needs_also)
      when t.four_eyes and touched then 'four_eyes'
      when t.asks_mfa and lacks_mfa then 'mfa_required'
      else b.code end as code) n
    where t.resource = about.resource and t.from_state = it.state and t.needs is not null and not t.repeats and private.fits(about, it.row_id, t.condition));
end $$;

create or replace function public.allowed_transitions(resource text, ids text[]) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  about private.resources;
begin
  if cardinality(ids) > 250 then perform private.refuse('too_many_rows', jsonb_build_object('max', 250, 'count', cardinality(ids))); end if;
  select r.* into about from private.resources r where r.resource = allowed_transitions.resource;
  if not found then return '{}'; end if;
  return (select coalesce(jsonb_object_agg(i, private.allowed_of(about, i)), '{}') from unnest(ids) as i where i is not null);
end $$;

create or replace function public.transition_many(resource text, verb text, ids text[], input jsonb default null, reason text default null, shown jsonb default null, request text default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  outcomes jsonb := '[]';
  answer jsonb;
  one text;
begin
  if cardinality(ids) > 250 then perform private.refuse('too_many_rows', jsonb_build_object('max', 250, 'count', cardinality(ids))); end if;
  if not exists (select from private.transitions t where t.resource = transition_many.resource and t.verb = transition_many.verb and t.many) then
    perform private.refuse('not_for_many', jsonb_build_object('resource', resource, 'verb', verb));
  end if;
  -- Asked for once, before the rows, so that the password is asked for and the same request sent again.
  if exists (select from private.transitions t where t.resource = transition_many.resource and t.verb = transition_many.verb and t.needs_sudo) then perform private.require_sudo(); end if;
  foreach one in array coalesce(ids, '{}') loop
    -- Each row is a call of its own, with its own request id and audit line. A refusal of one does not affect the others.
    answer := private.act(resource, verb, one, case when private.as_request(request) is not null then md5(request || one)::uuid::text end, input, reason, shown ->> one);
    outcomes := outcomes || jsonb_build_object('id', one, 'refusal', case when answer ? 'code' and answer ? 'hint' then answer end);
  end loop;
  perform set_config('response.status', '200', true), set_config('response.headers', '', true);
  return outcomes;
end $$;

create or replace function public.begin_question(thread text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := private.actor();
  home constant uuid := private.current_enterprise();
  day_most constant integer := (select d.assistant_tokens_day from private.deployment d);
  spent constant bigint := (select coalesce(sum(t.tokens), 0) from private.assistant_turns t where t.person = me and t.at > clock_timestamp() - interval '1 day');
  refused jsonb;
begin
  perform private.require(home, 'own');
  if home is null then perform private.refuse('no_enterprise'); end if;
  if thread is null or char_length(thread) > 200 then perform private.refuse('input_invalid', '{"field": "thread"}'); end if;
  refused := private.ask_call('begin_question');
  if refused is not null then return refused; end if;
  if spent >= day_most then perform private.refuse('assistant_spent', jsonb_build_object('most', day_most, 'spent', spent)); end if;
  return jsonb_build_object('tokens_left', day_most - spent, 'turns', (
    select coalesce(jsonb_agg(jsonb_build_object('question', x.question, 'answer', x.answer) order by x.id), '[]')
    from (
      select t.id, t.question, t.answer from private.assistant_turns t
      where t.person = me and t.enterprise_id = home and t.thread = begin_question.thread and t.at > clock_timestamp() - interval '1 day'
      order by t.id desc limit 6) x));
end $$;

create or replace function public.end_question(thread text, question text, answer text, tokens integer) returns void language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
begin
  perform private.require(home, 'own');
  if home is null then perform private.refuse('no_enterprise'); end if;
  if thread is null or char_length(thread) > 200 then perform private.refuse('input_invalid', '{"field": "thread"}'); end if;
  if tokens is null or tokens not between 0 and 1000000 then perform private.refuse('input_invalid', '{"field": "tokens"}'); end if;
  insert into private.assistant_turns (enterprise_id, person, thread, question, answer, tokens)
  values (home, private.actor(), thread, private.hide_numbers(left(coalesce(question, ''), 2000)), private.hide_numbers(left(coalesce(answer, ''), 4000)), tokens);
end $$;

create or replace function private.never_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace function private.without_numbers(value jsonb) returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return case jsonb_typeof(value)
    -- A phone number has at least eleven digits, however they are spaced. A date with its hour has ten.
    when 'string' then to_jsonb(regexp_replace(value #>> '{}', '[0-9０-９]([ ().·-]*[0-9０-９]){10,}', '***', 'g'))
    when 'array' then (select coalesce(jsonb_agg(private.without_numbers(x) order by n), '[]') from jsonb_array_elements(value) with ordinality as a (x, n))
    when 'object' then (select coalesce(jsonb_object_agg(k, private.without_numbers(v)), '{}') from jsonb_each(value) as o (k, v))
    else value
  end;
end $$;

create or replace function private.audit(enterprise uuid, resource text, resource_id text, verb text, before jsonb, after jsonb, reason text default null, code text default null, details jsonb default null)
returns void language sql security definer set search_path = '' as $$
  insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb, outcome, before, after, reason, code, details)
  values (enterprise, private.actor(), private.person_name(private.actor()), private.source(), resource, resource_id, verb, 'granted', before, after, reason, code, private.without_numbers(details))
$$;

create or replace function private.canonical(value jsonb) returns text language plpgsql immutable set search_path = '' as $$
begin
  return case jsonb_typeof(value)
    when 'object' then (select '{' || coalesce(string_agg(to_jsonb(o.k)::text || ':' || private.canonical(o.v), ',' order by o.k collate "C"), '') || '}' from jsonb_each(value) as o (k, v))
    when 'array' then (select '[' || coalesce(string_agg(private.canonical(a.x), ',' order by a.n), '') || ']' from jsonb_array_elements(value) with ordinality as a (x, n))
    else value::text end;
end $$;

create or replace function private.audit_text(l public.audit_log) returns text language sql stable set search_path = '' as $$
  select private.canonical(jsonb_build_object('id', l.id, 'at', to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'enterprise_id', l.enterprise_id, 'actor', l.actor, 'actor_name', l.actor_name,
    'source', l.source, 'resource', l.resource, 'resource_id', l.resource_id, 'verb', l.verb, 'outcome', l.outcome, 'code', l.code, 'before', l.before, 'after', l.after,
    'reason', l.reason, 'details', l.details))
$$;

create or replace function private.next_hash(previous text, text_of_row text) returns text language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(previous || text_of_row, 'UTF8')), 'hex')
$$;

create or replace function private.chain_of(enterprise uuid) returns uuid language sql immutable set search_path = '' as $$
  select coalesce(enterprise, '00000000-0000-0000-0000-000000000000')
$$;

create or replace function private.seal_audit(most integer default 2000) returns integer language plpgsql set search_path = '' as $$
declare
  at private.audit_cursor;
  l public.audit_log;
  last public.audit_seals;
  -- Transactions from this one on may still be running. One of their rows could sort before a row that is visible already.
  horizon constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  sealed integer := 0;
begin
  select c.* into at from private.audit_cursor c for update skip locked;
  if not found then return 0; end if;
  for l in select x.* from public.audit_log x where (x.xact, x.id) > (at.xact, at.id) and x.xact < horizon order by x.xact, x.id limit most loop
    select s.* into last from public.audit_seals s where s.chain = private.chain_of(l.enterprise_id) order by s.seq desc limit 1;
    insert into public.audit_seals (chain, seq, log_id, hash)
    values (private.chain_of(l.enterprise_id), coalesce(last.seq, 0) + 1, l.id, private.next_hash(coalesce(last.hash, ''), private.audit_text(l)));
    at.xact := l.xact;
    at.id := l.id;
    sealed := sealed + 1;
  end loop;
  if sealed > 0 then update private.audit_cursor c set xact = at.xact, id = at.id; end if;
  return sealed;
end $$;

create or replace function private.prove_chain(chain uuid, after_seq bigint, most integer) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  s record;
  previous text := '';
  expected bigint := after_seq + 1;
  broken jsonb;
  seen integer := 0;
begin
  if after_seq > 0 then select x.hash into previous from public.audit_seals x where x.chain = prove_chain.chain and x.seq = after_seq; end if;
  for s in
    select x.seq, x.log_id, x.hash, l as row_of_log, l.resource, l.resource_id, l.verb, l.at, l.enterprise_id
    from public.audit_seals x left join public.audit_log l on l.id = x.log_id
    where x.chain = prove_chain.chain and x.seq > after_seq order by x.seq limit most
  loop
    broken := case
      when s.seq <> expected then jsonb_build_object('why', 'seal_missing', 'seq', expected)
      when s.resource is null then jsonb_build_object('why', 'row_missing', 'seq', s.seq, 'log_id', s.log_id)
      when private.chain_of(s.enterprise_id) <> prove_chain.chain or s.hash <> private.next_hash(coalesce(previous, ''), private.audit_text(s.row_of_log)) then
        jsonb_build_object('why', 'row_changed', 'seq', s.seq, 'log_id', s.log_id, 'resource', s.resource, 'resource_id', s.resource_id, 'verb', s.verb, 'at', s.at) end;
    exit when broken is not null;
    previous := s.hash;
    expected := s.seq + 1;
    seen := seen + 1;
  end loop;
  return jsonb_build_object('proved', seen, 'last', expected - 1, 'broken', broken);
end $$;

create or replace function public.audit_proof(after_seq bigint default 0, most integer default 5000, deployment boolean default false) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := case when not deployment then private.current_enterprise() end;
  of_chain constant uuid := private.chain_of(home);
  proof jsonb;
  too_many jsonb;
begin
  perform private.require(home, case when deployment then 'platform' else 'KooMessage:audit:list' end);
  if after_seq is null or after_seq < 0 or most is null or most not between 1 and 20000 then perform private.refuse('input_invalid', '{"field": "after_seq, most"}'); end if;
  too_many := private.ask_call('prove_audit');
  if too_many is not null then return too_many; end if;
  proof := private.prove_chain(of_chain, after_seq, most);
  -- A row without a seal, although later rows are sealed, was inserted afterwards.
  if proof -> 'broken' = 'null' then
    proof := proof || (select jsonb_build_object('broken', to_jsonb(b)) from (
      select 'row_unsealed' as why, l.id as log_id, l.resource, l.resource_id, l.verb, l.at from public.audit_log l cross join private.audit_cursor c
      where (l.enterprise_id = home or deployment and l.enterprise_id is null) and (l.xact, l.id) <= (c.xact, c.id) and not exists (select from public.audit_seals s where s.chain = of_chain and s.log_id = l.id) order by l.id limit 1) b
      union all select '{}' limit 1);
  end if;
  return proof || jsonb_build_object(
    'head', (select jsonb_build_object('seq', s.seq, 'hash', s.hash, 'at', s.sealed_at) from public.audit_seals s where s.chain = of_chain order by s.seq desc limit 1),
    'unsealed', (select count(*) from public.audit_log l cross join private.audit_cursor c where (l.enterprise_id = home or deployment and l.enterprise_id is null) and (l.xact, l.id) > (c.xact, c.id)));
end $$;

create or replace function public.audit_export(from_time text, to_time text, after_seq bigint default 0, most integer default 1000, deployment boolean default false) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := case when not deployment then private.current_enterprise() end;
  of_chain constant uuid := private.chain_of(home);
  too_many jsonb;
begin
  perform private.require(home, case when deployment then 'platform' else 'KooMessage:audit:list' end);
  if after_seq is null or after_seq < 0 or most is null or most not between 1 and 5000 then perform private.refuse('input_invalid', '{"field": "after_seq, most"}'); end if;
  too_many := private.ask_call('export_audit');
  if too_many is not null then return too_many; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('seq', x.seq, 'hash', x.hash, 'previous', x.previous, 'row', x.row_text) order by x.seq), '[]') from (
    select s.seq, s.hash, (select p.hash from public.audit_seals p where p.chain = s.chain and p.seq = s.seq - 1) as previous, private.audit_text(l) as row_text
    from public.audit_seals s join public.audit_log l on l.id = s.log_id
    where s.chain = of_chain and s.seq > after_seq and l.at >= coalesce(private.as_time(from_time, 'from_time'), '-infinity') and l.at < coalesce(private.as_time(to_time, 'to_time'), 'infinity')
    order by s.seq limit most) x);
end $$;

create or replace function private.fold_text(said text) returns text language sql immutable set search_path = '' as $$
  select regexp_replace(lower(normalize(said, NFKC)), '[[:space:][:punct:]\u200b-\u200f\u2060\ufeff·•—、。，！？；：“”‘’（）《》【】]+', '', 'g')
$$;

create or replace function private.require_clean_words(said text) returns void language plpgsql stable set search_path = '' as $$
declare
  kept constant text := private.fold_text(said);
  met public.banned_words;
begin
  select b.* into met from public.banned_words b where position(b.folded in kept) > 0 order by char_length(b.folded) desc, b.word limit 1;
  if found then perform private.refuse('word_banned', jsonb_build_object('word', met.word, 'why', met.why)); end if;
end $$;

create or replace function private.texts_in(content jsonb) returns text language sql immutable set search_path = '' as $$
  -- Each text by itself, so that the end of one and the beginning of the next make no word. Pictures stand in addresses of data.
  select coalesce(string_agg(t #>> '{}', ' | '), '') from jsonb_path_query(content, 'strict $.** ? (@.type() == "string")') as t where t #>> '{}' not like 'data:%'
$$;

create or replace function private.create_banned_word(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  if private.fold_text(input ->> 'word') = '' then perform private.refuse('input_invalid', '{"field": "word"}'); end if;
  insert into public.banned_words (word, folded, why)
  values (private.clean_name(input ->> 'word', 32), private.fold_text(input ->> 'word'), private.clean_name(input ->> 'why', 200)) returning id into made;
  return made;
end $$;

create or replace function private.update_banned_word(banned uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  if private.fold_text(input ->> 'word') = '' then perform private.refuse('input_invalid', '{"field": "word"}'); end if;
  update public.banned_words b set word = private.clean_name(input ->> 'word', 32), folded = private.fold_text(input ->> 'word'), why = private.clean_name(input ->> 'why', 200) where b.id = banned;
end $$;

create or replace function private.touch_cards(resource text, id uuid, decided boolean default false) returns void language plpgsql security definer set search_path = '' as $$
begin
  update private.chat_cards c set seq = c.seq + 1, decided_seq = case when decided then c.seq + 1 else c.decided_seq end,
    -- What was put back after a failure, or for want of room, is due at once.
    lease_until = case when decided and c.last_error is not null then '-infinity' else c.lease_until end
  where c.resource = touch_cards.resource and c.resource_id = touch_cards.id;
end $$;

create or replace function private.carrier_name(carrier uuid) returns text language sql stable security definer set search_path = '' as $$
  select k.name from public.carriers k where k.id = carrier
$$;

create or replace function private.enterprise_name(enterprise uuid) returns text language sql stable security definer set search_path = '' as $$
  select e.name from public.enterprises e where e.id = enterprise and (private.is_platform_admin() or e.id = any (private.my_enterprises()))
$$;

create or replace function private.key_rotated_at(carrier uuid) returns timestamptz language sql stable security definer set search_path = '' as $$
  select s.rotated_at from private.carrier_secrets s where s.carrier_id = carrier and private.is_platform_admin()
$$;

create or replace function private.carrier_rests(carrier uuid) returns boolean language sql stable set search_path = '' as $$
  select k.state = 'paused' from public.carriers k where k.id = carrier
$$;

-- ---------------------------------------------------------------------------------------------
-- What channels copy from their carrier

create or replace function private.follow_carrier() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.channels c set adapter = new.adapter, base_url = new.base_url, idempotent = new.idempotent, batch_size = new.batch_size, receipt_timeout = new.receipt_timeout
  where c.carrier_id = new.id;
  return null;
end $$;

create or replace function private.fill_channel() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  select k.adapter, k.base_url, k.idempotent, k.batch_size, k.receipt_timeout into new.adapter, new.base_url, new.idempotent, new.batch_size, new.receipt_timeout
  from public.carriers k where k.id = new.carrier_id;
  return new;
end $$;

create or replace function private.give_key() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into private.channel_secrets (channel_id, api_key, webhook_secret)
  select new.id, s.api_key, s.webhook_secret from private.carrier_secrets s where s.carrier_id = new.carrier_id;
  return null;
end $$;

create or replace function private.follow_key() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into private.channel_secrets (channel_id, api_key, webhook_secret)
  select c.id, new.api_key, new.webhook_secret from public.channels c where c.carrier_id = new.carrier_id
  on conflict (channel_id) do update set api_key = excluded.api_key, webhook_secret = excluded.webhook_secret;
  return null;
end $$;

create or replace function private.note_outage() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.sick_since is null then
    update public.carrier_outages o set until = clock_timestamp() where o.channel_id = new.id and o.until is null;
  else
    insert into public.carrier_outages (carrier_id, channel_id, since, error) values (new.carrier_id, new.id, new.sick_since, new.last_error)
    on conflict (channel_id) where until is null do nothing;
  end if;
  return null;
end $$;

create or replace function private.test_channel(carrier uuid) returns uuid language sql stable set search_path = '' as $$
  select c.id from public.channels c join private.channel_secrets s on s.channel_id = c.id where c.carrier_id = carrier and c.state = 'active' order by c.number limit 1
$$;

create or replace function private.test_carrier(carrier uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  to_phone constant text := private.phone_of(input ->> 'phone');
  made uuid;
begin
  if to_phone is null then perform private.refuse('invalid_number', jsonb_build_object('value', left(input ->> 'phone', 64))); end if;
  insert into public.carrier_tests (carrier_id, channel_id, number, asked_by_name)
  values (carrier, private.test_channel(carrier), private.mask(to_phone), private.person_name(private.actor())) returning id into made;
  insert into private.carrier_test_numbers (test_id, phone) values (made, to_phone);
end $$;

create or replace function public.test_carrier(carrier text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('carrier', 'test', carrier, request, input)
$$;

-- ---------------------------------------------------------------------------------------------
-- The hands: the function dispatch sends it, receive-receipts brings what became of it.

create or replace function private.claim_carrier_test() returns table (reference text, adapter text, base_url text, api_key text, number text, callback_url text, phone text)
language plpgsql security definer set search_path = '' as $$
declare
  one public.carrier_tests;
begin
  select t.* into one from public.carrier_tests t where t.state = 'waiting' order by t.asked_at limit 1 for no key update skip locked;
  if one.id is null then return; end if;
  -- In this transaction: who is killed after it has perhaps sent the message, and nobody sends it again.
  update public.carrier_tests t set state = 'handed' where t.id = one.id;
  return query with gone as (delete from private.carrier_test_numbers n where n.test_id = one.id returning n.phone)
    select 'test-' || one.id, c.adapter::text, c.base_url, s.api_key, c.number, (select d.functions_url from private.deployment d) || '/receive-receipts/' || c.id, gone.phone
    from gone, public.channels c join private.channel_secrets s on s.channel_id = c.id where c.id = one.channel_id;
end $$;

create or replace function private.record_carrier_test(reference text, state text, code text, channel uuid default null) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  told constant text := record_carrier_test.state;
  ends constant boolean := told in ('delivered', 'failed', 'expired', 'rejected', 'not_taken');
begin
  -- The receipt may come before the answer to the hand-over, which then says nothing new.
  update public.carrier_tests t set state = told, code = left(private.hide_numbers(record_carrier_test.code), 300), ended_at = case when ends then clock_timestamp() end
  where 'test-' || t.id = record_carrier_test.reference and (channel is null or t.channel_id = channel) and t.ended_at is null
    and (t.state = 'handed' or channel is not null);
  return found;
end $$;

-- carriers: what platform admins do with them, and with the channels that they grant (CHL-1)

create or replace function private.carrier_in(input jsonb) returns public.carriers language plpgsql stable set search_path = '' as $$
declare
  k public.carriers := jsonb_populate_record(null::public.carriers, input - array['base_revision', 'receipt_hours', 'api_key', 'webhook_secret']);
begin
  k.name := private.clean_name(input ->> 'name');
  k.base_url := rtrim(k.base_url, '/');
  k.number_prefix := nullif(k.number_prefix, '');
  k.receipt_timeout := make_interval(hours => coalesce((input ->> 'receipt_hours')::integer, 72));
  if k.open_to_all and k.number_prefix is null then perform private.refuse('input_invalid', '{"field": "number_prefix"}'); end if;
  return k;
end $$;

create or replace function private.create_carrier(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  k constant public.carriers := private.carrier_in(input);
  made uuid;
begin
  insert into public.carriers (name, adapter, base_url, idempotent, batch_size, rate_per_s, receipt_timeout, open_to_all, number_prefix)
  values (k.name, k.adapter, k.base_url, k.idempotent, k.batch_size, k.rate_per_s, k.receipt_timeout, k.open_to_all, k.number_prefix) returning id into made;
  insert into private.carrier_secrets (carrier_id, api_key, webhook_secret) values (made, input ->> 'api_key', input ->> 'webhook_secret');
  return made;
end $$;

create or replace function private.update_carrier(carrier uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  k constant public.carriers := private.carrier_in(input);
begin
  if (input ->> 'base_revision')::integer <> (select x.revision from public.carriers x where x.id = carrier) then
    perform private.refuse('carrier_edited', jsonb_build_object('name', (select x.name from public.carriers x where x.id = carrier)));
  end if;
  update public.carriers x set name = k.name, base_url = k.base_url, idempotent = k.idempotent, batch_size = k.batch_size, rate_per_s = k.rate_per_s,
    next_at = '-infinity', receipt_timeout = k.receipt_timeout, open_to_all = k.open_to_all, number_prefix = k.number_prefix, revision = x.revision + 1 where x.id = carrier;
end $$;

create or replace function private.rotate_carrier(carrier uuid, input jsonb) returns void language sql set search_path = '' as $$
  insert into private.carrier_secrets as s (carrier_id, api_key, webhook_secret) values (carrier, input ->> 'api_key', input ->> 'webhook_secret')
  on conflict (carrier_id) do update set api_key = excluded.api_key, webhook_secret = excluded.webhook_secret, rotated_at = clock_timestamp()
$$;

create or replace function private.pause_carrier(carrier uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.transition('channel', c.id, 'hold', input ->> 'reason') from public.channels c where c.carrier_id = carrier and c.state = 'active' order by c.id
$$;

create or replace function private.resume_carrier(carrier uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.transition('channel', c.id, 'unhold') from public.channels c where c.carrier_id = carrier and c.state = 'held' order by c.id
$$;

-- ---------------------------------------------------------------------------------------------
-- Channels: which enterprise has what of a carrier

create or replace function private.next_number(carrier uuid) returns text language plpgsql set search_path = '' as $$
declare
  prefix constant text := (select k.number_prefix from public.carriers k where k.id = carrier);
  -- A bound, not a count: numbers that were taken by hand are passed over.
  n integer := (select count(*) from public.channels c where c.carrier_id = carrier);
  made text;
begin
  loop
    n := n + 1;
    made := prefix || lpad(n::text, 3, '0');
    exit when not exists (select from public.channels c where c.carrier_id = carrier and c.number = made);
  end loop;
  return made;
end $$;

create or replace function private.open_channels(enterprise uuid) returns void language plpgsql set search_path = '' as $$
declare
  one public.carriers;
begin
  -- Locked, so that two new enterprises get two numbers.
  for one in select k.* from public.carriers k where k.open_to_all order by k.id for no key update loop
    insert into public.channels (enterprise_id, carrier_id, name, number, state)
    values (enterprise, one.id, one.name, private.next_number(one.id), case one.state when 'paused' then 'held' else 'active' end);
  end loop;
end $$;

create or replace function private.grant_channel(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  k public.carriers;
  enterprise constant uuid := (select e.id from public.enterprises e where e.id = private.as_uuid(input ->> 'enterprise_id', 'enterprise_id'));
  made uuid;
begin
  select x.* into k from public.carriers x where x.id = private.as_uuid(input ->> 'carrier_id', 'carrier_id') for no key update;
  if not found then perform private.refuse('not_found', '{"resource": "carrier", "field": "carrier_id"}'); end if;
  if enterprise is null then perform private.refuse('not_found', '{"resource": "enterprise", "field": "enterprise_id"}'); end if;
  if input ->> 'number' = '' and k.number_prefix is null then perform private.refuse('input_invalid', '{"field": "number"}'); end if;
  insert into public.channels (enterprise_id, carrier_id, name, number, resolver, rate_per_s, state)
  values (enterprise, k.id, private.clean_name(input ->> 'name'), coalesce(nullif(input ->> 'number', ''), private.next_number(k.id)), (input ->> 'resolver')::public.template_resolver,
    (input ->> 'rate_per_s')::integer, case k.state when 'paused' then 'held' else 'active' end) returning id into made;
  return made;
end $$;

create or replace function private.set_deployment(link_base_url text, functions_url text, sandbox_carrier_url text default null, sandbox_key text default null,
  sandbox_webhook_secret text default null) returns void language sql set search_path = '' as $$
  insert into private.deployment (link_base_url, functions_url)
  values (rtrim(set_deployment.link_base_url, '/'), rtrim(set_deployment.functions_url, '/'))
  on conflict (one) do update set link_base_url = excluded.link_base_url, functions_url = excluded.functions_url;
  insert into public.carriers (name, adapter, base_url, open_to_all, number_prefix)
  select 'sandbox', 'sandbox', rtrim(sandbox_carrier_url, '/'), true, '106900'
  where sandbox_carrier_url is not null and not exists (select from public.carriers k where k.adapter = 'sandbox');
  update public.carriers k set base_url = rtrim(sandbox_carrier_url, '/') where k.adapter = 'sandbox' and sandbox_carrier_url is not null;
  insert into private.carrier_secrets (carrier_id, api_key, webhook_secret)
  select k.id, sandbox_key, sandbox_webhook_secret from public.carriers k
  where k.adapter = 'sandbox' and sandbox_key is not null and sandbox_webhook_secret is not null
  on conflict (carrier_id) do update set api_key = excluded.api_key, webhook_secret = excluded.webhook_secret;
$$;

-- channels: a rate limit that all dispatchers share, a circuit breaker for a sick carrier, and the rules of people's verbs (CHL-1, GRD-1)

create or replace function private.take_turn(channel uuid, messages integer) returns boolean language plpgsql set search_path = '' as $$
declare
  -- The rate that all channels of the carrier share.
  shared constant integer := (select k.rate_per_s from public.channels c join public.carriers k on k.id = c.carrier_id where c.id = channel);
  carrier constant uuid := (select c.carrier_id from public.channels c where c.id = channel);
begin
  -- Most channels have no rate limit and are well. Then no row is written, and dispatchers do not queue for its lock.
  if shared is null and exists (select from public.channels c where c.id = channel and c.rate_per_s is null and c.sick_since is null) then return true; end if;
  -- The carrier before its channels, as wherever both are locked.
  if shared is not null then
    perform from public.carriers k where k.id = carrier and k.next_at <= clock_timestamp() for no key update;
    if not found then return false; end if;
  end if;
  update public.channels c set
    next_at = case when c.rate_per_s is null then c.next_at
      else greatest(c.next_at, clock_timestamp()) + make_interval(secs => messages::double precision / c.rate_per_s) end,
    -- One probe at a time; the other dispatchers wait for its result.
    probe_at = case when c.sick_since is null then c.probe_at else clock_timestamp() + private.lease(c.id) end
  where c.id = channel and c.next_at <= clock_timestamp() and (c.sick_since is null or c.probe_at <= clock_timestamp());
  if not found then return false; end if;
  if shared is not null then
    update public.carriers k set next_at = greatest(k.next_at, clock_timestamp()) + make_interval(secs => messages::double precision / shared) where k.id = carrier;
  end if;
  return true;
end $$;

create or replace function private.channel_failed(channel uuid, error text) returns void language plpgsql set search_path = '' as $$
declare
  c public.channels;
begin
  update public.channels x set failures = x.failures + 1, last_error = left(error, 300),
    sick_since = case when x.failures + 1 >= 5 then coalesce(x.sick_since, clock_timestamp()) end,
    -- 15 s, 30 s … 8 min between probes.
    probe_at = case when x.failures + 1 >= 5 then clock_timestamp() + make_interval(secs => 15 * power(2, least(x.failures - 4, 5))) else x.probe_at end
  where x.id = channel returning x.* into c;
  -- Five in a row, because single calls do get lost. The alert is raised once.
  if c.failures = 5 then
    perform private.alert(c.enterprise_id, 'channel_sick', 'channel', c.id, jsonb_build_object('name', c.name, 'error', c.last_error, 'since', c.sick_since));
  end if;
end $$;

create or replace function private.channel_worked(channel uuid) returns void language plpgsql set search_path = '' as $$
declare
  c public.channels;
begin
  -- Almost always there was no failure; then nothing is written.
  if not exists (select from public.channels x where x.id = channel and x.failures > 0) then return; end if;
  -- A claim may hold this row while it waits for the account that the caller holds. Skip the row then: the next good answer resets the count.
  select x.* into c from public.channels x where x.id = channel for update skip locked;
  if not found then return; end if;
  update public.channels x set failures = 0, sick_since = null, probe_at = '-infinity' where x.id = channel;
  if c.sick_since is not null then
    perform private.alert(c.enterprise_id, 'channel_well', 'channel', c.id, jsonb_build_object('name', c.name, 'since', c.sick_since));
  end if;
end $$;

create or replace function private.channel_moved() returns trigger language plpgsql set search_path = '' as $$
begin
  -- Locked in id order, so that two concurrent calls cannot deadlock.
  perform from private.chat_cards c where c.resource = 'send'
    and c.resource_id in (select s.id from public.sends s where s.channel_id = new.id and s.state in ('ready', 'sending')) order by c.id for no key update;
  perform private.touch_cards('send', s.id) from public.sends s where s.channel_id = new.id and s.state in ('ready', 'sending');
  return null;
end $$;

create or replace function private.resume_channel(channel uuid, input jsonb) returns void language sql set search_path = '' as $$
  -- The person who resumes it vouches for the carrier, so failures are counted from zero.
  update public.channels c set failures = 0, sick_since = null where c.id = channel
$$;

create or replace function private.update_channel(channel uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.channels c set rate_per_s = (input ->> 'rate_per_s')::integer where c.id = channel
$$;

create or replace function private.mint_token(given jsonb) returns jsonb language sql set search_path = '' as $$
  with new as (
    select replace(gen_random_uuid()::text, '-', '') as token, t.one ->> 'command' as command, t.one -> 'input' as input, t.n
    from jsonb_array_elements(given -> 'tokens') with ordinality as t (one, n)
  ), kept as (
    insert into private.tokens (token_hash, command, input, expires_at)
    select sha256(convert_to(new.token, 'UTF8')), new.command, new.input, clock_timestamp() + make_interval(secs => least(greatest((given ->> 'ttl_seconds')::integer, 60), 2592000)) from new
  )
  select coalesce(jsonb_agg(new.token order by new.n), '[]') from new
$$;

create or replace function public.mint_tokens(tokens jsonb, ttl_seconds integer default 604800) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('token', 'mint', jsonb_build_object('tokens', tokens, 'ttl_seconds', ttl_seconds))
$$;

create or replace function private.chat_team(said text) returns text language sql stable set search_path = '' as $$
  select coalesce(nullif(btrim(said), ''), nullif(split_part(private.header('x-chat-user'), ':', 2), ''), '-')
$$;

create or replace function private.at_home(provider text, team text, homes text[]) returns boolean language sql immutable set search_path = '' as $$
  select homes is null or exists (select from unnest(homes) as h where split_part(h, ':', 1) = at_home.provider and (at_home.team = '-' or split_part(h, ':', 2) = at_home.team))
$$;

create or replace function private.register_card(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  if private.actor() is null then perform private.require(null, 'own'); end if;
  -- Return not_found, not forbidden, for rows that the person the bot speaks for cannot read.
  if not exists (select from private.resources r where r.resource = given ->> 'resource' and private.enterprise_of(r.resource, given ->> 'resource_id') = any (private.may_in(r.reads))) then
    perform private.refuse('not_found', jsonb_build_object('resource', given ->> 'resource'));
  end if;
  insert into private.chat_cards as c (provider, team, chat_channel, message, resource, resource_id, locale, chat_user, seq, shown_hash)
  -- seq 1: a change between the drawing and this call causes one more redraw.
  values (given ->> 'provider', private.chat_team(given ->> 'team'), given ->> 'chat_channel', given ->> 'message', given ->> 'resource', (given ->> 'resource_id')::uuid, given ->> 'locale', private.header('x-chat-user'), 1, given ->> 'hash')
  on conflict on constraint one_card_a_message do update set resource = excluded.resource, resource_id = excluded.resource_id,
    locale = excluded.locale, chat_user = excluded.chat_user, seq = c.seq + 1, shown_hash = excluded.shown_hash
  returning c.id into made;
  return jsonb_build_object('card_id', made);
end $$;

create or replace function public.register_card(provider text, chat_channel text, message text, resource text, resource_id uuid, locale text, team text default null, hash text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'register', jsonb_build_object('provider', provider, 'chat_channel', chat_channel, 'message', message, 'resource', resource,
    'resource_id', resource_id, 'locale', locale, 'team', team, 'hash', hash), resource_id::text)
$$;

create or replace function private.claim_card(given jsonb) returns jsonb language sql set search_path = '' as $$
  with due as (
    select c.id, c.decided_seq > c.shown_seq as decided from private.chat_cards c
    where c.shown_seq < c.seq and c.lease_until < clock_timestamp() and private.at_home(c.provider, c.team, private.texts_of(given -> 'homes'))
      and (c.decided_seq > c.shown_seq or not (given ->> 'decided_only')::boolean)
    -- Transitions first; of counters those that were drawn longest ago, so that each card has its turn.
    order by c.decided_seq > c.shown_seq desc, c.drawn_at limit (given ->> 'most')::integer for update skip locked
  ), leased as (
    update private.chat_cards c set lease_until = clock_timestamp() + interval '20 seconds', last_error = null from due where c.id = due.id returning c.*, due.decided
  )
  select coalesce(jsonb_agg(jsonb_build_object('card_id', l.id, 'provider', l.provider, 'chat_channel', l.chat_channel, 'message', l.message, 'resource', l.resource,
    'resource_id', l.resource_id, 'locale', l.locale, 'chat_user', l.chat_user, 'seq', l.seq, 'decided', l.decided, 'hash', l.shown_hash)), '[]') from leased l
$$;

create or replace function public.claim_card_updates(most integer default 20, homes text[] default null, decided_only boolean default false) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'claim', jsonb_build_object('most', most, 'homes', homes, 'decided_only', decided_only))
$$;

create or replace function private.finish_card(given jsonb) returns jsonb language sql set search_path = '' as $$
  -- A failed redraw is retried after some seconds. A card whose message is gone (error 'gone') is never retried.
  update private.chat_cards c set
    shown_seq = case given ->> 'error' when 'gone' then 9223372036854775807 else case when given ->> 'error' is null then greatest(c.shown_seq, (given ->> 'seq')::bigint) else c.shown_seq end end,
    shown_hash = case when given ->> 'error' is null then coalesce(given ->> 'hash', c.shown_hash) else c.shown_hash end,
    drawn_at = clock_timestamp(),
    last_error = given ->> 'error',
    lease_until = case when given ->> 'error' is null then '-infinity' else clock_timestamp() + make_interval(secs => coalesce((given ->> 'again_in_s')::integer, 15)) end
  where c.id = (given ->> 'card_id')::uuid;
  select '{}'::jsonb
$$;

create or replace function public.finish_card_update(card_id uuid, seq bigint, error text default null, hash text default null, again_in_s integer default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'finish', jsonb_build_object('card_id', card_id, 'seq', seq, 'error', error, 'hash', hash, 'again_in_s', again_in_s), card_id::text)
$$;

create or replace function private.opened_work(token text, more jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  hash constant bytea := sha256(convert_to(coalesce(token, ''), 'UTF8'));
  t private.tokens;
begin
  select x.* into t from private.tokens x where x.token_hash = hash;
  if not found or t.expires_at < clock_timestamp() then return jsonb_build_object('refused', private.refusal('token_unknown')); end if;
  if t.used_at is not null then return jsonb_build_object('refused', private.refusal('token_used')); end if;
  -- The work has only the hash of the token, to burn it. Where a modal may have to be opened again, the place has the token until the run ends.
  return jsonb_build_object('command', t.command, 'input', t.input || coalesce(more, '{}'), 'request', t.request, 'token', encode(hash, 'hex'));
end $$;

create or replace function private.chat_locale(chat_user text) returns text language sql stable set search_path = '' as $$
  select p.locale from public.chat_identities i join public.profiles p on p.user_id = i.user_id
  where i.provider = split_part(chat_locale.chat_user, ':', 1) and i.team = split_part(chat_locale.chat_user, ':', 2) and i.chat_user = split_part(chat_locale.chat_user, ':', 3)
$$;

create or replace function private.told_run(r private.chat_runs, mine boolean) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('run_id', r.id, 'mine', mine, 'attempt', r.attempts, 'state', r.state, 'provider', r.provider, 'team', r.team, 'chat_user', r.chat_user,
    'locale', private.chat_locale(r.chat_user), 'work', r.work, 'place', r.place, 'steps', r.steps, 'answer', r.answer, 'taken_at', r.taken_at)
$$;

create or replace function private.take_chat_run(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  one jsonb;
  r private.chat_runs;
  told jsonb := '[]';
begin
  -- In the order of their keys, so that two bots with the same events do not lock each other out.
  for one in select x.e || jsonb_build_object('n', x.n) from jsonb_array_elements(given -> 'runs') with ordinality as x (e, n) order by x.e ->> 'team', x.e ->> 'key' loop
    -- The bot carries a run out in this person's name, and signs for it then. So the run itself has to be the bot's, not of somebody with its password.
    if not private.signed_by_bot(concat_ws('.', 'run', one ->> 'provider', one ->> 'team', one ->> 'key', one ->> 'chat_user'), one ->> 'proof') then
      perform private.refuse('chat_proof_required');
    end if;
    insert into private.chat_runs as c (provider, team, key, chat_user, work, place, state, lease_until)
    values (one ->> 'provider', one ->> 'team', one ->> 'key', one ->> 'chat_user',
      case when one ? 'token' then private.opened_work(one ->> 'token', one -> 'more') else one -> 'work' end, one -> 'place',
      case when (one ->> 'begun')::boolean then 'begun' else 'taken' end, clock_timestamp() + interval '15 seconds')
    on conflict on constraint one_run_an_event do nothing returning c.* into r;
    if found then
      told := told || jsonb_build_array(jsonb_build_object('n', one -> 'n', 'run', private.told_run(r, true)));
    else
      select c.* into r from private.chat_runs c where c.provider = one ->> 'provider' and c.team = one ->> 'team' and c.key = one ->> 'key';
      -- Nobody has begun it: whoever begins it first carries it out.
      told := told || jsonb_build_array(jsonb_build_object('n', one -> 'n', 'run', private.told_run(r, r.state = 'taken')));
    end if;
  end loop;
  return (select coalesce(jsonb_agg(x -> 'run' order by (x ->> 'n')::integer), '[]') from jsonb_array_elements(told) as x);
end $$;

create or replace function public.take_chat_runs(runs jsonb) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_run', 'take', jsonb_build_object('runs', runs))
$$;

create or replace function private.keep_chat_run(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  one jsonb;
  r private.chat_runs;
  kept boolean[] := array_fill(false, array[jsonb_array_length(given -> 'runs')]);
begin
  for one in select x.e || jsonb_build_object('n', x.n) from jsonb_array_elements(given -> 'runs') with ordinality as x (e, n) order by x.e ->> 'run_id', x.n loop
    select c.* into r from private.chat_runs c where c.id = (one ->> 'run_id')::uuid and c.attempts = (one ->> 'attempt')::integer and c.ended_at is null for update;
    if not found or one ->> 'state' = 'begun' and r.state <> 'taken' then continue; end if;
    if (one ->> 'burn')::boolean then
      update private.tokens t set used_at = coalesce(t.used_at, clock_timestamp()) where t.token_hash = decode(r.work ->> 'token', 'hex');
    end if;
    if one ->> 'state' in ('shown', 'given_up') then
      update private.chat_runs c set state = one ->> 'state', ended_at = clock_timestamp(), work = null, place = null, answer = null, last_error = one ->> 'error' where c.id = r.id;
    else
      update private.chat_runs c set state = coalesce(one ->> 'state', c.state), answer = coalesce(one -> 'answer', c.answer), steps = c.steps || coalesce(one -> 'steps', '{}'),
        last_error = coalesce(left(one ->> 'error', 300), c.last_error), lease_until = clock_timestamp() + make_interval(secs => coalesce((one ->> 'lease_s')::double precision, 15))
      where c.id = r.id;
    end if;
    kept[(one ->> 'n')::integer] := true;
  end loop;
  return to_jsonb(kept);
end $$;

create or replace function public.keep_chat_runs(runs jsonb) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_run', 'keep', jsonb_build_object('runs', runs))
$$;

create or replace function private.claim_chat_run(given jsonb) returns jsonb language sql set search_path = '' as $$
  with due as (
    select c.id from private.chat_runs c where c.ended_at is null and c.lease_until < clock_timestamp() and private.at_home(c.provider, c.team, private.texts_of(given -> 'homes'))
    order by c.lease_until limit (given ->> 'most')::integer for update skip locked
  ), leased as (
    update private.chat_runs c set lease_until = clock_timestamp() + interval '15 seconds', attempts = c.attempts + 1 from due where c.id = due.id returning c.*
  )
  select coalesce(jsonb_agg(private.told_run(l, true)), '[]') from leased l
$$;

create or replace function public.claim_chat_runs(most integer default 5, homes text[] default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_run', 'claim', jsonb_build_object('most', most, 'homes', homes))
$$;

create or replace function private.find_request(given jsonb) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('verb', r.verb, 'id', coalesce(r.resource_id, r.result ->> 'id'), 'name', r.result ->> 'name') order by r.at, r.request), '[]')
  from private.requests r where r.actor = private.actor() and r.request between (given ->> 'first')::uuid and (given ->> 'last')::uuid
$$;

create or replace function public.find_requests(first text, last text) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('request', 'find', jsonb_build_object('first', first, 'last', last))
$$;

create or replace function private.clicked_name(place public.click_place, content jsonb, item text) returns text language sql immutable set search_path = '' as $$
  select case place
    when 'menu' then case
      when item ~ '^[1-3]$' then content -> (item::integer - 1) ->> 'name'
      when item ~ '^[1-3]\.[1-5]$' then content -> (split_part(item, '.', 1)::integer - 1) -> 'items' -> (split_part(item, '.', 2)::integer - 1) ->> 'name' end
    when 'home' then case
      when item = 'page' then ''
      when item = 'hotline' then content ->> 'hotline'
      when item ~ '^app\.[1-8]$' then content -> 'quick_apps' -> (split_part(item, '.', 2)::integer - 1) ->> 'name' end
    else case
      when item ~ '^[1-3]$' then content -> 'buttons' -> (item::integer - 1) ->> 'name'
      when item ~ '^[1-5]\.[1-3]$' then content -> 'timed' -> (split_part(item, '.', 1)::integer - 1) -> 'buttons' -> (split_part(item, '.', 2)::integer - 1) ->> 'name' end
  end
$$;

create or replace function private.record_clicks(vendor public.vendor, events text[], places public.click_place[], targets uuid[], items text[], versions integer[], ats timestamptz[])
returns json language plpgsql security definer set search_path = '' as $$
declare
  faults json;
  counted integer;
  asked constant integer := cardinality(events);
  refused integer;
begin
  with asked as (
    select a.* from unnest(events, places, targets, items, versions, ats) with ordinality as a (event, place, target, item, version, at, n)
  ), found as (
    -- A menu or a home page by its account; the version that serves, or the approved one that the vendor says it showed.
    select a.n, p.enterprise_id, s.state = 'frozen' as frozen, p.account_id, null::uuid as shortcut_id, private.clicked_name(a.place, v.content, a.item) as name
    from asked a join public.account_parts p on p.account_id = a.target and p.kind = case a.place when 'menu' then 'menus' else 'home' end::public.account_part_kind
    join public.service_accounts s on s.id = p.account_id
    join public.account_part_versions v on v.part_id = p.id and v.state = 'approved' and case when a.version is null then v.id = p.live_version_id else v.version = a.version end
    where a.place <> 'shortcut'
    union all
    select a.n, s.enterprise_id, s.frozen_at is not null, null, s.id, private.clicked_name(a.place, jsonb_build_object('buttons', v.buttons, 'timed', v.timed), a.item)
    from asked a join public.shortcuts s on s.id = a.target
    join public.shortcut_versions v on v.shortcut_id = s.id and v.state = 'approved' and case when a.version is null then v.id = s.live_version_id else v.version = a.version end
    where a.place = 'shortcut'
  ), judged as materialized (
    select a.*, f.enterprise_id, f.account_id, f.shortcut_id, f.name,
      case when a.at < clock_timestamp() - interval '3 days' or a.at > clock_timestamp() + interval '5 minutes' then 'click_out_of_time'
        when f.name is null then 'click_unknown' when f.frozen then 'click_frozen' end as fault
    from asked a left join found f on f.n = a.n
  ), kept as (
    -- In one order, so that two calls with the same clicks cannot deadlock.
    insert into private.clicks (vendor, event, enterprise_id, place, account_id, shortcut_id, item, name, at)
    select record_clicks.vendor, j.event, j.enterprise_id, j.place, j.account_id, j.shortcut_id, j.item, j.name, j.at from judged j where j.fault is null order by j.event, j.n
    on conflict do nothing returning 1
  )
  select (select count(*) from kept), (select count(*) from judged j where j.fault is not null), (select json_agg(json_build_array(j.n - 1, j.fault) order by j.n) from judged j where j.fault is not null)
  into counted, refused, faults;
  return json_build_object('counted', counted, 'repeated', asked - refused - counted, 'faults', coalesce(faults, '[]'));
end $$;

create or replace function private.roll_up_clicks(most integer default 20000) returns integer language plpgsql set search_path = '' as $$
declare
  since xid8;
  horizon xid8;
  beyond xid8;
  changed integer;
begin
  select r.done_below into since from private.click_roll_up r for update skip locked;
  if not found then return 0; end if; -- another session does it
  -- Transactions below the oldest running one have ended, so no more of their clicks can appear.
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  select f.xact into beyond from (
    select x.xact, count(*) over (order by x.xact groups between unbounded preceding and 1 preceding) as before from private.clicks x where x.xact >= since and x.xact < horizon) f
  where f.before >= most order by f.xact limit 1;
  horizon := coalesce(beyond, horizon);
  with gone as materialized (
    -- Midnight is on a quarter of an hour in every zone, so the day is asked once per quarter, not once per click.
    select c.enterprise_id, c.place, c.account_id, c.shortcut_id, c.item, c.name, c.vendor, date_bin('15 minutes', c.at, timestamptz 'epoch') as quarter, count(*) as n
    from private.clicks c where c.xact >= since and c.xact < horizon group by 1, 2, 3, 4, 5, 6, 7, 8
  ), quarters as materialized (
    select q.enterprise_id, q.quarter, private.day_of(q.enterprise_id, q.quarter) as day from (select distinct x.enterprise_id, x.quarter from gone x) q
  ), days as (
    insert into public.click_days as d (enterprise_id, place, account_id, shortcut_id, item, name, vendor, day, clicks)
    select g.enterprise_id, g.place, g.account_id, g.shortcut_id, g.item, g.name, g.vendor, q.day, sum(g.n)
    from gone g join quarters q on q.enterprise_id = g.enterprise_id and q.quarter = g.quarter group by 1, 2, 3, 4, 5, 6, 7, 8 order by 3, 4, 5, 6, 7, 8
    on conflict on constraint one_row_a_click_day do update set clicks = d.clicks + excluded.clicks
  ), accounts as (
    -- What nothing pays for is told beside a balance, so there is one.
    insert into public.quota_accounts (enterprise_id, kind, account) select distinct g.enterprise_id, 'sa_resolution'::public.quota_kind, 'available' from gone g
    on conflict on constraint one_account_a_package do nothing
  ), owed as (
    insert into private.click_charges as c (enterprise_id, owed) select g.enterprise_id, sum(g.n) from gone g group by 1 order by 1
    on conflict on constraint click_charges_pkey do update set owed = c.owed + excluded.owed
  )
  select coalesce(sum(g.n), 0) into changed from gone g;
  update private.click_roll_up r set done_below = horizon;
  return changed;
end $$;

create or replace function private.charge_clicks() returns bigint language plpgsql set search_path = '' as $$
declare
  c record;
  unpaid bigint;
  charged bigint := 0;
begin
  -- In one order, so that two sessions cannot deadlock over the quotas of two enterprises.
  for c in
    select x.enterprise_id, x.owed, (private.settings_of(x.enterprise_id)).pay_as_you_go as beyond from private.click_charges x
    where (private.settings_of(x.enterprise_id)).pay_as_you_go or exists (
      select from public.quota_accounts a join public.packages p on p.id = a.package_id
      where a.enterprise_id = x.enterprise_id and a.kind = 'sa_resolution' and a.account = 'available' and a.balance > 0 and p.expires_at > clock_timestamp())
    order by x.enterprise_id for no key update of x skip locked
  loop
    unpaid := private.charge(c.enterprise_id, 'sa_resolution', c.owed, 'click', null, c.beyond);
    if unpaid = 0 then delete from private.click_charges x where x.enterprise_id = c.enterprise_id;
    else update private.click_charges x set owed = unpaid where x.enterprise_id = c.enterprise_id; end if;
    charged := charged + c.owed - unpaid;
  end loop;
  return charged;
end $$;

create or replace function private.sweep_clicks() returns void language sql set search_path = '' as $$
  -- What is older than three days is not taken, so nothing of these can be told again.
  delete from private.clicks c using private.click_roll_up r where c.at < clock_timestamp() - interval '7 days' and c.xact < r.done_below
$$;

create or replace function public.claim_job(job text, seconds integer) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_bot();
  insert into private.jobs as j (job, lease_until, started_at) values (job, clock_timestamp() + make_interval(secs => seconds), clock_timestamp())
  on conflict on constraint jobs_pkey do update set lease_until = excluded.lease_until, started_at = excluded.started_at
  where j.lease_until < clock_timestamp();
  return found;
end $$;

create or replace function public.finish_job(job text, error text default null) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_bot();
  update private.jobs j set lease_until = '-infinity', finished_at = clock_timestamp(), last_error = left(error, 500) where j.job = finish_job.job;
end $$;

create or replace function private.start_due() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id from public.sends x where x.state = 'ready' and (x.timing = 'immediate' or x.scheduled_at <= clock_timestamp())
    order by x.scheduled_at nulls first limit 50 for no key update skip locked
  loop
    perform private.transition('send', s.id, 'start');
    update public.sends x set started_at = coalesce(x.started_at, clock_timestamp()) where x.id = s.id;
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.close_ended() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id, p.dispatch_limit, p.total from public.sends x join private.send_progress p on p.send_id = x.id join public.send_totals t on t.send_id = x.id
    where x.state = 'sending' and p.next_ordinal > p.dispatch_limit and t.handed = 0
      -- Nothing is on its way. In a trial the rest of the send is still pending, so only the trial's own rows are checked.
      and case when p.dispatch_limit = p.total then t.pending = 0
        else not exists (select from public.deliveries d where d.id between p.id_base + 1 and p.id_base + p.dispatch_limit and d.state = 'pending') end
    limit 50 for no key update of x skip locked
  loop
    if s.dispatch_limit < s.total then
      -- The hash that a release names includes this time.
      update public.sends x set held_at = clock_timestamp() where x.id = s.id;
      perform private.transition('send', s.id, 'hold');
    else
      perform private.transition('send', s.id, 'finish');
      update public.sends x set finished_at = clock_timestamp(), failure_reasons = private.note_failures(x) where x.id = s.id;
      update private.batches b set closed_at = clock_timestamp() where b.send_id = s.id and b.closed_at is null;
      update private.holds h set look_at = clock_timestamp() where h.holder_id = s.id;
    end if;
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.sweep_cancelled(most integer default 20000) returns integer language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
  swept integer := 0;
begin
  for p in select x.* from private.send_progress x where not x.swept limit 1 for update skip locked loop
    -- The account was updated when the send was cancelled. The rows follow in slices.
    update public.deliveries d set state = 'cancelled', final_at = clock_timestamp() where d.id in (
      select y.id from public.deliveries y where y.id between p.id_base + p.next_ordinal and p.id_base + p.expanded and y.state = 'pending' order by y.id limit most)
      and d.id between p.id_base + p.next_ordinal and p.id_base + p.expanded;
    get diagnostics swept = row_count;
    if swept < most then update private.send_progress x set swept = true where x.send_id = p.send_id; end if;
  end loop;
  return swept;
end $$;

create or replace function private.sweep() returns void language sql set search_path = '' as $$
  delete from private.requests where at < clock_timestamp() - interval '7 days';
  delete from private.link_codes where expires_at < clock_timestamp() - interval '1 day';
  delete from private.link_attempts where at < clock_timestamp() - interval '1 day';
  delete from private.link_minutes where minute < clock_timestamp() - interval '10 minutes';
  delete from private.tokens where expires_at < clock_timestamp() - interval '1 day';
  delete from private.chat_runs where taken_at < clock_timestamp() - interval '1 day';
  delete from private.assistant_turns where at < clock_timestamp() - interval '1 day';
  select private.sweep_clicks();
$$;

create or replace function public.clock_tick() returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  expanded integer;
  rolled integer;
  clicked integer;
  timed_out integer;
  escalated integer;
  erased integer;
  did jsonb;
  due jsonb;
begin
  perform private.require_bot();
  -- One bot at a time turns the clock. The lock goes with the transaction, so nobody waits for a lease of one that was killed.
  perform from private.jobs j where j.job = 'tick' for no key update skip locked;
  if not found then return null; end if;
  -- Lock order, although one tick is about many sends: the sends before their accounts, and the accounts of all sends before any quota.
  escalated := private.escalate_reviews();
  rolled := private.roll_up_links();
  clicked := private.roll_up_clicks();
  timed_out := private.time_out();
  expanded := private.expand_due() + private.mint_due();
  erased := private.erase_due();
  did := jsonb_build_object(
    'occurred', private.make_occurrences(), 'collected', private.collect_resends(), 'guarded', private.guard_sends(), 'ended', private.end_incidents(),
    'expanded', expanded, 'erased', erased, 'started', private.start_due(), 'lapsed', private.note_lapsed(), 'timed_out', timed_out, 'rolled', rolled,
    'closed', private.close_ended(), 'swept', private.sweep_cancelled(), 'expired', private.expire_packages(), 'charged', private.charge_links(), 'clicked', clicked, 'clicks_charged', private.charge_clicks(), 'released', private.close_reservations(), 'reported', private.roll_up_reports(), 'indexed', private.index_phones(), 'reminded', private.remind_filings(), 'escalated', escalated, 'returned', private.end_delegations(), 'sealed', private.seal_audit(), 'digests', private.make_digests());
  -- A statement of its own: what was started just now is seen.
  due := jsonb_build_object(
    'dispatch', exists (
      select from private.send_progress p join public.sends x on x.id = p.send_id join public.channels c on c.id = x.channel_id
      where x.state = 'sending' and c.state = 'active' and p.next_ordinal <= least(p.dispatch_limit, p.expanded)
        and (not x.is_marketing or private.window_opens(x.enterprise_id, clock_timestamp()) <= clock_timestamp())
      union all select from private.batches b join public.sends x on x.id = b.send_id join public.channels c on c.id = b.channel_id
      where b.done_at is null and b.closed_at is null and b.lease_until < clock_timestamp() and x.state <> 'paused' and c.state = 'active'
      union all select from public.carrier_tests t where t.state = 'waiting'),
    'exports', private.exports_due(),
    'templates', exists (select from private.vendor_handoffs h where h.done_at is null and h.lease_until < clock_timestamp()),
    'imports', (select coalesce(jsonb_agg(f.id), '[]') from public.number_files f where f.state = 'importing' and f.source <> 'resend'));
  update private.jobs j set started_at = now(), finished_at = clock_timestamp() where j.job = 'tick';
  return did || due;
end $$;

create or replace function public.clock_sweep() returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  wrong integer;
begin
  perform private.require_bot();
  perform private.sweep();
  perform private.sweep_exports();
  wrong := private.check_books();
  -- Last: whoever comes back while their old count is being deleted waits for it.
  perform private.sweep_limits();
  return jsonb_build_object('books_wrong', wrong);
end $$;

create or replace function private.digest_first(kind text, today date) returns date language sql immutable set search_path = '' as $$
  -- Weeks begin on Monday.
  select case kind when 'digest_day' then today - 1 when 'digest_week' then date_trunc('week', today)::date - 7
    when 'digest_month' then (date_trunc('month', today) - interval '1 month')::date end
$$;

create or replace function private.digest_sums(home uuid, first date, last date) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('submitted', coalesce(sum(d.submission_count), 0), 'accepted', coalesce(sum(d.send_count), 0), 'delivered', coalesce(sum(d.delivered), 0),
    'failed', coalesce(sum(d.failed + d.expired), 0), 'unknown', coalesce(sum(d.timed_out + d.unknown), 0), 'opened', coalesce(sum(d.resolved), 0), 'sends', count(distinct d.send_id))
  from public.send_days d where d.enterprise_id = home and d.day between first and last
$$;

create or replace function private.digest_figures(home uuid, kind text, first date) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  last constant date := case kind when 'digest_day' then first when 'digest_week' then first + 6 else (first + interval '1 month')::date - 1 end;
  earlier constant date := case kind when 'digest_month' then (first - interval '1 month')::date else first - (last - first + 1) end;
  b public.quota_balances;
  waits bigint;
  slow bigint;
begin
  select x.* into b from public.quota_balances x where x.enterprise_id = home and x.kind = 'aim_resolution';
  -- A review that waits for more than a day holds somebody up.
  select count(*), count(*) filter (where w.submitted_at < clock_timestamp() - interval '1 day') into waits, slow from public.waiting_reviews w where w.enterprise_id = home;
  return private.digest_sums(home, first, last) || jsonb_build_object('from', first, 'to', last, 'before', private.digest_sums(home, earlier, first - 1),
    'days', (
      select jsonb_agg(jsonb_build_object('day', x.day::date, 'delivered', coalesce(d.delivered, 0), 'failed', coalesce(d.failed, 0), 'opened', coalesce(d.opened, 0)) order by x.day)
      from generate_series(case kind when 'digest_day' then first - 6 else first end, last, interval '1 day') as x (day)
      left join (select y.day, sum(y.delivered) as delivered, sum(y.failed + y.expired + y.timed_out + y.unknown) as failed, sum(y.resolved) as opened
        from public.send_days y where y.enterprise_id = home and y.day between first - 6 and last group by 1) d on d.day = x.day),
    'available', b.available, 'runs_out_on', b.runs_out_on, 'waits', waits, 'slow', slow,
    'paused', (select count(*) from public.sends s where s.enterprise_id = home and s.state = 'paused'),
    'sick', (select count(*) from public.channels c where c.enterprise_id = home and c.sick_since is not null));
end $$;

create or replace function private.make_digests() returns integer language plpgsql set search_path = '' as $$
declare
  d record;
  made bigint;
  n integer := 0;
begin
  for d in
    insert into private.digests (enterprise_id, kind, first)
    select distinct e.id, k.kind, p.first
    from (select c.enterprise_id, c.kinds from public.chat_subscriptions c union all select r.enterprise_id, r.kinds from public.robots r where r.state = 'active') s join public.enterprises e on e.id = s.enterprise_id cross join lateral unnest(s.kinds) as k (kind)
    cross join lateral (select private.digest_first(k.kind, (clock_timestamp() at time zone e.time_zone)::date) as first) p
    -- Nine in the morning where the enterprise is: the receipts of the night are in, and people are there to read it.
    where k.kind like 'digest\_%' and p.first is not null and (clock_timestamp() at time zone e.time_zone)::time >= time '09:00'
      and not exists (select from private.digests x where x.enterprise_id = e.id and x.kind = k.kind and x.first = p.first)
    on conflict do nothing returning digests.*
  loop
    made := private.alert(d.enterprise_id, d.kind, 'quota', null, private.digest_figures(d.enterprise_id, d.kind, d.first));
    update public.alerts a set seen_at = a.at where a.id = made;
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function public.digest(period text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  kind constant text := 'digest_' || digest.period;
  first date;
begin
  perform private.require(home, 'KooMessage:report:list');
  first := private.digest_first(kind, private.day_of(home, clock_timestamp()));
  if first is null then perform private.refuse('input_invalid', '{"field": "period"}'); end if;
  return private.digest_figures(home, kind, first);
end $$;

create or replace function private.proof_of(input jsonb, bucket text, kind text, enterprise uuid, field text default 'proof', out path text, out name text)
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(jsonb_typeof(input -> field), 'null') = 'null' then return; end if;
  path := input -> field ->> 'path';
  name := btrim(input -> field ->> 'name');
  -- The bucket enforces size and type. This checks that the object exists, in the enterprise's own folder. kind: an ending, or several with slashes between.
  if path is null or path not like enterprise::text || '/%' or substring(path from '[^.]*$') <> all (string_to_array(kind, '/')) or coalesce(char_length(name), 0) not between 1 and 120
     or not exists (select from storage.objects o where o.bucket_id = bucket and o.name = proof_of.path) then
    perform private.refuse('proof_invalid', jsonb_build_object('kind', kind, 'field', field, 'max',
      (select b.file_size_limit / 1024 / 1024 || ' MB' from storage.buckets b where b.id = bucket)));
  end if;
end $$;

create or replace function private.domain_name(typed text) returns text language plpgsql stable set search_path = '' as $$
declare
  name text := lower(btrim(coalesce(typed, '')));
begin
  -- Letters, digits and hyphens, no hyphen first or last, in two or more labels: shared/src/links/domains.ts says the same.
  if char_length(name) > 253 or name !~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$' then
    perform private.refuse('domain_name_invalid', jsonb_build_object('name', left(name, 64)));
  end if;
  return name;
end $$;

-- domains: the rules of DOM-1 (§7.2.2). The frame (frame.sql) does the rest.

create or replace function private.domain_is_free(name text, home uuid, except_for uuid default null) returns void language plpgsql stable set search_path = '' as $$
begin
  if exists (select from public.domains d where d.name = domain_is_free.name and d.id is distinct from except_for and (d.enterprise_id = home or d.state = 'approved')) then
    perform private.refuse('domain_taken', jsonb_build_object('name', name));
  end if;
end $$;

create or replace function private.create_domain(home uuid, input jsonb) returns uuid[] language plpgsql set search_path = '' as $$
declare
  proof record;
  one text;
  made uuid;
  all_made uuid[] := '{}';
begin
  select p.path, p.name into proof from private.proof_of(input, 'domain-proofs', 'pdf', home) p;
  -- One name typed twice, in whatever case, is one domain.
  for one in select private.domain_name(t.typed) from jsonb_array_elements_text(input -> 'names') with ordinality as t (typed, at) group by 1 order by min(t.at) loop
    perform private.domain_is_free(one, home);
    insert into public.domains (enterprise_id, host, name, custom_codes, proof_path, proof_name, state, submitted_by, submitted_at, created_by)
    values (home, one, one, (input ->> 'custom_codes')::boolean, proof.path, proof.name, 'in_review', private.actor(), clock_timestamp(), private.actor()) returning id into made;
    all_made := all_made || made;
  end loop;
  return all_made;
end $$;

create or replace function public.create_domains(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('domain', 'create', request, input, 'domains')
$$;

create or replace function private.update_domain(domain uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  was public.domains;
  next_name constant text := private.domain_name(input ->> 'name');
  proof record;
begin
  select d.* into was from public.domains d where d.id = domain;
  -- Without the key the proof is kept; null removes it.
  if input ? 'proof' then select p.path, p.name into proof from private.proof_of(input, 'domain-proofs', 'pdf', was.enterprise_id) p;
  else select was.proof_path as path, was.proof_name as name into proof; end if;
  perform private.domain_is_free(next_name, was.enterprise_id, domain);
  update public.domains d set name = next_name, host = next_name, custom_codes = (input ->> 'custom_codes')::boolean, proof_path = proof.path, proof_name = proof.name where d.id = domain;
end $$;

create or replace function private.approve_domain(domain uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.domains d set enabled = true where d.id = domain
$$;

create or replace function private.enable_domain(domain uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.domains d set enabled = true where d.id = domain
$$;

create or replace function private.disable_domain(domain uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.domains d set enabled = false where d.id = domain
$$;

create or replace function private.set_default_domain(domain uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  home uuid;
  former uuid;
begin
  select d.enterprise_id into home from public.domains d where d.id = domain;
  -- Of two concurrent calls the second waits, and its choice wins.
  perform pg_advisory_xact_lock(hashtextextended('default domain:' || home::text, 0));
  update public.domains d set is_default = false where d.enterprise_id = home and d.is_default returning d.id into former;
  update public.domains d set is_default = true where d.id = domain;
  if former is not null then perform private.touch_cards('domain', former); end if;
end $$;

create or replace function private.day_of(enterprise uuid, at timestamptz) returns date language plpgsql stable security definer set search_path = '' as $$
begin
  -- Hardly any enterprise has ever left a zone, so this is a look into an empty table.
  return (select (at at time zone coalesce((select z.zone from private.former_zones z where z.enterprise_id = e.id and z.until > at order by z.until limit 1), e.time_zone))::date
    from public.enterprises e where e.id = enterprise);
end $$;

create or replace function private.known_zone(typed text) returns text language plpgsql stable set search_path = '' as $$
declare
  -- Places, as people say where they are; Postgres also knows abbreviations and files of its own, which browsers do not.
  known constant text := (select z.name from pg_catalog.pg_timezone_names z where lower(z.name) = lower(btrim(typed)) and (z.name = 'UTC' or z.name ~ '^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/') limit 1);
begin
  if known is null then perform private.refuse('zone_unknown', jsonb_build_object('zone', left(coalesce(typed, ''), 64))); end if;
  return known;
end $$;

create or replace function private.statement_edition() returns date language sql immutable set search_path = '' as $$ select date '2026-11-01' $$;

create or replace function private.create_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  called constant text := private.clean_name(input ->> 'name', 64, 2);
  made uuid;
begin
  -- Without a confirmed address nobody has rights, in an enterprise of their own neither.
  if private.confirmed_address(private.actor()) is null then perform private.refuse('address_unconfirmed'); end if;
  if not (input -> 'statements' @> '["koomessage", "sms"]') then perform private.refuse('statements_required'); end if;
  insert into public.enterprises (name, time_zone, created_by)
  values (called, private.known_zone(coalesce(input ->> 'time_zone', 'Asia/Shanghai')), private.actor()) returning id into made;
  insert into public.statement_acceptances (enterprise_id, statement, edition, user_id)
  select made, s, private.statement_edition(), private.actor() from unnest(array['koomessage', 'sms']) as s;
  perform private.equip_enterprise(made);
  perform private.join_group(made, private.actor(), array(select g.id from public.groups g where g.enterprise_id = made and g.name = 'Owners'));
  update public.profiles p set enterprise_id = made where p.user_id = private.actor();
  return public.whoami() || jsonb_build_object('about', made, 'after', jsonb_build_object('name', called, 'statements', input -> 'statements'));
end $$;

create or replace function private.update_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was public.enterprises;
  called text;
  zone text;
  plan text;
begin
  select e.* into was from public.enterprises e where e.id = home for update;
  called := case when input ? 'name' then private.clean_name(input ->> 'name', 64, 2) else was.name end;
  zone := case when input ? 'time_zone' then private.known_zone(input ->> 'time_zone') else was.time_zone end;
  if zone <> was.time_zone then
    -- "Every Monday at ten" was approved as ten in the zone of then.
    select s.name into plan from public.sends s where s.enterprise_id = home and s.timing = 'recurring' and s.state in ('in_review', 'recurring', 'paused') order by s.created_at limit 1;
    if plan is not null then perform private.refuse('zone_has_plans', jsonb_build_object('name', plan)); end if;
    -- Days are asked by the quarter of an hour, so the quarter that has begun is still the former zone's.
    insert into private.former_zones (enterprise_id, until, zone) values (home, date_bin('15 minutes', clock_timestamp(), timestamptz 'epoch') + interval '15 minutes', was.time_zone)
    on conflict do nothing;
  end if;
  update public.enterprises e set name = called, time_zone = zone where e.id = home;
  return public.whoami() || jsonb_build_object('about', home, 'before', jsonb_build_object('name', was.name, 'time_zone', was.time_zone),
    'after', jsonb_build_object('name', called, 'time_zone', zone));
end $$;

-- The guided beginning (OVW-1, 流程指引): how far an enterprise has come on its way to the first message. Nothing is kept: it is read from what there is.

create or replace function private.furthest(states text[], done text[], waiting text[]) returns text language sql immutable set search_path = '' as $$
  select case when states && done then 'done' when states && waiting then 'waiting' when states && '{rejected}' then 'returned' else 'open' end
$$;

create or replace function private.steps_of(home uuid) returns table (step text, state text) language plpgsql stable security definer set search_path = '' as $$
begin
  return query values
    ('enterprise', 'done'),
    -- What one makes another decides (four eyes): two people, of whom one may approve what the other may make.
    ('people', case
      when exists (select from private.who_may(home, 'KooMessage:sendTask:create') as maker cross join private.who_may(home, 'KooMessage:sendTask:approve') as decider where maker <> decider) then 'done'
      when exists (select from public.invitations i where i.enterprise_id = home and private.invitation_state(i.state, i.expires_at) = 'open') then 'waiting' else 'open' end),
    ('filing', (select private.furthest(coalesce(array_agg(v.state::text), '{}'), '{approved}', '{in_review}') from public.filings f join public.filing_versions v on v.id in (f.latest_version_id, f.live_version_id) where f.enterprise_id = home and f.form = 'send_task')),
    ('channel', (select private.furthest(coalesce(array_agg(c.state), '{}'), '{active}', '{paused,held}') from public.channels c where c.enterprise_id = home)),
    ('signature', (select private.furthest(coalesce(array_agg(distinct g.state::text), '{}'), '{approved}', '{in_review}') from public.sms_signatures g where g.enterprise_id = home)),
    ('sms_template', (select private.furthest(coalesce(array_agg(distinct m.state::text), '{}'), '{approved}', '{in_review}') from public.sms_templates m where m.enterprise_id = home)),
    ('template', case when exists (select from public.templates t where t.enterprise_id = home and t.live_version_id is not null) then 'done'
      else (select private.furthest(coalesce(array_agg(distinct v.state::text), '{}'), '{}', '{in_review,vendor_review}') from public.template_versions v where v.enterprise_id = home) end),
    ('send', case when exists (select from public.send_days d where d.enterprise_id = home) then 'done'
      else (select private.furthest(coalesce(array_agg(distinct s.state::text), '{}'), '{}', '{in_review,expanding,ready,sending,recurring}') from public.sends s where s.enterprise_id = home) end);
end $$;

create or replace function public.beginning() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
begin
  perform private.require(home, 'own');
  if home is null then perform private.refuse('no_enterprise'); end if;
  return (select jsonb_build_object('sent', bool_or(s.step = 'send' and s.state = 'done'), 'has_app', exists (select from public.sms_apps a where a.enterprise_id = home and a.enabled),
    'steps', jsonb_agg(jsonb_build_object('step', s.step, 'state', s.state) order by s.place))
    from private.steps_of(home) with ordinality as s (step, state, place));
end $$;

-- What an enterprise opens with (ENT-2): people's groups, an address for its links, and a way to the carriers that are open to all.

create or replace function private.equip_enterprise(enterprise uuid) returns void language plpgsql set search_path = '' as $$
begin
  perform private.lay_groups(enterprise);
  -- Links under the deployment's own address: nobody else can claim it, so nobody has to review it.
  insert into public.domains (enterprise_id, name, state, enabled, is_default) values (enterprise, 'default', 'approved', true, true);
  perform private.open_channels(enterprise);
end $$;

-- ---------------------------------------------------------------------------------------------
-- One number in texts

create or replace function private.number_pattern(phone text) returns text language sql immutable set search_path = '' as $$
  -- Between two digits may stand what people put there; a longer row of digits is another number.
  select '(?<![0-9])(?:(?:\+|00)?86[ .()·-]*)?' || array_to_string(regexp_split_to_array(substr(phone, 4), ''), '[ .()·-]*') || '(?![0-9])'
$$;

create or replace function private.half_width(words text) returns text language sql immutable set search_path = '' as $$
  select translate(words, U&'\FF0B\FF10\FF11\FF12\FF13\FF14\FF15\FF16\FF17\FF18\FF19', '+0123456789')
$$;

create or replace function private.has_number(words text, pattern text) returns boolean language sql immutable set search_path = '' as $$
  select coalesce(private.half_width(words) ~ pattern, false)
$$;

create or replace function private.without_number(words text, pattern text) returns text language sql immutable set search_path = '' as $$
  select case when private.has_number(words, pattern) then regexp_replace(private.half_width(words), pattern, '***', 'g') else words end
$$;

create or replace function private.values_without(params jsonb, pattern text) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_object_agg(k, case when private.has_number(v #>> '{}', pattern) then to_jsonb(private.without_number(v #>> '{}', pattern)) else v end) from jsonb_each(params) as x (k, v)
$$;

create or replace function private.values_erased(params jsonb) returns jsonb language sql immutable set search_path = '' as $$
  -- A value that is not empty stays one: a send counts the lines that lack a value.
  select jsonb_object_agg(k, case when v in ('null', '""') then v else '"***"' end) from jsonb_each(params) as x (k, v)
$$;

create or replace function private.opt_out_mark(phone text) returns text language sql stable set search_path = '' as $$
  select 'erased:' || private.contents_hash('opt_out:' || phone)
$$;

create or replace function private.has_opted_out(home uuid, signature text, phone text) returns boolean language sql stable set search_path = '' as $$
  select phone like 'erased%'
    or exists (select from public.opt_outs o where o.enterprise_id = home and o.signature = has_opted_out.signature and o.phone = has_opted_out.phone)
    or exists (select from public.opt_outs o where o.enterprise_id = home and o.signature = has_opted_out.signature and o.phone = private.opt_out_mark(has_opted_out.phone))
$$;

-- ---------------------------------------------------------------------------------------------
-- The places. Each takes the next slice of at most `most` rows. reached null: the place is through; waits: not yet, it has to be asked again.

create or replace function private.doom_parts(home uuid, before timestamptz) returns integer language plpgsql security definer set search_path = '' as $$
declare
  doomed integer;
begin
  insert into private.doomed_uploads (name)
  select o.name from storage.objects o
  where o.bucket_id = 'numbers' and o.name like home || '/%' and not exists (
    select from public.number_files f where f.id::text = split_part(o.name, '/', 2) and (f.state in ('uploading', 'importing') or f.finished_at >= before))
  on conflict do nothing;
  get diagnostics doomed = row_count;
  delete from public.number_file_parts p using public.number_files f
  where f.id = p.file_id and f.enterprise_id = home and f.state in ('ready', 'failed') and f.finished_at < before;
  return doomed;
end $$;

create or replace function private.doomed_uploads() returns text[] language sql stable security definer set search_path = '' as $$
  select array(select o.name from private.doomed_uploads o order by o.at limit 100)
$$;

create or replace function private.forget_uploads(names text[]) returns void language sql security definer set search_path = '' as $$
  delete from private.doomed_uploads o where o.name = any (names)
$$;

create or replace function private.erase_uploads(w private.erasure_work, most integer, out changed integer, out reached text, out waits text) language plpgsql set search_path = '' as $$
declare
  since constant timestamptz := (select e.created_at from public.erasures e where e.id = w.erasure_id);
begin
  changed := private.doom_parts(w.enterprise_id, 'infinity');
  -- What was begun before has the number perhaps. It ends by itself: an upload that nobody goes on with is given up after a day.
  waits := (select min(case f.state when 'importing' then 'import' else 'upload' end) from public.number_files f
    where f.enterprise_id = w.enterprise_id and f.state in ('importing', 'uploading') and f.created_at <= since);
end $$;

create or replace function private.erase_numbers(w private.erasure_work, most integer, out changed integer, out reached text, out waits text) language plpgsql set search_path = '' as $$
declare
  pattern constant text := private.number_pattern(w.phone);
  -- <file>/<line>; line -1: this file is through.
  file constant uuid := split_part(w.reached, '/', 1)::uuid;
  line integer := coalesce(split_part(w.reached, '/', 2)::integer, -1);
  next uuid;
  home regclass;
  upto integer;
  gone integer;
begin
  changed := 0;
  if line < 0 then
    select f.id into next from public.number_files f where f.enterprise_id = w.enterprise_id and (file is null or f.id > file) order by f.id limit 1;
    if not found then return; end if;
    line := 0;
  else
    next := file;
  end if;
  home := coalesce(to_regclass(private.numbers_partition(next)), 'partitions.numbers_shared'::regclass);
  execute format('select max(x.line) from (select n.line from %s n where n.file_id = $1 and n.line > $2 order by n.line limit $3) x', home) into upto using next, line, most;
  if upto is not null then
    execute format('update %s n set phone = ''erased:'' || n.line, params = private.values_erased(n.params)
      where n.file_id = $1 and n.line > $2 and n.line <= $3 and (n.phone = $4 or private.has_number(n.phone, $5))', home) using next, line, upto, w.phone, pattern;
    get diagnostics gone = row_count;
    execute format('update %s n set params = private.values_without(n.params, $4) where n.file_id = $1 and n.line > $2 and n.line <= $3 and private.has_number(n.params::text, $4)', home)
    using next, line, upto, pattern;
    get diagnostics changed = row_count;
    changed := changed + gone;
    if gone > 0 then update public.number_files f set erased = f.erased + gone where f.id = next; end if;
  end if;
  reached := next || '/' || coalesce(upto, -1);
end $$;

create or replace function private.erase_deliveries(w private.erasure_work, most integer, out changed integer, out reached text, out waits text) language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
  home regclass;
  first bigint;
  last bigint;
  given_up boolean;
  stopped integer;
  held boolean;
begin
  changed := 0;
  -- Claims pass over a send whose cursors are held.
  select x.* into p from private.send_progress x where x.enterprise_id = w.enterprise_id and x.id_base + x.total > coalesce(w.reached::bigint, -2) order by x.id_base limit 1 for update;
  if not found then return; end if;
  home := private.deliveries_home(p);
  first := greatest(w.reached::bigint, p.id_base) + 1;
  last := least(first + most - 1, p.id_base + p.expanded);
  reached := case when home is null or last >= p.id_base + p.expanded then p.id_base + p.total else last end;
  if home is null or last < first then return; end if;
  execute format('select exists (select from %s d join private.batches b on b.send_id = $1 and d.id between b.first_id and b.last_id
    where d.id between $2 and $3 and d.phone = $4 and d.state = ''pending'' and b.done_at is null and b.closed_at is null)', home) into held using p.send_id, first, last, w.phone;
  if held then
    reached := w.reached;
    waits := 'carrier';
    return;
  end if;
  given_up := (select s.state = 'cancelled' from public.sends s where s.id = p.send_id);
  -- What is not handed over yet never will be. Of a cancelled send the account says so already.
  perform from public.send_totals t where t.send_id = p.send_id for update;
  execute format('update %s d set state = $4, final_at = clock_timestamp() where d.id between $1 and $2 and d.phone = $3 and d.state = ''pending''', home)
  using first, last, w.phone, case when given_up then 'cancelled' else 'opted_out' end::public.delivery_state;
  get diagnostics stopped = row_count;
  if stopped > 0 and not given_up then
    update public.send_totals t set pending = t.pending - stopped, opted_out = t.opted_out + stopped where t.send_id = p.send_id;
    perform private.release(p.send_id, stopped);
    perform private.touch_cards('send', p.send_id);
  end if;
  execute format('update %s d set phone = ''erased:'' || d.id, params = private.values_erased(d.params) where d.id between $1 and $2 and d.phone = $3', home) using first, last, w.phone;
  get diagnostics stopped = row_count;
  execute format('update %s d set params = private.values_without(d.params, $3), code = private.without_number(d.code, $3), carrier_id = private.without_number(d.carrier_id, $3)
    where d.id between $1 and $2 and (private.has_number(d.params::text, $3) or private.has_number(d.code, $3) or private.has_number(d.carrier_id, $3))', home) using first, last, private.number_pattern(w.phone);
  get diagnostics changed = row_count;
  changed := changed + stopped;
end $$;

create or replace function private.erase_links(w private.erasure_work, most integer, out changed integer, out reached text, out waits text) language plpgsql set search_path = '' as $$
declare
  p private.mint_progress;
  home text;
  first bigint;
  last bigint;
  erased integer;
begin
  changed := 0;
  select x.* into p from private.mint_progress x where x.enterprise_id = w.enterprise_id and x.id_base + x.total > coalesce(w.reached::bigint, -2) order by x.id_base limit 1;
  if not found then return; end if;
  home := case when p.large then coalesce(to_regclass(private.links_partition(p))::text, 'partitions.links_shared') else 'partitions.links_shared' end;
  first := greatest(w.reached::bigint, p.id_base) + 1;
  last := least(first + most - 1, p.id_base + p.total);
  -- Nobody can have it resolved any more: its card would show nobody's values.
  execute format('update %s l set cust_flag = null, params = private.values_erased(l.params), maximum = greatest(l.used, 0) where l.id between $1 and $2 and private.has_number(l.cust_flag, $3)', home)
  using first, last, private.number_pattern(w.phone);
  get diagnostics erased = row_count;
  execute format('update %s l set params = private.values_without(l.params, $3) where l.id between $1 and $2 and private.has_number(l.params::text, $3)', home)
  using first, last, private.number_pattern(w.phone);
  get diagnostics changed = row_count;
  if last >= p.id_base + p.total then
    update public.link_rejects r set cust_flag = case when private.has_number(r.cust_flag, private.number_pattern(w.phone)) then null else r.cust_flag end,
      params = case when private.has_number(r.cust_flag, private.number_pattern(w.phone)) then private.values_erased(r.params) else private.values_without(r.params, private.number_pattern(w.phone)) end
    where r.task_id = p.task_id and (private.has_number(r.cust_flag, private.number_pattern(w.phone)) or private.has_number(r.params::text, private.number_pattern(w.phone)));
    get diagnostics first = row_count;
    changed := changed + first;
  end if;
  changed := changed + erased;
  reached := last;
end $$;

create or replace function private.erase_rows(w private.erasure_work, most integer, out changed integer, out reached text, out waits text) language plpgsql set search_path = '' as $$
declare
  r private.erasure_rows;
begin
  select x.* into r from private.erasure_rows x where w.reached is null or x.rel::text > w.reached order by x.rel::text limit 1;
  changed := 0;
  if r.rel is null then
    -- What somebody typed in chat is kept a day at most, under no enterprise: a button that has the number is dead from now on.
    delete from private.tokens t where private.has_number(t.input::text, private.number_pattern(w.phone));
    get diagnostics changed = row_count;
    return;
  end if;
  execute format('update %s r set %s where r.enterprise_id = $3 and (%s)', r.rel, r.sets, r.hit) using w.phone, private.number_pattern(w.phone), w.enterprise_id;
  get diagnostics changed = row_count;
  reached := r.rel::text;
end $$;

create or replace function private.erase_exports(w private.erasure_work, most integer, out changed integer, out reached text, out waits text) language plpgsql set search_path = '' as $$
declare
  since constant timestamptz := (select e.created_at from public.erasures e where e.id = w.erasure_id);
  export uuid;
begin
  changed := 0;
  for export in select e.id from public.exports e where e.enterprise_id = w.enterprise_id and e.whole and e.state = 'done' and e.created_at <= since for update loop
    perform private.transition('export', export, 'expire');
    perform private.doom_export(export);
    changed := changed + 1;
  end loop;
  if exists (select from public.exports e where e.enterprise_id = w.enterprise_id and e.whole and e.state in ('queued', 'running') and e.created_at <= since) then waits := 'export'; end if;
end $$;

create or replace function private.erase_storage(w private.erasure_work, most integer, out changed integer, out reached text, out waits text) language plpgsql set search_path = '' as $$
begin
  changed := 0;
  if exists (select from private.doomed_uploads o where o.name like w.enterprise_id || '/%')
    or exists (select from private.export_objects o where o.doomed and o.name like w.enterprise_id || '/%') then waits := 'storage'; end if;
end $$;

-- ---------------------------------------------------------------------------------------------
-- The clock

create or replace function private.erase_slice(erasure uuid, most integer default 20000) returns boolean language plpgsql set search_path = '' as $$
declare
  w private.erasure_work;
  here private.erasure_places;
  after text;
  did record;
begin
  select x.* into w from private.erasure_work x where x.erasure_id = erasure for update skip locked;
  if not found or w.next_at > clock_timestamp() then return false; end if;
  select x.* into here from private.erasure_places x where x.place = w.place;
  execute format('select * from private.%I($1, $2)', 'erase_' || w.place) into did using w, most;
  execute format('update public.erasures e set %1$I = e.%1$I + $2, waits_for = $3 where e.id = $1', here.counted) using erasure, did.changed, did.waits;
  if did.waits is not null then
    -- Looked at again in two seconds.
    update private.erasure_work x set changed = x.changed + did.changed, next_at = clock_timestamp() + interval '2 seconds' where x.erasure_id = erasure;
    return false;
  end if;
  if did.reached is not null then
    update private.erasure_work x set changed = x.changed + did.changed, reached = did.reached where x.erasure_id = erasure;
    return true;
  end if;
  select x.place into after from private.erasure_places x where x.ordinal > here.ordinal order by x.ordinal limit 1;
  if found then
    update private.erasure_work x set changed = x.changed + did.changed, place = after, reached = null where x.erasure_id = erasure;
  elsif w.changed + did.changed > 0 then
    -- What was copied meanwhile, as the numbers of a resend are, is found by another pass.
    update private.erasure_work x set changed = 0, place = (select y.place from private.erasure_places y order by y.ordinal limit 1), reached = null where x.erasure_id = erasure;
  else
    delete from private.erasure_work x where x.erasure_id = erasure;
    update public.erasures e set finished_at = clock_timestamp() where e.id = erasure;
    perform private.transition('erasure', erasure, 'finish');
  end if;
  return true;
end $$;

create or replace function private.erase_due() returns integer language plpgsql set search_path = '' as $$
declare
  begun constant timestamptz := clock_timestamp();
  erasure uuid;
  slices integer := 0;
begin
  for erasure in select w.erasure_id from private.erasure_work w where w.next_at <= clock_timestamp() order by w.next_at limit 20 loop
    while clock_timestamp() < begun + interval '200 milliseconds' and private.erase_slice(erasure) loop
      slices := slices + 1;
    end loop;
  end loop;
  return slices;
end $$;

-- ---------------------------------------------------------------------------------------------
-- The verb

create or replace function private.create_erasure(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  phone constant text := private.wanted_number(input ->> 'phone');
  made uuid;
begin
  insert into public.erasures (enterprise_id, reason, created_by) values (home, input ->> 'reason', private.actor()) returning id into made;
  insert into private.erasure_work (erasure_id, enterprise_id, phone, place) select made, home, phone, x.place from private.erasure_places x order by x.ordinal limit 1;
  return made;
end $$;

create or replace function public.create_erasure(input jsonb, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('erasure', 'create', request, input, null, coalesce(reason, input ->> 'reason'))
$$;

-- ---------------------------------------------------------------------------------------------
-- The rows

create or replace function private.read_export(query text, out rows json, out taken integer, out last jsonb) language plpgsql security definer set search_path = '' as $$
begin
  execute query into rows, taken, last;
end $$;

create or replace function private.type_of(view text, name text) returns text language sql stable set search_path = '' as $$
  select format_type(a.atttypid, a.atttypmod) from pg_catalog.pg_attribute a where a.attrelid = ('public.' || view)::regclass and a.attname = type_of.name and not a.attisdropped
$$;

create or replace function private.export_where(e public.exports, s private.export_sources) returns text language plpgsql stable set search_path = '' as $$
declare
  conditions text[] := array[format('r.enterprise_id = %L', e.enterprise_id)];
  ids int8range;
begin
  if e.parent is not null then
    conditions := conditions || format('r.%I = %L', s.parent, e.parent);
    -- Ids of a send's messages, and of a task's links, are a range: the planner skips all other partitions.
    ids := case s.source when 'delivery' then (select int8range(p.id_base, p.id_base + p.total, '(]') from private.send_progress p where p.send_id = e.parent)
      when 'link' then (select int8range(p.id_base, p.id_base + p.total, '(]') from private.mint_progress p where p.task_id = e.parent) end;
    if ids is not null then conditions := conditions || format('r.id >= %s and r.id < %s', lower(ids), upper(ids)); end if;
  end if;
  conditions := conditions || private.conditions(s.view, e.filters);
  return array_to_string(conditions, ' and ');
end $$;

create or replace function private.export_query(e public.exports, s private.export_sources, most integer) returns text language plpgsql stable set search_path = '' as $$
declare
  shown constant text := case when s.beside = '{*}' then 'r.*'
    else (select string_agg(format('r.%I', c), ', ') from (select unnest(e.columns || s.beside) as c group by c) x) end
    -- The keys name the row to private.whole_recipient.
    || case when e.whole then format(', concat_ws(%L, %s) as whole_id', '/', concat_ws(', ', case when s.source = 'number_reject' then 'r.file_id' end,
      (select string_agg(format('r.%I', k), ', ' order by n) from unnest(s.keys) with ordinality as x (k, n)))) else '' end;
  direction constant text := coalesce(e.sort ->> 1, 'asc');
  -- Columns of the usual order are never null, so they are compared as a row, which reads an index. Of others the empty ones come last.
  usual constant boolean := e.sort is null or e.sort = s.sort;
  terms text[] := case when not usual then array[format('(r.%I is null)', e.sort ->> 0)] else '{}' end
    || case when e.sort is not null then array[format('r.%I', e.sort ->> 0)] else '{}' end
    || (select array_agg(format('r.%I', k) order by n) from unnest(s.keys) with ordinality as x (k, n));
  types text[] := case when not usual then array['boolean'] else '{}' end
    || case when e.sort is not null then array[private.type_of(s.view, e.sort ->> 0)] else '{}' end
    || (select array_agg(private.type_of(s.view, k) order by n) from unnest(s.keys) with ordinality as x (k, n));
  behind text := 'true';
begin
  if e.cursor is not null and usual then
    behind := format('(%s) %s (%s)', array_to_string(terms, ', '), case direction when 'asc' then '>' else '<' end,
      (select string_agg(format('%L::%s', e.cursor ->> (n - 1)::integer, types[n]), ', ' order by n) from generate_subscripts(terms, 1) as n));
  elsif e.cursor is not null then
    -- The row differs first at term n, and there it is behind.
    select '(' || string_agg(array_to_string(
        array(select format('%s is not distinct from %L::%s', terms[k], e.cursor ->> (k - 1)::integer, types[k]) from generate_series(1, n - 1) as k)
        || format('%s %s %L::%s', terms[n], case when n = 1 or direction = 'asc' then '>' else '<' end, e.cursor ->> (n - 1)::integer, types[n]), ' and '), ' or ' order by n) || ')'
      into behind from generate_subscripts(terms, 1) as n;
  end if;
  return format('select coalesce(json_agg(x.line), %L), count(*)::integer, (array_agg(x.key))[count(*)] from (
      select (select row_to_json(c) from (select %s) c) as line, jsonb_build_array(%s) as key from public.%I r where %s and %s order by %s limit %s) x',
    '[]', shown, (select string_agg(t || '::text', ', ' order by n) from unnest(terms) with ordinality as y (t, n)), s.view, private.export_where(e, s), behind,
    (select string_agg(t || ' ' || case when not usual and n = 1 then 'asc' else direction end, ', ' order by n) from unnest(terms) with ordinality as y (t, n)), most);
end $$;

-- ---------------------------------------------------------------------------------------------
-- The verbs

create or replace function private.require_export(e public.exports) returns private.export_sources language plpgsql set search_path = '' as $$
declare
  s private.export_sources;
begin
  select x.* into s from private.export_sources x where x.source = e.source;
  if not found then perform private.refuse('input_invalid', '{"field": "source"}'); end if;
  perform private.require(e.enterprise_id, s.needs);
  if e.whole then
    if private.is_bot() then perform private.refuse('not_in_chat'); end if;
    perform private.require(e.enterprise_id, 'KooMessage:recipient:reveal');
  end if;
  return s;
end $$;

create or replace function private.create_export(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  e public.exports;
  s private.export_sources;
  known text[];
  wrong text;
begin
  if home is null then perform private.refuse('no_enterprise'); end if;
  e.source := input ->> 'source';
  e.enterprise_id := home;
  e.whole := coalesce((input ->> 'whole')::boolean, false);
  s := private.require_export(e);
  e.name := private.clean_name(input ->> 'name', 120);
  e.format := (input ->> 'format')::public.export_format;
  e.columns := private.texts_of(input -> 'columns');
  e.filters := coalesce(input -> 'filters', '[]');
  e.sort := coalesce(nullif(input -> 'sort', 'null'), s.sort);
  e.parent := private.as_uuid(input ->> 'of', 'of');
  known := s.columns || s.filters;
  wrong := case when cardinality(e.columns) = 0 or not e.columns <@ s.columns or (select count(distinct c) from unnest(e.columns) as c) < cardinality(e.columns) then 'columns'
    when exists (select from jsonb_array_elements(e.filters) as f where not f ->> 'column' = any (known)) then 'filters'
    when e.sort is distinct from s.sort and not coalesce(e.sort ->> 0 = any (known) and e.sort ->> 1 in ('asc', 'desc'), false) then 'sort'
    when (e.parent is null) <> (s.parent is null) and not (s.parent_optional and e.parent is null) then 'of'
    when e.whole and not coalesce(s.masked = any (e.columns), false) then 'whole' end;
  if wrong is not null then perform private.refuse('input_invalid', jsonb_build_object('field', wrong)); end if;
  if e.whole and coalesce(input ->> 'reason', '') = '' then perform private.refuse('reason_required', '{"verb": "create"}'); end if;
  if (select count(*) >= 10 from public.exports x where x.enterprise_id = home and x.made_by = private.actor() and x.state in ('queued', 'running')) then
    perform private.refuse('exports_waiting', '{"max": 10}');
  end if;
  -- A value that its column cannot have is told now, and not when nobody looks.
  perform private.read_export(private.export_query(e, s, 0));
  insert into public.exports (enterprise_id, made_by, name, source, format, columns, filters, sort, parent, whole, locale, zone)
  select home, private.actor(), e.name, e.source, e.format, e.columns, e.filters, e.sort, e.parent, e.whole, input ->> 'locale', x.time_zone
  from public.enterprises x where x.id = home returning id into e.id;
  return e.id;
end $$;

create or replace function public.create_export(input jsonb, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('export', 'create', request, input, null, reason)
$$;

create or replace function private.doom_export(export uuid) returns void language sql set search_path = '' as $$
  update private.export_objects o set doomed = true where o.export_id = export and not o.doomed
$$;

create or replace function private.retry_export(export uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  e public.exports;
begin
  select x.* into e from public.exports x where x.id = export;
  perform private.require_export(e);
  perform private.doom_export(export);
  update public.exports x set rows = 0, bytes = 0, slices = 0, total = null, error = null, cursor = null, tail = null, lease = null, tries = 0, leased_until = '-infinity',
    finished_at = null, downloaded_at = null, expires_at = null, advanced_at = clock_timestamp() where x.id = export;
end $$;

create or replace function private.delete_export(export uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
begin
  perform private.doom_export(export);
  delete from public.exports e where e.id = export;
  return jsonb_build_object('id', export);
end $$;

create or replace function private.download_export(export uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  e public.exports;
  ticket constant text := encode(extensions.gen_random_bytes(32), 'hex');
begin
  select x.* into e from public.exports x where x.id = export;
  perform private.require_export(e);
  if e.expires_at <= clock_timestamp() then perform private.wrong_state('export', export::text, 'download', 'expired'); end if;
  insert into private.export_tickets (ticket_hash, export_id, expires_at) values (sha256(convert_to(ticket, 'UTF8')), export, clock_timestamp() + interval '1 minute');
  return jsonb_build_object('id', export, 'ticket', ticket, 'bytes', e.bytes);
end $$;

-- It takes no request id: an answer that is kept for a repeated request would keep the ticket.
create or replace function public.download_export(export text) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('export', 'download', export)
$$;

-- DLC-1: how an export gets its rows, slice by slice. The function export-rows takes a slice, stores it as an object, and records it.

create or replace function private.fail_export(export uuid, why text) returns void language plpgsql set search_path = '' as $$
begin
  update public.exports e set error = why, lease = null, finished_at = clock_timestamp() where e.id = export;
  perform private.transition('export', export, 'fail', null, why);
  perform private.doom_export(export);
end $$;

create or replace function private.read_as_maker(e public.exports, s private.export_sources, most integer, out rows json, out taken integer, out last jsonb, out total bigint)
language plpgsql set search_path = '' as $$
begin
  perform set_config('tidings.exporter', e.made_by::text, true);
  total := coalesce(e.total, (private.read_export(format('select null::json, count(*)::integer, null::jsonb from public.%I r where %s', s.view, private.export_where(e, s)))).taken);
  select x.rows, x.taken, x.last into rows, taken, last from private.read_export(private.export_query(e, s, most)) x;
  if e.whole then
    select coalesce(json_agg((line - 'whole_id') || jsonb_build_object(s.masked, w.number, 'params', w.params) order by n), '[]') into rows
    from json_array_elements(rows) with ordinality as x (one, n) cross join lateral (select one::jsonb as line) l
    cross join lateral private.whole_recipient(e.enterprise_id, s.source, line ->> 'whole_id') w;
  end if;
  perform set_config('tidings.exporter', '', true);
end $$;

create or replace function private.may_still_export(e public.exports, s private.export_sources) returns boolean language plpgsql set search_path = '' as $$
declare
  may boolean;
begin
  perform set_config('tidings.exporter', e.made_by::text, true);
  may := e.enterprise_id = any (private.may_in(s.needs)) and (not e.whole or e.enterprise_id = any (private.may_in('KooMessage:recipient:reveal')));
  perform set_config('tidings.exporter', '', true);
  return may;
end $$;

create or replace function private.next_export_slice(out job jsonb, out rows json) language plpgsql security definer set search_path = '' as $$
declare
  -- A sheet of a workbook has 1,048,576 rows, of which the first is the heading.
  sheet constant integer := 1048575;
  e public.exports;
  s private.export_sources;
  page record;
  most integer;
begin
  loop
    -- The one that has waited longest, so that a large export holds up nobody's small one.
    select x.* into e from public.exports x where x.state in ('queued', 'running') and x.leased_until < clock_timestamp() order by x.advanced_at limit 1 for update skip locked;
    if not found then return; end if;
    -- Twice the time of the longest slice. A bot or function that is killed is replaced then.
    update public.exports x set lease = gen_random_uuid(), leased_until = clock_timestamp() + interval '1 minute', tries = x.tries + 1, advanced_at = clock_timestamp()
    where x.id = e.id returning x.* into e;
    select x.* into s from private.export_sources x where x.source = e.source;
    if not found or not private.may_still_export(e, s) then
      perform private.fail_export(e.id, 'forbidden');
      continue;
    end if;
    if e.tries > 5 then
      perform private.fail_export(e.id, 'stuck');
      continue;
    end if;
    if e.state = 'queued' then perform private.transition('export', e.id, 'start'); end if;
    most := case e.format when 'xlsx' then least(5000, sheet - e.rows % sheet) else 5000 end;
    begin
      select p.* into page from private.read_as_maker(e, s, most) p;
    exception when others or query_canceled then
      raise warning 'export %: %', e.id, sqlerrm;
      update public.exports x set leased_until = clock_timestamp() + make_interval(secs => x.tries * 5) where x.id = e.id;
      continue;
    end;
    update public.exports x set total = page.total where x.id = e.id and x.total is null;
    job := jsonb_build_object('export', e.id, 'lease', e.lease, 'slice', e.slices, 'source', e.source, 'format', e.format, 'columns', e.columns, 'locale', e.locale, 'zone', e.zone,
      'whole', e.whole, 'taken', page.taken, 'after', coalesce(page.last, e.cursor), 'last', page.taken < most, 'in_sheet', e.rows % sheet, 'tail', e.tail,
      'object', format('%s/%s/%s-%s', e.enterprise_id, e.id, lpad(e.slices::text, 6, '0'), left(e.lease::text, 8)));
    insert into private.export_objects (name, export_id, slice) values (job ->> 'object', e.id, e.slices);
    rows := page.rows;
    return;
  end loop;
end $$;

create or replace function private.record_export_slice(export uuid, lease uuid, object text, taken integer, bytes bigint, after jsonb, tail jsonb, last boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  e public.exports;
begin
  select x.* into e from public.exports x where x.id = export and x.lease = record_export_slice.lease and x.state = 'running' for update;
  if not found then return false; end if;
  update private.export_objects o set kept = true where o.name = object;
  update public.exports x set rows = x.rows + taken, bytes = x.bytes + record_export_slice.bytes, slices = x.slices + 1, cursor = after, tail = record_export_slice.tail,
    lease = null, leased_until = '-infinity', tries = 0, advanced_at = clock_timestamp(),
    finished_at = case when last then clock_timestamp() end, expires_at = case when last then clock_timestamp() + interval '7 days' end
  where x.id = export returning x.* into e;
  -- Addresses inside a workbook have 32 bits.
  if e.format = 'xlsx' and e.bytes > 4000000000 then
    perform private.fail_export(export, 'too_large');
  elsif last then
    perform private.transition('export', export, 'finish');
  else
    perform private.touch_cards('export', export);
  end if;
  return true;
end $$;

create or replace function private.open_export(ticket text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  e public.exports;
begin
  select x.* into e from private.export_tickets t join public.exports x on x.id = t.export_id
  where t.ticket_hash = sha256(convert_to(ticket, 'UTF8')) and t.expires_at > clock_timestamp() and x.state = 'done';
  if not found then return null; end if;
  update public.exports x set downloaded_at = clock_timestamp() where x.id = e.id;
  return jsonb_build_object('name', e.name, 'format', e.format, 'bytes', e.bytes, 'tail', e.tail,
    'objects', (select coalesce(jsonb_agg(o.name order by o.slice), '[]') from private.export_objects o where o.export_id = e.id and o.kept and not o.doomed));
end $$;

create or replace function private.objects_to_remove() returns text[] language sql stable security definer set search_path = '' as $$
  select array(select o.name from private.export_objects o
    where (o.doomed or not o.kept) and (o.kept or o.at < clock_timestamp() - interval '1 hour') order by o.at limit 100)
$$;

create or replace function private.forget_objects(names text[]) returns void language sql security definer set search_path = '' as $$
  delete from private.export_objects o where o.name = any (names) and (o.doomed or not o.kept)
$$;

create or replace function private.exports_due() returns boolean language sql stable set search_path = '' as $$
  select exists (select from public.exports e where e.state in ('queued', 'running') and e.leased_until < clock_timestamp()) or cardinality(private.objects_to_remove()) > 0 or exists (select from private.doomed_uploads)
$$;

create or replace function private.sweep_exports() returns void language plpgsql set search_path = '' as $$
declare
  export uuid;
begin
  for export in select e.id from public.exports e where e.state = 'done' and e.expires_at < clock_timestamp() limit 1000 for update skip locked loop
    perform private.transition('export', export, 'expire');
    perform private.doom_export(export);
  end loop;
  delete from public.exports e where e.state in ('failed', 'expired') and e.created_at < clock_timestamp() - interval '30 days';
  delete from private.export_tickets t where t.expires_at < clock_timestamp();
end $$;

create or replace function private.is_credit_code(code text) returns boolean language sql immutable set search_path = '' as $$
  -- GB 32100: 17 characters of an alphabet without I, O, S, V and Z, weighed with powers of 3, and a check character, modulo 31.
  select code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$' and (
    select (31 - sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(code, i, 1)) - 1) * (3 ^ (i - 1))::bigint % 31) % 31) % 31
    from generate_series(1, 17) as i) = strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(code, 18, 1)) - 1
$$;

create or replace function private.is_organisation_code(code text) returns boolean language sql immutable set search_path = '' as $$
  -- GB 11714: eight characters, weighed, and a check character modulo 11, of which 10 is written X.
  select code ~ '^[0-9A-Z]{8}[0-9X]$' and (
    select (11 - sum((strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(code, i, 1)) - 1) * (array[3, 7, 9, 10, 5, 8, 4, 2])[i]) % 11) % 11
    from generate_series(1, 8) as i) = strpos('0123456789X', substr(code, 9, 1)) - 1
$$;

create or replace function private.filing_files(one uuid) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(m.material, d.name), '{}') from public.filing_materials m join public.filing_documents d on d.id = m.document_id where m.version_id = one and m.replaced_at is null
$$;

create or replace function private.filing_paths(one uuid) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(m.material, d.path), '{}') from public.filing_materials m join public.filing_documents d on d.id = m.document_id where m.version_id = one and m.replaced_at is null
$$;

create or replace function private.filing_name(form public.filing_form) returns text language sql stable security definer set search_path = '' as $$
  select f.name from private.filing_forms f where f.form = filing_name.form
$$;

create or replace function private.filing_lacks(one uuid) returns text[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(l.item order by l.n), '{}') from public.filing_versions v join public.filings x on x.id = v.filing_id join private.filing_forms f on f.form = x.form
  cross join lateral (
    select fact as item, n from unnest(f.facts) with ordinality as a (fact, n) where to_jsonb(v) -> fact = 'null'
    union all
    select r::text, 100 + n from unnest(f.required) with ordinality as a (r, n)
    where not exists (select from public.filing_materials m where m.version_id = v.id and m.material = r and m.replaced_at is null)) l
  where v.id = one
$$;

create or replace function private.filing_shared(one uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(s.material, s.form), '{}') from (
    select distinct on (m.material) m.material, x.form
    from public.filing_versions v
    join public.filing_materials m on m.version_id = v.id and m.replaced_at is null
    join public.filing_materials other on other.document_id = m.document_id and other.material = m.material and other.replaced_at is null
    join public.filings x on x.live_version_id = other.version_id and x.id <> v.filing_id
    where v.id = one order by m.material, x.form) s
$$;

create or replace function private.filing_bar(v public.filing_versions) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('code', 'filing_ended', 'form', x.form, 'day', v.ends_on) from public.filings x where x.id = v.filing_id and v.ends_on < private.day_of(v.enterprise_id, clock_timestamp())
$$;

create or replace function private.must_be_filed(enterprise uuid, form public.filing_form) returns void language plpgsql stable set search_path = '' as $$
declare
  v public.filing_versions;
  bar jsonb;
begin
  select l.* into v from public.filings f join public.filing_versions l on l.id = f.live_version_id where f.enterprise_id = enterprise and f.form = must_be_filed.form;
  if not found then perform private.refuse('filing_missing', jsonb_build_object('form', form)); end if;
  bar := private.filing_bar(v);
  if bar is not null then perform private.refuse(bar ->> 'code', bar - 'code'); end if;
end $$;

-- filings: the rules of people's verbs (FIL-1 to FIL-5), and who is told. The frame (frame.sql) does the rest.

create or replace function private.filing_line(input jsonb, key text, most integer) returns text language plpgsql stable set search_path = '' as $$
declare
  kept constant text := nullif(btrim(coalesce(input ->> key, ''), E' \u3000'), '');
begin
  if char_length(kept) > most or kept ~ private.unclean() then
    perform private.refuse('input_invalid', jsonb_build_object('field', key));
  end if;
  return kept;
end $$;

create or replace function private.filing_code(typed text, certificate public.filing_certificate) returns text language plpgsql stable set search_path = '' as $$
declare
  code constant text := nullif(upper(regexp_replace(coalesce(typed, ''), '[\s-]', '', 'g')), '');
begin
  if code is null then return null; end if;
  -- Table 6-3: non-profits have the code of their organisation.
  if certificate = 'non_profit' then
    if not private.is_organisation_code(code) then perform private.refuse('organisation_code_invalid', jsonb_build_object('field', 'credit_code', 'code', left(code, 32))); end if;
  elsif not private.is_credit_code(code) then
    perform private.refuse('credit_code_invalid', jsonb_build_object('field', 'credit_code', 'code', left(code, 32)));
  end if;
  return code;
end $$;

create or replace function private.filing_facts(v public.filing_versions, asks private.filing_forms, input jsonb) returns public.filing_versions language plpgsql stable set search_path = '' as $$
declare
  fact text;
begin
  foreach fact in array array['company_name', 'credit_code', 'contact', 'contact_phone', 'contact_email', 'enterprise_type', 'industry'] loop
    if coalesce(input ->> fact, '') <> '' and not fact = any (asks.facts) then perform private.refuse('filing_not_asked', jsonb_build_object('field', fact, 'form', asks.form)); end if;
  end loop;
  if input ->> 'certificate' is not null then
    v.certificate := (input ->> 'certificate')::public.filing_certificate;
    if not v.certificate = any (asks.certificates) then perform private.refuse('filing_not_asked', jsonb_build_object('field', 'certificate', 'form', asks.form)); end if;
  end if;
  if input ? 'company_name' then v.company_name := private.filing_line(input, 'company_name', 100); end if;
  -- Another certificate takes another code, so one that is kept is looked at too.
  if input ? 'credit_code' or input ->> 'certificate' is not null then
    v.credit_code := private.filing_code(case when input ? 'credit_code' then input ->> 'credit_code' else v.credit_code end, v.certificate);
  end if;
  if input ? 'contact' then v.contact := private.filing_line(input, 'contact', 64); end if;
  if input ? 'contact_phone' then v.contact_phone := private.filing_line(input, 'contact_phone', 32); end if;
  if v.contact_phone !~ '^(\+86 ?)?(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?|400-?[0-9]{3}-?[0-9]{4})$' then perform private.refuse('input_invalid', '{"field": "contact_phone"}'); end if;
  if input ? 'contact_email' then v.contact_email := private.filing_line(input, 'contact_email', 254); end if;
  if v.contact_email !~ '^[^\s@<>"]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$' then perform private.refuse('input_invalid', '{"field": "contact_email"}'); end if;
  if input ? 'enterprise_type' then v.enterprise_type := (nullif(input ->> 'enterprise_type', ''))::public.enterprise_type; end if;
  if input ? 'industry' then v.industry := (nullif(input ->> 'industry', ''))::public.filing_industry; end if;
  if input ? 'ends_on' then
    if coalesce(input ->> 'ends_on', '') <> '' and not (input ->> 'ends_on' ~ '^20[0-9]{2}-[01][0-9]-[0-3][0-9]$' and pg_catalog.pg_input_is_valid(input ->> 'ends_on', 'date')) then
      perform private.refuse('input_invalid', '{"field": "ends_on"}');
    end if;
    v.ends_on := (nullif(input ->> 'ends_on', ''))::date;
  end if;
  return v;
end $$;

create or replace function private.filing_file(v public.filing_versions, material public.filing_material, given jsonb) returns void language plpgsql set search_path = '' as $$
declare
  proof record;
  document uuid;
begin
  select p.path, p.name into proof from private.proof_of(jsonb_build_object(material, given), 'filing-materials', 'pdf/jpg/png', v.enterprise_id, material::text) p;
  if proof.path is not null then
    -- FIL-3: a file that another form has is the same document.
    insert into public.filing_documents (enterprise_id, material, path, name, created_by) values (v.enterprise_id, material, proof.path, proof.name, private.actor())
    on conflict on constraint filing_documents_by_path do nothing;
    select d.id into strict document from public.filing_documents d where d.path = proof.path and d.material = filing_file.material;
  end if;
  if exists (select from public.filing_materials m where m.version_id = v.id and m.material = filing_file.material and m.replaced_at is null and m.document_id is not distinct from document) then return; end if;
  -- FIL-4: the former stays in the history.
  update public.filing_materials m set replaced_at = clock_timestamp() where m.version_id = v.id and m.material = filing_file.material and m.replaced_at is null;
  if document is not null then
    insert into public.filing_materials (enterprise_id, version_id, material, document_id) values (v.enterprise_id, v.id, material, document);
  end if;
end $$;

create or replace function private.create_filing(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  asks private.filing_forms;
  made uuid;
  v public.filing_versions;
begin
  select f.* into strict asks from private.filing_forms f where f.form = (input ->> 'form')::public.filing_form;
  insert into public.filings (enterprise_id, form, created_by) values (home, asks.form, private.actor()) returning id into made;
  -- FIL-3: what is approved in other forms is not asked for again, the newest first.
  insert into public.filing_versions (filing_id, enterprise_id, version, certificate, ends_on, created_by)
  select made, home, 1, asks.certificates[1],
    (select l.ends_on from public.filings f join public.filing_versions l on l.id = f.live_version_id where f.enterprise_id = home and l.ends_on >= private.day_of(home, clock_timestamp()) order by l.decided_at desc limit 1),
    private.actor() returning * into v;
  update public.filings f set latest_version_id = v.id where f.id = made;
  insert into public.filing_materials (enterprise_id, version_id, material, document_id)
  select distinct on (m.material) home, v.id, m.material, m.document_id
  from public.filings f join public.filing_versions l on l.id = f.live_version_id join public.filing_materials m on m.version_id = l.id and m.replaced_at is null
  where f.enterprise_id = home and m.material = any (asks.materials) and m.material <> 'special' order by m.material, l.decided_at desc;
  return made;
end $$;

create or replace function private.update_filing(filing uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  asks private.filing_forms;
  was public.filing_versions;
  v public.filing_versions;
  one public.filing_material;
begin
  select f.* into strict asks from public.filings x join private.filing_forms f on f.form = x.form where x.id = filing;
  select l.* into strict was from public.filings x join public.filing_versions l on l.id = x.latest_version_id where x.id = filing;
  if (input ->> 'base_revision')::integer <> was.revision then perform private.refuse('filing_edited', jsonb_build_object('version', was.version)); end if;
  v := private.filing_facts(was, asks, input);
  v.own := private.own_in('filing', was.enterprise_id, input -> 'own', was.own);
  v.revision := was.revision + 1;
  if was.state = 'approved' then
    -- FIL-2: what is approved stays as it is, and holds until the next version is approved too.
    v.id := gen_random_uuid();
    v.version := was.version + 1;
    v.state := 'draft';
    v.remind := null;
    v.urged_at := null;
    v.submitted_by := null; v.submitted_at := null; v.decided_by := null; v.decided_at := null; v.reason := null;
    v.created_by := private.actor();
    v.created_at := now();
    insert into public.filing_versions select v.*;
    insert into public.filing_materials (enterprise_id, version_id, material, document_id)
    select m.enterprise_id, v.id, m.material, m.document_id from public.filing_materials m where m.version_id = was.id and m.replaced_at is null order by m.id;
    update public.filings x set latest_version_id = v.id where x.id = filing;
  else
    update public.filing_versions l set certificate = v.certificate, company_name = v.company_name, credit_code = v.credit_code, contact = v.contact, contact_phone = v.contact_phone,
      contact_email = v.contact_email, enterprise_type = v.enterprise_type, industry = v.industry, ends_on = v.ends_on, own = v.own, revision = v.revision where l.id = was.id;
  end if;
  foreach one in array enum_range(null::public.filing_material) loop
    if not input ? one::text then continue; end if;
    if not one = any (asks.materials) and input -> one::text <> 'null' then perform private.refuse('filing_not_asked', jsonb_build_object('field', one, 'form', asks.form)); end if;
    perform private.filing_file(v, one, input -> one::text);
  end loop;
end $$;

create or replace function private.submit_filing(filing uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  v public.filing_versions;
  lacks text[];
  bar jsonb;
begin
  select l.* into strict v from public.filings x join public.filing_versions l on l.id = x.latest_version_id where x.id = filing;
  lacks := private.filing_lacks(v.id);
  if lacks <> '{}' then perform private.refuse('filing_incomplete', jsonb_build_object('items', array_to_string(lacks, ', '))); end if;
  bar := private.filing_bar(v);
  if bar is not null then perform private.refuse(bar ->> 'code', bar - 'code'); end if;
  perform private.require_own('filing', v.enterprise_id, v.own);
  update public.filing_versions l set urged_at = null where l.id = v.id;
end $$;

create or replace function private.urge_filing(filing uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.filing_versions v set urged_at = clock_timestamp() from public.filings x where x.id = filing and v.id = x.latest_version_id;
  select private.alert(x.enterprise_id, 'review_waiting', 'filing', x.id, jsonb_build_object('name', private.filing_name(x.form), 'urged', true)) from public.filings x where x.id = filing
$$;

create or replace function private.tell_filing(filing uuid, decision text, input jsonb) returns void language sql set search_path = '' as $$
  select private.alert(x.enterprise_id, 'filing_decided', 'filing', x.id,
    jsonb_strip_nulls(jsonb_build_object('form', x.form, 'decision', decision, 'by', private.person_name(private.actor()), 'reason', input ->> 'reason')))
  from public.filings x where x.id = filing
$$;

create or replace function private.approve_filing(filing uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.filing_versions v set remind = null from public.filings x where x.id = filing and v.id = x.live_version_id;
  update public.filings x set live_version_id = x.latest_version_id where x.id = filing;
  update public.filing_versions v set remind = 30 from public.filings x where x.id = filing and v.id = x.live_version_id and v.ends_on is not null;
  select private.tell_filing(filing, 'approved', input)
$$;

create or replace function private.reject_filing(filing uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.tell_filing(filing, 'rejected', input)
$$;

create or replace function private.set_own_filing(filing uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.filing_versions v set own = private.own_beside('filing', v.enterprise_id, input -> 'own', v.own) from public.filings x where x.id = filing and v.id = x.latest_version_id
$$;

create or replace function private.remind_filings() returns integer language plpgsql set search_path = '' as $$
declare
  v record;
  n integer := 0;
begin
  for v in
    select l.id, l.filing_id, l.enterprise_id, l.submitted_by, l.ends_on, x.form, l.ends_on - private.day_of(l.enterprise_id, clock_timestamp()) as days
    from public.filing_versions l join public.filings x on x.id = l.filing_id
    -- A day more than the zone of any enterprise can be ahead; the exact day is compared below.
    where l.remind is not null and l.ends_on <= current_date + 31 and l.ends_on - private.day_of(l.enterprise_id, clock_timestamp()) <= l.remind
    order by l.ends_on limit 50 for no key update of l skip locked
  loop
    perform private.alert(v.enterprise_id, 'filing_ends', 'filing', v.filing_id, jsonb_build_object('form', v.form, 'day', v.ends_on, 'days', greatest(v.days, 0)), array[v.submitted_by]);
    -- Told 30, 7 and 1 days before; whoever was approved late is told once for what has passed.
    update public.filing_versions l set remind = case when v.days > 7 then 7 when v.days > 1 then 1 end where l.id = v.id;
    perform private.touch_cards('filing', v.filing_id);
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function public.edit_presence(resource text, id text, tab text, leave boolean default false) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  about private.resources;
  it private.target;
  form constant uuid := private.as_uuid(tab, 'tab');
  me constant uuid := private.actor();
begin
  delete from private.form_presence p where p.tab in (select x.tab from private.form_presence x where x.seen_at < now() - interval '30 seconds' for update skip locked);
  select r.* into about from private.resources r where r.resource = edit_presence.resource;
  it := private.target_of(about, id, false);
  -- Of a row that the caller may not know of nobody is told, and nothing is kept.
  if form is null or me is null or it.row_id is null or it.enterprise_id is null or not private.sees(about, it) then return '[]'; end if;
  if leave then
    delete from private.form_presence p where p.tab = form and p.person = me;
    return '[]';
  end if;
  -- Twenty forms a person are more than anybody edits at once; a client that makes up tabs fills no table.
  insert into private.form_presence (tab, enterprise_id, resource, row_id, person)
  select form, it.enterprise_id, about.resource, lower(id), me where (select count(*) from private.form_presence p where p.person = me and p.tab <> form) < 20
  on conflict on constraint form_presence_pkey do update set seen_at = now() where form_presence.person = excluded.person and form_presence.row_id = excluded.row_id;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('name', private.visible_person(p.person), 'since', p.since, 'mine', p.person = me) order by p.since), '[]')
    from private.form_presence p where p.resource = about.resource and p.row_id = lower(id) and p.tab <> form);
end $$;

-- The frame of every verb that a person calls: replay the request, check the input, lock and read the row, check permission, state, four eyes, what
-- was shown and the reason, run the rule, audit what changed, redraw the cards, answer. The verb itself is its rule, private.<verb>_<resource>(id,
-- input); one that only writes its input has none (verbs.sql).

create or replace function private.came_to(about private.resources, id text, it private.target, to_state text) returns void language plpgsql set search_path = '' as $$
begin
  if about.id_type = 'uuid' then
    perform private.touch_cards(about.resource, id::uuid, true);
    -- BOT-3: a pending review is announced in the chat channels that subscribed to it.
    if to_state = 'in_review' and it.state is distinct from 'in_review' then
      perform private.alert(it.enterprise_id, 'review_waiting', about.resource, id::uuid, '{}');
    end if;
    perform private.note_review(about.resource, id::uuid, it, to_state);
  end if;
  perform private.keep_submission(about, id);
end $$;

create or replace function private.transition(resource text, id uuid, verb text, reason text default null, code text default null, details jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about private.resources;
  legal private.transitions;
  it private.target;
begin
  select r.* into strict about from private.resources r where r.resource = transition.resource;
  it := private.target_of(about, id::text);
  if it.row_id is null then perform private.refuse('not_found', jsonb_build_object('resource', resource)); end if;
  select t.* into legal from private.transitions t where t.resource = transition.resource and t.verb = transition.verb and t.from_state = it.state
    and t.needs is null and private.fits(about, it.row_id, t.condition);
  if not found then perform private.wrong_state(resource, id::text, verb, it.state); end if;
  perform private.set_state(about, it, legal, reason);
  perform private.audit(it.enterprise_id, resource, id::text, verb, jsonb_build_object('state', it.state), jsonb_build_object('state', legal.to_state), reason, code, details);
  perform private.came_to(about, id::text, it, legal.to_state);
  perform private.tell_maker(about, id, it, legal, reason, code, details);
  perform private.follow_incident(about, id, legal, reason);
  return jsonb_build_object('from', it.state, 'to', legal.to_state, 'enterprise_id', it.enterprise_id, 'row_id', it.row_id);
end $$;

create or replace function private.has_rule(name text, argument text) returns boolean language sql stable set search_path = '' as $$
  select to_regprocedure(format('private.%I(%s,jsonb)', name, argument)) is not null
$$;

create or replace function private.run_rule(name text, argument text, id text, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  answer jsonb;
begin
  execute format('select to_jsonb(private.%I($1::%s, $2))', name, argument) into answer using id, input;
  -- A rule that returns void answers nothing; as JSON that is an empty string.
  return case when answer not in ('null', '""') then answer end;
end $$;

create or replace function private.caught(state text, message text, constraint_name text, column_detail text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  known private.constraints;
begin
  if state = 'PGRST' then return message::jsonb; end if;
  if state in ('23505', '23514', '23503', '23P01') then
    select c.* into known from private.constraints c where c.name = constraint_name;
    -- Postgres says: Key (enterprise_id, name)=(…, the name) already exists.
    if found then return private.refusal(known.code, jsonb_build_object('name', left(substring(column_detail from '=\((?:.*, )?([^,]*)\) '), 200))); end if;
  end if;
  if state like '22%' then return private.refusal('input_invalid', '{"field": "input"}'); end if;
  return null;
end $$;

create or replace function private.raise_defect(state text, message text, constraint_name text) returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = state, message = message, constraint = constraint_name;
end $$;

create or replace function private.answer_refusal(resource text, id text, verb text, refusal jsonb, counted private.counted[] default '{}') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid;
  kept jsonb;
begin
  if (counted[1]).again_in is not null then
    refusal := private.refuse_call(counted);
    if not private.is_first_refusal(counted[1]) then return refusal; end if;
  else
    perform private.count_call(counted, true);
  end if;
  -- T8: a refused attempt on a stranger's row is logged in the caller's own enterprise.
  home := private.enterprise_of(resource, id);
  if home is null or not home = any (private.my_enterprises()) then home := private.current_enterprise(); end if;
  -- The deployment's own log keeps what was refused to those who run it.
  if home is not null or private.is_platform_admin() then
    -- A value refused as a phone number is usually a phone number with a typo, so it is masked as well.
    kept := private.without_numbers((refusal ->> 'details')::jsonb) || case when refusal ->> 'code' = 'invalid_number' then '{"value": "***"}' else '{}' end::jsonb;
    insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb, outcome, code, reason, details)
    values (home, private.actor(), private.person_name(private.actor()), private.source(), resource, left(private.hide_numbers(id), 64), verb, 'refused', refusal ->> 'code',
      left(private.refusal(refusal ->> 'code', kept) ->> 'message', 500), kept);
  end if;
  perform set_config('response.status', (select r.status::text from private.refusals r where r.code = refusal ->> 'code'), true);
  return refusal;
end $$;

create or replace function private.as_request(request text) returns uuid language sql stable set search_path = '' as $$
  select private.as_uuid(request, 'request')
$$;

create or replace function private.legal_transition(about private.resources, it private.target, verb text, known private.transitions default null) returns private.transitions
language plpgsql stable set search_path = '' as $$
declare
  legal private.transitions;
  code jsonb;
begin
  select t.* into legal from private.transitions t where t.resource = about.resource and t.verb = legal_transition.verb and t.from_state = it.state and t.needs is not null
    and private.fits(about, it.row_id, t.condition);
  if not found or legal.to_state = known.to_state then return legal; end if;
  code := private.look_at(about, it.row_id, legal.blocked_by);
  if jsonb_typeof(code) = 'string' then perform private.refuse(code #>> '{}', jsonb_build_object('resource', about.resource, 'state', it.state, 'verb', verb));
  elsif jsonb_typeof(code) = 'object' then perform private.refuse(code ->> 'code', code - 'code'); end if;
  return legal;
end $$;

create or replace function private.act(resource text, verb text, id text, request text default null, input jsonb default null, reason text default null, shown text default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  name constant text := act.verb || '_' || act.resource;
  about private.resources;
  rule record;
  legal private.transitions;
  it private.target;
  told jsonb := coalesce(act.input, '{}');
  counted constant private.counted[] := private.limits_of(name, told);
  before jsonb;
  answer jsonb;
  row_now text;
  after jsonb;
  difference record;
  broken text; broken_state text; broken_constraint text; broken_detail text;
begin
  select r.* into strict about from private.resources r where r.resource = act.resource;
  -- The log has one spelling of each id, in lower case.
  id := lower(id);
  answer := private.replay_request(private.as_request(request), name, id, act.input);
  if answer is not null then return answer; end if;
  if (counted[1]).again_in is not null then return private.answer_refusal(resource, id, verb, null, counted); end if;

  select min(t.needs) as needs, min(t.needs_also) as needs_also, bool_or(t.needs_sudo) as needs_sudo, bool_or(t.four_eyes) as four_eyes, bool_or(t.names_shown) as names_shown, bool_or(t.needs_reason) as needs_reason,
    bool_or(t.writes) as writes, bool_or(t.asks_mfa) as asks_mfa into rule from private.transitions t where t.resource = act.resource and t.verb = act.verb and t.needs is not null;
  if private.actor() is null then perform private.require(null, rule.needs); end if;
  perform private.check_input(name, told);

  it := private.target_of(about, id);
  -- Return not_found, not forbidden, for rows that the caller cannot read.
  if not private.sees(about, it) then perform private.refuse('not_found', jsonb_build_object('resource', resource)); end if;
  perform private.require(it.enterprise_id, rule.needs, private.is_mine(it));
  if rule.needs_also is not null then perform private.require(it.enterprise_id, rule.needs_also); end if;
  if rule.needs_sudo then perform private.require_sudo(); end if;
  if rule.asks_mfa and private.lacks_mfa(it.enterprise_id) then perform private.refuse('mfa_required'); end if;
  if not exists (select from private.transitions t where t.resource = act.resource and t.verb = act.verb and t.from_state = it.state and t.needs is not null) then
    perform private.wrong_state(resource, id, verb, it.state);
  end if;
  if rule.four_eyes and private.has_touched(about, it, private.actor()) then perform private.refuse('four_eyes', jsonb_build_object('resource', resource)); end if;
  if rule.names_shown then perform private.check_shown(about, id, it, shown); end if;
  reason := private.clean_reason(reason, verb, rule.needs_reason);
  if reason is not null then told := told || jsonb_build_object('reason', reason); end if;

  before := private.look_at(about, it.row_id, about.audited) || private.asked_in_log(about, id);
  legal := private.legal_transition(about, it, verb);
  -- A before_ rule may decide which state comes next. blocked_by is checked before that rule runs, as for the buttons.
  if private.has_rule('before_' || name, about.id_type) then
    perform private.run_rule('before_' || name, about.id_type, id, told);
    legal := private.legal_transition(about, it, verb, legal);
  end if;
  if legal.verb is null then perform private.wrong_state(resource, id, verb, it.state); end if;
  if legal.repeats then
    perform private.count_call(counted, false);
    return private.store_response(private.as_request(request), name, id, private.card_of(about, id), act.input);
  end if;
  perform private.set_state(about, it, legal, reason);
  if private.has_rule(name, about.id_type) then answer := private.run_rule(name, about.id_type, id, told); else answer := private.ordinary_act(about, verb, it, told); end if;

  -- The rule may have made a next version, which is the row now, or deleted it.
  row_now := private.row_of(about, id);
  after := case when legal.to_state <> 'none' then private.look_at(about, coalesce(row_now, it.row_id), about.audited) || private.asked_in_log(about, id) end;
  select d.was, d.becomes into difference from private.differing(before, after) d;
  -- The log names the resource even where its name did not change.
  perform private.audit(it.enterprise_id, resource, id, verb, difference.was, difference.becomes, reason, null,
    (select jsonb_build_object('name', n) from (select coalesce(after ->> 'name', before ->> 'name') as n) x where n <> ''));
  if rule.writes and row_now is not null then
    insert into private.touches (resource, row_id, person) values (act.resource, row_now, private.actor()) on conflict do nothing;
  end if;
  perform private.came_to(about, id, it, legal.to_state);
  if about.id_type = 'uuid' then
    perform private.tell_maker(about, id::uuid, it, legal, reason);
    perform private.follow_incident(about, id::uuid, legal, reason);
  end if;
  perform private.count_call(counted, false);
  answer := private.store_response(private.as_request(request), name, id, coalesce(answer, private.card_of(about, id)), act.input);
  -- A rule that removes the caller's own identity runs last, after the log and the request have recorded the caller.
  if private.has_rule('after_' || name, about.id_type) then perform private.run_rule('after_' || name, about.id_type, id, told); end if;
  return answer;
exception when others then
  get stacked diagnostics broken = message_text, broken_state = returned_sqlstate, broken_constraint = constraint_name, broken_detail = pg_exception_detail;
  answer := private.caught(broken_state, broken, broken_constraint, broken_detail);
  if answer is null then perform private.raise_defect(broken_state, broken, broken_constraint); end if;
  return private.answer_refusal(resource, id, verb, answer, counted);
end $$;

create or replace function private.require_room(about private.resources, home uuid) returns void language plpgsql set search_path = '' as $$
declare
  is_full boolean;
begin
  if about.most is null then return; end if;
  -- Of two that come at once the second waits, so that both are counted.
  perform pg_advisory_xact_lock(hashtextextended('room:' || about.resource || ':' || home::text, 0));
  execute format('select count(*) >= $2 from %s r where %s = $1', about.rel, about.enterprise) into is_full using home, about.most;
  if is_full then perform private.refuse('rows_full', jsonb_build_object('resource', about.resource, 'max', about.most)); end if;
end $$;

create or replace function private.make(resource text, verb text, request text default null, input jsonb default null, list text default null, reason text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  name constant text := make.verb || '_' || make.resource;
  home constant uuid := private.current_enterprise();
  about private.resources;
  legal private.transitions;
  made jsonb;
  one text;
  it private.target;
  told jsonb := coalesce(make.input, '{}');
  counted constant private.counted[] := private.limits_of(name, told);
  difference record;
  cards jsonb := '[]';
  answer jsonb;
  broken text; broken_state text; broken_constraint text; broken_detail text;
begin
  select r.* into strict about from private.resources r where r.resource = make.resource;
  select t.* into strict legal from private.transitions t where t.resource = make.resource and t.verb = make.verb and t.from_state = 'none';
  answer := private.replay_request(private.as_request(request), name, null, input);
  if answer is not null then return answer; end if;
  if (counted[1]).again_in is not null then return private.answer_refusal(resource, null, verb, null, counted); end if;
  if legal.chat_only and (not private.is_bot() or private.source() not in ('slack', 'discord')) then perform private.refuse('bot_only'); end if;
  if legal.needs = 'own' then
    if private.actor() is null then perform private.require(null, legal.needs); end if;
  else
    perform private.require(home, legal.needs);
    if legal.needs_also is not null then perform private.require(home, legal.needs_also); end if;
  end if;
  if legal.needs_sudo or (legal.protected and private.is_protected(home)) then perform private.require_sudo(); end if;
  perform private.check_input(name, told);
  perform private.require_room(about, home);
  reason := private.clean_reason(reason, verb, legal.needs_reason);
  if reason is not null then told := told || jsonb_build_object('reason', reason); end if;
  made := case when private.has_rule(name, 'uuid') then private.run_rule(name, 'uuid', home::text, told) else to_jsonb(private.ordinary_make(about, verb, home, told, legal.to_state)) end;
  if jsonb_typeof(made) = 'object' then
    one := coalesce(made ->> 'about', made ->> 'id');
    select d.was, d.becomes into difference from private.differing(nullif(made -> 'before', 'null'),
      nullif(coalesce(made -> 'after', private.look_at(about, private.row_of(about, one), about.audited)), 'null')) d;
    -- Opening or choosing an enterprise makes it the current one, so the line is logged there; of joining and leaving, the rule says where. What the platform keeps stands in the log of the deployment.
    perform private.audit(case when legal.needs <> 'platform' then coalesce((made ->> 'home')::uuid, private.current_enterprise(), home) end, resource, one, verb, difference.was, difference.becomes, reason);
    answer := made - array['about', 'before', 'after', 'home', 'once'];
  else
    for one in select x from jsonb_array_elements_text(case jsonb_typeof(made) when 'array' then made else jsonb_build_array(made) end) as x loop
      it := private.target_of(about, one);
      perform private.audit(it.enterprise_id, resource, one, verb, null, private.look_at(about, it.row_id, about.audited), reason);
      insert into private.touches (resource, row_id, person) values (resource, it.row_id, private.actor()) on conflict do nothing;
      perform private.came_to(about, one, row(it.row_id, it.enterprise_id, null, it.submitted_by, it.submission, it.made_by)::private.target, it.state);
      cards := cards || jsonb_build_array(private.card_of(about, one));
    end loop;
    answer := case when list is null then cards -> 0 else jsonb_build_object(list, cards) end;
  end if;
  perform private.count_call(counted, false);
  answer := private.store_response(private.as_request(request), name, null, answer, input);
  -- A secret is answered and stored nowhere, so a repeated request is answered without it.
  if jsonb_typeof(made) = 'object' and made ? 'once' then answer := answer || (made -> 'once'); end if;
  -- A rule that removes the caller's own identity runs last, after the log and the request have recorded the caller.
  if private.has_rule('after_' || name, 'uuid') then perform private.run_rule('after_' || name, 'uuid', home::text, told); end if;
  return answer;
exception when others then
  get stacked diagnostics broken = message_text, broken_state = returned_sqlstate, broken_constraint = constraint_name, broken_detail = pg_exception_detail;
  answer := private.caught(broken_state, broken, broken_constraint, broken_detail);
  if answer is null then perform private.raise_defect(broken_state, broken, broken_constraint); end if;
  return private.answer_refusal(resource, null, verb, answer, counted);
end $$;

create or replace function private.serve_bot(resource text, verb text, given jsonb, id text default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  name constant text := serve_bot.verb || '_' || serve_bot.resource;
  counted constant private.counted[] := private.limits_of(name, given);
  answer jsonb;
  broken text; broken_state text; broken_constraint text; broken_detail text;
begin
  if (counted[1]).again_in is not null then return private.answer_refusal(resource, id, verb, null, counted); end if;
  perform private.require_bot();
  execute format('select private.%I($1)', name) into answer using given;
  perform private.count_call(counted, false);
  return answer;
exception when others then
  get stacked diagnostics broken = message_text, broken_state = returned_sqlstate, broken_constraint = constraint_name, broken_detail = pg_exception_detail;
  answer := private.caught(broken_state, broken, broken_constraint, broken_detail);
  if answer is null then perform private.raise_defect(broken_state, broken, broken_constraint); end if;
  if to_regprocedure(format('private.%I(text)', 'refused_' || name)) is not null then execute format('select private.%I($1)', 'refused_' || name) using answer ->> 'code'; end if;
  return private.answer_refusal(resource, id, verb, answer, counted);
end $$;

-- T13: what the edge functions may do: call the entry points of the hot path, as the role tidings_functions. Each entry point runs as its owner and
-- checks no person's permissions: whoever can sign in as that role may call it.

create or replace function private.receipt_channel(channel uuid) returns table (adapter text, secret text) language sql stable security definer set search_path = '' as $$
  select c.adapter::text, s.webhook_secret from public.channels c join private.channel_secrets s on s.channel_id = c.id where c.id = channel
$$;

create or replace function private.import_progress(file uuid)
returns table (done boolean, state text, error text, parts_done integer, parts integer, lines integer, accepted integer, invalid integer, duplicates integer)
language sql stable security definer set search_path = '' as $$
  select f.state in ('ready', 'failed'), f.state::text, f.error, f.parts_done, f.parts, f.lines, f.accepted, f.invalid, f.duplicates from public.number_files f where f.id = file
$$;

create or replace function private.may_import(file uuid, person uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((select private.allowed(person, f.enterprise_id, 'KooMessage:numberFile:create') from public.number_files f where f.id = file), false)
$$;

create or replace function private.link_settings(out functions text, out links text, out hosts text[], out words integer[]) language sql stable security definer set search_path = '' as $$
  select d.functions_url, d.link_base_url, (select array_agg(lower(x.host)) from public.domains x where x.host is not null), k.words
  from private.link_key k left join private.deployment d on true
$$;

create or replace function private.link_of_alias(host text, code text) returns bigint language sql stable security definer set search_path = '' as $$
  select a.link_id from public.link_aliases a where a.host = link_of_alias.host and a.code = link_of_alias.code
$$;

create or replace function private.latest_content(template uuid)
returns table (version integer, content_hash text, layout text, usage text, vendors jsonb, content jsonb) language sql stable security definer set search_path = '' as $$
  select v.version, v.content_hash, t.layout, t.usage::text, to_jsonb(v.vendors), v.content
  from public.templates t join public.template_versions v on v.id = t.latest_version_id where t.id = template
$$;

-- How the deployment is: the ages of what waits, and counts. Of no enterprise in particular, so platform admins and the bot may read it.

create or replace function private.age_s(since timestamptz) returns numeric language sql stable set search_path = '' as $$
  select greatest(0, round(coalesce(extract(epoch from clock_timestamp() - since), 0)::numeric, 1))
$$;

create or replace function public.deployment_health() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_bot() or nullif(private.header('x-chat-user'), '') is not null then perform private.require(null, 'platform'); end if;
  return jsonb_build_object(
    'clock_seconds', (select private.age_s(j.finished_at) from private.jobs j where j.job = 'tick'),
    -- A send of which something was handed over a moment ago does not wait, however many are left.
    'dispatch_seconds', (
      select private.age_s(min(greatest(s.started_at, b.claimed_at)))
      from public.sends s join private.send_progress p on p.send_id = s.id join public.channels c on c.id = s.channel_id
      left join lateral (select max(x.claimed_at) as claimed_at from private.batches x where x.send_id = s.id) b on true
      where s.state = 'sending' and c.state = 'active' and c.sick_since is null and p.next_ordinal <= least(p.dispatch_limit, p.expanded)
        and (not s.is_marketing or private.window_opens(s.enterprise_id, clock_timestamp()) <= clock_timestamp())),
    'pending_messages', (select coalesce(sum(t.pending), 0) from public.send_totals t join public.sends s on s.id = t.send_id where s.state = 'sending'),
    'handed_messages', (select coalesce(sum(t.handed), 0) from public.send_totals t join public.sends s on s.id = t.send_id where s.state in ('sending', 'trial_hold', 'paused')),
    'roll_up_seconds', (select private.age_s(min(f.at)) from public.link_flushes f where f.xact >= (select r.done_below from private.link_roll_up r)),
    'import_seconds', (select private.age_s(min(f.created_at)) from public.number_files f where f.state = 'importing'),
    'export_seconds', (select private.age_s(min(e.created_at)) from public.exports e where e.finished_at is null),
    'vendor_handoff_seconds', (select private.age_s(min(v.decided_at)) from private.vendor_handoffs h join public.template_versions v on v.id = h.version_id where h.done_at is null),
    'alert_seconds', (select private.age_s(min(a.at)) from private.alert_posts p join public.alerts a on a.id = p.alert_id where p.done_at is null),
    'chat_run_seconds', (select private.age_s(min(r.taken_at)) from private.chat_runs r where r.ended_at is null),
    'seal_seconds', (select private.age_s(min(l.at)) from public.audit_log l, private.audit_cursor c where (l.xact, l.id) > (c.xact, c.id)),
    'paused_sends', (select count(*) from public.sends s where s.state = 'paused'),
    'sick_channels', (select count(*) from public.channels c where c.sick_since is not null and c.state = 'active'),
    'books_wrong', (select count(distinct a.enterprise_id) from public.alerts a where a.kind = 'books_disagree' and a.seen_at is null),
    'connections', (select count(*) from pg_catalog.pg_stat_activity s where s.backend_type = 'client backend'),
    'transaction_seconds', (select private.age_s(min(s.xact_start)) from pg_catalog.pg_stat_activity s where s.backend_type = 'client backend' and s.pid <> pg_backend_pid()));
end $$;

-- These are plpgsql, whose plans are kept for the connection. As SQL functions that call each other they were planned anew at every call: 6 ms for the person
-- behind a chat account, now 0.3 ms.
create or replace function private.header(name text) returns text language plpgsql stable set search_path = '' as $$
begin
  return nullif(current_setting('request.headers', true), '')::jsonb ->> name;
end $$;

create or replace function private.session_id() returns uuid language plpgsql stable set search_path = '' as $$
declare
  claim constant text := auth.jwt() ->> 'session_id';
begin
  -- A claim that is no uuid names no session. It must not end in an error, which would answer 500.
  if claim ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then return claim::uuid; end if;
  return null;
end $$;

create or replace function private.signed_in() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  -- One look-up by primary key. Compared as text, because a malformed sub is nobody and no error.
  return (select s.user_id from auth.sessions s
    where s.id = private.session_id() and s.user_id::text = lower(auth.jwt() ->> 'sub') and coalesce(s.not_after > now(), true));
end $$;

create or replace function private.is_bot() returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from private.bots b where b.user_id = private.signed_in());
end $$;

create or replace function private.signed_by_bot(said text, proof text) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  secret constant bytea := (select b.key from private.bots b where b.user_id = private.signed_in());
begin
  if secret is null or coalesce(proof, '') !~ '^[0-9a-f]{64}$' then return false; end if;
  -- Keyed hashes are compared, so that the time of the comparison says nothing of the proof that is wanted.
  return extensions.hmac(decode(proof, 'hex'), secret, 'sha256') = extensions.hmac(extensions.hmac(convert_to(said, 'UTF8'), secret, 'sha256'), secret, 'sha256');
end $$;

create or replace function private.chat_user() returns text language plpgsql stable security definer set search_path = '' as $$
declare
  said constant text := private.header('x-chat-user');
  request constant text := coalesce(private.header('x-chat-request'), '');
  proof constant text := coalesce(private.header('x-chat-proof'), '');
  at constant text := split_part(proof, '.', 2);
begin
  if nullif(said, '') is null or proof !~ '^v1[.][0-9]{9,11}[.][0-9a-f]{64}$' or request !~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then return null; end if;
  -- now() is the begin of the request: an act that takes longer than a minute does not lose its voice half way.
  if abs(extract(epoch from now()) - at::bigint) > 60 then return null; end if;
  return case when private.signed_by_bot(concat_ws('.', 'v1', at, request, said), split_part(proof, '.', 3)) then said end;
end $$;

create or replace function private.chat_identity() returns public.chat_identities language plpgsql stable security definer set search_path = '' as $$
declare
  part constant text[] := string_to_array(private.chat_user(), ':');
  found_identity public.chat_identities;
begin
  if cardinality(part) = 3 then
    select i.* into found_identity from public.chat_identities i where i.provider = part[1] and i.team = part[2] and i.chat_user = part[3];
  end if;
  return found_identity;
end $$;

create or replace function private.actor() returns uuid language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid;
begin
  -- The functions sign in as no person. What they do for the maker of an export is done as the maker (supabase/law/exports.sql).
  if session_user = 'tidings_functions' then return nullif(current_setting('tidings.exporter', true), '')::uuid; end if;
  me := private.signed_in();
  if me is null or not exists (select from private.bots b where b.user_id = me) then return me; end if;
  return (private.chat_identity()).user_id;
end $$;

create or replace function private.require_voice() returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if private.is_bot() then
    if nullif(private.header('x-chat-user'), '') is not null and private.chat_user() is null then perform private.refuse('chat_proof_required'); end if;
  elsif auth.jwt() ->> 'sub' is not null and private.signed_in() is null then
    perform private.refuse('session_ended');
  end if;
end $$;

create or replace function private.source() returns text language plpgsql stable security definer set search_path = '' as $$
declare
  said constant text := private.header('x-tidings-source');
  platform text;
begin
  if private.is_bot() then
    if nullif(private.header('x-chat-user'), '') is null then return 'cron'; end if;
    platform := split_part(private.chat_user(), ':', 1);
    return case when platform in ('slack', 'discord') then platform else 'api' end;
  end if;
  if said in ('admin', 'terminal') then return said; end if;
  return case when nullif(current_setting('request.headers', true), '') is null then 'system' else 'api' end;
end $$;

create or replace function private.person_name(person uuid) returns text language sql stable security definer set search_path = '' as $$
  select p.name from public.profiles p where p.user_id = person
$$;

create or replace function private.require_sudo() returns void language plpgsql stable security definer set search_path = '' as $$
begin
  -- The bot signs in with its own account, so a session of the bot never means that the person just gave a password.
  -- The claim amr is not asked: its time is that of the session, and the embedded server writes none.
  if private.is_bot() or not exists (
    select from auth.sessions s where s.id = private.session_id() and s.user_id = private.signed_in() and s.created_at > now() - interval '10 minutes') then
    perform private.refuse('sudo_required');
  end if;
end $$;

create or replace function private.incident_cause(kind text) returns text language sql immutable set search_path = '' as $$
  select case kind when 'send_paused' then 'send' when 'send_failed' then 'send' when 'channel_sick' then 'channel' when 'link_frozen' then 'link' when 'books_disagree' then 'books' end
$$;

create or replace function private.add_incident_event(incident uuid, what text, by uuid, reason text default null, details jsonb default null) returns void language plpgsql set search_path = '' as $$
declare
  i public.incidents;
  made bigint;
begin
  select x.* into i from public.incidents x where x.id = incident;
  insert into public.incident_events (incident_id, enterprise_id, what, by, reason, details)
  values (i.id, i.enterprise_id, add_incident_event.what, add_incident_event.by, add_incident_event.reason, add_incident_event.details) returning id into made;
  -- In the thread of each card that shows it. A card that is posted later has the whole time line itself.
  insert into private.alert_posts (notice, provider, team, chat_channel, thread, chat_user, locale)
  select jsonb_build_object('enterprise_id', i.enterprise_id, 'kind', 'incident_update', 'resource', 'incident', 'resource_id', i.id, 'at', clock_timestamp(), 'details', jsonb_build_object('event', made)),
    c.provider, c.team, c.chat_channel, c.message, c.chat_user, c.locale
  from private.chat_cards c where c.resource = 'incident' and c.resource_id = i.id and c.shown_seq < 9223372036854775807;
  perform private.touch_cards('incident', i.id);
end $$;

create or replace function private.open_incident(alert bigint) returns jsonb language plpgsql set search_path = '' as $$
declare
  a public.alerts;
  why text;
  made record;
begin
  select x.* into a from public.alerts x where x.id = open_incident.alert;
  why := private.incident_cause(a.kind);
  if why is null or (a.resource_id is null and why <> 'books') then return null; end if;
  insert into public.incidents as i (enterprise_id, cause, resource, resource_id, name)
  values (a.enterprise_id, why, a.resource, a.resource_id, coalesce(a.details ->> 'name', ''))
  on conflict (enterprise_id, cause, resource_id) where state <> 'closed' do update set name = excluded.name
  returning i.id, i.xmax = 0 as fresh into made;
  update public.alerts x set incident_id = made.id where x.id = a.id;
  perform private.add_incident_event(made.id, a.kind, null, null, a.details);
  return jsonb_build_object('id', made.id, 'fresh', made.fresh);
end $$;

create or replace function private.follow_incident(about private.resources, id uuid, legal private.transitions, reason text) returns void language plpgsql set search_path = '' as $$
begin
  if about.resource not in ('send', 'channel', 'resolve_task') then return; end if;
  perform private.add_incident_event(i.id, legal.verb, private.actor(), follow_incident.reason)
  from public.incidents i where i.resource = about.resource and i.resource_id = follow_incident.id and i.state <> 'closed';
end $$;

create or replace function private.is_over(i public.incidents) returns boolean language sql stable set search_path = '' as $$
  select case i.cause
    -- What failed at its end is over when a person says so.
    when 'send' then not exists (select from public.incident_events e where e.incident_id = i.id and e.what = 'send_failed')
      and exists (select from public.sends s where s.id = i.resource_id and s.state <> 'paused')
    when 'channel' then exists (select from public.channels c where c.id = i.resource_id and c.sick_since is null)
    when 'link' then not exists (select from public.incident_events e join public.frozen_links z on z.id = (e.details ->> 'link_id')::bigint where e.incident_id = i.id and e.what = 'link_frozen')
      and not exists (select from public.resolve_tasks t where t.id = i.resource_id and t.frozen_at is not null)
    when 'books' then false end
$$;

create or replace function private.end_incident(incident uuid) returns void language plpgsql set search_path = '' as $$
begin
  update public.incidents i set closed_at = clock_timestamp() where i.id = incident;
  perform private.transition('incident', incident, 'end');
  perform private.add_incident_event(incident, 'over', null);
end $$;

create or replace function private.end_incidents() returns integer language plpgsql set search_path = '' as $$
declare
  i public.incidents;
  n integer := 0;
begin
  for i in select x.* from public.incidents x where x.state <> 'closed' and private.is_over(x) order by x.number limit 20 for no key update skip locked loop
    perform private.end_incident(i.id);
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.incident_card(incident uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.incident_cards c where c.id = incident
$$;

create or replace function private.take_incident(incident uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.incidents i set owner = private.actor(), taken_at = coalesce(i.taken_at, clock_timestamp()) where i.id = incident;
  select private.add_incident_event(incident, 'take', private.actor())
$$;

create or replace function public.take_incident(incident text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('incident', 'take', incident, request)
$$;

create or replace function private.note_incident(incident uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.add_incident_event(incident, 'note', private.actor(), input ->> 'reason')
$$;

create or replace function public.note_incident(incident text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('incident', 'note', incident, request, null, reason)
$$;

create or replace function private.close_incident(incident uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.incidents i set closed_at = clock_timestamp(), closed_by = private.actor(), closed_reason = input ->> 'reason' where i.id = incident;
  select private.add_incident_event(incident, 'close', private.actor(), input ->> 'reason')
$$;

create or replace function public.close_incident(incident text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('incident', 'close', incident, request, null, reason)
$$;

create or replace function private.depth_of(given jsonb, most integer) returns integer language plpgsql immutable set search_path = '' as $$
declare
  deepest integer := 0;
  item jsonb;
begin
  if most <= 0 or jsonb_typeof(given) not in ('object', 'array') then return 0; end if;
  for item in select x from jsonb_array_elements(case jsonb_typeof(given) when 'array' then given else '[]' end) as x
    union all select x from jsonb_each(case jsonb_typeof(given) when 'object' then given else '{}' end) as o (k, x) loop
    deepest := greatest(deepest, private.depth_of(item, most - 1));
  end loop;
  return deepest + 1;
end $$;

create or replace function private.shape_fault(given jsonb, schema jsonb, path text default '') returns text language plpgsql stable set search_path = '' as $$
declare
  kind constant text := coalesce(jsonb_typeof(given), 'missing');
  -- zod writes a boolean or null as a list of types.
  wanted constant text := case jsonb_typeof(schema -> 'type') when 'array' then (case when schema -> 'type' ? kind then kind else schema #>> '{type,0}' end) else schema ->> 'type' end;
  -- Free JSON is limited by its depth, and by the size of the whole input.
  usual constant integer := case when wanted is not null then 1000 else 2147483647 end;
  fault text;
  name text;
  item record;
begin
  if schema ? 'anyOf' then
    -- In the closed subset, anyOf has one alternative beside null.
    if kind = 'null' and schema -> 'anyOf' @> '[{"type": "null"}]' then return null; end if;
    select private.shape_fault(given, x, path) into fault from jsonb_array_elements(schema -> 'anyOf') as x where x ->> 'type' is distinct from 'null' limit 1;
    return fault;
  end if;
  if wanted is not null and wanted <> (case when kind = 'number' and wanted = 'integer' and (given #>> '{}') ~ '^-?[0-9]+$' then 'integer' else kind end) then return path; end if;
  if (schema ? 'const' and given <> schema -> 'const') or (schema ? 'enum' and not schema -> 'enum' @> jsonb_build_array(given)) then return path; end if;
  if kind = 'string' then
    if char_length(given #>> '{}') > coalesce((schema ->> 'maxLength')::integer, usual) or char_length(given #>> '{}') < coalesce((schema ->> 'minLength')::integer, 0)
      or (schema ? 'pattern' and given #>> '{}' !~ (schema ->> 'pattern')) then return path; end if;
  elsif kind = 'number' and wanted is not null then
    if (given #>> '{}')::numeric < coalesce((schema ->> 'minimum')::numeric, -9007199254740991) or (given #>> '{}')::numeric > coalesce((schema ->> 'maximum')::numeric, 9007199254740991) then return path; end if;
  elsif kind = 'array' then
    if jsonb_array_length(given) > coalesce((schema ->> 'maxItems')::integer, usual) or jsonb_array_length(given) < coalesce((schema ->> 'minItems')::integer, 0) then return path; end if;
    if schema ? 'items' then
      for item in select x as one, n from jsonb_array_elements(given) with ordinality as a (x, n) loop
        fault := private.shape_fault(item.one, schema -> 'items', format('%s[%s]', path, item.n));
        if fault is not null then return fault; end if;
      end loop;
    end if;
  elsif kind = 'object' then
    for name in select x from jsonb_array_elements_text(schema -> 'required') as x loop
      if not given ? name then return ltrim(path || '.' || name, '.'); end if;
    end loop;
    for item in select k, v from jsonb_each(given) as o (k, v) loop
      if schema -> 'properties' ? item.k then
        fault := private.shape_fault(item.v, schema -> 'properties' -> item.k, ltrim(path || '.' || item.k, '.'));
      elsif jsonb_typeof(schema -> 'additionalProperties') = 'object' then
        fault := private.shape_fault(item.v, schema -> 'additionalProperties', ltrim(path || '.' || left(item.k, 64), '.'));
      elsif schema -> 'additionalProperties' = 'false' then
        fault := ltrim(path || '.' || left(item.k, 64), '.');
      end if;
      if fault is not null then return fault; end if;
    end loop;
  end if;
  if schema ? 'x-depth' and private.depth_of(given, (schema ->> 'x-depth')::integer + 1) > (schema ->> 'x-depth')::integer then return path; end if;
  return null;
end $$;

create or replace function private.check_input(verb text, input jsonb) returns void language plpgsql stable set search_path = '' as $$
declare
  schema jsonb;
  fault text;
begin
  select i.schema into schema from private.inputs i where i.verb = check_input.verb;
  if octet_length(input::text) > coalesce((schema ->> 'x-bytes')::integer, 65536) then
    perform private.refuse('input_too_large', jsonb_build_object('max', coalesce((schema ->> 'x-bytes')::integer, 65536) / 1024 || ' KB'));
  end if;
  -- A verb without a schema takes no input.
  fault := private.shape_fault(input, coalesce(schema, '{"type": "object", "additionalProperties": false}'));
  if fault is not null then perform private.refuse('input_invalid', jsonb_build_object('field', case fault when '' then 'input' else fault end)); end if;
end $$;

create or replace function private.texts_of(list jsonb) returns text[] language sql immutable set search_path = '' as $$
  select case jsonb_typeof(list) when 'array' then array(select jsonb_array_elements_text(list)) end
$$;

create or replace function private.as_uuid(typed text, field text) returns uuid language plpgsql stable set search_path = '' as $$
begin
  if typed is null then return null; end if;
  if typed !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then perform private.refuse('input_invalid', jsonb_build_object('field', field)); end if;
  return typed::uuid;
end $$;

create or replace function private.as_time(typed text, field text) returns timestamptz language plpgsql stable set search_path = '' as $$
declare
  at timestamptz;
begin
  if typed is null or typed = '' then return null; end if;
  -- A time zone is required: without one the server's would apply, which nobody meant. Postgres also accepts "infinity", "tomorrow" and the year
  -- 294276; nobody means those either.
  if typed !~ '^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?\s?(Z|[+-]\d{2}(:?\d{2})?)$' then perform private.refuse('input_invalid', jsonb_build_object('field', field)); end if;
  begin
    at := typed::timestamptz;
  exception when data_exception then
    perform private.refuse('input_invalid', jsonb_build_object('field', field));
  end;
  if at not between '2000-01-01Z' and '2200-01-01Z' then perform private.refuse('input_invalid', jsonb_build_object('field', field)); end if;
  return at;
end $$;

create or replace function private.address_header(d private.deployment) returns text language sql immutable set search_path = '' as $$
  select coalesce(d.address_header, case when d.functions_url ~* '^https://[a-z0-9-]+\.supabase\.co(/|$)' then 'cf-connecting-ip' else 'x-forwarded-for' end)
$$;

create or replace function private.caller_address() returns text language plpgsql stable set search_path = '' as $$
declare
  d private.deployment;
  hops text[];
  found_hop text;
begin
  select x.* into d from private.deployment x;
  -- Whoever calls may write anything into x-forwarded-for; each proxy adds at its end who called it. So our own hops are counted from the right. On
  -- hosted Supabase, Cloudflare sets cf-connecting-ip to the caller, whatever the caller sent.
  hops := string_to_array(private.header(private.address_header(d)), ',');
  found_hop := btrim(hops[greatest(cardinality(hops) - coalesce(d.trusted_hops, 1) + 1, 1)]);
  if found_hop !~ ':' then return left(found_hop, 64); end if;
  -- IPv4 with a port, or written as IPv6.
  found_hop := regexp_replace(regexp_replace(found_hop, '^(\d+\.\d+\.\d+\.\d+):\d+$', '\1'), '^::ffff:(?=\d+\.)', '', 'i');
  if found_hop !~ ':' then return left(found_hop, 64); end if;
  begin
    -- Whoever has one address of IPv6 has the 2^64 of its network.
    return host(network(set_masklen(found_hop::inet, 64)));
  exception when invalid_text_representation then
    return 'unknown';
  end;
end $$;

create or replace function private.limits_on(verb text, input jsonb, person uuid, enterprise uuid, address text, chat_user text, bot uuid) returns private.counted[]
language plpgsql stable set search_path = '' as $$
declare
  at constant double precision := extract(epoch from clock_timestamp());
begin
  return (
    select coalesce(array_agg(row(l.name, w.who, coalesce(enterprise, '00000000-0000-0000-0000-000000000000'), s.slot, l.refused, l.most, p.per, a.again_in)::private.counted
      order by a.again_in desc nulls last), '{}')
    from private.limits l
    cross join lateral (select case l.scope when 'person' then person::text when 'enterprise' then enterprise::text when 'address' then address
      when 'chat_user' then chat_user when 'bot' then bot::text end as who) w
    cross join lateral (select extract(epoch from l.per)::integer as per) p
    cross join lateral (select floor(at / p.per)::bigint as slot, at / p.per - floor(at / p.per) as gone) s
    cross join lateral (
      select coalesce(sum(x.n) filter (where x.slot = s.slot), 0)::double precision as n,
        coalesce(sum(case when x.slot = s.slot then x.before when x.slot = s.slot - 1 then x.n end), 0)::double precision as before
      from private.limit_counts x where x.who = w.who and x.limit_name = l.name) c
    -- The window before counts for the part of it that a window ending now still covers.
    cross join lateral (select case when c.n + c.before * (1 - s.gone) > l.most - 1 then greatest(1, ceil(p.per * (case
      when c.n >= l.most then 2 - s.gone - (l.most - 1) / c.n
      else 1 - s.gone - (l.most - 1 - c.n) / c.before end)))::integer end as again_in) a
    where w.who is not null and (l.verbs is null or verb = any (l.verbs)) and (l.given is null or input @> l.given));
end $$;

create or replace function private.limits_of(verb text, input jsonb) returns private.counted[] language plpgsql stable set search_path = '' as $$
declare
  by_bot constant boolean := private.is_bot();
  -- Only with its proof: whoever has the bot's token alone does not use up what others may.
  chat constant text := case when by_bot then left(private.chat_user(), 128) end;
  person constant uuid := private.actor();
begin
  -- What the bot does for itself (the clock, claims of cards) is for everybody, so it has no limit.
  if by_bot and nullif(private.header('x-chat-user'), '') is null then return '{}'; end if;
  return private.limits_on(verb, input, person, private.enterprise_in_use(person), case when not by_bot then private.caller_address() end, chat,
    case when by_bot and person is null then auth.uid() end);
end $$;

create or replace function private.count_call(counted private.counted[], was_refused boolean) returns void language plpgsql set search_path = '' as $$
begin
  if cardinality(counted) = 0 then return; end if;
  insert into private.limit_counts as c (who, limit_name, pid, slot, n, before)
  select x.who, x.limit_name, pg_backend_pid(), x.slot, 1, 0 from unnest(counted) as x where was_refused or not x.refused
  on conflict on constraint limit_counts_pkey do update set slot = excluded.slot, n = case when c.slot = excluded.slot then c.n + 1 else 1 end,
    before = case c.slot when excluded.slot then c.before when excluded.slot - 1 then c.n else 0 end;
  insert into private.limit_hours as h (hour, limit_name, enterprise_id, pid, allowed, refused)
  select date_trunc('hour', clock_timestamp()), x.limit_name, x.enterprise_id, pg_backend_pid(), 1, 0 from unnest(counted) as x where was_refused or not x.refused
  on conflict on constraint limit_hours_pkey do update set allowed = h.allowed + 1;
end $$;

create or replace function private.span_text(seconds integer) returns text language sql immutable set search_path = '' as $$
  select format('%s %s%s', x.n, u.name, case when x.n <> 1 then 's' end)
  from (values (86400, 'day'), (3600, 'hour'), (60, 'minute'), (1, 'second')) as u (size, name)
  cross join lateral (select ceil(seconds / u.size::numeric)::integer as n) x
  -- A coarser unit only where it is exact, or rounds up by a tenth at most.
  where seconds % u.size = 0 or seconds >= 10 * u.size order by u.size desc limit 1
$$;

create or replace function private.refuse_call(counted private.counted[]) returns jsonb language plpgsql set search_path = '' as $$
declare
  met constant private.counted := counted[1];
begin
  insert into private.limit_hours as h (hour, limit_name, enterprise_id, pid, allowed, refused)
  values (date_trunc('hour', clock_timestamp()), met.limit_name, met.enterprise_id, pg_backend_pid(), 0, 1)
  on conflict on constraint limit_hours_pkey do update set refused = h.refused + 1;
  perform set_config('response.status', '429', true), set_config('response.headers', jsonb_build_array(jsonb_build_object('Retry-After', met.again_in::text))::text, true);
  return private.refusal('too_many_requests', jsonb_build_object('limit', met.limit_name, 'most', met.most, 'per', private.span_text(met.per),
    'again', private.span_text(met.again_in), 'again_in', met.again_in));
end $$;

create or replace function private.is_first_refusal(met private.counted) returns boolean language plpgsql set search_path = '' as $$
declare
  me constant uuid := private.actor();
begin
  if me is null or exists (select from private.limit_lines l where l.person = me and l.limit_name = met.limit_name and l.slot = met.slot) then return false; end if;
  -- Of several at the same instant one writes the line, and none waits.
  if not pg_try_advisory_xact_lock(hashtextextended('limit:' || me || met.limit_name, met.slot)) then return false; end if;
  insert into private.limit_lines (person, limit_name, slot) values (me, met.limit_name, met.slot) on conflict do nothing;
  return found;
end $$;

create or replace function private.ask_call(verb text) returns jsonb language plpgsql set search_path = '' as $$
declare
  counted constant private.counted[] := private.limits_of(verb, '{}');
begin
  if (counted[1]).again_in is not null then return private.refuse_call(counted); end if;
  perform private.count_call(counted, false);
  return null;
end $$;

create or replace function private.count_function(verb text, person uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  counted constant private.counted[] := private.limits_on(verb, '{}', person, private.enterprise_in_use(person), null, null, null);
begin
  if (counted[1]).again_in is not null then return private.refuse_call(counted); end if;
  perform private.count_call(counted, false);
  return null;
end $$;

create or replace function private.sweep_limits() returns void language sql set search_path = '' as $$
  delete from private.limit_counts c where not exists (
    select from private.limits l where l.name = c.limit_name and c.slot >= floor(extract(epoch from clock_timestamp()) / extract(epoch from l.per)) - 1);
  delete from private.limit_lines l where l.at < clock_timestamp() - interval '2 days';
  with over as (
    delete from private.limit_hours h where h.pid <> 0 and h.hour < date_trunc('hour', clock_timestamp()) - interval '10 minutes' returning h.*
  )
  insert into private.limit_hours as h (hour, limit_name, enterprise_id, pid, allowed, refused)
  select o.hour, o.limit_name, o.enterprise_id, 0, sum(o.allowed), sum(o.refused) from over o group by 1, 2, 3
  on conflict on constraint limit_hours_pkey do update set allowed = h.allowed + excluded.allowed, refused = h.refused + excluded.refused;
  delete from private.limit_hours h where h.hour < clock_timestamp() - interval '7 days';
$$;

create or replace function public.limits_report() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  today constant timestamptz := date_trunc('day', now(), (select e.time_zone from public.enterprises e where e.id = home));
  at constant double precision := extract(epoch from clock_timestamp());
begin
  perform private.require(home, 'KooMessage:member:list');
  return (
    select jsonb_agg(jsonb_build_object('name', l.name, 'scope', l.scope, 'most', l.most, 'per', private.span_text(p.per), 'used', u.used, 'refused_today', coalesce(r.refused, 0))
      order by l.scope, u.used / l.most::numeric desc nulls last, l.name)
    from private.limits l
    cross join lateral (select extract(epoch from l.per)::integer as per, case l.scope when 'enterprise' then home::text when 'person' then private.actor()::text end as who) p
    cross join lateral (select floor(at / p.per)::bigint as slot, at / p.per - floor(at / p.per) as gone) s
    -- What a person did in another enterprise is nobody's business here, so a limit of persons shows the caller's own part.
    left join lateral (
      select ceil(coalesce(sum(case c.slot when s.slot then c.n + c.before * (1 - s.gone) when s.slot - 1 then c.n * (1 - s.gone) end), 0))::integer as used
      from private.limit_counts c where c.who = p.who and c.limit_name = l.name) u on p.who is not null
    left join lateral (select sum(h.refused) as refused from private.limit_hours h where h.enterprise_id = home and h.limit_name = l.name and h.hour >= today) r on true
    where p.who is not null or r.refused > 0);
end $$;

create or replace function private.link_keys() returns bigint[] language plpgsql stable security definer set search_path = '' as $$
declare
  mask constant bigint := 16777215;
  l bigint[];
  k bigint;
  keys bigint[] := '{}';
begin
  select w.words[1], array[w.words[2], w.words[3], w.words[4]]::bigint[] into k, l from private.link_key w;
  for i in 0..22 loop
    keys := keys || k;
    l := l || ((((k + (((l[i + 1] >> 8) | (l[i + 1] << 16)) & mask)) & mask)) # i::bigint);
    k := (((k << 3) | (k >> 21)) & mask) # l[i + 4];
  end loop;
  return keys;
end $$;

create or replace function private.link_code(id bigint) returns text language plpgsql stable security definer set search_path = '' as $$
declare
  -- Speck48/96: 48-bit block, 96-bit key, 23 rounds. shared/src/links/code.ts computes the same, faster.
  mask constant bigint := 16777215;
  letters constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  keys bigint[] := private.link_keys();
  x bigint := id >> 24;
  y bigint := id & mask;
  block bigint;
  code text := '';
begin
  loop
    for i in 1..23 loop
      x := (((((x >> 8) | (x << 16)) & mask) + y) & mask) # keys[i];
      y := (((y << 3) | (y >> 21)) & mask) # x;
    end loop;
    block := (x << 24) | y;
    -- Cycle walking: repeat until the block is below 62^8, so that eight letters hold it. 1.3 rounds on average.
    exit when block < 218340105584896;
  end loop;
  for i in 1..8 loop
    code := substr(letters, 1 + (block % 62)::integer, 1) || code;
    block := block / 62;
  end loop;
  return code;
end $$;

create or replace function private.link_id(code text) returns bigint language plpgsql stable security definer set search_path = '' as $$
declare
  mask constant bigint := 16777215;
  letters constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  keys bigint[] := private.link_keys();
  block bigint := 0;
  x bigint;
  y bigint;
begin
  if code !~ '^[0-9A-Za-z]{8}$' then return null; end if;
  for i in 1..8 loop
    block := block * 62 + strpos(letters, substr(code, i, 1)) - 1;
  end loop;
  loop
    x := block >> 24;
    y := block & mask;
    for i in reverse 23..1 loop
      y := y # x;
      y := ((y >> 3) | (y << 21)) & mask;
      x := ((x # keys[i]) - y) & mask;
      x := ((x << 8) | (x >> 16)) & mask;
    end loop;
    block := (x << 24) | y;
    exit when block < 218340105584896;
  end loop;
  return block;
end $$;

create or replace function public.find_link(code text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  -- A whole address is accepted too, as people copy it: with or without a scheme, with a query, with a slash at its end.
  address constant text := regexp_replace(regexp_replace(regexp_replace(btrim(coalesce(code, '')), '[?#].*$', ''), '/+$', ''), '^([A-Za-z][A-Za-z0-9+.-]*:)?//', '');
  short constant text := regexp_replace(address, '^.*/', '');
  said constant text := case when address like '%/%' then lower(split_part(address, '/', 1)) end;
  -- The domain that the address names: empty for the deployment's own address, null for a bare code.
  of_host constant text := case when exists (select from private.deployment d
    where said in (lower(split_part(d.link_base_url, '/', 3)), lower(split_part(d.functions_url, '/', 3)))) then '' else split_part(said, ':', 1) end;
  found_row jsonb;
  found_rows jsonb[];
begin
  if char_length(code) > 2000 then perform private.refuse('input_invalid', '{"field": "code"}'); end if;
  -- An address at an unknown host is no link of ours, whatever its code.
  if of_host <> '' and not exists (select from public.domains d where lower(d.host) = of_host and d.state = 'approved') then return null; end if;
  select to_jsonb(c) || '{"resource": "link"}' into found_row from public.link_cards c
  where c.id = private.link_id(short) and c.enterprise_id = any (private.may_in('KooMessage:resolveTask:list'));
  if found_row is null then
    found_rows := array(select to_jsonb(c) || '{"resource": "link"}' from public.link_aliases a join public.link_cards c on c.id = a.link_id
      where a.code = short and (of_host is null or a.host = of_host) and a.enterprise_id = any (private.may_in('KooMessage:resolveTask:list')) order by a.host);
    if cardinality(found_rows) > 1 then
      return jsonb_build_object('resource', 'several', 'addresses', (select jsonb_agg(x -> 'address') from unnest(found_rows) as x));
    end if;
    found_row := found_rows[1];
  end if;
  if found_row is null then
    select jsonb_build_object('resource', 'delivery', 'id', d.id, 'send_id', d.send_id, 'send_name', s.name, 'code', short,
      'address', private.link_address(s.domain_id, short), 'maximum', 1, 'used', d.resolved, 'expires_at', d.handed_at + make_interval(days => s.validity_days),
      'status', case when exists (select from public.frozen_links z where z.id = d.id) then 'frozen' when d.handed_at + make_interval(days => s.validity_days) <= now() then 'expired'
        when d.resolved > 0 then 'used_up' else 'live' end) into found_row
    from public.deliveries d join public.sends s on s.id = d.send_id
    where d.id = private.link_id(short) and d.enterprise_id = any (private.may_in('KooMessage:sendTask:list'));
  end if;
  return found_row;
end $$;

-- links: the rules for changing an existing resolve task (RES-2)

create or replace function private.add_resolutions_resolve_task(task uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  more constant bigint := input ->> 'resolutions';
  most bigint;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  most := 1000000000 - t.max_resolutions;
  if more > most then perform private.refuse('too_many_resolutions', jsonb_build_object('left', most, 'max', 1000000000)); end if;
  if more < 1 then perform private.refuse('max_resolutions_invalid', jsonb_build_object('min', 1, 'max', most)); end if;
  update public.resolve_tasks x set max_resolutions = x.max_resolutions + more where x.id = task;
  update public.links l set maximum = l.maximum + more where l.id = t.link_id;
  perform private.hold_task(task);
end $$;

create or replace function public.add_resolutions(task text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'add_resolutions', task, request, input)
$$;

create or replace function private.add_validity_resolve_task(task uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  more constant integer := input ->> 'days';
  longest integer;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  longest := private.longest_validity(t.kind);
  if more > longest - t.validity_days then perform private.refuse('too_many_days', jsonb_build_object('left', longest - t.validity_days, 'max', longest)); end if;
  -- §7.1.1 (增加有效期) says only that days are added, not from when. For an expired task they count from now: days in the past would be of no use.
  update public.resolve_tasks x set validity_days = x.validity_days + more, expires_at = greatest(x.expires_at, clock_timestamp()) + make_interval(days => more)
  where x.id = task;
  perform private.hold_task(task);
end $$;

create or replace function public.add_validity(task text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'add_validity', task, request, input)
$$;

create or replace function private.regenerate_resolve_task(task uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  corrections constant jsonb := coalesce(nullif(input -> 'corrections', 'null'), '[]');
  stray text;
begin
  if exists (select from jsonb_array_elements(corrections) as c group by c ->> 'ordinal' having count(*) > 1) then perform private.refuse('input_invalid', '{"field": "corrections"}'); end if;
  if jsonb_array_length(corrections) > 100 then perform private.refuse('too_many_links', jsonb_build_object('max', 100, 'count', jsonb_array_length(corrections))); end if;
  select string_agg(c ->> 'ordinal', ', ' order by (c ->> 'ordinal')::integer) into stray from jsonb_array_elements(corrections) as c
  where not exists (select from public.link_rejects r where r.task_id = task and r.ordinal = (c ->> 'ordinal')::integer);
  if stray is not null then perform private.refuse('correction_without_link', jsonb_build_object('ordinals', stray)); end if;
  select string_agg(distinct k.name, ', ' order by k.name) into stray
  from jsonb_array_elements(corrections) as c cross join lateral jsonb_object_keys(coalesce(nullif(c -> 'params', 'null'), '{}')) as k (name)
  where not exists (select from public.resolve_tasks t join public.template_versions v on v.id = t.version_id where t.id = task and k.name = any (v.parameters));
  if stray is not null then perform private.refuse('parameter_unknown', jsonb_build_object('names', stray)); end if;
  with said as (
    select (c ->> 'ordinal')::integer as ordinal, btrim(c ->> 'cust_flag') as cust_flag, c -> 'params' as params from jsonb_array_elements(corrections) as c
  )
  update public.link_rejects r set cust_flag = coalesce(s.cust_flag, r.cust_flag), params = coalesce(r.params, '{}') || coalesce(nullif(s.params, 'null'), '{}'),
    -- The slice decides whether a correction is valid. Only duplicates are marked at once, as there are at most 100 corrections.
    reason = case when exists (select from public.links l where l.task_id = task and l.cust_flag = coalesce(s.cust_flag, r.cust_flag))
        or exists (select from said o where o.ordinal < s.ordinal and o.cust_flag = s.cust_flag) then 'duplicate' else 'retrying' end::public.link_reject_reason
  from said s where r.task_id = task and r.ordinal = s.ordinal;
  update private.mint_progress p set retry_after = 0 where p.task_id = task;
end $$;

create or replace function public.regenerate_resolve_task(task text, input jsonb default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'regenerate', task, request, input)
$$;

create or replace function private.link_place(id text) returns table (enterprise_id uuid, task_id uuid, send_id uuid, link_id bigint)
language sql stable set search_path = '' as $$
  -- The id may be a whole task, its one group link (which stands for the task), a single link of a personal task, or a link of a send.
  select t.enterprise_id, t.id, null::uuid, null::bigint from public.resolve_tasks t
  where t.id = (case when link_place.id ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then link_place.id end)::uuid
  union all
  select l.enterprise_id, l.task_id, null, case when t.link_id is null then l.id end from public.links l join public.resolve_tasks t on t.id = l.task_id
  where l.id = (case when link_place.id ~ '^[0-9]{1,15}$' then link_place.id end)::bigint
  union all
  select d.enterprise_id, null, d.send_id, d.id from public.deliveries d where d.id = (case when link_place.id ~ '^[0-9]{1,15}$' then link_place.id end)::bigint
$$;

create or replace function private.freeze(task uuid, send uuid, link bigint, enterprise uuid, why text) returns boolean language plpgsql set search_path = '' as $$
begin
  if link is null then
    update public.resolve_tasks t set frozen_at = clock_timestamp(), frozen_by = private.actor(), frozen_reason = why where t.id = task and t.frozen_at is null;
  else
    insert into public.frozen_links (id, enterprise_id, task_id, send_id, reason, frozen_by) values (link, enterprise, task, send, why, private.actor())
    on conflict (id) do nothing;
  end if;
  return found;
end $$;

create or replace function private.frozen_as(link text, out resource text, out id text) language sql stable set search_path = '' as $$
  select case when p.link_id is null and p.task_id is not null then 'resolve_task' when p.send_id is not null then 'send_link' else 'link' end, coalesce(p.link_id::text, p.task_id::text, link)
  from (values (true)) as always (one) left join private.link_place(link) p on true
$$;

create or replace function private.freezing_answer(place text) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('resource', case when p.link_id is null then 'resolve_task' else 'link' end, 'task_id', p.task_id, 'send_id', p.send_id, 'link_id', p.link_id,
    'frozen', case when p.link_id is null then (select t.frozen_at is not null from public.resolve_tasks t where t.id = p.task_id)
      else exists (select from public.frozen_links z where z.id = p.link_id) end)
  from private.link_place(place) p
$$;

create or replace function private.freezing_card(link bigint) returns jsonb language sql stable set search_path = '' as $$
  select private.freezing_answer(link::text)
$$;

create or replace function private.freeze_resolve_task(task uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
begin
  perform private.freeze(task, null, null, null, input ->> 'reason');
  return private.freezing_answer(task::text);
end $$;

create or replace function private.freeze_link(link bigint, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  p record;
begin
  select x.* into p from private.link_place(link::text) x;
  perform private.freeze(p.task_id, p.send_id, link, p.enterprise_id, input ->> 'reason');
  if p.task_id is not null then perform private.touch_cards('resolve_task', p.task_id); end if;
end $$;

create or replace function private.freeze_send_link(link bigint, input jsonb) returns void language sql set search_path = '' as $$
  select private.freeze_link(link, input)
$$;

create or replace function public.freeze_link(link text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act(f.resource, 'freeze', f.id, request, null, reason) from private.frozen_as(link) f
$$;

create or replace function private.unfreeze_resolve_task(task uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
begin
  update public.resolve_tasks t set frozen_at = null, frozen_by = null, frozen_reason = null where t.id = task;
  -- The person has looked at the burst that froze the link. Only a new burst freezes it again.
  delete from private.link_minutes m where m.link_id = (select t.link_id from public.resolve_tasks t where t.id = task);
  return private.freezing_answer(task::text);
end $$;

create or replace function private.unfreeze_link(link bigint, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  task uuid;
begin
  delete from public.frozen_links z where z.id = link returning z.task_id into task;
  delete from private.link_minutes m where m.link_id = link;
  if task is not null then perform private.touch_cards('resolve_task', task); end if;
end $$;

create or replace function private.unfreeze_send_link(link bigint, input jsonb) returns void language sql set search_path = '' as $$
  select private.unfreeze_link(link, input)
$$;

create or replace function public.unfreeze_link(link text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act(f.resource, 'unfreeze', f.id, request, null, reason) from private.frozen_as(link) f
$$;

-- ---------------------------------------------------------------------------------------------
-- The rules of an enterprise's links

create or replace function private.link_rules(enterprise uuid) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('jump_approval', e.jump_approval, 'group_burst', e.group_burst, 'personal_burst', e.personal_burst) from public.enterprises e where e.id = enterprise
$$;

create or replace function private.set_link_rules(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was jsonb;
  becomes jsonb;
begin
  perform from public.enterprises e where e.id = home for no key update;
  was := private.link_rules(home);
  update public.enterprises e set jump_approval = coalesce((input ->> 'jump_approval')::boolean, e.jump_approval),
    group_burst = coalesce((input ->> 'group_burst')::integer, e.group_burst), personal_burst = coalesce((input ->> 'personal_burst')::integer, e.personal_burst)
  where e.id = home;
  becomes := private.link_rules(home);
  return becomes || jsonb_build_object('id', home, 'before', was, 'after', becomes);
end $$;

create or replace function private.jump_trouble(url text) returns text language plpgsql immutable set search_path = '' as $$
declare
  label constant text := '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
  octet constant text := '(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])';
  -- Public DNS services whose names resolve to the address written in the name, or to 127.0.0.1: WILDCARD_DNS in shared/src/links/jump.ts.
  wildcard constant text := 'nip.io|sslip.io|xip.io|traefik.me|backname.io|1u.ms|rbndr.us|localtest.me|lvh.me|vcap.me|fuf.me|local.gd|lacolhost.com|yoogle.com|smackaho.st|127-0-0-1.org.uk';
  -- Top-level names that are no public ones: PRIVATE_NAMES there says where each comes from.
  reserved constant text := 'alt|arpa|bit|consul|corp|dhcp|domain|example|exit|gnu|home|i2p|internal|intranet|invalid|lan|local|localdomain|localhost|mail|onion|private|router|svc|test';
  authority text := (regexp_match(url, '^https?://([^/?#]*)', 'i'))[1];
  host text;
  port text;
begin
  if coalesce(url, '') = '' then return 'empty'; end if;
  if char_length(url) > 256 then return 'too_long'; end if;
  if authority is null then return 'scheme'; end if;
  if url !~ '^([A-Za-z0-9._~:/?#@!$&''()*+,;=\[\]-]|%[0-9A-Fa-f]{2})*$' then return 'characters'; end if;
  if strpos(authority, '@') > 0 then return 'credentials'; end if;
  port := (regexp_match(authority, ':([0-9]*)$'))[1];
  host := lower(regexp_replace(authority, ':[0-9]*$', ''));
  if port is not null then
    if port !~ '^[1-9][0-9]{0,4}$' then return 'port'; end if;
    if port::integer > 65535 then return 'port'; end if;
  end if;
  if host ~ ('^' || octet || '(\.' || octet || '){3}$') then
    return case when host::inet <<= any ('{0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/3}'::inet[])
      then 'private' end;
  end if;
  if host ~ '(^|\.)localhost$' then return 'private'; end if;
  -- The last label begins with a letter: browsers read "1.2.0x7f" and "2130706433" as numbers.
  if char_length(host) > 253 or host !~ ('^(' || label || '\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$') then return 'host'; end if;
  if host ~ ('\.(' || reserved || ')$') then return 'private'; end if;
  if host ~ ('(^|\.)(' || replace(wildcard, '.', '\.') || ')$') then return 'private'; end if;
  return null;
end $$;

create or replace function private.check_jump(enterprise uuid, url text) returns void language plpgsql stable set search_path = '' as $$
begin
  if private.jump_trouble(url) is not null then
    perform private.refuse('jump_url_invalid', jsonb_build_object('url', left(coalesce(url, ''), 300), 'why', private.jump_trouble(url)));
  end if;
  if (select e.jump_approval from public.enterprises e where e.id = check_jump.enterprise)
     and not exists (select from public.jump_links l join public.jump_batches b on b.id = l.batch_id
       where l.enterprise_id = check_jump.enterprise and l.form = private.jump_form(check_jump.url) and b.state = 'approved') then
    perform private.refuse('jump_not_approved', jsonb_build_object('url', url));
  end if;
end $$;

-- links: the rules of custom jump links (JMP-1, §7.2.3)

create or replace function private.create_jump_batch(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  submitted constant timestamptz := clock_timestamp();
  task constant text := private.clean_name(input ->> 'name');
  handed constant integer := jsonb_array_length(input -> 'urls');
  most constant integer := case input ->> 'source' when 'typed' then 10 else 10000 end;
  proof record;
  due record;
  bad record;
  made uuid;
  kept integer;
begin
  if btrim(input ->> 'purpose') = '' then perform private.refuse('input_invalid', '{"field": "purpose"}'); end if;
  if handed not between 1 and most then perform private.refuse('jump_links_count', jsonb_build_object('count', handed, 'max', most)); end if;
  select u.url, u.ordinal, private.jump_trouble(u.url) as why into bad
  from jsonb_array_elements_text(input -> 'urls') with ordinality as u (url, ordinal) where private.jump_trouble(u.url) is not null order by u.ordinal limit 1;
  if found then
    perform private.refuse('jump_url_invalid', jsonb_build_object('url', left(coalesce(bad.url, ''), 300), 'why', bad.why, 'ordinal', bad.ordinal));
  end if;
  select p.path, p.name into proof from private.proof_of(input, 'jump-proofs', 'rar', home) p;
  select d.due_at, d.certain into due from private.review_due(submitted) d;
  perform pg_advisory_xact_lock(hashtextextended('jump_batch_no:' || home::text, 0));
  insert into public.jump_batches (enterprise_id, name, purpose, batch_no, source, links, proof_path, proof_name, submitted_by, submitted_at, due_at, due_certain, created_by)
  select home, task, btrim(input ->> 'purpose'),
    to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-' || lpad((1 + (select count(*) from public.jump_batches x where x.enterprise_id = home
      and x.batch_no like to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-%'))::text, 4, '0'),
    input ->> 'source', handed, proof.path, proof.name, private.actor(), submitted, due.due_at, due.certain, private.actor()
  from public.enterprises e where e.id = home returning id into made;
  -- An address listed twice is one link.
  insert into public.jump_links (batch_id, ordinal, enterprise_id, url)
  select made, u.ordinal, home, u.url from jsonb_array_elements_text(input -> 'urls') with ordinality as u (url, ordinal) order by u.ordinal
  on conflict do nothing;
  get diagnostics kept = row_count;
  update public.jump_batches b set links = kept where b.id = made;
  return made;
end $$;

-- links: minting them, at once or a million in slices (RES-1, RES-2)

create or replace function private.links_partition(p private.mint_progress) returns text language sql immutable set search_path = '' as $$
  select case when p.large then 'partitions.links_' || p.id_base else 'public.links' end
$$;

create or replace function private.begin_minting(task public.resolve_tasks) returns private.mint_progress language plpgsql set search_path = '' as $$
declare
  -- A partition of its own pays off from about 20,000 links on.
  is_large boolean := task.asked > 20000;
  p private.mint_progress;
begin
  update private.link_blocks b set next = b.next + task.asked where b.large = is_large returning b.next - task.asked - 1 into p.id_base;
  insert into private.mint_progress as x (task_id, enterprise_id, id_base, total, large)
  values (task.id, task.enterprise_id, p.id_base, task.asked, is_large) returning x.* into p;
  if p.large then
    -- Task and enterprise are the same in every row, so they are defaults. The check constraints let the planner skip the partition.
    execute format('create table %s (like public.links including defaults including constraints) with (fillfactor = 80)', private.links_partition(p));
    execute format('alter table %s alter task_id set default %L, alter enterprise_id set default %L, add check (task_id = %L), add check (id >= %s and id < %s)',
      private.links_partition(p), task.id, task.enterprise_id, task.id, p.id_base + 1, p.id_base + p.total + 1);
  end if;
  return p;
end $$;

create or replace function private.mint_lines(t public.resolve_tasks, p private.mint_progress, most integer) returns integer language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  -- The checks of link_trouble, written inline: a function call per row would take three times as long as the row itself.
  good text := 'char_length(n.phone) between 1 and 64'
    || coalesce((select string_agg(format(' and coalesce(n.params ->> %L, %L) <> %L', x, '', ''), '') from unnest(names) as x), '');
  upto integer := (select x.line from public.numbers x where x.file_id = t.number_file_id and x.line > p.line order by x.line offset most - 1 limit 1);
  lines integer := case when upto is null then p.total - p.taken else most end;
  -- Of a send's audience, the columns that fill the parameters are those of the send.
  columns jsonb := coalesce((select s.columns from public.sends s where s.id = t.source_send_id and s.number_file_id = t.number_file_id), '{}');
  slice text := format('select x.line, x.phone, %s as params, row_number() over (order by x.line) as place from public.numbers x where x.file_id = %L and x.line > $1 and x.line <= $2',
    private.values_for(t.version_id, columns, t.number_file_id), t.number_file_id);
  fresh integer;
begin
  upto := coalesce(upto, 2147483647);
  execute format('insert into %s (id, task_id, enterprise_id, ordinal, cust_flag, params) select $3 + n.place, %L, %L, $4 + n.place, n.phone, n.params from (%s) n where %s',
    private.links_partition(p), t.id, t.enterprise_id, slice, good) using p.line, upto, p.id_base + p.taken, p.taken;
  get diagnostics fresh = row_count;
  if fresh < lines then
    execute format('insert into public.link_rejects (task_id, enterprise_id, ordinal, cust_flag, params, reason)
      select %L, %L, $3 + n.place, n.phone, n.params, private.link_trouble(n.phone, n.params, $4) from (%s) n where not (%s)', t.id, t.enterprise_id, slice, good)
    using p.line, upto, p.taken, names;
  end if;
  update private.mint_progress x set taken = x.taken + lines, line = upto where x.task_id = t.id;
  update public.resolve_tasks x set made = x.made + fresh, failed = x.failed + lines - fresh where x.id = t.id;
  return lines;
end $$;

create or replace function private.mint_again(t public.resolve_tasks, p private.mint_progress, most integer) returns integer language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  tried integer;
  last_ordinal integer;
  remade integer;
begin
  with slice as (
    select r.ordinal, r.cust_flag, r.params, r.reason, private.link_trouble(r.cust_flag, r.params, names) as trouble
    from public.link_rejects r where r.task_id = t.id and r.ordinal > p.retry_after order by r.ordinal limit most
  ), good as (
    -- A duplicate remains one until a correction changes its name.
    delete from public.link_rejects r using slice x where r.task_id = t.id and r.ordinal = x.ordinal and x.trouble is null and x.reason <> 'duplicate'
    returning r.ordinal, r.cust_flag, r.params
  ), made as (
    insert into public.links (id, task_id, enterprise_id, ordinal, cust_flag, params)
    select p.id_base + g.ordinal, t.id, t.enterprise_id, g.ordinal, g.cust_flag, g.params from good g
  )
  select (select count(*) from slice), (select max(x.ordinal) from slice x), (select count(*) from good) into tried, last_ordinal, remade;
  update public.link_rejects r set reason = private.link_trouble(r.cust_flag, r.params, names)
  where r.task_id = t.id and r.ordinal > p.retry_after and r.ordinal <= last_ordinal and r.reason <> 'duplicate';
  update private.mint_progress x set retry_after = case when tried < most then null else last_ordinal end where x.task_id = t.id;
  update public.resolve_tasks x set made = x.made + remade, failed = x.failed - remade where x.id = t.id;
  return tried;
end $$;

create or replace function private.mint_slice(task uuid, most integer default 20000) returns integer language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  p private.mint_progress;
  done integer := 0;
begin
  select x.* into t from public.resolve_tasks x where x.id = task for no key update skip locked;
  if not found or t.state <> 'generating' then return 0; end if;
  select x.* into p from private.mint_progress x where x.task_id = task for update;
  if p.taken < p.total then
    done := private.mint_lines(t, p, most);
    if p.large and p.taken + done >= p.total then
      -- 1,000,000 rows: building the index afterwards takes 0.5 s, maintaining it row by row 3 s.
      execute format('alter table %s add primary key (id)', private.links_partition(p));
      execute format('alter table public.links attach partition %s for values from (%s) to (%s)', private.links_partition(p), p.id_base + 1, p.id_base + p.total + 1);
      execute format('analyze %s', private.links_partition(p));
    end if;
  elsif p.retry_after is not null then
    done := private.mint_again(t, p, most);
  end if;
  perform private.finish_minting(task);
  return done;
end $$;

create or replace function private.finish_minting(task uuid) returns void language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  p private.mint_progress;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  select x.* into p from private.mint_progress x where x.task_id = task;
  if p.taken < p.total or p.retry_after is not null then
    perform private.touch_cards('resolve_task', task);
    return;
  end if;
  perform private.transition('resolve_task', task, case when t.failed = 0 then 'finish' when t.made > 0 then 'finish_partly' else 'fail' end);
  update public.resolve_tasks x set finished_at = clock_timestamp() where x.id = task;
end $$;

create or replace function private.mint_due() returns integer language plpgsql set search_path = '' as $$
declare
  t record;
  minted integer := 0;
begin
  for t in select x.id from public.resolve_tasks x where x.state = 'generating' order by x.submitted_at limit 4 loop
    minted := minted + private.mint_slice(t.id);
  end loop;
  return minted;
end $$;

-- links: the input of a resolve task, checked field by field (RES-1)

create or replace function private.link_address(domain uuid, code text) returns text language sql stable security definer set search_path = '' as $$
  select coalesce('https://' || d.host, (select x.link_base_url from private.deployment x)) || '/' || code from public.domains d where d.id = domain
$$;

create or replace function private.link_trouble(cust_flag text, params jsonb, names text[]) returns public.link_reject_reason language sql immutable set search_path = '' as $$
  select case
    when char_length(cust_flag) > 64 then 'cust_flag_too_long'
    when coalesce(cust_flag, '') = '' then 'cust_flag_missing'
    when cardinality(names) > 0 and exists (select from unnest(names) as n where coalesce(params ->> n, '') = '') then 'missing_parameter'
  end::public.link_reject_reason
$$;

create or replace function private.longest_validity(kind public.resolve_task_kind) returns integer language sql immutable set search_path = '' as $$
  select case kind when 'group' then 180 else 7 end
$$;

create or replace function private.check_signatures(signatures jsonb) returns text[] language plpgsql stable set search_path = '' as $$
declare
  named constant text[] := array(select btrim(s.name) from jsonb_array_elements_text(coalesce(nullif(signatures, 'null'), '[]')) with ordinality as s (name, n) order by s.n);
begin
  if cardinality(named) not between 1 and 5 or exists (select from unnest(named) as s where s is null or s ~ '[【】\[\]]' or char_length(s) not between 1 and 18)
     or (select count(distinct s) from unnest(named) as s) < cardinality(named) then
    perform private.refuse('signatures_invalid', '{"max": 5}');
  end if;
  return named;
end $$;

create or replace function private.parse_resolve_task(home uuid, input jsonb, out made public.resolve_tasks) language plpgsql set search_path = '' as $$
declare
  s public.sends;
  t public.templates;
  d public.domains;
  longest integer;
  most constant integer := 1000000000;
begin
  perform private.must_be_filed(home, 'short_link');
  made.source := coalesce(input ->> 'source', case when input ->> 'send_id' is not null then 'send' else 'template' end);
  if input ->> 'send_id' is not null then
    select x.* into s from public.sends x where x.id = private.as_uuid(input ->> 'send_id', 'send_id') and x.enterprise_id = home;
    if not found then perform private.refuse('not_found', '{"resource": "send"}'); end if;
  end if;
  made.source_send_id := s.id;
  made.name := private.hide_numbers(private.clean_name(coalesce(input ->> 'name', s.name)));
  made.kind := coalesce(input ->> 'kind', case when s.id is not null then 'personal' end);
  if made.kind is null then perform private.refuse('input_invalid', '{"field": "kind"}'); end if;

  select x.* into t from public.templates x where x.id = coalesce(private.as_uuid(input ->> 'template_id', 'template_id'), s.template_id) and x.enterprise_id = home;
  if not found then perform private.refuse('not_found', '{"resource": "template"}'); end if;
  made.template_id := t.id;
  -- From a send: the version that the send itself shows.
  made.version_id := case when s.template_id = t.id then s.version_id else t.live_version_id end;
  if not exists (select from public.vendor_reviews r where r.version_id = made.version_id and r.state = 'approved') then
    perform private.refuse('template_not_approved', jsonb_build_object('name', t.name));
  end if;
  if not t.enabled then perform private.refuse('template_disabled', jsonb_build_object('name', t.name)); end if;

  select x.* into d from public.domains x where x.enterprise_id = home and case when input ->> 'domain_id' is not null
    then x.id = private.as_uuid(input ->> 'domain_id', 'domain_id') when s.id is not null then x.id = s.domain_id else x.is_default end;
  if not found then perform private.refuse('not_found', '{"resource": "domain"}'); end if;
  made.domain_id := d.id;
  if d.state <> 'approved' then perform private.refuse('domain_not_approved'); end if;
  if not d.enabled then perform private.refuse('domain_disabled', jsonb_build_object('name', d.name)); end if;

  made.signatures := private.check_signatures(case when s.id is not null and not input ? 'signatures'
    then (select jsonb_build_array(g.name) from public.sms_signatures g where g.id = s.sms_signature_id) else input -> 'signatures' end);
  longest := private.longest_validity(made.kind);
  made.validity_days := coalesce((input ->> 'validity_days')::integer, 7);
  if made.validity_days not between 1 and longest then perform private.refuse('validity_out_of_range', jsonb_build_object('min', 1, 'max', longest)); end if;
  made.expires_at := clock_timestamp() + make_interval(days => made.validity_days);

  made.max_resolutions := coalesce((input ->> 'max_resolutions')::integer, case made.kind when 'personal' then 1 else 0 end);
  if made.kind = 'personal' and made.max_resolutions <> 1 then
    perform private.refuse('max_resolutions_invalid', '{"min": 1, "max": 1}');
  elsif made.kind = 'group' and made.max_resolutions not between 2 and most then
    perform private.refuse('max_resolutions_invalid', jsonb_build_object('min', 2, 'max', most));
  end if;
  made.jump_url := nullif(btrim(input ->> 'jump_url'), '');
  if made.jump_url is not null then
    if made.kind = 'personal' then perform private.refuse('group_only', '{"field": "jump_url"}'); end if;
    perform private.check_jump(home, made.jump_url);
  end if;
end $$;

create or replace function private.roll_up_links(most integer default 20000) returns integer language plpgsql set search_path = '' as $$
declare
  since xid8;
  horizon xid8;
  beyond xid8;
  changed integer;
begin
  select r.done_below into since from private.link_roll_up r for update skip locked;
  if not found then return 0; end if; -- another session does it
  -- Transactions below the oldest running one have ended, so no more of their events can appear.
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  select f.xact into beyond from (
    select x.xact, sum(cardinality(x.link_ids)) over (order by x.xact groups between unbounded preceding and 1 preceding) as before
    from public.link_flushes x where x.xact >= since and x.xact < horizon) f
  where f.before >= most order by f.xact limit 1;
  horizon := coalesce(beyond, horizon);
  -- The accounts first, in the order in which receipts lock them.
  perform from public.send_totals t where t.send_id in (
    select d.send_id from public.link_events e join public.deliveries d on d.id = e.link_id where e.xact >= since and e.xact < horizon and e.kind = 'resolution')
  order by t.send_id for update;
  with counted as materialized (
    select x.enterprise_id, x.link_id, x.kind, x.vendor, date_trunc('minute', x.at) as minute, date_bin('15 minutes', x.at, timestamptz 'epoch') as quarter, sum(x.n) as n
    from public.link_events x where x.xact >= since and x.xact < horizon group by 1, 2, 3, 4, 5, 6
  ), quarters as materialized (
    -- Midnight is on a quarter of an hour in every zone, so the day is asked once per quarter, not once per link.
    select q.enterprise_id, q.quarter, private.day_of(q.enterprise_id, q.quarter) as day from (select distinct x.enterprise_id, x.quarter from counted x) q
  ), gone as materialized (
    select e.link_id, d.send_id, l.task_id, e.enterprise_id, e.kind, e.vendor, e.n, e.minute, q.day,
      coalesce(t.template_id, s.template_id) as template_id, t.link_id as group_link
    from counted e
    join quarters q on q.enterprise_id = e.enterprise_id and q.quarter = e.quarter
    left join public.links l on l.id = e.link_id left join public.deliveries d on d.id = e.link_id
    left join public.resolve_tasks t on t.id = l.task_id left join public.sends s on s.id = d.send_id
  ), days as (
    insert into public.link_days as d (enterprise_id, template_id, task_id, send_id, link_id, day, vendor, resolutions, humans, bots, refused)
    select g.enterprise_id, g.template_id, g.task_id, g.send_id, g.group_link, g.day, g.vendor, coalesce(sum(g.n) filter (where g.kind = 'resolution'), 0),
      coalesce(sum(g.n) filter (where g.kind = 'human'), 0), coalesce(sum(g.n) filter (where g.kind = 'bot'), 0), coalesce(sum(g.n) filter (where g.kind = 'refused'), 0)
    from gone g group by 1, 2, 3, 4, 5, 6, 7 order by 3, 4, 5, 6, 7
    on conflict on constraint one_row_a_day do update set resolutions = d.resolutions + excluded.resolutions, humans = d.humans + excluded.humans,
      bots = d.bots + excluded.bots, refused = d.refused + excluded.refused
  ), sent as (
    select g.send_id, g.enterprise_id, g.day, g.vendor, sum(g.n)::integer as n from gone g where g.send_id is not null and g.kind = 'resolution' group by 1, 2, 3, 4
  ), by_day as (
    insert into public.send_days as d (send_id, enterprise_id, day, vendor, resolved) select x.send_id, x.enterprise_id, x.day, x.vendor, x.n from sent x order by x.send_id, x.day, x.vendor
    on conflict (send_id, day, vendor) do update set resolved = d.resolved + excluded.resolved
  ), by_send as (
    update public.send_totals t set resolved = t.resolved + x.n from (select y.send_id, sum(y.n) as n from sent y group by 1) x where t.send_id = x.send_id
  ), owed as (
    insert into private.link_charges as c (holder_id, enterprise_id, owed)
    select coalesce(g.send_id, g.task_id), g.enterprise_id, sum(g.n) from gone g where coalesce(g.send_id, g.task_id) is not null and g.kind = 'resolution' group by 1, 2
    on conflict on constraint link_charges_pkey do update set owed = c.owed + excluded.owed
  ), minutes as (
    insert into private.link_minutes as m (link_id, minute, n)
    select g.link_id, g.minute, sum(g.n) from gone g where g.kind = 'refused' or (g.kind = 'resolution' and g.group_link is not null) group by 1, 2
    on conflict (link_id, minute) do update set n = m.n + excluded.n
  ), noted as (
    insert into private.report_changes (enterprise_id, day) select distinct g.enterprise_id, g.day from gone g
  ), told as (
    select private.touch_cards(case when g.send_id is null then 'resolve_task' else 'send' end, coalesce(g.send_id, g.task_id))
    from (select distinct x.send_id, x.task_id from gone x) g
  )
  select count(*) into changed from told;
  update private.link_roll_up r set done_below = horizon;
  perform private.freeze_bursts();
  return changed;
end $$;

create or replace function private.freeze_bursts() returns integer language plpgsql set search_path = '' as $$
declare
  b record;
  frozen integer := 0;
begin
  for b in
    select m.link_id, m.n, m.minute, p.enterprise_id, p.task_id, p.send_id, p.link_id as single
    from private.link_minutes m cross join lateral private.link_place(m.link_id::text) p join public.enterprises e on e.id = p.enterprise_id
    where m.minute > clock_timestamp() - interval '10 minutes' and m.n > (select min(least(y.personal_burst, y.group_burst)) from public.enterprises y)
      and m.n > case when p.link_id is null then e.group_burst else e.personal_burst end
  loop
    -- The wording is in shared/src, in the reader's language.
    continue when not private.freeze(b.task_id, b.send_id, b.single, b.enterprise_id, 'burst:' || b.n);
    perform private.audit(b.enterprise_id, f.resource, f.id, 'freeze', '{"frozen": false}', '{"frozen": true}', 'burst:' || b.n) from private.frozen_as(b.link_id::text) f;
    perform private.touch_cards('resolve_task', b.task_id);
    perform private.alert(b.enterprise_id, 'link_frozen', case when b.send_id is null then 'resolve_task' else 'send' end, coalesce(b.send_id, b.task_id),
      (select jsonb_build_object('link_id', b.link_id, 'code', private.link_name(b.link_id, b.single is null), 'requests', b.n, 'minute', b.minute,
          'name', x.name, 'batch_no', x.batch_no, 'address', private.link_address(x.domain_id, private.link_name(b.link_id, b.single is null)))
        from (select t.name, t.batch_no, t.domain_id from public.resolve_tasks t where t.id = b.task_id
          union all select s.name, s.batch_no, s.domain_id from public.sends s where s.id = b.send_id) x));
    frozen := frozen + 1;
  end loop;
  return frozen;
end $$;

create or replace function private.charge_links() returns bigint language plpgsql set search_path = '' as $$
declare
  c private.link_charges;
  charged bigint := 0;
begin
  -- In one order, so that two sessions cannot deadlock over the quotas of two enterprises.
  for c in
    with taken as (delete from private.link_charges x where x.holder_id in (select y.holder_id from private.link_charges y for update skip locked) returning x.*)
    select t.* from taken t order by t.enterprise_id, t.holder_id
  loop
    -- A resolve task that was made with pay-as-you-go on has reserved nothing.
    if exists (select from private.reservations r where r.holder_id = c.holder_id) then
      perform private.settle(c.holder_id, c.owed);
    else
      perform private.charge(c.enterprise_id, 'aim_resolution', c.owed, 'resolution', c.holder_id);
    end if;
    charged := charged + c.owed;
  end loop;
  return charged;
end $$;

-- links: resolving, many requests in one transaction (RES-3). Called by the function link, never through the API.

create or replace function private.minute_now() returns integer language sql volatile set search_path = '' as $$
  select floor(extract(epoch from clock_timestamp()) / 60)::integer
$$;

create or replace function private.resolve_links(ids bigint[], kinds public.link_event_kind[], vendors public.vendor[], counts integer[])
returns table (place integer, verdict text, granted integer, version uuid, params jsonb, jump text) language plpgsql set search_path = '' as $$
declare
  at_minute constant integer := private.minute_now();
begin
  return query
  with asked as materialized (
    select a.place::integer as place, a.id, a.kind, a.vendor, a.n from unnest(ids, kinds, vendors, counts) with ordinality as a (id, kind, vendor, n, place)
    where a.id >= 70368744177664
  ), held as materialized (
    -- Locked in id order, so that two flushes cannot deadlock. Used-up links are not locked at all.
    select a.place, a.id, a.vendor, a.n, l.task_id, l.enterprise_id, l.params, l.maximum - l.used as room, l.minute, l.minute_used
    from asked a join public.links l on l.id = a.id where a.kind = 'resolution' and l.used < l.maximum order by a.id, a.place for no key update of l
  ), found as (
    -- A union, not a join: the planner expects ten rows in a batch and would nest two loops. 256 links take 3 ms, not 15.
    select h.place, h.id, 'resolution'::public.link_event_kind as kind, h.vendor, h.n, h.task_id, h.enterprise_id, h.params, h.room,
      case when h.minute = at_minute then h.minute_used else 0 end as minute_used from held h
    union all
    select a.place, a.id, a.kind, a.vendor, a.n, l.task_id, l.enterprise_id, l.params, null, null from asked a join public.links l on l.id = a.id
    where a.place not in (select h.place from held h)
  ), seen as (
    select f.*, t.version_id, t.jump_url, t.link_id is not null as is_group,
      -- No more of a group link is paid in a minute than the enterprise allows; then it is frozen (freeze_bursts).
      case when t.link_id is not null and f.kind = 'resolution' then (select e.group_burst from public.enterprises e where e.id = f.enterprise_id) - f.minute_used end as budget,
      case
        when t.state = 'cancelled' then 'cancelled'
        -- A group link is frozen with its task.
        when t.frozen_at is not null or (t.link_id is null and exists (select from public.frozen_links z where z.id = f.id)) then 'frozen'
        when t.expires_at <= clock_timestamp() then 'expired'
        when f.kind <> 'resolution' then 'ok'
        -- TPL-7: each vendor approves a version for itself. Only a vendor that has approved it is shown the card.
        when not exists (select from public.vendor_reviews r where r.version_id = t.version_id and r.vendor = f.vendor and r.state = 'approved') then 'vendor_unsupported'
        else 'open' end as verdict
    from found f join public.resolve_tasks t on t.id = f.task_id
  ), shared as (
    -- The remaining capacity is given out in the order of the requests, and never exceeded.
    select s.*, case when s.verdict = 'open' and s.room is not null then greatest(0, least(s.n, least(s.room, s.budget) - coalesce(
      sum(s.n) filter (where s.verdict = 'open') over (partition by s.id order by s.place rows between unbounded preceding and 1 preceding), 0)))::integer else 0 end as got
    from seen s
  ), counted as (
    update public.links l set used = l.used + g.n, used_at = clock_timestamp(), minute = case when g.is_group then at_minute end,
      minute_used = case when g.is_group then g.minute_used + g.n end
    from (select x.id, x.is_group, x.minute_used, sum(x.got)::integer as n from shared x where x.got > 0 group by x.id, x.is_group, x.minute_used) g where l.id = g.id
  ), written as (
    insert into public.link_flushes (enterprise_id, link_ids, kinds, vendors, counts)
    select e.enterprise_id, array_agg(e.id), array_agg(e.kind), array_agg(e.vendor), array_agg(e.n) from (
      select x.enterprise_id, x.id, x.kind, x.vendor, x.got as n from shared x where x.got > 0
      union all
      -- A cancelled task has no further reports, and a burst on it needs no alert.
      select x.enterprise_id, x.id, case when x.verdict = 'ok' then x.kind else 'refused' end, x.vendor, x.n - x.got from shared x
      where x.n > x.got and x.verdict <> 'cancelled') e
    group by e.enterprise_id
  )
  select x.place, case when x.verdict <> 'open' then x.verdict when x.budget < x.room then 'too_fast' else 'used_up' end, x.got, x.version_id, x.params, x.jump_url from shared x;
end $$;

create or replace function private.resolve_deliveries(ids bigint[], kinds public.link_event_kind[], vendors public.vendor[], counts integer[])
returns table (place integer, verdict text, granted integer, version uuid, params jsonb, jump text) language plpgsql set search_path = '' as $$
begin
  return query
  with asked as materialized (
    select a.place::integer as place, a.id, a.kind, a.vendor, a.n from unnest(ids, kinds, vendors, counts) with ordinality as a (id, kind, vendor, n, place)
    where a.id < 70368744177664
  ), held as materialized (
    -- Skip a delivery that another transaction has locked, perhaps a receipt: receipts lock in another order. The request is answered busy and
    -- repeated.
    select d.id from public.deliveries d
    where d.id in (select x.id from asked x where x.kind = 'resolution') and d.resolved < 1 order by d.id for no key update of d skip locked
  ), mine as materialized (
    select coalesce(jsonb_object_agg(h.id, true), '{}') as of from held h
  ), seen as (
    select a.place, a.id, a.kind, a.vendor, a.n, d.send_id, d.enterprise_id, d.params, s.version_id,
      case
        when exists (select from public.frozen_links z where z.id = a.id) then 'frozen'
        -- RET-1: the card would show nobody's values.
        when d.phone like 'erased:%' then 'cancelled'
        -- RES-3: a personal link ends validity_days after the hand-off of its own message.
        when d.handed_at + make_interval(days => s.validity_days) <= clock_timestamp() then 'expired'
        when a.kind <> 'resolution' then 'ok'
        when not exists (select from public.vendor_reviews r where r.version_id = s.version_id and r.vendor = a.vendor and r.state = 'approved') then 'vendor_unsupported'
        when d.resolved > 0 then 'used_up'
        when not (select m.of from mine m) ? a.id::text then 'busy'
        else 'open' end as verdict
    from asked a join public.deliveries d on d.id = a.id join public.sends s on s.id = d.send_id
    where d.state not in ('opted_out', 'capped', 'cancelled')
  ), shared as (
    -- A personal link is shown to the first request only.
    select s.*, case when s.verdict = 'open' and s.place = min(s.place) filter (where s.verdict = 'open') over (partition by s.id) then 1 else 0 end as got from seen s
  ), counted as (
    update public.deliveries d set resolved = d.resolved + 1 from (select x.id from shared x where x.got > 0) g where d.id = g.id
  ), written as (
    insert into public.link_flushes (enterprise_id, link_ids, kinds, vendors, counts)
    select e.enterprise_id, array_agg(e.id), array_agg(e.kind), array_agg(e.vendor), array_agg(e.n) from (
      select x.enterprise_id, x.id, x.kind, x.vendor, x.got as n from shared x where x.got > 0
      union all
      select x.enterprise_id, x.id, case when x.verdict = 'ok' then x.kind else 'refused' end, x.vendor, x.n - x.got
      from shared x where x.n > x.got and x.verdict <> 'busy') e
    group by e.enterprise_id
  )
  select x.place, case x.verdict when 'open' then 'used_up' else x.verdict end, x.got, x.version_id, x.params, null::text from shared x;
end $$;

create or replace function private.resolve_batch(ids bigint[], kinds public.link_event_kind[], vendors public.vendor[], counts integer[]) returns json
language plpgsql security definer set search_path = '' as $$
declare
  top constant bigint := (select max(i) from unnest(ids) as i);
  low constant bigint := (select min(i) from unnest(ids) as i);
  open record;
  rest integer[];
  answer json;
begin
  -- The ids of sends, of small tasks and of large tasks are in separate ranges.
  if low >= 71468255805440 then
    select c.* into open from private.count_large_links(ids, kinds, vendors, counts) c;
  elsif top >= 70368744177664 then
    select c.* into open from private.count_small_links(ids, kinds, vendors, counts) c;
  else
    select null::integer[] as places, null::uuid[] as versions, null::jsonb as params, null::text[] as jumps into open;
  end if;
  if cardinality(open.places) is distinct from cardinality(ids) then
    rest := array(select p from generate_subscripts(ids, 1) as p where open.places is null or p <> all (open.places));
    select json_agg(json_build_array(rest[r.place], r.verdict, r.granted, r.version, r.params, r.jump)) into answer from (
      select y.* from (select array_agg(ids[p]) as ids, array_agg(kinds[p]) as kinds, array_agg(vendors[p]) as vendors, array_agg(counts[p]) as counts from unnest(rest) as p) x
      cross join lateral (
        select * from private.resolve_links(x.ids, x.kinds, x.vendors, x.counts) where top >= 70368744177664
        union all select * from private.resolve_deliveries(x.ids, x.kinds, x.vendors, x.counts) where low < 70368744177664) y) r;
  end if;
  return json_build_object('places', open.places, 'versions', open.versions, 'params', open.params, 'jumps', open.jumps, 'rest', answer);
end $$;

create or replace function private.show_version(version uuid) returns json language sql stable security definer set search_path = '' as $$
  select json_build_object('layout', t.layout, 'title', t.name, 'version', v.version, 'content', v.content, 'enterprise', e.name)
  from public.template_versions v join public.templates t on t.id = v.template_id join public.enterprises e on e.id = v.enterprise_id where v.id = show_version.version
$$;

-- links: the verbs of people (RES-1, RES-2)

create or replace function private.add_alias(t public.resolve_tasks, link bigint, code text) returns void language plpgsql set search_path = '' as $$
declare
  d public.domains;
begin
  if code is null then return; end if;
  select x.* into d from public.domains x where x.id = t.domain_id;
  if not d.custom_codes then perform private.refuse('custom_codes_not_allowed', jsonb_build_object('name', d.name)); end if;
  -- Eight characters are an enciphered id. A custom code of that length would shadow a link that is made later.
  if code !~ '^[0-9A-Za-z]{3,10}$' or char_length(code) = 8 then perform private.refuse('custom_code_invalid', jsonb_build_object('code', left(code, 20))); end if;
  -- All codes of three letters are tried in minutes. Behind a personal link stands one customer, so its code is not to be found that way.
  if t.kind = 'personal' and char_length(code) < 8 then perform private.refuse('personal_code_short', jsonb_build_object('code', code)); end if;
  insert into public.link_aliases (host, code, link_id, task_id, enterprise_id) values (coalesce(lower(d.host), ''), code, link, t.id, t.enterprise_id);
end $$;

create or replace function private.make_group_link(t public.resolve_tasks, params jsonb, custom_code text) returns void language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  link bigint;
begin
  -- All readers of a group link get the same values, so none may be missing: nobody should read a placeholder.
  if private.link_trouble('-', params, names) is not null then
    perform private.refuse('parameter_missing', jsonb_build_object('names', array_to_string(array(select n from unnest(names) as n where coalesce(params ->> n, '') = ''), ', ')));
  end if;
  update private.link_blocks b set next = b.next + 1 where not b.large returning b.next - 1 into link;
  insert into public.links (id, task_id, enterprise_id, ordinal, params, maximum) values (link, t.id, t.enterprise_id, 1, params, t.max_resolutions);
  perform private.add_alias(t, link, custom_code);
  update public.resolve_tasks x set link_id = link, made = 1, state = 'done', finished_at = clock_timestamp() where x.id = t.id;
end $$;

create or replace function private.make_typed_links(t public.resolve_tasks, typed jsonb) returns void language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  p private.mint_progress := private.begin_minting(t);
  line record;
  trouble public.link_reject_reason;
  seen text[] := '{}';
begin
  for line in
    select e.n::integer as ordinal, btrim(e.item ->> 'cust_flag') as cust_flag, e.item -> 'params' as params, e.item ->> 'custom_code' as code
    from jsonb_array_elements(typed) with ordinality as e (item, n) order by e.n
  loop
    trouble := coalesce(private.link_trouble(line.cust_flag, line.params, names), case when line.cust_flag = any (seen) then 'duplicate'::public.link_reject_reason end);
    seen := seen || line.cust_flag;
    if trouble is null then
      insert into public.links (id, task_id, enterprise_id, ordinal, cust_flag, params)
      values (p.id_base + line.ordinal, t.id, t.enterprise_id, line.ordinal, line.cust_flag, line.params);
      perform private.add_alias(t, p.id_base + line.ordinal, line.code);
    else
      insert into public.link_rejects (task_id, enterprise_id, ordinal, cust_flag, params, reason)
      values (t.id, t.enterprise_id, line.ordinal, left(line.cust_flag, 256), line.params, trouble);
    end if;
  end loop;
  update private.mint_progress x set taken = x.total where x.task_id = t.id;
  update public.resolve_tasks x set failed = f.n, made = x.asked - f.n, finished_at = clock_timestamp(),
    state = case f.n when 0 then 'done' when x.asked then 'failed' else 'partial' end::public.resolve_task_state
  from (select count(*)::integer as n from public.link_rejects r where r.task_id = t.id) f where x.id = t.id;
end $$;

create or replace function private.create_resolve_task(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  typed constant jsonb := nullif(input -> 'links', 'null');
  t public.resolve_tasks := private.parse_resolve_task(home, input);
  f public.number_files;
begin
  if t.kind = 'group' then
    t.asked := 1;
  elsif typed is not null then
    t.asked := jsonb_array_length(typed);
    if t.asked > 100 then perform private.refuse('too_many_links', jsonb_build_object('max', 100, 'count', t.asked)); end if;
  else
    select x.* into f from public.number_files x where x.enterprise_id = home
      and x.id = coalesce(private.as_uuid(input ->> 'number_file_id', 'number_file_id'), (select s.number_file_id from public.sends s where s.id = t.source_send_id));
    if not found and input ->> 'number_file_id' is not null then perform private.refuse('not_found', '{"resource": "number_file"}'); end if;
    if f.state <> 'ready' then perform private.refuse('file_not_ready', jsonb_build_object('name', f.name, 'state', f.state)); end if;
    t.number_file_id := f.id;
    t.asked := f.accepted;
  end if;
  if coalesce(t.asked, 0) = 0 then perform private.refuse('links_missing'); end if;
  perform pg_advisory_xact_lock(hashtextextended('resolve_batch_no:' || home::text, 0));
  insert into public.resolve_tasks (enterprise_id, name, batch_no, kind, template_id, version_id, domain_id, signatures, max_resolutions, validity_days, expires_at,
    jump_url, number_file_id, asked, source, source_send_id, submitted_by)
  select home, t.name, 'L' || to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-' || lpad((1 + (select count(*) from public.resolve_tasks x where x.enterprise_id = home
      and x.batch_no like 'L' || to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-%'))::text, 4, '0'),
    t.kind, t.template_id, t.version_id, t.domain_id, t.signatures, t.max_resolutions, t.validity_days, t.expires_at, t.jump_url, t.number_file_id, t.asked, t.source,
    t.source_send_id, private.actor()
  from public.enterprises e where e.id = home returning * into t;
  if t.kind = 'group' then perform private.make_group_link(t, nullif(input -> 'params', 'null'), input ->> 'custom_code');
  elsif typed is not null then perform private.make_typed_links(t, typed);
  else perform private.begin_minting(t); end if;
  perform private.hold_task(t.id);
  return t.id;
end $$;

create or replace function public.create_resolve_task(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('resolve_task', 'create', request, input)
$$;

create or replace function private.cancel_resolve_task(task uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  p private.mint_progress;
begin
  select x.* into p from private.mint_progress x where x.task_id = task for update;
  if p.large and p.taken < p.total then
    -- The partition was never attached, so nobody has seen it.
    execute format('drop table %s', private.links_partition(p));
    update public.resolve_tasks x set made = 0 where x.id = task;
  end if;
  update private.holds h set look_at = clock_timestamp() where h.holder_id = task;
end $$;

create or replace function public.cancel_resolve_task(task text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'cancel', task, request, null, reason)
$$;

create or replace function private.is_workday(day date) returns boolean language sql stable set search_path = '' as $$
  select coalesce((select h.kind = 'workday' from public.holidays h where h.day = is_workday.day), extract(isodow from is_workday.day) < 6)
$$;

create or replace function private.next_workday(day date) returns date language plpgsql stable set search_path = '' as $$
begin
  loop
    day := day + 1;
    if private.is_workday(day) then return day; end if;
  end loop;
end $$;

create or replace function private.review_due(submitted timestamptz, out due_at timestamptz, out certain boolean) language plpgsql stable set search_path = '' as $$
declare
  opens constant time := '09:00';
  closes constant time := '18:00';
  day date := (submitted at time zone 'Asia/Shanghai')::date;
  clock time := (submitted at time zone 'Asia/Shanghai')::time;
  last date;
begin
  -- §7.2.3: two working days of 09:00 to 18:00 are eighteen working hours. A submission after hours counts from the next working day.
  if not private.is_workday(day) or clock >= closes then
    day := private.next_workday(day);
    clock := opens;
  end if;
  if clock <= opens then
    last := private.next_workday(day);
    clock := closes;
  else
    last := private.next_workday(private.next_workday(day));
  end if;
  due_at := (last + clock) at time zone 'Asia/Shanghai';
  certain := not exists (
    select from generate_series(extract(year from submitted at time zone 'Asia/Shanghai')::integer, extract(year from last)::integer) as y (year)
    where not exists (select from public.holidays h where extract(year from h.day) = y.year));
end $$;

create or replace function private.bound_list_views(home uuid, list text) returns void language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('list_views:' || home::text, 0));
  -- They are tabs above a list.
  if (select count(*) from public.list_views v where v.enterprise_id = home and v.resource = list and not v.shared and v.owner = private.actor()) > 30
    or (select count(*) from public.list_views v where v.enterprise_id = home and v.resource = list and v.shared) > 30 then
    perform private.refuse('capacity_reached', '{"what": "list_views", "max": 30}');
  end if;
end $$;

create or replace function private.create_list_view(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  if home is null then perform private.refuse('no_enterprise'); end if;
  if not exists (select from private.resources r where r.resource = input ->> 'resource') then perform private.refuse('input_invalid', '{"field": "resource"}'); end if;
  insert into public.list_views (enterprise_id, resource, owner, name, query)
  values (home, input ->> 'resource', private.actor(), private.clean_name(input ->> 'name'), input ->> 'query') returning id into made;
  perform private.bound_list_views(home, input ->> 'resource');
  return made;
end $$;

create or replace function private.update_list_view(view uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.list_views v set name = private.clean_name(input ->> 'name'), query = input ->> 'query' where v.id = view
$$;

create or replace function private.turn_list_view(view uuid, share boolean) returns void language plpgsql set search_path = '' as $$
declare
  turned public.list_views;
begin
  update public.list_views v set shared = share, is_default = false where v.id = view returning v.* into turned;
  perform private.bound_list_views(turned.enterprise_id, turned.resource);
end $$;

create or replace function private.share_list_view(view uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.turn_list_view(view, true)
$$;

create or replace function private.unshare_list_view(view uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.turn_list_view(view, false)
$$;

create or replace function private.set_default_list_view(view uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  chosen public.list_views;
begin
  select v.* into chosen from public.list_views v where v.id = view;
  update public.list_views v set is_default = false
  where v.enterprise_id = chosen.enterprise_id and v.resource = chosen.resource and v.is_default and v.shared = chosen.shared and (v.shared or v.owner = chosen.owner);
  update public.list_views v set is_default = true where v.id = view;
end $$;

create or replace function private.clear_default_list_view(view uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.list_views v set is_default = false where v.id = view
$$;

create or replace function private.fits(about private.resources, row_id text, condition text) returns boolean language plpgsql stable set search_path = '' as $$
declare
  yes boolean := true;
begin
  if condition is not null then execute format('select %s from %s r where r.id = $1::%s', condition, about.rel, about.id_type) into yes using row_id; end if;
  return coalesce(yes, false);
end $$;

create or replace function private.look_at(about private.resources, row_id text, expression text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  seen jsonb;
begin
  if expression is not null and row_id is not null then execute format('select to_jsonb(%s) from %s r where r.id = $1::%s', expression, about.rel, about.id_type) into seen using row_id; end if;
  return seen;
end $$;

create or replace function private.row_of(about private.resources, id text) returns text language plpgsql stable set search_path = '' as $$
declare
  row_id text;
begin
  -- A malformed id belongs to no row.
  if about.rel is null or id is null or id !~* (case about.id_type when 'uuid' then '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' else '^[0-9]{1,18}$' end) then return null; end if;
  execute replace(about.row_of, '$1', '$1::' || about.id_type) into row_id using id;
  return row_id;
end $$;

create or replace function private.target_of(about private.resources, id text, lock boolean default true) returns private.target language plpgsql set search_path = '' as $$
declare
  it private.target;
begin
  loop
    it.row_id := private.row_of(about, id);
    if it.row_id is null then return null; end if;
    -- "no key" lets other sessions write rows that refer to this one meanwhile (batches, days of a send). They hold locks that come later in the
    -- order.
    execute format('select %s, %s, %s, %s, %s from %s r where r.id = $1::%s %s', about.enterprise, about.state, about.submitted_by, about.submission, about.made_by, about.rel, about.id_type,
      case when lock then 'for no key update' end) into it.enterprise_id, it.state, it.submitted_by, it.submission, it.made_by using it.row_id;
    -- The session that held the lock may have made a next version. Then that is the row.
    exit when it.row_id = private.row_of(about, id);
  end loop;
  return it;
end $$;

create or replace function private.is_mine(it private.target) returns boolean language plpgsql stable set search_path = '' as $$
begin
  return coalesce(it.made_by = private.actor(), false);
end $$;

create or replace function private.enterprise_of(resource text, id text) returns uuid language plpgsql stable set search_path = '' as $$
declare
  about private.resources;
  row_id text;
  enterprise uuid;
begin
  select r.* into about from private.resources r where r.resource = enterprise_of.resource;
  row_id := private.row_of(about, id);
  if row_id is not null then execute format('select %s from %s r where r.id = $1::%s', about.enterprise, about.rel, about.id_type) into enterprise using row_id; end if;
  return enterprise;
end $$;

create or replace function private.sees(about private.resources, it private.target) returns boolean language plpgsql stable set search_path = '' as $$
begin
  if it.row_id is null then return false; end if;
  if it.enterprise_id is null and about.reads in ('own', 'platform') then
    if private.may(null, about.reads) then return true; end if;
  elsif about.reads = 'own' then
    return it.enterprise_id = any (private.my_enterprises());
  elsif it.enterprise_id = any (private.may_in(about.reads)) then
    return true;
  end if;
  -- Of an enterprise's rows, those about which the platform decides (orders), and no others.
  return private.is_platform_admin() and exists (select from private.transitions t where t.resource = about.resource and t.needs = 'platform');
end $$;

create or replace function private.card_of(about private.resources, id text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  card jsonb;
begin
  if about.card is null then return private.look_at(about, id, 'r'); end if;
  -- A view of cards, or a function where the card is no row of a view.
  execute format(case when about.card like 'public.%' then 'select to_jsonb(c) from %s c where c.id = $1::%s' else 'select %s($1::%s)' end, about.card, about.id_type) into card using id;
  return card;
end $$;

create or replace function private.has_touched(about private.resources, it private.target, person uuid) returns boolean language plpgsql stable set search_path = '' as $$
declare
  yes boolean;
begin
  if it.submitted_by = person or exists (select from private.touches t where t.resource = about.resource and t.row_id = it.row_id and t.person = has_touched.person) then return true; end if;
  if about.touched_by is not null then execute format('select $2 in (%s)', about.touched_by) into yes using it.row_id::uuid, person; end if;
  return coalesce(yes, false);
end $$;

create or replace function private.wrong_state(resource text, id text, verb text, state text) returns void language plpgsql stable set search_path = '' as $$
declare
  last_act record;
begin
  select a.actor_name, a.at into last_act from public.audit_log a
  where a.resource = wrong_state.resource and a.resource_id = wrong_state.id and a.outcome = 'granted' and a.actor is not null order by a.id desc limit 1;
  perform private.refuse('wrong_state', jsonb_build_object('resource', resource, 'state', state, 'verb', verb, 'by', last_act.actor_name, 'at', last_act.at));
end $$;

create or replace function private.set_state(about private.resources, it private.target, legal private.transitions, reason text) returns void language plpgsql set search_path = '' as $$
begin
  -- to_state none: the rule deletes the row.
  if legal.to_state = 'none' or (legal.from_state = legal.to_state and legal.stamp is null) then return; end if;
  execute format('update %s r set state = $1::%s %s where r.id = $2::%s', about.rel,
      (select format_type(a.atttypid, null) from pg_catalog.pg_attribute a where a.attrelid = about.rel and a.attname = 'state'),
      case legal.stamp
        when 'submitted' then ', submitted_by = $3, submitted_at = clock_timestamp(), decided_by = null, decided_at = null, reason = null'
        when 'decided' then ', decided_by = $3, decided_at = clock_timestamp(), reason = $4'
        else '' end, about.id_type)
    using legal.to_state, it.row_id, private.actor(), reason;
end $$;

-- Masking (IAM-3): no role of the API selects a whole phone number, or the value of a parameter. The columns have no grant (private.grant_columns), so
-- no filter, order or join names them either; the views show what these functions make of them. Each takes the key of a row that row-level security has
-- shown already, and is called only by views: the schema private is not exposed.

create or replace function private.phone_of(typed text) returns text language plpgsql immutable set search_path = '' as $$
declare
  plain text := translate(typed, U&'\FF0B\FF10\FF11\FF12\FF13\FF14\FF15\FF16\FF17\FF18\FF19', '+0123456789');
begin
  -- The same steps as normalizePhone in shared/src/numbers/phone.ts; phone_vectors.ts holds both to one result.
  plain := regexp_replace(plain, '\.0+$', '');
  plain := regexp_replace(plain, '[\s\u00a0\u1680\u2000-\u2015\u2028-\u202f\u205f\u2060\u2212\u3000\ufeff\uff0d().-]', '', 'g');
  plain := regexp_replace(plain, '^[''"]|[''"]$', '', 'g');
  plain := regexp_replace(plain, '^(\+|00)?86(?=[0-9]{11}$)', '');
  return case when plain ~ '^1[3-9][0-9]{9}$' then '+86' || plain end;
end $$;

create or replace function private.mask(phone text) returns text language sql immutable set search_path = '' as $$
  select case when phone like 'erased%' then '***' when char_length(phone) > 8 then left(phone, char_length(phone) - 8) || '****' || right(phone, 4) else phone end
$$;

create or replace function private.hide_numbers(words text) returns text language sql immutable set search_path = '' as $$
  -- Between two digits of a number may stand a space, a dot or a dash. Longer rows of digits (an order number, an id) are no mobile numbers.
  select regexp_replace(translate(words, U&'\FF10\FF11\FF12\FF13\FF14\FF15\FF16\FF17\FF18\FF19', '0123456789'),
    '(?<![0-9])((?:\+|00)?86[ .-]?)?(1[ .-]?[3-9][ .-]?[0-9])(?:[ .-]?[0-9]){4}[ .-]?((?:[0-9][ .-]?){3}[0-9])(?![0-9])', '\1\2****\3', 'g')
$$;

create or replace function private.contents_hash(contents text) returns text language sql stable set search_path = '' as $$
  select encode(extensions.hmac(convert_to(contents, 'UTF8'), k.key, 'sha256'), 'hex') from private.contents_key k
$$;

-- ---------------------------------------------------------------------------------------------
-- Messages

create or replace function private.whole_message(send uuid, delivery bigint, out phone text, out params jsonb) language plpgsql stable set search_path = '' as $$
declare
  home constant regclass := private.home_of(send);
begin
  -- The partition itself: a statement on the parent locks every partition.
  if home is not null then execute format('select d.phone, d.params from %s d where d.id = $1', home) into phone, params using delivery; end if;
end $$;

create or replace function private.masked_phone(send uuid, delivery bigint) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return private.mask((private.whole_message(send, delivery)).phone);
end $$;

create or replace function private.param_names(send uuid, delivery bigint) returns text[] language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select k from jsonb_object_keys(coalesce((private.whole_message(send, delivery)).params, '{}')) as k order by k);
end $$;

create or replace function private.link_name(link bigint, whole boolean) returns text language plpgsql stable security definer set search_path = '' as $$
declare
  code constant text := coalesce((select a.code from public.link_aliases a where a.link_id = link), private.link_code(link));
begin
  return case when whole then code else left(code, 2) || '******' end;
end $$;

-- ---------------------------------------------------------------------------------------------
-- Opt-outs, replies, receipts for unknown references

create or replace function private.masked_opt_out(id bigint) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.mask(o.phone) from public.opt_outs o where o.id = masked_opt_out.id);
end $$;

create or replace function private.masked_reply(channel uuid, id text) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.mask(r.phone) from public.replies r where r.channel_id = channel and r.id = masked_reply.id);
end $$;

create or replace function private.reply_words(channel uuid, id text) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.hide_numbers(r.text) from public.replies r where r.channel_id = channel and r.id = reply_words.id);
end $$;

create or replace function private.shown_receipt(id bigint, out reference text, out code text) language plpgsql stable security definer set search_path = '' as $$
begin
  select private.hide_numbers(r.reference), private.hide_numbers(r.code) into reference, code from public.receipts r where r.id = shown_receipt.id;
end $$;

-- ---------------------------------------------------------------------------------------------
-- Links: a customer flag is any text, often a number

create or replace function private.mask_flag(flag text) returns text language sql immutable set search_path = '' as $$
  select coalesce(private.mask(private.phone_of(flag)), private.hide_numbers(flag))
$$;

create or replace function private.whole_link(task uuid, link bigint, out cust_flag text, out params jsonb) language plpgsql stable set search_path = '' as $$
declare
  p private.mint_progress;
begin
  select x.* into p from private.mint_progress x where x.task_id = task;
  execute format('select l.cust_flag, l.params from %s l where l.id = $1', case when p.large then private.links_partition(p) else 'partitions.links_shared' end)
  into cust_flag, params using link;
end $$;

create or replace function private.masked_flag(task uuid, link bigint) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return private.mask_flag((private.whole_link(task, link)).cust_flag);
end $$;

create or replace function private.link_param_names(task uuid, link bigint) returns text[] language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select k from jsonb_object_keys(coalesce((private.whole_link(task, link)).params, '{}')) as k order by k);
end $$;

create or replace function private.group_params(link bigint) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (select l.params from partitions.links_shared l join public.resolve_tasks t on t.id = l.task_id where l.id = link and t.kind = 'group');
end $$;

create or replace function private.shown_reject(task uuid, place integer, out cust_flag text, out param_names text[]) language plpgsql stable security definer set search_path = '' as $$
begin
  select private.mask_flag(r.cust_flag), array(select k from jsonb_object_keys(coalesce(r.params, '{}')) as k where r.params ->> k <> '' order by k) into cust_flag, param_names
  from public.link_rejects r where r.task_id = task and r.ordinal = place;
end $$;

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

create or replace function private.may_read_part(name text, owner_id text) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return owner_id = auth.uid()::text and private.may_touch_object('numbers', name, true) and not exists (
    select from public.number_files f where f.id::text = split_part(may_read_part.name, '/', 2) and f.state <> 'uploading');
end $$;

-- C10: whoever made a thing is told directly what becomes of it. One message an event, in the chat account that was linked last; it waits in the same queue as the posts
-- of alerts, so nothing is lost while the bot is away.

create or replace function private.tell_person(enterprise uuid, person uuid, kind text, resource text, id uuid, details jsonb) returns void language sql set search_path = '' as $$
  insert into private.alert_posts (notice, provider, team, person, chat_user, locale)
  select jsonb_build_object('enterprise_id', enterprise, 'kind', tell_person.kind, 'resource', tell_person.resource, 'resource_id', tell_person.id, 'at', clock_timestamp(), 'details', jsonb_strip_nulls(tell_person.details)),
    i.provider, i.team, i.chat_user, i.provider || ':' || i.team || ':' || i.chat_user, coalesce(p.locale, 'zh-CN')
  from public.chat_identities i join public.profiles p on p.user_id = i.user_id
  where i.user_id = tell_person.person and exists (select from public.members m where m.enterprise_id = enterprise and m.user_id = tell_person.person and m.state = 'active')
  order by i.linked_at desc, i.id limit 1
$$;

create or replace function private.tell_maker(about private.resources, id uuid, it private.target, legal private.transitions, reason text, code text default null, details jsonb default null)
returns void language plpgsql set search_path = '' as $$
declare
  maker constant uuid := coalesce(it.submitted_by, it.made_by);
begin
  -- Whoever did it knows.
  if legal.tells is null or maker is null or maker = private.actor() then return; end if;
  if not exists (select from public.profiles p where p.user_id = maker and legal.tells = any (p.notices)) then return; end if;
  perform private.tell_person(it.enterprise_id, maker, 'own_' || legal.tells, about.resource, tell_maker.id,
    jsonb_build_object('name', private.look_at(about, it.row_id, about.audited) ->> 'name', 'state', legal.to_state, 'verb', legal.verb,
      'by', private.person_name(private.actor()), 'reason', reason, 'code', code, 'values', details));
end $$;

-- ---------------------------------------------------------------------------------------------
-- The rules of number files (SND-1, SND-5)

create or replace function private.begin_number_file(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  edition constant text := coalesce(input ->> 'edition', 'aim');
  made uuid;
begin
  -- SND-1, table 7-2: a file name has digits, letters and Chinese characters only (plus its ending).
  if coalesce(input ->> 'name', '') !~ '^[0-9A-Za-z\u4e00-\u9fff]{1,100}\.(csv|xlsx|txt)$' then
    perform private.refuse('file_name_invalid', jsonb_build_object('name', left(input ->> 'name', 120)));
  end if;
  -- 1,000,000 numbers with up to 256 bytes a line; five times as many for the basic edition (§8.2.1).
  if coalesce((input ->> 'bytes')::bigint, 0) not between 1 and (case edition when 'basic' then 1280000000 else 256000000 end) then
    perform private.refuse('file_too_large', jsonb_build_object('max', case edition when 'basic' then '1280 MB' else '256 MB' end));
  end if;
  if coalesce((input ->> 'parts')::bigint, 0) not between 1 and 1000 then perform private.refuse('part_out_of_range', '{"max": 1000}'); end if;
  insert into public.number_files (enterprise_id, name, bytes, parts, edition, created_by)
  values (home, private.hide_numbers(input ->> 'name'), (input ->> 'bytes')::bigint, (input ->> 'parts')::integer, edition, private.actor()) returning id into made;
  return made;
end $$;

create or replace function private.add_part_number_file(file uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  about public.number_files;
  part constant bigint := input ->> 'part';
begin
  select f.* into about from public.number_files f where f.id = file;
  if coalesce(part, 0) not between 1 and about.parts or coalesce((input ->> 'first_line')::bigint, 0) < 1 or coalesce((input ->> 'bytes')::bigint, 0) not between 1 and 8388608 then
    perform private.refuse('part_out_of_range', jsonb_build_object('max', about.parts, 'part', part));
  end if;
  insert into public.number_file_parts as p (file_id, enterprise_id, part, path, bytes, first_line)
  values (file, about.enterprise_id, part, format('%s/%s/%s.csv', about.enterprise_id, file, part), (input ->> 'bytes')::integer, (input ->> 'first_line')::integer)
  on conflict on constraint number_file_parts_pkey do update set bytes = excluded.bytes, first_line = excluded.first_line;
  return jsonb_build_object('file_id', file, 'part', part, 'parts_here', (select count(*) from public.number_file_parts p where p.file_id = file), 'parts', about.parts);
end $$;

create or replace function public.add_number_part(file text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('number_file', 'add_part', file, request, input)
$$;

create or replace function public.start_import(file text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('number_file', 'start_import', file, request)
$$;

create or replace function private.typed_names(params jsonb, count integer) returns text[] language plpgsql immutable set search_path = '' as $$
declare
  names text[];
begin
  if params is null then return '{}'; end if;
  if jsonb_typeof(params) = 'array' and jsonb_array_length(params) = count then
    select coalesce(array_agg(distinct k.name order by k.name), '{}') into names
    from jsonb_array_elements(params) as e (one) cross join lateral jsonb_object_keys(case jsonb_typeof(e.one) when 'object' then e.one else '{}' end) as k (name);
    -- A number without a value would go out with a gap. The limit of 1,000 characters is that of a column in a file.
    if cardinality(names) <= 40 and not 'phone' = any (names) and not exists (
      select from jsonb_array_elements(params) as e (one) cross join unnest(names) as n (name)
      where jsonb_typeof(e.one) <> 'object' or jsonb_typeof(e.one -> n.name) is distinct from 'string' or char_length(e.one ->> n.name) not between 1 and 1000)
    then return names; end if;
  end if;
  perform private.refuse('typed_params', jsonb_build_object('count', count));
end $$;

create or replace function private.type_number_file(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  phones constant text[] := array(select x.p from jsonb_array_elements_text(coalesce(nullif(input -> 'phones', 'null'), '[]')) with ordinality as x (p, n) order by x.n);
  params constant jsonb := nullif(input -> 'params', 'null');
  names text[];
  bad text;
  made uuid;
begin
  if cardinality(phones) = 0 then perform private.refuse('file_empty'); end if;
  -- Table 7-2: at most 10 typed numbers.
  if cardinality(phones) > 10 then perform private.refuse('too_many_numbers', jsonb_build_object('max', 10, 'count', cardinality(phones))); end if;
  select p into bad from unnest(phones) as p where p is null or p !~ '^\+861[3-9][0-9]{9}$' limit 1;
  if found then perform private.refuse('invalid_number', jsonb_build_object('value', left(bad, 20))); end if;
  names := private.typed_names(params, cardinality(phones));
  insert into public.number_files (enterprise_id, name, source, state, columns, phone_column, parts, lines, accepted, duplicates, content_hash, created_by, finished_at)
  select home, case when btrim(input ->> 'name') <> '' then private.hide_numbers(private.clean_name(input ->> 'name')) else '手动输入' end, 'typed', 'ready', array['phone'] || names, 'phone', 0,
    count(*), count(distinct p), count(*) - count(distinct p),
    private.contents_hash(string_agg(distinct p, ',' order by p) || coalesce(params::text, '')), private.actor(), clock_timestamp()
  from unnest(phones) as p returning id into made;
  insert into public.numbers (file_id, enterprise_id, line, phone, params)
  select made, home, min(x.n), x.p, params -> (min(x.n)::integer - 1) from unnest(phones) with ordinality as x (p, n) group by x.p;
  insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
  select made, home, x.n, private.mask(x.p), x.p, 'duplicate' from unnest(phones) with ordinality as x (p, n)
  where not exists (select from public.numbers u where u.file_id = made and u.line = x.n);
  return made;
end $$;

create or replace function public.type_numbers(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('number_file', 'type', request, input)
$$;

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

create or replace function private.is_part_of_nothing(bucket text, name text) returns boolean language sql stable security definer set search_path = '' as $$
  select bucket = 'numbers' and split_part(is_part_of_nothing.name, '/', 2) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    and not exists (select from public.number_files f where f.id::text = split_part(is_part_of_nothing.name, '/', 2))
$$;

-- numbers: the import, part by part. Called by the function import-numbers over its own connection, never through the API.

create or replace function private.is_large(about public.number_files) returns boolean language sql immutable set search_path = '' as $$
  -- A partition costs about 20 ms and an entry in the catalogue. It pays off from about 70,000 numbers on: COPY without indexes, which are built
  -- afterwards, takes half the time of COPY into existing indexes.
  select about.bytes > 1000000
$$;

create or replace function private.numbers_partition(file uuid) returns text language sql immutable set search_path = '' as $$
  select 'partitions.numbers_' || replace(file::text, '-', '')
$$;

create or replace function private.next_part(file uuid) returns table (
  part integer, path text, first_line integer, has_header boolean, delimiter text, columns text[], phone_column text, target text, edition text
) language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
begin
  select f.* into about from public.number_files f where f.id = file;
  if about.state is distinct from 'importing' then return; end if;
  if private.is_large(about) and about.parts_done < about.parts and to_regclass(private.numbers_partition(file)) is null then
    perform pg_advisory_xact_lock(hashtextextended('partition:' || file::text, 0));
    -- COPY supplies line, phone and params. The other two columns are the same in every row, so they are defaults.
    execute format('create table if not exists %s (file_id uuid not null default %L, enterprise_id uuid not null default %L,
      line integer not null, phone text not null, params jsonb, check (file_id = %L))',
      private.numbers_partition(file), file, about.enterprise_id, file);
    -- Nobody can see the table before finish_file attaches it and revokes this grant.
    execute format('grant insert on %s to tidings_functions', private.numbers_partition(file));
  end if;
  -- Parts are imported in order: the first one determines the columns, and of two equal numbers the earlier line is kept.
  return query
  select p.part, p.path, p.first_line, about.has_header, about.delimiter, about.columns, about.phone_column,
    case when private.is_large(about) then private.numbers_partition(file) end, about.edition
  from public.number_file_parts p where p.file_id = file and p.state = 'waiting' order by p.part limit 1;
end $$;

create or replace function private.finish_part(file uuid, part integer, has_header boolean, delimiter text, columns text[], phone_column text, digest text, good integer default null,
  gaps text[] default '{}')
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
  taken integer := good;
  doubled integer := 0;
  bad integer;
begin
  -- In this transaction the caller has copied good lines into the target, or pg_temp.stage_good, and bad ones into pg_temp.stage_bad.
  select f.* into about from public.number_files f where f.id = file for update;
  if about.state <> 'importing'
     or not exists (select from public.number_file_parts p where p.file_id = file and p.part = finish_part.part and p.state = 'waiting')
     or exists (select from public.number_file_parts p where p.file_id = file and p.part < finish_part.part and p.state = 'waiting') then
    return false; -- another session did it
  end if;
  if not private.is_large(about) then
    insert into public.numbers (file_id, enterprise_id, line, phone, params)
    select distinct on (s.phone) file, about.enterprise_id, s.line, s.phone, s.params from pg_temp.stage_good s order by s.phone, s.line
    on conflict (file_id, phone) do nothing;
    get diagnostics taken = row_count;
    insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
    select file, about.enterprise_id, s.line, private.mask(s.phone), s.phone, 'duplicate' from pg_temp.stage_good s
    where not exists (select from public.numbers n where n.file_id = file and n.line = s.line);
    get diagnostics doubled = row_count;
  end if;
  insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
  select file, about.enterprise_id, s.line, s.value, s.number, s.reason::public.reject_reason from pg_temp.stage_bad s;
  get diagnostics bad = row_count;
  update public.number_file_parts p set state = 'done', lines = taken + doubled + bad, accepted = taken, rejected = doubled + bad
  where p.file_id = file and p.part = finish_part.part;
  update public.number_files f set
    has_header = coalesce(f.has_header, finish_part.has_header), delimiter = coalesce(f.delimiter, finish_part.delimiter),
    columns = coalesce(f.columns, finish_part.columns), phone_column = coalesce(f.phone_column, finish_part.phone_column),
    gaps = array(select distinct g from unnest(f.gaps || finish_part.gaps) as g order by g),
    parts_done = f.parts_done + 1, lines = f.lines + taken + doubled + bad, accepted = f.accepted + taken,
    invalid = f.invalid + bad, duplicates = f.duplicates + doubled,
    content_hash = private.contents_hash(f.content_hash || digest)
  where f.id = file;
  return true;
end $$;

create or replace function private.finish_file(file uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
  target text := private.numbers_partition(file);
  doubled integer;
begin
  select f.* into about from public.number_files f where f.id = file for update;
  -- The file of a resend is filled by the clock, not from parts.
  if about.state <> 'importing' or about.source = 'resend' or about.parts_done < about.parts then return false; end if;
  if private.is_large(about) then
    -- Duplicates are found before the unique index is built: for 1,000,000 rows this takes half the time of COPY with both indexes in place.
    create temp table doubles on commit drop as select 0 as line, '' as phone limit 0;
    execute format('insert into pg_temp.doubles select n.line, n.phone from %1$s n join (
      select x.phone, min(x.line) as first from %1$s x group by x.phone having count(*) > 1) d on d.phone = n.phone and n.line > d.first', target);
    get diagnostics doubled = row_count;
    if doubled > 0 then
      analyze pg_temp.doubles;
      execute format('delete from %s n using pg_temp.doubles d where n.line = d.line', target);
      insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
      select file, about.enterprise_id, d.line, private.mask(d.phone), d.phone, 'duplicate' from pg_temp.doubles d;
    end if;
    execute format('alter table %s add primary key (file_id, line), add unique (file_id, phone)', target);
    execute format('revoke insert on %s from tidings_functions', target);
    execute format('alter table public.numbers attach partition %s for values in (%L)', target, file);
    execute format('analyze %s', target);
    update public.number_files f set accepted = f.accepted - doubled, duplicates = f.duplicates + doubled where f.id = file returning f.* into about;
  end if;
  -- SND-1, RES-1: a file has at most 1,000,000 numbers or flags; BSN-1: 5,000,000.
  if about.accepted > (case about.edition when 'basic' then 5000000 else 1000000 end) then
    perform private.fail_import(file, 'too_many_numbers');
  elsif about.accepted = 0 then
    perform private.fail_import(file, 'file_empty');
  else
    update public.number_files f set finished_at = clock_timestamp(),
      same_as = (select g.id from public.number_files g where g.enterprise_id = f.enterprise_id and g.content_hash = f.content_hash and g.state = 'ready'
        and g.id <> f.id order by g.finished_at limit 1)
    where f.id = file;
    perform private.transition('number_file', file, 'import', details => jsonb_build_object('accepted', about.accepted, 'invalid', about.invalid, 'duplicates', about.duplicates));
  end if;
  return true;
end $$;

create or replace function private.fail_import(file uuid, why text) returns void language plpgsql security definer set search_path = '' as $$
begin
  update public.number_files f set error = why, finished_at = clock_timestamp() where f.id = file and f.state = 'importing';
  if not found then return; end if;
  -- A partition that was never attached is of no use.
  if to_regclass(private.numbers_partition(file)) is not null
     and not exists (select from pg_catalog.pg_inherits i where i.inhrelid = to_regclass(private.numbers_partition(file))) then
    execute format('drop table %s', private.numbers_partition(file));
  end if;
  perform private.transition('number_file', file, 'import', why, why);
end $$;

create or replace function private.own_names(fields public.own_fields[]) returns jsonb language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('zh', f.name, 'en', coalesce(f.name_en, f.name)) order by f.place, f.key), '[]') from unnest(fields) as f
$$;

create or replace function private.own_fault(f public.own_fields, given jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  kind constant text := jsonb_typeof(given);
  typed constant text := given #>> '{}';
  options constant jsonb := jsonb_path_query_array(f.options, '$[*] ? (!exists(@.retired))');
begin
  case f.kind
    when 'text', 'long' then
      if kind = 'string' and char_length(typed) between f.min and f.max and (f.kind = 'long' or typed !~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029]') then return null; end if;
      return jsonb_build_object('zh', format('%s 到 %s 个字的文本', f.min, f.max), 'en', format('a text of %s to %s characters', f.min, f.max));
    when 'count' then
      if kind = 'number' and typed ~ '^-?[0-9]{1,15}$' and typed::bigint between f.min and f.max then return null; end if;
      return jsonb_build_object('zh', format('%s 到 %s 的整数', f.min, f.max), 'en', format('a whole number from %s to %s', f.min, f.max));
    when 'choice' then
      if kind = 'string' and options @> jsonb_build_array(jsonb_build_object('key', typed)) then return null; end if;
      return (select jsonb_build_object('zh', '其中之一：' || string_agg(o ->> 'key' || coalesce('（' || nullif(o ->> 'zh', o ->> 'key') || '）', ''), '、'),
        'en', 'one of ' || string_agg(o ->> 'key' || coalesce(' (' || nullif(o ->> 'en', o ->> 'key') || ')', ''), ', ')) from jsonb_array_elements(options) as o);
    when 'flag' then
      if kind = 'boolean' then return null; end if;
      return '{"zh": "是或否", "en": "yes or no"}';
    when 'day' then
      if kind = 'string' and typed ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$' and pg_catalog.pg_input_is_valid(typed, 'date') then return null; end if;
      return '{"zh": "日期，例如 2026-11-26", "en": "a day such as 2026-11-26"}';
  end case;
end $$;

create or replace function private.own_in(about text, home uuid, given jsonb, was jsonb default '{}') returns jsonb language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := was;
  f public.own_fields;
  entry record;
  value jsonb;
  fault jsonb;
begin
  if coalesce(jsonb_typeof(given), 'null') = 'null' then return was; end if;
  if jsonb_typeof(given) <> 'object' then perform private.refuse('input_invalid', '{"field": "own"}'); end if;
  for entry in select e.key, e.value from jsonb_each(given) as e order by e.key loop
    -- What is stored already may stay, whatever became of its field or choice.
    continue when entry.value = was -> entry.key;
    select x.* into f from public.own_fields x where x.enterprise_id = home and x.resource = about and x.key = entry.key and x.state = 'active';
    if not found then
      perform private.refuse('own_unknown', jsonb_build_object('key', left(entry.key, 64), 'keys',
        (select string_agg(x.key, ', ' order by x.place, x.key) from public.own_fields x where x.enterprise_id = home and x.resource = about and x.state = 'active')));
    end if;
    -- A number that somebody writes into a text is masked, as in every text that people write (IAM-3).
    value := case jsonb_typeof(entry.value) when 'string' then to_jsonb(nullif(private.hide_numbers(btrim(entry.value #>> '{}', E' \t\r\n\u3000')), '')) else entry.value end;
    if coalesce(value, 'null') = 'null' then
      kept := kept - entry.key;
      continue;
    end if;
    fault := private.own_fault(f, value);
    if fault is not null then
      perform private.refuse('own_invalid', jsonb_build_object('key', f.key, 'names', private.own_names(array[f]), 'takes', jsonb_build_array(fault)));
    end if;
    kept := kept || jsonb_build_object(f.key, value);
  end loop;
  if octet_length(kept::text) > 16384 then perform private.refuse('own_too_large', '{"max": "16 KB"}'); end if;
  return kept;
end $$;

create or replace function private.require_own(about text, home uuid, own jsonb) returns void language plpgsql stable set search_path = '' as $$
declare
  missing public.own_fields[];
begin
  select array_agg(f) into missing from public.own_fields f
  where f.enterprise_id = home and f.resource = about and f.state = 'active' and f.required and not own ? f.key;
  if missing is not null then perform private.refuse('own_missing', jsonb_build_object('names', private.own_names(missing), 'keys', (select string_agg(m.key, ', ') from unnest(missing) as m))); end if;
end $$;

create or replace function private.own_bound(about text, home uuid, own jsonb) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(own) as e
  where not exists (select from public.own_fields f where f.enterprise_id = home and f.resource = about and f.key = e.key and not f.bound)
$$;

create or replace function private.own_logged(own jsonb) returns jsonb language sql immutable set search_path = '' as $$
  select coalesce(jsonb_object_agg('own.' || e.key, e.value), '{}') from jsonb_each(own) as e
$$;

create or replace function private.has_free_own(about text, home uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from public.own_fields f where f.enterprise_id = home and f.resource = about and f.state = 'active' and not f.bound)
$$;

create or replace function private.own_beside(about text, home uuid, given jsonb, was jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  own constant jsonb := private.own_in(about, home, given, was);
  changed public.own_fields[];
begin
  select array_agg(f) into changed from public.own_fields f where f.enterprise_id = home and f.resource = about and f.bound and own -> f.key is distinct from was -> f.key;
  if changed is not null then perform private.refuse('own_is_bound', jsonb_build_object('names', private.own_names(changed))); end if;
  return own;
end $$;

create or replace function private.set_own_send(send uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.sends s set own = private.own_beside('send', s.enterprise_id, input -> 'own', s.own) where s.id = send
$$;

create or replace function private.set_own_template(template uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.template_versions v set own = private.own_beside('template', v.enterprise_id, input -> 'own', v.own) from public.templates t where t.id = template and v.id = t.latest_version_id
$$;

-- ---------------------------------------------------------------------------------------------
-- The definitions

create or replace function private.choices_in(given jsonb, was jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  made jsonb;
begin
  with typed as (
    select private.clean_name(split_part(x, '=', 1)) as key, nullif(btrim(split_part(substr(x, strpos(x || '=', '=') + 1), '/', 1)), '') as zh,
      nullif(btrim(split_part(substr(x, strpos(x || '=', '=') + 1), '/', 2)), '') as en, n
    from jsonb_array_elements_text(given) with ordinality as a (x, n)
  ) select jsonb_agg(jsonb_build_object('key', t.key, 'zh', coalesce(t.zh, t.key), 'en', coalesce(t.en, t.zh, t.key)) order by t.n) into made from typed t;
  if made is null or (select count(distinct o -> 'key') from jsonb_array_elements(made) as o) < jsonb_array_length(made) then perform private.refuse('input_invalid', '{"field": "choices"}'); end if;
  -- One that is left out is retired; one that was retired and is named again is in use again.
  made := made || coalesce((select jsonb_agg(o || '{"retired": true}' order by n) from jsonb_array_elements(was) with ordinality as a (o, n)
    where not made @> jsonb_build_array(jsonb_build_object('key', o -> 'key'))), '[]');
  if jsonb_array_length(made) > 200 then perform private.refuse('capacity_reached', '{"what": "own_choices", "max": 200}'); end if;
  return made;
end $$;

create or replace function private.write_own_field(field uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  f public.own_fields;
begin
  select x.* into f from public.own_fields x where x.id = field for update;
  f.name := private.clean_name(input ->> 'name');
  f.name_en := private.clean_name(input ->> 'name_en', 64, 0);
  f.hint := private.clean_name(input ->> 'hint', 200, 0);
  f.hint_en := private.clean_name(input ->> 'hint_en', 200, 0);
  if f.kind = 'choice' then f.options := private.choices_in(coalesce(nullif(input -> 'choices', 'null'), '[]'), f.options);
  elsif jsonb_array_length(coalesce(nullif(input -> 'choices', 'null'), '[]')) > 0 then perform private.refuse('input_invalid', '{"field": "choices"}'); end if;
  if f.kind in ('text', 'long', 'count') then
    f.min := coalesce((input ->> 'min')::bigint, 0);
    f.max := coalesce((input ->> 'max')::bigint, case f.kind when 'text' then 200 when 'long' then 2000 else 999999999999999 end);
    if f.min > f.max or (f.kind <> 'count' and (f.min < 0 or f.max > case f.kind when 'text' then 500 else 2000 end)) then perform private.refuse('input_invalid', '{"field": "max"}'); end if;
  elsif coalesce(input ->> 'min', input ->> 'max') is not null then
    perform private.refuse('input_invalid', '{"field": "min"}');
  end if;
  update public.own_fields x set name = f.name, name_en = nullif(f.name_en, ''), hint = nullif(f.hint, ''), hint_en = nullif(f.hint_en, ''), options = f.options, min = f.min, max = f.max,
    required = (input ->> 'required')::boolean, in_chat = (input ->> 'in_chat')::boolean, place = coalesce((input ->> 'place')::integer, x.place) where x.id = field;
  perform private.bound_own_fields(f.enterprise_id, f.resource);
end $$;

create or replace function private.bound_own_fields(home uuid, about text) returns void language plpgsql set search_path = '' as $$
begin
  -- Of two that are made at the same time the second waits, and counts the first.
  perform pg_advisory_xact_lock(hashtextextended('own fields:' || home::text || about, 0));
  -- A form with more of them is filled in by nobody; all definitions of a resource are read with each of its rows.
  if (select count(*) from public.own_fields f where f.enterprise_id = home and f.resource = about and f.state = 'active') > 30 then perform private.refuse('capacity_reached', '{"what": "own_fields", "max": 30}'); end if;
  if (select count(*) from public.own_fields f where f.enterprise_id = home and f.resource = about) > 100 then perform private.refuse('capacity_reached', '{"what": "own_fields_retired", "max": 100}'); end if;
  -- A card in chat is as narrow as a phone.
  if (select count(*) from public.own_fields f where f.enterprise_id = home and f.resource = about and f.state = 'active' and f.in_chat) > 5 then perform private.refuse('capacity_reached', '{"what": "own_fields_in_chat", "max": 5}'); end if;
end $$;

create or replace function private.own_field_card(field uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.own_field_cards c where c.id = field
$$;

create or replace function private.create_own_field(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  if not exists (select from private.resources r join pg_catalog.pg_attribute a on a.attrelid = r.rel and a.attname = 'own' and not a.attisdropped where r.resource = input ->> 'resource') then
    perform private.refuse('input_invalid', '{"field": "resource"}');
  end if;
  insert into public.own_fields (enterprise_id, resource, key, kind, name, options, min, max, bound, place, created_by)
  select home, input ->> 'resource', input ->> 'key', k.kind, private.clean_name(input ->> 'name'), case when k.kind = 'choice' then '[]'::jsonb end,
    b.bound, b.bound, (input ->> 'bound')::boolean, least(999, 1 + coalesce((select max(f.place) from public.own_fields f where f.enterprise_id = home and f.resource = input ->> 'resource'), 0)), private.actor()
  from (select (input ->> 'kind')::public.own_kind as kind) k cross join lateral (select case when k.kind in ('text', 'long', 'count') then 0 end as bound) b returning id into made;
  perform private.write_own_field(made, input);
  return made;
end $$;

create or replace function private.update_own_field(field uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.write_own_field(field, input)
$$;

create or replace function private.restore_own_field(field uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.bound_own_fields(f.enterprise_id, f.resource) from public.own_fields f where f.id = field
$$;

create or replace function private.names_of(action text) returns text[] language plpgsql stable set search_path = '' as $$
declare
  -- An alias is asked about as what it means, and a pattern meets an action by any of its names.
  meant constant text := lower(coalesce((select a.action from private.action_aliases a where lower(a.alias) = lower(names_of.action)), action));
begin
  return meant || array(select lower(a.alias) from private.action_aliases a where lower(a.action) = meant);
end $$;

create or replace function private.holds(effect text, own boolean, sources jsonb, mine boolean, source text) returns boolean language sql immutable set search_path = '' as $$
  -- Where nobody can say from where it is asked (an export that runs later), what is limited to a place allows nothing and denies.
  select (not own or mine) and (sources is null or case when source is null then effect = 'Deny' else sources ? source end)
$$;

create or replace function private.place() returns text language plpgsql stable security definer set search_path = '' as $$
begin
  if session_user = 'tidings_functions' then return null; end if;
  if not private.is_bot() then return 'session'; end if;
  return (private.chat_identity()).provider;
end $$;

create or replace function private.allowed(person uuid, enterprise uuid, action text, mine boolean default null, here boolean default false, source text default null) returns boolean
-- The view of rights is planned in 1 ms and read in 0.1 ms: without a generic plan it is planned at every call.
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  names constant text[] := private.names_of(action);
  yes boolean;
begin
  -- Deny always wins; nothing is allowed by default (§11.2).
  with met as materialized (
    select r.effect, r.own, r.sources from private.rights r
    where r.user_id = person and r.enterprise_id = enterprise and exists (select from unnest(names) as n where n like r.pattern)
  ), rows as (
    -- The cases differ only where a statement is limited.
    select x as mine from unnest(case when mine is not null then array[mine] when exists (select from met where own) then '{false,true}' else '{false}' end) as x
  ), places as (
    select x as source from unnest(case when not exists (select from met where sources is not null) then array[null]
      when here then array[private.place()] when allowed.source is not null then array[allowed.source] else '{session,slack,discord}' end) as x
  )
  select exists (select from rows w cross join places p
    where (select bool_or(m.effect = 'Allow') and not bool_or(m.effect = 'Deny') from met m where private.holds(m.effect, m.own, m.sources, w.mine, p.source))) into yes;
  return yes;
end $$;

create or replace function private.actions_of(person uuid, enterprise uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  -- private.allowed for every action of the catalogue in one query: asked 54 times, a click in chat cost 30 to 70 ms of the database.
  with held as materialized (
    select distinct r.effect, r.pattern, r.own, r.sources from private.rights r where r.user_id = person and r.enterprise_id = enterprise
  ), names as (
    select a.action, lower(a.action) as name from private.actions a union all select a.action, lower(a.alias) from private.action_aliases a
  ), place as materialized (
    select case when exists (select from held where sources is not null) then private.place() end as source
  ), cases as (
    select w.mine, p.source from place p cross join unnest(case when exists (select from held where own) then '{false,true}' else '{false}'::boolean[] end) as w (mine)
  )
  select coalesce(jsonb_agg(granted.action order by granted.action), '[]') from (
    select distinct one.action from (
      select n.action, c.mine from names n join held h on n.name like h.pattern join cases c on private.holds(h.effect, h.own, h.sources, c.mine, c.source)
      group by n.action, c.mine having bool_or(h.effect = 'Allow') and not bool_or(h.effect = 'Deny')) one) granted
$$;

create or replace function private.who_may(enterprise uuid, action text, mine boolean default null, source text default null) returns setof uuid
-- One plan, as private.allowed has.
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  names constant text[] := private.names_of(action);
begin
  -- private.allowed for all members in one query: 500 members take 5 ms, one by one 30 ms. Cards of pending sends need it often.
  return query with met as materialized (
    select r.user_id, r.effect, r.own, r.sources from private.rights r
    where r.enterprise_id = who_may.enterprise and exists (select from unnest(names) as n where n like r.pattern)
  ), cases as (
    select w.mine, p.source
    from unnest(case when who_may.mine is not null then array[who_may.mine] when exists (select from met where own) then '{false,true}' else '{false}' end) as w (mine)
    cross join unnest(case when who_may.source is not null then array[who_may.source] when exists (select from met where sources is not null) then '{session,slack,discord}'
      else array[null] end) as p (source)
  )
  select distinct one.user_id from (
    select m.user_id from met m join cases c on private.holds(m.effect, m.own, m.sources, c.mine, c.source)
    group by m.user_id, c.mine, c.source having bool_or(m.effect = 'Allow') and not bool_or(m.effect = 'Deny')) one;
end $$;

create or replace function private.may(enterprise uuid, action text, mine boolean default null) returns boolean
language sql stable security definer set search_path = '' as $$
  -- A platform admin's right is of the deployment, not of an enterprise: no policy gives it.
  select case action when 'platform' then private.is_platform_admin() when 'own' then private.actor() is not null
    else private.allowed(private.actor(), enterprise, action, mine, true) end
$$;

create or replace function private.bar_of(enterprise uuid, action text) returns text language sql stable security definer set search_path = '' as $$
  select case when action = 'platform' then 'platform_admin_only' when private.may(enterprise, action) then 'own_only'
    when private.allowed(private.actor(), enterprise, action) then 'not_from_here' else 'forbidden' end
$$;

create or replace function private.may_in(action text) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.enterprise_id), '{}') from public.members m
  where m.user_id = private.actor() and m.state = 'active' and (action = 'own' or private.allowed(m.user_id, m.enterprise_id, action, null, true))
$$;

create or replace function private.my_enterprises() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.enterprise_id), '{}') from public.members m where m.user_id = private.actor() and m.state = 'active'
$$;

create or replace function private.enterprise_in_use(person uuid) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  -- Never one that was not chosen: else whoever invites somebody first decides where that person's next click lands.
  return (
    select m.enterprise_id from public.profiles p join public.members m on m.user_id = p.user_id and m.enterprise_id = p.enterprise_id
    where p.user_id = person and m.state = 'active');
end $$;

create or replace function private.current_enterprise() returns uuid language sql stable security definer set search_path = '' as $$
  select private.enterprise_in_use(private.actor())
$$;

create or replace function private.require(enterprise uuid, action text, mine boolean default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.actor() is null then
    perform private.require_voice();
    if private.is_bot() then
      perform private.refuse('not_linked');
    end if;
    perform private.refuse('not_signed_in');
  end if;
  if action = 'own' then return; end if;
  if action = 'platform' then
    if not private.is_platform_admin() then perform private.refuse('platform_admin_only'); end if;
    return;
  end if;
  if enterprise is null then
    perform private.refuse('no_enterprise');
  end if;
  if not private.may(enterprise, action, mine) then
    perform private.refuse(private.bar_of(enterprise, action), jsonb_build_object('action', action));
  end if;
end $$;

create or replace function private.require_bot() returns void language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_bot() then
    perform private.require_voice();
    perform private.refuse('bot_only');
  end if;
end $$;

-- people: custom policies (IAM-2), and the groups that carry policies (IAM-3)

create or replace function private.lock_people(home uuid) returns void language sql set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('people:' || home::text, 0))
$$;

create or replace function private.bound_policies(home uuid) returns void language plpgsql set search_path = '' as $$
declare
  actions bigint;
begin
  -- A policy editor lists them, and a group chooses among them.
  if (select count(*) from public.policies p where p.enterprise_id = home) > 50 then perform private.refuse('capacity_reached', '{"what": "policies", "max": 50}'); end if;
  select sum(jsonb_array_length(s.item -> 'Action')) into actions
  from public.policies p cross join lateral jsonb_array_elements(p.document -> 'Statement') as s (item) where p.enterprise_id = home;
  -- Each check of a right reads the actions of all policies that a member's groups carry, each policy once. The catalogue has 120 actions: this many
  -- write all of it down 16 times.
  if actions > 2000 then perform private.refuse('capacity_reached', '{"what": "policy_actions", "max": 2000}'); end if;
end $$;

create or replace function private.listed_name(typed text) returns text language plpgsql stable set search_path = '' as $$
declare
  called constant text := private.clean_name(typed);
begin
  if called ~ '[,，、]' or called ~* '^[0-9a-f]{8}(-[0-9a-f-]*)?$' then perform private.refuse('name_unlisted', jsonb_build_object('name', called)); end if;
  return called;
end $$;

create or replace function private.policy_name(typed text) returns text language plpgsql stable set search_path = '' as $$
declare
  called constant text := private.listed_name(typed);
begin
  -- Groups refer to policies by name, so a name has to be unambiguous.
  if exists (select from public.policies p where p.enterprise_id is null and lower(p.name) = lower(called)) then perform private.refuse('name_taken', jsonb_build_object('name', called)); end if;
  return called;
end $$;

create or replace function private.create_policy(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  called constant text := private.policy_name(input ->> 'name');
  made uuid;
begin
  perform private.check_policy(input -> 'document');
  perform private.lock_people(home);
  insert into public.policies (enterprise_id, name, document) values (home, called, input -> 'document') returning id into made;
  perform private.bound_policies(home);
  return made;
end $$;

create or replace function private.update_policy(policy uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  called constant text := private.policy_name(input ->> 'name');
begin
  perform private.check_policy(input -> 'document');
  perform private.lock_people(p.enterprise_id) from public.policies p where p.id = policy;
  update public.policies p set name = called, document = input -> 'document' where p.id = policy;
  perform private.bound_policies(p.enterprise_id) from public.policies p where p.id = policy;
  perform private.keep_an_owner(p.enterprise_id) from public.policies p where p.id = policy;
end $$;

create or replace function private.group_card("group" uuid) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('id', g.id, 'name', g.name,
    'policies', (select coalesce(jsonb_agg(p.name order by p.name), '[]') from public.group_policies gp join public.policies p on p.id = gp.policy_id where gp.group_id = g.id),
    'members', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name, m.id), '[]')
      from public.group_members gm join public.members m on m.id = gm.member_id where gm.group_id = g.id))
  from public.groups g where g.id = "group"
$$;

create or replace function private.fill_group(filled uuid, home uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  if exists (select from jsonb_array_elements_text(input -> 'policies') as n where not exists (
      select from public.policies p where p.name = n and (p.enterprise_id is null or p.enterprise_id = home))) then
    perform private.refuse('not_found', '{"resource": "policy", "field": "policies"}');
  end if;
  if exists (select from jsonb_array_elements_text(input -> 'members') as i where not exists (
      select from public.members m where m.id::text = lower(i) and m.enterprise_id = home and m.state <> 'left')) then
    perform private.refuse('not_found', '{"resource": "member", "field": "members"}');
  end if;
  delete from public.group_policies gp where gp.group_id = filled;
  delete from public.group_members gm where gm.group_id = filled;
  insert into public.group_policies (group_id, policy_id, enterprise_id)
  select filled, p.id, home from public.policies p where input -> 'policies' ? p.name and (p.enterprise_id is null or p.enterprise_id = home);
  insert into public.group_members (group_id, member_id, enterprise_id)
  select distinct filled, i::uuid, home from jsonb_array_elements_text(input -> 'members') as i;
  perform private.bound_groups_of(gm.member_id) from public.group_members gm where gm.group_id = filled;
  perform private.keep_an_owner(home);
end $$;

create or replace function private.create_group(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  perform private.lock_people(home);
  insert into public.groups (enterprise_id, name) values (home, private.listed_name(input ->> 'name')) returning id into made;
  -- Each is offered where people, approval rules and invitations name a group.
  if (select count(*) from public.groups g where g.enterprise_id = home) > 100 then perform private.refuse('capacity_reached', '{"what": "groups", "max": 100}'); end if;
  perform private.fill_group(made, home, input);
  return made;
end $$;

create or replace function private.update_group("group" uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  home uuid;
begin
  perform private.lock_people(g.enterprise_id) from public.groups g where g.id = "group";
  update public.groups g set name = private.listed_name(input ->> 'name') where g.id = "group" returning g.enterprise_id into home;
  perform private.fill_group("group", home, input);
end $$;

create or replace function private.delete_group("group" uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  home uuid;
begin
  delete from public.groups g where g.id = "group" returning g.enterprise_id into home;
  perform private.keep_an_owner(home);
  return jsonb_build_object('id', "group");
end $$;

create or replace function private.address(typed text) returns text language plpgsql immutable set search_path = '' as $$
declare
  -- The collation "C" lowers A to Z alone. Others lower the Kelvin sign to k as well, and two accounts would have one address.
  kept constant text := lower(btrim(typed) collate "C");
begin
  return case when char_length(kept) <= 254 and kept ~ '^[a-z0-9.!#$%&''*+/=?^_`{|}~-]{1,64}@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$' then kept end;
end $$;

create or replace function private.confirmed_address(person uuid) returns text language sql stable security definer set search_path = '' as $$
  select lower(u.email collate "C") from auth.users u where u.id = person and u.email_confirmed_at is not null
$$;

create or replace function private.invitation_state(state text, expires_at timestamptz) returns text language sql stable set search_path = '' as $$
  select case when state = 'open' and expires_at <= now() then 'expired' else state end
$$;

create or replace function private.invitation_card(invitation uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) - 'enterprise_id' from public.invitation_cards c where c.id = invitation
$$;

create or replace function private.token_hash(token text) returns bytea language sql immutable set search_path = '' as $$
  select sha256(convert_to(token, 'UTF8'))
$$;

create or replace function private.end_invitations_by(home uuid, person uuid, address text default null) returns void language plpgsql set search_path = '' as $$
declare
  one uuid;
begin
  for one in select i.id from public.invitations i where i.enterprise_id = home and i.state = 'open' and i.expires_at > now()
    and (i.invited_by = person or i.email = address) order by i.id for update loop
    perform private.transition('invitation', one, 'lapse');
  end loop;
end $$;

create or replace function private.create_invitation(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  invited constant text := private.address(input ->> 'email');
  -- 256 bits, in the letters of an address that need no escape.
  token constant text := rtrim(translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/', '-_'), '=');
  chosen uuid[];
  known text;
  made uuid;
  card jsonb;
begin
  if invited is null then perform private.refuse('input_invalid', '{"field": "email"}'); end if;
  perform private.lock_people(home);
  -- Only what the inviter sees in the list of members is said. Whether there is an account of this address is looked up by nobody here.
  select m.state into known from public.members m where m.enterprise_id = home and private.address(m.email) = invited and m.state <> 'left' order by m.state limit 1;
  if known = 'disabled' then perform private.refuse('member_disabled', jsonb_build_object('email', invited)); end if;
  if known = 'active' then perform private.refuse('member_already', jsonb_build_object('email', invited)); end if;
  select array_agg(g.id) into chosen from public.groups g where g.enterprise_id = home and input -> 'groups' ? g.name;
  if exists (select from jsonb_array_elements_text(input -> 'groups') as n where not exists (select from public.groups g where g.enterprise_id = home and g.name = n)) then
    perform private.refuse('not_found', '{"resource": "group", "field": "groups"}');
  end if;
  -- One link of an address works at a time: who lost the first one, or was given the wrong groups, is invited again.
  perform private.end_invitations_by(home, null, invited);
  -- A company of 300 people is invited in an hour, as private.limits has it. Each is an address that may hold rights soon, for an owner to look through.
  if (select count(*) from public.invitations i where i.enterprise_id = home and i.state = 'open' and i.expires_at > now()) >= 300 then
    perform private.refuse('capacity_reached', '{"what": "invitations", "max": 300}');
  end if;
  insert into public.invitations (enterprise_id, email, group_ids, invited_by) values (home, invited, chosen, private.actor()) returning id into made;
  insert into private.invitation_tokens (token_hash, invitation_id) values (private.token_hash(token), made);
  card := private.invitation_card(made);
  return card || jsonb_build_object('about', made, 'after', card - 'id', 'once', jsonb_build_object('token', token));
end $$;

create or replace function public.invitation_for(token text) returns jsonb language sql stable security definer set search_path = '' as $$
  -- What accepting would tell anyway. One answer for everything else, so a link that went astray names nobody.
  select case
    -- Its own address is told too that it is over, in the words of accept_invitation and no more.
    when s.state <> 'open' then jsonb_build_object('state', s.state)
    else jsonb_build_object('state', s.state, 'enterprise', e.name, 'invited_by', private.person_name(i.invited_by), 'expires_at', i.expires_at,
      'groups', (select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.groups g where g.id = any (i.group_ids))) end
  from private.invitation_tokens t join public.invitations i on i.id = t.invitation_id join public.enterprises e on e.id = i.enterprise_id
  cross join lateral (select private.invitation_state(i.state, i.expires_at) as now_in) n
  cross join lateral (select case when n.now_in = 'open' and not private.allowed(i.invited_by, i.enterprise_id, 'KooMessage:member:manage') then 'revoked' else n.now_in end as state) s
  where not private.is_bot() and t.token_hash = private.token_hash(btrim(invitation_for.token)) and i.email = private.confirmed_address(private.actor())
$$;

create or replace function private.accept_invitation(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  own constant text := private.confirmed_address(private.actor());
  it public.invitations;
  now_in text;
  member uuid;
begin
  -- A token that was typed in a chat was read by others.
  if private.is_bot() then perform private.refuse('not_in_chat'); end if;
  -- Asked before the token is looked at: else an account of a guessed address would tell whom a link is for.
  if own is null then perform private.refuse('address_unconfirmed'); end if;
  -- One answer for a token that nobody made and for one of another address: a link that went astray tells nothing.
  select i.* into it from private.invitation_tokens t join public.invitations i on i.id = t.invitation_id
  where t.token_hash = private.token_hash(btrim(input ->> 'token')) and i.email = own for update of i;
  if not found then perform private.refuse('invitation_unknown', jsonb_build_object('email', own)); end if;
  now_in := private.invitation_state(it.state, it.expires_at);
  -- Whoever made it has to be somebody who may, still: else who is about to lose that right invites an address of their own first.
  if now_in = 'open' and not private.allowed(it.invited_by, it.enterprise_id, 'KooMessage:member:manage') then now_in := 'revoked'; end if;
  if now_in <> 'open' then perform private.refuse('invitation_over', jsonb_build_object('resource', 'invitation', 'state', now_in)); end if;
  update public.invitations i set state = 'accepted' where i.id = it.id;
  member := private.join_group(it.enterprise_id, private.actor(), it.group_ids);
  update public.profiles p set enterprise_id = it.enterprise_id where p.user_id = private.actor() and private.current_enterprise() is null;
  return public.whoami() || jsonb_build_object('joined', (select jsonb_build_object('id', e.id, 'name', e.name) from public.enterprises e where e.id = it.enterprise_id),
    'about', it.id, 'home', it.enterprise_id, 'before', '{"state": "open"}'::jsonb, 'after', jsonb_build_object('state', 'accepted', 'member', private.member_card(member)));
end $$;

create or replace function private.begin_link_chat_identity(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  -- 8 letters of a 32-letter alphabet without 0 O 1 I: easy to read out, 40 bits.
  letters constant text := 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  noise constant bytea := decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
  code text := '';
  until constant timestamptz := clock_timestamp() + interval '10 minutes';
begin
  if private.is_bot() then perform private.refuse('forbidden', '{"action": "link"}'); end if;
  -- One code at a time a person, so that there are never more good codes to guess than people who are linking.
  perform pg_advisory_xact_lock(hashtextextended('begin_link:' || private.actor()::text, 0));
  delete from private.link_codes c where c.user_id = private.actor() and c.expires_at < clock_timestamp() - interval '1 hour';
  update private.link_codes c set expires_at = least(c.expires_at, clock_timestamp()) where c.user_id = private.actor() and c.used_at is null;
  for i in 0..7 loop
    -- Bytes 6 and 8 of a uuid carry its version and variant, so bytes 0 to 5, 10 and 11 are used.
    code := code || substr(letters, 1 + (get_byte(noise, case when i < 6 then i else i + 4 end) & 31), 1);
  end loop;
  insert into private.link_codes (code_hash, user_id, aal, expires_at)
  values (sha256(convert_to(code, 'UTF8')), private.actor(), case when private.is_aal2() then 'aal2' else 'aal1' end, until);
  return jsonb_build_object('code', code, 'expires_at', until, 'after', jsonb_build_object('expires_at', until));
end $$;

create or replace function public.begin_link() returns jsonb language sql security definer set search_path = '' as $$
  select private.make('chat_identity', 'begin_link')
$$;

create or replace function private.too_many_codes(provider text, team text, chat_user text) returns boolean language sql stable set search_path = '' as $$
  -- Wrong codes of ten minutes. 5 a chat account: nobody mistypes more often. 50 a Slack workspace, however many accounts somebody makes in it. 200 for all
  -- of Discord, whose ids are global, and 200 for all workspaces together in which nobody is linked yet: those anybody can found. A workspace with a linked
  -- member has its own 50 alone, so no stranger elsewhere locks it out. With ten good codes at every instant, a year of 400 guesses every ten minutes
  -- finds one of 2^40 with a chance of 1 in 5,000.
  select coalesce(bool_or(case
      when x.what = 'account' then x.tries >= 5
      when x.what = 'team' then too_many_codes.provider <> 'discord' and x.tries >= 50
      else x.tries >= 200 and not (too_many_codes.provider <> 'discord'
        and exists (select from public.chat_identities i where i.provider = too_many_codes.provider and i.team = too_many_codes.team)) end), false)
  from (select unnest(array['account', 'team', 'all']) as what,
      unnest(array[count(*) filter (where a.team = too_many_codes.team and a.chat_user = too_many_codes.chat_user), count(*) filter (where a.team = too_many_codes.team), count(*)]) as tries
    from private.link_attempts a where a.provider = too_many_codes.provider and a.at > clock_timestamp() - interval '10 minutes') x
$$;

create or replace function private.link_chat_identity(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  part constant text[] := string_to_array(private.header('x-chat-user'), ':');
  found_code private.link_codes;
begin
  if coalesce(cardinality(part), 0) <> 3 or '' = any (part) or part[1] not in ('slack', 'discord') then perform private.refuse('input_invalid', '{"field": "x-chat-user"}'); end if;
  perform private.require_voice();
  perform pg_advisory_xact_lock(hashtextextended('link:' || private.chat_user(), 0));
  if private.actor() is not null then perform private.refuse('already_linked', jsonb_build_object('name', private.person_name(private.actor()))); end if;
  if private.too_many_codes(part[1], part[2], part[3]) then perform private.refuse('too_many_attempts'); end if;
  select c.* into found_code from private.link_codes c where c.code_hash = sha256(convert_to(upper(btrim(given ->> 'code')), 'UTF8')) for update;
  if not found or found_code.used_at is not null then perform private.refuse('link_code_unknown'); end if;
  if found_code.expires_at < clock_timestamp() then perform private.refuse('link_code_expired'); end if;
  update private.link_codes c set used_at = clock_timestamp() where c.code_hash = found_code.code_hash;
  insert into public.chat_identities (provider, team, chat_user, user_id, aal) values (part[1], part[2], part[3], found_code.user_id, found_code.aal);
  perform private.audit(private.current_enterprise(), 'chat_identity', private.chat_user(), 'link', null, jsonb_build_object('user_id', found_code.user_id, 'aal', found_code.aal));
  return (select jsonb_build_object('name', p.name, 'email', p.email, 'locale', p.locale) from public.profiles p where p.user_id = found_code.user_id);
end $$;

create or replace function private.refused_link_chat_identity(code text) returns void language sql set search_path = '' as $$
  -- The call is rolled back, but the attempt counts. Tries that run at the same instant do not see each other: as many more as there are connections.
  insert into private.link_attempts (provider, team, chat_user)
  select split_part(c, ':', 1), split_part(c, ':', 2), split_part(c, ':', 3) from private.chat_user() as c where code in ('link_code_unknown', 'link_code_expired');
  delete from private.link_attempts a where a.at < clock_timestamp() - interval '1 day'
$$;

create or replace function public.finish_link(code text) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_identity', 'link', jsonb_build_object('code', code), private.header('x-chat-user'))
$$;

create or replace function private.chat_identities_seen() returns table (id uuid, user_id uuid, member_id uuid, member_name text, account text, provider text, linked_at timestamptz, aal text)
language sql stable security definer set search_path = '' as $$
  select i.id, i.user_id, m.id, coalesce(m.name, private.person_name(i.user_id)), concat_ws(':', i.provider, i.team, i.chat_user), i.provider, i.linked_at, i.aal
  from public.chat_identities i
  left join public.members m on m.user_id = i.user_id and m.state = 'active' and m.enterprise_id = private.current_enterprise()
  where i.user_id = private.actor() or (m.id is not null and private.may(m.enterprise_id, 'KooMessage:member:list'))
$$;

create or replace function private.unlink_chat_identity(identity uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
begin
  -- The workspace is the enterprise's, and whoever left it must not speak on, so an owner may end it. The member links it again with a code of their
  -- own: this takes no right that another enterprise gave.
  if not exists (select from public.chat_identities i where i.id = identity and i.user_id = private.actor()) then perform private.require_sudo(); end if;
  return jsonb_build_object('id', identity);
end $$;

create or replace function private.after_unlink_chat_identity(identity uuid, input jsonb) returns void language sql set search_path = '' as $$
  delete from public.chat_identities i where i.id = identity
$$;

-- people: members (IAM-3, IAM-5)

create or replace function private.keep_an_owner(enterprise uuid, leaving boolean default false) returns void language plpgsql set search_path = '' as $$
begin
  -- From a session, since these acts ask for a password.
  -- Two owners who disable each other at the same time: the second waits for this lock, and then sees the first one's change.
  perform pg_advisory_xact_lock(hashtextextended('owners:' || enterprise::text, 0));
  if not exists (select from private.who_may(enterprise, 'KooMessage:member:manage', source => 'session')) then perform private.refuse('last_owner'); end if;
  -- A wrong click among many members: only another owner could give the right back.
  if not leaving and not private.may(enterprise, 'KooMessage:member:manage') then perform private.refuse('own_right'); end if;
end $$;

create or replace function private.member_card(member uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) - array['enterprise_id', 'created_at'] from public.member_cards c where c.id = member
$$;

create or replace function private.bound_groups_of(member uuid) returns void language plpgsql set search_path = '' as $$
begin
  -- Each check of a right reads all groups of the member. Twenty are five times what an enterprise starts with.
  if (select count(*) from public.group_members gm where gm.member_id = member) > 20 then
    perform private.refuse('capacity_reached', jsonb_build_object('what', 'groups_of_member', 'max', 20));
  end if;
end $$;

create or replace function private.join_group(enterprise uuid, person uuid, group_ids uuid[]) returns uuid language plpgsql set search_path = '' as $$
declare
  joined public.members;
begin
  insert into public.members (enterprise_id, user_id, name, email)
  select enterprise, p.user_id, p.name, p.email from public.profiles p where p.user_id = person
  on conflict (enterprise_id, user_id) do update set name = excluded.name, email = excluded.email,
    state = case members.state when 'left' then 'active' else members.state end
  returning * into joined;
  -- What an owner has ended, an invitation does not bring back.
  if joined.state = 'disabled' then perform private.refuse('member_disabled', jsonb_build_object('email', joined.email)); end if;
  insert into public.group_members (group_id, member_id, enterprise_id)
  select g.id, joined.id, enterprise from public.groups g where g.enterprise_id = enterprise and g.id = any (group_ids)
  on conflict do nothing;
  perform private.bound_groups_of(joined.id);
  return joined.id;
end $$;

create or replace function private.disable_member(member uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.keep_an_owner(m.enterprise_id), private.end_invitations_by(m.enterprise_id, m.user_id) from public.members m where m.id = member
$$;

create or replace function private.leave_member(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  it public.members;
  was jsonb;
  manages boolean;
begin
  select m.* into it from public.members m
  where m.user_id = private.actor() and m.enterprise_id::text = lower(input ->> 'enterprise') and m.state <> 'left' for update;
  if not found then perform private.refuse('not_found', '{"resource": "enterprise"}'); end if;
  was := private.member_card(it.id) - 'id';
  manages := private.allowed(it.user_id, it.enterprise_id, 'KooMessage:member:manage');
  -- Who comes back by another invitation has what that one gives, not what was given once.
  delete from public.group_members gm where gm.member_id = it.id;
  update public.members m set state = 'left' where m.id = it.id;
  if manages then perform private.keep_an_owner(it.enterprise_id, true); end if;
  perform private.end_invitations_by(it.enterprise_id, it.user_id);
  update public.profiles p set enterprise_id = null where p.user_id = it.user_id and p.enterprise_id = it.enterprise_id;
  return public.whoami() || jsonb_build_object('about', it.id, 'home', it.enterprise_id, 'before', was, 'after', private.member_card(it.id) - 'id');
end $$;

create or replace function public.leave_enterprise(enterprise text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('member', 'leave', request, jsonb_build_object('enterprise', enterprise))
$$;

-- IAM-5: a second factor for those who decide. Auth has the factors; a session that gave one is at aal2.

create or replace function private.is_aal2() returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  -- The claim says what the token was made with, the row what holds now: removing the factor takes it down again.
  return coalesce(auth.jwt() ->> 'aal' = 'aal2' and exists (select from auth.sessions s where s.id = private.session_id() and s.aal::text = 'aal2'), false) and not private.is_bot();
end $$;

create or replace function private.lacks_mfa(enterprise uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  asked constant text := (select e.approver_mfa from public.enterprises e where e.id = enterprise);
  identity public.chat_identities;
begin
  if asked = 'none' or private.is_aal2() then return false; end if;
  if asked is distinct from 'linked' then return true; end if;
  identity := private.chat_identity();
  -- 90 days: a chat account that is taken over does not approve for ever on a factor given once.
  return not coalesce(identity.aal = 'aal2' and identity.linked_at > now() - interval '90 days', false);
end $$;

create or replace function private.set_approver_mfa_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was text;
begin
  select e.approver_mfa into was from public.enterprises e where e.id = home for update;
  -- Whoever has no second factor neither lifts the rule, nor lays down one that they could not lift.
  if 'none' <> any (array[was, input ->> 'approver_mfa']) and not private.is_aal2() then perform private.refuse('second_factor_first'); end if;
  update public.enterprises e set approver_mfa = input ->> 'approver_mfa' where e.id = home;
  return public.whoami() || jsonb_build_object('about', home, 'before', jsonb_build_object('approver_mfa', was), 'after', input);
end $$;

create or replace function public.set_approver_mfa(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('enterprise', 'set_approver_mfa', request, input)
$$;

-- people: the 11 system policies (IAM-1, table 11-1) and RTC Administrator (§11.1). shared/src/people/system_policies.ts has the same rows; a test keeps both in step.

create or replace function private.policy_fault(document jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  statement record;
  pattern record;
  place text;
begin
  if jsonb_typeof(document) is distinct from 'object' then return jsonb_build_object('where', 'Policy', 'fault', 'object'); end if;
  if document ->> 'Version' is distinct from '1.1' then return jsonb_build_object('where', 'Version', 'fault', 'version'); end if;
  if jsonb_typeof(document -> 'Statement') is distinct from 'array' or jsonb_array_length(document -> 'Statement') not between 1 and 100 then
    return jsonb_build_object('where', 'Statement', 'fault', 'statements');
  end if;
  for place in select k from jsonb_object_keys(document - array['Version', 'Statement']) as k loop return jsonb_build_object('where', place, 'fault', 'key'); end loop;
  for statement in select s.item, format('Statement[%s]', s.n - 1) as place from jsonb_array_elements(document -> 'Statement') with ordinality as s (item, n) loop
    if jsonb_typeof(statement.item) <> 'object' then return jsonb_build_object('where', statement.place, 'fault', 'statement'); end if;
    -- What is not evaluated would allow more than is written.
    for place in select k from jsonb_object_keys(statement.item) as k where k not in ('Effect', 'Action', 'Resource', 'Condition') loop
      return jsonb_build_object('where', statement.place || '.' || place, 'fault', 'key');
    end loop;
    if statement.item ->> 'Effect' is null or statement.item ->> 'Effect' not in ('Allow', 'Deny') then
      return jsonb_build_object('where', statement.place || '.Effect', 'fault', 'effect');
    end if;
    if jsonb_typeof(statement.item -> 'Action') is distinct from 'array' or jsonb_array_length(statement.item -> 'Action') not between 1 and 200 then
      return jsonb_build_object('where', statement.place || '.Action', 'fault', 'actions');
    end if;
    if statement.item ? 'Resource' and statement.item -> 'Resource' <> '["*:*:*:*:own"]' then
      return jsonb_build_object('where', statement.place || '.Resource', 'fault', 'resource');
    end if;
    if statement.item ? 'Condition' and private.condition_is_unclear(statement.item -> 'Condition') then
      return jsonb_build_object('where', statement.place || '.Condition', 'fault', 'condition');
    end if;
    for pattern in select a.item #>> '{}' as typed, jsonb_typeof(a.item) as kind, format('%s.Action[%s]', statement.place, a.n - 1) as place
        from jsonb_array_elements(statement.item -> 'Action') with ordinality as a (item, n) loop
      if pattern.kind <> 'string' or pattern.typed !~ '^[A-Za-z*]+:[A-Za-z*]+:[A-Za-z*]+$' then
        return jsonb_build_object('where', pattern.place, 'fault', 'action', 'typed', left(pattern.typed, 200));
      end if;
      -- A Deny that is misspelt would deny nothing, and nobody would see it.
      if not exists (select from private.met_by(pattern.typed)) then
        return jsonb_build_object('where', pattern.place, 'fault', 'unknown', 'typed', left(pattern.typed, 200));
      end if;
      if statement.item ? 'Resource' then
        for place in select m.action from private.met_by(pattern.typed) m where not m.own order by m.action limit 1 loop
          return jsonb_build_object('where', pattern.place, 'fault', 'not_own', 'typed', left(pattern.typed, 200), 'action', place);
        end loop;
      end if;
    end loop;
  end loop;
  return null;
end $$;

create or replace function private.met_by(pattern text) returns setof private.actions language sql stable security definer set search_path = '' as $$
  select a.* from private.actions a where exists (select from unnest(private.names_of(a.action)) as n where n like replace(replace(lower(pattern), '_', '\_'), '*', '%'))
$$;

create or replace function private.condition_is_unclear(condition jsonb) returns boolean language sql immutable set search_path = '' as $$
  select case
    when jsonb_typeof(condition) <> 'object' or (select array_agg(k) from jsonb_object_keys(condition) as k) is distinct from '{StringEquals}'
      or jsonb_typeof(condition -> 'StringEquals') <> 'object'
      or (select array_agg(k) from jsonb_object_keys(condition -> 'StringEquals') as k) is distinct from '{tidings:Source}'
      or jsonb_typeof(condition #> '{StringEquals,tidings:Source}') <> 'array' then true
    else jsonb_array_length(condition #> '{StringEquals,tidings:Source}') not between 1 and 3
      or exists (select from jsonb_array_elements(condition #> '{StringEquals,tidings:Source}') as s
        group by s having count(*) > 1 or s not in ('"session"', '"slack"', '"discord"')) end
$$;

create or replace function private.check_policy(document jsonb) returns void language plpgsql set search_path = '' as $$
declare
  fault constant jsonb := private.policy_fault(document);
begin
  if fault is null then return; end if;
  perform private.refuse('policy_invalid', jsonb_strip_nulls(jsonb_build_object('where', fault -> 'where', 'fault', fault -> 'fault', 'typed', fault -> 'typed', 'action', fault -> 'action')));
end $$;

create or replace function private.lay_groups(enterprise uuid) returns void language plpgsql set search_path = '' as $$
declare
  reviewer uuid;
begin
  -- KooMessage itself has no "approve" action and no maker/checker split; Tidings' reviewers are a custom policy.
  insert into public.policies (enterprise_id, name, document)
  values (enterprise, 'Tidings Reviewer', private.policy('KooMessage:*:review', 'KooMessage:sendTask:approve', 'KooMessage:sendTask:release',
    'KooMessage:sendTask:cancel', 'KooMessage:sendTask:pause', 'KooMessage:alert:update', 'KooMessage:resolveTask:freeze', 'KooMessage:report:export', 'KooMessageSA:*:review', 'KooMessageSA:*:freeze'))
  returning id into reviewer;
  insert into public.groups (enterprise_id, name) values
    (enterprise, 'Owners'), (enterprise, 'Operators'), (enterprise, 'Reviewers'), (enterprise, 'Readers');
  insert into public.group_policies (group_id, policy_id, enterprise_id)
  select g.id, p.id, enterprise from public.groups g join public.policies p on
      (g.name = 'Owners' and p.enterprise_id is null and (p.name like '%FullAccess' or p.name = 'RTC Administrator'))
   or (g.name = 'Operators' and p.enterprise_id is null and (p.name like '%CommonOperations' or p.name = 'RTC Administrator'))
   or (g.name = 'Reviewers' and ((p.enterprise_id is null and p.name like '%ReadOnlyAccess') or p.id = reviewer))
   or (g.name = 'Readers' and p.enterprise_id is null and p.name like '%ReadOnlyAccess')
  where g.enterprise_id = lay_groups.enterprise;
end $$;

create or replace function private.meet() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  -- What a person calls themselves when signing up is shown to others: the rule of private.clean_name, without a refusal that would end the sign-up.
  called constant text := left(btrim(regexp_replace(coalesce(new.raw_user_meta_data ->> 'name', ''), private.unclean(), '', 'g'), E' \u3000'), 64);
begin
  insert into public.profiles (user_id, name, email, locale)
  values (new.id, coalesce(nullif(called, ''), left(split_part(new.email, '@', 1), 64), ''), coalesce(new.email, ''),
    case when new.raw_user_meta_data ->> 'locale' in ('zh-CN', 'en') then new.raw_user_meta_data ->> 'locale' end)
  on conflict (user_id) do nothing;
  return new;
end $$;

create or replace function private.follow_address() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.profiles p set email = coalesce(new.email, '') where p.user_id = new.id;
  update public.members m set email = coalesce(new.email, '') where m.user_id = new.id;
  return new;
end $$;

-- PKG-1, §3: operation protection (操作保护). Where an enterprise has switched it on, transitions that are marked `protected` ask for the password again.

create or replace function private.is_protected(enterprise uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((select e.operation_protection from public.enterprises e where e.id = enterprise), false)
$$;

create or replace function private.set_operation_protection_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  becomes constant boolean := (input ->> 'operation_protection')::boolean;
  was boolean;
begin
  select e.operation_protection into was from public.enterprises e where e.id = home for update;
  -- Whoever finds an open page may put the protection on, and never take it off.
  if was and not becomes then perform private.require_sudo(); end if;
  update public.enterprises e set operation_protection = becomes where e.id = home;
  return public.whoami() || jsonb_build_object('about', home, 'before', jsonb_build_object('operation_protection', was), 'after', input);
end $$;

create or replace function public.set_operation_protection(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('enterprise', 'set_operation_protection', request, input)
$$;

-- IAM-5: sessions are Auth's rows; the law lists and ends them, and writes sign-ins into the log. People may belong to several enterprises, so an owner ends
-- no sessions of a member: what an owner takes away is the membership, and disabling it ends every right there at once.

create or replace function private.sessions_seen() returns table (id uuid, created_at timestamptz, seen_at timestamptz, client text, address text, aal text, current boolean)
language sql stable security definer set search_path = '' as $$
  -- refreshed_at has no time zone; Auth writes UTC.
  select s.id, s.created_at, greatest(s.created_at, s.refreshed_at at time zone 'UTC'), coalesce(private.one_line(s.user_agent, 300), '—'), host(s.ip), coalesce(s.aal::text, 'aal1'),
    s.id is not distinct from private.session_id()
  from auth.sessions s where s.user_id = private.actor() and coalesce(s.not_after > now(), true)
$$;

create or replace function private.one_line(said text, most integer) returns text language sql immutable set search_path = '' as $$
  select nullif(left(regexp_replace(said, '[[:cntrl:]\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+', ' ', 'g'), most), '')
$$;

create or replace function private.revoke_session(session uuid, input jsonb) returns jsonb language sql set search_path = '' as $$
  select jsonb_build_object('id', session)
$$;

create or replace function private.after_revoke_session(session uuid, input jsonb) returns void language sql set search_path = '' as $$
  -- Last, because it may be the caller's own. Its refresh tokens go with it (a foreign key of Auth), so it cannot be renewed either.
  delete from auth.sessions s where s.id = session
$$;

create or replace function private.revoke_others_session(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  ended integer;
begin
  delete from auth.sessions s where s.user_id = private.actor() and s.id is distinct from private.session_id();
  get diagnostics ended = row_count;
  return jsonb_build_object('about', private.actor(), 'after', jsonb_build_object('ended', ended), 'ended', ended);
end $$;

create or replace function public.revoke_other_sessions(request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('session', 'revoke_others', request)
$$;

create or replace function private.log_sessions() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- One line an enterprise and a statement: whoever ends a thousand sessions at once leaves one line, which says how many.
  insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb, outcome, details)
  select m.enterprise_id, c.user_id, private.person_name(c.user_id), private.source(), 'session', case when c.sessions = 1 then c.id end,
    case tg_op when 'INSERT' then 'sign_in' else 'sign_out' end, 'granted',
    jsonb_strip_nulls(jsonb_build_object('sessions', nullif(c.sessions, 1), 'user_agent', private.one_line(c.user_agent, 300), 'address', host(c.ip), 'aal', c.aal))
  from (select x.user_id, count(*) as sessions, min(x.id::text) as id, min(x.user_agent) as user_agent, min(x.ip) as ip, min(x.aal::text) as aal from changed x
    where not exists (select from private.bots b where b.user_id = x.user_id) group by x.user_id) c
  join public.members m on m.user_id = c.user_id and m.state = 'active';
  return null;
end $$;

create or replace function private.record_failed_sign_in(email text, address text) returns void language plpgsql security definer set search_path = '' as $$
declare
  account uuid;
begin
  -- Auth keeps addresses in small letters; so asked, its index finds one of a million.
  select u.id into account from auth.users u where u.email = lower(btrim(record_failed_sign_in.email)) and not exists (select from private.bots b where b.user_id = u.id);
  if account is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('sign_in:' || account::text, 0));
  insert into public.audit_log (enterprise_id, source, resource, resource_id, verb, outcome, code, reason, details)
  select m.enterprise_id, 'system', 'session', account::text, 'sign_in', 'refused', f.refusal ->> 'code', f.refusal ->> 'message',
    jsonb_strip_nulls(jsonb_build_object('name', m.name, 'address', case when record_failed_sign_in.address ~ '^[0-9a-fA-F.:]{2,45}$' then record_failed_sign_in.address end))
  from public.members m, private.refusal('bad_password') as f (refusal)
  -- T8: 10 lines a quarter of an hour say that somebody guesses. More would let a stranger fill the log of an enterprise.
  where m.user_id = account and m.state = 'active' and coalesce((select a.at from public.audit_log a
    where a.resource = 'session' and a.resource_id = account::text and a.enterprise_id = m.enterprise_id order by a.id desc offset 9 limit 1) < clock_timestamp() - interval '15 minutes', true);
end $$;

create or replace function public.record_failed_sign_in(email text, address text) returns void language sql security definer set search_path = '' as $$
  select private.record_failed_sign_in(email, address)
$$;

-- people: who may do what, and by which statement of which policy of which group (IAM-2, IAM-3). The answers are those of private.allowed and private.who_may,
-- which the verbs ask too.

create or replace function private.asked_right(home uuid, asked text, noun text, id text, source text) returns table (action text, row_id text, made_by uuid)
language plpgsql set search_path = '' as $$
declare
  about private.resources;
  it private.target;
begin
  action := (select a.action from private.actions a where lower(asked) = any (private.names_of(a.action)));
  if action is null then perform private.refuse('input_invalid', '{"field": "action"}'); end if;
  if source not in ('session', 'slack', 'discord') then perform private.refuse('input_invalid', '{"field": "source"}'); end if;
  if noun is not null then
    select r.* into about from private.resources r where r.resource = noun;
    if found then it := private.target_of(about, lower(id), false); end if;
    if it.enterprise_id is distinct from home or not private.sees(about, it) then perform private.refuse('not_found', jsonb_build_object('resource', noun)); end if;
    row_id := it.row_id;
    made_by := it.made_by;
  end if;
  return next;
end $$;

create or replace function private.statements_about(person uuid, home uuid, action text) returns table (place bigint, "group" text, policy_id uuid, policy text, statement integer, effect text, own boolean, sources jsonb)
-- One plan, as private.allowed has.
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  names constant text[] := private.names_of(action);
begin
  return query
  select row_number() over (order by r.effect desc, g.name, p.name, r.statement) - 1, g.name, p.id, p.name, r.statement, r.effect, r.own, r.sources
  from (select distinct x.policy_id, x.statement, x.effect, x.own, x.sources from private.rights x
    where x.user_id = person and x.enterprise_id = home and exists (select from unnest(names) as n where n like x.pattern)) r
  join public.policies p on p.id = r.policy_id
  join public.group_policies gp on gp.policy_id = r.policy_id and gp.enterprise_id = home
  join public.group_members gm on gm.group_id = gp.group_id
  join public.members m on m.id = gm.member_id and m.user_id = person and m.enterprise_id = home
  join public.groups g on g.id = gp.group_id;
end $$;

create or replace function public.explain_right(action text, member text default null, resource text default null, id text default null, source text default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  asked record;
  m public.members;
begin
  perform private.require(home, case when member is null then 'own' else 'KooMessage:member:list' end);
  if home is null then perform private.refuse('no_enterprise'); end if;
  select x.* into m from public.members x where x.enterprise_id = home and case when member is null then x.user_id = private.actor() else x.id::text = lower(member) end;
  if not found then perform private.refuse('not_found', '{"resource": "member"}'); end if;
  select a.* into asked from private.asked_right(home, action, resource, id, source) a;
  return jsonb_build_object('action', asked.action, 'member', jsonb_build_object('id', m.id, 'name', m.name, 'state', m.state,
      'confirmed', exists (select from auth.users u where u.id = m.user_id and u.email_confirmed_at is not null)),
    'statements', (select coalesce(jsonb_agg(to_jsonb(s) - 'place' order by s.place), '[]') from private.statements_about(m.user_id, home, asked.action) s),
    'cases', (select jsonb_agg(jsonb_build_object('source', p.source, 'mine', w.mine, 'allowed', private.allowed(m.user_id, home, asked.action, w.mine, source => p.source), 'by', (
          select coalesce(jsonb_agg(s.place order by s.place) filter (where s.effect = d.deciding), '[]')
          from private.statements_about(m.user_id, home, asked.action) s
          cross join lateral (select case when bool_or(x.effect = 'Deny') then 'Deny' else 'Allow' end as deciding from private.statements_about(m.user_id, home, asked.action) x
            where private.holds(x.effect, x.own, x.sources, w.mine, p.source)) d
          where private.holds(s.effect, s.own, s.sources, w.mine, p.source))) order by p.place, w.mine)
      from unnest(case when explain_right.source is null then '{session,slack,discord}' else array[explain_right.source] end) with ordinality as p (source, place)
      cross join unnest(case when asked.row_id is null then '{false,true}' else array[coalesce(asked.made_by = m.user_id, false)] end) as w (mine)));
end $$;

create or replace function public.who_can(action text, resource text default null, id text default null, source text default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  asked record;
begin
  perform private.require(home, 'KooMessage:member:list');
  select a.* into asked from private.asked_right(home, action, resource, id, source) a;
  return jsonb_build_object('action', asked.action, 'members', (
    select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'email', m.email, 'always', c.cases = c.allowed,
      'mine_only', not c.others, 'sources', c.sources) order by m.name, m.id), '[]')
    from private.who_may(home, asked.action, null, who_can.source) as w (person)
    join public.members m on m.user_id = w.person and m.enterprise_id = home
    cross join lateral (
      select count(*) as cases, count(*) filter (where x.yes) as allowed, bool_or(x.yes) as any, coalesce(bool_or(x.yes) filter (where not x.mine), false) or asked.row_id is not null as others,
        (select jsonb_agg(distinct y.source) from (select z.source from unnest(array_agg(case when x.yes then x.source end)) as z (source)) y where y.source is not null) as sources
      from (select p.source, r.mine, private.allowed(w.person, home, asked.action, r.mine, source => p.source) as yes
        from unnest(case when who_can.source is null then '{session,slack,discord}' else array[who_can.source] end) as p (source)
        cross join unnest(case when asked.row_id is null then '{false,true}' else array[coalesce(asked.made_by = w.person, false)] end) as r (mine)) x) c
    where c.any));
end $$;

create or replace function public.whoami() returns jsonb language sql stable security definer set search_path = '' as $$
  select private.require_voice();
  select jsonb_build_object(
    'user_id', private.actor(), 'bot', private.is_bot(), 'platform_admin', private.is_platform_admin(),
    'name', p.name, 'email', p.email, 'locale', p.locale, 'notices', p.notices, 'delegate', private.delegation_of(private.current_enterprise(), me.id),
    'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name, 'time_zone', e.time_zone,
        'marketing_from', e.marketing_from, 'marketing_to', e.marketing_to, 'approver_mfa', e.approver_mfa, 'operation_protection', e.operation_protection, 'review_hours', e.review_hours) from public.enterprises e where e.id = private.current_enterprise()),
    'enterprises', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.name), '[]')
        from public.enterprises e where e.id = any (private.my_enterprises())),
    'disabled_in', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.name), '[]')
        from public.enterprises e join public.members m on m.enterprise_id = e.id where m.user_id = private.actor() and m.state = 'disabled'),
    'permissions', private.actions_of(private.actor(), private.current_enterprise()))
  from (select private.actor() as id) me left join public.profiles p on p.user_id = me.id
$$;

create or replace function public.may(action text) returns boolean language sql stable security definer set search_path = '' as $$
  select private.may(private.current_enterprise(), action)
$$;

create or replace function private.switch_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  chosen uuid;
begin
  select e into chosen from unnest(private.my_enterprises()) as e where e::text = lower(input ->> 'enterprise');
  if chosen is null then perform private.refuse('not_found', '{"resource": "enterprise"}'); end if;
  update public.profiles p set enterprise_id = chosen where p.user_id = private.actor();
  return public.whoami() || jsonb_build_object('about', chosen, 'before', jsonb_build_object('enterprise_id', home), 'after', jsonb_build_object('enterprise_id', chosen));
end $$;

create or replace function public.switch_enterprise(enterprise text) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('enterprise', 'switch', null, jsonb_build_object('enterprise', enterprise))
$$;

create or replace function private.set_locale_profile(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was text;
begin
  select p.locale into was from public.profiles p where p.user_id = private.actor() for update;
  update public.profiles p set locale = input ->> 'locale' where p.user_id = private.actor();
  return public.whoami() || jsonb_build_object('about', private.actor(), 'before', jsonb_build_object('locale', was), 'after', input);
end $$;

create or replace function public.set_locale(input jsonb) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('profile', 'set_locale', null, input)
$$;

create or replace function private.set_notices_profile(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was text[];
begin
  select p.notices into was from public.profiles p where p.user_id = private.actor() for update;
  update public.profiles p set notices = private.texts_of(input -> 'notices') where p.user_id = private.actor();
  return public.whoami() || jsonb_build_object('about', private.actor(), 'before', jsonb_build_object('notices', was), 'after', input);
end $$;

create or replace function public.set_notices(input jsonb) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('profile', 'set_notices', null, input)
$$;

create or replace function private.set_marketing_window_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  opens constant time := input ->> 'opens';
  closes constant time := input ->> 'closes';
  was jsonb;
begin
  if closes <= opens then perform private.refuse('input_invalid', '{"field": "closes"}'); end if;
  select jsonb_build_object('from', e.marketing_from, 'to', e.marketing_to) into was from public.enterprises e where e.id = home for update;
  update public.enterprises e set marketing_from = opens, marketing_to = closes where e.id = home;
  return public.whoami() || jsonb_build_object('about', home, 'before', was, 'after', jsonb_build_object('from', opens, 'to', closes));
end $$;

create or replace function public.set_marketing_window(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('enterprise', 'set_marketing_window', request, input)
$$;

create or replace function private.is_platform_admin() returns boolean language sql stable security definer set search_path = '' as $$
  -- In chat nobody is one: a chat account that is taken over must not reach the whole deployment.
  select not private.is_bot() and exists (select from private.platform_admins p where p.user_id = private.actor())
$$;

create or replace function private.platform_waits() returns table (kind text, count integer, since timestamptz) language plpgsql stable set search_path = '' as $$
declare
  -- The State Council publishes the next year in November.
  today constant date := (now() at time zone 'Asia/Shanghai')::date;
  next_year constant integer := extract(year from today + interval '2 months')::integer;
begin
  return query
  select x.* from (
    select 'orders', count(*)::integer, min(o.ordered_at) from public.orders o where o.state = 'ordered'
    union all
    select 'vendor_reviews', count(*)::integer, min(v.decided_at) from private.vendor_handoffs h join public.template_versions v on v.id = h.version_id
      join public.vendor_reviews r on r.version_id = h.version_id where h.by_hand and r.state = 'pending'
    union all
    select 'carriers', count(distinct o.carrier_id)::integer, min(o.since) from public.carrier_outages o where o.until is null
    union all
    select 'keys', count(*)::integer, min(k.created_at) from public.carriers k where not exists (select from private.carrier_secrets s where s.carrier_id = k.id)
    union all
    select 'calendar', (not exists (select from public.holidays d where extract(year from d.day) = next_year))::integer, null) as x (kind, count, since)
  where x.count > 0;
end $$;

create or replace function public.platform_overview() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(null, 'platform');
  return jsonb_build_object('enterprises', (select count(*) from public.enterprises), 'members', (select count(*) from public.members m where m.state = 'active'),
    'sends', (select coalesce(jsonb_object_agg(s.state, s.n), '{}') from (select x.state, count(*) as n from public.sends x group by x.state) s),
    'waiting', (select coalesce(jsonb_agg(to_jsonb(w) order by w.since nulls last, w.kind), '[]') from private.platform_waits() w));
end $$;

create or replace function private.day_in(input jsonb, field text) returns date language plpgsql immutable set search_path = '' as $$
begin
  return (input ->> field)::date;
exception when others then
  perform private.refuse('input_invalid', jsonb_build_object('field', field));
end $$;

create or replace function private.create_holiday(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  first_day constant date := private.day_in(input, 'day');
  last_day constant date := coalesce(private.day_in(input, 'until'), first_day);
  made jsonb;
begin
  -- The longest so far was nine days.
  if last_day - first_day not between 0 and 30 then perform private.refuse('input_invalid', '{"field": "until"}'); end if;
  with added as (
    insert into public.holidays (day, kind, name)
    select d::date, (input ->> 'kind')::public.holiday_kind, private.clean_name(input ->> 'name') from generate_series(first_day, last_day, interval '1 day') as d returning id, day)
  select jsonb_agg(a.id order by a.day) into made from added a;
  return made;
end $$;

create or replace function public.create_holiday(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('holiday', 'create', request, input, 'holidays')
$$;

create or replace function private.update_holiday(holiday uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.holidays h set day = private.day_in(input, 'day'), kind = (input ->> 'kind')::public.holiday_kind, name = private.clean_name(input ->> 'name') where h.id = holiday
$$;

create or replace function private.call_limits() returns table (id uuid, name text, scope text, most integer, per text, why text, allowed_24h bigint, refused_24h bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_platform_admin() then return; end if;
  return query
  select l.id, l.name, l.scope, l.most, private.span_text(extract(epoch from l.per)::integer), l.why, h.allowed, h.refused
  from private.limits l
  cross join lateral (select coalesce(sum(x.allowed), 0)::bigint as allowed, coalesce(sum(x.refused), 0)::bigint as refused
    from private.limit_hours x where x.limit_name = l.name and x.hour > now() - interval '24 hours') h;
end $$;

-- Enterprises as platform admins see them: counts, and no row of theirs (decisions §3).

create or replace function private.tenants() returns table (id uuid, name text, created_at timestamptz, members integer, channels integer, sends integer, sends_30d integer, handed_30d bigint,
  open_orders integer, last_send_at timestamptz) language plpgsql stable security definer set search_path = '' as $$
begin
  -- Whoever does not run the deployment reads an empty list, as of a table with row-level security.
  if not private.is_platform_admin() then return; end if;
  return query
  select e.id, e.name, e.created_at,
    (select count(*)::integer from public.members m where m.enterprise_id = e.id and m.state = 'active'),
    (select count(*)::integer from public.channels c where c.enterprise_id = e.id and c.state <> 'revoked'),
    s.n, s.recent, coalesce((select sum(d.send_count) from public.send_days d where d.enterprise_id = e.id and d.day > current_date - 30), 0)::bigint,
    (select count(*)::integer from public.orders o where o.enterprise_id = e.id and o.state = 'ordered'), s.last
  from public.enterprises e
  cross join lateral (select count(*)::integer as n, (count(*) filter (where x.created_at > now() - interval '30 days'))::integer as recent, max(x.created_at) as last
    from public.sends x where x.enterprise_id = e.id) s;
end $$;

create or replace function private.port_binding_logged(binding uuid) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('name', p.number, 'number', p.number, 'signature', b.signature, 'account_name', a.name, 'region', b.region)
  from public.port_bindings b join public.ports p on p.id = b.port_id join public.service_accounts a on a.id = b.account_id where b.id = binding
$$;

create or replace function private.region_stretch(region integer, base bigint default 0) returns int8range language sql immutable set search_path = '' as $$
  select int8range(base + region, base + region + case when region = 0 then 1000000 when region % 10000 = 0 then 10000 else 100 end)
$$;

create or replace function private.stretch_of(port public.ports, signature text, region integer) returns int8range language sql immutable set search_path = '' as $$
  select private.region_stretch(region, (port.place * 8 + array_position(port.signatures, signature)) * 1000000)
$$;

create or replace function private.region_of(typed text) returns integer language plpgsql stable set search_path = '' as $$
declare
  code integer;
begin
  select r.code into code from private.regions r where lower(btrim(typed, E' \t\u3000')) = any (r.names);
  if not found then perform private.refuse('region_unknown', jsonb_build_object('field', 'region', 'name', left(btrim(typed), 40))); end if;
  return code;
end $$;

create or replace function private.bind_port(p public.ports, signature text, account uuid, region integer, automatic boolean) returns uuid language plpgsql set search_path = '' as $$
declare
  place constant int8range := private.stretch_of(p, signature, region);
  taken record;
  made uuid;
begin
  select a.name, r.zh, r.en into taken from public.port_bindings b join public.service_accounts a on a.id = b.account_id join private.regions r on r.code = b.region
  where b.stretch && place order by b.created_at limit 1;
  if found then
    perform private.refuse('port_taken', jsonb_build_object('number', p.number, 'signature', signature, 'name', taken.name,
      'where', jsonb_build_array(jsonb_build_object('zh', taken.zh, 'en', taken.en))));
  end if;
  insert into public.port_bindings (enterprise_id, port_id, account_id, signature, region, automatic, stretch, created_by)
  values (p.enterprise_id, p.id, account, bind_port.signature, bind_port.region, bind_port.automatic, place, private.actor()) returning id into made;
  return made;
end $$;

create or replace function private.authorise_signatures(account uuid, signatures text[]) returns void language plpgsql set search_path = '' as $$
declare
  home uuid;
  taken record;
  p public.ports;
  s text;
begin
  select a.enterprise_id into home from public.service_accounts a where a.id = account;
  -- Of an approval and a new number at once, the second sees what the first has made.
  perform pg_advisory_xact_lock(hashtextextended('ports:' || home::text, 0));
  select x.signature, a.name into taken from private.authorised_signatures x join public.service_accounts a on a.id = x.account_id
  where x.enterprise_id = home and x.account_id <> account and x.signature = any (coalesce(signatures, '{}')) limit 1;
  if found then perform private.refuse('signature_authorised', jsonb_build_object('signature', taken.signature, 'name', taken.name)); end if;
  delete from private.authorised_signatures x where x.account_id = account;
  delete from public.port_bindings b where b.account_id = account and (b.automatic or b.signature = any (coalesce(signatures, '{}')));
  foreach s in array coalesce(signatures, '{}') loop
    insert into private.authorised_signatures (enterprise_id, signature, account_id) values (home, s, account);
    for p in select x.* from public.ports x where x.enterprise_id = home and s = any (x.signatures) order by x.place loop
      perform private.bind_port(p, s, account, 0, true);
    end loop;
  end loop;
end $$;

create or replace function private.create_port(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  about private.account_fields;
  proof record;
  made public.ports;
  s record;
begin
  if btrim(input ->> 'number') !~ '^[0-9]{3,21}$' then perform private.refuse('port_number_invalid', jsonb_build_object('field', 'number', 'number', left(btrim(input ->> 'number'), 40))); end if;
  select f.* into strict about from private.account_fields f where f.place = 'profile' and f.name = 'signatures';
  select p.path, p.name into proof from private.proof_of(input, 'port-proofs', 'jpg/png/bmp', home) p;
  if proof.path is null then perform private.refuse('port_proof_required', '{"field": "proof"}'); end if;
  perform pg_advisory_xact_lock(hashtextextended('ports:' || home::text, 0));
  insert into public.ports (enterprise_id, number, kind, signatures, proof_path, proof_name, created_by)
  values (home, btrim(input ->> 'number'), (input ->> 'kind')::public.port_kind, private.signatures_in(input -> 'signatures', 5, about, 'signatures'), proof.path, proof.name, private.actor())
  returning * into made;
  for s in select x.signature, x.account_id from private.authorised_signatures x where x.enterprise_id = home and x.signature = any (made.signatures) loop
    perform private.bind_port(made, s.signature, s.account_id, 0, true);
  end loop;
  return made.id;
end $$;

create or replace function private.create_port_binding(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  p public.ports;
  a public.service_accounts;
  signed text := nullif(btrim(coalesce(input ->> 'signature', ''), E' \u3000'), '');
begin
  select x.* into p from public.ports x where x.id = private.as_uuid(input ->> 'port_id', 'port_id') and x.enterprise_id = home for key share;
  if not found then perform private.refuse('not_found', '{"resource": "port"}'); end if;
  select x.* into a from public.service_accounts x where x.id = private.as_uuid(input ->> 'account_id', 'account_id') and x.enterprise_id = home;
  if not found then perform private.refuse('not_found', '{"resource": "service_account"}'); end if;
  if not exists (select from public.account_parts q where q.account_id = a.id and q.kind = 'profile' and q.live_version_id is not null) then
    perform private.refuse('account_not_approved', jsonb_build_object('field', 'account_id', 'name', a.name));
  end if;
  -- Of a number with one signature, it need not be named.
  if signed is null and cardinality(p.signatures) = 1 then signed := p.signatures[1]; end if;
  if signed is null or signed <> all (p.signatures) then
    perform private.refuse('port_signature_unknown', jsonb_build_object('field', 'signature', 'number', p.number, 'signatures', array_to_string(p.signatures, '、')));
  end if;
  return private.bind_port(p, signed, a.id, private.region_of(input ->> 'region'), false);
end $$;

create or replace function private.days_left(home uuid, kind public.quota_kind, per_day numeric) returns numeric language plpgsql stable set search_path = '' as $$
declare
  p record;
  days numeric := 0;
begin
  -- As charging takes them: the one that ends first. What is left of it when it ends is lost.
  for p in
    select a.balance, extract(epoch from x.expires_at - now()) / 86400 as ends
    from public.quota_accounts a join public.packages x on x.id = a.package_id
    where a.enterprise_id = home and a.kind = days_left.kind and a.account = 'available' and a.balance > 0 and x.expires_at > now() order by x.expires_at, x.id
  loop
    days := greatest(days, least(days + p.balance / per_day, p.ends));
  end loop;
  return days;
end $$;

create or replace function private.unpaid_clicks() returns table (enterprise_id uuid, owed bigint) language sql stable security definer set search_path = '' as $$
  select c.enterprise_id, c.owed from private.click_charges c where c.owed > 0 and c.enterprise_id = any ((select private.may_in('KooMessage:quota:list'))::uuid[])
$$;

-- ---------------------------------------------------------------------------------------------
-- The ledger. Lock order everywhere: deliveries on their way (claimed, or handed over) in id order → send → quota → other deliveries. The row of
-- totals stands for the send. Whoever holds it waits for no delivery that is on its way. Receipts and hand-offs update those deliveries first and
-- lock the account last, so that they run side by side on one send.

create or replace function private.lock_quota(enterprise uuid, kind public.quota_kind) returns void language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('quota:' || enterprise::text || kind::text, 0));
end $$;

create or replace function private.transfer(enterprise uuid, kind public.quota_kind, from_account text, to_account text, package uuid, amount bigint, reason text, holder uuid default null)
returns void language plpgsql set search_path = '' as $$
declare
  pair uuid := gen_random_uuid();
  send constant uuid := (select s.id from public.sends s where s.id = holder);
  task constant uuid := (select t.id from public.resolve_tasks t where t.id = holder);
begin
  if amount = 0 then return; end if;
  insert into public.quota_accounts as a (enterprise_id, kind, account, package_id)
  values (enterprise, transfer.kind, from_account, package), (enterprise, transfer.kind, to_account, package)
  on conflict on constraint one_account_a_package do nothing;
  update public.quota_accounts a set balance = a.balance + case when a.account = to_account then amount else -amount end
  where a.enterprise_id = enterprise and a.kind = transfer.kind and a.package_id is not distinct from package and a.account in (from_account, to_account);
  insert into public.quota_ledger (enterprise_id, kind, transfer, account, package_id, amount, reason, send_id, task_id) values
    (enterprise, transfer.kind, pair, from_account, package, -amount, transfer.reason, send, task),
    (enterprise, transfer.kind, pair, to_account, package, amount, transfer.reason, send, task);
end $$;

create or replace function private.reserve(holder uuid, enterprise uuid, kind public.quota_kind, amount bigint, reason text default 'reserve') returns void
language plpgsql set search_path = '' as $$
declare
  missing bigint := amount;
  part bigint;
  package record;
begin
  perform private.lock_quota(enterprise, kind);
  -- PKG-2: packages first, those that expire earliest before the others; the rest is pay-as-you-go.
  for package in
    select a.package_id, a.balance from public.quota_accounts a join public.packages p on p.id = a.package_id
    where a.enterprise_id = enterprise and a.kind = reserve.kind and a.account = 'available' and a.balance > 0 and p.expires_at > clock_timestamp()
    order by p.expires_at, p.paid_at, p.id
  loop
    exit when missing = 0;
    part := least(missing, package.balance);
    perform private.transfer(enterprise, kind, 'available', 'reserved', package.package_id, part, reason, holder);
    insert into private.reservations (holder_id, enterprise_id, kind, package_id, ordinal, reserved)
    select holder, enterprise, reserve.kind, package.package_id, coalesce(max(r.ordinal), 0) + 1, part from private.reservations r where r.holder_id = holder;
    missing := missing - part;
  end loop;
  if missing > 0 then
    -- PKG-2: pay-as-you-go is on by default. With it switched off, a send is limited to the packages. What a phone has shown already is charged in
    -- any case.
    if reason = 'reserve' and not (private.settings_of(enterprise)).pay_as_you_go then
      perform private.refuse('quota_short', jsonb_build_object('missing', missing, 'needed', amount));
    end if;
    perform private.transfer(enterprise, kind, 'available', 'reserved', null, missing, reason, holder);
    insert into private.reservations (holder_id, enterprise_id, kind, package_id, ordinal, reserved)
    select holder, enterprise, reserve.kind, null, coalesce(max(r.ordinal), 0) + 1, missing from private.reservations r where r.holder_id = holder;
  end if;
end $$;

create or replace function private.settle(holder uuid, used bigint) returns void language plpgsql set search_path = '' as $$
declare
  home uuid;
  line private.reservations;
  part bigint;
  left_open bigint;
  to_settle bigint := used;
begin
  select r.enterprise_id into home from private.reservations r where r.holder_id = holder limit 1;
  if used = 0 or home is null then return; end if;
  perform private.lock_quota(home, 'aim_resolution');
  select sum(r.reserved - r.settled - r.released) into left_open from private.reservations r where r.holder_id = holder;
  -- The message had failed, so its unit went back, and then a phone opened its card all the same: the unit is taken again.
  if left_open < used then perform private.reserve(holder, home, 'aim_resolution', used - left_open, 'late resolution'); end if;
  for line in select r.* from private.reservations r where r.holder_id = holder and r.settled + r.released < r.reserved order by r.ordinal loop
    exit when to_settle = 0;
    part := least(to_settle, line.reserved - line.settled - line.released);
    perform private.transfer(line.enterprise_id, line.kind, 'reserved', 'used', line.package_id, part, 'settle', holder);
    update private.reservations r set settled = r.settled + part where r.holder_id = holder and r.ordinal = line.ordinal;
    to_settle := to_settle - part;
  end loop;
end $$;

create or replace function private.release(holder uuid, unused bigint, reason text default 'release') returns void language plpgsql set search_path = '' as $$
declare
  line private.reservations;
  part bigint;
  to_release bigint := unused;
begin
  if unused <= 0 then return; end if;
  select r.* into line from private.reservations r where r.holder_id = holder limit 1;
  if not found then raise exception '% has reserved nothing', holder; end if;
  perform private.lock_quota(line.enterprise_id, line.kind);
  -- In the opposite order of settling, so that the units used stay those of the packages that expire first.
  for line in select r.* from private.reservations r where r.holder_id = holder and r.settled + r.released < r.reserved order by r.ordinal desc loop
    exit when to_release = 0;
    part := least(to_release, line.reserved - line.settled - line.released);
    perform private.transfer(line.enterprise_id, line.kind, 'reserved', 'available', line.package_id, part, release.reason, holder);
    update private.reservations r set released = r.released + part where r.holder_id = holder and r.ordinal = line.ordinal;
    to_release := to_release - part;
  end loop;
end $$;

create or replace function private.charge(enterprise uuid, kind public.quota_kind, amount bigint, reason text, holder uuid, beyond boolean default true) returns bigint language plpgsql set search_path = '' as $$
declare
  missing bigint := amount;
  part bigint;
  package record;
begin
  perform private.lock_quota(enterprise, kind);
  -- PKG-2: as in reserve, packages first, those that expire earliest before the others.
  for package in
    select a.package_id, a.balance from public.quota_accounts a join public.packages p on p.id = a.package_id
    where a.enterprise_id = enterprise and a.kind = charge.kind and a.account = 'available' and a.balance > 0 and p.expires_at > clock_timestamp()
    order by p.expires_at, p.paid_at, p.id
  loop
    exit when missing = 0;
    part := least(missing, package.balance);
    perform private.transfer(enterprise, kind, 'available', 'used', package.package_id, part, reason, holder);
    missing := missing - part;
  end loop;
  if not beyond then return missing; end if;
  perform private.transfer(enterprise, kind, 'available', 'used', null, missing, reason, holder);
  return 0;
end $$;

create or replace function private.expire_packages() returns integer language plpgsql set search_path = '' as $$
declare
  line record;
  moved integer := 0;
begin
  for line in
    select a.enterprise_id, a.kind, a.package_id from public.quota_accounts a join public.packages p on p.id = a.package_id
    where a.account = 'available' and a.balance > 0 and p.expires_at <= clock_timestamp() limit 100
  loop
    perform private.lock_quota(line.enterprise_id, line.kind);
    perform private.transfer(line.enterprise_id, line.kind, 'available', 'expired', line.package_id,
      (select a.balance from public.quota_accounts a where a.enterprise_id = line.enterprise_id and a.kind = line.kind
        and a.package_id = line.package_id and a.account = 'available'), 'expiry');
    moved := moved + 1;
  end loop;
  return moved;
end $$;

-- What a send costs (PKG-2): units from the packages first, beyond them at the price of a unit; SMS segments beside them, in no ledger.
-- What is asked for each row of a list is plpgsql, whose plans are kept: as SQL functions 1,000 rows took half a second more.

create or replace function private.price_at(item text, at timestamptz) returns bigint language plpgsql stable set search_path = '' as $$
begin
  return (
    select u.price_micros from public.unit_prices u where u.item = price_at.item and u.since <= at order by u.since desc limit 1);
end $$;

create or replace function private.fen_of(amount bigint, price_micros bigint) returns bigint language plpgsql immutable set search_path = '' as $$
begin
  -- Rounded once, at the end. Nothing costs nothing, whether it has a price or not.
  return (
    select case when amount = 0 then 0 else round(amount * price_micros / 10000.0)::bigint end);
end $$;

create or replace function private.cost_of(enterprise uuid, units bigint, segments bigint) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('units', units, 'packages', least(units, q.left), 'pay_as_you_go', b.beyond, 'allowed', b.beyond = 0 or (private.settings_of(enterprise)).pay_as_you_go,
    'segments', segments, 'currency', s.currency, 'unit_micros', p.unit, 'segment_micros', p.segment,
    'units_fen', private.fen_of(b.beyond, p.unit), 'segments_fen', private.fen_of(segments, p.segment), 'most_fen', private.fen_of(b.beyond, p.unit) + private.fen_of(segments, p.segment))
  from private.sale_settings s
  cross join lateral (select private.price_at('aim_resolution', now()) as unit, private.price_at('sms_segment', now()) as segment) p
  cross join lateral (
    select coalesce(sum(a.balance), 0)::bigint as left from public.quota_accounts a join public.packages x on x.id = a.package_id
    where a.enterprise_id = enterprise and a.kind = 'aim_resolution' and a.account = 'available' and a.balance > 0 and x.expires_at > now()) q
  cross join lateral (select greatest(0, units - q.left) as beyond) b
$$;

create or replace function private.units_of(send uuid) returns bigint language sql stable set search_path = '' as $$
  select f.accepted - s.left_out from public.sends s join public.number_files f on f.id = s.number_file_id where s.id = send
$$;

create or replace function private.send_cost(send uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select private.cost_of(s.enterprise_id, n.units, n.units * s.segments) from public.sends s cross join lateral (select private.units_of(send) as units) n where s.id = send
$$;

create or replace function private.send_charges(send uuid, segments bigint) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_build_object('units', r.used, 'packages', r.used - r.beyond, 'pay_as_you_go', r.beyond, 'open', r.open, 'segments', segments, 'currency', s.currency,
      'units_fen', r.units_fen, 'segments_fen', c.segments_fen, 'total_fen', r.units_fen + c.segments_fen)
    from (
      select sum(x.settled)::bigint as used, coalesce(sum(x.settled) filter (where x.package_id is null), 0)::bigint as beyond,
        sum(x.reserved - x.settled - x.released)::bigint as open, min(x.at) as at,
        case when bool_and(x.fen is not null) then sum(x.fen)::bigint end as units_fen
      from (select l.*, case when l.package_id is null then private.fen_of(l.settled, private.price_at('aim_resolution', l.at)) else 0 end as fen
        from private.reservations l where l.holder_id = send) x) r
    cross join private.sale_settings s
    cross join lateral (select private.fen_of(segments, private.price_at('sms_segment', r.at)) as segments_fen) c
    where r.used is not null);
end $$;

create or replace function public.preview_cost(numbers bigint, segments integer) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(private.current_enterprise(), 'KooMessage:sendTask:list');
  if numbers not between 0 and 10000000 or numbers is null then perform private.refuse('input_invalid', '{"field": "numbers"}'); end if;
  if segments not between 0 and 100 or segments is null then perform private.refuse('input_invalid', '{"field": "segments"}'); end if;
  return private.cost_of(private.current_enterprise(), numbers, numbers * segments);
end $$;

-- quotas: how long a send or a resolve task keeps its units (PKG-2)

create or replace function private.hold_task(task uuid) returns void language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  missing bigint;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  -- With pay-as-you-go, resolutions are paid for as they come. Without it, what was promised to phones has to be there when they ask.
  if (private.settings_of(t.enterprise_id)).pay_as_you_go and not exists (select from private.holds h where h.holder_id = task) then return; end if;
  missing := case t.kind when 'group' then t.max_resolutions else t.asked end - (select coalesce(sum(d.resolutions), 0) from public.link_days d where d.task_id = task)
    - (select coalesce(sum(r.reserved - r.settled - r.released), 0) from private.reservations r where r.holder_id = task);
  if missing > 0 then perform private.reserve(task, t.enterprise_id, 'aim_resolution', missing); end if;
  insert into private.holds (holder_id, kind, look_at) values (task, 'resolve_task', t.expires_at)
  on conflict on constraint holds_pkey do update set look_at = excluded.look_at, links_over = null;
end $$;

create or replace function private.links_end(h private.holds) returns timestamptz language plpgsql stable set search_path = '' as $$
begin
  if h.kind = 'resolve_task' then
    return (select case when t.state = 'cancelled' then '-infinity' else t.expires_at end from public.resolve_tasks t where t.id = h.holder_id);
  end if;
  -- RES-3: each link ends validity_days after its own hand-off, so the last one after the last batch. What is still on its way has no end yet. A send
  -- that was cancelled before anything went out has no batch, and no link. Where receipts told all before the hand-off was recorded, the batch is closed.
  return (select case when bool_and(coalesce(b.done_at, b.closed_at) is not null) filter (where b.id is not null) is not false then coalesce(max(coalesce(b.done_at, b.closed_at)) + make_interval(days => s.validity_days), '-infinity') end
    from public.sends s left join private.batches b on b.send_id = s.id where s.id = h.holder_id group by s.id);
end $$;

create or replace function private.close_reservations(most integer default 20) returns integer language plpgsql set search_path = '' as $$
declare
  h private.holds;
  over timestamptz;
  closed integer := 0;
begin
  for h in select x.* from private.holds x where x.look_at <= clock_timestamp() order by x.look_at limit most for no key update skip locked loop
    over := private.links_end(h);
    -- A request that was let in at the last moment may run for 8 s (statement_timeout), and a clock may be off by a little.
    if over is null or over + interval '1 minute' > clock_timestamp() then
      update private.holds x set look_at = coalesce(over, clock_timestamp()) + interval '1 minute' where x.holder_id = h.holder_id;
    elsif h.links_over is null then
      update private.holds x set links_over = pg_current_xact_id() where x.holder_id = h.holder_id;
    elsif (select r.done_below from private.link_roll_up r) > h.links_over and not exists (select from private.link_charges c where c.holder_id = h.holder_id) then
      perform private.release(h.holder_id, (select sum(r.reserved - r.settled - r.released)::bigint from private.reservations r where r.holder_id = h.holder_id), 'links over');
      delete from private.holds x where x.holder_id = h.holder_id;
      closed := closed + 1;
    end if;
  end loop;
  return closed;
end $$;

create or replace function private.is_on_sale(o public.offers) returns boolean language sql stable set search_path = '' as $$
  select o.state = 'listed' and o.sale_from <= now() and (o.sale_until is null or o.sale_until > now())
$$;

create or replace function private.offer_in(input jsonb) returns public.offers language plpgsql stable set search_path = '' as $$
declare
  o public.offers := jsonb_populate_record(null::public.offers, input - array['sale_from', 'sale_until', 'base_revision']);
begin
  o.spec := coalesce(o.spec, 'three_network');
  if o.kind <> 'basic' and o.spec <> 'three_network' then perform private.refuse('input_invalid', '{"field": "spec"}'); end if;
  o.validity_months := coalesce(o.validity_months, 12);
  o.sale_from := coalesce(private.as_time(input ->> 'sale_from', 'sale_from'), now());
  o.sale_until := private.as_time(input ->> 'sale_until', 'sale_until');
  if o.sale_until <= greatest(o.sale_from, now()) then perform private.refuse('input_invalid', '{"field": "sale_until"}'); end if;
  return o;
end $$;

create or replace function private.create_offer(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  o constant public.offers := private.offer_in(input);
  made uuid;
begin
  insert into public.offers (sku, kind, spec, size, price_fen, currency, validity_months, sale_from, sale_until)
  select o.sku, o.kind, o.spec, o.size, o.price_fen, s.currency, o.validity_months, o.sale_from, o.sale_until from private.sale_settings s returning id into made;
  return made;
end $$;

create or replace function private.update_offer(offer uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  o constant public.offers := private.offer_in(input);
begin
  -- The second of two who edit it at once is told, so that the first is not overwritten.
  if (input ->> 'base_revision')::integer <> (select x.revision from public.offers x where x.id = offer) then
    perform private.refuse('offer_edited', jsonb_build_object('name', (select x.sku from public.offers x where x.id = offer)));
  end if;
  update public.offers x set sku = o.sku, kind = o.kind, spec = o.spec, size = o.size, price_fen = o.price_fen, validity_months = o.validity_months,
    sale_from = case when input ->> 'sale_from' is null then x.sale_from else o.sale_from end, sale_until = o.sale_until, revision = x.revision + 1 where x.id = offer;
end $$;

create or replace function private.set_unit_price(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  insert into public.unit_prices (item, price_micros, currency) select input ->> 'item', (input ->> 'price_micros')::bigint, s.currency from private.sale_settings s returning id into made;
  return made;
end $$;

create or replace function private.set_sale_settings(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was boolean;
begin
  select s.orders_confirm_themselves into was from private.sale_settings s for update;
  update private.sale_settings s set orders_confirm_themselves = (input ->> 'orders_confirm_themselves')::boolean;
  return input || jsonb_build_object('before', jsonb_build_object('orders_confirm_themselves', was), 'after', input);
end $$;

create or replace function public.price_list() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(null, 'own');
  return (select jsonb_build_object('currency', s.currency, 'orders_confirm_themselves', s.orders_confirm_themselves,
      'offers', (select coalesce(jsonb_agg(to_jsonb(o) order by o.kind, array_position(array['three_network', 'mobile', 'unicom', 'telecom'], o.spec), o.size, o.sku), '[]') from public.offers o where private.is_on_sale(o)),
      'units', (select coalesce(jsonb_object_agg(u.item, u.price_micros), '{}') from (
        select distinct on (x.item) x.item, x.price_micros from public.unit_prices x order by x.item, x.since desc) u))
    from private.sale_settings s);
end $$;

create or replace function private.pay_order(one uuid) returns void language plpgsql set search_path = '' as $$
declare
  o public.orders;
  package uuid;
begin
  select x.* into o from public.orders x where x.id = one;
  insert into public.packages (enterprise_id, kind, spec, size, order_id, expires_at)
  -- A month ends on its day in the enterprise's zone.
  select o.enterprise_id, o.kind, o.spec, o.units, o.id, ((now() at time zone e.time_zone) + make_interval(months => o.validity_months)) at time zone e.time_zone
  from public.enterprises e where e.id = o.enterprise_id returning id into package;
  perform private.lock_quota(o.enterprise_id, o.kind);
  perform private.transfer(o.enterprise_id, o.kind, 'granted', 'available', package, o.units, 'package');
end $$;

create or replace function private.new_order_no() returns text language plpgsql set search_path = '' as $$
declare
  made text;
begin
  -- Not counted up: a customer learns nothing of how much others order.
  loop
    made := 'PO-' || upper(encode(extensions.gen_random_bytes(5), 'hex'));
    exit when not exists (select from public.orders o where o.order_no = made);
  end loop;
  return made;
end $$;

create or replace function private.create_order(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  o public.offers;
  zone constant text := (select e.time_zone from public.enterprises e where e.id = home);
  made uuid;
begin
  -- It is neither edited nor withdrawn while it is ordered.
  select x.* into o from public.offers x where x.id = private.as_uuid(input ->> 'offer_id', 'offer_id') for share;
  if not found then perform private.refuse('not_found', '{"resource": "offer", "field": "offer_id"}'); end if;
  if o.state <> 'listed' then perform private.refuse('offer_withdrawn', jsonb_build_object('name', o.sku)); end if;
  if o.sale_from > now() then perform private.refuse('offer_not_yet', jsonb_build_object('name', o.sku, 'from', to_char(o.sale_from at time zone zone, 'YYYY-MM-DD HH24:MI'), 'zone', zone)); end if;
  if o.sale_until <= now() then perform private.refuse('offer_over', jsonb_build_object('name', o.sku, 'until', to_char(o.sale_until at time zone zone, 'YYYY-MM-DD HH24:MI'), 'zone', zone)); end if;
  -- What was shown is what is ordered.
  if o.revision <> (input ->> 'revision')::numeric then perform private.refuse('offer_changed', jsonb_build_object('name', o.sku)); end if;
  -- A bound, not a count: orders at the same instant may pass it by a few.
  if (select count(*) from public.orders x where x.enterprise_id = home and x.state = 'ordered') >= 20 then
    perform private.refuse('capacity_reached', jsonb_build_object('what', 'open_orders', 'max', 20));
  end if;
  insert into public.orders (order_no, enterprise_id, enterprise_name, ordered_by, ordered_by_name, offer_id, revision, sku, kind, spec, size, price_fen, currency, validity_months, quantity)
  select private.new_order_no(), home, e.name, private.actor(), private.person_name(private.actor()), o.id, o.revision, o.sku, o.kind, o.spec, o.size, o.price_fen, o.currency, o.validity_months,
    (input ->> 'quantity')::integer
  from public.enterprises e where e.id = home returning id into made;
  if (select s.orders_confirm_themselves from private.sale_settings s) then
    perform private.transition('order', made, 'confirm_itself');
    update public.orders x set confirmed_itself = true, decided_at = clock_timestamp() where x.id = made;
    perform private.pay_order(made);
  end if;
  return made;
end $$;

create or replace function private.cancel_order(package_order uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.orders o set decided_by_name = private.person_name(private.actor()) where o.id = package_order
$$;

create or replace function public.cancel_order(package_order text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('order', 'cancel', package_order, request, null, reason)
$$;

create or replace function private.confirm_order(package_order uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  if coalesce(btrim(input ->> 'reference'), '') = '' then perform private.refuse('input_invalid', '{"field": "reference"}'); end if;
  update public.orders o set payment_reference = private.clean_name(input ->> 'reference'), decided_by_name = private.person_name(private.actor()) where o.id = package_order;
  perform private.pay_order(package_order);
end $$;

create or replace function private.decline_order(package_order uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.orders o set decided_by_name = private.person_name(private.actor()) where o.id = package_order
$$;

create or replace function private.channel_name(channel uuid) returns text language sql stable security definer set search_path = '' as $$
  select c.name from public.channels c where c.id = channel
$$;

create or replace function private.count_step(send uuid, old public.delivery_state, new public.delivery_state, n integer, unresolved integer) returns void
language plpgsql set search_path = '' as $$
begin
  update public.send_totals t set
    pending = t.pending - case when old = 'pending' then n else 0 end,
    handed = t.handed - case when old = 'handed' then n else 0 end,
    delivered = t.delivered + case when new = 'delivered' then n else 0 end,
    failed = t.failed + case when new = 'failed' then n when old = 'failed' then -n else 0 end,
    expired = t.expired + case when new = 'expired' then n when old = 'expired' then -n else 0 end,
    timed_out = t.timed_out + case when new = 'timed_out' then n when old = 'timed_out' then -n else 0 end,
    unknown = t.unknown + case when new = 'unknown' then n when old = 'unknown' then -n else 0 end
  where t.send_id = send;
  -- PKG-2: a message that failed, or expired by the carrier's word, gives its unit back, unless its card was shown. A receipt takes nothing: what is
  -- paid is the resolution, and it is settled where it is rolled up.
  if new in ('failed', 'expired') and old not in ('failed', 'expired') then perform private.release(send, unresolved); end if;
  perform private.touch_cards('send', send);
end $$;

create or replace function private.count_days(enterprise uuid, steps private.step[]) returns void language plpgsql set search_path = '' as $$
begin
  -- A change takes its messages from where they were counted and puts them where they are counted now. A receipt names the vendor, so what was submitted and
  -- accepted moves to that vendor with it. Accepted: whatever the carrier took, so neither what is in doubt nor what it refused.
  insert into public.send_days as y (send_id, enterprise_id, day, vendor, submission_count, send_count, delivered, failed, expired, timed_out, unknown)
  select c.send_id, enterprise, c.day, c.vendor, c.submitted, c.accepted, c.delivered, c.failed, c.expired, c.timed_out, c.unknown from (
    select x.send_id, x.day, x.vendor, sum(x.n) filter (where x.state <> 'pending') as submitted, sum(x.n) filter (where x.accepted) as accepted,
      sum(x.n) filter (where x.state = 'delivered') as delivered, sum(x.n) filter (where x.state = 'failed') as failed, sum(x.n) filter (where x.state = 'expired') as expired,
      sum(x.n) filter (where x.state = 'timed_out') as timed_out, sum(x.n) filter (where x.state = 'unknown') as unknown
    from (
      select s.send_id, s.day, s.earlier as vendor, s.old as state, -s.n as n, s.old not in ('pending', 'unknown') and not s.turned_away as accepted from unnest(steps) as s
      union all
      select s.send_id, s.day, s.vendor, s.new, s.n, s.new <> 'unknown' from unnest(steps) as s) x
    group by x.send_id, x.day, x.vendor) y
  cross join lateral (select y.send_id, y.day, y.vendor, coalesce(y.submitted, 0) as submitted, coalesce(y.accepted, 0) as accepted, coalesce(y.delivered, 0) as delivered,
    coalesce(y.failed, 0) as failed, coalesce(y.expired, 0) as expired, coalesce(y.timed_out, 0) as timed_out, coalesce(y.unknown, 0) as unknown) c
  where (c.submitted, c.accepted, c.delivered, c.failed, c.expired, c.timed_out, c.unknown) <> (0, 0, 0, 0, 0, 0, 0)
  order by c.send_id, c.day, c.vendor
  on conflict on constraint one_row_a_send_day do update set submission_count = y.submission_count + excluded.submission_count, send_count = y.send_count + excluded.send_count,
    delivered = y.delivered + excluded.delivered, failed = y.failed + excluded.failed, expired = y.expired + excluded.expired,
    timed_out = y.timed_out + excluded.timed_out, unknown = y.unknown + excluded.unknown;
  insert into private.report_changes (enterprise_id, day) select distinct enterprise, s.day from unnest(steps) as s;
end $$;

create or replace function private.time_out(most integer default 5) returns integer language plpgsql set search_path = '' as $$
declare
  b private.batches;
  step record;
  hit integer := 0;
begin
  -- By batch: a batch knows when its messages were handed over, so deliveries need no index on that time.
  for b in
    select x.* from private.batches x join public.channels c on c.id = x.channel_id
    where x.closed_at is null and coalesce(x.done_at, x.claimed_at) < clock_timestamp() - c.receipt_timeout
      -- A batch that is leased now is left to its dispatcher.
      and (x.done_at is not null or x.lease_until < clock_timestamp())
    order by x.claimed_at limit most for update of x skip locked
  loop
    -- This transaction may hold the quota by now, and the holder of this account may be waiting for it. Skip the batch; the next tick takes it.
    perform from public.send_totals t where t.send_id = b.send_id for update skip locked;
    continue when not found;
    for step in
      with moved as (
        -- Handed over without a receipt: timed out. Still in doubt, with no answer from the carrier in all this time: unknown, and never sent
        -- again.
        update public.deliveries d set state = case d.state when 'handed' then 'timed_out' else 'unknown' end::public.delivery_state,
          handed_at = coalesce(d.handed_at, b.claimed_at), final_at = clock_timestamp()
        -- A locked row is getting its receipt, and that transaction will want this account. Skip it, to avoid a deadlock.
        where d.id = any (array(select x.id from public.deliveries x where x.id between b.first_id and b.last_id and x.state in ('handed', 'pending') for update skip locked))
        returning d.enterprise_id, d.handed_at, d.state
      )
      -- Midnight is on a quarter of an hour in every zone, so the day is asked once per quarter, not once per row.
      select q.enterprise_id, private.day_of(q.enterprise_id, q.quarter) as day, q.state, case q.state when 'timed_out' then 'handed' else 'pending' end::public.delivery_state as old, sum(q.n)::integer as n
      from (select m.enterprise_id, date_bin('15 minutes', m.handed_at, timestamptz 'epoch') as quarter, m.state, count(*) as n from moved m group by 1, 2, 3) q
      group by 1, 2, 3 order by 2, 3
    loop
      perform private.count_step(b.send_id, step.old, step.state, step.n, 0);
      perform private.count_days(step.enterprise_id, array[row(b.send_id, step.day, step.old, step.state, step.n, 0, null, null, false)::private.step]);
      hit := hit + step.n;
    end loop;
    update private.batches x set closed_at = clock_timestamp(), done_at = coalesce(x.done_at, clock_timestamp())
    where x.id = b.id and not exists (select from public.deliveries d where d.id between b.first_id and b.last_id and d.state in ('handed', 'pending'));
  end loop;
  return hit;
end $$;

create or replace function private.record_replies(channel uuid, replies jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  fresh integer;
  said_no integer;
begin
  with come as (
    select distinct on (r.id) r.*, n.enterprise_id,
      -- R, T, TD, N, 退订 in any case and width, ignoring punctuation and spaces (OPT-1). Also 退订谢谢 and 拒收, but T恤有货吗 is a question.
      -- The same rule is isOptOut in shared/src/sms/optout.ts.
      regexp_replace(upper(normalize(r.text, nfkc)), '[^[:alnum:]]', '', 'g') ~ '^(R|T|TD|N|退订.*|拒收.*)$' as no
    from jsonb_to_recordset(replies) as r (id text, "from" text, signature text, text text, at timestamptz) join public.channels n on n.id = channel
    where r.id is not null and r."from" is not null and r.text is not null order by r.id
  ), kept as (
    insert into public.replies as k (channel_id, id, enterprise_id, phone, signature, text, opted_out, at)
    select channel, c.id, c.enterprise_id, c."from", c.signature, left(c.text, 1000), c.no and c.signature is not null, c.at from come c
    on conflict do nothing returning k.enterprise_id, k.phone, k.signature, k.text, k.opted_out, k.at
  ), listed as (
    insert into public.opt_outs (enterprise_id, signature, phone, reason, proof, at)
    select k.enterprise_id, k.signature, k.phone, 'reply', private.hide_numbers(k.text), coalesce(k.at, clock_timestamp()) from kept k where k.opted_out
    on conflict do nothing
  )
  select count(*), count(*) filter (where k.opted_out) into fresh, said_no from kept k;
  return jsonb_build_object('fresh', fresh, 'opted_out', said_no);
end $$;

create or replace function private.vendors_of(names text[]) returns public.vendor[] language plpgsql immutable set search_path = '' as $$
declare
  known constant text[] := enum_range(null::public.vendor)::text[];
begin
  if array_remove(names, null) <@ known then return names::public.vendor[]; end if;
  return array(select case when x.name = any (known) then x.name::public.vendor end from unnest(names) with ordinality as x (name, place) order by x.place);
end $$;

create or replace function private.sends_of(ids bigint[]) returns uuid[] language plpgsql stable set search_path = '' as $$
declare
  p private.send_progress;
begin
  select x.* into p from private.send_progress x where x.id_base < ids[1] order by x.id_base desc limit 1;
  -- Usually all ids are of one send.
  if ids[cardinality(ids)] <= p.id_base + p.total then return array[p.send_id]; end if;
  return array(select distinct y.send_id from unnest(ids) as z (i)
    cross join lateral (select x.send_id, x.id_base, x.total from private.send_progress x where x.id_base < z.i order by x.id_base desc limit 1) y
    where z.i <= y.id_base + y.total);
end $$;

create or replace function private.receive_into(home regclass, enterprise uuid, old public.delivery_state, ids bigint[], r private.receipt_columns,
  out steps private.step[], out rest bigint[])
-- Forces look-ups by primary key, whatever the planner estimates for so many values.
language plpgsql set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  place constant text := 'width_bucket(d.id, $2)';
  word constant text := case when cardinality(r.places) = 0 then '1' else format('($3)[%s]', place) end;
  carrier constant text := case when cardinality(r.carrier_ids) = 0 then 'd.carrier_id' else format('coalesce(d.carrier_id, ($7)[%s])', place) end;
  -- Only a correction finds a vendor there, or a message that the carrier had refused: its end is the instant of its hand-off then.
  corrects constant boolean := old in ('failed', 'expired');
  at constant text := case when cardinality(r.ats) = 0 then 'clock_timestamp()' else format('coalesce(to_timestamp(($8)[%s] * 0.001::double precision), clock_timestamp())', place) end;
begin
  -- Updates the partition directly: a statement on the parent locks and plans every partition. The receipt of a row is found by the position of its
  -- id. A join, with the sort before it, took as long as the update itself.
  execute format($apply$
    with %s moved as (
      update %s d set state = ($4)[%s], code = ($5)[%s], vendor = coalesce(($6)[%s], d.vendor), carrier_id = %s,
        handed_at = coalesce(d.handed_at, clock_timestamp()), final_at = %s
      %s where d.id = any ($1) and d.state = $9 and $9 < ($4)[%s] and d.enterprise_id = $10 %s
      -- Midnight is on a quarter of an hour in every zone, so the day is asked once per quarter, not once per row.
      returning d.id, d.send_id, d.state, d.resolved, d.vendor, %s, date_bin('15 minutes', d.handed_at, timestamptz 'epoch') as quarter
    )
    select array(select row(s.send_id, s.day, $9, s.state, sum(s.n), sum(s.unresolved), s.earlier, s.vendor, s.turned_away)::private.step from (
        select m.send_id, private.day_of($10, m.quarter) as day, m.state, m.earlier, m.vendor, m.turned_away, count(*) as n, count(*) filter (where m.resolved = 0) as unresolved
        from moved m group by m.send_id, m.quarter, m.state, m.earlier, m.vendor, m.turned_away) s
        group by s.send_id, s.day, s.state, s.earlier, s.vendor, s.turned_away),
      case when (select count(*) from moved) < cardinality($1) then array(select i from unnest($1) as i where i not in (select m.id from moved m)) else '{}' end $apply$,
    case when corrects then format('was as materialized (select x.id, x.vendor, x.state = ''failed'' and x.final_at = x.handed_at as turned_away from %s x
      where x.id = any ($1) and x.state = $9 and x.enterprise_id = $10 for update),', home) end,
    home, word, word, word, carrier, at, case when corrects then 'from was' end, word, case when corrects then 'and was.id = d.id' end,
    case when corrects then 'was.vendor as earlier, was.turned_away' else 'null::public.vendor as earlier, false as turned_away' end)
  into steps, rest using ids, r.ids, r.places, r.statuses, r.codes, r.vendors, r.carrier_ids, r.ats, old, enterprise;
end $$;

create or replace function private.blocks_of(enterprise uuid, sends uuid[], ids bigint[]) returns table (home regclass, first integer, last integer)
language plpgsql stable set search_path = '' as $$
begin
  -- Each partition has one contiguous range of the sorted ids.
  return query select b.home, b.first, b.last
    from (select h.home, width_bucket(min(h.id_base), ids) + 1 as first, width_bucket(max(h.id_base + h.total), ids) as last
      from (select private.deliveries_home(p) as home, p.id_base, p.total from private.send_progress p where p.send_id = any (sends) and p.enterprise_id = enterprise offset 0) h
      where h.home is not null group by h.home) b
    where b.first <= b.last order by b.first;
end $$;

create or replace function private.receive(enterprise uuid, r private.receipt_columns, out applied integer, out missing bigint[])
language plpgsql set search_path = '' as $$
declare
  sends constant uuid[] := private.sends_of(r.ids);
  block record;
  moved record;
  step record;
  steps private.step[] := '{}';
  rest bigint[] := '{}';
  next integer := 1;
  early boolean;
  states public.delivery_state[];
  existing bigint[];
begin
  -- Nearly all deliveries wait for exactly this receipt; some receipts come before the answer to their hand-off. These deliveries are on their way,
  -- so they are locked before the account (lock order: lock_quota).
  for block in select * from private.blocks_of(enterprise, sends, r.ids) loop
    select x.* into moved from private.receive_into(block.home, enterprise, 'handed', r.ids[block.first:block.last], r) x;
    steps := steps || moved.steps;
    if moved.rest <> '{}' then
      execute format('select exists (select from %s d where d.id = any ($1) and d.state = ''pending'')', block.home) into early using moved.rest;
      if early then
        select x.* into moved from private.receive_into(block.home, enterprise, 'pending', moved.rest, r) x;
        steps := steps || moved.steps;
      end if;
    end if;
    rest := rest || r.ids[next:block.first - 1] || moved.rest;
    next := block.last + 1;
  end loop;
  rest := rest || r.ids[next:];
  -- Locked in the order of send ids, so that two receivers cannot deadlock.
  perform from public.send_totals t where t.send_id = any (sends) order by t.send_id for update;
  -- The remaining receipts are repeats, corrections, or for deliveries that do not exist.
  missing := rest;
  for block in select * from private.blocks_of(enterprise, sends, rest) where rest <> '{}' loop
    -- A delivery handed over at this very moment is on its way after all. Its holder may want the account, so do not wait for it.
    -- lock_not_available (55P03) rolls everything back, and the caller retries.
    execute format('select from %s d where d.id = any ($1) and d.state in (''pending'', ''handed'') and d.enterprise_id = $2 order by d.id for update nowait', block.home)
    using rest[block.first:block.last], enterprise;
    execute format('select coalesce(array_agg(d.id), ''{}''), coalesce(array_agg(distinct d.state), ''{}'') from %s d where d.id = any ($1) and d.enterprise_id = $2', block.home)
    into existing, states using rest[block.first:block.last], enterprise;
    missing := array(select i from unnest(missing) as i where i not in (select e from unnest(existing) as e));
    for i in 1 .. cardinality(states) loop
      continue when states[i] >= 'delivered';
      select x.* into moved from private.receive_into(block.home, enterprise, states[i], rest[block.first:block.last], r) x;
      steps := steps || moved.steps;
    end loop;
  end loop;
  applied := 0;
  for step in select s.send_id, s.old, s.new, sum(s.n)::integer as n, sum(s.unresolved)::integer as unresolved from unnest(steps) as s group by 1, 2, 3 order by 1, 2, 3 loop
    applied := applied + step.n;
    perform private.count_step(step.send_id, step.old, step.new, step.n, step.unresolved);
  end loop;
  perform private.count_days(enterprise, steps);
end $$;

create or replace function private.record_sorted_receipts(channel uuid, ids bigint[], places smallint[], statuses text[], codes text[], vendors text[], carrier_ids text[], ats bigint[])
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  enterprise uuid;
  brands constant public.vendor[] := private.vendors_of(vendors);
  done record;
  strange integer := 0;
begin
  if not statuses <@ '{delivered,failed,expired}' then raise exception 'a receipt says delivered, failed or expired'; end if;
  select c.enterprise_id into enterprise from public.channels c where c.id = channel;
  select x.* into done from private.receive(enterprise, row(ids, places, statuses::public.delivery_state[], codes, brands, carrier_ids, ats)) x;
  if done.missing <> '{}' then
    insert into public.receipts (channel_id, reference, status, enterprise_id, code, vendor, at)
    select channel, r.id, statuses[r.place], enterprise, codes[r.place], brands[r.place], to_timestamp(r.at * 0.001::double precision)
    from (select x.id, coalesce(x.place, 1) as place, x.at from unnest(ids, places, ats) as x (id, place, at) where x.id = any (done.missing)) r
    on conflict do nothing;
    get diagnostics strange = row_count;
  end if;
  return jsonb_build_object('applied', done.applied, 'unknown', strange);
end $$;

create or replace function private.record_receipts(channel uuid, refs text[], statuses text[], codes text[], vendors text[], carrier_ids text[], ats timestamptz[])
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  c record;
  done jsonb;
  strange integer;
begin
  -- Of several receipts for one delivery the latest state counts. Only our own spelling of a reference is accepted, or ' 7' would be taken for 7.
  select coalesce(array_agg(r.id), '{}') as ids, array_agg(r.place) as places, array_agg(r.status) as statuses, array_agg(r.code) as codes,
    array_agg(r.vendor) as vendors, array_agg(r.carrier_id) as carrier_ids, array_agg((extract(epoch from r.at) * 1000)::bigint) as ats into c
  from (select x.*, row_number() over (order by x.id)::smallint as place from (
    select distinct on (y.ref::bigint) y.ref::bigint as id, y.*
    from unnest(refs, statuses, codes, vendors, carrier_ids, ats) as y (ref, status, code, vendor, carrier_id, at)
    where y.ref ~ '^(0|[1-9][0-9]{0,14})$' and y.status in ('delivered', 'failed', 'expired') order by y.ref::bigint, y.status::public.delivery_state desc) x) r;
  done := private.record_sorted_receipts(channel, c.ids, c.places, coalesce(c.statuses, '{}'), c.codes, c.vendors, c.carrier_ids, c.ats);
  insert into public.receipts (channel_id, reference, status, enterprise_id, code, vendor, at)
  select distinct on (r.ref, r.status) channel, left(r.ref, 100), r.status, n.enterprise_id, r.code, r.vendor, r.at
  from unnest(refs, statuses, codes, private.vendors_of(vendors), ats) as r (ref, status, code, vendor, at) join public.channels n on n.id = channel
  where r.status in ('delivered', 'failed', 'expired') and r.ref !~ '^(0|[1-9][0-9]{0,14})$'
  on conflict do nothing;
  get diagnostics strange = row_count;
  return done || jsonb_build_object('unknown', (done->>'unknown')::integer + strange);
end $$;

-- Whole numbers (IAM-3): searching by one, revealing one, taking many out. The number stands in the body of a request, never in its address.

create or replace function private.wanted_number(typed text) returns text language plpgsql stable set search_path = '' as $$
declare
  phone constant text := private.phone_of(typed);
begin
  if phone is null then perform private.refuse('invalid_number', jsonb_build_object('value', left(typed, 20))); end if;
  return phone;
end $$;

create or replace function private.recipient_reads(resource text) returns text language sql immutable set search_path = '' as $$
  select case when resource in ('delivery', 'reply', 'receipt') then 'KooMessage:sendTask:list' when resource = 'opt_out' then 'KooMessage:optOut:list'
    when resource = 'number_reject' then 'KooMessage:numberFile:list' when resource in ('link', 'link_reject') then 'KooMessage:resolveTask:list' end
$$;

create or replace function private.deliveries_to(home uuid, phone text, of_send uuid, most integer) returns bigint[] language plpgsql stable set search_path = '' as $$
declare
  one record;
  found_ids bigint[];
  ids bigint[] := '{}';
begin
  -- As send_details does: the file of a send has a unique index on the number, and the line says to within a few where its message is.
  for one in
    select p.id_base, p.total, s.number_file_id as file, private.deliveries_home(p) as part
    from public.sends s join private.send_progress p on p.send_id = s.id
    where s.enterprise_id = home and (of_send is null or s.id = of_send) order by s.created_at desc limit 500
  loop
    continue when one.part is null;
    -- In the shared partition the range of ids narrows the search, in a large one its primary key does.
    execute format('select coalesce(array_agg(d.id order by d.id desc), %L) from private.ordinals_of($1, $2, $3) o join %s d on d.id between $4 + o.lowest and $4 + o.highest and d.phone = $3',
      '{}', one.part) into found_ids using one.file, one.total, phone, one.id_base;
    ids := ids || found_ids;
    exit when cardinality(ids) > most;
  end loop;
  return ids[:most + 1];
end $$;

create or replace function private.rejects_of(home uuid, phone text, of_file uuid, most integer) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  one record;
  found_rows jsonb := '[]';
begin
  -- File by file, by the primary key: what was left out is little, and an index by number would cost every import.
  for one in
    select f.id, f.name from public.number_files f
    where f.enterprise_id = home and (of_file is null or f.id = of_file) and f.invalid + f.duplicates > 0 order by f.created_at desc limit 500
  loop
    found_rows := found_rows || (
      select coalesce(jsonb_agg(jsonb_build_object('file_id', x.file_id, 'file_name', one.name, 'line', x.line, 'value', x.value, 'reason', x.reason) order by x.line), '[]')
      from (select r.* from public.number_rejects r where r.file_id = one.id and r.number = phone order by r.line limit most + 1) x);
    exit when jsonb_array_length(found_rows) > most;
  end loop;
  return found_rows;
end $$;

create or replace function private.links_with(home uuid, flag text, task uuid, most integer) returns bigint[] language plpgsql stable set search_path = '' as $$
declare
  p private.mint_progress;
  ids bigint[];
begin
  select x.* into p from private.mint_progress x where x.task_id = task and x.enterprise_id = home;
  if p.task_id is null then return '{}'; end if;
  -- Ids of a task are a range. A million links of one task take a tenth of a second.
  execute format('select array(select l.id from %s l where l.id > $1 and l.id <= $2 and (l.cust_flag = any ($3)) order by l.id limit $4)',
      case when p.large then coalesce(to_regclass(private.links_partition(p))::text, 'partitions.links_shared') else 'partitions.links_shared' end)
    into ids using p.id_base, p.id_base + p.total, array[btrim(flag), private.phone_of(flag), substr(private.phone_of(flag), 4)], most + 1;
  return ids;
end $$;

create or replace function public.find_recipient(resource text, number text, of text default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  most constant integer := 50;
  parent constant uuid := private.as_uuid(of, 'of');
  wanted text;
  refused jsonb;
  found_rows jsonb;
begin
  perform private.require(home, coalesce(private.recipient_reads(resource), 'own'));
  if resource is null or resource not in ('delivery', 'opt_out', 'number_reject', 'reply', 'link') then perform private.refuse('input_invalid', '{"field": "resource"}'); end if;
  if resource = 'link' and (parent is null or coalesce(btrim(number), '') = '' or char_length(number) > 64) then perform private.refuse('input_invalid', '{"field": "of"}'); end if;
  wanted := case when resource <> 'link' then private.wanted_number(number) end;
  refused := private.ask_call('find_recipient');
  if refused is not null then return refused; end if;
  found_rows := case resource
    when 'delivery' then (
      select jsonb_agg(to_jsonb(c) || jsonb_build_object('send_name', s.name, 'batch_no', s.batch_no, 'origin', s.origin) order by x.place)
      from unnest(private.deliveries_to(home, wanted, parent, most)) with ordinality as x (id, place)
      join public.delivery_cards c on c.id = x.id join public.sends s on s.id = c.send_id)
    when 'opt_out' then (
      select jsonb_agg(to_jsonb(c) order by c.at desc) from (select o.id from public.opt_outs o where o.enterprise_id = home and o.phone in (wanted, private.opt_out_mark(wanted)) limit most + 1) x
      join public.opt_out_cards c on c.id = x.id)
    when 'number_reject' then private.rejects_of(home, wanted, parent, most)
    when 'reply' then (
      select jsonb_agg(to_jsonb(c) order by c.received_at desc)
      from (select r.channel_id, r.id from public.replies r where r.enterprise_id = home and r.phone = wanted order by r.received_at desc limit most + 1) x
      join public.reply_cards c on c.channel_id = x.channel_id and c.reply_id = x.id)
    else (select jsonb_agg(to_jsonb(c) order by c.id) from unnest(private.links_with(home, number, parent, most)) as x (id) join public.link_cards c on c.id = x.id) end;
  found_rows := coalesce(found_rows, '[]');
  return jsonb_build_object('number', case when resource = 'link' then private.mask_flag(btrim(number)) else private.mask(wanted) end,
    'rows', case when jsonb_array_length(found_rows) > most then found_rows - most else found_rows end, 'more', jsonb_array_length(found_rows) > most);
end $$;

create or replace function private.whole_recipient(home uuid, resource text, id text, out number text, out params jsonb, out place jsonb) language plpgsql stable set search_path = '' as $$
declare
  -- A malformed id belongs to no row.
  key constant bigint := case when id ~ '^[0-9]{1,18}$' then id::bigint end;
  parent constant uuid := case when id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.' then left(id, 36)::uuid end;
  child constant text := substr(id, 38);
  place_no constant integer := case when child ~ '^[0-9]{1,9}$' then child::integer end;
begin
  case resource
    when 'delivery' then
      select m.phone, m.params, jsonb_build_object('send', s.name, 'batch_no', s.batch_no) into number, params, place
      from public.sends s cross join lateral private.whole_message(s.id, key) m where s.id = any (private.sends_of(array[key])) and s.enterprise_id = home and m.phone is not null;
    when 'opt_out' then
      select o.phone, jsonb_build_object('signature', o.signature) into number, place from public.opt_outs o where o.id = key and o.enterprise_id = home;
    when 'number_reject' then
      select coalesce(r.number, r.value), jsonb_build_object('file', f.name, 'line', r.line) into number, place
      from public.number_rejects r join public.number_files f on f.id = r.file_id where r.file_id = parent and r.line = place_no and r.enterprise_id = home;
    when 'reply' then
      select r.phone, jsonb_build_object('text', r.text), jsonb_build_object('signature', r.signature) into number, params, place
      from public.replies r where r.channel_id = parent and r.id = child and r.enterprise_id = home;
    when 'receipt' then
      select r.reference, jsonb_build_object('code', r.code), jsonb_build_object('status', r.status) into number, params, place from public.receipts r where r.id = key and r.enterprise_id = home;
    when 'link' then
      select m.cust_flag, m.params, jsonb_build_object('task', t.name, 'ordinal', l.ordinal) into number, params, place
      from public.links l join public.resolve_tasks t on t.id = l.task_id cross join lateral private.whole_link(l.task_id, l.id) m where l.id = key and l.enterprise_id = home;
    when 'link_reject' then
      select r.cust_flag, r.params, jsonb_build_object('task', t.name, 'ordinal', r.ordinal) into number, params, place
      from public.link_rejects r join public.resolve_tasks t on t.id = r.task_id where r.task_id = parent and r.ordinal = place_no and r.enterprise_id = home;
    else null;
  end case;
end $$;

create or replace function private.reveal_recipient(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  resource constant text := input ->> 'resource';
  whole record;
begin
  select x.* into whole from private.whole_recipient(home, resource, input ->> 'id') x;
  -- Whoever may not list such rows learns nothing of them, as for any other verb.
  if whole.place is null or not private.may(home, private.recipient_reads(resource)) then perform private.refuse('not_found', jsonb_build_object('resource', resource)); end if;
  if private.is_bot() then perform private.refuse('not_in_chat'); end if;
  return jsonb_build_object('about', left(resource || '/' || (input ->> 'id'), 64), 'resource', resource, 'id', input ->> 'id', 'after', whole.place,
    'once', jsonb_build_object('number', whole.number, 'params', whole.params));
end $$;

create or replace function public.reveal_recipient(resource text, id text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('recipient', 'reveal', request, jsonb_build_object('resource', resource, 'id', id), null, reason)
$$;

-- RET-1: everything that an enterprise keeps about one number, counted: what is told to whoever asks what is known of them.

create or replace function private.trace_messages(home uuid, phone text, out n bigint, out first timestamptz, out last timestamptz) language plpgsql stable set search_path = '' as $$
declare
  one record;
  hits record;
begin
  n := 0;
  -- As deliveries_to does, but through all sends: the file of each knows the line of the number.
  for one in
    select p.id_base, p.total, s.number_file_id as file, s.created_at, private.deliveries_home(p) as part from public.sends s join private.send_progress p on p.send_id = s.id where s.enterprise_id = home
  loop
    continue when one.part is null;
    execute format('select count(*) as n, min(coalesce(d.handed_at, $5)) as first, max(coalesce(d.handed_at, $5)) as last
      from private.ordinals_of($1, $2, $3) o join %s d on d.id between $4 + o.lowest and $4 + o.highest and d.phone = $3', one.part)
    into hits using one.file, one.total, phone, one.id_base, one.created_at;
    n := n + hits.n;
    first := least(first, hits.first);
    last := greatest(last, hits.last);
  end loop;
end $$;

create or replace function private.trace_links(home uuid, phone text, out n bigint, out first timestamptz, out last timestamptz) language plpgsql stable set search_path = '' as $$
declare
  one record;
  hits bigint;
begin
  n := 0;
  for one in
    select t.submitted_at, p.id_base, p.total, case when p.large then coalesce(to_regclass(private.links_partition(p)), 'partitions.links_shared'::regclass) else 'partitions.links_shared'::regclass end as part
    from private.mint_progress p join public.resolve_tasks t on t.id = p.task_id where p.enterprise_id = home
  loop
    execute format('select count(*) from %s l where l.id > $1 and l.id <= $2 and l.cust_flag = any ($3)', one.part)
    into hits using one.id_base, one.id_base + one.total, array[phone, substr(phone, 4), substr(phone, 2)];
    continue when hits = 0;
    n := n + hits;
    first := least(first, one.submitted_at);
    last := greatest(last, one.submitted_at);
  end loop;
end $$;

create or replace function private.trace_recipient(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  wanted constant text := private.wanted_number(input ->> 'phone');
  found_rows jsonb;
begin
  select jsonb_agg(jsonb_build_object('what', x.what, 'count', x.n, 'first_at', x.first, 'last_at', x.last) order by x.place) into found_rows from (
    select 1 as place, 'delivery' as what, m.* from private.trace_messages(home, wanted) m
    union all select 2, 'number_file', count(*), min(f.created_at), max(f.created_at) from public.number_files f join public.numbers n on n.file_id = f.id where f.enterprise_id = home and n.phone = wanted
    union all select 3, 'number_reject', count(*), min(f.created_at), max(f.created_at) from public.number_files f join public.number_rejects r on r.file_id = f.id where f.enterprise_id = home and r.number = wanted
    union all select 4, 'link', m.* from private.trace_links(home, wanted) m
    union all select 5, 'reply', count(*), min(r.received_at), max(r.received_at) from public.replies r where r.enterprise_id = home and r.phone = wanted
    union all select 6, 'opt_out', count(*), min(o.at), max(o.at) from public.opt_outs o where o.enterprise_id = home and o.phone in (wanted, private.opt_out_mark(wanted))) x;
  return jsonb_build_object('after', (select jsonb_object_agg(r ->> 'what', r -> 'count') from jsonb_array_elements(found_rows) as r where r -> 'count' <> '0'),
    'number', private.mask(wanted), 'found', found_rows);
end $$;

create or replace function public.trace_recipient(number text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('recipient', 'trace', request, jsonb_build_object('phone', number), null, reason)
$$;

create or replace function private.unclean() returns text language sql immutable set search_path = '' as $$
  -- A line break can forge another line of a card or a log. Direction marks, zero-width characters and soft hyphens make two names look alike. The
  -- joiner of emoji (U+200D) is allowed. shared/src/names.ts has the same list.
  select '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
$$;

create or replace function private.clean_name(name text, most integer default 64, fewest integer default 1) returns text language plpgsql stable set search_path = '' as $$
declare
  kept constant text := btrim(coalesce(name, ''), E' \u3000');
begin
  if kept ~ private.unclean() then
    perform private.refuse('name_unclean');
  end if;
  if char_length(kept) not between fewest and most then
    perform private.refuse('name_required', jsonb_build_object('max', most));
  end if;
  return kept;
end $$;

create or replace function private.clean_reason(reason text, verb text, needed boolean default true) returns text language plpgsql stable set search_path = '' as $$
declare
  -- It stands in the audit log for ever, and on cards in chat: a number in it is masked (IAM-3).
  kept constant text := private.hide_numbers(nullif(btrim(reason, E' \t\r\n\u3000'), ''));
begin
  -- A dot is no reason: at least one letter or digit is needed, in any script.
  if needed and (kept is null or kept !~ '[[:alnum:]]') then
    perform private.refuse('reason_required', jsonb_build_object('verb', verb));
  end if;
  -- A reason is shown on cards in chat and in lists. A longer text can be linked.
  if char_length(kept) > 500 then
    perform private.refuse('reason_too_long', jsonb_build_object('max', 500, 'count', char_length(kept)));
  end if;
  return kept;
end $$;

create or replace function private.fill_places(words text, details jsonb) returns text language plpgsql immutable set search_path = '' as $$
declare
  filled text := words;
  place text;
begin
  for place in select distinct m[1] from regexp_matches(words, '\{([a-z_]+)\}', 'g') as m loop
    -- Names in both languages: [{zh, en}].
    filled := replace(filled, '{' || place || '}',
      coalesce((select string_agg(e #>> '{}', ', ') from jsonb_path_query(details -> place, '$[*].en') as e), details ->> place, '—'));
  end loop;
  -- {count:line|lines} is the first word for a count of one, else the second.
  for place in select distinct m[1] from regexp_matches(filled, '\{([a-z_]+):[^|{}]*\|[^{}]*\}', 'g') as m loop
    filled := regexp_replace(filled, '\{' || place || ':([^|{}]*)\|([^{}]*)\}', case details ->> place when '1' then '\1' else '\2' end, 'g');
  end loop;
  return filled;
end $$;

create or replace function private.refusal(code text, details jsonb default '{}') returns jsonb language plpgsql stable set search_path = '' as $$
declare
  r private.refusals;
begin
  select x.* into r from private.refusals x where x.code = refusal.code;
  if not found then raise exception 'the register of refusals has no code %', code; end if;
  return jsonb_build_object('code', code, 'message', private.fill_places(r.message, details), 'details', coalesce(details, '{}')::text,
    'hint', private.fill_places(case when details ->> 'by' <> '' then coalesce(r.hint_by, r.hint) else r.hint end, details));
end $$;

create or replace function private.refuse(code text, details jsonb default '{}') returns void language plpgsql stable set search_path = '' as $$
begin
  raise sqlstate 'PGRST' using
    message = private.refusal(code, details)::text,
    detail = jsonb_build_object('status', (select r.status from private.refusals r where r.code = refuse.code), 'headers', '{}'::jsonb)::text;
end $$;

create or replace function private.books(home uuid, since timestamptz) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  findings jsonb := '[]';
  looked jsonb;
  reports record;
begin
  -- This function is stable, so both statements have one snapshot.
  select x.* into reports from private.report_findings(home, since) x;
  with
  balances as (
    select a.kind, a.account, a.package_id, a.balance,
      (select coalesce(sum(l.amount), 0) from public.quota_ledger l where l.enterprise_id = home and l.kind = a.kind and l.account = a.account
        and l.package_id is not distinct from a.package_id) as ledger
    from public.quota_accounts a where a.enterprise_id = home
  ), lopsided as (
    select l.transfer from public.quota_ledger l where l.enterprise_id = home group by l.transfer having sum(l.amount) <> 0 or count(*) <> 2
  ), sends as (
    select t.send_id, s.name, t.delivered, t.resolved, h.holder_id is null as closed, t.pending + t.handed as under_way, r.reserved, r.settled, r.reserved - r.settled - r.released as open,
      coalesce((select sum(c.owed) from private.link_charges c where c.holder_id = t.send_id), 0) as owed,
      d.delivered as delivered_rows, d.under_way as under_way_rows, d.resolved as resolved_rows, d.live,
      case when s.state = 'cancelled' then 0 else p.total - p.expanded end as unexpanded
    from public.send_totals t join public.sends s on s.id = t.send_id join private.send_progress p on p.send_id = t.send_id left join private.holds h on h.holder_id = t.send_id
    cross join lateral (select coalesce(sum(x.reserved), 0) as reserved, coalesce(sum(x.settled), 0) as settled, coalesce(sum(x.released), 0) as released
      from private.reservations x where x.holder_id = t.send_id) r
    -- What a cancelled send has not claimed is accounted as cancelled at once; the clock marks the rows later.
    cross join lateral (select count(*) filter (where x.state = 'delivered') as delivered, coalesce(sum(x.resolved), 0) as resolved,
        count(*) filter (where x.state in ('pending', 'handed') and x.id <= p.id_base + case when s.state = 'cancelled' then p.next_ordinal - 1 else p.total end) as under_way,
        count(*) filter (where x.resolved = 0 and x.state in ('pending', 'handed', 'unknown', 'timed_out', 'delivered')
          and x.id <= p.id_base + case when s.state = 'cancelled' then p.next_ordinal - 1 else p.total end) as live
      from public.deliveries x where x.id between p.id_base + 1 and p.id_base + p.total) d
    where t.enterprise_id = home and (since is null or s.finished_at is null or s.finished_at > since)
  )
  select jsonb_build_object('accounts', (select count(*) from balances), 'transfers', (select count(distinct l.transfer) from public.quota_ledger l where l.enterprise_id = home),
      'sends', (select count(*) from sends)),
    coalesce((select jsonb_agg(f) from (
      select jsonb_build_object('what', 'balance', 'kind', b.kind, 'account', b.account, 'balance', b.balance, 'ledger', b.ledger) as f from balances b where b.balance <> b.ledger
      union all select jsonb_build_object('what', 'transfer', 'transfer', x.transfer) from lopsided x
      -- PKG-1: units come of paid orders, each once.
      union all select jsonb_build_object('what', 'order', 'order', o.order_no, 'state', o.state, 'units', o.units, 'package', p.size)
        from public.orders o left join public.packages p on p.order_id = o.id where o.enterprise_id = home and ((o.state = 'paid') <> (p.id is not null) or p.size <> o.units)
      union all select jsonb_build_object('what', 'send', 'send', x.name, 'delivered', x.delivered, 'rows', x.delivered_rows, 'open', x.under_way, 'open_rows', x.under_way_rows + x.unexpanded)
        from sends x where x.delivered <> x.delivered_rows or x.under_way <> x.under_way_rows + x.unexpanded
      -- PKG-2: paid is what was resolved, a unit is open for no message that cannot be resolved any more, and nothing is open once the links are over.
      union all select jsonb_build_object('what', 'units', 'send', x.name, 'settled', x.settled, 'owed', x.owed, 'resolved', x.resolved, 'resolved_rows', x.resolved_rows, 'reserved', x.open,
          'live', x.live + x.unexpanded)
        from sends x where x.settled + x.owed <> x.resolved or x.resolved > x.resolved_rows
          or x.open > case when x.closed then 0 else x.live + x.unexpanded + x.resolved_rows - x.resolved + x.owed end
      -- PKG-2: each click is paid for once, or owed.
      union all select jsonb_build_object('what', 'clicks', 'paid', x.paid, 'owed', x.owed, 'clicks', x.clicks)
        from (select (select coalesce(sum(l.amount), 0) from public.quota_ledger l where l.enterprise_id = home and l.account = 'used' and l.reason = 'click') as paid,
          (select coalesce(sum(c.owed), 0) from private.click_charges c where c.enterprise_id = home) as owed,
          (select coalesce(sum(d.clicks), 0) from public.click_days d where d.enterprise_id = home) as clicks) x
        where since is null and x.paid + x.owed <> x.clicks) all_findings), '[]')
  into looked, findings;
  findings := findings || reports.findings;
  return jsonb_build_object('ok', findings = '[]', 'looked_at', looked || jsonb_build_object('days', reports.days), 'findings', findings);
end $$;

create or replace function public.audit_quota() returns jsonb language plpgsql security definer set search_path = '' as $$
begin
  perform private.require(private.current_enterprise(), 'KooMessage:quota:list');
  return private.books(private.current_enterprise(), null);
end $$;

create or replace function private.check_books() returns integer language plpgsql set search_path = '' as $$
declare
  e record;
  look jsonb;
  wrong integer := 0;
begin
  for e in select x.id from public.enterprises x where exists (select from public.quota_ledger l where l.enterprise_id = x.id and l.at > clock_timestamp() - interval '2 days') loop
    look := private.books(e.id, clock_timestamp() - interval '2 days');
    if not (look ->> 'ok')::boolean then
      wrong := wrong + 1;
      -- Raised once, until somebody has seen it.
      if not exists (select from public.alerts a where a.enterprise_id = e.id and a.kind = 'books_disagree' and a.seen_at is null) then
        perform private.alert(e.id, 'books_disagree', 'quota', null, look);
      end if;
    else
      perform private.end_incident(i.id) from public.incidents i where i.enterprise_id = e.id and i.cause = 'books' and i.state <> 'closed';
    end if;
  end loop;
  return wrong;
end $$;

-- reports: the proof that the roll-ups are the sums of their rows (RPT-1, RPT-2), part of the check of the books

create or replace function private.report_findings(home uuid, since timestamptz, out days integer, out findings jsonb) language plpgsql stable set search_path = '' as $$
declare
  -- The first day of which all is looked at.
  first constant date := coalesce(private.day_of(home, since) + 1, date '2000-01-01');
  -- Clicks are kept for a week (private.sweep_clicks), so of the day on which it began some are gone.
  first_clicked constant date := greatest(first, private.day_of(home, clock_timestamp() - interval '7 days') + 1);
begin
  with sends as materialized (
    select s.id, p.id_base, p.total from public.sends s join private.send_progress p on p.send_id = s.id
    where s.enterprise_id = home and (since is null or s.finished_at is null or s.finished_at > since)
  ), handed as (
    -- Midnight is on a quarter of an hour in every zone, so the day is asked once per quarter, not once per row.
    select s.id as send_id, d.quarter, d.vendor, d.state, d.turned_away, count(*) as n from sends s cross join lateral (
      select date_bin('15 minutes', x.handed_at, timestamptz 'epoch') as quarter, x.vendor, x.state, x.state = 'failed' and x.final_at = x.handed_at as turned_away
      from public.deliveries x where x.id between s.id_base + 1 and s.id_base + s.total and x.handed_at is not null) d group by 1, 2, 3, 4, 5
  ), send_days as (
    select x.send_id, x.day, x.vendor from (
      select h.send_id, private.day_of(home, h.quarter) as day, h.vendor, h.n as submitted, case when h.state <> 'unknown' and not h.turned_away then h.n else 0 end as accepted,
        case h.state when 'delivered' then h.n else 0 end as delivered, case h.state when 'failed' then h.n else 0 end as failed, case h.state when 'expired' then h.n else 0 end as expired,
        case h.state when 'timed_out' then h.n else 0 end as timed_out, case h.state when 'unknown' then h.n else 0 end as unknown, 0 as resolved from handed h
      union all
      select l.send_id, l.day, l.vendor, 0, 0, 0, 0, 0, 0, 0, l.resolutions from public.link_days l join sends s on s.id = l.send_id
      union all
      select d.send_id, d.day, d.vendor, -d.submission_count, -d.send_count, -d.delivered, -d.failed, -d.expired, -d.timed_out, -d.unknown, -d.resolved
      from public.send_days d join sends s on s.id = d.send_id) x
    group by 1, 2, 3 having (sum(x.submitted), sum(x.accepted), sum(x.delivered), sum(x.failed), sum(x.expired), sum(x.timed_out), sum(x.unknown), sum(x.resolved)) <> (0, 0, 0, 0, 0, 0, 0, 0)
  ), events as (
    -- What has been rolled up.
    select e.link_id, e.kind, e.vendor, date_bin('15 minutes', e.at, timestamptz 'epoch') as quarter, sum(e.n) as n
    from public.link_events e where e.enterprise_id = home and e.xact < (select r.done_below from private.link_roll_up r) and (since is null or e.at >= since) group by 1, 2, 3, 4
  ), link_days as (
    select x.holder, x.day, x.vendor from (
      select coalesce(d.send_id, l.task_id) as holder, private.day_of(home, e.quarter) as day, e.vendor,
        case e.kind when 'resolution' then e.n else 0 end as resolutions, case e.kind when 'human' then e.n else 0 end as humans,
        case e.kind when 'bot' then e.n else 0 end as bots, case e.kind when 'refused' then e.n else 0 end as refused
      from events e left join public.links l on l.id = e.link_id left join public.deliveries d on d.id = e.link_id
      union all
      select coalesce(d.send_id, d.task_id), d.day, d.vendor, -d.resolutions, -d.humans, -d.bots, -d.refused from public.link_days d where d.enterprise_id = home) x
    where x.day >= first group by 1, 2, 3 having (sum(x.resolutions), sum(x.humans), sum(x.bots), sum(x.refused)) <> (0, 0, 0, 0)
  ), template_days as (
    select x.template_id, x.kind, x.day, x.vendor from (
      select t.* from private.template_days_of(home, first, date '2999-12-31') t
      union all
      select t.enterprise_id, t.day, t.template_id, t.kind, t.signature_id, t.vendor, -t.minted, -t.submission_count, -t.send_count, -t.delivered, -t.failed, -t.expired, -t.timed_out, -t.unknown,
        -t.resolutions, -t.humans, -t.bots, -t.refused from public.template_days t where t.enterprise_id = home and t.day >= first) x
    -- Those that changed are rolled up by the next tick of the clock.
    where not exists (select from private.report_changes c where c.enterprise_id = home and c.day = x.day)
    group by x.template_id, x.kind, x.day, x.signature_id, x.vendor
    having (sum(x.minted), sum(x.submission_count), sum(x.send_count), sum(x.delivered), sum(x.failed), sum(x.expired), sum(x.timed_out), sum(x.unknown), sum(x.resolutions), sum(x.humans), sum(x.bots), sum(x.refused))
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  ), click_days as (
    select coalesce(x.account_id, x.shortcut_id) as target, x.day, x.item, x.vendor from (
      select c.account_id, c.shortcut_id, private.day_of(home, c.quarter) as day, c.place, c.item, c.name, c.vendor, c.n from (
        select k.account_id, k.shortcut_id, k.place, k.item, k.name, k.vendor, date_bin('15 minutes', k.at, timestamptz 'epoch') as quarter, count(*) as n
        from private.clicks k where k.enterprise_id = home and k.xact < (select r.done_below from private.click_roll_up r) and k.at >= (first_clicked - 2)::timestamptz group by 1, 2, 3, 4, 5, 6, 7) c
      union all
      select d.account_id, d.shortcut_id, d.day, d.place, d.item, d.name, d.vendor, -d.clicks from public.click_days d where d.enterprise_id = home and d.day >= first_clicked) x
    where x.day >= first_clicked group by x.account_id, x.shortcut_id, x.day, x.place, x.item, x.name, x.vendor having sum(x.n) <> 0
  )
  select (select count(*) from public.template_days t where t.enterprise_id = home and t.day >= first),
    coalesce((select jsonb_agg(f) from (
      (select jsonb_build_object('what', 'send_report', 'send', s.name, 'day', x.day, 'vendor', x.vendor) as f from send_days x join public.sends s on s.id = x.send_id order by x.day desc limit 50)
      union all (select jsonb_build_object('what', 'link_report', 'holder', x.holder, 'day', x.day, 'vendor', x.vendor) from link_days x order by x.day desc limit 50)
      union all (select jsonb_build_object('what', 'template_report', 'template', t.name, 'kind', x.kind, 'day', x.day, 'vendor', x.vendor)
        from template_days x join public.templates t on t.id = x.template_id order by x.day desc limit 50)
      union all (select jsonb_build_object('what', 'click_report', 'of', x.target, 'day', x.day, 'item', x.item, 'vendor', x.vendor) from click_days x order by x.day desc limit 50)) all_findings), '[]')
  into days, findings;
end $$;

create or replace function private.conditions(view text, filters jsonb) returns text language plpgsql stable set search_path = '' as $$
declare
  one record;
  conditions text[] := '{}';
begin
  for one in select f ->> 'column' as name, f ->> 'op' as op, f ->> 'value' as value from jsonb_array_elements(filters) as f loop
    conditions := conditions || case one.op
      when 'part' then format('r.%I::text ilike %L', one.name, '%' || regexp_replace(one.value, '([\\%_])', '\\\1', 'g') || '%')
      when 'has' then format('%L = any (r.%I)', one.value, one.name)
      else format('r.%I %s %L::%s', one.name, case one.op when 'is' then '=' when 'from' then '>=' else '<' end, one.value, private.type_of(view, one.name)) end;
  end loop;
  return array_to_string('{true}' || conditions, ' and ');
end $$;

create or replace function private.report_view(r private.reports, needed text[]) returns text language sql stable set search_path = '' as $$
  select v.view from unnest(r.views) with ordinality as v (view, place)
  where needed <@ array(select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = ('public.' || v.view)::regclass and a.attnum > 0 and not a.attisdropped)
  order by v.place limit 1
$$;

create or replace function public.report(report text, first date, last date, period text default 'day', by text[] default '{}', filters jsonb default '[]', most integer default 500)
returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  span constant integer := report.last - report.first + 1;
  size constant integer := least(greatest(coalesce(most, 500), 1), 1000);
  r private.reports;
  groups text[];
  view text;
  days text;
  sums text;
  facts text;
  names text := '';
  wrong text;
  lines jsonb;
  found jsonb;
begin
  select x.* into r from private.reports x where x.report = report.report;
  perform private.require(home, coalesce(r.needs, 'KooMessage:report:list'));
  wrong := case when r.report is null then 'report' when span is null or span < 1 then 'first' when span > 731 then 'last'
    when period is null or period not in ('day', 'month', 'total') then 'period'
    when by is null or not by <@ array(select jsonb_object_keys(r.groups)) or cardinality(by) > 3 or (select count(distinct b) from unnest(by) as b) < cardinality(by) then 'by'
    when jsonb_typeof(filters) is distinct from 'array' or jsonb_array_length(filters) > 20 or exists (select from jsonb_array_elements(filters) as f
      where jsonb_typeof(f) <> 'object' or not coalesce(f ->> 'column' = any (r.filters) and f ->> 'op' in ('is', 'part') and length(f ->> 'value') <= 1000, false)) then 'filters' end;
  if wrong is not null then perform private.refuse('input_invalid', jsonb_build_object('field', wrong)); end if;
  groups := array(select r.groups -> b ->> 'key' from unnest(by) with ordinality as x (b, n) order by n);
  view := private.report_view(r, groups || r.measures || array(select f ->> 'column' from jsonb_array_elements(filters) as f));
  select string_agg(format('sum(r.%1$I)::bigint as %1$I', m), ', ' order by n), string_agg(format('%1$L, coalesce(sum(d.%1$I) filter (where d.day >= $2), 0)', m), ', ' order by n)
  into sums, facts from unnest(r.measures) with ordinality as x (m, n);
  select coalesce(string_agg(format(' left join lateral (select %s from public.%I n where n.%I = l.%3$I) n%s on true', (select string_agg(format('n.%I', c), ', ') from jsonb_array_elements_text(g -> 'names') as c),
    g ->> 'of', g ->> 'key', x.n), '' order by x.n), '') into names
  from unnest(by) with ordinality as x (b, n) cross join lateral (select r.groups -> x.b as g) y where g ? 'of';
  begin
    days := format('select r.day, %s from public.%I r where r.enterprise_id = $1 and r.day between $4 and $3 and %s group by r.day', sums, view,
      private.conditions(view, filters));
    execute format('with d as materialized (%s) select jsonb_build_object(%L, jsonb_build_object(%s), %L, jsonb_build_object(%s), %L, coalesce(jsonb_agg(to_jsonb(d) order by d.day), %L)) from d',
      days, 'total', facts, 'before', replace(facts, '>=', '<'), 'days', '[]') into found using home, report.first, report.last, report.first - span;
    execute format('select coalesce(jsonb_agg(to_jsonb(x) - %L order by x.nth), %L) from (select l.*%s from (
        select row_number() over (order by g.period desc, g.%I desc%s) as nth, g.* from (select %s as period%s, %s from public.%I r where r.enterprise_id = $1 and r.day between $2 and $3 and %s group by 1%s) g
        order by nth limit $4) l%s) x', 'nth', '[]',
      (select coalesce(string_agg(format(', n%s.*', n), ''), '') from unnest(by) with ordinality as z (b, n) where r.groups -> b ? 'of'),
      r.measures[1], (select coalesce(string_agg(format(', g.%I', c), ''), '') from unnest(groups) as c),
      case period when 'day' then 'r.day::text' when 'month' then 'to_char(r.day, ''YYYY-MM'')' else '''''' end,
      (select coalesce(string_agg(format(', r.%I', c), ''), '') from unnest(groups) as c), sums, view, private.conditions(view, filters),
      (select coalesce(string_agg(format(', r.%I', c), ''), '') from unnest(groups) as c), names)
    into lines using home, report.first, report.last, size + 1;
  exception when data_exception then
    -- A value that its column cannot have.
    perform private.refuse('input_invalid', '{"field": "filters"}');
  end;
  return found || jsonb_build_object('lines', case when jsonb_array_length(lines) > size then lines - size else lines end, 'more', jsonb_array_length(lines) > size);
end $$;

create or replace function private.note_minted() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_table_name = 'sends' then
    insert into private.report_changes (enterprise_id, day)
    select distinct new.enterprise_id, private.day_of(new.enterprise_id, x.at)
    from unnest(array[new.decided_at, case tg_op when 'UPDATE' then old.decided_at end]) as x (at) where x.at is not null;
  else
    insert into private.report_changes (enterprise_id, day) values (new.enterprise_id, private.day_of(new.enterprise_id, new.submitted_at));
  end if;
  return null;
end $$;

create or replace function private.template_days_of(home uuid, first date, last date) returns setof public.template_days language sql stable set search_path = '' as $$
  select home, x.day, x.template_id, x.kind, x.signature_id, x.vendor, sum(x.minted)::bigint, sum(x.submission_count)::bigint, sum(x.send_count)::bigint, sum(x.delivered)::bigint,
    sum(x.failed)::bigint, sum(x.expired)::bigint, sum(x.timed_out)::bigint, sum(x.unknown)::bigint, sum(x.resolutions)::bigint, sum(x.humans)::bigint, sum(x.bots)::bigint, sum(x.refused)::bigint
  from (
    select d.day, s.template_id, 'send' as kind, s.sms_signature_id as signature_id, d.vendor, 0 as minted, d.submission_count, d.send_count, d.delivered, d.failed, d.expired, d.timed_out, d.unknown,
      0 as resolutions, 0 as humans, 0 as bots, 0 as refused
    from public.send_days d join public.sends s on s.id = d.send_id where d.enterprise_id = home and d.day between first and last
    union all
    select d.day, d.template_id, case when d.send_id is not null then 'send' when d.link_id is not null then 'group' else 'personal' end, s.sms_signature_id, d.vendor,
      0, 0, 0, 0, 0, 0, 0, 0, d.resolutions, d.humans, d.bots, d.refused
    from public.link_days d left join public.sends s on s.id = d.send_id where d.enterprise_id = home and d.day between first and last
    union all
    -- A zone is at most 14 hours from UTC, so the days of two more are looked at.
    select m.day, m.template_id, m.kind, m.signature_id, null, m.minted, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 from (
      select private.day_of(home, s.decided_at) as day, s.template_id, 'send' as kind, s.sms_signature_id as signature_id, c.intended - c.invalid - c.duplicates as minted
      from public.sends s join public.send_totals c on c.send_id = s.id where s.enterprise_id = home and s.decided_at between first - 1 and last + 2
      union all
      select private.day_of(home, t.submitted_at), t.template_id, t.kind::text, null, t.made from public.resolve_tasks t
      where t.enterprise_id = home and t.submitted_at between first - 1 and last + 2) m where m.day between first and last) x
  group by 2, 3, 4, 5, 6
  having (sum(x.minted), sum(x.submission_count), sum(x.send_count), sum(x.delivered), sum(x.failed), sum(x.expired), sum(x.timed_out), sum(x.unknown), sum(x.resolutions), sum(x.humans), sum(x.bots), sum(x.refused))
    <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
$$;

create or replace function private.roll_up_reports() returns integer language plpgsql set search_path = '' as $$
declare
  c record;
  n integer := 0;
  fresh public.template_days[];
begin
  -- What is computed below is seen by a later statement than the changes, so it has them.
  for c in
    with gone as (delete from private.report_changes returning enterprise_id, day) select g.enterprise_id, g.day from gone g group by 1, 2 order by 1, 2
  loop
    fresh := array(select x from private.template_days_of(c.enterprise_id, c.day, c.day) x);
    insert into public.template_days as t
    select x.* from unnest(fresh) as x
    on conflict on constraint one_row_a_template_day do update set minted = excluded.minted, submission_count = excluded.submission_count, send_count = excluded.send_count,
      delivered = excluded.delivered, failed = excluded.failed, expired = excluded.expired, timed_out = excluded.timed_out, unknown = excluded.unknown,
      resolutions = excluded.resolutions, humans = excluded.humans, bots = excluded.bots, refused = excluded.refused
    -- What did not change is not written again.
    where t is distinct from excluded;
    delete from public.template_days t where t.enterprise_id = c.enterprise_id and t.day = c.day and not exists (
      select from unnest(fresh) as x
      where x.template_id = t.template_id and x.kind = t.kind and x.signature_id is not distinct from t.signature_id and x.vendor is not distinct from t.vendor);
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.replay_request(request uuid, verb text, resource_id text default null, input jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  found_row private.requests;
begin
  if request is null or private.actor() is null then return null; end if;
  -- Two copies of one click: the second waits for this lock, and then finds the answer of the first.
  perform pg_advisory_xact_lock(hashtextextended(private.actor()::text || request::text, 0));
  select r.* into found_row from private.requests r where r.actor = private.actor() and r.request = replay_request.request;
  if not found then return null; end if;
  if found_row.verb <> replay_request.verb or found_row.resource_id is distinct from replay_request.resource_id then
    perform private.refuse('request_mismatch', jsonb_build_object('verb', found_row.verb));
  end if;
  -- A request id that comes with another input must not get the first answer: the caller would take the old resource for the new one, and send it.
  if found_row.input_hash is not null and input is not null and found_row.input_hash <> private.input_hash(input) then
    perform private.refuse('request_reused', jsonb_build_object('verb', found_row.verb));
  end if;
  return found_row.result;
end $$;

create or replace function private.input_hash(input jsonb) returns text language sql stable set search_path = '' as $$
  -- Keyed: an input may be one phone number, and those could be tried through.
  select private.contents_hash(input::text)
$$;

create or replace function private.store_response(request uuid, verb text, resource_id text, result jsonb, input jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if request is not null and private.actor() is not null then
    insert into private.requests (actor, request, verb, resource_id, result, input_hash)
    values (private.actor(), store_response.request, store_response.verb, store_response.resource_id, store_response.result, private.input_hash(store_response.input));
  end if;
  return result;
end $$;

create or replace function private.note_review(resource text, id uuid, it private.target, to_state text) returns void language plpgsql set search_path = '' as $$
begin
  if to_state = 'in_review' and it.state is distinct from 'in_review' then
    insert into private.open_reviews as r (resource, resource_id, enterprise_id) values (note_review.resource, note_review.id, it.enterprise_id)
    on conflict on constraint open_reviews_pkey do update set since = excluded.since, person = null, asked_by = null, escalated_at = null;
  elsif to_state <> 'in_review' and it.state = 'in_review' then
    delete from private.open_reviews r where r.resource = note_review.resource and r.resource_id = note_review.id;
  end if;
end $$;

create or replace function private.right_to_decide(resource text) returns text language sql stable set search_path = '' as $$
  select min(t.needs) from private.transitions t where t.resource = right_to_decide.resource and t.verb = 'approve' and t.from_state = 'in_review'
$$;

create or replace function private.can_decide(about private.resources, id uuid, it private.target, person uuid) returns boolean language plpgsql stable set search_path = '' as $$
begin
  return private.allowed(person, it.enterprise_id, private.right_to_decide(about.resource), coalesce(it.made_by = person, false))
    and not private.has_touched(about, it, person)
    and (about.resource <> 'send' or exists (select from private.asked_for(id) a where a.people is null or person = any (a.people)));
end $$;

create or replace function private.stands_in(enterprise uuid, person uuid, resource text, id uuid) returns private.delegations language plpgsql stable set search_path = '' as $$
declare
  d private.delegations;
  about private.resources;
begin
  select x.* into d from private.delegations x where x.enterprise_id = enterprise and x.person = stands_in.person and x.until >= private.day_of(enterprise, clock_timestamp());
  if not found then return null; end if;
  select r.* into about from private.resources r where r.resource = stands_in.resource;
  if not private.can_decide(about, id, private.target_of(about, id::text, false), d.delegate) then return null; end if;
  return d;
end $$;

create or replace function private.review_asked(resource text, id uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  r private.open_reviews;
  d private.delegations;
begin
  select x.* into r from private.open_reviews x where x.resource = review_asked.resource and x.resource_id = review_asked.id and (x.person is not null or x.escalated_at is not null);
  if not found then return null; end if;
  if r.person is not null then d := private.stands_in(r.enterprise_id, r.person, resource, id); end if;
  return jsonb_build_object('person', coalesce(d.delegate, r.person), 'name', private.person_name(coalesce(d.delegate, r.person)),
    'instead_of', case when d.delegate is not null then private.person_name(r.person) end, 'until', d.until, 'escalated_at', r.escalated_at);
end $$;

create or replace function private.asked_in_log(about private.resources, id text) returns jsonb language sql stable set search_path = '' as $$
  select coalesce((select jsonb_build_object('waits_for', private.person_name(r.person)) from private.open_reviews r
    where about.id_type = 'uuid' and r.resource = about.resource and r.resource_id = (case when about.id_type = 'uuid' then asked_in_log.id end)::uuid and r.person is not null), '{}')
$$;

create or replace function private.reviewers() returns table (id uuid, enterprise_id uuid, name text, away_until date, delegate_name text) language sql stable security definer set search_path = '' as $$
  select distinct m.user_id, m.enterprise_id, private.person_name(m.user_id), d.until, private.person_name(d.delegate)
  from unnest(private.my_enterprises()) as e (id)
  cross join (select distinct t.needs from private.transitions t where t.verb = 'approve' and t.from_state = 'in_review') as n
  cross join lateral private.who_may(e.id, n.needs) as w (person)
  join public.members m on m.enterprise_id = e.id and m.user_id = w.person and m.state = 'active'
  left join private.delegations d on d.enterprise_id = e.id and d.person = m.user_id and d.until >= private.day_of(e.id, clock_timestamp())
$$;

create or replace function private.ask_reviewer(resource text, id uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  asked constant uuid := private.as_uuid(input ->> 'person', 'person');
  about private.resources;
  it private.target;
  d private.delegations;
begin
  select r.* into strict about from private.resources r where r.resource = ask_reviewer.resource;
  it := private.target_of(about, id::text, false);
  if not exists (select from public.members m where m.enterprise_id = it.enterprise_id and m.user_id = asked and m.state = 'active') then perform private.refuse('not_found', '{"resource": "member"}'); end if;
  if not private.can_decide(about, id, it, asked) then perform private.refuse('cannot_decide', jsonb_build_object('name', private.person_name(asked))); end if;
  insert into private.open_reviews as r (resource, resource_id, enterprise_id, person, asked_by) values (about.resource, ask_reviewer.id, it.enterprise_id, asked, private.actor())
  on conflict on constraint open_reviews_pkey do update set since = excluded.since, person = excluded.person, asked_by = excluded.asked_by, escalated_at = null;
  d := private.stands_in(it.enterprise_id, asked, resource, id);
  perform private.tell_asked(about, id, it, coalesce(d.delegate, asked));
end $$;

create or replace function private.tell_asked(about private.resources, id uuid, it private.target, person uuid) returns void language plpgsql set search_path = '' as $$
begin
  if person = private.actor() then return; end if;
  perform private.tell_person(it.enterprise_id, person, 'review_asked', about.resource, id,
    jsonb_build_object('name', private.look_at(about, it.row_id, about.audited) ->> 'name', 'by', private.person_name(private.actor())));
end $$;

create or replace function private.assign_template(template uuid, input jsonb) returns void language sql set search_path = '' as $$ select private.ask_reviewer('template', template, input) $$;

create or replace function private.assign_send(send uuid, input jsonb) returns void language sql set search_path = '' as $$ select private.ask_reviewer('send', send, input) $$;

create or replace function private.assign_domain(domain uuid, input jsonb) returns void language sql set search_path = '' as $$ select private.ask_reviewer('domain', domain, input) $$;

create or replace function private.assign_jump_batch(batch uuid, input jsonb) returns void language sql set search_path = '' as $$ select private.ask_reviewer('jump_batch', batch, input) $$;

create or replace function private.assign_sms_signature(signature uuid, input jsonb) returns void language sql set search_path = '' as $$ select private.ask_reviewer('sms_signature', signature, input) $$;

create or replace function private.assign_sms_template(template uuid, input jsonb) returns void language sql set search_path = '' as $$ select private.ask_reviewer('sms_template', template, input) $$;

create or replace function private.assign_account_part(part uuid, input jsonb) returns void language sql set search_path = '' as $$ select private.ask_reviewer('account_part', part, input) $$;

create or replace function private.assign_shortcut(shortcut uuid, input jsonb) returns void language sql set search_path = '' as $$ select private.ask_reviewer('shortcut', shortcut, input) $$;

create or replace function private.assign_filing(filing uuid, input jsonb) returns void language sql set search_path = '' as $$ select private.ask_reviewer('filing', filing, input) $$;

create or replace function private.escalate_reviews() returns integer language plpgsql set search_path = '' as $$
declare
  late record;
  about private.resources;
  it private.target;
  n integer := 0;
begin
  for late in select x.resource, x.resource_id as id, x.enterprise_id as home, x.since, e.review_hours as hours from private.open_reviews x join public.enterprises e on e.id = x.enterprise_id
    where x.escalated_at is null and x.since < clock_timestamp() - make_interval(hours => e.review_hours) order by x.since limit 50
  loop
    select x.* into strict about from private.resources x where x.resource = late.resource;
    -- The row before its review, as every verb locks them. Meanwhile it may have been decided, or asked of somebody.
    it := private.target_of(about, late.id::text);
    if it.state is distinct from 'in_review' then
      delete from private.open_reviews x where x.resource = late.resource and x.resource_id = late.id;
      continue;
    end if;
    update private.open_reviews x set escalated_at = clock_timestamp() where x.resource = late.resource and x.resource_id = late.id and x.since = late.since and x.escalated_at is null;
    continue when not found;
    perform private.transition(late.resource, late.id, 'escalate');
    perform private.alert(late.home, 'review_waiting', late.resource, late.id,
      jsonb_build_object('name', private.look_at(about, it.row_id, about.audited) ->> 'name', 'escalated', true, 'hours', late.hours),
      array(select w.person from private.who_may(late.home, private.right_to_decide(late.resource)) as w (person) where private.can_decide(about, late.id, it, w.person)));
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.redraw_asked(enterprise uuid, person uuid) returns void language sql set search_path = '' as $$
  select private.touch_cards(r.resource, r.resource_id, true) from private.open_reviews r where r.enterprise_id = enterprise and r.person = redraw_asked.person
$$;

create or replace function private.end_delegations() returns integer language plpgsql set search_path = '' as $$
declare
  d private.delegations;
  n integer := 0;
begin
  -- A day ends somewhere up to half a day before it does in UTC.
  for d in select x.* from private.delegations x where x.until <= current_date + 1 and x.until < private.day_of(x.enterprise_id, clock_timestamp()) for update skip locked loop
    delete from private.delegations x where x.enterprise_id = d.enterprise_id and x.person = d.person;
    perform private.redraw_asked(d.enterprise_id, d.person);
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.delegation_of(enterprise uuid, person uuid) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('name', private.person_name(d.delegate), 'until', d.until) from private.delegations d
  where d.enterprise_id = enterprise and d.person = delegation_of.person and d.until >= private.day_of(enterprise, clock_timestamp())
$$;

create or replace function private.set_delegate_profile(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  me constant uuid := private.actor();
  chosen constant uuid := private.as_uuid(input ->> 'delegate', 'delegate');
  until constant date := input ->> 'last_day';
  was constant jsonb := private.delegation_of(home, me);
  r private.open_reviews;
  about private.resources;
begin
  if home is null then perform private.refuse('no_enterprise'); end if;
  if chosen is null then
    delete from private.delegations d where d.enterprise_id = home and d.person = me;
  else
    if chosen = me then perform private.refuse('input_invalid', '{"field": "delegate"}'); end if;
    if not exists (select from public.members m where m.enterprise_id = home and m.user_id = chosen and m.state = 'active') then perform private.refuse('not_found', '{"resource": "member"}'); end if;
    if until is null or until not between private.day_of(home, clock_timestamp()) and private.day_of(home, clock_timestamp()) + 366 then perform private.refuse('input_invalid', '{"field": "last_day"}'); end if;
    if not exists (select from private.transitions t where t.verb = 'approve' and t.from_state = 'in_review' and private.allowed(me, home, t.needs) and private.allowed(chosen, home, t.needs)) then
      perform private.refuse('delegate_cannot', jsonb_build_object('name', private.person_name(chosen)));
    end if;
    insert into private.delegations as d (enterprise_id, person, delegate, until) values (home, me, chosen, until)
    on conflict on constraint delegations_pkey do update set delegate = excluded.delegate, until = excluded.until;
    -- What is asked of this person already is asked of the delegate from now on.
    for r in select x.* from private.open_reviews x where x.enterprise_id = home and x.person = me loop
      select x.* into strict about from private.resources x where x.resource = r.resource;
      if (private.stands_in(home, me, r.resource, r.resource_id)).delegate = chosen then
        perform private.tell_asked(about, r.resource_id, private.target_of(about, r.resource_id::text, false), chosen);
      end if;
    end loop;
  end if;
  perform private.redraw_asked(home, me);
  return public.whoami() || jsonb_build_object('about', me, 'home', home, 'before', jsonb_build_object('delegate', was), 'after', jsonb_build_object('delegate', private.delegation_of(home, me)));
end $$;

create or replace function public.set_delegate(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('profile', 'set_delegate', request, input)
$$;

create or replace function private.set_review_hours_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was integer;
begin
  select e.review_hours into was from public.enterprises e where e.id = home for update;
  update public.enterprises e set review_hours = (input ->> 'hours')::integer where e.id = home;
  return public.whoami() || jsonb_build_object('about', home, 'before', jsonb_build_object('review_hours', was), 'after', jsonb_build_object('review_hours', (input ->> 'hours')::integer));
end $$;

create or replace function public.set_review_hours(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('enterprise', 'set_review_hours', request, input)
$$;

create or replace function private.robot_card(robot uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.robot_cards c where c.id = robot
$$;

create or replace function private.robot_kinds(input jsonb) returns text[] language sql immutable set search_path = '' as $$
  select coalesce(private.texts_of(nullif(input -> 'kinds', '[]')), private.usual_kinds())
$$;

create or replace function private.robot_host(address text) returns text language plpgsql stable set search_path = '' as $$
declare
  trouble constant text := case when address !~* '^https://' then 'scheme' else private.jump_trouble(address) end;
begin
  if trouble is not null then perform private.refuse('robot_address_invalid', jsonb_build_object('field', 'address', 'why', trouble)); end if;
  return lower((regexp_match(address, '^https://([^/?#]*)', 'i'))[1]);
end $$;

create or replace function private.create_robot(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  insert into public.robots (enterprise_id, name, kind, host, signed, kinds, locale, created_by)
  values (home, private.clean_name(input ->> 'name'), input ->> 'kind', private.robot_host(input ->> 'address'), nullif(input ->> 'secret', '') is not null,
    private.robot_kinds(input), input ->> 'locale', private.actor()) returning id into made;
  insert into private.robot_secrets (robot_id, address, secret) values (made, input ->> 'address', nullif(input ->> 'secret', ''));
  return made;
end $$;

create or replace function public.create_robot(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('robot', 'create', request, input)
$$;

create or replace function private.update_robot(robot uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.robots r set name = private.clean_name(input ->> 'name'), kinds = private.robot_kinds(input), locale = input ->> 'locale' where r.id = robot
$$;

create or replace function public.update_robot(robot text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('robot', 'update', robot, request, input)
$$;

create or replace function private.rotate_robot(robot uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  update public.robots r set host = private.robot_host(input ->> 'address'), signed = nullif(input ->> 'secret', '') is not null, failures = 0, last_error = null where r.id = robot;
  update private.robot_secrets s set address = input ->> 'address', secret = nullif(input ->> 'secret', '') where s.robot_id = robot;
  -- What waits goes to the new address at once.
  update private.alert_posts p set lease_until = '-infinity' where p.robot_id = robot and p.done_at is null and p.last_error is not null;
end $$;

create or replace function public.rotate_robot(robot text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('robot', 'rotate', robot, request, input)
$$;

create or replace function private.test_robot(robot uuid, input jsonb) returns void language sql set search_path = '' as $$
  insert into private.alert_posts (notice, provider, team, robot_id, chat_user, locale)
  select jsonb_build_object('enterprise_id', r.enterprise_id, 'kind', 'robot_test', 'resource', 'robot', 'resource_id', r.id, 'at', clock_timestamp(),
    'details', jsonb_build_object('name', r.name, 'by', private.person_name(private.actor()))), 'robot', '-', r.id, '', r.locale
  from public.robots r where r.id = robot
$$;

create or replace function public.test_robot(robot text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('robot', 'test', robot, request)
$$;

create or replace function public.pause_robot(robot text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('robot', 'pause', robot, request)
$$;

create or replace function private.resume_robot(robot uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.robots r set failures = 0, last_error = null where r.id = robot
$$;

create or replace function public.resume_robot(robot text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('robot', 'resume', robot, request)
$$;

create or replace function private.delete_robot(robot uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone jsonb;
begin
  delete from public.robots r where r.id = robot returning to_jsonb(r) into gone;
  return gone;
end $$;

create or replace function public.delete_robot(robot text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('robot', 'delete', robot, request)
$$;

create or replace function private.has_deliveries(send uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from private.send_progress p where p.send_id = send and p.expanded > 0)
$$;

create or replace function private.window_opens(enterprise uuid, at timestamptz) returns timestamptz language sql stable set search_path = '' as $$
  -- The first instant not before `at` at which a marketing message may go out, in the enterprise's own zone.
  select case
    when l.clock >= e.marketing_from and l.clock < e.marketing_to then at
    when l.clock < e.marketing_from then (l.day + e.marketing_from) at time zone e.time_zone
    else (l.day + 1 + e.marketing_from) at time zone e.time_zone end
  from public.enterprises e
  cross join lateral (select (at at time zone e.time_zone)::time as clock, (at at time zone e.time_zone)::date as day) l
  where e.id = enterprise
$$;

create or replace function private.progress_of(send uuid) returns table (expanded integer, dispatch_limit integer)
language sql stable security definer set search_path = '' as $$
  select p.expanded, p.dispatch_limit from private.send_progress p where p.send_id = send
$$;

create or replace function private.in_group(person uuid, "group" uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from public.members m join public.group_members x on x.member_id = m.id
    where m.user_id = person and m.state = 'active' and x.group_id = "group")
$$;

create or replace function private.asked_of(rules jsonb, audience bigint, units bigint, marketing boolean, requester uuid)
returns table (rule text, approvers integer, group_id uuid) language sql stable set search_path = '' as $$
  with hit as (
    select p.name, p.approvers, p.group_id
    from jsonb_to_recordset(rules) as p (name text, min_audience bigint, min_units bigint, marketing boolean, requester_group_id uuid, approvers integer, group_id uuid)
    where audience >= coalesce(p.min_audience, 0) and units >= coalesce(p.min_units, 0) and (p.marketing is null or p.marketing = asked_of.marketing)
      and (p.requester_group_id is null or private.in_group(requester, p.requester_group_id))
  )
  select h.name, h.approvers, h.group_id from hit h
  union all
  -- Four eyes: without a rule, one other person.
  select null, 1, null where not exists (select from hit)
$$;

create or replace function private.rules_of(enterprise uuid) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(p) order by p.name), '[]') from public.approval_rules p where p.enterprise_id = enterprise
$$;

create or replace function private.who_may_approve(enterprise uuid, "group" uuid) returns integer language sql stable set search_path = '' as $$
  select count(*)::integer from private.who_may(who_may_approve.enterprise, 'KooMessage:sendTask:approve') as w (person)
  where "group" is null or private.in_group(w.person, who_may_approve."group")
$$;

create or replace function private.send_hands(send uuid) returns setof uuid language sql stable set search_path = '' as $$
  with file as (
    -- A resend has its numbers from the file of the first send.
    select x.number_file_id as id from public.sends s join public.sends x on x.id in (s.id, s.parent_id) where s.id = send
  )
  select p.person from public.sends s cross join lateral (values (s.created_by), (s.submitted_by)) as p (person) where s.id = send
  union select f.created_by from public.number_files f where f.id in (select x.id from file x)
  union select t.person from private.touches t where (t.resource = 'send' and t.row_id = send::text)
    or (t.resource = 'number_file' and t.row_id in (select x.id::text from file x))
$$;

create or replace function private.people_of(group_id uuid) returns setof uuid language sql stable set search_path = '' as $$
  select m.user_id from public.members m join public.group_members x on x.member_id = m.id where x.group_id = people_of.group_id and m.state = 'active'
$$;

create or replace function private.keep_asked(send uuid) returns void language sql set search_path = '' as $$
  insert into private.asked (send_id, submitted_at, rule, approvers, group_id, group_name, members)
  select s.id, s.submitted_at, a.rule, a.approvers, a.group_id, g.name, case when a.group_id is not null then array(select private.people_of(a.group_id)) end
  from public.sends s cross join lateral private.asked_of(private.rules_of(s.enterprise_id), s.units, s.units, s.is_marketing, s.submitted_by) a
  left join public.groups g on g.id = a.group_id where s.id = send
$$;

create or replace function private.asked_for(send uuid) returns table (rule text, approvers integer, group_id uuid, "group" text, people uuid[])
language sql stable set search_path = '' as $$
  with one as (
    select a.rule, a.approvers, a.group_id, a.group_name, a.members
    from public.sends s join private.asked a on a.send_id = s.id and a.submitted_at = s.submitted_at where s.id = asked_for.send
    union all
    select n.rule, n.approvers, n.group_id, null, null from public.sends s
    cross join lateral private.asked_of(private.rules_of(s.enterprise_id), s.units, s.units, s.is_marketing, s.submitted_by) n where s.id = asked_for.send
  ), both_times as (
    select o.rule, max(o.approvers) as approvers, o.group_id, max(o.group_name) as group_name, max(o.members) as members
    -- Every rule requires at least the one other person that is required without any rule.
    from one o where o.rule is not null or not exists (select from one x where x.rule is not null) group by o.rule, o.group_id
  )
  select b.rule, b.approvers, b.group_id, coalesce(g.name, b.group_name), case
    when b.group_id is null then null
    when b.members is null then array(select private.people_of(b.group_id))
    else array(select private.people_of(b.group_id) intersect select unnest(b.members)) end
  from both_times b left join public.groups g on g.id = b.group_id
$$;

create or replace function private.counted_approvals(send uuid) returns table (approver uuid, at timestamptz) language sql stable set search_path = '' as $$
  select x.approver, x.at
  from public.sends s join public.send_approvals x on x.send_id = s.id and x.submitted_at = s.submitted_at and x.hash = s.hash
  where s.id = counted_approvals.send and private.allowed(x.approver, s.enterprise_id, 'KooMessage:sendTask:approve')
    and not exists (select from private.send_hands(s.id) as h (person) where h.person = x.approver)
$$;

create or replace function private.approvals_of(send uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  -- Set operations instead of one query per person: with 500 people who may approve, and three rules, 11 ms instead of 120.
  with able as materialized (
    select w.person from public.sends s cross join lateral private.who_may(s.enterprise_id, 'KooMessage:sendTask:approve') as w (person) where s.id = approvals_of.send
    except select private.send_hands(approvals_of.send)
    except select x.approver from public.sends s join public.send_approvals x on x.send_id = s.id and x.submitted_at = s.submitted_at where s.id = approvals_of.send
  ), given as materialized (
    select x.approver, x.at from private.counted_approvals(approvals_of.send) x
  )
  select coalesce(jsonb_agg(jsonb_build_object('rule', a.rule, 'approvers', a.approvers, 'group_id', a.group_id, 'group', a."group", 'have', h.have, 'by', h.by,
    'open', case when a.people is null then (select count(*) from able) else (select count(*) from able join unnest(a.people) as p (person) using (person)) end)
    order by a.rule, a."group"), '[]')
  from private.asked_for(approvals_of.send) a
  cross join lateral (
    select count(*) as have, coalesce(jsonb_agg(private.person_name(x.approver) order by x.at), '[]') as by
    from given x where a.people is null or x.approver = any (a.people)) h
$$;

create or replace function private.approved(send uuid) returns boolean language sql stable set search_path = '' as $$
  with given as materialized (select x.approver from private.counted_approvals(approved.send) x)
  select case when exists (select from given) then (
    select bool_and(a.approvers <= (select count(*) from given x where a.people is null or x.approver = any (a.people))) from private.asked_for(approved.send) a) else false end
$$;

create or replace function private.approval_bar(send uuid) returns jsonb language sql stable set search_path = '' as $$
  select case
    -- Where less is required than before, a second approval by the same person releases the send.
    when exists (select from public.send_approvals x where x.send_id = s.id and x.submitted_at = s.submitted_at and x.approver = private.actor())
      and not private.approved(s.id) then jsonb_build_object('code', 'already_approved')
    -- An approval that no rule counts would give false assurance.
    when not exists (select from private.asked_for(s.id) a where a.people is null or private.actor() = any (a.people))
      then jsonb_build_object('code', 'not_an_approver', 'groups', (select string_agg(distinct a."group", ', ') from private.asked_for(s.id) a)) end
  from public.sends s where s.id = approval_bar.send
$$;

create or replace function private.capped_phones(b private.batches) returns text[] language plpgsql set search_path = '' as $$
declare
  s public.sends;
  caps public.send_settings;
  short_most integer;
  day_most integer;
  short_from timestamptz;
  day_from constant timestamptz := clock_timestamp() - interval '24 hours';
  recent private.send_progress[];
  one private.send_progress;
  phones text[];
  hits text[] := '{}';
  times timestamptz[] := '{}';
  some_hits text[];
  some_times timestamptz[];
begin
  select x.* into s from public.sends x where x.id = b.send_id;
  caps := private.settings_of(s.enterprise_id);
  if s.is_marketing then
    short_most := caps.marketing_per_hour; day_most := caps.marketing_per_day; short_from := clock_timestamp() - interval '1 hour';
  else
    short_most := caps.notice_per_minute; day_most := caps.notice_per_day; short_from := clock_timestamp() - interval '1 minute';
  end if;
  -- A send has each number once, so a number cannot have had more messages than there were sends. Nearly always there were fewer sends than the
  -- caps allow. Then nothing is looked up, and the caps cost one query per batch. Sends that may be claimed at this moment count as well, although
  -- their claims are not visible yet.
  if (select count(*) from (
      select p.send_id from private.send_progress p join public.sends x on x.id = p.send_id
      where p.enterprise_id = s.enterprise_id and p.last_claim_at > day_from and x.is_marketing = s.is_marketing
      union select x.id from public.sends x
      where x.enterprise_id = s.enterprise_id and x.state in ('expanding', 'ready', 'sending') and x.is_marketing = s.is_marketing) y
    where y.send_id <> s.id) < least(short_most, day_most) then return '{}'; end if;
  -- From this point two dispatchers could each miss the other's batch. They take turns on an advisory lock, and count once they hold it.
  perform pg_advisory_xact_lock(hashtextextended('caps:' || s.enterprise_id::text || s.is_marketing::text, 0));
  recent := array(select p from private.send_progress p join public.sends x on x.id = p.send_id
    where p.enterprise_id = s.enterprise_id and p.last_claim_at > day_from and x.is_marketing = s.is_marketing and p.send_id <> s.id);
  execute format($mine$select coalesce(array_agg(d.phone), '{}') from %s d where d.id between $1 and $2 and d.state = 'pending'$mine$, private.home_of(s.id))
  into phones using b.first_id, b.last_id;
  foreach one in array recent loop
    -- Claimed messages without an answer are on their way, so they count.
    execute format($look$
      select coalesce(array_agg(d.phone), '{}'), coalesce(array_agg(coalesce(d.handed_at, clock_timestamp())), '{}') from %s d
      where d.phone = any ($1) and d.id between $2 and $3 and (d.handed_at > $4 or (d.handed_at is null and d.state = 'pending'))$look$,
      case when one.large then private.deliveries_partition(one) else 'partitions.deliveries_shared' end)
    into some_hits, some_times using phones, one.id_base + 1, one.id_base + one.next_ordinal - 1, day_from;
    hits := hits || some_hits;
    times := times || some_times;
  end loop;
  return array(select h.phone from unnest(hits, times) as h (phone, at) group by h.phone
    having count(*) >= day_most or count(*) filter (where h.at > short_from) >= short_most);
end $$;

create or replace function private.honour_caps(b private.batches, capped text[]) returns void language plpgsql set search_path = '' as $$
declare
  stopped integer;
begin
  if cardinality(capped) = 0 then return; end if;
  perform from public.send_totals t where t.send_id = b.send_id for update;
  update public.deliveries d set state = 'capped', final_at = clock_timestamp()
  where d.id between b.first_id and b.last_id and d.state = 'pending' and d.phone = any (capped);
  get diagnostics stopped = row_count;
  if stopped = 0 then return; end if;
  update public.send_totals t set pending = t.pending - stopped, capped = t.capped + stopped where t.send_id = b.send_id;
  perform private.release(b.send_id, stopped);
  perform private.touch_cards('send', b.send_id);
end $$;

create or replace function private.honour_limits(b private.batches) returns void language plpgsql set search_path = '' as $$
declare
  -- Lock order everywhere: the lock for the caps before any account and any quota.
  capped constant text[] := private.capped_phones(b);
begin
  perform private.honour_opt_outs(b);
  perform private.honour_caps(b, capped);
end $$;

create or replace function private.index_phones() returns integer language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
begin
  -- Only where the caps may need the index (as many sends in a day as the smallest cap), and one per tick: 1,000,000 numbers take about a second.
  for p in
    select x.* from private.send_progress x join public.sends s on s.id = x.send_id
    where x.large and (x.expanded = x.total or s.state in ('paused', 'cancelled')) and x.last_claim_at > clock_timestamp() - interval '24 hours'
      and (select count(*) from private.send_progress y join public.sends z on z.id = y.send_id where y.enterprise_id = x.enterprise_id
        and z.is_marketing = s.is_marketing and y.last_claim_at > clock_timestamp() - interval '24 hours')
        > least((private.settings_of(x.enterprise_id)).marketing_per_hour, (private.settings_of(x.enterprise_id)).notice_per_minute)
      and to_regclass(private.deliveries_partition(x) || '_phone') is null
    limit 1
  loop
    -- This transaction may hold accounts and quota by now, so it does not wait for the lock. The next tick tries again.
    begin
      execute format('lock table %s in share mode nowait', private.deliveries_partition(p));
    exception when lock_not_available then
      return 0;
    end;
    execute format('create index %I on %s (phone)', split_part(private.deliveries_partition(p), '.', 2) || '_phone', private.deliveries_partition(p));
    return 1;
  end loop;
  return 0;
end $$;

-- sends: a send as it is shown to people

create or replace function private.twin_of(send uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  -- The same template to a file with the same contents within a week is nearly always a mistake, but not always.
  select jsonb_build_object('id', o.id, 'name', o.name, 'batch_no', o.batch_no, 'at', o.created_at)
  from public.sends s join public.number_files f on f.id = s.number_file_id
  join public.number_files g on g.enterprise_id = s.enterprise_id and g.content_hash = f.content_hash and g.content_hash <> ''
  join public.sends o on o.number_file_id = g.id and o.template_id = s.template_id and o.id <> s.id and o.origin = 'own'
  where s.id = send and s.origin = 'own' and o.created_at > s.created_at - interval '7 days' and o.created_at < s.created_at
    -- A send that was stopped half-way counts, because its first half has gone out. One that is only planned has gone to nobody.
    and exists (select from public.send_totals t where t.send_id = o.id and t.intended - t.invalid - t.duplicates > t.opted_out + t.capped + t.cancelled)
  order by o.created_at desc limit 1
$$;

create or replace function private.send_card(send uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.send_cards c where c.id = send
$$;

-- sends: what a send is made of, and what may refuse it

create or replace function private.send_bound(send uuid) returns jsonb language sql stable set search_path = '' as $$
  -- Times are formatted in UTC explicitly: a timestamptz in JSON depends on the time zone of the session.
  select jsonb_build_object(
    'template', jsonb_build_object('name', t.name, 'version', v.version, 'content_hash', v.content_hash),
    'sms', private.sms_body(m.content, s.is_marketing), 'signature', g.name, 'domain', d.name, 'channel', c.name,
    'file', jsonb_build_object('name', f.name, 'content_hash', f.content_hash, 'accepted', f.accepted),
    'columns', s.columns, 'left_out', s.left_out, 'consent', s.consent, 'consent_file', s.consent_name, 'consent_path', s.consent_path,
    'timing', s.timing, 'scheduled_at', to_char(s.scheduled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'cron', s.cron, 'repeat_until', to_char(s.repeat_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'validity_days', s.validity_days, 'trial', s.trial, 'trial_size', s.trial_size, 'own', private.own_bound('send', s.enterprise_id, s.own),
    'window', jsonb_build_object('from', e.marketing_from, 'to', e.marketing_to), 'zone', e.time_zone,
    'rows', jsonb_build_array(v.id, m.id, g.id, d.id, c.id, f.id))
  from public.sends s join public.template_versions v on v.id = s.version_id join public.templates t on t.id = s.template_id
  join public.sms_templates m on m.id = s.sms_template_id join public.sms_signatures g on g.id = s.sms_signature_id
  join public.domains d on d.id = s.domain_id join public.channels c on c.id = s.channel_id
  join public.number_files f on f.id = s.number_file_id join public.enterprises e on e.id = s.enterprise_id
  where s.id = send
$$;

create or replace function private.send_hash(send uuid) returns text language sql stable set search_path = '' as $$
  -- Renaming a template or a channel does not change what is sent, so a plan that was approved goes on.
  select encode(sha256(convert_to(((private.send_bound(send) - 'channel'::text) #- '{template,name}')::text, 'UTF8')), 'hex')
$$;

create or replace function private.check_cron(s public.sends) returns void language plpgsql set search_path = '' as $$
declare
  zone text;
  at timestamptz := clock_timestamp();
  next timestamptz;
begin
  select e.time_zone into zone from public.enterprises e where e.id = s.enterprise_id;
  next := private.next_occurrence(s.cron, at, zone);
  if next is null then
    perform private.refuse('cron_invalid', jsonb_build_object('cron', left(s.cron, 60)));
  end if;
  if s.repeat_until <= next then
    perform private.refuse('repetition_over', jsonb_build_object('first', to_char(next at time zone zone, 'YYYY-MM-DD HH24:MI'), 'zone', zone));
  end if;
  -- The next ten occurrences are checked as a sample: up to ten weeks of a weekly plan, ten months of a monthly one.
  for i in 1..10 loop
    if s.is_marketing and private.window_opens(s.enterprise_id, next) > next then
      perform private.refuse('schedule_outside_window', (select jsonb_build_object('from', to_char(e.marketing_from, 'HH24:MI'), 'to', to_char(e.marketing_to, 'HH24:MI'), 'zone', e.time_zone, 'at', next)
         from public.enterprises e where e.id = s.enterprise_id));
    end if;
    at := next;
    next := private.next_occurrence(s.cron, at, zone);
    exit when next is null or next >= s.repeat_until;
    if next < at + interval '1 hour' then
      perform private.refuse('recurring_too_often');
    end if;
  end loop;
end $$;

create or replace function private.columns_of(version uuid, columns jsonb) returns table (name text, heading text) language sql stable set search_path = '' as $$
  select p.name, coalesce(columns_of.columns ->> p.name, p.name) from public.template_versions v cross join unnest(v.parameters) as p (name) where v.id = columns_of.version
$$;

create or replace function private.parameters_missing(version uuid, file public.number_files, columns jsonb) returns text[] language sql stable set search_path = '' as $$
  -- The column of the phone numbers is not available to a text.
  select coalesce(array_agg(c.name order by c.name), '{}') from private.columns_of(version, parameters_missing.columns) c
  where (c.heading = any (file.columns) and c.heading <> file.phone_column) is not true
$$;

create or replace function private.whole_numbers(version uuid, columns jsonb) returns text language sql stable set search_path = '' as $$
  select format('coalesce(x.params ?& %L::text[], false)', array(select c.heading from private.columns_of(version, whole_numbers.columns) c))
$$;

create or replace function private.values_for(version uuid, columns jsonb, file uuid) returns text language sql stable set search_path = '' as $$
  -- A copy as it is takes the least time; it is right where the file has the columns of the parameters and no others.
  select case
    when count(c.name) = 0 then 'null::jsonb'
    when values_for.columns = '{}' and array_agg(c.name order by c.name) = (select array_agg(h order by h) from public.number_files f cross join unnest(f.columns) as h
      where f.id = file and h <> f.phone_column) then 'x.params'
    else 'jsonb_strip_nulls(jsonb_build_object(' || string_agg(format('%L, x.params -> %L', c.name, c.heading), ', ') || '))' end
  from private.columns_of(version, values_for.columns) c
$$;

create or replace function private.leave_out(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
  gaps text[];
begin
  select x.* into s from public.sends x where x.id = send;
  select f.gaps into gaps from public.number_files f where f.id = s.number_file_id;
  -- An edit may bring another file, or other columns.
  update public.sends x set left_out = 0, left_out_lines = '{}' where x.id = send and x.left_out > 0;
  -- Nearly always every cell that is needed has a value, and the numbers are not read.
  if not exists (select from private.columns_of(s.version_id, s.columns) c where c.heading = any (gaps)) then return; end if;
  execute format('select count(*), coalesce((array_agg(x.line order by x.line))[:20], ''{}'') from public.numbers x where x.file_id = %L and not %s',
    s.number_file_id, private.whole_numbers(s.version_id, s.columns)) into s.left_out, s.left_out_lines;
  update public.sends x set left_out = s.left_out, left_out_lines = s.left_out_lines where x.id = send;
end $$;

create or replace function private.columns_in(version uuid, file public.number_files, columns jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  wrong text;
begin
  if jsonb_typeof(columns) <> 'object' then perform private.refuse('input_invalid', '{"field": "columns"}'); end if;
  select string_agg(e.key || '=' || left(coalesce(e.value #>> '{}', ''), 64), '; ' order by e.key) into wrong from jsonb_each(columns) e
  where jsonb_typeof(e.value) <> 'string' or not (e.value #>> '{}' = any (coalesce(file.columns, '{}'))) or e.value #>> '{}' = file.phone_column
    or not exists (select from public.template_versions v where v.id = columns_in.version and e.key = any (v.parameters));
  if wrong is not null then
    perform private.refuse('columns_invalid', jsonb_build_object('file', file.name, 'wrong', left(wrong, 300), 'columns', private.headings_of(file),
      'names', (select array_to_string(v.parameters, ', ') from public.template_versions v where v.id = columns_in.version)));
  end if;
  -- A column of the parameter's own name needs no entry.
  return coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(columns) e where e.value #>> '{}' <> e.key), '{}');
end $$;

create or replace function private.headings_of(file public.number_files) returns text language sql immutable set search_path = '' as $$
  select left(array_to_string(array_remove(file.columns, file.phone_column), ', '), 300)
$$;

create or replace function private.check_consent(send uuid) returns void language plpgsql set search_path = '' as $$
begin
  if exists (select from public.sends s where s.id = send and s.is_marketing and s.consent is null) then perform private.refuse('consent_required'); end if;
end $$;

create or replace function private.consent_in(home uuid, input jsonb, out ground text, out path text, out name text) language plpgsql stable set search_path = '' as $$
begin
  ground := nullif(btrim(coalesce(input ->> 'consent', '')), '');
  if char_length(ground) > 500 then perform private.refuse('consent_too_long', '{"max": 500}'); end if;
  select p.path, p.name into path, name from private.proof_of(jsonb_build_object('proof', input -> 'consent_proof'), 'consent-proofs', 'pdf', home) p;
end $$;

create or replace function private.check_send(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
  t public.templates;
  m public.sms_templates;
  g public.sms_signatures;
  f public.number_files;
  missing text[];
begin
  select x.* into s from public.sends x where x.id = send;
  select x.* into t from public.templates x where x.id = s.template_id;
  select x.* into m from public.sms_templates x where x.id = s.sms_template_id;
  select x.* into g from public.sms_signatures x where x.id = s.sms_signature_id;
  select x.* into f from public.number_files x where x.id = s.number_file_id;
  perform private.must_be_filed(s.enterprise_id, 'send_task');
  if t.live_version_id is null or not exists (select from public.vendor_reviews r where r.version_id = s.version_id and r.state = 'approved') then
    perform private.refuse('template_not_approved', jsonb_build_object('name', t.name));
  end if;
  if not t.enabled then
    perform private.refuse('template_disabled', jsonb_build_object('name', t.name));
  end if;
  if g.state <> 'approved' then
    perform private.refuse('signature_not_approved', jsonb_build_object('name', g.name));
  end if;
  if m.state <> 'approved' then
    perform private.refuse('sms_template_not_approved', jsonb_build_object('name', m.name));
  end if;
  -- Table 7-2: group sends take SMS templates without variables only; the system inserts the link.
  if m.content ~ '\$\{' then
    perform private.refuse('sms_template_has_variables', jsonb_build_object('name', m.name));
  end if;
  -- SMS-1: without the place of the link nobody would get to the card.
  if position('{link}' in m.content) = 0 then
    perform private.refuse('sms_template_without_link', jsonb_build_object('name', m.name, 'place', '{link}'));
  end if;
  if not exists (select from public.domains d where d.id = s.domain_id and d.state = 'approved') then
    perform private.refuse('domain_not_approved');
  end if;
  if not exists (select from public.domains d where d.id = s.domain_id and d.enabled) then
    perform private.refuse('domain_disabled', (select jsonb_build_object('name', d.name) from public.domains d where d.id = s.domain_id));
  end if;
  if exists (select from public.channels c where c.id = s.channel_id and c.state = 'revoked') then
    perform private.refuse('channel_revoked', (select jsonb_build_object('name', c.name) from public.channels c where c.id = s.channel_id));
  end if;
  if not exists (select from private.channel_secrets k where k.channel_id = s.channel_id) then
    perform private.refuse('channel_not_ready');
  end if;
  if private.link_base(s.domain_id) is null or not exists (select from private.deployment) then
    perform private.refuse('deployment_unset');
  end if;
  if f.state <> 'ready' then
    perform private.refuse('file_not_ready', jsonb_build_object('name', f.name, 'state', f.state));
  end if;
  if f.accepted = 0 then
    perform private.refuse('file_empty', jsonb_build_object('name', f.name));
  end if;
  if f.edition = 'flags' then
    perform private.refuse('file_of_flags', jsonb_build_object('name', f.name));
  end if;
  -- §7.1.3, §8.2.1: the editions have limits, parameters and prices of their own.
  if f.edition <> 'aim' then
    perform private.refuse('file_of_basic_edition', jsonb_build_object('name', f.name));
  end if;
  missing := private.parameters_missing(s.version_id, f, s.columns);
  if array_length(missing, 1) > 0 and f.source = 'typed' then
    perform private.refuse('typed_params_missing', jsonb_build_object('names', array_to_string(missing, ', ')));
  elsif array_length(missing, 1) > 0 then
    perform private.refuse('parameters_missing', jsonb_build_object('file', f.name, 'names', array_to_string(missing, ', '), 'columns', private.headings_of(f)));
  end if;
  if f.accepted <= s.left_out then
    perform private.refuse('values_missing', jsonb_build_object('file', f.name, 'names',
      (select string_agg(c.name, ', ' order by c.name) from private.columns_of(s.version_id, s.columns) c where c.heading = any (f.gaps))));
  end if;
  if s.trial and s.trial_size > f.accepted - s.left_out then
    perform private.refuse('trial_too_large', jsonb_build_object('size', s.trial_size, 'count', f.accepted - s.left_out));
  end if;
  if s.timing = 'recurring' then perform private.check_cron(s); end if;
  -- An occurrence is created when it is due, so its time has passed.
  if s.timing = 'scheduled' and s.origin <> 'occurrence' and s.scheduled_at <= clock_timestamp() then
    perform private.refuse('schedule_in_past', jsonb_build_object('at', s.scheduled_at));
  end if;
  if s.timing = 'scheduled' and s.origin <> 'occurrence' and s.is_marketing and private.window_opens(s.enterprise_id, s.scheduled_at) > s.scheduled_at then
    perform private.refuse('schedule_outside_window', (select jsonb_build_object('from', to_char(e.marketing_from, 'HH24:MI'), 'to', to_char(e.marketing_to, 'HH24:MI'), 'zone', e.time_zone)
       from public.enterprises e where e.id = s.enterprise_id));
  end if;
end $$;

create or replace function private.parse_send(home uuid, input jsonb, out made public.sends) language plpgsql set search_path = '' as $$
declare
  t public.templates;
  m public.sms_templates;
  f public.number_files;
  trial_size numeric;
begin
  made.enterprise_id := home;
  made.name := private.hide_numbers(private.clean_name(input ->> 'name'));
  select x.* into t from public.templates x where x.id = private.as_uuid(input ->> 'template_id', 'template_id') and x.enterprise_id = home;
  if not found then perform private.refuse('not_found', '{"resource": "template"}'); end if;
  if t.live_version_id is null then perform private.refuse('template_not_approved', jsonb_build_object('name', t.name)); end if;
  made.template_id := t.id;
  made.version_id := t.live_version_id;
  select x.* into m from public.sms_templates x where x.id = private.as_uuid(input ->> 'sms_template_id', 'sms_template_id') and x.enterprise_id = home;
  if not found then perform private.refuse('not_found', '{"resource": "sms_template"}'); end if;
  made.sms_template_id := m.id;
  made.sms_signature_id := m.signature_id;
  made.sms_app_id := m.app_id;
  select x.* into f from public.number_files x where x.enterprise_id = home and x.id = private.as_uuid(input ->> 'number_file_id', 'number_file_id');
  if not found then perform private.refuse('not_found', '{"resource": "number_file"}'); end if;
  made.number_file_id := f.id;
  made.columns := private.columns_in(made.version_id, f, coalesce(nullif(input -> 'columns', 'null'), '{}'));
  select d.id into made.domain_id from public.domains d where d.enterprise_id = home
    and (d.id = private.as_uuid(input ->> 'domain_id', 'domain_id') or (input ->> 'domain_id' is null and d.is_default));
  if made.domain_id is null then perform private.refuse('not_found', '{"resource": "domain"}'); end if;
  select c.id into made.channel_id from public.channels c where c.enterprise_id = home and c.state <> 'revoked' order by (c.state = 'active') desc, c.created_at limit 1;
  if made.channel_id is null then perform private.refuse('not_found', '{"resource": "channel"}'); end if;
  -- Restricted to the window when the template is marketing or the signature is promotion (SND-1).
  made.is_marketing := (select l.marketing from private.layouts l where l.layout = t.layout)
    or (select g.kind = 'promotion' from public.sms_signatures g where g.id = m.signature_id);
  made.sms_text := private.sms_body(m.content, made.is_marketing);
  select c.ground, c.path, c.name into made.consent, made.consent_path, made.consent_name from private.consent_in(home, input) c;
  made.timing := coalesce(input ->> 'timing', 'immediate')::public.send_timing;
  if made.timing = 'scheduled' then
    made.scheduled_at := private.as_time(input ->> 'scheduled_at', 'scheduled_at');
    if made.scheduled_at is null then perform private.refuse('schedule_required'); end if;
    if made.scheduled_at <= clock_timestamp() then perform private.refuse('schedule_in_past', jsonb_build_object('at', made.scheduled_at)); end if;
  elsif made.timing = 'recurring' then
    made.cron := regexp_replace(btrim(coalesce(input ->> 'cron', '')), '\s+', ' ', 'g');
    made.repeat_until := private.as_time(input ->> 'repeat_until', 'repeat_until');
  end if;
  if coalesce((input ->> 'validity_days')::numeric, 7) not between 1 and 7 then perform private.refuse('validity_out_of_range', '{"min": 1, "max": 7}'); end if;
  made.validity_days := coalesce((input ->> 'validity_days')::integer, 7);
  made.trial := coalesce((input ->> 'trial')::boolean, false);
  -- Without a trial_size it is ten, or all numbers where they are fewer (create_send).
  trial_size := coalesce((input ->> 'trial_size')::numeric, 10);
  if trial_size not between 1 and 999999 then perform private.refuse('trial_size_invalid', '{"min": 1, "max": 999999}'); end if;
  made.trial_size := trial_size;
end $$;

-- sends: cron expressions of recurring sends (SND-1, CRN-1)

create or replace function private.cron_field(field text, low integer, high integer) returns integer[] language plpgsql immutable set search_path = '' as $$
declare
  part text;
  bounds text[];
  first integer;
  last integer;
  step integer;
  found_values integer[] := '{}';
begin
  foreach part in array string_to_array(field, ',') loop
    bounds := regexp_match(part, '^(\*|[0-9]{1,2})(-([0-9]{1,2}))?(/([0-9]{1,2}))?$');
    if bounds is null or (bounds[1] = '*' and bounds[3] is not null) then return null; end if;
    step := coalesce(bounds[5]::integer, 1);
    first := case when bounds[1] = '*' then low else bounds[1]::integer end;
    last := case when bounds[1] = '*' then high when bounds[3] is not null then bounds[3]::integer when bounds[5] is not null then high else first end;
    if step < 1 or first < low or last > high or first > last then return null; end if;
    found_values := found_values || array(select generate_series(first, last, step));
  end loop;
  return array(select distinct v from unnest(found_values) as v order by v);
end $$;

create or replace function private.next_occurrence(cron text, after timestamptz, zone text) returns timestamptz language plpgsql stable security definer set search_path = '' as $$
declare
  fields constant text[] := regexp_split_to_array(btrim(cron), '\s+');
  minutes integer[];
  hours integer[];
  days integer[];
  months integer[];
  weekdays integer[];
  day date := (after at time zone zone)::date;
  at timestamptz;
begin
  if array_length(fields, 1) is distinct from 5 then return null; end if;
  minutes := private.cron_field(fields[1], 0, 59);
  hours := private.cron_field(fields[2], 0, 23);
  days := private.cron_field(fields[3], 1, 31);
  months := private.cron_field(fields[4], 1, 12);
  -- 0 and 7 are both Sunday.
  weekdays := private.cron_field(fields[5], 0, 7);
  if minutes is null or hours is null or days is null or months is null or weekdays is null then return null; end if;
  if 7 = any (weekdays) then weekdays := weekdays || 0; end if;
  -- 29 February comes back within eight years at most.
  for ahead in 0..2922 loop
    if extract(month from day + ahead)::integer = any (months)
       -- As in cron: with both a day and a weekday given, either of them is enough.
       and (case when fields[3] like '*%' then extract(dow from day + ahead)::integer = any (weekdays) and extract(day from day + ahead)::integer = any (days)
                when fields[5] like '*%' then extract(day from day + ahead)::integer = any (days) and extract(dow from day + ahead)::integer = any (weekdays)
                else extract(day from day + ahead)::integer = any (days) or extract(dow from day + ahead)::integer = any (weekdays) end) then
      select min(x.at) into at from unnest(hours) as h cross join unnest(minutes) as m
      cross join lateral (select ((day + ahead) + make_time(h, m, 0)) at time zone zone as at) x where x.at > after;
      if at is not null then return at; end if;
    end if;
  end loop;
  return null;
end $$;

create or replace function private.ordinals_of(file uuid, total integer, number text) returns table (lowest integer, highest integer)
language plpgsql stable set search_path = '' as $$
declare
  -- The partition itself: a statement on the parent locks and plans every partition.
  home constant regclass := coalesce(to_regclass(private.numbers_partition(file)), 'partitions.numbers_shared'::regclass);
  line integer;
begin
  execute format('select n.line from %s n where n.file_id = $1 and n.phone = $2', home) into line using file, number;
  if line is null then return; end if;
  -- The ordinal of a number is the place of its line among the accepted lines. Before and behind it there cannot be more accepted lines than lines.
  -- So the ordinal is known to within the number of lines that were not accepted, which usually are few.
  return query execute format('select $2 - (max(n.line) - $3), $3 - min(n.line) + 1 from %s n where n.file_id = $1', home) using file, total, line;
end $$;

create or replace function private.stretches_of(home uuid, since timestamptz, upto timestamptz, signature text, template uuid, number text, result public.delivery_state)
returns setof private.stretch language sql stable set search_path = '' as $$
  select b.id, b.claimed_at, w.home, greatest(b.first_id, w.first_id), least(b.last_id, w.last_id)
  from (
    select p.send_id, private.deliveries_home(p) as home, p.id_base + coalesce(o.lowest, 1) as first_id, p.id_base + coalesce(o.highest, p.total) as last_id
    from public.sends s join private.send_progress p on p.send_id = s.id join public.send_totals t on t.send_id = s.id
    join public.sms_signatures g on g.id = s.sms_signature_id
    left join lateral private.ordinals_of(s.number_file_id, p.total, number) o on number is not null
    where s.enterprise_id = home and s.started_at < upto
      -- Batches that a cancelled send had claimed still run to their end, so its batches say when that was.
      and (s.finished_at is null or s.finished_at >= since or s.state = 'cancelled')
      and (signature is null or g.name = signature) and (template is null or s.template_id = template)
      and (number is null or o.lowest is not null)
      -- The account says how many messages of a send have this result.
      and (result is null or (to_jsonb(t) ->> result::text)::integer > 0)
    offset 0) w
  join private.batches b on b.send_id = w.send_id and b.first_id <= w.last_id and b.last_id >= w.first_id
  where b.claimed_at < upto and (b.done_at is null or b.done_at >= since)
$$;

create or replace function private.details_in(home regclass, stretches private.stretch[], since timestamptz, upto timestamptz, number text, result public.delivery_state, most integer)
returns table (batch bigint, id bigint, send_id uuid, phone text, state public.delivery_state, code text, vendor public.vendor, sent_at timestamptz, final_at timestamptz)
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  -- Reads the partition directly: a statement on the parent locks and plans every partition.
  return query execute format($look$
    select s.batch, d.id, d.send_id, d.phone, d.state, d.code, d.vendor, d.sent_at, d.final_at
    from unnest($1) s cross join lateral (
      select x.*, coalesce(x.handed_at, greatest(x.final_at, s.claimed_at)) as sent_at from %s x
      where x.id between s.first_id and s.last_id and x.state not in ('pending', 'cancelled') %s %s
        and coalesce(x.handed_at, greatest(x.final_at, s.claimed_at)) >= $2 and coalesce(x.handed_at, greatest(x.final_at, s.claimed_at)) < $3
      order by x.id desc limit $6) d
    order by s.batch desc, d.id desc limit $6 $look$,
    home, case when result is not null then 'and x.state = $5' end, case when number is not null then 'and x.phone = $4' end)
  using stretches, since, upto, number, result, most;
end $$;

create or replace function public.send_details(sent_from timestamptz default null, sent_to timestamptz default null, signature text default null, template uuid default null,
  number text default null, result public.delivery_state default null, after bigint default null, most integer default 20)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  upto constant timestamptz := coalesce(send_details.sent_to, clock_timestamp());
  since constant timestamptz := coalesce(send_details.sent_from, upto - interval '24 hours');
  size constant integer := least(greatest(coalesce(most, 20), 1), 100);
  todo private.stretch[];
  slice private.stretch[];
  begun bigint;
  wanted text;
  refused jsonb;
  next integer := 1;
  width integer := 1;
  left_to_find integer := size + 1;
  lines jsonb := '[]';
  more jsonb;
begin
  perform private.require(home, 'KooMessage:sendTask:list');
  if since > upto then
    perform private.refuse('input_invalid', '{"field": "sent_to"}');
  end if;
  if upto - since > interval '24 hours' then
    perform private.refuse('range_too_long', '{"hours": 24}');
  end if;
  if number is not null then
    wanted := private.wanted_number(number);
    refused := private.ask_call('find_recipient');
    if refused is not null then return refused; end if;
  end if;
  if after is not null then
    select b.id into begun from private.batches b where b.send_id = any (private.sends_of(array[after])) and b.first_id <= after and b.last_id >= after;
  end if;
  select coalesce(array_agg(row(x.batch, x.claimed_at, x.home, x.first_id, case when x.batch = begun then least(x.last_id, after - 1) else x.last_id end)::private.stretch
    order by x.batch desc), '{}') into todo
  from private.stretches_of(home, since, upto, send_details.signature, send_details.template, wanted, send_details.result) x
  where after is null or x.batch <= begun;
  while left_to_find > 0 and next <= cardinality(todo) loop
    slice := todo[next:next + width - 1];
    select coalesce(jsonb_agg(f.line order by f.batch desc, f.id desc), '[]') into more from (
      select d.batch, d.id, jsonb_build_object('id', d.id, 'send_id', d.send_id, 'send_name', s.name, 'batch_no', s.batch_no, 'origin', s.origin,
        'template_id', s.template_id, 'template_name', t.name, 'signature', g.name, 'phone', private.mask(d.phone), 'state', d.state, 'code', d.code,
        'vendor', d.vendor, 'sent_at', d.sent_at, 'final_at', d.final_at) as line
      from (
        select x.* from (select y.home, array_agg(y) as stretches from unnest(slice) y group by y.home) h
        cross join lateral private.details_in(h.home, h.stretches, since, upto, wanted, send_details.result, left_to_find) x
        order by x.batch desc, x.id desc limit left_to_find) d
      join public.sends s on s.id = d.send_id join public.templates t on t.id = s.template_id join public.sms_signatures g on g.id = s.sms_signature_id) f;
    lines := lines || more;
    left_to_find := left_to_find - jsonb_array_length(more);
    next := next + width;
    width := least(width * 2, 512);
  end loop;
  return jsonb_build_object('from', since, 'to', upto, 'more', left_to_find = 0,
    'rows', case when left_to_find = 0 then lines - size else lines end);
end $$;

create or replace function private.lease(channel uuid) returns interval language plpgsql stable set search_path = '' as $$
begin
  -- A call without an answer ends after 30 s. An idempotent channel may be called again after 60 s. Any other says "not taken" for certain only
  -- about calls that ended more than 60 s ago, hence 100 s.
  return (select case when c.idempotent then interval '60 seconds' else interval '100 seconds' end from public.channels c where c.id = channel);
end $$;

create or replace function private.claim_batch() returns table (batch jsonb, ids bigint[], phones text[], params jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  b private.batches;
  p private.send_progress;
  s public.sends;
  c public.channels;
  last bigint;
  ours boolean;
begin
  -- First the batches in doubt: their lease ran out. They may not have been handed over yet, so the window and a pause apply to them too (SND-1).
  select x.* into b from private.batches x join public.channels y on y.id = x.channel_id join public.sends z on z.id = x.send_id
  where x.done_at is null and x.closed_at is null and x.lease_until < clock_timestamp() and z.state <> 'paused'
    and y.state = 'active' and y.resume_at < clock_timestamp() and y.next_at <= clock_timestamp() and (y.sick_since is null or y.probe_at <= clock_timestamp())
    and (not z.is_marketing or private.window_opens(z.enterprise_id, clock_timestamp()) <= clock_timestamp())
  order by x.lease_until limit 1 for update of x skip locked;
  ours := found;
  if ours then
    -- A pause in progress holds the cursors. One that committed since the query is seen now.
    perform from private.send_progress x where x.send_id = b.send_id for update skip locked;
    ours := found and (select x.state <> 'paused' from public.sends x where x.id = b.send_id);
  end if;
  if ours and private.take_turn(b.channel_id, (b.last_id - b.first_id + 1)::integer) then
    update private.batches x set lease_until = clock_timestamp() + private.lease(b.channel_id), attempts = x.attempts + 1 where x.id = b.id returning x.* into b;
    -- The carrier accepted nothing, so this counts as a first attempt.
    if not b.doubtful and b.attempts = 1 then
      perform private.honour_limits(b);
    end if;
    return query select * from private.batch_to_hand_over(b);
    return;
  end if;
  -- Then the send with the oldest last claim, so that a trial of ten does not wait behind a million.
  for p in
    select x.* from private.send_progress x join public.sends y on y.id = x.send_id join public.channels z on z.id = y.channel_id
    where y.state = 'sending' and x.next_ordinal <= least(x.dispatch_limit, x.expanded)
      and z.state = 'active' and z.resume_at < clock_timestamp() and z.next_at <= clock_timestamp() and (z.sick_since is null or z.probe_at <= clock_timestamp())
      and (not y.is_marketing or private.window_opens(y.enterprise_id, clock_timestamp()) <= clock_timestamp())
    order by x.last_claim_at limit 1 for update of x skip locked
  loop
    select x.* into s from public.sends x where x.id = p.send_id;
    -- A cancel or a pause committed between the query and the lock.
    continue when s.state <> 'sending';
    select x.* into c from public.channels x where x.id = s.channel_id;
    -- At most one second's messages, so that the rate limit allows no bursts.
    last := p.id_base + least(p.next_ordinal + least(c.batch_size, c.rate_per_s, (select k.rate_per_s from public.carriers k where k.id = c.carrier_id)) - 1, p.dispatch_limit, p.expanded);
    continue when not private.take_turn(c.id, (last - p.id_base - p.next_ordinal + 1)::integer);
    insert into private.batches (send_id, channel_id, first_id, last_id, lease_until)
    values (p.send_id, c.id, p.id_base + p.next_ordinal, last, clock_timestamp() + private.lease(c.id)) returning * into b;
    update private.send_progress x set next_ordinal = b.last_id - p.id_base + 1, last_claim_at = clock_timestamp() where x.send_id = p.send_id;
    perform private.honour_limits(b);
    return query select * from private.batch_to_hand_over(b);
    return;
  end loop;
end $$;

create or replace function private.claim_wait() returns integer language sql stable security definer set search_path = '' as $$
  -- What is laid out was locked by another claim, or by the clock for an instant: 10 ms. More is being laid out: 50 ms. A rate limit takes its
  -- milliseconds. A throttled channel, a probe or a window is left to the clock.
  select min(case when y.expanded_now then greatest(ceil(extract(epoch from greatest(y.next_at, clock_timestamp()) - clock_timestamp()) * 1000)::integer, 10) else 50 end)
  from (
    select greatest(c.next_at, k.next_at) as next_at, p.next_ordinal <= least(p.dispatch_limit, p.expanded) as expanded_now
    from private.send_progress p join public.sends s on s.id = p.send_id join public.channels c on c.id = s.channel_id join public.carriers k on k.id = c.carrier_id
    where s.state = 'sending' and p.next_ordinal <= p.dispatch_limit and c.state = 'active' and c.resume_at < clock_timestamp() and c.sick_since is null
      and (not s.is_marketing or private.window_opens(s.enterprise_id, clock_timestamp()) <= clock_timestamp())
    offset 0) y
$$;

create or replace function private.honour_opt_outs(b private.batches) returns void language plpgsql set search_path = '' as $$
declare
  enterprise uuid;
  signed text;
  marked boolean;
  refused integer;
begin
  select s.enterprise_id, g.name into enterprise, signed
  from public.sends s join public.sms_signatures g on g.id = s.sms_signature_id where s.id = b.send_id;
  -- Almost always nobody has opted out; then nothing is locked.
  if not exists (select from public.opt_outs o where o.enterprise_id = enterprise and o.signature = signed) then return; end if;
  -- Of an erased number the list has a hash, and each number of the batch is hashed to be compared with it (RET-1).
  marked := exists (select from public.opt_outs o where o.enterprise_id = enterprise and o.signature = signed and o.erased);
  if not marked and not exists (
    select from public.deliveries d join public.opt_outs o on o.enterprise_id = enterprise and o.signature = signed and o.phone = d.phone
    where d.id between b.first_id and b.last_id and d.state = 'pending') then
    return;
  end if;
  perform from public.send_totals t where t.send_id = b.send_id for update;
  if marked then
    update public.deliveries d set state = 'opted_out', final_at = clock_timestamp()
    where d.id between b.first_id and b.last_id and d.state = 'pending' and private.has_opted_out(enterprise, signed, d.phone);
  else
    update public.deliveries d set state = 'opted_out', final_at = clock_timestamp() from public.opt_outs o
    where d.id between b.first_id and b.last_id and d.state = 'pending' and o.enterprise_id = enterprise and o.signature = signed and o.phone = d.phone;
  end if;
  get diagnostics refused = row_count;
  if refused = 0 then return; end if;
  update public.send_totals t set pending = t.pending - refused, opted_out = t.opted_out + refused where t.send_id = b.send_id;
  perform private.release(b.send_id, refused);
  perform private.touch_cards('send', b.send_id);
end $$;

create or replace function private.batch_to_hand_over(b private.batches) returns table (batch jsonb, ids bigint[], phones text[], params jsonb)
language plpgsql stable set search_path = '' as $$
begin
  -- Reads the partition directly: a statement on the parent locks and plans every partition. Arrays take a third of the time of one object per
  -- message. params is null when no message has any.
  execute format($pending$
    select coalesce(array_agg(x.id), '{}'), coalesce(array_agg(x.phone), '{}'), case when count(x.params) > 0 then jsonb_agg(x.params) end
    from (select y.id, y.phone, y.params from %s y where y.id between $1 and $2 and y.state = 'pending' order by y.id) x $pending$, private.home_of(b.send_id))
  into ids, phones, params using b.first_id, b.last_id;
  select jsonb_build_object(
      'batch', b.id, 'attempts', b.attempts, 'doubtful', b.doubtful or b.attempts > 1, 'claimed_at', b.claimed_at,
      'channel', jsonb_build_object('id', c.id, 'adapter', c.adapter, 'base_url', c.base_url, 'number', c.number, 'idempotent', c.idempotent, 'api_key', k.api_key),
      'callback_url', (select x.functions_url from private.deployment x) || '/receive-receipts/' || c.id,
      'signature', g.name, 'kind', 'aim', 'template', h.carrier_id, 'text', s.sms_text, 'link_base', private.link_base(s.domain_id),
      'link_key', (select w.words from private.link_key w)) into batch
  from public.sends s join public.channels c on c.id = b.channel_id join private.channel_secrets k on k.channel_id = c.id
  join public.sms_signatures g on g.id = s.sms_signature_id
  left join private.vendor_handoffs h on h.version_id = s.version_id
  where s.id = b.send_id;
  return next;
end $$;

create or replace function private.record_handoff(batch bigint, ids bigint[], statuses text[], carrier_ids text[], codes text[]) returns jsonb
language plpgsql security definer set search_path = '' set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  b private.batches;
  states constant public.delivery_state[] := array(
    select case x.status when 'accepted' then 'handed' when 'rejected' then 'failed' when 'unknown' then 'unknown' end::public.delivery_state
    from unnest(statuses) with ordinality as x (status, place) order by x.place);
  one public.delivery_state;
  moved integer;
  opened integer;
  accepted integer := 0;
  rejected integer := 0;
  unclear integer := 0;
  -- Rejected messages that a phone has opened all the same: a doubtful batch was handed over before.
  resolved integer := 0;
  left_open integer := 0;
  home regclass;
  whole boolean;
  -- One instant for the rows and their day: at midnight the two would differ.
  handed constant timestamptz := clock_timestamp();
begin
  select x.* into b from private.batches x where x.id = batch for update;
  if not found or b.done_at is not null then return jsonb_build_object('accepted', 0, 'rejected', 0, 'open', 0); end if;
  home := private.home_of(b.send_id);
  whole := ids = array(select generate_series(b.first_id, b.last_id));
  -- The messages of a claimed batch are updated before the account, as receipts do, so that batches of one send are recorded side by side (lock
  -- order: lock_quota).
  if whole and 'handed' = all (states) then
    -- The common case: the carrier has accepted everything. No look-up is needed; it took a fifth of the time.
    execute format('update %s d set state = ''handed'', handed_at = $3 where d.id between $1 and $2 and d.state = ''pending''', home)
    using b.first_id, b.last_id, handed;
    get diagnostics accepted = row_count;
  else
    -- One statement per kind of answer, so that the state is a constant in it.
    foreach one in array array(select distinct x from unnest(states) as x where x is not null) loop
      -- A batch is a range: its rows are read in one scan and hash-joined, instead of one look-up per row.
      execute format($apply$
        with moved as (
          update %s d set state = $6, code = a.code, handed_at = $7, final_at = case when $6 <> 'handed' then $7 end
          from unnest($1, $2, $3) as a (id, state, code)
          where d.id = a.id and d.id between $4 and $5 and d.state = 'pending' %s returning d.resolved)
        select count(*), count(*) filter (where m.resolved > 0) from moved m $apply$, home, case when cardinality(states) > 1 then 'and a.state = $6' end)
      into moved, opened using ids, states, codes, b.first_id, b.last_id, one, handed;
      case one when 'handed' then accepted := moved; when 'failed' then rejected := moved; resolved := opened; else unclear := moved; end case;
    end loop;
  end if;
  if whole and b.carrier_ids is null then
    b.carrier_ids := nullif(record_handoff.carrier_ids, '{}');
  elsif cardinality(record_handoff.carrier_ids) > 0 then
    -- Ids for a part of the batch are merged with those stored before.
    b.carrier_ids := array(
      select coalesce(o.carrier_id, a.carrier_id) from generate_series(b.first_id, b.last_id) with ordinality as r (id, place)
      left join unnest(b.carrier_ids) with ordinality as o (carrier_id, place) on o.place = r.place
      left join (select distinct on (x.id) x.id, x.carrier_id from unnest(ids, record_handoff.carrier_ids) as x (id, carrier_id) order by x.id) a on a.id = r.id
      order by r.place);
  end if;
  update public.send_totals t set pending = t.pending - accepted - rejected - unclear, handed = t.handed + accepted, failed = t.failed + rejected,
    unknown = t.unknown + unclear where t.send_id = b.send_id;
  insert into public.send_days as y (send_id, enterprise_id, day, submission_count, send_count, failed, unknown)
  select s.id, s.enterprise_id, private.day_of(s.enterprise_id, handed), accepted + rejected + unclear, accepted, rejected, unclear
  from public.sends s where s.id = b.send_id and accepted + rejected + unclear > 0
  on conflict (send_id, day, vendor) do update set submission_count = y.submission_count + excluded.submission_count, send_count = y.send_count + excluded.send_count,
    failed = y.failed + excluded.failed, unknown = y.unknown + excluded.unknown;
  insert into private.report_changes (enterprise_id, day) select s.enterprise_id, private.day_of(s.enterprise_id, handed) from public.sends s where s.id = b.send_id;
  -- PKG-2: a rejected message gives its unit back. One whose fate nobody knows keeps it: a phone may still open it.
  perform private.release(b.send_id, rejected - resolved);
  if accepted + rejected > 0 then perform private.channel_worked(b.channel_id); end if;
  if accepted + rejected + unclear <= b.last_id - b.first_id then
    execute format('select count(*) from %s d where d.id between $1 and $2 and d.state = ''pending''', home) into left_open using b.first_id, b.last_id;
  end if;
  update private.batches x set done_at = case when left_open = 0 then clock_timestamp() end, doubtful = x.doubtful or left_open > 0, carrier_ids = b.carrier_ids where x.id = batch;
  perform private.touch_cards('send', b.send_id);
  return jsonb_build_object('accepted', accepted, 'rejected', rejected, 'open', left_open);
end $$;

create or replace function private.carrier_id_of(delivery bigint) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select b.carrier_ids[delivery - b.first_id + 1] from private.batches b join public.sends s on s.id = b.send_id
    where b.send_id = any (private.sends_of(array[delivery])) and b.first_id <= delivery and b.last_id >= delivery
      and s.enterprise_id = any ((select private.may_in('KooMessage:sendTask:list'))::uuid[]));
end $$;

create or replace function private.give_back(batch bigint, seconds integer, nothing_taken boolean, error text) returns void language plpgsql security definer set search_path = '' as $$
declare
  b private.batches;
begin
  -- nothing_taken: the carrier certainly took nothing (429), so the next attempt is not in doubt. Otherwise the outcome is unknown.
  update private.batches x set lease_until = clock_timestamp() + make_interval(secs => seconds), doubtful = x.doubtful or not nothing_taken,
    attempts = case when nothing_taken then x.attempts - 1 else x.attempts end, last_error = left(error, 300)
  where x.id = batch and x.done_at is null returning x.* into b;
  if b.id is null then return; end if;
  if nothing_taken then
    update public.channels c set resume_at = greatest(c.resume_at, clock_timestamp() + make_interval(secs => least(seconds, 60))), last_error = left(error, 300)
    where c.id = b.channel_id;
  else
    perform private.channel_failed(b.channel_id, error);
  end if;
end $$;

-- sends: editing, and what lapses (SND-1, SND-2, APR-1)

create or replace function private.late_bar(send uuid) returns jsonb language sql stable set search_path = '' as $$
  select case
    -- An occurrence is made when it is due, so its time has passed.
    when s.timing = 'scheduled' and s.origin <> 'occurrence' and s.scheduled_at <= clock_timestamp()
      then jsonb_build_object('code', 'schedule_in_past', 'at', s.scheduled_at)
    when s.timing = 'recurring' and s.repeat_until is not null then (
      select jsonb_build_object('code', 'repetition_over', 'first', to_char(n.at at time zone e.time_zone, 'YYYY-MM-DD HH24:MI'), 'zone', e.time_zone)
      from public.enterprises e cross join lateral private.next_occurrence(s.cron, clock_timestamp(), e.time_zone) as n (at)
      where e.id = s.enterprise_id and s.repeat_until <= n.at) end
  from public.sends s where s.id = late_bar.send
$$;

create or replace function private.note_lapsed() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id from public.sends x where x.state = 'in_review' and x.timing <> 'immediate' and not x.lapsed and private.late_bar(x.id) is not null
    limit 50 for no key update skip locked
  loop
    update public.sends x set lapsed = true where x.id = s.id;
    -- Its buttons are used up, as after a decision.
    perform private.touch_cards('send', s.id, true);
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.edit_bar(send uuid) returns jsonb language sql stable set search_path = '' as $$
  select case
    when s.origin = 'occurrence' then jsonb_build_object('code', 'occurrence_not_edited', 'name', s.name)
    -- An approved send is expanded at once. Until its time, or while it is paused before anything was handed over, nobody has got anything of it.
    when s.state in ('expanding', 'ready', 'paused') and (s.started_at is not null or (s.state <> 'paused' and (s.scheduled_at > clock_timestamp()) is not true))
      then jsonb_build_object('code', 'send_begun', 'name', s.name)
    when s.created_by is distinct from private.actor() then jsonb_build_object('code', 'not_the_author', 'name', s.name, 'author', private.person_name(s.created_by)) end
  from public.sends s where s.id = edit_bar.send
$$;

create or replace function private.undo_approval(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
begin
  select x.* into p from private.send_progress x where x.send_id = send for update;
  if not found then return; end if;
  -- Lock order: the account of the send before the quota.
  perform from public.send_totals t where t.send_id = send for update;
  perform private.release(send, (select sum(r.reserved - r.settled - r.released)::bigint from private.reservations r where r.holder_id = send));
  delete from private.holds h where h.holder_id = send;
  if not p.large then
    delete from partitions.deliveries_shared d where d.id between p.id_base + 1 and p.id_base + p.total;
  elsif to_regclass(private.deliveries_partition(p)) is not null then
    -- Emptied and kept: detaching it would lock all deliveries.
    execute format('truncate %s', private.deliveries_partition(p));
  end if;
  delete from public.send_totals t where t.send_id = send;
  delete from private.send_progress x where x.send_id = send;
end $$;

create or replace function private.update_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  was public.sends;
  s public.sends;
begin
  select x.* into was from public.sends x where x.id = send;
  -- The second editor is told, so that the first is not overwritten.
  if (input ->> 'revision')::integer <> was.revision then perform private.refuse('send_edited', jsonb_build_object('name', was.name)); end if;
  s := private.parse_send(was.enterprise_id, input);
  -- BSN-2: a resend goes once, to the numbers that the first send did not reach.
  if was.origin = 'resend' and (s.number_file_id <> was.number_file_id or s.timing = 'recurring') then perform private.refuse('resend_keeps_numbers', jsonb_build_object('name', was.name)); end if;
  -- Without the key the evidence of consent is kept; null removes it.
  if s.consent is not null and not input ? 'consent_proof' then
    s.consent_path := was.consent_path;
    s.consent_name := was.consent_name;
  end if;
  s.own := private.own_in('send', was.enterprise_id, input -> 'own', was.own);
  perform private.undo_approval(send);
  update public.sends x set name = s.name, template_id = s.template_id, version_id = s.version_id, sms_app_id = s.sms_app_id, sms_signature_id = s.sms_signature_id,
    sms_template_id = s.sms_template_id, domain_id = s.domain_id, channel_id = s.channel_id, validity_days = s.validity_days, number_file_id = s.number_file_id,
    columns = s.columns, consent = s.consent, consent_path = s.consent_path, consent_name = s.consent_name, timing = s.timing, scheduled_at = s.scheduled_at,
    cron = s.cron, repeat_until = s.repeat_until, is_marketing = s.is_marketing, own = s.own, trial = s.trial, trial_size = s.trial_size,
    -- APR-1: nothing of an earlier submission, decision or pause is left.
    hash = null, units = 0, submitted_by = null, submitted_at = null, decided_by = null, decided_at = null, reason = null, next_at = null,
    paused_by = null, paused_at = null, pause_code = null, pause_reason = null, pause_details = null, guarded_ends = 0, guarded_failures = 0,
    lapsed = false, revision = x.revision + 1
  where x.id = send;
  perform private.complete_send(send, input);
end $$;

-- sends: expansion into deliveries (SND-5). Called by the clock, never by people.

create or replace function private.deliveries_partition(p private.send_progress) returns text language sql immutable set search_path = '' as $$
  select 'partitions.deliveries_' || p.id_base
$$;

create or replace function private.deliveries_home(p private.send_progress) returns regclass language plpgsql stable set search_path = '' as $$
begin
  return case when p.large then to_regclass(private.deliveries_partition(p)) else 'partitions.deliveries_shared'::regclass end;
end $$;

create or replace function private.home_of(send uuid) returns regclass language plpgsql stable set search_path = '' as $$
begin
  return (select private.deliveries_home(p) from private.send_progress p where p.send_id = send);
end $$;

create or replace function private.lay_partition(p private.send_progress) returns void language plpgsql set search_path = '' as $$
begin
  -- The send and its enterprise are the same in every row, so they are defaults. The check lets the planner skip the partition. Half of each page
  -- is left free: a batch updates all rows of its pages at once, and the new versions stay on the page and touch no index. After two updates they
  -- take less space than with a fill factor of 80 (37 MB instead of 44 for 100,000). A hand-over and a receipt cost a fifth less, the expansion 4 %
  -- more.
  execute format('create table %s (like public.deliveries including defaults including constraints) with (fillfactor = 50)', private.deliveries_partition(p));
  execute format('alter table %s alter send_id set default %L, alter enterprise_id set default %L, add check (send_id = %L), add primary key (id)',
    private.deliveries_partition(p), p.send_id, p.enterprise_id, p.send_id);
  perform private.guard(private.deliveries_partition(p)::regclass);
  -- With its index and attached from the first row on: what is laid out can be handed over, and get its receipts, while the rest follows. The ids
  -- grow, so the index costs 0.4 µs of CPU a row more than one that is built at the end (2.6 µs in all instead of 2.2). `create table …
  -- partition of` would lock everybody out of all deliveries.
  execute format('alter table public.deliveries attach partition %s for values from (%s) to (%s)', private.deliveries_partition(p), p.id_base + 1, p.id_base + p.total + 1);
end $$;

create or replace function private.expand_slice(send uuid, most integer default 100000, out made integer, out opted_out integer) language plpgsql set search_path = '' as $$
declare
  s public.sends;
  p private.send_progress;
  signed text;
  home text;
  anyone boolean;
  marked boolean;
  slice text;
  upto integer;
begin
  made := 0;
  opted_out := 0;
  select x.* into s from public.sends x where x.id = send for no key update skip locked;
  if not found or s.state not in ('expanding', 'ready', 'sending', 'trial_hold') then return; end if;
  -- Whoever holds the send moves this cursor. The row itself is not locked until the end: dispatchers claim what is laid out meanwhile.
  select x.* into p from private.send_progress x where x.send_id = send;
  if p.expanded >= p.total then return; end if;
  select g.name into signed from public.sms_signatures g where g.id = s.sms_signature_id;
  if p.large and p.expanded = 0 then perform private.lay_partition(p); end if;
  home := case when p.large then private.deliveries_partition(p) else 'public.deliveries' end;
  -- Almost always nobody has opted out. Then the list is not searched, and a row takes 1.4 µs instead of 1.8. The place is counted outside of the
  -- ordered and limited rows, which a window keeps in their order.
  anyone := exists (select from public.opt_outs o where o.enterprise_id = s.enterprise_id and o.signature = signed);
  -- RET-1: a line whose number is erased is accounted too, and a number is compared with those that were erased from the list.
  marked := (select f.erased > 0 from public.number_files f where f.id = s.number_file_id)
    or exists (select from public.opt_outs o where o.enterprise_id = s.enterprise_id and o.signature = signed and o.erased);
  anyone := anyone or marked;
  slice := format($slice$
    insert into %s (id, send_id, enterprise_id, ordinal, phone, params, state, segments, final_at)
    select $2 + n.place, %L, %L, $3 + n.place, n.phone, n.params, %s, $4, %s
    from (select y.*, row_number() over () as place from (
      select x.phone, %s as params %s from public.numbers x where x.file_id = %L and x.line > $1 %s order by x.line limit $5) y) n $slice$,
    home, send, s.enterprise_id,
    case when anyone then 'case when n.refused then ''opted_out'' else ''pending'' end::public.delivery_state' else '''pending''' end,
    case when anyone then 'case when n.refused then clock_timestamp() end' else 'null' end,
    private.values_for(s.version_id, s.columns, s.number_file_id),
    case when marked then format(', private.has_opted_out(%L, %L, x.phone) as refused', s.enterprise_id, signed)
      when anyone then format(', exists (select from public.opt_outs o where o.enterprise_id = %L and o.signature = %L and o.phone = x.phone) as refused', s.enterprise_id, signed) end,
    s.number_file_id,
    -- Numbers that lack a value are left out; nearly always there are none.
    case when s.left_out > 0 then 'and ' || private.whole_numbers(s.version_id, s.columns) else '' end);
  if anyone then
    execute format('with made as (%s returning state) select count(*), count(*) filter (where m.state = ''opted_out'') from made m', slice)
    into made, opted_out using p.expanded_line, p.id_base + p.expanded, p.expanded, s.segments, most;
  else
    execute slice using p.expanded_line, p.id_base + p.expanded, p.expanded, s.segments, most;
    get diagnostics made = row_count;
  end if;
  -- The line of the last one: two look-ups, where the slice's end took a look at each of its lines.
  execute format('select x.line from public.numbers x where x.file_id = %L and x.phone = (select d.phone from %s d where d.id = $1)', s.number_file_id, home)
  into upto using p.id_base + p.expanded + made;
  if p.large and p.expanded + made >= p.total then execute format('analyze %s', home); end if;
  -- The cursors before the account, as in a claim.
  update private.send_progress x set expanded = x.expanded + made, expanded_line = upto where x.send_id = send;
  if opted_out > 0 then
    update public.send_totals c set pending = c.pending - expand_slice.opted_out, opted_out = c.opted_out + expand_slice.opted_out where c.send_id = send;
    perform private.release(send, opted_out);
  end if;
  if s.state = 'expanding' then perform private.transition('send', send, 'expand'); end if;
end $$;

create or replace function private.expand_due() returns integer language plpgsql set search_path = '' as $$
declare
  begun constant timestamptz := clock_timestamp();
  s record;
  slice record;
  made integer := 0;
begin
  for s in
    select x.id, p.expanded = 0 as fresh
    from public.sends x join private.send_progress p on p.send_id = x.id
    where x.state in ('expanding', 'ready', 'sending', 'trial_hold') and p.expanded < p.total
    -- Whoever has nothing to hand over yet comes first.
    order by p.expanded > 0, coalesce(x.decided_at, x.created_at) limit 20
  loop
    -- The first 20,000 take 50 ms, so that dispatch can begin; 100,000 take a quarter of a second.
    slice := private.expand_slice(s.id, case when s.fresh then 20000 else 100000 end);
    made := made + slice.made;
    -- Opt-outs gave units back: this transaction holds the quota, so it waits for no further account (lock order: lock_quota).
    exit when slice.opted_out > 0 or clock_timestamp() > begun + interval '250 milliseconds';
  end loop;
  return made;
end $$;

create or replace function private.link_base(domain uuid) returns text language plpgsql stable set search_path = '' as $$
begin
  return (select coalesce('https://' || d.host, (select x.link_base_url from private.deployment x)) from public.domains d where d.id = domain);
end $$;

-- sends: the occurrences of a recurring send (SND-1, CRN-1). Called by the clock.

create or replace function private.make_occurrence(plan public.sends) returns uuid language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  insert into public.sends (enterprise_id, name, batch_no, template_id, version_id, sms_app_id, sms_signature_id, sms_template_id, domain_id, channel_id,
    validity_days, number_file_id, columns, left_out, left_out_lines, sms_text, segments, consent, consent_path, consent_name, timing, scheduled_at, origin, parent_id, is_marketing, own, trial, trial_size, units,
    submitted_by, submitted_at, decided_by, decided_at, created_by)
  select plan.enterprise_id, plan.name, plan.batch_no || '-' || (1 + (select count(*) from public.sends x where x.parent_id = plan.id and x.origin = 'occurrence')),
    plan.template_id, plan.version_id, plan.sms_app_id, plan.sms_signature_id, plan.sms_template_id, plan.domain_id, plan.channel_id,
    plan.validity_days, plan.number_file_id, plan.columns, plan.left_out, plan.left_out_lines, plan.sms_text, plan.segments, plan.consent, plan.consent_path, plan.consent_name, 'scheduled', plan.next_at, 'occurrence', plan.id, plan.is_marketing, plan.own, plan.trial, plan.trial_size, plan.units,
    plan.submitted_by, plan.submitted_at, plan.decided_by, plan.decided_at, plan.created_by
  returning id into made;
  if plan.hash is distinct from private.send_hash(plan.id) then
    perform private.refuse('hash_changed');
  end if;
  perform private.check_send(made);
  update public.sends x set hash = private.send_hash(made) where x.id = made;
  perform private.transition('send', made, 'occur');
  perform private.set_going(made);
  return made;
end $$;

create or replace function private.make_occurrences() returns integer language plpgsql set search_path = '' as $$
declare
  plan public.sends;
  zone text;
  made integer := 0;
  refusal jsonb;
begin
  for plan in select x.* from public.sends x where x.state = 'recurring' and x.next_at <= clock_timestamp() order by x.next_at limit 20 for no key update skip locked loop
    select e.time_zone into zone from public.enterprises e where e.id = plan.enterprise_id;
    begin
      -- An occurrence that is an hour late is skipped: after an outage, a message meant for ten must not go out at four in the afternoon.
      if plan.next_at > clock_timestamp() - interval '1 hour' then
        perform private.make_occurrence(plan);
        made := made + 1;
      else
        perform private.audit(plan.enterprise_id, 'send', plan.id::text, 'skip', jsonb_build_object('at', plan.next_at), null, 'an hour late', 'occurrence_late');
      end if;
      update public.sends x set next_at = private.next_occurrence(x.cron, clock_timestamp(), zone) where x.id = plan.id returning x.* into plan;
      if plan.next_at is null or plan.next_at >= plan.repeat_until then
        perform private.transition('send', plan.id, 'finish');
        update public.sends x set next_at = null, finished_at = clock_timestamp() where x.id = plan.id;
      else
        perform private.touch_cards('send', plan.id);
      end if;
    exception when sqlstate 'PGRST' then
      -- The plan is paused until a person has looked. Nothing of the occurrence is left behind.
      refusal := sqlerrm::jsonb;
      perform private.stop_send(plan.id, refusal ->> 'code', refusal ->> 'message', (refusal ->> 'details')::jsonb);
    end;
  end loop;
  return made;
end $$;

create or replace function private.collect_resend(resend uuid, most integer default 50000) returns boolean language plpgsql set search_path = '' as $$
declare
  r private.resends;
  s public.sends;
  upto bigint;
  taken integer;
begin
  select x.* into r from private.resends x where x.send_id = resend for update;
  if not found then return true; end if;
  select x.* into s from public.sends x where x.id = resend;
  if s.state = 'draft' then
    upto := least(r.from_id + most - 1, r.last_id);
    insert into public.numbers (file_id, enterprise_id, line, phone, params)
    select r.file_id, s.enterprise_id, d.ordinal, d.phone, d.params from public.deliveries d
    where d.id between r.from_id and upto and d.state in ('failed', 'expired', 'timed_out') and d.phone not like 'erased:%';
    get diagnostics taken = row_count;
    update public.number_files f set lines = f.lines + taken, accepted = f.accepted + taken where f.id = r.file_id;
    update private.resends x set from_id = upto + 1 where x.send_id = resend;
    if upto < r.last_id then return false; end if;
    update public.number_files f set state = 'ready', finished_at = clock_timestamp(),
      content_hash = encode(sha256(convert_to('resend:' || s.parent_id::text, 'UTF8')), 'hex') where f.id = r.file_id;
    update public.sends x set submitted_by = x.created_by, submitted_at = clock_timestamp() where x.id = resend;
    perform private.set_submitted(resend);
    perform private.transition('send', resend, 'collect');
  else
    -- Cancelled meanwhile: its numbers are no longer needed.
    perform private.fail_import(r.file_id, 'resend_cancelled');
  end if;
  delete from private.resends x where x.send_id = resend;
  return true;
end $$;

create or replace function private.collect_resends() returns integer language plpgsql set search_path = '' as $$
declare
  r record;
  n integer := 0;
begin
  for r in select x.send_id from private.resends x limit 2 loop
    perform private.collect_resend(r.send_id);
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.resend_bar(send uuid) returns jsonb language sql stable set search_path = '' as $$
  select case
    when not private.may(s.enterprise_id, 'KooMessage:sendTask:create') then jsonb_build_object('code', 'forbidden', 'action', 'KooMessage:sendTask:create')
    when s.origin = 'resend' or exists (select from public.sends x where x.parent_id = send and x.origin = 'resend' and x.state <> 'cancelled')
      then jsonb_build_object('code', 'resent_already', 'name', s.name)
    when coalesce(t.failed + t.expired + t.timed_out, 0) = 0 then jsonb_build_object('code', 'nothing_to_resend', 'name', s.name) end
  from public.sends s left join public.send_totals t on t.send_id = s.id where s.id = send
$$;

create or replace function private.resend_send(send uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  s public.sends;
  made uuid;
  file uuid;
begin
  select x.* into s from public.sends x where x.id = send;
  insert into public.number_files (enterprise_id, name, source, state, columns, phone_column, has_header, parts, created_by)
  -- Deliveries hold their values by the names of the parameters.
  select s.enterprise_id, f.name, 'resend', 'importing', f.phone_column || array_remove(v.parameters, f.phone_column), f.phone_column, f.has_header, 0, private.actor()
  from public.number_files f join public.template_versions v on v.id = s.version_id where f.id = s.number_file_id
  returning id into file;
  insert into public.sends (enterprise_id, name, batch_no, template_id, version_id, sms_app_id, sms_signature_id, sms_template_id, domain_id, channel_id,
    validity_days, number_file_id, sms_text, segments, consent, consent_path, consent_name, timing, origin, parent_id, is_marketing, own, created_by)
  values (s.enterprise_id, s.name, s.batch_no || '-R' || (select count(*) from public.sends x where x.parent_id = send and x.origin = 'resend'), s.template_id, s.version_id,
    s.sms_app_id, s.sms_signature_id, s.sms_template_id, s.domain_id, s.channel_id, s.validity_days, file, s.sms_text, s.segments, s.consent, s.consent_path, s.consent_name, 'immediate', 'resend', send, s.is_marketing, s.own, private.actor())
  returning id into made;
  insert into private.resends (send_id, file_id, from_id, last_id) select made, file, p.id_base + 1, p.id_base + p.total from private.send_progress p where p.send_id = send;
  -- The first slice runs at once, so that a small resend is in review when this returns.
  perform private.collect_resend(made, 20000);
  return private.send_card(made);
end $$;

-- sends: the rules of approval rules (APR-1). The frame (frame.sql) does the rest.

create or replace function private.able_by(approval_rule uuid) returns integer language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.who_may_approve(x.enterprise_id, x.group_id) from public.approval_rules x where x.id = approval_rule);
end $$;

create or replace function private.read_rule(input jsonb, home uuid) returns public.approval_rules language plpgsql stable set search_path = '' as $$
declare
  p public.approval_rules := jsonb_populate_record(null::public.approval_rules, input || jsonb_build_object('enterprise_id', home, 'name', private.clean_name(input ->> 'name'),
    'requester_group_id', private.as_uuid(input ->> 'requester_group_id', 'requester_group_id'), 'group_id', private.as_uuid(input ->> 'group_id', 'group_id')));
begin
  if exists (select from unnest(array[p.requester_group_id, p.group_id]) as g where g is not null
      and not exists (select from public.groups x where x.id = g and x.enterprise_id = home)) then
    perform private.refuse('not_found', '{"resource": "group"}');
  end if;
  return p;
end $$;

create or replace function private.meetable_rule(input jsonb, home uuid) returns public.approval_rules language plpgsql stable set search_path = '' as $$
declare
  p constant public.approval_rules := private.read_rule(input, home);
  able constant integer := private.who_may_approve(home, p.group_id);
begin
  -- A rule that requires more people than there are would block every send it applies to, without saying why. So it is refused. A rule may also be
  -- met for some sends and not for others (an approver submits), or no longer (somebody has left). That is no mistake of the person who saves it:
  -- the card of the rule says how many may approve, and the card of a stuck send says that it is stuck.
  if able < p.approvers then perform private.refuse('rule_unmeetable', jsonb_build_object('approvers', p.approvers, 'able', able)); end if;
  return p;
end $$;

create or replace function private.touch_waiting(enterprise uuid) returns void language sql set search_path = '' as $$
  select private.touch_cards('send', s.id) from public.sends s where s.enterprise_id = enterprise and s.state = 'in_review'
$$;

create or replace function private.create_approval_rule(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  p constant public.approval_rules := private.meetable_rule(input, home);
  made uuid;
begin
  insert into public.approval_rules (enterprise_id, name, min_audience, min_units, marketing, requester_group_id, approvers, group_id, created_by)
  values (home, p.name, p.min_audience, p.min_units, p.marketing, p.requester_group_id, p.approvers, p.group_id, private.actor()) returning id into made;
  perform private.touch_waiting(home);
  return made;
end $$;

create or replace function private.update_approval_rule(approval_rule uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  home constant uuid := (select x.enterprise_id from public.approval_rules x where x.id = approval_rule);
  p constant public.approval_rules := private.meetable_rule(input, home);
begin
  update public.approval_rules x set name = p.name, min_audience = p.min_audience, min_units = p.min_units, marketing = p.marketing,
    requester_group_id = p.requester_group_id, approvers = p.approvers, group_id = p.group_id where x.id = approval_rule;
  perform private.touch_waiting(home);
end $$;

create or replace function private.delete_approval_rule(approval_rule uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone public.approval_rules;
begin
  delete from public.approval_rules x where x.id = approval_rule returning x.* into gone;
  perform private.touch_waiting(gone.enterprise_id);
  return to_jsonb(gone);
end $$;

create or replace function public.try_approval_rules(rules jsonb default null, days integer default 31) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  item jsonb;
  asked jsonb;
  tried jsonb;
begin
  perform private.require(home, 'KooMessage:approvalRule:list');
  perform private.require(home, 'KooMessage:sendTask:list');
  if days is null or days not between 1 and 366 or (rules is not null and jsonb_typeof(rules) <> 'array') then
    perform private.refuse('input_invalid', '{"field": "rules, days"}');
  end if;
  -- Every rule is tried against every send of the period.
  if jsonb_array_length(rules) > 100 then perform private.refuse('too_many_rows', jsonb_build_object('max', 100, 'count', jsonb_array_length(rules))); end if;
  if rules is null then
    asked := private.rules_of(home);
  else
    asked := '[]';
    for item in select case when jsonb_typeof(x) = 'object' then x - array['id', 'enterprise_id', 'created_by', 'created_at'] else x end from jsonb_array_elements(rules) as x loop
      perform private.check_input('create_approval_rule', item);
      asked := asked || to_jsonb(private.read_rule(item, home));
    end loop;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'batch_no', s.batch_no, 'submitted_at', s.submitted_at, 'units', s.units, 'is_marketing', s.is_marketing,
      'submitted_by', private.person_name(s.submitted_by), 'state', s.state, 'asks', a.asks, 'most', a.most, 'had', h.had, 'enough', a.most <= h.had and a.groups_met) order by s.submitted_at desc), '[]')
  into tried
  from (select x.* from public.sends x where x.enterprise_id = home and x.submitted_at > clock_timestamp() - make_interval(days => days)
    and x.origin = 'own'
    -- Sends without an approval say nothing about approvals, and a break-glass release bypasses all rules.
    and exists (select from public.audit_log l where l.resource = 'send' and l.resource_id = x.id::text and l.outcome = 'granted'
      and l.verb = 'approve' and l.after ->> 'state' <> 'in_review')
    order by x.submitted_at desc limit 1000) s
  cross join lateral (
    select count(*)::integer as had from (
      select x.approver from public.send_approvals x where x.send_id = s.id and x.submitted_at = s.submitted_at) y) h
  cross join lateral (
    select jsonb_agg(jsonb_build_object('rule', q.rule, 'approvers', q.approvers, 'group', g.name)) as asks, max(q.approvers) as most,
      bool_and((select count(*) from public.send_approvals x where x.send_id = s.id and x.submitted_at = s.submitted_at
        and (q.group_id is null or private.in_group(x.approver, q.group_id))) >= q.approvers) as groups_met
    from private.asked_of(asked, s.units, s.units, s.is_marketing, s.submitted_by) q left join public.groups g on g.id = q.group_id) a;
  return jsonb_build_object('sends', tried, 'enough', (select count(*) from jsonb_array_elements(tried) as t where (t ->> 'enough')::boolean),
    'more', (select count(*) from jsonb_array_elements(tried) as t where not (t ->> 'enough')::boolean));
end $$;

create or replace function private.settings_of(enterprise uuid) returns public.send_settings language plpgsql stable set search_path = '' as $$
declare
  s public.send_settings;
begin
  select x.* into s from public.send_settings x where x.enterprise_id = enterprise;
  if not found then
    select enterprise, 4, 10, 10, 50, 0.5, true into s;
  end if;
  return s;
end $$;

create or replace function public.get_send_settings() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(private.current_enterprise(), 'KooMessage:sendSetting:list');
  return to_jsonb(private.settings_of(private.current_enterprise())) - 'enterprise_id';
end $$;

create or replace function private.set_send_settings(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was public.send_settings;
  made public.send_settings;
begin
  if input = '{}' then perform private.refuse('input_invalid', '{"field": "input"}'); end if;
  -- Two concurrent changes of different settings: both are kept.
  insert into public.send_settings (enterprise_id) values (home) on conflict on constraint send_settings_pkey do nothing;
  select x.* into was from public.send_settings x where x.enterprise_id = home for update;
  made := jsonb_populate_record(was, input);
  -- A cap for the shorter period above that of the day would never apply, so it must be a mistake.
  if made.marketing_per_hour > made.marketing_per_day then
    perform private.refuse('caps_crossed', jsonb_build_object('short', made.marketing_per_hour, 'day', made.marketing_per_day));
  elsif made.notice_per_minute > made.notice_per_day then
    perform private.refuse('caps_crossed', jsonb_build_object('short', made.notice_per_minute, 'day', made.notice_per_day));
  end if;
  update public.send_settings x set marketing_per_hour = made.marketing_per_hour, marketing_per_day = made.marketing_per_day, notice_per_minute = made.notice_per_minute,
    notice_per_day = made.notice_per_day, pause_at_failures = made.pause_at_failures, pay_as_you_go = made.pay_as_you_go where x.enterprise_id = home;
  return jsonb_build_object('about', home, 'before', to_jsonb(was), 'after', to_jsonb(made)) || to_jsonb(made) - 'enterprise_id';
end $$;

create or replace function private.import_opt_out(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  phones constant text[] := private.texts_of(input -> 'phones');
  bad text;
  added integer;
begin
  if not exists (select from public.sms_signatures g where g.enterprise_id = home and g.name = input ->> 'signature') then
    perform private.refuse('not_found', '{"resource": "sms_signature"}');
  end if;
  if coalesce(cardinality(phones), 0) = 0 then perform private.refuse('file_empty'); end if;
  -- 10,000 numbers take a tenth of the API's limit of eight seconds a statement. Longer lists come in slices.
  if cardinality(phones) > 10000 then perform private.refuse('too_many_numbers', jsonb_build_object('max', 10000, 'count', cardinality(phones))); end if;
  select p into bad from unnest(phones) as p where p is null or p !~ '^\+861[3-9][0-9]{9}$' limit 1;
  if found then perform private.refuse('invalid_number', jsonb_build_object('value', left(coalesce(bad, ''), 20))); end if;
  insert into public.opt_outs (enterprise_id, signature, phone, reason, proof, added_by)
  select distinct home, input ->> 'signature', p, input ->> 'reason', private.hide_numbers(nullif(btrim(input ->> 'proof'), '')), private.actor() from unnest(phones) as p on conflict do nothing;
  get diagnostics added = row_count;
  return jsonb_build_object('about', input ->> 'signature', 'after', jsonb_build_object('added', added, 'given', cardinality(phones)),
    'added', added, 'known', (select count(distinct p) from unnest(phones) as p) - added);
end $$;

create or replace function public.import_opt_outs(input jsonb, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('opt_out', 'import', request, input, null, reason)
$$;

create or replace function private.opt_out_card(opt_out bigint) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.opt_out_cards c where c.id = opt_out
$$;

create or replace function private.remove_opt_out(opt_out bigint, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone constant jsonb := private.opt_out_card(opt_out);
begin
  delete from public.opt_outs o where o.id = opt_out;
  return gone;
end $$;

-- sends: pause, resume, and the automatic pause (SND-2, GRD-1)

create or replace function private.pause_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  -- A claim locks this row too: when the pause returns, no claim is in progress and none begins.
  perform from private.send_progress p where p.send_id = send for update;
  update public.sends s set paused_by = private.actor(), paused_at = clock_timestamp(), pause_code = null, pause_details = null, pause_reason = input ->> 'reason' where s.id = send;
end $$;

create or replace function public.pause_send(send text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'pause', send, request, null, reason)
$$;

create or replace function private.resume_send(send uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.sends s set paused_by = null, paused_at = null, pause_code = null, pause_reason = null, pause_details = null,
    -- A person has seen the failures so far, so the guard counts from this point.
    guarded_ends = coalesce((select t.failed + t.expired + t.delivered + t.timed_out from public.send_totals t where t.send_id = s.id), 0),
    guarded_failures = coalesce((select t.failed + t.expired from public.send_totals t where t.send_id = s.id), 0),
    -- Occurrences that a plan missed while it was paused are not made up for.
    next_at = case when s.timing = 'recurring' then (select private.next_occurrence(s.cron, clock_timestamp(), e.time_zone) from public.enterprises e where e.id = s.enterprise_id) end
  where s.id = send
$$;

create or replace function private.stop_send(send uuid, code text, reason text, details jsonb) returns void language plpgsql set search_path = '' as $$
declare
  moved jsonb;
begin
  -- The message of a refusal may be long.
  moved := private.transition('send', send, 'stop', left(reason, 500), code, details);
  update public.sends s set paused_by = null, paused_at = clock_timestamp(), pause_code = stop_send.code, pause_reason = stop_send.reason,
    pause_details = stop_send.details where s.id = send;
  perform private.alert((moved ->> 'enterprise_id')::uuid, 'send_paused', 'send', send,
    (select jsonb_build_object('name', s.name, 'batch_no', s.batch_no, 'code', stop_send.code, 'reason', stop_send.reason, 'values', stop_send.details) from public.sends s where s.id = send));
end $$;

create or replace function private.guard_sends() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id, g.bad, g.ends
    from public.sends x join public.send_totals t on t.send_id = x.id
    cross join lateral (select t.failed + t.expired - x.guarded_failures as bad,
      t.failed + t.expired + t.delivered + t.timed_out - x.guarded_ends as ends) g
    where x.state = 'sending'
      -- At least a hundred final messages since a person looked last: below that a share says little.
      and g.ends >= 100 and g.bad > (private.settings_of(x.enterprise_id)).pause_at_failures * g.ends
      -- A send with nothing left to hand over needs no pause.
      and exists (select from private.send_progress p where p.send_id = x.id and p.next_ordinal <= p.dispatch_limit)
    limit 20 for no key update of x skip locked
  loop
    perform private.stop_send(s.id, 'failure_rate', format('%s of %s messages failed', s.bad, s.ends), jsonb_build_object('failed', s.bad, 'ends', s.ends));
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.note_failures(s public.sends) returns jsonb language plpgsql set search_path = '' as $$
declare
  t public.send_totals;
  bad integer;
  ends integer;
  reasons jsonb;
begin
  select x.* into t from public.send_totals x where x.send_id = s.id;
  bad := t.failed + t.expired + t.timed_out + t.unknown;
  ends := bad + t.delivered;
  -- The thresholds are those of shared/src/sends/outcome.ts. Below a twentieth the deliveries are not read at all.
  if bad = 0 or bad < 0.05 * ends then return null; end if;
  select jsonb_agg(jsonb_build_object('state', f.state, 'code', f.code, 'count', f.n) order by f.n desc, f.state, f.code) into reasons
  from (select d.state, d.code, count(*) as n from private.send_progress p join public.deliveries d on d.id between p.id_base + 1 and p.id_base + p.total
    where p.send_id = s.id and d.state in ('failed', 'expired', 'timed_out', 'unknown') group by d.state, d.code order by n desc, d.state, d.code limit 3) f;
  -- What the enterprise would have paused for is an event too when it comes so late that nothing is left to pause.
  if bad >= 10 and (bad >= 0.5 * ends or bad > (private.settings_of(s.enterprise_id)).pause_at_failures * ends) then
    perform private.alert(s.enterprise_id, 'send_failed', 'send', s.id,
      jsonb_build_object('name', s.name, 'batch_no', s.batch_no, 'failed', bad, 'ends', ends, 'reasons', reasons));
  end if;
  return reasons;
end $$;

-- sends: what became of a trial, for whoever decides about the rest (SND-4)

create or replace function private.trial_of(send uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  -- Until the release nothing beyond the trial goes out, so the counts of the send are the counts of its trial, whatever its size.
  -- Reasons and vendors are read from the messages. A trial is a range of their ids, and of a large one the first 10,000 are read.
  select jsonb_build_object('size', p.dispatch_limit, 'delivered', t.delivered, 'failed', t.failed, 'expired', t.expired, 'timed_out', t.timed_out, 'unknown', t.unknown,
    'handed', t.handed, 'opted_out', t.opted_out, 'capped', t.capped, 'resolved', t.resolved, 'looked_at', least(p.dispatch_limit, 10000),
    'reasons', m.reasons, 'vendors', m.vendors)
  from private.send_progress p join public.send_totals t on t.send_id = p.send_id
  cross join lateral (
    with groups as (
      select d.state, d.code, d.vendor, count(*) as n, sum(d.resolved) as resolved from public.deliveries d
      where d.id between p.id_base + 1 and p.id_base + least(p.dispatch_limit, 10000) and d.state in ('handed', 'delivered', 'failed', 'expired', 'timed_out', 'unknown')
      group by d.state, d.code, d.vendor)
    select
      (select coalesce(jsonb_agg(jsonb_build_object('state', r.state, 'code', r.code, 'count', r.n) order by r.n desc, r.state, r.code), '[]')
        from (select g.state, g.code, sum(g.n)::integer as n from groups g where g.state in ('failed', 'expired', 'timed_out', 'unknown')
          group by g.state, g.code order by n desc, g.state, g.code limit 10) r) as reasons,
      (select coalesce(jsonb_agg(jsonb_build_object('vendor', v.vendor, 'delivered', v.delivered, 'failed', v.failed, 'open', v.open, 'resolved', v.resolved) order by v.vendor), '[]')
        from (select g.vendor, coalesce(sum(g.n) filter (where g.state = 'delivered'), 0)::integer as delivered,
            coalesce(sum(g.n) filter (where g.state in ('failed', 'expired')), 0)::integer as failed,
            coalesce(sum(g.n) filter (where g.state in ('handed', 'timed_out', 'unknown')), 0)::integer as open, sum(g.resolved)::integer as resolved
          from groups g group by g.vendor) v) as vendors) m
  where p.send_id = send and p.dispatch_limit < p.total
$$;

-- sends: the rules of send tasks (SND-1 to SND-5, APR-1). The frame (frame.sql) does the rest.

create or replace function private.next_batch_no(enterprise uuid) returns text language plpgsql set search_path = '' as $$
declare
  day text;
begin
  perform pg_advisory_xact_lock(hashtextextended('batch_no:' || enterprise::text, 0));
  select to_char(now() at time zone e.time_zone, 'YYYYMMDD') into day from public.enterprises e where e.id = enterprise;
  return day || '-' || lpad((1 + (select count(*) from public.sends x where x.enterprise_id = enterprise and x.batch_no like day || '-%'))::text, 4, '0');
end $$;

create or replace function private.set_text(send uuid) returns void language sql set search_path = '' as $$
  -- The code of a personal link always has eight characters, so the text of every number is equally long.
  update public.sends s set sms_text = b.body, segments = coalesce(private.sms_segments(private.sms_text(b.signature, b.body, b.link)), 0)
  from (select g.name as signature, private.sms_body(m.content, x.is_marketing) as body, private.link_address(x.domain_id, '12345678') as link
    from public.sends x join public.sms_templates m on m.id = x.sms_template_id join public.sms_signatures g on g.id = x.sms_signature_id where x.id = send) b
  where s.id = send
$$;

create or replace function private.complete_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  perform private.set_text(send);
  perform private.leave_out(send);
  if input ->> 'trial_size' is null then
    update public.sends x set trial_size = least(10, greatest(1, f.accepted - x.left_out)) from public.number_files f where x.id = send and f.id = x.number_file_id;
  end if;
  perform private.check_send(send);
end $$;

create or replace function private.create_send(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  s public.sends := private.parse_send(home, input);
  made uuid;
begin
  s.own := private.own_in('send', home, input -> 'own');
  insert into public.sends (enterprise_id, name, batch_no, template_id, version_id, sms_app_id, sms_signature_id, sms_template_id, domain_id, channel_id,
    validity_days, number_file_id, columns, sms_text, segments, consent, consent_path, consent_name, timing, scheduled_at, cron, repeat_until, is_marketing, own, trial, trial_size, created_by)
  values (home, s.name, private.next_batch_no(home), s.template_id, s.version_id, s.sms_app_id, s.sms_signature_id, s.sms_template_id, s.domain_id, s.channel_id,
    s.validity_days, s.number_file_id, s.columns, s.sms_text, 0, s.consent, s.consent_path, s.consent_name, s.timing, s.scheduled_at, s.cron, s.repeat_until, s.is_marketing, s.own, s.trial, s.trial_size, private.actor())
  returning id into made;
  perform private.complete_send(made, input);
  return made;
end $$;

create or replace function private.set_submitted(send uuid) returns void language plpgsql set search_path = '' as $$
begin
  perform private.set_text(send);
  update public.sends s set hash = private.send_hash(send), units = private.units_of(send) where s.id = send;
  perform private.keep_asked(send);
end $$;

create or replace function private.submit_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  -- A key that is not given leaves what is stored; null removes the file.
  update public.sends s set consent = case when input ? 'consent' then c.ground else s.consent end,
    consent_path = case when input ? 'consent_proof' then c.path else s.consent_path end, consent_name = case when input ? 'consent_proof' then c.name else s.consent_name end
  from private.consent_in((select x.enterprise_id from public.sends x where x.id = send), input) c where s.id = send and input ?| '{consent,consent_proof}';
  perform private.check_send(send);
  perform private.check_consent(send);
  perform private.require_own('send', s.enterprise_id, s.own) from public.sends s where s.id = send;
  perform private.set_submitted(send);
end $$;

create or replace function public.submit_send(send text, input jsonb default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'submit', send, request, input)
$$;

create or replace function private.set_going(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
  f public.number_files;
  total integer;
  base bigint;
  is_large boolean;
begin
  select x.* into s from public.sends x where x.id = send;
  select x.* into f from public.number_files x where x.id = s.number_file_id;
  total := private.units_of(send);
  perform private.reserve(send, s.enterprise_id, 'aim_resolution', total);
  insert into private.holds (holder_id, kind) values (send, 'send');
  -- A partition of its own pays off from about 20,000 numbers on.
  is_large := total > 20000;
  update private.delivery_blocks b set next = b.next + total where b.large = is_large returning b.next - total - 1 into base;
  insert into private.send_progress (send_id, enterprise_id, id_base, total, large, dispatch_limit)
  values (send, s.enterprise_id, base, total, is_large, case when s.trial then least(s.trial_size, total) else total end);
  insert into public.send_totals (send_id, enterprise_id, intended, invalid, duplicates, pending)
  values (send, s.enterprise_id, f.lines, f.invalid + s.left_out, f.duplicates, total);
end $$;

create or replace function private.set_approved(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
begin
  select x.* into s from public.sends x where x.id = send;
  if s.hash is distinct from private.send_hash(send) then perform private.refuse('hash_changed'); end if;
  perform private.check_send(send);
  perform private.check_consent(send);
  if s.state = 'expanding' then
    perform private.set_going(send);
  elsif s.state = 'recurring' then
    update public.sends x set next_at = private.next_occurrence(x.cron, clock_timestamp(), e.time_zone) from public.enterprises e where x.id = send and e.id = x.enterprise_id;
  end if;
end $$;

create or replace function private.before_approve_send(send uuid, input jsonb) returns void language sql set search_path = '' as $$
  -- The approval is written first, and then decides which state comes next. A refusal rolls it back.
  insert into public.send_approvals (send_id, enterprise_id, approver, hash, submitted_at, reason)
  select s.id, s.enterprise_id, private.actor(), s.hash, s.submitted_at, input ->> 'reason' from public.sends s where s.id = send
  on conflict on constraint once_a_submission do nothing
$$;

create or replace function private.approve_send(send uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.set_approved(send)
$$;

create or replace function private.break_glass_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  perform private.set_approved(send);
  perform private.alert(s.enterprise_id, 'break_glass', 'send', send, jsonb_build_object('name', s.name, 'by', private.person_name(private.actor()), 'reason', input ->> 'reason'))
  from public.sends s where s.id = send;
end $$;

create or replace function private.release_send(send uuid, input jsonb) returns void language sql set search_path = '' as $$
  -- Afterwards the counts are those of the whole send, so what the trial had come to is kept.
  update public.sends s set trial_result = private.trial_of(send) where s.id = send;
  update private.send_progress p set dispatch_limit = p.total where p.send_id = send
$$;

create or replace function private.cancel_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
  gone integer;
begin
  -- The claim takes this lock too: what was claimed before goes on to its receipt, and nothing is claimed after.
  select x.* into p from private.send_progress x where x.send_id = send for update;
  if found then
    -- The account is updated now. The clock marks the rows in slices (sweep_cancelled), because a million do not fit into one call.
    -- Pending messages that are claimed stay: they may have been handed over.
    -- A batch of which the carrier certainly took nothing has no lease (give_back): it is not on its way either.
    with resting as (
      update private.batches b set done_at = clock_timestamp(), closed_at = clock_timestamp()
      where b.send_id = send and b.done_at is null and b.attempts = 0 and not b.doubtful returning b.first_id, b.last_id
    )
    update public.deliveries d set state = 'cancelled', final_at = clock_timestamp()
    from resting r where d.id between r.first_id and r.last_id and d.state = 'pending';
    -- Lock first, count second: an answer of the carrier that is being recorded is then in both counts or in neither.
    perform from public.send_totals t where t.send_id = send for update;
    select t.pending - (select count(*) from private.batches b join public.deliveries d on d.id between b.first_id and b.last_id and d.state = 'pending'
      where b.send_id = send and b.done_at is null) into gone from public.send_totals t where t.send_id = send;
    update private.send_progress x set dispatch_limit = least(x.dispatch_limit, x.next_ordinal - 1), swept = x.next_ordinal > x.expanded where x.send_id = send;
    update public.send_totals c set pending = c.pending - gone, cancelled = c.cancelled + gone where c.send_id = send;
    perform private.release(send, gone);
    update private.holds h set look_at = clock_timestamp() where h.holder_id = send;
  end if;
  -- The reason of the last decision. The audit log says who cancelled.
  update public.sends s set finished_at = clock_timestamp(), next_at = null, reason = coalesce(input ->> 'reason', s.reason) where s.id = send;
end $$;

create or replace function public.cancel_send(send text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'cancel', send, request, null, reason)
$$;

create or replace function private.shortcut_card(shortcut uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.shortcut_cards c where c.id = shortcut
$$;

create or replace function private.shortcut_logged(v public.shortcut_versions) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('state', v.state, 'name', v.signature, 'signature', v.signature, 'version', v.version, 'proofs', v.proofs, 'regions', to_jsonb(v.regions),
    'buttons', v.buttons, 'timed', v.timed, 'frozen', s.frozen_at is not null, 'frozen_reason', s.frozen_reason)
  from public.shortcuts s where s.id = v.shortcut_id
$$;

create or replace function private.shortcut_bound(v public.shortcut_versions) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('shortcut', v.shortcut_id, 'version', v.version, 'signature', v.signature, 'proofs', v.proofs, 'regions', to_jsonb(v.regions), 'buttons', v.buttons, 'timed', v.timed)
$$;

-- SMS shortcuts: the check of their contents, by the schema in shared/src/accounts/shortcuts/fields.ts (SHC-1, table 9-6)

create or replace function private.buttons_in(given jsonb, home uuid, path text, fewest integer) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := '[]';
  entry record;
  place text;
begin
  if jsonb_array_length(given) not between fewest and 3 then
    perform private.refuse_content(path, '{"zh": "快捷键", "en": "Buttons"}', jsonb_build_object('zh', format('%s 至 3 个', fewest), 'en', format('%s to 3 of them', fewest)));
  end if;
  for entry in select x as value, n from jsonb_array_elements(given) with ordinality as a (x, n) loop
    place := format('%s[%s]', path, entry.n);
    kept := kept || jsonb_build_array(private.account_fields_in('button', entry.value, home, place) || jsonb_build_object('action', entry.value ->> 'action')
      || private.account_fields_in('button:' || (entry.value ->> 'action'), entry.value, home, place));
  end loop;
  return kept;
end $$;

create or replace function private.timed_in(given jsonb, home uuid) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := '[]';
  entry record;
  one jsonb;
  met jsonb;
  place text;
begin
  if jsonb_array_length(given) > 5 then
    perform private.refuse_content('timed', '{"zh": "自定义配置", "en": "Configurations for other times"}', '{"zh": "最多 5 个", "en": "at most 5"}');
  end if;
  for entry in select x as value, n from jsonb_array_elements(given) with ordinality as a (x, n) loop
    place := format('timed[%s]', entry.n);
    one := private.account_fields_in('timed', entry.value, home, place);
    if (one ->> 'ends_at')::timestamptz <= (one ->> 'begins_at')::timestamptz then
      perform private.refuse_content(place || '.ends_at', '{"zh": "结束时间", "en": "Ends"}', '{"zh": "晚于开始时间的时间", "en": "a time later than the beginning"}');
    end if;
    select k into met from jsonb_array_elements(kept) as k where k ->> 'name' = one ->> 'name';
    if found then perform private.refuse_content(place || '.name', '{"zh": "配置名", "en": "Name of the configuration"}', '{"zh": "不重复的名称", "en": "a name that no other one has"}'); end if;
    select k into met from jsonb_array_elements(kept) as k
    where tstzrange((k ->> 'begins_at')::timestamptz, (k ->> 'ends_at')::timestamptz) && tstzrange((one ->> 'begins_at')::timestamptz, (one ->> 'ends_at')::timestamptz) limit 1;
    if found then
      perform private.refuse('shortcut_times_overlap', jsonb_build_object('field', place || '.ends_at', 'name', one ->> 'name', 'other', met ->> 'name'));
    end if;
    kept := kept || jsonb_build_array(one || jsonb_build_object('buttons', private.buttons_in(coalesce(entry.value -> 'buttons', '[]'), home, place || '.buttons', 1)));
  end loop;
  return kept;
end $$;

create or replace function private.regions_in(given jsonb) returns integer[] language plpgsql stable set search_path = '' as $$
declare
  codes integer[];
begin
  select array_agg(distinct private.region_of(x)) into codes from jsonb_array_elements_text(given) as x;
  if codes is null then perform private.refuse_content('regions', '{"zh": "地区", "en": "Regions"}', '{"zh": "至少一个省份或地级市", "en": "one province or city at least"}'); end if;
  -- A city goes with its province, and everything with the country.
  return array(select c from unnest(codes) as c where not exists (select from unnest(codes) as o where o <> c and private.region_stretch(o) @> private.region_stretch(c)) order by c);
end $$;

create or replace function private.proofs_in(given jsonb, home uuid) returns jsonb language plpgsql stable set search_path = '' as $$
begin
  if jsonb_array_length(given) not between 1 and 6 then
    perform private.refuse_content('proofs', (select r.label from private.picture_rules r where r.name = 'proof'), '{"zh": "1 至 6 张图片", "en": "1 to 6 pictures"}');
  end if;
  return (select jsonb_agg(private.picture_in(coalesce(nullif(x, 'null'), '{}'), 'proof', home, format('proofs[%s]', n)) order by n)
    from jsonb_array_elements(given) with ordinality as a (x, n));
end $$;

create or replace function private.shortcut_in(input jsonb, home uuid) returns public.shortcut_versions language plpgsql stable set search_path = '' as $$
declare
  v public.shortcut_versions;
  about private.account_fields;
begin
  select f.* into strict about from private.account_fields f where f.place = 'profile' and f.name = 'signatures';
  v.signature := (private.signatures_in(jsonb_build_array(input -> 'signature'), 1, about, 'signature'))[1];
  v.proofs := private.proofs_in(input -> 'proofs', home);
  v.regions := private.regions_in(input -> 'regions');
  v.timed := private.timed_in(input -> 'timed', home);
  -- The default configuration may be empty where others show something.
  v.buttons := private.buttons_in(input -> 'buttons', home, 'buttons', case when v.timed = '[]' then 1 else 0 end);
  return v;
end $$;

-- SMS shortcuts: what a phone is shown (SHC-1). Called by the function show-shortcuts, never through the API.

create or replace function private.show_shortcuts(signatures text[]) returns table (signature text, served json) language sql stable security definer set search_path = '' as $$
  select p.signature, json_agg(json_build_object('id', s.id, 'version', v.version, 'regions', v.regions, 'buttons', v.buttons, 'timed', v.timed,
    'ports', (select coalesce(json_agg(json_build_object('number', x.number, 'kind', x.kind)), '[]') from public.ports x where x.enterprise_id = s.enterprise_id and p.signature = any (x.signatures))))
  from (select distinct y.signature, y.shortcut_id from private.shortcut_places y where y.signature = any (signatures)) p
  join public.shortcuts s on s.id = p.shortcut_id join public.shortcut_versions v on v.id = s.live_version_id
  where s.frozen_at is null group by p.signature
$$;

create or replace function private.stranger_limit(verb text) returns json language sql stable security definer set search_path = '' as $$
  select json_build_object('most', l.most, 'seconds', extract(epoch from l.per)::integer, 'header', private.address_header(d), 'hops', coalesce(d.trusted_hops, 1))
  from private.limits l left join private.deployment d on true where l.scope = 'address' and verb = any (l.verbs)
$$;

-- SMS shortcuts: the rules of people's verbs (SHC-1). The frame (frame.sql) does the rest.

create or replace function private.begin_shortcut(shortcut public.shortcuts, version integer, given public.shortcut_versions) returns void language sql set search_path = '' as $$
  with made as (
    insert into public.shortcut_versions (enterprise_id, shortcut_id, version, signature, proofs, regions, buttons, timed, created_by)
    values (shortcut.enterprise_id, shortcut.id, begin_shortcut.version, given.signature, given.proofs, given.regions, given.buttons, given.timed, private.actor()) returning id)
  update public.shortcuts s set latest_version_id = made.id from made where s.id = shortcut.id
$$;

create or replace function private.create_shortcut(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  given constant public.shortcut_versions := private.shortcut_in(input, home);
  made public.shortcuts;
begin
  insert into public.shortcuts (enterprise_id, created_by) values (home, private.actor()) returning * into made;
  perform private.begin_shortcut(made, 1, given);
  return made.id;
end $$;

create or replace function public.create_shortcut(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('shortcut', 'create', request, input)
$$;

create or replace function private.update_shortcut(shortcut uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  about public.shortcuts;
  latest public.shortcut_versions;
  given public.shortcut_versions;
begin
  select s.* into about from public.shortcuts s where s.id = shortcut for update;
  select v.* into latest from public.shortcut_versions v where v.id = about.latest_version_id;
  if (input ->> 'base_revision')::integer <> latest.revision then perform private.refuse('version_conflict', jsonb_build_object('version', latest.version)); end if;
  given := private.shortcut_in(input, about.enterprise_id);
  if latest.state = 'approved' then
    perform private.begin_shortcut(about, latest.version + 1, given);
  else
    update public.shortcut_versions v set signature = given.signature, proofs = given.proofs, regions = given.regions, buttons = given.buttons, timed = given.timed,
      revision = v.revision + 1 where v.id = latest.id;
  end if;
end $$;

create or replace function public.update_shortcut(shortcut text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('shortcut', 'update', shortcut, request, input)
$$;

create or replace function private.submit_shortcut(shortcut uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.shortcut_versions v set urged_at = null from public.shortcuts s where s.id = shortcut and v.id = s.latest_version_id
$$;

create or replace function public.submit_shortcut(shortcut text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('shortcut', 'submit', shortcut, request)
$$;

create or replace function public.withdraw_shortcut(shortcut text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('shortcut', 'withdraw', shortcut, request)
$$;

create or replace function private.urge_shortcut(shortcut uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  about public.shortcut_versions;
begin
  update public.shortcut_versions v set urged_at = clock_timestamp() from public.shortcuts s where s.id = shortcut and v.id = s.latest_version_id returning v.* into about;
  perform private.alert(about.enterprise_id, 'review_waiting', 'shortcut', shortcut, jsonb_build_object('name', about.signature, 'urged', true));
end $$;

create or replace function public.urge_shortcut(shortcut text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('shortcut', 'urge', shortcut, request)
$$;

create or replace function private.place_shortcut(shortcut uuid, v public.shortcut_versions) returns void language plpgsql set search_path = '' as $$
declare
  base bigint;
  taken record;
begin
  insert into private.shortcut_signatures (signature) values (v.signature) on conflict do nothing;
  select x.place * 1000000 into base from private.shortcut_signatures x where x.signature = v.signature;
  delete from private.shortcut_places p where p.shortcut_id = shortcut;
  select r.zh, r.en into taken from private.shortcut_places p join unnest(v.regions) as c on p.stretch && private.region_stretch(c, base) join private.regions r on r.code = p.region
  where p.signature = v.signature order by p.region limit 1;
  if found then
    perform private.refuse('shortcut_taken', jsonb_build_object('signature', v.signature, 'where', jsonb_build_array(jsonb_build_object('zh', taken.zh, 'en', taken.en))));
  end if;
  insert into private.shortcut_places (shortcut_id, signature, region, stretch)
  select shortcut, v.signature, c, private.region_stretch(c, base) from unnest(v.regions) as c;
end $$;

create or replace function private.approve_shortcut(shortcut uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  about public.shortcuts;
begin
  update public.shortcuts s set live_version_id = s.latest_version_id where s.id = shortcut returning * into about;
  perform private.place_shortcut(shortcut, v) from public.shortcut_versions v where v.id = about.live_version_id;
end $$;

create or replace function public.approve_shortcut(shortcut text, shown text default null, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('shortcut', 'approve', shortcut, request, null, reason, shown)
$$;

create or replace function public.reject_shortcut(shortcut text, reason text default null, shown text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('shortcut', 'reject', shortcut, request, null, reason, shown)
$$;

create or replace function private.freeze_shortcut(shortcut uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.shortcuts s set frozen_at = clock_timestamp(), frozen_by = private.actor(), frozen_reason = input ->> 'reason' where s.id = shortcut
$$;

create or replace function public.freeze_shortcut(shortcut text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('shortcut', 'freeze', shortcut, request, null, reason)
$$;

create or replace function private.unfreeze_shortcut(shortcut uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.shortcuts s set frozen_at = null, frozen_by = null, frozen_reason = null where s.id = shortcut
$$;

create or replace function public.unfreeze_shortcut(shortcut text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('shortcut', 'unfreeze', shortcut, request)
$$;

create or replace function private.differing(before jsonb, after jsonb, out was jsonb, out becomes jsonb) language sql immutable set search_path = '' as $$
  select jsonb_object_agg(k, before -> k) filter (where before ? k), jsonb_object_agg(k, after -> k) filter (where after ? k)
  from (select k from jsonb_object_keys(coalesce(before, '{}') || coalesce(after, '{}')) as k where before -> k is distinct from after -> k) d
$$;

create or replace function private.changes_of(before jsonb, after jsonb, path text default '') returns setof jsonb language plpgsql immutable set search_path = '' as $$
declare
  k text;
begin
  if before is not distinct from after then return; end if;
  if jsonb_typeof(before) is distinct from 'object' or jsonb_typeof(after) is distinct from 'object' then
    return next jsonb_build_object('field', path, 'before', left(before #>> '{}', 200), 'after', left(after #>> '{}', 200));
    return;
  end if;
  for k in select distinct x from jsonb_object_keys(before || after) as x order by 1 loop
    return query select private.changes_of(before -> k, after -> k, ltrim(path || '.' || k, '.'));
  end loop;
end $$;

create or replace function private.shown_of(about private.resources, id text, it private.target) returns text language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(jsonb_build_array(about.resource, id, it.submission at time zone 'UTC', private.look_at(about, it.row_id, about.bound))::text, 'UTF8')), 'hex') where about.bound is not null
$$;

create or replace function private.check_shown(about private.resources, id text, it private.target, shown text) returns void language plpgsql set search_path = '' as $$
declare
  was private.submissions;
  differs jsonb;
begin
  if coalesce(btrim(shown), '') = '' then perform private.refuse('shown_required', jsonb_build_object('resource', about.resource)); end if;
  if shown = private.shown_of(about, id, it) then return; end if;
  select s.* into was from private.submissions s where s.shown = check_shown.shown and s.resource = about.resource and s.resource_id = id;
  if found then
    select coalesce(jsonb_agg(c.one), '[]') into differs from (
      select private.changes_of(was.bound, private.look_at(about, it.row_id, about.bound)) as one limit 20) c;
  end if;
  -- It may have changed without another submission, for example through a setting that the approval binds.
  perform private.refuse('shown_changed', jsonb_build_object('resource', about.resource, 'differs', differs,
    'fields', coalesce((select string_agg(d ->> 'field', ', ') from jsonb_array_elements(differs) as d), case when was.shown is null then 'unknown_look' else 'resubmitted' end))
    || case when was.submission <> it.submission then jsonb_build_object('by', private.person_name(it.submitted_by), 'at', it.submission) else '{}' end);
end $$;

create or replace function private.keep_submission(about private.resources, id text) returns void language plpgsql set search_path = '' as $$
declare
  it private.target := private.target_of(about, id, false);
begin
  if about.bound is null or not exists (select from private.transitions t where t.resource = about.resource and t.from_state = it.state and t.names_shown) then return; end if;
  insert into private.submissions (shown, resource, resource_id, submission, bound)
  values (private.shown_of(about, id, it), about.resource, id, it.submission, private.look_at(about, it.row_id, about.bound)) on conflict do nothing;
end $$;

create or replace function private.offers_opt_out(text text) returns boolean language sql immutable set search_path = '' as $$
  -- Case, width, spaces and punctuation do not matter. offersOptOut in shared/src/sms/optout.ts says the same.
  select regexp_replace(upper(normalize(text, nfkc)), '[^0-9A-Z\u4e00-\u9fff]', '', 'g')
    ~ '(拒收|退订)(请|可)?(直接)?(回复|回|发送|发)(R|TD|T|N)|(回复|回|发送|发)(R|TD|T|N)(即可)?(拒收|退订)'
$$;

create or replace function private.sms_body(content text, marketing boolean) returns text language sql immutable set search_path = '' as $$
  -- Spaces and line ends that the author wrote around the link are replaced, not doubled. The opt-out words are those of the AIM service.
  select regexp_replace(content, '[ \t\n\r\f\v\u00a0\u3000]*\{link\}[ \t\n\r\f\v\u00a0\u3000]*', ' {link} ', 'g')
    || case when marketing and not private.offers_opt_out(content) then '拒收请回复R' else '' end
$$;

create or replace function private.sms_text(signature text, body text, link text, params jsonb default '{}') returns text language sql immutable set search_path = '' as $$
  -- Each ${name} is replaced once: a value is not read again.
  select '【' || signature || '】' || string_agg(replace(p.part, '{link}', link) || coalesce(params ->> n.name[1], ''), '' order by p.place)
  from regexp_split_to_table(body, '\$\{[^{}]*\}') with ordinality as p (part, place)
  left join regexp_matches(body, '\$\{([^{}]*)\}', 'g') with ordinality as n (name, place) on n.place = p.place
$$;

create or replace function private.sms_units(text text) returns integer language sql immutable set search_path = '' as $$
  -- A character beyond U+FFFF, as most emoji are, takes two UTF-16 units.
  select char_length(text) + char_length(regexp_replace(text, '[^\U00010000-\U0010FFFF]', '', 'g'))
$$;

create or replace function private.sms_segments(text text) returns integer language sql immutable set search_path = '' as $$
  -- Up to 70 units are one message; a longer text takes parts of 67. shared/src/sms/segments.ts computes the same; both read shared/src/sms/text_vectors.ts.
  select case when u.units = 0 then 0 when u.units <= 70 then 1 else (u.units + 66) / 67 end from (select private.sms_units(text) as units) u
$$;

create or replace function private.sms_examples(variables jsonb) returns jsonb language sql immutable set search_path = '' as $$
  select coalesce(jsonb_object_agg(v ->> 'name', v ->> 'example'), '{}') from jsonb_array_elements(variables) v
$$;

create or replace function private.link_example(enterprise uuid) returns text language sql stable security definer set search_path = '' as $$
  select coalesce((select private.link_address(d.id, '12345678') from public.domains d where d.enterprise_id = link_example.enterprise and d.is_default), 'https://example.com/12345678')
$$;

create or replace function private.sms_figures(template uuid, out body text, out segments integer) language sql stable security definer set search_path = '' as $$
  select b.body, private.sms_segments(private.sms_text(g.name, b.body, private.link_example(m.enterprise_id), private.sms_examples(m.variables)))
  from public.sms_templates m join public.sms_signatures g on g.id = m.signature_id
  cross join lateral (select private.sms_body(m.content, m.kind = 'promotion') as body) b where m.id = template
$$;

-- sms: the rules of SMS-1 (§7.3). The frame (frame.sql) does the rest.

create or replace function private.require_sms_app(app public.sms_apps) returns void language plpgsql stable set search_path = '' as $$
begin
  if not app.enabled then perform private.refuse('sms_app_disabled', jsonb_build_object('field', 'app_id', 'name', app.name)); end if;
end $$;

create or replace function private.sms_app_of(input jsonb, home uuid) returns uuid language plpgsql stable set search_path = '' as $$
declare
  app public.sms_apps;
begin
  select a.* into app from public.sms_apps a where a.id = private.as_uuid(input ->> 'app_id', 'app_id') and a.enterprise_id = home;
  if not found then perform private.refuse('not_found', '{"resource": "sms_app", "field": "app_id"}'); end if;
  perform private.require_sms_app(app);
  return app.id;
end $$;

create or replace function private.promise_members(kind text, input jsonb) returns void language plpgsql stable set search_path = '' as $$
begin
  if kind = 'promotion' and (input -> 'members_only') is distinct from 'true' then perform private.refuse('promotion_unconfirmed'); end if;
end $$;

create or replace function private.sms_app_name(typed text) returns text language plpgsql stable set search_path = '' as $$
begin
  if btrim(typed) !~ '^[A-Za-z0-9_]{1,64}$' then perform private.refuse('sms_app_name_invalid', jsonb_build_object('name', left(btrim(typed), 64))); end if;
  return btrim(typed);
end $$;

create or replace function private.sms_uplink(typed text) returns text language plpgsql stable set search_path = '' as $$
declare
  url constant text := nullif(btrim(typed), '');
  trouble constant text := case when url is not null then private.jump_trouble(url) end;
begin
  if trouble is not null then perform private.refuse('sms_uplink_invalid', jsonb_build_object('field', 'uplink_url', 'why', trouble)); end if;
  return url;
end $$;

create or replace function private.create_sms_app(home uuid, input jsonb) returns uuid language sql set search_path = '' as $$
  insert into public.sms_apps (enterprise_id, name, uplink_url, created_by)
  values (home, private.sms_app_name(input ->> 'name'), private.sms_uplink(input ->> 'uplink_url'), private.actor()) returning id
$$;

create or replace function private.update_sms_app(sms_app uuid, input jsonb) returns void language sql set search_path = '' as $$
  -- Without the key the stored address is kept.
  update public.sms_apps a set name = private.sms_app_name(input ->> 'name'), uplink_url = case when input ? 'uplink_url' then private.sms_uplink(input ->> 'uplink_url') else a.uplink_url end where a.id = sms_app
$$;

create or replace function private.enable_sms_app(sms_app uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.sms_apps a set enabled = true where a.id = sms_app
$$;

create or replace function private.disable_sms_app(sms_app uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.sms_apps a set enabled = false where a.id = sms_app
$$;

create or replace function private.asked_now(home uuid) returns jsonb language sql volatile set search_path = '' as $$
  select jsonb_build_object('id', gen_random_uuid(), 'enterprise_id', home, 'state', 'in_review', 'submitted_by', private.actor(), 'created_by', private.actor(),
    'submitted_at', clock_timestamp(), 'created_at', now())
$$;

create or replace function private.save_sms_signature(s public.sms_signatures, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  proof record;
begin
  s.app_id := private.sms_app_of(input, s.enterprise_id);
  s.name := private.clean_name(input ->> 'name');
  if char_length(s.name) not between 2 and 18 or s.name ~ '[【】\[\]]' then perform private.refuse('signature_name_invalid', jsonb_build_object('name', left(s.name, 40))); end if;
  s.kind := (input ->> 'kind')::public.signature_kind;
  perform private.promise_members(s.kind::text, input);
  s.source := (input ->> 'source')::public.signature_source;
  s.third_party := (input ->> 'third_party')::boolean;
  s.purpose := coalesce(private.hide_numbers(btrim(input ->> 'purpose')), '');
  -- Without the key the licence is kept.
  if input ? 'proof' then
    select p.path, p.name into proof from private.proof_of(input, 'licence-proofs', 'jpg/png/gif', s.enterprise_id) p;
    s.proof_path := proof.path;
    s.proof_name := proof.name;
  end if;
  if s.proof_path is null then perform private.refuse('licence_required'); end if;
  insert into public.sms_signatures select s.* on conflict (id) do update set app_id = s.app_id, name = s.name, kind = s.kind, source = s.source, third_party = s.third_party,
    purpose = s.purpose, proof_path = s.proof_path, proof_name = s.proof_name;
  return s.id;
end $$;

create or replace function private.create_sms_signature(home uuid, input jsonb) returns uuid language sql set search_path = '' as $$
  select private.save_sms_signature(jsonb_populate_record(null::public.sms_signatures, private.asked_now(home)), input)
$$;

create or replace function private.update_sms_signature(sms_signature uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.save_sms_signature(g, input) from public.sms_signatures g where g.id = sms_signature
$$;

create or replace function private.check_sms_variables(content text, variables jsonb) returns void language plpgsql stable set search_path = '' as $$
declare
  places text[];
  told text[];
  bad text;
begin
  if regexp_replace(content, '\$\{[^{}]*\}', '', 'g') like '%${%' then perform private.refuse('sms_variable_name_invalid', '{"name": "${"}'); end if;
  select array_agg(distinct p.name[1] order by p.name[1]) into places from regexp_matches(content, '\$\{([^{}]*)\}', 'g') as p (name);
  select p into bad from unnest(places) p where p !~ '^[A-Za-z_][A-Za-z0-9_]{0,31}$' limit 1;
  if bad is not null then perform private.refuse('sms_variable_name_invalid', jsonb_build_object('name', case when bad = '' then '${}' else left(bad, 40) end)); end if;
  select array_agg(v ->> 'name' order by v ->> 'name') into told from jsonb_array_elements(variables) v;
  if coalesce(told, '{}') <> coalesce(places, '{}') then
    perform private.refuse('sms_variables_differ', jsonb_build_object('places', coalesce(to_jsonb(places), '[]'), 'variables', coalesce(to_jsonb(told), '[]')));
  end if;
  select v ->> 'name' into bad from jsonb_array_elements(variables) v where not private.fits_variable(v ->> 'kind', v ->> 'example') limit 1;
  if bad is not null then perform private.refuse('sms_variable_example_invalid', jsonb_build_object('name', bad)); end if;
end $$;

create or replace function private.fits_variable(kind text, example text) returns boolean language sql immutable set search_path = '' as $$
  -- shared/src/sms/variables.ts says the same. 20 characters: what the API takes for a value.
  select char_length(btrim(example)) between 1 and 20 and case kind
    when 'phone' then example ~ '^\+?[0-9][0-9-]{4,19}$'
    when 'characters' then example ~ '^[A-Za-z0-9_-]+$'
    when 'time' then example ~ '[0-9]'
    when 'money' then example ~ '^[0-9]+([.][0-9]{1,2})?$'
    else example !~ '(https?://|www\.)' end
$$;

create or replace function private.save_sms_template(m public.sms_templates, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  g public.sms_signatures;
  units integer;
begin
  m.name := private.clean_name(input ->> 'name');
  select x.* into g from public.sms_signatures x where x.id = private.as_uuid(input ->> 'signature_id', 'signature_id') and x.enterprise_id = m.enterprise_id;
  if not found then perform private.refuse('not_found', '{"resource": "sms_signature", "field": "signature_id"}'); end if;
  if g.state <> 'approved' then perform private.refuse('signature_not_approved', jsonb_build_object('name', g.name)); end if;
  perform private.require_sms_app(a) from public.sms_apps a where a.id = g.app_id;
  perform private.promise_members(g.kind::text, input);
  m.signature_id := g.id;
  m.app_id := g.app_id;
  m.kind := g.kind;
  m.content := btrim(input ->> 'content', E' \t\n\r');
  m.variables := coalesce(input -> 'variables', '[]');
  m.purpose := coalesce(private.hide_numbers(btrim(input ->> 'purpose')), '');
  if m.content ~ '[【】]' then perform private.refuse('sms_content_signed'); end if;
  if m.content ~* '(https?://|www\.)' then perform private.refuse('sms_content_address'); end if;
  if m.content like '%{link}%{link}%' then perform private.refuse('sms_link_twice'); end if;
  -- A text for cards that lacks its link would come to have that alone.
  if m.content = '' then perform private.refuse('input_invalid', '{"field": "content"}'); end if;
  perform private.require_clean_words(m.content);
  perform private.check_sms_variables(m.content, m.variables);
  if (input -> 'for_cards') = 'true' then
    -- Cards go out in group sends, where a text has no variables (table 7-2). The link is put in by the system where its place is missing.
    if m.variables <> '[]' then perform private.refuse('sms_template_has_variables', jsonb_build_object('name', m.name)); end if;
    if m.content not like '%{link}%' then m.content := m.content || ' {link}'; end if;
  end if;
  units := private.sms_units(private.sms_text(g.name, private.sms_body(m.content, m.kind = 'promotion'), private.link_example(m.enterprise_id), private.sms_examples(m.variables)));
  if units > 500 then perform private.refuse('sms_content_length', jsonb_build_object('length', units, 'max', 500)); end if;
  insert into public.sms_templates select m.* on conflict (id) do update set name = m.name, signature_id = m.signature_id, app_id = m.app_id, kind = m.kind, content = m.content,
    variables = m.variables, purpose = m.purpose;
  return m.id;
end $$;

create or replace function private.create_sms_template(home uuid, input jsonb) returns uuid language sql set search_path = '' as $$
  select private.save_sms_template(jsonb_populate_record(null::public.sms_templates, private.asked_now(home)), input)
$$;

create or replace function private.update_sms_template(sms_template uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.save_sms_template(m, input) from public.sms_templates m where m.id = sms_template
$$;

-- The protection of a state: no column grant, row-level security, and the trigger below.

create or replace function private.guard_state() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'the state of % moves only through its verbs', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace function private.guard(rel regclass) returns void language plpgsql set search_path = '' as $$
begin
  -- Inside a verb current_user is the owner of the verb, never an API role. The trigger fires once per statement that names the column. A row
  -- trigger would make Postgres lock every row before it evaluates the condition, which costs a second WAL record and a third of the time of an
  -- UPDATE.
  execute format($trigger$create or replace trigger the_state_moves_through_verbs before update of state on %s for each statement
    when (current_user in ('anon', 'authenticated', 'service_role'))
    execute function private.guard_state()$trigger$, rel);
end $$;

create or replace function private.grant_columns(rel regclass, hidden text[]) returns void language plpgsql set search_path = '' as $$
begin
  if hidden <> array(select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = rel and a.attname = any (hidden) and not a.attisdropped order by array_position(hidden, a.attname)) then
    raise exception '% has not all of the columns %', rel, hidden;
  end if;
  execute format('revoke select on %s from authenticated', rel);
  execute (select format('grant select (%s) on %s to authenticated', string_agg(quote_ident(a.attname), ', ' order by a.attnum), rel)
    from pg_catalog.pg_attribute a where a.attrelid = rel and a.attnum > 0 and not a.attisdropped and not a.attname = any (hidden));
end $$;

create or replace function private.resource_table(rel regclass, reads text, hidden text[] default '{}') returns void language plpgsql set search_path = '' as $$
declare
  policy constant text := 'people with ' || reads || ' see their enterprise''s';
begin
  execute format('alter table %s enable row level security', rel);
  if hidden = '{}' then execute format('grant select on %s to authenticated', rel); else perform private.grant_columns(rel, hidden); end if;
  execute format('drop policy if exists %I on %s', policy, rel);
  execute format('create policy %I on %s for select to authenticated using (enterprise_id = any ((select private.may_in(%L))::uuid[]))', policy, rel, reads);
  if exists (select from pg_catalog.pg_attribute a where a.attrelid = rel and a.attname = 'state' and not a.attisdropped) then perform private.guard(rel); end if;
end $$;

create or replace function private.visible_person(person uuid) returns text language sql stable security definer set search_path = '' as $$
  -- A name is visible to people who share an enterprise with that person.
  select p.name from public.profiles p
  where p.user_id = person and exists (select from public.members m where m.user_id = person and m.enterprise_id = any (private.my_enterprises()))
$$;

-- Vendors' decisions by hand: where a carrier does not tell what vendors decide, a platform admin writes it down (decisions §3).

create or replace function private.resolves_by_hand(enterprise uuid) returns boolean language sql stable set search_path = '' as $$
  -- The channel that a template would go through: the first that works, as private.claim_vendor_handoffs takes it.
  select coalesce((select c.resolver = 'by_hand' from public.channels c where c.enterprise_id = enterprise and c.state = 'active' order by c.created_at, c.id limit 1), false)
$$;

create or replace function private.is_by_hand(version uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from private.vendor_handoffs h where h.version_id = version and h.by_hand)
$$;

create or replace function private.reviews_by_hand() returns table (id uuid, template_name text, version integer, layout text, usage public.template_usage, enterprise_name text, vendor public.vendor,
  state public.vendor_review_state, reason text, asked_at timestamptz, decided_at timestamptz, decided_by_name text, content jsonb) language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_platform_admin() then return; end if;
  return query
  select r.id, t.name, v.version, t.layout, t.usage, e.name, r.vendor, r.state, r.reason, v.decided_at, r.decided_at, private.person_name(r.decided_by), v.content
  from private.vendor_handoffs h join public.template_versions v on v.id = h.version_id join public.templates t on t.id = v.template_id
  join public.enterprises e on e.id = v.enterprise_id join public.vendor_reviews r on r.version_id = v.id where h.by_hand;
end $$;

create or replace function private.pass_vendor_review(review uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  asked constant uuid := (select r.version_id from public.vendor_reviews r where r.id = review);
begin
  -- Two decisions about one version at the same instant: the second counts the first.
  perform from public.template_versions v where v.id = asked for update;
  perform private.settle_vendor_review(asked);
end $$;

create or replace function private.refuse_vendor_review(review uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.pass_vendor_review(review, input)
$$;

create or replace function private.record_content_check(content_hash text, errors jsonb) returns void language sql security definer set search_path = '' as $$
  insert into private.content_checks (content_hash, errors) values (content_hash, errors)
  on conflict on constraint content_checks_pkey do update set errors = excluded.errors, checked_at = clock_timestamp()
$$;

create or replace function private.require_check(about_version uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  about public.template_versions;
  found_errors jsonb;
  missing text[];
begin
  select v.* into strict about from public.template_versions v where v.id = about_version;
  select c.errors into found_errors from private.content_checks c where c.content_hash = about.content_hash;
  if not found then
    perform private.refuse('content_unchecked', jsonb_build_object('version', about.version));
  end if;
  if jsonb_array_length(found_errors) > 0 then
    perform private.refuse('content_has_errors', jsonb_build_object('count', jsonb_array_length(found_errors), 'findings', found_errors));
  end if;
  -- The check in TypeScript does not know which enterprise's library an object is in.
  missing := private.media_missing(about.enterprise_id, about.content);
  if array_length(missing, 1) > 0 then
    perform private.refuse('media_missing', jsonb_build_object('path', missing[1], 'count', array_length(missing, 1)));
  end if;
end $$;

create or replace function private.media_missing(enterprise uuid, content jsonb) returns text[] language sql stable set search_path = '' as $$
  select coalesce(array_agg(distinct x.path order by x.path), '{}')
  from jsonb_path_query(content, 'strict $.** ? (@.type() == "string")') as s (value)
  cross join lateral (select substr(s.value #>> '{}', 33) as path) as x
  where s.value #>> '{}' like '/storage/v1/object/public/media/%'
    and not exists (select from public.media m where m.enterprise_id = enterprise and m.path = x.path)
$$;

create or replace function private.claim_vendor_handoffs(most integer default 20) returns table (
  reference uuid, layout text, vendors public.vendor[], usage public.template_usage, content jsonb,
  adapter text, number text, base_url text, api_key text, callback_url text
) language plpgsql security definer set search_path = '' as $$
begin
  return query
  with due as (
    select h.version_id from private.vendor_handoffs h
    where h.done_at is null and h.lease_until < clock_timestamp()
    order by h.lease_until limit most for update skip locked
  ), leased as (
    -- 60 s: twice the 30 s after which an unanswered call counts as unknown.
    update private.vendor_handoffs h set lease_until = clock_timestamp() + interval '60 seconds', attempts = h.attempts + 1
    from due where h.version_id = due.version_id returning h.version_id, h.reference
  )
  select l.reference, t.layout, v.vendors, t.usage, v.content, s.adapter::text, s.number, s.base_url, s.api_key, d.functions_url || '/receive-receipts/' || s.id
  from leased l join public.template_versions v on v.id = l.version_id join public.templates t on t.id = v.template_id
  -- Once, through the first usable channel.
  cross join lateral (
    select c.id, c.adapter, c.number, c.base_url, k.api_key from public.channels c join private.channel_secrets k on k.channel_id = c.id
    where c.enterprise_id = v.enterprise_id and c.state = 'active' order by c.created_at, c.id limit 1) as s
  cross join private.deployment d;
end $$;

create or replace function private.finish_vendor_handoff(reference uuid, carrier text, error text) returns void language sql security definer set search_path = '' as $$
  update private.vendor_handoffs h
  set carrier_id = coalesce(carrier, h.carrier_id), last_error = error,
      done_at = case when error is null then clock_timestamp() end,
      -- Back-off: 2, 4, 8 … at most 300 s.
      lease_until = case when error is null then h.lease_until else clock_timestamp() + make_interval(secs => least(300, power(2, least(h.attempts, 9)))) end
  where h.reference = finish_vendor_handoff.reference
$$;

create or replace function private.record_template_states(channel uuid, states jsonb) returns integer language plpgsql security definer set search_path = '' as $$
declare
  item record;
  about public.template_versions;
  changed integer := 0;
  hit integer;
begin
  for item in
    select * from jsonb_to_recordset(states) as x (reference uuid, vendor public.vendor, state public.vendor_review_state, reason text, at timestamptz)
    order by reference, vendor, at
  loop
    select v.* into about from public.template_versions v join public.channels c on c.enterprise_id = v.enterprise_id and c.id = channel
    join private.vendor_handoffs h on h.version_id = v.id and h.reference = item.reference for update of v;
    continue when not found;
    -- A later decision of a vendor replaces an earlier one, whatever the order in which they arrive.
    update public.vendor_reviews r set state = item.state, reason = item.reason, decided_at = coalesce(item.at, clock_timestamp())
    where r.version_id = about.id and r.vendor = item.vendor and item.state <> 'pending'
      and (r.decided_at is null or r.decided_at < coalesce(item.at, clock_timestamp()));
    get diagnostics hit = row_count;
    continue when hit = 0;
    changed := changed + 1;
    perform private.audit(about.enterprise_id, 'template', about.template_id::text, 'vendor_' || item.state, null,
      jsonb_build_object('vendor', item.vendor, 'state', item.state), item.reason);
    perform private.settle_vendor_review(about.id);
  end loop;
  return changed;
end $$;

create or replace function private.settle_vendor_review(about_version uuid) returns void language plpgsql set search_path = '' as $$
declare
  about public.template_versions;
  passed integer;
  waiting integer;
begin
  select v.* into about from public.template_versions v where v.id = about_version;
  select count(*) filter (where r.state = 'approved'), count(*) filter (where r.state = 'pending') into passed, waiting
  from public.vendor_reviews r where r.version_id = about_version;
  if about.state = 'vendor_review' and passed > 0 then
    perform private.transition('template', about.template_id, 'vendor_approve');
    update public.templates t set live_version_id = about_version where t.id = about.template_id;
  elsif about.state = 'rejected' and passed > 0 and exists (
    select from private.vendor_handoffs h where h.version_id = about_version and h.content_hash = about.content_hash) then
    -- All vendors had rejected it, and one has changed its decision (carrier.md: a later decision replaces an earlier one). The decision is about
    -- what that vendor has seen. A rejected version is edited in place, and an edited one waits for reviews of its own.
    perform private.transition('template', about.template_id, 'vendor_approve');
    update public.template_versions v set reason = null where v.id = about_version;
    update public.templates t set live_version_id = about_version where t.id = about.template_id;
  elsif about.state = 'vendor_review' and waiting = 0 then
    perform private.transition('template', about.template_id, 'vendor_reject');
    update public.template_versions v set reason = (
      select string_agg(r.vendor || ': ' || coalesce(r.reason, '-'), '; ' order by r.vendor) from public.vendor_reviews r where r.version_id = about_version)
    where v.id = about_version;
  else
    perform private.touch_cards('template', about.template_id);
  end if;
end $$;

-- templates: the rules of people's verbs (TPL-1 to TPL-7). The frame (frame.sql) does the rest.

create or replace function private.parameters_of(content jsonb) returns text[] language sql immutable set search_path = '' as $$
  -- Only the slots, text by text: a parameter that is declared in params and not used needs no column, and a placeholder does not span two texts.
  select coalesce(array_agg(distinct m[1] order by m[1]), '{}')
  from jsonb_path_query(content, 'strict $.slots.** ? (@.type() == "string")') as s (value)
  cross join lateral regexp_matches(s.value #>> '{}', '\$\{([A-Za-z_][A-Za-z0-9_]{0,31})\}', 'g') as m
$$;

create or replace function private.check_content(layout text, vendors text[], content jsonb) returns void language plpgsql stable set search_path = '' as $$
declare
  about private.layouts;
  unsupported text;
  used integer;
begin
  select l.* into about from private.layouts l where l.layout = check_content.layout;
  if not found then perform private.refuse('layout_unknown', jsonb_build_object('layout', layout)); end if;
  if coalesce(cardinality(vendors), 0) = 0 then perform private.refuse('no_vendor'); end if;
  select string_agg(coalesce(v, 'null'), ', ') into unsupported from unnest(vendors) as v where (v = any (about.vendors::text[])) is not true;
  if unsupported is not null then perform private.refuse('vendor_unsupported', jsonb_build_object('layout', layout, 'vendors', unsupported)); end if;
  if (select count(distinct v) from unnest(vendors) as v) < cardinality(vendors) then perform private.refuse('input_invalid', '{"field": "vendors"}'); end if;
  -- 256 KB
  if jsonb_typeof(content -> 'slots') is distinct from 'object' or content -> 'slots' = '{}' or pg_column_size(content) > 262144 then
    perform private.refuse('content_invalid', '{"path": "slots"}');
  end if;
  used := cardinality(private.parameters_of(content));
  if used > about.max_parameters then perform private.refuse('too_many_parameters', jsonb_build_object('max', about.max_parameters, 'count', used)); end if;
end $$;

create or replace function private.content_hash(about public.templates, content jsonb, vendors public.vendor[]) returns text language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(jsonb_build_array(about.layout, about.usage, vendors, content)::text, 'UTF8')), 'hex')
$$;

create or replace function private.begin_version(about public.templates, version integer, vendors public.vendor[], content jsonb, own jsonb) returns void language sql set search_path = '' as $$
  with made as (
    insert into public.template_versions (template_id, enterprise_id, version, vendors, content, parameters, content_hash, own, created_by)
    values (about.id, about.enterprise_id, begin_version.version, begin_version.vendors, begin_version.content, private.parameters_of(begin_version.content),
      private.content_hash(about, begin_version.content, begin_version.vendors), begin_version.own, private.actor()) returning id)
  update public.templates t set latest_version_id = made.id from made where t.id = about.id
$$;

create or replace function private.create_template(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  named constant text := private.clean_name(input ->> 'name');
  chosen constant text[] := private.texts_of(input -> 'vendors');
  made public.templates;
begin
  perform private.check_content(input ->> 'layout', chosen, input -> 'content');
  insert into public.templates (enterprise_id, name, usage, category, layout, created_by)
  select home, named, (input ->> 'usage')::public.template_usage, l.category, l.layout, private.actor() from private.layouts l where l.layout = input ->> 'layout' returning * into made;
  perform private.begin_version(made, 1, chosen::public.vendor[], input -> 'content', private.own_in('template', home, input -> 'own'));
  return made.id;
end $$;

create or replace function private.update_template(template uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  about public.templates;
  latest public.template_versions;
  chosen text[];
  next_own jsonb;
begin
  select t.* into about from public.templates t where t.id = template;
  select v.* into latest from public.template_versions v where v.id = about.latest_version_id;
  -- TPL-5: the second writer is refused, so that the first is not overwritten.
  if private.as_uuid(input ->> 'base_version', 'base_version') <> latest.id or (input ->> 'base_revision')::integer <> latest.revision then
    perform private.refuse('version_conflict', jsonb_build_object('version', latest.version));
  end if;
  chosen := coalesce(private.texts_of(input -> 'vendors'), latest.vendors::text[]);
  perform private.check_content(about.layout, chosen, input -> 'content');
  next_own := private.own_in('template', about.enterprise_id, input -> 'own', latest.own);
  if input ->> 'name' is not null then update public.templates t set name = private.clean_name(input ->> 'name') where t.id = template; end if;
  if latest.state = 'approved' then
    -- TPL-7: the approved version stays live.
    perform private.begin_version(about, latest.version + 1, chosen::public.vendor[], input -> 'content', next_own);
  else
    update public.template_versions v set content = input -> 'content', vendors = chosen::public.vendor[], parameters = private.parameters_of(input -> 'content'),
      content_hash = private.content_hash(about, input -> 'content', chosen::public.vendor[]), own = next_own, revision = v.revision + 1 where v.id = latest.id;
  end if;
end $$;

create or replace function private.submit_template(template uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  about public.templates;
  latest public.template_versions;
begin
  select t.* into about from public.templates t where t.id = template;
  select v.* into latest from public.template_versions v where v.id = about.latest_version_id;
  perform private.check_content(about.layout, latest.vendors::text[], latest.content);
  perform private.require_clean_words(private.texts_in(latest.content));
  perform private.require_check(latest.id);
  perform private.require_own('template', about.enterprise_id, latest.own);
  delete from public.vendor_reviews r where r.version_id = latest.id;
end $$;

create or replace function private.approve_template(template uuid, input jsonb) returns void language sql set search_path = '' as $$
  insert into public.vendor_reviews (version_id, enterprise_id, vendor)
  select v.id, v.enterprise_id, unnest(v.vendors) from public.templates t join public.template_versions v on v.id = t.latest_version_id where t.id = template;
  -- Submitted again after all vendors rejected it: under a new reference, because the carrier answers a repeated one as it did the first time.
  insert into private.vendor_handoffs (version_id, reference, content_hash, by_hand, done_at)
  select v.id, v.id, v.content_hash, h.yes, case when h.yes then clock_timestamp() end
  from public.templates t join public.template_versions v on v.id = t.latest_version_id cross join lateral (select private.resolves_by_hand(t.enterprise_id) as yes) h where t.id = template
  on conflict (version_id) do update set reference = gen_random_uuid(), content_hash = excluded.content_hash, carrier_id = null, attempts = 0, by_hand = excluded.by_hand,
    done_at = excluded.done_at, lease_until = '-infinity'
$$;

create or replace function private.enable_template(template uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.templates t set enabled = true where t.id = template
$$;

create or replace function private.disable_template(template uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.templates t set enabled = false where t.id = template
$$;

create or replace function private.add_vendor_key(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  made private.vendor_keys;
begin
  insert into private.vendor_keys (vendor, kid, jwk, added_by)
  values ((input ->> 'vendor')::public.vendor, input ->> 'kid',
    (select jsonb_object_agg(k, input -> 'jwk' -> k) from unnest('{kty,crv,x,y}'::text[]) as k), private.actor())
  returning * into made;
  return jsonb_build_object('id', made.vendor || '/' || made.kid, 'vendor', made.vendor, 'kid', made.kid, 'added_at', made.added_at,
    'before', null, 'after', jsonb_build_object('vendor', made.vendor, 'kid', made.kid, 'jwk', made.jwk));
end $$;

create or replace function private.retire_vendor_key(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  made private.vendor_keys;
begin
  update private.vendor_keys k set retired_at = clock_timestamp()
  where k.vendor = (input ->> 'vendor')::public.vendor and k.kid = input ->> 'kid' and k.retired_at is null returning * into made;
  if not found then perform private.refuse('not_found', '{"resource": "vendor_key"}'); end if;
  return jsonb_build_object('id', made.vendor || '/' || made.kid, 'vendor', made.vendor, 'kid', made.kid, 'retired_at', made.retired_at,
    'before', jsonb_build_object('retired_at', null), 'after', jsonb_build_object('retired_at', made.retired_at));
end $$;

create or replace function private.vendor_range_of(said text) returns cidr language plpgsql immutable set search_path = '' as $$
declare
  read cidr;
begin
  begin
    read := said::cidr;
  exception when data_exception then
    perform private.refuse('vendor_range_invalid', jsonb_build_object('cidr', said));
  end;
  -- 65,536 addresses of IPv4: what lies in a range is believed without a key, so it is no larger than a vendor's own network.
  if masklen(read) < (case family(read) when 4 then 16 else 32 end) then perform private.refuse('vendor_range_invalid', jsonb_build_object('cidr', said)); end if;
  return read;
end $$;

create or replace function private.add_vendor_range(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  made private.vendor_ranges;
begin
  insert into private.vendor_ranges (cidr, vendor, added_by) values (private.vendor_range_of(input ->> 'cidr'), (input ->> 'vendor')::public.vendor, private.actor())
  returning * into made;
  return jsonb_build_object('id', made.cidr, 'vendor', made.vendor, 'cidr', made.cidr, 'added_at', made.added_at,
    'before', null, 'after', jsonb_build_object('vendor', made.vendor, 'cidr', made.cidr));
end $$;

create or replace function private.remove_vendor_range(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone private.vendor_ranges;
begin
  delete from private.vendor_ranges r where r.cidr = private.vendor_range_of(input ->> 'cidr') returning * into gone;
  if not found then perform private.refuse('not_found', '{"resource": "vendor_range"}'); end if;
  return jsonb_build_object('id', gone.cidr, 'vendor', gone.vendor, 'cidr', gone.cidr,
    'before', jsonb_build_object('vendor', gone.vendor, 'cidr', gone.cidr), 'after', null);
end $$;

create or replace function public.vendor_proofs() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(null, 'platform');
  return jsonb_build_object(
    'keys', (select coalesce(jsonb_agg(jsonb_build_object('vendor', k.vendor, 'kid', k.kid, 'added_at', k.added_at, 'retired_at', k.retired_at, 'sandbox', k.sandbox)
      order by k.vendor, k.added_at), '[]') from private.vendor_keys k),
    'ranges', (select coalesce(jsonb_agg(jsonb_build_object('vendor', r.vendor, 'cidr', r.cidr, 'added_at', r.added_at) order by r.vendor, r.cidr), '[]') from private.vendor_ranges r));
end $$;

create or replace function private.link_trust() returns json language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'keys', (select coalesce(json_agg(json_build_object('vendor', k.vendor, 'kid', k.kid, 'jwk', k.jwk)), '[]') from private.vendor_keys k where k.retired_at is null),
    'ranges', (select coalesce(json_agg(json_build_object('vendor', r.vendor, 'cidr', r.cidr) order by masklen(r.cidr) desc), '[]') from private.vendor_ranges r),
    'links', d.link_base_url, 'hosts', (select coalesce(json_agg(lower(x.host)), '[]') from public.domains x where x.host is not null),
    'address_header', private.address_header(d), 'trusted_hops', coalesce(d.trusted_hops, 1))
  from (values (true)) as always (one) left join private.deployment d on true
$$;

create or replace function private.lay_sandbox_keys(jwks jsonb) returns void language sql set search_path = '' as $$
  -- A sandbox whose home was deleted has new keys; what the former one signed is believed no more.
  update private.vendor_keys k set retired_at = clock_timestamp() where k.sandbox and k.retired_at is null
    and not exists (select from jsonb_array_elements(jwks -> 'keys') j where j ->> 'vendor' = k.vendor::text and j ->> 'kid' = k.kid);
  insert into private.vendor_keys (vendor, kid, jwk, sandbox)
  select (j ->> 'vendor')::public.vendor, j ->> 'kid', jsonb_build_object('kty', j -> 'kty', 'crv', j -> 'crv', 'x', j -> 'x', 'y', j -> 'y'), true
  from jsonb_array_elements(jwks -> 'keys') j on conflict do nothing;
$$;

-- Ordinary verbs. The public function of an act says nothing that its row in private.transitions does not say, so it is made from the row. And an ordinary
-- create, update or delete needs no rule: the frame writes the keys of its input into the columns of their names.

create or replace function private.verb_comment(act text, noun text) returns text language sql stable set search_path = '' as $$
  select case when act = 'create' then 'Makes a ' || replace(noun, '_', ' ') || ': ' else '' end
    || string_agg(distinct case t.from_state when 'none' then t.to_state else t.from_state || ' → ' || t.to_state end, ', ')
    || case when bool_or(t.four_eyes) then ', never by whoever made, edited or submitted it' else '' end
    || case when bool_or(t.needs_reason) then ', with a reason' else '' end || '. Returns the card. Refuses '
    || array_to_string(array_remove(array[case when act <> 'create' then 'not_found' end, 'forbidden', case when act <> 'create' then 'wrong_state' end, case when bool_or(t.needs_sudo) then 'sudo_required' end,
      case when bool_or(t.four_eyes) then 'four_eyes' end, case when bool_or(t.names_shown) then 'shown_required, shown_changed' end,
      case when bool_or(t.needs_reason) then 'reason_required, reason_too_long' end, case when act in ('create', 'update') then 'input_invalid' end], null), ', ') || '.'
  from private.transitions t where t.verb = act and t.resource = noun and t.needs is not null
$$;

create or replace function private.public_verbs(resource text, argument text default null) returns void language plpgsql set search_path = '' as $$
declare
  row_id constant text := coalesce(argument, resource);
  it record;
  former regprocedure;
begin
  for it in
    select v.name, v.verb, v.makes, case when v.makes then '' else format('%I text, ', row_id) end || case when v.input then 'input jsonb, ' else '' end
        || case when v.needed then 'reason text default null, ' else '' end || case when v.shown then 'shown text default null, ' else '' end
        || case when v.reason and not v.needed then 'reason text default null, ' else '' end || 'request text default null' as arguments,
      case when v.makes then '' else quote_ident(row_id) || ', ' end || 'request'
        || case when v.shown or v.reason or v.input then ', ' || case when v.input then 'input' else 'null' end else '' end
        || case when not v.makes and (v.shown or v.reason) then ', ' || case when v.reason then 'reason' else 'null' end else '' end
        || case when v.makes and v.reason then ', null, reason' else '' end || case when v.shown then ', shown' else '' end as given
    from (select t.verb || '_' || t.resource as name, t.verb, bool_or(t.from_state = 'none') as makes, bool_or(t.needs_reason) as needed, bool_or(t.needs_reason or t.four_eyes) as reason, bool_or(t.names_shown) as shown,
        exists (select from private.inputs i where i.verb = t.verb || '_' || t.resource) as input
      from private.transitions t where t.resource = public_verbs.resource and t.needs is not null group by t.verb, t.resource) v
  loop
    select p.oid into former from pg_catalog.pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = it.name and p.prosrc like '%-- private.public_verbs%';
    -- What has a public function of its own, under whatever name, is left to it.
    continue when former is null and exists (select from pg_catalog.pg_proc p where p.pronamespace = 'public'::regnamespace
      and (p.proname = it.name or p.prosrc ~ format('private\.(act|make)\(''%s'', ''%s''', resource, it.verb)));
    if former is not null and pg_catalog.pg_get_function_arguments(former) <> replace(it.arguments, 'default null', 'DEFAULT NULL::text') then execute format('drop function %s', former); former := null; end if;
    execute format(E'create or replace function public.%I(%s) returns jsonb language sql security definer set search_path = '''' as $verb$\n  select private.%s(%L, %L, %s) -- private.public_verbs\n$verb$',
      it.name, it.arguments, case when it.makes then 'make' else 'act' end, resource, it.verb, it.given);
    if former is null then execute format('comment on function public.%I is %L', it.name, private.verb_comment(it.verb, resource)); end if;
    execute format('grant execute on function public.%I to authenticated', it.name);
  end loop;
end $$;

create or replace function private.values_of(about private.resources, verb text, home uuid, input jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  shape constant jsonb := (select i.schema -> 'properties' from private.inputs i where i.verb = values_of.verb || '_' || about.resource);
  columns jsonb;
  proof record;
begin
  select coalesce(jsonb_object_agg(e.key, case when e.key = 'name' then to_jsonb(private.clean_name(e.value #>> '{}')) when a.atttypid = 'text'::regtype and jsonb_typeof(e.value) = 'string'
      then to_jsonb(btrim(e.value #>> '{}', E' \t\r\n\u3000')) else e.value end), '{}') into columns
  from jsonb_each(input) e join pg_catalog.pg_attribute a on a.attrelid = about.rel and a.attname = e.key and a.attnum > 0 and not a.attisdropped where shape ? e.key;
  -- Without the key a stored file is kept; null removes it.
  if about.proof is not null and input ? 'proof' then
    select p.path, p.name into proof from private.proof_of(input, about.proof, (select r.endings from private.proof_rules r where r.bucket = about.proof), home) p;
    columns := columns || jsonb_build_object('proof_path', proof.path, 'proof_name', proof.name);
  end if;
  return columns;
end $$;

create or replace function private.filled_columns(rel regclass, given jsonb) returns text language sql stable set search_path = '' as $$
  select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_catalog.pg_attribute a where a.attrelid = rel and a.attnum > 0 and not a.attisdropped and given ? a.attname::text
$$;

create or replace function private.ordinary_make(about private.resources, verb text, home uuid, input jsonb, to_state text) returns text language plpgsql set search_path = '' as $$
declare
  given jsonb := private.values_of(about, verb, home, input) || jsonb_build_object('enterprise_id', home, 'state', to_state, 'created_by', private.actor());
  columns text;
  made text;
begin
  if to_state = 'in_review' then given := given || jsonb_build_object('submitted_by', private.actor(), 'submitted_at', clock_timestamp()); end if;
  columns := private.filled_columns(about.rel, given);
  execute format('insert into %s (%s) select %s from jsonb_populate_record(null::%s, $1) returning id', about.rel, columns, columns, about.rel) into made using given;
  return made;
end $$;

create or replace function private.ordinary_act(about private.resources, verb text, it private.target, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  given jsonb;
  card jsonb;
begin
  if verb = 'update' then
    given := private.values_of(about, verb, it.enterprise_id, input);
    if given <> '{}' then
      execute format('update %s r set (%s) = row(%s) from jsonb_populate_record(null::%s, $1) x where r.id = $2::%s', about.rel, private.filled_columns(about.rel, given),
        (select string_agg(format('x.%I', a.attname), ', ' order by a.attnum) from pg_catalog.pg_attribute a where a.attrelid = about.rel and a.attnum > 0 and not a.attisdropped and given ? a.attname::text),
        about.rel, about.id_type) using given, it.row_id;
    end if;
  elsif verb = 'delete' then
    card := private.card_of(about, it.row_id);
    execute format('delete from %s r where r.id = $1::%s', about.rel, about.id_type) using it.row_id;
  end if;
  return card;
end $$;

-- Made by the owner of the law, and then given to the role as which it reads.
do $exports$ begin
  grant create on schema private to tidings_exports;
  alter function private.read_export(text) owner to tidings_exports;
  revoke create on schema private from tidings_exports;
end $exports$;

-- One text for two functions: under load nearly all requests are for links of small tasks, and a statement on the parent plans and locks every
-- partition.
do $make$
begin
  execute (select string_agg(format($text$
create or replace function private.%1$I(ids bigint[], kinds public.link_event_kind[], vendors public.vendor[], counts integer[], out places integer[], out versions uuid[], out params jsonb, out jumps text[])
-- Index look-ups in id order, so that two flushes cannot deadlock. Planned once.
language plpgsql set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan as $body$
declare
  at_minute constant integer := private.minute_now();
begin
  with counted as (
    update %2$s l set used = l.used + a.n, used_at = clock_timestamp(), minute = case when t.link_id is not null then at_minute end,
      minute_used = case when t.link_id is not null then case when l.minute = at_minute then l.minute_used else 0 end + a.n end
    from (
      -- The first request for a link is counted. A second one in the same batch has to see what is left, so resolve_links takes it.
      select distinct on (x.id) x.* from unnest(ids, kinds, vendors, counts) with ordinality as x (id, kind, vendor, n, place) where x.kind = 'resolution' order by x.id, x.place) a,
      public.resolve_tasks t
    where l.id = a.id and l.used + a.n <= l.maximum
      and (t.link_id is null or case when l.minute = at_minute then l.minute_used else 0 end + a.n <= (select e.group_burst from public.enterprises e where e.id = l.enterprise_id))
      and t.id = l.task_id and t.state <> 'cancelled' and t.frozen_at is null and t.expires_at > clock_timestamp()
      and (t.link_id is not null or not exists (select from public.frozen_links z where z.id = a.id))
      and exists (select from public.vendor_reviews r where r.version_id = t.version_id and r.vendor = a.vendor and r.state = 'approved')
    returning a.*, l.enterprise_id, l.params, t.version_id, t.jump_url
  ), written as (
    insert into public.link_flushes (enterprise_id, link_ids, kinds, vendors, counts)
    select c.enterprise_id, array_agg(c.id), array_agg(c.kind), array_agg(c.vendor), array_agg(c.n) from counted c group by c.enterprise_id
  )
  select array_agg(c.place), array_agg(c.version_id), case when count(c.params) > 0 then jsonb_agg(c.params) end, case when count(c.jump_url) > 0 then array_agg(c.jump_url) end
  into places, versions, params, jumps from counted c;
end $body$;
comment on function private.%1$I is
  'Counts the common case: resolutions of links of %3$s tasks that are open and have capacity for all of them. Returns columns of what was counted. resolve_links handles the rest, and says why.';
$text$, f.name, f.home, f.size), '') from (values ('count_small_links', 'partitions.links_shared', 'small'), ('count_large_links', 'public.links', 'large')) as f (name, home, size));
end $make$;

do $own$
declare
  about record;
  policy text;
begin
  -- Whatever table has a column `own` has own fields: its values are checked, and whoever reads its rows reads what their fields are called.
  for about in select r.* from private.resources r join pg_catalog.pg_attribute a on a.attrelid = r.rel and a.attname = 'own' and not a.attisdropped loop
    -- Flat, keys of own fields, set values only, at most 16 KB. No function of ours: the guard of a state has to speak first.
    execute format('alter table %s drop constraint if exists own_is_flat, add constraint own_is_flat check (jsonb_typeof(own) = %L and octet_length(own::text) <= 16384 and not jsonb_path_exists(own, %L, %L, true))',
      about.rel, 'object', '$.keyvalue() ? (!(@.key like_regex "^[a-z][a-z0-9_]{0,31}$") || @.value.type() == "object" || @.value.type() == "array" || @.value.type() == "null")', '{}');
    policy := 'people with ' || about.reads || ' see its fields';
    execute format('drop policy if exists %I on public.own_fields', policy);
    execute format('create policy %I on public.own_fields for select to authenticated using (resource = %L and enterprise_id = any ((select private.may_in(%L))::uuid[]))', policy, about.resource, about.reads);
  end loop;
end $own$;

create or replace view public.service_account_cards with (security_invoker = true) as
select a.id, a.enterprise_id, a.name, a.remark, a.state, a.reason, a.own, coalesce(cardinality(x.missing), 0) = 0 as usable, x.missing,
  c.content ->> 'industry' as industry, c.content ->> 'intro' as intro, c.content -> 'logo' ->> 'path' as logo_path, c.content -> 'logo' ->> 'name' as logo_name,
  latest.state as profile_state, menus.state as menus_state, home.state as home_state,
  (select count(*) from public.port_bindings b where b.account_id = a.id)::integer as ports,
  private.visible_person(a.created_by) as created_by_name, a.created_at
from public.service_accounts a
join public.account_parts p on p.account_id = a.id and p.kind = 'profile' join public.account_part_versions latest on latest.id = p.latest_version_id
left join public.account_part_versions live on live.id = p.live_version_id
join public.account_parts m on m.account_id = a.id and m.kind = 'menus' join public.account_part_versions menus on menus.id = m.latest_version_id
join public.account_parts h on h.account_id = a.id and h.kind = 'home' join public.account_part_versions home on home.id = h.latest_version_id
cross join lateral (select private.account_missing(a.id) as missing) x
cross join lateral (select coalesce(live.content, latest.content) as content) c;

create or replace view public.account_part_cards with (security_invoker = true) as
select p.id, p.enterprise_id, p.account_id, a.name, a.remark, a.state as account_state, p.kind, v.id as version_id, v.version, live.version as live_version, v.content, live.content as live_content,
  v.next_own, v.change_reason, v.revision, v.state, v.reason, v.urged_at, v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at, p.created_at,
  case when v.state = 'in_review' then private.review_asked('account_part', p.id) end as waits_for
from public.account_parts p join public.service_accounts a on a.id = p.account_id join public.account_part_versions v on v.id = p.latest_version_id
left join public.account_part_versions live on live.id = p.live_version_id;

create or replace view public.alert_cards with (security_invoker = true) as
select a.id, a.enterprise_id, a.kind, coalesce(a.details ->> 'name', a.kind) as name, a.resource, a.resource_id, a.details, a.at,
  case when a.seen_at is null then 'open' else 'seen' end as state, a.seen_at, private.visible_person(a.seen_by) as seen_by_name, a.kind = 'review_waiting' as waits
from public.alerts a;

create or replace view public.audit_entries with (security_invoker = true) as
select a.id, a.enterprise_id, a.at, a.actor_name, a.source, a.verb, a.resource, a.resource_id,
  coalesce(nullif(a.after ->> 'name', ''), nullif(a.before ->> 'name', ''), nullif(a.details ->> 'name', '')) as name,
  a.outcome, a.code, a.reason, a.before, a.after, a.details
from public.audit_log a;

create or replace view public.sealed_audit with (security_invoker = true) as
select s.seq, s.chain as enterprise_id, l.at, s.hash, (select p.hash from public.audit_seals p where p.chain = s.chain and p.seq = s.seq - 1) as previous, private.audit_text(l) as "row"
from public.audit_seals s join public.audit_log l on l.id = s.log_id;

create or replace view public.banned_word_cards with (security_invoker = true) as select b.id, b.word, b.why, b.added_at from public.banned_words b;

-- ---------------------------------------------------------------------------------------------
-- Views

create or replace view public.carrier_cards with (security_invoker = true) as
select k.id, k.name, k.adapter, k.base_url, k.idempotent, k.batch_size, k.rate_per_s, (extract(epoch from k.receipt_timeout) / 3600)::integer as receipt_hours, k.open_to_all, k.number_prefix,
  k.state, k.revision, k.created_at, private.key_rotated_at(k.id) as key_rotated_at, n.channels, n.sick, o.minutes_down, o.last_outage_at,
  case when k.state = 'paused' then 'paused' when private.key_rotated_at(k.id) is null then 'keyless' when n.channels = 0 then 'unused'
    when n.sick = 0 then 'well' when n.sick < n.channels then 'partly' else 'sick' end as health
from public.carriers k
cross join lateral (select count(*)::integer as channels, count(*) filter (where c.sick_since is not null)::integer as sick
  from public.channels c where c.carrier_id = k.id and c.state <> 'revoked') n
cross join lateral (
  -- Outages of several channels at once are one: only the time that an earlier one does not cover is added.
  select coalesce(ceil(sum(extract(epoch from x.ends - greatest(x.begins, x.covered))) / 60), 0)::integer as minutes_down, max(x.since) as last_outage_at
  from (
    select y.*, coalesce(max(y.ends) over (order by y.begins, y.id rows between unbounded preceding and 1 preceding), '-infinity') as covered
    from (select o.id, o.since, greatest(o.since, now() - interval '30 days') as begins, coalesce(o.until, now()) as ends
      from public.carrier_outages o where o.carrier_id = k.id and coalesce(o.until, now()) > now() - interval '30 days') y) x
  where x.ends > x.covered) o;

create or replace view public.carrier_outage_cards with (security_invoker = true) as
select o.id, o.carrier_id, private.carrier_name(o.carrier_id) as carrier_name, o.channel_id, c.name as channel_name, private.enterprise_name(c.enterprise_id) as enterprise_name, o.since, o.until, o.error,
  ceil(extract(epoch from coalesce(o.until, now()) - o.since) / 60)::integer as minutes
from public.carrier_outages o join public.channels c on c.id = o.channel_id;

create or replace view public.carrier_test_cards with (security_invoker = true) as
select t.id, t.carrier_id, private.carrier_name(t.carrier_id) as carrier_name, c.number as channel_number, t.number, t.state, t.code, t.asked_at, t.asked_by_name, t.ended_at
from public.carrier_tests t join public.channels c on c.id = t.channel_id;

create or replace view public.channel_cards with (security_invoker = true) as
select c.id, c.enterprise_id, private.enterprise_name(c.enterprise_id) as enterprise_name, c.carrier_id, private.carrier_name(c.carrier_id) as carrier_name, c.name, c.adapter, c.number, c.resolver,
  c.idempotent, c.batch_size, c.rate_per_s, c.receipt_timeout, c.state, c.failures, c.sick_since, c.last_error, c.created_at,
  case when c.state <> 'active' then c.state when c.sick_since is not null then 'sick' when c.resume_at > clock_timestamp() then 'throttled' else 'well' end as health,
  case when c.sick_since is not null then c.probe_at when c.resume_at > clock_timestamp() then c.resume_at end as tries_at
from public.channels c;

create or replace view public.click_detail_days with (security_invoker = true) as
select d.enterprise_id, d.day, d.place, d.account_id, a.name as account_name, a.remark, d.shortcut_id, v.signature as shortcut_name, coalesce(a.name, v.signature) as name,
  d.item, d.name as item_name, d.vendor, d.clicks,
  -- What an export pages by.
  concat_ws('/', coalesce(d.account_id, d.shortcut_id), d.item, d.vendor, d.name) as line
from public.click_days d left join public.service_accounts a on a.id = d.account_id
left join public.shortcuts s on s.id = d.shortcut_id left join public.shortcut_versions v on v.id = coalesce(s.live_version_id, s.latest_version_id);

create or replace view public.click_report_days with (security_invoker = true) as
select d.enterprise_id, d.day, d.account_id, d.account_name, d.remark, d.shortcut_id, d.shortcut_name, d.name, d.vendor, sum(d.clicks)::bigint as clicks,
  coalesce(sum(d.clicks) filter (where d.place = 'menu'), 0)::bigint as menus, coalesce(sum(d.clicks) filter (where d.place = 'home'), 0)::bigint as homes,
  coalesce(sum(d.clicks) filter (where d.place = 'shortcut'), 0)::bigint as shortcuts, concat_ws('/', coalesce(d.account_id, d.shortcut_id), d.vendor) as line
from public.click_detail_days d group by d.enterprise_id, d.day, d.account_id, d.account_name, d.remark, d.shortcut_id, d.shortcut_name, d.name, d.vendor;

create or replace view public.click_account_names with (security_invoker = true) as
select a.enterprise_id, a.id as account_id, a.name as account_name, a.remark from public.service_accounts a;

create or replace view public.click_shortcut_names with (security_invoker = true) as
select s.enterprise_id, s.id as shortcut_id, v.signature as shortcut_name
from public.shortcuts s join public.shortcut_versions v on v.id = coalesce(s.live_version_id, s.latest_version_id);

create or replace view public.domain_cards with (security_invoker = true) as
select d.id, d.enterprise_id, d.name, d.host, d.custom_codes, d.proof_path, d.proof_name, d.state, d.enabled, d.is_default, d.reason,
  d.submitted_by, private.visible_person(d.submitted_by) as submitted_by_name, d.submitted_at,
  private.visible_person(d.decided_by) as decided_by_name, d.decided_at, d.created_by, d.created_at,
  private.link_address(d.id, 'AbC12xYz') as link_example,
  case when d.state = 'in_review' then private.review_asked('domain', d.id) end as waits_for
from public.domains d;

create or replace view public.statement_cards with (security_invoker = true) as
select a.enterprise_id, a.statement, a.edition, a.accepted_at, private.visible_person(a.user_id) as accepted_by_name from public.statement_acceptances a;

create or replace view public.erasure_cards with (security_invoker = true) as
select e.*, to_char(e.created_at at time zone 'UTC', 'YYYYMMDDHH24MISS') || '-' || left(e.id::text, 4) as name, private.visible_person(e.created_by) as created_by_name from public.erasures e;

create or replace view public.export_cards with (security_invoker = true) as
select e.id, e.enterprise_id, e.name, e.source, e.format, e.whole, e.state, e.total, e.rows, e.bytes, e.error, e.created_at, e.finished_at, e.downloaded_at,
  e.downloaded_at is not null as downloaded, e.expires_at
from public.exports e;

create or replace view public.filing_cards with (security_invoker = true) as
select f.id, f.enterprise_id, f.form, private.filing_name(f.form) as name,
  case when l.id is null then 'unfiled' when l.ends_on < private.day_of(f.enterprise_id, clock_timestamp()) then 'ended' else 'filed' end as standing,
  v.state, v.id as version_id, v.version, v.revision, l.version as live_version, l.ends_on as live_ends_on, l.decided_at as live_since,
  v.certificate, v.company_name, v.credit_code, v.contact, v.contact_phone, v.contact_email, v.enterprise_type, v.industry, v.ends_on,
  n.files ->> 'licence' as licence_name, p.paths ->> 'licence' as licence_path,
  n.files ->> 'commitment' as commitment_name, p.paths ->> 'commitment' as commitment_path,
  n.files ->> 'signature_authorisation' as signature_authorisation_name, p.paths ->> 'signature_authorisation' as signature_authorisation_path,
  n.files ->> 'port_register' as port_register_name, p.paths ->> 'port_register' as port_register_path,
  n.files ->> 'huawei_authorisation' as huawei_authorisation_name, p.paths ->> 'huawei_authorisation' as huawei_authorisation_path,
  n.files ->> 'company_relation' as company_relation_name, p.paths ->> 'company_relation' as company_relation_path,
  n.files ->> 'special' as special_name, p.paths ->> 'special' as special_path,
  private.filing_lacks(v.id) as lacks, private.filing_shared(v.id) as shared, v.own, v.reason, v.urged_at,
  v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at,
  f.created_by, private.visible_person(f.created_by) as created_by_name, f.created_at,
  case when v.state = 'in_review' then private.review_asked('filing', f.id) end as waits_for
from public.filings f
join public.filing_versions v on v.id = f.latest_version_id
left join public.filing_versions l on l.id = f.live_version_id
cross join lateral (select private.filing_files(v.id) as files) n
cross join lateral (select private.filing_paths(v.id) as paths) p;

create or replace view public.filing_history with (security_invoker = true) as
select md5(f.id::text || d.id::text)::uuid as id, f.enterprise_id, f.id as filing_id, m.material, d.path, d.name, d.created_at, private.visible_person(d.created_by) as created_by_name,
  array_agg(distinct v.version order by v.version) as versions,
  bool_or(m.version_id = f.live_version_id and m.replaced_at is null) as holds,
  bool_or(m.version_id = f.latest_version_id and m.replaced_at is null) as latest
from public.filings f
join public.filing_versions v on v.filing_id = f.id
join public.filing_materials m on m.version_id = v.id
join public.filing_documents d on d.id = m.document_id
group by f.id, f.enterprise_id, f.live_version_id, f.latest_version_id, m.material, d.id;

create or replace view public.incident_cards with (security_invoker = true) as
select i.id, i.number, i.enterprise_id, i.cause, i.resource, i.resource_id, i.name, i.state, i.opened_at, private.visible_person(i.owner) as owner_name, i.taken_at,
  i.closed_at, private.visible_person(i.closed_by) as closed_by_name, i.closed_reason,
  (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'at', e.at, 'what', e.what, 'by', private.visible_person(e.by), 'reason', e.reason, 'details', e.details) order by e.id), '[]')
    from (select y.* from public.incident_events y where y.incident_id = i.id order by y.id limit 100) e) as events
from public.incidents i;

create or replace view public.link_events with (security_invoker = true) as
select f.enterprise_id, f.xact, f.at, e.link_id, e.kind, e.vendor, e.n
from public.link_flushes f cross join lateral unnest(f.link_ids, f.kinds, f.vendors, f.counts) as e (link_id, kind, vendor, n);

create or replace view public.resolve_task_cards with (security_invoker = true) as
select t.*, m.name as template_name, m.layout, m.category, v.version, d.name as domain_name, f.name as file_name, s.name as source_send_name,
  private.visible_person(t.submitted_by) as created_by_name, private.visible_person(t.decided_by) as decided_by_name,
  private.visible_person(t.frozen_by) as frozen_by_name,
  c.code, private.link_address(t.domain_id, c.code) as address, private.group_params(t.link_id) as params,
  coalesce(l.used, n.resolutions, 0)::bigint as resolved, t.max_resolutions::bigint * case t.kind when 'group' then 1 else t.made end as allowance,
  coalesce(n.humans, 0)::bigint as humans, coalesce(n.bots, 0)::bigint as bots, coalesce(n.refused, 0)::bigint as refused,
  case when t.state in ('generating', 'failed', 'cancelled') then t.state::text
    when t.frozen_at is not null then 'frozen' when t.expires_at <= now() then 'expired'
    when l.used >= l.maximum then 'used_up' else 'live' end as status
from public.resolve_tasks t
join public.templates m on m.id = t.template_id
join public.template_versions v on v.id = t.version_id
join public.domains d on d.id = t.domain_id
left join public.number_files f on f.id = t.number_file_id
left join public.sends s on s.id = t.source_send_id
left join public.links l on l.id = t.link_id
cross join lateral (select case when t.link_id is not null then private.link_name(t.link_id, true) end as code) c
left join lateral (select sum(x.resolutions) as resolutions, sum(x.humans) as humans, sum(x.bots) as bots, sum(x.refused) as refused
  from public.link_days x where x.task_id = t.id) n on true;

create or replace view public.link_cards with (security_invoker = true) as
select l.id, l.task_id, l.enterprise_id, l.ordinal, private.masked_flag(l.task_id, l.id) as cust_flag, private.link_param_names(l.task_id, l.id) as param_names, c.code, private.link_address(t.domain_id, c.code) as address, case when a.link_id is not null then c.code end as custom_code,
  l.maximum, l.used, l.used_at, t.name as task_name, t.batch_no, t.kind, t.template_id, m.name as template_name, t.signatures, t.expires_at,
  t.submitted_at as created_at, z.reason as frozen_reason, z.frozen_at,
  case when t.state = 'cancelled' then 'cancelled' when t.frozen_at is not null or z.id is not null then 'frozen' when t.expires_at <= now() then 'expired'
    when l.used >= l.maximum then 'used_up' else 'live' end as status
from public.links l
join public.resolve_tasks t on t.id = l.task_id
join public.templates m on m.id = t.template_id
left join public.link_aliases a on a.link_id = l.id
left join public.frozen_links z on z.id = l.id
cross join lateral (select private.link_name(l.id, t.kind = 'group' or l.enterprise_id = any ((select private.may_in('KooMessage:resolveTask:create'))::uuid[])
  or l.enterprise_id = any ((select private.may_in('KooMessage:recipient:reveal'))::uuid[])) as code) c;

create or replace view public.jump_cards with (security_invoker = true) as
select b.id, b.enterprise_id, b.name, b.purpose, b.batch_no, b.source, b.links, b.proof_path, b.proof_name, b.state, b.reason,
  b.submitted_by, private.visible_person(b.submitted_by) as submitted_by_name, b.submitted_at, b.due_at, b.due_certain,
  private.visible_person(b.decided_by) as decided_by_name, b.decided_at, b.created_by, b.created_at,
  (select coalesce(jsonb_agg(l.url order by l.ordinal), '[]') from public.jump_links l where l.batch_id = b.id and l.ordinal <= 10) as first_urls,
  case when b.state = 'in_review' then private.review_asked('jump_batch', b.id) end as waits_for
from public.jump_batches b;

create or replace view public.jump_link_cards with (security_invoker = true) as
select l.batch_id, l.ordinal, l.enterprise_id, l.url, b.name, b.batch_no, b.state, b.reason, b.due_at, b.due_certain, b.submitted_at, b.decided_at, b.created_at
from public.jump_links l join public.jump_batches b on b.id = l.batch_id;

create or replace view public.delivery_cards with (security_invoker = true) as
select d.id, d.send_id, d.enterprise_id, d.ordinal, private.masked_phone(d.send_id, d.id) as phone, private.param_names(d.send_id, d.id) as param_names, d.state, d.code, d.vendor,
  coalesce(d.carrier_id, private.carrier_id_of(d.id)) as carrier_id,
  private.link_name(d.id, d.enterprise_id = any ((select private.may_in('KooMessage:recipient:reveal'))::uuid[])) as link_code, d.segments, d.resolved, d.handed_at, d.final_at
from public.deliveries d;

create or replace view public.opt_out_cards with (security_invoker = true) as
select o.id, o.enterprise_id, o.signature, private.masked_opt_out(o.id) as phone, o.reason, o.proof, o.at, o.added_by, o.added_by is null as replied from public.opt_outs o;

create or replace view public.reply_cards with (security_invoker = true) as
select r.channel_id || '/' || r.id as id, r.channel_id, r.id as reply_id, r.enterprise_id, private.masked_reply(r.channel_id, r.id) as phone, r.signature, private.reply_words(r.channel_id, r.id) as text, r.opted_out, r.at, r.received_at,
  private.channel_name(r.channel_id) as channel
from public.replies r;

create or replace view public.receipt_cards with (security_invoker = true) as
select r.id, r.channel_id, (private.shown_receipt(r.id)).reference, r.status, r.enterprise_id, (private.shown_receipt(r.id)).code, r.vendor, r.at, r.received_at,
  private.channel_name(r.channel_id) as channel
from public.receipts r;

create or replace view public.link_reject_cards with (security_invoker = true) as
select r.task_id, r.enterprise_id, r.ordinal, (private.shown_reject(r.task_id, r.ordinal)).cust_flag, (private.shown_reject(r.task_id, r.ordinal)).param_names, r.reason
from public.link_rejects r;

create or replace view public.own_field_cards with (security_invoker = true) as
select f.id, f.enterprise_id, f.resource, f.key, f.kind, f.name, f.name_en, f.hint, f.hint_en, f.options,
  (select array_agg(o ->> 'key' || case when o ->> 'zh' = o ->> 'key' and o ->> 'en' = o ->> 'zh' then '' else '=' || (o ->> 'zh') || coalesce('/' || nullif(o ->> 'en', o ->> 'zh'), '') end order by n)
   from jsonb_array_elements(f.options) with ordinality as a (o, n) where not o ? 'retired') as choices, f.min, f.max,
  f.required, f.bound, f.in_chat, f.place, f.state, private.visible_person(f.created_by) as created_by_name, f.created_at
from public.own_fields f;

-- ---------------------------------------------------------------------------------------------
-- Rights

create or replace view private.rights as
select held.user_id, held.enterprise_id, held.policy_id, s.place::integer as statement, s.item ->> 'Effect' as effect,
  -- As a pattern of `like`, in small letters: `*` matches any run of characters, case does not matter (§11.2).
  replace(replace(replace(lower(a.pattern), '\', '\\'), '_', '\_'), '*', '%') as pattern,
  -- What limits the statement, as private.check_policy took it.
  s.item ? 'Resource' as own, s.item #> '{Condition,StringEquals,tidings:Source}' as sources
-- A policy that several of the groups carry is read once, so the cost does not grow with the number of groups.
from (select distinct m.user_id, m.enterprise_id, gp.policy_id
  from public.members m
  -- IAM-5: an address that nobody confirmed is no proof of a person.
  join auth.users u on u.id = m.user_id and u.email_confirmed_at is not null
  join public.group_members gm on gm.member_id = m.id
  join public.group_policies gp on gp.group_id = gm.group_id
  where m.state = 'active') as held
join public.policies p on p.id = held.policy_id
cross join lateral jsonb_array_elements(p.document -> 'Statement') with ordinality as s (item, place)
cross join lateral jsonb_array_elements_text(s.item -> 'Action') as a (pattern);

create or replace view public.policy_cards with (security_invoker = true) as
select p.id, e.id as enterprise_id, p.name, p.enterprise_id is null as system, p.document,
  (select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.group_policies gp join public.groups g on g.id = gp.group_id
    where gp.policy_id = p.id and gp.enterprise_id = e.id) as groups,
  p.created_at
-- A system policy is a row of the enterprise in use, so that its id names one row for whoever belongs to several.
from public.policies p join public.enterprises e on e.id = coalesce(p.enterprise_id, (select private.current_enterprise()));

create or replace view public.group_cards with (security_invoker = true) as
select g.id, g.enterprise_id, g.name,
  (select coalesce(jsonb_agg(p.name order by p.name), '[]') from public.group_policies gp join public.policies p on p.id = gp.policy_id where gp.group_id = g.id) as policies,
  (select coalesce(jsonb_agg(m.id order by m.name, m.id), '[]') from public.group_members gm join public.members m on m.id = gm.member_id where gm.group_id = g.id) as members,
  (select coalesce(jsonb_agg(m.name order by m.name, m.id), '[]') from public.group_members gm join public.members m on m.id = gm.member_id where gm.group_id = g.id) as member_names,
  g.created_at
from public.groups g;

create or replace view public.invitation_cards with (security_invoker = true) as
select i.id, i.enterprise_id, i.email, private.invitation_state(i.state, i.expires_at) as state,
  (select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.groups g where g.id = any (i.group_ids)) as groups,
  private.visible_person(i.invited_by) as invited_by, i.created_at, i.expires_at
from public.invitations i;

create or replace view public.chat_identity_cards with (security_invoker = true) as select i.* from private.chat_identities_seen() i;

create or replace view public.member_cards with (security_invoker = true) as
select m.id, m.enterprise_id, m.name, m.email, m.state, (
    select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.group_members gm join public.groups g on g.id = gm.group_id where gm.member_id = m.id) as groups,
  m.created_at
from public.members m;

create or replace view public.session_cards with (security_invoker = true) as select s.* from private.sessions_seen() s;

-- What platform admins keep for the whole deployment: the calendar of holidays (JMP-1) and how often something may be asked for (IAM-6).

create or replace view public.holiday_cards with (security_invoker = true) as
select h.id, h.day, h.kind, h.name from public.holidays h;

create or replace view public.call_limit_cards with (security_invoker = true) as select l.* from private.call_limits() l;

create or replace view public.tenant_cards with (security_invoker = true) as select t.* from private.tenants() t;

create or replace view public.port_cards with (security_invoker = true) as
select p.id, p.enterprise_id, p.number, p.kind, p.signatures, p.proof_path, p.proof_name,
  (select count(*) from public.port_bindings b where b.port_id = p.id)::integer as bindings,
  private.visible_person(p.created_by) as created_by_name, p.created_at
from public.ports p;

create or replace view public.port_binding_cards with (security_invoker = true) as
select b.id, b.enterprise_id, b.port_id, p.number, p.kind, b.signature, b.account_id, a.name as account_name, a.remark as account_remark, b.region, b.automatic,
  private.visible_person(b.created_by) as created_by_name, b.created_at
from public.port_bindings b join public.ports p on p.id = b.port_id join public.service_accounts a on a.id = b.account_id;

create or replace view public.quota_balances with (security_invoker = true) as
select b.*, u.used_14d, f.runs_out_on,
  case when f.runs_out_on - f.today < 14 then 'days' when b.available < 0.1 * p.size then 'share' end as low
from (
  select a.enterprise_id, a.kind,
    coalesce(sum(-a.balance) filter (where a.account = 'granted'), 0)::bigint as granted,
    coalesce(sum(a.balance) filter (where a.account = 'available' and a.package_id is not null), 0)::bigint as available,
    coalesce(sum(a.balance) filter (where a.account = 'reserved'), 0)::bigint as reserved,
    coalesce(sum(a.balance) filter (where a.account = 'used'), 0)::bigint as used,
    coalesce(sum(a.balance) filter (where a.account = 'expired'), 0)::bigint as expired,
    coalesce(sum(-a.balance) filter (where a.account = 'available' and a.package_id is null), 0)::bigint as payg_used,
    coalesce((select u.owed from private.unpaid_clicks() u where u.enterprise_id = a.enterprise_id and a.kind = 'sa_resolution'), 0)::bigint as unpaid,
    count(distinct a.package_id)::integer as packages,
    (select min(p.expires_at) from public.packages p where p.enterprise_id = a.enterprise_id and p.kind = a.kind and p.expires_at > now()) as next_expiry
  from public.quota_accounts a group by a.enterprise_id, a.kind) b
cross join lateral (select coalesce(sum(l.amount), 0)::bigint as used_14d from public.quota_ledger l
  where l.enterprise_id = b.enterprise_id and l.kind = b.kind and l.account = 'used' and l.at > now() - interval '14 days') u
cross join lateral (select coalesce(sum(x.size), 0) as size from public.packages x where x.enterprise_id = b.enterprise_id and x.kind = b.kind and x.expires_at > now()) p
cross join lateral (
  select t.today, case when d.days <= 3650 then t.today + floor(d.days)::integer end as runs_out_on
  from (select (now() at time zone e.time_zone)::date as today from public.enterprises e where e.id = b.enterprise_id) t
  cross join lateral (select case when b.packages > 0 and u.used_14d > 0 then private.days_left(b.enterprise_id, b.kind, u.used_14d / 14.0) end as days) d) f;

create or replace view public.package_cards with (security_invoker = true) as
select p.id, p.enterprise_id, p.kind, p.spec, p.size, coalesce(a.balance, 0) as available, p.paid_at, p.expires_at, p.order_id, o.order_no
from public.packages p
left join public.quota_accounts a on a.enterprise_id = p.enterprise_id and a.kind = p.kind and a.account = 'available' and a.package_id = p.id
left join public.orders o on o.id = p.order_id;

create or replace view public.ledger_entries with (security_invoker = true) as
select l.id, l.enterprise_id, l.at, l.reason, l.account, l.amount, l.kind, l.transfer, l.package_id, l.send_id, l.task_id, coalesce(l.send_id, l.task_id) as holder_id,
  coalesce((select s.name from public.sends s where s.id = l.send_id), (select t.name from public.resolve_tasks t where t.id = l.task_id), left(coalesce(l.send_id, l.task_id)::text, 8)) as holder
from public.quota_ledger l;

create or replace view public.offer_cards with (security_invoker = true) as
select o.*, o.price_fen * 10000.0 / o.size as unit_micros from public.offers o;

create or replace view public.unit_price_cards with (security_invoker = true) as
select u.*, not exists (select from public.unit_prices x where x.item = u.item and x.since > u.since) as current from public.unit_prices u;

-- reports: roll-ups for people (RPT-1, OVW-1), and the check that the books agree (PKG-3, ACC-1, RPT-1)

create or replace view public.send_report with (security_invoker = true) as
select d.enterprise_id, d.day, d.send_id, s.name as send_name, s.batch_no, s.template_id, t.name as template_name, s.sms_signature_id as signature_id, g.name as signature,
  sum(d.submission_count)::integer as submission_count, sum(d.send_count)::integer as send_count, sum(d.delivered)::integer as delivered, sum(d.failed)::integer as failed,
  sum(d.expired)::integer as expired, sum(d.timed_out)::integer as timed_out, sum(d.unknown)::integer as unknown, sum(d.resolved)::bigint as resolutions
from public.send_days d join public.sends s on s.id = d.send_id join public.templates t on t.id = s.template_id join public.sms_signatures g on g.id = s.sms_signature_id
group by d.enterprise_id, d.day, d.send_id, s.name, s.batch_no, s.template_id, t.name, s.sms_signature_id, g.name;

create or replace view public.template_report with (security_invoker = true) as
select d.*, t.name as template_name, t.layout, g.name as signature,
  -- What an export pages by: parts of the key can be empty.
  concat_ws('/', d.template_id, d.kind, coalesce(d.signature_id::text, ''), d.vendor) as line
from public.template_days d join public.templates t on t.id = d.template_id left join public.sms_signatures g on g.id = d.signature_id;

create or replace view public.send_report_days with (security_invoker = true) as
select d.* from public.template_report d where d.kind = 'send';

create or replace view public.template_resolution_days with (security_invoker = true) as
select d.enterprise_id, d.template_id, d.template_name, d.layout, d.day, d.vendor, sum(d.minted)::bigint as minted, sum(d.resolutions)::bigint as resolutions,
  sum(d.humans)::bigint as humans, sum(d.bots)::bigint as bots, sum(d.refused)::bigint as refused
from public.template_report d group by d.enterprise_id, d.template_id, d.template_name, d.layout, d.day, d.vendor;

create or replace view public.group_link_days with (security_invoker = true) as
select d.enterprise_id, d.task_id, d.link_id, t.name as task_name, t.batch_no, t.template_id, m.name as template_name, a.address, d.day, d.vendor,
  d.resolutions, d.humans, d.bots, d.refused, concat_ws('/', d.task_id, d.vendor) as line
from public.link_days d join public.resolve_tasks t on t.id = d.task_id join public.templates m on m.id = d.template_id
-- Deciphered only where it is asked for: a look-up of a link takes 50 µs.
left join lateral (select private.link_address(t.domain_id, private.link_name(d.link_id, true)) as address) a on true
where d.link_id is not null;

create or replace view public.group_link_names with (security_invoker = true) as
select t.enterprise_id, t.id as task_id, t.name as task_name, t.batch_no, t.template_id, m.name as template_name, private.link_address(t.domain_id, private.link_name(t.link_id, true)) as address
from public.resolve_tasks t join public.templates m on m.id = t.template_id where t.kind = 'group';

create or replace view public.send_names with (security_invoker = true) as
select s.enterprise_id, s.id as send_id, s.name as send_name, s.batch_no, t.name as template_name, g.name as signature
from public.sends s join public.templates t on t.id = s.template_id join public.sms_signatures g on g.id = s.sms_signature_id;

create or replace view public.template_names with (security_invoker = true) as
select t.enterprise_id, t.id as template_id, t.name as template_name, t.layout from public.templates t;

create or replace view public.report_days with (security_invoker = true) as
select d.enterprise_id, d.day, sum(d.submission_count)::bigint as submission_count, sum(d.send_count)::bigint as send_count,
  sum(d.delivered)::bigint as delivered, sum(d.failed)::bigint as failed, sum(d.expired)::bigint as expired,
  sum(d.timed_out)::bigint as timed_out, sum(d.unknown)::bigint as unknown, sum(d.resolved)::bigint as resolved, sum(d.resolutions)::bigint as resolutions
from (
  select s.enterprise_id, s.day, s.submission_count, s.send_count, s.delivered, s.failed, s.expired, s.timed_out, s.unknown, s.resolved, s.resolved as resolutions
  from public.send_days s
  union all
  -- Requests for the links of sends are in their own rows by day.
  select x.enterprise_id, x.day, 0, 0, 0, 0, 0, 0, 0, 0, x.resolutions from public.link_days x where x.task_id is not null and x.resolutions > 0
) d group by d.enterprise_id, d.day;

create or replace view public.shortcut_cards with (security_invoker = true) as
select s.id, s.enterprise_id, v.signature, v.proofs, v.regions, v.buttons, v.timed, v.id as version_id, v.version, v.revision, v.state, v.reason, v.urged_at,
  live.version as live_version, live.signature as live_signature, live.regions as live_regions, live.buttons as live_buttons, live.timed as live_timed,
  case when s.live_version_id is null then 'not_yet' when s.frozen_at is not null then 'frozen' else 'serving' end as serving,
  s.frozen_at, s.frozen_reason, private.visible_person(s.frozen_by) as frozen_by_name,
  v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at, private.visible_person(v.decided_by) as decided_by_name, v.decided_at,
  private.visible_person(s.created_by) as created_by_name, s.created_at,
  case when v.state = 'in_review' then private.review_asked('shortcut', s.id) end as waits_for
from public.shortcuts s join public.shortcut_versions v on v.id = s.latest_version_id left join public.shortcut_versions live on live.id = s.live_version_id;

create or replace view public.template_cards with (security_invoker = true) as
select t.id, t.enterprise_id, t.name, t.usage, t.category, t.layout, t.enabled, v.id as version_id, v.version, v.revision, v.vendors, v.content, v.parameters, v.own,
  v.state, v.reason, v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at, t.live_version_id,
  (select l.version from public.template_versions l where l.id = t.live_version_id) as live_version,
  (select coalesce(jsonb_agg(jsonb_build_object('vendor', r.vendor, 'state', r.state, 'reason', r.reason) order by r.vendor), '[]')
   from public.vendor_reviews r where r.version_id = v.id) as vendor_states,
  t.created_by, t.created_at, case when v.state = 'in_review' then private.review_asked('template', t.id) end as waits_for
from public.templates t join public.template_versions v on v.id = t.latest_version_id;

create or replace view public.waiting_reviews with (security_invoker = true) as
select r.*, a.asked as waits_for, coalesce((a.asked ->> 'person')::uuid = (select private.actor()), false) as asks_me
from (
select c.enterprise_id, 'template' as resource, c.id, c.name as title, null::text as number, null::public.send_origin as origin, c.submitted_by, c.submitted_by_name, c.submitted_at,
  c.submitted_by = (select private.actor()) as mine
from public.template_cards c where c.state = 'in_review'
union all
select s.enterprise_id, 'send', s.id, s.name, s.batch_no, s.origin, s.submitted_by, private.visible_person(s.submitted_by), s.submitted_at,
  s.submitted_by = (select private.actor())
from public.sends s where s.state = 'in_review'
union all
select d.enterprise_id, 'domain', d.id, d.name, null, null, d.submitted_by, private.visible_person(d.submitted_by), d.submitted_at,
  d.submitted_by = (select private.actor())
from public.domains d where d.state = 'in_review'
union all
select b.enterprise_id, 'jump_batch', b.id, b.name, b.batch_no, null, b.submitted_by, private.visible_person(b.submitted_by), b.submitted_at,
  b.submitted_by = (select private.actor())
from public.jump_batches b where b.state = 'in_review'
union all
select g.enterprise_id, 'sms_signature', g.id, g.name, null, null, g.submitted_by, private.visible_person(g.submitted_by), g.submitted_at,
  g.submitted_by = (select private.actor())
from public.sms_signatures g where g.state = 'in_review' and g.submitted_at is not null
union all
select m.enterprise_id, 'sms_template', m.id, m.name, null, null, m.submitted_by, private.visible_person(m.submitted_by), m.submitted_at,
  m.submitted_by = (select private.actor())
from public.sms_templates m where m.state = 'in_review' and m.submitted_at is not null
union all
select p.enterprise_id, 'account_part', p.id, p.name, null, null, p.submitted_by, p.submitted_by_name, p.submitted_at, p.submitted_by = (select private.actor())
from public.account_part_cards p where p.state = 'in_review'
union all
select c.enterprise_id, 'shortcut', c.id, c.signature, null, null, c.submitted_by, c.submitted_by_name, c.submitted_at, c.submitted_by = (select private.actor())
from public.shortcut_cards c where c.state = 'in_review'
union all
select f.enterprise_id, 'filing', f.id, private.filing_name(f.form), null, null, v.submitted_by, private.visible_person(v.submitted_by), v.submitted_at, v.submitted_by = (select private.actor())
from public.filings f join public.filing_versions v on v.id = f.latest_version_id where v.state = 'in_review'
) r
cross join lateral (select private.review_asked(r.resource, r.id) as asked) a;

create or replace view public.reviewers with (security_invoker = true) as select r.* from private.reviewers() r;

create or replace view public.robot_cards with (security_invoker = true) as
select r.*, private.visible_person(r.created_by) as created_by_name,
  case when r.state = 'paused' then 'paused' when r.failures > 0 then 'failing' when r.last_at is null then 'unused' else 'well' end as health
from public.robots r;

create or replace view public.send_cards with (security_invoker = true) as
select s.*, t.name as template_name, t.layout, g.name as signature, g.kind as signature_kind, f.name as file_name, m.name as sms_template_name,
  private.visible_person(s.submitted_by) as submitted_by_name, private.visible_person(s.decided_by) as decided_by_name,
  coalesce(c.intended, f.lines) as intended, coalesce(c.invalid, f.invalid + s.left_out) as invalid, coalesce(c.duplicates, f.duplicates) as duplicates,
  coalesce(c.pending, 0) as pending, coalesce(c.handed, 0) as handed, coalesce(c.delivered, 0) as delivered, coalesce(c.failed, 0) as failed,
  coalesce(c.expired, 0) as expired, coalesce(c.timed_out, 0) as timed_out, coalesce(c.unknown, 0) as unknown,
  coalesce(c.opted_out, 0) as opted_out, coalesce(c.capped, 0) as capped, coalesce(c.cancelled, 0) as cancelled, coalesce(c.resolved, 0) as resolved,
  f.accepted - s.left_out as accepted, p.expanded, p.dispatch_limit, o.name as parent_name, private.visible_person(s.paused_by) as paused_by_name,
  private.link_address(s.domain_id, 'AbC12xYz') as link_example,
  -- Every message of a send has the same number of segments. Those of messages that were never handed over cost nothing.
  h.segments as segments_handed,
  coalesce(s.trial_result, case when s.trial and s.state in ('sending', 'trial_hold', 'paused') then private.trial_of(s.id) end) as trial_figures,
  -- Computed only for what waits for an approval, so that the list of a year stays fast.
  case when s.state = 'in_review' then private.approvals_of(s.id) end as approvals,
  case when s.state = 'in_review' then private.review_asked('send', s.id) end as waits_for,
  case when s.state in ('draft', 'in_review') then private.twin_of(s.id) end as twin,
  case when s.state in ('draft', 'in_review') then private.send_cost(s.id) end as cost,
  case when s.state not in ('draft', 'in_review', 'rejected', 'recurring') then private.send_charges(s.id, h.segments) end as charged,
  case when s.is_marketing and s.state in ('in_review', 'expanding', 'ready', 'sending')
        and private.window_opens(s.enterprise_id, greatest(now(), s.scheduled_at)) > now()
       then private.window_opens(s.enterprise_id, greatest(now(), s.scheduled_at)) end as waits_until,
  case when s.timing = 'recurring' and s.state in ('draft', 'in_review') then (
    select n.at from public.enterprises e cross join lateral private.next_occurrence(s.cron, now(), e.time_zone) as n (at)
    where e.id = s.enterprise_id and (s.repeat_until is null or n.at < s.repeat_until)) end as first_at
from public.sends s
join public.templates t on t.id = s.template_id
join public.sms_signatures g on g.id = s.sms_signature_id
join public.sms_templates m on m.id = s.sms_template_id
join public.number_files f on f.id = s.number_file_id
left join public.sends o on o.id = s.parent_id
left join public.send_totals c on c.send_id = s.id
left join lateral private.progress_of(s.id) p on true
cross join lateral (select s.segments * (coalesce(c.handed, 0) + coalesce(c.delivered, 0) + coalesce(c.failed, 0) + coalesce(c.expired, 0) + coalesce(c.timed_out, 0) + coalesce(c.unknown, 0))::bigint as segments) h;

create or replace view public.approval_rule_cards with (security_invoker = true) as
select x.*, r.name as requester_group, g.name as group_name, private.able_by(x.id) as able,
  jsonb_build_object('min_audience', x.min_audience, 'min_units', x.min_units, 'marketing', x.marketing, 'requester_group', r.name) as conditions
from public.approval_rules x left join public.groups r on r.id = x.requester_group_id left join public.groups g on g.id = x.group_id;

create or replace view public.sms_app_cards with (security_invoker = true) as
select a.id, a.enterprise_id, a.name, a.enabled, a.uplink_url, private.visible_person(a.created_by) as created_by_name, a.created_at,
  (select count(*) from public.sms_signatures g where g.app_id = a.id)::integer as signatures,
  (select count(*) from public.sms_templates m where m.app_id = a.id)::integer as templates
from public.sms_apps a;

create or replace view public.sms_signature_cards with (security_invoker = true) as
select g.id, g.enterprise_id, g.app_id, a.name as app_name, g.name, g.kind, g.source, g.third_party, g.purpose, g.proof_path, g.proof_name, g.state, g.reason,
  g.submitted_by, private.visible_person(g.submitted_by) as submitted_by_name, g.submitted_at,
  private.visible_person(g.decided_by) as decided_by_name, g.decided_at, g.created_by, g.created_at,
  case when g.state = 'in_review' then private.review_asked('sms_signature', g.id) end as waits_for
from public.sms_signatures g join public.sms_apps a on a.id = g.app_id;

create or replace view public.sms_template_cards with (security_invoker = true) as
select m.id, m.enterprise_id, m.app_id, a.name as app_name, m.signature_id, g.name as signature_name, m.kind, m.name, m.content, m.variables, m.purpose, m.state, m.reason,
  -- Counted only where the columns are asked for.
  (private.sms_figures(m.id)).body, (private.sms_figures(m.id)).segments,
  m.submitted_by, private.visible_person(m.submitted_by) as submitted_by_name, m.submitted_at,
  private.visible_person(m.decided_by) as decided_by_name, m.decided_at, m.created_by, m.created_at,
  case when m.state = 'in_review' then private.review_asked('sms_template', m.id) end as waits_for
from public.sms_templates m join public.sms_signatures g on g.id = m.signature_id join public.sms_apps a on a.id = m.app_id;

create or replace view public.vendor_review_cards with (security_invoker = true) as select r.* from private.reviews_by_hand() r;

create trigger audit_log_is_append_only before update or delete on public.audit_log
  for each row execute function private.never_change();

create trigger audit_log_is_never_emptied before truncate on public.audit_log
  for each statement execute function private.never_change();

create trigger audit_seals_are_append_only before update or delete on public.audit_seals
  for each row execute function private.never_change();

create trigger audit_seals_are_never_emptied before truncate on public.audit_seals
  for each statement execute function private.never_change();

create trigger channels_follow_the_carrier after update of adapter, base_url, idempotent, batch_size, receipt_timeout on public.carriers for each row
  execute function private.follow_carrier();

create trigger a_channel_is_of_its_carrier before insert on public.channels for each row execute function private.fill_channel();

create trigger a_channel_has_the_key after insert on public.channels for each row execute function private.give_key();

create trigger channels_follow_the_key after insert or update on private.carrier_secrets for each row execute function private.follow_key();

create trigger outages_are_kept after update of sick_since on public.channels for each row
  when ((old.sick_since is null) <> (new.sick_since is null)) execute function private.note_outage();

-- Not on every probe and every booking of the rate by a claim: only when the text of a card changes.
create trigger cards_follow_the_channel after update on public.channels for each row
  when (old.state <> new.state or old.resume_at <> new.resume_at or (old.sick_since is null) <> (new.sick_since is null)
    or (new.sick_since is not null and old.failures <> new.failures))
  execute function private.channel_moved();

create trigger accounts_get_a_profile after insert on auth.users for each row execute function private.meet();

create trigger accounts_keep_their_address after update of email on auth.users for each row
  when (new.email is distinct from old.email) execute function private.follow_address();

-- On hosted Supabase `postgres` may make triggers on this table and may not drop them: what changes is the function.
create trigger sign_ins_are_logged after insert on auth.sessions referencing new table as changed for each statement execute function private.log_sessions();

create trigger sign_outs_are_logged after delete on auth.sessions referencing old table as changed for each statement execute function private.log_sessions();

create trigger quota_ledger_is_append_only before update or delete on public.quota_ledger for each row execute function private.never_change();

create trigger quota_ledger_is_never_emptied before truncate on public.quota_ledger for each statement execute function private.never_change();

create trigger unit_prices_are_append_only before update or delete on public.unit_prices for each row execute function private.never_change();

create trigger unit_prices_are_never_emptied before truncate on public.unit_prices for each statement execute function private.never_change();

create trigger note_approved after update of decided_at on public.sends for each row when (old.decided_at is distinct from new.decided_at) execute function private.note_minted();

create trigger note_made_approved after insert on public.sends for each row when (new.decided_at is not null) execute function private.note_minted();

create trigger note_made after update of made on public.resolve_tasks for each row when (old.made is distinct from new.made) execute function private.note_minted();

create trigger send_approvals_are_append_only before update or delete on public.send_approvals for each row execute function private.never_change();

create policy "people who may list the audit log see its seals" on public.audit_seals for select to authenticated
  using (chain = any ((select private.may_in('KooMessage:audit:list'))::uuid[]));

create policy "everyone who is signed in sees the banned words" on public.banned_words for select to authenticated using ((select private.actor()) is not null);

create policy "platform admins see the carriers" on public.carriers for select to authenticated using ((select private.is_platform_admin()));

create policy "platform admins see the outages" on public.carrier_outages for select to authenticated using ((select private.is_platform_admin()));

create policy "platform admins see the tests" on public.carrier_tests for select to authenticated using ((select private.is_platform_admin()));

create policy "platform admins see every channel" on public.channels for select to authenticated using ((select private.is_platform_admin()));

create policy "people see the exports they made" on public.exports for select to authenticated
  using (made_by = (select private.actor()) and enterprise_id = any ((select private.my_enterprises())::uuid[]));

create policy "people who may list reports or resolve tasks see link days" on public.link_days for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:report:list'))::uuid[])
    or enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]));

create policy "everyone who is signed in sees the calendar" on public.holidays for select to authenticated
  using ((select private.actor()) is not null);

create policy "people see their own views, and those that are shared" on public.list_views for select to authenticated
  using (enterprise_id = any ((select private.my_enterprises())::uuid[]) and (shared or owner = (select private.actor())));

create policy "members read the objects of their enterprise" on storage.objects for select to authenticated
  using (case bucket_id when 'numbers' then private.may_read_part(name, owner_id) else private.may_touch_object(bucket_id, name, false) end);

create policy "members add objects to their enterprise" on storage.objects for insert to authenticated
  with check (private.may_touch_object(bucket_id, name, true) and private.fits_bucket(bucket_id, name, metadata));

-- A picture is written once: an approval binds its address, so its bytes must stay what the reviewer saw. A part of a number file may be uploaded
-- again after a broken connection; what was imported is in the database by then.
create policy "members send parts of number files again" on storage.objects for update to authenticated
  using (bucket_id = 'numbers' and private.may_touch_object(bucket_id, name, true))
  with check (bucket_id = 'numbers' and private.may_touch_object(bucket_id, name, true) and private.fits_bucket(bucket_id, name, metadata));

create policy "members take away the parts of a number file that is gone" on storage.objects for delete to authenticated
  using (private.may_touch_object(bucket_id, name, true) and private.is_part_of_nothing(bucket_id, name));

create policy "a person sees their own chat accounts, and those of members they may list" on public.chat_identities for select to authenticated
  using (user_id = (select private.actor())
    or user_id in (select m.user_id from public.members m where m.state = 'active' and m.enterprise_id = any ((select private.may_in('KooMessage:member:list'))::uuid[])));

create policy "a person sees their own profile" on public.profiles for select to authenticated
  using (user_id = (select private.actor()));

create policy "members see their enterprises" on public.enterprises for select to authenticated
  using (id = any ((select private.my_enterprises())::uuid[]));

create policy "system policies are for all, custom ones for their enterprise" on public.policies for select to authenticated
  using ((enterprise_id is null and (select private.actor()) is not null)
    or enterprise_id = any ((select private.may_in('KooMessage:member:list'))::uuid[]));

create policy "anyone signed in sees what is on sale, platform admins every offer" on public.offers for select to authenticated
  using ((select private.is_platform_admin()) or ((select private.actor()) is not null and private.is_on_sale(offers)));

create policy "anyone signed in sees the prices of units" on public.unit_prices for select to authenticated
  using ((select private.actor()) is not null);

create policy "platform admins see every order" on public.orders for select to authenticated using ((select private.is_platform_admin()));

alter table public.audit_seals enable row level security;

alter table public.banned_words enable row level security;

alter table public.carriers enable row level security;

alter table public.carrier_outages enable row level security;

alter table public.carrier_tests enable row level security;

alter table public.exports enable row level security;

alter table public.link_days enable row level security;

alter table public.holidays enable row level security;

alter table public.list_views enable row level security;

alter table public.chat_identities enable row level security;

alter table public.profiles enable row level security;

alter table public.enterprises enable row level security;

alter table public.policies enable row level security;

alter table public.offers enable row level security;

alter table public.unit_prices enable row level security;

select private.resource_table('public.service_accounts', 'KooMessageSA:serviceAccount:list');

select private.resource_table('public.account_parts', 'KooMessageSA:serviceAccount:list');

select private.resource_table('public.account_part_versions', 'KooMessageSA:serviceAccount:list');

select private.resource_table('public.alerts', 'KooMessage:alert:list');

select private.resource_table('public.chat_subscriptions', 'KooMessage:alert:list');

select private.guard('public.carriers');

select private.guard('public.carrier_tests');

select private.resource_table('public.channels', 'KooMessage:channel:list');

select private.resource_table('public.click_days', 'KooMessageSA:report:list');

select private.resource_table('public.domains', 'KooMessage:domain:list');

select private.resource_table('public.erasures', 'KooMessage:recipient:list');

select private.guard('public.exports');

select private.resource_table('public.filings', 'KooMessage:filing:list');

select private.resource_table('public.filing_versions', 'KooMessage:filing:list');

select private.resource_table('public.filing_documents', 'KooMessage:filing:list');

select private.resource_table('public.filing_materials', 'KooMessage:filing:list');

select private.resource_table('public.incidents', 'KooMessage:alert:list');

select private.resource_table('public.incident_events', 'KooMessage:alert:list');

select private.resource_table('public.link_flushes', 'KooMessage:resolveTask:list');

select private.resource_table('public.jump_batches', 'KooMessage:jump:list');

select private.resource_table('public.jump_links', 'KooMessage:jump:list');

select private.resource_table('public.resolve_tasks', 'KooMessage:resolveTask:list');

select private.resource_table('public.links', 'KooMessage:resolveTask:list', '{cust_flag,params}');

select private.resource_table('public.link_rejects', 'KooMessage:resolveTask:list', '{cust_flag,params}');

select private.resource_table('public.link_aliases', 'KooMessage:resolveTask:list', '{code}');

select private.resource_table('public.frozen_links', 'KooMessage:resolveTask:list');

select private.resource_table('public.media', 'KooMessage:media:list');

select private.resource_table('public.number_files', 'KooMessage:numberFile:list');

select private.resource_table('public.number_file_parts', 'KooMessage:numberFile:list');

select private.resource_table('public.numbers', 'KooMessage:numberFile:list', '{phone,params}');

select private.resource_table('public.number_rejects', 'KooMessage:numberFile:list', '{number}');

select private.resource_table('public.own_fields', 'KooMessage:ownField:list');

-- ---------------------------------------------------------------------------------------------
-- Row-level security

select private.resource_table('public.audit_log', 'KooMessage:audit:list');

select private.resource_table('public.statement_acceptances', 'KooMessage:member:list');

select private.resource_table('public.members', 'KooMessage:member:list');

select private.resource_table('public.invitations', 'KooMessage:member:list');

select private.resource_table('public.groups', 'KooMessage:member:list');

select private.resource_table('public.group_policies', 'KooMessage:member:list');

select private.resource_table('public.group_members', 'KooMessage:member:list');

select private.resource_table('public.ports', 'KooMessageSA:port:list');

select private.resource_table('public.port_bindings', 'KooMessageSA:port:list');

select private.resource_table('public.packages', 'KooMessage:quota:list');

select private.resource_table('public.quota_accounts', 'KooMessage:quota:list');

select private.resource_table('public.quota_ledger', 'KooMessage:quota:list');

select private.guard('public.offers');

select private.resource_table('public.orders', 'KooMessage:quota:list');

select private.resource_table('public.receipts', 'KooMessage:sendTask:list', '{reference,code}');

select private.resource_table('public.replies', 'KooMessage:sendTask:list', '{phone,text}');

select private.resource_table('public.template_days', 'KooMessage:report:list');

select private.resource_table('public.robots', 'KooMessage:alert:list');

select private.resource_table('public.sends', 'KooMessage:sendTask:list');

select private.resource_table('public.deliveries', 'KooMessage:sendTask:list', '{phone,params}');

select private.guard('partitions.deliveries_shared');

select private.resource_table('public.send_totals', 'KooMessage:sendTask:list');

select private.resource_table('public.send_days', 'KooMessage:report:list');

select private.resource_table('public.approval_rules', 'KooMessage:approvalRule:list');

select private.resource_table('public.send_approvals', 'KooMessage:sendTask:list');

select private.resource_table('public.send_settings', 'KooMessage:sendSetting:list');

select private.resource_table('public.opt_outs', 'KooMessage:optOut:list', '{phone}');

select private.resource_table('public.shortcuts', 'KooMessageSA:shortcut:list');

select private.resource_table('public.shortcut_versions', 'KooMessageSA:shortcut:list');

select private.resource_table('public.sms_apps', 'KooMessage:sms:list');

select private.resource_table('public.sms_signatures', 'KooMessage:sms:list');

select private.resource_table('public.sms_templates', 'KooMessage:sms:list');

select private.resource_table('public.templates', 'KooMessage:template:list');

select private.resource_table('public.template_versions', 'KooMessage:template:list');

select private.resource_table('public.vendor_reviews', 'KooMessage:template:list');

select private.public_verbs('service_account');

select private.public_verbs('account_part');

select private.public_verbs('alert');

select private.public_verbs('chat_channel');

select private.public_verbs('banned_word');

select private.public_verbs('carrier');

select private.public_verbs('channel');

select private.public_verbs('domain');

select private.public_verbs('enterprise');

select private.public_verbs('export');

select private.public_verbs('filing');

select private.public_verbs('link_rules');

select private.public_verbs('jump_batch');

select private.public_verbs('list_view');

select private.public_verbs('media');

select private.public_verbs('number_file', 'file');

select private.public_verbs('send');

select private.public_verbs('template');

select private.public_verbs('own_field');

select private.public_verbs('policy');

select private.public_verbs('group', 'user_group');

select private.public_verbs('invitation');

select private.public_verbs('chat_identity', 'identity');

select private.public_verbs('member');

select private.public_verbs('session');

select private.public_verbs('holiday');

select private.public_verbs('call_limit');

select private.public_verbs('port');

select private.public_verbs('port_binding');

select private.public_verbs('offer');

select private.public_verbs('unit_price');

select private.public_verbs('sale_settings');

select private.public_verbs('order', 'package_order');

select private.public_verbs('shortcut');

select private.public_verbs('approval_rule');

select private.public_verbs('send_settings');

select private.public_verbs('opt_out');

select private.public_verbs('sms_app');

select private.public_verbs('sms_signature');

select private.public_verbs('sms_template');

select private.public_verbs('vendor_review');

select private.public_verbs('vendor_key');

select private.public_verbs('vendor_range');

grant execute on function private.account_missing to authenticated;

grant select on public.service_account_cards, public.account_part_cards to authenticated;

grant select on public.alert_cards to authenticated;

grant execute on function public.claim_alert_posts, public.finish_alert_post to authenticated;

grant execute on function public.allowed_transitions to authenticated;

grant execute on function public.transition_many to authenticated;

grant execute on function public.begin_question, public.end_question to authenticated;

grant select on public.audit_entries to authenticated;

grant select on public.audit_seals to authenticated;

grant select on public.sealed_audit to authenticated;

grant execute on function private.audit_text, private.canonical to authenticated;

grant execute on function public.audit_proof, public.audit_export to authenticated;

grant select on public.banned_words to authenticated;

grant select on public.banned_word_cards to authenticated;

grant select on public.carriers, public.carrier_outages to authenticated;

grant execute on function private.carrier_name, private.enterprise_name, private.key_rotated_at to authenticated;

grant select on public.carrier_cards to authenticated;

grant select on public.carrier_outage_cards to authenticated;

grant select on public.carrier_tests to authenticated;

grant select on public.carrier_test_cards to authenticated;

grant execute on function public.test_carrier to authenticated;

grant select on public.channel_cards to authenticated;

grant execute on function public.mint_tokens, public.register_card, public.claim_card_updates, public.finish_card_update
  to authenticated;

grant execute on function public.take_chat_runs, public.keep_chat_runs, public.claim_chat_runs, public.find_requests to authenticated;

grant select on public.click_detail_days, public.click_report_days, public.click_account_names, public.click_shortcut_names to authenticated;

grant execute on function private.record_clicks to tidings_functions;

grant execute on function public.claim_job, public.finish_job, public.clock_tick, public.clock_sweep to authenticated;

grant execute on function public.digest to authenticated;

grant select on public.domain_cards to authenticated;

grant execute on function public.create_domains to authenticated;

grant select on public.statement_cards to authenticated;

-- The reports of members compute with it.
grant execute on function private.day_of to authenticated;

grant execute on function public.beginning to authenticated;

grant select on public.erasure_cards to authenticated;

grant execute on function public.create_erasure to authenticated;

grant select on public.exports to authenticated;

grant select on public.export_cards to authenticated;

grant execute on function public.create_export, public.download_export to authenticated;

grant execute on function private.filing_files, private.filing_paths to authenticated;

grant execute on function private.filing_name to authenticated;

grant execute on function private.filing_lacks to authenticated;

grant execute on function private.filing_shared to authenticated;

grant select on public.filing_cards to authenticated;

grant select on public.filing_history to authenticated;

grant execute on function public.edit_presence to authenticated;

grant execute on function private.may_measure, private.record_image_measure, private.latest_content, private.receipt_channel, private.import_progress, private.may_import, private.link_settings, private.link_of_alias, private.claim_batch, private.claim_wait,
  private.record_handoff, private.claim_carrier_test, private.record_carrier_test, private.give_back, private.resolve_batch, private.show_version, private.record_template_states, private.record_sorted_receipts,
  private.record_receipts, private.record_replies, private.record_content_check, private.next_part, private.finish_part, private.finish_file,
  private.fail_import, private.finish_vendor_handoff, private.claim_vendor_handoffs, private.count_function,
  private.next_export_slice, private.record_export_slice, private.open_export, private.objects_to_remove, private.forget_objects, private.doomed_uploads,
  private.forget_uploads to tidings_functions;

grant execute on function public.deployment_health to authenticated;

grant select on public.incident_cards to authenticated;

grant execute on function public.take_incident, public.note_incident, public.close_incident to authenticated;

grant execute on function public.limits_report to authenticated;

grant execute on function private.link_code to authenticated;

grant select on public.link_events to authenticated;

grant select on public.link_days to authenticated;

grant select on public.resolve_task_cards to authenticated;

grant select on public.link_cards to authenticated;

grant execute on function private.link_address, public.find_link to authenticated;

grant execute on function public.regenerate_resolve_task, public.add_resolutions, public.add_validity to authenticated;

grant execute on function public.freeze_link, public.unfreeze_link to authenticated;

grant select on public.jump_cards, public.jump_link_cards to authenticated;

grant execute on function public.cancel_resolve_task to authenticated;

grant execute on function public.create_resolve_task to authenticated;

grant select on public.holidays to authenticated;

grant select on public.list_views to authenticated;

grant select on public.delivery_cards to authenticated;

grant select on public.opt_out_cards, public.reply_cards, public.receipt_cards to authenticated;

grant select on public.link_reject_cards to authenticated;

grant execute on function private.link_name, private.masked_phone, private.param_names, private.masked_opt_out, private.masked_reply, private.reply_words, private.shown_receipt,
  private.masked_flag, private.link_param_names, private.group_params, private.shown_reject to authenticated;

grant execute on function private.may_touch_object to anon, authenticated;

grant execute on function private.fits_bucket to anon, authenticated;

grant execute on function private.may_read_part to authenticated;

grant execute on function public.add_number_part, public.start_import, public.type_numbers to authenticated;

grant execute on function private.is_part_of_nothing to authenticated;

grant select on public.own_field_cards to authenticated;

grant select on public.chat_identities, public.profiles, public.enterprises, public.policies to authenticated;

-- These run inside policies, in the role of the caller.
grant execute on function private.actor, private.may_in, private.my_enterprises, private.header, private.is_bot to authenticated, anon;

grant execute on function private.current_enterprise to authenticated;

grant select on public.policy_cards, public.group_cards to authenticated;

grant execute on function private.invitation_state to authenticated;

grant select on public.invitation_cards to authenticated;

grant execute on function public.invitation_for to authenticated;

grant execute on function private.chat_identities_seen to authenticated;

grant select on public.chat_identity_cards to authenticated;

grant execute on function public.begin_link, public.finish_link to authenticated;

grant select on public.member_cards to authenticated;

grant execute on function public.leave_enterprise to authenticated;

grant execute on function public.set_approver_mfa to authenticated;

grant execute on function public.set_operation_protection to authenticated;

grant execute on function private.sessions_seen to authenticated;

grant select on public.session_cards to authenticated;

grant execute on function public.revoke_other_sessions to authenticated;

grant execute on function public.record_failed_sign_in to service_role;

grant execute on function public.explain_right, public.who_can to authenticated;

grant execute on function public.whoami to authenticated, anon;

grant execute on function public.may, public.switch_enterprise, public.set_locale, public.set_notices, public.set_marketing_window to authenticated;

grant execute on function public.platform_overview to authenticated;

grant select on public.holiday_cards to authenticated;

grant execute on function private.call_limits to authenticated;

grant select on public.call_limit_cards to authenticated;

grant execute on function public.create_holiday to authenticated;

grant execute on function private.tenants to authenticated;

grant select on public.tenant_cards to authenticated;

grant select on public.port_cards, public.port_binding_cards to authenticated;

-- The view asks it with the rights of whoever reads.
grant execute on function private.unpaid_clicks to authenticated;

grant select on public.quota_balances to authenticated;

-- The view asks it with the rights of whoever reads.
grant execute on function private.days_left to authenticated;

grant select on public.package_cards to authenticated;

grant select on public.ledger_entries to authenticated;

grant execute on function private.send_cost, private.send_charges to authenticated;

grant execute on function public.preview_cost to authenticated;

grant select on public.offers, public.unit_prices to authenticated;

-- These run inside the policies.
grant execute on function private.is_on_sale, private.is_platform_admin to authenticated;

grant select on public.offer_cards to authenticated;

grant select on public.unit_price_cards to authenticated;

grant execute on function public.price_list to authenticated;

grant execute on function public.cancel_order to authenticated;

grant execute on function private.channel_name to authenticated;

grant execute on function public.find_recipient, public.reveal_recipient to authenticated;

grant execute on function public.trace_recipient to authenticated;

grant select on public.send_report to authenticated;

grant select on public.template_report to authenticated;

grant select on public.send_report_days to authenticated;

grant select on public.template_resolution_days to authenticated;

grant select on public.group_link_days to authenticated;

grant select on public.group_link_names to authenticated;

grant select on public.send_names to authenticated;

grant select on public.template_names to authenticated;

grant select on public.report_days to authenticated;

grant select on public.waiting_reviews to authenticated;

grant execute on function public.audit_quota to authenticated;

grant execute on function public.report to authenticated;

grant execute on function private.review_asked to authenticated;

grant execute on function private.reviewers to authenticated;

grant select on public.reviewers to authenticated;

grant execute on function public.set_delegate, public.set_review_hours to authenticated;

grant select on public.robot_cards to authenticated;

grant execute on function public.create_robot, public.update_robot, public.rotate_robot, public.test_robot, public.pause_robot, public.resume_robot, public.delete_robot to authenticated;

grant execute on function private.progress_of, private.window_opens to authenticated;

grant execute on function private.approvals_of to authenticated;

grant execute on function private.twin_of to authenticated;

grant select on public.send_cards to authenticated;

grant execute on function private.next_occurrence to authenticated;

grant execute on function public.send_details to authenticated;

grant execute on function private.carrier_id_of to authenticated;

grant execute on function private.able_by to authenticated;

grant select on public.approval_rule_cards to authenticated;

grant execute on function public.try_approval_rules to authenticated;

grant execute on function public.get_send_settings, public.import_opt_outs to authenticated;

grant execute on function public.pause_send to authenticated;

-- Called for rows that are visible to the caller.
grant execute on function private.trial_of to authenticated;

grant execute on function public.submit_send, public.cancel_send to authenticated;

grant select on public.shortcut_cards to authenticated;

grant execute on function private.show_shortcuts, private.stranger_limit to tidings_functions;

grant execute on function public.create_shortcut, public.update_shortcut, public.submit_shortcut, public.withdraw_shortcut, public.urge_shortcut, public.approve_shortcut,
  public.reject_shortcut, public.freeze_shortcut, public.unfreeze_shortcut to authenticated;

grant execute on function private.sms_figures to authenticated;

grant select on public.sms_app_cards, public.sms_signature_cards, public.sms_template_cards to authenticated;

grant execute on function private.visible_person to authenticated;

grant select on public.template_cards to authenticated;

grant execute on function private.reviews_by_hand to authenticated;

grant select on public.vendor_review_cards to authenticated;

grant execute on function public.vendor_proofs to authenticated;

grant execute on function private.link_trust to tidings_functions;

-- service accounts: what people read (SA-1, SA-2)

comment on table public.service_accounts is
  'SA-1 (§9.1): a service account. name and remark are those of its approved profile, of the latest one until then. frozen: it serves nobody until it is unfrozen; reason says why.';

comment on table public.account_parts is 'SA-2: profile, menus and home page of a service account; the live version serves while a later one waits for its review.';

comment on table public.account_part_versions is 'SA-2: a version of a part. An approved one never changes. content: {…profile}, [menus] or {…home}, as private.account_fields says; null: not filled in yet.';

comment on function private.account_missing is 'SA-2, CHN-1: what a service account lacks before anybody can meet it: an approved profile, menus, home page, a bound channel number, being thawed. Empty: it is in use.';

comment on view public.service_account_cards is 'A service account with the state of the latest version of each part; industry, intro and logo are those that serve. missing: what it lacks before it can be used.';

comment on view public.account_part_cards is 'A part of a service account with its latest version; live_content is what serves meanwhile.';

comment on function private.account_part_logged is 'What the log keeps of a part before and after an act.';

comment on function private.account_part_bound is 'APR-1: what an approval of a part is about.';

-- service accounts: the check of their contents, by the schema in shared/src/accounts/fields.ts (SA-1, tables 9-1 to 9-3)

comment on table private.account_fields is
  'SA-1: the fields of profile, menus, home page and quick apps, and of what a menu does (place action:<name>). Written by npm run law from shared/src/accounts/fields.ts, which the forms read too.';

comment on table private.picture_rules is 'SA-1: bytes at most and pixels at least of each picture of a service account. Written by npm run law from shared/src/accounts/pictures.ts.';

comment on table private.image_measures is
  'SA-1: what the function measure-image found in the bytes of a stored picture. The law believes these figures and no client''s.';

comment on function private.refuse_content is 'Refuses account_content_invalid at a place of the content, with what is called so and what it takes.';

comment on function private.fits_account_field is 'SA-1: whether a text is of its kind and not longer than its field takes.';

comment on function private.picture_in is
  'SA-1: a stored picture {path, name} as the content keeps it, with its measured pixels. Refuses account_content_invalid where there is none, picture_unmeasured, picture_invalid.';

comment on function private.signatures_in is 'CHN-1, SA-1: signatures as they are stored: 2 to 18 characters without brackets, each once. Refuses account_content_invalid.';

comment on function private.account_fields_in is 'SA-1: the fields of one place of the schema as they are stored, texts trimmed, what belongs to no field left out. Refuses account_content_invalid, picture_unmeasured, picture_invalid.';

comment on function private.menus_in is 'SA-1 (table 9-2): menus as they are stored: 1 to 3 with 1 to 5 sub-menus each. Refuses account_content_invalid.';

comment on function private.home_in is 'SA-1 (table 9-3): a home page as it is stored. Refuses account_content_invalid, picture_unmeasured, picture_invalid.';

comment on function private.may_measure is 'Whether this person may have a picture of an enterprise measured.';

comment on function private.record_image_measure is 'Keeps what measure-image found in a stored picture. The first measure stays: the object cannot be written again.';

comment on function private.account_content_in is 'SA-1: the content of a part as it is stored. Refuses input_invalid where another part is given, and as the checks of contents.';

comment on function private.check_authorisation is 'SA-1: refuses authorisation_outdated where the letter was handed in for another name or remark.';

comment on function private.begin_account_part is 'Makes a draft version of a part, and makes it the latest.';

comment on function public.create_service_account is
  'SA-1 (§9.1): begins a service account with its profile; menus and home page are drafts to fill in by update_account_part, and submit_account_part puts each part in review. input {profile {name, remark?, industry?, intro, logo {path, name}, all_ports, signatures?, authorisation {path, name}}, own?}; pictures are stored in account-pictures and measured by measure-image. Returns the card. Refuses forbidden, input_invalid, account_content_invalid, picture_unmeasured, picture_invalid, authorisation_outdated, account_name_taken, own_unknown, own_invalid, own_too_large.';

comment on function public.freeze_service_account is 'SA-2: active → frozen, with a reason; nobody meets the account until it is unfrozen. Returns the card. Refuses not_found, forbidden, wrong_state, reason_required, reason_too_long.';

comment on function public.set_own_service_account is 'FLD-1: as set_own_send, of a service account.';

comment on function private.change_reason_in is '§9.1: why an approved part is edited, in ten characters at most. Refuses name_unclean, change_reason_invalid.';

comment on function public.update_account_part is
  'SA-2: edits a part. A draft or rejected version changes in place; an approved one serves on and gets a next version, with change_reason (1 to 10 characters). input {profile, menus or home: that of the part; own? (with a profile), change_reason?, base_revision?: the revision the editor began from}. Returns the card. Refuses not_found, forbidden, wrong_state, version_conflict, change_reason_invalid, name_unclean, and as create_service_account.';

comment on function public.submit_account_part is 'SA-2: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state, account_part_empty, own_missing.';

comment on function public.withdraw_account_part is 'SA-2: takes a part back from its review: in_review → draft. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.urge_account_part is 'SA-2 (催审): tells the subscribed chat channels again that a part waits for its review, once in two hours. Returns the card. Refuses not_found, forbidden, wrong_state, urged_already.';

comment on function public.approve_account_part is
  'SA-2: in_review → approved, never by anyone who made, edited or submitted the version; from now on it serves. A profile with signature authorisation binds every channel number of its signatures. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, account_name_taken, signature_authorised, port_taken.';

comment on function public.reject_account_part is 'SA-2: in_review → rejected with a review note; what was approved before serves on. Refuses as approve_account_part, and reason_required, reason_too_long.';

comment on table public.alerts is 'Events that need a person''s attention: a sick channel, a frozen link, a paused send, a send that failed, books that disagree, a break-glass approval, a pending review, a filing that was decided or is about to end; and digests, which nobody has to see.';

comment on table public.chat_subscriptions is
  'BOT-4: chat channels that subscribed to alerts, with the kinds and the language. Cards posted there are rendered with the permissions of the person who subscribed.';

comment on table private.alert_posts is 'An alert, or a notice that is for one person alone, to be posted to a chat channel or, where chat_channel is null, directly to a person. Posted once; retried for a day after the first try.';

comment on function private.usual_kinds is 'The kinds of alerts that a channel or a robot is told of where it names none: all but digests.';

comment on function private.alert is 'Raises an alert: a row for the panel and a post for each chat channel subscribed to the kind. A break-glass approval is also posted directly to every approver, and any alert to the people in `told`. Returns the id of the alert.';

comment on view public.alert_cards is 'An alert with the name of what it is about, and who saw it. waits: a review that waits, which has a list of its own.';

comment on function public.see_alert is 'Marks an alert as seen; the first person to do so is kept. A break-glass alert has to be seen by somebody other than the person who broke the glass (T9). Returns the row. Refuses not_found, forbidden, own_glass.';

comment on function public.subscribe_chat_channel is
  'BOT-4: subscribes the chat channel that the call comes from to alerts, posted by the bot of that team (private.chat_team), until unsubscribe_chat_channel. input {chat_channel, kinds (null: all but digests), locale, team}. Returns the row. Through the bot only. Refuses forbidden, bot_only, input_invalid.';

comment on function public.unsubscribe_chat_channel is
  'BOT-4: ends the subscription of a chat channel. chat_channel: the id of the row of chat_subscriptions. Returns the row as it was. Refuses not_found, forbidden.';

comment on function public.claim_alert_posts is
  'Leases pending alert posts for these homes (private.at_home; null: all): [{post_id, attempts, provider, chat_channel, thread (the message that it answers), incident, person, chat_user, locale, kind, resource, resource_id, details, at, enterprise, last_error, zone, robot: {kind, address, secret}}]; robot null and chat_channel null: direct message to person. Robots have the home robot:-. Bot only.';

comment on function public.finish_alert_post is 'Records that an alert was posted, or the error. The error ''gone'', also with a reason (''gone: …''), ends the retries. Of a robot it stands on its page. Bot only.';

comment on function private.allowed_of is 'What the caller may do with one row; empty when the row is not visible to the caller.';

comment on function public.allowed_transitions is
  'What the caller may do now, for each of at most 250 ids: {id: [{verb, to, needs, needs_reason, needs_sudo, many, shown, allowed, code, blocked}]}. many: transition_many takes it. blocked: what refuses the transition apart from permissions and four eyes, for cards that many people see. shown: the hash that approve, reject and release have to name (APR-1). The list of an id that is not visible is empty. Buttons are drawn from the answer. Refuses too_many_rows.';

comment on function public.transition_many is
  'One transition on at most 250 rows, each on its own: [{id, refusal}], refusal null where it succeeded. shown: {id: hash} where the transition has to name what was shown. Refuses too_many_rows, not_for_many, sudo_required.';

-- BOT-5: the conversation of a person with the assistant. Nothing here reads or changes what the enterprise has: the assistant reads by the commands, with the
-- rights of whoever asks.

comment on table private.assistant_turns is 'Questions of the last day with their answers, and what they cost. Only whoever asked sees them.';

comment on function public.begin_question is
  'BOT-5: counts a question to the assistant, and answers what was said before in this thread (a name of at most 200 characters), the last six turns of a day: {turns: [{question, answer}], tokens_left}. Of the caller and the enterprise in use alone. Refuses not_signed_in, no_enterprise, input_invalid, too_many_requests, assistant_spent.';

comment on function public.end_question is
  'BOT-5: keeps what was asked and answered in a thread for a day, numbers hidden, cut at 2,000 and 4,000 characters, and what it cost. Refuses not_signed_in, no_enterprise, input_invalid.';

comment on table public.audit_log is
  'IAM-4: every granted or refused change: who, from where, what, before and after, when. Append-only: no role, not even the owner, can change a row.';

comment on function private.never_change is 'Trigger: an append-only table refuses update, delete and truncate by anyone.';

comment on function private.without_numbers is 'The value with *** in place of every phone number in its texts, because the audit log is kept for ever and must not hold phone numbers.';

comment on function private.audit is 'Writes a granted change into the audit log, in the transaction of the change. code and details say why the system made it.';

comment on view public.audit_entries is 'IAM-4: the audit log, each entry with the name of what it is about, where the entry has it.';

-- IAM-4: the audit log is sealed after the fact, in hash chains. Changing, removing or inserting a row breaks its chain. Recomputing a whole chain
-- gives a head that differs from the published one.

comment on table public.audit_seals is
  'IAM-4: the seal of a row of the audit log: hash = sha256(the previous hash of its chain || the row as canonical JSON), in hex. There is one chain per enterprise, and one for the deployment. Append-only.';

comment on table private.audit_cursor is 'The last sealed row, in the order (transaction, id).';

comment on function private.canonical is 'A JSON value as canonical text, so that equal values give equal texts: keys sorted by their bytes, no spaces.';

comment on function private.audit_text is 'A row of the audit log as canonical JSON, its time in UTC with microseconds. This text is what is sealed.';

comment on function private.next_hash is 'The hash of a seal. The hash before the first seal of a chain is the empty text.';

comment on function private.chain_of is 'The chain that seals the rows of an enterprise. Rows without an enterprise go into the chain of the deployment.';

comment on function private.seal_audit is
  'IAM-4: seals rows of the audit log whose transactions have ended, in the order (transaction, id). Returns how many. A row stays unsealed while a transaction that began before it is running, usually a second.';

comment on function private.prove_chain is
  'Recomputes the seals of a chain, starting after a given one: {proved, last, broken}; broken is the first row that does not match: {why: row_changed, row_missing or seal_missing, seq, log_id …}.';

comment on function public.audit_proof is
  'IAM-4: proves the audit log of the enterprise, or for a platform admin that of the deployment, `most` seals per call (5,000 take about a second; a call ends after 8 s): {proved, last, broken, head: {seq, hash, at}, unsealed}. Call again with after_seq = last until last = head.seq. broken is null, or the first row that does not match. Refuses forbidden, platform_admin_only, input_invalid, too_many_requests.';

comment on view public.sealed_audit is 'IAM-4: the sealed rows of the audit log of an enterprise with their seals: sha256(previous || row) = hash. Exports are made of it.';

comment on function public.audit_export is
  'IAM-4: the sealed rows of a period, of the enterprise or for a platform admin of the deployment, in the order of their seals: [{seq, hash, previous, row}], row is the text that was sealed, so that sha256(previous || row) = hash can be checked elsewhere. Call again with after_seq = the last seq. Refuses forbidden, platform_admin_only, input_invalid, too_many_requests.';

-- Banned words: what no template and no SMS text of this deployment may say. Looked for when somebody submits.

comment on table public.banned_words is 'Words that no template and no SMS text of this deployment may have, each with the reason that people read. Platform admins keep the list; everybody who is signed in may read it.';

comment on view public.banned_word_cards is 'A banned word and why.';

comment on function private.fold_text is 'A text as banned words are looked for in it: half width, small letters, without spaces, punctuation and what cannot be seen.';

comment on function private.require_clean_words is 'Refuses word_banned where a text has a banned word, the longest first.';

comment on function private.texts_in is 'Every text of a content, but for pictures.';

comment on function public.create_banned_word is
  'Bans a word: a template or an SMS text that has it is not taken for review any more. Platform admins. input {word (1 to 32 characters), why (1 to 200)}. Returns the banned_words row. Refuses platform_admin_only, word_known, name_required, name_unclean, input_invalid.';

comment on function public.update_banned_word is 'Edits a banned word. Platform admins. input as of create_banned_word. Returns the banned_words row. Refuses not_found, and as create_banned_word.';

comment on function public.delete_banned_word is 'Allows a word again. Platform admins. Returns the row as it was. Refuses not_found, platform_admin_only.';

comment on table private.chat_cards is
  'Messages in chat that show a row. seq is raised when the row changes, decided_seq with it when the change is a transition. The bot redraws while shown_seq < seq, transitions first, with the permissions of the person who asked for the card. shown_hash: of what the message shows; a counter that changed nothing in it is not redrawn. team: whose bot may draw it (private.chat_team).';

comment on function private.touch_cards is 'Marks every chat card of this resource as outdated, so that the bot redraws it. decided: by a transition, which is drawn before counters are.';

-- carriers: connections of the deployment (CHL-1). Platform admins keep them; enterprises use them through channels, which copy what a claim reads.

comment on table public.carriers is
  'CHL-1: a connection of this deployment to a carrier: adapter, address, rate of all its channels together. Its key is not reachable through the API. open_to_all: a new enterprise gets a channel at once, whose number begins with number_prefix.';

comment on table private.carrier_secrets is 'The bearer key for a carrier and the whsec_ secret that signs its callbacks. Written by create_carrier and rotate_carrier, read by no role of the API. Copied into private.channel_secrets.';

comment on table public.carrier_outages is 'CHL-1: when a channel of a carrier was sick, and the last error before it.';

comment on function private.carrier_name is 'The name of a carrier, for those who see a channel of it.';

comment on function private.enterprise_name is 'The name of an enterprise, for its members and for platform admins.';

comment on function private.key_rotated_at is 'When the key of a carrier was set last, for platform admins; null: it has none.';

comment on function private.carrier_rests is 'Whether the platform has paused a carrier.';

comment on function private.follow_carrier is 'Trigger: the channels of a carrier follow its address and terms.';

comment on function private.fill_channel is 'Trigger: a new channel has the address and terms of its carrier.';

comment on function private.give_key is 'Trigger: a new channel has the key of its carrier.';

comment on function private.follow_key is 'Trigger: the channels of a carrier follow its key.';

comment on function private.note_outage is 'Trigger: keeps when a channel was sick.';

comment on view public.carrier_cards is
  'CHL-1: a carrier with its health: well, partly (some channels are sick), sick (all are), unused (no channel), keyless, or paused by a platform admin; the minutes of the last 30 days in which a channel of it was sick. Platform admins only.';

comment on view public.carrier_outage_cards is 'CHL-1: when a channel of a carrier was sick, how long, and why. Platform admins only.';

-- carriers: test messages (CHL-1). A platform admin sends one to a number of their own, through the adapter and one channel of the carrier, as any message goes.

comment on table public.carrier_tests is
  'CHL-1: a test message of a carrier and what became of it. waiting → handed (the function dispatch has it) → accepted, unanswered or not_taken → delivered, failed, expired or rejected. It is never sent again. Platform admins only.';

comment on table private.carrier_test_numbers is 'The number of a test message until it is handed over; then the masked one of carrier_tests is all that is kept.';

comment on view public.carrier_test_cards is 'CHL-1: the test messages of carriers: from which channel number, to which (masked), and how it ended: code is what the carrier said. Platform admins only.';

comment on function private.test_channel is 'The channel that a test message of a carrier goes through: of those that work and have a key, the one of the lowest number. Null: there is none.';

comment on function public.test_carrier is
  'CHL-1: sends one test message to a number of one''s own, through a channel of the carrier; carrier_test_cards says what became of it. Platform admins, at most 10 an hour. input {phone}. Returns the carrier_cards row. Refuses not_found, platform_admin_only, wrong_state (paused), carrier_without_channel, invalid_number, too_many_requests, input_invalid.';

comment on function private.claim_carrier_test is 'Gives out the oldest test message that waits, once; no row where there is none.';

comment on function private.record_carrier_test is
  'What became of a test message: accepted, rejected, not_taken or unanswered from the hand-over, delivered, failed or expired from a receipt, which names its channel. An end stays. False: nothing new.';

comment on function private.carrier_in is 'The terms of a carrier from an input. Refuses input_invalid, name_required, name_unclean.';

comment on function public.create_carrier is
  'CHL-1: a connection to a carrier. Platform admins, with a password just given. input {name, adapter, base_url (https, or http on this machine), api_key, webhook_secret (whsec_ and base64), idempotent, batch_size (1 to 1,000), rate_per_s (of all channels together; null: no limit), receipt_hours (1 to 720), open_to_all, number_prefix (digits, or empty)}. The two secrets are never answered. Returns the carrier_cards row. Refuses platform_admin_only, sudo_required, name_taken, name_required, name_unclean, input_invalid.';

comment on function public.update_carrier is
  'CHL-1: new terms of a carrier, all of them but its adapter and its key; its channels follow at once. Platform admins, with a password just given. input as of create_carrier without adapter, api_key and webhook_secret, and base_revision: the revision that the editor began from. Returns the carrier_cards row. Refuses not_found, platform_admin_only, sudo_required, carrier_edited, name_taken, name_required, name_unclean, input_invalid.';

comment on function public.rotate_carrier is
  'CHL-1: gives a carrier and all of its channels another key and secret, from the next call on. Callbacks signed with the former secret are refused; a carrier sends them again. Platform admins, with a password just given. input {api_key, webhook_secret}; neither is ever answered. Returns the carrier_cards row. Refuses not_found, platform_admin_only, sudo_required, input_invalid.';

comment on function public.pause_carrier is
  'CHL-1: nothing is handed over through any channel of a carrier until it is resumed; receipts still come in. Its channels are held, and each enterprise reads why. Platform admins. Returns the carrier_cards row. Refuses not_found, platform_admin_only, reason_required, reason_too_long, wrong_state.';

comment on function public.resume_carrier is
  'CHL-1: lets a paused carrier work again; channels that members had paused stay so. Platform admins. Returns the carrier_cards row. Refuses not_found, platform_admin_only, wrong_state.';

comment on function private.next_number is 'A number of a carrier that no channel has: its prefix and at least three digits.';

comment on function private.open_channels is 'Gives a new enterprise a channel to each carrier that is open to all.';

comment on function public.grant_channel is
  'CHL-1: lets an enterprise use a carrier, through a channel of its own. Platform admins. input {carrier_id, enterprise_id, name, number (empty: the next one of the carrier''s prefix), resolver (carrier: it brings the vendors'' decisions; by_hand: a platform admin writes them down), rate_per_s (null: no limit)}. Returns the channel_cards row. Refuses platform_admin_only, not_found, name_taken, number_taken, name_required, name_unclean, input_invalid.';

comment on function public.revoke_channel is
  'CHL-1: takes a channel away from its enterprise: nothing is handed over through it; receipts and replies of what was sent still come in. Platform admins, with a reason, which the enterprise reads in its log. Returns the channel_cards row. Refuses not_found, platform_admin_only, reason_required, reason_too_long, wrong_state.';

comment on function public.restore_channel is
  'CHL-1: gives a channel that was revoked back to its enterprise. Platform admins. Returns the channel_cards row. Refuses not_found, platform_admin_only, wrong_state.';

comment on table public.channels is
  'CHL-1: what an enterprise has of a carrier: a number, a rate of its own, and who decides about its templates (resolver). idempotent: the carrier answers a repeated reference as it did the first time. resume_at: nothing is handed over before this time (429, 5xx). next_at: the earliest time of the next batch under rate_per_s, which all dispatchers share. failures: consecutive hand-overs without an answer. From the fifth on the channel is sick, and only one probe goes out, at probe_at.';

comment on table private.channel_secrets is 'The bearer key for a carrier and the whsec_ secret that signs its callbacks. Not reachable through the API.';

comment on table private.deployment is 'The addresses of this deployment: of short links, and of edge functions (for carriers'' callbacks).';

comment on function private.set_deployment is 'Sets the addresses of the deployment, and the address and keys of the sandbox carriers. Whoever deploys runs it by npm run setup -- address.';

comment on function private.take_turn is
  'Books a number of messages against the rate limits of a channel and of its carrier, and the probe of a sick channel. False: another dispatcher was first. A batch is never larger than one second''s rate.';

comment on function private.channel_failed is 'GRD-1: counts a hand-over without a good answer. After five in a row the channel is sick: an alert is raised, and only occasional probes go out.';

comment on function private.channel_worked is 'GRD-1: resets the count of failures after an answer of the carrier. A sick channel is then well again, and an alert says so.';

comment on function private.channel_moved is 'BOT-3: redraws the cards of sends when their channel becomes sick, is throttled, paused or well again, because the cards say what the send waits for.';

comment on view public.channel_cards is 'A channel and its health: well, throttled (the carrier asked for a pause), sick (it does not answer; the next probe goes out at tries_at), paused by a person, held (the platform has paused the carrier) or revoked by the platform.';

comment on function public.pause_channel is
  'CHL-1: nothing is handed over through a channel until it is resumed; receipts still come in. Returns the channel_cards row. Refuses not_found, forbidden, reason_required, reason_too_long, wrong_state.';

comment on function public.resume_channel is 'CHL-1: lets a paused or sick channel work again at once, as a channel that is well. Returns the channel_cards row. Refuses not_found, forbidden, wrong_state.';

comment on function public.update_channel is
  'CHL-1: limits a channel to a number of messages a second, over all dispatchers. input {rate_per_s}; null: no limit. Returns the channel_cards row. Refuses not_found, forbidden, input_invalid.';

comment on table private.tokens is
  'The command behind a chat button. The button carries 128 random bits, never an id. The request id makes a double click act once. Whoever presses it acts with their own permissions.';

comment on function public.mint_tokens is 'BOT-3: new tokens for commands with their input, [{command, input}]; ttl 60 s to 30 days. The tokens, in this order. take_chat_runs opens them. Bot only.';

comment on function private.chat_team is
  'The team that a card or a subscription belongs to: the one that the bot names, else the team of the person it speaks for. A Slack bot has one workspace. A Discord bot has one application, for all its guilds and direct messages. -: unknown; then any bot of the platform may try.';

comment on function private.at_home is 'Whether a bot with these homes (slack:<workspace>, discord:<application>; null: all) may post there. Bots of two workspaces on one database leave each other''s messages alone.';

comment on function public.register_card is 'BOT-3: registers a message in chat that shows a resource. It is redrawn whenever the resource changes, with the permissions of the person the bot speaks for now, by the bot of that team (private.chat_team). hash: of what it shows. {card_id}.';

comment on function public.claim_card_updates is 'Leases cards of these homes (private.at_home; null: all) whose resource has changed since they were drawn, transitions first: [{card_id, provider, chat_channel, message, resource, resource_id, locale, chat_user, seq, decided, hash}]. decided_only: no cards of which only counters moved. Bot only.';

comment on function public.finish_card_update is 'Records that a card shows its row as of seq, and the hash of what it shows; or why it could not be redrawn, and when it is tried again (null: in 15 s). Bot only.';

comment on table private.chat_runs is
  'What a person asked for in chat (a command, a press, a form), from before the platform is told that it arrived until its answer is shown. key: the platform''s own id of what the person did, so that a repeated event runs nothing again. work: what to run; place: where to answer; both are personal data and are emptied when the run ends, as the answer is. steps: what was shown so far. Whoever holds the lease carries the run out; attempts is the fence: a bot that lost its lease keeps nothing. Deleted after a day.';

comment on function private.opened_work is 'The work behind a button: {command, input, request, token (its hash)}; or {refused} with token_unknown or token_used. more: what the person filled in.';

comment on function private.chat_locale is 'The language of the member behind a chat user; null when there is none.';

comment on function private.told_run is 'A run as the bot gets it.';

comment on function public.take_chat_runs is
  'BOT-2: keeps what people asked for before the platform is told that it arrived, [{provider, team, key, chat_user, proof, place, begun, and work or token with more}]; proof: the HMAC-SHA256 of run.<provider>.<team>.<key>.<chat_user> by the bot''s key, and leases it for 15 s. Of each, in this order: {run_id, mine, attempt, state, work, place, steps, answer, locale …}; mine false: it arrived before and is another''s. begun false: the person would be told by the platform if the bot died now, so it may not be carried out later unasked. Refuses chat_proof_required. Bot only.';

comment on function public.keep_chat_runs is
  'Records how far runs are, [{run_id, attempt, state, answer, steps, burn, error, lease_s}], and leases them anew (null: 15 s). burn: the token of its button is used up. shown and given_up end a run and empty it. Of each, in this order, whether this attempt still holds it; begun is kept for the first only. Bot only.';

comment on function public.claim_chat_runs is 'Leases runs of these homes (private.at_home; null: all) that nobody holds any more: of a bot that died, or that could not be shown. As take_chat_runs answers. Bot only.';

comment on function public.find_requests is 'What the person that the bot speaks for has done under request ids from first to last, which a run''s steps share: [{verb, id, name}], the oldest first. Bot only.';

-- clicks on service accounts and SMS shortcuts (PKG-1, RPT-2). Told to the function receive-clicks by vendors, never through the API.

comment on table private.clicks is 'PKG-1: clicks as vendors told them, each once. Kept for a week, as what is older than three days is not taken.';

comment on table public.click_days is 'RPT-2: clicks by day of the enterprise, place, item and vendor. name: what the item was called when it was clicked.';

comment on table private.click_roll_up is 'The position of the roll-up: the clicks of every transaction below this one are in click_days.';

comment on table private.click_charges is 'PKG-2: clicks that are rolled up and not yet taken from the quota. They are charged at the end of the same tick of the clock, as far as packages and pay-as-you-go allow.';

comment on function private.clicked_name is
  'What is called so at a place: of menus 2, or 2.1 for a sub-menu; of a home page page (the name is empty), hotline or app.1; of a shortcut 1, or 2.1 for the first button of the second configuration for other times. Null: there is none.';

comment on function private.record_clicks is
  'PKG-1: counts clicks that a vendor tells, each event once, however often it is told. targets: a service account (menu, home) or a shortcut. items: private.clicked_name. versions: null for the one that serves. Returns {counted, repeated, faults: [[place from 0, code]]}: click_unknown (no such target, version or item), click_frozen, click_out_of_time (older than three days, or later than now). The caller must not answer before it has committed.';

comment on function private.roll_up_clicks is 'RPT-2: adds clicks to the days of what was clicked, each once, in whole transactions, and to what is owed for them. Returns how many.';

comment on function private.charge_clicks is 'PKG-1, PKG-2: pays for clicks that are rolled up: from packages of service accounts, then pay-as-you-go. A click has happened and is never refused: where pay-as-you-go is off, what the packages lack stays owed, until one is bought or pay-as-you-go is on. One charge an enterprise and turn of the clock. Returns how many.';

comment on function private.sweep_clicks is 'Deletes clicks that are a week old and rolled up.';

comment on view public.click_detail_days is
  'RPT-2: the click detail by day: what was clicked (item, item_name as it was called then), of which account or shortcut, by vendor. name: of the account, or the signature of the shortcut; null for whoever may not read them.';

comment on view public.click_report_days is
  'RPT-2: the click report of service accounts by day and vendor: clicks in all, on menus, on the home page. A shortcut has lines of its own.';

comment on view public.click_account_names is 'RPT-2: how a line of a click report is called: its account, with the remark that tells it from others of its name.';

comment on view public.click_shortcut_names is 'RPT-2: how a line of a click report is called: the signature of its shortcut.';

comment on table private.jobs is 'CRN-1: a job and the lease of the bot that runs it now. A tick has no lease: it locks its row.';

comment on function public.claim_job is 'Leases a job to this bot for a number of seconds. False: another bot holds the lease. Bot only (refuses bot_only).';

comment on function public.finish_job is 'Ends the lease of a job and stores its error. Bot only.';

comment on function private.start_due is 'Starts sends that are ready and due.';

comment on function private.close_ended is 'SND-4: a trial whose messages are all final waits for release; a send whose messages are all final is done.';

comment on function private.sweep_cancelled is 'Sets the pending rows of cancelled sends to cancelled, a slice at a time. Returns how many.';

comment on function private.sweep is 'Deletes records that are no longer needed: request ids, link codes and attempts, minute counts, tokens, runs of chat, questions to the assistant.';

comment on function public.clock_tick is
  'CRN-1: runs everything that is due: expands slices, starts, times out, rolls up, closes, expires. {occurred, collected, guarded, ended (incidents that are over), expanded (links of tasks among them), erased (slices), started, lapsed (times that passed before an approval), timed_out, rolled, closed, swept, expired, charged, released, reported (days), indexed, reminded (filings), escalated (reviews that waited too long), returned (delegations that are over), sealed, digests, dispatch, exports, templates, imports}; null: another bot is just doing it. Bot only; the cost of an idle tick is a few index look-ups.';

comment on function public.clock_sweep is 'Hourly: deletes records that are no longer needed, and checks whether the books agree: {books_wrong}. Bot only.';

-- BOT-4, CRN-1: digests of the day, week and month before, posted to the chat channels that subscribed to them. A digest is an alert that nobody has to see, so it is
-- posted once, retried, and kept like one.

comment on table private.digests is 'The digests that were made, one a period.';

comment on function private.digest_first is 'The first day of the last whole day, week or month before a day. Null for another kind.';

comment on function private.digest_sums is 'What an enterprise sent between two days, both inclusive, by the days of the send report.';

comment on function private.digest_figures is
  'BOT-4: the figures of the day, week or month that begins on `first`, beside those of the one before: {from, to, submitted, accepted, delivered, failed, unknown, opened, sends, before: the same, days: [{day, delivered, failed, opened}] (of a day: the last seven), available (units of cards) and runs_out_on (as public.quota_balances; null where there are none), waits, slow (reviews older than a day), paused, sick}.';

comment on function private.make_digests is
  'CRN-1: makes the digests that are due and not made yet, from nine o''clock in the enterprise''s zone, for those with a subscribed chat channel. Where the bot was away, the last whole period is made when it is back. Returns how many.';

comment on function public.digest is 'BOT-4: the digest of the last whole day, week or month (period) of one''s enterprise, as private.digest_figures. Refuses forbidden, input_invalid.';

comment on table public.domains is
  'DOM-1 (§7.2.2): a domain of short links. host null is the deployment''s own address. state is that of the review; enabled is the state of the domain itself (域名状态).';

comment on view public.domain_cards is 'A domain with who submitted and decided it; reason is the review note (审核说明); link_example: a link as long as those of a send.';

comment on function private.proof_of is 'The file {path, name} that an input has as `field`, or nulls; refuses proof_invalid with that field when no such object lies in the enterprise''s folder.';

comment on function private.domain_name is 'DOM-1: a typed domain name in lower case. Refuses domain_name_invalid.';

comment on function private.domain_is_free is 'Refuses domain_taken where the enterprise has a domain of this name already, or another enterprise has an approved one.';

comment on function public.create_domains is
  'DOM-1: asks for domains, all or none; they are in review at once. input {names, custom_codes, proof: {path, name} or null}, the proof a pdf in the bucket domain-proofs. Returns {domains: [card]}. Refuses forbidden, input_invalid, domain_name_invalid, domain_taken, proof_invalid.';

comment on function public.update_domain is
  'DOM-1: edits a rejected domain; submit_domain asks again. input {name, custom_codes, proof}. Returns the card. Refuses not_found, forbidden, wrong_state and as create_domains.';

comment on function public.submit_domain is 'DOM-1: rejected → in_review, a second time. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.approve_domain is
  'DOM-1: in_review → approved and enabled, never by the person who requested it. shown: the hash from allowed_transitions; reason: the review note. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, domain_taken.';

comment on function public.reject_domain is 'DOM-1: in_review → rejected with a review note. Refuses as approve_domain, and reason_required.';

comment on function public.enable_domain is 'DOM-1: switches an approved domain on. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.disable_domain is
  'DOM-1: switches an approved domain off; existing links keep working. Returns the card. Refuses not_found, forbidden, wrong_state, domain_is_default.';

comment on function public.set_default_domain is 'DOM-1: sets the domain for sends and links that name none. Returns the card. Refuses not_found, forbidden, wrong_state, domain_disabled.';

-- enterprises: how one opens, and what its owner sets of it (ENT-1, ENT-2)

comment on table private.former_zones is 'Zones that an enterprise has left, and until when each was its zone. Written by update_enterprise.';

comment on function private.day_of is
  'RPT-1: the day on which something was, in the zone that the enterprise had then. So days that were reported stay as they were when the zone changes, and a late receipt moves the day on which its message was counted.';

comment on function private.known_zone is 'A time zone by its name in the tz database, in its own spelling: UTC, or a place such as Asia/Shanghai. Refuses zone_unknown.';

comment on function private.statement_edition is 'ENT-2: the day from which the present texts of the statements hold. shared/src/people/statements.ts has the texts and the same day; a test keeps both in step.';

comment on function public.create_enterprise is
  'ENT-2 (§2): opens an enterprise, at once and without a review. Both statements must be accepted; who, when and which text is kept. The caller becomes its owner, and it becomes the current one. It can send to the sandbox carrier where the deployment has one. input {name, statements, time_zone (Asia/Shanghai)}. Returns whoami(). Refuses name_required, name_unclean, statements_required, zone_unknown, enterprise_opened (one of the same name by the same person), address_unconfirmed.';

comment on function public.update_enterprise is
  'ENT-1: sets the name and the time zone of the enterprise in use; what input does not name stays. Days that were reported stay in the zone of then; the marketing window and everything from now on follow the new one. Owner. input {name, time_zone}. Returns whoami(). Refuses forbidden, name_required, name_unclean, zone_unknown, zone_has_plans (a recurring send waits or runs), enterprise_opened.';

comment on view public.statement_cards is 'ENT-2: which usage statements were accepted for an enterprise: which text, by whom, when.';

comment on function private.furthest is 'How far the furthest of several rows has come: done, waiting (for somebody else), returned (rejected), or open where there is none, or drafts alone.';

comment on function private.steps_of is 'OVW-1: the steps to the first message in their order, each with its state: done, waiting, returned or open.';

comment on function public.beginning is
  'OVW-1 (流程指引): {sent: whether a message of the enterprise in use has gone out, has_app: whether it has an SMS application, steps: [{step, state}]} with the steps enterprise, people, filing, channel, signature, sms_template, template, send, and the states done, waiting (for somebody else), returned (rejected), open. Every member. Refuses not_signed_in, not_linked, no_enterprise.';

comment on function private.equip_enterprise is
  'ENT-2: gives a new enterprise its four groups, the default domain, and a channel to each carrier that is open to all, with a port (通道号) of its own.';

-- RET-1: erasures. One number is taken out of all that its enterprise keeps: rows, partitions, stored files. The clock does it in slices; each slice and
-- how far it came are one transaction, so an erasure that is killed goes on where it was.

comment on table public.erasures is
  'RET-1: one number that is, or was, taken out of everything. It does not say which. waits_for: upload, import, export (begun before it; they end by themselves), carrier (a message that is being handed over), storage (files are being removed).';

comment on table private.erasure_work is 'The numbers that are being erased. A row is deleted when its number is gone everywhere else.';

comment on table private.erasure_places is 'The places that an erasure goes through, in order, and what of its account they are counted as.';

comment on table private.erasure_rows is 'Tables with few rows a number, which an erasure goes through in one statement.';

comment on table private.doomed_uploads is 'Uploaded parts of number files that nothing needs any more. The function export-rows removes them.';

comment on view public.erasure_cards is 'RET-1: an erasure with a name of its own, as it cannot have that of its number, and who asked for it.';

comment on function private.number_pattern is 'The regular expression of a number (E.164) in any form in which people write it.';

comment on function private.half_width is 'A text with its full-width digits written as usual ones.';

comment on function private.has_number is 'Whether a text has the number of this pattern.';

comment on function private.without_number is 'A text with *** in place of one number.';

comment on function private.values_without is 'The values of parameters with *** in place of one number.';

comment on function private.values_erased is 'The names of parameters, with *** in place of each value.';

comment on function private.opt_out_mark is 'RET-1: what stands on an opt-out list in place of an erased number. By it, and by nothing else that is kept, a number that comes again is known.';

comment on function private.has_opted_out is
  'Whether nothing is sent to this number under this signature: it opted out, or it did so before it was erased, or it is erased. For lists that have erased numbers, and files that have: others are compared without a hash, which takes a few µs a number.';

comment on function private.doom_parts is 'RET-1: lets the uploaded parts of number files be removed whose import ended before an instant, and those of files that are gone. What was imported is in the database. Returns how many objects.';

comment on function private.doomed_uploads is 'RET-1: uploaded parts that are to be removed from the bucket numbers.';

comment on function private.forget_uploads is 'RET-1: uploaded parts that were removed.';

comment on function private.erase_uploads is 'RET-1: the uploaded parts of number files. What was imported is not needed again, so all of them go.';

comment on function private.erase_numbers is 'RET-1: the lines of number files, file by file. A line keeps its place without its number and values, so that what sends have counted stays true.';

comment on function private.erase_deliveries is
  'RET-1: the messages of sends, by ranges of their ids. A message keeps its state, its times and its place in every sum; one that waits is accounted as opted out. One that is being handed over is waited for.';

comment on function private.erase_links is 'RET-1: the personal links of resolve tasks, by ranges of their ids, and the lines of which no link was made.';

comment on function private.erase_rows is 'RET-1: opt-outs, replies, receipts that nobody knows, lines that were left out, and buttons in chat.';

comment on function private.erase_exports is 'RET-1: files with whole numbers expire. Which of them has the number nobody can say without reading each; whoever needs one has it made anew.';

comment on function private.erase_storage is 'RET-1: waits until the files are out of their buckets.';

comment on function private.erase_slice is 'RET-1: the next slice of an erasure. False: there is nothing to do now, because it waits, is over, or another transaction is at it. most: rows of a slice, of which 20,000 take a tenth of a second.';

comment on function private.erase_due is 'RET-1: works at erasures for a fifth of a second. Returns how many slices were done.';

comment on function public.create_erasure is
  'RET-1: takes one number out of everything that one''s enterprise keeps, with a password just given: rows, partitions, stored files. It cannot be undone. input {phone (in any usual form), reason}. Sums and reports stay as they are; an opt-out outlives its number as a keyed hash. The clock does it; returns the erasure_cards row. Refuses forbidden, sudo_required, input_invalid, invalid_number, reason_required, reason_too_long, too_many_requests.';

-- DLC-1 (§10.4): exports. Each is a job that the function export-rows works at in slices, with the rights that its maker has at that moment: role
-- tidings_exports inherits what `authenticated` may select, and private.actor() is the maker while a slice is read.

comment on table public.exports is
  'DLC-1: a file that somebody takes out of the console. columns, filters [{column, op, value}], sort [column, asc or desc] and parent say which rows; whole: with whole numbers (IAM-3). error: why it failed (shared/src/exports/export.ts). Only its maker sees it.';

comment on table private.export_sources is 'DLC-1: what can be exported, in which columns, and which action that needs.';

comment on table private.export_objects is 'DLC-1: the objects of exports in the bucket, one a slice. Whatever is doomed, or was never recorded, is removed an hour later, when nobody can be writing it any more.';

comment on table private.export_tickets is 'DLC-1: short-lived addresses of files. Of a ticket its hash is kept.';

comment on view public.export_cards is 'DLC-1: an export as its maker sees it.';

comment on function private.read_export is 'Runs a query of private.export_query as tidings_exports, which owns this function: row-level security and column grants hold. Only other functions of the owner call it.';

comment on function private.type_of is 'The type of a column of a view.';

comment on function private.export_where is 'The conditions of an export''s rows. Names of columns were checked when it was made; values are literals.';

comment on function private.export_query is 'The query for the next rows of an export, by keyset: rows as a JSON array of objects, how many, the keys of the last one.';

comment on function private.require_export is 'The source of an export. Refuses whoever may not have its rows now: forbidden, not_in_chat.';

comment on function public.create_export is
  'DLC-1: exports rows into a file, as a job. input {name, source (shared/src/exports/sources.ts), format: csv, xlsx or ndjson, columns, filters [{column, op: is, part (of a text), has (a list), from (at least), until (less than), value}], sort [column, asc or desc], of: the id of the send, task or file whose rows they are, whole: with whole numbers, for a reason, locale}. Returns the card. Refuses forbidden, no_enterprise, input_invalid, name_required, name_unclean, exports_waiting, not_in_chat, reason_required, reason_too_long, too_many_requests.';

comment on function private.doom_export is 'Lets the objects of an export be removed.';

comment on function public.retry_export is 'DLC-1: failed or expired → queued: it begins anew, with the rows of now. Returns the card. Refuses not_found, wrong_state, forbidden, not_in_chat, too_many_requests.';

comment on function public.delete_export is 'DLC-1: deletes an export and its file; one that is under way ends. Returns {id}. Refuses not_found.';

comment on function public.download_export is
  'DLC-1: a ticket for the file, {id, ticket, bytes}: GET /functions/v1/export-rows?ticket=… answers it within a minute, to anybody. Whoever lost the right to the rows gets none. Refuses not_found, wrong_state, forbidden, not_in_chat.';

comment on function private.fail_export is 'Ends an export with the code of what went wrong.';

comment on function private.read_as_maker is 'The next rows of an export, with the rights of its maker. Whole numbers stand in place of masked ones where it was made so.';

comment on function private.may_still_export is 'Whether the maker of an export is still a member who may have its rows.';

comment on function private.next_export_slice is
  'DLC-1: takes the next slice of the export that has waited longest, for a minute: what it is (job) and its rows; nulls when there is nothing to do. The name of its object is noted before there is one. An export whose maker lost the right, or whose slice failed five times, fails.';

comment on function private.record_export_slice is
  'DLC-1: records that a slice is stored, and moves the export behind it, in one transaction. False: somebody else has taken the slice since, or the export was deleted; what was stored is removed later.';

comment on function private.open_export is 'DLC-1: what a ticket opens: {name, format, bytes, tail, objects in order}; null: it is unknown or over.';

comment on function private.objects_to_remove is 'DLC-1: objects that no export needs any more, and those that were begun an hour ago and never recorded.';

comment on function private.forget_objects is 'DLC-1: objects that were removed.';

comment on function private.exports_due is 'DLC-1, RET-1: whether the function export-rows has anything to do.';

comment on function private.sweep_exports is 'DLC-1: a file is kept for 7 days, the row of one that failed or expired for 30.';

-- filings: what an enterprise has on file (FIL-1 to FIL-5, §6.1), as it is read, and the gate that reads it

comment on table private.filing_forms is
  'FIL-1 (tables 6-1 to 6-3): what each form asks for: the certificates to choose from, the facts, which are all required, the materials it takes and those it cannot do without. Written by `npm run law` from shared/src/filings/forms.ts.';

comment on table public.filings is
  'FIL-1 (§6.1): the filing of an enterprise for a form of message. 智能信息 has two, one for send tasks and one for short links; the basic edition and service accounts have one each. Its latest version is edited; its live version is what holds (FIL-2).';

comment on table public.filing_versions is
  'FIL-2: one version of a filing. Draft and rejected versions are edited in place, and revision counts the saves on from the version before. An approved version never changes; an edit makes the next one. ends_on: the last day on which it holds.';

comment on table public.filing_documents is 'FIL-4: a file that was handed in. The object is in the private bucket "filing-materials". A version of another form may use it too (FIL-3).';

comment on table public.filing_materials is 'FIL-4: which file a version has for a material; with replaced_at, one that its draft had before.';

comment on function private.is_credit_code is 'FIL-1: whether it is a unified social credit code with its check character (GB 32100). shared/src/filings/codes.ts says the same.';

comment on function private.is_organisation_code is 'FIL-1: whether it is the code of an organisation with its check character (组织机构代码, GB 11714), without the hyphen. shared/src/filings/codes.ts says the same.';

comment on function private.filing_files is 'The files of a version by their names: {material: name}.';

comment on function private.filing_paths is 'The files of a version by their places in the bucket: {material: path}. Objects are written once, so a path is the file.';

comment on function private.filing_name is 'What a filing of this form is called, in Chinese with the form behind it, as people name it in chat.';

comment on function private.filing_lacks is 'FIL-1: the facts and materials that a version still lacks before it can be submitted, in the order of the form.';

comment on function private.filing_shared is 'FIL-3: the materials of a version that are approved in another form already: {material: form}.';

comment on view public.filing_cards is
  'A filing with its latest version, who submitted and decided it, and what holds now. standing: filed, ended (the day of its live version has passed), unfiled. lacks: what it needs before it can be submitted; shared: materials that another form has approved already.';

comment on view public.filing_history is
  'FIL-4: every file that a filing has ever had, with the versions it was in. holds: it is part of what is approved now; latest: of the latest version. Neither: it was replaced.';

comment on function private.filing_bar is 'Why a version can be neither submitted nor approved now: its last day has passed. Null where it has not.';

comment on function private.must_be_filed is 'FIL-1, FIL-2: refuses filing_missing where the enterprise has no approved filing of this form, and filing_ended where its day has passed. The approved version holds while an edit of it waits.';

comment on function private.filing_line is 'A fact of one line, trimmed; null where it is empty. Refuses input_invalid with its key where it is longer than `most`, or has what clean_name does not take.';

comment on function private.filing_code is 'FIL-1 (table 6-3): the code as it is stored, without spaces and hyphens, in capitals. Refuses credit_code_invalid, and of a non-profit organisation_code_invalid.';

comment on function private.filing_facts is
  'FIL-1: a version with the facts of an input; a key that is not given is kept, null or an empty text takes it away. Every refusal names its field: input_invalid, credit_code_invalid, organisation_code_invalid, and filing_not_asked for what the form does not ask for.';

comment on function private.filing_file is 'FIL-4: gives a version a file for a material in place of the one it had; null takes it away. Refuses proof_invalid with the field.';

comment on function public.create_filing is
  'FIL-1, FIL-3: begins the filing of a form: a draft with the materials that other forms have approved. input {form: send_task, short_link, basic, service_account}. Returns the filing_cards row. Refuses forbidden, input_invalid, filing_exists.';

comment on function public.update_filing is
  'FIL-1, FIL-2, FIL-4: edits a draft or rejected filing in place; an approved one gets a next version, and holds meanwhile. input: facts {certificate, company_name, credit_code, contact, contact_phone, contact_email, enterprise_type, industry, ends_on (YYYY-MM-DD)}, materials {licence, commitment, signature_authorisation, port_register, huawei_authorisation, company_relation, special: each {path, name} of a pdf, jpg or png of at most 2 MB in filing-materials}, own, base_revision. What is not given is kept, null takes it away. Returns the card. Refuses not_found, forbidden, wrong_state (in review), filing_edited, input_invalid, credit_code_invalid, organisation_code_invalid, filing_not_asked, proof_invalid, own_unknown, own_invalid, own_too_large.';

comment on function public.submit_filing is
  'FIL-2: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state (also while it is in review), filing_incomplete, filing_ended, own_missing.';

comment on function public.urge_filing is 'FIL-5 (催审): tells the subscribed chat channels again that a filing waits for its review, once in two hours. Returns the card. Refuses not_found, forbidden, wrong_state, urged_already.';

comment on function private.tell_filing is 'FIL-5: how it was decided stands in the panel and in the channels that subscribed; private.tell_maker tells the submitter.';

comment on function public.approve_filing is
  'FIL-5: in_review → approved, never by anyone who made, edited or submitted the version; it holds at once in place of the version before. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, filing_ended.';

comment on function public.reject_filing is 'FIL-5: in_review → rejected with a reason, which the submitter is told; a version that was approved before holds on. Refuses as approve_filing, and reason_required.';

comment on function public.set_own_filing is 'FLD-1: as set_own_send, of the latest version of a filing.';

comment on function private.remind_filings is 'FIL-2: tells 30, 7 and 1 days before the last day of an approved filing. Returns how many were told.';

-- Who else has the edit form of a row open, so that the second editor is told before typing. It binds nobody: what is saved is
-- decided by revisions and by the conflict note of the form.

comment on table private.form_presence is
  'The edit forms that are open now, one row a form: whose, of which row, since when. A form tells every 10 s that it is still there; a row that was not told of for 30 s is gone.';

comment on function public.edit_presence is
  'Says that the caller has the edit form of a row open (tab: an id of that form), and answers who else has: [{name, since, mine}], mine: it is the caller, in another tab. To be called every 10 s; leave: the form was closed. Empty for a row that is not visible to the caller. Binds nobody and leaves no line in the log.';

comment on function private.came_to is 'What follows every transition: chat cards are redrawn, a pending review raises an alert and is noted until its decision, and what the approvers have to decide about is stored.';

comment on function private.transition is
  'A transition made by the system (needs is null). code and its details say why. Refuses not_found and wrong_state. Returns {from, to, enterprise_id, row_id}.';

comment on function private.has_rule is 'Whether there is a rule of this name that takes an id (or the enterprise) and the input.';

comment on function private.run_rule is 'Runs the rule of a verb; null where it answers nothing.';

comment on function private.caught is 'The refusal for an error raised by a verb: its own, that of a named constraint, or input_invalid for a value that Postgres cannot read. Null: a defect of the system.';

comment on function private.raise_defect is 'Raises an error of the system again, without its details: they quote the row that failed, with its number (IAM-3).';

comment on function private.answer_refusal is
  'Ends a refused verb: its changes are rolled back, the attempt is counted (IAM-6) and written to the audit log (IAM-4) with the details of the refusal, and the answer has the HTTP status from the register. Where a limit is reached, that is the refusal, whatever else was wrong; the log has it once for each window.';

comment on function private.as_request is 'A request id as a uuid. Refuses input_invalid where it is none.';

comment on function private.legal_transition is 'The transition of a verb from the present state of the row, or nulls. Refuses what blocked_by says, unless it leads to the same state as `known`, which was checked before.';

comment on function private.act is
  'The frame of a verb about one resource. The rule private.<verb>_<resource>(id, input) runs after the state has changed, and private.before_… before that, private.after_… when everything is written. The rule may return the answer; otherwise the card is the answer. Without a rule, private.ordinary_act does what an update or a delete means. The reason is a key of the input. Refuses too_many_requests, input_invalid, input_too_large, not_signed_in, session_ended, not_linked, chat_proof_required, not_found, forbidden, sudo_required, mfa_required, wrong_state, four_eyes, shown_required, shown_changed, reason_required, reason_too_long, what blocked_by says, and what the rule refuses.';

comment on function private.require_room is 'Refuses rows_full where an enterprise has as many rows of a resource as it may have (most in private.resources).';

comment on function private.make is
  'The frame of a verb that creates something. The rule private.<verb>_<resource>(enterprise, input) (without one, private.ordinary_make) returns the id of the new row, or a list of ids (list: the key under which their cards are answered), or an object, which is the answer. Of an object, the id (or about, which is removed from the answer) and the difference between before and after go into the audit log, that of the enterprise home where it names one; the keys of once are answered this time only, and are not stored. The reason is a key of the input. private.after_… runs when everything is written. Refuses as private.act does, rows_full where there is no room for another, and bot_only for a verb that only chat may call.';

comment on function private.serve_bot is
  'The frame of the verbs reserved to the bot''s own account. The rule private.<verb>_<resource>(given) returns the answer. private.refused_…(code) runs after a refusal, when the changes are rolled back. Refuses bot_only, and what the rule refuses.';

comment on function private.receipt_channel is 'The adapter of a channel and the secret that signs its receipts; no row for an unknown channel.';

comment on function private.import_progress is 'How far the import of a number file is; no row for an unknown file.';

comment on function private.may_import is 'Whether this person may have a number file imported: who may only read sees how far it is and drives nothing.';

comment on function private.link_settings is 'The settings that the link function loads once: its address, the hosts of domains, the key of link codes.';

comment on function private.link_of_alias is 'The link of a custom code on a host, or null.';

comment on function private.latest_content is 'The latest version of a template, as check-template needs it. It is one statement, so that the hash belongs to the content. No row for an unknown template.';

comment on function private.age_s is 'Seconds since an instant, with one digit; 0 where there is none.';

comment on function public.deployment_health is
  'How the deployment is, as figures: ages in seconds of what waits, and counts; shared/src/health/gauges.ts has what each means. Platform admins, and the bot for itself. Refuses platform_admin_only, not_signed_in, session_ended.';

comment on table private.bots is 'Accounts that may speak for linked chat people and run the clock. They have no permissions of their own. key: the 32 bytes of TIDINGS_BOT_KEY, which signs for whom they speak; without it they speak for nobody.';

comment on table public.chat_identities is 'BOT-2: a chat account and the one member it speaks for. Discord ids are global, their team is "-". aal: that of the session in which the link code was made (IAM-5).';

comment on function private.header is 'A header of the API request, or null outside one.';

comment on function private.session_id is 'The session that the token of the request names, or null. Whether it still exists, private.signed_in says.';

comment on function private.signed_in is
  'IAM-5: the account of the token, while its session exists: whoever revokes a session ends it at once, not when the token runs out. Null for a token without a session.';

comment on function private.is_bot is 'True when the bot account itself is signed in, whoever it speaks for.';

comment on function private.signed_by_bot is 'Whether proof is the hex HMAC-SHA256 of this text by the key (private.bots) of the bot that is signed in.';

comment on function private.chat_user is
  'The chat account the bot speaks for (slack:<team>:<user>, discord:-:<user>), or null without a valid proof: x-chat-proof is v1.<unix seconds>.<hex HMAC-SHA256 over v1.<unix seconds>.<x-chat-request>.<x-chat-user>>, at most 60 s old or early, by the key of private.bots.';

comment on function private.chat_identity is 'BOT-2: the linked chat account that the bot speaks for with a valid proof; nulls where there is none.';

comment on function private.actor is
  'The only source of identity (BOT-2, IAM-5): the person whose session exists, or the person that a linked chat account stands for, said by the bot with a valid proof; while an edge function reads the rows of an export, its maker. Null for anyone else, who is allowed nothing.';

comment on function private.require_voice is 'Refuses session_ended for a token whose session is gone, and chat_proof_required where the bot names a chat account without a valid proof.';

comment on function private.source is
  'IAM-4: where the call came from. slack, discord and cron are known by the bot''s account and its proof, system by there being no request. admin and terminal are what a person''s own client calls itself: a help for readers, never a proof, and shown as such. api: a client that says nothing.';

comment on table public.profiles is 'A person: name, language and the enterprise they are working in now (ENT-1: one may belong to several).';

comment on function private.person_name is 'The display name of a person, or null.';

comment on function private.require_sudo is 'Refuses sudo_required unless the caller''s session began within the last ten minutes, that is, with a password just given.';

-- GRD-1: what the system has stopped or found wrong is an incident until it is over: one a thing, with a time line, an owner and a short report at its end.

comment on table public.incidents is 'GRD-1: a send that was paused or failed, a channel that is sick, links that were frozen, books that disagree: one incident a thing, from the first alert to its end.';

comment on table public.incident_events is 'The time line of an incident: the alerts about its thing, what people did with the thing and with the incident, and its end.';

comment on function private.incident_cause is 'What kind of incident an alert is about; null: about none.';

comment on function private.add_incident_event is 'Adds a line to the time line of an incident, and an update to the thread of each of its cards.';

comment on function private.open_incident is 'Opens the incident of an alert, or adds the alert to the one that is open about the same thing. {id, fresh}; null: the alert is about none.';

comment on function private.follow_incident is 'Adds an act on a thing to the time line of its open incident.';

comment on function private.is_over is 'Whether what an incident is about is as it should be again. Of the books check_books says it.';

comment on function private.end_incident is 'Closes an incident whose cause is over.';

comment on function private.end_incidents is 'GRD-1: closes the incidents whose cause is over. Returns how many.';

comment on view public.incident_cards is 'GRD-1: an incident with its owner and its time line, of which the first 100 events: [{id, at, what, by, reason, details}].';

comment on function private.incident_card is 'The incident_cards row of an incident as JSON.';

comment on function public.take_incident is 'GRD-1: the caller looks after an incident, also one that somebody else has. Returns the card. Refuses not_found, forbidden, wrong_state, incident_yours.';

comment on function public.note_incident is 'GRD-1: adds a sentence (reason) to the time line of an incident, and to the threads of its cards. Returns the card. Refuses not_found, forbidden, wrong_state, reason_required, reason_too_long.';

comment on function public.close_incident is 'GRD-1: closes an incident, whether or not what it is about is over; the reason stands in its report. Returns the card. Refuses not_found, forbidden, wrong_state, reason_required, reason_too_long.';

-- Checks the shape of an input once for every verb: types, lengths, depth and keys, from its zod schema in shared/src.

comment on table private.inputs is
  'The JSON Schema of the input of each verb, in a closed subset: type (or a list of a type and null), anyOf with null, enum, const, minLength, maxLength, pattern, minimum, maximum, items, minItems, maxItems, properties, required, additionalProperties, x-depth, and for the whole x-bytes (64 KB where it is not given). Written by npm run law from shared/src/inputs.ts.';

comment on function private.depth_of is 'The nesting depth of a JSON value, counted up to `most`.';

comment on function private.shape_fault is
  'The path of the first place where a value does not match its schema ("" is the value itself), or null. Where the schema gives no limit, texts have at most 1,000 characters and lists 1,000 items.';

comment on function private.check_input is 'Refuses input_too_large, and input_invalid (with the path of the place) for an input that does not match the schema of its verb.';

comment on function private.texts_of is 'A list of texts of an input, or null where there is none.';

comment on function private.as_uuid is 'A typed id as a uuid, or null for none. Refuses input_invalid, naming the field, where it is no uuid.';

comment on function private.as_time is 'A typed RFC 3339 time with its zone, between 2000 and 2200, or null for none. Refuses input_invalid, naming the field.';

-- IAM-6: how often something may be asked for. A call is looked at before its work, without a lock, and counted at its end, in rows of its own backend.
-- So nobody waits for a count, and calls that are under way at the same moment do not see each other: a limit is passed by at most as many calls as
-- there are connections less one (24 in the embedded server), and by 250 for each act on many rows.

comment on table private.limits is
  'IAM-6: at most `most` calls in any `per`, for each one of the scope: a person, an enterprise, an address, a chat account, or a bot for chat accounts that are linked to nobody. The window slides: what was counted in the last window fades evenly. shared/src/people/limits.ts has the words of each.';

comment on table private.limit_counts is 'What was counted: for whom, of which limit, by which backend. Deleted when two windows have passed.';

comment on table private.limit_hours is 'How many calls each limit let through and how many it refused, by enterprise (all zeros: none) and hour. Deleted after 7 days.';

comment on table private.limit_lines is 'The limits that a person has met. One refusal of each window stands in the audit log; a script that goes on would fill the log.';

comment on type private.counted is 'A limit that a call falls under: whose, how full. again_in: it is reached, and there is room again after so many seconds.';

comment on function private.address_header is 'The header in which the address of a caller stands.';

comment on function private.caller_address is
  'The address of the caller: the hop that the last proxy of ours or of the host has added; of IPv6 the network (/64). Null outside a request. private.deployment says which header it is and how many proxies of ours there are.';

comment on function private.limits_on is 'The limits that a call falls under, each with how it stands now, those that are reached first, the longest of them before the others. Takes no lock.';

comment on function private.limits_of is 'The limits that this call of the caller falls under. In chat, the chat account takes the place of the address.';

comment on function private.count_call is 'Counts a call that the limits let through. Limits on refused attempts count it only where it was refused.';

comment on function private.span_text is 'A span of time in English: 1 hour, 90 minutes, 61 seconds; rounded up.';

comment on function private.refuse_call is 'The refusal of a call that the first of these limits does not let through, with Retry-After. Such a call counts for no limit.';

comment on function private.is_first_refusal is 'Whether the caller meets this limit for the first time in its window. True once.';

comment on function private.ask_call is 'Counts a call of a function outside the frame. Returns null, or the refusal, which is to be returned then.';

comment on function private.count_function is 'Counts a call of an edge function by a person. Returns null, or the refusal {code, message, details, hint}.';

comment on function private.sweep_limits is 'Deletes counts whose windows are over, and sums up the hours that are over.';

comment on function public.limits_report is
  'IAM-6: the limits, and how near one''s enterprise is to each: [{name, scope, most, per, used, refused_today}]. used: in the last `per`, by the enterprise, or of a limit of persons by the caller; null where it is of an address or a chat account. refused_today: in the whole enterprise, since midnight in its zone. Refuses forbidden.';

comment on table private.link_key is 'The 96-bit key of the link codes: four words of 24 bits. Changing it makes every existing link unknown.';

comment on function private.link_keys is 'The 23 round keys of Speck48/96 (Beaulieu et al. 2013).';

comment on function private.link_code is
  'The code of a link, from the id of its delivery or of its row: 8 letters and digits. With 10,000,000 live links a guesser needs 22,000,000 tries for one hit.';

comment on function private.link_id is 'The id that a code of eight letters and digits stands for, whether or not there is such a link; null for anything else.';

comment on table public.link_flushes is
  'Requests for links, written in the transaction that counts them: one row per flush and enterprise, with its events as columns (link_events shows them one by one). One row per event took a third of the time of a flush. xact tells the roll-up which rows no uncommitted row can precede any more.';

comment on view public.link_events is
  'Every request for a link: counted resolutions, people in a browser, preview fetchers, refusals. link_id is what the code deciphers to. Requests of one kind and vendor in the same flush are one event, with their number n.';

comment on table public.link_days is
  'RPT-1: link events by task or send, day (in the enterprise''s zone) and vendor, rolled up within seconds, each event once. link_id is null for personal links, which are counted together; vendor is null for browsers and preview fetchers.';

comment on view public.resolve_task_cards is
  'RES-1, RES-2: a resolve task with its names, the code and address of its group link, and its results. params: the values of a group link, which everybody who opens it sees; those of personal links are nobody''s to read. resolved is exact for a group link and seconds old for personal ones. status: live, used_up, expired, frozen, or the state of a task that shows nothing.';

comment on view public.link_cards is
  '§7.1.2: a link of a resolve task with its code and address; those of a personal link, which shows its parameters, are whole for whoever may create resolve tasks or reveal recipients. cust_flag is masked where it is or holds a phone number; of the parameters it has the names (IAM-3). status: live, used_up (of a personal link: resolved), expired, frozen, cancelled. Links that could not be made are in link_rejects. Page by the last id: at 1,000,000 links the first 10 rows take 5 ms and a count by status 300 ms. An offset costs 50 µs for each row it skips, because of the codes.';

comment on function public.find_link is
  'Finds the link of a code or a whole address, as far as the caller may see it: a link_cards row with resource "link", or {resource: "delivery", id, send_id, send_name, code, address, maximum, used, expires_at, status}; of a bare custom code that several domains have {resource: "several", addresses}; null: there is none. The host of an address has to match: at another host the code is not found.';

comment on function public.add_resolutions is
  'RES-2: raises the maximum of a group link. input {resolutions}. Returns the resolve_task_cards row. Refuses not_found, forbidden, wrong_state, input_invalid, group_only, max_resolutions_invalid, too_many_resolutions, quota_short.';

comment on function public.add_validity is
  'RES-2: extends the validity of a task''s links, from their end or, when that is past, from now: at most 7 days in all for personal links, 180 for a group link. input {days}. Returns the resolve_task_cards row. Refuses not_found, forbidden, wrong_state, input_invalid, no_days_left, too_many_days, quota_short.';

comment on function public.regenerate_resolve_task is
  'RES-2: partial or failed → generating: retries what could not be made, after corrections of its link_rejects. input {corrections: [{ordinal, cust_flag, params}]}; params are merged. The clock runs it within seconds. Returns the resolve_task_cards row. Refuses not_found, forbidden, wrong_state, input_invalid, too_many_links, correction_without_link, parameter_unknown.';

comment on table private.link_minutes is 'Requests for a link in a minute, counted and refused, as far as they could show a burst: all requests for a group link, the refused ones for a personal link. Deleted after ten minutes.';

comment on function private.link_place is 'What an id freezes: a whole task (task_id alone), one link of a personal task, or one of a send.';

comment on function private.freeze is 'Freezes a task (link null) or one link; false when it was frozen already.';

comment on function private.frozen_as is 'The resource type under which an id is frozen: a task, a single link of a personal task, or a link of a send.';

comment on function private.freezing_answer is 'What freezing and unfreezing answer: {resource, task_id, send_id, link_id, frozen}.';

comment on function private.freezing_card is 'freezing_answer of a single link.';

comment on function public.freeze_link is
  'GRD-1: stops a link at once, with a reason: link is the id of a resolve task, of a link (of a group link: its task), or of a delivery. Returns {resource, task_id, send_id, link_id, frozen}. Refuses not_found, forbidden, wrong_state, reason_required, reason_too_long.';

comment on function public.unfreeze_link is 'GRD-1: unfreezes a link, with a reason. Input, answer and refusals as freeze_link.';

comment on function private.link_rules is 'The settings with which an enterprise guards its links.';

comment on function public.set_link_rules is
  'GRD-1, JMP-1: sets how an enterprise guards its links. input {jump_approval, group_burst (60,000), personal_burst (60)}, in requests a minute; what is left out stays as it is. Returns the three and the enterprise''s id. Owner. Refuses forbidden, input_invalid.';

comment on table public.jump_batches is
  'JMP-1 (§7.2.3): a request (task) for custom jump links: purpose is why (申请理由), reason the review note. Created means submitted; it is never edited.';

comment on table public.jump_links is 'JMP-1: a jump link of a batch; ordinal is its place among those that were submitted.';

comment on view public.jump_cards is 'A batch of jump links with its first ten, who submitted and decided it, and until when the review is due.';

comment on view public.jump_link_cards is 'A jump link with the task, the batch number and the review of its batch.';

comment on function private.jump_trouble is
  'JMP-1: why an address cannot be a jump link (empty, too_long, scheme, characters, credentials, port, host, private), or null. shared/src/links/jump.ts has the same rules. What a name resolves to when somebody opens the link is not checked.';

comment on function private.check_jump is
  'RES-1: refuses jump_url_invalid, and jump_not_approved where the enterprise requires an approval and no approved batch holds the address.';

comment on function public.create_jump_batch is
  'JMP-1: asks for jump links, all or none; they are in review at once. input {name, purpose, source: typed (at most 10) or file (at most 10,000), urls, proof: {path, name} or null}, the proof a rar in the bucket jump-proofs. Returns the jump_cards row. Refuses forbidden, name_required, name_unclean, input_invalid, jump_links_count, jump_url_invalid, proof_invalid.';

comment on function public.approve_jump_batch is
  'JMP-1: approves a batch as a whole, never by the person who requested it: in_review → approved. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed.';

comment on function public.reject_jump_batch is 'JMP-1: rejects a batch as a whole, with a review note. Refuses as approve_jump_batch, and reason_required.';

comment on function private.links_partition is 'The partition for the links of a task: a large task has its own.';

comment on function private.begin_minting is 'Reserves ids for the links of a personal task.';

comment on function private.mint_lines is 'Makes the links of the next lines of a task''s number file. A line that gives no link is kept with its reason. Returns how many lines.';

comment on function private.mint_again is 'RES-2: retries the next rejects of a task. Returns how many it retried.';

comment on function private.mint_slice is
  'RES-1, RES-2: makes the next links of a personal task, in the order of its file. The cursor advances in the same transaction, so a crash loses and repeats nothing. Returns how many lines it took.';

comment on function private.finish_minting is 'When every line is made or rejected: generating → done, partial or failed.';

comment on function private.mint_due is 'Runs one slice for each of the oldest running tasks. Called by the clock.';

comment on function private.link_address is 'The full address of a link: its domain''s own host or the deployment''s address, and its code.';

comment on function private.link_trouble is 'RES-2: why a personal link cannot be made, or null. Every parameter of the template needs a value.';

comment on function private.longest_validity is 'Table 7-1: how many days a link of a kind may have in all.';

comment on function private.check_signatures is 'Table 7-1: 1 to 5 signatures without brackets. Refuses signatures_invalid.';

comment on function private.parse_resolve_task is 'Table 7-1: the resolve task that an input describes. Refuses what does not fit, naming the field.';

comment on table private.link_roll_up is 'The position of the roll-up: the link events of every transaction below this one are in the reports.';

comment on table private.link_charges is 'PKG-2: counted resolutions of sends and of resolve tasks that are rolled up and not yet taken from the quota. They are charged at the end of the same tick of the clock, because the account of a send is locked before any quota.';

comment on function private.roll_up_links is 'RPT-1: adds link events to the days and totals of their tasks and sends, each once, in whole transactions. The reports are seconds old. Returns how many tasks and sends changed.';

comment on function private.freeze_bursts is 'GRD-1: freezes links with more requests in a minute than the enterprise allows, and raises an alert. Returns how many.';

comment on function private.charge_links is 'PKG-2: pays for counted resolutions: from the reservation of their send or task, else from what is available. One charge per send or task and tick. Returns how many.';

comment on function private.minute_now is 'The minute since the epoch, by the clock on the wall.';

comment on function private.resolve_links is 'Resolves the links of resolve tasks in a batch: see resolve_batch.';

comment on function private.resolve_deliveries is 'Resolves the personal links of sends in a batch: see resolve_batch.';

comment on function private.resolve_batch is
  'RES-3: a batch of requests for links. counts[i] requests of kinds[i] (resolution: a vendor''s client; human: a browser; bot: a preview fetcher) ask for ids[i], what the code deciphers to. places (from 1): the entries of which all requests are shown the card, each with its version, params and jump (null: none of them has one). rest: all others, [[place, verdict, granted, version, params, jump]]. An entry in neither is an unknown link. verdict: ok, cancelled (its task is), frozen, expired, used_up, too_fast (a group link was resolved as often in this minute as group_burst allows), vendor_unsupported, busy (ask again). Of the requests for a resolution the first `granted` are shown the card, whatever the verdict for the others. Count and events are one transaction; the caller must not answer before it has committed.';

comment on function private.show_version is 'What a version shows: {layout, title, version, content, enterprise}. An approved version never changes, so the function link caches it.';

comment on table public.resolve_tasks is
  'RES-1, table 7-1: a resolve task (解析任务). submitted_by made it; decided_by ended it. link_id: the one link of a group task. frozen_at: none of its cards is shown until a person unfreezes it.';

comment on table private.mint_progress is
  'The cursor of a personal task. The id of a link is id_base + ordinal, its place in the file. taken: how many lines are made or rejected. retry_after: the ordinal up to which the rejects were retried; null when no retry was asked for.';

comment on table private.link_blocks is 'The start of the next block of link ids. Small tasks share the partition from 2^46 on; a large task gets its own, from 2^46 + 2^40 on.';

comment on table public.links is
  'A group link, or a personal link of a resolve task. Its code is its enciphered id. cust_flag (客户标识) says for whom it is, often a number. No foreign key: a million checks would take longer than inserting the million rows, and only the verbs of its task write to this table.';

comment on table partitions.links_shared is 'The links of all small tasks.';

comment on table public.link_rejects is 'RES-2: the links of a personal task that could not be made, and why. A row is deleted when a retry makes its link.';

comment on table public.link_aliases is
  'Custom short codes (自定义短码), unique on a domain. host is empty for the deployment''s own address, which enterprises share. A custom code never has eight characters: those are enciphered ids, and it could shadow a later link.';

comment on table public.frozen_links is 'GRD-1: single personal links, of tasks and of sends, that are frozen. frozen_by null: the burst guard froze it. A group link is frozen with its task.';

comment on function private.add_alias is 'Gives a link its custom code: 3 to 10 letters and digits, of a personal link 9 or 10, never 8. Refuses custom_codes_not_allowed, custom_code_invalid, personal_code_short, and by its constraint custom_code_taken.';

comment on function private.make_group_link is 'Makes the one link of a group task. Refuses parameter_missing, and what add_alias refuses.';

comment on function private.make_typed_links is 'Makes up to 100 typed personal links at once: [{cust_flag, params, custom_code}]. A link that cannot be made is kept with its reason.';

comment on function public.create_resolve_task is
  'RES-1, table 7-1: makes a resolve task. input {kind, template_id or send_id, name, domain_id, signatures, validity_days (7), source}; group: {max_resolutions, jump_url, params, custom_code}; personal: {links: [{cust_flag, params, custom_code}]} of at most 100, or {number_file_id}; of a send, its audience. Group and typed links are there at once, a file''s in seconds. Returns the resolve_task_cards row. Refuses forbidden, input_invalid, what parse_resolve_task refuses, too_many_links, links_missing, file_not_ready, parameter_missing, custom codes, quota_short (with pay-as-you-go off).';

comment on function public.cancel_resolve_task is
  'RES-1: ends a task at any moment: no more links are made, and existing links answer that the task has ended. Returns the resolve_task_cards row. Refuses not_found, forbidden, wrong_state.';

comment on table public.holidays is
  'Days on which China does not work, and weekend days on which it does (调休上班), as the State Council publishes them each autumn for the next year. A year without rows has only its weekends off, and due times that reach into it are marked as uncertain. The operator of the deployment adds the rows of each new year.';

comment on function private.is_workday is 'Whether a day is a working day in China.';

comment on function private.next_workday is 'The first working day after this day.';

comment on function private.review_due is
  'JMP-1: when a review submitted at this time is due, and whether the calendar of every year in between is known. shared/src/links/workdays.ts computes the same.';

-- list views (LST-1)

comment on table public.list_views is
  'LST-1: saved views of lists. query is the address of the list: filters, order, columns, density. Seen by its owner; a shared one by every member. is_default: it opens first, for its owner, or where it is shared for everyone without one of their own.';

comment on function private.bound_list_views is 'Refuses capacity_reached where somebody has more than 30 views of a list, or the enterprise shares more than 30 of it.';

comment on function public.create_list_view is
  'LST-1: keeps a view of a list for whoever calls. input {resource, name, query}: query as in the address of the list. Returns the row. Refuses input_invalid, no_enterprise, name_required, name_unclean, name_taken, capacity_reached.';

comment on function public.update_list_view is
  'LST-1: gives a view another name and query. input {name, query}. Returns the row. A shared one is for those who may share. Refuses not_found, forbidden, and as create_list_view.';

comment on function private.turn_list_view is 'Shares a view, or takes it back to its owner. It opens first for nobody then, until somebody says so.';

comment on function public.share_list_view is 'LST-1: shows a view to every member of the enterprise. Returns the row. Refuses not_found, forbidden, wrong_state, capacity_reached.';

comment on function public.unshare_list_view is 'LST-1: takes a shared view back to its owner. Returns the row. Refuses as share_list_view.';

comment on function public.set_default_list_view is
  'LST-1: lets a view open first, in place of the one before: for its owner, or where it is shared for everyone without one of their own. Returns the row. Refuses not_found, forbidden, wrong_state.';

comment on function public.clear_default_list_view is 'LST-1: lets the view open first no longer. Returns the row. Refuses as set_default_list_view.';

comment on function public.delete_list_view is 'LST-1: deletes a view. Returns the row as it was. A shared one is for those who may share. Refuses not_found, forbidden.';

-- Resources and transitions as rows, and how the frame reads a row: by SQL expressions stored with its resource.

comment on table private.resources is
  'What a verb can be about. rel: the table that holds its state (null: there is none, and its verbs are makers, as for one''s own profile and the settings of the enterprise). row_of: a query from its id ($1) to the id of that row. reads: the action needed to read it (own: anyone signed in, and of an enterprise''s rows every member; platform: only who runs the deployment). card: the view of its cards (public.…), or the function that renders one; null: the row itself. proof: the bucket of its file of evidence. Expressions on the row r: enterprise (null::uuid: the row is the deployment''s), state, submitted_by, submission (when), audited (what the log keeps before and after), bound (what an approval is about, without counters and times; null: nothing is approved), made_by (who made it, where a policy may give an action for one''s own rows: private.actions), touched_by (a query for further people who had a part in it).';

comment on table private.transitions is
  'The legal transitions as rows, including those that keep the state: verb, from, to, the action it needs (null: only the system; own: anyone signed in), another one that it needs too (needs_also), four_eyes (never by whoever made, edited or submitted it), a reason. from_state none: it creates a row; to_state none: it deletes the row. condition: on the row r, where a verb may lead to several states. blocked_by: an expression on r for the code (or {code, …details}) with which the caller is refused, or null. names_shown: the caller names what was shown (APR-1). writes: the caller counts as having edited the row. needs_sudo: the password was given within ten minutes. protected: so where the enterprise has switched its operation protection on (PKG-1). chat_only: a maker that is called from a chat channel, through the bot. many: transition_many accepts it. repeats: the row is in that state already; the caller gets the card, without a line in the log, and there is no button. Buttons are drawn from these rows.';

comment on table private.touches is 'APR-1, T9: who made, edited or submitted a row. These people may not decide about it.';

comment on function private.fits is 'Whether the row meets a condition.';

comment on function private.look_at is 'The value of an expression on the row, as JSON; null without an expression, or without the row.';

comment on function private.row_of is 'The id of the row that holds the state of a resource, or null.';

comment on function private.target_of is 'The row that a verb is about, locked for the rest of the transaction unless told otherwise.';

comment on function private.is_mine is 'IAM-2: whether the caller made the row. False where nobody is known to have.';

comment on function private.enterprise_of is 'The enterprise a resource belongs to, or null: the deployment, or there is no such row.';

comment on function private.sees is
  'Whether the caller may know of a row: by the action `reads` in its enterprise; of the deployment''s rows, whoever reads says, and every member where it says own; platform admins also where a transition of the resource needs them. Other rows are answered as if there were none.';

comment on function private.card_of is 'A resource as a verb answers it: its card, or its row where it has none.';

comment on function private.has_touched is 'T9: whether a person made, edited or submitted the row, or what it is made of.';

comment on function private.wrong_state is 'Refuses wrong_state, with who acted last and when.';

comment on function private.set_state is 'Sets the state of a row by a legal transition, and records who submitted or decided it.';

comment on function private.phone_of is 'SND-5: the E.164 form of a mobile number of mainland China in any usual form (spaces, dashes, full width, +86, 0086); null for anything else.';

comment on function private.mask is 'A number with its middle four digits hidden: +86138****8000. *** for one that was erased (RET-1).';

comment on function private.hide_numbers is 'A text in which every mobile number is masked: what people write by hand, and what a carrier sends.';

comment on function private.contents_hash is 'The hash by which files with the same contents are known. Its key never leaves the database, so nobody finds a number by trying hashes.';

comment on table private.contents_key is 'The key of private.contents_hash.';

comment on function private.whole_message is 'The whole number and the parameters of a message. No API role may call it.';

comment on function private.masked_phone is 'The masked number of a message.';

comment on function private.param_names is 'The names of the parameters that a message has values for.';

comment on function private.link_name is
  'The code of a link as it is shown: its custom code, else its enciphered id. Whoever opens a personal link reads its customer''s values, so its code is whole only for who may have them: two letters leave 62^6 codes to try.';

comment on view public.delivery_cards is
  'A delivery with its masked number, the names of its parameters (IAM-3), the code of its personal link (whole for whoever may reveal recipients, since the link shows the parameters), and the carrier''s id: from its receipt, or else from the answer to the hand-off.';

comment on function private.masked_opt_out is 'The masked number of a row of the opt-out list.';

comment on view public.opt_out_cards is 'OPT-1: a number on a signature''s opt-out list, masked (IAM-3). replied: its owner opted out by a text message.';

comment on function private.masked_reply is 'The masked number of whom a reply came from.';

comment on function private.reply_words is 'The text of a reply, with the numbers in it masked.';

comment on view public.reply_cards is 'A reply (上行) with its number and the numbers in its text masked (IAM-3). id: <channel>/<the carrier''s id of it>, as reveal_recipient takes it.';

comment on function private.shown_receipt is 'Reference and code of a receipt that nobody knows, with the numbers in them masked: what a carrier sends there may be anything.';

comment on view public.receipt_cards is 'A receipt for an unknown reference, with the numbers in it masked (IAM-3).';

comment on function private.mask_flag is 'A customer flag as it is shown: masked where it is a phone number, and the numbers in it masked where it holds some.';

comment on function private.whole_link is 'The whole customer flag and the parameters of a link of a resolve task. No API role may call it.';

comment on function private.masked_flag is 'The customer flag of a link as it is shown.';

comment on function private.link_param_names is 'The names of the parameters that a link has values for.';

comment on function private.group_params is 'The values of a group link: everybody who opens it sees them, so they are nobody''s. Null for any other link.';

comment on function private.shown_reject is 'The customer flag of a link that could not be made, as it is shown, and the names of the parameters it has values for.';

comment on view public.link_reject_cards is 'RES-2: a link that could not be made, and why; its customer flag is masked, and of its parameters it has the names (IAM-3).';

comment on table public.media is 'TPL-8: pictures and videos of templates. The object is in the public bucket "media", because phones fetch it.';

comment on table private.proof_rules is 'The buckets of evidence: the endings of their files (pdf, or several with slashes between), and the actions that read and add them.';

comment on function public.add_media is
  'TPL-8: adds an uploaded object to the library. input {kind: image or video, name, path, bytes, width?, height?}; where Storage has counted the bytes, its number is used. Returns the media row. Refuses forbidden, input_invalid, name_required, name_unclean, media_not_stored, file_too_large, media_full.';

comment on function private.may_touch_object is 'Whether the caller may list, read and copy (or write) this stored object: objects are their enterprise''s. Parts of number files are read by nobody (private.may_read_part). A picture is public to whoever has its whole address, and to nobody by any other way.';

comment on function private.fits_bucket is 'TPL-8, SND-5: whether the type and size of an object fit its bucket: images up to 2 MB, videos up to 7 MB, parts of number files up to 8 MB. A picture or video is named by a UUID.';

comment on function private.may_read_part is
  'IAM-3: whether the caller may read this part of a number file: whoever uploaded it, until its import begins, because Storage reads an object that it is to write again. From then on nobody reads it but the import.';

comment on function private.tell_person is 'A direct message to a member, in the chat account that they linked last; none where they have none.';

comment on function private.tell_maker is
  'C10: a direct message to whoever submitted or made a row that somebody else, or the system, has moved, where the transition tells it (private.transitions.tells) and they want to hear of it (profiles.notices).';

comment on table public.number_files is
  'A file of numbers (号码文件), cut at line ends into parts of at most 8 MB, so that no process holds the whole file. Every line is accepted, invalid or a duplicate; a constraint checks the sum. edition: a file for cards has at most a million numbers, one for the basic edition five million. A file of flags (RES-1) has customer flags (any texts) in place of numbers, and is for personal links only. columns: the headings as they stand, and every one but that of the numbers is kept with each number; which of them a template needs, a send says. gaps: the columns in which a cell is empty. same_as: an earlier file with the same contents.';

comment on table public.number_file_parts is 'A part of a number file. It is imported once, however many sessions try, because the same transaction marks it done.';

comment on table public.numbers is
  'The accepted numbers of a file, E.164 (of a file of flags: the customer flags), each once, with the values of its other columns by their headings; an empty cell is no key. A large file has a partition of its own, attached when it is checked.';

comment on table partitions.numbers_shared is 'The numbers of all small files.';

comment on table public.number_rejects is 'The lines of a file that were not accepted: line, masked value, reason. number: the value as it was, at most 64 characters, or the number it stands for; no role of the API selects it (IAM-3).';

comment on function public.begin_number_file is
  'SND-1: announces a number file and how many parts it has. Each part goes to the bucket numbers at <enterprise>/<file>/<part>.csv. input {name, bytes, parts, edition: aim (1,000,000 numbers, unless told), basic (5,000,000, CSV) or flags (1,000,000 customer flags of personal links)}. Returns the number_files row. Refuses forbidden, input_invalid, file_name_invalid, file_too_large, part_out_of_range.';

comment on function public.add_number_part is
  'SND-5: registers that a part is in the bucket. input {part, bytes, first_line: the line number of its first line, from 1}. Returns {file_id, part, parts_here, parts}. Refuses not_found, forbidden, wrong_state, part_out_of_range.';

comment on function public.start_import is
  'SND-5: uploading → importing, when all parts are registered. A repeated call gets the same answer. Returns the number_files row. Refuses not_found, forbidden, wrong_state, parts_missing.';

comment on function private.typed_names is 'The names of the parameters given with typed numbers. Refuses typed_params.';

comment on function public.type_numbers is
  'SND-1: a file of one to ten typed numbers (E.164), ready at once. input {phones, name, params}; params: one object of texts per number, all with the same names, which fill the parameters of a template. Returns the number_files row. Refuses forbidden, input_invalid, file_empty, too_many_numbers, invalid_number, typed_params, name_unclean.';

comment on function public.discard_number_file is
  'SND-5: deletes a number file of one''s own that nothing uses, with its numbers, so that a refused send leaves nothing behind. {discarded}. Refuses not_found, forbidden, wrong_state, not_the_maker, file_in_use.';

comment on function private.is_part_of_nothing is 'Whether this stored object is a part of a number file that no longer exists.';

comment on function private.is_large is 'Whether a file gets a partition of its own.';

comment on function private.numbers_partition is 'The name of a large file''s partition.';

comment on function private.next_part is
  'The next part of a file to import, with the columns that its first part determined. target: the table its good lines are copied into (line, phone, params); null: pg_temp.stage_good. No row: no part is waiting.';

comment on function private.finish_part is
  'SND-5: accepts a copied part and marks it done in the same transaction. good: how many lines went into a large file''s target. gaps: columns with an empty cell in a good line. False: it was done already, and the caller rolls back.';

comment on function private.finish_file is
  'SND-5: when all parts are imported: finds the duplicates of a large file, builds its indexes and attaches it; the file is ready. False: a part is missing, or it was done already. After a crash it is run again.';

comment on function private.fail_import is 'Ends an import that cannot succeed; why is a code of the register.';

-- own fields (FLD-1): their definitions, and the one check of their values. The frame (frame.sql) does the rest.

comment on table public.own_fields is
  'FLD-1: a field that an enterprise adds to a resource. key, kind and bound never change and nothing is deleted, so that what is stored keeps its meaning: fields and choices are retired. bound: the value is part of what an approval is about; one that is not is set at any time. required: at a submission only. in_chat: shown on cards in chat.';

comment on function private.own_names is 'What fields are called, for the words of a refusal: [{zh, en}].';

comment on function private.own_fault is 'What a field takes, as {zh, en}, where this value is not that; null where it is.';

comment on function private.own_in is
  'FLD-1: the values of own fields as they are stored, from those given over those there were: a key that is not given is kept, null or an empty text takes it away. about: the resource. Every verb that writes them calls this. Refuses input_invalid, own_unknown (a retired field too), own_invalid, own_too_large.';

comment on function private.require_own is 'FLD-1: refuses own_missing where a required field has no value. For submissions only: a draft may lack anything.';

comment on function private.own_bound is 'APR-1: the values that an approval is about: those that are set, of fields that are bound.';

comment on function private.own_logged is 'Own values as the audit log has them, each under a key of its own, so that it says which of them changed.';

comment on function private.has_free_own is 'Whether a resource has fields that no approval is about.';

comment on function private.own_beside is 'The own values after fields were set that no approval is about. Refuses own_is_bound for any other, and as own_in.';

comment on function public.set_own_send is
  'FLD-1: sets own fields of a send that no approval is about, in any state; nothing is void by it. input {own: {key: value}}, as own_in. Returns the card. Refuses not_found, forbidden, wrong_state (there is no such field), input_invalid, own_unknown, own_invalid, own_is_bound, own_too_large.';

comment on function public.set_own_template is 'FLD-1: as set_own_send, of the latest version of a template.';

comment on function private.choices_in is 'The choices of a field, [{key, zh, en, retired?}], from texts key, key=中文 or key=中文/English; those that are left out are retired. Refuses input_invalid, name_required, name_unclean, capacity_reached.';

comment on function private.write_own_field is 'What making and editing a field have in common: everything but resource, key, kind and bound.';

comment on function private.bound_own_fields is 'FLD-1: refuses capacity_reached where a resource has too many fields: 30 in use, 100 with the retired ones, 5 in chat.';

comment on view public.own_field_cards is 'A field that the enterprise added. options: its choices with their words, retired ones too; choices: those in use as people write them.';

comment on function private.own_field_card is 'The own_field_cards row of a field as JSON.';

comment on function public.create_own_field is
  'FLD-1: adds a field to a resource of the enterprise. input {resource (send, template), key (a-z, 0-9, _; at most 32), kind (text, long, choice, flag, count, day), name, name_en, hint, hint_en, choices (of a choice: key, key=中文 or key=中文/English), min and max (characters, or the number), required (at a submission), bound (part of what is approved), in_chat, place}. key, kind and bound never change. Returns the own_field_cards row. Refuses forbidden, input_invalid, name_required, name_unclean, name_taken, capacity_reached.';

comment on function public.update_own_field is
  'FLD-1: edits a field. input as create_own_field, without resource, key, kind and bound. Choices that are left out are retired: what was stored with them stays. Returns the card. Refuses not_found, forbidden, wrong_state and as create_own_field.';

comment on function public.retire_own_field is 'FLD-1: a field is asked for no more; what is stored in it stays and is shown. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.restore_own_field is 'FLD-1: asks for a retired field again. Returns the card. Refuses not_found, forbidden, wrong_state, capacity_reached.';

comment on table public.enterprises is 'ENT-1: a tenant. No row of one enterprise is ever visible to another.';

comment on table public.statement_acceptances is 'ENT-2 (§2): who accepted which usage statement (声明) and when.';

comment on table public.members is 'A person in an enterprise. Who is disabled, or has left, keeps the history and loses every right.';

comment on table public.policies is 'IAM-1 system policies (enterprise_id null) and IAM-2 custom ones: {"Version":"1.1","Statement":[{"Effect","Action":[…],"Resource","Condition"}]}; private.check_policy says what each may be.';

comment on table public.groups is 'IAM-3: user groups carry policies; a member has the union of its groups'' policies.';

comment on table public.group_policies is 'Which policies a group carries.';

comment on table public.group_members is 'Who is in a group.';

comment on view private.rights is
  'IAM-2, IAM-3, IAM-5: which actions the policies of their groups allow or deny to active members whose address is confirmed. own: only about rows that the person made. sources: only from these places (null: from anywhere).';

comment on function private.names_of is 'IAM-2: all names of an action in small letters, its own first: the guide has other names for some (private.action_aliases).';

comment on function private.holds is 'IAM-2: whether a statement holds about a row that is the person''s own or not (mine), asked from this place (source; null: not known).';

comment on function private.place is
  'IAM-2: from where the caller asks, as far as the database knows: slack and discord by the bot''s proof, session for a person''s own sign-in, whatever its client calls itself (panel, terminal, API). Null: it is not known.';

comment on function private.allowed is
  'IAM-2, IAM-3: whether this person may do this action (service:resource:operation) in this enterprise: about rows of their own making or of others (mine; null: about some row), from where the caller is (here), from this place (source), or from some.';

comment on function private.actions_of is
  'IAM-2, IAM-3: the actions of the catalogue that this person may do in this enterprise from where the caller is, about some row, as a JSON array in the order of their names.';

comment on function private.who_may is
  'IAM-2, IAM-3: the active members of an enterprise who may do this action: about rows of their own making or of others (mine; null: about some row), from a place (source; null: from some).';

comment on function private.may is
  'Whether the caller may do this action in this enterprise, from where they are; about a row that they made or not (mine; null: about some row). own: whether anyone is signed in. platform: whether the caller runs the deployment.';

comment on function private.bar_of is
  'Why the caller may not do what private.may denies: own_only (what they made they may), not_from_here (from another place they may), forbidden, platform_admin_only.';

comment on function private.may_in is 'The enterprises where the caller may do this action; own: all of theirs. Policies compare a row''s enterprise_id with it once per query.';

comment on function private.my_enterprises is 'The enterprises the caller belongs to.';

comment on function private.enterprise_in_use is 'ENT-1: the enterprise that a person chose to work in, or null: none was chosen, or the person is no active member of it any more.';

comment on function private.current_enterprise is 'The enterprise the caller works in now (private.enterprise_in_use).';

comment on function private.require is 'Refuses not_signed_in, session_ended, not_linked, chat_proof_required, no_enterprise, platform_admin_only (for the action platform), own_only, not_from_here or forbidden; returns when the action is allowed. mine: as for private.may.';

comment on function private.require_bot is 'Refuses everyone but the bot account.';

comment on function private.lock_people is 'What is counted and then made is made by one at a time, in each enterprise.';

comment on function private.bound_policies is 'IAM-2: refuses capacity_reached where an enterprise has more than 50 policies of its own, or more than 2,000 actions in them.';

comment on function private.listed_name is
  'The name of a policy or a group as it is stored. They are named in lists, with commas between, by name or by id: so no name has a comma in it or looks like an id. Refuses name_required, name_unclean, name_unlisted.';

comment on function private.policy_name is 'The name of a custom policy as it is stored. Refuses as listed_name, and name_taken for the name of a system policy.';

comment on function public.create_policy is
  'IAM-2: makes a custom policy. Sudo. input {name, document}. Returns the row. Refuses forbidden, sudo_required, input_invalid, name_required, name_unclean, name_unlisted, name_taken, policy_invalid, capacity_reached.';

comment on function public.update_policy is 'IAM-2: changes a custom policy, for all groups that carry it. Input, answer and refusals as create_policy, and not_found (a system policy too), last_owner, own_right.';

comment on function public.delete_policy is 'IAM-2: deletes a custom policy that no group carries. Sudo. Returns the row as it was. Refuses not_found, forbidden, sudo_required, policy_in_use.';

comment on view public.policy_cards is 'IAM-1, IAM-2: the policies that an enterprise can give to its groups: the system''s, and its own, with the groups that carry them.';

comment on view public.group_cards is 'IAM-3: the groups of an enterprise with the names of their policies, and their members by id and by name.';

comment on function private.group_card is 'A group as a verb returns it: {id, name, policies, members: [{id, name}]}.';

comment on function private.fill_group is 'Replaces the policies and members of a group. Refuses not_found (also a member who has left), capacity_reached, last_owner, own_right.';

comment on function public.create_group is
  'IAM-3: makes a group. Sudo. input {name, policies, members}: policies by name, members by id. Returns {id, name, policies, members: [{id, name}]}. Refuses forbidden, sudo_required, name_required, name_unclean, name_unlisted, name_taken, not_found, capacity_reached, last_owner, own_right.';

comment on function public.update_group is 'IAM-3: gives a group another name, other policies and members, all at once. Input, answer and refusals as create_group.';

comment on function public.delete_group is 'IAM-3: deletes a group; its members keep what other groups give them. Sudo. {id}. Refuses not_found, forbidden, sudo_required, group_in_use, last_owner, own_right.';

-- people: invitations (IAM-5). Nobody becomes a member but by accepting one.

comment on table public.invitations is
  'IAM-5: an address that may become a member of these groups until expires_at, by the token that was answered once. state is what was done with it; private.invitation_state adds what the time did.';

comment on table private.invitation_tokens is 'The SHA-256 of the token of each invitation: 256 random bits, so that a hash without salt tells nothing. The token itself is stored nowhere.';

comment on function private.address is
  'An e-mail address as addresses are compared: trimmed, in small letters; null where it is none. ASCII only (of an international domain the form xn--…), because look-alikes of other scripts would be other accounts.';

comment on function private.confirmed_address is 'IAM-5: the address of an account, A to Z in small letters, or null while it is not confirmed.';

comment on function private.invitation_state is 'IAM-5: open, accepted, revoked or expired.';

comment on view public.invitation_cards is 'IAM-5: the invitations of an enterprise with their state now and the names of their groups.';

comment on function private.invitation_card is 'An invitation as a verb returns it: {id, email, state, groups, invited_by, created_at, expires_at}.';

comment on function private.token_hash is 'What is kept of a token.';

comment on function private.end_invitations_by is 'Revokes the open invitations that a person made, or those of an address: a newer one takes their place.';

comment on function public.create_invitation is
  'IAM-5: invites an address into groups for 7 days, whether or not there is an account of it; an open invitation of the same address is revoked. input {email, groups}, groups by name. Sudo. Returns {id, email, state, groups, invited_by, created_at, expires_at, token}; the token is answered this once, and not when the request is repeated. Refuses forbidden, sudo_required, input_invalid, not_found (a group), member_already, member_disabled, capacity_reached.';

comment on function public.revoke_invitation is 'IAM-5: open → revoked: its link does nothing any more. Sudo. Returns the invitation. Refuses not_found, forbidden, sudo_required, wrong_state.';

comment on function public.invitation_for is
  'IAM-5: what the caller would accept by this token, before they do: {state: open, enterprise, invited_by, groups, expires_at}; {state} alone where it is over. null for every other token: unknown, of another address, or where the caller''s own is not confirmed; and through the bot, as a token typed in a chat was read by others.';

comment on function public.accept_invitation is
  'IAM-5: makes the caller a member by the token of an invitation; only the account whose confirmed address was invited. It becomes the current enterprise where none is chosen. input {token}. Returns whoami() and joined {id, name}. Refuses not_signed_in, not_in_chat, address_unconfirmed, invitation_unknown (also that of another address), invitation_over, member_disabled, capacity_reached.';

comment on table private.link_codes is 'One-time codes that link a chat account: 40 random bits, 10 minutes, once, one at a time a person; only the hash is kept. aal: of the session that made it.';

comment on table private.link_attempts is 'Wrong link codes of the last day, by chat account. What they are limited to stands at private.too_many_codes.';

comment on function public.begin_link is
  'BOT-2: a one-time code (8 letters, 10 minutes) to link a chat account to oneself; an earlier one that was not used ends. {code, expires_at}. Refuses forbidden in chat.';

comment on function private.too_many_codes is 'BOT-2: whether wrong link codes of this chat account, its team, or everywhere on the platform are too many for another try now.';

comment on function public.finish_link is
  'BOT-2: links the chat account the bot speaks for to the person who made the code. {name, email, locale}. Refuses link_code_unknown, link_code_expired, already_linked, too_many_attempts, chat_proof_required, bot_only.';

comment on function private.chat_identities_seen is 'BOT-2: the caller''s own chat accounts and, for those who may list members, those of the active members of the enterprise they work in.';

comment on view public.chat_identity_cards is 'BOT-2: which chat accounts speak for whom: one''s own, and those of the members whom one may list. member_id: the membership of the enterprise in use. account: provider:team:user.';

comment on function public.unlink_chat_identity is
  'Unlinks one of one''s own chat accounts, also from within it; owners also one of an active member, with a password just given. {id}. Refuses not_found, sudo_required.';

comment on function private.keep_an_owner is
  'Refuses last_owner when a change would leave no one who can manage members, and own_right when the caller, who is not leaving the enterprise, no longer could.';

comment on view public.member_cards is 'The members of an enterprise with the names of their groups.';

comment on function private.member_card is 'A member as a verb returns it: {id, name, email, state, groups}.';

comment on function private.bound_groups_of is 'IAM-5: refuses capacity_reached where a member is in more than 20 groups.';

comment on function private.join_group is
  'Makes a person a member (once; who left comes back) and puts them into these groups of the enterprise. Refuses member_disabled, capacity_reached.';

comment on function public.disable_member is
  'IAM-3: active → disabled: every right is lost, the history stays, and the invitations the member made are revoked. Sudo. Returns {id, name, email, state, groups}. Refuses not_found, forbidden, sudo_required, wrong_state, last_owner, own_right.';

comment on function public.enable_member is 'IAM-3: disabled → active, with the groups as they were. Sudo. Returns as disable_member. Refuses not_found, forbidden, sudo_required, wrong_state.';

comment on function public.leave_enterprise is
  'IAM-5: ends one''s own membership of an enterprise, also a disabled one: every right and group is lost, the history stays. Who left comes back by accepting another invitation. Returns whoami(). Refuses not_signed_in, not_found, last_owner.';

comment on function private.is_aal2 is 'Whether the caller''s session gave a second factor. Never in chat.';

comment on function private.lacks_mfa is
  'Whether what the enterprise asks of those who decide (approver_mfa) is missing. linked: a session at aal2, or a chat account linked from one within 90 days. panel: a session at aal2.';

comment on function public.set_approver_mfa is
  'IAM-5: which second factor a decision asks for: none, linked (in the session, or when the chat account was linked, at most 90 days ago) or panel (in the session, so not in chat). Owner, with a password just given and, but for none to none, a second factor. input {approver_mfa}. Returns whoami(). Refuses forbidden, sudo_required, second_factor_first, input_invalid.';

comment on function private.policy_fault is
  'IAM-2: the first fault of a policy document, or null: {where: "Statement[0].Action[1]", fault, typed}. policySchema of shared/src/people/policy.ts finds the same, and has the words.';

comment on function private.met_by is 'IAM-2: the actions of the catalogue that a pattern meets, by any of their names.';

comment on function private.condition_is_unclear is
  'IAM-2: whether a condition is other than {"StringEquals": {"tidings:Source": [session, slack, discord]}}, each at most once. No other one is evaluated, so no other one is taken.';

comment on function private.check_policy is 'IAM-2: refuses policy_invalid, and says where a policy document is malformed and how (private.policy_fault).';

comment on function private.lay_groups is 'The four groups every enterprise starts with: Owners, Operators, Reviewers, Readers.';

comment on function private.meet is 'Trigger: creates a profile for every new account. Its language is null until the person chooses one: each surface speaks that of its browser, chat account or machine.';

comment on function private.follow_address is 'Trigger: profile and member lists show the address that the account has now.';

comment on function private.is_protected is 'Whether the enterprise has switched its operation protection on.';

comment on function public.set_operation_protection is
  'PKG-1 (操作保护): whether ordering packages asks for the password again. Owner; to switch it off, with a password just given. input {operation_protection}. Returns whoami(). Refuses forbidden, sudo_required, input_invalid.';

comment on function private.sessions_seen is 'IAM-5: the caller''s own sessions.';

comment on view public.session_cards is
  'IAM-5: one''s own sessions. seen_at: sign-in or last refresh of the token. client: what it said of itself, a dash where Auth does not know; address is null there. current: the one that asks; none in chat.';

comment on function private.one_line is 'What a stranger''s client said of itself, as it is kept: without control characters and marks of direction, at most so many characters; null for nothing.';

comment on function public.revoke_session is 'IAM-5: ends one of one''s own sessions at once, the one that asks included. {id}. Refuses not_found.';

comment on function public.revoke_other_sessions is 'IAM-5: ends all of one''s own sessions but the one that asks; in chat all of them. {ended}.';

comment on function private.log_sessions is
  'Trigger on auth.sessions: IAM-5, a sign-in or the end of a session stands in the log of each enterprise where the person is an active member. The bot''s own stands in none. No token is kept.';

comment on function private.record_failed_sign_in is
  'IAM-5: a wrong password for this account, from this address (null: not known). A refused sign_in in the log of each enterprise where the person is an active member, at most 10 a quarter of an hour. Answers nothing, whether there is such an account or not.';

comment on function public.record_failed_sign_in is 'IAM-5: called with the service key by what checks passwords (the embedded gateway). See private.record_failed_sign_in.';

comment on function private.asked_right is
  'The action that is asked about, by its own name, and the row with its maker. Refuses input_invalid for an action or a place that there is none of, not_found for a row that the caller may not see.';

comment on function private.statements_about is 'IAM-2: the statements about an action that a member has, each once for every group that carries it: Denies first.';

comment on function public.explain_right is
  'IAM-2, IAM-3: whether a member (null: the caller) may do an action of the catalogue, also by its alias, about a row or about any, and why: {action, member: {id, name, state, confirmed}, statements: [{group, policy_id, policy, statement, effect, own, sources}], cases: [{source, mine, allowed, by}]}. A case is a place (session, slack, discord; source: that one alone) and whether the row is of the member''s own making; by: the places of the statements that decide it. What is disabled or whose address is not confirmed has no statement. Refuses forbidden, no_enterprise, not_found, input_invalid.';

comment on function public.who_can is
  'IAM-2, IAM-3: the active members who may do an action of the catalogue, about a row or about some, from a place or from some: {action, members: [{id, name, email, always, mine_only, sources}]}. always: in every case; mine_only: only about rows of their own making; sources: from where. Refuses forbidden, no_enterprise, not_found, input_invalid.';

comment on table private.actions is 'IAM-2: the catalogue of actions. shared/src/people/actions.ts has their wording; a test keeps both in step.';

comment on table private.action_aliases is 'IAM-2: further names of actions, as the guide has them; shared/src/people/actions.ts has the same.';

comment on function public.whoami is
  'The caller: {user_id, name, email, locale, notices (as set_notices), delegate: {name, until} (as set_delegate) or null, bot, platform_admin, enterprise, enterprises, disabled_in, permissions}. user_id is null for anonymous callers and for unlinked chat accounts; enterprise is null until one is chosen (enterprises: among which). Refuses session_ended, chat_proof_required.';

comment on function public.may is 'Whether the caller may do this action in the enterprise they work in now.';

comment on function public.switch_enterprise is 'ENT-1: makes another of one''s enterprises the current one. Returns whoami(). Refuses not_found.';

comment on function public.set_locale is 'Sets one''s language. input {locale: zh-CN or en}. Returns whoami(). Refuses input_invalid, not_signed_in.';

comment on function public.set_notices is
  'C10: sets of what becomes of one''s own things one is told in a direct message. input {notices: of approved, rejected, held, ended; none of them: nothing}. Returns whoami(). Refuses input_invalid, not_signed_in.';

comment on function public.set_marketing_window is
  'SND-1: sets when marketing messages may go out, in the enterprise''s time zone (default 08:00 to 21:00). Owner. input {opens, closes}, each HH:MM. Returns whoami(). Refuses forbidden, input_invalid.';

-- Platform admins run the deployment (price list, carriers, limits). They belong to no enterprise by that, and see counts of enterprises, never their rows.

comment on table private.platform_admins is 'Who runs the deployment. Made by `npm run setup -- platform-admin <email>`, by nobody through the API.';

comment on function private.is_platform_admin is 'Whether the caller runs the deployment. Never the bot, nor anybody in chat.';

comment on function private.platform_waits is
  'What waits for a platform admin, with how many and since when: orders (for their payment), vendor_reviews (to be written down), carriers (sick now), keys (carriers without one), calendar (the holidays of the next year are missing, from November on).';

comment on function public.platform_overview is
  'How much there is on this deployment: {enterprises, members (active), sends: {state: count}, waiting: [{kind: orders, vendor_reviews, carriers, keys or calendar, count, since}], what waits the longest first}. Platform admins only. Refuses platform_admin_only, not_signed_in, session_ended.';

comment on view public.holiday_cards is 'JMP-1: a day off or a working weekend in China.';

comment on function private.day_in is 'A day of an input. Refuses input_invalid where it is none, such as 2027-02-30.';

comment on function public.create_holiday is
  'JMP-1: days on which China does not work, or weekend days on which it does, as the State Council publishes them. Platform admins. input {day, until (null: that day alone; at most 31 days), kind: off or workday, name}. Returns {holidays: the holidays rows}. Refuses platform_admin_only, day_taken, name_required, name_unclean, input_invalid.';

comment on function public.update_holiday is
  'JMP-1: corrects a day of the calendar; reviews that wait keep the time that was said. Platform admins. input {day, kind, name}. Returns the holidays row. Refuses not_found, platform_admin_only, day_taken, name_required, name_unclean, input_invalid.';

comment on function public.delete_holiday is 'JMP-1: takes a day out of the calendar. Platform admins. Returns the row as it was. Refuses not_found, platform_admin_only.';

comment on function private.call_limits is 'The limits of this deployment with what they let through and refused, for platform admins; nothing for anybody else.';

comment on view public.call_limit_cards is 'IAM-6: how often something may be asked for, why that often, and how many calls of the last 24 hours each limit let through and refused. Platform admins only.';

comment on function public.update_call_limit is
  'IAM-6: how many calls a limit lets through in its span, from the next call on. Platform admins, with a password just given. input {most: 1 to 10,000,000}. Returns the call_limit_cards row. Refuses not_found, platform_admin_only, sudo_required, input_invalid.';

comment on function private.tenants is 'How much there is of each enterprise, for platform admins; nothing for anybody else.';

comment on view public.tenant_cards is 'ENT-1: the enterprises of the deployment with counts of what they have. Platform admins only.';

-- channel numbers (通道号, §9.2) and their bindings to service accounts (CHN-1)

comment on table public.ports is 'CHN-1 (§9.2): a channel number: what a carrier shows as the sender, with the signatures it may carry and the evidence for them.';

comment on table public.port_bindings is
  'CHN-1: behind a channel number, signature and region stands one service account. region: a code of GB/T 2260, 0 for the whole country. automatic: by the signature authorisation of the account.';

comment on column public.port_bindings.stretch is 'Number, signature and region as one stretch of whole numbers; two that meet are refused by the constraint port_bindings_apart, also a city beside its province.';

comment on table private.authorised_signatures is 'CHN-1 (签名授权): the service account that stands for every channel number of a signature.';

comment on table private.regions is 'CHN-1: provinces and cities of GB/T 2260 with what people may type for them. Written by npm run law from shared/src/accounts/regions.ts.';

comment on view public.port_cards is 'A channel number with how many bindings it has.';

comment on view public.port_binding_cards is 'The bound list of §9.2: a channel number, its signature and region, and the service account that stands behind it.';

comment on function private.port_binding_logged is 'What the log keeps of a binding.';

comment on function private.region_stretch is 'GB/T 2260: a region as a stretch of whole numbers from base on: the country has a million, a province 10,000 of these, a city 100.';

comment on function private.stretch_of is 'CHN-1: the stretch of a binding: a million whole numbers for each signature of a port; of these a province has 10,000 and a city 100.';

comment on function private.region_of is 'CHN-1: the code of a region by a name in either language or its code. Refuses region_unknown.';

comment on function private.bind_port is 'CHN-1: binds a number, signature and region to an account. Refuses port_taken, with the account and region that have it; of two at the same instant the constraint refuses one.';

comment on function private.authorise_signatures is
  'CHN-1 (签名授权): from now on the account stands for every channel number of these signatures, in the whole country; bindings it had of them are replaced, those of earlier signatures end. Refuses signature_authorised, port_taken.';

comment on function public.create_port is
  'CHN-1 (§9.2.2): adds a channel number. input {number (3 to 21 digits), kind: plain, prefix or suffix, signatures (1 to 5), proof: {path, name} of a picture in port-proofs}. An account with signature authorisation is bound at once. Returns the card. Refuses forbidden, input_invalid, port_number_invalid, account_content_invalid (signatures), proof_invalid, port_proof_required, name_taken.';

comment on function public.delete_port is 'CHN-1: deletes a channel number; bindings by signature authorisation go with it. Returns the card as it was. Refuses not_found, forbidden, port_bound.';

comment on function public.create_port_binding is
  'CHN-1 (§9.2.3): binds a channel number to a service account with an approved profile. input {port_id, account_id, signature (one of the number''s; not needed where it has one), region: a province, a city or the whole country, by name or code}. Returns the card. Refuses forbidden, input_invalid, not_found, account_not_approved, port_signature_unknown, region_unknown, port_taken.';

comment on function public.delete_port_binding is 'CHN-1 (解绑): takes a channel number from a service account. Returns the card as it was. Refuses not_found, forbidden, binding_automatic.';

comment on table public.packages is 'PKG-1 (§3): a package (套餐包): the units of a paid order. There are no refunds.';

comment on table public.quota_accounts is
  'Balances of the ledger''s accounts, updated in the transaction of each transfer. package_id null is pay-as-you-go: its "available" counts down from 0 without limit.';

comment on table public.quota_ledger is 'PKG-3: double entry: the two rows of a transfer add up to zero. Append-only.';

comment on table private.reservations is 'How much of which package a send or a resolve task has reserved, and how much of that is settled or released.';

comment on table private.holds is 'Sends and resolve tasks whose reservation is open. What their links did not use goes back when the last one is over, and the row goes.';

comment on function private.days_left is 'PKG-1: in how many days the packages of a kind are used up or over, at so many units a day.';

comment on function private.unpaid_clicks is 'PKG-2: clicks that no package has paid for, of the enterprises whose quota the caller may see.';

comment on view public.quota_balances is 'Balances by kind: granted = available + reserved + used + expired - payg_used. unpaid: clicks that happened beyond the packages while pay-as-you-go is off; in no account until a package or pay-as-you-go pays for them. runs_out_on: the day on which the packages are used up, or over, if the use of the last 14 days goes on (PKG-1); null without use, or in more than ten years. low: less than 14 days of it are left (days), or less than a tenth of the packages (share).';

comment on view public.package_cards is 'PKG-1: a package with what is left of it, and the order that it came of.';

comment on view public.ledger_entries is 'PKG-3: the ledger, each entry with the send or resolve task that it is about; by its id for those who may not list it.';

comment on function private.lock_quota is 'Serialises the writers of an enterprise''s quota of a kind. Transfers come once per batch, not once per message.';

comment on function private.transfer is 'Moves an amount between two accounts of one package (or of pay-as-you-go): two ledger rows and two balances, or nothing.';

comment on function private.reserve is 'PKG-2, PKG-3: reserves an amount for a send or a resolve task: packages by expiry, then pay-as-you-go. Never oversold: one writer at a time.';

comment on function private.settle is 'PKG-2: pays for resolutions of a send or a resolve task from its reservation. What the reservation lacks is reserved first, so it never fails.';

comment on function private.release is
  'PKG-2: gives units of a reservation back, at most what is open: of a send whose links are over, nothing is.';

comment on function private.charge is 'PKG-2: charges usage that has no reservation: packages by expiry, then, where `beyond`, pay-as-you-go. Returns what nothing has paid for. Called once per resolve task and turn of the clock, not once per resolution.';

comment on function private.expire_packages is 'Expires what is left of packages past their date. Units that are released to an expired package expire too.';

comment on function private.price_at is 'PKG-2: the price of an item at a time, in millionths of the currency; null where there was none.';

comment on function private.fen_of is 'What so many units cost, in hundredths of the currency; null where there is no price.';

comment on function private.cost_of is
  'PKG-2, PKG-3: what so many resolutions and SMS segments cost at most as packages and prices are now: {units, packages, pay_as_you_go, allowed, segments, currency, unit_micros, segment_micros, units_fen (of what goes beyond the packages), segments_fen, most_fen (both)}. allowed false: an approval would be refused (quota_short). Prices and amounts are null where the price list has no price.';

comment on function private.units_of is 'PKG-2: how many units a send reserves: one for each number it goes to.';

comment on function private.send_cost is 'PKG-2: what an approval of a send would reserve, and what it costs at most; for a recurring send, each time. As private.cost_of.';

comment on function private.send_charges is
  'PKG-2: what a send did cost so far, at the prices of its approval: {units (resolutions paid for), packages, pay_as_you_go, open (still reserved), segments (handed to the carrier), currency, units_fen, segments_fen, total_fen}. Null before its approval; amounts are null where there was no price.';

comment on function public.preview_cost is
  'PKG-2: what a send to so many numbers, each of so many SMS segments, would cost at most now, before there is one. As the cost of send_cards. Refuses forbidden, no_enterprise, input_invalid.';

comment on function private.hold_task is
  'PKG-2: with pay-as-you-go off, reserves for a resolve task what its links may still be resolved, and keeps it until they are over. Refuses quota_short.';

comment on function private.links_end is 'When the last link of a send or a resolve task is over; null: not known yet.';

comment on function private.close_reservations is
  'PKG-2: closes the reservations of sends that are done or cancelled, and of resolve tasks, whose last link is over and whose requests are all rolled up: what nobody opened goes back. Returns how many.';

-- The price list of the deployment (PKG-1, PKG-2): offers of packages, and what a unit costs beyond them.

comment on table private.sale_settings is 'What holds for all orders of this deployment: the currency, and whether an order is confirmed by the system at once.';

comment on table public.offers is
  'PKG-1 (§3): an offer of the price list: kind (信息类型), specification (规格), size (套餐), price_fen (hundredths of the currency), validity in months from the payment, on sale from and until. An edit raises its revision and changes no order.';

comment on table public.unit_prices is
  'PKG-2: the price of a unit beyond the packages, and of an SMS segment, in millionths of the currency. A price holds from `since` until the next one of its item.';

comment on function private.is_on_sale is 'Whether an offer can be ordered now.';

comment on view public.offer_cards is 'PKG-1: the offers, each with the price of a unit in millionths of the currency: those on sale; for platform admins all of them.';

comment on view public.unit_price_cards is 'PKG-2: the prices of units, those that hold now and those before.';

comment on function private.offer_in is 'The terms of an offer from an input: one year of validity and on sale from now, unless it says otherwise. Refuses input_invalid.';

comment on function public.create_offer is
  'PKG-1: puts an offer on the price list. Platform admins, with a password just given. input {sku, kind, spec (of the basic edition), size (1 to 10,000,000), price_fen (1 to 1,000,000,000), validity_months (12), sale_from (now), sale_until}. Returns the offers row. Refuses platform_admin_only, sudo_required, sku_taken, input_invalid.';

comment on function public.update_offer is
  'PKG-1: new terms of an offer, all of them; orders that were made keep theirs. Platform admins, with a password just given. input as of create_offer (without sale_from: as it is), and base_revision: the revision that the editor began from. Returns the offers row. Refuses platform_admin_only, sudo_required, wrong_state (withdrawn), offer_edited, sku_taken, input_invalid.';

comment on function public.withdraw_offer is
  'PKG-1: takes an offer off the price list, for good; orders that were made stay. Platform admins, with a password just given. Returns the offers row. Refuses platform_admin_only, sudo_required, wrong_state.';

comment on function public.set_unit_price is
  'PKG-2: what a unit beyond the packages costs from now on, or an SMS segment. What was reserved before keeps its price. Platform admins, with a password just given. input {item: aim_resolution, basic, sa_resolution or sms_segment, price_micros (0 to 1,000,000,000 millionths of the currency)}. Returns the unit_prices row. Refuses platform_admin_only, sudo_required, input_invalid.';

comment on function public.set_sale_settings is
  'PKG-1: whether orders are confirmed by the system at once, without a payment that somebody saw. Orders that wait already go on waiting. Platform admins, with a password just given. input {orders_confirm_themselves}. Returns it. Refuses platform_admin_only, sudo_required, input_invalid.';

comment on function public.price_list is
  'PKG-1, PKG-2: {currency, orders_confirm_themselves, offers: the offers rows on sale now, units: {item: price_micros}}, for anyone signed in. Refuses not_signed_in, session_ended, not_linked.';

-- Orders of packages (PKG-1): offer × quantity. Nobody types a price, a size or an expiry; units come of a payment that was confirmed.

comment on table public.orders is
  'PKG-1 (§3): an order of packages: the terms that its offer had then, times quantity. ordered → paid (a platform admin says that the money came, or the system where orders confirm themselves), cancelled (by whoever ordered) or declined (by a platform admin). No refunds.';

comment on function private.pay_order is 'PKG-1, PKG-3: puts the units of a paid order into the ledger, as one package that ends its months after the payment.';

comment on function private.new_order_no is 'A number for an order, which a payment can name: PO- and ten hexadecimal digits.';

comment on function public.create_order is
  'PKG-1: orders packages. input {offer_id, quantity (1 to 100), revision (of the offer, as it was shown)}. The total is price × quantity, the units are size × quantity. Waits for the confirmation of the payment, unless orders confirm themselves. With a password just given where the enterprise protects it (operation_protection). Returns the orders row. Refuses forbidden, sudo_required, not_found, offer_withdrawn, offer_not_yet, offer_over, offer_changed, capacity_reached (20 orders that wait), input_invalid.';

comment on function public.cancel_order is
  'PKG-1: takes back an order that is not paid yet. Whoever ordered. Returns the orders row. Refuses not_found, forbidden, not_the_orderer, wrong_state.';

comment on function public.confirm_order is
  'PKG-1: says that the payment of an order came; its units are in the ledger with that. Platform admins, with a password just given, and never for an enterprise that they are or were a member of. input {reference}: by which the payment is found, 1 to 64 characters. Returns the orders row. Refuses not_found, platform_admin_only, sudo_required, own_payment, wrong_state, name_unclean, input_invalid (also for an empty reference).';

comment on function public.decline_order is
  'PKG-1: ends an order whose payment does not come. Platform admins, with a reason. Returns the orders row. Refuses not_found, platform_admin_only, reason_required, reason_too_long, wrong_state.';

comment on table public.receipts is
  'Receipts for unknown references: stored and shown, each once. A receipt for a known reference is stored in its delivery. It is applied once, because a delivery only moves forward to a later state.';

comment on table public.replies is 'Replies of people (上行), each once by the carrier''s id.';

comment on function private.channel_name is 'The name of the channel that a reply or a receipt came through, also for people who may not list channels. Called for rows that are visible to the caller.';

comment on function private.count_step is
  'Updates the account (ACC-1) and the quota (PKG-2) for n deliveries that changed from one state to another, in the transaction that changed them. unresolved: how many of them nobody has opened.';

comment on function private.count_days is
  'RPT-1: updates the days of the send report, by vendor, for deliveries that changed, in the transaction that changed them. Whoever calls it holds the accounts of the sends.';

comment on function private.time_out is 'Times out messages whose receipt did not come within the channel''s limit, and batches that stayed in doubt as long, a few batches per call. A late receipt corrects it. Returns how many.';

comment on function private.record_replies is 'carrier.md: replies of people, each once; an opt-out word stops the signature for that number from then on (OPT-1). {fresh, opted_out}.';

comment on type private.step is 'n deliveries of a send, handed over on that day, changed from one state to another; unresolved of them were not opened. earlier, vendor: the phones'' vendor before and after it. turned_away: the carrier had refused them at the hand-off.';

comment on type private.receipt_columns is 'Receipts of one transaction in id order, each id once. Values that hundreds of receipts share are stored once.';

comment on function private.vendors_of is 'The vendors with these names, in the same positions; null for an unknown name.';

comment on function private.sends_of is 'The sends that delivery ids, in order, belong to: each has a block of ids.';

comment on function private.receive_into is
  'Applies receipts to the deliveries with these ids, all in one partition and in the state old. steps: what changed; rest: the ids that did not change.';

comment on function private.blocks_of is 'The partitions that hold deliveries of these sends, with the range of the sorted ids in each.';

comment on function private.receive is
  'Applies receipts to their deliveries, and updates account, days and quota. applied: how many changed; missing: the ids that are no delivery of the enterprise.';

comment on function private.record_sorted_receipts is
  'record_receipts for columns as in receipt_columns: the ids sorted, each once. The caller guarantees that, which saves a third of the work.';

comment on function private.record_receipts is
  'carrier.md: a batch of receipts, from one call or from several. Repeats are ignored, the order does not matter, and late ones correct a time-out. A receipt for an unknown reference is stored and shown. {applied, unknown}.';

comment on function private.wanted_number is 'The E.164 form of a number that somebody searches for. Refuses invalid_number.';

comment on function private.recipient_reads is 'The action needed to list the rows of this kind that carry a number; null: there are none of this kind.';

comment on function private.deliveries_to is 'The messages to a number, of one send or of the newest 500 sends of an enterprise, the newest send first; one more than asked for where there are more.';

comment on function private.rejects_of is 'The lines of this number that were left out, of one file or of the newest 500 files with such lines.';

comment on function private.links_with is 'The links of a task whose customer flag is this text, or this number.';

comment on function public.find_recipient is
  'IAM-3: the rows of one''s enterprise that are about this number, masked: {number, rows, more}. resource: delivery (rows of delivery_cards with send_name, batch_no, origin; of: one send, else the newest 500), opt_out (opt_out_cards), number_reject (file_id, file_name, line, value, reason; of: one file, else the newest 500), reply (reply_cards), link (link_cards; of: the task; number: the whole customer flag). number: in any usual form. At most 50 rows; more: there are others. Each call counts as a search (IAM-6), because a number that is shown masked could be found by trying. Refuses forbidden, input_invalid, invalid_number, too_many_requests.';

comment on function private.whole_recipient is 'The whole number and the parameters behind a row of an enterprise, and in words where the row is; nulls where there is none. No API role may call it.';

comment on function public.reveal_recipient is
  'IAM-3: the whole number and the parameters of one masked row, with a reason. resource and id: delivery, opt_out, receipt, link (the id of the row), number_reject (<file>/<line>), reply (<channel>/<id>), link_reject (<task>/<ordinal>). Returns {resource, id, number, params}; a repeated request gets no number again. Who asked, for which row and why stands in the audit log; the number does not. Refuses forbidden, input_invalid, not_found, not_in_chat, reason_required, reason_too_long, too_many_requests.';

comment on function private.trace_messages is 'How many messages of an enterprise went, or will go, to a number, and when: of each the hand-off, or else when its send was made.';

comment on function private.trace_links is 'How many personal links of resolve tasks have a number as their customer flag, and when their tasks were made.';

comment on function public.trace_recipient is
  'RET-1: how much one''s enterprise keeps of one number, with a reason: {number (masked), found: [{what: delivery, number_file, number_reject, link, reply, opt_out; count, first_at, last_at}]}. number: in any usual form. Who asked and why stands in the audit log with the counts; the number does not. The rows themselves: find_recipient. Refuses forbidden, input_invalid, invalid_number, reason_required, reason_too_long, too_many_requests.';

comment on schema private is 'Tools of the law. Never exposed by the API.';

comment on function private.unclean is 'The pattern of a character that no name and no other text of one line has.';

comment on function private.clean_name is 'A name as it is stored: trimmed. Refuses name_unclean, name_required.';

comment on function private.clean_reason is 'A reason as it is stored: trimmed, with phone numbers in it masked, null for none. Refuses reason_required, reason_too_long.';

comment on table private.refusals is
  'The register of refusals: code, HTTP status, English words and hint (hint_by: where the details name who acted last). Written by npm run law from shared/src/refusals; a {name} place is filled from the details.';

comment on table private.constraints is 'Named constraints, and the refusal that a person reads in place of their violation.';

comment on function private.fill_places is 'Puts the details into the {name} places of a text, as fillPlaces in shared/src/locale.ts does.';

comment on function private.refusal is 'A refusal as the caller gets it: {code, message, details, hint}, in the English words of the register.';

comment on function private.refuse is
  'Raises a refusal: sqlstate PGRST with {code, message, details, hint} and the HTTP status from the register. The frame of verbs catches it; elsewhere PostgREST answers with it.';

comment on view public.send_report is
  'RPT-1: a send by day. submission_count = handed to the carrier, send_count = accepted by it, resolutions = cards shown. Days are of the hand-off, in the enterprise''s zone.';

comment on view public.template_report is 'RPT-1: 模板报表: a template by day, kind of link, signature and vendor, as public.template_days, with its names.';

comment on view public.send_report_days is 'RPT-1: the send report without its sends: what it is read from where no send is asked for.';

comment on view public.template_resolution_days is
  'RPT-1: the live template resolution report by day and vendor: links minted (of resolve tasks and of approved sends) and the requests for them. Seconds old.';

comment on view public.group_link_days is 'RPT-1: the live group-link report by day and vendor; vendor is null for browsers and preview fetchers. address: the link.';

comment on view public.group_link_names is 'RPT-1: how a line of the group-link report is called: its link, task and template.';

comment on view public.send_names is 'RPT-1: how a line of the send report is called: its send, batch, template and signature.';

comment on view public.template_names is 'RPT-1: how a line of a report by template is called.';

comment on view public.report_days is
  'RPT-1, OVW-1: an enterprise by day, over all its sends. resolved: cards shown by the links of sends; resolutions: cards shown by any link, including those of resolve tasks.';

comment on view public.waiting_reviews is 'OVW-1: what waits for a decision. number and origin distinguish sends of the same name. mine: submitted by the caller, who may not decide it. waits_for: who is asked for it (private.review_asked); asks_me: that is the caller.';

comment on function private.books is
  'PKG-3, ACC-1, RPT-1: checks that ledger, balances, deliveries and reports of an enterprise agree, at one moment: {ok, looked_at, findings}. since: only sends that were not finished by then are checked.';

comment on function public.audit_quota is
  'PKG-3, ACC-1, RPT-1: checks that ledger, balances, deliveries and reports of one''s enterprise agree, at one moment: {ok, looked_at: {accounts, transfers, sends, days}, findings}. Refuses forbidden.';

comment on function private.check_books is 'PKG-3: runs the check of audit_quota for every enterprise with activity in the last two days, and raises an alert where the books disagree. Called by the clock. Returns in how many enterprises.';

comment on function private.report_findings is
  'RPT-1, RPT-2: where the roll-ups of an enterprise''s reports are not the sums of their rows, at one moment: sends against their deliveries, links against the requests for them, templates against both, clicks of the week for which they are kept. since: only sends that were not finished by then, and later days. days: rows of template_days that were looked at.';

-- reports: one function reads every report that is declared in shared/src/reports (RPT-1)

comment on table private.reports is 'RPT-1: what reports there are, from which views they are read, by what their lines are grouped and filtered. Written by npm run law.';

comment on function private.conditions is 'Filters [{column, op: is, part, has, from, until, value}] as conditions on the rows r of a view. Names of columns were checked by whoever calls it; values are literals.';

comment on function private.report_view is 'The smallest view of a report that has these columns.';

comment on function public.report is
  'RPT-1: a report of one''s enterprise, as shared/src/reports declares it. first, last: days, both in it, at most 731. period: day, month or total. by: what lines are grouped by. filters [{column, op: is or part, value}]. {lines: [{period, columns of `by` and their names, measures}], the newest period first and in it the largest, at most `most` (1,000) of them; more: whether there are further ones; total and before: the measures of this time and of as many days before it; days: [{day, measures}] of both times that had any}. Seconds old. Refuses forbidden, input_invalid.';

-- reports: days by template, kind of link, signature and vendor (RPT-1), rolled up by the clock

comment on table public.template_days is
  'RPT-1: figures of a day by template, kind (send, or the personal and group links of resolve tasks), signature and vendor; null: of no signature, of a vendor that is not known. Rolled up from send_days, link_days and what was minted, by each tick of the clock that finds changes. No numbers in it.';

comment on table private.report_changes is 'RPT-1: days of enterprises whose figures changed since they were rolled up, once a change. Written in the transaction that changes them.';

comment on function private.note_minted is 'RPT-1: the links of a send are minted when it is approved, those of a resolve task on the day of its request.';

comment on function private.template_days_of is 'RPT-1: what template_days has to say about an enterprise''s days, from the first to the last, computed from the days of sends and links and from what was minted.';

comment on function private.roll_up_reports is 'RPT-1: computes the days of template_days that changed since the last tick. Called by the clock, by one session at a time. Returns how many days.';

comment on table private.requests is 'Client-made request ids of human verbs with their first answer, and a hash of the input where a verb creates a resource. Deleted after 7 days.';

comment on function private.replay_request is
  'The first answer to this request id, or null when it is new. Refuses a request id that was used for another verb or resource (request_mismatch), or with another input (request_reused).';

comment on function private.input_hash is 'A hash that tells one input of a verb from another, whatever the order of its fields.';

comment on function private.store_response is 'Stores the answer of a verb under its request id, and returns it.';

-- reviews: what waits for a decision, who is asked for it, who stands in for whom, and what waited too long (BOT-3). Who may decide is said elsewhere: an
-- assignment asks, and a delegation moves what is asked. Neither gives a right, and neither takes one from the others.

comment on table private.open_reviews is 'BOT-3: what waits for a decision now: since when, and who is asked for it. A row comes with the submission and goes with the decision.';

comment on table private.delegations is 'BOT-3: who decides in whose place until a day: what is asked of the person is asked of the delegate, where the delegate may decide it.';

comment on function private.note_review is 'Keeps private.open_reviews in step with the state of a row.';

comment on function private.right_to_decide is 'The action that an approval of this resource needs.';

comment on function private.can_decide is 'Whether somebody may decide about a row: the right, four eyes and, of a send, a rule that counts them.';

comment on function private.stands_in is 'The delegation by which somebody else is asked in a person''s place; nulls where there is none, or where the delegate may not decide about this row. A delegate who is away passes nothing on.';

comment on function private.review_asked is
  'BOT-3: who is asked to decide about a row: {person, name, instead_of, until, escalated_at}. instead_of: whom they stand in for, until that day. person null: nobody by name, and it was escalated. Null: nobody was asked. The views of cards ask it of rows that the caller may read.';

comment on function private.asked_in_log is 'Who is asked to decide, as the audit log has it.';

comment on function private.reviewers is 'The members of the caller''s enterprises who may decide about something, and who stands in for whoever is away.';

comment on view public.reviewers is 'BOT-3: the members who may decide about something, by the name that everybody in the enterprise sees; away_until: somebody else is asked in their place.';

comment on function private.ask_reviewer is 'BOT-3: asks a member for a decision, and tells them, or whoever stands in for them. The time after which it is escalated begins anew. Refuses not_found, cannot_decide.';

comment on function private.tell_asked is 'Tells a member directly that a decision is asked of them. Whoever asks themselves knows.';

comment on function private.escalate_reviews is
  'BOT-3: what waited longer than the enterprise''s review_hours is said again in the subscribed chat channels, and directly to everybody who may decide about it. Once a submission, and once more after somebody was asked anew. Returns how many.';

comment on function private.redraw_asked is 'Redraws the cards of what is asked of a person: somebody else stands in for them now, or nobody does any more.';

comment on function private.end_delegations is 'BOT-3: takes away delegations whose last day is over. Returns how many.';

comment on function private.delegation_of is 'Who decides in a person''s place now: {name, until}, or null.';

comment on function public.set_delegate is
  'BOT-3: names who decides in the caller''s place in the enterprise in use, while they are away. input {delegate (a member''s user id; null: nobody any more), last_day (366 days ahead at most)}. What is asked of the caller is asked of the delegate, where the delegate may decide it: rights, groups of approval rules and four eyes stay those of each person. Returns whoami(). Refuses no_enterprise, input_invalid, not_found, delegate_cannot.';

comment on function public.set_review_hours is 'BOT-3: sets after how many hours a review is escalated. Owner. input {hours: 1 to 720; null: never}. Returns whoami(). Refuses forbidden, input_invalid.';

-- BOT-4: robots, incoming webhooks of other chat platforms. They are told of the same alerts and digests as a chat channel, each once, and can answer nothing.

comment on table public.robots is 'BOT-4: an incoming webhook (Feishu, DingTalk, WeCom, or any address) that is told of alerts and digests. Of its address only the host is shown.';

comment on table private.robot_secrets is 'The addresses of robots and the secrets that sign what is posted there. Read by claim_alert_posts alone, for the bot.';

comment on view public.robot_cards is 'BOT-4: a robot and how it goes: well, failing (the last post was not taken; it is tried again), unused (nothing was posted yet), paused.';

comment on function private.robot_card is 'The robot_cards row of a robot as JSON.';

comment on function private.robot_kinds is 'The kinds that an input names; without any, all but digests.';

comment on function private.robot_host is 'The host of an address that may be a robot''s: https, and public by its name. What the name resolves to is looked at again by the bot, each time it posts. Refuses robot_address_invalid.';

comment on function public.create_robot is
  'BOT-4: a robot that is told of alerts. With a password just given. input {name, kind (feishu, dingtalk, wecom, webhook), address (https, public), secret (null: not signed), kinds (null: all but digests), locale}. Address and secret are never answered. Returns the robot_cards row. Refuses forbidden, sudo_required, input_invalid, name_required, name_unclean, name_taken, robot_address_invalid.';

comment on function public.update_robot is 'BOT-4: another name, other kinds or another language of a robot. input {name, kinds, locale}. Returns the robot_cards row. Refuses not_found, forbidden, input_invalid, name_required, name_unclean, name_taken.';

comment on function public.rotate_robot is 'BOT-4: another address and secret of a robot, with a password just given. input {address, secret}. Returns the robot_cards row. Refuses not_found, forbidden, sudo_required, input_invalid, robot_address_invalid.';

comment on function public.test_robot is 'BOT-4: has a test message posted to a robot; how that went stands on its page. Returns the robot_cards row. Refuses not_found, forbidden, wrong_state.';

comment on function public.pause_robot is 'BOT-4: a robot is told of nothing new until it is resumed. Returns the robot_cards row. Refuses not_found, forbidden, wrong_state.';

comment on function public.resume_robot is 'BOT-4: a paused robot is told again of what happens from now on. Returns the robot_cards row. Refuses not_found, forbidden, wrong_state.';

comment on function public.delete_robot is 'BOT-4: deletes a robot with its address; what still waited for it is not posted. Returns the row as it was. Refuses not_found, forbidden.';

comment on table public.sends is
  'A send task (发送任务). hash: what the approval binds (APR-1). units: the quota reserved at approval. A recurring send is a plan: each occurrence is a send of its own, with the plan as its parent. pause_code: why the system paused it; pause_details: the values for the wording of that code. trial_result: what the trial had come to when the rest was released (private.trial_of). guarded_*: how many final messages, and how many failures among them, a person has accepted.';

comment on table private.send_progress is
  'The cursors of an approved send. Delivery ids are id_base + ordinal: unique by construction. Ordinals up to dispatch_limit may be handed over; next_ordinal is the first one not yet claimed. expanded: so many deliveries are made; the clock goes on until they are as many as total. swept false: pending rows are still to be set to cancelled. large: it has a partition of its own.';

comment on table private.delivery_blocks is 'The start of the next block of delivery ids; a send takes one id per number. Small sends share the partition below 2^40; a large one gets its own above.';

comment on table public.send_totals is 'ACC-1: the account of a send, updated in the transaction that updates its deliveries. A constraint checks the sum.';

comment on table public.deliveries is
  'One message to one number. Its id identifies it everywhere: in the logs, as the carrier''s reference and, enciphered, as the code of its personal link. The number is in no log. resolved counts resolutions of that link: at most one. No foreign key: a million checks would take longer than inserting the million rows, and only expand_slice inserts rows.';

comment on table partitions.deliveries_shared is 'The deliveries of all small sends.';

comment on table public.send_days is
  'RPT-1: the roll-up behind the send report, by the day of the hand-off in the enterprise''s zone; no numbers in it. Updated in the transaction that updates the deliveries.';

comment on function private.has_deliveries is 'Whether the first deliveries of a send are made: it can be handed over while the clock makes the rest.';

comment on function private.window_opens is 'SND-1: when a marketing message may go out next; `at` itself when the window is open then.';

comment on function private.progress_of is 'How far an approved send is expanded and released. Called for rows that are visible to the caller.';

comment on table public.approval_rules is
  'APR-1: a rule applies to a send that meets all the conditions it gives (audience of at least, cost in quota units of at least, marketing or not, requested by a member of a group). It requires a number of approvers, from a group or from all who may approve. All rules that apply to a send hold; when none does, one approver is enough. Never the submitter.';

comment on table public.send_approvals is 'APR-1: who approved which submission of a send. An edit changes the hash, and a new submission changes the time: earlier approvals no longer count.';

comment on table private.asked is
  'T9: what the rules required of a submission when it was made: one row per rule that applied (rule null: none did), with the members of its group at that time (members null: no group).';

comment on function private.in_group is 'Whether a person is an active member of a group.';

comment on function private.asked_of is 'What a set of rules requires of a send: one row per rule that applies; rule null: none does, so one approver.';

comment on function private.rules_of is 'The approval rules of an enterprise as one JSON array.';

comment on function private.who_may_approve is 'How many active members (of a group) may approve sends.';

comment on function private.send_hands is 'T9: who made, edited or submitted a send, or imported its numbers. These people may not decide about it.';

comment on function private.people_of is 'The active members of a group.';

comment on function private.keep_asked is 'T9: stores what the rules require of a send at its submission, and who is in their groups.';

comment on function private.asked_for is
  'T9: what is required of a submitted send: what was required at its submission, and what is required now. Where both name the same rule and group, the larger number of approvers counts. people: who is in the group now and, where that was stored, was in it then; null: no group.';

comment on function private.counted_approvals is 'The approvals of this submission that count: by people who may approve now, and who did not make, edit or submit it.';

comment on function private.approvals_of is
  'What a submitted send requires, whose approvals count, and how many people may still approve: [{rule, approvers, group_id, group, have, by, open}]. have + open below approvers: too few people are left who could approve, and it has to be submitted again.';

comment on function private.approved is 'Whether a send has all the approvals that it requires.';

comment on function private.approval_bar is 'The code, with its details, with which an approval by the caller is refused, apart from permissions and four eyes; or null. The verb and the buttons use this same function.';

comment on function private.capped_phones is
  'OPT-1: the numbers of a new batch that have had as many messages as the caps allow: marketing per hour and day, notices per minute and day, counted over the enterprise''s other sends of the kind.';

comment on function private.honour_caps is 'OPT-1: removes from a new batch the numbers that the caps allow no further message. They are accounted as capped, and their quota is released.';

comment on function private.honour_limits is 'OPT-1: removes from a new batch the numbers that have opted out, and those that the caps allow no further message.';

comment on function private.index_phones is 'Gives large sends an index by number once the frequency caps look into them. Without it the caps are correct but slow.';

comment on function private.twin_of is 'Another send of the last week, of the same template to the same numbers: {id, name, batch_no, at}, or null.';

comment on view public.send_cards is
  'A send with its names and its account: intended = invalid + duplicates + pending + handed + delivered + failed + expired + timed_out + unknown + opted_out + capped + cancelled. sms_text: the text as it is handed over, with {link} in place of each link; link_example: a link as long as those; segments: SMS a message, segments_handed: those of all messages handed to the carrier so far. left_out: numbers without a value for a parameter, counted as invalid; left_out_lines: the first 20 of their lines. approvals: what the rules ask and who has approved; twin: the same template to the same numbers, lately; cost: what an approval would take of the packages and pay-as-you-go, and what that costs at most (private.cost_of); charged: what it did cost so far (private.send_charges); trial_figures: what became of the trial (private.trial_of), live until the release and as it was then afterwards; first_at: the first occurrence of a plan that is not approved yet, if it is approved in time.';

comment on function private.send_card is 'The send_cards row of a send as JSON.';

comment on function private.send_bound is
  'APR-1: what an approval of a send is about: the template version, the text as it is handed over, the signature, the domain, the channel, the audience (and with it the cost) with the columns that fill the parameters, the ground of consent, the time, the trial, the window, the own fields that are bound. rows: the ids behind the names.';

comment on function private.send_hash is 'APR-1: the hash of what an approval binds. Any later edit changes it.';

comment on function private.check_cron is 'SND-1: refuses cron_invalid, repetition_over, schedule_outside_window, recurring_too_often.';

comment on function private.columns_of is 'TPL-3: the parameters of a template version, each with the heading of the column that fills it: the one that the send names, or else the one of its own name.';

comment on function private.parameters_missing is 'TPL-3: parameters of a template version that no column of a number file fills. They would go out as gaps.';

comment on function private.whole_numbers is 'The condition, on a row x of numbers, that it has a value for every parameter of a template version.';

comment on function private.values_for is
  'The values of a message or link, of a row x of numbers: those of the parameters of the template, under their names. What else the file holds is not handed on.';

comment on function private.leave_out is
  'SND-5: counts the numbers of the file that lack a value for a parameter of the template. They get no message, so that nobody reads a gap; an empty cell that the template does not use keeps nobody out. Stores how many, and their first 20 lines.';

comment on function private.columns_in is 'The columns that a send names for its parameters, {parameter: heading}. Refuses input_invalid, columns_invalid.';

comment on function private.headings_of is 'The headings of a file that can fill parameters, for the words of a refusal.';

comment on function private.check_consent is 'CNS-1: a marketing send states the ground on which its recipients agreed. Refuses consent_required.';

comment on function private.consent_in is 'CNS-1: the ground of consent of an input {consent, consent_proof: {path, name}}, or nulls. Refuses consent_too_long, proof_invalid.';

comment on function private.check_send is
  'SND-1: refuses filing_missing, template_not_approved, template_disabled, signature_not_approved, sms_template_not_approved, sms_template_has_variables, sms_template_without_link, domain_not_approved, domain_disabled, channel_not_ready, deployment_unset, file_not_ready, file_empty, file_of_flags, file_of_basic_edition, parameters_missing, typed_params_missing, values_missing, trial_too_large, schedule_in_past, repetition_over, schedule_outside_window, cron_invalid, recurring_too_often.';

comment on function private.parse_send is 'The send that a valid input describes. Refuses what does not fit, naming the field.';

comment on function private.cron_field is 'The values of one field of a cron expression (*, lists, ranges, steps), in order; null when it cannot be read.';

comment on function private.next_occurrence is
  'The first instant after `after` that matches a cron expression (minute hour day month weekday, in the zone); null when it cannot be read or never matches.';

comment on type private.stretch is 'A part of a batch: a range of delivery ids, and the partition they are in.';

comment on function private.ordinals_of is 'The range of ordinals in which a number is, in a send to this file; no row: the file does not contain the number.';

comment on function private.stretches_of is 'The ranges of an enterprise''s messages that may have been handed over in this time, as far as sends and batches can tell.';

comment on function private.details_in is 'The newest messages in these ranges of one partition that match the filters, up to a limit.';

comment on function public.send_details is
  'SND-3 (§7.1.4): messages over all sends of one''s enterprise, the newest batch first, and in a batch the last message first: {from, to, rows, more}. The send time is the hand-off to the carrier; for a number that was skipped in its turn (opted out, over the cap) it is the time of that turn. Messages that had no turn yet, or were cancelled before it, have no send time and are shown only with their send. The time range is [from, to), at most 24 hours, by default the last 24. result: a state. number: the whole number in any usual form, masked in the answer; such a call counts as a search (IAM-6). after: the id of the last row of the page before. Rows are not counted; more says whether another page follows. Refuses forbidden, input_invalid, range_too_long, invalid_number, too_many_requests.';

comment on table private.batches is
  'A claimed range of deliveries and its lease. A lease that runs out leaves the batch in doubt: it may or may not have been handed over. Then the channel is asked, or the batch is handed over again where the channel is idempotent. closed_at: no message of it waits for a receipt any more. carrier_ids: the carrier''s id of each message, in the order of the range. They are stored once per batch, because a text in every row took a quarter of the time of recording a hand-off.';

comment on function private.lease is 'How long a dispatcher holds a batch exclusively.';

comment on function private.claim_batch is
  'SND-5: leases the next batch to hand over; no row: there is none now (claim_wait says whether to ask again). Batches in doubt come first. The cursor advances with the lease, so a range is claimed once. A batch of a dispatcher that died comes back as doubtful.';

comment on function private.claim_wait is
  'After a claim that found nothing: the milliseconds until it is worth another try, because of a channel''s rate, a lock, or deliveries that are being made; null: nothing waits for those.';

comment on function private.honour_opt_outs is
  'OPT-1: removes from a new batch the numbers that have opted out since the send was expanded. A batch in doubt is left as it is: it may have been handed over.';

comment on function private.batch_to_hand_over is 'Everything a dispatcher needs to hand a batch over: channel, text, key of the links, and the messages that are still pending.';

comment on function private.record_handoff is
  'Records a carrier''s answers to a batch, each once. status is accepted, rejected or unknown; a single one applies to all. Messages without an answer stay pending, and keep the batch open and in doubt. {accepted, rejected, open}.';

comment on function private.carrier_id_of is 'The carrier''s id of a message, from the answer to the hand-off; null: the carrier gave none, or the caller may not see the message.';

comment on function private.give_back is
  'Returns a batch that was not recorded, to be retried after a number of seconds. nothing_taken true: the carrier said that it took nothing (429), so the channel is throttled and the batch is not in doubt.';

comment on function private.late_bar is
  'SND-2: the code, with its details, with which a send whose time has passed is neither submitted nor approved, as check_send refuses it; or null. The verbs and the buttons use this same function.';

comment on function private.note_lapsed is 'SND-2: redraws, once, the cards of sends whose time passed while they waited for an approval. Returns how many. Called by the clock.';

comment on function private.edit_bar is 'SND-1: the code, with its details, with which an edit by the caller is refused, apart from permissions; or null. The verb and the buttons use this same function.';

comment on function private.undo_approval is
  'PKG-3, SND-5: takes back what set_going gave a send of which nothing was handed over: its units, its deliveries, its account. Its delivery ids are not given out again.';

comment on function public.update_send is
  'SND-1, APR-1: replaces a send as a whole, by its author, while nothing of it has gone out: a draft, one in review or rejected, one that is approved and waits for its time, a plan, and one that was paused before its start. It is a draft then: approvals are void, reserved units are given back, and it is submitted again. input as of create_send, and revision: that of the send the editor began from; without consent_proof the stored one is kept, and own fields that are not given. Returns the card. Refuses not_found, forbidden, wrong_state, occurrence_not_edited, send_begun, not_the_author, send_edited, resend_keeps_numbers, and as create_send.';

comment on function private.deliveries_partition is 'The name of a large send''s partition.';

comment on function private.deliveries_home is 'The partition that holds the deliveries of a send; null for a large one that has none yet.';

comment on function private.home_of is 'The partition that holds the deliveries of a send, by the id of the send.';

comment on function private.lay_partition is 'Creates the partition of a large send.';

comment on function private.expand_slice is
  'SND-5: makes the next deliveries of an approved send, in the order of the file; the ids are also those of their personal links. Opted-out numbers are accounted, not sent. The cursor advances in the same transaction. The first slice makes the send ready: it is handed over while the others follow. made: how many; opted_out: how many of them had opted out.';

comment on function private.expand_due is 'SND-5: makes deliveries for a quarter of a second or a slice, of the sends that have none yet first. Returns how many.';

comment on function private.link_base is 'The base address of the links of a domain: its own host, or the deployment''s address.';

comment on function private.make_occurrence is 'Makes the send of one occurrence. The approval of the plan covers it, as long as the hash is unchanged (APR-1). Refuses as an approval does.';

comment on function private.make_occurrences is 'Makes the due occurrences of recurring sends. One that is refused pauses its plan and raises an alert. Returns how many were made.';

comment on table private.resends is 'Resends whose numbers are still being collected: the next delivery of the first send to look at, and its last one.';

comment on function private.collect_resend is 'Copies the next numbers of a resend from its first send. When all are copied, it waits for its review. True: nothing is left to collect.';

comment on function private.collect_resends is 'Collects a slice for each of two resends. Returns how many.';

comment on function private.resend_bar is 'BSN-2: the code, with its details, with which a resend of a finished send is refused; or null.';

comment on function public.resend_send is
  'BSN-2: a new send, once, to the numbers that a finished send did not reach (failed, expired, timed out). It has its own review and its own reservation of quota. Messages in the state unknown are not sent again: they may have arrived. Returns the card of the new send. Refuses not_found, forbidden, wrong_state, resent_already, nothing_to_resend.';

comment on function private.able_by is 'How many people may approve by a rule now.';

comment on view public.approval_rule_cards is 'APR-1: an approval rule with the names of its groups. able: how many people may approve by it now. conditions: what a send has to meet, nulls where it does not matter.';

comment on function private.read_rule is 'The approval rule that a valid input describes. Refuses input_invalid, name_required, name_unclean, not_found.';

comment on function private.meetable_rule is 'As read_rule, and refuses rule_unmeetable.';

comment on function private.touch_waiting is 'Redraws the cards of what waits for approval: other people may be required now.';

comment on function public.create_approval_rule is
  'APR-1: makes a rule. input {name, min_audience, min_units, marketing, requester_group_id, approvers (1 to 5), group_id}; a condition that is left out does not restrict the rule. It applies at once, also to sends that wait. Returns the row and able: how many people may approve by it. Refuses forbidden, input_invalid, name_required, name_unclean, name_taken, not_found, rule_unmeetable.';

comment on function public.update_approval_rule is
  'APR-1: replaces a rule as a whole. For sends that wait it only adds to what was required at their submission. Returns and refuses as create_approval_rule.';

comment on function public.delete_approval_rule is 'APR-1: deletes a rule. Sends that wait still need what was required at their submission. Returns the row as it was. Refuses not_found, forbidden.';

comment on function public.try_approval_rules is
  'APR-1: what rules (null: the current ones) would have required of the sends that were submitted in the last days and approved: {sends: [{id, name, batch_no, submitted_at, units, is_marketing, submitted_by, state, asks, most, had, enough}], enough, more}; more: how many were approved by fewer people, or by others, than the rules would have required. Changes nothing. Refuses forbidden, input_invalid, not_found.';

comment on table public.send_settings is
  'OPT-1: frequency caps per number; GRD-1: the share of failures that pauses a send; PKG-2: whether sends may exceed the packages. No row: the defaults.';

comment on function private.settings_of is 'The settings of an enterprise, or the defaults of the table.';

comment on function public.get_send_settings is
  'The settings of one''s enterprise: {marketing_per_hour, marketing_per_day, notice_per_minute, notice_per_day, pause_at_failures, pay_as_you_go}. Refuses forbidden.';

comment on function public.set_send_settings is
  'OPT-1, GRD-1, PKG-2: changes some of the settings of get_send_settings. input {one or more of them}. Returns them all. Refuses forbidden, input_invalid, caps_crossed.';

comment on table public.opt_outs is 'OPT-1: numbers that opted out of a signature, with reason and proof. added_by null: they replied so themselves.';

comment on function public.import_opt_outs is
  'OPT-1: puts up to 10,000 numbers on a signature''s opt-out list, with reason and proof; from then on nothing is sent to them, not even by running sends. input {signature, phones (E.164), proof?}. Returns {added, known}. Refuses forbidden, not_found, input_invalid, reason_required, reason_too_long, file_empty, too_many_numbers, invalid_number.';

comment on function private.opt_out_card is 'The opt_out_cards row of an opt-out as JSON.';

comment on function public.remove_opt_out is
  'OPT-1: removes a row of an opt-out list, for a person who asked for messages again. Returns the row as it was, masked. Refuses not_found, forbidden, reason_required, reason_too_long.';

comment on function public.pause_send is
  'Pauses a send: nothing more is handed over until it is resumed. Messages on their way still get their receipts. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.resume_send is
  'Resumes a paused send where it stopped: paused → expanding, ready, sending or recurring. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function private.stop_send is 'GRD-1: pauses a send, or a recurring one, automatically, and raises an alert. code: failure_rate, or the refusal of an occurrence; details: the values for the wording of that code.';

comment on function private.guard_sends is 'GRD-1: pauses sends whose share of failed messages exceeds the enterprise''s setting (default: half), and raises an alert. Returns how many.';

comment on function private.note_failures is
  'GRD-1: of a send that is done now, the three most frequent reasons of failure, [{state, code, count}]; null when less than a twentieth failed. Raises an alert when half failed, or more than the share that pauses a send.';

comment on function private.trial_of is
  'SND-4: a trial that is under way or waits for its release: {size, delivered, failed, expired, timed_out, unknown, handed, opted_out, capped, resolved, reasons: [{state, code, count}] (the ten most frequent), vendors: [{vendor, delivered, failed, open, resolved}], looked_at}; null for any other send. open: without news. vendor null: no receipt has named one. looked_at: of how many numbers reasons and vendors tell, the first 10,000 at most.';

comment on function private.next_batch_no is 'The next batch number of an enterprise: the day in its zone and a number.';

comment on function private.set_text is 'SMS-1: stores the text that is handed to the carrier for each number, and the segments that each of these messages is billed as.';

comment on function private.complete_send is
  'SND-1: what follows from the columns of a send, computed alike when it is made and when it is edited: its text and segments, the numbers left out, the size of a trial that names none. Refuses what check_send refuses.';

comment on function public.create_send is
  'SND-1, table 7-2: makes a draft send. input {name, template_id, sms_template_id, number_file_id, domain_id (the default one), columns ({parameter: heading of the file} where a column is not called as its parameter), consent (CNS-1, the ground of consent, up to 500 characters), consent_proof ({path, name} of a pdf in the bucket consent-proofs), timing (immediate, scheduled, recurring), scheduled_at, cron, repeat_until, trial, trial_size (10, or all of a smaller file), validity_days (7), own (values of own fields)}. Numbers without a value for a parameter are left out and counted (left_out). Returns the send_cards row. Refuses forbidden, input_invalid, own_unknown, own_invalid, own_too_large and what parse_send and check_send refuse.';

comment on function private.set_submitted is 'APR-1, T9: stores the text and the hash that approvals bind, the cost, and what is required for an approval.';

comment on function public.submit_send is
  'draft or rejected → in_review. Stores the hash that the approval binds (APR-1) and what is required for it. Earlier approvals no longer count. input {consent, consent_proof}: the ground of consent (CNS-1), where it is stated only now or anew. Returns the card. Refuses not_found, forbidden, wrong_state, input_invalid, consent_required, consent_too_long, proof_invalid, own_missing and what check_send refuses.';

comment on function private.set_going is 'SND-5, PKG-3: gives an approved send its quota, its delivery ids and its account. Refuses quota_short.';

comment on function private.set_approved is 'APR-1: what follows an approval: checks that the hash is unchanged and that nothing refuses the send, and then sets it going. Refuses hash_changed, consent_required and what check_send refuses.';

comment on function private.before_approve_send is 'APR-1: records that the caller has approved this submission.';

comment on function public.approve_send is
  'SND-5, APR-1: an approval by another person. shown: the hash from allowed_transitions. When all approvals that were required at the submission and are required now are given: in_review → expanding, quota and delivery ids are reserved (PKG-3); a recurring send → recurring. Until then it stays in_review. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, already_approved, not_an_approver, hash_changed, quota_short and what check_send refuses.';

comment on function public.break_glass_send is
  'APR-1: releases a send, with a reason, without the approvals that its rules require, and alerts everyone who may approve. Returns the card. Refuses not_found, forbidden, wrong_state, reason_required, hash_changed, quota_short and what check_send refuses.';

comment on function public.reject_send is
  'in_review → rejected, with a reason, by another person. shown: the hash from allowed_transitions. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, reason_required.';

comment on function public.release_send is
  'SND-4: after the trial has ended, releases the rest: trial_hold → sending. shown: the hash from allowed_transitions. Returns the card. Refuses not_found, forbidden, wrong_state, shown_required, shown_changed.';

comment on function public.cancel_send is
  'SND-2: stops a send at any moment. Messages that are not claimed yet are cancelled and accounted, and their quota is released. Messages on their way still get their receipts. Returns the card. Refuses not_found, forbidden, wrong_state.';

-- SMS shortcuts: what people read (SHC-1, §9.3)

comment on table public.shortcuts is 'SHC-1 (§9.3): an SMS shortcut. The live version serves while a later one waits for its review. frozen_at: it serves nobody until it is unfrozen.';

comment on table public.shortcut_versions is
  'SHC-1: a version of a shortcut. An approved one never changes. proofs: [{path, name, width, height}]; buttons: [{name, action, …fields}] as private.account_fields says (places button, button:<action>); timed: [{name, begins_at, ends_at, buttons}].';

comment on table private.shortcut_signatures is 'SHC-1: signatures of approved shortcuts, each with a number.';

comment on table private.shortcut_places is 'SHC-1: the signature and the regions in which the live version of a shortcut serves; two that meet are refused by shortcut_places_apart.';

comment on view public.shortcut_cards is 'A shortcut with its latest version; live_… is what serves meanwhile. serving: serving, frozen, or not_yet (nothing of it is approved).';

comment on function private.shortcut_card is 'The shortcut_cards row of a shortcut as JSON.';

comment on function private.shortcut_logged is 'What the log keeps of a shortcut before and after an act.';

comment on function private.shortcut_bound is 'APR-1: what an approval of a shortcut is about.';

comment on function private.buttons_in is 'SHC-1: buttons as they are stored, at most three. Refuses account_content_invalid.';

comment on function private.timed_in is
  'SHC-1: the configurations for other times as they are stored: at most five, each of another name and at a time that meets no other''s. Refuses account_content_invalid, shortcut_times_overlap.';

comment on function private.regions_in is 'SHC-1: regions by name or code as they are stored: each once, none within another. Refuses account_content_invalid, region_unknown.';

comment on function private.proofs_in is 'SHC-1: 1 to 6 proofs as they are stored, with their measured pixels. Refuses account_content_invalid, picture_unmeasured, picture_invalid.';

comment on function private.shortcut_in is
  'SHC-1: what a shortcut is made of, as it is stored. Refuses account_content_invalid, picture_unmeasured, picture_invalid, region_unknown, shortcut_times_overlap.';

comment on function private.show_shortcuts is
  'SHC-1: what serves of these signatures: [{id, version, regions, buttons, timed, ports: [{number, kind}]}], ports being the channel numbers of its enterprise that carry the signature. No row for a signature of which nothing serves.';

comment on function private.stranger_limit is 'IAM-6: how often one address may call a function that is open to strangers, and where its address stands. An instance of the function counts for itself.';

comment on function private.begin_shortcut is 'Makes a draft version of a shortcut, and makes it the latest.';

comment on function public.create_shortcut is
  'SHC-1 (§9.3): makes a shortcut as a draft; submit_shortcut puts it in review. input {signature (2 to 18 characters), proofs: [1 to 6 {path, name}] in account-pictures and measured by measure-image, regions: [names or codes], buttons: [at most 3 {name, action, …}], timed: [at most 5 {name, begins_at, ends_at, buttons}]}; instants are ISO with their zone. Returns the card. Refuses forbidden, input_invalid, account_content_invalid, picture_unmeasured, picture_invalid, region_unknown, shortcut_times_overlap.';

comment on function public.update_shortcut is
  'SHC-1: edits a shortcut. A draft or rejected version changes in place; an approved one serves on and gets a next version. input as create_shortcut, with base_revision?: the revision the editor began from. Returns the card. Refuses not_found, forbidden, wrong_state, version_conflict, and as create_shortcut.';

comment on function public.submit_shortcut is 'SHC-1: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.withdraw_shortcut is 'SHC-1: takes a shortcut back from its review: in_review → draft. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.urge_shortcut is 'SHC-1 (催审): tells the subscribed chat channels again that a shortcut waits for its review, once in two hours. Returns the card. Refuses not_found, forbidden, wrong_state, urged_already.';

comment on function private.place_shortcut is 'SHC-1: from now on the shortcut serves the signature and regions of this version. Refuses shortcut_taken; of two at the same instant the constraint refuses one.';

comment on function public.approve_shortcut is
  'SHC-1: in_review → approved, never by anyone who made, edited or submitted the version; from now on it serves, unless it is frozen. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, shortcut_taken.';

comment on function public.reject_shortcut is 'SHC-1: in_review → rejected with a review note; what was approved before serves on. Refuses as approve_shortcut, and reason_required, reason_too_long.';

comment on function public.freeze_shortcut is 'SHC-1: what serves of a shortcut is met by nobody until it is unfrozen, with a reason. Returns the card. Refuses not_found, forbidden, wrong_state (nothing serves, or it is frozen), reason_required, reason_too_long.';

comment on function public.unfreeze_shortcut is 'SHC-1: a frozen shortcut serves again. Returns the card. Refuses not_found, forbidden, wrong_state (it is not frozen).';

-- A decision is about what was shown (APR-1): the hash that a click names, and the differences where it names something else.

comment on table private.submissions is 'APR-1: what each submission put before the approvers, by the hash that a click names. A click with an older hash is told the differences.';

comment on function private.differing is 'The keys in which two objects differ, with the old and the new values.';

comment on function private.changes_of is 'The differences between two objects, leaf by leaf: {field, before, after}.';

comment on function private.shown_of is 'APR-1: the hash of what is decided: the resource, its submission and what an approval binds. A click sends it.';

comment on function private.check_shown is
  'APR-1: refuses shown_required where the caller does not name what was shown, and shown_changed, with the differences, where that is no longer current.';

comment on function private.keep_submission is 'Stores what the approvers have to decide about now, so that a later click on an older card is told the differences.';

comment on table private.reviewed is 'No rows: the columns of every table of a review, for LIKE.';

comment on table public.sms_apps is 'SMS-1 (§7.3.2): an SMS application; its name is [A-Za-z0-9_], unique whatever the case, never deleted. One that is not enabled takes no new signature and no new template. uplink_url: where a service of the enterprise takes the replies of its customers.';

comment on table public.sms_signatures is 'SMS-1 (§7.3.3): a signature, written without brackets: 2 to 18 characters.';

comment on table public.sms_templates is
  'SMS-1 (§7.3.1): the text that carries the short link. {link} is where the system puts it; ${name} is a variable, filled for each person.';

comment on function private.offers_opt_out is 'SMS-1: whether a text tells its reader how to opt out (拒收请回复R, 退订回T, 回复TD退订 …).';

comment on function private.sms_body is
  'SMS-1: the text that goes to the carrier for the content of an SMS template: one space on either side of {link}, and the opt-out words at the end of a marketing text that lacks them. {link} and ${name} are still places. Preview, approval, count and hand-off all take this text; smsBody in shared/src/sms/text.ts says the same.';

comment on function private.sms_text is 'SMS-1: a whole message as a phone shows it: 【signature】, the body of sms_body with its link and the values of its variables (a missing one is empty).';

comment on function private.sms_units is 'SMS-1: the length of a text in UTF-16 units, which carriers count: a Chinese character, a letter and a space are 1, most emoji 2.';

comment on function private.sms_segments is 'SMS-1: how many SMS a whole message (sms_text) is billed as; 0 for an empty one.';

comment on function private.sms_examples is 'SMS-1: the examples of a template''s variables, by name.';

comment on function private.link_example is 'SMS-1: a link as long as those of the enterprise''s default domain, to count a text by.';

comment on function private.sms_figures is 'SMS-1: the text of an SMS template as it goes to the carrier, and how many SMS it is billed as with its signature, a link of the default domain and its examples.';

comment on view public.sms_app_cards is 'An SMS application with how many signatures and templates belong to it.';

comment on view public.sms_signature_cards is 'A signature with its application, who submitted and decided it; reason is the review note.';

comment on view public.sms_template_cards is
  'An SMS template with its signature and application, and the text that goes to the carrier with the SMS it is billed as (sms_figures).';

comment on function private.require_sms_app is 'Refuses sms_app_disabled where the application takes nothing new.';

comment on function private.sms_app_of is 'The application that an input names, of this enterprise. Refuses input_invalid, not_found, sms_app_disabled.';

comment on function private.promise_members is 'SMS-1 (tables 7-6, 7-8): promotions go to members with an existing order relation only; whoever asks for one confirms it. Refuses promotion_unconfirmed.';

comment on function private.sms_app_name is 'SMS-1 (table 7-7): letters, digits and underscores. Refuses sms_app_name_invalid.';

comment on function private.sms_uplink is 'SMS-1 (table 7-7): the uplink address of an application, or null: http or https, a public domain or IPv4 address, with a port or without, at most 256 characters. Refuses sms_uplink_invalid.';

comment on function public.create_sms_app is 'SMS-1 (§7.3.2): adds an application; it is never deleted. input {name, uplink_url (null: none)}. Returns the card. Refuses forbidden, input_invalid, sms_app_name_invalid, sms_uplink_invalid, name_taken (whatever the case), rows_full (20).';

comment on function public.update_sms_app is 'SMS-1: another name or uplink address of an application. Refuses not_found and as create_sms_app.';

comment on function public.enable_sms_app is 'SMS-1: signatures and SMS templates can be added under the application again. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.disable_sms_app is 'SMS-1: no new signature or SMS template comes under the application; those there are go on. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function private.asked_now is 'The columns of a new row that is in review as it is made: whose it is, who asked for it and when.';

comment on function private.save_sms_signature is 'SMS-1 (table 7-8): checks a signature''s input and writes the row, a new one or one that is edited.';

comment on function public.create_sms_signature is
  'SMS-1 (§7.3.3): asks for a signature; it is in review at once. input {app_id, name (2 to 18 characters, no brackets), kind, members_only (true for a promotion), source, third_party, purpose, proof: {path, name} of a picture in licence-proofs}. Returns the card. Refuses forbidden, input_invalid, not_found, sms_app_disabled, rows_full (200), signature_name_invalid, promotion_unconfirmed, proof_invalid, licence_required, name_taken.';

comment on function public.update_sms_signature is 'SMS-1: edits a rejected signature; submit_sms_signature asks again. Refuses not_found, forbidden, wrong_state and as create_sms_signature.';

comment on function public.reject_sms_signature is 'SMS-1: in_review → rejected with a review note. Refuses as approve_sms_signature, and reason_required.';

comment on function private.check_sms_variables is
  'SMS-1 (table 7-6): every ${name} of the content has a kind and an example that fits it, and nothing else has. Refuses sms_variable_name_invalid, sms_variables_differ, sms_variable_example_invalid.';

comment on function private.fits_variable is 'SMS-1: whether an example is a value of its kind: phone, characters (letters and digits), time, money, text.';

comment on function private.save_sms_template is 'SMS-1 (table 7-6): checks an SMS template''s input and writes the row, a new one or one that is edited. Kind and application are those of its signature.';

comment on function public.create_sms_template is
  'SMS-1 (§7.3.1): asks for an SMS template; it is in review at once. input {name, signature_id (an approved one), members_only (true for a promotion), content, for_cards (the link is put in where it lacks), variables [{name, kind, example}], purpose}. Up to 500 UTF-16 units with signature, link, opt-out words and examples. Returns the card. Refuses forbidden, input_invalid, not_found, rows_full (1,000), sms_app_disabled, signature_not_approved, promotion_unconfirmed, word_banned, sms_content_signed, sms_content_address, sms_link_twice, sms_content_length, sms_variable_name_invalid, sms_variables_differ, sms_variable_example_invalid, sms_template_has_variables, name_taken.';

comment on function public.update_sms_template is 'SMS-1: edits a rejected SMS template; submit_sms_template asks again. Refuses not_found, forbidden, wrong_state and as create_sms_template.';

comment on function public.reject_sms_template is 'SMS-1: in_review → rejected with a review note. Refuses as approve_sms_template, and reason_required.';

comment on function private.guard_state is 'Trigger: refuses every API role that writes a state, whatever grants it may one day be given.';

comment on function private.guard is 'Puts the trigger on a table with a state. Each partition needs its own: a statement on the parent fires only the parent''s.';

comment on function private.grant_columns is
  'Grants select on every column of a table but the hidden ones (IAM-3). A column without a grant is read, filtered, sorted and joined by nobody: Postgres asks for the right wherever it is named.';

comment on function private.resource_table is
  'Sets up a table of an enterprise''s rows: row-level security, select for those who may do the action `reads` (of every column but the hidden ones), and the guard of its state. The table needs a column enterprise_id.';

comment on schema partitions is 'Partitions of large number files and sends. No API role has access; their rows are read through their parents.';

comment on table private.layouts is
  'TPL-2: what the database has to know about a layout. The whole catalogue is in shared/src/templates/catalogue.ts; a test keeps both in step.';

comment on table public.templates is 'A message template (智能信息模板). Its latest version is edited; its live version is sent (TPL-7).';

comment on table public.template_versions is
  'One version of a template. Draft and rejected versions are edited in place, and revision counts the saves. Any other version never changes; an edit makes the next version.';

comment on table public.vendor_reviews is 'TPL-7: one state per vendor ("available vendors" 可用厂商). A vendor may change its decision later.';

comment on function private.visible_person is 'The name of a person who shares an enterprise with the caller.';

comment on view public.template_cards is 'A template with its latest version, who submitted and decided it, and every vendor''s state.';

comment on function private.resolves_by_hand is 'Whether the templates of an enterprise go to no carrier, because its channel has no vendor reviews.';

comment on function private.is_by_hand is 'Whether vendors'' decisions about a version are written down by a platform admin.';

comment on function private.reviews_by_hand is 'The versions whose vendor decisions are written down by hand, for platform admins; nothing for anybody else.';

comment on view public.vendor_review_cards is 'TPL-7: what vendors decide about templates, where a platform admin writes it down: the content as it is handed to a vendor by hand, and each decision. Platform admins only.';

comment on function public.pass_vendor_review is
  'TPL-7: writes down that a vendor approved a template; the version is live with the first that does. Platform admins. Returns the vendor_review_cards row. Refuses not_found, platform_admin_only, vendor_tells_itself, wrong_state.';

comment on function public.refuse_vendor_review is
  'TPL-7: writes down that a vendor rejected a template, with its reason, which the enterprise reads. Platform admins. Returns the vendor_review_cards row. Refuses not_found, platform_admin_only, vendor_tells_itself, reason_required, reason_too_long, wrong_state.';

comment on table private.content_checks is 'The errors that the check of shared/src/templates found in a content with its layout, vendors and usage, by their hash: [{path, code, zh, en}]; empty when it may be submitted.';

comment on function private.record_content_check is 'Stores what a check found. A later check, perhaps with stricter rules, replaces it. For edge functions: no API role may call it.';

comment on function private.require_check is 'TPL-3, TPL-4, TPL-8: refuses content_unchecked, content_has_errors and media_missing.';

comment on function private.media_missing is 'TPL-8: objects that a content shows and that are not in the library of its enterprise: those of another enterprise, and those not uploaded yet, which anyone could upload after the approval.';

comment on table private.vendor_handoffs is 'Versions to be handed to the carrier for vendor review. The carrier answers a repeated reference as it did the first time. A version submitted again, after all vendors rejected it, gets a new reference.';

comment on function private.claim_vendor_handoffs is 'Leases versions that wait to be handed to the carrier, with everything that the call needs.';

comment on function private.finish_vendor_handoff is 'Records the carrier''s answer about a template, or the error; then the call is retried later.';

comment on function private.record_template_states is
  'carrier.md: vendors'' decisions. The version is approved, and live, as soon as one vendor has approved it, even after all had rejected it. It is rejected when all have rejected it. Returns how many changed.';

comment on function private.settle_vendor_review is 'TPL-7: sets the state of a version from the decisions of its vendors so far.';

comment on function private.parameters_of is 'TPL-3: the names of the ${parameters} in the texts of a content, sorted; a name is what isParameterName in shared/src/templates accepts.';

comment on function private.check_content is 'TPL-2, TPL-3: refuses layout_unknown, no_vendor, vendor_unsupported, input_invalid for a vendor named twice, content_invalid, too_many_parameters.';

comment on function private.content_hash is 'The key under which the check of a content is stored, and by which a vendor''s decision is matched to what the vendor has seen: a hash of all that the check reads.';

comment on function private.begin_version is 'Makes a draft version of a template, and makes it the latest.';

comment on function public.create_template is
  'TPL-3: makes a draft template. input {name, usage: commercial or trial, layout, vendors, content: {style?, options?, slots, params?}, own? (values of own fields)}. Returns the template_cards row. Refuses forbidden, input_invalid, name_required, name_unclean, name_taken, layout_unknown, no_vendor, vendor_unsupported, content_invalid, too_many_parameters, own_unknown, own_invalid, own_too_large.';

comment on function public.update_template is
  'TPL-5, TPL-7: edits a draft or rejected version in place; an approved one gets a next version. input {content, vendors?, name?, own? (keys that are not given are kept), base_version?, base_revision?}: the last two are the version_id and revision the editor began from; give both, since a draft keeps its id while it is edited. Returns the card. Refuses not_found, forbidden, wrong_state, version_conflict, and as create_template.';

comment on function public.submit_template is
  'TPL-7: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state, content_unchecked, content_has_errors, media_missing, own_missing, word_banned, and, as create_template, what the layout no longer accepts.';

comment on function public.withdraw_template is 'Withdraws a template from the internal review: in_review → draft. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.approve_template is
  'TPL-7: the internal approval, never by anyone who made, edited or submitted the version: in_review → vendor_review; the vendors are asked next. shown: the hash from allowed_transitions; reason: the review note. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed.';

comment on function public.reject_template is 'TPL-7: the internal rejection with a reason: in_review → rejected. Refuses as approve_template, and reason_required, reason_too_long.';

comment on function public.enable_template is 'TPL-1: switches a template with an approved version on. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.disable_template is 'TPL-1: switches a template with an approved version off: new sends cannot use it. Returns the card. Refuses not_found, forbidden, wrong_state.';

-- vendors: keys and addresses by which a vendor proves that it asks for a link (RES-3). What is proved is paid, so platform admins keep them.

comment on table private.vendor_keys is
  'RES-3: the public keys of a vendor. A pass (JWT, ES256) that one of them has signed is believed until it ends. A retired key stays here for the record, and nothing that it signed is believed.';

comment on table private.vendor_ranges is
  'RES-3: addresses from which a vendor asks that shows no pass. Of several ranges that hold an address the smallest counts.';

comment on function public.add_vendor_key is
  'RES-3: from now on a pass that this key has signed proves this vendor; the function link knows it within a minute. input {vendor, kid, jwk: {kty: EC, crv: P-256, x, y}}; a JWK with its private part is refused. Returns {id, vendor, kid, added_at}. Platform admins, with a password just given. Refuses vendor_key_known, platform_admin_only, sudo_required, input_invalid.';

comment on function public.retire_vendor_key is
  'RES-3: nothing that this key has signed is believed any more, within a minute. input {vendor, kid}. Returns {id, vendor, kid, retired_at}. Platform admins, with a password just given. Refuses not_found (also for one that is retired), platform_admin_only, sudo_required, input_invalid.';

comment on function private.vendor_range_of is 'A range of addresses, /16 at most (IPv6: /32). Refuses vendor_range_invalid.';

comment on function public.add_vendor_range is
  'RES-3: from now on a request from these addresses proves this vendor, without a pass; the function link knows it within a minute. input {vendor, cidr}. Returns {id, vendor, cidr, added_at}. Platform admins, with a password just given. Refuses vendor_range_invalid, vendor_range_known, platform_admin_only, sudo_required, input_invalid.';

comment on function public.remove_vendor_range is
  'RES-3: these addresses prove no vendor any more, within a minute. input {cidr}. Returns {id, vendor, cidr}. Platform admins, with a password just given. Refuses not_found, vendor_range_invalid, platform_admin_only, sudo_required, input_invalid.';

comment on function public.vendor_proofs is
  'RES-3: by what vendors prove that they ask: {keys: [{vendor, kid, added_at, retired_at, sandbox}], ranges: [{vendor, cidr, added_at}]}. Platform admins only. Refuses platform_admin_only, not_signed_in, session_ended.';

comment on function private.link_trust is
  'What the function link believes (RES-3): the keys that are not retired, the ranges, the smallest first, the addresses that a pass may be for (links, https://<host>), and where the caller''s address stands.';

comment on function private.lay_sandbox_keys is
  'Registers the public keys of the sandbox carrier''s phones, as GET /phones/keys answers them. The embedded start calls it with the owner''s rights; a deployment without the sandbox has none.';

comment on function private.verb_comment is 'What the public function of an act promises, as its rows in private.transitions say it.';

comment on function private.public_verbs is
  'Makes the public function of each act that people have of a resource and that has none yet: <verb>_<resource>(argument, input, reason, shown, request), of these what the act takes. A reason is taken where it is needed and (after shown) where somebody decides, shown where the act names it, input where private.inputs has its shape. argument: what it calls the row, where not its resource.';

comment on function private.values_of is
  'The columns that the input of an ordinary verb fills: its keys that are columns. A name is cleaned, a text trimmed, and `proof` is the stored file where the resource has one. Refuses name_required, name_unclean, proof_invalid.';

comment on function private.filled_columns is 'The columns of a table that are keys of an object, with commas between; null for none.';

comment on function private.ordinary_make is 'Makes a row of what an input says, for a verb without a rule. Answers its id.';

comment on function private.ordinary_act is 'What an update or a delete without a rule does: writes what the input says, or deletes the row and answers its card as it was.';
