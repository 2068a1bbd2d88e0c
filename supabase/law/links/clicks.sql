-- clicks on service accounts and SMS shortcuts (PKG-1, RPT-2). Vendors report them to the function
-- receive-clicks, never through the API.

comment on table private.clicks is
  'PKG-1: clicks as vendors reported them, each once. Kept for a week: clicks older than three days are not '
  'taken.';

comment on table public.click_days is
  'RPT-2: clicks by day of the enterprise, place, item and vendor. name: what the item was called when it '
  'was clicked.';

comment on table private.click_roll_up is
  'The position of the roll-up: the clicks of every transaction below this one are in click_days.';

comment on table private.click_charges is
  'PKG-2: clicks that are rolled up and not yet taken from the quota. They are charged at the end of the '
  'same tick of the clock, as far as packages and pay-as-you-go allow.';

select private.resource_table('public.click_days', 'KooMessageSA:report:list');

create or replace function private.clicked_name(
  place public.click_place, content jsonb, item text
) returns text language sql immutable set search_path = '' as $$
  select case place
    when 'menu' then case
      when item ~ '^[1-3]$' then content -> (item::integer - 1) ->> 'name'
      when item ~ '^[1-3]\.[1-5]$' then
        content -> (split_part(item, '.', 1)::integer - 1) -> 'items' -> (split_part(item, '.',
          2)::integer - 1) ->> 'name' end
    when 'home' then case
      when item = 'page' then ''
      when item = 'hotline' then content ->> 'hotline'
      when item ~ '^app\.[1-8]$' then content -> 'quick_apps' -> (split_part(item, '.', 2)::integer - 1) ->> 'name' end
    else case
      when item ~ '^[1-3]$' then content -> 'buttons' -> (item::integer - 1) ->> 'name'
      when item ~ '^[1-5]\.[1-3]$' then
        content -> 'timed' -> (split_part(item, '.', 1)::integer - 1) -> 'buttons' -> (split_part(item, '.',
          2)::integer - 1) ->> 'name' end
  end
$$;
comment on function private.clicked_name is
  'What is called so at a place: of menus 2, or 2.1 for a sub-menu; of a home page page (the name is empty), '
  'hotline or app.1; of a shortcut 1, or 2.1 for the first button of the second configuration for other '
  'times. Null: there is no such thing.';

create or replace function private.record_clicks(
  vendor public.vendor, events text[], places public.click_place[], targets uuid[], items text[],
  versions integer[], ats timestamptz[]
)
returns json language plpgsql security definer set search_path = '' as $$
declare
  faults json;
  counted integer;
  asked constant integer := cardinality(events);
  refused integer;
begin
  with asked as (
    select a.* from unnest(events, places, targets, items, versions,
      ats) with ordinality as a (event, place, target, item, version, at, n)
  ), found as (
    -- A menu or a home page by its account; the version that serves, or the approved one that the vendor says
    -- it showed.
    select a.n, p.enterprise_id, s.state = 'frozen' as frozen, p.account_id, null::uuid as shortcut_id,
      private.clicked_name(a.place, v.content, a.item) as name
    from asked a join public.account_parts p on p.account_id = a.target
      and p.kind = case a.place when 'menu' then 'menus' else 'home' end::public.account_part_kind
    join public.service_accounts s on s.id = p.account_id
    join public.account_part_versions v on v.part_id = p.id and v.state = 'approved'
      and case when a.version is null then v.id = p.live_version_id else v.version = a.version end
    where a.place <> 'shortcut'
    union all
    select a.n, s.enterprise_id, s.frozen_at is not null, null, s.id,
      private.clicked_name(a.place, jsonb_build_object('buttons', v.buttons, 'timed', v.timed), a.item)
    from asked a join public.shortcuts s on s.id = a.target
    join public.shortcut_versions v on v.shortcut_id = s.id and v.state = 'approved'
      and case when a.version is null then v.id = s.live_version_id else v.version = a.version end
    where a.place = 'shortcut'
  ), judged as materialized (
    select a.*, f.enterprise_id, f.account_id, f.shortcut_id, f.name,
      case when a.at < clock_timestamp() - interval '3 days' or a.at > clock_timestamp() + interval '5 minutes' then 'click_out_of_time'
        when f.name is null then 'click_unknown' when f.frozen then 'click_frozen' end as fault
    from asked a left join found f on f.n = a.n
  ), kept as (
    -- In one order, so that two calls with the same clicks cannot deadlock.
    insert into private.clicks (vendor, event, enterprise_id, place, account_id, shortcut_id, item, name, at)
    select record_clicks.vendor, j.event, j.enterprise_id, j.place, j.account_id, j.shortcut_id, j.item,
      j.name, j.at from judged j where j.fault is null order by j.event, j.n
    on conflict do nothing returning 1
  )
  select (select count(*) from kept), (select count(*) from judged j where j.fault is not null),
    (select json_agg(json_build_array(j.n - 1, j.fault) order by j.n) from judged j where j.fault is not null)
  into counted, refused, faults;
  return json_build_object('counted', counted, 'repeated', asked - refused - counted,
    'faults', coalesce(faults, '[]'));
