comment on type private.step is
  'n deliveries of a send, handed over on that day, changed from one state to another; unresolved of them '
  'were not opened. turned_away: the carrier had refused them at the hand-off. Before and after it: '
  'earlier, vendor; earlier_network, network; was_told, told (a receipt named the network).';

comment on type private.receipt_columns is
  'Receipts of one transaction in id order, each id once. Values that hundreds of receipts share are stored '
  'once.';

create or replace function private.vendors_of(names text[]) returns public.vendor[]
language plpgsql immutable set search_path = '' as $$
declare
  known constant text[] := enum_range(null::public.vendor)::text[];
begin
  if array_remove(names, null) <@ known then return names::public.vendor[]; end if;
  return array(select case when x.name = any (known) then x.name::public.vendor end
    from unnest(names) with ordinality as x (name, place) order by x.place);
end $$;

comment on function private.vendors_of is
  'The vendors with these names, in the same positions; null for an unknown name.';

create or replace function private.networks_named(names text[]) returns public.network[]
language plpgsql immutable set search_path = '' as $$
begin
  -- Empty where none is named: then no row is looked at for it. `unknown` says nothing.
  if array_remove(names, null) = '{}' then return '{}'; end if;
  return array(select case when x.name in ('mobile', 'unicom', 'telecom', 'broadnet')
    then x.name::public.network end
    from unnest(names) with ordinality as x (name, place) order by x.place);
end $$;

comment on function private.networks_named is
  'NET-1: the networks with these names, in the same positions; null for one that is not known; empty when '
  'no receipt names one.';

create or replace function private.sends_of(ids bigint[]) returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  p private.send_progress;
begin
  select x.* into p from private.send_progress x where x.id_base < ids[1] order by x.id_base desc limit 1;
  -- Usually all ids are of one send.
  if ids[cardinality(ids)] <= p.id_base + p.total then return array[p.send_id]; end if;
  return array(select distinct y.send_id from unnest(ids) as z (i)
    cross join lateral (select x.send_id, x.id_base, x.total from private.send_progress x
      where x.id_base < z.i order by x.id_base desc limit 1) y
    where z.i <= y.id_base + y.total);
end $$;

comment on function private.sends_of is
  'The sends that delivery ids, in order, belong to: each has a block of ids.';

create or replace function private.remembered_by() returns text
language plpgsql immutable set search_path = '' as $$
begin
  return format($moved$, remembered as (
      insert into private.moved_numbers as n (hash, segment, network)
      select distinct on (h.hash) h.hash, left(m.phone, 10), m.told_network
      from moved m cross join private.contents_key k cross join lateral (select %s as hash) h
      where m.told_network <> m.forecast and m.phone like '+86%%' order by h.hash
      on conflict (hash) do update set network = excluded.network, at = clock_timestamp())$moved$,
    private.phone_hash_by('m.phone', 'k.key'));
end $$;

comment on function private.remembered_by is
  'NET-1: the part of private.receive_into that keeps the numbers whose receipt named another network.';

create or replace function private.receive_into(home regclass, enterprise uuid, old public.delivery_state,
  ids bigint[], r private.receipt_columns,
  out steps private.step[], out rest bigint[])
-- Forces look-ups by primary key, whatever the planner estimates for so many values.
language plpgsql set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  -- Sought among numbers that are compared without a call each.
  place constant text := 'width_bucket(d.id::double precision, $2)';
  word constant text := case when cardinality(r.places) = 0 then '1' else format('($3)[%s]', place) end;
  -- In an array of texts each look-up walks to its place: 1.6 µs of 9 a receipt in batches of 1,000, 4.5 of 9.5
  -- in those of 4,000. Names have 64 bytes each, so they are found at once; what does not fit stays a text.
  fits constant boolean := not exists (select from unnest(r.carrier_ids) as x where octet_length(x) > 63);
  carrier constant text := case when cardinality(r.carrier_ids) = 0 then 'd.carrier_id'
    else format('coalesce(d.carrier_id, (%s)[%s]::text)', case when fits then '$12' else '$7' end, place) end;
  -- What a receipt names stays, until another one names something else.
  net constant text := case when cardinality(r.networks) = 0 then 'd.told_network'
    else format('coalesce(($11)[%s], d.told_network)', word) end;
  -- Only a correction finds a vendor or a named network there, or a message that the carrier had refused:
  -- its end is the instant of its hand-off then.
  corrects constant boolean := old in ('failed', 'expired');
  at constant text := case when cardinality(r.ats) = 0 then 'clock_timestamp()'
    else format('coalesce(to_timestamp(($8)[%s] * 0.001::double precision), clock_timestamp())', place) end;
