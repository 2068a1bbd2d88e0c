-- capability of numbers (DEV-1): which phones show cards. Carriers are asked by the functions check-device
-- and ask-carrier.

comment on table private.phone_capabilities is
  'DEV-1: whether the phone behind a number shows cards, as a carrier told, for 30 days. By keyed hash, of '
  'no enterprise.';

create or replace function private.capability_of(phone text, template text default null)
returns table (supported boolean, vendor public.vendor, asked_at timestamptz)
language sql stable set search_path = '' as $$
  select c.supported, c.vendor, c.asked_at from private.phone_capabilities c
  where c.hash = private.phone_hash(phone) and c.template is not distinct from capability_of.template
    and c.asked_at > clock_timestamp() - interval '30 days'
  order by c.asked_at desc limit 1
$$;
comment on function private.capability_of is
  'DEV-1: whether a phone (E.164) shows cards, or those of one template (the carrier''s id): what any '
  'carrier told last, within 30 days. No row: not known.';

create or replace function private.known_capabilities(phones text[], template text)
returns table (phone text, supported boolean, vendor text, asked_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select p, c.supported, c.vendor::text, c.asked_at
  from unnest(phones) as p cross join lateral private.capability_of(p, known_capabilities.template) c
$$;
comment on function private.known_capabilities is
  'DEV-1: private.capability_of for many numbers. No row for one that is not known.';

create or replace function private.channel_to_ask(
  person uuid, channel uuid, about_template uuid, out seen boolean, out carrier uuid, out adapter text,
  out base_url text, out credentials jsonb, out settings jsonb, out number text, out template text
) language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := case when channel is null then private.enterprise_in_use(person)
    else (select c.enterprise_id from public.channels c where c.id = channel) end;
begin
  -- No person: whoever has a secret key, who sees everything.
  seen := home is not null and (person is null
    or coalesce(private.allowed(person, home, 'KooMessage:channel:list'), false));
  if about_template is not null and not exists (select from public.templates t
    where t.id = about_template and t.enterprise_id = home
      and (person is null or private.allowed(person, home, 'KooMessage:template:list'))) then
    seen := false;
  end if;
  if not seen then return; end if;
  -- Whoever makes the links knows the phones that open them.
  select k.id, k.adapter::text, k.base_url, x.credentials, k.settings, c.number
  into carrier, adapter, base_url, credentials, settings, number
  from public.channels c join public.carriers k on k.id = coalesce(c.mints_at, c.carrier_id)
  join private.carrier_secrets x on x.carrier_id = k.id
  where c.enterprise_id = home and c.state <> 'revoked' and (channel is null or c.id = channel)
    -- A test key asks no real carrier.
    and (k.adapter = 'sandbox' or not exists (select from public.access_keys a
      where a.id = person and a.test))
  order by c.is_default desc, c.created_at, c.id limit 1;
  select h.carrier_id into template from private.vendor_handoffs h
  join public.templates t on t.live_version_id = h.version_id where t.id = about_template;
end $$;
comment on function private.channel_to_ask is
  'DEV-1: the channel through which a person may ask a carrier about numbers (theirs, or the default one), '
  'with what the call needs, and the carrier''s id of a template that they may see. seen false: there is '
  'none that this person may see.';

create or replace function private.record_capabilities(
  carrier uuid, template text, phones text[], supports boolean[], vendors text[]
) returns void language sql security definer set search_path = '' as $$
  insert into private.phone_capabilities as c (hash, carrier_id, template, supported, vendor)
  select distinct on (h.hash) h.hash, carrier, record_capabilities.template, x.supported,
    x.vendor::public.vendor
  from unnest(phones, supports, vendors) as x (phone, supported, vendor)
  cross join lateral (select private.phone_hash(x.phone) as hash) h
  -- In this order two that ask about the same numbers lock them alike.
  order by h.hash
  on conflict on constraint one_answer_a_carrier do update
  set supported = excluded.supported, vendor = excluded.vendor, asked_at = excluded.asked_at
  where c.asked_at < excluded.asked_at
$$;
comment on function private.record_capabilities is
  'DEV-1: keeps what a carrier told of numbers. The newest answer wins.';

grant execute on function private.channel_to_ask, private.known_capabilities, private.record_capabilities
  to tidings_functions;
