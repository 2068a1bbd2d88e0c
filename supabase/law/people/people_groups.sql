-- people: custom policies (IAM-2), and the groups that carry policies (IAM-3)

create or replace function private.lock_people(home uuid) returns void language sql set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('people:' || home::text, 0))
$$;
comment on function private.lock_people is
  'What is counted and then made is made by one at a time, in each enterprise.';

create or replace function private.bound_policies(home uuid) returns void
language plpgsql set search_path = '' as $$
declare
  actions bigint;
begin
  -- A policy editor lists them, and a group chooses among them.
  if (select count(*) from public.policies p where p.enterprise_id = home) > 50 then
    perform private.refuse('capacity_reached', '{"what": "policies", "max": 50}');
  end if;
  select sum(jsonb_array_length(s.item -> 'Action')) into actions
  from public.policies p cross join lateral jsonb_array_elements(p.document -> 'Statement') as s (item)
  where p.enterprise_id = home;
  -- Each check of a right reads the actions of all policies that a member's groups carry, each policy once.
  -- The catalogue has 120 actions: this many write all of it down 16 times.
  if actions > 2000 then
    perform private.refuse('capacity_reached', '{"what": "policy_actions", "max": 2000}');
  end if;
end $$;
comment on function private.bound_policies is
  'IAM-2: refuses capacity_reached where an enterprise has more than 50 policies of its own, or more than '
  '2,000 actions in them.';

create or replace function private.listed_name(typed text) returns text
language plpgsql stable set search_path = '' as $$
declare
  called constant text := private.clean_name(typed);
begin
  if called ~ '[,，、]' or called ~* '^[0-9a-f]{8}(-[0-9a-f-]*)?$' then
    perform private.refuse('name_unlisted', jsonb_build_object('name', called));
  end if;
  return called;
end $$;
comment on function private.listed_name is
  'The name of a policy or a group as it is stored. They are named in lists, with commas between, by name or '
  'by id: so no name has a comma in it or looks like an id. Refuses name_required, name_unclean, '
  'name_unlisted.';

create or replace function private.policy_name(typed text) returns text
language plpgsql stable set search_path = '' as $$
declare
  called constant text := private.listed_name(typed);
begin
  -- Groups refer to policies by name, so a name has to be unambiguous.
  if exists (select from public.policies p
    where p.enterprise_id is null and lower(p.name) = lower(called)) then
    perform private.refuse('name_taken', jsonb_build_object('name', called));
  end if;
  return called;
end $$;
comment on function private.policy_name is
  'The name of a custom policy as it is stored. Refuses as listed_name, and name_taken for the name of a '
  'system policy.';

create or replace function private.create_policy(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  called constant text := private.policy_name(input ->> 'name');
  before constant jsonb := private.policies_in_use(home);
  made uuid;
begin
  perform private.check_policy(input -> 'document');
  insert into public.policies (enterprise_id, name, document) values (home, called, input -> 'document')
  returning id into made;
  perform private.bound_policies(home);
  perform private.keep_rights(home, before);
  return made;
end $$;
comment on function public.create_policy is
  'IAM-2: makes a custom policy. Sudo. input {name, document}. Returns the row. Refuses forbidden, '
  'sudo_required, input_invalid, name_required, name_unclean, name_unlisted, name_taken, policy_invalid, '
  'capacity_reached, right_not_held.';

create or replace function private.update_policy(policy uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  called constant text := private.policy_name(input ->> 'name');
  home constant uuid := (select p.enterprise_id from public.policies p where p.id = policy);
  before constant jsonb := private.policies_in_use(home);
begin
  perform private.check_policy(input -> 'document');
  update public.policies p set name = called, document = input -> 'document' where p.id = policy;
  perform private.bound_policies(home);
  perform private.keep_rights(home, before);
end $$;
comment on function public.update_policy is
  'IAM-2: changes a custom policy, for all groups that carry it. Input, answer and refusals as '
  'create_policy, and not_found (a system policy too), last_owner, own_right, right_lost.';

comment on function public.delete_policy is
  'IAM-2: deletes a custom policy that no group carries. Sudo. Returns the row as it was. '
  'Refuses not_found, forbidden, sudo_required, policy_in_use.';

create or replace view public.policy_cards with (security_invoker = true) as
select p.id, e.id as enterprise_id, p.name, p.enterprise_id is null as system, p.document,
  (select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.group_policies gp join public.groups g on g.id = gp.group_id
    where gp.policy_id = p.id and gp.enterprise_id = e.id) as groups,
  p.created_at
-- A system policy is a row of the enterprise in use, so its id names one row for a member of several.
from public.policies p join public.enterprises e on e.id = coalesce(p.enterprise_id,
  (select private.current_enterprise()));
comment on view public.policy_cards is
  'IAM-1, IAM-2: the policies that an enterprise can give to its groups: the system''s, and its own, with '
  'the groups that carry them.';

create or replace view public.group_cards with (security_invoker = true) as
select g.id, g.enterprise_id, g.name,
  (select coalesce(jsonb_agg(p.name order by p.name), '[]') from public.group_policies gp
    join public.policies p on p.id = gp.policy_id where gp.group_id = g.id) as policies,
  (select coalesce(jsonb_agg(m.id order by m.name, m.id), '[]') from public.group_members gm
    join public.members m on m.id = gm.member_id where gm.group_id = g.id) as members,
  (select coalesce(jsonb_agg(m.name order by m.name, m.id), '[]') from public.group_members gm
    join public.members m on m.id = gm.member_id where gm.group_id = g.id) as member_names,
  g.created_at
from public.groups g;
comment on view public.group_cards is
  'IAM-3: the groups of an enterprise with the names of their policies, and their members by id and by name.';

grant select on public.policy_cards, public.group_cards to authenticated;

create or replace function private.group_card("group" uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', g.id, 'name', g.name,
    'policies', (select coalesce(jsonb_agg(p.name order by p.name), '[]') from public.group_policies gp
      join public.policies p on p.id = gp.policy_id where gp.group_id = g.id),
    'members', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name, m.id), '[]')
      from public.group_members gm join public.members m on m.id = gm.member_id where gm.group_id = g.id))
  from public.groups g where g.id = "group"
