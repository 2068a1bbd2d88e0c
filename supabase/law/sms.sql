comment on table public.sms_apps is 'SMS-1 (§7.3.2): an SMS application; its name is [A-Za-z0-9_], unique whatever the case, never deleted.';

comment on table public.sms_signatures is 'SMS-1 (§7.3.3): a signature, written without brackets: 2 to 18 characters.';

comment on table public.sms_templates is
  'SMS-1 (§7.3.1): the text that carries the short link. {link} is where the system puts it; ${name} is a variable, filled for each person.';

select private.resource_table('public.sms_apps', 'KooMessage:sms:list');

select private.resource_table('public.sms_signatures', 'KooMessage:sms:list');

select private.resource_table('public.sms_templates', 'KooMessage:sms:list');

create or replace function private.sms_segments(characters integer) returns integer language sql immutable set search_path = '' as $$
  -- 70 in one message, 67 in each part of a longer one. Test vectors 68→1, 134→2, 135→3. shared/src/sms/segments.ts computes the same.
  select case when characters <= 70 then 1 else (characters + 66) / 67 end
$$;

comment on function private.sms_segments is 'SMS-1: how many SMS messages a text of this many characters takes.';
