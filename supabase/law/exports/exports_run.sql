-- DLC-1: how an export gets its rows, slice by slice. The function export-rows takes a slice, stores it as an
-- object, and records it.

create or replace function private.fail_export(export uuid, why text) returns void
language plpgsql set search_path = '' as $$
begin
  update public.exports e set error = why, lease = null, finished_at = clock_timestamp() where e.id = export;
  perform private.transition('export', export, 'fail', null, why);
  perform private.doom_export(export);
end $$;
comment on function private.fail_export is 'Ends an export with the code of what went wrong.';

create or replace function private.export_costs(e public.exports, rows json) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  r constant private.reports := private.report_of(e.source);
  first date := e.report ->> 'first';
  last date := e.report ->> 'last';
  -- The lines of a slice follow each other by their periods, so no others are priced.
  from_period text;
  to_period text;
  sends jsonb;
begin
  if e.report is null
    or not private.is_priced(r, private.texts_of(e.report -> 'by'), e.filters) then return null; end if;
  select min(x ->> 'period'), max(x ->> 'period') into from_period, to_period
  from json_array_elements(rows) as x;
  if e.report ->> 'period' = 'day' then
    first := from_period;
    last := to_period;
  elsif e.report ->> 'period' = 'month' then
    first := greatest(first, (from_period || '-01')::date);
    last := least(last, ((to_period || '-01')::date + interval '1 month')::date - 1);
  end if;
  -- By send there are as many lines as sends, and one slice of many has a few: only they are priced. Groups
  -- of sends fit into a slice.
  if 'send' = any (private.texts_of(e.report -> 'by')) then
    select jsonb_agg(distinct x ->> 'send_id') into sends from json_array_elements(rows) as x;
  end if;
  -- Without lines nothing is priced: a maker who may not read the report gets no lines.
  if from_period is null then
    return jsonb_build_object('currency', (select s.currency from private.sale_settings s),
      'lines', '[]'::jsonb);
  end if;
  return private.spending_of(e.enterprise_id,
      e.report || jsonb_build_object('reports', array[r.report], 'first', first, 'last', last,
        'sends', sends, 'alone', true), e.filters)
    - '{total_fen,before_fen}'::text[];
end $$;
comment on function private.export_costs is
  'PKG-2: the costs of these lines of an exported report: {currency, lines} as public.spending; null where '
  'its lines have no cost.';

create or replace function private.read_as_maker(
  e public.exports, s private.export_sources, most integer, out rows json, out taken integer, out last jsonb,
  out total bigint
)
language plpgsql set search_path = '' as $$
begin
  perform set_config('tidings.exporter', e.made_by::text, true);
  total := coalesce(e.total,
    (private.read_export(private.export_count(e, s))).taken);
  select x.rows, x.taken, x.last into rows, taken, last
  from private.read_export(private.export_query(e, s, most)) x;
  if e.whole then
    select coalesce(json_agg((line - 'whole_id') || jsonb_build_object(s.masked, w.number, 'params', w.params)
        order by n), '[]') into rows
    from json_array_elements(rows) with ordinality as x (one, n)
    cross join lateral (select one::jsonb as line) l
    cross join lateral private.whole_recipient(e.enterprise_id, s.source, line ->> 'whole_id') w;
  end if;
  perform set_config('tidings.exporter', '', true);
end $$;
comment on function private.read_as_maker is
  'The next rows of an export, with the rights of its maker. Whole numbers stand in place of masked ones '
  'where it was made so.';

create or replace function private.may_still_export(
  e public.exports, s private.export_sources
) returns boolean language plpgsql set search_path = '' as $$
declare
  may boolean;
begin
  perform set_config('tidings.exporter', e.made_by::text, true);
  may := (e.enterprise_id = any (private.may_in(s.needs))
      or s.or_needs is not null and e.enterprise_id = any (private.may_in(s.or_needs)))
    and (not e.whole or e.enterprise_id = any (private.may_in('KooMessage:recipient:reveal')));
  perform set_config('tidings.exporter', '', true);
  return may;
end $$;
comment on function private.may_still_export is
  'Whether the maker of an export is still a member who may have its rows.';

create or replace function private.next_export_slice(out job jsonb, out rows json)
language plpgsql security definer set search_path = '' as $$
declare
  -- A sheet of a workbook has 1,048,576 rows; the first is the heading.
  sheet constant integer := 1048575;
  e public.exports;
  s private.export_sources;
  page record;
  most integer;
  costs jsonb;
