-- reports: what messages cost by day (PKG-2, RPT-1), from the ledger and from what was handed over

create or replace function private.priced_at(send uuid) returns timestamptz
language sql stable set search_path = '' as $$
  select coalesce((select min(l.at) from private.reservations l where l.holder_id = send),
    (select p.begun_at from private.send_progress p where p.send_id = send))
$$;
comment on function private.priced_at is
  'PKG-2: the time whose prices a send pays: its approval, or of what reserves nothing its start.';

create or replace function private.segments_each(send uuid) returns numeric
language sql stable set search_path = '' as $$
  select case when s.segments_in_all is null then s.segments
    else coalesce(s.segments_counted, private.count_handed(s), 0)::numeric
      / nullif((select sum(d.submission_count) from public.send_days d where d.send_id = s.id), 0) end
  from public.sends s where s.id = send
$$;
comment on function private.segments_each is
  'SMS-1: the segments of a message of a send that was handed over; their average where texts differ in '
  'length.';

create or replace function private.spent_days(
  home uuid, first date, last date, sends uuid[] default null
) returns table (day date, send_id uuid, micros numeric) language sql stable set search_path = '' as $$
  select d.day, d.send_id, sum(d.submission_count) * private.segments_each(d.send_id)
    * private.price_at('sms_segment', private.priced_at(d.send_id))
  from public.send_days d
  where d.enterprise_id = home and d.day between first and last
    and (spent_days.sends is null or d.send_id in (select unnest(spent_days.sends)))
  group by d.day, d.send_id having sum(d.submission_count) * private.segments_each(d.send_id) > 0
  union all
  select u.day, u.send_id, u.units * private.price_at(u.kind::text, private.priced_at(u.send_id))
  -- A zone is at most 14 hours from UTC, so the days of two more are looked at.
  from (select private.day_of(home, l.at) as day, l.send_id, l.kind, sum(l.amount) as units
    from public.quota_ledger l
    where l.enterprise_id = home and l.account = 'used' and l.package_id is null and l.send_id is not null
      and l.at >= first - 1 and l.at < last + 2
      and (spent_days.sends is null or l.send_id in (select unnest(spent_days.sends)))
    group by 1, 2, 3) u
  where u.day between first and last and u.units <> 0
$$;
comment on function private.spent_days is
  'PKG-2: what sends cost by day, in millionths of the currency: segments on the day of the hand-over, units '
  'beyond the packages on the day on which they were used. Null without a price. sends: only of these.';

create or replace function private.fen_in_all(micros numeric, priced boolean) returns bigint
language sql immutable set search_path = '' as $$
  select case when priced is not false then round(coalesce(micros, 0) / 10000)::bigint end
$$;
comment on function private.fen_in_all is
  'A sum of millionths in hundredths, rounded once; null where something in it has no price.';

create or replace function private.spent_in(home uuid, first date, last date) returns bigint
language sql stable set search_path = '' as $$
  select private.fen_in_all(sum(d.micros), bool_and(d.micros is not null))
  from private.spent_days(home, first, last) d
$$;
comment on function private.spent_in is
  'PKG-2: what an enterprise''s sends cost between two days, both inclusive; null where something has no '
  'price.';

