comment on table private.link_minutes is 'How often a link was asked for in a minute, counted and refused, as far as a burst could show in it: everything of a group link, the refusals of a personal one. Swept after ten minutes.';

create or replace function private.link_place(id text) returns table (enterprise_id uuid, task_id uuid, send_id uuid, link_id bigint)
language sql stable set search_path = '' as $$
  -- A whole task; its one group link means the task too; a single link of a personal task; a link of a send.
  select t.enterprise_id, t.id, null::uuid, null::bigint from public.resolve_tasks t
  where t.id = (case when link_place.id ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then link_place.id end)::uuid
  union all
  select l.enterprise_id, l.task_id, null, case when t.link_id is null then l.id end from public.links l join public.resolve_tasks t on t.id = l.task_id
  where l.id = (case when link_place.id ~ '^[0-9]{1,15}$' then link_place.id end)::bigint
  union all
  select d.enterprise_id, null, d.send_id, d.id from public.deliveries d where d.id = (case when link_place.id ~ '^[0-9]{1,15}$' then link_place.id end)::bigint
$$;

comment on function private.link_place is 'What an id freezes: a whole task (task_id alone), one link of a personal task, or one of a send.';

create or replace function private.freeze(task uuid, send uuid, link bigint, enterprise uuid, why text) returns boolean language plpgsql set search_path = '' as $$
begin
  if link is null then
    update public.resolve_tasks t set frozen_at = clock_timestamp(), frozen_by = private.actor(), frozen_reason = why where t.id = task and t.frozen_at is null;
  else
    insert into public.frozen_links (id, enterprise_id, task_id, send_id, reason, frozen_by) values (link, enterprise, task, send, why, private.actor())
    on conflict (id) do nothing;
  end if;
  return found;
end $$;

comment on function private.freeze is 'Freezes a task (link null) or one link; false when it was frozen already.';

create or replace function private.freezing(link text, verb text, reason text) returns record language plpgsql set search_path = '' as $$
declare
  p record;
begin
  if private.actor() is null then perform private.require(null, 'KooMessage:resolveTask:freeze'); end if;
  select x.* into p from private.link_place(link) x;
  if p.enterprise_id is null or not (p.enterprise_id = any (private.may_in('KooMessage:resolveTask:list'))) then
    perform private.refuse('not_found', '{"resource": "link"}');
  end if;
  if p.task_id is not null then perform private.task_for(p.task_id, verb); else perform private.require(p.enterprise_id, 'KooMessage:resolveTask:freeze'); end if;
  perform private.clean_reason(reason, verb);
  return p;
end $$;

comment on function private.freezing is 'Finds and locks what is to be frozen or let go, for somebody who may and says why. Refuses not_found, forbidden, wrong_state, reason_required, reason_too_long.';

create or replace function private.frozen_answer(enterprise_id uuid, task uuid, send uuid, link bigint, frozen boolean) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('resource', case when link is null then 'resolve_task' else 'link' end, 'task_id', task, 'send_id', send, 'link_id', link, 'frozen', frozen)
$$;

comment on function private.frozen_answer is 'What freezing and unfreezing answer.';

create or replace function public.freeze_link(link text, reason text, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  p record;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'freeze_link', link);
  if known is not null then return known; end if;
  p := private.freezing(link, 'freeze', reason);
  if not private.freeze(p.task_id, p.send_id, p.link_id, p.enterprise_id, btrim(reason)) then
    perform private.refuse('already_frozen');
  end if;
  perform private.audit(p.enterprise_id, case when p.link_id is null then 'resolve_task' else 'link' end, coalesce(p.link_id::text, p.task_id::text), 'freeze',
    '{"frozen": false}', '{"frozen": true}', btrim(reason));
  if p.task_id is not null then perform private.touch_cards('resolve_task', p.task_id); end if;
  return private.store_response(request, 'freeze_link', link, private.frozen_answer(p.enterprise_id, p.task_id, p.send_id, p.link_id, true));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('link', link, 'freeze', sqlerrm, detail, (select x.enterprise_id from private.link_place(link) x));
