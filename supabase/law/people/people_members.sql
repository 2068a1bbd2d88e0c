-- people: members (IAM-3, IAM-5)

create or replace view public.member_cards with (security_invoker = true) as
select m.id, m.enterprise_id, m.user_id, private.in_words(m.name) as name, private.in_words(m.email) as email,
  m.state, (
    select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.group_members gm
    join public.groups g on g.id = gm.group_id where gm.member_id = m.id) as groups,
  m.created_at
from public.members m;
comment on view public.member_cards is 'The members of an enterprise with the names of their groups.';
grant select on public.member_cards to authenticated;

create or replace function private.member_card(member uuid) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(c) - array['enterprise_id', 'user_id', 'created_at'] from public.member_cards c
  where c.id = member
$$;
comment on function private.member_card is 'A member as a verb returns it: {id, name, email, state, groups}.';

create or replace function private.bound_groups_of(member uuid) returns void
language plpgsql set search_path = '' as $$
begin
  -- Each check of a right reads all groups of the member. Twenty are five times what an enterprise starts
  -- with.
  if (select count(*) from public.group_members gm where gm.member_id = member) > 20 then
    perform private.refuse('capacity_reached', jsonb_build_object('what', 'groups_of_member', 'max', 20));
  end if;
end $$;
comment on function private.bound_groups_of is
  'IAM-5: refuses capacity_reached where a member is in more than 20 groups.';

create or replace function private.join_group(enterprise uuid, person uuid, group_ids uuid[]) returns uuid
language plpgsql set search_path = '' as $$
declare
  joined public.members;
begin
  insert into public.members (enterprise_id, user_id, name, email)
  select enterprise, p.user_id, p.name, p.email from public.profiles p where p.user_id = person
  on conflict (enterprise_id, user_id) do update set name = excluded.name, email = excluded.email,
  pseudonym = null,
    joined_at = case members.state when 'left' then excluded.joined_at else members.joined_at end,
    state = case members.state when 'left' then 'active' else members.state end
  returning * into joined;
  -- What an owner has ended, an invitation does not bring back.
  if joined.state = 'disabled' then
    perform private.refuse('member_disabled', jsonb_build_object('email', joined.email));
  end if;
  insert into public.group_members (group_id, member_id, enterprise_id)
  select g.id, joined.id, enterprise from public.groups g
  where g.enterprise_id = enterprise and g.id = any (group_ids)
  on conflict do nothing;
  perform private.bound_groups_of(joined.id);
  return joined.id;
end $$;
comment on function private.join_group is
  'Makes a person a member (once; who left comes back) and puts them into these groups of the enterprise. '
  'Refuses member_disabled, capacity_reached.';

create or replace function private.disable_member(member uuid, input jsonb) returns void
language sql set search_path = '' as $$
  -- The state is the new one already.
  select private.keep_rights(m.enterprise_id, private.policies_in_use(m.enterprise_id, also => m.id)),
    private.end_invitations_by(m.enterprise_id, m.user_id) from public.members m where m.id = member
$$;
comment on function public.disable_member is
  'IAM-3: active → disabled: every right is lost, the history stays, and the invitations the member made are '
  'revoked. Sudo. Returns {id, name, email, state, groups}. Refuses not_found, forbidden, sudo_required, '
  'wrong_state, last_owner, own_right, right_lost.';

create or replace function private.enable_member(member uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.keep_rights(m.enterprise_id, private.policies_in_use(m.enterprise_id, but => m.id))
  from public.members m where m.id = member
$$;
comment on function public.enable_member is
  'IAM-3: disabled → active, with the groups as they were. Sudo. Returns as disable_member. '
  'Refuses not_found, forbidden, sudo_required, wrong_state, right_not_held.';

create or replace function private.leave_member(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  it public.members;
  was jsonb;
  manages boolean;
  before jsonb;
begin
  select m.* into it from public.members m
  where m.user_id = private.actor() and m.enterprise_id::text = lower(input ->> 'enterprise')
    and m.state <> 'left' for update;
  if not found then perform private.refuse('not_found', '{"resource": "enterprise"}'); end if;
  was := private.member_card(it.id) - 'id';
  manages := private.allowed(it.user_id, it.enterprise_id, 'KooMessage:member:manage');
  if manages then before := private.policies_in_use(it.enterprise_id); end if;
  -- Who comes back by another invitation has what that one gives, not what was given once.
  delete from public.group_members gm where gm.member_id = it.id;
  update public.members m set state = 'left' where m.id = it.id;
  if manages then perform private.keep_rights(it.enterprise_id, before, true); end if;
  perform private.end_invitations_by(it.enterprise_id, it.user_id);
  update public.profiles p set enterprise_id = null
  where p.user_id = it.user_id and p.enterprise_id = it.enterprise_id;
  return public.whoami() || jsonb_build_object('about', it.id, 'home', it.enterprise_id, 'before', was,
    'after', private.member_card(it.id) - 'id');
end $$;
create or replace function public.leave_enterprise(enterprise text, request text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.make('member', 'leave', request, jsonb_build_object('enterprise', enterprise))
$$;
comment on function public.leave_enterprise is
  'IAM-5: ends one''s own membership of an enterprise, also a disabled one: every right and group is lost, '
  'the history stays. Who left comes back by accepting another invitation. Returns whoami(). '
  'Refuses not_signed_in, not_found, last_owner, right_lost.';

grant execute on function public.leave_enterprise to authenticated;

select private.public_verbs('member');
