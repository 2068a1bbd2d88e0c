-- The story of a message (MSG-1): from the line of its number file to the resolution of its card. Everything
-- is read by keys; no partition is scanned.

create or replace function private.line_of(file uuid, phone text) returns integer
language plpgsql stable set search_path = '' as $$
declare
  line integer;
begin
  -- The partition itself: a statement on the parent locks and plans every partition.
  execute format('select n.line from %s n where n.file_id = $1 and n.phone = $2',
    coalesce(to_regclass(private.numbers_partition(file)), 'partitions.numbers_shared'::regclass))
  into line using file, phone;
  return line;
end $$;

comment on function private.line_of is 'The line of a number file that a number is on; null: on none.';

create or replace function private.told(what text, at timestamptz, details jsonb default '{}') returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('what', what, 'at', at) || details
$$;

comment on function private.told is 'A line of the story of a message.';

create or replace function private.import_told(s public.sends, phone text) returns jsonb
language sql stable set search_path = '' as $$
  select private.told('imported', coalesce(f.finished_at, f.created_at), jsonb_build_object(
    'by', private.visible_person(f.created_by), 'file_name', f.name, 'source', f.source,
    -- The lines of a resend are places in its first send.
    'line', case when f.source <> 'resend' then private.line_of(f.id, phone) end,
    'file_id', case when f.purpose = any ((select private.purposes_seen(s.enterprise_id))::text[])
      then f.id end,
    'first_message', case when s.origin = 'resend' then
      (private.deliveries_to(s.enterprise_id, phone, s.parent_id, 1))[1]::text end))
  from public.number_files f where f.id = s.number_file_id
$$;

comment on function private.import_told is
  'The line of the story that says from which file and line a number came; of a resend, its first message.';

create or replace function private.acts_told(s public.sends) returns setof jsonb
language sql stable set search_path = '' as $$
  select private.told(a.verb, a.at, jsonb_build_object('by', private.in_words(a.actor_name)))
  from public.audit_log a
  where a.resource = 'send' and a.outcome = 'granted'
    and a.verb in ('submit', 'approve', 'break_glass', 'reject', 'undo', 'release', 'pause', 'stop', 'resume',
      'cancel')
    -- An occurrence goes by the decisions about its plan until then.
    and (a.resource_id = s.id::text
      or s.origin = 'occurrence' and a.resource_id = s.parent_id::text and a.at <= s.created_at)
    and a.at >= s.submitted_at - interval '1 second'
  union all
  select private.told('covered', coalesce(s.submitted_at, s.created_at), jsonb_build_object(
    'by', private.visible_person(c.decided_by), 'name', c.name))
  from public.standing_uses u join public.standing_approvals c on c.id = u.standing_approval_id
  where u.send_id = s.id and u.submitted_at = s.submitted_at
$$;

comment on function private.acts_told is
  'Who decided what about a send since its last submission. Everybody who may list the send reads it, '
  'without the reasons, which the log has.';

create or replace function private.handed_told(s public.sends, d public.deliveries) returns setof jsonb
language sql stable set search_path = '' as $$
  select private.told('laid_out', p.begun_at, jsonb_build_object('ordinal', d.ordinal, 'total', p.total))
  from private.send_progress p where p.send_id = s.id
  union all
  select private.told('held_back', d.final_at, jsonb_build_object('state', d.state, 'signature', s.signature))
  where d.state in ('opted_out', 'capped', 'cancelled')
  union all
  select private.told('handed', d.handed_at, jsonb_build_object('channel', private.channel_name(s.channel_id),
    'carrier_id', coalesce(d.carrier_id, private.carrier_id_of(d.id)),
    'tries', (select b.attempts from private.batches b where b.send_id = s.id and b.first_id <= d.id
      order by b.first_id desc limit 1)))
  where d.handed_at is not null
  union all
  select private.told('receipt', d.final_at, jsonb_build_object('state', d.state, 'code', d.code,
    'code_said', private.channel_code_said(s.channel_id, d.code), 'vendor', d.vendor,
    'network', coalesce(d.told_network, d.network), 'network_told', d.told_network is not null,
    'turned_away', d.handed_at is null))
  where d.state in ('delivered', 'failed', 'expired', 'timed_out', 'unknown')
$$;

