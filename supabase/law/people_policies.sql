-- people: the 11 system policies (IAM-1, table 11-1). shared/src/people/system_policies.ts has the same rows; a test keeps both in step.

create or replace function private.check_policy(document jsonb) returns void language plpgsql set search_path = '' as $$
declare
  statement jsonb;
  pattern text;
begin
  if jsonb_typeof(document) is distinct from 'object' or document ->> 'Version' is distinct from '1.1'
     or jsonb_typeof(document -> 'Statement') is distinct from 'array' or jsonb_array_length(document -> 'Statement') = 0
     or document - array['Version', 'Statement'] <> '{}' then
    perform private.refuse('policy_invalid', jsonb_build_object('where', 'Version, Statement'));
  end if;
  for statement in select * from jsonb_array_elements(document -> 'Statement') loop
    if statement ->> 'Effect' is null or statement ->> 'Effect' not in ('Allow', 'Deny') or jsonb_typeof(statement -> 'Action') is distinct from 'array'
       or jsonb_array_length(statement -> 'Action') = 0
       -- A condition that is not evaluated would allow more than is written.
       or exists (select from jsonb_object_keys(statement) as k where k not in ('Effect', 'Action')) then
      perform private.refuse('policy_invalid', jsonb_build_object('where', statement::text));
    end if;
    for pattern in select * from jsonb_array_elements_text(statement -> 'Action') loop
      if pattern is null or pattern !~ '^[A-Za-z*]+:[A-Za-z*]+:[A-Za-z*]+$' then
        perform private.refuse('policy_invalid', jsonb_build_object('where', coalesce(pattern, 'null')));
      end if;
    end loop;
  end loop;
end $$;

comment on function private.check_policy is 'IAM-2: refuses policy_invalid, and says where a policy document is malformed.';

create or replace function private.lay_groups(enterprise uuid) returns void language plpgsql set search_path = '' as $$
declare
  reviewer uuid;
begin
  -- KooMessage itself has no "approve" action and no maker/checker split; Tidings' reviewers are a custom policy.
  insert into public.policies (enterprise_id, name, document)
  values (enterprise, 'Tidings Reviewer', private.policy('KooMessage:*:review', 'KooMessage:sendTask:approve', 'KooMessage:sendTask:release',
    'KooMessage:sendTask:cancel', 'KooMessage:sendTask:pause', 'KooMessage:alert:update', 'KooMessage:resolveTask:freeze', 'KooMessage:report:export'))
  returning id into reviewer;
  insert into public.groups (enterprise_id, name) values
    (enterprise, 'Owners'), (enterprise, 'Operators'), (enterprise, 'Reviewers'), (enterprise, 'Readers');
  insert into public.group_policies (group_id, policy_id, enterprise_id)
  select g.id, p.id, enterprise from public.groups g join public.policies p on
      (g.name = 'Owners' and p.enterprise_id is null and p.name like '%FullAccess')
   or (g.name = 'Operators' and p.enterprise_id is null and p.name like '%CommonOperations')
   or (g.name = 'Reviewers' and ((p.enterprise_id is null and p.name like '%ReadOnlyAccess') or p.id = reviewer))
   or (g.name = 'Readers' and p.enterprise_id is null and p.name like '%ReadOnlyAccess')
  where g.enterprise_id = lay_groups.enterprise;
end $$;

comment on function private.lay_groups is 'The four groups every enterprise starts with: Owners, Operators, Reviewers, Readers.';

create or replace function private.meet() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  -- What a person calls themselves when signing up is shown to others: the rule of private.clean_name, without a refusal that would end the sign-up.
  called constant text := left(btrim(regexp_replace(coalesce(new.raw_user_meta_data ->> 'name', ''),
    '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]', '', 'g'), E' \u3000'), 64);
begin
  insert into public.profiles (user_id, name, email, locale)
  values (new.id, coalesce(nullif(called, ''), left(split_part(new.email, '@', 1), 64), ''), coalesce(new.email, ''),
    case when new.raw_user_meta_data ->> 'locale' in ('zh-CN', 'en') then new.raw_user_meta_data ->> 'locale' end)
  on conflict (user_id) do nothing;
  return new;
end $$;

comment on function private.meet is 'Trigger: creates a profile for every new account. Its language is null until the person chooses one: each surface speaks that of its browser, chat account or machine.';

create trigger accounts_get_a_profile after insert on auth.users for each row execute function private.meet();

create or replace function private.follow_address() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.profiles p set email = coalesce(new.email, '') where p.user_id = new.id;
  update public.members m set email = coalesce(new.email, '') where m.user_id = new.id;
  return new;
end $$;

comment on function private.follow_address is 'Trigger: profile and member lists show the address that the account has now.';

create trigger accounts_keep_their_address after update of email on auth.users for each row
  when (new.email is distinct from old.email) execute function private.follow_address();
