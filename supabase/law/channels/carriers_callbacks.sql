-- carriers: registration of the addresses that they report to (CHL-1). A platform admin asks for it, the
-- function ask-carrier does it.

comment on table private.carrier_callbacks is
  'CHL-1: whether an account of a carrier was told where to report to. waiting → registered, or by_hand '
  'where the account may not register addresses.';

create or replace function private.register_callbacks_carrier(carrier uuid, input jsonb) returns void
language sql set search_path = '' as $$
  insert into private.carrier_callbacks as b (carrier_id) values (carrier)
  on conflict (carrier_id) do update set state = 'waiting', why = null, attempts = 0,
    lease_until = '-infinity', ended_at = null
$$;
comment on function public.register_callbacks_carrier is
  'CHL-1: has the addresses for receipts registered with an account of KooMessage; the carrier_cards row '
  'that it returns has what came of it. Platform admins. Refuses not_found, platform_admin_only, wrong_state '
  '(a carrier that is told with each hand-over).';

create or replace function private.claim_callbacks(about uuid default null)
returns table (carrier uuid, adapter text, base_url text, credentials jsonb, settings jsonb, address text)
language plpgsql security definer set search_path = '' as $$
begin
  return query
  with due as (
    select b.carrier_id from private.carrier_callbacks b
    where b.state = 'waiting' and b.lease_until < clock_timestamp()
      and (about is null or b.carrier_id = about) and not (select private.is_held())
    order by b.lease_until limit 5 for update skip locked
  ), leased as (
    update private.carrier_callbacks b set lease_until = clock_timestamp() + interval '5 minutes',
      attempts = b.attempts + 1 from due where b.carrier_id = due.carrier_id returning b.carrier_id)
  select k.id, k.adapter::text, k.base_url, s.credentials, k.settings,
    private.callback_url(null, k.id, k.adapter)
  from leased l join public.carriers k on k.id = l.carrier_id
  join private.carrier_secrets s on s.carrier_id = k.id;
end $$;
comment on function private.claim_callbacks is
  'CHL-1: leases carriers, or this one, whose addresses wait to be registered, with what the calls need: '
  'ten of at most 30 s.';

create or replace function private.finish_callbacks(carrier uuid, state text, why text) returns void
language sql security definer set search_path = '' as $$
  update private.carrier_callbacks b set state = finish_callbacks.state,
    why = left(private.hide_numbers(finish_callbacks.why), 300),
    ended_at = case when finish_callbacks.state <> 'waiting' then clock_timestamp() end,
    -- Back-off: 2, 4, 8 … at most 300 s.
    lease_until = clock_timestamp() + make_interval(secs => least(300, power(2, least(b.attempts, 9))))
  where b.carrier_id = carrier and b.state = 'waiting'
$$;
comment on function private.finish_callbacks is
  'CHL-1: what came of a registration: registered, by_hand, or waiting for another try.';

grant execute on function private.claim_callbacks, private.finish_callbacks to tidings_functions;
