-- channels: the carriers a message can go through (CHL-1), and the addresses of this deployment

create type public.channel_adapter as enum ('sandbox', 'smpp', 'koomessage');

-- Who says whether a template may be sent: the carrier, who brings each vendor's decision, or a platform
-- admin, who writes down what vendors said.
create type public.template_resolver as enum ('carrier', 'by_hand');

-- A connection of the deployment to a carrier. Enterprises use it through channels, which platform admins
-- grant.
create table public.carriers (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  adapter public.channel_adapter not null,
  base_url text not null check (length(base_url) <= 500),
  -- What its adapter asks besides, none of it secret: shared/src/channels/adapters.ts.
  settings jsonb not null default '{}',
  idempotent boolean not null default true,
  batch_size integer not null default 1000 check (batch_size between 1 and 1000),
  -- Of all its channels together, beside the rate of each.
  rate_per_s integer check (rate_per_s > 0),
  -- A receipt that has not come after 72 h will not come (EXPIRED, as the carriers call it).
  receipt_timeout interval not null default interval '72 hours' check (receipt_timeout between interval '1 hour' and interval '720 hours'),
  -- A new enterprise gets a channel at once, with a number that begins like this.
  open_to_all boolean not null default false,
  number_prefix text check (number_prefix ~ '^[0-9]{3,12}$'),
  state text not null default 'active' check (state in ('active', 'paused')),
  next_at timestamptz not null default '-infinity',
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  constraint carriers_by_name unique (name),
  constraint the_address_is_of_the_adapter check (case adapter when 'smpp' then base_url ~ '^smpps?://[^/:[:space:]]+:[0-9]{1,5}$'
    else base_url ~ '^https?://[^/[:space:]]+' end),
  -- A gateway sends a repeated message again, and KooMessage has no key for a repeat.
  constraint only_the_page_is_idempotent check (adapter = 'sandbox' or not idempotent),
  constraint koomessage_takes_a_hundred check (adapter <> 'koomessage' or batch_size <= 100),
  constraint open_carriers_have_a_prefix check (not open_to_all or number_prefix is not null)
);

create table private.carrier_secrets (
  carrier_id uuid primary key references public.carriers (id),
  credentials jsonb not null,
  rotated_at timestamptz not null default clock_timestamp(),
  -- The last part of the address that receipts of KooMessage come to, which signs nothing: 24 bytes in
  -- base64url. A rotation makes a new one, and the former one is good until its time.
  callback_secret text not null default translate(encode(extensions.gen_random_bytes(24), 'base64'), '+/', '-_')
    check (callback_secret ~ '^[A-Za-z0-9_-]{32}$'),
  former_secret text,
  former_until timestamptz
);

-- adapter, base_url, settings, idempotent, batch_size and receipt_timeout are the carrier's, copied by
-- triggers: a claim reads one row.
create table public.channels (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  carrier_id uuid not null references public.carriers (id),
  name text not null,
  adapter public.channel_adapter not null,
  base_url text not null,
  settings jsonb not null,
  number text not null check (number ~ '^[0-9]{3,20}$'),
  resolver public.template_resolver not null default 'carrier',
  idempotent boolean not null,
  batch_size integer not null check (batch_size between 1 and 1000),
  rate_per_s integer check (rate_per_s > 0),
  receipt_timeout interval not null,
  -- Where texts with a link are often blocked (China Telecom, since May 2025).
  link_risk public.network[] not null default '{}' check (not 'unknown' = any (link_risk)),
  -- held: the platform has paused the carrier. revoked: the platform has taken it away.
  state text not null default 'active' check (state in ('active', 'paused', 'held', 'revoked')),
  resume_at timestamptz not null default '-infinity',
  next_at timestamptz not null default '-infinity',
  failures integer not null default 0,
  sick_since timestamptz,
  probe_at timestamptz not null default '-infinity',
  last_error text,
  created_at timestamptz not null default now(),
  constraint smpp_knows_no_vendors check (adapter <> 'smpp' or resolver = 'by_hand'),
  -- For sends that name none.
  is_default boolean not null default false,
  constraint channels_by_name unique (enterprise_id, name),
  constraint channels_by_number unique (carrier_id, number)
);

create unique index channels_have_one_default on public.channels (enterprise_id) where is_default;

create table private.channel_secrets (
  channel_id uuid primary key references public.channels (id),
  credentials jsonb not null
);

-- When a channel of a carrier was sick: from the fifth hand-over without an answer to the next good one.
create table public.carrier_outages (
  id bigint generated always as identity primary key,
  carrier_id uuid not null references public.carriers (id),
  channel_id uuid not null references public.channels (id),
  since timestamptz not null,
  until timestamptz,
  error text
);

create index carrier_outages_by_carrier on public.carrier_outages (carrier_id, since desc);

create unique index carrier_outages_open on public.carrier_outages (channel_id) where until is null;

-- A test message that a platform admin sends to a number of their own.
create table public.carrier_tests (
  id uuid primary key default gen_random_uuid(),
  carrier_id uuid not null references public.carriers (id),
  channel_id uuid not null references public.channels (id),
  -- Masked.
  number text not null,
  state text not null default 'waiting' check (state in ('waiting', 'handed', 'accepted', 'unanswered',
      'not_taken', 'rejected', 'delivered', 'failed', 'expired')),
  code text,
  asked_by_name text not null,
  asked_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz
);

create index carrier_tests_by_carrier on public.carrier_tests (carrier_id, asked_at desc);

