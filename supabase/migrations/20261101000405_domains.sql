-- domains: the domains of short links (DOM-1): asked for, reviewed by another person, never deleted

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

-- Asking for a name does not keep it from others; an approval does.
create unique index domains_by_host on public.domains (lower(host)) where state = 'approved';

create index domains_waiting on public.domains (enterprise_id) where state = 'in_review';

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('domain-proofs', 'domain-proofs', false, 2097152, '{application/pdf}') on conflict (id) do nothing;

insert into private.resources (resource, rel, row_of, reads, card) values
  ('domain', 'public.domains', 'select d.id from public.domains d where d.id = $1', 'KooMessage:domain:list', 'private.domain_card');

insert into private.transitions (resource, verb, from_state, to_state, needs, four_eyes, needs_reason, stamp) values
  ('domain', 'submit', 'rejected', 'in_review', 'KooMessage:domain:update', false, false, 'submitted'),
  ('domain', 'approve', 'in_review', 'approved', 'KooMessage:domain:review', true, false, 'decided'),
  ('domain', 'reject', 'in_review', 'rejected', 'KooMessage:domain:review', true, true, 'decided');
