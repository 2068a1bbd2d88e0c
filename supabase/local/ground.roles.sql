-- Roles and schemas as hosted Supabase has them. Runs as the superuser supabase_admin; safe to repeat.
-- `postgres` is no superuser there either, so what a migration may not do in production fails here too.
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('authenticator', 'login noinherit'),
      ('supabase_auth_admin', 'nologin noinherit createrole'),
      ('supabase_storage_admin', 'nologin noinherit createrole'),
      ('postgres', 'login createdb createrole replication bypassrls'),
      ('lite', 'login noinherit')
    ) as roles (name, attributes)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I %s', wanted.name, wanted.attributes);
    end if;
  end loop;
end
$$;

grant anon, authenticated, service_role to authenticator with inherit false, set true;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
-- Hosted Supabase lets `postgres` write policies on storage.objects by an extension; here by membership.
grant supabase_auth_admin, supabase_storage_admin to postgres with inherit true, set true;

-- The one sign-in of the embedded REST, Auth and Storage server. It becomes the caller's role for each request;
-- for its own work it needs the two service roles. It does not inherit from `postgres`: whoever takes the server owns no table of ours.
grant anon, authenticated, service_role to lite with inherit true, set true;
revoke postgres from lite;
grant supabase_auth_admin, supabase_storage_admin to lite with inherit true, set false;
alter role lite set statement_timeout to '8s';
alter role lite set lock_timeout to '8s';
alter role lite set idle_in_transaction_session_timeout to '60s';

do $$
begin
  execute format('alter database %I owner to postgres', current_database());
  execute format('grant create on database %I to supabase_auth_admin, supabase_storage_admin', current_database());
  execute format('alter database %I set search_path to "$user", public, extensions', current_database());
end
$$;

create schema if not exists auth authorization supabase_auth_admin;
create schema if not exists storage authorization supabase_storage_admin;
create schema if not exists extensions authorization postgres;
create extension if not exists pgcrypto schema extensions;
create extension if not exists "uuid-ossp" schema extensions;
