-- channels: the carriers a message can go through (CHL-1), and the addresses of this deployment

create type public.channel_adapter as enum ('sandbox');

create table public.channels (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null,
  adapter public.channel_adapter not null,
  base_url text not null,
  number text not null,
  idempotent boolean not null default true,
  batch_size integer not null default 1000 check (batch_size between 1 and 1000),
  rate_per_s integer check (rate_per_s > 0),
  -- A receipt that has not come after 72 h will not come (EXPIRED, as the carriers call it).
  receipt_timeout interval not null default interval '72 hours',
  state text not null default 'active' check (state in ('active', 'paused')),
  resume_at timestamptz not null default '-infinity',
  next_at timestamptz not null default '-infinity',
  failures integer not null default 0,
  sick_since timestamptz,
  probe_at timestamptz not null default '-infinity',
  last_error text,
  created_at timestamptz not null default now(),
  unique (enterprise_id, name)
);

create table private.channel_secrets (
  channel_id uuid primary key references public.channels (id),
  api_key text not null,
  webhook_secret text not null
);

create table private.deployment (
  one boolean primary key default true check (one),
  link_base_url text not null,
  functions_url text not null,
  -- Where the caller's address stands: the header (null: private.caller_address knows), and how many proxies of ours have added to it.
  address_header text check (address_header = lower(address_header)),
  trusted_hops integer not null default 1 check (trusted_hops > 0)
);

insert into private.resources (resource, rel, reads, card, submitted_by, submission, audited) values
  ('channel', 'public.channels', 'KooMessage:channel:list', 'private.channel_card', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''state'', r.state, ''rate_per_s'', r.rate_per_s, ''sick_since'', r.sick_since)');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, condition) values
  ('channel', 'pause', 'active', 'paused', 'KooMessage:channel:manage', true, null),
  ('channel', 'resume', 'paused', 'active', 'KooMessage:channel:manage', false, null),
  -- For a person who knows that the carrier is well; the next probe may be minutes away.
  ('channel', 'resume', 'active', 'active', 'KooMessage:channel:manage', false, 'r.sick_since is not null'),
  ('channel', 'limit', 'active', 'active', 'KooMessage:channel:manage', false, null),
  ('channel', 'limit', 'paused', 'paused', 'KooMessage:channel:manage', false, null);
