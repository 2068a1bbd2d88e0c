-- reports: one function reads every report that is declared in shared/src/reports (RPT-1)

comment on table private.reports is
  'RPT-1: what reports there are, from which views they are read, by what their lines are grouped and '
  'filtered. Written by npm run law.';

create or replace function private.conditions(view text, filters jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  one record;
  conditions text[] := '{}';
begin
  for one in select f ->> 'column' as name, f ->> 'op' as op, f ->> 'value' as value from jsonb_array_elements(filters) as f loop
    conditions := conditions || case one.op
      when 'part' then format('r.%I::text ilike %L', one.name, '%' || regexp_replace(one.value, '([\\%_])', '\\\1', 'g') || '%')
      when 'has' then format('%L = any (r.%I)', one.value, one.name)
      else format('r.%I %s %L::%s', one.name,
        case one.op when 'is' then '=' when 'from' then '>=' else '<' end, one.value,
        private.type_of(view, one.name)) end;
  end loop;
  return array_to_string('{true}' || conditions, ' and ');
end $$;
comment on function private.conditions is
  'Filters [{column, op: is, part, has, from, until, value}] as conditions on the rows r of a view. '
  'The caller has checked the names of columns; values are literals.';

create or replace function private.report_view(r private.reports, needed text[]) returns text
language sql stable set search_path = '' as $$
  select v.view from unnest(r.views) with ordinality as v (view, place)
  where needed <@ array(select a.attname::text from pg_catalog.pg_attribute a
    where a.attrelid = ('public.' || v.view)::regclass and a.attnum > 0 and not a.attisdropped)
  order by v.place limit 1
$$;
comment on function private.report_view is 'The smallest view of a report that has these columns.';

create or replace function public.report(
  report text, first date, last date, period text default 'day', by text[] default '{}',
  filters jsonb default '[]', most integer default 500
)
returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  -- Null where there are no such days: infinity has no distance, and before the calendar's first day is none.
  span constant integer := case when least(report.first, report.last) >= date '1900-01-01'
    and greatest(report.first, report.last) < date '3000-01-01' then report.last - report.first + 1 end;
  size constant integer := least(greatest(coalesce(most, 500), 1), 1000);
  r private.reports;
  groups text[];
  view text;
  days text;
  sums text;
  facts text;
  names text := '';
  wrong text;
  lines jsonb;
  found jsonb;
begin
  select x.* into r from private.reports x where x.report = report.report;
  perform private.require(home, coalesce(r.needs, 'KooMessage:report:list'));
  wrong := case when r.report is null then 'report' when span is null or span < 1 then 'first' when span > 731 then 'last'
    when period is null or period not in ('day', 'month', 'total') then 'period'
    when by is null or not by <@ array(select jsonb_object_keys(r.groups)) or cardinality(by) > 3
      or (select count(distinct b) from unnest(by) as b) < cardinality(by) then 'by'
    when jsonb_typeof(filters) is distinct from 'array' or jsonb_array_length(filters) > 20 or exists (select from jsonb_array_elements(filters) as f
      where jsonb_typeof(f) <> 'object'
        or not coalesce(f ->> 'column' = any (r.filters) and f ->> 'op' in ('is', 'part')
        and length(f ->> 'value') <= 1000, false)) then 'filters' end;
  if wrong is not null then perform private.refuse('input_invalid', jsonb_build_object('field', wrong)); end if;
  groups := array(select r.groups -> b ->> 'key' from unnest(by) with ordinality as x (b, n) order by n);
  view := private.report_view(r, groups || r.measures || array(select f ->> 'column' from jsonb_array_elements(filters) as f));
  select string_agg(format('sum(r.%1$I)::bigint as %1$I', m), ', ' order by n),
    string_agg(format('%1$L, coalesce(sum(d.%1$I) filter (where d.day >= $2), 0)', m), ', ' order by n)
  into sums, facts from unnest(r.measures) with ordinality as x (m, n);
  select coalesce(string_agg(format(' left join lateral (select %s from public.%I n where n.%I = l.%3$I) n%s on true',
        (select string_agg(format('n.%I', c), ', ') from jsonb_array_elements_text(g -> 'names') as c),
    g ->> 'of', g ->> 'key', x.n), '' order by x.n), '') into names
  from unnest(by) with ordinality as x (b, n) cross join lateral (select r.groups -> x.b as g) y where g ? 'of';
  begin
    days := format('select r.day, %s from public.%I r where r.enterprise_id = $1 and r.day between $4 and $3 and %s group by r.day', sums, view,
      private.conditions(view, filters));
    execute format('with d as materialized (%s) select jsonb_build_object(%L, jsonb_build_object(%s), %L, jsonb_build_object(%s), %L, coalesce(jsonb_agg(to_jsonb(d) order by d.day), %L)) from d',
      days, 'total', facts, 'before', replace(facts, '>=', '<'), 'days', '[]') into found using home, report.first, report.last, report.first - span;
    execute format('select coalesce(jsonb_agg(to_jsonb(x) - %L order by x.nth), %L) from (select l.*%s from (
        select row_number() over (order by g.period desc, g.%I desc%s) as nth, g.* from (select %s as period%s, %s from public.%I r where r.enterprise_id = $1 and r.day between $2 and $3 and %s group by 1%s) g
        order by nth limit $4) l%s) x', 'nth', '[]',
      (select coalesce(string_agg(format(', n%s.*', n), ''), '') from unnest(by) with ordinality as z (b, n) where r.groups -> b ? 'of'),
      r.measures[1], (select coalesce(string_agg(format(', g.%I', c), ''), '') from unnest(groups) as c),
      case period when 'day' then 'r.day::text' when 'month' then 'to_char(r.day, ''YYYY-MM'')' else '''''' end,
      (select coalesce(string_agg(format(', r.%I', c), ''), '') from unnest(groups) as c), sums, view, private.conditions(view, filters),
      (select coalesce(string_agg(format(', r.%I', c), ''), '') from unnest(groups) as c), names)
    into lines using home, report.first, report.last, size + 1;
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
