comment on table private.chat_cards is
  'Messages in chat that show a row, and previews of an address in a message.';
comment on column private.chat_cards.seq is
  'Grows when the row changes. The bot redraws while shown_seq < seq, with the rights of the person who '
  'asked.';
comment on column private.chat_cards.decided_seq is
  'seq of the last transition. The bot redraws those first.';
comment on column private.chat_cards.shown_hash is
  'The hash of what the message shows. A change that leaves it alone is not redrawn.';
comment on column private.chat_cards.team is 'Whose bot may draw the message (private.chat_team).';
comment on column private.chat_cards.said is
  'Text above the card that is not in the row. It goes when the row changes its state.';

create or replace function private.touch_cards(
  resource text, id uuid, decided boolean default false
) returns void language plpgsql security definer set search_path = '' as $$
begin
  update private.chat_cards c set seq = c.seq + 1,
    decided_seq = case when decided then c.seq + 1 else c.decided_seq end,
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
