-- The story of a number (MSG-1): why it got nothing, in one call, also where it was in no send.

create or replace function private.silence_of(s public.sends, file_line integer) returns text
language plpgsql stable set search_path = '' as $$
declare
  p private.send_progress;
begin
  select x.* into p from private.send_progress x where x.send_id = s.id;
  return case
    when s.messages_gone_at is not null then 'gone'
    when p.send_id is null then s.state::text
    when p.expanded < p.total and p.expanded_line < file_line then
      case s.state when 'cancelled' then 'cancelled' else 'coming' end
    when s.left_out > 0 then 'left_out'
    else 'none' end;
end $$;

comment on function private.silence_of is
  'Why a send has no message to a number of its file: gone (deleted by retention), coming (not laid out '
  'yet), left_out (without a value for a parameter), none, or the state of a send that lays out nothing.';

create or replace function private.sends_told(home uuid, phone text, file uuid, file_line integer)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  s public.sends;
  lines jsonb := '[]';
  message bigint;
begin
  for s in select x.* from public.sends x where x.number_file_id = file and x.enterprise_id = home
    and x.kinds <@ (select private.kinds_seen(home))
    -- A plan sends nothing itself: its occurrences say what became of the number.
    and not exists (select from public.sends o where o.parent_id = x.id and o.origin = 'occurrence')
    order by x.created_at desc limit 20
  loop
    message := (private.deliveries_to(home, phone, s.id, 1))[1];
    lines := lines || jsonb_build_object('id', s.id, 'name', s.name, 'batch_no', s.batch_no,
      'origin', s.origin, 'state', s.state, 'message', message::text,
      'why', case when message is null then private.silence_of(s, file_line) end);
  end loop;
  return lines;
end $$;

comment on function private.sends_told is
  'The newest 20 sends to a file, each with its message to a number of the file, or why there is none.';

create or replace function private.files_told(home uuid, phone text) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('file_id', x.id, 'file_name', x.name, 'source', x.source,
    'line', x.line, 'at', x.created_at, 'sends', private.sends_told(home, phone, x.id, x.line))
    order by x.created_at desc), '[]')
  from (select f.id, f.name, f.source, f.created_at, private.line_of(f.id, phone) as line
    from public.number_files f
    where f.id = any (private.files_with(home, phone))
      and f.purpose = any ((select private.purposes_seen(home))::text[])
    order by f.created_at desc limit 20) x
$$;

comment on function private.files_told is
  'The newest 20 number files with a number, its line in each, and what became of it in their sends.';

create or replace function private.story_of(home uuid, phone text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  most constant integer := 20;
  story jsonb := jsonb_build_object('number', private.mask(phone));
  kind record;
begin
  -- What the caller may not list is null, and nothing is said of it.
  for kind in
    select k.resource, k.part from (values ('delivery', 'messages'), ('reply', 'replies'),
      ('opt_out', 'opt_outs'), ('number_reject', 'rejects')) as k (resource, part)
    where private.may(home, private.recipient_reads(k.resource)) or k.resource <> 'opt_out'
      and private.may(home, private.in_service(private.recipient_reads(k.resource), 'KooMessageBasic'))
  loop
    story := story
      || jsonb_build_object(kind.part, private.rows_about(home, kind.resource, phone, null, most));
  end loop;
  return story || jsonb_build_object('files', case when cardinality(private.purposes_seen(home)) > 0
    and cardinality(private.kinds_seen(home)) > 0 then private.files_told(home, phone) end);
end $$;

comment on function private.story_of is
  'All that an enterprise has of a number and that the caller may list, masked: {number, messages, replies, '
  'opt_outs, rejects, files}; parts that the caller may not list are not there.';

create or replace function private.row_number(home uuid, resource text, id text) returns text
language plpgsql stable set search_path = '' as $$
declare
  whole record;
begin
  select x.* into whole from private.whole_recipient(home, resource, id) x;
  if whole.place is null or not private.may(home, private.recipient_right(resource, id)) then
    perform private.refuse('not_found', jsonb_build_object('resource', resource));
  end if;
  return whole.number;
end $$;

comment on function private.row_number is
  'The whole number of a row that the caller may list; it stays in the law. Refuses not_found.';

create or replace function public.number_story(
  number text default null, resource text default null, id text default null
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  told text;
  wanted text;
  refused jsonb;
begin
  perform private.require(home, 'own');
  if num_nulls(number, id) <> 1 or num_nulls(resource, id) = 1 then
    perform private.refuse('input_invalid', '{"field": "number"}');
  end if;
  if number is not null then
    perform private.require_list(home);
    wanted := private.wanted_number(number);
  else
    told := private.row_number(home, resource, id);
    wanted := private.phone_of(told);
  end if;
  refused := private.ask_call('find_recipient');
  if refused is not null then return refused; end if;
  -- The customer flag of a link, or a line without a number.
  if wanted is null then
    return jsonb_build_object('number', private.mask_flag(told), 'is_number', false);
  end if;
  return private.story_of(home, wanted);
end $$;

comment on function public.number_story is
  'MSG-1: what is known of a number, masked: {number, messages, replies, opt_outs, rejects, files}. By '
  'number, or by resource and id of a row, as in reveal_recipient. Counts as a search. Refuses forbidden, '
  'input_invalid, invalid_number, not_found, too_many_requests.';

grant execute on function public.number_story to authenticated;
