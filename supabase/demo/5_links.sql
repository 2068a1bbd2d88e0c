-- The demo's past, part 5 of 9: resolve tasks, every request for a link, and the days that are counted from them (private.roll_up_links).
-- A poster is scanned most in its first days and at weekends; links of one's own are opened once. One link ran into a burst and was frozen.
create temp table past_tasks as
select case when p.name = '会员开卡群发' then (select t.id from public.resolve_tasks t where t.name = p.name) else pg_temp.id('task ' || p.name) end as id, p.*
from (values
  ('门店海报扫码领券', 52, 60, 20000, 46, 11.0, '云杉会员', '秋冬上新图文', null),
  ('包裹卡片会员码', 38, 90, 50000, 30, 60.0, '云杉商城', '开卡欢迎图文', null),
  ('双十一会场海报', 26, 30, 3000, 150, 5.0, '云杉会员', '双十一预热图文', null),
  ('会员开卡群发', 14, 30, 5000, 60, 9.0, '云杉会员', '开卡欢迎图文', null),
  ('直播间福利卡', 11, 15, 2000, 190, 3.0, '云杉会员', '会员福利周图文', 'burst:71234')
) as p (name, ago, days, most, first, fades, signature, template, frozen);

insert into public.resolve_tasks (id, enterprise_id, name, batch_no, kind, template_id, version_id, domain_id, signatures, max_resolutions, validity_days, expires_at, asked, made, state, source, submitted_by, submitted_at, finished_at, frozen_at, frozen_reason)
select p.id, t.enterprise_id, p.name, 'L' || to_char(a.at at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-0001', 'group', t.id, t.live_version_id, d.id, array[p.signature], p.most, p.days, a.at + make_interval(days => p.days), 1, 1, 'done', 'template',
  pg_temp.person('bob'), a.at, a.at, case when p.frozen is not null then a.at + interval '1 day 5 hours' end, p.frozen
from past_tasks p join public.templates t on t.name = p.template and t.enterprise_id = pg_temp.home() join public.domains d on d.enterprise_id = t.enterprise_id and d.is_default
cross join lateral (select pg_temp.at(p.ago, '11:30') as at) a where p.name <> '会员开卡群发';
insert into public.links (id, task_id, enterprise_id, ordinal, params, maximum)
select b.next - 1 + row_number() over (order by t.submitted_at), t.id, t.enterprise_id, 1, '{"name": "会员", "amount": "50"}', t.max_resolutions
from public.resolve_tasks t join private.link_blocks b on not b.large where t.link_id is null and t.kind = 'group';
update private.link_blocks b set next = b.next + (select count(*) from public.resolve_tasks t where t.link_id is null and t.kind = 'group') where not b.large;
update public.resolve_tasks t set link_id = l.id from public.links l where l.task_id = t.id;

-- Links of one's own for customers who have long been here, every week: opened once each, most of them within two days.
create temp table past_personal as
select pg_temp.id('personal ' || n) as id, '老客专属链接 第' || n || '周' as name, 64 - 7 * n as ago, 120 + n * 10 as links, pg_temp.at(64 - 7 * n, '10:20') as at from generate_series(1, 8) as n;
insert into public.resolve_tasks (id, enterprise_id, name, batch_no, kind, template_id, version_id, domain_id, signatures, max_resolutions, validity_days, expires_at, asked, made, state, source, submitted_by, submitted_at, finished_at)
select p.id, t.enterprise_id, p.name, 'L' || to_char(p.at at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-0001', 'personal', t.id, t.live_version_id, d.id, array['云杉会员'], 1, 7, p.at + interval '7 days', p.links, p.links, 'done', 'template',
  pg_temp.person('bob'), p.at, p.at + interval '4 seconds'
from past_personal p join public.templates t on t.name = '会员福利周图文' and t.enterprise_id = pg_temp.home() join public.domains d on d.enterprise_id = t.enterprise_id and d.is_default;
select private.begin_minting(t) from public.resolve_tasks t join past_personal p on p.id = t.id order by t.submitted_at;
update private.mint_progress m set line = m.total, taken = m.total from past_personal p where p.id = m.task_id;
insert into public.links (id, task_id, enterprise_id, ordinal, cust_flag, params, used, used_at)
select m.id_base + o.n, p.id, m.enterprise_id, o.n, 'VIP-' || lpad(o.n::text, 4, '0'), '{"name": "会员", "amount": "50"}', (x.at is not null)::integer, x.at
from past_personal p join private.mint_progress m on m.task_id = p.id cross join generate_series(1, p.links) as o (n)
cross join lateral (select p.name || o.n as key) k cross join lateral (select p.at + make_interval(mins => 5 + (pg_temp.luck(k.key) ^ 3 * 9000)::integer) as at) l
left join lateral (select l.at where pg_temp.luck(k.key, 1) < 0.62 and l.at < now() - interval '1 hour') x on true;

-- What was asked for, once each: at, and how often. `template` and `home` of it are those of its task or send.
create temp table events as
select s.id as link_id, s.send_id, null::uuid as task_id, null::bigint as group_link, 'resolution'::public.link_event_kind as kind, s.vendor, s.at, 1 as n from shown s
union all select s.id, s.send_id, null, null, 'human', null, s.at + interval '50 seconds', 1 from shown s where pg_temp.luck('tap ' || s.id) < 0.17 and s.at < now() - interval '5 minutes'
union all select o.id, o.send_id, null, null, 'human', null, o.final_at + make_interval(mins => 3 + (pg_temp.luck(o.h, 10) * 200)::integer), 1 from outcomes o
  where o.kind = 'aim' and o.state = 'delivered' and o.vendor is null and pg_temp.luck(o.h, 8) < 0.09 and o.final_at < now() - interval '4 hours'
union all select o.id, o.send_id, null, null, 'bot', null, o.final_at + interval '9 seconds', 1 from outcomes o where o.kind = 'aim' and o.state = 'delivered' and pg_temp.luck(o.h, 10) < 0.006
-- Opened again once the link was over.
union all select s.id, s.send_id, null, null, 'refused', s.vendor, s.at + interval '8 days', 1 from shown s where pg_temp.luck('again ' || s.id) < 0.018 and s.at < now() - interval '9 days';
insert into events
select t.link_id, null, p.id, t.link_id, k.kind::public.link_event_kind, case when k.kind in ('resolution', 'refused') then v.vendor::public.vendor end, h.at, h.n
from past_tasks p join public.resolve_tasks t on t.id = p.id
cross join generate_series(0, 60) as d (day)
cross join lateral (values ('resolution', 1.0), ('human', 0.21), ('bot', 0.02), ('refused', 0.004)) as k (kind, share)
cross join (values ('huawei', 0.46), ('xiaomi', 0.19), ('oppo', 0.16), ('vivo', 0.15), ('samsung', 0.03)) as v (vendor, share)
cross join lateral (values ('12:24'), ('18:47'), ('21:09')) as c (clock)
cross join lateral (select pg_temp.at(p.ago - d.day, c.clock) as at,
  (p.first * exp(-d.day / p.fades) * k.share * v.share * case when extract(isodow from pg_temp.at(p.ago - d.day, c.clock) at time zone 'Asia/Shanghai') >= 6 then 1.4 else 1 end
    * (0.6 + 0.8 * pg_temp.luck(p.name || d.day || v.vendor || k.kind || c.clock)))::integer as n) h
where h.n > 0 and d.day <= p.ago and h.at < least(now() - interval '1 hour', t.expires_at) and (k.kind = 'refused' or h.at < coalesce(t.frozen_at, 'infinity'));
insert into events
select l.id, null::uuid, l.task_id, null::bigint, 'resolution'::public.link_event_kind, pg_temp.pick('{huawei,huawei,huawei,xiaomi,oppo,vivo}', 'phone ' || l.id)::public.vendor, l.used_at, 1
from public.links l join past_personal p on p.id = l.task_id where l.used > 0
union all select l.id, null, l.task_id, null, 'human', null, l.used_at + interval '40 seconds', 1
from public.links l join past_personal p on p.id = l.task_id where l.used > 0 and pg_temp.luck('tap ' || l.id) < 0.3;
-- The burst, and what asked for the frozen link afterwards.
insert into events select t.link_id, null, t.id, t.link_id, k.kind::public.link_event_kind, null, t.frozen_at - k.before, k.n
from public.resolve_tasks t cross join (values ('refused', interval '20 seconds', 71234), ('refused', interval '-3 minutes', 412)) as k (kind, before, n) where t.frozen_reason like 'burst:%';
update public.links l set used = e.n, used_at = e.at from (select link_id, sum(n) as n, max(at) as at from events where kind = 'resolution' and group_link is not null group by 1) e where l.id = e.link_id;

-- The raw events, an hour in a row. They are rolled up below, so the clock begins behind this transaction.
insert into public.link_flushes (enterprise_id, at, link_ids, kinds, vendors, counts)
select pg_temp.home(), max(e.at), array_agg(e.link_id), array_agg(e.kind), array_agg(e.vendor), array_agg(e.n) from events e group by date_trunc('hour', e.at) order by 2;
update private.link_roll_up set done_below = (pg_current_xact_id()::text::bigint + 1)::text::xid8;
insert into public.link_days (enterprise_id, template_id, task_id, send_id, link_id, day, vendor, resolutions, humans, bots, refused)
select pg_temp.home(), coalesce(t.template_id, s.template_id), e.task_id, e.send_id, e.group_link, (e.at at time zone 'Asia/Shanghai')::date, e.vendor,
  coalesce(sum(e.n) filter (where e.kind = 'resolution'), 0), coalesce(sum(e.n) filter (where e.kind = 'human'), 0), coalesce(sum(e.n) filter (where e.kind = 'bot'), 0), coalesce(sum(e.n) filter (where e.kind = 'refused'), 0)
from events e left join public.resolve_tasks t on t.id = e.task_id left join public.sends s on s.id = e.send_id group by 2, 3, 4, 5, 6, 7;
insert into private.report_changes (enterprise_id, day)
select pg_temp.home(), d.day from public.send_days d union select pg_temp.home(), d.day from public.link_days d;
select private.roll_up_reports();
