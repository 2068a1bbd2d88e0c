-- filings: what an enterprise has to have on file before it may message anybody (企业备案, FIL-1 to FIL-5)

create type public.filing_form as enum ('send_task', 'short_link', 'basic', 'service_account');

-- 企业证件类型: of a service account one of the last three, of the other forms always the first (tables 6-1 to
-- 6-3).
create type public.filing_certificate as enum ('business_licence', 'three_in_one', 'five_in_one',
  'non_profit');

create type public.enterprise_type as enum ('company', 'government', 'institution', 'sole_trader',
  'private_non_enterprise', 'social_organisation');

create type public.filing_industry as enum
  ('finance', 'social', 'entertainment', 'travel', 'shopping', 'local_life', 'sports_health', 'education', 'news', 'carrier', 'other');

create type public.filing_material as enum
  ('licence', 'commitment', 'signature_authorisation', 'port_register', 'huawei_authorisation', 'company_relation', 'special');

-- What each form asks for. The rows are those of shared/src/filings/forms.ts, written by `npm run law`.
create table private.filing_forms (
  form public.filing_form primary key,
  name text not null,
  certificates public.filing_certificate[] not null,
  facts text[] not null,
  materials public.filing_material[] not null,
  required public.filing_material[] not null
);

create table public.filings (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  form public.filing_form not null,
  latest_version_id uuid,
  live_version_id uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint filings_by_form unique (enterprise_id, form)
);

create table public.filing_versions (
  id uuid primary key default gen_random_uuid(),
  filing_id uuid not null references public.filings (id),
  enterprise_id uuid not null references public.enterprises (id),
  version integer not null,
  revision integer not null default 1,
  certificate public.filing_certificate not null,
  company_name text check (char_length(company_name) between 1 and 100),
  credit_code text check (char_length(credit_code) between 9 and 18),
  contact text check (char_length(contact) between 1 and 64),
  contact_phone text check (char_length(contact_phone) between 5 and 32),
  contact_email text check (char_length(contact_email) between 3 and 254),
  enterprise_type public.enterprise_type,
  industry public.filing_industry,
  -- The signatures that the authorisation names (BSG-1). Of the basic edition alone.
  signatures text[] not null default '{}' check (cardinality(signatures) <= 20),
  -- It sends under its own name alone: nobody else's relation to it is to be proved.
  own_name boolean not null default false,
  -- The last day on which the filing holds, in the enterprise's zone: that of the licence. Null: it does not
  -- end.
  ends_on date,
  -- How many days before that day the next reminder is due; null: none.
  remind integer,
  own jsonb not null default '{}',
  state public.review_state not null default 'draft',
  submitted_by uuid,
  submitted_at timestamptz,
  -- When its reviewers were reminded last (FIL-5).
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (filing_id, version)
);

alter table public.filings add foreign key (latest_version_id) references public.filing_versions (id);

alter table public.filings add foreign key (live_version_id) references public.filing_versions (id);

create index filing_versions_waiting on public.filing_versions (enterprise_id) where state = 'in_review';

create index filing_versions_ending on public.filing_versions (ends_on) where remind is not null;

-- A file that was handed in. Nothing is ever deleted: what was replaced stays in the history (FIL-4). The
-- same bytes have the same path, so what comes again under another name is another document.
create table public.filing_documents (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  material public.filing_material not null,
  path text not null,
  name text not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint filing_documents_by_path unique (path, material, name)
);

-- The files of a version, and those that a draft had before.
create table public.filing_materials (
  id bigint generated always as identity primary key,
  enterprise_id uuid not null references public.enterprises (id),
  version_id uuid not null references public.filing_versions (id),
  material public.filing_material not null,
  document_id uuid not null references public.filing_documents (id),
  replaced_at timestamptz
);

create unique index filing_materials_of_now on public.filing_materials (version_id, material)
where replaced_at is null;

create index filing_materials_by_version on public.filing_materials (enterprise_id, version_id);

-- The row that holds the state is the latest version, so four eyes and touches are per version. The log has
-- no number and no address of the contact.
insert into private.resources (resource, rel, row_of, live_row, reads, card, audited, bound) values
  ('filing', 'public.filing_versions', 'select f.latest_version_id from public.filings f where f.id = $1',
    'select f.live_version_id from public.filings f where f.id = $1',
    'KooMessage:filing:list', 'public.filing_cards',
   '(select jsonb_build_object(''state'', r.state, ''name'', f.name, ''version'', r.version,
     ''certificate'', r.certificate, ''company_name'', r.company_name, ''credit_code'', r.credit_code,
       ''contact'', r.contact, ''enterprise_type'', r.enterprise_type, ''industry'', r.industry,
       ''signatures'', r.signatures, ''own_name'', r.own_name, ''ends_on'', r.ends_on,
       ''materials'', private.filing_files(r.id)) || private.own_logged(r.own)
     from public.filings x join private.filing_forms f on f.form = x.form where x.id = r.filing_id)',
   'jsonb_build_object(''version'', r.version, ''certificate'', r.certificate,
     ''company_name'', r.company_name, ''credit_code'', r.credit_code,
     ''contact'', r.contact, ''contact_phone'', r.contact_phone,
      ''contact_email'', r.contact_email, ''enterprise_type'', r.enterprise_type,
      ''industry'', r.industry, ''signatures'', r.signatures, ''own_name'', r.own_name,
      ''ends_on'', r.ends_on,
      ''materials'', private.filing_paths(r.id),
      ''own'', private.own_bound(''filing'', r.enterprise_id, r.own))');

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('filing', 'create', 'none', 'draft', 'KooMessage:filing:create', true),
  ('filing', 'update', 'draft', 'draft', 'KooMessage:filing:create', true),
  ('filing', 'update', 'rejected', 'rejected', 'KooMessage:filing:create', true),
  -- FIL-2: an approved version never changes and stays approved; the edit makes the next one.
  ('filing', 'update', 'approved', 'approved', 'KooMessage:filing:create', true);

select private.submit_transitions('filing', 'KooMessage:filing:create');

select private.decision_transitions('filing', 'KooMessage:filing:review');

insert into private.transitions (resource, verb, from_state, to_state, needs, condition)
select 'filing', 'set_own', s::text, s::text, 'KooMessage:filing:create',
  'private.has_free_own(''filing'', r.enterprise_id)' from unnest(enum_range(null::public.review_state)) as s;

-- An approval after its own end would have no effect.
update private.transitions set blocked_by = 'private.filing_bar(r)' where resource = 'filing' and verb = 'approve';

insert into private.constraints (name, code) values ('filings_by_form', 'filing_exists');
