-- sms: applications, signatures, SMS templates (SMS-1)

create type public.signature_kind as enum ('notification', 'promotion');

-- What a signature refers to, as numbered by the KooMessage API: signature_source 0 to 5.
create type public.signature_source as enum ('company', 'website', 'app', 'mini_program', 'shop',
  'trademark');

create table public.sms_apps (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null check (name ~ '^[A-Za-z0-9_]{1,64}$'),
  enabled boolean not null default true,
  created_by uuid,
  created_at timestamptz not null default now()
);

create unique index sms_apps_by_name on public.sms_apps (enterprise_id, lower(name));

create table public.sms_signatures (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  -- Of what was approved. Opt-outs, the reports at networks and what was sent hang on name and kind, so an
  -- approved signature keeps both.
  name text not null check (name !~ '[【】\[\]]' and char_length(name) between 2 and 18),
  kind public.signature_kind not null,
  -- That of the live version, or of the first until there is one: replies are posted there.
  app_id uuid not null references public.sms_apps (id),
  enabled boolean not null default true,
  latest_version_id uuid,
  live_version_id uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint sms_signatures_by_name unique (enterprise_id, kind, name),
  constraint sms_signatures_by_kind unique (id, kind)
);

create table public.sms_signature_versions (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  signature_id uuid not null references public.sms_signatures (id),
  version integer not null default 1,
  app_id uuid not null references public.sms_apps (id),
  source public.signature_source not null default 'company',
  third_party boolean not null default false,
  proofs jsonb not null default '[]' check (jsonb_typeof(proofs) = 'array' and jsonb_array_length(proofs) <= 5),
  purpose text not null default '' check (char_length(purpose) <= 500),
  state public.review_state not null default 'in_review',
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (signature_id, version)
);

alter table public.sms_signatures add foreign key (latest_version_id) references public.sms_signature_versions (id);

alter table public.sms_signatures add foreign key (live_version_id) references public.sms_signature_versions (id);

create table public.sms_templates (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null,
  enabled boolean not null default true,
  latest_version_id uuid,
  live_version_id uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint sms_templates_by_name unique (enterprise_id, name)
);

create table public.sms_template_versions (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  sms_template_id uuid not null references public.sms_templates (id),
  version integer not null default 1,
  signature_id uuid not null references public.sms_signatures (id),
  kind public.signature_kind not null,
  content text not null check (char_length(content) between 1 and 500),
  variables jsonb not null default '[]' check (jsonb_typeof(variables) = 'array'),
  -- What a carrier calls it that sends no text without a template of its own (koomessage).
  carrier_template_id text check (carrier_template_id ~ '^[A-Za-z0-9_-]{1,36}$'),
  purpose text not null default '' check (char_length(purpose) <= 500),
  state public.review_state not null default 'in_review',
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (sms_template_id, version),
  -- A template is of the kind of its signature: a promotion under a notification's signature is what carriers
  -- block.
  constraint sms_templates_have_their_signatures_kind foreign key (signature_id,
    kind) references public.sms_signatures (id, kind) on update cascade
);

alter table public.sms_templates add foreign key (latest_version_id) references public.sms_template_versions (id);

alter table public.sms_templates add foreign key (live_version_id) references public.sms_template_versions (id);

create index sms_signature_versions_waiting on public.sms_signature_versions (enterprise_id) where state = 'in_review';

create index sms_template_versions_waiting on public.sms_template_versions (enterprise_id) where state = 'in_review';

create index sms_template_versions_by_signature on public.sms_template_versions (signature_id);

create index sms_apps_by_time on public.sms_apps (enterprise_id, created_at desc);

create index sms_signatures_by_time on public.sms_signatures (enterprise_id, created_at desc);

create index sms_templates_by_time on public.sms_templates (enterprise_id, created_at desc);

insert into private.resources (resource, most, rel, reads, card, state, submitted_by, submission, audited) values
  ('sms_app', 20, 'public.sms_apps', 'KooMessage:sms:list', 'public.sms_app_cards', '''active''',
  'null::uuid', 'null::timestamptz',
   '(select jsonb_build_object(''name'', r.name, ''uplink_url'', c.url, ''uplink_state'', c.posting,
     ''enabled'', r.enabled) from public.callbacks c where c.app_id = r.id)');

