comment on type private.stretch is
  'A part of a batch: a range of delivery ids, and the partition they are in.';

create or replace function private.ordinals_of(
  file uuid, total integer, number text
) returns table (lowest integer, highest integer)
language plpgsql stable set search_path = '' as $$
declare
  -- The partition itself: a statement on the parent locks and plans every partition.
  home constant regclass := coalesce(to_regclass(private.numbers_partition(file)), 'partitions.numbers_shared'::regclass);
  line integer;
begin
  line := private.line_of(file, number);
  if line is null then return; end if;
  -- The ordinal of a number is the place of its line among the accepted lines. Before and behind it there
  -- cannot be more accepted lines than lines. So the ordinal is known to within the number of lines that were
  -- not accepted, which usually are few.
  return query execute format('select $2 - (max(n.line) - $3), $3 - min(n.line) + 1 from %s n where n.file_id = $1',
    home)
  using file, total, line;
end $$;

comment on function private.ordinals_of is
  'The range of ordinals in which a number is, in a send to this file; no row: the file does not contain the '
  'number.';

create or replace function private.stretches_of(
  home uuid, since timestamptz, upto timestamptz, signature text, template uuid, number text,
  results public.delivery_state[]
)
returns setof private.stretch language sql stable set search_path = '' as $$
  select b.id, b.claimed_at, w.home, greatest(b.first_id, w.first_id), least(b.last_id, w.last_id)
  from (
    select p.send_id, private.deliveries_home(p) as home, p.id_base + coalesce(o.lowest, 1) as first_id,
      p.id_base + coalesce(o.highest, p.total) as last_id
    from public.sends s join private.send_progress p on p.send_id = s.id
    join public.send_totals t on t.send_id = s.id
    left join lateral private.ordinals_of(s.number_file_id, p.total, number) o on number is not null
    where s.enterprise_id = home and s.started_at < upto and s.kinds <@ (select private.kinds_seen(home))
      -- Batches that a cancelled send had claimed still run to their end, so its batches say when that was.
      and (s.finished_at is null or s.finished_at >= since or s.state = 'cancelled')
      and (stretches_of.signature is null or s.signature = stretches_of.signature)
      and (template is null or s.template_id = template)
      and (number is null or o.lowest is not null)
      -- The account says how many messages of a send have these results.
      and (results is null
        or exists (select from unnest(results) as one where (to_jsonb(t) ->> one::text)::integer > 0))
    offset 0) w
  join private.batches b on b.send_id = w.send_id and b.first_id <= w.last_id and b.last_id >= w.first_id
  where b.claimed_at < upto and (b.done_at is null or b.done_at >= since)
$$;

comment on function private.stretches_of is
  'The ranges of an enterprise''s messages that may have been handed over in this time, as far as sends and '
  'batches can tell: of sends that the caller may see.';

create or replace function private.details_in(
  home regclass, stretches private.stretch[], since timestamptz, upto timestamptz, number text,
  results public.delivery_state[], network public.network, most integer
)
returns table (batch bigint, id bigint, send_id uuid, phone text, state public.delivery_state, code text,
  vendor public.vendor, sent_at timestamptz, final_at timestamptz, net public.network, told boolean)
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  -- Reads the partition directly: a statement on the parent locks and plans every partition.
  return query execute format($look$
    select s.batch, d.id, d.send_id, d.phone, d.state, d.code, d.vendor, d.sent_at, d.final_at,
      coalesce(d.told_network, d.network), d.told_network is not null
    from unnest($1) s cross join lateral (
      select x.*, coalesce(x.handed_at, greatest(x.final_at, s.claimed_at)) as sent_at from %s x
      where x.id between s.first_id and s.last_id and x.state not in ('pending', 'cancelled') %s %s %s
        and coalesce(x.handed_at, greatest(x.final_at, s.claimed_at)) >= $2
          and coalesce(x.handed_at, greatest(x.final_at, s.claimed_at)) < $3
      order by x.id desc limit $6) d
    order by s.batch desc, d.id desc limit $6 $look$,
    home, case when results is not null then 'and x.state = any ($5)' end, case when number is not null
      then 'and x.phone = $4' end,
    case when network is not null then 'and coalesce(x.told_network, x.network) = $7' end)
  using stretches, since, upto, number, results, most, network;
end $$;

comment on function private.details_in is
  'The newest messages in these ranges of one partition that match the filters, up to a limit.';

create or replace function public.send_details(sent_from timestamptz default null,
  sent_to timestamptz default null, signature text default null, template uuid default null,
  number text default null, results public.delivery_state[] default null, network public.network default null,
    after bigint default null, most integer default 20)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  upto constant timestamptz := coalesce(send_details.sent_to, clock_timestamp());
  -- The first instant there is has no day before it.
  since constant timestamptz := coalesce(send_details.sent_from, greatest(upto, timestamptz '1000-01-01') - interval '24 hours');
  ends constant public.delivery_state[] := nullif(send_details.results, '{}');
  size constant integer := least(greatest(coalesce(most, 20), 1), 100);
  todo private.stretch[];
  slice private.stretch[];
  begun bigint;
  wanted text;
  refused jsonb; next integer := 1;
  width integer := 1;
  left_to_find integer := size + 1;
  lines jsonb := '[]';
  more jsonb;
