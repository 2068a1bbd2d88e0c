-- receipts: each event once, forward only, quota settled or released in the same transaction

create table public.receipts (
  channel_id uuid not null references public.channels (id),
  reference text not null,
  status text not null check (status in ('delivered', 'failed', 'expired')),
  enterprise_id uuid not null references public.enterprises (id),
  delivery_id bigint,
  code text,
  vendor public.vendor,
  at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  primary key (channel_id, reference, status)
);
comment on table public.receipts is 'What carriers reported, keyed by (channel, reference, status): applied once. delivery_id null: nobody here knows the reference; it is kept and shown.';
create index receipts_of_nobody on public.receipts (enterprise_id, received_at desc) where delivery_id is null;

create table public.replies (
  channel_id uuid not null references public.channels (id),
  id text not null,
  enterprise_id uuid not null references public.enterprises (id),
  phone text not null,
  signature text,
  text text not null,
  opted_out boolean not null,
  at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  primary key (channel_id, id)
);
comment on table public.replies is 'Replies of people (上行), each once by the carrier''s id.';

alter table public.receipts enable row level security;
alter table public.replies enable row level security;
grant select on public.receipts, public.replies to authenticated;
create policy "people who may list send tasks see receipts" on public.receipts for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:sendTask:list'))::uuid[]));
create policy "people who may list send tasks see replies" on public.replies for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:sendTask:list'))::uuid[]));

create function private.rank(state public.delivery_state) returns integer language sql immutable set search_path = '' as $$
  -- Forward only, whatever the order: a state gives way only to one that knows more. "Delivered" is known by the phone itself.
  select case state when 'pending' then 0 when 'handed' then 1 when 'unknown' then 2 when 'timed_out' then 2 when 'expired' then 3 when 'failed' then 4
    when 'delivered' then 5 else 9 end
$$;
comment on function private.rank is 'How much a delivery state knows. Opted-out, capped and cancelled ones never move.';

