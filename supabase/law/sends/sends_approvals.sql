comment on table public.approval_rules is
  'APR-1: a rule applies to a send that meets all of its conditions (audience, units, cost, '
  'marketing, '
  'requester''s group). It requires approvers from a group, or from all who may approve. '
  'All matching rules apply; without any, one approver. Never the submitter.';

comment on table public.send_approvals is
  'APR-1: who approved which submission of a send. An edit changes the hash, and a new submission changes '
  'the time: earlier approvals no longer count.';

comment on table private.asked is
  'T9: what the rules required of a submission when it was made: one row per rule that applied (rule null: '
  'none did), with the members of its group at that time (members null: no group).';

comment on table private.undone_approvals is
  'BOT-3: approvals that their approvers took back within private.undo_span, before anything had gone out.';

create trigger send_approvals_are_append_only before update or delete on public.send_approvals
  for each row execute function private.never_change();

select private.resource_table('public.approval_rules', 'KooMessage:approvalRule:list');

select private.part_table('public.send_approvals', 'KooMessage:sendTask:list', 'public.sends', 'send_id');

create or replace function private.in_group(person uuid, "group" uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.members m join public.group_members x on x.member_id = m.id
    where m.user_id = person and m.state = 'active' and x.group_id = "group")
$$;

comment on function private.in_group is 'Whether a person is an active member of a group.';

create or replace function private.asked_of(
  rules jsonb, audience bigint, units bigint, cost_fen bigint, marketing boolean, requester uuid
)
returns table (rule text, approvers integer, group_id uuid) language plpgsql stable set search_path = '' as $$
begin
  return query
  with hit as (
    select p.name, p.approvers, p.group_id
    from jsonb_to_recordset(rules) as p (name text, min_audience bigint, min_units bigint, min_cost_fen bigint,
      marketing boolean, requester_group_id uuid, approvers integer, group_id uuid)
    where audience >= coalesce(p.min_audience, 0) and units >= coalesce(p.min_units, 0)
      -- What has no price may cost anything.
      and (cost_fen is null or cost_fen >= coalesce(p.min_cost_fen, 0))
      and (p.marketing is null or p.marketing = asked_of.marketing)
      and (p.requester_group_id is null or private.in_group(requester, p.requester_group_id))
  )
  select h.name, h.approvers, h.group_id from hit h
  union all
  -- Four eyes: without a rule, one other person.
  select null, 1, null where not exists (select from hit);
end $$;

comment on function private.asked_of is
  'What a set of rules requires of a send: one row per rule that applies; rule null: none does, so one '
  'approver.';

create or replace function private.rules_of(enterprise uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(to_jsonb(p) order by p.name), '[]') from public.approval_rules p
    where p.enterprise_id = enterprise);
end $$;

comment on function private.rules_of is 'The approval rules of an enterprise as one JSON array.';

create or replace function private.who_may_approve(enterprise uuid, "group" uuid) returns integer
language sql stable set search_path = '' as $$
  -- A rule meets sends of both editions, and who decides about those of one need not decide about the other.
  select max(n.able)::integer from (
    select (select count(*) from private.who_may(who_may_approve.enterprise,
        private.in_service('KooMessage:sendTask:approve', e.service)) as w (person)
      where "group" is null or private.in_group(w.person, who_may_approve."group")) as able
    from (values (null), (private.service_of_kind('basic'))) as e (service)) n
$$;

comment on function private.who_may_approve is
  'How many active members (of a group) may approve sends, of the edition of which more may.';

create or replace function private.send_hands(send uuid) returns setof uuid
language plpgsql stable set search_path = '' as $$
begin
  return query
  with file as (
    -- A resend has its numbers from the file of the first send.
    select x.number_file_id as id from public.sends s join public.sends x on x.id in (s.id, s.parent_id)
    where s.id = send
  ), hand as (
    select p.person from public.sends s
    cross join lateral (values (s.created_by), (s.submitted_by)) as p (person) where s.id = send
    union select f.created_by from public.number_files f where f.id in (select x.id from file x)
    union select t.person from private.touches t where (t.resource = 'send' and t.row_id = send::text)
      or (t.resource = 'number_file' and t.row_id in (select x.id::text from file x))
  )
  select h.person from hand h
  -- What a key did, anybody who knows a secret of it may have done.
  union select k.person from private.access_key_hands k join hand h on h.person = k.access_key_id;
end;
$$;

