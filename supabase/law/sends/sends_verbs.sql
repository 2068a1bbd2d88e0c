-- sends: the rules of send tasks (SND-1 to SND-5, APR-1). The frame (frame.sql) does the rest.

create or replace function private.next_batch_no(enterprise uuid) returns text
language plpgsql set search_path = '' as $$
declare
  day text;
begin
  perform pg_advisory_xact_lock(hashtextextended('batch_no:' || enterprise::text, 0));
  select to_char(now() at time zone e.time_zone, 'YYYYMMDD') into day from public.enterprises e
  where e.id = enterprise;
  return day || '-' || lpad((1 + (select count(*) from public.sends x
        where x.enterprise_id = enterprise and x.batch_no like day || '-%'))::text, 4, '0');
end $$;

comment on function private.next_batch_no is
  'The next batch number of an enterprise: the day in its zone and a number.';

create or replace function private.set_text(send uuid) returns void language sql set search_path = '' as $$
  -- The code of a personal link always has eight characters, so the text of every number is equally long. That
  -- of a text with variables is not: count_segments.
  -- A storyboard is no text, so it has neither a body nor segments.
  update public.sends s set sms_text = coalesce(b.body, ''), segments_in_all = null,
    segments = case when b.body is null then 0
      else coalesce(private.sms_segments(private.sms_text(b.signature, b.body, b.link)), 0) end
  from (select x.signature,
      case when m.id is not null then private.sms_body(m.content, x.is_marketing) end as body,
      coalesce(private.link_address(x.domain_id, '12345678'), '') as link
    from public.sends x left join public.sms_template_versions m on m.id = x.sms_version_id
    where x.id = send) b
  where s.id = send
$$;

comment on function private.set_text is
  'SMS-1: stores the text that is handed to the carrier for each number, and the segments that each of these '
  'messages is billed as.';

create or replace function private.text_parts(s public.sends) returns table (
  units integer, heading text, name text, longest integer, shortest integer, astral boolean
) language sql stable set search_path = '' as $$
  select private.sms_units(private.sms_text(s.signature, s.sms_text, '')), null, null, null, null,
    null::boolean
  union all
  select null, v.heading, v.name, v.longest, v.shortest, v.astral
  from regexp_matches(s.sms_text, '\$\{([^{}]*)\}', 'g') as n (name)
  join private.variable_values(s) v on v.name = n.name[1]
$$;

comment on function private.text_parts is
  'SMS-1: what the length of a message is the sum of: the units of the text around the values, and a row for '
  'each place of a variable, with what is known of its values.';

