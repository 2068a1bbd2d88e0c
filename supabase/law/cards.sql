comment on table private.chat_cards is
  'Messages in chat that show a row. seq is raised when the row changes. The bot redraws while shown_seq < seq, with the permissions of the person who asked for the card. team: whose bot may draw it (private.chat_team).';

create or replace function private.touch_cards(resource text, id uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  update private.chat_cards c set seq = c.seq + 1 where c.resource = touch_cards.resource and c.resource_id = touch_cards.id;
end $$;

comment on function private.touch_cards is 'Marks every chat card of this resource as outdated, so that the bot redraws it.';
