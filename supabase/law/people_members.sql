-- people: members, groups, policies (IAM-2, IAM-3)

create or replace function private.keep_an_owner(enterprise uuid) returns void language plpgsql set search_path = '' as $$
begin
  -- Two owners who disable each other at the same time: the second waits for this lock, and then sees the first one's change.
  perform pg_advisory_xact_lock(hashtextextended('owners:' || enterprise::text, 0));
  if not exists (select from private.who_may(enterprise, 'KooMessage:member:manage')) then perform private.refuse('last_owner'); end if;
end $$;
comment on function private.keep_an_owner is 'Refuses last_owner when a change would leave no one who can manage members.';

create or replace function private.member_card(member uuid) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('id', m.id, 'name', m.name, 'email', m.email, 'state', m.state, 'groups', (
    select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.group_members gm join public.groups g on g.id = gm.group_id where gm.member_id = m.id))
  from public.members m where m.id = member
$$;
comment on function private.member_card is 'A member as a verb returns it: {id, name, email, state, groups}.';

create or replace function private.add_member(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  person uuid;
  member uuid;
  called text;
begin
  select u.id into person from auth.users u where lower(u.email) = lower(btrim(input ->> 'email'));
  if person is null then perform private.refuse('not_found', '{"resource": "account"}'); end if;
  if exists (select from public.members m where m.enterprise_id = home and m.user_id = person and m.state = 'disabled') then
    perform private.refuse('member_disabled', jsonb_build_object('email', input ->> 'email'));
  end if;
  for called in select g from jsonb_array_elements_text(input -> 'groups') as g loop
    if not exists (select from public.groups g where g.enterprise_id = home and g.name = called) then perform private.refuse('not_found', '{"resource": "group"}'); end if;
    member := private.join_group(home, person, called);
  end loop;
  return member;
end $$;
create or replace function public.add_member(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('member', 'add', request, input)
$$;
comment on function public.add_member is
  'IAM-3: adds a person with an account to the enterprise, or a member to further groups. input {email, groups}, groups by name. Returns {id, name, email, state, groups}. Refuses forbidden, not_found, input_invalid, member_disabled.';

create or replace function private.disable_member(member uuid, input jsonb) returns void language sql set search_path = '' as $$
  select private.keep_an_owner(m.enterprise_id) from public.members m where m.id = member
$$;
create or replace function public.disable_member(member text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('member', 'disable', member, request)
$$;
comment on function public.disable_member is 'IAM-3: active → disabled: every right is lost, the history stays. Returns as add_member. Refuses not_found, forbidden, wrong_state, last_owner.';

create or replace function public.enable_member(member text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('member', 'enable', member, request)
$$;
comment on function public.enable_member is 'IAM-3: disabled → active, with the groups as they were. Returns as add_member. Refuses not_found, forbidden, wrong_state.';

grant execute on function public.add_member, public.disable_member, public.enable_member to authenticated;
