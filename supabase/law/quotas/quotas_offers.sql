-- The price list of the deployment (PKG-1, PKG-2): offers of packages, and what a unit costs beyond them.

comment on table private.sale_settings is
  'What holds for all orders of this deployment: the currency, and whether an order is confirmed by the '
  'system at once.';

comment on table public.offers is
  'PKG-1 (§3): an offer of the price list: kind (信息类型), specification (规格), size (套餐), price_fen (hundredths '
  'of the currency), validity in months from the payment, on sale from and until. An edit raises its '
  'revision and changes no order.';

comment on table public.unit_prices is
  'PKG-2: the price of a unit beyond the packages, and of an SMS segment, in millionths of the currency. '
  'A price holds from `since` until the next one of its item.';

alter table public.offers enable row level security;

alter table public.unit_prices enable row level security;

grant select on public.offers, public.unit_prices to authenticated;

select private.guard('public.offers');

create or replace function private.is_on_sale(o public.offers) returns boolean
language sql stable set search_path = '' as $$
  select o.state = 'listed' and o.sale_from <= now() and (o.sale_until is null or o.sale_until > now())
$$;

comment on function private.is_on_sale is 'Whether an offer can be ordered now.';

create policy "anyone signed in sees what is on sale, platform admins every offer" on public.offers for select to authenticated
  using ((select private.is_platform_admin()) or ((select private.actor()) is not null and private.is_on_sale(offers)));

create policy "anyone signed in sees the prices of units" on public.unit_prices for select to authenticated
  using ((select private.actor()) is not null);

-- These run inside the policies.
grant execute on function private.is_on_sale, private.is_platform_admin to authenticated;

create or replace view public.offer_cards with (security_invoker = true) as
select o.*, o.price_fen * 10000.0 / o.size as unit_micros from public.offers o;
comment on view public.offer_cards is
  'PKG-1: the offers, each with the price of a unit in millionths of the currency: those on sale; for '
  'platform admins all of them.';
grant select on public.offer_cards to authenticated;

create or replace view public.unit_price_cards with (security_invoker = true) as
select u.*, not exists (select from public.unit_prices x where x.item = u.item
  and x.since > u.since) as current from public.unit_prices u;
comment on view public.unit_price_cards is
  'PKG-2: the prices of units, those that hold now and those before.';
grant select on public.unit_price_cards to authenticated;

create trigger unit_prices_are_append_only before update or delete on public.unit_prices
  for each row execute function private.never_change();

create trigger unit_prices_are_never_emptied before truncate on public.unit_prices
  for each statement execute function private.never_change();

create or replace function private.offer_in(input jsonb) returns public.offers
language plpgsql stable set search_path = '' as $$
declare
  o public.offers := jsonb_populate_record(null::public.offers, input - array['sale_from', 'sale_until', 'base_revision']);
begin
  o.spec := coalesce(o.spec, 'three_network');
  if o.kind <> 'basic' and o.spec <> 'three_network' then
    perform private.refuse('input_invalid', '{"field": "spec"}');
  end if;
  o.validity_months := coalesce(o.validity_months, 12);
  o.sale_from := coalesce(private.as_time(input ->> 'sale_from', 'sale_from'), now());
  o.sale_until := private.as_time(input ->> 'sale_until', 'sale_until');
  if o.sale_until <= greatest(o.sale_from, now()) then
    perform private.refuse('input_invalid', '{"field": "sale_until"}');
  end if;
  return o;
end $$;

comment on function private.offer_in is
  'The terms of an offer from an input: one year of validity and on sale from now, unless it says otherwise. '
  'Refuses input_invalid.';

