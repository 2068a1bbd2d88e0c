-- The demo's past, part 3 of 9: which sends there were, with their number files. Notices on every day, fewer at weekends; a recurring send every
-- Friday; a campaign every other Wednesday; much more around 11 November and 12 December. The week from 24 to 18 days ago was a bad one (part 4).
-- Of the basic edition: birthday coupons twice a week, a members' day every other Tuesday, and what there was to celebrate.
create temp table calendar as
select d.ago, d.day, extract(isodow from d.day)::integer as weekday,
  case when to_char(d.day, 'MMDD') between '1109' and '1114' or to_char(d.day, 'MMDD') between '1210' and '1213' then 2.1
    when extract(isodow from d.day) >= 6 then 0.6 else 1 end * (1.0 + 0.7 * (60 - d.ago) / 60) as busy
from (select ago, (now() at time zone 'Asia/Shanghai')::date - ago as day from generate_series(60, 0, -1) as ago) d;

-- outcome: done; guarded (stopped by the guard, then cancelled), paused, held (a trial waits for its release), rejected, withdrawn (cancelled before
-- its approval), glass (an emergency), recurring (the plan). size: numbers that are accepted. origin and parent as in sends.
create temp table past_sends as
select row_number() over (order by x.at, x.name) as place, case x.outcome when 'recurring' then pg_temp.id('plan') else pg_temp.id('send ' || x.name || x.ago) end as id,
  -- What recurs goes to the same file each time.
  case when x.outcome = 'recurring' or x.origin = 'occurrence' then pg_temp.id('file plan') else pg_temp.id('file ' || x.name || x.ago) end as file_id, x.*,
  case when x.send_type is null then 'aim' else 'basic' end::public.message_kind as kind, coalesce(x.sms = '订单通知', false) as notice,
  case when x.send_type is not null then '云杉影像' when x.sms = '订单通知' then '云杉商城' else '云杉会员' end as signature,
  -- Made and submitted in the evening before, or an hour before an urgent one; decided before its time.
  x.at - make_interval(mins => 95 + (pg_temp.luck('made ' || x.name || x.ago) * 40)::integer) as made_at,
  x.at - make_interval(mins => 82 + (pg_temp.luck('asked ' || x.name || x.ago) * 10)::integer) as asked_at,
  x.at - make_interval(mins => 20 + (pg_temp.luck('decided ' || x.name || x.ago) * 50)::integer) as decided_at
from (
  select '签收提醒 ' || to_char(c.day, 'MM-DD') || ' ' || h.part as name, c.ago, pg_temp.at(c.ago, h.clock) as at, '签收提醒' as template, '订单通知' as sms,
    greatest(20, (c.busy * h.share * (80 + 30 * pg_temp.luck('notice ' || c.ago || h.part)))::integer) as size, 'done' as outcome, 'own' as origin, null::text as parent, null::text as send_type
  from calendar c join (values ('上午', '10:20', 1.0), ('下午', '16:40', 0.8)) as h (part, clock, share) on c.weekday <= 5 or h.part = '上午'
  union all
  select '周五会员福利', c.ago, pg_temp.at(c.ago, '10:00'), '开卡欢迎图文', '会员福利', 980, 'done', 'occurrence', 'plan', null from calendar c where c.weekday = 5 and c.ago < 58
  union all
  select k.name, c.ago, pg_temp.at(c.ago, '14:30'), k.template, '会员福利', (900 + 14 * (60 - c.ago))::integer, 'done', 'own', null, null
  from (select c.*, row_number() over (order by c.day) as n from calendar c where c.weekday = 3 and c.ago between 2 and 57) c
  cross join lateral (select case when c.ago > 38 then '秋冬上新图文' else '双十一预热图文' end as template, case when c.ago > 38 then '秋冬上新 第' else '加购有礼 第' end || c.n || '期' as name) k
  where c.n % 2 = 1 and c.ago not between 18 and 24
  union all
  select '生日礼券 ' || to_char(c.day, 'MM-DD'), c.ago, pg_temp.at(c.ago, '09:50'), '生日礼券', null, (70 + 50 * pg_temp.luck('birthdays ' || c.ago))::integer, 'done', 'own', null, 'personal'
  from calendar c where c.weekday in (1, 4) and c.ago < 58
  union all
  select '会员日影像 ' || to_char(c.day, 'MM-DD'), c.ago, pg_temp.at(c.ago, '11:20'), '年末会员日', null, 240 + 2 * (60 - c.ago), 'done', 'own', null, 'group'
  from (select c.*, row_number() over (order by c.day) as n from calendar c where c.weekday = 2 and c.ago between 1 and 57) c where c.n % 2 = 1
  union all
  select v.name, v.ago, pg_temp.at(v.ago, v.clock), v.template, v.sms, v.size, v.outcome, v.origin, v.parent, v.send_type
  from (values
    ('周五会员福利', 59, '15:00', '开卡欢迎图文', '会员福利', 980, 'recurring', 'own', null, null),
    ('夏末清仓', 55, '15:00', '夏末清仓图文', '会员福利', 820, 'done', 'own', null, null),
    ('新会员开卡欢迎', 47, '11:10', '开卡欢迎图文', '会员福利', 640, 'done', 'own', null, null),
    ('会员券发放（错券面）', 36, '11:00', '开卡欢迎图文', '会员福利', 900, 'rejected', 'own', null, null),
    ('满减券提醒', 29, '10:30', '双十一预热图文', '会员福利', 760, 'withdrawn', 'own', null, null),
    ('会员日加场', 21, '10:30', '双十一预热图文', '会员福利', 1900, 'guarded', 'own', null, null),
    ('仓库延误致歉通知', 20, '20:15', '签收提醒', '订单通知', 430, 'glass', 'own', null, null),
    ('会员日加场（补发）', 15, '10:15', '双十一预热图文', '会员福利', 1480, 'done', 'own', null, null),
    ('双十二预热 试发', 1, '15:30', '双十一预热图文', '会员福利', 1260, 'held', 'own', null, null),
    ('积分兑换提醒', 1, '17:10', '会员福利周图文', '会员福利', 1700, 'paused', 'own', null, null),
    ('云杉之夜邀请', 46, '14:10', '云杉之夜邀请', null, 180, 'done', 'own', null, 'personal'),
    ('云杉之夜邀请（加场）', 31, '14:10', '云杉之夜邀请', null, 230, 'done', 'own', null, 'group'),
    ('节日问候', 23, '10:40', '元宵问候', null, 260, 'done', 'own', null, 'group'),
    ('云杉之夜邀请（返场）', 9, '14:10', '云杉之夜邀请', null, 210, 'done', 'own', null, 'personal')
  ) as v (name, ago, clock, template, sms, size, outcome, origin, parent, send_type)
) x
-- What is not over by now is left to today.
where x.at < now() - interval '3 hours';
-- The audiences: the customers there were, each time others of them.
create temp table past_files as
select distinct on (s.file_id) s.file_id, s.name, s.kind, s.notice, s.send_type, s.size, s.ago, s.at, s.made_at, s.place,
  -- A file of the basic edition has a column for each parameter of the storyboard, and no other.
  case when s.kind = 'basic' then private.parameters_in_order(v.content) when s.notice then '{name,order_no,pickup_code}' else '{name,amount}' end as columns
