-- chat: one-shot tokens behind buttons, and what people asked for until it is answered (BOT-2, BOT-3)

create table private.tokens (
  token_hash bytea primary key,
  command text not null,
  input jsonb not null,
  request uuid not null default gen_random_uuid(),
  expires_at timestamptz not null,
  used_at timestamptz
);

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
