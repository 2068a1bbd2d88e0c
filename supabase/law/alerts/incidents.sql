-- GRD-1: what the system has stopped or found wrong is an incident until it is over: one a thing, with a time
-- line, an owner and a short report at its end.

comment on table public.incidents is
  'GRD-1: a send that was paused or failed, a channel that is sick, links that were frozen, books that '
  'disagree: one incident a thing, from the first alert to its end.';

comment on table public.incident_events is
  'The time line of an incident: the alerts about its thing, what people did with the thing and with the '
  'incident, and its end.';

select private.resource_table('public.incidents', 'KooMessage:alert:list');

select private.resource_table('public.incident_events', 'KooMessage:alert:list');

create or replace function private.incident_cause(kind text) returns text
language sql immutable set search_path = '' as $$
  select case kind when 'send_paused' then 'send' when 'send_failed' then 'send'
    when 'channel_sick' then 'channel' when 'link_frozen' then 'link' when 'books_disagree' then 'books' end
$$;
comment on function private.incident_cause is 'What kind of incident an alert is about; null: about none.';

create or replace function private.add_incident_event(
  incident uuid, what text, by uuid, reason text default null, details jsonb default null
) returns void language plpgsql set search_path = '' as $$
declare
  i public.incidents;
  made bigint;
begin
  select x.* into i from public.incidents x where x.id = incident;
  insert into public.incident_events (incident_id, enterprise_id, what, by, reason, details)
  values (i.id, i.enterprise_id, add_incident_event.what, add_incident_event.by, add_incident_event.reason,
    add_incident_event.details) returning id into made;
  -- In the thread of each card that shows it. A card that is posted later has the whole time line itself.
  insert into private.alert_posts (notice, provider, team, chat_channel, thread, chat_user, locale)
  select jsonb_build_object('enterprise_id', i.enterprise_id, 'kind', 'incident_update', 'resource',
    'incident', 'resource_id', i.id, 'at', clock_timestamp(), 'details', jsonb_build_object('event', made)),
    c.provider, c.team, c.chat_channel, c.message, c.chat_user, c.locale
  from private.chat_cards c where c.resource = 'incident' and c.resource_id = i.id and c.preview = ''
    and c.shown_seq < 9223372036854775807;
  perform private.touch_cards('incident', i.id);
end $$;
comment on function private.add_incident_event is
  'Adds a line to the time line of an incident, and an update to the thread of each of its cards.';

create or replace function private.open_incident(alert bigint) returns jsonb
language plpgsql set search_path = '' as $$
declare
  a public.alerts;
  why text;
  made record;
begin
  select x.* into a from public.alerts x where x.id = open_incident.alert;
  why := private.incident_cause(a.kind);
  if why is null or (a.resource_id is null and why <> 'books') then return null; end if;
  insert into public.incidents as i (enterprise_id, cause, resource, resource_id, name)
  values (a.enterprise_id, why, a.resource, a.resource_id, coalesce(a.details ->> 'name', ''))
  on conflict (enterprise_id, cause, resource_id) where state <> 'closed' do update set name = excluded.name
  returning i.id, i.xmax = 0 as fresh into made;
  update public.alerts x set incident_id = made.id where x.id = a.id;
  perform private.add_incident_event(made.id, a.kind, null, null, a.details);
  return jsonb_build_object('id', made.id, 'fresh', made.fresh);
end $$;
comment on function private.open_incident is
  'Opens the incident of an alert, or adds the alert to the one that is open about the same thing. '
  '{id, fresh}; null: the alert is about none.';

create or replace function private.follow_incident(
  about private.resources, id uuid, legal private.transitions, reason text
) returns void language plpgsql set search_path = '' as $$
begin
  if about.resource not in ('send', 'channel', 'resolve_task') then return; end if;
  perform private.add_incident_event(i.id, legal.verb, private.actor(), follow_incident.reason)
  from public.incidents i where i.resource = about.resource and i.resource_id = follow_incident.id
    and i.state <> 'closed';
end $$;
comment on function private.follow_incident is
  'Adds an act on a thing to the time line of its open incident.';

