-- sends: a send as it is shown to people

create or replace function private.twin_of(send uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  -- The same template to a file with the same contents within a week is nearly always a mistake, but not
  -- always.
  return (select jsonb_build_object('id', o.id, 'name', o.name, 'batch_no', o.batch_no, 'at', o.created_at)
    from public.sends s join public.number_files f on f.id = s.number_file_id
    join public.number_files g on g.enterprise_id = s.enterprise_id and g.content_hash = f.content_hash
      and g.content_hash <> ''
    join public.sends o on o.number_file_id = g.id and o.id <> s.id
      and coalesce(o.template_id, o.sms_template_id) = coalesce(s.template_id, s.sms_template_id)
      and o.origin = 'own'
    where s.id = send and s.origin = 'own' and o.created_at > s.created_at - interval '7 days'
      and o.created_at < s.created_at
      -- A send that was stopped half-way counts, because its first half has gone out. A planned one has not
      -- gone out.
      and exists (select from public.send_totals t
        where t.send_id = o.id and t.intended - t.invalid - t.duplicates > t.opted_out + t.capped + t.cancelled)
    order by o.created_at desc limit 1);
end $$;

comment on function private.twin_of is
  'Another send of the last week, of the same template to the same numbers: {id, name, batch_no, at}, or '
  'null.';

grant execute on function private.twin_of to authenticated;

create or replace function private.count_handed(s public.sends) returns bigint
language plpgsql stable set search_path = '' as $$
declare
  n bigint;
begin
  if s.segments_in_all is null or private.home_of(s.id) is null then return null; end if;
  -- Reads the partition directly: a statement on the parent locks and plans every partition.
  execute format($count$
    select coalesce(sum(d.segments), 0) from %s d
    where d.send_id = $1 and d.state not in ('pending', 'opted_out', 'capped', 'cancelled') $count$,
    private.home_of(s.id)) into n using s.id;
  return n;
end $$;

comment on function private.count_handed is
  'SMS-1: the segments of the messages of a send that were handed over, where their texts have different '
  'lengths; null where they have not.';

create or replace function private.segments_handed(send uuid) returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((select private.count_handed(s) from public.sends s where s.id = send), 0);
end $$;

comment on function private.segments_handed is
  'As private.count_handed, for rows that are visible to the caller.';

grant execute on function private.segments_handed to authenticated;

create or replace function private.audience_now(s public.sends, accepted integer) returns integer
language plpgsql immutable set search_path = '' as $$
begin
  return greatest(0, accepted - s.left_out - s.opt_outs);
end $$;

comment on function private.audience_now is
  'OPT-1: private.audience_of, for a row that has been read already.';

grant execute on function private.audience_now to authenticated;

create or replace function private.channel_seen(
  channel uuid
) returns table (name text, state text)
language sql stable security definer set search_path = '' as $$
  select c.name, c.state from public.channels c where c.id = channel
$$;

comment on function private.channel_seen is
  'The name and the state of the channel of a send, also for people who may not list channels. Called for '
  'rows that are visible to the caller.';

grant execute on function private.channel_seen to authenticated;

create or replace function private.numbers_seen(
  file uuid
) returns table (lines integer, invalid integer, duplicates integer, accepted integer)
language sql stable security definer set search_path = '' as $$
  select f.lines, f.invalid, f.duplicates, f.accepted from public.number_files f where f.id = file
$$;

comment on function private.numbers_seen is
  'How many numbers a send was made of, also for people who may not list number files: how many it goes to '
  'is told of the send. Called for rows that are visible to the caller.';

grant execute on function private.numbers_seen to authenticated;

create or replace function private.shown_state(
  state public.send_state, timing public.send_timing, delivered bigint, failed bigint
) returns text language plpgsql immutable set search_path = '' as $$
begin
  return case when state <> 'done' or timing = 'recurring' then state::text
    when delivered + failed = 0 then 'done_nobody'
    when delivered = 0 then 'done_all'
    when failed >= 0.5 * (delivered + failed) then 'done_most'
    when failed >= 0.05 * (delivered + failed) then 'done_some' else 'done' end;
end $$;

comment on function private.shown_state is
  'The state of a send as lists show it, of one that is done how it went: the figures of '
  'shared/src/sends/outcome.ts. failed: all that did not arrive.';

grant execute on function private.shown_state to authenticated;

create or replace view public.send_cards with (security_invoker = true) as
select s.*, s.kinds[1] as kind, t.name as template_name, t.layout, y.name as channel_name,
  y.state as channel_state,
  d.name as domain_name, g.kind as signature_kind, t.kind as template_kind,
  f.name as file_name, m.name as sms_template_name,
  private.visible_person(s.submitted_by) as submitted_by_name, private.visible_person(s.decided_by) as decided_by_name,
  coalesce(c.intended, q.lines) as intended, coalesce(c.invalid, q.invalid + s.left_out) as invalid,
  coalesce(c.duplicates, q.duplicates) as duplicates,
  coalesce(c.pending, 0) as pending, coalesce(c.handed, 0) as handed, coalesce(c.delivered, 0) as delivered,
  coalesce(c.failed, 0) as failed,
  coalesce(c.expired, 0) as expired, coalesce(c.timed_out, 0) as timed_out, coalesce(c.unknown, 0) as unknown,
  coalesce(c.opted_out, 0) as opted_out, coalesce(c.capped, 0) as capped,
  coalesce(c.cancelled, 0) as cancelled, coalesce(c.resolved, 0) as resolved,
  private.shown_state(s.state, s.timing, coalesce(c.delivered, 0), coalesce(c.failed, 0)
    + coalesce(c.expired, 0) + coalesce(c.timed_out, 0) + coalesce(c.unknown, 0)) as shown_state,
  q.accepted - s.left_out as accepted, private.audience_now(s, q.accepted) as goes_to, p.expanded,
  p.dispatch_limit, o.name as parent_name,
  private.visible_person(s.paused_by) as paused_by_name,
  private.link_address(s.domain_id, 'AbC12xYz') as link_example,
  -- Those of messages that were never handed over cost nothing.
  h.segments as segments_handed,
  private.figures_said(coalesce(s.trial_result, case when s.trial
      and s.state in ('sending', 'trial_hold', 'paused') then private.trial_of(s.id) end),
    s.channel_id) as trial_figures,
  private.reasons_said(s.failure_reasons, s.channel_id) as failures_said,
  -- Computed only for what waits for an approval, so that the list of a year stays fast.
  case when s.state = 'in_review' then private.approvals_of(s.id) end as approvals,
  case when s.state = 'in_review' then private.review_asked('send', s.id) end as waits_for,
  case when s.state in ('draft', 'in_review') then private.twin_of(s.id) end as twin,
  case when s.state in ('draft', 'in_review') then private.send_cost(s.id) end as cost,
  case when s.state not in ('draft', 'in_review', 'rejected', 'recurring') then private.send_charges(s.id, h.segments) end as charged,
  private.send_networks(s.id) as networks,
  private.links_of(s.id) as links_made,
  case when s.is_marketing and s.state in ('in_review', 'expanding', 'ready', 'sending')
        and private.window_opens(s.enterprise_id, greatest(now(), s.scheduled_at)) > now()
       then private.window_opens(s.enterprise_id, greatest(now(), s.scheduled_at)) end as waits_until,
  case when s.timing = 'recurring' and s.state in ('draft', 'in_review') then (
    select n.at from public.enterprises e
    cross join lateral private.next_occurrence(s.cron, now(), e.time_zone) as n (at)
    where e.id = s.enterprise_id and (s.repeat_until is null or n.at < s.repeat_until)) end as first_at
from public.sends s
left join public.templates t on t.id = s.template_id
left join public.domains d on d.id = s.domain_id
cross join lateral private.channel_seen(s.channel_id) y
left join public.sms_signatures g on g.id = s.sms_signature_id
left join public.sms_templates m on m.id = s.sms_template_id
cross join lateral private.numbers_seen(s.number_file_id) q
left join public.number_files f on f.id = s.number_file_id
left join public.sends o on o.id = s.parent_id
left join public.send_totals c on c.send_id = s.id
left join lateral private.progress_of(s.id) p on true
cross join lateral (select case when s.segments_in_all is not null
  then coalesce(s.segments_counted, private.segments_handed(s.id)) else s.segments
  * (coalesce(c.handed, 0) + coalesce(c.delivered, 0) + coalesce(c.failed, 0) + coalesce(c.expired, 0)
    + coalesce(c.timed_out, 0) + coalesce(c.unknown, 0))::bigint end as segments) h;

comment on view public.send_cards is
  'A send with its names and its account; the name of what the caller may not list (template, file, …) is '
  'null. intended is the sum of invalid, duplicates, pending, handed, delivered, failed, expired, timed_out, '
  'unknown, opted_out, capped and cancelled.';
comment on column public.send_cards.shown_state is
  'state, and of what is done how it went: done, done_some, done_most, done_all, done_nobody.';
comment on column public.send_cards.sms_text is
  'The text as it is handed over, with {link} in place of each link.';
comment on column public.send_cards.link_example is 'A link as long as those of the send.';
comment on column public.send_cards.segments is
  'SMS segments of one message, of the longest where they differ.';
comment on column public.send_cards.segments_handed is 'SMS segments of all messages handed over so far.';
comment on column public.send_cards.opt_outs is
  'OPT-1: how many of the numbers had opted out when they were counted last.';
comment on column public.send_cards.goes_to is 'The numbers without those: what the cost and the rules count.';
comment on column public.send_cards.left_out is
  'Numbers without a value for a parameter. They count as invalid.';
comment on column public.send_cards.left_out_lines is 'The lines of the first 20 numbers that are left out.';
comment on column public.send_cards.approvals is 'What the rules require, and who has approved.';
comment on column public.send_cards.twin is 'A recent send of the same template to the same numbers.';
comment on column public.send_cards.cost is
  'What an approval would take of the packages and of pay-as-you-go, at most (private.cost_of).';
comment on column public.send_cards.charged is 'What the send has cost so far (private.send_charges).';
comment on column public.send_cards.networks is
  'What is expected and what became of it at each network (private.send_networks).';
comment on column public.send_cards.trial_figures is
  'Results of the trial (private.trial_of): live until the release, then as they were at the release.';
comment on column public.send_cards.failures_said is
  'failure_reasons with what each code means now.';
comment on column public.send_cards.first_at is
  'The first occurrence of a plan that is not approved yet, provided that it is approved in time.';

grant select on public.send_cards to authenticated;

create or replace function private.send_card(send uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (select to_jsonb(c) from public.send_cards c where c.id = send);
end;
$$;

comment on function private.send_card is 'The send_cards row of a send as JSON.';
