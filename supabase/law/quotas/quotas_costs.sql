-- What a send costs (PKG-2): units from the packages first, beyond them at the price of a unit; SMS segments
-- beside them, in no ledger. What is asked for each row of a list is plpgsql, whose plans are kept: as SQL
-- functions 1,000 rows took half a second more.

create or replace function private.price_at(item text, at timestamptz) returns bigint
language plpgsql stable set search_path = '' as $$
begin
  return (
    select u.price_micros from public.unit_prices u where u.item = price_at.item and u.since <= at
    order by u.since desc limit 1);
end $$;
comment on function private.price_at is
  'PKG-2: the price of an item at a time, in millionths of the currency; null where there was none.';

create or replace function private.fen_of(amount bigint, price_micros bigint) returns bigint
language plpgsql immutable set search_path = '' as $$
begin
  -- Rounded once, at the end. Nothing costs nothing, whether it has a price or not.
  return (
    select case when amount = 0 then 0 else round(amount * price_micros / 10000.0)::bigint end);
end $$;
comment on function private.fen_of is
  'What so many units cost, in hundredths of the currency; null where there is no price.';

create or replace function private.packages_left(
  enterprise uuid, kind public.quota_kind, spec text
) returns bigint language plpgsql stable set search_path = '' as $$
begin
  return (select coalesce(sum(a.balance), 0)::bigint from public.quota_accounts a
    join public.packages x on x.id = a.package_id
    where a.enterprise_id = enterprise and a.kind = packages_left.kind and a.account = 'available'
      and a.balance > 0 and x.expires_at > now() and x.spec = packages_left.spec);
end $$;
comment on function private.packages_left is
  'PKG-1: what is left of the packages of a kind for three networks, or for one.';

