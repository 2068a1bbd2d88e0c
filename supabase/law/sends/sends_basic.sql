-- sends: those of the basic edition (BSN-1): a storyboard in place of a card, without a text and links.

create or replace function private.service_of(kinds public.message_kind[]) returns text
language plpgsql immutable set search_path = '' as $$
begin
  -- Storyboards go alone; a card and its text are of one service.
  return private.service_of_kind(kinds[1]::text);
end $$;
comment on function private.service_of is
  'IAM-3: the service whose actions a send of these kinds takes; null: that of KooMessage.';

create or replace function private.kinds_asked(input jsonb) returns public.message_kind[]
language sql stable set search_path = '' as $$
  -- What is no id is refused by the rule, for those who may make a send.
  select array[t.kind] from public.templates t
  where input ->> 'template_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    and t.id::text = lower(input ->> 'template_id') and t.enterprise_id = private.current_enterprise()
$$;

comment on function private.kinds_asked is
  'BSN-1: of what kind the send of an input will be, by its template; null where it names none.';

create or replace function private.send_right(s public.sends, operation text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return private.in_service('KooMessage:sendTask:' || operation, private.service_of(s.kinds));
end $$;

comment on function private.send_right is 'IAM-3: the action that an operation on this send needs.';

create or replace function private.require_list(home uuid) returns void
language sql set search_path = '' as $$
  select private.require_either(home, 'KooMessage:sendTask:list', 'KooMessageBasic:sendTask:list', null, null)
$$;

comment on function private.require_list is
  'IAM-3: refuses who may list the sends of neither edition, as require_either does.';

create or replace function private.row_parameters(s public.sends) returns text[]
language sql stable set search_path = '' as $$
  select case when s.send_type = 'group' then '{}'::text[] else private.send_parameters(s) end
$$;

comment on function private.row_parameters is
  'BSN-1: the parameters for which each number of a send has a value of its own: none in a group send, where '
  'the fifth row of the file serves all.';

create or replace function private.shared_of(
  parameters text[], columns jsonb, file public.number_files
) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(c.name, x.fifth -> c.heading)
    filter (where btrim(x.fifth ->> c.heading) <> ''), '{}')
  from (select private.fifth_row(file.id) as fifth) x
  cross join private.columns_of(parameters, shared_of.columns) c
$$;

comment on function private.shared_of is
  'BSN-1: the values of a group send, by its parameters: those of the fifth row of the file, as far as there '
  'are any.';

create or replace function private.parse_basic(
  made public.sends, t public.templates, input jsonb
) returns public.sends language plpgsql set search_path = '' as $$
declare
  v public.template_versions;
  wrong text;
begin
  -- A storyboard has neither a text nor a link.
  select k into wrong from unnest('{sms_template_id,domain_id}'::text[]) as k where input ->> k is not null;
  if found then perform private.refuse('input_invalid', jsonb_build_object('field', wrong)); end if;
  select x.* into v from public.template_versions x where x.id = t.live_version_id;
  if not found then
    perform private.refuse('basic_template_not_approved', jsonb_build_object('name', t.name));
  end if;
  made.template_id := t.id;
  made.version_id := v.id;
  made.basic_signature_id := v.signature_id;
  made.signature := (select g.name from public.basic_signatures g where g.id = v.signature_id);
  -- Without parameters there is nothing that could be personal.
  made.send_type := coalesce(input ->> 'send_type', case when v.parameters = '{}' then 'group' end);
  if made.send_type is null then
    perform private.refuse('send_type_required', jsonb_build_object('name', t.name));
  end if;
  if made.send_type = 'personal' and v.parameters = '{}' then
    perform private.refuse('send_type_static', jsonb_build_object('name', t.name));
  end if;
  -- The carrier of its channel reviewed the template, and no other has it.
  made.channel_id := v.channel_id;
  if private.by_test_key() then made.channel_id := private.sandbox_for(made.enterprise_id, v.channel_id);
  elsif private.as_uuid(input ->> 'channel_id', 'channel_id') <> v.channel_id then
    perform private.refuse('template_of_channel', jsonb_build_object('name', t.name,
      'channel', private.channel_name(v.channel_id)));
  end if;
  -- The system adds the opt-out words to each of them, as to an advertisement.
  made.is_marketing := true;
  made.sms_text := '';
  return made;