create or replace function private.row_segments(s public.sends, params text) returns text
language sql stable set search_path = '' as $$
  -- Where no value has characters of two units, its characters are counted. A message made whole in every row
  -- took ten times as long.
  select format('case when %1$s <= 70 then 1 else (%1$s + 66) / 67 end', string_agg(case
      when p.units is not null then p.units::text
      when p.astral then format('private.sms_units(coalesce(%s ->> %L, ''''))', params, p.name)
      else format('coalesce(char_length(%s ->> %L), 0)', params, p.name) end, ' + '))
  from private.text_parts(s) p
$$;

comment on function private.row_segments is
  'SMS-1: the expression of the segments of one message of a text with variables, whose values are an object '
  'that the expression `params` gives, by the names of the variables.';

create or replace function private.count_segments(send uuid) returns void
language plpgsql set search_path = '' as $$
declare
  s public.sends;
  shortest integer;
  longest integer;
begin
  select x.* into s from public.sends x where x.id = send;
  if private.variables_of(s) = '[]' then return; end if;
  -- Nearly always the shortest and the longest message have equally many, and the numbers are not read: that
  -- took 1.4 s for a million.
  select private.segments_of(sum(coalesce(p.units, p.shortest))::integer),
    private.segments_of(sum(coalesce(p.units, p.longest))::integer) into shortest, longest
  from private.text_parts(s) p having bool_and(coalesce(p.units, p.longest) is not null);
  if shortest = longest then
    s.segments := longest;
  else
    execute format($count$
      select coalesce(max(y.n), 0), coalesce(sum(y.n), 0) from (select %s as n from (
        select %s as params from public.numbers x where x.file_id = %L and %s %s) z) y $count$,
      private.row_segments(s, 'z.params'),
      private.values_for(private.send_parameters(s), s.columns, s.number_file_id),
      s.number_file_id, private.whole_numbers(s),
      case when s.opt_outs > 0 then format('and not exists (select from public.opt_outs o where o.enterprise_id = %L and o.signature = %L and o.phone = x.phone)',
        s.enterprise_id, s.signature) end)
    into s.segments, s.segments_in_all;
  end if;
  update public.sends x set segments = s.segments, segments_in_all = s.segments_in_all where x.id = send;
end $$;

comment on function private.count_segments is
  'SMS-1: stores how many segments the longest message of a text with variables has and, where others have '
  'fewer, how many all have together.';

create or replace function private.complete_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.set_text(send);
  perform private.leave_out(send);
  perform private.count_opt_outs(send);
  perform private.count_segments(send);
  if input ->> 'trial_size' is null then
    update public.sends x set trial_size = least(10, greatest(1, f.accepted - x.left_out - 1))
    from public.number_files f where x.id = send and f.id = x.number_file_id;
  end if;
  perform private.check_send(send);
end $$;

comment on function private.complete_send is
  'SND-1: what follows from the columns of a send, computed alike when it is made and when it is edited: its '
  'text and segments, the numbers left out, the size of a trial that names none. Refuses what check_send '
  'refuses.';

create or replace function private.create_send(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  s public.sends := private.parse_send(home, input);
  made uuid;
begin
  s.own := private.own_in('send', home, input -> 'own');
  insert into public.sends (enterprise_id, name, batch_no, kinds, template_id, version_id, sms_app_id,
    sms_signature_id, sms_template_id, sms_version_id, basic_signature_id, signature, send_type,
    shared_params, domain_id, channel_id, validity_days, number_file_id, columns, sms_text, segments, consent,
    consent_path, consent_name, timing, scheduled_at, cron, repeat_until, is_marketing,
    own, trial, trial_size, created_by, trace_id)
  values (home, s.name, private.next_batch_no(home), s.kinds, s.template_id, s.version_id, s.sms_app_id,
    s.sms_signature_id, s.sms_template_id, s.sms_version_id, s.basic_signature_id, s.signature, s.send_type,
    s.shared_params, s.domain_id, s.channel_id, s.validity_days, s.number_file_id, s.columns, s.sms_text, 0,
    s.consent, s.consent_path, s.consent_name, s.timing, s.scheduled_at, s.cron, s.repeat_until,
    s.is_marketing, s.own, s.trial, s.trial_size,
    private.actor(), private.trace_or_new())
  returning id into made;
  perform private.complete_send(made, input);
  return made;
end $$;
comment on function public.create_send is
  'SND-1, BSN-1: makes a draft send of the kind of its template; without template_id one of texts. '
  'input {name, template_id, sms_template_id, send_type (basic: group, personal), number_file_id, '
  'domain_id, channel_id, columns ({parameter: heading}), consent, consent_proof, timing (immediate, scheduled, '
  'recurring), scheduled_at, cron, repeat_until, trial, trial_size, validity_days, own}. '
  'Numbers without a value are left out and counted. Returns the send_cards row. Refuses forbidden, '
  'input_invalid, own_unknown, own_invalid, own_too_large, and as parse_send and check_send.';

create or replace function private.set_cost(send uuid) returns void language sql set search_path = '' as $$
  update public.sends s set hash = private.send_hash(send), audience = private.audience_of(send),
    units = private.units_of(send), cost_fen = (private.send_cost(send) ->> 'most_fen')::bigint
  where s.id = send
$$;

comment on function private.set_cost is
  'APR-1: stores the hash of a send, whom it reaches and what it costs at most.';

create or replace function private.set_submitted(send uuid) returns void language plpgsql set search_path = '' as $$
begin
  perform private.set_text(send);
  perform private.count_opt_outs(send);
  perform private.count_segments(send);
  perform private.set_cost(send);
  perform private.keep_asked(send);
end $$;

comment on function private.set_submitted is
  'APR-1, T9: stores the text and the hash that approvals bind, the cost, and what is required for an '
  'approval.';

create or replace function private.submit_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  -- A key that is not given leaves what is stored; null removes the file.
  update public.sends s set consent = case when input ? 'consent' then c.ground else s.consent end,
    consent_path = case when input ? 'consent_proof' then c.path else s.consent_path end,
    consent_name = case when input ? 'consent_proof' then c.name else s.consent_name end
  from private.consent_in((select x.enterprise_id from public.sends x where x.id = send), input) c
  where s.id = send and input ?| '{consent,consent_proof}';
  update public.sends s set without_maker = false where s.id = send and s.without_maker;
  perform private.check_send(send);
  perform private.check_consent(send);
  perform private.require_own('send', s.enterprise_id, s.own) from public.sends s where s.id = send;
  perform private.set_submitted(send);
  if (select s.state = 'expanding' from public.sends s where s.id = send) then
    perform private.send_under(send);
  end if;
end $$;
create or replace function public.submit_send(
  send text, input jsonb default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'submit', send, request, input)
$$;
comment on function public.submit_send is
  'SND-1: puts a send in review; earlier approvals are void. One that a standing approval covers goes out. '
  'input {consent, consent_proof} (CNS-1). Returns the card. Refuses not_found, forbidden, wrong_state, '
  'consent_required, consent_too_long, file_invalid, own_missing, and as check_send.';

create or replace function private.set_going(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
  f public.number_files;
  total integer;
  base bigint;
  is_large boolean;
begin
  -- Units are held for those alone who have not opted out by now.
  perform private.count_opt_outs(send);
  update public.sends x set units = private.units_of(send) where x.id = send returning x.* into s;
  select x.* into f from public.number_files x where x.id = s.number_file_id;
  total := private.reach_of(send);
  perform private.reserve_send(send);
  -- A partition of its own pays off from about 20,000 numbers on.
  is_large := total > 20000;
  update private.delivery_blocks b set next = b.next + total where b.large = is_large returning b.next - total - 1 into base;
  insert into private.send_progress (send_id, enterprise_id, id_base, total, large, dispatch_limit, forgone,
    mints_at, minted)
  select send, s.enterprise_id, base, total, is_large,
    case when s.trial then least(s.trial_size, total) else total end,
    case when s.kinds <> '{text}' then s.opt_outs else 0 end, c.at,
    case when c.at is not null then 0 end
  -- Who makes the links of cards is fixed here: a send has links of one kind.
  from (select (select x.mints_at from public.channels x
    where x.id = s.channel_id and s.kinds = '{aim}') as at) c;
  insert into public.send_totals (send_id, enterprise_id, intended, invalid, duplicates, pending)
  values (send, s.enterprise_id, f.lines, f.invalid + s.left_out, f.duplicates, total);
end $$;

comment on function private.set_going is
  'SND-5, PKG-3: gives an approved send its quota, its delivery ids and its account. Refuses quota_short.';

create or replace function private.set_approved(send uuid) returns void language plpgsql set search_path = '' as $$
declare
  s public.sends;
begin
  select x.* into s from public.sends x where x.id = send;
  perform private.check_unchanged(s);
  perform private.check_send(send);
  perform private.check_consent(send);
  -- Why it came back to review is answered.
  update public.sends x set paused_at = null, pause_code = null, pause_reason = null, pause_details = null
  where x.id = send and x.pause_code is not null;
  if s.state = 'expanding' then
    perform private.set_going(send);
  elsif s.state = 'recurring' then
    update public.sends x set next_at = private.next_occurrence(x.cron, clock_timestamp(), e.time_zone) from public.enterprises e where x.id = send and e.id = x.enterprise_id;
  end if;
end $$;

comment on function private.set_approved is 'APR-1: what follows an approval: checks that the hash is unchanged and that nothing refuses the send, and then sets it going. Refuses hash_changed, consent_required and what check_send refuses.';

create or replace function private.before_approve_send(send uuid, input jsonb) returns void
language sql set search_path = '' as $$
  -- The approval is written first, and then decides which state comes next. A refusal rolls it back.
  insert into public.send_approvals (send_id, enterprise_id, approver, hash, submitted_at, reason, stands_for)
  select s.id, s.enterprise_id, private.actor(), s.hash, s.submitted_at,
    input ->> 'reason', private.stood_in_for(s.id, private.actor()) from public.sends s where s.id = send
  on conflict on constraint once_a_submission do nothing;
  delete from private.undone_approvals u using public.sends s
  where s.id = send and u.send_id = s.id and u.submitted_at = s.submitted_at and u.approver = private.actor()
$$;

comment on function private.before_approve_send is
  'APR-1: records that the caller has approved this submission.';

create or replace function private.approve_send(send uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.set_approved(send)
$$;
comment on function public.approve_send is
  'SND-5, APR-1: an approval by another person. The last one that is required reserves quota and starts the '
  'send. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, '
  'already_approved, not_an_approver, hash_changed, quota_short, and as check_send. Returns the card.';

create or replace function private.break_glass_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.set_approved(send);
  perform private.alert(s.enterprise_id, 'break_glass', 'send', send,
    jsonb_build_object('name', s.name, 'by', private.person_name(private.actor()),
      'reason', input ->> 'reason'))
  from public.sends s where s.id = send;
end $$;
comment on function public.break_glass_send is
  'APR-1: releases a send, with a reason, without the approvals that its rules require, and alerts everyone '
  'who may approve. Returns the card. Refuses not_found, forbidden, wrong_state, reason_required, '
  'hash_changed, quota_short and what check_send refuses.';

create or replace function private.release_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if private.goes_back(send) then return; end if;
  -- Afterwards the counts are those of the whole send, so what the trial had come to is kept.
  update public.sends s set trial_result = private.trial_of(send) where s.id = send;
  update private.send_progress p set dispatch_limit = p.total where p.send_id = send;
end $$;
comment on function public.release_send is
  'SND-4: after the trial, releases the rest: trial_hold → sending. Where its decision holds no more '
  '(APR-1), it goes back to review instead. shown: the hash from allowed_transitions. Returns the card. '
  'Refuses not_found, forbidden, wrong_state, shown_required, shown_changed, and as private.check_parts.';

create or replace function private.cancel_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
  gone integer;
  rested public.network[];
begin
  -- The claim takes this lock too: what was claimed before goes on to its receipt, and nothing is claimed
  -- after.
  select x.* into p from private.send_progress x where x.send_id = send for update;
  if found then
    -- The account is updated now. The clock marks the rows in slices (sweep_cancelled), because a million do
    -- not fit into one call. Pending messages that are claimed stay: they may have been handed over. A batch
    -- that the carrier certainly did not take has no lease (give_back): it is not on its way either.
    with resting as (
      update private.batches b set done_at = clock_timestamp(), closed_at = clock_timestamp()
      where b.send_id = send and b.done_at is null and b.attempts = 0 and not b.doubtful
      returning b.first_id, b.last_id
    ), ended as (
      update public.deliveries d set state = 'cancelled', final_at = clock_timestamp()
      from resting r where d.id between r.first_id and r.last_id and d.state = 'pending' returning d.network
    )
    select array_agg(x.network) into rested from ended x;
    -- Lock first, count second: an answer of the carrier that is being recorded is then in both counts or in
    -- neither.
    perform from public.send_totals t where t.send_id = send for update;
    select t.pending - (select count(*) from private.batches b
      join public.deliveries d on d.id between b.first_id and b.last_id and d.state = 'pending'
      where b.send_id = send and b.done_at is null) into gone from public.send_totals t where t.send_id = send;
    update private.send_progress x set dispatch_limit = least(x.dispatch_limit, x.next_ordinal - 1),
      forgone = 0,
      swept = x.next_ordinal > x.expanded where x.send_id = send;
    update public.send_totals c set pending = c.pending - gone, cancelled = c.cancelled + gone
    where c.send_id = send;
    perform private.release_pending(p, gone - p.forgone, rested);
    update private.holds h set look_at = clock_timestamp() where h.holder_id = send;
  end if;
  -- The reason of the last decision. The audit log says who cancelled.
  update public.sends s set finished_at = clock_timestamp(), next_at = null,
    reason = coalesce(input ->> 'reason', s.reason) where s.id = send;
end $$;
create or replace function public.cancel_send(
  send text, reason text default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'cancel', send, request, null, reason)
$$;
comment on function public.cancel_send is
  'SND-2: stops a send at any moment. Messages that are not claimed yet are cancelled and accounted, and '
  'their quota is released. Messages on their way still get their receipts. Returns the card. '
  'Refuses not_found, forbidden, wrong_state.';

grant execute on function public.submit_send, public.cancel_send to authenticated;
