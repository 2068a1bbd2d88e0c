-- capability of numbers (DEV-1): which phones show cards, as carriers told

create table private.phone_capabilities (
  -- The number by private.phone_hash: of no enterprise, and not to be found by trying.
  hash text not null,
  carrier_id uuid not null references public.carriers (id),
  -- The carrier's id of a template. Null: cards at all.
  template text check (length(template) <= 128),
  supported boolean not null,
  vendor public.vendor,
  asked_at timestamptz not null default clock_timestamp(),
  constraint one_answer_a_carrier unique nulls not distinct (hash, template, carrier_id)
);

create index phone_capabilities_by_age on private.phone_capabilities (asked_at);
