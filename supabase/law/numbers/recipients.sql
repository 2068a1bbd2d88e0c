-- Whole numbers (IAM-3): searching by one, revealing one, taking many out. The number is in the body of a
-- request, never in its address.

create or replace function private.wanted_number(typed text) returns text
language plpgsql stable set search_path = '' as $$
declare
  phone constant text := private.phone_of(typed);
begin
  if phone is null then
    perform private.refuse('invalid_number', jsonb_build_object('value', left(typed, 20)));
  end if;
  return phone;
end $$;

comment on function private.wanted_number is
  'The E.164 form of a number that somebody searches for. Refuses invalid_number.';

create or replace function private.recipient_reads(resource text) returns text
language sql immutable set search_path = '' as $$
  select case when resource in ('delivery', 'reply', 'receipt') then 'KooMessage:sendTask:list'
    when resource = 'opt_out' then 'KooMessage:optOut:list'
    when resource = 'number_reject' then
      'KooMessage:numberFile:list' when resource in ('link', 'link_reject') then
      'KooMessage:resolveTask:list' end
$$;

comment on function private.recipient_reads is
  'The action needed to list the rows of this kind that carry a number; null: an unknown kind.';

create or replace function private.recipient_right(resource text, id text) returns text
language sql stable set search_path = '' as $$
  select private.in_service(private.recipient_reads(resource), case
    -- The planner looks at each branch, so the id is cast where it is a number.
    when resource = 'delivery' then (select private.service_of(s.kinds) from public.sends s
      where s.id = any (private.sends_of(array[substring(recipient_right.id from '^[0-9]{1,18}$')::bigint])))
    when resource = 'reply' then (select private.service_of_kind(r.message_kind::text) from public.replies r
      where r.channel_id::text = left(recipient_right.id, 36) and r.id = substr(recipient_right.id, 38))
    when resource = 'number_reject' then (select private.service_of_kind(f.purpose)
      from public.number_files f where f.id::text = left(recipient_right.id, 36)) end)
$$;

comment on function private.recipient_right is
  'The action needed to list this row, which may be of the basic edition.';

create or replace function private.kinds_seen(home uuid) returns public.message_kind[]
language sql stable set search_path = '' as $$
  select case when private.may(home, 'KooMessage:sendTask:list') then '{aim,text}'::public.message_kind[]
      else '{}' end
    || case when private.may(home, 'KooMessageBasic:sendTask:list') then '{basic}'::public.message_kind[]
      else '{}' end
$$;

comment on function private.kinds_seen is
  'IAM-3: of which kinds the caller may list the sends of an enterprise.';

create or replace function private.purposes_seen(home uuid) returns text[]
language sql stable set search_path = '' as $$
  select case when private.may(home, 'KooMessage:numberFile:list') then '{aim,flags}'::text[] else '{}' end
    || case when private.may(home, 'KooMessageBasic:numberFile:list') then '{basic}'::text[] else '{}' end
$$;

comment on function private.purposes_seen is
  'IAM-3: for which purposes the caller may list the number files of an enterprise.';

create or replace function private.files_with(home uuid, phone text) returns uuid[]
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  files constant uuid[] := array(select f.id from public.number_files f where f.enterprise_id = home and f.emptied_at is null);
  -- (file, number) is a key of each partition: one look-up a file. A statement on the parent would lock and
  -- plan every partition.
  hits uuid[] := array(select f from unnest(files) as f join partitions.numbers_shared n on n.file_id = f and n.phone = files_with.phone);
  one record;
  hit boolean;
begin
  for one in select f as file, to_regclass(private.numbers_partition(f)) as part from unnest(files) as f loop
    continue when one.part is null;
    execute format('select exists (select from %s n where n.file_id = $1 and n.phone = $2)', one.part) into hit using one.file, phone;
    if hit then hits := hits || one.file; end if;
  end loop;
  return hits;
end $$;

comment on function private.files_with is
  'The number files of an enterprise that have this number, by their keys.';

create or replace function private.deliveries_to(
  home uuid, phone text, of_send uuid, most integer
) returns bigint[] language plpgsql stable set search_path = '' as $$
declare
  files constant uuid[] := case when of_send is null then private.files_with(home, phone) end;
  one record;
  found_ids bigint[];
  ids bigint[] := '{}';
begin
  -- As send_details does: the file of a send has a unique index on the number, and the line says to within a
  -- few where its message is.
  for one in
    select p.id_base, p.total, s.number_file_id as file, private.deliveries_home(p) as part
    from public.sends s join private.send_progress p on p.send_id = s.id
    where s.enterprise_id = home and (of_send is null and s.number_file_id = any (files) or s.id = of_send)
    order by s.created_at desc
  loop
    continue when one.part is null;
    -- In the shared partition the range of ids narrows the search, in a large one its primary key does.
    execute format('select coalesce(array_agg(d.id order by d.id desc), %L) from private.ordinals_of($1, $2, $3) o join %s d on d.id between $4 + o.lowest and $4 + o.highest and d.phone = $3',
      '{}', one.part) into found_ids using one.file, one.total, phone, one.id_base;
    ids := ids || found_ids;
    exit when cardinality(ids) > most;
  end loop;
  return ids[:most + 1];
