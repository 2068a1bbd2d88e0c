comment on table private.chat_cards is
  'Messages in chat that show a row. seq grows when the row moves; the bot redraws while shown_seq < seq, with the eyes of the person who asked for the card. team: whose bot may draw it (private.chat_team).';

create or replace function private.touch_cards(resource text, id uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  update private.chat_cards c set seq = c.seq + 1 where c.resource = touch_cards.resource and c.resource_id = touch_cards.id;
end $$;

comment on function private.touch_cards is 'Tells every chat card of this resource that its row moved.';

create or replace function private.fits(rel regclass, row_id uuid, condition text) returns boolean language plpgsql stable set search_path = '' as $$
declare
  yes boolean := true;
begin
  if condition is not null then execute format('select %s from %s r where r.id = $1', condition, rel) into yes using row_id; end if;
  return coalesce(yes, false);
end $$;

comment on function private.fits is 'Whether a row meets the condition of a move.';

create or replace function private.blocked_by(rel regclass, row_id uuid, blocked_by text) returns text language plpgsql stable set search_path = '' as $$
declare
  code text;
begin
  if blocked_by is not null then execute format('select %s from %s r where r.id = $1', blocked_by, rel) into code using row_id; end if;
  return code;
end $$;

comment on function private.blocked_by is 'The code with which a verb would refuse whoever asks, beyond rights and four eyes; or null.';

create or replace function private.transition(resource text, id uuid, verb text, reason text default null, code text default null, details jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about private.resources;
  legal private.transitions;
  row_id uuid;
  enterprise uuid;
  now_state text;
  submitter uuid;
  act text;
  last_act record;
begin
  select t.* into strict about from private.resources t where t.resource = transition.resource;
  select m.needs into act from private.transitions m where m.resource = transition.resource and m.verb = transition.verb limit 1;
  if act is not null and private.actor() is null then perform private.require(null, act); end if;

  execute about.row_of into row_id using id;
  if row_id is not null then
    -- "no key": rows that refer to this one (batches, days of a send) are written meanwhile, by those who hold what is locked after it.
    execute format('select r.enterprise_id, r.state::text, r.submitted_by from %s r where r.id = $1 for no key update', about.rel)
      into enterprise, now_state, submitter using row_id;
  end if;
  -- What may not be read does not exist.
  if enterprise is null
     or (act is not null and not (enterprise = any (private.may_in(about.reads)))) then
    perform private.refuse('not_found', 404, format('There is no such %s.', resource), 'Check the id, and the enterprise you are in.',
      jsonb_build_object('resource', resource));
  end if;
  if act is not null then perform private.require(enterprise, act); end if;

  select m.* into legal from private.transitions m where m.resource = transition.resource and m.verb = transition.verb and m.from_state = now_state
    and private.fits(about.rel, row_id, m.condition);
  if not found then
    select a.actor_name, a.at into last_act from public.audit_log a
    where a.resource = transition.resource and a.resource_id = transition.id::text and a.outcome = 'granted' and a.actor is not null order by a.id desc limit 1;
    perform private.refuse('wrong_state', 409, format('The %s is %s; %s is not possible now.', resource, now_state, verb),
      'Look at it again: someone may have moved it.',
      jsonb_build_object('resource', resource, 'state', now_state, 'verb', verb,
        'by', last_act.actor_name, 'at', last_act.at));
  end if;
  if legal.four_eyes and submitter = private.actor() then
    perform private.refuse('four_eyes', 403, 'You submitted this; somebody else has to decide.', 'Ask another reviewer.',
      jsonb_build_object('resource', resource));
  end if;
  reason := private.clean_reason(reason, verb, legal.needs_reason);

  execute format('update %s r set state = $1::%s %s where r.id = $2', about.rel,
      (select format_type(a.atttypid, null) from pg_catalog.pg_attribute a where a.attrelid = about.rel and a.attname = 'state'),
      case legal.stamp
        when 'submitted' then ', submitted_by = $3, submitted_at = clock_timestamp(), decided_by = null, decided_at = null, reason = null'
        when 'decided' then ', decided_by = $3, decided_at = clock_timestamp(), reason = $4'
        else '' end)
    using legal.to_state, row_id, private.actor(), reason;
  perform private.audit(enterprise, resource, id::text, verb,
    jsonb_build_object('state', now_state), jsonb_build_object('state', legal.to_state), reason, code, details);
  perform private.touch_cards(resource, id);
  -- BOT-3: what waits for a decision comes to the channels that asked for it.
  if legal.to_state = 'in_review' and now_state <> 'in_review' then
    perform private.alert(enterprise, 'review_waiting', resource, id, '{}');
  end if;
  return jsonb_build_object('from', now_state, 'to', legal.to_state, 'enterprise_id', enterprise, 'row_id', row_id);
end $$;

comment on function private.transition is
  'Moves a resource along private.transitions: locks its row, looks, refuses (not_found, forbidden, wrong_state, four_eyes, reason_required, reason_too_long) or moves, and audits. code and its details: why the system moves it. Returns {from,to,enterprise_id,row_id}.';

create or replace function public.allowed_transitions(resource text, id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  about private.resources;
  row_id uuid;
  enterprise uuid;
  now_state text;
  submitter uuid;
begin
  select t.* into about from private.resources t where t.resource = allowed_transitions.resource;
  if not found then return '[]'; end if;
  execute about.row_of into row_id using id;
  if row_id is null then return '[]'; end if;
  execute format('select r.enterprise_id, r.state::text, r.submitted_by from %s r where r.id = $1', about.rel)
    into enterprise, now_state, submitter using row_id;
  if enterprise is null or not (enterprise = any (private.may_in(about.reads))) then return '[]'; end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('verb', m.verb, 'to', m.to_state, 'needs', m.needs, 'needs_reason', m.needs_reason,
        'allowed', n.code is null, 'code', n.code) order by m.verb), '[]')
    from private.transitions m
    cross join lateral (select case
      when not private.may(enterprise, m.needs) then 'forbidden'
      when m.four_eyes and submitter = private.actor() then 'four_eyes'
      else private.blocked_by(about.rel, row_id, m.blocked_by) end as code) n
    where m.resource = allowed_transitions.resource and m.from_state = now_state and m.needs is not null
      and private.fits(about.rel, row_id, m.condition)
  );
