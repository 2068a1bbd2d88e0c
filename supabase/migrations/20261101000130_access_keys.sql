-- access keys: what programs sign their calls with (API-1)

create table public.access_keys (
  -- Who acts by it: what private.actor() answers. It has no account and signs in nowhere.
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null,
  -- The AK of a signature. TD…, of a test key TT….
  key_id text not null unique check (key_id ~ '^T[DT][A-Z0-9]{18}$'),
  test boolean not null default false check (test = (key_id like 'TT%')),
  state text not null default 'active' check (state in ('active', 'revoked')),
  -- Where its calls may come from. Empty: from anywhere.
  addresses cidr[] not null default '{}' check (cardinality(addresses) <= 50),
  most_a_minute integer not null default 600 check (most_a_minute between 1 and 6000),
  -- To the minute.
  used_at timestamptz,
  used_from inet,
  revoked_by uuid,
  revoked_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  check ((state = 'revoked') = (revoked_at is not null))
);

-- A revoked one leaves its name to the next.
create unique index access_keys_by_name on public.access_keys (enterprise_id, lower(name)) where state = 'active';

create index access_keys_by_time on public.access_keys (enterprise_id, created_at desc);

create table public.access_key_policies (
  access_key_id uuid not null references public.access_keys (id),
  policy_id uuid not null references public.policies (id),
  enterprise_id uuid not null references public.enterprises (id),
  primary key (access_key_id, policy_id)
);

create index access_key_policies_by_policy on public.access_key_policies (policy_id);

-- The SK of a signature. Apart from the key, so that no role of the API selects it; as it is, since an HMAC is
-- checked with it.
create table private.access_key_secrets (
  id uuid primary key default gen_random_uuid(),
  access_key_id uuid not null references public.access_keys (id),
  secret text not null check (secret ~ '^[A-Za-z0-9]{40}$'),
  made_at timestamptz not null default clock_timestamp(),
  -- To the minute.
  used_at timestamptz
);

create index access_key_secrets_by_key on private.access_key_secrets (access_key_id, made_at desc);

-- APR-1: who made a key or saw a secret of it. What the key does counts as done by them too.
create table private.access_key_hands (
  person uuid not null,
  access_key_id uuid not null references public.access_keys (id),
  at timestamptz not null default clock_timestamp(),
  primary key (person, access_key_id)
);

create index access_key_hands_by_key on private.access_key_hands (access_key_id);

-- The account by which the function `api` reaches REST (private.bots, voice keys). Whoever reads this has the
-- role of the functions, and so the secrets of all keys already.
create table private.key_voices (
  one boolean primary key default true check (one),
  user_id uuid not null references private.bots (user_id) on delete cascade,
  password text not null
);

-- What programs asked by a key (API-1), kept a week. Written by private.log_key_request alone.
create table public.access_key_requests (
  id bigint generated always as identity primary key,
  enterprise_id uuid not null references public.enterprises (id),
  access_key_id uuid not null references public.access_keys (id),
  -- x-request-id of the answer, under which the audit log and the logs of functions have it.
  request_id text not null,
  method text not null,
  -- With its query; numbers are masked, as in the body.
  path text not null,
  status integer not null,
  -- Of the refusal.
  code text,
  took_ms integer not null,
  address inet,
  body jsonb,
  -- The send that it made or submitted, and what went to the sandbox of it again.
  send_id uuid,
  again_id uuid,
  at timestamptz not null default clock_timestamp()
);

create index access_key_requests_by_enterprise on public.access_key_requests (enterprise_id, id desc);

create index access_key_requests_by_key on public.access_key_requests (access_key_id, id desc);

create index access_key_requests_by_time on public.access_key_requests using brin (at);

insert into private.actions (action) values ('KooMessage:accessKey:list'), ('KooMessage:accessKey:manage');

insert into private.resources (resource, rel, reads, card, submitted_by, submission, audited) values
  ('access_key', 'public.access_keys', 'KooMessage:accessKey:list', 'public.access_key_cards', 'null::uuid', 'null::timestamptz',
   'private.access_key_in_log(r)');

insert into private.resources (resource, rel, id_type, reads, card, state, submitted_by, submission, audited, made_by)
values ('access_key_request', 'public.access_key_requests', 'bigint', 'KooMessage:accessKey:list',
  'public.access_key_request_cards', '''kept''', 'null::uuid', 'null::timestamptz',
  'jsonb_build_object(''name'', r.request_id, ''again_id'', r.again_id)', 'null::uuid');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_also, condition, blocked_by) values
  ('access_key_request', 'again', 'kept', 'kept', 'KooMessage:accessKey:list', 'KooMessage:sendTask:create',
   'r.send_id is not null', 'private.again_bar(r)');

-- A key is what a password is, so all of it takes a password given just now.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo) values
  ('access_key', 'create', 'none', 'active', 'KooMessage:accessKey:manage', true),
  ('access_key', 'update', 'active', 'active', 'KooMessage:accessKey:manage', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo, blocked_by) values
  ('access_key', 'rotate', 'active', 'active', 'KooMessage:accessKey:manage', true,
   'case when private.secrets_of_key(r.id) > 1 then ''access_key_secrets_full'' end');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo, condition) values
  ('access_key', 'retire', 'active', 'active', 'KooMessage:accessKey:manage', true, 'private.secrets_of_key(r.id) > 1');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo, sets, many) values
  ('access_key', 'revoke', 'active', 'revoked', 'KooMessage:accessKey:manage', true,
   'revoked_by = $3, revoked_at = clock_timestamp()', true);

insert into private.constraints (name, code) values
  ('access_keys_by_name', 'name_taken'), ('access_key_policies_policy_id_fkey', 'policy_in_use');
