-- The guided beginning (OVW-1, 流程指引): how far an enterprise has come on its way to the first message. Nothing is kept: it is read from what there is.

create or replace function private.furthest(states text[], done text[], waiting text[]) returns text language sql immutable set search_path = '' as $$
  select case when states && done then 'done' when states && waiting then 'waiting' when states && '{rejected}' then 'returned' else 'open' end
$$;
comment on function private.furthest is 'How far the furthest of several rows has come: done, waiting (for somebody else), returned (rejected), or open where there is none, or drafts alone.';

create or replace function private.steps_of(home uuid) returns table (step text, state text) language plpgsql stable security definer set search_path = '' as $$
begin
  return query values
    ('enterprise', 'done'),
    -- What one makes another decides (four eyes): two people, of whom one may approve what the other may make.
    ('people', case
      when exists (select from private.who_may(home, 'KooMessage:sendTask:create') as maker cross join private.who_may(home, 'KooMessage:sendTask:approve') as decider where maker <> decider) then 'done'
      when exists (select from public.invitations i where i.enterprise_id = home and private.invitation_state(i.state, i.expires_at) = 'open') then 'waiting' else 'open' end),
    ('filing', (select private.furthest(coalesce(array_agg(v.state::text), '{}'), '{approved}', '{in_review}') from public.filings f join public.filing_versions v on v.id in (f.latest_version_id, f.live_version_id) where f.enterprise_id = home and f.form = 'send_task')),
    ('channel', (select private.furthest(coalesce(array_agg(c.state), '{}'), '{active}', '{paused,held}') from public.channels c where c.enterprise_id = home)),
    ('app', case when exists (select from public.sms_apps a where a.enterprise_id = home and a.enabled) then 'done' else 'open' end),
    ('signature', (select private.furthest(coalesce(array_agg(distinct v.state::text), '{}'), '{approved}',
      '{in_review}') from public.sms_signatures g
      join public.sms_signature_versions v on v.id in (g.latest_version_id, g.live_version_id)
      where g.enterprise_id = home)),
    ('sms_template', (select private.furthest(coalesce(array_agg(distinct v.state::text), '{}'),
      '{approved}', '{in_review}') from public.sms_templates m
      join public.sms_template_versions v on v.id in (m.latest_version_id, m.live_version_id)
      where m.enterprise_id = home)),
    ('template', case when exists (select from public.templates t where t.enterprise_id = home and t.live_version_id is not null) then 'done'
      else (select private.furthest(coalesce(array_agg(distinct v.state::text), '{}'), '{}', '{in_review,vendor_review}') from public.template_versions v where v.enterprise_id = home) end),
    ('send', case when exists (select from public.send_days d where d.enterprise_id = home) then 'done'
      else (select private.furthest(coalesce(array_agg(distinct s.state::text), '{}'), '{}', '{in_review,expanding,ready,sending,recurring}') from public.sends s where s.enterprise_id = home) end);
end $$;
comment on function private.steps_of is 'OVW-1: the steps to the first message in their order, each with its state: done, waiting, returned or open.';

create or replace function private.right_of_step(step text) returns text language sql stable set search_path = '' as $$
  select min(t.needs) from (values
      ('people', 'invitation', 'create'), ('filing', 'filing', 'create'), ('channel', 'channel', 'update'), ('app', 'sms_app', 'create'), ('signature', 'sms_signature', 'create'),
      ('sms_template', 'sms_template', 'create'), ('template', 'template', 'create'), ('send', 'send', 'create')) as x (step, resource, verb)
    join private.transitions t on t.resource = x.resource and t.verb = x.verb and t.needs is not null
  where x.step = right_of_step.step
$$;
comment on function private.right_of_step is 'OVW-1: the right that a step takes, which is that of its transition; null for what anybody may do.';

create or replace function public.beginning() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  knows_members boolean;
begin
  perform private.require(home, 'own');
  if home is null then perform private.refuse('no_enterprise'); end if;
  knows_members := private.may(home, 'KooMessage:member:list');
  return (select jsonb_build_object('sent', bool_or(s.step = 'send' and s.state = 'done'), 'steps',
    jsonb_agg(jsonb_build_object('step', s.step, 'state', s.state, 'needs', n.needs, 'may', m.may, 'who', case
      when m.may or not knows_members or s.state not in ('open', 'returned') then '[]' else
        (select coalesce(jsonb_agg(x.name), '[]') from (
          select b.name from private.who_may(home, n.needs) as w (person) join public.members b on b.user_id = w.person and b.enterprise_id = home order by b.name limit 5) x) end) order by s.place))
    from private.steps_of(home) with ordinality as s (step, state, place)
    cross join lateral (select private.right_of_step(s.step) as needs) n
    cross join lateral (select n.needs is null or private.may(home, n.needs) as may) m);
end $$;
comment on function public.beginning is
  'OVW-1 (流程指引): {sent: whether a message has gone out, steps: [{step, state (done, waiting, returned, '
  'open), needs, may, who}]}. needs: the right for the step; may: the caller has it. who: at most five '
  'members who may do an open step, for those who may list members. Refuses no_enterprise.';

grant execute on function public.beginning to authenticated;
