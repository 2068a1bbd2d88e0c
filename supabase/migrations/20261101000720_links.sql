-- links: short codes, one counted resolution at a time (RES-3)

create type public.link_kind as enum ('group', 'personal');
create type public.link_event_kind as enum ('resolution', 'human', 'bot', 'refused');

create table public.links (
  code text primary key,
  enterprise_id uuid not null,
  kind public.link_kind not null,
  send_id uuid references public.sends (id),
  delivery_id bigint,
  version_id uuid not null references public.template_versions (id),
  params jsonb,
  max_resolutions integer not null check (max_resolutions > 0),
  used integer not null default 0,
  expires_at timestamptz not null,
  frozen boolean not null default false,
  check (used >= 0 and used <= max_resolutions)
) with (fillfactor = 90);
comment on table public.links is
  'RES-3: a short link. used counts resolutions and never exceeds max_resolutions: a constraint. Codes are 48 random bits: with 10,000,000 alive, a guesser needs 28,000,000 tries to hit one.';
create index links_by_send on public.links (send_id);

create table public.link_events (
  id bigint generated always as identity primary key,
  code text not null,
  send_id uuid,
  enterprise_id uuid not null,
  kind public.link_event_kind not null,
  vendor public.vendor,
  at timestamptz not null default clock_timestamp()
);
comment on table public.link_events is 'Every time a link was asked for: a counted resolution, a person in a browser, a preview fetcher, or a refusal. Written in the transaction of the count.';
create index link_events_by_send on public.link_events (send_id, id);

create table private.link_events_to_roll_up (event_id bigint primary key, send_id uuid not null);
comment on table private.link_events_to_roll_up is 'Counted resolutions not yet in the totals; a row is deleted by the roll-up that adds it, so each counts once.';

alter table public.links enable row level security;
alter table public.link_events enable row level security;
grant select on public.links, public.link_events to authenticated;
create policy "people who may list resolve tasks see links" on public.links for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]));
create policy "people who may list resolve tasks see link events" on public.link_events for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]));

create function private.link_code() returns text language sql volatile set search_path = '' as $$
  -- The first six bytes of a version 4 uuid are random: eight characters of base64, its two signs replaced by letters.
  select translate(left(encode(decode(left(replace(gen_random_uuid()::text, '-', ''), 12), 'hex'), 'base64'), 8), '+/', 'Zz')
$$;
comment on function private.link_code is 'A new short code of 8 letters and digits. Two equal ones make the slice fail, which is run again with others.';

create function private.resolve_link(code text, asked public.link_event_kind, vendor public.vendor default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  l public.links;
  v public.template_versions;
  t public.templates;
  counted boolean := false;
  verdict text;
  event bigint;
begin
  if asked = 'resolution' then
    -- The guard and the count are one statement, so the maximum holds whoever else is asking.
    update public.links x set used = x.used + 1
    where x.code = resolve_link.code and x.used < x.max_resolutions and x.expires_at > clock_timestamp() and not x.frozen
      and exists (select from public.template_versions y where y.id = x.version_id and resolve_link.vendor = any (y.vendors))
    returning x.* into l;
    counted := found;
  end if;
  if not counted then
    select x.* into l from public.links x where x.code = resolve_link.code;
    if not found then return jsonb_build_object('verdict', 'unknown'); end if;
  end if;
  select y.* into v from public.template_versions y where y.id = l.version_id;
  select y.* into t from public.templates y where y.id = v.template_id;
  verdict := case
    when counted then 'ok'
    when l.frozen then 'frozen'
    when l.expires_at <= clock_timestamp() then 'expired'
    when asked <> 'resolution' then 'ok'
    when not coalesce(resolve_link.vendor = any (v.vendors), false) then 'vendor_unsupported'
    else 'used_up' end;
  insert into public.link_events (code, send_id, enterprise_id, kind, vendor)
  values (l.code, l.send_id, l.enterprise_id, case when verdict = 'ok' then asked else 'refused' end, resolve_link.vendor) returning id into event;
  if counted and l.send_id is not null then
    insert into private.link_events_to_roll_up (event_id, send_id) values (event, l.send_id);
  end if;
  return jsonb_build_object('verdict', verdict, 'layout', t.layout, 'title', t.name, 'version', v.version, 'content', v.content,
    'vendors', v.vendors, 'params', coalesce(l.params, '{}'), 'expires_at', l.expires_at);
end $$;
comment on function private.resolve_link is
  'RES-3: one request for a link. asked: resolution (a vendor client), human (a browser), bot (a preview fetcher). {verdict: ok|unknown|frozen|expired|used_up|vendor_unsupported, layout, title, version, content, vendors, params, expires_at}. Only a resolution counts.';

create function private.roll_up_links() returns integer language plpgsql set search_path = '' as $$
declare
  rolled integer;
begin
  with gone as (
    delete from private.link_events_to_roll_up r where r.event_id in (
      select x.event_id from private.link_events_to_roll_up x order by x.event_id limit 20000 for update skip locked)
    returning r.event_id, r.send_id
  ), days as (
    select g.send_id, e.enterprise_id, (e.at at time zone n.time_zone)::date as day, count(*) as n
    from gone g join public.link_events e on e.id = g.event_id join public.enterprises n on n.id = e.enterprise_id group by 1, 2, 3
  ), by_day as (
    insert into public.send_days as d (send_id, enterprise_id, day, resolved) select send_id, enterprise_id, day, n from days
    on conflict (send_id, day) do update set resolved = d.resolved + excluded.resolved
  ), by_send as (
    update public.send_totals t set resolved = t.resolved + x.n from (select send_id, sum(n) as n from days group by 1) x where t.send_id = x.send_id
    returning t.send_id
  )
  select count(*) into rolled from by_send cross join lateral (select private.moved('send', by_send.send_id)) m;
  return rolled;
end $$;
comment on function private.roll_up_links is 'Adds counted resolutions to the totals and days of their sends, each once; seconds fresh. Returns how many sends changed.';
