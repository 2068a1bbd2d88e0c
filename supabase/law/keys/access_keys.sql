-- API-1: access keys. A key is an actor of its own: it has policies, no account, and nobody else's rights.

comment on table public.access_keys is
  'API-1: a key by which a program calls. Its id is what private.actor() answers for its calls.';
comment on column public.access_keys.key_id is
  'The AK of a signature, or what stands before the dot of a bearer token.';
comment on column public.access_keys.test is 'It reaches the sandbox alone.';
comment on column public.access_keys.addresses is 'The addresses its calls may come from; empty: any.';
comment on column public.access_keys.most_a_minute is
  'Its calls in a minute (private.limits, key_all, has the most that any key may have).';
comment on table public.access_key_policies is 'The policies of a key: all that its calls may do.';
comment on table private.access_key_secrets is
  'The secrets of a key: two at most, while one takes the place of the other. Readable by the owner of the '
  'database alone, and none is left of a revoked key.';
comment on table private.access_key_hands is
  'APR-1: who made a key or was shown a secret of it: what the key made, they have made too. For good, '
  'since nobody knows for how long a secret was kept.';

select private.resource_table('public.access_keys', 'KooMessage:accessKey:list');

select private.resource_table('public.access_key_policies', 'KooMessage:accessKey:list');

create or replace function private.key_name(key uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select format('%s (%s)', k.name, k.key_id) from public.access_keys k where k.id = key);
end $$;
comment on function private.key_name is
  'What a key is called where people are named: its name with its id, so that nobody takes it for a person.';

create or replace function private.key_called(key uuid) returns text
language sql stable security definer set search_path = '' as $$
  select k.name from public.access_keys k
  where k.id = key and k.enterprise_id = any (private.my_enterprises())
$$;
comment on function private.key_called is 'The name of a key of an enterprise of the caller.';
grant execute on function private.key_called to authenticated;

create or replace function private.secrets_of_key(key uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select count(*)::integer from private.access_key_secrets s where s.access_key_id = key
$$;
comment on function private.secrets_of_key is
  'How many secrets of a key work: none, one, or two while it is rotated.';
grant execute on function private.secrets_of_key to authenticated;

create or replace function private.secret_times(
  key uuid, out made_at timestamptz, out former_used_at timestamptz
)
language sql stable security definer set search_path = '' as $$
  select max(s.made_at), case when count(*) > 1 then (array_agg(s.used_at order by s.made_at))[1] end
  from private.access_key_secrets s where s.access_key_id = key
$$;
comment on function private.secret_times is
  'When the newest secret of a key was made, and when the one before it, if it still works, was last used.';
grant execute on function private.secret_times to authenticated;

create or replace function private.policies_of_key(key uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(p.name order by p.name), '[]')
  from public.access_key_policies x join public.policies p on p.id = x.policy_id where x.access_key_id = key
$$;
comment on function private.policies_of_key is
  'The names of the policies of a key, also for people who may not list policies: what a key may do is told '
  'of the key. Called for rows that are visible to the caller.';
grant execute on function private.policies_of_key to authenticated;

create or replace view public.access_key_cards with (security_invoker = true) as
select k.id, k.enterprise_id, k.name, k.key_id, k.test, k.state,
  private.policies_of_key(k.id) as policies,
  (select coalesce(jsonb_agg(a::text order by a), '[]') from unnest(k.addresses) as a) as addresses,
  k.most_a_minute, private.secrets_of_key(k.id) as secrets, t.made_at as secret_made_at,
  t.former_used_at,
  k.used_at, host(k.used_from) as used_from,
  private.visible_person(k.created_by) as created_by_name, k.created_at,
  private.visible_person(k.revoked_by) as revoked_by_name, k.revoked_at
from public.access_keys k cross join lateral private.secret_times(k.id) t;
comment on view public.access_key_cards is
  'API-1: the access keys of an enterprise, with the names of their policies. secrets: how many work. '
  'former_used_at: when the older of two was last used, so that one knows when it can go.';
grant select on public.access_key_cards to authenticated;

create or replace function private.access_key_in_log(k public.access_keys) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('name', k.name, 'key_id', k.key_id, 'test', k.test, 'state', k.state,
    'policies', private.policies_of_key(k.id), 'addresses', to_jsonb(k.addresses::text[]),
    'most_a_minute', k.most_a_minute, 'secrets', private.secrets_of_key(k.id))
$$;
comment on function private.access_key_in_log is 'What the log keeps of a key: all but its secrets.';

create or replace function private.letters_at_random(alphabet text, count integer) returns text
language plpgsql volatile set search_path = '' as $$
declare
  -- Bytes from here on are left out: the remainder would make the first letters likelier than the last.
  fair constant integer := 256 - 256 % char_length(alphabet);
  made text := '';
  one integer;
  bytes bytea;
begin
  while char_length(made) < count loop
    bytes := extensions.gen_random_bytes(64);
    for n in 0..63 loop
      one := get_byte(bytes, n);
      exit when char_length(made) = count;
      if one < fair then made := made || substr(alphabet, one % char_length(alphabet) + 1, 1); end if;
    end loop;
  end loop;
  return made;
end $$;
comment on function private.letters_at_random is
  'So many letters of an alphabet, each as likely as any other.';
