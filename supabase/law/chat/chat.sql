comment on table private.tokens is
  'The command behind a chat button. The button carries 128 random bits, never an id. '
  'The request id makes a double click act once. The person who presses it acts with their own permissions.';

create or replace function private.mint_token(given jsonb) returns jsonb
language sql set search_path = '' as $$
  with new as (
    select replace(gen_random_uuid()::text, '-', '') as token, t.one ->> 'command' as command,
      t.one -> 'input' as input, (t.one ->> 'proposal')::uuid as proposal, t.n
    from jsonb_array_elements(given -> 'tokens') with ordinality as t (one, n)
  ), kept as (
    -- All buttons of a proposal share its request: it acts once, whichever is pressed.
    insert into private.tokens (token_hash, command, input, proposal, request, expires_at)
    select sha256(convert_to(new.token, 'UTF8')), new.command, new.input, new.proposal,
      coalesce(new.proposal, gen_random_uuid()),
      clock_timestamp() + make_interval(secs => least(greatest((given ->> 'ttl_seconds')::integer, 60),
        2592000)) from new
  )
  select coalesce(jsonb_agg(new.token order by new.n), '[]') from new
$$;
create or replace function public.mint_tokens(tokens jsonb, ttl_seconds integer default 604800) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('token', 'mint', jsonb_build_object('tokens', tokens, 'ttl_seconds', ttl_seconds))
$$;

comment on function public.mint_tokens is
  'BOT-3: new tokens for commands with their input, [{command, input, proposal}]; ttl 60 s to 30 days. '
  'The tokens, in this order. take_chat_runs opens them. Bot only.';

create or replace function private.chat_team(said text) returns text
language sql stable set search_path = '' as $$
  select coalesce(nullif(btrim(said), ''), nullif(split_part(private.header('x-chat-user'), ':', 2), ''), '-')
$$;

comment on function private.chat_team is
  'The team that a card or a subscription belongs to: the one that the bot names, else the team of the '
  'person it speaks for. A Slack bot has one workspace. A Discord bot has one application, for all its '
  'guilds and direct messages. -: unknown; then any bot of the platform may try.';

create or replace function private.at_home(provider text, team text, homes text[]) returns boolean
language sql immutable set search_path = '' as $$
  select homes is null or exists (select from unnest(homes) as h
    where split_part(h, ':', 1) = at_home.provider
    and (at_home.team = '-' or split_part(h, ':', 2) = at_home.team))
$$;

comment on function private.at_home is
  'Whether a bot with these homes (slack:<workspace>, discord:<application>; null: all) may post there. '
  'Bots of two workspaces on one database leave each other''s messages alone.';

create or replace function private.register_card(given jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  if private.actor() is null then perform private.require(null, 'own'); end if;
  -- Return not_found, not forbidden, for rows that the person the bot speaks for cannot read.
  if not exists (select from private.resources r
    where r.resource = given ->> 'resource'
    and private.enterprise_of(r.resource, given ->> 'resource_id') = any (private.may_in(r.reads))) then
    perform private.refuse('not_found', jsonb_build_object('resource', given ->> 'resource'));
  end if;
  insert into private.chat_cards as c (provider, team, chat_channel, message, preview, resource, resource_id,
    locale, chat_user, seq, shown_hash, said)
  -- seq 1: a change between the drawing and this call causes one more redraw.
  values (given ->> 'provider', private.chat_team(given ->> 'team'),
    given ->> 'chat_channel', given ->> 'message', coalesce(given ->> 'preview', ''),
    given ->> 'resource', (given ->> 'resource_id')::uuid,
    coalesce(private.channel_locale(given ->> 'provider', private.chat_team(given ->> 'team'),
        given ->> 'chat_channel'), given ->> 'locale'),
    private.header('x-chat-user'),
    1, given ->> 'hash', nullif(given -> 'said', 'null'))
  on conflict on constraint one_card_a_message do update set resource = excluded.resource,
  resource_id = excluded.resource_id,
    locale = excluded.locale, chat_user = excluded.chat_user, seq = c.seq + 1, shown_hash = excluded.shown_hash, said = excluded.said
  returning c.id into made;
  -- Of the previews of a row the newest 20 follow it: a decision then takes less than half of the 50 calls a
  -- minute that Slack allows a workspace (Tier 3).
  delete from private.chat_cards c
  where c.id in (select x.id from private.chat_cards x
    where x.resource = given ->> 'resource' and x.resource_id = (given ->> 'resource_id')::uuid
    and x.provider = given ->> 'provider' and x.team = private.chat_team(given ->> 'team') and x.preview <> ''
      order by x.created_at desc, x.id offset 20);
  return jsonb_build_object('card_id', made);
end $$;
create or replace function public.register_card(
  provider text, chat_channel text, message text, resource text, resource_id uuid, locale text,
  team text default null, hash text default null, preview text default '', said jsonb default null
) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'register',
    jsonb_build_object('provider', provider, 'chat_channel', chat_channel, 'message', message,
      'resource', resource, 'resource_id', resource_id, 'locale', locale, 'team', team, 'hash', hash,
      'preview', preview, 'said', said), resource_id::text)
