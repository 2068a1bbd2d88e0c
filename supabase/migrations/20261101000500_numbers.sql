-- numbers: number files in parts, checked lines, rejects with line and reason (SND-1, SND-5)

create type public.number_file_state as enum ('uploading', 'importing', 'ready', 'failed');

create type public.reject_reason as enum ('invalid_number', 'duplicate', 'too_many_columns', 'line_too_long',
  'cust_flag_missing',
  'cust_flag_too_long', 'unclean', 'open_quote');

create table public.number_files (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null,
  source text not null default 'upload' check (source in ('upload', 'typed', 'resend')),
  purpose text not null default 'aim' check (purpose in ('aim', 'basic', 'flags')),
  bytes bigint not null default 0,
  state public.number_file_state not null default 'uploading',
  has_header boolean,
  delimiter text,
  columns text[],
  phone_column text,
  gaps text[] not null default '{}',
  column_values jsonb,
  parts integer not null,
  parts_done integer not null default 0,
  lines integer not null default 0,
  accepted integer not null default 0,
  invalid integer not null default 0,
  duplicates integer not null default 0,
  -- How many of the accepted are in which network, by prefix (NET-1).
  networks jsonb not null default '{}',
  -- How many of the accepted had opted out of each signature as they came: {signature: n} (OPT-1).
  opt_outs jsonb not null default '{}',
  content_hash text not null default '',
  same_as uuid references public.number_files (id),
  error text,
  created_by uuid,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  check (lines = accepted + invalid + duplicates)
);

create index number_files_by_contents on public.number_files (enterprise_id, content_hash)
where state = 'ready';

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

-- How often the part of a file that is next was tried, also by importers that died of it: written before it
-- is read. No foreign key: its check would wait for the session that has locked the file.
create table private.import_tries (
  file_id uuid primary key,
  part integer not null,
  tries integer not null,
  tried_at timestamptz not null,
  again_at timestamptz
);

create index number_files_importing on public.number_files (enterprise_id) where state = 'importing';

create table public.numbers (
  file_id uuid not null,
  enterprise_id uuid not null,
  line integer not null,
  phone text not null,
  params jsonb,
  primary key (file_id, line),
  -- The number first: a sort shortens only its first column, and in a partition file_id is alike in all rows.
  unique (phone, file_id)
) partition by list (file_id);

create table partitions.numbers_shared partition of public.numbers default;

create table public.number_rejects (
  file_id uuid not null references public.number_files (id),
  enterprise_id uuid not null,
  line integer not null,
  value text not null,
  number text,
  reason public.reject_reason not null,
  primary key (file_id, line)
);

-- Of ten typed numbers, or of a file with one line, a plain hash could be tried through: there are 10^10
-- numbers.
create table private.contents_key (one boolean primary key default true check (one), key bytea not null);

insert into private.contents_key (key) values (extensions.gen_random_bytes(32));

-- Masking (IAM-3): to read a whole number, or to take many out, is an act like any other. It is about a row
-- of another resource.
insert into private.resources (resource) values ('recipient');

insert into private.resources (resource, rel, reads, submitted_by, submission, audited) values
  ('number_file', 'public.number_files', 'KooMessage:numberFile:list', 'r.created_by', 'r.created_at',
   'jsonb_build_object(''state'', r.state, ''name'', r.name, ''source'', r.source,
     ''purpose'', r.purpose, ''bytes'', r.bytes, ''parts'', r.parts,
     ''parts_here'', (select count(*) from public.number_file_parts p where p.file_id = r.id),
     ''accepted'', r.accepted, ''invalid'', r.invalid, ''duplicates'', r.duplicates)');

-- IAM-3 (§11.1): the basic edition has actions of its own.
update private.resources set service = 'case r.purpose when ''basic'' then ''KooMessageBasic'' end',
  service_in = 'case $1 ->> ''purpose'' when ''basic'' then ''KooMessageBasic'' end'
where resource = 'number_file';

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('number_file', 'begin', 'none', 'uploading', 'KooMessage:numberFile:create', true),
  ('number_file', 'type', 'none', 'ready', 'KooMessage:numberFile:create', true),
  ('number_file', 'add_part', 'uploading', 'uploading', 'KooMessage:numberFile:create', true);

-- Whoever makes sends names numbers with them, as programs do, whose policy uploads no files (table 11-1).
update private.transitions set or_needs = 'KooMessage:sendTask:create' where resource = 'number_file' and verb = 'type';

insert into private.transitions (resource, verb, from_state, to_state, needs, writes, blocked_by) values
  ('number_file', 'start_import', 'uploading', 'importing', 'KooMessage:numberFile:create', true,
   '(select jsonb_build_object(''code'', ''parts_missing'', ''here'', count(*), ''parts'', r.parts)
     from public.number_file_parts p where p.file_id = r.id having count(*) < r.parts)');

-- Repeated after a lost answer, or from another page.
insert into private.transitions (resource, verb, from_state, to_state, needs, writes, repeats) values
  ('number_file', 'start_import', 'importing', 'importing', 'KooMessage:numberFile:create', true, true),
  ('number_file', 'start_import', 'ready', 'ready', 'KooMessage:numberFile:create', true, true);

insert into private.transitions (resource, verb, from_state, to_state, condition) values
  ('number_file', 'import', 'importing', 'ready', 'r.error is null'),
  ('number_file', 'import', 'importing', 'failed', 'r.error is not null');

insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by)
select 'number_file', 'discard', s, 'none', 'KooMessage:numberFile:create',
  'case when r.created_by is distinct from private.actor()
    then jsonb_build_object(''code'', ''not_the_maker'', ''name'', r.name)
     when exists (select from public.sends s where s.number_file_id = r.id)
       or exists (select from public.resolve_tasks t where t.number_file_id = r.id)
       then jsonb_build_object(''code'', ''file_in_use'', ''name'', r.name) end'
from unnest('{uploading,importing,ready,failed}'::text[]) as s;

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason) values
  ('recipient', 'reveal', 'none', 'none', 'KooMessage:recipient:reveal', true);

-- A transaction that uses a file at the moment of its discard is waited for. Then the file is in use, and the
-- discard is refused.
insert into private.constraints (name, code)
values ('sends_number_file_id_fkey', 'file_in_use'), ('resolve_tasks_number_file_id_fkey', 'file_in_use');
