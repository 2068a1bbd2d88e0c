-- links: what may be changed of a task that is there (RES-2, GRD-1)

create or replace function private.task_for(task uuid, verb text) returns public.resolve_tasks language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  act text;
begin
  select m.needs into act from private.transitions m where m.resource = 'resolve_task' and m.verb = task_for.verb limit 1;
  if private.actor() is null then perform private.require(null, act); end if;
  select x.* into t from public.resolve_tasks x where x.id = task for no key update;
  if t.id is null or not (t.enterprise_id = any (private.may_in('KooMessage:resolveTask:list'))) then
    perform private.refuse('not_found', '{"resource": "resolve_task"}');
  end if;
  perform private.require(t.enterprise_id, act);
  if not exists (select from private.transitions m where m.resource = 'resolve_task' and m.verb = task_for.verb and m.from_state = t.state::text) then
    perform private.refuse('wrong_state', jsonb_build_object('resource', 'resolve_task', 'state', t.state, 'verb', verb));
  end if;
  return t;
end $$;

comment on function private.task_for is 'Locks a resolve task for an act that leaves its state; refuses not_found, forbidden, wrong_state along private.transitions.';

create or replace function public.add_resolutions(task uuid, resolutions integer, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  t public.resolve_tasks;
  most integer;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'add_resolutions', task::text);
  if known is not null then return known; end if;
  t := private.task_for(task, 'add_resolutions');
  if t.kind <> 'group' then
    perform private.refuse('group_only', '{"field": "max_resolutions"}');
  end if;
  most := 1000000000 - t.max_resolutions;
  if resolutions > most then
    perform private.refuse('too_many_resolutions', jsonb_build_object('left', most, 'max', 1000000000));
  end if;
  if resolutions is null or resolutions < 1 then
    perform private.refuse('max_resolutions_invalid', jsonb_build_object('min', 1, 'max', most));
  end if;
  update public.resolve_tasks x set max_resolutions = x.max_resolutions + resolutions where x.id = task;
  update public.links l set maximum = l.maximum + resolutions where l.id = t.link_id;
  perform private.audit(t.enterprise_id, 'resolve_task', task::text, 'add_resolutions',
    jsonb_build_object('max_resolutions', t.max_resolutions), jsonb_build_object('max_resolutions', t.max_resolutions + resolutions));
  perform private.touch_cards('resolve_task', task);
  return private.store_response(request, 'add_resolutions', task::text, private.resolve_task_card(task));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('resolve_task', task::text, 'add_resolutions', sqlerrm, detail, private.enterprise_of('resolve_task', task::text));
end $$;

comment on function public.add_resolutions is 'RES-2: raises the maximum of a group link. Returns the resolve_task_cards row. Refuses not_found, forbidden, wrong_state, group_only, max_resolutions_invalid, too_many_resolutions.';

create or replace function public.add_validity(task uuid, days integer, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  t public.resolve_tasks;
  longest integer;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'add_validity', task::text);
  if known is not null then return known; end if;
  t := private.task_for(task, 'add_validity');
  longest := case t.kind when 'group' then 180 else 7 end;
  if t.validity_days >= longest then
    perform private.refuse('no_days_left', jsonb_build_object('max', longest));
  end if;
  if days > longest - t.validity_days then
    perform private.refuse('too_many_days', jsonb_build_object('left', longest - t.validity_days, 'max', longest));
  end if;
  if days is null or days < 1 then
    perform private.refuse('input_invalid', '{"field": "days"}');
  end if;
  -- §7.1.1 (增加有效期) says only that days are added, not to what: those of an expired task begin now, for in the past nobody has them.
  update public.resolve_tasks x set validity_days = x.validity_days + days, expires_at = greatest(x.expires_at, clock_timestamp()) + make_interval(days => days)
  where x.id = task;
  perform private.audit(t.enterprise_id, 'resolve_task', task::text, 'add_validity', jsonb_build_object('validity_days', t.validity_days),
    jsonb_build_object('validity_days', t.validity_days + days));
  perform private.touch_cards('resolve_task', task);
  return private.store_response(request, 'add_validity', task::text, private.resolve_task_card(task));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('resolve_task', task::text, 'add_validity', sqlerrm, detail, private.enterprise_of('resolve_task', task::text));
