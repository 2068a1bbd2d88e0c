comment on table private.batches is
  'A claimed range of deliveries and its lease. When the lease runs out the batch is in doubt: the channel '
  'is asked, or, where the channel is idempotent, the batch is handed over again.';
comment on column private.batches.closed_at is 'No message of the batch waits for a receipt any more.';
comment on column private.batches.carrier_ids is
  'The carrier''s id of each message, in the order of the range. Stored once per batch: a text in every row '
  'took a quarter of the time of recording a hand-off.';

create or replace function private.lease(channel uuid) returns interval
language plpgsql stable set search_path = '' as $$
begin
  -- A call without an answer ends after 30 s. An idempotent channel may be called again after 60 s. Any other
  -- says "not taken" for certain only about calls that ended more than 60 s ago, hence 100 s.
  return (select case when c.idempotent then interval '60 seconds' else interval '100 seconds' end
    from public.channels c where c.id = channel);
end $$;

comment on function private.lease is 'How long a dispatcher holds a batch exclusively.';

create or replace function private.rests(state public.send_state) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return state in ('paused', 'in_review', 'rejected');
end $$;
comment on function private.rests is
  'Whether a send that has begun goes on at a person''s word alone: nothing in doubt is handed over either.';

create or replace function private.claims_for(carriers uuid[], c public.channels) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return case when carriers is null then c.adapter <> 'smpp' else c.carrier_id = any (carriers) end;
end $$;

comment on function private.claims_for is
  'Whether batches of a channel are for whoever claims: of these carriers, whose connections it holds; null: '
  'of those that are called, as the edge function dispatch does.';

create or replace function private.claim_batch(
  carriers uuid[] default null
) returns table (batch jsonb, ids bigint[], phones text[], params json)
language plpgsql security definer set search_path = '' as $$
declare
  b private.batches;
  p private.send_progress;
  s public.sends;
  c public.channels;
  last bigint;
  ours boolean;
begin
  -- First the batches in doubt: their lease ran out. They may not have been handed over yet, so the window
  -- and a pause apply to them too (SND-1).
  select x.* into b from private.batches x join public.channels y on y.id = x.channel_id join public.sends z on z.id = x.send_id
  where x.done_at is null and x.closed_at is null and x.lease_until < clock_timestamp() and y.state = 'active'
    and not private.rests(z.state) and y.resume_at < clock_timestamp() and y.next_at <= clock_timestamp()
      and (y.sick_since is null or y.probe_at <= clock_timestamp()) and private.claims_for(carriers, y)
    and (not z.is_marketing or private.window_opens(z.enterprise_id, clock_timestamp()) <= clock_timestamp())
  order by x.lease_until limit 1 for update of x skip locked;
  ours := found;
  if ours then
    -- A pause in progress holds the cursors. One that committed since the query is seen now.
    perform from private.send_progress x where x.send_id = b.send_id for update skip locked;
    ours := found and (select not private.rests(x.state) from public.sends x where x.id = b.send_id);
  end if;
  if ours and private.take_turn(b.channel_id, (b.last_id - b.first_id + 1)::integer) then
    update private.batches x set lease_until = clock_timestamp() + private.lease(b.channel_id),
      attempts = x.attempts + 1 where x.id = b.id returning x.* into b;
    -- The carrier accepted nothing, so this counts as a first attempt.
    if not b.doubtful and b.attempts = 1 then
      perform private.honour_limits(b);
    end if;
    -- After a long pause, links of what was not taken are made anew first.
    return query select * from private.batch_to_hand_over(b) where not private.renew_claimed(b);
    return;
  end if;
  -- Then the send with the oldest last claim, so that a trial of ten does not wait behind a million.
  for p in
    select x.* from private.send_progress x join public.sends y on y.id = x.send_id join public.channels z on z.id = y.channel_id
    where y.state = 'sending' and x.next_ordinal <= least(x.dispatch_limit, x.expanded, x.minted)
      and z.state = 'active' and z.resume_at < clock_timestamp() and z.next_at <= clock_timestamp()
        and (z.sick_since is null or z.probe_at <= clock_timestamp()) and private.claims_for(carriers, z)
      and (not y.is_marketing or private.window_opens(y.enterprise_id, clock_timestamp()) <= clock_timestamp())
      and private.serves(y) order by x.last_claim_at limit 1 for update of x skip locked
  loop
    select x.* into s from public.sends x where x.id = p.send_id;
    -- A cancel or a pause committed between the query and the lock.
    continue when s.state <> 'sending';
    select x.* into c from public.channels x where x.id = s.channel_id;
    -- At most one second's messages, so that the rate limit allows no bursts.
    last := p.id_base + least(p.next_ordinal + least(c.batch_size, c.rate_per_s, (select k.rate_per_s
          from public.carriers k where k.id = c.carrier_id)) - 1, p.dispatch_limit, p.expanded, p.minted);
    continue when (p.minted is not null and private.renew_links(p, (last - p.id_base)::integer))
      or not private.take_turn(c.id, (last - p.id_base - p.next_ordinal + 1)::integer);
    insert into private.batches (send_id, channel_id, first_id, last_id, lease_until, doubtful)
    values (p.send_id, c.id, p.id_base + p.next_ordinal, last, clock_timestamp() + private.lease(c.id), p.doubtful) returning * into b;
    update private.send_progress x set next_ordinal = b.last_id - p.id_base + 1,
      last_claim_at = clock_timestamp() where x.send_id = p.send_id;
    perform private.honour_limits(b);
    return query select * from private.batch_to_hand_over(b); return;
  end loop;
