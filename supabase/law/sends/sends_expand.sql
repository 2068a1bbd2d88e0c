-- sends: expansion into deliveries (SND-5). Called by the clock, never by people.

create or replace function private.deliveries_partition(p private.send_progress) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return 'partitions.deliveries_' || p.id_base;
end $$;

comment on function private.deliveries_partition is 'The name of a large send''s partition.';

create or replace function private.deliveries_home(p private.send_progress) returns regclass
language plpgsql stable set search_path = '' as $$
begin
  return case when p.large then to_regclass(private.deliveries_partition(p))
    else 'partitions.deliveries_shared'::regclass end;
end $$;

comment on function private.deliveries_home is
  'The partition that holds the deliveries of a send; null for a large one that has none yet.';

create or replace function private.home_of(send uuid) returns regclass
language plpgsql stable set search_path = '' as $$
begin
  return (select private.deliveries_home(p) from private.send_progress p where p.send_id = send);
end $$;

comment on function private.home_of is
  'The partition that holds the deliveries of a send, by the id of the send.';

create or replace function private.lay_partition(p private.send_progress) returns void
language plpgsql set search_path = '' as $$
begin
  -- The send and its enterprise are the same in every row, so they are defaults. The check lets the planner
  -- skip the partition. Half of each page is left free: a batch updates all rows of its pages at once, and
  -- the new versions stay on the page and touch no index. After two updates they take less space than with a
  -- fill factor of 80 (37 MB instead of 44 for 100,000). A hand-over and a receipt cost a fifth less, the
  -- expansion 4 % more.
  execute format('create table %s (like public.deliveries including defaults including constraints) with (fillfactor = 50)',
    private.deliveries_partition(p));
  execute format('alter table %s alter send_id set default %L, alter enterprise_id set default %L, add check (send_id = %L), add primary key (id)',
    private.deliveries_partition(p), p.send_id, p.enterprise_id, p.send_id);
  perform private.guard(private.deliveries_partition(p)::regclass);
  -- With its index and attached from the first row on: what is laid out can be handed over, and get its
  -- receipts, while the rest follows. The ids grow, so the index costs 0.4 µs of CPU a row more than one that
  -- is built at the end (2.6 µs in all instead of 2.2). `create table … partition of` would lock everybody
  -- out of all deliveries.
  execute format('alter table public.deliveries attach partition %s for values from (%s) to (%s)',
    private.deliveries_partition(p), p.id_base + 1, p.id_base + p.total + 1);
  perform private.lay_minted_partition(p);
end $$;

comment on function private.lay_partition is 'Creates the partition of a large send.';

create or replace function private.expand_slice(
  send uuid, most integer default 100000, out made integer, out opted_out integer
) language plpgsql set search_path = '' as $$
declare
  s public.sends;
  p private.send_progress;
  signed text;
  home text;
  anyone boolean;
  marked boolean;
  slice text;
  b record;
  moved text[];
  hash_key bytea;
  upto integer;
  gone public.network[] := '{}';
