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
  'One version of a template. Draft and rejected versions are edited in place; any other is never changed again, an edit makes the next version.';
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

insert into private.things (thing, rel, row_of, reads) values
  ('template', 'public.template_versions', 'select t.latest_version_id from public.templates t where t.id = $1', 'KooMessage:template:list');
insert into private.moves (thing, verb, from_state, to_state, needs, four_eyes, needs_reason, stamp) values
  ('template', 'submit', 'draft', 'in_review', 'KooMessage:template:submit', false, false, 'submitted'),
  ('template', 'submit', 'rejected', 'in_review', 'KooMessage:template:submit', false, false, 'submitted'),
  ('template', 'withdraw', 'in_review', 'draft', 'KooMessage:template:submit', false, false, null),
  ('template', 'approve', 'in_review', 'vendor_review', 'KooMessage:template:review', true, false, 'decided'),
  ('template', 'reject', 'in_review', 'rejected', 'KooMessage:template:review', true, true, 'decided'),
  ('template', 'vendor_approve', 'vendor_review', 'approved', null, false, false, null),
  ('template', 'vendor_reject', 'vendor_review', 'rejected', null, false, false, null);

create function private.visible_person(person uuid) returns text language sql stable security definer set search_path = '' as $$
  -- A name is shown to people who share an enterprise with its bearer.
  select p.name from public.profiles p
  where p.user_id = person and exists (select from public.members m where m.user_id = person and m.enterprise_id = any (private.my_enterprises()))
$$;
comment on function private.visible_person is 'The name of a person who shares an enterprise with whoever is asking.';
grant execute on function private.visible_person to authenticated;

create view public.template_cards with (security_invoker = true) as
select t.id, t.enterprise_id, t.name, t.usage, t.category, t.layout, t.enabled, v.id as version_id, v.version, v.vendors, v.content, v.parameters,
  v.state, v.reason, v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at, t.live_version_id,
  (select l.version from public.template_versions l where l.id = t.live_version_id) as live_version,
  (select coalesce(jsonb_agg(jsonb_build_object('vendor', r.vendor, 'state', r.state, 'reason', r.reason) order by r.vendor), '[]')
   from public.vendor_reviews r where r.version_id = v.id) as vendor_states,
  t.created_by, t.created_at
from public.templates t join public.template_versions v on v.id = t.latest_version_id;
comment on view public.template_cards is 'A template with its latest version, who submitted and decided it, and every vendor''s state.';
grant select on public.template_cards to authenticated;

-- ---------------------------------------------------------------------------------------------
-- Verbs

create function private.parameters_of(content jsonb) returns text[] language sql immutable set search_path = '' as $$
  select coalesce(array_agg(distinct m[1] order by m[1]), '{}') from regexp_matches(content::text, '\$\{([A-Za-z0-9_]{1,32})\}', 'g') as m
$$;
comment on function private.parameters_of is 'The names of the ${parameters} in a content, sorted.';

