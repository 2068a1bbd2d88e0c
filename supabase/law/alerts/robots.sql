-- BOT-4: robots, incoming webhooks of other chat platforms. They get the same alerts and digests as a chat
-- channel, each once, and cannot answer.

comment on table public.robots is
  'BOT-4: an incoming webhook (Feishu, DingTalk, WeCom, or any address) that gets alerts and digests. '
  'Only the host of its address is shown.';

comment on table private.robot_secrets is
  'The addresses of robots and the secrets that sign what is posted there. Read by claim_alert_posts alone, '
  'for the bot.';

select private.resource_table('public.robots', 'KooMessage:alert:list');

create or replace view public.robot_cards with (security_invoker = true) as
select r.*, private.visible_person(r.created_by) as created_by_name,
  case when r.state = 'paused' then 'paused' when r.failures > 0 then 'failing'
    when r.last_at is null then 'unused' else 'well' end as health
from public.robots r;
comment on view public.robot_cards is
  'BOT-4: a robot and how it goes: well, failing (the last post was not taken; it is tried again), unused '
  '(nothing was posted yet), paused.';
grant select on public.robot_cards to authenticated;

create or replace function private.robot_card(robot uuid) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.robot_cards c where c.id = robot
$$;
comment on function private.robot_card is 'The robot_cards row of a robot as JSON.';

create or replace function private.robot_kinds(input jsonb) returns text[]
language sql immutable set search_path = '' as $$
  select coalesce(private.texts_of(nullif(input -> 'kinds', '[]')), private.usual_kinds())
$$;
comment on function private.robot_kinds is 'The kinds that an input names; without any, all but digests.';

create or replace function private.robot_host(address text) returns text
language plpgsql stable set search_path = '' as $$
declare
  trouble constant text := case when address !~* '^https://' then 'scheme' else private.jump_trouble(address) end;
begin
  if trouble is not null then
    perform private.refuse('robot_address_invalid', jsonb_build_object('field', 'address', 'why', trouble));
  end if;
  return lower((regexp_match(address, '^https://([^/?#]*)', 'i'))[1]);
end $$;
comment on function private.robot_host is
  'The host of an address that may be a robot''s: https, and public by its name. What the name resolves to '
  'is looked at again by the bot, each time it posts. Refuses robot_address_invalid.';

create or replace function private.robot_secret(kind text, secret text) returns text
language plpgsql stable set search_path = '' as $$
declare
  given constant text := nullif(secret, '');
  base64 constant text := '([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)';
begin
  if kind = 'webhook' and (given !~ ('^(whsec_)?' || base64 || '$')
    or octet_length(decode(regexp_replace(given, '^whsec_', ''), 'base64')) not between 24 and 64) then
    perform private.refuse('robot_secret_invalid', jsonb_build_object('field', 'secret'));
  end if;
  return given;
end $$;
comment on function private.robot_secret is
  'The secret that signs what is posted to a robot of this kind; null: nothing is signed. A webhook''s is 24 '
  'to 64 bytes in base64, with or without whsec_ (Standard Webhooks); a platform''s is any text. Refuses '
  'robot_secret_invalid.';

create or replace function private.create_robot(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  made uuid;
  signing constant text := private.robot_secret(input ->> 'kind', input ->> 'secret');
begin
  perform private.skip_digests(home, private.robot_kinds(input));
  insert into public.robots (enterprise_id, name, kind, host, signed, kinds, locale, created_by)
  values (home, private.clean_name(input ->> 'name'),
    input ->> 'kind', private.robot_host(input ->> 'address'), signing is not null,
    private.robot_kinds(input), input ->> 'locale', private.actor()) returning id into made;
  insert into private.robot_secrets (robot_id, address, secret)
  values (made, input ->> 'address', signing);
  return made;
end $$;
comment on function public.create_robot is
  'BOT-4: adds a robot for alerts. input {name, kind (robots.kind), address, secret (null: unsigned), kinds '
  '(null: all but digests), locale}. Returns the card. Refuses forbidden, sudo_required, input_invalid, '
  'name_required, name_unclean, name_taken, robot_address_invalid, robot_secret_invalid.';

create or replace function private.update_robot(robot uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.skip_digests(r.enterprise_id, private.robot_kinds(input)) from public.robots r
  where r.id = robot;
  update public.robots r set name = private.clean_name(input ->> 'name'), kinds = private.robot_kinds(input),
    locale = input ->> 'locale' where r.id = robot
$$;
comment on function public.update_robot is
  'BOT-4: another name, other kinds or another language of a robot. input {name, kinds, locale}. '
  'Returns the robot_cards row. Refuses not_found, forbidden, input_invalid, name_required, name_unclean, '
  'name_taken.';

create or replace function private.rotate_robot(robot uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  signing constant text := private.robot_secret(r.kind, input ->> 'secret')
    from public.robots r where r.id = robot;
begin
  update public.robots r set host = private.robot_host(input ->> 'address'),
    signed = signing is not null, failures = 0, last_error = null where r.id = robot;
  update private.robot_secrets s set address = input ->> 'address', secret = signing
  where s.robot_id = robot;
  -- What waits goes to the new address at once.
  update private.alert_posts p set lease_until = '-infinity' where p.robot_id = robot and p.done_at is null
    and p.last_error is not null;
end $$;
comment on function public.rotate_robot is
  'BOT-4: another address and secret of a robot, with a password just given. input {address, secret}. '
  'Returns the robot_cards row. Refuses not_found, forbidden, sudo_required, input_invalid, '
  'robot_address_invalid, robot_secret_invalid.';

create or replace function private.test_robot(robot uuid, input jsonb) returns void
language sql set search_path = '' as $$
  insert into private.alert_posts (notice, provider, team, robot_id, chat_user, locale)
  select jsonb_build_object('enterprise_id', r.enterprise_id, 'kind', 'robot_test', 'resource', 'robot',
    'resource_id', r.id, 'at', clock_timestamp(),
    'details', jsonb_build_object('name', r.name, 'by', private.person_name(private.actor()))), 'robot', '-', r.id, '', r.locale
  from public.robots r where r.id = robot
$$;
comment on function public.test_robot is
  'BOT-4: has a test message posted to a robot; its page shows the result. Returns the robot_cards row. '
  'Refuses not_found, forbidden, wrong_state.';

create or replace function private.before_resume_robot(robot uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.skip_digests(r.enterprise_id, r.kinds) from public.robots r where r.id = robot
$$;

comment on function public.delete_robot is
  'BOT-4: deletes a robot with its address; what still waited for it is not posted. Returns the row as it '
  'was. Refuses not_found, forbidden.';

select private.public_verbs('robot');
