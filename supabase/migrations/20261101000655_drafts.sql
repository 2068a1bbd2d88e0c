-- drafts: what somebody types into a form and has not saved (TPL-5)

create table private.drafts (
  tab uuid not null,
  name text not null check (char_length(name) between 1 and 400),
  resource text not null references private.resources (resource),
  enterprise_id uuid references public.enterprises (id) on delete cascade,
  person uuid not null,
  base_version text check (char_length(base_version) <= 100),
  content jsonb not null check (octet_length(content::text) <= 262144),
  kept_at timestamptz not null default clock_timestamp(),
  primary key (person, name, tab)
);

create index drafts_by_age on private.drafts (kept_at);
