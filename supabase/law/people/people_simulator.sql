-- people: who may do what, and by which statement of which policy of which group (IAM-2, IAM-3). The answers
-- are those of private.allowed and private.who_may, which the verbs ask too.

create or replace function private.asked_right(
  home uuid, asked text, noun text, id text, source text
) returns table (action text, row_id text, made_by uuid, trials boolean[])
language plpgsql set search_path = '' as $$
declare
  about private.resources;
  it private.target;
begin
  action := (select a.action from private.actions a where lower(asked) = any (private.names_of(a.action)));
  if action is null then perform private.refuse('input_invalid', '{"field": "action"}'); end if;
  if source not in ('session', 'slack', 'discord') then
    perform private.refuse('input_invalid', '{"field": "source"}');
  end if;
  if noun is not null then
    select r.* into about from private.resources r where r.resource = noun;
    if found then it := private.target_seen(about, lower(id)); end if;
    if it.enterprise_id is distinct from home or not private.sees(about, it) then
      perform private.refuse('not_found', jsonb_build_object('resource', noun));
    end if;
    row_id := it.row_id;
    made_by := it.made_by;
  end if;
  if exists (select from private.actions a where a.action = asked_right.action and a.trial) then
    trials := array[(private.look_at(about, row_id, (select min(t.trial) from private.transitions t
            where t.resource = noun and private.in_service(t.needs, it.service) = asked_right.action
            and t.from_state = it.state)) #>> '{}')::boolean];
    if trials[1] is null then trials := '{false,true}'; end if;
  else
    trials := '{null}';
  end if;
  return next;
end $$;
comment on function private.asked_right is
  'The action that is asked about, and the row with its maker. trials: with a trial, without, or both; '
  '{null} where the resource is not a send. Refuses input_invalid (an unknown action or place), not_found (a '
  'row that the caller may not see).';

create or replace function private.statements_about(
  person uuid, home uuid, action text
) returns table (place bigint, "group" text, policy_id uuid, policy text, statement integer, effect text,
own boolean, sources jsonb, trial boolean)
-- One plan, as private.allowed has.
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  names constant text[] := private.names_of(action);
begin
  return query
  select row_number() over (order by r.effect desc, g.name, p.name, r.statement) - 1, g.name, p.id, p.name,
    r.statement, r.effect, r.own, r.sources, r.trial
  from (select distinct x.policy_id, x.statement, x.effect, x.own, x.sources, x.trial from private.rights x
    where x.user_id = person and x.enterprise_id = home
      and exists (select from unnest(names) as n where n like x.pattern)) r
  join public.policies p on p.id = r.policy_id
  join public.group_policies gp on gp.policy_id = r.policy_id and gp.enterprise_id = home
  join public.group_members gm on gm.group_id = gp.group_id
  join public.members m on m.id = gm.member_id and m.user_id = person and m.enterprise_id = home
  join public.groups g on g.id = gp.group_id;
end $$;
comment on function private.statements_about is
  'IAM-2: the statements about an action that a member has, each once for every group that carries it: '
  'Denies first.';

create or replace function public.explain_right(
  action text, member text default null, resource text default null, id text default null,
  source text default null
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  asked record;
  m public.members;
begin
  perform private.require(home, case when member is null then 'own' else 'KooMessage:member:list' end);
  if home is null then perform private.refuse('no_enterprise'); end if;
  select x.* into m from public.members x
  where x.enterprise_id = home
    and case when member is null then x.user_id = private.actor() else x.id::text = lower(member) end;
  if not found then perform private.refuse('not_found', '{"resource": "member"}'); end if;
  select a.* into asked from private.asked_right(home, action, resource, id, source) a;
  return jsonb_build_object('action', asked.action,
    'member', jsonb_build_object('id', m.id, 'name', m.name, 'state', m.state,
      'confirmed', exists (select from auth.users u where u.id = m.user_id and u.email_confirmed_at is not null)),
    'statements', (select coalesce(jsonb_agg(to_jsonb(s) - 'place' order by s.place), '[]')
      from private.statements_about(m.user_id, home, asked.action) s),
    'cases', (select jsonb_agg(jsonb_build_object('source', p.source, 'mine', w.mine, 'trial', t.trial,
          'allowed', private.allowed(m.user_id, home, asked.action, w.mine, source => p.source,
            trial => t.trial), 'by', (
          select coalesce(jsonb_agg(s.place order by s.place) filter (where s.effect = d.deciding), '[]')
          from private.statements_about(m.user_id, home, asked.action) s
          cross join lateral (select case when bool_or(x.effect = 'Deny') then 'Deny'
              else 'Allow' end as deciding from private.statements_about(m.user_id, home, asked.action) x
            where private.holds(x.effect, x.own, x.sources, x.trial, w.mine, p.source, t.trial)) d
          where private.holds(s.effect, s.own, s.sources, s.trial, w.mine, p.source, t.trial)))
          order by p.place, w.mine, t.trial)
      from unnest(case when explain_right.source is null then '{session,slack,discord}'
          else array[explain_right.source] end) with ordinality as p (source, place)
      cross join unnest(case when asked.row_id is null then '{false,true}'
          else array[coalesce(asked.made_by = m.user_id, false)] end) as w (mine)
      cross join unnest(asked.trials) as t (trial)));
end $$;
comment on function public.explain_right is
  'IAM-2, IAM-3: whether a member (null: the caller) may do an action, about a row or any, and why: {action, '
  'member, statements: [{group, policy_id, policy, statement, effect, own, sources, trial}], cases: '
  '[{source, mine, trial, allowed, by}]}. by: the statements that decide the case. Disabled and unconfirmed '
  'members have no statements. Refuses forbidden, no_enterprise, not_found, input_invalid.';

create or replace function public.who_can(
  action text, resource text default null, id text default null, source text default null
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  asked record;
begin
  perform private.require(home, 'KooMessage:member:list');
  select a.* into asked from private.asked_right(home, action, resource, id, source) a;
  return jsonb_build_object('action', asked.action, 'members', (
    select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'email', m.email,
          'always', c.cases = c.allowed,
      'mine_only', not c.others, 'sources', c.sources, 'trial', c.trial) order by m.name, m.id), '[]')
    from private.who_may(home, asked.action, null, who_can.source) as w (person)
    join public.members m on m.user_id = w.person and m.enterprise_id = home
    cross join lateral (
      select count(*) as cases, count(*) filter (where x.yes) as allowed, bool_or(x.yes) as any,
        coalesce(bool_or(x.yes) filter (where not x.mine), false) or asked.row_id is not null as others,
        case when cardinality(asked.trials) = 2
          and bool_or(x.yes) filter (where x.trial) <> bool_or(x.yes) filter (where not x.trial)
          then bool_or(x.yes) filter (where x.trial) end as trial,
        (select jsonb_agg(distinct y.source)
          from (select z.source from unnest(array_agg(case when x.yes then x.source end)) as z (source)) y
          where y.source is not null) as sources
      from (select p.source, r.mine, t.trial,
        private.allowed(w.person, home, asked.action, r.mine, source => p.source, trial => t.trial) as yes
        from unnest(case when who_can.source is null then '{session,slack,discord}'
            else array[who_can.source] end) as p (source)
        cross join unnest(case when asked.row_id is null then '{false,true}'
            else array[coalesce(asked.made_by = w.person, false)] end) as r (mine)
        cross join unnest(asked.trials) as t (trial)) x) c
    where c.any));
end $$;
comment on function public.who_can is
  'IAM-2, IAM-3: the active members who may do an action: {action, members: [{id, name, email, always, '
  'mine_only (own rows), sources, trial (null: either)}]}. A row, its maker and a place narrow the question. '
  'Refuses forbidden, no_enterprise, not_found, input_invalid.';

grant execute on function public.explain_right, public.who_can to authenticated;
