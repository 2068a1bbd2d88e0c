-- The demo enterprise 云杉商城 and its people; password of all: tidings-demo.
-- Everything goes through the same verbs as in production, so the audit log of the demo is real too.

create function pg_temp.account(person uuid, email text, name text, locale text, password text) returns void language sql as $$
  insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
    created_at, updated_at, confirmation_token, recovery_token, email_change, email_change_token_new)
  values ('00000000-0000-0000-0000-000000000000', person, 'authenticated', 'authenticated', email, extensions.crypt(password, extensions.gen_salt('bf')), now(),
    '{"provider": "email", "providers": ["email"]}', jsonb_build_object('name', name, 'locale', locale), now(), now(), '', '', '', '');
  insert into auth.identities (provider, provider_id, user_id, identity_data, last_sign_in_at, created_at, updated_at)
  values ('email', person::text, person, jsonb_build_object('sub', person::text, 'email', email, 'email_verified', true), now(), now(), now());
  -- A person acts while a session exists. The seed's ends when the seed does.
  insert into auth.sessions (id, user_id, created_at, updated_at, user_agent) values (gen_random_uuid(), person, now(), now(), 'supabase/seed.sql');
$$;
create function pg_temp.be(person text) returns void language sql as $$
  select set_config('request.jwt.claims', jsonb_build_object('sub', u.id, 'role', 'authenticated', 'session_id', s.id)::text, false),
         set_config('request.headers', '{"x-tidings-source": "terminal"}', false)
  from auth.users u join auth.sessions s on s.user_id = u.id where u.email like person || '@%'
$$;
create function pg_temp.must(answer jsonb) returns uuid language plpgsql as $$
begin
  if answer ? 'code' and answer ? 'hint' then raise exception 'the seed was refused: %', answer; end if;
  return (answer ->> 'id')::uuid;
end $$;
-- The hash that a decision names (APR-1): the seed's people fetch it before they decide, as everybody has to.
create function pg_temp.shown(resource text, id uuid, verb text) returns text language sql as $$
  select b ->> 'shown' from jsonb_array_elements(public.allowed_transitions(resource, array[id::text]) -> id::text) as b where b ->> 'verb' = verb
$$;

select pg_temp.account('a11ce000-0000-4000-8000-000000000001', 'alice@demo.test', 'Alice', 'zh-CN', 'tidings-demo');
select pg_temp.account('b0b00000-0000-4000-8000-000000000002', 'bob@demo.test', 'Bob', 'en', 'tidings-demo');
select pg_temp.account('ca201000-0000-4000-8000-000000000003', 'carol@demo.test', 'Carol', 'en', 'tidings-demo');
select pg_temp.account('da000000-0000-4000-8000-000000000004', 'dan@demo.test', 'Dan', 'en', 'tidings-demo');
select pg_temp.account('3a110000-0000-4000-8000-000000000005', 'mallory@other.test', 'Mallory', 'en', 'tidings-demo');
-- The bot's own account: it has no permissions of its own, and its password comes from whoever starts the stack.
select pg_temp.account('b0700000-0000-4000-8000-000000000006', 'bot@tidings.test', 'Tidings', 'en',
  coalesce(nullif(current_setting('tidings.bot_password', true), ''), gen_random_uuid()::text));
insert into private.bots (user_id) values ('b0700000-0000-4000-8000-000000000006');
-- Runs the deployment, and belongs to no enterprise.
select pg_temp.account('01a00000-0000-4000-8000-000000000008', 'olga@tidings.test', 'Olga', 'en', 'tidings-demo');
insert into private.platform_admins (user_id) values ('01a00000-0000-4000-8000-000000000008');

select pg_temp.be('mallory');
select pg_temp.must(public.create_enterprise('{"name": "Other Ltd", "statements": ["koomessage", "sms"]}'));
select pg_temp.be('alice');
select pg_temp.must(public.create_enterprise('{"name": "云杉商城", "statements": ["koomessage", "sms"]}'));
select pg_temp.must(public.add_member('{"email": "bob@demo.test", "groups": ["Operators"]}'));
select pg_temp.must(public.add_member('{"email": "carol@demo.test", "groups": ["Reviewers"]}'));
select pg_temp.must(public.add_member('{"email": "dan@demo.test", "groups": ["Readers"]}'));
select pg_temp.must(public.add_package(jsonb_build_object('kind', 'aim_resolution', 'spec', 'three_network', 'size', 100000, 'price_cents', 300000, 'expires_at', now() + interval '1 year')));