begin
  loop
    -- The one that has waited longest, so a large export does not hold up small ones.
    select x.* into e from public.exports x
    where x.state in ('queued', 'running') and x.leased_until < clock_timestamp() order by x.advanced_at
    limit 1 for update skip locked;
    if not found then return; end if;
    -- Twice the time of the longest slice. A bot or function that is killed is replaced then.
    update public.exports x set lease = gen_random_uuid(),
      leased_until = clock_timestamp() + interval '1 minute', tries = x.tries + 1,
      advanced_at = clock_timestamp()
    where x.id = e.id returning x.* into e;
    select x.* into s from private.export_sources x where x.source = e.source;
    if not found or not private.may_still_export(e, s) then
      perform private.fail_export(e.id, 'forbidden');
      continue;
    end if;
    if e.tries > 5 then
      perform private.fail_export(e.id, 'stuck');
      continue;
    end if;
    if e.state = 'queued' then perform private.transition('export', e.id, 'start'); end if;
    most := case e.format when 'xlsx' then least(5000, sheet - e.rows % sheet) else 5000 end;
    begin
      select p.* into page from private.read_as_maker(e, s, most) p;
      costs := private.export_costs(e, page.rows);
    exception when others or query_canceled then
      raise warning 'export %: %', e.id, sqlerrm;
      update public.exports x set leased_until = clock_timestamp() + make_interval(secs => x.tries * 5)
      where x.id = e.id;
      continue;
    end;
    update public.exports x set total = page.total where x.id = e.id and x.total is null;
    job := jsonb_build_object('export', e.id, 'lease', e.lease, 'slice', e.slices, 'source', e.source,
      'format', e.format, 'columns', e.columns, 'locale', e.locale, 'zone', e.zone,
      'whole', e.whole, 'report', e.report, 'filters', e.filters,
      'spending', costs,
      'own', (select coalesce(jsonb_agg(to_jsonb(f) order by f.place), '[]') from public.own_fields f
        where f.enterprise_id = e.enterprise_id and f.resource = e.source
          and 'own_' || f.key = any (e.columns)),
      'taken', page.taken, 'after', coalesce(page.last, e.cursor),
      'last', page.taken < most, 'in_sheet', e.rows % sheet, 'tail', e.tail,
      'object', format('%s/%s/%s-%s', e.enterprise_id, e.id, lpad(e.slices::text, 6, '0'), left(e.lease::text, 8)));
    insert into private.export_objects (name, export_id, slice) values (job ->> 'object', e.id, e.slices);
    rows := page.rows;
    return;
  end loop;
end $$;
comment on function private.next_export_slice is
  'DLC-1: takes the next slice of the export that has waited longest, for a minute: what it is (job) and its '
  'rows; nulls when there is nothing to do. The name of its object is noted before there is one. '
  'An export whose maker lost the right, or whose slice failed five times, fails.';

create or replace function private.record_export_slice(
  export uuid, lease uuid, object text, taken integer, bytes bigint, after jsonb, tail jsonb, last boolean
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  e public.exports;
  ended constant timestamptz := clock_timestamp();
begin
  select x.* into e from public.exports x where x.id = export and x.lease = record_export_slice.lease
    and x.state = 'running' for update;
  if not found then return false; end if;
  update private.export_objects o set kept = true where o.name = object;
  update public.exports x set rows = x.rows + taken, bytes = x.bytes + record_export_slice.bytes,
    slices = x.slices + 1, cursor = after, tail = record_export_slice.tail,
    lease = null, leased_until = '-infinity', tries = 0, advanced_at = clock_timestamp(),
    finished_at = case when last then ended end, expires_at = case when last then ended + private.kept_days(x.enterprise_id, 'exports') end
  where x.id = export returning x.* into e;
  -- Addresses inside a workbook have 32 bits.
  if e.format = 'xlsx' and e.bytes > 4000000000 then
    perform private.fail_export(export, 'too_large');
  elsif last then
    perform private.transition('export', export, 'finish');
  else
    perform private.touch_cards('export', export);
  end if;
  return true;
end $$;
comment on function private.record_export_slice is
  'DLC-1: records that a slice is stored, and moves the export behind it, in one transaction. '
  'False: somebody else has taken the slice since, or the export was deleted; what was stored is removed '
  'later.';

create or replace function private.open_export(ticket text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  e public.exports;
begin
  select x.* into e from private.export_tickets t join public.exports x on x.id = t.export_id
  where t.ticket_hash = sha256(convert_to(ticket, 'UTF8')) and t.expires_at > clock_timestamp()
    and x.state = 'done';
  if not found then return null; end if;
  update public.exports x set downloaded_at = clock_timestamp() where x.id = e.id;
  return jsonb_build_object('name', e.name, 'format', e.format, 'whole', e.whole, 'bytes', e.bytes, 'tail', e.tail,
    'objects', (select coalesce(jsonb_agg(o.name order by o.slice), '[]') from private.export_objects o
      where o.export_id = e.id and o.kept and not o.doomed));
end $$;
comment on function private.open_export is
  'DLC-1: what a ticket opens: {name, format, whole, bytes, tail, objects in order}; null: it is unknown or over.';

create or replace function private.objects_to_remove() returns text[]
language sql stable security definer set search_path = '' as $$
  select array(select o.name from private.export_objects o
    where (o.doomed or not o.kept) and (o.kept or o.at < clock_timestamp() - interval '1 hour') order by o.at
    limit 100)
$$;
comment on function private.objects_to_remove is
  'DLC-1: objects that no export needs any more, and those that were begun an hour ago and never recorded.';

create or replace function private.forget_objects(names text[]) returns void
language sql security definer set search_path = '' as $$
  delete from private.export_objects o where o.name = any (names) and (o.doomed or not o.kept)
$$;
comment on function private.forget_objects is 'DLC-1: objects that were removed.';

create or replace function private.exports_due() returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.exports e
    where e.state in ('queued', 'running') and e.leased_until < clock_timestamp())
    or cardinality(private.objects_to_remove()) > 0 or exists (select from private.doomed_uploads)
$$;
comment on function private.exports_due is
  'DLC-1, RET-1: whether the function export-rows has anything to do.';
