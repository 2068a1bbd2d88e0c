-- clock: what is due, in small slices; one run per job, however many bots there are (CRN-1)

create table private.jobs (
  job text primary key,
  lease_until timestamptz not null default '-infinity',
  started_at timestamptz,
  finished_at timestamptz,
  last_error text
);

-- The tick, and what it does once a minute only.
insert into private.jobs (job) values ('tick'), ('warn-quotas');
