comment on table public.packages is
  'PKG-1 (§3): a package (套餐包): the units of a paid order. There are no refunds.';

comment on table public.quota_accounts is
  'Balances of the ledger''s accounts, updated in the transaction of each transfer. package_id null is '
  'pay-as-you-go: its "available" counts down from 0 without limit.';

comment on table public.quota_ledger is
  'PKG-3: double entry: the two rows of a transfer add up to zero. Append-only.';

create trigger quota_ledger_is_append_only before update or delete on public.quota_ledger
  for each row execute function private.never_change();

create trigger quota_ledger_is_never_emptied before truncate on public.quota_ledger
  for each statement execute function private.never_change();

comment on table private.reservations is
  'How much of which package a send or a resolve task has reserved, and how much of that is settled or '
  'released.';

comment on table private.holds is
  'Sends and resolve tasks whose reservation is open. What their links did not use goes back when the last '
  'one is over, and the row goes.';

select private.resource_table('public.packages', 'KooMessage:quota:list');

select private.resource_table('public.quota_accounts', 'KooMessage:quota:list');

select private.resource_table('public.quota_ledger', 'KooMessage:quota:list');

create or replace function private.days_left(
  home uuid, kind public.quota_kind, per_day numeric
) returns numeric language plpgsql stable set search_path = '' as $$
declare
  p record;
  days numeric := 0;
begin
  -- As charging takes them: the one that ends first. What is left of it when it ends is lost.
  for p in
    select a.balance, extract(epoch from x.expires_at - now()) / 86400 as ends
    from public.quota_accounts a join public.packages x on x.id = a.package_id
    where a.enterprise_id = home and a.kind = days_left.kind and a.account = 'available' and a.balance > 0
      and x.expires_at > now() order by x.expires_at, x.id
  loop
    days := greatest(days, least(days + p.balance / per_day, p.ends));
  end loop;
  return days;
end $$;

comment on function private.days_left is
  'PKG-1: in how many days the packages of a kind are used up or over, at so many units a day.';

create or replace function private.unpaid_clicks() returns table (enterprise_id uuid, owed bigint)
language sql stable security definer set search_path = '' as $$
  select c.enterprise_id, c.owed from private.click_charges c
  where c.owed > 0 and c.enterprise_id = any ((select private.may_in('KooMessage:quota:list'))::uuid[])
$$;
comment on function private.unpaid_clicks is
  'PKG-2: clicks that no package has paid for, of the enterprises whose quota the caller may see.';
-- The view calls it with the rights of its reader.
grant execute on function private.unpaid_clicks to authenticated;

create or replace view public.quota_balances with (security_invoker = true) as
select b.*, u.used_14d, f.runs_out_on,
  case when f.runs_out_on - f.today < 14 then 'days' when b.available < 0.1 * p.size then 'share' end as low
from (
  select a.enterprise_id, a.kind,
    coalesce(sum(-a.balance) filter (where a.account = 'granted'), 0)::bigint as granted,
    coalesce(sum(a.balance) filter (where a.account = 'available' and a.package_id is not null), 0)::bigint as available,
    coalesce(sum(a.balance) filter (where a.account = 'reserved'), 0)::bigint as reserved,
    coalesce(sum(a.balance) filter (where a.account = 'used'), 0)::bigint as used,
    coalesce(sum(a.balance) filter (where a.account = 'expired'), 0)::bigint as expired,
    coalesce(sum(-a.balance) filter (where a.account = 'available' and a.package_id is null), 0)::bigint as payg_used,
    coalesce((select u.owed from private.unpaid_clicks() u
        where u.enterprise_id = a.enterprise_id and a.kind = 'sa_resolution'), 0)::bigint as unpaid,
    count(distinct a.package_id)::integer as packages,
    (select min(p.expires_at) from public.packages p
      where p.enterprise_id = a.enterprise_id and p.kind = a.kind and p.expires_at > now()) as next_expiry
  from public.quota_accounts a group by a.enterprise_id, a.kind) b
cross join lateral (select coalesce(sum(l.amount), 0)::bigint as used_14d from public.quota_ledger l
  where l.enterprise_id = b.enterprise_id and l.kind = b.kind and l.account = 'used'
    and l.at > now() - interval '14 days') u
cross join lateral (select coalesce(sum(x.size), 0) as size from public.packages x
  where x.enterprise_id = b.enterprise_id and x.kind = b.kind and x.expires_at > now()) p
