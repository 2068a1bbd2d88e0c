comment on table public.holidays is
  'Days on which China does not work, and weekend days on which it does (调休上班), as the State Council publishes them each autumn for the next year. A year without rows has only its weekends off, and due times that reach into it are marked as uncertain. The operator of the deployment adds the rows of each new year.';

alter table public.holidays enable row level security;

grant select on public.holidays to authenticated;

create policy "everyone who is signed in sees the calendar" on public.holidays for select to authenticated
  using ((select private.actor()) is not null);

create or replace function private.is_workday(day date) returns boolean language sql stable set search_path = '' as $$
  select coalesce((select h.kind = 'workday' from public.holidays h where h.day = is_workday.day), extract(isodow from is_workday.day) < 6)
$$;

comment on function private.is_workday is 'Whether a day is a working day in China.';

create or replace function private.next_workday(day date) returns date language plpgsql stable set search_path = '' as $$
begin
  loop
    day := day + 1;
    if private.is_workday(day) then return day; end if;
  end loop;
end $$;

comment on function private.next_workday is 'The first working day after this day.';

create or replace function private.review_due(
  submitted timestamptz, out due_at timestamptz, out certain boolean
)
language plpgsql stable strict set search_path = '' as $$
declare
  opens constant time := '09:00';
  closes constant time := '18:00';
  day date := (submitted at time zone 'Asia/Shanghai')::date;
  clock time := (submitted at time zone 'Asia/Shanghai')::time;
  last date;
begin
  -- §7.2.3: two working days of 09:00 to 18:00 are eighteen working hours. A submission after hours counts from the next working day.
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
  'JMP-1: when a review submitted at this time is due, and whether the calendar of every year in between is known. shared/src/links/workdays.ts computes the same.';
