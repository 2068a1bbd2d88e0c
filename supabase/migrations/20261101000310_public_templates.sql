-- public templates: what the deployment offers to all enterprises to begin from (TPL-1)

create table public.public_templates (
  id uuid primary key default gen_random_uuid(),
  -- What the deployment was set up with knows its rows by it; null: a platform admin made it.
  key text unique check (key ~ '^[a-z0-9_.-]{1,64}$'),
  kind public.message_kind not null default 'aim' check (kind in ('aim', 'basic')),
  name text not null check (char_length(name) between 1 and 64),
  industry text not null check (char_length(industry) between 1 and 32),
  layout text references private.layouts (layout),
  category text not null,
  usage public.template_usage not null default 'commercial',
  vendors public.vendor[] not null,
  content jsonb not null,
  parameters text[] not null,
  enabled boolean not null default true,
  -- The order in the list; of equal ones the older comes first.
  position integer not null default 1000,
  revision integer not null default 1,
  -- A platform admin has changed it: the set-up leaves it as it is from then on.
  edited_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint public_templates_by_name unique (kind, name),
  constraint a_public_card_has_a_layout check (case kind when 'aim' then layout is not null
    else layout is null and category = 'basic' and vendors = '{}' end)
);

-- The keys that the set-up has brought, so that what a platform admin deleted does not come back.
create table private.public_template_keys (
  key text primary key,
  brought_at timestamptz not null default clock_timestamp()
);

-- A row of the deployment, of which a member makes something in the enterprise in use.
insert into private.resources (resource, rel, enterprise, reads, service, card, state, submitted_by, submission,
  made_by, audited) values
  ('public_template', 'public.public_templates', 'null::uuid', 'own',
   'case when r.kind = ''basic'' then ''KooMessageBasic'' end', 'public.public_template_cards', '''active''', 'null::uuid',
   'null::timestamptz', 'r.created_by',
   'jsonb_build_object(''name'', r.name, ''kind'', r.kind, ''industry'', r.industry, ''layout'', r.layout,
     ''usage'', r.usage, ''vendors'', r.vendors, ''content_hash'', encode(sha256(convert_to(r.content::text,
       ''UTF8'')), ''hex''),
     ''enabled'', r.enabled, ''position'', r.position)');

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('public_template', 'create', 'none', 'active', 'platform'),
  ('public_template', 'update', 'active', 'active', 'platform'),
  ('public_template', 'delete', 'active', 'none', 'platform');

insert into private.transitions (resource, verb, from_state, to_state, needs, condition, sets, many) values
  ('public_template', 'enable', 'active', 'active', 'platform', 'not r.enabled',
    'enabled = true, edited_at = clock_timestamp()', true),
  ('public_template', 'disable', 'active', 'active', 'platform', 'r.enabled',
    'enabled = false, edited_at = clock_timestamp()', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, condition) values
  ('public_template', 'copy', 'active', 'active', 'KooMessage:template:create', 'r.enabled');

insert into private.constraints (name, code) values ('public_templates_by_name', 'name_taken');
