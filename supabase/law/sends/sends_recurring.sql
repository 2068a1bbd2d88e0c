-- sends: the occurrences of a recurring send (SND-1, CRN-1). Called by the clock.

create or replace function private.make_occurrence(plan public.sends) returns uuid
language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  insert into public.sends (enterprise_id, name, batch_no, kinds, template_id, version_id, sms_app_id,
    sms_signature_id, sms_template_id, sms_version_id, basic_signature_id, signature, send_type,
    shared_params, domain_id, channel_id,
    validity_days, number_file_id, columns, left_out, left_out_lines, left_out_by, sms_text, segments,
    segments_in_all, consent, consent_path, consent_name, timing, scheduled_at, origin, parent_id, is_marketing,
    own, trial, trial_size, audience, units, cost_fen,
    submitted_by, submitted_at, decided_by, decided_at, without_maker, created_by, trace_id)
  select plan.enterprise_id, plan.name,
    plan.batch_no || '-' || (1 + (select count(*) from public.sends x
      where x.parent_id = plan.id and x.origin = 'occurrence')),
    plan.kinds, plan.template_id, plan.version_id, plan.sms_app_id, plan.sms_signature_id,
    plan.sms_template_id, plan.sms_version_id, plan.basic_signature_id, plan.signature, plan.send_type,
    plan.shared_params, plan.domain_id, plan.channel_id,
    plan.validity_days, plan.number_file_id, plan.columns, plan.left_out, plan.left_out_lines,
    plan.left_out_by, plan.sms_text,
    plan.segments, plan.segments_in_all, plan.consent, plan.consent_path, plan.consent_name, 'scheduled', plan.next_at,
    'occurrence', plan.id, plan.is_marketing, plan.own, plan.trial, plan.trial_size,
    plan.audience, plan.units, plan.cost_fen,
    plan.submitted_by, plan.submitted_at, plan.decided_by, plan.decided_at, plan.without_maker,
    plan.created_by, plan.trace_id
  returning id into made;
  perform private.check_unchanged(plan);
  perform private.check_send(made);
  update public.sends x set hash = private.send_hash(made) where x.id = made;
  perform private.transition('send', made, 'occur');
  perform private.set_going(made);
  return made;
end $$;

comment on function private.make_occurrence is
  'Makes the send of one occurrence. The approval of the plan covers it, as long as the hash is unchanged '
  '(APR-1). Refuses as an approval does.';

create or replace function private.make_occurrences() returns integer
language plpgsql set search_path = '' as $$
declare
  plan public.sends;
  zone text;
  made integer := 0;
  refusal jsonb;
  fault jsonb;
begin
  for plan in select x.* from public.sends x where x.state = 'recurring' and x.next_at <= clock_timestamp()
      order by x.next_at limit 20 for no key update skip locked loop
    select e.time_zone into zone from public.enterprises e where e.id = plan.enterprise_id;
    fault := private.decision_fault(plan, true);
    if fault is not null then
      perform private.return_send(plan.id, fault);
      continue;
    end if;
    begin
      -- An occurrence that is an hour late is skipped: after an outage, a message meant for ten must not go
      -- out at four in the afternoon.
      if plan.next_at > clock_timestamp() - interval '1 hour' then
        perform private.make_occurrence(plan);
        made := made + 1;
      else
        perform private.audit(plan.enterprise_id, 'send', plan.id::text,
          'skip', jsonb_build_object('at', plan.next_at), null, 'an hour late', 'occurrence_late');
      end if;
      update public.sends x set next_at = private.next_occurrence(x.cron, clock_timestamp(), zone)
      where x.id = plan.id returning x.* into plan;
      if plan.next_at is null or plan.next_at >= plan.repeat_until then
        perform private.transition('send', plan.id, 'finish');
        update public.sends x set next_at = null, finished_at = clock_timestamp() where x.id = plan.id;
      else
        perform private.touch_cards('send', plan.id);
      end if;
    exception when sqlstate 'PGRST' then
      -- The plan is paused until a person has looked. Nothing of the occurrence is left behind.
      refusal := sqlerrm::jsonb;
      perform private.stop_send(plan.id,
        refusal ->> 'code', refusal ->> 'message', (refusal ->> 'details')::jsonb);
    end;
  end loop;
  return made;
end $$;

comment on function private.make_occurrences is
  'Makes the due occurrences of recurring sends. One that is refused pauses its plan and raises an alert; a '
  'plan whose approval holds no more goes back to review (APR-1). Returns how many were made.';