end $$;

comment on function private.claim_batch is
  'SND-5: leases the next batch of these carriers, or of those that are called; no row: nothing to hand '
  'over now (claim_wait says whether to ask again). Batches in doubt come first. The cursor advances with the lease, so a range is claimed once. '
  'A batch of a dispatcher that died comes back as doubtful.';

create or replace function private.claim_wait(carriers uuid[] default null) returns integer
language sql stable security definer set search_path = '' as $$
  -- What is laid out was locked by another claim, or by the clock for an instant: 10 ms. More is being laid
  -- out: 50 ms. A rate limit takes its milliseconds. A throttled channel, a probe or a window is left to the
  -- clock.
  select min(case when y.expanded_now
      then greatest(ceil(extract(epoch from greatest(y.next_at, clock_timestamp()) - clock_timestamp())
          * 1000)::integer, 10) else 50 end)
  from (
    select greatest(c.next_at, k.next_at) as next_at,
      p.next_ordinal <= least(p.dispatch_limit, p.expanded, p.minted) as expanded_now
    from private.send_progress p join public.sends s on s.id = p.send_id
    join public.channels c on c.id = s.channel_id join public.carriers k on k.id = c.carrier_id
    where s.state = 'sending' and p.next_ordinal <= p.dispatch_limit and c.state = 'active'
      and private.claims_for(carriers, c) and not (select private.is_held())
      and c.resume_at < clock_timestamp() and c.sick_since is null
      and (p.mints_at is null or p.next_ordinal <= p.minted or not private.mint_rests_at(p.mints_at))
      and (not s.is_marketing or private.window_opens(s.enterprise_id, clock_timestamp()) <= clock_timestamp())
      and private.serves(s)
    offset 0) y
$$;

comment on function private.claim_wait is
  'After a claim that found nothing: the milliseconds until it is worth another try, because of a channel''s '
  'rate, a lock, or deliveries that are being made; null: nothing waits for those.';

create or replace function private.honour_opt_outs(b private.batches) returns void
language plpgsql set search_path = '' as $$
declare
  enterprise uuid;
  signed text;
  marked boolean;
  refused integer;
  networks public.network[];
