-- The frame of every verb that a person calls: replay of the request, shape of the input, lock and look, right, state, four eyes,
-- what was shown, reason, the rule, audit of what differs, cards, answer. A verb itself is its rule: private.<verb>_<resource>(id, input).

comment on table private.resources is
  'What a verb can be about. rel: the table with its state (null: it has no such row, and its verbs are makers: one''s own profile, the settings of the enterprise); row_of: a query from its id ($1) to the id of that row; reads: the action needed to see it; card: the function that shows it; null: the row itself. On the row r: state, submitted_by, submission (when), audited (what the log keeps before and after), bound (what an approval is about, without counters and times; null: nothing is approved), touched_by (a query for further people who had it in hand).';

comment on table private.transitions is
  'The legal acts as rows, also those that keep the state: verb, from, to, the action it needs (null: only the system; own: whoever is signed in), four_eyes (never by whoever made, edited or submitted it), a reason. from_state none: it makes a new row; to_state none: it deletes it. condition: on the row r, where a verb may lead to several states. blocked_by: an expression on r for the code (or {code, …details}) with which whoever asks is refused, or null. names_shown: the caller says what was shown (APR-1). writes: whoever does it has touched the row. needs_sudo: the password was given within ten minutes. chat_only: a maker that is asked from a chat channel, through the bot. many: transition_many takes it. repeats: it is so already; whoever asks again gets the card, and there is no line in the log and no button. Buttons are drawn from it.';

comment on table private.submissions is 'APR-1: what each submission put before the approvers, under the hash that a click names; a click that names another hears what differs.';
comment on table private.touches is 'APR-1, T9: who made, edited or submitted a row. None of them decides about it.';

create or replace function private.fits(about private.resources, row_id text, condition text) returns boolean language plpgsql stable set search_path = '' as $$
declare
  yes boolean := true;
begin
  if condition is not null then execute format('select %s from %s r where r.id = $1::%s', condition, about.rel, about.id_type) into yes using row_id; end if;
  return coalesce(yes, false);
end $$;
comment on function private.fits is 'Whether the row meets a condition.';

create or replace function private.look_at(about private.resources, row_id text, expression text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  seen jsonb;
begin
  if expression is not null and row_id is not null then execute format('select to_jsonb(%s) from %s r where r.id = $1::%s', expression, about.rel, about.id_type) into seen using row_id; end if;
  return seen;
end $$;
comment on function private.look_at is 'An expression on the row as JSON; null without one, or without the row.';

create or replace function private.row_of(about private.resources, id text) returns text language plpgsql stable set search_path = '' as $$
declare
  row_id text;
begin
  -- A malformed id is nobody's.
  if about.rel is null or id is null or id !~* (case about.id_type when 'uuid' then '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' else '^[0-9]{1,18}$' end) then return null; end if;
  execute replace(about.row_of, '$1', '$1::' || about.id_type) into row_id using id;
  return row_id;
end $$;
comment on function private.row_of is 'The id of the row that holds the state of a resource, or null.';

create or replace function private.target_of(about private.resources, id text, lock boolean default true) returns private.target language plpgsql set search_path = '' as $$
declare
  it private.target;
begin
  loop
    it.row_id := private.row_of(about, id);
    if it.row_id is null then return null; end if;
    -- "no key": rows that refer to this one (batches, days of a send) are written meanwhile, by those who hold what is locked after it.
    execute format('select r.enterprise_id, %s, %s, %s from %s r where r.id = $1::%s %s', about.state, about.submitted_by, about.submission, about.rel, about.id_type,
      case when lock then 'for no key update' end) into it.enterprise_id, it.state, it.submitted_by, it.submission using it.row_id;
    -- Whoever held the lock may have made a next version: then that is the row.
    exit when it.row_id = private.row_of(about, id);
  end loop;
  return it;
end $$;
comment on function private.target_of is 'The row that a verb is about, locked for the rest of the transaction unless told otherwise.';

create or replace function private.shown_of(about private.resources, id text, it private.target) returns text language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(jsonb_build_array(about.resource, id, it.submission, private.look_at(about, it.row_id, about.bound))::text, 'UTF8')), 'hex') where about.bound is not null
$$;
comment on function private.shown_of is 'APR-1: the hash of what is decided: the resource, its submission and what an approval binds. A click names it.';