comment on function private.handed_told is
  'The lines of the story from the expansion to the receipt of a message.';

create or replace function private.opens_of(home uuid, link bigint, since timestamptz, upto timestamptz)
returns table (at timestamptz, kind public.link_event_kind, vendor public.vendor, n integer)
language sql stable set search_path = '' as $$
  -- No index names a link, as it would cost each flush: those of the days in which it worked are looked
  -- through, by their time. A million of them take a second; a flush has up to a thousand requests.
  select f.at, x.kind, x.vendor, x.n
  from public.link_flushes f
  cross join lateral unnest(f.link_ids, f.kinds, f.vendors, f.counts) as x (id, kind, vendor, n)
  where f.at >= since and f.at < upto and f.enterprise_id = home and link = any (f.link_ids) and x.id = link
  order by f.at limit 20
$$;

comment on function private.opens_of is 'The first 20 requests for a link in a time.';

create or replace function private.opened_told(s public.sends, d public.deliveries) returns setof jsonb
language sql stable set search_path = '' as $$
  select private.told('opened', e.at, jsonb_build_object('kind', e.kind, 'vendor', e.vendor, 'count', e.n))
  from private.opens_of(s.enterprise_id, d.id, d.handed_at - interval '1 minute',
    d.handed_at + make_interval(days => s.validity_days + 1)) e
  where d.handed_at is not null and s.domain_id is not null
  union all
  select private.told('frozen', z.frozen_at, jsonb_build_object('by', private.visible_person(z.frozen_by)))
  from public.frozen_links z where z.id = d.id
$$;

comment on function private.opened_told is
  'The requests for the personal link of a message, 20 at most, and whether it was frozen.';

create or replace function private.answers_told(s public.sends, d public.deliveries) returns setof jsonb
language sql stable set search_path = '' as $$
  select private.told('replied', r.received_at, jsonb_build_object('text', private.hide_numbers(r.text),
    'opted_out', r.opted_out, 'id', r.channel_id || '/' || r.id))
  from public.replies r
  where r.enterprise_id = s.enterprise_id and r.phone = d.phone and r.delivery_id = d.id
  union all
  select private.told('opted_out', o.at, jsonb_build_object('signature', o.signature,
    'by', private.visible_person(o.added_by), 'id', o.id::text))
  from public.opt_outs o
  where o.enterprise_id = s.enterprise_id and o.phone in (d.phone, private.opt_out_mark(d.phone))
    and o.signature = s.signature and d.phone not like 'erased%'
    and private.may(s.enterprise_id, 'KooMessage:optOut:list')
  union all
  select private.told('resent', x.created_at, jsonb_build_object('by', private.visible_person(x.created_by),
    'send_id', x.id, 'name', x.name, 'batch_no', x.batch_no, 'origin', x.origin,
    'message', (private.deliveries_to(s.enterprise_id, d.phone, x.id, 1))[1]::text))
  from public.sends x
  where x.parent_id = s.id and x.origin = 'resend' and x.state <> 'cancelled'
    and (x.again_of = d.id or x.again_of is null and d.state in ('failed', 'expired', 'timed_out'))
$$;

comment on function private.answers_told is
  'What came back to a message: replies to it, an opt-out of its number from the signature, and its resend.';

create or replace function private.story_link(s public.sends, d public.deliveries) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  whole constant boolean := private.may(s.enterprise_id, 'KooMessage:recipient:reveal');
  found_link jsonb;
begin
  if s.domain_id is null or d.handed_at is null then return null; end if;
  found_link := public.find_link(private.link_name(d.id, true));
  if found_link is null then return null; end if;
  return jsonb_build_object('address', private.link_address(s.domain_id, private.link_name(d.id, whole)),
    'whole', whole, 'status', found_link -> 'status', 'used', found_link -> 'used',
    'expires_at', found_link -> 'expires_at');
end $$;

comment on function private.story_link is
  'The personal link of a message: {address, whole, status, used, expires_at}. It shows its customer''s '
  'values, so its code is whole for callers who may reveal recipients (IAM-3). null: it has none.';

create or replace function private.story_place(what text) returns integer
language sql immutable set search_path = '' as $$
  select coalesce(array_position(array['imported', 'submit', 'approve', 'break_glass', 'covered', 'laid_out',
    'release', 'handed', 'receipt', 'opened', 'replied', 'opted_out', 'held_back'], what), 99)
