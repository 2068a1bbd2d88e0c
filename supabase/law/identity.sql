comment on table private.bots is 'Accounts that may speak for linked chat people and run the clock. They have no permissions of their own.';

comment on table public.chat_identities is 'BOT-2: a chat account and the one member it speaks for. Discord ids are global, their team is "-".';

create or replace function private.header(name text) returns text language sql stable set search_path = '' as $$
  select nullif(current_setting('request.headers', true), '')::jsonb ->> name
$$;

comment on function private.header is 'A header of the API request, or null outside one.';

create or replace function private.is_bot() returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from private.bots b where b.user_id = auth.uid())
$$;

comment on function private.is_bot is 'True when the bot account itself is signed in, whoever it speaks for.';

create or replace function private.actor() returns uuid language sql stable security definer set search_path = '' as $$
  select case
    when not private.is_bot() then auth.uid()
    else (
      select i.user_id from public.chat_identities i
      where i.provider = split_part(private.header('x-chat-user'), ':', 1)
        and i.team = split_part(private.header('x-chat-user'), ':', 2)
        and i.chat_user = split_part(private.header('x-chat-user'), ':', 3)
    )
  end
$$;

comment on function private.actor is
  'The only source of identity (BOT-2): the signed-in person, or the person that a linked chat account stands for. Null for anyone else, who is allowed nothing.';

create or replace function private.source() returns text language sql stable security definer set search_path = '' as $$
  select case
    when private.is_bot() then coalesce(nullif(split_part(private.header('x-chat-user'), ':', 1), ''), 'cron')
    when private.header('x-tidings-source') in ('admin', 'terminal') then private.header('x-tidings-source')
    when nullif(current_setting('request.headers', true), '') is null then 'system'
    else 'api'
  end
$$;

comment on function private.source is 'IAM-4: where the call came from: admin, terminal, slack, discord, api, cron or system (an edge function).';

comment on table public.profiles is 'A person: name, language and the enterprise they are working in now (ENT-1: one may belong to several).';

create or replace function private.person_name(person uuid) returns text language sql stable security definer set search_path = '' as $$
  select p.name from public.profiles p where p.user_id = person
$$;

comment on function private.person_name is 'The display name of a person, or null.';

create or replace function private.require_sudo() returns void language plpgsql stable security definer set search_path = '' as $$
begin
  -- The bot signs in with its own account, so a session of the bot never means that the person just gave a password.
  if private.is_bot() or not exists (
    select from auth.sessions s where s.id = nullif(auth.jwt() ->> 'session_id', '')::uuid and s.user_id = auth.uid() and s.created_at > now() - interval '10 minutes') then
    perform private.refuse('sudo_required');
  end if;
end $$;

comment on function private.require_sudo is 'Refuses sudo_required unless the caller''s session began within the last ten minutes, that is, with a password just given.';