create or replace function private.has_touched(about private.resources, it private.target, person uuid) returns boolean language plpgsql stable set search_path = '' as $$
declare
  yes boolean;
begin
  if it.submitted_by = person or exists (select from private.touches t where t.resource = about.resource and t.row_id = it.row_id and t.person = has_touched.person) then return true; end if;
  if about.touched_by is not null then execute format('select $2 in (%s)', about.touched_by) into yes using it.row_id::uuid, person; end if;
  return coalesce(yes, false);
end $$;
comment on function private.has_touched is 'T9: whether a person made, edited or submitted the row, or what it is made of.';

create or replace function private.wrong_state(resource text, id text, verb text, state text) returns void language plpgsql stable set search_path = '' as $$
declare
  last_act record;
begin
  select a.actor_name, a.at into last_act from public.audit_log a
  where a.resource = wrong_state.resource and a.resource_id = wrong_state.id and a.outcome = 'granted' and a.actor is not null order by a.id desc limit 1;
  perform private.refuse('wrong_state', jsonb_build_object('resource', resource, 'state', state, 'verb', verb, 'by', last_act.actor_name, 'at', last_act.at));
end $$;
comment on function private.wrong_state is 'Refuses wrong_state, with who acted last and when.';

create or replace function private.set_state(about private.resources, it private.target, legal private.transitions, reason text) returns void language plpgsql set search_path = '' as $$
begin
  -- To none: the rule deletes the row.
  if legal.to_state = 'none' or (legal.from_state = legal.to_state and legal.stamp is null) then return; end if;
  execute format('update %s r set state = $1::%s %s where r.id = $2::%s', about.rel,
      (select format_type(a.atttypid, null) from pg_catalog.pg_attribute a where a.attrelid = about.rel and a.attname = 'state'),
      case legal.stamp
        when 'submitted' then ', submitted_by = $3, submitted_at = clock_timestamp(), decided_by = null, decided_at = null, reason = null'
        when 'decided' then ', decided_by = $3, decided_at = clock_timestamp(), reason = $4'
        else '' end, about.id_type)
    using legal.to_state, it.row_id, private.actor(), reason;
end $$;
comment on function private.set_state is 'Moves a row along a legal transition, and stamps who submitted or decided it.';

create or replace function private.differing(before jsonb, after jsonb, out was jsonb, out becomes jsonb) language sql immutable set search_path = '' as $$
  select jsonb_object_agg(k, before -> k) filter (where before ? k), jsonb_object_agg(k, after -> k) filter (where after ? k)
  from (select k from jsonb_object_keys(coalesce(before, '{}') || coalesce(after, '{}')) as k where before -> k is distinct from after -> k) d
$$;
comment on function private.differing is 'The keys of two objects that differ, as they were and as they are.';

create or replace function private.changes_of(before jsonb, after jsonb, path text default '') returns setof jsonb language plpgsql immutable set search_path = '' as $$
declare
  k text;
