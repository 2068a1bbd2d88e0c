-- carriers of long connections (smpp): who holds which connection; what the ids of messages of carriers mean

-- One connection of a carrier, 1 to `binds` of its settings, and the worker that holds it now.
create table private.carrier_binds (
  carrier_id uuid not null references public.carriers (id) on delete cascade,
  n integer not null check (n > 0),
  holder uuid not null,
  lease_until timestamptz not null,
  -- null: it is not bound, and last_error says why.
  bound_at timestamptz,
  last_error text,
  primary key (carrier_id, n)
);

-- Receipts of SMPP and of KooMessage name the carrier's id of a message and nothing else. The reference is that of the
-- hand-off: of a delivery its id, of a test message its name. status and code are written where a message
-- has several parts, each with a receipt of its own.
create table private.carrier_ids (
  day date not null,
  carrier_id uuid not null,
  message_id text not null,
  channel_id uuid not null,
  reference text not null,
  part smallint not null,
  parts smallint not null,
  status text check (status in ('delivered', 'failed', 'expired')),
  code text
) partition by range (day);

create index carrier_ids_by_message on private.carrier_ids (message_id, carrier_id);

create index carrier_ids_of_parts on private.carrier_ids (reference) where parts > 1;

-- Receipts that came before the answer to their hand-off was recorded. message_ids: the ways in which the
-- answer may have written the id.
create table private.early_receipts (
  id bigint generated always as identity primary key,
  carrier_id uuid not null references public.carriers (id) on delete cascade,
  message_ids text[] not null,
  number text not null,
  status text not null check (status in ('delivered', 'failed', 'expired', 'resolved')),
  code text,
  at timestamptz,
  come_at timestamptz not null default clock_timestamp()
);

create index early_receipts_by_message on private.early_receipts using gin (message_ids);

create index early_receipts_by_carrier on private.early_receipts (carrier_id, come_at);

-- Parts of a long reply, until all of them are here.
create table private.reply_parts (
  carrier_id uuid not null references public.carriers (id) on delete cascade,
  phone text not null,
  number text not null,
  group_number integer not null,
  parts smallint not null,
  part smallint not null,
  id text not null,
  text text not null,
  come_at timestamptz not null default clock_timestamp(),
  primary key (carrier_id, phone, number, group_number, parts, part)
);

create type private.confirmation as (message_ids text[], number text, status text, code text, at timestamptz);
