-- sends: the rules of approval rules (APR-1). The frame (frame.sql) does the rest.

create or replace function private.able_by(approval_rule uuid) returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.who_may_approve(x.enterprise_id, x.group_id) from public.approval_rules x
    where x.id = approval_rule);
end $$;

comment on function private.able_by is 'How many people may approve by a rule now.';

grant execute on function private.able_by to authenticated;

create or replace function private.sale_currency() returns text
language sql stable security definer set search_path = '' as $$
  select s.currency from private.sale_settings s
$$;

comment on function private.sale_currency is 'The currency of this deployment''s prices.';

grant execute on function private.sale_currency to authenticated;

create or replace view public.approval_rule_cards with (security_invoker = true) as
select x.*, r.name as requester_group, g.name as group_name, private.able_by(x.id) as able,
  jsonb_build_object('min_audience', x.min_audience, 'min_units', x.min_units, 'min_cost_fen', x.min_cost_fen,
    'currency', private.sale_currency(), 'marketing', x.marketing,
    'requester_group', r.name) as conditions
from public.approval_rules x left join public.groups r on r.id = x.requester_group_id
left join public.groups g on g.id = x.group_id;

comment on view public.approval_rule_cards is
  'APR-1: an approval rule with the names of its groups. able: how many people may approve by it now. '
  'conditions: what a send has to meet, nulls where it does not matter.';

grant select on public.approval_rule_cards to authenticated;

create or replace function private.read_rule(input jsonb, home uuid) returns public.approval_rules
language plpgsql stable set search_path = '' as $$
declare
  p public.approval_rules := jsonb_populate_record(null::public.approval_rules,
    input || jsonb_build_object('enterprise_id', home, 'name', private.clean_name(input ->> 'name'),
    'requester_group_id', private.as_uuid(input ->> 'requester_group_id', 'requester_group_id'),
    'group_id', private.as_uuid(input ->> 'group_id', 'group_id')));
begin
  if exists (select from unnest(array[p.requester_group_id, p.group_id]) as g where g is not null
      and not exists (select from public.groups x where x.id = g and x.enterprise_id = home)) then
    perform private.refuse('not_found', '{"resource": "group"}');
  end if;
  return p;
end $$;

comment on function private.read_rule is
  'The approval rule that a valid input describes. Refuses input_invalid, name_required, name_unclean, '
  'not_found.';

create or replace function private.meetable_rule(input jsonb, home uuid) returns public.approval_rules
language plpgsql stable set search_path = '' as $$
declare
  p constant public.approval_rules := private.read_rule(input, home);
  able constant integer := private.who_may_approve(home, p.group_id);
begin
  -- A rule that requires more people than there are would block every send it applies to, without saying why.
  -- So it is refused. A rule may also be met for some sends and not for others (an approver submits), or no
  -- longer (somebody has left). That is no mistake of the person who saves it: the card of the rule says how
  -- many may approve, and the card of a stuck send says that it is stuck.
  if able < p.approvers then
    perform private.refuse('rule_unmeetable', jsonb_build_object('approvers', p.approvers, 'able', able));
  end if;
  return p;
end $$;

comment on function private.meetable_rule is 'As read_rule, and refuses rule_unmeetable.';

create or replace function private.touch_waiting(enterprise uuid) returns void
language sql set search_path = '' as $$
  select private.touch_cards('send', s.id) from public.sends s
  where s.enterprise_id = enterprise and s.state = 'in_review'
$$;

comment on function private.touch_waiting is
  'Redraws the cards of what waits for approval: other people may be required now.';

