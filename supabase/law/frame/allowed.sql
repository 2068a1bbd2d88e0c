-- Which transitions the caller may make, for one row or a page of rows. The buttons in the panel and in chat
-- are drawn from the answer.

create or replace function private.allowed_of(about private.resources, id text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  it private.target := private.target_seen(about, id);
  touched boolean;
  lacks_mfa boolean;
  by_key constant boolean := private.speaks_for_keys();
  shown text;
begin
  if not private.sees(about, it) then return '[]'; end if;
  it.enterprise_id := coalesce(it.enterprise_id, private.current_enterprise());
  touched := private.has_touched(about, it, private.actor());
  lacks_mfa := private.lacks_mfa(it.enterprise_id);
  -- Approve and reject name the same hash, so it is computed once a row, and only where something waits.
  if exists (select from private.transitions t where t.resource = about.resource and t.from_state = it.state
    and t.names_shown) then
    shown := private.shown_of(about, id, it);
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('verb', t.verb, 'to', t.to_state, 'needs', s.needs,
          'needs_reason', t.needs_reason, 'needs_sudo', t.needs_sudo, 'many', t.many,
        'shown', case when t.names_shown then shown end, 'allowed', n.code is null, 'code', n.code,
        'blocked', b.code) order by t.verb), '[]')
    from private.transitions t
    cross join lateral (select private.in_service(t.needs, it.service) as needs,
      private.in_service(t.or_needs, it.service) as or_needs,
      private.in_service(t.needs_also, it.service) as needs_also) s
    cross join lateral (select coalesce(x.code ->> 'code', x.code #>> '{}') as code
      from (select private.look_at(about, it.row_id, t.blocked_by) as code) x) b
    cross join lateral (select (private.look_at(about, it.row_id, t.trial) #>> '{}')::boolean as trial) w
    cross join lateral (select case when by_key then private.key_bar(t.needs, t.resource, t.verb,
      t.asks_mfa or t.names_shown or t.needs_sudo, it.row_id) end as code) k
    cross join lateral (select case
      when not private.may(it.enterprise_id, s.needs, private.is_mine(it), w.trial) and not
        (s.or_needs is not null
          and private.may(it.enterprise_id, s.or_needs, private.is_mine(it), w.trial)) then
        private.bar_of(it.enterprise_id, s.needs, private.is_mine(it), w.trial)
      when s.needs_also is not null and not private.may(it.enterprise_id, s.needs_also)
        then private.bar_of(it.enterprise_id, s.needs_also)
      when k.code is not null then k.code
      when t.four_eyes and touched then 'four_eyes'
      when t.asks_mfa and lacks_mfa then 'mfa_required'
      else b.code end as code) n
    where t.resource = about.resource and t.from_state = it.state and t.needs is not null and not t.repeats
      and private.fits(about, it.row_id, t.condition));
end $$;
comment on function private.allowed_of is
  'What the caller may do with one row; empty when the row is not visible to the caller. '
  'Stable, as all that it asks is: state, bars and what was shown are of one instant, also while somebody '
  'edits the row.';

create or replace function public.allowed_transitions(resource text, ids text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about private.resources;
begin
  if cardinality(ids) > 250 then
    perform private.refuse('too_many_rows', jsonb_build_object('max', 250, 'count', cardinality(ids)));
  end if;
  select r.* into about from private.resources r where r.resource = allowed_transitions.resource;
  if not found then return '{}'; end if;
  return (select coalesce(jsonb_object_agg(i, private.allowed_of(about, i)), '{}') from unnest(ids) as i
    where i is not null);
end $$;
comment on function public.allowed_transitions is
  'What the caller may do now, for at most 250 ids: {id: [{verb, to, needs, needs_reason, needs_sudo, many, '
  'shown, allowed, code, blocked}]}. shown: the hash to name (APR-1). blocked: what refuses everybody. '
  'An invisible id has an empty list. Refuses too_many_rows.';
grant execute on function public.allowed_transitions to authenticated;

create or replace function public.transition_many(
  resource text, verb text, ids text[], input jsonb default null, reason text default null,
  shown jsonb default null, request text default null
)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  outcomes jsonb := '[]';
  answer jsonb;
  one text;
begin
  if cardinality(ids) > 250 then
    perform private.refuse('too_many_rows', jsonb_build_object('max', 250, 'count', cardinality(ids)));
  end if;
  if not exists (select from private.transitions t where t.resource = transition_many.resource
    and t.verb = transition_many.verb and t.many) then
    perform private.refuse('not_for_many', jsonb_build_object('resource', resource, 'verb', verb));
  end if;
  -- Asked for once, before the rows, so that the password is asked for and the same request sent again.
  if exists (select from private.transitions t where t.resource = transition_many.resource
    and t.verb = transition_many.verb and t.needs_sudo) then
    perform private.require_sudo();
  end if;
  foreach one in array coalesce(ids, '{}') loop
    -- Each row is a call of its own, with its own request id and audit line. A refusal of one does not affect
    -- the others.
    answer := private.act(resource, verb, one,
      case when private.as_request(request) is not null then md5(request || one)::uuid::text end, input,
      reason, shown ->> one);
    outcomes := outcomes || jsonb_build_object('id', one, 'refusal', case when answer ? 'code' and answer ? 'hint' then answer end);
  end loop;
  perform set_config('response.status', '200', true), set_config('response.headers', '', true);
  return outcomes;
end $$;
comment on function public.transition_many is
  'One transition on at most 250 rows, each on its own: [{id, refusal}], refusal null where it succeeded. '
  'shown: {id: hash} where the transition has to name what was shown. Refuses too_many_rows, not_for_many, '
  'sudo_required.';
grant execute on function public.transition_many to authenticated;
