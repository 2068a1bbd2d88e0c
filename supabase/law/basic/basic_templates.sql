-- Basic templates: what people read (BAS-1)

create or replace function private.basic_signature_name(signature uuid) returns text
language sql stable security definer set search_path = '' as $$
  select g.name from public.basic_signatures g where g.id = signature
$$;
comment on function private.basic_signature_name is
  'The name of a signature of the basic edition. Called for rows that are visible to the caller.';

create or replace function private.adapter_of(channel uuid) returns public.channel_adapter
language sql stable security definer set search_path = '' as $$
  select c.adapter from public.channels c where c.id = channel
$$;
comment on function private.adapter_of is
  'Who carries what goes through a channel: the check of a storyboard asks what they take. Called for rows '
  'that are visible to the caller.';
grant execute on function private.basic_signature_name, private.adapter_of to authenticated;

create or replace view public.basic_template_cards with (security_invoker = true) as
select t.id, t.enterprise_id, t.name, t.enabled, private.sends_ahead(t.id) as sends_ahead,
  v.id as version_id, v.version, v.revision, v.state,
  case when v.state = 'vendor_review' then 'carrier_review' when v.state <> 'approved' then v.state::text
    when l.valid_until <= now() then 'expired' when not t.enabled then 'disabled'
    else 'approved' end as shown_state,
  v.content, v.content #>> '{slots,subject}' as subject, v.parameters, v.parameters <> '{}' as is_dynamic,
  v.signature_id, private.basic_signature_name(v.signature_id) as signature,
  v.channel_id, private.channel_name(v.channel_id) as channel_name,
  private.adapter_of(v.channel_id) as adapter, v.validity_days, v.weight,
  l.id as live_version_id, l.version as live_version, l.valid_until,
  coalesce(l.valid_until <= now(), false) as expired,
  (select coalesce(jsonb_agg(jsonb_build_object('network', r.network, 'state', r.state, 'reason', r.reason)
    order by r.network), '[]') from public.vendor_reviews r where r.version_id = v.id) as networks,
  v.own, v.reason, v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name,
  v.submitted_at, private.visible_person(v.decided_by) as decided_by_name, v.decided_at,
  t.created_by, private.visible_person(t.created_by) as created_by_name, t.created_at,
  case when v.state = 'in_review' then private.review_asked('basic_template', t.id) end as waits_for,
  private.visible_person(v.created_by) as author, coalesce(v.submitted_at, v.created_at) as changed_at,
  u.used, u.last_used_at
from public.templates t join public.template_versions v on v.id = t.latest_version_id
left join public.template_versions l on l.id = t.live_version_id
cross join lateral private.template_chosen(t.id) u
where t.kind = 'basic'
  -- §8.1 (仅显示过期6个月内模板): until then it can be copied and edited.
  and (v.state = 'approved' and l.valid_until <= now() - interval '6 months') is not true;

comment on view public.basic_template_cards is
  'BAS-1: a basic template with its latest version and what each network said of it. valid_until, expired: '
  'of what may be sent, the live version. shown_state: as §8.1 has it (carrier_review: the networks decide). '
  'One that expired six months ago is not shown.';

grant select on public.basic_template_cards to authenticated;

create or replace function private.basic_template_logged(v public.template_versions) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('state', v.state, 'name', t.name, 'version', v.version,
    'signature', private.basic_signature_name(v.signature_id),
    'channel', private.channel_name(v.channel_id), 'validity_days', v.validity_days,
    'content_hash', v.content_hash, 'enabled', t.enabled) || private.own_logged(v.own)
  from public.templates t where t.id = v.template_id
$$;
comment on function private.basic_template_logged is
  'What the log keeps of a basic template before and after an act.';

create or replace function private.basic_template_bound(v public.template_versions) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('name', t.name, 'version', v.version, 'signature_id', v.signature_id,
    'signature', private.basic_signature_name(v.signature_id), 'channel_id', v.channel_id,
    'validity_days', v.validity_days, 'content', v.content,
    'own', private.own_bound('basic_template', v.enterprise_id, v.own))
  from public.templates t where t.id = v.template_id
$$;
comment on function private.basic_template_bound is 'APR-1: what an approval of a basic template is about.';
