-- service accounts: how their approved parts come to phones (SA-2)

create table private.account_handoffs (
  account_id uuid primary key references public.service_accounts (id),
  -- Grows with whatever of the account is approved, frozen or unfrozen. The newest is handed over, none between.
  version bigint not null default 1,
  handed_version bigint not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'handed', 'refused')),
  -- {zh, en}: what the resolver said of the last try.
  why jsonb,
  -- Whose resolver has it.
  carrier_id uuid references public.carriers (id),
  -- What the resolver calls the account and its parts, and what of them it has: version ids by part, and frozen.
  ids jsonb not null default '{}',
  parts jsonb not null default '{}',
  attempts integer not null default 0,
  lease_until timestamptz not null default '-infinity',
  handed_at timestamptz
);

create index account_handoffs_open on private.account_handoffs (lease_until) where state = 'waiting';
