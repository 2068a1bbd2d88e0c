comment on table public.enterprises is 'ENT-1: a tenant. No row of one enterprise is ever visible to another.';

comment on table public.statement_acceptances is 'ENT-2 (§2): who accepted which usage statement (声明) and when.';

comment on table public.members is 'A person in an enterprise. Who is disabled, or has left, keeps the history and loses every right.';

comment on table public.policies is 'IAM-1 system policies (enterprise_id null) and IAM-2 custom ones: {"Version":"1.1","Statement":[{"Effect","Action":[…]}]}.';

comment on table public.groups is 'IAM-3: user groups carry policies; a member has the union of its groups'' policies.';

comment on table public.group_policies is 'Which policies a group carries.';

comment on table public.group_members is 'Who is in a group.';

-- ---------------------------------------------------------------------------------------------
-- Rights

create or replace view private.rights as
select held.user_id, held.enterprise_id, s.item ->> 'Effect' as effect,
  -- As a pattern of `like`, in small letters: `*` matches any run of characters, case does not matter (§11.2).
  replace(replace(replace(lower(a.pattern), '\', '\\'), '_', '\_'), '*', '%') as pattern
-- A policy that several of the groups carry is read once, so the cost does not grow with the number of groups.
from (select distinct m.user_id, m.enterprise_id, gp.policy_id
  from public.members m
  -- IAM-5: an address that nobody confirmed is no proof of a person.
  join auth.users u on u.id = m.user_id and u.email_confirmed_at is not null
  join public.group_members gm on gm.member_id = m.id
  join public.group_policies gp on gp.group_id = gm.group_id
  where m.state = 'active') as held
join public.policies p on p.id = held.policy_id
cross join lateral jsonb_array_elements(p.document -> 'Statement') as s (item)
cross join lateral jsonb_array_elements_text(s.item -> 'Action') as a (pattern);

comment on view private.rights is 'IAM-2, IAM-3, IAM-5: which actions the policies of their groups allow or deny to active members whose address is confirmed.';

create or replace function private.allowed(person uuid, enterprise uuid, action text) returns boolean
language sql stable security definer set search_path = '' as $$
  -- Deny always wins; nothing is allowed by default (§11.2).
  select coalesce(bool_or(r.effect = 'Allow') and not bool_or(r.effect = 'Deny'), false)
  from private.rights r where r.user_id = person and r.enterprise_id = enterprise and lower(action) like r.pattern
$$;

comment on function private.allowed is 'IAM-2, IAM-3: whether this person may do this action (service:resource:operation) in this enterprise.';

create or replace function private.actions_of(person uuid, enterprise uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  -- private.allowed for every action of the catalogue in one query: asked 54 times, a click in chat cost 30 to 70 ms of the database.
  select coalesce(jsonb_agg(granted.action order by granted.action), '[]') from (
    select a.action from private.actions a
    join (select distinct r.effect, r.pattern from private.rights r where r.user_id = person and r.enterprise_id = enterprise) r on lower(a.action) like r.pattern
    group by a.action having bool_or(r.effect = 'Allow') and not bool_or(r.effect = 'Deny')) granted
$$;

comment on function private.actions_of is 'IAM-2, IAM-3: the actions of the catalogue that this person may do in this enterprise, as a JSON array in the order of their names.';

create or replace function private.who_may(enterprise uuid, action text) returns setof uuid language sql stable security definer set search_path = '' as $$
  -- private.allowed for all members in one query: 500 members take 5 ms, one by one 30 ms. Cards of pending sends need it often.
  select r.user_id from private.rights r where r.enterprise_id = who_may.enterprise and lower(who_may.action) like r.pattern
  group by r.user_id having bool_or(r.effect = 'Allow') and not bool_or(r.effect = 'Deny')
$$;

comment on function private.who_may is 'IAM-2, IAM-3: the active members of an enterprise who may do this action.';

create or replace function private.may(enterprise uuid, action text) returns boolean
language sql stable security definer set search_path = '' as $$
  -- A platform admin's right is of the deployment, not of an enterprise: no policy gives it.
  select case action when 'platform' then private.is_platform_admin() when 'own' then private.actor() is not null else private.allowed(private.actor(), enterprise, action) end
$$;

comment on function private.may is 'Whether the caller may do this action in this enterprise. own: whether anyone is signed in. platform: whether the caller runs the deployment.';

create or replace function private.may_in(action text) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.enterprise_id), '{}') from public.members m
  where m.user_id = private.actor() and m.state = 'active' and private.allowed(m.user_id, m.enterprise_id, action)
$$;

comment on function private.may_in is 'The enterprises where the caller may do this action. Policies compare a row''s enterprise_id with it once per query.';

create or replace function private.my_enterprises() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.enterprise_id), '{}') from public.members m where m.user_id = private.actor() and m.state = 'active'
$$;

