comment on table private.chat_cards is
  'Messages in chat that show a row, and small cards under an address in somebody''s message (preview). '
  'seq is raised when the row changes, decided_seq with it when the change is a transition. '
  'The bot redraws while shown_seq < seq, transitions first, with the permissions of the person who asked '
  'for the card. shown_hash: of what the message shows; a counter that changed nothing in it is not redrawn. '
  'team: whose bot may draw it (private.chat_team). said: what was told above it and does not stand in the '
  'row, until that comes to another state.';

create or replace function private.touch_cards(
  resource text, id uuid, decided boolean default false
) returns void language plpgsql security definer set search_path = '' as $$
begin
  update private.chat_cards c set seq = c.seq + 1, decided_seq = case when decided then c.seq + 1 else c.decided_seq end,
    -- What was put back after a failure, or for want of room, is due at once.
    lease_until = case when decided and c.last_error is not null then '-infinity' else c.lease_until end
  where c.resource = touch_cards.resource and c.resource_id = touch_cards.id;
end $$;

comment on function private.touch_cards is
  'Marks every chat card of this resource as outdated, so that the bot redraws it. decided: by a transition, '
  'which is drawn before counters are.';

create or replace function private.unsay_cards(resource text, id uuid) returns void
language sql security definer set search_path = '' as $$
  update private.chat_cards c set said = null
  where c.resource = unsay_cards.resource and c.resource_id = unsay_cards.id and c.said is not null
$$;
comment on function private.unsay_cards is
  'Takes away what was said above the cards of a row: it has come to another state, so it may be true no '
  'longer.';
