-- sends: cron expressions of recurring sends (SND-1, CRN-1)

create or replace function private.cron_field(field text, low integer, high integer) returns integer[]
language plpgsql immutable set search_path = '' as $$
declare
  part text;
  bounds text[];
  first integer;
  last integer;
  step integer;
  found_values integer[] := '{}';
begin
  foreach part in array string_to_array(field, ',') loop
    bounds := regexp_match(part, '^(\*|[0-9]{1,2})(-([0-9]{1,2}))?(/([0-9]{1,2}))?$');
    if bounds is null or (bounds[1] = '*' and bounds[3] is not null) then return null; end if;
    step := coalesce(bounds[5]::integer, 1);
    first := case when bounds[1] = '*' then low else bounds[1]::integer end;
    last := case when bounds[1] = '*' then high when bounds[3] is not null then bounds[3]::integer
      when bounds[5] is not null then high else first end;
    if step < 1 or first < low or last > high or first > last then return null; end if;
    found_values := found_values || array(select generate_series(first, last, step));
  end loop;
  return array(select distinct v from unnest(found_values) as v order by v);
end $$;

comment on function private.cron_field is
  'The values of one field of a cron expression (*, lists, ranges, steps), in order; null when it cannot be '
  'read.';

create or replace function private.next_occurrence(
  cron text, after timestamptz, zone text
) returns timestamptz language plpgsql stable security definer set search_path = '' as $$
declare
  fields constant text[] := regexp_split_to_array(btrim(cron), '\s+');
  minutes integer[];
  hours integer[];
  days integer[];
  months integer[];
  weekdays integer[];
  day date := (after at time zone zone)::date;
  at timestamptz;
begin
  if array_length(fields, 1) is distinct from 5 then return null; end if;
  minutes := private.cron_field(fields[1], 0, 59);
  hours := private.cron_field(fields[2], 0, 23);
  days := private.cron_field(fields[3], 1, 31);
  months := private.cron_field(fields[4], 1, 12);
  -- 0 and 7 are both Sunday.
  weekdays := private.cron_field(fields[5], 0, 7);
  if minutes is null or hours is null or days is null or months is null or weekdays is null then
    return null;
  end if;
  if 7 = any (weekdays) then weekdays := weekdays || 0; end if;
  -- 29 February comes back within eight years at most.
  for ahead in 0..2922 loop
    if extract(month from day + ahead)::integer = any (months)
       -- As in cron: with both a day and a weekday given, either of them is enough.
       and (case when fields[3] like '*%' then extract(dow from day + ahead)::integer = any (weekdays)
           and extract(day from day + ahead)::integer = any (days)
                when fields[5] like '*%' then extract(day from day + ahead)::integer = any (days)
                  and extract(dow from day + ahead)::integer = any (weekdays)
                else extract(day from day + ahead)::integer = any (days)
                  or extract(dow from day + ahead)::integer = any (weekdays) end) then
      select min(x.at) into at from unnest(hours) as h cross join unnest(minutes) as m
      cross join lateral (select ((day + ahead) + make_time(h, m, 0)) at time zone zone as at) x
      where x.at > after;
      if at is not null then return at; end if;
    end if;
  end loop;
  return null;
end $$;

comment on function private.next_occurrence is
  'The first instant after `after` that matches a cron expression (minute hour day month weekday, in the '
  'zone); null when it cannot be read or never matches.';

grant execute on function private.next_occurrence to authenticated;