-- The row that holds the state is the latest version, so four eyes and touches are per version.
insert into private.resources (resource, most, rel, row_of, live_row, made_by, reads, card, audited, bound) values
  ('sms_signature', 200, 'public.sms_signature_versions',
    'select g.latest_version_id from public.sms_signatures g where g.id = $1',
    'select g.live_version_id from public.sms_signatures g where g.id = $1',
    '(select g.created_by from public.sms_signatures g where g.id = r.signature_id)',
   'KooMessage:sms:list', 'public.sms_signature_cards',
   '(select jsonb_build_object(''state'', r.state, ''name'', g.name, ''kind'', g.kind, ''version'', r.version,
     ''source'', r.source, ''third_party'', r.third_party, ''purpose'', r.purpose,
     ''proofs'', jsonb_path_query_array(r.proofs, ''$[*].name''), ''enabled'', g.enabled)
     from public.sms_signatures g where g.id = r.signature_id)',
   '(select jsonb_build_object(''app_id'', r.app_id, ''name'', g.name, ''kind'', g.kind, ''version'', r.version,
     ''source'', r.source, ''third_party'', r.third_party, ''purpose'', r.purpose, ''proofs'', r.proofs)
     from public.sms_signatures g where g.id = r.signature_id)'),
  ('sms_template', 1000, 'public.sms_template_versions',
    'select m.latest_version_id from public.sms_templates m where m.id = $1',
    'select m.live_version_id from public.sms_templates m where m.id = $1',
    '(select m.created_by from public.sms_templates m where m.id = r.sms_template_id)',
   'KooMessage:sms:list', 'public.sms_template_cards',
   '(select jsonb_build_object(''state'', r.state, ''name'', m.name, ''kind'', r.kind, ''version'', r.version,
     ''content'', r.content, ''variables'', r.variables, ''purpose'', r.purpose,
     ''carrier_template_id'', r.carrier_template_id, ''enabled'', m.enabled)
     from public.sms_templates m where m.id = r.sms_template_id)',
   '(select jsonb_build_object(''signature_id'', r.signature_id, ''name'', m.name, ''version'', r.version,
     ''content'', r.content, ''variables'', r.variables, ''purpose'', r.purpose)
     from public.sms_templates m where m.id = r.sms_template_id)');

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('sms_app', 'create', 'none', 'active', 'KooMessage:sms:create', true),
  ('sms_app', 'update', 'active', 'active', 'KooMessage:sms:create', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, condition, sets, many) values
  ('sms_app', 'enable', 'active', 'active', 'KooMessage:sms:create', 'not r.enabled', 'enabled = true', true),
  ('sms_app', 'disable', 'active', 'active', 'KooMessage:sms:create', 'r.enabled', 'enabled = false', true),
  ('sms_app', 'resume', 'active', 'active', 'KooMessage:sms:create',
  'exists (select from public.callbacks c where c.app_id = r.id and c.posting = ''stopped'')', null, true);

-- From then on whole numbers leave the house, so it takes the right to see them, and a password just given.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_also, needs_sudo, condition) values
  ('sms_app', 'rotate', 'active', 'active', 'KooMessage:sms:create', 'KooMessage:recipient:reveal', true,
  'exists (select from public.callbacks c where c.app_id = r.id and c.url is not null)');

select private.review_transitions('sms_signature', 'KooMessage:sms', 'create');

select private.review_transitions('sms_template', 'KooMessage:sms', 'create');

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  -- An approved version never changes and keeps serving; the edit makes the next one.
  ('sms_signature', 'update', 'approved', 'approved', 'KooMessage:sms:create', true),
  ('sms_template', 'update', 'approved', 'approved', 'KooMessage:sms:create', true);

-- Whatever the state of the latest version: the live version is switched.
insert into private.transitions (resource, verb, from_state, to_state, needs, condition, many)
select x.resource, m.verb, s::text, s::text, 'KooMessage:sms:create',
  format('exists (select from %s h where h.id = r.%I and h.live_version_id is not null and h.enabled = %L)',
    x.head, x.refers, m.enabled), true
from (values ('sms_signature', 'public.sms_signatures', 'signature_id'),
  ('sms_template', 'public.sms_templates', 'sms_template_id')) as x (resource, head, refers)
cross join (values ('enable', false), ('disable', true)) as m (verb, enabled)
cross join unnest(enum_range(null::public.review_state)) as s;

-- Nothing that was used is deleted. What waits for a decision is decided first.
insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by, many)
select x.resource, 'delete', s, 'none', 'KooMessage:sms:create', x.blocked_by, true
from (values ('sms_signature', 'private.signature_uses(r.signature_id)'),
  ('sms_template', 'private.sms_template_uses(r.sms_template_id)')) as x (resource, blocked_by)
cross join unnest('{draft,rejected,approved}'::text[]) as s;

-- The carrier reviews templates for itself, before or after people here do.
insert into private.transitions (resource, verb, from_state, to_state, needs)
select 'sms_template', 'register', x, x, 'KooMessage:sms:create'
from unnest(array['draft', 'in_review', 'approved', 'rejected']) as x;

insert into private.constraints (name, code)
values ('sms_apps_by_name', 'name_taken'), ('sms_signatures_by_name', 'name_taken'),
  ('sms_templates_by_name', 'name_taken');
