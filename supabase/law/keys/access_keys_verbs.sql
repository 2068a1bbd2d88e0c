-- API-1: what members do with access keys. Nobody gives a key a right that they do not have, and nobody is
-- shown a secret that speaks for more than they may themselves.

create or replace function private.typed_networks(typed jsonb) returns cidr[]
language plpgsql stable set search_path = '' as $$
declare
  one text;
  found_networks cidr[] := '{}';
begin
  for one in select btrim(x) from jsonb_array_elements_text(coalesce(nullif(typed, 'null'), '[]')) as x loop
    if not pg_input_is_valid(one, 'inet') then
      perform private.refuse('address_invalid',
        jsonb_build_object('field', 'addresses', 'address', left(one, 64)));
    end if;
    if not network(one::inet) = any (found_networks) then
      found_networks := found_networks || network(one::inet);
    end if;
  end loop;
  return found_networks;
end $$;
comment on function private.typed_networks is
  'Addresses and networks as they were typed (203.0.113.7, 10.1.0.0/16), each once. Refuses address_invalid.';

create or replace function private.set_key_policies(key uuid, home uuid, policies jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if exists (select from jsonb_array_elements_text(policies) as n where not exists (
      select from public.policies p
      where p.name = n and (p.enterprise_id is null or p.enterprise_id = home))) then
    perform private.refuse('not_found', '{"resource": "policy", "field": "policies"}');
  end if;
  delete from public.access_key_policies x where x.access_key_id = key;
  insert into public.access_key_policies (access_key_id, policy_id, enterprise_id)
  select key, p.id, home from public.policies p
  where policies ? p.name and (p.enterprise_id is null or p.enterprise_id = home);
end $$;
comment on function private.set_key_policies is 'Replaces the policies of a key. Refuses not_found.';

create or replace function private.create_access_key(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  before constant jsonb := private.policies_in_use(home);
  test constant boolean := coalesce((input ->> 'test')::boolean, false);
  made uuid;
begin
  insert into public.access_keys (enterprise_id, name, key_id, test, addresses, most_a_minute, created_by)
  values (home, private.listed_name(input ->> 'name'),
    case when test then 'TT' else 'TD' end
      || private.letters_at_random('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 18),
    test, private.typed_networks(input -> 'addresses'), coalesce((input ->> 'most_a_minute')::integer, 600),
    private.actor())
  returning id into made;
  -- Somebody has to look through them, and each may be the one that leaked.
  if (select count(*) from public.access_keys k where k.enterprise_id = home and k.state = 'active') > 50 then
    perform private.refuse('capacity_reached', '{"what": "access_keys", "max": 50}');
  end if;
  perform private.set_key_policies(made, home, input -> 'policies');
  -- Nobody's own rights change, so it is not asked whether the caller still manages members.
  perform private.keep_rights(home, before, true);
  insert into private.access_key_hands (person, access_key_id) values (private.actor(), made);
  return made;
end $$;
comment on function public.create_access_key is
  'API-1: makes an access key, without a secret (rotate_access_key). Sudo. input {name, policies (names), '
  'addresses (networks; none: any), most_a_minute (600), test}. Refuses forbidden, sudo_required, '
  'name_unlisted, name_taken, not_found, address_invalid, capacity_reached, right_not_held.';

create or replace function private.update_access_key(access_key uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  home constant uuid := (select k.enterprise_id from public.access_keys k where k.id = access_key);
  before constant jsonb := private.policies_in_use(home);
begin
  update public.access_keys k set name = private.listed_name(input ->> 'name'),
    addresses = private.typed_networks(input -> 'addresses'),
    most_a_minute = coalesce((input ->> 'most_a_minute')::integer, k.most_a_minute)
  where k.id = access_key;
  perform private.set_key_policies(access_key, home, input -> 'policies');
  perform private.keep_rights(home, before, true);
end $$;
comment on function public.update_access_key is
  'API-1: another name, other policies, addresses or calls a minute; they hold for the next call. Sudo. '
  'Input and refusals as create_access_key, without test, and not_found, wrong_state.';

create or replace function private.require_rights_of_key(key public.access_keys) returns void
language plpgsql set search_path = '' as $$
declare
  beyond text[];
begin
  perform private.lock_people(key.enterprise_id);
  beyond := private.lacking(
    (select coalesce(jsonb_object_agg(p.id, p.document), '{}') from public.policies p
      where p.enterprise_id is null or p.enterprise_id = key.enterprise_id),
    (select coalesce(jsonb_agg(x.policy_id), '[]') from public.access_key_policies x
      where x.access_key_id = key.id),
    (select jsonb_agg(distinct gp.policy_id) from public.members m
      join public.group_members gm on gm.member_id = m.id
      join public.group_policies gp on gp.group_id = gm.group_id
      where m.enterprise_id = key.enterprise_id and m.user_id = private.actor() and m.state = 'active'));
  if beyond <> '{}' then
    perform private.refuse('right_not_held',
      jsonb_build_object('actions', array_to_string(beyond[:5], ', '), 'count', cardinality(beyond)));
  end if;
end $$;
comment on function private.require_rights_of_key is
  'Refuses right_not_held where a key may do what the caller may not.';

create or replace function private.rotate_access_key(access_key uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  fresh constant text := private.letters_at_random(
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 40);
begin
  perform private.require_rights_of_key(k) from public.access_keys k where k.id = access_key;
  insert into private.access_key_secrets (access_key_id, secret) values (access_key, fresh);
  insert into private.access_key_hands (person, access_key_id) values (private.actor(), access_key)
  on conflict do nothing;
  return jsonb_build_object('once', jsonb_build_object('secret', fresh));
end $$;
comment on function public.rotate_access_key is
  'API-1: makes a secret of a key, beside the one there is. Returns the card with secret, this once. Sudo. '
  'Refuses not_found, forbidden, sudo_required, wrong_state, access_key_secrets_full (two work), '
  'right_not_held (the key may do what the caller may not).';

create or replace function private.retire_access_key(access_key uuid, input jsonb) returns void
language sql set search_path = '' as $$
  delete from private.access_key_secrets s
  where s.id = (select o.id from private.access_key_secrets o
    where o.access_key_id = access_key order by o.made_at limit 1)
$$;
comment on function public.retire_access_key is
  'API-1: ends the older of two secrets at once. Sudo. Returns the card. Refuses not_found, forbidden, '
  'sudo_required, wrong_state (there is one).';

create or replace function private.revoke_access_key(access_key uuid, input jsonb) returns void
language sql set search_path = '' as $$
  delete from private.access_key_secrets s where s.access_key_id = access_key;
  -- Else a policy could not be deleted for the sake of keys that are gone.
  delete from public.access_key_policies x where x.access_key_id = access_key
$$;
comment on function public.revoke_access_key is
  'API-1: ends a key for good, from its next call on. Sudo. Returns the card. Refuses not_found, forbidden, '
  'sudo_required, wrong_state.';

select private.public_verbs('access_key');
