-- service accounts (智能信息服务号, §9.1): profile, menus and home page, each reviewed by itself (SA-1, SA-2)

create type public.account_state as enum ('active', 'frozen');

create type public.account_part_kind as enum ('profile', 'menus', 'home');

create table public.service_accounts (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  -- Of the approved profile; until one is approved, of the latest.
  name text not null check (char_length(name) between 1 and 64),
  -- Tells accounts of one name apart (table 9-1).
  remark text not null default '' check (char_length(remark) <= 100),
  state public.account_state not null default 'active',
  -- Why it was frozen.
  reason text,
  own jsonb not null default '{}',
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint service_accounts_by_name unique (enterprise_id, name, remark)
);

create index service_accounts_by_time on public.service_accounts (enterprise_id, created_at desc);

create table public.account_parts (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  account_id uuid not null references public.service_accounts (id),
  kind public.account_part_kind not null,
  latest_version_id uuid,
  live_version_id uuid,
  created_at timestamptz not null default now(),
  unique (account_id, kind)
);

create index account_parts_by_time on public.account_parts (enterprise_id, created_at desc);

create table public.account_part_versions (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  part_id uuid not null references public.account_parts (id),
  version integer not null,
  -- Null: not filled in yet.
  content jsonb,
  -- Own fields as they will be once the profile is approved.
  next_own jsonb not null default '{}',
  -- Why an approved part was edited (§9.1): ten characters at most.
  change_reason text check (char_length(change_reason) between 1 and 10),
  revision integer not null default 1,
  state public.review_state not null default 'draft',
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (part_id, version)
);

alter table public.account_parts add foreign key (latest_version_id) references public.account_part_versions (id);

alter table public.account_parts add foreign key (live_version_id) references public.account_part_versions (id);

create index account_part_versions_waiting on public.account_part_versions (enterprise_id)
where state = 'in_review';

-- Written by `npm run law` from shared/src/accounts/fields.ts and pictures.ts, before the law and after every
-- table.
create table private.account_fields (
  place text not null,
  name text not null,
  seq integer not null,
  kind text not null,
  required boolean not null,
  max integer not null,
  label jsonb not null,
  takes jsonb not null,
  primary key (place, name)
);

create table private.picture_rules (
  name text primary key,
  label jsonb not null,
  takes jsonb not null,
  bytes integer not null,
  width integer not null,
  height integer not null,
  square boolean not null
);

insert into private.resources (resource, rel, reads, card, submitted_by, submission, audited) values
  ('service_account', 'public.service_accounts', 'KooMessageSA:serviceAccount:list',
    'public.service_account_cards', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''state'', r.state, ''name'', r.name, ''remark'', r.remark)
     || private.own_logged(r.own)');

-- The row that holds the state is the latest version, so four eyes and touches are per version.
insert into private.resources (resource, rel, row_of, live_row, reads, card, audited, bound, touched_by) values
  ('account_part', 'public.account_part_versions',
    'select p.latest_version_id from public.account_parts p where p.id = $1',
    'select p.live_version_id from public.account_parts p where p.id = $1',
    'KooMessageSA:serviceAccount:list', 'public.account_part_cards',
   'private.account_part_logged(r)', 'private.account_part_bound(r)',
   'select v.created_by from public.account_part_versions v where v.id = $1');

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('service_account', 'create', 'none', 'active', 'KooMessageSA:serviceAccount:create', true),
  ('account_part', 'update', 'draft', 'draft', 'KooMessageSA:serviceAccount:update', true),
  ('account_part', 'update', 'rejected', 'rejected', 'KooMessageSA:serviceAccount:update', true),
  -- An approved version never changes and keeps serving; the edit makes the next one.
  ('account_part', 'update', 'approved', 'approved', 'KooMessageSA:serviceAccount:update', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, many, needs_reason) values
  ('service_account', 'freeze', 'active', 'frozen', 'KooMessageSA:serviceAccount:freeze', true, true);

insert into private.transitions (resource, verb, from_state, to_state, needs, many, sets) values
  ('service_account', 'unfreeze', 'frozen', 'active', 'KooMessageSA:serviceAccount:freeze', true, 'reason = null'),
  ('account_part', 'withdraw', 'in_review', 'draft', 'KooMessageSA:serviceAccount:submit', true, null);

select private.submit_transitions('account_part', 'KooMessageSA:serviceAccount:submit');

select private.decision_transitions('account_part', 'KooMessageSA:serviceAccount:review');

-- 催审: once in two hours, so reviewers are reminded and not flooded.
insert into private.transitions (resource, verb, from_state, to_state, needs, condition)
select 'service_account', 'set_own', s::text, s::text, 'KooMessageSA:serviceAccount:update',
  'private.has_free_own(''service_account'', r.enterprise_id)'
from unnest(enum_range(null::public.account_state)) as s;

insert into private.constraints (name, code) values ('service_accounts_by_name', 'account_name_taken');
