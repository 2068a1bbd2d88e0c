-- channels: a rate all dispatchers share, a circuit for a sick carrier, and the rules of people's verbs (CHL-1, GRD-1)

create or replace function private.take_turn(channel uuid, messages integer) returns boolean language plpgsql set search_path = '' as $$
begin
  -- Most channels have no limit and are well: then no row is written, and dispatchers do not queue here.
  if exists (select from public.channels c where c.id = channel and c.rate_per_s is null and c.sick_since is null) then return true; end if;
  update public.channels c set
    next_at = case when c.rate_per_s is null then c.next_at
      else greatest(c.next_at, clock_timestamp()) + make_interval(secs => messages::double precision / c.rate_per_s) end,
    -- One probe in a while; the others wait for what it says.
    probe_at = case when c.sick_since is null then c.probe_at else clock_timestamp() + private.lease(c.id) end
  where c.id = channel and c.next_at <= clock_timestamp() and (c.sick_since is null or c.probe_at <= clock_timestamp());
  return found;
end $$;

comment on function private.take_turn is
  'Books so many messages of a channel''s rate, and the probe of a sick one. False: somebody else was quicker. A batch is never larger than one second''s rate.';

create or replace function private.channel_failed(channel uuid, error text) returns void language plpgsql set search_path = '' as $$
declare
  c public.channels;
begin
  update public.channels x set failures = x.failures + 1, last_error = left(error, 300),
    sick_since = case when x.failures + 1 >= 5 then coalesce(x.sick_since, clock_timestamp()) end,
    -- 15 s, 30 s … 8 min between probes.
    probe_at = case when x.failures + 1 >= 5 then clock_timestamp() + make_interval(secs => 15 * power(2, least(x.failures - 4, 5))) else x.probe_at end
  where x.id = channel returning x.* into c;
  -- Five in a row, because single calls do get lost; told once.
  if c.failures = 5 then
    perform private.alert(c.enterprise_id, 'channel_sick', 'channel', c.id, jsonb_build_object('name', c.name, 'error', c.last_error, 'since', c.sick_since));
  end if;
end $$;

comment on function private.channel_failed is 'GRD-1: counts a hand-over without a good answer; after five in a row the channel is sick: people are told, and only a probe goes now and then.';

create or replace function private.channel_worked(channel uuid) returns void language plpgsql set search_path = '' as $$
declare
  c public.channels;
begin
  -- Nearly always there was no failure, and nothing is written.
  if not exists (select from public.channels x where x.id = channel and x.failures > 0) then return; end if;
  -- A claim may hold this row and wait for the account that the caller holds: then the next good answer says so.
  select x.* into c from public.channels x where x.id = channel for update skip locked;
  if not found then return; end if;
  update public.channels x set failures = 0, sick_since = null, probe_at = '-infinity' where x.id = channel;
  if c.sick_since is not null then
    perform private.alert(c.enterprise_id, 'channel_well', 'channel', c.id, jsonb_build_object('name', c.name, 'since', c.sick_since));
  end if;
end $$;

comment on function private.channel_worked is 'GRD-1: an answer of the carrier ends the count of failures; a sick channel is well again, and people are told.';

create or replace function private.channel_moved() returns trigger language plpgsql set search_path = '' as $$
begin
  -- In the order of ids, so that two of these never wait for each other in a circle.
  perform from private.chat_cards c where c.resource = 'send'
    and c.resource_id in (select s.id from public.sends s where s.channel_id = new.id and s.state in ('ready', 'sending')) order by c.id for no key update;
  perform private.touch_cards('send', s.id) from public.sends s where s.channel_id = new.id and s.state in ('ready', 'sending');
  return null;
end $$;

comment on function private.channel_moved is 'BOT-3: cards of sends say what they wait for: when their channel falls sick, rests, is paused or is well again, they are drawn anew.';

-- Not for every probe and every turn of a rate, which a claim books: only for what a card says.
create trigger cards_follow_the_channel after update on public.channels for each row
  when (old.state <> new.state or old.resume_at <> new.resume_at or (old.sick_since is null) <> (new.sick_since is null)
    or (new.sick_since is not null and old.failures <> new.failures))
  execute function private.channel_moved();

create or replace view public.channel_cards with (security_invoker = true) as
select c.id, c.enterprise_id, c.name, c.adapter, c.number, c.idempotent, c.batch_size, c.rate_per_s, c.receipt_timeout, c.state, c.failures, c.sick_since, c.last_error, c.created_at,
  case when c.state = 'paused' then 'paused' when c.sick_since is not null then 'sick' when c.resume_at > clock_timestamp() then 'throttled' else 'well' end as health,
  case when c.sick_since is not null then c.probe_at when c.resume_at > clock_timestamp() then c.resume_at end as tries_at
from public.channels c;

comment on view public.channel_cards is 'A channel and how it is: well, throttled (the carrier asked for a rest), sick (it does not answer; a probe goes at tries_at) or paused by a person.';

grant select on public.channel_cards to authenticated;

create or replace function private.channel_card(channel uuid) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.channel_cards c where c.id = channel
$$;

comment on function private.channel_card is 'The channel_cards row of a channel as JSON.';

create or replace function public.pause_channel(channel text, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('channel', 'pause', channel, request, null, reason)
$$;
comment on function public.pause_channel is
  'CHL-1: nothing is handed over through a channel until it is resumed; receipts still come in. Returns the channel_cards row. Refuses not_found, forbidden, reason_required, reason_too_long, wrong_state.';

create or replace function private.resume_channel(channel uuid, input jsonb) returns void language sql set search_path = '' as $$
  -- Whoever resumes it says that it is well; the next failures tell if not.
  update public.channels c set failures = 0, sick_since = null where c.id = channel
$$;
create or replace function public.resume_channel(channel text, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('channel', 'resume', channel, request)
$$;
comment on function public.resume_channel is 'CHL-1: lets a paused or a sick channel work again at once, as a well one. Returns the channel_cards row. Refuses not_found, forbidden, wrong_state.';

create or replace function private.limit_channel(channel uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.channels c set rate_per_s = (input ->> 'rate_per_s')::integer where c.id = channel
$$;
create or replace function public.limit_channel(channel text, input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('channel', 'limit', channel, request, input)
$$;
comment on function public.limit_channel is
  'CHL-1: at most so many messages a second through a channel, whoever dispatches. input {rate_per_s}; null: no limit. Returns the channel_cards row. Refuses not_found, forbidden, input_invalid.';

grant execute on function public.pause_channel, public.resume_channel, public.limit_channel to authenticated;
