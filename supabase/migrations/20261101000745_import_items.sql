-- import_items: what an account at another service has, as it was read through its API, and what became of it
-- here (CHL-1)

create type public.import_kind as enum ('signature', 'sms_template', 'template', 'domain', 'send_task',
  'resolve_task', 'link');

-- As the service says it. `other`: a word of its own that is none of these.
create type public.import_state as enum ('approved', 'reviewing', 'rejected', 'off', 'done', 'failed', 'other');

create table public.import_items (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  channel_id uuid not null references public.channels (id),
  kind public.import_kind not null,
  -- The service's own id of it.
  outside_id text not null check (char_length(outside_id) between 1 and 100),
  name text not null check (char_length(name) between 1 and 300),
  outside_state public.import_state not null,
  -- What is needed to bring it, by its kind: shared/src/moving/facts.ts.
  facts jsonb not null check (jsonb_typeof(facts) = 'object' and pg_column_size(facts) <= 400000),
  -- Why it cannot come: a code of shared/src/refusals.
  problem text check (problem in ('import_unmapped', 'import_picture_away', 'import_not_shown',
    'import_unnamed_signature', 'sms_link_twice')),
  problem_details jsonb,
  state text not null default 'found' check (state in ('found', 'brought')),
  -- The row that it is here. Null for what is kept as history alone.
  became uuid,
  -- Of a template: the content as the vendors have approved it.
  content_hash text,
  read_at timestamptz not null default clock_timestamp(),
  brought_at timestamptz,
  constraint import_items_once unique (enterprise_id, kind, outside_id)
);

create index import_items_by_row on public.import_items (became) where became is not null;

insert into private.resources (resource, rel, reads, card, submitted_by, submission, audited) values
  ('import_item', 'public.import_items', 'KooMessage:sms:list', 'public.import_item_cards', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.name, ''kind'', r.kind, ''outside_id'', r.outside_id,
     ''outside_state'', r.outside_state, ''state'', r.state, ''became'', r.became)');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_also, sets, many, blocked_by) values
  ('import_item', 'bring', 'found', 'brought', 'KooMessage:sms:create', 'KooMessage:template:create',
   'brought_at = clock_timestamp()', true,
   'case r.problem when ''import_unmapped'' then coalesce(r.problem_details, ''{}'') || jsonb_build_object(''code'', ''import_unmapped'')
     when ''import_picture_away'' then coalesce(r.problem_details, ''{}'') || jsonb_build_object(''code'', ''import_picture_away'')
     when ''import_not_shown'' then jsonb_build_object(''code'', ''import_not_shown'')
     when ''import_unnamed_signature'' then jsonb_build_object(''code'', ''import_unnamed_signature'')
     when ''sms_link_twice'' then jsonb_build_object(''code'', ''sms_link_twice'') end');

-- What was brought is a draft until somebody here has completed and submitted it. Its review is as of any other.
insert into private.transitions (resource, verb, from_state, to_state, needs, writes)
select x.resource, 'update', 'draft', 'draft', x.needs, true
from (values ('sms_signature', 'KooMessage:sms:create'), ('sms_template', 'KooMessage:sms:create'),
  ('domain', 'KooMessage:domain:update')) as x (resource, needs);

insert into private.transitions (resource, verb, from_state, to_state, needs, stamp, writes, many, blocked_by) values
  ('sms_signature', 'submit', 'draft', 'in_review', 'KooMessage:sms:create', 'submitted', true, true,
   'case when r.proofs = ''[]'' then ''licence_required'' end'),
  ('sms_template', 'submit', 'draft', 'in_review', 'KooMessage:sms:create', 'submitted', true, true,
   'private.unsigned(r.signature_id)'),
  ('domain', 'submit', 'draft', 'in_review', 'KooMessage:domain:update', 'submitted', true, true, null);
