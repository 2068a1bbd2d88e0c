comment on table public.alerts is 'Events that need a person''s attention: a sick channel, a frozen link, a paused send, a send that failed, books that disagree, a break-glass approval, a pending review.';

comment on table public.chat_subscriptions is
  'BOT-4: chat channels that subscribed to alerts, with the kinds and the language. Cards posted there are rendered with the permissions of the person who subscribed.';

comment on table private.alert_posts is 'An alert to be posted to a chat channel or, where chat_channel is null, directly to a person. Posted once; retried for a day.';

select private.resource_table('public.alerts', 'KooMessage:alert:list');

select private.resource_table('public.chat_subscriptions', 'KooMessage:alert:list');

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

comment on function private.alert is 'Raises an alert: a row for the panel and a post for each chat channel subscribed to the kind. A break-glass approval is also posted directly to every approver. Returns the id of the alert.';

create or replace function private.see_alert(alert bigint, input jsonb) returns void language sql set search_path = '' as $$
  update public.alerts a set seen_by = private.actor(), seen_at = clock_timestamp() where a.id = alert
$$;

create or replace function public.see_alert(alert text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('alert', 'see', alert, request)
$$;

comment on function public.see_alert is 'Marks an alert as seen; the first person to do so is kept. A break-glass alert has to be seen by somebody other than the person who broke the glass (T9). Returns the row. Refuses not_found, forbidden, own_glass.';

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

comment on function public.subscribe_chat_channel is
  'BOT-4: subscribes the chat channel that the call comes from to alerts, posted by the bot of that team (private.chat_team), until unsubscribe_chat_channel. input {chat_channel, kinds (null: all), locale, team}. Returns the row. Through the bot only. Refuses forbidden, bot_only, input_invalid.';

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

comment on function public.unsubscribe_chat_channel is
  'BOT-4: ends the subscription of a chat channel. It can also be called from the panel. input {chat_channel, team}. Returns the row as it was. Refuses forbidden, not_found.';

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

comment on function public.claim_alert_posts is
  'Leases pending alert posts for these homes (private.at_home; null: all): [{post_id, attempts, provider, chat_channel, person, chat_user, locale, kind, resource, resource_id, details, at, enterprise}]; chat_channel null: direct message to person. Bot only.';

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

comment on function public.finish_alert_post is 'Records that an alert was posted, or the error. The error ''gone'' ends the retries. Bot only.';

grant execute on function public.see_alert, public.subscribe_chat_channel, public.unsubscribe_chat_channel, public.claim_alert_posts, public.finish_alert_post to authenticated;
