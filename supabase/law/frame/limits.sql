-- IAM-6: how often a call may be made. A call is checked before its work, without a lock, and counted at its
-- end, in rows of its own backend. So no call waits for a count, and concurrent calls do not see each other:
-- a limit is exceeded by at most the number of connections less one (24 in the embedded server), and by 250
-- for each act on many rows.

comment on table private.limits is
  'IAM-6: at most `most` calls in any `per`, for each one of the scope: a person, an enterprise, an address, '
  'a chat account, an access key, or a bot for unlinked chat accounts. The window slides: what was counted in the last '
  'window fades evenly. shared/src/people/limit_words.ts has the words of each.';

comment on table private.limit_counts is
  'What was counted: for whom, of which limit, by which backend. Deleted when two windows have passed.';

comment on table private.limit_hours is
  'How many calls each limit let through and how many it refused, by enterprise (all zeros: none) and hour. '
  'Deleted after 7 days.';

comment on table private.limit_lines is
  'The limits that a person has met. The audit log has one refusal per window; a script would fill it '
  'otherwise.';

comment on type private.counted is
  'A limit that a call falls under: whose, how full (used, before this call). again_in: it is reached, and '
  'there is room again after so many seconds.';

create or replace function private.address_header(d private.deployment) returns text
language sql immutable set search_path = '' as $$
  select coalesce(d.address_header,
    case when d.functions_url ~* '^https://[a-z0-9-]+\.supabase\.co(/|$)' then 'cf-connecting-ip'
      else 'x-forwarded-for' end)
$$;

comment on function private.address_header is 'The header that has the address of a caller.';

create or replace function private.caller_address() returns text
language plpgsql stable set search_path = '' as $$
declare
  d private.deployment;
  hops text[];
  found_hop text;
begin
  select x.* into d from private.deployment x;
  -- A caller may write anything into x-forwarded-for; each proxy appends its own caller. So our own hops are
  -- counted from the right. On hosted Supabase, Cloudflare sets cf-connecting-ip to the caller, whatever the
  -- caller has sent.
  hops := string_to_array(private.header(private.address_header(d)), ',');
  found_hop := btrim(hops[greatest(cardinality(hops) - coalesce(d.trusted_hops, 1) + 1, 1)]);
  -- REST is called by the function `api`, which says where its own caller is.
  if private.speaks_for_keys() and private.actor() is not null then
    found_hop := private.header('x-access-address');
  end if;
  if found_hop !~ ':' then return left(found_hop, 64); end if;
  -- IPv4 with a port, or written as IPv6.
  found_hop := regexp_replace(regexp_replace(found_hop, '^(\d+\.\d+\.\d+\.\d+):\d+$', '\1'), '^::ffff:(?=\d+\.)', '', 'i');
  if found_hop !~ ':' then return left(found_hop, 64); end if;
  begin
    -- The owner of one IPv6 address has the 2^64 of its network.
    return host(network(set_masklen(found_hop::inet, 64)));
  exception when invalid_text_representation then
    return 'unknown';
  end;
end $$;

comment on function private.caller_address is
  'The address of the caller: the hop that the last proxy of ours or of the host has added; of IPv6 the '
  'network (/64); of an access key what its proof says. Null outside a request. private.deployment says which header it is and how many proxies of '
  'ours there are.';

create or replace function private.limits_on(
  verb text, input jsonb, person uuid, enterprise uuid, address text, chat_user text, bot uuid,
  access_key uuid default null
) returns private.counted[]
language plpgsql stable set search_path = '' as $$
declare
  at constant double precision := extract(epoch from clock_timestamp());
begin
  return (
    select coalesce(array_agg(row(l.name, w.who, coalesce(enterprise, '00000000-0000-0000-0000-000000000000'),
          s.slot, l.refused, m.most, p.per, a.again_in, a.used)::private.counted
      order by a.again_in desc nulls last), '{}')
    from private.limits l
    cross join lateral (select case l.scope when 'person' then person::text
        when 'enterprise' then enterprise::text when 'address' then address
      when 'chat_user' then chat_user when 'bot' then bot::text when 'key' then access_key::text end as who) w
    cross join lateral (select case when l.scope = 'key' then least(l.most, (select k.most_a_minute
        from public.access_keys k where k.id = access_key)) else l.most end as most) m
    cross join lateral (select extract(epoch from l.per)::integer as per) p
    cross join lateral (select floor(at / p.per)::bigint as slot, at / p.per - floor(at / p.per) as gone) s
    cross join lateral (
      select coalesce(sum(x.n) filter (where x.slot = s.slot), 0)::double precision as n,
        coalesce(sum(case when x.slot = s.slot then x.before when x.slot = s.slot - 1 then x.n end), 0)::double precision as before
      from private.limit_counts x where x.who = w.who and x.limit_name = l.name) c
    -- The window before counts for the part of it that a window ending now still covers.
    cross join lateral (select case
        when c.n + c.before * (1 - s.gone) > m.most - 1 then greatest(1, ceil(p.per * (case
      when c.n >= m.most then 2 - s.gone - (m.most - 1) / c.n
      else 1 - s.gone - (m.most - 1 - c.n) / c.before end)))::integer end as again_in,
      ceil(c.n + c.before * (1 - s.gone))::integer as used) a
    where w.who is not null and (l.verbs is null or verb = any (l.verbs))
      and (l.given is null or input @> l.given));
