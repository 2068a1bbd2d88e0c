comment on table public.receipts is
  'Receipts for unknown references: stored and shown, each once. A receipt for a known reference is stored '
  'in its delivery. It is applied once, because a delivery only moves forward to a later state.';

comment on table public.replies is 'Replies of people (上行), each once by the carrier''s id.';

select private.resource_table('public.receipts', 'KooMessage:sendTask:list', '{reference,code}');

select private.resource_table('public.replies', 'KooMessage:sendTask:list', '{phone,text}',
  'message_kind is not distinct from ''basic''');

create or replace function private.channel_name(channel uuid) returns text
language sql stable security definer set search_path = '' as $$
  select c.name from public.channels c where c.id = channel
$$;

comment on function private.channel_name is
  'The name of the channel that a reply or a receipt came through, also for people who may not list '
  'channels. Called for rows that are visible to the caller.';

grant execute on function private.channel_name to authenticated;

create or replace function private.count_step(
  send uuid, old public.delivery_state, new public.delivery_state, n integer, unresolved integer
) returns void
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
  -- PKG-2: a message that failed, or expired by the carrier's word, gives its unit back, unless its card was
  -- shown. A receipt takes nothing: what is paid is the resolution, and it is settled where it is rolled up.
  if new in ('failed', 'expired') and old not in ('failed', 'expired') then
    perform private.release(send, unresolved);
  end if;
  perform private.touch_cards('send', send);
end $$;

comment on function private.count_step is
  'Updates the account (ACC-1) and the quota (PKG-2) for n deliveries that changed from one state to '
  'another, in the transaction that changed them. unresolved: how many of them were not opened (of the basic '
  'edition 0: note_charges).';

create or replace function private.count_days(enterprise uuid, steps private.step[]) returns void
language plpgsql set search_path = '' as $$
begin
  -- A change takes its messages from where they were counted and puts them where they are counted now. A
  -- receipt names the vendor, so what was submitted and accepted moves to that vendor with it. Accepted:
  -- whatever the carrier took, so neither what is in doubt nor what it refused.
  insert into public.send_days as y (send_id, enterprise_id, day, vendor, submission_count, send_count,
    delivered, failed, expired, timed_out, unknown, message_kind, network, told)
  select c.send_id, enterprise, c.day, c.vendor, c.submitted, c.accepted, c.delivered, c.failed, c.expired,
    c.timed_out, c.unknown, c.message_kind, c.network, c.told from (
    select x.send_id, x.day, x.vendor, x.message_kind, x.network,
      sum(x.n) filter (where x.told and x.state <> 'pending') as told,
      sum(x.n) filter (where x.state <> 'pending') as submitted,
      sum(x.n) filter (where x.accepted) as accepted,
      sum(x.n) filter (where x.state = 'delivered') as delivered,
      sum(x.n) filter (where x.state = 'failed') as failed,
      sum(x.n) filter (where x.state = 'expired') as expired,
      sum(x.n) filter (where x.state = 'timed_out') as timed_out, sum(x.n) filter (where x.state = 'unknown') as unknown
    from (
      select s.send_id, s.day, s.earlier as vendor, s.message_kind, s.earlier_network as network,
        s.was_told as told, s.old as state, -s.n as n,
        s.old not in ('pending', 'unknown') and not s.turned_away as accepted from unnest(steps) as s
      union all
      select s.send_id, s.day, s.vendor, s.message_kind, s.network, s.told, s.new, s.n, s.new <> 'unknown'
      from unnest(steps) as s) x
    group by x.send_id, x.day, x.vendor, x.message_kind, x.network) y
  cross join lateral (select y.send_id, y.day, y.vendor, y.message_kind, y.network,
    coalesce(y.told, 0) as told, coalesce(y.submitted, 0) as submitted,
    coalesce(y.accepted, 0) as accepted, coalesce(y.delivered, 0) as delivered,
    coalesce(y.failed, 0) as failed, coalesce(y.expired, 0) as expired, coalesce(y.timed_out, 0) as timed_out,
    coalesce(y.unknown, 0) as unknown) c
  where (c.submitted, c.accepted, c.delivered, c.failed, c.expired, c.timed_out, c.unknown, c.told) <> (0, 0,
    0,
    0, 0, 0, 0, 0)
  order by c.send_id, c.day, c.vendor, c.message_kind, c.network
  on conflict on constraint one_row_a_send_day do update set submission_count = y.submission_count
    + excluded.submission_count, send_count = y.send_count + excluded.send_count,
    delivered = y.delivered + excluded.delivered, failed = y.failed + excluded.failed, expired = y.expired + excluded.expired,
    timed_out = y.timed_out + excluded.timed_out, unknown = y.unknown + excluded.unknown,
    told = y.told + excluded.told;
  insert into private.report_changes (enterprise_id, day) select distinct enterprise, s.day
  from unnest(steps) as s;
  perform private.note_charges(steps);
