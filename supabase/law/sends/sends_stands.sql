-- sends: the decision about a send and the parts that it is made of, asked again whenever it begins or goes on
-- (APR-1, API-1, SND-2). docs/house/approvals.md has the table.

comment on column public.sends.without_maker is
  'Who submitted it had left as it came back to review: its approvers know.';

create or replace function private.serves(s public.sends) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return (s.template_id is null or exists (select from public.templates t
      where t.id = s.template_id and t.enabled and t.deleted_at is null))
    and (s.sms_template_id is null or exists (select from public.sms_templates m
      where m.id = s.sms_template_id and m.enabled and m.live_version_id is not null))
    and (s.sms_signature_id is null or exists (select from public.sms_signatures g
      where g.id = s.sms_signature_id and g.enabled and g.live_version_id is not null))
    and (s.domain_id is null or exists (select from public.domains d
      where d.id = s.domain_id and d.enabled and d.state = 'approved'))
    -- BAS-1: a storyboard has its days.
    and (s.kinds <> '{basic}' or exists (select from public.template_versions v
        where v.id = s.version_id and v.valid_until > clock_timestamp())
      and exists (select from public.basic_signatures g
        where g.id = s.basic_signature_id and g.state = 'approved'));
end $$;
comment on function private.serves is
  'SND-2: whether what a send says may be handed over still: nothing of it is disabled, deleted or over. '
  'Asked by every claim, so it reads rows by their keys alone; parts_fault says what it is.';

