-- sends: pause, resume, and the automatic pause (SND-2, GRD-1)

create or replace function private.pause_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  -- A claim locks this row too: when the pause returns, no claim is in progress and none begins.
  perform from private.send_progress p where p.send_id = send for update;
  update public.sends s set paused_by = private.actor(), paused_at = clock_timestamp(), pause_code = null,
    pause_details = null, pause_reason = input ->> 'reason' where s.id = send;
end $$;
create or replace function public.pause_send(
  send text, reason text default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'pause', send, request, null, reason)
$$;
comment on function public.pause_send is
  'Pauses a send: nothing more is handed over until it is resumed. Messages on their way still get their '
  'receipts. Returns the card. Refuses not_found, forbidden, wrong_state.';

create or replace function private.resume_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if private.goes_back(send) then return; end if;
  update public.sends s set paused_by = null, paused_at = null, pause_code = null, pause_reason = null,
    pause_details = null,
    -- A person has seen the failures so far, so the guard counts from this point.
    guarded_ends = coalesce((select t.failed + t.expired + t.delivered + t.timed_out from public.send_totals t where t.send_id = s.id), 0),
    guarded_failures = coalesce((select t.failed + t.expired from public.send_totals t where t.send_id = s.id), 0),
    -- Occurrences that a plan missed while it was paused are not made up for.
    next_at = case when s.timing = 'recurring'
      then (select private.next_occurrence(s.cron, clock_timestamp(), e.time_zone) from public.enterprises e
        where e.id = s.enterprise_id) end
  where s.id = send;
end $$;
comment on function public.resume_send is
  'SND-2, APR-1: lets a paused send go on. Where its decision holds no more, it goes back to review instead. '
  'Returns the card. Refuses not_found, forbidden, wrong_state, and as private.check_parts.';

create or replace function private.retry_send(send uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.resume_send(send, input)
$$;
comment on function public.retry_send is
  'Lets a send go on that a restored backup has paused, also to numbers that the lost database may have '
  'handed over. shown: the hash from allowed_transitions. Returns the card. Refuses not_found, forbidden, '
  'wrong_state, shown_required, shown_changed, and as private.check_parts.';

create or replace function private.stop_send(send uuid, code text, reason text, details jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  moved jsonb;
begin
  -- The message of a refusal may be long.
  moved := private.transition('send', send, 'stop', left(reason, 500), code, details);
  update public.sends s set paused_by = null, paused_at = clock_timestamp(), pause_code = stop_send.code,
    pause_reason = stop_send.reason,
    pause_details = stop_send.details where s.id = send;
  perform private.alert((moved ->> 'enterprise_id')::uuid, 'send_paused', 'send', send,
    (select jsonb_build_object('name', s.name, 'batch_no', s.batch_no, 'code', stop_send.code,
        'reason', stop_send.reason, 'values', stop_send.details) from public.sends s where s.id = send));
end $$;

comment on function private.stop_send is
  'GRD-1: pauses a send, or a recurring one, automatically, and raises an alert. code: failure_rate, or the '
  'refusal of an occurrence; details: the values for the wording of that code.';

create or replace function private.guard_sends() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id, g.bad, g.ends
    from public.sends x join public.send_totals t on t.send_id = x.id
    cross join lateral (select t.failed + t.expired - x.guarded_failures as bad,
      t.failed + t.expired + t.delivered + t.timed_out - x.guarded_ends as ends) g
    where x.state = 'sending'
      -- At least a hundred final messages since a person looked last: below that a share says little.
      and g.ends >= 100 and g.bad > (private.settings_of(x.enterprise_id)).pause_at_failures * g.ends
      -- A send with nothing left to hand over needs no pause.
      and exists (select from private.send_progress p where p.send_id = x.id
        and p.next_ordinal <= p.dispatch_limit)
    limit 20 for no key update of x skip locked
  loop
    perform private.stop_send(s.id, 'failure_rate', format('%s of %s messages failed', s.bad, s.ends),
      jsonb_build_object('failed', s.bad, 'ends', s.ends));
    n := n + 1;
  end loop;
  return n;
end $$;

comment on function private.guard_sends is
  'GRD-1: pauses sends whose share of failed messages exceeds the enterprise''s setting (default: half), and '
  'raises an alert. Returns how many.';

create or replace function private.note_failures(s public.sends) returns jsonb
language plpgsql set search_path = '' as $$
declare
  t public.send_totals;
  bad integer;
  ends integer;
  reasons jsonb;
begin
  select x.* into t from public.send_totals x where x.send_id = s.id;
  bad := t.failed + t.expired + t.timed_out + t.unknown;
  ends := bad + t.delivered;
  -- The thresholds are those of shared/src/sends/outcome.ts. Below a twentieth the deliveries are not read at
  -- all.
  if bad = 0 or bad < 0.05 * ends then return null; end if;
  select jsonb_agg(jsonb_build_object('state', f.state, 'code', f.code, 'count', f.n) order by f.n desc,
    f.state, f.code) into reasons
  from (select d.state, d.code, count(*) as n from private.send_progress p
    join public.deliveries d on d.id between p.id_base + 1 and p.id_base + p.total
    where p.send_id = s.id and d.state in ('failed', 'expired', 'timed_out', 'unknown')
    group by d.state, d.code order by n desc, d.state, d.code limit 3) f;
  -- What the enterprise would have paused for is an event too when it comes so late that nothing is left to
  -- pause.
  if bad >= 10 and (bad >= 0.5 * ends
    or bad > (private.settings_of(s.enterprise_id)).pause_at_failures * ends) then
    perform private.alert(s.enterprise_id, 'send_failed', 'send', s.id,
      jsonb_build_object('name', s.name, 'batch_no', s.batch_no, 'failed', bad, 'ends', ends,
        'reasons', private.reasons_said(reasons, s.channel_id)));
  end if;
  return reasons;
end $$;

comment on function private.note_failures is
  'GRD-1: of a send that is done now, the three most frequent reasons of failure, [{state, code, count}]; '
  'null when less than a twentieth failed. Raises an alert when half failed, or more than the share that '
  'pauses a send.';

grant execute on function public.pause_send to authenticated;
