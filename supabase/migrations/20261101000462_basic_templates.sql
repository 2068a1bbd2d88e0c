-- basic templates (智能信息基础版 > 模板管理, BAS-1 to BAS-3): storyboards. They are rows of the same templates and
-- versions as cards (…000300_templates.sql); the networks of a carrier decide where vendors decide about cards.

alter table public.template_versions add foreign key (channel_id) references public.channels (id),
  add foreign key (signature_id) references public.basic_signatures (id);

create index template_versions_by_basic_signature on public.template_versions (signature_id)
where signature_id is not null;

-- The row that holds the state is the latest version, so four eyes and touches are per version.
insert into private.resources (resource, rel, row_of, live_row, made_by, reads, card, audited, bound) values
  ('basic_template', 'public.template_versions',
    'select t.latest_version_id from public.templates t where t.id = $1 and t.kind = ''basic''',
    'select t.live_version_id from public.templates t where t.id = $1 and t.kind = ''basic''',
    '(select t.created_by from public.templates t where t.id = r.template_id)',
   'KooMessageBasic:template:list', 'public.basic_template_cards',
   'private.basic_template_logged(r)', 'private.basic_template_bound(r)');

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('basic_template', 'create', 'none', 'draft', 'KooMessageBasic:template:create', true),
  ('basic_template', 'update', 'draft', 'draft', 'KooMessageBasic:template:update', true),
  ('basic_template', 'update', 'rejected', 'rejected', 'KooMessageBasic:template:update', true),
  -- An approved version never changes, expired or not; the edit makes the next one.
  ('basic_template', 'update', 'approved', 'approved', 'KooMessageBasic:template:update', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, stamp, writes, many) values
  ('basic_template', 'submit', 'draft', 'in_review', 'KooMessageBasic:template:submit', 'submitted', true, true),
  ('basic_template', 'submit', 'rejected', 'in_review', 'KooMessageBasic:template:submit', 'submitted', true,
    true);

insert into private.transitions (resource, verb, from_state, to_state, needs, many) values
  ('basic_template', 'withdraw', 'in_review', 'draft', 'KooMessageBasic:template:submit', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, four_eyes, needs_reason, stamp,
  names_shown, many) values
  ('basic_template', 'approve', 'in_review', 'vendor_review', 'KooMessageBasic:template:review', true, false,
    'decided', true, true),
  ('basic_template', 'reject', 'in_review', 'rejected', 'KooMessageBasic:template:review', true, true,
    'decided', true, true);

-- By the networks of the carrier.
insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('basic_template', 'vendor_approve', 'vendor_review', 'approved', null),
  ('basic_template', 'vendor_approve', 'rejected', 'approved', null),
  ('basic_template', 'vendor_reject', 'vendor_review', 'rejected', null);

-- Whatever the state of the latest version: the live version is switched, copied to another, and tested.
insert into private.transitions (resource, verb, from_state, to_state, needs, condition, many)
select 'basic_template', m.verb, s::text, s::text, 'KooMessageBasic:template:update',
  format('exists (select from public.templates t where t.id = r.template_id
    and t.live_version_id is not null and t.enabled = %L)', m.enabled), true
from (values ('enable', false), ('disable', true)) as m (verb, enabled)
cross join unnest(enum_range(null::public.version_state)) as s;

insert into private.transitions (resource, verb, from_state, to_state, needs)
select 'basic_template', 'copy', s::text, s::text, 'KooMessageBasic:template:create'
from unnest(enum_range(null::public.version_state)) as s;

insert into private.transitions (resource, verb, from_state, to_state, needs, condition, blocked_by)
select 'basic_template', 'test', s::text, s::text, 'KooMessageBasic:template:submit',
  'exists (select from public.templates t join public.template_versions l on l.id = t.live_version_id
    where t.id = r.template_id and t.enabled and l.valid_until > now())',
  'private.test_bar(r.enterprise_id)'
from unnest(enum_range(null::public.version_state)) as s;

-- What waits for a decision is decided first, or taken back.
insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by, many)
select 'basic_template', 'delete', s, 'none', 'KooMessageBasic:template:delete',
  'private.template_uses(r.template_id)', true
from unnest('{draft,rejected,approved}'::text[]) as s;
