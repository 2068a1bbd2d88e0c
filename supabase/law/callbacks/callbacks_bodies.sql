-- CBK-1: the bodies of posts, with the fields of the service (UpdateAIMSendStatus,
-- UpdateRefreshPersonalTemplates, UpdateVmsSendStatus, AddVmsReplay), made when they are posted or looked at.

create or replace function private.plain_phone(phone text) returns text
language sql immutable set search_path = '' as $$
  select regexp_replace(phone, '^\+86', '')
$$;
comment on function private.plain_phone is 'A number as the service writes it: 13800138000.';

create or replace function private.told_time(at timestamptz) returns text
language sql immutable set search_path = '' as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;
comment on function private.told_time is 'An instant as posts have it, in UTC.';

create or replace function private.basic_time(at timestamptz) returns text
language sql immutable set search_path = '' as $$
  select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS')
$$;
comment on function private.basic_time is 'An instant as posts of the basic edition have it, in Shanghai.';

create or replace function private.told_messages(enterprise uuid, ids bigint[], whole boolean) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  -- Personal links of resolve tasks are rows, with ids from 2^46 on.
  sorted constant bigint[] := array(select distinct x from unnest(ids) as x where x < 70368744177664 order
    by x);
  block record;
  part jsonb;
  found jsonb := '{}';
begin
  if sorted = '{}' then return found; end if;
  for block in select * from private.blocks_of(enterprise, private.sends_of(sorted), sorted) loop
    execute format($read$
      select jsonb_object_agg(d.id, jsonb_build_object('kind', d.message_kind, 'task_id', d.send_id,
        'phone', private.plain_phone(case when $2 then d.phone else private.mask(d.phone) end),
        'tpl_id', s.template_id, 'sms_sign', s.signature, 'total', d.segments, 'handed', d.handed_at,
        'aim_code', case when d.message_kind = 'aim' and m.url is null then private.link_name(d.id, $2) end,
        'aim_url', case when m.url is not null then case when $2 then m.url
            else regexp_replace(m.url, '[^/]*$', '******') end
          when d.message_kind = 'aim' then private.link_address(s.domain_id, private.link_name(d.id, $2))
            end))
      from %s d join public.sends s on s.id = d.send_id left join private.minted_links m on m.delivery_id =
        d.id
      where d.id = any ($1)$read$, block.home) into part using sorted[block.first:block.last], whole;
    found := found || coalesce(part, '{}');
  end loop;
  return found;
end $$;
comment on function private.told_messages is
  'What posts say of messages, by their ids; those that were taken away since are not there. whole: with '
  'numbers and links as they are.';

create or replace function private.sms_items(p public.callback_posts, basic boolean, whole boolean)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  found constant jsonb := private.told_messages(p.enterprise_id, p.ids, whole);
begin
  return (select coalesce(jsonb_agg(case when basic then jsonb_build_object('task_id', m -> 'task_id',
        'mobile', m -> 'phone', 'status', case x.status when 'delivered' then '0' else '1' end,
        'code', w.word, 'desc', w.said, 'stime', private.basic_time((m ->> 'handed')::timestamptz),
        'rtime', private.basic_time(w.at))
      else jsonb_build_object('task_id', m -> 'task_id', 'cust_flag', m -> 'phone', 'msg_id', x.id::text,
        'tpl_id', m -> 'tpl_id', 'sms_sign', m -> 'sms_sign', 'aim_code', m -> 'aim_code',
        'aim_url', m -> 'aim_url', 'send_time', private.told_time((m ->> 'handed')::timestamptz),
        'receive_time', private.told_time(w.at), 'send_status', w.word, 'send_status_desc', w.said,
        'total', m -> 'total', 'sequence', 1) end order by x.place), '[]')
    from unnest(p.ids, p.statuses, p.codes, p.ats) with ordinality as x (id, status, code, at, place)
    cross join lateral (select found -> x.id::text as m) f
    cross join lateral (select to_timestamp(x.at * 0.001::double precision) as at,
      case x.status when 'delivered' then 'DELIVRD' else coalesce(x.code, upper(x.status)) end as word,
      x.status as said) w
    where m is not null and (m ->> 'kind' = 'basic') = basic);
end $$;
comment on function private.sms_items is
  'SmsCallback, or of the basic edition a report, of each receipt in a post. send_status_desc: delivered, '
  'failed, expired or timed_out.';

