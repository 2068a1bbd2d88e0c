create or replace function private.capped_phones(b private.batches) returns text[]
language plpgsql set search_path = '' as $$
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
  -- A send has each number once, so a number cannot have had more messages than there were sends. Nearly
  -- always there were fewer sends than the caps allow. Then nothing is looked up, and the caps cost one query
  -- per batch. Sends that may be claimed at this moment count as well, although their claims are not visible
  -- yet.
  if (select count(*) from (
      select p.send_id from private.send_progress p join public.sends x on x.id = p.send_id
      where p.enterprise_id = s.enterprise_id and p.last_claim_at > day_from and x.is_marketing = s.is_marketing
      union select x.id from public.sends x
      where x.enterprise_id = s.enterprise_id and x.state in ('expanding', 'ready', 'sending')
        and x.is_marketing = s.is_marketing) y
    where y.send_id <> s.id) < least(short_most, day_most) then return '{}'; end if;
  -- From this point two dispatchers could each miss the other's batch. They take turns on an advisory lock,
  -- and count once they hold it.
  perform pg_advisory_xact_lock(hashtextextended('caps:' || s.enterprise_id::text || s.is_marketing::text, 0));
  recent := array(select p from private.send_progress p join public.sends x on x.id = p.send_id
    where p.enterprise_id = s.enterprise_id and p.last_claim_at > day_from and x.is_marketing = s.is_marketing
      and p.send_id <> s.id);
  execute format($mine$select coalesce(array_agg(d.phone), '{}') from %s d
    where d.id between $1 and $2 and d.state = 'pending'$mine$, private.home_of(s.id))
  into phones using b.first_id, b.last_id;
  foreach one in array recent loop
    -- Claimed messages without an answer are on their way, so they count.
    execute format($look$
      select coalesce(array_agg(d.phone), '{}'),
        coalesce(array_agg(coalesce(d.handed_at, clock_timestamp())), '{}') from %s d
      where d.phone = any ($1) and d.id between $2 and $3
        and (d.handed_at > $4 or (d.handed_at is null and d.state = 'pending'))$look$,
      case when one.large then private.deliveries_partition(one) else 'partitions.deliveries_shared' end)
    into some_hits, some_times using phones, one.id_base + 1, one.id_base + one.next_ordinal - 1, day_from;
    hits := hits || some_hits;
    times := times || some_times;
  end loop;
  return array(select h.phone from unnest(hits, times) as h (phone, at) group by h.phone
    having count(*) >= day_most or count(*) filter (where h.at > short_from) >= short_most);
end $$;

comment on function private.capped_phones is
  'OPT-1: the numbers of a new batch that have had as many messages as the caps allow: marketing per hour '
  'and day, notices per minute and day, counted over the enterprise''s other sends of the kind.';

create or replace function private.honour_caps(b private.batches, capped text[]) returns void
language plpgsql set search_path = '' as $$
declare
  stopped integer;
  networks public.network[];
begin
  if cardinality(capped) = 0 then return; end if;
  perform from public.send_totals t where t.send_id = b.send_id for update;
  with gone as (update public.deliveries d set state = 'capped', final_at = clock_timestamp()
    where d.id between b.first_id and b.last_id and d.state = 'pending' and d.phone = any (capped)
    returning d.network)
  select coalesce(array_agg(g.network), '{}') into networks from gone g;
  stopped := cardinality(networks);
  if stopped = 0 then return; end if;
  update public.send_totals t set pending = t.pending - stopped, capped = t.capped + stopped
  where t.send_id = b.send_id;
  perform private.free_units(b.send_id, networks);
  perform private.touch_cards('send', b.send_id);
end $$;

comment on function private.honour_caps is
  'OPT-1: removes from a new batch the numbers that the caps allow no further message. '
  'They are accounted as capped, and their quota is released.';

create or replace function private.honour_limits(b private.batches) returns void
language plpgsql set search_path = '' as $$
declare
  -- Lock order everywhere: the lock for the caps before any account and any quota.
  capped constant text[] := private.capped_phones(b);
begin
  perform private.honour_opt_outs(b);
  perform private.honour_caps(b, capped);
end $$;

comment on function private.honour_limits is
  'OPT-1: removes from a new batch the numbers that have opted out, and those that the caps allow no further '
  'message.';

create or replace function private.index_phones() returns integer language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
begin
  -- Only where the caps may need the index (as many sends in a day as the smallest cap), and one per tick:
  -- 1,000,000 numbers take about a second.
  for p in
    select x.* from private.send_progress x join public.sends s on s.id = x.send_id
    where x.large and (x.expanded = x.total or s.state in ('paused', 'cancelled'))
      and x.last_claim_at > clock_timestamp() - interval '24 hours'
      and (select count(*) from private.send_progress y join public.sends z on z.id = y.send_id
        where y.enterprise_id = x.enterprise_id
        and z.is_marketing = s.is_marketing and y.last_claim_at > clock_timestamp() - interval '24 hours')
        > least((private.settings_of(x.enterprise_id)).marketing_per_hour, (private.settings_of(x.enterprise_id)).notice_per_minute)
      and to_regclass(private.deliveries_partition(x) || '_phone') is null
    limit 1
  loop
    -- This transaction may hold accounts and quota by now, so it does not wait for the lock. The next tick
    -- tries again.
    begin
      execute format('lock table %s in share mode nowait', private.deliveries_partition(p));
    exception when lock_not_available then
      return 0;
    end;
    execute format('create index %I on %s (phone)', split_part(private.deliveries_partition(p), '.', 2)
      || '_phone', private.deliveries_partition(p));
    return 1;
  end loop;
  return 0;
end $$;

comment on function private.index_phones is
  'Gives large sends an index by number once the frequency caps look into them. Without it the caps are '
  'correct but slow.';
