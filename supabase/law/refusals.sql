comment on schema private is 'Tools of the law. Never exposed by the API.';

create or replace function private.unclean() returns text language sql immutable set search_path = '' as $$
  -- A line break can forge another line of a card or a log. Direction marks, zero-width characters and soft hyphens make two names look alike. The
  -- joiner of emoji (U+200D) is allowed. shared/src/names.ts has the same list.
  select '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
$$;

comment on function private.unclean is 'The pattern of a character that no name and no other text of one line has.';

create or replace function private.clean_name(name text, most integer default 64, fewest integer default 1) returns text language plpgsql stable set search_path = '' as $$
declare
  kept constant text := btrim(coalesce(name, ''), E' \u3000');
begin
  if kept ~ private.unclean() then
    perform private.refuse('name_unclean');
  end if;
  if char_length(kept) not between fewest and most then
    perform private.refuse('name_required', jsonb_build_object('max', most));
  end if;
  return kept;
end $$;

comment on function private.clean_name is 'A name as it is stored: trimmed. Refuses name_unclean, name_required.';

create or replace function private.clean_reason(reason text, verb text, needed boolean default true) returns text language plpgsql stable set search_path = '' as $$
declare
  -- It stands in the audit log for ever, and on cards in chat: a number in it is masked (IAM-3).
  kept constant text := private.hide_numbers(nullif(btrim(reason, E' \t\r\n\u3000'), ''));
begin
  -- A dot is no reason: at least one letter or digit is needed, in any script.
  if needed and (kept is null or kept !~ '[[:alnum:]]') then
    perform private.refuse('reason_required', jsonb_build_object('verb', verb));
  end if;
  -- A reason is shown on cards in chat and in lists. A longer text can be linked.
  if char_length(kept) > 500 then
    perform private.refuse('reason_too_long', jsonb_build_object('max', 500, 'count', char_length(kept)));
  end if;
  return kept;
end $$;

comment on function private.clean_reason is 'A reason as it is stored: trimmed, with phone numbers in it masked, null for none. Refuses reason_required, reason_too_long.';

comment on table private.refusals is
  'The register of refusals: code, HTTP status, English words and hint (hint_by: where the details name who acted last). Written by npm run law from shared/src/refusals; a {name} place is filled from the details.';

comment on table private.constraints is 'Named constraints, and the refusal that a person reads in place of their violation.';

create or replace function private.fill_places(words text, details jsonb) returns text language plpgsql immutable set search_path = '' as $$
declare
  filled text := words;
  place text;
begin
  for place in select distinct m[1] from regexp_matches(words, '\{([a-z_]+)\}', 'g') as m loop
    -- Names in both languages: [{zh, en}].
    filled := replace(filled, '{' || place || '}',
      coalesce((select string_agg(e #>> '{}', ', ') from jsonb_path_query(details -> place, '$[*].en') as e), details ->> place, '—'));
  end loop;
  -- {count:line|lines} is the first word for a count of one, else the second.
  for place in select distinct m[1] from regexp_matches(filled, '\{([a-z_]+):[^|{}]*\|[^{}]*\}', 'g') as m loop
    filled := regexp_replace(filled, '\{' || place || ':([^|{}]*)\|([^{}]*)\}', case details ->> place when '1' then '\1' else '\2' end, 'g');
  end loop;
  return filled;
end $$;

comment on function private.fill_places is 'Puts the details into the {name} places of a text, as fillPlaces in shared/src/locale.ts does.';

create or replace function private.refusal(code text, details jsonb default '{}') returns jsonb language plpgsql stable set search_path = '' as $$
declare
  r private.refusals;
begin
  select x.* into r from private.refusals x where x.code = refusal.code;
  if not found then raise exception 'the register of refusals has no code %', code; end if;
  return jsonb_build_object('code', code, 'message', private.fill_places(r.message, details), 'details', coalesce(details, '{}')::text,
    'hint', private.fill_places(case when details ->> 'by' <> '' then coalesce(r.hint_by, r.hint) else r.hint end, details));
end $$;

comment on function private.refusal is 'A refusal as the caller gets it: {code, message, details, hint}, in the English words of the register.';

create or replace function private.refuse(code text, details jsonb default '{}') returns void language plpgsql stable set search_path = '' as $$
begin
  raise sqlstate 'PGRST' using
    message = private.refusal(code, details)::text,
    detail = jsonb_build_object('status', (select r.status from private.refusals r where r.code = refuse.code), 'headers', '{}'::jsonb)::text;
end $$;

comment on function private.refuse is
  'Raises a refusal: sqlstate PGRST with {code, message, details, hint} and the HTTP status from the register. The frame of verbs catches it; elsewhere PostgREST answers with it.';
