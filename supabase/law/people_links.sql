comment on table private.link_codes is 'One-time codes that link a chat account: 40 random bits, 10 minutes, once; only the hash is kept.';

comment on table private.link_attempts is 'Wrong link codes by chat account. 5 tries in 10 minutes against 2^40 codes: about 1 in 200 billion.';

create or replace function private.begin_link_chat_identity(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  -- 8 letters of a 32-letter alphabet without 0 O 1 I: easy to read out, 40 bits.
  letters constant text := 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  noise constant bytea := decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
  code text := '';
  until constant timestamptz := clock_timestamp() + interval '10 minutes';
begin
  if private.is_bot() then perform private.refuse('forbidden', '{"action": "link"}'); end if;
  for i in 0..7 loop
    -- Bytes 6 and 8 of a uuid carry its version and variant, so bytes 0 to 5, 10 and 11 are used.
    code := code || substr(letters, 1 + (get_byte(noise, case when i < 6 then i else i + 4 end) & 31), 1);
  end loop;
  insert into private.link_codes (code_hash, user_id, expires_at) values (sha256(convert_to(code, 'UTF8')), private.actor(), until);
  return jsonb_build_object('code', code, 'expires_at', until, 'after', jsonb_build_object('expires_at', until));
end $$;
create or replace function public.begin_link() returns jsonb language sql security definer set search_path = '' as $$
  select private.make('chat_identity', 'begin_link')
$$;
comment on function public.begin_link is 'BOT-2: a one-time code (8 letters, 10 minutes) to link a chat account to oneself. {code, expires_at}. Refuses forbidden in chat.';

create or replace function private.link_chat_identity(given jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  chat constant text := private.header('x-chat-user');
  found_code private.link_codes;
begin
  if coalesce(array_length(string_to_array(chat, ':'), 1), 0) <> 3 then perform private.refuse('input_invalid', '{"field": "x-chat-user"}'); end if;
  perform pg_advisory_xact_lock(hashtextextended('link:' || chat, 0));
  if private.actor() is not null then perform private.refuse('already_linked', jsonb_build_object('name', private.person_name(private.actor()))); end if;
  if (select count(*) from private.link_attempts a where a.chat_user = chat and a.at > clock_timestamp() - interval '10 minutes') >= 5 then
    perform private.refuse('too_many_attempts');
  end if;
  select c.* into found_code from private.link_codes c where c.code_hash = sha256(convert_to(upper(btrim(given ->> 'code')), 'UTF8')) for update;
  if not found or found_code.used_at is not null then perform private.refuse('link_code_unknown'); end if;
  if found_code.expires_at < clock_timestamp() then perform private.refuse('link_code_expired'); end if;
  update private.link_codes c set used_at = clock_timestamp() where c.code_hash = found_code.code_hash;
  insert into public.chat_identities (provider, team, chat_user, user_id)
  values (split_part(chat, ':', 1), split_part(chat, ':', 2), split_part(chat, ':', 3), found_code.user_id);
  perform private.audit(private.current_enterprise(), 'chat_identity', chat, 'link', null, jsonb_build_object('user_id', found_code.user_id));
  return (select jsonb_build_object('name', p.name, 'email', p.email, 'locale', p.locale) from public.profiles p where p.user_id = found_code.user_id);
end $$;
create or replace function private.refused_link_chat_identity(code text) returns void language sql set search_path = '' as $$
  -- The call is rolled back, but the attempt counts.
  insert into private.link_attempts (chat_user) select private.header('x-chat-user') where code in ('link_code_unknown', 'link_code_expired')
$$;
create or replace function public.finish_link(code text) returns jsonb language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_identity', 'link', jsonb_build_object('code', code), private.header('x-chat-user'))
$$;
comment on function public.finish_link is
  'BOT-2: links the chat account the bot speaks for to the person who made the code. {name, email, locale}. Refuses link_code_unknown, link_code_expired, already_linked, too_many_attempts, bot_only.';

create or replace function private.unlink_chat_identity(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  gone public.chat_identities;
begin
  select i.* into gone from public.chat_identities i where i.id::text = lower(input ->> 'identity') and i.user_id = private.actor() for update;
  if not found then perform private.refuse('not_found', '{"resource": "chat_identity"}'); end if;
  return jsonb_build_object('id', gone.id, 'before', to_jsonb(gone));
end $$;
create or replace function private.after_unlink_chat_identity(home uuid, input jsonb) returns void language sql set search_path = '' as $$
  delete from public.chat_identities i where i.id::text = lower(input ->> 'identity')
$$;
create or replace function public.unlink_chat(identity text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('chat_identity', 'unlink', request, jsonb_build_object('identity', identity))
$$;
comment on function public.unlink_chat is 'Unlinks one of one''s own chat accounts, also from within it. {id}. Refuses not_found.';

grant execute on function public.begin_link, public.finish_link, public.unlink_chat to authenticated;
