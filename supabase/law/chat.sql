comment on table private.tokens is
  'The command behind a chat button. The button carries 128 random bits, never an id. The request id makes a double click act once. Whoever presses it acts with their own permissions.';

create or replace function private.mint_token(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  token constant text := replace(gen_random_uuid()::text, '-', '');
begin
  insert into private.tokens (token_hash, command, input, expires_at)
  values (sha256(convert_to(token, 'UTF8')), given ->> 'command', given -> 'input', clock_timestamp() + make_interval(secs => least(greatest((given ->> 'ttl_seconds')::integer, 60), 2592000)));
  return jsonb_build_object('token', token);
end $$;
create or replace function public.mint_token(command text, input jsonb, ttl_seconds integer default 604800) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('token', 'mint', jsonb_build_object('command', command, 'input', input, 'ttl_seconds', ttl_seconds))
$$;

comment on function public.mint_token is 'BOT-3: a new token for a command with its input; ttl 60 s to 30 days. {token}. Bot only.';

create or replace function private.open_token(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  t private.tokens;
begin
  select x.* into t from private.tokens x where x.token_hash = sha256(convert_to(given ->> 'token', 'UTF8'));
  if not found or t.expires_at < clock_timestamp() then perform private.refuse('token_unknown'); end if;
  if t.used_at is not null then perform private.refuse('token_used'); end if;
  return jsonb_build_object('command', t.command, 'input', t.input, 'request', t.request);
end $$;
create or replace function public.open_token(token text) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('token', 'open', jsonb_build_object('token', token))
$$;

comment on function public.open_token is 'The command behind a button: {command, input, request}. Refuses token_unknown, token_used. Bot only.';

create or replace function private.burn_token(given jsonb) returns jsonb language sql set search_path = '' as $$
  update private.tokens x set used_at = coalesce(x.used_at, clock_timestamp()) where x.token_hash = sha256(convert_to(given ->> 'token', 'UTF8'));
  select '{}'::jsonb
$$;
create or replace function public.burn_token(token text) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('token', 'burn', jsonb_build_object('token', token))
$$;

comment on function public.burn_token is 'Marks a token as used, after its command succeeded. Bot only.';

create or replace function private.chat_team(said text) returns text language sql stable set search_path = '' as $$
  select coalesce(nullif(btrim(said), ''), nullif(split_part(private.header('x-chat-user'), ':', 2), ''), '-')
$$;

comment on function private.chat_team is
  'The team that a card or a subscription belongs to: the one that the bot names, else the team of the person it speaks for. A Slack bot has one workspace. A Discord bot has one application, for all its guilds and direct messages. -: unknown; then any bot of the platform may try.';

create or replace function private.at_home(provider text, team text, homes text[]) returns boolean language sql immutable set search_path = '' as $$
  select homes is null or exists (select from unnest(homes) as h where split_part(h, ':', 1) = at_home.provider and (at_home.team = '-' or split_part(h, ':', 2) = at_home.team))
$$;

comment on function private.at_home is 'Whether a bot with these homes (slack:<workspace>, discord:<application>; null: all) may post there. Bots of two workspaces on one database leave each other''s messages alone.';

create or replace function private.register_card(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  if private.actor() is null then perform private.require(null, 'own'); end if;
  -- Return not_found, not forbidden, for rows that the person the bot speaks for cannot read.
  if not exists (select from private.resources r where r.resource = given ->> 'resource' and private.enterprise_of(r.resource, given ->> 'resource_id') = any (private.may_in(r.reads))) then
    perform private.refuse('not_found', jsonb_build_object('resource', given ->> 'resource'));
  end if;
  insert into private.chat_cards as c (provider, team, chat_channel, message, resource, resource_id, locale, chat_user, seq)
  -- seq 1: a change between the drawing and this call causes one more redraw.
  values (given ->> 'provider', private.chat_team(given ->> 'team'), given ->> 'chat_channel', given ->> 'message', given ->> 'resource', (given ->> 'resource_id')::uuid, given ->> 'locale', private.header('x-chat-user'), 1)
  on conflict on constraint one_card_a_message do update set resource = excluded.resource, resource_id = excluded.resource_id,
    locale = excluded.locale, chat_user = excluded.chat_user, seq = c.seq + 1
  returning c.id into made;
  return jsonb_build_object('card_id', made);
end $$;
create or replace function public.register_card(provider text, chat_channel text, message text, resource text, resource_id uuid, locale text, team text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'register', jsonb_build_object('provider', provider, 'chat_channel', chat_channel, 'message', message, 'resource', resource,
    'resource_id', resource_id, 'locale', locale, 'team', team), resource_id::text)
$$;

comment on function public.register_card is 'BOT-3: registers a message in chat that shows a resource. It is redrawn whenever the resource changes, with the permissions of the person the bot speaks for now, by the bot of that team (private.chat_team). {card_id}.';

create or replace function private.claim_card(given jsonb) returns jsonb language sql set search_path = '' as $$
  with due as (
    select c.id from private.chat_cards c where c.shown_seq < c.seq and c.lease_until < clock_timestamp() and private.at_home(c.provider, c.team, private.texts_of(given -> 'homes'))
    order by c.lease_until limit (given ->> 'most')::integer for update skip locked
  ), leased as (
    update private.chat_cards c set lease_until = clock_timestamp() + interval '20 seconds' from due where c.id = due.id returning c.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('card_id', l.id, 'provider', l.provider, 'chat_channel', l.chat_channel, 'message', l.message, 'resource', l.resource,
    'resource_id', l.resource_id, 'locale', l.locale, 'chat_user', l.chat_user, 'seq', l.seq)), '[]') from leased l
$$;
create or replace function public.claim_card_updates(most integer default 20, homes text[] default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'claim', jsonb_build_object('most', most, 'homes', homes))
$$;

comment on function public.claim_card_updates is 'Leases cards of these homes (private.at_home; null: all) whose resource has changed since they were drawn: [{card_id, provider, chat_channel, message, resource, resource_id, locale, chat_user, seq}]. Bot only.';

create or replace function private.finish_card(given jsonb) returns jsonb language sql set search_path = '' as $$
  -- A failed redraw is retried after 15 s. A card whose message is gone (error 'gone') is never retried.
  update private.chat_cards c set
    shown_seq = case given ->> 'error' when 'gone' then 9223372036854775807 else case when given ->> 'error' is null then greatest(c.shown_seq, (given ->> 'seq')::bigint) else c.shown_seq end end,
    last_error = given ->> 'error',
    lease_until = case when given ->> 'error' is null then '-infinity' else clock_timestamp() + interval '15 seconds' end
  where c.id = (given ->> 'card_id')::uuid;
  select '{}'::jsonb
$$;
create or replace function public.finish_card_update(card_id uuid, seq bigint, error text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('card', 'finish', jsonb_build_object('card_id', card_id, 'seq', seq, 'error', error), card_id::text)
$$;

comment on function public.finish_card_update is 'Records that a card shows its row as of seq, or why it could not be redrawn. Bot only.';

grant execute on function public.mint_token, public.open_token, public.burn_token, public.register_card, public.claim_card_updates, public.finish_card_update
  to authenticated;