end $$;
comment on function private.record_clicks is
  'PKG-1: counts clicks reported by a vendor, each event once. targets: a service account or a shortcut. '
  'items: private.clicked_name. Returns {counted, repeated, faults: [[index, code]]}; codes: click_unknown, '
  'click_frozen, click_out_of_time (over three days old, or in the future).';

create or replace function private.roll_up_clicks(most integer default 20000) returns integer
language plpgsql set search_path = '' as $$
declare
  since xid8;
  horizon xid8;
  beyond xid8;
  changed integer;
begin
  select r.done_below into since from private.click_roll_up r for update skip locked;
  if not found then return 0; end if; -- another session does it
  -- Transactions below the oldest running one have ended, so no more of their clicks can appear.
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  select f.xact into beyond from (
    select x.xact,
      count(*) over (order by x.xact groups between unbounded preceding and 1 preceding) as before
    from private.clicks x where x.xact >= since and x.xact < horizon) f
  where f.before >= most order by f.xact limit 1;
  horizon := coalesce(beyond, horizon);
  with gone as materialized (
    -- Midnight is on a quarter of an hour in every zone, so the day is asked once per quarter, not once per
    -- click.
    select c.enterprise_id, c.place, c.account_id, c.shortcut_id, c.item, c.name, c.vendor,
      date_bin('15 minutes', c.at, timestamptz 'epoch') as quarter, count(*) as n
    from private.clicks c where c.xact >= since and c.xact < horizon group by 1, 2, 3, 4, 5, 6, 7, 8
  ), quarters as materialized (
    select q.enterprise_id, q.quarter, private.day_of(q.enterprise_id, q.quarter) as day
    from (select distinct x.enterprise_id, x.quarter from gone x) q
  ), days as (
    insert into public.click_days as d (enterprise_id, place, account_id, shortcut_id, item, name, vendor, day, clicks)
    select g.enterprise_id, g.place, g.account_id, g.shortcut_id, g.item, g.name, g.vendor, q.day, sum(g.n)
    from gone g join quarters q on q.enterprise_id = g.enterprise_id and q.quarter = g.quarter
    group by 1, 2, 3, 4, 5, 6, 7, 8 order by 3, 4, 5, 6, 7, 8
    on conflict on constraint one_row_a_click_day do update set clicks = d.clicks + excluded.clicks
  ), accounts as (
    -- Unpaid clicks are shown beside a balance, so there has to be one.
    insert into public.quota_accounts (enterprise_id, kind, account)
    select distinct g.enterprise_id, 'sa_resolution'::public.quota_kind, 'available' from gone g
    on conflict on constraint one_account_a_package do nothing
  ), owed as (
    insert into private.click_charges as c (enterprise_id, owed) select g.enterprise_id, sum(g.n) from gone g
    group by 1 order by 1
    on conflict on constraint click_charges_pkey do update set owed = c.owed + excluded.owed
  )
  select coalesce(sum(g.n), 0) into changed from gone g;
  update private.click_roll_up r set done_below = horizon;
  return changed;
end $$;
comment on function private.roll_up_clicks is
  'RPT-2: adds clicks to the days of what was clicked, each once, in whole transactions, and to what is owed '
  'for them. Returns how many.';

create or replace function private.charge_clicks() returns bigint language plpgsql set search_path = '' as $$
declare
  c record;
  unpaid bigint;
  charged bigint := 0;
