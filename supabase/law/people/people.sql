comment on table public.enterprises is
  'ENT-1: a tenant. No row of one enterprise is ever visible to another.';

comment on table public.statement_acceptances is
  'ENT-2 (§2): who accepted which usage statement (声明) and when.';

comment on table public.members is
  'A person in an enterprise. Who is disabled, or has left, keeps the history and loses every right.';

comment on table public.policies is
  'IAM-1 system policies (enterprise_id null) and IAM-2 custom ones: '
  '{"Version":"1.1","Statement":[{"Effect","Action":[…],"Resource","Condition"}]}; private.check_policy says '
  'what each may be.';

comment on table public.groups is
  'IAM-3: user groups carry policies; a member has the union of its groups'' policies.';

comment on table public.group_policies is 'Which policies a group carries.';

comment on table public.group_members is 'Who is in a group.';

-- ---------------------------------------------------------------------------------------------
-- Rights

create or replace view private.rights as
select held.user_id, held.enterprise_id, held.policy_id, s.place::integer as statement,
  s.item ->> 'Effect' as effect,
  -- As a pattern of `like`, in small letters: `*` matches any run of characters, case does not matter
  -- (§11.2).
  replace(replace(replace(lower(a.pattern), '\', '\\'), '_', '\_'), '*', '%') as pattern,
  -- What limits the statement, as private.check_policy took it.
  s.item ? 'Resource' as own, s.item #> '{Condition,StringEquals,tidings:Source}' as sources,
  s.item #>> '{Condition,StringEquals,tidings:Trial,0}' = 'yes' as trial, held.by_key
-- A policy that several of the groups carry is read once, so the cost does not grow with the number of
-- groups.
from (select distinct m.user_id, m.enterprise_id, gp.policy_id, false as by_key
  from public.members m
  -- IAM-5: an unconfirmed address proves nothing about a person.
  join auth.users u on u.id = m.user_id and u.email_confirmed_at is not null
  join public.group_members gm on gm.member_id = m.id
  join public.group_policies gp on gp.group_id = gm.group_id
  where m.state = 'active'
  union all
  select k.id, k.enterprise_id, x.policy_id, true from public.access_keys k
  join public.access_key_policies x on x.access_key_id = k.id where k.state = 'active') as held
join public.policies p on p.id = held.policy_id
cross join lateral jsonb_array_elements(p.document -> 'Statement') with ordinality as s (item, place)
cross join lateral jsonb_array_elements_text(s.item -> 'Action') as a (pattern);

comment on view private.rights is
  'IAM-2, IAM-3, IAM-5: which actions policies allow or deny to active members whose address is confirmed, '
  'and to access keys (by_key). own: only about rows of their own making. sources: only from these places. '
  'trial: only about sends with a trial, or without one (null: both).';

create or replace function private.names_of(action text) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  -- An alias is asked about as what it means, and a pattern meets an action by any of its names.
  meant constant text := lower(coalesce((select a.action from private.action_aliases a
        where lower(a.alias) = lower(names_of.action)), action));
begin
  return meant || array(select lower(a.alias) from private.action_aliases a where lower(a.action) = meant);
end $$;

comment on function private.names_of is
  'IAM-2: all names of an action in small letters, its own first: the guide has other names for some '
  '(private.action_aliases).';

create or replace function private.holds(
  effect text, own boolean, sources jsonb, only_trial boolean, mine boolean, source text, trial boolean
) returns boolean language plpgsql immutable set search_path = '' as $$
begin
  -- Where the place of the call is unknown (an export that runs later), a statement limited to a place does
  -- not allow, but denies.
  return (not own or mine) and (only_trial is null or trial is not distinct from only_trial)
    and (sources is null or case when source is null then effect = 'Deny' else sources ? source end);
end $$;

comment on function private.holds is
  'IAM-2: whether a statement holds about a row that is the person''s own or not (mine), asked from this '
  'place (source; null: not known), about a send with a trial or without one (trial; null: about no send).';

create or replace function private.place() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if session_user = 'tidings_functions' then return null; end if;
  -- A statement that is limited to a place does not allow a key anything, but denies it.
  if private.speaks_for_keys() then return null; end if;
  if not private.is_bot() then return 'session'; end if;
  return (private.chat_identity()).provider;
end $$;

comment on function private.place is
  'IAM-2: from where the caller asks, as far as the database knows: slack and discord by the bot''s proof, '
  'session for a person''s own sign-in, whatever its client calls itself (panel, terminal, API). '
  'Null: it is not known, or an access key calls.';

create or replace function private.allowed_in(
  person uuid, enterprises uuid[], action text, mine boolean default null, here boolean default false,
  source text default null, trial boolean default null
) returns uuid[]
-- The view of rights is planned in 1 ms and read in 0.1 ms: without a generic plan it is planned at every
-- call.
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  names constant text[] := private.names_of(action);
begin
  -- Deny always wins; nothing is allowed by default (§11.2).
  return (with met as materialized (
    select r.enterprise_id, r.effect, r.own, r.sources, r.trial from private.rights r
    where r.user_id = person and r.enterprise_id = any (enterprises)
      and exists (select from unnest(names) as n where n like r.pattern)
  ), rows as (
    -- The cases differ only where a statement is limited.
    select x as mine
    from unnest(case when allowed_in.mine is not null then array[allowed_in.mine]
        when exists (select from met where own) then '{false,true}' else '{false}' end) as x
  ), places as (
    select x as source
    from unnest(case when not exists (select from met where sources is not null) then array[null]
      when here then array[private.place()] when allowed_in.source is not null then
        array[allowed_in.source] else '{session,slack,discord}' end) as x
  )
  select coalesce(array_agg(distinct one.enterprise_id), '{}') from (
    select m.enterprise_id from met m cross join rows w cross join places p
    cross join unnest(case when allowed_in.trial is not null then array[allowed_in.trial]
        when exists (select from met x where x.trial is not null) then '{false,true}'
        else '{null}'::boolean[] end) as t (trial)
    where private.holds(m.effect, m.own, m.sources, m.trial, w.mine, p.source, t.trial)
    group by m.enterprise_id, w.mine, p.source, t.trial
    having bool_or(m.effect = 'Allow') and not bool_or(m.effect = 'Deny')) one);
end $$;

comment on function private.allowed_in is
  'IAM-2, IAM-3: in which of these enterprises a person may do an action (service:resource:operation). '
  'mine: own rows or others (null: any). here: from the caller''s place; source: from this place. '
  'trial: a send with or without a trial (null: any).';

create or replace function private.allowed(
  person uuid, enterprise uuid, action text, mine boolean default null, here boolean default false,
  source text default null, trial boolean default null
) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.allowed_in(person, array[enterprise], action, mine, here, source, trial) <> '{}';
end $$;

comment on function private.allowed is 'private.allowed_in, for one enterprise.';

create or replace function private.actions_of(person uuid, enterprise uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  -- private.allowed for every action of the catalogue in one query: asked 54 times, a click in chat cost 30
  -- to 70 ms of the database.
  return (with held as materialized (
      select distinct r.effect, r.pattern, r.own, r.sources, r.trial from private.rights r
      where r.user_id = person and r.enterprise_id = enterprise
    ), names as (
      select a.action, lower(a.action) as name from private.actions a
      union all select a.action, lower(a.alias) from private.action_aliases a
    ), place as materialized (
      select case when exists (select from held where sources is not null) then private.place() end as source
    ), cases as (
      select w.mine, p.source, t.trial from place p
      cross join unnest(case when exists (select from held where own) then '{false,true}'
          else '{false}'::boolean[] end) as w (mine)
      cross join unnest(case when exists (select from held h where h.trial is not null) then '{false,true}'
          else '{null}'::boolean[] end) as t (trial)
    )
    select coalesce(jsonb_agg(granted.action order by granted.action), '[]') from (
      select distinct one.action from (
        select n.action, c.mine from names n join held h on n.name like h.pattern
        join cases c on private.holds(h.effect, h.own, h.sources, h.trial, c.mine, c.source, c.trial)
        group by n.action, c.mine, c.trial
        having bool_or(h.effect = 'Allow') and not bool_or(h.effect = 'Deny')) one) granted);
end $$;

comment on function private.actions_of is
  'IAM-2, IAM-3: the actions of the catalogue that this person may do in this enterprise from where the '
  'caller is, about some row, as a JSON array in the order of their names.';

create or replace function private.who_may(
  enterprise uuid, action text, mine boolean default null, source text default null
) returns setof uuid
-- One plan, as private.allowed has.
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  names constant text[] := private.names_of(action);
begin
  -- private.allowed for all members in one query: 500 members take 5 ms, one by one 30 ms. Cards of pending
  -- sends need it often.
  return query with met as materialized (
    select r.user_id, r.effect, r.own, r.sources, r.trial from private.rights r
    where r.enterprise_id = who_may.enterprise and not r.by_key
      and exists (select from unnest(names) as n where n like r.pattern)
  ), cases as (
    select w.mine, p.source, t.trial
    from unnest(case when who_may.mine is not null then array[who_may.mine]
        when exists (select from met where own) then '{false,true}' else '{false}' end) as w (mine)
    cross join unnest(case when who_may.source is not null then array[who_may.source]
        when exists (select from met where sources is not null) then '{session,slack,discord}'
      else array[null] end) as p (source)
    cross join unnest(case when exists (select from met x where x.trial is not null) then '{false,true}'
        else '{null}'::boolean[] end) as t (trial)
  )
  select distinct one.user_id from (
    select m.user_id from met m join cases c on private.holds(m.effect, m.own, m.sources, m.trial, c.mine,
      c.source, c.trial)
    group by m.user_id, c.mine, c.source, c.trial
    having bool_or(m.effect = 'Allow') and not bool_or(m.effect = 'Deny')) one;
end $$;

comment on function private.who_may is
  'IAM-2, IAM-3: the active members of an enterprise who may do this action: about rows of their own making '
  'or of others (mine; null: about some row), from a place (source; null: from some).';

create or replace function private.may(
  enterprise uuid, action text, mine boolean default null, trial boolean default null
) returns boolean
language sql stable security definer set search_path = '' as $$
  -- A platform admin's right is of the deployment, not of an enterprise: no policy gives it.
  select case action when 'platform' then private.is_platform_admin()
    when 'own' then private.actor() is not null
    else private.allowed(private.actor(), enterprise, action, mine, true, trial => trial) end
$$;

comment on function private.may is
  'Whether the caller may do this action in this enterprise, from where they are; about a row that they made '
  'or not (mine; null: about some row), a send with a trial or without one (trial; null: about some). '
  'own: whether anyone is signed in. platform: whether the caller runs the deployment.';

create or replace function private.bar_of(
  enterprise uuid, action text, mine boolean default null, trial boolean default null
) returns text language sql stable security definer set search_path = '' as $$
  select case when action = 'platform' then 'platform_admin_only'
    when trial is not null and private.may(enterprise, action, mine, not trial) then case when trial then 'whole_only' else 'trial_only' end
    when private.may(enterprise, action) then 'own_only'
    when private.allowed(private.actor(), enterprise, action) then 'not_from_here' else 'forbidden' end
$$;

comment on function private.bar_of is
  'Why the caller may not do what private.may denies: own_only (what they made they may), trial_only (with a '
  'trial they may), whole_only (without one they may), not_from_here (from another place they may), '
  'forbidden, platform_admin_only.';

create or replace function private.trial_bar(enterprise uuid, service text default null) returns text
language sql stable security definer set search_path = '' as $$
  -- A send that one is about to make is one's own.
  select case when whole = trial then null when trial then 'trial_only' else 'whole_only' end from (
    select private.may(enterprise, n.needs, true, true) as trial,
      private.may(enterprise, n.needs, true, false) as whole
    from (select private.in_service('KooMessage:sendTask:submit', service) as needs) n) x
$$;

comment on function private.trial_bar is
  'IAM-2: trial_only where the caller may submit a send of their own with a trial alone, whole_only where '
  'without one alone; null: either, or neither. The code of the refusal that the other choice meets. service: that '
  'of the send, as private.service_of has it.';

create or replace function private.my_enterprises() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(array_agg(x.enterprise_id), '{}') from (
      select m.enterprise_id from public.members m where m.user_id = private.actor() and m.state = 'active'
      union all select k.enterprise_id from public.access_keys k
      where k.id = private.actor() and k.state = 'active') x);
end $$;

comment on function private.my_enterprises is
  'The enterprises the caller belongs to; of an access key the one that has it.';

create or replace function private.may_in(action text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  if action = 'own' then return private.my_enterprises(); end if;
  return private.allowed_in(private.actor(), private.my_enterprises(), action, null, true);
end $$;

comment on function private.may_in is
  'The enterprises where the caller may do this action; own: all of theirs. Policies compare a row''s '
  'enterprise_id with it once per query.';

create or replace function private.enterprise_in_use(person uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- Never one that was not chosen: the first person to send an invitation would decide where the next click
  -- lands.
  return (
    select m.enterprise_id from public.profiles p join public.members m on m.user_id = p.user_id
      and m.enterprise_id = p.enterprise_id
    where p.user_id = person and m.state = 'active'
    union all select k.enterprise_id from public.access_keys k where k.id = person and k.state = 'active');
end $$;

comment on function private.enterprise_in_use is
  'ENT-1: the enterprise that a person chose to work in, or null: none was chosen, or the person is no '
  'active member of it any more. Of an access key the one that has it.';

create or replace function private.current_enterprise() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.enterprise_in_use(private.actor());
end $$;

comment on function private.current_enterprise is
  'The enterprise the caller works in now (private.enterprise_in_use).';

create or replace function private.require(
  enterprise uuid, action text, mine boolean default null, trial boolean default null
) returns void
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
  if not private.may(enterprise, action, mine, trial) then
    perform private.refuse(private.bar_of(enterprise, action, mine, trial),
      jsonb_build_object('action', action));
  end if;
end $$;

comment on function private.require is
  'Refuses not_signed_in, session_ended, not_linked, chat_proof_required, no_enterprise, platform_admin_only '
  '(for the action platform), own_only, trial_only, whole_only, not_from_here or forbidden; returns when the '
  'action is allowed. mine, trial: as for private.may.';

create or replace function private.require_either(
  enterprise uuid, action text, other text, mine boolean, trial boolean
) returns void language plpgsql security definer set search_path = '' as $$
begin
  if other is not null and private.actor() is not null and enterprise is not null then
    if private.may(enterprise, other, mine, trial) then return; end if;
    if private.bar_of(enterprise, action, mine, trial) = 'forbidden'
      and not private.may(enterprise, action, mine, trial) then
      perform private.refuse('forbidden', jsonb_build_object('action', action || ', ' || other));
    end if;
  end if;
  perform private.require(enterprise, action, mine, trial);
end $$;
comment on function private.require_either is
  'As private.require, where another action serves as well (null: none does). The refusal names both.';

create or replace function private.require_bot() returns void
language plpgsql security definer set search_path = '' as $$
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
    or user_id in (select m.user_id from public.members m
      where m.state = 'active'
      and m.enterprise_id = any ((select private.may_in('KooMessage:member:list'))::uuid[])));

create policy "a person sees their own profile" on public.profiles for select to authenticated
  using (user_id = (select private.actor()));

create policy "members see their enterprises" on public.enterprises for select to authenticated
  using (id = any ((select private.my_enterprises())::uuid[]));

create policy "system policies are for all, custom ones for their enterprise" on public.policies for select to authenticated
  using ((enterprise_id is null and (select private.actor()) is not null)
    or enterprise_id = any ((select private.may_in('KooMessage:member:list'))::uuid[]));

-- These run inside policies, in the role of the caller.
grant execute on function private.actor, private.may_in, private.my_enterprises, private.header,
  private.is_bot to authenticated, anon;

grant execute on function private.current_enterprise to authenticated;
