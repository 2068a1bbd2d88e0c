-- links: resolving, many requests in one transaction (RES-3). Called by the function link, never through the
-- API.

create or replace function private.minute_now() returns integer
language sql volatile set search_path = '' as $$
  select floor(extract(epoch from clock_timestamp()) / 60)::integer
$$;

comment on function private.minute_now is 'The minute since the epoch, by the clock on the wall.';

-- One text for two functions: under load nearly all requests are for links of small tasks, and a statement on
-- the parent plans and locks every partition.
do $make$
begin
  execute (select string_agg(format($text$
create or replace function private.%1$I(ids bigint[], kinds public.link_event_kind[], vendors public.vendor[],
  counts integer[], out places integer[], out versions uuid[], out params jsonb, out jumps text[])
-- Index look-ups in id order, so that two flushes cannot deadlock. Planned once.
language plpgsql set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan as $body$
declare
  at_minute constant integer := private.minute_now();
begin
  with counted as (
    update %2$s l set used = l.used + a.n, used_at = clock_timestamp(),
      minute = case when t.link_id is not null then at_minute end,
      minute_used = case when t.link_id is not null then case when l.minute = at_minute then l.minute_used else 0 end + a.n end
    from (
      -- The first request for a link is counted. A second one in the same batch has to see what is left, so
      -- resolve_links takes it.
      select distinct on (x.id) x.*
      from unnest(ids, kinds, vendors, counts) with ordinality as x (id, kind, vendor, n, place)
      where x.kind = 'resolution' order by x.id, x.place) a,
      public.resolve_tasks t
    where l.id = a.id and l.used + a.n <= l.maximum
      and (t.link_id is null or case when l.minute = at_minute then l.minute_used
          else 0 end + a.n <= (select e.group_burst from public.enterprises e where e.id = l.enterprise_id))
      and t.id = l.task_id and t.state <> 'cancelled' and t.frozen_at is null
      and t.expires_at > clock_timestamp()
      and (t.link_id is not null or not exists (select from public.frozen_links z where z.id = a.id))
      and exists (select from public.vendor_reviews r where r.version_id = t.version_id
        and r.vendor = a.vendor and r.state = 'approved')
    returning a.*, l.enterprise_id, l.params, t.version_id, t.jump_url
  ), written as (
    insert into public.link_flushes (enterprise_id, link_ids, kinds, vendors, counts)
    select c.enterprise_id, array_agg(c.id), array_agg(c.kind), array_agg(c.vendor), array_agg(c.n)
    from counted c group by c.enterprise_id
  )
  select array_agg(c.place), array_agg(c.version_id),
    case when count(c.params) > 0 then jsonb_agg(c.params) end,
    case when count(c.jump_url) > 0 then array_agg(c.jump_url) end
  into places, versions, params, jumps from counted c;
end $body$;
comment on function private.%1$I is
  'Counts the common case: resolutions of links of %3$s tasks that are open and have capacity for all of '
  'them. Returns columns of what was counted. resolve_links handles the rest, and says why.';
$text$, f.name, f.home, f.size), '')
  from (values ('count_small_links', 'partitions.links_shared', 'small'),
('count_large_links', 'public.links', 'large')) as f (name, home, size));
end $make$;

create or replace function private.resolve_links(
  ids bigint[], kinds public.link_event_kind[], vendors public.vendor[], counts integer[]
)
returns table (place integer, verdict text, granted integer, version uuid, params jsonb,
  jump text) language plpgsql set search_path = '' as $$
declare
  at_minute constant integer := private.minute_now();
