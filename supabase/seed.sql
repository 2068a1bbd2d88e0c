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
-- Alice invites; the person accepts by the link.
create function pg_temp.joins(person text, groups text[]) returns void language plpgsql as $$
declare
  answer jsonb;
begin
  perform pg_temp.be('alice');
  answer := public.create_invitation(jsonb_build_object('email', person || '@demo.test', 'groups', groups));
  perform pg_temp.must(answer);
  perform pg_temp.be(person);
  perform pg_temp.must(public.accept_invitation(jsonb_build_object('token', answer ->> 'token')));
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

-- The sandbox carrier is open to all. Its address here, and its keys, are told by whoever starts the copy (private.set_deployment).
insert into public.carriers (name, adapter, base_url, open_to_all, number_prefix) values ('sandbox', 'sandbox', 'http://127.0.0.1:54330', true, '106900');
select pg_temp.be('alice');
select pg_temp.must(public.create_enterprise('{"name": "云杉商城", "statements": ["koomessage", "sms"]}'));
select pg_temp.be('mallory');
select pg_temp.must(public.create_enterprise('{"name": "Other Ltd", "statements": ["koomessage", "sms"]}'));
select pg_temp.joins('bob', '{Operators}'), pg_temp.joins('carol', '{Reviewers}'), pg_temp.joins('dan', '{Readers}');
select pg_temp.be('alice');
-- The price list. Orders confirm themselves: nobody pays in a demo. The package of 云杉商城 was ordered at an earlier price, which its order keeps.
select pg_temp.be('olga');
select pg_temp.must(public.set_sale_settings('{"orders_confirm_themselves": true}'));
select pg_temp.must(public.set_unit_price(jsonb_build_object('item', p.item, 'price_micros', p.micros)))
from (values ('aim_resolution', 40000), ('sa_resolution', 60000), ('sms_segment', 45000)) as p (item, micros);
select pg_temp.must(public.create_offer(jsonb_build_object('sku', o.sku, 'kind', o.kind, 'spec', o.spec, 'size', o.size, 'price_fen', o.fen)))
from (values ('aim-100k', 'aim_resolution', 'three_network', 100000, 280000), ('aim-1m', 'aim_resolution', 'three_network', 1000000, 2500000),
  ('sa-5k', 'sa_resolution', 'three_network', 5000, 28000)) as o (sku, kind, spec, size, fen);
select pg_temp.be('alice');
select pg_temp.must(public.create_order(jsonb_build_object('offer_id', o.id, 'quantity', 1, 'revision', o.revision))) from public.offers o where o.sku = 'aim-100k';
select pg_temp.be('olga');
select pg_temp.must(public.update_offer(o.id::text, '{"sku": "aim-100k", "kind": "aim_resolution", "size": 100000, "price_fen": 300000}')) from public.offers o where o.sku = 'aim-100k';


-- Filings, an application, signatures and SMS templates. Domain and channel came with the enterprise (private.equip_enterprise).
insert into public.sms_apps (enterprise_id, name) select e.id, 'mall' from public.enterprises e;
select private.lay_sms_signature(jsonb_populate_record(null::public.sms_signatures, jsonb_build_object('name', s.name, 'kind', s.kind)),
  jsonb_populate_record(null::public.sms_signature_versions, private.next_version(0) || jsonb_build_object('enterprise_id', a.enterprise_id,
    'signature_id', gen_random_uuid(), 'app_id', a.id, 'source', 'company', 'third_party', false, 'proofs', '[]'::jsonb, 'purpose', '', 'state', 'approved', 'created_by', null)))
from public.sms_apps a join public.enterprises e on e.id = a.enterprise_id
cross join (values ('云杉商城', 'notification'), ('云杉会员', 'promotion')) as s (name, kind) where e.name = '云杉商城';
select private.lay_sms_template(t.name, jsonb_populate_record(null::public.sms_template_versions, private.next_version(0) || jsonb_build_object(
    'enterprise_id', g.enterprise_id, 'sms_template_id', gen_random_uuid(), 'signature_id', g.id, 'kind', g.kind, 'content', t.content, 'purpose', '',
    'variables', case when t.content like '${name}%' then '[{"name": "name", "kind": "text", "example": "张女士"}]'::jsonb else '[]' end, 'state', 'approved', 'created_by', null)))