create or replace function private.shortchain_items(p public.callback_posts, whole boolean) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  found constant jsonb := private.told_messages(p.enterprise_id, p.ids, whole);
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('task_id', w.m -> 'task_id', 'cust_flag', w.m ->
    'phone',
      'tpl_id', w.m -> 'tpl_id', 'aim_url', w.m -> 'aim_url', 'aim_code', w.m -> 'aim_code', 'status', 0,
      'describe', 'success') order by x.place), '[]')
    from unnest(p.ids) with ordinality as x (id, place)
    cross join lateral (select coalesce(found -> x.id::text, (select jsonb_build_object('task_id', t.id,
        'phone', case when t.kind = 'personal' then case when whole then (private.whole_link(t.id,
          l.id)).cust_flag
          else private.masked_flag(t.id, l.id) end end,
        'tpl_id', t.template_id, 'aim_code', private.link_name(l.id, whole or t.kind = 'group'),
        'aim_url', private.link_address(t.domain_id, private.link_name(l.id, whole or t.kind = 'group')))
      from public.links l join public.resolve_tasks t on t.id = l.task_id
      where l.id = x.id and x.id >= 70368744177664 and t.enterprise_id = p.enterprise_id)) as m) w
    where w.m is not null);
end $$;
comment on function private.shortchain_items is
  'ShortChainCallback of each link in a post whose card was shown.';

create or replace function private.reply_items(p public.callback_posts, basic boolean, whole boolean)
returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(case when basic then jsonb_build_object('task_id', r.send_id,
      'mobile', private.plain_phone(s.phone), 'content', s.text,
      'rtime', private.basic_time(coalesce(r.at, r.received_at)))
    else jsonb_build_object('id', r.id, 'from', s.phone, 'signature', r.signature, 'text', s.text,
      'at', coalesce(r.at, r.received_at)) end order by x.place), '[]')
  from jsonb_array_elements(p.items) with ordinality as x (item, place)
  join public.replies r on r.channel_id = (x.item ->> 0)::uuid and r.id = x.item ->> 1
  cross join lateral (select case when whole then r.phone else private.mask(r.phone) end as phone,
    case when whole then r.text else private.hide_numbers(r.text) end as text) s
$$;
comment on function private.reply_items is
  'The replies in a post; those that were taken away since are not there.';

create or replace function private.example_items(kind public.callback_kind, at timestamptz) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_array(case kind
    when 'template' then '{"tpl_id": "test", "tpl_version": 1, "tpl_state": 1, "audit_state": 2, '
    '"audit_desc": "",
      "factory_info": [{"factory_type": "HUAWEI", "state": 1}]}'::jsonb
    when 'basic_send' then jsonb_build_object('task_id', 'test', 'mobile', '13800138000', 'status', '0',
      'code', 'DELIVRD', 'desc', 'delivered', 'stime', private.basic_time(at), 'rtime',
        private.basic_time(at))
    when 'basic_reply' then jsonb_build_object('task_id', 'test', 'mobile', '13800138000', 'content', 'test',
      'rtime', private.basic_time(at))
    when 'sms_reply' then jsonb_build_object('id', 'test', 'from', '+8613800138000', 'signature', 'test',
      'text', 'test', 'at', at)
    else jsonb_build_object('task_id', 'test', 'cust_flag', '13800138000', 'msg_id', 'test', 'tpl_id', 'test',
      'sms_sign', 'test', 'aim_code', null, 'aim_url', null, 'send_time', private.told_time(at),
      'receive_time', private.told_time(at), 'send_status', 'DELIVRD', 'send_status_desc', 'delivered',
      'total', 1, 'sequence', 1) end)
$$;
comment on function private.example_items is
  'What a test post is about: an event that never was, with the id test.';

create or replace function private.post_body(p public.callback_posts, c public.callbacks, whole boolean)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  name constant text := 'post_' || p.id;
  items constant jsonb := case p.type when 'test' then private.example_items(c.kind, p.created_at)
    when 'template' then p.items when 'reply' then private.reply_items(p, c.kind = 'basic_reply', whole)
    when 'shortchain' then private.shortchain_items(p, whole)
    else private.sms_items(p, c.kind = 'basic_send', whole) end;
begin
  if items = '[]' then return null; end if;
  return case c.kind when 'template' then items -> 0
    when 'basic_send' then jsonb_build_object('seq_id', name, 'reports', items)
    when 'basic_reply' then jsonb_build_object('seq_id', name, 'result', items)
    when 'sms_reply' then jsonb_build_object('type', 'replies', 'application', private.app_name(c.app_id),
      'replies', items)
    else jsonb_build_object('request_id', name, 'domain_id', p.enterprise_id,
      'callback_type', case p.type when 'shortchain' then 'shortchain' else 'sms' end,
      -- A string of JSON, as the service has it; people see what is in it.
      'body', case when whole then to_jsonb((case c.kind when 'send' then items -> 0 else items end)::text)
        else case c.kind when 'send' then items -> 0 else items end end,
      'retry', p.attempts > 0) end;
end $$;
comment on function private.post_body is
  'The body of a post in the shape of its kind; null where nothing is left to tell. whole: as it is posted; '
  'else with numbers and personal links masked.';
