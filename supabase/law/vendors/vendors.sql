-- vendors: keys and addresses by which a vendor proves that it asks for a link (RES-3). What is proved is
-- paid, so platform admins keep them.

comment on table private.vendor_keys is
  'RES-3: the public keys of a vendor. A pass (JWT, ES256) that one of them has signed is believed until it '
  'ends. A retired key stays here for the record, and nothing that it signed is believed.';

comment on table private.vendor_ranges is
  'RES-3: addresses from which a vendor asks that shows no pass. Of several ranges that hold an address the '
  'smallest counts.';

create or replace function private.add_vendor_key(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  made private.vendor_keys;
begin
  insert into private.vendor_keys (vendor, kid, jwk, added_by)
  values ((input ->> 'vendor')::public.vendor, input ->> 'kid',
    (select jsonb_object_agg(k, input -> 'jwk' -> k) from unnest('{kty,crv,x,y}'::text[]) as k), private.actor())
  returning * into made;
  return jsonb_build_object('id', made.vendor || '/' || made.kid, 'vendor', made.vendor, 'kid', made.kid,
    'added_at', made.added_at,
    'before', null, 'after', jsonb_build_object('vendor', made.vendor, 'kid', made.kid, 'jwk', made.jwk));
end $$;
comment on function public.add_vendor_key is
  'RES-3: a pass signed with this key proves the vendor, within a minute. input {vendor, kid, jwk: {kty: EC, '
  'crv: P-256, x, y}}, without a private part. Returns {id, vendor, kid, added_at}. Refuses '
  'platform_admin_only, sudo_required, vendor_key_known, input_invalid.';

create or replace function private.retire_vendor_key(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  made private.vendor_keys;
begin
  update private.vendor_keys k set retired_at = clock_timestamp()
  where k.vendor = (input ->> 'vendor')::public.vendor and k.kid = input ->> 'kid' and k.retired_at is null
  returning * into made;
  if not found then perform private.refuse('not_found', '{"resource": "vendor_key"}'); end if;
  return jsonb_build_object('id', made.vendor || '/' || made.kid, 'vendor', made.vendor, 'kid', made.kid,
    'retired_at', made.retired_at,
    'before', jsonb_build_object('retired_at', null), 'after', jsonb_build_object('retired_at', made.retired_at));
end $$;
comment on function public.retire_vendor_key is
  'RES-3: nothing that this key has signed is believed any more, within a minute. input {vendor, kid}. '
  'Returns {id, vendor, kid, retired_at}. Platform admins, with a password just given. '
  'Refuses not_found (also for one that is retired), platform_admin_only, sudo_required, input_invalid.';

create or replace function private.vendor_range_of(said text) returns cidr
language plpgsql immutable set search_path = '' as $$
declare
  read cidr;
begin
  begin
    read := said::cidr;
  exception when data_exception then
    perform private.refuse('vendor_range_invalid', jsonb_build_object('cidr', said));
  end;
  -- 65,536 addresses of IPv4: what lies in a range is believed without a key, so it is no larger than a
  -- vendor's own network.
  if masklen(read) < (case family(read) when 4 then 16 else 32 end) then
    perform private.refuse('vendor_range_invalid', jsonb_build_object('cidr', said));
  end if;
  return read;
end $$;
comment on function private.vendor_range_of is
  'A range of addresses, /16 at most (IPv6: /32). Refuses vendor_range_invalid.';

create or replace function private.add_vendor_range(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  made private.vendor_ranges;
begin
  insert into private.vendor_ranges (cidr, vendor, added_by)
  values (private.vendor_range_of(input ->> 'cidr'), (input ->> 'vendor')::public.vendor, private.actor())
  returning * into made;
  return jsonb_build_object('id', made.cidr, 'vendor', made.vendor, 'cidr', made.cidr,
    'added_at', made.added_at,
    'before', null, 'after', jsonb_build_object('vendor', made.vendor, 'cidr', made.cidr));
end $$;
comment on function public.add_vendor_range is
  'RES-3: a request from these addresses proves the vendor without a pass, within a minute. '
  'input {vendor, cidr}. Returns {id, vendor, cidr, added_at}. Refuses platform_admin_only, sudo_required, '
  'vendor_range_invalid, vendor_range_known, input_invalid.';

create or replace function private.remove_vendor_range(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  gone private.vendor_ranges;
begin
  delete from private.vendor_ranges r where r.cidr = private.vendor_range_of(input ->> 'cidr')
  returning * into gone;
  if not found then perform private.refuse('not_found', '{"resource": "vendor_range"}'); end if;
  return jsonb_build_object('id', gone.cidr, 'vendor', gone.vendor, 'cidr', gone.cidr,
    'before', jsonb_build_object('vendor', gone.vendor, 'cidr', gone.cidr), 'after', null);
end $$;
comment on function public.remove_vendor_range is
  'RES-3: these addresses prove no vendor any more, within a minute. input {cidr}. Returns {id, vendor, '
  'cidr}. Platform admins, with a password just given. Refuses not_found, vendor_range_invalid, '
  'platform_admin_only, sudo_required, input_invalid.';

create or replace function public.vendor_proofs() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(null, 'platform');
  return jsonb_build_object(
    'keys',
    (select coalesce(jsonb_agg(jsonb_build_object('vendor', k.vendor, 'kid', k.kid, 'added_at', k.added_at,
            'retired_at', k.retired_at, 'sandbox', k.sandbox)
      order by k.vendor, k.added_at), '[]') from private.vendor_keys k),
    'ranges',
    (select coalesce(jsonb_agg(jsonb_build_object('vendor', r.vendor, 'cidr', r.cidr, 'added_at', r.added_at)
          order by r.vendor, r.cidr), '[]') from private.vendor_ranges r));
end $$;
comment on function public.vendor_proofs is
  'RES-3: by what vendors prove that they ask: {keys: [{vendor, kid, added_at, retired_at, sandbox}], '
  'ranges: [{vendor, cidr, added_at}]}. Platform admins only. Refuses platform_admin_only, not_signed_in, '
  'session_ended.';

create or replace function private.link_trust() returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'keys', (select coalesce(json_agg(json_build_object('vendor', k.vendor, 'kid', k.kid, 'jwk', k.jwk)),
        '[]') from private.vendor_keys k where k.retired_at is null),
    'ranges', (select coalesce(json_agg(json_build_object('vendor', r.vendor, 'cidr', r.cidr)
          order by masklen(r.cidr) desc), '[]') from private.vendor_ranges r),
    'links', d.link_base_url, 'hosts', (select coalesce(json_agg(lower(x.host)), '[]') from public.domains x where x.host is not null),
    'address_header', private.address_header(d), 'trusted_hops', coalesce(d.trusted_hops, 1))
  from (values (true)) as always (one) left join private.deployment d on true
$$;
comment on function private.link_trust is
  'What the function link believes (RES-3): the keys that are not retired, the ranges, the smallest first, '
  'the addresses that a pass may be for (links, https://<host>), and where the caller''s address is found.';

create or replace function private.lay_sandbox_keys(jwks jsonb) returns void
language sql set search_path = '' as $$
  -- A sandbox whose home was deleted has new keys; what the former one signed is believed no more.
  update private.vendor_keys k set retired_at = clock_timestamp() where k.sandbox and k.retired_at is null
    and not exists (select from jsonb_array_elements(jwks -> 'keys') j where j ->> 'vendor' = k.vendor::text
      and j ->> 'kid' = k.kid);
  insert into private.vendor_keys (vendor, kid, jwk, sandbox)
  select (j ->> 'vendor')::public.vendor,
    j ->> 'kid', jsonb_build_object('kty', j -> 'kty', 'crv', j -> 'crv', 'x', j -> 'x', 'y', j -> 'y'), true
  from jsonb_array_elements(jwks -> 'keys') j on conflict do nothing;
$$;
comment on function private.lay_sandbox_keys is
  'Registers the public keys of the sandbox carrier''s phones, as GET /phones/keys answers them. '
  'The embedded start calls it with the owner''s rights; a deployment without the sandbox has none.';

grant execute on function public.vendor_proofs to authenticated;
grant execute on function private.link_trust to tidings_functions;

select private.public_verbs('vendor_key');
select private.public_verbs('vendor_range');