cross join lateral (
  select t.today, case when d.days <= 3650 then t.today + floor(d.days)::integer end as runs_out_on
  from (select (now() at time zone e.time_zone)::date as today from public.enterprises e
    where e.id = b.enterprise_id) t
  cross join lateral (select case when b.packages > 0
      and u.used_14d > 0 then private.days_left(b.enterprise_id, b.kind, u.used_14d / 14.0) end as days) d) f;

comment on view public.quota_balances is
  'PKG-1: balances by kind. granted = available + reserved + used + expired - payg_used.';
comment on column public.quota_balances.unpaid is
  'Clicks beyond the packages while pay-as-you-go is off. They are in no account until a package or '
  'pay-as-you-go pays for them.';
comment on column public.quota_balances.runs_out_on is
  'The day on which the packages are used up or expire at the rate of the last 14 days. '
  'null: no use, or in more than ten years.';
comment on column public.quota_balances.low is
  'days: less than 14 days are left. share: less than a tenth of the packages is left.';

grant select on public.quota_balances to authenticated;
-- The view calls it with the rights of its reader.
grant execute on function private.days_left to authenticated;

create or replace view public.package_cards with (security_invoker = true) as
select p.id, p.enterprise_id, p.kind, p.spec, p.size, coalesce(a.balance, 0) as available, p.paid_at,
  p.expires_at, p.order_id, o.order_no
from public.packages p
left join public.quota_accounts a on a.enterprise_id = p.enterprise_id and a.kind = p.kind
  and a.account = 'available' and a.package_id = p.id
left join public.orders o on o.id = p.order_id;
comment on view public.package_cards is
  'PKG-1: a package with what is left of it, and the order that it came of.';
grant select on public.package_cards to authenticated;

create or replace view public.ledger_entries with (security_invoker = true) as
select l.id, l.enterprise_id, l.at, l.reason, l.account, l.amount, l.kind, l.transfer, l.package_id,
  l.send_id, l.task_id, coalesce(l.send_id, l.task_id) as holder_id,
  coalesce((select s.name from public.sends s where s.id = l.send_id), (select t.name
      from public.resolve_tasks t where t.id = l.task_id), left(coalesce(l.send_id, l.task_id)::text,
      8)) as holder
from public.quota_ledger l;
comment on view public.ledger_entries is
  'PKG-3: the ledger, each entry with the send or resolve task that it is about; by its id for those who may '
  'not list it.';
grant select on public.ledger_entries to authenticated;

-- ---------------------------------------------------------------------------------------------
-- The ledger. Lock order everywhere: deliveries on their way (claimed, or handed over) in id order → send →
-- quota → other deliveries. The row of totals is the lock of the send. Its holder waits for no delivery that
-- is on its way. Receipts and hand-offs update those deliveries first and lock the account last, so that they
-- run side by side on one send.

create or replace function private.lock_quota(enterprise uuid, kind public.quota_kind) returns void
language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('quota:' || enterprise::text || kind::text, 0));
end $$;

comment on function private.lock_quota is
  'Serialises the writers of an enterprise''s quota of a kind. Transfers come once per batch, not once per '
  'message.';

create or replace function private.transfer(
  enterprise uuid, kind public.quota_kind, from_account text, to_account text, package uuid, amount bigint,
  reason text, holder uuid default null
)
returns void language plpgsql set search_path = '' as $$
declare
  pair uuid := gen_random_uuid();
  send constant uuid := (select s.id from public.sends s where s.id = holder);
  task constant uuid := (select t.id from public.resolve_tasks t where t.id = holder);
begin
  if amount = 0 then return; end if;
  insert into public.quota_accounts as a (enterprise_id, kind, account, package_id)
  values (enterprise, transfer.kind, from_account, package), (enterprise, transfer.kind, to_account, package)
  on conflict on constraint one_account_a_package do nothing;
  update public.quota_accounts a set balance = a.balance + case when a.account = to_account then amount
    else -amount end
  where a.enterprise_id = enterprise and a.kind = transfer.kind and a.package_id is not distinct from package
    and a.account in (from_account, to_account);
  insert into public.quota_ledger (enterprise_id, kind, transfer, account, package_id, amount, reason,
    send_id, task_id) values
    (enterprise, transfer.kind, pair, from_account, package, -amount, transfer.reason, send, task),
    (enterprise, transfer.kind, pair, to_account, package, amount, transfer.reason, send, task);
end $$;

comment on function private.transfer is
  'Moves an amount between two accounts of one package (or of pay-as-you-go): two ledger rows and two '
  'balances, or nothing.';