begin
  return query
  with asked as materialized (
    select a.place::integer as place, a.id, a.kind, a.vendor, a.n from unnest(ids, kinds, vendors, counts) with ordinality as a (id, kind, vendor, n, place)
    where a.id >= 70368744177664
  ), held as materialized (
    -- Locked in id order, so that two flushes cannot deadlock. Used-up links are not locked at all.
    select a.place, a.id, a.vendor, a.n, l.task_id, l.enterprise_id, l.params, l.maximum - l.used as room, l.minute, l.minute_used
    from asked a join public.links l on l.id = a.id where a.kind = 'resolution' and l.used < l.maximum order by a.id, a.place for no key update of l
  ), found as (
    -- A union, not a join: the planner expects ten rows in a batch and would nest two loops. 256 links take 3 ms, not 15.
    select h.place, h.id, 'resolution'::public.link_event_kind as kind, h.vendor, h.n, h.task_id, h.enterprise_id, h.params, h.room,
      case when h.minute = at_minute then h.minute_used else 0 end as minute_used from held h
    union all
    select a.place, a.id, a.kind, a.vendor, a.n, l.task_id, l.enterprise_id, l.params, null, null from asked a join public.links l on l.id = a.id
    where a.place not in (select h.place from held h)
  ), seen as (
    select f.*, t.version_id, t.jump_url, t.link_id is not null as is_group,
      -- No more of a group link is paid in a minute than the enterprise allows; then it is frozen (freeze_bursts).
      case when t.link_id is not null
        and f.kind = 'resolution' then (select e.group_burst from public.enterprises e
          where e.id = f.enterprise_id) - f.minute_used end as budget,
      case
        when t.state = 'cancelled' then 'cancelled'
        -- A group link is frozen with its task.
        when t.frozen_at is not null or (t.link_id is null and exists (select from public.frozen_links z where z.id = f.id)) then 'frozen'
        when t.expires_at <= clock_timestamp() then 'expired'
        when f.kind <> 'resolution' then 'ok'
        -- TPL-7: each vendor approves a version for itself. Only a vendor that has approved it is shown the card.
        when not exists (select from public.vendor_reviews r where r.version_id = t.version_id and r.vendor = f.vendor and r.state = 'approved') then 'vendor_unsupported'
        else 'open' end as verdict
    from found f join public.resolve_tasks t on t.id = f.task_id
  ), shared as (
    -- The remaining capacity is given out in the order of the requests, and never exceeded.
    select s.*, case when s.verdict = 'open' and s.room is not null then greatest(0, least(s.n, least(s.room, s.budget) - coalesce(
      sum(s.n) filter (where s.verdict = 'open') over (partition by s.id
        order by s.place rows between unbounded preceding and 1 preceding), 0)))::integer else 0 end as got
    from seen s
  ), counted as (
    update public.links l set used = l.used + g.n, used_at = clock_timestamp(), minute = case when g.is_group then at_minute end,
      minute_used = case when g.is_group then g.minute_used + g.n end
    from (select x.id, x.is_group, x.minute_used, sum(x.got)::integer as n from shared x where x.got > 0 group by x.id, x.is_group, x.minute_used) g where l.id = g.id
  ), written as (
    insert into public.link_flushes (enterprise_id, link_ids, kinds, vendors, counts)
    select e.enterprise_id, array_agg(e.id), array_agg(e.kind), array_agg(e.vendor), array_agg(e.n) from (
      select x.enterprise_id, x.id, x.kind, x.vendor, x.got as n from shared x where x.got > 0
      union all
      -- A cancelled task has no further reports, and a burst on it needs no alert.
      select x.enterprise_id, x.id, case when x.verdict = 'ok' then x.kind else 'refused' end, x.vendor, x.n - x.got from shared x
      where x.n > x.got and x.verdict <> 'cancelled') e
    group by e.enterprise_id
  )
  select x.place, case when x.verdict <> 'open' then x.verdict when x.budget < x.room then 'too_fast'
    else 'used_up' end, x.got, x.version_id, x.params, x.jump_url from shared x;
end $$;

comment on function private.resolve_links is
  'Resolves the links of resolve tasks in a batch: see resolve_batch.';

create or replace function private.resolve_deliveries(
  ids bigint[], kinds public.link_event_kind[], vendors public.vendor[], counts integer[]
)
returns table (place integer, verdict text, granted integer, version uuid, params jsonb,
  jump text) language plpgsql set search_path = '' as $$
