-- sms: applications, signatures, SMS templates (SMS-1)

create type public.review_state as enum ('draft', 'in_review', 'approved', 'rejected');

create type public.signature_kind as enum ('notification', 'promotion');

create table public.sms_apps (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null check (name ~ '^[A-Za-z0-9_]{1,64}$'),
  created_at timestamptz not null default now()
);

create unique index sms_apps_by_name on public.sms_apps (enterprise_id, lower(name));

create table public.sms_signatures (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  app_id uuid not null references public.sms_apps (id),
  name text not null check (name !~ '[【】\[\]]' and char_length(name) between 2 and 18),
  kind public.signature_kind not null,
  state public.review_state not null default 'draft',
  created_at timestamptz not null default now(),
  unique (enterprise_id, name, kind)
);

create table public.sms_templates (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  app_id uuid not null references public.sms_apps (id),
  signature_id uuid not null references public.sms_signatures (id),
  name text not null,
  content text not null check (char_length(content) between 1 and 500),
  state public.review_state not null default 'draft',
  created_at timestamptz not null default now(),
  unique (enterprise_id, name)
);
