comment on schema private is 'Tools of the law. Never exposed by the API.';

-- ---------------------------------------------------------------------------------------------
-- Refusals

create or replace function private.refuse(code text, status integer, message text, hint text default null, details jsonb default '{}')
returns void language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PGRST' using
    message = jsonb_build_object('code', code, 'message', message, 'details', details::text, 'hint', hint)::text,
    detail = jsonb_build_object('status', status, 'headers', '{}'::jsonb)::text;
end $$;

comment on function private.refuse is
  'Refuses aloud: raises sqlstate PGRST with {code,message,details,hint} and an HTTP status. Codes have one register, shared/src/refusals/register.ts.';

comment on table public.audit_log is
  'IAM-4: every granted or refused change: who, from where, what, before and after, when. Append-only: no role, not even the owner, can change a row.';

create or replace function private.never_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

comment on function private.never_change is 'Trigger: an append-only table refuses update, delete and truncate by anyone.';

create trigger audit_log_is_append_only before update or delete on public.audit_log
  for each row execute function private.never_change();

create trigger audit_log_is_never_emptied before truncate on public.audit_log
  for each statement execute function private.never_change();

create or replace function private.clean_name(name text, most integer default 64, fewest integer default 1) returns text language plpgsql immutable set search_path = '' as $$
declare
  kept constant text := btrim(coalesce(name, ''), E' \u3000');
begin
  -- A line break forges another line of a card or a log; a direction mark, a width of nothing or a soft hyphen makes two names look
  -- alike. The joiner of emoji (U+200D) stays. shared/src/names.ts has the same marks.
  if kept ~ '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]' then
    perform private.refuse('name_unclean', 422, 'A name has no line breaks, control characters or invisible marks.', 'Type it anew instead of pasting it.');
  end if;
  if char_length(kept) not between fewest and most then
    perform private.refuse('name_required', 422, format('A name of %s to %s characters is needed.', fewest, most), null, jsonb_build_object('max', most));
  end if;
  return kept;
end $$;

comment on function private.clean_name is 'A name as it is kept: trimmed. Refuses name_unclean, name_required.';

create or replace function private.clean_reason(reason text, verb text, needed boolean default true) returns text language plpgsql immutable set search_path = '' as $$
declare
  kept constant text := nullif(btrim(reason, E' \t\r\n\u3000'), '');
begin
  if needed and kept is null then
    perform private.refuse('reason_required', 422, 'A reason is needed.', 'Say in a sentence why.', jsonb_build_object('verb', verb));
  end if;
  -- It is read on cards in chat and in lists; who has more to say links to it.
  if char_length(kept) > 500 then
    perform private.refuse('reason_too_long', 422, 'A reason has at most 500 characters.', 'Say it in fewer words.', jsonb_build_object('max', 500, 'count', char_length(kept)));
  end if;
  return kept;
end $$;

comment on function private.clean_reason is 'A reason as it is kept: trimmed, null for none. Refuses reason_required, reason_too_long.';

comment on table private.bots is 'Accounts that may speak for linked chat people and turn the clock. They hold no rights of their own.';

comment on table public.chat_identities is 'BOT-2: a chat account and the one member it speaks for. Discord ids are global, their team is "-".';

create or replace function private.header(name text) returns text language sql stable set search_path = '' as $$
  select nullif(current_setting('request.headers', true), '')::jsonb ->> name
$$;

comment on function private.header is 'A header of the API request, or null outside one.';

create or replace function private.is_bot() returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from private.bots b where b.user_id = auth.uid())
$$;

comment on function private.is_bot is 'True when the bot account itself is signed in, whoever it speaks for.';

create or replace function private.actor() returns uuid language sql stable security definer set search_path = '' as $$
  select case
    when not private.is_bot() then auth.uid()
    else (
      select i.user_id from public.chat_identities i
      where i.provider = split_part(private.header('x-chat-user'), ':', 1)
        and i.team = split_part(private.header('x-chat-user'), ':', 2)
        and i.chat_user = split_part(private.header('x-chat-user'), ':', 3)
    )
  end
$$;

comment on function private.actor is
  'The one door for identity (BOT-2): the signed-in person, or the person a linked chat account stands for. Null for anyone else: nothing is allowed.';

create or replace function private.source() returns text language sql stable security definer set search_path = '' as $$
  select case
    when private.is_bot() then coalesce(nullif(split_part(private.header('x-chat-user'), ':', 1), ''), 'cron')
    when private.header('x-tidings-source') in ('admin', 'terminal') then private.header('x-tidings-source')
    when nullif(current_setting('request.headers', true), '') is null then 'system'
    else 'api'
  end
$$;

comment on function private.source is 'IAM-4: where the act came from: admin, terminal, slack, discord, api, cron or system (an edge function).';

comment on table public.profiles is 'A person: name, language and the enterprise they are working in now (ENT-1: one may belong to several).';

create or replace function private.person_name(person uuid) returns text language sql stable security definer set search_path = '' as $$
  select p.name from public.profiles p where p.user_id = person
$$;

comment on function private.person_name is 'The display name of a person, or null.';