comment on function private.send_hands is
  'T9: who made, edited or submitted a send, or imported its numbers, and who knows a secret of a key that '
  'did. These people may not decide about it.';

create or replace function private.people_of(group_id uuid) returns setof uuid
language sql stable set search_path = '' as $$
  select m.user_id from public.members m join public.group_members x on x.member_id = m.id
  where x.group_id = people_of.group_id and m.state = 'active'
$$;

comment on function private.people_of is 'The active members of a group.';

create or replace function private.keep_asked(send uuid) returns void language sql set search_path = '' as $$
  insert into private.asked (send_id, submitted_at, rule, approvers, group_id, group_name, members)
  select s.id, s.submitted_at, a.rule, a.approvers, a.group_id, g.name,
    case when a.group_id is not null then array(select private.people_of(a.group_id)) end
  from public.sends s cross join lateral private.asked_of(private.rules_of(s.enterprise_id), s.audience, s.units, s.cost_fen,
    s.is_marketing, s.submitted_by) a
  left join public.groups g on g.id = a.group_id where s.id = send
$$;

comment on function private.keep_asked is
  'T9: stores what the rules require of a send at its submission, and who is in their groups.';

create or replace function private.asked_for(
  send uuid
) returns table (rule text, approvers integer, group_id uuid, "group" text, people uuid[])
language plpgsql stable set search_path = '' as $$
begin
  return query
  with one as (
    select a.rule, a.approvers, a.group_id, a.group_name, a.members
    from public.sends s join private.asked a on a.send_id = s.id and a.submitted_at = s.submitted_at
    where s.id = asked_for.send
    union all
    select n.rule, n.approvers, n.group_id, null, null from public.sends s
    cross join lateral private.asked_of(private.rules_of(s.enterprise_id), s.audience, s.units,
      s.cost_fen, s.is_marketing, s.submitted_by) n where s.id = asked_for.send
  ), both_times as (
    select o.rule, max(o.approvers) as approvers, o.group_id, max(o.group_name) as group_name,
      max(o.members) as members
    -- Every rule requires at least the one other person that is required without any rule.
    from one o where o.rule is not null or not exists (select from one x where x.rule is not null)
    group by o.rule, o.group_id
  )
  select b.rule, b.approvers, b.group_id, coalesce(g.name, b.group_name), case
    when b.group_id is null then null
    when b.members is null then array(select private.people_of(b.group_id))
    else array(select private.people_of(b.group_id) intersect select unnest(b.members)) end
  from both_times b left join public.groups g on g.id = b.group_id;
end;
$$;

comment on function private.asked_for is
  'T9: what is required of a submitted send: what was required at its submission, and what is required now. '
  'Where both name the same rule and group, the larger number of approvers counts. people: who is in the '
  'group now and, where that was stored, was in it then; null: no group.';

