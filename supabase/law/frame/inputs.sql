-- Checks the shape of an input once for every verb: types, lengths, depth and keys, from its zod schema in
-- shared/src.

comment on table private.inputs is
  'The JSON Schema of each verb''s input, written by npm run law from shared/src/catalogue/inputs.ts. '
  'private.shape_fault knows a closed subset: type, anyOf with null, enum, const, bounds, pattern, items, '
  'properties, required, x-depth and x-bytes (64 KB by default).';

create or replace function private.depth_of(given jsonb, most integer) returns integer
language plpgsql immutable set search_path = '' as $$
declare
  deepest integer := 0;
  item jsonb;
begin
  if most <= 0 or jsonb_typeof(given) not in ('object', 'array') then return 0; end if;
  for item in select x from jsonb_array_elements(case jsonb_typeof(given) when 'array' then given else '[]' end) as x
    union all select x
    from jsonb_each(case jsonb_typeof(given) when 'object' then given else '{}' end) as o (k, x) loop
    deepest := greatest(deepest, private.depth_of(item, most - 1));
  end loop;
  return deepest + 1;
end $$;

comment on function private.depth_of is 'The nesting depth of a JSON value, counted up to `most`.';

create or replace function private.shape_fault(given jsonb, schema jsonb, path text default '') returns text
language plpgsql stable set search_path = '' as $$
declare
  kind constant text := coalesce(jsonb_typeof(given), 'missing');
  -- zod writes a boolean or null as a list of types.
  wanted constant text := case jsonb_typeof(schema -> 'type') when 'array' then (case when schema -> 'type' ? kind then kind else schema #>> '{type,0}' end) else schema ->> 'type' end;
  -- Free JSON is limited by its depth, and by the size of the whole input.
  usual constant integer := case when wanted is not null then 1000 else 2147483647 end;
  fault text;
  name text;
  item record;
begin
  if schema ? 'anyOf' then
    -- In the closed subset, anyOf has one alternative beside null.
    if kind = 'null' and schema -> 'anyOf' @> '[{"type": "null"}]' then return null; end if;
    select private.shape_fault(given, x, path) into fault from jsonb_array_elements(schema -> 'anyOf') as x where x ->> 'type' is distinct from 'null' limit 1;
    return fault;
  end if;
  if wanted is not null and wanted <> (case when kind = 'number' and wanted = 'integer' and (given #>> '{}') ~ '^-?[0-9]+$' then 'integer' else kind end) then return path; end if;
  if (schema ? 'const' and given <> schema -> 'const') or (schema ? 'enum' and not schema -> 'enum' @> jsonb_build_array(given)) then return path; end if;
  if kind = 'string' then
    if char_length(given #>> '{}') > coalesce((schema ->> 'maxLength')::integer, usual) or char_length(given #>> '{}') < coalesce((schema ->> 'minLength')::integer, 0)
      or (schema ? 'pattern' and given #>> '{}' !~ (schema ->> 'pattern')) then return path; end if;
  elsif kind = 'number' and wanted is not null then
    if (given #>> '{}')::numeric < coalesce((schema ->> 'minimum')::numeric, -9007199254740991)
      or (given #>> '{}')::numeric > coalesce((schema ->> 'maximum')::numeric, 9007199254740991) then
      return path;
    end if;
  elsif kind = 'array' then
    if jsonb_array_length(given) > coalesce((schema ->> 'maxItems')::integer, usual) or jsonb_array_length(given) < coalesce((schema ->> 'minItems')::integer, 0) then return path; end if;
    if schema ? 'items' then
      for item in select x as one, n from jsonb_array_elements(given) with ordinality as a (x, n) loop
        fault := private.shape_fault(item.one, schema -> 'items', format('%s[%s]', path, item.n));
        if fault is not null then return fault; end if;
      end loop;
    end if;
  elsif kind = 'object' then
    for name in select x from jsonb_array_elements_text(schema -> 'required') as x loop
      if not given ? name then return ltrim(path || '.' || name, '.'); end if;
    end loop;
    for item in select k, v from jsonb_each(given) as o (k, v) loop
      if schema -> 'properties' ? item.k then
        fault := private.shape_fault(item.v, schema -> 'properties' -> item.k, ltrim(path || '.' || item.k, '.'));
      elsif jsonb_typeof(schema -> 'additionalProperties') = 'object' then
        fault := private.shape_fault(item.v, schema -> 'additionalProperties', ltrim(path || '.' || left(item.k, 64), '.'));
      elsif schema -> 'additionalProperties' = 'false' then
        fault := ltrim(path || '.' || left(item.k, 64), '.');
      end if;
      if fault is not null then return fault; end if;
    end loop;
  end if;
  if schema ? 'x-depth' and private.depth_of(given, (schema ->> 'x-depth')::integer + 1) > (schema ->> 'x-depth')::integer then return path; end if;
  return null;
end $$;

comment on function private.shape_fault is
  'The path of the first place where a value does not match its schema ("" is the value itself), or null. '
  'Where the schema gives no limit, texts have at most 1,000 characters and lists 1,000 items.';

create or replace function private.check_input(verb text, input jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  schema jsonb;
  fault text;
begin
  select i.schema into schema from private.inputs i where i.verb = check_input.verb;
  if octet_length(input::text) > coalesce((schema ->> 'x-bytes')::integer, 65536) then
    perform private.refuse('input_too_large',
      jsonb_build_object('max', coalesce((schema ->> 'x-bytes')::integer, 65536) / 1024 || ' KB'));
  end if;
  -- A verb without a schema takes no input.
  fault := private.shape_fault(input, coalesce(schema, '{"type": "object", "additionalProperties": false}'));
  if fault is not null then
    perform private.refuse('input_invalid',
      jsonb_build_object('field', case fault when '' then 'input' else fault end));
  end if;
end $$;

comment on function private.check_input is
  'Refuses input_too_large, and input_invalid (with the path of the place) for an input that does not match '
  'the schema of its verb.';

create or replace function private.texts_of(list jsonb) returns text[]
language sql immutable set search_path = '' as $$
  select case jsonb_typeof(list) when 'array' then array(select jsonb_array_elements_text(list)) end
$$;

comment on function private.texts_of is 'A list of texts of an input, or null.';

create or replace function private.as_uuid(typed text, field text) returns uuid
language plpgsql stable set search_path = '' as $$
begin
  if typed is null then return null; end if;
  if typed !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    perform private.refuse('input_invalid', jsonb_build_object('field', field));
  end if;
  return typed::uuid;
end $$;

comment on function private.as_uuid is
  'A typed id as a uuid, or null for none. Refuses input_invalid, naming the field, where it is no uuid.';

create or replace function private.as_time(typed text, field text) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  at timestamptz;
begin
  if typed is null or typed = '' then return null; end if;
  -- A time zone is required: without one the server's zone would apply by accident. Postgres also accepts
  -- "infinity", "tomorrow" and the year 294276, which are never meant.
  if typed !~ '^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?\s?(Z|[+-]\d{2}(:?\d{2})?)$' then
    perform private.refuse('input_invalid', jsonb_build_object('field', field));
  end if;
  begin
    at := typed::timestamptz;
  exception when data_exception then
    perform private.refuse('input_invalid', jsonb_build_object('field', field));
  end;
  if at not between '2000-01-01Z' and '2200-01-01Z' then
    perform private.refuse('input_invalid', jsonb_build_object('field', field));
  end if;
  return at;
end $$;

comment on function private.as_time is
  'A typed RFC 3339 time with its zone, between 2000 and 2200, or null for none. Refuses input_invalid, '
  'naming the field.';
