-- DLC-1 (§10.4): exports. Each is a job that the function export-rows works at in slices, with the rights
-- that its maker has at that moment: role tidings_exports inherits what `authenticated` may select, and
-- private.actor() is the maker while a slice is read.

comment on table public.exports is
  'DLC-1: a file that somebody takes out. columns, filters [{column, op, value}], sort [column, asc or desc] '
  'and parent say which rows; whole: with whole numbers (IAM-3). report {period, by, first, last}: the lines '
  'of a report as it is shown. error: why it failed. Only its maker sees it.';
comment on table private.export_sources is
  'DLC-1: what can be exported, in which columns, and which action that needs.';
comment on table private.export_objects is
  'DLC-1: the objects of exports in the bucket, one a slice. Doomed and unrecorded objects are removed an '
  'hour later, when no write can be going on.';
comment on table private.export_tickets is
  'DLC-1: short-lived addresses of files. Of a ticket its hash is kept.';

alter table public.exports enable row level security;
create policy "people see the exports they made" on public.exports for select to authenticated
  using (made_by = (select private.actor()) and enterprise_id = any ((select private.my_enterprises())::uuid[]));
grant select on public.exports to authenticated;
select private.guard('public.exports');

create or replace view public.export_cards with (security_invoker = true) as
select e.id, e.enterprise_id, e.name, e.source, e.format, e.whole, e.state, e.total, e.rows, e.bytes, e.error,
  e.report ->> 'period' as period, e.created_at, e.finished_at, e.downloaded_at,
  e.downloaded_at is not null as downloaded, e.expires_at
from public.exports e;
comment on view public.export_cards is 'DLC-1: an export as its maker sees it.';
grant select on public.export_cards to authenticated;

-- ---------------------------------------------------------------------------------------------
-- The rows

create or replace function private.read_export(query text, out rows json, out taken integer, out last jsonb)
language plpgsql security definer set search_path = '' as $$
begin
  execute query into rows, taken, last;
end $$;
comment on function private.read_export is
  'Runs a query of private.export_query as tidings_exports, which owns this function: row-level security and '
  'column grants hold. Only other functions of the owner call it.';

-- Made by the owner of the law, and then given to the role as which it reads.
do $exports$ begin
  grant create on schema private to tidings_exports;
  alter function private.read_export(text) owner to tidings_exports;
  revoke create on schema private from tidings_exports;
end $exports$;

create or replace function private.type_of(view text, name text) returns text
language sql stable set search_path = '' as $$
  select format_type(a.atttypid, a.atttypmod) from pg_catalog.pg_attribute a
  where a.attrelid = ('public.' || view)::regclass and a.attname = type_of.name and not a.attisdropped
$$;
comment on function private.type_of is 'The type of a column of a view.';

create or replace function private.export_where(e public.exports, s private.export_sources) returns text
language plpgsql stable set search_path = '' as $$
declare
  conditions text[] := array[format('r.enterprise_id = %L', e.enterprise_id)];
  ids int8range;
begin
  if e.parent is not null then
    conditions := conditions || format('r.%I = %L', s.parent, e.parent);
    -- Ids of a send's messages, and of a task's links, are a range: the planner skips all other partitions.
    ids := case s.source when 'delivery' then (select int8range(p.id_base, p.id_base + p.total, '(]')
        from private.send_progress p where p.send_id = e.parent)
      when 'link' then (select int8range(p.id_base, p.id_base + p.total, '(]') from private.mint_progress p where p.task_id = e.parent) end;
    if ids is not null then
      conditions := conditions || format('r.id >= %s and r.id < %s', lower(ids), upper(ids));
    end if;
  end if;
  if s.source = 'send_detail' then
    conditions := conditions || private.detail_ranges(e.enterprise_id, e.filters, e.created_at);
  end if;
  conditions := conditions || private.conditions(s.view, e.filters);
  return array_to_string(conditions, ' and ');
end $$;
comment on function private.export_where is
  'The conditions of an export''s rows. Names of columns were checked when it was made; values are literals.';

create or replace function private.report_of(source text) returns private.reports
language sql stable set search_path = '' as $$
  select r from private.reports r where r.source = report_of.source
$$;
comment on function private.report_of is 'RPT-1: the report whose rows a source has, or null.';

