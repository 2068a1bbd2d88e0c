-- people: the verbs

create table private.actions (action text primary key);
comment on table private.actions is 'IAM-2: the catalogue of actions; shared/src/people/actions.ts has their words, a test holds both in step.';
insert into private.actions (action)
select 'KooMessage:' || r.resource || ':' || o.operation
from (values
  ('template', array['list', 'create', 'update', 'submit', 'review', 'delete']), ('media', array['list', 'create']),
  ('numberFile', array['list', 'create']), ('sendTask', array['list', 'create', 'submit', 'approve', 'release', 'cancel']),
  ('resolveTask', array['list', 'create']), ('report', array['list', 'export']), ('quota', array['list', 'order']),
  ('sms', array['list', 'create', 'review']), ('domain', array['list', 'create', 'review']), ('filing', array['list', 'create', 'review']),
  ('member', array['list', 'manage']), ('audit', array['list']), ('channel', array['list', 'manage'])
) as r (resource, operations) cross join lateral unnest(r.operations) as o (operation);

create function public.whoami() returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'user_id', private.actor(), 'bot', private.is_bot(),
    'name', p.name, 'email', p.email, 'locale', p.locale,
    'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name, 'time_zone', e.time_zone,
        'marketing_from', e.marketing_from, 'marketing_to', e.marketing_to) from public.enterprises e where e.id = private.here()),
    'enterprises', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.name), '[]')
        from public.enterprises e where e.id = any (private.my_enterprises())),
    'permissions', (select coalesce(jsonb_agg(a.action order by a.action), '[]') from private.actions a where private.may(private.here(), a.action)))
  from (select private.actor() as id) me left join public.profiles p on p.user_id = me.id
$$;
comment on function public.whoami is
  'Who is asking: {user_id, name, email, locale, bot, enterprise, enterprises, permissions}. user_id is null for nobody and for unlinked chat people.';

create function public.may(action text) returns boolean language sql stable security definer set search_path = '' as $$
  select private.may(private.here(), action)
$$;
comment on function public.may is 'May whoever is asking do this action in the enterprise they work in now?';

