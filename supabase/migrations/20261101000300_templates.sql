-- templates: versions, internal review by another person, one vendor state a vendor (TPL-1 to TPL-7)

create type public.vendor as enum ('huawei', 'xiaomi', 'oppo', 'vivo', 'meizu', 'samsung');
create type public.template_usage as enum ('commercial', 'trial');
create type public.version_state as enum ('draft', 'in_review', 'vendor_review', 'approved', 'rejected');
create type public.vendor_review_state as enum ('pending', 'approved', 'rejected');

create table private.layouts (
  layout text primary key,
  category text not null,
  marketing boolean not null,
  vendors public.vendor[] not null,
  max_parameters integer not null default 20
);
comment on table private.layouts is
  'TPL-2: what the database has to know of a layout. The whole catalogue is data in shared/src/templates/catalogue.ts; a test holds both in step.';

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
update private.layouts set max_parameters = 40 where layout = 'coupon_claim'; -- TPL-3

create table public.templates (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null,
  usage public.template_usage not null,
  category text not null,
  layout text not null references private.layouts (layout),
  enabled boolean not null default true,
  latest_version_id uuid,
  live_version_id uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (enterprise_id, name)
);
comment on table public.templates is 'A message template (智能信息模板). Its latest version is worked on; its live version serves (TPL-7).';

create table public.template_versions (
  id uuid primary key default gen_random_uuid(),
  template_id uuid not null references public.templates (id),
  enterprise_id uuid not null references public.enterprises (id),
  version integer not null,
  vendors public.vendor[] not null,
  content jsonb not null,
  parameters text[] not null,
  content_hash text not null,
  revision integer not null default 1,
  state public.version_state not null default 'draft',
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (template_id, version)
);
comment on table public.template_versions is
  'One version of a template. Draft and rejected versions are edited in place, and revision counts their saves; any other is never changed again, an edit makes the next version.';
alter table public.templates add foreign key (latest_version_id) references public.template_versions (id);
alter table public.templates add foreign key (live_version_id) references public.template_versions (id);
create index template_versions_waiting on public.template_versions (enterprise_id) where state = 'in_review';
select private.guard('public.template_versions');

create table public.vendor_reviews (
  version_id uuid not null references public.template_versions (id),
  enterprise_id uuid not null references public.enterprises (id),
  vendor public.vendor not null,
  state public.vendor_review_state not null default 'pending',
  reason text,
  decided_at timestamptz,
  primary key (version_id, vendor)
);
comment on table public.vendor_reviews is 'TPL-7: one state a vendor ("available vendors" 可用厂商). A vendor may change its mind later.';
select private.guard('public.vendor_reviews');

alter table public.templates enable row level security;
alter table public.template_versions enable row level security;
alter table public.vendor_reviews enable row level security;
grant select on public.templates, public.template_versions, public.vendor_reviews to authenticated;
create policy "people who may list templates see their enterprise's" on public.templates for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:template:list'))::uuid[]));
create policy "people who may list templates see their versions" on public.template_versions for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:template:list'))::uuid[]));
create policy "people who may list templates see vendor reviews" on public.vendor_reviews for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:template:list'))::uuid[]));

insert into private.resources (resource, rel, row_of, reads, card) values
  ('template', 'public.template_versions', 'select t.latest_version_id from public.templates t where t.id = $1', 'KooMessage:template:list', 'private.template_card');
insert into private.transitions (resource, verb, from_state, to_state, needs, four_eyes, needs_reason, stamp) values
  ('template', 'submit', 'draft', 'in_review', 'KooMessage:template:submit', false, false, 'submitted'),
  ('template', 'submit', 'rejected', 'in_review', 'KooMessage:template:submit', false, false, 'submitted'),
  ('template', 'withdraw', 'in_review', 'draft', 'KooMessage:template:submit', false, false, null),
  ('template', 'approve', 'in_review', 'vendor_review', 'KooMessage:template:review', true, false, 'decided'),
  ('template', 'reject', 'in_review', 'rejected', 'KooMessage:template:review', true, true, 'decided'),
  ('template', 'vendor_approve', 'vendor_review', 'approved', null, false, false, null),
  ('template', 'vendor_approve', 'rejected', 'approved', null, false, false, null),
  ('template', 'vendor_reject', 'vendor_review', 'rejected', null, false, false, null);

create function private.visible_person(person uuid) returns text language sql stable security definer set search_path = '' as $$
  -- A name is shown to people who share an enterprise with its bearer.
  select p.name from public.profiles p
  where p.user_id = person and exists (select from public.members m where m.user_id = person and m.enterprise_id = any (private.my_enterprises()))
$$;
comment on function private.visible_person is 'The name of a person who shares an enterprise with whoever is asking.';
grant execute on function private.visible_person to authenticated;

create view public.template_cards with (security_invoker = true) as
select t.id, t.enterprise_id, t.name, t.usage, t.category, t.layout, t.enabled, v.id as version_id, v.version, v.revision, v.vendors, v.content, v.parameters,
  v.state, v.reason, v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at, t.live_version_id,
  (select l.version from public.template_versions l where l.id = t.live_version_id) as live_version,
  (select coalesce(jsonb_agg(jsonb_build_object('vendor', r.vendor, 'state', r.state, 'reason', r.reason) order by r.vendor), '[]')
   from public.vendor_reviews r where r.version_id = v.id) as vendor_states,
  t.created_by, t.created_at
from public.templates t join public.template_versions v on v.id = t.latest_version_id;
comment on view public.template_cards is 'A template with its latest version, who submitted and decided it, and every vendor''s state.';
grant select on public.template_cards to authenticated;
