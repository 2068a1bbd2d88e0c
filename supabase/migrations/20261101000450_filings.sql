-- filings: what an enterprise has to have on file before it may message anybody (企业备案, FIL-1)

create type public.filing_form as enum ('send_task', 'short_link', 'basic', 'service_account');

create table public.filings (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  form public.filing_form not null,
  state public.review_state not null default 'draft',
  reason text,
  decided_by uuid,
  decided_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (enterprise_id, form)
);