$$;

comment on function public.register_card is
  'BOT-3: registers a chat message that shows a row; it is redrawn when the row changes, by the bot of that '
  'team, with the rights of the person spoken for. preview: the address in somebody''s message (20 of a row, '
  'for a week). said: {words, shown}, above the card until the state changes. {card_id}.';

create or replace function private.find_card(given jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  if private.actor() is null then perform private.require(null, 'own'); end if;
  return (select jsonb_build_object('resource', c.resource, 'id', c.resource_id)
    from unnest(private.texts_of(given -> 'messages')) with ordinality as m (message, n)
    join private.chat_cards c on c.provider = given ->> 'provider'
      and c.team = private.chat_team(given ->> 'team') and c.chat_channel = given ->> 'chat_channel'
      and c.message = m.message
    join private.resources r on r.resource = c.resource
    where private.enterprise_of(c.resource, c.resource_id::text) = any (private.may_in(r.reads))
    order by m.n, c.preview limit 1);
end $$;
create or replace function public.find_card(
  provider text, chat_channel text, messages text[], team text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'find',
    jsonb_build_object('provider', provider, 'chat_channel', chat_channel, 'messages', messages,
      'team', team))
$$;

comment on function public.find_card is
  'BOT-3: what the first of these messages that is a card shows: {resource, id}; null where none is one, or '
  'the person that the bot speaks for may not read its row. Bot only.';

create or replace function private.claim_card(given jsonb) returns jsonb
language sql set search_path = '' as $$
  -- After a week hardly anybody scrolls back to a message, and a preview shows its date.
  delete from private.chat_cards c where c.id in (
    select x.id from private.chat_cards x
    where x.preview <> '' and x.created_at < clock_timestamp() - interval '7 days' for update skip locked);
  with due as (
    select c.id, c.decided_seq > c.shown_seq as decided from private.chat_cards c
    where c.shown_seq < c.seq and c.lease_until < clock_timestamp()
      and private.at_home(c.provider, c.team, private.texts_of(given -> 'homes'))
      and (c.decided_seq > c.shown_seq or not (given ->> 'decided_only')::boolean)
    -- Transitions first; of counters those that were drawn longest ago, so that each card has its turn.
    order by c.decided_seq > c.shown_seq desc, c.drawn_at
    limit (given ->> 'most')::integer for update skip locked
  ), leased as (
    update private.chat_cards c set lease_until = clock_timestamp() + interval '20 seconds', last_error = null
    from due where c.id = due.id returning c.*, due.decided
  )
  select coalesce(jsonb_agg(jsonb_build_object('card_id', l.id, 'provider', l.provider,
        'chat_channel', l.chat_channel, 'message', l.message, 'preview', l.preview, 'resource', l.resource,
    'resource_id', l.resource_id, 'locale', l.locale, 'chat_user', l.chat_user, 'seq', l.seq,
    'decided', l.decided, 'hash', l.shown_hash, 'said', l.said)
    -- An update returns rows in no order.
    order by l.decided desc, l.drawn_at), '[]') from leased l
$$;
create or replace function public.claim_card_updates(
  most integer default 20, homes text[] default null, decided_only boolean default false
) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'claim',
    jsonb_build_object('most', most, 'homes', homes, 'decided_only', decided_only))
$$;

comment on function public.claim_card_updates is
  'Leases cards of these homes (private.at_home; null: all) whose row has changed since they were drawn, '
  'transitions first: [{card_id, provider, chat_channel, message, resource, resource_id, seq, decided, hash, '
  'said …}]. decided_only: transitions only. Bot only.';

