comment on table private.resends is
  'Resends whose numbers are still being collected: the next delivery of the first send to look at, and its '
  'last one.';

create or replace function private.collect_resend(resend uuid, most integer default 50000) returns boolean
language plpgsql set search_path = '' as $$
declare
  r private.resends;
  s public.sends;
  upto bigint;
  taken integer;
  final text[];
begin
  select x.* into r from private.resends x where x.send_id = resend for update;
  if not found then return true; end if;
  select x.* into s from public.sends x where x.id = resend;
  if s.state = 'draft' then
    upto := least(r.from_id + most - 1, r.last_id);
    -- Few codes, whose rows are looked up once.
    select coalesce(array_agg(x.code), '{}') into final
    from (select distinct d.code from public.deliveries d where d.id between r.from_id and upto
      and d.state in ('failed', 'expired', 'timed_out') and d.code is not null) x
    where not coalesce((private.code_met((select c.adapter from public.channels c where c.id = s.channel_id),
      x.code)).again, true);
    insert into public.numbers (file_id, enterprise_id, line, phone, params)
    select r.file_id, s.enterprise_id, d.ordinal, d.phone, d.params from public.deliveries d
    where d.id between r.from_id and upto and d.state in ('failed', 'expired', 'timed_out')
      and d.phone not like 'erased:%'
      -- Sent again it would end the same way.
      and not coalesce(d.code = any (final), false)
      -- What was sent again by itself meanwhile goes no third time.
      and not exists (select from public.sends x
        where x.again_of = d.id and x.id <> resend and x.state <> 'cancelled');
    get diagnostics taken = row_count;
    update public.number_files f set lines = f.lines + taken, accepted = f.accepted + taken
    where f.id = r.file_id;
    update private.resends x set from_id = upto + 1 where x.send_id = resend;
    if upto < r.last_id then return false; end if;
    update public.number_files f set state = 'ready', finished_at = clock_timestamp(),
      networks = private.networks_in(r.file_id), content_hash = encode(sha256(convert_to('resend:' ||
        s.parent_id::text || coalesce(':' || s.again_of, ''), 'UTF8')), 'hex') where f.id = r.file_id;
    update public.sends x set submitted_by = x.created_by, submitted_at = clock_timestamp() where x.id = resend;
    perform private.set_submitted(resend);
    perform private.transition('send', resend, 'collect');
  else
    -- Cancelled meanwhile: its numbers are no longer needed.
    perform private.fail_import(r.file_id, 'resend_cancelled');
  end if;
  delete from private.resends x where x.send_id = resend;
  return true;
end $$;

comment on function private.collect_resend is
  'Copies the next numbers of a resend from its first send. When all are copied, it waits for its review. '
  'True: nothing is left to collect.';

create or replace function private.collect_resends() returns integer
language plpgsql set search_path = '' as $$
declare
  r record;
  n integer := 0;
begin
  for r in select x.send_id from private.resends x limit 2 loop
    perform private.collect_resend(r.send_id);
    n := n + 1;
  end loop;
  return n;
end $$;

comment on function private.collect_resends is 'Collects a slice for each of two resends. Returns how many.';

create or replace function private.resend_bar(send uuid) returns jsonb
language sql stable set search_path = '' as $$
  select case
    when not private.may(s.enterprise_id, private.send_right(s, 'create')) then
      jsonb_build_object('code', 'forbidden', 'action', private.send_right(s, 'create'))
    when s.origin = 'resend' or exists (select from public.sends x
      where x.parent_id = send and x.origin = 'resend' and x.again_of is null and x.state <> 'cancelled')
      then jsonb_build_object('code', 'resent_already', 'name', s.name)
    when s.messages_gone_at is not null then jsonb_build_object('code', 'messages_gone', 'name', s.name)
    when coalesce(t.failed + t.expired + t.timed_out, 0) <= (select count(*) from public.sends x
      join public.deliveries d on d.id = x.again_of and d.state in ('failed', 'expired', 'timed_out')
      where x.parent_id = send and x.state <> 'cancelled') then jsonb_build_object('code', 'nothing_to_resend', 'name', s.name) end
  from public.sends s left join public.send_totals t on t.send_id = s.id where s.id = send
$$;

comment on function private.resend_bar is
  'BSN-2: the code, with its details, with which a resend of a finished send is refused; or null.';

