-- alerts: events that need a person's attention, in the panel and in the chat channels that subscribed
-- (GRD-1, APR-1, BOT-3)

create table public.alerts (
  id bigint generated always as identity primary key,
  enterprise_id uuid not null references public.enterprises (id),
  kind text not null check (kind in ('review_waiting', 'channel_sick', 'channel_well', 'link_frozen',
      'send_paused', 'send_failed', 'books_disagree', 'break_glass',
    'filing_decided', 'filing_ends', 'quota_low', 'uplink_stopped', 'callback_stopped', 'retention_failed', 'digest_day',
    'digest_week', 'digest_month', 'digest_audit')),
  resource text not null,
  resource_id uuid,
  -- What it opened, or was added to.
  incident_id uuid references public.incidents (id),
  details jsonb not null default '{}',
  at timestamptz not null default clock_timestamp(),
  -- Whose act it tells of: it is no news to that person. null: nobody's.
  caused_by uuid,
  seen_by uuid,
  seen_at timestamptz
);

create index alerts_by_enterprise on public.alerts (enterprise_id, id desc);

create index alerts_unseen on public.alerts (enterprise_id, kind) where seen_at is null;

create table public.chat_subscriptions (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  provider text not null check (provider in ('slack', 'discord')),
  team text not null,
  chat_channel text not null,
  -- What it is called there, as it was when it subscribed last.
  name text not null check (char_length(name) between 1 and 200),
  kinds text[] not null,
  -- What is posted there is in this language, whoever asked for it.
  locale text not null check (locale in ('zh-CN', 'en')),
  chat_user text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint one_subscription_a_chat_channel unique (enterprise_id, provider, team, chat_channel)
);

create index chat_subscriptions_by_channel on public.chat_subscriptions (chat_channel);

create table private.alert_posts (
  id bigint generated always as identity primary key,
  alert_id bigint references public.alerts (id),
  -- C10: what is for one person alone is no alert. {enterprise_id, kind, resource, resource_id, details, at}
  notice jsonb,
  provider text not null,
  team text not null,
  chat_channel text,
  robot_id uuid references public.robots (id) on delete cascade,
  -- The message that it answers.
  thread text,
  -- What was asked for in that very channel and is still answered there: its answer may be the card.
  run_id uuid,
  person text,
  chat_user text not null,
  locale text not null,
  lease_until timestamptz not null default '-infinity',
  attempts integer not null default 0,
  first_at timestamptz,
  done_at timestamptz,
  last_error text,
  check ((alert_id is null) <> (notice is null))
);

create index alert_posts_by_robot on private.alert_posts (robot_id) where robot_id is not null;

create index alert_posts_open on private.alert_posts (lease_until) where done_at is null;

insert into private.resources (resource, rel, id_type, reads, state, submitted_by, submission, audited) values
  ('alert', 'public.alerts', 'bigint', 'KooMessage:alert:list',
   'case when r.seen_at is null then ''open'' else ''seen'' end', 'null::uuid',
   'null::timestamptz', 'jsonb_build_object(''kind'', r.kind,
     ''seen_by'', private.person_name(r.seen_by, r.enterprise_id))'),
  ('chat_channel', 'public.chat_subscriptions', 'uuid', 'KooMessage:alert:list', '''active''', 'null::uuid',
  'null::timestamptz',
   'jsonb_build_object(''provider'', r.provider, ''chat_channel'', r.chat_channel, ''name'', r.name,
     ''kinds'', r.kinds, ''locale'', r.locale)');

-- The state follows from seen_at, so both transitions keep it. The first person to see the alert is kept.
insert into private.transitions (resource, verb, from_state, to_state, needs, many, sets) values
  ('alert', 'see', 'open', 'open', 'KooMessage:alert:update', true, 'seen_by = private.actor(), seen_at = clock_timestamp()');

insert into private.transitions (resource, verb, from_state, to_state, needs, many, repeats) values
  ('alert', 'see', 'seen', 'seen', 'KooMessage:alert:update', true, true);

insert into private.transitions (resource, verb, from_state, to_state, needs, chat_only) values
  ('chat_channel', 'subscribe', 'none', 'active', 'KooMessage:chat:manage', true),
  ('chat_channel', 'update', 'active', 'active', 'KooMessage:chat:manage', false),
  ('chat_channel', 'unsubscribe', 'active', 'none', 'KooMessage:chat:manage', false);

-- T9: the person who broke the glass may not mark that alert as seen.
update private.transitions set blocked_by = 'case when r.kind = ''break_glass'' and exists (select from public.sends s where s.id = r.resource_id and s.decided_by = private.actor())
  then jsonb_build_object(''code'', ''own_glass'') end'
  where resource = 'alert' and verb = 'see' and from_state = 'open';

-- C10: what the maker of a row is notified of when somebody else, or the system, changes its state.
update private.transitions t set tells = case
    when t.verb in ('reject', 'vendor_reject', 'decline') then 'rejected'
    when t.verb in ('approve', 'break_glass', 'vendor_approve', 'confirm') and t.to_state <> 'in_review' then 'approved'
    when t.verb in ('hold', 'stop', 'pause', 'freeze') then 'held'
    when t.verb in ('finish', 'finish_partly', 'fail', 'cancel') then 'ended' end
where t.resource in (select r.resource from private.resources r where r.id_type = 'uuid') and t.verb in
  ('reject', 'vendor_reject', 'decline', 'approve', 'break_glass', 'vendor_approve', 'confirm', 'hold',
    'stop', 'pause', 'freeze', 'finish', 'finish_partly', 'fail', 'cancel')
  and t.resource not in ('channel', 'carrier', 'link', 'send_link');
