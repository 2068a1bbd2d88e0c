-- IAM-5: a second factor for those who decide. Auth has the factors; a session that gave one is at aal2.

create or replace function private.is_aal2() returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  -- The claim says what the token was made with, the row what holds now: removing the factor takes it down again.
  return coalesce(auth.jwt() ->> 'aal' = 'aal2' and exists (select from auth.sessions s where s.id = private.session_id() and s.aal::text = 'aal2'), false) and not private.is_bot();
end $$;
comment on function private.is_aal2 is 'Whether the caller''s session gave a second factor. Never in chat.';

create or replace function private.is_half_in(person uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  -- Recovery codes replace a device that is lost. Where every device was removed, they ask for nothing.
  return exists (select from auth.mfa_factors f
      where f.user_id = person and f.status::text = 'verified' and f.factor_type::text <> 'recovery_code')
    and not exists (select from auth.sessions s where s.id = private.session_id() and s.aal::text = 'aal2');
end $$;
comment on function private.is_half_in is
  'IAM-5: whether somebody who has enrolled a second factor gave this session the password alone. Then they '
  'are nobody yet.';

create or replace function private.lacks_mfa(enterprise uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  asked constant text := (select e.approver_mfa from public.enterprises e where e.id = enterprise);
  identity public.chat_identities;
begin
  if asked = 'none' or private.is_aal2() then return false; end if;
  if asked is distinct from 'linked' then return true; end if;
  identity := private.chat_identity();
  -- 90 days: a chat account that is taken over does not approve for ever on a factor given once.
  return not coalesce(identity.aal = 'aal2' and identity.linked_at > now() - interval '90 days', false);
end $$;
comment on function private.lacks_mfa is
  'Whether what the enterprise asks of those who decide (approver_mfa) is missing. linked: a session at aal2, or a chat account linked from one within 90 days. panel: a session at aal2.';

create or replace view public.approver_mfa with (security_invoker = true) as
select e.id, e.id as enterprise_id, e.approver_mfa from public.enterprises e;
comment on view public.approver_mfa is
  'IAM-5: which second factor a decision asks for: none, linked (in the session, or when the chat account was linked, at most 90 days ago) or panel (in the session, so not in chat).';

create or replace function private.before_update_approver_mfa(id uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  was constant text := (private.enterprise(id)).approver_mfa;
begin
  -- Whoever has no second factor neither lifts the rule, nor lays down one that they could not lift.
  if 'none' <> any (array[was, input ->> 'approver_mfa']) and not private.is_aal2() then perform private.refuse('second_factor_first'); end if;
end $$;
comment on function private.before_update_approver_mfa is 'Refuses second_factor_first, but for none to none.';

grant select on public.approver_mfa to authenticated;
select private.public_verbs('approver_mfa');
