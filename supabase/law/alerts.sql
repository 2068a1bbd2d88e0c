comment on table public.alerts is 'Something a person should look at: a sick channel, a frozen link, a paused send, books that do not agree, a broken glass, a review that waits.';

comment on table public.chat_subscriptions is
  'BOT-4: a chat channel that wants to be told, of which kinds, and in which language; cards in it are drawn with the eyes of the person who subscribed it.';

comment on table private.alert_posts is 'An alert on its way to a chat channel, or (chat_channel null) to a person directly; each is posted once, and tried again for a day.';

alter table public.alerts enable row level security;

alter table public.chat_subscriptions enable row level security;

grant select on public.alerts, public.chat_subscriptions to authenticated;

create policy "people who may list alerts see them" on public.alerts for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:alert:list'))::uuid[]));

create policy "people who may list alerts see who is told" on public.chat_subscriptions for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:alert:list'))::uuid[]));

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
    -- APR-1: everyone who may approve is told, wherever they are linked.
    insert into private.alert_posts (alert_id, provider, team, person, chat_user, locale)
    select made, i.provider, i.team, i.chat_user, i.provider || ':' || i.team || ':' || i.chat_user, coalesce(p.locale, 'zh-CN')
    from private.who_may(enterprise, 'KooMessage:sendTask:approve') as w (person) join public.chat_identities i on i.user_id = w.person
    left join public.profiles p on p.user_id = w.person;
  end if;
  return made;
end $$;

comment on function private.alert is 'Tells people: a row for the panel, a post for each chat channel that subscribed to the kind; a broken glass goes to all approvers directly as well. Returns its id.';

create or replace function public.see_alert(alert bigint, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  about public.alerts;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'see_alert', alert::text);
  if known is not null then return known; end if;
  if private.actor() is null then perform private.require(null, 'KooMessage:alert:update'); end if;
  update public.alerts a set seen_by = coalesce(a.seen_by, private.actor()), seen_at = coalesce(a.seen_at, clock_timestamp())
  where a.id = alert and a.enterprise_id = any (private.may_in('KooMessage:alert:list')) returning a.* into about;
  if about.id is null then perform private.refuse('not_found', '{"resource": "alert"}'); end if;
  -- Who may only look leaves it to those who act: some alerts are told once, until somebody has seen them.
  perform private.require(about.enterprise_id, 'KooMessage:alert:update');
  perform private.audit(about.enterprise_id, 'alert', alert::text, 'see', null, jsonb_build_object('kind', about.kind));
  return private.store_response(request, 'see_alert', alert::text, to_jsonb(about));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('alert', alert::text, 'see', sqlerrm, detail, private.current_enterprise());
end $$;

comment on function public.see_alert is 'Says that somebody has seen an alert; the first one stands. Returns the row. Refuses not_found, forbidden.';

create or replace function public.subscribe_chat_channel(chat_channel text, kinds text[] default null, locale text default 'zh-CN', request uuid default null, team text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  all_kinds constant text[] := array['review_waiting', 'channel_sick', 'channel_well', 'link_frozen', 'send_paused', 'books_disagree', 'break_glass'];
  made public.chat_subscriptions;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'subscribe_chat_channel');
  if known is not null then return known; end if;
  -- Only the bot knows that a message came from this chat channel.
  if not private.is_bot() or private.source() not in ('slack', 'discord') then
    perform private.refuse('bot_only');
  end if;
  perform private.require(home, 'KooMessage:chat:manage');
  if coalesce(btrim(chat_channel), '') = '' or locale is null or locale not in ('zh-CN', 'en') or not (coalesce(kinds, all_kinds) <@ all_kinds) or cardinality(kinds) = 0 then
    perform private.refuse('input_invalid', '{"field": "kinds"}');
  end if;
  insert into public.chat_subscriptions as s (enterprise_id, provider, team, chat_channel, kinds, locale, chat_user, created_by)
  values (home, private.source(), private.chat_team(subscribe_chat_channel.team), subscribe_chat_channel.chat_channel, coalesce(subscribe_chat_channel.kinds, all_kinds), subscribe_chat_channel.locale, private.header('x-chat-user'), private.actor())
  on conflict on constraint one_subscription_a_chat_channel do update set kinds = excluded.kinds, locale = excluded.locale, chat_user = excluded.chat_user, created_by = excluded.created_by
  returning s.* into made;
  perform private.audit(home, 'chat_subscription', made.id::text, 'subscribe', null, jsonb_build_object('provider', made.provider, 'chat_channel', made.chat_channel, 'kinds', made.kinds));
  return private.store_response(request, 'subscribe_chat_channel', null, to_jsonb(made));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('chat_subscription', null, 'subscribe', sqlerrm, detail, home);
