-- sms: applications, signatures, SMS templates (SMS-1)

create type public.signature_kind as enum ('notification', 'promotion');

-- What a signature refers to, as numbered by the KooMessage API: signature_source 0 to 5.
create type public.signature_source as enum ('company', 'website', 'app', 'mini_program', 'shop',
  'trademark');

create table public.sms_apps (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null check (name ~ '^[A-Za-z0-9_]{1,64}$'),
  uplink_url text check (char_length(uplink_url) between 1 and 256),
  -- Whether replies are posted there. `stopped`: they wait, as the address took none for a day.
  uplink_state text not null default 'off' check (uplink_state in ('off', 'on', 'stopped')),
  uplink_failures integer not null default 0,
  uplink_error text,
  uplink_at timestamptz,
  enabled boolean not null default true,
  created_by uuid,
  created_at timestamptz not null default now()
);

create unique index sms_apps_by_name on public.sms_apps (enterprise_id, lower(name));

create sequence private.uplink_posts;

-- What signs an application's posts, and the post that is under way: it keeps its id and its replies until it
-- is taken.
create table private.sms_uplinks (
  app_id uuid primary key references public.sms_apps (id) on delete cascade,
  secret text not null,
  post bigint,
  attempts integer not null default 0,
  first_at timestamptz,
  lease_until timestamptz not null default '-infinity'
);

create table public.sms_signatures (
  like private.reviewed including all,
  foreign key (enterprise_id) references public.enterprises (id),
  app_id uuid not null references public.sms_apps (id),
  name text not null check (name !~ '[【】\[\]]' and char_length(name) between 2 and 18),
  kind public.signature_kind not null,
  source public.signature_source not null default 'company',
  third_party boolean not null default false,
  purpose text not null default '' check (char_length(purpose) <= 500),
  constraint sms_signatures_by_name unique (enterprise_id, kind, name),
  constraint sms_signatures_by_kind unique (id, kind)
);

create table public.sms_templates (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  app_id uuid not null references public.sms_apps (id),
  signature_id uuid not null references public.sms_signatures (id),
  kind public.signature_kind not null,
  name text not null,
  content text not null check (char_length(content) between 1 and 500),
  variables jsonb not null default '[]' check (jsonb_typeof(variables) = 'array'),
  -- What a carrier calls it that sends no text without a template of its own (koomessage).
  carrier_template_id text check (carrier_template_id ~ '^[A-Za-z0-9_-]{1,36}$'),
  purpose text not null default '' check (char_length(purpose) <= 500),
  state public.review_state not null default 'draft',
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint sms_templates_by_name unique (enterprise_id, name),
  -- A template is of the kind of its signature: a promotion under a notification's signature is what carriers
  -- block.
  constraint sms_templates_have_their_signatures_kind foreign key (signature_id,
    kind) references public.sms_signatures (id, kind) on update cascade
);

create index sms_apps_by_time on public.sms_apps (enterprise_id, created_at desc);

create index sms_signatures_by_time on public.sms_signatures (enterprise_id, created_at desc);

create index sms_templates_by_time on public.sms_templates (enterprise_id, created_at desc);

insert into private.resources (resource, most, rel, reads, card, state, submitted_by, submission, audited) values
  ('sms_app', 20, 'public.sms_apps', 'KooMessage:sms:list', 'public.sms_app_cards', '''active''',
  'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.name, ''uplink_url'', r.uplink_url,
     ''uplink_state'', r.uplink_state, ''enabled'', r.enabled)');

insert into private.resources (resource, most, rel, reads, card, audited, bound) values
  ('sms_signature', 200, 'public.sms_signatures', 'KooMessage:sms:list', 'public.sms_signature_cards',
   'jsonb_build_object(''state'', r.state, ''name'', r.name, ''kind'', r.kind,
     ''source'', r.source, ''third_party'', r.third_party, ''purpose'', r.purpose, ''proof'', r.proof_name)',
   'jsonb_build_object(''app_id'', r.app_id, ''name'', r.name, ''kind'', r.kind,
     ''source'', r.source, ''third_party'', r.third_party, ''purpose'', r.purpose,
     ''proof'', r.proof_name, ''proof_path'', r.proof_path)'),
  ('sms_template', 1000, 'public.sms_templates', 'KooMessage:sms:list', 'public.sms_template_cards',
   'jsonb_build_object(''state'', r.state, ''name'', r.name, ''kind'', r.kind,
     ''content'', r.content, ''variables'', r.variables, ''purpose'', r.purpose,
     ''carrier_template_id'', r.carrier_template_id)',
   'jsonb_build_object(''signature_id'', r.signature_id, ''name'', r.name,
     ''content'', r.content, ''variables'', r.variables, ''purpose'', r.purpose)');

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('sms_app', 'create', 'none', 'active', 'KooMessage:sms:create', true),
  ('sms_app', 'update', 'active', 'active', 'KooMessage:sms:create', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, condition, sets, many) values
  ('sms_app', 'enable', 'active', 'active', 'KooMessage:sms:create', 'not r.enabled', 'enabled = true', true),
  ('sms_app', 'disable', 'active', 'active', 'KooMessage:sms:create', 'r.enabled', 'enabled = false', true),
  ('sms_app', 'resume', 'active', 'active', 'KooMessage:sms:create',
  'r.uplink_state = ''stopped''', null, true);

-- From then on whole numbers leave the house, so it takes the right to see them, and a password just given.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_also, needs_sudo, condition) values
  ('sms_app', 'rotate', 'active', 'active', 'KooMessage:sms:create', 'KooMessage:recipient:reveal', true, 'r.uplink_url is not null');

select private.review_transitions('sms_signature', 'KooMessage:sms', 'create');

select private.review_transitions('sms_template', 'KooMessage:sms', 'create');

-- The carrier reviews templates for itself, before or after people here do.
insert into private.transitions (resource, verb, from_state, to_state, needs)
select 'sms_template', 'register', x, x, 'KooMessage:sms:create'
from unnest(array['in_review', 'approved', 'rejected']) as x;

insert into private.constraints (name, code)
values ('sms_apps_by_name', 'name_taken'), ('sms_signatures_by_name', 'name_taken'),
  ('sms_templates_by_name', 'name_taken');
