-- Ordinary verbs. The public function of an act says nothing that its row in private.transitions does not
-- say, so it is made from the row. And an ordinary create, update or delete needs no rule: the frame writes
-- the keys of its input into the columns of their names.

create or replace function private.verb_comment(act text, noun text) returns text
language sql stable set search_path = '' as $$
  select case when act = 'create' then 'Makes a ' || replace(noun, '_', ' ') || ': ' else '' end
    || string_agg(distinct case t.from_state when 'none' then t.to_state else t.from_state || ' → ' || t.to_state end, ', ')
    || case when bool_or(t.four_eyes) then ', never by whoever made, edited or submitted it' else '' end
    || coalesce(', writes ' || min(t.sets), '')
    || case when bool_or(t.needs_reason) then ', with a reason' else '' end || '. Returns the card. Refuses '
    || array_to_string(array_remove(array[case when act <> 'create' then 'not_found' end,
      case min(t.needs) when 'platform' then 'platform_admin_only' when 'own' then null else 'forbidden' end,
      case when act <> 'create' then 'wrong_state' end,
      case when bool_or(t.needs_sudo) then 'sudo_required' end,
      case when bool_or(t.four_eyes) then 'four_eyes' end, case when bool_or(t.names_shown) then 'shown_required, shown_changed' end,
      case when bool_or(t.needs_reason) then 'reason_required, reason_too_long' end,
      case when act in ('create', 'update') then 'input_invalid' end], null), ', ') || '.'
  from private.transitions t where t.verb = act and t.resource = noun and t.needs is not null
$$;
comment on function private.verb_comment is
  'What the public function of an act promises, as its rows in private.transitions say it.';

create or replace function private.public_verbs(resource text, argument text default null) returns void
language plpgsql set search_path = '' as $$
declare
  row_id constant text := coalesce(argument, resource);
  single constant boolean := (select r.single from private.resources r where r.resource = public_verbs.resource);
  it record;
  former regprocedure;