begin
  -- Updates the partition directly: a statement on the parent locks and plans every partition. The receipt of
  -- a row is found by the position of its id. A join, with the sort before it, took as long as the update
  -- itself.
  execute format($apply$
    with %s moved as (
      update %s d set state = ($4)[%s], code = ($5)[%s], vendor = coalesce(($6)[%s], d.vendor), carrier_id = %s,
        told_network = %s, handed_at = coalesce(d.handed_at, clock_timestamp()), final_at = %s
      %s where d.id = any ($1) and d.state = $9 and $9 < ($4)[%s] and d.enterprise_id = $10 %s
      returning d.id, d.send_id, d.state, d.resolved, d.vendor, d.message_kind, %s
        d.told_network, coalesce(d.told_network, d.network) as network, %s,
        date_bin('15 minutes', d.handed_at, timestamptz 'epoch') as quarter
    ), days as materialized (
      -- Midnight is on a quarter of an hour in every zone, so the day is asked once per quarter, not once per
      -- row.
      select q.quarter, private.day_of($10, q.quarter) as day from (select distinct m.quarter from moved m) q
    )
    %s select array(select row(m.send_id, t.day, $9, m.state, count(*),
          count(*) filter (where m.resolved = 0 and m.message_kind <> 'basic'), m.earlier, m.vendor,
          m.turned_away, m.message_kind, m.earlier_network, m.was_told, m.network,
          m.told_network is not null)::private.step
        from moved m join days t using (quarter)
        group by m.send_id, t.day, m.state, m.earlier, m.vendor, m.turned_away, m.message_kind,
          m.earlier_network, m.was_told, m.network, m.told_network is not null),
      case when (select count(*) from moved) < cardinality($1) then array(select i from unnest($1) as i
          where i not in (select m.id from moved m)) else '{}' end $apply$,
    case when corrects
      then format('was as materialized (select x.id, x.vendor, coalesce(x.told_network, x.network) as network, x.told_network is not null as told, x.state = ''failed'' and x.final_at = x.handed_at as turned_away from %s x
      where x.id = any ($1) and x.state = $9 and x.enterprise_id = $10 for update),', home) end,
    home, word, word, word, carrier, net, at, case when corrects then 'from was' end, word,
    case when corrects then 'and was.id = d.id' end,
    case when cardinality(r.networks) > 0 then 'd.phone, d.network as forecast,' end,
    case when corrects
      then 'was.vendor as earlier, was.turned_away, was.network as earlier_network, was.told as was_told'
      else 'null::public.vendor as earlier, false as turned_away, d.network as earlier_network, false as was_told' end,
    case when cardinality(r.networks) > 0 then private.remembered_by() end)
  into steps, rest using ids, r.ids::double precision[], r.places, r.statuses, r.codes, r.vendors,
    r.carrier_ids, r.ats, old, enterprise, r.networks, case when fits then r.carrier_ids::name[] end;
end $$;

comment on function private.receive_into is
  'Applies receipts to the deliveries with these ids, all in one partition and in the state old, and '
  'remembers numbers that were found in another network than was forecast (NET-1). steps: what changed; '
  'rest: the ids that did not change.';

