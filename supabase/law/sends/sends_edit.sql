-- sends: editing, and what lapses (SND-1, SND-2, APR-1)

create or replace function private.late_bar(send uuid) returns jsonb
language sql stable set search_path = '' as $$
  select case
    when s.started_at is not null then null
    when private.is_late(s)
      then jsonb_build_object('code', 'schedule_in_past', 'at', s.scheduled_at)
    when s.timing = 'recurring' and s.repeat_until is not null then (
      select jsonb_build_object('code', 'repetition_over',
        'first', to_char(n.at at time zone e.time_zone, 'YYYY-MM-DD HH24:MI'), 'zone', e.time_zone)
      from public.enterprises e cross join lateral private.next_occurrence(s.cron, clock_timestamp(),
        e.time_zone) as n (at)
      where e.id = s.enterprise_id and s.repeat_until <= n.at) end
  from public.sends s where s.id = late_bar.send
$$;

comment on function private.late_bar is
  'SND-2: the code, with its details, with which a send whose time has passed is neither submitted nor '
  'approved, as check_send refuses it; or null. The verbs and the buttons use this same function.';

create or replace function private.note_lapsed() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id from public.sends x where x.state = 'in_review' and x.timing <> 'immediate' and not x.lapsed
      and private.late_bar(x.id) is not null
    limit 50 for no key update skip locked
  loop
    update public.sends x set lapsed = true where x.id = s.id;
    -- Its buttons are used up, as after a decision.
    perform private.touch_cards('send', s.id, true);
    perform private.unsay_cards('send', s.id);
    n := n + 1;
  end loop;
  return n;
end $$;

comment on function private.note_lapsed is
  'SND-2: redraws, once, the cards of sends whose time passed while they waited for an approval. '
  'Returns how many. Called by the clock.';

create or replace function private.edit_bar(send uuid) returns jsonb
language sql stable set search_path = '' as $$
  select case
    when s.origin = 'occurrence' then jsonb_build_object('code', 'occurrence_not_edited', 'name', s.name)
    -- An approved send is expanded at once. Until its time, or while it is paused before the first hand-over,
    -- nothing of it has gone out.
    when s.started_at is not null or s.state in ('expanding', 'ready', 'paused')
      and ((s.pause_code = 'restored' and s.timing <> 'recurring')
      or (s.state <> 'paused' and (s.scheduled_at > clock_timestamp()) is not true))
      then jsonb_build_object('code', 'send_begun', 'name', s.name)
    when s.created_by is distinct from private.actor() then
      jsonb_build_object('code', 'not_the_author', 'name', s.name,
      'author', private.person_name(s.created_by, s.enterprise_id)) end
  from public.sends s where s.id = edit_bar.send
$$;

comment on function private.edit_bar is
  'SND-1: the code, with its details, with which an edit by the caller is refused, apart from permissions; '
  'or null. The verb and the buttons use this same function.';

create or replace function private.undo_approval(send uuid) returns void
language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
begin
  select x.* into p from private.send_progress x where x.send_id = send for update;
  if not found then return; end if;
  -- Lock order: the account of the send before the quota.
  perform from public.send_totals t where t.send_id = send for update;
  perform private.release(send, private.open_units(send));
  -- What was to be given back went with that: it is not to come off the units of another approval.
  delete from private.delivery_charges c where c.send_id = send;
  delete from private.holds h where h.holder_id = send;
  if not p.large then
    delete from partitions.deliveries_shared d where d.id between p.id_base + 1 and p.id_base + p.total;
  elsif to_regclass(private.deliveries_partition(p)) is not null then
    -- Emptied and kept: detaching it would lock all deliveries.
    execute format('truncate %s', private.deliveries_partition(p));
  end if;
  perform private.drop_minted(p);
  delete from public.send_totals t where t.send_id = send;
  delete from private.send_progress x where x.send_id = send;
end $$;

comment on function private.undo_approval is
  'PKG-3, SND-5: takes back what set_going gave a send before anything was handed over: its units, '
  'deliveries and account. Its delivery ids are not used again.';

create or replace function private.update_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  was public.sends;
  s public.sends;
begin
  select x.* into was from public.sends x where x.id = send;
  -- The second editor is refused, so the first is not overwritten.
  if (input ->> 'revision')::integer <> was.revision then
    perform private.refuse('send_edited', jsonb_build_object('name', was.name));
  end if;
  s := private.parse_send(was.enterprise_id, input);
  -- IAM-3: by another template it becomes a send of the other edition.
  if s.kinds <> was.kinds then
    perform private.require(was.enterprise_id, private.send_right(s, 'create'));
  end if;
  -- BSN-2: a resend goes once, to the numbers that the first send did not reach.
  if was.origin = 'resend' and (s.number_file_id <> was.number_file_id or s.timing = 'recurring') then
    perform private.refuse('resend_keeps_numbers', jsonb_build_object('name', was.name));
  end if;
  -- Without the key the evidence of consent is kept; null removes it.
  if s.consent is not null and not input ? 'consent_proof' then
    s.consent_path := was.consent_path;
    s.consent_name := was.consent_name;
  end if;
  s.own := private.own_in('send', was.enterprise_id, input -> 'own', was.own);
  perform private.undo_approval(send);
  update public.sends x set name = s.name, kinds = s.kinds, template_id = s.template_id,
    version_id = s.version_id,
    sms_app_id = s.sms_app_id, sms_signature_id = s.sms_signature_id,
    sms_template_id = s.sms_template_id, sms_version_id = s.sms_version_id,
    basic_signature_id = s.basic_signature_id, signature = s.signature, send_type = s.send_type,
    shared_params = s.shared_params, domain_id = s.domain_id, channel_id = s.channel_id,
    validity_days = s.validity_days, number_file_id = s.number_file_id,
    columns = s.columns, consent = s.consent, consent_path = s.consent_path, consent_name = s.consent_name,
    timing = s.timing, scheduled_at = s.scheduled_at,
    cron = s.cron, repeat_until = s.repeat_until, is_marketing = s.is_marketing, own = s.own, trial = s.trial, trial_size = s.trial_size,
    -- APR-1: nothing of an earlier submission, decision or pause is left.
    hash = null, opt_outs_upto = null, audience = 0, units = 0, cost_fen = null, submitted_by = null,
      submitted_at = null,
    decided_by = null, decided_at = null, reason = null, next_at = null,
    paused_by = null, paused_at = null, pause_code = null, pause_reason = null, pause_details = null,
    guarded_ends = 0, guarded_failures = 0,
    lapsed = false, without_maker = false, undo_by = null, undo_until = null, revision = x.revision + 1
  where x.id = send;
  perform private.complete_send(send, input);
end $$;
comment on function public.update_send is
  'SND-1, APR-1: replaces a send as a whole. Only its author may, and only while nothing has gone out. '
  'It becomes a draft: approvals are void and reserved units are given back. input as create_send, and '
  'revision; own fields and consent_proof are kept when left out. Returns the card. Refuses not_found, '
  'forbidden, wrong_state, occurrence_not_edited, send_begun, not_the_author, send_edited, '
  'resend_keeps_numbers, and as create_send.';