create function private.check_content(layout text, vendors text[], content jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  about private.layouts;
begin
  select l.* into about from private.layouts l where l.layout = check_content.layout;
  if not found then
    perform private.refuse('layout_unknown', 422, format('There is no layout "%s".', layout), null, jsonb_build_object('layout', layout));
  end if;
  if coalesce(array_length(vendors, 1), 0) = 0 then
    perform private.refuse('no_vendor', 422, 'A template needs at least one vendor.', 'Choose the phones it is for.');
  end if;
  if (select count(distinct v) from unnest(vendors) as v) < (select count(v) from unnest(vendors) as v) then
    perform private.refuse('input_invalid', 422, 'A vendor is named twice.', null, '{"field": "vendors"}');
  end if;
  if exists (select from unnest(vendors) as v where (v = any (about.vendors::text[])) is not true) then
    perform private.refuse('vendor_unsupported', 422, 'This layout is not made for one of the vendors.', null,
      jsonb_build_object('layout', layout, 'vendors', (select string_agg(coalesce(v, 'null'), ', ') from unnest(vendors) as v where (v = any (about.vendors::text[])) is not true)));
  end if;
  if jsonb_typeof(content) is distinct from 'object' or jsonb_typeof(content -> 'slots') is distinct from 'object' or content -> 'slots' = '{}' then
    perform private.refuse('content_invalid', 422, 'The content is empty.', 'Fill in the slots of the layout.', '{"path": "slots"}');
  end if;
  if pg_column_size(content) > 262144 then
    perform private.refuse('content_invalid', 422, 'The content is larger than 256 KB.', 'Put pictures into the library.', '{"path": "slots"}');
  end if;
  if array_length(private.parameters_of(content), 1) > about.max_parameters then
    perform private.refuse('too_many_parameters', 422, format('A template of this layout has at most %s parameters.', about.max_parameters), null,
      jsonb_build_object('max', about.max_parameters, 'count', array_length(private.parameters_of(content), 1)));
  end if;
end $$;
comment on function private.check_content is 'TPL-2, TPL-3: refuses layout_unknown, no_vendor, vendor_unsupported, content_invalid, too_many_parameters.';

create function private.template_card(template uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.template_cards c where c.id = template
$$;
comment on function private.template_card is 'The template_cards row of a template as JSON.';

create function private.content_hash(content jsonb, vendors public.vendor[]) returns text language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(content::text || vendors::text, 'UTF8')), 'hex')
$$;
comment on function private.content_hash is 'APR-1: what an approval of a version binds.';

create function public.create_template(name text, usage text, layout text, vendors text[], content jsonb, request uuid default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.here();
  made uuid;
  version uuid;
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'create_template');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:template:create');
  if char_length(btrim(coalesce(name, ''))) not between 1 and 64 then
    perform private.refuse('name_required', 422, 'A template needs a name of 1 to 64 characters.', null, '{"max": 64}');
  end if;
  if usage is null or usage not in ('commercial', 'trial') then
    perform private.refuse('input_invalid', 422, 'The usage is commercial or trial.', null, '{"field": "usage"}');
  end if;
  perform private.check_content(layout, vendors, content);
  begin
    insert into public.templates (enterprise_id, name, usage, category, layout, created_by)
    select home, btrim(create_template.name), create_template.usage::public.template_usage, l.category, l.layout, private.actor()
    from private.layouts l where l.layout = create_template.layout returning id into made;
  exception when unique_violation then
    perform private.refuse('name_taken', 409, 'There is a template of this name.', 'Choose another name.', jsonb_build_object('name', btrim(name)));
  end;
  insert into public.template_versions (template_id, enterprise_id, version, vendors, content, parameters, content_hash, created_by)
  values (made, home, 1, vendors::public.vendor[], content, private.parameters_of(content),
    private.content_hash(content, vendors::public.vendor[]), private.actor()) returning id into version;
  update public.templates t set latest_version_id = version where t.id = made;
  perform private.audit(home, 'template', made::text, 'create', null, jsonb_build_object('name', btrim(name), 'layout', layout, 'version', 1));
  return private.remember(request, 'create_template', null, private.template_card(made));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('template', null, 'create', sqlerrm, detail, home);
end $$;
comment on function public.create_template is
  'TPL-3: makes a draft template; content is {style?, options?, slots}. Returns the template_cards row. Refuses forbidden, name_required, name_taken, input_invalid and what check_content refuses.';

