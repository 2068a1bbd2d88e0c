create or replace function private.carries(adapter public.channel_adapter, kind public.message_kind)
returns boolean language sql immutable set search_path = '' as $$
  select not (adapter = 'smpp' and kind = 'basic')
$$;

comment on function private.carries is
  'Whether a carrier of this adapter takes messages of this kind, as shared/src/channels/carries.ts says it.';