end $$;

comment on function private.count_days is
  'RPT-1, PKG-2: updates the days of the send report, by vendor, kind and network, and notes what is to be '
  'paid, for deliveries that changed, in the transaction that changed them. The caller holds the locks of '
  'the sends'' accounts.';

create or replace function private.time_out(most integer default 5) returns integer
language plpgsql set search_path = '' as $$
declare
  b private.batches;
  step record;
  steps private.step[];
  hit integer := 0;
  ended timestamptz;
begin
  -- By batch: a batch knows when its messages were handed over, so deliveries need no index on that time.
  for b in
    select x.* from private.batches x join public.channels c on c.id = x.channel_id
    where x.closed_at is null and coalesce(x.done_at, x.claimed_at) < clock_timestamp() - c.receipt_timeout
      -- A batch that is leased now is left to its dispatcher.
      and (x.done_at is not null or x.lease_until < clock_timestamp())
    order by x.claimed_at limit most for update of x skip locked
  loop
    -- This transaction may hold the quota by now, and the holder of this account may be waiting for it. Skip
    -- the batch; the next tick takes it.
    perform from public.send_totals t where t.send_id = b.send_id for update skip locked;
    continue when not found;
    ended := clock_timestamp();
    for step in
      with moved as (
        -- Handed over without a receipt: timed out. Still in doubt, with no answer from the carrier in all
        -- this time: unknown, and never sent again.
        update public.deliveries d set state = case d.state when 'handed' then 'timed_out'
          else 'unknown' end::public.delivery_state,
          handed_at = coalesce(d.handed_at, b.claimed_at), final_at = ended
        -- A locked row is getting its receipt, and that transaction will want this account. Skip it, to avoid
        -- a deadlock.
        where d.id = any (array(select x.id from public.deliveries x
            where x.id between b.first_id and b.last_id
            and x.state in ('handed', 'pending') for update skip locked))
        returning d.enterprise_id, d.handed_at, d.state, d.message_kind, d.network
      )
      -- Midnight is on a quarter of an hour in every zone, so the day is asked once per quarter, not once per
      -- row.
      select q.enterprise_id, private.day_of(q.enterprise_id, q.quarter) as day, q.state, q.message_kind,
        q.network,
        case q.state when 'timed_out' then 'handed' else 'pending' end::public.delivery_state as old,
        sum(q.n)::integer as n
      from (select m.enterprise_id, date_bin('15 minutes', m.handed_at, timestamptz 'epoch') as quarter,
        m.state, m.message_kind, m.network, count(*) as n from moved m group by 1, 2, 3, 4, 5) q
      group by 1, 2, 3, 4, 5 order by 2, 3, 4, 5
    loop
      perform private.count_step(b.send_id, step.old, step.state, step.n, 0);
      steps := array[row(b.send_id, step.day, step.old, step.state, step.n, 0, null, null, false,
        step.message_kind, step.network, false, step.network, false)::private.step];
      perform private.count_days(step.enterprise_id, steps);
      hit := hit + step.n;
    end loop;
    perform private.queue_ended(b, 'timed_out', ended);
    update private.batches x set closed_at = clock_timestamp(), done_at = coalesce(x.done_at, clock_timestamp())
    where x.id = b.id and not exists (select from public.deliveries d
      where d.id between b.first_id and b.last_id and d.state in ('handed', 'pending'));
  end loop;
  return hit;
end $$;

comment on function private.time_out is
  'Times out messages whose receipt did not come within the channel''s limit, and batches that stayed in '
  'doubt as long, a few batches per call. A late receipt corrects it. Returns how many.';

create or replace function private.message_answered(
  channel uuid, phone text, signature text, said_at timestamptz, known bigint,
  out send_id uuid, out delivery_id bigint, out network public.network
) language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  home constant uuid := (select c.enterprise_id from public.channels c where c.id = channel);
  files constant uuid[] := case when known is null then private.files_with(home, phone) end;
  sends constant uuid[] := case when known is not null then private.sends_of(array[known]) end;
  -- Clocks differ: a reply to a message that was handed over just now may seem to be older.
  upto constant timestamptz := coalesce(said_at, clock_timestamp()) + interval '1 minute';
  best timestamptz;
  one record;
  hit record;
