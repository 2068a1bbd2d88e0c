-- digests: which were made (CRN-1, BOT-4)

-- One digest per enterprise, kind and period, however many channels get it. first: the first day of the
-- period.
create table private.digests (
  enterprise_id uuid not null references public.enterprises (id),
  kind text not null check (kind in ('digest_day', 'digest_week', 'digest_month', 'digest_audit')),
  first date not null,
  at timestamptz not null default clock_timestamp(),
  primary key (enterprise_id, kind, first)
);
