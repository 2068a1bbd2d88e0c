-- reports: the proof that the roll-ups are the sums of their rows (RPT-1, RPT-2), part of the check of the
-- books

create or replace function private.send_day_findings(
  ids uuid[]
) returns table (send_id uuid, day date, vendor public.vendor) language sql stable set search_path = '' as $$
  with sends as materialized (
    select p.send_id as id, p.enterprise_id, p.id_base, p.total from private.send_progress p
    where p.send_id = any (ids)
  ), handed as (
    -- Midnight is on a quarter of an hour in every zone, so the day is asked once per quarter, not once per
    -- row.
    select s.id as send_id, s.enterprise_id, d.quarter, d.vendor, d.message_kind, d.network, d.told, d.state,
      d.turned_away, count(*) as n
    from sends s cross join lateral (
      select date_bin('15 minutes', x.handed_at, timestamptz 'epoch') as quarter, x.vendor, x.message_kind,
        coalesce(x.told_network, x.network) as network, x.told_network is not null as told, x.state,
        x.state = 'failed' and x.final_at = x.handed_at as turned_away
      from public.deliveries x where x.id between s.id_base + 1 and s.id_base + s.total
        and x.handed_at is not null) d group by 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), send_days as (
    select x.send_id, x.day, x.vendor from (
      select h.send_id, private.day_of(h.enterprise_id, h.quarter) as day, h.vendor, h.message_kind,
        h.network,
        h.n as submitted, case when h.told then h.n else 0 end as told,
        case when h.state <> 'unknown' and not h.turned_away then h.n else 0 end as accepted,
        case h.state when 'delivered' then h.n else 0 end as delivered,
        case h.state when 'failed' then h.n else 0 end as failed,
        case h.state when 'expired' then h.n else 0 end as expired,
        case h.state when 'timed_out' then h.n else 0 end as timed_out,
        case h.state when 'unknown' then h.n else 0 end as unknown, 0 as resolved from handed h
      union all
      -- A resolution is counted in the network of then; its message may be found in another one.
      select l.send_id, l.day, l.vendor, null, null, 0, 0, 0, 0, 0, 0, 0, 0, l.resolutions
        from public.link_days l
      join sends s on s.id = l.send_id
      union all
      select d.send_id, d.day, d.vendor, null, null, 0, 0, 0, 0, 0, 0, 0, 0, -d.resolved
      from public.send_days d join sends s on s.id = d.send_id
      union all
      select d.send_id, d.day, d.vendor, d.message_kind, d.network, -d.submission_count, -d.told,
        -d.send_count, -d.delivered, -d.failed,
        -d.expired, -d.timed_out, -d.unknown, 0
      from public.send_days d join sends s on s.id = d.send_id) x
    group by 1, 2, 3, x.message_kind, x.network having (sum(x.submitted), sum(x.told), sum(x.accepted),
      sum(x.delivered), sum(x.failed),
      sum(x.expired), sum(x.timed_out), sum(x.unknown), sum(x.resolved)) <> (0, 0, 0, 0, 0, 0, 0, 0, 0)
  ) select distinct x.send_id, x.day, x.vendor from send_days x
$$;
comment on function private.send_day_findings is
  'RPT-1: the days of these sends that are not the sums of their messages and of the resolutions of their '
  'links.';

create or replace function private.link_day_findings(
  home uuid, since timestamptz
) returns table (holder uuid, day date, vendor public.vendor) language sql stable set search_path = '' as $$
  with events as (
    -- What has been rolled up.
    select e.link_id, e.kind, e.vendor, date_bin('15 minutes', e.at, timestamptz 'epoch') as quarter,
      sum(e.n) as n
    from public.link_events e where e.enterprise_id = home
      and e.xact < (select r.done_below from private.link_roll_up r) and (since is null or e.at >= since)
    group by 1, 2, 3, 4
  ), link_days as (
    select x.holder, x.day, x.vendor from (
      select coalesce(d.send_id, past.id, l.task_id) as holder, private.day_of(home, e.quarter) as day,
        e.vendor,
        case e.kind when 'resolution' then e.n else 0 end as resolutions, case e.kind when 'human' then e.n else 0 end as humans,
        case e.kind when 'bot' then e.n else 0 end as bots, case e.kind when 'refused' then e.n else 0 end as refused
      from events e left join public.links l on l.id = e.link_id
      left join public.deliveries d on d.id = e.link_id
      -- A send has a block of ids, which says whose a link was when its message is past its period (RET-1).
      left join lateral (select p.send_id, p.id_base + p.total as last from private.send_progress p
        where p.id_base < e.link_id order by p.id_base desc limit 1) b on d.id is null and b.last >= e.link_id
      left join public.sends past on past.id = b.send_id and past.messages_gone_at is not null
      union all
      select coalesce(d.send_id, d.task_id), d.day, d.vendor, -d.resolutions, -d.humans, -d.bots, -d.refused
      from public.link_days d where d.enterprise_id = home) x
    where x.day >= (select coalesce(greatest(private.day_of(home, since) + 1,
          private.day_of(home, (select p.purged_to from public.retention_periods p
              where p.enterprise_id = home and p.kind = 'link_requests'))), date '2000-01-01'))
    group by 1, 2, 3 having (sum(x.resolutions), sum(x.humans), sum(x.bots), sum(x.refused)) <> (0, 0, 0, 0)
  ) select x.holder, x.day, x.vendor from link_days x
