/** What the benchmark of reports reads: ended deliveries, requests for their links and for group links, and the roll-ups they leave behind. */
import type { TestDatabase } from "../tests/test_database.ts";
import { groupLinks } from "./link_ground.ts";

/** Delivery ids of the benchmark begin here. */
const BASE = 1_000_000_000;

/**
 * `sends` sends of `size` messages each over the last 30 days: nine of ten delivered, on phones of six vendors, a third of those opened;
 * and 20 group links that are asked for every day; a service account a ten sends, whose five menus are clicked on phones of each vendor. Roll-ups are the sums of the rows, taken in one go.
 */
export async function fillReports(db: TestDatabase, sends: number, size: number): Promise<void> {
  const { sql } = db;
  console.log(`filling ${sends} sends of ${size} …`);
  const links = await groupLinks(db, 20);
  await sql`insert into public.sends (enterprise_id, name, batch_no, template_id, version_id, sms_app_id, sms_signature_id, sms_template_id, sms_version_id, domain_id, channel_id,
      number_file_id, sms_text, signature, segments, timing, is_marketing, state, created_at, submitted_at, decided_at, started_at, finished_at)
    select e.id, 'bench', 'bench-' || n, t.id, t.live_version_id, g.app_id, v.signature_id, m.id, v.id, e.domain_id, e.channel_id, e.file_id, v.content, g.name, 1, 'immediate', false, 'done', d.at, d.at, d.at, d.at, d.at
    from generate_series(1, ${sends}) n
    cross join lateral (select date_trunc('day', now()) - make_interval(days => (n % 30)) - interval '2 hours' as at) d, (
      select e.id, (select x.id from public.domains x where x.enterprise_id = e.id limit 1) as domain_id, (select x.id from public.channels x where x.enterprise_id = e.id limit 1) as channel_id,
        (select x.id from public.number_files x where x.enterprise_id = e.id limit 1) as file_id from public.enterprises e where e.name = '云杉商城') e
    join public.templates t on t.enterprise_id = e.id and t.name = '签收提醒' join public.sms_templates m on m.enterprise_id = e.id and m.name = '订单通知'
    join public.sms_template_versions v on v.id = m.live_version_id join public.sms_signatures g on g.id = v.signature_id`;
  await sql`insert into private.send_progress (send_id, enterprise_id, id_base, total, large, expanded_line, expanded, next_ordinal, dispatch_limit, last_claim_at, swept)
    select x.id, x.enterprise_id, ${BASE} + (row_number() over (order by x.id) - 1) * ${size}::bigint, ${size}, false, ${size}, ${size}, ${size + 1}, ${size}, now(), true
    from public.sends x where x.name = 'bench'`;
  await sql`insert into public.deliveries (id, send_id, enterprise_id, ordinal, phone, state, vendor, resolved, handed_at, final_at)
    select p.id_base + n, p.send_id, p.enterprise_id, n, '+861' || (3000000000 + n), s.state::public.delivery_state,
      case when s.state = 'delivered' then (enum_range(null::public.vendor))[1 + n % 6] end, case when s.state = 'delivered' and n % 3 = 0 then 1 else 0 end, x.started_at + n * interval '1 millisecond',
      x.started_at + n * interval '1 millisecond' + interval '20 seconds'
    from private.send_progress p join public.sends x on x.id = p.send_id and x.name = 'bench', generate_series(1, ${size}) n
    cross join lateral (select case when n % 100 < 90 then 'delivered' when n % 100 < 95 then 'failed' when n % 100 < 97 then 'expired' when n % 100 < 99 then 'timed_out' else 'unknown' end as state) s`;
  await sql`insert into public.send_totals (send_id, enterprise_id, intended, invalid, duplicates, pending, delivered, failed, expired, timed_out, unknown, resolved)
    select d.send_id, d.enterprise_id, count(*), 0, 0, 0, count(*) filter (where d.state = 'delivered'), count(*) filter (where d.state = 'failed'), count(*) filter (where d.state = 'expired'),
      count(*) filter (where d.state = 'timed_out'), count(*) filter (where d.state = 'unknown'), sum(d.resolved) from public.deliveries d where d.id > ${BASE} group by 1, 2`;
  await sql`insert into public.link_flushes (enterprise_id, at, link_ids, kinds, vendors, counts)
    select d.enterprise_id, max(d.final_at) + interval '1 minute', array_agg(d.id), array_agg('resolution'::public.link_event_kind), array_agg(d.vendor), array_agg(1)
    from public.deliveries d where d.id > ${BASE} and d.resolved > 0 group by d.enterprise_id, d.send_id`;
  await sql`insert into public.link_flushes (enterprise_id, at, link_ids, kinds, vendors, counts)
    select l.enterprise_id, date_trunc('day', now()) - make_interval(days => n) - interval '3 hours', array_agg(l.id), array_agg(k.kind), array_agg(k.vendor), array_agg(1 + (l.id % 50)::integer)
    from public.links l, generate_series(0, 29) n, (select 'resolution'::public.link_event_kind as kind, v as vendor from unnest(enum_range(null::public.vendor)) v union all select 'human', null) k
    where l.id = any (${links}) group by 1, 2`;
  await sql`insert into public.link_days (enterprise_id, template_id, task_id, send_id, link_id, day, vendor, resolutions, humans)
    select e.enterprise_id, coalesce(t.template_id, s.template_id), t.id, s.id, t.link_id, private.day_of(e.enterprise_id, e.at), e.vendor,
      coalesce(sum(e.n) filter (where e.kind = 'resolution'), 0), coalesce(sum(e.n) filter (where e.kind = 'human'), 0)
    from public.link_events e left join public.resolve_tasks t on t.link_id = e.link_id
    left join private.send_progress p on t.id is null and e.link_id between p.id_base + 1 and p.id_base + p.total left join public.sends s on s.id = p.send_id
    group by 1, 2, 3, 4, 5, 6, 7`;
  await sql`update private.link_roll_up set done_below = pg_current_xact_id()`;
  await sql`insert into public.send_days (send_id, enterprise_id, day, vendor, submission_count, send_count, delivered, failed, expired, timed_out, unknown, resolved)
    select x.send_id, x.enterprise_id, x.day, x.vendor, sum(x.sent), sum(x.accepted), sum(x.delivered), sum(x.failed), sum(x.expired), sum(x.timed_out), sum(x.unknown), sum(x.resolved) from (
      select d.send_id, d.enterprise_id, private.day_of(d.enterprise_id, s.started_at) as day, d.vendor, count(*) as sent, count(*) filter (where d.state <> 'unknown') as accepted,
        count(*) filter (where d.state = 'delivered') as delivered, count(*) filter (where d.state = 'failed') as failed, count(*) filter (where d.state = 'expired') as expired,
        count(*) filter (where d.state = 'timed_out') as timed_out, count(*) filter (where d.state = 'unknown') as unknown, 0 as resolved
      from public.deliveries d join public.sends s on s.id = d.send_id where d.id > ${BASE} group by 1, 2, 3, 4
      union all select l.send_id, l.enterprise_id, l.day, l.vendor, 0, 0, 0, 0, 0, 0, 0, l.resolutions from public.link_days l where l.send_id is not null) x group by 1, 2, 3, 4`;
  // Clicks are kept for a week and their days for good: of the weeks before, the days are all there is.
  await sql`insert into public.service_accounts (enterprise_id, name) select e.id, 'bench ' || n
    from public.enterprises e, generate_series(1, ${Math.ceil(sends / 10)}) n where e.name = '云杉商城'`;
  await sql`insert into public.click_days (enterprise_id, place, account_id, item, name, vendor, day, clicks)
    select a.enterprise_id, 'menu', a.id, '1.' || i, 'menu ' || i, v, current_date - n, 10 + i * n
    from public.service_accounts a, generate_series(1, 5) i, unnest(enum_range(null::public.vendor)) v, generate_series(8, 37) n where a.name like 'bench %'`;
  await sql`insert into private.report_changes (enterprise_id, day) select distinct d.enterprise_id, d.day from public.send_days d`;
  await sql`insert into private.report_changes (enterprise_id, day) select distinct d.enterprise_id, d.day from public.link_days d`;
  await sql`select private.roll_up_reports()`;
  await sql`vacuum analyze`;
}

/** The same figures as the send report by day and vendor, counted over the rows. */
export const COUNT = `select private.day_of(d.enterprise_id, date_bin('15 minutes', d.handed_at, timestamptz 'epoch')) as day, d.vendor, count(*) as submission_count,
    count(*) filter (where d.state = 'delivered') as delivered, count(*) filter (where d.state = 'failed') as failed
  from public.deliveries d where d.handed_at is not null group by d.enterprise_id, date_bin('15 minutes', d.handed_at, timestamptz 'epoch'), d.vendor`;
