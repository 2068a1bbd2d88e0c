-- Moving in (CHL-1): what an account at another service has is read by the function ask-carrier, shown, and
-- brought by a member: approved by the vendors, unapproved by us.

comment on table public.import_items is
  'CHL-1: what an account at another service has, as the function ask-carrier read it, and what it became '
  'here. Read again, a row that was found is replaced, and one that was brought keeps what it is here.';
comment on column public.import_items.outside_id is 'The id that the service gives it.';
comment on column public.import_items.facts is
  'What is needed to bring it, by its kind: shared/src/moving/facts.ts has the shapes.';
comment on column public.import_items.problem is 'Why it cannot come: a code of the register.';
comment on column public.import_items.content_hash is
  'Of a template: the hash of the content that the vendors have approved. Approved here unchanged, it is not '
  'handed to them again.';

select private.resource_table('public.import_items', 'KooMessage:sms:list');

create or replace function private.import_plan(i public.import_items) returns text
language sql stable security definer set search_path = '' as $$
  select case when i.state = 'brought' then 'here' when i.problem is not null then 'cannot'
    when i.kind in ('send_task', 'resolve_task', 'link') then 'history'
    when private.import_twin(i) is not null then 'joins' else 'new' end
$$;
comment on function private.import_plan is
  'What becomes of an item: here (it was brought), cannot, history (kept to look at), joins (there is one of '
  'its name here) or new.';

create or replace function private.import_twin(i public.import_items) returns uuid
language sql stable set search_path = '' as $$
  select case i.kind
    when 'signature' then (select g.id from public.sms_signatures g
      where g.enterprise_id = i.enterprise_id and g.kind::text = i.facts ->> 'kind' and g.name = i.name)
    when 'sms_template' then (select m.id from public.sms_templates m
      where m.enterprise_id = i.enterprise_id and m.name = i.name)
    when 'template' then (select t.id from public.templates t
      where t.enterprise_id = i.enterprise_id and t.name = i.name and t.kind = 'aim' and t.deleted_at is null)
    when 'domain' then (select d.id from public.domains d
      where d.enterprise_id = i.enterprise_id and lower(d.name) = lower(i.name)) end
$$;
comment on function private.import_twin is 'The row of the enterprise that has the name of an item, or null.';

create or replace view public.import_item_cards with (security_invoker = true) as
select i.id, i.enterprise_id, i.channel_id, i.kind, i.outside_id, i.name, i.outside_state, i.problem,
  i.problem_details, i.state, private.import_plan(i) as plan, i.became,
  i.facts ->> 'summary' as summary, i.read_at, i.brought_at
from public.import_items i;
comment on view public.import_item_cards is
  'CHL-1: what an account at another service has, with what becomes of it here (private.import_plan).';
grant select on public.import_item_cards to authenticated;
grant execute on function private.import_plan to authenticated;

-- ---------------------------------------------------------------------------------------------
-- What the function ask-carrier reads and writes

