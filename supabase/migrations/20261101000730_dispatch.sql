-- sends: claims with leases, hand-offs (SND-5). Called by the function dispatch, never by people.

create table private.batches (
  id bigint generated always as identity primary key,
  send_id uuid not null references public.sends (id),
  channel_id uuid not null references public.channels (id),
  first_id bigint not null,
  last_id bigint not null,
  lease_until timestamptz not null,
  claimed_at timestamptz not null default clock_timestamp(),
  attempts integer not null default 1,
  doubtful boolean not null default false,
  done_at timestamptz,
  closed_at timestamptz,
  last_error text,
  carrier_ids text[]
);

-- A thousand ids hardly compress, and compressing them would cost more than writing the rest of the row.
alter table private.batches alter column carrier_ids set storage external;

create index batches_open on private.batches (lease_until) where done_at is null;

create index batches_waiting on private.batches (claimed_at) where closed_at is null;

-- One row per batch of up to 1,000 messages. The index finds the batch of a message, and the batches of a
-- send.
create unique index batches_by_send on private.batches (send_id, first_id);

-- What was answered to n messages of a batch that are alike; opened: how many of them a phone has opened
-- already.
create type private.answered as (state public.delivery_state, message_kind public.message_kind,
  network public.network, n integer, opened integer);

-- sends: what became of every message, over all sends of an enterprise (SND-3) Deliveries have no index on
-- their time, and get none: each hand-off and each receipt would pay for it. The time is narrowed down from
-- above. First come the sends that were under way then, then their batches, which know when they were handed
-- over, and then the ranges of ids, newest first. Most pages are full after one batch. Where a filter leaves
-- few rows, each step takes twice as many batches as the one before, in one statement per partition. Measured
-- at 400,000 deliveries of four sends, handed over side by side in 400 batches (2 cores, embedded Postgres):
-- a page of 20 takes 3.3 ms, also from the middle on. A number that is in all four sends takes 4.3 ms. 40
-- failed messages take 80 ms, for which all 400,000 rows are read (0.2 µs a row, so a second at 5,000,000).

create type private.stretch as (batch bigint, claimed_at timestamptz, home regclass, first_id bigint,
  last_id bigint);

-- sends: frequency caps per number, checked when a batch is handed over (OPT-1)

create index deliveries_of_small_sends_by_phone on partitions.deliveries_shared (phone);
