-- own fields: what an enterprise adds to its templates, sends and whatever else has a column `own` (FLD-1)

create type public.own_kind as enum ('text', 'long', 'choice', 'flag', 'count', 'day');

create table public.own_fields (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  resource text not null references private.resources (resource),
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,31}$'),
  kind public.own_kind not null,
  name text not null check (char_length(name) between 1 and 64),
  name_en text check (char_length(name_en) between 1 and 64),
  hint text check (char_length(hint) between 1 and 200),
  hint_en text check (char_length(hint_en) between 1 and 200),
  -- Of a choice: [{key, zh, en, retired?}], in the order in which they are offered.
  options jsonb check (jsonb_typeof(options) = 'array'),
  -- Characters of a text, the number itself of a count.
  min bigint,
  max bigint,
  required boolean not null default false,
  bound boolean not null default true,
  in_chat boolean not null default false,
  place integer not null check (place between 1 and 999),
  state text not null default 'active' check (state in ('active', 'retired')),
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint own_fields_by_key unique (enterprise_id, resource, key),
  check ((kind = 'choice') = (options is not null)),
  check ((kind in ('text', 'long', 'count')) = (min is not null) and (min is null) = (max is null)),
  constraint own_bounds check (min <= max and (kind = 'count' or min >= 0))
);

create unique index own_fields_by_name on public.own_fields (enterprise_id, resource, lower(name));

alter table public.template_versions add column own jsonb not null default '{}';

-- A field can require input of everybody who submits, so changing fields is a right of its own.
insert into private.actions (action) values ('KooMessage:ownField:list'), ('KooMessage:ownField:manage');

insert into private.resources (resource, rel, reads, card, submitted_by, submission, audited) values
  ('own_field', 'public.own_fields', 'KooMessage:ownField:list', 'private.own_field_card', 'null::uuid', 'null::timestamptz',
   'private.own_field_card(r.id) - array[''id'', ''enterprise_id'', ''options'',
     ''created_by_name'', ''created_at'']');

insert into private.transitions (resource, verb, from_state, to_state, needs)
select 'own_field', v.verb, v.from_state, v.to_state, 'KooMessage:ownField:manage'
from (values ('create', 'none', 'active'), ('update', 'active', 'active'), ('retire', 'active', 'retired'),
  ('restore', 'retired', 'active')) as v (verb, from_state, to_state);

insert into private.constraints (name, code) values ('own_fields_by_key', 'name_taken'), ('own_fields_by_name', 'name_taken');

-- The fields that no approval is about are set at any time, in any state.
insert into private.transitions (resource, verb, from_state, to_state, needs, condition)
select x.resource, 'set_own', s::text, s::text, x.service || ':template:update',
  format('private.has_free_own(%L, r.enterprise_id)', x.resource)
from (values ('template', 'KooMessage'), ('basic_template', 'KooMessageBasic')) as x (resource, service)
cross join unnest(enum_range(null::public.version_state)) as s;
