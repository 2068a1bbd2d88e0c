comment on table private.link_roll_up is
  'The position of the roll-up: the link events of every transaction below this one are in the reports.';

comment on table private.link_charges is
  'PKG-2: counted resolutions of sends and of resolve tasks that are rolled up and not yet taken from the '
  'quota. They are charged at the end of the same tick of the clock, because the account of a send is locked '
  'before any quota.';

create or replace function private.roll_up_links(most integer default 20000) returns integer
language plpgsql set search_path = '' as $$
declare
  since xid8;
  horizon xid8;
  beyond xid8;
  changed integer;
  resolved bigint[];
begin
  select r.done_below into since from private.link_roll_up r for update skip locked;
  if not found then return 0; end if; -- another session does it
  -- Transactions below the oldest running one have ended, so no more of their events can appear.
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  select f.xact into beyond from (
    select x.xact,
      sum(cardinality(x.link_ids)) over (order by x.xact groups between unbounded preceding and 1 preceding) as before
    from public.link_flushes x where x.xact >= since and x.xact < horizon) f
  where f.before >= most order by f.xact limit 1;
  horizon := coalesce(beyond, horizon);
  -- The accounts first, in the order in which receipts lock them.
  perform from public.send_totals t where t.send_id in (
    select d.send_id from public.link_events e join public.deliveries d on d.id = e.link_id
    where e.xact >= since and e.xact < horizon and e.kind = 'resolution')
  order by t.send_id for update;
  with counted as materialized (
    select x.enterprise_id, x.link_id, x.kind, x.vendor, date_trunc('minute', x.at) as minute,
      date_bin('15 minutes', x.at, timestamptz 'epoch') as quarter, sum(x.n) as n
    from public.link_events x where x.xact >= since and x.xact < horizon group by 1, 2, 3, 4, 5, 6
  ), quarters as materialized (
    -- Midnight is on a quarter of an hour in every zone, so the day is asked once per quarter, not once per
    -- link.
    select q.enterprise_id, q.quarter, private.day_of(q.enterprise_id, q.quarter) as day
    from (select distinct x.enterprise_id, x.quarter from counted x) q
  ), gone as materialized (
    select e.link_id, d.send_id, l.task_id, e.enterprise_id, e.kind, e.vendor, e.n, e.minute, q.day,
      coalesce(t.template_id, s.template_id) as template_id, t.link_id as group_link, d.message_kind,
      coalesce(d.told_network, d.network) as network
    from counted e
    join quarters q on q.enterprise_id = e.enterprise_id and q.quarter = e.quarter
    left join public.links l on l.id = e.link_id left join public.deliveries d on d.id = e.link_id
    left join public.resolve_tasks t on t.id = l.task_id left join public.sends s on s.id = d.send_id
  ), days as (
    insert into public.link_days as d (enterprise_id, template_id, task_id, send_id, link_id, day, vendor,
      resolutions, humans, bots, refused)
    select g.enterprise_id, g.template_id, g.task_id, g.send_id, g.group_link, g.day, g.vendor,
      coalesce(sum(g.n) filter (where g.kind = 'resolution'), 0),
      coalesce(sum(g.n) filter (where g.kind = 'human'), 0),
      coalesce(sum(g.n) filter (where g.kind = 'bot'), 0),
      coalesce(sum(g.n) filter (where g.kind = 'refused'), 0)
    from gone g group by 1, 2, 3, 4, 5, 6, 7 order by 3, 4, 5, 6, 7
    on conflict on constraint one_row_a_day do update set resolutions = d.resolutions + excluded.resolutions,
    humans = d.humans + excluded.humans,
      bots = d.bots + excluded.bots, refused = d.refused + excluded.refused
  ), sent as (
    select g.send_id, g.enterprise_id, g.day, g.vendor, g.message_kind, g.network, sum(g.n)::integer as n
    from gone g where g.send_id is not null and g.kind = 'resolution' group by 1, 2, 3, 4, 5, 6
  ), by_day as (
    insert into public.send_days as d (send_id, enterprise_id, day, vendor, message_kind, network, resolved)
    select x.send_id, x.enterprise_id, x.day, x.vendor, x.message_kind, x.network, x.n from sent x
    order by x.send_id, x.day, x.vendor, x.message_kind, x.network
    on conflict on constraint one_row_a_send_day do update set resolved = d.resolved + excluded.resolved
  ), by_send as (
    update public.send_totals t set resolved = t.resolved + x.n
    from (select y.send_id, sum(y.n) as n from sent y group by 1) x where t.send_id = x.send_id
  ), owed as (
    insert into private.link_charges as c (holder_id, enterprise_id, owed)
    select coalesce(g.send_id, g.task_id), g.enterprise_id, sum(g.n) from gone g
    where coalesce(g.send_id, g.task_id) is not null and g.kind = 'resolution' group by 1, 2
    on conflict on constraint link_charges_pkey do update set owed = c.owed + excluded.owed
  ), minutes as (
    insert into private.link_minutes as m (link_id, minute, n)
    select g.link_id, g.minute, sum(g.n) from gone g
    where g.kind = 'refused' or (g.kind = 'resolution' and g.group_link is not null) group by 1, 2
    on conflict (link_id, minute) do update set n = m.n + excluded.n
  ), noted as (
    insert into private.report_changes (enterprise_id, day) select distinct g.enterprise_id, g.day from gone g
  ), told as (
    select private.touch_cards(case when g.send_id is null then 'resolve_task' else 'send' end,
      coalesce(g.send_id, g.task_id))
    from (select distinct x.send_id, x.task_id from gone x) g
  )
  select (select count(*) from told), (select array_agg(distinct x.link_id) from gone x where x.kind = 'resolution')
  into changed, resolved;
  if resolved is not null then perform private.queue_resolutions(resolved); end if;
  update private.link_roll_up r set done_below = horizon;
  perform private.freeze_bursts();
  return changed;
