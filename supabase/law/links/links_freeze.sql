comment on table private.link_minutes is
  'Requests for a link in a minute, counted and refused, as far as they could show a burst: all requests for '
  'a group link, the refused ones for a personal link. Deleted after ten minutes.';

create or replace function private.link_place(
  id text
) returns table (enterprise_id uuid, task_id uuid, send_id uuid, link_id bigint)
language sql stable set search_path = '' as $$
  -- The id may be a whole task, its one group link (the same as the task), a single link of a personal task,
  -- or a link of a send.
  select t.enterprise_id, t.id, null::uuid, null::bigint from public.resolve_tasks t
  where t.id = (case when link_place.id ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
      then link_place.id end)::uuid
  union all
  select l.enterprise_id, l.task_id, null, case when t.link_id is null then l.id end from public.links l
  join public.resolve_tasks t on t.id = l.task_id
  where l.id = (case when link_place.id ~ '^[0-9]{1,15}$' then link_place.id end)::bigint
  union all
  select d.enterprise_id, null, d.send_id, d.id from public.deliveries d
  where d.id = (case when link_place.id ~ '^[0-9]{1,15}$' then link_place.id end)::bigint
$$;

comment on function private.link_place is
  'What an id freezes: a whole task (task_id alone), one link of a personal task, or one of a send.';

create or replace function private.freeze(
  task uuid, send uuid, link bigint, enterprise uuid, why text
) returns boolean language plpgsql set search_path = '' as $$
begin
  if link is null then
    update public.resolve_tasks t set frozen_at = clock_timestamp(), frozen_by = private.actor(),
      frozen_reason = why where t.id = task and t.frozen_at is null;
  else
    insert into public.frozen_links (id, enterprise_id, task_id, send_id, reason, frozen_by)
    values (link, enterprise, task, send, why, private.actor())
    on conflict (id) do nothing;
  end if;
  return found;
end $$;

comment on function private.freeze is
  'Freezes a task (link null) or one link; false when it was frozen already.';

create or replace function private.frozen_as(link text, out resource text, out id text)
language sql stable set search_path = '' as $$
  select case when p.link_id is null and p.task_id is not null then 'resolve_task'
    when p.send_id is not null then 'send_link' else 'link' end,
    coalesce(p.link_id::text, p.task_id::text, link)
  from (values (true)) as always (one) left join private.link_place(link) p on true
$$;

comment on function private.frozen_as is
  'The resource type under which an id is frozen: a task, a single link of a personal task, or a link of a '
  'send.';

create or replace function private.freezing_answer(place text) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('resource', case when p.link_id is null then 'resolve_task' else 'link' end,
    'task_id', p.task_id, 'send_id', p.send_id, 'link_id', p.link_id,
    'frozen', case when p.link_id is null then (select t.frozen_at is not null from public.resolve_tasks t where t.id = p.task_id)
      else exists (select from public.frozen_links z where z.id = p.link_id) end)
  from private.link_place(place) p
$$;

comment on function private.freezing_answer is
  'What freezing and unfreezing answer: {resource, task_id, send_id, link_id, frozen}.';

create or replace function private.freezing_card(link bigint) returns jsonb
language sql stable set search_path = '' as $$
  select private.freezing_answer(link::text)
$$;

comment on function private.freezing_card is 'freezing_answer of a single link.';

create or replace function private.freeze_resolve_task(task uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
begin
  perform private.freeze(task, null, null, null, input ->> 'reason');
  return private.freezing_answer(task::text);
end $$;
create or replace function private.freeze_link(link bigint, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  p record;
begin
  select x.* into p from private.link_place(link::text) x;
  perform private.freeze(p.task_id, p.send_id, link, p.enterprise_id, input ->> 'reason');
  if p.task_id is not null then perform private.touch_cards('resolve_task', p.task_id); end if;
end $$;
create or replace function private.freeze_send_link(link bigint, input jsonb) returns void
language sql set search_path = '' as $$
  select private.freeze_link(link, input)
$$;
create or replace function public.freeze_link(
  link text, reason text default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act(f.resource, 'freeze', f.id, request, null, reason) from private.frozen_as(link) f
$$;
comment on function public.freeze_link is
  'GRD-1: stops a link at once, with a reason: link is the id of a resolve task, of a link (of a group link: '
  'its task), or of a delivery. Returns {resource, task_id, send_id, link_id, frozen}. '
  'Refuses not_found, forbidden, wrong_state, reason_required, reason_too_long.';

create or replace function private.unfreeze_resolve_task(task uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
begin
  update public.resolve_tasks t set frozen_at = null, frozen_by = null, frozen_reason = null where t.id = task;
  -- The person has looked at the burst that froze the link. Only a new burst freezes it again.
  delete from private.link_minutes m
  where m.link_id = (select t.link_id from public.resolve_tasks t where t.id = task);
  return private.freezing_answer(task::text);
end $$;
create or replace function private.unfreeze_link(link bigint, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  task uuid;
begin
  delete from public.frozen_links z where z.id = link returning z.task_id into task;
  delete from private.link_minutes m where m.link_id = link;
  if task is not null then perform private.touch_cards('resolve_task', task); end if;
end $$;
create or replace function private.unfreeze_send_link(link bigint, input jsonb) returns void
language sql set search_path = '' as $$
  select private.unfreeze_link(link, input)
$$;
create or replace function public.unfreeze_link(
  link text, reason text default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act(f.resource, 'unfreeze', f.id, request, null, reason) from private.frozen_as(link) f
$$;
comment on function public.unfreeze_link is
  'GRD-1: unfreezes a link, with a reason. Input, answer and refusals as freeze_link.';

-- ---------------------------------------------------------------------------------------------
-- The rules of an enterprise's links

create or replace view public.link_rules with (security_invoker = true) as
select e.id, e.id as enterprise_id, e.jump_approval, e.group_burst, e.personal_burst from public.enterprises e;
comment on view public.link_rules is
  'GRD-1, JMP-1: how an enterprise guards its links, the bursts in requests a minute.';
grant select on public.link_rules to authenticated;

create or replace function private.before_update_link_rules(id uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  was constant public.enterprises := private.enterprise(id);
  becomes constant public.enterprises := jsonb_populate_record(was, input);
begin
  if was.jump_approval and not becomes.jump_approval or becomes.group_burst > was.group_burst
    or becomes.personal_burst > was.personal_burst then
    perform private.require_sudo();
  end if;
end $$;
comment on function private.before_update_link_rules is
  'Links are guarded less with a password just given: jump addresses need no approval any more, or a burst '
  'may be larger.';

grant execute on function public.freeze_link, public.unfreeze_link to authenticated;

select private.public_verbs('link_rules');
