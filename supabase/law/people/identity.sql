comment on table private.bots is
  'Accounts that speak for others and have no permissions of their own. voice: chat speaks for linked chat '
  'people and runs the clock; keys speaks for access keys. key: the 32 bytes that sign for whom they speak '
  '(of chat TIDINGS_BOT_KEY); without it they cannot speak for anybody.';

comment on table public.chat_identities is
  'BOT-2: a chat account and the one member it speaks for. Discord ids are global, their team is "-". '
  'aal: that of the session in which the link code was made (IAM-5).';

-- These are plpgsql, whose plans are kept for the connection. As SQL functions that call each other they were
-- planned anew at every call: 6 ms for the person behind a chat account, now 0.3 ms.
create or replace function private.header(name text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return nullif(current_setting('request.headers', true), '')::jsonb ->> name;
end $$;

comment on function private.header is 'A header of the API request, or null outside one.';

create or replace function private.session_id() returns uuid
language plpgsql stable set search_path = '' as $$
declare
  claim constant text := auth.jwt() ->> 'session_id';
begin
  -- A claim that is no uuid names no session. It must not end in an error, which would answer 500.
  if claim ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then return claim::uuid; end if;
  return null;
end $$;

comment on function private.session_id is
  'The session that the token of the request names, or null. Whether it still exists, private.signed_in says.';

create or replace function private.signed_in() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- One look-up by primary key. Compared as text: a malformed sub is an anonymous caller, not an error.
  return (select s.user_id from auth.sessions s
    where s.id = private.session_id() and s.user_id::text = lower(auth.jwt() ->> 'sub')
      and coalesce(s.not_after > now(), true));
end $$;

comment on function private.signed_in is
  'IAM-5: the account of the token, while its session exists: a revoked session ends at once, not when the '
  'token expires. Null for a token without a session.';

create or replace function private.is_bot() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from private.bots b where b.user_id = private.signed_in() and b.voice = 'chat');
end $$;

comment on function private.is_bot is
  'True when the bot account itself is signed in, regardless of the person it speaks for.';

create or replace function private.signed_by_bot(
  said text, proof text, voice text default 'chat'
) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  secret constant bytea := (select b.key from private.bots b
    where b.user_id = private.signed_in() and b.voice = signed_by_bot.voice);
begin
  if secret is null or coalesce(proof, '') !~ '^[0-9a-f]{64}$' then return false; end if;
  -- Keyed hashes are compared, so that the time of the comparison says nothing of the proof that is wanted.
  return extensions.hmac(decode(proof, 'hex'), secret,
    'sha256') = extensions.hmac(extensions.hmac(convert_to(said, 'UTF8'), secret, 'sha256'), secret,
    'sha256');
end $$;

comment on function private.signed_by_bot is
  'Whether proof is the hex HMAC-SHA256 of this text by the key (private.bots) of the account of this voice '
  'that is signed in.';