create or replace function private.without_numbers(value jsonb) returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return case jsonb_typeof(value)
    -- Eleven digits are a phone number, however they are spaced, and a date with its hour has ten.
    when 'string' then to_jsonb(regexp_replace(value #>> '{}', '[0-9０-９]([ ().·-]*[0-9０-９]){10,}', '***', 'g'))
    when 'array' then (select coalesce(jsonb_agg(private.without_numbers(x) order by n), '[]') from jsonb_array_elements(value) with ordinality as a (x, n))
    when 'object' then (select coalesce(jsonb_object_agg(k, private.without_numbers(v)), '{}') from jsonb_each(value) as o (k, v))
    else value
  end;
end $$;

comment on function private.without_numbers is 'The value with *** in place of every phone number in its texts: what is kept for ever names nobody''s number.';

create or replace function private.audit(enterprise uuid, resource text, resource_id text, verb text, before jsonb, after jsonb, reason text default null, code text default null, details jsonb default null)
returns void language sql security definer set search_path = '' as $$
  insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb, outcome, before, after, reason, code, details)
  values (enterprise, private.actor(), private.person_name(private.actor()), private.source(), resource, resource_id, verb, 'granted', before, after, reason, code, private.without_numbers(details))
$$;

comment on function private.audit is 'Writes a granted change into the audit log, in the transaction of the change. code and its details: why the system did it.';

create or replace function private.refused(resource text, resource_id text, verb text, message text, detail text, enterprise uuid default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  refusal jsonb := message::jsonb;
begin
  insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb, outcome, code, reason, details)
  values (enterprise, private.actor(), private.person_name(private.actor()), private.source(), resource, resource_id, verb, 'refused',
          refusal ->> 'code', refusal ->> 'message',
          -- What was typed as a number and is none is one with a slip of the finger.
          private.without_numbers((refusal ->> 'details')::jsonb) || case when refusal ->> 'code' = 'invalid_number' then '{"value": "***"}' else '{}' end::jsonb);
  perform set_config('response.status', detail::jsonb ->> 'status', true);
  return refusal;
end $$;

comment on function private.refused is
  'The end of a refused verb: its changes are rolled back to the start of the verb, the attempt stands in the audit log (IAM-4) with the values of its words, the answer has the refusal''s HTTP status.';

comment on table private.requests is 'Client-made request ids of human verbs with their first answer, and what was asked where a verb makes a resource of an input; swept after 7 days.';

create or replace function private.replay_request(request uuid, verb text, resource_id text default null, input jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  found_row private.requests;
begin
  if request is null or private.actor() is null then return null; end if;
  -- Two copies of one click: the second waits here for the first one's answer.
  perform pg_advisory_xact_lock(hashtextextended(private.actor()::text || request::text, 0));
  select r.* into found_row from private.requests r where r.actor = private.actor() and r.request = replay_request.request;
  if not found then return null; end if;
  if found_row.verb <> replay_request.verb or found_row.resource_id is distinct from replay_request.resource_id then
    perform private.refuse('request_mismatch', 409, 'This request id was used for something else.',
      'Make a new request id for each act.', jsonb_build_object('verb', found_row.verb));
  end if;
  -- Who asks for something else and is answered with what was made before would send the wrong resource.
  if found_row.input_hash is not null and input is not null and found_row.input_hash <> private.input_hash(input) then
    perform private.refuse('request_reused', 409, 'This request id was used for the same act with another input.',
      'Make a new request id for each act.', jsonb_build_object('verb', found_row.verb));
  end if;
  return found_row.result;
end $$;

comment on function private.replay_request is
  'The first answer to this request id, or null when it is new. Refuses a request id used for another act (request_mismatch), or for another input (request_reused).';

create or replace function private.input_hash(input jsonb) returns text language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(input::text, 'UTF8')), 'hex')
$$;

comment on function private.input_hash is 'What tells one input of a verb from another, whatever the order of its fields.';

create or replace function private.store_response(request uuid, verb text, resource_id text, result jsonb, input jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if request is not null and private.actor() is not null then
    insert into private.requests (actor, request, verb, resource_id, result, input_hash)
    values (private.actor(), store_response.request, store_response.verb, store_response.resource_id, store_response.result, private.input_hash(store_response.input));
  end if;
  return result;
end $$;

comment on function private.store_response is 'Keeps the answer of a verb under its request id, and returns it.';

-- ---------------------------------------------------------------------------------------------
-- States: three locks (no column grant, row-level security, this trigger)

create or replace function private.guard_state() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'the state of % moves only through its verbs', tg_table_name using errcode = 'insufficient_privilege';
end $$;

comment on function private.guard_state is 'Trigger: a state is never written by an API role, whatever grants it may one day be given.';

create or replace function private.guard(rel regclass) returns void language plpgsql set search_path = '' as $$
begin
  -- Inside a verb current_user is the owner of the verb, never one of the API's roles. Once a statement that names the column: a trigger
  -- for each row makes Postgres lock every row before it looks at the condition, a second WAL record and a third of the time of an UPDATE.
  execute format($trigger$create trigger the_state_moves_through_verbs before update of state on %s for each statement
    when (current_user in ('anon', 'authenticated', 'service_role'))
    execute function private.guard_state()$trigger$, rel);
end $$;

comment on function private.guard is 'Puts the third lock on a table with a state. A partition has its own: a statement on the parent fires the parent''s alone.';

comment on schema partitions is 'Partitions of large number files and sends. No role of the API enters; their rows are read through their parents.';

comment on table private.resources is
  'Things with a state: the table that holds it (columns id, enterprise_id, state, submitted_*, decided_*, reason), a query from the resource''s id ($1) to that row''s id, the action needed to see it, and the function that shows it.';

comment on table private.transitions is
  'The legal moves as rows: verb, from, to, the action it needs (null: only the system makes it), four eyes (never by the submitter), a reason. condition: a condition on the row r, where a verb may lead to several states. blocked_by: an expression on the row r that gives the code with which the verb would refuse whoever asks, or null. Buttons are drawn from it.';