create function public.switch_enterprise(enterprise uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  detail text;
begin
  if (enterprise = any (private.my_enterprises())) is not true then
    perform private.refuse('not_found', 404, 'There is no such enterprise for you.', null, '{"thing": "enterprise"}');
  end if;
  perform private.audit(enterprise, 'profile', private.actor()::text, 'switch',
    jsonb_build_object('enterprise_id', private.here()), jsonb_build_object('enterprise_id', enterprise));
  update public.profiles p set enterprise_id = enterprise where p.user_id = private.actor();
  return public.whoami();
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('enterprise', enterprise::text, 'switch', sqlerrm, detail);
end $$;
comment on function public.switch_enterprise is 'ENT-1: works in another of one''s enterprises from now on. Returns whoami(). Refuses not_found.';

create function public.set_locale(locale text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  detail text;
begin
  if private.actor() is null then perform private.require(null, 'KooMessage:template:list'); end if;
  if locale is null or locale not in ('zh-CN', 'en') then
    perform private.refuse('input_invalid', 422, 'The language is zh-CN or en.', null, '{"field": "locale"}');
  end if;
  perform private.audit(private.here(), 'profile', private.actor()::text, 'set_locale',
    (select jsonb_build_object('locale', p.locale) from public.profiles p where p.user_id = private.actor()), jsonb_build_object('locale', locale));
  update public.profiles p set locale = set_locale.locale where p.user_id = private.actor();
  return public.whoami();
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('profile', null, 'set_locale', sqlerrm, detail);
end $$;
comment on function public.set_locale is 'Sets one''s language, zh-CN or en. Returns whoami(). Refuses input_invalid, not_signed_in.';

create function public.create_enterprise(name text, statements text[], request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  made uuid;
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'create_enterprise');
  if known is not null then return known; end if;
  if private.actor() is null then perform private.require(null, 'KooMessage:member:manage'); end if;
  if char_length(btrim(coalesce(name, ''))) not between 2 and 64 then
    perform private.refuse('name_required', 422, 'An enterprise needs a name of 2 to 64 characters.', null, '{"max": 64}');
  end if;
  if not (coalesce(statements, '{}') @> array['koomessage', 'sms']) then
    perform private.refuse('statements_required', 422, 'Both usage statements have to be accepted.',
      'Accept 《KooMessage服务使用声明》 and 《短信服务使用声明》.');
  end if;
  insert into public.enterprises (name, created_by) values (btrim(name), private.actor()) returning id into made;
  insert into public.statement_acceptances (enterprise_id, statement, user_id)
  select made, s, private.actor() from unnest(array['koomessage', 'sms']) as s;
  perform private.lay_groups(made);
  perform private.join_group(made, private.actor(), 'Owners');
  update public.profiles p set enterprise_id = made where p.user_id = private.actor();
  perform private.audit(made, 'enterprise', made::text, 'create', null, jsonb_build_object('name', btrim(name), 'statements', statements));
  return private.remember(request, 'create_enterprise', null, public.whoami());
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('enterprise', null, 'create', sqlerrm, detail);
end $$;
comment on function public.create_enterprise is
  'ENT-2 (§2): opens an enterprise; both statements must be accepted; whoever asks becomes its owner. Returns whoami(). Refuses name_required, statements_required.';

create function public.set_marketing_window(opens time, closes time, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.here();
  was jsonb;
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'set_marketing_window');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:member:manage');
  if opens is null or closes is null or closes <= opens then
    perform private.refuse('input_invalid', 422, 'The marketing window has to close after it opens.', null, '{"field": "closes"}');
  end if;
  select jsonb_build_object('from', e.marketing_from, 'to', e.marketing_to) into was from public.enterprises e where e.id = home for update;
  update public.enterprises e set marketing_from = opens, marketing_to = closes where e.id = home;
  perform private.audit(home, 'enterprise', home::text, 'set_marketing_window', was, jsonb_build_object('from', opens, 'to', closes));
  return private.remember(request, 'set_marketing_window', null, public.whoami());
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('enterprise', home::text, 'set_marketing_window', sqlerrm, detail, home);
end $$;
comment on function public.set_marketing_window is
  'SND-1: sets when marketing messages may go out, in the enterprise''s time zone (default 08:00 to 21:00). Owner. Refuses forbidden, input_invalid.';

-- ---------------------------------------------------------------------------------------------
-- Members, groups, policies

create function private.keep_an_owner(enterprise uuid) returns void language plpgsql set search_path = '' as $$
begin
  -- Two owners who disable each other at the same instant: the second waits here, and then sees what the first did.
  perform pg_advisory_xact_lock(hashtextextended('owners:' || enterprise::text, 0));
  if not exists (select from public.members m where m.enterprise_id = enterprise
      and private.allowed(m.user_id, enterprise, 'KooMessage:member:manage')) then
    perform private.refuse('last_owner', 409, 'Nobody would be left who can manage members.', 'Give another member that right first.');
  end if;
end $$;
comment on function private.keep_an_owner is 'Refuses last_owner when a change would leave no one who can manage members.';

create function public.add_member(email text, group_names text[], request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.here();
  person uuid;
  member uuid;
  group_name text;
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'add_member');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:member:manage');
  select u.id into person from auth.users u where lower(u.email) = lower(btrim(add_member.email));
  if person is null then
    perform private.refuse('not_found', 404, 'There is no account with this e-mail.', 'They sign up first.', '{"thing": "account"}');
  end if;
  foreach group_name in array coalesce(group_names, '{}') loop
    if not exists (select from public.groups g where g.enterprise_id = home and g.name = group_name) then
      perform private.refuse('not_found', 404, format('There is no group %s.', group_name), null, '{"thing": "group"}');
    end if;
    member := private.join_group(home, person, group_name);
  end loop;
  if member is null then
    perform private.refuse('input_invalid', 422, 'A member needs at least one group.', null, '{"field": "group_names"}');
  end if;
  perform private.audit(home, 'member', member::text, 'add', null, jsonb_build_object('email', email, 'groups', group_names));
  return private.remember(request, 'add_member', null, jsonb_build_object('id', member, 'email', email, 'groups', group_names));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('member', null, 'add', sqlerrm, detail, home);
end $$;
comment on function public.add_member is 'IAM-3: adds a person with an account to the enterprise and to groups. Refuses forbidden, not_found, input_invalid.';

create function public.set_member_state(member uuid, state text, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.here();
  was text;
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'set_member_state', member::text);
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:member:manage');
  select m.state into was from public.members m where m.id = member and m.enterprise_id = home for update;
  if was is null then perform private.refuse('not_found', 404, 'There is no such member.', null, '{"thing": "member"}'); end if;
  if state is null or state not in ('active', 'disabled') then
    perform private.refuse('input_invalid', 422, 'A member is active or disabled.', null, '{"field": "state"}');
  end if;
  update public.members m set state = set_member_state.state where m.id = member;
  perform private.keep_an_owner(home);
  perform private.audit(home, 'member', member::text, 'set_state', jsonb_build_object('state', was), jsonb_build_object('state', state));
  return private.remember(request, 'set_member_state', member::text, jsonb_build_object('id', member, 'state', state));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('member', member::text, 'set_state', sqlerrm, detail, home);
end $$;
comment on function public.set_member_state is 'Disables or restores a member. Refuses forbidden, not_found, input_invalid, last_owner.';

create function public.save_policy(name text, document jsonb, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.here();
  was jsonb;
  saved uuid;
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'save_policy');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:member:manage');
  if char_length(btrim(coalesce(name, ''))) not between 1 and 64 then
    perform private.refuse('name_required', 422, 'A policy needs a name of 1 to 64 characters.', null, '{"max": 64}');
  end if;
  perform private.check_policy(document);
  select p.document into was from public.policies p where p.enterprise_id = home and p.name = btrim(save_policy.name) for update;
  insert into public.policies as p (enterprise_id, name, document) values (home, btrim(name), document)
  on conflict on constraint policies_enterprise_id_name_key do update set document = excluded.document returning p.id into saved;
  perform private.keep_an_owner(home);
  perform private.audit(home, 'policy', saved::text, 'save', was, document);
  return private.remember(request, 'save_policy', null, jsonb_build_object('id', saved, 'name', btrim(name), 'document', document));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('policy', null, 'save', sqlerrm, detail, home);
end $$;
comment on function public.save_policy is 'IAM-2: makes or replaces a custom policy by its name. Refuses forbidden, name_required, policy_invalid, last_owner.';

create function public.save_group(name text, policy_names text[], members uuid[], request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.here();
  saved uuid;
  was jsonb;
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'save_group');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:member:manage');
  if char_length(btrim(coalesce(name, ''))) not between 1 and 64 then
    perform private.refuse('name_required', 422, 'A group needs a name of 1 to 64 characters.', null, '{"max": 64}');
  end if;
  if exists (select from unnest(policy_names) as n where not exists (
      select from public.policies p where p.name = n and (p.enterprise_id is null or p.enterprise_id = home))) then
    perform private.refuse('not_found', 404, 'One of the policies does not exist.', null, '{"thing": "policy"}');
  end if;
  if exists (select from unnest(members) as i where not exists (select from public.members m where m.id = i and m.enterprise_id = home)) then
    perform private.refuse('not_found', 404, 'One of the members does not exist.', null, '{"thing": "member"}');
  end if;
  insert into public.groups as g (enterprise_id, name) values (home, btrim(name))
  on conflict on constraint groups_enterprise_id_name_key do update set name = excluded.name returning g.id into saved;
  select jsonb_build_object(
    'policies', (select jsonb_agg(p.name) from public.group_policies gp join public.policies p on p.id = gp.policy_id where gp.group_id = saved),
    'members', (select jsonb_agg(gm.member_id) from public.group_members gm where gm.group_id = saved)) into was;
  delete from public.group_policies gp where gp.group_id = saved;
  delete from public.group_members gm where gm.group_id = saved;
  insert into public.group_policies (group_id, policy_id, enterprise_id)
  select saved, p.id, home from public.policies p where p.name = any (policy_names) and (p.enterprise_id is null or p.enterprise_id = home);
  insert into public.group_members (group_id, member_id, enterprise_id) select distinct saved, i, home from unnest(members) as i;
  perform private.keep_an_owner(home);
  perform private.audit(home, 'group', saved::text, 'save', was, jsonb_build_object('policies', policy_names, 'members', members));
  return private.remember(request, 'save_group', null,
    jsonb_build_object('id', saved, 'name', btrim(name), 'policies', policy_names, 'members', members));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('group', null, 'save', sqlerrm, detail, home);
end $$;
comment on function public.save_group is
  'IAM-3: makes or replaces a group: its policies by name, its members by id. Refuses forbidden, name_required, not_found, last_owner.';

-- ---------------------------------------------------------------------------------------------
-- Linking a chat account (BOT-2)

create table private.link_codes (
  code_hash bytea primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table private.link_codes is 'One-time codes that link a chat account: 40 random bits, 10 minutes, once; only the hash is kept.';

create table private.link_attempts (
  chat_user text not null,
  at timestamptz not null default clock_timestamp()
);
comment on table private.link_attempts is 'Wrong link codes by chat account. 5 tries in 10 minutes against 2^40 codes: about 1 in 200 billion.';
create index link_attempts_by_user on private.link_attempts (chat_user, at);

create function public.begin_link() returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  -- 8 letters of a 32-letter alphabet without 0 O 1 I: easy to read out, 40 bits.
  letters constant text := 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  noise bytea := decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
  code text := '';
  until timestamptz := clock_timestamp() + interval '10 minutes';
  detail text;
begin
  if private.is_bot() then
    perform private.refuse('forbidden', 403, 'A link code is made in the panel or the terminal, by the member.', null, '{"action": "link"}');
  end if;
  if private.actor() is null then perform private.require(null, 'KooMessage:template:list'); end if;
  for i in 0..7 loop
    -- Bytes 6 and 8 of a uuid carry its version and variant, so 0 to 5 and 10, 11 are taken.
    code := code || substr(letters, 1 + (get_byte(noise, case when i < 6 then i else i + 4 end) & 31), 1);
  end loop;
  insert into private.link_codes (code_hash, user_id, expires_at) values (sha256(convert_to(code, 'UTF8')), private.actor(), until);
  perform private.audit(private.here(), 'chat_identity', null, 'begin_link', null, jsonb_build_object('expires_at', until));
  return jsonb_build_object('code', code, 'expires_at', until);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('chat_identity', null, 'begin_link', sqlerrm, detail);
end $$;
comment on function public.begin_link is 'BOT-2: a one-time code (8 letters, 10 minutes) to link a chat account to oneself. {code, expires_at}. Refuses forbidden in chat.';

create function public.finish_link(code text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  chat text := private.header('x-chat-user');
  found_code private.link_codes;
  person public.profiles;
  detail text;
begin
  perform private.require_bot();
  if coalesce(array_length(string_to_array(chat, ':'), 1), 0) <> 3 then
    perform private.refuse('input_invalid', 422, 'There is no chat account to link.', null, '{"field": "x-chat-user"}');
  end if;
  perform pg_advisory_xact_lock(hashtextextended('link:' || chat, 0));
  if private.actor() is not null then
    perform private.refuse('already_linked', 409, 'This chat account is linked already.', 'Unlink it in the panel first.',
      jsonb_build_object('name', private.person_name(private.actor())));
  end if;
  if (select count(*) from private.link_attempts a where a.chat_user = chat and a.at > clock_timestamp() - interval '10 minutes') >= 5 then
    perform private.refuse('too_many_attempts', 429, 'Too many wrong codes.', 'Wait ten minutes, then make a new code.');
  end if;
  select c.* into found_code from private.link_codes c where c.code_hash = sha256(convert_to(upper(btrim(code)), 'UTF8')) for update;
  if not found or found_code.used_at is not null then
    perform private.refuse('link_code_unknown', 404, 'This code is not known, or was used.', 'Make a new one in the panel.');
  end if;
  if found_code.expires_at < clock_timestamp() then
    perform private.refuse('link_code_expired', 410, 'This code has expired.', 'Make a new one in the panel.');
  end if;
  update private.link_codes c set used_at = clock_timestamp() where c.code_hash = found_code.code_hash;
  insert into public.chat_identities (provider, team, chat_user, user_id)
  values (split_part(chat, ':', 1), split_part(chat, ':', 2), split_part(chat, ':', 3), found_code.user_id);
  perform private.audit(private.here(), 'chat_identity', chat, 'link', null, jsonb_build_object('user_id', found_code.user_id));
  select p.* into person from public.profiles p where p.user_id = found_code.user_id;
  return jsonb_build_object('name', person.name, 'email', person.email, 'locale', person.locale);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  if sqlerrm::jsonb ->> 'code' in ('link_code_unknown', 'link_code_expired') then
    insert into private.link_attempts (chat_user) values (chat);
  end if;
  return private.refused('chat_identity', chat, 'link', sqlerrm, detail);
end $$;
comment on function public.finish_link is
  'BOT-2: links the chat account the bot speaks for to the person who made the code. {name, email, locale}. Refuses link_code_unknown, link_code_expired, already_linked, too_many_attempts, bot_only.';

create function public.unlink_chat(identity uuid, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  gone public.chat_identities;
  detail text;
  known jsonb;
begin
  known := private.recall(request, 'unlink_chat', identity::text);
  if known is not null then return known; end if;
  select i.* into gone from public.chat_identities i where i.id = identity and i.user_id = private.actor() for update;
  if gone.id is null then
    perform private.refuse('not_found', 404, 'There is no such linked chat account of yours.', null, '{"thing": "chat_identity"}');
  end if;
  -- Said before it is done: asked from the very account that goes, nobody is asking afterwards.
  perform private.audit(private.here(), 'chat_identity', gone.provider || ':' || gone.team || ':' || gone.chat_user, 'unlink', to_jsonb(gone), null);
  perform private.remember(request, 'unlink_chat', identity::text, jsonb_build_object('id', gone.id));
  delete from public.chat_identities i where i.id = gone.id;
  return jsonb_build_object('id', gone.id);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('chat_identity', identity::text, 'unlink', sqlerrm, detail);
end $$;
comment on function public.unlink_chat is 'Unlinks one of one''s own chat accounts. Refuses not_found.';

grant execute on function public.whoami to authenticated, anon;
grant execute on function public.may, public.switch_enterprise, public.set_locale, public.create_enterprise, public.set_marketing_window,
  public.add_member, public.set_member_state, public.save_policy, public.save_group, public.begin_link, public.finish_link, public.unlink_chat
  to authenticated;