create or replace function private.proved(said text, request text, proof text, voice text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  at constant text := split_part(proof, '.', 2);
begin
  if coalesce(said, '') = '' or coalesce(proof, '') !~ '^v1[.][0-9]{9,11}[.][0-9a-f]{64}$'
    or coalesce(request, '') !~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
    return false;
  end if;
  -- now() is the begin of the request: an act that takes longer than a minute does not lose its voice half
  -- way.
  if abs(extract(epoch from now()) - at::bigint) > 60 then return false; end if;
  return private.signed_by_bot(concat_ws('.', 'v1', at, request, said), split_part(proof, '.', 3), voice);
end $$;

comment on function private.proved is
  'Whether the account of this voice that is signed in says this now: proof is v1.<unix seconds>.<hex '
  'HMAC-SHA256 over v1.<unix seconds>.<request>.<said>> by its key (private.bots), at most 60 s old or '
  'early.';

create or replace function private.chat_user() returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  said constant text := private.header('x-chat-user');
begin
  return case when private.proved(said, private.header('x-chat-request'), private.header('x-chat-proof'),
    'chat')
    then said end;
end $$;

comment on function private.chat_user is
  'The chat account the bot speaks for (slack:<team>:<user>, discord:-:<user>), or null without a valid '
  'proof of x-chat-user in x-chat-proof, whose request is x-chat-request (private.proved).';

create or replace function private.chat_identity() returns public.chat_identities
language plpgsql stable security definer set search_path = '' as $$
declare
  part constant text[] := string_to_array(private.chat_user(), ':');
  found_identity public.chat_identities;
begin
  if cardinality(part) = 3 then
    select i.* into found_identity from public.chat_identities i
    where i.provider = part[1] and i.team = part[2] and i.chat_user = part[3];
  end if;
  return found_identity;
end $$;

comment on function private.chat_identity is
  'BOT-2: the linked chat account that the bot speaks for with a valid proof, or nulls.';

create or replace function private.actor() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  asked constant text := md5(concat_ws(' ', current_setting('request.jwt.claims', true),
      current_setting('request.jwt.claim', true), current_setting('request.headers', true)));
  kept constant text := coalesce(current_setting('tidings.actor', true), '');
  me uuid;
  voice text;
begin
  -- The functions sign in as no person. What they do for the maker of an export is done as the maker
  -- (supabase/law/exports/exports.sql).
  if session_user = 'tidings_functions' then
    return nullif(current_setting('tidings.exporter', true), '')::uuid;
  end if;
  -- Who acts is settled once in a request. Rights and views ask for every row: without this, 0.6 ms each time
  -- behind a chat account, and a quarter of what a list of buttons cost.
  if split_part(kept, ' ', 1) = asked then return split_part(kept, ' ', 2)::uuid; end if;
  me := private.signed_in();
  -- A password that was found out is nobody where the account has a second factor.
  if me is not null and private.is_half_in(me) then return null; end if;
  select b.voice into voice from private.bots b where b.user_id = me;
  if voice = 'chat' then me := (private.chat_identity()).user_id;
  elsif voice = 'keys' then me := (private.key_said()).id;
  end if;
  if me is not null then perform set_config('tidings.actor', concat_ws(' ', asked, me), true); end if;
  return me;
end $$;

comment on function private.actor is
  'The only source of identity (BOT-2, IAM-5): the person whose session exists, or the person of a linked '
  'chat account or the access key that an account of private.bots names with a valid proof; while an edge '
  'function reads the rows of an export, its maker. Null for anyone else, who is allowed nothing.';

create or replace function private.require_voice() returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if private.is_bot() then
    if nullif(private.header('x-chat-user'), '') is not null and private.chat_user() is null then
      perform private.refuse('chat_proof_required');
    end if;
  elsif private.speaks_for_keys() then
    if private.actor() is null then perform private.refuse('access_key_refused'); end if;
  elsif auth.jwt() ->> 'sub' is not null and private.signed_in() is null then
    perform private.refuse('session_ended');
  elsif auth.jwt() ->> 'sub' is not null and private.is_half_in(private.signed_in()) then
    perform private.refuse('second_factor_asked');
  end if;
end $$;

comment on function private.require_voice is
  'Refuses session_ended for a token whose session is gone, second_factor_asked for one without it, '
  'chat_proof_required where the bot names a chat '
  'account without a valid proof, and access_key_refused where no access key that works is named with one.';

create or replace function private.source() returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  said constant text := private.header('x-tidings-source');
  platform text;
begin
  if private.is_bot() then
    if nullif(private.header('x-chat-user'), '') is null then return 'cron'; end if;
    platform := split_part(private.chat_user(), ':', 1);
    return case when platform in ('slack', 'discord') then platform else 'api' end;
  end if;
  if private.speaks_for_keys() then return 'api'; end if;
  if said in ('admin', 'terminal') then return said; end if;
  return case when nullif(current_setting('request.headers', true), '') is null then 'system' else 'api' end;
end $$;

comment on function private.source is
  'IAM-4: where the call came from. slack, discord and cron are known by the bot''s account and its proof, '
  'system by no request. admin and terminal are what a person''s own client calls itself: a help '
  'for readers, never a proof, and shown so. api: an access key, or a client that says nothing.';

comment on table public.profiles is
  'A person: name, language and the enterprise they are working in now (ENT-1: one may belong to several).';

create or replace function private.person_name(person uuid, home uuid default null) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((select private.in_words(coalesce((select m.name from public.members m
          where m.user_id = p.user_id and m.pseudonym is not null
          and m.enterprise_id = coalesce(home, private.current_enterprise())), p.name))
      from public.profiles p where p.user_id = person), private.key_name(person))
$$;

comment on function private.person_name is
  'The display name of a person or an access key, or null; in an enterprise (null: the one in use) that gave '
  'them a pseudonym, that (RET-1).';

create or replace function private.person_names(people uuid[]) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(x.name order by x.name), '[]') from unnest(people) as p (person)
  cross join lateral private.person_name(p.person) as x (name) where x.name is not null
$$;

comment on function private.person_names is
  'The display names of people as a JSON array, in the order of the alphabet.';

create or replace function private.require_sudo() returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  -- An account that speaks for others has a session of its own, which never means that a person just gave a
  -- password. The claim amr is not asked: its time is that of the session, and the embedded server writes
  -- none.
  if private.is_bot() or private.speaks_for_keys() or not exists (
    select from auth.sessions s where s.id = private.session_id() and s.user_id = private.signed_in()
      and s.created_at > now() - interval '10 minutes') then
    perform private.refuse('sudo_required');
  end if;
end $$;

comment on function private.require_sudo is
  'Refuses sudo_required unless the caller''s session began within the last ten minutes, that is, with a '
  'password just given.';