$$;
comment on function private.group_card is
  'A group as a verb returns it: {id, name, policies, members: [{id, name}]}.';

create or replace function private.fill_group(filled uuid, home uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  before constant jsonb := private.policies_in_use(home);
begin
  if exists (select from jsonb_array_elements_text(input -> 'policies') as n where not exists (
      select from public.policies p
      where p.name = n and (p.enterprise_id is null or p.enterprise_id = home))) then
    perform private.refuse('not_found', '{"resource": "policy", "field": "policies"}');
  end if;
  if exists (select from jsonb_array_elements_text(input -> 'members') as i where not exists (
      select from public.members m where m.id::text = lower(i) and m.enterprise_id = home
        and m.state <> 'left')) then
    perform private.refuse('not_found', '{"resource": "member", "field": "members"}');
  end if;
  delete from public.group_policies gp where gp.group_id = filled;
  delete from public.group_members gm where gm.group_id = filled;
  insert into public.group_policies (group_id, policy_id, enterprise_id)
  select filled, p.id, home from public.policies p
  where input -> 'policies' ? p.name and (p.enterprise_id is null or p.enterprise_id = home);
  insert into public.group_members (group_id, member_id, enterprise_id)
  select distinct filled, i::uuid, home from jsonb_array_elements_text(input -> 'members') as i;
  perform private.bound_groups_of(gm.member_id) from public.group_members gm where gm.group_id = filled;
  perform private.keep_rights(home, before);
end $$;
comment on function private.fill_group is
  'Replaces the policies and members of a group. Refuses not_found (also a member who has left), '
  'capacity_reached, last_owner, own_right, right_not_held, right_lost.';

create or replace function private.create_group(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  perform private.lock_people(home);
  insert into public.groups (enterprise_id, name) values (home, private.listed_name(input ->> 'name'))
  returning id into made;
  -- Each is offered where people, approval rules and invitations name a group.
  if (select count(*) from public.groups g where g.enterprise_id = home) > 100 then
    perform private.refuse('capacity_reached', '{"what": "groups", "max": 100}');
  end if;
  perform private.fill_group(made, home, input);
  return made;
end $$;
comment on function public.create_group is
  'IAM-3: makes a group. input {name, policies (by name), members (by id)}. Returns {id, name, policies, '
  'members: [{id, name}]}. Refuses forbidden, sudo_required, name_required, name_unclean, name_unlisted, '
  'name_taken, not_found, capacity_reached, last_owner, own_right, right_not_held, right_lost.';

create or replace function private.update_group("group" uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  home uuid;
begin
  perform private.lock_people(g.enterprise_id) from public.groups g where g.id = "group";
  update public.groups g set name = private.listed_name(input ->> 'name') where g.id = "group"
  returning g.enterprise_id into home;
  perform private.fill_group("group", home, input);
end $$;
comment on function public.update_group is
  'IAM-3: gives a group another name, other policies and members, all at once. Input, answer and refusals as '
  'create_group.';

create or replace function private.delete_group("group" uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  home constant uuid := (select g.enterprise_id from public.groups g where g.id = "group");
  before constant jsonb := private.policies_in_use(home);
begin
  delete from public.groups g where g.id = "group";
  perform private.keep_rights(home, before);
  return jsonb_build_object('id', "group");
end $$;
comment on function public.delete_group is
  'IAM-3: deletes a group; its members keep what other groups give them. Sudo. {id}. Refuses not_found, '
  'forbidden, sudo_required, group_in_use, last_owner, own_right, right_not_held (the group denied somebody '
  'what the caller does not have), right_lost.';

select private.public_verbs('policy');
select private.public_verbs('group', 'user_group');
