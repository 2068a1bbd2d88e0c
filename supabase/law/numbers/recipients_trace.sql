-- RET-1: everything that an enterprise keeps about one number, counted: the answer to a person who asks what
-- is known of them.

create or replace function private.trace_messages(
  home uuid, phone text, files uuid[], out n bigint, out first timestamptz, out last timestamptz
) language plpgsql stable set search_path = '' as $$
declare
  one record;
  hits record;
begin
  n := 0;
  -- As deliveries_to does: the file of a send knows the line of the number, so sends of other files are not
  -- looked into.
  for one in
    select p.id_base, p.total, s.number_file_id as file, s.created_at, private.deliveries_home(p) as part
    from public.sends s join private.send_progress p on p.send_id = s.id
    where s.enterprise_id = home and s.number_file_id = any (files)
  loop
    continue when one.part is null;
    execute format('select count(*) as n, min(coalesce(d.handed_at, $5)) as first, max(coalesce(d.handed_at, $5)) as last
      from private.ordinals_of($1, $2, $3) o join %s d on d.id between $4 + o.lowest and $4 + o.highest and d.phone = $3', one.part)
    into hits using one.file, one.total, phone, one.id_base, one.created_at;
    n := n + hits.n;
    first := least(first, hits.first);
    last := greatest(last, hits.last);
  end loop;
end $$;
comment on function private.trace_messages is
  'How many messages of an enterprise went, or will go, to a number, through the files that have it, and '
  'when: of each the hand-off, or else when its send was made.';

create or replace function private.trace_links(
  home uuid, phone text, out n bigint, out first timestamptz, out last timestamptz
) language plpgsql stable set search_path = '' as $$
declare
  one record;
  hits bigint;
begin
  n := 0;
  for one in
    select t.submitted_at, p.id_base, p.total,
      case when p.large then coalesce(to_regclass(private.links_partition(p)),
        'partitions.links_shared'::regclass) else 'partitions.links_shared'::regclass end as part
    from private.mint_progress p join public.resolve_tasks t on t.id = p.task_id where p.enterprise_id = home
  loop
    execute format('select count(*) from %s l where l.id > $1 and l.id <= $2 and l.cust_flag = any ($3)', one.part)
    into hits using one.id_base, one.id_base + one.total, array[phone, substr(phone, 4), substr(phone, 2)];
    continue when hits = 0;
    n := n + hits;
    first := least(first, one.submitted_at);
    last := greatest(last, one.submitted_at);
  end loop;
end $$;
comment on function private.trace_links is
  'How many personal links of resolve tasks have a number as their customer flag, and when their tasks were '
  'made.';

create or replace function private.trace_recipient(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  wanted constant text := private.wanted_number(input ->> 'phone');
  files constant uuid[] := private.files_with(home, wanted);
  found_rows jsonb;
begin
  select jsonb_agg(jsonb_build_object('what', x.what, 'count', x.n, 'first_at', x.first, 'last_at', x.last)
    order by x.place) into found_rows from (
    select 1 as place, 'delivery' as what, m.* from private.trace_messages(home, wanted, files) m
    union all select 2, 'number_file', count(*), min(f.created_at), max(f.created_at)
    from public.number_files f where f.id = any (files)
    union all select 3, 'number_reject', count(*), min(f.created_at), max(f.created_at)
    from public.number_files f join public.number_rejects r on r.file_id = f.id
    where f.enterprise_id = home and r.number = wanted
    union all select 4, 'link', m.* from private.trace_links(home, wanted) m
    union all select 5, 'reply', count(*), min(r.received_at), max(r.received_at) from public.replies r
    where r.enterprise_id = home and r.phone = wanted
    union all select 6, 'opt_out', count(*), min(o.at), max(o.at) from public.opt_outs o
    where o.enterprise_id = home and o.phone in (wanted, private.opt_out_mark(wanted))) x;
  return jsonb_build_object('after', (select jsonb_object_agg(r ->> 'what', r -> 'count')
      from jsonb_array_elements(found_rows) as r where r -> 'count' <> '0'),
    'number', private.mask(wanted), 'found', found_rows);
end $$;
create or replace function public.trace_recipient(
  number text, reason text default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('recipient', 'trace', request, jsonb_build_object('phone', number), null, reason)
$$;
comment on function public.trace_recipient is
  'RET-1: how much the enterprise keeps of a number: {number (masked), found: [{what, count, first_at, '
  'last_at}]}. Logged with the counts, without the number. The rows themselves: find_recipient. '
  'Refuses forbidden, input_invalid, invalid_number, reason_required, reason_too_long, too_many_requests.';

grant execute on function public.trace_recipient to authenticated;
