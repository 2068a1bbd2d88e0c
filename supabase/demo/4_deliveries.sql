-- The demo's past, part 4 of 9: what became of every message, and the sends with their accounts, days and batches, which are counted from it.
-- Since May 2025 China Telecom often blocks texts with a link, on this channel too.
update public.channels set link_risk = '{telecom}' where enterprise_id = pg_temp.home();

-- The sends that anything was laid out of, with the ids of their messages (private.set_going), and how many of them were handed over.
create temp table going as
select s.*, b.next - 1 + (sum(s.size) over (order by s.place) - s.size) as id_base,
  case s.outcome when 'guarded' then 1000 when 'paused' then 1000 when 'held' then 10 else s.size end as handed,
  v.version_id, case s.origin when 'occurrence' then s.at else s.decided_at end as set_at,
  -- What nobody opened is given back when the last link is over, seven days after it was handed over; the basic edition has no links (private.links_end).
  s.at + case s.kind when 'aim' then interval '7 days 2 minutes' else interval '74 hours' end as over_at
from past_sends s join (select t.name, t.live_version_id as version_id from public.templates t where t.enterprise_id = pg_temp.home()) v on v.name = s.template
join private.delivery_blocks b on not b.large
where s.outcome in ('done', 'guarded', 'paused', 'held', 'glass');
update private.delivery_blocks b set next = b.next + (select sum(g.size) from going g) where not b.large;

-- A bad week: the network of China Unicom takes what it can from 24 to 18 days ago, and a third of its messages run into the void; on the worst day most of
-- what goes out at half past ten fails, whoever's it is.
create temp table outcomes as
select g.id as send_id, g.id_base + a.ordinal as id, a.ordinal, a.n, a.phone, g.kind, g.notice, g.signature, g.version_id, y.handed_at,
  case when a.ordinal > g.handed then case g.outcome when 'guarded' then 'cancelled' else 'pending' end
    when y.bad and r.fate < 0.58 or y.sick and r.fate < 0.34 then 'failed'
    when r.fate < 0.021 then 'failed' when r.fate < 0.030 then 'expired' when r.fate < 0.033 and g.ago > 4 then 'timed_out' when r.fate between 0.033 and case g.kind when 'aim' then 0.0334 else 0.0345 end then 'unknown'
    else 'delivered' end as state,
  case when y.bad and r.fate < 0.58 or y.sick and r.fate < 0.34 then case when r.code < 0.7 then 'NOROUTE' else 'TIMEOUT' end
    when r.fate < 0.021 then (array['MK:0001', 'MK:0001', 'UNDELIV', 'UNDELIV', 'MI:0013', 'MI:0024', 'MI:0022', 'MBBLACK'])[1 + floor(r.code * 8)::integer]
    when r.fate < 0.030 then 'EXPIRED' end as code,
  -- Receipts of the basic edition name no vendor, and it is paid by network.
  case g.kind when 'aim' then a.vendor end as vendor, r.later, m.h, a.network, case g.kind when 'basic' then a.network end as held,
  -- One in fifty has moved to another network with their number.
  case when pg_temp.luck('moved ' || a.n) > 0.02 then a.network when a.network = 'mobile' then 'telecom' else 'mobile' end::public.network as told_network