create index carrier_tests_waiting on public.carrier_tests (asked_at) where state = 'waiting';

create table private.carrier_test_numbers (
  test_id uuid primary key references public.carrier_tests (id),
  phone text not null
);

create table private.deployment (
  one boolean primary key default true check (one),
  link_base_url text not null,
  functions_url text not null,
  -- Where the caller's address is found: the header (null: private.caller_address knows), and how many
  -- proxies of ours have added to it.
  address_header text check (address_header = lower(address_header)),
  trusted_hops integer not null default 1 check (trusted_hops > 0),
  -- SHA-256 of the address that the functions were given (TIDINGS_DB_URL), in hex: the Management API shows secrets as these.
  functions_secret text check (functions_secret ~ '^[0-9a-f]{64}$'),
  -- Where people tell what they miss or find wrong: a web page, or mailto: and an address.
  feedback text check (feedback ~ '^(https?://|mailto:)')
);

insert into private.resources (resource, rel, enterprise, reads, card, submitted_by, submission, audited) values
  ('channel', 'public.channels', 'r.enterprise_id', 'KooMessage:channel:list', 'public.channel_cards', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.name, ''number'', r.number, ''resolver'', r.resolver,
     ''state'', r.state, ''rate_per_s'', r.rate_per_s, ''link_risk'', r.link_risk,
     ''is_default'', r.is_default, ''mints_at'', r.mints_at, ''sick_since'', r.sick_since)'),
  ('carrier', 'public.carriers', 'null::uuid', 'platform', 'public.carrier_cards', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.name, ''adapter'', r.adapter, ''base_url'', r.base_url,
     ''settings'', r.settings, ''idempotent'', r.idempotent, ''batch_size'', r.batch_size,
     ''rate_per_s'', r.rate_per_s, ''receipt_timeout'', r.receipt_timeout,
     ''open_to_all'', r.open_to_all, ''number_prefix'', r.number_prefix,
     ''state'', r.state, ''key_rotated_at'', private.key_rotated_at(r.id))');

-- Where feedback goes holds for all of the deployment: no row with a state, so it has a maker alone.
insert into private.resources (resource) values ('feedback');

insert into private.transitions (resource, verb, from_state, to_state, needs) values ('feedback', 'set',
  'none', 'active', 'platform');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason) values
  ('channel', 'pause', 'active', 'paused', 'KooMessage:channel:manage', true),
  ('channel', 'pause', 'held', 'paused', 'KooMessage:channel:manage', true),
  ('channel', 'revoke', 'active', 'revoked', 'platform', true),
  ('channel', 'revoke', 'paused', 'revoked', 'platform', true),
  ('channel', 'revoke', 'held', 'revoked', 'platform', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, condition) values
  ('channel', 'resume', 'paused', 'active', 'KooMessage:channel:manage', 'not private.carrier_rests(r.carrier_id)'),
  ('channel', 'resume', 'paused', 'held', 'KooMessage:channel:manage', 'private.carrier_rests(r.carrier_id)'),
  -- For a person who knows that the carrier is well; the next probe may be minutes away.
  ('channel', 'resume', 'active', 'active', 'KooMessage:channel:manage', 'r.sick_since is not null'),
  ('channel', 'restore', 'revoked', 'active', 'platform', 'not private.carrier_rests(r.carrier_id)'),
  ('channel', 'restore', 'revoked', 'held', 'platform', 'private.carrier_rests(r.carrier_id)');

insert into private.transitions (resource, verb, from_state, to_state, needs, condition)
select 'channel', 'set_default', x, x, 'KooMessage:channel:manage', 'not r.is_default'
from unnest(array['active', 'held', 'paused']) as x;

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('channel', 'update', 'active', 'active', 'KooMessage:channel:manage'),
  ('channel', 'update', 'held', 'held', 'KooMessage:channel:manage'),
  ('channel', 'update', 'paused', 'paused', 'KooMessage:channel:manage'),
  -- Which enterprise may use which carrier, the platform says.
  ('channel', 'grant', 'none', 'active', 'platform'),
  -- By the system, with its carrier.
  ('channel', 'hold', 'active', 'held', null),
  ('channel', 'unhold', 'held', 'active', null);

-- Who resumes a channel answers for its carrier, so its failures are counted from zero.
update private.transitions set sets = 'failures = 0, sick_since = null' where resource = 'channel' and verb = 'resume';

-- Who has the address of a carrier has its messages, so these take a password given just now.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo) values
  ('carrier', 'create', 'none', 'active', 'platform', true),
  ('carrier', 'update', 'active', 'active', 'platform', true),
  ('carrier', 'update', 'paused', 'paused', 'platform', true),
  ('carrier', 'rotate', 'active', 'active', 'platform', true),
  ('carrier', 'rotate', 'paused', 'paused', 'platform', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason) values
  ('carrier', 'pause', 'active', 'paused', 'platform', true);

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('carrier', 'resume', 'paused', 'active', 'platform');

-- One message to a phone of the caller: limited (person_carrier_tests), so it takes no password.
insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by) values
  ('carrier', 'test', 'active', 'active', 'platform',
   'case when private.test_channel(r.id) is null then ''carrier_without_channel''
     when r.adapter = ''koomessage'' and coalesce(r.settings ->> ''test_template_id'', '''') = ''''
       then ''test_template_missing'' end');

insert into private.constraints (name, code)
values ('carriers_by_name', 'name_taken'), ('channels_by_name', 'name_taken'),
  ('channels_by_number', 'number_taken');