create or replace function private.packages_for(
  enterprise uuid, kind public.quota_kind, network public.network default null
) returns table (package_id uuid, balance bigint) language sql stable set search_path = '' as $$
  -- Packages before pay-as-you-go, and those that expire earliest before the others. Of the basic edition
  -- those of the number's own network come first: nothing else can use them.
  select a.package_id, a.balance from public.quota_accounts a join public.packages p on p.id = a.package_id
  where a.enterprise_id = enterprise and a.kind = packages_for.kind and a.account = 'available'
    and a.balance > 0 and p.expires_at > clock_timestamp() and p.spec in ('three_network', network::text)
  order by p.spec = 'three_network', p.expires_at, p.paid_at, p.id
$$;

comment on function private.packages_for is
  'PKG-2: the packages that pay for numbers of a network, in the order in which they do. A number whose '
  'network is unknown, or for which there are no packages, takes those for three networks.';

create or replace function private.hold(
  holder uuid, enterprise uuid, kind public.quota_kind, network public.network, package uuid, amount bigint,
  reason text
) returns void language plpgsql set search_path = '' as $$
begin
  perform private.transfer(enterprise, kind, 'available', 'reserved', package, amount, reason, holder);
  -- Units that are taken late come with many ticks: one line has them, while the price is the same.
  update private.reservations r set reserved = r.reserved + amount
  where r.holder_id = holder and r.network = hold.network and r.package_id is not distinct from package
    and (package is not null or private.price_at(hold.kind::text, r.at)
      is not distinct from private.price_at(hold.kind::text, clock_timestamp()));
  if found then return; end if;
  insert into private.reservations (holder_id, enterprise_id, kind, package_id, network, ordinal, reserved)
  select holder, enterprise, hold.kind, package, hold.network, coalesce(max(r.ordinal), 0) + 1, amount
  from private.reservations r where r.holder_id = holder;
end $$;

comment on function private.hold is
  'PKG-3: moves units of one package, or of pay-as-you-go, into the reservation of a send or a resolve task.';

create or replace function private.reserve(
  holder uuid, enterprise uuid, kind public.quota_kind, amount bigint, reason text default 'reserve',
  network public.network default null
) returns void
language plpgsql set search_path = '' as $$
declare
  missing bigint := amount;
  part bigint;
  package record;
begin
  perform private.lock_quota(enterprise, kind);
  for package in select x.* from private.packages_for(enterprise, kind, network) x loop
    exit when missing = 0;
    part := least(missing, package.balance);
    perform private.hold(holder, enterprise, kind, network, package.package_id, part, reason);
    missing := missing - part;
  end loop;
  if missing > 0 then
    -- PKG-2: pay-as-you-go is on by default. With it switched off, a send is limited to the packages. What a
    -- phone has shown already is charged in any case.
    if reason = 'reserve' and not (private.settings_of(enterprise)).pay_as_you_go then
      perform private.refuse('quota_short', jsonb_build_object('missing', missing, 'needed', amount));
    end if;
    perform private.hold(holder, enterprise, kind, network, null, missing, reason);
  end if;
end $$;

comment on function private.reserve is
  'PKG-2, PKG-3: reserves an amount for a send or a resolve task, of the basic edition for numbers of a '
  'network: packages (packages_for), then pay-as-you-go. Never oversold: one writer at a time.';

create or replace function private.open_units(holder uuid, network public.network default null) returns bigint
language sql stable set search_path = '' as $$
  select coalesce(sum(r.reserved - r.settled - r.released), 0)::bigint from private.reservations r
  where r.holder_id = holder and (open_units.network is null or r.network = open_units.network)
$$;

comment on function private.open_units is
  'PKG-3: how many units of a reservation are neither settled nor released: all, or those for a network.';

create or replace function private.take_held(holder uuid, amount bigint, network public.network) returns void
language plpgsql set search_path = '' as $$
declare
  line private.reservations;
  part bigint;
  missing bigint := amount;
begin
  for line in select r.* from private.reservations r
      where r.holder_id = holder and (take_held.network is null or r.network = take_held.network)
        and r.settled + r.released < r.reserved order by r.ordinal loop
    exit when missing = 0;
    part := least(missing, line.reserved - line.settled - line.released);
    perform private.transfer(line.enterprise_id, line.kind, 'reserved', 'used', line.package_id, part,
      'settle', holder);
    update private.reservations r set settled = r.settled + part
    where r.holder_id = holder and r.ordinal = line.ordinal;
    missing := missing - part;
  end loop;
end $$;

comment on function private.take_held is 'PKG-2: settles units that a reservation holds, the oldest first.';

create or replace function private.keep_held(
  holder uuid, amount bigint, held public.network, network public.network
) returns void language plpgsql set search_path = '' as $$
declare
  line private.reservations;
  part bigint;
  missing bigint := amount;
