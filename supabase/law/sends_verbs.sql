-- sends: the verbs of people

create or replace function private.next_batch_no(enterprise uuid) returns text language plpgsql set search_path = '' as $$
declare
  day text;
begin
  perform pg_advisory_xact_lock(hashtextextended('batch_no:' || enterprise::text, 0));
  select to_char(now() at time zone e.time_zone, 'YYYYMMDD') into day from public.enterprises e where e.id = enterprise;
  return day || '-' || lpad((1 + (select count(*) from public.sends x where x.enterprise_id = enterprise and x.batch_no like day || '-%'))::text, 4, '0');
end $$;

comment on function private.next_batch_no is 'The next batch number of an enterprise: the day in its zone and a number.';

create or replace function public.create_send(input jsonb, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  s public.sends;
  made uuid;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'create_send', null, input);
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:sendTask:create');
  s := private.parse_send(input);
  insert into public.sends (enterprise_id, name, batch_no, template_id, version_id, sms_app_id, sms_signature_id, sms_template_id, domain_id, channel_id,
    validity_days, number_file_id, timing, scheduled_at, cron, repeat_until, is_marketing, trial, trial_size, created_by)
  select home, s.name,
    private.next_batch_no(home),
    s.template_id, s.version_id, s.sms_app_id, s.sms_signature_id, s.sms_template_id, s.domain_id, s.channel_id,
    s.validity_days, s.number_file_id, s.timing, s.scheduled_at, s.cron, s.repeat_until, s.is_marketing, s.trial, s.trial_size, private.actor()
  returning id into made;
  perform private.check_send(made);
  perform private.audit(home, 'send', made::text, 'create', null, input);
  return private.store_response(request, 'create_send', null, private.send_card(made), input);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('send', null, 'create', sqlerrm, detail, home);
end $$;

comment on function public.create_send is
  'SND-1, table 7-2: a draft send. input {name, template_id, sms_template_id, number_file_id, timing, scheduled_at, trial, trial_size (10, or all of a smaller file), validity_days (7), domain_id}. Returns the send_cards row. Refuses what parse_send and check_send refuse.';

create or replace function public.submit_send(send uuid, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'submit_send', send::text);
  if known is not null then return known; end if;
  perform private.transition('send', send, 'submit');
  perform private.check_send(send);
  update public.sends s set hash = private.send_hash(send), units = (select f.accepted from public.number_files f where f.id = s.number_file_id) where s.id = send;
  return private.store_response(request, 'submit_send', send::text, private.send_card(send));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('send', send::text, 'submit', sqlerrm, detail, private.enterprise_of('send', send::text));
end $$;

comment on function public.submit_send is 'draft or rejected → in_review; fixes the hash the approval binds (APR-1). Refuses not_found, forbidden, wrong_state and what check_send refuses.';

