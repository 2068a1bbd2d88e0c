-- The frame of every verb that a person calls: replay the request, check the input, lock and read the row,
-- check permission, state, four eyes, what was shown and the reason, run the rule, audit what changed, redraw
-- the cards, answer. The verb itself is its rule, private.<verb>_<resource>(id, input); one that only writes
-- its input has none (verbs.sql).

create or replace function private.came_to(
  about private.resources, id text, it private.target, to_state text
) returns void language plpgsql set search_path = '' as $$
begin
  if about.id_type = 'uuid' then
    perform private.touch_cards(about.resource, id::uuid, true);
    -- What goes on by itself (numbers that are read, links that are made) makes no words untrue, but a review
    -- that is over does.
    if to_state is distinct from it.state and (private.actor() is not null or it.state = 'in_review') then
      perform private.unsay_cards(about.resource, id::uuid);
    end if;
    -- BOT-3: a pending review is announced in the chat channels that subscribed to it.
    if to_state = 'in_review' and it.state is distinct from 'in_review' then
      perform private.alert(it.enterprise_id, 'review_waiting', about.resource, id::uuid,
        jsonb_strip_nulls(jsonb_build_object('name', private.name_at(about, it.row_id))));
    end if;
    perform private.note_review(about.resource, id::uuid, it, to_state);
    perform private.change_homes(about, it, to_state);
  end if;
  perform private.keep_submission(about, id);
end $$;
comment on function private.came_to is
  'What follows every transition: chat cards and the homes of the people concerned are redrawn, a pending '
  'review raises an alert and is noted until its decision, and what the approvers have to decide about is '
  'stored.';

