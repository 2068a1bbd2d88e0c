-- templates: the verbs of people

create or replace function private.parameters_of(content jsonb) returns text[] language sql immutable set search_path = '' as $$
  -- Of the slots alone, text by text: what is declared in params and not used needs no column, and a place does not reach from one text into the next.
  select coalesce(array_agg(distinct m[1] order by m[1]), '{}')
  from jsonb_path_query(content, 'strict $.slots.** ? (@.type() == "string")') as s (value)
  cross join lateral regexp_matches(s.value #>> '{}', '\$\{([A-Za-z_][A-Za-z0-9_]{0,31})\}', 'g') as m
$$;

comment on function private.parameters_of is 'TPL-3: the names of the ${parameters} in the texts of a content, sorted; a name is what isParameterName in shared/src/templates takes.';

create or replace function private.check_content(layout text, vendors text[], content jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  about private.layouts;
begin
  select l.* into about from private.layouts l where l.layout = check_content.layout;
  if not found then
    perform private.refuse('layout_unknown', jsonb_build_object('layout', layout));
  end if;
  if coalesce(array_length(vendors, 1), 0) = 0 then
    perform private.refuse('no_vendor');
  end if;
  if (select count(distinct v) from unnest(vendors) as v) < (select count(v) from unnest(vendors) as v) then
    perform private.refuse('input_invalid', '{"field": "vendors"}');
  end if;
  if exists (select from unnest(vendors) as v where (v = any (about.vendors::text[])) is not true) then
    perform private.refuse('vendor_unsupported', jsonb_build_object('layout', layout, 'vendors', (select string_agg(coalesce(v, 'null'), ', ') from unnest(vendors) as v where (v = any (about.vendors::text[])) is not true)));
  end if;
  if jsonb_typeof(content) is distinct from 'object' or jsonb_typeof(content -> 'slots') is distinct from 'object' or content -> 'slots' = '{}' then
    perform private.refuse('content_invalid', '{"path": "slots"}');
  end if;
  if pg_column_size(content) > 262144 then
    perform private.refuse('content_invalid', '{"path": "slots"}');
  end if;
  if array_length(private.parameters_of(content), 1) > about.max_parameters then
    perform private.refuse('too_many_parameters', jsonb_build_object('max', about.max_parameters, 'count', array_length(private.parameters_of(content), 1)));
  end if;
end $$;

comment on function private.check_content is 'TPL-2, TPL-3: refuses layout_unknown, no_vendor, vendor_unsupported, content_invalid, too_many_parameters.';

create or replace function private.template_card(template uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.template_cards c where c.id = template
$$;

comment on function private.template_card is 'The template_cards row of a template as JSON.';

create or replace function private.content_hash(about public.templates, content jsonb, vendors public.vendor[]) returns text language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(jsonb_build_array(about.layout, about.usage, vendors, content)::text, 'UTF8')), 'hex')
$$;

comment on function private.content_hash is 'APR-1: what an approval of a version binds, and what a check of its content is kept under: all that the check looks at.';

create or replace function public.create_template(name text, usage text, layout text, vendors text[], content jsonb, request uuid default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  made public.templates;
  version uuid;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'create_template');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:template:create');
  name := private.clean_name(name);
  if usage is null or usage not in ('commercial', 'trial') then
    perform private.refuse('input_invalid', '{"field": "usage"}');
  end if;
  perform private.check_content(layout, vendors, content);
  begin
    insert into public.templates (enterprise_id, name, usage, category, layout, created_by)
    select home, create_template.name, create_template.usage::public.template_usage, l.category, l.layout, private.actor()
    from private.layouts l where l.layout = create_template.layout returning * into made;
  exception when unique_violation then
    perform private.refuse('name_taken', jsonb_build_object('name', name));
  end;
  insert into public.template_versions (template_id, enterprise_id, version, vendors, content, parameters, content_hash, created_by)
  values (made.id, home, 1, vendors::public.vendor[], content, private.parameters_of(content),
    private.content_hash(made, content, vendors::public.vendor[]), private.actor()) returning id into version;
  update public.templates t set latest_version_id = version where t.id = made.id;
  perform private.audit(home, 'template', made.id::text, 'create', null, jsonb_build_object('name', name, 'layout', layout, 'version', 1));
  return private.store_response(request, 'create_template', null, private.template_card(made.id));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('template', null, 'create', sqlerrm, detail, home);
end $$;

comment on function public.create_template is
  'TPL-3: makes a draft template; content is {style?, options?, slots}. Returns the template_cards row. Refuses forbidden, name_required, name_unclean, name_taken, input_invalid and what check_content refuses.';

create or replace function public.save_template(template uuid, content jsonb, vendors text[] default null, name text default null, base_version uuid default null,
  request uuid default null, base_revision integer default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  about public.templates;
  latest public.template_versions;
  chosen public.vendor[];
  next_id uuid;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'save_template', template::text);
  if known is not null then return known; end if;
  if private.actor() is null then perform private.require(null, 'KooMessage:template:update'); end if;
  select t.* into about from public.templates t where t.id = template for update;
  if about.id is null or not (about.enterprise_id = any (private.may_in('KooMessage:template:list'))) then
    perform private.refuse('not_found', '{"resource": "template"}');
  end if;
  perform private.require(about.enterprise_id, 'KooMessage:template:update');
  select v.* into latest from public.template_versions v where v.id = about.latest_version_id for update;
  -- TPL-5: the second writer is told, not overwritten.
  if (base_version is not null and base_version <> latest.id) or (base_revision is not null and base_revision <> latest.revision) then
    perform private.refuse('version_conflict', jsonb_build_object('version', latest.version));
  end if;
  if latest.state in ('in_review', 'vendor_review') then
    perform private.refuse('wrong_state', jsonb_build_object('resource', 'template', 'state', latest.state, 'verb', 'edit'));
  end if;
  chosen := coalesce(vendors::public.vendor[], latest.vendors);
  perform private.check_content(about.layout, chosen::text[], content);
  if name is not null then name := private.clean_name(name); end if;
  if name <> about.name then
    begin
      update public.templates t set name = save_template.name where t.id = template;
    exception when unique_violation then
      perform private.refuse('name_taken', jsonb_build_object('name', name));
    end;
  end if;
  if latest.state = 'approved' then
    -- TPL-7: editing an approved template makes a new version; the live one keeps serving.
    insert into public.template_versions (template_id, enterprise_id, version, vendors, content, parameters, content_hash, created_by)
    values (template, about.enterprise_id, latest.version + 1, chosen, content, private.parameters_of(content),
      private.content_hash(about, content, chosen), private.actor()) returning id into next_id;
    update public.templates t set latest_version_id = next_id where t.id = template;
  else
    update public.template_versions v set content = save_template.content, vendors = chosen, parameters = private.parameters_of(save_template.content),
      content_hash = private.content_hash(about, save_template.content, chosen), revision = v.revision + 1 where v.id = latest.id;
  end if;
  perform private.audit(about.enterprise_id, 'template', template::text, 'save',
    jsonb_build_object('version', latest.version, 'content_hash', latest.content_hash),
    jsonb_build_object('version', latest.version + case when next_id is null then 0 else 1 end, 'content_hash', private.content_hash(about, content, chosen)));
  perform private.touch_cards('template', template);
  return private.store_response(request, 'save_template', template::text, private.template_card(template));
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
  'TPL-5, TPL-7: saves a draft or rejected version in place; an approved one gets a next version. base_version and base_revision are the version_id and revision the editor began from: give both, since a draft keeps its id while it is saved. Refuses version_conflict, wrong_state, and as create_template.';

create or replace function public.submit_template(template uuid, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  detail text;
  known jsonb;
  moved jsonb;
begin
  known := private.replay_request(request, 'submit_template', template::text);
  if known is not null then return known; end if;
  moved := private.transition('template', template, 'submit');
  perform private.check_content(t.layout, v.vendors::text[], v.content)
  from public.templates t join public.template_versions v on v.id = t.latest_version_id where t.id = template;
  perform private.require_check((moved ->> 'row_id')::uuid);
  delete from public.vendor_reviews r where r.version_id = (moved ->> 'row_id')::uuid;
  return private.store_response(request, 'submit_template', template::text, private.template_card(template));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('template', template::text, 'submit', sqlerrm, detail, private.enterprise_of('template', template::text));
end $$;

comment on function public.submit_template is 'TPL-7: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state, content_invalid …, content_unchecked, content_has_errors, media_missing.';

create or replace function public.withdraw_template(template uuid, request uuid default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('template', 'withdraw', template::text, request::text, null, null)
$$;

comment on function public.withdraw_template is 'Takes a template back out of the internal review: in_review → draft.';

create or replace function public.approve_template(template uuid, reason text default null, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  detail text;
  known jsonb;
  moved jsonb;
begin
  known := private.replay_request(request, 'approve_template', template::text);
  if known is not null then return known; end if;
  moved := private.transition('template', template, 'approve', reason);
  insert into public.vendor_reviews (version_id, enterprise_id, vendor)
  select v.id, v.enterprise_id, unnest(v.vendors) from public.template_versions v where v.id = (moved ->> 'row_id')::uuid;
  -- Asked again after all vendors rejected it: under a new reference, because the carrier answers a repeated one as before.
  insert into private.vendor_handoffs (version_id, reference, content_hash)
  select v.id, v.id, v.content_hash from public.template_versions v where v.id = (moved ->> 'row_id')::uuid
  on conflict (version_id) do update set reference = gen_random_uuid(), content_hash = excluded.content_hash, carrier_id = null, attempts = 0, done_at = null, lease_until = '-infinity';
  return private.store_response(request, 'approve_template', template::text, private.template_card(template));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('template', template::text, 'approve', sqlerrm, detail, private.enterprise_of('template', template::text));
end $$;

comment on function public.approve_template is
  'TPL-7: the internal approval, never by the submitter: in_review → vendor_review; the vendors are asked next. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes.';

create or replace function public.reject_template(template uuid, reason text, request uuid default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('template', 'reject', template::text, request::text, null, reason)
$$;

comment on function public.reject_template is 'TPL-7: the internal rejection with a reason, never by the submitter: in_review → rejected. Refuses as approve_template, and reason_required.';

create or replace function public.enable_template(template uuid, enabled boolean, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about public.templates;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'enable_template', template::text);
  if known is not null then return known; end if;
  if private.actor() is null then perform private.require(null, 'KooMessage:template:update'); end if;
  select t.* into about from public.templates t where t.id = template for update;
  if about.id is null or not (about.enterprise_id = any (private.may_in('KooMessage:template:list'))) then
    perform private.refuse('not_found', '{"resource": "template"}');
  end if;
  perform private.require(about.enterprise_id, 'KooMessage:template:update');
  if about.live_version_id is null then
    perform private.refuse('template_not_approved', jsonb_build_object('name', about.name));
  end if;
  if enabled is null then perform private.refuse('input_invalid', '{"field": "enabled"}'); end if;
  update public.templates t set enabled = enable_template.enabled where t.id = template;
  perform private.audit(about.enterprise_id, 'template', template::text, 'enable',
    jsonb_build_object('enabled', about.enabled), jsonb_build_object('enabled', enable_template.enabled));
  perform private.touch_cards('template', template);
  return private.store_response(request, 'enable_template', template::text, private.template_card(template));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('template', template::text, 'enable', sqlerrm, detail, about.enterprise_id);
end $$;

comment on function public.enable_template is 'TPL-1: switches an approved template on or off. Refuses not_found, forbidden, template_not_approved.';

grant execute on function public.create_template, public.save_template, public.submit_template, public.withdraw_template, public.approve_template,
  public.reject_template, public.enable_template to authenticated;