create or replace function private.make_resend(send uuid, message bigint default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  s public.sends;
  made uuid;
  file uuid;
  whole boolean;
begin
  select x.* into s from public.sends x where x.id = send;
  insert into public.number_files (enterprise_id, name, source, purpose, state, columns, phone_column, has_header,
    column_values, parts, created_by)
  -- Deliveries hold their values by the names of the parameters.
  select s.enterprise_id, f.name, 'resend', f.purpose,
    'importing', f.phone_column || array_remove(private.send_parameters(s), f.phone_column), f.phone_column, f.has_header,
    -- What was sent to before is among the values of the first file.
    case when f.column_values is not null then (select coalesce(jsonb_object_agg(c.name, f.column_values -> c.heading)
      filter (where f.column_values ? c.heading), '{}') from private.columns_of(private.send_parameters(s), s.columns) c) end,
    0, private.actor()
  from public.number_files f where f.id = s.number_file_id
  returning id into file;
  insert into public.sends (enterprise_id, name, batch_no, kinds, template_id, version_id, sms_app_id,
    sms_signature_id, sms_template_id, sms_version_id, basic_signature_id, signature, send_type,
    shared_params, domain_id, channel_id,
    validity_days, number_file_id, sms_text, segments, consent, consent_path, consent_name, timing, origin,
    parent_id, again_of, is_marketing, own, created_by, trace_id)
  values (s.enterprise_id, s.name, s.batch_no || '-R' || (select count(*) from public.sends x
      where x.parent_id = send and x.origin = 'resend'), s.kinds, s.template_id, s.version_id,
    s.sms_app_id, s.sms_signature_id, s.sms_template_id, s.sms_version_id, s.basic_signature_id, s.signature,
    s.send_type, s.shared_params, s.domain_id, s.channel_id,
      s.validity_days, file,
    s.sms_text, s.segments, s.consent, s.consent_path, s.consent_name, 'immediate', 'resend', send,
    message, s.is_marketing, s.own, private.actor(), private.trace_or_new())
  returning id into made;
  insert into private.resends (send_id, file_id, from_id, last_id)
  select made, file, coalesce(message, p.id_base + 1), coalesce(message, p.id_base + p.total)
  from private.send_progress p where p.send_id = send;
  -- The first slice runs at once, so that a small resend is in review when this returns.
  whole := private.collect_resend(made, 20000);
  if whole and exists (select from public.number_files f where f.id = file and f.accepted = 0) then
    perform private.refuse('nothing_to_resend', jsonb_build_object('name', s.name));
  end if;
  return private.send_card(made);
end $$;

comment on function private.make_resend is
  'A new send with the template, values, channel and consent of another one: to what that did not reach, or '
  'to the number of one message of it. It waits for its own approval. Returns its card.';

create or replace function private.resend_send(send uuid, input jsonb) returns jsonb
language sql set search_path = '' as $$
  select private.make_resend(send)
$$;
comment on function public.resend_send is
  'BSN-2: a new send, once, to numbers that a finished send did not reach. Left out: those whose code says '
  'that they would fail again, and unknown ones. Returns its card. '
  'Refuses not_found, forbidden, wrong_state, resent_already, messages_gone, nothing_to_resend.';


create or replace function private.resend_delivery_bar(message bigint) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  d public.deliveries;
  s public.sends;
  adapter public.channel_adapter;
begin
  select x.* into d from public.deliveries x where x.id = message;
  select x.* into s from public.sends x where x.id = d.send_id;
  select c.adapter into adapter from public.channels c where c.id = s.channel_id;
  return case
    when d.state = 'delivered' then jsonb_build_object('code', 'message_delivered')
    when d.state in ('pending', 'handed') then jsonb_build_object('code', 'message_under_way')
    when d.state = 'unknown' then jsonb_build_object('code', 'message_in_doubt')
    when d.state = 'opted_out' or private.has_opted_out(s.enterprise_id, s.signature, d.phone)
      then jsonb_build_object('code', 'number_opted_out', 'signature', s.signature)
    when d.state not in ('failed', 'expired', 'timed_out')
      then jsonb_build_object('code', 'message_never_sent')
    when s.origin = 'resend' or exists (select from public.sends x where x.state <> 'cancelled'
        and (x.again_of = message or x.parent_id = s.id and x.origin = 'resend' and x.again_of is null))
      then jsonb_build_object('code', 'message_resent')
    when exists (select from public.frozen_links z where z.id = message)
      then jsonb_build_object('code', 'message_frozen')
    when not coalesce((private.code_met(adapter, d.code)).again, true)
      then jsonb_build_object('code', 'result_is_final', 'result', d.code)
    when not private.may(s.enterprise_id, private.send_right(s, 'create')) then
      jsonb_build_object('code', 'forbidden', 'action', private.send_right(s, 'create')) end;
end $$;

comment on function private.resend_delivery_bar is
  'MSG-1: the code, with its details, with which a message is not sent again; or null.';

create or replace function private.message_bound(message bigint) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('state', d.state, 'code', d.code, 'version', s.version_id, 'sms_text', s.sms_text,
    'signature', s.signature, 'channel', s.channel_id)
  from public.deliveries d join public.sends s on s.id = d.send_id where d.id = message
$$;

comment on function private.message_bound is
  'MSG-1: what somebody was shown who sends a message again: what became of it, and what it says. No number, '
  'and no value.';

create or replace function private.resend_delivery(delivery bigint, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  send constant uuid := (select d.send_id from public.deliveries d where d.id = delivery);
  bar jsonb;
begin
  -- A resend of the whole send locks the same row: the second caller sees the first.
  perform from public.sends s where s.id = send for no key update;
  bar := private.resend_delivery_bar(delivery);
  if bar is not null then perform private.refuse(bar ->> 'code', bar - 'code'); end if;
  return private.make_resend(send, delivery);
end $$;

select private.public_verbs('delivery');
comment on function public.resend_delivery is
  'MSG-1: a new send, once, to the number of a message that failed, expired or timed out, as resend_send. '
  'shown: the hash of allowed_transitions. Returns the card of the new send. Refuses not_found, forbidden, '
  'message_*, number_opted_out, result_is_final, shown_*.';
