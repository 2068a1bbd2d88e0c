-- carriers: connections of the deployment (CHL-1). Platform admins keep them; enterprises use them through
-- channels, which copy what a claim reads.

comment on table public.carriers is
  'CHL-1: a connection of this deployment to a carrier: adapter, address, rate of all its channels together. '
  'Its key is not reachable through the API. open_to_all: a new enterprise gets a channel at once, whose '
  'number begins with number_prefix.';

comment on table private.carrier_secrets is
  'The credentials of a carrier by its adapter: sandbox {api_key, webhook_secret}, smpp {system_id, '
  'password}, koomessage {access_key, secret_key} or {iam_account, iam_user, iam_password}. Written by '
  'create_carrier and rotate_carrier, read by no role of the API. Copied into '
  'private.channel_secrets.';

comment on column public.carriers.settings is
  'What the adapter asks besides, none of it secret: shared/src/channels/adapters.ts has the shapes.';

comment on table public.carrier_outages is
  'CHL-1: when a channel of a carrier was sick, and the last error before it.';

alter table public.carriers enable row level security;

alter table public.carrier_outages enable row level security;

grant select on public.carriers, public.carrier_outages to authenticated;

select private.guard('public.carriers');

create policy "platform admins see the carriers" on public.carriers for select to authenticated
using ((select private.is_platform_admin()));

create policy "platform admins see the outages" on public.carrier_outages for select to authenticated
using ((select private.is_platform_admin()));

create or replace function private.carrier_name(carrier uuid) returns text
language sql stable security definer set search_path = '' as $$
  select k.name from public.carriers k where k.id = carrier
$$;

comment on function private.carrier_name is 'The name of a carrier, for those who see a channel of it.';

create or replace function private.enterprise_name(enterprise uuid) returns text
language sql stable security definer set search_path = '' as $$
  select e.name from public.enterprises e
  where e.id = enterprise and (private.is_platform_admin() or e.id = any (private.my_enterprises()))
$$;

comment on function private.enterprise_name is
  'The name of an enterprise, for its members and for platform admins.';

create or replace function private.sign_in_keys(sign_in text) returns text[]
language sql immutable set search_path = '' as $$
  select case sign_in when 'token' then array['iam_account', 'iam_user', 'iam_password']
    else array['access_key', 'secret_key'] end
$$;

comment on function private.sign_in_keys is 'The credentials that a way of signing in to KooMessage needs.';

create or replace function private.key_rotated_at(carrier uuid) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select s.rotated_at from private.carrier_secrets s join public.carriers k on k.id = s.carrier_id
  where s.carrier_id = carrier and private.is_platform_admin()
    -- Where the way of signing in has changed since, they are of no use.
    and (k.adapter <> 'koomessage' or s.credentials ?& private.sign_in_keys(k.settings ->> 'sign_in'))
$$;

comment on function private.key_rotated_at is
  'When the key of a carrier was set last, for platform admins; null: it has none.';

create or replace function private.is_told_where_to_report(adapter public.channel_adapter) returns boolean
language sql immutable set search_path = '' as $$
  select adapter = 'koomessage'
$$;

comment on function private.is_told_where_to_report is
  'Whether carriers of an adapter have to be told once an account where to report to; others are told with '
  'each hand-over, or report on their connection.';

create or replace function private.callbacks_said(carrier uuid, adapter public.channel_adapter)
returns table (state text, why text, address text)
language sql stable security definer set search_path = '' as $$
  select case when b.state is null then 'none' when b.state = 'registered' and b.ended_at < s.rotated_at
      then 'outdated' else b.state end, b.why,
    case when b.state = 'by_hand' then private.callback_url(null, s.carrier_id, callbacks_said.adapter) end
  from private.carrier_secrets s left join private.carrier_callbacks b on b.carrier_id = s.carrier_id
  where s.carrier_id = carrier and private.is_told_where_to_report(callbacks_said.adapter)
    and private.is_platform_admin()
$$;

