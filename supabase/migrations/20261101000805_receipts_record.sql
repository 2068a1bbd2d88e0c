-- receipts: recording them: by partition, by the place of their ids, and counted once for all that moved alike

create type private.step as (send_id uuid, day date, old public.delivery_state, new public.delivery_state, n integer);
comment on type private.step is 'So many deliveries of a send, handed over on that day, went from one state to another.';

create function private.ids_of(refs text[]) returns bigint[] language plpgsql immutable set search_path = '' as $$
declare
  ids bigint[];
begin
  begin
    ids := refs::bigint[];
    -- Written as we write it, or ' 7' would be taken for 7. One comparison of arrays: a pattern matched a thousand times takes longer.
    if ids::text[] = refs then return ids; end if;
  exception when invalid_text_representation or numeric_value_out_of_range then
    null; -- at least one is no number: below it is found out which
  end;
  return array(select case when x.ref ~ '^(0|[1-9][0-9]{0,14})$' then x.ref::bigint end from unnest(refs) with ordinality as x (ref, place) order by x.place);
end $$;
comment on function private.ids_of is 'The delivery ids that references are, in the same places; null where one is none.';

create function private.places_of(codes text[], words text[]) returns smallint[] language sql immutable set search_path = '' as $$
  select case when cardinality(words) = 0 then '{}' when cardinality(words) = 1 and array_position(codes, null) is null then array_fill(1::smallint, array[cardinality(codes)])
    else array(select array_position(words, x.code)::smallint from unnest(codes) with ordinality as x (code, place) order by x.place) end
$$;
comment on function private.places_of is 'Where each code stands among words: values of one length are found in an array by their place at once, texts are not.';

create function private.receive_into(home regclass, enterprise uuid, zone text, ids bigint[], news public.delivery_state[], codes text[], vendors public.vendor[],
  carrier_ids text[], ats timestamptz[], out steps private.step[], out missing integer)
-- Look-ups by primary key, whatever the planner thinks of so many values.
language plpgsql set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  -- Straight into the partition: a statement on the parent locks and plans every partition there is. The receipt of a row is found by the
  -- place of its id: a join, and the sort before it, took as long as the update itself.
  apply constant text := format($apply$
    with moved as (
      update %s d set state = ($3)[width_bucket(d.id, $2)], code = ($4)[($5)[width_bucket(d.id, $2)]], vendor = coalesce(($6)[width_bucket(d.id, $2)], d.vendor),
        carrier_id = coalesce(d.carrier_id, ($7)[width_bucket(d.id, $2)]), handed_at = coalesce(d.handed_at, clock_timestamp()),
        final_at = coalesce(($8)[width_bucket(d.id, $2)], clock_timestamp())
      where d.id = any ($1) and d.state = $9 and $9 < ($3)[width_bucket(d.id, $2)] and d.enterprise_id = $10
      -- Midnight is on a quarter of an hour in every zone: so the zone is asked once a quarter, and not once a row.
      returning d.id, d.send_id, d.state, date_bin('15 minutes', d.handed_at, timestamptz 'epoch') as quarter
    )
    select array(select row(s.send_id, s.day, $9, s.state, sum(s.n))::private.step from (
        select m.send_id, (m.quarter at time zone $11)::date as day, m.state, count(*) as n from moved m group by m.send_id, m.quarter, m.state) s
        group by s.send_id, s.day, s.state),
      case when (select count(*) from moved) < cardinality($1) then array(select i from unnest($1) as i where i not in (select m.id from moved m)) end $apply$, home);
  words constant text[] := array(select distinct c from unnest(codes) as c where c is not null);
  places constant smallint[] := private.places_of(codes, words);
  rest bigint[];
  further private.step[];
  olds public.delivery_state[];
  old public.delivery_state;
begin
  -- Nearly all wait for just this receipt.
  execute apply into steps, rest using ids, ids, news, words, places, vendors, carrier_ids, ats, 'handed'::public.delivery_state, enterprise, zone;
  missing := 0;
  if rest is null then return; end if;
  -- The rest are repeats, come early, correct something, or do not exist.
  execute format('select cardinality($1) - count(*), array_agg(distinct d.state) from %s d where d.id = any ($1) and d.enterprise_id = $2', home)
  into missing, olds using rest, enterprise;
  foreach old in array coalesce(olds, '{}') loop
    continue when old >= 'delivered';
    execute apply into further using rest, ids, news, words, places, vendors, carrier_ids, ats, old, enterprise, zone;
    steps := steps || further;
  end loop;
end $$;
comment on function private.receive_into is
  'Moves deliveries in one partition forward by their receipts, which are columns in the order of their ids, each id once. steps: what moved; missing: how many deliveries do not exist.';