begin
  for it in
    select v.name, v.verb, v.makes, case when v.makes or single then '' else format('%I text, ', row_id) end
      || case when v.input then 'input jsonb, ' else '' end
        || case when v.needed then 'reason text default null, ' else '' end
          || case when v.shown then 'shown text default null, ' else '' end
        || case when v.reason and not v.needed then 'reason text default null, ' else '' end
          || case when single then format('%I text default null, ', row_id) else '' end
        || 'request text default null' as arguments,
      case when v.makes then ''
        when single then format('coalesce(%I, private.current_enterprise()::text), ', row_id)
        else quote_ident(row_id) || ', ' end || 'request'
        || case when v.shown or v.reason or v.input then ', ' || case when v.input then 'input' else 'null' end else '' end
        || case when not v.makes and (v.shown or v.reason) then ', ' || case when v.reason then 'reason' else 'null' end else '' end
        || case when v.makes and v.reason then ', null, reason' else '' end || case when v.shown then ', shown' else '' end as given
    from (select t.verb || '_' || t.resource as name, t.verb, bool_or(t.from_state = 'none') as makes,
      bool_or(t.needs_reason) as needed, bool_or(t.needs_reason or t.four_eyes) as reason,
      bool_or(t.names_shown) as shown,
        exists (select from private.inputs i where i.verb = t.verb || '_' || t.resource) as input
      from private.transitions t where t.resource = public_verbs.resource and t.needs is not null
      group by t.verb, t.resource) v
  loop
    select p.oid into former from pg_catalog.pg_proc p where p.pronamespace = 'public'::regnamespace
      and p.proname = it.name and p.prosrc like '%-- private.public_verbs%';
    -- What has a public function of its own, under whatever name, is left to it.
    continue when former is null and exists (select from pg_catalog.pg_proc p where p.pronamespace = 'public'::regnamespace
      and (p.proname = it.name or p.prosrc ~ format('private\.(act|make)\(''%s'', ''%s''', resource, it.verb)));
    if former is not null and pg_catalog.pg_get_function_arguments(former) <> replace(it.arguments,
      'default null', 'DEFAULT NULL::text') then
      execute format('drop function %s', former);
      former := null;
    end if;
    execute format(E'create or replace function public.%I(%s) returns jsonb language sql security definer set search_path = '''' as $verb$\n  select private.%s(%L, %L, %s) -- private.public_verbs\n$verb$',
      it.name, it.arguments, case when it.makes then 'make' else 'act' end, resource, it.verb, it.given);
    if former is null then
      execute format('comment on function public.%I is %L', it.name, private.verb_comment(it.verb, resource));
    end if;
    execute format('grant execute on function public.%I to authenticated', it.name);
  end loop;
end $$;
comment on function private.public_verbs is
  'Makes the public function <verb>_<resource>(row, input, reason, shown, request) of each act that has none '
  'by hand, with the arguments that the act takes. input: where private.inputs has its shape. argument: '
  'the name of the row''s argument, where it is not the resource. A setting need not be named.';

create or replace function private.values_of(
  about private.resources, verb text, home uuid, input jsonb
) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  shape constant jsonb := (select i.schema -> 'properties' from private.inputs i where i.verb = values_of.verb || '_' || about.resource);
  columns jsonb;
  proof record;
begin
  select coalesce(jsonb_object_agg(e.key,
      case when e.key = 'name' then to_jsonb(private.clean_name(e.value #>> '{}'))
        when a.atttypid = 'text'::regtype and jsonb_typeof(e.value) = 'string'
      then to_jsonb(btrim(e.value #>> '{}', E' \t\r\n\u3000')) else e.value end), '{}') into columns
  from jsonb_each(input) e join pg_catalog.pg_attribute a on a.attrelid = about.rel and a.attname = e.key
    and a.attnum > 0 and not a.attisdropped where shape ? e.key;
  -- Without the key a stored file is kept; null removes it.
  if about.proof is not null and input ? 'proof' then
    select p.path, p.name into proof from private.proof_of(input, about.proof, home) p;
    columns := columns || jsonb_build_object('proof_path', proof.path, 'proof_name', proof.name);
  end if;
  return columns;
end $$;
comment on function private.values_of is
  'The columns that the input of an ordinary verb fills: its keys that are columns. A name is cleaned, a '
  'text trimmed, and `proof` is the stored file where the resource has one. Refuses name_required, '
  'name_unclean, file_invalid.';

create or replace function private.filled_columns(rel regclass, given jsonb) returns text
language sql stable set search_path = '' as $$
  select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_catalog.pg_attribute a
  where a.attrelid = rel and a.attnum > 0 and not a.attisdropped and given ? a.attname::text
$$;
comment on function private.filled_columns is
  'The columns of a table that are keys of an object, with commas between; null for none.';

create or replace function private.ordinary_make(
  about private.resources, verb text, home uuid, input jsonb, to_state text
) returns text language plpgsql set search_path = '' as $$
declare
  given jsonb := private.values_of(about, verb, home, input)
    || jsonb_build_object('enterprise_id', home, 'state', to_state, 'created_by', private.actor());
  columns text;
  made text;
begin
  if to_state = 'in_review' then
    given := given || jsonb_build_object('submitted_by', private.actor(), 'submitted_at', clock_timestamp());
  end if;
  columns := private.filled_columns(about.rel, given);
  execute format('insert into %s (%s) select %s from jsonb_populate_record(null::%s, $1) returning id',
    about.rel, columns, columns, about.rel) into made using given;
  return made;
end $$;
comment on function private.ordinary_make is
  'Makes a row of what an input says, for a verb without a rule. Answers its id.';

create or replace function private.ordinary_act(
  about private.resources, legal private.transitions, it private.target, input jsonb
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  given jsonb;
  card jsonb;
begin
  if legal.verb = 'update' then
    given := private.values_of(about, legal.verb, it.enterprise_id, input);
    if given <> '{}' then
      execute format('update %s r set (%s) = row(%s) from jsonb_populate_record(null::%s, $1) x where r.id = $2::%s',
        about.rel, private.filled_columns(about.rel, given),
        (select string_agg(format('x.%I', a.attname), ', ' order by a.attnum) from pg_catalog.pg_attribute a
          where a.attrelid = about.rel and a.attnum > 0 and not a.attisdropped and given ? a.attname::text),
        about.rel, about.id_type) using given, it.row_id;
    end if;
  elsif legal.to_state = 'none' then
    card := private.card_of(about, it.row_id);
    execute format('delete from %s r where r.id = $1::%s', about.rel, about.id_type) using it.row_id;
  end if;
  return card;
end $$;
comment on function private.ordinary_act is
  'What an act without a rule does: an update writes what the input says; one that leads to none deletes the '
  'row and answers its card as it was.';
