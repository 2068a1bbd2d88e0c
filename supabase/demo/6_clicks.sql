-- The demo's past, part 6 of 9: clicks on the service account and the SMS shortcut of the seed, and the days that are counted from them (private.roll_up_clicks).
-- The page is opened most and the first entry of a menu is clicked most; what is clicked grows with the customers, and at weekends there is more of it.
create temp table clicked as
select i.*, v.vendor::public.vendor as vendor, e.at, row_number() over (order by e.at, i.place, i.item, v.vendor, e.n) as event
from (
  select 'menu'::public.click_place as place, a.id as account_id, null::uuid as shortcut_id, x.item, private.clicked_name('menu', v.content, x.item) as name, x.share
  from public.service_accounts a join public.account_parts p on p.account_id = a.id and p.kind = 'menus' join public.account_part_versions v on v.id = p.live_version_id
  cross join (values ('1.1', 12.0), ('1.2', 8.0), ('1.3', 3.0), ('2', 6.0), ('3', 4.0)) as x (item, share) where a.enterprise_id = pg_temp.home()
  union all
  select 'home', a.id, null, x.item, private.clicked_name('home', v.content, x.item), x.share
  from public.service_accounts a join public.account_parts p on p.account_id = a.id and p.kind = 'home' join public.account_part_versions v on v.id = p.live_version_id
  cross join (values ('page', 22.0), ('hotline', 2.0), ('app.1', 5.0)) as x (item, share) where a.enterprise_id = pg_temp.home()
  union all
  select 'shortcut', null, s.id, x.item, private.clicked_name('shortcut', jsonb_build_object('buttons', v.buttons, 'timed', v.timed), x.item), x.share
  from public.shortcuts s join public.shortcut_versions v on v.id = s.live_version_id
  cross join (values ('1', 14.0), ('2', 4.0), ('3', 9.0)) as x (item, share) where s.enterprise_id = pg_temp.home()) i
-- The account is two days old when its first clicks come.
cross join generate_series(0, 56) as d (ago)
cross join (values ('huawei', 0.48), ('xiaomi', 0.2), ('oppo', 0.16), ('vivo', 0.16)) as v (vendor, share)
cross join lateral (select extract(isodow from pg_temp.at(d.ago, '12:00') at time zone 'Asia/Shanghai') >= 6 as weekend) w
cross join lateral generate_series(1, floor(i.share * v.share * (1.4 - d.ago / 70.0) * case when w.weekend then 1.3 else 1 end * (0.5 + pg_temp.luck(i.place || i.item || v.vendor || d.ago)) + pg_temp.luck(i.place || i.item || v.vendor || d.ago, 1))::integer) as n (n)
cross join lateral (select n.n, pg_temp.at(d.ago, '08:00') + 14 * interval '1 hour' * pg_temp.luck(i.place || i.item || v.vendor || d.ago || n.n, 2) as at) e
where i.name is not null and e.at < now() - interval '5 minutes';

-- Single clicks are kept for a week (private.retention_fixed), as if they had been told then. They are rolled up below, so the clock begins behind this transaction.
insert into private.clicks (vendor, event, enterprise_id, place, account_id, shortcut_id, item, name, at)
select c.vendor, 'past-' || c.event, pg_temp.home(), c.place, c.account_id, c.shortcut_id, c.item, c.name, c.at from clicked c where c.at > now() - interval '7 days' order by c.event;
update private.click_roll_up set done_below = (pg_current_xact_id()::text::bigint + 1)::text::xid8;
insert into public.click_days (enterprise_id, place, account_id, shortcut_id, item, name, vendor, day, clicks)
select pg_temp.home(), c.place, c.account_id, c.shortcut_id, c.item, c.name, c.vendor, (c.at at time zone 'Asia/Shanghai')::date, count(*) from clicked c group by 2, 3, 4, 5, 6, 7, 8 order by 8, 2, 3, 4, 5, 7;
