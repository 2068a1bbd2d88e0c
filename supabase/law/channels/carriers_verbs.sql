-- carriers: what platform admins do with them, and with the channels that they grant (CHL-1)

create or replace function private.of_adapter(
  adapter public.channel_adapter, part text, input jsonb
) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  shape constant text := adapter || '_' || part;
  own constant jsonb := (select i.schema -> 'properties' from private.inputs i where i.verb = shape);
  -- The first key that only another adapter asks for in this part.
  foreign_key constant text := (select f.key from jsonb_each(input) f
    where not own ? f.key and exists (
      select from private.inputs i, unnest(enum_range(null::public.channel_adapter)) other
      where i.verb = other || '_' || part and i.schema -> 'properties' ? f.key)
    order by f.key limit 1);
  picked jsonb;
begin
  if foreign_key is not null then
    perform private.refuse('not_of_adapter', jsonb_build_object('field', foreign_key, 'adapter', adapter));
  end if;
  select coalesce(jsonb_object_agg(f.key, f.value), '{}') into picked from jsonb_each(input) f where own ? f.key;
  perform private.check_input(shape, picked);
  return picked;
end $$;

comment on function private.of_adapter is
  'What of an input its adapter asks for: part terms, credentials or settings '
  '(shared/src/channels/adapters.ts). Refuses not_of_adapter for what only another adapter asks for, '
  'input_invalid with the field for what is missing or does not fit.';

create or replace function private.credentials_in(
  adapter public.channel_adapter, settings jsonb, input jsonb
) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  given constant jsonb := private.of_adapter(adapter, 'credentials', input);
  needed constant text[] := private.sign_in_keys(settings ->> 'sign_in');
  -- What is missing, or of no use: the first by its name.
  wrong constant text := (select n from unnest(needed) n where not given ? n order by n limit 1);
  beside constant text := (select f from jsonb_object_keys(given) f where f <> all (needed)
    order by f limit 1);
begin
  if adapter = 'koomessage' and coalesce(wrong, beside) is not null then
    perform private.refuse('input_invalid', jsonb_build_object('field', coalesce(wrong, beside)));
  end if;
  return given;
end $$;

comment on function private.credentials_in is
  'The credentials of a carrier from an input: all that its adapter needs, and of KooMessage only those of '
  'its way of signing in. Refuses not_of_adapter and input_invalid with the field.';

create or replace function private.refuse_bad_sources(sources text) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform btrim(x)::inet from string_to_table(nullif(btrim(sources), ''), ',') as x;
exception when invalid_text_representation then
  perform private.refuse('input_invalid', '{"field": "receipt_sources"}');
end $$;

comment on function private.refuse_bad_sources is
  'Refuses input_invalid for a list of addresses in which one is none.';

create or replace function private.carrier_in(
  adapter public.channel_adapter, input jsonb
) returns public.carriers
language plpgsql stable set search_path = '' as $$
declare
  k public.carriers;
begin
  k := jsonb_populate_record(null::public.carriers, private.of_adapter(adapter, 'terms', input));
  k.adapter := adapter;
  k.settings := private.of_adapter(adapter, 'settings', input);
  k.idempotent := coalesce(k.idempotent, false);
  k.batch_size := coalesce((input ->> 'batch_size')::integer, case adapter when 'koomessage' then 100 end);
  if k.batch_size is null or (adapter = 'koomessage' and k.batch_size > 100) then
    perform private.refuse('input_invalid', '{"field": "batch_size"}');
  end if;
  perform private.refuse_bad_sources(k.settings ->> 'receipt_sources');
  -- A token is asked of IAM, which has an address of its own.
  if k.settings ->> 'sign_in' = 'token' and coalesce(k.settings ->> 'iam_url', '') = '' then
    perform private.refuse('input_invalid', '{"field": "iam_url"}');
  end if;
  k.rate_per_s := (input ->> 'rate_per_s')::integer;
  k.open_to_all := (input ->> 'open_to_all')::boolean;
  k.name := private.clean_name(input ->> 'name');
  k.base_url := rtrim(k.base_url, '/');
  k.number_prefix := nullif(input ->> 'number_prefix', '');
  k.receipt_timeout := make_interval(hours => coalesce((input ->> 'receipt_hours')::integer, 72));
  if k.open_to_all and k.number_prefix is null then
    perform private.refuse('input_invalid', '{"field": "number_prefix"}');
  end if;
  return k;
