-- What is asked of REST before it reads or calls anything. PostgREST calls it by the setting of its role
-- (migrations/…950000_complete.sql); the embedded server does the same in supabase/local/gateway/inputs.ts.

create or replace function private.before_request() returns void
language plpgsql security definer set search_path = '' as $$
declare
  who constant text := coalesce(private.actor()::text, private.caller_address(), '');
begin
  -- A cell that begins with = is a formula where the file is opened. Exports disarm them, need a right of
  -- their own and are logged.
  if private.header('accept') ~* '\mtext/csv\M' then perform private.refuse('exports_only'); end if;
  -- The server has some ten connections for all: nobody takes more than six of them for reading. A place is
  -- given back with the transaction.
  if current_setting('request.method', true) in ('GET', 'HEAD') and current_setting('role') <> 'service_role' then
    for place in 1..6 loop
      if pg_try_advisory_xact_lock(hashtextextended('reads of ' || who, place)) then return; end if;
    end loop;
    raise sqlstate 'PGRST' using message = private.refusal('reads_full')::text,
      detail = '{"status": 429, "headers": {"Retry-After": "1"}}';
  end if;
end $$;
comment on function private.before_request is
  'DLC-1, IAM-6: refuses exports_only where rows are asked for as CSV, and reads_full (429, Retry-After) '
  'where a person has six reads running already.';
grant execute on function private.before_request to anon, authenticated, service_role;
