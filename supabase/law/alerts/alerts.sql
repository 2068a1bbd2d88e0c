comment on table public.alerts is
  'Events that need a person''s attention, such as a sick channel, a paused send, a break-glass approval or '
  'a low quota; and digests, which need no acknowledgement. private.alert writes them.';

comment on table public.chat_subscriptions is
  'BOT-4: chat channels that subscribed to alerts, with the kinds and the language. Cards posted there are '
  'rendered with the permissions of the person who subscribed.';

comment on table private.alert_posts is
  'An alert, or a notice that is for one person alone, to be posted to a chat channel or, where chat_channel '
  'is null, directly to a person. Posted once; retried for a day after the first try.';

select private.resource_table('public.alerts', 'KooMessage:alert:list');

select private.resource_table('public.chat_subscriptions', 'KooMessage:alert:list');

create or replace function private.usual_kinds() returns text[]
language sql immutable set search_path = '' as $$
  select array['review_waiting', 'channel_sick', 'channel_well', 'link_frozen', 'send_paused', 'send_failed',
    'books_disagree', 'break_glass', 'filing_decided', 'filing_ends', 'quota_low', 'uplink_stopped',
    'callback_stopped', 'retention_failed']
$$;
comment on function private.usual_kinds is
  'The kinds of alerts that a channel or a robot gets by default: all but digests.';

create or replace function private.run_in(provider text, team text, chat_channel text) returns uuid
language sql stable set search_path = '' as $$
  select c.id from private.chat_runs c where c.ended_at is null and c.provider = run_in.provider
    and c.team = run_in.team and c.chat_user = private.header('x-chat-user')
    and c.place ->> 'channel' = run_in.chat_channel and c.place ->> 'thread' is null order by c.taken_at desc
      limit 1
$$;
comment on function private.run_in is
  'What the caller has asked for in a chat channel and is not answered yet; null where the call does not '
  'come from there.';

create or replace function private.card_there(
  p private.alert_posts, resource text, resource_id uuid
) returns setof private.chat_cards language sql stable rows 1 set search_path = '' as $$
  -- A message that was deleted is never drawn again. After a week hardly anybody scrolls back to one.
  select c.* from private.chat_cards c where c.resource = card_there.resource
    and c.resource_id = card_there.resource_id and c.provider = p.provider and c.team = p.team
    and c.chat_channel = p.chat_channel and c.preview = '' and c.shown_seq < 9223372036854775807
    and c.created_at > clock_timestamp() - interval '7 days'
  order by c.created_at desc, c.id limit 1
$$;
comment on function private.card_there is
  'The card of a row that stands in the chat channel of a post; none after a week.';

create or replace function private.is_told(p private.alert_posts) returns boolean
language sql stable set search_path = '' as $$
  select case
    -- What its maker waited for in chat: the answer that was shown has it.
    when p.notice is not null
      then exists (select from private.chat_runs c where c.id = p.run_id and c.state = 'shown')
    -- A press changes the card that stands there. A reminder is told beside it.
    else exists (select from public.alerts a
      cross join lateral private.card_there(p, a.resource, a.resource_id) c
      where a.id = p.alert_id and (c.created_at >= a.at or not a.details ? 'urged')) end
$$;
comment on function private.is_told is
  'Whether what was asked for in chat, and led to this post, has told it there: by the card of what it is '
  'about, or, of an export, by its file.';

create or replace function private.asks_too_late(p private.alert_posts) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.alerts a where a.id = p.alert_id and a.kind = 'review_waiting'
      and not exists (select from private.open_reviews o where o.resource = a.resource
        and o.resource_id = a.resource_id))
    or p.notice ->> 'kind' = 'review_asked' and not exists (select from private.open_reviews o
      where o.resource = p.notice ->> 'resource' and o.resource_id = (p.notice ->> 'resource_id')::uuid)
$$;
comment on function private.asks_too_late is
  'Whether a post asks for the decision about something that was decided, or taken back, meanwhile.';

create or replace function private.alert(
  enterprise uuid, kind text, resource text, resource_id uuid, details jsonb default '{}',
  told uuid[] default '{}'
) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  made bigint;
  incident jsonb;
