comment on table private.tokens is
  'What a chat button stands for: the button carries 128 random bits, never an id. Its request id makes a double click act once; whoever presses acts with their own rights.';

create or replace function public.mint_token(command text, input jsonb, ttl_seconds integer default 604800) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  token text := replace(gen_random_uuid()::text, '-', '');
begin
  perform private.require_bot();
  insert into private.tokens (token_hash, command, input, expires_at)
  values (sha256(convert_to(token, 'UTF8')), command, input, clock_timestamp() + make_interval(secs => least(greatest(ttl_seconds, 60), 2592000)));
  return jsonb_build_object('token', token);
exception when sqlstate 'PGRST' then
  return private.answer_refusal('token', null, 'mint', sqlerrm::jsonb);
end $$;

comment on function public.mint_token is 'BOT-3: a new token for a command with its input; ttl 60 s to 30 days. {token}. Bot only.';

create or replace function public.open_token(token text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  t private.tokens;
begin
  perform private.require_bot();
  select x.* into t from private.tokens x where x.token_hash = sha256(convert_to(token, 'UTF8'));
  if not found or t.expires_at < clock_timestamp() then
    perform private.refuse('token_unknown');
  end if;
  if t.used_at is not null then
    perform private.refuse('token_used');
  end if;
  return jsonb_build_object('command', t.command, 'input', t.input, 'request', t.request);
exception when sqlstate 'PGRST' then
  return private.answer_refusal('token', null, 'open', sqlerrm::jsonb);
end $$;

comment on function public.open_token is 'What a button stands for: {command, input, request}. Refuses token_unknown, token_used. Bot only.';

create or replace function public.burn_token(token text) returns jsonb language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_bot();
  update private.tokens x set used_at = coalesce(x.used_at, clock_timestamp()) where x.token_hash = sha256(convert_to(token, 'UTF8'));
  return '{}'::jsonb;
exception when sqlstate 'PGRST' then
  return private.answer_refusal('token', null, 'burn', sqlerrm::jsonb);
end $$;

comment on function public.burn_token is 'Ends a token whose command succeeded. Bot only.';

create or replace function private.chat_team(said text) returns text language sql stable set search_path = '' as $$
  select coalesce(nullif(btrim(said), ''), nullif(split_part(private.header('x-chat-user'), ':', 2), ''), '-')
$$;

comment on function private.chat_team is
  'In whose home something hangs: what the bot says, else the team of the person it speaks for. A Slack bot has one workspace, a Discord bot one application, in all its guilds and direct messages. -: nobody knows; then any bot of the platform may try.';

create or replace function private.at_home(provider text, team text, homes text[]) returns boolean language sql immutable set search_path = '' as $$
  select homes is null or exists (select from unnest(homes) as h where split_part(h, ':', 1) = at_home.provider and (at_home.team = '-' or split_part(h, ':', 2) = at_home.team))
$$;

comment on function private.at_home is 'Whether a bot with these homes (slack:<workspace>, discord:<application>; null: all) can speak there: two workspaces on one database leave each other''s messages alone.';

create or replace function public.register_card(provider text, chat_channel text, message text, resource text, resource_id uuid, locale text, team text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  made uuid;
  reads text;
  enterprise uuid := private.enterprise_of(resource, resource_id::text);
begin
  perform private.require_bot();
  select r.reads into reads from private.resources r where r.resource = register_card.resource;
  if private.actor() is null then perform private.require(null, 'own'); end if;
  -- What may not be read does not exist.
  if (enterprise = any (private.may_in(reads))) is not true then
    perform private.refuse('not_found', jsonb_build_object('resource', resource));
  end if;
  insert into private.chat_cards as c (provider, team, chat_channel, message, resource, resource_id, locale, chat_user, seq)
  -- seq 1: whatever moved between the drawing and this call is drawn once more.
  values (provider, private.chat_team(team), chat_channel, message, resource, resource_id, locale, private.header('x-chat-user'), 1)
  on conflict on constraint one_card_a_message do update set resource = excluded.resource, resource_id = excluded.resource_id,
    locale = excluded.locale, chat_user = excluded.chat_user, seq = c.seq + 1
  returning c.id into made;
  return jsonb_build_object('card_id', made);
exception when sqlstate 'PGRST' then
  return private.answer_refusal('card', resource_id::text, 'register', sqlerrm::jsonb);
end $$;

comment on function public.register_card is 'BOT-3: a message in chat that shows a resource; it is redrawn whenever the resource moves, with the eyes of the person the bot speaks for now, by the bot of that team (private.chat_team). {card_id}.';

create or replace function public.claim_card_updates(most integer default 20, homes text[] default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  claimed jsonb;
begin
  perform private.require_bot();
  with due as (
    select c.id from private.chat_cards c where c.shown_seq < c.seq and c.lease_until < clock_timestamp() and private.at_home(c.provider, c.team, homes)
    order by c.lease_until limit most for update skip locked
  ), leased as (
    update private.chat_cards c set lease_until = clock_timestamp() + interval '20 seconds' from due where c.id = due.id returning c.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('card_id', l.id, 'provider', l.provider, 'chat_channel', l.chat_channel, 'message', l.message, 'resource', l.resource,
    'resource_id', l.resource_id, 'locale', l.locale, 'chat_user', l.chat_user, 'seq', l.seq)), '[]') into claimed from leased l;
  return claimed;
exception when sqlstate 'PGRST' then
  return private.answer_refusal('card', null, 'claim', sqlerrm::jsonb);
end $$;

comment on function public.claim_card_updates is 'Leases cards of these homes (private.at_home; null: of all) whose resource moved since they were drawn: [{card_id, provider, chat_channel, message, resource, resource_id, locale, chat_user, seq}]. Bot only.';

create or replace function public.finish_card_update(card_id uuid, seq bigint, error text default null) returns jsonb language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_bot();
  -- A failed redraw is tried again after 15 s; one whose message is gone (error 'gone') never again.
  update private.chat_cards c set
    shown_seq = case when finish_card_update.error is null then greatest(c.shown_seq, finish_card_update.seq) when finish_card_update.error = 'gone' then 9223372036854775807 else c.shown_seq end,
    last_error = finish_card_update.error,
    lease_until = case when finish_card_update.error is null then '-infinity' else clock_timestamp() + interval '15 seconds' end
  where c.id = card_id;
  return '{}'::jsonb;
exception when sqlstate 'PGRST' then
  return private.answer_refusal('card', card_id::text, 'finish', sqlerrm::jsonb);
end $$;

comment on function public.finish_card_update is 'Records that a card shows its row as of seq, or why it could not be redrawn. Bot only.';

grant execute on function public.mint_token, public.open_token, public.burn_token, public.register_card, public.claim_card_updates, public.finish_card_update
  to authenticated;
