comment on table public.channels is
  'CHL-1: a carrier''s door. idempotent: the carrier answers a repeated reference as before. resume_at: nothing is handed over before (429, 5xx). next_at: when rate_per_s, shared by all dispatchers, lets the next batch go. failures: hand-overs in a row without an answer; from the fifth on the channel is sick, and only one probe goes at probe_at.';

comment on table private.channel_secrets is 'The bearer key to a carrier and the whsec_ secret its calls are signed with. Out of the API''s reach.';

select private.resource_table('public.channels', 'KooMessage:channel:list');

comment on table private.deployment is 'Where this deployment is reached: short links, and edge functions (for carriers'' callbacks).';

create or replace function private.set_deployment(link_base_url text, functions_url text, sandbox_carrier_url text default null, sandbox_key text default null,
  sandbox_webhook_secret text default null) returns void language sql set search_path = '' as $$
  insert into private.deployment (link_base_url, functions_url)
  values (rtrim(set_deployment.link_base_url, '/'), rtrim(set_deployment.functions_url, '/'))
  on conflict (one) do update set link_base_url = excluded.link_base_url, functions_url = excluded.functions_url;
  update public.channels c set base_url = rtrim(sandbox_carrier_url, '/') where c.adapter = 'sandbox' and sandbox_carrier_url is not null;
  insert into private.channel_secrets (channel_id, api_key, webhook_secret)
  select c.id, sandbox_key, sandbox_webhook_secret from public.channels c
  where c.adapter = 'sandbox' and sandbox_key is not null and sandbox_webhook_secret is not null
  on conflict (channel_id) do update set api_key = excluded.api_key, webhook_secret = excluded.webhook_secret;
$$;

comment on function private.set_deployment is 'Tells the database where it is reached, and how the sandbox carrier is. Run by the person who deploys, in SQL.';