-- Settings of each enterprise: filings, application, signatures, SMS templates, the short-link domain, a channel to the sandbox carrier.
insert into public.sms_apps (enterprise_id, name) select e.id, 'mall' from public.enterprises e;
insert into public.sms_signatures (enterprise_id, app_id, name, kind, state)
select a.enterprise_id, a.id, s.name, s.kind::public.signature_kind, 'approved'
from public.sms_apps a join public.enterprises e on e.id = a.enterprise_id
cross join (values ('云杉商城', 'notification'), ('云杉会员', 'promotion')) as s (name, kind) where e.name = '云杉商城';
insert into public.sms_templates (enterprise_id, app_id, signature_id, name, content, state)
select g.enterprise_id, g.app_id, g.id, t.name, t.content, 'approved'
from public.sms_signatures g join (values
  ('云杉商城', '订单通知', '您的订单有新进展，点击 {link} 查看。'),
  ('云杉会员', '会员福利', '会员日福利已到账，点击 {link} 领取。拒收请回复R'),
  ('云杉会员', '会员福利（带称呼）', '${name}，会员日福利已到账，点击 {link} 领取。拒收请回复R')) as t (signature, name, content) on t.signature = g.name;
insert into public.filings (enterprise_id, form, state) select e.id, f, 'approved' from public.enterprises e, unnest('{send_task,short_link}'::public.filing_form[]) as f;
insert into public.domains (enterprise_id, name, state, enabled, is_default) select e.id, 'default', 'approved', true, true from public.enterprises e;
insert into public.channels (enterprise_id, name, adapter, base_url, number)
select e.id, 'sandbox', 'sandbox', 'http://127.0.0.1:54330', case e.name when '云杉商城' then '106900001' else '106900002' end from public.enterprises e;