end $$;

comment on function private.deliveries_to is
  'The messages to a number, of one send or of all sends of an enterprise, the newest send first; one more '
  'than asked for where there are more.';

create or replace function private.rejects_of(home uuid, phone text, of_file uuid, most integer) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  one record;
  found_rows jsonb := '[]';
begin
  -- File by file, by the primary key: what was left out is little, and an index by number would cost every
  -- import.
  for one in
    select f.id, f.name from public.number_files f
    where f.enterprise_id = home and (of_file is null or f.id = of_file) and f.invalid + f.duplicates > 0
      and f.purpose = any ((select private.purposes_seen(home))::text[])
    order by f.created_at desc limit 500
  loop
    found_rows := found_rows || (
      select coalesce(jsonb_agg(jsonb_build_object('file_id', x.file_id, 'file_name', one.name,
            'line', x.line, 'value', x.value, 'reason', x.reason) order by x.line), '[]')
      from (select r.* from public.number_rejects r where r.file_id = one.id and r.number = phone
        order by r.line limit most + 1) x);
    exit when jsonb_array_length(found_rows) > most;
  end loop;
  return found_rows;
end $$;

comment on function private.rejects_of is
  'The lines of this number that were left out, of one file or of the newest 500 files with such lines.';

create or replace function private.links_with(home uuid, flag text, task uuid, most integer) returns bigint[]
language plpgsql stable set search_path = '' as $$
declare
  p private.mint_progress;
  ids bigint[];
begin
  select x.* into p from private.mint_progress x where x.task_id = task and x.enterprise_id = home;
  if p.task_id is null then return '{}'; end if;
  -- Ids of a task are a range. A million links of one task take a tenth of a second.
  execute format('select array(select l.id from %s l where l.id > $1 and l.id <= $2 and (l.cust_flag = any ($3)) order by l.id limit $4)',
      case when p.large then coalesce(to_regclass(private.links_partition(p))::text,
          'partitions.links_shared') else 'partitions.links_shared' end)
    into ids using p.id_base, p.id_base + p.total, array[btrim(flag), private.phone_of(flag), substr(private.phone_of(flag), 4)], most + 1;
  return ids;
end $$;

comment on function private.links_with is
  'The links of a task whose customer flag is this text, or this number.';

create or replace function private.rows_about(
  home uuid, resource text, wanted text, parent uuid, most integer
) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(case resource
    when 'delivery' then (
      select jsonb_agg(to_jsonb(c) || jsonb_build_object('send_name', s.name, 'batch_no', s.batch_no,
          'origin', s.origin) order by x.place)
      from unnest(private.deliveries_to(home, wanted, parent, most)) with ordinality as x (id, place)
      join public.delivery_cards c on c.id = x.id join public.sends s on s.id = c.send_id
      where s.kinds <@ (select private.kinds_seen(home)))
    when 'opt_out' then (
      select jsonb_agg(to_jsonb(c) order by c.at desc)
      from (select o.id from public.opt_outs o
        where o.enterprise_id = home and o.phone in (wanted, private.opt_out_mark(wanted)) limit most + 1) x
      join public.opt_out_cards c on c.id = x.id)
    when 'number_reject' then private.rejects_of(home, wanted, parent, most)
    when 'reply' then (
      select jsonb_agg(to_jsonb(c) order by c.received_at desc)
      from (select r.channel_id, r.id from public.replies r where r.enterprise_id = home and r.phone = wanted
          and (parent is null or r.send_id = parent)
          and coalesce(r.message_kind, 'aim') = any ((select private.kinds_seen(home))::public.message_kind[])
        order by r.received_at desc limit most + 1) x
      join public.reply_cards c on c.channel_id = x.channel_id and c.reply_id = x.id) end, '[]')
$$;

comment on function private.rows_about is
  'The rows of a kind that are about a number, masked, one more than asked for where there are more. '
  'parent: of one send or file.';