create or replace function private.account_of(channel uuid, person uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  c public.channels;
begin
  select x.* into c from public.channels x where x.id = channel
    and private.allowed(person, x.enterprise_id, 'KooMessage:channel:list');
  if not found then
    return '{"code": "not_found", "details": {"resource": "channel", "field": "channel_id"}}';
  end if;
  if not private.allowed(person, c.enterprise_id, 'KooMessage:sms:create')
    or not private.allowed(person, c.enterprise_id, 'KooMessage:template:create') then
    return jsonb_build_object('code', 'forbidden', 'details', jsonb_build_object('action',
        'KooMessage:template:create'));
  end if;
  if c.adapter <> 'koomessage' then
    return jsonb_build_object('code', 'import_no_account', 'details', jsonb_build_object('name', c.name));
  end if;
  -- An account is read whole: who shares it would read what is of others.
  if exists (select from public.channels o where o.carrier_id = c.carrier_id
    and o.enterprise_id <> c.enterprise_id) then
    return jsonb_build_object('code', 'import_account_shared', 'details', jsonb_build_object('name', c.name));
  end if;
  return jsonb_build_object('enterprise', c.enterprise_id, 'base_url', c.base_url, 'number', c.number,
    'settings', c.settings,
    'credentials', (select s.credentials from private.channel_secrets s where s.channel_id = c.id));
end $$;
comment on function private.account_of is
  'CHL-1: the account behind a channel, for a person who may bring what it has; or {code, details}: '
  'not_found, forbidden, import_no_account where its carrier has none to read, import_account_shared where '
  'other enterprises have channels of it.';

create or replace function private.is_ours_there(
  carrier uuid, kind public.import_kind, outside_id text, name text, facts jsonb
) returns boolean language sql stable set search_path = '' as $$
  select case
    when kind = 'send_task' then name like 'tidings-%'
    when kind in ('template', 'resolve_task', 'link') then exists (select from private.vendor_handoffs h
      where h.taken_by = carrier
        and h.carrier_id = case kind when 'template' then outside_id else facts ->> 'template' end)
    else false end
$$;
comment on function private.is_ours_there is
  'Whether an item of an account is what this deployment made there: a task of a batch, a template that it '
  'handed over, and the links of one.';

create or replace function private.keep_import_items(channel uuid, items jsonb) returns jsonb
language sql security definer set search_path = '' as $$
  with kept as (
    insert into public.import_items as i (enterprise_id, channel_id, kind, outside_id, name, outside_state,
      facts, problem, problem_details)
    select c.enterprise_id, c.id, x.kind, x.outside_id, x.name, x.outside_state, x.facts, x.problem,
      x.problem_details
    from public.channels c
    cross join jsonb_to_recordset(items) as x (kind public.import_kind, outside_id text, name text,
      outside_state public.import_state, facts jsonb, problem text, problem_details jsonb)
    where c.id = channel and not private.is_ours_there(c.carrier_id, x.kind, x.outside_id, x.name, x.facts)
    on conflict on constraint import_items_once do update set channel_id = excluded.channel_id,
      name = excluded.name, outside_state = excluded.outside_state, read_at = clock_timestamp(),
      facts = case i.state when 'found' then excluded.facts else i.facts end,
      problem = case i.state when 'found' then excluded.problem else i.problem end,
      problem_details = case i.state when 'found' then excluded.problem_details else i.problem_details end
    returning xmax = 0 as fresh)
  select jsonb_build_object('read', count(*), 'fresh', count(*) filter (where k.fresh)) from kept k
$$;
comment on function private.keep_import_items is
  'CHL-1: writes down a page of what was read of an account. Returns {read, fresh}.';

-- ---------------------------------------------------------------------------------------------
-- Bringing one. What is made here is as if the member had made it, and is a draft.

create or replace function private.imported_app(home uuid, named text) returns uuid
language plpgsql set search_path = '' as $$
declare
  -- The service allows other characters than an application of ours.
  clean constant text := left(coalesce(nullif(regexp_replace(coalesce(named, ''), '[^A-Za-z0-9_]+', '_', 'g'),
        ''), 'KooMessage'), 64);
  app public.sms_apps;
begin
  select a.* into app from public.sms_apps a where a.enterprise_id = home and lower(a.name) = lower(clean);
  if found then
    perform private.require_sms_app(app);
    return app.id;
  end if;
  return private.create_sms_app(home, jsonb_build_object('name', clean));
end $$;
comment on function private.imported_app is
  'The application of this name, which is made where there is none. Refuses sms_app_disabled.';

create or replace function private.imported_signature(i public.import_items) returns uuid
language sql set search_path = '' as $$
  select private.lay_sms_signature(jsonb_populate_record(null::public.sms_signatures,
      jsonb_build_object('name', i.name, 'kind', i.facts -> 'kind')),
    jsonb_populate_record(null::public.sms_signature_versions, private.next_version(0) || jsonb_build_object(
        'enterprise_id', i.enterprise_id, 'signature_id', gen_random_uuid(), 'proofs', '[]'::jsonb,
        'app_id', private.imported_app(i.enterprise_id, i.facts ->> 'app'), 'source', i.facts -> 'source',
        'third_party', i.facts -> 'third_party',
        'purpose', coalesce(private.hide_numbers(left(i.facts ->> 'purpose', 500)), ''))))
$$;
comment on function private.imported_signature is
  'SMS-1: a signature of another account as a draft: its licence is asked for before it is submitted.';

create or replace function private.text_id(outside_id text) returns text
language sql immutable set search_path = '' as $$
  select case when outside_id ~ '^[A-Za-z0-9_-]{1,36}$' then outside_id end
$$;
comment on function private.text_id is
  'The id by which a carrier knows a text, where it is one that an SMS template can have; else null.';

create or replace function private.imported_sms_template(i public.import_items) returns uuid
language plpgsql set search_path = '' as $$
declare
  g public.sms_signatures;
begin
  select x.* into g from public.sms_signatures x
  where x.enterprise_id = i.enterprise_id and x.name = i.facts ->> 'signature'
  order by x.kind::text = i.facts ->> 'kind' desc, x.created_at limit 1;
  if not found then
    perform private.refuse('import_needs_signature', jsonb_build_object('name', i.facts ->> 'signature'));
  end if;
  perform private.check_sms_variables(i.facts ->> 'content', i.facts -> 'variables');
  return private.lay_sms_template(i.name, jsonb_populate_record(null::public.sms_template_versions,
      private.next_version(0) || jsonb_build_object('enterprise_id', i.enterprise_id,
        'sms_template_id', gen_random_uuid(), 'signature_id', g.id, 'kind', g.kind,
        'content', i.facts -> 'content', 'variables', i.facts -> 'variables',
        'purpose', coalesce(private.hide_numbers(left(i.facts ->> 'purpose', 500)), ''),
        'carrier_template_id', private.text_id(i.outside_id))));
end $$;
comment on function private.imported_sms_template is
  'SMS-1: an SMS template of another account as a draft, with the id that the carrier knows it by. Refuses '
  'import_needs_signature where its signature is not here, and as create_sms_template about variables.';

create or replace function private.imported_domain(i public.import_items) returns uuid
language plpgsql set search_path = '' as $$
declare
  named constant text := private.domain_name(i.name);
  made uuid;
begin
  perform private.domain_is_free(named, i.enterprise_id);
  insert into public.domains (enterprise_id, host, name, state, created_by)
  values (i.enterprise_id, named, named, 'draft', private.actor()) returning id into made;
  return made;
end $$;
comment on function private.imported_domain is
  'DOM-1: a domain that links of another account had, as a draft. Refuses domain_name_invalid, domain_taken.';

create or replace function private.imported_template(i public.import_items) returns uuid
language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  -- Its pictures were kept as the account was read, and join the library with it.
  perform private.add_media(i.enterprise_id, jsonb_build_object('name', m ->> 'name', 'path', m ->> 'path'))
  from jsonb_array_elements(i.facts -> 'media') m;
  made := private.create_template(i.enterprise_id, jsonb_build_object('name', i.name,
      'usage', i.facts -> 'usage', 'layout', i.facts -> 'layout', 'vendors', i.facts -> 'vendors',
      'content', i.facts -> 'content'));
  update public.import_items x set content_hash = v.content_hash
  from public.templates t join public.template_versions v on v.id = t.latest_version_id
  where t.id = made and x.id = i.id;
  return made;
end $$;
comment on function private.imported_template is
  'TPL-3: a template of another account as a draft, with its pictures in the library. Refuses as '
  'create_template and add_media.';

create or replace function private.bring_import_item(import_item uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  i public.import_items;
  made uuid;
begin
  select x.* into i from public.import_items x where x.id = import_item;
  made := private.import_twin(i);
  if made is not null then
    -- The carrier knows the text by this id from now on.
    if i.kind = 'sms_template' then
      update public.sms_template_versions v set carrier_template_id = private.text_id(i.outside_id)
      where v.sms_template_id = made and v.content = i.facts ->> 'content' and v.carrier_template_id is null;
    end if;
  else
    made := case i.kind when 'signature' then private.imported_signature(i)
      when 'sms_template' then private.imported_sms_template(i)
      when 'domain' then private.imported_domain(i)
      when 'template' then private.imported_template(i) end;
  end if;
  update public.import_items x set became = made where x.id = import_item;
end $$;
create or replace function private.known_outside(about_version uuid)
returns table (outside_id text, carrier_id uuid) language sql stable set search_path = '' as $$
  select i.outside_id, c.carrier_id from public.template_versions v
  join public.import_items i on i.became = v.template_id and i.kind = 'template'
    and i.content_hash = v.content_hash and i.outside_state = 'approved'
  join public.channels c on c.id = i.channel_id
  where v.id = about_version
$$;
comment on function private.known_outside is
  'The id by which a carrier knows a version already, as it was moved in; no row for any other.';

select private.public_verbs('import_item');
comment on function public.bring_import_item is
  'CHL-1: brings an item of another account: what is made is a draft, to be reviewed here; what has its name '
  'here is left as it is, and tasks are kept to look at. Returns the card. Refuses not_found, forbidden, '
  'wrong_state, import_needs_signature, and as the verb that makes one by hand.';