comment on function private.callbacks_said is
  'CHL-1: whether a carrier was told where to report to, what it said, and the address to paste where it '
  'does not let its account register one; for platform admins. outdated: its secret has changed since.';

create or replace function private.carrier_rests(carrier uuid) returns boolean
language sql stable set search_path = '' as $$
  select k.state = 'paused' from public.carriers k where k.id = carrier
$$;

comment on function private.carrier_rests is 'Whether the platform has paused a carrier.';

grant execute on function private.carrier_name, private.enterprise_name,
  private.key_rotated_at, private.callbacks_said to authenticated;

-- ---------------------------------------------------------------------------------------------
-- What channels copy from their carrier

create or replace function private.follow_carrier() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.channels c set adapter = new.adapter, base_url = new.base_url, settings = new.settings,
    idempotent = new.idempotent, batch_size = coalesce((new.settings ->> 'window')::integer, new.batch_size),
    receipt_timeout = new.receipt_timeout
  where c.carrier_id = new.id;
  return null;
end $$;

comment on function private.follow_carrier is
  'Trigger: the channels of a carrier follow its address and terms.';

create trigger channels_follow_the_carrier after update of adapter, base_url, settings, idempotent,
  batch_size, receipt_timeout on public.carriers for each row
  execute function private.follow_carrier();

create or replace function private.fill_channel() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- A batch of a long connection is no larger than its window: more is never of unknown fate.
  select k.adapter, k.base_url, k.settings, k.idempotent,
    coalesce((k.settings ->> 'window')::integer, k.batch_size), k.receipt_timeout into new.adapter,
    new.base_url, new.settings, new.idempotent, new.batch_size, new.receipt_timeout
  from public.carriers k where k.id = new.carrier_id;
  return new;
end $$;

comment on function private.fill_channel is
  'Trigger: a new channel has the address and terms of its carrier.';

create trigger a_channel_is_of_its_carrier before insert on public.channels
  for each row execute function private.fill_channel();

create or replace function private.give_key() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.channel_secrets (channel_id, credentials)
  select new.id, s.credentials from private.carrier_secrets s where s.carrier_id = new.carrier_id;
  return null;
end $$;

comment on function private.give_key is 'Trigger: a new channel has the key of its carrier.';

create trigger a_channel_has_the_key after insert on public.channels
  for each row execute function private.give_key();

create or replace function private.follow_key() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.channel_secrets (channel_id, credentials)
  select c.id, new.credentials from public.channels c where c.carrier_id = new.carrier_id
  on conflict (channel_id) do update set credentials = excluded.credentials;
  return null;
end $$;

comment on function private.follow_key is 'Trigger: the channels of a carrier follow its key.';

create trigger channels_follow_the_key after insert or update on private.carrier_secrets
  for each row execute function private.follow_key();

create or replace function private.note_outage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.sick_since is null then
    update public.carrier_outages o set until = clock_timestamp()
    where o.channel_id = new.id and o.until is null;
  else
    insert into public.carrier_outages (carrier_id, channel_id, since, error)
    values (new.carrier_id, new.id, new.sick_since, new.last_error)
    on conflict (channel_id) where until is null do nothing;
  end if;
  return null;
end $$;

comment on function private.note_outage is 'Trigger: keeps when a channel was sick.';

create trigger outages_are_kept after update of sick_since on public.channels for each row
  when ((old.sick_since is null) <> (new.sick_since is null)) execute function private.note_outage();

create or replace function private.names_ids(adapter public.channel_adapter, carrier uuid) returns uuid
language sql immutable set search_path = '' as $$
  select case when adapter <> 'sandbox' then carrier end
$$;

comment on function private.names_ids is
  'The carrier, where its receipts name its own ids of messages, which are kept (carrier_ids.sql); null: they '
  'bring our references.';

create or replace function private.callback_url(
  channel uuid, carrier uuid, adapter public.channel_adapter
) returns text
language plpgsql stable set search_path = '' as $$
declare
  door constant text := (select d.functions_url from private.deployment d) || '/receive-receipts/';