create or replace function private.blocks_of(
  enterprise uuid, sends uuid[], ids bigint[]
) returns table (home regclass, first integer, last integer)
language plpgsql stable set search_path = '' as $$
begin
  -- Each partition has one contiguous range of the sorted ids.
  return query select b.home, b.first, b.last
    from (select h.home, width_bucket(min(h.id_base), ids) + 1 as first,
      width_bucket(max(h.id_base + h.total), ids) as last
      from (select private.deliveries_home(p) as home, p.id_base, p.total from private.send_progress p
        where p.send_id = any (sends) and p.enterprise_id = enterprise offset 0) h
      where h.home is not null group by h.home) b
    where b.first <= b.last order by b.first;
end $$;

comment on function private.blocks_of is
  'The partitions that hold deliveries of these sends, with the range of the sorted ids in each.';

create or replace function private.receive_told(
  home regclass, enterprise uuid, old public.delivery_state, ids bigint[], r private.receipt_columns,
  out steps private.step[], out rest bigint[]
) language plpgsql set search_path = '' as $$
declare
  told constant public.callbacks[] := private.callbacks_told(enterprise, '{send,send_batch,basic_send}');
begin
  select x.steps, x.rest into steps, rest from private.receive_into(home, enterprise, old, ids, r) x;
  if told = '{}' or steps = '{}' then return; end if;
  -- Usually every receipt changes its message.
  perform private.queue_receipts(told, r, case when rest = '{}' then ids
    else array(select i from unnest(ids) as i where i <> all (rest)) end, steps);
end $$;

comment on function private.receive_told is
  'receive_into, and queues what changed for the addresses that are told of it (CBK-1).';

create or replace function private.receive(
  enterprise uuid, r private.receipt_columns, out applied integer, out missing bigint[]
)
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
  -- Nearly all deliveries wait for exactly this receipt; some receipts come before the answer to their
  -- hand-off. These deliveries are on their way, so they are locked before the account (lock order:
  -- lock_quota).
  for block in select * from private.blocks_of(enterprise, sends, r.ids) loop
    select x.* into moved from private.receive_told(block.home, enterprise, 'handed', r.ids[block.first:block.last], r) x;
    steps := steps || moved.steps;
    if moved.rest <> '{}' then
      execute format('select exists (select from %s d where d.id = any ($1) and d.state = ''pending'')',
        block.home) into early using moved.rest;
      if early then
        select x.* into moved from private.receive_told(block.home, enterprise, 'pending', moved.rest, r) x;
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
    -- A delivery handed over at this very moment is on its way after all. Its holder may want the account, so
    -- do not wait for it. lock_not_available (55P03) rolls everything back, and the caller retries.
    execute format('select from %s d where d.id = any ($1) and d.state in (''pending'', ''handed'') and d.enterprise_id = $2 order by d.id for update nowait',
      block.home)
    using rest[block.first:block.last], enterprise;
    execute format('select coalesce(array_agg(d.id), ''{}''), coalesce(array_agg(distinct d.state), ''{}'') from %s d where d.id = any ($1) and d.enterprise_id = $2',
      block.home)
    into existing, states using rest[block.first:block.last], enterprise;
    missing := array(select i from unnest(missing) as i where i not in (select e from unnest(existing) as e));
    for i in 1 .. cardinality(states) loop
      continue when states[i] >= 'delivered';
      select x.* into moved from private.receive_told(block.home, enterprise, states[i], rest[block.first:block.last], r) x;
      steps := steps || moved.steps;
    end loop;
  end loop;
  applied := 0;
  for step in select s.send_id, s.old, s.new, sum(s.n)::integer as n, sum(s.unresolved)::integer as unresolved
      from unnest(steps) as s group by 1, 2, 3 order by 1, 2, 3 loop
    applied := applied + step.n;
    perform private.count_step(step.send_id, step.old, step.new, step.n, step.unresolved);
  end loop;
  perform private.count_days(enterprise, steps);
end $$;

comment on function private.receive is
  'Applies receipts to their deliveries, and updates account, days and quota. applied: how many changed; '
  'missing: the ids that are no delivery of the enterprise.';