begin
  -- In one order, so that two sessions cannot deadlock over the quotas of two enterprises.
  for c in
    select x.enterprise_id, x.owed, (private.settings_of(x.enterprise_id)).pay_as_you_go as beyond
    from private.click_charges x
    where (private.settings_of(x.enterprise_id)).pay_as_you_go or exists (
      select from public.quota_accounts a join public.packages p on p.id = a.package_id
      where a.enterprise_id = x.enterprise_id and a.kind = 'sa_resolution' and a.account = 'available'
        and a.balance > 0 and p.expires_at > clock_timestamp())
    order by x.enterprise_id for no key update of x skip locked
  loop
    unpaid := private.charge(c.enterprise_id, 'sa_resolution', c.owed, 'click', null, c.beyond);
    if unpaid = 0 then delete from private.click_charges x where x.enterprise_id = c.enterprise_id;
    else update private.click_charges x set owed = unpaid where x.enterprise_id = c.enterprise_id; end if;
    charged := charged + c.owed - unpaid;
  end loop;
  return charged;
end $$;
comment on function private.charge_clicks is
  'PKG-1, PKG-2: pays for clicks that are rolled up: packages of service accounts first, then pay-as-you-go. '
  'A click is never refused: with pay-as-you-go off the rest stays owed. One charge for each enterprise and '
  'tick. Returns how many.';

create or replace view public.click_detail_days with (security_invoker = true) as
select d.enterprise_id, d.day, d.place, d.account_id, a.name as account_name, a.remark, d.shortcut_id,
  v.signature as shortcut_name, coalesce(a.name, v.signature) as name,
  d.item, d.name as item_name, d.vendor, d.clicks,
  -- What an export pages by.
  concat_ws('/', coalesce(d.account_id, d.shortcut_id), d.item, d.vendor, d.name) as line
from public.click_days d left join public.service_accounts a on a.id = d.account_id
left join public.shortcuts s on s.id = d.shortcut_id
left join public.shortcut_versions v on v.id = coalesce(s.live_version_id, s.latest_version_id);

comment on view public.click_detail_days is
  'RPT-2: the click detail by day: what was clicked (item, item_name as it was called then), of which '
  'account or shortcut, by vendor. name: of the account, or the signature of the shortcut; null for callers '
  'who may not read them.';

create or replace view public.click_report_days with (security_invoker = true) as
select d.enterprise_id, d.day, d.account_id, d.account_name, d.remark, d.shortcut_id, d.shortcut_name, d.name,
  d.vendor, sum(d.clicks)::bigint as clicks,
  coalesce(sum(d.clicks) filter (where d.place = 'menu'), 0)::bigint as menus,
  coalesce(sum(d.clicks) filter (where d.place = 'home'), 0)::bigint as homes,
  coalesce(sum(d.clicks) filter (where d.place = 'shortcut'), 0)::bigint as shortcuts,
  concat_ws('/', coalesce(d.account_id, d.shortcut_id), d.vendor) as line
from public.click_detail_days d
group by d.enterprise_id, d.day, d.account_id, d.account_name, d.remark, d.shortcut_id, d.shortcut_name,
  d.name, d.vendor;

comment on view public.click_report_days is
  'RPT-2: the click report of service accounts by day and vendor: clicks in all, on menus, on the home page. '
  'A shortcut has lines of its own.';

create or replace view public.click_account_names with (security_invoker = true) as
select a.enterprise_id, a.id as account_id, a.name as account_name, a.remark from public.service_accounts a;

comment on view public.click_account_names is
  'RPT-2: how a line of a click report is called: its account, with the remark that tells it from others of '
  'its name.';

create or replace view public.click_shortcut_names with (security_invoker = true) as
select s.enterprise_id, s.id as shortcut_id, v.signature as shortcut_name
from public.shortcuts s join public.shortcut_versions v on v.id = coalesce(s.live_version_id,
  s.latest_version_id);

comment on view public.click_shortcut_names is
  'RPT-2: how a line of a click report is called: the signature of its shortcut.';

grant select on public.click_detail_days, public.click_report_days, public.click_account_names,
  public.click_shortcut_names to authenticated;

grant execute on function private.record_clicks to tidings_functions;