end $$;

comment on function private.carrier_in is
  'The terms of a carrier from an input. Refuses input_invalid, not_of_adapter, name_required, '
  'name_unclean.';

create or replace function private.create_carrier(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  k constant public.carriers :=
    private.carrier_in((input ->> 'adapter')::public.channel_adapter, input);
  made uuid;
begin
  insert into public.carriers (name, adapter, base_url, settings, idempotent, batch_size, rate_per_s,
    receipt_timeout, open_to_all, number_prefix)
  values (k.name, k.adapter, k.base_url, k.settings, k.idempotent, k.batch_size, k.rate_per_s,
    k.receipt_timeout, k.open_to_all, k.number_prefix) returning id into made;
  insert into private.carrier_secrets (carrier_id, credentials)
  values (made, private.credentials_in(k.adapter, k.settings, input));
  return made;
end $$;
comment on function public.create_carrier is
  'CHL-1: adds a connection to a carrier; rate_per_s is of all its channels together. Terms, credentials '
  'and settings are those of its adapter, credentials never answered. Returns the carrier_cards row. '
  'Refuses platform_admin_only, sudo_required, name_taken, not_of_adapter, input_invalid.';

create or replace function private.update_carrier(carrier uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  k constant public.carriers := private.carrier_in(
    (select x.adapter from public.carriers x where x.id = carrier), input);
begin
  if (input ->> 'base_revision')::integer <> (select x.revision from public.carriers x
    where x.id = carrier) then
    perform private.refuse('carrier_edited',
      jsonb_build_object('name', (select x.name from public.carriers x where x.id = carrier)));
  end if;
  update public.carriers x set name = k.name, base_url = k.base_url, settings = k.settings,
    idempotent = k.idempotent, batch_size = k.batch_size, rate_per_s = k.rate_per_s,
    next_at = '-infinity', receipt_timeout = k.receipt_timeout, open_to_all = k.open_to_all,
    number_prefix = k.number_prefix, revision = x.revision + 1 where x.id = carrier;
end $$;
comment on function public.update_carrier is
  'CHL-1: new terms of a carrier; its channels follow. input as create_carrier without adapter and '
  'credentials, and base_revision. Returns the carrier_cards row. Refuses not_found, platform_admin_only, '
  'sudo_required, carrier_edited, name_taken, not_of_adapter, input_invalid.';

create or replace function private.rotate_carrier(carrier uuid, input jsonb) returns void
language sql set search_path = '' as $$
  insert into private.carrier_secrets as s (carrier_id, credentials)
  select k.id, private.credentials_in(k.adapter, k.settings, input) from public.carriers k
  where k.id = carrier
  on conflict (carrier_id) do update set credentials = excluded.credentials, rotated_at = clock_timestamp(),
    callback_secret = excluded.callback_secret, former_secret = s.callback_secret,
    former_until = clock_timestamp() + interval '24 hours'
$$;
comment on function public.rotate_carrier is
  'CHL-1: replaces all credentials of a carrier, never answered. Callbacks need the new secret at once; an '
  'address with the former one (KooMessage) is good for 24 hours. Returns the '
  'carrier_cards row. Refuses not_found, platform_admin_only, sudo_required, not_of_adapter, input_invalid.';

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

create or replace function private.lacks_default_channel(home uuid) returns boolean
language plpgsql set search_path = '' as $$
begin
  -- As private.set_default: of two that come at once one is the default.
  perform pg_advisory_xact_lock(hashtextextended('default channel:' || home::text, 0));
  return not exists (select from public.channels c where c.enterprise_id = home and c.is_default);
end $$;

comment on function private.lacks_default_channel is
  'CHL-1: whether a new channel becomes the default of its enterprise. A further one that is granted then '
  'changes nothing for sends that name none.';

create or replace function private.open_channels(enterprise uuid) returns void
language plpgsql set search_path = '' as $$
declare
  one public.carriers;
begin
  -- Locked, so that two new enterprises get two numbers.
  for one in select k.* from public.carriers k where k.open_to_all order by k.id for no key update loop
    insert into public.channels (enterprise_id, carrier_id, name, number, is_default, resolver, state)
    values (enterprise, one.id, one.name, private.next_number(one.id),
      private.lacks_default_channel(enterprise),
      case one.adapter when 'smpp' then 'by_hand' else 'carrier' end::public.template_resolver,
      case one.state when 'paused' then 'held' else 'active' end);
  end loop;
end $$;

comment on function private.open_channels is
  'Gives a new enterprise a channel to each carrier that is open to all.';

create or replace function private.minter_in(input jsonb) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  minter constant uuid := private.as_uuid(nullif(input ->> 'mints_at', ''), 'mints_at');
begin
  if minter is null then return null; end if;
  if not exists (select from public.carriers k where k.id = minter) then
    perform private.refuse('not_found', '{"resource": "carrier", "field": "mints_at"}');
  end if;
  perform private.refuse('not_of_adapter', jsonb_build_object('field', 'mints_at', 'adapter', k.adapter))
  from public.carriers k where k.id = minter and k.adapter <> 'koomessage';
  return minter;
end $$;

comment on function private.minter_in is
  'The carrier of an input that makes links; null: this deployment. Refuses not_found, not_of_adapter.';

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
  -- SMPP carries texts; what vendors decide is written down by hand.
  if k.adapter = 'smpp' and input ->> 'resolver' <> 'by_hand' then
    perform private.refuse('not_of_adapter', jsonb_build_object('field', 'resolver', 'adapter', k.adapter));
  end if;
  if input ->> 'number' = '' and k.number_prefix is null then
    perform private.refuse('input_invalid', '{"field": "number"}');
  end if;
  insert into public.channels (enterprise_id, carrier_id, name, number, is_default, resolver, rate_per_s,
    mints_at, state)
  values (enterprise, k.id, private.clean_name(input ->> 'name'),
    coalesce(nullif(input ->> 'number', ''), private.next_number(k.id)),
    private.lacks_default_channel(enterprise),
    (input ->> 'resolver')::public.template_resolver,
    (input ->> 'rate_per_s')::integer, private.minter_in(input),
    case k.state when 'paused' then 'held' else 'active' end) returning id into made;
  return made;
end $$;
comment on function public.grant_channel is
  'CHL-1: gives an enterprise a channel of a carrier; an empty number is the next one. Returns the card. '
  'Refuses platform_admin_only, not_found, not_of_adapter, name_taken, number_taken, name_required, '
  'name_unclean, input_invalid.';

create or replace function private.set_minter_channel(channel uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.channels c set mints_at = private.minter_in(input) where c.id = channel
$$;
comment on function public.set_minter_channel is
  'CHL-1: who makes the links of a channel''s cards, and reviews its templates: input {mints_at: a carrier of '
  'KooMessage; empty: this deployment}. Approved sends keep theirs. Platform admins. Returns the card. '
  'Refuses not_found, platform_admin_only, not_of_adapter, input_invalid.';

comment on function public.revoke_channel is
  'CHL-1: takes a channel from its enterprise. Nothing is handed over through it any more; receipts and '
  'replies still come in. The enterprise reads the reason in its log. Returns the channel_cards row. '
  'Refuses not_found, platform_admin_only, reason_required, reason_too_long, wrong_state.';

comment on function public.restore_channel is
  'CHL-1: gives a channel that was revoked back to its enterprise. Platform admins. Returns the '
  'channel_cards row. Refuses not_found, platform_admin_only, wrong_state.';

select private.public_verbs('carrier');
select private.public_verbs('channel');