create or replace function private.cost_of(
  enterprise uuid, units bigint, segments bigint, kind public.quota_kind default 'aim_resolution',
  networks jsonb default null
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (select jsonb_build_object('units', units, 'packages', units - b.beyond, 'pay_as_you_go', b.beyond,
      'allowed', b.beyond = 0 or e.pays_beyond, 'pays_beyond', e.pays_beyond,
      'left', jsonb_build_object('three_network', q.three) || q.by_network, 'networks', cost_of.networks,
      'segments', segments, 'currency', s.currency, 'unit_micros', p.unit, 'segment_micros', p.segment,
      'units_fen', private.fen_of(b.beyond, p.unit), 'segments_fen', private.fen_of(segments, p.segment),
      'most_fen', private.fen_of(b.beyond, p.unit) + private.fen_of(segments, p.segment))
    from private.sale_settings s
    cross join lateral (select private.price_at(cost_of.kind::text, now()) as unit,
      private.price_at('sms_segment', now()) as segment) p
    cross join lateral (select (private.settings_of(enterprise)).pay_as_you_go as pays_beyond) e
    -- Packages for one network pay for nothing else, so they are used first.
    cross join lateral (
      select coalesce(sum(least(n.value::bigint, l.units)), 0)::bigint as own,
        coalesce(jsonb_object_agg(n.key, l.units), '{}') as by_network,
        private.packages_left(enterprise, cost_of.kind, 'three_network') as three
      from jsonb_each_text(coalesce(cost_of.networks, '{}')) n
      cross join lateral (select private.packages_left(enterprise, cost_of.kind, n.key) as units) l
      where n.key in ('mobile', 'unicom', 'telecom')) q
    cross join lateral (select greatest(0, units - q.own - q.three) as beyond) b);
end $$;
comment on function private.cost_of is
  'PKG-2, PKG-3: the highest cost of so many units and SMS segments at present prices, the basic edition by '
  'networks {network: units}, with what is left of the packages: Cost of shared/src/quotas/cost.ts. '
  'allowed false: quota_short. Amounts are null without a price.';

create or replace function private.reach_of(send uuid) returns bigint
language sql stable set search_path = '' as $$
  select f.accepted - s.left_out from public.sends s join public.number_files f on f.id = s.number_file_id
  where s.id = send
$$;
comment on function private.reach_of is
  'ACC-1: how many numbers a send accounts for one by one: also those that have opted out.';

create or replace function private.audience_of(send uuid) returns bigint
language plpgsql stable set search_path = '' as $$
begin
  return (select private.audience_now(s, f.accepted) from public.sends s
      join public.number_files f on f.id = s.number_file_id
    where s.id = send);
end $$;
comment on function private.audience_of is
  'SND-1, OPT-1: how many numbers a send goes to: not to those that have opted out.';

create or replace function private.units_of(send uuid) returns bigint
language plpgsql stable set search_path = '' as $$
begin
  return (select case when private.quota_of(s.kinds) is not null then private.audience_of(send) else 0 end
    from public.sends s where s.id = send);
end $$;
comment on function private.units_of is
  'PKG-2: how many units a send reserves: one for each number that gets a card or a message of the basic '
  'edition; a text takes none.';

create or replace function private.send_cost(send uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.cost_of(s.enterprise_id, private.units_of(send),
      coalesce(s.segments_in_all, private.audience_of(send) * s.segments),
      coalesce(private.quota_of(s.kinds), 'aim_resolution'),
      case when s.kinds = '{basic}' then (select jsonb_object_agg(n.network, n.n)
        from private.networks_of(send) n) end)
    from public.sends s where s.id = send);
end $$;
comment on function private.send_cost is
  'PKG-2: what an approval of a send would reserve, and what it costs at most; for a recurring send, each '
  'time. As private.cost_of.';

create or replace function private.send_charges(send uuid, segments bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_build_object('units', r.used, 'packages', r.used - r.beyond, 'pay_as_you_go', r.beyond,
      'open', r.open, 'segments', segments, 'currency', s.currency,
      'segment_micros', c.price, 'units_fen', round(r.micros / 10000)::bigint,
      'segments_fen', round(c.micros / 10000)::bigint,
      -- As reports: the sum is rounded, not its parts.
      'total_fen', round((r.micros + c.micros) / 10000)::bigint)
    from (
      -- A text reserves nothing: its price is that of the time when it was set going.
      select coalesce(sum(x.settled), 0)::bigint as used,
        coalesce(sum(x.settled) filter (where x.package_id is null), 0)::bigint as beyond,
        coalesce(sum(x.reserved - x.settled - x.released), 0)::bigint as open,
        coalesce(min(x.at), (select p.begun_at from private.send_progress p where p.send_id = send)) as at,
        case when count(*) = 0 then 0 when bool_and(x.micros is not null) then sum(x.micros) end as micros
      from (select l.*, case when l.package_id is null and l.settled <> 0
            then l.settled::numeric * private.price_at(l.kind::text, l.at) else 0 end as micros
        from private.reservations l where l.holder_id = send) x) r
    cross join private.sale_settings s
    cross join lateral (select u.price,
        case when segments = 0 then 0 else segments::numeric * u.price end as micros
      from (select private.price_at('sms_segment', r.at) as price) u) c
    where r.at is not null);
end $$;
comment on function private.send_charges is
  'PKG-2: what a send has cost so far, at the prices of its approval: {units, packages, pay_as_you_go, open '
  '(still reserved), segments (handed over), currency, segment_micros, …_fen, total_fen}. '
  'null before its approval; amounts are null without a price.';

grant execute on function private.send_cost, private.send_charges to authenticated;

create or replace function public.preview_cost(
  numbers bigint, segments integer, kind text default 'aim', networks jsonb default null
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(private.current_enterprise(), private.in_service('KooMessage:sendTask:list',
    private.service_of_kind(kind)));
  if numbers not between 0 and 10000000 or numbers is null then
    perform private.refuse('input_invalid', '{"field": "numbers"}');
  end if;
  if segments not between 0 and 100 or segments is null then
    perform private.refuse('input_invalid', '{"field": "segments"}');
  end if;
  if kind is null or kind not in ('aim', 'basic', 'text') then
    perform private.refuse('input_invalid', '{"field": "kind"}');
  end if;
  if networks is not null and (jsonb_typeof(networks) <> 'object' or exists (
    select from jsonb_each(networks) e
    where jsonb_typeof(e.value) <> 'number' or not (e.value #>> '{}') ~ '^[0-9]{1,8}$')) then
    perform private.refuse('input_invalid', '{"field": "networks"}');
  end if;
  return private.cost_of(private.current_enterprise(), case kind when 'text' then 0 else numbers end,
    numbers * segments, case kind when 'basic' then 'basic' else 'aim_resolution' end::public.quota_kind,
    networks);
end $$;
comment on function public.preview_cost is
  'PKG-2: what a send to so many numbers, each of so many SMS segments, would cost at most now, before there '
  'is one; kind: aim, text, or basic with the networks that are known {network: numbers}. As the cost of '
  'send_cards. Refuses forbidden, no_enterprise, input_invalid.';

grant execute on function public.preview_cost to authenticated;
