-- domains: the domains of short links (DOM-1): requested, reviewed by another person, never deleted

create table public.domains (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  host text,
  name text not null,
  custom_codes boolean not null default false,
  proof_path text,
  proof_name text,
  state public.review_state not null default 'draft',
  enabled boolean not null default false,
  is_default boolean not null default false,
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint a_host_is_its_name check (host is null or host = name),
  constraint the_default_domain_is_enabled check (enabled or not is_default),
  constraint a_proof_has_a_name check ((proof_path is null) = (proof_name is null))
);

create unique index domains_have_one_default on public.domains (enterprise_id) where is_default;

create unique index domains_by_name on public.domains (enterprise_id, lower(name));

-- Requesting a name does not reserve it; an approval does.
create unique index domains_by_host on public.domains (lower(host)) where state = 'approved';

create index domains_waiting on public.domains (enterprise_id) where state = 'in_review';

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('domain-proofs', 'domain-proofs', false, 2097152, '{application/pdf}') on conflict (id) do nothing;

insert into private.resources (resource, rel, reads, card, audited, bound) values
  ('domain', 'public.domains', 'KooMessage:domain:list', 'private.domain_card',
   'jsonb_build_object(''state'', r.state, ''name'', r.name, ''custom_codes'', r.custom_codes, ''proof'', r.proof_name, ''enabled'', r.enabled, ''is_default'', r.is_default)',
   'jsonb_build_object(''name'', r.name, ''custom_codes'', r.custom_codes, ''proof'', r.proof_name, ''proof_path'', r.proof_path)');

insert into private.transitions (resource, verb, from_state, to_state, needs, four_eyes, needs_reason, stamp, condition, blocked_by, names_shown, writes, many) values
  ('domain', 'create', 'none', 'in_review', 'KooMessage:domain:create', false, false, null, null, null, false, true, false),
  ('domain', 'update', 'rejected', 'rejected', 'KooMessage:domain:update', false, false, null, null, null, false, true, false),
  ('domain', 'submit', 'rejected', 'in_review', 'KooMessage:domain:update', false, false, 'submitted', null, null, false, true, true),
  ('domain', 'approve', 'in_review', 'approved', 'KooMessage:domain:review', true, false, 'decided', null, null, true, false, true),
  ('domain', 'reject', 'in_review', 'rejected', 'KooMessage:domain:review', true, true, 'decided', null, null, true, false, true),
  ('domain', 'enable', 'approved', 'approved', 'KooMessage:domain:update', false, false, null, 'not r.enabled', null, false, false, true),
  ('domain', 'disable', 'approved', 'approved', 'KooMessage:domain:update', false, false, null, 'r.enabled',
   'case when r.is_default then jsonb_build_object(''code'', ''domain_is_default'', ''name'', r.name) end', false, false, true),
  ('domain', 'set_default', 'approved', 'approved', 'KooMessage:domain:update', false, false, null, 'not r.is_default',
   'case when not r.enabled then jsonb_build_object(''code'', ''domain_disabled'', ''name'', r.name) end', false, false, false);

insert into private.constraints (name, code) values ('domains_by_name', 'domain_taken'), ('domains_by_host', 'domain_taken');
