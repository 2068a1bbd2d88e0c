-- media: the library of images and videos (TPL-8), and who may touch which stored object

create table public.media (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  kind text not null check (kind in ('image', 'video')),
  name text not null check (char_length(name) between 1 and 120),
  path text not null unique,
  bytes bigint not null check (bytes > 0),
  width integer,
  height integer,
  created_by uuid,
  created_at timestamptz not null default now()
);

create index media_by_enterprise on public.media (enterprise_id, created_at desc);

-- Types and sizes are limited on the bucket, where hosted Storage enforces them, and in the policies, for a Storage that does not.
-- Buckets of evidence, and whose rights open them. Written by `npm run law` from PROOFS (shared/src/links/proof.ts).
create table private.proof_rules (
  bucket text primary key,
  endings text not null,
  reads text not null,
  writes text not null
);

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('numbers', 'numbers', false, 8 * 1024 * 1024, '{text/csv}'),
  ('media', 'media', true, 7 * 1024 * 1024, '{image/png,image/jpeg,image/gif,video/mp4,video/3gpp}')
on conflict (id) do update set file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

insert into private.resources (resource, rel, reads, state, submitted_by, submission, audited) values
  ('media', 'public.media', 'KooMessage:media:list', '''active''', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''kind'', r.kind, ''name'', r.name, ''path'', r.path, ''bytes'', r.bytes)');

insert into private.transitions (resource, verb, from_state, to_state, needs) values ('media', 'add', 'none', 'active', 'KooMessage:media:create');