create or replace function private.export_count(e public.exports, s private.export_sources) returns text
language sql stable set search_path = '' as $$
  select format('select null::json, count(*)::integer, null::jsonb from %s', case when e.report is null
    then format('public.%I r where %s', s.view, private.export_where(e, s))
    else format('(%s) g', private.report_lines(private.report_of(e.source), e.enterprise_id, e.report,
        e.filters)) end)
$$;
comment on function private.export_count is 'The query for how many rows an export will have.';

create or replace function private.report_query(e public.exports, most integer) returns text
language plpgsql stable set search_path = '' as $$
declare
  r constant private.reports := private.report_of(e.source);
begin
  -- By the keys of the groups, which stay while figures change: no line is left out or there twice. Within a
  -- slice, which is nearly always the whole file, lines stand as on the page, the largest first.
  return format('select coalesce(json_agg(to_jsonb(x) - %L::text[]
        order by x.period desc, x.%I desc, x.line), %L), count(*)::integer,
      (array_agg(jsonb_build_array(x.period, x.line) order by x.nth))[count(*)] from (%s) x',
    '{nth,line}', r.measures[1], '[]', private.report_page(r, private.texts_of(e.report -> 'by'),
      private.report_lines(r, e.enterprise_id, e.report, e.filters), case when e.cursor is null then 'true'
        else format('(g.period, g.line) < (%L, %L)', e.cursor ->> 0, e.cursor ->> 1) end,
      'g.period desc, g.line desc', most));
end $$;
comment on function private.report_query is 'As private.export_query, of a report as it is shown.';

create or replace function private.own_columns(home uuid, source text) returns text[]
language sql stable set search_path = '' as $$
  select array(select 'own_' || f.key from public.own_fields f
    where f.enterprise_id = home and f.resource = source order by f.place, f.key)
$$;
comment on function private.own_columns is
  'FLD-1: the columns that an enterprise has added to a source, also those that are retired.';

create or replace function private.export_query(
  e public.exports, s private.export_sources, most integer
) returns text language plpgsql stable set search_path = '' as $$
declare
  own constant text[] := array(select c from unnest(e.columns) as c where c ~ '^own_');
  shown constant text := case when s.beside = '{*}' then 'r.*'
    else (select string_agg(format('r.%I', c), ', ') from (select unnest(e.columns || s.beside
        || case when own <> '{}' then '{own}'::text[] else '{}' end) as c except select unnest(own)) x) end
    || (select coalesce(string_agg(format(', r.own -> %L as %I', substr(c, 5), c), ''), '')
      from unnest(own) as c)
    -- The keys name the row to private.whole_recipient.
    || case when e.whole then format(', concat_ws(%L, %s) as whole_id', '/',
        concat_ws(', ', case when s.source = 'number_reject' then 'r.file_id' end,
      (select string_agg(format('r.%I', k), ', ' order by n) from unnest(s.keys) with ordinality as x (k, n)))) else '' end;
  direction constant text := coalesce(e.sort ->> 1, 'asc');
  -- Columns of the usual order are never null, so they are compared as a row, which reads an index. Of others
  -- the empty ones come last.
  usual constant boolean := e.sort is null or e.sort = s.sort;
  terms text[] := case when not usual then array[format('(r.%I is null)', e.sort ->> 0)] else '{}' end
    || case when e.sort is not null then array[format('r.%I', e.sort ->> 0)] else '{}' end
    || (select array_agg(format('r.%I', k) order by n) from unnest(s.keys) with ordinality as x (k, n));
  types text[] := case when not usual then array['boolean'] else '{}' end
    || case when e.sort is not null then array[private.type_of(s.view, e.sort ->> 0)] else '{}' end
    || (select array_agg(private.type_of(s.view, k) order by n) from unnest(s.keys) with ordinality as x (k, n));
  behind text := 'true';
