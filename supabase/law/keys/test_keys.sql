-- API-1: test keys (TT…). What one sends goes to the sandbox, also where the channel that it names is real,
-- and it changes nothing that reaches anybody else.

create or replace function private.by_test_key() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.access_keys k where k.id = private.actor() and k.test)
$$;
comment on function private.by_test_key is 'Whether a test key acts.';

create or replace function private.is_sandbox(channel uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  -- Links are made by the sandbox too, or by this deployment: their maker learns the numbers.
  select exists (select from public.channels c left join public.carriers m on m.id = c.mints_at
    where c.id = channel and c.adapter = 'sandbox' and coalesce(m.adapter, 'sandbox') = 'sandbox')
$$;
comment on function private.is_sandbox is
  'Whether all that goes through a channel goes to a carrier that is called by the carrier page (sandbox).';

create or replace function private.sandbox_for(home uuid, chosen uuid) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  found_channel constant uuid := (select c.id from public.channels c
    where c.enterprise_id = home and c.state <> 'revoked' and private.is_sandbox(c.id)
    order by c.id = chosen desc nulls last, c.is_default desc, c.created_at limit 1);
begin
  if found_channel is null then perform private.refuse('test_channel_missing'); end if;
  return found_channel;
end $$;
comment on function private.sandbox_for is
  'The channel of the sandbox that stands in for the one chosen (null: the default one); that itself, if '
  'it is a sandbox''s. Refuses test_channel_missing.';

create or replace function private.for_test_keys(resource text, verb text) returns boolean
language sql immutable set search_path = '' as $$
  -- What a vendor or network decides about waits for a member first.
  select case when resource in ('send', 'number_file', 'media', 'export') then true
    when resource in ('template', 'basic_template', 'sms_template')
      then verb in ('create', 'update', 'copy', 'submit', 'test') else false end
$$;
comment on function private.for_test_keys is
  'Whether an act stays in the house, or goes to the sandbox by its channel: all that a test key may do.';
