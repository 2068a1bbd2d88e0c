-- What platform admins keep for the whole deployment: the calendar of holidays (JMP-1) and how often
-- something may be asked for (IAM-6).

create or replace view public.holiday_cards with (security_invoker = true) as
select h.id, h.day, h.kind, h.name from public.holidays h;

comment on view public.holiday_cards is 'JMP-1: a day off or a working weekend in China.';

grant select on public.holiday_cards to authenticated;

create or replace function private.day_in(input jsonb, field text) returns date
language plpgsql immutable set search_path = '' as $$
begin
  return (input ->> field)::date;
exception when others then
  perform private.refuse('input_invalid', jsonb_build_object('field', field));
end $$;

comment on function private.day_in is
  'A day of an input. Refuses input_invalid for an impossible one, such as 2027-02-30.';

create or replace function private.create_holiday(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  first_day constant date := private.day_in(input, 'day');
  last_day constant date := coalesce(private.day_in(input, 'until'), first_day);
  made jsonb;
begin
  -- The longest so far was nine days.
  if last_day - first_day not between 0 and 30 then
    perform private.refuse('input_invalid', '{"field": "until"}');
  end if;
  with added as (
    insert into public.holidays (day, kind, name)
    select d::date, (input ->> 'kind')::public.holiday_kind, private.clean_name(input ->> 'name')
    from generate_series(first_day, last_day, interval '1 day') as d returning id, day)
  select jsonb_agg(a.id order by a.day) into made from added a;
  return made;
end $$;
create or replace function public.create_holiday(input jsonb, request text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.make('holiday', 'create', request, input, 'holidays')
$$;
comment on function public.create_holiday is
  'JMP-1: adds days off, or weekend days that are worked, as the State Council publishes them. '
  'input {day, until (null: one day; 31 at most), kind: off or workday, name}. Returns {holidays}. '
  'Refuses platform_admin_only, day_taken, name_required, name_unclean, input_invalid.';

create or replace function private.update_holiday(holiday uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.holidays h set day = private.day_in(input, 'day'),
    kind = (input ->> 'kind')::public.holiday_kind, name = private.clean_name(input ->> 'name')
  where h.id = holiday
$$;
comment on function public.update_holiday is
  'JMP-1: corrects a day of the calendar; reviews that wait keep the time that was said. Platform admins. '
  'input {day, kind, name}. Returns the holidays row. Refuses not_found, platform_admin_only, day_taken, '
  'name_required, name_unclean, input_invalid.';

create or replace function private.call_limits(
  
) returns table (id uuid, name text, scope text, most integer, per text, why text, allowed_24h bigint, refused_24h bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_platform_admin() then return; end if;
  return query
  select l.id, l.name, l.scope, l.most, private.span_text(extract(epoch from l.per)::integer), l.why,
    h.allowed, h.refused
  from private.limits l
  cross join lateral (select coalesce(sum(x.allowed), 0)::bigint as allowed,
    coalesce(sum(x.refused), 0)::bigint as refused
    from private.limit_hours x where x.limit_name = l.name and x.hour > now() - interval '24 hours') h;
end $$;

comment on function private.call_limits is
  'The limits of this deployment with what they let through and refused, for platform admins; nothing for '
  'anybody else.';

grant execute on function private.call_limits to authenticated;

create or replace view public.call_limit_cards with (security_invoker = true) as select l.*
from private.call_limits() l;

comment on view public.call_limit_cards is
  'IAM-6: how often something may be asked for, why that often, and how many calls of the last 24 hours each '
  'limit let through and refused. Platform admins only.';

grant select on public.call_limit_cards to authenticated;

comment on function public.update_call_limit is
  'IAM-6: how many calls a limit lets through in its span, from the next call on. Platform admins, with a '
  'password just given. input {most: 1 to 10,000,000}. Returns the call_limit_cards row. '
  'Refuses not_found, platform_admin_only, sudo_required, input_invalid.';

grant execute on function public.create_holiday to authenticated;

select private.public_verbs('holiday');
select private.public_verbs('call_limit');
