-- chat: one-shot tokens behind buttons, and what people asked for until it is answered (BOT-2, BOT-3)

-- What a program proposed (MCP-1): a command that one person carries out by a press, or that lapses.
create table private.proposals (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  -- Whose press it waits for.
  person uuid not null references auth.users (id) on delete cascade,
  -- The key that proposed it; null: a program at the person's own terminal.
  access_key_id uuid references public.access_keys (id),
  command text not null check (char_length(command) between 1 and 100),
  input jsonb not null check (jsonb_typeof(input) = 'object'),
  made_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  pressed_at timestamptz
);

create index proposals_by_enterprise on private.proposals (enterprise_id, made_at desc);

create index proposals_by_person on private.proposals (person, made_at desc);

create index proposals_by_key on private.proposals (access_key_id) where access_key_id is not null;

-- The homes of the bots that ask for posts, to some seconds: whom a message reaches now.
create unlogged table private.bot_homes (
  home text primary key,
  at timestamptz not null default clock_timestamp()
);

insert into private.limits (name, scope, verbs, refused, given, most, per, why) values
  ('person_proposals', 'person', '{propose_command}', false, null, 30, '1 hour',
    'Each is a message to a person, who reads it and decides. Nobody decides more than one in two minutes.'),
  ('enterprise_proposals', 'enterprise', '{propose_command}', false, null, 150, '1 hour',
    'Five programs at the limit of one.');

create table private.tokens (
  token_hash bytea primary key,
  command text not null,
  input jsonb not null,
  request uuid not null default gen_random_uuid(),
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid references auth.users (id) on delete set null,
  -- The proposal that it carries out: for one person alone, once, whichever of its buttons is pressed.
  proposal uuid references private.proposals (id) on delete cascade
);

create index tokens_by_proposal on private.tokens (proposal) where proposal is not null;

-- Who has opened the app's home in a chat platform (on Slack, App Home), and what has changed for them since
-- it was drawn.
create table private.chat_homes (
  provider text not null check (provider in ('slack', 'discord')),
  team text not null,
  chat_user text not null,
  person uuid not null references auth.users (id) on delete cascade,
  opened_at timestamptz not null default clock_timestamp(),
  primary key (provider, team, chat_user)
);

create index chat_homes_by_person on private.chat_homes (person);

create unlogged table private.home_changes (
  id bigint generated always as identity primary key,
  person uuid not null
);

create table private.chat_runs (
  id uuid primary key default gen_random_uuid(),
  provider text not null check (provider in ('slack', 'discord')),
  team text not null,
  key text not null,
  chat_user text not null,
  work jsonb,
  place jsonb,
  steps jsonb not null default '{}',
  answer jsonb,
  state text not null check (state in ('taken', 'begun', 'answered', 'shown', 'given_up')),
  attempts integer not null default 1,
  lease_until timestamptz not null,
  taken_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  last_error text,
  constraint one_run_an_event unique (provider, team, key)
);

create index chat_runs_open on private.chat_runs (lease_until) where ended_at is null;

create index chat_runs_by_time on private.chat_runs (taken_at);

create table private.slack_workspaces (
  team text primary key,
  name text not null check (char_length(name) between 1 and 200),
  token text not null check (char_length(token) between 20 and 2000),
  installed_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz
);
