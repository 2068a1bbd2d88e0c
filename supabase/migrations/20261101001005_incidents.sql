-- incidents: what the system has stopped, or found wrong, until it is over (GRD-1)

create table public.incidents (
  id uuid primary key default gen_random_uuid(),
  number bigint generated always as identity,
  enterprise_id uuid not null references public.enterprises (id),
  -- What kind of thing it is about; one of a kind and thing is open at a time.
  cause text not null check (cause in ('send', 'channel', 'link', 'books')),
  resource text not null,
  resource_id uuid,
  name text not null,
  state text not null default 'open' check (state in ('open', 'taken', 'closed')),
  opened_at timestamptz not null default clock_timestamp(),
  owner uuid,
  taken_at timestamptz,
  closed_at timestamptz,
  -- Null: it was over by itself.
  closed_by uuid,
  closed_reason text
);

create unique index incidents_open on public.incidents (enterprise_id, cause, resource_id) nulls not distinct
where state <> 'closed';

create index incidents_by_thing on public.incidents (resource, resource_id) where state <> 'closed';

create index incidents_by_enterprise on public.incidents (enterprise_id, number desc);

-- The time line. what: the kind of an alert, the verb of an act on the thing or on the incident, or `over`.
create table public.incident_events (
  id bigint generated always as identity primary key,
  incident_id uuid not null references public.incidents (id),
  enterprise_id uuid not null references public.enterprises (id),
  at timestamptz not null default clock_timestamp(),
  what text not null,
  by uuid,
  reason text,
  details jsonb
);

create index incident_events_by_incident on public.incident_events (incident_id, id);

insert into private.resources (resource, rel, reads, card, submitted_by, submission, audited) values
  ('incident', 'public.incidents', 'KooMessage:alert:list', 'private.incident_card', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.name, ''state'', r.state,
     ''owner'', private.person_name(r.owner, r.enterprise_id))');

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('incident', 'take', 'open', 'taken', 'KooMessage:alert:update'),
  -- By the system, when what caused it is over.
  ('incident', 'end', 'open', 'closed', null),
  ('incident', 'end', 'taken', 'closed', null);

insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by) values
  -- From its present owner: shifts change.
  ('incident', 'take_over', 'taken', 'taken', 'KooMessage:alert:update',
   'case when r.owner = private.actor() then ''incident_yours'' end');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason) values
  ('incident', 'note', 'open', 'open', 'KooMessage:alert:update', true),
  ('incident', 'note', 'taken', 'taken', 'KooMessage:alert:update', true),
  ('incident', 'close', 'open', 'closed', 'KooMessage:alert:update', true),
  ('incident', 'close', 'taken', 'closed', 'KooMessage:alert:update', true);
