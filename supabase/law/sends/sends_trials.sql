-- sends: the results of a trial, for the decision about the rest (SND-4)

create or replace function private.trial_of(send uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  -- Until the release nothing beyond the trial goes out, so the counts of the send are the counts of its
  -- trial, whatever its size. Reasons and vendors are read from the messages. A trial is a range of their
  -- ids, and of a large one the first 10,000 are read.
  select jsonb_build_object('size', p.dispatch_limit, 'delivered', t.delivered, 'failed', t.failed,
    'expired', t.expired, 'timed_out', t.timed_out, 'unknown', t.unknown,
    'handed', t.handed, 'opted_out', t.opted_out, 'capped', t.capped, 'resolved', t.resolved, 'looked_at', least(p.dispatch_limit, 10000),
    'reasons', m.reasons, 'vendors', m.vendors)
  from private.send_progress p join public.send_totals t on t.send_id = p.send_id
  cross join lateral (
    with groups as (
      select d.state, d.code, d.vendor, count(*) as n, sum(d.resolved) as resolved from public.deliveries d
      where d.id between p.id_base + 1 and p.id_base + least(p.dispatch_limit, 10000)
        and d.state in ('handed', 'delivered', 'failed', 'expired', 'timed_out', 'unknown')
      group by d.state, d.code, d.vendor)
    select
      (select coalesce(jsonb_agg(jsonb_build_object('state', r.state, 'code', r.code, 'count', r.n)
            order by r.n desc, r.state, r.code), '[]')
        from (select g.state, g.code, sum(g.n)::integer as n from groups g
          where g.state in ('failed', 'expired', 'timed_out', 'unknown')
          group by g.state, g.code order by n desc, g.state, g.code limit 10) r) as reasons,
      (select coalesce(jsonb_agg(jsonb_build_object('vendor', v.vendor, 'delivered', v.delivered,
              'failed', v.failed, 'open', v.open, 'resolved', v.resolved) order by v.vendor), '[]')
        from (select g.vendor, coalesce(sum(g.n) filter (where g.state = 'delivered'), 0)::integer as delivered,
            coalesce(sum(g.n) filter (where g.state in ('failed', 'expired')), 0)::integer as failed,
            coalesce(sum(g.n) filter (where g.state in ('handed', 'timed_out', 'unknown')),
              0)::integer as open, sum(g.resolved)::integer as resolved
          from groups g group by g.vendor) v) as vendors) m
  where p.send_id = send and p.dispatch_limit < p.total
$$;

comment on function private.trial_of is
  'SND-4: results of a trial that runs or waits for its release: {size, delivered, … (counts by state), '
  'resolved, reasons: the ten most frequent, vendors, looked_at}. null: any other send. '
  'reasons and vendors are of the first 10,000 numbers (looked_at).';

-- Called for rows that are visible to the caller.
grant execute on function private.trial_of to authenticated;