create function public.save_template(template uuid, content jsonb, vendors text[] default null, name text default null, base_version uuid default null,
  request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  about public.templates;
  latest public.template_versions;
  chosen public.vendor[];
  next_id uuid;
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'save_template', template::text);
  if known is not null then return known; end if;
  if private.actor() is null then perform private.require(null, 'KooMessage:template:update'); end if;
  select t.* into about from public.templates t where t.id = template for update;
  if about.id is null or not (about.enterprise_id = any (private.may_in('KooMessage:template:list'))) then
    perform private.refuse('not_found', 404, 'There is no such template.', null, '{"thing": "template"}');
  end if;
  perform private.require(about.enterprise_id, 'KooMessage:template:update');
  select v.* into latest from public.template_versions v where v.id = about.latest_version_id for update;
  -- TPL-5: the second writer is told, not overwritten.
  if base_version is not null and base_version <> latest.id then
    perform private.refuse('version_conflict', 409, 'Somebody saved a newer version meanwhile.', 'Compare both before you save again.',
      jsonb_build_object('version', latest.version));
  end if;
  if latest.state in ('in_review', 'vendor_review') then
    perform private.refuse('wrong_state', 409, 'A template in review is not edited.', 'Withdraw it first, or wait for the decision.',
      jsonb_build_object('thing', 'template', 'state', latest.state, 'verb', 'edit'));
  end if;
  chosen := coalesce(vendors::public.vendor[], latest.vendors);
  perform private.check_content(about.layout, chosen::text[], content);
  if name is not null and btrim(name) <> about.name then
    if char_length(btrim(name)) not between 1 and 64 then
      perform private.refuse('name_required', 422, 'A template needs a name of 1 to 64 characters.', null, '{"max": 64}');
    end if;
    begin
      update public.templates t set name = btrim(save_template.name) where t.id = template;
    exception when unique_violation then
      perform private.refuse('name_taken', 409, 'There is a template of this name.', 'Choose another name.', jsonb_build_object('name', btrim(name)));
    end;
  end if;
  if latest.state = 'approved' then
    -- TPL-7: editing an approved template makes a new version; the live one keeps serving.
    insert into public.template_versions (template_id, enterprise_id, version, vendors, content, parameters, content_hash, created_by)
    values (template, about.enterprise_id, latest.version + 1, chosen, content, private.parameters_of(content),
      private.content_hash(content, chosen), private.actor()) returning id into next_id;
    update public.templates t set latest_version_id = next_id where t.id = template;
  else
    update public.template_versions v set content = save_template.content, vendors = chosen, parameters = private.parameters_of(save_template.content),
      content_hash = private.content_hash(save_template.content, chosen) where v.id = latest.id;
  end if;
  perform private.audit(about.enterprise_id, 'template', template::text, 'save',
    jsonb_build_object('version', latest.version, 'content_hash', latest.content_hash),
    jsonb_build_object('version', latest.version + case when next_id is null then 0 else 1 end, 'content_hash', private.content_hash(content, chosen)));
  perform private.moved('template', template);
  return private.remember(request, 'save_template', template::text, private.template_card(template));
exception
  when invalid_text_representation then
    return private.refused('template', template::text, 'save',
      jsonb_build_object('code', 'vendor_unsupported', 'message', 'One of the vendors does not exist.', 'details', '{}', 'hint', null)::text,
      '{"status": 422}', about.enterprise_id);
  when sqlstate 'PGRST' then
    get stacked diagnostics detail = pg_exception_detail;
    return private.refused('template', template::text, 'save', sqlerrm, detail, about.enterprise_id);
end $$;
comment on function public.save_template is
  'TPL-5, TPL-7: saves a draft or rejected version in place; an approved one gets a next version. base_version is the version_id the editor began from. Refuses version_conflict, wrong_state, and as create_template.';