from going g join audience a on a.file_id = g.file_id
cross join lateral (select g.place || ' ' || a.n as h) m
cross join lateral (select pg_temp.luck(m.h, 1) as fate, pg_temp.luck(m.h, 2) as code, pg_temp.luck(m.h, 3) as later) r
cross join lateral (select g.at + make_interval(secs => 1.2 + 2 * ((a.ordinal - 1) / 1000)) as handed_at, g.outcome = 'guarded' as bad, g.ago between 18 and 24 and a.network = 'unicom' as sick) y;
alter table outcomes add column final_at timestamptz;
update outcomes o set final_at = case o.state when 'pending' then null when 'cancelled' then (select pg_temp.at(g.ago - 1, '09:25') from going g where g.id = o.send_id)
    when 'timed_out' then o.handed_at + interval '72 hours' when 'unknown' then o.handed_at when 'expired' then o.handed_at + interval '110 minutes'
    -- Nine of ten within half a minute, the others when the phone is on again.
    when 'failed' then o.handed_at + make_interval(secs => 2 + 50 * o.later) else o.handed_at + make_interval(secs => case when o.later < 0.9 then 2 + 30 * o.later else 60 + 40000 * power(o.later - 0.9, 1) end) end,
  handed_at = case when o.state in ('pending', 'cancelled') then null else o.handed_at end,
  code = case when o.state in ('failed', 'expired') then o.code end,
  told_network = case when o.state in ('delivered', 'failed', 'expired') then o.told_network end;

analyze outcomes;

-- Who answered R to a campaign (of each signature one in thirty of all customers did once). From then on their messages of this signature are not sent.
create temp table leaving as
select distinct on (o.signature, o.phone) o.signature, o.phone, o.send_id, o.final_at + make_interval(mins => 2 + (90 * pg_temp.luck('reply ' || o.n))::integer) as at
from outcomes o join going g on g.id = o.send_id
cross join lateral (select o.kind || ' ' || o.n as who) w
where not o.notice and o.state = 'delivered' and pg_temp.luck('leaves ' || w.who) < 0.033 and g.ago < 60 - floor(58 * pg_temp.luck('leaves when ' || w.who)) and o.final_at < now() - interval '3 hours'
order by o.signature, o.phone, g.at;
-- Who answers between the approval and the hand-off is left out at the hand-off.
update outcomes o set state = 'opted_out', code = null, handed_at = null,
  final_at = case when l.at < g.set_at then g.set_at + interval '2 seconds' else o.handed_at end
from leaving l, going g where g.id = o.send_id and l.phone = o.phone and l.signature = o.signature and l.at < coalesce(o.handed_at, g.set_at);

-- A card is shown on a phone whose vendor has approved the version. Most are opened within an hour or two, some days later.
create temp table shown as
select o.id, o.send_id, o.vendor, o.told_network as network, o.final_at + x.delay as at
from outcomes o join public.vendor_reviews r on r.version_id = o.version_id and r.vendor = o.vendor and r.state = 'approved'
cross join lateral (select make_interval(secs => case when pg_temp.luck(o.h, 5) < 0.86 then 4 - 3800 * ln(1 - pg_temp.luck(o.h, 6) * 0.999) else 259200 * pg_temp.luck(o.h, 6) end) as delay) x
where o.state = 'delivered' and pg_temp.luck(o.h, 4) < case when o.notice then 0.52 else 0.33 end and o.final_at + x.delay < least(now() - interval '2 minutes', o.handed_at + interval '7 days');

analyze shown;
insert into public.deliveries (id, send_id, enterprise_id, message_kind, ordinal, phone, params, state, code, vendor, network, told_network, segments, resolved, handed_at, final_at)
select o.id, o.send_id, pg_temp.home(), o.kind, o.ordinal, o.phone, case when g.send_type is distinct from 'group' then n.params end, o.state::public.delivery_state, o.code, case when o.state = 'delivered' then o.vendor end, o.network, o.told_network, case o.kind when 'aim' then 1 else 0 end, (s.id is not null)::integer, o.handed_at, o.final_at
from outcomes o join going g on g.id = o.send_id join public.numbers n on n.file_id = g.file_id and n.line = o.ordinal left join shown s on s.id = o.id order by o.id;

create temp table counts as
select o.send_id, max(o.final_at) as over_at, count(*) filter (where state = 'pending') as pending, count(*) filter (where state = 'delivered') as delivered, count(*) filter (where state = 'failed') as failed,
  count(*) filter (where state = 'expired') as expired, count(*) filter (where state = 'timed_out') as timed_out, count(*) filter (where state = 'unknown') as unknown,
  count(*) filter (where state = 'opted_out') as opted_out, count(*) filter (where state = 'cancelled') as cancelled, count(s.id) as resolved
