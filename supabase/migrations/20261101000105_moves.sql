-- moves: how a thing goes from state to state, and who is told

create table private.chat_cards (
  id uuid primary key default gen_random_uuid(),
  provider text not null check (provider in ('slack', 'discord')),
  team text not null,
  channel text not null,
  message text not null,
  thing text not null,
  thing_id uuid not null,
  locale text not null,
  chat_user text not null,
  seq bigint not null default 0,
  shown_seq bigint not null default 0,
  lease_until timestamptz not null default '-infinity',
  last_error text,
  created_at timestamptz not null default now(),
  constraint one_card_a_message unique (provider, team, channel, message)
);
comment on table private.chat_cards is
  'Messages in chat that show a row. seq grows when the row moves; the bot redraws while shown_seq < seq, with the eyes of the person who asked for the card. team: whose bot may draw it (private.chat_team).';
create index chat_cards_by_thing on private.chat_cards (thing, thing_id);
create index chat_cards_to_redraw on private.chat_cards (lease_until) where shown_seq < seq;

create function private.moved(thing text, id uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  update private.chat_cards c set seq = c.seq + 1 where c.thing = moved.thing and c.thing_id = moved.id;
end $$;
comment on function private.moved is 'Tells every chat card of this thing that its row moved.';

create function private.fits(rel regclass, row_id uuid, condition text) returns boolean language plpgsql stable set search_path = '' as $$
declare
  yes boolean := true;
begin
  if condition is not null then execute format('select %s from %s r where r.id = $1', condition, rel) into yes using row_id; end if;
  return coalesce(yes, false);
end $$;
comment on function private.fits is 'Whether a row meets the condition of a move.';

create function private.barred(rel regclass, row_id uuid, bars text) returns text language plpgsql stable set search_path = '' as $$
declare
  code text;
begin
  if bars is not null then execute format('select %s from %s r where r.id = $1', bars, rel) into code using row_id; end if;
  return code;
end $$;
comment on function private.barred is 'The code with which a verb would refuse whoever asks, beyond rights and four eyes; or null.';

create function private.move(thing text, id uuid, verb text, reason text default null, code text default null, details jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about private.things;
  legal private.moves;
  row_id uuid;
  enterprise uuid;
  now_state text;
  submitter uuid;
  act text;
  last_act record;
begin
  select t.* into strict about from private.things t where t.thing = move.thing;
  select m.needs into act from private.moves m where m.thing = move.thing and m.verb = move.verb limit 1;
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
    perform private.refuse('not_found', 404, format('There is no such %s.', thing), 'Check the id, and the enterprise you are in.',
      jsonb_build_object('thing', thing));
  end if;
  if act is not null then perform private.require(enterprise, act); end if;

  select m.* into legal from private.moves m where m.thing = move.thing and m.verb = move.verb and m.from_state = now_state
    and private.fits(about.rel, row_id, m.condition);
  if not found then
    select a.actor_name, a.at into last_act from public.audit_log a
    where a.thing = move.thing and a.thing_id = move.id::text and a.outcome = 'granted' and a.actor is not null order by a.id desc limit 1;
    perform private.refuse('wrong_state', 409, format('The %s is %s; %s is not possible now.', thing, now_state, verb),
      'Look at it again: someone may have moved it.',
      jsonb_build_object('thing', thing, 'state', now_state, 'verb', verb,
        'by', last_act.actor_name, 'at', last_act.at));
  end if;
  if legal.four_eyes and submitter = private.actor() then
    perform private.refuse('four_eyes', 403, 'You submitted this; somebody else has to decide.', 'Ask another reviewer.',
      jsonb_build_object('thing', thing));
  end if;
  reason := private.clean_reason(reason, verb, legal.needs_reason);

  execute format('update %s r set state = $1::%s %s where r.id = $2', about.rel,
      (select format_type(a.atttypid, null) from pg_catalog.pg_attribute a where a.attrelid = about.rel and a.attname = 'state'),
      case legal.stamp
        when 'submitted' then ', submitted_by = $3, submitted_at = clock_timestamp(), decided_by = null, decided_at = null, reason = null'
        when 'decided' then ', decided_by = $3, decided_at = clock_timestamp(), reason = $4'
        else '' end)
    using legal.to_state, row_id, private.actor(), reason;
  perform private.audit(enterprise, thing, id::text, verb,
    jsonb_build_object('state', now_state), jsonb_build_object('state', legal.to_state), reason, code, details);
  perform private.moved(thing, id);
  -- BOT-3: what waits for a decision comes to the channels that asked for it.
  if legal.to_state = 'in_review' and now_state <> 'in_review' then
    perform private.alert(enterprise, 'review_waiting', thing, id, '{}');
  end if;
  return jsonb_build_object('from', now_state, 'to', legal.to_state, 'enterprise_id', enterprise, 'row_id', row_id);
end $$;
comment on function private.move is
  'Moves a thing along private.moves: locks its row, looks, refuses (not_found, forbidden, wrong_state, four_eyes, reason_required, reason_too_long) or moves, and audits. code and its details: why the system moves it. Returns {from,to,enterprise_id,row_id}.';

create function public.allowed_moves(thing text, id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  about private.things;
  row_id uuid;
  enterprise uuid;
  now_state text;
  submitter uuid;
begin
  select t.* into about from private.things t where t.thing = allowed_moves.thing;
  if not found then return '[]'; end if;
  execute about.row_of into row_id using id;
  if row_id is null then return '[]'; end if;
  execute format('select r.enterprise_id, r.state::text, r.submitted_by from %s r where r.id = $1', about.rel)
    into enterprise, now_state, submitter using row_id;
  if enterprise is null or not (enterprise = any (private.may_in(about.reads))) then return '[]'; end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('verb', m.verb, 'to', m.to_state, 'needs', m.needs, 'needs_reason', m.needs_reason,
        'allowed', n.code is null, 'code', n.code) order by m.verb), '[]')
    from private.moves m
    cross join lateral (select case
      when not private.may(enterprise, m.needs) then 'forbidden'
      when m.four_eyes and submitter = private.actor() then 'four_eyes'
      else private.barred(about.rel, row_id, m.bars) end as code) n
    where m.thing = allowed_moves.thing and m.from_state = now_state and m.needs is not null
      and private.fits(about.rel, row_id, m.condition)
  );
