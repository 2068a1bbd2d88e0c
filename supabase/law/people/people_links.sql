comment on table private.link_codes is
  'One-time codes that link a chat account: 40 random bits, 10 minutes, once, one at a time a person; only '
  'the hash is kept. aal: of the session that made it.';

comment on table private.link_attempts is
  'Wrong link codes of the last day, by chat account. The limits are in private.too_many_codes.';

create or replace function private.begin_link_chat_identity(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  -- 8 letters of a 32-letter alphabet without 0 O 1 I: easy to read out, 40 bits.
  letters constant text := 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  noise constant bytea := decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
  code text := '';
  until constant timestamptz := clock_timestamp() + interval '10 minutes';
begin
  -- One code at a time a person, so that there are never more good codes to guess than people who are
  -- linking.
  perform pg_advisory_xact_lock(hashtextextended('begin_link:' || private.actor()::text, 0));
  delete from private.link_codes c
  where c.user_id = private.actor() and c.expires_at < clock_timestamp() - interval '1 hour';
  update private.link_codes c set expires_at = least(c.expires_at, clock_timestamp())
  where c.user_id = private.actor() and c.used_at is null;
  for i in 0..7 loop
    -- Bytes 6 and 8 of a uuid carry its version and variant, so bytes 0 to 5, 10 and 11 are used.
    code := code || substr(letters, 1 + (get_byte(noise, case when i < 6 then i else i + 4 end) & 31), 1);
  end loop;
  insert into private.link_codes (code_hash, user_id, aal, expires_at)
  values (sha256(convert_to(code, 'UTF8')), private.actor(),
    case when private.is_aal2() then 'aal2' else 'aal1' end, until);
  return jsonb_build_object('code', code, 'expires_at', until,
    'after', jsonb_build_object('expires_at', until));
end $$;
create or replace function public.begin_link() returns jsonb
language sql security definer set search_path = '' as $$
  select private.make('chat_identity', 'begin_link')
$$;
comment on function public.begin_link is
  'BOT-2: a one-time code (8 letters, 10 minutes) to link a chat account to oneself; an earlier one that was '
  'not used ends. With a password just given, so not in chat: a chat account goes on when every session has '
  'ended. {code, expires_at}. Refuses sudo_required.';

create or replace function private.too_many_codes(provider text, team text, chat_user text) returns boolean
language sql stable set search_path = '' as $$
  -- Wrong codes of ten minutes. 5 a chat account: enough for typing errors. 50 a Slack workspace, however
  -- many accounts somebody makes in it. 200 for all of Discord, whose ids are global. 200 for all workspaces
  -- together without a linked member, since anybody can create those. A workspace with a linked member has
  -- its own 50 alone, so no stranger elsewhere locks it out. With ten good codes at every instant, a year of
  -- 400 guesses every ten minutes finds one of 2^40 with a chance of 1 in 5,000.
  select coalesce(bool_or(case
      when x.what = 'account' then x.tries >= 5
      when x.what = 'team' then too_many_codes.provider <> 'discord' and x.tries >= 50
      else x.tries >= 200 and not (too_many_codes.provider <> 'discord'
        and exists (select from public.chat_identities i
          where i.provider = too_many_codes.provider and i.team = too_many_codes.team)) end), false)
  from (select unnest(array['account', 'team', 'all']) as what,
      unnest(array[count(*) filter (where a.team = too_many_codes.team
            and a.chat_user = too_many_codes.chat_user), count(*) filter (where a.team = too_many_codes.team),
          count(*)]) as tries
    from private.link_attempts a
    where a.provider = too_many_codes.provider and a.at > clock_timestamp() - interval '10 minutes') x
$$;
comment on function private.too_many_codes is
  'BOT-2: whether wrong link codes of this chat account, its team, or everywhere on the platform are too '
  'many for another try now.';

create or replace function private.link_chat_identity(given jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  part constant text[] := string_to_array(private.header('x-chat-user'), ':');
  found_code private.link_codes;
begin
  if coalesce(cardinality(part), 0) <> 3 or '' = any (part) or part[1] not in ('slack', 'discord') then
    perform private.refuse('input_invalid', '{"field": "x-chat-user"}');
  end if;
  perform private.require_voice();
  perform pg_advisory_xact_lock(hashtextextended('link:' || private.chat_user(), 0));
  if private.actor() is not null then
    perform private.refuse('already_linked',
      jsonb_build_object('name', private.person_name(private.actor())));
  end if;
  if private.too_many_codes(part[1], part[2], part[3]) then
    perform private.refuse('too_many_attempts');
  end if;
  select c.* into found_code from private.link_codes c
  where c.code_hash = sha256(convert_to(upper(btrim(given ->> 'code')), 'UTF8')) for update;
  if not found or found_code.used_at is not null then perform private.refuse('link_code_unknown'); end if;
  if found_code.expires_at < clock_timestamp() then perform private.refuse('link_code_expired'); end if;
  update private.link_codes c set used_at = clock_timestamp() where c.code_hash = found_code.code_hash;
  insert into public.chat_identities (provider, team, chat_user, user_id, aal)
  values (part[1], part[2], part[3], found_code.user_id, found_code.aal);
  perform private.tell_accounts(found_code.user_id, 'chat_linked', private.chat_user());
  perform private.audit(private.current_enterprise(), 'chat_identity', private.chat_user(), 'link', null,
    jsonb_build_object('user_id', found_code.user_id, 'aal', found_code.aal));
  return (select jsonb_build_object('name', p.name, 'email', p.email, 'locale', p.locale)
    from public.profiles p where p.user_id = found_code.user_id);
end $$;
create or replace function private.refused_link_chat_identity(code text) returns void
language sql set search_path = '' as $$
  -- The call is rolled back, but the attempt counts. Tries that run at the same instant do not see each
  -- other: as many more as there are connections.
  insert into private.link_attempts (provider, team, chat_user)
  select split_part(c, ':', 1), split_part(c, ':', 2), split_part(c, ':', 3) from private.chat_user() as c
  where code in ('link_code_unknown', 'link_code_expired');
  delete from private.link_attempts a where a.at < clock_timestamp() - interval '1 day'
$$;
create or replace function public.finish_link(code text) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('chat_identity', 'link', jsonb_build_object('code', code),
    private.header('x-chat-user'))
$$;
comment on function public.finish_link is
  'BOT-2: links the chat account the bot speaks for to the person who made the code. {name, email, locale}. '
  'Refuses link_code_unknown, link_code_expired, already_linked, too_many_attempts, chat_proof_required, '
  'bot_only.';

create or replace function private.chat_identities_seen(
  
) returns table (id uuid, user_id uuid, member_id uuid, member_name text, account text, provider text, linked_at timestamptz, aal text)
language sql stable security definer set search_path = '' as $$
  select i.id, i.user_id, m.id, coalesce(m.name, private.person_name(i.user_id)),
    concat_ws(':', i.provider, i.team, i.chat_user), i.provider, i.linked_at, i.aal
  from public.chat_identities i
  left join public.members m on m.user_id = i.user_id and m.state = 'active'
    and m.enterprise_id = private.current_enterprise()
  where i.user_id = private.actor()
    or (m.id is not null and private.may(m.enterprise_id, 'KooMessage:member:list'))
$$;
comment on function private.chat_identities_seen is
  'BOT-2: the caller''s own chat accounts and, for those who may list members, those of the active members '
  'of the enterprise they work in.';
grant execute on function private.chat_identities_seen to authenticated;

create or replace view public.chat_identity_cards with (security_invoker = true) as select i.*
from private.chat_identities_seen() i;
comment on view public.chat_identity_cards is
  'BOT-2: which chat accounts speak for whom: one''s own, and those of the members whom one may list. '
  'member_id: the membership of the enterprise in use. account: provider:team:user.';
grant select on public.chat_identity_cards to authenticated;

create or replace function private.unlink_chat_identity(identity uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
begin
  -- The workspace is the enterprise's, and a former member must not go on using it, so an owner may unlink
  -- it. The member links it again with a code of their own: this takes no right that another enterprise gave.
  if not exists (select from public.chat_identities i
    where i.id = identity and i.user_id = private.actor()) then
    perform private.require_sudo();
  end if;
  return jsonb_build_object('id', identity);
end $$;
create or replace function private.after_unlink_chat_identity(identity uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  -- Read while the caller, who may speak through this very account, is still known.
  me constant text := private.person_name(private.actor());
  gone public.chat_identities;
begin
  delete from public.chat_identities i where i.id = identity returning * into gone;
  perform private.tell_accounts(gone.user_id,
    'chat_unlinked', concat_ws(':', gone.provider, gone.team, gone.chat_user), me);
end $$;
comment on function public.unlink_chat_identity is
  'Unlinks one of one''s own chat accounts, also from within it; owners also one of an active member, with a '
  'password just given. {id}. Refuses not_found, sudo_required.';

create or replace function private.unlink_all_chat_identity(home uuid, input jsonb) returns jsonb
language sql set search_path = '' as $$
  select jsonb_build_object('about', private.actor(), 'unlinked', count(*),
    'before', jsonb_build_object('accounts',
      coalesce(jsonb_agg(concat_ws(':', i.provider, i.team, i.chat_user) order by i.linked_at, i.id), '[]')),
    'after', '{"accounts": []}'::jsonb)
  from public.chat_identities i where i.user_id = private.actor()
$$;
create or replace function private.after_unlink_all_chat_identity(home uuid, input jsonb) returns void
language sql set search_path = '' as $$
  delete from public.chat_identities i where i.user_id = private.actor()
$$;
create or replace function public.unlink_chat_identities(request text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.make('chat_identity', 'unlink_all', request)
$$;
comment on function public.unlink_chat_identities is
  'BOT-2: unlinks all of one''s own chat accounts, in chat also the one that asks. {unlinked}. '
  'What ends all sessions ends none of them, so it is offered beside that.';

grant execute on function public.begin_link, public.finish_link,
  public.unlink_chat_identities to authenticated;

select private.public_verbs('chat_identity', 'identity');
