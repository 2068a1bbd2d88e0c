comment on table public.sms_apps is 'SMS-1 (§7.3.2): an SMS application; its name is [A-Za-z0-9_], unique whatever the case, never deleted.';

comment on table public.sms_signatures is 'SMS-1 (§7.3.3): a signature, written without brackets: 2 to 18 characters.';

comment on table public.sms_templates is
  'SMS-1 (§7.3.1): the text that carries the short link. {link} is where the system puts it; ${name} is a variable, filled for each person.';

select private.resource_table('public.sms_apps', 'KooMessage:sms:list');

select private.resource_table('public.sms_signatures', 'KooMessage:sms:list');

select private.resource_table('public.sms_templates', 'KooMessage:sms:list');

create or replace function private.offers_opt_out(text text) returns boolean language sql immutable set search_path = '' as $$
  -- Case, width, spaces and punctuation do not matter. offersOptOut in shared/src/sms/optout.ts says the same.
  select regexp_replace(upper(normalize(text, nfkc)), '[^0-9A-Z\u4e00-\u9fff]', '', 'g')
    ~ '(拒收|退订)(请|可)?(直接)?(回复|回|发送|发)(R|TD|T|N)|(回复|回|发送|发)(R|TD|T|N)(即可)?(拒收|退订)'
$$;

comment on function private.offers_opt_out is 'SMS-1: whether a text tells its reader how to opt out (拒收请回复R, 退订回T, 回复TD退订 …).';

create or replace function private.sms_body(content text, marketing boolean) returns text language sql immutable set search_path = '' as $$
  -- Spaces and line ends that the author wrote around the link are replaced, not doubled. The opt-out words are those of the AIM service.
  select regexp_replace(content, '[ \t\n\r\f\v\u00a0\u3000]*\{link\}[ \t\n\r\f\v\u00a0\u3000]*', ' {link} ', 'g')
    || case when marketing and not private.offers_opt_out(content) then '拒收请回复R' else '' end
$$;

comment on function private.sms_body is
  'SMS-1: the text that goes to the carrier for the content of an SMS template: one space on either side of {link}, and the opt-out words at the end of a marketing text that lacks them. {link} and ${name} are still places. Preview, approval, count and hand-off all take this text; smsBody in shared/src/sms/text.ts says the same.';

create or replace function private.sms_text(signature text, body text, link text, params jsonb default '{}') returns text language sql immutable set search_path = '' as $$
  -- Each ${name} is replaced once: a value is not read again.
  select '【' || signature || '】' || string_agg(replace(p.part, '{link}', link) || coalesce(params ->> n.name[1], ''), '' order by p.place)
  from regexp_split_to_table(body, '\$\{[^{}]*\}') with ordinality as p (part, place)
  left join regexp_matches(body, '\$\{([^{}]*)\}', 'g') with ordinality as n (name, place) on n.place = p.place
$$;

comment on function private.sms_text is 'SMS-1: a whole message as a phone shows it: 【signature】, the body of sms_body with its link and the values of its variables (a missing one is empty).';

create or replace function private.sms_units(text text) returns integer language sql immutable set search_path = '' as $$
  -- A character beyond U+FFFF, as most emoji are, takes two UTF-16 units.
  select char_length(text) + char_length(regexp_replace(text, '[^\U00010000-\U0010FFFF]', '', 'g'))
$$;

comment on function private.sms_units is 'SMS-1: the length of a text in UTF-16 units, which carriers count: a Chinese character, a letter and a space are 1, most emoji 2.';

create or replace function private.sms_segments(text text) returns integer language sql immutable set search_path = '' as $$
  -- Up to 70 units are one message; a longer text takes parts of 67. shared/src/sms/segments.ts computes the same; both read shared/src/sms/text_vectors.ts.
  select case when u.units = 0 then 0 when u.units <= 70 then 1 else (u.units + 66) / 67 end from (select private.sms_units(text) as units) u
$$;

comment on function private.sms_segments is 'SMS-1: how many SMS a whole message (sms_text) is billed as; 0 for an empty one.';
