-- service accounts: handed to the resolver of the enterprise (SA-2). Called by the function submit-templates,
-- never through the API.

comment on table private.account_handoffs is
  'SA-2: service accounts with an approved profile, and which version of them the resolver has. waiting → '
  'handed, or refused until something of it is approved again.';

create or replace function private.queue_account(account uuid) returns void
language sql security definer set search_path = '' as $$
  insert into private.account_handoffs as h (account_id)
  select p.account_id from public.account_parts p
  where p.account_id = account and p.kind = 'profile' and p.live_version_id is not null
  -- A lease stays: two versions are never under way at once.
  on conflict (account_id) do update set version = h.version + 1, state = 'waiting', attempts = 0
$$;
comment on function private.queue_account is
  'SA-2: has a service account handed over as it is now, once its profile is approved.';

create or replace function private.queue_changed_account() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.queue_account(case tg_table_name when 'account_parts' then (to_jsonb(new) ->> 'account_id')
    else to_jsonb(new) ->> 'id' end::uuid);
  return null;
end $$;
comment on function private.queue_changed_account is
  'Trigger: a service account of which something was approved, frozen or unfrozen is handed over.';

create trigger approved_parts_are_handed_over after update of live_version_id on public.account_parts
  for each row when (new.live_version_id is distinct from old.live_version_id)
  execute function private.queue_changed_account();

create trigger frozen_accounts_are_handed_over after update of state on public.service_accounts
  for each row when (new.state <> old.state) execute function private.queue_changed_account();

create or replace function private.account_handoffs_due() returns boolean
language sql stable set search_path = '' as $$
  select exists (select from private.account_handoffs h join public.service_accounts a on a.id = h.account_id
    where h.state = 'waiting' and h.lease_until < clock_timestamp()
      and not (private.template_way(a.enterprise_id)).by_hand)
$$;
comment on function private.account_handoffs_due is
  'SA-2: whether a service account waits for its resolver. Where no channel has one, it waits without a try.';

create or replace function private.claim_account_handoffs(most integer default 10)
returns table (reference uuid, version bigint, frozen boolean, reason text, profile jsonb, menus jsonb,
  home jsonb, change_reason text, parts jsonb, ids jsonb, handed jsonb, carrier uuid, adapter text,
  number text, base_url text, credentials jsonb, settings jsonb)
language plpgsql security definer set search_path = '' as $$
begin
  return query
  with due as (
    -- The way of templates: the vendors of both are the same.
    select h.account_id, w.carrier, w.number from private.account_handoffs h
    join public.service_accounts a on a.id = h.account_id
    cross join lateral private.template_way(a.enterprise_id) w
    where h.state = 'waiting' and h.lease_until < clock_timestamp() and not (select private.is_held())
      and not w.by_hand
    order by h.lease_until limit most for update of h skip locked
  ), leased as (
    -- Five minutes: up to eight calls of 30 s, one after the other.
    update private.account_handoffs h set lease_until = clock_timestamp() + interval '5 minutes',
      attempts = h.attempts + 1
    from due where h.account_id = due.account_id returning h.*)
  select l.account_id, l.version, a.state = 'frozen', a.reason, v.content -> 'profile', v.content -> 'menus',
    v.content -> 'home', v.change_reason, v.parts || jsonb_build_object('frozen', a.state = 'frozen'),
    case when l.carrier_id = c.id then l.ids else '{}' end,
    case when l.carrier_id = c.id then l.parts else '{}' end, c.id, c.adapter::text, d.number, c.base_url,
    k.credentials, c.settings
  from leased l join due d on d.account_id = l.account_id
  join public.service_accounts a on a.id = l.account_id
  join public.carriers c on c.id = d.carrier join private.carrier_secrets k on k.carrier_id = c.id
  cross join lateral (
    select jsonb_object_agg(p.kind, x.content) as content, jsonb_object_agg(p.kind, x.id) as parts,
      (array_agg(x.change_reason order by x.decided_at desc)
        filter (where x.change_reason is not null))[1] as change_reason
    from public.account_parts p join public.account_part_versions x on x.id = p.live_version_id
    where p.account_id = l.account_id) v;
end $$;
comment on function private.claim_account_handoffs is
  'SA-2: leases service accounts that wait for their resolver, as they are now, with what the calls need. '
  'parts: the versions of the parts; ids, handed: what this resolver called and had of them before.';

create or replace function private.finish_account_handoff(
  reference uuid, version bigint, outcome text, why jsonb, carrier uuid, ids jsonb, parts jsonb
) returns void language plpgsql security definer set search_path = '' as $$
begin
  update private.account_handoffs h set
    -- What was approved meanwhile waits.
    state = case when h.version > finish_account_handoff.version or outcome = 'away' then 'waiting'
      else outcome end,
    why = finish_account_handoff.why, carrier_id = carrier, ids = finish_account_handoff.ids,
    parts = finish_account_handoff.parts,
    handed_version = case outcome when 'handed' then finish_account_handoff.version
      else h.handed_version end,
    handed_at = case outcome when 'handed' then clock_timestamp() else h.handed_at end,
    -- Back-off: 2, 4, 8 … at most 300 s.
    lease_until = case outcome when 'away'
      then clock_timestamp() + make_interval(secs => least(300, power(2, least(h.attempts, 9))))
      else '-infinity' end
  -- One whose lease had ended says nothing new after a later one.
  where h.account_id = reference and h.state = 'waiting' and h.handed_version < finish_account_handoff.version
    and h.version >= finish_account_handoff.version;
  if found then perform private.touch_cards('service_account', reference); end if;
end $$;
comment on function private.finish_account_handoff is
  'SA-2: what became of a version of a service account: handed, refused, or away (tried again later), and '
  'what the resolver now has of it.';

grant execute on function private.claim_account_handoffs, private.finish_account_handoff to tidings_functions;
