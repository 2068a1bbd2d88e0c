-- MCP-1: what a program proposes. A key or a program at a terminal leaves a command with its input, one
-- person is told of it in chat, and only the press of that person carries it out, with that person's rights.

comment on table private.proposals is
  'MCP-1: a command that a program proposed to one person, until it is pressed or a week is over. Nothing '
  'reads it but the bot that draws its button.';
comment on table private.bot_homes is
  'MCP-1: when a bot with this home (slack:<workspace>, discord:<application>) last asked for posts. After a '
  'crash of Postgres it is known again within a second.';

create or replace function private.proposes_to(out home uuid, out key uuid, out person uuid, out trouble text)
language plpgsql stable security definer set search_path = '' as $$
declare
  me constant uuid := private.actor();
  k public.access_keys;
  told public.chat_identities;
begin
  select x.* into k from public.access_keys x where x.id = me;
  home := private.enterprise_in_use(me);
  key := k.id;
  person := case when k.id is null then me else k.created_by end;
  select i.* into told from private.told_in(person) i;
  trouble := case when k.test then 'test_key'
    when not exists (select from public.members m where m.enterprise_id = home and m.user_id = person
      and m.state = 'active') then 'nobody'
    when told.id is null then 'no_account'
    when not private.at_home(told.provider, told.team, array(select b.home from private.bot_homes b
      where b.at > clock_timestamp() - interval '2 minutes')) then 'no_bot' end;
end $$;
comment on function private.proposes_to is
  'To whom the caller proposes: of an access key its maker, else the caller. trouble: why no message '
  'reaches them: test_key, nobody (they left), no_account (none is linked), no_bot (none runs there).';

create or replace function private.proposing(home uuid, person uuid, trouble text) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object('trouble', trouble,
    'person', case when trouble is distinct from 'nobody' then private.person_name(person, home) end,
    'told_in', (select i.provider from private.told_in(person) i where trouble is null),
    'quiet_until', private.quiet_ends(person, home)))
$$;
comment on function private.proposing is 'What the proposer is told of where its proposal goes.';

create or replace function public.proposal_place() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  p record;
begin
  perform private.require(private.current_enterprise(), 'own');
  select * into p from private.proposes_to();
  return private.proposing(p.home, p.person, p.trouble) || jsonb_build_object('permissions',
    case when p.trouble is distinct from 'nobody' then private.actions_of(p.person, p.home) else '[]' end);
end $$;
comment on function public.proposal_place is
  'MCP-1: to whom the caller would propose, and where they are told: {person, told_in (slack, discord), '
  'quiet_until, trouble, permissions (of that person: all that can be proposed)}. Refuses not_signed_in.';

create or replace function public.propose_command(command text, input jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  p record;
  made private.proposals;
  waiting integer;
  refused jsonb;
begin
  perform private.require(private.current_enterprise(), 'own');
  select * into p from private.proposes_to();
  if p.home is null then perform private.refuse('no_enterprise'); end if;
  if coalesce(btrim(command), '') = '' or char_length(command) > 100 then
    perform private.refuse('input_invalid', '{"field": "command"}');
  end if;
  if jsonb_typeof(input) is distinct from 'object' or octet_length(input::text) > 20000 then
    perform private.refuse('input_invalid', '{"field": "input"}');
  end if;
  if p.trouble is not null then return private.proposing(p.home, p.person, p.trouble); end if;
  -- The same once more is no second message.
  perform pg_advisory_xact_lock(hashtextextended('propose:' || p.person::text, 0));
  select x.* into made from private.proposals x where x.person = p.person and x.enterprise_id = p.home
    and x.access_key_id is not distinct from p.key and x.command = propose_command.command
    and x.input = propose_command.input and x.pressed_at is null and x.expires_at > clock_timestamp();
  if found then
    return private.proposing(p.home, p.person, null)
      || jsonb_build_object('id', made.id, 'until', made.expires_at, 'again', true);
  end if;
  refused := private.ask_call('propose_command');
  if refused is not null then return refused; end if;
  select count(*) into waiting from private.proposals x where x.person = p.person
    and x.pressed_at is null and x.expires_at > clock_timestamp();
  if waiting >= 20 then
    perform private.refuse('proposals_wait', jsonb_build_object('most', 20,
      'name', private.person_name(p.person, p.home)));
  end if;
  insert into private.proposals (enterprise_id, person, access_key_id, command, input, expires_at)
  values (p.home, p.person, p.key, propose_command.command, propose_command.input,
    clock_timestamp() + interval '7 days') returning * into made;
  perform private.tell_person(p.home, p.person, 'proposal', 'proposal', made.id, '{}');
  return private.proposing(p.home, p.person, null)
    || jsonb_build_object('id', made.id, 'until', made.expires_at);
end $$;
comment on function public.propose_command is
  'MCP-1: proposes a command to the person of the caller (proposal_place), who is told in chat and presses '
  'or not, within a week. {id, until, again}, absent with a trouble: then nobody is told. '
  'Refuses no_enterprise, input_invalid, too_many_requests, proposals_wait.';

create or replace function public.my_proposals() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  p record;
begin
  perform private.require(private.current_enterprise(), 'own');
  select * into p from private.proposes_to();
  return (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'command', x.command, 'input', x.input,
      'made_at', x.made_at, 'until', x.expires_at, 'pressed_at', x.pressed_at,
      'state', case when x.pressed_at is not null then 'done' when x.expires_at < clock_timestamp()
        then 'lapsed' else 'waiting' end) order by x.made_at desc, x.id), '[]')
    from (select y.* from private.proposals y where y.person = p.person and y.enterprise_id = p.home
      and y.access_key_id is not distinct from p.key order by y.made_at desc, y.id limit 40) x);