from public.sms_signatures g join (values
  ('云杉商城', '订单通知', '您的订单有新进展，点击 {link} 查看。'),
  ('云杉会员', '会员福利', '会员日福利已到账，点击 {link} 领取。拒收请回复R'),
  ('云杉会员', '会员福利（带称呼）', '${name}，会员日福利已到账，点击 {link} 领取。拒收请回复R')) as t (signature, name, content) on t.signature = g.name;
insert into public.filings (enterprise_id, form) select e.id, f from public.enterprises e, unnest('{send_task,short_link}'::public.filing_form[]) as f;
with made as (
  insert into public.filing_versions (filing_id, enterprise_id, version, certificate, state, decided_at) select f.id, f.enterprise_id, 1, 'business_licence', 'approved', now() from public.filings f returning id, filing_id)
update public.filings f set latest_version_id = m.id, live_version_id = m.id from made m where m.filing_id = f.id;

-- Templates: two are live, two wait for a reviewer, one is still a draft.
select pg_temp.be('bob');
create temp table made as
select n.name, n.final, pg_temp.must(public.create_template(jsonb_build_object('name', n.name, 'usage', 'commercial', 'layout', n.layout, 'vendors', n.vendors, 'content', n.content::jsonb))) as id
from (values
  ('开卡欢迎图文', 'live', 'image_text', array['huawei','xiaomi','oppo','vivo','meizu','samsung'], '{"slots": {"image": {"src": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAoAAAAFoBAMAAAA1HFdiAAAAMFBMVEX22bgsVUdPfWvymUrr07Nag3BNe2kvWEk3YlJEcWCOoIjWx6lvjnq3tptAbFs8Z1eQCovYAAAKG0lEQVR42u2dsWpbSRSGL6wqCxVTJV3gQgIya2PQdmkCcaWocivUpFJnVLoy27jcIo1aI/QAgUQvYPQAxnBfYBvX27heZGdZWdK9d2bOPzNn4P9fIId/5jvnPyPFKgqKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoorzH4NnfTynFx76MtjST/rhqO5gR9/piYs+D/b0B12x14/BAX2kL5bqDGr0id5YaVAreuPNLymWzA9OEgf9NmjUGR3yHCAcJACACbEUYELsn2CYZUAXkFdQegF5BYUXkFdQegF5BYUXkFdQegF5BT2XEK4jwiWE6wiKYDIsGiEcI2KCybCUYDK8r66bgfyYWNQC2QSlBJNhQYpmlgYQTIZpIFg/XA3kZ+yyGcIpIpwhnCLCFsgmSAPTzhBOEekM4RShgWmHMMew4C2LL1qAIcwxTAOB+uxjID8XoYEpczSTtDQGMgjSQBpIA2kgRQNpIA2kgTSQBtJAGkgDaSBfY/iclUh8UKWBacUPlWhgWvGDdaH41Y4UQZCu0cCkSZo5WjiGOYRpYNoxzCEsnCL0TDZFOEOETZAtUGggFznhFOEMEU4ROiZjmC1Q+KLFFihkmH7tKec//TS8za0J6mqB3bvjT5kxrOsCVmW5zothXQQPy7J8r2Cq5fonQLt3ZVmWk6wY1gbwRvcZjZEzbQBvdJzRFdQH8EbLbK7gmUKAy7L8/VMuV1AjwBuNM7mCZyoB3kSZ+zyuoE6ANzrJ4gqeKQV4IwUrcVY/SvUK4Ocok36OZPWzaFW5q7V6iDUDrGQl/pwtwFpW4lx+nLQqD0lBlCnyi9Dbc0RBaVn8QPNBgJWsxFn8RHhV41/KlXi4bpok+l6ha5RsJe7cbV3/ru4PgmsBTrkSV6//7S/b9v0sijwATrgSH+0F0fNfrfDjuTL7mgBOthJ37tS8SooATrYSr/Ts4zKAE63EPVXLkAjgJCtxZ6HqZVwEcJJbsFL2JiQCOMFK3LvQtw35Axx/Jd4GWMunMxKAo1+CkcZ3SQnAkfPYDsCq4+CwtFXEWbjQkkVxAEftQyMdQQAKcMyVuHuh7FUIAnDElfhB0T6EAzheGxoqSQJogGNdgTqANcbBoaN/UdJYpWsnBwIcZxIO9aRROMAxVuLOXanwaRIEcIyVuNL3LgQEOPwgPNK1EcEBDt2EOndaskAggENfgJXChyEswGGzWE/dVg4HOOhK3FloyqOBAA65Eq+UdOKgAAeMYr0LdWt5CICDjUF7gNPHwaHMvzAtaKQoDQQFONDxOwGcOA5WpVj4HLHQthSFAzjISjzSlUjDAhzg9LsXanpxDIDxQexB4WIeEGD4EBwqi6TBAQY3ID+A08TBqkTpREdR4zwBhq7EsqLWWQKM7D+dO1WBIBLAwLOvFHXjiADDYtiRkjpiA4wagR1AUbHiYFWiBYBnpakdRwUYsxL39LAQHWDEBOwsQIWMcwQY0H1W2iJBVIDlJ9+70ANDCoClIQwGcIQ4WJWBJFmJR9iz/J4fwLKVGAlw4DgYCmBZBlvoKSUZwJL5N8KXMskPYP/e070IUMs4O4D9z/1BFQ7pAPZdiUNRscwNYM+VOAjAYeJgaID9jr3S1pIFpU5v4iewkFSA42Brqf3Zm79jT79OUCqgcbAV4A9/GvP2a+TOE3isTWICPDfGmOu4K/FR6J48jgfw1DxL3gZvtQAMjYOtAPdnLwaap4iNZ1WG1zIOwJsG+KI336Idei+Cf6A4OLRqgC96Jx0ktvmrsyijOPg9AsBTs6WrSLNvVcYRIA5Wtg0QNEisqOldRDJQHgeH1g3wVxuU5uljOcDTv77iHJwEBnhudiTO0xajr/kV9dKYt99wDo6DAjw1e7oO3naaAT7d9JQ3TzgH1wEB3mmAmDbYeuQLm5KAGC+DAbzbADF5ui19jexKwmHsHwcr1waIydMn/q+oH/7ZKgOGsW8cHLo3QEyevvX+GOTxVR0wjP3iYBvABxsgJE83ha+hCxIwjL3iYOXVACGDZO0H8D4SMIwneIDnDf5J83R906maA+C+UBiP0QBPTaOEeXricaqnh1sKCuM1FuCGBgjJ0/fOr6i1FaEwXiIBbmyAiDZ47HqqTRVhMHaKg20Az027nuDnfWQXAENh7BIHK1EDROTpA9GrCeDHllogGNvHwaGwASLy9NjlFbWdCAjGtnGwBWCLBgjI03stpycjAoLxBALw3NhKNEhOrF9RL62KgWA8BgA8tfZPmKdvLQE+nVmWg8B4LQa4P7M3UJanX3Wc+ldUh4IQGC+FAFs3QECeXtsA7FQQAOPWODhENUB5G9wKXiO/ABgC45Y42ALw1LjqCTH06gF+dK1HjnFzHKxwDRCQp+/bPgaZG/eCgn6FZ4hsgPI8fdwC8NT4SIzxxBfguVe9V9KZV/uKemn8JMZ47Afw1LPeG2G/eZAGQDzGax+A+771SvL0uL4q73oQGC/dAfZqgOI8/f6+DmBBPQCMD8bBKkADFOfpkwoTANEYH4qDQRog6vvT4gCIxvhAHAzSAFHfnwbyAMJ4Pw6GaYCo708DeQBhPHEwUH7g74DfevQOgGCMx9YGIg78Cuff6QxmoAzjtaWBfUjBsEHSB/onxHhpZaC4AYK+P40tB4Lx6zgYdOIhvj+NCYBQjF/FwbATD/L/ETEBEInxdhwM33EAbXBugsgf4604GKHjiPP01ASSP8aTZgOxJy7N05cmmPwxHjcZiD5xWZ4+nZmA8sZ4XW9gH16xJE/3g/onwHhZZyA8cokGSYhqMBj/ioNxRp53ng4QAGEYv8TBSCPPN08/mhjyxPg5DsZqOdeaAiAK400cjNZybjQFQBTGkz0DAx75k6YAiMJ4XMQ7cuc8fTqLaaAnxkXEzOWYp/tx/fPEuIiZua50BUAIxkXUmXejLAACMC6izjyHPP1o0sgV4yJuz7HO03OTSo4YF5F7zrW6ACjEuIh95jfqAqAM4yL6mT+pC4AijIvooas9T/dT++eCcRE/dLXl6RQB0B/jIsHQu1IYAL0xLlIMvRuNAdAT4yJF02nK03OjRzYYF0maTn2enhpNssC4SHPo1zoDoAfGRaJDv9EZAN0xLlKlriedAdAZ4yJV6jqQp3UEQEeMi2RTby9PawmAbhgX6cq60hoAnTBOaODOIJkbxarHOKWBr/L01OhWHcZFUjK+qg2A1hgnNfD/PH06U29gDcZpDfyvDfYz8K8G48QGvuRppQHQCuPUBm7ytN4AaIFxagM3efrRZKRdjJMbaK7mJivtYFwYSoQxDRRiTAOFGNNAIcY0UIgxDRRiTAOFGNNAIcY0UIgxDRRiTAOFooE0kAbSQBpI0UAaSANpIEUDaSANpIEUDaSBNJAGUjSQBtJAGkjRQBpIA2kgRQNpIA2kgdRB/QtCcPfm+Vjz7wAAAABJRU5ErkJggg==", "alt": "云杉会员日主视觉：暮色中的山丘", "width": 640, "height": 360, "action": {"type": "open_browser", "target": "https://mall.example.com/welcome"}}, "title": "欢迎加入云杉会员", "body": "${name}，您的会员卡已开通，首单立减 ${amount} 元。拒收请回复R", "buttons": [{"text": "查看权益", "action": {"type": "open_browser", "target": "https://mall.example.com/welcome"}}]}, "params": [{"name": "name", "example": "张女士", "type": "text"}, {"name": "amount", "example": "50", "type": "money"}]}'),
  ('签收提醒', 'live', 'notice', array['huawei','xiaomi','vivo','samsung'], '{"slots": {"title": "签收提醒", "body": "${name}，您的包裹已送达，请及时签收。", "pairs": [{"label": "订单编号", "value": "${order_no}"}, {"label": "取件码", "value": "${pickup_code}"}], "image": {"src": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAoAAAAFoBAMAAAA1HFdiAAAADFBMVEXf6fOPo7XJjVLjtHw/irxhAAABmElEQVR42u3QMQ0AIAwAwVrAQi3g3xsGOrQhDCT3+y8XIUmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJA3KZruo+wIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgwNctXQUQIECAAAUQIECAAggQIEABBAgQoAACBAhQAAECBCiAAAECFECAAAEKIECAAAUQIECAAggQIECAAggQIEABBAgQoAACBAhQAAECBCiAAAECFECAAAEKIECAAAUQIECAAggQIEABBAgQoAACBPh1B4lxdrLPaa1kAAAAAElFTkSuQmCC", "alt": "传送带上的包裹", "width": 640, "height": 360}, "buttons": [{"text": "查看物流", "action": {"type": "open_browser", "target": "https://mall.example.com/orders/${order_no}"}}, {"text": "打开商城", "action": {"type": "open_app", "target": "yunshan://orders", "package": "com.example.yunshan", "fallback": "https://mall.example.com/"}}]}, "params": [{"name": "name", "example": "李先生", "type": "text"}, {"name": "order_no", "example": "YS2026112400017", "type": "text"}, {"name": "pickup_code", "example": "6-2-1024", "type": "text"}]}'),
  ('会员日图文', 'review', 'image_text', array['huawei','xiaomi','oppo','vivo','meizu','samsung'], '{"slots": {"image": {"src": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAoAAAAFoBAMAAAA1HFdiAAAAMFBMVEX22bgsVUdPfWvymUrr07Nag3BNe2kvWEk3YlJEcWCOoIjWx6lvjnq3tptAbFs8Z1eQCovYAAAKG0lEQVR42u2dsWpbSRSGL6wqCxVTJV3gQgIya2PQdmkCcaWocivUpFJnVLoy27jcIo1aI/QAgUQvYPQAxnBfYBvX27heZGdZWdK9d2bOPzNn4P9fIId/5jvnPyPFKgqKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoorzH4NnfTynFx76MtjST/rhqO5gR9/piYs+D/b0B12x14/BAX2kL5bqDGr0id5YaVAreuPNLymWzA9OEgf9NmjUGR3yHCAcJACACbEUYELsn2CYZUAXkFdQegF5BYUXkFdQegF5BYUXkFdQegF5BT2XEK4jwiWE6wiKYDIsGiEcI2KCybCUYDK8r66bgfyYWNQC2QSlBJNhQYpmlgYQTIZpIFg/XA3kZ+yyGcIpIpwhnCLCFsgmSAPTzhBOEekM4RShgWmHMMew4C2LL1qAIcwxTAOB+uxjID8XoYEpczSTtDQGMgjSQBpIA2kgRQNpIA2kgTSQBtJAGkgDaSBfY/iclUh8UKWBacUPlWhgWvGDdaH41Y4UQZCu0cCkSZo5WjiGOYRpYNoxzCEsnCL0TDZFOEOETZAtUGggFznhFOEMEU4ROiZjmC1Q+KLFFihkmH7tKec//TS8za0J6mqB3bvjT5kxrOsCVmW5zothXQQPy7J8r2Cq5fonQLt3ZVmWk6wY1gbwRvcZjZEzbQBvdJzRFdQH8EbLbK7gmUKAy7L8/VMuV1AjwBuNM7mCZyoB3kSZ+zyuoE6ANzrJ4gqeKQV4IwUrcVY/SvUK4Ocok36OZPWzaFW5q7V6iDUDrGQl/pwtwFpW4lx+nLQqD0lBlCnyi9Dbc0RBaVn8QPNBgJWsxFn8RHhV41/KlXi4bpok+l6ha5RsJe7cbV3/ru4PgmsBTrkSV6//7S/b9v0sijwATrgSH+0F0fNfrfDjuTL7mgBOthJ37tS8SooATrYSr/Ts4zKAE63EPVXLkAjgJCtxZ6HqZVwEcJJbsFL2JiQCOMFK3LvQtw35Axx/Jd4GWMunMxKAo1+CkcZ3SQnAkfPYDsCq4+CwtFXEWbjQkkVxAEftQyMdQQAKcMyVuHuh7FUIAnDElfhB0T6EAzheGxoqSQJogGNdgTqANcbBoaN/UdJYpWsnBwIcZxIO9aRROMAxVuLOXanwaRIEcIyVuNL3LgQEOPwgPNK1EcEBDt2EOndaskAggENfgJXChyEswGGzWE/dVg4HOOhK3FloyqOBAA65Eq+UdOKgAAeMYr0LdWt5CICDjUF7gNPHwaHMvzAtaKQoDQQFONDxOwGcOA5WpVj4HLHQthSFAzjISjzSlUjDAhzg9LsXanpxDIDxQexB4WIeEGD4EBwqi6TBAQY3ID+A08TBqkTpREdR4zwBhq7EsqLWWQKM7D+dO1WBIBLAwLOvFHXjiADDYtiRkjpiA4wagR1AUbHiYFWiBYBnpakdRwUYsxL39LAQHWDEBOwsQIWMcwQY0H1W2iJBVIDlJ9+70ANDCoClIQwGcIQ4WJWBJFmJR9iz/J4fwLKVGAlw4DgYCmBZBlvoKSUZwJL5N8KXMskPYP/e070IUMs4O4D9z/1BFQ7pAPZdiUNRscwNYM+VOAjAYeJgaID9jr3S1pIFpU5v4iewkFSA42Brqf3Zm79jT79OUCqgcbAV4A9/GvP2a+TOE3isTWICPDfGmOu4K/FR6J48jgfw1DxL3gZvtQAMjYOtAPdnLwaap4iNZ1WG1zIOwJsG+KI336Idei+Cf6A4OLRqgC96Jx0ktvmrsyijOPg9AsBTs6WrSLNvVcYRIA5Wtg0QNEisqOldRDJQHgeH1g3wVxuU5uljOcDTv77iHJwEBnhudiTO0xajr/kV9dKYt99wDo6DAjw1e7oO3naaAT7d9JQ3TzgH1wEB3mmAmDbYeuQLm5KAGC+DAbzbADF5ui19jexKwmHsHwcr1waIydMn/q+oH/7ZKgOGsW8cHLo3QEyevvX+GOTxVR0wjP3iYBvABxsgJE83ha+hCxIwjL3iYOXVACGDZO0H8D4SMIwneIDnDf5J83R906maA+C+UBiP0QBPTaOEeXricaqnh1sKCuM1FuCGBgjJ0/fOr6i1FaEwXiIBbmyAiDZ47HqqTRVhMHaKg20Az027nuDnfWQXAENh7BIHK1EDROTpA9GrCeDHllogGNvHwaGwASLy9NjlFbWdCAjGtnGwBWCLBgjI03stpycjAoLxBALw3NhKNEhOrF9RL62KgWA8BgA8tfZPmKdvLQE+nVmWg8B4LQa4P7M3UJanX3Wc+ldUh4IQGC+FAFs3QECeXtsA7FQQAOPWODhENUB5G9wKXiO/ABgC45Y42ALw1LjqCTH06gF+dK1HjnFzHKxwDRCQp+/bPgaZG/eCgn6FZ4hsgPI8fdwC8NT4SIzxxBfguVe9V9KZV/uKemn8JMZ47Afw1LPeG2G/eZAGQDzGax+A+771SvL0uL4q73oQGC/dAfZqgOI8/f6+DmBBPQCMD8bBKkADFOfpkwoTANEYH4qDQRog6vvT4gCIxvhAHAzSAFHfnwbyAMJ4Pw6GaYCo708DeQBhPHEwUH7g74DfevQOgGCMx9YGIg78Cuff6QxmoAzjtaWBfUjBsEHSB/onxHhpZaC4AYK+P40tB4Lx6zgYdOIhvj+NCYBQjF/FwbATD/L/ETEBEInxdhwM33EAbXBugsgf4604GKHjiPP01ASSP8aTZgOxJy7N05cmmPwxHjcZiD5xWZ4+nZmA8sZ4XW9gH16xJE/3g/onwHhZZyA8cokGSYhqMBj/ioNxRp53ng4QAGEYv8TBSCPPN08/mhjyxPg5DsZqOdeaAiAK400cjNZybjQFQBTGkz0DAx75k6YAiMJ4XMQ7cuc8fTqLaaAnxkXEzOWYp/tx/fPEuIiZua50BUAIxkXUmXejLAACMC6izjyHPP1o0sgV4yJuz7HO03OTSo4YF5F7zrW6ACjEuIh95jfqAqAM4yL6mT+pC4AijIvooas9T/dT++eCcRE/dLXl6RQB0B/jIsHQu1IYAL0xLlIMvRuNAdAT4yJF02nK03OjRzYYF0maTn2enhpNssC4SHPo1zoDoAfGRaJDv9EZAN0xLlKlriedAdAZ4yJV6jqQp3UEQEeMi2RTby9PawmAbhgX6cq60hoAnTBOaODOIJkbxarHOKWBr/L01OhWHcZFUjK+qg2A1hgnNfD/PH06U29gDcZpDfyvDfYz8K8G48QGvuRppQHQCuPUBm7ytN4AaIFxagM3efrRZKRdjJMbaK7mJivtYFwYSoQxDRRiTAOFGNNAIcY0UIgxDRRiTAOFGNNAIcY0UIgxDRRiTAOFooE0kAbSQBpI0UAaSANpIEUDaSANpIEUDaSBNJAGUjSQBtJAGkjRQBpIA2kgRQNpIA2kgdRB/QtCcPfm+Vjz7wAAAABJRU5ErkJggg==", "alt": "云杉会员日主视觉：暮色中的山丘", "width": 640, "height": 360, "action": {"type": "open_browser", "target": "https://mall.example.com/member-day"}}, "title": "云杉会员日 福利已到账", "body": "${name}，您的 ${amount} 元会员券已放入卡包，${deadline} 前有效。拒收请回复R", "buttons": [{"text": "立即使用", "action": {"type": "open_browser", "target": "https://mall.example.com/member-day?m=${member_no}"}}]}, "params": [{"name": "name", "example": "张女士", "type": "text"}, {"name": "amount", "example": "50", "type": "money"}, {"name": "deadline", "example": "12月31日", "type": "date"}, {"name": "member_no", "example": "YS20261118", "type": "text"}]}'),
  ('订单发货通知', 'review', 'notice', array['huawei','xiaomi','vivo','samsung'], '{"slots": {"title": "订单发货通知", "body": "${name}，您的订单已发货，请留意收件。", "pairs": [{"label": "订单编号", "value": "${order_no}"}, {"label": "承运快递", "value": "${carrier}"}, {"label": "运单号", "value": "${waybill}"}, {"label": "预计送达", "value": "${eta}"}], "image": {"src": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAoAAAAFoBAMAAAA1HFdiAAAADFBMVEXf6fOPo7XJjVLjtHw/irxhAAABmElEQVR42u3QMQ0AIAwAwVrAQi3g3xsGOrQhDCT3+y8XIUmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJA3KZruo+wIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgwNctXQUQIECAAAUQIECAAggQIEABBAgQoAACBAhQAAECBCiAAAECFECAAAEKIECAAAUQIECAAggQIECAAggQIEABBAgQoAACBAhQAAECBCiAAAECFECAAAEKIECAAAUQIECAAggQIEABBAgQoAACBPh1B4lxdrLPaa1kAAAAAElFTkSuQmCC", "alt": "传送带上的包裹", "width": 640, "height": 360}, "buttons": [{"text": "查看物流", "action": {"type": "open_browser", "target": "https://mall.example.com/orders/${order_no}"}}, {"text": "打开商城", "action": {"type": "open_app", "target": "yunshan://orders", "package": "com.example.yunshan", "fallback": "https://mall.example.com/"}}]}, "params": [{"name": "name", "example": "李先生", "type": "text"}, {"name": "order_no", "example": "YS2026112400017", "type": "text"}, {"name": "carrier", "example": "顺丰速运", "type": "text"}, {"name": "waybill", "example": "SF1020304050607", "type": "text"}, {"name": "eta", "example": "11月26日", "type": "date"}]}'),
  ('积分到期提醒', 'draft', 'notice', array['huawei','xiaomi','vivo','samsung'], '{"slots": {"title": "积分到期提醒", "body": "${name}，您有积分即将到期。", "pairs": [{"label": "到期积分", "value": "${points}"}, {"label": "到期日", "value": "${deadline}"}], "image": {"src": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAoAAAAFoBAMAAAA1HFdiAAAADFBMVEXf6fOPo7XJjVLjtHw/irxhAAABmElEQVR42u3QMQ0AIAwAwVrAQi3g3xsGOrQhDCT3+y8XIUmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJEmSJA3KZruo+wIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgwNctXQUQIECAAAUQIECAAggQIEABBAgQoAACBAhQAAECBCiAAAECFECAAAEKIECAAAUQIECAAggQIECAAggQIEABBAgQoAACBAhQAAECBCiAAAECFECAAAEKIECAAAUQIECAAggQIEABBAgQoAACBPh1B4lxdrLPaa1kAAAAAElFTkSuQmCC", "alt": "传送带上的包裹", "width": 640, "height": 360}, "buttons": [{"text": "去使用", "action": {"type": "open_browser", "target": "https://mall.example.com/points"}}]}, "params": [{"name": "name", "example": "张女士", "type": "text"}, {"name": "points", "example": "1200", "type": "text"}, {"name": "deadline", "example": "12月31日", "type": "date"}]}')
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