from past_sends s left join public.templates t on t.name = s.template and t.enterprise_id = pg_temp.home() left join public.template_versions v on v.id = t.live_version_id
order by s.file_id, s.at;
create temp table audience as
select f.file_id, x.ordinal::integer as ordinal, x.n, x.phone, x.name, x.network, x.vendor
from past_files f cross join lateral (
  select c.*, row_number() over (order by c.h, c.n) as ordinal
  from (select k.*, hashint4extended(k.n, hashtextextended(f.file_id::text, 0)) as h from customers k where k.since > f.ago) c order by c.h, c.n limit f.size) x;
update past_files f set size = a.n from (select file_id, count(*)::integer as n from audience group by 1) a where a.file_id = f.file_id;
analyze audience;
update past_sends s set size = f.size from past_files f where f.file_id = s.file_id;

insert into public.number_files (id, enterprise_id, name, source, purpose, bytes, state, has_header, delimiter, columns, phone_column, parts, parts_done, lines, accepted, invalid, duplicates, content_hash, created_by, created_at, finished_at)
select s.file_id, pg_temp.home(), replace(s.name, ' ', '_') || '.csv', 'upload', s.kind::text, s.size * 38, 'ready', true, ',', '{phone}' || s.columns, 'phone', 1, 1,
  s.size + b.invalid + b.twice, s.size, b.invalid, b.twice, md5('contents ' || s.file_id), pg_temp.person('bob'), s.made_at - interval '6 minutes', s.made_at - interval '5 minutes'
from past_files s cross join lateral (select (s.size * 0.008 * pg_temp.luck('invalid ' || s.place))::integer as invalid, (s.size * 0.01 * pg_temp.luck('twice ' || s.place))::integer as twice) b;
insert into public.numbers (file_id, enterprise_id, line, phone, params)
select a.file_id, pg_temp.home(), a.ordinal, a.phone, case when s.columns = '{}' then null
    -- A group send has the values of the fifth row for all.
    when s.send_type = 'group' and a.ordinal <> 5 then '{}'
    when s.kind = 'basic' then (select jsonb_object_agg(c, v.filled -> c) from unnest(s.columns) as c)
    when s.notice then jsonb_build_object('name', a.name, 'order_no', 'YS' || to_char(s.at, 'YYYYMMDD') || lpad(a.ordinal::text, 5, '0'), 'pickup_code', format('%s-%s-%s', 1 + a.n % 9, 1 + a.ordinal % 4, 1000 + (a.n * 37) % 9000))
    else jsonb_build_object('name', a.name, 'amount', ((array[20, 30, 50, 80, 100])[1 + a.n % 5])::text) end
from audience a join past_files s on s.file_id = a.file_id
cross join lateral (select jsonb_build_object('name', case s.send_type when 'group' then '会员' else a.name end, 'amount', '50', 'code', format('BD-%s', 2000 + (a.n * 37) % 8000),
  'ends', to_char(s.at + interval '20 days', 'FMMM"月"FMDD"日"'), 'date', to_char(s.at + interval '9 days', 'FMMM"月"FMDD"日"') || ' 19:00', 'place', '湖滨剧院',
  'seat', case s.send_type when 'group' then 'A-1 至 F-30' else format('%s-%s', chr(65 + a.n % 12), 1 + a.ordinal % 30) end) as filled) v;
-- As private.networks_in counts them, which takes 4 ms a file.
update public.number_files f set networks = x.networks
from (select a.file_id, jsonb_object_agg(a.network, a.n) as networks from (select k.file_id, k.network, count(*) as n from audience k group by 1, 2) a group by 1) x where x.file_id = f.id;
insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
select f.id, f.enterprise_id, f.accepted + k, case when k <= f.invalid then '1' || lpad((k * 7741 % 1000000)::text, 6, '0') else private.mask(r.phone) end, case when k > f.invalid then r.phone end,
  case when k <= f.invalid then 'invalid_number' else 'duplicate' end::public.reject_reason
from past_files s join public.number_files f on f.id = s.file_id cross join lateral generate_series(1, f.invalid + f.duplicates) as k
left join public.numbers r on r.file_id = f.id and r.line = k;
