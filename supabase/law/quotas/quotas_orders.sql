-- Orders of packages (PKG-1): offer × quantity. Price, size and expiry are never typed; units come from a
-- confirmed payment.

comment on table public.orders is
  'PKG-1 (§3): an order of packages: the terms that its offer had then, times quantity. '
  'ordered → paid (a platform admin confirms the payment, or the system where orders confirm themselves), '
  'cancelled (by the orderer) or declined (by a platform admin). No refunds.';

select private.resource_table('public.orders', 'KooMessage:quota:list');

create policy "platform admins see every order" on public.orders for select to authenticated
using ((select private.is_platform_admin()));

create or replace function private.pay_order(one uuid) returns void
language plpgsql set search_path = '' as $$
declare
  o public.orders;
  package uuid;
begin
  select x.* into o from public.orders x where x.id = one;
  insert into public.packages (enterprise_id, kind, spec, size, order_id, expires_at)
  -- A month ends on its day in the enterprise's zone.
  select o.enterprise_id, o.kind, o.spec, o.units, o.id,
    ((now() at time zone e.time_zone) + make_interval(months => o.validity_months)) at time zone e.time_zone
  from public.enterprises e where e.id = o.enterprise_id returning id into package;
  perform private.lock_quota(o.enterprise_id, o.kind);
  perform private.transfer(o.enterprise_id, o.kind, 'granted', 'available', package, o.units, 'package');
end $$;
comment on function private.pay_order is
  'PKG-1, PKG-3: puts the units of a paid order into the ledger, as one package that ends its months after '
  'the payment.';

create or replace function private.new_order_no() returns text language plpgsql set search_path = '' as $$
declare
  made text;
begin
  -- Not counted up: a customer learns nothing of how much others order.
  loop
    made := 'PO-' || upper(encode(extensions.gen_random_bytes(5), 'hex'));
    exit when not exists (select from public.orders o where o.order_no = made);
  end loop;
  return made;
end $$;
comment on function private.new_order_no is
  'A number for an order, which a payment can name: PO- and ten hexadecimal digits.';

create or replace function private.create_order(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  o public.offers;
  zone constant text := (select e.time_zone from public.enterprises e where e.id = home);
  made uuid;
begin
  -- It is neither edited nor withdrawn while it is ordered.
  select x.* into o from public.offers x
  where x.id = private.as_uuid(input ->> 'offer_id', 'offer_id') for share;
  if not found then perform private.refuse('not_found', '{"resource": "offer", "field": "offer_id"}'); end if;
  if o.state <> 'listed' then
    perform private.refuse('offer_withdrawn', jsonb_build_object('name', o.sku));
  end if;
  if o.sale_from > now() then
    perform private.refuse('offer_not_yet', jsonb_build_object('name', o.sku,
        'from', to_char(o.sale_from at time zone zone, 'YYYY-MM-DD HH24:MI'), 'zone', zone));
  end if;
  if o.sale_until <= now() then
    perform private.refuse('offer_over', jsonb_build_object('name', o.sku,
        'until', to_char(o.sale_until at time zone zone, 'YYYY-MM-DD HH24:MI'), 'zone', zone));
  end if;
  -- What was shown is what is ordered.
  if o.revision <> (input ->> 'revision')::numeric then
    perform private.refuse('offer_changed', jsonb_build_object('name', o.sku));
  end if;
  -- A bound, not a count: orders at the same instant may pass it by a few.
  if (select count(*) from public.orders x where x.enterprise_id = home and x.state = 'ordered') >= 20 then
    perform private.refuse('capacity_reached', jsonb_build_object('what', 'open_orders', 'max', 20));
  end if;
  insert into public.orders (order_no, enterprise_id, enterprise_name, ordered_by, ordered_by_name, offer_id,
    revision, sku, kind, spec, size, price_fen, currency, validity_months, quantity)
  select private.new_order_no(), home, e.name, private.actor(), private.person_name(private.actor()), o.id,
    o.revision, o.sku, o.kind, o.spec, o.size, o.price_fen, o.currency, o.validity_months,
    (input ->> 'quantity')::integer
  from public.enterprises e where e.id = home returning id into made;
  if (select s.orders_confirm_themselves from private.sale_settings s) then
    perform private.transition('order', made, 'confirm_itself');
    update public.orders x set confirmed_itself = true, decided_at = clock_timestamp() where x.id = made;
    perform private.pay_order(made);
  end if;
  return made;
end $$;
comment on function public.create_order is
  'PKG-1: orders packages; it waits for the payment unless orders confirm themselves. '
  'input {offer_id, quantity, revision (as shown)}. Returns the row. Refuses forbidden, sudo_required, '
  'not_found, offer_withdrawn, offer_not_yet, offer_over, offer_changed, capacity_reached (20 open), '
  'input_invalid.';

create or replace function public.cancel_order(
  package_order text, reason text default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('order', 'cancel', package_order, request, null, reason)
$$;
comment on function public.cancel_order is
  'PKG-1: takes back an order that is not paid yet. The orderer only. Returns the orders row. '
  'Refuses not_found, forbidden, not_the_orderer, wrong_state.';

create or replace function private.confirm_order(package_order uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if coalesce(btrim(input ->> 'reference'), '') = '' then
    perform private.refuse('input_invalid', '{"field": "reference"}');
  end if;
  update public.orders o set payment_reference = private.clean_name(input ->> 'reference'),
    decided_by_name = private.person_name(private.actor()) where o.id = package_order;
  perform private.pay_order(package_order);
end $$;
comment on function public.confirm_order is
  'PKG-1: confirms the payment of an order; its units are in the ledger at once. Never for an enterprise '
  'that the caller is or was a member of. input {reference}. Returns the orders row. Refuses not_found, '
  'platform_admin_only, sudo_required, own_payment, wrong_state, name_unclean, input_invalid.';

comment on function public.decline_order is
  'PKG-1: ends an order whose payment does not come. Platform admins, with a reason. Returns the orders row. '
  'Refuses not_found, platform_admin_only, reason_required, reason_too_long, wrong_state.';

grant execute on function public.cancel_order to authenticated;

select private.public_verbs('order', 'package_order');
