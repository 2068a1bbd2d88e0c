-- numbers: number files in parts, checked lines, rejects with line and reason (SND-1, SND-5)

create type public.number_file_state as enum ('uploading', 'importing', 'ready', 'failed');

create type public.reject_reason as enum ('invalid_number', 'duplicate', 'missing_parameter', 'too_many_columns', 'line_too_long', 'cust_flag_missing',
  'cust_flag_too_long');

create table public.number_files (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null,
  source text not null default 'upload' check (source in ('upload', 'typed', 'resend')),
  edition text not null default 'aim' check (edition in ('aim', 'basic', 'flags')),
  bytes bigint not null default 0,
  state public.number_file_state not null default 'uploading',
  has_header boolean,
  delimiter text,
  columns text[],
  phone_column text,
  parts integer not null,
  parts_done integer not null default 0,
  lines integer not null default 0,
  accepted integer not null default 0,
  invalid integer not null default 0,
  duplicates integer not null default 0,
  content_hash text not null default '',
  same_as uuid references public.number_files (id),
  error text,
  created_by uuid,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  check (lines = accepted + invalid + duplicates)
);

create index number_files_by_contents on public.number_files (enterprise_id, content_hash) where state = 'ready';

create index number_files_by_enterprise on public.number_files (enterprise_id, created_at desc);

create table public.number_file_parts (
  file_id uuid not null references public.number_files (id),
  enterprise_id uuid not null references public.enterprises (id),
  part integer not null,
  path text not null,
  bytes integer not null,
  first_line integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'done')),
  lines integer,
  accepted integer,
  rejected integer,
  primary key (file_id, part)
);

create table public.numbers (
  file_id uuid not null,
  enterprise_id uuid not null,
  line integer not null,
  phone text not null,
  params jsonb,
  primary key (file_id, line),
  unique (file_id, phone)
) partition by list (file_id);

create table partitions.numbers_shared partition of public.numbers default;

create table public.number_rejects (
  file_id uuid not null references public.number_files (id),
  enterprise_id uuid not null,
  line integer not null,
  value text not null,
  reason public.reject_reason not null,
  primary key (file_id, line)
);