create or replace function private.parts_fault(send uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.check_parts(s) from public.sends s where s.id = send;
  return null;
exception when sqlstate 'PGRST' then
  return jsonb_build_object('code', sqlerrm::jsonb ->> 'code') || (sqlerrm::jsonb ->> 'details')::jsonb;
end $$;
comment on function private.parts_fault is
  'SND-2: the code, with its details, with which check_parts refuses a send now; or null. The verbs that let '
  'it go on, their buttons and the clock use this same function.';

create or replace function private.rest_of(send uuid) returns bigint
language plpgsql stable set search_path = '' as $$
begin
  return (select greatest(0, s.audience - coalesce((select p.next_ordinal - 1 from private.send_progress p
      where p.send_id = s.id), 0)) from public.sends s where s.id = send);
end $$;
comment on function private.rest_of is 'To how many numbers of a send nothing has gone out.';

create or replace function private.use_of(s public.sends) returns public.standing_uses
language plpgsql stable set search_path = '' as $$
begin
  return (select u from public.standing_uses u where u.send_id = s.id and u.submitted_at = s.submitted_at
    order by u.day desc limit 1);
end $$;
comment on function private.use_of is
  'API-1: the last day for which a standing approval covers a send; nulls: none covers it.';

create or replace function private.standing_fault(s public.sends, begins boolean) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  u constant public.standing_uses := private.use_of(s);
  a public.standing_approvals;
  at constant timestamp := private.goes_out(s);
begin
  if u.send_id is null then return null; end if;
  select x.* into a from public.standing_approvals x where x.id = u.standing_approval_id;
  if private.standing_state(a) is distinct from 'stands' or (begins and at::date > a.last_day) then
    return jsonb_build_object('code', 'standing_gone', 'name', a.name);
  end if;
  if not begins then return null; end if;
  if at::time < a.hour_from or at::time >= a.hour_until then
    return jsonb_build_object('code', 'standing_hours', 'name', a.name,
      'from', to_char(a.hour_from, 'HH24:MI'), 'until', to_char(a.hour_until, 'HH24:MI'));
  end if;
  -- On the day that it was counted on, it is among what is used.
  if at::date <> u.day and private.used_on(a.id, at::date) + private.rest_of(s.id) > a.most_a_day then
    return jsonb_build_object('code', 'standing_day_full', 'name', a.name, 'max', a.most_a_day);
  end if;
  return null;
end $$;
comment on function private.standing_fault is
  'API-1: the code, with its details, for which the standing approval that a send goes out on covers it no '
  'more; or null. begins: it begins or goes on now, so hours, last day and the count of the day are asked '
  'too.';

create or replace function private.lock_standing(send uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform from public.standing_approvals a where a.id in (select u.standing_approval_id
    from public.standing_uses u where u.send_id = send) order by a.id for update;
end $$;
comment on function private.lock_standing is
  'API-1: of two sends that go on at once under one standing approval, the second sees what the first used.';

create or replace function private.count_standing(send uuid) returns void
language plpgsql set search_path = '' as $$
declare
  s constant public.sends := (select x from public.sends x where x.id = send);
  u constant public.standing_uses := private.use_of(s);
  on_day constant date := private.goes_out(s)::date;
  rest bigint;
begin
  if u.send_id is null or on_day = u.day then return; end if;
  rest := least(private.rest_of(send), u.numbers);
  insert into public.standing_uses (send_id, submitted_at, standing_approval_id, enterprise_id, day, numbers)
  values (send, u.submitted_at, u.standing_approval_id, u.enterprise_id, on_day, rest);
  perform private.uncount_standing(u, rest);
end $$;
comment on function private.count_standing is
  'API-1: counts what is left of a send for the day on which it goes out.';

create or replace function private.uncount_standing(u public.standing_uses, rest bigint) returns void
language plpgsql set search_path = '' as $$
begin
  update public.standing_uses x set numbers = x.numbers - rest
  where x.send_id = u.send_id and x.submitted_at = u.submitted_at and x.day = u.day;
end $$;
comment on function private.uncount_standing is 'API-1: takes what did not go out off a day.';

create or replace function private.has_left(person uuid, enterprise uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (select from public.members m
      where m.user_id = person and m.enterprise_id = enterprise and m.state <> 'active')
    or exists (select from public.access_keys k where k.id = person and k.state <> 'active');
end $$;
comment on function private.has_left is
  'Whether somebody was a member of an enterprise, or a key of it, and is one no more.';

create or replace function private.is_decided(s public.sends) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  if s.decided_by is null then return false; end if;
  -- Who decided without an approval broke the glass.
  if not exists (select from public.send_approvals x where x.send_id = s.id
    and x.submitted_at = s.submitted_at and x.approver = s.decided_by and not private.is_undone(x)) then
    return private.allowed(s.decided_by, s.enterprise_id, private.send_right(s, 'breakGlass'));
  end if;
  -- What its submission asked for. A rule that came after the decision asks nothing of it.
  return exists (select from private.counted_approvals(s.id)) and not exists (select from private.asked a
    where a.send_id = s.id and a.submitted_at = s.submitted_at
      and a.approvers > (select count(*) from private.votes(s.id, a.members)));
end $$;
comment on function private.is_decided is
  'APR-1: whether the decision about a send holds: as many approvals as it took still count, or the member '
  'who broke the glass may still do so.';

create or replace function private.decision_fault(s public.sends, begins boolean) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  fault jsonb;
  plan public.sends;
begin
  -- TPL-1: a test takes no decision.
  if s.origin = 'test' then return null; end if;
  fault := private.standing_fault(s, begins);
  if fault is not null then return fault; end if;
  if not s.without_maker and private.has_left(s.submitted_by, s.enterprise_id) then
    return jsonb_build_object('code', 'maker_gone',
      'name', private.person_name(s.submitted_by, s.enterprise_id));
  end if;
  if (private.use_of(s)).send_id is not null then return null; end if;
  -- An occurrence goes out on the approval of its plan, until it came back to review by itself.
  select x.* into plan from public.sends x where x.id = s.parent_id and s.origin = 'occurrence'
    and x.submitted_at = s.submitted_at;
  if not private.is_decided(case when plan.id is not null then plan else s end) then
    return jsonb_build_object('code', 'approval_gone');
  end if;
  return null;
end $$;
comment on function private.decision_fault is
  'APR-1, API-1: the code, with its details, for which the decision that a send goes out on holds no more: '
  'its standing approval, who submitted it, its approvers; or null. begins: as standing_fault. The verbs '
  'that let it go on, their buttons and the clock use this same function.';

create or replace function private.send_back(send uuid, fault jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  s public.sends;
  u public.standing_uses;
begin
  -- As in a pause: no claim is in progress when this returns.
  perform from private.send_progress p where p.send_id = send for update;
  select x.* into s from public.sends x where x.id = send;
  u := private.use_of(s);
  if u.send_id is not null then
    perform private.uncount_standing(u, least(private.rest_of(send), u.numbers));
  end if;
  -- Units of what has begun are kept: the next approval lets the rest go on.
  if s.started_at is null then perform private.undo_approval(send); end if;
  -- A submission of its own: what was approved before counts no more.
  update public.sends x set submitted_at = clock_timestamp(), decided_by = null, decided_at = null,
    reason = null, undo_by = null, undo_until = null, next_at = null, lapsed = false,
    without_maker = x.without_maker or fault ->> 'code' = 'maker_gone',
    paused_by = null, paused_at = clock_timestamp(), pause_code = fault ->> 'code',
    pause_reason = private.refusal(fault ->> 'code', fault - 'code') ->> 'message',
    pause_details = fault - 'code'
  where x.id = send;
  perform private.keep_asked(send);
end $$;
comment on function private.send_back is
  'APR-1, API-1: puts a send before its approvers anew, with the reason. What has not begun gives its units '
  'back; what has begun keeps them. The state is moved by who calls this.';

create or replace function private.return_send(send uuid, fault jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.send_back(send, fault);
  perform private.transition('send', send, 'return', (select left(s.pause_reason, 500) from public.sends s
    where s.id = send), fault ->> 'code', fault - 'code');
end $$;
comment on function private.return_send is
  'APR-1, API-1: what the clock does with a send whose decision holds no more: back to review.';

create or replace function private.stop_for(send uuid, fault jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.stop_send(send, fault ->> 'code',
    private.refusal(fault ->> 'code', fault - 'code') ->> 'message', fault - 'code');
end $$;
comment on function private.stop_for is 'SND-2: pauses a send for a fault of what it is made of.';

create or replace function private.before_resume_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.lock_standing(send);
end $$;

create or replace function private.before_retry_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.lock_standing(send);
end $$;

create or replace function private.before_release_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.lock_standing(send);
end $$;

create or replace function private.goes_back(send uuid) returns boolean
language plpgsql set search_path = '' as $$
declare
  s constant public.sends := (select x from public.sends x where x.id = send);
begin
  if s.state <> 'in_review' then
    perform private.count_standing(send);
    return false;
  end if;
  perform private.send_back(send, private.decision_fault(s, true));
  return true;
end $$;
comment on function private.goes_back is
  'APR-1, API-1: in the rules of the verbs that let a send go on, whether it went back to review in place of '
  'that, as its transition chose.';

create or replace function private.is_shaken(s public.sends) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return private.has_left(s.submitted_by, s.enterprise_id) or private.has_left(s.decided_by, s.enterprise_id)
    or exists (select from public.send_approvals x where x.send_id in (s.id, s.parent_id)
      and x.submitted_at = s.submitted_at and private.has_left(x.approver, s.enterprise_id))
    or exists (select from public.standing_uses u
      join public.standing_approvals a on a.id = u.standing_approval_id
      where u.send_id = s.id and u.submitted_at = s.submitted_at and (a.state <> 'approved'
        or a.ended_at is not null or private.has_left(a.access_key_id, s.enterprise_id)));
end $$;
comment on function private.is_shaken is
  'Whether a running send has lost its submitter, an approver or its standing approval: look-ups by key, '
  'twice a second. Only then decision_fault is asked, which reads rights.';

create or replace function private.hold_fallen() returns integer
language plpgsql set search_path = '' as $$
declare
  s public.sends;
  fault jsonb;
  n integer := 0;
begin
  for s in
    select x.* from public.sends x left join private.send_progress p on p.send_id = x.id
    where (x.state = 'sending' and p.next_ordinal <= p.dispatch_limit
        -- What has nothing left to hand over needs no pause.
        and (not private.serves(x) or private.is_shaken(x)))
      or (x.state = 'ready' and (x.timing = 'immediate' or x.scheduled_at <= clock_timestamp())
        and private.start_fault(x) is not null)
    order by x.id limit 20 for no key update of x skip locked
  loop
    fault := private.decision_fault(s, s.state = 'ready');
    if fault is not null then
      perform private.return_send(s.id, fault);
    else
      fault := private.parts_fault(s.id);
      continue when fault is null;
      perform private.stop_for(s.id, fault);
    end if;
    n := n + 1;
  end loop;
  return n;
end $$;
comment on function private.hold_fallen is
  'APR-1, SND-2: sends that are due or running and stand no more: back to review where their decision fell, '
  'paused where what they are made of did, with an alert. Returns how many. Called by the clock.';

create or replace function private.start_fault(s public.sends) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(private.decision_fault(s, true), private.parts_fault(s.id));
end $$;
comment on function private.start_fault is 'Why a send that is due does not start; or null.';