begin
  if e.report is not null then return private.report_query(e, most); end if;
  if e.cursor is not null and usual then
    behind := format('(%s) %s (%s)', array_to_string(terms, ', '), case direction when 'asc' then '>' else '<' end,
      (select string_agg(format('%L::%s', e.cursor ->> (n - 1)::integer, types[n]), ', ' order by n)
        from generate_subscripts(terms, 1) as n));
  elsif e.cursor is not null then
    -- The row differs first at term n, and there it is behind.
    select '(' || string_agg(array_to_string(
        array(select format('%s is not distinct from %L::%s', terms[k], e.cursor ->> (k - 1)::integer,
            types[k]) from generate_series(1, n - 1) as k)
        || format('%s %s %L::%s', terms[n], case when n = 1 or direction = 'asc' then '>' else '<' end,
          e.cursor ->> (n - 1)::integer, types[n]), ' and '), ' or ' order by n) || ')'
      into behind from generate_subscripts(terms, 1) as n;
  end if;
  return format('select coalesce(json_agg(x.line), %L), count(*)::integer, (array_agg(x.key))[count(*)] from (
      select (select row_to_json(c) from (select %s) c) as line, jsonb_build_array(%s) as key from public.%I r where %s and %s order by %s limit %s) x',
    '[]', shown, (select string_agg(t || '::text', ', ' order by n)
      from unnest(terms) with ordinality as y (t, n)), s.view, private.export_where(e, s), behind,
    (select string_agg(t || ' ' || case when not usual and n = 1 then 'asc' else direction end, ', '
        order by n) from unnest(terms) with ordinality as y (t, n)), most);
end $$;
comment on function private.export_query is
  'The query for the next rows of an export, by keyset: rows as a JSON array of objects, how many, the keys '
  'of the last one.';

-- ---------------------------------------------------------------------------------------------
-- The verbs

create or replace function private.require_export(e public.exports) returns private.export_sources
language plpgsql set search_path = '' as $$
declare
  s private.export_sources;
begin
  select x.* into s from private.export_sources x where x.source = e.source;
  if not found then perform private.refuse('input_invalid', '{"field": "source"}'); end if;
  perform private.require_either(e.enterprise_id, s.needs, s.or_needs, null, null);
  if e.whole then
    if private.is_bot() then perform private.refuse('not_in_chat'); end if;
    perform private.require(e.enterprise_id, 'KooMessage:recipient:reveal');
  end if;
  return s;
end $$;
comment on function private.require_export is
  'The source of an export. Refuses forbidden, not_in_chat where the caller may not have its rows now.';

create or replace function private.report_columns(r private.reports, asked jsonb) returns text[]
language sql stable set search_path = '' as $$
  select array(select x.c from (
      select 'period' as c, 0 as n where asked ->> 'period' <> 'total'
      union all select coalesce(m, r.groups -> b ->> 'key'), n
      from jsonb_array_elements_text(asked -> 'by') with ordinality as y (b, n)
      left join lateral jsonb_array_elements_text(r.groups -> b -> 'names') as m on true
      union all select m, 100 + n from unnest(r.measures) with ordinality as z (m, n)) x
    group by x.c order by min(x.n))
$$;
comment on function private.report_columns is
  'The columns of a report in a file: its period, of each group its names, or its key where it has none, and '
  'the figures.';