begin
  select s.enterprise_id, s.signature into enterprise, signed from public.sends s where s.id = b.send_id;
  -- Usually no number has opted out; then nothing is locked.
  if not exists (select from public.opt_outs o
    where o.enterprise_id = enterprise and o.signature = signed) then
    return;
  end if;
  -- Of an erased number the list has a hash, and each number of the batch is hashed to be compared with it
  -- (RET-1).
  marked := exists (select from public.opt_outs o where o.enterprise_id = enterprise and o.signature = signed and o.erased);
  if not marked and not exists (
    select from public.deliveries d join public.opt_outs o on o.enterprise_id = enterprise
      and o.signature = signed and o.phone = d.phone
    where d.id between b.first_id and b.last_id and d.state = 'pending') then
    return;
  end if;
  perform from public.send_totals t where t.send_id = b.send_id for update;
  if marked then
    with gone as (update public.deliveries d set state = 'opted_out', final_at = clock_timestamp()
      where d.id between b.first_id and b.last_id and d.state = 'pending'
        and private.has_opted_out(enterprise, signed, d.phone) returning d.network)
    select coalesce(array_agg(g.network), '{}') into networks from gone g;
  else
    with gone as (update public.deliveries d set state = 'opted_out', final_at = clock_timestamp()
      from public.opt_outs o
      where d.id between b.first_id and b.last_id and d.state = 'pending' and o.enterprise_id = enterprise
        and o.signature = signed and o.phone = d.phone returning d.network)
    select coalesce(array_agg(g.network), '{}') into networks from gone g;
  end if;
  refused := cardinality(networks);
  if refused = 0 then return; end if;
  update public.send_totals t set pending = t.pending - refused, opted_out = t.opted_out + refused
  where t.send_id = b.send_id;
  perform private.free_units(b.send_id, networks);
  perform private.touch_cards('send', b.send_id);
end $$;

comment on function private.honour_opt_outs is
  'OPT-1: removes from a new batch the numbers that have opted out since the send was expanded. '
  'A batch in doubt is left as it is: it may have been handed over.';

create or replace function private.batch_to_hand_over(
  b private.batches
) returns table (batch jsonb, ids bigint[], phones text[], params json)
language plpgsql stable set search_path = '' as $$
begin
  -- Reads the partition directly: a statement on the parent locks and plans every partition. Arrays take a
  -- third of the time of one object per message. params is null when no message has any. They are joined as
  -- text: jsonb_agg would take each apart, and the whole once more to be sent.
  execute format($pending$
    select coalesce(array_agg(x.id), '{}'), coalesce(array_agg(x.phone), '{}'),
      case when count(x.params) > 0 then json_agg(x.params) end
    from (select y.id, y.phone, y.params from %s y where y.id between $1 and $2 and y.state = 'pending'
      order by y.id) x $pending$, private.home_of(b.send_id))
  into ids, phones, params using b.first_id, b.last_id;
  select private.minted_of(b.send_id, ids) || jsonb_build_object(
      'batch', b.id, 'attempts', b.attempts, 'doubtful', b.doubtful or b.attempts > 1, 'claimed_at', b.claimed_at,
      'channel', jsonb_build_object('id', c.id, 'adapter', c.adapter, 'base_url', c.base_url,
        'number', c.number, 'idempotent', c.idempotent, 'credentials', k.credentials,
        'settings', c.settings,
        'carrier', private.names_ids(c.adapter, c.carrier_id)),
      'trace_id', s.trace_id, 'callback_url', private.callback_url(c.id, c.carrier_id, c.adapter),
      'signature', s.signature, 'kind', s.kinds[1], 'template', h.carrier_id, 'text', s.sms_text,
      'link_base', private.link_base(s.domain_id),
      'link_key', (select w.words from private.link_key w),
      'days', case when s.kinds <> '{basic}' then s.validity_days end,
      -- BSN-1: in the order in which a carrier numbers them, and, of a group send, the values for all.
      'parameters', case when s.kinds = '{basic}' then (select private.parameters_in_order(v.content)
        from public.template_versions v where v.id = s.version_id) end, 'shared_params', s.shared_params,
      'sms_template', case when c.adapter = 'koomessage' then (select m.carrier_template_id
        from public.sms_template_versions m where m.id = s.sms_version_id) end) into batch
  from public.sends s join public.channels c on c.id = b.channel_id
  join private.channel_secrets k on k.channel_id = c.id
  left join private.vendor_handoffs h on h.version_id = s.version_id
  where s.id = b.send_id;
  return next;
end $$;

comment on function private.batch_to_hand_over is
  'Everything a dispatcher needs to hand a batch over: channel, text, key of the links, and the messages '
  'that are still pending.';

