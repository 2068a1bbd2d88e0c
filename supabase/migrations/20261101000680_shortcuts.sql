-- SMS shortcuts (短消息快捷键, §9.3): the buttons that phones show under the messages of a signature (SHC-1)

create table public.shortcuts (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  latest_version_id uuid,
  live_version_id uuid,
  frozen_at timestamptz,
  frozen_by uuid,
  frozen_reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  check (num_nonnulls(frozen_at, frozen_reason) in (0, 2))
);

create index shortcuts_by_time on public.shortcuts (enterprise_id, created_at desc);

create table public.shortcut_versions (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  shortcut_id uuid not null references public.shortcuts (id),
  version integer not null,
  signature text not null check (char_length(signature) between 2 and 18),
  proofs jsonb not null check (jsonb_array_length(proofs) between 1 and 6),
  -- Codes of GB/T 2260; 0 for the whole country. None lies in another one of them.
  regions integer[] not null check (cardinality(regions) >= 1),
  buttons jsonb not null check (jsonb_array_length(buttons) <= 3),
  timed jsonb not null check (jsonb_array_length(timed) <= 5),
  revision integer not null default 1,
  state public.review_state not null default 'draft',
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (shortcut_id, version)
);

alter table public.shortcuts add foreign key (latest_version_id) references public.shortcut_versions (id);

alter table public.shortcuts add foreign key (live_version_id) references public.shortcut_versions (id);

create index shortcut_versions_waiting on public.shortcut_versions (enterprise_id) where state = 'in_review';

-- A short name of a signature for the places below. The same for every enterprise, as a phone sees nothing
-- but the signature.
create table private.shortcut_signatures (
  signature text primary key,
  place bigint not null generated always as identity unique
);

-- Where an approved shortcut serves: signature and region as one stretch of whole numbers, as the bindings of
-- channel numbers (…000670_ports.sql). A phone in a region is shown one shortcut of a signature and never
-- two, whichever enterprise's they are.
create table private.shortcut_places (
  shortcut_id uuid not null references public.shortcuts (id),
  signature text not null,
  region integer not null,
  stretch int8range not null,
  constraint shortcut_places_apart exclude using gist (stretch with &&)
);

create index shortcut_places_by_signature on private.shortcut_places (signature);

create index shortcut_places_by_shortcut on private.shortcut_places (shortcut_id);

-- The row that holds the state is the latest version, so four eyes and touches are per version.
insert into private.resources (resource, rel, row_of, live_row, reads, card, audited, bound, touched_by) values
  ('shortcut', 'public.shortcut_versions',
    'select s.latest_version_id from public.shortcuts s where s.id = $1',
    'select s.live_version_id from public.shortcuts s where s.id = $1', 'KooMessageSA:shortcut:list',
    'private.shortcut_card',
   'private.shortcut_logged(r)', 'private.shortcut_bound(r)', 'select v.created_by from public.shortcut_versions v where v.id = $1');

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('shortcut', 'create', 'none', 'draft', 'KooMessageSA:shortcut:create', true),
  ('shortcut', 'update', 'draft', 'draft', 'KooMessageSA:shortcut:update', true),
  ('shortcut', 'update', 'rejected', 'rejected', 'KooMessageSA:shortcut:update', true),
  -- An approved version never changes and keeps serving; the edit makes the next one.
  ('shortcut', 'update', 'approved', 'approved', 'KooMessageSA:shortcut:update', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, many) values
  ('shortcut', 'withdraw', 'in_review', 'draft', 'KooMessageSA:shortcut:submit', true);

select private.submit_transitions('shortcut', 'KooMessageSA:shortcut:submit');

select private.decision_transitions('shortcut', 'KooMessageSA:shortcut:review');

-- Freezing is about what serves, whatever the state of the latest version is.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, many, condition)
select 'shortcut', f.verb, s::text, s::text, 'KooMessageSA:shortcut:freeze', f.verb = 'freeze', true, f.condition
from unnest(enum_range(null::public.review_state)) as s cross join (values
  ('freeze', '(select x.live_version_id is not null and x.frozen_at is null from public.shortcuts x where x.id = r.shortcut_id)'),
  ('unfreeze', '(select x.frozen_at is not null from public.shortcuts x where x.id = r.shortcut_id)')) as f (verb, condition);

insert into private.constraints (name, code) values ('shortcut_places_apart', 'shortcut_taken');
