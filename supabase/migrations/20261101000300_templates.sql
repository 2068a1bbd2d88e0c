-- templates: versions, internal review by another person, one state per vendor (TPL-1 to TPL-7)

-- In what form a message reaches a phone: a card in place of its text, the basic edition, the text itself.
create type public.message_kind as enum ('aim', 'basic', 'text');

-- The networks of mainland China (三网 and China Broadnet), by which a carrier delivers and bills.
create type public.network as enum ('mobile', 'unicom', 'telecom', 'broadnet', 'unknown');

create type public.vendor as enum ('huawei', 'xiaomi', 'oppo', 'vivo', 'meizu', 'samsung');

create type public.template_usage as enum ('commercial', 'trial');

create type public.version_state as enum ('draft', 'in_review', 'vendor_review', 'approved', 'rejected');

create type public.vendor_review_state as enum ('pending', 'approved', 'rejected');

create table private.layouts (
  layout text primary key,
  category text not null,
  marketing boolean not null,
  vendors public.vendor[] not null,
  max_parameters integer not null default 20,
  -- Slots that one vendor alone shows: slot → vendor.
  slots_of jsonb not null default '{}'
);

insert into private.layouts (layout, category, marketing, vendors) values
  ('multi_image_text', 'image', true, '{huawei,xiaomi,oppo,vivo,meizu,samsung}'),
  ('image_text', 'image', true, '{huawei,xiaomi,oppo,vivo,meizu,samsung}'),
  ('long_text', 'image', true, '{huawei,oppo,samsung}'),
  ('carousel', 'image', true, '{huawei,oppo,meizu,samsung}'),
  ('image_slideshow', 'image', true, '{huawei,oppo,vivo,samsung}'),
  ('poster', 'image', true, '{huawei}'),
  ('video_image_text', 'video', true, '{huawei,samsung}'),
  ('image_text_video', 'video', true, '{huawei,samsung}'),
  ('video', 'video', true, '{huawei,oppo,vivo,samsung}'),
  ('drama_image', 'video', true, '{huawei}'),
  ('drama_video', 'video', true, '{huawei}'),
  ('commerce', 'commerce', true, '{huawei,oppo,vivo,samsung}'),
  ('red_packet', 'commerce', true, '{huawei,xiaomi,oppo,vivo,samsung}'),
  ('personal_red_packet', 'commerce', true, '{huawei}'),
  ('multi_coupon', 'commerce', true, '{huawei}'),
  ('single_coupon', 'commerce', true, '{huawei,oppo}'),
  ('multi_product', 'commerce', true, '{huawei}'),
  ('coupon_claim', 'commerce', true, '{huawei}'),
  ('coupon_claim_horizontal', 'commerce', true, '{huawei}'),
  ('rich_text', 'text', false, '{huawei}'),
  ('rich_text_enhanced', 'text', false, '{huawei}'),
  ('notice_enhanced', 'notice', false, '{huawei,xiaomi,oppo,vivo}'),
  ('notice', 'notice', false, '{huawei,xiaomi,oppo,vivo,samsung}'),
  ('flight', 'trip', false, '{huawei,samsung}'),
  ('train', 'trip', false, '{huawei,samsung}'),
  ('bus', 'trip', false, '{huawei,samsung}'),
  ('flight_enhanced', 'flight_trip', false, '{huawei}');

update private.layouts set max_parameters = 40 where layout = 'coupon_claim';

update private.layouts set slots_of = '{"oppo_background": "oppo"}' where layout = 'red_packet';

-- TPL-3

create table public.templates (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  -- aim: cards that a layout describes (智能信息). basic: storyboards (智能信息基础版).
  kind public.message_kind not null default 'aim' check (kind in ('aim', 'basic')),
  name text not null,
  usage public.template_usage not null,
  category text not null,
  layout text references private.layouts (layout),
  enabled boolean not null default true,
  latest_version_id uuid,
  live_version_id uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  -- Deleted, though sends or links were made of it: they and the reports keep its name.
  deleted_at timestamptz,
  constraint a_deleted_template_has_no_version check (
    deleted_at is null or num_nonnulls(latest_version_id, live_version_id) = 0),
  constraint a_card_has_a_layout check (case kind when 'aim' then layout is not null
    else layout is null and category = 'basic' end),
  constraint templates_by_kind unique (id, kind)
);

create unique index templates_by_name on public.templates (enterprise_id, name) where deleted_at is null;