-- Templates: two are live, two wait for a reviewer, one is still a draft.
select pg_temp.be('bob');
create temp table made as
select n.name, n.final, pg_temp.must(public.create_template(jsonb_build_object('name', n.name, 'usage', 'commercial', 'layout', n.layout, 'vendors', n.vendors, 'content', n.content::jsonb))) as id
from (values
  ('开卡欢迎图文', 'live', 'image_text', array['huawei','xiaomi','oppo','vivo','meizu','samsung'], '{"slots": {"image": {"src": "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA2NDAgMzYwIj48cmVjdCB3aWR0aD0iNjQwIiBoZWlnaHQ9IjM2MCIgZmlsbD0iI2Y2ZDliOCIvPjxjaXJjbGUgY3g9IjQ3MCIgY3k9IjEyMCIgcj0iNTQiIGZpbGw9IiNmMjk5NGEiLz48cGF0aCBkPSJNMCAyNzAgMTYwIDE1MCAzMDAgMjcwIDQzMCAxNzAgNjQwIDI5MFYzNjBIMFoiIGZpbGw9IiM0ZjdkNmIiLz48cGF0aCBkPSJNMCAzMTAgMTIwIDIzMCAyNjAgMzIwIDQwMCAyNDAgNjQwIDMzMFYzNjBIMFoiIGZpbGw9IiMyYzU1NDciLz48L3N2Zz4=", "alt": "云杉会员日主视觉：暮色中的山丘", "width": 640, "height": 360, "action": {"type": "open_browser", "target": "https://mall.example.com/welcome"}}, "title": "欢迎加入云杉会员", "body": "${name}，您的会员卡已开通，首单立减 ${amount} 元。拒收请回复R", "buttons": [{"text": "查看权益", "action": {"type": "open_browser", "target": "https://mall.example.com/welcome"}}]}, "params": [{"name": "name", "example": "张女士", "type": "text"}, {"name": "amount", "example": "50", "type": "money"}]}'),
  ('签收提醒', 'live', 'notice', array['huawei','xiaomi','vivo','samsung'], '{"slots": {"title": "签收提醒", "body": "${name}，您的包裹已送达，请及时签收。", "pairs": [{"label": "订单编号", "value": "${order_no}"}, {"label": "取件码", "value": "${pickup_code}"}], "image": {"src": "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA2NDAgMzYwIj48cmVjdCB3aWR0aD0iNjQwIiBoZWlnaHQ9IjM2MCIgZmlsbD0iI2RmZTlmMyIvPjxyZWN0IHk9IjI3MCIgd2lkdGg9IjY0MCIgaGVpZ2h0PSI5MCIgZmlsbD0iIzhmYTNiNSIvPjxwYXRoIGQ9Ik0yMjAgMTMwaDIwMHYxNDBIMjIweiIgZmlsbD0iI2M5OGQ1MiIvPjxwYXRoIGQ9Ik0zMDAgMTMwaDQwdjE0MGgtNDB6IiBmaWxsPSIjZTNiNDdjIi8+PC9zdmc+", "alt": "传送带上的包裹", "width": 640, "height": 360}, "buttons": [{"text": "查看物流", "action": {"type": "open_browser", "target": "https://mall.example.com/orders/${order_no}"}}, {"text": "打开商城", "action": {"type": "open_app", "target": "yunshan://orders", "package": "com.example.yunshan", "fallback": "https://mall.example.com/"}}]}, "params": [{"name": "name", "example": "李先生", "type": "text"}, {"name": "order_no", "example": "YS2026112400017", "type": "text"}, {"name": "pickup_code", "example": "6-2-1024", "type": "text"}]}'),
  ('会员日图文', 'review', 'image_text', array['huawei','xiaomi','oppo','vivo','meizu','samsung'], '{"slots": {"image": {"src": "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA2NDAgMzYwIj48cmVjdCB3aWR0aD0iNjQwIiBoZWlnaHQ9IjM2MCIgZmlsbD0iI2Y2ZDliOCIvPjxjaXJjbGUgY3g9IjQ3MCIgY3k9IjEyMCIgcj0iNTQiIGZpbGw9IiNmMjk5NGEiLz48cGF0aCBkPSJNMCAyNzAgMTYwIDE1MCAzMDAgMjcwIDQzMCAxNzAgNjQwIDI5MFYzNjBIMFoiIGZpbGw9IiM0ZjdkNmIiLz48cGF0aCBkPSJNMCAzMTAgMTIwIDIzMCAyNjAgMzIwIDQwMCAyNDAgNjQwIDMzMFYzNjBIMFoiIGZpbGw9IiMyYzU1NDciLz48L3N2Zz4=", "alt": "云杉会员日主视觉：暮色中的山丘", "width": 640, "height": 360, "action": {"type": "open_browser", "target": "https://mall.example.com/member-day"}}, "title": "云杉会员日 福利已到账", "body": "${name}，您的 ${amount} 元会员券已放入卡包，${deadline} 前有效。拒收请回复R", "buttons": [{"text": "立即使用", "action": {"type": "open_browser", "target": "https://mall.example.com/member-day?m=${member_no}"}}]}, "params": [{"name": "name", "example": "张女士", "type": "text"}, {"name": "amount", "example": "50", "type": "money"}, {"name": "deadline", "example": "12月31日", "type": "date"}, {"name": "member_no", "example": "YS20261118", "type": "text"}]}'),
  ('订单发货通知', 'review', 'notice', array['huawei','xiaomi','vivo','samsung'], '{"slots": {"title": "订单发货通知", "body": "${name}，您的订单已发货，请留意收件。", "pairs": [{"label": "订单编号", "value": "${order_no}"}, {"label": "承运快递", "value": "${carrier}"}, {"label": "运单号", "value": "${waybill}"}, {"label": "预计送达", "value": "${eta}"}], "image": {"src": "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA2NDAgMzYwIj48cmVjdCB3aWR0aD0iNjQwIiBoZWlnaHQ9IjM2MCIgZmlsbD0iI2RmZTlmMyIvPjxyZWN0IHk9IjI3MCIgd2lkdGg9IjY0MCIgaGVpZ2h0PSI5MCIgZmlsbD0iIzhmYTNiNSIvPjxwYXRoIGQ9Ik0yMjAgMTMwaDIwMHYxNDBIMjIweiIgZmlsbD0iI2M5OGQ1MiIvPjxwYXRoIGQ9Ik0zMDAgMTMwaDQwdjE0MGgtNDB6IiBmaWxsPSIjZTNiNDdjIi8+PC9zdmc+", "alt": "传送带上的包裹", "width": 640, "height": 360}, "buttons": [{"text": "查看物流", "action": {"type": "open_browser", "target": "https://mall.example.com/orders/${order_no}"}}, {"text": "打开商城", "action": {"type": "open_app", "target": "yunshan://orders", "package": "com.example.yunshan", "fallback": "https://mall.example.com/"}}]}, "params": [{"name": "name", "example": "李先生", "type": "text"}, {"name": "order_no", "example": "YS2026112400017", "type": "text"}, {"name": "carrier", "example": "顺丰速运", "type": "text"}, {"name": "waybill", "example": "SF1020304050607", "type": "text"}, {"name": "eta", "example": "11月26日", "type": "date"}]}'),
  ('积分到期提醒', 'draft', 'notice', array['huawei','xiaomi','vivo','samsung'], '{"slots": {"title": "积分到期提醒", "body": "${name}，您有积分即将到期。", "pairs": [{"label": "到期积分", "value": "${points}"}, {"label": "到期日", "value": "${deadline}"}], "image": {"src": "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA2NDAgMzYwIj48cmVjdCB3aWR0aD0iNjQwIiBoZWlnaHQ9IjM2MCIgZmlsbD0iI2RmZTlmMyIvPjxyZWN0IHk9IjI3MCIgd2lkdGg9IjY0MCIgaGVpZ2h0PSI5MCIgZmlsbD0iIzhmYTNiNSIvPjxwYXRoIGQ9Ik0yMjAgMTMwaDIwMHYxNDBIMjIweiIgZmlsbD0iI2M5OGQ1MiIvPjxwYXRoIGQ9Ik0zMDAgMTMwaDQwdjE0MGgtNDB6IiBmaWxsPSIjZTNiNDdjIi8+PC9zdmc+", "alt": "传送带上的包裹", "width": 640, "height": 360}, "buttons": [{"text": "去使用", "action": {"type": "open_browser", "target": "https://mall.example.com/points"}}]}, "params": [{"name": "name", "example": "张女士", "type": "text"}, {"name": "points", "example": "1200", "type": "text"}, {"name": "deadline", "example": "12月31日", "type": "date"}]}')
) as n (name, final, layout, vendors, content);
-- A submission needs the check of its content, which is TypeScript. A test (words.test.ts) makes sure that it finds no error in any of these.
select private.record_content_check(v.content_hash, '[]') from made m join public.template_versions v on v.template_id = m.id;
select pg_temp.must(public.submit_template(m.id::text)) from made m where m.final <> 'draft';
select pg_temp.be('carol');
select pg_temp.must(public.approve_template(m.id::text, pg_temp.shown('template', m.id, 'approve'), 'Fine.')) from made m where m.final = 'live';
select set_config('request.jwt.claims', '', false), set_config('request.headers', '', false);
select private.record_template_states(c.id, jsonb_agg(jsonb_build_object('reference', r.version_id, 'vendor', r.vendor, 'state', 'approved', 'at', now())))
from public.vendor_reviews r join public.channels c on c.enterprise_id = r.enterprise_id group by c.id;
update private.vendor_handoffs set done_at = now(), carrier_id = 'seed-' || left(version_id::text, 8);

