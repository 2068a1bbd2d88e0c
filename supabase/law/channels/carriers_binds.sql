-- carriers: long connections (CHL-1). The worker (supabase/worker) holds them; each is leased by a row.

comment on table private.carrier_binds is
  'CHL-1: the connections of a carrier that is spoken to over long ones, each leased by one worker. Another '
  'worker takes a connection whose lease has run out.';

create or replace function private.lease_binds(holder uuid, seconds integer)
returns table (carrier_id uuid, n integer, base_url text, credentials jsonb, settings jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  until constant timestamptz := clock_timestamp() + make_interval(secs => seconds);
begin
  -- A deployment without such a carrier pays one look at a table of a few rows.
  if not exists (select from public.carriers k where k.adapter = 'smpp') then return; end if;
  delete from private.carrier_binds b using public.carriers k
  where k.id = b.carrier_id and (b.n > (k.settings ->> 'binds')::integer
    or not exists (select from public.channels c where c.carrier_id = k.id));
  insert into private.carrier_binds as b (carrier_id, n, holder, lease_until)
  select k.id, g, lease_binds.holder, until from public.carriers k
  cross join lateral generate_series(1, (k.settings ->> 'binds')::integer) g
  -- An SMSC brings receipts over any connection of an account: one that no channel uses would only take those
  -- of another carrier with the same account.
  where k.adapter = 'smpp' and exists (select from public.channels c where c.carrier_id = k.id)
  order by k.id, g
  on conflict on constraint carrier_binds_pkey do update set lease_until = until, holder = excluded.holder,
    bound_at = case when b.holder = excluded.holder then b.bound_at end
  where b.holder = excluded.holder or b.lease_until < clock_timestamp();
  return query select b.carrier_id, b.n, k.base_url, s.credentials, k.settings
    from private.carrier_binds b join public.carriers k on k.id = b.carrier_id
    join private.carrier_secrets s on s.carrier_id = k.id
    where b.holder = lease_binds.holder order by b.carrier_id, b.n;
end $$;

comment on function private.lease_binds is
  'Leases connections to a worker, or renews its leases, and returns those it holds with what is needed to '
  'make them. Those of a paused carrier too: its receipts still come in.';

create or replace function private.watch_binds() returns integer
language plpgsql set search_path = '' as $$
declare
  one uuid;
  n integer := 0;
begin
  for one in
    select c.id from public.channels c join public.carriers k on k.id = c.carrier_id
    where k.adapter = 'smpp' and c.state = 'active' and c.sick_since is null
      -- Half a minute is three times as long as a worker takes to find a new carrier.
      and c.created_at < clock_timestamp() - interval '30 seconds'
      and not exists (select from private.carrier_binds b
      where b.carrier_id = k.id and b.lease_until > clock_timestamp() - interval '30 seconds')
    order by c.id
  loop
    perform private.channel_failed(one, 'no worker holds the connections');
    n := n + 1;
  end loop;
  return n;
end $$;

comment on function private.watch_binds is
  'GRD-1: where no worker holds the connections of a carrier, its channels fail with each turn of the clock, '
  'so they are soon sick and say why. A worker that comes makes them well again. Returns how many failed.';

create or replace function private.release_binds(holder uuid) returns void
language sql security definer set search_path = '' as $$
  delete from private.carrier_binds b where b.holder = release_binds.holder
$$;

comment on function private.release_binds is 'A worker ends: others may take its connections at once.';

create or replace function private.record_bind(holder uuid, carrier uuid, n integer, error text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  one uuid;
begin
  update private.carrier_binds b set last_error = left(error, 300),
    bound_at = case when error is null then coalesce(b.bound_at, clock_timestamp()) end
  where b.carrier_id = carrier and b.n = record_bind.n and b.holder = record_bind.holder;
  if not found then return; end if;
  if error is null then
    for one in select c.id from public.channels c where c.carrier_id = carrier and c.failures > 0
      order by c.id loop
      perform private.channel_worked(one);
    end loop;
    return;
  end if;
  -- Another connection of the carrier works: its channels are well.
  if exists (select from private.carrier_binds b
    where b.carrier_id = carrier and b.bound_at is not null and b.lease_until > clock_timestamp()) then
    return;
  end if;
  for one in select c.id from public.channels c where c.carrier_id = carrier and c.state = 'active'
    order by c.id loop
    perform private.channel_failed(one, error);
  end loop;
end $$;

comment on function private.record_bind is
  'GRD-1: a connection works (error null), or could not be made or kept. Where a carrier has no other, that '
  'is a failure of its channels: after five in a row they are sick, and last_error says why and what to do.';