create or replace function private.record_handoff(
  batch bigint, ids bigint[], statuses text[], carrier_ids text[], codes text[]
) returns jsonb
language plpgsql security definer set search_path = '' set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  b private.batches;
  states constant public.delivery_state[] := array(
    select case x.status when 'accepted' then 'handed' when 'rejected' then 'failed'
      when 'unknown' then 'unknown' end::public.delivery_state
    from unnest(statuses) with ordinality as x (status, place) order by x.place);
  one public.delivery_state;
  accepted integer := 0;
  rejected integer := 0;
  unclear integer := 0;
  -- Rejected messages that a phone has opened all the same: a doubtful batch was handed over before.
  resolved integer := 0;
  left_open integer := 0;
  counted private.answered[] := '{}';
  more private.answered[];
  home regclass;
  whole boolean;
  -- One instant for the rows and their day: at midnight the two would differ.
  handed constant timestamptz := clock_timestamp();
begin
  select x.* into b from private.batches x where x.id = batch for update;
  if not found or b.done_at is not null then
    return jsonb_build_object('accepted', 0, 'rejected', 0, 'open', 0);
  end if;
  home := private.home_of(b.send_id);
  whole := ids = array(select generate_series(b.first_id, b.last_id));
  -- The messages of a claimed batch are updated before the account, as receipts do, so that batches of one
  -- send are recorded side by side (lock order: lock_quota).
  if whole and 'handed' = all (states) then
    -- The common case: the carrier has accepted everything. No look-up is needed; it took a fifth of the
    -- time.
    execute format($apply$
      with moved as (
        update %s d set state = 'handed', handed_at = $3 where d.id between $1 and $2 and d.state = 'pending'
        returning d.message_kind, d.network)
      select array(select row('handed', m.message_kind, m.network, count(*), 0)::private.answered
        from moved m group by m.message_kind, m.network) $apply$, home)
    into counted using b.first_id, b.last_id, handed;
  else
    -- One statement per kind of answer, so that the state is a constant in it.
    foreach one in array array(select distinct x from unnest(states) as x where x is not null) loop
      -- A batch is a range: its rows are read in one scan and hash-joined, instead of one look-up per row.
      execute format($apply$
        with moved as (
          update %s d set state = $6, code = a.code, handed_at = $7,
            final_at = case when $6 <> 'handed' then $7 end
          from unnest($1, $2, $3) as a (id, state, code)
          where d.id = a.id and d.id between $4 and $5 and d.state = 'pending' %s
          returning d.resolved, d.message_kind, d.network)
        select array(select row($6, m.message_kind, m.network, count(*),
            count(*) filter (where m.resolved > 0))::private.answered
          from moved m group by m.message_kind, m.network) $apply$, home, case when cardinality(states) > 1
            then 'and a.state = $6' end)
      into more using ids, states, codes, b.first_id, b.last_id, one, handed;
      counted := counted || more;
      if one = 'failed' then
        perform private.queue_ended(b, 'failed', handed);
      end if;
    end loop;
  end if;
  select coalesce(sum(c.n) filter (where c.state = 'handed'), 0),
    coalesce(sum(c.n) filter (where c.state = 'failed'), 0), coalesce(sum(c.n) filter (where c.state =
      'unknown'), 0),
    coalesce(sum(c.opened) filter (where c.state = 'failed'), 0)
  into accepted, rejected, unclear, resolved from unnest(counted) as c;
  if whole and b.carrier_ids is null then
    b.carrier_ids := nullif(record_handoff.carrier_ids, '{}');
  elsif cardinality(record_handoff.carrier_ids) > 0 then
    -- Ids for a part of the batch are merged with those stored before.
    b.carrier_ids := array(
      select coalesce(o.carrier_id, a.carrier_id)
      from generate_series(b.first_id, b.last_id) with ordinality as r (id, place)
      left join unnest(b.carrier_ids) with ordinality as o (carrier_id, place) on o.place = r.place
      left join (select distinct on (x.id) x.id, x.carrier_id
        from unnest(ids, record_handoff.carrier_ids) as x (id, carrier_id) order by x.id) a on a.id = r.id
      order by r.place);
  end if;
  update public.send_totals t set pending = t.pending - accepted - rejected - unclear,
    handed = t.handed + accepted, failed = t.failed + rejected,
    unknown = t.unknown + unclear where t.send_id = b.send_id;
  insert into public.send_days as y (send_id, enterprise_id, day, message_kind, network, submission_count,
    send_count, failed, unknown)
  select s.id, s.enterprise_id, d.day, c.message_kind, c.network, sum(c.n),
    coalesce(sum(c.n) filter (where c.state = 'handed'), 0), coalesce(sum(c.n) filter (where c.state =
      'failed'), 0),
    coalesce(sum(c.n) filter (where c.state = 'unknown'), 0)
  from public.sends s cross join lateral (select private.day_of(s.enterprise_id, handed) as day offset 0) d
  cross join unnest(counted) as c
  where s.id = b.send_id group by s.id, s.enterprise_id, d.day, c.message_kind, c.network
  on conflict on constraint one_row_a_send_day do update set submission_count = y.submission_count
    + excluded.submission_count, send_count = y.send_count + excluded.send_count,
    failed = y.failed + excluded.failed, unknown = y.unknown + excluded.unknown;
  insert into private.report_changes (enterprise_id, day)
  select s.enterprise_id, private.day_of(s.enterprise_id, handed) from public.sends s where s.id = b.send_id;
  -- PKG-2: a rejected message gives its unit back. An unknown one keeps it: a phone may still open it.
  if 'basic' = any (array(select c.message_kind from unnest(counted) as c)) then
    perform private.free_units(b.send_id, array(select c.network from unnest(counted) as c
      cross join generate_series(1, c.n) where c.state = 'failed'));
  else
    perform private.release(b.send_id, rejected - resolved);
  end if;
  if accepted + rejected > 0 then perform private.channel_worked(b.channel_id); end if;
  if accepted + rejected + unclear <= b.last_id - b.first_id then
    execute format('select count(*) from %s d where d.id between $1 and $2 and d.state = ''pending''',
      home) into left_open using b.first_id, b.last_id;
  end if;
  update private.batches x set done_at = case when left_open = 0 then clock_timestamp() end,
    doubtful = x.doubtful or left_open > 0, carrier_ids = b.carrier_ids where x.id = batch;
  perform private.touch_cards('send', b.send_id);
  return jsonb_build_object('accepted', accepted, 'rejected', rejected, 'open', left_open);
