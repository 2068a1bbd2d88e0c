-- carriers: where they report to, of those that have to be told once an account (CHL-1)

create table private.carrier_callbacks (
  carrier_id uuid primary key references public.carriers (id),
  -- by_hand: the account may not register addresses; somebody pastes them where it may.
  state text not null default 'waiting' check (state in ('waiting', 'registered', 'by_hand')),
  -- What the carrier said last.
  why text,
  attempts integer not null default 0,
  lease_until timestamptz not null default '-infinity',
  ended_at timestamptz
);

create index carrier_callbacks_waiting on private.carrier_callbacks (lease_until) where state = 'waiting';

insert into private.transitions (resource, verb, from_state, to_state, needs, condition)
select 'carrier', 'register_callbacks', s, s, 'platform', 'private.is_told_where_to_report(r.adapter)'
from unnest(array['active', 'paused']) as s;
