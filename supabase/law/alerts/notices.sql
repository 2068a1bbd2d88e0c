-- C10: the maker of a row gets a direct message about its result. One message per event, in the chat account
-- of the platform that they chose, or where they last did something. It waits in the queue of the alert posts, so nothing is lost while the bot is down.

create or replace function private.quiet_ends(person uuid, enterprise uuid) returns timestamptz
language sql stable set search_path = '' as $$
  select case when case when p.quiet_from < p.quiet_until then l.at::time >= p.quiet_from
      and l.at::time < p.quiet_until else l.at::time >= p.quiet_from or l.at::time < p.quiet_until end
    then (l.at::date + p.quiet_until + case when l.at::time >= p.quiet_until then interval '1 day'
        else interval '0' end) at time zone e.time_zone end
  from public.profiles p cross join public.enterprises e
  cross join lateral (select clock_timestamp() at time zone e.time_zone as at) l
  where p.user_id = quiet_ends.person and e.id = quiet_ends.enterprise and p.quiet_from is not null
$$;
comment on function private.quiet_ends is
  'C10: when the quiet hours end in which a member is now, by the clock of an enterprise; null: they are in '
  'none.';

create or replace function private.told_in(person uuid) returns setof public.chat_identities
language sql stable rows 1 set search_path = '' as $$
  select i.* from public.chat_identities i left join public.profiles p on p.user_id = i.user_id
  where i.user_id = told_in.person
  -- Where the account on the chosen platform was unlinked, the one that was used last serves.
  order by i.provider is not distinct from p.notices_on desc, i.used_at desc, i.linked_at desc, i.id limit 1
$$;
comment on function private.told_in is
  'C10: the chat account in which a person is told: the one on the platform that they chose '
  '(profiles.notices_on), else the one in which they last did something; none where nothing is linked.';

create or replace function private.exported_in(resource text, id uuid) returns uuid
language sql stable set search_path = '' as $$
  select c.id from public.exports e join public.chat_identities i on i.user_id = e.made_by
  join private.chat_runs c on c.chat_user = concat_ws(':', i.provider, i.team, i.chat_user)
  where exported_in.resource = 'export' and e.id = exported_in.id and c.ended_at is null
    and c.taken_at <= e.created_at
  order by c.taken_at desc limit 1
$$;
comment on function private.exported_in is
  'C10: what the maker of an export has asked for in chat and is not answered yet: its answer may be the '
  'file.';

create or replace function private.tell_person(
  enterprise uuid, person uuid, kind text, resource text, id uuid, details jsonb
) returns void language sql set search_path = '' as $$
  insert into private.alert_posts (notice, provider, team, person, chat_user, locale, run_id, lease_until)
  select jsonb_build_object('enterprise_id', enterprise, 'kind', tell_person.kind,
    'resource', tell_person.resource, 'resource_id', tell_person.id, 'at', clock_timestamp(),
    'details', jsonb_strip_nulls(tell_person.details)),
    i.provider, i.team, i.chat_user, i.provider || ':' || i.team || ':' || i.chat_user, coalesce(p.locale, 'zh-CN'),
    private.exported_in(tell_person.resource, tell_person.id),
    -- Messages of quiet hours are sent at their end.
    coalesce(private.quiet_ends(tell_person.person, enterprise), '-infinity')
  from private.told_in(tell_person.person) i join public.profiles p on p.user_id = i.user_id
  where exists (select from public.members m
    where m.enterprise_id = enterprise and m.user_id = tell_person.person and m.state = 'active')
$$;
comment on function private.tell_person is
  'A direct message to a member, in one chat account (private.told_in), after their quiet hours; none where '
  'they have no account.';

create or replace function private.tell_accounts(
  person uuid, kind text, account text, by text default null
) returns void language sql set search_path = '' as $$
  -- Every account, at once and regardless of settings: at least one of them is probably still the owner's.
  insert into private.alert_posts (notice, provider, team, person, chat_user, locale)
  select jsonb_build_object('enterprise_id', home.id, 'kind', tell_accounts.kind, 'resource', 'chat_identity',
    'at', clock_timestamp(), 'details', jsonb_strip_nulls(jsonb_build_object('account', account, 'by', by))),
    i.provider, i.team, i.chat_user, i.provider || ':' || i.team || ':' || i.chat_user, coalesce(p.locale, 'zh-CN')
  from public.chat_identities i join public.profiles p on p.user_id = i.user_id
  cross join lateral (select m.enterprise_id as id from public.members m where m.user_id = i.user_id
    and m.state = 'active'
    order by m.enterprise_id is not distinct from p.enterprise_id desc, m.created_at limit 1) home
  where i.user_id = tell_accounts.person and concat_ws(':', i.provider, i.team, i.chat_user) <> account
$$;
comment on function private.tell_accounts is
  'BOT-2: a direct message in each chat account of a person but this one, that it was linked (chat_linked) '
  'or unlinked (chat_unlinked) and by whom; none where the person is no active member anywhere, since '
  'nothing can be done there then.';

create or replace function private.tell_maker(
  about private.resources, id uuid, it private.target, legal private.transitions, reason text,
  code text default null, details jsonb default null
)
returns void language plpgsql set search_path = '' as $$
declare
  maker constant uuid := coalesce(it.submitted_by, it.made_by);
begin
  -- The person who did it knows.
  if legal.tells is null or maker is null or maker = private.actor() then return; end if;
  if not exists (select from public.profiles p where p.user_id = maker and legal.tells = any (p.notices)) then
    return;
  end if;
  perform private.tell_person(it.enterprise_id, maker, 'own_' || legal.tells, about.resource, tell_maker.id,
    jsonb_build_object('name', private.name_at(about, it.row_id),
      'state', case when legal.to_state is distinct from it.state then legal.to_state end, 'verb', legal.verb,
      'by', private.person_name(private.actor()), 'reason', reason, 'code', code, 'values', details));
end $$;
comment on function private.tell_maker is
  'C10: a direct message to the submitter or maker of a row after somebody else, or the system, changed its '
  'state, where the transition (private.transitions.tells) and their profile (notices) say so.';