comment on function private.my_enterprises is 'The enterprises the caller belongs to.';

create or replace function private.enterprise_in_use(person uuid) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  -- Never one that was not chosen: else whoever invites somebody first decides where that person's next click lands.
  return (
    select m.enterprise_id from public.profiles p join public.members m on m.user_id = p.user_id and m.enterprise_id = p.enterprise_id
    where p.user_id = person and m.state = 'active');
end $$;

comment on function private.enterprise_in_use is 'ENT-1: the enterprise that a person chose to work in, or null: none was chosen, or the person is no active member of it any more.';

create or replace function private.current_enterprise() returns uuid language sql stable security definer set search_path = '' as $$
  select private.enterprise_in_use(private.actor())
$$;

comment on function private.current_enterprise is 'The enterprise the caller works in now (private.enterprise_in_use).';

create or replace function private.require(enterprise uuid, action text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.actor() is null then
    perform private.require_voice();
    if private.is_bot() then
      perform private.refuse('not_linked');
    end if;
    perform private.refuse('not_signed_in');
  end if;
  if action = 'own' then return; end if;
  if action = 'platform' then
    if not private.is_platform_admin() then perform private.refuse('platform_admin_only'); end if;
    return;
  end if;
  if enterprise is null then
    perform private.refuse('no_enterprise');
  end if;
  if not private.may(enterprise, action) then
    perform private.refuse('forbidden', jsonb_build_object('action', action));
  end if;
end $$;

comment on function private.require is 'Refuses not_signed_in, session_ended, not_linked, chat_proof_required, no_enterprise, platform_admin_only (for the action platform) or forbidden; returns when the action is allowed.';

create or replace function private.require_bot() returns void language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_bot() then
    perform private.require_voice();
    perform private.refuse('bot_only');
  end if;
end $$;

comment on function private.require_bot is 'Refuses everyone but the bot account.';

-- ---------------------------------------------------------------------------------------------
-- Row-level security

select private.resource_table('public.audit_log', 'KooMessage:audit:list');

select private.resource_table('public.statement_acceptances', 'KooMessage:member:list');

select private.resource_table('public.members', 'KooMessage:member:list');

select private.resource_table('public.invitations', 'KooMessage:member:list');

select private.resource_table('public.groups', 'KooMessage:member:list');

select private.resource_table('public.group_policies', 'KooMessage:member:list');

select private.resource_table('public.group_members', 'KooMessage:member:list');

alter table public.chat_identities enable row level security;

alter table public.profiles enable row level security;

alter table public.enterprises enable row level security;

alter table public.policies enable row level security;

grant select on public.chat_identities, public.profiles, public.enterprises, public.policies to authenticated;

create policy "a person sees their own chat accounts, and those of members they may list" on public.chat_identities for select to authenticated
  using (user_id = (select private.actor())
    or user_id in (select m.user_id from public.members m where m.state = 'active' and m.enterprise_id = any ((select private.may_in('KooMessage:member:list'))::uuid[])));

create policy "a person sees their own profile" on public.profiles for select to authenticated
  using (user_id = (select private.actor()));

create policy "members see their enterprises" on public.enterprises for select to authenticated
  using (id = any ((select private.my_enterprises())::uuid[]));

create policy "system policies are for all, custom ones for their enterprise" on public.policies for select to authenticated
  using ((enterprise_id is null and (select private.actor()) is not null)
    or enterprise_id = any ((select private.may_in('KooMessage:member:list'))::uuid[]));

-- These run inside policies, in the role of the caller.
grant execute on function private.actor, private.may_in, private.my_enterprises, private.header, private.is_bot to authenticated, anon;
