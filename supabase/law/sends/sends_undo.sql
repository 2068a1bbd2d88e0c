-- sends: a decision that is taken back (BOT-3)

create or replace function private.undo_span() returns interval
language sql immutable set search_path = '' as $$ select interval '30 seconds' $$;
comment on function private.undo_span is
  'BOT-3: how long whoever approved, rejected or released a send may take that back, where nothing has gone '
  'out.';

create or replace function private.undo_bar(send uuid) returns jsonb
language sql stable set search_path = '' as $$
  select case
    when s.undo_until is null or s.undo_until < clock_timestamp() then
      jsonb_build_object('code', 'undo_over', 'name', s.name)
    -- A claim moves the cursor; a plan has begun with its first occurrence.
    when exists (select from private.send_progress p where p.send_id = s.id and p.next_ordinal - 1
        > case when s.trial_result is null then 0 else least(s.trial_size, p.total) end)
      or exists (select from public.sends o where o.parent_id = s.id and o.origin = 'occurrence'
        and o.created_at >= s.decided_at)
      then jsonb_build_object('code', 'undo_begun', 'name', s.name)
    when s.undo_by is distinct from private.actor() then
      jsonb_build_object('code', 'undo_not_yours', 'name', s.name,
        'by', private.person_name(s.undo_by, s.enterprise_id)) end
  from public.sends s where s.id = undo_bar.send
$$;
comment on function private.undo_bar is
  'BOT-3: the code, with its details, with which the caller cannot take the last decision back; or null. The '
  'verb and the buttons use this same function.';

create or replace function private.before_undo_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  bar jsonb;
begin
  -- A claim holds this lock and reads the state under it: either it sees the undo, or the undo sees the claim.
  perform from private.send_progress x where x.send_id = send for update;
  bar := private.undo_bar(send);
  if bar is not null then perform private.refuse(bar ->> 'code', bar - 'code'); end if;
end $$;
comment on function private.before_undo_send is
  'BOT-3: asks private.undo_bar once more, now that no number can be claimed.';

create or replace function private.undo_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  s public.sends;
begin
  select x.* into s from public.sends x where x.id = send;
  update public.sends x set undo_by = null where x.id = send;
  if s.state = 'trial_hold' then
    update private.send_progress x set dispatch_limit = least(s.trial_size, x.total) where x.send_id = send;
    return;
  end if;
  perform private.undo_approval(send);
  insert into private.undone_approvals (send_id, submitted_at, approver)
  select a.send_id, a.submitted_at, a.approver from public.send_approvals a
  where a.send_id = s.id and a.submitted_at = s.submitted_at and a.approver = private.actor()
  on conflict do nothing;
end $$;
create or replace function public.undo_send(
  send text, input jsonb default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('send', 'undo', send, request, input)
$$;
comment on function public.undo_send is
  'BOT-3: takes back an approval, a rejection or a release of one''s own within 30 s, where nothing has gone '
  'out: the send is as it was before. Returns the card. Refuses not_found, forbidden, wrong_state, undo_over, '
  'undo_begun, undo_not_yours.';

create or replace function private.end_undo() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in select x.id from public.sends x where x.undo_until < clock_timestamp() limit 50
    for no key update skip locked
  loop
    update public.sends x set undo_until = null, undo_by = null where x.id = s.id;
    perform private.touch_cards('send', s.id, true);
    n := n + 1;
  end loop;
  return n;
end $$;
comment on function private.end_undo is
  'BOT-3: redraws, once, the cards of sends whose decision cannot be taken back any more. Returns how many. '
  'Called by the clock.';

grant execute on function public.undo_send to authenticated;