begin
  insert into public.alerts (enterprise_id, kind, resource, resource_id, details, caused_by)
  values (enterprise, alert.kind, alert.resource, alert.resource_id, coalesce(alert.details, '{}'),
    private.actor())
  returning id into made;
  incident := private.open_incident(made);
  insert into private.alert_posts (alert_id, provider, team, chat_channel, chat_user, locale, run_id)
  select made, s.provider, s.team, s.chat_channel, s.chat_user, s.locale,
    case when alert.kind = 'review_waiting' then private.run_in(s.provider, s.team, s.chat_channel) end
  from public.chat_subscriptions s where s.enterprise_id = enterprise and alert.kind = any (s.kinds)
    -- A digest contains its figures, so the subscriber must still be allowed to read them. One card per
    -- incident and channel; later posts go into its thread.
    and (coalesce((incident ->> 'fresh')::boolean, true)
      or not exists (select from private.alert_posts p join public.alerts a on a.id = p.alert_id
      where a.incident_id = (incident ->> 'id')::uuid and p.provider = s.provider and p.team = s.team
        and p.chat_channel = s.chat_channel))
    and (alert.kind not like 'digest\_%'
      or s.created_by in (select private.digest_readers(enterprise, alert.kind)));
  -- Robots: as long as the person who added one may read what it is sent.
  insert into private.alert_posts (alert_id, provider, team, robot_id, chat_user, locale)
  select made, 'robot', '-', r.id, '', r.locale from public.robots r
  where r.enterprise_id = enterprise and r.state = 'active' and alert.kind = any (r.kinds)
    and r.created_by in (
      select private.digest_readers(enterprise, alert.kind) where alert.kind like 'digest\_%'
      union all select private.who_may(enterprise, 'KooMessage:alert:list')
        where alert.kind not like 'digest\_%');
  insert into private.alert_posts (alert_id, provider, team, person, chat_user, locale)
  select made, 'mail', '-', p.user_id::text, '', coalesce(p.locale, 'zh-CN')
  from public.profiles p
  where alert.kind = 'digest_month' and p.user_id in (select private.month_mailed(enterprise));
  -- APR-1: everyone who may approve is notified of a break-glass approval. FIL-5: of a filing, the people
  -- concerned. Of a broken glass each in all of their linked chat accounts, otherwise in one.
  insert into private.alert_posts (alert_id, provider, team, person, chat_user, locale)
  select made, i.provider, i.team, i.chat_user, i.provider || ':' || i.team || ':' || i.chat_user,
    coalesce(p.locale, 'zh-CN')
  from (select unnest(alert.told) union select w.person
    from private.who_may(enterprise, private.in_service('KooMessage:sendTask:approve',
      (select private.service_of(s.kinds) from public.sends s where s.id = alert.resource_id))) as w (person)
    where alert.kind = 'break_glass') as t (person)
  join public.chat_identities i on i.user_id = t.person left join public.profiles p on p.user_id = t.person
  -- A former member gets no notifications of the enterprise.
  where (alert.kind = 'break_glass' or i.id = (select x.id from private.told_in(t.person) x))
    and exists (select from public.members m where m.enterprise_id = enterprise and m.user_id = t.person
    and m.state = 'active');
  return made;
end $$;

comment on function private.alert is
  'Raises an alert: a row for the panel and a post for each chat channel subscribed to the kind. '
  'A break-glass approval is also posted directly to every approver, and any alert to the people in `told`. '
  'Returns the id of the alert.';

create or replace function private.joined() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(m.enterprise_id, m.joined_at), '{}') from public.members m
  where m.user_id = private.actor()
$$;
comment on function private.joined is
  'When the caller joined each of their enterprises, of several times the last: {enterprise: time}. '
  'One query asks it once.';
grant execute on function private.joined to authenticated;

create or replace view public.alert_cards with (security_invoker = true) as
select a.id, a.enterprise_id, a.kind, coalesce(a.details ->> 'name', a.kind) as name, a.resource,
  a.resource_id, a.details, a.at,
  case when a.seen_at is not null then 'seen' when a.caused_by = (select private.actor()) then 'own'
    -- These need somebody else to look at them, however late.
    when a.kind in ('break_glass', 'books_disagree') then 'open'
    when a.at < ((select private.joined()) ->> a.enterprise_id::text)::timestamptz then 'before'
    else 'open' end as state, a.seen_at,
  private.visible_person(a.seen_by) as seen_by_name, a.kind = 'review_waiting' as waits
from public.alerts a;

comment on view public.alert_cards is
  'An alert with the name of what it is about, and who saw it. Nobody saw what is own (the caller '
  'caused it), before (it is older than the membership of the caller, and needs nobody else) or open. '
  'waits: a review that waits, which has a list of its own.';

grant select on public.alert_cards to authenticated;

