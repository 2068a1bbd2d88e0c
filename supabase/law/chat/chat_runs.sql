comment on table private.chat_runs is
  'What a person asked for in chat (a command, a click, a form), kept before the platform is acknowledged '
  'and until its answer is shown. Deleted after a day.';
comment on column private.chat_runs.key is
  'The platform''s own id of the event. A repeated event runs nothing again.';
comment on column private.chat_runs.work is 'What to run. Personal data: emptied at the end of the run.';
comment on column private.chat_runs.place is 'Where to answer. Personal data: emptied at the end of the run.';
comment on column private.chat_runs.steps is 'What has been shown so far.';
comment on column private.chat_runs.attempts is 'The fence: a bot that has lost its lease stores nothing.';

create or replace function private.member_in_chat(chat_user text) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  place constant text[] := string_to_array(chat_user, ':');
begin
  return (select i.user_id from public.chat_identities i
    where i.provider = place[1] and i.team = place[2] and i.chat_user = place[3]);
end $$;
comment on function private.member_in_chat is
  'The member behind a chat user (<provider>:<team>:<user>); null when there is none.';

create or replace function private.used_up(t private.tokens, by text) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  -- As wrong_state: the caller's own name is left out.
  if t.used_by is null or t.used_by = private.member_in_chat(by) then
    return private.refusal('token_used');
  end if;
  return private.refusal('token_used', jsonb_build_object('verb', replace(t.command, '-', '_'),
    'by', private.person_name(t.used_by, private.enterprise_in_use(t.used_by)), 'at', t.used_at));
end $$;
comment on function private.used_up is
  'The refusal token_used, with what somebody else than this chat user did with the button, who and when.';

