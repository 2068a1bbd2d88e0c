-- What is asked of REST before it reads or calls anything. PostgREST calls it by the setting of its role
-- (migrations/…950000_complete.sql); the embedded server does the same in supabase/local/gateway/inputs.ts.

create or replace function private.before_request() returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  -- A cell that begins with = is a formula where the file is opened. Exports disarm them, need a right of
  -- their own and are logged.
  if private.header('accept') ~* '\mtext/csv\M' then perform private.refuse('exports_only'); end if;
end $$;
comment on function private.before_request is 'DLC-1: refuses exports_only where rows are asked for as CSV.';
grant execute on function private.before_request to anon, authenticated, service_role;