comment on function public.see_alert is
  'Marks an alert as seen; the first person to do so is kept. A break-glass alert has to be seen by somebody '
  'other than the person who broke the glass (T9). Returns the row. Refuses not_found, forbidden, own_glass.';

create or replace function private.channel_locale(provider text, team text, chat_channel text) returns text
language sql stable set search_path = '' as $$
  -- The ids of Discord are global, and its people belong to no application.
  select s.locale from public.chat_subscriptions s where s.chat_channel = channel_locale.chat_channel
    and s.provider = channel_locale.provider
    and (s.team = channel_locale.team or channel_locale.provider = 'discord')
  order by s.created_at, s.id limit 1
$$;
comment on function private.channel_locale is
  'The language of what is posted in a chat channel; null where it has subscribed to nothing.';

create or replace function private.speak_there(subscription uuid) returns void
language sql set search_path = '' as $$
  update private.chat_cards c set locale = private.channel_locale(c.provider, c.team, c.chat_channel),
    seq = c.seq + 1
  from public.chat_subscriptions s where s.id = subscription and c.provider = s.provider
    and c.team = s.team and c.chat_channel = s.chat_channel
    and c.preview = '' and c.created_at > clock_timestamp() - interval '7 days'
    and c.locale <> private.channel_locale(c.provider, c.team, c.chat_channel)
$$;
comment on function private.speak_there is
  'Has the cards of a week in a chat channel drawn anew in its language, where they are in another.';