create or replace function private.opened_work(token text, more jsonb, by text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  hash constant bytea := sha256(convert_to(coalesce(token, ''), 'UTF8'));
  t private.tokens;
  bar text;
begin
  select x.* into t from private.tokens x where x.token_hash = hash;
  if not found or t.expires_at < clock_timestamp() then
    return jsonb_build_object('refused', private.refusal('token_unknown'));
  end if;
  if t.used_at is not null then return jsonb_build_object('refused', private.used_up(t, by)); end if;
  bar := private.proposal_bar(t.proposal, by);
  if bar is not null then return jsonb_build_object('refused', private.refusal(bar)); end if;
  -- The work has only the hash of the token, to burn it. Where a modal may have to be opened again, the place
  -- has the token until the run ends.
  return jsonb_build_object('command', t.command, 'input', t.input || coalesce(more, '{}'),
    'request', t.request, 'token', encode(hash, 'hex'));
end $$;

comment on function private.opened_work is
  'The work behind a button: {command, input, request, token (its hash)}; or {refused} with token_unknown, '
  'token_used or private.proposal_bar. more: what the person filled in; by: the chat user who pressed it.';

create or replace function private.read_token(given jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select private.opened_work(given ->> 'token', '{}', null) - 'request' - 'token'
$$;
create or replace function public.read_token(token text) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('token', 'read', jsonb_build_object('token', token))
$$;

comment on function public.read_token is
  'BOT-3: what a button would do, {command, input}, with nothing done: a modal that asks for a name offers '
  'the names that the command suggests. {refused} as in take_chat_runs. Bot only.';

create or replace function private.chat_locale(chat_user text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return (select p.locale from public.profiles p where p.user_id = private.member_in_chat(chat_user));
end $$;

comment on function private.chat_locale is
  'The language of the member behind a chat user; null when there is none.';

create or replace function private.told_run(r private.chat_runs, mine boolean) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('run_id', r.id, 'mine', mine, 'attempt', r.attempts, 'state', r.state,
    'provider', r.provider, 'team', r.team, 'chat_user', r.chat_user,
    'locale', private.chat_locale(r.chat_user),
    'channel_locale', private.channel_locale(r.provider, r.team, r.place ->> 'channel'),
    'work', r.work, 'place', r.place, 'steps', r.steps,
    'answer', r.answer, 'taken_at', r.taken_at)
$$;

comment on function private.told_run is
  'A run as the bot gets it. locale: of its person; channel_locale: of what is posted where it was asked.';

create or replace function private.take_chat_run(given jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  one jsonb;
  r private.chat_runs;
  mine boolean;
  told jsonb := '[]';
begin
  -- In the order of their keys, so that two bots with the same events do not lock each other out.
  for one in select x.e || jsonb_build_object('n', x.n)
      from jsonb_array_elements(given -> 'runs') with ordinality as x (e, n)
      order by x.e ->> 'team', x.e ->> 'key' loop
    -- The bot carries a run out in this person's name, and signs for it then. So the run itself has to be the
    -- bot's, not of somebody with its password.
    if not private.signed_by_bot(concat_ws('.',
        'run', one ->> 'provider', one ->> 'team', one ->> 'key', one ->> 'chat_user'), one ->> 'proof') then
      perform private.refuse('chat_proof_required');
    end if;
    insert into private.chat_runs as c (provider, team, key, chat_user, work, place, state, lease_until)
    values (one ->> 'provider', one ->> 'team', one ->> 'key', one ->> 'chat_user',
      case when one ? 'token' then private.opened_work(one ->> 'token', one -> 'more', one ->> 'chat_user')
        else one -> 'work' end, one -> 'place',
      case when (one ->> 'begun')::boolean then 'begun' else 'taken' end, clock_timestamp() + interval '15 seconds')
    -- Whoever took it first holds it: the same event comes to every bot of an application. What has not begun after the
    -- 3 s that a platform waits has failed for its person, who may send it off again: that is another run, with an id of
    -- its own, so the former holder keeps nothing more.
    on conflict on constraint one_run_an_event do update
    set id = excluded.id, work = excluded.work, place = excluded.place, attempts = 1, last_error = null,
      lease_until = excluded.lease_until, taken_at = excluded.taken_at
    where c.state = 'taken' and c.taken_at < clock_timestamp() - interval '3 seconds'
    returning c.* into r;
    mine := found;
    if not mine then
      select c.* into r from private.chat_runs c
      where c.provider = one ->> 'provider' and c.team = one ->> 'team' and c.key = one ->> 'key';
    end if;
    told := told || jsonb_build_array(jsonb_build_object('n', one -> 'n', 'run', private.told_run(r, mine)));
  end loop;
  -- C10: where people work is where they are told. To the minute: a crowd does not wait for it.
  update public.chat_identities i set used_at = clock_timestamp() where i.id in (
    select x.id from public.chat_identities x join jsonb_array_elements(given -> 'runs') as y (e)
      on concat_ws(':', x.provider, x.team, x.chat_user) = y.e ->> 'chat_user'
    where x.used_at < clock_timestamp() - interval '1 minute' for update of x skip locked);
  return (select coalesce(jsonb_agg(x -> 'run' order by (x ->> 'n')::integer), '[]')
    from jsonb_array_elements(told) as x);
end $$;
create or replace function public.take_chat_runs(runs jsonb) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_run', 'take', jsonb_build_object('runs', runs))
$$;

comment on function public.take_chat_runs is
  'BOT-2: stores requests before the platform is acknowledged, leased for 15 s: [{provider, team, key, '
  'chat_user, proof (HMAC of run.<provider>.<team>.<key>.<chat_user>), place, begun, work or token with '
  'more}]. mine false: begun, or taken less than 3 s ago. Bot only. Refuses chat_proof_required.';

create or replace function private.keep_chat_run(given jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  one jsonb;
  r private.chat_runs;
  used boolean;
  t private.tokens;
  kept jsonb[] := array_fill('false'::jsonb, array[jsonb_array_length(given -> 'runs')]);
begin
  for one in select x.e || jsonb_build_object('n', x.n)
      from jsonb_array_elements(given -> 'runs') with ordinality as x (e, n)
      order by x.e ->> 'run_id', x.n loop
    select c.* into r from private.chat_runs c
    where c.id = (one ->> 'run_id')::uuid and c.attempts = (one ->> 'attempt')::integer
      and c.ended_at is null for update;
    if not found or one ->> 'state' = 'begun' and r.state <> 'taken' then continue; end if;
    used := false;
    if (one ->> 'burn')::boolean then
      update private.tokens x set used_at = clock_timestamp(), used_by = private.member_in_chat(r.chat_user)
      where x.token_hash = decode(r.work ->> 'token', 'hex') and x.used_at is null;
      used := not found or private.press_proposal(r.work ->> 'token') is false;
      select x.* into t from private.tokens x where x.token_hash = decode(r.work ->> 'token', 'hex');
    end if;
    if one ->> 'state' in ('shown', 'given_up') then
      update private.chat_runs c set state = one ->> 'state', ended_at = clock_timestamp(), work = null,
        place = null, answer = null, last_error = one ->> 'error' where c.id = r.id;
    else
      update private.chat_runs c set state = coalesce(one ->> 'state', c.state),
        answer = coalesce(one -> 'answer', c.answer), steps = c.steps || coalesce(one -> 'steps', '{}'),
        last_error = coalesce(left(one ->> 'error', 300), c.last_error),
        lease_until = clock_timestamp()
          + make_interval(secs => coalesce((one ->> 'lease_s')::double precision, 15))
      where c.id = r.id;
    end if;
    kept[(one ->> 'n')::integer] := case when used then private.used_up(t, r.chat_user) else 'true' end;
  end loop;
  return to_jsonb(kept);
end $$;
create or replace function public.keep_chat_runs(runs jsonb) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_run', 'keep', jsonb_build_object('runs', runs))
$$;

comment on function public.keep_chat_runs is
  'Records how far runs are, [{run_id, attempt, state, answer, steps, burn, error, lease_s}], and leases them '
  'anew (null: 15 s). burn: its button is used up. shown and given_up end a run. Returns for each whether this '
  'attempt holds it, or token_used where another run used its button. Bot only.';

create or replace function private.claim_chat_run(given jsonb) returns jsonb
language sql set search_path = '' as $$
  with due as (
    select c.id from private.chat_runs c where c.ended_at is null and c.lease_until < clock_timestamp()
      and private.at_home(c.provider, c.team, private.texts_of(given -> 'homes'))
      and not (select private.is_held())
    order by c.lease_until limit (given ->> 'most')::integer for update skip locked
  ), leased as (
    update private.chat_runs c set lease_until = clock_timestamp() + interval '15 seconds',
      attempts = c.attempts + 1 from due where c.id = due.id returning c.*
  )
  select coalesce(jsonb_agg(private.told_run(l, true)), '[]') from leased l
$$;
create or replace function public.claim_chat_runs(
  most integer default 5, homes text[] default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_run', 'claim', jsonb_build_object('most', most, 'homes', homes))
$$;

comment on function public.claim_chat_runs is
  'Leases runs of these homes (private.at_home; null: all) without a holder: the bot died, or the answer '
  'could not be shown. As take_chat_runs answers. Bot only.';

create or replace function private.find_request(given jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('verb', r.verb,
        'id', coalesce(r.resource_id, r.result ->> 'id'), 'name', r.result ->> 'name') order by r.at,
      r.request), '[]')
  from private.requests r where r.actor = private.actor()
    and r.request between (given ->> 'first')::uuid and (given ->> 'last')::uuid
$$;
create or replace function public.find_requests(first text, last text) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('request', 'find', jsonb_build_object('first', first, 'last', last))
$$;

comment on function public.find_requests is
  'What the person that the bot speaks for has done under request ids from first to last, which a run''s '
  'steps share: [{verb, id, name}], the oldest first. Bot only.';

grant execute on function public.take_chat_runs, public.keep_chat_runs, public.claim_chat_runs,
  public.find_requests, public.read_token to authenticated;
