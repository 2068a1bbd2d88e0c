-- sends: the verbs of approval rules (APR-1)

create or replace function public.save_approval_rule(input jsonb, rule uuid default null, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  p public.approval_rules;
  was jsonb;
  made public.approval_rules;
  detail text;
  able integer;
  known jsonb;
begin
  known := private.replay_request(request, 'save_approval_rule', rule::text, input);
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:approvalRule:manage');
  p := private.read_rule(input, home);
  -- A rule that asks for more people than there are would hold every send it meets for ever, and nobody would know why:
  -- it is refused. One that can be met by some and not by others (an approver submits), or no longer (somebody has left), is
  -- no mistake of whoever saves it: the answer says how many may approve, and the card of a send that is stuck says so.
  able := private.who_may_approve(home, p.group_id);
  if able < p.approvers then
    perform private.refuse('rule_unmeetable', jsonb_build_object('approvers', p.approvers, 'able', able));
  end if;
  begin
    if rule is null then
      insert into public.approval_rules (enterprise_id, name, min_audience, min_units, marketing, requester_group_id, approvers, group_id, created_by)
      values (home, p.name, p.min_audience, p.min_units, p.marketing, p.requester_group_id, p.approvers, p.group_id, private.actor()) returning * into made;
    else
      select to_jsonb(x) into was from public.approval_rules x where x.id = rule and x.enterprise_id = home for update;
      if was is null then perform private.refuse('not_found', '{"resource": "approval_rule"}'); end if;
      update public.approval_rules x set name = p.name, min_audience = p.min_audience, min_units = p.min_units, marketing = p.marketing,
        requester_group_id = p.requester_group_id, approvers = p.approvers, group_id = p.group_id where x.id = rule returning * into made;
    end if;
  exception when unique_violation then
    perform private.refuse('name_taken', jsonb_build_object('name', p.name));
  end;
  perform private.audit(home, 'approval_rule', made.id::text, 'save', was, to_jsonb(made));
  -- What waits may need other people now.
  perform private.touch_cards('send', s.id) from public.sends s where s.enterprise_id = home and s.state = 'in_review';
  return private.store_response(request, 'save_approval_rule', rule::text, to_jsonb(made) || jsonb_build_object('able', able), input);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('approval_rule', rule::text, 'save', sqlerrm, detail, home);
end $$;

comment on function public.save_approval_rule is
  'APR-1: makes a rule, or changes one. input {name, min_audience, min_units, marketing, requester_group_id, approvers (1 to 5), group_id}; what is left out does not matter. It holds at once, for what waits too. Returns the row and able: how many may approve by it. Refuses forbidden, input_invalid, name_required, name_unclean, name_taken, not_found, rule_unmeetable.';

create or replace function public.delete_approval_rule(rule uuid, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  gone public.approval_rules;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'delete_approval_rule', rule::text);
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:approvalRule:manage');
  delete from public.approval_rules x where x.id = rule and x.enterprise_id = home returning x.* into gone;
  if not found then perform private.refuse('not_found', '{"resource": "approval_rule"}'); end if;
  perform private.audit(home, 'approval_rule', rule::text, 'delete', to_jsonb(gone), null);
  perform private.touch_cards('send', s.id) from public.sends s where s.enterprise_id = home and s.state = 'in_review';
  return private.store_response(request, 'delete_approval_rule', rule::text, to_jsonb(gone));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('approval_rule', rule::text, 'delete', sqlerrm, detail, home);
end $$;

comment on function public.delete_approval_rule is 'APR-1: takes a rule away. Returns the row as it was. Refuses forbidden, not_found.';

create or replace function public.try_approval_rules(rules jsonb default null, days integer default 31) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  item jsonb;
  asked jsonb;
  tried jsonb;
begin
  perform private.require(home, 'KooMessage:approvalRule:list');
  perform private.require(home, 'KooMessage:sendTask:list');
  if days is null or days not between 1 and 366 or (rules is not null and jsonb_typeof(rules) <> 'array') then
    perform private.refuse('input_invalid', '{"field": "rules, days"}');
  end if;
  if rules is null then
    asked := private.rules_of(home);
  else
    asked := '[]';
    for item in select x from jsonb_array_elements(rules) as x loop
      asked := asked || to_jsonb(private.read_rule(
        case when jsonb_typeof(item) = 'object' then item - array['id', 'enterprise_id', 'created_by', 'created_at'] end, home));
    end loop;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'batch_no', s.batch_no, 'submitted_at', s.submitted_at, 'units', s.units, 'is_marketing', s.is_marketing,
      'submitted_by', private.person_name(s.submitted_by), 'state', s.state, 'asks', a.asks, 'most', a.most, 'had', h.had, 'enough', a.most <= h.had and a.groups_met) order by s.submitted_at desc), '[]')
  into tried
  from (select x.* from public.sends x where x.enterprise_id = home and x.submitted_at > clock_timestamp() - make_interval(days => days)
    and x.origin = 'own'
    -- What nobody has let go by an approval, or not yet, says nothing of approvals; a broken glass passes by all rules.
    and exists (select from public.audit_log l where l.resource = 'send' and l.resource_id = x.id::text and l.outcome = 'granted'
      and l.verb = 'approve' and l.after ->> 'state' <> 'in_review')
    order by x.submitted_at desc limit 1000) s
  cross join lateral (
    select count(*)::integer as had from (
      select x.approver from public.send_approvals x where x.send_id = s.id and x.submitted_at = s.submitted_at) y) h
  cross join lateral (
    select jsonb_agg(jsonb_build_object('rule', q.rule, 'approvers', q.approvers, 'group', g.name)) as asks, max(q.approvers) as most,
      bool_and((select count(*) from public.send_approvals x where x.send_id = s.id and x.submitted_at = s.submitted_at
        and (q.group_id is null or private.in_group(x.approver, q.group_id))) >= q.approvers) as groups_met
    from private.asked_of(asked, s.units, s.units, s.is_marketing, s.submitted_by) q left join public.groups g on g.id = q.group_id) a;
  return jsonb_build_object('sends', tried, 'enough', (select count(*) from jsonb_array_elements(tried) as t where (t ->> 'enough')::boolean),
    'more', (select count(*) from jsonb_array_elements(tried) as t where not (t ->> 'enough')::boolean));
end $$;

comment on function public.try_approval_rules is
  'APR-1: what rules (null: those that hold) would have asked of the sends that were submitted in the last days and approved: {sends: [{id, name, batch_no, submitted_at, units, is_marketing, submitted_by, state, asks, most, had, enough}], enough, more}; more: how many were approved by fewer people, or others, than they would have asked for. Changes nothing. Refuses forbidden, input_invalid, not_found.';

grant execute on function public.save_approval_rule, public.delete_approval_rule, public.try_approval_rules to authenticated;
