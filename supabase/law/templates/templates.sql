comment on table private.layouts is
  'TPL-2: what the database has to know about a layout. The whole catalogue is in '
  'shared/src/layouts/catalogue.ts; a test keeps both in step.';

comment on table public.templates is
  'A message template: a card (智能信息) or a storyboard of the basic edition (智能信息基础版). Its latest '
  'version is edited; its live version is sent (TPL-7).';

comment on table public.template_versions is
  'One version of a template. Draft and rejected versions are edited in place, and revision counts the '
  'saves. Any other version never changes; an edit makes the next version.';

comment on table public.vendor_reviews is
  'TPL-7: one state per vendor ("available vendors" 可用厂商), of storyboards (BAS-1) one per network. Each '
  'may change its decision later.';

select private.resource_table('public.templates', 'KooMessage:template:list', basic => 'kind = ''basic''');

select private.resource_table('public.template_versions', 'KooMessage:template:list',
  basic => 'kind = ''basic''');

select private.resource_table('public.vendor_reviews', 'KooMessage:template:list',
  basic => 'network is not null');

create or replace function private.decision_expected(
  version uuid, out due_at timestamptz, out certain boolean
) language sql stable security definer set search_path = '' as $$
  select d.due_at, d.certain from private.vendor_handoffs h join public.carriers k on k.id = h.taken_by
  cross join lateral private.review_due(h.done_at) d
  where h.version_id = version and h.carrier_id is not null and k.adapter = 'koomessage'
$$;

comment on function private.decision_expected is
  'Until when vendors are expected to decide about a version that KooMessage took, whose reviewers keep '
  'working hours; null: it did not. Called for versions that are visible to the caller.';

grant execute on function private.decision_expected to authenticated;

create or replace function private.template_chosen(
  template uuid, out used integer, out last_used_at timestamptz
) language sql stable security definer set search_path = '' as $$
  select count(*)::integer, max(x.at) from (
    select s.created_at as at from public.sends s where s.template_id = template
    union all select k.submitted_at from public.resolve_tasks k where k.template_id = template) x
$$;
comment on function private.template_chosen is
  'TPL-1: how many sends and resolve tasks a template has been chosen for, and when last. Called for '
  'templates that are visible to the caller.';
grant execute on function private.template_chosen to authenticated;

create or replace view public.template_cards with (security_invoker = true) as
select t.id, t.enterprise_id, t.name, t.usage, t.category, t.layout, t.enabled, v.id as version_id, v.version,
  v.revision, v.vendors, v.sms_signatures, v.content, v.parameters, v.own,
  v.state, v.reason, v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at, t.live_version_id,
  (select l.version from public.template_versions l where l.id = t.live_version_id) as live_version,
  (select coalesce(jsonb_agg(jsonb_build_object('vendor', r.vendor, 'state', r.state, 'reason', r.reason,
    'kept', r.kept) order by r.vendor), '[]')
   from public.vendor_reviews r where r.version_id = v.id) as vendor_states,
  t.created_by, t.created_at, case when v.state = 'in_review' then private.review_asked('template', t.id) end as waits_for,
  x.due_at as expected_at, x.certain as expected_certain,
  -- Only after a first approval can a vendor keep one.
  case when t.live_version_id is not null and v.state in ('draft', 'rejected', 'in_review')
    then private.vendors_asked(v.id) end as asks_vendors,
  -- Values of parameters go into personal links alone.
  (case when v.parameters = '{}' then 'group' else 'personal' end) as resolve_kind,
  private.visible_person(v.created_by) as author, coalesce(v.submitted_at, v.created_at) as changed_at,
  u.used, u.last_used_at, private.sends_ahead(t.id) as sends_ahead
from public.templates t join public.template_versions v on v.id = t.latest_version_id
left join lateral (select d.due_at, d.certain from private.decision_expected(v.id) d
  where v.state = 'vendor_review') x on true
cross join lateral private.template_chosen(t.id) u where t.kind = 'aim';

comment on view public.template_cards is
  'A template with its latest version, who submitted and decided it, and every vendor''s state.';

grant select on public.template_cards to authenticated;
