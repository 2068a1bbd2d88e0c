-- form presence: who has the edit form of a row open now (A11Y-1)

-- Unlogged: after a crash every open form says so again within ten seconds.
create unlogged table private.form_presence (
  tab uuid primary key,
  enterprise_id uuid not null,
  resource text not null,
  row_id text not null,
  person uuid not null,
  since timestamptz not null default now(),
  seen_at timestamptz not null default now()
);

create index form_presence_by_row on private.form_presence (resource, row_id);
