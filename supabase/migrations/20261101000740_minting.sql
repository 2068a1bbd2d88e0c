-- templates and links at a resolver that mints links (CHL-1, koomessage): who has a template, and the links that it makes

-- A carrier that makes the links of a channel's cards, and has its vendors decide about their templates. null: ours.
alter table public.channels add mints_at uuid references public.carriers (id);

-- The carrier that took a version; whether its review is asked about, and whether it was told that the
-- template is off.
alter table private.vendor_handoffs add taken_by uuid references public.carriers (id),
  add asked_at timestamptz, add off_there boolean not null default false;

insert into private.transitions (resource, verb, from_state, to_state, needs)
select 'channel', 'set_minter', x, x, 'platform' from unnest(array['active', 'held', 'paused']) as x;

create index vendor_handoffs_by_carrier_id on private.vendor_handoffs (carrier_id);

-- Of a send whose links another makes: where, and the cursors. minted: all up to this ordinal have their
-- link, or were refused one; null: ours, and claims wait for none. mint_next: the first that nobody asked for.
alter table private.send_progress add mints_at uuid references public.carriers (id),
  add minted integer, add mint_next integer not null default 1,
  add constraint minted_by_somebody check ((mints_at is null) = (minted is null));

create index send_progress_minting on private.send_progress (mints_at) where mints_at is not null;

-- The link of a message that another service made, or the code with which it refused to.
create table private.minted_links (
  delivery_id bigint not null,
  url text,
  ends_at timestamptz not null,
  code text,
  primary key (delivery_id),
  check ((url is null) <> (code is null))
) partition by range (delivery_id);

-- Of small sends; a large send has a partition of its own, as its deliveries have.
create table partitions.minted_shared partition of private.minted_links for values from (0) to (1099511627776);

-- Ranges of ordinals for which links are asked, and their leases. attempts names the try that holds it: what
-- an older one brings is never used.
create table private.mint_batches (
  id bigint generated always as identity primary key,
  send_id uuid not null references public.sends (id),
  first_ordinal integer not null,
  last_ordinal integer not null,
  lease_until timestamptz not null,
  attempts integer not null default 1,
  done_at timestamptz,
  last_error text
);

create index mint_batches_open on private.mint_batches (lease_until) where done_at is null;

create index mint_batches_by_send on private.mint_batches (send_id, first_ordinal);

-- A carrier that mints and asked for a rest, or does not let us in.
create table private.mint_rests (
  carrier_id uuid primary key references public.carriers (id) on delete cascade,
  resume_at timestamptz not null default '-infinity',
  failures integer not null default 0,
  last_error text
);
