-- IAM-5: sessions are Auth's rows; the law lists and ends them, and writes sign-ins into the log. People may
-- belong to several enterprises, so an owner ends no sessions of a member: what an owner takes away is the
-- membership, and disabling it ends every right there at once.

create or replace function private.sessions_seen(
  
) returns table (id uuid, created_at timestamptz, seen_at timestamptz, client text, address text, aal text, current boolean)
language sql stable security definer set search_path = '' as $$
  -- refreshed_at has no time zone; Auth writes UTC.
  select s.id, s.created_at, greatest(s.created_at, s.refreshed_at at time zone 'UTC'),
    coalesce(private.one_line(s.user_agent, 300), '—'), host(s.ip), coalesce(s.aal::text, 'aal1'),
    s.id is not distinct from private.session_id()
  from auth.sessions s where s.user_id = private.actor() and coalesce(s.not_after > now(), true)
$$;
comment on function private.sessions_seen is 'IAM-5: the caller''s own sessions.';
grant execute on function private.sessions_seen to authenticated;

create or replace view public.session_cards with (security_invoker = true) as select s.*
from private.sessions_seen() s;
comment on view public.session_cards is
  'IAM-5: one''s own sessions. seen_at: sign-in or last refresh of the token. client: what it said of '
  'itself, a dash where Auth does not know; address is null there. current: the one that asks; none in chat.';
grant select on public.session_cards to authenticated;

create or replace function private.one_line(said text, most integer) returns text
language sql immutable set search_path = '' as $$
  select nullif(left(regexp_replace(said, '[[:cntrl:]\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+', ' ',
        'g'), most), '')
$$;
comment on function private.one_line is
  'What a stranger''s client said of itself, as it is kept: without control characters and marks of '
  'direction, at most so many characters; null for nothing.';

create or replace function private.revoke_session(session uuid, input jsonb) returns jsonb
language sql set search_path = '' as $$
  select jsonb_build_object('id', session)
$$;
create or replace function private.after_revoke_session(session uuid, input jsonb) returns void
language sql set search_path = '' as $$
  -- Last, because it may be the caller's own. Its refresh tokens go with it (a foreign key of Auth), so it
  -- cannot be renewed either.
  delete from auth.sessions s where s.id = session
$$;
comment on function public.revoke_session is
  'IAM-5: ends one of one''s own sessions at once, the one that asks included. {id}. Refuses not_found.';

create or replace function private.revoke_others_session(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  ended integer;
begin
  delete from auth.sessions s where s.user_id = private.actor() and s.id is distinct from private.session_id();
  get diagnostics ended = row_count;
  return jsonb_build_object('about', private.actor(), 'after', jsonb_build_object('ended', ended),
    'ended', ended,
    'accounts', (select coalesce(jsonb_agg(concat_ws(':', i.provider, i.team, i.chat_user)
          order by i.linked_at, i.id), '[]') from public.chat_identities i
      where i.user_id = private.actor()));
end $$;
create or replace function public.revoke_other_sessions(request text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.make('session', 'revoke_others', request)
$$;
comment on function public.revoke_other_sessions is
  'IAM-5: ends all of one''s own sessions but the one that asks; in chat all of them. '
  'Chat accounts go on: {ended, accounts: [provider:team:user], those that are linked still}.';

create or replace function private.log_sessions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- One line per enterprise and statement: ending a thousand sessions at once leaves one line with their
  -- number.
  insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb,
    outcome, details, trace_id)
  select m.enterprise_id, c.user_id, private.person_name(c.user_id), private.source(),
    'session', case when c.sessions = 1 then c.id end,
    case tg_op when 'INSERT' then 'sign_in' else 'sign_out' end, 'granted',
    jsonb_strip_nulls(jsonb_build_object('sessions', nullif(c.sessions, 1),
        'user_agent', private.one_line(c.user_agent, 300), 'address', host(c.ip), 'aal', c.aal)),
    private.trace_id()
  from (select x.user_id, count(*) as sessions, min(x.id::text) as id, min(x.user_agent) as user_agent,
    min(x.ip) as ip, min(x.aal::text) as aal from changed x
    where not exists (select from private.bots b where b.user_id = x.user_id) group by x.user_id) c
  join public.members m on m.user_id = c.user_id and m.state = 'active';
  return null;
end $$;
comment on function private.log_sessions is
  'Trigger on auth.sessions: IAM-5, a sign-in or the end of a session is logged in each enterprise where the '
  'person is an active member. Sessions of the bot are not logged. No token is stored.';

-- On hosted Supabase `postgres` may make triggers on this table and may not drop them: what changes is the
-- function.
create trigger sign_ins_are_logged after insert on auth.sessions referencing new table as changed
  for each statement execute function private.log_sessions();

create trigger sign_outs_are_logged after delete on auth.sessions referencing old table as changed
  for each statement execute function private.log_sessions();

create or replace function private.record_failed_sign_in(email text, address text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account uuid;
begin
  -- Auth keeps addresses in small letters; so asked, its index finds one of a million.
  select u.id into account from auth.users u where u.email = lower(btrim(record_failed_sign_in.email))
    and not exists (select from private.bots b where b.user_id = u.id);
  if account is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('sign_in:' || account::text, 0));
  insert into public.audit_log (enterprise_id, source, resource, resource_id, verb, outcome, code, reason,
    details)
  select m.enterprise_id, 'system', 'session', account::text, 'sign_in',
    'refused', f.refusal ->> 'code', f.refusal ->> 'message',
    jsonb_strip_nulls(jsonb_build_object('name', m.name,
        'address', case when record_failed_sign_in.address ~ '^[0-9a-fA-F.:]{2,45}$'
          then record_failed_sign_in.address end))
  from public.members m, private.refusal('bad_password') as f (refusal)
  -- T8: 10 lines a quarter of an hour say that somebody guesses. More would let a stranger fill the log of an
  -- enterprise.
  where m.user_id = account and m.state = 'active' and coalesce((select a.at from public.audit_log a
    where a.resource = 'session' and a.resource_id = account::text and a.enterprise_id = m.enterprise_id
    order by a.id desc offset 9 limit 1) < clock_timestamp() - interval '15 minutes', true);
end $$;
comment on function private.record_failed_sign_in is
  'IAM-5: a wrong password for this account, from this address (null: not known). A refused sign_in in the '
  'log of each enterprise where the person is an active member, at most 10 a quarter of an hour. '
  'Answers nothing, whether there is such an account or not.';

create or replace function public.record_failed_sign_in(email text, address text) returns void
language sql security definer set search_path = '' as $$
  select private.record_failed_sign_in(email, address)
$$;
comment on function public.record_failed_sign_in is
  'IAM-5: called with the service key by what checks passwords (the embedded gateway). '
  'See private.record_failed_sign_in.';

grant execute on function public.revoke_other_sessions to authenticated;

grant execute on function public.record_failed_sign_in to service_role;

select private.public_verbs('session');