create or replace function private.transition(
  resource text, id uuid, verb text, reason text default null, code text default null,
  details jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  about private.resources;
  legal private.transitions;
  it private.target;
begin
  select r.* into strict about from private.resources r where r.resource = transition.resource;
  it := private.target_of(about, id::text);
  if it.row_id is null then
    perform private.refuse('not_found', jsonb_build_object('resource', resource));
  end if;
  select t.* into legal from private.transitions t
  where t.resource = transition.resource and t.verb = transition.verb and t.from_state = it.state
    and t.needs is null and private.fits(about, it.row_id, t.condition);
  if not found then perform private.wrong_state(resource, id::text, verb, it.state); end if;
  perform private.set_state(about, it, legal, reason);
  perform private.audit(it.enterprise_id, resource, id::text, verb, jsonb_build_object('state', it.state),
    jsonb_build_object('state', legal.to_state), reason, code, details);
  perform private.came_to(about, id::text, it, legal.to_state);
  perform private.tell_maker(about, id, it, legal, reason, code, details);
  perform private.follow_incident(about, id, legal, reason);
  return jsonb_build_object('from', it.state, 'to', legal.to_state, 'enterprise_id', it.enterprise_id,
    'row_id', it.row_id);
end $$;
comment on function private.transition is
  'A transition made by the system (needs is null). code and its details say why. Refuses not_found and '
  'wrong_state. Returns {from, to, enterprise_id, row_id}.';

create or replace function private.has_rule(name text, argument text) returns boolean
language sql stable set search_path = '' as $$
  select to_regprocedure(format('private.%I(%s,jsonb)', name, argument)) is not null
$$;
comment on function private.has_rule is
  'Whether there is a rule of this name that takes an id (or the enterprise) and the input.';

create or replace function private.run_rule(name text, argument text, id text, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb;
begin
  execute format('select to_jsonb(private.%I($1::%s, $2))', name, argument) into answer using id, input;
  -- A rule that returns void answers nothing; as JSON that is an empty string.
  return case when answer not in ('null', '""') then answer end;
end $$;
comment on function private.run_rule is 'Runs the rule of a verb; null where it answers nothing.';

create or replace function private.caught(
  state text, message text, constraint_name text, column_detail text
) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  known private.constraints;
begin
  if state = 'PGRST' then return message::jsonb; end if;
  if state in ('23505', '23514', '23503', '23P01') then
    select c.* into known from private.constraints c where c.name = constraint_name;
    -- Postgres says: Key (enterprise_id, name)=(…, the name) already exists.
    if found then
      return private.refusal(known.code,
        jsonb_build_object('name', left(substring(column_detail from '=\((?:.*, )?([^,]*)\) '), 200)));
    end if;
  end if;
  -- Class 22, and an operator that the type of a column does not have: what was typed chose the column and
  -- the operator.
  if state like '22%' or state in ('42804', '42809', '42846') then
    return private.refusal('input_invalid', '{"field": "input"}');
  end if;
  return null;
end $$;
comment on function private.caught is
  'The refusal for an error raised by a verb: its own, that of a named constraint, or input_invalid for a '
  'value that Postgres cannot read, or that a column cannot be compared with. Null: a defect of the system.';

create or replace function private.raise_defect(state text, message text, constraint_name text) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = state, message = message, constraint = constraint_name;
end $$;
comment on function private.raise_defect is
  'Raises an error of the system again, without its details: they quote the row that failed, with its number '
  '(IAM-3).';

create or replace function private.answer_refusal(
  resource text, id text, verb text, refusal jsonb, counted private.counted[] default '{}'
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid;
  kept jsonb;
begin
  -- The first of two copies of a request is neither an attempt refused nor counted again.
  if refusal ->> 'code' = 'request_running' then
    perform set_config('response.status', '409', true);
    return refusal;
  end if;
  if (counted[1]).again_in is not null then
    refusal := private.refuse_call(counted);
    if not private.is_first_refusal(counted[1]) then return refusal; end if;
  else
    perform private.count_call(counted, true);
  end if;
  -- T8: a refused attempt on a stranger's row is logged in the caller's own enterprise.
  home := private.enterprise_of(resource, id);
  if home is null or not home = any (private.my_enterprises()) then
    home := private.current_enterprise();
  end if;
  -- The deployment's own log keeps what was refused to those who run it.
  if home is not null or private.is_platform_admin() then
    -- A value refused as a phone number is usually a phone number with a typo, so it is masked as well.
    kept := private.without_numbers((refusal ->> 'details')::jsonb)
      || case when refusal ->> 'code' = 'invalid_number' then '{"value": "***"}' else '{}' end::jsonb;
    insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb,
      outcome, code, reason, details, trace_id)
    values (home, private.actor(), private.person_name(private.actor()), private.source(),
      resource, left(private.hide_numbers(id), 64), verb, 'refused', refusal ->> 'code',
      left(private.refusal(refusal ->> 'code', private.unnamed(home, kept)) ->> 'message', 500), kept,
      private.trace_id());
  end if;
  perform set_config('response.status',
    (select r.status::text from private.refusals r where r.code = refusal ->> 'code'), true);
  return refusal;
end $$;
comment on function private.answer_refusal is
  'Ends a refused verb: changes are rolled back, the attempt is counted (IAM-6) and audited (IAM-4), and the '
  'HTTP status is that of the register. Where a limit is reached, the limit is the refusal; the log has it '
  'once per window.';

create or replace function private.as_request(request text) returns uuid
language sql stable set search_path = '' as $$
  select private.as_uuid(request, 'request')
$$;
comment on function private.as_request is
  'A request id as a uuid. Refuses input_invalid where it is malformed.';

create or replace function private.legal_transition(
  about private.resources, it private.target, verb text, known private.transitions default null
) returns private.transitions
language plpgsql stable set search_path = '' as $$
declare
  legal private.transitions;
  code jsonb;
begin
  select t.* into legal from private.transitions t
  where t.resource = about.resource and t.verb = legal_transition.verb and t.from_state = it.state
    and t.needs is not null
    and private.fits(about, it.row_id, t.condition);
  if not found or legal.to_state = known.to_state then return legal; end if;
  code := private.look_at(about, it.row_id, legal.blocked_by);
  if jsonb_typeof(code) = 'string' then
    perform private.refuse(code #>> '{}',
      jsonb_build_object('resource', about.resource, 'state', it.state, 'verb', verb));
  elsif jsonb_typeof(code) = 'object' then perform private.refuse(code ->> 'code', code - 'code'); end if;
  return legal;
end $$;
comment on function private.legal_transition is
  'The transition of a verb from the present state of the row, or nulls. Refuses what blocked_by says, '
  'unless it leads to the same state as `known`, which was checked before.';

create or replace function private.act(
  resource text, verb text, id text, request text default null, input jsonb default null,
  reason text default null, shown text default null
)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  name constant text := act.verb || '_' || act.resource;
  about private.resources;
  rule record;
  legal private.transitions;
  it private.target;
  told jsonb := coalesce(act.input, '{}');
  counted constant private.counted[] := private.limits_of(name, told);
  before jsonb;
  answer jsonb;
  once jsonb;
  row_now text;
  after jsonb;
  difference record;
  broken text; broken_state text; broken_constraint text; broken_detail text;
begin
  select r.* into strict about from private.resources r where r.resource = act.resource;
  -- The log has one spelling of each id, in lower case.
  id := lower(id);
  answer := private.replay_request(private.as_request(request), name, id, act.input);
  if answer is not null then return answer; end if;
  if (counted[1]).again_in is not null then
    return private.answer_refusal(resource, id, verb, null, counted);
  end if;

  select min(t.needs) as needs, min(t.needs_also) as needs_also,
    min(t.or_needs) as or_needs, min(t.trial) as trial,
    bool_or(t.needs_sudo) as needs_sudo, bool_or(t.four_eyes) as four_eyes,
    bool_or(t.names_shown) as names_shown, bool_or(t.needs_reason) as needs_reason,
    bool_or(t.writes) as writes, bool_or(t.asks_mfa) as asks_mfa into rule from private.transitions t
      where t.resource = act.resource and t.verb = act.verb and t.needs is not null;
  if private.actor() is null or (about.single and id is null) then perform private.require(null, rule.needs); end if;
  perform private.check_input(name, told);

  it := private.target_of(about, id);
  -- Return not_found, not forbidden, for rows that the caller cannot read.
  if not private.sees(about, it) then
    perform private.refuse('not_found', jsonb_build_object('resource', resource));
  end if;
  select private.in_service(rule.needs, it.service), private.in_service(rule.or_needs, it.service),
    private.in_service(rule.needs_also, it.service) into rule.needs, rule.or_needs, rule.needs_also;
  -- What a member makes of a row of the deployment is made in the enterprise in use.
  if rule.needs not in ('own', 'platform') then
    it.enterprise_id := coalesce(it.enterprise_id, private.current_enterprise());
  end if;
  perform private.require_either(it.enterprise_id, rule.needs, rule.or_needs, private.is_mine(it),
    (private.look_at(about, it.row_id, rule.trial) #>> '{}')::boolean);
  if rule.needs_also is not null then perform private.require(it.enterprise_id, rule.needs_also); end if;
  perform private.refuse_keys(rule.needs, resource, verb,
    rule.asks_mfa or rule.names_shown or rule.needs_sudo, it.row_id);
  if rule.needs_sudo then perform private.require_sudo(); end if;
  if rule.asks_mfa and private.lacks_mfa(it.enterprise_id) then
    perform private.refuse('mfa_required');
  end if;
  if not exists (select from private.transitions t where t.resource = act.resource and t.verb = act.verb
    and t.from_state = it.state and t.needs is not null) then
    perform private.wrong_state(resource, id, verb, it.state);
  end if;
  if rule.four_eyes and private.has_touched(about, it, private.actor()) then
    perform private.refuse('four_eyes', jsonb_build_object('resource', resource));
  end if;
  if rule.names_shown then perform private.check_shown(about, id, it, shown); end if;
  reason := private.clean_reason(reason, verb, rule.needs_reason);
  if reason is not null then told := told || jsonb_build_object('reason', reason); end if;

  before := private.look_at(about, it.row_id, about.audited) || private.asked_in_log(about, id, it);
  legal := private.legal_transition(about, it, verb);
  -- A before_ rule may decide which state comes next. blocked_by is checked before that rule runs, as for the
  -- buttons.
  if private.has_rule('before_' || name, about.id_type) then
    perform private.run_rule('before_' || name, about.id_type, id, told);
    legal := private.legal_transition(about, it, verb, legal);
  end if;
  if legal.verb is null then perform private.wrong_state(resource, id, verb, it.state); end if;
  if legal.repeats then
    perform private.count_call(counted, false);
    return private.store_response(private.as_request(request), name, id, private.card_of(about, id), act.input);
  end if;
  perform private.set_state(about, it, legal, reason);
  if private.has_rule(name, about.id_type) then
    answer := private.run_rule(name, about.id_type, id, told);
  else
    answer := private.ordinary_act(about, legal, it, told);
  end if;
  -- After the rule, which may say more about its own fields: what it took is taken back with a refusal.
  perform private.require_seen(told);

  -- The rule may have made a next version, which is the row now, or deleted it.
  row_now := private.row_of(about, id);
  after := case when legal.to_state <> 'none' then private.look_at(about, coalesce(row_now, it.row_id),
      about.audited) || private.asked_in_log(about, id, it) end;
  select d.was, d.becomes into difference from private.differing(before, after) d;
  -- The log names the resource even where its name did not change.
  perform private.audit(it.enterprise_id, resource, id, verb, difference.was, difference.becomes, reason, null,
    nullif(coalesce((select jsonb_build_object('name', n)
          from (select coalesce(after ->> 'name', before ->> 'name') as n) x where n <> ''), '{}')
      || private.decided_for(about, id, it, verb), '{}'));
  if rule.writes and row_now is not null then
    insert into private.touches (resource, row_id, person) values (act.resource, row_now, private.actor())
    on conflict do nothing;
  end if;
  perform private.came_to(about, id, it, legal.to_state);
  if about.id_type = 'uuid' then
    perform private.tell_maker(about, id::uuid, it, legal, reason);
    perform private.follow_incident(about, id::uuid, legal, reason);
  end if;
  perform private.count_call(counted, false);
  -- An answer of `once` is not stored, so a repeated request is answered without it.
  once := answer -> 'once';
  answer := private.store_response(private.as_request(request), name, id,
    coalesce(nullif(answer - 'once', '{}'), private.card_of(about, id)), act.input);
  if once is not null then answer := answer || once; end if;
  -- A rule that removes the caller's own identity runs last, after the log and the request have recorded the
  -- caller.
  if private.has_rule('after_' || name, about.id_type) then
    perform private.run_rule('after_' || name, about.id_type, id, told);
  end if;
  return answer;
exception when others then
  get stacked diagnostics broken = message_text, broken_state = returned_sqlstate,
  broken_constraint = constraint_name, broken_detail = pg_exception_detail;
  answer := private.caught(broken_state, broken, broken_constraint, broken_detail);
  if answer is null then perform private.raise_defect(broken_state, broken, broken_constraint); end if;
  return private.answer_refusal(resource, id, verb, answer, counted);
end $$;
comment on function private.act is
  'The frame of a verb about one row: runs before_, the rule private.<verb>_<resource>(id, input) and '
  'after_. Returns what the rule returns, or the card; keys of `once` are not stored. '
  'Refuses what its checks, blocked_by and the rule refuse.';

create or replace function private.require_room(about private.resources, home uuid) returns void
language plpgsql set search_path = '' as $$
declare
  is_full boolean;
begin
  if about.most is null then return; end if;
  -- Of two that come at once the second waits, so that both are counted.
  perform pg_advisory_xact_lock(hashtextextended('room:' || about.resource || ':' || home::text, 0));
  -- A resource in versions has as many rows as it has cards.
  execute format('select count(*) >= $2 from %s r where r.enterprise_id = $1',
    about.card) into is_full using home, about.most;
  if is_full then
    perform private.refuse('rows_full', jsonb_build_object('resource', about.resource, 'max', about.most));
  end if;
end $$;
comment on function private.require_room is
  'Refuses rows_full where an enterprise has as many rows of a resource as it may have (most in '
  'private.resources).';

create or replace function private.make(
  resource text, verb text, request text default null, input jsonb default null, list text default null,
  reason text default null
) returns jsonb
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
  counted constant private.counted[] := private.limits_of(name, told);
  difference record;
  cards jsonb := '[]';
  answer jsonb;
  broken text; broken_state text; broken_constraint text; broken_detail text;
begin
  select r.* into strict about from private.resources r where r.resource = make.resource;
  select t.* into strict legal from private.transitions t
  where t.resource = make.resource and t.verb = make.verb and t.from_state = 'none';
  answer := private.replay_request(private.as_request(request), name, null, input);
  if answer is not null then return answer; end if;
  if (counted[1]).again_in is not null then
    return private.answer_refusal(resource, null, verb, null, counted);
  end if;
  if legal.chat_only and (not private.is_bot() or private.source() not in ('slack', 'discord')) then
    perform private.refuse('bot_only');
  end if;
  if legal.needs = 'own' then
    if private.actor() is null then perform private.require(null, legal.needs); end if;
  else
    legal.needs := private.in_service(legal.needs, private.service_made(about, told));
    legal.or_needs := private.in_service(legal.or_needs, private.service_made(about, told));
    perform private.require_either(home, legal.needs, legal.or_needs, null, null);
    legal.needs_also := private.in_service(legal.needs_also, private.service_made(about, told));
    if legal.needs_also is not null then perform private.require(home, legal.needs_also); end if;
  end if;
  perform private.refuse_keys(legal.needs, resource, verb, legal.needs_sudo);
  if legal.needs_sudo or (legal.protected and private.is_protected(home)) then
    perform private.require_sudo();
  end if;
  perform private.check_input(name, told);
  perform private.require_room(about, home);
  reason := private.clean_reason(reason, verb, legal.needs_reason);
  if reason is not null then told := told || jsonb_build_object('reason', reason); end if;
  made := case when private.has_rule(name, 'uuid') then private.run_rule(name, 'uuid', home::text, told)
    else to_jsonb(private.ordinary_make(about, verb, home, told, legal.to_state)) end;
  -- After the rule, which may say more about its own fields: what it took is taken back with a refusal.
  perform private.require_seen(told);
  if jsonb_typeof(made) = 'object' then
    one := coalesce(made ->> 'about', made ->> 'id');
    select d.was, d.becomes into difference from private.differing(nullif(made -> 'before', 'null'),
      nullif(coalesce(made -> 'after', private.look_at(about, private.row_of(about, one), about.audited)), 'null')) d;
    -- Opening or choosing an enterprise makes it the current one, so the line is logged there; of joining and
    -- leaving, the rule says where. What the platform keeps stands in the log of the deployment.
    perform private.audit(case when legal.needs <> 'platform' then coalesce((made ->> 'home')::uuid,
          private.current_enterprise(), home) end, resource, one, verb, difference.was, difference.becomes,
      reason);
    answer := made - array['about', 'before', 'after', 'home', 'once'];
  else
    for one in select x
        from jsonb_array_elements_text(case jsonb_typeof(made) when 'array' then made
        else jsonb_build_array(made) end) as x loop
      it := private.target_of(about, one);
      perform private.audit(it.enterprise_id, resource, one, verb, null,
        private.look_at(about, it.row_id, about.audited), reason);
      insert into private.touches (resource, row_id, person) values (resource, it.row_id, private.actor())
      on conflict do nothing;
      perform private.came_to(about, one,
        row(it.row_id, it.enterprise_id, null, it.submitted_by, it.submission, it.made_by,
          it.service)::private.target,
        it.state);
      cards := cards || jsonb_build_array(private.card_of(about, one));
    end loop;
    answer := case when list is null then cards -> 0 else jsonb_build_object(list, cards) end;
  end if;
  perform private.count_call(counted, false);
  answer := private.store_response(private.as_request(request), name, null, answer, input);
  -- A secret is answered and stored nowhere, so a repeated request is answered without it.
  if jsonb_typeof(made) = 'object' and made ? 'once' then answer := answer || (made -> 'once'); end if;
  -- A rule that removes the caller's own identity runs last, after the log and the request have recorded the
  -- caller.
  if private.has_rule('after_' || name, 'uuid') then
    perform private.run_rule('after_' || name, 'uuid', home::text, told);
  end if;
  return answer;
exception when others then
  get stacked diagnostics broken = message_text, broken_state = returned_sqlstate,
  broken_constraint = constraint_name, broken_detail = pg_exception_detail;
  answer := private.caught(broken_state, broken, broken_constraint, broken_detail);
  if answer is null then perform private.raise_defect(broken_state, broken, broken_constraint); end if;
  return private.answer_refusal(resource, null, verb, answer, counted);
end $$;
comment on function private.make is
  'The frame of a verb that creates. The rule private.<verb>_<resource>(enterprise, input) returns the id of '
  'the new row, ids (list: the key of their cards), or the answer {id or about, before, after, home, once}. '
  'Refuses as private.act, and rows_full, bot_only.';

create or replace function private.serve_bot(
  resource text, verb text, given jsonb, id text default null
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  name constant text := serve_bot.verb || '_' || serve_bot.resource;
  counted constant private.counted[] := private.limits_of(name, given);
  answer jsonb;
  broken text; broken_state text; broken_constraint text; broken_detail text;
begin
  if (counted[1]).again_in is not null then
    return private.answer_refusal(resource, id, verb, null, counted);
  end if;
  perform private.require_bot();
  execute format('select private.%I($1)', name) into answer using given;
  perform private.count_call(counted, false);
  return answer;
exception when others then
  get stacked diagnostics broken = message_text, broken_state = returned_sqlstate,
  broken_constraint = constraint_name, broken_detail = pg_exception_detail;
  answer := private.caught(broken_state, broken, broken_constraint, broken_detail);
  if answer is null then perform private.raise_defect(broken_state, broken, broken_constraint); end if;
  if to_regprocedure(format('private.%I(text)', 'refused_' || name)) is not null then
    execute format('select private.%I($1)', 'refused_' || name) using answer ->> 'code';
  end if;
  return private.answer_refusal(resource, id, verb, answer, counted);
end $$;
comment on function private.serve_bot is
  'The frame of the verbs reserved to the bot''s own account. The rule private.<verb>_<resource>(given) '
  'returns the answer. private.refused_…(code) runs after a refusal, when the changes are rolled back. '
  'Refuses bot_only, and what the rule refuses.';

create or replace function private.set_default(rel regclass, id uuid, resource text) returns void
language plpgsql set search_path = '' as $$
declare
  home uuid;
  former text;
begin
  execute format('select r.enterprise_id from %s r where r.id = $1', rel) into home using id;
  -- Of two concurrent calls the second waits, and its choice wins.
  perform pg_advisory_xact_lock(hashtextextended('default ' || resource || ':' || home::text, 0));
  execute format('update %s r set is_default = false where r.enterprise_id = $1 and r.is_default
    returning r.id::text', rel) into former using home;
  execute format('update %s r set is_default = true where r.id = $1', rel) using id;
  if former is not null then perform private.touch_cards(resource, former::uuid); end if;
end $$;

comment on function private.set_default is
  'Makes a row the one of its enterprise that is taken where none is named, and the former one no longer.';
