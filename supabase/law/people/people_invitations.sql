-- people: invitations (IAM-5). Accepting one is the only way to become a member.

comment on table public.invitations is
  'IAM-5: an address that may become a member of these groups until expires_at, by the token that was '
  'answered once. state is what was done with it; private.invitation_state adds what the time did.';

comment on table private.invitation_tokens is
  'The SHA-256 of the token of each invitation: 256 random bits, so that a hash without salt tells nothing. '
  'The token itself is stored nowhere. mails: how often a mail with it was tried, at most three times.';

create or replace function private.address(typed text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  -- The collation "C" lowers A to Z alone. Others lower the Kelvin sign to k as well, and two accounts would
  -- have one address.
  kept constant text := lower(btrim(typed) collate "C");
begin
  return case when char_length(kept) <= 254
    and kept ~ '^[a-z0-9.!#$%&''*+/=?^_`{|}~-]{1,64}@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$'
    then kept end;
end $$;
comment on function private.address is
  'An e-mail address as addresses are compared: trimmed, in small letters; null where it is malformed. '
  'ASCII only (of an international domain the form xn--…), because look-alikes of other scripts would be '
  'other accounts.';

create or replace function private.confirmed_address(person uuid) returns text
language sql stable security definer set search_path = '' as $$
  select lower(u.email collate "C") from auth.users u where u.id = person and u.email_confirmed_at is not null
$$;
comment on function private.confirmed_address is
  'IAM-5: the address of an account, A to Z in small letters, or null while it is not confirmed.';

create or replace function private.invitation_state(state text, expires_at timestamptz) returns text
language sql stable set search_path = '' as $$
  select case when state = 'open' and expires_at <= now() then 'expired' else state end
$$;
comment on function private.invitation_state is 'IAM-5: open, accepted, revoked or expired.';
grant execute on function private.invitation_state to authenticated;

create or replace function private.invitation_now(it public.invitations) returns text
language sql stable set search_path = '' as $$
  select case when n.state = 'open' and not private.invitation_holds(it) then 'revoked' else n.state end
  from private.invitation_state(it.state, it.expires_at) as n (state)
$$;
comment on function private.invitation_now is
  'IAM-5: open, accepted, revoked or expired, as its token is answered. One that does not hold any more is '
  'revoked.';

create or replace view public.invitation_cards with (security_invoker = true) as
select i.id, i.enterprise_id, i.email, private.invitation_state(i.state, i.expires_at) as state,
  (select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.groups g where g.id = any (i.group_ids)) as groups,
  private.visible_person(i.invited_by) as invited_by, i.created_at, i.expires_at
from public.invitations i;
comment on view public.invitation_cards is
  'IAM-5: the invitations of an enterprise with their state now and the names of their groups.';
grant select on public.invitation_cards to authenticated;

create or replace function private.invitation_card(invitation uuid) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(c) - 'enterprise_id' from public.invitation_cards c where c.id = invitation
$$;
comment on function private.invitation_card is
  'An invitation as a verb returns it: {id, email, state, groups, invited_by, created_at, expires_at}.';

create or replace function private.token_hash(token text) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(convert_to(token, 'UTF8'))
$$;
comment on function private.token_hash is 'What is kept of a token.';

create or replace function private.end_invitations_by(
  home uuid, person uuid, address text default null
) returns void language plpgsql set search_path = '' as $$
declare
  one uuid;
begin
  for one in select i.id from public.invitations i where i.enterprise_id = home and i.state = 'open' and i.expires_at > now()
    and (i.invited_by = person or i.email = address) order by i.id for update loop
    perform private.transition('invitation', one, 'lapse');
  end loop;
end $$;
comment on function private.end_invitations_by is
  'Revokes the open invitations that a person made, or those of an address: a newer one takes their place.';

create or replace function private.create_invitation(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  invited constant text := private.address(input ->> 'email');
  -- 256 bits, in the letters of an address that need no escape.
  token constant text := rtrim(translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/', '-_'), '=');
  chosen uuid[];
  known text;
  beyond text[];
  made uuid;
  card jsonb;
begin
  if invited is null then perform private.refuse('input_invalid', '{"field": "email"}'); end if;
  perform private.lock_people(home);
  -- The answer has only what the inviter sees in the list of members. Whether the address has an account is
  -- not looked up.
  select m.state into known from public.members m
  where m.enterprise_id = home and private.address(m.email) = invited and m.state <> 'left' order by m.state
  limit 1;
  if known = 'disabled' then
    perform private.refuse('member_disabled', jsonb_build_object('email', invited));
  end if;
  if known = 'active' then
    perform private.refuse('member_already', jsonb_build_object('email', invited));
  end if;
  select array_agg(g.id) into chosen from public.groups g
  where g.enterprise_id = home and input -> 'groups' ? g.name;
  if exists (select from jsonb_array_elements_text(input -> 'groups') as n
    where not exists (select from public.groups g where g.enterprise_id = home and g.name = n)) then
    perform private.refuse('not_found', '{"resource": "group", "field": "groups"}');
  end if;
  beyond := private.invites_beyond(private.actor(), home, chosen);
  if beyond <> '{}' then
    perform private.refuse('right_not_held', jsonb_build_object('actions', array_to_string(beyond[:5], ', '),
        'count', cardinality(beyond)));
  end if;
  -- One link of an address works at a time: who lost the first one, or was given the wrong groups, is invited
  -- again.
  perform private.end_invitations_by(home, null, invited);
  -- A company of 300 people is invited in an hour, as private.limits has it. Each is an address that may hold
  -- rights soon, for an owner to look through.
  if (select count(*) from public.invitations i where i.enterprise_id = home and i.state = 'open'
    and i.expires_at > now()) >= 300 then
    perform private.refuse('capacity_reached', '{"what": "invitations", "max": 300}');
  end if;
  insert into public.invitations (enterprise_id, email, group_ids, invited_by)
  values (home, invited, chosen, private.actor()) returning id into made;
  insert into private.invitation_tokens (token_hash, invitation_id) values (private.token_hash(token), made);
  card := private.invitation_card(made);
  return card || jsonb_build_object('about', made, 'after', card - 'id',
    'once', jsonb_build_object('token', token));
end $$;
comment on function public.create_invitation is
  'IAM-5: invites an address into groups for 7 days, and revokes an open one. input {email, groups (names)}. '
  'Returns {id, email, state, groups, …, token (this once)}. Refuses forbidden, sudo_required, '
  'input_invalid, not_found, member_already, member_disabled, capacity_reached, right_not_held.';

comment on function public.revoke_invitation is
  'IAM-5: open → revoked: its link does nothing any more. Sudo. Returns the invitation. '
  'Refuses not_found, forbidden, sudo_required, wrong_state.';

create or replace function public.invitation_for(token text) returns jsonb
language sql stable security definer set search_path = '' as $$
  -- Who has the token was handed it, and reads it before they have an account. All else has one answer.
  select jsonb_build_object('state', s.state,
      'yours', i.email is not distinct from private.confirmed_address(private.actor()))
    -- Of one that is over, the state alone: who lost a right is named to nobody by it any more.
    || case when s.state <> 'open' then '{}' else jsonb_build_object('email', i.email, 'enterprise', e.name,
      'invited_by', private.person_name(i.invited_by, i.enterprise_id), 'expires_at', i.expires_at,
      'groups', (select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.groups g
        where g.id = any (i.group_ids))) end
  from private.invitation_tokens t join public.invitations i on i.id = t.invitation_id
  join public.enterprises e on e.id = i.enterprise_id
  cross join lateral private.invitation_now(i) as s (state)
  where not private.is_bot() and t.token_hash = private.token_hash(btrim(invitation_for.token))
$$;
comment on function public.invitation_for is
  'IAM-5: what this token invites into, for anyone who has it, signed in or not: {state: open, yours: '
  'whether it is for the caller, email, enterprise, invited_by, groups, expires_at}, or {state, yours} when it is over. '
  'null for any other token, and through the bot.';
grant execute on function public.invitation_for to authenticated, anon;

create or replace function private.invitation_to_mail(person uuid, token text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  it public.invitations;
  now_in text;
begin
  select i.* into it from private.invitation_tokens t join public.invitations i on i.id = t.invitation_id
  where t.token_hash = private.token_hash(token) and i.invited_by = person;
  if not found then
    return jsonb_build_object('refusal', private.refusal('not_found', '{"resource": "invitation"}'));
  end if;
  now_in := private.invitation_now(it);
  if now_in <> 'open' then
    return jsonb_build_object('refusal', private.refusal('invitation_over',
        jsonb_build_object('resource', 'invitation', 'state', now_in)));
  end if;
  -- Counted before it goes out: a server that was slow to answer may have taken it.
  update private.invitation_tokens t set mails = t.mails + 1 where t.invitation_id = it.id and t.mails < 3;
  if not found then
    return jsonb_build_object('refusal', private.refusal('mail_tried', '{"max": 3}'));
  end if;
  return (select jsonb_build_object('email', it.email, 'enterprise', e.name, 'time_zone', e.time_zone,
      'invited_by', private.person_name(person, e.id), 'expires_at', it.expires_at,
      'locale', (select p.locale from public.profiles p where p.user_id = person),
      'groups', (select coalesce(jsonb_agg(g.name order by g.name), '[]') from public.groups g
        where g.id = any (it.group_ids)))
    from public.enterprises e where e.id = it.enterprise_id);
end $$;
comment on function private.invitation_to_mail is
  'IAM-5: what a mail says of an open invitation that this person made, and counts the mail; or {refusal}: '
  'not_found (also another''s), invitation_over, mail_tried (three times).';

create or replace function private.accept_invitation(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  own constant text := private.confirmed_address(private.actor());
  it public.invitations;
  now_in text;
  member uuid;
begin
  -- A token that was typed in a chat was read by others.
  if private.is_bot() then perform private.refuse('not_in_chat'); end if;
  -- Asked before the token is looked at: else an account of a guessed address would tell whom a link is for.
  if own is null then perform private.refuse('address_unconfirmed'); end if;
  -- An unknown token and one of another address have the same answer: a lost link reveals nothing.
  select i.* into it from private.invitation_tokens t join public.invitations i on i.id = t.invitation_id
  where t.token_hash = private.token_hash(btrim(input ->> 'token')) and i.email = own for update of i;
  if not found then perform private.refuse('invitation_unknown', jsonb_build_object('email', own)); end if;
  now_in := private.invitation_now(it);
  if now_in <> 'open' then
    perform private.refuse('invitation_over', jsonb_build_object('resource', 'invitation', 'state', now_in));
  end if;
  update public.invitations i set state = 'accepted' where i.id = it.id;
  member := private.join_group(it.enterprise_id, private.actor(), it.group_ids);
  update public.profiles p set enterprise_id = it.enterprise_id
  where p.user_id = private.actor() and private.current_enterprise() is null;
  return public.whoami() || jsonb_build_object('joined',
    (select jsonb_build_object('id', e.id, 'name', e.name) from public.enterprises e
      where e.id = it.enterprise_id),
    'about', it.id, 'home', it.enterprise_id, 'before', '{"state": "open"}'::jsonb,
    'after', jsonb_build_object('state', 'accepted', 'member', private.member_card(member)));
end $$;
comment on function public.accept_invitation is
  'IAM-5: makes the caller a member, by the token of an invitation of their confirmed address. '
  'input {token}. Returns whoami() and joined {id, name}. Refuses not_signed_in, not_in_chat, '
  'address_unconfirmed, invitation_unknown (or another''s), invitation_over, member_disabled, '
  'capacity_reached.';

select private.public_verbs('invitation');