from outcomes o left join shown s using (id) group by 1;

-- The sends. What was decided about each, its part of the books and its end follow from the outcome.
insert into public.sends (id, enterprise_id, name, batch_no, kinds, send_type, shared_params, basic_signature_id, template_id, version_id, sms_app_id, sms_signature_id, sms_template_id, sms_version_id, domain_id, channel_id, number_file_id, sms_text, signature, segments, consent,
  timing, scheduled_at, cron, next_at, origin, parent_id, is_marketing, trial, state, units, submitted_by, submitted_at, decided_by, decided_at, reason,
  paused_by, paused_at, pause_code, pause_reason, pause_details, started_at, held_at, finished_at, created_by, created_at)
select s.id, pg_temp.home(), s.name, case s.origin when 'occurrence' then to_char(pg_temp.at(59, '12:00') at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-P001-' || rank() over (partition by s.origin order by s.place)
    else to_char(s.at at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-' || case s.outcome when 'recurring' then 'P001' else lpad(row_number() over (partition by s.ago, s.origin, s.outcome = 'recurring' order by s.place)::text, 4, '0') end end,
  array[s.kind], s.send_type, case s.send_type when 'group' then private.shared_of(tv.parameters, '{}', f) end, tv.signature_id, t.id, t.live_version_id, g0.app_id, v0.signature_id, m.id, v0.id, d.id, c.id, s.file_id, '', s.signature, 1, case when not s.notice then '会员注册时勾选《云杉会员服务协议》第六条，同意接收营销短信。' end,
  case when s.outcome = 'recurring' then 'recurring' when s.outcome in ('glass', 'rejected', 'withdrawn') then 'immediate' else 'scheduled' end::public.send_timing,
  case when s.outcome not in ('recurring', 'glass', 'rejected', 'withdrawn') then s.at end, case s.outcome when 'recurring' then '0 10 * * 5' end,
  case s.outcome when 'recurring' then private.next_occurrence('0 10 * * 5', now(), 'Asia/Shanghai') end, s.origin::public.send_origin, case s.parent when 'plan' then pg_temp.id('plan') end,
  not s.notice, s.outcome = 'held',
  case s.outcome when 'done' then 'done' when 'glass' then 'done' when 'guarded' then 'cancelled' when 'withdrawn' then 'cancelled' when 'held' then 'trial_hold' else s.outcome end::public.send_state, s.size,
  pg_temp.person('bob'), s.asked_at, case when s.outcome <> 'withdrawn' then pg_temp.person(case s.outcome when 'glass' then 'alice' else 'carol' end) end, case when s.outcome <> 'withdrawn' then s.decided_at end,
  case s.outcome when 'rejected' then '券面金额与活动页不一致，请核对后重新提交。' when 'glass' then '仓库断电，用户今晚收不到货，需立即告知。' when 'withdrawn' then '活动改期。' when 'guarded' then '通道故障，等恢复后补发。' end,
  case s.outcome when 'paused' then pg_temp.person('bob') end, case when s.outcome in ('paused', 'guarded') then s.at + interval '4 minutes' end, case s.outcome when 'guarded' then 'failure_rate' end,
  case s.outcome when 'paused' then '落地页价格有误，先暂停。' when 'guarded' then format('%s of %s messages failed', k.failed, k.failed + k.delivered) end,
  case s.outcome when 'guarded' then jsonb_build_object('failed', k.failed, 'ends', k.failed + k.delivered) end,
  case when g.id is not null then s.at end, case s.outcome when 'held' then k.over_at + interval '1 second' end,
  case when s.outcome in ('done', 'glass') then k.over_at + interval '1 second' when s.outcome = 'guarded' then pg_temp.at(s.ago - 1, '09:25') when s.outcome = 'withdrawn' then s.decided_at end,
  pg_temp.person('bob'), s.made_at
from past_sends s join public.templates t on t.name = s.template and t.enterprise_id = pg_temp.home() join public.template_versions tv on tv.id = t.live_version_id
join public.number_files f on f.id = s.file_id join public.channels c on c.enterprise_id = t.enterprise_id
left join public.sms_templates m on m.name = s.sms and m.enterprise_id = t.enterprise_id
left join public.sms_template_versions v0 on v0.id = m.live_version_id left join public.sms_signatures g0 on g0.id = v0.signature_id
left join public.domains d on d.enterprise_id = t.enterprise_id and d.is_default and s.kind = 'aim'
left join going g on g.id = s.id left join counts k on k.send_id = s.id order by s.outcome <> 'recurring', s.place;
update public.sends x set submitted_at = p.submitted_at, decided_at = p.decided_at from public.sends p where p.id = x.parent_id;
select private.set_text(s.id) from public.sends s;
update public.sends s set hash = private.send_hash(s.id), audience = s.units, cost_fen = (private.send_cost(s.id) ->> 'most_fen')::bigint;
insert into public.send_approvals (send_id, enterprise_id, approver, hash, submitted_at, at)
select s.id, s.enterprise_id, s.decided_by, s.hash, s.submitted_at, s.decided_at from public.sends s where s.origin = 'own' and s.decided_by = pg_temp.person('carol') and s.state <> 'rejected';
insert into private.asked (send_id, submitted_at, approvers) select s.id, s.submitted_at, 1 from public.sends s;

insert into private.send_progress (send_id, enterprise_id, id_base, total, large, expanded_line, expanded, next_ordinal, dispatch_limit, last_claim_at)
select g.id, pg_temp.home(), g.id_base, g.size, false, g.size, g.size, g.handed + 1, case g.outcome when 'paused' then g.size else g.handed end, g.at + interval '2 seconds' from going g;
insert into public.send_totals (send_id, enterprise_id, intended, invalid, duplicates, pending, delivered, failed, expired, timed_out, unknown, opted_out, cancelled, resolved)
select g.id, f.enterprise_id, f.lines, f.invalid, f.duplicates, k.pending, k.delivered, k.failed, k.expired, k.timed_out, k.unknown, k.opted_out, k.cancelled, k.resolved
from going g join counts k on k.send_id = g.id join public.number_files f on f.id = g.file_id;
insert into private.batches (send_id, channel_id, first_id, last_id, lease_until, claimed_at, done_at, closed_at)
select g.id, s.channel_id, g.id_base + 1 + 1000 * b, least(g.id_base + 1000 * (b + 1), g.id_base + g.handed), t.at + interval '1 minute', t.at, t.at + interval '1200 milliseconds', s.finished_at
from going g join public.sends s on s.id = g.id cross join lateral generate_series(0, (g.handed - 1) / 1000) as b cross join lateral (select g.at + make_interval(secs => 2 * b) as at) t order by t.at, g.place;
insert into public.send_days as y (send_id, enterprise_id, day, vendor, message_kind, network, told, submission_count, send_count, delivered, failed, expired, timed_out, unknown)
select o.send_id, pg_temp.home(), (o.handed_at at time zone 'Asia/Shanghai')::date, case when o.state = 'delivered' then o.vendor end, o.kind, coalesce(o.told_network, o.network), count(o.told_network), count(*), count(*) filter (where state <> 'unknown'),
  count(*) filter (where state = 'delivered'), count(*) filter (where state = 'failed'), count(*) filter (where state = 'expired'), count(*) filter (where state = 'timed_out'), count(*) filter (where state = 'unknown')
from outcomes o where o.handed_at is not null group by 1, 3, 4, 5, 6;
insert into public.send_days as y (send_id, enterprise_id, day, vendor, network, resolved)
select s.send_id, pg_temp.home(), (s.at at time zone 'Asia/Shanghai')::date, s.vendor, s.network, count(*) from shown s group by 1, 3, 4, 5
on conflict on constraint one_row_a_send_day do update set resolved = excluded.resolved;