end $$;

comment on function private.parse_basic is
  'BSN-1: what a send of the basic edition takes from its template and input: version, signature, channel, '
  'send type. Of a test key, the sandbox in place of its channel. Refuses input_invalid, '
  'basic_template_not_approved, send_type_required, send_type_static, template_of_channel, '
  'test_channel_missing.';

create or replace function private.check_basic(s public.sends, t public.templates) returns void
language plpgsql stable set search_path = '' as $$
declare
  v public.template_versions;
  g public.basic_signatures;
begin
  if t.deleted_at is not null then
    perform private.refuse('template_deleted', jsonb_build_object('name', t.name));
  end if;
  select x.* into v from public.template_versions x where x.id = s.version_id;
  -- A network may take its word back: with the last that approved it, it serves no more.
  if t.live_version_id is null or v.state <> 'approved' or not exists (select from public.vendor_reviews r
      where r.version_id = v.id and r.state = 'approved') then
    perform private.refuse('basic_template_not_approved', jsonb_build_object('name', t.name));
  end if;
  if not t.enabled then
    perform private.refuse('template_disabled', jsonb_build_object('name', t.name));
  end if;
  -- By the time at which it may go out: who approves at night approves for the morning.
  if v.valid_until <= private.window_opens(s.enterprise_id, greatest(clock_timestamp(),
    case when s.origin <> 'occurrence' then s.scheduled_at end)) then
    perform private.refuse('template_expired', jsonb_build_object('name', t.name, 'until', v.valid_until));
  end if;
  -- The interface of its carrier may have changed since the template was reviewed.
  if exists (select from public.channels c where c.id = s.channel_id
    and not private.carries(c.adapter, 'basic')) then
    perform private.refuse('channel_cannot_carry', jsonb_build_object('name',
      private.channel_name(s.channel_id), 'kind', 'basic'));
  end if;
  -- One that is being edited is waited for.
  select x.* into g from public.basic_signatures x where x.id = s.basic_signature_id;
  if g.state is distinct from 'approved' then
    perform private.refuse('basic_signature_not_approved', jsonb_build_object('name', s.signature));
  end if;
end $$;

comment on function private.check_basic is
  'BSN-1: whether the storyboard of a send may go out: its template, channel and signature. Refuses as '
  'check_send.';

create or replace function private.check_purpose(s public.sends, f public.number_files) returns void
language plpgsql set search_path = '' as $$
declare
  empty text;
begin
  if f.purpose = 'flags' then
    perform private.refuse('file_of_flags', jsonb_build_object('name', f.name));
  end if;
  -- §7.1.3, §8.2.1: the editions have limits, parameters and prices of their own.
  if s.kinds = '{basic}' and f.purpose <> 'basic' then
    perform private.refuse('file_of_cards', jsonb_build_object('name', f.name));
  end if;
  if s.kinds <> '{basic}' and f.purpose = 'basic' then
    perform private.refuse('file_of_basic_edition', jsonb_build_object('name', f.name));
  end if;
  if s.kinds <> '{basic}' then return; end if;
  if private.send_parameters(s) = '{}' and cardinality(array_remove(f.columns, f.phone_column)) > 0 then
    perform private.refuse('file_carries_parameters', jsonb_build_object('file', f.name,
      'columns', private.headings_of(f)));
  end if;
  if s.send_type = 'group' then
    select string_agg(c.heading, ', ' order by c.name) into empty
    from private.columns_of(private.send_parameters(s), s.columns) c
    where not s.shared_params ? c.name and c.heading = any (f.columns) and c.heading <> f.phone_column;
    if empty is not null then
      perform private.refuse('fifth_row_empty', jsonb_build_object('file', f.name, 'columns', empty));
    end if;
  end if;
end $$;

comment on function private.check_purpose is
  'SND-1, BSN-1: whether a number file is one for this kind of send, and fills what a group send shares. '
  'Refuses file_of_flags, file_of_cards, file_of_basic_edition, file_carries_parameters, fifth_row_empty.';
