-- links: which days people work in China, and until when a review is due (JMP-1)

create type public.holiday_kind as enum ('off', 'workday');

create table public.holidays (
  day date primary key,
  kind public.holiday_kind not null,
  name text not null
);
comment on table public.holidays is
  'Days on which China does not work, and weekend days on which it does (调休上班), as the State Council publishes them each autumn for the next year. A year without a row has its weekends only, and times that reach into it say so. It is data: whoever runs the deployment adds the rows of a new year.';

-- 国务院办公厅关于2025年部分节假日安排的通知 (国办发明电〔2024〕12号, 2024-11-12) and 关于2026年部分节假日安排的通知 (2025-11-04),
-- as Xinhua printed them: m.gmw.cn/2024-11/12/content_1303894933.htm and politics.gmw.cn/2025-11/04/content_38391083.htm.
insert into public.holidays (day, kind, name)
select d.day::date, n.kind::public.holiday_kind, n.name
from (values
  ('元旦', '2025-01-01', '2025-01-01', 'off'),
  ('春节', '2025-01-28', '2025-02-04', 'off'),
  ('清明节', '2025-04-04', '2025-04-06', 'off'),
  ('劳动节', '2025-05-01', '2025-05-05', 'off'),
  ('端午节', '2025-05-31', '2025-06-02', 'off'),
  ('国庆节、中秋节', '2025-10-01', '2025-10-08', 'off'),
  ('春节', '2025-01-26', '2025-01-26', 'workday'),
  ('春节', '2025-02-08', '2025-02-08', 'workday'),
  ('劳动节', '2025-04-27', '2025-04-27', 'workday'),
  ('国庆节、中秋节', '2025-09-28', '2025-09-28', 'workday'),
  ('国庆节、中秋节', '2025-10-11', '2025-10-11', 'workday'),
  ('元旦', '2026-01-01', '2026-01-03', 'off'),
  ('春节', '2026-02-15', '2026-02-23', 'off'),
  ('清明节', '2026-04-04', '2026-04-06', 'off'),
  ('劳动节', '2026-05-01', '2026-05-05', 'off'),
  ('端午节', '2026-06-19', '2026-06-21', 'off'),
  ('中秋节', '2026-09-25', '2026-09-27', 'off'),
  ('国庆节', '2026-10-01', '2026-10-07', 'off'),
  ('元旦', '2026-01-04', '2026-01-04', 'workday'),
  ('春节', '2026-02-14', '2026-02-14', 'workday'),
  ('春节', '2026-02-28', '2026-02-28', 'workday'),
  ('劳动节', '2026-05-09', '2026-05-09', 'workday'),
  ('国庆节', '2026-09-20', '2026-09-20', 'workday'),
  ('国庆节', '2026-10-10', '2026-10-10', 'workday')) as n (name, from_day, to_day, kind)
cross join lateral generate_series(n.from_day::date, n.to_day::date, interval '1 day') as d (day);

alter table public.holidays enable row level security;
grant select on public.holidays to authenticated;
create policy "everyone who is signed in sees the calendar" on public.holidays for select to authenticated
  using ((select private.actor()) is not null);

create function private.is_workday(day date) returns boolean language sql stable set search_path = '' as $$
  select coalesce((select h.kind = 'workday' from public.holidays h where h.day = is_workday.day), extract(isodow from is_workday.day) < 6)
$$;
comment on function private.is_workday is 'Does China work on this day?';

create function private.next_workday(day date) returns date language plpgsql stable set search_path = '' as $$
begin
  loop
    day := day + 1;
    if private.is_workday(day) then return day; end if;
  end loop;
end $$;
comment on function private.next_workday is 'The first day of work after this day.';

create function private.review_due(submitted timestamptz, out due_at timestamptz, out certain boolean) language plpgsql stable set search_path = '' as $$
declare
  opens constant time := '09:00';
  closes constant time := '18:00';
  day date := (submitted at time zone 'Asia/Shanghai')::date;
  clock time := (submitted at time zone 'Asia/Shanghai')::time;
  last date;
begin
  -- §7.2.3: two working days of 09:00 to 18:00, so eighteen hours of work; what comes after hours begins with the next working day.
  if not private.is_workday(day) or clock >= closes then
    day := private.next_workday(day);
    clock := opens;
  end if;
  if clock <= opens then
    last := private.next_workday(day);
    clock := closes;
  else
    last := private.next_workday(private.next_workday(day));
  end if;
  due_at := (last + clock) at time zone 'Asia/Shanghai';
  certain := not exists (
    select from generate_series(extract(year from submitted at time zone 'Asia/Shanghai')::integer, extract(year from last)::integer) as y (year)
    where not exists (select from public.holidays h where extract(year from h.day) = y.year));
end $$;
comment on function private.review_due is
  'JMP-1: when a review submitted at this time is due, and whether the calendar of every year on the way is known. shared/src/links/workdays.ts says the same.';
