-- exports: every file that is taken out of the console is a job (DLC-1, §10.4)

create type public.export_state as enum ('queued', 'running', 'done', 'failed', 'expired');

create type public.export_format as enum ('csv', 'xlsx', 'ndjson');

-- What can be exported, from `shared/src/catalogue/exports/sources.ts`: `npm run law` writes the rows. A
-- column that is not here is in no file.
create table private.export_sources (
  source text primary key,
  view text not null,
  -- The action that the export needs, beside what row-level security of the view asks. own: everybody, of
  -- what is theirs.
  needs text not null,
  -- The same of the basic edition, where rows of it are among them: one of the two is enough.
  or_needs text,
  -- What names a row; the order of the file ends with it.
  keys text[] not null,
  -- The usual order: [column, asc or desc]. Null: by the keys alone.
  sort jsonb,
  -- The column with the id of what the rows belong to (a send, a task, a file). Rows of several are mixed
  -- where it may be left out.
  parent text,
  parent_optional boolean not null default false,
  columns text[] not null,
  -- Columns that a row's texts are made of, beside its own. "*": all of the view.
  beside text[] not null default '{}',
  -- Columns that narrow the rows, beside `columns`.
  filters text[] not null default '{}',
  -- The column with a masked number, and the words for it in private.whole_recipient.
  masked text
);

create table public.exports (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  made_by uuid not null,
  name text not null,
  source text not null,
  format public.export_format not null,
  columns text[] not null,
  filters jsonb not null default '[]',
  sort jsonb,
  parent uuid,
  whole boolean not null default false,
  -- Of a report as it is shown: {period, by, first, last}. Its lines are summed while they are written.
  report jsonb,
  locale text not null check (locale in ('zh-CN', 'en')),
  zone text not null,
  state public.export_state not null default 'queued',
  -- Rows that match, counted at the start; more or fewer may be read, as rows come and go.
  total bigint,
  rows bigint not null default 0,
  bytes bigint not null default 0,
  slices integer not null default 0,
  error text,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  downloaded_at timestamptz,
  expires_at timestamptz,
  -- The keys of the last row that was written, and what the file's end needs to know
  -- (shared/src/exports/workbook.ts).
  cursor jsonb,
  tail jsonb,
  -- Who works at it now: one slice at a time. Tries of this slice.
  lease uuid,
  leased_until timestamptz not null default '-infinity',
  tries integer not null default 0,
  advanced_at timestamptz not null default clock_timestamp()
);

create index exports_by_maker on public.exports (enterprise_id, made_by, created_at desc, id desc);

create index exports_to_advance on public.exports (advanced_at) where state in ('queued', 'running');

create index exports_to_expire on public.exports (expires_at) where state = 'done';

-- The objects in the bucket. A name is stored before its object, so none is ever forgotten.
create table private.export_objects (
  name text primary key,
  export_id uuid not null,
  slice integer not null,
  -- The slice is recorded.
  kept boolean not null default false,
  -- Its export is gone, has failed, expired or begun anew.
  doomed boolean not null default false,
  at timestamptz not null default clock_timestamp()
);

create index export_objects_by_export on private.export_objects (export_id, slice);

create index export_objects_to_remove on private.export_objects (at) where doomed or not kept;

create table private.export_tickets (
  ticket_hash bytea primary key,
  export_id uuid not null references public.exports (id) on delete cascade,
  expires_at timestamptz not null
);

-- Reads the rows of an export as its maker: row-level security and column grants are those of
-- `authenticated`. It cannot sign in.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'tidings_exports') then
    create role tidings_exports nologin;
  end if;
end $$;

grant authenticated to tidings_exports;

grant tidings_exports to postgres with inherit true, set true;

-- Only the function reads and writes it, with the secret key.
insert into storage.buckets (id, name, public) values ('exports', 'exports', false) on conflict (id) do nothing;

insert into private.resources (resource, rel, row_of, reads, card, audited) values
  -- Only its maker sees an export. The system, which has no actor, sees all.
  ('export', 'public.exports',
    'select e.id from public.exports e where e.id = $1 and (e.made_by = private.actor() or private.actor() is null)',
    'own', 'public.export_cards',
   'jsonb_build_object(''state'', r.state, ''name'', r.name, ''source'', r.source,
     ''format'', r.format, ''whole'', r.whole, ''rows'', r.rows, ''error'', r.error)');

update private.resources set submitted_by = 'r.made_by', submission = 'r.created_at' where resource = 'export';

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('export', 'create', 'none', 'queued', 'own'),
  ('export', 'download', 'done', 'done', 'own');

insert into private.transitions (resource, verb, from_state, to_state) values
  ('export', 'start', 'queued', 'running'),
  ('export', 'finish', 'running', 'done'),
  ('export', 'fail', 'queued', 'failed'),
  ('export', 'fail', 'running', 'failed'),
  ('export', 'expire', 'done', 'expired');

insert into private.transitions (resource, verb, from_state, to_state, needs, many) values
  ('export', 'retry', 'failed', 'queued', 'own', true),
  ('export', 'retry', 'expired', 'queued', 'own', true),
  ('export', 'delete', 'queued', 'none', 'own', true),
  ('export', 'delete', 'running', 'none', 'own', true),
  ('export', 'delete', 'done', 'none', 'own', true),
  ('export', 'delete', 'failed', 'none', 'own', true),
  ('export', 'delete', 'expired', 'none', 'own', true);