$$;

comment on function private.story_place is
  'What comes first of lines within a second: they were written by parts of one act.';

create or replace function private.message_seen(message text, out s public.sends, out d public.deliveries)
language plpgsql stable set search_path = '' as $$
declare
  key constant bigint := case when message ~ '^[0-9]{1,18}$' then message::bigint end;
  part regclass;
begin
  select x.* into s from public.sends x
  where x.id = any (private.sends_of(array[key]))
    and x.enterprise_id = any (private.may_in(private.send_right(x, 'list')));
  part := private.home_of(s.id);
  if part is not null then
    -- The partition itself: a statement on the parent locks and plans every partition.
    execute format('select x.* from %s x where x.id = $1', part) into d using key;
  end if;
  if d.id is null then perform private.refuse('not_found', '{"resource": "delivery"}'); end if;
end $$;

comment on function private.message_seen is
  'A message and its send. What the caller may not list does not exist.';

create or replace function public.message_story(message text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  it record;
  s public.sends;
  d public.deliveries;
  events jsonb;
begin
  perform private.require(private.current_enterprise(), 'own');
  select x.s, x.d into it from private.message_seen(message) x;
  s := it.s;
  d := it.d;
  select jsonb_agg(e.one order by date_trunc('second', (e.one ->> 'at')::timestamptz),
    private.story_place(e.one ->> 'what'), (e.one ->> 'at')::timestamptz) into events
  from (select private.import_told(s, d.phone) union all select private.acts_told(s)
    union all select private.handed_told(s, d) union all select private.opened_told(s, d)
    union all select private.answers_told(s, d)) as e (one);
  return jsonb_build_object('message', (select to_jsonb(c) from public.delivery_cards c where c.id = d.id)
      || jsonb_build_object('id', d.id::text),
    'send', jsonb_build_object('id', s.id, 'name', s.name, 'batch_no', s.batch_no, 'origin', s.origin,
      'kind', s.kinds[1], 'state', s.state, 'signature', s.signature, 'template_id', s.template_id,
      'template_name', (select t.name from public.templates t where t.id = s.template_id),
      'channel', private.channel_name(s.channel_id), 'time', s.scheduled_at),
    'link', private.story_link(s, d), 'events', events);
end $$;

comment on function public.message_story is
  'MSG-1: the story of a message, masked: {message (a delivery_cards row), send, link, events: [{what, at, '
  '…}]} from the line of its number file to the resolution of its card. message: its id, as text. '
  'Refuses not_found.';

grant execute on function public.message_story to authenticated;

create or replace function public.send_reasons(send text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  wanted constant uuid := private.as_uuid(send, 'send');
  s public.sends;
  t public.send_totals;
  reasons jsonb;
begin
  perform private.require(private.current_enterprise(), 'own');
  select x.* into s from public.sends x
  where x.id = wanted and x.enterprise_id = any (private.may_in(private.send_right(x, 'list')));
  if not found then perform private.refuse('not_found', '{"resource": "send"}'); end if;
  select x.* into t from public.send_totals x where x.send_id = s.id;
  -- The account says whether there is anything to look for: a send that all arrived of is not read.
  if coalesce(t.failed + t.expired + t.timed_out + t.unknown + t.opted_out + t.capped + t.cancelled, 0) > 0
    and private.home_of(s.id) is not null then
    execute format($look$
      select jsonb_agg(jsonb_build_object('state', f.state, 'code', f.code, 'count', f.n) order by f.n desc,
        f.state, f.code)
      from (select d.state, d.code, count(*) as n from %s d where d.send_id = $1
          and d.state not in ('pending', 'handed', 'delivered')
        group by d.state, d.code order by n desc, d.state, d.code limit 50) f $look$, private.home_of(s.id))
    into reasons using s.id;
  end if;
  return coalesce(private.reasons_said(reasons, s.channel_id), '[]');
end $$;

comment on function public.send_reasons is
  'MSG-1: why numbers of a send got nothing: [{state, code, code_said, count}], the most frequent first, 50 '
  'at most. Counted from its messages as they are now: a million take about 0.2 s. Refuses '
  'input_invalid, not_found.';

grant execute on function public.send_reasons to authenticated;