create function private.record_receipts(channel uuid, receipts jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  tally record;
  fresh integer;
  strange integer;
  applied integer := 0;
begin
  create temp table if not exists receipt (reference text, status text, delivery_id bigint, code text, vendor public.vendor, carrier_id text, at timestamptz, enterprise_id uuid)
    on commit drop;
  truncate pg_temp.receipt;
  with come as (
    select distinct on (r.reference, r.status) r.reference, r.status, r.code, r.carrier_id, r.at,
      case when r.vendor = any (enum_range(null::public.vendor)::text[]) then r.vendor::public.vendor end as vendor
    from jsonb_to_recordset(receipts) as r (reference text, carrier_id text, status text, code text, vendor text, at timestamptz)
    where r.status in ('delivered', 'failed', 'expired') and r.reference is not null
    order by r.reference, r.status
  ), kept as (
    insert into public.receipts as k (channel_id, reference, status, enterprise_id, delivery_id, code, vendor, at)
    select channel, c.reference, c.status, n.enterprise_id, d.id, c.code, c.vendor, c.at
    from come c join public.channels n on n.id = channel
    left join public.deliveries d on c.reference ~ '^[0-9]{1,18}$' and d.id = (case when c.reference ~ '^[0-9]{1,18}$' then c.reference end)::bigint
      and d.enterprise_id = n.enterprise_id
    order by c.reference, c.status
    on conflict do nothing
    returning k.reference, k.status, k.delivery_id, k.code, k.vendor, k.at, k.enterprise_id
  )
  insert into pg_temp.receipt
  select k.reference, k.status, k.delivery_id, k.code, k.vendor, c.carrier_id, k.at, k.enterprise_id
  from kept k join come c on c.reference = k.reference and c.status = k.status;
  select count(*), count(*) filter (where r.delivery_id is null) into fresh, strange from pg_temp.receipt r;

  -- Lock order: send → quota → deliveries; sends in the order of their ids, so that two receivers never wait for each other.
  perform from public.send_totals t where t.send_id in (
    select d.send_id from pg_temp.receipt r join public.deliveries d on d.id = r.delivery_id) order by t.send_id for update;

  create temp table if not exists step (send_id uuid, enterprise_id uuid, day date, old public.delivery_state, new public.delivery_state) on commit drop;
  truncate pg_temp.step;
  with best as (
    select distinct on (r.delivery_id) r.delivery_id, r.status::public.delivery_state as new, r.code, r.vendor, r.carrier_id, r.at
    from pg_temp.receipt r where r.delivery_id is not null
    order by r.delivery_id, private.rank(r.status::public.delivery_state) desc
  ), target as (
    select d.id, d.state as old, b.new, b.code, b.vendor, b.carrier_id, b.at
    from best b join public.deliveries d on d.id = b.delivery_id where private.rank(b.new) > private.rank(d.state)
  ), moved as (
    update public.deliveries d set state = t.new, code = t.code, vendor = coalesce(t.vendor, d.vendor), carrier_id = coalesce(d.carrier_id, t.carrier_id),
      handed_at = coalesce(d.handed_at, clock_timestamp()), final_at = coalesce(t.at, clock_timestamp())
    from target t where d.id = t.id returning d.send_id, d.enterprise_id, d.handed_at, t.old, t.new
  )
  insert into pg_temp.step
  select m.send_id, m.enterprise_id, (m.handed_at at time zone e.time_zone)::date, m.old, m.new from moved m join public.enterprises e on e.id = m.enterprise_id;
  get diagnostics applied = row_count;

  for tally in
    select s.send_id,
      count(*) filter (where s.new = 'delivered' and private.rank(s.old) < 2) as used,
      count(*) filter (where s.new <> 'delivered' and private.rank(s.old) < 2) as unused,
      -- What was released before (failed, timed out …) and is delivered after all is taken again.
      count(*) filter (where s.new = 'delivered' and private.rank(s.old) >= 2) as recharged
    from pg_temp.step s group by s.send_id order by s.send_id
  loop
    perform private.settle(tally.send_id, tally.used, tally.unused, tally.recharged);
    perform private.moved('send', tally.send_id);
  end loop;
  perform private.count_steps();
  return jsonb_build_object('fresh', fresh, 'applied', applied, 'unknown', strange);
end $$;
comment on function private.record_receipts is
  'carrier.md: a batch of receipts, at most 1,000: repeats are ignored, the order does not matter, late ones correct a time-out; deliveries, account, days and quota move together. {fresh, applied, unknown}.';

create function private.count_steps() returns void language plpgsql set search_path = '' as $$
begin
  with delta as (
    select s.send_id,
      (count(*) filter (where s.new = 'pending') - count(*) filter (where s.old = 'pending'))::integer as pending,
      (count(*) filter (where s.new = 'handed') - count(*) filter (where s.old = 'handed'))::integer as handed,
      (count(*) filter (where s.new = 'delivered') - count(*) filter (where s.old = 'delivered'))::integer as delivered,
      (count(*) filter (where s.new = 'failed') - count(*) filter (where s.old = 'failed'))::integer as failed,
      (count(*) filter (where s.new = 'expired') - count(*) filter (where s.old = 'expired'))::integer as expired,
      (count(*) filter (where s.new = 'timed_out') - count(*) filter (where s.old = 'timed_out'))::integer as timed_out,
      (count(*) filter (where s.new = 'unknown') - count(*) filter (where s.old = 'unknown'))::integer as unknown
    from pg_temp.step s group by s.send_id
  ), by_day as (
    select s.send_id, s.enterprise_id, s.day,
      -- From pending straight to final: the receipt came before the answer to the hand-off, so it counts as sent here.
      (count(*) filter (where s.old = 'pending'))::integer as sent,
      (count(*) filter (where s.new = 'delivered') - count(*) filter (where s.old = 'delivered'))::integer as delivered,
      (count(*) filter (where s.new = 'failed') - count(*) filter (where s.old = 'failed'))::integer as failed,
      (count(*) filter (where s.new = 'expired') - count(*) filter (where s.old = 'expired'))::integer as expired,
      (count(*) filter (where s.new = 'timed_out') - count(*) filter (where s.old = 'timed_out'))::integer as timed_out,
      (count(*) filter (where s.new = 'unknown') - count(*) filter (where s.old = 'unknown'))::integer as unknown
    from pg_temp.step s group by s.send_id, s.enterprise_id, s.day
  ), totals as (
    update public.send_totals t set pending = t.pending + d.pending, handed = t.handed + d.handed, delivered = t.delivered + d.delivered,
      failed = t.failed + d.failed, expired = t.expired + d.expired, timed_out = t.timed_out + d.timed_out, unknown = t.unknown + d.unknown
    from delta d where t.send_id = d.send_id
  )
  insert into public.send_days as y (send_id, enterprise_id, day, submission_count, send_count, delivered, failed, expired, timed_out, unknown)
  select send_id, enterprise_id, day, sent, sent, delivered, failed, expired, timed_out, unknown from by_day
  on conflict (send_id, day) do update set submission_count = y.submission_count + excluded.submission_count, send_count = y.send_count + excluded.send_count,
    delivered = y.delivered + excluded.delivered, failed = y.failed + excluded.failed, expired = y.expired + excluded.expired,
    timed_out = y.timed_out + excluded.timed_out, unknown = y.unknown + excluded.unknown;
end $$;
comment on function private.count_steps is 'Moves the account (ACC-1) and the days (RPT-1) by the steps in pg_temp.step, in the transaction that made them.';

create function private.time_out(most integer default 5000) returns integer language plpgsql set search_path = '' as $$
declare
  tally record;
  hit integer;
begin
  create temp table if not exists late (id bigint, send_id uuid) on commit drop;
  truncate pg_temp.late;
  insert into pg_temp.late
  select d.id, d.send_id from public.channels c join public.sends s on s.channel_id = c.id join public.deliveries d on d.send_id = s.id
  where d.state = 'handed' and d.handed_at < clock_timestamp() - c.receipt_timeout order by d.id limit most;
  if not found then return 0; end if;
  perform from public.send_totals t where t.send_id in (select l.send_id from pg_temp.late l) order by t.send_id for update;
  create temp table if not exists step (send_id uuid, enterprise_id uuid, day date, old public.delivery_state, new public.delivery_state) on commit drop;
  truncate pg_temp.step;
  with moved as (
    update public.deliveries d set state = 'timed_out', final_at = clock_timestamp() from pg_temp.late l
    where d.id = l.id and d.state = 'handed' returning d.send_id, d.enterprise_id, d.handed_at
  )
  insert into pg_temp.step
  select m.send_id, m.enterprise_id, (m.handed_at at time zone e.time_zone)::date, 'handed', 'timed_out' from moved m join public.enterprises e on e.id = m.enterprise_id;
  get diagnostics hit = row_count;
  for tally in select s.send_id, count(*) as n from pg_temp.step s group by 1 order by 1 loop
    perform private.settle(tally.send_id, 0, tally.n);
    perform private.moved('send', tally.send_id);
  end loop;
  perform private.count_steps();
  return hit;
end $$;
comment on function private.time_out is 'Ends the wait for receipts that did not come within the channel''s limit; a late receipt corrects it. Returns how many.';

create function private.record_replies(channel uuid, replies jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  fresh integer;
  said_no integer;
begin
  with come as (
    select distinct on (r.id) r.*, n.enterprise_id,
      -- R, T, TD, N, 退订 in any case and width (OPT-1); NFKC folds full-width letters.
      upper(btrim(normalize(r.text, nfkc))) in ('R', 'T', 'TD', 'N', '退订') as no
    from jsonb_to_recordset(replies) as r (id text, "from" text, signature text, text text, at timestamptz) join public.channels n on n.id = channel
    where r.id is not null and r."from" is not null and r.text is not null order by r.id
  ), kept as (
    insert into public.replies as k (channel_id, id, enterprise_id, phone, signature, text, opted_out, at)
    select channel, c.id, c.enterprise_id, c."from", c.signature, left(c.text, 1000), c.no and c.signature is not null, c.at from come c
    on conflict do nothing returning k.enterprise_id, k.phone, k.signature, k.text, k.opted_out, k.at
  ), listed as (
    insert into public.opt_outs (enterprise_id, signature, phone, reason, proof, at)
    select k.enterprise_id, k.signature, k.phone, 'reply', k.text, coalesce(k.at, clock_timestamp()) from kept k where k.opted_out
    on conflict do nothing
  )
  select count(*), count(*) filter (where k.opted_out) into fresh, said_no from kept k;
  return jsonb_build_object('fresh', fresh, 'opted_out', said_no);
end $$;
comment on function private.record_replies is 'carrier.md: replies of people, each once; an opt-out word stops the signature for that number from then on (OPT-1). {fresh, opted_out}.';
