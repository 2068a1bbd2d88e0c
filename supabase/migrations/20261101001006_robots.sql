-- robots: incoming webhooks of other chat platforms, which get alerts and digests and cannot answer (BOT-4)

create table public.robots (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null,
  kind text not null check (kind in ('feishu', 'dingtalk', 'wecom', 'webhook')),
  -- Only this part of the address is shown: anybody who knows the rest may post there.
  host text not null,
  signed boolean not null,
  kinds text[] not null,
  locale text not null check (locale in ('zh-CN', 'en')),
  state text not null default 'active' check (state in ('active', 'paused')),
  failures integer not null default 0,
  last_error text,
  last_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint robots_by_name unique (enterprise_id, name)
);

create table private.robot_secrets (
  robot_id uuid primary key references public.robots (id) on delete cascade,
  address text not null,
  secret text
);

insert into private.resources (resource, rel, reads, card, submitted_by, submission, audited, made_by) values
  ('robot', 'public.robots', 'KooMessage:alert:list', 'private.robot_card', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.name, ''kind'', r.kind, ''host'', r.host, ''kinds'', r.kinds,
     ''locale'', r.locale, ''state'', r.state)',
   'r.created_by');

-- News of the enterprise is sent to the address, so adding a robot and changing its address take a password
-- given just now.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo) values
  ('robot', 'create', 'none', 'active', 'KooMessage:chat:manage', true),
  ('robot', 'rotate', 'active', 'active', 'KooMessage:chat:manage', true),
  ('robot', 'rotate', 'paused', 'paused', 'KooMessage:chat:manage', true),
  ('robot', 'update', 'active', 'active', 'KooMessage:chat:manage', false),
  ('robot', 'update', 'paused', 'paused', 'KooMessage:chat:manage', false),
  ('robot', 'test', 'active', 'active', 'KooMessage:chat:manage', false),
  ('robot', 'pause', 'active', 'paused', 'KooMessage:chat:manage', false),
  ('robot', 'resume', 'paused', 'active', 'KooMessage:chat:manage', false),
  ('robot', 'delete', 'active', 'none', 'KooMessage:chat:manage', false),
  ('robot', 'delete', 'paused', 'none', 'KooMessage:chat:manage', false);

update private.transitions set sets = 'failures = 0, last_error = null' where resource = 'robot' and verb = 'resume';

insert into private.constraints (name, code) values ('robots_by_name', 'name_taken');
