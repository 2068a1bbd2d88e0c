-- erasures: one number is taken out of everything that an enterprise keeps (RET-1)

create table public.erasures (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  -- What was asked for is kept; the person is not.
  reason text not null,
  state text not null default 'running' check (state in ('running', 'done')),
  -- What it waits for: an upload, an import, an export, a message that is at the carrier's door, the removal
  -- of stored files.
  waits_for text check (waits_for in ('upload', 'import', 'export', 'carrier', 'storage')),
  -- Rows by what they are, and files.
  messages integer not null default 0,
  numbers integer not null default 0,
  links integer not null default 0,
  other_rows integer not null default 0,
  files integer not null default 0,
  created_by uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);

create index erasures_by_enterprise on public.erasures (enterprise_id, created_at desc);

-- The number, as long as it is looked for, and how far the search is. The row is deleted with the last of it.
create table private.erasure_work (
  erasure_id uuid primary key references public.erasures (id),
  enterprise_id uuid not null,
  phone text not null,
  place text not null,
  -- Where in the place, as the place says it. Null: at its beginning.
  reached text,
  -- What this pass has changed. The last pass is one that finds nothing.
  changed integer not null default 0,
  next_at timestamptz not null default '-infinity'
);

-- What had the number: a source of exports, and the send, task or file that it was found in (null: the source
-- has no such parts). By it the exports are known that have it too.
create table private.erasure_finds (
  erasure_id uuid not null references private.erasure_work (erasure_id) on delete cascade,
  source text not null,
  parent uuid,
  at timestamptz not null,
  constraint one_find_a_place unique nulls not distinct (erasure_id, source, parent)
);

-- The places where a number can stand, in the order in which they are gone through: what others are made of
-- comes first, what may have to be waited for last. The rule of each is private.erase_<place>(work, most): it
-- takes the next slice.
create table private.erasure_places (
  place text primary key,
  ordinal integer not null unique,
  counted text not null check (counted in ('messages', 'numbers', 'links', 'other_rows', 'files'))
);

insert into private.erasure_places (place, ordinal, counted) values
  ('numbers', 1, 'numbers'), ('deliveries', 2, 'messages'), ('links', 3, 'links'), ('rows', 4, 'other_rows'),
  ('exports', 5, 'files'), ('uploads', 6, 'files'), ('storage', 7, 'files');

-- Tables that are gone through in one statement. hit: on the row r, whether it has the number ($1: E.164, $2:
-- its pattern); sets: what it becomes. source, parent: of the exports that such a row can be in.
create table private.erasure_rows (
  rel regclass primary key,
  source text not null,
  parent text not null default 'null::uuid',
  hit text not null,
  sets text not null
);

insert into private.erasure_rows (rel, source, parent, hit, sets) values
  ('public.number_rejects', 'number_reject', 'r.file_id',
    'r.number = $1 or private.has_number(r.number, $2) or private.has_number(r.value, $2)',
    'number = null, value = ''***'''),
  ('public.opt_outs', 'opt_out', 'null::uuid', 'r.phone = $1 or private.has_number(r.proof, $2)',
   'phone = case when r.phone = $1 then private.opt_out_mark($1) else r.phone end, erased = r.erased or r.phone = $1, proof = case when r.phone <> $1 then private.without_number(r.proof, $2) end, proof_path = case when r.phone <> $1 then r.proof_path end, proof_name = case when r.phone <> $1 then r.proof_name end'),
  ('public.replies', 'reply', 'null::uuid', 'r.phone = $1 or private.has_number(r.text, $2)',
   'phone = case when r.phone = $1 then ''erased'' else r.phone end, text = case
     when r.phone = $1 then ''***'' else private.without_number(r.text, $2) end'),
  ('public.receipts', 'receipt', 'null::uuid', 'private.has_number(r.reference, $2) or private.has_number(r.code, $2)',
   'reference = case when private.has_number(r.reference, $2) then ''erased:''
     || r.id else r.reference end, code = private.without_number(r.code, $2)');

-- Uploaded parts of number files that the function export-rows takes out of their bucket.
create table private.doomed_uploads (
  name text primary key,
  at timestamptz not null default clock_timestamp()
);

-- A line of the file whose number is erased keeps its place, so that the account of every send stays whole;
-- it is written to no more.
alter table public.number_files add column erased integer not null default 0 check (erased >= 0);

-- An opt-out outlives the erasure of its number: phone is then a keyed hash of it.
alter table public.opt_outs add column erased boolean not null default false;

create index opt_outs_erased on public.opt_outs (enterprise_id, signature) where erased;

insert into private.resources (resource, rel, reads, card, submitted_by, submission, made_by, audited) values
  ('erasure', 'public.erasures', 'KooMessage:recipient:list', 'public.erasure_cards', 'null::uuid', 'null::timestamptz', 'r.created_by',
   'jsonb_build_object(''state'', r.state, ''messages'', r.messages, ''numbers'', r.numbers,
     ''links'', r.links, ''other_rows'', r.other_rows, ''files'', r.files)');

-- Nothing brings it back, so it takes a password just given.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, needs_sudo) values
  ('erasure', 'create', 'none', 'running', 'KooMessage:recipient:erase', true, true),
  ('recipient', 'trace', 'none', 'none', 'KooMessage:recipient:trace', true, false);

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('erasure', 'finish', 'running', 'done', null);

insert into private.limits (name, scope, verbs, refused, given, most, per, why) values
  ('person_traces', 'person', '{trace_recipient}', false, null, 60, '1 hour',
    'Each is asked for with a reason in words, as for a whole number.'),
  ('enterprise_traces', 'enterprise', '{trace_recipient}', false, null, 300, '1 hour', 'Five people at the limit of a person.'),
  ('person_erasures', 'person', '{create_erasure}', false, null, 60, '1 hour',
    'Each is asked for with a reason in words, and goes through all that the enterprise keeps.'),
  ('enterprise_erasures', 'enterprise', '{create_erasure}', false, null, 300, '1 hour', 'Five people at the limit of a person.');
