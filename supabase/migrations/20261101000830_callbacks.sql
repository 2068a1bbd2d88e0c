-- callbacks: addresses of an enterprise's own services, which are told of receipts, resolutions, decisions
-- about templates and replies (CBK-1, SMS-1)

create type public.callback_kind as enum ('send', 'template', 'send_batch', 'basic_send', 'basic_reply',
  'sms_reply');

-- One row a kind and enterprise, and one (sms_reply) an SMS application: they are laid, never made.
create table public.callbacks (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  kind public.callback_kind not null,
  app_id uuid references public.sms_apps (id) on delete cascade,
  url text check (char_length(url) between 1 and 1000),
  -- off: no secret was made for the address yet. stopped: what comes waits, as the address took nothing for a
  -- day.
  posting text not null default 'off' check (posting in ('off', 'on', 'stopped')),
  failures integer not null default 0,
  error text,
  taken_at timestamptz,
  -- Who set the present address, when, and from where.
  set_by uuid,
  set_at timestamptz,
  set_from text,
  check ((kind = 'sms_reply') = (app_id is not null)),
  check (posting = 'off' or url is not null),
  constraint one_callback_a_kind unique nulls not distinct (enterprise_id, kind, app_id)
);

create index callbacks_by_app on public.callbacks (app_id) where app_id is not null;

-- What signs the posts of an address, when it is asked again, and which worker asks it.
create table private.callback_ways (
  callback_id uuid primary key references public.callbacks (id) on delete cascade,
  secret text not null,
  -- Signs beside the present one until then, so that a receiver changes secrets without losing a post.
  former text,
  former_until timestamptz,
  due_at timestamptz not null default '-infinity',
  holder uuid,
  lease_until timestamptz not null default '-infinity'
);

-- What happened and is not in a post yet: a row for each transaction that recorded something and each address
-- that is told of it. receipts: as they were recorded; ids: those of them that changed something, or links
-- that were resolved; items: what else there is to tell.
create table private.callback_events (
  id bigint generated always as identity primary key,
  callback_id uuid not null references public.callbacks (id) on delete cascade,
  type text not null check (type in ('sms', 'shortchain', 'template', 'reply')),
  receipts private.receipt_columns,
  ids bigint[],
  items jsonb,
  n integer not null check (n > 0),
  at timestamptz not null default clock_timestamp()
);

-- Columns of 4,000 receipts are 64 kB. To compress them made recording take 43 % longer, to store them as they are 6 %.
alter table private.callback_events alter column receipts set storage external;

create index callback_events_by_callback on private.callback_events (callback_id, id);

-- The posts, which are their log. ids with statuses, codes and ats, or items, say what a post is about; its
-- body is made anew whenever it is asked for.
create table public.callback_posts (
  id bigint generated always as identity primary key,
  enterprise_id uuid not null references public.enterprises (id),
  callback_id uuid not null references public.callbacks (id) on delete cascade,
  type text not null check (type in ('sms', 'shortchain', 'template', 'reply', 'test')),
  n integer not null,
  ids bigint[],
  statuses text[],
  codes text[],
  ats bigint[],
  items jsonb,
  state text not null default 'waiting' check (state in ('waiting', 'taken', 'dropped')),
  attempts integer not null default 0,
  status integer,
  error text,
  took_ms integer,
  tried_at timestamptz,
  -- Of one that waits and was not taken: since when, and until when it waits by itself where others were taken.
  failing_since timestamptz,
  due_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);

create index callback_posts_waiting on public.callback_posts (callback_id, id) where state = 'waiting';

create index callback_posts_tests on public.callback_posts (callback_id, id)
  where state = 'waiting' and type = 'test';

create index callback_posts_failing on public.callback_posts (callback_id, failing_since)
  where state = 'waiting' and failing_since is not null;

create index callback_posts_by_enterprise on public.callback_posts (enterprise_id, id desc);

create index callback_posts_by_time on public.callback_posts using brin (created_at);

insert into private.resources (resource, rel, reads, card, state, submitted_by, submission, audited, made_by) values
  ('callback', 'public.callbacks', 'KooMessage:callback:list', 'public.callback_cards', '''active''',
   'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.kind, ''url'', r.url, ''posting'', r.posting)', 'null::uuid');

insert into private.resources (resource, rel, id_type, reads, card, submitted_by, submission, audited, made_by) values
  ('callback_post', 'public.callback_posts', 'bigint', 'KooMessage:callback:list', 'public.callback_post_cards',
   'null::uuid', 'null::timestamptz', 'jsonb_build_object(''name'', r.id::text, ''state'', r.state)', 'null::uuid');

insert into private.transitions (resource, verb, from_state, to_state, needs, condition) values
  ('callback', 'update', 'active', 'active', 'KooMessage:callback:update', 'r.app_id is null'),
  ('callback', 'resume', 'active', 'active', 'KooMessage:callback:update',
   'r.app_id is null and r.posting = ''stopped'''),
  ('callback', 'test', 'active', 'active', 'KooMessage:callback:update', 'r.posting = ''on'''),
  ('callback', 'replay', 'active', 'active', 'KooMessage:callback:update', 'r.posting = ''on''');

-- From then on whole numbers leave the house, so it takes the right to see them, and a password just given.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_also, needs_sudo, condition) values
  ('callback', 'rotate', 'active', 'active', 'KooMessage:callback:update', 'KooMessage:recipient:reveal', true,
   'r.app_id is null and r.url is not null');

insert into private.transitions (resource, verb, from_state, to_state, needs, condition, many)
select 'callback_post', 'replay', s, 'waiting', 'KooMessage:callback:update',
  'exists (select from public.callbacks c where c.id = r.callback_id and c.posting = ''on'')', true
from unnest('{taken,dropped}'::text[]) as s;
