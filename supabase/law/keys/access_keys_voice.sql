-- API-1: how a key is believed. The function `api` checks a signature or a bearer token, then calls REST with
-- an account of its own, which names the key and proves that it was told to (private.bots, voice keys).

create or replace function private.access_key(id text)
returns table (key uuid, enterprise uuid, test boolean, secret_id uuid, secret text)
language sql stable security definer set search_path = '' as $$
  select k.id, k.enterprise_id, k.test, s.id, s.secret from public.access_keys k
  join private.access_key_secrets s on s.access_key_id = k.id
  where k.key_id = access_key.id and k.state = 'active' order by s.made_at desc
$$;
comment on function private.access_key is
  'API-1: the secrets of an active key, the newest first, to check a call with. No row: there is no such '
  'key, or none that works.';

comment on table private.key_voices is
  'API-1: the password of the account that speaks for access keys. private.key_voice makes it.';

create or replace function private.make_key_voice() returns void
language plpgsql set search_path = '' as $$
declare
  password constant text := encode(extensions.gen_random_bytes(24), 'hex');
  made uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('key voice', 0));
  if exists (select from private.key_voices) then return; end if;
  -- As Auth lays an account: with an identity, and with texts where it reads no nulls. An address at random
  -- is nobody's before.
  insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
    raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
    confirmation_token, recovery_token, email_change, email_change_token_new)
  values ('00000000-0000-0000-0000-000000000000', gen_random_uuid(), 'authenticated', 'authenticated',
    encode(extensions.gen_random_bytes(8), 'hex') || '@keys.tidings.invalid',
    extensions.crypt(password, extensions.gen_salt('bf')), now(),
    '{"provider": "email", "providers": ["email"]}', '{"name": "Access keys"}', now(), now(),
    '', '', '', '')
  returning id into made;
  insert into auth.identities (provider, provider_id, user_id, identity_data, last_sign_in_at, created_at,
    updated_at)
  select 'email', u.id::text, u.id,
    jsonb_build_object('sub', u.id::text, 'email', u.email, 'email_verified', true), now(), now(), now()
  from auth.users u where u.id = made;
  insert into private.bots (user_id, key, voice) values (made, extensions.gen_random_bytes(32), 'keys');
  insert into private.key_voices (user_id, password) values (made, password);
end $$;
comment on function private.make_key_voice is
  'Makes the account that speaks for access keys where there is none. Deleting it ends its key and password, '
  'and the next call makes another.';

create or replace function private.key_voice(
  out email text, out password text, out key text, out address_header text, out trusted_hops integer
)
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from private.key_voices) then perform private.make_key_voice(); end if;
  select u.email, v.password, encode(b.key, 'hex'), private.address_header(d), coalesce(d.trusted_hops, 1)
  into email, password, key, address_header, trusted_hops
  from private.key_voices v
  join private.bots b on b.user_id = v.user_id
  join auth.users u on u.id = v.user_id
  left join private.deployment d on true;
end $$;
comment on function private.key_voice is
  'API-1: how the function api signs in to speak for access keys: address and password of its account, and '
  'the key (32 bytes in hex) of its proofs; and where the address of a caller is found '
  '(private.caller_address).';

create or replace function private.comes_from(address text, networks cidr[]) returns boolean
language sql immutable set search_path = '' as $$
  select networks = '{}' or case when pg_input_is_valid(a.plain, 'inet')
    then exists (select from unnest(networks) as n where a.plain::inet <<= n) else false end
  -- IPv4 may be written as IPv6.
  from (select regexp_replace(address, '^::ffff:(?=\d+\.)', '', 'i') as plain) a
$$;
comment on function private.comes_from is
  'Whether an address lies in one of these networks. None: every address does, also one that is not known.';

create or replace function private.speaks_for_keys() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from private.bots b where b.user_id = private.signed_in() and b.voice = 'keys');
end $$;
comment on function private.speaks_for_keys is
  'API-1: whether the account that speaks for access keys is signed in, whichever key it names.';

create or replace function private.key_said() returns public.access_keys
language plpgsql stable security definer set search_path = '' as $$
declare
  said constant text := private.header('x-access-key');
  address constant text := coalesce(private.header('x-access-address'), '');
  found_key public.access_keys;
