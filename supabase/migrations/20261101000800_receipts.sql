-- receipts: each event once, forward only, units of failed messages released in the same transaction

create table public.receipts (
  id bigint generated always as identity unique,
  channel_id uuid not null references public.channels (id),
  reference text not null,
  status text not null check (status in ('delivered', 'failed', 'expired')),
  enterprise_id uuid not null references public.enterprises (id),
  code text,
  vendor public.vendor,
  at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  primary key (channel_id, reference, status)
);

create index receipts_by_enterprise on public.receipts (enterprise_id, received_at desc);

create table public.replies (
  channel_id uuid not null references public.channels (id),
  id text not null,
  enterprise_id uuid not null references public.enterprises (id),
  phone text not null,
  signature text,
  text text not null,
  opted_out boolean not null,
  -- The message that it answers (private.message_answered) and what of its send people look replies up by;
  -- null where none is known.
  send_id uuid references public.sends (id),
  delivery_id bigint,
  template_id uuid references public.templates (id),
  message_kind public.message_kind,
  -- Of the message, else by the prefix of the number.
  network public.network not null default 'unknown',
  at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  primary key (channel_id, id),
  check (num_nulls(send_id, delivery_id, message_kind) in (0, 3))
);

create index replies_by_enterprise on public.replies (enterprise_id, received_at desc);

create index replies_by_send on public.replies (send_id, received_at desc) where send_id is not null;

create index replies_by_phone on public.replies (enterprise_id, phone);

-- receipts: recording them: per partition, by the position of their ids, and counted once for all that
-- changed alike

-- unresolved: how many of the n were not opened; only their units can go back. earlier_network, was_told,
-- network, told: their network before and after it, and whether a receipt has named it.
create type private.step as (send_id uuid, day date, old public.delivery_state, new public.delivery_state,
  n integer, unresolved integer,
  earlier public.vendor, vendor public.vendor, turned_away boolean, message_kind public.message_kind,
  earlier_network public.network, was_told boolean, network public.network, told boolean);

-- Receipts of one transaction, as columns in id order, each id once. Values that are equal are stored once:
-- places gives, for each id, the position in statuses, codes, vendors and networks. It is empty when all
-- have the first. carrier_ids, ats (milliseconds since 1970) and networks are empty when no receipt gave
-- one.
create type private.receipt_columns as (
  ids bigint[], places smallint[], statuses public.delivery_state[], codes text[], vendors public.vendor[],
    carrier_ids text[], ats bigint[],
  networks public.network[]
);