end $$;

comment on function public.subscribe_chat_channel is
  'BOT-4: the chat channel this is asked from is told of alerts of these kinds (null: all), by the bot of that team (private.chat_team), until unsubscribe_chat_channel. Returns the row. Through the bot only. Refuses forbidden, bot_only, input_invalid.';

create or replace function public.unsubscribe_chat_channel(chat_channel text, request uuid default null, team text default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  gone public.chat_subscriptions;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'unsubscribe_chat_channel');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:chat:manage');
  delete from public.chat_subscriptions s where s.enterprise_id = home and s.chat_channel = unsubscribe_chat_channel.chat_channel
    and (not private.is_bot() or (s.provider = private.source() and s.team = private.chat_team(unsubscribe_chat_channel.team))) returning s.* into gone;
  if not found then perform private.refuse('not_found', '{"resource": "chat_subscription"}'); end if;
  perform private.audit(home, 'chat_subscription', gone.id::text, 'unsubscribe', to_jsonb(gone), null);
  return private.store_response(request, 'unsubscribe_chat_channel', null, to_jsonb(gone));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('chat_subscription', null, 'unsubscribe', sqlerrm, detail, home);
end $$;

comment on function public.unsubscribe_chat_channel is 'BOT-4: ends what subscribe_chat_channel began; from the panel too. Returns the row as it was. Refuses forbidden, not_found.';

create or replace function public.claim_alert_posts(most integer default 20, homes text[] default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  detail text;
  claimed jsonb;
begin
  perform private.require_bot();
  with due as (
    select p.id from private.alert_posts p where p.done_at is null and p.lease_until < clock_timestamp() and private.at_home(p.provider, p.team, homes)
    order by p.lease_until, p.id limit most for update skip locked
  ), leased as (
    update private.alert_posts p set lease_until = clock_timestamp() + interval '30 seconds', attempts = p.attempts + 1 from due where p.id = due.id returning p.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('post_id', l.id, 'provider', l.provider, 'chat_channel', l.chat_channel, 'person', l.person, 'chat_user', l.chat_user, 'locale', l.locale,
    'kind', a.kind, 'resource', a.resource, 'resource_id', a.resource_id, 'details', a.details, 'at', a.at, 'enterprise', e.name) order by l.id), '[]')
  into claimed from leased l join public.alerts a on a.id = l.alert_id join public.enterprises e on e.id = a.enterprise_id;
  return claimed;
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('alert', null, 'claim', sqlerrm, detail);
end $$;

comment on function public.claim_alert_posts is
  'Leases alerts that wait to be posted in these homes (private.at_home; null: all): [{post_id, provider, chat_channel, person, chat_user, locale, kind, resource, resource_id, details, at, enterprise}]; chat_channel null: directly to person. Bot only.';

create or replace function public.finish_alert_post(post bigint, error text default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  detail text;
begin
  perform private.require_bot();
  update private.alert_posts p set last_error = left(finish_alert_post.error, 300),
    -- Tried again after 30 s, 60 s …, and given up after a day; the panel shows the alert in any case.
    lease_until = case when finish_alert_post.error is null then p.lease_until else clock_timestamp() + make_interval(secs => 30 * least(p.attempts, 40)) end,
    done_at = case when finish_alert_post.error is null or finish_alert_post.error = 'gone'
      or (select a.at from public.alerts a where a.id = p.alert_id) < clock_timestamp() - interval '1 day' then clock_timestamp() end
  where p.id = post;
  return '{}'::jsonb;
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('alert', post::text, 'finish', sqlerrm, detail);
end $$;

comment on function public.finish_alert_post is 'Records that an alert was posted, or why not (error ''gone'': never will be). Bot only.';

grant execute on function public.see_alert, public.subscribe_chat_channel, public.unsubscribe_chat_channel, public.claim_alert_posts, public.finish_alert_post to authenticated;
