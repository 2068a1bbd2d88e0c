-- The demo's past, part 8 of 9: what people answered and asked for: replies, opt-outs, jump links, signatures, exports, alerts; and what waits today.
insert into public.replies (channel_id, id, enterprise_id, phone, signature, text, opted_out, at, received_at, send_id, delivery_id, template_id, message_kind, network)
select c.id, 'past-' || row_number() over (order by x.at, x.phone), c.enterprise_id, x.phone, x.signature, x.text, x.no, x.at, x.at + interval '1 second', s.id, d.id, s.template_id, s.kinds[1], coalesce(d.told_network, d.network)
from public.channels c cross join (
  select l.phone, l.signature, pg_temp.pick('{R,R,r,TD,退订,退订谢谢,拒收}', 'no ' || l.phone) as text, true as no, l.at, l.send_id from leaving l
  union all select o.phone, o.signature, pg_temp.pick(case o.kind when 'basic' then '{收到，谢谢,谢谢,可以转给家人吗？,我会到场,可以带孩子吗？,几点开始入场？,店里营业到几点？,图片打不开,不方便，下次吧,已领取}' else '{收到，谢谢,怎么退货？,放门卫就行,券为什么用不了,什么时候能到,已取件,我没有下单,客服电话多少,改成晚上七点后送,谢谢}' end::text[], 'what ' || o.id), false, o.final_at + make_interval(mins => 4 + (pg_temp.luck(o.h, 9) * 300)::integer), o.send_id
  from outcomes o
  where o.state = 'delivered' and pg_temp.luck('says ' || o.id) > 0.996 and o.final_at < now() - interval '6 hours' and not exists (select from leaving l where l.send_id = o.send_id and l.phone = o.phone)
) x join public.sends s on s.id = x.send_id join public.deliveries d on d.send_id = x.send_id and d.phone = x.phone
where c.enterprise_id = pg_temp.home();
insert into public.opt_outs (enterprise_id, signature, phone, reason, proof, at)
select k.enterprise_id, k.signature, k.phone, 'reply', private.hide_numbers(k.text), k.at from public.replies k where k.opted_out order by k.at on conflict do nothing;
insert into public.opt_outs (enterprise_id, signature, phone, reason, proof, at, added_by)
select pg_temp.home(), '云杉会员', '+86166' || lpad((n * 6173021 % 100000000)::text, 8, '0'), '12321 举报中心转办', '工单 ' || to_char(pg_temp.at(34, '10:00'), 'YYYYMMDD') || '-' || n, pg_temp.at(34, '10:20'), pg_temp.person('bob') from generate_series(1, 14) as n;

