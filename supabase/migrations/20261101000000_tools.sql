-- THE LAW, its tools: how a verb refuses, replays a request, changes a state and writes the audit log.
-- Every act that matters is a `security definer` verb in `public`; tables give no one a write grant.

create schema if not exists private;

grant usage on schema private to anon, authenticated, service_role;

-- The role of the edge functions (T13): it executes the entry points of the hot path and nothing else, owns
-- nothing, and reads no table. Without a password it cannot sign in. `npm run setup` sets one, and the
-- embedded stack sets one when it starts.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'tidings_functions') then
    create role tidings_functions login noinherit;
  end if;
end $$;

-- Lets the owner see what the functions are doing (pg_stat_activity), and end it.
grant tidings_functions to postgres with inherit true;

grant usage on schema private to tidings_functions;

-- First revoke everything: what a role may do is granted below, table by table and verb by verb.
alter default privileges revoke execute on functions from public;

alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;

alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;

alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;

revoke create on schema public from public;

create type public.audit_outcome as enum ('granted', 'refused');

create table public.audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  enterprise_id uuid,
  actor uuid,
  actor_name text,
  source text not null,
  resource text not null,
  resource_id text,
  verb text not null,
  outcome public.audit_outcome not null,
  code text,
  before jsonb,
  after jsonb,
  reason text,
  details jsonb,
  -- What a click, command or call, and all that it started, have in common: 32 hex digits.
  trace_id text,
  -- The transaction that wrote the row. A seal takes only rows that no row of an older transaction can
  -- precede any more.
  xact xid8 not null default pg_current_xact_id(),
  -- RET-1: the names and addresses of people in this row (private.name_marks). They are sealed as these
  -- marks.
  marks text[] not null default '{}'
);

-- RET-1: a name or an address as it is sealed: mark = sha256(salt || text), in hex. When it is replaced, salt
-- and text are deleted, so texts can no longer be tried against the mark.
create table private.name_marks (
  mark text primary key,
  chain uuid not null,
  -- Whose name it is. null: an address that was invited.
  person uuid,
  text text,
  salt bytea,
  -- Its replacement, and the line of the log that says so.
  token text,
  act bigint,
  check ((text is null) = (salt is null)),
  check (text is not null or (token is not null and act is not null))
);

create unique index name_marks_by_text on private.name_marks (chain, text, person) nulls not distinct
where act is null;

create index name_marks_by_act on private.name_marks (act) where act is not null;

create index audit_log_in_order on public.audit_log (xact, id);

create index audit_log_by_enterprise on public.audit_log (enterprise_id, id desc);

create index audit_log_by_resource on public.audit_log (resource, resource_id, id desc);

create index audit_log_by_trace on public.audit_log (trace_id) where trace_id is not null;

create table public.audit_seals (
  -- The enterprise whose chain it is; all zeros for the chain of the deployment.
  chain uuid not null,
  seq bigint not null,
  log_id bigint not null,
  hash text not null,
  sealed_at timestamptz not null default clock_timestamp(),
  primary key (chain, seq)
);

create unique index audit_seals_by_log on public.audit_seals (log_id);

create table private.audit_cursor (one boolean primary key default true check (one), xact xid8 not null,
  id bigint not null);

insert into private.audit_cursor (xact, id) values ('0', 0);

-- ---------------------------------------------------------------------------------------------
-- Who is asking, and from where

create table private.bots (
  user_id uuid primary key references auth.users (id) on delete cascade,
  key bytea check (octet_length(key) = 32),
  -- For whom it speaks: people in chat, or access keys (API-1).
  voice text not null default 'chat' check (voice in ('chat', 'keys'))
);

-- The embedded server counts what is asked of it by whom a voice speaks for.
do $$
begin
  if exists (select from pg_roles where rolname = 'lite') then
    grant usage on schema private to lite;
    grant select (user_id) on private.bots to lite;
  end if;
end $$;

create table private.platform_admins (
  user_id uuid primary key references auth.users (id) on delete cascade,
  made_at timestamptz not null default now()
);

create table public.chat_identities (
  id uuid primary key default gen_random_uuid(),
  provider text not null check (provider in ('slack', 'discord')),
  team text not null,
  chat_user text not null,
  user_id uuid not null references auth.users (id) on delete cascade,
  linked_at timestamptz not null default now(),
  -- When its person last did something there, to the minute.
  used_at timestamptz not null default clock_timestamp(),
  aal text not null default 'aal1' check (aal in ('aal1', 'aal2')),
  unique (provider, team, chat_user)
);