-- A domain that was rejected, and jump links that wait for a reviewer.
select pg_temp.be('bob');
create temp table asked as
select (public.create_domains('{"names": ["s.yunshan.example.com"], "custom_codes": true}') -> 'domains' -> 0 ->> 'id')::uuid as id;
select pg_temp.must(public.create_jump_batch(jsonb_build_object('name', '双十二会场', 'purpose', '双十二活动短信的落地页，活动期 12 月 10 日至 12 日。', 'source', 'typed',
  'urls', jsonb_build_array('https://mall.example.com/1212', 'https://mall.example.com/1212/coupons', 'https://mall.example.com/1212/rules'))));
select pg_temp.be('carol');
select pg_temp.must(public.reject_domain(a.id::text, '缺少《公司关系授权函》，请补充后再次提交。', pg_temp.shown('domain', a.id, 'reject'))) from asked a;

-- A few numbers typed by bob; the sandbox carrier always delivers to the first and always fails the second.
select pg_temp.be('bob');
select pg_temp.must(public.type_numbers(jsonb_build_object('phones', array['+8613800000001', '+8613800000002', '+8613800138000'], 'name', '演示号码', 'params',
  (select jsonb_agg(jsonb_build_object('name', n, 'amount', '50', 'order_no', 'YS2026112400017', 'pickup_code', '6-2-1024')) from unnest(array['李先生', '张女士', '王先生']) as n))));
-- A group link for a poster, so that the list of resolve tasks is not empty.
select pg_temp.must(public.create_resolve_task(jsonb_build_object('kind', 'group', 'name', '会员开卡群发', 'template_id', m.id, 'signatures', array['云杉会员'],
  'max_resolutions', 5000, 'validity_days', 30, 'params', '{"name": "会员", "amount": "50"}'::jsonb))) from made m where m.name = '开卡欢迎图文';
select set_config('request.jwt.claims', '', false), set_config('request.headers', '', false);
delete from auth.sessions where user_agent = 'supabase/seed.sql';