create or replace function private.create_approval_rule(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  p constant public.approval_rules := private.meetable_rule(input, home);
  made uuid;
begin
  insert into public.approval_rules (enterprise_id, name, min_audience, min_units, min_cost_fen, marketing,
    requester_group_id, approvers, group_id, created_by)
  values (home, p.name, p.min_audience, p.min_units, p.min_cost_fen, p.marketing, p.requester_group_id, p.approvers,
    p.group_id, private.actor()) returning id into made;
  perform private.touch_waiting(home);
  return made;
end $$;
comment on function public.create_approval_rule is
  'APR-1: makes a rule, also for sends that wait. input {name, min_audience, min_units, min_cost_fen, marketing, '
  'requester_group_id, approvers (1 to 5), group_id}. Returns the row and able (possible approvers). '
  'Refuses forbidden, input_invalid, name_required, name_unclean, name_taken, not_found, rule_unmeetable.';

create or replace function private.asks_less(
  was public.approval_rules, becomes public.approval_rules
) returns boolean language sql immutable set search_path = '' as $$
  -- Of fewer people, of others, or about fewer sends. A condition that is left out meets every send.
  select becomes.approvers < was.approvers
    or becomes.group_id is distinct from was.group_id and was.group_id is not null
    or coalesce(becomes.min_audience, 0) > coalesce(was.min_audience, 0)
    or coalesce(becomes.min_units, 0) > coalesce(was.min_units, 0)
    or coalesce(becomes.min_cost_fen, 0) > coalesce(was.min_cost_fen, 0)
    or becomes.marketing is distinct from was.marketing and becomes.marketing is not null
    or becomes.requester_group_id is distinct from was.requester_group_id
    and becomes.requester_group_id is not null
$$;
comment on function private.asks_less is
  'APR-1: whether some send that an approval rule met would need less by the new one.';

create or replace function private.update_approval_rule(approval_rule uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  home constant uuid := (select x.enterprise_id from public.approval_rules x where x.id = approval_rule);
  p constant public.approval_rules := private.meetable_rule(input, home);
begin
  if (select private.asks_less(x, p) from public.approval_rules x where x.id = approval_rule for update) then
    perform private.require_sudo();
  end if;
  update public.approval_rules x set name = p.name, min_audience = p.min_audience, min_units = p.min_units,
    min_cost_fen = p.min_cost_fen, marketing = p.marketing,
    requester_group_id = p.requester_group_id, approvers = p.approvers, group_id = p.group_id where x.id = approval_rule;
  perform private.touch_waiting(home);
end $$;
comment on function public.update_approval_rule is
  'APR-1: replaces a rule as a whole. For sends that wait it only adds to what was required at their '
  'submission. With a password just given where it asks less than before. Returns and refuses as '
  'create_approval_rule, and sudo_required.';

create or replace function private.delete_approval_rule(approval_rule uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  gone public.approval_rules;
begin
  delete from public.approval_rules x where x.id = approval_rule returning x.* into gone;
  perform private.touch_waiting(gone.enterprise_id);
  return to_jsonb(gone);
end $$;
comment on function public.delete_approval_rule is
  'APR-1: deletes a rule, with a password just given. Sends that wait still need what was required at their '
  'submission. Returns the row as it was. Refuses not_found, forbidden, sudo_required.';

create or replace function public.try_approval_rules(
  rules jsonb default null, days integer default 31
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  item jsonb;
  asked jsonb;
  tried jsonb;
begin
  perform private.require(home, 'KooMessage:approvalRule:list');
  perform private.require_list(home);
  if days is null or days not between 1 and 366 or (rules is not null and jsonb_typeof(rules) <> 'array') then
    perform private.refuse('input_invalid', '{"field": "rules, days"}');
  end if;
  -- Every rule is tried against every send of the period.
  if jsonb_array_length(rules) > 100 then
    perform private.refuse('too_many_rows', jsonb_build_object('max', 100,
        'count', jsonb_array_length(rules)));
  end if;
  if rules is null then
    asked := private.rules_of(home);
  else
    asked := '[]';
    for item in select case when jsonb_typeof(x) = 'object' then x - array['id', 'enterprise_id',
        'created_by', 'created_at'] else x end from jsonb_array_elements(rules) as x loop
      perform private.check_input('create_approval_rule', item);
      asked := asked || to_jsonb(private.read_rule(item, home));
    end loop;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'batch_no', s.batch_no,
        'submitted_at', s.submitted_at, 'units', s.units, 'audience', s.audience, 'cost_fen', s.cost_fen,
        'is_marketing', s.is_marketing,
      'submitted_by', private.person_name(s.submitted_by, home), 'state', s.state, 'asks', a.asks,
      'most', a.most, 'had', h.had, 'enough', a.most <= h.had and a.groups_met)
      order by a.most <= h.had and a.groups_met, s.submitted_at desc), '[]')
  into tried
  from (select x.* from public.sends x where x.enterprise_id = home
    and x.kinds <@ (select private.kinds_seen(home)) and x.submitted_at > clock_timestamp() - make_interval(days => days)
    and x.origin = 'own'
    -- Sends without an approval say nothing about approvals, and a break-glass release bypasses all rules.
    and exists (select from public.audit_log l where l.resource = 'send' and l.resource_id = x.id::text
      and l.outcome = 'granted'
      and l.verb = 'approve' and l.after ->> 'state' <> 'in_review')
    order by x.submitted_at desc limit 1000) s
  cross join lateral (
    select count(*)::integer as had from (
      select x.approver from public.send_approvals x
      where x.send_id = s.id and x.submitted_at = s.submitted_at) y) h
  cross join lateral (
    select jsonb_agg(jsonb_build_object('rule', q.rule, 'approvers', q.approvers, 'group', g.name)) as asks,
      max(q.approvers) as most,
      bool_and((select count(*) from public.send_approvals x where x.send_id = s.id and x.submitted_at = s.submitted_at
        and (q.group_id is null or private.in_group(x.approver, q.group_id))) >= q.approvers) as groups_met
    from private.asked_of(asked, s.audience, s.units, s.cost_fen, s.is_marketing, s.submitted_by) q
    left join public.groups g on g.id = q.group_id) a;
  return jsonb_build_object('sends', tried, 'currency', private.sale_currency(),
    'enough', (select count(*) from jsonb_array_elements(tried) as t
      where (t ->> 'enough')::boolean),
    'more', (select count(*) from jsonb_array_elements(tried) as t where not (t ->> 'enough')::boolean));
end $$;

comment on function public.try_approval_rules is
  'APR-1: what rules (null: the current ones) would have required of recently approved sends: {sends: [{id, '
  'name, batch_no, …, audience, cost_fen, asks, most, had, enough}], currency, enough, more}, those with too few first. more: how '
  'many had too few approvers, or others. Refuses forbidden, input_invalid, not_found.';

grant execute on function public.try_approval_rules to authenticated;

select private.public_verbs('approval_rule');
