-- people: the 11 system policies (IAM-1, table 11-1) and RTC Administrator (§11.1).
-- shared/src/people/system_policies.ts has the same rows; a test keeps both in step.

create or replace function private.policy_fault(document jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  statement record;
  pattern record;
  place text;
begin
  if jsonb_typeof(document) is distinct from 'object' then return jsonb_build_object('where', 'Policy', 'fault', 'object'); end if;
  if document ->> 'Version' is distinct from '1.1' then return jsonb_build_object('where', 'Version', 'fault', 'version'); end if;
  if jsonb_typeof(document -> 'Statement') is distinct from 'array' or jsonb_array_length(document -> 'Statement') not between 1 and 100 then
    return jsonb_build_object('where', 'Statement', 'fault', 'statements');
  end if;
  for place in select k from jsonb_object_keys(document - array['Version', 'Statement']) as k loop
    return jsonb_build_object('where', place, 'fault', 'key'); end loop;
  for statement in select s.item, format('Statement[%s]', s.n - 1) as place
      from jsonb_array_elements(document -> 'Statement') with ordinality as s (item, n) loop
    if jsonb_typeof(statement.item) <> 'object' then return jsonb_build_object('where', statement.place, 'fault', 'statement'); end if;
    -- What is not evaluated would allow more than is written.
    for place in select k from jsonb_object_keys(statement.item) as k where k not in ('Effect', 'Action', 'Resource', 'Condition') loop
      return jsonb_build_object('where', statement.place || '.' || place, 'fault', 'key');
    end loop;
    if statement.item ->> 'Effect' is null or statement.item ->> 'Effect' not in ('Allow', 'Deny') then
      return jsonb_build_object('where', statement.place || '.Effect', 'fault', 'effect');
    end if;
    if jsonb_typeof(statement.item -> 'Action') is distinct from 'array' or jsonb_array_length(statement.item -> 'Action') not between 1 and 200 then
      return jsonb_build_object('where', statement.place || '.Action', 'fault', 'actions');
    end if;
    if statement.item ? 'Resource' and statement.item -> 'Resource' <> '["*:*:*:*:own"]' then
      return jsonb_build_object('where', statement.place || '.Resource', 'fault', 'resource');
    end if;
    if statement.item ? 'Condition' and private.condition_is_unclear(statement.item -> 'Condition') then
      return jsonb_build_object('where', statement.place || '.Condition', 'fault', 'condition');
    end if;
    for pattern in select a.item #>> '{}' as typed, jsonb_typeof(a.item) as kind, format('%s.Action[%s]', statement.place, a.n - 1) as place
        from jsonb_array_elements(statement.item -> 'Action') with ordinality as a (item, n) loop
      if pattern.kind <> 'string' or pattern.typed !~ '^[A-Za-z*]+:[A-Za-z*]+:[A-Za-z*]+$' then
        return jsonb_build_object('where', pattern.place, 'fault', 'action', 'typed', left(pattern.typed, 200));
      end if;
      -- A misspelt Deny would deny nothing, without being noticed.
      if not exists (select from private.met_by(pattern.typed)) then
        return jsonb_build_object('where', pattern.place, 'fault', 'unknown', 'typed', left(pattern.typed, 200));
      end if;
      if statement.item ? 'Resource' then
        for place in select m.action from private.met_by(pattern.typed) m where not m.own order by m.action limit 1 loop
          return jsonb_build_object('where', pattern.place, 'fault', 'not_own', 'typed', left(pattern.typed, 200), 'action', place);
        end loop;
      end if;
      if statement.item #> '{Condition,StringEquals,tidings:Trial}' is not null then
        for place in select m.action from private.met_by(pattern.typed) m where not m.trial order by m.action limit 1 loop
          return jsonb_build_object('where', pattern.place, 'fault', 'not_trial', 'typed', left(pattern.typed, 200), 'action', place);
        end loop;
      end if;
    end loop;
  end loop;
  return null;
end $$;
comment on function private.policy_fault is
  'IAM-2: the first fault of a policy document, or null: {where: "Statement[0].Action[1]", fault, typed}. '
  'policySchema of shared/src/people/policy.ts finds the same, and has the words.';

create or replace function private.met_by(pattern text) returns setof private.actions
language sql stable security definer set search_path = '' as $$
  select a.* from private.actions a
  where exists (select from unnest(private.names_of(a.action)) as n
    where n like replace(replace(lower(pattern), '_', '\_'), '*', '%'))
$$;
comment on function private.met_by is
  'IAM-2: the actions of the catalogue that a pattern meets, by any of their names.';

create or replace function private.condition_is_unclear(condition jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when jsonb_typeof(condition) <> 'object'
      or (select array_agg(k) from jsonb_object_keys(condition) as k) is distinct from '{StringEquals}'
      or jsonb_typeof(condition -> 'StringEquals') <> 'object' or condition -> 'StringEquals' = '{}'
      or ((condition -> 'StringEquals') - '{tidings:Source,tidings:Trial}'::text[]) <> '{}'
      or jsonb_typeof(coalesce(condition #> '{StringEquals,tidings:Source}', '[]')) <> 'array' then true
    else coalesce((condition #> '{StringEquals,tidings:Trial}') not in ('["yes"]', '["no"]'), false)
      or coalesce(jsonb_array_length(condition #> '{StringEquals,tidings:Source}') not between 1 and 3, false)
      or exists (select from jsonb_array_elements(condition #> '{StringEquals,tidings:Source}') as s
        group by s having count(*) > 1 or s not in ('"session"', '"slack"', '"discord"')) end
$$;
comment on function private.condition_is_unclear is
  'IAM-2: whether a condition is other than {"StringEquals": {"tidings:Source": [session, slack, discord], '
  '"tidings:Trial": [yes or no]}}, one of these keys or both, each place at most once. '
  'No other one is evaluated, so no other one is taken.';

create or replace function private.check_policy(document jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  fault constant jsonb := private.policy_fault(document);
begin
  if fault is null then return; end if;
  perform private.refuse('policy_invalid',
    jsonb_strip_nulls(jsonb_build_object('where', fault -> 'where', 'fault', fault -> 'fault',
        'typed', fault -> 'typed', 'action', fault -> 'action')));
end $$;
comment on function private.check_policy is
  'IAM-2: refuses policy_invalid, and says where a policy document is malformed and how '
  '(private.policy_fault).';

create or replace function private.lay_groups(enterprise uuid) returns void
language plpgsql set search_path = '' as $$
declare
  reviewer uuid;
begin
  -- KooMessage itself has no "approve" action and no maker/checker split; Tidings' reviewers are a custom
  -- policy.
  insert into public.policies (enterprise_id, name, document)
  values (enterprise, 'Tidings Reviewer',
    private.policy('KooMessage:*:review', 'KooMessage:sendTask:approve', 'KooMessage:sendTask:release',
    'KooMessage:sendTask:cancel', 'KooMessage:sendTask:pause', 'KooMessage:alert:update',
    'KooMessage:resolveTask:freeze', 'KooMessage:report:export', 'KooMessageBasic:*:review',
    'KooMessageBasic:sendTask:approve', 'KooMessageBasic:sendTask:release', 'KooMessageBasic:sendTask:cancel',
    'KooMessageBasic:sendTask:pause', 'KooMessageBasic:report:export', 'KooMessageSA:*:review',
    'KooMessageSA:*:freeze'))
  returning id into reviewer;
  insert into public.groups (enterprise_id, name) values
    (enterprise, 'Owners'), (enterprise, 'Operators'), (enterprise, 'Reviewers'), (enterprise, 'Readers');
  insert into public.group_policies (group_id, policy_id, enterprise_id)
  select g.id, p.id, enterprise from public.groups g join public.policies p on
      (g.name = 'Owners' and p.enterprise_id is null and (p.name like '%FullAccess' or p.name = 'RTC Administrator'))
   or (g.name = 'Operators' and p.enterprise_id is null
     and (p.name like '%CommonOperations' or p.name = 'RTC Administrator'))
   or (g.name = 'Reviewers' and ((p.enterprise_id is null and p.name like '%ReadOnlyAccess')
       or p.id = reviewer))
   or (g.name = 'Readers' and p.enterprise_id is null and p.name like '%ReadOnlyAccess')
  where g.enterprise_id = lay_groups.enterprise;
end $$;

comment on function private.lay_groups is
  'The four groups every enterprise starts with: Owners, Operators, Reviewers, Readers.';

create or replace function private.meet() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  -- What a person calls themselves when signing up is shown to others: the rule of private.clean_name,
  -- without a refusal that would end the sign-up. No name may look like a stored pseudonym (RET-1).
  called constant text := left(btrim(regexp_replace(coalesce(new.raw_user_meta_data ->> 'name', ''),
        private.unclean() || '|^former:', '', 'g'), E' \u3000'), 64);
begin
  insert into public.profiles (user_id, name, email, locale)
  values (new.id, coalesce(nullif(called, ''), left(split_part(new.email, '@', 1), 64), ''),
    coalesce(new.email, ''),
    case when new.raw_user_meta_data ->> 'locale' in ('zh-CN', 'en') then new.raw_user_meta_data ->> 'locale' end)
  on conflict (user_id) do nothing;
  return new;
end $$;

comment on function private.meet is
  'Trigger: creates a profile for every new account. Its language is null until the person chooses one: each '
  'surface speaks that of its browser, chat account or machine.';

create trigger accounts_get_a_profile after insert on auth.users for each row execute function private.meet();

create or replace function private.follow_address() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.profiles p set email = coalesce(new.email, '') where p.user_id = new.id;
  update public.members m set email = coalesce(new.email, '') where m.user_id = new.id and m.pseudonym is null;
  return new;
end $$;

comment on function private.follow_address is
  'Trigger: profile and member lists show the address that the account has now.';

create trigger accounts_keep_their_address after update of email on auth.users for each row
  when (new.email is distinct from old.email) execute function private.follow_address();
