-- templates: what is copied, and what is deleted (TPL-1)

create or replace function private.free_template_name(home uuid, name text) returns text
language sql stable set search_path = '' as $$
  -- A copy of a copy counts on. 64 characters: as long as a name may be.
  with asked as (
    select free_template_name.name as whole,
      regexp_replace(free_template_name.name, ' (副本|copy)( \d+)?$', '') as root,
      case when free_template_name.name ~ '[\u3400-\u9fff]' then ' 副本' else ' copy' end as tail),
  taken as (select t.name from public.templates t where t.enterprise_id = home and t.deleted_at is null)
  select c.name from asked a cross join generate_series(0, 10000) as n
  cross join lateral (select a.tail || case when n > 1 then ' ' || n else '' end as tail) x
  cross join lateral (select case when n = 0 then a.whole
    else left(a.root, 64 - char_length(x.tail)) || x.tail end as name) c
  where not exists (select from taken t where t.name = c.name)
  order by n limit 1
$$;
comment on function private.free_template_name is
  'TPL-1: a name that no template of the enterprise has: this one, or else with 副本 behind it (copy, '
  'where it has no Chinese letter) and a number.';

create or replace function private.noun_of_template(template uuid) returns text
language sql stable set search_path = '' as $$
  select case t.kind when 'basic' then 'basic_template' else 'template' end
  from public.templates t where t.id = template
$$;
comment on function private.noun_of_template is 'Whether a template is a template or a basic_template.';

create or replace function private.begin_log(template uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  about private.resources;
  it private.target;
begin
  select r.* into strict about from private.resources r where r.resource = private.noun_of_template(template);
  it := private.target_of(about, template::text);
  perform private.audit(it.enterprise_id, about.resource, template::text, 'create', null,
    private.look_at(about, it.row_id, about.audited));
  insert into private.touches (resource, row_id, person)
  values (about.resource, it.row_id, private.actor());
  return private.card_of(about, template::text);
end $$;
comment on function private.begin_log is
  'Notes that the caller made a template of another one, as if by create_template: in the log, and for four '
  'eyes. Returns its card.';

create or replace function private.copy_template(template uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  t public.templates;
  v public.template_versions;
begin
  select x.* into t from public.templates x where x.id = template;
  -- All that a version has goes along, its own fields too; what was decided about it does not.
  select (jsonb_populate_record(x, private.next_version(0) || jsonb_build_object('revision', 1,
    'valid_until', null, 'template_id', gen_random_uuid()))).* into v
  from public.template_versions x where x.id = t.latest_version_id;
  insert into public.templates (id, enterprise_id, kind, name, usage, category, layout, created_by)
  values (v.template_id, t.enterprise_id, t.kind,
    private.clean_name(coalesce(nullif(btrim(input ->> 'name'), ''),
      private.free_template_name(t.enterprise_id, t.name))), t.usage, t.category, t.layout, private.actor());
  insert into public.template_versions select v.*;
  update public.templates x set latest_version_id = v.id where x.id = v.template_id;
  return private.begin_log(v.template_id);
end $$;

create or replace function public.copy_template(
  template text, input jsonb default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('template', 'copy', template, request, input)
$$;
comment on function public.copy_template is
  'TPL-1: another template with the content, the vendors and the own fields of this one''s latest version, '
  'as a draft. input {name: without it a free one}. Returns the card of the new template. Refuses '
  'not_found, forbidden, input_invalid, name_required, name_unclean, name_taken.';
grant execute on function public.copy_template to authenticated;

create or replace function private.template_for(
  home uuid, template uuid, kind public.message_kind default 'aim'
) returns public.templates
language plpgsql set search_path = '' as $$
declare
  t public.templates;
begin
  -- One that is being deleted is waited for.
  select x.* into t from public.templates x where x.id = template and x.enterprise_id = home
    and x.kind = coalesce(template_for.kind, x.kind) for key share;
  if not found then perform private.refuse('not_found', '{"resource": "template"}'); end if;
  if t.deleted_at is not null then
    perform private.refuse('template_deleted', jsonb_build_object('name', t.name));
  end if;
  return t;
end $$;
comment on function private.template_for is
  'The template of this enterprise of which something is made. kind: null for any. Refuses not_found, '
  'template_deleted.';

create or replace function private.template_uses(template uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('code', 'template_in_use') || private.used_by(jsonb_build_object(
    'sends', (select count(*) from public.sends s
      where s.template_id = t.id and s.state not in ('done', 'cancelled')),
    'tasks', (select count(*) from public.resolve_tasks k
      where k.template_id = t.id and k.state = 'generating')), t.name)
  from public.templates t where t.id = template
$$;
comment on function private.template_uses is
  'Why a template cannot be deleted: the sends that are not over, drafts among them, and the tasks whose '
  'links are being made. Null: nothing waits with it.';

create or replace function private.delete_template(template uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  card constant jsonb := (select private.card_of(r, template::text) from private.resources r
    where r.resource = private.noun_of_template(template));
  uses jsonb;
begin
  -- A send or a task that is being made of it is waited for, and then uses it.
  perform from public.templates t where t.id = template for update;
  uses := private.template_uses(template);
  if uses is not null then perform private.refuse(uses ->> 'code', uses - 'code'); end if;
  -- Off, so that a carrier that knows it is told.
  update public.templates t set latest_version_id = null, live_version_id = null, enabled = false,
    deleted_at = clock_timestamp() where t.id = template;
  -- What was sent, and what is reported, keep its name; the links that are out there keep its card.
  if not exists (select from public.sends s where s.template_id = template)
    and not exists (select from public.resolve_tasks k where k.template_id = template)
    and not exists (select from private.vendor_handoffs h
      join public.template_versions v on v.id = h.version_id where v.template_id = template) then
    delete from public.vendor_reviews r using public.template_versions v
    where v.id = r.version_id and v.template_id = template;
    delete from public.template_versions v where v.template_id = template;
    delete from public.templates t where t.id = template;
  end if;
  return card;
end $$;

comment on function public.delete_template is
  'TPL-1: deletes a template that nothing waits with. Sends that are over and reports keep its name, and '
  'links that went out keep its card; its own name is free. Returns the card as it was. Refuses not_found, '
  'forbidden, wrong_state, template_in_use.';
