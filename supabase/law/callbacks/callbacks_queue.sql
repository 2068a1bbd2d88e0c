-- CBK-1: what happened is queued by set, in the transaction that records it, where an address is told of it.

create or replace function private.callbacks_told(enterprise uuid, kinds public.callback_kind[])
returns public.callbacks[] language plpgsql stable set search_path = '' as $$
begin
  return array(select c from public.callbacks c where c.enterprise_id = enterprise and c.kind = any (kinds)
    and c.app_id is null and c.posting <> 'off');
end $$;
comment on function private.callbacks_told is
  'Which addresses of an enterprise are told of these kinds: one look by an index, which is all that those '
  'without an address pay.';

create or replace function private.queue_receipts(
  told public.callbacks[], r private.receipt_columns, ids bigint[], steps private.step[]
) returns void language plpgsql set search_path = '' as $$
declare
  basic constant boolean := exists (select from unnest(steps) as s where s.message_kind = 'basic');
  other constant boolean := exists (select from unnest(steps) as s where s.message_kind <> 'basic');
  n constant integer := cardinality(queue_receipts.ids);
  first constant integer := width_bucket(queue_receipts.ids[1], r.ids);
  last constant integer := width_bucket(queue_receipts.ids[n], r.ids);
  -- Only what is told: of several sends in a call each has its part, and who carried it is not said.
  part constant private.receipt_columns := row(r.ids[first:last], r.places[first:last], r.statuses, r.codes,
    null, null, r.ats[first:last], null)::private.receipt_columns;
begin
  insert into private.callback_events (callback_id, type, receipts, ids, n)
  select c.id, 'sms', part, nullif(queue_receipts.ids, part.ids), n
  from unnest(told) as c
  where n > 0 and case c.kind when 'basic_send' then basic else other end;
end $$;
comment on function private.queue_receipts is
  'Queues the receipts of these ids, which changed something, as they were recorded: one row an address. '
  'Called by whoever changed the messages, and holds their rows.';

create or replace function private.queue_ended(
  b private.batches, state public.delivery_state, at timestamptz
) returns void language plpgsql set search_path = '' as $$
declare
  home constant uuid := (select s.enterprise_id from public.sends s where s.id = b.send_id);
  told constant public.callbacks[] := private.callbacks_told(home, '{send,send_batch,basic_send}');
  one record;
begin
  if told = '{}' then return; end if;
  for one in execute format('select d.message_kind = ''basic'' as basic, array_agg(d.id order by d.id) as ids,
      array_agg(d.code order by d.id) as codes
    from %s d where d.id between $1 and $2 and d.state = $3 and d.final_at = $4 group by
      1', private.home_of(b.send_id))
    using b.first_id, b.last_id, state, at
  loop
    insert into private.callback_events (callback_id, type, receipts, n)
    select c.id, 'sms', row(one.ids, array(select generate_series(1, cardinality(one.ids))::smallint),
      array_fill(state::text, array[cardinality(one.ids)]), one.codes, null, null,
      array_fill((extract(epoch from at) * 1000)::bigint, array[cardinality(one.ids)]),
        null)::private.receipt_columns,
      cardinality(one.ids)
    from unnest(told) as c where (c.kind = 'basic_send') = one.basic;
  end loop;
end $$;
comment on function private.queue_ended is
  'Queues the messages of a batch that ended at that instant without a receipt: refused at the hand-off, or '
  'timed out.';

create or replace function private.queue_resolutions(ids bigint[]) returns void
language plpgsql set search_path = '' as $$
begin
  -- In most deployments nobody is told.
  if not exists (select from public.callbacks c where c.kind in ('send', 'send_batch') and c.posting <>
    'off') then
    return;
  end if;
  insert into private.callback_events (callback_id, type, ids, n)
  select c.id, 'shortchain', array_agg(x.id order by x.id), count(*)
  from (select i as id, coalesce((select d.enterprise_id from public.deliveries d where d.id = i),
      (select l.enterprise_id from public.links l where l.id = i)) as enterprise from unnest(ids) as i) x
  join public.callbacks c on c.enterprise_id = x.enterprise and c.kind in ('send', 'send_batch')
    and c.posting <> 'off'
  group by c.id;
end $$;
comment on function private.queue_resolutions is
  'Queues that cards were shown, once for each link in the roll-up.';

create or replace function private.queue_replies(channel uuid, ids text[]) returns void
language plpgsql set search_path = '' as $$
begin
  insert into private.callback_events (callback_id, type, items, n)
  select w.callback, 'reply', jsonb_agg(jsonb_build_array(channel, w.id) order by w.at, w.id), count(*)
  from (
    -- SMS-1: a signature may belong to two applications, once for notifications and once for promotions.
    select c.id as callback, r.id, r.at from public.replies r
    join public.sms_apps a on a.enterprise_id = r.enterprise_id
    join public.callbacks c on c.app_id = a.id and c.posting <> 'off'
    where r.channel_id = channel and r.id = any (ids)
      and exists (select from public.sms_signatures g where g.app_id = a.id and g.name = r.signature)
    union all
    select c.id, r.id, r.at from public.replies r
    join public.callbacks c on c.enterprise_id = r.enterprise_id and c.kind = 'basic_reply' and c.posting <>
      'off'
    where r.channel_id = channel and r.id = any (ids) and r.message_kind = 'basic') w
  group by w.callback;
end $$;
comment on function private.queue_replies is
  'SMS-1, CBK-1: queues replies for the applications of their signature, and those to the basic edition.';

create or replace function private.queue_template(about uuid) returns void
language plpgsql set search_path = '' as $$
begin
  insert into private.callback_events (callback_id, type, items, n)
  select c.id, 'template', jsonb_build_array(private.version_told(v)), 1
  from public.template_versions v
  join public.callbacks c on c.enterprise_id = v.enterprise_id and c.kind = 'template' and c.posting <> 'off'
  where v.id = about;
end $$;
comment on function private.queue_template is
  'Queues how a version stands now that a vendor or a network has said something of it.';

create or replace function private.version_told(v public.template_versions) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('tpl_id', v.template_id, 'tpl_version', v.version,
    'tpl_state', case when t.enabled then 1 else 0 end,
    'audit_state', case when exists (select from public.vendor_reviews r
        where r.version_id = v.id and r.state = 'approved') then 2
      when exists (select from public.vendor_reviews r where r.version_id = v.id and r.state = 'pending')
        then 1
      else 3 end,
    'audit_desc', coalesce((select string_agg(coalesce(r.vendor::text, r.network::text) || ': ' || r.reason,
      '; '
        order by r.vendor, r.network) from public.vendor_reviews r
      where r.version_id = v.id and r.state = 'rejected' and r.reason is not null), ''),
    case when v.kind = 'basic' then 'status_detail' else 'factory_info' end, (select coalesce(jsonb_agg(
        case when r.vendor is null then jsonb_build_object('carrier', r.network, 'status', r.state,
          'desc', coalesce(r.reason, ''))
        else jsonb_build_object('factory_type', upper(r.vendor::text),
          'state', case when r.state = 'approved' then 1 else 0 end) end order by r.vendor, r.network), '[]')
      from public.vendor_reviews r where r.version_id = v.id))
  from public.templates t where t.id = v.template_id
$$;
comment on function private.version_told is
  'UpdateRefreshPersonalTemplates: a version as its address is told of it. audit_state: 1 reviewing, 2 '
  'passed '
  'by a vendor at least, 3 refused by all.';