create temp table past_jumps as
select pg_temp.id('jump ' || j.name) as id, pg_temp.at(j.ago, '14:10') as at, j.* from (values
  ('夏末清仓页', 57, 'approved', '夏末清仓短信的落地页。', 'summer', null), ('秋冬上新会场', 44, 'approved', '秋冬上新系列短信的落地页。', 'autumn', null),
  ('合作品牌页', 31, 'rejected', '与合作品牌联合活动的落地页。', 'brand', '链接指向第三方域名，请补充合作授权书。'), ('会员中心', 12, 'approved', '包裹卡片与海报打开的会员中心。', 'member', null)
) as j (name, ago, state, purpose, page, reason);
insert into public.jump_batches (id, enterprise_id, name, purpose, batch_no, source, links, state, submitted_by, submitted_at, due_at, due_certain, decided_by, decided_at, reason, created_by, created_at)
select j.id, pg_temp.home(), j.name, j.purpose, to_char(j.at at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-0001', 'typed', 2, j.state::public.review_state, pg_temp.person('bob'), j.at, j.at + interval '3 days', true,
  pg_temp.person('carol'), j.at + interval '26 hours', j.reason, pg_temp.person('bob'), j.at from past_jumps j;
insert into public.jump_links (batch_id, ordinal, enterprise_id, url) select j.id, n, pg_temp.home(), 'https://mall.example.com/' || j.page || case n when 1 then '' else '/rules' end from past_jumps j cross join generate_series(1, 2) as n;
update public.jump_batches set batch_no = 'J' || to_char(submitted_at at time zone 'Asia/Shanghai', 'YYYYMMDD') || right(batch_no, 5);
update public.resolve_tasks set batch_no = 'L' || to_char(submitted_at at time zone 'Asia/Shanghai', 'YYYYMMDD') || right(batch_no, 5);

select private.lay_sms_signature(jsonb_populate_record(null::public.sms_signatures, jsonb_build_object('name', v.name, 'kind', v.kind)),
  row(pg_temp.id('signature version ' || v.name), a.enterprise_id, pg_temp.id('signature ' || v.name), 1, a.id, v.source, false, '[]', v.purpose, v.state, pg_temp.person('bob'), pg_temp.at(v.ago, '16:00'),
    pg_temp.person('carol'), pg_temp.at(v.ago - 1, '10:30'), v.reason, pg_temp.person('bob'), pg_temp.at(v.ago, '15:40'))::public.sms_signature_versions)
from public.sms_apps a join (values ('云杉优选', 'promotion', 'trademark', '自有品牌的促销短信。', 19, 'rejected', '商标注册证已过有效期，请更新后提交。'), ('云杉到家', 'notification', 'mini_program', '到家小程序的配送通知。', 16, 'approved', null))
  as v (name, kind, source, purpose, ago, state, reason) on a.enterprise_id = pg_temp.home();
select private.lay_sms_template(v.name, row(pg_temp.id('sms version ' || v.name), g.enterprise_id, pg_temp.id('sms ' || v.name), 1, g.id, g.kind, v.content, v.variables, null, v.purpose, v.state, pg_temp.person('bob'), pg_temp.at(v.ago, '11:00'),
  pg_temp.person('carol'), pg_temp.at(v.ago, '17:25'), v.reason, pg_temp.person('bob'), pg_temp.at(v.ago, '10:50'))::public.sms_template_versions)
from (values ('云杉到家', '配送提醒', '您的订单正在配送，点击 {link} 查看骑手位置。', '[]', '到家订单的配送通知。', 14, 'approved', null),
  ('云杉到家', '取件提醒', '${name}，您的包裹已到店，取件码 ${code}，请于今日内领取。', '[{"name": "name", "kind": "text", "example": "张女士"}, {"name": "code", "kind": "characters", "example": "A-1024"}]', '到店自提的取件短信。', 12, 'approved', null),
  ('云杉会员', '清仓速报', '全场白菜价，错过再等一年，点击 {link}。拒收请回复R', '[]', '清仓活动。', 30, 'rejected', '“白菜价”“错过再等一年”有诱导之嫌，请改为客观描述。'))
  as v (signature, name, content, variables, purpose, ago, state, reason) join public.sms_signatures g on g.name = v.signature and g.enterprise_id = pg_temp.home();

insert into public.exports (id, enterprise_id, made_by, name, source, format, columns, locale, zone, state, total, rows, bytes, slices, error, created_at, finished_at, downloaded_at, expires_at, advanced_at)
select pg_temp.id('export ' || x.name), pg_temp.home(), pg_temp.person(x.who), x.name, x.source, x.format::public.export_format, s.columns[1:6], case x.who when 'bob' then 'en' else 'zh-CN' end, 'Asia/Shanghai', x.state::public.export_state,
  x.rows, case x.state when 'expired' then x.rows else 0 end, x.rows * 61, 1, case x.state when 'failed' then 'stuck' end, t.at, t.at + interval '4 seconds', case x.state when 'expired' then t.at + interval '40 seconds' end, case x.state when 'expired' then t.at + interval '7 days' end, t.at
from (values ('发送报表 10 月', 'send_report', 'xlsx', 'alice', 'expired', 66, 25), ('Replies', 'reply', 'csv', 'bob', 'expired', 74, 17), ('退订名单', 'opt_out', 'csv', 'alice', 'failed', 90, 9), ('额度流水', 'ledger_entry', 'xlsx', 'alice', 'expired', 812, 8))
  as x (name, source, format, who, state, rows, ago) join private.export_sources s on s.source = x.source cross join lateral (select pg_temp.at(x.ago, '17:32') as at) t;

-- What the guard and the end of each send have to say (the thresholds are the law's), and the worst days of the channel.
update public.sends s set failure_reasons = private.note_failures(s) where s.state = 'done' and s.id in (select id from going);
update public.alerts a set at = s.finished_at from public.sends s where a.kind = 'send_failed' and a.resource_id = s.id;
insert into public.alerts (enterprise_id, kind, resource, resource_id, details, at, seen_by, seen_at)
select pg_temp.home(), x.kind, x.resource, x.id, x.details, x.at, pg_temp.person(x.who), x.at + x.after from (
  select 'review_waiting' as kind, 'send' as resource, s.id, '{}'::jsonb as details, s.submitted_at as at, 'carol' as who, interval '3 minutes' as after from public.sends s where s.origin = 'own'
  union all select 'review_waiting', 'template', p.id, '{}', pg_temp.at(p.ago, '10:40'), 'carol', interval '2 hours' from past_templates p
  union all select 'review_waiting', 'jump_batch', j.id, '{}', j.at, 'carol', interval '20 hours' from past_jumps j
  union all select 'send_paused', 'send', s.id, jsonb_build_object('name', s.name, 'batch_no', s.batch_no, 'code', s.pause_code, 'reason', s.pause_reason, 'values', s.pause_details), s.paused_at, 'alice', interval '6 minutes' from public.sends s where s.pause_code is not null
  union all select 'break_glass', 'send', s.id, jsonb_build_object('name', s.name, 'by', 'Alice', 'reason', s.reason), s.decided_at, 'carol', interval '11 hours' from public.sends s join past_sends p using (id) where p.outcome = 'glass'
  union all select k.kind, 'channel', c.id, k.details || jsonb_build_object('name', c.name, 'since', k.since), k.at, k.who, interval '9 minutes' from public.channels c cross join lateral (values
    ('channel_sick', '{"error": "HTTP 503: upstream unicom unavailable"}'::jsonb, pg_temp.at(21, '10:33'), pg_temp.at(21, '10:36'), 'alice'), ('channel_well', '{}', pg_temp.at(21, '10:33'), pg_temp.at(21, '12:52'), 'alice'),
    ('channel_sick', '{"error": "no answer within 30 s"}', pg_temp.at(2, '02:11'), pg_temp.at(2, '02:14'), null), ('channel_well', '{}', pg_temp.at(2, '02:11'), pg_temp.at(2, '02:31'), null))
    as k (kind, details, since, at, who) where c.enterprise_id = pg_temp.home()
  union all select 'link_frozen', 'resolve_task', t.id, jsonb_build_object('link_id', t.link_id, 'code', private.link_name(t.link_id, true), 'requests', split_part(t.frozen_reason, ':', 2)::integer, 'minute', date_trunc('minute', t.frozen_at), 'name', t.name, 'batch_no', t.batch_no),
    t.frozen_at, null, null from public.resolve_tasks t where t.frozen_at is not null
) x;
update public.alerts a set seen_at = null where a.seen_by is null;

-- The list of alerts is in the order of its ids, so the ids follow the time.
create temp table alerts_in_order as select a.* from public.alerts a;
delete from public.alerts where true;
insert into public.alerts (enterprise_id, kind, resource, resource_id, details, at, seen_by, seen_at) select a.enterprise_id, a.kind, a.resource, a.resource_id, a.details, a.at, a.seen_by, a.seen_at from alerts_in_order a order by a.at, a.id;

-- Their incidents, opened by the law's own function in the order of time: what was seen was taken, what was over ended, and the frozen link waits for whoever tries the demo.
delete from public.incident_events where true;
delete from public.incidents where true;
alter table public.incidents alter column number restart;
do $$
declare
  a public.alerts;
  e record;
  opened jsonb;
begin
  for a in select x.* from public.alerts x where x.enterprise_id = pg_temp.home() and private.incident_cause(x.kind) is not null order by x.id loop
    opened := private.open_incident(a.id);
    update public.incident_events v set at = a.at where v.id = (select max(y.id) from public.incident_events y where y.incident_id = (opened ->> 'id')::uuid);
    update public.incidents i set opened_at = a.at where i.id = (opened ->> 'id')::uuid and (opened ->> 'fresh')::boolean;
    for e in
      select x.* from (
        select 'take' as what, a.seen_at as at, a.seen_by as who, null as reason
        union all select 'note', a.seen_at + interval '11 minutes', a.seen_by, '已联系运营商，对方称机房割接，预计 13:00 前恢复。' where a.kind = 'channel_sick' and a.seen_by is not null
        union all select v.what, s.finished_at + v.after, v.who, case v.what when 'cancel' then s.reason end
          from public.sends s cross join (values ('cancel', pg_temp.person('alice'), interval '0'), ('over', null, interval '2 seconds')) as v (what, who, after) where a.kind = 'send_paused' and s.id = a.resource_id
        union all select 'over', min(w.at) + interval '2 seconds', null, null from public.alerts w where a.kind = 'channel_sick' and w.kind = 'channel_well' and w.resource_id = a.resource_id and w.id > a.id
      ) x where x.at is not null order by x.at
    loop
      insert into public.incident_events (incident_id, enterprise_id, at, what, by, reason) values ((opened ->> 'id')::uuid, a.enterprise_id, e.at, e.what, e.who, e.reason);
      if e.what = 'take' then
        update public.incidents i set state = 'taken', owner = e.who, taken_at = e.at where i.id = (opened ->> 'id')::uuid;
      elsif e.what = 'over' then
        update public.incidents i set state = 'closed', closed_at = e.at where i.id = (opened ->> 'id')::uuid;
      end if;
    end loop;
  end loop;
end $$;

-- Today bob asks for one more: it goes through the verbs, as what the seed made did, and waits for whoever tries the demo.
insert into auth.sessions (id, user_id, created_at, updated_at, user_agent) values (pg_temp.id('session'), pg_temp.person('bob'), now(), now(), 'supabase/demo');
select set_config('request.jwt.claims', jsonb_build_object('sub', pg_temp.person('bob'), 'role', 'authenticated', 'session_id', pg_temp.id('session'))::text, true),
  set_config('request.headers', '{"x-tidings-source": "admin"}', true);
do $$
declare
  answer jsonb;
begin
  select public.create_send(jsonb_build_object('name', '双十二主会场', 'template_id', t.id, 'sms_template_id', m.id, 'number_file_id', f.file_id, 'timing', 'scheduled', 'scheduled_at', pg_temp.at(-1, '10:00'),
    'trial', true, 'trial_size', 20, 'consent', '会员注册时勾选《云杉会员服务协议》第六条，同意接收营销短信。')) into answer
  from public.templates t join public.sms_templates m on m.name = '会员福利' and m.enterprise_id = t.enterprise_id cross join past_files f
  where t.name = '双十一预热图文' and t.enterprise_id = pg_temp.home() and f.name = '会员日加场（补发）';
  answer := public.submit_send(coalesce(answer ->> 'id', answer::text));
  if answer ->> 'state' is distinct from 'in_review' then raise exception 'the past of the demo was refused: %', answer; end if;
  for answer in
    select public.create_export(jsonb_build_object('name', x.name, 'source', x.source, 'format', x.format, 'columns', s.columns[1:7], 'locale', 'en'))
    from (values ('Sends of sixty days', 'send', 'xlsx'), ('Replies of sixty days', 'reply', 'csv')) as x (name, source, format) join private.export_sources s on s.source = x.source
  loop
    if answer ->> 'state' is distinct from 'queued' then raise exception 'the past of the demo was refused: %', answer; end if;
  end loop;
end $$;
select set_config('request.jwt.claims', '', true), set_config('request.headers', '', true);
delete from auth.sessions where user_agent = 'supabase/demo';
