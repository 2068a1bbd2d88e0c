-- days: the day of an instant, where its enterprise is (RPT-1)

create or replace function private.day_of(enterprise uuid, at timestamptz) returns date
language plpgsql stable security definer set search_path = '' as $$
begin
  -- Hardly any enterprise has ever left a zone, so this is a look into an empty table.
  return (select (at at time zone coalesce((select z.zone from private.former_zones z
          where z.enterprise_id = e.id and z.until > at order by z.until limit 1), e.time_zone))::date
    from public.enterprises e where e.id = enterprise);
end $$;

comment on function private.day_of is
  'RPT-1: the day on which something was, in the zone that the enterprise had then. So days that were '
  'reported stay as they were when the zone changes, and a late receipt moves the day on which its message '
  'was counted.';

grant execute on function private.day_of to authenticated;