end $$;
comment on function public.my_proposals is
  'MCP-1: what the caller proposed and what became of it, the newest 40: [{id, command, input, made_at, '
  'until, state (waiting, done, lapsed), pressed_at}]. done: it was pressed and did what it says.';

create or replace function private.read_proposal(given jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  p private.proposals;
begin
  if private.actor() is null then perform private.require(null, 'own'); end if;
  select x.* into p from private.proposals x
  where x.id = (given ->> 'proposal')::uuid and x.person = private.actor();
  if not found then perform private.refuse('not_found', '{"resource": "proposal"}'); end if;
  return jsonb_build_object('command', p.command, 'input', p.input, 'until', p.expires_at,
    'by', private.key_name(p.access_key_id),
    'bar', private.proposal_bar(p.id, private.header('x-chat-user')));
end $$;
create or replace function public.read_proposal(proposal uuid) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('proposal', 'read', jsonb_build_object('proposal', proposal), proposal::text)
$$;
comment on function public.read_proposal is
  'MCP-1: a proposal to the person that the bot speaks for, {command, input, by (the key; null: their own '
  'terminal), until, bar (why it cannot be pressed now)}. Bot only. Refuses not_found.';

create or replace function private.proposal_bar(proposal uuid, by text) returns text
language sql stable set search_path = '' as $$
  select case when p.expires_at < clock_timestamp() then 'token_unknown'
    when p.pressed_at is not null then 'token_used'
    when not exists (select from public.chat_identities i
      where i.user_id = p.person and concat_ws(':', i.provider, i.team, i.chat_user) = by)
      then 'proposal_of_another'
    when p.access_key_id is not null and not exists (select from public.access_keys k
      where k.id = p.access_key_id and k.state = 'active') then 'proposal_key_revoked'
    -- What is named by a name is looked up in the enterprise in use.
    when private.enterprise_in_use(p.person) is distinct from p.enterprise_id then 'proposal_elsewhere' end
  from private.proposals p where p.id = proposal_bar.proposal
$$;
comment on function private.proposal_bar is
  'MCP-1: why a chat user does not carry a proposal out: token_unknown (its week is over), token_used, '
  'proposal_of_another, proposal_key_revoked (its key is worth nothing any more), proposal_elsewhere. Null: '
  'they do, or there is no such proposal.';

create or replace function private.press_proposal(token text) returns boolean
language plpgsql set search_path = '' as $$
declare
  pressed constant uuid := (select t.proposal from private.tokens t
    where t.token_hash = decode(press_proposal.token, 'hex'));
begin
  if pressed is null then return null; end if;
  update private.proposals p set pressed_at = clock_timestamp() where p.id = pressed and p.pressed_at is null;
  return found;
end $$;
comment on function private.press_proposal is
  'MCP-1: notes that a button has carried its proposal out. False: another button of it had; null: it has '
  'none.';

grant execute on function public.proposal_place, public.propose_command, public.my_proposals,
  public.read_proposal to authenticated;
