-- links: short codes, one counted resolution at a time (RES-3)

create type public.link_event_kind as enum ('resolution', 'human', 'bot', 'refused');

-- ---------------------------------------------------------------------------------------------
-- Codes. A personal link of a send is its delivery: the code is the delivery's id, enciphered. It needs no row, no index, no retry.

create table private.link_key (one boolean primary key default true check (one), words integer[] not null check (array_length(words, 1) = 4));
comment on table private.link_key is 'The 96-bit key of the codes: four words of 24 bits. Changing it makes every personal link unknown.';
insert into private.link_key (words)
select array[(h >> 40)::bit(24)::integer, (h >> 16)::bit(24)::integer, (l >> 24)::bit(24)::integer, l::bit(24)::integer]
from (select ('x' || substr(md5(gen_random_uuid()::text || gen_random_uuid()::text), 1, 16))::bit(64)::bigint & 9223372036854775807 as h,
             ('x' || substr(md5(gen_random_uuid()::text || gen_random_uuid()::text), 1, 12))::bit(48)::bigint as l) noise;

create function private.link_code(delivery bigint) returns text language plpgsql stable security definer set search_path = '' as $$
declare
  -- Speck48/96 (Beaulieu et al. 2013): 48-bit block, 96-bit key, 23 rounds. shared/src/links/code.ts is the same, and faster.
  mask constant bigint := 16777215;
  letters constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  l bigint[];
  k bigint;
  x bigint := delivery >> 24;
  y bigint := delivery & mask;
  keys bigint[] := '{}';
  block bigint;
  code text := '';
begin
  select w.words[1], array[w.words[2], w.words[3], w.words[4]]::bigint[] into k, l from private.link_key w;
  for i in 0..22 loop
    keys := keys || k;
    l := l || ((((k + (((l[i + 1] >> 8) | (l[i + 1] << 16)) & mask)) & mask)) # i::bigint);
    k := (((k << 3) | (k >> 21)) & mask) # l[i + 4];
  end loop;
  loop
    for i in 1..23 loop
      x := (((((x >> 8) | (x << 16)) & mask) + y) & mask) # keys[i];
      y := (((y << 3) | (y >> 21)) & mask) # x;
    end loop;
    block := (x << 24) | y;
    -- Walk on until the block is below 62^8, so that eight letters hold it: 1.3 rounds on average.
    exit when block < 218340105584896;
  end loop;
  for i in 1..8 loop
    code := substr(letters, 1 + (block % 62)::integer, 1) || code;
    block := block / 62;
  end loop;
  return code;
end $$;
comment on function private.link_code is
  'The code of a delivery''s personal link: 8 letters and digits. With 10,000,000 alive a guesser needs 22,000,000 tries to hit one.';
grant execute on function private.link_code to authenticated;

create view public.delivery_cards with (security_invoker = true) as
select d.id, d.send_id, d.enterprise_id, d.ordinal, d.phone, d.state, d.code, d.vendor, d.carrier_id, private.link_code(d.id) as link_code,
  d.segments, d.resolved, d.handed_at, d.final_at
from public.deliveries d;
comment on view public.delivery_cards is 'A delivery with the code of its personal link.';
grant select on public.delivery_cards to authenticated;

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

alter table public.link_events enable row level security;
grant select on public.link_events to authenticated;
create policy "people who may list resolve tasks see link events" on public.link_events for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]));

create function private.resolve_link(code text, delivery bigint, asked public.link_event_kind, vendor public.vendor default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  d public.deliveries;
  s public.sends;
  v public.template_versions;
  t public.templates;
  fits boolean;
  counted boolean := false;
  verdict text;
  event bigint;
begin
  select x.* into d from public.deliveries x where x.id = delivery and x.state not in ('opted_out', 'capped', 'cancelled');
  if not found then return jsonb_build_object('verdict', 'unknown'); end if;
  select x.* into s from public.sends x where x.id = d.send_id;
  select x.* into v from public.template_versions x where x.id = s.version_id;
  select x.* into t from public.templates x where x.id = v.template_id;
  -- TPL-7: a version is approved vendor by vendor; a card is shown by those that have approved it.
  fits := exists (select from public.vendor_reviews r where r.version_id = v.id and r.vendor = resolve_link.vendor and r.state = 'approved');
  if asked = 'resolution' and fits and s.links_expire_at > clock_timestamp() then
    -- The guard and the count are one statement, so the maximum holds whoever else is asking.
    update public.deliveries x set resolved = x.resolved + 1 where x.id = delivery and x.resolved < 1;
    counted := found;
  end if;
  verdict := case
    when counted then 'ok'
    when s.links_expire_at <= clock_timestamp() then 'expired'
    when asked <> 'resolution' then 'ok'
    when not fits then 'vendor_unsupported'
    else 'used_up' end;
  insert into public.link_events (code, send_id, enterprise_id, kind, vendor)
  values (resolve_link.code, d.send_id, d.enterprise_id, case when verdict = 'ok' then asked else 'refused' end, resolve_link.vendor) returning id into event;
  if counted then
    insert into private.link_events_to_roll_up (event_id, send_id) values (event, d.send_id);
  end if;
  return jsonb_build_object('verdict', verdict, 'layout', t.layout, 'title', t.name, 'version', v.version, 'content', v.content,
    'vendors', v.vendors, 'params', coalesce(d.params, '{}'), 'expires_at', s.links_expire_at);
end $$;
comment on function private.resolve_link is
  'RES-3: one request for a personal link; delivery is the id its code deciphers to. asked: resolution (a vendor client), human (a browser), bot (a preview fetcher). {verdict: ok|unknown|expired|used_up|vendor_unsupported, layout, title, version, content, vendors, params, expires_at}. Only a resolution counts.';

create function private.roll_up_links() returns integer language plpgsql set search_path = '' as $$
declare
  held uuid[];
  rolled integer;
begin
  -- The accounts first, in the order in which receivers lock them.
  held := array(select t.send_id from public.send_totals t where t.send_id in (select x.send_id from private.link_events_to_roll_up x) order by t.send_id for update);
  with gone as (
    delete from private.link_events_to_roll_up r where r.event_id in (
      select x.event_id from private.link_events_to_roll_up x where x.send_id = any (held) order by x.event_id limit 20000 for update skip locked)
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