$$;
comment on function private.link_day_findings is
  'RPT-1: the days of links that are not the sums of the requests for them, since an instant; of days whose '
  'requests are past their period the sums are left, which were proved then (RET-1).';

create or replace function private.report_findings(
  home uuid, since timestamptz, out days integer, out findings jsonb
) language plpgsql stable set search_path = '' as $$
declare
  -- The first day that is checked completely.
  first constant date := coalesce(private.day_of(home, since) + 1, date '2000-01-01');
  -- Clicks are kept for a week (private.retention_fixed), so of the day on which it began some are gone.
  first_clicked constant date := greatest(first, private.day_of(home, clock_timestamp() - interval '7 days') + 1);
begin
  with sends as materialized (
    select s.id from public.sends s join private.send_progress p on p.send_id = s.id
    -- Of sends whose messages are past their period the sums are left, which were proved then (RET-1).
    where s.enterprise_id = home and s.messages_gone_at is null
      and (since is null or s.finished_at is null or s.finished_at > since)
  ), send_days as (
    select f.* from private.send_day_findings(array(select x.id from sends x)) f
  ), link_days as (
    select f.* from private.link_day_findings(home, since) f
  ), template_days as (
    select x.template_id, x.kind, x.day, x.vendor from (
      select t.* from private.template_days_of(home, first, date '2999-12-31') t
      union all
      select t.enterprise_id, t.day, t.template_id, t.kind, t.message_kind, t.signature, t.vendor, t.network,
        -t.minted, -t.submission_count, -t.send_count, -t.delivered, -t.failed, -t.expired, -t.timed_out, -t.unknown,
        -t.resolutions, -t.humans, -t.bots, -t.refused from public.template_days t where t.enterprise_id = home and t.day >= first) x
    -- Those that changed are rolled up by the next tick of the clock.
    where not exists (select from private.report_changes c where c.enterprise_id = home and c.day = x.day)
    group by x.template_id, x.kind, x.day, x.message_kind, x.signature, x.vendor, x.network
    having (sum(x.minted), sum(x.submission_count), sum(x.send_count), sum(x.delivered), sum(x.failed),
      sum(x.expired), sum(x.timed_out), sum(x.unknown), sum(x.resolutions), sum(x.humans), sum(x.bots),
      sum(x.refused))
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  ), click_days as (
    select coalesce(x.account_id, x.shortcut_id) as target, x.day, x.item, x.vendor from (
      select c.account_id, c.shortcut_id, private.day_of(home, c.quarter) as day, c.place, c.item, c.name,
        c.vendor, c.n from (
        select k.account_id, k.shortcut_id, k.place, k.item, k.name, k.vendor,
          date_bin('15 minutes', k.at, timestamptz 'epoch') as quarter, count(*) as n
        from private.clicks k where k.enterprise_id = home
          and k.xact < (select r.done_below from private.click_roll_up r)
          and k.at >= (first_clicked - 2)::timestamptz group by 1, 2, 3, 4, 5, 6, 7) c
      union all
      select d.account_id, d.shortcut_id, d.day, d.place, d.item, d.name, d.vendor, -d.clicks
      from public.click_days d where d.enterprise_id = home and d.day >= first_clicked) x
    where x.day >= first_clicked
    group by x.account_id, x.shortcut_id, x.day, x.place, x.item, x.name, x.vendor having sum(x.n) <> 0
  )
  select (select count(*) from public.template_days t where t.enterprise_id = home and t.day >= first),
    coalesce((select jsonb_agg(f) from (
      (select jsonb_build_object('what', 'send_report', 'send', s.name, 'day', x.day, 'vendor', x.vendor) as f
        from send_days x join public.sends s on s.id = x.send_id order by x.day desc limit 50)
      union all (select jsonb_build_object('what', 'link_report', 'holder', x.holder, 'day', x.day,
          'vendor', x.vendor) from link_days x order by x.day desc limit 50)
      union all (select jsonb_build_object('what', 'template_report', 'template', t.name, 'kind', x.kind,
          'day', x.day, 'vendor', x.vendor)
        from template_days x left join public.templates t on t.id = x.template_id order by x.day desc limit 50)
      union all (select jsonb_build_object('what', 'click_report', 'of', x.target, 'day', x.day,
          'item', x.item, 'vendor', x.vendor) from click_days x order by x.day desc limit 50)) all_findings),
        '[]')
  into days, findings;
end $$;

comment on function private.report_findings is
  'RPT-1, RPT-2: where an enterprise''s reports are not the sums of their rows: sends, links, templates, '
  'clicks of the last week. since: only sends that were unfinished then, and later days. '
  'days: how many rows of template_days were checked.';