end $$;

comment on function private.roll_up_links is
  'RPT-1: adds link events to the days and totals of their tasks and sends, each once, in whole '
  'transactions. The reports are seconds old. Returns how many tasks and sends changed.';

create or replace function private.freeze_bursts() returns integer language plpgsql set search_path = '' as $$
declare
  b record;
  frozen integer := 0;
begin
  for b in
    select m.link_id, m.n, m.minute, p.enterprise_id, p.task_id, p.send_id, p.link_id as single
    from private.link_minutes m cross join lateral private.link_place(m.link_id::text) p
    join public.enterprises e on e.id = p.enterprise_id
    where m.minute > clock_timestamp() - interval '10 minutes'
      and m.n > (select min(least(y.personal_burst, y.group_burst)) from public.enterprises y)
      and m.n > case when p.link_id is null then e.group_burst else e.personal_burst end
  loop
    -- The wording is in shared/src, in the reader's language.
    continue when not private.freeze(b.task_id, b.send_id, b.single, b.enterprise_id, 'burst:' || b.n);
    perform private.audit(b.enterprise_id, f.resource, f.id, 'freeze', '{"frozen": false}',
      '{"frozen": true}', 'burst:' || b.n) from private.frozen_as(b.link_id::text) f;
    perform private.touch_cards('resolve_task', b.task_id);
    perform private.alert(b.enterprise_id, 'link_frozen', case when b.send_id is null then 'resolve_task'
        else 'send' end, coalesce(b.send_id, b.task_id),
      (select jsonb_build_object('link_id', b.link_id, 'code', private.link_name(b.link_id, b.single is null),
          'requests', b.n, 'minute', b.minute,
          'name', x.name, 'batch_no', x.batch_no,
          'address', private.link_address(x.domain_id, private.link_name(b.link_id, b.single is null)))
        from (select t.name, t.batch_no, t.domain_id from public.resolve_tasks t where t.id = b.task_id
          union all select s.name, s.batch_no, s.domain_id from public.sends s where s.id = b.send_id) x));
    frozen := frozen + 1;
  end loop;
  return frozen;
end $$;

comment on function private.freeze_bursts is
  'GRD-1: freezes links with more requests in a minute than the enterprise allows, and raises an alert. '
  'Returns how many.';

create or replace function private.charge_links() returns bigint language plpgsql set search_path = '' as $$
declare
  c private.link_charges;
  charged bigint := 0;
begin
  -- In one order, so that two sessions cannot deadlock over the quotas of two enterprises.
  for c in
    with taken as (delete from private.link_charges x
      where x.holder_id in (select y.holder_id from private.link_charges y for update skip locked)
      returning x.*)
    select t.* from taken t order by t.enterprise_id, t.holder_id
  loop
    -- A resolve task that was made with pay-as-you-go on has reserved nothing.
    if exists (select from private.reservations r where r.holder_id = c.holder_id) then
      perform private.settle(c.holder_id, c.owed);
    else
      perform private.charge(c.enterprise_id, 'aim_resolution', c.owed, 'resolution', c.holder_id);
    end if;
    charged := charged + c.owed;
  end loop;
  return charged;
end $$;

comment on function private.charge_links is
  'PKG-2: pays for counted resolutions: from the reservation of their send or task, else from what is '
  'available. One charge per send or task and tick. Returns how many.';