begin
  for line in select r.* from private.reservations r join public.packages p on p.id = r.package_id
      where r.holder_id = holder and r.network <> keep_held.network and r.settled + r.released < r.reserved
        and p.spec = 'three_network' and p.expires_at <= clock_timestamp()
        and (r.network = held or private.open_units(holder, held) = 0) order by r.ordinal loop
    exit when missing <= 0;
    part := least(missing, line.reserved - line.settled - line.released);
    update private.reservations r set reserved = r.reserved - part
    where r.holder_id = holder and r.ordinal = line.ordinal;
    insert into private.reservations (holder_id, enterprise_id, kind, package_id, network, ordinal, reserved)
    select holder, line.enterprise_id, line.kind, line.package_id, keep_held.network, max(r.ordinal) + 1, part
    from private.reservations r where r.holder_id = holder;
    missing := missing - part;
  end loop;
end $$;

comment on function private.keep_held is
  'PKG-2: a held unit of an expired package for three networks serves a number that turned out to be in '
  'another network: given back, it would be lost.';

create or replace function private.settle(
  holder uuid, used bigint, network public.network default null, held public.network default null
) returns void language plpgsql set search_path = '' as $$
declare
  about private.reservations;
  at_hand bigint;
  before bigint;
  kept bigint;
begin
  select r.* into about from private.reservations r where r.holder_id = holder limit 1;
  if used = 0 or about.holder_id is null then return; end if;
  perform private.lock_quota(about.enterprise_id, about.kind);
  -- Of the basic edition: a unit that is held for another network than the number turned out to be in does
  -- not pay for it.
  at_hand := case when held is distinct from network then 0
    else least(used, private.open_units(holder, network)) end;
  perform private.take_held(holder, at_hand, network);
  if at_hand < used and held is not null then
    before := private.open_units(holder, network);
    perform private.keep_held(holder, used - at_hand, held, network);
    kept := private.open_units(holder, network) - before;
    perform private.take_held(holder, kept, network);
    at_hand := at_hand + kept;
  end if;
  if at_hand = used then return; end if;
  if held is not null then perform private.release(holder, used - at_hand, 'other network', held); end if;
  -- The message had failed, so its unit went back, and then it came, or a phone opened its card, all the
  -- same: the unit is taken again.
  perform private.reserve(holder, about.enterprise_id, about.kind, used - at_hand,
    case when held is not null then 'other network' when about.kind = 'basic' then 'late delivery'
      else 'late resolution' end, network);
  perform private.take_held(holder, used - at_hand, network);
end $$;

comment on function private.settle is
  'PKG-2: pays for resolutions, or for messages of the basic edition in a network, from a reservation. held: '
  'for which network their units are held; null: none is held any more. What is missing is reserved first, '
  'so it never fails.';

create or replace function private.release(
  holder uuid, unused bigint, reason text default 'release', network public.network default null
) returns void language plpgsql set search_path = '' as $$
declare
  line private.reservations;
  part bigint;
  to_release bigint := unused;
begin
  if unused <= 0 then return; end if;
  select r.* into line from private.reservations r where r.holder_id = holder limit 1;
  if not found then
    -- A send of texts reserves no units.
    if exists (select from public.sends s where s.id = holder and s.units = 0) then return; end if;
    raise exception '% has reserved nothing', holder;
  end if;
  perform private.lock_quota(line.enterprise_id, line.kind);
  -- In the opposite order of settling, so that the units used stay those of the packages that expire first.
  -- Where too few are held for a network, those for others were meant.
  for line in select r.* from private.reservations r
      where r.holder_id = holder and r.settled + r.released < r.reserved
      order by r.network is distinct from release.network,
        r.network is not null and r.package_id is not null, r.ordinal desc loop
    exit when to_release = 0;
    part := least(to_release, line.reserved - line.settled - line.released);
    perform private.transfer(line.enterprise_id, line.kind, 'reserved', 'available', line.package_id, part,
      release.reason, holder);
    update private.reservations r set released = r.released + part
    where r.holder_id = holder and r.ordinal = line.ordinal;
    to_release := to_release - part;
  end loop;
end $$;

comment on function private.release is
  'PKG-2: gives units of a reservation back, those for a network before others; at most what is open: of a '
  'send whose links are over, nothing is.';

create or replace function private.refund(holder uuid, amount bigint, network public.network) returns void
language plpgsql set search_path = '' as $$
declare
  line private.reservations;
  part bigint;
  missing bigint := amount;