begin
  for one in
    select s.id, s.finished_at, coalesce(known, p.id_base + 1) as first_id,
      coalesce(known, p.id_base + p.total) as last_id, private.deliveries_home(p) as part
    from public.sends s join private.send_progress p on p.send_id = s.id
    where s.enterprise_id = home and s.started_at <= upto and (s.id = any (sends)
      or s.number_file_id = any (files) and case when message_answered.signature is null
        then s.channel_id = channel else s.signature = message_answered.signature end)
    order by s.finished_at desc nulls first
  loop
    -- Nothing of a send is handed over after its end.
    exit when one.finished_at < best;
    continue when one.part is null;
    execute format('select d.id, d.handed_at, coalesce(d.told_network, d.network) as network from %s d
      where d.id between $1 and $2 and d.phone = $3 and d.handed_at <= $4', one.part) into hit
      using one.first_id, one.last_id, phone, upto;
    continue when hit.id is null or hit.handed_at <= best;
    best := hit.handed_at;
    send_id := one.id;
    delivery_id := hit.id;
    network := hit.network;
  end loop;
end $$;
comment on function private.message_answered is
  'BSN-2: the message that a reply is to: the one that the carrier names (known), else the last one to the '
  'number under the signature, or, without one, on the channel. Nulls where there is none any more.';

create or replace function private.record_replies(channel uuid, replies jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  fresh integer;
  said_no integer;
  kept_ids text[];
  b record;
begin
  select x.* into b from private.network_bounds() x;
  with told as (
    select distinct on (r.id) r.*, n.enterprise_id, m.send_id, m.delivery_id as message_id, m.network
    from jsonb_to_recordset(replies) as r (id text, "from" text, signature text, text text, at timestamptz,
      unsigned boolean, delivery_id bigint)
    join public.channels n on n.id = channel
    cross join lateral private.message_answered(channel, r."from", r.signature, r.at, r.delivery_id) m
    where r.id is not null and r."from" is not null and r.text is not null
      and not exists (select from public.replies k where k.channel_id = channel and k.id = r.id)
    order by r.id
  ), come as (
    select t.id, t."from", t.text, t.at, t.enterprise_id, s.id as send_id, t.message_id, s.template_id,
      s.kinds[1] as message_kind,
      coalesce(t.network, case when t."from" ~ '^\+86[0-9]{11}$' then private.network_now(t."from",
        b.networks[width_bucket(t."from"::float8, b.bounds)]) end, 'unknown') as network,
      case when t.unsigned then coalesce(s.signature, private.newest_signature(channel))
        else t.signature end as signature,
      -- R, T, TD, N, 退订 in any case and width, ignoring punctuation and spaces (OPT-1). Also 退订谢谢 and 拒收, but
      -- T恤有货吗 is a question. The same rule is isOptOut in shared/src/ground/optout.ts.
      regexp_replace(upper(normalize(t.text, nfkc)), '[^[:alnum:]]', '', 'g') ~ '^(R|T|TD|N|退订.*|拒收.*)$' as no
    from told t left join public.sends s on s.id = t.send_id
  ), kept as (
    insert into public.replies as k (channel_id, id, enterprise_id, phone, signature, text, opted_out, at,
      send_id, delivery_id, template_id, message_kind, network)
    select channel, c.id, c.enterprise_id, c."from", c.signature, left(c.text, 1000), c.no
      and c.signature is not null, c.at, c.send_id, c.message_id, c.template_id, c.message_kind, c.network
    from come c
    on conflict do nothing returning k.id, k.enterprise_id, k.phone, k.signature, k.text, k.opted_out, k.at
  ), listed as (
    insert into public.opt_outs (enterprise_id, signature, phone, reason, proof, at)
    select k.enterprise_id, k.signature, k.phone, 'reply', private.hide_numbers(k.text),
      coalesce(k.at, clock_timestamp()) from kept k where k.opted_out
    on conflict do nothing
  )
  select count(*), count(*) filter (where k.opted_out), coalesce(array_agg(k.id), '{}')
  into fresh, said_no, kept_ids from kept k;
  if kept_ids <> '{}' then perform private.queue_replies(channel, kept_ids); end if;
  return jsonb_build_object('fresh', fresh, 'opted_out', said_no);
end $$;

comment on function private.record_replies is
  'carrier.md: replies of people, each once; an opt-out word stops the signature for that number from then '
  'on (OPT-1). They are queued for the applications of the signature that post them on (SMS-1). '
  'unsigned: the carrier names no signature, so it is that of the message. {fresh, opted_out}.';