create table public.template_versions (
  id uuid primary key default gen_random_uuid(),
  template_id uuid not null,
  enterprise_id uuid not null references public.enterprises (id),
  kind public.message_kind not null default 'aim',
  version integer not null,
  -- What vendors are told of this version; templates.usage is that of the latest.
  usage public.template_usage not null default 'commercial',
  vendors public.vendor[] not null,
  content jsonb not null,
  parameters text[] not null,
  content_hash text not null,
  -- Names of approved SMS signatures, at most three: vivo reviews a template with them (table 7-3).
  sms_signatures text[] not null default '{}' check (cardinality(sms_signatures) <= 3),
  -- Of the basic edition alone: the 【signature】 before its first text, the channel whose carrier decides about
  -- it and sends it, for how many days it may be sent, and until when; what the phone gets, in bytes.
  signature_id uuid,
  channel_id uuid,
  validity_days integer check (validity_days between 1 and 9999),
  valid_until timestamptz,
  weight integer check (weight >= 0),
  revision integer not null default 1,
  state public.version_state not null default 'draft',
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (template_id, version),
  constraint a_version_is_of_its_templates_kind foreign key (template_id, kind)
    references public.templates (id, kind),
  constraint a_storyboard_is_not_of_vendors check (case kind
    when 'aim' then num_nonnulls(signature_id, channel_id, validity_days, valid_until, weight) = 0
    else vendors = '{}' and sms_signatures = '{}' end)
);

alter table public.templates add foreign key (latest_version_id) references public.template_versions (id);

alter table public.templates add foreign key (live_version_id) references public.template_versions (id);

create index template_versions_waiting on public.template_versions (enterprise_id) where state = 'in_review';

create table public.vendor_reviews (
  id uuid primary key default gen_random_uuid(),
  version_id uuid not null references public.template_versions (id),
  enterprise_id uuid not null references public.enterprises (id),
  -- Of a card each vendor decides, of a storyboard each network of the carrier.
  vendor public.vendor,
  network public.network check (network in ('mobile', 'unicom', 'telecom')),
  state public.vendor_review_state not null default 'pending',
  reason text,
  -- A hash of what this vendor is shown of the version.
  seen text not null default '',
  -- The vendor approved the same in an earlier version, so it was not asked again.
  kept boolean not null default false,
  -- A platform admin, where the carrier does not tell what is decided.
  decided_by uuid,
  decided_at timestamptz,
  constraint one_review_each unique nulls not distinct (version_id, vendor, network),
  constraint a_vendor_or_a_network_decides check (num_nonnulls(vendor, network) = 1)
);

-- The row that holds the state is the latest version, so four eyes and touches are per version.
insert into private.resources (resource, rel, row_of, live_row, made_by, reads, card, audited, bound) values
  ('template', 'public.template_versions',
    'select t.latest_version_id from public.templates t where t.id = $1 and t.kind = ''aim''',
    'select t.live_version_id from public.templates t where t.id = $1 and t.kind = ''aim''',
    '(select t.created_by from public.templates t where t.id = r.template_id)',
   'KooMessage:template:list', 'public.template_cards',
   '(select jsonb_build_object(''state'', r.state, ''name'', t.name, ''layout'', t.layout,
     ''version'', r.version, ''vendors'', r.vendors, ''usage'', r.usage, ''sms_signatures'', r.sms_signatures,
     ''content_hash'', r.content_hash, ''enabled'', t.enabled) || private.own_logged(r.own)
     from public.templates t where t.id = r.template_id)',
   '(select jsonb_build_object(''name'', t.name, ''usage'', r.usage, ''layout'', t.layout,
     ''version'', r.version, ''vendors'', r.vendors, ''sms_signatures'', r.sms_signatures, ''content'',
       r.content,
       ''own'', private.own_bound(''template'', r.enterprise_id, r.own))
     from public.templates t where t.id = r.template_id)');

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('template', 'create', 'none', 'draft', 'KooMessage:template:create', true),
  ('template', 'update', 'draft', 'draft', 'KooMessage:template:update', true),
  ('template', 'update', 'rejected', 'rejected', 'KooMessage:template:update', true),
  -- An approved version never changes; the edit makes the next one.
  ('template', 'update', 'approved', 'approved', 'KooMessage:template:update', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, stamp, writes, many) values
  ('template', 'submit', 'draft', 'in_review', 'KooMessage:template:submit', 'submitted', true, true),
  ('template', 'submit', 'rejected', 'in_review', 'KooMessage:template:submit', 'submitted', true, true);