begin
  made := 0;
  opted_out := 0;
  select x.* into s from public.sends x where x.id = send for no key update skip locked;
  if not found or s.state not in ('expanding', 'ready', 'sending', 'trial_hold') then return; end if;
  -- The holder of the send's lock moves this cursor. The row itself is not locked until the end: dispatchers
  -- claim what is laid out meanwhile.
  select x.* into p from private.send_progress x where x.send_id = send;
  if p.expanded >= p.total then return; end if;
  signed := s.signature;
  if p.large and p.expanded = 0 then perform private.lay_partition(p); end if;
  home := case when p.large then private.deliveries_partition(p) else 'public.deliveries' end;
  -- Usually no number has opted out. Then the list is not searched, and a row takes 1.4 µs instead of 1.8.
  -- The place is counted outside of the ordered and limited rows, which a window keeps in their order.
  anyone := exists (select from public.opt_outs o where o.enterprise_id = s.enterprise_id and o.signature = signed);
  -- RET-1: a line whose number is erased is accounted too, and a number is compared with those that were
  -- erased from the list.
  marked := (select f.erased > 0 from public.number_files f where f.id = s.number_file_id)
    or exists (select from public.opt_outs o where o.enterprise_id = s.enterprise_id and o.signature = signed
      and o.erased);
  anyone := anyone or marked;
  -- NET-1: numbers that moved are looked up by hash, 2 µs each, and only where their segment has any.
  select x.* into b from private.network_bounds() x;
  moved := private.moved_segments();
  hash_key := (select k.key from private.contents_key k);
  slice := format($slice$
    insert into %s (id, send_id, enterprise_id, message_kind, ordinal, phone, params, state, segments, final_at, network)
    select $2 + n.place, %L, %L, %L, $3 + n.place, n.phone, n.params, %s, %s, %s, %s
    from (select y.*, row_number() over () as place from (
      select x.phone, %s as params %s %s from public.numbers x where x.file_id = %L and x.line > $1 %s
      order by x.line limit $4) y) n %s $slice$,
    home, send, s.enterprise_id, s.kinds[1],
    case when anyone then 'case when n.refused then ''opted_out'' else ''pending'' end::public.delivery_state'
      else '''pending''' end,
    case when s.segments_in_all is null then s.segments::text else private.row_segments(s, 'n.params') end,
    case when anyone then 'case when n.refused then clock_timestamp() end' else 'null' end,
    format(case when moved <> '{}' then 'coalesce(m.network, %s)' else '%s' end,
      private.network_by('n.phone', '$6', '$5')),
    private.values_for(private.row_parameters(s), s.columns, s.number_file_id),
    case when marked then format(', private.has_opted_out(%L, %L, x.phone) as refused', s.enterprise_id, signed)
      when anyone then
        format(', exists (select from public.opt_outs o where o.enterprise_id = %L and o.signature = %L and o.phone = x.phone) as refused',
        s.enterprise_id, signed) end,
    case when moved <> '{}' then
      ', case when left(x.phone, 10) = any ($7) then ' || private.phone_hash_by('x.phone', '$8') || ' end as hash' end,
    s.number_file_id,
    -- Numbers without a value are left out; usually there are none.
    case when s.left_out > 0 then 'and ' || private.whole_numbers(s) else '' end,
    -- Hashed once below the limit, and joined: the way to them is planned for as many as there are now.
    case when moved <> '{}' then 'left join private.moved_numbers m on m.hash = n.hash' end);
  if anyone then
    execute format('with made as (%s returning state, network) select count(*), count(*) filter (where m.state = ''opted_out''),
      coalesce(array_agg(m.network) filter (where m.state = ''opted_out''), ''{}'') from made m', slice)
    into made, opted_out, gone using p.expanded_line, p.id_base + p.expanded, p.expanded, most, b.networks, b.bounds,
      moved, hash_key;
  else
    execute slice using p.expanded_line, p.id_base + p.expanded, p.expanded, most, b.networks, b.bounds, moved, hash_key;
    get diagnostics made = row_count;
  end if;
  -- The line of the last one: two look-ups, where the slice's end took a look at each of its lines.
  execute format('select x.line from public.numbers x where x.file_id = %L and x.phone = (select d.phone from %s d where d.id = $1)',
    s.number_file_id, home)
  into upto using p.id_base + p.expanded + made;
  if p.large and p.expanded + made >= p.total then execute format('analyze %s', home); end if;
  -- The cursors before the account, as in a claim.
  update private.send_progress x set expanded = x.expanded + made, expanded_line = upto,
    forgone = case when x.expanded + made >= x.total then 0 else greatest(0,
      x.forgone - expand_slice.opted_out) end
  where x.send_id = send;
  if opted_out > 0 then
    update public.send_totals c set pending = c.pending - expand_slice.opted_out,
      opted_out = c.opted_out + expand_slice.opted_out where c.send_id = send;
    -- No unit was held for those who had opted out by the approval.
    perform private.free_units(send, array(select x.network from (select g.network,
        row_number() over (partition by g.network) > coalesce((s.opt_outs_by ->> g.network::text)::bigint, 0)
          as late from unnest(gone) as g (network)) x
      order by x.late desc limit greatest(0, opted_out - p.forgone)));
  end if;
  -- Someone came back to messages since: their unit is held after all.
  if p.forgone > opted_out and p.expanded + made >= p.total then
    perform private.reserve(send, s.enterprise_id, private.quota_of(s.kinds), p.forgone - opted_out,
      'late resolution', case when s.kinds = '{basic}' then 'unknown'::public.network end);
  end if;
  if s.state = 'expanding' then perform private.transition('send', send, 'expand'); end if;
end $$;

comment on function private.expand_slice is
  'SND-5: makes the next deliveries of an approved send, in the order of the file, and moves the cursor in '
  'the same transaction. Opted-out numbers are accounted, not sent. The first slice makes the send ready. '
  'made, opted_out: how many.';

create or replace function private.expand_due() returns integer language plpgsql set search_path = '' as $$
declare
  begun constant timestamptz := clock_timestamp();
  s record;
  slice record;
  made integer := 0;
begin
  for s in
    select x.id, p.expanded = 0 as fresh, p.forgone > 0 as owing
    from public.sends x join private.send_progress p on p.send_id = x.id
    where x.state in ('expanding', 'ready', 'sending', 'trial_hold') and p.expanded < p.total
    -- Sends without anything to hand over yet come first.
    order by p.expanded > 0, coalesce(x.decided_at, x.created_at) limit 20
  loop
    -- The first 20,000 take 50 ms, so that dispatch can begin; 100,000 take a quarter of a second.
    slice := private.expand_slice(s.id, case when s.fresh then 20000 else 100000 end);
    made := made + slice.made;
    -- Opt-outs gave units back: this transaction holds the quota, so it waits for no further account (lock
    -- order: lock_quota).
    exit when slice.opted_out > 0 or s.owing or clock_timestamp() > begun + interval '250 milliseconds';
  end loop;
  return made;
end $$;

comment on function private.expand_due is
  'SND-5: makes deliveries for a quarter of a second or a slice, of the sends that have none yet first. '
  'Returns how many.';

create or replace function private.link_base(domain uuid) returns text
language plpgsql stable set search_path = '' as $$
begin
  return (select coalesce('https://' || d.host, (select x.link_base_url from private.deployment x))
    from public.domains d where d.id = domain);
end $$;

comment on function private.link_base is
  'The base address of the links of a domain: its own host, or the deployment''s address.';
