-- SMS-1 (table 7-7): replies are posted to the uplink address of their application, which is a callback of
-- the
-- kind sms_reply (CBK-1).

create or replace function private.uplink_of(app uuid) returns uuid
language sql stable set search_path = '' as $$
  select c.id from public.callbacks c where c.app_id = app
$$;
comment on function private.uplink_of is 'The callback of an application.';

create or replace function private.uplink_facts(
  app uuid, out url text, out health text, out error text, out taken_at timestamptz
) language sql stable security definer set search_path = '' as $$
  select c.url, private.callback_health(c), c.error, c.taken_at from public.callbacks c where c.app_id = app
$$;
comment on function private.uplink_facts is
  'The uplink address of an application whose row is visible to the caller, and how posting there goes.';
grant execute on function private.uplink_facts to authenticated;

create or replace function private.rotate_sms_app(sms_app uuid, input jsonb) returns jsonb
language sql set search_path = '' as $$
  select private.new_callback_secret(private.uplink_of(sms_app))
$$;
comment on function public.rotate_sms_app is
  'SMS-1: makes a new secret for the uplink address. From then on replies are posted there, signed with it, '
  'and with a former one for a day. Returns the card with secret (whsec_…), this once. Needs '
  'KooMessage:recipient:reveal too. Refuses not_found, forbidden, sudo_required, wrong_state (no address).';

create or replace function private.resume_sms_app(sms_app uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.resume_posting(private.uplink_of(sms_app))
$$;
comment on function public.resume_sms_app is
  'SMS-1: replies that wait are posted again to the address that had taken none. Returns the card. '
  'Refuses not_found, forbidden, wrong_state.';