begin
  -- KooMessage has one set of addresses an account and signs nothing: the secret is in the address.
  return case when adapter <> 'koomessage' then door || channel
    else (select door || s.carrier_id || '/' || s.callback_secret from private.carrier_secrets s
      where s.carrier_id = carrier) end;
end $$;

comment on function private.callback_url is 'The address that a carrier reports to.';

-- ---------------------------------------------------------------------------------------------
-- Views

create or replace view public.carrier_cards with (security_invoker = true) as
select k.id, k.name, k.adapter, k.base_url, k.settings ->> 'system_type' as system_type,
  (k.settings ->> 'binds')::integer as binds, (k.settings ->> 'window')::integer as "window",
  k.settings ->> 'long_texts' as long_texts, k.settings ->> 'ids' as ids,
  (k.settings ->> 'source_ton')::integer as source_ton, (k.settings ->> 'source_npi')::integer as source_npi,
  k.settings ->> 'sign_in' as sign_in, k.settings ->> 'iam_url' as iam_url,
  k.settings ->> 'sms_app_name' as sms_app_name, k.settings ->> 'link_domain' as link_domain,
  k.settings ->> 'receipt_sources' as receipt_sources, k.settings ->> 'test_template_id' as test_template_id,
  k.idempotent, k.batch_size, k.rate_per_s,
  (extract(epoch from k.receipt_timeout) / 3600)::integer as receipt_hours, k.open_to_all, k.number_prefix,
  k.state, k.revision, k.created_at, private.key_rotated_at(k.id) as key_rotated_at, n.channels, n.sick, o.minutes_down, o.last_outage_at,
  case when k.state = 'paused' then 'paused' when private.key_rotated_at(k.id) is null then 'keyless' when n.channels = 0 then 'unused'
    when n.sick = 0 then 'well' when n.sick < n.channels then 'partly' else 'sick' end as health,
  x.state as callbacks, x.why as callbacks_why, x.address as callbacks_address
from public.carriers k left join lateral private.callbacks_said(k.id, k.adapter) x on true
cross join lateral (select count(*)::integer as channels,
  count(*) filter (where c.sick_since is not null)::integer as sick
  from public.channels c where c.carrier_id = k.id and c.state <> 'revoked') n
cross join lateral (
  -- Outages of several channels at once are one: only the time that an earlier one does not cover is added.
  select coalesce(ceil(sum(extract(epoch from x.ends - greatest(x.begins, x.covered))) / 60),
    0)::integer as minutes_down, max(x.since) as last_outage_at
  from (
    select y.*, coalesce(max(y.ends) over (order by y.begins,
        y.id rows between unbounded preceding and 1 preceding), '-infinity') as covered
    from (select o.id, o.since, greatest(o.since, now() - interval '30 days') as begins,
      coalesce(o.until, now()) as ends
      from public.carrier_outages o
      where o.carrier_id = k.id and coalesce(o.until, now()) > now() - interval '30 days') y) x
  where x.ends > x.covered) o;

comment on view public.carrier_cards is
  'CHL-1: a carrier with its health: well, partly (some channels are sick), sick (all are), unused (no '
  'channel), keyless, or paused by a platform admin; the minutes of the last 30 days in which a channel of '
  'it was sick. Platform admins only.';

grant select on public.carrier_cards to authenticated;

create or replace view public.carrier_outage_cards with (security_invoker = true) as
select o.id, o.carrier_id, private.carrier_name(o.carrier_id) as carrier_name, o.channel_id,
  c.name as channel_name, private.enterprise_name(c.enterprise_id) as enterprise_name, o.since, o.until,
  o.error,
  ceil(extract(epoch from coalesce(o.until, now()) - o.since) / 60)::integer as minutes
from public.carrier_outages o join public.channels c on c.id = o.channel_id;

comment on view public.carrier_outage_cards is
  'CHL-1: when a channel of a carrier was sick, how long, and why. Platform admins only.';

grant select on public.carrier_outage_cards to authenticated;