create index chat_identities_by_user on public.chat_identities (user_id);

create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  name text not null,
  email text not null,
  -- null: not chosen yet.
  locale text check (locale in ('zh-CN', 'en')),
  enterprise_id uuid,
  -- C10: which results of one's own rows come as a direct message. All of them by default.
  notices text[] not null default '{approved,rejected,held,ended}' check (notices <@ '{approved,rejected,held,ended}'),
  -- C10: where direct messages go. null: where the person last did something.
  notices_on text check (notices_on in ('slack', 'discord')),
  -- BOT-4: the report of each month by mail.
  month_mail boolean not null default false,
  -- C10: quiet hours without direct messages, in the zone of the enterprise concerned.
  quiet_from time,
  quiet_until time,
  check (num_nulls(quiet_from, quiet_until) in (0, 2)),
  check (quiet_from <> quiet_until)
);

create index profiles_with_month_mail on public.profiles (user_id) where month_mail;

-- ---------------------------------------------------------------------------------------------
-- Requests: a human verb called twice with one id acts once

create table private.requests (
  actor uuid not null,
  request uuid not null,
  verb text not null,
  resource_id text,
  result jsonb not null,
  input_hash text,
  at timestamptz not null default now(),
  primary key (actor, request)
);

create schema partitions;

-- A large number file is copied straight into its partition; next_part grants that one table.
grant usage on schema partitions to tidings_functions;

create table private.refusals (
  code text primary key,
  status integer not null,
  message text not null,
  hint text not null,
  hint_by text
);

create table private.inputs (
  verb text primary key,
  schema jsonb not null
);

create table private.constraints (
  name text primary key,
  code text not null
);

-- ---------------------------------------------------------------------------------------------
-- Resources and their transitions, as rows: the frame of verbs, the buttons and the tests read the same table

create type private.target as (row_id text, enterprise_id uuid, state text, submitted_by uuid,
  submission timestamptz, made_by uuid, service text);

create table private.resources (
  resource text primary key,
  rel regclass,
  id_type text not null default 'uuid' check (id_type in ('uuid', 'bigint')),
  row_of text not null default 'select $1',
  live_row text,
  enterprise text not null default 'r.enterprise_id',
  reads text,
  card text,
  state text not null default 'r.state::text',
  submitted_by text not null default 'r.submitted_by',
  submission text not null default 'r.submitted_at',
  audited text not null default 'jsonb_build_object(''state'', r.state)',
  bound text,
  touched_by text,
  made_by text not null default 'null::uuid',
  proof text,
  -- SQL: whose actions are needed in place of those of KooMessage, of a row r, and of an input $1 of which one
  -- is made. Null: those that are written.
  service text,
  service_in text,
  -- As many rows as an enterprise may have; null: no limit.
  most integer check (most > 0),
  -- There is one row, with the id of whose it is.
  single boolean not null default false
);

create table private.transitions (
  resource text not null references private.resources (resource),
  verb text not null,
  from_state text not null,
  to_state text not null,
  needs text,
  needs_also text,
  or_needs text,
  trial text,
  four_eyes boolean not null default false,
  needs_reason boolean not null default false,
  stamp text check (stamp in ('submitted', 'decided')),
  -- What the act writes besides, as UPDATE … SET has it. A rule is for what this cannot say.
  sets text,
  condition text,
  blocked_by text,
  names_shown boolean not null default false,
  writes boolean not null default false,
  needs_sudo boolean not null default false,
  -- PKG-1 (操作保护): as needs_sudo, where the enterprise has switched its operation protection on. Of makers
  -- alone.
  protected boolean not null default false check (not protected or from_state = 'none'),
  chat_only boolean not null default false,
  many boolean not null default false,
  repeats boolean not null default false,
  -- C10: what the maker is notified of, where somebody else acts.
  tells text check (tells in ('approved', 'rejected', 'held', 'ended')),
  -- IAM-5: a decision may require a second factor (approver_mfa of the enterprise).
  asks_mfa boolean not null generated always as (four_eyes or verb = 'break_glass') stored,
  primary key (resource, verb, from_state, to_state)
);

-- What was submitted, and who made, edited or submitted it: an approval names the former, and is refused to
-- the latter.
create table private.submissions (
  shown text primary key,
  resource text not null,
  resource_id text not null,
  submission timestamptz,
  bound jsonb not null,
  at timestamptz not null default clock_timestamp()
);

create table private.touches (
  resource text not null,
  row_id text not null,
  person uuid not null,
  primary key (resource, row_id, person)
);
