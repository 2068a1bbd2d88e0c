create or replace function private.trace_id() returns text
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(substring(private.header('traceparent')
      from '^00-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$'),
    -- The request id of a call of an access key is a uuid.
    case when private.header('x-request-id') ~ '^(?!0{8}-0{4}-0{4})[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'
      then replace(private.header('x-request-id'), '-', '') end);
end $$;

comment on function private.trace_id is
  'The trace that the request names in its header traceparent (W3C Trace Context), else its x-request-id '
  'without dashes, or null. A caller may say any, so it finds lines and gives no right.';

create or replace function private.trace_or_new() returns text
language sql volatile set search_path = '' as $$
  select coalesce(private.trace_id(), replace(gen_random_uuid()::text, '-', ''))
$$;

comment on function private.trace_or_new is
  'The trace of the request, or where it names none a new one, for what a request makes and others go on with.';

comment on table private.requests is
  'Client-made request ids of human verbs with their first answer, and a hash of the input where a verb '
  'creates a resource. Deleted after 7 days.';

create or replace function private.replay_request(
  request uuid, verb text, resource_id text default null, input jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  found_row private.requests;
  lock bigint;
begin
  if request is null or private.actor() is null then return null; end if;
  lock := hashtextextended(private.actor()::text || request::text, 0);
  -- Two copies of one click: the second waits for this lock, and then finds the answer of the first. A program
  -- that repeats a request is told that it is running, so that its copies do not hold connections.
  if private.header('idempotency-key') is null then perform pg_advisory_xact_lock(lock);
  elsif not pg_try_advisory_xact_lock(lock) then perform private.refuse('request_running'); end if;
  select r.* into found_row from private.requests r
  where r.actor = private.actor() and r.request = replay_request.request;
  if not found then return null; end if;
  if found_row.verb <> replay_request.verb
    or found_row.resource_id is distinct from replay_request.resource_id then
    perform private.refuse('request_mismatch', jsonb_build_object('verb', found_row.verb));
  end if;
  -- A request id that comes with another input must not get the first answer: the caller would take the old
  -- resource for the new one, and send it.
  if found_row.input_hash is not null and input is not null
    and found_row.input_hash <> private.input_hash(input) then
    perform private.refuse('request_reused', jsonb_build_object('verb', found_row.verb));
  end if;
  return found_row.result;
end $$;

comment on function private.replay_request is
  'The first answer to this request id, or null when it is new. Refuses a request id that was used for '
  'another verb or resource (request_mismatch), or with another input (request_reused), and of a program one '
  'that is still running (request_running).';

create or replace function private.input_hash(input jsonb) returns text
language sql stable set search_path = '' as $$
  -- Keyed: an input may be one phone number, and those could be tried through.
  select private.contents_hash(input::text)
$$;

comment on function private.input_hash is
  'A hash that tells one input of a verb from another, whatever the order of its fields.';

create or replace function private.store_response(
  request uuid, verb text, resource_id text, result jsonb, input jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if request is not null and private.actor() is not null then
    insert into private.requests (actor, request, verb, resource_id, result, input_hash)
    values (private.actor(), store_response.request, store_response.verb, store_response.resource_id,
      store_response.result, private.input_hash(store_response.input));
  end if;
  return result;
end $$;

comment on function private.store_response is
  'Stores the answer of a verb under its request id, and returns it.';