create or replace function private.is_over(i public.incidents) returns boolean
language sql stable set search_path = '' as $$
  select case i.cause
    -- What failed at its end is over when a person says so.
    when 'send' then not exists (select from public.incident_events e where e.incident_id = i.id and e.what = 'send_failed')
      and exists (select from public.sends s where s.id = i.resource_id and s.state <> 'paused')
    when 'channel' then exists (select from public.channels c where c.id = i.resource_id and c.sick_since is null)
    when 'link' then not exists (select from public.incident_events e
      join public.frozen_links z on z.id = (e.details ->> 'link_id')::bigint
      where e.incident_id = i.id and e.what = 'link_frozen')
      and not exists (select from public.resolve_tasks t where t.id = i.resource_id and t.frozen_at is not null)
    when 'books' then false end
$$;
comment on function private.is_over is
  'Whether what an incident is about is as it should be again. Of the books check_books says it.';

create or replace function private.end_incident(incident uuid) returns void
language plpgsql set search_path = '' as $$
begin
  update public.incidents i set closed_at = clock_timestamp() where i.id = incident;
  perform private.transition('incident', incident, 'end');
  perform private.add_incident_event(incident, 'over', null);
end $$;
comment on function private.end_incident is 'Closes an incident whose cause is over.';

create or replace function private.end_incidents() returns integer language plpgsql set search_path = '' as $$
declare
  i public.incidents;
  n integer := 0;
begin
  for i in select x.* from public.incidents x where x.state <> 'closed' and private.is_over(x)
      order by x.number limit 20 for no key update skip locked loop
    perform private.end_incident(i.id);
    n := n + 1;
  end loop;
  return n;
end $$;
comment on function private.end_incidents is
  'GRD-1: closes the incidents whose cause is over. Returns how many.';

create or replace view public.incident_cards with (security_invoker = true) as
select i.id, i.number, i.enterprise_id, i.cause, i.resource, i.resource_id, i.name, i.state, i.opened_at,
  private.visible_person(i.owner) as owner_name, i.taken_at,
  i.closed_at, private.visible_person(i.closed_by) as closed_by_name, i.closed_reason,
  (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'at', e.at, 'what', e.what,
          'by', private.visible_person(e.by), 'reason', e.reason, 'details', e.details) order by e.id), '[]')
    from (select y.* from public.incident_events y where y.incident_id = i.id order by y.id
      limit 100) e) as events
from public.incidents i;
comment on view public.incident_cards is
  'GRD-1: an incident with its owner and the first 100 events of its time line: [{id, at, what, by, reason, '
  'details}].';
grant select on public.incident_cards to authenticated;

create or replace function private.incident_card(incident uuid) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.incident_cards c where c.id = incident
$$;
comment on function private.incident_card is 'The incident_cards row of an incident as JSON.';

create or replace function private.take_incident(incident uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.incidents i set owner = private.actor(), taken_at = clock_timestamp() where i.id = incident;
  select private.add_incident_event(incident, 'take', private.actor())
$$;

-- Separate from take: a click on a card without an owner must not take the incident from a new one.
create or replace function private.take_over_incident(incident uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.incidents i set owner = private.actor() where i.id = incident;
  select private.add_incident_event(incident, 'take_over', private.actor())
$$;
comment on function public.take_over_incident is
  'GRD-1: the caller looks after an incident in place of who has it. Returns the card. '
  'Refuses not_found, forbidden, wrong_state, incident_yours.';

create or replace function private.note_incident(incident uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.add_incident_event(incident, 'note', private.actor(), input ->> 'reason')
$$;
comment on function public.note_incident is
  'GRD-1: adds a sentence (reason) to the time line of an incident, and to the threads of its cards. '
  'Returns the card. Refuses not_found, forbidden, wrong_state, reason_required, reason_too_long.';

create or replace function private.close_incident(incident uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.incidents i set closed_at = clock_timestamp(), closed_by = private.actor(),
    closed_reason = input ->> 'reason' where i.id = incident;
  select private.add_incident_event(incident, 'close', private.actor(), input ->> 'reason')
$$;
comment on function public.close_incident is
  'GRD-1: closes an incident, whether or not its cause is over; its report has the reason. Returns the card. '
  'Refuses not_found, forbidden, wrong_state, reason_required, reason_too_long.';

select private.public_verbs('incident');
