-- public templates (TPL-1): kept by platform admins, read by everybody who is signed in, copied into an
-- enterprise by anyone who may make templates there

comment on table public.public_templates is
  'TPL-1 (公共模板): what the deployment offers to begin from. Its pictures are objects of the deployment.';
comment on table private.public_template_keys is
  'What the set-up has brought once, also where it was deleted since.';

alter table public.public_templates enable row level security;

grant select on public.public_templates to authenticated;

create policy "everyone who is signed in sees what is offered" on public.public_templates
for select to authenticated using (
  ((select private.actor()) is not null and enabled) or (select private.is_platform_admin()));

create or replace view public.public_template_cards with (security_invoker = true) as
select p.id, p.key, p.kind, p.name, p.industry, p.layout, p.category, p.usage, p.vendors, p.content,
  p.parameters, cardinality(p.parameters) > 0 as is_dynamic, p.enabled, p.position, p.revision, p.created_at
from public.public_templates p;

comment on view public.public_template_cards is
  'TPL-1: a public template. What is switched off is shown to platform admins alone.';

grant select on public.public_template_cards to authenticated;

create or replace function private.public_template_in(
  p public.public_templates, input jsonb
) returns public.public_templates language plpgsql stable set search_path = '' as $$
begin
  -- Without a key what is stored is kept.
  p := jsonb_populate_record(p, (select jsonb_object_agg(e.key, e.value) from jsonb_each(input) e
    where e.value <> 'null' and e.key <> 'vendors'));
  p.name := private.clean_name(p.name);
  p.industry := private.clean_name(p.industry, 32);
  if p.kind = 'basic' then
    if p.layout is not null then perform private.refuse('input_invalid', '{"field": "layout"}'); end if;
    if coalesce(private.texts_of(input -> 'vendors'), '{}') <> '{}' then
      perform private.refuse('input_invalid', '{"field": "vendors"}');
    end if;
    perform private.check_storyboard(p.content);
  else
    perform private.check_content(p.layout, coalesce(private.texts_of(input -> 'vendors'), p.vendors::text[]),
      p.content);
  end if;
  p.vendors := coalesce(private.texts_of(input -> 'vendors')::public.vendor[], p.vendors, '{}');
  -- No enterprise's own: an object of the deployment, or one that is not in Storage.
  if private.media_missing(null, p.content) <> '{}' then
    perform private.refuse('media_missing', jsonb_build_object(
        'path', (private.media_missing(null, p.content))[1], 'count', array_length(private.media_missing(null,
          p.content), 1)));
  end if;
  p.parameters := private.parameters_of(p.content);
  p.category := coalesce((select l.category from private.layouts l where l.layout = p.layout), 'basic');
  return p;
end $$;

comment on function private.public_template_in is
  'TPL-1: a public template with what an input says. Refuses what does not fit.';

create or replace function private.lay_public_template(input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  p public.public_templates := jsonb_populate_record(null::public.public_templates, jsonb_build_object(
    'id', gen_random_uuid(), 'kind', 'aim', 'usage', 'commercial', 'enabled', true, 'position', 1000,
    'revision', 1, 'created_by', private.actor(), 'created_at', now()));
begin
  p := private.public_template_in(p, input);
  insert into public.public_templates select p.*;
  return p.id;
end $$;
comment on function private.lay_public_template is 'Makes a public template of an input. Answers its id.';

create or replace function private.create_public_template(home uuid, input jsonb) returns uuid
language sql set search_path = '' as $$
  select private.require_clean_words(private.texts_in(input -> 'content'));
  select private.lay_public_template(input)
$$;

create or replace function private.update_public_template(public_template uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  p public.public_templates;
begin
  select x.* into p from public.public_templates x where x.id = public_template;
  if (input ->> 'base_revision')::integer <> p.revision then
    perform private.refuse('version_conflict', jsonb_build_object('version', p.revision));
  end if;
  perform private.require_clean_words(private.texts_in(input -> 'content'));
  p := private.public_template_in(p, input);
  update public.public_templates x set name = p.name, industry = p.industry, usage = p.usage,
    vendors = p.vendors, content = p.content, parameters = p.parameters, position = p.position,
    revision = x.revision + 1, edited_at = clock_timestamp() where x.id = public_template;
end $$;

create or replace function private.copy_public_template(public_template uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  p public.public_templates;
begin
  select x.* into p from public.public_templates x where x.id = public_template;
  input := jsonb_build_object('name', coalesce(nullif(btrim(input ->> 'name'), ''),
    private.free_template_name(home, p.name)), 'content', p.content);
  return private.begin_log(case p.kind when 'basic' then private.create_basic_template(home, input)
    else private.create_template(home, input || jsonb_build_object('usage', p.usage, 'layout', p.layout,
      'vendors', p.vendors)) end);
end $$;

create or replace function public.copy_public_template(
  public_template text, input jsonb default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('public_template', 'copy', public_template, request, input)
$$;
comment on function public.copy_public_template is
  'TPL-1, BAS-1: a draft of the enterprise in use with the content and the vendors of a public template. '
  'input {name: without it the template''s own, or a free one}. Returns the card of the new template. '
  'Refuses not_found, no_enterprise, forbidden, wrong_state, input_invalid and as create_template.';
grant execute on function public.copy_public_template to authenticated;

create or replace function private.seed_public_template(given jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  p public.public_templates;
  o record;
begin
  -- Two set-ups at the same instant bring each once.
  perform pg_advisory_xact_lock(hashtextextended('public_template:' || (given ->> 'key'), 0));
  for o in select x.* from jsonb_to_recordset(coalesce(given -> 'objects', '[]')) as x (path text,
    sha256 text, type text, bytes integer, width integer, height integer, duration_ms integer) loop
    insert into private.kept_objects (bucket, path, enterprise_id, sha256, type, bytes, width, height,
      duration_ms)
    values ('media', o.path, null, o.sha256, o.type, o.bytes, o.width, o.height, o.duration_ms)
    on conflict on constraint kept_objects_pkey do nothing;
  end loop;
  select x.* into p from public.public_templates x where x.key = given ->> 'key' for update;
  if found then
    if p.edited_at is null then
      p := private.public_template_in(p, given - '{key,objects}'::text[]);
      update public.public_templates x set kind = p.kind, name = p.name, industry = p.industry,
        layout = p.layout, category = p.category, usage = p.usage, vendors = p.vendors, content = p.content,
        parameters = p.parameters, position = p.position where x.id = p.id;
    end if;
    return p.id;
  end if;
  insert into private.public_template_keys (key) values (given ->> 'key') on conflict do nothing;
  if not found then return null; end if;
  return private.lay_public_template(given - 'objects');
end $$;

comment on function private.seed_public_template is
  'TPL-1: brings what the set-up has: an input of create_public_template with its key, and the objects that '
  'it shows [{path, sha256, type, bytes, width, height, duration_ms}]. What a platform admin edited stays '
  'so, what they deleted stays away (null). Returns its id';

select private.public_verbs('public_template');
comment on function public.create_public_template is
  'TPL-1: makes a public template. input {name, industry, layout, vendors, content, usage?, kind?, '
  'position?}. Platform admins. Returns the card. Refuses platform_admin_only, word_banned, media_missing '
  'and as create_template';
comment on function public.update_public_template is
  'TPL-1: edits a public template; copies that were made of it stay as they are. input {name?, industry?, '
  'usage?, vendors?, content?, position?, base_revision?}. Platform admins. Returns the card. Refuses '
  'not_found, platform_admin_only, version_conflict and as create_public_template.';
