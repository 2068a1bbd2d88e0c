-- people: nobody can give a right that they lack, and no right is lost to everyone who could give it (IAM-2,
-- IAM-3, IAM-5)

create or replace function private.rights_of_sets(
  documents jsonb, sets jsonb
) returns table (key text, action text, mine boolean, source text, trial boolean)
language sql stable set search_path = '' as $$
  -- private.holds decides each case, as it does for private.allowed. Each pattern is read once, however many
  -- sets have its policy.
  with names as materialized (
    select a.action, lower(a.action) as name from private.actions a union all select a.action, lower(a.alias)
    from private.action_aliases a
  ), met as materialized (
    select distinct d.key as policy, n.action, s.place, s.item ->> 'Effect' as effect,
      s.item ? 'Resource' as own,
      s.item #> '{Condition,StringEquals,tidings:Source}' as sources,
      s.item #>> '{Condition,StringEquals,tidings:Trial,0}' = 'yes' as only_trial
    from jsonb_each(documents) d
    cross join lateral jsonb_array_elements(d.value -> 'Statement') with ordinality as s (item, place)
    cross join lateral jsonb_array_elements_text(s.item -> 'Action') as p (pattern)
    join names n on n.name like replace(replace(replace(lower(p.pattern), '\', '\\'), '_', '\_'), '*', '%')
  ), cases as materialized (
    -- A place that is not known (an export that runs later) is a case of its own.
    select a.action, w.mine, p.source, t.trial from private.actions a
    cross join unnest(case when a.own then '{false,true}' else '{false}'::boolean[] end) as w (mine)
    cross join unnest('{session,slack,discord,NULL}'::text[]) as p (source)
    cross join unnest(case when a.trial then '{false,true}' else '{NULL}'::boolean[] end) as t (trial)
  )
  select s.key, c.action, c.mine, c.source, c.trial
  from jsonb_each(sets) s cross join lateral jsonb_array_elements_text(s.value) as e (policy)
  join met m on m.policy = e.policy
  join cases c on c.action = m.action
    and private.holds(m.effect, m.own, m.sources, m.only_trial, c.mine, c.source, c.trial)
  group by s.key, c.action, c.mine, c.source, c.trial
  having bool_or(m.effect = 'Allow') and not bool_or(m.effect = 'Deny')
$$;
comment on function private.rights_of_sets is
  'IAM-2: which actions sets of policies allow, case by case: about a row of one''s own making or of another '
  '(mine), from which place (source; null: not known), about a send with a trial or without one (trial). '
  'documents: {policy id: document}. sets: {key: [policy id]}.';

create or replace function private.policies_in_use(
  home uuid, also uuid default null, but uuid default null
) returns jsonb language plpgsql set search_path = '' as $$
begin
  -- Two who change people at the same time: the second waits, and then sees the change of the first.
  perform private.lock_people(home);
  return jsonb_build_object(
    'documents', (select coalesce(jsonb_object_agg(p.id, p.document), '{}') from public.policies p
      where p.enterprise_id is null or p.enterprise_id = home),
    -- The enterprise's own policies are also checked one by one: otherwise their author could have another
    -- member give them.
    'policies', (select coalesce(jsonb_object_agg('policy ' || p.id, jsonb_build_array(p.id)), '{}')
      from public.policies p where p.enterprise_id = home),
    'groups', (select coalesce(jsonb_object_agg('group ' || x.group_id, x.carried), '{}') from (
      select gp.group_id, jsonb_agg(gp.policy_id order by gp.policy_id) as carried
      from public.group_policies gp where gp.enterprise_id = home group by gp.group_id) x),
    'members', (select coalesce(jsonb_object_agg(x.user_id, x.held), '{}') from (
      select m.user_id, jsonb_agg(distinct gp.policy_id) as held from public.members m
      join public.group_members gm on gm.member_id = m.id
      join public.group_policies gp on gp.group_id = gm.group_id
      where m.enterprise_id = home and (m.state = 'active' or m.id = also) and m.id is distinct from but
      group by m.user_id) x),
    -- What a disabled member is given takes effect when they are enabled.
    'holders', (select coalesce(jsonb_object_agg('holder ' || x.user_id, x.held), '{}') from (
      select m.user_id, jsonb_agg(distinct gp.policy_id) as held from public.members m
      join public.group_members gm on gm.member_id = m.id
      join public.group_policies gp on gp.group_id = gm.group_id
      where m.enterprise_id = home and m.state in ('active', 'disabled') and m.id is distinct from but
      group by m.user_id
      union all select k.id, jsonb_agg(x.policy_id order by x.policy_id) from public.access_keys k
      join public.access_key_policies x on x.access_key_id = k.id
      where k.enterprise_id = home and k.state = 'active' group by k.id) x));
end $$;
comment on function private.policies_in_use is
  'IAM-3: the policies of an enterprise as given now: {documents, policies, groups, members, holders}. '
  'Holders are active and disabled members and access keys, members the active ones. also: a member to count as active; but: '
  'one to leave out. Needs private.lock_people.';

create or replace function private.lacking(documents jsonb, given jsonb, held jsonb) returns text[]
language sql stable set search_path = '' as $$
  with rights as materialized (select *
    from private.rights_of_sets(documents, jsonb_build_object('given', given, 'held', coalesce(held, '[]'))))
  select coalesce(array_agg(distinct g.action order by g.action), '{}') from rights g
  where g.key = 'given' and not exists (select from rights h where h.key = 'held' and h.action = g.action
    and (h.mine, h.source, h.trial) is not distinct from (g.mine, g.source, g.trial))
$$;
comment on function private.lacking is
  'IAM-3: the actions that the policies given ([id]) allow in a case in which those held ([id]; null: none) '
  'do not.';

create or replace function private.keep_rights(
  home uuid, before jsonb, leaving boolean default false
) returns void language plpgsql set search_path = '' as $$
declare
  after constant jsonb := private.policies_in_use(home);
  me constant text := private.actor()::text;
  given text[];
  lost text[];
begin
  -- From a session, since these acts ask for a password.
  if not exists (select from private.who_may(home, 'KooMessage:member:manage', source => 'session')) then
    perform private.refuse('last_owner');
  end if;
  -- A wrong click among many members: only another owner could give the right back.
  if not leaving and not private.may(home, 'KooMessage:member:manage') then perform private.refuse('own_right'); end if;
  -- Sets that many members have are looked at once.
  with was as materialized (
    select e.key, e.value as ids, false as member from jsonb_each((before -> 'policies') || (before -> 'groups') || (before -> 'holders')) e
    union all select e.key, e.value, true from jsonb_each(before -> 'members') e
  ), becomes as materialized (
    select e.key, e.value as ids, false as member from jsonb_each((after -> 'policies') || (after -> 'groups') || (after -> 'holders')) e
    union all select e.key, e.value, true from jsonb_each(after -> 'members') e
  ), had as materialized (
    select r.* from private.rights_of_sets(before -> 'documents', (select jsonb_object_agg(w.ids::text, w.ids) from was w)) r
  ), has as materialized (
    select r.* from private.rights_of_sets(after -> 'documents', (select jsonb_object_agg(b.ids::text, b.ids) from becomes b)) r
  ), own as materialized (
    select h.* from was w join had h on h.key = w.ids::text where w.member and w.key = me
  ), changed as (
    select distinct w.ids::text as from_set, b.ids::text as to_set from becomes b left join was w on w.key = b.key and w.member = b.member
    where not b.member and (w.ids is distinct from b.ids or before -> 'documents' is distinct from after -> 'documents')
  ), managed as (
    select distinct h.action, h.mine, h.source, h.trial from had h where h.key in (
      select w.ids::text from was w
      join had x on x.key = w.ids::text and x.action = 'KooMessage:member:manage' and x.source = 'session'
      where w.member)
  ), manages as (
    select distinct h.action, h.mine, h.source, h.trial from has h where h.key in (
      select b.ids::text from becomes b
      join has x on x.key = b.ids::text and x.action = 'KooMessage:member:manage' and x.source = 'session'
      where b.member)
  )
  select array(select distinct n.action from changed c join has n on n.key = c.to_set
      where not exists (select from had o where o.key = c.from_set and o.action = n.action
        and (o.mine, o.source, o.trial) is not distinct from (n.mine, n.source, n.trial))
        and not exists (select from own o
          where o.action = n.action and (o.mine, o.source, o.trial) is not distinct from (n.mine, n.source,
            n.trial))
      order by n.action),
    array(select distinct x.action from (select * from managed except select * from manages) x order by x.action)
  into given, lost;
  if given <> '{}' then
    perform private.refuse('right_not_held', jsonb_build_object('actions', array_to_string(given[:5], ', '),
        'count', cardinality(given)));
  end if;
  -- Nobody can give a right that they lack, so a right that no manager has any more would be lost for ever.
  if lost <> '{}' then
    perform private.refuse('right_lost', jsonb_build_object('actions', array_to_string(lost[:5], ', '),
        'count', cardinality(lost)));
  end if;
end $$;
comment on function private.keep_rights is
  'Checks a change of members, groups or policies against `before` (private.policies_in_use). '
  'Refuses last_owner (nobody could manage members), own_right (the caller could not), right_not_held (a '
  'right the caller lacked is given), right_lost (no manager has a right any more).';

create or replace function private.invites_beyond(inviter uuid, home uuid, group_ids uuid[]) returns text[]
language sql stable set search_path = '' as $$
  -- A group only adds policies to what somebody has, so what the groups allow alone is all that it can give.
  select private.lacking((select coalesce(jsonb_object_agg(p.id, p.document), '{}') from public.policies p
      where p.enterprise_id is null or p.enterprise_id = home),
    (select coalesce(jsonb_agg(distinct gp.policy_id), '[]') from public.group_policies gp
      where gp.enterprise_id = home and gp.group_id = any (group_ids)),
    (select jsonb_agg(distinct gp.policy_id) from public.members m
      join public.group_members gm on gm.member_id = m.id
      join public.group_policies gp on gp.group_id = gm.group_id
      where m.enterprise_id = home and m.user_id = inviter and m.state = 'active'))
$$;
comment on function private.invites_beyond is
  'IAM-5: the actions that these groups give and the inviter does not have.';

create or replace function private.invitation_holds(it public.invitations) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.allowed(it.invited_by, it.enterprise_id, 'KooMessage:member:manage')
    and private.invites_beyond(it.invited_by, it.enterprise_id, it.group_ids) = '{}'
$$;
comment on function private.invitation_holds is
  'IAM-5: whether the maker of an invitation may still invite and has all rights of its groups as they are '
  'now: otherwise a person about to lose a right could invite a second address of their own.';
