comment on table public.approval_rules is
  'APR-1: a send that meets all the conditions that are given (audience of at least, cost in quota units of at least, marketing or not, asked for by a member of a group) needs so many approvers, of a group or of all who may approve. All rules that meet a send hold; when none does, one approver is enough. Never the submitter.';

comment on table public.send_approvals is 'APR-1: who approved which submission of a send. An edit makes another hash, another submission another time: what was approved before counts no more.';

create trigger send_approvals_are_append_only before update or delete on public.send_approvals for each row execute function private.never_change();

alter table public.approval_rules enable row level security;

alter table public.send_approvals enable row level security;

grant select on public.approval_rules, public.send_approvals to authenticated;

create policy "people who may list approval rules see them" on public.approval_rules for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:approvalRule:list'))::uuid[]));

create policy "people who may list send tasks see approvals" on public.send_approvals for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:sendTask:list'))::uuid[]));

create or replace function private.in_group(person uuid, "group" uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from public.members m join public.group_members x on x.member_id = m.id
    where m.user_id = person and m.state = 'active' and x.group_id = "group")
$$;

comment on function private.in_group is 'Whether a person is an active member in a group.';

create or replace function private.asked_of(rules jsonb, audience bigint, units bigint, marketing boolean, requester uuid)
returns table (rule text, approvers integer, group_id uuid) language sql stable set search_path = '' as $$
  with hit as (
    select p.name, p.approvers, p.group_id
    from jsonb_to_recordset(rules) as p (name text, min_audience bigint, min_units bigint, marketing boolean, requester_group_id uuid, approvers integer, group_id uuid)
    where audience >= coalesce(p.min_audience, 0) and units >= coalesce(p.min_units, 0) and (p.marketing is null or p.marketing = asked_of.marketing)
      and (p.requester_group_id is null or private.in_group(requester, p.requester_group_id))
  )
  select h.name, h.approvers, h.group_id from hit h
  union all
  -- Four eyes: without a rule it is one other person.
  select null, 1, null where not exists (select from hit)
$$;

comment on function private.asked_of is 'What a set of rules asks for a send: a row a rule that meets it; rule null: none does, so one approver.';

create or replace function private.rules_of(enterprise uuid) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(p) order by p.name), '[]') from public.approval_rules p where p.enterprise_id = enterprise
$$;

comment on function private.rules_of is 'The approval rules of an enterprise as one JSON array.';

create or replace function private.who_may_approve(enterprise uuid, "group" uuid, send uuid default null) returns integer language sql stable set search_path = '' as $$
  select count(*)::integer from private.who_may(who_may_approve.enterprise, 'KooMessage:sendTask:approve') as w (person)
  left join public.sends s on s.id = who_may_approve.send
  where ("group" is null or private.in_group(w.person, who_may_approve."group")) and w.person is distinct from s.submitted_by
    and not exists (select from public.send_approvals a where a.send_id = s.id and a.submitted_at = s.submitted_at and a.approver = w.person)
$$;

comment on function private.who_may_approve is 'How many active members (of a group) may approve sends; with a send, how many of them may still approve that one.';

create or replace function private.approvals_of(send uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('rule', a.rule, 'approvers', a.approvers, 'group_id', a.group_id, 'group', g.name,
    'have', h.have, 'by', h.by, 'open', private.who_may_approve(s.enterprise_id, a.group_id, s.id)) order by a.rule), '[]')
  from public.sends s
  cross join lateral private.asked_of(private.rules_of(s.enterprise_id), s.units, s.units, s.is_marketing, s.submitted_by) a
  left join public.groups g on g.id = a.group_id
  cross join lateral (
    select count(*)::integer as have, coalesce(jsonb_agg(private.person_name(x.approver) order by x.at), '[]') as by from public.send_approvals x
    where x.send_id = s.id and x.submitted_at = s.submitted_at and x.hash = s.hash and (a.group_id is null or private.in_group(x.approver, a.group_id))) h
  where s.id = send
$$;

comment on function private.approvals_of is 'What the rules ask for a submitted send, who has approved, and how many people may still do so: [{rule, approvers, group_id, group, have, by, open}].';

grant execute on function private.approvals_of to authenticated;

create or replace function private.approved(send uuid) returns boolean language sql stable set search_path = '' as $$
  select bool_and((a ->> 'have')::integer >= (a ->> 'approvers')::integer) from jsonb_array_elements(private.approvals_of(send)) as a
$$;

comment on function private.approved is 'Whether as many have approved a send as its rules ask.';

create or replace function private.approval_bar(send uuid) returns text language sql stable set search_path = '' as $$
  select case
    -- Where the rules ask for less than they did, another click of the same person lets the send go.
    when exists (select from public.send_approvals x where x.send_id = s.id and x.submitted_at = s.submitted_at and x.approver = private.actor())
      and not private.approved(s.id) then 'already_approved'
    -- An approval that no rule counts is a false comfort.
    when not exists (select from jsonb_array_elements(private.approvals_of(s.id)) as a
      where a ->> 'group_id' is null or private.in_group(private.actor(), (a ->> 'group_id')::uuid)) then 'not_an_approver' end
  from public.sends s where s.id = send
$$;

comment on function private.approval_bar is 'The code with which an approval by whoever asks is refused, besides rights and four eyes; or null. The verb and the buttons ask the same.';

create or replace function private.give_approval(send uuid, reason text) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
  bar text;
begin
  select x.* into s from public.sends x where x.id = send and x.state = 'in_review' for no key update;
  -- What is not in review, or not to be seen, is refused by the move that follows.
  if not found or s.submitted_by = private.actor() then return; end if;
  bar := private.approval_bar(send);
  if bar = 'already_approved' then
    perform private.refuse('already_approved');
  elsif bar = 'not_an_approver' then
    perform private.refuse('not_an_approver', jsonb_build_object('groups', (select string_agg(a ->> 'group', ', ') from jsonb_array_elements(private.approvals_of(send)) as a)));
  end if;
  insert into public.send_approvals (send_id, enterprise_id, approver, hash, submitted_at, reason)
  values (send, s.enterprise_id, private.actor(), s.hash, s.submitted_at, private.clean_reason(give_approval.reason, 'approve', false))
  on conflict do nothing;
end $$;

comment on function private.give_approval is 'Writes down that whoever asks has approved this submission. Refuses already_approved, not_an_approver, reason_too_long.';

create or replace function private.read_rule(input jsonb, home uuid) returns public.approval_rules language plpgsql set search_path = '' as $$
declare
  p public.approval_rules;
begin
  begin
    if jsonb_typeof(input) is distinct from 'object'
       or (input - array['name', 'min_audience', 'min_units', 'marketing', 'requester_group_id', 'approvers', 'group_id']) <> '{}' then raise data_exception; end if;
    p := jsonb_populate_record(null::public.approval_rules, input);
  exception when data_exception then
    perform private.refuse('input_invalid', '{"field": "rule"}');
  end;
  p.name := private.clean_name(p.name);
  if p.approvers is null or p.approvers not between 1 and 5 or p.min_audience < 1 or p.min_units < 1 then
    perform private.refuse('input_invalid', '{"field": "approvers, min_audience, min_units"}');
  end if;
  if exists (select from unnest(array[p.requester_group_id, p.group_id]) as g where g is not null
      and not exists (select from public.groups x where x.id = g and x.enterprise_id = home)) then
    perform private.refuse('not_found', '{"resource": "group"}');
  end if;
  p.enterprise_id := home;
  return p;
end $$;

comment on function private.read_rule is 'Reads the input of a rule; refuses input_invalid, name_required, name_unclean, not_found.';
