-- links: the rules for changing an existing resolve task (RES-2)

create or replace function private.add_resolutions_resolve_task(task uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  more constant bigint := input ->> 'resolutions';
  most bigint;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  most := 1000000000 - t.max_resolutions;
  if more > most then
    perform private.refuse('too_many_resolutions', jsonb_build_object('left', most, 'max', 1000000000));
  end if;
  if more < 1 then
    perform private.refuse('max_resolutions_invalid', jsonb_build_object('min', 1, 'max', most));
  end if;
  update public.resolve_tasks x set max_resolutions = x.max_resolutions + more where x.id = task;
  update public.links l set maximum = l.maximum + more where l.id = t.link_id;
  perform private.hold_task(task);
end $$;
create or replace function public.add_resolutions(
  task text, input jsonb, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'add_resolutions', task, request, input)
$$;
comment on function public.add_resolutions is
  'RES-2: raises the maximum of a group link. input {resolutions}. Returns the resolve_task_cards row. '
  'Refuses not_found, forbidden, wrong_state, input_invalid, group_only, max_resolutions_invalid, '
  'too_many_resolutions, quota_short.';

create or replace function private.add_validity_resolve_task(task uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  more constant integer := input ->> 'days';
  longest integer;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  longest := private.longest_validity(t.kind);
  if more > longest - t.validity_days then
    perform private.refuse('too_many_days', jsonb_build_object('left', longest - t.validity_days,
        'max', longest));
  end if;
  -- §7.1.1 (增加有效期) says only that days are added, not from when. For an expired task they count from now:
  -- days in the past would be of no use.
  update public.resolve_tasks x set validity_days = x.validity_days + more,
    expires_at = greatest(x.expires_at, clock_timestamp()) + make_interval(days => more)
  where x.id = task;
  perform private.hold_task(task);
end $$;
create or replace function public.add_validity(
  task text, input jsonb, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'add_validity', task, request, input)
$$;
comment on function public.add_validity is
  'RES-2: extends the links of a task, from their end or from now when they are over: at most 7 days in all '
  'for personal links, 180 for a group link. input {days}. Returns the card. Refuses not_found, forbidden, '
  'wrong_state, input_invalid, no_days_left, too_many_days, quota_short.';

create or replace function private.regenerate_resolve_task(task uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  corrections constant jsonb := coalesce(nullif(input -> 'corrections', 'null'), '[]');
  stray text;
begin
  if exists (select from jsonb_array_elements(corrections) as c group by c ->> 'ordinal'
    having count(*) > 1) then
    perform private.refuse('input_invalid', '{"field": "corrections"}');
  end if;
  if jsonb_array_length(corrections) > 100 then
    perform private.refuse('too_many_links', jsonb_build_object('max', 100,
        'count', jsonb_array_length(corrections)));
  end if;
  select string_agg(c ->> 'ordinal', ', ' order by (c ->> 'ordinal')::integer) into stray
  from jsonb_array_elements(corrections) as c
  where not exists (select from public.link_rejects r where r.task_id = task
    and r.ordinal = (c ->> 'ordinal')::integer);
  if stray is not null then
    perform private.refuse('correction_without_link', jsonb_build_object('ordinals', stray));
  end if;
  select string_agg(distinct k.name, ', ' order by k.name) into stray
  from jsonb_array_elements(corrections) as c
  cross join lateral jsonb_object_keys(coalesce(nullif(c -> 'params', 'null'), '{}')) as k (name)
  where not exists (select from public.resolve_tasks t join public.template_versions v on v.id = t.version_id
    where t.id = task and k.name = any (v.parameters));
  if stray is not null then
    perform private.refuse('parameter_unknown', jsonb_build_object('names', stray));
  end if;
  with said as (
    select (c ->> 'ordinal')::integer as ordinal, btrim(c ->> 'cust_flag') as cust_flag,
      c -> 'params' as params from jsonb_array_elements(corrections) as c
  )
  update public.link_rejects r set cust_flag = coalesce(s.cust_flag, r.cust_flag),
    params = coalesce(r.params, '{}') || coalesce(nullif(s.params, 'null'), '{}'),
    -- The slice decides whether a correction is valid. Only duplicates are marked at once, as there are at
    -- most 100 corrections.
    reason = case when exists (select from public.links l where l.task_id = task and l.cust_flag = coalesce(s.cust_flag, r.cust_flag))
        or exists (select from said o where o.ordinal < s.ordinal and o.cust_flag = s.cust_flag) then
          'duplicate' else 'retrying' end::public.link_reject_reason
  from said s where r.task_id = task and r.ordinal = s.ordinal;
  update private.mint_progress p set retry_after = 0 where p.task_id = task;
end $$;
create or replace function public.regenerate_resolve_task(
  task text, input jsonb default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'regenerate', task, request, input)
$$;
comment on function public.regenerate_resolve_task is
  'RES-2: retries the links that could not be made, after corrections. The clock runs it within seconds. '
  'input {corrections: [{ordinal, cust_flag, params (merged)}]}. Returns the card. Refuses not_found, '
  'forbidden, wrong_state, input_invalid, too_many_links, correction_without_link, parameter_unknown.';

grant execute on function public.regenerate_resolve_task, public.add_resolutions,
  public.add_validity to authenticated;

