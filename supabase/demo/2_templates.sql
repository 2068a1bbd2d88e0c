-- The demo's past, part 2 of 9: templates beside those of the seed. Three went out, one was refused here, one by a vendor, one is switched off, and of one two vendors have not
-- decided yet.
create temp table past_templates as
select pg_temp.id('template ' || t.name) as id, pg_temp.id('version ' || t.name) as version_id, t.*
from (values
  ('秋冬上新图文', '秋冬上新 会员先享', '${name}，秋冬新品已上架，会员专享 ${amount} 元券已到账。拒收请回复R', 58, 'live', null, null, 'carousel_home', '$.slots.items[2].image'),
  ('双十一预热图文', '双十一 提前加购', '${name}，加购有礼：${amount} 元满减券先领先用。拒收请回复R', 41, 'live', null, null, 'red_packet_member', '$.slots.image'),
  ('会员福利周图文', '会员福利周', '${name}，本周会员福利已放入卡包，可省 ${amount} 元。拒收请回复R', 33, 'live', 'meizu', '图片下方留白过大，请调整。', 'multi_image_text_fresh', '$.slots.image'),
  ('夏末清仓图文', '夏末清仓', '${name}，夏装低至三折，另减 ${amount} 元。拒收请回复R', 57, 'off', null, null, 'multi_image_text_travel', '$.slots.image'),
  ('满减券领取图文', '满减券 限时领取', '${name}，点击领取 ${amount} 元满减券，全网最低。拒收请回复R', 27, 'rejected', null, '“全网最低”属于绝对化用语，请修改。', 'image_text_bank', '$.slots.image'),
  ('新品首发图文', '新品首发', '${name}，新品首发立减 ${amount} 元。拒收请回复R', 6, 'with_vendors', null, null, 'commerce_headphones', '$.slots.image')
) as t (name, title, body, ago, outcome, refused_by, reason, shown_by, shown_at);

insert into public.templates (id, enterprise_id, name, usage, category, layout, enabled, created_by, created_at)
select p.id, t.enterprise_id, p.name, t.usage, t.category, t.layout, p.outcome <> 'off', pg_temp.person('bob'), pg_temp.at(p.ago, '10:12')
from past_templates p join public.templates t on t.name = '开卡欢迎图文' and t.enterprise_id = pg_temp.home();
insert into public.template_versions (id, template_id, enterprise_id, version, usage, vendors, content, parameters, content_hash, state, submitted_by, submitted_at, decided_by, decided_at, reason, created_by, created_at)
select p.version_id, p.id, v.enterprise_id, 1, n.usage, v.vendors, c.content, v.parameters, private.content_hash(n, c.content, v.vendors),
  case p.outcome when 'rejected' then 'rejected' else 'approved' end::public.version_state,
  pg_temp.person('bob'), pg_temp.at(p.ago, '10:40'), pg_temp.person('carol'), pg_temp.at(p.ago, '15:05'), case p.outcome when 'rejected' then p.reason end, pg_temp.person('bob'), pg_temp.at(p.ago, '10:12')
from past_templates p join public.templates n on n.id = p.id
join public.templates t on t.name = '开卡欢迎图文' and t.enterprise_id = n.enterprise_id join public.template_versions v on v.id = t.live_version_id
-- Each shows the picture of a public template, where these were laid, and the seed's where not.
left join public.public_templates s on s.key = p.shown_by
cross join lateral (select coalesce(jsonb_path_query_first(s.content, p.shown_at::jsonpath) - 'action', '{}') as picture) i
cross join lateral (select jsonb_set(jsonb_set(jsonb_set(v.content, '{slots,title}', to_jsonb(p.title)), '{slots,body}', to_jsonb(p.body)),
  '{slots,image}', v.content #> '{slots,image}' || i.picture) as content) c;
update public.templates t set latest_version_id = p.version_id, live_version_id = case when p.outcome <> 'rejected' then p.version_id end from past_templates p where p.id = t.id;
select private.record_content_check(v.content_hash, '[]') from past_templates p join public.template_versions v on v.id = p.version_id;

insert into public.vendor_reviews (version_id, enterprise_id, vendor, seen, state, reason, decided_at)
select v.id, v.enterprise_id, m.vendor, private.seen_by(v, m.vendor), x.state::public.vendor_review_state, case x.state when 'rejected' then p.reason end,
  case when x.state <> 'pending' then pg_temp.at(p.ago - 1, '09:30') + make_interval(mins => (pg_temp.luck(p.name || m.vendor) * 500)::integer) end
from past_templates p join public.template_versions v on v.id = p.version_id cross join lateral unnest(v.vendors) as m (vendor)
cross join lateral (select case when p.refused_by = m.vendor::text then 'rejected' when p.outcome = 'with_vendors' and m.vendor in ('oppo', 'vivo') then 'pending' else 'approved' end as state) x
where p.outcome <> 'rejected';
insert into private.vendor_handoffs (version_id, reference, content_hash, done_at, carrier_id)
select v.id, v.id, v.content_hash, v.decided_at, 'seed-' || left(v.id::text, 8) from past_templates p join public.template_versions v on v.id = p.version_id where p.outcome <> 'rejected';
