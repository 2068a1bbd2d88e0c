-- carriers: test messages (CHL-1). A platform admin sends one to a number of their own, through the adapter
-- and one channel of the carrier, as any message goes.

comment on table public.carrier_tests is
  'CHL-1: a test message of a carrier and what became of it. waiting → handed (the function dispatch has it) '
  '→ accepted, unanswered or not_taken → delivered, failed, expired or rejected. It is never sent again. '
  'Platform admins only.';
comment on table private.carrier_test_numbers is
  'The number of a test message until it is handed over; then the masked one of carrier_tests is all that is '
  'kept.';

alter table public.carrier_tests enable row level security;
grant select on public.carrier_tests to authenticated;
select private.guard('public.carrier_tests');
create policy "platform admins see the tests" on public.carrier_tests for select to authenticated
using ((select private.is_platform_admin()));

create or replace view public.carrier_test_cards with (security_invoker = true) as
select t.id, t.carrier_id, private.carrier_name(t.carrier_id) as carrier_name, c.number as channel_number,
  t.number, t.state, t.code, private.channel_code_said(t.channel_id, t.code) as code_said, t.asked_at, t.asked_by_name,
  t.ended_at
from public.carrier_tests t join public.channels c on c.id = t.channel_id;
comment on view public.carrier_test_cards is
  'CHL-1: the test messages of carriers: from which channel number, to which (masked), and how it ended: '
  'code is what the carrier said. Platform admins only.';
grant select on public.carrier_test_cards to authenticated;

create or replace function private.test_channel(carrier uuid) returns uuid
language sql stable set search_path = '' as $$
  select c.id from public.channels c join private.channel_secrets s on s.channel_id = c.id
  where c.carrier_id = carrier and c.state = 'active' order by c.number limit 1
$$;
comment on function private.test_channel is
  'The channel that a test message of a carrier goes through: the lowest number of those that work and have '
  'a key, or null.';

create or replace function private.test_carrier(carrier uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  to_phone constant text := private.phone_of(input ->> 'phone');
  made uuid;
begin
  if to_phone is null then
    perform private.refuse('invalid_number', jsonb_build_object('value', left(input ->> 'phone', 64)));
  end if;
  insert into public.carrier_tests (carrier_id, channel_id, number, asked_by_name)
  values (carrier, private.test_channel(carrier), private.mask(to_phone),
    private.person_name(private.actor())) returning id into made;
  insert into private.carrier_test_numbers (test_id, phone) values (made, to_phone);
end $$;
comment on function public.test_carrier is
  'CHL-1: sends a test message through one channel of it (carrier_test_cards). input {phone}. '
  'Returns the carrier_cards row. Refuses not_found, platform_admin_only, wrong_state '
  '(paused), carrier_without_channel, test_template_missing, invalid_number, too_many_requests (10 an hour), '
  'input_invalid.';
-- ---------------------------------------------------------------------------------------------
-- The hands: the function dispatch sends it, receive-receipts brings what became of it.

create or replace function private.claim_carrier_test(
  carriers uuid[] default null
) returns table (reference text, adapter text, carrier uuid, base_url text, credentials jsonb, settings jsonb,
  number text, callback_url text, phone text)
language plpgsql security definer set search_path = '' as $$
declare
  one public.carrier_tests;
begin
  select t.* into one from public.carrier_tests t join public.channels c on c.id = t.channel_id
  where t.state = 'waiting' and private.claims_for(carriers, c) and not (select private.is_held())
  order by t.asked_at
  limit 1 for no key update of t skip locked;
  if one.id is null then return; end if;
  -- In this transaction: a bot that is killed later may have sent the message, so it is not sent again.
  update public.carrier_tests t set state = 'handed' where t.id = one.id;
  return query with gone as (delete from private.carrier_test_numbers n where n.test_id = one.id
    returning n.phone)
    select 'test-' || one.id, c.adapter::text, private.names_ids(c.adapter, c.carrier_id), c.base_url,
      s.credentials, c.settings, c.number,
      private.callback_url(c.id, c.carrier_id, c.adapter), gone.phone
    from gone, public.channels c join private.channel_secrets s on s.channel_id = c.id
    where c.id = one.channel_id;
end $$;
comment on function private.claim_carrier_test is
  'Hands out the oldest waiting test message, once, as claim_batch does; no row: nothing waits.';

create or replace function private.record_carrier_test(
  reference text, state text, code text, channel uuid default null
) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  told constant text := record_carrier_test.state;
  ends constant boolean := told in ('delivered', 'failed', 'expired', 'rejected', 'not_taken');
begin
  -- The receipt may come before the answer to the hand-over, which then says nothing new.
  update public.carrier_tests t set state = told,
    code = left(private.hide_numbers(record_carrier_test.code), 300),
    ended_at = case when ends then clock_timestamp() end
  where 'test-' || t.id = record_carrier_test.reference and (channel is null or t.channel_id = channel)
    and t.ended_at is null
    and (t.state = 'handed' or channel is not null);
  return found;
end $$;
comment on function private.record_carrier_test is
  'What became of a test message: accepted, rejected, not_taken or unanswered from the hand-over, delivered, '
  'failed or expired from a receipt, which names its channel. An end stays. False: nothing new.';
