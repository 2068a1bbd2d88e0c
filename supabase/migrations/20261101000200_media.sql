-- media: the library of images, audios and videos (TPL-8, BAS-2), what is kept of uploaded files, and who may touch which
-- stored object

create type public.media_state as enum ('active', 'trashed');

create table public.media (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  kind text not null check (kind in ('image', 'audio', 'video')),
  name text not null check (char_length(name) between 1 and 120),
  folder text check (char_length(folder) between 1 and 60),
  path text not null unique,
  bytes bigint not null check (bytes > 0),
  width integer,
  height integer,
  -- How long an audio or a video plays, as its bytes say.
  duration_ms integer,
  -- Of a video: pictures that may stand for it; the first does.
  covers uuid[] not null default '{}',
  state public.media_state not null default 'active',
  trashed_by uuid,
  trashed_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  check ((state = 'trashed') = (trashed_at is not null))
);

create index media_by_enterprise on public.media (enterprise_id, created_at desc);

-- What shows an object of the library: the row with the content, and the resource that it is of. A trigger of
-- each table of contents writes it, so that what is shown is known without reading every content.
create table private.media_uses (
  path text not null,
  resource text not null,
  owner_id uuid not null,
  row_id uuid not null,
  primary key (path, row_id)
);

create index media_uses_by_row on private.media_uses (row_id);

-- Buckets of files that are kept, and whose rights (any of them) read them and have files kept there. Written
-- by `npm run law` from KEPT (shared/src/files/kinds.ts).
create table private.kept_rules (
  bucket text primary key,
  endings text not null,
  reads text[] not null,
  writes text[] not null
);

-- What the function keep-file found in the bytes of an object. No person writes into a bucket of kept files,
-- so it stays true.
create table private.kept_objects (
  bucket text not null,
  path text not null,
  -- null: the deployment keeps it, for its public templates.
  enterprise_id uuid references public.enterprises (id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- By the first bytes; null: these are no bytes of a kind that the bucket takes, so no verb takes the
  -- object.
  type text,
  bytes integer not null check (bytes >= 0),
  width integer check (width > 0),
  height integer check (height > 0),
  duration_ms integer check (duration_ms >= 0),
  kept_at timestamptz not null default clock_timestamp(),
  primary key (bucket, path)
);

-- Objects whose bytes keep-file has still to read.
create table private.unread_objects (
  bucket text not null,
  path text not null,
  primary key (bucket, path)
);

-- Objects that nothing needs any more, for keep-file to remove.
create table private.doomed_objects (
  bucket text not null,
  path text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (bucket, path)
);

-- Types and sizes are limited on the bucket, where hosted Storage enforces them, and in the policies, for a
-- Storage that does not. Incoming files have any type, as it is the client's word; the largest is a video of
-- the library.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('numbers', 'numbers', false, 8 * 1024 * 1024, '{text/csv}'),
  ('incoming', 'incoming', false, 7 * 1024 * 1024, null)
on conflict (id) do update set file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

insert into private.resources (resource, rel, reads, card, submitted_by, submission, made_by, audited) values
  ('media', 'public.media', 'KooMessage:media:list', 'public.media_cards', 'null::uuid', 'null::timestamptz',
   'r.created_by',
   'jsonb_build_object(''state'', r.state, ''kind'', r.kind, ''name'', r.name, ''folder'', r.folder,
     ''path'', r.path, ''bytes'', r.bytes)');

insert into private.transitions (resource, verb, from_state, to_state, needs, many) values
  ('media', 'add', 'none', 'active', 'KooMessage:media:create', false),
  ('media', 'update', 'active', 'active', 'KooMessage:media:update', true),
  -- What shows it goes on showing it: the object stays until it is purged.
  ('media', 'trash', 'active', 'trashed', 'KooMessage:media:delete', true),
  ('media', 'restore', 'trashed', 'active', 'KooMessage:media:delete', true),
  ('media', 'purge', 'trashed', 'none', 'KooMessage:media:delete', true),
  ('media', 'cover', 'active', 'active', 'KooMessage:media:update', false);

update private.transitions set condition = 'r.kind = ''video''' where resource = 'media' and verb = 'cover';

update private.transitions set sets = 'trashed_at = clock_timestamp(), trashed_by = private.actor()'
where resource = 'media' and verb = 'trash';
update private.transitions set sets = 'trashed_at = null, trashed_by = null'
where resource = 'media' and verb = 'restore';
-- Who writes templates of the basic edition alone adds to the same library.
update private.transitions set or_needs = 'KooMessageBasic:template:create'
where resource = 'media' and verb = 'add';
update private.transitions set blocked_by = 'case when private.is_shown(r.path) then ''media_in_use'' end'
where resource = 'media' and verb = 'purge';
