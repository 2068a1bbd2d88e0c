-- reviewed: what every table of a review has, and what the law has to know of it

create type public.review_state as enum ('draft', 'in_review', 'approved', 'rejected');

-- What every table of a review has: `like private.reviewed including all`. A reference to the enterprise is
-- no part of LIKE.
create table private.reviewed (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null,
  proof_path text,
  proof_name text,
  state public.review_state not null default 'in_review',
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint a_proof_has_a_name check ((proof_path is null) = (proof_name is null))
);

create function private.submit_transitions(resource text, needs text) returns void
language sql set search_path = '' as $$
  insert into private.transitions (resource, verb, from_state, to_state, needs, stamp, writes, many) values
    (resource, 'submit', 'draft', 'in_review', needs, 'submitted', true, true),
    (resource, 'submit', 'rejected', 'in_review', needs, 'submitted', true, true)
$$;

comment on function private.submit_transitions is 'A draft, or what was rejected, is put in review.';

create function private.decision_transitions(resource text, needs text) returns void
language sql set search_path = '' as $$
  insert into private.transitions (resource, verb, from_state, to_state, needs, four_eyes, stamp, names_shown, many, needs_reason) values
    (resource, 'approve', 'in_review', 'approved', needs, true, 'decided', true, true, false),
    (resource, 'reject', 'in_review', 'rejected', needs, true, 'decided', true, true, true)
$$;

comment on function private.decision_transitions is
  'Another member decides what is in review. A rejection has a reason.';

create function private.review_transitions(
  resource text, rights text, changes text default 'update'
) returns void
language sql set search_path = '' as $$
  insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
    (resource, 'create', 'none', 'in_review', rights || ':create', true),
    (resource, 'update', 'rejected', 'rejected', rights || ':' || changes, true);
  insert into private.transitions (resource, verb, from_state, to_state, needs, stamp, writes, many) values
    (resource, 'submit', 'rejected', 'in_review', rights || ':' || changes, 'submitted', true, true);
  select private.decision_transitions(resource, rights || ':review')
$$;

comment on function private.review_transitions is
  'The transitions of what is in review as it is made: decided by another member, and edited and submitted '
  'again once it was rejected. changes: the operation that an edit needs.';

create function private.reviewed_resource(
  resource text, rel regclass, rights text, card text, proof text default null, changes text default 'update'
) returns void language plpgsql set search_path = '' as $$
declare
  content constant text := 'to_jsonb(r) - ''{id,enterprise_id,submitted_by,submitted_at,decided_by,decided_at,reason,created_by,created_at';
begin
  insert into private.actions (action) select rights || ':' || o
  from unnest(array['list', 'create', changes, 'review']) as o on conflict do nothing;
  insert into private.resources (resource, rel, reads, card, proof, audited, bound)
  values (resource, rel, rights || ':list', card, proof, content || ',proof_path}''::text[]',
    content || ',state}''::text[]');
  perform private.review_transitions(resource, rights, changes);
  insert into private.constraints (name, code) select c.conname, 'name_taken' from pg_catalog.pg_constraint c
  where c.conrelid = rel and c.contype = 'u' and c.conname like '%_by_name';
end $$;

comment on function private.reviewed_resource is
  'What the law has to know of an ordinary table that is made like private.reviewed: its actions, its '
  'transitions, and that all of its columns are audited and approved. proof: the bucket of its file.';
