-- own fields (FLD-1): their definitions, and the one check of their values. The frame (frame.sql) does the
-- rest.

comment on table public.own_fields is
  'FLD-1: a field that an enterprise adds to a resource. key, kind and bound never change, and nothing is '
  'deleted: fields and choices are retired, so stored values keep their meaning.';
comment on column public.own_fields.bound is
  'The value is part of what an approval is about. Other values can be set at any time.';
comment on column public.own_fields.required is 'Checked at a submission only.';
comment on column public.own_fields.in_chat is 'Shown on cards in chat.';

select private.resource_table('public.own_fields', 'KooMessage:ownField:list');

do $own$
declare
  about record;
  policy text;
begin
  -- Every table with a column `own` has own fields: its values are checked, and readers of its rows may read
  -- the fields' names.
  for about in select r.* from private.resources r join pg_catalog.pg_attribute a on a.attrelid = r.rel
    and a.attname = 'own' and not a.attisdropped loop
    -- Flat, keys of own fields, set values only, at most 16 KB. No function of ours: the guard of a state has
    -- to speak first.
    execute format('alter table %s drop constraint if exists own_is_flat, add constraint own_is_flat check (jsonb_typeof(own) = %L and octet_length(own::text) <= 16384 and not jsonb_path_exists(own, %L, %L, true))',
      about.rel,
      'object',
      '$.keyvalue() ? (!(@.key like_regex "^[a-z][a-z0-9_]{0,31}$") || @.value.type() == "object" || @.value.type() == "array" || @.value.type() == "null")',
      '{}');
    policy := 'people with ' || about.reads || ' see its fields';
    execute format('drop policy if exists %I on public.own_fields', policy);
    execute format('create policy %I on public.own_fields for select to authenticated using (resource = %L and enterprise_id = any ((select private.may_in(%L))::uuid[]))',
      policy, about.resource, about.reads);
  end loop;
end $own$;

create or replace function private.own_names(fields public.own_fields[]) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('zh', f.name, 'en', coalesce(f.name_en, f.name))
      order by f.place, f.key), '[]') from unnest(fields) as f
$$;
comment on function private.own_names is 'What fields are called, for the words of a refusal: [{zh, en}].';

