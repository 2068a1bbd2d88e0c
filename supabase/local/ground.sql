-- The rest of the ground, after the tables of Auth and Storage exist. Runs as supabase_admin; safe to repeat.

-- A caller's claims, as hosted Supabase defines these four.
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')
  )::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
  )::text
$$;
create or replace function auth.email() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
  )::text
$$;
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;
alter function auth.uid() owner to supabase_auth_admin;
alter function auth.role() owner to supabase_auth_admin;
alter function auth.email() owner to supabase_auth_admin;
alter function auth.jwt() owner to supabase_auth_admin;

-- Hosted Auth has this column and this default, and the usual seeds count on them.
alter table auth.users add column if not exists instance_id uuid;
alter table auth.identities alter column id set default gen_random_uuid();

-- The second factors of hosted Auth, which lite has not: the columns that ours use.
create table if not exists auth.mfa_factors (
  id uuid primary key, user_id uuid not null references auth.users (id) on delete cascade, friendly_name text,
  factor_type text not null check (factor_type = 'totp'), status text not null check (status in ('unverified', 'verified')),
  secret text, created_at timestamptz not null, updated_at timestamptz not null, last_challenged_at timestamptz);
create index if not exists mfa_factors_user_id_idx on auth.mfa_factors (user_id);
create table if not exists auth.mfa_challenges (
  id uuid primary key, factor_id uuid not null references auth.mfa_factors (id) on delete cascade, created_at timestamptz not null,
  verified_at timestamptz);
-- As GoTrue 2.197 has them. Its tables of codes are others; the law doesn't read them.
alter table auth.mfa_factors drop constraint if exists mfa_factors_factor_type_check;
alter table auth.mfa_factors add constraint mfa_factors_factor_type_check check (factor_type in ('totp', 'recovery_code'));
create table if not exists auth.mfa_recovery_codes (
  factor_id uuid not null references auth.mfa_factors (id) on delete cascade, hash text not null, used_at timestamptz,
  primary key (factor_id, hash));
create unique index if not exists mfa_factors_recovery_code_idx on auth.mfa_factors (user_id) where factor_type = 'recovery_code';
alter table auth.mfa_recovery_codes owner to supabase_auth_admin;
-- Not of hosted Auth: the latest step of 30 s whose code was given, so that none is given twice (RFC 6238, 5.2).
alter table auth.mfa_factors add column if not exists last_step bigint;
alter table auth.mfa_factors owner to supabase_auth_admin;
alter table auth.mfa_challenges owner to supabase_auth_admin;

grant usage on schema auth, storage, extensions to anon, authenticated, service_role, postgres;
grant usage on schema public to anon, authenticated, service_role;
grant all on schema public to postgres;
grant all on all tables in schema auth to postgres;
grant all on storage.buckets, storage.objects to anon, authenticated, service_role, postgres with grant option;
grant execute on all functions in schema auth to anon, authenticated, service_role, postgres;
grant execute on all functions in schema storage to anon, authenticated, service_role, postgres;

-- Hosted Supabase granted every new object in `public` to every role until 30 October 2026, and grants none since. The law works on either: its
-- first migration takes this back, and it grants what it means to. Here it is as before, so that what is not taken back shows.
alter default privileges for role postgres in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to anon, authenticated, service_role;