insert into private.transitions (resource, verb, from_state, to_state, needs, many) values
  ('template', 'withdraw', 'in_review', 'draft', 'KooMessage:template:submit', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, four_eyes, needs_reason, stamp, names_shown, many) values
  ('template', 'approve', 'in_review', 'vendor_review', 'KooMessage:template:review', true, false, 'decided', true, true),
  ('template', 'reject', 'in_review', 'rejected', 'KooMessage:template:review', true, true, 'decided', true, true);

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('template', 'vendor_approve', 'vendor_review', 'approved', null),
  ('template', 'vendor_approve', 'rejected', 'approved', null),
  ('template', 'vendor_reject', 'vendor_review', 'rejected', null);

-- Whatever the state of the latest version: the live version is switched.
insert into private.transitions (resource, verb, from_state, to_state, needs, condition, many)
select 'template', m.verb, s::text, s::text, 'KooMessage:template:update',
  format('exists (select from public.templates t where t.id = r.template_id and t.live_version_id is not null and t.enabled = %L)', m.enabled),
  true
from (values ('enable', false), ('disable', true)) as m (verb, enabled) cross join unnest(enum_range(null::public.version_state)) as s;

-- A copy is another template; the one that is copied stays as it is, whatever its state.
insert into private.transitions (resource, verb, from_state, to_state, needs)
select 'template', 'copy', s::text, s::text, 'KooMessage:template:create'
from unnest(enum_range(null::public.version_state)) as s;

-- The live version is tested, whatever the state of the latest.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_also, condition,
  blocked_by)
select 'template', 'test', s::text, s::text, 'KooMessage:template:submit', 'SMS:message:send',
  'exists (select from public.templates t where t.id = r.template_id and t.live_version_id is not null and t.enabled)',
  'private.test_bar(r.enterprise_id)'
from unnest(enum_range(null::public.version_state)) as s;

-- What waits for a decision is decided first, or taken back.
insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by, many)
select 'template', 'delete', s, 'none', 'KooMessage:template:delete', 'private.template_uses(r.template_id)',
  true
from unnest('{draft,rejected,approved}'::text[]) as s;

insert into private.constraints (name, code) values ('templates_by_name', 'name_taken');

-- templates: what the check of contents has found
--
-- The rules of contents are in TypeScript (shared/src/templates), because the editor, the preview and the
-- reviewer's card use them too. So the edge function check-template applies them, and the database stores the
-- result under the hash of what was checked. No other content passes with it.

create table private.content_checks (
  content_hash text primary key,
  errors jsonb not null check (jsonb_typeof(errors) = 'array'),
  checked_at timestamptz not null default clock_timestamp()
);

-- templates: the vendors' side of the review. Called by edge functions, never through the API.

create table private.vendor_handoffs (
  version_id uuid primary key references public.template_versions (id),
  reference uuid not null unique,
  content_hash text not null,
  -- Of the version, when it was approved here: a rejected one is edited in place.
  revision integer,
  lease_until timestamptz not null default '-infinity',
  attempts integer not null default 0,
  carrier_id text,
  done_at timestamptz,
  last_error text,
  -- Handed to no carrier: a platform admin writes down what each vendor decides.
  by_hand boolean not null default false
);

create index vendor_handoffs_by_hand on private.vendor_handoffs (version_id) where by_hand;

create index vendor_handoffs_open on private.vendor_handoffs (lease_until) where done_at is null;

insert into private.resources (resource, rel, reads, card, submitted_by, submission, audited) values
  ('vendor_review', 'public.vendor_reviews', 'platform', 'public.vendor_review_cards', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''vendor'', coalesce(r.vendor::text, r.network::text), ''state'', r.state)');

-- A vendor may change its decision later, so each leads to the other.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, stamp, blocked_by)
select 'vendor_review', t.verb, t.from_state, t.to_state, 'platform', t.verb = 'refuse',
  'decided', 'case when not private.is_by_hand(r.version_id) then ''vendor_tells_itself'' end'
from (values ('pass', 'pending', 'approved'), ('pass', 'rejected', 'approved'),
  ('refuse', 'pending', 'rejected'), ('refuse', 'approved', 'rejected')) as t (verb, from_state, to_state);