create or replace function private.own_fault(f public.own_fields, given jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  kind constant text := jsonb_typeof(given);
  typed constant text := given #>> '{}';
  options constant jsonb := jsonb_path_query_array(f.options, '$[*] ? (!exists(@.retired))');
begin
  case f.kind
    when 'text', 'long' then
      if kind = 'string' and char_length(typed) between f.min and f.max
        and (f.kind = 'long' or typed !~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029]') then
        return null;
      end if;
      return jsonb_build_object('zh', format('%s 到 %s 个字的文本', f.min, f.max),
        'en', format('a text of %s to %s characters', f.min, f.max));
    when 'count' then
      if kind = 'number' and typed ~ '^-?[0-9]{1,15}$' and typed::bigint between f.min and f.max then
        return null;
      end if;
      return jsonb_build_object('zh', format('%s 到 %s 的整数', f.min, f.max),
        'en', format('an integer from %s to %s', f.min, f.max));
    when 'choice' then
      if kind = 'string' and options @> jsonb_build_array(jsonb_build_object('key', typed)) then
        return null;
      end if;
      return (select jsonb_build_object('zh', '其中之一：'
          || string_agg(o ->> 'key' || coalesce('（' || nullif(o ->> 'zh', o ->> 'key') || '）', ''), '、'),
        'en', 'one of ' || string_agg(o ->> 'key' || coalesce(' (' || nullif(o ->> 'en', o ->> 'key') || ')',
            ''), ', ')) from jsonb_array_elements(options) as o);
    when 'flag' then
      if kind = 'boolean' then return null; end if;
      return '{"zh": "是或否", "en": "yes or no"}';
    when 'day' then
      if kind = 'string' and typed ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'
        and pg_catalog.pg_input_is_valid(typed, 'date') then
        return null;
      end if;
      return '{"zh": "日期，例如 2026-11-26", "en": "a day such as 2026-11-26"}';
  end case;
end $$;
comment on function private.own_fault is
  'What a field takes, as {zh, en}, where this value is not that; null where it is.';

create or replace function private.own_in(
  about text, home uuid, given jsonb, was jsonb default '{}'
) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := was;
  f public.own_fields;
  entry record;
  value jsonb;
  fault jsonb;
begin
  if coalesce(jsonb_typeof(given), 'null') = 'null' then return was; end if;
  if jsonb_typeof(given) <> 'object' then perform private.refuse('input_invalid', '{"field": "own"}'); end if;
  for entry in select e.key, e.value from jsonb_each(given) as e order by e.key loop
    -- What is stored already may stay, whatever became of its field or choice.
    continue when entry.value = was -> entry.key;
    select x.* into f from public.own_fields x where x.enterprise_id = home and x.resource = about
      and x.key = entry.key and x.state = 'active';
    if not found then
      perform private.refuse('own_unknown', jsonb_build_object('key', left(entry.key, 64), 'keys',
        (select string_agg(x.key, ', ' order by x.place, x.key) from public.own_fields x
          where x.enterprise_id = home and x.resource = about and x.state = 'active')));
    end if;
    -- A number that somebody writes into a text is masked, as in every text that people write (IAM-3).
    value := case jsonb_typeof(entry.value)
      when 'string' then to_jsonb(nullif(private.hide_numbers(btrim(entry.value #>> '{}', E' \t\r\n\u3000')),
          '')) else entry.value end;
    if coalesce(value, 'null') = 'null' then
      kept := kept - entry.key;
      continue;
    end if;
    fault := private.own_fault(f, value);
    if fault is not null then
      perform private.refuse('own_invalid', jsonb_build_object('key', f.key,
          'names', private.own_names(array[f]), 'takes', jsonb_build_array(fault)));
    end if;
    kept := kept || jsonb_build_object(f.key, value);
  end loop;
  if octet_length(kept::text) > 16384 then
    perform private.refuse('own_too_large', '{"max": "16 KB"}');
  end if;
  return kept;
end $$;
comment on function private.own_in is
  'FLD-1: own fields as they are stored: what is given over what was there. A missing key is kept; null or '
  'an empty text removes it. about: the resource. Refuses input_invalid, own_unknown (also retired), '
  'own_invalid, own_too_large.';

create or replace function private.require_own(about text, home uuid, own jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  missing public.own_fields[];
begin
  select array_agg(f) into missing from public.own_fields f
  where f.enterprise_id = home and f.resource = about and f.state = 'active' and f.required and not own ? f.key;
  if missing is not null then
    perform private.refuse('own_missing', jsonb_build_object('names', private.own_names(missing),
        'keys', (select string_agg(m.key, ', ') from unnest(missing) as m)));
  end if;
end $$;
comment on function private.require_own is
  'FLD-1: refuses own_missing where a required field has no value. For submissions only: a draft may lack '
  'anything.';

create or replace function private.own_bound(about text, home uuid, own jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(own) as e
  where not exists (select from public.own_fields f where f.enterprise_id = home and f.resource = about
    and f.key = e.key and not f.bound)
$$;
comment on function private.own_bound is
  'APR-1: the values that an approval is about: those that are set, of fields that are bound.';

create or replace function private.own_logged(own jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_object_agg('own.' || e.key, e.value), '{}') from jsonb_each(own) as e
$$;
comment on function private.own_logged is
  'Own values as the audit log has them, each under a key of its own, so that it says which of them changed.';

create or replace function private.has_free_own(about text, home uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.own_fields f where f.enterprise_id = home and f.resource = about
    and f.state = 'active' and not f.bound)
$$;
comment on function private.has_free_own is 'Whether a resource has fields that no approval is about.';

create or replace function private.own_beside(about text, home uuid, given jsonb, was jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  own constant jsonb := private.own_in(about, home, given, was);
  changed public.own_fields[];
begin
  select array_agg(f) into changed from public.own_fields f
  where f.enterprise_id = home and f.resource = about and f.bound
    and own -> f.key is distinct from was -> f.key;
  if changed is not null then
    perform private.refuse('own_is_bound', jsonb_build_object('names', private.own_names(changed)));
  end if;
  return own;
end $$;
comment on function private.own_beside is
  'The own values after fields were set that no approval is about. Refuses own_is_bound for any other, and '
  'as own_in.';

create or replace function private.set_own_send(send uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.sends s set own = private.own_beside('send', s.enterprise_id, input -> 'own', s.own) where s.id = send
$$;
comment on function public.set_own_send is
  'FLD-1: sets own fields of a send that no approval is about, in any state; nothing is void by it. input {own: {key: value}}, as own_in. Returns the card. Refuses not_found, forbidden, wrong_state (there is no such field), input_invalid, own_unknown, own_invalid, own_is_bound, own_too_large.';

create or replace function private.set_own_template(template uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.template_versions v set own = private.own_beside(private.noun_of_template(template), v.enterprise_id, input -> 'own', v.own) from public.templates t where t.id = template and v.id = t.latest_version_id
$$;
create or replace function private.set_own_basic_template(template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.set_own_template(template, input)
$$;
comment on function public.set_own_basic_template is
  'FLD-1: as set_own_send, of the latest version of a basic template.';

comment on function public.set_own_template is 'FLD-1: as set_own_send, of the latest version of a template.';

-- ---------------------------------------------------------------------------------------------
-- The definitions

create or replace function private.choices_in(given jsonb, was jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  made jsonb;
begin
  with typed as (
    select private.clean_name(split_part(x, '=', 1)) as key,
      nullif(btrim(split_part(substr(x, strpos(x || '=', '=') + 1), '/', 1)), '') as zh,
      nullif(btrim(split_part(substr(x, strpos(x || '=', '=') + 1), '/', 2)), '') as en, n
    from jsonb_array_elements_text(given) with ordinality as a (x, n)
  )
    select jsonb_agg(jsonb_build_object('key', t.key, 'zh', coalesce(t.zh, t.key),
    'en', coalesce(t.en, t.zh, t.key)) order by t.n) into made from typed t;
  if made is null or (select count(distinct o -> 'key')
    from jsonb_array_elements(made) as o) < jsonb_array_length(made) then
    perform private.refuse('input_invalid', '{"field": "choices"}');
  end if;
  -- One that is left out is retired; one that was retired and is named again is in use again.
  made := made || coalesce((select jsonb_agg(o || '{"retired": true}' order by n) from jsonb_array_elements(was) with ordinality as a (o, n)
    where not made @> jsonb_build_array(jsonb_build_object('key', o -> 'key'))), '[]');
  if jsonb_array_length(made) > 200 then
    perform private.refuse('capacity_reached', '{"what": "own_choices", "max": 200}');
  end if;
  return made;
end $$;
comment on function private.choices_in is
  'The choices of a field, [{key, zh, en, retired?}], from texts key, key=中文 or key=中文/English; those that '
  'are left out are retired. Refuses input_invalid, name_required, name_unclean, capacity_reached.';

create or replace function private.write_own_field(field uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  f public.own_fields;
begin
  select x.* into f from public.own_fields x where x.id = field for update;
  f.name := private.clean_name(input ->> 'name');
  f.name_en := private.clean_name(input ->> 'name_en', 64, 0);
  f.hint := private.clean_name(input ->> 'hint', 200, 0);
  f.hint_en := private.clean_name(input ->> 'hint_en', 200, 0);
  if f.kind = 'choice' then
    f.options := private.choices_in(coalesce(nullif(input -> 'choices', 'null'), '[]'), f.options);
  elsif jsonb_array_length(coalesce(nullif(input -> 'choices', 'null'), '[]')) > 0 then
    perform private.refuse('input_invalid', '{"field": "choices"}');
  end if;
  if f.kind in ('text', 'long', 'count') then
    f.min := coalesce((input ->> 'min')::bigint, 0);
    f.max := coalesce((input ->> 'max')::bigint, case f.kind when 'text' then 200 when 'long' then 2000 else 999999999999999 end);
    if f.min > f.max or (f.kind <> 'count'
      and (f.min < 0 or f.max > case f.kind when 'text' then 500 else 2000 end)) then
      perform private.refuse('input_invalid', '{"field": "max"}');
    end if;
  elsif coalesce(input ->> 'min', input ->> 'max') is not null then
    perform private.refuse('input_invalid', '{"field": "min"}');
  end if;
  update public.own_fields x set name = f.name, name_en = nullif(f.name_en, ''), hint = nullif(f.hint, ''),
    hint_en = nullif(f.hint_en, ''), options = f.options, min = f.min, max = f.max,
    required = (input ->> 'required')::boolean, in_chat = (input ->> 'in_chat')::boolean,
    place = coalesce((input ->> 'place')::integer, x.place) where x.id = field;
  perform private.bound_own_fields(f.enterprise_id, f.resource);
end $$;
comment on function private.write_own_field is
  'What making and editing a field have in common: everything but resource, key, kind and bound.';

create or replace function private.bound_own_fields(home uuid, about text) returns void
language plpgsql set search_path = '' as $$
begin
  -- Of two that are made at the same time the second waits, and counts the first.
  perform pg_advisory_xact_lock(hashtextextended('own fields:' || home::text || about, 0));
  -- A form with more of them is never filled in, and all definitions of a resource are read with each of its
  -- rows.
  if (select count(*) from public.own_fields f where f.enterprise_id = home and f.resource = about
    and f.state = 'active') > 30 then
    perform private.refuse('capacity_reached', '{"what": "own_fields", "max": 30}');
  end if;
  if (select count(*) from public.own_fields f where f.enterprise_id = home and f.resource = about) > 100 then
    perform private.refuse('capacity_reached', '{"what": "own_fields_retired", "max": 100}');
  end if;
  -- A card in chat is as narrow as a phone.
  if (select count(*) from public.own_fields f where f.enterprise_id = home and f.resource = about
    and f.state = 'active' and f.in_chat) > 5 then
    perform private.refuse('capacity_reached', '{"what": "own_fields_in_chat", "max": 5}');
  end if;
end $$;
comment on function private.bound_own_fields is
  'FLD-1: refuses capacity_reached where a resource has too many fields: 30 in use, 100 with the retired '
  'ones, 5 in chat.';

create or replace view public.own_field_cards with (security_invoker = true) as
select f.id, f.enterprise_id, f.resource, f.key, f.kind, f.name, f.name_en, f.hint, f.hint_en, f.options,
  (select array_agg(o ->> 'key' || case when o ->> 'zh' = o ->> 'key' and o ->> 'en' = o ->> 'zh' then ''
        else '=' || (o ->> 'zh') || coalesce('/' || nullif(o ->> 'en', o ->> 'zh'), '') end order by n)
   from jsonb_array_elements(f.options) with ordinality as a (o, n) where not o ? 'retired') as choices,
     f.min, f.max,
  f.required, f.bound, f.in_chat, f.place, f.state, private.visible_person(f.created_by) as created_by_name, f.created_at
from public.own_fields f;
comment on view public.own_field_cards is
  'A field that the enterprise added. options: its choices with their words, retired ones too; choices: '
  'those in use as people write them.';
grant select on public.own_field_cards to authenticated;

create or replace function private.own_field_card(field uuid) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.own_field_cards c where c.id = field
$$;
comment on function private.own_field_card is 'The own_field_cards row of a field as JSON.';

create or replace function private.create_own_field(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  if not exists (select from private.resources r join pg_catalog.pg_attribute a on a.attrelid = r.rel
    and a.attname = 'own' and not a.attisdropped where r.resource = input ->> 'resource') then
    perform private.refuse('input_invalid', '{"field": "resource"}');
  end if;
  insert into public.own_fields (enterprise_id, resource, key, kind, name, options, min, max, bound, place,
    created_by)
  select home, input ->> 'resource', input ->> 'key', k.kind, private.clean_name(input ->> 'name'),
    case when k.kind = 'choice' then '[]'::jsonb end,
    b.bound, b.bound, (input ->> 'bound')::boolean,
    least(999, 1 + coalesce((select max(f.place) from public.own_fields f
          where f.enterprise_id = home and f.resource = input ->> 'resource'), 0)), private.actor()
  from (select (input ->> 'kind')::public.own_kind as kind) k
  cross join lateral (select case when k.kind in ('text', 'long', 'count') then 0 end as bound) b
  returning id into made;
  perform private.write_own_field(made, input);
  return made;
end $$;
comment on function public.create_own_field is
  'FLD-1: adds a field to a resource. key, kind and bound never change. input {resource, key, kind (text, '
  'long, choice, flag, count, day), name, name_en, hint, hint_en, choices, min, max, required, bound, '
  'in_chat, place}. Returns the own_field_cards row. Refuses forbidden, input_invalid, name_required, '
  'name_unclean, name_taken, capacity_reached.';

create or replace function private.update_own_field(field uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.write_own_field(field, input)
$$;
comment on function public.update_own_field is
  'FLD-1: edits a field. input as create_own_field, without resource, key, kind and bound. '
  'Choices that are left out are retired: what was stored with them stays. Returns the card. '
  'Refuses not_found, forbidden, wrong_state and as create_own_field.';

comment on function public.retire_own_field is
  'FLD-1: a field is asked for no more; what is stored in it stays and is shown. Returns the card. '
  'Refuses not_found, forbidden, wrong_state.';

create or replace function private.restore_own_field(field uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.bound_own_fields(f.enterprise_id, f.resource) from public.own_fields f where f.id = field
$$;
comment on function public.restore_own_field is
  'FLD-1: asks for a retired field again. Returns the card. Refuses not_found, forbidden, wrong_state, '
  'capacity_reached.';

select private.public_verbs('send');
select private.public_verbs('template');
select private.public_verbs('own_field');