create or replace function private.finish_card(given jsonb) returns jsonb
language sql set search_path = '' as $$
  -- A failed redraw is retried after some seconds. A card whose message is gone (error 'gone') is never
  -- retried.
  update private.chat_cards c set
    shown_seq = case given ->> 'error' when 'gone' then 9223372036854775807
      else case when given ->> 'error' is null then greatest(c.shown_seq, (given ->> 'seq')::bigint)
        else c.shown_seq end end,
    shown_hash = case when given ->> 'error' is null then coalesce(given ->> 'hash', c.shown_hash) else c.shown_hash end,
    drawn_at = clock_timestamp(),
    last_error = given ->> 'error',
    lease_until = case when given ->> 'error' is null then '-infinity'
      else clock_timestamp() + make_interval(secs => coalesce((given ->> 'again_in_s')::integer, 15)) end
  where c.id = (given ->> 'card_id')::uuid;
  select '{}'::jsonb
$$;
create or replace function public.finish_card_update(
  card_id uuid, seq bigint, error text default null, hash text default null, again_in_s integer default null
) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'finish',
    jsonb_build_object('card_id', card_id, 'seq', seq, 'error', error, 'hash', hash,
      'again_in_s', again_in_s), card_id::text)
$$;

comment on function public.finish_card_update is
  'Records that a card shows its row as of seq, and the hash of what it shows; or why it could not be '
  'redrawn, and when it is tried again (null: in 15 s). Bot only.';

comment on table private.chat_homes is
  'BOT-3: who has opened the home of the app in the last month. It is drawn anew where something concerns '
  'them that is done elsewhere.';

comment on table private.home_changes is
  'BOT-3: people whose homes are out of date. Rows are only added, so decisions never wait; the rows of one '
  'person lead to one drawing. After a crash of Postgres the next change draws the home.';

create or replace function private.change_homes(
  about private.resources, it private.target, to_state text
) returns void language plpgsql set search_path = '' as $$
declare
  needs constant text := case when 'in_review' in (it.state, to_state)
    then private.right_to_decide(about.resource, it.service) end;
begin
  if not exists (select from private.chat_homes) then return; end if;
  insert into private.home_changes (person)
  select distinct h.person from private.chat_homes h
  where h.person in (it.submitted_by, it.made_by) or needs is not null
    and h.person in (select w.person from private.who_may(it.enterprise_id, needs) as w (person));
end $$;
comment on function private.change_homes is
  'Notes the people with a home in chat whom a transition concerns: the maker or submitter of the row and, '
  'for a review, everybody who may decide.';

create or replace function private.keep_home(given jsonb) returns jsonb
language plpgsql set search_path = '' as $$
begin
  if private.actor() is null then perform private.require(null, 'own'); end if;
  insert into private.chat_homes as h (provider, team, chat_user, person)
  values (given ->> 'provider', private.chat_team(given ->> 'team'), private.header('x-chat-user'),
    private.actor())
  on conflict on constraint chat_homes_pkey do update set person = excluded.person,
  opened_at = excluded.opened_at;
  return '{}';
end $$;
create or replace function public.keep_home(provider text, team text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('home', 'keep', jsonb_build_object('provider', provider, 'team', team))
$$;
comment on function public.keep_home is
  'BOT-3: the person that the bot speaks for has opened their home there: for a month claim_homes tells when '
  'it has changed. Bot only.';

create or replace function private.claim_home(given jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb;
begin
  delete from private.chat_homes h where h.opened_at < clock_timestamp() - interval '30 days';
  with due as (
    select c.id, c.person from private.home_changes c order by c.id limit 1000 for update skip locked
  ), gone as (
    delete from private.home_changes c using due where c.id = due.id returning due.person
  )
  select coalesce(jsonb_agg(distinct jsonb_build_object('provider', h.provider, 'chat_user', h.chat_user)),
    '[]') into answer
  from gone join private.chat_homes h on h.person = gone.person
  where private.at_home(h.provider, h.team, private.texts_of(given -> 'homes'));
  return answer;
end $$;
create or replace function public.claim_homes(homes text[] default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('home', 'claim', jsonb_build_object('homes', homes))
$$;
comment on function public.claim_homes is
  'BOT-3: the homes to draw anew, [{provider, chat_user}], each once however much has changed for its '
  'person. A home that is not drawn then is drawn with the next change. Bot only.';

grant execute on function public.keep_home, public.claim_homes to authenticated;

grant execute on function public.mint_tokens, public.register_card, public.find_card,
  public.claim_card_updates, public.finish_card_update
  to authenticated;