end $$;
comment on function public.allowed_moves is
  'What whoever is asking may do now with a thing (template, send): [{verb, to, needs, needs_reason, allowed, code}]. Empty when it is not visible. Buttons are drawn from it.';
grant execute on function public.allowed_moves to authenticated;

create function private.enterprise_of(thing text, id uuid) returns uuid language plpgsql stable set search_path = '' as $$
declare
  about private.things;
  row_id uuid;
  enterprise uuid;
begin
  select t.* into about from private.things t where t.thing = enterprise_of.thing;
  if not found then return null; end if;
  execute about.row_of into row_id using id;
  execute format('select r.enterprise_id from %s r where r.id = $1', about.rel) into enterprise using row_id;
  return enterprise;
end $$;
comment on function private.enterprise_of is 'The enterprise a thing belongs to, so that a refused attempt stands in its audit log.';

create function private.act(thing text, id uuid, verb text, reason text default null, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  name constant text := verb || '_' || thing;
  about private.things;
  known jsonb;
  answer jsonb;
  detail text;
begin
  select t.* into strict about from private.things t where t.thing = act.thing;
  known := private.recall(request, name, id::text);
  if known is not null then return known; end if;
  perform private.move(thing, id, verb, reason);
  execute format('select %s($1)', about.card) into answer using id;
  return private.remember(request, name, id::text, answer);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused(thing, id::text, verb, sqlerrm, detail, private.enterprise_of(thing, id));
end $$;
comment on function private.act is 'A whole verb of a person that is nothing but a move: returns the card of the thing. Refuses what private.move refuses.';