create function private.record_receipts(channel uuid, refs text[], statuses text[], codes text[], vendors text[], carrier_ids text[], ats timestamptz[])
returns jsonb language plpgsql set search_path = '' as $$
declare
  enterprise uuid;
  zone text;
  ends constant text[] := '{delivered,failed,expired}';
  known_vendors constant text[] := enum_range(null::public.vendor)::text[];
  ids bigint[] := private.ids_of(refs);
  news public.delivery_state[];
  brands public.vendor[];
  sends uuid[];
  g record;
  block record;
  one record;
  step record;
  steps private.step[] := '{}';
  taken integer := 0;
  missing integer := 0;
  strange integer := 0;
  applied integer := 0;
begin
  select c.enterprise_id, e.time_zone into enterprise, zone from public.channels c join public.enterprises e on e.id = c.enterprise_id where c.id = channel;
  news := case when statuses <@ ends then statuses::public.delivery_state[] else array(
    select case when x.status = any (ends) then x.status::public.delivery_state end from unnest(statuses) with ordinality as x (status, place) order by x.place) end;
  brands := case when array_remove(vendors, null) <@ known_vendors then vendors::public.vendor[] else array(
    select case when x.vendor = any (known_vendors) then x.vendor::public.vendor end from unnest(vendors) with ordinality as x (vendor, place) order by x.place) end;
  -- In the order of their ids, each once: of several for one delivery the one that knows most counts. Who calls has mostly seen to that.
  if array_position(news, null) is null and ids = array(select distinct i from unnest(ids) as i where i is not null order by i) then
    select ids, news, codes, brands as vendors, carrier_ids, ats into g;
  else
    select coalesce(array_agg(r.id), '{}') as ids, array_agg(r.new) as news, array_agg(r.code) as codes, array_agg(r.vendor) as vendors,
      array_agg(r.carrier_id) as carrier_ids, array_agg(r.at) as ats into g
    from (select distinct on (x.id) x.* from unnest(ids, news, codes, brands, carrier_ids, ats) as x (id, new, code, vendor, carrier_id, at)
      where x.id is not null and x.new is not null order by x.id, x.new desc) r;
  end if;
  sends := private.sends_of(g.ids);
  -- Lock order: send → quota → deliveries; sends in the order of their ids, so that two receivers never wait for each other.
  perform from public.send_totals t where t.send_id = any (sends) order by t.send_id for update;

  -- Of each partition its own stretch: in the order of the ids it is one.
  for block in
    select h.home, width_bucket(min(h.id_base), g.ids) + 1 as first, width_bucket(max(h.id_base + h.total), g.ids) as last
    from (select private.deliveries_home(p) as home, p.id_base, p.total from private.send_progress p where p.send_id = any (sends) and p.enterprise_id = enterprise) h
    where h.home is not null group by h.home order by h.home
  loop
    select r.* into one from private.receive_into(block.home, enterprise, zone, g.ids[block.first:block.last], g.news[block.first:block.last],
      g.codes[block.first:block.last], g.vendors[block.first:block.last], g.carrier_ids[block.first:block.last], g.ats[block.first:block.last]) r;
    steps := steps || one.steps;
    taken := taken + block.last - block.first + 1;
    missing := missing + one.missing;
  end loop;
  for step in select s.* from unnest(steps) as s order by s.send_id, s.day, s.old, s.new loop
    applied := applied + step.n;
    perform private.count_step(step.send_id, enterprise, step.day, step.old, step.new, step.n);
  end loop;

  -- Nearly every call knows all its references; only one that does not looks which.
  if taken < cardinality(g.ids) or missing > 0 or array_position(ids, null) is not null then
    insert into public.receipts (channel_id, reference, status, enterprise_id, code, vendor, at)
    select distinct on (r.ref, r.status) channel, left(r.ref, 100), r.status, enterprise, r.code, r.vendor, r.at
    from unnest(refs, ids, statuses, codes, brands, ats) as r (ref, id, status, code, vendor, at)
    where r.status = any (ends) and not exists (select from public.deliveries d where d.id = r.id and d.enterprise_id = enterprise)
    on conflict do nothing;
    get diagnostics strange = row_count;
  end if;
  return jsonb_build_object('applied', applied, 'unknown', strange);
end $$;
comment on function private.record_receipts is
  'carrier.md: a batch of receipts, of one call or of several that came together: repeats are ignored, the order does not matter, late ones correct a time-out; deliveries, account, days and quota move together. Fastest in the order of the ids, each once. {applied, unknown}.';

create function private.sends_of(ids bigint[]) returns uuid[] language plpgsql stable set search_path = '' as $$
declare
  lowest bigint;
  highest bigint;
  p private.send_progress;
begin
  select min(i), max(i) into lowest, highest from unnest(ids) as i;
  select x.* into p from private.send_progress x where x.id_base < lowest order by x.id_base desc limit 1;
  -- Mostly one send's.
  if highest <= p.id_base + p.total then return array[p.send_id]; end if;
  return array(select distinct y.send_id from (select distinct i from unnest(ids) as i) z
    cross join lateral (select x.send_id, x.id_base, x.total from private.send_progress x where x.id_base < z.i order by x.id_base desc limit 1) y
    where z.i <= y.id_base + y.total);
end $$;
comment on function private.sends_of is 'The sends that delivery ids belong to: each has a block of ids.';