end $$;

comment on function public.freeze_link is
  'GRD-1: stops a link at once, with a reason: link is the id of a resolve task, of a link, or of a delivery, as text. Returns {resource, task_id, send_id, link_id, frozen}. Refuses not_found, forbidden, wrong_state, reason_required, already_frozen.';

create or replace function public.unfreeze_link(link text, reason text, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  p record;
  was text;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'unfreeze_link', link);
  if known is not null then return known; end if;
  p := private.freezing(link, 'unfreeze', reason);
  if p.link_id is null then
    select t.frozen_reason into was from public.resolve_tasks t where t.id = p.task_id;
    update public.resolve_tasks t set frozen_at = null, frozen_by = null, frozen_reason = null where t.id = p.task_id and t.frozen_at is not null;
  else
    delete from public.frozen_links z where z.id = p.link_id returning z.reason into was;
  end if;
  if not found then
    perform private.refuse('not_frozen');
  end if;
  -- The burst that froze it is over for whoever looked at it; only another one freezes it again.
  delete from private.link_minutes m where m.link_id = coalesce(p.link_id, (select t.link_id from public.resolve_tasks t where t.id = p.task_id));
  perform private.audit(p.enterprise_id, case when p.link_id is null then 'resolve_task' else 'link' end, coalesce(p.link_id::text, p.task_id::text), 'unfreeze',
    jsonb_build_object('frozen', true, 'reason', was), '{"frozen": false}', btrim(reason));
  if p.task_id is not null then perform private.touch_cards('resolve_task', p.task_id); end if;
  return private.store_response(request, 'unfreeze_link', link, private.frozen_answer(p.enterprise_id, p.task_id, p.send_id, p.link_id, false));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('link', link, 'unfreeze', sqlerrm, detail, (select x.enterprise_id from private.link_place(link) x));
end $$;

comment on function public.unfreeze_link is 'GRD-1: a person lets a frozen link go on, with a reason. As freeze_link; refuses not_frozen.';

create or replace function public.set_link_rules(rules jsonb, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  was jsonb;
  now_is jsonb;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'set_link_rules');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:member:manage');
  if coalesce(rules ->> 'group_burst', '1') !~ '^[1-9][0-9]{0,8}$' or coalesce(rules ->> 'personal_burst', '1') !~ '^[1-9][0-9]{0,8}$'
     or coalesce(rules ->> 'jump_approval', 'true') not in ('true', 'false') then
    perform private.refuse('input_invalid', '{"field": "group_burst, personal_burst, jump_approval"}');
  end if;
  select jsonb_build_object('jump_approval', e.jump_approval, 'group_burst', e.group_burst, 'personal_burst', e.personal_burst) into was
  from public.enterprises e where e.id = home for update;
  update public.enterprises e set jump_approval = coalesce((rules ->> 'jump_approval')::boolean, e.jump_approval),
    group_burst = coalesce((rules ->> 'group_burst')::integer, e.group_burst), personal_burst = coalesce((rules ->> 'personal_burst')::integer, e.personal_burst)
  where e.id = home returning jsonb_build_object('jump_approval', e.jump_approval, 'group_burst', e.group_burst, 'personal_burst', e.personal_burst) into now_is;
  perform private.audit(home, 'enterprise', home::text, 'set_link_rules', was, now_is);
  return private.store_response(request, 'set_link_rules', null, now_is);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('enterprise', home::text, 'set_link_rules', sqlerrm, detail, home);
end $$;

comment on function public.set_link_rules is
  'GRD-1, JMP-1: how an enterprise guards its links: rules {jump_approval, group_burst (60,000), personal_burst (60)}, requests a minute; what is left out stays. Owner. Refuses forbidden, input_invalid.';

grant execute on function public.freeze_link, public.unfreeze_link, public.set_link_rules to authenticated;
