-- people: members, groups, policies (IAM-2, IAM-3)

create or replace function private.keep_an_owner(enterprise uuid) returns void language plpgsql set search_path = '' as $$
begin
  -- Two owners who disable each other at the same instant: the second waits here, and then sees what the first did.
  perform pg_advisory_xact_lock(hashtextextended('owners:' || enterprise::text, 0));
  if not exists (select from private.who_may(enterprise, 'KooMessage:member:manage')) then
    perform private.refuse('last_owner');
  end if;
end $$;

comment on function private.keep_an_owner is 'Refuses last_owner when a change would leave no one who can manage members.';

create or replace function public.add_member(email text, group_names text[], request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  person uuid;
  member uuid;
  group_name text;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'add_member');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:member:manage');
  select u.id into person from auth.users u where lower(u.email) = lower(btrim(add_member.email));
  if person is null then
    perform private.refuse('not_found', '{"resource": "account"}');
  end if;
  if exists (select from public.members m where m.enterprise_id = home and m.user_id = person and m.state = 'disabled') then
    perform private.refuse('member_disabled', jsonb_build_object('email', email));
  end if;
  foreach group_name in array coalesce(group_names, '{}') loop
    if not exists (select from public.groups g where g.enterprise_id = home and g.name = group_name) then
      perform private.refuse('not_found', '{"resource": "group"}');
    end if;
    member := private.join_group(home, person, group_name);
  end loop;
  if member is null then
    perform private.refuse('input_invalid', '{"field": "group_names"}');
  end if;
  perform private.audit(home, 'member', member::text, 'add', null, jsonb_build_object('email', email, 'groups', group_names));
  return private.store_response(request, 'add_member', null, jsonb_build_object('id', member, 'email', email, 'groups', group_names));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('member', null, 'add', sqlerrm, detail, home);
end $$;

comment on function public.add_member is 'IAM-3: adds a person with an account to the enterprise and to groups. Refuses forbidden, not_found, input_invalid, member_disabled.';

create or replace function public.set_member_state(member uuid, state text, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  was text;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'set_member_state', member::text);
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:member:manage');
  select m.state into was from public.members m where m.id = member and m.enterprise_id = home for update;
  if was is null then perform private.refuse('not_found', '{"resource": "member"}'); end if;
  if state is null or state not in ('active', 'disabled') then
    perform private.refuse('input_invalid', '{"field": "state"}');
  end if;
  update public.members m set state = set_member_state.state where m.id = member;
  perform private.keep_an_owner(home);
  perform private.audit(home, 'member', member::text, 'set_state', jsonb_build_object('state', was), jsonb_build_object('state', state));
  return private.store_response(request, 'set_member_state', member::text, jsonb_build_object('id', member, 'state', state));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('member', member::text, 'set_state', sqlerrm, detail, home);
end $$;

comment on function public.set_member_state is 'Disables or restores a member. Refuses forbidden, not_found, input_invalid, last_owner.';

create or replace function public.save_policy(name text, document jsonb, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  was jsonb;
  saved uuid;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'save_policy');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:member:manage');
  name := private.clean_name(name);
  perform private.check_policy(document);
  select p.document into was from public.policies p where p.enterprise_id = home and p.name = save_policy.name for update;
  insert into public.policies as p (enterprise_id, name, document) values (home, name, document)
  on conflict on constraint policies_enterprise_id_name_key do update set document = excluded.document returning p.id into saved;
  perform private.keep_an_owner(home);
  perform private.audit(home, 'policy', saved::text, 'save', was, document);
  return private.store_response(request, 'save_policy', null, jsonb_build_object('id', saved, 'name', name, 'document', document));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('policy', null, 'save', sqlerrm, detail, home);
end $$;

comment on function public.save_policy is 'IAM-2: makes or replaces a custom policy by its name. Refuses forbidden, name_required, name_unclean, policy_invalid, last_owner.';

create or replace function public.save_group(name text, policy_names text[], members uuid[], request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  saved uuid;
  was jsonb;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'save_group');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:member:manage');
  name := private.clean_name(name);
  if exists (select from unnest(policy_names) as n where not exists (
      select from public.policies p where p.name = n and (p.enterprise_id is null or p.enterprise_id = home))) then
    perform private.refuse('not_found', '{"resource": "policy"}');
  end if;
  if exists (select from unnest(members) as i where not exists (select from public.members m where m.id = i and m.enterprise_id = home)) then
    perform private.refuse('not_found', '{"resource": "member"}');
  end if;
  insert into public.groups as g (enterprise_id, name) values (home, name)
  on conflict on constraint groups_enterprise_id_name_key do update set name = excluded.name returning g.id into saved;
  select jsonb_build_object(
    'policies', (select jsonb_agg(p.name) from public.group_policies gp join public.policies p on p.id = gp.policy_id where gp.group_id = saved),
    'members', (select jsonb_agg(gm.member_id) from public.group_members gm where gm.group_id = saved)) into was;
  delete from public.group_policies gp where gp.group_id = saved;
  delete from public.group_members gm where gm.group_id = saved;
  insert into public.group_policies (group_id, policy_id, enterprise_id)
  select saved, p.id, home from public.policies p where p.name = any (policy_names) and (p.enterprise_id is null or p.enterprise_id = home);
  insert into public.group_members (group_id, member_id, enterprise_id) select distinct saved, i, home from unnest(members) as i;
  perform private.keep_an_owner(home);
  perform private.audit(home, 'group', saved::text, 'save', was, jsonb_build_object('policies', policy_names, 'members', members));
  return private.store_response(request, 'save_group', null,
    jsonb_build_object('id', saved, 'name', name, 'policies', policy_names, 'members', members));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('group', null, 'save', sqlerrm, detail, home);
end $$;

comment on function public.save_group is
  'IAM-3: makes or replaces a group: its policies by name, its members by id. Refuses forbidden, name_required, name_unclean, not_found, last_owner.';

grant execute on function public.add_member, public.set_member_state, public.save_policy, public.save_group to authenticated;
