-- quotas: packages, a double-entry ledger, reserve → settle or release (PKG-1 to PKG-3)

create type public.quota_kind as enum ('aim_resolution', 'basic', 'sa_resolution');

create table public.packages (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  kind public.quota_kind not null,
  spec text not null default 'three_network' check (spec in ('three_network', 'mobile', 'unicom', 'telecom')),
  size bigint not null check (size > 0),
  paid_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create index packages_by_enterprise on public.packages (enterprise_id, kind, expires_at);

create table public.quota_accounts (
  id bigint generated always as identity primary key,
  enterprise_id uuid not null references public.enterprises (id),
  kind public.quota_kind not null,
  account text not null check (account in ('granted', 'available', 'reserved', 'used', 'expired')),
  package_id uuid references public.packages (id),
  balance bigint not null default 0,
  constraint one_account_a_package unique nulls not distinct (enterprise_id, kind, account, package_id),
  -- PKG-3: never negative, except for the sources: "granted" counts down what was bought, and pay-as-you-go
  -- (PKG-2) has no limit.
  check (balance >= 0 or account = 'granted' or (account = 'available' and package_id is null))
);

create table public.quota_ledger (
  id bigint generated always as identity primary key,
  enterprise_id uuid not null,
  kind public.quota_kind not null,
  transfer uuid not null,
  account text not null,
  package_id uuid,
  amount bigint not null check (amount <> 0),
  reason text not null,
  send_id uuid,
  task_id uuid,
  at timestamptz not null default clock_timestamp()
);

create index quota_ledger_by_enterprise on public.quota_ledger (enterprise_id, id desc);

-- How much was used lately, for the day on which it runs out.
create index quota_ledger_of_use on public.quota_ledger (enterprise_id, kind, at) where account = 'used';

create index quota_ledger_by_send on public.quota_ledger (send_id) where send_id is not null;

-- The holder is a send or a resolve task.
create table private.reservations (
  holder_id uuid not null,
  enterprise_id uuid not null,
  kind public.quota_kind not null,
  package_id uuid,
  -- Of the basic edition, which is paid by network: the one of the numbers that it is for. Null: any.
  network public.network,
  ordinal integer not null,
  reserved bigint not null,
  settled bigint not null default 0,
  released bigint not null default 0,
  -- What goes beyond the packages has the price of this moment.
  at timestamptz not null default clock_timestamp(),
  primary key (holder_id, ordinal),
  check (settled >= 0 and released >= 0 and settled + released <= reserved)
);

create table private.holds (
  holder_id uuid primary key,
  kind text not null check (kind in ('send', 'resolve_task')),
  -- When the clock looks next whether the last link is over. Null: the send still runs.
  look_at timestamptz,
  -- The transaction in which the links were seen to be over. Requests of older transactions may not be rolled
  -- up yet.
  links_over xid8
);

create index holds_to_close on private.holds (look_at) where look_at is not null;

-- The alert that was raised: 1 it runs low, 2 nothing is left. The row is deleted when the balance recovers.
create table private.quota_warnings (
  enterprise_id uuid not null references public.enterprises (id),
  kind public.quota_kind not null,
  level smallint not null check (level in (1, 2)),
  primary key (enterprise_id, kind)
);