begin
  select r.* into line from private.reservations r where r.holder_id = holder limit 1;
  perform private.lock_quota(line.enterprise_id, line.kind);
  for line in select r.* from private.reservations r where r.holder_id = holder and r.settled > 0
      order by r.network is distinct from refund.network, r.package_id is not null, r.ordinal desc loop
    exit when missing = 0;
    part := least(missing, line.settled);
    perform private.transfer(line.enterprise_id, line.kind, 'used', 'available', line.package_id, part,
      'late failure', holder);
    update private.reservations r set settled = r.settled - part, released = r.released + part
    where r.holder_id = holder and r.ordinal = line.ordinal;
    missing := missing - part;
  end loop;
end $$;

comment on function private.refund is
  'PKG-2: gives back what was paid for messages of the basic edition in a network that timed out and then '
  'failed.';

create or replace function private.charge(
  enterprise uuid, kind public.quota_kind, amount bigint, reason text, holder uuid, beyond boolean default true
) returns bigint language plpgsql set search_path = '' as $$
declare
  missing bigint := amount;
  part bigint;
  package record;
begin
  perform private.lock_quota(enterprise, kind);
  -- PKG-2: as in reserve, packages first, those that expire earliest before the others.
  for package in select x.* from private.packages_for(enterprise, kind) x loop
    exit when missing = 0;
    part := least(missing, package.balance);
    perform private.transfer(enterprise, kind, 'available', 'used', package.package_id, part, reason, holder);
    missing := missing - part;
  end loop;
  if not beyond then return missing; end if;
  perform private.transfer(enterprise, kind, 'available', 'used', null, missing, reason, holder);
  return 0;
end $$;

comment on function private.charge is
  'PKG-2: charges usage that has no reservation: packages by expiry, then, where `beyond`, pay-as-you-go. '
  'Returns what nothing has paid for. Called once per resolve task and turn of the clock, not once per '
  'resolution.';

comment on table private.quota_warnings is 'PKG-1: low balances that an alert was raised for.';

create or replace function private.warn_quotas() returns integer language plpgsql set search_path = '' as $$
declare
  b record;
  n integer := 0;
begin
  -- Fourteen days of the ledger are added up for each balance: once a minute is soon enough, and (offset 0)
  -- not at each mention of the level.
  update private.jobs j set finished_at = clock_timestamp()
  where j.job = 'warn-quotas' and coalesce(j.finished_at,
    '-infinity') < clock_timestamp() - interval '1 minute';
  if not found then return 0; end if;
  for b in
    select q.enterprise_id, q.kind, q.available, q.runs_out_on, l.level
    from public.quota_balances q
    cross join lateral (select case when q.low is null then 0 when q.available > 0 then 1
        else 2 end as level offset 0) l
    left join private.quota_warnings w on w.enterprise_id = q.enterprise_id and w.kind = q.kind
    where l.level > coalesce(w.level, 0) or l.level = 0 and w.level is not null
  loop
    if b.level = 0 then
      delete from private.quota_warnings w where w.enterprise_id = b.enterprise_id and w.kind = b.kind;
      continue;
    end if;
    insert into private.quota_warnings as w (enterprise_id, kind, level)
    values (b.enterprise_id, b.kind, b.level)
    on conflict (enterprise_id, kind) do update set level = excluded.level;
    perform private.alert(b.enterprise_id, 'quota_low', 'quota', null,
      jsonb_build_object('quota', b.kind, 'available', b.available, 'day', b.runs_out_on));
    n := n + 1;
  end loop;
  return n;
end $$;

comment on function private.warn_quotas is
  'PKG-1: alerts once when a balance runs low (public.quota_balances.low), and once when it is empty. '
  'Returns how many alerts.';

create or replace function private.expire_packages() returns integer
language plpgsql set search_path = '' as $$
declare
  line record;
  moved integer := 0;
begin
  for line in
    select a.enterprise_id, a.kind, a.package_id from public.quota_accounts a
    join public.packages p on p.id = a.package_id
    where a.account = 'available' and a.balance > 0 and p.expires_at <= clock_timestamp() limit 100
  loop
    perform private.lock_quota(line.enterprise_id, line.kind);
    perform private.transfer(line.enterprise_id, line.kind, 'available', 'expired', line.package_id,
      (select a.balance from public.quota_accounts a where a.enterprise_id = line.enterprise_id and a.kind = line.kind
        and a.package_id = line.package_id and a.account = 'available'), 'expiry');
    moved := moved + 1;
  end loop;
  return moved;
end $$;

comment on function private.expire_packages is
  'Expires what is left of packages past their date. Units that are released to an expired package expire '
  'too.';

