-- Vendors' decisions by hand: where a carrier does not tell what vendors decide, a platform admin writes it
-- down (decisions §3).

create or replace function private.template_way(
  enterprise uuid, out channel uuid, out number text, out carrier uuid, out adapter public.channel_adapter,
  out by_hand boolean
) language sql stable set search_path = '' as $$
  -- The first channel that works. Who mints its links shows their cards, so its vendors decide.
  select c.id, c.number, k.id, k.adapter, c.resolver = 'by_hand' and c.mints_at is null
  from public.channels c join public.carriers k on k.id = coalesce(c.mints_at, c.carrier_id)
  where c.enterprise_id = enterprise and c.state = 'active' order by c.created_at, c.id limit 1
$$;

comment on function private.template_way is
  'The way of an enterprise''s templates to the vendors: channel and carrier, or by hand. No row while no '
  'channel works.';

create or replace function private.version_way(
  about public.template_versions, out channel uuid, out number text, out carrier uuid,
  out adapter public.channel_adapter, out by_hand boolean
) language sql stable set search_path = '' as $$
  select w.* from private.template_way(about.enterprise_id) w where about.kind = 'aim'
  union all
  -- A storyboard goes to the carrier that is to send it.
  select c.id, c.number, c.carrier_id, c.adapter, c.resolver = 'by_hand' from public.channels c
  where about.kind = 'basic' and c.id = about.channel_id and c.state <> 'revoked'
$$;

comment on function private.version_way is
  'The way of a version to those who decide about it: of a card as template_way, of a storyboard its '
  'channel. No row while there is none.';

create or replace function private.resolves_by_hand(enterprise uuid) returns boolean
language sql stable set search_path = '' as $$
  select coalesce((select w.by_hand from private.template_way(enterprise) w), false)
$$;

comment on function private.resolves_by_hand is
  'Whether the templates of an enterprise go to no carrier, because its channel has no vendor reviews.';

create or replace function private.is_by_hand(version uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from private.vendor_handoffs h where h.version_id = version and h.by_hand)
$$;

comment on function private.is_by_hand is
  'Whether vendors'' decisions about a version are written down by a platform admin.';

create or replace function private.reviews_by_hand(
  
) returns table (id uuid, template_name text, version integer, layout text, usage public.template_usage,
enterprise_name text, kind public.message_kind, vendor public.vendor, network public.network, decider text,
  state public.vendor_review_state, reason text, asked_at timestamptz, decided_at timestamptz,
  decided_by_name text, content jsonb) language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_platform_admin() then return; end if;
  return query
  select r.id, t.name, v.version, t.layout, v.usage, e.name, v.kind, r.vendor, r.network,
    coalesce(r.vendor::text, r.network::text), r.state, r.reason, v.decided_at,
    r.decided_at, private.person_name(r.decided_by, v.enterprise_id), v.content
  from private.vendor_handoffs h join public.template_versions v on v.id = h.version_id
  join public.templates t on t.id = v.template_id
  join public.enterprises e on e.id = v.enterprise_id join public.vendor_reviews r on r.version_id = v.id
  where h.by_hand;
end $$;

comment on function private.reviews_by_hand is
  'The versions whose vendor decisions are written down by hand, for platform admins; nothing for anybody '
  'else.';

grant execute on function private.reviews_by_hand to authenticated;

create or replace view public.vendor_review_cards with (security_invoker = true) as select r.*
from private.reviews_by_hand() r;

comment on view public.vendor_review_cards is
  'TPL-7, BAS-1: what vendors, of storyboards networks (decider: which), decide about templates, where '
  'a platform admin writes it down: the content as it is handed over by hand, and each decision. Platform '
  'admins only.';

grant select on public.vendor_review_cards to authenticated;

create or replace function private.pass_vendor_review(review uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  asked constant uuid := (select r.version_id from public.vendor_reviews r where r.id = review);
begin
  -- Two decisions about one version at the same instant: the second counts the first.
  perform from public.template_versions v where v.id = asked for update;
  perform private.settle_vendor_review(asked);
end $$;
comment on function public.pass_vendor_review is
  'TPL-7: writes down that a vendor approved a template; the version is live with the first that does. '
  'Platform admins. Returns the vendor_review_cards row. Refuses not_found, platform_admin_only, '
  'vendor_tells_itself, wrong_state.';

create or replace function private.refuse_vendor_review(review uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.pass_vendor_review(review, input)
$$;
comment on function public.refuse_vendor_review is
  'TPL-7: writes down that a vendor rejected a template, with its reason, which the enterprise reads. '
  'Platform admins. Returns the vendor_review_cards row. Refuses not_found, platform_admin_only, '
  'vendor_tells_itself, reason_required, reason_too_long, wrong_state.';

select private.public_verbs('vendor_review');