create or replace function private.set_going(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
  f public.number_files;
  base bigint;
  is_large boolean;
begin
  select x.* into s from public.sends x where x.id = send;
  select x.* into f from public.number_files x where x.id = s.number_file_id;
  perform private.reserve(send, s.enterprise_id, 'aim_resolution', f.accepted);
  -- From some 20,000 numbers on a partition of its own pays for itself.
  is_large := f.accepted > 20000;
  update private.delivery_blocks b set next = b.next + f.accepted where b.large = is_large returning b.next - f.accepted - 1 into base;
  insert into private.send_progress (send_id, enterprise_id, id_base, total, large, dispatch_limit)
  values (send, s.enterprise_id, base, f.accepted, is_large, case when s.trial then least(s.trial_size, f.accepted) else f.accepted end);
  update public.sends x set links_expire_at = greatest(clock_timestamp(), x.scheduled_at) + make_interval(days => x.validity_days) where x.id = send;
  insert into public.send_totals (send_id, enterprise_id, intended, invalid, duplicates, pending)
  values (send, s.enterprise_id, f.lines, f.invalid, f.duplicates, f.accepted);
end $$;

comment on function private.set_going is 'SND-5, PKG-3: an approved send gets its quota, its delivery ids, its account. Refuses quota_short.';

create or replace function private.set_approved(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
begin
  select x.* into s from public.sends x where x.id = send;
  if s.hash is distinct from private.send_hash(send) then
    perform private.refuse('hash_changed');
  end if;
  perform private.check_send(send);
  if s.state = 'expanding' then
    perform private.set_going(send);
  elsif s.state = 'recurring' then
    update public.sends x set next_at = private.next_occurrence(x.cron, clock_timestamp(), e.time_zone) from public.enterprises e where x.id = send and e.id = x.enterprise_id;
  end if;
end $$;

comment on function private.set_approved is 'APR-1: what follows an approval: the hash still holds, nothing stands against it, it is set going. Refuses hash_changed and what check_send refuses.';

create or replace function public.approve_send(send uuid, reason text default null, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'approve_send', send::text);
  if known is not null then return known; end if;
  if private.actor() is null then perform private.require(null, 'KooMessage:sendTask:approve'); end if;
  -- First the approval and then the move, which counts it. What the move refuses takes the approval back.
  if private.may(private.enterprise_of('send', send::text), 'KooMessage:sendTask:approve') then perform private.give_approval(send, reason); end if;
  perform private.transition('send', send, 'approve', reason);
  perform private.set_approved(send);
  return private.store_response(request, 'approve_send', send::text, private.send_card(send));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('send', send::text, 'approve', sqlerrm, detail, private.enterprise_of('send', send::text));
end $$;

comment on function public.approve_send is
  'SND-5, APR-1: an approval by another person. When the rules have all they ask: in_review → expanding, quota is reserved (PKG-3), delivery ids are set aside; a recurring one → recurring. Until then it stays in_review. Refuses not_found, forbidden, wrong_state, four_eyes, already_approved, not_an_approver, hash_changed, quota_short and what check_send refuses.';

create or replace function public.break_glass_send(send uuid, reason text, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  moved jsonb;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'break_glass_send', send::text);
  if known is not null then return known; end if;
  moved := private.transition('send', send, 'break_glass', reason);
  perform private.set_approved(send);
  perform private.alert((moved ->> 'enterprise_id')::uuid, 'break_glass', 'send', send,
    jsonb_build_object('name', (select s.name from public.sends s where s.id = send), 'by', private.person_name(private.actor()), 'reason', btrim(break_glass_send.reason)));
  return private.store_response(request, 'break_glass_send', send::text, private.send_card(send));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('send', send::text, 'break_glass', sqlerrm, detail, private.enterprise_of('send', send::text));
end $$;

comment on function public.break_glass_send is
  'APR-1: lets a send go without the approvals its rules ask, with a reason, and tells everyone who may approve. Refuses not_found, forbidden, wrong_state, reason_required, hash_changed, quota_short and what check_send refuses.';

create or replace function public.reject_send(send uuid, reason text, request uuid default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'reject', send::text, request::text, null, reason)
$$;

comment on function public.reject_send is 'in_review → rejected, with a reason, by another person. Refuses as approve_send, and reason_required.';

create or replace function public.release_send(send uuid, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'release_send', send::text);
  if known is not null then return known; end if;
  perform private.transition('send', send, 'release');
  update private.send_progress p set dispatch_limit = p.total where p.send_id = send;
  -- A trial may have been looked at for days: the links of the rest live from now.
  update public.sends s set links_expire_at = clock_timestamp() + make_interval(days => s.validity_days) where s.id = send;
  return private.store_response(request, 'release_send', send::text, private.send_card(send));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('send', send::text, 'release', sqlerrm, detail, private.enterprise_of('send', send::text));
end $$;

comment on function public.release_send is 'SND-4: after the trial has ended, lets the rest go: trial_hold → sending. Refuses not_found, forbidden, wrong_state.';

create or replace function public.cancel_send(send uuid, reason text default null, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  p private.send_progress;
  gone integer;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'cancel_send', send::text);
  if known is not null then return known; end if;
  perform private.transition('send', send, 'cancel', reason);
  -- The claim takes this lock too: what is claimed before goes on to its receipt, nothing is claimed after.
  select x.* into p from private.send_progress x where x.send_id = send for update;
  if found then
    -- The account moves now; the rows are marked in slices by the clock (sweep_cancelled), because a million do not fit into one call.
    -- Pending ones that are claimed already stay: they may have been handed over.
    -- A batch of which the carrier took nothing, for sure, rests unleased (give_back): it is not on its way either.
    with resting as (
      update private.batches b set done_at = clock_timestamp(), closed_at = clock_timestamp()
      where b.send_id = send and b.done_at is null and b.attempts = 0 and not b.doubtful returning b.first_id, b.last_id
    )
    update public.deliveries d set state = 'cancelled', final_at = clock_timestamp()
    from resting r where d.id between r.first_id and r.last_id and d.state = 'pending';
    -- First the lock and then the look: an answer of the carrier that was being recorded is in both of the counts, or in none.
    perform from public.send_totals t where t.send_id = send for update;
    select t.pending - (select count(*) from private.batches b join public.deliveries d on d.id between b.first_id and b.last_id and d.state = 'pending'
      where b.send_id = send and b.done_at is null) into gone from public.send_totals t where t.send_id = send;
    update private.send_progress x set dispatch_limit = least(x.dispatch_limit, x.next_ordinal - 1), swept = x.next_ordinal > x.expanded where x.send_id = send;
    update public.send_totals c set pending = c.pending - gone, cancelled = c.cancelled + gone where c.send_id = send;
    perform private.settle(send, 0, gone);
  end if;
  -- The reason of the last decision about it; who cancelled stands beside it in the audit log.
  update public.sends s set finished_at = clock_timestamp(), next_at = null, reason = coalesce(private.clean_reason(cancel_send.reason, 'cancel', false), s.reason) where s.id = send;
  return private.store_response(request, 'cancel_send', send::text, private.send_card(send));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('send', send::text, 'cancel', sqlerrm, detail, private.enterprise_of('send', send::text));
end $$;

comment on function public.cancel_send is
  'SND-2: stops a send at any moment: what is not claimed yet is cancelled, accounted and its quota released; what is on its way goes on to its receipt. Refuses not_found, forbidden, wrong_state.';

grant execute on function public.create_send, public.submit_send, public.approve_send, public.break_glass_send, public.reject_send, public.release_send, public.cancel_send to authenticated;