end $$;

comment on function private.record_handoff is
  'Records a carrier''s answers to a batch, each once. status is accepted, rejected or unknown; a single one '
  'applies to all. Messages without an answer stay pending, and keep the batch open and in doubt. '
  '{accepted, rejected, open}.';

create or replace function private.carrier_id_of(delivery bigint) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select b.carrier_ids[delivery - b.first_id + 1] from private.batches b
    join public.sends s on s.id = b.send_id
    where b.send_id = any (private.sends_of(array[delivery])) and b.first_id <= delivery
      and b.last_id >= delivery
      and s.enterprise_id = any (private.may_in(private.send_right(s, 'list'))));
end $$;

comment on function private.carrier_id_of is
  'The carrier''s id of a message, from the answer to the hand-off; null: the carrier gave none, or the '
  'caller may not see the message.';

grant execute on function private.carrier_id_of to authenticated;

create or replace function private.give_back(
  batch bigint, seconds integer, nothing_taken boolean, error text
) returns void language plpgsql security definer set search_path = '' as $$
declare
  b private.batches;
begin
  -- nothing_taken: the carrier certainly took nothing (429), so the next attempt is not in doubt. Otherwise
  -- the outcome is unknown.
  update private.batches x set lease_until = clock_timestamp() + make_interval(secs => seconds),
    doubtful = x.doubtful or not nothing_taken,
    attempts = case when nothing_taken then x.attempts - 1 else x.attempts end, last_error = left(error, 300)
  where x.id = batch and x.done_at is null returning x.* into b;
  if b.id is null then return; end if;
  if nothing_taken then
    update public.channels c set resume_at = greatest(c.resume_at,
      clock_timestamp() + make_interval(secs => least(seconds, 60))), last_error = left(error, 300)
    where c.id = b.channel_id;
  else
    perform private.channel_failed(b.channel_id, error);
  end if;
end $$;

comment on function private.give_back is
  'Returns a batch that was not recorded, to be retried after a number of seconds. nothing_taken true: the '
  'carrier said that it took nothing (429), so the channel is throttled and the batch is not in doubt.';
