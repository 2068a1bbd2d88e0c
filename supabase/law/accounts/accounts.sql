-- service accounts: what people read (SA-1, SA-2)

comment on table public.service_accounts is
  'SA-1 (§9.1): a service account. name and remark are those of its approved profile, of the latest one '
  'until then. frozen: it does not serve until it is unfrozen; reason says why.';

comment on table public.account_parts is
  'SA-2: profile, menus and home page of a service account; the live version serves while a later one waits '
  'for its review.';

comment on table public.account_part_versions is
  'SA-2: a version of a part. An approved one never changes. content: {…profile}, [menus] or {…home}, as '
  'private.account_fields says; null: not filled in yet.';

select private.resource_table('public.service_accounts', 'KooMessageSA:serviceAccount:list');

select private.resource_table('public.account_parts', 'KooMessageSA:serviceAccount:list');

select private.resource_table('public.account_part_versions', 'KooMessageSA:serviceAccount:list');

create or replace function private.account_missing(account uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select case when a.state = 'frozen' then array['thawed'] else '{}' end
    || array(select p.kind::text from public.account_parts p where p.account_id = a.id and p.live_version_id is null order by p.kind)
    || case when exists (select from public.port_bindings b where b.account_id = a.id) then '{}' else array['port'] end
  from public.service_accounts a where a.id = account
$$;
comment on function private.account_missing is
  'SA-2, CHN-1: what a service account lacks before anybody can meet it: an approved profile, menus, home '
  'page, a bound channel number, being thawed. Empty: it is in use.';
grant execute on function private.account_missing to authenticated;

create or replace function private.account_handed(account uuid, enterprise uuid)
returns table (state text, why jsonb, at timestamptz) language sql stable security definer set search_path = '' as $$
  select case when h.state <> 'waiting' then h.state when w.by_hand then 'by_hand'
      when w.by_hand is null then 'no_channel' else 'waiting' end, h.why, h.handed_at
  from private.account_handoffs h left join lateral private.template_way(enterprise) w on true
  where h.account_id = account
$$;
comment on function private.account_handed is
  'SA-2: whether the resolver has a service account as it was approved last: waiting, handed, refused, '
  'by_hand (its vendors are told by hand) or no_channel; what the resolver said, and when it took it last. '
  'No row: no profile is approved yet.';
grant execute on function private.account_handed to authenticated;

create or replace function private.ports_of_account(account uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select count(*)::integer from public.port_bindings b where b.account_id = account
$$;
comment on function private.ports_of_account is
  'How many bindings an account has, also for people who may not list channel numbers. Called for rows that '
  'are visible to the caller.';
grant execute on function private.ports_of_account to authenticated;

create or replace view public.service_account_cards with (security_invoker = true) as
select a.id, a.enterprise_id, a.name, a.remark, a.state, a.reason, a.own,
  coalesce(cardinality(x.missing), 0) = 0 as usable, x.missing,
  c.content ->> 'industry' as industry, c.content ->> 'intro' as intro,
  c.content -> 'logo' ->> 'path' as logo_path, c.content -> 'logo' ->> 'name' as logo_name,
  latest.state as profile_state, menus.state as menus_state, home.state as home_state,
  private.ports_of_account(a.id) as ports,
  g.state as handoff, g.why as handoff_why, g.at as handed_at,
  private.visible_person(a.created_by) as created_by_name, a.created_at
from public.service_accounts a
join public.account_parts p on p.account_id = a.id and p.kind = 'profile'
join public.account_part_versions latest on latest.id = p.latest_version_id
left join public.account_part_versions live on live.id = p.live_version_id
join public.account_parts m on m.account_id = a.id and m.kind = 'menus'
join public.account_part_versions menus on menus.id = m.latest_version_id
join public.account_parts h on h.account_id = a.id and h.kind = 'home'
join public.account_part_versions home on home.id = h.latest_version_id
cross join lateral (select private.account_missing(a.id) as missing) x
left join lateral private.account_handed(a.id, a.enterprise_id) g on true
cross join lateral (select coalesce(live.content, latest.content) as content) c;
comment on view public.service_account_cards is
  'A service account with the state of the latest version of each part; industry, intro and logo are those '
  'that serve. missing: what it lacks before it can be used.';

create or replace view public.account_part_cards with (security_invoker = true) as
select p.id, p.enterprise_id, p.account_id, a.name, a.remark, a.state as account_state, p.kind,
  v.id as version_id, v.version, live.version as live_version, v.content, live.content as live_content,
  case when p.kind = 'profile' then v.next_own end as own, v.change_reason, v.revision, v.state, v.reason,
    v.submitted_by,
  private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at, p.created_at,
  case when v.state = 'in_review' then private.review_asked('account_part', p.id) end as waits_for
from public.account_parts p join public.service_accounts a on a.id = p.account_id
join public.account_part_versions v on v.id = p.latest_version_id
left join public.account_part_versions live on live.id = p.live_version_id;
comment on view public.account_part_cards is
  'A part of a service account with its latest version; live_content is what serves meanwhile.';

grant select on public.service_account_cards, public.account_part_cards to authenticated;

create or replace function private.account_part_logged(v public.account_part_versions) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('state', v.state, 'name', a.name, 'kind', p.kind, 'version', v.version,
    'change_reason', v.change_reason, 'content', v.content)
  from public.account_parts p join public.service_accounts a on a.id = p.account_id where p.id = v.part_id
$$;
comment on function private.account_part_logged is 'What the log keeps of a part before and after an act.';

create or replace function private.account_part_bound(v public.account_part_versions) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('account', p.account_id, 'kind', p.kind, 'version', v.version,
    'content', v.content, 'change_reason', v.change_reason,
    'own', private.own_bound('service_account', v.enterprise_id, v.next_own))
  from public.account_parts p where p.id = v.part_id
$$;
comment on function private.account_part_bound is 'APR-1: what an approval of a part is about.';