create function public.submit_template(template uuid, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  detail text;
  known jsonb;
  moved jsonb;
begin
  known := private.recall(request, 'submit_template', template::text);
  if known is not null then return known; end if;
  moved := private.move('template', template, 'submit');
  perform private.check_content(t.layout, v.vendors::text[], v.content)
  from public.templates t join public.template_versions v on v.id = t.latest_version_id where t.id = template;
  delete from public.vendor_reviews r where r.version_id = (moved ->> 'row_id')::uuid;
  return private.remember(request, 'submit_template', template::text, private.template_card(template));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('template', template::text, 'submit', sqlerrm, detail, private.enterprise_of('template', template));
end $$;
comment on function public.submit_template is 'TPL-7: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state, content_invalid …';

create function private.enterprise_of(thing text, id uuid) returns uuid language plpgsql stable set search_path = '' as $$
declare
  about private.things;
  row_id uuid;
  enterprise uuid;
begin
  select t.* into about from private.things t where t.thing = enterprise_of.thing;
  if not found then return null; end if;
  execute about.row_of into row_id using id;
  execute format('select r.enterprise_id from %s r where r.id = $1', about.rel) into enterprise using row_id;
  return enterprise;
end $$;
comment on function private.enterprise_of is 'The enterprise a thing belongs to, so that a refused attempt stands in its audit log.';

create function public.withdraw_template(template uuid, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'withdraw_template', template::text);
  if known is not null then return known; end if;
  perform private.move('template', template, 'withdraw');
  return private.remember(request, 'withdraw_template', template::text, private.template_card(template));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('template', template::text, 'withdraw', sqlerrm, detail, private.enterprise_of('template', template));
end $$;
comment on function public.withdraw_template is 'Takes a template back out of the internal review: in_review → draft.';

create function public.approve_template(template uuid, reason text default null, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  detail text;
  known jsonb;
  moved jsonb;
begin
  known := private.recall(request, 'approve_template', template::text);
  if known is not null then return known; end if;
  moved := private.move('template', template, 'approve', reason);
  insert into public.vendor_reviews (version_id, enterprise_id, vendor)
  select v.id, v.enterprise_id, unnest(v.vendors) from public.template_versions v where v.id = (moved ->> 'row_id')::uuid;
  -- Asked again after all vendors rejected it: under a new reference, because the carrier answers a repeated one as before.
  insert into private.vendor_handoffs (version_id, reference) values ((moved ->> 'row_id')::uuid, (moved ->> 'row_id')::uuid)
  on conflict (version_id) do update set reference = gen_random_uuid(), carrier_id = null, attempts = 0, done_at = null, lease_until = '-infinity';
  return private.remember(request, 'approve_template', template::text, private.template_card(template));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('template', template::text, 'approve', sqlerrm, detail, private.enterprise_of('template', template));
end $$;
comment on function public.approve_template is
  'TPL-7: the internal approval, never by the submitter: in_review → vendor_review; the vendors are asked next. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes.';

create function public.reject_template(template uuid, reason text, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'reject_template', template::text);
  if known is not null then return known; end if;
  perform private.move('template', template, 'reject', reason);
  return private.remember(request, 'reject_template', template::text, private.template_card(template));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('template', template::text, 'reject', sqlerrm, detail, private.enterprise_of('template', template));
end $$;
comment on function public.reject_template is 'TPL-7: the internal rejection with a reason, never by the submitter: in_review → rejected. Refuses as approve_template, and reason_required.';

create function public.enable_template(template uuid, enabled boolean, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about public.templates;
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'enable_template', template::text);
  if known is not null then return known; end if;
  if private.actor() is null then perform private.require(null, 'KooMessage:template:update'); end if;
  select t.* into about from public.templates t where t.id = template for update;
  if about.id is null or not (about.enterprise_id = any (private.may_in('KooMessage:template:list'))) then
    perform private.refuse('not_found', 404, 'There is no such template.', null, '{"thing": "template"}');
  end if;
  perform private.require(about.enterprise_id, 'KooMessage:template:update');
  if about.live_version_id is null then
    perform private.refuse('template_not_approved', 409, 'Only an approved template is switched on or off.', null, jsonb_build_object('name', about.name));
  end if;
  if enabled is null then perform private.refuse('input_invalid', 422, 'Say on or off.', null, '{"field": "enabled"}'); end if;
  update public.templates t set enabled = enable_template.enabled where t.id = template;
  perform private.audit(about.enterprise_id, 'template', template::text, 'enable',
    jsonb_build_object('enabled', about.enabled), jsonb_build_object('enabled', enable_template.enabled));
  perform private.moved('template', template);
  return private.remember(request, 'enable_template', template::text, private.template_card(template));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('template', template::text, 'enable', sqlerrm, detail, about.enterprise_id);
end $$;
comment on function public.enable_template is 'TPL-1: switches an approved template on or off. Refuses not_found, forbidden, template_not_approved.';

grant execute on function public.create_template, public.save_template, public.submit_template, public.withdraw_template, public.approve_template,
  public.reject_template, public.enable_template to authenticated;