create or replace function public.find_recipient(
  resource text, number text, of text default null
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  most constant integer := 50;
  parent constant uuid := private.as_uuid(of, 'of');
  wanted text;
  refused jsonb;
  found_rows jsonb;
begin
  perform private.require_either(home, coalesce(private.recipient_reads(resource), 'own'),
    case when resource in ('delivery', 'reply', 'number_reject') then private.in_service(
      private.recipient_reads(resource), 'KooMessageBasic') end, null, null);
  if resource is null or resource not in ('delivery', 'opt_out', 'number_reject', 'reply', 'link') then
    perform private.refuse('input_invalid', '{"field": "resource"}');
  end if;
  if resource = 'link' and (parent is null or coalesce(btrim(number), '') = ''
    or char_length(number) > 64) then
    perform private.refuse('input_invalid', '{"field": "of"}');
  end if;
  wanted := case when resource <> 'link' then private.wanted_number(number) end;
  refused := private.ask_call('find_recipient');
  if refused is not null then return refused; end if;
  found_rows := case when resource <> 'link' then private.rows_about(home, resource, wanted, parent, most)
    else coalesce((select jsonb_agg(to_jsonb(c) order by c.id)
      from unnest(private.links_with(home, number, parent, most)) as x (id)
      join public.link_cards c on c.id = x.id), '[]') end;
  return jsonb_build_object('number', case when resource = 'link' then private.mask_flag(btrim(number))
      else private.mask(wanted) end,
    'rows', case when jsonb_array_length(found_rows) > most then found_rows - most else found_rows end,
    'more', jsonb_array_length(found_rows) > most);
end $$;

comment on function public.find_recipient is
  'IAM-3: rows about one number, masked: {number, rows (50 at most), more}. resource: delivery, opt_out, '
  'number_reject, reply, link (by customer flag). of: one send, file or task. A call counts as a search '
  '(IAM-6). Refuses forbidden, input_invalid, invalid_number, too_many_requests.';

create or replace function private.whole_recipient(
  home uuid, resource text, id text, out number text, out params jsonb, out place jsonb
) language plpgsql stable set search_path = '' as $$
declare
  -- A malformed id belongs to no row.
  key constant bigint := case when id ~ '^[0-9]{1,18}$' then id::bigint end;
  parent constant uuid := case when id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.' then left(id, 36)::uuid end;
  child constant text := substr(id, 38);
  place_no constant integer := case when child ~ '^[0-9]{1,9}$' then child::integer end;
begin
  case resource
    when 'delivery', 'send_detail' then
      select m.phone, m.params, jsonb_build_object('send', s.name, 'batch_no', s.batch_no) into number,
        params, place
      from public.sends s cross join lateral private.whole_message(s.id, key) m
      where s.id = any (private.sends_of(array[key])) and s.enterprise_id = home and m.phone is not null;
    when 'opt_out' then
      select o.phone, jsonb_build_object('signature', o.signature) into number, place from public.opt_outs o
      where o.id = key and o.enterprise_id = home;
    when 'number_reject' then
      select coalesce(r.number, r.value), jsonb_build_object('file', f.name, 'line', r.line) into number, place
      from public.number_rejects r join public.number_files f on f.id = r.file_id
      where r.file_id = parent and r.line = place_no and r.enterprise_id = home;
    when 'reply' then
      select r.phone, jsonb_build_object('text', r.text),
        jsonb_build_object('signature', r.signature) into number, params, place
      from public.replies r where r.channel_id = parent and r.id = child and r.enterprise_id = home;
    when 'receipt' then
      select r.reference, jsonb_build_object('code', r.code),
        jsonb_build_object('status', r.status) into number, params, place from public.receipts r
      where r.id = key and r.enterprise_id = home;
    when 'link' then
      select m.cust_flag, m.params, jsonb_build_object('task', t.name, 'ordinal', l.ordinal) into number,
        params, place
      from public.links l join public.resolve_tasks t on t.id = l.task_id
      cross join lateral private.whole_link(l.task_id, l.id) m where l.id = key and l.enterprise_id = home;
    when 'link_reject' then
      select r.cust_flag, r.params, jsonb_build_object('task', t.name, 'ordinal', r.ordinal) into number,
        params, place
      from public.link_rejects r join public.resolve_tasks t on t.id = r.task_id
      where r.task_id = parent and r.ordinal = place_no and r.enterprise_id = home;
    else null;
  end case;
  -- RET-1: the replacement of an erased number is not readable.
  if number like 'erased%' then number := '***'; end if;
end $$;

comment on function private.whole_recipient is
  'The whole number and the parameters behind a row of an enterprise, and the place of the row in words; '
  'nulls without a row. No API role may call it.';

create or replace function private.reveal_recipient(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  resource constant text := input ->> 'resource';
  whole record;
begin
  select x.* into whole from private.whole_recipient(home, resource, input ->> 'id') x;
  -- A caller who may not list such rows learns nothing of them, as with any other verb.
  if whole.place is null or not private.may(home, private.recipient_right(resource, input ->> 'id')) then
    perform private.refuse('not_found', jsonb_build_object('resource', resource));
  end if;
  if private.is_bot() then perform private.refuse('not_in_chat'); end if;
  return jsonb_build_object('about', left(resource || '/' || (input ->> 'id'), 64), 'resource', resource,
    'id', input ->> 'id', 'after', whole.place,
    'once', jsonb_build_object('number', whole.number, 'params', whole.params));
end $$;
create or replace function public.reveal_recipient(
  resource text, id text, reason text default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('recipient', 'reveal', request, jsonb_build_object('resource', resource, 'id', id),
    null, reason)
$$;

comment on function public.reveal_recipient is
  'IAM-3: the whole number and parameters of a masked row: {resource, id, number, params}. '
  'id: of a delivery, opt_out, receipt or link; number_reject <file>/<line>, reply <channel>/<id>, '
  'link_reject <task>/<ordinal>. Logged without the number; a repeated request gets none. '
  'Refuses forbidden, input_invalid, not_found, not_in_chat, reason_required, reason_too_long, '
  'too_many_requests.';

grant execute on function public.find_recipient, public.reveal_recipient to authenticated;