end $$;

comment on function private.limits_on is
  'The limits that a call falls under, each with its present count. Reached ones come first, the longest of '
  'them before the others. Takes no lock.';

create or replace function private.limits_of(verb text, input jsonb) returns private.counted[]
language plpgsql stable set search_path = '' as $$
declare
  by_bot constant boolean := private.is_bot();
  -- Only with its proof: a caller with the bot's token alone does not use up other people's limits.
  chat constant text := case when by_bot then left(private.chat_user(), 128) end;
  person constant uuid := private.actor();
begin
  -- What the bot does for itself (the clock, claims of cards) is for everybody, so it has no limit.
  if by_bot and nullif(private.header('x-chat-user'), '') is null then return '{}'; end if;
  return private.limits_on(verb, input, person, private.enterprise_in_use(person),
    case when not by_bot then private.caller_address() end, chat,
    case when by_bot and person is null then auth.uid() end);
end $$;

comment on function private.limits_of is
  'The limits that this call of the caller falls under. In chat, the chat account takes the place of the '
  'address.';

create or replace function private.count_call(counted private.counted[], was_refused boolean) returns void
language plpgsql set search_path = '' as $$
begin
  if cardinality(counted) = 0 then return; end if;
  insert into private.limit_counts as c (who, limit_name, pid, slot, n, before)
  select x.who, x.limit_name, pg_backend_pid(), x.slot, 1, 0 from unnest(counted) as x
  where was_refused or not x.refused
  on conflict on constraint limit_counts_pkey do update set slot = excluded.slot,
  n = case when c.slot = excluded.slot then c.n + 1 else 1 end,
    before = case c.slot when excluded.slot then c.before when excluded.slot - 1 then c.n else 0 end;
  insert into private.limit_hours as h (hour, limit_name, enterprise_id, pid, allowed, refused)
  select date_trunc('hour', clock_timestamp()), x.limit_name, x.enterprise_id, pg_backend_pid(), 1, 0
  from unnest(counted) as x where was_refused or not x.refused
  on conflict on constraint limit_hours_pkey do update set allowed = h.allowed + 1;
end $$;

comment on function private.count_call is
  'Counts a call that the limits let through. Limits on refused attempts count it only where it was refused.';

create or replace function private.span_text(seconds integer) returns text
language sql immutable set search_path = '' as $$
  select format('%s %s%s', x.n, u.name, case when x.n <> 1 then 's' end)
  from (values (86400, 'day'), (3600, 'hour'), (60, 'minute'), (1, 'second')) as u (size, name)
  cross join lateral (select ceil(seconds / u.size::numeric)::integer as n) x
  -- A coarser unit only where it is exact, or rounds up by a tenth at most.
  where seconds % u.size = 0 or seconds >= 10 * u.size order by u.size desc limit 1
$$;

comment on function private.span_text is
  'A span of time in English: 1 hour, 90 minutes, 61 seconds; rounded up.';

create or replace function private.refuse_call(counted private.counted[]) returns jsonb
language plpgsql set search_path = '' as $$
declare
  met constant private.counted := counted[1];
begin
  insert into private.limit_hours as h (hour, limit_name, enterprise_id, pid, allowed, refused)
  values (date_trunc('hour', clock_timestamp()), met.limit_name, met.enterprise_id, pg_backend_pid(), 0, 1)
  on conflict on constraint limit_hours_pkey do update set refused = h.refused + 1;
  perform set_config('response.status', '429', true),
    set_config('response.headers',
    jsonb_build_array(jsonb_build_object('Retry-After', met.again_in::text))::text, true);
  return private.refusal('too_many_requests', jsonb_build_object('limit', met.limit_name, 'most', met.most,
      'per', private.span_text(met.per),
    'again', private.span_text(met.again_in), 'again_in', met.again_in));
end $$;

comment on function private.refuse_call is
  'The refusal of a call that the first of these limits does not let through, with Retry-After. '
  'Such a call counts for no limit.';