begin
  if said is null or not private.proved(said || ' ' || address,
    private.header('x-request-id'), private.header('x-access-proof'), 'keys') then
    return null;
  end if;
  select k.* into found_key from public.access_keys k
  where k.key_id = said and k.state = 'active' and private.comes_from(address, k.addresses);
  return found_key;
end $$;
comment on function private.key_said is
  'API-1: the active key that the request is made for, or nulls. x-access-proof is as x-chat-proof, over '
  '<x-access-key> <x-access-address>, with x-request-id in place of x-chat-request. An address that the key '
  'may not come from is the voice of nobody.';

create or replace function private.admit_access_key(secret uuid, address text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  k public.access_keys;
  counted private.counted[];
  refused jsonb;
begin
  select x.* into k from public.access_keys x join private.access_key_secrets s on s.access_key_id = x.id
  where s.id = admit_access_key.secret and x.state = 'active';
  if not found then return jsonb_build_object('refusal', private.refusal('access_key_refused', '{}')); end if;
  if not private.comes_from(address, k.addresses) then
    refused := private.refusal('access_key_address', jsonb_build_object('address', left(address, 64)));
    -- One line an hour says that somebody tries a key from elsewhere.
    if not exists (select from public.audit_log a
      where a.resource = 'access_key' and a.resource_id = k.id::text and a.code = 'access_key_address'
        and a.at > clock_timestamp() - interval '1 hour') then
      insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb,
        outcome, code, reason, details)
      values (k.enterprise_id, k.id, private.key_name(k.id), 'api', 'access_key', k.id::text, 'use',
        'refused', 'access_key_address', refused ->> 'message',
        jsonb_build_object('name', k.name, 'address', left(address, 64)));
    end if;
    return jsonb_build_object('refusal', refused);
  end if;
  counted := private.limits_on('call_access_key', '{}', null, null, null, null, null, k.id);
  if (counted[1]).again_in is not null then refused := private.refuse_call(counted);
  else perform private.count_call(counted, false); end if;
  update private.access_key_secrets s set used_at = clock_timestamp()
  where s.id = admit_access_key.secret
    and coalesce(s.used_at < clock_timestamp() - interval '1 minute', true);
  if found then
    update public.access_keys x set used_at = clock_timestamp(),
      used_from = case when pg_input_is_valid(address, 'inet') then address::inet end
    where x.id = k.id;
  end if;
  return jsonb_build_object('refusal', refused, 'most', (counted[1]).most, 'per', (counted[1]).per,
    'used', (counted[1]).used, 'again_in', (counted[1]).again_in);
end $$;
comment on function private.admit_access_key is
  'API-1: counts a call by this secret, whose signature was found right, and notes that it was used: '
  '{refusal (null: go on), most, per (s), used (before this one), again_in}. Refuses access_key_refused '
  '(revoked meanwhile), access_key_address, too_many_requests.';

create or replace function private.key_bar(
  needs text, resource text, verb text, decides boolean, id text default null
) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.speaks_for_keys() then return null; end if;
  if private.not_for_keys(needs, resource, decides) then return 'person_required'; end if;
  if not private.by_test_key() then
    -- A test goes out without an approval, and a key sends what a standing approval covers.
    return case when verb = 'test' and resource in ('template', 'basic_template') then 'person_required' end;
  end if;
  -- A draft of its own is on the sandbox since it was made (private.channel_for).
  return case when not private.for_test_keys(resource, verb) then 'live_key_required'
    when resource = 'send' and exists (select from public.sends s
      where s.id::text = key_bar.id and not private.is_sandbox(s.channel_id)) then 'test_key_channel' end;
end $$;
comment on function private.key_bar is
  'API-1: why no access key, or no test key, does an act; null: it may. id: of the row, where there is one.';

create or replace function private.refuse_keys(
  needs text, resource text, verb text, decides boolean, id text default null
) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  bar constant text := private.key_bar(needs, resource, verb, decides, id);
begin
  if bar is not null then perform private.refuse(bar); end if;
end $$;
comment on function private.refuse_keys is
  'Refuses to an access key what no key, or no test key, may do: person_required, live_key_required, '
  'test_key_channel.';

create or replace function private.not_for_keys(needs text, resource text, decides boolean) returns boolean
language sql immutable set search_path = '' as $$
  -- An export is made under the rights of its rows.
  select decides or (needs = 'own' and resource <> 'export')
$$;
comment on function private.not_for_keys is
  'API-1: whether an act is a person''s alone: a decision, and what anyone does with their own account.';