end $$;

comment on function public.allowed_transitions is
  'What whoever is asking may do now with a resource (template, send): [{verb, to, needs, needs_reason, allowed, code}]. Empty when it is not visible. Buttons are drawn from it.';

grant execute on function public.allowed_transitions to authenticated;

create or replace function private.enterprise_of(resource text, id uuid) returns uuid language plpgsql stable set search_path = '' as $$
declare
  about private.resources;
  row_id uuid;
  enterprise uuid;
begin
  select t.* into about from private.resources t where t.resource = enterprise_of.resource;
  if not found then return null; end if;
  execute about.row_of into row_id using id;
  execute format('select r.enterprise_id from %s r where r.id = $1', about.rel) into enterprise using row_id;
  return enterprise;
end $$;

comment on function private.enterprise_of is 'The enterprise a resource belongs to, so that a refused attempt stands in its audit log.';

create or replace function private.act(resource text, id uuid, verb text, reason text default null, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  name constant text := verb || '_' || resource;
  about private.resources;
  known jsonb;
  answer jsonb;
  detail text;
begin
  select t.* into strict about from private.resources t where t.resource = act.resource;
  known := private.replay_request(request, name, id::text);
  if known is not null then return known; end if;
  perform private.transition(resource, id, verb, reason);
  execute format('select %s($1)', about.card) into answer using id;
  return private.store_response(request, name, id::text, answer);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused(resource, id::text, verb, sqlerrm, detail, private.enterprise_of(resource, id));
end $$;

comment on function private.act is 'A whole verb of a person that is nothing but a move: returns the card of the resource. Refuses what private.transition refuses.';
