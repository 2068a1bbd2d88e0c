-- Platform admins run the deployment (price list, carriers, limits). They belong to no enterprise by that,
-- and see counts of enterprises, never their rows.

comment on table private.platform_admins is
  'Who runs the deployment. Made by `npm run setup -- platform-admin <email>`, never through the API.';

create or replace function private.is_platform_admin() returns boolean
language sql stable security definer set search_path = '' as $$
  -- Never in chat: a stolen chat account must not reach the whole deployment.
  select not private.is_bot() and exists (select from private.platform_admins p
    where p.user_id = private.actor())
$$;
comment on function private.is_platform_admin is
  'Whether the caller runs the deployment. Never the bot, nor anybody in chat.';

create or replace function private.set_feedback(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  said constant text := nullif(btrim(input ->> 'feedback'), '');
  address constant text := case when said !~ '^[a-z]+:' and said ~ '^[^@\s]+@[^@\s]+$'
    then 'mailto:' || said else said end;
  was text;
begin
  if address !~ '^(https?://[^/?#@\s]+([/?#]\S*)?|mailto:[^@\s]+@[^@\s?]+)$' then
    perform private.refuse('input_invalid', '{"field": "feedback"}');
  end if;
  select d.feedback into was from private.deployment d for update;
  update private.deployment d set feedback = address;
  return jsonb_build_object('feedback', address, 'before', jsonb_build_object('feedback', was),
    'after', jsonb_build_object('feedback', address));
end $$;
select private.public_verbs('feedback');
comment on function public.set_feedback is
  'TPL-1: where people of this deployment tell what they miss or find wrong. input {feedback}: an address '
  'of the web, an e-mail address, or null: nowhere. Platform admins. Returns it. Refuses '
  'platform_admin_only, input_invalid.';

create or replace function private.platform_waits(
  
) returns table (kind text, count integer, since timestamptz)
language plpgsql stable set search_path = '' as $$
declare
  -- The State Council publishes the next year in November.
  today constant date := (now() at time zone 'Asia/Shanghai')::date;
  next_year constant integer := extract(year from today + interval '2 months')::integer;
begin
  return query
  select x.* from (
    select 'restores', count(*)::integer, min(r.noticed_at) from public.restores r where r.state = 'open'
    union all
    select 'orders', count(*)::integer, min(o.ordered_at) from public.orders o where o.state = 'ordered'
    union all
    select 'vendor_reviews', count(*)::integer, min(v.decided_at) from private.vendor_handoffs h
    join public.template_versions v on v.id = h.version_id
      join public.vendor_reviews r on r.version_id = h.version_id where h.by_hand and r.state = 'pending'
    union all
    select 'carriers', count(distinct o.carrier_id)::integer, min(o.since) from public.carrier_outages o
    where o.until is null
    union all
    select 'keys', count(*)::integer, min(k.created_at) from public.carriers k
    where not exists (select from private.carrier_secrets s where s.carrier_id = k.id)
    union all
    select 'calendar', (not exists (select from public.holidays d
        where extract(year from d.day) = next_year))::integer, null) as x (kind, count, since)
  where x.count > 0;
end $$;
comment on function private.platform_waits is
  'What waits for a platform admin, with how many and since when: restores (this is a copy that is held), orders (for their payment), vendor_reviews '
  '(to be written down), carriers (sick now), keys (carriers without one), calendar (the holidays of the '
  'next year are missing, from November on).';

create or replace function public.platform_overview() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(null, 'platform');
  return jsonb_build_object('enterprises', (select count(*) from public.enterprises),
    'members', (select count(*) from public.members m where m.state = 'active'),
    'sends', (select coalesce(jsonb_object_agg(s.state, s.n), '{}')
      from (select x.state, count(*) as n from public.sends x group by x.state) s),
    'waiting', (select coalesce(jsonb_agg(to_jsonb(w) order by w.since nulls last, w.kind), '[]') from private.platform_waits() w));
end $$;
comment on function public.platform_overview is
  'How much there is on this deployment: {enterprises, members (active), sends: {state: count}, waiting: '
  '[{kind: restores, orders, vendor_reviews, carriers, keys or calendar, count, since}], what waits the longest '
  'first}. Platform admins only. Refuses platform_admin_only, not_signed_in, session_ended.';

grant execute on function public.platform_overview to authenticated;