create or replace function private.create_export(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  e public.exports;
  s private.export_sources;
  r private.reports;
  own text[];
  known text[];
  wrong text;
begin
  if home is null then perform private.refuse('no_enterprise'); end if;
  e.source := input ->> 'source';
  e.enterprise_id := home;
  e.whole := coalesce((input ->> 'whole')::boolean, false);
  s := private.require_export(e);
  e.name := private.clean_name(input ->> 'name', 120);
  e.format := (input ->> 'format')::public.export_format;
  e.columns := coalesce(private.texts_of(input -> 'columns'), '{}');
  e.filters := coalesce(input -> 'filters', '[]');
  e.sort := coalesce(nullif(input -> 'sort', 'null'), s.sort);
  e.report := nullif(input -> 'report', 'null');
  e.parent := private.as_uuid(input ->> 'of', 'of');
  if e.report is not null then
    r := private.report_of(e.source);
    wrong := case when r.report is null or input ?| '{columns,sort,of}' or e.whole then 'report'
      else private.report_fault(r, e.report, e.filters) end;
    e.sort := null;
    e.columns := private.report_columns(r, e.report);
  else
    known := s.columns || s.filters;
    own := private.own_columns(home, e.source);
    wrong := case when cardinality(e.columns) = 0 or not e.columns <@ (s.columns || own)
      or (select count(distinct c) from unnest(e.columns) as c) < cardinality(e.columns) then 'columns'
      when exists (select from jsonb_array_elements(e.filters) as f
        where not f ->> 'column' = any (known || own) or f ->> 'op' = 'has'
        and coalesce(private.type_of(s.view, f ->> 'column'), '') not like '%[]') then 'filters'
      when e.sort is distinct from s.sort and not coalesce(e.sort ->> 0 = any (known)
        and e.sort ->> 1 in ('asc', 'desc'), false) then 'sort'
      when (e.parent is null) <> (s.parent is null) and not (s.parent_optional and e.parent is null) then 'of'
      when e.whole and not coalesce(s.masked = any (e.columns), false) then 'whole' end;
  end if;
  if wrong is not null then
    perform private.refuse('input_invalid', jsonb_build_object('field', wrong));
  end if;
  if e.whole and coalesce(input ->> 'reason', '') = '' then
    perform private.refuse('reason_required', '{"verb": "create"}');
  end if;
  if (select count(*) >= 10 from public.exports x where x.enterprise_id = home and x.made_by = private.actor()
    and x.state in ('queued', 'running')) then
    perform private.refuse('exports_waiting', '{"max": 10}');
  end if;
  -- A value that does not fit its column is refused now, not while the job runs.
  perform private.read_export(private.export_query(e, s, 0));
  insert into public.exports (enterprise_id, made_by, name, source, format, columns, filters, sort, parent,
    whole, report, locale, zone)
  select home, private.actor(), e.name, e.source, e.format, e.columns, e.filters, e.sort, e.parent, e.whole,
    e.report, input ->> 'locale', x.time_zone
  from public.enterprises x where x.id = home returning id into e.id;
  return e.id;
end $$;
create or replace function public.create_export(
  input jsonb, reason text default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('export', 'create', request, input, null, reason)
$$;
comment on function public.create_export is
  'DLC-1: exports rows into a file, as a job. input {name, source (shared/src/catalogue/exports), format: '
  'csv, xlsx or ndjson, columns, filters [{column, op, value}], sort [column, asc or desc], of, whole, '
  'report {period, by, first, last}, locale}. Own fields are columns own_<key>. Of a report as it is shown '
  'there are neither columns nor sort. Returns the card. Refuses forbidden, no_enterprise, input_invalid, '
  'name_required, name_unclean, exports_waiting, not_in_chat, reason_required, reason_too_long, '
  'too_many_requests.';

create or replace function private.doom_export(export uuid) returns void
language sql set search_path = '' as $$
  update private.export_objects o set doomed = true where o.export_id = export and not o.doomed
$$;
comment on function private.doom_export is 'Lets the objects of an export be removed.';

create or replace function private.retry_export(export uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  e public.exports;
begin
  select x.* into e from public.exports x where x.id = export;
  perform private.require_export(e);
  perform private.doom_export(export);
  update public.exports x set rows = 0, bytes = 0, slices = 0, total = null, error = null, cursor = null,
    tail = null, lease = null, tries = 0, leased_until = '-infinity',
    finished_at = null, downloaded_at = null, expires_at = null, advanced_at = clock_timestamp() where x.id = export;
end $$;
comment on function public.retry_export is
  'DLC-1: failed or expired → queued: it begins anew, with the rows of now. Returns the card. '
  'Refuses not_found, wrong_state, forbidden, not_in_chat, too_many_requests.';

create or replace function private.delete_export(export uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
begin
  perform private.doom_export(export);
  delete from public.exports e where e.id = export;
  return jsonb_build_object('id', export);
end $$;
comment on function public.delete_export is
  'DLC-1: deletes an export and its file; one that is under way ends. Returns {id}. Refuses not_found.';

create or replace function private.download_export(export uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  e public.exports;
  ticket constant text := encode(extensions.gen_random_bytes(32), 'hex');
begin
  select x.* into e from public.exports x where x.id = export;
  perform private.require_export(e);
  if e.expires_at <= clock_timestamp() then
    perform private.wrong_state('export', export::text, 'download', 'expired');
  end if;
  insert into private.export_tickets (ticket_hash, export_id, expires_at)
  values (sha256(convert_to(ticket, 'UTF8')), export, clock_timestamp() + interval '1 minute');
  return jsonb_build_object('id', export, 'ticket', ticket, 'bytes', e.bytes);
end $$;
-- It takes no request id: an answer that is kept for a repeated request would keep the ticket.
create or replace function public.download_export(export text) returns jsonb
language sql security definer set search_path = '' as $$
  select private.act('export', 'download', export)
$$;
comment on function public.download_export is
  'DLC-1: a ticket for the file, {id, ticket, bytes}: GET /functions/v1/export-rows?ticket=… answers it '
  'within a minute, to anybody. Needs the right to the rows at this moment. Refuses not_found, wrong_state, '
  'forbidden, not_in_chat.';

grant execute on function public.create_export, public.download_export to authenticated;

select private.public_verbs('export');