create or replace function private.record_sorted_receipts(
  channel uuid, ids bigint[], places smallint[], statuses text[], codes text[], vendors text[],
  carrier_ids text[], ats bigint[], networks text[] default '{}'
)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  enterprise uuid;
  brands constant public.vendor[] := private.vendors_of(vendors);
  nets constant public.network[] := private.networks_named(networks);
  done record;
  strange integer := 0;
begin
  if not statuses <@ '{delivered,failed,expired}' then
    raise exception 'a receipt says delivered, failed or expired';
  end if;
  select c.enterprise_id into enterprise from public.channels c where c.id = channel;
  select x.* into done from private.receive(enterprise,
    row(ids, places, statuses::public.delivery_state[], codes, brands, carrier_ids, ats, nets)) x;
  if done.missing <> '{}' then
    insert into public.receipts (channel_id, reference, status, enterprise_id, code, vendor, at)
    select channel, r.id, statuses[r.place], enterprise, codes[r.place], brands[r.place],
      to_timestamp(r.at * 0.001::double precision)
    from (select x.id, coalesce(x.place, 1) as place, x.at from unnest(ids, places, ats) as x (id, place, at)
      where x.id = any (done.missing)) r
    on conflict do nothing;
    get diagnostics strange = row_count;
  end if;
  return jsonb_build_object('applied', done.applied, 'unknown', strange);
end $$;

comment on function private.record_sorted_receipts is
  'record_receipts for columns as in receipt_columns: the ids sorted, each once. The caller guarantees that, '
  'which saves a third of the work.';

create or replace function private.record_receipts(
  channel uuid, refs text[], statuses text[], codes text[], vendors text[], carrier_ids text[],
  ats timestamptz[], networks text[] default '{}'
)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  c record;
  done jsonb;
  strange integer;
begin
  -- Of several receipts for one delivery the latest state counts. Only our own spelling of a reference is
  -- accepted, or ' 7' would be taken for 7.
  select coalesce(array_agg(r.id), '{}') as ids, array_agg(r.place) as places,
    array_agg(r.status) as statuses, array_agg(r.code) as codes,
    array_agg(r.vendor) as vendors, array_agg(r.network) as networks, array_agg(r.carrier_id) as carrier_ids,
    array_agg((extract(epoch from r.at) * 1000)::bigint) as ats into c
  from (select x.*, row_number() over (order by x.id)::smallint as place from (
    select distinct on (y.ref::bigint) y.ref::bigint as id, y.*
    from unnest(refs, statuses, codes, vendors, carrier_ids,
      ats, networks) as y (ref, status, code, vendor, carrier_id, at, network)
    where y.ref ~ '^(0|[1-9][0-9]{0,14})$' and y.status in ('delivered', 'failed', 'expired')
    order by y.ref::bigint, y.status::public.delivery_state desc) x) r;
  done := private.record_sorted_receipts(channel, c.ids, c.places, coalesce(c.statuses, '{}'), c.codes,
    c.vendors, c.carrier_ids, c.ats,
    c.networks);
  insert into public.receipts (channel_id, reference, status, enterprise_id, code, vendor, at)
  select distinct on (r.ref, r.status) channel, left(r.ref, 100), r.status, n.enterprise_id, r.code, r.vendor,
    r.at
  from unnest(refs, statuses, codes, private.vendors_of(vendors), ats) as r (ref, status, code, vendor, at)
  join public.channels n on n.id = channel
  where r.status in ('delivered', 'failed', 'expired') and r.ref !~ '^(0|[1-9][0-9]{0,14})$'
  on conflict do nothing;
  get diagnostics strange = row_count;
  return done || jsonb_build_object('unknown', (done->>'unknown')::integer + strange);
end $$;

comment on function private.record_receipts is
  'carrier.md: a batch of receipts, from one call or from several. Repeats are ignored, the order does not '
  'matter, and late ones correct a time-out. A receipt for an unknown reference is stored and shown. '
  '{applied, unknown}.';
