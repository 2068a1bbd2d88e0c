-- The law: functions, views, triggers, policies, grants and comments. Written by `npm run law` from supabase/law; edit there.
-- Bodies are not checked while they are made, since a function may call one that comes later.
set check_function_bodies = off;

create or replace function private.alert(enterprise uuid, kind text, resource text, resource_id uuid, details jsonb default '{}') returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  made bigint;
begin
  insert into public.alerts (enterprise_id, kind, resource, resource_id, details)
  values (enterprise, alert.kind, alert.resource, alert.resource_id, coalesce(alert.details, '{}')) returning id into made;
  insert into private.alert_posts (alert_id, provider, team, chat_channel, chat_user, locale)
  select made, s.provider, s.team, s.chat_channel, s.chat_user, s.locale from public.chat_subscriptions s where s.enterprise_id = enterprise and alert.kind = any (s.kinds);
  if alert.kind = 'break_glass' then
    -- APR-1: everyone who may approve is told, in each chat account they have linked.
    insert into private.alert_posts (alert_id, provider, team, person, chat_user, locale)
    select made, i.provider, i.team, i.chat_user, i.provider || ':' || i.team || ':' || i.chat_user, coalesce(p.locale, 'zh-CN')
    from private.who_may(enterprise, 'KooMessage:sendTask:approve') as w (person) join public.chat_identities i on i.user_id = w.person
    left join public.profiles p on p.user_id = w.person;
  end if;
  return made;
end $$;

create or replace function private.see_alert(alert bigint, input jsonb) returns void language sql set search_path = '' as $$
  update public.alerts a set seen_by = private.actor(), seen_at = clock_timestamp() where a.id = alert
$$;

create or replace function public.see_alert(alert text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('alert', 'see', alert, request)
$$;

create or replace function private.subscribe_chat_channel(home uuid, input jsonb) returns uuid language sql set search_path = '' as $$
  insert into public.chat_subscriptions as s (enterprise_id, provider, team, chat_channel, kinds, locale, chat_user, created_by)
  values (home, private.source(), private.chat_team(input ->> 'team'), input ->> 'chat_channel',
    coalesce((select array_agg(k order by n) from jsonb_array_elements_text(nullif(input -> 'kinds', 'null')) with ordinality as x (k, n)),
      array['review_waiting', 'channel_sick', 'channel_well', 'link_frozen', 'send_paused', 'send_failed', 'books_disagree', 'break_glass']),
    coalesce(input ->> 'locale', 'zh-CN'), private.header('x-chat-user'), private.actor())
  on conflict on constraint one_subscription_a_chat_channel do update set kinds = excluded.kinds, locale = excluded.locale, chat_user = excluded.chat_user, created_by = excluded.created_by
  returning s.id
$$;

create or replace function public.subscribe_chat_channel(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('chat_channel', 'subscribe', request, input)
$$;

create or replace function private.unsubscribe_chat_channel(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone jsonb;
begin
  delete from public.chat_subscriptions d where d.id = (
    select s.id from public.chat_subscriptions s where s.enterprise_id = home and s.chat_channel = input ->> 'chat_channel'
      and case when private.is_bot() then s.provider = private.source() and s.team = private.chat_team(input ->> 'team')
        else s.team = coalesce(input ->> 'team', s.team) end
    order by s.created_at limit 1)
  returning to_jsonb(d) into gone;
  if gone is null then perform private.refuse('not_found', '{"resource": "chat_channel"}'); end if;
  return gone || jsonb_build_object('before', gone);
end $$;

create or replace function public.unsubscribe_chat_channel(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('chat_channel', 'unsubscribe', request, input)
$$;

create or replace function private.claim_alert(given jsonb) returns jsonb language sql set search_path = '' as $$
  with due as (
    select p.id from private.alert_posts p where p.done_at is null and p.lease_until < clock_timestamp() and private.at_home(p.provider, p.team, private.texts_of(given -> 'homes'))
    order by p.lease_until, p.id limit (given ->> 'most')::integer for update skip locked
  ), leased as (
    update private.alert_posts p set lease_until = clock_timestamp() + interval '30 seconds', attempts = p.attempts + 1 from due where p.id = due.id returning p.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('post_id', l.id, 'attempts', l.attempts, 'provider', l.provider, 'chat_channel', l.chat_channel, 'person', l.person, 'chat_user', l.chat_user, 'locale', l.locale,
    'kind', a.kind, 'resource', a.resource, 'resource_id', a.resource_id, 'details', a.details, 'at', a.at, 'enterprise', e.name) order by l.id), '[]')
  from leased l join public.alerts a on a.id = l.alert_id join public.enterprises e on e.id = a.enterprise_id
$$;

create or replace function public.claim_alert_posts(most integer default 20, homes text[] default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('alert', 'claim', jsonb_build_object('most', most, 'homes', homes))
$$;

create or replace function private.finish_alert(given jsonb) returns jsonb language sql set search_path = '' as $$
  update private.alert_posts p set last_error = left(given ->> 'error', 300),
    -- Retried after 30 s, 60 s and so on, and given up after a day. The panel shows the alert in any case.
    lease_until = case when given ->> 'error' is null then p.lease_until else clock_timestamp() + make_interval(secs => 30 * least(p.attempts, 40)) end,
    done_at = case when given ->> 'error' is null or given ->> 'error' = 'gone'
      or (select a.at from public.alerts a where a.id = p.alert_id) < clock_timestamp() - interval '1 day' then clock_timestamp() end
  where p.id = (given ->> 'post')::bigint;
  select '{}'::jsonb
$$;

create or replace function public.finish_alert_post(post bigint, error text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('alert', 'finish', jsonb_build_object('post', post, 'error', error))
$$;

-- Which transitions the caller may make, for one row or a page of rows. The buttons in the panel and in chat are drawn from the answer.

create or replace function private.allowed_of(about private.resources, id text) returns jsonb language plpgsql set search_path = '' as $$
declare
  it private.target := private.target_of(about, id, false);
  touched boolean;
  lacks_mfa boolean;
  shown text;
begin
  if not private.sees(about, it) then return '[]'; end if;
  touched := private.has_touched(about, it, private.actor());
  lacks_mfa := private.lacks_mfa(it.enterprise_id);
  -- Approve and reject name the same hash, so it is computed once a row, and only where something waits.
  if exists (select from private.transitions t where t.resource = about.resource and t.from_state = it.state and t.names_shown) then shown := private.shown_of(about, id, it); end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('verb', t.verb, 'to', t.to_state, 'needs', t.needs, 'needs_reason', t.needs_reason, 'needs_sudo', t.needs_sudo,
        'shown', case when t.names_shown then shown end, 'allowed', n.code is null, 'code', n.code, 'blocked', b.code) order by t.verb), '[]')
    from private.transitions t
    cross join lateral (select coalesce(x.code ->> 'code', x.code #>> '{}') as code from (select private.look_at(about, it.row_id, t.blocked_by) as code) x) b
    cross join lateral (select case
      when not private.may(it.enterprise_id, t.needs) then case t.needs when 'platform' then 'platform_admin_only' else 'forbidden' end
      when t.four_eyes and touched then 'four_eyes'
      when t.asks_mfa and lacks_mfa then 'mfa_required'
      else b.code end as code) n
    where t.resource = about.resource and t.from_state = it.state and t.needs is not null and not t.repeats and private.fits(about, it.row_id, t.condition));
end $$;

create or replace function public.allowed_transitions(resource text, ids text[]) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  about private.resources;
begin
  if cardinality(ids) > 250 then perform private.refuse('too_many_rows', jsonb_build_object('max', 250, 'count', cardinality(ids))); end if;
  select r.* into about from private.resources r where r.resource = allowed_transitions.resource;
  if not found then return '{}'; end if;
  return (select coalesce(jsonb_object_agg(i, private.allowed_of(about, i)), '{}') from unnest(ids) as i where i is not null);
end $$;

create or replace function public.transition_many(resource text, verb text, ids text[], input jsonb default null, reason text default null, shown jsonb default null, request text default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  outcomes jsonb := '[]';
  answer jsonb;
  one text;
begin
  if cardinality(ids) > 250 then perform private.refuse('too_many_rows', jsonb_build_object('max', 250, 'count', cardinality(ids))); end if;
  if not exists (select from private.transitions t where t.resource = transition_many.resource and t.verb = transition_many.verb and t.many) then
    perform private.refuse('not_for_many', jsonb_build_object('resource', resource, 'verb', verb));
  end if;
  foreach one in array coalesce(ids, '{}') loop
    -- Each row is a call of its own, with its own request id and audit line. A refusal of one does not affect the others.
    answer := private.act(resource, verb, one, case when private.as_request(request) is not null then md5(request || one)::uuid::text end, input, reason, shown ->> one);
    outcomes := outcomes || jsonb_build_object('id', one, 'refusal', case when answer ? 'code' and answer ? 'hint' then answer end);
  end loop;
  perform set_config('response.status', '200', true), set_config('response.headers', '', true);
  return outcomes;
end $$;

create or replace function private.never_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace function private.without_numbers(value jsonb) returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return case jsonb_typeof(value)
    -- A phone number has at least eleven digits, however they are spaced. A date with its hour has ten.
    when 'string' then to_jsonb(regexp_replace(value #>> '{}', '[0-9０-９]([ ().·-]*[0-9０-９]){10,}', '***', 'g'))
    when 'array' then (select coalesce(jsonb_agg(private.without_numbers(x) order by n), '[]') from jsonb_array_elements(value) with ordinality as a (x, n))
    when 'object' then (select coalesce(jsonb_object_agg(k, private.without_numbers(v)), '{}') from jsonb_each(value) as o (k, v))
    else value
  end;
end $$;

create or replace function private.audit(enterprise uuid, resource text, resource_id text, verb text, before jsonb, after jsonb, reason text default null, code text default null, details jsonb default null)
returns void language sql security definer set search_path = '' as $$
  insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb, outcome, before, after, reason, code, details)
  values (enterprise, private.actor(), private.person_name(private.actor()), private.source(), resource, resource_id, verb, 'granted', before, after, reason, code, private.without_numbers(details))
$$;

create or replace function private.canonical(value jsonb) returns text language plpgsql immutable set search_path = '' as $$
begin
  return case jsonb_typeof(value)
    when 'object' then (select '{' || coalesce(string_agg(to_jsonb(o.k)::text || ':' || private.canonical(o.v), ',' order by o.k collate "C"), '') || '}' from jsonb_each(value) as o (k, v))
    when 'array' then (select '[' || coalesce(string_agg(private.canonical(a.x), ',' order by a.n), '') || ']' from jsonb_array_elements(value) with ordinality as a (x, n))
    else value::text end;
end $$;

create or replace function private.audit_text(l public.audit_log) returns text language sql stable set search_path = '' as $$
  select private.canonical(jsonb_build_object('id', l.id, 'at', to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'enterprise_id', l.enterprise_id, 'actor', l.actor, 'actor_name', l.actor_name,
    'source', l.source, 'resource', l.resource, 'resource_id', l.resource_id, 'verb', l.verb, 'outcome', l.outcome, 'code', l.code, 'before', l.before, 'after', l.after,
    'reason', l.reason, 'details', l.details))
$$;

create or replace function private.next_hash(previous text, text_of_row text) returns text language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(previous || text_of_row, 'UTF8')), 'hex')
$$;

create or replace function private.chain_of(enterprise uuid) returns uuid language sql immutable set search_path = '' as $$
  select coalesce(enterprise, '00000000-0000-0000-0000-000000000000')
$$;

create or replace function private.seal_audit(most integer default 2000) returns integer language plpgsql set search_path = '' as $$
declare
  at private.audit_cursor;
  l public.audit_log;
  last public.audit_seals;
  -- Transactions from this one on may still be running. One of their rows could sort before a row that is visible already.
  horizon constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  sealed integer := 0;
begin
  select c.* into at from private.audit_cursor c for update skip locked;
  if not found then return 0; end if;
  for l in select x.* from public.audit_log x where (x.xact, x.id) > (at.xact, at.id) and x.xact < horizon order by x.xact, x.id limit most loop
    select s.* into last from public.audit_seals s where s.chain = private.chain_of(l.enterprise_id) order by s.seq desc limit 1;
    insert into public.audit_seals (chain, seq, log_id, hash)
    values (private.chain_of(l.enterprise_id), coalesce(last.seq, 0) + 1, l.id, private.next_hash(coalesce(last.hash, ''), private.audit_text(l)));
    at.xact := l.xact;
    at.id := l.id;
    sealed := sealed + 1;
  end loop;
  if sealed > 0 then update private.audit_cursor c set xact = at.xact, id = at.id; end if;
  return sealed;
end $$;

create or replace function private.prove_chain(chain uuid, after_seq bigint, most integer) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  s record;
  previous text := '';
  expected bigint := after_seq + 1;
  broken jsonb;
  seen integer := 0;
begin
  if after_seq > 0 then select x.hash into previous from public.audit_seals x where x.chain = prove_chain.chain and x.seq = after_seq; end if;
  for s in
    select x.seq, x.log_id, x.hash, l as row_of_log, l.resource, l.resource_id, l.verb, l.at, l.enterprise_id
    from public.audit_seals x left join public.audit_log l on l.id = x.log_id
    where x.chain = prove_chain.chain and x.seq > after_seq order by x.seq limit most
  loop
    broken := case
      when s.seq <> expected then jsonb_build_object('why', 'seal_missing', 'seq', expected)
      when s.resource is null then jsonb_build_object('why', 'row_missing', 'seq', s.seq, 'log_id', s.log_id)
      when private.chain_of(s.enterprise_id) <> prove_chain.chain or s.hash <> private.next_hash(coalesce(previous, ''), private.audit_text(s.row_of_log)) then
        jsonb_build_object('why', 'row_changed', 'seq', s.seq, 'log_id', s.log_id, 'resource', s.resource, 'resource_id', s.resource_id, 'verb', s.verb, 'at', s.at) end;
    exit when broken is not null;
    previous := s.hash;
    expected := s.seq + 1;
    seen := seen + 1;
  end loop;
  return jsonb_build_object('proved', seen, 'last', expected - 1, 'broken', broken);
end $$;

create or replace function public.audit_proof(after_seq bigint default 0, most integer default 5000) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  proof jsonb;
  too_many jsonb;
begin
  perform private.require(home, 'KooMessage:audit:list');
  if after_seq is null or after_seq < 0 or most is null or most not between 1 and 20000 then perform private.refuse('input_invalid', '{"field": "after_seq, most"}'); end if;
  too_many := private.ask_call('prove_audit');
  if too_many is not null then return too_many; end if;
  proof := private.prove_chain(home, after_seq, most);
  -- A row without a seal, although later rows are sealed, was inserted afterwards.
  if proof -> 'broken' = 'null' then
    proof := proof || (select jsonb_build_object('broken', to_jsonb(b)) from (
      select 'row_unsealed' as why, l.id as log_id, l.resource, l.resource_id, l.verb, l.at from public.audit_log l cross join private.audit_cursor c
      where l.enterprise_id = home and (l.xact, l.id) <= (c.xact, c.id) and not exists (select from public.audit_seals s where s.chain = home and s.log_id = l.id) order by l.id limit 1) b
      union all select '{}' limit 1);
  end if;
  return proof || jsonb_build_object(
    'head', (select jsonb_build_object('seq', s.seq, 'hash', s.hash, 'at', s.sealed_at) from public.audit_seals s where s.chain = home order by s.seq desc limit 1),
    'unsealed', (select count(*) from public.audit_log l cross join private.audit_cursor c where l.enterprise_id = home and (l.xact, l.id) > (c.xact, c.id)));
end $$;

create or replace function public.audit_export(from_time text, to_time text, after_seq bigint default 0, most integer default 1000) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  too_many jsonb;
begin
  perform private.require(home, 'KooMessage:audit:list');
  if after_seq is null or after_seq < 0 or most is null or most not between 1 and 5000 then perform private.refuse('input_invalid', '{"field": "after_seq, most"}'); end if;
  too_many := private.ask_call('export_audit');
  if too_many is not null then return too_many; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('seq', x.seq, 'hash', x.hash, 'previous', x.previous, 'row', x.row_text) order by x.seq), '[]') from (
    select s.seq, s.hash, (select p.hash from public.audit_seals p where p.chain = s.chain and p.seq = s.seq - 1) as previous, private.audit_text(l) as row_text
    from public.audit_seals s join public.audit_log l on l.id = s.log_id
    where s.chain = home and s.seq > after_seq and l.at >= coalesce(private.as_time(from_time, 'from_time'), '-infinity') and l.at < coalesce(private.as_time(to_time, 'to_time'), 'infinity')
    order by s.seq limit most) x);
end $$;

create or replace function private.touch_cards(resource text, id uuid, decided boolean default false) returns void language plpgsql security definer set search_path = '' as $$
begin
  update private.chat_cards c set seq = c.seq + 1, decided_seq = case when decided then c.seq + 1 else c.decided_seq end,
    -- What was put back after a failure, or for want of room, is due at once.
    lease_until = case when decided and c.last_error is not null then '-infinity' else c.lease_until end
  where c.resource = touch_cards.resource and c.resource_id = touch_cards.id;
end $$;

create or replace function private.set_deployment(link_base_url text, functions_url text, sandbox_carrier_url text default null, sandbox_key text default null,
  sandbox_webhook_secret text default null) returns void language sql set search_path = '' as $$
  insert into private.deployment (link_base_url, functions_url)
  values (rtrim(set_deployment.link_base_url, '/'), rtrim(set_deployment.functions_url, '/'))
  on conflict (one) do update set link_base_url = excluded.link_base_url, functions_url = excluded.functions_url;
  update public.channels c set base_url = rtrim(sandbox_carrier_url, '/') where c.adapter = 'sandbox' and sandbox_carrier_url is not null;
  insert into private.channel_secrets (channel_id, api_key, webhook_secret)
  select c.id, sandbox_key, sandbox_webhook_secret from public.channels c
  where c.adapter = 'sandbox' and sandbox_key is not null and sandbox_webhook_secret is not null
  on conflict (channel_id) do update set api_key = excluded.api_key, webhook_secret = excluded.webhook_secret;
$$;

-- channels: a rate limit that all dispatchers share, a circuit breaker for a sick carrier, and the rules of people's verbs (CHL-1, GRD-1)

create or replace function private.take_turn(channel uuid, messages integer) returns boolean language plpgsql set search_path = '' as $$
begin
  -- Most channels have no rate limit and are well. Then no row is written, and dispatchers do not queue for its lock.
  if exists (select from public.channels c where c.id = channel and c.rate_per_s is null and c.sick_since is null) then return true; end if;
  update public.channels c set
    next_at = case when c.rate_per_s is null then c.next_at
      else greatest(c.next_at, clock_timestamp()) + make_interval(secs => messages::double precision / c.rate_per_s) end,
    -- One probe at a time; the other dispatchers wait for its result.
    probe_at = case when c.sick_since is null then c.probe_at else clock_timestamp() + private.lease(c.id) end
  where c.id = channel and c.next_at <= clock_timestamp() and (c.sick_since is null or c.probe_at <= clock_timestamp());
  return found;
end $$;

create or replace function private.channel_failed(channel uuid, error text) returns void language plpgsql set search_path = '' as $$
declare
  c public.channels;
begin
  update public.channels x set failures = x.failures + 1, last_error = left(error, 300),
    sick_since = case when x.failures + 1 >= 5 then coalesce(x.sick_since, clock_timestamp()) end,
    -- 15 s, 30 s … 8 min between probes.
    probe_at = case when x.failures + 1 >= 5 then clock_timestamp() + make_interval(secs => 15 * power(2, least(x.failures - 4, 5))) else x.probe_at end
  where x.id = channel returning x.* into c;
  -- Five in a row, because single calls do get lost. The alert is raised once.
  if c.failures = 5 then
    perform private.alert(c.enterprise_id, 'channel_sick', 'channel', c.id, jsonb_build_object('name', c.name, 'error', c.last_error, 'since', c.sick_since));
  end if;
end $$;

create or replace function private.channel_worked(channel uuid) returns void language plpgsql set search_path = '' as $$
declare
  c public.channels;
begin
  -- Almost always there was no failure; then nothing is written.
  if not exists (select from public.channels x where x.id = channel and x.failures > 0) then return; end if;
  -- A claim may hold this row while it waits for the account that the caller holds. Skip the row then: the next good answer resets the count.
  select x.* into c from public.channels x where x.id = channel for update skip locked;
  if not found then return; end if;
  update public.channels x set failures = 0, sick_since = null, probe_at = '-infinity' where x.id = channel;
  if c.sick_since is not null then
    perform private.alert(c.enterprise_id, 'channel_well', 'channel', c.id, jsonb_build_object('name', c.name, 'since', c.sick_since));
  end if;
end $$;

create or replace function private.channel_moved() returns trigger language plpgsql set search_path = '' as $$
begin
  -- Locked in id order, so that two concurrent calls cannot deadlock.
  perform from private.chat_cards c where c.resource = 'send'
    and c.resource_id in (select s.id from public.sends s where s.channel_id = new.id and s.state in ('ready', 'sending')) order by c.id for no key update;
  perform private.touch_cards('send', s.id) from public.sends s where s.channel_id = new.id and s.state in ('ready', 'sending');
  return null;
end $$;

create or replace function private.channel_card(channel uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.channel_cards c where c.id = channel
$$;

create or replace function public.pause_channel(channel text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('channel', 'pause', channel, request, null, reason)
$$;

create or replace function private.resume_channel(channel uuid, input jsonb) returns void language sql set search_path = '' as $$
  -- The person who resumes it vouches for the carrier, so failures are counted from zero.
  update public.channels c set failures = 0, sick_since = null where c.id = channel
$$;

create or replace function public.resume_channel(channel text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('channel', 'resume', channel, request)
$$;

create or replace function private.limit_channel(channel uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.channels c set rate_per_s = (input ->> 'rate_per_s')::integer where c.id = channel
$$;

create or replace function public.limit_channel(channel text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('channel', 'limit', channel, request, input)
$$;

create or replace function private.mint_token(given jsonb) returns jsonb language sql set search_path = '' as $$
  with new as (
    select replace(gen_random_uuid()::text, '-', '') as token, t.one ->> 'command' as command, t.one -> 'input' as input, t.n
    from jsonb_array_elements(given -> 'tokens') with ordinality as t (one, n)
  ), kept as (
    insert into private.tokens (token_hash, command, input, expires_at)
    select sha256(convert_to(new.token, 'UTF8')), new.command, new.input, clock_timestamp() + make_interval(secs => least(greatest((given ->> 'ttl_seconds')::integer, 60), 2592000)) from new
  )
  select coalesce(jsonb_agg(new.token order by new.n), '[]') from new
$$;

create or replace function public.mint_tokens(tokens jsonb, ttl_seconds integer default 604800) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('token', 'mint', jsonb_build_object('tokens', tokens, 'ttl_seconds', ttl_seconds))
$$;

create or replace function private.chat_team(said text) returns text language sql stable set search_path = '' as $$
  select coalesce(nullif(btrim(said), ''), nullif(split_part(private.header('x-chat-user'), ':', 2), ''), '-')
$$;

create or replace function private.at_home(provider text, team text, homes text[]) returns boolean language sql immutable set search_path = '' as $$
  select homes is null or exists (select from unnest(homes) as h where split_part(h, ':', 1) = at_home.provider and (at_home.team = '-' or split_part(h, ':', 2) = at_home.team))
$$;

create or replace function private.register_card(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  if private.actor() is null then perform private.require(null, 'own'); end if;
  -- Return not_found, not forbidden, for rows that the person the bot speaks for cannot read.
  if not exists (select from private.resources r where r.resource = given ->> 'resource' and private.enterprise_of(r.resource, given ->> 'resource_id') = any (private.may_in(r.reads))) then
    perform private.refuse('not_found', jsonb_build_object('resource', given ->> 'resource'));
  end if;
  insert into private.chat_cards as c (provider, team, chat_channel, message, resource, resource_id, locale, chat_user, seq, shown_hash)
  -- seq 1: a change between the drawing and this call causes one more redraw.
  values (given ->> 'provider', private.chat_team(given ->> 'team'), given ->> 'chat_channel', given ->> 'message', given ->> 'resource', (given ->> 'resource_id')::uuid, given ->> 'locale', private.header('x-chat-user'), 1, given ->> 'hash')
  on conflict on constraint one_card_a_message do update set resource = excluded.resource, resource_id = excluded.resource_id,
    locale = excluded.locale, chat_user = excluded.chat_user, seq = c.seq + 1, shown_hash = excluded.shown_hash
  returning c.id into made;
  return jsonb_build_object('card_id', made);
end $$;

create or replace function public.register_card(provider text, chat_channel text, message text, resource text, resource_id uuid, locale text, team text default null, hash text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'register', jsonb_build_object('provider', provider, 'chat_channel', chat_channel, 'message', message, 'resource', resource,
    'resource_id', resource_id, 'locale', locale, 'team', team, 'hash', hash), resource_id::text)
$$;

create or replace function private.claim_card(given jsonb) returns jsonb language sql set search_path = '' as $$
  with due as (
    select c.id, c.decided_seq > c.shown_seq as decided from private.chat_cards c
    where c.shown_seq < c.seq and c.lease_until < clock_timestamp() and private.at_home(c.provider, c.team, private.texts_of(given -> 'homes'))
      and (c.decided_seq > c.shown_seq or not (given ->> 'decided_only')::boolean)
    -- Transitions first; of counters those that were drawn longest ago, so that each card has its turn.
    order by c.decided_seq > c.shown_seq desc, c.drawn_at limit (given ->> 'most')::integer for update skip locked
  ), leased as (
    update private.chat_cards c set lease_until = clock_timestamp() + interval '20 seconds', last_error = null from due where c.id = due.id returning c.*, due.decided
  )
  select coalesce(jsonb_agg(jsonb_build_object('card_id', l.id, 'provider', l.provider, 'chat_channel', l.chat_channel, 'message', l.message, 'resource', l.resource,
    'resource_id', l.resource_id, 'locale', l.locale, 'chat_user', l.chat_user, 'seq', l.seq, 'decided', l.decided, 'hash', l.shown_hash)), '[]') from leased l
$$;

create or replace function public.claim_card_updates(most integer default 20, homes text[] default null, decided_only boolean default false) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'claim', jsonb_build_object('most', most, 'homes', homes, 'decided_only', decided_only))
$$;

create or replace function private.finish_card(given jsonb) returns jsonb language sql set search_path = '' as $$
  -- A failed redraw is retried after some seconds. A card whose message is gone (error 'gone') is never retried.
  update private.chat_cards c set
    shown_seq = case given ->> 'error' when 'gone' then 9223372036854775807 else case when given ->> 'error' is null then greatest(c.shown_seq, (given ->> 'seq')::bigint) else c.shown_seq end end,
    shown_hash = case when given ->> 'error' is null then coalesce(given ->> 'hash', c.shown_hash) else c.shown_hash end,
    drawn_at = clock_timestamp(),
    last_error = given ->> 'error',
    lease_until = case when given ->> 'error' is null then '-infinity' else clock_timestamp() + make_interval(secs => coalesce((given ->> 'again_in_s')::integer, 15)) end
  where c.id = (given ->> 'card_id')::uuid;
  select '{}'::jsonb
$$;

create or replace function public.finish_card_update(card_id uuid, seq bigint, error text default null, hash text default null, again_in_s integer default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'finish', jsonb_build_object('card_id', card_id, 'seq', seq, 'error', error, 'hash', hash, 'again_in_s', again_in_s), card_id::text)
$$;

create or replace function private.opened_work(token text, more jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  hash constant bytea := sha256(convert_to(coalesce(token, ''), 'UTF8'));
  t private.tokens;
begin
  select x.* into t from private.tokens x where x.token_hash = hash;
  if not found or t.expires_at < clock_timestamp() then return jsonb_build_object('refused', private.refusal('token_unknown')); end if;
  if t.used_at is not null then return jsonb_build_object('refused', private.refusal('token_used')); end if;
  -- The work has only the hash of the token, to burn it. Where a modal may have to be opened again, the place has the token until the run ends.
  return jsonb_build_object('command', t.command, 'input', t.input || coalesce(more, '{}'), 'request', t.request, 'token', encode(hash, 'hex'));
end $$;

create or replace function private.chat_locale(chat_user text) returns text language sql stable set search_path = '' as $$
  select p.locale from public.chat_identities i join public.profiles p on p.user_id = i.user_id
  where i.provider = split_part(chat_locale.chat_user, ':', 1) and i.team = split_part(chat_locale.chat_user, ':', 2) and i.chat_user = split_part(chat_locale.chat_user, ':', 3)
$$;

create or replace function private.told_run(r private.chat_runs, mine boolean) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('run_id', r.id, 'mine', mine, 'attempt', r.attempts, 'state', r.state, 'provider', r.provider, 'team', r.team, 'chat_user', r.chat_user,
    'locale', private.chat_locale(r.chat_user), 'work', r.work, 'place', r.place, 'steps', r.steps, 'answer', r.answer, 'taken_at', r.taken_at)
$$;

create or replace function private.take_chat_run(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  one jsonb;
  r private.chat_runs;
  told jsonb := '[]';
begin
  -- In the order of their keys, so that two bots with the same events do not lock each other out.
  for one in select x.e || jsonb_build_object('n', x.n) from jsonb_array_elements(given -> 'runs') with ordinality as x (e, n) order by x.e ->> 'team', x.e ->> 'key' loop
    -- The bot carries a run out in this person's name, and signs for it then. So the run itself has to be the bot's, not of somebody with its password.
    if not private.signed_by_bot(concat_ws('.', 'run', one ->> 'provider', one ->> 'team', one ->> 'key', one ->> 'chat_user'), one ->> 'proof') then
      perform private.refuse('chat_proof_required');
    end if;
    insert into private.chat_runs as c (provider, team, key, chat_user, work, place, state, lease_until)
    values (one ->> 'provider', one ->> 'team', one ->> 'key', one ->> 'chat_user',
      case when one ? 'token' then private.opened_work(one ->> 'token', one -> 'more') else one -> 'work' end, one -> 'place',
      case when (one ->> 'begun')::boolean then 'begun' else 'taken' end, clock_timestamp() + interval '15 seconds')
    on conflict on constraint one_run_an_event do nothing returning c.* into r;
    if found then
      told := told || jsonb_build_array(jsonb_build_object('n', one -> 'n', 'run', private.told_run(r, true)));
    else
      select c.* into r from private.chat_runs c where c.provider = one ->> 'provider' and c.team = one ->> 'team' and c.key = one ->> 'key';
      -- Nobody has begun it: whoever begins it first carries it out.
      told := told || jsonb_build_array(jsonb_build_object('n', one -> 'n', 'run', private.told_run(r, r.state = 'taken')));
    end if;
  end loop;
  return (select coalesce(jsonb_agg(x -> 'run' order by (x ->> 'n')::integer), '[]') from jsonb_array_elements(told) as x);
end $$;

create or replace function public.take_chat_runs(runs jsonb) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_run', 'take', jsonb_build_object('runs', runs))
$$;

create or replace function private.keep_chat_run(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  one jsonb;
  r private.chat_runs;
  kept boolean[] := array_fill(false, array[jsonb_array_length(given -> 'runs')]);
begin
  for one in select x.e || jsonb_build_object('n', x.n) from jsonb_array_elements(given -> 'runs') with ordinality as x (e, n) order by x.e ->> 'run_id', x.n loop
    select c.* into r from private.chat_runs c where c.id = (one ->> 'run_id')::uuid and c.attempts = (one ->> 'attempt')::integer and c.ended_at is null for update;
    if not found or one ->> 'state' = 'begun' and r.state <> 'taken' then continue; end if;
    if (one ->> 'burn')::boolean then
      update private.tokens t set used_at = coalesce(t.used_at, clock_timestamp()) where t.token_hash = decode(r.work ->> 'token', 'hex');
    end if;
    if one ->> 'state' in ('shown', 'given_up') then
      update private.chat_runs c set state = one ->> 'state', ended_at = clock_timestamp(), work = null, place = null, answer = null, last_error = one ->> 'error' where c.id = r.id;
    else
      update private.chat_runs c set state = coalesce(one ->> 'state', c.state), answer = coalesce(one -> 'answer', c.answer), steps = c.steps || coalesce(one -> 'steps', '{}'),
        last_error = coalesce(left(one ->> 'error', 300), c.last_error), lease_until = clock_timestamp() + make_interval(secs => coalesce((one ->> 'lease_s')::double precision, 15))
      where c.id = r.id;
    end if;
    kept[(one ->> 'n')::integer] := true;
  end loop;
  return to_jsonb(kept);
end $$;

create or replace function public.keep_chat_runs(runs jsonb) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_run', 'keep', jsonb_build_object('runs', runs))
$$;

create or replace function private.claim_chat_run(given jsonb) returns jsonb language sql set search_path = '' as $$
  with due as (
    select c.id from private.chat_runs c where c.ended_at is null and c.lease_until < clock_timestamp() and private.at_home(c.provider, c.team, private.texts_of(given -> 'homes'))
    order by c.lease_until limit (given ->> 'most')::integer for update skip locked
  ), leased as (
    update private.chat_runs c set lease_until = clock_timestamp() + interval '15 seconds', attempts = c.attempts + 1 from due where c.id = due.id returning c.*
  )
  select coalesce(jsonb_agg(private.told_run(l, true)), '[]') from leased l
$$;

create or replace function public.claim_chat_runs(most integer default 5, homes text[] default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_run', 'claim', jsonb_build_object('most', most, 'homes', homes))
$$;

create or replace function private.find_request(given jsonb) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('verb', r.verb, 'id', coalesce(r.resource_id, r.result ->> 'id'), 'name', r.result ->> 'name') order by r.at, r.request), '[]')
  from private.requests r where r.actor = private.actor() and r.request between (given ->> 'first')::uuid and (given ->> 'last')::uuid
$$;

create or replace function public.find_requests(first text, last text) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('request', 'find', jsonb_build_object('first', first, 'last', last))
$$;

create or replace function public.claim_job(job text, seconds integer) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_bot();
  insert into private.jobs as j (job, lease_until, started_at) values (job, clock_timestamp() + make_interval(secs => seconds), clock_timestamp())
  on conflict on constraint jobs_pkey do update set lease_until = excluded.lease_until, started_at = excluded.started_at
  where j.lease_until < clock_timestamp();
  return found;
end $$;

create or replace function public.finish_job(job text, error text default null) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_bot();
  update private.jobs j set lease_until = '-infinity', finished_at = clock_timestamp(), last_error = left(error, 500) where j.job = finish_job.job;
end $$;

create or replace function private.start_due() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id from public.sends x where x.state = 'ready' and (x.timing = 'immediate' or x.scheduled_at <= clock_timestamp())
    order by x.scheduled_at nulls first limit 50 for no key update skip locked
  loop
    perform private.transition('send', s.id, 'start');
    update public.sends x set started_at = coalesce(x.started_at, clock_timestamp()) where x.id = s.id;
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.close_ended() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id, p.dispatch_limit, p.total from public.sends x join private.send_progress p on p.send_id = x.id join public.send_totals t on t.send_id = x.id
    where x.state = 'sending' and p.next_ordinal > p.dispatch_limit and t.handed = 0
      -- Nothing is on its way. In a trial the rest of the send is still pending, so only the trial's own rows are checked.
      and case when p.dispatch_limit = p.total then t.pending = 0
        else not exists (select from public.deliveries d where d.id between p.id_base + 1 and p.id_base + p.dispatch_limit and d.state = 'pending') end
    limit 50 for no key update of x skip locked
  loop
    if s.dispatch_limit < s.total then
      -- The hash that a release names includes this time.
      update public.sends x set held_at = clock_timestamp() where x.id = s.id;
      perform private.transition('send', s.id, 'hold');
    else
      perform private.transition('send', s.id, 'finish');
      update public.sends x set finished_at = clock_timestamp(), failure_reasons = private.note_failures(x) where x.id = s.id;
      update private.batches b set closed_at = clock_timestamp() where b.send_id = s.id and b.closed_at is null;
      update private.holds h set look_at = clock_timestamp() where h.holder_id = s.id;
    end if;
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.sweep_cancelled(most integer default 20000) returns integer language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
  swept integer := 0;
begin
  for p in select x.* from private.send_progress x where not x.swept limit 1 for update skip locked loop
    -- The account was updated when the send was cancelled. The rows follow in slices.
    update public.deliveries d set state = 'cancelled', final_at = clock_timestamp() where d.id in (
      select y.id from public.deliveries y where y.id between p.id_base + p.next_ordinal and p.id_base + p.expanded and y.state = 'pending' order by y.id limit most)
      and d.id between p.id_base + p.next_ordinal and p.id_base + p.expanded;
    get diagnostics swept = row_count;
    if swept < most then update private.send_progress x set swept = true where x.send_id = p.send_id; end if;
  end loop;
  return swept;
end $$;

create or replace function private.sweep() returns void language sql set search_path = '' as $$
  delete from private.requests where at < clock_timestamp() - interval '7 days';
  delete from private.link_codes where expires_at < clock_timestamp() - interval '1 day';
  delete from private.link_attempts where at < clock_timestamp() - interval '1 day';
  delete from private.link_minutes where minute < clock_timestamp() - interval '10 minutes';
  delete from private.tokens where expires_at < clock_timestamp() - interval '1 day';
  delete from private.chat_runs where taken_at < clock_timestamp() - interval '1 day';
$$;

create or replace function public.clock_tick() returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  expanded integer;
  rolled integer;
  timed_out integer;
  did jsonb;
  due jsonb;
begin
  perform private.require_bot();
  -- One bot at a time turns the clock. The lock goes with the transaction, so nobody waits for a lease of one that was killed.
  perform from private.jobs j where j.job = 'tick' for no key update skip locked;
  if not found then return null; end if;
  -- Lock order, although one tick is about many sends: the accounts of all sends before any quota.
  rolled := private.roll_up_links();
  timed_out := private.time_out();
  expanded := private.expand_due() + private.mint_due();
  did := jsonb_build_object(
    'occurred', private.make_occurrences(), 'collected', private.collect_resends(), 'guarded', private.guard_sends(),
    'expanded', expanded, 'started', private.start_due(), 'lapsed', private.note_lapsed(), 'timed_out', timed_out, 'rolled', rolled,
    'closed', private.close_ended(), 'swept', private.sweep_cancelled(), 'expired', private.expire_packages(), 'charged', private.charge_links(), 'released', private.close_reservations(), 'indexed', private.index_phones(), 'sealed', private.seal_audit());
  -- A statement of its own: what was started just now is seen.
  due := jsonb_build_object(
    'dispatch', exists (
      select from private.send_progress p join public.sends x on x.id = p.send_id join public.channels c on c.id = x.channel_id
      where x.state = 'sending' and c.state = 'active' and p.next_ordinal <= least(p.dispatch_limit, p.expanded)
        and (not x.is_marketing or private.window_opens(x.enterprise_id, clock_timestamp()) <= clock_timestamp())
      union all select from private.batches b join public.sends x on x.id = b.send_id join public.channels c on c.id = b.channel_id
      where b.done_at is null and b.closed_at is null and b.lease_until < clock_timestamp() and x.state <> 'paused' and c.state = 'active'),
    'templates', exists (select from private.vendor_handoffs h where h.done_at is null and h.lease_until < clock_timestamp()),
    'imports', (select coalesce(jsonb_agg(f.id), '[]') from public.number_files f where f.state = 'importing' and f.source <> 'resend'));
  update private.jobs j set started_at = now(), finished_at = clock_timestamp() where j.job = 'tick';
  return did || due;
end $$;

create or replace function public.clock_sweep() returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  wrong integer;
begin
  perform private.require_bot();
  perform private.sweep();
  wrong := private.check_books();
  -- Last: whoever comes back while their old count is being deleted waits for it.
  perform private.sweep_limits();
  return jsonb_build_object('books_wrong', wrong);
end $$;

create or replace function private.domain_card(domain uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.domain_cards c where c.id = domain
$$;

create or replace function private.proof_of(input jsonb, bucket text, kind text, enterprise uuid, out path text, out name text)
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(jsonb_typeof(input -> 'proof'), 'null') = 'null' then return; end if;
  path := input -> 'proof' ->> 'path';
  name := btrim(input -> 'proof' ->> 'name');
  -- The bucket enforces size and type. This checks that the object exists, in the enterprise's own folder.
  if path is null or path not like enterprise::text || '/%' or path not like '%.' || kind or coalesce(char_length(name), 0) not between 1 and 120
     or not exists (select from storage.objects o where o.bucket_id = bucket and o.name = proof_of.path) then
    perform private.refuse('proof_invalid', jsonb_build_object('kind', kind, 'max', '2 MB'));
  end if;
end $$;

create or replace function private.domain_name(typed text) returns text language plpgsql stable set search_path = '' as $$
declare
  name text := lower(btrim(coalesce(typed, '')));
begin
  -- Letters, digits and hyphens, no hyphen first or last, in two or more labels: shared/src/links/domains.ts says the same.
  if char_length(name) > 253 or name !~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$' then
    perform private.refuse('domain_name_invalid', jsonb_build_object('name', left(name, 64)));
  end if;
  return name;
end $$;

-- domains: the rules of DOM-1 (§7.2.2). The frame (frame.sql) does the rest.

create or replace function private.domain_is_free(name text, home uuid, except_for uuid default null) returns void language plpgsql stable set search_path = '' as $$
begin
  if exists (select from public.domains d where d.name = domain_is_free.name and d.id is distinct from except_for and (d.enterprise_id = home or d.state = 'approved')) then
    perform private.refuse('domain_taken', jsonb_build_object('name', name));
  end if;
end $$;

create or replace function private.create_domain(home uuid, input jsonb) returns uuid[] language plpgsql set search_path = '' as $$
declare
  proof record;
  one text;
  made uuid;
  all_made uuid[] := '{}';
begin
  select p.path, p.name into proof from private.proof_of(input, 'domain-proofs', 'pdf', home) p;
  -- One name typed twice, in whatever case, is one domain.
  for one in select private.domain_name(t.typed) from jsonb_array_elements_text(input -> 'names') with ordinality as t (typed, at) group by 1 order by min(t.at) loop
    perform private.domain_is_free(one, home);
    insert into public.domains (enterprise_id, host, name, custom_codes, proof_path, proof_name, state, submitted_by, submitted_at, created_by)
    values (home, one, one, (input ->> 'custom_codes')::boolean, proof.path, proof.name, 'in_review', private.actor(), clock_timestamp(), private.actor()) returning id into made;
    all_made := all_made || made;
  end loop;
  return all_made;
end $$;

create or replace function public.create_domains(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('domain', 'create', request, input, 'domains')
$$;

create or replace function private.update_domain(domain uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  was public.domains;
  next_name constant text := private.domain_name(input ->> 'name');
  proof record;
begin
  select d.* into was from public.domains d where d.id = domain;
  -- Without the key the proof is kept; null removes it.
  if input ? 'proof' then select p.path, p.name into proof from private.proof_of(input, 'domain-proofs', 'pdf', was.enterprise_id) p;
  else select was.proof_path as path, was.proof_name as name into proof; end if;
  perform private.domain_is_free(next_name, was.enterprise_id, domain);
  update public.domains d set name = next_name, host = next_name, custom_codes = (input ->> 'custom_codes')::boolean, proof_path = proof.path, proof_name = proof.name where d.id = domain;
end $$;

create or replace function public.update_domain(domain text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('domain', 'update', domain, request, input)
$$;

create or replace function public.submit_domain(domain text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('domain', 'submit', domain, request)
$$;

create or replace function private.approve_domain(domain uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.domains d set enabled = true where d.id = domain
$$;

create or replace function public.approve_domain(domain text, shown text default null, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('domain', 'approve', domain, request, null, reason, shown)
$$;

create or replace function public.reject_domain(domain text, reason text default null, shown text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('domain', 'reject', domain, request, null, reason, shown)
$$;

create or replace function private.enable_domain(domain uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.domains d set enabled = true where d.id = domain
$$;

create or replace function public.enable_domain(domain text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('domain', 'enable', domain, request)
$$;

create or replace function private.disable_domain(domain uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.domains d set enabled = false where d.id = domain
$$;

create or replace function public.disable_domain(domain text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('domain', 'disable', domain, request)
$$;

create or replace function private.set_default_domain(domain uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  home uuid;
  former uuid;
begin
  select d.enterprise_id into home from public.domains d where d.id = domain;
  -- Of two concurrent calls the second waits, and its choice wins.
  perform pg_advisory_xact_lock(hashtextextended('default domain:' || home::text, 0));
  update public.domains d set is_default = false where d.enterprise_id = home and d.is_default returning d.id into former;
  update public.domains d set is_default = true where d.id = domain;
  if former is not null then perform private.touch_cards('domain', former); end if;
end $$;

create or replace function public.set_default_domain(domain text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('domain', 'set_default', domain, request)
$$;

create or replace function private.must_be_filed(enterprise uuid, form public.filing_form) returns void language plpgsql stable set search_path = '' as $$
begin
  if exists (select from public.filings f where f.enterprise_id = enterprise and f.form = must_be_filed.form and f.state = 'approved') then return; end if;
  perform private.refuse('filing_missing', jsonb_build_object('form', form));
end $$;

-- The frame of every verb that a person calls: replay the request, check the input, lock and read the row, check permission, state, four eyes, what
-- was shown and the reason, run the rule, audit what changed, redraw the cards, answer. The verb itself is its rule: private.<verb>_<resource>(id,
-- input).

create or replace function private.came_to(about private.resources, id text, it private.target, to_state text) returns void language plpgsql set search_path = '' as $$
begin
  if about.id_type = 'uuid' then
    perform private.touch_cards(about.resource, id::uuid, true);
    -- BOT-3: a pending review is announced in the chat channels that subscribed to it.
    if to_state = 'in_review' and it.state is distinct from 'in_review' then
      perform private.alert(it.enterprise_id, 'review_waiting', about.resource, id::uuid, '{}');
    end if;
  end if;
  perform private.keep_submission(about, id);
end $$;

create or replace function private.transition(resource text, id uuid, verb text, reason text default null, code text default null, details jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about private.resources;
  legal private.transitions;
  it private.target;
begin
  select r.* into strict about from private.resources r where r.resource = transition.resource;
  it := private.target_of(about, id::text);
  if it.row_id is null then perform private.refuse('not_found', jsonb_build_object('resource', resource)); end if;
  select t.* into legal from private.transitions t where t.resource = transition.resource and t.verb = transition.verb and t.from_state = it.state
    and t.needs is null and private.fits(about, it.row_id, t.condition);
  if not found then perform private.wrong_state(resource, id::text, verb, it.state); end if;
  perform private.set_state(about, it, legal, reason);
  perform private.audit(it.enterprise_id, resource, id::text, verb, jsonb_build_object('state', it.state), jsonb_build_object('state', legal.to_state), reason, code, details);
  perform private.came_to(about, id::text, it, legal.to_state);
  return jsonb_build_object('from', it.state, 'to', legal.to_state, 'enterprise_id', it.enterprise_id, 'row_id', it.row_id);
end $$;

create or replace function private.has_rule(name text, argument text) returns boolean language sql stable set search_path = '' as $$
  select to_regprocedure(format('private.%I(%s,jsonb)', name, argument)) is not null
$$;

create or replace function private.run_rule(name text, argument text, id text, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  answer jsonb;
begin
  execute format('select to_jsonb(private.%I($1::%s, $2))', name, argument) into answer using id, input;
  -- A rule that returns void answers nothing; as JSON that is an empty string.
  return case when answer not in ('null', '""') then answer end;
end $$;

create or replace function private.caught(state text, message text, constraint_name text, column_detail text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  known private.constraints;
begin
  if state = 'PGRST' then return message::jsonb; end if;
  if state in ('23505', '23514', '23503', '23P01') then
    select c.* into known from private.constraints c where c.name = constraint_name;
    -- Postgres says: Key (enterprise_id, name)=(…, the name) already exists.
    if found then return private.refusal(known.code, jsonb_build_object('name', left(substring(column_detail from '=\((?:.*, )?([^,]*)\) '), 200))); end if;
  end if;
  if state like '22%' then return private.refusal('input_invalid', '{"field": "input"}'); end if;
  return null;
end $$;

create or replace function private.raise_defect(state text, message text, constraint_name text) returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = state, message = message, constraint = constraint_name;
end $$;

create or replace function private.answer_refusal(resource text, id text, verb text, refusal jsonb, counted private.counted[] default '{}') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid;
  kept jsonb;
begin
  if (counted[1]).again_in is not null then
    refusal := private.refuse_call(counted);
    if not private.is_first_refusal(counted[1]) then return refusal; end if;
  else
    perform private.count_call(counted, true);
  end if;
  -- T8: a refused attempt on a stranger's row is logged in the caller's own enterprise.
  home := private.enterprise_of(resource, id);
  if home is null or not home = any (private.my_enterprises()) then home := private.current_enterprise(); end if;
  -- The deployment's own log keeps what was refused to those who run it.
  if home is not null or private.is_platform_admin() then
    -- A value refused as a phone number is usually a phone number with a typo, so it is masked as well.
    kept := private.without_numbers((refusal ->> 'details')::jsonb) || case when refusal ->> 'code' = 'invalid_number' then '{"value": "***"}' else '{}' end::jsonb;
    insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb, outcome, code, reason, details)
    values (home, private.actor(), private.person_name(private.actor()), private.source(), resource, left(private.hide_numbers(id), 64), verb, 'refused', refusal ->> 'code',
      left(private.refusal(refusal ->> 'code', kept) ->> 'message', 500), kept);
  end if;
  perform set_config('response.status', (select r.status::text from private.refusals r where r.code = refusal ->> 'code'), true);
  return refusal;
end $$;

create or replace function private.as_request(request text) returns uuid language sql stable set search_path = '' as $$
  select private.as_uuid(request, 'request')
$$;

create or replace function private.legal_transition(about private.resources, it private.target, verb text, known private.transitions default null) returns private.transitions
language plpgsql stable set search_path = '' as $$
declare
  legal private.transitions;
  code jsonb;
begin
  select t.* into legal from private.transitions t where t.resource = about.resource and t.verb = legal_transition.verb and t.from_state = it.state and t.needs is not null
    and private.fits(about, it.row_id, t.condition);
  if not found or legal.to_state = known.to_state then return legal; end if;
  code := private.look_at(about, it.row_id, legal.blocked_by);
  if jsonb_typeof(code) = 'string' then perform private.refuse(code #>> '{}', jsonb_build_object('resource', about.resource, 'state', it.state, 'verb', verb));
  elsif jsonb_typeof(code) = 'object' then perform private.refuse(code ->> 'code', code - 'code'); end if;
  return legal;
end $$;

create or replace function private.act(resource text, verb text, id text, request text default null, input jsonb default null, reason text default null, shown text default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  name constant text := act.verb || '_' || act.resource;
  about private.resources;
  rule record;
  legal private.transitions;
  it private.target;
  told jsonb := coalesce(act.input, '{}');
  counted constant private.counted[] := private.limits_of(name, told);
  before jsonb;
  answer jsonb;
  row_now text;
  after jsonb;
  difference record;
  broken text; broken_state text; broken_constraint text; broken_detail text;
begin
  select r.* into strict about from private.resources r where r.resource = act.resource;
  -- The log has one spelling of each id, in lower case.
  id := lower(id);
  answer := private.replay_request(private.as_request(request), name, id, act.input);
  if answer is not null then return answer; end if;
  if (counted[1]).again_in is not null then return private.answer_refusal(resource, id, verb, null, counted); end if;

  select min(t.needs) as needs, bool_or(t.needs_sudo) as needs_sudo, bool_or(t.four_eyes) as four_eyes, bool_or(t.names_shown) as names_shown, bool_or(t.needs_reason) as needs_reason,
    bool_or(t.writes) as writes, bool_or(t.asks_mfa) as asks_mfa into rule from private.transitions t where t.resource = act.resource and t.verb = act.verb and t.needs is not null;
  if private.actor() is null then perform private.require(null, rule.needs); end if;
  perform private.check_input(name, told);

  it := private.target_of(about, id);
  -- Return not_found, not forbidden, for rows that the caller cannot read.
  if not private.sees(about, it) then perform private.refuse('not_found', jsonb_build_object('resource', resource)); end if;
  perform private.require(it.enterprise_id, rule.needs);
  if rule.needs_sudo then perform private.require_sudo(); end if;
  if rule.asks_mfa and private.lacks_mfa(it.enterprise_id) then perform private.refuse('mfa_required'); end if;
  if not exists (select from private.transitions t where t.resource = act.resource and t.verb = act.verb and t.from_state = it.state and t.needs is not null) then
    perform private.wrong_state(resource, id, verb, it.state);
  end if;
  if rule.four_eyes and private.has_touched(about, it, private.actor()) then perform private.refuse('four_eyes', jsonb_build_object('resource', resource)); end if;
  if rule.names_shown then perform private.check_shown(about, id, it, shown); end if;
  reason := private.clean_reason(reason, verb, rule.needs_reason);
  if reason is not null then told := told || jsonb_build_object('reason', reason); end if;

  before := private.look_at(about, it.row_id, about.audited);
  legal := private.legal_transition(about, it, verb);
  -- A before_ rule may decide which state comes next. blocked_by is checked before that rule runs, as for the buttons.
  if private.has_rule('before_' || name, about.id_type) then
    perform private.run_rule('before_' || name, about.id_type, id, told);
    legal := private.legal_transition(about, it, verb, legal);
  end if;
  if legal.verb is null then perform private.wrong_state(resource, id, verb, it.state); end if;
  if legal.repeats then
    perform private.count_call(counted, false);
    return private.store_response(private.as_request(request), name, id, private.card_of(about, id), act.input);
  end if;
  perform private.set_state(about, it, legal, reason);
  if private.has_rule(name, about.id_type) then answer := private.run_rule(name, about.id_type, id, told); end if;

  -- The rule may have made a next version, which is the row now, or deleted it.
  row_now := private.row_of(about, id);
  after := private.look_at(about, coalesce(row_now, it.row_id), about.audited);
  select d.was, d.becomes into difference from private.differing(before, after) d;
  -- The log names the resource even where its name did not change.
  perform private.audit(it.enterprise_id, resource, id, verb, difference.was, difference.becomes, reason, null,
    (select jsonb_build_object('name', n) from (select coalesce(after ->> 'name', before ->> 'name') as n) x where n <> ''));
  if rule.writes and row_now is not null then
    insert into private.touches (resource, row_id, person) values (act.resource, row_now, private.actor()) on conflict do nothing;
  end if;
  perform private.came_to(about, id, it, legal.to_state);
  perform private.count_call(counted, false);
  return private.store_response(private.as_request(request), name, id, coalesce(answer, private.card_of(about, id)), act.input);
exception when others then
  get stacked diagnostics broken = message_text, broken_state = returned_sqlstate, broken_constraint = constraint_name, broken_detail = pg_exception_detail;
  answer := private.caught(broken_state, broken, broken_constraint, broken_detail);
  if answer is null then perform private.raise_defect(broken_state, broken, broken_constraint); end if;
  return private.answer_refusal(resource, id, verb, answer, counted);
end $$;

create or replace function private.make(resource text, verb text, request text default null, input jsonb default null, list text default null, reason text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  name constant text := make.verb || '_' || make.resource;
  home constant uuid := private.current_enterprise();
  about private.resources;
  legal private.transitions;
  made jsonb;
  one text;
  it private.target;
  told jsonb := coalesce(make.input, '{}');
  counted constant private.counted[] := private.limits_of(name, told);
  difference record;
  cards jsonb := '[]';
  answer jsonb;
  broken text; broken_state text; broken_constraint text; broken_detail text;
begin
  select r.* into strict about from private.resources r where r.resource = make.resource;
  select t.* into strict legal from private.transitions t where t.resource = make.resource and t.verb = make.verb and t.from_state = 'none';
  answer := private.replay_request(private.as_request(request), name, null, input);
  if answer is not null then return answer; end if;
  if (counted[1]).again_in is not null then return private.answer_refusal(resource, null, verb, null, counted); end if;
  if legal.chat_only and (not private.is_bot() or private.source() not in ('slack', 'discord')) then perform private.refuse('bot_only'); end if;
  if legal.needs = 'own' then
    if private.actor() is null then perform private.require(null, legal.needs); end if;
  else
    perform private.require(home, legal.needs);
  end if;
  if legal.needs_sudo then perform private.require_sudo(); end if;
  perform private.check_input(name, told);
  reason := private.clean_reason(reason, verb, legal.needs_reason);
  if reason is not null then told := told || jsonb_build_object('reason', reason); end if;
  made := private.run_rule(name, 'uuid', home::text, told);
  if jsonb_typeof(made) = 'object' then
    one := coalesce(made ->> 'about', made ->> 'id');
    select d.was, d.becomes into difference from private.differing(nullif(made -> 'before', 'null'),
      nullif(coalesce(made -> 'after', private.look_at(about, private.row_of(about, one), about.audited)), 'null')) d;
    -- Opening or choosing an enterprise makes it the current one, so the line is logged there; of joining and leaving, the rule says where. What the platform keeps stands in the log of the deployment.
    perform private.audit(case when legal.needs <> 'platform' then coalesce((made ->> 'home')::uuid, private.current_enterprise(), home) end, resource, one, verb, difference.was, difference.becomes, reason);
    answer := made - array['about', 'before', 'after', 'home', 'once'];
  else
    for one in select x from jsonb_array_elements_text(case jsonb_typeof(made) when 'array' then made else jsonb_build_array(made) end) as x loop
      it := private.target_of(about, one);
      perform private.audit(it.enterprise_id, resource, one, verb, null, private.look_at(about, it.row_id, about.audited), reason);
      insert into private.touches (resource, row_id, person) values (resource, it.row_id, private.actor()) on conflict do nothing;
      perform private.came_to(about, one, row(it.row_id, it.enterprise_id, null, it.submitted_by, it.submission)::private.target, it.state);
      cards := cards || jsonb_build_array(private.card_of(about, one));
    end loop;
    answer := case when list is null then cards -> 0 else jsonb_build_object(list, cards) end;
  end if;
  perform private.count_call(counted, false);
  answer := private.store_response(private.as_request(request), name, null, answer, input);
  -- A secret is answered and stored nowhere, so a repeated request is answered without it.
  if jsonb_typeof(made) = 'object' and made ? 'once' then answer := answer || (made -> 'once'); end if;
  -- A rule that removes the caller's own identity runs last, after the log and the request have recorded the caller.
  if private.has_rule('after_' || name, 'uuid') then perform private.run_rule('after_' || name, 'uuid', home::text, told); end if;
  return answer;
exception when others then
  get stacked diagnostics broken = message_text, broken_state = returned_sqlstate, broken_constraint = constraint_name, broken_detail = pg_exception_detail;
  answer := private.caught(broken_state, broken, broken_constraint, broken_detail);
  if answer is null then perform private.raise_defect(broken_state, broken, broken_constraint); end if;
  return private.answer_refusal(resource, null, verb, answer, counted);
end $$;

create or replace function private.serve_bot(resource text, verb text, given jsonb, id text default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  name constant text := serve_bot.verb || '_' || serve_bot.resource;
  counted constant private.counted[] := private.limits_of(name, given);
  answer jsonb;
  broken text; broken_state text; broken_constraint text; broken_detail text;
begin
  if (counted[1]).again_in is not null then return private.answer_refusal(resource, id, verb, null, counted); end if;
  perform private.require_bot();
  execute format('select private.%I($1)', name) into answer using given;
  perform private.count_call(counted, false);
  return answer;
exception when others then
  get stacked diagnostics broken = message_text, broken_state = returned_sqlstate, broken_constraint = constraint_name, broken_detail = pg_exception_detail;
  answer := private.caught(broken_state, broken, broken_constraint, broken_detail);
  if answer is null then perform private.raise_defect(broken_state, broken, broken_constraint); end if;
  if to_regprocedure(format('private.%I(text)', 'refused_' || name)) is not null then execute format('select private.%I($1)', 'refused_' || name) using answer ->> 'code'; end if;
  return private.answer_refusal(resource, id, verb, answer, counted);
end $$;

-- T13: what the edge functions may do: call the entry points of the hot path, as the role tidings_functions. Each entry point runs as its owner and
-- checks no person's permissions: whoever can sign in as that role may call it.

create or replace function private.receipt_channel(channel uuid) returns table (adapter text, secret text) language sql stable security definer set search_path = '' as $$
  select c.adapter::text, s.webhook_secret from public.channels c join private.channel_secrets s on s.channel_id = c.id where c.id = channel
$$;

create or replace function private.import_progress(file uuid)
returns table (done boolean, state text, error text, parts_done integer, parts integer, lines integer, accepted integer, invalid integer, duplicates integer)
language sql stable security definer set search_path = '' as $$
  select f.state in ('ready', 'failed'), f.state::text, f.error, f.parts_done, f.parts, f.lines, f.accepted, f.invalid, f.duplicates from public.number_files f where f.id = file
$$;

create or replace function private.may_import(file uuid, person uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((select private.allowed(person, f.enterprise_id, 'KooMessage:numberFile:create') from public.number_files f where f.id = file), false)
$$;

create or replace function private.link_settings(out functions text, out links text, out hosts text[], out words integer[]) language sql stable security definer set search_path = '' as $$
  select d.functions_url, d.link_base_url, (select array_agg(lower(x.host)) from public.domains x where x.host is not null), k.words
  from private.link_key k left join private.deployment d on true
$$;

create or replace function private.link_of_alias(host text, code text) returns bigint language sql stable security definer set search_path = '' as $$
  select a.link_id from public.link_aliases a where a.host = link_of_alias.host and a.code = link_of_alias.code
$$;

create or replace function private.latest_content(template uuid)
returns table (version integer, content_hash text, layout text, usage text, vendors jsonb, content jsonb) language sql stable security definer set search_path = '' as $$
  select v.version, v.content_hash, t.layout, t.usage::text, to_jsonb(v.vendors), v.content
  from public.templates t join public.template_versions v on v.id = t.latest_version_id where t.id = template
$$;

-- These are plpgsql, whose plans are kept for the connection. As SQL functions that call each other they were planned anew at every call: 6 ms for the person
-- behind a chat account, now 0.3 ms.
create or replace function private.header(name text) returns text language plpgsql stable set search_path = '' as $$
begin
  return nullif(current_setting('request.headers', true), '')::jsonb ->> name;
end $$;

create or replace function private.session_id() returns uuid language plpgsql stable set search_path = '' as $$
declare
  claim constant text := auth.jwt() ->> 'session_id';
begin
  -- A claim that is no uuid names no session. It must not end in an error, which would answer 500.
  if claim ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then return claim::uuid; end if;
  return null;
end $$;

create or replace function private.signed_in() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  -- One look-up by primary key. Compared as text, because a malformed sub is nobody and no error.
  return (select s.user_id from auth.sessions s
    where s.id = private.session_id() and s.user_id::text = lower(auth.jwt() ->> 'sub') and coalesce(s.not_after > now(), true));
end $$;

create or replace function private.is_bot() returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from private.bots b where b.user_id = private.signed_in());
end $$;

create or replace function private.signed_by_bot(said text, proof text) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  secret constant bytea := (select b.key from private.bots b where b.user_id = private.signed_in());
begin
  if secret is null or coalesce(proof, '') !~ '^[0-9a-f]{64}$' then return false; end if;
  -- Keyed hashes are compared, so that the time of the comparison says nothing of the proof that is wanted.
  return extensions.hmac(decode(proof, 'hex'), secret, 'sha256') = extensions.hmac(extensions.hmac(convert_to(said, 'UTF8'), secret, 'sha256'), secret, 'sha256');
end $$;

create or replace function private.chat_user() returns text language plpgsql stable security definer set search_path = '' as $$
declare
  said constant text := private.header('x-chat-user');
  request constant text := coalesce(private.header('x-chat-request'), '');
  proof constant text := coalesce(private.header('x-chat-proof'), '');
  at constant text := split_part(proof, '.', 2);
begin
  if nullif(said, '') is null or proof !~ '^v1[.][0-9]{9,11}[.][0-9a-f]{64}$' or request !~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then return null; end if;
  -- now() is the begin of the request: an act that takes longer than a minute does not lose its voice half way.
  if abs(extract(epoch from now()) - at::bigint) > 60 then return null; end if;
  return case when private.signed_by_bot(concat_ws('.', 'v1', at, request, said), split_part(proof, '.', 3)) then said end;
end $$;

create or replace function private.chat_identity() returns public.chat_identities language plpgsql stable security definer set search_path = '' as $$
declare
  part constant text[] := string_to_array(private.chat_user(), ':');
  found_identity public.chat_identities;
begin
  if cardinality(part) = 3 then
    select i.* into found_identity from public.chat_identities i where i.provider = part[1] and i.team = part[2] and i.chat_user = part[3];
  end if;
  return found_identity;
end $$;

create or replace function private.actor() returns uuid language plpgsql stable security definer set search_path = '' as $$
declare
  me constant uuid := private.signed_in();
begin
  if me is null or not exists (select from private.bots b where b.user_id = me) then return me; end if;
  return (private.chat_identity()).user_id;
end $$;

create or replace function private.require_voice() returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if private.is_bot() then
    if nullif(private.header('x-chat-user'), '') is not null and private.chat_user() is null then perform private.refuse('chat_proof_required'); end if;
  elsif auth.jwt() ->> 'sub' is not null and private.signed_in() is null then
    perform private.refuse('session_ended');
  end if;
end $$;

create or replace function private.source() returns text language plpgsql stable security definer set search_path = '' as $$
declare
  said constant text := private.header('x-tidings-source');
  platform text;
begin
  if private.is_bot() then
    if nullif(private.header('x-chat-user'), '') is null then return 'cron'; end if;
    platform := split_part(private.chat_user(), ':', 1);
    return case when platform in ('slack', 'discord') then platform else 'api' end;
  end if;
  if said in ('admin', 'terminal') then return said; end if;
  return case when nullif(current_setting('request.headers', true), '') is null then 'system' else 'api' end;
end $$;

create or replace function private.person_name(person uuid) returns text language sql stable security definer set search_path = '' as $$
  select p.name from public.profiles p where p.user_id = person
$$;

create or replace function private.require_sudo() returns void language plpgsql stable security definer set search_path = '' as $$
begin
  -- The bot signs in with its own account, so a session of the bot never means that the person just gave a password.
  -- The claim amr is not asked: its time is that of the session, and the embedded server writes none.
  if private.is_bot() or not exists (
    select from auth.sessions s where s.id = private.session_id() and s.user_id = private.signed_in() and s.created_at > now() - interval '10 minutes') then
    perform private.refuse('sudo_required');
  end if;
end $$;

create or replace function private.depth_of(given jsonb, most integer) returns integer language plpgsql immutable set search_path = '' as $$
declare
  deepest integer := 0;
  item jsonb;
begin
  if most <= 0 or jsonb_typeof(given) not in ('object', 'array') then return 0; end if;
  for item in select x from jsonb_array_elements(case jsonb_typeof(given) when 'array' then given else '[]' end) as x
    union all select x from jsonb_each(case jsonb_typeof(given) when 'object' then given else '{}' end) as o (k, x) loop
    deepest := greatest(deepest, private.depth_of(item, most - 1));
  end loop;
  return deepest + 1;
end $$;

create or replace function private.shape_fault(given jsonb, schema jsonb, path text default '') returns text language plpgsql stable set search_path = '' as $$
declare
  kind constant text := coalesce(jsonb_typeof(given), 'missing');
  -- zod writes a boolean or null as a list of types.
  wanted constant text := case jsonb_typeof(schema -> 'type') when 'array' then (case when schema -> 'type' ? kind then kind else schema #>> '{type,0}' end) else schema ->> 'type' end;
  -- Free JSON is limited by its depth, and by the size of the whole input.
  usual constant integer := case when wanted is not null then 1000 else 2147483647 end;
  fault text;
  name text;
  item record;
begin
  if schema ? 'anyOf' then
    -- In the closed subset, anyOf has one alternative beside null.
    if kind = 'null' and schema -> 'anyOf' @> '[{"type": "null"}]' then return null; end if;
    select private.shape_fault(given, x, path) into fault from jsonb_array_elements(schema -> 'anyOf') as x where x ->> 'type' is distinct from 'null' limit 1;
    return fault;
  end if;
  if wanted is not null and wanted <> (case when kind = 'number' and wanted = 'integer' and (given #>> '{}') ~ '^-?[0-9]+$' then 'integer' else kind end) then return path; end if;
  if (schema ? 'const' and given <> schema -> 'const') or (schema ? 'enum' and not schema -> 'enum' @> jsonb_build_array(given)) then return path; end if;
  if kind = 'string' then
    if char_length(given #>> '{}') > coalesce((schema ->> 'maxLength')::integer, usual) or char_length(given #>> '{}') < coalesce((schema ->> 'minLength')::integer, 0)
      or (schema ? 'pattern' and given #>> '{}' !~ (schema ->> 'pattern')) then return path; end if;
  elsif kind = 'number' and wanted is not null then
    if (given #>> '{}')::numeric < coalesce((schema ->> 'minimum')::numeric, -9007199254740991) or (given #>> '{}')::numeric > coalesce((schema ->> 'maximum')::numeric, 9007199254740991) then return path; end if;
  elsif kind = 'array' then
    if jsonb_array_length(given) > coalesce((schema ->> 'maxItems')::integer, usual) or jsonb_array_length(given) < coalesce((schema ->> 'minItems')::integer, 0) then return path; end if;
    if schema ? 'items' then
      for item in select x as one, n from jsonb_array_elements(given) with ordinality as a (x, n) loop
        fault := private.shape_fault(item.one, schema -> 'items', format('%s[%s]', path, item.n));
        if fault is not null then return fault; end if;
      end loop;
    end if;
  elsif kind = 'object' then
    for name in select x from jsonb_array_elements_text(schema -> 'required') as x loop
      if not given ? name then return ltrim(path || '.' || name, '.'); end if;
    end loop;
    for item in select k, v from jsonb_each(given) as o (k, v) loop
      if schema -> 'properties' ? item.k then
        fault := private.shape_fault(item.v, schema -> 'properties' -> item.k, ltrim(path || '.' || item.k, '.'));
      elsif jsonb_typeof(schema -> 'additionalProperties') = 'object' then
        fault := private.shape_fault(item.v, schema -> 'additionalProperties', ltrim(path || '.' || left(item.k, 64), '.'));
      elsif schema -> 'additionalProperties' = 'false' then
        fault := ltrim(path || '.' || left(item.k, 64), '.');
      end if;
      if fault is not null then return fault; end if;
    end loop;
  end if;
  if schema ? 'x-depth' and private.depth_of(given, (schema ->> 'x-depth')::integer + 1) > (schema ->> 'x-depth')::integer then return path; end if;
  return null;
end $$;

create or replace function private.check_input(verb text, input jsonb) returns void language plpgsql stable set search_path = '' as $$
declare
  schema jsonb;
  fault text;
begin
  select i.schema into schema from private.inputs i where i.verb = check_input.verb;
  if octet_length(input::text) > coalesce((schema ->> 'x-bytes')::integer, 65536) then
    perform private.refuse('input_too_large', jsonb_build_object('max', coalesce((schema ->> 'x-bytes')::integer, 65536) / 1024 || ' KB'));
  end if;
  -- A verb without a schema takes no input.
  fault := private.shape_fault(input, coalesce(schema, '{"type": "object", "additionalProperties": false}'));
  if fault is not null then perform private.refuse('input_invalid', jsonb_build_object('field', case fault when '' then 'input' else fault end)); end if;
end $$;

create or replace function private.texts_of(list jsonb) returns text[] language sql immutable set search_path = '' as $$
  select case jsonb_typeof(list) when 'array' then array(select jsonb_array_elements_text(list)) end
$$;

create or replace function private.as_uuid(typed text, field text) returns uuid language plpgsql stable set search_path = '' as $$
begin
  if typed is null then return null; end if;
  if typed !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then perform private.refuse('input_invalid', jsonb_build_object('field', field)); end if;
  return typed::uuid;
end $$;

create or replace function private.as_time(typed text, field text) returns timestamptz language plpgsql stable set search_path = '' as $$
declare
  at timestamptz;
begin
  if typed is null or typed = '' then return null; end if;
  -- A time zone is required: without one the server's would apply, which nobody meant. Postgres also accepts "infinity", "tomorrow" and the year
  -- 294276; nobody means those either.
  if typed !~ '^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?\s?(Z|[+-]\d{2}(:?\d{2})?)$' then perform private.refuse('input_invalid', jsonb_build_object('field', field)); end if;
  begin
    at := typed::timestamptz;
  exception when data_exception then
    perform private.refuse('input_invalid', jsonb_build_object('field', field));
  end;
  if at not between '2000-01-01Z' and '2200-01-01Z' then perform private.refuse('input_invalid', jsonb_build_object('field', field)); end if;
  return at;
end $$;

create or replace function private.address_header(d private.deployment) returns text language sql immutable set search_path = '' as $$
  select coalesce(d.address_header, case when d.functions_url ~* '^https://[a-z0-9-]+\.supabase\.co(/|$)' then 'cf-connecting-ip' else 'x-forwarded-for' end)
$$;

create or replace function private.caller_address() returns text language plpgsql stable set search_path = '' as $$
declare
  d private.deployment;
  hops text[];
  found_hop text;
begin
  select x.* into d from private.deployment x;
  -- Whoever calls may write anything into x-forwarded-for; each proxy adds at its end who called it. So our own hops are counted from the right. On
  -- hosted Supabase, Cloudflare sets cf-connecting-ip to the caller, whatever the caller sent.
  hops := string_to_array(private.header(private.address_header(d)), ',');
  found_hop := btrim(hops[greatest(cardinality(hops) - coalesce(d.trusted_hops, 1) + 1, 1)]);
  if found_hop !~ ':' then return left(found_hop, 64); end if;
  -- IPv4 with a port, or written as IPv6.
  found_hop := regexp_replace(regexp_replace(found_hop, '^(\d+\.\d+\.\d+\.\d+):\d+$', '\1'), '^::ffff:(?=\d+\.)', '', 'i');
  if found_hop !~ ':' then return left(found_hop, 64); end if;
  begin
    -- Whoever has one address of IPv6 has the 2^64 of its network.
    return host(network(set_masklen(found_hop::inet, 64)));
  exception when invalid_text_representation then
    return 'unknown';
  end;
end $$;

create or replace function private.limits_on(verb text, input jsonb, person uuid, enterprise uuid, address text, chat_user text, bot uuid) returns private.counted[]
language plpgsql stable set search_path = '' as $$
declare
  at constant double precision := extract(epoch from clock_timestamp());
begin
  return (
    select coalesce(array_agg(row(l.name, w.who, coalesce(enterprise, '00000000-0000-0000-0000-000000000000'), s.slot, l.refused, l.most, p.per, a.again_in)::private.counted
      order by a.again_in desc nulls last), '{}')
    from private.limits l
    cross join lateral (select case l.scope when 'person' then person::text when 'enterprise' then enterprise::text when 'address' then address
      when 'chat_user' then chat_user when 'bot' then bot::text end as who) w
    cross join lateral (select extract(epoch from l.per)::integer as per) p
    cross join lateral (select floor(at / p.per)::bigint as slot, at / p.per - floor(at / p.per) as gone) s
    cross join lateral (
      select coalesce(sum(x.n) filter (where x.slot = s.slot), 0)::double precision as n,
        coalesce(sum(case when x.slot = s.slot then x.before when x.slot = s.slot - 1 then x.n end), 0)::double precision as before
      from private.limit_counts x where x.who = w.who and x.limit_name = l.name) c
    -- The window before counts for the part of it that a window ending now still covers.
    cross join lateral (select case when c.n + c.before * (1 - s.gone) > l.most - 1 then greatest(1, ceil(p.per * (case
      when c.n >= l.most then 2 - s.gone - (l.most - 1) / c.n
      else 1 - s.gone - (l.most - 1 - c.n) / c.before end)))::integer end as again_in) a
    where w.who is not null and (l.verbs is null or verb = any (l.verbs)) and (l.given is null or input @> l.given));
end $$;

create or replace function private.limits_of(verb text, input jsonb) returns private.counted[] language plpgsql stable set search_path = '' as $$
declare
  by_bot constant boolean := private.is_bot();
  -- Only with its proof: whoever has the bot's token alone does not use up what others may.
  chat constant text := case when by_bot then left(private.chat_user(), 128) end;
  person constant uuid := private.actor();
begin
  -- What the bot does for itself (the clock, claims of cards) is for everybody, so it has no limit.
  if by_bot and nullif(private.header('x-chat-user'), '') is null then return '{}'; end if;
  return private.limits_on(verb, input, person, private.enterprise_in_use(person), case when not by_bot then private.caller_address() end, chat,
    case when by_bot and person is null then auth.uid() end);
end $$;

create or replace function private.count_call(counted private.counted[], was_refused boolean) returns void language plpgsql set search_path = '' as $$
begin
  if cardinality(counted) = 0 then return; end if;
  insert into private.limit_counts as c (who, limit_name, pid, slot, n, before)
  select x.who, x.limit_name, pg_backend_pid(), x.slot, 1, 0 from unnest(counted) as x where was_refused or not x.refused
  on conflict on constraint limit_counts_pkey do update set slot = excluded.slot, n = case when c.slot = excluded.slot then c.n + 1 else 1 end,
    before = case c.slot when excluded.slot then c.before when excluded.slot - 1 then c.n else 0 end;
  insert into private.limit_hours as h (hour, limit_name, enterprise_id, pid, allowed, refused)
  select date_trunc('hour', clock_timestamp()), x.limit_name, x.enterprise_id, pg_backend_pid(), 1, 0 from unnest(counted) as x where was_refused or not x.refused
  on conflict on constraint limit_hours_pkey do update set allowed = h.allowed + 1;
end $$;

create or replace function private.span_text(seconds integer) returns text language sql immutable set search_path = '' as $$
  select format('%s %s%s', x.n, u.name, case when x.n <> 1 then 's' end)
  from (values (86400, 'day'), (3600, 'hour'), (60, 'minute'), (1, 'second')) as u (size, name)
  cross join lateral (select ceil(seconds / u.size::numeric)::integer as n) x
  -- A coarser unit only where it is exact, or rounds up by a tenth at most.
  where seconds % u.size = 0 or seconds >= 10 * u.size order by u.size desc limit 1
$$;

create or replace function private.refuse_call(counted private.counted[]) returns jsonb language plpgsql set search_path = '' as $$
declare
  met constant private.counted := counted[1];
begin
  insert into private.limit_hours as h (hour, limit_name, enterprise_id, pid, allowed, refused)
  values (date_trunc('hour', clock_timestamp()), met.limit_name, met.enterprise_id, pg_backend_pid(), 0, 1)
  on conflict on constraint limit_hours_pkey do update set refused = h.refused + 1;
  perform set_config('response.status', '429', true), set_config('response.headers', jsonb_build_array(jsonb_build_object('Retry-After', met.again_in::text))::text, true);
  return private.refusal('too_many_requests', jsonb_build_object('limit', met.limit_name, 'most', met.most, 'per', private.span_text(met.per),
    'again', private.span_text(met.again_in), 'again_in', met.again_in));
end $$;

create or replace function private.is_first_refusal(met private.counted) returns boolean language plpgsql set search_path = '' as $$
declare
  me constant uuid := private.actor();
begin
  if me is null or exists (select from private.limit_lines l where l.person = me and l.limit_name = met.limit_name and l.slot = met.slot) then return false; end if;
  -- Of several at the same instant one writes the line, and none waits.
  if not pg_try_advisory_xact_lock(hashtextextended('limit:' || me || met.limit_name, met.slot)) then return false; end if;
  insert into private.limit_lines (person, limit_name, slot) values (me, met.limit_name, met.slot) on conflict do nothing;
  return found;
end $$;

create or replace function private.ask_call(verb text) returns jsonb language plpgsql set search_path = '' as $$
declare
  counted constant private.counted[] := private.limits_of(verb, '{}');
begin
  if (counted[1]).again_in is not null then return private.refuse_call(counted); end if;
  perform private.count_call(counted, false);
  return null;
end $$;

create or replace function private.count_function(verb text, person uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  counted constant private.counted[] := private.limits_on(verb, '{}', person, private.enterprise_in_use(person), null, null, null);
begin
  if (counted[1]).again_in is not null then return private.refuse_call(counted); end if;
  perform private.count_call(counted, false);
  return null;
end $$;

create or replace function private.sweep_limits() returns void language sql set search_path = '' as $$
  delete from private.limit_counts c where not exists (
    select from private.limits l where l.name = c.limit_name and c.slot >= floor(extract(epoch from clock_timestamp()) / extract(epoch from l.per)) - 1);
  delete from private.limit_lines l where l.at < clock_timestamp() - interval '2 days';
  with over as (
    delete from private.limit_hours h where h.pid <> 0 and h.hour < date_trunc('hour', clock_timestamp()) - interval '10 minutes' returning h.*
  )
  insert into private.limit_hours as h (hour, limit_name, enterprise_id, pid, allowed, refused)
  select o.hour, o.limit_name, o.enterprise_id, 0, sum(o.allowed), sum(o.refused) from over o group by 1, 2, 3
  on conflict on constraint limit_hours_pkey do update set allowed = h.allowed + excluded.allowed, refused = h.refused + excluded.refused;
  delete from private.limit_hours h where h.hour < clock_timestamp() - interval '7 days';
$$;

create or replace function public.limits_report() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  today constant timestamptz := date_trunc('day', now(), (select e.time_zone from public.enterprises e where e.id = home));
  at constant double precision := extract(epoch from clock_timestamp());
begin
  perform private.require(home, 'KooMessage:member:list');
  return (
    select jsonb_agg(jsonb_build_object('name', l.name, 'scope', l.scope, 'most', l.most, 'per', private.span_text(p.per), 'used', u.used, 'refused_today', coalesce(r.refused, 0))
      order by l.scope, u.used / l.most::numeric desc nulls last, l.name)
    from private.limits l
    cross join lateral (select extract(epoch from l.per)::integer as per, case l.scope when 'enterprise' then home::text when 'person' then private.actor()::text end as who) p
    cross join lateral (select floor(at / p.per)::bigint as slot, at / p.per - floor(at / p.per) as gone) s
    -- What a person did in another enterprise is nobody's business here, so a limit of persons shows the caller's own part.
    left join lateral (
      select ceil(coalesce(sum(case c.slot when s.slot then c.n + c.before * (1 - s.gone) when s.slot - 1 then c.n * (1 - s.gone) end), 0))::integer as used
      from private.limit_counts c where c.who = p.who and c.limit_name = l.name) u on p.who is not null
    left join lateral (select sum(h.refused) as refused from private.limit_hours h where h.enterprise_id = home and h.limit_name = l.name and h.hour >= today) r on true
    where p.who is not null or r.refused > 0);
end $$;

create or replace function private.link_keys() returns bigint[] language plpgsql stable security definer set search_path = '' as $$
declare
  mask constant bigint := 16777215;
  l bigint[];
  k bigint;
  keys bigint[] := '{}';
begin
  select w.words[1], array[w.words[2], w.words[3], w.words[4]]::bigint[] into k, l from private.link_key w;
  for i in 0..22 loop
    keys := keys || k;
    l := l || ((((k + (((l[i + 1] >> 8) | (l[i + 1] << 16)) & mask)) & mask)) # i::bigint);
    k := (((k << 3) | (k >> 21)) & mask) # l[i + 4];
  end loop;
  return keys;
end $$;

create or replace function private.link_code(id bigint) returns text language plpgsql stable security definer set search_path = '' as $$
declare
  -- Speck48/96: 48-bit block, 96-bit key, 23 rounds. shared/src/links/code.ts computes the same, faster.
  mask constant bigint := 16777215;
  letters constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  keys bigint[] := private.link_keys();
  x bigint := id >> 24;
  y bigint := id & mask;
  block bigint;
  code text := '';
begin
  loop
    for i in 1..23 loop
      x := (((((x >> 8) | (x << 16)) & mask) + y) & mask) # keys[i];
      y := (((y << 3) | (y >> 21)) & mask) # x;
    end loop;
    block := (x << 24) | y;
    -- Cycle walking: repeat until the block is below 62^8, so that eight letters hold it. 1.3 rounds on average.
    exit when block < 218340105584896;
  end loop;
  for i in 1..8 loop
    code := substr(letters, 1 + (block % 62)::integer, 1) || code;
    block := block / 62;
  end loop;
  return code;
end $$;

create or replace function private.link_id(code text) returns bigint language plpgsql stable security definer set search_path = '' as $$
declare
  mask constant bigint := 16777215;
  letters constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  keys bigint[] := private.link_keys();
  block bigint := 0;
  x bigint;
  y bigint;
begin
  if code !~ '^[0-9A-Za-z]{8}$' then return null; end if;
  for i in 1..8 loop
    block := block * 62 + strpos(letters, substr(code, i, 1)) - 1;
  end loop;
  loop
    x := block >> 24;
    y := block & mask;
    for i in reverse 23..1 loop
      y := y # x;
      y := ((y >> 3) | (y << 21)) & mask;
      x := ((x # keys[i]) - y) & mask;
      x := ((x << 8) | (x >> 16)) & mask;
    end loop;
    block := (x << 24) | y;
    exit when block < 218340105584896;
  end loop;
  return block;
end $$;

create or replace function private.resolve_task_card(task uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.resolve_task_cards c where c.id = task
$$;

create or replace function public.find_link(code text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  -- A whole address is accepted too, as people copy it: with or without a scheme, with a query, with a slash at its end.
  address constant text := regexp_replace(regexp_replace(regexp_replace(btrim(coalesce(code, '')), '[?#].*$', ''), '/+$', ''), '^([A-Za-z][A-Za-z0-9+.-]*:)?//', '');
  short constant text := regexp_replace(address, '^.*/', '');
  said constant text := case when address like '%/%' then lower(split_part(address, '/', 1)) end;
  -- The domain that the address names: empty for the deployment's own address, null for a bare code.
  of_host constant text := case when exists (select from private.deployment d
    where said in (lower(split_part(d.link_base_url, '/', 3)), lower(split_part(d.functions_url, '/', 3)))) then '' else split_part(said, ':', 1) end;
  found_row jsonb;
  found_rows jsonb[];
begin
  if char_length(code) > 2000 then perform private.refuse('input_invalid', '{"field": "code"}'); end if;
  -- An address at an unknown host is no link of ours, whatever its code.
  if of_host <> '' and not exists (select from public.domains d where lower(d.host) = of_host and d.state = 'approved') then return null; end if;
  select to_jsonb(c) || '{"resource": "link"}' into found_row from public.link_cards c
  where c.id = private.link_id(short) and c.enterprise_id = any (private.may_in('KooMessage:resolveTask:list'));
  if found_row is null then
    found_rows := array(select to_jsonb(c) || '{"resource": "link"}' from public.link_aliases a join public.link_cards c on c.id = a.link_id
      where a.code = short and (of_host is null or a.host = of_host) and a.enterprise_id = any (private.may_in('KooMessage:resolveTask:list')) order by a.host);
    if cardinality(found_rows) > 1 then
      return jsonb_build_object('resource', 'several', 'addresses', (select jsonb_agg(x -> 'address') from unnest(found_rows) as x));
    end if;
    found_row := found_rows[1];
  end if;
  if found_row is null then
    select jsonb_build_object('resource', 'delivery', 'id', d.id, 'send_id', d.send_id, 'send_name', s.name, 'code', short,
      'address', private.link_address(s.domain_id, short), 'maximum', 1, 'used', d.resolved, 'expires_at', d.handed_at + make_interval(days => s.validity_days),
      'status', case when exists (select from public.frozen_links z where z.id = d.id) then 'frozen' when d.handed_at + make_interval(days => s.validity_days) <= now() then 'expired'
        when d.resolved > 0 then 'used_up' else 'live' end) into found_row
    from public.deliveries d join public.sends s on s.id = d.send_id
    where d.id = private.link_id(short) and d.enterprise_id = any (private.may_in('KooMessage:sendTask:list'));
  end if;
  return found_row;
end $$;

-- links: the rules for changing an existing resolve task (RES-2)

create or replace function private.add_resolutions_resolve_task(task uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  more constant bigint := input ->> 'resolutions';
  most bigint;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  most := 1000000000 - t.max_resolutions;
  if more > most then perform private.refuse('too_many_resolutions', jsonb_build_object('left', most, 'max', 1000000000)); end if;
  if more < 1 then perform private.refuse('max_resolutions_invalid', jsonb_build_object('min', 1, 'max', most)); end if;
  update public.resolve_tasks x set max_resolutions = x.max_resolutions + more where x.id = task;
  update public.links l set maximum = l.maximum + more where l.id = t.link_id;
  perform private.hold_task(task);
end $$;

create or replace function public.add_resolutions(task text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'add_resolutions', task, request, input)
$$;

create or replace function private.add_validity_resolve_task(task uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  more constant integer := input ->> 'days';
  longest integer;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  longest := private.longest_validity(t.kind);
  if more > longest - t.validity_days then perform private.refuse('too_many_days', jsonb_build_object('left', longest - t.validity_days, 'max', longest)); end if;
  -- §7.1.1 (增加有效期) says only that days are added, not from when. For an expired task they count from now: days in the past would be of no use.
  update public.resolve_tasks x set validity_days = x.validity_days + more, expires_at = greatest(x.expires_at, clock_timestamp()) + make_interval(days => more)
  where x.id = task;
  perform private.hold_task(task);
end $$;

create or replace function public.add_validity(task text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'add_validity', task, request, input)
$$;

create or replace function private.regenerate_resolve_task(task uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  corrections constant jsonb := coalesce(nullif(input -> 'corrections', 'null'), '[]');
  stray text;
begin
  if exists (select from jsonb_array_elements(corrections) as c group by c ->> 'ordinal' having count(*) > 1) then perform private.refuse('input_invalid', '{"field": "corrections"}'); end if;
  if jsonb_array_length(corrections) > 100 then perform private.refuse('too_many_links', jsonb_build_object('max', 100, 'count', jsonb_array_length(corrections))); end if;
  select string_agg(c ->> 'ordinal', ', ' order by (c ->> 'ordinal')::integer) into stray from jsonb_array_elements(corrections) as c
  where not exists (select from public.link_rejects r where r.task_id = task and r.ordinal = (c ->> 'ordinal')::integer);
  if stray is not null then perform private.refuse('correction_without_link', jsonb_build_object('ordinals', stray)); end if;
  select string_agg(distinct k.name, ', ' order by k.name) into stray
  from jsonb_array_elements(corrections) as c cross join lateral jsonb_object_keys(coalesce(nullif(c -> 'params', 'null'), '{}')) as k (name)
  where not exists (select from public.resolve_tasks t join public.template_versions v on v.id = t.version_id where t.id = task and k.name = any (v.parameters));
  if stray is not null then perform private.refuse('parameter_unknown', jsonb_build_object('names', stray)); end if;
  with said as (
    select (c ->> 'ordinal')::integer as ordinal, btrim(c ->> 'cust_flag') as cust_flag, c -> 'params' as params from jsonb_array_elements(corrections) as c
  )
  update public.link_rejects r set cust_flag = coalesce(s.cust_flag, r.cust_flag), params = coalesce(r.params, '{}') || coalesce(nullif(s.params, 'null'), '{}'),
    -- The slice decides whether a correction is valid. Only duplicates are marked at once, as there are at most 100 corrections.
    reason = case when exists (select from public.links l where l.task_id = task and l.cust_flag = coalesce(s.cust_flag, r.cust_flag))
        or exists (select from said o where o.ordinal < s.ordinal and o.cust_flag = s.cust_flag) then 'duplicate' else 'retrying' end::public.link_reject_reason
  from said s where r.task_id = task and r.ordinal = s.ordinal;
  update private.mint_progress p set retry_after = 0 where p.task_id = task;
end $$;

create or replace function public.regenerate_resolve_task(task text, input jsonb default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'regenerate', task, request, input)
$$;

create or replace function private.link_place(id text) returns table (enterprise_id uuid, task_id uuid, send_id uuid, link_id bigint)
language sql stable set search_path = '' as $$
  -- The id may be a whole task, its one group link (which stands for the task), a single link of a personal task, or a link of a send.
  select t.enterprise_id, t.id, null::uuid, null::bigint from public.resolve_tasks t
  where t.id = (case when link_place.id ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then link_place.id end)::uuid
  union all
  select l.enterprise_id, l.task_id, null, case when t.link_id is null then l.id end from public.links l join public.resolve_tasks t on t.id = l.task_id
  where l.id = (case when link_place.id ~ '^[0-9]{1,15}$' then link_place.id end)::bigint
  union all
  select d.enterprise_id, null, d.send_id, d.id from public.deliveries d where d.id = (case when link_place.id ~ '^[0-9]{1,15}$' then link_place.id end)::bigint
$$;

create or replace function private.freeze(task uuid, send uuid, link bigint, enterprise uuid, why text) returns boolean language plpgsql set search_path = '' as $$
begin
  if link is null then
    update public.resolve_tasks t set frozen_at = clock_timestamp(), frozen_by = private.actor(), frozen_reason = why where t.id = task and t.frozen_at is null;
  else
    insert into public.frozen_links (id, enterprise_id, task_id, send_id, reason, frozen_by) values (link, enterprise, task, send, why, private.actor())
    on conflict (id) do nothing;
  end if;
  return found;
end $$;

create or replace function private.frozen_as(link text, out resource text, out id text) language sql stable set search_path = '' as $$
  select case when p.link_id is null and p.task_id is not null then 'resolve_task' when p.send_id is not null then 'send_link' else 'link' end, coalesce(p.link_id::text, p.task_id::text, link)
  from (values (true)) as always (one) left join private.link_place(link) p on true
$$;

create or replace function private.freezing_answer(place text) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('resource', case when p.link_id is null then 'resolve_task' else 'link' end, 'task_id', p.task_id, 'send_id', p.send_id, 'link_id', p.link_id,
    'frozen', case when p.link_id is null then (select t.frozen_at is not null from public.resolve_tasks t where t.id = p.task_id)
      else exists (select from public.frozen_links z where z.id = p.link_id) end)
  from private.link_place(place) p
$$;

create or replace function private.freezing_card(link bigint) returns jsonb language sql stable set search_path = '' as $$
  select private.freezing_answer(link::text)
$$;

create or replace function private.freeze_resolve_task(task uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
begin
  perform private.freeze(task, null, null, null, input ->> 'reason');
  return private.freezing_answer(task::text);
end $$;

create or replace function private.freeze_link(link bigint, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  p record;
begin
  select x.* into p from private.link_place(link::text) x;
  perform private.freeze(p.task_id, p.send_id, link, p.enterprise_id, input ->> 'reason');
  if p.task_id is not null then perform private.touch_cards('resolve_task', p.task_id); end if;
end $$;

create or replace function private.freeze_send_link(link bigint, input jsonb) returns void language sql set search_path = '' as $$
  select private.freeze_link(link, input)
$$;

create or replace function public.freeze_link(link text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act(f.resource, 'freeze', f.id, request, null, reason) from private.frozen_as(link) f
$$;

create or replace function private.unfreeze_resolve_task(task uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
begin
  update public.resolve_tasks t set frozen_at = null, frozen_by = null, frozen_reason = null where t.id = task;
  -- The person has looked at the burst that froze the link. Only a new burst freezes it again.
  delete from private.link_minutes m where m.link_id = (select t.link_id from public.resolve_tasks t where t.id = task);
  return private.freezing_answer(task::text);
end $$;

create or replace function private.unfreeze_link(link bigint, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  task uuid;
begin
  delete from public.frozen_links z where z.id = link returning z.task_id into task;
  delete from private.link_minutes m where m.link_id = link;
  if task is not null then perform private.touch_cards('resolve_task', task); end if;
end $$;

create or replace function private.unfreeze_send_link(link bigint, input jsonb) returns void language sql set search_path = '' as $$
  select private.unfreeze_link(link, input)
$$;

create or replace function public.unfreeze_link(link text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act(f.resource, 'unfreeze', f.id, request, null, reason) from private.frozen_as(link) f
$$;

-- ---------------------------------------------------------------------------------------------
-- The rules of an enterprise's links

create or replace function private.link_rules(enterprise uuid) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('jump_approval', e.jump_approval, 'group_burst', e.group_burst, 'personal_burst', e.personal_burst) from public.enterprises e where e.id = enterprise
$$;

create or replace function private.set_link_rules(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was jsonb;
  becomes jsonb;
begin
  perform from public.enterprises e where e.id = home for no key update;
  was := private.link_rules(home);
  update public.enterprises e set jump_approval = coalesce((input ->> 'jump_approval')::boolean, e.jump_approval),
    group_burst = coalesce((input ->> 'group_burst')::integer, e.group_burst), personal_burst = coalesce((input ->> 'personal_burst')::integer, e.personal_burst)
  where e.id = home;
  becomes := private.link_rules(home);
  return becomes || jsonb_build_object('id', home, 'before', was, 'after', becomes);
end $$;

create or replace function public.set_link_rules(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('link_rules', 'set', request, input)
$$;

create or replace function private.jump_card(batch uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.jump_cards c where c.id = batch
$$;

create or replace function private.jump_trouble(url text) returns text language plpgsql immutable set search_path = '' as $$
declare
  label constant text := '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
  octet constant text := '(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])';
  -- Public DNS services whose names resolve to the address written in the name, or to 127.0.0.1: WILDCARD_DNS in shared/src/links/jump.ts.
  wildcard constant text := 'nip.io|sslip.io|xip.io|traefik.me|backname.io|1u.ms|rbndr.us|localtest.me|lvh.me|vcap.me|fuf.me|local.gd|lacolhost.com|yoogle.com|smackaho.st|127-0-0-1.org.uk';
  -- Top-level names that are no public ones: PRIVATE_NAMES there says where each comes from.
  reserved constant text := 'alt|arpa|bit|consul|corp|dhcp|domain|example|exit|gnu|home|i2p|internal|intranet|invalid|lan|local|localdomain|localhost|mail|onion|private|router|svc|test';
  authority text := (regexp_match(url, '^https?://([^/?#]*)', 'i'))[1];
  host text;
  port text;
begin
  if coalesce(url, '') = '' then return 'empty'; end if;
  if char_length(url) > 256 then return 'too_long'; end if;
  if authority is null then return 'scheme'; end if;
  if url !~ '^([A-Za-z0-9._~:/?#@!$&''()*+,;=\[\]-]|%[0-9A-Fa-f]{2})*$' then return 'characters'; end if;
  if strpos(authority, '@') > 0 then return 'credentials'; end if;
  port := (regexp_match(authority, ':([0-9]*)$'))[1];
  host := lower(regexp_replace(authority, ':[0-9]*$', ''));
  if port is not null then
    if port !~ '^[1-9][0-9]{0,4}$' then return 'port'; end if;
    if port::integer > 65535 then return 'port'; end if;
  end if;
  if host ~ ('^' || octet || '(\.' || octet || '){3}$') then
    return case when host::inet <<= any ('{0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/3}'::inet[])
      then 'private' end;
  end if;
  if host ~ '(^|\.)localhost$' then return 'private'; end if;
  -- The last label begins with a letter: browsers read "1.2.0x7f" and "2130706433" as numbers.
  if char_length(host) > 253 or host !~ ('^(' || label || '\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$') then return 'host'; end if;
  if host ~ ('\.(' || reserved || ')$') then return 'private'; end if;
  if host ~ ('(^|\.)(' || replace(wildcard, '.', '\.') || ')$') then return 'private'; end if;
  return null;
end $$;

create or replace function private.check_jump(enterprise uuid, url text) returns void language plpgsql stable set search_path = '' as $$
begin
  if private.jump_trouble(url) is not null then
    perform private.refuse('jump_url_invalid', jsonb_build_object('url', left(coalesce(url, ''), 300), 'why', private.jump_trouble(url)));
  end if;
  if (select e.jump_approval from public.enterprises e where e.id = check_jump.enterprise)
     and not exists (select from public.jump_links l join public.jump_batches b on b.id = l.batch_id
       where l.enterprise_id = check_jump.enterprise and l.form = private.jump_form(check_jump.url) and b.state = 'approved') then
    perform private.refuse('jump_not_approved', jsonb_build_object('url', url));
  end if;
end $$;

-- links: the rules of custom jump links (JMP-1, §7.2.3)

create or replace function private.create_jump_batch(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  submitted constant timestamptz := clock_timestamp();
  task constant text := private.clean_name(input ->> 'name');
  handed constant integer := jsonb_array_length(input -> 'urls');
  most constant integer := case input ->> 'source' when 'typed' then 10 else 10000 end;
  proof record;
  due record;
  bad record;
  made uuid;
  kept integer;
begin
  if btrim(input ->> 'purpose') = '' then perform private.refuse('input_invalid', '{"field": "purpose"}'); end if;
  if handed not between 1 and most then perform private.refuse('jump_links_count', jsonb_build_object('count', handed, 'max', most)); end if;
  select u.url, u.ordinal, private.jump_trouble(u.url) as why into bad
  from jsonb_array_elements_text(input -> 'urls') with ordinality as u (url, ordinal) where private.jump_trouble(u.url) is not null order by u.ordinal limit 1;
  if found then
    perform private.refuse('jump_url_invalid', jsonb_build_object('url', left(coalesce(bad.url, ''), 300), 'why', bad.why, 'ordinal', bad.ordinal));
  end if;
  select p.path, p.name into proof from private.proof_of(input, 'jump-proofs', 'rar', home) p;
  select d.due_at, d.certain into due from private.review_due(submitted) d;
  perform pg_advisory_xact_lock(hashtextextended('jump_batch_no:' || home::text, 0));
  insert into public.jump_batches (enterprise_id, name, purpose, batch_no, source, links, proof_path, proof_name, submitted_by, submitted_at, due_at, due_certain, created_by)
  select home, task, btrim(input ->> 'purpose'),
    to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-' || lpad((1 + (select count(*) from public.jump_batches x where x.enterprise_id = home
      and x.batch_no like to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-%'))::text, 4, '0'),
    input ->> 'source', handed, proof.path, proof.name, private.actor(), submitted, due.due_at, due.certain, private.actor()
  from public.enterprises e where e.id = home returning id into made;
  -- An address listed twice is one link.
  insert into public.jump_links (batch_id, ordinal, enterprise_id, url)
  select made, u.ordinal, home, u.url from jsonb_array_elements_text(input -> 'urls') with ordinality as u (url, ordinal) order by u.ordinal
  on conflict do nothing;
  get diagnostics kept = row_count;
  update public.jump_batches b set links = kept where b.id = made;
  return made;
end $$;

create or replace function public.create_jump_batch(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('jump_batch', 'create', request, input)
$$;

create or replace function public.approve_jump_batch(jump_batch text, shown text default null, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('jump_batch', 'approve', jump_batch, request, null, reason, shown)
$$;

create or replace function public.reject_jump_batch(jump_batch text, reason text default null, shown text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('jump_batch', 'reject', jump_batch, request, null, reason, shown)
$$;

-- links: minting them, at once or a million in slices (RES-1, RES-2)

create or replace function private.links_partition(p private.mint_progress) returns text language sql immutable set search_path = '' as $$
  select case when p.large then 'partitions.links_' || p.id_base else 'public.links' end
$$;

create or replace function private.begin_minting(task public.resolve_tasks) returns private.mint_progress language plpgsql set search_path = '' as $$
declare
  -- A partition of its own pays off from about 20,000 links on.
  is_large boolean := task.asked > 20000;
  p private.mint_progress;
begin
  update private.link_blocks b set next = b.next + task.asked where b.large = is_large returning b.next - task.asked - 1 into p.id_base;
  insert into private.mint_progress as x (task_id, enterprise_id, id_base, total, large)
  values (task.id, task.enterprise_id, p.id_base, task.asked, is_large) returning x.* into p;
  if p.large then
    -- Task and enterprise are the same in every row, so they are defaults. The check constraints let the planner skip the partition.
    execute format('create table %s (like public.links including defaults including constraints) with (fillfactor = 80)', private.links_partition(p));
    execute format('alter table %s alter task_id set default %L, alter enterprise_id set default %L, add check (task_id = %L), add check (id >= %s and id < %s)',
      private.links_partition(p), task.id, task.enterprise_id, task.id, p.id_base + 1, p.id_base + p.total + 1);
  end if;
  return p;
end $$;

create or replace function private.mint_lines(t public.resolve_tasks, p private.mint_progress, most integer) returns integer language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  -- The checks of link_trouble, written inline: a function call per row would take three times as long as the row itself.
  good text := 'char_length(n.phone) between 1 and 64'
    || coalesce((select string_agg(format(' and coalesce(n.params ->> %L, %L) <> %L', x, '', ''), '') from unnest(names) as x), '');
  upto integer := (select x.line from public.numbers x where x.file_id = t.number_file_id and x.line > p.line order by x.line offset most - 1 limit 1);
  lines integer := case when upto is null then p.total - p.taken else most end;
  -- Of a send's audience, the columns that fill the parameters are those of the send.
  columns jsonb := coalesce((select s.columns from public.sends s where s.id = t.source_send_id and s.number_file_id = t.number_file_id), '{}');
  slice text := format('select x.line, x.phone, %s as params, row_number() over (order by x.line) as place from public.numbers x where x.file_id = %L and x.line > $1 and x.line <= $2',
    private.values_for(t.version_id, columns, t.number_file_id), t.number_file_id);
  fresh integer;
begin
  upto := coalesce(upto, 2147483647);
  execute format('insert into %s (id, task_id, enterprise_id, ordinal, cust_flag, params) select $3 + n.place, %L, %L, $4 + n.place, n.phone, n.params from (%s) n where %s',
    private.links_partition(p), t.id, t.enterprise_id, slice, good) using p.line, upto, p.id_base + p.taken, p.taken;
  get diagnostics fresh = row_count;
  if fresh < lines then
    execute format('insert into public.link_rejects (task_id, enterprise_id, ordinal, cust_flag, params, reason)
      select %L, %L, $3 + n.place, n.phone, n.params, private.link_trouble(n.phone, n.params, $4) from (%s) n where not (%s)', t.id, t.enterprise_id, slice, good)
    using p.line, upto, p.taken, names;
  end if;
  update private.mint_progress x set taken = x.taken + lines, line = upto where x.task_id = t.id;
  update public.resolve_tasks x set made = x.made + fresh, failed = x.failed + lines - fresh where x.id = t.id;
  return lines;
end $$;

create or replace function private.mint_again(t public.resolve_tasks, p private.mint_progress, most integer) returns integer language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  tried integer;
  last_ordinal integer;
  remade integer;
begin
  with slice as (
    select r.ordinal, r.cust_flag, r.params, r.reason, private.link_trouble(r.cust_flag, r.params, names) as trouble
    from public.link_rejects r where r.task_id = t.id and r.ordinal > p.retry_after order by r.ordinal limit most
  ), good as (
    -- A duplicate remains one until a correction changes its name.
    delete from public.link_rejects r using slice x where r.task_id = t.id and r.ordinal = x.ordinal and x.trouble is null and x.reason <> 'duplicate'
    returning r.ordinal, r.cust_flag, r.params
  ), made as (
    insert into public.links (id, task_id, enterprise_id, ordinal, cust_flag, params)
    select p.id_base + g.ordinal, t.id, t.enterprise_id, g.ordinal, g.cust_flag, g.params from good g
  )
  select (select count(*) from slice), (select max(x.ordinal) from slice x), (select count(*) from good) into tried, last_ordinal, remade;
  update public.link_rejects r set reason = private.link_trouble(r.cust_flag, r.params, names)
  where r.task_id = t.id and r.ordinal > p.retry_after and r.ordinal <= last_ordinal and r.reason <> 'duplicate';
  update private.mint_progress x set retry_after = case when tried < most then null else last_ordinal end where x.task_id = t.id;
  update public.resolve_tasks x set made = x.made + remade, failed = x.failed - remade where x.id = t.id;
  return tried;
end $$;

create or replace function private.mint_slice(task uuid, most integer default 20000) returns integer language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  p private.mint_progress;
  done integer := 0;
begin
  select x.* into t from public.resolve_tasks x where x.id = task for no key update skip locked;
  if not found or t.state <> 'generating' then return 0; end if;
  select x.* into p from private.mint_progress x where x.task_id = task for update;
  if p.taken < p.total then
    done := private.mint_lines(t, p, most);
    if p.large and p.taken + done >= p.total then
      -- 1,000,000 rows: building the index afterwards takes 0.5 s, maintaining it row by row 3 s.
      execute format('alter table %s add primary key (id)', private.links_partition(p));
      execute format('alter table public.links attach partition %s for values from (%s) to (%s)', private.links_partition(p), p.id_base + 1, p.id_base + p.total + 1);
      execute format('analyze %s', private.links_partition(p));
    end if;
  elsif p.retry_after is not null then
    done := private.mint_again(t, p, most);
  end if;
  perform private.finish_minting(task);
  return done;
end $$;

create or replace function private.finish_minting(task uuid) returns void language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  p private.mint_progress;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  select x.* into p from private.mint_progress x where x.task_id = task;
  if p.taken < p.total or p.retry_after is not null then
    perform private.touch_cards('resolve_task', task);
    return;
  end if;
  perform private.transition('resolve_task', task, case when t.failed = 0 then 'finish' when t.made > 0 then 'finish_partly' else 'fail' end);
  update public.resolve_tasks x set finished_at = clock_timestamp() where x.id = task;
end $$;

create or replace function private.mint_due() returns integer language plpgsql set search_path = '' as $$
declare
  t record;
  minted integer := 0;
begin
  for t in select x.id from public.resolve_tasks x where x.state = 'generating' order by x.submitted_at limit 4 loop
    minted := minted + private.mint_slice(t.id);
  end loop;
  return minted;
end $$;

-- links: the input of a resolve task, checked field by field (RES-1)

create or replace function private.link_address(domain uuid, code text) returns text language sql stable security definer set search_path = '' as $$
  select coalesce('https://' || d.host, (select x.link_base_url from private.deployment x)) || '/' || code from public.domains d where d.id = domain
$$;

create or replace function private.link_trouble(cust_flag text, params jsonb, names text[]) returns public.link_reject_reason language sql immutable set search_path = '' as $$
  select case
    when char_length(cust_flag) > 64 then 'cust_flag_too_long'
    when coalesce(cust_flag, '') = '' then 'cust_flag_missing'
    when cardinality(names) > 0 and exists (select from unnest(names) as n where coalesce(params ->> n, '') = '') then 'missing_parameter'
  end::public.link_reject_reason
$$;

create or replace function private.longest_validity(kind public.resolve_task_kind) returns integer language sql immutable set search_path = '' as $$
  select case kind when 'group' then 180 else 7 end
$$;

create or replace function private.check_signatures(signatures jsonb) returns text[] language plpgsql stable set search_path = '' as $$
declare
  named constant text[] := array(select btrim(s.name) from jsonb_array_elements_text(coalesce(nullif(signatures, 'null'), '[]')) with ordinality as s (name, n) order by s.n);
begin
  if cardinality(named) not between 1 and 5 or exists (select from unnest(named) as s where s is null or s ~ '[【】\[\]]' or char_length(s) not between 1 and 18)
     or (select count(distinct s) from unnest(named) as s) < cardinality(named) then
    perform private.refuse('signatures_invalid', '{"max": 5}');
  end if;
  return named;
end $$;

create or replace function private.parse_resolve_task(home uuid, input jsonb, out made public.resolve_tasks) language plpgsql set search_path = '' as $$
declare
  s public.sends;
  t public.templates;
  d public.domains;
  longest integer;
  most constant integer := 1000000000;
begin
  perform private.must_be_filed(home, 'short_link');
  made.source := coalesce(input ->> 'source', case when input ->> 'send_id' is not null then 'send' else 'template' end);
  if input ->> 'send_id' is not null then
    select x.* into s from public.sends x where x.id = private.as_uuid(input ->> 'send_id', 'send_id') and x.enterprise_id = home;
    if not found then perform private.refuse('not_found', '{"resource": "send"}'); end if;
  end if;
  made.source_send_id := s.id;
  made.name := private.clean_name(coalesce(input ->> 'name', s.name));
  made.kind := coalesce(input ->> 'kind', case when s.id is not null then 'personal' end);
  if made.kind is null then perform private.refuse('input_invalid', '{"field": "kind"}'); end if;

  select x.* into t from public.templates x where x.id = coalesce(private.as_uuid(input ->> 'template_id', 'template_id'), s.template_id) and x.enterprise_id = home;
  if not found then perform private.refuse('not_found', '{"resource": "template"}'); end if;
  made.template_id := t.id;
  -- From a send: the version that the send itself shows.
  made.version_id := case when s.template_id = t.id then s.version_id else t.live_version_id end;
  if not exists (select from public.vendor_reviews r where r.version_id = made.version_id and r.state = 'approved') then
    perform private.refuse('template_not_approved', jsonb_build_object('name', t.name));
  end if;
  if not t.enabled then perform private.refuse('template_disabled', jsonb_build_object('name', t.name)); end if;

  select x.* into d from public.domains x where x.enterprise_id = home and case when input ->> 'domain_id' is not null
    then x.id = private.as_uuid(input ->> 'domain_id', 'domain_id') when s.id is not null then x.id = s.domain_id else x.is_default end;
  if not found then perform private.refuse('not_found', '{"resource": "domain"}'); end if;
  made.domain_id := d.id;
  if d.state <> 'approved' then perform private.refuse('domain_not_approved'); end if;
  if not d.enabled then perform private.refuse('domain_disabled', jsonb_build_object('name', d.name)); end if;

  made.signatures := private.check_signatures(case when s.id is not null and not input ? 'signatures'
    then (select jsonb_build_array(g.name) from public.sms_signatures g where g.id = s.sms_signature_id) else input -> 'signatures' end);
  longest := private.longest_validity(made.kind);
  made.validity_days := coalesce((input ->> 'validity_days')::integer, 7);
  if made.validity_days not between 1 and longest then perform private.refuse('validity_out_of_range', jsonb_build_object('min', 1, 'max', longest)); end if;
  made.expires_at := clock_timestamp() + make_interval(days => made.validity_days);

  made.max_resolutions := coalesce((input ->> 'max_resolutions')::integer, case made.kind when 'personal' then 1 else 0 end);
  if made.kind = 'personal' and made.max_resolutions <> 1 then
    perform private.refuse('max_resolutions_invalid', '{"min": 1, "max": 1}');
  elsif made.kind = 'group' and made.max_resolutions not between 2 and most then
    perform private.refuse('max_resolutions_invalid', jsonb_build_object('min', 2, 'max', most));
  end if;
  made.jump_url := nullif(btrim(input ->> 'jump_url'), '');
  if made.jump_url is not null then
    if made.kind = 'personal' then perform private.refuse('group_only', '{"field": "jump_url"}'); end if;
    perform private.check_jump(home, made.jump_url);
  end if;
end $$;

create or replace function private.roll_up_links(most integer default 20000) returns integer language plpgsql set search_path = '' as $$
declare
  since xid8;
  horizon xid8;
  beyond xid8;
  changed integer;
begin
  select r.done_below into since from private.link_roll_up r for update skip locked;
  if not found then return 0; end if; -- another session does it
  -- Transactions below the oldest running one have ended, so no more of their events can appear.
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  select f.xact into beyond from (
    select x.xact, sum(cardinality(x.link_ids)) over (order by x.xact groups between unbounded preceding and 1 preceding) as before
    from public.link_flushes x where x.xact >= since and x.xact < horizon) f
  where f.before >= most order by f.xact limit 1;
  horizon := coalesce(beyond, horizon);
  -- The accounts first, in the order in which receipts lock them.
  perform from public.send_totals t where t.send_id in (
    select d.send_id from public.link_events e join public.deliveries d on d.id = e.link_id where e.xact >= since and e.xact < horizon and e.kind = 'resolution')
  order by t.send_id for update;
  with gone as materialized (
    select e.link_id, d.send_id, l.task_id, e.enterprise_id, e.kind, e.vendor, e.n, e.minute, (e.minute at time zone z.time_zone)::date as day,
      coalesce(t.template_id, s.template_id) as template_id, t.link_id as group_link
    from (select x.enterprise_id, x.link_id, x.kind, x.vendor, date_trunc('minute', x.at) as minute, sum(x.n) as n
      from public.link_events x where x.xact >= since and x.xact < horizon group by 1, 2, 3, 4, 5) e
    join public.enterprises z on z.id = e.enterprise_id
    left join public.links l on l.id = e.link_id left join public.deliveries d on d.id = e.link_id
    left join public.resolve_tasks t on t.id = l.task_id left join public.sends s on s.id = d.send_id
  ), days as (
    insert into public.link_days as d (enterprise_id, template_id, task_id, send_id, link_id, day, vendor, resolutions, humans, bots, refused)
    select g.enterprise_id, g.template_id, g.task_id, g.send_id, g.group_link, g.day, g.vendor, coalesce(sum(g.n) filter (where g.kind = 'resolution'), 0),
      coalesce(sum(g.n) filter (where g.kind = 'human'), 0), coalesce(sum(g.n) filter (where g.kind = 'bot'), 0), coalesce(sum(g.n) filter (where g.kind = 'refused'), 0)
    from gone g group by 1, 2, 3, 4, 5, 6, 7 order by 3, 4, 5, 6, 7
    on conflict on constraint one_row_a_day do update set resolutions = d.resolutions + excluded.resolutions, humans = d.humans + excluded.humans,
      bots = d.bots + excluded.bots, refused = d.refused + excluded.refused
  ), sent as (
    select g.send_id, g.enterprise_id, g.day, sum(g.n)::integer as n from gone g where g.send_id is not null and g.kind = 'resolution' group by 1, 2, 3
  ), by_day as (
    insert into public.send_days as d (send_id, enterprise_id, day, resolved) select x.send_id, x.enterprise_id, x.day, x.n from sent x
    on conflict (send_id, day) do update set resolved = d.resolved + excluded.resolved
  ), by_send as (
    update public.send_totals t set resolved = t.resolved + x.n from (select y.send_id, sum(y.n) as n from sent y group by 1) x where t.send_id = x.send_id
  ), owed as (
    insert into private.link_charges as c (holder_id, enterprise_id, owed)
    select coalesce(g.send_id, g.task_id), g.enterprise_id, sum(g.n) from gone g where coalesce(g.send_id, g.task_id) is not null and g.kind = 'resolution' group by 1, 2
    on conflict on constraint link_charges_pkey do update set owed = c.owed + excluded.owed
  ), minutes as (
    insert into private.link_minutes as m (link_id, minute, n)
    select g.link_id, g.minute, sum(g.n) from gone g where g.kind = 'refused' or (g.kind = 'resolution' and g.group_link is not null) group by 1, 2
    on conflict (link_id, minute) do update set n = m.n + excluded.n
  ), told as (
    select private.touch_cards(case when g.send_id is null then 'resolve_task' else 'send' end, coalesce(g.send_id, g.task_id))
    from (select distinct x.send_id, x.task_id from gone x) g
  )
  select count(*) into changed from told;
  update private.link_roll_up r set done_below = horizon;
  perform private.freeze_bursts();
  return changed;
end $$;

create or replace function private.freeze_bursts() returns integer language plpgsql set search_path = '' as $$
declare
  b record;
  frozen integer := 0;
begin
  for b in
    select m.link_id, m.n, m.minute, p.enterprise_id, p.task_id, p.send_id, p.link_id as single
    from private.link_minutes m cross join lateral private.link_place(m.link_id::text) p join public.enterprises e on e.id = p.enterprise_id
    where m.minute > clock_timestamp() - interval '10 minutes' and m.n > (select min(least(y.personal_burst, y.group_burst)) from public.enterprises y)
      and m.n > case when p.link_id is null then e.group_burst else e.personal_burst end
  loop
    -- The wording is in shared/src, in the reader's language.
    continue when not private.freeze(b.task_id, b.send_id, b.single, b.enterprise_id, 'burst:' || b.n);
    perform private.audit(b.enterprise_id, f.resource, f.id, 'freeze', '{"frozen": false}', '{"frozen": true}', 'burst:' || b.n) from private.frozen_as(b.link_id::text) f;
    perform private.touch_cards('resolve_task', b.task_id);
    perform private.alert(b.enterprise_id, 'link_frozen', case when b.send_id is null then 'resolve_task' else 'send' end, coalesce(b.send_id, b.task_id),
      (select jsonb_build_object('link_id', b.link_id, 'code', private.link_code(b.link_id), 'requests', b.n, 'minute', b.minute,
          'name', x.name, 'batch_no', x.batch_no, 'address', private.link_address(x.domain_id, coalesce(
            (select a.code from public.link_aliases a where a.link_id = b.link_id), private.link_code(b.link_id))))
        from (select t.name, t.batch_no, t.domain_id from public.resolve_tasks t where t.id = b.task_id
          union all select s.name, s.batch_no, s.domain_id from public.sends s where s.id = b.send_id) x));
    frozen := frozen + 1;
  end loop;
  return frozen;
end $$;

create or replace function private.charge_links() returns bigint language plpgsql set search_path = '' as $$
declare
  c private.link_charges;
  charged bigint := 0;
begin
  -- In one order, so that two sessions cannot deadlock over the quotas of two enterprises.
  for c in
    with taken as (delete from private.link_charges x where x.holder_id in (select y.holder_id from private.link_charges y for update skip locked) returning x.*)
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

-- links: resolving, many requests in one transaction (RES-3). Called by the function link, never through the API.

create or replace function private.minute_now() returns integer language sql volatile set search_path = '' as $$
  select floor(extract(epoch from clock_timestamp()) / 60)::integer
$$;

create or replace function private.resolve_links(ids bigint[], kinds public.link_event_kind[], vendors public.vendor[], counts integer[])
returns table (place integer, verdict text, granted integer, version uuid, params jsonb, jump text) language plpgsql set search_path = '' as $$
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
      case when t.link_id is not null and f.kind = 'resolution' then (select e.group_burst from public.enterprises e where e.id = f.enterprise_id) - f.minute_used end as budget,
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
      sum(s.n) filter (where s.verdict = 'open') over (partition by s.id order by s.place rows between unbounded preceding and 1 preceding), 0)))::integer else 0 end as got
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
  select x.place, case when x.verdict <> 'open' then x.verdict when x.budget < x.room then 'too_fast' else 'used_up' end, x.got, x.version_id, x.params, x.jump_url from shared x;
end $$;

create or replace function private.resolve_deliveries(ids bigint[], kinds public.link_event_kind[], vendors public.vendor[], counts integer[])
returns table (place integer, verdict text, granted integer, version uuid, params jsonb, jump text) language plpgsql set search_path = '' as $$
begin
  return query
  with asked as materialized (
    select a.place::integer as place, a.id, a.kind, a.vendor, a.n from unnest(ids, kinds, vendors, counts) with ordinality as a (id, kind, vendor, n, place)
    where a.id < 70368744177664
  ), held as materialized (
    -- Skip a delivery that another transaction has locked, perhaps a receipt: receipts lock in another order. The request is answered busy and
    -- repeated.
    select d.id from public.deliveries d
    where d.id in (select x.id from asked x where x.kind = 'resolution') and d.resolved < 1 order by d.id for no key update of d skip locked
  ), mine as materialized (
    select coalesce(jsonb_object_agg(h.id, true), '{}') as of from held h
  ), seen as (
    select a.place, a.id, a.kind, a.vendor, a.n, d.send_id, d.enterprise_id, d.params, s.version_id,
      case
        when exists (select from public.frozen_links z where z.id = a.id) then 'frozen'
        -- RES-3: a personal link ends validity_days after the hand-off of its own message.
        when d.handed_at + make_interval(days => s.validity_days) <= clock_timestamp() then 'expired'
        when a.kind <> 'resolution' then 'ok'
        when not exists (select from public.vendor_reviews r where r.version_id = s.version_id and r.vendor = a.vendor and r.state = 'approved') then 'vendor_unsupported'
        when d.resolved > 0 then 'used_up'
        when not (select m.of from mine m) ? a.id::text then 'busy'
        else 'open' end as verdict
    from asked a join public.deliveries d on d.id = a.id join public.sends s on s.id = d.send_id
    where d.state not in ('opted_out', 'capped', 'cancelled')
  ), shared as (
    -- A personal link is shown to the first request only.
    select s.*, case when s.verdict = 'open' and s.place = min(s.place) filter (where s.verdict = 'open') over (partition by s.id) then 1 else 0 end as got from seen s
  ), counted as (
    update public.deliveries d set resolved = d.resolved + 1 from (select x.id from shared x where x.got > 0) g where d.id = g.id
  ), written as (
    insert into public.link_flushes (enterprise_id, link_ids, kinds, vendors, counts)
    select e.enterprise_id, array_agg(e.id), array_agg(e.kind), array_agg(e.vendor), array_agg(e.n) from (
      select x.enterprise_id, x.id, x.kind, x.vendor, x.got as n from shared x where x.got > 0
      union all
      select x.enterprise_id, x.id, case when x.verdict = 'ok' then x.kind else 'refused' end, x.vendor, x.n - x.got
      from shared x where x.n > x.got and x.verdict <> 'busy') e
    group by e.enterprise_id
  )
  select x.place, case x.verdict when 'open' then 'used_up' else x.verdict end, x.got, x.version_id, x.params, null::text from shared x;
end $$;

create or replace function private.resolve_batch(ids bigint[], kinds public.link_event_kind[], vendors public.vendor[], counts integer[]) returns json
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
    select null::integer[] as places, null::uuid[] as versions, null::jsonb as params, null::text[] as jumps into open;
  end if;
  if cardinality(open.places) is distinct from cardinality(ids) then
    rest := array(select p from generate_subscripts(ids, 1) as p where open.places is null or p <> all (open.places));
    select json_agg(json_build_array(rest[r.place], r.verdict, r.granted, r.version, r.params, r.jump)) into answer from (
      select y.* from (select array_agg(ids[p]) as ids, array_agg(kinds[p]) as kinds, array_agg(vendors[p]) as vendors, array_agg(counts[p]) as counts from unnest(rest) as p) x
      cross join lateral (
        select * from private.resolve_links(x.ids, x.kinds, x.vendors, x.counts) where top >= 70368744177664
        union all select * from private.resolve_deliveries(x.ids, x.kinds, x.vendors, x.counts) where low < 70368744177664) y) r;
  end if;
  return json_build_object('places', open.places, 'versions', open.versions, 'params', open.params, 'jumps', open.jumps, 'rest', answer);
end $$;

create or replace function private.show_version(version uuid) returns json language sql stable security definer set search_path = '' as $$
  select json_build_object('layout', t.layout, 'title', t.name, 'version', v.version, 'content', v.content, 'enterprise', e.name)
  from public.template_versions v join public.templates t on t.id = v.template_id join public.enterprises e on e.id = v.enterprise_id where v.id = show_version.version
$$;

-- links: the verbs of people (RES-1, RES-2)

create or replace function private.add_alias(t public.resolve_tasks, link bigint, code text) returns void language plpgsql set search_path = '' as $$
declare
  d public.domains;
begin
  if code is null then return; end if;
  select x.* into d from public.domains x where x.id = t.domain_id;
  if not d.custom_codes then perform private.refuse('custom_codes_not_allowed', jsonb_build_object('name', d.name)); end if;
  -- Eight characters are an enciphered id. A custom code of that length would shadow a link that is made later.
  if code !~ '^[0-9A-Za-z]{3,10}$' or char_length(code) = 8 then perform private.refuse('custom_code_invalid', jsonb_build_object('code', left(code, 20))); end if;
  -- All codes of three letters are tried in minutes. Behind a personal link stands one customer, so its code is not to be found that way.
  if t.kind = 'personal' and char_length(code) < 8 then perform private.refuse('personal_code_short', jsonb_build_object('code', code)); end if;
  insert into public.link_aliases (host, code, link_id, task_id, enterprise_id) values (coalesce(lower(d.host), ''), code, link, t.id, t.enterprise_id);
end $$;

create or replace function private.make_group_link(t public.resolve_tasks, params jsonb, custom_code text) returns void language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  link bigint;
begin
  -- All readers of a group link get the same values, so none may be missing: nobody should read a placeholder.
  if private.link_trouble('-', params, names) is not null then
    perform private.refuse('parameter_missing', jsonb_build_object('names', array_to_string(array(select n from unnest(names) as n where coalesce(params ->> n, '') = ''), ', ')));
  end if;
  update private.link_blocks b set next = b.next + 1 where not b.large returning b.next - 1 into link;
  insert into public.links (id, task_id, enterprise_id, ordinal, params, maximum) values (link, t.id, t.enterprise_id, 1, params, t.max_resolutions);
  perform private.add_alias(t, link, custom_code);
  update public.resolve_tasks x set link_id = link, made = 1, state = 'done', finished_at = clock_timestamp() where x.id = t.id;
end $$;

create or replace function private.make_typed_links(t public.resolve_tasks, typed jsonb) returns void language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  p private.mint_progress := private.begin_minting(t);
  line record;
  trouble public.link_reject_reason;
  seen text[] := '{}';
begin
  for line in
    select e.n::integer as ordinal, btrim(e.item ->> 'cust_flag') as cust_flag, e.item -> 'params' as params, e.item ->> 'custom_code' as code
    from jsonb_array_elements(typed) with ordinality as e (item, n) order by e.n
  loop
    trouble := coalesce(private.link_trouble(line.cust_flag, line.params, names), case when line.cust_flag = any (seen) then 'duplicate'::public.link_reject_reason end);
    seen := seen || line.cust_flag;
    if trouble is null then
      insert into public.links (id, task_id, enterprise_id, ordinal, cust_flag, params)
      values (p.id_base + line.ordinal, t.id, t.enterprise_id, line.ordinal, line.cust_flag, line.params);
      perform private.add_alias(t, p.id_base + line.ordinal, line.code);
    else
      insert into public.link_rejects (task_id, enterprise_id, ordinal, cust_flag, params, reason)
      values (t.id, t.enterprise_id, line.ordinal, left(line.cust_flag, 256), line.params, trouble);
    end if;
  end loop;
  update private.mint_progress x set taken = x.total where x.task_id = t.id;
  update public.resolve_tasks x set failed = f.n, made = x.asked - f.n, finished_at = clock_timestamp(),
    state = case f.n when 0 then 'done' when x.asked then 'failed' else 'partial' end::public.resolve_task_state
  from (select count(*)::integer as n from public.link_rejects r where r.task_id = t.id) f where x.id = t.id;
end $$;

create or replace function private.create_resolve_task(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  typed constant jsonb := nullif(input -> 'links', 'null');
  t public.resolve_tasks := private.parse_resolve_task(home, input);
  f public.number_files;
begin
  if t.kind = 'group' then
    t.asked := 1;
  elsif typed is not null then
    t.asked := jsonb_array_length(typed);
    if t.asked > 100 then perform private.refuse('too_many_links', jsonb_build_object('max', 100, 'count', t.asked)); end if;
  else
    select x.* into f from public.number_files x where x.enterprise_id = home
      and x.id = coalesce(private.as_uuid(input ->> 'number_file_id', 'number_file_id'), (select s.number_file_id from public.sends s where s.id = t.source_send_id));
    if not found and input ->> 'number_file_id' is not null then perform private.refuse('not_found', '{"resource": "number_file"}'); end if;
    if f.state <> 'ready' then perform private.refuse('file_not_ready', jsonb_build_object('name', f.name, 'state', f.state)); end if;
    t.number_file_id := f.id;
    t.asked := f.accepted;
  end if;
  if coalesce(t.asked, 0) = 0 then perform private.refuse('links_missing'); end if;
  perform pg_advisory_xact_lock(hashtextextended('resolve_batch_no:' || home::text, 0));
  insert into public.resolve_tasks (enterprise_id, name, batch_no, kind, template_id, version_id, domain_id, signatures, max_resolutions, validity_days, expires_at,
    jump_url, number_file_id, asked, source, source_send_id, submitted_by)
  select home, t.name, 'L' || to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-' || lpad((1 + (select count(*) from public.resolve_tasks x where x.enterprise_id = home
      and x.batch_no like 'L' || to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-%'))::text, 4, '0'),
    t.kind, t.template_id, t.version_id, t.domain_id, t.signatures, t.max_resolutions, t.validity_days, t.expires_at, t.jump_url, t.number_file_id, t.asked, t.source,
    t.source_send_id, private.actor()
  from public.enterprises e where e.id = home returning * into t;
  if t.kind = 'group' then perform private.make_group_link(t, nullif(input -> 'params', 'null'), input ->> 'custom_code');
  elsif typed is not null then perform private.make_typed_links(t, typed);
  else perform private.begin_minting(t); end if;
  perform private.hold_task(t.id);
  return t.id;
end $$;

create or replace function public.create_resolve_task(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('resolve_task', 'create', request, input)
$$;

create or replace function private.cancel_resolve_task(task uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  p private.mint_progress;
begin
  select x.* into p from private.mint_progress x where x.task_id = task for update;
  if p.large and p.taken < p.total then
    -- The partition was never attached, so nobody has seen it.
    execute format('drop table %s', private.links_partition(p));
    update public.resolve_tasks x set made = 0 where x.id = task;
  end if;
  update private.holds h set look_at = clock_timestamp() where h.holder_id = task;
end $$;

create or replace function public.cancel_resolve_task(task text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'cancel', task, request, null, reason)
$$;

create or replace function private.is_workday(day date) returns boolean language sql stable set search_path = '' as $$
  select coalesce((select h.kind = 'workday' from public.holidays h where h.day = is_workday.day), extract(isodow from is_workday.day) < 6)
$$;

create or replace function private.next_workday(day date) returns date language plpgsql stable set search_path = '' as $$
begin
  loop
    day := day + 1;
    if private.is_workday(day) then return day; end if;
  end loop;
end $$;

create or replace function private.review_due(submitted timestamptz, out due_at timestamptz, out certain boolean) language plpgsql stable set search_path = '' as $$
declare
  opens constant time := '09:00';
  closes constant time := '18:00';
  day date := (submitted at time zone 'Asia/Shanghai')::date;
  clock time := (submitted at time zone 'Asia/Shanghai')::time;
  last date;
begin
  -- §7.2.3: two working days of 09:00 to 18:00 are eighteen working hours. A submission after hours counts from the next working day.
  if not private.is_workday(day) or clock >= closes then
    day := private.next_workday(day);
    clock := opens;
  end if;
  if clock <= opens then
    last := private.next_workday(day);
    clock := closes;
  else
    last := private.next_workday(private.next_workday(day));
  end if;
  due_at := (last + clock) at time zone 'Asia/Shanghai';
  certain := not exists (
    select from generate_series(extract(year from submitted at time zone 'Asia/Shanghai')::integer, extract(year from last)::integer) as y (year)
    where not exists (select from public.holidays h where extract(year from h.day) = y.year));
end $$;

create or replace function private.fits(about private.resources, row_id text, condition text) returns boolean language plpgsql stable set search_path = '' as $$
declare
  yes boolean := true;
begin
  if condition is not null then execute format('select %s from %s r where r.id = $1::%s', condition, about.rel, about.id_type) into yes using row_id; end if;
  return coalesce(yes, false);
end $$;

create or replace function private.look_at(about private.resources, row_id text, expression text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  seen jsonb;
begin
  if expression is not null and row_id is not null then execute format('select to_jsonb(%s) from %s r where r.id = $1::%s', expression, about.rel, about.id_type) into seen using row_id; end if;
  return seen;
end $$;

create or replace function private.row_of(about private.resources, id text) returns text language plpgsql stable set search_path = '' as $$
declare
  row_id text;
begin
  -- A malformed id belongs to no row.
  if about.rel is null or id is null or id !~* (case about.id_type when 'uuid' then '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' else '^[0-9]{1,18}$' end) then return null; end if;
  execute replace(about.row_of, '$1', '$1::' || about.id_type) into row_id using id;
  return row_id;
end $$;

create or replace function private.target_of(about private.resources, id text, lock boolean default true) returns private.target language plpgsql set search_path = '' as $$
declare
  it private.target;
begin
  loop
    it.row_id := private.row_of(about, id);
    if it.row_id is null then return null; end if;
    -- "no key" lets other sessions write rows that refer to this one meanwhile (batches, days of a send). They hold locks that come later in the
    -- order.
    execute format('select %s, %s, %s, %s from %s r where r.id = $1::%s %s', about.enterprise, about.state, about.submitted_by, about.submission, about.rel, about.id_type,
      case when lock then 'for no key update' end) into it.enterprise_id, it.state, it.submitted_by, it.submission using it.row_id;
    -- The session that held the lock may have made a next version. Then that is the row.
    exit when it.row_id = private.row_of(about, id);
  end loop;
  return it;
end $$;

create or replace function private.enterprise_of(resource text, id text) returns uuid language plpgsql stable set search_path = '' as $$
declare
  about private.resources;
  row_id text;
  enterprise uuid;
begin
  select r.* into about from private.resources r where r.resource = enterprise_of.resource;
  row_id := private.row_of(about, id);
  if row_id is not null then execute format('select %s from %s r where r.id = $1::%s', about.enterprise, about.rel, about.id_type) into enterprise using row_id; end if;
  return enterprise;
end $$;

create or replace function private.sees(about private.resources, it private.target) returns boolean language plpgsql stable set search_path = '' as $$
begin
  if it.row_id is null then return false; end if;
  if it.enterprise_id is null and about.reads in ('own', 'platform') then
    if private.may(null, about.reads) then return true; end if;
  elsif it.enterprise_id = any (private.may_in(about.reads)) then
    return true;
  end if;
  -- Of an enterprise's rows, those about which the platform decides (orders), and no others.
  return private.is_platform_admin() and exists (select from private.transitions t where t.resource = about.resource and t.needs = 'platform');
end $$;

create or replace function private.card_of(about private.resources, id text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  card jsonb;
begin
  if about.card is null then return private.look_at(about, id, 'r'); end if;
  execute format('select %s($1::%s)', about.card, about.id_type) into card using id;
  return card;
end $$;

create or replace function private.has_touched(about private.resources, it private.target, person uuid) returns boolean language plpgsql stable set search_path = '' as $$
declare
  yes boolean;
begin
  if it.submitted_by = person or exists (select from private.touches t where t.resource = about.resource and t.row_id = it.row_id and t.person = has_touched.person) then return true; end if;
  if about.touched_by is not null then execute format('select $2 in (%s)', about.touched_by) into yes using it.row_id::uuid, person; end if;
  return coalesce(yes, false);
end $$;

create or replace function private.wrong_state(resource text, id text, verb text, state text) returns void language plpgsql stable set search_path = '' as $$
declare
  last_act record;
begin
  select a.actor_name, a.at into last_act from public.audit_log a
  where a.resource = wrong_state.resource and a.resource_id = wrong_state.id and a.outcome = 'granted' and a.actor is not null order by a.id desc limit 1;
  perform private.refuse('wrong_state', jsonb_build_object('resource', resource, 'state', state, 'verb', verb, 'by', last_act.actor_name, 'at', last_act.at));
end $$;

create or replace function private.set_state(about private.resources, it private.target, legal private.transitions, reason text) returns void language plpgsql set search_path = '' as $$
begin
  -- to_state none: the rule deletes the row.
  if legal.to_state = 'none' or (legal.from_state = legal.to_state and legal.stamp is null) then return; end if;
  execute format('update %s r set state = $1::%s %s where r.id = $2::%s', about.rel,
      (select format_type(a.atttypid, null) from pg_catalog.pg_attribute a where a.attrelid = about.rel and a.attname = 'state'),
      case legal.stamp
        when 'submitted' then ', submitted_by = $3, submitted_at = clock_timestamp(), decided_by = null, decided_at = null, reason = null'
        when 'decided' then ', decided_by = $3, decided_at = clock_timestamp(), reason = $4'
        else '' end, about.id_type)
    using legal.to_state, it.row_id, private.actor(), reason;
end $$;

-- Masking (IAM-3): no role of the API selects a whole phone number, or the value of a parameter. The columns have no grant (private.grant_columns), so
-- no filter, order or join names them either; the views show what these functions make of them. Each takes the key of a row that row-level security has
-- shown already, and is called only by views: the schema private is not exposed.

create or replace function private.phone_of(typed text) returns text language plpgsql immutable set search_path = '' as $$
declare
  plain text := translate(typed, U&'\FF0B\FF10\FF11\FF12\FF13\FF14\FF15\FF16\FF17\FF18\FF19', '+0123456789');
begin
  -- The same steps as normalizePhone in shared/src/numbers/phone.ts; phone_vectors.ts holds both to one result.
  plain := regexp_replace(plain, '\.0+$', '');
  plain := regexp_replace(plain, '[\s\u00a0\u1680\u2000-\u2015\u2028-\u202f\u205f\u2060\u2212\u3000\ufeff\uff0d().-]', '', 'g');
  plain := regexp_replace(plain, '^[''"]|[''"]$', '', 'g');
  plain := regexp_replace(plain, '^(\+|00)?86(?=[0-9]{11}$)', '');
  return case when plain ~ '^1[3-9][0-9]{9}$' then '+86' || plain end;
end $$;

create or replace function private.mask(phone text) returns text language sql immutable set search_path = '' as $$
  select case when char_length(phone) > 8 then left(phone, char_length(phone) - 8) || '****' || right(phone, 4) else phone end
$$;

create or replace function private.hide_numbers(words text) returns text language sql immutable set search_path = '' as $$
  -- Between two digits of a number may stand a space, a dot or a dash. Longer rows of digits (an order number, an id) are no mobile numbers.
  select regexp_replace(translate(words, U&'\FF10\FF11\FF12\FF13\FF14\FF15\FF16\FF17\FF18\FF19', '0123456789'),
    '(?<![0-9])((?:\+|00)?86[ .-]?)?(1[ .-]?[3-9][ .-]?[0-9])(?:[ .-]?[0-9]){4}[ .-]?((?:[0-9][ .-]?){3}[0-9])(?![0-9])', '\1\2****\3', 'g')
$$;

create or replace function private.contents_hash(contents text) returns text language sql stable set search_path = '' as $$
  select encode(extensions.hmac(convert_to(contents, 'UTF8'), k.key, 'sha256'), 'hex') from private.contents_key k
$$;

-- ---------------------------------------------------------------------------------------------
-- Messages

create or replace function private.whole_message(send uuid, delivery bigint, out phone text, out params jsonb) language plpgsql stable set search_path = '' as $$
declare
  home constant regclass := private.home_of(send);
begin
  -- The partition itself: a statement on the parent locks every partition.
  if home is not null then execute format('select d.phone, d.params from %s d where d.id = $1', home) into phone, params using delivery; end if;
end $$;

create or replace function private.masked_phone(send uuid, delivery bigint) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return private.mask((private.whole_message(send, delivery)).phone);
end $$;

create or replace function private.param_names(send uuid, delivery bigint) returns text[] language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select k from jsonb_object_keys(coalesce((private.whole_message(send, delivery)).params, '{}')) as k order by k);
end $$;

-- ---------------------------------------------------------------------------------------------
-- Opt-outs, replies, receipts for unknown references

create or replace function private.masked_opt_out(id bigint) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.mask(o.phone) from public.opt_outs o where o.id = masked_opt_out.id);
end $$;

create or replace function private.masked_reply(channel uuid, id text) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.mask(r.phone) from public.replies r where r.channel_id = channel and r.id = masked_reply.id);
end $$;

create or replace function private.reply_words(channel uuid, id text) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.hide_numbers(r.text) from public.replies r where r.channel_id = channel and r.id = reply_words.id);
end $$;

create or replace function private.shown_receipt(id bigint, out reference text, out code text) language plpgsql stable security definer set search_path = '' as $$
begin
  select private.hide_numbers(r.reference), private.hide_numbers(r.code) into reference, code from public.receipts r where r.id = shown_receipt.id;
end $$;

-- ---------------------------------------------------------------------------------------------
-- Links: a customer flag is any text, often a number

create or replace function private.mask_flag(flag text) returns text language sql immutable set search_path = '' as $$
  select coalesce(private.mask(private.phone_of(flag)), private.hide_numbers(flag))
$$;

create or replace function private.whole_link(task uuid, link bigint, out cust_flag text, out params jsonb) language plpgsql stable set search_path = '' as $$
declare
  p private.mint_progress;
begin
  select x.* into p from private.mint_progress x where x.task_id = task;
  execute format('select l.cust_flag, l.params from %s l where l.id = $1', case when p.large then private.links_partition(p) else 'partitions.links_shared' end)
  into cust_flag, params using link;
end $$;

create or replace function private.masked_flag(task uuid, link bigint) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return private.mask_flag((private.whole_link(task, link)).cust_flag);
end $$;

create or replace function private.link_param_names(task uuid, link bigint) returns text[] language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select k from jsonb_object_keys(coalesce((private.whole_link(task, link)).params, '{}')) as k order by k);
end $$;

create or replace function private.group_params(link bigint) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (select l.params from partitions.links_shared l join public.resolve_tasks t on t.id = l.task_id where l.id = link and t.kind = 'group');
end $$;

create or replace function private.shown_reject(task uuid, place integer, out cust_flag text, out param_names text[]) language plpgsql stable security definer set search_path = '' as $$
begin
  select private.mask_flag(r.cust_flag), array(select k from jsonb_object_keys(coalesce(r.params, '{}')) as k where r.params ->> k <> '' order by k) into cust_flag, param_names
  from public.link_rejects r where r.task_id = task and r.ordinal = place;
end $$;

create or replace function private.add_media(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  named constant text := private.clean_name(input ->> 'name', 120);
  place constant text := input ->> 'path';
  -- TPL-8: an image has up to 2 MB, a video up to 7 MB, the library of an enterprise 10 GB.
  most constant integer := case input ->> 'kind' when 'image' then 2 else 7 end;
  stored bigint;
  made uuid;
begin
  if place not like home::text || '/%' then perform private.refuse('input_invalid', '{"field": "path"}'); end if;
  -- An object that does not exist yet could be uploaded after the approval of a template that shows it.
  select coalesce((o.metadata ->> 'size')::bigint, (input ->> 'bytes')::bigint) into stored from storage.objects o where o.bucket_id = 'media' and o.name = place;
  if not found then perform private.refuse('media_not_stored', jsonb_build_object('path', place)); end if;
  if stored not between 1 and most * 1024 * 1024 then perform private.refuse('file_too_large', jsonb_build_object('max', most || ' MB')); end if;
  perform pg_advisory_xact_lock(hashtextextended('media:' || home::text, 0));
  if (select coalesce(sum(m.bytes), 0) from public.media m where m.enterprise_id = home) + stored > 10::bigint * 1024 * 1024 * 1024 then
    perform private.refuse('media_full', '{"max": "10 GB"}');
  end if;
  if exists (select from public.media m where m.path = place) then perform private.refuse('input_invalid', '{"field": "path"}'); end if;
  insert into public.media (enterprise_id, kind, name, path, bytes, width, height, created_by)
  values (home, input ->> 'kind', named, place, stored, (input ->> 'width')::integer, (input ->> 'height')::integer, private.actor()) returning id into made;
  return made;
end $$;

create or replace function public.add_media(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('media', 'add', request, input)
$$;

-- ---------------------------------------------------------------------------------------------
-- Objects: the first folder of a path is the enterprise

create or replace function private.may_touch_object(bucket text, name text, write boolean) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  folder text := split_part(name, '/', 1);
begin
  if folder !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then return false; end if;
  return case bucket
    when 'numbers' then private.may(folder::uuid, case when write then 'KooMessage:numberFile:create' else 'KooMessage:numberFile:list' end)
    when 'media' then private.may(folder::uuid, case when write then 'KooMessage:media:create' else 'KooMessage:media:list' end)
    when 'domain-proofs' then private.may(folder::uuid, case when write then 'KooMessage:domain:create' else 'KooMessage:domain:list' end)
    when 'jump-proofs' then private.may(folder::uuid, case when write then 'KooMessage:jump:create' else 'KooMessage:jump:list' end)
    when 'consent-proofs' then private.may(folder::uuid, case when write then 'KooMessage:sendTask:create' else 'KooMessage:sendTask:list' end)
    else false end;
end $$;

create or replace function private.fits_bucket(bucket text, name text, metadata jsonb) returns boolean
language sql stable security definer set search_path = '' as $$
  -- Hosted Storage evaluates the policy before it knows type and size, and enforces the limits of the bucket itself. So unknown values pass.
  select coalesce(split_part(metadata ->> 'mimetype', ';', 1) = any (b.allowed_mime_types), true)
    and coalesce(coalesce(metadata ->> 'size', metadata ->> 'contentLength')::bigint
      <= case when metadata ->> 'mimetype' like 'image/%' then least(b.file_size_limit, 2 * 1024 * 1024) else b.file_size_limit end, true)
    and case bucket
      when 'numbers' then fits_bucket.name ~ '\.csv$'
      -- The bucket is public, so the name is what keeps a picture from strangers until its card is sent: a random UUID.
      when 'media' then fits_bucket.name ~ '^[^/]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(png|jpg|jpeg|gif|mp4|3gp)$'
      else true end
  from storage.buckets b where b.id = bucket
$$;

create or replace function private.may_read_part(name text, owner_id text) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return owner_id = auth.uid()::text and private.may_touch_object('numbers', name, true) and not exists (
    select from public.number_files f where f.id::text = split_part(may_read_part.name, '/', 2) and f.state <> 'uploading');
end $$;

-- ---------------------------------------------------------------------------------------------
-- The rules of number files (SND-1, SND-5)

create or replace function private.begin_number_file(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  edition constant text := coalesce(input ->> 'edition', 'aim');
  made uuid;
begin
  -- SND-1, table 7-2: a file name has digits, letters and Chinese characters only (plus its ending).
  if coalesce(input ->> 'name', '') !~ '^[0-9A-Za-z\u4e00-\u9fff]{1,100}\.(csv|xlsx|txt)$' then
    perform private.refuse('file_name_invalid', jsonb_build_object('name', left(input ->> 'name', 120)));
  end if;
  -- 1,000,000 numbers with up to 256 bytes a line; five times as many for the basic edition (§8.2.1).
  if coalesce((input ->> 'bytes')::bigint, 0) not between 1 and (case edition when 'basic' then 1280000000 else 256000000 end) then
    perform private.refuse('file_too_large', jsonb_build_object('max', case edition when 'basic' then '1280 MB' else '256 MB' end));
  end if;
  if coalesce((input ->> 'parts')::bigint, 0) not between 1 and 1000 then perform private.refuse('part_out_of_range', '{"max": 1000}'); end if;
  insert into public.number_files (enterprise_id, name, bytes, parts, edition, created_by)
  values (home, input ->> 'name', (input ->> 'bytes')::bigint, (input ->> 'parts')::integer, edition, private.actor()) returning id into made;
  return made;
end $$;

create or replace function public.begin_number_file(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('number_file', 'begin', request, input)
$$;

create or replace function private.add_part_number_file(file uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  about public.number_files;
  part constant bigint := input ->> 'part';
begin
  select f.* into about from public.number_files f where f.id = file;
  if coalesce(part, 0) not between 1 and about.parts or coalesce((input ->> 'first_line')::bigint, 0) < 1 or coalesce((input ->> 'bytes')::bigint, 0) not between 1 and 8388608 then
    perform private.refuse('part_out_of_range', jsonb_build_object('max', about.parts, 'part', part));
  end if;
  insert into public.number_file_parts as p (file_id, enterprise_id, part, path, bytes, first_line)
  values (file, about.enterprise_id, part, format('%s/%s/%s.csv', about.enterprise_id, file, part), (input ->> 'bytes')::integer, (input ->> 'first_line')::integer)
  on conflict on constraint number_file_parts_pkey do update set bytes = excluded.bytes, first_line = excluded.first_line;
  return jsonb_build_object('file_id', file, 'part', part, 'parts_here', (select count(*) from public.number_file_parts p where p.file_id = file), 'parts', about.parts);
end $$;

create or replace function public.add_number_part(file text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('number_file', 'add_part', file, request, input)
$$;

create or replace function public.start_import(file text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('number_file', 'start_import', file, request)
$$;

create or replace function private.typed_names(params jsonb, count integer) returns text[] language plpgsql immutable set search_path = '' as $$
declare
  names text[];
begin
  if params is null then return '{}'; end if;
  if jsonb_typeof(params) = 'array' and jsonb_array_length(params) = count then
    select coalesce(array_agg(distinct k.name order by k.name), '{}') into names
    from jsonb_array_elements(params) as e (one) cross join lateral jsonb_object_keys(case jsonb_typeof(e.one) when 'object' then e.one else '{}' end) as k (name);
    -- A number without a value would go out with a gap. The limit of 1,000 characters is that of a column in a file.
    if cardinality(names) <= 40 and not 'phone' = any (names) and not exists (
      select from jsonb_array_elements(params) as e (one) cross join unnest(names) as n (name)
      where jsonb_typeof(e.one) <> 'object' or jsonb_typeof(e.one -> n.name) is distinct from 'string' or char_length(e.one ->> n.name) not between 1 and 1000)
    then return names; end if;
  end if;
  perform private.refuse('typed_params', jsonb_build_object('count', count));
end $$;

create or replace function private.type_number_file(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  phones constant text[] := array(select x.p from jsonb_array_elements_text(coalesce(nullif(input -> 'phones', 'null'), '[]')) with ordinality as x (p, n) order by x.n);
  params constant jsonb := nullif(input -> 'params', 'null');
  names text[];
  bad text;
  made uuid;
begin
  if cardinality(phones) = 0 then perform private.refuse('file_empty'); end if;
  -- Table 7-2: at most 10 typed numbers.
  if cardinality(phones) > 10 then perform private.refuse('too_many_numbers', jsonb_build_object('max', 10, 'count', cardinality(phones))); end if;
  select p into bad from unnest(phones) as p where p is null or p !~ '^\+861[3-9][0-9]{9}$' limit 1;
  if found then perform private.refuse('invalid_number', jsonb_build_object('value', left(bad, 20))); end if;
  names := private.typed_names(params, cardinality(phones));
  insert into public.number_files (enterprise_id, name, source, state, columns, phone_column, parts, lines, accepted, duplicates, content_hash, created_by, finished_at)
  select home, case when btrim(input ->> 'name') <> '' then private.clean_name(input ->> 'name') else '手动输入' end, 'typed', 'ready', array['phone'] || names, 'phone', 0,
    count(*), count(distinct p), count(*) - count(distinct p),
    private.contents_hash(string_agg(distinct p, ',' order by p) || coalesce(params::text, '')), private.actor(), clock_timestamp()
  from unnest(phones) as p returning id into made;
  insert into public.numbers (file_id, enterprise_id, line, phone, params)
  select made, home, min(x.n), x.p, params -> (min(x.n)::integer - 1) from unnest(phones) with ordinality as x (p, n) group by x.p;
  insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
  select made, home, x.n, private.mask(x.p), x.p, 'duplicate' from unnest(phones) with ordinality as x (p, n)
  where not exists (select from public.numbers u where u.file_id = made and u.line = x.n);
  return made;
end $$;

create or replace function public.type_numbers(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('number_file', 'type', request, input)
$$;

-- numbers: discarding a file that nothing uses (SND-5)

create or replace function private.discard_number_file(file uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  name constant text := (select f.name from public.number_files f where f.id = file);
  target constant text := private.numbers_partition(file);
begin
  update public.number_files f set same_as = null where f.same_as = file;
  -- An attached partition is emptied and kept: detaching it would lock all number files.
  if to_regclass(target) is not null then execute format('truncate %s', target); else delete from public.numbers n where n.file_id = file; end if;
  delete from public.number_rejects r where r.file_id = file;
  delete from public.number_file_parts p where p.file_id = file;
  delete from public.number_files f where f.id = file;
  delete from private.touches t where t.resource = 'number_file' and t.row_id = file::text;
  -- Repeating the request that made the file has to make it again, and must not replay the answer with the deleted one.
  delete from private.requests r where r.actor = private.actor() and (r.resource_id = file::text or r.result ->> 'id' = file::text);
  return jsonb_build_object('discarded', name);
end $$;

create or replace function public.discard_number_file(file text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('number_file', 'discard', file, request)
$$;

create or replace function private.is_part_of_nothing(bucket text, name text) returns boolean language sql stable security definer set search_path = '' as $$
  select bucket = 'numbers' and split_part(is_part_of_nothing.name, '/', 2) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    and not exists (select from public.number_files f where f.id::text = split_part(is_part_of_nothing.name, '/', 2))
$$;

-- numbers: the import, part by part. Called by the function import-numbers over its own connection, never through the API.

create or replace function private.is_large(about public.number_files) returns boolean language sql immutable set search_path = '' as $$
  -- A partition costs about 20 ms and an entry in the catalogue. It pays off from about 70,000 numbers on: COPY without indexes, which are built
  -- afterwards, takes half the time of COPY into existing indexes.
  select about.bytes > 1000000
$$;

create or replace function private.numbers_partition(file uuid) returns text language sql immutable set search_path = '' as $$
  select 'partitions.numbers_' || replace(file::text, '-', '')
$$;

create or replace function private.next_part(file uuid) returns table (
  part integer, path text, first_line integer, has_header boolean, delimiter text, columns text[], phone_column text, target text, edition text
) language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
begin
  select f.* into about from public.number_files f where f.id = file;
  if about.state is distinct from 'importing' then return; end if;
  if private.is_large(about) and about.parts_done < about.parts and to_regclass(private.numbers_partition(file)) is null then
    perform pg_advisory_xact_lock(hashtextextended('partition:' || file::text, 0));
    -- COPY supplies line, phone and params. The other two columns are the same in every row, so they are defaults.
    execute format('create table if not exists %s (file_id uuid not null default %L, enterprise_id uuid not null default %L,
      line integer not null, phone text not null, params jsonb, check (file_id = %L))',
      private.numbers_partition(file), file, about.enterprise_id, file);
    -- Nobody can see the table before finish_file attaches it and revokes this grant.
    execute format('grant insert on %s to tidings_functions', private.numbers_partition(file));
  end if;
  -- Parts are imported in order: the first one determines the columns, and of two equal numbers the earlier line is kept.
  return query
  select p.part, p.path, p.first_line, about.has_header, about.delimiter, about.columns, about.phone_column,
    case when private.is_large(about) then private.numbers_partition(file) end, about.edition
  from public.number_file_parts p where p.file_id = file and p.state = 'waiting' order by p.part limit 1;
end $$;

create or replace function private.finish_part(file uuid, part integer, has_header boolean, delimiter text, columns text[], phone_column text, digest text, good integer default null,
  gaps text[] default '{}')
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
  taken integer := good;
  doubled integer := 0;
  bad integer;
begin
  -- In this transaction the caller has copied good lines into the target, or pg_temp.stage_good, and bad ones into pg_temp.stage_bad.
  select f.* into about from public.number_files f where f.id = file for update;
  if about.state <> 'importing'
     or not exists (select from public.number_file_parts p where p.file_id = file and p.part = finish_part.part and p.state = 'waiting')
     or exists (select from public.number_file_parts p where p.file_id = file and p.part < finish_part.part and p.state = 'waiting') then
    return false; -- another session did it
  end if;
  if not private.is_large(about) then
    insert into public.numbers (file_id, enterprise_id, line, phone, params)
    select distinct on (s.phone) file, about.enterprise_id, s.line, s.phone, s.params from pg_temp.stage_good s order by s.phone, s.line
    on conflict (file_id, phone) do nothing;
    get diagnostics taken = row_count;
    insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
    select file, about.enterprise_id, s.line, private.mask(s.phone), s.phone, 'duplicate' from pg_temp.stage_good s
    where not exists (select from public.numbers n where n.file_id = file and n.line = s.line);
    get diagnostics doubled = row_count;
  end if;
  insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
  select file, about.enterprise_id, s.line, s.value, s.number, s.reason::public.reject_reason from pg_temp.stage_bad s;
  get diagnostics bad = row_count;
  update public.number_file_parts p set state = 'done', lines = taken + doubled + bad, accepted = taken, rejected = doubled + bad
  where p.file_id = file and p.part = finish_part.part;
  update public.number_files f set
    has_header = coalesce(f.has_header, finish_part.has_header), delimiter = coalesce(f.delimiter, finish_part.delimiter),
    columns = coalesce(f.columns, finish_part.columns), phone_column = coalesce(f.phone_column, finish_part.phone_column),
    gaps = array(select distinct g from unnest(f.gaps || finish_part.gaps) as g order by g),
    parts_done = f.parts_done + 1, lines = f.lines + taken + doubled + bad, accepted = f.accepted + taken,
    invalid = f.invalid + bad, duplicates = f.duplicates + doubled,
    content_hash = private.contents_hash(f.content_hash || digest)
  where f.id = file;
  return true;
end $$;

create or replace function private.finish_file(file uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  about public.number_files;
  target text := private.numbers_partition(file);
  doubled integer;
begin
  select f.* into about from public.number_files f where f.id = file for update;
  -- The file of a resend is filled by the clock, not from parts.
  if about.state <> 'importing' or about.source = 'resend' or about.parts_done < about.parts then return false; end if;
  if private.is_large(about) then
    -- Duplicates are found before the unique index is built: for 1,000,000 rows this takes half the time of COPY with both indexes in place.
    create temp table doubles on commit drop as select 0 as line, '' as phone limit 0;
    execute format('insert into pg_temp.doubles select n.line, n.phone from %1$s n join (
      select x.phone, min(x.line) as first from %1$s x group by x.phone having count(*) > 1) d on d.phone = n.phone and n.line > d.first', target);
    get diagnostics doubled = row_count;
    if doubled > 0 then
      analyze pg_temp.doubles;
      execute format('delete from %s n using pg_temp.doubles d where n.line = d.line', target);
      insert into public.number_rejects (file_id, enterprise_id, line, value, number, reason)
      select file, about.enterprise_id, d.line, private.mask(d.phone), d.phone, 'duplicate' from pg_temp.doubles d;
    end if;
    execute format('alter table %s add primary key (file_id, line), add unique (file_id, phone)', target);
    execute format('revoke insert on %s from tidings_functions', target);
    execute format('alter table public.numbers attach partition %s for values in (%L)', target, file);
    execute format('analyze %s', target);
    update public.number_files f set accepted = f.accepted - doubled, duplicates = f.duplicates + doubled where f.id = file returning f.* into about;
  end if;
  -- SND-1, RES-1: a file has at most 1,000,000 numbers or flags; BSN-1: 5,000,000.
  if about.accepted > (case about.edition when 'basic' then 5000000 else 1000000 end) then
    perform private.fail_import(file, 'too_many_numbers');
  elsif about.accepted = 0 then
    perform private.fail_import(file, 'file_empty');
  else
    update public.number_files f set finished_at = clock_timestamp(),
      same_as = (select g.id from public.number_files g where g.enterprise_id = f.enterprise_id and g.content_hash = f.content_hash and g.state = 'ready'
        and g.id <> f.id order by g.finished_at limit 1)
    where f.id = file;
    perform private.transition('number_file', file, 'import', details => jsonb_build_object('accepted', about.accepted, 'invalid', about.invalid, 'duplicates', about.duplicates));
  end if;
  return true;
end $$;

create or replace function private.fail_import(file uuid, why text) returns void language plpgsql security definer set search_path = '' as $$
begin
  update public.number_files f set error = why, finished_at = clock_timestamp() where f.id = file and f.state = 'importing';
  if not found then return; end if;
  -- A partition that was never attached is of no use.
  if to_regclass(private.numbers_partition(file)) is not null
     and not exists (select from pg_catalog.pg_inherits i where i.inhrelid = to_regclass(private.numbers_partition(file))) then
    execute format('drop table %s', private.numbers_partition(file));
  end if;
  perform private.transition('number_file', file, 'import', why, why);
end $$;

create or replace function private.allowed(person uuid, enterprise uuid, action text) returns boolean
language sql stable security definer set search_path = '' as $$
  -- Deny always wins; nothing is allowed by default (§11.2).
  select coalesce(bool_or(r.effect = 'Allow') and not bool_or(r.effect = 'Deny'), false)
  from private.rights r where r.user_id = person and r.enterprise_id = enterprise and lower(action) like r.pattern
$$;

create or replace function private.actions_of(person uuid, enterprise uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  -- private.allowed for every action of the catalogue in one query: asked 54 times, a click in chat cost 30 to 70 ms of the database.
  select coalesce(jsonb_agg(granted.action order by granted.action), '[]') from (
    select a.action from private.actions a
    join (select distinct r.effect, r.pattern from private.rights r where r.user_id = person and r.enterprise_id = enterprise) r on lower(a.action) like r.pattern
    group by a.action having bool_or(r.effect = 'Allow') and not bool_or(r.effect = 'Deny')) granted
$$;

create or replace function private.who_may(enterprise uuid, action text) returns setof uuid language sql stable security definer set search_path = '' as $$
  -- private.allowed for all members in one query: 500 members take 5 ms, one by one 30 ms. Cards of pending sends need it often.
  select r.user_id from private.rights r where r.enterprise_id = who_may.enterprise and lower(who_may.action) like r.pattern
  group by r.user_id having bool_or(r.effect = 'Allow') and not bool_or(r.effect = 'Deny')
$$;

create or replace function private.may(enterprise uuid, action text) returns boolean
language sql stable security definer set search_path = '' as $$
  -- A platform admin's right is of the deployment, not of an enterprise: no policy gives it.
  select case action when 'platform' then private.is_platform_admin() when 'own' then private.actor() is not null else private.allowed(private.actor(), enterprise, action) end
$$;

create or replace function private.may_in(action text) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.enterprise_id), '{}') from public.members m
  where m.user_id = private.actor() and m.state = 'active' and private.allowed(m.user_id, m.enterprise_id, action)
$$;

create or replace function private.my_enterprises() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.enterprise_id), '{}') from public.members m where m.user_id = private.actor() and m.state = 'active'
$$;

create or replace function private.enterprise_in_use(person uuid) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  -- Never one that was not chosen: else whoever invites somebody first decides where that person's next click lands.
  return (
    select m.enterprise_id from public.profiles p join public.members m on m.user_id = p.user_id and m.enterprise_id = p.enterprise_id
    where p.user_id = person and m.state = 'active');
end $$;

create or replace function private.current_enterprise() returns uuid language sql stable security definer set search_path = '' as $$
  select private.enterprise_in_use(private.actor())
$$;

create or replace function private.require(enterprise uuid, action text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.actor() is null then
    perform private.require_voice();
    if private.is_bot() then
      perform private.refuse('not_linked');
    end if;
    perform private.refuse('not_signed_in');
  end if;
  if action = 'own' then return; end if;
  if action = 'platform' then
    if not private.is_platform_admin() then perform private.refuse('platform_admin_only'); end if;
    return;
  end if;
  if enterprise is null then
    perform private.refuse('no_enterprise');
  end if;
  if not private.may(enterprise, action) then
    perform private.refuse('forbidden', jsonb_build_object('action', action));
  end if;
end $$;

create or replace function private.require_bot() returns void language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_bot() then
    perform private.require_voice();
    perform private.refuse('bot_only');
  end if;
end $$;

-- people: custom policies (IAM-2), and the groups that carry policies (IAM-3)

create or replace function private.lock_people(home uuid) returns void language sql set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('people:' || home::text, 0))
$$;

create or replace function private.bound_policies(home uuid) returns void language plpgsql set search_path = '' as $$
declare
  actions bigint;
begin
  -- A policy editor lists them, and a group chooses among them.
  if (select count(*) from public.policies p where p.enterprise_id = home) > 50 then perform private.refuse('capacity_reached', '{"what": "policies", "max": 50}'); end if;
  select sum(jsonb_array_length(s.item -> 'Action')) into actions
  from public.policies p cross join lateral jsonb_array_elements(p.document -> 'Statement') as s (item) where p.enterprise_id = home;
  -- Each check of a right reads the actions of all policies that a member's groups carry, each policy once. The catalogue has 54 actions: this many
  -- write all of it down 37 times.
  if actions > 2000 then perform private.refuse('capacity_reached', '{"what": "policy_actions", "max": 2000}'); end if;
end $$;

create or replace function private.policy_name(typed text) returns text language plpgsql stable set search_path = '' as $$
declare
  called constant text := private.clean_name(typed);
begin
  -- Groups refer to policies by name, so a name has to be unambiguous.
  if exists (select from public.policies p where p.enterprise_id is null and p.name = called) then perform private.refuse('name_taken', jsonb_build_object('name', called)); end if;
  return called;
end $$;

create or replace function private.create_policy(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  called constant text := private.policy_name(input ->> 'name');
  made uuid;
begin
  perform private.check_policy(input -> 'document');
  perform private.lock_people(home);
  insert into public.policies (enterprise_id, name, document) values (home, called, input -> 'document') returning id into made;
  perform private.bound_policies(home);
  return made;
end $$;

create or replace function public.create_policy(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('policy', 'create', request, input)
$$;

create or replace function private.update_policy(policy uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  called constant text := private.policy_name(input ->> 'name');
begin
  perform private.check_policy(input -> 'document');
  perform private.lock_people(p.enterprise_id) from public.policies p where p.id = policy;
  update public.policies p set name = called, document = input -> 'document' where p.id = policy;
  perform private.bound_policies(p.enterprise_id) from public.policies p where p.id = policy;
  perform private.keep_an_owner(p.enterprise_id) from public.policies p where p.id = policy;
end $$;

create or replace function public.update_policy(policy text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('policy', 'update', policy, request, input)
$$;

create or replace function private.delete_policy(policy uuid, input jsonb) returns jsonb language sql set search_path = '' as $$
  delete from public.policies p where p.id = policy returning jsonb_build_object('id', p.id)
$$;

create or replace function public.delete_policy(policy text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('policy', 'delete', policy, request)
$$;

create or replace function private.group_card("group" uuid) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('id', g.id, 'name', g.name,
    'policies', (select coalesce(jsonb_agg(p.name order by p.name), '[]') from public.group_policies gp join public.policies p on p.id = gp.policy_id where gp.group_id = g.id),
    'members', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name, m.id), '[]')
      from public.group_members gm join public.members m on m.id = gm.member_id where gm.group_id = g.id))
  from public.groups g where g.id = "group"
$$;

create or replace function private.fill_group(filled uuid, home uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  if exists (select from jsonb_array_elements_text(input -> 'policies') as n where not exists (
      select from public.policies p where p.name = n and (p.enterprise_id is null or p.enterprise_id = home))) then
    perform private.refuse('not_found', '{"resource": "policy"}');
  end if;
  if exists (select from jsonb_array_elements_text(input -> 'members') as i where not exists (
      select from public.members m where m.id::text = lower(i) and m.enterprise_id = home and m.state <> 'left')) then
    perform private.refuse('not_found', '{"resource": "member"}');
  end if;
  delete from public.group_policies gp where gp.group_id = filled;
  delete from public.group_members gm where gm.group_id = filled;
  insert into public.group_policies (group_id, policy_id, enterprise_id)
  select filled, p.id, home from public.policies p where input -> 'policies' ? p.name and (p.enterprise_id is null or p.enterprise_id = home);
  insert into public.group_members (group_id, member_id, enterprise_id)
  select distinct filled, i::uuid, home from jsonb_array_elements_text(input -> 'members') as i;
  perform private.bound_groups_of(gm.member_id) from public.group_members gm where gm.group_id = filled;
  perform private.keep_an_owner(home);
end $$;

create or replace function private.create_group(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  perform private.lock_people(home);
  insert into public.groups (enterprise_id, name) values (home, private.clean_name(input ->> 'name')) returning id into made;
  -- Each is offered where people, approval rules and invitations name a group.
  if (select count(*) from public.groups g where g.enterprise_id = home) > 100 then perform private.refuse('capacity_reached', '{"what": "groups", "max": 100}'); end if;
  perform private.fill_group(made, home, input);
  return made;
end $$;

create or replace function public.create_group(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('group', 'create', request, input)
$$;

create or replace function private.update_group("group" uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  home uuid;
begin
  perform private.lock_people(g.enterprise_id) from public.groups g where g.id = "group";
  update public.groups g set name = private.clean_name(input ->> 'name') where g.id = "group" returning g.enterprise_id into home;
  perform private.fill_group("group", home, input);
end $$;

create or replace function public.update_group(user_group text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('group', 'update', user_group, request, input)
$$;

create or replace function private.delete_group("group" uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  home uuid;
begin
  delete from public.groups g where g.id = "group" returning g.enterprise_id into home;
  perform private.keep_an_owner(home);
  return jsonb_build_object('id', "group");
end $$;

create or replace function public.delete_group(user_group text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('group', 'delete', user_group, request)
$$;

create or replace function private.address(typed text) returns text language plpgsql immutable set search_path = '' as $$
declare
  -- The collation "C" lowers A to Z alone. Others lower the Kelvin sign to k as well, and two accounts would have one address.
  kept constant text := lower(btrim(typed) collate "C");
begin
  return case when char_length(kept) <= 254 and kept ~ '^[a-z0-9.!#$%&''*+/=?^_`{|}~-]{1,64}@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$' then kept end;
end $$;

create or replace function private.confirmed_address(person uuid) returns text language sql stable security definer set search_path = '' as $$
  select lower(u.email collate "C") from auth.users u where u.id = person and u.email_confirmed_at is not null
$$;

create or replace function private.invitation_state(state text, expires_at timestamptz) returns text language sql stable set search_path = '' as $$
  select case when state = 'open' and expires_at <= now() then 'expired' else state end
$$;

create or replace function private.invitation_card(invitation uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) - 'enterprise_id' from public.invitation_cards c where c.id = invitation
$$;

create or replace function private.token_hash(token text) returns bytea language sql immutable set search_path = '' as $$
  select sha256(convert_to(token, 'UTF8'))
$$;

create or replace function private.end_invitations_by(home uuid, person uuid, address text default null) returns void language plpgsql set search_path = '' as $$
declare
  one uuid;
begin
  for one in select i.id from public.invitations i where i.enterprise_id = home and i.state = 'open' and i.expires_at > now()
    and (i.invited_by = person or i.email = address) order by i.id for update loop
    perform private.transition('invitation', one, 'lapse');
  end loop;
end $$;

create or replace function private.create_invitation(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  invited constant text := private.address(input ->> 'email');
  -- 256 bits, in the letters of an address that need no escape.
  token constant text := rtrim(translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/', '-_'), '=');
  chosen uuid[];
  known text;
  made uuid;
  card jsonb;
begin
  if invited is null then perform private.refuse('input_invalid', '{"field": "email"}'); end if;
  perform private.lock_people(home);
  -- Only what the inviter sees in the list of members is said. Whether there is an account of this address is looked up by nobody here.
  select m.state into known from public.members m where m.enterprise_id = home and private.address(m.email) = invited and m.state <> 'left' order by m.state limit 1;
  if known = 'disabled' then perform private.refuse('member_disabled', jsonb_build_object('email', invited)); end if;
  if known = 'active' then perform private.refuse('member_already', jsonb_build_object('email', invited)); end if;
  select array_agg(g.id) into chosen from public.groups g where g.enterprise_id = home and input -> 'groups' ? g.name;
  if exists (select from jsonb_array_elements_text(input -> 'groups') as n where not exists (select from public.groups g where g.enterprise_id = home and g.name = n)) then
    perform private.refuse('not_found', '{"resource": "group"}');
  end if;
  -- One link of an address works at a time: who lost the first one, or was given the wrong groups, is invited again.
  perform private.end_invitations_by(home, null, invited);
  -- A company of 300 people is invited in an hour, as private.limits has it. Each is an address that may hold rights soon, for an owner to look through.
  if (select count(*) from public.invitations i where i.enterprise_id = home and i.state = 'open' and i.expires_at > now()) >= 300 then
    perform private.refuse('capacity_reached', '{"what": "invitations", "max": 300}');
  end if;
  insert into public.invitations (enterprise_id, email, group_ids, invited_by) values (home, invited, chosen, private.actor()) returning id into made;
  insert into private.invitation_tokens (token_hash, invitation_id) values (private.token_hash(token), made);
  card := private.invitation_card(made);
  return card || jsonb_build_object('about', made, 'after', card - 'id', 'once', jsonb_build_object('token', token));
end $$;

create or replace function public.create_invitation(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('invitation', 'create', request, input)
$$;

create or replace function public.revoke_invitation(invitation text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('invitation', 'revoke', invitation, request)
$$;

create or replace function public.invitation_for(token text) returns jsonb language sql stable security definer set search_path = '' as $$
  -- What accepting would tell anyway. One answer for everything else, so a link that went astray names nobody.
  select jsonb_build_object('enterprise', e.name, 'invited_by', private.person_name(i.invited_by), 'expires_at', i.expires_at,
    'groups', (select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.groups g where g.id = any (i.group_ids)))
  from private.invitation_tokens t join public.invitations i on i.id = t.invitation_id join public.enterprises e on e.id = i.enterprise_id
  where not private.is_bot() and t.token_hash = private.token_hash(btrim(invitation_for.token)) and i.email = private.confirmed_address(private.actor())
    and private.invitation_state(i.state, i.expires_at) = 'open' and private.allowed(i.invited_by, i.enterprise_id, 'KooMessage:member:manage')
$$;

create or replace function private.accept_invitation(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  own constant text := private.confirmed_address(private.actor());
  it public.invitations;
  now_in text;
  member uuid;
begin
  -- A token that was typed in a chat was read by others.
  if private.is_bot() then perform private.refuse('not_in_chat'); end if;
  -- Asked before the token is looked at: else an account of a guessed address would tell whom a link is for.
  if own is null then perform private.refuse('address_unconfirmed'); end if;
  -- One answer for a token that nobody made and for one of another address: a link that went astray tells nothing.
  select i.* into it from private.invitation_tokens t join public.invitations i on i.id = t.invitation_id
  where t.token_hash = private.token_hash(btrim(input ->> 'token')) and i.email = own for update of i;
  if not found then perform private.refuse('invitation_unknown', jsonb_build_object('email', own)); end if;
  now_in := private.invitation_state(it.state, it.expires_at);
  -- Whoever made it has to be somebody who may, still: else who is about to lose that right invites an address of their own first.
  if now_in = 'open' and not private.allowed(it.invited_by, it.enterprise_id, 'KooMessage:member:manage') then now_in := 'revoked'; end if;
  if now_in <> 'open' then perform private.refuse('invitation_over', jsonb_build_object('resource', 'invitation', 'state', now_in)); end if;
  update public.invitations i set state = 'accepted' where i.id = it.id;
  member := private.join_group(it.enterprise_id, private.actor(), it.group_ids);
  update public.profiles p set enterprise_id = it.enterprise_id where p.user_id = private.actor() and private.current_enterprise() is null;
  return public.whoami() || jsonb_build_object('joined', (select jsonb_build_object('id', e.id, 'name', e.name) from public.enterprises e where e.id = it.enterprise_id),
    'about', it.id, 'home', it.enterprise_id, 'before', '{"state": "open"}'::jsonb, 'after', jsonb_build_object('state', 'accepted', 'member', private.member_card(member)));
end $$;

create or replace function public.accept_invitation(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('invitation', 'accept', request, input)
$$;

create or replace function private.begin_link_chat_identity(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  -- 8 letters of a 32-letter alphabet without 0 O 1 I: easy to read out, 40 bits.
  letters constant text := 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  noise constant bytea := decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
  code text := '';
  until constant timestamptz := clock_timestamp() + interval '10 minutes';
begin
  if private.is_bot() then perform private.refuse('forbidden', '{"action": "link"}'); end if;
  -- One code at a time a person, so that there are never more good codes to guess than people who are linking.
  perform pg_advisory_xact_lock(hashtextextended('begin_link:' || private.actor()::text, 0));
  delete from private.link_codes c where c.user_id = private.actor() and c.expires_at < clock_timestamp() - interval '1 hour';
  update private.link_codes c set expires_at = least(c.expires_at, clock_timestamp()) where c.user_id = private.actor() and c.used_at is null;
  for i in 0..7 loop
    -- Bytes 6 and 8 of a uuid carry its version and variant, so bytes 0 to 5, 10 and 11 are used.
    code := code || substr(letters, 1 + (get_byte(noise, case when i < 6 then i else i + 4 end) & 31), 1);
  end loop;
  insert into private.link_codes (code_hash, user_id, aal, expires_at)
  values (sha256(convert_to(code, 'UTF8')), private.actor(), case when private.is_aal2() then 'aal2' else 'aal1' end, until);
  return jsonb_build_object('code', code, 'expires_at', until, 'after', jsonb_build_object('expires_at', until));
end $$;

create or replace function public.begin_link() returns jsonb language sql security definer set search_path = '' as $$
  select private.make('chat_identity', 'begin_link')
$$;

create or replace function private.too_many_codes(provider text, team text, chat_user text) returns boolean language sql stable set search_path = '' as $$
  -- Wrong codes of ten minutes. 5 a chat account: nobody mistypes more often. 50 a Slack workspace, however many accounts somebody makes in it. 200 for all
  -- of Discord, whose ids are global, and 200 for all workspaces together in which nobody is linked yet: those anybody can found. A workspace with a linked
  -- member has its own 50 alone, so no stranger elsewhere locks it out. With ten good codes at every instant, a year of 400 guesses every ten minutes
  -- finds one of 2^40 with a chance of 1 in 5,000.
  select coalesce(bool_or(case
      when x.what = 'account' then x.tries >= 5
      when x.what = 'team' then too_many_codes.provider <> 'discord' and x.tries >= 50
      else x.tries >= 200 and not (too_many_codes.provider <> 'discord'
        and exists (select from public.chat_identities i where i.provider = too_many_codes.provider and i.team = too_many_codes.team)) end), false)
  from (select unnest(array['account', 'team', 'all']) as what,
      unnest(array[count(*) filter (where a.team = too_many_codes.team and a.chat_user = too_many_codes.chat_user), count(*) filter (where a.team = too_many_codes.team), count(*)]) as tries
    from private.link_attempts a where a.provider = too_many_codes.provider and a.at > clock_timestamp() - interval '10 minutes') x
$$;

create or replace function private.link_chat_identity(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  part constant text[] := string_to_array(private.header('x-chat-user'), ':');
  found_code private.link_codes;
begin
  if coalesce(cardinality(part), 0) <> 3 or '' = any (part) or part[1] not in ('slack', 'discord') then perform private.refuse('input_invalid', '{"field": "x-chat-user"}'); end if;
  perform private.require_voice();
  perform pg_advisory_xact_lock(hashtextextended('link:' || private.chat_user(), 0));
  if private.actor() is not null then perform private.refuse('already_linked', jsonb_build_object('name', private.person_name(private.actor()))); end if;
  if private.too_many_codes(part[1], part[2], part[3]) then perform private.refuse('too_many_attempts'); end if;
  select c.* into found_code from private.link_codes c where c.code_hash = sha256(convert_to(upper(btrim(given ->> 'code')), 'UTF8')) for update;
  if not found or found_code.used_at is not null then perform private.refuse('link_code_unknown'); end if;
  if found_code.expires_at < clock_timestamp() then perform private.refuse('link_code_expired'); end if;
  update private.link_codes c set used_at = clock_timestamp() where c.code_hash = found_code.code_hash;
  insert into public.chat_identities (provider, team, chat_user, user_id, aal) values (part[1], part[2], part[3], found_code.user_id, found_code.aal);
  perform private.audit(private.current_enterprise(), 'chat_identity', private.chat_user(), 'link', null, jsonb_build_object('user_id', found_code.user_id, 'aal', found_code.aal));
  return (select jsonb_build_object('name', p.name, 'email', p.email, 'locale', p.locale) from public.profiles p where p.user_id = found_code.user_id);
end $$;

create or replace function private.refused_link_chat_identity(code text) returns void language sql set search_path = '' as $$
  -- The call is rolled back, but the attempt counts. Tries that run at the same instant do not see each other: as many more as there are connections.
  insert into private.link_attempts (provider, team, chat_user)
  select split_part(c, ':', 1), split_part(c, ':', 2), split_part(c, ':', 3) from private.chat_user() as c where code in ('link_code_unknown', 'link_code_expired');
  delete from private.link_attempts a where a.at < clock_timestamp() - interval '1 day'
$$;

create or replace function public.finish_link(code text) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_identity', 'link', jsonb_build_object('code', code), private.header('x-chat-user'))
$$;

create or replace function private.unlink_chat_identity(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone public.chat_identities;
begin
  -- One's own, or one of an active member of the enterprise in use: the workspace is the enterprise's, and whoever left it must not speak on.
  -- The member links it again with a code of their own, so this takes no right that another enterprise gave.
  select i.* into gone from public.chat_identities i where i.id::text = lower(input ->> 'identity') and (i.user_id = private.actor()
    or (exists (select from public.members m where m.enterprise_id = home and m.user_id = i.user_id and m.state = 'active') and private.may(home, 'KooMessage:member:manage'))) for update;
  if not found then perform private.refuse('not_found', '{"resource": "chat_identity"}'); end if;
  if gone.user_id <> private.actor() then perform private.require_sudo(); end if;
  return jsonb_build_object('id', gone.id, 'before', to_jsonb(gone));
end $$;

create or replace function private.after_unlink_chat_identity(home uuid, input jsonb) returns void language sql set search_path = '' as $$
  delete from public.chat_identities i where i.id::text = lower(input ->> 'identity')
$$;

create or replace function public.unlink_chat(identity text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('chat_identity', 'unlink', request, jsonb_build_object('identity', identity))
$$;

-- people: members (IAM-3, IAM-5)

create or replace function private.keep_an_owner(enterprise uuid) returns void language plpgsql set search_path = '' as $$
begin
  -- Two owners who disable each other at the same time: the second waits for this lock, and then sees the first one's change.
  perform pg_advisory_xact_lock(hashtextextended('owners:' || enterprise::text, 0));
  if not exists (select from private.who_may(enterprise, 'KooMessage:member:manage')) then perform private.refuse('last_owner'); end if;
end $$;

create or replace function private.member_card(member uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) - array['enterprise_id', 'created_at'] from public.member_cards c where c.id = member
$$;

create or replace function private.bound_groups_of(member uuid) returns void language plpgsql set search_path = '' as $$
begin
  -- Each check of a right reads all groups of the member. Twenty are five times what an enterprise starts with.
  if (select count(*) from public.group_members gm where gm.member_id = member) > 20 then
    perform private.refuse('capacity_reached', jsonb_build_object('what', 'groups_of_member', 'max', 20));
  end if;
end $$;

create or replace function private.join_group(enterprise uuid, person uuid, group_ids uuid[]) returns uuid language plpgsql set search_path = '' as $$
declare
  joined public.members;
begin
  insert into public.members (enterprise_id, user_id, name, email)
  select enterprise, p.user_id, p.name, p.email from public.profiles p where p.user_id = person
  on conflict (enterprise_id, user_id) do update set name = excluded.name, email = excluded.email,
    state = case members.state when 'left' then 'active' else members.state end
  returning * into joined;
  -- What an owner has ended, an invitation does not bring back.
  if joined.state = 'disabled' then perform private.refuse('member_disabled', jsonb_build_object('email', joined.email)); end if;
  insert into public.group_members (group_id, member_id, enterprise_id)
  select g.id, joined.id, enterprise from public.groups g where g.enterprise_id = enterprise and g.id = any (group_ids)
  on conflict do nothing;
  perform private.bound_groups_of(joined.id);
  return joined.id;
end $$;

create or replace function private.disable_member(member uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.keep_an_owner(m.enterprise_id), private.end_invitations_by(m.enterprise_id, m.user_id) from public.members m where m.id = member
$$;

create or replace function public.disable_member(member text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('member', 'disable', member, request)
$$;

create or replace function public.enable_member(member text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('member', 'enable', member, request)
$$;

create or replace function private.leave_member(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  it public.members;
  was jsonb;
  manages boolean;
begin
  select m.* into it from public.members m
  where m.user_id = private.actor() and m.enterprise_id::text = lower(input ->> 'enterprise') and m.state <> 'left' for update;
  if not found then perform private.refuse('not_found', '{"resource": "enterprise"}'); end if;
  was := private.member_card(it.id) - 'id';
  manages := private.allowed(it.user_id, it.enterprise_id, 'KooMessage:member:manage');
  -- Who comes back by another invitation has what that one gives, not what was given once.
  delete from public.group_members gm where gm.member_id = it.id;
  update public.members m set state = 'left' where m.id = it.id;
  if manages then perform private.keep_an_owner(it.enterprise_id); end if;
  perform private.end_invitations_by(it.enterprise_id, it.user_id);
  update public.profiles p set enterprise_id = null where p.user_id = it.user_id and p.enterprise_id = it.enterprise_id;
  return public.whoami() || jsonb_build_object('about', it.id, 'home', it.enterprise_id, 'before', was, 'after', private.member_card(it.id) - 'id');
end $$;

create or replace function public.leave_enterprise(enterprise text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('member', 'leave', request, jsonb_build_object('enterprise', enterprise))
$$;

-- IAM-5: a second factor for those who decide. Auth has the factors; a session that gave one is at aal2.

create or replace function private.is_aal2() returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  -- The claim says what the token was made with, the row what holds now: removing the factor takes it down again.
  return coalesce(auth.jwt() ->> 'aal' = 'aal2' and exists (select from auth.sessions s where s.id = private.session_id() and s.aal::text = 'aal2'), false) and not private.is_bot();
end $$;

create or replace function private.lacks_mfa(enterprise uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  asked constant text := (select e.approver_mfa from public.enterprises e where e.id = enterprise);
  identity public.chat_identities;
begin
  if asked = 'none' or private.is_aal2() then return false; end if;
  if asked is distinct from 'linked' then return true; end if;
  identity := private.chat_identity();
  -- 90 days: a chat account that is taken over does not approve for ever on a factor given once.
  return not coalesce(identity.aal = 'aal2' and identity.linked_at > now() - interval '90 days', false);
end $$;

create or replace function private.set_approver_mfa_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was text;
begin
  select e.approver_mfa into was from public.enterprises e where e.id = home for update;
  -- Whoever has no second factor neither lifts the rule, nor lays down one that they could not lift.
  if 'none' <> any (array[was, input ->> 'approver_mfa']) and not private.is_aal2() then perform private.refuse('second_factor_first'); end if;
  update public.enterprises e set approver_mfa = input ->> 'approver_mfa' where e.id = home;
  return public.whoami() || jsonb_build_object('about', home, 'before', jsonb_build_object('approver_mfa', was), 'after', input);
end $$;

create or replace function public.set_approver_mfa(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('enterprise', 'set_approver_mfa', request, input)
$$;

-- people: the 11 system policies (IAM-1, table 11-1). shared/src/people/system_policies.ts has the same rows; a test keeps both in step.

create or replace function private.check_policy(document jsonb) returns void language plpgsql set search_path = '' as $$
declare
  statement jsonb;
  pattern text;
begin
  if jsonb_typeof(document) is distinct from 'object' or document ->> 'Version' is distinct from '1.1'
     or jsonb_typeof(document -> 'Statement') is distinct from 'array' or jsonb_array_length(document -> 'Statement') = 0
     or document - array['Version', 'Statement'] <> '{}' then
    perform private.refuse('policy_invalid', jsonb_build_object('where', 'Version, Statement'));
  end if;
  for statement in select * from jsonb_array_elements(document -> 'Statement') loop
    if statement ->> 'Effect' is null or statement ->> 'Effect' not in ('Allow', 'Deny') or jsonb_typeof(statement -> 'Action') is distinct from 'array'
       or jsonb_array_length(statement -> 'Action') = 0
       -- A condition that is not evaluated would allow more than is written.
       or exists (select from jsonb_object_keys(statement) as k where k not in ('Effect', 'Action')) then
      perform private.refuse('policy_invalid', jsonb_build_object('where', statement::text));
    end if;
    for pattern in select * from jsonb_array_elements_text(statement -> 'Action') loop
      if pattern is null or pattern !~ '^[A-Za-z*]+:[A-Za-z*]+:[A-Za-z*]+$' then
        perform private.refuse('policy_invalid', jsonb_build_object('where', coalesce(pattern, 'null')));
      end if;
    end loop;
  end loop;
end $$;

create or replace function private.lay_groups(enterprise uuid) returns void language plpgsql set search_path = '' as $$
declare
  reviewer uuid;
begin
  -- KooMessage itself has no "approve" action and no maker/checker split; Tidings' reviewers are a custom policy.
  insert into public.policies (enterprise_id, name, document)
  values (enterprise, 'Tidings Reviewer', private.policy('KooMessage:*:review', 'KooMessage:sendTask:approve', 'KooMessage:sendTask:release',
    'KooMessage:sendTask:cancel', 'KooMessage:sendTask:pause', 'KooMessage:alert:update', 'KooMessage:resolveTask:freeze', 'KooMessage:report:export'))
  returning id into reviewer;
  insert into public.groups (enterprise_id, name) values
    (enterprise, 'Owners'), (enterprise, 'Operators'), (enterprise, 'Reviewers'), (enterprise, 'Readers');
  insert into public.group_policies (group_id, policy_id, enterprise_id)
  select g.id, p.id, enterprise from public.groups g join public.policies p on
      (g.name = 'Owners' and p.enterprise_id is null and p.name like '%FullAccess')
   or (g.name = 'Operators' and p.enterprise_id is null and p.name like '%CommonOperations')
   or (g.name = 'Reviewers' and ((p.enterprise_id is null and p.name like '%ReadOnlyAccess') or p.id = reviewer))
   or (g.name = 'Readers' and p.enterprise_id is null and p.name like '%ReadOnlyAccess')
  where g.enterprise_id = lay_groups.enterprise;
end $$;

create or replace function private.meet() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  -- What a person calls themselves when signing up is shown to others: the rule of private.clean_name, without a refusal that would end the sign-up.
  called constant text := left(btrim(regexp_replace(coalesce(new.raw_user_meta_data ->> 'name', ''),
    '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]', '', 'g'), E' \u3000'), 64);
begin
  insert into public.profiles (user_id, name, email, locale)
  values (new.id, coalesce(nullif(called, ''), left(split_part(new.email, '@', 1), 64), ''), coalesce(new.email, ''),
    case when new.raw_user_meta_data ->> 'locale' in ('zh-CN', 'en') then new.raw_user_meta_data ->> 'locale' end)
  on conflict (user_id) do nothing;
  return new;
end $$;

create or replace function private.follow_address() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.profiles p set email = coalesce(new.email, '') where p.user_id = new.id;
  update public.members m set email = coalesce(new.email, '') where m.user_id = new.id;
  return new;
end $$;

-- IAM-5: sessions are Auth's rows; the law lists and ends them, and writes sign-ins into the log. People may belong to several enterprises, so an owner ends
-- no sessions of a member: what an owner takes away is the membership, and disabling it ends every right there at once.

create or replace function public.my_sessions() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(null, 'own');
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'created_at', s.created_at, 'seen_at', s.seen_at, 'user_agent', private.one_line(s.user_agent, 300),
      'address', host(s.ip), 'aal', coalesce(s.aal::text, 'aal1'), 'current', s.id is not distinct from private.session_id()) order by s.seen_at desc), '[]')
    -- refreshed_at has no time zone; Auth writes UTC.
    from (select x.*, greatest(x.created_at, x.refreshed_at at time zone 'UTC') as seen_at from auth.sessions x
      where x.user_id = private.actor() and coalesce(x.not_after > now(), true) order by 2 desc, 1 limit 200) s);
end $$;

create or replace function private.one_line(said text, most integer) returns text language sql immutable set search_path = '' as $$
  select nullif(left(regexp_replace(said, '[[:cntrl:]\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+', ' ', 'g'), most), '')
$$;

create or replace function private.revoke_session(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone auth.sessions;
begin
  select s.* into gone from auth.sessions s where s.id::text = lower(input ->> 'session') and s.user_id = private.actor() for update;
  if not found then perform private.refuse('not_found', '{"resource": "session"}'); end if;
  return jsonb_build_object('id', gone.id, 'before', jsonb_build_object('created_at', gone.created_at, 'user_agent', private.one_line(gone.user_agent, 300)));
end $$;

create or replace function private.after_revoke_session(home uuid, input jsonb) returns void language sql set search_path = '' as $$
  -- Last, because it may be the caller's own. Its refresh tokens go with it (a foreign key of Auth), so it cannot be renewed either.
  delete from auth.sessions s where s.id::text = lower(input ->> 'session') and s.user_id = private.actor()
$$;

create or replace function public.revoke_session(session text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('session', 'revoke', request, jsonb_build_object('session', session))
$$;

create or replace function private.revoke_others_session(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  ended integer;
begin
  delete from auth.sessions s where s.user_id = private.actor() and s.id is distinct from private.session_id();
  get diagnostics ended = row_count;
  return jsonb_build_object('about', private.actor(), 'after', jsonb_build_object('ended', ended), 'ended', ended);
end $$;

create or replace function public.revoke_other_sessions(request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('session', 'revoke_others', request)
$$;

create or replace function private.log_sessions() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- One line an enterprise and a statement: whoever ends a thousand sessions at once leaves one line, which says how many.
  insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb, outcome, details)
  select m.enterprise_id, c.user_id, private.person_name(c.user_id), private.source(), 'session', case when c.sessions = 1 then c.id end,
    case tg_op when 'INSERT' then 'sign_in' else 'sign_out' end, 'granted',
    jsonb_strip_nulls(jsonb_build_object('sessions', nullif(c.sessions, 1), 'user_agent', private.one_line(c.user_agent, 300), 'address', host(c.ip), 'aal', c.aal))
  from (select x.user_id, count(*) as sessions, min(x.id::text) as id, min(x.user_agent) as user_agent, min(x.ip) as ip, min(x.aal::text) as aal from changed x
    where not exists (select from private.bots b where b.user_id = x.user_id) group by x.user_id) c
  join public.members m on m.user_id = c.user_id and m.state = 'active';
  return null;
end $$;

create or replace function private.record_failed_sign_in(email text, address text) returns void language plpgsql security definer set search_path = '' as $$
declare
  account uuid;
begin
  -- Auth keeps addresses in small letters; so asked, its index finds one of a million.
  select u.id into account from auth.users u where u.email = lower(btrim(record_failed_sign_in.email)) and not exists (select from private.bots b where b.user_id = u.id);
  if account is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('sign_in:' || account::text, 0));
  insert into public.audit_log (enterprise_id, source, resource, resource_id, verb, outcome, code, reason, details)
  select m.enterprise_id, 'system', 'session', account::text, 'sign_in', 'refused', f.refusal ->> 'code', f.refusal ->> 'message',
    jsonb_strip_nulls(jsonb_build_object('name', m.name, 'address', case when record_failed_sign_in.address ~ '^[0-9a-fA-F.:]{2,45}$' then record_failed_sign_in.address end))
  from public.members m, private.refusal('bad_password') as f (refusal)
  -- T8: 10 lines a quarter of an hour say that somebody guesses. More would let a stranger fill the log of an enterprise.
  where m.user_id = account and m.state = 'active' and coalesce((select a.at from public.audit_log a
    where a.resource = 'session' and a.resource_id = account::text and a.enterprise_id = m.enterprise_id order by a.id desc offset 9 limit 1) < clock_timestamp() - interval '15 minutes', true);
end $$;

create or replace function public.record_failed_sign_in(email text, address text) returns void language sql security definer set search_path = '' as $$
  select private.record_failed_sign_in(email, address)
$$;

create or replace function public.whoami() returns jsonb language sql stable security definer set search_path = '' as $$
  select private.require_voice();
  select jsonb_build_object(
    'user_id', private.actor(), 'bot', private.is_bot(), 'platform_admin', private.is_platform_admin(),
    'name', p.name, 'email', p.email, 'locale', p.locale,
    'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name, 'time_zone', e.time_zone,
        'marketing_from', e.marketing_from, 'marketing_to', e.marketing_to, 'approver_mfa', e.approver_mfa) from public.enterprises e where e.id = private.current_enterprise()),
    'enterprises', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.name), '[]')
        from public.enterprises e where e.id = any (private.my_enterprises())),
    'disabled_in', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.name), '[]')
        from public.enterprises e join public.members m on m.enterprise_id = e.id where m.user_id = private.actor() and m.state = 'disabled'),
    'permissions', private.actions_of(private.actor(), private.current_enterprise()))
  from (select private.actor() as id) me left join public.profiles p on p.user_id = me.id
$$;

create or replace function public.may(action text) returns boolean language sql stable security definer set search_path = '' as $$
  select private.may(private.current_enterprise(), action)
$$;

create or replace function private.switch_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  chosen uuid;
begin
  select e into chosen from unnest(private.my_enterprises()) as e where e::text = lower(input ->> 'enterprise');
  if chosen is null then perform private.refuse('not_found', '{"resource": "enterprise"}'); end if;
  update public.profiles p set enterprise_id = chosen where p.user_id = private.actor();
  return public.whoami() || jsonb_build_object('about', chosen, 'before', jsonb_build_object('enterprise_id', home), 'after', jsonb_build_object('enterprise_id', chosen));
end $$;

create or replace function public.switch_enterprise(enterprise text) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('enterprise', 'switch', null, jsonb_build_object('enterprise', enterprise))
$$;

create or replace function private.set_locale_profile(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was text;
begin
  select p.locale into was from public.profiles p where p.user_id = private.actor() for update;
  update public.profiles p set locale = input ->> 'locale' where p.user_id = private.actor();
  return public.whoami() || jsonb_build_object('about', private.actor(), 'before', jsonb_build_object('locale', was), 'after', input);
end $$;

create or replace function public.set_locale(input jsonb) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('profile', 'set_locale', null, input)
$$;

create or replace function private.create_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  called constant text := private.clean_name(input ->> 'name', 64, 2);
  made uuid;
begin
  -- Without a confirmed address nobody has rights, in an enterprise of their own neither.
  if private.confirmed_address(private.actor()) is null then perform private.refuse('address_unconfirmed'); end if;
  if not (input -> 'statements' @> '["koomessage", "sms"]') then perform private.refuse('statements_required'); end if;
  insert into public.enterprises (name, created_by) values (called, private.actor()) returning id into made;
  insert into public.statement_acceptances (enterprise_id, statement, user_id)
  select made, s, private.actor() from unnest(array['koomessage', 'sms']) as s;
  perform private.lay_groups(made);
  perform private.join_group(made, private.actor(), array(select g.id from public.groups g where g.enterprise_id = made and g.name = 'Owners'));
  update public.profiles p set enterprise_id = made where p.user_id = private.actor();
  return public.whoami() || jsonb_build_object('about', made, 'after', jsonb_build_object('name', called, 'statements', input -> 'statements'));
end $$;

create or replace function public.create_enterprise(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('enterprise', 'create', request, input)
$$;

create or replace function private.set_marketing_window_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  opens constant time := input ->> 'opens';
  closes constant time := input ->> 'closes';
  was jsonb;
begin
  if closes <= opens then perform private.refuse('input_invalid', '{"field": "closes"}'); end if;
  select jsonb_build_object('from', e.marketing_from, 'to', e.marketing_to) into was from public.enterprises e where e.id = home for update;
  update public.enterprises e set marketing_from = opens, marketing_to = closes where e.id = home;
  return public.whoami() || jsonb_build_object('about', home, 'before', was, 'after', jsonb_build_object('from', opens, 'to', closes));
end $$;

create or replace function public.set_marketing_window(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('enterprise', 'set_marketing_window', request, input)
$$;

create or replace function private.is_platform_admin() returns boolean language sql stable security definer set search_path = '' as $$
  -- In chat nobody is one: a chat account that is taken over must not reach the whole deployment.
  select not private.is_bot() and exists (select from private.platform_admins p where p.user_id = private.actor())
$$;

create or replace function public.platform_overview() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(null, 'platform');
  return jsonb_build_object('enterprises', (select count(*) from public.enterprises), 'members', (select count(*) from public.members m where m.state = 'active'),
    'sends', (select coalesce(jsonb_object_agg(s.state, s.n), '{}') from (select x.state, count(*) as n from public.sends x group by x.state) s));
end $$;

-- ---------------------------------------------------------------------------------------------
-- The ledger. Lock order everywhere: deliveries on their way (claimed, or handed over) in id order → send → quota → other deliveries. The row of
-- totals stands for the send. Whoever holds it waits for no delivery that is on its way. Receipts and hand-offs update those deliveries first and
-- lock the account last, so that they run side by side on one send.

create or replace function private.lock_quota(enterprise uuid, kind public.quota_kind) returns void language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('quota:' || enterprise::text || kind::text, 0));
end $$;

create or replace function private.transfer(enterprise uuid, kind public.quota_kind, from_account text, to_account text, package uuid, amount bigint, reason text, holder uuid default null)
returns void language plpgsql set search_path = '' as $$
declare
  pair uuid := gen_random_uuid();
  send constant uuid := (select s.id from public.sends s where s.id = holder);
  task constant uuid := (select t.id from public.resolve_tasks t where t.id = holder);
begin
  if amount = 0 then return; end if;
  insert into public.quota_accounts as a (enterprise_id, kind, account, package_id)
  values (enterprise, transfer.kind, from_account, package), (enterprise, transfer.kind, to_account, package)
  on conflict on constraint one_account_a_package do nothing;
  update public.quota_accounts a set balance = a.balance + case when a.account = to_account then amount else -amount end
  where a.enterprise_id = enterprise and a.kind = transfer.kind and a.package_id is not distinct from package and a.account in (from_account, to_account);
  insert into public.quota_ledger (enterprise_id, kind, transfer, account, package_id, amount, reason, send_id, task_id) values
    (enterprise, transfer.kind, pair, from_account, package, -amount, transfer.reason, send, task),
    (enterprise, transfer.kind, pair, to_account, package, amount, transfer.reason, send, task);
end $$;

create or replace function private.reserve(holder uuid, enterprise uuid, kind public.quota_kind, amount bigint, reason text default 'reserve') returns void
language plpgsql set search_path = '' as $$
declare
  missing bigint := amount;
  part bigint;
  package record;
begin
  perform private.lock_quota(enterprise, kind);
  -- PKG-2: packages first, those that expire earliest before the others; the rest is pay-as-you-go.
  for package in
    select a.package_id, a.balance from public.quota_accounts a join public.packages p on p.id = a.package_id
    where a.enterprise_id = enterprise and a.kind = reserve.kind and a.account = 'available' and a.balance > 0 and p.expires_at > clock_timestamp()
    order by p.expires_at, p.paid_at, p.id
  loop
    exit when missing = 0;
    part := least(missing, package.balance);
    perform private.transfer(enterprise, kind, 'available', 'reserved', package.package_id, part, reason, holder);
    insert into private.reservations (holder_id, enterprise_id, kind, package_id, ordinal, reserved)
    select holder, enterprise, reserve.kind, package.package_id, coalesce(max(r.ordinal), 0) + 1, part from private.reservations r where r.holder_id = holder;
    missing := missing - part;
  end loop;
  if missing > 0 then
    -- PKG-2: pay-as-you-go is on by default. With it switched off, a send is limited to the packages. What a phone has shown already is charged in
    -- any case.
    if reason = 'reserve' and not (private.settings_of(enterprise)).pay_as_you_go then
      perform private.refuse('quota_short', jsonb_build_object('missing', missing, 'needed', amount));
    end if;
    perform private.transfer(enterprise, kind, 'available', 'reserved', null, missing, reason, holder);
    insert into private.reservations (holder_id, enterprise_id, kind, package_id, ordinal, reserved)
    select holder, enterprise, reserve.kind, null, coalesce(max(r.ordinal), 0) + 1, missing from private.reservations r where r.holder_id = holder;
  end if;
end $$;

create or replace function private.settle(holder uuid, used bigint) returns void language plpgsql set search_path = '' as $$
declare
  home uuid;
  line private.reservations;
  part bigint;
  left_open bigint;
  to_settle bigint := used;
begin
  select r.enterprise_id into home from private.reservations r where r.holder_id = holder limit 1;
  if used = 0 or home is null then return; end if;
  perform private.lock_quota(home, 'aim_resolution');
  select sum(r.reserved - r.settled - r.released) into left_open from private.reservations r where r.holder_id = holder;
  -- The message had failed, so its unit went back, and then a phone opened its card all the same: the unit is taken again.
  if left_open < used then perform private.reserve(holder, home, 'aim_resolution', used - left_open, 'late resolution'); end if;
  for line in select r.* from private.reservations r where r.holder_id = holder and r.settled + r.released < r.reserved order by r.ordinal loop
    exit when to_settle = 0;
    part := least(to_settle, line.reserved - line.settled - line.released);
    perform private.transfer(line.enterprise_id, line.kind, 'reserved', 'used', line.package_id, part, 'settle', holder);
    update private.reservations r set settled = r.settled + part where r.holder_id = holder and r.ordinal = line.ordinal;
    to_settle := to_settle - part;
  end loop;
end $$;

create or replace function private.release(holder uuid, unused bigint, reason text default 'release') returns void language plpgsql set search_path = '' as $$
declare
  line private.reservations;
  part bigint;
  to_release bigint := unused;
begin
  if unused <= 0 then return; end if;
  select r.* into line from private.reservations r where r.holder_id = holder limit 1;
  if not found then raise exception '% has reserved nothing', holder; end if;
  perform private.lock_quota(line.enterprise_id, line.kind);
  -- In the opposite order of settling, so that the units used stay those of the packages that expire first.
  for line in select r.* from private.reservations r where r.holder_id = holder and r.settled + r.released < r.reserved order by r.ordinal desc loop
    exit when to_release = 0;
    part := least(to_release, line.reserved - line.settled - line.released);
    perform private.transfer(line.enterprise_id, line.kind, 'reserved', 'available', line.package_id, part, release.reason, holder);
    update private.reservations r set released = r.released + part where r.holder_id = holder and r.ordinal = line.ordinal;
    to_release := to_release - part;
  end loop;
end $$;

create or replace function private.charge(enterprise uuid, kind public.quota_kind, amount bigint, reason text, holder uuid) returns void language plpgsql set search_path = '' as $$
declare
  missing bigint := amount;
  part bigint;
  package record;
begin
  perform private.lock_quota(enterprise, kind);
  -- PKG-2: as in reserve, packages first, those that expire earliest before the others.
  for package in
    select a.package_id, a.balance from public.quota_accounts a join public.packages p on p.id = a.package_id
    where a.enterprise_id = enterprise and a.kind = charge.kind and a.account = 'available' and a.balance > 0 and p.expires_at > clock_timestamp()
    order by p.expires_at, p.paid_at, p.id
  loop
    exit when missing = 0;
    part := least(missing, package.balance);
    perform private.transfer(enterprise, kind, 'available', 'used', package.package_id, part, reason, holder);
    missing := missing - part;
  end loop;
  perform private.transfer(enterprise, kind, 'available', 'used', null, missing, reason, holder);
end $$;

create or replace function private.expire_packages() returns integer language plpgsql set search_path = '' as $$
declare
  line record;
  moved integer := 0;
begin
  for line in
    select a.enterprise_id, a.kind, a.package_id from public.quota_accounts a join public.packages p on p.id = a.package_id
    where a.account = 'available' and a.balance > 0 and p.expires_at <= clock_timestamp() limit 100
  loop
    perform private.lock_quota(line.enterprise_id, line.kind);
    perform private.transfer(line.enterprise_id, line.kind, 'available', 'expired', line.package_id,
      (select a.balance from public.quota_accounts a where a.enterprise_id = line.enterprise_id and a.kind = line.kind
        and a.package_id = line.package_id and a.account = 'available'), 'expiry');
    moved := moved + 1;
  end loop;
  return moved;
end $$;

-- What a send costs (PKG-2): units from the packages first, beyond them at the price of a unit; SMS segments beside them, in no ledger.
-- What is asked for each row of a list is plpgsql, whose plans are kept: as SQL functions 1,000 rows took half a second more.

create or replace function private.price_at(item text, at timestamptz) returns bigint language plpgsql stable set search_path = '' as $$
begin
  return (
    select u.price_micros from public.unit_prices u where u.item = price_at.item and u.since <= at order by u.since desc limit 1);
end $$;

create or replace function private.fen_of(amount bigint, price_micros bigint) returns bigint language plpgsql immutable set search_path = '' as $$
begin
  -- Rounded once, at the end. Nothing costs nothing, whether it has a price or not.
  return (
    select case when amount = 0 then 0 else round(amount * price_micros / 10000.0)::bigint end);
end $$;

create or replace function private.cost_of(enterprise uuid, units bigint, segments bigint) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('units', units, 'packages', least(units, q.left), 'pay_as_you_go', b.beyond, 'allowed', b.beyond = 0 or (private.settings_of(enterprise)).pay_as_you_go,
    'segments', segments, 'currency', s.currency, 'unit_micros', p.unit, 'segment_micros', p.segment,
    'units_fen', private.fen_of(b.beyond, p.unit), 'segments_fen', private.fen_of(segments, p.segment), 'most_fen', private.fen_of(b.beyond, p.unit) + private.fen_of(segments, p.segment))
  from private.sale_settings s
  cross join lateral (select private.price_at('aim_resolution', now()) as unit, private.price_at('sms_segment', now()) as segment) p
  cross join lateral (
    select coalesce(sum(a.balance), 0)::bigint as left from public.quota_accounts a join public.packages x on x.id = a.package_id
    where a.enterprise_id = enterprise and a.kind = 'aim_resolution' and a.account = 'available' and a.balance > 0 and x.expires_at > now()) q
  cross join lateral (select greatest(0, units - q.left) as beyond) b
$$;

create or replace function private.units_of(send uuid) returns bigint language sql stable set search_path = '' as $$
  select f.accepted - s.left_out from public.sends s join public.number_files f on f.id = s.number_file_id where s.id = send
$$;

create or replace function private.send_cost(send uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select private.cost_of(s.enterprise_id, n.units, n.units * s.segments) from public.sends s cross join lateral (select private.units_of(send) as units) n where s.id = send
$$;

create or replace function private.send_charges(send uuid, segments bigint) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_build_object('units', r.used, 'packages', r.used - r.beyond, 'pay_as_you_go', r.beyond, 'open', r.open, 'segments', segments, 'currency', s.currency,
      'units_fen', r.units_fen, 'segments_fen', c.segments_fen, 'total_fen', r.units_fen + c.segments_fen)
    from (
      select sum(x.settled)::bigint as used, coalesce(sum(x.settled) filter (where x.package_id is null), 0)::bigint as beyond,
        sum(x.reserved - x.settled - x.released)::bigint as open, min(x.at) as at,
        case when bool_and(x.fen is not null) then sum(x.fen)::bigint end as units_fen
      from (select l.*, case when l.package_id is null then private.fen_of(l.settled, private.price_at('aim_resolution', l.at)) else 0 end as fen
        from private.reservations l where l.holder_id = send) x) r
    cross join private.sale_settings s
    cross join lateral (select private.fen_of(segments, private.price_at('sms_segment', r.at)) as segments_fen) c
    where r.used is not null);
end $$;

create or replace function public.preview_cost(numbers bigint, segments integer) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(private.current_enterprise(), 'KooMessage:sendTask:list');
  if numbers not between 0 and 10000000 or numbers is null then perform private.refuse('input_invalid', '{"field": "numbers"}'); end if;
  if segments not between 0 and 100 or segments is null then perform private.refuse('input_invalid', '{"field": "segments"}'); end if;
  return private.cost_of(private.current_enterprise(), numbers, numbers * segments);
end $$;

-- quotas: how long a send or a resolve task keeps its units (PKG-2)

create or replace function private.hold_task(task uuid) returns void language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  missing bigint;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  -- With pay-as-you-go, resolutions are paid for as they come. Without it, what was promised to phones has to be there when they ask.
  if (private.settings_of(t.enterprise_id)).pay_as_you_go and not exists (select from private.holds h where h.holder_id = task) then return; end if;
  missing := case t.kind when 'group' then t.max_resolutions else t.asked end - (select coalesce(sum(d.resolutions), 0) from public.link_days d where d.task_id = task)
    - (select coalesce(sum(r.reserved - r.settled - r.released), 0) from private.reservations r where r.holder_id = task);
  if missing > 0 then perform private.reserve(task, t.enterprise_id, 'aim_resolution', missing); end if;
  insert into private.holds (holder_id, kind, look_at) values (task, 'resolve_task', t.expires_at)
  on conflict on constraint holds_pkey do update set look_at = excluded.look_at, links_over = null;
end $$;

create or replace function private.links_end(h private.holds) returns timestamptz language plpgsql stable set search_path = '' as $$
begin
  if h.kind = 'resolve_task' then
    return (select case when t.state = 'cancelled' then '-infinity' else t.expires_at end from public.resolve_tasks t where t.id = h.holder_id);
  end if;
  -- RES-3: each link ends validity_days after its own hand-off, so the last one after the last batch. What is still on its way has no end yet. A send
  -- that was cancelled before anything went out has no batch, and no link. Where receipts told all before the hand-off was recorded, the batch is closed.
  return (select case when bool_and(coalesce(b.done_at, b.closed_at) is not null) filter (where b.id is not null) is not false then coalesce(max(coalesce(b.done_at, b.closed_at)) + make_interval(days => s.validity_days), '-infinity') end
    from public.sends s left join private.batches b on b.send_id = s.id where s.id = h.holder_id group by s.id);
end $$;

create or replace function private.close_reservations(most integer default 20) returns integer language plpgsql set search_path = '' as $$
declare
  h private.holds;
  over timestamptz;
  closed integer := 0;
begin
  for h in select x.* from private.holds x where x.look_at <= clock_timestamp() order by x.look_at limit most for no key update skip locked loop
    over := private.links_end(h);
    -- A request that was let in at the last moment may run for 8 s (statement_timeout), and a clock may be off by a little.
    if over is null or over + interval '1 minute' > clock_timestamp() then
      update private.holds x set look_at = coalesce(over, clock_timestamp()) + interval '1 minute' where x.holder_id = h.holder_id;
    elsif h.links_over is null then
      update private.holds x set links_over = pg_current_xact_id() where x.holder_id = h.holder_id;
    elsif (select r.done_below from private.link_roll_up r) > h.links_over and not exists (select from private.link_charges c where c.holder_id = h.holder_id) then
      perform private.release(h.holder_id, (select sum(r.reserved - r.settled - r.released)::bigint from private.reservations r where r.holder_id = h.holder_id), 'links over');
      delete from private.holds x where x.holder_id = h.holder_id;
      closed := closed + 1;
    end if;
  end loop;
  return closed;
end $$;

create or replace function private.is_on_sale(o public.offers) returns boolean language sql stable set search_path = '' as $$
  select o.state = 'listed' and o.sale_from <= now() and (o.sale_until is null or o.sale_until > now())
$$;

create or replace function private.offer_in(input jsonb) returns public.offers language plpgsql stable set search_path = '' as $$
declare
  o public.offers := jsonb_populate_record(null::public.offers, input - array['sale_from', 'sale_until']);
begin
  o.spec := coalesce(o.spec, 'three_network');
  if o.kind <> 'basic' and o.spec <> 'three_network' then perform private.refuse('input_invalid', '{"field": "spec"}'); end if;
  o.validity_months := coalesce(o.validity_months, 12);
  o.sale_from := coalesce(private.as_time(input ->> 'sale_from', 'sale_from'), now());
  o.sale_until := private.as_time(input ->> 'sale_until', 'sale_until');
  if o.sale_until <= greatest(o.sale_from, now()) then perform private.refuse('input_invalid', '{"field": "sale_until"}'); end if;
  return o;
end $$;

create or replace function private.create_offer(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  o constant public.offers := private.offer_in(input);
  made uuid;
begin
  insert into public.offers (sku, kind, spec, size, price_fen, currency, validity_months, sale_from, sale_until)
  select o.sku, o.kind, o.spec, o.size, o.price_fen, s.currency, o.validity_months, o.sale_from, o.sale_until from private.sale_settings s returning id into made;
  return made;
end $$;

create or replace function public.create_offer(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('offer', 'create', request, input)
$$;

create or replace function private.update_offer(offer uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  o constant public.offers := private.offer_in(input);
begin
  update public.offers x set sku = o.sku, kind = o.kind, spec = o.spec, size = o.size, price_fen = o.price_fen, validity_months = o.validity_months,
    sale_from = case when input ->> 'sale_from' is null then x.sale_from else o.sale_from end, sale_until = o.sale_until, revision = x.revision + 1 where x.id = offer;
end $$;

create or replace function public.update_offer(offer text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('offer', 'update', offer, request, input)
$$;

create or replace function public.withdraw_offer(offer text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('offer', 'withdraw', offer, request)
$$;

create or replace function private.set_unit_price(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  insert into public.unit_prices (item, price_micros, currency) select input ->> 'item', (input ->> 'price_micros')::bigint, s.currency from private.sale_settings s returning id into made;
  return made;
end $$;

create or replace function public.set_unit_price(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('unit_price', 'set', request, input)
$$;

create or replace function private.set_sale_settings(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was boolean;
begin
  select s.orders_confirm_themselves into was from private.sale_settings s for update;
  update private.sale_settings s set orders_confirm_themselves = (input ->> 'orders_confirm_themselves')::boolean;
  return input || jsonb_build_object('before', jsonb_build_object('orders_confirm_themselves', was), 'after', input);
end $$;

create or replace function public.set_sale_settings(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('sale_settings', 'set', request, input)
$$;

create or replace function public.price_list() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(null, 'own');
  return (select jsonb_build_object('currency', s.currency, 'orders_confirm_themselves', s.orders_confirm_themselves,
      'offers', (select coalesce(jsonb_agg(to_jsonb(o) order by o.kind, array_position(array['three_network', 'mobile', 'unicom', 'telecom'], o.spec), o.size, o.sku), '[]') from public.offers o where private.is_on_sale(o)),
      'units', (select coalesce(jsonb_object_agg(u.item, u.price_micros), '{}') from (
        select distinct on (x.item) x.item, x.price_micros from public.unit_prices x order by x.item, x.since desc) u))
    from private.sale_settings s);
end $$;

create or replace function private.pay_order(one uuid) returns void language plpgsql set search_path = '' as $$
declare
  o public.orders;
  package uuid;
begin
  select x.* into o from public.orders x where x.id = one;
  insert into public.packages (enterprise_id, kind, spec, size, order_id, expires_at)
  -- A month ends on its day in the enterprise's zone.
  select o.enterprise_id, o.kind, o.spec, o.units, o.id, ((now() at time zone e.time_zone) + make_interval(months => o.validity_months)) at time zone e.time_zone
  from public.enterprises e where e.id = o.enterprise_id returning id into package;
  perform private.lock_quota(o.enterprise_id, o.kind);
  perform private.transfer(o.enterprise_id, o.kind, 'granted', 'available', package, o.units, 'package');
end $$;

create or replace function private.new_order_no() returns text language plpgsql set search_path = '' as $$
declare
  made text;
begin
  -- Not counted up: a customer learns nothing of how much others order.
  loop
    made := 'PO-' || upper(encode(extensions.gen_random_bytes(5), 'hex'));
    exit when not exists (select from public.orders o where o.order_no = made);
  end loop;
  return made;
end $$;

create or replace function private.create_order(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  o public.offers;
  zone constant text := (select e.time_zone from public.enterprises e where e.id = home);
  made uuid;
begin
  -- It is neither edited nor withdrawn while it is ordered.
  select x.* into o from public.offers x where x.id = private.as_uuid(input ->> 'offer_id', 'offer_id') for share;
  if not found then perform private.refuse('not_found', '{"resource": "offer"}'); end if;
  if o.state <> 'listed' then perform private.refuse('offer_withdrawn', jsonb_build_object('name', o.sku)); end if;
  if o.sale_from > now() then perform private.refuse('offer_not_yet', jsonb_build_object('name', o.sku, 'from', to_char(o.sale_from at time zone zone, 'YYYY-MM-DD HH24:MI'), 'zone', zone)); end if;
  if o.sale_until <= now() then perform private.refuse('offer_over', jsonb_build_object('name', o.sku, 'until', to_char(o.sale_until at time zone zone, 'YYYY-MM-DD HH24:MI'), 'zone', zone)); end if;
  -- What was shown is what is ordered.
  if o.revision <> (input ->> 'revision')::numeric then perform private.refuse('offer_changed', jsonb_build_object('name', o.sku)); end if;
  -- A bound, not a count: orders at the same instant may pass it by a few.
  if (select count(*) from public.orders x where x.enterprise_id = home and x.state = 'ordered') >= 20 then
    perform private.refuse('capacity_reached', jsonb_build_object('what', 'open_orders', 'max', 20));
  end if;
  insert into public.orders (order_no, enterprise_id, enterprise_name, ordered_by, ordered_by_name, offer_id, revision, sku, kind, spec, size, price_fen, currency, validity_months, quantity)
  select private.new_order_no(), home, e.name, private.actor(), private.person_name(private.actor()), o.id, o.revision, o.sku, o.kind, o.spec, o.size, o.price_fen, o.currency, o.validity_months,
    (input ->> 'quantity')::integer
  from public.enterprises e where e.id = home returning id into made;
  if (select s.orders_confirm_themselves from private.sale_settings s) then
    perform private.transition('order', made, 'confirm_itself');
    update public.orders x set confirmed_itself = true, decided_at = clock_timestamp() where x.id = made;
    perform private.pay_order(made);
  end if;
  return made;
end $$;

create or replace function public.create_order(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('order', 'create', request, input)
$$;

create or replace function private.cancel_order(package_order uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.orders o set decided_by_name = private.person_name(private.actor()) where o.id = package_order
$$;

create or replace function public.cancel_order(package_order text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('order', 'cancel', package_order, request, null, reason)
$$;

create or replace function private.confirm_order(package_order uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  if coalesce(btrim(input ->> 'reference'), '') = '' then perform private.refuse('input_invalid', '{"field": "reference"}'); end if;
  update public.orders o set payment_reference = private.clean_name(input ->> 'reference'), decided_by_name = private.person_name(private.actor()) where o.id = package_order;
  perform private.pay_order(package_order);
end $$;

create or replace function public.confirm_order(package_order text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('order', 'confirm', package_order, request, input)
$$;

create or replace function private.decline_order(package_order uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.orders o set decided_by_name = private.person_name(private.actor()) where o.id = package_order
$$;

create or replace function public.decline_order(package_order text, reason text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('order', 'decline', package_order, request, null, reason)
$$;

create or replace function private.channel_name(channel uuid) returns text language sql stable security definer set search_path = '' as $$
  select c.name from public.channels c where c.id = channel
$$;

create or replace function private.count_step(send uuid, enterprise uuid, day date, old public.delivery_state, new public.delivery_state, n integer, unresolved integer) returns void
language plpgsql set search_path = '' as $$
begin
  update public.send_totals t set
    pending = t.pending - case when old = 'pending' then n else 0 end,
    handed = t.handed - case when old = 'handed' then n else 0 end,
    delivered = t.delivered + case when new = 'delivered' then n else 0 end,
    failed = t.failed + case when new = 'failed' then n when old = 'failed' then -n else 0 end,
    expired = t.expired + case when new = 'expired' then n when old = 'expired' then -n else 0 end,
    timed_out = t.timed_out + case when new = 'timed_out' then n when old = 'timed_out' then -n else 0 end,
    unknown = t.unknown + case when new = 'unknown' then n when old = 'unknown' then -n else 0 end
  where t.send_id = send;
  insert into public.send_days as y (send_id, enterprise_id, day, submission_count, send_count, delivered, failed, expired, timed_out, unknown)
  -- From pending straight to final: the receipt came before the answer to the hand-off, so the message counts as sent now. For an unknown one, its
  -- acceptance is only known now.
  values (send, enterprise, day, case when old = 'pending' then n else 0 end,
    case when (old = 'pending' and new <> 'unknown') or (old = 'unknown' and new <> 'timed_out') then n else 0 end,
    case when new = 'delivered' then n else 0 end, case when new = 'failed' then n when old = 'failed' then -n else 0 end,
    case when new = 'expired' then n when old = 'expired' then -n else 0 end, case when new = 'timed_out' then n when old = 'timed_out' then -n else 0 end,
    case when new = 'unknown' then n when old = 'unknown' then -n else 0 end)
  on conflict on constraint send_days_pkey do update set submission_count = y.submission_count + excluded.submission_count, send_count = y.send_count + excluded.send_count,
    delivered = y.delivered + excluded.delivered, failed = y.failed + excluded.failed, expired = y.expired + excluded.expired,
    timed_out = y.timed_out + excluded.timed_out, unknown = y.unknown + excluded.unknown;
  -- PKG-2: a message that failed, or expired by the carrier's word, gives its unit back, unless its card was shown. A receipt takes nothing: what is
  -- paid is the resolution, and it is settled where it is rolled up.
  if new in ('failed', 'expired') and old not in ('failed', 'expired') then perform private.release(send, unresolved); end if;
  perform private.touch_cards('send', send);
end $$;

create or replace function private.time_out(most integer default 5) returns integer language plpgsql set search_path = '' as $$
declare
  b private.batches;
  step record;
  hit integer := 0;
begin
  -- By batch: a batch knows when its messages were handed over, so deliveries need no index on that time.
  for b in
    select x.* from private.batches x join public.channels c on c.id = x.channel_id
    where x.closed_at is null and coalesce(x.done_at, x.claimed_at) < clock_timestamp() - c.receipt_timeout
      -- A batch that is leased now is left to its dispatcher.
      and (x.done_at is not null or x.lease_until < clock_timestamp())
    order by x.claimed_at limit most for update of x skip locked
  loop
    -- This transaction may hold the quota by now, and the holder of this account may be waiting for it. Skip the batch; the next tick takes it.
    perform from public.send_totals t where t.send_id = b.send_id for update skip locked;
    continue when not found;
    for step in
      with moved as (
        -- Handed over without a receipt: timed out. Still in doubt, with no answer from the carrier in all this time: unknown, and never sent
        -- again.
        update public.deliveries d set state = case d.state when 'handed' then 'timed_out' else 'unknown' end::public.delivery_state,
          handed_at = coalesce(d.handed_at, b.claimed_at), final_at = clock_timestamp()
        -- A locked row is getting its receipt, and that transaction will want this account. Skip it, to avoid a deadlock.
        where d.id = any (array(select x.id from public.deliveries x where x.id between b.first_id and b.last_id and x.state in ('handed', 'pending') for update skip locked))
        returning d.enterprise_id, d.handed_at, d.state
      )
      select m.enterprise_id, (m.handed_at at time zone e.time_zone)::date as day, m.state, count(*)::integer as n
      from moved m join public.enterprises e on e.id = m.enterprise_id group by 1, 2, 3 order by 2, 3
    loop
      perform private.count_step(b.send_id, step.enterprise_id, step.day,
        case step.state when 'timed_out' then 'handed' else 'pending' end::public.delivery_state, step.state, step.n, 0);
      hit := hit + step.n;
    end loop;
    update private.batches x set closed_at = clock_timestamp(), done_at = coalesce(x.done_at, clock_timestamp())
    where x.id = b.id and not exists (select from public.deliveries d where d.id between b.first_id and b.last_id and d.state in ('handed', 'pending'));
  end loop;
  return hit;
end $$;

create or replace function private.record_replies(channel uuid, replies jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  fresh integer;
  said_no integer;
begin
  with come as (
    select distinct on (r.id) r.*, n.enterprise_id,
      -- R, T, TD, N, 退订 in any case and width, ignoring punctuation and spaces (OPT-1). Also 退订谢谢 and 拒收, but T恤有货吗 is a question.
      -- The same rule is isOptOut in shared/src/sms/optout.ts.
      regexp_replace(upper(normalize(r.text, nfkc)), '[^[:alnum:]]', '', 'g') ~ '^(R|T|TD|N|退订.*|拒收.*)$' as no
    from jsonb_to_recordset(replies) as r (id text, "from" text, signature text, text text, at timestamptz) join public.channels n on n.id = channel
    where r.id is not null and r."from" is not null and r.text is not null order by r.id
  ), kept as (
    insert into public.replies as k (channel_id, id, enterprise_id, phone, signature, text, opted_out, at)
    select channel, c.id, c.enterprise_id, c."from", c.signature, left(c.text, 1000), c.no and c.signature is not null, c.at from come c
    on conflict do nothing returning k.enterprise_id, k.phone, k.signature, k.text, k.opted_out, k.at
  ), listed as (
    insert into public.opt_outs (enterprise_id, signature, phone, reason, proof, at)
    select k.enterprise_id, k.signature, k.phone, 'reply', private.hide_numbers(k.text), coalesce(k.at, clock_timestamp()) from kept k where k.opted_out
    on conflict do nothing
  )
  select count(*), count(*) filter (where k.opted_out) into fresh, said_no from kept k;
  return jsonb_build_object('fresh', fresh, 'opted_out', said_no);
end $$;

create or replace function private.vendors_of(names text[]) returns public.vendor[] language plpgsql immutable set search_path = '' as $$
declare
  known constant text[] := enum_range(null::public.vendor)::text[];
begin
  if array_remove(names, null) <@ known then return names::public.vendor[]; end if;
  return array(select case when x.name = any (known) then x.name::public.vendor end from unnest(names) with ordinality as x (name, place) order by x.place);
end $$;

create or replace function private.sends_of(ids bigint[]) returns uuid[] language plpgsql stable set search_path = '' as $$
declare
  p private.send_progress;
begin
  select x.* into p from private.send_progress x where x.id_base < ids[1] order by x.id_base desc limit 1;
  -- Usually all ids are of one send.
  if ids[cardinality(ids)] <= p.id_base + p.total then return array[p.send_id]; end if;
  return array(select distinct y.send_id from unnest(ids) as z (i)
    cross join lateral (select x.send_id, x.id_base, x.total from private.send_progress x where x.id_base < z.i order by x.id_base desc limit 1) y
    where z.i <= y.id_base + y.total);
end $$;

create or replace function private.receive_into(home regclass, enterprise uuid, zone text, old public.delivery_state, ids bigint[], r private.receipt_columns,
  out steps private.step[], out rest bigint[])
-- Forces look-ups by primary key, whatever the planner estimates for so many values.
language plpgsql set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  place constant text := 'width_bucket(d.id, $2)';
  word constant text := case when cardinality(r.places) = 0 then '1' else format('($3)[%s]', place) end;
  carrier constant text := case when cardinality(r.carrier_ids) = 0 then 'd.carrier_id' else format('coalesce(d.carrier_id, ($7)[%s])', place) end;
  at constant text := case when cardinality(r.ats) = 0 then 'clock_timestamp()' else format('coalesce(to_timestamp(($8)[%s] * 0.001::double precision), clock_timestamp())', place) end;
begin
  -- Updates the partition directly: a statement on the parent locks and plans every partition. The receipt of a row is found by the position of its
  -- id. A join, with the sort before it, took as long as the update itself.
  execute format($apply$
    with moved as (
      update %s d set state = ($4)[%s], code = ($5)[%s], vendor = coalesce(($6)[%s], d.vendor), carrier_id = %s,
        handed_at = coalesce(d.handed_at, clock_timestamp()), final_at = %s
      where d.id = any ($1) and d.state = $9 and $9 < ($4)[%s] and d.enterprise_id = $10
      -- Midnight is on a quarter of an hour in every zone, so the zone is converted once per quarter, not once per row.
      returning d.id, d.send_id, d.state, d.resolved, date_bin('15 minutes', d.handed_at, timestamptz 'epoch') as quarter
    )
    select array(select row(s.send_id, s.day, $9, s.state, sum(s.n), sum(s.unresolved))::private.step from (
        select m.send_id, (m.quarter at time zone $11)::date as day, m.state, count(*) as n, count(*) filter (where m.resolved = 0) as unresolved from moved m group by m.send_id, m.quarter, m.state) s
        group by s.send_id, s.day, s.state),
      case when (select count(*) from moved) < cardinality($1) then array(select i from unnest($1) as i where i not in (select m.id from moved m)) else '{}' end $apply$,
    home, word, word, word, carrier, at, word)
  into steps, rest using ids, r.ids, r.places, r.statuses, r.codes, r.vendors, r.carrier_ids, r.ats, old, enterprise, zone;
end $$;

create or replace function private.blocks_of(enterprise uuid, sends uuid[], ids bigint[]) returns table (home regclass, first integer, last integer)
language plpgsql stable set search_path = '' as $$
begin
  -- Each partition has one contiguous range of the sorted ids.
  return query select b.home, b.first, b.last
    from (select h.home, width_bucket(min(h.id_base), ids) + 1 as first, width_bucket(max(h.id_base + h.total), ids) as last
      from (select private.deliveries_home(p) as home, p.id_base, p.total from private.send_progress p where p.send_id = any (sends) and p.enterprise_id = enterprise offset 0) h
      where h.home is not null group by h.home) b
    where b.first <= b.last order by b.first;
end $$;

create or replace function private.receive(enterprise uuid, zone text, r private.receipt_columns, out applied integer, out missing bigint[])
language plpgsql set search_path = '' as $$
declare
  sends constant uuid[] := private.sends_of(r.ids);
  block record;
  moved record;
  step record;
  steps private.step[] := '{}';
  rest bigint[] := '{}';
  next integer := 1;
  early boolean;
  states public.delivery_state[];
  existing bigint[];
begin
  -- Nearly all deliveries wait for exactly this receipt; some receipts come before the answer to their hand-off. These deliveries are on their way,
  -- so they are locked before the account (lock order: lock_quota).
  for block in select * from private.blocks_of(enterprise, sends, r.ids) loop
    select x.* into moved from private.receive_into(block.home, enterprise, zone, 'handed', r.ids[block.first:block.last], r) x;
    steps := steps || moved.steps;
    if moved.rest <> '{}' then
      execute format('select exists (select from %s d where d.id = any ($1) and d.state = ''pending'')', block.home) into early using moved.rest;
      if early then
        select x.* into moved from private.receive_into(block.home, enterprise, zone, 'pending', moved.rest, r) x;
        steps := steps || moved.steps;
      end if;
    end if;
    rest := rest || r.ids[next:block.first - 1] || moved.rest;
    next := block.last + 1;
  end loop;
  rest := rest || r.ids[next:];
  -- Locked in the order of send ids, so that two receivers cannot deadlock.
  perform from public.send_totals t where t.send_id = any (sends) order by t.send_id for update;
  -- The remaining receipts are repeats, corrections, or for deliveries that do not exist.
  missing := rest;
  for block in select * from private.blocks_of(enterprise, sends, rest) where rest <> '{}' loop
    -- A delivery handed over at this very moment is on its way after all. Its holder may want the account, so do not wait for it.
    -- lock_not_available (55P03) rolls everything back, and the caller retries.
    execute format('select from %s d where d.id = any ($1) and d.state in (''pending'', ''handed'') and d.enterprise_id = $2 order by d.id for update nowait', block.home)
    using rest[block.first:block.last], enterprise;
    execute format('select coalesce(array_agg(d.id), ''{}''), coalesce(array_agg(distinct d.state), ''{}'') from %s d where d.id = any ($1) and d.enterprise_id = $2', block.home)
    into existing, states using rest[block.first:block.last], enterprise;
    missing := array(select i from unnest(missing) as i where i not in (select e from unnest(existing) as e));
    for i in 1 .. cardinality(states) loop
      continue when states[i] >= 'delivered';
      select x.* into moved from private.receive_into(block.home, enterprise, zone, states[i], rest[block.first:block.last], r) x;
      steps := steps || moved.steps;
    end loop;
  end loop;
  applied := 0;
  for step in select s.send_id, s.day, s.old, s.new, sum(s.n)::integer as n, sum(s.unresolved)::integer as unresolved from unnest(steps) as s group by 1, 2, 3, 4 order by 1, 2, 3, 4 loop
    applied := applied + step.n;
    perform private.count_step(step.send_id, enterprise, step.day, step.old, step.new, step.n, step.unresolved);
  end loop;
end $$;

create or replace function private.record_sorted_receipts(channel uuid, ids bigint[], places smallint[], statuses text[], codes text[], vendors text[], carrier_ids text[], ats bigint[])
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  enterprise uuid;
  zone text;
  brands constant public.vendor[] := private.vendors_of(vendors);
  done record;
  strange integer := 0;
begin
  if not statuses <@ '{delivered,failed,expired}' then raise exception 'a receipt says delivered, failed or expired'; end if;
  select c.enterprise_id, e.time_zone into enterprise, zone from public.channels c join public.enterprises e on e.id = c.enterprise_id where c.id = channel;
  select x.* into done from private.receive(enterprise, zone, row(ids, places, statuses::public.delivery_state[], codes, brands, carrier_ids, ats)) x;
  if done.missing <> '{}' then
    insert into public.receipts (channel_id, reference, status, enterprise_id, code, vendor, at)
    select channel, r.id, statuses[r.place], enterprise, codes[r.place], brands[r.place], to_timestamp(r.at * 0.001::double precision)
    from (select x.id, coalesce(x.place, 1) as place, x.at from unnest(ids, places, ats) as x (id, place, at) where x.id = any (done.missing)) r
    on conflict do nothing;
    get diagnostics strange = row_count;
  end if;
  return jsonb_build_object('applied', done.applied, 'unknown', strange);
end $$;

create or replace function private.record_receipts(channel uuid, refs text[], statuses text[], codes text[], vendors text[], carrier_ids text[], ats timestamptz[])
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  c record;
  done jsonb;
  strange integer;
begin
  -- Of several receipts for one delivery the latest state counts. Only our own spelling of a reference is accepted, or ' 7' would be taken for 7.
  select coalesce(array_agg(r.id), '{}') as ids, array_agg(r.place) as places, array_agg(r.status) as statuses, array_agg(r.code) as codes,
    array_agg(r.vendor) as vendors, array_agg(r.carrier_id) as carrier_ids, array_agg((extract(epoch from r.at) * 1000)::bigint) as ats into c
  from (select x.*, row_number() over (order by x.id)::smallint as place from (
    select distinct on (y.ref::bigint) y.ref::bigint as id, y.*
    from unnest(refs, statuses, codes, vendors, carrier_ids, ats) as y (ref, status, code, vendor, carrier_id, at)
    where y.ref ~ '^(0|[1-9][0-9]{0,14})$' and y.status in ('delivered', 'failed', 'expired') order by y.ref::bigint, y.status::public.delivery_state desc) x) r;
  done := private.record_sorted_receipts(channel, c.ids, c.places, coalesce(c.statuses, '{}'), c.codes, c.vendors, c.carrier_ids, c.ats);
  insert into public.receipts (channel_id, reference, status, enterprise_id, code, vendor, at)
  select distinct on (r.ref, r.status) channel, left(r.ref, 100), r.status, n.enterprise_id, r.code, r.vendor, r.at
  from unnest(refs, statuses, codes, private.vendors_of(vendors), ats) as r (ref, status, code, vendor, at) join public.channels n on n.id = channel
  where r.status in ('delivered', 'failed', 'expired') and r.ref !~ '^(0|[1-9][0-9]{0,14})$'
  on conflict do nothing;
  get diagnostics strange = row_count;
  return done || jsonb_build_object('unknown', (done->>'unknown')::integer + strange);
end $$;

-- Whole numbers (IAM-3): searching by one, revealing one, taking many out. The number stands in the body of a request, never in its address.

create or replace function private.wanted_number(typed text) returns text language plpgsql stable set search_path = '' as $$
declare
  phone constant text := private.phone_of(typed);
begin
  if phone is null then perform private.refuse('invalid_number', jsonb_build_object('value', left(typed, 20))); end if;
  return phone;
end $$;

create or replace function private.recipient_reads(resource text) returns text language sql immutable set search_path = '' as $$
  select case when resource in ('delivery', 'reply', 'receipt') then 'KooMessage:sendTask:list' when resource = 'opt_out' then 'KooMessage:optOut:list'
    when resource = 'number_reject' then 'KooMessage:numberFile:list' when resource in ('link', 'link_reject') then 'KooMessage:resolveTask:list' end
$$;

create or replace function private.deliveries_to(home uuid, phone text, of_send uuid, most integer) returns bigint[] language plpgsql stable set search_path = '' as $$
declare
  one record;
  found_ids bigint[];
  ids bigint[] := '{}';
begin
  -- As send_details does: the file of a send has a unique index on the number, and the line says to within a few where its message is.
  for one in
    select p.id_base, p.total, s.number_file_id as file, private.deliveries_home(p) as part
    from public.sends s join private.send_progress p on p.send_id = s.id
    where s.enterprise_id = home and (of_send is null or s.id = of_send) order by s.created_at desc limit 500
  loop
    continue when one.part is null;
    -- In the shared partition the range of ids narrows the search, in a large one its primary key does.
    execute format('select coalesce(array_agg(d.id order by d.id desc), %L) from private.ordinals_of($1, $2, $3) o join %s d on d.id between $4 + o.lowest and $4 + o.highest and d.phone = $3',
      '{}', one.part) into found_ids using one.file, one.total, phone, one.id_base;
    ids := ids || found_ids;
    exit when cardinality(ids) > most;
  end loop;
  return ids[:most + 1];
end $$;

create or replace function private.rejects_of(home uuid, phone text, of_file uuid, most integer) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  one record;
  found_rows jsonb := '[]';
begin
  -- File by file, by the primary key: what was left out is little, and an index by number would cost every import.
  for one in
    select f.id, f.name from public.number_files f
    where f.enterprise_id = home and (of_file is null or f.id = of_file) and f.invalid + f.duplicates > 0 order by f.created_at desc limit 500
  loop
    found_rows := found_rows || (
      select coalesce(jsonb_agg(jsonb_build_object('file_id', x.file_id, 'file_name', one.name, 'line', x.line, 'value', x.value, 'reason', x.reason) order by x.line), '[]')
      from (select r.* from public.number_rejects r where r.file_id = one.id and r.number = phone order by r.line limit most + 1) x);
    exit when jsonb_array_length(found_rows) > most;
  end loop;
  return found_rows;
end $$;

create or replace function private.links_with(home uuid, flag text, task uuid, most integer) returns bigint[] language plpgsql stable set search_path = '' as $$
declare
  p private.mint_progress;
  ids bigint[];
begin
  select x.* into p from private.mint_progress x where x.task_id = task and x.enterprise_id = home;
  if p.task_id is null then return '{}'; end if;
  -- Ids of a task are a range. A million links of one task take a tenth of a second.
  execute format('select array(select l.id from %s l where l.id > $1 and l.id <= $2 and (l.cust_flag = any ($3)) order by l.id limit $4)',
      case when p.large then coalesce(to_regclass(private.links_partition(p))::text, 'partitions.links_shared') else 'partitions.links_shared' end)
    into ids using p.id_base, p.id_base + p.total, array[btrim(flag), private.phone_of(flag), substr(private.phone_of(flag), 4)], most + 1;
  return ids;
end $$;

create or replace function public.find_recipient(resource text, number text, of text default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  most constant integer := 50;
  parent constant uuid := private.as_uuid(of, 'of');
  wanted text;
  refused jsonb;
  found_rows jsonb;
begin
  perform private.require(home, coalesce(private.recipient_reads(resource), 'own'));
  if resource is null or resource not in ('delivery', 'opt_out', 'number_reject', 'reply', 'link') then perform private.refuse('input_invalid', '{"field": "resource"}'); end if;
  if resource = 'link' and (parent is null or coalesce(btrim(number), '') = '' or char_length(number) > 64) then perform private.refuse('input_invalid', '{"field": "of"}'); end if;
  wanted := case when resource <> 'link' then private.wanted_number(number) end;
  refused := private.ask_call('find_recipient');
  if refused is not null then return refused; end if;
  found_rows := case resource
    when 'delivery' then (
      select jsonb_agg(to_jsonb(c) || jsonb_build_object('send_name', s.name, 'batch_no', s.batch_no, 'origin', s.origin) order by x.place)
      from unnest(private.deliveries_to(home, wanted, parent, most)) with ordinality as x (id, place)
      join public.delivery_cards c on c.id = x.id join public.sends s on s.id = c.send_id)
    when 'opt_out' then (
      select jsonb_agg(to_jsonb(c) order by c.at desc) from (select o.id from public.opt_outs o where o.enterprise_id = home and o.phone = wanted limit most + 1) x
      join public.opt_out_cards c on c.id = x.id)
    when 'number_reject' then private.rejects_of(home, wanted, parent, most)
    when 'reply' then (
      select jsonb_agg(to_jsonb(c) order by c.received_at desc)
      from (select r.channel_id, r.id from public.replies r where r.enterprise_id = home and r.phone = wanted order by r.received_at desc limit most + 1) x
      join public.reply_cards c on c.channel_id = x.channel_id and c.id = x.id)
    else (select jsonb_agg(to_jsonb(c) order by c.id) from unnest(private.links_with(home, number, parent, most)) as x (id) join public.link_cards c on c.id = x.id) end;
  found_rows := coalesce(found_rows, '[]');
  return jsonb_build_object('number', case when resource = 'link' then private.mask_flag(btrim(number)) else private.mask(wanted) end,
    'rows', case when jsonb_array_length(found_rows) > most then found_rows - most else found_rows end, 'more', jsonb_array_length(found_rows) > most);
end $$;

create or replace function private.whole_recipient(home uuid, resource text, id text, out number text, out params jsonb, out place jsonb) language plpgsql stable set search_path = '' as $$
declare
  -- A malformed id belongs to no row.
  key constant bigint := case when id ~ '^[0-9]{1,18}$' then id::bigint end;
  parent constant uuid := case when id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.' then left(id, 36)::uuid end;
  child constant text := substr(id, 38);
  place_no constant integer := case when child ~ '^[0-9]{1,9}$' then child::integer end;
begin
  case resource
    when 'delivery' then
      select m.phone, m.params, jsonb_build_object('send', s.name, 'batch_no', s.batch_no) into number, params, place
      from public.sends s cross join lateral private.whole_message(s.id, key) m where s.id = any (private.sends_of(array[key])) and s.enterprise_id = home and m.phone is not null;
    when 'opt_out' then
      select o.phone, jsonb_build_object('signature', o.signature) into number, place from public.opt_outs o where o.id = key and o.enterprise_id = home;
    when 'number_reject' then
      select coalesce(r.number, r.value), jsonb_build_object('file', f.name, 'line', r.line) into number, place
      from public.number_rejects r join public.number_files f on f.id = r.file_id where r.file_id = parent and r.line = place_no and r.enterprise_id = home;
    when 'reply' then
      select r.phone, jsonb_build_object('text', r.text), jsonb_build_object('signature', r.signature) into number, params, place
      from public.replies r where r.channel_id = parent and r.id = child and r.enterprise_id = home;
    when 'receipt' then
      select r.reference, jsonb_build_object('code', r.code), jsonb_build_object('status', r.status) into number, params, place from public.receipts r where r.id = key and r.enterprise_id = home;
    when 'link' then
      select m.cust_flag, m.params, jsonb_build_object('task', t.name, 'ordinal', l.ordinal) into number, params, place
      from public.links l join public.resolve_tasks t on t.id = l.task_id cross join lateral private.whole_link(l.task_id, l.id) m where l.id = key and l.enterprise_id = home;
    when 'link_reject' then
      select r.cust_flag, r.params, jsonb_build_object('task', t.name, 'ordinal', r.ordinal) into number, params, place
      from public.link_rejects r join public.resolve_tasks t on t.id = r.task_id where r.task_id = parent and r.ordinal = place_no and r.enterprise_id = home;
    else null;
  end case;
end $$;

create or replace function private.reveal_recipient(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  resource constant text := input ->> 'resource';
  whole record;
begin
  select x.* into whole from private.whole_recipient(home, resource, input ->> 'id') x;
  -- Whoever may not list such rows learns nothing of them, as for any other verb.
  if whole.place is null or not private.may(home, private.recipient_reads(resource)) then perform private.refuse('not_found', jsonb_build_object('resource', resource)); end if;
  if private.is_bot() then perform private.refuse('not_in_chat'); end if;
  return jsonb_build_object('about', left(resource || '/' || (input ->> 'id'), 64), 'resource', resource, 'id', input ->> 'id', 'after', whole.place,
    'once', jsonb_build_object('number', whole.number, 'params', whole.params));
end $$;

create or replace function public.reveal_recipient(resource text, id text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('recipient', 'reveal', request, jsonb_build_object('resource', resource, 'id', id), null, reason)
$$;

create or replace function private.export_recipient(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  behind constant integer := coalesce((input ->> 'after')::integer, 0);
  p private.mint_progress;
  lines jsonb;
begin
  select x.* into t from public.resolve_tasks x where x.id = private.as_uuid(input ->> 'task', 'task') and x.enterprise_id = home;
  if not found or not private.may(home, 'KooMessage:resolveTask:list') then perform private.refuse('not_found', '{"resource": "resolve_task"}'); end if;
  if private.is_bot() then perform private.refuse('not_in_chat'); end if;
  select x.* into p from private.mint_progress x where x.task_id = t.id;
  execute format($read$select jsonb_agg(jsonb_build_object('ordinal', l.ordinal, 'cust_flag', l.cust_flag, 'params', l.params) order by l.id) from (
    select x.* from %s x where x.id > $1 and x.id <= $2 order by x.id limit 5000) l$read$,
    case when p.large then coalesce(to_regclass(private.links_partition(p))::text, 'partitions.links_shared') else 'partitions.links_shared' end)
  into lines using p.id_base + behind, p.id_base + p.total;
  lines := coalesce(lines, '[]');
  return jsonb_build_object('about', t.id, 'task', t.id, 'after', jsonb_build_object('name', t.name, 'from', lines -> 0 -> 'ordinal', 'to', lines -> -1 -> 'ordinal', 'count', jsonb_array_length(lines)),
    'once', jsonb_build_object('rows', lines));
end $$;

create or replace function public.export_recipients(input jsonb, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('recipient', 'export', request, input, null, reason)
$$;

create or replace function private.clean_name(name text, most integer default 64, fewest integer default 1) returns text language plpgsql stable set search_path = '' as $$
declare
  kept constant text := btrim(coalesce(name, ''), E' \u3000');
begin
  -- A line break can forge another line of a card or a log. Direction marks, zero-width characters and soft hyphens make two names look alike. The
  -- joiner of emoji (U+200D) is allowed. shared/src/names.ts has the same list.
  if kept ~ '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]' then
    perform private.refuse('name_unclean');
  end if;
  if char_length(kept) not between fewest and most then
    perform private.refuse('name_required', jsonb_build_object('max', most));
  end if;
  return kept;
end $$;

create or replace function private.clean_reason(reason text, verb text, needed boolean default true) returns text language plpgsql stable set search_path = '' as $$
declare
  -- It stands in the audit log for ever, and on cards in chat: a number in it is masked (IAM-3).
  kept constant text := private.hide_numbers(nullif(btrim(reason, E' \t\r\n\u3000'), ''));
begin
  -- A dot is no reason: at least one letter or digit is needed, in any script.
  if needed and (kept is null or kept !~ '[[:alnum:]]') then
    perform private.refuse('reason_required', jsonb_build_object('verb', verb));
  end if;
  -- A reason is shown on cards in chat and in lists. A longer text can be linked.
  if char_length(kept) > 500 then
    perform private.refuse('reason_too_long', jsonb_build_object('max', 500, 'count', char_length(kept)));
  end if;
  return kept;
end $$;

create or replace function private.fill_places(words text, details jsonb) returns text language plpgsql immutable set search_path = '' as $$
declare
  filled text := words;
  place text;
begin
  for place in select distinct m[1] from regexp_matches(words, '\{([a-z_]+)\}', 'g') as m loop
    filled := replace(filled, '{' || place || '}', coalesce(details ->> place, '—'));
  end loop;
  -- {count:line|lines} is the first word for a count of one, else the second.
  for place in select distinct m[1] from regexp_matches(filled, '\{([a-z_]+):[^|{}]*\|[^{}]*\}', 'g') as m loop
    filled := regexp_replace(filled, '\{' || place || ':([^|{}]*)\|([^{}]*)\}', case details ->> place when '1' then '\1' else '\2' end, 'g');
  end loop;
  return filled;
end $$;

create or replace function private.refusal(code text, details jsonb default '{}') returns jsonb language plpgsql stable set search_path = '' as $$
declare
  r private.refusals;
begin
  select x.* into r from private.refusals x where x.code = refusal.code;
  if not found then raise exception 'the register of refusals has no code %', code; end if;
  return jsonb_build_object('code', code, 'message', private.fill_places(r.message, details), 'details', coalesce(details, '{}')::text,
    'hint', private.fill_places(case when details ->> 'by' <> '' then coalesce(r.hint_by, r.hint) else r.hint end, details));
end $$;

create or replace function private.refuse(code text, details jsonb default '{}') returns void language plpgsql stable set search_path = '' as $$
begin
  raise sqlstate 'PGRST' using
    message = private.refusal(code, details)::text,
    detail = jsonb_build_object('status', (select r.status from private.refusals r where r.code = refuse.code), 'headers', '{}'::jsonb)::text;
end $$;

create or replace function private.books(home uuid, since timestamptz) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  findings jsonb := '[]';
  looked jsonb;
begin
  -- One statement, and so one snapshot for all the checks.
  with
  balances as (
    select a.kind, a.account, a.package_id, a.balance,
      (select coalesce(sum(l.amount), 0) from public.quota_ledger l where l.enterprise_id = home and l.kind = a.kind and l.account = a.account
        and l.package_id is not distinct from a.package_id) as ledger
    from public.quota_accounts a where a.enterprise_id = home
  ), lopsided as (
    select l.transfer from public.quota_ledger l where l.enterprise_id = home group by l.transfer having sum(l.amount) <> 0 or count(*) <> 2
  ), sends as (
    select t.send_id, s.name, t.delivered, t.resolved, h.holder_id is null as closed, t.pending + t.handed as under_way, r.reserved, r.settled, r.reserved - r.settled - r.released as open,
      coalesce((select sum(c.owed) from private.link_charges c where c.holder_id = t.send_id), 0) as owed,
      d.delivered as delivered_rows, d.under_way as under_way_rows, d.resolved as resolved_rows, d.live,
      case when s.state = 'cancelled' then 0 else p.total - p.expanded end as unexpanded
    from public.send_totals t join public.sends s on s.id = t.send_id join private.send_progress p on p.send_id = t.send_id left join private.holds h on h.holder_id = t.send_id
    cross join lateral (select coalesce(sum(x.reserved), 0) as reserved, coalesce(sum(x.settled), 0) as settled, coalesce(sum(x.released), 0) as released
      from private.reservations x where x.holder_id = t.send_id) r
    -- What a cancelled send has not claimed is accounted as cancelled at once; the clock marks the rows later.
    cross join lateral (select count(*) filter (where x.state = 'delivered') as delivered, coalesce(sum(x.resolved), 0) as resolved,
        count(*) filter (where x.state in ('pending', 'handed') and x.id <= p.id_base + case when s.state = 'cancelled' then p.next_ordinal - 1 else p.total end) as under_way,
        count(*) filter (where x.resolved = 0 and x.state in ('pending', 'handed', 'unknown', 'timed_out', 'delivered')
          and x.id <= p.id_base + case when s.state = 'cancelled' then p.next_ordinal - 1 else p.total end) as live
      from public.deliveries x where x.id between p.id_base + 1 and p.id_base + p.total) d
    where t.enterprise_id = home and (since is null or s.finished_at is null or s.finished_at > since)
  )
  select jsonb_build_object('accounts', (select count(*) from balances), 'transfers', (select count(distinct l.transfer) from public.quota_ledger l where l.enterprise_id = home),
      'sends', (select count(*) from sends)),
    coalesce((select jsonb_agg(f) from (
      select jsonb_build_object('what', 'balance', 'kind', b.kind, 'account', b.account, 'balance', b.balance, 'ledger', b.ledger) as f from balances b where b.balance <> b.ledger
      union all select jsonb_build_object('what', 'transfer', 'transfer', x.transfer) from lopsided x
      -- PKG-1: units come of paid orders, each once.
      union all select jsonb_build_object('what', 'order', 'order', o.order_no, 'state', o.state, 'units', o.units, 'package', p.size)
        from public.orders o left join public.packages p on p.order_id = o.id where o.enterprise_id = home and ((o.state = 'paid') <> (p.id is not null) or p.size <> o.units)
      union all select jsonb_build_object('what', 'send', 'send', x.name, 'delivered', x.delivered, 'rows', x.delivered_rows, 'open', x.under_way, 'open_rows', x.under_way_rows + x.unexpanded)
        from sends x where x.delivered <> x.delivered_rows or x.under_way <> x.under_way_rows + x.unexpanded
      -- PKG-2: paid is what was resolved, a unit is open for no message that cannot be resolved any more, and nothing is open once the links are over.
      union all select jsonb_build_object('what', 'units', 'send', x.name, 'settled', x.settled, 'owed', x.owed, 'resolved', x.resolved, 'resolved_rows', x.resolved_rows, 'reserved', x.open,
          'live', x.live + x.unexpanded)
        from sends x where x.settled + x.owed <> x.resolved or x.resolved > x.resolved_rows
          or x.open > case when x.closed then 0 else x.live + x.unexpanded + x.resolved_rows - x.resolved + x.owed end) all_findings), '[]')
  into looked, findings;
  return jsonb_build_object('ok', findings = '[]', 'looked_at', looked, 'findings', findings);
end $$;

create or replace function public.audit_quota() returns jsonb language plpgsql security definer set search_path = '' as $$
begin
  perform private.require(private.current_enterprise(), 'KooMessage:quota:list');
  return private.books(private.current_enterprise(), null);
end $$;

create or replace function private.check_books() returns integer language plpgsql set search_path = '' as $$
declare
  e record;
  look jsonb;
  wrong integer := 0;
begin
  for e in select x.id from public.enterprises x where exists (select from public.quota_ledger l where l.enterprise_id = x.id and l.at > clock_timestamp() - interval '2 days') loop
    look := private.books(e.id, clock_timestamp() - interval '2 days');
    if not (look ->> 'ok')::boolean then
      wrong := wrong + 1;
      -- Raised once, until somebody has seen it.
      if not exists (select from public.alerts a where a.enterprise_id = e.id and a.kind = 'books_disagree' and a.seen_at is null) then
        perform private.alert(e.id, 'books_disagree', 'quota', null, look);
      end if;
    end if;
  end loop;
  return wrong;
end $$;

create or replace function private.replay_request(request uuid, verb text, resource_id text default null, input jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  found_row private.requests;
begin
  if request is null or private.actor() is null then return null; end if;
  -- Two copies of one click: the second waits for this lock, and then finds the answer of the first.
  perform pg_advisory_xact_lock(hashtextextended(private.actor()::text || request::text, 0));
  select r.* into found_row from private.requests r where r.actor = private.actor() and r.request = replay_request.request;
  if not found then return null; end if;
  if found_row.verb <> replay_request.verb or found_row.resource_id is distinct from replay_request.resource_id then
    perform private.refuse('request_mismatch', jsonb_build_object('verb', found_row.verb));
  end if;
  -- A request id that comes with another input must not get the first answer: the caller would take the old resource for the new one, and send it.
  if found_row.input_hash is not null and input is not null and found_row.input_hash <> private.input_hash(input) then
    perform private.refuse('request_reused', jsonb_build_object('verb', found_row.verb));
  end if;
  return found_row.result;
end $$;

create or replace function private.input_hash(input jsonb) returns text language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(input::text, 'UTF8')), 'hex')
$$;

create or replace function private.store_response(request uuid, verb text, resource_id text, result jsonb, input jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if request is not null and private.actor() is not null then
    insert into private.requests (actor, request, verb, resource_id, result, input_hash)
    values (private.actor(), store_response.request, store_response.verb, store_response.resource_id, store_response.result, private.input_hash(store_response.input));
  end if;
  return result;
end $$;

create or replace function private.has_deliveries(send uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from private.send_progress p where p.send_id = send and p.expanded > 0)
$$;

create or replace function private.window_opens(enterprise uuid, at timestamptz) returns timestamptz language sql stable set search_path = '' as $$
  -- The first instant not before `at` at which a marketing message may go out, in the enterprise's own zone.
  select case
    when l.clock >= e.marketing_from and l.clock < e.marketing_to then at
    when l.clock < e.marketing_from then (l.day + e.marketing_from) at time zone e.time_zone
    else (l.day + 1 + e.marketing_from) at time zone e.time_zone end
  from public.enterprises e
  cross join lateral (select (at at time zone e.time_zone)::time as clock, (at at time zone e.time_zone)::date as day) l
  where e.id = enterprise
$$;

create or replace function private.progress_of(send uuid) returns table (expanded integer, dispatch_limit integer)
language sql stable security definer set search_path = '' as $$
  select p.expanded, p.dispatch_limit from private.send_progress p where p.send_id = send
$$;

create or replace function private.in_group(person uuid, "group" uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from public.members m join public.group_members x on x.member_id = m.id
    where m.user_id = person and m.state = 'active' and x.group_id = "group")
$$;

create or replace function private.asked_of(rules jsonb, audience bigint, units bigint, marketing boolean, requester uuid)
returns table (rule text, approvers integer, group_id uuid) language sql stable set search_path = '' as $$
  with hit as (
    select p.name, p.approvers, p.group_id
    from jsonb_to_recordset(rules) as p (name text, min_audience bigint, min_units bigint, marketing boolean, requester_group_id uuid, approvers integer, group_id uuid)
    where audience >= coalesce(p.min_audience, 0) and units >= coalesce(p.min_units, 0) and (p.marketing is null or p.marketing = asked_of.marketing)
      and (p.requester_group_id is null or private.in_group(requester, p.requester_group_id))
  )
  select h.name, h.approvers, h.group_id from hit h
  union all
  -- Four eyes: without a rule, one other person.
  select null, 1, null where not exists (select from hit)
$$;

create or replace function private.rules_of(enterprise uuid) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(p) order by p.name), '[]') from public.approval_rules p where p.enterprise_id = enterprise
$$;

create or replace function private.who_may_approve(enterprise uuid, "group" uuid) returns integer language sql stable set search_path = '' as $$
  select count(*)::integer from private.who_may(who_may_approve.enterprise, 'KooMessage:sendTask:approve') as w (person)
  where "group" is null or private.in_group(w.person, who_may_approve."group")
$$;

create or replace function private.send_hands(send uuid) returns setof uuid language sql stable set search_path = '' as $$
  with file as (
    -- A resend has its numbers from the file of the first send.
    select x.number_file_id as id from public.sends s join public.sends x on x.id in (s.id, s.parent_id) where s.id = send
  )
  select p.person from public.sends s cross join lateral (values (s.created_by), (s.submitted_by)) as p (person) where s.id = send
  union select f.created_by from public.number_files f where f.id in (select x.id from file x)
  union select t.person from private.touches t where (t.resource = 'send' and t.row_id = send::text)
    or (t.resource = 'number_file' and t.row_id in (select x.id::text from file x))
$$;

create or replace function private.people_of(group_id uuid) returns setof uuid language sql stable set search_path = '' as $$
  select m.user_id from public.members m join public.group_members x on x.member_id = m.id where x.group_id = people_of.group_id and m.state = 'active'
$$;

create or replace function private.keep_asked(send uuid) returns void language sql set search_path = '' as $$
  insert into private.asked (send_id, submitted_at, rule, approvers, group_id, group_name, members)
  select s.id, s.submitted_at, a.rule, a.approvers, a.group_id, g.name, case when a.group_id is not null then array(select private.people_of(a.group_id)) end
  from public.sends s cross join lateral private.asked_of(private.rules_of(s.enterprise_id), s.units, s.units, s.is_marketing, s.submitted_by) a
  left join public.groups g on g.id = a.group_id where s.id = send
$$;

create or replace function private.asked_for(send uuid) returns table (rule text, approvers integer, group_id uuid, "group" text, people uuid[])
language sql stable set search_path = '' as $$
  with one as (
    select a.rule, a.approvers, a.group_id, a.group_name, a.members
    from public.sends s join private.asked a on a.send_id = s.id and a.submitted_at = s.submitted_at where s.id = asked_for.send
    union all
    select n.rule, n.approvers, n.group_id, null, null from public.sends s
    cross join lateral private.asked_of(private.rules_of(s.enterprise_id), s.units, s.units, s.is_marketing, s.submitted_by) n where s.id = asked_for.send
  ), both_times as (
    select o.rule, max(o.approvers) as approvers, o.group_id, max(o.group_name) as group_name, max(o.members) as members
    -- Every rule requires at least the one other person that is required without any rule.
    from one o where o.rule is not null or not exists (select from one x where x.rule is not null) group by o.rule, o.group_id
  )
  select b.rule, b.approvers, b.group_id, coalesce(g.name, b.group_name), case
    when b.group_id is null then null
    when b.members is null then array(select private.people_of(b.group_id))
    else array(select private.people_of(b.group_id) intersect select unnest(b.members)) end
  from both_times b left join public.groups g on g.id = b.group_id
$$;

create or replace function private.counted_approvals(send uuid) returns table (approver uuid, at timestamptz) language sql stable set search_path = '' as $$
  select x.approver, x.at
  from public.sends s join public.send_approvals x on x.send_id = s.id and x.submitted_at = s.submitted_at and x.hash = s.hash
  where s.id = counted_approvals.send and private.allowed(x.approver, s.enterprise_id, 'KooMessage:sendTask:approve')
    and not exists (select from private.send_hands(s.id) as h (person) where h.person = x.approver)
$$;

create or replace function private.approvals_of(send uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  -- Set operations instead of one query per person: with 500 people who may approve, and three rules, 11 ms instead of 120.
  with able as materialized (
    select w.person from public.sends s cross join lateral private.who_may(s.enterprise_id, 'KooMessage:sendTask:approve') as w (person) where s.id = approvals_of.send
    except select private.send_hands(approvals_of.send)
    except select x.approver from public.sends s join public.send_approvals x on x.send_id = s.id and x.submitted_at = s.submitted_at where s.id = approvals_of.send
  ), given as materialized (
    select x.approver, x.at from private.counted_approvals(approvals_of.send) x
  )
  select coalesce(jsonb_agg(jsonb_build_object('rule', a.rule, 'approvers', a.approvers, 'group_id', a.group_id, 'group', a."group", 'have', h.have, 'by', h.by,
    'open', case when a.people is null then (select count(*) from able) else (select count(*) from able join unnest(a.people) as p (person) using (person)) end)
    order by a.rule, a."group"), '[]')
  from private.asked_for(approvals_of.send) a
  cross join lateral (
    select count(*) as have, coalesce(jsonb_agg(private.person_name(x.approver) order by x.at), '[]') as by
    from given x where a.people is null or x.approver = any (a.people)) h
$$;

create or replace function private.approved(send uuid) returns boolean language sql stable set search_path = '' as $$
  with given as materialized (select x.approver from private.counted_approvals(approved.send) x)
  select case when exists (select from given) then (
    select bool_and(a.approvers <= (select count(*) from given x where a.people is null or x.approver = any (a.people))) from private.asked_for(approved.send) a) else false end
$$;

create or replace function private.approval_bar(send uuid) returns jsonb language sql stable set search_path = '' as $$
  select case
    -- Where less is required than before, a second approval by the same person releases the send.
    when exists (select from public.send_approvals x where x.send_id = s.id and x.submitted_at = s.submitted_at and x.approver = private.actor())
      and not private.approved(s.id) then jsonb_build_object('code', 'already_approved')
    -- An approval that no rule counts would give false assurance.
    when not exists (select from private.asked_for(s.id) a where a.people is null or private.actor() = any (a.people))
      then jsonb_build_object('code', 'not_an_approver', 'groups', (select string_agg(distinct a."group", ', ') from private.asked_for(s.id) a)) end
  from public.sends s where s.id = approval_bar.send
$$;

create or replace function private.capped_phones(b private.batches) returns text[] language plpgsql set search_path = '' as $$
declare
  s public.sends;
  caps public.send_settings;
  short_most integer;
  day_most integer;
  short_from timestamptz;
  day_from constant timestamptz := clock_timestamp() - interval '24 hours';
  recent private.send_progress[];
  one private.send_progress;
  phones text[];
  hits text[] := '{}';
  times timestamptz[] := '{}';
  some_hits text[];
  some_times timestamptz[];
begin
  select x.* into s from public.sends x where x.id = b.send_id;
  caps := private.settings_of(s.enterprise_id);
  if s.is_marketing then
    short_most := caps.marketing_per_hour; day_most := caps.marketing_per_day; short_from := clock_timestamp() - interval '1 hour';
  else
    short_most := caps.notice_per_minute; day_most := caps.notice_per_day; short_from := clock_timestamp() - interval '1 minute';
  end if;
  -- A send has each number once, so a number cannot have had more messages than there were sends. Nearly always there were fewer sends than the
  -- caps allow. Then nothing is looked up, and the caps cost one query per batch. Sends that may be claimed at this moment count as well, although
  -- their claims are not visible yet.
  if (select count(*) from (
      select p.send_id from private.send_progress p join public.sends x on x.id = p.send_id
      where p.enterprise_id = s.enterprise_id and p.last_claim_at > day_from and x.is_marketing = s.is_marketing
      union select x.id from public.sends x
      where x.enterprise_id = s.enterprise_id and x.state in ('expanding', 'ready', 'sending') and x.is_marketing = s.is_marketing) y
    where y.send_id <> s.id) < least(short_most, day_most) then return '{}'; end if;
  -- From this point two dispatchers could each miss the other's batch. They take turns on an advisory lock, and count once they hold it.
  perform pg_advisory_xact_lock(hashtextextended('caps:' || s.enterprise_id::text || s.is_marketing::text, 0));
  recent := array(select p from private.send_progress p join public.sends x on x.id = p.send_id
    where p.enterprise_id = s.enterprise_id and p.last_claim_at > day_from and x.is_marketing = s.is_marketing and p.send_id <> s.id);
  execute format($mine$select coalesce(array_agg(d.phone), '{}') from %s d where d.id between $1 and $2 and d.state = 'pending'$mine$, private.home_of(s.id))
  into phones using b.first_id, b.last_id;
  foreach one in array recent loop
    -- Claimed messages without an answer are on their way, so they count.
    execute format($look$
      select coalesce(array_agg(d.phone), '{}'), coalesce(array_agg(coalesce(d.handed_at, clock_timestamp())), '{}') from %s d
      where d.phone = any ($1) and d.id between $2 and $3 and (d.handed_at > $4 or (d.handed_at is null and d.state = 'pending'))$look$,
      case when one.large then private.deliveries_partition(one) else 'partitions.deliveries_shared' end)
    into some_hits, some_times using phones, one.id_base + 1, one.id_base + one.next_ordinal - 1, day_from;
    hits := hits || some_hits;
    times := times || some_times;
  end loop;
  return array(select h.phone from unnest(hits, times) as h (phone, at) group by h.phone
    having count(*) >= day_most or count(*) filter (where h.at > short_from) >= short_most);
end $$;

create or replace function private.honour_caps(b private.batches, capped text[]) returns void language plpgsql set search_path = '' as $$
declare
  stopped integer;
begin
  if cardinality(capped) = 0 then return; end if;
  perform from public.send_totals t where t.send_id = b.send_id for update;
  update public.deliveries d set state = 'capped', final_at = clock_timestamp()
  where d.id between b.first_id and b.last_id and d.state = 'pending' and d.phone = any (capped);
  get diagnostics stopped = row_count;
  if stopped = 0 then return; end if;
  update public.send_totals t set pending = t.pending - stopped, capped = t.capped + stopped where t.send_id = b.send_id;
  perform private.release(b.send_id, stopped);
  perform private.touch_cards('send', b.send_id);
end $$;

create or replace function private.honour_limits(b private.batches) returns void language plpgsql set search_path = '' as $$
declare
  -- Lock order everywhere: the lock for the caps before any account and any quota.
  capped constant text[] := private.capped_phones(b);
begin
  perform private.honour_opt_outs(b);
  perform private.honour_caps(b, capped);
end $$;

create or replace function private.index_phones() returns integer language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
begin
  -- Only where the caps may need the index (as many sends in a day as the smallest cap), and one per tick: 1,000,000 numbers take about a second.
  for p in
    select x.* from private.send_progress x join public.sends s on s.id = x.send_id
    where x.large and (x.expanded = x.total or s.state in ('paused', 'cancelled')) and x.last_claim_at > clock_timestamp() - interval '24 hours'
      and (select count(*) from private.send_progress y join public.sends z on z.id = y.send_id where y.enterprise_id = x.enterprise_id
        and z.is_marketing = s.is_marketing and y.last_claim_at > clock_timestamp() - interval '24 hours')
        > least((private.settings_of(x.enterprise_id)).marketing_per_hour, (private.settings_of(x.enterprise_id)).notice_per_minute)
      and to_regclass(private.deliveries_partition(x) || '_phone') is null
    limit 1
  loop
    -- This transaction may hold accounts and quota by now, so it does not wait for the lock. The next tick tries again.
    begin
      execute format('lock table %s in share mode nowait', private.deliveries_partition(p));
    exception when lock_not_available then
      return 0;
    end;
    execute format('create index %I on %s (phone)', split_part(private.deliveries_partition(p), '.', 2) || '_phone', private.deliveries_partition(p));
    return 1;
  end loop;
  return 0;
end $$;

-- sends: a send as it is shown to people

create or replace function private.twin_of(send uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  -- The same template to a file with the same contents within a week is nearly always a mistake, but not always.
  select jsonb_build_object('id', o.id, 'name', o.name, 'batch_no', o.batch_no, 'at', o.created_at)
  from public.sends s join public.number_files f on f.id = s.number_file_id
  join public.number_files g on g.enterprise_id = s.enterprise_id and g.content_hash = f.content_hash and g.content_hash <> ''
  join public.sends o on o.number_file_id = g.id and o.template_id = s.template_id and o.id <> s.id and o.origin = 'own'
  where s.id = send and s.origin = 'own' and o.created_at > s.created_at - interval '7 days' and o.created_at < s.created_at
    -- A send that was stopped half-way counts, because its first half has gone out. One that is only planned has gone to nobody.
    and exists (select from public.send_totals t where t.send_id = o.id and t.intended - t.invalid - t.duplicates > t.opted_out + t.capped + t.cancelled)
  order by o.created_at desc limit 1
$$;

create or replace function private.send_card(send uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.send_cards c where c.id = send
$$;

-- sends: what a send is made of, and what may refuse it

create or replace function private.send_bound(send uuid) returns jsonb language sql stable set search_path = '' as $$
  -- Times are formatted in UTC explicitly: a timestamptz in JSON depends on the time zone of the session.
  select jsonb_build_object(
    'template', jsonb_build_object('name', t.name, 'version', v.version, 'content_hash', v.content_hash),
    'sms', private.sms_body(m.content, s.is_marketing), 'signature', g.name, 'domain', d.name, 'channel', c.name,
    'file', jsonb_build_object('name', f.name, 'content_hash', f.content_hash, 'accepted', f.accepted),
    'columns', s.columns, 'left_out', s.left_out, 'consent', s.consent, 'consent_file', s.consent_name, 'consent_path', s.consent_path,
    'timing', s.timing, 'scheduled_at', to_char(s.scheduled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'cron', s.cron, 'repeat_until', to_char(s.repeat_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'validity_days', s.validity_days, 'trial', s.trial, 'trial_size', s.trial_size,
    'window', jsonb_build_object('from', e.marketing_from, 'to', e.marketing_to), 'zone', e.time_zone,
    'rows', jsonb_build_array(v.id, m.id, g.id, d.id, c.id, f.id))
  from public.sends s join public.template_versions v on v.id = s.version_id join public.templates t on t.id = s.template_id
  join public.sms_templates m on m.id = s.sms_template_id join public.sms_signatures g on g.id = s.sms_signature_id
  join public.domains d on d.id = s.domain_id join public.channels c on c.id = s.channel_id
  join public.number_files f on f.id = s.number_file_id join public.enterprises e on e.id = s.enterprise_id
  where s.id = send
$$;

create or replace function private.send_hash(send uuid) returns text language sql stable set search_path = '' as $$
  -- Renaming a template or a channel does not change what is sent, so a plan that was approved goes on.
  select encode(sha256(convert_to(((private.send_bound(send) - 'channel'::text) #- '{template,name}')::text, 'UTF8')), 'hex')
$$;

create or replace function private.check_cron(s public.sends) returns void language plpgsql set search_path = '' as $$
declare
  zone text;
  at timestamptz := clock_timestamp();
  next timestamptz;
begin
  select e.time_zone into zone from public.enterprises e where e.id = s.enterprise_id;
  next := private.next_occurrence(s.cron, at, zone);
  if next is null then
    perform private.refuse('cron_invalid', jsonb_build_object('cron', left(s.cron, 60)));
  end if;
  if s.repeat_until <= next then
    perform private.refuse('repetition_over', jsonb_build_object('first', to_char(next at time zone zone, 'YYYY-MM-DD HH24:MI'), 'zone', zone));
  end if;
  -- The next ten occurrences are checked as a sample: up to ten weeks of a weekly plan, ten months of a monthly one.
  for i in 1..10 loop
    if s.is_marketing and private.window_opens(s.enterprise_id, next) > next then
      perform private.refuse('schedule_outside_window', (select jsonb_build_object('from', to_char(e.marketing_from, 'HH24:MI'), 'to', to_char(e.marketing_to, 'HH24:MI'), 'zone', e.time_zone, 'at', next)
         from public.enterprises e where e.id = s.enterprise_id));
    end if;
    at := next;
    next := private.next_occurrence(s.cron, at, zone);
    exit when next is null or next >= s.repeat_until;
    if next < at + interval '1 hour' then
      perform private.refuse('recurring_too_often');
    end if;
  end loop;
end $$;

create or replace function private.columns_of(version uuid, columns jsonb) returns table (name text, heading text) language sql stable set search_path = '' as $$
  select p.name, coalesce(columns_of.columns ->> p.name, p.name) from public.template_versions v cross join unnest(v.parameters) as p (name) where v.id = columns_of.version
$$;

create or replace function private.parameters_missing(version uuid, file public.number_files, columns jsonb) returns text[] language sql stable set search_path = '' as $$
  -- The column of the phone numbers is not available to a text.
  select coalesce(array_agg(c.name order by c.name), '{}') from private.columns_of(version, parameters_missing.columns) c
  where (c.heading = any (file.columns) and c.heading <> file.phone_column) is not true
$$;

create or replace function private.whole_numbers(version uuid, columns jsonb) returns text language sql stable set search_path = '' as $$
  select format('coalesce(x.params ?& %L::text[], false)', array(select c.heading from private.columns_of(version, whole_numbers.columns) c))
$$;

create or replace function private.values_for(version uuid, columns jsonb, file uuid) returns text language sql stable set search_path = '' as $$
  -- A copy as it is takes the least time; it is right where the file has the columns of the parameters and no others.
  select case
    when count(c.name) = 0 then 'null::jsonb'
    when values_for.columns = '{}' and array_agg(c.name order by c.name) = (select array_agg(h order by h) from public.number_files f cross join unnest(f.columns) as h
      where f.id = file and h <> f.phone_column) then 'x.params'
    else 'jsonb_strip_nulls(jsonb_build_object(' || string_agg(format('%L, x.params -> %L', c.name, c.heading), ', ') || '))' end
  from private.columns_of(version, values_for.columns) c
$$;

create or replace function private.leave_out(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
  gaps text[];
begin
  select x.* into s from public.sends x where x.id = send;
  select f.gaps into gaps from public.number_files f where f.id = s.number_file_id;
  -- An edit may bring another file, or other columns.
  update public.sends x set left_out = 0, left_out_lines = '{}' where x.id = send and x.left_out > 0;
  -- Nearly always every cell that is needed has a value, and the numbers are not read.
  if not exists (select from private.columns_of(s.version_id, s.columns) c where c.heading = any (gaps)) then return; end if;
  execute format('select count(*), coalesce((array_agg(x.line order by x.line))[:20], ''{}'') from public.numbers x where x.file_id = %L and not %s',
    s.number_file_id, private.whole_numbers(s.version_id, s.columns)) into s.left_out, s.left_out_lines;
  update public.sends x set left_out = s.left_out, left_out_lines = s.left_out_lines where x.id = send;
end $$;

create or replace function private.columns_in(version uuid, file public.number_files, columns jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  wrong text;
begin
  if jsonb_typeof(columns) <> 'object' then perform private.refuse('input_invalid', '{"field": "columns"}'); end if;
  select string_agg(e.key || '=' || left(coalesce(e.value #>> '{}', ''), 64), '; ' order by e.key) into wrong from jsonb_each(columns) e
  where jsonb_typeof(e.value) <> 'string' or not (e.value #>> '{}' = any (coalesce(file.columns, '{}'))) or e.value #>> '{}' = file.phone_column
    or not exists (select from public.template_versions v where v.id = columns_in.version and e.key = any (v.parameters));
  if wrong is not null then
    perform private.refuse('columns_invalid', jsonb_build_object('file', file.name, 'wrong', left(wrong, 300), 'columns', private.headings_of(file),
      'names', (select array_to_string(v.parameters, ', ') from public.template_versions v where v.id = columns_in.version)));
  end if;
  -- A column of the parameter's own name needs no entry.
  return coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(columns) e where e.value #>> '{}' <> e.key), '{}');
end $$;

create or replace function private.headings_of(file public.number_files) returns text language sql immutable set search_path = '' as $$
  select left(array_to_string(array_remove(file.columns, file.phone_column), ', '), 300)
$$;

create or replace function private.check_consent(send uuid) returns void language plpgsql set search_path = '' as $$
begin
  if exists (select from public.sends s where s.id = send and s.is_marketing and s.consent is null) then perform private.refuse('consent_required'); end if;
end $$;

create or replace function private.consent_in(home uuid, input jsonb, out ground text, out path text, out name text) language plpgsql stable set search_path = '' as $$
begin
  ground := nullif(btrim(coalesce(input ->> 'consent', '')), '');
  if char_length(ground) > 500 then perform private.refuse('consent_too_long', '{"max": 500}'); end if;
  select p.path, p.name into path, name from private.proof_of(jsonb_build_object('proof', input -> 'consent_proof'), 'consent-proofs', 'pdf', home) p;
end $$;

create or replace function private.check_send(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
  t public.templates;
  m public.sms_templates;
  g public.sms_signatures;
  f public.number_files;
  missing text[];
begin
  select x.* into s from public.sends x where x.id = send;
  select x.* into t from public.templates x where x.id = s.template_id;
  select x.* into m from public.sms_templates x where x.id = s.sms_template_id;
  select x.* into g from public.sms_signatures x where x.id = s.sms_signature_id;
  select x.* into f from public.number_files x where x.id = s.number_file_id;
  perform private.must_be_filed(s.enterprise_id, 'send_task');
  if t.live_version_id is null or not exists (select from public.vendor_reviews r where r.version_id = s.version_id and r.state = 'approved') then
    perform private.refuse('template_not_approved', jsonb_build_object('name', t.name));
  end if;
  if not t.enabled then
    perform private.refuse('template_disabled', jsonb_build_object('name', t.name));
  end if;
  if g.state <> 'approved' then
    perform private.refuse('signature_not_approved', jsonb_build_object('name', g.name));
  end if;
  if m.state <> 'approved' then
    perform private.refuse('sms_template_not_approved', jsonb_build_object('name', m.name));
  end if;
  -- Table 7-2: group sends take SMS templates without variables only; the system inserts the link.
  if m.content ~ '\$\{' then
    perform private.refuse('sms_template_has_variables', jsonb_build_object('name', m.name));
  end if;
  -- SMS-1: without the place of the link nobody would get to the card.
  if position('{link}' in m.content) = 0 then
    perform private.refuse('sms_template_without_link', jsonb_build_object('name', m.name, 'place', '{link}'));
  end if;
  if not exists (select from public.domains d where d.id = s.domain_id and d.state = 'approved') then
    perform private.refuse('domain_not_approved');
  end if;
  if not exists (select from public.domains d where d.id = s.domain_id and d.enabled) then
    perform private.refuse('domain_disabled', (select jsonb_build_object('name', d.name) from public.domains d where d.id = s.domain_id));
  end if;
  if not exists (select from private.channel_secrets k where k.channel_id = s.channel_id) then
    perform private.refuse('channel_not_ready');
  end if;
  if private.link_base(s.domain_id) is null or not exists (select from private.deployment) then
    perform private.refuse('deployment_unset');
  end if;
  if f.state <> 'ready' then
    perform private.refuse('file_not_ready', jsonb_build_object('name', f.name, 'state', f.state));
  end if;
  if f.accepted = 0 then
    perform private.refuse('file_empty', jsonb_build_object('name', f.name));
  end if;
  if f.edition = 'flags' then
    perform private.refuse('file_of_flags', jsonb_build_object('name', f.name));
  end if;
  -- §7.1.3, §8.2.1: the editions have limits, parameters and prices of their own.
  if f.edition <> 'aim' then
    perform private.refuse('file_of_basic_edition', jsonb_build_object('name', f.name));
  end if;
  missing := private.parameters_missing(s.version_id, f, s.columns);
  if array_length(missing, 1) > 0 and f.source = 'typed' then
    perform private.refuse('typed_params_missing', jsonb_build_object('names', array_to_string(missing, ', ')));
  elsif array_length(missing, 1) > 0 then
    perform private.refuse('parameters_missing', jsonb_build_object('file', f.name, 'names', array_to_string(missing, ', '), 'columns', private.headings_of(f)));
  end if;
  if f.accepted <= s.left_out then
    perform private.refuse('values_missing', jsonb_build_object('file', f.name, 'names',
      (select string_agg(c.name, ', ' order by c.name) from private.columns_of(s.version_id, s.columns) c where c.heading = any (f.gaps))));
  end if;
  if s.trial and s.trial_size > f.accepted - s.left_out then
    perform private.refuse('trial_too_large', jsonb_build_object('size', s.trial_size, 'count', f.accepted - s.left_out));
  end if;
  if s.timing = 'recurring' then perform private.check_cron(s); end if;
  -- An occurrence is created when it is due, so its time has passed.
  if s.timing = 'scheduled' and s.origin <> 'occurrence' and s.scheduled_at <= clock_timestamp() then
    perform private.refuse('schedule_in_past', jsonb_build_object('at', s.scheduled_at));
  end if;
  if s.timing = 'scheduled' and s.origin <> 'occurrence' and s.is_marketing and private.window_opens(s.enterprise_id, s.scheduled_at) > s.scheduled_at then
    perform private.refuse('schedule_outside_window', (select jsonb_build_object('from', to_char(e.marketing_from, 'HH24:MI'), 'to', to_char(e.marketing_to, 'HH24:MI'), 'zone', e.time_zone)
       from public.enterprises e where e.id = s.enterprise_id));
  end if;
end $$;

create or replace function private.parse_send(home uuid, input jsonb, out made public.sends) language plpgsql set search_path = '' as $$
declare
  t public.templates;
  m public.sms_templates;
  f public.number_files;
  trial_size numeric;
begin
  made.enterprise_id := home;
  made.name := private.clean_name(input ->> 'name');
  select x.* into t from public.templates x where x.id = private.as_uuid(input ->> 'template_id', 'template_id') and x.enterprise_id = home;
  if not found then perform private.refuse('not_found', '{"resource": "template"}'); end if;
  if t.live_version_id is null then perform private.refuse('template_not_approved', jsonb_build_object('name', t.name)); end if;
  made.template_id := t.id;
  made.version_id := t.live_version_id;
  select x.* into m from public.sms_templates x where x.id = private.as_uuid(input ->> 'sms_template_id', 'sms_template_id') and x.enterprise_id = home;
  if not found then perform private.refuse('not_found', '{"resource": "sms_template"}'); end if;
  made.sms_template_id := m.id;
  made.sms_signature_id := m.signature_id;
  made.sms_app_id := m.app_id;
  select x.* into f from public.number_files x where x.enterprise_id = home and x.id = private.as_uuid(input ->> 'number_file_id', 'number_file_id');
  if not found then perform private.refuse('not_found', '{"resource": "number_file"}'); end if;
  made.number_file_id := f.id;
  made.columns := private.columns_in(made.version_id, f, coalesce(nullif(input -> 'columns', 'null'), '{}'));
  select d.id into made.domain_id from public.domains d where d.enterprise_id = home
    and (d.id = private.as_uuid(input ->> 'domain_id', 'domain_id') or (input ->> 'domain_id' is null and d.is_default));
  if made.domain_id is null then perform private.refuse('not_found', '{"resource": "domain"}'); end if;
  select c.id into made.channel_id from public.channels c where c.enterprise_id = home order by (c.state = 'active') desc, c.created_at limit 1;
  if made.channel_id is null then perform private.refuse('not_found', '{"resource": "channel"}'); end if;
  -- Restricted to the window when the template is marketing or the signature is promotion (SND-1).
  made.is_marketing := (select l.marketing from private.layouts l where l.layout = t.layout)
    or (select g.kind = 'promotion' from public.sms_signatures g where g.id = m.signature_id);
  made.sms_text := private.sms_body(m.content, made.is_marketing);
  select c.ground, c.path, c.name into made.consent, made.consent_path, made.consent_name from private.consent_in(home, input) c;
  made.timing := coalesce(input ->> 'timing', 'immediate')::public.send_timing;
  if made.timing = 'scheduled' then
    made.scheduled_at := private.as_time(input ->> 'scheduled_at', 'scheduled_at');
    if made.scheduled_at is null then perform private.refuse('schedule_required'); end if;
    if made.scheduled_at <= clock_timestamp() then perform private.refuse('schedule_in_past', jsonb_build_object('at', made.scheduled_at)); end if;
  elsif made.timing = 'recurring' then
    made.cron := regexp_replace(btrim(coalesce(input ->> 'cron', '')), '\s+', ' ', 'g');
    made.repeat_until := private.as_time(input ->> 'repeat_until', 'repeat_until');
  end if;
  if coalesce((input ->> 'validity_days')::numeric, 7) not between 1 and 7 then perform private.refuse('validity_out_of_range', '{"min": 1, "max": 7}'); end if;
  made.validity_days := coalesce((input ->> 'validity_days')::integer, 7);
  made.trial := coalesce((input ->> 'trial')::boolean, false);
  -- Without a trial_size it is ten, or all numbers where they are fewer (create_send).
  trial_size := coalesce((input ->> 'trial_size')::numeric, 10);
  if trial_size not between 1 and 999999 then perform private.refuse('trial_size_invalid', '{"min": 1, "max": 999999}'); end if;
  made.trial_size := trial_size;
end $$;

-- sends: cron expressions of recurring sends (SND-1, CRN-1)

create or replace function private.cron_field(field text, low integer, high integer) returns integer[] language plpgsql immutable set search_path = '' as $$
declare
  part text;
  bounds text[];
  first integer;
  last integer;
  step integer;
  found_values integer[] := '{}';
begin
  foreach part in array string_to_array(field, ',') loop
    bounds := regexp_match(part, '^(\*|[0-9]{1,2})(-([0-9]{1,2}))?(/([0-9]{1,2}))?$');
    if bounds is null or (bounds[1] = '*' and bounds[3] is not null) then return null; end if;
    step := coalesce(bounds[5]::integer, 1);
    first := case when bounds[1] = '*' then low else bounds[1]::integer end;
    last := case when bounds[1] = '*' then high when bounds[3] is not null then bounds[3]::integer when bounds[5] is not null then high else first end;
    if step < 1 or first < low or last > high or first > last then return null; end if;
    found_values := found_values || array(select generate_series(first, last, step));
  end loop;
  return array(select distinct v from unnest(found_values) as v order by v);
end $$;

create or replace function private.next_occurrence(cron text, after timestamptz, zone text) returns timestamptz language plpgsql stable security definer set search_path = '' as $$
declare
  fields constant text[] := regexp_split_to_array(btrim(cron), '\s+');
  minutes integer[];
  hours integer[];
  days integer[];
  months integer[];
  weekdays integer[];
  day date := (after at time zone zone)::date;
  at timestamptz;
begin
  if array_length(fields, 1) is distinct from 5 then return null; end if;
  minutes := private.cron_field(fields[1], 0, 59);
  hours := private.cron_field(fields[2], 0, 23);
  days := private.cron_field(fields[3], 1, 31);
  months := private.cron_field(fields[4], 1, 12);
  -- 0 and 7 are both Sunday.
  weekdays := private.cron_field(fields[5], 0, 7);
  if minutes is null or hours is null or days is null or months is null or weekdays is null then return null; end if;
  if 7 = any (weekdays) then weekdays := weekdays || 0; end if;
  -- 29 February comes back within eight years at most.
  for ahead in 0..2922 loop
    if extract(month from day + ahead)::integer = any (months)
       -- As in cron: with both a day and a weekday given, either of them is enough.
       and (case when fields[3] like '*%' then extract(dow from day + ahead)::integer = any (weekdays) and extract(day from day + ahead)::integer = any (days)
                when fields[5] like '*%' then extract(day from day + ahead)::integer = any (days) and extract(dow from day + ahead)::integer = any (weekdays)
                else extract(day from day + ahead)::integer = any (days) or extract(dow from day + ahead)::integer = any (weekdays) end) then
      select min(x.at) into at from unnest(hours) as h cross join unnest(minutes) as m
      cross join lateral (select ((day + ahead) + make_time(h, m, 0)) at time zone zone as at) x where x.at > after;
      if at is not null then return at; end if;
    end if;
  end loop;
  return null;
end $$;

create or replace function private.ordinals_of(file uuid, total integer, number text) returns table (lowest integer, highest integer)
language plpgsql stable set search_path = '' as $$
declare
  -- The partition itself: a statement on the parent locks and plans every partition.
  home constant regclass := coalesce(to_regclass(private.numbers_partition(file)), 'partitions.numbers_shared'::regclass);
  line integer;
begin
  execute format('select n.line from %s n where n.file_id = $1 and n.phone = $2', home) into line using file, number;
  if line is null then return; end if;
  -- The ordinal of a number is the place of its line among the accepted lines. Before and behind it there cannot be more accepted lines than lines.
  -- So the ordinal is known to within the number of lines that were not accepted, which usually are few.
  return query execute format('select $2 - (max(n.line) - $3), $3 - min(n.line) + 1 from %s n where n.file_id = $1', home) using file, total, line;
end $$;

create or replace function private.stretches_of(home uuid, since timestamptz, upto timestamptz, signature text, template uuid, number text, result public.delivery_state)
returns setof private.stretch language sql stable set search_path = '' as $$
  select b.id, b.claimed_at, w.home, greatest(b.first_id, w.first_id), least(b.last_id, w.last_id)
  from (
    select p.send_id, private.deliveries_home(p) as home, p.id_base + coalesce(o.lowest, 1) as first_id, p.id_base + coalesce(o.highest, p.total) as last_id
    from public.sends s join private.send_progress p on p.send_id = s.id join public.send_totals t on t.send_id = s.id
    join public.sms_signatures g on g.id = s.sms_signature_id
    left join lateral private.ordinals_of(s.number_file_id, p.total, number) o on number is not null
    where s.enterprise_id = home and s.started_at < upto
      -- Batches that a cancelled send had claimed still run to their end, so its batches say when that was.
      and (s.finished_at is null or s.finished_at >= since or s.state = 'cancelled')
      and (signature is null or g.name = signature) and (template is null or s.template_id = template)
      and (number is null or o.lowest is not null)
      -- The account says how many messages of a send have this result.
      and (result is null or (to_jsonb(t) ->> result::text)::integer > 0)
    offset 0) w
  join private.batches b on b.send_id = w.send_id and b.first_id <= w.last_id and b.last_id >= w.first_id
  where b.claimed_at < upto and (b.done_at is null or b.done_at >= since)
$$;

create or replace function private.details_in(home regclass, stretches private.stretch[], since timestamptz, upto timestamptz, number text, result public.delivery_state, most integer)
returns table (batch bigint, id bigint, send_id uuid, phone text, state public.delivery_state, code text, vendor public.vendor, sent_at timestamptz, final_at timestamptz)
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  -- Reads the partition directly: a statement on the parent locks and plans every partition.
  return query execute format($look$
    select s.batch, d.id, d.send_id, d.phone, d.state, d.code, d.vendor, d.sent_at, d.final_at
    from unnest($1) s cross join lateral (
      select x.*, coalesce(x.handed_at, greatest(x.final_at, s.claimed_at)) as sent_at from %s x
      where x.id between s.first_id and s.last_id and x.state not in ('pending', 'cancelled') %s %s
        and coalesce(x.handed_at, greatest(x.final_at, s.claimed_at)) >= $2 and coalesce(x.handed_at, greatest(x.final_at, s.claimed_at)) < $3
      order by x.id desc limit $6) d
    order by s.batch desc, d.id desc limit $6 $look$,
    home, case when result is not null then 'and x.state = $5' end, case when number is not null then 'and x.phone = $4' end)
  using stretches, since, upto, number, result, most;
end $$;

create or replace function public.send_details(sent_from timestamptz default null, sent_to timestamptz default null, signature text default null, template uuid default null,
  number text default null, result public.delivery_state default null, after bigint default null, most integer default 20)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  upto constant timestamptz := coalesce(send_details.sent_to, clock_timestamp());
  since constant timestamptz := coalesce(send_details.sent_from, upto - interval '24 hours');
  size constant integer := least(greatest(coalesce(most, 20), 1), 100);
  todo private.stretch[];
  slice private.stretch[];
  begun bigint;
  wanted text;
  refused jsonb;
  next integer := 1;
  width integer := 1;
  left_to_find integer := size + 1;
  lines jsonb := '[]';
  more jsonb;
begin
  perform private.require(home, 'KooMessage:sendTask:list');
  if since > upto then
    perform private.refuse('input_invalid', '{"field": "sent_to"}');
  end if;
  if upto - since > interval '24 hours' then
    perform private.refuse('range_too_long', '{"hours": 24}');
  end if;
  if number is not null then
    wanted := private.wanted_number(number);
    refused := private.ask_call('find_recipient');
    if refused is not null then return refused; end if;
  end if;
  if after is not null then
    select b.id into begun from private.batches b where b.send_id = any (private.sends_of(array[after])) and b.first_id <= after and b.last_id >= after;
  end if;
  select coalesce(array_agg(row(x.batch, x.claimed_at, x.home, x.first_id, case when x.batch = begun then least(x.last_id, after - 1) else x.last_id end)::private.stretch
    order by x.batch desc), '{}') into todo
  from private.stretches_of(home, since, upto, send_details.signature, send_details.template, wanted, send_details.result) x
  where after is null or x.batch <= begun;
  while left_to_find > 0 and next <= cardinality(todo) loop
    slice := todo[next:next + width - 1];
    select coalesce(jsonb_agg(f.line order by f.batch desc, f.id desc), '[]') into more from (
      select d.batch, d.id, jsonb_build_object('id', d.id, 'send_id', d.send_id, 'send_name', s.name, 'batch_no', s.batch_no, 'origin', s.origin,
        'template_id', s.template_id, 'template_name', t.name, 'signature', g.name, 'phone', private.mask(d.phone), 'state', d.state, 'code', d.code,
        'vendor', d.vendor, 'sent_at', d.sent_at, 'final_at', d.final_at) as line
      from (
        select x.* from (select y.home, array_agg(y) as stretches from unnest(slice) y group by y.home) h
        cross join lateral private.details_in(h.home, h.stretches, since, upto, wanted, send_details.result, left_to_find) x
        order by x.batch desc, x.id desc limit left_to_find) d
      join public.sends s on s.id = d.send_id join public.templates t on t.id = s.template_id join public.sms_signatures g on g.id = s.sms_signature_id) f;
    lines := lines || more;
    left_to_find := left_to_find - jsonb_array_length(more);
    next := next + width;
    width := least(width * 2, 512);
  end loop;
  return jsonb_build_object('from', since, 'to', upto, 'more', left_to_find = 0,
    'rows', case when left_to_find = 0 then lines - size else lines end);
end $$;

create or replace function private.lease(channel uuid) returns interval language plpgsql stable set search_path = '' as $$
begin
  -- A call without an answer ends after 30 s. An idempotent channel may be called again after 60 s. Any other says "not taken" for certain only
  -- about calls that ended more than 60 s ago, hence 100 s.
  return (select case when c.idempotent then interval '60 seconds' else interval '100 seconds' end from public.channels c where c.id = channel);
end $$;

create or replace function private.claim_batch() returns table (batch jsonb, ids bigint[], phones text[], params jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  b private.batches;
  p private.send_progress;
  s public.sends;
  c public.channels;
  last bigint;
  ours boolean;
begin
  -- First the batches in doubt: their lease ran out. They may not have been handed over yet, so the window and a pause apply to them too (SND-1).
  select x.* into b from private.batches x join public.channels y on y.id = x.channel_id join public.sends z on z.id = x.send_id
  where x.done_at is null and x.closed_at is null and x.lease_until < clock_timestamp() and z.state <> 'paused'
    and y.state = 'active' and y.resume_at < clock_timestamp() and y.next_at <= clock_timestamp() and (y.sick_since is null or y.probe_at <= clock_timestamp())
    and (not z.is_marketing or private.window_opens(z.enterprise_id, clock_timestamp()) <= clock_timestamp())
  order by x.lease_until limit 1 for update of x skip locked;
  ours := found;
  if ours then
    -- A pause in progress holds the cursors. One that committed since the query is seen now.
    perform from private.send_progress x where x.send_id = b.send_id for update skip locked;
    ours := found and (select x.state <> 'paused' from public.sends x where x.id = b.send_id);
  end if;
  if ours and private.take_turn(b.channel_id, (b.last_id - b.first_id + 1)::integer) then
    update private.batches x set lease_until = clock_timestamp() + private.lease(b.channel_id), attempts = x.attempts + 1 where x.id = b.id returning x.* into b;
    -- The carrier accepted nothing, so this counts as a first attempt.
    if not b.doubtful and b.attempts = 1 then
      perform private.honour_limits(b);
    end if;
    return query select * from private.batch_to_hand_over(b);
    return;
  end if;
  -- Then the send with the oldest last claim, so that a trial of ten does not wait behind a million.
  for p in
    select x.* from private.send_progress x join public.sends y on y.id = x.send_id join public.channels z on z.id = y.channel_id
    where y.state = 'sending' and x.next_ordinal <= least(x.dispatch_limit, x.expanded)
      and z.state = 'active' and z.resume_at < clock_timestamp() and z.next_at <= clock_timestamp() and (z.sick_since is null or z.probe_at <= clock_timestamp())
      and (not y.is_marketing or private.window_opens(y.enterprise_id, clock_timestamp()) <= clock_timestamp())
    order by x.last_claim_at limit 1 for update of x skip locked
  loop
    select x.* into s from public.sends x where x.id = p.send_id;
    -- A cancel or a pause committed between the query and the lock.
    continue when s.state <> 'sending';
    select x.* into c from public.channels x where x.id = s.channel_id;
    -- At most one second's messages, so that the rate limit allows no bursts.
    last := p.id_base + least(p.next_ordinal + least(c.batch_size, coalesce(c.rate_per_s, c.batch_size)) - 1, p.dispatch_limit, p.expanded);
    continue when not private.take_turn(c.id, (last - p.id_base - p.next_ordinal + 1)::integer);
    insert into private.batches (send_id, channel_id, first_id, last_id, lease_until)
    values (p.send_id, c.id, p.id_base + p.next_ordinal, last, clock_timestamp() + private.lease(c.id)) returning * into b;
    update private.send_progress x set next_ordinal = b.last_id - p.id_base + 1, last_claim_at = clock_timestamp() where x.send_id = p.send_id;
    perform private.honour_limits(b);
    return query select * from private.batch_to_hand_over(b);
    return;
  end loop;
end $$;

create or replace function private.claim_wait() returns integer language sql stable security definer set search_path = '' as $$
  -- What is laid out was locked by another claim, or by the clock for an instant: 10 ms. More is being laid out: 50 ms. A rate limit takes its
  -- milliseconds. A throttled channel, a probe or a window is left to the clock.
  select min(case when y.expanded_now then greatest(ceil(extract(epoch from greatest(y.next_at, clock_timestamp()) - clock_timestamp()) * 1000)::integer, 10) else 50 end)
  from (
    select c.next_at, p.next_ordinal <= least(p.dispatch_limit, p.expanded) as expanded_now
    from private.send_progress p join public.sends s on s.id = p.send_id join public.channels c on c.id = s.channel_id
    where s.state = 'sending' and p.next_ordinal <= p.dispatch_limit and c.state = 'active' and c.resume_at < clock_timestamp() and c.sick_since is null
      and (not s.is_marketing or private.window_opens(s.enterprise_id, clock_timestamp()) <= clock_timestamp())
    offset 0) y
$$;

create or replace function private.honour_opt_outs(b private.batches) returns void language plpgsql set search_path = '' as $$
declare
  enterprise uuid;
  signed text;
  refused integer;
begin
  select s.enterprise_id, g.name into enterprise, signed
  from public.sends s join public.sms_signatures g on g.id = s.sms_signature_id where s.id = b.send_id;
  -- Almost always nobody has opted out; then nothing is locked.
  if not exists (select from public.opt_outs o where o.enterprise_id = enterprise and o.signature = signed) or not exists (
    select from public.deliveries d join public.opt_outs o on o.enterprise_id = enterprise and o.signature = signed and o.phone = d.phone
    where d.id between b.first_id and b.last_id and d.state = 'pending') then
    return;
  end if;
  perform from public.send_totals t where t.send_id = b.send_id for update;
  update public.deliveries d set state = 'opted_out', final_at = clock_timestamp() from public.opt_outs o
  where d.id between b.first_id and b.last_id and d.state = 'pending' and o.enterprise_id = enterprise and o.signature = signed and o.phone = d.phone;
  get diagnostics refused = row_count;
  update public.send_totals t set pending = t.pending - refused, opted_out = t.opted_out + refused where t.send_id = b.send_id;
  perform private.release(b.send_id, refused);
  perform private.touch_cards('send', b.send_id);
end $$;

create or replace function private.batch_to_hand_over(b private.batches) returns table (batch jsonb, ids bigint[], phones text[], params jsonb)
language plpgsql stable set search_path = '' as $$
begin
  -- Reads the partition directly: a statement on the parent locks and plans every partition. Arrays take a third of the time of one object per
  -- message. params is null when no message has any.
  execute format($pending$
    select coalesce(array_agg(x.id), '{}'), coalesce(array_agg(x.phone), '{}'), case when count(x.params) > 0 then jsonb_agg(x.params) end
    from (select y.id, y.phone, y.params from %s y where y.id between $1 and $2 and y.state = 'pending' order by y.id) x $pending$, private.home_of(b.send_id))
  into ids, phones, params using b.first_id, b.last_id;
  select jsonb_build_object(
      'batch', b.id, 'attempts', b.attempts, 'doubtful', b.doubtful or b.attempts > 1, 'claimed_at', b.claimed_at,
      'channel', jsonb_build_object('id', c.id, 'adapter', c.adapter, 'base_url', c.base_url, 'number', c.number, 'idempotent', c.idempotent, 'api_key', k.api_key),
      'callback_url', (select x.functions_url from private.deployment x) || '/receive-receipts/' || c.id,
      'signature', g.name, 'kind', 'aim', 'template', h.carrier_id, 'text', s.sms_text, 'link_base', private.link_base(s.domain_id),
      'link_key', (select w.words from private.link_key w)) into batch
  from public.sends s join public.channels c on c.id = b.channel_id join private.channel_secrets k on k.channel_id = c.id
  join public.sms_signatures g on g.id = s.sms_signature_id
  left join private.vendor_handoffs h on h.version_id = s.version_id
  where s.id = b.send_id;
  return next;
end $$;

create or replace function private.record_handoff(batch bigint, ids bigint[], statuses text[], carrier_ids text[], codes text[]) returns jsonb
language plpgsql security definer set search_path = '' set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  b private.batches;
  states constant public.delivery_state[] := array(
    select case x.status when 'accepted' then 'handed' when 'rejected' then 'failed' when 'unknown' then 'unknown' end::public.delivery_state
    from unnest(statuses) with ordinality as x (status, place) order by x.place);
  one public.delivery_state;
  moved integer;
  opened integer;
  accepted integer := 0;
  rejected integer := 0;
  unclear integer := 0;
  -- Rejected messages that a phone has opened all the same: a doubtful batch was handed over before.
  resolved integer := 0;
  left_open integer := 0;
  home regclass;
  whole boolean;
begin
  select x.* into b from private.batches x where x.id = batch for update;
  if not found or b.done_at is not null then return jsonb_build_object('accepted', 0, 'rejected', 0, 'open', 0); end if;
  home := private.home_of(b.send_id);
  whole := ids = array(select generate_series(b.first_id, b.last_id));
  -- The messages of a claimed batch are updated before the account, as receipts do, so that batches of one send are recorded side by side (lock
  -- order: lock_quota).
  if whole and 'handed' = all (states) then
    -- The common case: the carrier has accepted everything. No look-up is needed; it took a fifth of the time.
    execute format('update %s d set state = ''handed'', handed_at = $3 where d.id between $1 and $2 and d.state = ''pending''', home)
    using b.first_id, b.last_id, clock_timestamp();
    get diagnostics accepted = row_count;
  else
    -- One statement per kind of answer, so that the state is a constant in it.
    foreach one in array array(select distinct x from unnest(states) as x where x is not null) loop
      -- A batch is a range: its rows are read in one scan and hash-joined, instead of one look-up per row.
      execute format($apply$
        with moved as (
          update %s d set state = $6, code = a.code, handed_at = $7, final_at = case when $6 <> 'handed' then $7 end
          from unnest($1, $2, $3) as a (id, state, code)
          where d.id = a.id and d.id between $4 and $5 and d.state = 'pending' %s returning d.resolved)
        select count(*), count(*) filter (where m.resolved > 0) from moved m $apply$, home, case when cardinality(states) > 1 then 'and a.state = $6' end)
      into moved, opened using ids, states, codes, b.first_id, b.last_id, one, clock_timestamp();
      case one when 'handed' then accepted := moved; when 'failed' then rejected := moved; resolved := opened; else unclear := moved; end case;
    end loop;
  end if;
  if whole and b.carrier_ids is null then
    b.carrier_ids := nullif(record_handoff.carrier_ids, '{}');
  elsif cardinality(record_handoff.carrier_ids) > 0 then
    -- Ids for a part of the batch are merged with those stored before.
    b.carrier_ids := array(
      select coalesce(o.carrier_id, a.carrier_id) from generate_series(b.first_id, b.last_id) with ordinality as r (id, place)
      left join unnest(b.carrier_ids) with ordinality as o (carrier_id, place) on o.place = r.place
      left join (select distinct on (x.id) x.id, x.carrier_id from unnest(ids, record_handoff.carrier_ids) as x (id, carrier_id) order by x.id) a on a.id = r.id
      order by r.place);
  end if;
  update public.send_totals t set pending = t.pending - accepted - rejected - unclear, handed = t.handed + accepted, failed = t.failed + rejected,
    unknown = t.unknown + unclear where t.send_id = b.send_id;
  insert into public.send_days as y (send_id, enterprise_id, day, submission_count, send_count, failed, unknown)
  select s.id, s.enterprise_id, (clock_timestamp() at time zone e.time_zone)::date, accepted + rejected + unclear, accepted, rejected, unclear
  from public.sends s join public.enterprises e on e.id = s.enterprise_id where s.id = b.send_id and accepted + rejected + unclear > 0
  on conflict (send_id, day) do update set submission_count = y.submission_count + excluded.submission_count, send_count = y.send_count + excluded.send_count,
    failed = y.failed + excluded.failed, unknown = y.unknown + excluded.unknown;
  -- PKG-2: a rejected message gives its unit back. One whose fate nobody knows keeps it: a phone may still open it.
  perform private.release(b.send_id, rejected - resolved);
  if accepted + rejected > 0 then perform private.channel_worked(b.channel_id); end if;
  if accepted + rejected + unclear <= b.last_id - b.first_id then
    execute format('select count(*) from %s d where d.id between $1 and $2 and d.state = ''pending''', home) into left_open using b.first_id, b.last_id;
  end if;
  update private.batches x set done_at = case when left_open = 0 then clock_timestamp() end, doubtful = x.doubtful or left_open > 0, carrier_ids = b.carrier_ids where x.id = batch;
  perform private.touch_cards('send', b.send_id);
  return jsonb_build_object('accepted', accepted, 'rejected', rejected, 'open', left_open);
end $$;

create or replace function private.carrier_id_of(delivery bigint) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select b.carrier_ids[delivery - b.first_id + 1] from private.batches b join public.sends s on s.id = b.send_id
    where b.send_id = any (private.sends_of(array[delivery])) and b.first_id <= delivery and b.last_id >= delivery
      and s.enterprise_id = any ((select private.may_in('KooMessage:sendTask:list'))::uuid[]));
end $$;

create or replace function private.give_back(batch bigint, seconds integer, nothing_taken boolean, error text) returns void language plpgsql security definer set search_path = '' as $$
declare
  b private.batches;
begin
  -- nothing_taken: the carrier certainly took nothing (429), so the next attempt is not in doubt. Otherwise the outcome is unknown.
  update private.batches x set lease_until = clock_timestamp() + make_interval(secs => seconds), doubtful = x.doubtful or not nothing_taken,
    attempts = case when nothing_taken then x.attempts - 1 else x.attempts end, last_error = left(error, 300)
  where x.id = batch and x.done_at is null returning x.* into b;
  if b.id is null then return; end if;
  if nothing_taken then
    update public.channels c set resume_at = greatest(c.resume_at, clock_timestamp() + make_interval(secs => least(seconds, 60))), last_error = left(error, 300)
    where c.id = b.channel_id;
  else
    perform private.channel_failed(b.channel_id, error);
  end if;
end $$;

-- sends: editing, and what lapses (SND-1, SND-2, APR-1)

create or replace function private.late_bar(send uuid) returns jsonb language sql stable set search_path = '' as $$
  select case
    -- An occurrence is made when it is due, so its time has passed.
    when s.timing = 'scheduled' and s.origin <> 'occurrence' and s.scheduled_at <= clock_timestamp()
      then jsonb_build_object('code', 'schedule_in_past', 'at', s.scheduled_at)
    when s.timing = 'recurring' and s.repeat_until is not null then (
      select jsonb_build_object('code', 'repetition_over', 'first', to_char(n.at at time zone e.time_zone, 'YYYY-MM-DD HH24:MI'), 'zone', e.time_zone)
      from public.enterprises e cross join lateral private.next_occurrence(s.cron, clock_timestamp(), e.time_zone) as n (at)
      where e.id = s.enterprise_id and s.repeat_until <= n.at) end
  from public.sends s where s.id = late_bar.send
$$;

create or replace function private.note_lapsed() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id from public.sends x where x.state = 'in_review' and x.timing <> 'immediate' and not x.lapsed and private.late_bar(x.id) is not null
    limit 50 for no key update skip locked
  loop
    update public.sends x set lapsed = true where x.id = s.id;
    -- Its buttons are used up, as after a decision.
    perform private.touch_cards('send', s.id, true);
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.edit_bar(send uuid) returns jsonb language sql stable set search_path = '' as $$
  select case
    when s.origin = 'occurrence' then jsonb_build_object('code', 'occurrence_not_edited', 'name', s.name)
    -- An approved send is expanded at once. Until its time, or while it is paused before anything was handed over, nobody has got anything of it.
    when s.state in ('expanding', 'ready', 'paused') and (s.started_at is not null or (s.state <> 'paused' and (s.scheduled_at > clock_timestamp()) is not true))
      then jsonb_build_object('code', 'send_begun', 'name', s.name)
    when s.created_by is distinct from private.actor() then jsonb_build_object('code', 'not_the_author', 'name', s.name, 'author', private.person_name(s.created_by)) end
  from public.sends s where s.id = edit_bar.send
$$;

create or replace function private.undo_approval(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
begin
  select x.* into p from private.send_progress x where x.send_id = send for update;
  if not found then return; end if;
  -- Lock order: the account of the send before the quota.
  perform from public.send_totals t where t.send_id = send for update;
  perform private.release(send, (select sum(r.reserved - r.settled - r.released)::bigint from private.reservations r where r.holder_id = send));
  delete from private.holds h where h.holder_id = send;
  if not p.large then
    delete from partitions.deliveries_shared d where d.id between p.id_base + 1 and p.id_base + p.total;
  elsif to_regclass(private.deliveries_partition(p)) is not null then
    -- Emptied and kept: detaching it would lock all deliveries.
    execute format('truncate %s', private.deliveries_partition(p));
  end if;
  delete from public.send_totals t where t.send_id = send;
  delete from private.send_progress x where x.send_id = send;
end $$;

create or replace function private.update_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  was public.sends;
  s public.sends;
begin
  select x.* into was from public.sends x where x.id = send;
  -- The second editor is told, so that the first is not overwritten.
  if (input ->> 'revision')::integer <> was.revision then perform private.refuse('send_edited', jsonb_build_object('name', was.name)); end if;
  s := private.parse_send(was.enterprise_id, input);
  -- BSN-2: a resend goes once, to the numbers that the first send did not reach.
  if was.origin = 'resend' and (s.number_file_id <> was.number_file_id or s.timing = 'recurring') then perform private.refuse('resend_keeps_numbers', jsonb_build_object('name', was.name)); end if;
  -- Without the key the evidence of consent is kept; null removes it.
  if s.consent is not null and not input ? 'consent_proof' then
    s.consent_path := was.consent_path;
    s.consent_name := was.consent_name;
  end if;
  perform private.undo_approval(send);
  update public.sends x set name = s.name, template_id = s.template_id, version_id = s.version_id, sms_app_id = s.sms_app_id, sms_signature_id = s.sms_signature_id,
    sms_template_id = s.sms_template_id, domain_id = s.domain_id, channel_id = s.channel_id, validity_days = s.validity_days, number_file_id = s.number_file_id,
    columns = s.columns, consent = s.consent, consent_path = s.consent_path, consent_name = s.consent_name, timing = s.timing, scheduled_at = s.scheduled_at,
    cron = s.cron, repeat_until = s.repeat_until, is_marketing = s.is_marketing, trial = s.trial, trial_size = s.trial_size,
    -- APR-1: nothing of an earlier submission, decision or pause is left.
    hash = null, units = 0, submitted_by = null, submitted_at = null, decided_by = null, decided_at = null, reason = null, next_at = null,
    paused_by = null, paused_at = null, pause_code = null, pause_reason = null, pause_details = null, guarded_ends = 0, guarded_failures = 0,
    lapsed = false, revision = x.revision + 1
  where x.id = send;
  perform private.complete_send(send, input);
end $$;

create or replace function public.update_send(send text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'update', send, request, input)
$$;

-- sends: expansion into deliveries (SND-5). Called by the clock, never by people.

create or replace function private.deliveries_partition(p private.send_progress) returns text language sql immutable set search_path = '' as $$
  select 'partitions.deliveries_' || p.id_base
$$;

create or replace function private.deliveries_home(p private.send_progress) returns regclass language plpgsql stable set search_path = '' as $$
begin
  return case when p.large then to_regclass(private.deliveries_partition(p)) else 'partitions.deliveries_shared'::regclass end;
end $$;

create or replace function private.home_of(send uuid) returns regclass language plpgsql stable set search_path = '' as $$
begin
  return (select private.deliveries_home(p) from private.send_progress p where p.send_id = send);
end $$;

create or replace function private.lay_partition(p private.send_progress) returns void language plpgsql set search_path = '' as $$
begin
  -- The send and its enterprise are the same in every row, so they are defaults. The check lets the planner skip the partition. Half of each page
  -- is left free: a batch updates all rows of its pages at once, and the new versions stay on the page and touch no index. After two updates they
  -- take less space than with a fill factor of 80 (37 MB instead of 44 for 100,000). A hand-over and a receipt cost a fifth less, the expansion 4 %
  -- more.
  execute format('create table %s (like public.deliveries including defaults including constraints) with (fillfactor = 50)', private.deliveries_partition(p));
  execute format('alter table %s alter send_id set default %L, alter enterprise_id set default %L, add check (send_id = %L), add primary key (id)',
    private.deliveries_partition(p), p.send_id, p.enterprise_id, p.send_id);
  perform private.guard(private.deliveries_partition(p)::regclass);
  -- With its index and attached from the first row on: what is laid out can be handed over, and get its receipts, while the rest follows. The ids
  -- grow, so the index costs 0.4 µs of CPU a row more than one that is built at the end (2.6 µs in all instead of 2.2). `create table …
  -- partition of` would lock everybody out of all deliveries.
  execute format('alter table public.deliveries attach partition %s for values from (%s) to (%s)', private.deliveries_partition(p), p.id_base + 1, p.id_base + p.total + 1);
end $$;

create or replace function private.expand_slice(send uuid, most integer default 100000, out made integer, out opted_out integer) language plpgsql set search_path = '' as $$
declare
  s public.sends;
  p private.send_progress;
  signed text;
  home text;
  anyone boolean;
  slice text;
  upto integer;
begin
  made := 0;
  opted_out := 0;
  select x.* into s from public.sends x where x.id = send for no key update skip locked;
  if not found or s.state not in ('expanding', 'ready', 'sending', 'trial_hold') then return; end if;
  -- Whoever holds the send moves this cursor. The row itself is not locked until the end: dispatchers claim what is laid out meanwhile.
  select x.* into p from private.send_progress x where x.send_id = send;
  if p.expanded >= p.total then return; end if;
  select g.name into signed from public.sms_signatures g where g.id = s.sms_signature_id;
  if p.large and p.expanded = 0 then perform private.lay_partition(p); end if;
  home := case when p.large then private.deliveries_partition(p) else 'public.deliveries' end;
  -- Almost always nobody has opted out. Then the list is not searched, and a row takes 1.4 µs instead of 1.8. The place is counted outside of the
  -- ordered and limited rows, which a window keeps in their order.
  anyone := exists (select from public.opt_outs o where o.enterprise_id = s.enterprise_id and o.signature = signed);
  slice := format($slice$
    insert into %s (id, send_id, enterprise_id, ordinal, phone, params, state, segments, final_at)
    select $2 + n.place, %L, %L, $3 + n.place, n.phone, n.params, %s, $4, %s
    from (select y.*, row_number() over () as place from (
      select x.phone, %s as params %s from public.numbers x where x.file_id = %L and x.line > $1 %s order by x.line limit $5) y) n $slice$,
    home, send, s.enterprise_id,
    case when anyone then 'case when n.refused then ''opted_out'' else ''pending'' end::public.delivery_state' else '''pending''' end,
    case when anyone then 'case when n.refused then clock_timestamp() end' else 'null' end,
    private.values_for(s.version_id, s.columns, s.number_file_id),
    case when anyone then format(', exists (select from public.opt_outs o where o.enterprise_id = %L and o.signature = %L and o.phone = x.phone) as refused', s.enterprise_id, signed) end,
    s.number_file_id,
    -- Numbers that lack a value are left out; nearly always there are none.
    case when s.left_out > 0 then 'and ' || private.whole_numbers(s.version_id, s.columns) else '' end);
  if anyone then
    execute format('with made as (%s returning state) select count(*), count(*) filter (where m.state = ''opted_out'') from made m', slice)
    into made, opted_out using p.expanded_line, p.id_base + p.expanded, p.expanded, s.segments, most;
  else
    execute slice using p.expanded_line, p.id_base + p.expanded, p.expanded, s.segments, most;
    get diagnostics made = row_count;
  end if;
  -- The line of the last one: two look-ups, where the slice's end took a look at each of its lines.
  execute format('select x.line from public.numbers x where x.file_id = %L and x.phone = (select d.phone from %s d where d.id = $1)', s.number_file_id, home)
  into upto using p.id_base + p.expanded + made;
  if p.large and p.expanded + made >= p.total then execute format('analyze %s', home); end if;
  -- The cursors before the account, as in a claim.
  update private.send_progress x set expanded = x.expanded + made, expanded_line = upto where x.send_id = send;
  if opted_out > 0 then
    update public.send_totals c set pending = c.pending - expand_slice.opted_out, opted_out = c.opted_out + expand_slice.opted_out where c.send_id = send;
    perform private.release(send, opted_out);
  end if;
  if s.state = 'expanding' then perform private.transition('send', send, 'expand'); end if;
end $$;

create or replace function private.expand_due() returns integer language plpgsql set search_path = '' as $$
declare
  begun constant timestamptz := clock_timestamp();
  s record;
  slice record;
  made integer := 0;
begin
  for s in
    select x.id, p.expanded = 0 as fresh
    from public.sends x join private.send_progress p on p.send_id = x.id
    where x.state in ('expanding', 'ready', 'sending', 'trial_hold') and p.expanded < p.total
    -- Whoever has nothing to hand over yet comes first.
    order by p.expanded > 0, coalesce(x.decided_at, x.created_at) limit 20
  loop
    -- The first 20,000 take 50 ms, so that dispatch can begin; 100,000 take a quarter of a second.
    slice := private.expand_slice(s.id, case when s.fresh then 20000 else 100000 end);
    made := made + slice.made;
    -- Opt-outs gave units back: this transaction holds the quota, so it waits for no further account (lock order: lock_quota).
    exit when slice.opted_out > 0 or clock_timestamp() > begun + interval '250 milliseconds';
  end loop;
  return made;
end $$;

create or replace function private.link_base(domain uuid) returns text language plpgsql stable set search_path = '' as $$
begin
  return (select coalesce('https://' || d.host, (select x.link_base_url from private.deployment x)) from public.domains d where d.id = domain);
end $$;

-- sends: the occurrences of a recurring send (SND-1, CRN-1). Called by the clock.

create or replace function private.make_occurrence(plan public.sends) returns uuid language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  insert into public.sends (enterprise_id, name, batch_no, template_id, version_id, sms_app_id, sms_signature_id, sms_template_id, domain_id, channel_id,
    validity_days, number_file_id, columns, left_out, left_out_lines, sms_text, segments, consent, consent_path, consent_name, timing, scheduled_at, origin, parent_id, is_marketing, trial, trial_size, units,
    submitted_by, submitted_at, decided_by, decided_at, created_by)
  select plan.enterprise_id, plan.name, plan.batch_no || '-' || (1 + (select count(*) from public.sends x where x.parent_id = plan.id and x.origin = 'occurrence')),
    plan.template_id, plan.version_id, plan.sms_app_id, plan.sms_signature_id, plan.sms_template_id, plan.domain_id, plan.channel_id,
    plan.validity_days, plan.number_file_id, plan.columns, plan.left_out, plan.left_out_lines, plan.sms_text, plan.segments, plan.consent, plan.consent_path, plan.consent_name, 'scheduled', plan.next_at, 'occurrence', plan.id, plan.is_marketing, plan.trial, plan.trial_size, plan.units,
    plan.submitted_by, plan.submitted_at, plan.decided_by, plan.decided_at, plan.created_by
  returning id into made;
  if plan.hash is distinct from private.send_hash(plan.id) then
    perform private.refuse('hash_changed');
  end if;
  perform private.check_send(made);
  update public.sends x set hash = private.send_hash(made) where x.id = made;
  perform private.transition('send', made, 'occur');
  perform private.set_going(made);
  return made;
end $$;

create or replace function private.make_occurrences() returns integer language plpgsql set search_path = '' as $$
declare
  plan public.sends;
  zone text;
  made integer := 0;
  refusal jsonb;
begin
  for plan in select x.* from public.sends x where x.state = 'recurring' and x.next_at <= clock_timestamp() order by x.next_at limit 20 for no key update skip locked loop
    select e.time_zone into zone from public.enterprises e where e.id = plan.enterprise_id;
    begin
      -- An occurrence that is an hour late is skipped: after an outage, a message meant for ten must not go out at four in the afternoon.
      if plan.next_at > clock_timestamp() - interval '1 hour' then
        perform private.make_occurrence(plan);
        made := made + 1;
      else
        perform private.audit(plan.enterprise_id, 'send', plan.id::text, 'skip', jsonb_build_object('at', plan.next_at), null, 'an hour late', 'occurrence_late');
      end if;
      update public.sends x set next_at = private.next_occurrence(x.cron, clock_timestamp(), zone) where x.id = plan.id returning x.* into plan;
      if plan.next_at is null or plan.next_at >= plan.repeat_until then
        perform private.transition('send', plan.id, 'finish');
        update public.sends x set next_at = null, finished_at = clock_timestamp() where x.id = plan.id;
      else
        perform private.touch_cards('send', plan.id);
      end if;
    exception when sqlstate 'PGRST' then
      -- The plan is paused until a person has looked. Nothing of the occurrence is left behind.
      refusal := sqlerrm::jsonb;
      perform private.stop_send(plan.id, refusal ->> 'code', refusal ->> 'message', (refusal ->> 'details')::jsonb);
    end;
  end loop;
  return made;
end $$;

create or replace function private.collect_resend(resend uuid, most integer default 50000) returns boolean language plpgsql set search_path = '' as $$
declare
  r private.resends;
  s public.sends;
  upto bigint;
  taken integer;
begin
  select x.* into r from private.resends x where x.send_id = resend for update;
  if not found then return true; end if;
  select x.* into s from public.sends x where x.id = resend;
  if s.state = 'draft' then
    upto := least(r.from_id + most - 1, r.last_id);
    insert into public.numbers (file_id, enterprise_id, line, phone, params)
    select r.file_id, s.enterprise_id, d.ordinal, d.phone, d.params from public.deliveries d
    where d.id between r.from_id and upto and d.state in ('failed', 'expired', 'timed_out');
    get diagnostics taken = row_count;
    update public.number_files f set lines = f.lines + taken, accepted = f.accepted + taken where f.id = r.file_id;
    update private.resends x set from_id = upto + 1 where x.send_id = resend;
    if upto < r.last_id then return false; end if;
    update public.number_files f set state = 'ready', finished_at = clock_timestamp(),
      content_hash = encode(sha256(convert_to('resend:' || s.parent_id::text, 'UTF8')), 'hex') where f.id = r.file_id;
    update public.sends x set submitted_by = x.created_by, submitted_at = clock_timestamp() where x.id = resend;
    perform private.set_submitted(resend);
    perform private.transition('send', resend, 'collect');
  else
    -- Cancelled meanwhile: its numbers are no longer needed.
    perform private.fail_import(r.file_id, 'resend_cancelled');
  end if;
  delete from private.resends x where x.send_id = resend;
  return true;
end $$;

create or replace function private.collect_resends() returns integer language plpgsql set search_path = '' as $$
declare
  r record;
  n integer := 0;
begin
  for r in select x.send_id from private.resends x limit 2 loop
    perform private.collect_resend(r.send_id);
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.resend_bar(send uuid) returns jsonb language sql stable set search_path = '' as $$
  select case
    when not private.may(s.enterprise_id, 'KooMessage:sendTask:create') then jsonb_build_object('code', 'forbidden', 'action', 'KooMessage:sendTask:create')
    when s.origin = 'resend' or exists (select from public.sends x where x.parent_id = send and x.origin = 'resend' and x.state <> 'cancelled')
      then jsonb_build_object('code', 'resent_already', 'name', s.name)
    when coalesce(t.failed + t.expired + t.timed_out, 0) = 0 then jsonb_build_object('code', 'nothing_to_resend', 'name', s.name) end
  from public.sends s left join public.send_totals t on t.send_id = s.id where s.id = send
$$;

create or replace function private.resend_send(send uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  s public.sends;
  made uuid;
  file uuid;
begin
  select x.* into s from public.sends x where x.id = send;
  insert into public.number_files (enterprise_id, name, source, state, columns, phone_column, has_header, parts, created_by)
  -- Deliveries hold their values by the names of the parameters.
  select s.enterprise_id, f.name, 'resend', 'importing', f.phone_column || array_remove(v.parameters, f.phone_column), f.phone_column, f.has_header, 0, private.actor()
  from public.number_files f join public.template_versions v on v.id = s.version_id where f.id = s.number_file_id
  returning id into file;
  insert into public.sends (enterprise_id, name, batch_no, template_id, version_id, sms_app_id, sms_signature_id, sms_template_id, domain_id, channel_id,
    validity_days, number_file_id, sms_text, segments, consent, consent_path, consent_name, timing, origin, parent_id, is_marketing, created_by)
  values (s.enterprise_id, s.name, s.batch_no || '-R' || (select count(*) from public.sends x where x.parent_id = send and x.origin = 'resend'), s.template_id, s.version_id,
    s.sms_app_id, s.sms_signature_id, s.sms_template_id, s.domain_id, s.channel_id, s.validity_days, file, s.sms_text, s.segments, s.consent, s.consent_path, s.consent_name, 'immediate', 'resend', send, s.is_marketing, private.actor())
  returning id into made;
  insert into private.resends (send_id, file_id, from_id, last_id) select made, file, p.id_base + 1, p.id_base + p.total from private.send_progress p where p.send_id = send;
  -- The first slice runs at once, so that a small resend is in review when this returns.
  perform private.collect_resend(made, 20000);
  return private.send_card(made);
end $$;

create or replace function public.resend_send(send text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'resend', send, request)
$$;

-- sends: the rules of approval rules (APR-1). The frame (frame.sql) does the rest.

create or replace function private.approval_rule_card(approval_rule uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(x) || jsonb_build_object('able', private.who_may_approve(x.enterprise_id, x.group_id)) from public.approval_rules x where x.id = approval_rule
$$;

create or replace function private.read_rule(input jsonb, home uuid) returns public.approval_rules language plpgsql stable set search_path = '' as $$
declare
  p public.approval_rules := jsonb_populate_record(null::public.approval_rules, input || jsonb_build_object('enterprise_id', home, 'name', private.clean_name(input ->> 'name'),
    'requester_group_id', private.as_uuid(input ->> 'requester_group_id', 'requester_group_id'), 'group_id', private.as_uuid(input ->> 'group_id', 'group_id')));
begin
  if exists (select from unnest(array[p.requester_group_id, p.group_id]) as g where g is not null
      and not exists (select from public.groups x where x.id = g and x.enterprise_id = home)) then
    perform private.refuse('not_found', '{"resource": "group"}');
  end if;
  return p;
end $$;

create or replace function private.meetable_rule(input jsonb, home uuid) returns public.approval_rules language plpgsql stable set search_path = '' as $$
declare
  p constant public.approval_rules := private.read_rule(input, home);
  able constant integer := private.who_may_approve(home, p.group_id);
begin
  -- A rule that requires more people than there are would block every send it applies to, without saying why. So it is refused. A rule may also be
  -- met for some sends and not for others (an approver submits), or no longer (somebody has left). That is no mistake of the person who saves it:
  -- the card of the rule says how many may approve, and the card of a stuck send says that it is stuck.
  if able < p.approvers then perform private.refuse('rule_unmeetable', jsonb_build_object('approvers', p.approvers, 'able', able)); end if;
  return p;
end $$;

create or replace function private.touch_waiting(enterprise uuid) returns void language sql set search_path = '' as $$
  select private.touch_cards('send', s.id) from public.sends s where s.enterprise_id = enterprise and s.state = 'in_review'
$$;

create or replace function private.create_approval_rule(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  p constant public.approval_rules := private.meetable_rule(input, home);
  made uuid;
begin
  insert into public.approval_rules (enterprise_id, name, min_audience, min_units, marketing, requester_group_id, approvers, group_id, created_by)
  values (home, p.name, p.min_audience, p.min_units, p.marketing, p.requester_group_id, p.approvers, p.group_id, private.actor()) returning id into made;
  perform private.touch_waiting(home);
  return made;
end $$;

create or replace function public.create_approval_rule(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('approval_rule', 'create', request, input)
$$;

create or replace function private.update_approval_rule(approval_rule uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  home constant uuid := (select x.enterprise_id from public.approval_rules x where x.id = approval_rule);
  p constant public.approval_rules := private.meetable_rule(input, home);
begin
  update public.approval_rules x set name = p.name, min_audience = p.min_audience, min_units = p.min_units, marketing = p.marketing,
    requester_group_id = p.requester_group_id, approvers = p.approvers, group_id = p.group_id where x.id = approval_rule;
  perform private.touch_waiting(home);
end $$;

create or replace function public.update_approval_rule(approval_rule text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('approval_rule', 'update', approval_rule, request, input)
$$;

create or replace function private.delete_approval_rule(approval_rule uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone public.approval_rules;
begin
  delete from public.approval_rules x where x.id = approval_rule returning x.* into gone;
  perform private.touch_waiting(gone.enterprise_id);
  return to_jsonb(gone);
end $$;

create or replace function public.delete_approval_rule(approval_rule text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('approval_rule', 'delete', approval_rule, request)
$$;

create or replace function public.try_approval_rules(rules jsonb default null, days integer default 31) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  item jsonb;
  asked jsonb;
  tried jsonb;
begin
  perform private.require(home, 'KooMessage:approvalRule:list');
  perform private.require(home, 'KooMessage:sendTask:list');
  if days is null or days not between 1 and 366 or (rules is not null and jsonb_typeof(rules) <> 'array') then
    perform private.refuse('input_invalid', '{"field": "rules, days"}');
  end if;
  -- Every rule is tried against every send of the period.
  if jsonb_array_length(rules) > 100 then perform private.refuse('too_many_rows', jsonb_build_object('max', 100, 'count', jsonb_array_length(rules))); end if;
  if rules is null then
    asked := private.rules_of(home);
  else
    asked := '[]';
    for item in select case when jsonb_typeof(x) = 'object' then x - array['id', 'enterprise_id', 'created_by', 'created_at'] else x end from jsonb_array_elements(rules) as x loop
      perform private.check_input('create_approval_rule', item);
      asked := asked || to_jsonb(private.read_rule(item, home));
    end loop;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'batch_no', s.batch_no, 'submitted_at', s.submitted_at, 'units', s.units, 'is_marketing', s.is_marketing,
      'submitted_by', private.person_name(s.submitted_by), 'state', s.state, 'asks', a.asks, 'most', a.most, 'had', h.had, 'enough', a.most <= h.had and a.groups_met) order by s.submitted_at desc), '[]')
  into tried
  from (select x.* from public.sends x where x.enterprise_id = home and x.submitted_at > clock_timestamp() - make_interval(days => days)
    and x.origin = 'own'
    -- Sends without an approval say nothing about approvals, and a break-glass release bypasses all rules.
    and exists (select from public.audit_log l where l.resource = 'send' and l.resource_id = x.id::text and l.outcome = 'granted'
      and l.verb = 'approve' and l.after ->> 'state' <> 'in_review')
    order by x.submitted_at desc limit 1000) s
  cross join lateral (
    select count(*)::integer as had from (
      select x.approver from public.send_approvals x where x.send_id = s.id and x.submitted_at = s.submitted_at) y) h
  cross join lateral (
    select jsonb_agg(jsonb_build_object('rule', q.rule, 'approvers', q.approvers, 'group', g.name)) as asks, max(q.approvers) as most,
      bool_and((select count(*) from public.send_approvals x where x.send_id = s.id and x.submitted_at = s.submitted_at
        and (q.group_id is null or private.in_group(x.approver, q.group_id))) >= q.approvers) as groups_met
    from private.asked_of(asked, s.units, s.units, s.is_marketing, s.submitted_by) q left join public.groups g on g.id = q.group_id) a;
  return jsonb_build_object('sends', tried, 'enough', (select count(*) from jsonb_array_elements(tried) as t where (t ->> 'enough')::boolean),
    'more', (select count(*) from jsonb_array_elements(tried) as t where not (t ->> 'enough')::boolean));
end $$;

create or replace function private.settings_of(enterprise uuid) returns public.send_settings language plpgsql stable set search_path = '' as $$
declare
  s public.send_settings;
begin
  select x.* into s from public.send_settings x where x.enterprise_id = enterprise;
  if not found then
    select enterprise, 4, 10, 10, 50, 0.5, true into s;
  end if;
  return s;
end $$;

create or replace function public.get_send_settings() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(private.current_enterprise(), 'KooMessage:sendSetting:list');
  return to_jsonb(private.settings_of(private.current_enterprise())) - 'enterprise_id';
end $$;

create or replace function private.set_send_settings(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was public.send_settings;
  made public.send_settings;
begin
  if input = '{}' then perform private.refuse('input_invalid', '{"field": "input"}'); end if;
  -- Two concurrent changes of different settings: both are kept.
  insert into public.send_settings (enterprise_id) values (home) on conflict on constraint send_settings_pkey do nothing;
  select x.* into was from public.send_settings x where x.enterprise_id = home for update;
  made := jsonb_populate_record(was, input);
  -- A cap for the shorter period above that of the day would never apply, so it must be a mistake.
  if made.marketing_per_hour > made.marketing_per_day then
    perform private.refuse('caps_crossed', jsonb_build_object('short', made.marketing_per_hour, 'day', made.marketing_per_day));
  elsif made.notice_per_minute > made.notice_per_day then
    perform private.refuse('caps_crossed', jsonb_build_object('short', made.notice_per_minute, 'day', made.notice_per_day));
  end if;
  update public.send_settings x set marketing_per_hour = made.marketing_per_hour, marketing_per_day = made.marketing_per_day, notice_per_minute = made.notice_per_minute,
    notice_per_day = made.notice_per_day, pause_at_failures = made.pause_at_failures, pay_as_you_go = made.pay_as_you_go where x.enterprise_id = home;
  return jsonb_build_object('about', home, 'before', to_jsonb(was), 'after', to_jsonb(made)) || to_jsonb(made) - 'enterprise_id';
end $$;

create or replace function public.set_send_settings(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('send_settings', 'set', request, input)
$$;

create or replace function private.import_opt_out(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  phones constant text[] := private.texts_of(input -> 'phones');
  bad text;
  added integer;
begin
  if not exists (select from public.sms_signatures g where g.enterprise_id = home and g.name = input ->> 'signature') then
    perform private.refuse('not_found', '{"resource": "signature"}');
  end if;
  if coalesce(cardinality(phones), 0) = 0 then perform private.refuse('file_empty'); end if;
  -- 10,000 numbers take a tenth of the API's limit of eight seconds a statement. Longer lists come in slices.
  if cardinality(phones) > 10000 then perform private.refuse('too_many_numbers', jsonb_build_object('max', 10000, 'count', cardinality(phones))); end if;
  select p into bad from unnest(phones) as p where p is null or p !~ '^\+861[3-9][0-9]{9}$' limit 1;
  if found then perform private.refuse('invalid_number', jsonb_build_object('value', left(coalesce(bad, ''), 20))); end if;
  insert into public.opt_outs (enterprise_id, signature, phone, reason, proof, added_by)
  select distinct home, input ->> 'signature', p, input ->> 'reason', private.hide_numbers(nullif(btrim(input ->> 'proof'), '')), private.actor() from unnest(phones) as p on conflict do nothing;
  get diagnostics added = row_count;
  return jsonb_build_object('about', input ->> 'signature', 'after', jsonb_build_object('added', added, 'given', cardinality(phones)),
    'added', added, 'known', (select count(distinct p) from unnest(phones) as p) - added);
end $$;

create or replace function public.import_opt_outs(input jsonb, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('opt_out', 'import', request, input, null, reason)
$$;

create or replace function private.remove_opt_out(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone public.opt_outs;
begin
  if (input ? 'id') = (input ? 'phone') or (input ? 'phone') <> (input ? 'signature') then perform private.refuse('input_invalid', '{"field": "input"}'); end if;
  delete from public.opt_outs o where o.enterprise_id = home and case when input ? 'id' then o.id = (input ->> 'id')::bigint
    else o.signature = input ->> 'signature' and o.phone = input ->> 'phone' end returning o.* into gone;
  if not found then perform private.refuse('not_found', '{"resource": "opt_out"}'); end if;
  return jsonb_build_object('about', gone.signature, 'removed', private.mask(gone.phone),
    'before', jsonb_build_object('phone', private.mask(gone.phone), 'reason', gone.reason, 'at', gone.at));
end $$;

create or replace function public.remove_opt_out(input jsonb, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('opt_out', 'remove', request, input, null, reason)
$$;

-- sends: pause, resume, and the automatic pause (SND-2, GRD-1)

create or replace function private.pause_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  -- A claim locks this row too: when the pause returns, no claim is in progress and none begins.
  perform from private.send_progress p where p.send_id = send for update;
  update public.sends s set paused_by = private.actor(), paused_at = clock_timestamp(), pause_code = null, pause_details = null, pause_reason = input ->> 'reason' where s.id = send;
end $$;

create or replace function public.pause_send(send text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'pause', send, request, null, reason)
$$;

create or replace function private.resume_send(send uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.sends s set paused_by = null, paused_at = null, pause_code = null, pause_reason = null, pause_details = null,
    -- A person has seen the failures so far, so the guard counts from this point.
    guarded_ends = coalesce((select t.failed + t.expired + t.delivered + t.timed_out from public.send_totals t where t.send_id = s.id), 0),
    guarded_failures = coalesce((select t.failed + t.expired from public.send_totals t where t.send_id = s.id), 0),
    -- Occurrences that a plan missed while it was paused are not made up for.
    next_at = case when s.timing = 'recurring' then (select private.next_occurrence(s.cron, clock_timestamp(), e.time_zone) from public.enterprises e where e.id = s.enterprise_id) end
  where s.id = send
$$;

create or replace function public.resume_send(send text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'resume', send, request)
$$;

create or replace function private.stop_send(send uuid, code text, reason text, details jsonb) returns void language plpgsql set search_path = '' as $$
declare
  moved jsonb;
begin
  -- The message of a refusal may be long.
  moved := private.transition('send', send, 'stop', left(reason, 500), code, details);
  update public.sends s set paused_by = null, paused_at = clock_timestamp(), pause_code = stop_send.code, pause_reason = stop_send.reason,
    pause_details = stop_send.details where s.id = send;
  perform private.alert((moved ->> 'enterprise_id')::uuid, 'send_paused', 'send', send,
    (select jsonb_build_object('name', s.name, 'batch_no', s.batch_no, 'code', stop_send.code, 'reason', stop_send.reason, 'values', stop_send.details) from public.sends s where s.id = send));
end $$;

create or replace function private.guard_sends() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id, g.bad, g.ends
    from public.sends x join public.send_totals t on t.send_id = x.id
    cross join lateral (select t.failed + t.expired - x.guarded_failures as bad,
      t.failed + t.expired + t.delivered + t.timed_out - x.guarded_ends as ends) g
    where x.state = 'sending'
      -- At least a hundred final messages since a person looked last: below that a share says little.
      and g.ends >= 100 and g.bad > (private.settings_of(x.enterprise_id)).pause_at_failures * g.ends
      -- A send with nothing left to hand over needs no pause.
      and exists (select from private.send_progress p where p.send_id = x.id and p.next_ordinal <= p.dispatch_limit)
    limit 20 for no key update of x skip locked
  loop
    perform private.stop_send(s.id, 'failure_rate', format('%s of %s messages failed', s.bad, s.ends), jsonb_build_object('failed', s.bad, 'ends', s.ends));
    n := n + 1;
  end loop;
  return n;
end $$;

create or replace function private.note_failures(s public.sends) returns jsonb language plpgsql set search_path = '' as $$
declare
  t public.send_totals;
  bad integer;
  ends integer;
  reasons jsonb;
begin
  select x.* into t from public.send_totals x where x.send_id = s.id;
  bad := t.failed + t.expired + t.timed_out + t.unknown;
  ends := bad + t.delivered;
  -- The thresholds are those of shared/src/sends/outcome.ts. Below a twentieth the deliveries are not read at all.
  if bad = 0 or bad < 0.05 * ends then return null; end if;
  select jsonb_agg(jsonb_build_object('state', f.state, 'code', f.code, 'count', f.n) order by f.n desc, f.state, f.code) into reasons
  from (select d.state, d.code, count(*) as n from private.send_progress p join public.deliveries d on d.id between p.id_base + 1 and p.id_base + p.total
    where p.send_id = s.id and d.state in ('failed', 'expired', 'timed_out', 'unknown') group by d.state, d.code order by n desc, d.state, d.code limit 3) f;
  -- What the enterprise would have paused for is an event too when it comes so late that nothing is left to pause.
  if bad >= 10 and (bad >= 0.5 * ends or bad > (private.settings_of(s.enterprise_id)).pause_at_failures * ends) then
    perform private.alert(s.enterprise_id, 'send_failed', 'send', s.id,
      jsonb_build_object('name', s.name, 'batch_no', s.batch_no, 'failed', bad, 'ends', ends, 'reasons', reasons));
  end if;
  return reasons;
end $$;

-- sends: what became of a trial, for whoever decides about the rest (SND-4)

create or replace function private.trial_of(send uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  -- Until the release nothing beyond the trial goes out, so the counts of the send are the counts of its trial, whatever its size.
  -- Reasons and vendors are read from the messages. A trial is a range of their ids, and of a large one the first 10,000 are read.
  select jsonb_build_object('size', p.dispatch_limit, 'delivered', t.delivered, 'failed', t.failed, 'expired', t.expired, 'timed_out', t.timed_out, 'unknown', t.unknown,
    'handed', t.handed, 'opted_out', t.opted_out, 'capped', t.capped, 'resolved', t.resolved, 'looked_at', least(p.dispatch_limit, 10000),
    'reasons', m.reasons, 'vendors', m.vendors)
  from private.send_progress p join public.send_totals t on t.send_id = p.send_id
  cross join lateral (
    with groups as (
      select d.state, d.code, d.vendor, count(*) as n, sum(d.resolved) as resolved from public.deliveries d
      where d.id between p.id_base + 1 and p.id_base + least(p.dispatch_limit, 10000) and d.state in ('handed', 'delivered', 'failed', 'expired', 'timed_out', 'unknown')
      group by d.state, d.code, d.vendor)
    select
      (select coalesce(jsonb_agg(jsonb_build_object('state', r.state, 'code', r.code, 'count', r.n) order by r.n desc, r.state, r.code), '[]')
        from (select g.state, g.code, sum(g.n)::integer as n from groups g where g.state in ('failed', 'expired', 'timed_out', 'unknown')
          group by g.state, g.code order by n desc, g.state, g.code limit 10) r) as reasons,
      (select coalesce(jsonb_agg(jsonb_build_object('vendor', v.vendor, 'delivered', v.delivered, 'failed', v.failed, 'open', v.open, 'resolved', v.resolved) order by v.vendor), '[]')
        from (select g.vendor, coalesce(sum(g.n) filter (where g.state = 'delivered'), 0)::integer as delivered,
            coalesce(sum(g.n) filter (where g.state in ('failed', 'expired')), 0)::integer as failed,
            coalesce(sum(g.n) filter (where g.state in ('handed', 'timed_out', 'unknown')), 0)::integer as open, sum(g.resolved)::integer as resolved
          from groups g group by g.vendor) v) as vendors) m
  where p.send_id = send and p.dispatch_limit < p.total
$$;

-- sends: the rules of send tasks (SND-1 to SND-5, APR-1). The frame (frame.sql) does the rest.

create or replace function private.next_batch_no(enterprise uuid) returns text language plpgsql set search_path = '' as $$
declare
  day text;
begin
  perform pg_advisory_xact_lock(hashtextextended('batch_no:' || enterprise::text, 0));
  select to_char(now() at time zone e.time_zone, 'YYYYMMDD') into day from public.enterprises e where e.id = enterprise;
  return day || '-' || lpad((1 + (select count(*) from public.sends x where x.enterprise_id = enterprise and x.batch_no like day || '-%'))::text, 4, '0');
end $$;

create or replace function private.set_text(send uuid) returns void language sql set search_path = '' as $$
  -- The code of a personal link always has eight characters, so the text of every number is equally long.
  update public.sends s set sms_text = b.body, segments = coalesce(private.sms_segments(private.sms_text(b.signature, b.body, b.link)), 0)
  from (select g.name as signature, private.sms_body(m.content, x.is_marketing) as body, private.link_address(x.domain_id, '12345678') as link
    from public.sends x join public.sms_templates m on m.id = x.sms_template_id join public.sms_signatures g on g.id = x.sms_signature_id where x.id = send) b
  where s.id = send
$$;

create or replace function private.complete_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  perform private.set_text(send);
  perform private.leave_out(send);
  if input ->> 'trial_size' is null then
    update public.sends x set trial_size = least(10, greatest(1, f.accepted - x.left_out)) from public.number_files f where x.id = send and f.id = x.number_file_id;
  end if;
  perform private.check_send(send);
end $$;

create or replace function private.create_send(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  s constant public.sends := private.parse_send(home, input);
  made uuid;
begin
  insert into public.sends (enterprise_id, name, batch_no, template_id, version_id, sms_app_id, sms_signature_id, sms_template_id, domain_id, channel_id,
    validity_days, number_file_id, columns, sms_text, segments, consent, consent_path, consent_name, timing, scheduled_at, cron, repeat_until, is_marketing, trial, trial_size, created_by)
  values (home, s.name, private.next_batch_no(home), s.template_id, s.version_id, s.sms_app_id, s.sms_signature_id, s.sms_template_id, s.domain_id, s.channel_id,
    s.validity_days, s.number_file_id, s.columns, s.sms_text, 0, s.consent, s.consent_path, s.consent_name, s.timing, s.scheduled_at, s.cron, s.repeat_until, s.is_marketing, s.trial, s.trial_size, private.actor())
  returning id into made;
  perform private.complete_send(made, input);
  return made;
end $$;

create or replace function public.create_send(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('send', 'create', request, input)
$$;

create or replace function private.set_submitted(send uuid) returns void language plpgsql set search_path = '' as $$
begin
  perform private.set_text(send);
  update public.sends s set hash = private.send_hash(send), units = private.units_of(send) where s.id = send;
  perform private.keep_asked(send);
end $$;

create or replace function private.submit_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  -- A key that is not given leaves what is stored; null removes the file.
  update public.sends s set consent = case when input ? 'consent' then c.ground else s.consent end,
    consent_path = case when input ? 'consent_proof' then c.path else s.consent_path end, consent_name = case when input ? 'consent_proof' then c.name else s.consent_name end
  from private.consent_in((select x.enterprise_id from public.sends x where x.id = send), input) c where s.id = send and input ?| '{consent,consent_proof}';
  perform private.check_send(send);
  perform private.check_consent(send);
  perform private.set_submitted(send);
end $$;

create or replace function public.submit_send(send text, input jsonb default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'submit', send, request, input)
$$;

create or replace function private.set_going(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
  f public.number_files;
  total integer;
  base bigint;
  is_large boolean;
begin
  select x.* into s from public.sends x where x.id = send;
  select x.* into f from public.number_files x where x.id = s.number_file_id;
  total := private.units_of(send);
  perform private.reserve(send, s.enterprise_id, 'aim_resolution', total);
  insert into private.holds (holder_id, kind) values (send, 'send');
  -- A partition of its own pays off from about 20,000 numbers on.
  is_large := total > 20000;
  update private.delivery_blocks b set next = b.next + total where b.large = is_large returning b.next - total - 1 into base;
  insert into private.send_progress (send_id, enterprise_id, id_base, total, large, dispatch_limit)
  values (send, s.enterprise_id, base, total, is_large, case when s.trial then least(s.trial_size, total) else total end);
  insert into public.send_totals (send_id, enterprise_id, intended, invalid, duplicates, pending)
  values (send, s.enterprise_id, f.lines, f.invalid + s.left_out, f.duplicates, total);
end $$;

create or replace function private.set_approved(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
begin
  select x.* into s from public.sends x where x.id = send;
  if s.hash is distinct from private.send_hash(send) then perform private.refuse('hash_changed'); end if;
  perform private.check_send(send);
  perform private.check_consent(send);
  if s.state = 'expanding' then
    perform private.set_going(send);
  elsif s.state = 'recurring' then
    update public.sends x set next_at = private.next_occurrence(x.cron, clock_timestamp(), e.time_zone) from public.enterprises e where x.id = send and e.id = x.enterprise_id;
  end if;
end $$;

create or replace function private.before_approve_send(send uuid, input jsonb) returns void language sql set search_path = '' as $$
  -- The approval is written first, and then decides which state comes next. A refusal rolls it back.
  insert into public.send_approvals (send_id, enterprise_id, approver, hash, submitted_at, reason)
  select s.id, s.enterprise_id, private.actor(), s.hash, s.submitted_at, input ->> 'reason' from public.sends s where s.id = send
  on conflict on constraint once_a_submission do nothing
$$;

create or replace function private.approve_send(send uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.set_approved(send)
$$;

create or replace function public.approve_send(send text, shown text default null, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'approve', send, request, null, reason, shown)
$$;

create or replace function private.break_glass_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  perform private.set_approved(send);
  perform private.alert(s.enterprise_id, 'break_glass', 'send', send, jsonb_build_object('name', s.name, 'by', private.person_name(private.actor()), 'reason', input ->> 'reason'))
  from public.sends s where s.id = send;
end $$;

create or replace function public.break_glass_send(send text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'break_glass', send, request, null, reason)
$$;

create or replace function public.reject_send(send text, reason text default null, shown text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'reject', send, request, null, reason, shown)
$$;

create or replace function private.release_send(send uuid, input jsonb) returns void language sql set search_path = '' as $$
  -- Afterwards the counts are those of the whole send, so what the trial had come to is kept.
  update public.sends s set trial_result = private.trial_of(send) where s.id = send;
  update private.send_progress p set dispatch_limit = p.total where p.send_id = send
$$;

create or replace function public.release_send(send text, shown text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'release', send, request, null, null, shown)
$$;

create or replace function private.cancel_send(send uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
  gone integer;
begin
  -- The claim takes this lock too: what was claimed before goes on to its receipt, and nothing is claimed after.
  select x.* into p from private.send_progress x where x.send_id = send for update;
  if found then
    -- The account is updated now. The clock marks the rows in slices (sweep_cancelled), because a million do not fit into one call.
    -- Pending messages that are claimed stay: they may have been handed over.
    -- A batch of which the carrier certainly took nothing has no lease (give_back): it is not on its way either.
    with resting as (
      update private.batches b set done_at = clock_timestamp(), closed_at = clock_timestamp()
      where b.send_id = send and b.done_at is null and b.attempts = 0 and not b.doubtful returning b.first_id, b.last_id
    )
    update public.deliveries d set state = 'cancelled', final_at = clock_timestamp()
    from resting r where d.id between r.first_id and r.last_id and d.state = 'pending';
    -- Lock first, count second: an answer of the carrier that is being recorded is then in both counts or in neither.
    perform from public.send_totals t where t.send_id = send for update;
    select t.pending - (select count(*) from private.batches b join public.deliveries d on d.id between b.first_id and b.last_id and d.state = 'pending'
      where b.send_id = send and b.done_at is null) into gone from public.send_totals t where t.send_id = send;
    update private.send_progress x set dispatch_limit = least(x.dispatch_limit, x.next_ordinal - 1), swept = x.next_ordinal > x.expanded where x.send_id = send;
    update public.send_totals c set pending = c.pending - gone, cancelled = c.cancelled + gone where c.send_id = send;
    perform private.release(send, gone);
    update private.holds h set look_at = clock_timestamp() where h.holder_id = send;
  end if;
  -- The reason of the last decision. The audit log says who cancelled.
  update public.sends s set finished_at = clock_timestamp(), next_at = null, reason = coalesce(input ->> 'reason', s.reason) where s.id = send;
end $$;

create or replace function public.cancel_send(send text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'cancel', send, request, null, reason)
$$;

create or replace function private.differing(before jsonb, after jsonb, out was jsonb, out becomes jsonb) language sql immutable set search_path = '' as $$
  select jsonb_object_agg(k, before -> k) filter (where before ? k), jsonb_object_agg(k, after -> k) filter (where after ? k)
  from (select k from jsonb_object_keys(coalesce(before, '{}') || coalesce(after, '{}')) as k where before -> k is distinct from after -> k) d
$$;

create or replace function private.changes_of(before jsonb, after jsonb, path text default '') returns setof jsonb language plpgsql immutable set search_path = '' as $$
declare
  k text;
begin
  if before is not distinct from after then return; end if;
  if jsonb_typeof(before) is distinct from 'object' or jsonb_typeof(after) is distinct from 'object' then
    return next jsonb_build_object('field', path, 'before', left(before #>> '{}', 200), 'after', left(after #>> '{}', 200));
    return;
  end if;
  for k in select distinct x from jsonb_object_keys(before || after) as x order by 1 loop
    return query select private.changes_of(before -> k, after -> k, ltrim(path || '.' || k, '.'));
  end loop;
end $$;

create or replace function private.shown_of(about private.resources, id text, it private.target) returns text language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(jsonb_build_array(about.resource, id, it.submission at time zone 'UTC', private.look_at(about, it.row_id, about.bound))::text, 'UTF8')), 'hex') where about.bound is not null
$$;

create or replace function private.check_shown(about private.resources, id text, it private.target, shown text) returns void language plpgsql set search_path = '' as $$
declare
  was private.submissions;
  differs jsonb;
begin
  if coalesce(btrim(shown), '') = '' then perform private.refuse('shown_required', jsonb_build_object('resource', about.resource)); end if;
  if shown = private.shown_of(about, id, it) then return; end if;
  select s.* into was from private.submissions s where s.shown = check_shown.shown and s.resource = about.resource and s.resource_id = id;
  if found then
    select coalesce(jsonb_agg(c.one), '[]') into differs from (
      select private.changes_of(was.bound, private.look_at(about, it.row_id, about.bound)) as one limit 20) c;
  end if;
  -- It may have changed without another submission, for example through a setting that the approval binds.
  perform private.refuse('shown_changed', jsonb_build_object('resource', about.resource, 'differs', differs,
    'fields', coalesce((select string_agg(d ->> 'field', ', ') from jsonb_array_elements(differs) as d), case when was.shown is null then 'unknown_look' else 'resubmitted' end))
    || case when was.submission <> it.submission then jsonb_build_object('by', private.person_name(it.submitted_by), 'at', it.submission) else '{}' end);
end $$;

create or replace function private.keep_submission(about private.resources, id text) returns void language plpgsql set search_path = '' as $$
declare
  it private.target := private.target_of(about, id, false);
begin
  if about.bound is null or not exists (select from private.transitions t where t.resource = about.resource and t.from_state = it.state and t.names_shown) then return; end if;
  insert into private.submissions (shown, resource, resource_id, submission, bound)
  values (private.shown_of(about, id, it), about.resource, id, it.submission, private.look_at(about, it.row_id, about.bound)) on conflict do nothing;
end $$;

create or replace function private.offers_opt_out(text text) returns boolean language sql immutable set search_path = '' as $$
  -- Case, width, spaces and punctuation do not matter. offersOptOut in shared/src/sms/optout.ts says the same.
  select regexp_replace(upper(normalize(text, nfkc)), '[^0-9A-Z\u4e00-\u9fff]', '', 'g')
    ~ '(拒收|退订)(请|可)?(直接)?(回复|回|发送|发)(R|TD|T|N)|(回复|回|发送|发)(R|TD|T|N)(即可)?(拒收|退订)'
$$;

create or replace function private.sms_body(content text, marketing boolean) returns text language sql immutable set search_path = '' as $$
  -- Spaces and line ends that the author wrote around the link are replaced, not doubled. The opt-out words are those of the AIM service.
  select regexp_replace(content, '[ \t\n\r\f\v\u00a0\u3000]*\{link\}[ \t\n\r\f\v\u00a0\u3000]*', ' {link} ', 'g')
    || case when marketing and not private.offers_opt_out(content) then '拒收请回复R' else '' end
$$;

create or replace function private.sms_text(signature text, body text, link text, params jsonb default '{}') returns text language sql immutable set search_path = '' as $$
  -- Each ${name} is replaced once: a value is not read again.
  select '【' || signature || '】' || string_agg(replace(p.part, '{link}', link) || coalesce(params ->> n.name[1], ''), '' order by p.place)
  from regexp_split_to_table(body, '\$\{[^{}]*\}') with ordinality as p (part, place)
  left join regexp_matches(body, '\$\{([^{}]*)\}', 'g') with ordinality as n (name, place) on n.place = p.place
$$;

create or replace function private.sms_units(text text) returns integer language sql immutable set search_path = '' as $$
  -- A character beyond U+FFFF, as most emoji are, takes two UTF-16 units.
  select char_length(text) + char_length(regexp_replace(text, '[^\U00010000-\U0010FFFF]', '', 'g'))
$$;

create or replace function private.sms_segments(text text) returns integer language sql immutable set search_path = '' as $$
  -- Up to 70 units are one message; a longer text takes parts of 67. shared/src/sms/segments.ts computes the same; both read shared/src/sms/text_vectors.ts.
  select case when u.units = 0 then 0 when u.units <= 70 then 1 else (u.units + 66) / 67 end from (select private.sms_units(text) as units) u
$$;

-- The protection of a state: no column grant, row-level security, and the trigger below.

create or replace function private.guard_state() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'the state of % moves only through its verbs', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace function private.guard(rel regclass) returns void language plpgsql set search_path = '' as $$
begin
  -- Inside a verb current_user is the owner of the verb, never an API role. The trigger fires once per statement that names the column. A row
  -- trigger would make Postgres lock every row before it evaluates the condition, which costs a second WAL record and a third of the time of an
  -- UPDATE.
  execute format($trigger$create or replace trigger the_state_moves_through_verbs before update of state on %s for each statement
    when (current_user in ('anon', 'authenticated', 'service_role'))
    execute function private.guard_state()$trigger$, rel);
end $$;

create or replace function private.grant_columns(rel regclass, hidden text[]) returns void language plpgsql set search_path = '' as $$
begin
  if hidden <> array(select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = rel and a.attname = any (hidden) and not a.attisdropped order by array_position(hidden, a.attname)) then
    raise exception '% has not all of the columns %', rel, hidden;
  end if;
  execute format('revoke select on %s from authenticated', rel);
  execute (select format('grant select (%s) on %s to authenticated', string_agg(quote_ident(a.attname), ', ' order by a.attnum), rel)
    from pg_catalog.pg_attribute a where a.attrelid = rel and a.attnum > 0 and not a.attisdropped and not a.attname = any (hidden));
end $$;

create or replace function private.resource_table(rel regclass, reads text, hidden text[] default '{}') returns void language plpgsql set search_path = '' as $$
declare
  policy constant text := 'people with ' || reads || ' see their enterprise''s';
begin
  execute format('alter table %s enable row level security', rel);
  if hidden = '{}' then execute format('grant select on %s to authenticated', rel); else perform private.grant_columns(rel, hidden); end if;
  execute format('drop policy if exists %I on %s', policy, rel);
  execute format('create policy %I on %s for select to authenticated using (enterprise_id = any ((select private.may_in(%L))::uuid[]))', policy, rel, reads);
  if exists (select from pg_catalog.pg_attribute a where a.attrelid = rel and a.attname = 'state' and not a.attisdropped) then perform private.guard(rel); end if;
end $$;

create or replace function private.visible_person(person uuid) returns text language sql stable security definer set search_path = '' as $$
  -- A name is visible to people who share an enterprise with that person.
  select p.name from public.profiles p
  where p.user_id = person and exists (select from public.members m where m.user_id = person and m.enterprise_id = any (private.my_enterprises()))
$$;

create or replace function private.record_content_check(content_hash text, errors jsonb) returns void language sql security definer set search_path = '' as $$
  insert into private.content_checks (content_hash, errors) values (content_hash, errors)
  on conflict on constraint content_checks_pkey do update set errors = excluded.errors, checked_at = clock_timestamp()
$$;

create or replace function private.require_check(about_version uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  about public.template_versions;
  found_errors jsonb;
  missing text[];
begin
  select v.* into strict about from public.template_versions v where v.id = about_version;
  select c.errors into found_errors from private.content_checks c where c.content_hash = about.content_hash;
  if not found then
    perform private.refuse('content_unchecked', jsonb_build_object('version', about.version));
  end if;
  if jsonb_array_length(found_errors) > 0 then
    perform private.refuse('content_has_errors', jsonb_build_object('count', jsonb_array_length(found_errors), 'findings', found_errors));
  end if;
  -- The check in TypeScript does not know which enterprise's library an object is in.
  missing := private.media_missing(about.enterprise_id, about.content);
  if array_length(missing, 1) > 0 then
    perform private.refuse('media_missing', jsonb_build_object('path', missing[1], 'count', array_length(missing, 1)));
  end if;
end $$;

create or replace function private.media_missing(enterprise uuid, content jsonb) returns text[] language sql stable set search_path = '' as $$
  select coalesce(array_agg(distinct x.path order by x.path), '{}')
  from jsonb_path_query(content, 'strict $.** ? (@.type() == "string")') as s (value)
  cross join lateral (select substr(s.value #>> '{}', 33) as path) as x
  where s.value #>> '{}' like '/storage/v1/object/public/media/%'
    and not exists (select from public.media m where m.enterprise_id = enterprise and m.path = x.path)
$$;

create or replace function private.claim_vendor_handoffs(most integer default 20) returns table (
  reference uuid, layout text, vendors public.vendor[], usage public.template_usage, content jsonb,
  adapter text, number text, base_url text, api_key text, callback_url text
) language plpgsql security definer set search_path = '' as $$
begin
  return query
  with due as (
    select h.version_id from private.vendor_handoffs h
    where h.done_at is null and h.lease_until < clock_timestamp()
    order by h.lease_until limit most for update skip locked
  ), leased as (
    -- 60 s: twice the 30 s after which an unanswered call counts as unknown.
    update private.vendor_handoffs h set lease_until = clock_timestamp() + interval '60 seconds', attempts = h.attempts + 1
    from due where h.version_id = due.version_id returning h.version_id, h.reference
  )
  select l.reference, t.layout, v.vendors, t.usage, v.content, s.adapter::text, s.number, s.base_url, s.api_key, d.functions_url || '/receive-receipts/' || s.id
  from leased l join public.template_versions v on v.id = l.version_id join public.templates t on t.id = v.template_id
  -- Once, through the first usable channel.
  cross join lateral (
    select c.id, c.adapter, c.number, c.base_url, k.api_key from public.channels c join private.channel_secrets k on k.channel_id = c.id
    where c.enterprise_id = v.enterprise_id and c.state = 'active' order by c.created_at, c.id limit 1) as s
  cross join private.deployment d;
end $$;

create or replace function private.finish_vendor_handoff(reference uuid, carrier text, error text) returns void language sql security definer set search_path = '' as $$
  update private.vendor_handoffs h
  set carrier_id = coalesce(carrier, h.carrier_id), last_error = error,
      done_at = case when error is null then clock_timestamp() end,
      -- Back-off: 2, 4, 8 … at most 300 s.
      lease_until = case when error is null then h.lease_until else clock_timestamp() + make_interval(secs => least(300, power(2, least(h.attempts, 9)))) end
  where h.reference = finish_vendor_handoff.reference
$$;

create or replace function private.record_template_states(channel uuid, states jsonb) returns integer language plpgsql security definer set search_path = '' as $$
declare
  item record;
  about public.template_versions;
  changed integer := 0;
  hit integer;
begin
  for item in
    select * from jsonb_to_recordset(states) as x (reference uuid, vendor public.vendor, state public.vendor_review_state, reason text, at timestamptz)
    order by reference, vendor, at
  loop
    select v.* into about from public.template_versions v join public.channels c on c.enterprise_id = v.enterprise_id and c.id = channel
    join private.vendor_handoffs h on h.version_id = v.id and h.reference = item.reference for update of v;
    continue when not found;
    -- A later decision of a vendor replaces an earlier one, whatever the order in which they arrive.
    update public.vendor_reviews r set state = item.state, reason = item.reason, decided_at = coalesce(item.at, clock_timestamp())
    where r.version_id = about.id and r.vendor = item.vendor and item.state <> 'pending'
      and (r.decided_at is null or r.decided_at < coalesce(item.at, clock_timestamp()));
    get diagnostics hit = row_count;
    continue when hit = 0;
    changed := changed + 1;
    perform private.audit(about.enterprise_id, 'template', about.template_id::text, 'vendor_' || item.state, null,
      jsonb_build_object('vendor', item.vendor, 'state', item.state), item.reason);
    perform private.settle_vendor_review(about.id);
  end loop;
  return changed;
end $$;

create or replace function private.settle_vendor_review(about_version uuid) returns void language plpgsql set search_path = '' as $$
declare
  about public.template_versions;
  passed integer;
  waiting integer;
begin
  select v.* into about from public.template_versions v where v.id = about_version;
  select count(*) filter (where r.state = 'approved'), count(*) filter (where r.state = 'pending') into passed, waiting
  from public.vendor_reviews r where r.version_id = about_version;
  if about.state = 'vendor_review' and passed > 0 then
    perform private.transition('template', about.template_id, 'vendor_approve');
    update public.templates t set live_version_id = about_version where t.id = about.template_id;
  elsif about.state = 'rejected' and passed > 0 and exists (
    select from private.vendor_handoffs h where h.version_id = about_version and h.content_hash = about.content_hash) then
    -- All vendors had rejected it, and one has changed its decision (carrier.md: a later decision replaces an earlier one). The decision is about
    -- what that vendor has seen. A rejected version is edited in place, and an edited one waits for reviews of its own.
    perform private.transition('template', about.template_id, 'vendor_approve');
    update public.template_versions v set reason = null where v.id = about_version;
    update public.templates t set live_version_id = about_version where t.id = about.template_id;
  elsif about.state = 'vendor_review' and waiting = 0 then
    perform private.transition('template', about.template_id, 'vendor_reject');
    update public.template_versions v set reason = (
      select string_agg(r.vendor || ': ' || coalesce(r.reason, '-'), '; ' order by r.vendor) from public.vendor_reviews r where r.version_id = about_version)
    where v.id = about_version;
  else
    perform private.touch_cards('template', about.template_id);
  end if;
end $$;

-- templates: the rules of people's verbs (TPL-1 to TPL-7). The frame (frame.sql) does the rest.

create or replace function private.parameters_of(content jsonb) returns text[] language sql immutable set search_path = '' as $$
  -- Only the slots, text by text: a parameter that is declared in params and not used needs no column, and a placeholder does not span two texts.
  select coalesce(array_agg(distinct m[1] order by m[1]), '{}')
  from jsonb_path_query(content, 'strict $.slots.** ? (@.type() == "string")') as s (value)
  cross join lateral regexp_matches(s.value #>> '{}', '\$\{([A-Za-z_][A-Za-z0-9_]{0,31})\}', 'g') as m
$$;

create or replace function private.check_content(layout text, vendors text[], content jsonb) returns void language plpgsql stable set search_path = '' as $$
declare
  about private.layouts;
  unsupported text;
  used integer;
begin
  select l.* into about from private.layouts l where l.layout = check_content.layout;
  if not found then perform private.refuse('layout_unknown', jsonb_build_object('layout', layout)); end if;
  if coalesce(cardinality(vendors), 0) = 0 then perform private.refuse('no_vendor'); end if;
  select string_agg(coalesce(v, 'null'), ', ') into unsupported from unnest(vendors) as v where (v = any (about.vendors::text[])) is not true;
  if unsupported is not null then perform private.refuse('vendor_unsupported', jsonb_build_object('layout', layout, 'vendors', unsupported)); end if;
  if (select count(distinct v) from unnest(vendors) as v) < cardinality(vendors) then perform private.refuse('input_invalid', '{"field": "vendors"}'); end if;
  -- 256 KB
  if jsonb_typeof(content -> 'slots') is distinct from 'object' or content -> 'slots' = '{}' or pg_column_size(content) > 262144 then
    perform private.refuse('content_invalid', '{"path": "slots"}');
  end if;
  used := cardinality(private.parameters_of(content));
  if used > about.max_parameters then perform private.refuse('too_many_parameters', jsonb_build_object('max', about.max_parameters, 'count', used)); end if;
end $$;

create or replace function private.template_card(template uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.template_cards c where c.id = template
$$;

create or replace function private.content_hash(about public.templates, content jsonb, vendors public.vendor[]) returns text language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(jsonb_build_array(about.layout, about.usage, vendors, content)::text, 'UTF8')), 'hex')
$$;

create or replace function private.begin_version(about public.templates, version integer, vendors public.vendor[], content jsonb) returns void language sql set search_path = '' as $$
  with made as (
    insert into public.template_versions (template_id, enterprise_id, version, vendors, content, parameters, content_hash, created_by)
    values (about.id, about.enterprise_id, begin_version.version, begin_version.vendors, begin_version.content, private.parameters_of(begin_version.content),
      private.content_hash(about, begin_version.content, begin_version.vendors), private.actor()) returning id)
  update public.templates t set latest_version_id = made.id from made where t.id = about.id
$$;

create or replace function private.create_template(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  named constant text := private.clean_name(input ->> 'name');
  chosen constant text[] := private.texts_of(input -> 'vendors');
  made public.templates;
begin
  perform private.check_content(input ->> 'layout', chosen, input -> 'content');
  insert into public.templates (enterprise_id, name, usage, category, layout, created_by)
  select home, named, (input ->> 'usage')::public.template_usage, l.category, l.layout, private.actor() from private.layouts l where l.layout = input ->> 'layout' returning * into made;
  perform private.begin_version(made, 1, chosen::public.vendor[], input -> 'content');
  return made.id;
end $$;

create or replace function public.create_template(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('template', 'create', request, input)
$$;

create or replace function private.update_template(template uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  about public.templates;
  latest public.template_versions;
  chosen text[];
begin
  select t.* into about from public.templates t where t.id = template;
  select v.* into latest from public.template_versions v where v.id = about.latest_version_id;
  -- TPL-5: the second writer is refused, so that the first is not overwritten.
  if private.as_uuid(input ->> 'base_version', 'base_version') <> latest.id or (input ->> 'base_revision')::integer <> latest.revision then
    perform private.refuse('version_conflict', jsonb_build_object('version', latest.version));
  end if;
  chosen := coalesce(private.texts_of(input -> 'vendors'), latest.vendors::text[]);
  perform private.check_content(about.layout, chosen, input -> 'content');
  if input ->> 'name' is not null then update public.templates t set name = private.clean_name(input ->> 'name') where t.id = template; end if;
  if latest.state = 'approved' then
    -- TPL-7: the approved version stays live.
    perform private.begin_version(about, latest.version + 1, chosen::public.vendor[], input -> 'content');
  else
    update public.template_versions v set content = input -> 'content', vendors = chosen::public.vendor[], parameters = private.parameters_of(input -> 'content'),
      content_hash = private.content_hash(about, input -> 'content', chosen::public.vendor[]), revision = v.revision + 1 where v.id = latest.id;
  end if;
end $$;

create or replace function public.update_template(template text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('template', 'update', template, request, input)
$$;

create or replace function private.submit_template(template uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  about public.templates;
  latest public.template_versions;
begin
  select t.* into about from public.templates t where t.id = template;
  select v.* into latest from public.template_versions v where v.id = about.latest_version_id;
  perform private.check_content(about.layout, latest.vendors::text[], latest.content);
  perform private.require_check(latest.id);
  delete from public.vendor_reviews r where r.version_id = latest.id;
end $$;

create or replace function public.submit_template(template text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('template', 'submit', template, request)
$$;

create or replace function public.withdraw_template(template text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('template', 'withdraw', template, request)
$$;

create or replace function private.approve_template(template uuid, input jsonb) returns void language sql set search_path = '' as $$
  insert into public.vendor_reviews (version_id, enterprise_id, vendor)
  select v.id, v.enterprise_id, unnest(v.vendors) from public.templates t join public.template_versions v on v.id = t.latest_version_id where t.id = template;
  -- Submitted again after all vendors rejected it: under a new reference, because the carrier answers a repeated one as it did the first time.
  insert into private.vendor_handoffs (version_id, reference, content_hash)
  select v.id, v.id, v.content_hash from public.templates t join public.template_versions v on v.id = t.latest_version_id where t.id = template
  on conflict (version_id) do update set reference = gen_random_uuid(), content_hash = excluded.content_hash, carrier_id = null, attempts = 0, done_at = null, lease_until = '-infinity'
$$;

create or replace function public.approve_template(template text, shown text default null, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('template', 'approve', template, request, null, reason, shown)
$$;

create or replace function public.reject_template(template text, reason text default null, shown text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('template', 'reject', template, request, null, reason, shown)
$$;

create or replace function private.enable_template(template uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.templates t set enabled = true where t.id = template
$$;

create or replace function public.enable_template(template text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('template', 'enable', template, request)
$$;

create or replace function private.disable_template(template uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.templates t set enabled = false where t.id = template
$$;

create or replace function public.disable_template(template text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('template', 'disable', template, request)
$$;

create or replace function private.add_vendor_key(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  made private.vendor_keys;
begin
  insert into private.vendor_keys (vendor, kid, jwk, added_by)
  values ((input ->> 'vendor')::public.vendor, input ->> 'kid',
    (select jsonb_object_agg(k, input -> 'jwk' -> k) from unnest('{kty,crv,x,y}'::text[]) as k), private.actor())
  returning * into made;
  return jsonb_build_object('id', made.vendor || '/' || made.kid, 'vendor', made.vendor, 'kid', made.kid, 'added_at', made.added_at,
    'before', null, 'after', jsonb_build_object('vendor', made.vendor, 'kid', made.kid, 'jwk', made.jwk));
end $$;

create or replace function public.add_vendor_key(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('vendor_key', 'add', request, input)
$$;

create or replace function private.retire_vendor_key(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  made private.vendor_keys;
begin
  update private.vendor_keys k set retired_at = clock_timestamp()
  where k.vendor = (input ->> 'vendor')::public.vendor and k.kid = input ->> 'kid' and k.retired_at is null returning * into made;
  if not found then perform private.refuse('not_found', '{"resource": "vendor_key"}'); end if;
  return jsonb_build_object('id', made.vendor || '/' || made.kid, 'vendor', made.vendor, 'kid', made.kid, 'retired_at', made.retired_at,
    'before', jsonb_build_object('retired_at', null), 'after', jsonb_build_object('retired_at', made.retired_at));
end $$;

create or replace function public.retire_vendor_key(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('vendor_key', 'retire', request, input)
$$;

create or replace function private.vendor_range_of(said text) returns cidr language plpgsql immutable set search_path = '' as $$
declare
  read cidr;
begin
  begin
    read := said::cidr;
  exception when data_exception then
    perform private.refuse('vendor_range_invalid', jsonb_build_object('cidr', said));
  end;
  -- 65,536 addresses of IPv4: what lies in a range is believed without a key, so it is no larger than a vendor's own network.
  if masklen(read) < (case family(read) when 4 then 16 else 32 end) then perform private.refuse('vendor_range_invalid', jsonb_build_object('cidr', said)); end if;
  return read;
end $$;

create or replace function private.add_vendor_range(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  made private.vendor_ranges;
begin
  insert into private.vendor_ranges (cidr, vendor, added_by) values (private.vendor_range_of(input ->> 'cidr'), (input ->> 'vendor')::public.vendor, private.actor())
  returning * into made;
  return jsonb_build_object('id', made.cidr, 'vendor', made.vendor, 'cidr', made.cidr, 'added_at', made.added_at,
    'before', null, 'after', jsonb_build_object('vendor', made.vendor, 'cidr', made.cidr));
end $$;

create or replace function public.add_vendor_range(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('vendor_range', 'add', request, input)
$$;

create or replace function private.remove_vendor_range(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone private.vendor_ranges;
begin
  delete from private.vendor_ranges r where r.cidr = private.vendor_range_of(input ->> 'cidr') returning * into gone;
  if not found then perform private.refuse('not_found', '{"resource": "vendor_range"}'); end if;
  return jsonb_build_object('id', gone.cidr, 'vendor', gone.vendor, 'cidr', gone.cidr,
    'before', jsonb_build_object('vendor', gone.vendor, 'cidr', gone.cidr), 'after', null);
end $$;

create or replace function public.remove_vendor_range(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('vendor_range', 'remove', request, input)
$$;

create or replace function public.vendor_proofs() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(null, 'platform');
  return jsonb_build_object(
    'keys', (select coalesce(jsonb_agg(jsonb_build_object('vendor', k.vendor, 'kid', k.kid, 'added_at', k.added_at, 'retired_at', k.retired_at, 'sandbox', k.sandbox)
      order by k.vendor, k.added_at), '[]') from private.vendor_keys k),
    'ranges', (select coalesce(jsonb_agg(jsonb_build_object('vendor', r.vendor, 'cidr', r.cidr, 'added_at', r.added_at) order by r.vendor, r.cidr), '[]') from private.vendor_ranges r));
end $$;

create or replace function private.link_trust() returns json language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'keys', (select coalesce(json_agg(json_build_object('vendor', k.vendor, 'kid', k.kid, 'jwk', k.jwk)), '[]') from private.vendor_keys k where k.retired_at is null),
    'ranges', (select coalesce(json_agg(json_build_object('vendor', r.vendor, 'cidr', r.cidr) order by masklen(r.cidr) desc), '[]') from private.vendor_ranges r),
    'links', d.link_base_url, 'hosts', (select coalesce(json_agg(lower(x.host)), '[]') from public.domains x where x.host is not null),
    'address_header', private.address_header(d), 'trusted_hops', coalesce(d.trusted_hops, 1))
  from (values (true)) as always (one) left join private.deployment d on true
$$;

create or replace function private.lay_sandbox_keys(jwks jsonb) returns void language sql set search_path = '' as $$
  -- A sandbox whose home was deleted has new keys; what the former one signed is believed no more.
  update private.vendor_keys k set retired_at = clock_timestamp() where k.sandbox and k.retired_at is null
    and not exists (select from jsonb_array_elements(jwks -> 'keys') j where j ->> 'vendor' = k.vendor::text and j ->> 'kid' = k.kid);
  insert into private.vendor_keys (vendor, kid, jwk, sandbox)
  select (j ->> 'vendor')::public.vendor, j ->> 'kid', jsonb_build_object('kty', j -> 'kty', 'crv', j -> 'crv', 'x', j -> 'x', 'y', j -> 'y'), true
  from jsonb_array_elements(jwks -> 'keys') j on conflict do nothing;
$$;

-- One text for two functions: under load nearly all requests are for links of small tasks, and a statement on the parent plans and locks every
-- partition.
do $make$
begin
  execute (select string_agg(format($text$
create or replace function private.%1$I(ids bigint[], kinds public.link_event_kind[], vendors public.vendor[], counts integer[], out places integer[], out versions uuid[], out params jsonb, out jumps text[])
-- Index look-ups in id order, so that two flushes cannot deadlock. Planned once.
language plpgsql set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan as $body$
declare
  at_minute constant integer := private.minute_now();
begin
  with counted as (
    update %2$s l set used = l.used + a.n, used_at = clock_timestamp(), minute = case when t.link_id is not null then at_minute end,
      minute_used = case when t.link_id is not null then case when l.minute = at_minute then l.minute_used else 0 end + a.n end
    from (
      -- The first request for a link is counted. A second one in the same batch has to see what is left, so resolve_links takes it.
      select distinct on (x.id) x.* from unnest(ids, kinds, vendors, counts) with ordinality as x (id, kind, vendor, n, place) where x.kind = 'resolution' order by x.id, x.place) a,
      public.resolve_tasks t
    where l.id = a.id and l.used + a.n <= l.maximum
      and (t.link_id is null or case when l.minute = at_minute then l.minute_used else 0 end + a.n <= (select e.group_burst from public.enterprises e where e.id = l.enterprise_id))
      and t.id = l.task_id and t.state <> 'cancelled' and t.frozen_at is null and t.expires_at > clock_timestamp()
      and (t.link_id is not null or not exists (select from public.frozen_links z where z.id = a.id))
      and exists (select from public.vendor_reviews r where r.version_id = t.version_id and r.vendor = a.vendor and r.state = 'approved')
    returning a.*, l.enterprise_id, l.params, t.version_id, t.jump_url
  ), written as (
    insert into public.link_flushes (enterprise_id, link_ids, kinds, vendors, counts)
    select c.enterprise_id, array_agg(c.id), array_agg(c.kind), array_agg(c.vendor), array_agg(c.n) from counted c group by c.enterprise_id
  )
  select array_agg(c.place), array_agg(c.version_id), case when count(c.params) > 0 then jsonb_agg(c.params) end, case when count(c.jump_url) > 0 then array_agg(c.jump_url) end
  into places, versions, params, jumps from counted c;
end $body$;
comment on function private.%1$I is
  'Counts the common case: resolutions of links of %3$s tasks that are open and have capacity for all of them. Returns columns of what was counted. resolve_links handles the rest, and says why.';
$text$, f.name, f.home, f.size), '') from (values ('count_small_links', 'partitions.links_shared', 'small'), ('count_large_links', 'public.links', 'large')) as f (name, home, size));
end $make$;

create or replace view public.channel_cards with (security_invoker = true) as
select c.id, c.enterprise_id, c.name, c.adapter, c.number, c.idempotent, c.batch_size, c.rate_per_s, c.receipt_timeout, c.state, c.failures, c.sick_since, c.last_error, c.created_at,
  case when c.state = 'paused' then 'paused' when c.sick_since is not null then 'sick' when c.resume_at > clock_timestamp() then 'throttled' else 'well' end as health,
  case when c.sick_since is not null then c.probe_at when c.resume_at > clock_timestamp() then c.resume_at end as tries_at
from public.channels c;

create or replace view public.domain_cards with (security_invoker = true) as
select d.id, d.enterprise_id, d.name, d.host, d.custom_codes, d.proof_path, d.proof_name, d.state, d.enabled, d.is_default, d.reason,
  d.submitted_by, private.visible_person(d.submitted_by) as submitted_by_name, d.submitted_at,
  private.visible_person(d.decided_by) as decided_by_name, d.decided_at, d.created_by, d.created_at,
  private.link_address(d.id, 'AbC12xYz') as link_example
from public.domains d;

create or replace view public.link_events with (security_invoker = true) as
select f.enterprise_id, f.xact, f.at, e.link_id, e.kind, e.vendor, e.n
from public.link_flushes f cross join lateral unnest(f.link_ids, f.kinds, f.vendors, f.counts) as e (link_id, kind, vendor, n);

create or replace view public.resolve_task_cards with (security_invoker = true) as
select t.*, m.name as template_name, m.layout, m.category, v.version, d.name as domain_name, f.name as file_name, s.name as source_send_name,
  private.visible_person(t.submitted_by) as created_by_name, private.visible_person(t.decided_by) as decided_by_name,
  private.visible_person(t.frozen_by) as frozen_by_name,
  c.code, private.link_address(t.domain_id, c.code) as address, private.group_params(t.link_id) as params,
  coalesce(l.used, n.resolutions, 0)::bigint as resolved, t.max_resolutions::bigint * case t.kind when 'group' then 1 else t.made end as allowance,
  coalesce(n.humans, 0)::bigint as humans, coalesce(n.bots, 0)::bigint as bots, coalesce(n.refused, 0)::bigint as refused,
  case when t.state in ('generating', 'failed', 'cancelled') then t.state::text
    when t.frozen_at is not null then 'frozen' when t.expires_at <= now() then 'expired'
    when l.used >= l.maximum then 'used_up' else 'live' end as status
from public.resolve_tasks t
join public.templates m on m.id = t.template_id
join public.template_versions v on v.id = t.version_id
join public.domains d on d.id = t.domain_id
left join public.number_files f on f.id = t.number_file_id
left join public.sends s on s.id = t.source_send_id
left join public.links l on l.id = t.link_id
left join public.link_aliases a on a.link_id = t.link_id
cross join lateral (select coalesce(a.code, case when t.link_id is not null then private.link_code(t.link_id) end) as code) c
left join lateral (select sum(x.resolutions) as resolutions, sum(x.humans) as humans, sum(x.bots) as bots, sum(x.refused) as refused
  from public.link_days x where x.task_id = t.id) n on true;

create or replace view public.link_cards with (security_invoker = true) as
select l.id, l.task_id, l.enterprise_id, l.ordinal, private.masked_flag(l.task_id, l.id) as cust_flag, private.link_param_names(l.task_id, l.id) as param_names, c.code, private.link_address(t.domain_id, c.code) as address, a.code as custom_code,
  l.maximum, l.used, l.used_at, t.name as task_name, t.batch_no, t.kind, t.template_id, m.name as template_name, t.signatures, t.expires_at,
  t.submitted_at as created_at, z.reason as frozen_reason, z.frozen_at,
  case when t.state = 'cancelled' then 'cancelled' when t.frozen_at is not null or z.id is not null then 'frozen' when t.expires_at <= now() then 'expired'
    when l.used >= l.maximum then 'used_up' else 'live' end as status
from public.links l
join public.resolve_tasks t on t.id = l.task_id
join public.templates m on m.id = t.template_id
left join public.link_aliases a on a.link_id = l.id
left join public.frozen_links z on z.id = l.id
cross join lateral (select coalesce(a.code, private.link_code(l.id)) as code) c;

create or replace view public.jump_cards with (security_invoker = true) as
select b.id, b.enterprise_id, b.name, b.purpose, b.batch_no, b.source, b.links, b.proof_path, b.proof_name, b.state, b.reason,
  b.submitted_by, private.visible_person(b.submitted_by) as submitted_by_name, b.submitted_at, b.due_at, b.due_certain,
  private.visible_person(b.decided_by) as decided_by_name, b.decided_at, b.created_by, b.created_at,
  (select coalesce(jsonb_agg(l.url order by l.ordinal), '[]') from public.jump_links l where l.batch_id = b.id and l.ordinal <= 10) as first_urls
from public.jump_batches b;

create or replace view public.jump_link_cards with (security_invoker = true) as
select l.batch_id, l.ordinal, l.enterprise_id, l.url, b.name, b.batch_no, b.state, b.reason, b.due_at, b.due_certain, b.submitted_at, b.decided_at, b.created_at
from public.jump_links l join public.jump_batches b on b.id = l.batch_id;

create or replace view public.template_resolution_days with (security_invoker = true) as
select x.enterprise_id, x.template_id, m.name as template_name, m.layout, x.day, sum(x.minted)::bigint as minted, sum(x.resolutions)::bigint as resolutions,
  sum(x.humans)::bigint as humans, sum(x.bots)::bigint as bots, sum(x.refused)::bigint as refused
from (
  select d.enterprise_id, d.template_id, d.day, 0::bigint as minted, d.resolutions, d.humans, d.bots, d.refused from public.link_days d
  union all
  select t.enterprise_id, t.template_id, (t.submitted_at at time zone e.time_zone)::date, t.made, 0, 0, 0, 0
  from public.resolve_tasks t join public.enterprises e on e.id = t.enterprise_id
  union all
  select s.enterprise_id, s.template_id, (s.decided_at at time zone e.time_zone)::date, c.intended - c.invalid - c.duplicates, 0, 0, 0, 0
  from public.sends s join public.send_totals c on c.send_id = s.id join public.enterprises e on e.id = s.enterprise_id
) x join public.templates m on m.id = x.template_id group by x.enterprise_id, x.template_id, m.name, m.layout, x.day;

create or replace view public.template_resolutions with (security_invoker = true) as
select d.enterprise_id, d.template_id, d.template_name, d.layout, sum(d.minted)::bigint as minted, sum(d.resolutions)::bigint as resolutions,
  sum(d.humans)::bigint as humans, sum(d.bots)::bigint as bots, sum(d.refused)::bigint as refused, min(d.day) as first_day, max(d.day) as last_day
from public.template_resolution_days d group by d.enterprise_id, d.template_id, d.template_name, d.layout;

create or replace view public.vendor_resolution_days with (security_invoker = true) as
select d.enterprise_id, d.day, d.vendor, d.template_id, m.name as template_name, sum(d.resolutions)::bigint as resolutions, sum(d.refused)::bigint as refused
from public.link_days d join public.templates m on m.id = d.template_id where d.vendor is not null
group by d.enterprise_id, d.day, d.vendor, d.template_id, m.name;

create or replace view public.group_link_days with (security_invoker = true) as
select d.enterprise_id, d.task_id, d.link_id, t.name as task_name, t.batch_no, t.template_id, m.name as template_name, d.day,
  sum(d.resolutions)::bigint as resolutions, sum(d.humans)::bigint as humans, sum(d.bots)::bigint as bots, sum(d.refused)::bigint as refused
from public.link_days d join public.resolve_tasks t on t.id = d.task_id join public.templates m on m.id = d.template_id where d.link_id is not null
group by d.enterprise_id, d.task_id, d.link_id, t.name, t.batch_no, t.template_id, m.name, d.day;

create or replace view public.delivery_cards with (security_invoker = true) as
select d.id, d.send_id, d.enterprise_id, d.ordinal, private.masked_phone(d.send_id, d.id) as phone, private.param_names(d.send_id, d.id) as param_names, d.state, d.code, d.vendor,
  coalesce(d.carrier_id, private.carrier_id_of(d.id)) as carrier_id, private.link_code(d.id) as link_code, d.segments, d.resolved, d.handed_at, d.final_at
from public.deliveries d;

create or replace view public.opt_out_cards with (security_invoker = true) as
select o.id, o.enterprise_id, o.signature, private.masked_opt_out(o.id) as phone, o.reason, o.proof, o.at, o.added_by from public.opt_outs o;

create or replace view public.reply_cards with (security_invoker = true) as
select r.channel_id, r.id, r.enterprise_id, private.masked_reply(r.channel_id, r.id) as phone, r.signature, private.reply_words(r.channel_id, r.id) as text, r.opted_out, r.at, r.received_at,
  private.channel_name(r.channel_id) as channel
from public.replies r;

create or replace view public.receipt_cards with (security_invoker = true) as
select r.id, r.channel_id, (private.shown_receipt(r.id)).reference, r.status, r.enterprise_id, (private.shown_receipt(r.id)).code, r.vendor, r.at, r.received_at,
  private.channel_name(r.channel_id) as channel
from public.receipts r;

create or replace view public.link_reject_cards with (security_invoker = true) as
select r.task_id, r.enterprise_id, r.ordinal, (private.shown_reject(r.task_id, r.ordinal)).cust_flag, (private.shown_reject(r.task_id, r.ordinal)).param_names, r.reason
from public.link_rejects r;

-- ---------------------------------------------------------------------------------------------
-- Rights

create or replace view private.rights as
select held.user_id, held.enterprise_id, s.item ->> 'Effect' as effect,
  -- As a pattern of `like`, in small letters: `*` matches any run of characters, case does not matter (§11.2).
  replace(replace(replace(lower(a.pattern), '\', '\\'), '_', '\_'), '*', '%') as pattern
-- A policy that several of the groups carry is read once, so the cost does not grow with the number of groups.
from (select distinct m.user_id, m.enterprise_id, gp.policy_id
  from public.members m
  -- IAM-5: an address that nobody confirmed is no proof of a person.
  join auth.users u on u.id = m.user_id and u.email_confirmed_at is not null
  join public.group_members gm on gm.member_id = m.id
  join public.group_policies gp on gp.group_id = gm.group_id
  where m.state = 'active') as held
join public.policies p on p.id = held.policy_id
cross join lateral jsonb_array_elements(p.document -> 'Statement') as s (item)
cross join lateral jsonb_array_elements_text(s.item -> 'Action') as a (pattern);

create or replace view public.policy_cards with (security_invoker = true) as
select p.id, e.id as enterprise_id, p.name, p.enterprise_id is null as system, p.document, p.created_at
from public.policies p join public.enterprises e on p.enterprise_id is null or p.enterprise_id = e.id;

create or replace view public.group_cards with (security_invoker = true) as
select g.id, g.enterprise_id, g.name,
  (select coalesce(jsonb_agg(p.name order by p.name), '[]') from public.group_policies gp join public.policies p on p.id = gp.policy_id where gp.group_id = g.id) as policies,
  (select coalesce(jsonb_agg(m.id order by m.name, m.id), '[]') from public.group_members gm join public.members m on m.id = gm.member_id where gm.group_id = g.id) as members,
  (select coalesce(jsonb_agg(m.name order by m.name, m.id), '[]') from public.group_members gm join public.members m on m.id = gm.member_id where gm.group_id = g.id) as member_names,
  g.created_at
from public.groups g;

create or replace view public.invitation_cards with (security_invoker = true) as
select i.id, i.enterprise_id, i.email, private.invitation_state(i.state, i.expires_at) as state,
  (select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.groups g where g.id = any (i.group_ids)) as groups,
  private.visible_person(i.invited_by) as invited_by, i.created_at, i.expires_at
from public.invitations i;

create or replace view public.member_cards with (security_invoker = true) as
select m.id, m.enterprise_id, m.name, m.email, m.state, (
    select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.group_members gm join public.groups g on g.id = gm.group_id where gm.member_id = m.id) as groups,
  m.created_at
from public.members m;

create or replace view public.quota_balances with (security_invoker = true) as
select a.enterprise_id, a.kind,
  coalesce(sum(-a.balance) filter (where a.account = 'granted'), 0)::bigint as granted,
  coalesce(sum(a.balance) filter (where a.account = 'available' and a.package_id is not null), 0)::bigint as available,
  coalesce(sum(a.balance) filter (where a.account = 'reserved'), 0)::bigint as reserved,
  coalesce(sum(a.balance) filter (where a.account = 'used'), 0)::bigint as used,
  coalesce(sum(a.balance) filter (where a.account = 'expired'), 0)::bigint as expired,
  coalesce(sum(-a.balance) filter (where a.account = 'available' and a.package_id is null), 0)::bigint as payg_used,
  count(distinct a.package_id)::integer as packages,
  (select min(p.expires_at) from public.packages p where p.enterprise_id = a.enterprise_id and p.kind = a.kind and p.expires_at > now()) as next_expiry
from public.quota_accounts a group by a.enterprise_id, a.kind;

-- reports: roll-ups for people (RPT-1, OVW-1), and the check that the books agree (PKG-3, ACC-1)

create or replace view public.send_report with (security_invoker = true) as
select d.enterprise_id, d.day, d.send_id, s.name as send_name, s.batch_no, s.template_id, t.name as template_name,
  d.submission_count, d.send_count, d.delivered, d.failed, d.expired, d.timed_out, d.unknown, d.resolved
from public.send_days d join public.sends s on s.id = d.send_id join public.templates t on t.id = s.template_id;

create or replace view public.report_days with (security_invoker = true) as
select d.enterprise_id, d.day, sum(d.submission_count)::bigint as submission_count, sum(d.send_count)::bigint as send_count,
  sum(d.delivered)::bigint as delivered, sum(d.failed)::bigint as failed, sum(d.expired)::bigint as expired,
  sum(d.timed_out)::bigint as timed_out, sum(d.unknown)::bigint as unknown, sum(d.resolved)::bigint as resolved, sum(d.resolutions)::bigint as resolutions
from (
  select s.enterprise_id, s.day, s.submission_count, s.send_count, s.delivered, s.failed, s.expired, s.timed_out, s.unknown, s.resolved, s.resolved as resolutions
  from public.send_days s
  union all
  -- Requests for the links of sends are in their own rows by day.
  select x.enterprise_id, x.day, 0, 0, 0, 0, 0, 0, 0, 0, x.resolutions from public.link_days x where x.task_id is not null and x.resolutions > 0
) d group by d.enterprise_id, d.day;

create or replace view public.template_cards with (security_invoker = true) as
select t.id, t.enterprise_id, t.name, t.usage, t.category, t.layout, t.enabled, v.id as version_id, v.version, v.revision, v.vendors, v.content, v.parameters,
  v.state, v.reason, v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at, t.live_version_id,
  (select l.version from public.template_versions l where l.id = t.live_version_id) as live_version,
  (select coalesce(jsonb_agg(jsonb_build_object('vendor', r.vendor, 'state', r.state, 'reason', r.reason) order by r.vendor), '[]')
   from public.vendor_reviews r where r.version_id = v.id) as vendor_states,
  t.created_by, t.created_at
from public.templates t join public.template_versions v on v.id = t.latest_version_id;

create or replace view public.waiting_reviews with (security_invoker = true) as
select c.enterprise_id, 'template' as resource, c.id, c.name as title, null::text as number, null::public.send_origin as origin, c.submitted_by, c.submitted_by_name, c.submitted_at,
  c.submitted_by = (select private.actor()) as mine
from public.template_cards c where c.state = 'in_review'
union all
select s.enterprise_id, 'send', s.id, s.name, s.batch_no, s.origin, s.submitted_by, private.visible_person(s.submitted_by), s.submitted_at,
  s.submitted_by = (select private.actor())
from public.sends s where s.state = 'in_review'
union all
select d.enterprise_id, 'domain', d.id, d.name, null, null, d.submitted_by, private.visible_person(d.submitted_by), d.submitted_at,
  d.submitted_by = (select private.actor())
from public.domains d where d.state = 'in_review'
union all
select b.enterprise_id, 'jump_batch', b.id, b.name, b.batch_no, null, b.submitted_by, private.visible_person(b.submitted_by), b.submitted_at,
  b.submitted_by = (select private.actor())
from public.jump_batches b where b.state = 'in_review';

create or replace view public.send_cards with (security_invoker = true) as
select s.*, t.name as template_name, t.layout, g.name as signature, g.kind as signature_kind, f.name as file_name, m.name as sms_template_name,
  private.visible_person(s.submitted_by) as submitted_by_name, private.visible_person(s.decided_by) as decided_by_name,
  coalesce(c.intended, f.lines) as intended, coalesce(c.invalid, f.invalid + s.left_out) as invalid, coalesce(c.duplicates, f.duplicates) as duplicates,
  coalesce(c.pending, 0) as pending, coalesce(c.handed, 0) as handed, coalesce(c.delivered, 0) as delivered, coalesce(c.failed, 0) as failed,
  coalesce(c.expired, 0) as expired, coalesce(c.timed_out, 0) as timed_out, coalesce(c.unknown, 0) as unknown,
  coalesce(c.opted_out, 0) as opted_out, coalesce(c.capped, 0) as capped, coalesce(c.cancelled, 0) as cancelled, coalesce(c.resolved, 0) as resolved,
  f.accepted - s.left_out as accepted, p.expanded, p.dispatch_limit, o.name as parent_name, private.visible_person(s.paused_by) as paused_by_name,
  private.link_address(s.domain_id, 'AbC12xYz') as link_example,
  -- Every message of a send has the same number of segments. Those of messages that were never handed over cost nothing.
  h.segments as segments_handed,
  coalesce(s.trial_result, case when s.trial and s.state in ('sending', 'trial_hold', 'paused') then private.trial_of(s.id) end) as trial_figures,
  -- Computed only for what waits for an approval, so that the list of a year stays fast.
  case when s.state = 'in_review' then private.approvals_of(s.id) end as approvals,
  case when s.state in ('draft', 'in_review') then private.twin_of(s.id) end as twin,
  case when s.state in ('draft', 'in_review') then private.send_cost(s.id) end as cost,
  case when s.state not in ('draft', 'in_review', 'rejected', 'recurring') then private.send_charges(s.id, h.segments) end as charged,
  case when s.is_marketing and s.state in ('in_review', 'expanding', 'ready', 'sending')
        and private.window_opens(s.enterprise_id, greatest(now(), s.scheduled_at)) > now()
       then private.window_opens(s.enterprise_id, greatest(now(), s.scheduled_at)) end as waits_until,
  case when s.timing = 'recurring' and s.state in ('draft', 'in_review') then (
    select n.at from public.enterprises e cross join lateral private.next_occurrence(s.cron, now(), e.time_zone) as n (at)
    where e.id = s.enterprise_id and (s.repeat_until is null or n.at < s.repeat_until)) end as first_at
from public.sends s
join public.templates t on t.id = s.template_id
join public.sms_signatures g on g.id = s.sms_signature_id
join public.sms_templates m on m.id = s.sms_template_id
join public.number_files f on f.id = s.number_file_id
left join public.sends o on o.id = s.parent_id
left join public.send_totals c on c.send_id = s.id
left join lateral private.progress_of(s.id) p on true
cross join lateral (select s.segments * (coalesce(c.handed, 0) + coalesce(c.delivered, 0) + coalesce(c.failed, 0) + coalesce(c.expired, 0) + coalesce(c.timed_out, 0) + coalesce(c.unknown, 0))::bigint as segments) h;

create trigger audit_log_is_append_only before update or delete on public.audit_log
  for each row execute function private.never_change();

create trigger audit_log_is_never_emptied before truncate on public.audit_log
  for each statement execute function private.never_change();

create trigger audit_seals_are_append_only before update or delete on public.audit_seals
  for each row execute function private.never_change();

create trigger audit_seals_are_never_emptied before truncate on public.audit_seals
  for each statement execute function private.never_change();

-- Not on every probe and every booking of the rate by a claim: only when the text of a card changes.
create trigger cards_follow_the_channel after update on public.channels for each row
  when (old.state <> new.state or old.resume_at <> new.resume_at or (old.sick_since is null) <> (new.sick_since is null)
    or (new.sick_since is not null and old.failures <> new.failures))
  execute function private.channel_moved();

create trigger accounts_get_a_profile after insert on auth.users for each row execute function private.meet();

create trigger accounts_keep_their_address after update of email on auth.users for each row
  when (new.email is distinct from old.email) execute function private.follow_address();

-- On hosted Supabase `postgres` may make triggers on this table and may not drop them: what changes is the function.
create trigger sign_ins_are_logged after insert on auth.sessions referencing new table as changed for each statement execute function private.log_sessions();

create trigger sign_outs_are_logged after delete on auth.sessions referencing old table as changed for each statement execute function private.log_sessions();

create trigger quota_ledger_is_append_only before update or delete on public.quota_ledger for each row execute function private.never_change();

create trigger quota_ledger_is_never_emptied before truncate on public.quota_ledger for each statement execute function private.never_change();

create trigger unit_prices_are_append_only before update or delete on public.unit_prices for each row execute function private.never_change();

create trigger unit_prices_are_never_emptied before truncate on public.unit_prices for each statement execute function private.never_change();

create trigger send_approvals_are_append_only before update or delete on public.send_approvals for each row execute function private.never_change();

create policy "people who may list the audit log see its seals" on public.audit_seals for select to authenticated
  using (chain = any ((select private.may_in('KooMessage:audit:list'))::uuid[]));

create policy "people who may list reports or resolve tasks see link days" on public.link_days for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:report:list'))::uuid[])
    or enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]));

create policy "everyone who is signed in sees the calendar" on public.holidays for select to authenticated
  using ((select private.actor()) is not null);

create policy "members read the objects of their enterprise" on storage.objects for select to authenticated
  using (case bucket_id when 'numbers' then private.may_read_part(name, owner_id) else private.may_touch_object(bucket_id, name, false) end);

create policy "members add objects to their enterprise" on storage.objects for insert to authenticated
  with check (private.may_touch_object(bucket_id, name, true) and private.fits_bucket(bucket_id, name, metadata));

-- A picture is written once: an approval binds its address, so its bytes must stay what the reviewer saw. A part of a number file may be uploaded
-- again after a broken connection; what was imported is in the database by then.
create policy "members send parts of number files again" on storage.objects for update to authenticated
  using (bucket_id = 'numbers' and private.may_touch_object(bucket_id, name, true))
  with check (bucket_id = 'numbers' and private.may_touch_object(bucket_id, name, true) and private.fits_bucket(bucket_id, name, metadata));

create policy "members take away the parts of a number file that is gone" on storage.objects for delete to authenticated
  using (private.may_touch_object(bucket_id, name, true) and private.is_part_of_nothing(bucket_id, name));

create policy "a person sees their own chat accounts, and those of members they may list" on public.chat_identities for select to authenticated
  using (user_id = (select private.actor())
    or user_id in (select m.user_id from public.members m where m.state = 'active' and m.enterprise_id = any ((select private.may_in('KooMessage:member:list'))::uuid[])));

create policy "a person sees their own profile" on public.profiles for select to authenticated
  using (user_id = (select private.actor()));

create policy "members see their enterprises" on public.enterprises for select to authenticated
  using (id = any ((select private.my_enterprises())::uuid[]));

create policy "system policies are for all, custom ones for their enterprise" on public.policies for select to authenticated
  using ((enterprise_id is null and (select private.actor()) is not null)
    or enterprise_id = any ((select private.may_in('KooMessage:member:list'))::uuid[]));

create policy "anyone signed in sees what is on sale, platform admins every offer" on public.offers for select to authenticated
  using ((select private.is_platform_admin()) or ((select private.actor()) is not null and private.is_on_sale(offers)));

create policy "anyone signed in sees the prices of units" on public.unit_prices for select to authenticated
  using ((select private.actor()) is not null);

create policy "platform admins see every order" on public.orders for select to authenticated using ((select private.is_platform_admin()));

alter table public.audit_seals enable row level security;

alter table public.link_days enable row level security;

alter table public.holidays enable row level security;

alter table public.chat_identities enable row level security;

alter table public.profiles enable row level security;

alter table public.enterprises enable row level security;

alter table public.policies enable row level security;

alter table public.offers enable row level security;

alter table public.unit_prices enable row level security;

select private.resource_table('public.alerts', 'KooMessage:alert:list');

select private.resource_table('public.chat_subscriptions', 'KooMessage:alert:list');

select private.resource_table('public.channels', 'KooMessage:channel:list');

select private.resource_table('public.domains', 'KooMessage:domain:list');

select private.resource_table('public.filings', 'KooMessage:filing:list');

select private.resource_table('public.link_flushes', 'KooMessage:resolveTask:list');

select private.resource_table('public.jump_batches', 'KooMessage:jump:list');

select private.resource_table('public.jump_links', 'KooMessage:jump:list');

select private.resource_table('public.resolve_tasks', 'KooMessage:resolveTask:list');

select private.resource_table('public.links', 'KooMessage:resolveTask:list', '{cust_flag,params}');

select private.resource_table('public.link_rejects', 'KooMessage:resolveTask:list', '{cust_flag,params}');

select private.resource_table('public.link_aliases', 'KooMessage:resolveTask:list');

select private.resource_table('public.frozen_links', 'KooMessage:resolveTask:list');

select private.resource_table('public.media', 'KooMessage:media:list');

select private.resource_table('public.number_files', 'KooMessage:numberFile:list');

select private.resource_table('public.number_file_parts', 'KooMessage:numberFile:list');

select private.resource_table('public.numbers', 'KooMessage:numberFile:list', '{phone,params}');

select private.resource_table('public.number_rejects', 'KooMessage:numberFile:list', '{number}');

-- ---------------------------------------------------------------------------------------------
-- Row-level security

select private.resource_table('public.audit_log', 'KooMessage:audit:list');

select private.resource_table('public.statement_acceptances', 'KooMessage:member:list');

select private.resource_table('public.members', 'KooMessage:member:list');

select private.resource_table('public.invitations', 'KooMessage:member:list');

select private.resource_table('public.groups', 'KooMessage:member:list');

select private.resource_table('public.group_policies', 'KooMessage:member:list');

select private.resource_table('public.group_members', 'KooMessage:member:list');

select private.resource_table('public.packages', 'KooMessage:quota:list');

select private.resource_table('public.quota_accounts', 'KooMessage:quota:list');

select private.resource_table('public.quota_ledger', 'KooMessage:quota:list');

select private.guard('public.offers');

select private.resource_table('public.orders', 'KooMessage:quota:list');

select private.resource_table('public.receipts', 'KooMessage:sendTask:list', '{reference,code}');

select private.resource_table('public.replies', 'KooMessage:sendTask:list', '{phone,text}');

select private.resource_table('public.sends', 'KooMessage:sendTask:list');

select private.resource_table('public.deliveries', 'KooMessage:sendTask:list', '{phone,params}');

select private.guard('partitions.deliveries_shared');

select private.resource_table('public.send_totals', 'KooMessage:sendTask:list');

select private.resource_table('public.send_days', 'KooMessage:report:list');

select private.resource_table('public.approval_rules', 'KooMessage:approvalRule:list');

select private.resource_table('public.send_approvals', 'KooMessage:sendTask:list');

select private.resource_table('public.send_settings', 'KooMessage:sendSetting:list');

select private.resource_table('public.opt_outs', 'KooMessage:optOut:list', '{phone}');

select private.resource_table('public.sms_apps', 'KooMessage:sms:list');

select private.resource_table('public.sms_signatures', 'KooMessage:sms:list');

select private.resource_table('public.sms_templates', 'KooMessage:sms:list');

select private.resource_table('public.templates', 'KooMessage:template:list');

select private.resource_table('public.template_versions', 'KooMessage:template:list');

select private.resource_table('public.vendor_reviews', 'KooMessage:template:list');

grant execute on function public.see_alert, public.subscribe_chat_channel, public.unsubscribe_chat_channel, public.claim_alert_posts, public.finish_alert_post to authenticated;

grant execute on function public.allowed_transitions to authenticated;

grant execute on function public.transition_many to authenticated;

grant select on public.audit_seals to authenticated;

grant execute on function public.audit_proof, public.audit_export to authenticated;

grant select on public.channel_cards to authenticated;

grant execute on function public.pause_channel, public.resume_channel, public.limit_channel to authenticated;

grant execute on function public.mint_tokens, public.register_card, public.claim_card_updates, public.finish_card_update
  to authenticated;

grant execute on function public.take_chat_runs, public.keep_chat_runs, public.claim_chat_runs, public.find_requests to authenticated;

grant execute on function public.claim_job, public.finish_job, public.clock_tick, public.clock_sweep to authenticated;

grant select on public.domain_cards to authenticated;

grant execute on function public.create_domains, public.update_domain, public.submit_domain, public.approve_domain, public.reject_domain,
  public.enable_domain, public.disable_domain, public.set_default_domain to authenticated;

grant execute on function private.latest_content, private.receipt_channel, private.import_progress, private.may_import, private.link_settings, private.link_of_alias, private.claim_batch, private.claim_wait,
  private.record_handoff, private.give_back, private.resolve_batch, private.show_version, private.record_template_states, private.record_sorted_receipts,
  private.record_receipts, private.record_replies, private.record_content_check, private.next_part, private.finish_part, private.finish_file,
  private.fail_import, private.finish_vendor_handoff, private.claim_vendor_handoffs, private.count_function to tidings_functions;

grant execute on function public.limits_report to authenticated;

grant execute on function private.link_code to authenticated;

grant select on public.link_events to authenticated;

grant select on public.link_days to authenticated;

grant select on public.resolve_task_cards to authenticated;

grant select on public.link_cards to authenticated;

grant execute on function private.link_address, public.find_link to authenticated;

grant execute on function public.add_resolutions, public.add_validity, public.regenerate_resolve_task to authenticated;

grant execute on function public.freeze_link, public.unfreeze_link, public.set_link_rules to authenticated;

grant select on public.jump_cards, public.jump_link_cards to authenticated;

grant execute on function public.create_jump_batch, public.approve_jump_batch, public.reject_jump_batch to authenticated;

grant select on public.template_resolution_days to authenticated;

grant select on public.template_resolutions to authenticated;

grant select on public.vendor_resolution_days to authenticated;

grant select on public.group_link_days to authenticated;

grant execute on function public.create_resolve_task, public.cancel_resolve_task to authenticated;

grant select on public.holidays to authenticated;

grant select on public.delivery_cards to authenticated;

grant select on public.opt_out_cards, public.reply_cards, public.receipt_cards to authenticated;

grant select on public.link_reject_cards to authenticated;

grant execute on function private.masked_phone, private.param_names, private.masked_opt_out, private.masked_reply, private.reply_words, private.shown_receipt,
  private.masked_flag, private.link_param_names, private.group_params, private.shown_reject to authenticated;

grant execute on function public.add_media to authenticated;

grant execute on function private.may_touch_object to anon, authenticated;

grant execute on function private.fits_bucket to anon, authenticated;

grant execute on function private.may_read_part to authenticated;

grant execute on function public.begin_number_file, public.add_number_part, public.start_import, public.type_numbers to authenticated;

grant execute on function public.discard_number_file to authenticated;

grant execute on function private.is_part_of_nothing to authenticated;

grant select on public.chat_identities, public.profiles, public.enterprises, public.policies to authenticated;

-- These run inside policies, in the role of the caller.
grant execute on function private.actor, private.may_in, private.my_enterprises, private.header, private.is_bot to authenticated, anon;

grant select on public.policy_cards, public.group_cards to authenticated;

grant execute on function public.create_policy, public.update_policy, public.delete_policy, public.create_group, public.update_group, public.delete_group to authenticated;

grant execute on function private.invitation_state to authenticated;

grant select on public.invitation_cards to authenticated;

grant execute on function public.invitation_for to authenticated;

grant execute on function public.create_invitation, public.revoke_invitation, public.accept_invitation to authenticated;

grant execute on function public.begin_link, public.finish_link, public.unlink_chat to authenticated;

grant select on public.member_cards to authenticated;

grant execute on function public.disable_member, public.enable_member, public.leave_enterprise to authenticated;

grant execute on function public.set_approver_mfa to authenticated;

grant execute on function public.my_sessions, public.revoke_session, public.revoke_other_sessions to authenticated;

grant execute on function public.record_failed_sign_in to service_role;

grant execute on function public.whoami to authenticated, anon;

grant execute on function public.may, public.switch_enterprise, public.set_locale, public.create_enterprise, public.set_marketing_window to authenticated;

grant execute on function public.platform_overview to authenticated;

grant select on public.quota_balances to authenticated;

grant execute on function private.send_cost, private.send_charges to authenticated;

grant execute on function public.preview_cost to authenticated;

grant select on public.offers, public.unit_prices to authenticated;

-- These run inside the policies.
grant execute on function private.is_on_sale, private.is_platform_admin to authenticated;

grant execute on function public.create_offer, public.update_offer, public.withdraw_offer, public.set_unit_price, public.set_sale_settings, public.price_list to authenticated;

grant execute on function public.create_order, public.cancel_order, public.confirm_order, public.decline_order to authenticated;

grant execute on function private.channel_name to authenticated;

grant execute on function public.find_recipient, public.reveal_recipient, public.export_recipients to authenticated;

grant select on public.send_report to authenticated;

grant select on public.report_days to authenticated;

grant select on public.waiting_reviews to authenticated;

grant execute on function public.audit_quota to authenticated;

grant execute on function private.progress_of, private.window_opens to authenticated;

grant execute on function private.approvals_of to authenticated;

grant execute on function private.twin_of to authenticated;

grant select on public.send_cards to authenticated;

grant execute on function private.next_occurrence to authenticated;

grant execute on function public.send_details to authenticated;

grant execute on function private.carrier_id_of to authenticated;

grant execute on function public.update_send to authenticated;

grant execute on function public.resend_send to authenticated;

grant execute on function public.create_approval_rule, public.update_approval_rule, public.delete_approval_rule, public.try_approval_rules to authenticated;

grant execute on function public.get_send_settings, public.set_send_settings, public.import_opt_outs, public.remove_opt_out to authenticated;

grant execute on function public.pause_send, public.resume_send to authenticated;

-- Called for rows that are visible to the caller.
grant execute on function private.trial_of to authenticated;

grant execute on function public.create_send, public.submit_send, public.approve_send, public.break_glass_send, public.reject_send, public.release_send, public.cancel_send to authenticated;

grant execute on function private.visible_person to authenticated;

grant select on public.template_cards to authenticated;

grant execute on function public.create_template, public.update_template, public.submit_template, public.withdraw_template, public.approve_template,
  public.reject_template, public.enable_template, public.disable_template to authenticated;

grant execute on function public.add_vendor_key, public.retire_vendor_key, public.add_vendor_range, public.remove_vendor_range, public.vendor_proofs to authenticated;

grant execute on function private.link_trust to tidings_functions;

comment on table public.alerts is 'Events that need a person''s attention: a sick channel, a frozen link, a paused send, a send that failed, books that disagree, a break-glass approval, a pending review.';

comment on table public.chat_subscriptions is
  'BOT-4: chat channels that subscribed to alerts, with the kinds and the language. Cards posted there are rendered with the permissions of the person who subscribed.';

comment on table private.alert_posts is 'An alert to be posted to a chat channel or, where chat_channel is null, directly to a person. Posted once; retried for a day.';

comment on function private.alert is 'Raises an alert: a row for the panel and a post for each chat channel subscribed to the kind. A break-glass approval is also posted directly to every approver. Returns the id of the alert.';

comment on function public.see_alert is 'Marks an alert as seen; the first person to do so is kept. A break-glass alert has to be seen by somebody other than the person who broke the glass (T9). Returns the row. Refuses not_found, forbidden, own_glass.';

comment on function public.subscribe_chat_channel is
  'BOT-4: subscribes the chat channel that the call comes from to alerts, posted by the bot of that team (private.chat_team), until unsubscribe_chat_channel. input {chat_channel, kinds (null: all), locale, team}. Returns the row. Through the bot only. Refuses forbidden, bot_only, input_invalid.';

comment on function public.unsubscribe_chat_channel is
  'BOT-4: ends the subscription of a chat channel. It can also be called from the panel. input {chat_channel, team}. Returns the row as it was. Refuses forbidden, not_found.';

comment on function public.claim_alert_posts is
  'Leases pending alert posts for these homes (private.at_home; null: all): [{post_id, attempts, provider, chat_channel, person, chat_user, locale, kind, resource, resource_id, details, at, enterprise}]; chat_channel null: direct message to person. Bot only.';

comment on function public.finish_alert_post is 'Records that an alert was posted, or the error. The error ''gone'' ends the retries. Bot only.';

comment on function private.allowed_of is 'What the caller may do with one row; empty when the row is not visible to the caller.';

comment on function public.allowed_transitions is
  'What the caller may do now, for each of at most 250 ids: {id: [{verb, to, needs, needs_reason, needs_sudo, shown, allowed, code, blocked}]}. blocked: what refuses the transition apart from permissions and four eyes, for cards that many people see. shown: the hash that approve, reject and release have to name (APR-1). The list of an id that is not visible is empty. Buttons are drawn from the answer. Refuses too_many_rows.';

comment on function public.transition_many is
  'One transition on at most 250 rows, each on its own: [{id, refusal}], refusal null where it succeeded. shown: {id: hash} where the transition has to name what was shown. Refuses too_many_rows, not_for_many.';

comment on table public.audit_log is
  'IAM-4: every granted or refused change: who, from where, what, before and after, when. Append-only: no role, not even the owner, can change a row.';

comment on function private.never_change is 'Trigger: an append-only table refuses update, delete and truncate by anyone.';

comment on function private.without_numbers is 'The value with *** in place of every phone number in its texts, because the audit log is kept for ever and must not hold phone numbers.';

comment on function private.audit is 'Writes a granted change into the audit log, in the transaction of the change. code and details say why the system made it.';

-- IAM-4: the audit log is sealed after the fact, in hash chains. Changing, removing or inserting a row breaks its chain. Recomputing a whole chain
-- gives a head that differs from the published one.

comment on table public.audit_seals is
  'IAM-4: the seal of a row of the audit log: hash = sha256(the previous hash of its chain || the row as canonical JSON), in hex. There is one chain per enterprise, and one for the deployment. Append-only.';

comment on table private.audit_cursor is 'The last sealed row, in the order (transaction, id).';

comment on function private.canonical is 'A JSON value as canonical text, so that equal values give equal texts: keys sorted by their bytes, no spaces.';

comment on function private.audit_text is 'A row of the audit log as canonical JSON, its time in UTC with microseconds. This text is what is sealed.';

comment on function private.next_hash is 'The hash of a seal. The hash before the first seal of a chain is the empty text.';

comment on function private.chain_of is 'The chain that seals the rows of an enterprise. Rows without an enterprise go into the chain of the deployment.';

comment on function private.seal_audit is
  'IAM-4: seals rows of the audit log whose transactions have ended, in the order (transaction, id). Returns how many. A row stays unsealed while a transaction that began before it is running, usually a second.';

comment on function private.prove_chain is
  'Recomputes the seals of a chain, starting after a given one: {proved, last, broken}; broken is the first row that does not match: {why: row_changed, row_missing or seal_missing, seq, log_id …}.';

comment on function public.audit_proof is
  'IAM-4: proves the audit log of the enterprise, `most` seals per call (5,000 take about a second; a call ends after 8 s): {proved, last, broken, head: {seq, hash, at}, unsealed}. Call again with after_seq = last until last = head.seq. broken is null, or the first row that does not match. Refuses forbidden, input_invalid, too_many_requests.';

comment on function public.audit_export is
  'IAM-4: the sealed rows of a period, in the order of their seals: [{seq, hash, previous, row}], row is the text that was sealed, so that sha256(previous || row) = hash can be checked elsewhere. Call again with after_seq = the last seq. Refuses forbidden, input_invalid, too_many_requests.';

comment on table private.chat_cards is
  'Messages in chat that show a row. seq is raised when the row changes, decided_seq with it when the change is a transition. The bot redraws while shown_seq < seq, transitions first, with the permissions of the person who asked for the card. shown_hash: of what the message shows; a counter that changed nothing in it is not redrawn. team: whose bot may draw it (private.chat_team).';

comment on function private.touch_cards is 'Marks every chat card of this resource as outdated, so that the bot redraws it. decided: by a transition, which is drawn before counters are.';

comment on table public.channels is
  'CHL-1: a connection to a carrier. idempotent: the carrier answers a repeated reference as it did the first time. resume_at: nothing is handed over before this time (429, 5xx). next_at: the earliest time of the next batch under rate_per_s, which all dispatchers share. failures: consecutive hand-overs without an answer. From the fifth on the channel is sick, and only one probe goes out, at probe_at.';

comment on table private.channel_secrets is 'The bearer key for a carrier and the whsec_ secret that signs its callbacks. Not reachable through the API.';

comment on table private.deployment is 'The addresses of this deployment: of short links, and of edge functions (for carriers'' callbacks).';

comment on function private.set_deployment is 'Sets the addresses of the deployment, and the address and keys of the sandbox carrier. Whoever deploys runs it by npm run setup -- address.';

comment on function private.take_turn is
  'Books a number of messages against a channel''s rate limit, and the probe of a sick channel. False: another dispatcher was first. A batch is never larger than one second''s rate.';

comment on function private.channel_failed is 'GRD-1: counts a hand-over without a good answer. After five in a row the channel is sick: an alert is raised, and only occasional probes go out.';

comment on function private.channel_worked is 'GRD-1: resets the count of failures after an answer of the carrier. A sick channel is then well again, and an alert says so.';

comment on function private.channel_moved is 'BOT-3: redraws the cards of sends when their channel becomes sick, is throttled, paused or well again, because the cards say what the send waits for.';

comment on view public.channel_cards is 'A channel and its health: well, throttled (the carrier asked for a pause), sick (it does not answer; the next probe goes out at tries_at) or paused by a person.';

comment on function private.channel_card is 'The channel_cards row of a channel as JSON.';

comment on function public.pause_channel is
  'CHL-1: nothing is handed over through a channel until it is resumed; receipts still come in. Returns the channel_cards row. Refuses not_found, forbidden, reason_required, reason_too_long, wrong_state.';

comment on function public.resume_channel is 'CHL-1: lets a paused or sick channel work again at once, as a channel that is well. Returns the channel_cards row. Refuses not_found, forbidden, wrong_state.';

comment on function public.limit_channel is
  'CHL-1: limits a channel to a number of messages a second, over all dispatchers. input {rate_per_s}; null: no limit. Returns the channel_cards row. Refuses not_found, forbidden, input_invalid.';

comment on table private.tokens is
  'The command behind a chat button. The button carries 128 random bits, never an id. The request id makes a double click act once. Whoever presses it acts with their own permissions.';

comment on function public.mint_tokens is 'BOT-3: new tokens for commands with their input, [{command, input}]; ttl 60 s to 30 days. The tokens, in this order. take_chat_runs opens them. Bot only.';

comment on function private.chat_team is
  'The team that a card or a subscription belongs to: the one that the bot names, else the team of the person it speaks for. A Slack bot has one workspace. A Discord bot has one application, for all its guilds and direct messages. -: unknown; then any bot of the platform may try.';

comment on function private.at_home is 'Whether a bot with these homes (slack:<workspace>, discord:<application>; null: all) may post there. Bots of two workspaces on one database leave each other''s messages alone.';

comment on function public.register_card is 'BOT-3: registers a message in chat that shows a resource. It is redrawn whenever the resource changes, with the permissions of the person the bot speaks for now, by the bot of that team (private.chat_team). hash: of what it shows. {card_id}.';

comment on function public.claim_card_updates is 'Leases cards of these homes (private.at_home; null: all) whose resource has changed since they were drawn, transitions first: [{card_id, provider, chat_channel, message, resource, resource_id, locale, chat_user, seq, decided, hash}]. decided_only: no cards of which only counters moved. Bot only.';

comment on function public.finish_card_update is 'Records that a card shows its row as of seq, and the hash of what it shows; or why it could not be redrawn, and when it is tried again (null: in 15 s). Bot only.';

comment on table private.chat_runs is
  'What a person asked for in chat (a command, a press, a form), from before the platform is told that it arrived until its answer is shown. key: the platform''s own id of what the person did, so that a repeated event runs nothing again. work: what to run; place: where to answer; both are personal data and are emptied when the run ends, as the answer is. steps: what was shown so far. Whoever holds the lease carries the run out; attempts is the fence: a bot that lost its lease keeps nothing. Deleted after a day.';

comment on function private.opened_work is 'The work behind a button: {command, input, request, token (its hash)}; or {refused} with token_unknown or token_used. more: what the person filled in.';

comment on function private.chat_locale is 'The language of the member behind a chat user; null when there is none.';

comment on function private.told_run is 'A run as the bot gets it.';

comment on function public.take_chat_runs is
  'BOT-2: keeps what people asked for before the platform is told that it arrived, [{provider, team, key, chat_user, proof, place, begun, and work or token with more}]; proof: the HMAC-SHA256 of run.<provider>.<team>.<key>.<chat_user> by the bot''s key, and leases it for 15 s. Of each, in this order: {run_id, mine, attempt, state, work, place, steps, answer, locale …}; mine false: it arrived before and is another''s. begun false: the person would be told by the platform if the bot died now, so it may not be carried out later unasked. Refuses chat_proof_required. Bot only.';

comment on function public.keep_chat_runs is
  'Records how far runs are, [{run_id, attempt, state, answer, steps, burn, error, lease_s}], and leases them anew (null: 15 s). burn: the token of its button is used up. shown and given_up end a run and empty it. Of each, in this order, whether this attempt still holds it; begun is kept for the first only. Bot only.';

comment on function public.claim_chat_runs is 'Leases runs of these homes (private.at_home; null: all) that nobody holds any more: of a bot that died, or that could not be shown. As take_chat_runs answers. Bot only.';

comment on function public.find_requests is 'What the person that the bot speaks for has done under request ids from first to last, which a run''s steps share: [{verb, id, name}], the oldest first. Bot only.';

comment on table private.jobs is 'CRN-1: a job and the lease of the bot that runs it now. A tick has no lease: it locks its row.';

comment on function public.claim_job is 'Leases a job to this bot for a number of seconds. False: another bot holds the lease. Bot only (refuses bot_only).';

comment on function public.finish_job is 'Ends the lease of a job and stores its error. Bot only.';

comment on function private.start_due is 'Starts sends that are ready and due.';

comment on function private.close_ended is 'SND-4: a trial whose messages are all final waits for release; a send whose messages are all final is done.';

comment on function private.sweep_cancelled is 'Sets the pending rows of cancelled sends to cancelled, a slice at a time. Returns how many.';

comment on function private.sweep is 'Deletes records that are no longer needed: request ids, link codes and attempts, minute counts, tokens, runs of chat.';

comment on function public.clock_tick is
  'CRN-1: runs everything that is due: expands slices, starts, times out, rolls up, closes, expires. {occurred, collected, guarded, expanded (links of tasks among them), started, lapsed (times that passed before an approval), timed_out, rolled, closed, swept, expired, charged, released, indexed, sealed, dispatch, templates, imports}; null: another bot is just doing it. Bot only; the cost of an idle tick is a few index look-ups.';

comment on function public.clock_sweep is 'Hourly: deletes records that are no longer needed, and checks whether the books agree: {books_wrong}. Bot only.';

comment on table public.domains is
  'DOM-1 (§7.2.2): a domain of short links. host null is the deployment''s own address. state is that of the review; enabled is the state of the domain itself (域名状态).';

comment on view public.domain_cards is 'A domain with who submitted and decided it; reason is the review note (审核说明); link_example: a link as long as those of a send.';

comment on function private.domain_card is 'The domain_cards row of a domain as JSON.';

comment on function private.proof_of is 'The proof {path, name} of an input, or nulls; refuses proof_invalid when no such object lies in the enterprise''s folder.';

comment on function private.domain_name is 'DOM-1: a typed domain name in lower case. Refuses domain_name_invalid.';

comment on function private.domain_is_free is 'Refuses domain_taken where the enterprise has a domain of this name already, or another enterprise has an approved one.';

comment on function public.create_domains is
  'DOM-1: asks for domains, all or none; they are in review at once. input {names, custom_codes, proof: {path, name} or null}, the proof a pdf in the bucket domain-proofs. Returns {domains: [card]}. Refuses forbidden, input_invalid, domain_name_invalid, domain_taken, proof_invalid.';

comment on function public.update_domain is
  'DOM-1: edits a rejected domain; submit_domain asks again. input {name, custom_codes, proof}. Returns the card. Refuses not_found, forbidden, wrong_state and as create_domains.';

comment on function public.submit_domain is 'DOM-1: rejected → in_review, a second time. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.approve_domain is
  'DOM-1: in_review → approved and enabled, never by the person who requested it. shown: the hash from allowed_transitions; reason: the review note. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, domain_taken.';

comment on function public.reject_domain is 'DOM-1: in_review → rejected with a review note. Refuses as approve_domain, and reason_required.';

comment on function public.enable_domain is 'DOM-1: switches an approved domain on. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.disable_domain is
  'DOM-1: switches an approved domain off; existing links keep working. Returns the card. Refuses not_found, forbidden, wrong_state, domain_is_default.';

comment on function public.set_default_domain is 'DOM-1: sets the domain for sends and links that name none. Returns the card. Refuses not_found, forbidden, wrong_state, domain_disabled.';

comment on table public.filings is
  'FIL-1 (§6.1): the filing of an enterprise for a form of message. 智能信息 has two, one for send tasks and one for short links; the basic edition and service accounts have one each. The operator of the deployment sets its state.';

comment on function private.must_be_filed is 'FIL-1: refuses filing_missing where the enterprise has no approved filing of this form.';

comment on function private.came_to is 'What follows every transition: chat cards are redrawn, a pending review raises an alert, and what the approvers have to decide about is stored.';

comment on function private.transition is
  'A transition made by the system (needs is null). code and its details say why. Refuses not_found and wrong_state. Returns {from, to, enterprise_id, row_id}.';

comment on function private.has_rule is 'Whether there is a rule of this name that takes an id (or the enterprise) and the input.';

comment on function private.run_rule is 'Runs the rule of a verb; null where it answers nothing.';

comment on function private.caught is 'The refusal for an error raised by a verb: its own, that of a named constraint, or input_invalid for a value that Postgres cannot read. Null: a defect of the system.';

comment on function private.raise_defect is 'Raises an error of the system again, without its details: they quote the row that failed, with its number (IAM-3).';

comment on function private.answer_refusal is
  'Ends a refused verb: its changes are rolled back, the attempt is counted (IAM-6) and written to the audit log (IAM-4) with the details of the refusal, and the answer has the HTTP status from the register. Where a limit is reached, that is the refusal, whatever else was wrong; the log has it once for each window.';

comment on function private.as_request is 'A request id as a uuid. Refuses input_invalid where it is none.';

comment on function private.legal_transition is 'The transition of a verb from the present state of the row, or nulls. Refuses what blocked_by says, unless it leads to the same state as `known`, which was checked before.';

comment on function private.act is
  'The frame of a verb about one resource. The rule private.<verb>_<resource>(id, input) runs after the state has changed, and private.before_… before that. The rule may return the answer; otherwise the card is the answer. The reason is a key of the input. Refuses too_many_requests, input_invalid, input_too_large, not_signed_in, session_ended, not_linked, chat_proof_required, not_found, forbidden, sudo_required, mfa_required, wrong_state, four_eyes, shown_required, shown_changed, reason_required, reason_too_long, what blocked_by says, and what the rule refuses.';

comment on function private.make is
  'The frame of a verb that creates something. The rule private.<verb>_<resource>(enterprise, input) returns the id of the new row, or a list of ids (list: the key under which their cards are answered), or an object, which is the answer. Of an object, the id (or about, which is removed from the answer) and the difference between before and after go into the audit log, that of the enterprise home where it names one; the keys of once are answered this time only, and are not stored. The reason is a key of the input. private.after_… runs when everything is written. Refuses as private.act does, and bot_only for a verb that only chat may call.';

comment on function private.serve_bot is
  'The frame of the verbs reserved to the bot''s own account. The rule private.<verb>_<resource>(given) returns the answer. private.refused_…(code) runs after a refusal, when the changes are rolled back. Refuses bot_only, and what the rule refuses.';

comment on function private.receipt_channel is 'The adapter of a channel and the secret that signs its receipts; no row for an unknown channel.';

comment on function private.import_progress is 'How far the import of a number file is; no row for an unknown file.';

comment on function private.may_import is 'Whether this person may have a number file imported: who may only read sees how far it is and drives nothing.';

comment on function private.link_settings is 'The settings that the link function loads once: its address, the hosts of domains, the key of link codes.';

comment on function private.link_of_alias is 'The link of a custom code on a host, or null.';

comment on function private.latest_content is 'The latest version of a template, as check-template needs it. It is one statement, so that the hash belongs to the content. No row for an unknown template.';

comment on table private.bots is 'Accounts that may speak for linked chat people and run the clock. They have no permissions of their own. key: the 32 bytes of TIDINGS_BOT_KEY, which signs for whom they speak; without it they speak for nobody.';

comment on table public.chat_identities is 'BOT-2: a chat account and the one member it speaks for. Discord ids are global, their team is "-". aal: that of the session in which the link code was made (IAM-5).';

comment on function private.header is 'A header of the API request, or null outside one.';

comment on function private.session_id is 'The session that the token of the request names, or null. Whether it still exists, private.signed_in says.';

comment on function private.signed_in is
  'IAM-5: the account of the token, while its session exists: whoever revokes a session ends it at once, not when the token runs out. Null for a token without a session.';

comment on function private.is_bot is 'True when the bot account itself is signed in, whoever it speaks for.';

comment on function private.signed_by_bot is 'Whether proof is the hex HMAC-SHA256 of this text by the key (private.bots) of the bot that is signed in.';

comment on function private.chat_user is
  'The chat account the bot speaks for (slack:<team>:<user>, discord:-:<user>), or null without a valid proof: x-chat-proof is v1.<unix seconds>.<hex HMAC-SHA256 over v1.<unix seconds>.<x-chat-request>.<x-chat-user>>, at most 60 s old or early, by the key of private.bots.';

comment on function private.chat_identity is 'BOT-2: the linked chat account that the bot speaks for with a valid proof; nulls where there is none.';

comment on function private.actor is
  'The only source of identity (BOT-2, IAM-5): the person whose session exists, or the person that a linked chat account stands for, said by the bot with a valid proof. Null for anyone else, who is allowed nothing.';

comment on function private.require_voice is 'Refuses session_ended for a token whose session is gone, and chat_proof_required where the bot names a chat account without a valid proof.';

comment on function private.source is
  'IAM-4: where the call came from. slack, discord and cron are known by the bot''s account and its proof, system by there being no request. admin and terminal are what a person''s own client calls itself: a help for readers, never a proof, and shown as such. api: a client that says nothing.';

comment on table public.profiles is 'A person: name, language and the enterprise they are working in now (ENT-1: one may belong to several).';

comment on function private.person_name is 'The display name of a person, or null.';

comment on function private.require_sudo is 'Refuses sudo_required unless the caller''s session began within the last ten minutes, that is, with a password just given.';

-- Checks the shape of an input once for every verb: types, lengths, depth and keys, from its zod schema in shared/src.

comment on table private.inputs is
  'The JSON Schema of the input of each verb, in a closed subset: type (or a list of a type and null), anyOf with null, enum, const, minLength, maxLength, pattern, minimum, maximum, items, minItems, maxItems, properties, required, additionalProperties, x-depth, and for the whole x-bytes (64 KB where it is not given). Written by npm run law from shared/src/inputs.ts.';

comment on function private.depth_of is 'The nesting depth of a JSON value, counted up to `most`.';

comment on function private.shape_fault is
  'The path of the first place where a value does not match its schema ("" is the value itself), or null. Where the schema gives no limit, texts have at most 1,000 characters and lists 1,000 items.';

comment on function private.check_input is 'Refuses input_too_large, and input_invalid (with the path of the place) for an input that does not match the schema of its verb.';

comment on function private.texts_of is 'A list of texts of an input, or null where there is none.';

comment on function private.as_uuid is 'A typed id as a uuid, or null for none. Refuses input_invalid, naming the field, where it is no uuid.';

comment on function private.as_time is 'A typed RFC 3339 time with its zone, between 2000 and 2200, or null for none. Refuses input_invalid, naming the field.';

-- IAM-6: how often something may be asked for. A call is looked at before its work, without a lock, and counted at its end, in rows of its own backend.
-- So nobody waits for a count, and calls that are under way at the same moment do not see each other: a limit is passed by at most as many calls as
-- there are connections less one (24 in the embedded server), and by 250 for each act on many rows.

comment on table private.limits is
  'IAM-6: at most `most` calls in any `per`, for each one of the scope: a person, an enterprise, an address, a chat account, or a bot for chat accounts that are linked to nobody. The window slides: what was counted in the last window fades evenly. shared/src/people/limits.ts has the words of each.';

comment on table private.limit_counts is 'What was counted: for whom, of which limit, by which backend. Deleted when two windows have passed.';

comment on table private.limit_hours is 'How many calls each limit let through and how many it refused, by enterprise (all zeros: none) and hour. Deleted after 7 days.';

comment on table private.limit_lines is 'The limits that a person has met. One refusal of each window stands in the audit log; a script that goes on would fill the log.';

comment on type private.counted is 'A limit that a call falls under: whose, how full. again_in: it is reached, and there is room again after so many seconds.';

comment on function private.address_header is 'The header in which the address of a caller stands.';

comment on function private.caller_address is
  'The address of the caller: the hop that the last proxy of ours or of the host has added; of IPv6 the network (/64). Null outside a request. private.deployment says which header it is and how many proxies of ours there are.';

comment on function private.limits_on is 'The limits that a call falls under, each with how it stands now, those that are reached first, the longest of them before the others. Takes no lock.';

comment on function private.limits_of is 'The limits that this call of the caller falls under. In chat, the chat account takes the place of the address.';

comment on function private.count_call is 'Counts a call that the limits let through. Limits on refused attempts count it only where it was refused.';

comment on function private.span_text is 'A span of time in English: 1 hour, 90 minutes, 61 seconds; rounded up.';

comment on function private.refuse_call is 'The refusal of a call that the first of these limits does not let through, with Retry-After. Such a call counts for no limit.';

comment on function private.is_first_refusal is 'Whether the caller meets this limit for the first time in its window. True once.';

comment on function private.ask_call is 'Counts a call of a function outside the frame. Returns null, or the refusal, which is to be returned then.';

comment on function private.count_function is 'Counts a call of an edge function by a person. Returns null, or the refusal {code, message, details, hint}.';

comment on function private.sweep_limits is 'Deletes counts whose windows are over, and sums up the hours that are over.';

comment on function public.limits_report is
  'IAM-6: the limits, and how near one''s enterprise is to each: [{name, scope, most, per, used, refused_today}]. used: in the last `per`, by the enterprise, or of a limit of persons by the caller; null where it is of an address or a chat account. refused_today: in the whole enterprise, since midnight in its zone. Refuses forbidden.';

comment on table private.link_key is 'The 96-bit key of the link codes: four words of 24 bits. Changing it makes every existing link unknown.';

comment on function private.link_keys is 'The 23 round keys of Speck48/96 (Beaulieu et al. 2013).';

comment on function private.link_code is
  'The code of a link, from the id of its delivery or of its row: 8 letters and digits. With 10,000,000 live links a guesser needs 22,000,000 tries for one hit.';

comment on function private.link_id is 'The id that a code of eight letters and digits stands for, whether or not there is such a link; null for anything else.';

comment on table public.link_flushes is
  'Requests for links, written in the transaction that counts them: one row per flush and enterprise, with its events as columns (link_events shows them one by one). One row per event took a third of the time of a flush. xact tells the roll-up which rows no uncommitted row can precede any more.';

comment on view public.link_events is
  'Every request for a link: counted resolutions, people in a browser, preview fetchers, refusals. link_id is what the code deciphers to. Requests of one kind and vendor in the same flush are one event, with their number n.';

comment on table public.link_days is
  'RPT-1: link events by task or send, day (in the enterprise''s zone) and vendor, rolled up within seconds, each event once. link_id is null for personal links, which are counted together; vendor is null for browsers and preview fetchers.';

comment on view public.resolve_task_cards is
  'RES-1, RES-2: a resolve task with its names, the code and address of its group link, and its results. params: the values of a group link, which everybody who opens it sees; those of personal links are nobody''s to read. resolved is exact for a group link and seconds old for personal ones. status: live, used_up, expired, frozen, or the state of a task that shows nothing.';

comment on view public.link_cards is
  '§7.1.2: a link of a resolve task with its code and full address. cust_flag is masked where it is or holds a phone number; of the parameters it has the names (IAM-3). status: live, used_up (of a personal link: resolved), expired, frozen, cancelled. Links that could not be made are in link_rejects. Page by the last id: at 1,000,000 links the first 10 rows take 5 ms and a count by status 300 ms. An offset costs 50 µs for each row it skips, because of the codes.';

comment on function private.resolve_task_card is 'The resolve_task_cards row of a task as JSON.';

comment on function public.find_link is
  'Finds the link of a code or a whole address, as far as the caller may see it: a link_cards row with resource "link", or {resource: "delivery", id, send_id, send_name, code, address, maximum, used, expires_at, status}; of a bare custom code that several domains have {resource: "several", addresses}; null: there is none. The host of an address has to match: at another host the code is not found.';

comment on function public.add_resolutions is
  'RES-2: raises the maximum of a group link. input {resolutions}. Returns the resolve_task_cards row. Refuses not_found, forbidden, wrong_state, input_invalid, group_only, max_resolutions_invalid, too_many_resolutions, quota_short.';

comment on function public.add_validity is
  'RES-2: extends the validity of a task''s links, from their end or, when that is past, from now: at most 7 days in all for personal links, 180 for a group link. input {days}. Returns the resolve_task_cards row. Refuses not_found, forbidden, wrong_state, input_invalid, no_days_left, too_many_days, quota_short.';

comment on function public.regenerate_resolve_task is
  'RES-2: partial or failed → generating: retries what could not be made, after corrections of its link_rejects. input {corrections: [{ordinal, cust_flag, params}]}; params are merged. The clock runs it within seconds. Returns the resolve_task_cards row. Refuses not_found, forbidden, wrong_state, input_invalid, too_many_links, correction_without_link, parameter_unknown.';

comment on table private.link_minutes is 'Requests for a link in a minute, counted and refused, as far as they could show a burst: all requests for a group link, the refused ones for a personal link. Deleted after ten minutes.';

comment on function private.link_place is 'What an id freezes: a whole task (task_id alone), one link of a personal task, or one of a send.';

comment on function private.freeze is 'Freezes a task (link null) or one link; false when it was frozen already.';

comment on function private.frozen_as is 'The resource type under which an id is frozen: a task, a single link of a personal task, or a link of a send.';

comment on function private.freezing_answer is 'What freezing and unfreezing answer: {resource, task_id, send_id, link_id, frozen}.';

comment on function private.freezing_card is 'freezing_answer of a single link.';

comment on function public.freeze_link is
  'GRD-1: stops a link at once, with a reason: link is the id of a resolve task, of a link (of a group link: its task), or of a delivery. Returns {resource, task_id, send_id, link_id, frozen}. Refuses not_found, forbidden, wrong_state, reason_required, reason_too_long.';

comment on function public.unfreeze_link is 'GRD-1: unfreezes a link, with a reason. Input, answer and refusals as freeze_link.';

comment on function private.link_rules is 'The settings with which an enterprise guards its links.';

comment on function public.set_link_rules is
  'GRD-1, JMP-1: sets how an enterprise guards its links. input {jump_approval, group_burst (60,000), personal_burst (60)}, in requests a minute; what is left out stays as it is. Returns the three and the enterprise''s id. Owner. Refuses forbidden, input_invalid.';

comment on table public.jump_batches is
  'JMP-1 (§7.2.3): a request (task) for custom jump links: purpose is why (申请理由), reason the review note. Created means submitted; it is never edited.';

comment on table public.jump_links is 'JMP-1: a jump link of a batch; ordinal is its place among those that were submitted.';

comment on view public.jump_cards is 'A batch of jump links with its first ten, who submitted and decided it, and until when the review is due.';

comment on view public.jump_link_cards is 'A jump link with the task, the batch number and the review of its batch.';

comment on function private.jump_card is 'The jump_cards row of a batch as JSON.';

comment on function private.jump_trouble is
  'JMP-1: why an address cannot be a jump link (empty, too_long, scheme, characters, credentials, port, host, private), or null. shared/src/links/jump.ts has the same rules. What a name resolves to when somebody opens the link is not checked.';

comment on function private.check_jump is
  'RES-1: refuses jump_url_invalid, and jump_not_approved where the enterprise requires an approval and no approved batch holds the address.';

comment on function public.create_jump_batch is
  'JMP-1: asks for jump links, all or none; they are in review at once. input {name, purpose, source: typed (at most 10) or file (at most 10,000), urls, proof: {path, name} or null}, the proof a rar in the bucket jump-proofs. Returns the jump_cards row. Refuses forbidden, name_required, name_unclean, input_invalid, jump_links_count, jump_url_invalid, proof_invalid.';

comment on function public.approve_jump_batch is
  'JMP-1: approves a batch as a whole, never by the person who requested it: in_review → approved. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed.';

comment on function public.reject_jump_batch is 'JMP-1: rejects a batch as a whole, with a review note. Refuses as approve_jump_batch, and reason_required.';

comment on function private.links_partition is 'The partition for the links of a task: a large task has its own.';

comment on function private.begin_minting is 'Reserves ids for the links of a personal task.';

comment on function private.mint_lines is 'Makes the links of the next lines of a task''s number file. A line that gives no link is kept with its reason. Returns how many lines.';

comment on function private.mint_again is 'RES-2: retries the next rejects of a task. Returns how many it retried.';

comment on function private.mint_slice is
  'RES-1, RES-2: makes the next links of a personal task, in the order of its file. The cursor advances in the same transaction, so a crash loses and repeats nothing. Returns how many lines it took.';

comment on function private.finish_minting is 'When every line is made or rejected: generating → done, partial or failed.';

comment on function private.mint_due is 'Runs one slice for each of the oldest running tasks. Called by the clock.';

comment on function private.link_address is 'The full address of a link: its domain''s own host or the deployment''s address, and its code.';

comment on function private.link_trouble is 'RES-2: why a personal link cannot be made, or null. Every parameter of the template needs a value.';

comment on function private.longest_validity is 'Table 7-1: how many days a link of a kind may have in all.';

comment on function private.check_signatures is 'Table 7-1: 1 to 5 signatures without brackets. Refuses signatures_invalid.';

comment on function private.parse_resolve_task is 'Table 7-1: the resolve task that an input describes. Refuses what does not fit, naming the field.';

comment on table private.link_roll_up is 'The position of the roll-up: the link events of every transaction below this one are in the reports.';

comment on table private.link_charges is 'PKG-2: counted resolutions of sends and of resolve tasks that are rolled up and not yet taken from the quota. They are charged at the end of the same tick of the clock, because the account of a send is locked before any quota.';

comment on function private.roll_up_links is 'RPT-1: adds link events to the days and totals of their tasks and sends, each once, in whole transactions. The reports are seconds old. Returns how many tasks and sends changed.';

comment on function private.freeze_bursts is 'GRD-1: freezes links with more requests in a minute than the enterprise allows, and raises an alert. Returns how many.';

comment on function private.charge_links is 'PKG-2: pays for counted resolutions: from the reservation of their send or task, else from what is available. One charge per send or task and tick. Returns how many.';

comment on view public.template_resolution_days is
  'RPT-1: the live template resolution report by day: links minted (of resolve tasks and of approved sends) and the requests for them.';

comment on view public.template_resolutions is 'RPT-1: the live template resolution report; its daily detail is template_resolution_days.';

comment on view public.vendor_resolution_days is 'RPT-1: resolutions by vendor, template and day, of resolve tasks and sends.';

comment on view public.group_link_days is 'RPT-1: the live group-link report by day; its totals are the group tasks in resolve_task_cards.';

comment on function private.minute_now is 'The minute since the epoch, by the clock on the wall.';

comment on function private.resolve_links is 'Resolves the links of resolve tasks in a batch: see resolve_batch.';

comment on function private.resolve_deliveries is 'Resolves the personal links of sends in a batch: see resolve_batch.';

comment on function private.resolve_batch is
  'RES-3: a batch of requests for links. counts[i] requests of kinds[i] (resolution: a vendor''s client; human: a browser; bot: a preview fetcher) ask for ids[i], what the code deciphers to. places (from 1): the entries of which all requests are shown the card, each with its version, params and jump (null: none of them has one). rest: all others, [[place, verdict, granted, version, params, jump]]. An entry in neither is an unknown link. verdict: ok, cancelled (its task is), frozen, expired, used_up, too_fast (a group link was resolved as often in this minute as group_burst allows), vendor_unsupported, busy (ask again). Of the requests for a resolution the first `granted` are shown the card, whatever the verdict for the others. Count and events are one transaction; the caller must not answer before it has committed.';

comment on function private.show_version is 'What a version shows: {layout, title, version, content, enterprise}. An approved version never changes, so the function link caches it.';

comment on table public.resolve_tasks is
  'RES-1, table 7-1: a resolve task (解析任务). submitted_by made it; decided_by ended it. link_id: the one link of a group task. frozen_at: none of its cards is shown until a person unfreezes it.';

comment on table private.mint_progress is
  'The cursor of a personal task. The id of a link is id_base + ordinal, its place in the file. taken: how many lines are made or rejected. retry_after: the ordinal up to which the rejects were retried; null when no retry was asked for.';

comment on table private.link_blocks is 'The start of the next block of link ids. Small tasks share the partition from 2^46 on; a large task gets its own, from 2^46 + 2^40 on.';

comment on table public.links is
  'A group link, or a personal link of a resolve task. Its code is its enciphered id. cust_flag (客户标识) says for whom it is, often a number. No foreign key: a million checks would take longer than inserting the million rows, and only the verbs of its task write to this table.';

comment on table partitions.links_shared is 'The links of all small tasks.';

comment on table public.link_rejects is 'RES-2: the links of a personal task that could not be made, and why. A row is deleted when a retry makes its link.';

comment on table public.link_aliases is
  'Custom short codes (自定义短码), unique on a domain. host is empty for the deployment''s own address, which enterprises share. A custom code never has eight characters: those are enciphered ids, and it could shadow a later link.';

comment on table public.frozen_links is 'GRD-1: single personal links, of tasks and of sends, that are frozen. frozen_by null: the burst guard froze it. A group link is frozen with its task.';

comment on function private.add_alias is 'Gives a link its custom code: 3 to 10 letters and digits, of a personal link 9 or 10, never 8. Refuses custom_codes_not_allowed, custom_code_invalid, personal_code_short, and by its constraint custom_code_taken.';

comment on function private.make_group_link is 'Makes the one link of a group task. Refuses parameter_missing, and what add_alias refuses.';

comment on function private.make_typed_links is 'Makes up to 100 typed personal links at once: [{cust_flag, params, custom_code}]. A link that cannot be made is kept with its reason.';

comment on function public.create_resolve_task is
  'RES-1, table 7-1: makes a resolve task. input {kind, template_id or send_id, name, domain_id, signatures, validity_days (7), source}; group: {max_resolutions, jump_url, params, custom_code}; personal: {links: [{cust_flag, params, custom_code}]} of at most 100, or {number_file_id}; of a send, its audience. Group and typed links are there at once, a file''s in seconds. Returns the resolve_task_cards row. Refuses forbidden, input_invalid, what parse_resolve_task refuses, too_many_links, links_missing, file_not_ready, parameter_missing, custom codes, quota_short (with pay-as-you-go off).';

comment on function public.cancel_resolve_task is
  'RES-1: ends a task at any moment: no more links are made, and existing links answer that the task has ended. Returns the resolve_task_cards row. Refuses not_found, forbidden, wrong_state.';

comment on table public.holidays is
  'Days on which China does not work, and weekend days on which it does (调休上班), as the State Council publishes them each autumn for the next year. A year without rows has only its weekends off, and due times that reach into it are marked as uncertain. The operator of the deployment adds the rows of each new year.';

comment on function private.is_workday is 'Whether a day is a working day in China.';

comment on function private.next_workday is 'The first working day after this day.';

comment on function private.review_due is
  'JMP-1: when a review submitted at this time is due, and whether the calendar of every year in between is known. shared/src/links/workdays.ts computes the same.';

-- Resources and transitions as rows, and how the frame reads a row: by SQL expressions stored with its resource.

comment on table private.resources is
  'What a verb can be about. rel: the table that holds its state (null: there is none, and its verbs are makers, as for one''s own profile and the settings of the enterprise). row_of: a query from its id ($1) to the id of that row. reads: the action needed to read it (own: anyone signed in; platform: only who runs the deployment). card: the function that renders it; null: the row itself. Expressions on the row r: enterprise (null::uuid: the row is the deployment''s), state, submitted_by, submission (when), audited (what the log keeps before and after), bound (what an approval is about, without counters and times; null: nothing is approved), touched_by (a query for further people who had a part in it).';

comment on table private.transitions is
  'The legal transitions as rows, including those that keep the state: verb, from, to, the action it needs (null: only the system; own: anyone signed in), four_eyes (never by whoever made, edited or submitted it), a reason. from_state none: it creates a row; to_state none: it deletes the row. condition: on the row r, where a verb may lead to several states. blocked_by: an expression on r for the code (or {code, …details}) with which the caller is refused, or null. names_shown: the caller names what was shown (APR-1). writes: the caller counts as having edited the row. needs_sudo: the password was given within ten minutes. chat_only: a maker that is called from a chat channel, through the bot. many: transition_many accepts it. repeats: the row is in that state already; the caller gets the card, without a line in the log, and there is no button. Buttons are drawn from these rows.';

comment on table private.touches is 'APR-1, T9: who made, edited or submitted a row. These people may not decide about it.';

comment on function private.fits is 'Whether the row meets a condition.';

comment on function private.look_at is 'The value of an expression on the row, as JSON; null without an expression, or without the row.';

comment on function private.row_of is 'The id of the row that holds the state of a resource, or null.';

comment on function private.target_of is 'The row that a verb is about, locked for the rest of the transaction unless told otherwise.';

comment on function private.enterprise_of is 'The enterprise a resource belongs to, or null: the deployment, or there is no such row.';

comment on function private.sees is
  'Whether the caller may know of a row: by the action `reads` in its enterprise; of the deployment''s rows, whoever reads says; platform admins also where a transition of the resource needs them. Other rows are answered as if there were none.';

comment on function private.card_of is 'A resource as a verb answers it: its card, or its row where it has none.';

comment on function private.has_touched is 'T9: whether a person made, edited or submitted the row, or what it is made of.';

comment on function private.wrong_state is 'Refuses wrong_state, with who acted last and when.';

comment on function private.set_state is 'Sets the state of a row by a legal transition, and records who submitted or decided it.';

comment on function private.phone_of is 'SND-5: the E.164 form of a mobile number of mainland China in any usual form (spaces, dashes, full width, +86, 0086); null for anything else.';

comment on function private.mask is 'A number with its middle four digits hidden: +86138****8000.';

comment on function private.hide_numbers is 'A text in which every mobile number is masked: what people write by hand, and what a carrier sends.';

comment on function private.contents_hash is 'The hash by which files with the same contents are known. Its key never leaves the database, so nobody finds a number by trying hashes.';

comment on table private.contents_key is 'The key of private.contents_hash.';

comment on function private.whole_message is 'The whole number and the parameters of a message. No API role may call it.';

comment on function private.masked_phone is 'The masked number of a message.';

comment on function private.param_names is 'The names of the parameters that a message has values for.';

comment on view public.delivery_cards is
  'A delivery with its masked number, the names of its parameters (IAM-3), the code of its personal link, and the carrier''s id: from its receipt, or else from the answer to the hand-off.';

comment on function private.masked_opt_out is 'The masked number of a row of the opt-out list.';

comment on view public.opt_out_cards is 'OPT-1: a number on a signature''s opt-out list, masked (IAM-3).';

comment on function private.masked_reply is 'The masked number of whom a reply came from.';

comment on function private.reply_words is 'The text of a reply, with the numbers in it masked.';

comment on view public.reply_cards is 'A reply (上行) with its number and the numbers in its text masked (IAM-3).';

comment on function private.shown_receipt is 'Reference and code of a receipt that nobody knows, with the numbers in them masked: what a carrier sends there may be anything.';

comment on view public.receipt_cards is 'A receipt for an unknown reference, with the numbers in it masked (IAM-3).';

comment on function private.mask_flag is 'A customer flag as it is shown: masked where it is a phone number, and the numbers in it masked where it holds some.';

comment on function private.whole_link is 'The whole customer flag and the parameters of a link of a resolve task. No API role may call it.';

comment on function private.masked_flag is 'The customer flag of a link as it is shown.';

comment on function private.link_param_names is 'The names of the parameters that a link has values for.';

comment on function private.group_params is 'The values of a group link: everybody who opens it sees them, so they are nobody''s. Null for any other link.';

comment on function private.shown_reject is 'The customer flag of a link that could not be made, as it is shown, and the names of the parameters it has values for.';

comment on view public.link_reject_cards is 'RES-2: a link that could not be made, and why; its customer flag is masked, and of its parameters it has the names (IAM-3).';

comment on table public.media is 'TPL-8: pictures and videos of templates. The object is in the public bucket "media", because phones fetch it.';

comment on function public.add_media is
  'TPL-8: adds an uploaded object to the library. input {kind: image or video, name, path, bytes, width?, height?}; where Storage has counted the bytes, its number is used. Returns the media row. Refuses forbidden, input_invalid, name_required, name_unclean, media_not_stored, file_too_large, media_full.';

comment on function private.may_touch_object is 'Whether the caller may list, read and copy (or write) this stored object: objects are their enterprise''s. Parts of number files are read by nobody (private.may_read_part). A picture is public to whoever has its whole address, and to nobody by any other way.';

comment on function private.fits_bucket is 'TPL-8, SND-5: whether the type and size of an object fit its bucket: images up to 2 MB, videos up to 7 MB, parts of number files up to 8 MB. A picture or video is named by a UUID.';

comment on function private.may_read_part is
  'IAM-3: whether the caller may read this part of a number file: whoever uploaded it, until its import begins, because Storage reads an object that it is to write again. From then on nobody reads it but the import.';

comment on table public.number_files is
  'A file of numbers (号码文件), cut at line ends into parts of at most 8 MB, so that no process holds the whole file. Every line is accepted, invalid or a duplicate; a constraint checks the sum. edition: a file for cards has at most a million numbers, one for the basic edition five million. A file of flags (RES-1) has customer flags (any texts) in place of numbers, and is for personal links only. columns: the headings as they stand, and every one but that of the numbers is kept with each number; which of them a template needs, a send says. gaps: the columns in which a cell is empty. same_as: an earlier file with the same contents.';

comment on table public.number_file_parts is 'A part of a number file. It is imported once, however many sessions try, because the same transaction marks it done.';

comment on table public.numbers is
  'The accepted numbers of a file, E.164 (of a file of flags: the customer flags), each once, with the values of its other columns by their headings; an empty cell is no key. A large file has a partition of its own, attached when it is checked.';

comment on table partitions.numbers_shared is 'The numbers of all small files.';

comment on table public.number_rejects is 'The lines of a file that were not accepted: line, masked value, reason. number: the value as it was, at most 64 characters, or the number it stands for; no role of the API selects it (IAM-3).';

comment on function public.begin_number_file is
  'SND-1: announces a number file and how many parts it has. Each part goes to the bucket numbers at <enterprise>/<file>/<part>.csv. input {name, bytes, parts, edition: aim (1,000,000 numbers, unless told), basic (5,000,000, CSV) or flags (1,000,000 customer flags of personal links)}. Returns the number_files row. Refuses forbidden, input_invalid, file_name_invalid, file_too_large, part_out_of_range.';

comment on function public.add_number_part is
  'SND-5: registers that a part is in the bucket. input {part, bytes, first_line: the line number of its first line, from 1}. Returns {file_id, part, parts_here, parts}. Refuses not_found, forbidden, wrong_state, part_out_of_range.';

comment on function public.start_import is
  'SND-5: uploading → importing, when all parts are registered. A repeated call gets the same answer. Returns the number_files row. Refuses not_found, forbidden, wrong_state, parts_missing.';

comment on function private.typed_names is 'The names of the parameters given with typed numbers. Refuses typed_params.';

comment on function public.type_numbers is
  'SND-1: a file of one to ten typed numbers (E.164), ready at once. input {phones, name, params}; params: one object of texts per number, all with the same names, which fill the parameters of a template. Returns the number_files row. Refuses forbidden, input_invalid, file_empty, too_many_numbers, invalid_number, typed_params, name_unclean.';

comment on function public.discard_number_file is
  'SND-5: deletes a number file of one''s own that nothing uses, with its numbers, so that a refused send leaves nothing behind. {discarded}. Refuses not_found, forbidden, wrong_state, not_the_maker, file_in_use.';

comment on function private.is_part_of_nothing is 'Whether this stored object is a part of a number file that no longer exists.';

comment on function private.is_large is 'Whether a file gets a partition of its own.';

comment on function private.numbers_partition is 'The name of a large file''s partition.';

comment on function private.next_part is
  'The next part of a file to import, with the columns that its first part determined. target: the table its good lines are copied into (line, phone, params); null: pg_temp.stage_good. No row: no part is waiting.';

comment on function private.finish_part is
  'SND-5: accepts a copied part and marks it done in the same transaction. good: how many lines went into a large file''s target. gaps: columns with an empty cell in a good line. False: it was done already, and the caller rolls back.';

comment on function private.finish_file is
  'SND-5: when all parts are imported: finds the duplicates of a large file, builds its indexes and attaches it; the file is ready. False: a part is missing, or it was done already. After a crash it is run again.';

comment on function private.fail_import is 'Ends an import that cannot succeed; why is a code of the register.';

comment on table public.enterprises is 'ENT-1: a tenant. No row of one enterprise is ever visible to another.';

comment on table public.statement_acceptances is 'ENT-2 (§2): who accepted which usage statement (声明) and when.';

comment on table public.members is 'A person in an enterprise. Who is disabled, or has left, keeps the history and loses every right.';

comment on table public.policies is 'IAM-1 system policies (enterprise_id null) and IAM-2 custom ones: {"Version":"1.1","Statement":[{"Effect","Action":[…]}]}.';

comment on table public.groups is 'IAM-3: user groups carry policies; a member has the union of its groups'' policies.';

comment on table public.group_policies is 'Which policies a group carries.';

comment on table public.group_members is 'Who is in a group.';

comment on view private.rights is 'IAM-2, IAM-3, IAM-5: which actions the policies of their groups allow or deny to active members whose address is confirmed.';

comment on function private.allowed is 'IAM-2, IAM-3: whether this person may do this action (service:resource:operation) in this enterprise.';

comment on function private.actions_of is 'IAM-2, IAM-3: the actions of the catalogue that this person may do in this enterprise, as a JSON array in the order of their names.';

comment on function private.who_may is 'IAM-2, IAM-3: the active members of an enterprise who may do this action.';

comment on function private.may is 'Whether the caller may do this action in this enterprise. own: whether anyone is signed in. platform: whether the caller runs the deployment.';

comment on function private.may_in is 'The enterprises where the caller may do this action. Policies compare a row''s enterprise_id with it once per query.';

comment on function private.my_enterprises is 'The enterprises the caller belongs to.';

comment on function private.enterprise_in_use is 'ENT-1: the enterprise that a person chose to work in, or null: none was chosen, or the person is no active member of it any more.';

comment on function private.current_enterprise is 'The enterprise the caller works in now (private.enterprise_in_use).';

comment on function private.require is 'Refuses not_signed_in, session_ended, not_linked, chat_proof_required, no_enterprise, platform_admin_only (for the action platform) or forbidden; returns when the action is allowed.';

comment on function private.require_bot is 'Refuses everyone but the bot account.';

comment on function private.lock_people is 'What is counted and then made is made by one at a time, in each enterprise.';

comment on function private.bound_policies is 'IAM-2: refuses capacity_reached where an enterprise has more than 50 policies of its own, or more than 2,000 actions in them.';

comment on function private.policy_name is 'The name of a custom policy as it is stored. Refuses name_required, name_unclean, and name_taken for the name of a system policy.';

comment on function public.create_policy is
  'IAM-2: makes a custom policy. Sudo. input {name, document}. Returns the row. Refuses forbidden, sudo_required, input_invalid, name_required, name_unclean, name_taken, policy_invalid, capacity_reached.';

comment on function public.update_policy is 'IAM-2: changes a custom policy, for all groups that carry it. Input, answer and refusals as create_policy, and not_found (a system policy too), last_owner.';

comment on function public.delete_policy is 'IAM-2: deletes a custom policy that no group carries. Sudo. {id}. Refuses not_found, forbidden, sudo_required, policy_in_use.';

comment on view public.policy_cards is 'IAM-2: the policies that an enterprise can give to its groups: the system''s, and its own.';

comment on view public.group_cards is 'IAM-3: the groups of an enterprise with the names of their policies, and their members by id and by name.';

comment on function private.group_card is 'A group as a verb returns it: {id, name, policies, members: [{id, name}]}.';

comment on function private.fill_group is 'Replaces the policies and members of a group. Refuses not_found (also a member who has left), capacity_reached, last_owner.';

comment on function public.create_group is
  'IAM-3: makes a group. Sudo. input {name, policies, members}: policies by name, members by id. Returns {id, name, policies, members: [{id, name}]}. Refuses forbidden, sudo_required, name_required, name_unclean, name_taken, not_found, capacity_reached, last_owner.';

comment on function public.update_group is 'IAM-3: gives a group another name, other policies and members, all at once. Input, answer and refusals as create_group.';

comment on function public.delete_group is 'IAM-3: deletes a group; its members keep what other groups give them. Sudo. {id}. Refuses not_found, forbidden, sudo_required, group_in_use, last_owner.';

-- people: invitations (IAM-5). Nobody becomes a member but by accepting one.

comment on table public.invitations is
  'IAM-5: an address that may become a member of these groups until expires_at, by the token that was answered once. state is what was done with it; private.invitation_state adds what the time did.';

comment on table private.invitation_tokens is 'The SHA-256 of the token of each invitation: 256 random bits, so that a hash without salt tells nothing. The token itself is stored nowhere.';

comment on function private.address is
  'An e-mail address as addresses are compared: trimmed, in small letters; null where it is none. ASCII only (of an international domain the form xn--…), because look-alikes of other scripts would be other accounts.';

comment on function private.confirmed_address is 'IAM-5: the address of an account, A to Z in small letters, or null while it is not confirmed.';

comment on function private.invitation_state is 'IAM-5: open, accepted, revoked or expired.';

comment on view public.invitation_cards is 'IAM-5: the invitations of an enterprise with their state now and the names of their groups.';

comment on function private.invitation_card is 'An invitation as a verb returns it: {id, email, state, groups, invited_by, created_at, expires_at}.';

comment on function private.token_hash is 'What is kept of a token.';

comment on function private.end_invitations_by is 'Revokes the open invitations that a person made, or those of an address: a newer one takes their place.';

comment on function public.create_invitation is
  'IAM-5: invites an address into groups for 7 days, whether or not there is an account of it; an open invitation of the same address is revoked. input {email, groups}, groups by name. Sudo. Returns {id, email, state, groups, invited_by, created_at, expires_at, token}; the token is answered this once, and not when the request is repeated. Refuses forbidden, sudo_required, input_invalid, not_found (a group), member_already, member_disabled, capacity_reached.';

comment on function public.revoke_invitation is 'IAM-5: open → revoked: its link does nothing any more. Sudo. Returns the invitation. Refuses not_found, forbidden, sudo_required, wrong_state.';

comment on function public.invitation_for is
  'IAM-5: what the caller would accept by this token, before they do: {enterprise, invited_by, groups, expires_at}. null for every other token: unknown, over, of another address, or where the caller''s own is not confirmed; and through the bot, as a token typed in a chat was read by others.';

comment on function public.accept_invitation is
  'IAM-5: makes the caller a member by the token of an invitation; only the account whose confirmed address was invited. It becomes the current enterprise where none is chosen. input {token}. Returns whoami() and joined {id, name}. Refuses not_signed_in, not_in_chat, address_unconfirmed, invitation_unknown (also that of another address), invitation_over, member_disabled, capacity_reached.';

comment on table private.link_codes is 'One-time codes that link a chat account: 40 random bits, 10 minutes, once, one at a time a person; only the hash is kept. aal: of the session that made it.';

comment on table private.link_attempts is 'Wrong link codes of the last day, by chat account. What they are limited to stands at private.too_many_codes.';

comment on function public.begin_link is
  'BOT-2: a one-time code (8 letters, 10 minutes) to link a chat account to oneself; an earlier one that was not used ends. {code, expires_at}. Refuses forbidden in chat.';

comment on function private.too_many_codes is 'BOT-2: whether wrong link codes of this chat account, its team, or everywhere on the platform are too many for another try now.';

comment on function public.finish_link is
  'BOT-2: links the chat account the bot speaks for to the person who made the code. {name, email, locale}. Refuses link_code_unknown, link_code_expired, already_linked, too_many_attempts, chat_proof_required, bot_only.';

comment on function public.unlink_chat is
  'Unlinks one of one''s own chat accounts, also from within it; owners also one of an active member, with a password just given. {id}. Refuses not_found, sudo_required.';

comment on function private.keep_an_owner is 'Refuses last_owner when a change would leave no one who can manage members.';

comment on view public.member_cards is 'The members of an enterprise with the names of their groups.';

comment on function private.member_card is 'A member as a verb returns it: {id, name, email, state, groups}.';

comment on function private.bound_groups_of is 'IAM-5: refuses capacity_reached where a member is in more than 20 groups.';

comment on function private.join_group is
  'Makes a person a member (once; who left comes back) and puts them into these groups of the enterprise. Refuses member_disabled, capacity_reached.';

comment on function public.disable_member is
  'IAM-3: active → disabled: every right is lost, the history stays, and the invitations the member made are revoked. Sudo. Returns {id, name, email, state, groups}. Refuses not_found, forbidden, sudo_required, wrong_state, last_owner.';

comment on function public.enable_member is 'IAM-3: disabled → active, with the groups as they were. Sudo. Returns as disable_member. Refuses not_found, forbidden, sudo_required, wrong_state.';

comment on function public.leave_enterprise is
  'IAM-5: ends one''s own membership of an enterprise, also a disabled one: every right and group is lost, the history stays. Who left comes back by accepting another invitation. Returns whoami(). Refuses not_signed_in, not_found, last_owner.';

comment on function private.is_aal2 is 'Whether the caller''s session gave a second factor. Never in chat.';

comment on function private.lacks_mfa is
  'Whether what the enterprise asks of those who decide (approver_mfa) is missing. linked: a session at aal2, or a chat account linked from one within 90 days. panel: a session at aal2.';

comment on function public.set_approver_mfa is
  'IAM-5: which second factor a decision asks for: none, linked (in the session, or when the chat account was linked, at most 90 days ago) or panel (in the session, so not in chat). Owner, with a password just given and, but for none to none, a second factor. input {approver_mfa}. Returns whoami(). Refuses forbidden, sudo_required, second_factor_first, input_invalid.';

comment on function private.check_policy is 'IAM-2: refuses policy_invalid, and says where a policy document is malformed.';

comment on function private.lay_groups is 'The four groups every enterprise starts with: Owners, Operators, Reviewers, Readers.';

comment on function private.meet is 'Trigger: creates a profile for every new account. Its language is null until the person chooses one: each surface speaks that of its browser, chat account or machine.';

comment on function private.follow_address is 'Trigger: profile and member lists show the address that the account has now.';

comment on function public.my_sessions is
  'IAM-5: one''s own sessions, the one used last first, at most 200: [{id, created_at, seen_at, user_agent, address, aal, current}]. seen_at: sign-in or last refresh of the token. user_agent and address are null where Auth does not know them. current: the one that asks; none in chat. Refuses not_signed_in, not_linked.';

comment on function private.one_line is 'What a stranger''s client said of itself, as it is kept: without control characters and marks of direction, at most so many characters; null for nothing.';

comment on function public.revoke_session is 'IAM-5: ends one of one''s own sessions at once, the one that asks included. {id}. Refuses not_found.';

comment on function public.revoke_other_sessions is 'IAM-5: ends all of one''s own sessions but the one that asks; in chat all of them. {ended}.';

comment on function private.log_sessions is
  'Trigger on auth.sessions: IAM-5, a sign-in or the end of a session stands in the log of each enterprise where the person is an active member. The bot''s own stands in none. No token is kept.';

comment on function private.record_failed_sign_in is
  'IAM-5: a wrong password for this account, from this address (null: not known). A refused sign_in in the log of each enterprise where the person is an active member, at most 10 a quarter of an hour. Answers nothing, whether there is such an account or not.';

comment on function public.record_failed_sign_in is 'IAM-5: called with the service key by what checks passwords (the embedded gateway). See private.record_failed_sign_in.';

comment on table private.actions is 'IAM-2: the catalogue of actions. shared/src/people/actions.ts has their wording; a test keeps both in step.';

comment on function public.whoami is
  'The caller: {user_id, name, email, locale, bot, platform_admin, enterprise, enterprises, disabled_in, permissions}. user_id is null for anonymous callers and for unlinked chat accounts; enterprise is null until one is chosen (enterprises: among which). Refuses session_ended, chat_proof_required.';

comment on function public.may is 'Whether the caller may do this action in the enterprise they work in now.';

comment on function public.switch_enterprise is 'ENT-1: makes another of one''s enterprises the current one. Returns whoami(). Refuses not_found.';

comment on function public.set_locale is 'Sets one''s language. input {locale: zh-CN or en}. Returns whoami(). Refuses input_invalid, not_signed_in.';

comment on function public.create_enterprise is
  'ENT-2 (§2): opens an enterprise. Both statements must be accepted. The caller becomes its owner, and it becomes the current one. input {name, statements}. Returns whoami(). Refuses name_required, name_unclean, statements_required, address_unconfirmed.';

comment on function public.set_marketing_window is
  'SND-1: sets when marketing messages may go out, in the enterprise''s time zone (default 08:00 to 21:00). Owner. input {opens, closes}, each HH:MM. Returns whoami(). Refuses forbidden, input_invalid.';

-- Platform admins run the deployment (price list, carriers, limits). They belong to no enterprise by that, and see counts of enterprises, never their rows.

comment on table private.platform_admins is 'Who runs the deployment. Made by `npm run setup -- platform-admin <email>`, by nobody through the API.';

comment on function private.is_platform_admin is 'Whether the caller runs the deployment. Never the bot, nor anybody in chat.';

comment on function public.platform_overview is
  'How much there is on this deployment: {enterprises, members (active), sends: {state: count}}. Platform admins only. Refuses platform_admin_only, not_signed_in, session_ended.';

comment on table public.packages is 'PKG-1 (§3): a package (套餐包): the units of a paid order. There are no refunds.';

comment on table public.quota_accounts is
  'Balances of the ledger''s accounts, updated in the transaction of each transfer. package_id null is pay-as-you-go: its "available" counts down from 0 without limit.';

comment on table public.quota_ledger is 'PKG-3: double entry: the two rows of a transfer add up to zero. Append-only.';

comment on table private.reservations is 'How much of which package a send or a resolve task has reserved, and how much of that is settled or released.';

comment on table private.holds is 'Sends and resolve tasks whose reservation is open. What their links did not use goes back when the last one is over, and the row goes.';

comment on view public.quota_balances is 'Balances by kind: granted = available + reserved + used + expired - payg_used.';

comment on function private.lock_quota is 'Serialises the writers of an enterprise''s quota of a kind. Transfers come once per batch, not once per message.';

comment on function private.transfer is 'Moves an amount between two accounts of one package (or of pay-as-you-go): two ledger rows and two balances, or nothing.';

comment on function private.reserve is 'PKG-2, PKG-3: reserves an amount for a send or a resolve task: packages by expiry, then pay-as-you-go. Never oversold: one writer at a time.';

comment on function private.settle is 'PKG-2: pays for resolutions of a send or a resolve task from its reservation. What the reservation lacks is reserved first, so it never fails.';

comment on function private.release is
  'PKG-2: gives units of a reservation back, at most what is open: of a send whose links are over, nothing is.';

comment on function private.charge is 'PKG-2: charges usage that has no reservation: packages by expiry, then pay-as-you-go. Called once per resolve task and turn of the clock, not once per resolution.';

comment on function private.expire_packages is 'Expires what is left of packages past their date. Units that are released to an expired package expire too.';

comment on function private.price_at is 'PKG-2: the price of an item at a time, in millionths of the currency; null where there was none.';

comment on function private.fen_of is 'What so many units cost, in hundredths of the currency; null where there is no price.';

comment on function private.cost_of is
  'PKG-2, PKG-3: what so many resolutions and SMS segments cost at most as packages and prices are now: {units, packages, pay_as_you_go, allowed, segments, currency, unit_micros, segment_micros, units_fen (of what goes beyond the packages), segments_fen, most_fen (both)}. allowed false: an approval would be refused (quota_short). Prices and amounts are null where the price list has no price.';

comment on function private.units_of is 'PKG-2: how many units a send reserves: one for each number it goes to.';

comment on function private.send_cost is 'PKG-2: what an approval of a send would reserve, and what it costs at most; for a recurring send, each time. As private.cost_of.';

comment on function private.send_charges is
  'PKG-2: what a send did cost so far, at the prices of its approval: {units (resolutions paid for), packages, pay_as_you_go, open (still reserved), segments (handed to the carrier), currency, units_fen, segments_fen, total_fen}. Null before its approval; amounts are null where there was no price.';

comment on function public.preview_cost is
  'PKG-2: what a send to so many numbers, each of so many SMS segments, would cost at most now, before there is one. As the cost of send_cards. Refuses forbidden, no_enterprise, input_invalid.';

comment on function private.hold_task is
  'PKG-2: with pay-as-you-go off, reserves for a resolve task what its links may still be resolved, and keeps it until they are over. Refuses quota_short.';

comment on function private.links_end is 'When the last link of a send or a resolve task is over; null: not known yet.';

comment on function private.close_reservations is
  'PKG-2: closes the reservations of sends that are done or cancelled, and of resolve tasks, whose last link is over and whose requests are all rolled up: what nobody opened goes back. Returns how many.';

-- The price list of the deployment (PKG-1, PKG-2): offers of packages, and what a unit costs beyond them.

comment on table private.sale_settings is 'What holds for all orders of this deployment: the currency, and whether an order is confirmed by the system at once.';

comment on table public.offers is
  'PKG-1 (§3): an offer of the price list: kind (信息类型), specification (规格), size (套餐), price_fen (hundredths of the currency), validity in months from the payment, on sale from and until. An edit raises its revision and changes no order.';

comment on table public.unit_prices is
  'PKG-2: the price of a unit beyond the packages, and of an SMS segment, in millionths of the currency. A price holds from `since` until the next one of its item.';

comment on function private.is_on_sale is 'Whether an offer can be ordered now.';

comment on function private.offer_in is 'The terms of an offer from an input: one year of validity and on sale from now, unless it says otherwise. Refuses input_invalid.';

comment on function public.create_offer is
  'PKG-1: puts an offer on the price list. Platform admins, with a password just given. input {sku, kind, spec (of the basic edition), size (1 to 10,000,000), price_fen (1 to 1,000,000,000), validity_months (12), sale_from (now), sale_until}. Returns the offers row. Refuses platform_admin_only, sudo_required, sku_taken, input_invalid.';

comment on function public.update_offer is
  'PKG-1: new terms of an offer, all of them; orders that were made keep theirs. Platform admins, with a password just given. input as of create_offer (without sale_from: as it is). Returns the offers row. Refuses platform_admin_only, sudo_required, wrong_state (withdrawn), sku_taken, input_invalid.';

comment on function public.withdraw_offer is
  'PKG-1: takes an offer off the price list, for good; orders that were made stay. Platform admins, with a password just given. Returns the offers row. Refuses platform_admin_only, sudo_required, wrong_state.';

comment on function public.set_unit_price is
  'PKG-2: what a unit beyond the packages costs from now on, or an SMS segment. What was reserved before keeps its price. Platform admins, with a password just given. input {item: aim_resolution, basic, sa_resolution or sms_segment, price_micros (0 to 1,000,000,000 millionths of the currency)}. Returns the unit_prices row. Refuses platform_admin_only, sudo_required, input_invalid.';

comment on function public.set_sale_settings is
  'PKG-1: whether orders are confirmed by the system at once, without a payment that somebody saw. Orders that wait already go on waiting. Platform admins, with a password just given. input {orders_confirm_themselves}. Returns it. Refuses platform_admin_only, sudo_required, input_invalid.';

comment on function public.price_list is
  'PKG-1, PKG-2: {currency, orders_confirm_themselves, offers: the offers rows on sale now, units: {item: price_micros}}, for anyone signed in. Refuses not_signed_in, session_ended, not_linked.';

-- Orders of packages (PKG-1): offer × quantity. Nobody types a price, a size or an expiry; units come of a payment that was confirmed.

comment on table public.orders is
  'PKG-1 (§3): an order of packages: the terms that its offer had then, times quantity. ordered → paid (a platform admin says that the money came, or the system where orders confirm themselves), cancelled (by whoever ordered) or declined (by a platform admin). No refunds.';

comment on function private.pay_order is 'PKG-1, PKG-3: puts the units of a paid order into the ledger, as one package that ends its months after the payment.';

comment on function private.new_order_no is 'A number for an order, which a payment can name: PO- and ten hexadecimal digits.';

comment on function public.create_order is
  'PKG-1: orders packages. input {offer_id, quantity (1 to 100), revision (of the offer, as it was shown)}. The total is price × quantity, the units are size × quantity. Waits for the confirmation of the payment, unless orders confirm themselves. Returns the orders row. Refuses forbidden, not_found, offer_withdrawn, offer_not_yet, offer_over, offer_changed, capacity_reached (20 orders that wait), input_invalid.';

comment on function public.cancel_order is
  'PKG-1: takes back an order that is not paid yet. Whoever ordered. Returns the orders row. Refuses not_found, forbidden, not_the_orderer, wrong_state.';

comment on function public.confirm_order is
  'PKG-1: says that the payment of an order came; its units are in the ledger with that. Platform admins, with a password just given, and never for an enterprise that they are or were a member of. input {reference}: by which the payment is found, 1 to 64 characters. Returns the orders row. Refuses not_found, platform_admin_only, sudo_required, own_payment, wrong_state, name_unclean, input_invalid (also for an empty reference).';

comment on function public.decline_order is
  'PKG-1: ends an order whose payment does not come. Platform admins, with a reason. Returns the orders row. Refuses not_found, platform_admin_only, reason_required, reason_too_long, wrong_state.';

comment on table public.receipts is
  'Receipts for unknown references: stored and shown, each once. A receipt for a known reference is stored in its delivery. It is applied once, because a delivery only moves forward to a later state.';

comment on table public.replies is 'Replies of people (上行), each once by the carrier''s id.';

comment on function private.channel_name is 'The name of the channel that a reply or a receipt came through, also for people who may not list channels. Called for rows that are visible to the caller.';

comment on function private.count_step is
  'Updates the account (ACC-1), the day (RPT-1) and the quota (PKG-2) for n deliveries that changed from one state to another, in the transaction that changed them. unresolved: how many of them nobody has opened.';

comment on function private.time_out is 'Times out messages whose receipt did not come within the channel''s limit, and batches that stayed in doubt as long, a few batches per call. A late receipt corrects it. Returns how many.';

comment on function private.record_replies is 'carrier.md: replies of people, each once; an opt-out word stops the signature for that number from then on (OPT-1). {fresh, opted_out}.';

comment on type private.step is 'n deliveries of a send, handed over on that day, changed from one state to another; unresolved of them were not opened.';

comment on type private.receipt_columns is 'Receipts of one transaction in id order, each id once. Values that hundreds of receipts share are stored once.';

comment on function private.vendors_of is 'The vendors with these names, in the same positions; null for an unknown name.';

comment on function private.sends_of is 'The sends that delivery ids, in order, belong to: each has a block of ids.';

comment on function private.receive_into is
  'Applies receipts to the deliveries with these ids, all in one partition and in the state old. steps: what changed; rest: the ids that did not change.';

comment on function private.blocks_of is 'The partitions that hold deliveries of these sends, with the range of the sorted ids in each.';

comment on function private.receive is
  'Applies receipts to their deliveries, and updates account, days and quota. applied: how many changed; missing: the ids that are no delivery of the enterprise.';

comment on function private.record_sorted_receipts is
  'record_receipts for columns as in receipt_columns: the ids sorted, each once. The caller guarantees that, which saves a third of the work.';

comment on function private.record_receipts is
  'carrier.md: a batch of receipts, from one call or from several. Repeats are ignored, the order does not matter, and late ones correct a time-out. A receipt for an unknown reference is stored and shown. {applied, unknown}.';

comment on function private.wanted_number is 'The E.164 form of a number that somebody searches for. Refuses invalid_number.';

comment on function private.recipient_reads is 'The action needed to list the rows of this kind that carry a number; null: there are none of this kind.';

comment on function private.deliveries_to is 'The messages to a number, of one send or of the newest 500 sends of an enterprise, the newest send first; one more than asked for where there are more.';

comment on function private.rejects_of is 'The lines of this number that were left out, of one file or of the newest 500 files with such lines.';

comment on function private.links_with is 'The links of a task whose customer flag is this text, or this number.';

comment on function public.find_recipient is
  'IAM-3: the rows of one''s enterprise that are about this number, masked: {number, rows, more}. resource: delivery (rows of delivery_cards with send_name, batch_no, origin; of: one send, else the newest 500), opt_out (opt_out_cards), number_reject (file_id, file_name, line, value, reason; of: one file, else the newest 500), reply (reply_cards), link (link_cards; of: the task; number: the whole customer flag). number: in any usual form. At most 50 rows; more: there are others. Each call counts as a search (IAM-6), because a number that is shown masked could be found by trying. Refuses forbidden, input_invalid, invalid_number, too_many_requests.';

comment on function private.whole_recipient is 'The whole number and the parameters behind a row of an enterprise, and in words where the row is; nulls where there is none. No API role may call it.';

comment on function public.reveal_recipient is
  'IAM-3: the whole number and the parameters of one masked row, with a reason. resource and id: delivery, opt_out, receipt, link (the id of the row), number_reject (<file>/<line>), reply (<channel>/<id>), link_reject (<task>/<ordinal>). Returns {resource, id, number, params}; a repeated request gets no number again. Who asked, for which row and why stands in the audit log; the number does not. Refuses forbidden, input_invalid, not_found, not_in_chat, reason_required, reason_too_long, too_many_requests.';

comment on function public.export_recipients is
  'IAM-3: the whole customer flags and parameters of the next 5,000 links of a task, with a reason. input {task, after: the last ordinal of the slice before, or 0}. Returns {task, rows: [{ordinal, cust_flag, params}]}; a repeated request gets no rows again. Each slice is a line of the audit log. Refuses forbidden, input_invalid, not_found, not_in_chat, reason_required, reason_too_long, too_many_requests.';

comment on schema private is 'Tools of the law. Never exposed by the API.';

comment on function private.clean_name is 'A name as it is stored: trimmed. Refuses name_unclean, name_required.';

comment on function private.clean_reason is 'A reason as it is stored: trimmed, with phone numbers in it masked, null for none. Refuses reason_required, reason_too_long.';

comment on table private.refusals is
  'The register of refusals: code, HTTP status, English words and hint (hint_by: where the details name who acted last). Written by npm run law from shared/src/refusals; a {name} place is filled from the details.';

comment on table private.constraints is 'Named constraints, and the refusal that a person reads in place of their violation.';

comment on function private.fill_places is 'Puts the details into the {name} places of a text, as fillPlaces in shared/src/locale.ts does.';

comment on function private.refusal is 'A refusal as the caller gets it: {code, message, details, hint}, in the English words of the register.';

comment on function private.refuse is
  'Raises a refusal: sqlstate PGRST with {code, message, details, hint} and the HTTP status from the register. The frame of verbs catches it; elsewhere PostgREST answers with it.';

comment on view public.send_report is
  'RPT-1: a send by day. submission_count = handed to the carrier, send_count = accepted by it, resolved = cards shown. Days are of the hand-off, in the enterprise''s zone.';

comment on view public.report_days is
  'RPT-1, OVW-1: an enterprise by day, over all its sends. resolved: cards shown by the links of sends; resolutions: cards shown by any link, including those of resolve tasks.';

comment on view public.waiting_reviews is 'OVW-1: what waits for a decision. number and origin distinguish sends of the same name. mine: submitted by the caller, who may not decide it.';

comment on function private.books is
  'PKG-3, ACC-1: checks that ledger, balances and deliveries of an enterprise agree, at one moment: {ok, looked_at, findings}. since: only sends that were not finished by then are checked.';

comment on function public.audit_quota is
  'PKG-3, ACC-1: checks that ledger, balances and deliveries of one''s enterprise agree, at one moment: {ok, looked_at: {accounts, transfers, sends}, findings}. Refuses forbidden.';

comment on function private.check_books is 'PKG-3: runs the check of audit_quota for every enterprise with activity in the last two days, and raises an alert where the books disagree. Called by the clock. Returns in how many enterprises.';

comment on table private.requests is 'Client-made request ids of human verbs with their first answer, and a hash of the input where a verb creates a resource. Deleted after 7 days.';

comment on function private.replay_request is
  'The first answer to this request id, or null when it is new. Refuses a request id that was used for another verb or resource (request_mismatch), or with another input (request_reused).';

comment on function private.input_hash is 'A hash that tells one input of a verb from another, whatever the order of its fields.';

comment on function private.store_response is 'Stores the answer of a verb under its request id, and returns it.';

comment on table public.sends is
  'A send task (发送任务). hash: what the approval binds (APR-1). units: the quota reserved at approval. A recurring send is a plan: each occurrence is a send of its own, with the plan as its parent. pause_code: why the system paused it; pause_details: the values for the wording of that code. trial_result: what the trial had come to when the rest was released (private.trial_of). guarded_*: how many final messages, and how many failures among them, a person has accepted.';

comment on table private.send_progress is
  'The cursors of an approved send. Delivery ids are id_base + ordinal: unique by construction. Ordinals up to dispatch_limit may be handed over; next_ordinal is the first one not yet claimed. expanded: so many deliveries are made; the clock goes on until they are as many as total. swept false: pending rows are still to be set to cancelled. large: it has a partition of its own.';

comment on table private.delivery_blocks is 'The start of the next block of delivery ids; a send takes one id per number. Small sends share the partition below 2^40; a large one gets its own above.';

comment on table public.send_totals is 'ACC-1: the account of a send, updated in the transaction that updates its deliveries. A constraint checks the sum.';

comment on table public.deliveries is
  'One message to one number. Its id identifies it everywhere: in the logs, as the carrier''s reference and, enciphered, as the code of its personal link. The number is in no log. resolved counts resolutions of that link: at most one. No foreign key: a million checks would take longer than inserting the million rows, and only expand_slice inserts rows.';

comment on table partitions.deliveries_shared is 'The deliveries of all small sends.';

comment on table public.send_days is
  'RPT-1: the roll-up behind the send report, by the day of the hand-off in the enterprise''s zone; no numbers in it. Updated in the transaction that updates the deliveries.';

comment on function private.has_deliveries is 'Whether the first deliveries of a send are made: it can be handed over while the clock makes the rest.';

comment on function private.window_opens is 'SND-1: when a marketing message may go out next; `at` itself when the window is open then.';

comment on function private.progress_of is 'How far an approved send is expanded and released. Called for rows that are visible to the caller.';

comment on table public.approval_rules is
  'APR-1: a rule applies to a send that meets all the conditions it gives (audience of at least, cost in quota units of at least, marketing or not, requested by a member of a group). It requires a number of approvers, from a group or from all who may approve. All rules that apply to a send hold; when none does, one approver is enough. Never the submitter.';

comment on table public.send_approvals is 'APR-1: who approved which submission of a send. An edit changes the hash, and a new submission changes the time: earlier approvals no longer count.';

comment on table private.asked is
  'T9: what the rules required of a submission when it was made: one row per rule that applied (rule null: none did), with the members of its group at that time (members null: no group).';

comment on function private.in_group is 'Whether a person is an active member of a group.';

comment on function private.asked_of is 'What a set of rules requires of a send: one row per rule that applies; rule null: none does, so one approver.';

comment on function private.rules_of is 'The approval rules of an enterprise as one JSON array.';

comment on function private.who_may_approve is 'How many active members (of a group) may approve sends.';

comment on function private.send_hands is 'T9: who made, edited or submitted a send, or imported its numbers. These people may not decide about it.';

comment on function private.people_of is 'The active members of a group.';

comment on function private.keep_asked is 'T9: stores what the rules require of a send at its submission, and who is in their groups.';

comment on function private.asked_for is
  'T9: what is required of a submitted send: what was required at its submission, and what is required now. Where both name the same rule and group, the larger number of approvers counts. people: who is in the group now and, where that was stored, was in it then; null: no group.';

comment on function private.counted_approvals is 'The approvals of this submission that count: by people who may approve now, and who did not make, edit or submit it.';

comment on function private.approvals_of is
  'What a submitted send requires, whose approvals count, and how many people may still approve: [{rule, approvers, group_id, group, have, by, open}]. have + open below approvers: too few people are left who could approve, and it has to be submitted again.';

comment on function private.approved is 'Whether a send has all the approvals that it requires.';

comment on function private.approval_bar is 'The code, with its details, with which an approval by the caller is refused, apart from permissions and four eyes; or null. The verb and the buttons use this same function.';

comment on function private.capped_phones is
  'OPT-1: the numbers of a new batch that have had as many messages as the caps allow: marketing per hour and day, notices per minute and day, counted over the enterprise''s other sends of the kind.';

comment on function private.honour_caps is 'OPT-1: removes from a new batch the numbers that the caps allow no further message. They are accounted as capped, and their quota is released.';

comment on function private.honour_limits is 'OPT-1: removes from a new batch the numbers that have opted out, and those that the caps allow no further message.';

comment on function private.index_phones is 'Gives large sends an index by number once the frequency caps look into them. Without it the caps are correct but slow.';

comment on function private.twin_of is 'Another send of the last week, of the same template to the same numbers: {id, name, batch_no, at}, or null.';

comment on view public.send_cards is
  'A send with its names and its account: intended = invalid + duplicates + pending + handed + delivered + failed + expired + timed_out + unknown + opted_out + capped + cancelled. sms_text: the text as it is handed over, with {link} in place of each link; link_example: a link as long as those; segments: SMS a message, segments_handed: those of all messages handed to the carrier so far. left_out: numbers without a value for a parameter, counted as invalid; left_out_lines: the first 20 of their lines. approvals: what the rules ask and who has approved; twin: the same template to the same numbers, lately; cost: what an approval would take of the packages and pay-as-you-go, and what that costs at most (private.cost_of); charged: what it did cost so far (private.send_charges); trial_figures: what became of the trial (private.trial_of), live until the release and as it was then afterwards; first_at: the first occurrence of a plan that is not approved yet, if it is approved in time.';

comment on function private.send_card is 'The send_cards row of a send as JSON.';

comment on function private.send_bound is
  'APR-1: what an approval of a send is about: the template version, the text as it is handed over, the signature, the domain, the channel, the audience (and with it the cost) with the columns that fill the parameters, the ground of consent, the time, the trial, the window. rows: the ids behind the names.';

comment on function private.send_hash is 'APR-1: the hash of what an approval binds. Any later edit changes it.';

comment on function private.check_cron is 'SND-1: refuses cron_invalid, repetition_over, schedule_outside_window, recurring_too_often.';

comment on function private.columns_of is 'TPL-3: the parameters of a template version, each with the heading of the column that fills it: the one that the send names, or else the one of its own name.';

comment on function private.parameters_missing is 'TPL-3: parameters of a template version that no column of a number file fills. They would go out as gaps.';

comment on function private.whole_numbers is 'The condition, on a row x of numbers, that it has a value for every parameter of a template version.';

comment on function private.values_for is
  'The values of a message or link, of a row x of numbers: those of the parameters of the template, under their names. What else the file holds is not handed on.';

comment on function private.leave_out is
  'SND-5: counts the numbers of the file that lack a value for a parameter of the template. They get no message, so that nobody reads a gap; an empty cell that the template does not use keeps nobody out. Stores how many, and their first 20 lines.';

comment on function private.columns_in is 'The columns that a send names for its parameters, {parameter: heading}. Refuses input_invalid, columns_invalid.';

comment on function private.headings_of is 'The headings of a file that can fill parameters, for the words of a refusal.';

comment on function private.check_consent is 'CNS-1: a marketing send states the ground on which its recipients agreed. Refuses consent_required.';

comment on function private.consent_in is 'CNS-1: the ground of consent of an input {consent, consent_proof: {path, name}}, or nulls. Refuses consent_too_long, proof_invalid.';

comment on function private.check_send is
  'SND-1: refuses filing_missing, template_not_approved, template_disabled, signature_not_approved, sms_template_not_approved, sms_template_has_variables, sms_template_without_link, domain_not_approved, domain_disabled, channel_not_ready, deployment_unset, file_not_ready, file_empty, file_of_flags, file_of_basic_edition, parameters_missing, typed_params_missing, values_missing, trial_too_large, schedule_in_past, repetition_over, schedule_outside_window, cron_invalid, recurring_too_often.';

comment on function private.parse_send is 'The send that a valid input describes. Refuses what does not fit, naming the field.';

comment on function private.cron_field is 'The values of one field of a cron expression (*, lists, ranges, steps), in order; null when it cannot be read.';

comment on function private.next_occurrence is
  'The first instant after `after` that matches a cron expression (minute hour day month weekday, in the zone); null when it cannot be read or never matches.';

comment on type private.stretch is 'A part of a batch: a range of delivery ids, and the partition they are in.';

comment on function private.ordinals_of is 'The range of ordinals in which a number is, in a send to this file; no row: the file does not contain the number.';

comment on function private.stretches_of is 'The ranges of an enterprise''s messages that may have been handed over in this time, as far as sends and batches can tell.';

comment on function private.details_in is 'The newest messages in these ranges of one partition that match the filters, up to a limit.';

comment on function public.send_details is
  'SND-3 (§7.1.4): messages over all sends of one''s enterprise, the newest batch first, and in a batch the last message first: {from, to, rows, more}. The send time is the hand-off to the carrier; for a number that was skipped in its turn (opted out, over the cap) it is the time of that turn. Messages that had no turn yet, or were cancelled before it, have no send time and are shown only with their send. The time range is [from, to), at most 24 hours, by default the last 24. result: a state. number: the whole number in any usual form, masked in the answer; such a call counts as a search (IAM-6). after: the id of the last row of the page before. Rows are not counted; more says whether another page follows. Refuses forbidden, input_invalid, range_too_long, invalid_number, too_many_requests.';

comment on table private.batches is
  'A claimed range of deliveries and its lease. A lease that runs out leaves the batch in doubt: it may or may not have been handed over. Then the channel is asked, or the batch is handed over again where the channel is idempotent. closed_at: no message of it waits for a receipt any more. carrier_ids: the carrier''s id of each message, in the order of the range. They are stored once per batch, because a text in every row took a quarter of the time of recording a hand-off.';

comment on function private.lease is 'How long a dispatcher holds a batch exclusively.';

comment on function private.claim_batch is
  'SND-5: leases the next batch to hand over; no row: there is none now (claim_wait says whether to ask again). Batches in doubt come first. The cursor advances with the lease, so a range is claimed once. A batch of a dispatcher that died comes back as doubtful.';

comment on function private.claim_wait is
  'After a claim that found nothing: the milliseconds until it is worth another try, because of a channel''s rate, a lock, or deliveries that are being made; null: nothing waits for those.';

comment on function private.honour_opt_outs is
  'OPT-1: removes from a new batch the numbers that have opted out since the send was expanded. A batch in doubt is left as it is: it may have been handed over.';

comment on function private.batch_to_hand_over is 'Everything a dispatcher needs to hand a batch over: channel, text, key of the links, and the messages that are still pending.';

comment on function private.record_handoff is
  'Records a carrier''s answers to a batch, each once. status is accepted, rejected or unknown; a single one applies to all. Messages without an answer stay pending, and keep the batch open and in doubt. {accepted, rejected, open}.';

comment on function private.carrier_id_of is 'The carrier''s id of a message, from the answer to the hand-off; null: the carrier gave none, or the caller may not see the message.';

comment on function private.give_back is
  'Returns a batch that was not recorded, to be retried after a number of seconds. nothing_taken true: the carrier said that it took nothing (429), so the channel is throttled and the batch is not in doubt.';

comment on function private.late_bar is
  'SND-2: the code, with its details, with which a send whose time has passed is neither submitted nor approved, as check_send refuses it; or null. The verbs and the buttons use this same function.';

comment on function private.note_lapsed is 'SND-2: redraws, once, the cards of sends whose time passed while they waited for an approval. Returns how many. Called by the clock.';

comment on function private.edit_bar is 'SND-1: the code, with its details, with which an edit by the caller is refused, apart from permissions; or null. The verb and the buttons use this same function.';

comment on function private.undo_approval is
  'PKG-3, SND-5: takes back what set_going gave a send of which nothing was handed over: its units, its deliveries, its account. Its delivery ids are not given out again.';

comment on function public.update_send is
  'SND-1, APR-1: replaces a send as a whole, by its author, while nothing of it has gone out: a draft, one in review or rejected, one that is approved and waits for its time, a plan, and one that was paused before its start. It is a draft then: approvals are void, reserved units are given back, and it is submitted again. input as of create_send, and revision: that of the send the editor began from; without consent_proof the stored one is kept. Returns the card. Refuses not_found, forbidden, wrong_state, occurrence_not_edited, send_begun, not_the_author, send_edited, resend_keeps_numbers, and as create_send.';

comment on function private.deliveries_partition is 'The name of a large send''s partition.';

comment on function private.deliveries_home is 'The partition that holds the deliveries of a send; null for a large one that has none yet.';

comment on function private.home_of is 'The partition that holds the deliveries of a send, by the id of the send.';

comment on function private.lay_partition is 'Creates the partition of a large send.';

comment on function private.expand_slice is
  'SND-5: makes the next deliveries of an approved send, in the order of the file; the ids are also those of their personal links. Opted-out numbers are accounted, not sent. The cursor advances in the same transaction. The first slice makes the send ready: it is handed over while the others follow. made: how many; opted_out: how many of them had opted out.';

comment on function private.expand_due is 'SND-5: makes deliveries for a quarter of a second or a slice, of the sends that have none yet first. Returns how many.';

comment on function private.link_base is 'The base address of the links of a domain: its own host, or the deployment''s address.';

comment on function private.make_occurrence is 'Makes the send of one occurrence. The approval of the plan covers it, as long as the hash is unchanged (APR-1). Refuses as an approval does.';

comment on function private.make_occurrences is 'Makes the due occurrences of recurring sends. One that is refused pauses its plan and raises an alert. Returns how many were made.';

comment on table private.resends is 'Resends whose numbers are still being collected: the next delivery of the first send to look at, and its last one.';

comment on function private.collect_resend is 'Copies the next numbers of a resend from its first send. When all are copied, it waits for its review. True: nothing is left to collect.';

comment on function private.collect_resends is 'Collects a slice for each of two resends. Returns how many.';

comment on function private.resend_bar is 'BSN-2: the code, with its details, with which a resend of a finished send is refused; or null.';

comment on function public.resend_send is
  'BSN-2: a new send, once, to the numbers that a finished send did not reach (failed, expired, timed out). It has its own review and its own reservation of quota. Messages in the state unknown are not sent again: they may have arrived. Returns the card of the new send. Refuses not_found, forbidden, wrong_state, resent_already, nothing_to_resend.';

comment on function private.approval_rule_card is 'An approval rule as JSON, with able: how many people may approve by it.';

comment on function private.read_rule is 'The approval rule that a valid input describes. Refuses input_invalid, name_required, name_unclean, not_found.';

comment on function private.meetable_rule is 'As read_rule, and refuses rule_unmeetable.';

comment on function private.touch_waiting is 'Redraws the cards of what waits for approval: other people may be required now.';

comment on function public.create_approval_rule is
  'APR-1: makes a rule. input {name, min_audience, min_units, marketing, requester_group_id, approvers (1 to 5), group_id}; a condition that is left out does not restrict the rule. It applies at once, also to sends that wait. Returns the row and able: how many people may approve by it. Refuses forbidden, input_invalid, name_required, name_unclean, name_taken, not_found, rule_unmeetable.';

comment on function public.update_approval_rule is
  'APR-1: replaces a rule as a whole. For sends that wait it only adds to what was required at their submission. Returns and refuses as create_approval_rule.';

comment on function public.delete_approval_rule is 'APR-1: deletes a rule. Sends that wait still need what was required at their submission. Returns the row as it was. Refuses not_found, forbidden.';

comment on function public.try_approval_rules is
  'APR-1: what rules (null: the current ones) would have required of the sends that were submitted in the last days and approved: {sends: [{id, name, batch_no, submitted_at, units, is_marketing, submitted_by, state, asks, most, had, enough}], enough, more}; more: how many were approved by fewer people, or by others, than the rules would have required. Changes nothing. Refuses forbidden, input_invalid, not_found.';

comment on table public.send_settings is
  'OPT-1: frequency caps per number; GRD-1: the share of failures that pauses a send; PKG-2: whether sends may exceed the packages. No row: the defaults.';

comment on function private.settings_of is 'The settings of an enterprise, or the defaults of the table.';

comment on function public.get_send_settings is
  'The settings of one''s enterprise: {marketing_per_hour, marketing_per_day, notice_per_minute, notice_per_day, pause_at_failures, pay_as_you_go}. Refuses forbidden.';

comment on function public.set_send_settings is
  'OPT-1, GRD-1, PKG-2: changes some of the settings of get_send_settings. input {one or more of them}. Returns them all. Refuses forbidden, input_invalid, caps_crossed.';

comment on table public.opt_outs is 'OPT-1: numbers that opted out of a signature, with reason and proof. added_by null: they replied so themselves.';

comment on function public.import_opt_outs is
  'OPT-1: puts up to 10,000 numbers on a signature''s opt-out list, with reason and proof; from then on nothing is sent to them, not even by running sends. input {signature, phones (E.164), proof?}. Returns {added, known}. Refuses forbidden, not_found, input_invalid, reason_required, reason_too_long, file_empty, too_many_numbers, invalid_number.';

comment on function public.remove_opt_out is
  'OPT-1: removes a number from a signature''s list, for a person who asked for messages again. input {id: that of its row} or {signature, phone (E.164)}. Returns {removed}. Refuses forbidden, input_invalid, reason_required, reason_too_long, not_found.';

comment on function public.pause_send is
  'Pauses a send: nothing more is handed over until it is resumed. Messages on their way still get their receipts. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.resume_send is
  'Resumes a paused send where it stopped: paused → expanding, ready, sending or recurring. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function private.stop_send is 'GRD-1: pauses a send, or a recurring one, automatically, and raises an alert. code: failure_rate, or the refusal of an occurrence; details: the values for the wording of that code.';

comment on function private.guard_sends is 'GRD-1: pauses sends whose share of failed messages exceeds the enterprise''s setting (default: half), and raises an alert. Returns how many.';

comment on function private.note_failures is
  'GRD-1: of a send that is done now, the three most frequent reasons of failure, [{state, code, count}]; null when less than a twentieth failed. Raises an alert when half failed, or more than the share that pauses a send.';

comment on function private.trial_of is
  'SND-4: a trial that is under way or waits for its release: {size, delivered, failed, expired, timed_out, unknown, handed, opted_out, capped, resolved, reasons: [{state, code, count}] (the ten most frequent), vendors: [{vendor, delivered, failed, open, resolved}], looked_at}; null for any other send. open: without news. vendor null: no receipt has named one. looked_at: of how many numbers reasons and vendors tell, the first 10,000 at most.';

comment on function private.next_batch_no is 'The next batch number of an enterprise: the day in its zone and a number.';

comment on function private.set_text is 'SMS-1: stores the text that is handed to the carrier for each number, and the segments that each of these messages is billed as.';

comment on function private.complete_send is
  'SND-1: what follows from the columns of a send, computed alike when it is made and when it is edited: its text and segments, the numbers left out, the size of a trial that names none. Refuses what check_send refuses.';

comment on function public.create_send is
  'SND-1, table 7-2: makes a draft send. input {name, template_id, sms_template_id, number_file_id, domain_id (the default one), columns ({parameter: heading of the file} where a column is not called as its parameter), consent (CNS-1, the ground of consent, up to 500 characters), consent_proof ({path, name} of a pdf in the bucket consent-proofs), timing (immediate, scheduled, recurring), scheduled_at, cron, repeat_until, trial, trial_size (10, or all of a smaller file), validity_days (7)}. Numbers without a value for a parameter are left out and counted (left_out). Returns the send_cards row. Refuses forbidden, input_invalid and what parse_send and check_send refuse.';

comment on function private.set_submitted is 'APR-1, T9: stores the text and the hash that approvals bind, the cost, and what is required for an approval.';

comment on function public.submit_send is
  'draft or rejected → in_review. Stores the hash that the approval binds (APR-1) and what is required for it. Earlier approvals no longer count. input {consent, consent_proof}: the ground of consent (CNS-1), where it is stated only now or anew. Returns the card. Refuses not_found, forbidden, wrong_state, input_invalid, consent_required, consent_too_long, proof_invalid and what check_send refuses.';

comment on function private.set_going is 'SND-5, PKG-3: gives an approved send its quota, its delivery ids and its account. Refuses quota_short.';

comment on function private.set_approved is 'APR-1: what follows an approval: checks that the hash is unchanged and that nothing refuses the send, and then sets it going. Refuses hash_changed, consent_required and what check_send refuses.';

comment on function private.before_approve_send is 'APR-1: records that the caller has approved this submission.';

comment on function public.approve_send is
  'SND-5, APR-1: an approval by another person. shown: the hash from allowed_transitions. When all approvals that were required at the submission and are required now are given: in_review → expanding, quota and delivery ids are reserved (PKG-3); a recurring send → recurring. Until then it stays in_review. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, already_approved, not_an_approver, hash_changed, quota_short and what check_send refuses.';

comment on function public.break_glass_send is
  'APR-1: releases a send, with a reason, without the approvals that its rules require, and alerts everyone who may approve. Returns the card. Refuses not_found, forbidden, wrong_state, reason_required, hash_changed, quota_short and what check_send refuses.';

comment on function public.reject_send is
  'in_review → rejected, with a reason, by another person. shown: the hash from allowed_transitions. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, reason_required.';

comment on function public.release_send is
  'SND-4: after the trial has ended, releases the rest: trial_hold → sending. shown: the hash from allowed_transitions. Returns the card. Refuses not_found, forbidden, wrong_state, shown_required, shown_changed.';

comment on function public.cancel_send is
  'SND-2: stops a send at any moment. Messages that are not claimed yet are cancelled and accounted, and their quota is released. Messages on their way still get their receipts. Returns the card. Refuses not_found, forbidden, wrong_state.';

-- A decision is about what was shown (APR-1): the hash that a click names, and the differences where it names something else.

comment on table private.submissions is 'APR-1: what each submission put before the approvers, by the hash that a click names. A click with an older hash is told the differences.';

comment on function private.differing is 'The keys in which two objects differ, with the old and the new values.';

comment on function private.changes_of is 'The differences between two objects, leaf by leaf: {field, before, after}.';

comment on function private.shown_of is 'APR-1: the hash of what is decided: the resource, its submission and what an approval binds. A click sends it.';

comment on function private.check_shown is
  'APR-1: refuses shown_required where the caller does not name what was shown, and shown_changed, with the differences, where that is no longer current.';

comment on function private.keep_submission is 'Stores what the approvers have to decide about now, so that a later click on an older card is told the differences.';

comment on table public.sms_apps is 'SMS-1 (§7.3.2): an SMS application; its name is [A-Za-z0-9_], unique whatever the case, never deleted.';

comment on table public.sms_signatures is 'SMS-1 (§7.3.3): a signature, written without brackets: 2 to 18 characters.';

comment on table public.sms_templates is
  'SMS-1 (§7.3.1): the text that carries the short link. {link} is where the system puts it; ${name} is a variable, filled for each person.';

comment on function private.offers_opt_out is 'SMS-1: whether a text tells its reader how to opt out (拒收请回复R, 退订回T, 回复TD退订 …).';

comment on function private.sms_body is
  'SMS-1: the text that goes to the carrier for the content of an SMS template: one space on either side of {link}, and the opt-out words at the end of a marketing text that lacks them. {link} and ${name} are still places. Preview, approval, count and hand-off all take this text; smsBody in shared/src/sms/text.ts says the same.';

comment on function private.sms_text is 'SMS-1: a whole message as a phone shows it: 【signature】, the body of sms_body with its link and the values of its variables (a missing one is empty).';

comment on function private.sms_units is 'SMS-1: the length of a text in UTF-16 units, which carriers count: a Chinese character, a letter and a space are 1, most emoji 2.';

comment on function private.sms_segments is 'SMS-1: how many SMS a whole message (sms_text) is billed as; 0 for an empty one.';

comment on function private.guard_state is 'Trigger: refuses every API role that writes a state, whatever grants it may one day be given.';

comment on function private.guard is 'Puts the trigger on a table with a state. Each partition needs its own: a statement on the parent fires only the parent''s.';

comment on function private.grant_columns is
  'Grants select on every column of a table but the hidden ones (IAM-3). A column without a grant is read, filtered, sorted and joined by nobody: Postgres asks for the right wherever it is named.';

comment on function private.resource_table is
  'Sets up a table of an enterprise''s rows: row-level security, select for those who may do the action `reads` (of every column but the hidden ones), and the guard of its state. The table needs a column enterprise_id.';

comment on schema partitions is 'Partitions of large number files and sends. No API role has access; their rows are read through their parents.';

comment on table private.layouts is
  'TPL-2: what the database has to know about a layout. The whole catalogue is in shared/src/templates/catalogue.ts; a test keeps both in step.';

comment on table public.templates is 'A message template (智能信息模板). Its latest version is edited; its live version is sent (TPL-7).';

comment on table public.template_versions is
  'One version of a template. Draft and rejected versions are edited in place, and revision counts the saves. Any other version never changes; an edit makes the next version.';

comment on table public.vendor_reviews is 'TPL-7: one state per vendor ("available vendors" 可用厂商). A vendor may change its decision later.';

comment on function private.visible_person is 'The name of a person who shares an enterprise with the caller.';

comment on view public.template_cards is 'A template with its latest version, who submitted and decided it, and every vendor''s state.';

comment on table private.content_checks is 'The errors that the check of shared/src/templates found in a content with its layout, vendors and usage, by their hash: [{path, code, zh, en}]; empty when it may be submitted.';

comment on function private.record_content_check is 'Stores what a check found. A later check, perhaps with stricter rules, replaces it. For edge functions: no API role may call it.';

comment on function private.require_check is 'TPL-3, TPL-4, TPL-8: refuses content_unchecked, content_has_errors and media_missing.';

comment on function private.media_missing is 'TPL-8: objects that a content shows and that are not in the library of its enterprise: those of another enterprise, and those not uploaded yet, which anyone could upload after the approval.';

comment on table private.vendor_handoffs is 'Versions to be handed to the carrier for vendor review. The carrier answers a repeated reference as it did the first time. A version submitted again, after all vendors rejected it, gets a new reference.';

comment on function private.claim_vendor_handoffs is 'Leases versions that wait to be handed to the carrier, with everything that the call needs.';

comment on function private.finish_vendor_handoff is 'Records the carrier''s answer about a template, or the error; then the call is retried later.';

comment on function private.record_template_states is
  'carrier.md: vendors'' decisions. The version is approved, and live, as soon as one vendor has approved it, even after all had rejected it. It is rejected when all have rejected it. Returns how many changed.';

comment on function private.settle_vendor_review is 'TPL-7: sets the state of a version from the decisions of its vendors so far.';

comment on function private.parameters_of is 'TPL-3: the names of the ${parameters} in the texts of a content, sorted; a name is what isParameterName in shared/src/templates accepts.';

comment on function private.check_content is 'TPL-2, TPL-3: refuses layout_unknown, no_vendor, vendor_unsupported, input_invalid for a vendor named twice, content_invalid, too_many_parameters.';

comment on function private.template_card is 'The template_cards row of a template as JSON.';

comment on function private.content_hash is 'The key under which the check of a content is stored, and by which a vendor''s decision is matched to what the vendor has seen: a hash of all that the check reads.';

comment on function private.begin_version is 'Makes a draft version of a template, and makes it the latest.';

comment on function public.create_template is
  'TPL-3: makes a draft template. input {name, usage: commercial or trial, layout, vendors, content: {style?, options?, slots, params?}}. Returns the template_cards row. Refuses forbidden, input_invalid, name_required, name_unclean, name_taken, layout_unknown, no_vendor, vendor_unsupported, content_invalid, too_many_parameters.';

comment on function public.update_template is
  'TPL-5, TPL-7: edits a draft or rejected version in place; an approved one gets a next version. input {content, vendors?, name?, base_version?, base_revision?}: the last two are the version_id and revision the editor began from; give both, since a draft keeps its id while it is edited. Returns the card. Refuses not_found, forbidden, wrong_state, version_conflict, and as create_template.';

comment on function public.submit_template is
  'TPL-7: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state, content_unchecked, content_has_errors, media_missing, and, as create_template, what the layout no longer accepts.';

comment on function public.withdraw_template is 'Withdraws a template from the internal review: in_review → draft. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.approve_template is
  'TPL-7: the internal approval, never by anyone who made, edited or submitted the version: in_review → vendor_review; the vendors are asked next. shown: the hash from allowed_transitions; reason: the review note. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed.';

comment on function public.reject_template is 'TPL-7: the internal rejection with a reason: in_review → rejected. Refuses as approve_template, and reason_required, reason_too_long.';

comment on function public.enable_template is 'TPL-1: switches a template with an approved version on. Returns the card. Refuses not_found, forbidden, wrong_state.';

comment on function public.disable_template is 'TPL-1: switches a template with an approved version off: new sends cannot use it. Returns the card. Refuses not_found, forbidden, wrong_state.';

-- vendors: keys and addresses by which a vendor proves that it asks for a link (RES-3). What is proved is paid, so platform admins keep them.

comment on table private.vendor_keys is
  'RES-3: the public keys of a vendor. A pass (JWT, ES256) that one of them has signed is believed until it ends. A retired key stays here for the record, and nothing that it signed is believed.';

comment on table private.vendor_ranges is
  'RES-3: addresses from which a vendor asks that shows no pass. Of several ranges that hold an address the smallest counts.';

comment on function public.add_vendor_key is
  'RES-3: from now on a pass that this key has signed proves this vendor; the function link knows it within a minute. input {vendor, kid, jwk: {kty: EC, crv: P-256, x, y}}; a JWK with its private part is refused. Returns {id, vendor, kid, added_at}. Platform admins, with a password just given. Refuses vendor_key_known, platform_admin_only, sudo_required, input_invalid.';

comment on function public.retire_vendor_key is
  'RES-3: nothing that this key has signed is believed any more, within a minute. input {vendor, kid}. Returns {id, vendor, kid, retired_at}. Platform admins, with a password just given. Refuses not_found (also for one that is retired), platform_admin_only, sudo_required, input_invalid.';

comment on function private.vendor_range_of is 'A range of addresses, /16 at most (IPv6: /32). Refuses vendor_range_invalid.';

comment on function public.add_vendor_range is
  'RES-3: from now on a request from these addresses proves this vendor, without a pass; the function link knows it within a minute. input {vendor, cidr}. Returns {id, vendor, cidr, added_at}. Platform admins, with a password just given. Refuses vendor_range_invalid, vendor_range_known, platform_admin_only, sudo_required, input_invalid.';

comment on function public.remove_vendor_range is
  'RES-3: these addresses prove no vendor any more, within a minute. input {cidr}. Returns {id, vendor, cidr}. Platform admins, with a password just given. Refuses not_found, vendor_range_invalid, platform_admin_only, sudo_required, input_invalid.';

comment on function public.vendor_proofs is
  'RES-3: by what vendors prove that they ask: {keys: [{vendor, kid, added_at, retired_at, sandbox}], ranges: [{vendor, cidr, added_at}]}. Platform admins only. Refuses platform_admin_only, not_signed_in, session_ended.';

comment on function private.link_trust is
  'What the function link believes (RES-3): the keys that are not retired, the ranges, the smallest first, the addresses that a pass may be for (links, https://<host>), and where the caller''s address stands.';

comment on function private.lay_sandbox_keys is
  'Registers the public keys of the sandbox carrier''s phones, as GET /phones/keys answers them. The embedded start calls it with the owner''s rights; a deployment without the sandbox has none.';