end $$;

comment on function public.add_validity is 'RES-2: lets the links of a task live longer, from their end or, when that is past, from now: 7 days in all for personal ones, 180 for a group link. Refuses not_found, forbidden, wrong_state, input_invalid, no_days_left, too_many_days.';

create or replace function public.regenerate_resolve_task(task uuid, corrections jsonb default '[]', request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  stray text;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'regenerate_resolve_task', task::text);
  if known is not null then return known; end if;
  perform private.transition('resolve_task', task, 'regenerate');
  if jsonb_typeof(coalesce(corrections, '[]')) <> 'array' or exists (select from jsonb_array_elements(corrections) as c where jsonb_typeof(c) <> 'object'
      or coalesce(c ->> 'ordinal', '') !~ '^[1-9][0-9]{0,8}$' or jsonb_typeof(coalesce(c -> 'params', '{}')) not in ('object', 'null'))
     or exists (select from jsonb_array_elements(corrections) as c group by c ->> 'ordinal' having count(*) > 1) then
    perform private.refuse('input_invalid', '{"field": "corrections"}');
  end if;
  if jsonb_array_length(coalesce(corrections, '[]')) > 100 then
    perform private.refuse('too_many_links', jsonb_build_object('max', 100, 'count', jsonb_array_length(corrections)));
  end if;
  select string_agg(c ->> 'ordinal', ', ' order by (c ->> 'ordinal')::integer) into stray from jsonb_array_elements(corrections) as c
  where not exists (select from public.link_rejects r where r.task_id = task and r.ordinal = (c ->> 'ordinal')::integer);
  if stray is not null then
    perform private.refuse('correction_without_link', jsonb_build_object('ordinals', stray));
  end if;
  select string_agg(distinct k.name, ', ' order by k.name) into stray
  from jsonb_array_elements(corrections) as c cross join lateral jsonb_object_keys(coalesce(nullif(c -> 'params', 'null'), '{}')) as k (name)
  where not exists (select from public.resolve_tasks t join public.template_versions v on v.id = t.version_id where t.id = task and k.name = any (v.parameters));
  if stray is not null then
    perform private.refuse('parameter_unknown', jsonb_build_object('names', stray));
  end if;
  with said as (
    select (c ->> 'ordinal')::integer as ordinal, btrim(c ->> 'cust_flag') as cust_flag, c -> 'params' as params from jsonb_array_elements(corrections) as c
  )
  update public.link_rejects r set cust_flag = coalesce(s.cust_flag, r.cust_flag), params = coalesce(r.params, '{}') || coalesce(nullif(s.params, 'null'), '{}'),
    -- Whether it is good now is for the slice to say; only what is repeated is said here, where there are at most 100.
    reason = case when exists (select from public.links l where l.task_id = task and l.cust_flag = coalesce(s.cust_flag, r.cust_flag))
        or exists (select from said o where o.ordinal < s.ordinal and o.cust_flag = s.cust_flag) then 'duplicate' else 'retrying' end::public.link_reject_reason
  from said s where r.task_id = task and r.ordinal = s.ordinal;
  update private.mint_progress p set retry_after = 0 where p.task_id = task;
  return private.store_response(request, 'regenerate_resolve_task', task::text, private.resolve_task_card(task));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('resolve_task', task::text, 'regenerate', sqlerrm, detail, private.enterprise_of('resolve_task', task::text));
end $$;

comment on function public.regenerate_resolve_task is
  'RES-2: partial or failed → generating: tries again what could not be made, after corrections [{ordinal, cust_flag, params}] of its link_rejects; params are merged. The clock does it in seconds. Refuses not_found, forbidden, wrong_state, input_invalid, too_many_links, correction_without_link, parameter_unknown.';

grant execute on function public.add_resolutions, public.add_validity, public.regenerate_resolve_task to authenticated;