create or replace function private.subscribe_chat_channel(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  asked constant text[] := coalesce(private.texts_of(nullif(input -> 'kinds', 'null')), private.usual_kinds());
  made uuid;
begin
  perform private.skip_digests(home, asked);
  insert into public.chat_subscriptions as s (enterprise_id, provider, team, chat_channel, name, kinds, locale,
    chat_user, created_by)
  values (home, private.source(), private.chat_team(input ->> 'team'), input ->> 'chat_channel',
    coalesce(nullif(btrim(input ->> 'name'), ''), input ->> 'chat_channel'), asked,
    coalesce(input ->> 'locale', private.chat_locale(private.header('x-chat-user')), 'zh-CN'),
    private.header('x-chat-user'), private.actor())
  on conflict on constraint one_subscription_a_chat_channel do update set name = excluded.name,
  locale = coalesce(input ->> 'locale', s.locale),
    chat_user = excluded.chat_user, created_by = excluded.created_by,
    kinds = s.kinds || array(select k from unnest(excluded.kinds) with ordinality as x (k, n) where k <> all (s.kinds) order by n)
  returning s.id into made;
  perform private.speak_there(made);
  return made;
end $$;

comment on function public.subscribe_chat_channel is
  'BOT-4: subscribes the chat channel of the call to alerts, posted by the bot of that team. input '
  '{chat_channel, name, kinds (null: all but digests), locale (left out: as before, at first that of the '
  'caller), team}. Returns the row. Through the bot only. Refuses forbidden, bot_only, input_invalid.';

create or replace function private.update_chat_channel(subscription uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.skip_digests(s.enterprise_id, private.texts_of(input -> 'kinds'))
  from public.chat_subscriptions s where s.id = subscription and input ? 'kinds';
  update public.chat_subscriptions s set locale = coalesce(input ->> 'locale', s.locale),
    kinds = coalesce(private.texts_of(input -> 'kinds'), s.kinds) where s.id = subscription;
  select private.speak_there(subscription)
$$;

comment on function public.unsubscribe_chat_channel is
  'BOT-4: ends the subscription of a chat channel. chat_channel: the id of the row of chat_subscriptions. '
  'Returns the row as it was. Refuses not_found, forbidden.';

comment on function public.update_chat_channel is
  'BOT-4: sets the kinds that a chat channel gets, and the language of what is posted there. chat_channel: '
  'the id of the row of chat_subscriptions; input {kinds, locale}; what is left out stays. Returns the row. '
  'Refuses not_found, forbidden, input_invalid.';

create or replace function private.claim_alert(given jsonb) returns jsonb
language sql set search_path = '' as $$
  insert into private.bot_homes as b (home)
  select distinct h from unnest(private.texts_of(given -> 'homes')) as h order by h
  on conflict on constraint bot_homes_pkey do update set at = excluded.at
  where b.at < excluded.at - interval '20 seconds';
  -- The answer to what somebody did in chat is what the post would tell there a second time. What was decided
  -- meanwhile is asked of nobody.
  update private.alert_posts p set done_at = clock_timestamp()
  where p.done_at is null and (p.run_id is not null and private.is_told(p) or private.asks_too_late(p));
  with due as (
    select p.id from private.alert_posts p where p.done_at is null and p.lease_until < clock_timestamp()
      and (p.run_id is null or not exists (select from private.chat_runs c
          where c.id = p.run_id and c.ended_at is null) and not private.is_told(p))
      and private.at_home(p.provider, p.team, private.texts_of(given -> 'homes'))
      -- The function that mails takes mails alone.
      and (p.provider = 'mail') = (given ? 'mail')
      and not (select private.is_held())
    order by p.lease_until, p.id limit (given ->> 'most')::integer for update skip locked
  ), leased as (
    update private.alert_posts p set lease_until = clock_timestamp() + interval '30 seconds',
      attempts = p.attempts + 1, first_at = coalesce(p.first_at, clock_timestamp()) from due
    where p.id = due.id returning p.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('post_id', l.id, 'attempts', l.attempts,
        'provider', l.provider, 'team', l.team, 'chat_channel', l.chat_channel,
        'thread', coalesce(l.thread, here.message), 'stands', here.message is not null,
        'incident', a.incident_id, 'person', l.person, 'chat_user', l.chat_user, 'locale', l.locale,
    'last_error', l.last_error, 'zone', e.time_zone,
    'robot', case when l.robot_id is not null then (select jsonb_build_object('kind', r.kind, 'address', s.address, 'secret', s.secret)
      from public.robots r join private.robot_secrets s on s.robot_id = r.id where r.id = l.robot_id) end,
    'kind', a.kind, 'resource', a.resource, 'resource_id', a.resource_id, 'details', a.details, 'at', a.at,
    'enterprise', e.name) order by l.id), '[]')
  from leased l
  cross join lateral (
    select x.enterprise_id, x.kind, x.resource, x.resource_id, x.incident_id, x.details, x.at
    from public.alerts x where x.id = l.alert_id
    union all select n.* from jsonb_to_record(l.notice) as n (enterprise_id uuid, kind text, resource text,
      resource_id uuid, incident_id uuid, details jsonb, at timestamptz) where l.notice is not null) a
  join public.enterprises e on e.id = a.enterprise_id
  left join lateral (select c.message from private.card_there(l, a.resource, a.resource_id) c
    where a.kind = 'review_waiting') here on true
$$;
create or replace function public.claim_alert_posts(
  most integer default 20, homes text[] default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('alert', 'claim', jsonb_build_object('most', most, 'homes', homes))
$$;

comment on function public.claim_alert_posts is
  'Leases pending alert posts of these homes (private.at_home; null: all). A post has provider, chat_channel '
  '(null: for person, or a robot), thread, stands (it is that of the review''s card), kind, resource, details, '
  'zone and robot {kind, address, secret}. Robots have the home robot:-. Bot only.';

create or replace function private.finish_alert(given jsonb) returns jsonb
language sql set search_path = '' as $$
  update private.alert_posts p set last_error = left(given ->> 'error', 300),
    -- Retried after 30 s, 60 s and so on, and given up a day after the first try, however long the bot was
    -- away before. The panel shows an alert in any case.
    lease_until = case when given ->> 'error' is null then p.lease_until
      else clock_timestamp() + make_interval(secs => 30 * least(p.attempts, 40)) end,
    done_at = case when given ->> 'error' is null or given ->> 'error' = 'gone' or given ->> 'error' like 'gone: %'
      or p.first_at < clock_timestamp() - interval '1 day' then clock_timestamp() end
  where p.id = (given ->> 'post')::bigint;
  update public.robots r set last_error = left(regexp_replace(given ->> 'error', '^gone: ', ''), 300),
    failures = case when given ->> 'error' is null then 0 else r.failures + 1 end,
    last_at = case when given ->> 'error' is null then clock_timestamp() else r.last_at end
  from private.alert_posts p where p.id = (given ->> 'post')::bigint and r.id = p.robot_id;
  select '{}'::jsonb
$$;
create or replace function public.finish_alert_post(post bigint, error text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('alert', 'finish', jsonb_build_object('post', post, 'error', error))
$$;

comment on function public.finish_alert_post is
  'Records that an alert was posted, or the error. The error ''gone'', also with a reason (''gone: …''), '
  'ends the retries. A robot''s page shows it. Bot only.';

grant execute on function public.claim_alert_posts, public.finish_alert_post to authenticated;

select private.public_verbs('alert');
select private.public_verbs('chat_channel');