create or replace function private.stood_in_for(send uuid, person uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array(select d.person from public.sends s cross join lateral private.away(s.enterprise_id) d
    where s.id = send and d.delegate = stood_in_for.person
      and private.allowed(d.person, s.enterprise_id, private.send_right(s, 'approve'))
      and not exists (select from private.send_hands(send) as h (person) where h.person = d.person))
$$;

comment on function private.stood_in_for is
  'BOT-3: the members in whose place somebody decides about a send now: who are away, and could decide about '
  'it themselves.';

create or replace function private.counts_for(send uuid, person uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from private.asked_for(send) a where a.people is null or person = any (a.people)
    or a.people && private.stood_in_for(send, person))
$$;

comment on function private.counts_for is
  'Whether a rule counts an approval of this person: as one of those whom it names, or in the place of one '
  'who is away.';

create or replace function private.is_undone(one public.send_approvals) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (select from private.undone_approvals u where u.send_id = one.send_id
    and u.submitted_at = one.submitted_at and u.approver = one.approver);
end $$;
comment on function private.is_undone is 'Whether an approval was taken back.';

create or replace function private.counted_approvals(
  send uuid
) returns table (approver uuid, stands_for uuid[], at timestamptz)
language plpgsql stable set search_path = '' as $$
begin
  return query
  select x.approver, case when x.stands_for = '{}' then x.stands_for
    else array(select p.person from unnest(x.stands_for) as p (person)
      where private.allowed(p.person, s.enterprise_id, private.send_right(s, 'approve'))) end, x.at
  from public.sends s join public.send_approvals x on x.send_id = s.id and x.submitted_at = s.submitted_at
    and x.hash = s.hash
  where s.id = counted_approvals.send and not private.is_undone(x)
    and private.allowed(x.approver, s.enterprise_id, private.send_right(s, 'approve'))
    and not exists (select from private.send_hands(s.id) as h (person) where h.person = x.approver);
end $$;

comment on function private.counted_approvals is
  'The approvals of this submission that count: by people who may approve now, and who did not make, edit or '
  'submit it. stands_for: in whose place they were given, as far as those may approve now.';

create or replace function private.votes(
  send uuid, people uuid[]
) returns table (approver uuid, instead_of uuid[], at timestamptz)
language plpgsql stable set search_path = '' as $$
begin
  return query
  with given as materialized (select x.* from private.counted_approvals(send) x), placed as (
    select g.approver, g.at, case when people is null or g.approver = any (people) then '{}'
      -- Each person counts once, also a deputy who is named as well, or an absent person who decided. An
      -- absent person has one delegate.
      else array(select a.person from unnest(g.stands_for) as a (person)
        where a.person = any (people)
        and not exists (select from given o where o.approver = a.person)) end as instead_of
    from given g
  )
  select p.approver, p.instead_of, p.at from placed p where people is null or p.approver = any (people)
    or p.instead_of <> '{}';
end $$;

comment on function private.votes is
  'The approvals of a send that count for a rule with these people (null: all who may approve): each person '
  'once, in their own place or in that of one who is away (instead_of).';

create or replace function private.approvals_of(send uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  -- Set operations instead of one query per person: with 500 people who may approve, and three rules, 11 ms
  -- instead of 120.
  return (with able as materialized (
      select w.person from public.sends s
      cross join lateral private.who_may(s.enterprise_id, private.send_right(s, 'approve')) as w (person)
      where s.id = approvals_of.send
      except select private.send_hands(approvals_of.send)
      except select x.approver from public.sends s join public.send_approvals x on x.send_id = s.id
        and x.submitted_at = s.submitted_at where s.id = approvals_of.send and not private.is_undone(x)
    )
    select coalesce(jsonb_agg(jsonb_build_object('rule', a.rule, 'approvers', a.approvers,
          'group_id', a.group_id, 'group', a."group", 'have', h.have, 'by', h.by,
      'open', case when a.people is null then (select count(*) from able)
        else (select count(*) from able join unnest(a.people) as p (person) using (person)) end)
      order by a.rule, a."group"), '[]')
    from private.asked_for(approvals_of.send) a
    cross join lateral (
      select count(*) as have,
        coalesce(jsonb_agg(jsonb_build_object('name', private.person_name(x.approver),
            'instead_of', private.person_names(x.instead_of)) order by x.at), '[]') as by
      from private.votes(approvals_of.send, a.people) x) h);
end $$;

comment on function private.approvals_of is
  'What a submitted send requires and whose approvals count: [{rule, approvers, group_id, group, have, by: '
  '[{name, instead_of}], open}]. open: how many people may still approve. have + open below approvers: it '
  'has to be submitted again.';

grant execute on function private.approvals_of to authenticated;

create or replace function private.approved(send uuid) returns boolean
language sql stable set search_path = '' as $$
  select case when exists (select from private.counted_approvals(approved.send)) then (
    select bool_and(a.approvers <= (select count(*) from private.votes(approved.send, a.people)))
    from private.asked_for(approved.send) a) else false end
$$;

comment on function private.approved is 'Whether a send has all the approvals that it requires.';

create or replace function private.approval_bar(send uuid) returns jsonb
language sql stable set search_path = '' as $$
  select case
    -- Where less is required than before, a second approval by the same person releases the send.
    when exists (select from public.send_approvals x
      where x.send_id = s.id and x.submitted_at = s.submitted_at and x.approver = private.actor()
        and not private.is_undone(x))
      and not private.approved(s.id) then jsonb_build_object('code', 'already_approved')
    -- An approval that no rule counts would give false assurance.
    when not private.counts_for(s.id, private.actor())
      then jsonb_build_object('code', 'not_an_approver',
        'groups', (select string_agg(distinct a."group", ', ') from private.asked_for(s.id) a)) end
  from public.sends s where s.id = approval_bar.send
$$;

comment on function private.approval_bar is
  'The code, with its details, with which an approval by the caller is refused, apart from permissions and '
  'four eyes; or null. The verb and the buttons use this same function.';