begin
  return query
  with asked as materialized (
    select a.place::integer as place, a.id, a.kind, a.vendor, a.n
    from unnest(ids, kinds, vendors, counts) with ordinality as a (id, kind, vendor, n, place)
    where a.id < 70368744177664
  ), held as materialized (
    -- Skip a delivery that another transaction has locked, perhaps a receipt: receipts lock in another order.
    -- The request is answered busy and repeated.
    select d.id from public.deliveries d
    where d.id in (select x.id from asked x where x.kind = 'resolution') and d.resolved < 1
    order by d.id for no key update of d skip locked
  ), mine as materialized (
    select coalesce(jsonb_object_agg(h.id, true), '{}') as of from held h
  ), seen as (
    select a.place, a.id, a.kind, a.vendor, a.n, d.send_id, d.enterprise_id, d.params, s.version_id,
      case
        when exists (select from public.frozen_links z where z.id = a.id) then 'frozen'
        -- RET-1: the card would have no values to show.
        when d.phone like 'erased:%' then 'cancelled'
        -- RES-3: a personal link ends validity_days after the hand-off of its own message.
        when d.handed_at + make_interval(days => s.validity_days) <= clock_timestamp() then 'expired'
        when a.kind <> 'resolution' then 'ok'
        when not exists (select from public.vendor_reviews r
          where r.version_id = s.version_id and r.vendor = a.vendor and r.state = 'approved') then
          'vendor_unsupported'
        when d.resolved > 0 then 'used_up'
        when not (select m.of from mine m) ? a.id::text then 'busy'
        else 'open' end as verdict
    from asked a join public.deliveries d on d.id = a.id join public.sends s on s.id = d.send_id
    -- Neither a text nor a storyboard has a link, whatever code somebody makes up.
    where d.state not in ('opted_out', 'capped', 'cancelled') and s.kinds = '{aim}'
  ), shared as (
    -- A personal link is shown to the first request only.
    select s.*, case when s.verdict = 'open'
      and s.place = min(s.place) filter (where s.verdict = 'open') over (partition by s.id) then 1
      else 0 end as got from seen s
  ), counted as (
    update public.deliveries d set resolved = d.resolved + 1
    from (select x.id from shared x where x.got > 0) g where d.id = g.id
  ), written as (
    insert into public.link_flushes (enterprise_id, link_ids, kinds, vendors, counts)
    select e.enterprise_id, array_agg(e.id), array_agg(e.kind), array_agg(e.vendor), array_agg(e.n) from (
      select x.enterprise_id, x.id, x.kind, x.vendor, x.got as n from shared x where x.got > 0
      union all
      select x.enterprise_id, x.id, case when x.verdict = 'ok' then x.kind else 'refused' end, x.vendor,
        x.n - x.got
      from shared x where x.n > x.got and x.verdict <> 'busy') e
    group by e.enterprise_id
  )
  select x.place, case x.verdict when 'open' then 'used_up' else x.verdict end, x.got, x.version_id, x.params,
    null::text from shared x;
end $$;

comment on function private.resolve_deliveries is
  'Resolves the personal links of sends in a batch: see resolve_batch.';

-- The answer has two parts; a place is the index i of an entry ids[i], from 1 on.
--   places: entries of which every request is shown the card, with versions, params and jumps (null: no jump)
--   rest: all other entries, [[place, verdict, granted, version, params, jump]]; the first `granted` requests
--     for a resolution are shown the card, whatever the verdict says of the others
-- An entry in neither part is an unknown link. Verdicts: ok, cancelled (the task), frozen, expired, used_up,
-- too_fast (a group link, above group_burst in this minute), vendor_unsupported, busy (ask again).
create or replace function private.resolve_batch(
  ids bigint[], kinds public.link_event_kind[], vendors public.vendor[], counts integer[]
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  top constant bigint := (select max(i) from unnest(ids) as i);
  low constant bigint := (select min(i) from unnest(ids) as i);
  open record;
  rest integer[];
  answer json;
begin
  -- The ids of sends, of small tasks and of large tasks are in separate ranges.
  if low >= 71468255805440 then
    select c.* into open from private.count_large_links(ids, kinds, vendors, counts) c;
  elsif top >= 70368744177664 then
    select c.* into open from private.count_small_links(ids, kinds, vendors, counts) c;
  else
    select null::integer[] as places, null::uuid[] as versions, null::jsonb as params,
      null::text[] as jumps into open;
  end if;
  if cardinality(open.places) is distinct from cardinality(ids) then
    rest := array(select p from generate_subscripts(ids, 1) as p where open.places is null or p <> all (open.places));
    select json_agg(json_build_array(rest[r.place], r.verdict, r.granted, r.version, r.params,
        r.jump)) into answer from (
      select y.* from (select array_agg(ids[p]) as ids, array_agg(kinds[p]) as kinds,
        array_agg(vendors[p]) as vendors, array_agg(counts[p]) as counts from unnest(rest) as p) x
      cross join lateral (
        select * from private.resolve_links(x.ids, x.kinds, x.vendors, x.counts) where top >= 70368744177664
        union all select * from private.resolve_deliveries(x.ids, x.kinds, x.vendors, x.counts)
        where low < 70368744177664) y) r;
  end if;
  return json_build_object('places', open.places, 'versions', open.versions, 'params', open.params,
    'jumps', open.jumps, 'rest', answer);
end $$;

comment on function private.resolve_batch is
  'RES-3: answers a batch of requests for links and counts them, in one transaction. Array i: counts[i] '
  'requests of kinds[i] (resolution, human, bot) for ids[i]. The caller answers after the commit. '
  'Verdicts and the shape of the answer are explained above it.';

create or replace function private.show_version(version uuid) returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object('layout', t.layout, 'title', t.name, 'version', v.version, 'content', v.content,
    'enterprise', e.name)
  from public.template_versions v join public.templates t on t.id = v.template_id
  join public.enterprises e on e.id = v.enterprise_id where v.id = show_version.version
$$;

comment on function private.show_version is
  'What a version shows: {layout, title, version, content, enterprise}. An approved version never changes, '
  'so the function link caches it.';
