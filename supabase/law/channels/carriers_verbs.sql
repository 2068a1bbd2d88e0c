-- carriers: what platform admins do with them, and with the channels that they grant (CHL-1)

create or replace function private.carrier_in(input jsonb) returns public.carriers
language plpgsql stable set search_path = '' as $$
declare
  k public.carriers := jsonb_populate_record(null::public.carriers,
    input - array['base_revision', 'receipt_hours', 'api_key', 'webhook_secret']);
begin
  k.name := private.clean_name(input ->> 'name');
  k.base_url := rtrim(k.base_url, '/');
  k.number_prefix := nullif(k.number_prefix, '');
  k.receipt_timeout := make_interval(hours => coalesce((input ->> 'receipt_hours')::integer, 72));
  if k.open_to_all and k.number_prefix is null then
    perform private.refuse('input_invalid', '{"field": "number_prefix"}');
  end if;
  return k;
end $$;

comment on function private.carrier_in is
  'The terms of a carrier from an input. Refuses input_invalid, name_required, name_unclean.';

create or replace function private.create_carrier(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  k constant public.carriers := private.carrier_in(input);
  made uuid;
begin
  insert into public.carriers (name, adapter, base_url, idempotent, batch_size, rate_per_s, receipt_timeout,
    open_to_all, number_prefix)
  values (k.name, k.adapter, k.base_url, k.idempotent, k.batch_size, k.rate_per_s, k.receipt_timeout,
    k.open_to_all, k.number_prefix) returning id into made;
  insert into private.carrier_secrets (carrier_id, api_key, webhook_secret)
  values (made, input ->> 'api_key', input ->> 'webhook_secret');
  return made;
end $$;
comment on function public.create_carrier is
  'CHL-1: adds a connection to a carrier. input {name, adapter, base_url, api_key, webhook_secret, '
  'idempotent, batch_size, rate_per_s (all channels), receipt_hours, open_to_all, number_prefix}; the '
  'secrets are never answered. Returns the carrier_cards row. Refuses platform_admin_only, sudo_required, '
  'name_taken, name_required, name_unclean, input_invalid.';

create or replace function private.update_carrier(carrier uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  k constant public.carriers := private.carrier_in(input);
begin
  if (input ->> 'base_revision')::integer <> (select x.revision from public.carriers x
    where x.id = carrier) then
    perform private.refuse('carrier_edited',
      jsonb_build_object('name', (select x.name from public.carriers x where x.id = carrier)));
  end if;
  update public.carriers x set name = k.name, base_url = k.base_url, idempotent = k.idempotent,
    batch_size = k.batch_size, rate_per_s = k.rate_per_s,
    next_at = '-infinity', receipt_timeout = k.receipt_timeout, open_to_all = k.open_to_all,
    number_prefix = k.number_prefix, revision = x.revision + 1 where x.id = carrier;
end $$;
comment on function public.update_carrier is
  'CHL-1: new terms of a carrier; its channels follow. input as create_carrier without adapter, api_key and '
  'webhook_secret, and base_revision. Returns the carrier_cards row. Refuses not_found, platform_admin_only, '
  'sudo_required, carrier_edited, name_taken, name_required, name_unclean, input_invalid.';

create or replace function private.rotate_carrier(carrier uuid, input jsonb) returns void
language sql set search_path = '' as $$
  insert into private.carrier_secrets as s (carrier_id, api_key, webhook_secret)
  values (carrier, input ->> 'api_key', input ->> 'webhook_secret')
  on conflict (carrier_id) do update set api_key = excluded.api_key, webhook_secret = excluded.webhook_secret,
  rotated_at = clock_timestamp()
$$;
comment on function public.rotate_carrier is
  'CHL-1: replaces the key and secret of a carrier and its channels. Callbacks signed with the old secret '
  'are refused, and the carrier sends them again. input {api_key, webhook_secret}, never answered. '
  'Returns the carrier_cards row. Refuses not_found, platform_admin_only, sudo_required, input_invalid.';

create or replace function private.pause_carrier(carrier uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.transition('channel', c.id, 'hold', input ->> 'reason') from public.channels c
  where c.carrier_id = carrier and c.state = 'active' order by c.id
$$;
comment on function public.pause_carrier is
  'CHL-1: nothing is handed over through any channel of a carrier until it is resumed; receipts still come '
  'in. Its channels are held, and each enterprise reads why. Platform admins. Returns the carrier_cards row. '
  'Refuses not_found, platform_admin_only, reason_required, reason_too_long, wrong_state.';

create or replace function private.resume_carrier(carrier uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.transition('channel', c.id, 'unhold') from public.channels c
  where c.carrier_id = carrier and c.state = 'held' order by c.id
$$;
comment on function public.resume_carrier is
  'CHL-1: lets a paused carrier work again; channels that members had paused stay so. Platform admins. '
  'Returns the carrier_cards row. Refuses not_found, platform_admin_only, wrong_state.';

-- ---------------------------------------------------------------------------------------------
-- Channels: which enterprise has what of a carrier

create or replace function private.next_number(carrier uuid) returns text
language plpgsql set search_path = '' as $$
declare
  prefix constant text := (select k.number_prefix from public.carriers k where k.id = carrier);
  -- A bound, not a count: numbers that were taken by hand are passed over.
  n integer := (select count(*) from public.channels c where c.carrier_id = carrier);
  made text;
begin
  loop
    n := n + 1;
    made := prefix || lpad(n::text, 3, '0');
    exit when not exists (select from public.channels c where c.carrier_id = carrier and c.number = made);
  end loop;
  return made;
end $$;

comment on function private.next_number is
  'A number of a carrier that no channel has: its prefix and at least three digits.';

create or replace function private.open_channels(enterprise uuid) returns void
language plpgsql set search_path = '' as $$
declare
  one public.carriers;
begin
  -- Locked, so that two new enterprises get two numbers.
  for one in select k.* from public.carriers k where k.open_to_all order by k.id for no key update loop
    insert into public.channels (enterprise_id, carrier_id, name, number, state)
    values (enterprise, one.id, one.name, private.next_number(one.id),
      case one.state when 'paused' then 'held' else 'active' end);
  end loop;
end $$;

comment on function private.open_channels is
  'Gives a new enterprise a channel to each carrier that is open to all.';

create or replace function private.grant_channel(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  k public.carriers;
  enterprise constant uuid := (select e.id from public.enterprises e
    where e.id = private.as_uuid(input ->> 'enterprise_id', 'enterprise_id'));
  made uuid;
begin
  select x.* into k from public.carriers x
  where x.id = private.as_uuid(input ->> 'carrier_id', 'carrier_id') for no key update;
  if not found then
    perform private.refuse('not_found', '{"resource": "carrier", "field": "carrier_id"}');
  end if;
  if enterprise is null then
    perform private.refuse('not_found', '{"resource": "enterprise", "field": "enterprise_id"}');
  end if;
  if input ->> 'number' = '' and k.number_prefix is null then
    perform private.refuse('input_invalid', '{"field": "number"}');
  end if;
  insert into public.channels (enterprise_id, carrier_id, name, number, resolver, rate_per_s, state)
  values (enterprise, k.id, private.clean_name(input ->> 'name'),
    coalesce(nullif(input ->> 'number', ''), private.next_number(k.id)),
    (input ->> 'resolver')::public.template_resolver,
    (input ->> 'rate_per_s')::integer, case k.state when 'paused' then 'held' else 'active' end) returning id into made;
  return made;
end $$;
comment on function public.grant_channel is
  'CHL-1: gives an enterprise a channel of a carrier. input {carrier_id, enterprise_id, name, number (empty: '
  'the next one), resolver (carrier, by_hand), rate_per_s}. Returns the card. Refuses platform_admin_only, '
  'not_found, name_taken, number_taken, name_required, name_unclean, input_invalid.';

comment on function public.revoke_channel is
  'CHL-1: takes a channel from its enterprise. Nothing is handed over through it any more; receipts and '
  'replies still come in. The enterprise reads the reason in its log. Returns the channel_cards row. '
  'Refuses not_found, platform_admin_only, reason_required, reason_too_long, wrong_state.';

comment on function public.restore_channel is
  'CHL-1: gives a channel that was revoked back to its enterprise. Platform admins. Returns the '
  'channel_cards row. Refuses not_found, platform_admin_only, wrong_state.';

select private.public_verbs('carrier');
select private.public_verbs('channel');
