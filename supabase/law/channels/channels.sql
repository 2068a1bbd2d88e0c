comment on table public.channels is
  'CHL-1: an enterprise''s channel of a carrier: its number, its rate, and who decides about its templates.';
comment on column public.channels.resolver is
  'Who decides about templates: the carrier (with the vendors'' decisions), or a platform admin by hand.';
comment on column public.channels.idempotent is
  'The carrier answers a repeated reference as it did the first time.';
comment on column public.channels.resume_at is 'Nothing is handed over before this time (after 429 or 5xx).';
comment on column public.channels.next_at is
  'The earliest time of the next batch under rate_per_s. All dispatchers share it.';
comment on column public.channels.failures is
  'Consecutive calls without an answer. From the fifth on the channel is sick, and one probe goes out at '
  'probe_at.';

comment on table private.channel_secrets is
  'The credentials of its carrier. Not reachable through the API.';

select private.resource_table('public.channels', 'KooMessage:channel:list');

comment on table private.deployment is
  'The addresses of this deployment: of short links, and of edge functions (for carriers'' callbacks).';

create policy "platform admins see every channel" on public.channels for select to authenticated
using ((select private.is_platform_admin()));

create or replace function private.set_deployment(link_base_url text, functions_url text, sandbox_carrier_url text default null, sandbox_key text default null,
  sandbox_webhook_secret text default null) returns void language sql set search_path = '' as $$
  -- The first time only: a copy is given the addresses of its new place before anybody has answered for it.
  insert into private.deployment (link_base_url, functions_url, fingerprint)
  values (rtrim(set_deployment.link_base_url, '/'), rtrim(set_deployment.functions_url, '/'), private.fingerprint())
  on conflict (one) do update set link_base_url = excluded.link_base_url, functions_url = excluded.functions_url;
  insert into public.carriers (name, adapter, base_url, open_to_all, number_prefix)
  select 'sandbox', 'sandbox', rtrim(sandbox_carrier_url, '/'), true, '106900'
  where sandbox_carrier_url is not null and not exists (select from public.carriers k where k.adapter = 'sandbox');
  update public.carriers k set base_url = rtrim(sandbox_carrier_url, '/') where k.adapter = 'sandbox' and sandbox_carrier_url is not null;
  insert into private.carrier_secrets (carrier_id, credentials)
  select k.id, jsonb_build_object('api_key', sandbox_key, 'webhook_secret', sandbox_webhook_secret) from public.carriers k
  where k.adapter = 'sandbox' and sandbox_key is not null and sandbox_webhook_secret is not null
  on conflict (carrier_id) do update set credentials = excluded.credentials;
$$;

comment on function private.set_deployment is 'Sets the addresses of the deployment, and the address and keys of the sandbox carriers. Whoever deploys runs it by npm run setup -- address.';