create or replace function private.create_offer(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  o constant public.offers := private.offer_in(input);
  made uuid;
begin
  insert into public.offers (sku, kind, spec, size, price_fen, currency, validity_months, sale_from, sale_until)
  select o.sku, o.kind, o.spec, o.size, o.price_fen, s.currency, o.validity_months, o.sale_from, o.sale_until
  from private.sale_settings s returning id into made;
  return made;
end $$;
comment on function public.create_offer is
  'PKG-1: puts an offer on the price list. input {sku, kind, spec (basic edition), size (1 to 10,000,000), '
  'price_fen (1 to 1,000,000,000), validity_months (12), sale_from (now), sale_until}. '
  'Returns the offers row. Refuses platform_admin_only, sudo_required, sku_taken, input_invalid.';

create or replace function private.update_offer(offer uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  o constant public.offers := private.offer_in(input);
begin
  -- The second of two concurrent editors is refused, so the first is not overwritten.
  if (input ->> 'base_revision')::integer <> (select x.revision from public.offers x where x.id = offer) then
    perform private.refuse('offer_edited',
      jsonb_build_object('name', (select x.sku from public.offers x where x.id = offer)));
  end if;
  update public.offers x set sku = o.sku, kind = o.kind, spec = o.spec, size = o.size,
    price_fen = o.price_fen, validity_months = o.validity_months,
    sale_from = case when input ->> 'sale_from' is null then x.sale_from else o.sale_from end,
    sale_until = o.sale_until, revision = x.revision + 1 where x.id = offer;
end $$;
comment on function public.update_offer is
  'PKG-1: replaces the terms of an offer. Existing orders keep theirs. input as create_offer (sale_from may '
  'be left out), and base_revision. Returns the offers row. Refuses platform_admin_only, sudo_required, '
  'wrong_state (withdrawn), offer_edited, sku_taken, input_invalid.';

comment on function public.withdraw_offer is
  'PKG-1: takes an offer off the price list, for good; orders that were made stay. Platform admins, with a '
  'password just given. Returns the offers row. Refuses platform_admin_only, sudo_required, wrong_state.';

create or replace function private.set_unit_price(home uuid, input jsonb) returns uuid language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  insert into public.unit_prices (item, price_micros, currency) select input ->> 'item', (input ->> 'price_micros')::bigint, s.currency from private.sale_settings s returning id into made;
  return made;
end $$;
comment on function public.set_unit_price is
  'PKG-2: what a unit beyond the packages costs from now on, or an SMS segment. What was reserved before keeps its price. Platform admins, with a password just given. input {item: aim_resolution, basic, sa_resolution or sms_segment, price_micros (0 to 1,000,000,000 millionths of the currency)}. Returns the unit_prices row. Refuses platform_admin_only, sudo_required, input_invalid.';

create or replace function private.set_sale_settings(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was boolean;
begin
  select s.orders_confirm_themselves into was from private.sale_settings s for update;
  update private.sale_settings s set orders_confirm_themselves = (input ->> 'orders_confirm_themselves')::boolean;
  return input || jsonb_build_object('before', jsonb_build_object('orders_confirm_themselves', was), 'after', input);
end $$;
comment on function public.set_sale_settings is
  'PKG-1: whether orders are confirmed by the system at once, without a payment that somebody saw. Orders that wait already go on waiting. Platform admins, with a password just given. input {orders_confirm_themselves}. Returns it. Refuses platform_admin_only, sudo_required, input_invalid.';

create or replace function public.price_list() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(null, 'own');
  return (select jsonb_build_object('currency', s.currency,
      'orders_confirm_themselves', s.orders_confirm_themselves,
      'offers', (select coalesce(jsonb_agg(to_jsonb(o) order by o.kind,
            array_position(array['three_network', 'mobile', 'unicom', 'telecom'], o.spec), o.size, o.sku),
          '[]') from public.offers o where private.is_on_sale(o)),
      'units', (select coalesce(jsonb_object_agg(u.item, u.price_micros), '{}') from (
        select distinct on (x.item) x.item, x.price_micros from public.unit_prices x
        order by x.item, x.since desc) u))
    from private.sale_settings s);
end $$;
comment on function public.price_list is
  'PKG-1, PKG-2: {currency, orders_confirm_themselves, offers: the offers rows on sale now, units: {item: '
  'price_micros}}, for anyone signed in. Refuses not_signed_in, session_ended, not_linked.';

grant execute on function public.price_list to authenticated;

select private.public_verbs('offer');
select private.public_verbs('unit_price');
select private.public_verbs('sale_settings');
