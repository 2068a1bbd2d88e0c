comment on schema private is 'Tools of the law. Never exposed by the API.';

create or replace function private.unclean() returns text language sql immutable set search_path = '' as $$
  -- A line break can forge another line of a card or a log. Direction marks, zero-width characters and soft
  -- hyphens make two names look alike. The joiner of emoji (U+200D) is allowed. shared/src/ground/names.ts
  -- has the same list.
  select '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
$$;

comment on function private.unclean is
  'The pattern of a character that no name and no other text of one line has.';

create or replace function private.unseen() returns text language sql immutable set search_path = '' as $$
  -- As private.unclean, but line ends and tabs may stand in a text of several lines.
  select '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
$$;

comment on function private.unseen is 'The pattern of a character that no text has which others read.';

create or replace function private.unseen_place(given jsonb, path text default '') returns text
language plpgsql immutable set search_path = '' as $$
declare
  found text;
begin
  -- jsonb writes characters below the space as \u001b, \b or \f. Most inputs have neither, and are not
  -- walked.
  if path = '' and given::text !~ private.unseen() and given::text !~ '\\(u00|b|f)' then return null; end if;
  case jsonb_typeof(given)
    when 'string' then return case when given #>> '{}' ~ private.unseen() then path end;
    when 'array' then
      select f.place into found from jsonb_array_elements(given) with ordinality as x (item, n)
      cross join lateral private.unseen_place(x.item, path || '[' || x.n || ']') as f (place)
      where f.place is not null limit 1;
    when 'object' then
      -- Only the digits of a number are kept, whatever separates them where it was copied.
      select f.place into found from jsonb_each(given) as x (key, item)
      cross join lateral private.unseen_place(x.item, case when path = '' then '' else path || '.' end
        || x.key) as f (place)
      where x.key not in ('phone', 'phones', 'number', 'numbers') and f.place is not null limit 1;
    else return null;
  end case;
  return found;
end $$;

comment on function private.unseen_place is
  'The path of the first text of a JSON value that has an invisible character, or null; the first entry of a '
  'list is 1. Phone numbers are not looked at.';

create or replace function private.require_seen(given jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  place constant text := private.unseen_place(given);
begin
  if place is not null then
    perform private.refuse('text_unclean', jsonb_build_object('field', place));
  end if;
end $$;

comment on function private.require_seen is
  'Refuses text_unclean, naming the place, where a text of an input has control characters or invisible '
  'marks: customers and reviewers would read another text than the stored one.';

create or replace function private.clean_name(
  name text, most integer default 64, fewest integer default 1
) returns text language plpgsql stable set search_path = '' as $$
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

comment on function private.clean_name is
  'A name as it is stored: trimmed. Refuses name_unclean, name_required.';

create or replace function private.clean_reason(
  reason text, verb text, needed boolean default true
) returns text language plpgsql stable set search_path = '' as $$
declare
  -- It stays in the audit log for ever and is shown on cards in chat, so a number in it is masked (IAM-3).
  kept constant text := private.hide_numbers(nullif(btrim(reason, E' \t\r\n\u3000'), ''));
  -- The four fillers of Hangul are invisible letters.
  seen constant text := regexp_replace(kept, '[\u115f\u1160\u3164\uffa0]', '', 'g');
begin
  -- A dot or an "x" is no reason: two letters or digits are needed, in any script, or one sign that is a word
  -- or a syllable by itself.
  if needed and (kept is null or seen !~ '[[:alnum:]].*[[:alnum:]]'
    and seen !~ '[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003fffd]') then
    perform private.refuse('reason_required', jsonb_build_object('verb', verb));
  end if;
  if kept ~ private.unseen() then perform private.refuse('text_unclean', '{"field": "reason"}'); end if;
  -- A reason is shown on cards in chat and in lists. A longer text can be linked.
  if char_length(kept) > 500 then
    perform private.refuse('reason_too_long', jsonb_build_object('max', 500, 'count', char_length(kept)));
  end if;
  return kept;
end $$;

comment on function private.clean_reason is
  'A reason as it is stored: trimmed, with phone numbers in it masked, null for none. '
  'Refuses reason_required, text_unclean, reason_too_long.';

comment on table private.refusals is
  'The register of refusals: code, HTTP status, English words and hint (hint_by: where the details name who '
  'acted last). Written by npm run law from shared/src/refusals; a {name} place is filled from the details.';

comment on table private.constraints is
  'Named constraints, and the refusal that a person reads in place of their violation.';

create or replace function private.fill_places(words text, details jsonb) returns text
language plpgsql immutable set search_path = '' as $$
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
    filled := regexp_replace(filled, '\{' || place || ':([^|{}]*)\|([^{}]*)\}',
      case details ->> place when '1' then '\1' else '\2' end, 'g');
  end loop;
  return filled;
end $$;

comment on function private.fill_places is
  'Puts the details into the {name} places of a text, as fillPlaces in shared/src/ground/locale.ts does.';

create or replace function private.refusal(code text, details jsonb default '{}') returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  r private.refusals;
begin
  select x.* into r from private.refusals x where x.code = refusal.code;
  if not found then raise exception 'the register of refusals has no code %', code; end if;
  return jsonb_build_object('code', code, 'message', private.fill_places(r.message, details),
    'details', coalesce(details, '{}')::text,
    'hint', private.fill_places(case when details ->> 'by' <> '' then coalesce(r.hint_by, r.hint) else r.hint end, details));
end $$;

comment on function private.refusal is
  'A refusal as the caller gets it: {code, message, details, hint}, in the English words of the register.';

create or replace function private.refuse(code text, details jsonb default '{}') returns void
language plpgsql stable set search_path = '' as $$
begin
  raise sqlstate 'PGRST' using
    message = private.refusal(code, details)::text,
    detail = jsonb_build_object('status', (select r.status from private.refusals r
        where r.code = refuse.code), 'headers', '{}'::jsonb)::text;
end $$;

comment on function private.refuse is
  'Raises a refusal: sqlstate PGRST with {code, message, details, hint} and the HTTP status from the '
  'register. The frame of verbs catches it; elsewhere PostgREST answers with it.';