create or replace function private.is_first_refusal(met private.counted) returns boolean
language plpgsql set search_path = '' as $$
declare
  me constant uuid := private.actor();
begin
  if me is null or exists (select from private.limit_lines l
    where l.person = me and l.limit_name = met.limit_name and l.slot = met.slot) then
    return false;
  end if;
  -- Of several at the same instant one writes the line, and none waits.
  if not pg_try_advisory_xact_lock(hashtextextended('limit:' || me || met.limit_name, met.slot)) then
    return false;
  end if;
  insert into private.limit_lines (person, limit_name, slot) values (me, met.limit_name, met.slot)
  on conflict do nothing;
  return found;
end $$;

comment on function private.is_first_refusal is
  'Whether the caller meets this limit for the first time in its window. True once.';

create or replace function private.ask_call(verb text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  counted constant private.counted[] := private.limits_of(verb, '{}');
begin
  if (counted[1]).again_in is not null then return private.refuse_call(counted); end if;
  perform private.count_call(counted, false);
  return null;
end $$;

comment on function private.ask_call is
  'Counts a call of a function outside the frame. Returns null, or the refusal, which is to be returned then.';

create or replace function private.count_function(verb text, person uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  counted constant private.counted[] := private.limits_on(verb, '{}', person, private.enterprise_in_use(person), null, null, null);
begin
  if (counted[1]).again_in is not null then return private.refuse_call(counted); end if;
  perform private.count_call(counted, false);
  return null;
end $$;

comment on function private.count_function is
  'Counts a call of an edge function by a person. Returns null, or the refusal {code, message, details, '
  'hint}.';

create or replace function private.sweep_limits() returns void language sql set search_path = '' as $$
  delete from private.limit_counts c where not exists (
    select from private.limits l
    where l.name = c.limit_name
      and c.slot >= floor(extract(epoch from clock_timestamp()) / extract(epoch from l.per)) - 1);
  delete from private.limit_lines l where l.at < clock_timestamp() - interval '2 days';
  with over as (
    delete from private.limit_hours h
    where h.pid <> 0 and h.hour < date_trunc('hour', clock_timestamp()) - interval '10 minutes' returning h.*
  )
  insert into private.limit_hours as h (hour, limit_name, enterprise_id, pid, allowed, refused)
  select o.hour, o.limit_name, o.enterprise_id, 0, sum(o.allowed), sum(o.refused) from over o group by 1, 2, 3
  on conflict on constraint limit_hours_pkey do update set allowed = h.allowed + excluded.allowed,
  refused = h.refused + excluded.refused;
  delete from private.limit_hours h where h.hour < clock_timestamp() - interval '7 days';
$$;

comment on function private.sweep_limits is
  'Deletes counts whose windows are over, and sums up the hours that are over.';

create or replace function public.limits_report() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  today constant timestamptz := date_trunc('day', now(), (select e.time_zone from public.enterprises e where e.id = home));
  at constant double precision := extract(epoch from clock_timestamp());
begin
  perform private.require(home, 'KooMessage:member:list');
  return (
    select jsonb_agg(jsonb_build_object('name', l.name, 'scope', l.scope, 'most', l.most,
        'per', private.span_text(p.per), 'used', u.used, 'refused_today', coalesce(r.refused, 0))
      order by l.scope, u.used / l.most::numeric desc nulls last, l.name)
    from private.limits l
    cross join lateral (select extract(epoch from l.per)::integer as per,
      case l.scope when 'enterprise' then home::text when 'person' then private.actor()::text end as who) p
    cross join lateral (select floor(at / p.per)::bigint as slot, at / p.per - floor(at / p.per) as gone) s
    -- What a person did in another enterprise stays private, so a limit of persons shows the caller's own
    -- part.
    left join lateral (
      select ceil(coalesce(sum(case c.slot when s.slot then c.n + c.before * (1 - s.gone)
              when s.slot - 1 then c.n * (1 - s.gone) end), 0))::integer as used
      from private.limit_counts c where c.who = p.who and c.limit_name = l.name) u on p.who is not null
    left join lateral (select sum(h.refused) as refused from private.limit_hours h
      where h.enterprise_id = home and h.limit_name = l.name and h.hour >= today) r on true
    where p.who is not null or r.refused > 0);
end $$;

comment on function public.limits_report is
  'IAM-6: the limits, and how near the enterprise is to each: [{name, scope, most, per, used, '
  'refused_today}]. used: in the last `per`, by the enterprise, or by the caller for a limit of persons; '
  'null for an address or chat account. refused_today: in the whole enterprise. Refuses forbidden.';

grant execute on function public.limits_report to authenticated;