begin
  if before is not distinct from after then return; end if;
  if jsonb_typeof(before) is distinct from 'object' or jsonb_typeof(after) is distinct from 'object' then
    return next jsonb_build_object('field', path, 'before', left(before #>> '{}', 200), 'after', left(after #>> '{}', 200));
    return;
  end if;
  for k in select distinct x from jsonb_object_keys(before || after) as x order by 1 loop
    return query select private.changes_of(before -> k, after -> k, ltrim(path || '.' || k, '.'));
  end loop;
end $$;
comment on function private.changes_of is 'What differs between two objects, leaf by leaf: {field, before, after}.';

create or replace function private.check_shown(about private.resources, id text, it private.target, shown text) returns void language plpgsql set search_path = '' as $$
declare
  then_bound jsonb;
  differs jsonb;
begin
  if coalesce(btrim(shown), '') = '' then perform private.refuse('shown_required', jsonb_build_object('resource', about.resource)); end if;
  if shown = private.shown_of(about, id, it) then return; end if;
  select s.bound into then_bound from private.submissions s where s.shown = check_shown.shown and s.resource = about.resource and s.resource_id = id;
  if found then
    select coalesce(jsonb_agg(c.one), '[]') into differs from (
      select private.changes_of(then_bound, private.look_at(about, it.row_id, about.bound)) as one limit 20) c;
  end if;
  perform private.refuse('shown_changed', jsonb_build_object('resource', about.resource, 'differs', differs,
    'fields', (select string_agg(d ->> 'field', ', ') from jsonb_array_elements(differs) as d),
    'by', private.person_name(it.submitted_by), 'at', it.submission));
end $$;
comment on function private.check_shown is
  'APR-1: refuses shown_required where a click does not name what was shown, and shown_changed where it names something else than what stands there now, with what differs.';

create or replace function private.keep_submission(about private.resources, id text) returns void language plpgsql set search_path = '' as $$
declare
  it private.target := private.target_of(about, id, false);
begin
  if about.bound is null or not exists (select from private.transitions t where t.resource = about.resource and t.from_state = it.state and t.names_shown) then return; end if;
  insert into private.submissions (shown, resource, resource_id, submission, bound)
  values (private.shown_of(about, id, it), about.resource, id, it.submission, private.look_at(about, it.row_id, about.bound)) on conflict do nothing;
end $$;
comment on function private.keep_submission is 'Keeps what lies before the approvers now, so that a later click on something older hears what differs.';

create or replace function private.came_to(about private.resources, id text, it private.target, to_state text) returns void language plpgsql set search_path = '' as $$
begin
  if about.id_type = 'uuid' then
    perform private.touch_cards(about.resource, id::uuid);
    -- BOT-3: what waits for a decision comes to the channels that asked for it.
    if to_state = 'in_review' and it.state is distinct from 'in_review' then
      perform private.alert(it.enterprise_id, 'review_waiting', about.resource, id::uuid, '{}');
    end if;
  end if;
  perform private.keep_submission(about, id);
end $$;
comment on function private.came_to is 'What follows every act: cards in chat are drawn anew, what waits for a decision is told, and what lies before the approvers is kept.';

create or replace function private.transition(resource text, id uuid, verb text, reason text default null, code text default null, details jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about private.resources;
  legal private.transitions;
  it private.target;
begin
  select r.* into strict about from private.resources r where r.resource = transition.resource;
  it := private.target_of(about, id::text);
  if it.enterprise_id is null then perform private.refuse('not_found', jsonb_build_object('resource', resource)); end if;
  -- COMPAT
  select t.* into legal from private.transitions t where t.resource = transition.resource and t.verb = transition.verb limit 1;
  if legal.needs is not null then
    if not it.enterprise_id = any (private.may_in(about.reads)) then perform private.refuse('not_found', jsonb_build_object('resource', resource)); end if;
    perform private.require(it.enterprise_id, legal.needs);
    if not exists (select from private.transitions t where t.resource = transition.resource and t.verb = transition.verb and t.from_state = it.state and private.fits(about, it.row_id, t.condition)) then
      perform private.wrong_state(resource, id::text, verb, it.state); end if;
    if legal.four_eyes and it.submitted_by = private.actor() then perform private.refuse('four_eyes', jsonb_build_object('resource', resource)); end if;
    reason := private.clean_reason(reason, verb, legal.needs_reason);
  end if;
  -- END COMPAT
  select t.* into legal from private.transitions t where t.resource = transition.resource and t.verb = transition.verb and t.from_state = it.state
    and private.fits(about, it.row_id, t.condition);
  if not found then perform private.wrong_state(resource, id::text, verb, it.state); end if;
  perform private.set_state(about, it, legal, reason);
  perform private.audit(it.enterprise_id, resource, id::text, verb, jsonb_build_object('state', it.state), jsonb_build_object('state', legal.to_state), reason, code, details);
  perform private.came_to(about, id::text, it, legal.to_state);
  return jsonb_build_object('from', it.state, 'to', legal.to_state, 'enterprise_id', it.enterprise_id, 'row_id', it.row_id);
end $$;
comment on function private.transition is
  'A transition of the system (needs is null). code and its details say why. Refuses not_found and wrong_state. Returns {from, to, enterprise_id, row_id}.';

create or replace function private.enterprise_of(resource text, id text) returns uuid language plpgsql stable set search_path = '' as $$
declare
  about private.resources;
  row_id text;
  enterprise uuid;
begin
  select r.* into about from private.resources r where r.resource = enterprise_of.resource;
  row_id := private.row_of(about, id);
  if row_id is not null then execute format('select r.enterprise_id from %s r where r.id = $1::%s', about.rel, about.id_type) into enterprise using row_id; end if;
  return enterprise;
end $$;
comment on function private.enterprise_of is 'The enterprise a resource belongs to, or null.';

create or replace function private.has_rule(name text, argument text) returns boolean language sql stable set search_path = '' as $$
  select to_regprocedure(format('private.%I(%s,jsonb)', name, argument)) is not null
$$;
comment on function private.has_rule is 'Whether a verb has a rule of this name: a function of an id (or the enterprise) and the input.';

create or replace function private.run_rule(name text, argument text, id text, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  answer jsonb;
begin
  execute format('select to_jsonb(private.%I($1::%s, $2))', name, argument) into answer using id, input;
  -- A rule that returns void answers nothing: as JSON that is an empty text.
  return case when answer not in ('null', '""') then answer end;
end $$;
comment on function private.run_rule is 'Runs the rule of a verb; null where it answers nothing.';

create or replace function private.card_of(about private.resources, id text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  card jsonb;
begin
  if about.card is null then return private.look_at(about, id, 'r'); end if;
  execute format('select %s($1::%s)', about.card, about.id_type) into card using id;
  return card;
end $$;
comment on function private.card_of is 'A resource as a verb answers it: its card, or its row where it has none.';

create or replace function private.caught(state text, message text, constraint_name text, column_detail text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  known private.constraints;
begin
  if state = 'PGRST' then return message::jsonb; end if;
  if state in ('23505', '23514', '23503', '23P01') then
    select c.* into known from private.constraints c where c.name = constraint_name;
    -- Postgres says: Key (enterprise_id, name)=(…, the name) already exists.
    if found then return private.refusal(known.code, jsonb_build_object('name', left(substring(column_detail from '=\((?:.*, )?([^,]*)\) '), 200))); end if;
  end if;
  if state like '22%' then return private.refusal('input_invalid', '{"field": "input"}'); end if;
  return null;
end $$;
comment on function private.caught is 'The refusal that an error of a verb stands for: its own, that of a named constraint, or input_invalid for a value that Postgres cannot read. Null: a fault of ours.';

create or replace function private.answer_refusal(resource text, id text, verb text, refusal jsonb, request text default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  -- T8: the refused attempt of a stranger stands where the stranger is at home.
  home uuid := private.enterprise_of(resource, id);
begin
  if home is null or not home = any (private.my_enterprises()) then home := private.current_enterprise(); end if;
  if home is not null then
    insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb, outcome, code, reason, details)
    values (home, private.actor(), private.person_name(private.actor()), private.source(), resource, left(id, 64), verb, 'refused', refusal ->> 'code', left(refusal ->> 'message', 500),
      -- What was typed as a number and is none is one with a slip of the finger.
      private.without_numbers((refusal ->> 'details')::jsonb) || case when refusal ->> 'code' = 'invalid_number' then '{"value": "***"}' else '{}' end::jsonb);
  end if;
  perform set_config('response.status', (select r.status::text from private.refusals r where r.code = refusal ->> 'code'), true);
  return refusal;
end $$;
comment on function private.answer_refusal is
  'The end of a refused verb: its changes are rolled back, the attempt stands in the audit log (IAM-4) with the values of its words, the answer has the HTTP status of the register.';

create or replace function private.as_request(request text) returns uuid language sql stable set search_path = '' as $$
  select private.as_uuid(request, 'request')
$$;
comment on function private.as_request is 'A request id as it came; refuses input_invalid where it is no uuid.';

create or replace function private.act(resource text, verb text, id text, request text default null, input jsonb default null, reason text default null, shown text default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  name constant text := act.verb || '_' || act.resource;
  about private.resources;
  rule record;
  legal private.transitions;
  it private.target;
  told jsonb := coalesce(act.input, '{}');
  before jsonb;
  code jsonb;
  answer jsonb;
  difference record;
  broken text; broken_state text; broken_constraint text; broken_detail text;
begin
  select r.* into strict about from private.resources r where r.resource = act.resource;
  answer := private.replay_request(private.as_request(request), name, id, act.input);
  if answer is not null then return answer; end if;

  select min(t.needs) as needs, bool_or(t.needs_sudo) as needs_sudo, bool_or(t.four_eyes) as four_eyes, bool_or(t.names_shown) as names_shown, bool_or(t.needs_reason) as needs_reason,
    bool_or(t.writes) as writes into rule from private.transitions t where t.resource = act.resource and t.verb = act.verb and t.needs is not null;
  if private.actor() is null then perform private.require(null, rule.needs); end if;
  perform private.check_input(name, told);

  it := private.target_of(about, id);
  -- Not found rather than forbidden, for rows that the caller cannot read.
  if it.enterprise_id is null or not it.enterprise_id = any (private.may_in(about.reads)) then perform private.refuse('not_found', jsonb_build_object('resource', resource)); end if;
  perform private.require(it.enterprise_id, rule.needs);
  if rule.needs_sudo then perform private.require_sudo(); end if;
  if not exists (select from private.transitions t where t.resource = act.resource and t.verb = act.verb and t.from_state = it.state and t.needs is not null) then
    perform private.wrong_state(resource, id, verb, it.state);
  end if;
  if rule.four_eyes and private.has_touched(about, it, private.actor()) then perform private.refuse('four_eyes', jsonb_build_object('resource', resource)); end if;
  if rule.names_shown then perform private.check_shown(about, id, it, shown); end if;
  reason := private.clean_reason(reason, verb, rule.needs_reason);
  if reason is not null then told := told || jsonb_build_object('reason', reason); end if;

  before := private.look_at(about, it.row_id, about.audited);
  if private.has_rule('before_' || name, about.id_type) then perform private.run_rule('before_' || name, about.id_type, id, told); end if;
  select t.* into legal from private.transitions t where t.resource = act.resource and t.verb = act.verb and t.from_state = it.state and t.needs is not null
    and private.fits(about, it.row_id, t.condition);
  if not found then perform private.wrong_state(resource, id, verb, it.state); end if;
  code := private.look_at(about, it.row_id, legal.blocked_by);
  if jsonb_typeof(code) = 'string' then perform private.refuse(code #>> '{}', jsonb_build_object('resource', resource, 'state', it.state, 'verb', verb));
  elsif jsonb_typeof(code) = 'object' then perform private.refuse(code ->> 'code', code - 'code'); end if;
  if legal.repeats then return private.store_response(private.as_request(request), name, id, private.card_of(about, id), act.input); end if;
  perform private.set_state(about, it, legal, reason);
  if private.has_rule(name, about.id_type) then answer := private.run_rule(name, about.id_type, id, told); end if;

  select d.was, d.becomes into difference from private.differing(before, private.look_at(about, coalesce(private.row_of(about, id), it.row_id), about.audited)) d;
  perform private.audit(it.enterprise_id, resource, id, verb, difference.was, difference.becomes, reason);
  if rule.writes then
    insert into private.touches (resource, row_id, person) select act.resource, private.row_of(about, id), private.actor() where private.row_of(about, id) is not null on conflict do nothing;
  end if;
  perform private.came_to(about, id, it, legal.to_state);
  return private.store_response(private.as_request(request), name, id, coalesce(answer, private.card_of(about, id)), act.input);
exception when others then
  get stacked diagnostics broken = message_text, broken_state = returned_sqlstate, broken_constraint = constraint_name, broken_detail = pg_exception_detail;
  answer := private.caught(broken_state, broken, broken_constraint, broken_detail);
  if answer is null then raise; end if;
  return private.answer_refusal(resource, id, verb, answer);
end $$;
comment on function private.act is
  'The frame of a verb about one resource. The rule private.<verb>_<resource>(id, input) runs after the state has moved (private.before_… before it) and may give the answer; else the card is the answer. The reason is a key of the input. Refuses input_invalid, input_too_large, not_signed_in, not_linked, not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed, reason_required, reason_too_long, what blocked_by says, and what the rule refuses.';

create or replace function private.make(resource text, verb text, request text default null, input jsonb default null, list text default null, reason text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  name constant text := make.verb || '_' || make.resource;
  home constant uuid := private.current_enterprise();
  about private.resources;
  legal private.transitions;
  made jsonb;
  one text;
  it private.target;
  told jsonb := coalesce(make.input, '{}');
  difference record;
  cards jsonb := '[]';
  answer jsonb;
  broken text; broken_state text; broken_constraint text; broken_detail text;
begin
  select r.* into strict about from private.resources r where r.resource = make.resource;
  select t.* into strict legal from private.transitions t where t.resource = make.resource and t.verb = make.verb and t.from_state = 'none';
  answer := private.replay_request(private.as_request(request), name, null, input);
  if answer is not null then return answer; end if;
  if legal.chat_only and (not private.is_bot() or private.source() not in ('slack', 'discord')) then perform private.refuse('bot_only'); end if;
  if legal.needs = 'own' then
    if private.actor() is null then perform private.require(null, legal.needs); end if;
  else
    perform private.require(home, legal.needs);
  end if;
  if legal.needs_sudo then perform private.require_sudo(); end if;
  perform private.check_input(name, told);
  reason := private.clean_reason(reason, verb, legal.needs_reason);
  if reason is not null then told := told || jsonb_build_object('reason', reason); end if;
  made := private.run_rule(name, 'uuid', home::text, told);
  if jsonb_typeof(made) = 'object' then
    one := coalesce(made ->> 'about', made ->> 'id');
    select d.was, d.becomes into difference from private.differing(nullif(made -> 'before', 'null'),
      nullif(coalesce(made -> 'after', private.look_at(about, private.row_of(about, one), about.audited)), 'null')) d;
    -- Whoever opens or chooses an enterprise works there now, and the line stands there.
    perform private.audit(coalesce(private.current_enterprise(), home), resource, one, verb, difference.was, difference.becomes, reason);
    answer := made - array['about', 'before', 'after'];
  else
    for one in select x from jsonb_array_elements_text(case jsonb_typeof(made) when 'array' then made else jsonb_build_array(made) end) as x loop
      it := private.target_of(about, one);
      perform private.audit(it.enterprise_id, resource, one, verb, null, private.look_at(about, it.row_id, about.audited), reason);
      insert into private.touches (resource, row_id, person) values (resource, it.row_id, private.actor()) on conflict do nothing;
      perform private.came_to(about, one, row(it.row_id, it.enterprise_id, null, it.submitted_by, it.submission)::private.target, it.state);
      cards := cards || jsonb_build_array(private.card_of(about, one));
    end loop;
    answer := case when list is null then cards -> 0 else jsonb_build_object(list, cards) end;
  end if;
  answer := private.store_response(private.as_request(request), name, null, answer, input);
  -- What takes away who is asking comes last: by now the log and the request have their name.
  if private.has_rule('after_' || name, 'uuid') then perform private.run_rule('after_' || name, 'uuid', home::text, told); end if;
  return answer;
exception when others then
  get stacked diagnostics broken = message_text, broken_state = returned_sqlstate, broken_constraint = constraint_name, broken_detail = pg_exception_detail;
  answer := private.caught(broken_state, broken, broken_constraint, broken_detail);
  if answer is null then raise; end if;
  return private.answer_refusal(resource, null, verb, answer);
end $$;
comment on function private.make is
  'The frame of a verb that makes something. The rule private.<verb>_<resource>(enterprise, input) answers the id it made, or a list of ids (list: the key under which their cards are answered), or an object, which is the answer; its id (or about, which is not answered) and what differs between its before and after go into the audit log. The reason is a key of the input. private.after_… runs when all is written down. Refuses as private.act does, and bot_only where it is asked from chat only.';
