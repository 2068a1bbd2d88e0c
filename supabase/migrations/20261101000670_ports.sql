-- channel numbers (通道号, §9.2): what a carrier shows as the sender, and the service account it belongs to
-- (CHN-1)

-- As the KooMessage API numbers them: port_type 1, 3 and 5.
create type public.port_kind as enum ('plain', 'prefix', 'suffix');

-- GB/T 2260: the 31 provinces in which carriers give channel numbers, their cities, and 000000 for all of
-- them. Written by `npm run law` from shared/src/accounts/regions.ts.
create table private.regions (
  code integer primary key check (code between 0 and 999999),
  zh text not null,
  en text not null,
  -- What people may type for it, in small letters.
  names text[] not null
);

create table public.ports (
  id uuid primary key default gen_random_uuid(),
  -- A short name of the row for the places of its bindings (below).
  place bigint not null generated always as identity unique,
  enterprise_id uuid not null references public.enterprises (id),
  number text not null check (number ~ '^[0-9]{3,21}$'),
  kind public.port_kind not null,
  signatures text[] not null check (cardinality(signatures) between 1 and 5),
  proof_path text not null,
  proof_name text not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint ports_by_number unique (enterprise_id, number)
);

create index ports_by_time on public.ports (enterprise_id, created_at desc);

create table public.port_bindings (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  port_id uuid not null references public.ports (id) on delete cascade,
  account_id uuid not null references public.service_accounts (id),
  signature text not null,
  region integer not null,
  -- Made by the account's signature authorisation, which covers every number of the signature in the whole
  -- country.
  automatic boolean not null default false,
  -- Number, signature and region as one stretch of whole numbers: a million for each signature of a port,
  -- within it the codes of the region. A province holds its cities and the country its provinces, so two
  -- bindings of one number meet exactly where their stretches do. No extension is needed.
  stretch int8range not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint port_bindings_apart exclude using gist (stretch with &&)
);

create index port_bindings_by_time on public.port_bindings (enterprise_id, created_at desc);

create index port_bindings_by_account on public.port_bindings (account_id);

create index port_bindings_by_port on public.port_bindings (port_id);

-- The account that covers every number of a signature (签名授权, table 9-1).
create table private.authorised_signatures (
  enterprise_id uuid not null references public.enterprises (id),
  signature text not null,
  account_id uuid not null references public.service_accounts (id),
  constraint authorised_signatures_once primary key (enterprise_id, signature)
);

insert into private.resources (resource, rel, reads, card, state, submitted_by, submission, audited) values
  ('port', 'public.ports', 'KooMessageSA:port:list', 'public.port_cards', '''active''', 'null::uuid',
  'null::timestamptz',
   'jsonb_build_object(''number'', r.number, ''name'', r.number, ''kind'', r.kind,
     ''signatures'', r.signatures, ''proof'', r.proof_name)'),
  ('port_binding', 'public.port_bindings', 'KooMessageSA:port:list', 'public.port_binding_cards',
    '''active''', 'null::uuid', 'null::timestamptz',
   'private.port_binding_logged(r.id)');

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('port', 'create', 'none', 'active', 'KooMessageSA:port:create', true),
  ('port_binding', 'create', 'none', 'active', 'KooMessageSA:port:update', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, many, blocked_by) values
  ('port', 'delete', 'active', 'none', 'KooMessageSA:port:delete', true,
   '(select jsonb_build_object(''code'', ''port_bound'', ''number'', r.number, ''name'', a.name)
     from public.port_bindings b join public.service_accounts a on a.id = b.account_id
     where b.port_id = r.id and not b.automatic order by b.created_at limit 1)'),
  ('port_binding', 'delete', 'active', 'none', 'KooMessageSA:port:update', true,
   'case when r.automatic then ''binding_automatic'' end');

insert into private.constraints (name, code) values
  ('ports_by_number', 'port_number_taken'), ('port_bindings_apart', 'port_taken'), ('authorised_signatures_once', 'signature_authorised');
