-- CBK-1: the bodies of posts, with the fields of the service (UpdateAIMSendStatus,
-- UpdateRefreshPersonalTemplates, UpdateVmsSendStatus, AddVmsReplay), made when they are posted or looked at.

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

create or replace function private.told_messages(
  enterprise uuid, ids bigint[], whole boolean, mark text default null
) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  -- Personal links of resolve tasks are rows, with ids from 2^46 on.
  sorted constant bigint[] := array(select distinct x from unnest(ids) as x where x < 70368744177664 order
    by x);
  -- A code takes 35 us here, and 1 where it is made by shared/src/links/code.ts.
  code constant text := case when mark is null then 'private.link_name(d.id, $2)'
    else format('coalesce((select a.code from public.link_aliases a where a.link_id = d.id),
      %L || d.id || ''.'')', mark) end;
  -- The service writes a number as 13800138000.
  phone constant text := case when whole then 'd.phone' else 'private.mask(d.phone)' end;
  block record;
  part jsonb;
  found jsonb := '{}';
begin
  if sorted = '{}' then return found; end if;
  -- All is written out here: a call of one function of ours takes as long.
  for block in select * from private.blocks_of(enterprise, private.sends_of(sorted), sorted) loop
    execute format($read$
      select jsonb_object_agg(case when x.message_kind = 'basic' then 'basic ' else '' end || x.id,
        left(case when x.message_kind = 'basic' then json_build_object('task_id', x.send_id,
            'mobile', x.phone,
            'stime', to_char(x.handed at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS'))
          else json_build_object('task_id', x.send_id, 'cust_flag', x.phone, 'tpl_id', x.template_id,
            'sms_sign', x.signature, 'total', x.segments, 'aim_code', x.code,
            'aim_url', coalesce(x.minted, x.home || x.code),
            'send_time', to_char(x.handed at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end::text, -1))
      from (select d.id, d.message_kind, d.send_id, regexp_replace(%s, '^\+86', '') as phone, s.template_id,
          s.signature, d.segments, d.handed_at as handed, s.home,
          case when $2 then m.url else regexp_replace(m.url, '[^/]*$', '******') end as minted,
          case when d.message_kind = 'aim' and m.url is null then %s end as code
        from %s d join (select y.id, y.template_id, y.signature, private.link_address(y.domain_id, '') as home
          from public.sends y where y.id = any ($3) offset 0) s on s.id = d.send_id
        left join private.minted_links m on m.delivery_id = d.id where d.id = any ($1) offset 0) x$read$,
      phone, code, block.home)
    into part using sorted[block.first:block.last], whole, private.sends_of(sorted[block.first:block.last]);
    found := found || coalesce(part, '{}');
  end loop;
  return found;
end $$;
comment on function private.told_messages is
  'What posts say of messages, by id (''basic <id>'' of the basic edition): a JSON object without its end; '
  'not of those taken away since. whole: with numbers and links as they are; mark: this, the id and a dot in '
  'place of the code of a link.';

create or replace function private.sms_items(p public.callback_posts, basic boolean, messages jsonb)
returns text language plpgsql stable set search_path = '' as $$
declare
  kind constant text := case when basic then 'basic ' else '' end;
begin
  -- Text, put together: as jsonb each of a million would be taken apart and made anew four times.
  return (select '[' || string_agg(x.m || case when basic then ',"status":"'
        || case x.status when 'delivered' then '0' else '1' end || '","code":' || to_json(x.word)
        || ',"desc":"' || x.status
        || '","rtime":"' || to_char(x.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS') || '"}'
      else ',"msg_id":"' || x.id || '","send_status":' || to_json(x.word)
        || ',"send_status_desc":"' || x.status
        || '","receive_time":"' || to_char(x.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        || '","sequence":1}' end, ',' order by x.place) || ']'
    from (select y.id, y.place, y.status, messages ->> (kind || y.id) as m,
        to_timestamp(y.at * 0.001::double precision) as at,
        case y.status when 'delivered' then 'DELIVRD' else coalesce(y.code, upper(y.status)) end as word
      from (select z.id, z.at, z.place,
          p.statuses[case when cardinality(p.statuses) > 1 then z.place else 1 end] as status,
          p.codes[case when cardinality(p.codes) > 1 then z.place else 1 end] as code
        from unnest(p.ids, p.ats) with ordinality as z (id, at, place)) y offset 0) x
    where x.m is not null);
end $$;
comment on function private.sms_items is
  'SmsCallback, or of the basic edition a report, of each receipt in a post; messages: '
  'private.told_messages. send_status_desc: delivered, failed, expired or timed_out.';

create or replace function private.shortchain_items(p public.callback_posts, whole boolean, messages jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('task_id', w.m -> 'task_id',
      'cust_flag', w.m -> 'cust_flag', 'tpl_id', w.m -> 'tpl_id', 'aim_url', w.m -> 'aim_url',
      'aim_code', w.m -> 'aim_code', 'status', 0,
      'describe', 'success') order by x.place), '[]')
    from unnest(p.ids) with ordinality as x (id, place)
    cross join lateral (select coalesce((messages ->> x.id::text || '}')::jsonb,
      (select jsonb_build_object('task_id', t.id,
        'cust_flag', case when t.kind = 'personal' then case when whole then (private.whole_link(t.id,
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
      'mobile', regexp_replace(s.phone, '^\+86', ''), 'content', s.text,
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
    when 'basic_send' then jsonb_build_object('task_id', 'test', 'mobile', '13700137000', 'status', '0',
      'code', 'DELIVRD', 'desc', 'delivered', 'stime', private.basic_time(at), 'rtime',
        private.basic_time(at))
    when 'basic_reply' then jsonb_build_object('task_id', 'test', 'mobile', '13700137000', 'content', 'test',
      'rtime', private.basic_time(at))
    when 'sms_reply' then jsonb_build_object('id', 'test', 'from', '+8613700137000', 'signature', 'test',
      'text', 'test', 'at', at)
    else jsonb_build_object('task_id', 'test', 'cust_flag', '13700137000', 'msg_id', 'test', 'tpl_id', 'test',
      'sms_sign', 'test', 'aim_code', null, 'aim_url', null, 'send_time', private.told_time(at),
      'receive_time', private.told_time(at), 'send_status', 'DELIVRD', 'send_status_desc', 'delivered',
      'total', 1, 'sequence', 1) end)
$$;
comment on function private.example_items is
  'What a test post is about: an event that never was, with the id test.';

create or replace function private.post_body(
  p public.callback_posts, c public.callbacks, whole boolean, messages jsonb
) returns text language plpgsql stable set search_path = '' as $$
declare
  name constant text := 'post_' || p.id;
  items constant text := case p.type when 'test' then private.example_items(c.kind, p.created_at)::text
    when 'template' then p.items::text
    when 'reply' then private.reply_items(p, c.kind = 'basic_reply', whole)::text
    when 'shortchain' then private.shortchain_items(p, whole, messages)::text
    else private.sms_items(p, c.kind = 'basic_send', messages) end;
  -- A post of these kinds has one.
  one constant text := case when c.kind in ('send', 'template') then substr(items, 2, length(items) - 2)
    else items end;
begin
  if items is null or items = '[]' then return null; end if;
  return case c.kind when 'template' then one
    when 'basic_send' then json_build_object('seq_id', name, 'reports', items::json)::text
    when 'basic_reply' then json_build_object('seq_id', name, 'result', items::json)::text
    when 'sms_reply' then json_build_object('type', 'replies', 'application', private.app_name(c.app_id),
      'replies', items::json)::text
    else json_build_object('request_id', name, 'domain_id', p.enterprise_id,
      'callback_type', case p.type when 'shortchain' then 'shortchain' else 'sms' end,
      -- A string of JSON, as the service has it; people see what is in it.
      'body', case when whole then to_json(one) else one::json end, 'retry', p.attempts > 0)::text end;
end $$;
comment on function private.post_body is
  'The body of a post, JSON in the shape of its kind; null where nothing is left to tell. whole: as it is '
  'posted; else with numbers and personal links masked; messages: private.told_messages of its ids, so too.';