begin
  perform private.require_list(home);
  -- Infinity has no distance.
  if not (since >= timestamptz '1900-01-01' and upto < timestamptz '3000-01-01') then
    perform private.refuse('input_invalid', jsonb_build_object('field', case when since >= timestamptz '1900-01-01' then 'sent_to' else 'sent_from' end));
  end if;
  if since > upto then perform private.refuse('input_invalid', '{"field": "sent_to"}'); end if;
  if upto - since > interval '24 hours' then
    perform private.refuse('range_too_long', '{"hours": 24}');
  end if;
  if number is not null then
    wanted := private.wanted_number(number);
    refused := private.ask_call('find_recipient');
    if refused is not null then return refused; end if;
  end if;
  if after is not null then
    select b.id into begun from private.batches b where b.send_id = any (private.sends_of(array[after])) and b.first_id <= after and b.last_id >= after;
  end if;
  select coalesce(array_agg(row(x.batch, x.claimed_at, x.home, x.first_id, case when x.batch = begun then least(x.last_id, after - 1) else x.last_id end)::private.stretch
    order by x.batch desc), '{}') into todo
  from private.stretches_of(home, since, upto, send_details.signature, send_details.template, wanted, ends) x
  where after is null or x.batch <= begun;
  while left_to_find > 0 and next <= cardinality(todo) loop
    slice := todo[next:next + width - 1];
    select coalesce(jsonb_agg(f.line order by f.batch desc, f.id desc), '[]') into more from (
      select d.batch, d.id, jsonb_build_object('id', d.id, 'send_id', d.send_id, 'send_name', s.name, 'batch_no', s.batch_no, 'origin', s.origin,
        'template_id', s.template_id, 'template_name', t.name, 'signature', s.signature, 'phone', private.mask(d.phone), 'state', d.state, 'code', d.code,
        'code_said', private.channel_code_said(s.channel_id, d.code), 'vendor', d.vendor, 'network', d.net,
        'network_told', d.told, 'sent_at', d.sent_at, 'final_at', d.final_at) as line
      from (
        select x.* from (select y.home, array_agg(y) as stretches from unnest(slice) y group by y.home) h
        cross join lateral private.details_in(h.home, h.stretches, since, upto, wanted, ends,
          send_details.network, left_to_find) x
        order by x.batch desc, x.id desc limit left_to_find) d
      join public.sends s on s.id = d.send_id left join public.templates t on t.id = s.template_id) f;
    lines := lines || more;
    left_to_find := left_to_find - jsonb_array_length(more);
    next := next + width;
    width := least(width * 2, 512);
  end loop;
  return jsonb_build_object('from', since, 'to', upto, 'more', left_to_find = 0,
    'rows', case when left_to_find = 0 then lines - size else lines end);
end $$;

comment on function public.send_details is
  'SND-3 (§7.1.4): messages of all sends by send time in [from, to): at most 24 hours, by default the last '
  '24. Newest first: {from, to, rows, more}; after: the last id of the page before. The send time is the '
  'hand-off, or the turn that skipped the number. results: any of them. number: a whole number, masked in '
  'the answer (a search, IAM-6). '
  'Refuses forbidden, input_invalid, range_too_long, invalid_number, too_many_requests.';

grant execute on function public.send_details to authenticated;

create or replace view public.send_detail_cards with (security_invoker = true) as
select d.id, d.enterprise_id, d.send_id, s.name as send_name, s.batch_no, s.template_id,
  t.name as template_name, s.signature, d.phone, d.state, d.code, d.code_said, d.vendor, d.network,
  d.network_told,
  coalesce(d.handed_at, d.final_at) as sent_at, d.final_at
from public.delivery_cards d join public.sends s on s.id = d.send_id
left join public.templates t on t.id = s.template_id where d.state not in ('pending', 'cancelled');
comment on view public.send_detail_cards is
  'SND-3: what send_details answers, as rows: for exports, which read a day of it. sent_at: the hand-off, or '
  'where the number was skipped, when that was.';
grant select on public.send_detail_cards to authenticated;

create or replace function private.detail_ranges(home uuid, filters jsonb, asked_at timestamptz) returns text
language plpgsql stable set search_path = '' as $$
declare
  upto constant timestamptz := coalesce((select min(private.as_time(f ->> 'value', 'filters'))
    from jsonb_array_elements(filters) as f where f ->> 'column' = 'sent_at' and f ->> 'op' = 'until'),
    asked_at, clock_timestamp());
  since constant timestamptz := coalesce((select max(private.as_time(f ->> 'value', 'filters'))
    from jsonb_array_elements(filters) as f where f ->> 'column' = 'sent_at' and f ->> 'op' = 'from'),
    upto - interval '24 hours');
begin
  -- Infinity has no distance.
  if not (since >= timestamptz '1900-01-01' and upto < timestamptz '3000-01-01') then
    perform private.refuse('input_invalid', '{"field": "filters"}');
  end if;
  if upto - since > interval '24 hours' then
    perform private.refuse('range_too_long', '{"hours": 24}');
  end if;
  -- Ids of a send's messages are a range: the planner skips all other partitions, as no index has the time.
  return format('r.sent_at >= %L and r.sent_at < %L and (%s)', since, upto, coalesce((
    select string_agg(format('r.id between %s and %s', p.id_base + 1, p.id_base + p.total), ' or '
      order by p.id_base)
    from public.sends s join private.send_progress p on p.send_id = s.id
    where s.enterprise_id = home and s.started_at < upto
      and (s.finished_at is null or s.finished_at >= since or s.state = 'cancelled')), 'false'));
end $$;
comment on function private.detail_ranges is
  'The conditions of an export of send_detail: its time, by default the 24 hours before it was asked '
  'for, and the messages of sends that ran then. Refuses input_invalid, range_too_long.';