create or replace function private.met(line jsonb, filters jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(bool_and(case f ->> 'op' when 'part'
      then strpos(lower(coalesce(line ->> (f ->> 'column'), '')), lower(f ->> 'value')) > 0
      else line ->> (f ->> 'column') = f ->> 'value' end), true) from jsonb_array_elements(filters) as f
$$;
comment on function private.met is 'Whether a line meets filters [{column, op: is or part, value}].';

create or replace function private.is_priced(r private.reports, by text[], filters jsonb) returns boolean
language sql immutable set search_path = '' as $$
  -- Nothing says in which network a unit was used.
  select coalesce(r.report in ('sends', 'basic_sends') and by <@ '{send,template,signature}'
    and not exists (select from jsonb_array_elements(filters) as f where f ->> 'column' = 'network'), false)
$$;
comment on function private.is_priced is
  'Whether the lines of a report have a cost, by these groups and filters.';

create or replace function private.spending_of(home uuid, asked jsonb, filters jsonb) returns jsonb
language sql stable set search_path = '' as $$
  with a as (
    select q.* from jsonb_to_record(asked) as q (reports text[], first date, last date, period text,
      by text[], sends uuid[], alone boolean)),
  x as materialized (
    select c.day, c.micros, s.id as send_id, s.template_id, s.signature
    from a cross join lateral private.spent_days(home,
      a.first - case when a.alone then 0 else a.last - a.first + 1 end, a.last, a.sends) c
    join public.sends s on s.id = c.send_id left join public.templates t on t.id = s.template_id
    where case when s.kinds = '{basic}' then 'basic_sends' else 'sends' end = any (a.reports)
      and private.met(jsonb_build_object('send_id', s.id, 'send_name', s.name, 'template_id', s.template_id,
        'template_name', t.name, 'signature', s.signature), filters)),
  lines as (
    select case a.period when 'day' then x.day::text when 'month' then to_char(x.day, 'YYYY-MM')
        else '' end as period,
      case when 'send' = any (a.by) then x.send_id end as send_id,
      case when 'template' = any (a.by) then x.template_id end as template_id,
      case when 'signature' = any (a.by) then x.signature end as signature,
      private.fen_in_all(sum(x.micros), bool_and(x.micros is not null)) as fen
    from x cross join a where x.day >= a.first group by 1, 2, 3, 4)
  select jsonb_build_object('currency', (select s.currency from private.sale_settings s),
    'total_fen', (select private.fen_in_all(sum(x.micros), bool_and(x.micros is not null))
      from x cross join a where x.day >= a.first),
    'before_fen', (select private.fen_in_all(sum(x.micros), bool_and(x.micros is not null))
      from x cross join a where x.day < a.first),
    'lines', coalesce((select jsonb_agg(to_jsonb(l)) from lines l), '[]'))
$$;
comment on function private.spending_of is
  'PKG-2: what public.spending answers of an enterprise. asked {reports, first, last, period, by}, which '
  'private.report_fault and private.is_priced have checked; sends: only of these, alone: without the time '
  'before.';

create or replace function public.spending(
  first date, last date, report text default null, period text default 'total', by text[] default '{}',
  filters jsonb default '[]'
) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  -- Of both reports: of those that the caller may read.
  reports constant text[] := array(select x.report from private.reports x
    where x.report in ('sends', 'basic_sends') and x.report = coalesce(spending.report, x.report)
      and private.may(home, x.needs));
  asked constant jsonb := jsonb_build_object('reports', reports, 'first', first, 'last', last,
    'period', period, 'by', by);
  r private.reports;
  wrong text;
begin
  select x.* into r from private.reports x
  where x.report = coalesce(spending.report, reports[1], 'sends') and x.report in ('sends', 'basic_sends');
  perform private.require(home, coalesce(r.needs, 'KooMessage:report:list'));
  wrong := coalesce(private.report_fault(r, asked, filters), case
    when not private.is_priced(r, by, '[]') then 'by'
    when not private.is_priced(r, by, filters) then 'filters' end);
  if wrong is not null then
    perform private.refuse('input_invalid', jsonb_build_object('field', wrong));
  end if;
  return private.spending_of(home, asked, filters);
end $$;
comment on function public.spending is
  'PKG-2, RPT-1: what messages cost; report: sends, basic_sends, null: what the caller may read of both. '
  '{currency, total_fen, before_fen (the same time before), lines [{period, send_id, template_id, signature, '
  'fen}]}; null without a price. Refuses forbidden, input_invalid.';

grant execute on function public.spending to authenticated;
