-- reports: one function reads every report that is declared in shared/src/reports (RPT-1)

comment on table private.reports is
  'RPT-1: what reports there are, from which views they are read, by what their lines are grouped and '
  'filtered. Written by npm run law.';

create or replace function private.column_of(name text) returns text
language sql immutable set search_path = '' as $$
  select case when name ~ '^own_' then format('(r.own ->> %L)', substr(name, 5)) else format('r.%I', name) end
$$;
comment on function private.column_of is
  'A column of a view whose rows are r. FLD-1: that of an own field is own_<key>, a text; days sort as such.';

create or replace function private.conditions(view text, filters jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  one record;
  conditions text[] := '{}';
begin
  for one in select f ->> 'column' as name, f ->> 'op' as op, f ->> 'value' as value from jsonb_array_elements(filters) as f loop
    conditions := conditions || case one.op
      when 'part' then format('(%s)::text ilike %L', private.column_of(one.name),
        '%' || regexp_replace(one.value, '([\\%_])', '\\\1', 'g') || '%')
      when 'among' then format('(%s)::text = any (%L::text[])', private.column_of(one.name),
        string_to_array(one.value, ','))
      when 'has' then format('%L = any (r.%I)', one.value, one.name)
      else format('%s %s %L::%s', private.column_of(one.name),
        case one.op when 'is' then '=' when 'from' then '>=' else '<' end, one.value,
        coalesce(private.type_of(view, one.name), 'text')) end;
  end loop;
  return array_to_string('{true}' || conditions, ' and ');
end $$;
comment on function private.conditions is
  'Filters [{column, op: is, part, has, among, from, until, value}] as conditions on the rows r of a view. '
  'The caller has checked the names of columns; values are literals.';

create or replace function private.report_view(r private.reports, needed text[]) returns text
language sql stable set search_path = '' as $$
  select v.view from unnest(r.views) with ordinality as v (view, place)
  where needed <@ array(select a.attname::text from pg_catalog.pg_attribute a
    where a.attrelid = ('public.' || v.view)::regclass and a.attnum > 0 and not a.attisdropped)
  order by v.place limit 1
$$;
comment on function private.report_view is 'The smallest view of a report that has these columns.';

create or replace function private.report_fault(r private.reports, asked jsonb, filters jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  groups constant text[] := private.texts_of(asked -> 'by');
  -- Null where there are no such days: infinity has no distance, and before the calendar's first day is none.
  span constant integer := (select case when least(a.first, a.last) >= date '1900-01-01'
      and greatest(a.first, a.last) < date '3000-01-01' then a.last - a.first + 1 end
    from jsonb_to_record(asked) as a (first date, last date));
begin
  return case when r.report is null then 'report' when span is null or span < 1 then 'first'
    when span > 731 then 'last'
    when not coalesce(asked ->> 'period' in ('day', 'month', 'total'), false) then 'period'
    when groups is null or not groups <@ array(select jsonb_object_keys(r.groups)) or cardinality(groups) > 3
      or (select count(distinct b) from unnest(groups) as b) < cardinality(groups) then 'by'
    when jsonb_typeof(filters) is distinct from 'array' or jsonb_array_length(filters) > 20
      or exists (select from jsonb_array_elements(filters) as f where jsonb_typeof(f) <> 'object'
        or not coalesce(f ->> 'column' = any (r.filters) and f ->> 'op' in ('is', 'part')
        and length(f ->> 'value') <= 1000, false)) then 'filters' end;
end $$;
comment on function private.report_fault is
  'What of a report cannot be answered as it is asked for; null: all of it can. asked {period, by, first, '
  'last}.';

create or replace function private.report_source(r private.reports, by text[], filters jsonb) returns text
language sql stable set search_path = '' as $$
  select private.report_view(r, array(select r.groups -> b ->> 'key' from unnest(by) as b) || r.measures
    || array(select f ->> 'column' from jsonb_array_elements(filters) as f))
$$;
comment on function private.report_source is
  'The view that a report is read from, by its groups and filters.';

create or replace function private.report_lines(
  r private.reports, home uuid, asked jsonb, filters jsonb
) returns text language plpgsql stable set search_path = '' as $$
declare
  groups constant text[] := private.texts_of(asked -> 'by');
  view constant text := private.report_source(r, groups, filters);
  keys constant text[] := array(select format('r.%I', r.groups -> b ->> 'key')
    from unnest(groups) with ordinality as x (b, n) order by n);
  first text := case asked ->> 'period' when 'day' then 'r.day::text'
    when 'month' then 'to_char(r.day, ''YYYY-MM'')' else '''''' end || ' as period';
begin
  return format('select %s, concat_ws(%L, %s) as line, %s from public.%I r
      where r.enterprise_id = %L and r.day between %L and %L and %s group by 1%s',
    array_to_string(first || keys, ', '),
    -- A key may be empty.
    '/', array_to_string(text '''''' || array(select format('coalesce(%s::text, %L)', k, '')
      from unnest(keys) as k), ', '),
    (select string_agg(format('sum(r.%1$I)::bigint as %1$I', m), ', ' order by n)
      from unnest(r.measures) with ordinality as x (m, n)),
    view, home, asked ->> 'first', asked ->> 'last', private.conditions(view, filters),
    array_to_string(text '' || keys, ', '));
end $$;
comment on function private.report_lines is
  'The lines of a report as a query: its period, the keys of its groups, line (they as one text) and the '
  'figures. private.report_fault has checked what is asked.';

create or replace function private.report_page(
  r private.reports, by text[], lines text, condition text, ordering text, most integer
) returns text language sql stable set search_path = '' as $$
  -- Names are looked up for the lines of the page alone.
  select format('select l.*%s from (select row_number() over (order by %s) as nth, g.*
      from (%s) g where %s order by nth limit %s) l%s',
    coalesce(string_agg(format(', n%s.*', n), '' order by n), ''), ordering, lines, condition, most,
    coalesce(string_agg(format(
      ' left join lateral (select %s from public.%I n where n.%I = l.%3$I) n%s on true',
      (select string_agg(format('n.%I', c), ', ') from jsonb_array_elements_text(g -> 'names') as c),
      g ->> 'of', g ->> 'key', n), '' order by n), ''))
  from unnest(by) with ordinality as x (b, n) cross join lateral (select r.groups -> x.b as g) y
  where g ? 'of'
$$;
comment on function private.report_page is
  'The first lines of a report that meet a condition, as a query: in an order (of the lines g), with the '
  'names of their groups.';

create or replace function public.report(
  report text, first date, last date, period text default 'day', by text[] default '{}',
  filters jsonb default '[]', most integer default 500
)
returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  size constant integer := least(greatest(coalesce(most, 500), 1), 1000);
  asked constant jsonb := jsonb_build_object('first', report.first, 'last', report.last,
    'period', report.period, 'by', report.by);
  r private.reports;
  view text;
  days text;
  sums text;
  facts text;
  wrong text;
  lines jsonb;
  found jsonb;
begin
  select x.* into r from private.reports x where x.report = report.report;
  perform private.require(home, coalesce(r.needs, 'KooMessage:report:list'));
  wrong := private.report_fault(r, asked, filters);
  if wrong is not null then perform private.refuse('input_invalid', jsonb_build_object('field', wrong)); end if;
  view := private.report_source(r, by, filters);
  select string_agg(format('sum(r.%1$I)::bigint as %1$I', m), ', ' order by n),
    string_agg(format('%1$L, coalesce(sum(d.%1$I) filter (where d.day >= $2), 0)', m), ', ' order by n)
  into sums, facts from unnest(r.measures) with ordinality as x (m, n);
  begin
    days := format('select r.day, %s from public.%I r where r.enterprise_id = $1 and r.day between $4 and $3 and %s group by r.day', sums, view,
      private.conditions(view, filters));
    execute format('with d as materialized (%s) select jsonb_build_object(%L, jsonb_build_object(%s), %L, jsonb_build_object(%s), %L, coalesce(jsonb_agg(to_jsonb(d) order by d.day), %L)) from d',
      days, 'total', facts, 'before', replace(facts, '>=', '<'), 'days', '[]') into found
      using home, report.first, report.last, report.first - (report.last - report.first + 1);
    execute format('select coalesce(jsonb_agg(to_jsonb(x) - %L::text[] order by x.nth), %L) from (%s) x',
      '{nth,line}', '[]', private.report_page(r, by, private.report_lines(r, home, asked, filters), 'true',
        format('g.period desc, g.%I desc, g.line', r.measures[1]), size + 1)) into lines;
  exception when data_exception then
    -- A value that its column cannot have.
    perform private.refuse('input_invalid', '{"field": "filters"}');
  end;
  return found || jsonb_build_object('lines', case when jsonb_array_length(lines) > size then lines - size
      else lines end, 'more', jsonb_array_length(lines) > size);
end $$;

comment on function public.report is
  'RPT-1: a report, as shared/src/reports declares it. first, last: at most 731 days. '
  'period: day, month or total. filters [{column, op: is or part, value}]. {lines (at most `most`, 1,000), '
  'more, total, before (the same time before), days}; newest and largest first. Refuses forbidden, '
  'input_invalid.';

grant execute on function public.report to authenticated;
