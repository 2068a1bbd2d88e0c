-- channels: a rate limit that all dispatchers share, a circuit breaker for a sick carrier, and the rules of
-- people's verbs (CHL-1, GRD-1)

create or replace function private.take_turn(channel uuid, messages integer) returns boolean
language plpgsql set search_path = '' as $$
declare
  -- The rate that all channels of the carrier share.
  shared constant integer := (select k.rate_per_s from public.channels c
    join public.carriers k on k.id = c.carrier_id where c.id = channel);
  carrier constant uuid := (select c.carrier_id from public.channels c where c.id = channel);
begin
  -- Nobody knows yet what a restored copy has handed over.
  if private.is_held() then return false; end if;
  -- Most channels have no rate limit and are well. Then no row is written, and dispatchers do not queue for
  -- its lock.
  if shared is null and exists (select from public.channels c where c.id = channel and c.rate_per_s is null
    and c.sick_since is null) then
    return true;
  end if;
  -- The carrier before its channels, as wherever both are locked.
  if shared is not null then
    perform from public.carriers k where k.id = carrier and k.next_at <= clock_timestamp() for no key update;
    if not found then return false; end if;
  end if;
  update public.channels c set
    next_at = case when c.rate_per_s is null then c.next_at
      else greatest(c.next_at, clock_timestamp()) + make_interval(secs => messages::double precision / c.rate_per_s) end,
    -- One probe at a time; the other dispatchers wait for its result.
    probe_at = case when c.sick_since is null then c.probe_at else clock_timestamp() + private.lease(c.id) end
  where c.id = channel and c.next_at <= clock_timestamp()
    and (c.sick_since is null or c.probe_at <= clock_timestamp());
  if not found then return false; end if;
  if shared is not null then
    update public.carriers k set next_at = greatest(k.next_at, clock_timestamp())
      + make_interval(secs => messages::double precision / shared) where k.id = carrier;
  end if;
  return true;
end $$;

comment on function private.take_turn is
  'Books a number of messages against the rate limits of a channel and of its carrier, and the probe of a '
  'sick channel. False: another dispatcher was first, or this copy is held. A batch is never larger than one second''s rate.';

create or replace function private.mend_turns() returns integer
language plpgsql set search_path = '' as $$
declare
  mended integer := 0;
  n integer;
begin
  -- A turn is booked a second ahead at most, and a pause that a carrier asked for a minute. What lies further
  -- ahead was booked by a clock that has been set back since; without this, nothing would go out until then.
  update public.carriers k set next_at = clock_timestamp()
  where k.id in (select x.id from public.carriers x
    where x.next_at > clock_timestamp() + interval '2 minutes' and x.next_at < 'infinity'
    for no key update skip locked);
  get diagnostics mended = row_count;
  update public.channels c set next_at = least(c.next_at, clock_timestamp()),
    resume_at = least(c.resume_at, clock_timestamp())
  where c.id in (select x.id from public.channels x
    where (x.next_at > clock_timestamp() + interval '2 minutes' and x.next_at < 'infinity')
      or (x.resume_at > clock_timestamp() + interval '2 minutes' and x.resume_at < 'infinity')
    for no key update skip locked);
  get diagnostics n = row_count;
  return mended + n;
end $$;

comment on function private.mend_turns is
  'Frees channels and carriers whose next turn a clock booked that has been set back since. The number of rows.';

create or replace function private.channel_failed(channel uuid, error text) returns void
language plpgsql set search_path = '' as $$
declare
  c public.channels;
begin
  update public.channels x set failures = x.failures + 1, last_error = left(error, 300),
    sick_since = case when x.failures + 1 >= 5 then coalesce(x.sick_since, clock_timestamp()) end,
    -- 15 s, 30 s … 8 min between probes.
    probe_at = case when x.failures + 1 >= 5 then clock_timestamp()
      + make_interval(secs => 15 * power(2, least(x.failures - 4, 5))) else x.probe_at end
  where x.id = channel returning x.* into c;
  -- Five in a row, because single calls do get lost. The alert is raised once.
  if c.failures = 5 then
    perform private.alert(c.enterprise_id, 'channel_sick', 'channel', c.id,
      jsonb_build_object('name', c.name, 'error', c.last_error, 'since', c.sick_since));
  end if;
end $$;

comment on function private.channel_failed is
  'GRD-1: counts a hand-over without a good answer. After five in a row the channel is sick: an alert is '
  'raised, and only occasional probes go out.';

create or replace function private.channel_worked(channel uuid) returns void
language plpgsql set search_path = '' as $$
declare
  c public.channels;
begin
  -- Almost always there was no failure; then nothing is written.
  if not exists (select from public.channels x where x.id = channel and x.failures > 0) then return; end if;
  -- A claim may hold this row while it waits for the account that the caller holds. Skip the row then: the
  -- next good answer resets the count.
  select x.* into c from public.channels x where x.id = channel for update skip locked;
  if not found then return; end if;
  update public.channels x set failures = 0, sick_since = null, probe_at = '-infinity' where x.id = channel;
  if c.sick_since is not null then
    perform private.alert(c.enterprise_id, 'channel_well', 'channel', c.id,
      jsonb_build_object('name', c.name, 'since', c.sick_since));
  end if;
end $$;

comment on function private.channel_worked is
  'GRD-1: resets the count of failures after an answer of the carrier. A sick channel is then well again, '
  'and an alert says so.';

create or replace function private.told_by_channel(channel uuid) returns table (resource text, id uuid)
language sql stable set search_path = '' as $$
  select 'send', s.id from public.sends s where s.channel_id = channel and s.state in ('ready', 'sending')
  union all select 'incident', i.id from public.incidents i
  where i.resource = 'channel' and i.resource_id = channel and i.state <> 'closed'
$$;
comment on function private.told_by_channel is
  'The rows whose cards say how a channel is: the sends that wait for it, and its open incident, which '
  'offers what may be done with it.';

create or replace function private.channel_moved() returns trigger language plpgsql set search_path = '' as $$
begin
  -- Locked in id order, so that two concurrent calls cannot deadlock.
  perform from private.chat_cards c
  where (c.resource, c.resource_id) in (select t.resource, t.id from private.told_by_channel(new.id) t)
  order by c.id for no key update;
  perform private.touch_cards(t.resource, t.id) from private.told_by_channel(new.id) t;
  return null;
end $$;

comment on function private.channel_moved is
  'BOT-3: redraws the cards that say how a channel is when it becomes sick, is throttled, paused or well '
  'again.';

-- Not on every probe and every booking of the rate by a claim: only when the text of a card changes.
create trigger cards_follow_the_channel after update on public.channels for each row
  when (old.state <> new.state or old.resume_at <> new.resume_at or (old.sick_since is null) <> (new.sick_since is null)
    or (new.sick_since is not null and old.failures <> new.failures))
  execute function private.channel_moved();

create or replace view public.channel_cards with (security_invoker = true) as
select c.id, c.enterprise_id, private.enterprise_name(c.enterprise_id) as enterprise_name, c.carrier_id,
  private.carrier_name(c.carrier_id) as carrier_name, c.mints_at,
  private.carrier_name(c.mints_at) as mints_at_name, c.name, c.adapter, c.number, c.resolver,
  c.idempotent, c.batch_size, c.rate_per_s, c.link_risk, c.receipt_timeout, c.is_default, c.state, c.failures,
  c.sick_since, c.last_error, c.created_at,
  case when c.state <> 'active' then c.state when c.sick_since is not null then 'sick'
    when c.resume_at > clock_timestamp() then 'throttled' else 'well' end as health,
  case when c.sick_since is not null then c.probe_at when c.resume_at > clock_timestamp() then c.resume_at end as tries_at
from public.channels c;

comment on view public.channel_cards is
  'A channel and its health: well, throttled (the carrier asked for a pause), sick (it does not answer; the '
  'next probe goes out at tries_at), paused by a person, held (the platform has paused the carrier) or '
  'revoked by the platform.';

grant select on public.channel_cards to authenticated;

create or replace function private.set_default_channel(channel uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.set_default('public.channels', channel, 'channel')
$$;
comment on function public.set_default_channel is
  'CHL-1: sets the channel for sends that name none. Returns the channel_cards row. Refuses not_found, '
  'forbidden, wrong_state.';

comment on function public.pause_channel is
  'CHL-1: nothing is handed over through a channel until it is resumed; receipts still come in. '
  'Returns the channel_cards row. Refuses not_found, forbidden, reason_required, reason_too_long, '
  'wrong_state.';

comment on function public.resume_channel is
  'CHL-1: lets a paused or sick channel work again at once, as a channel that is well. '
  'Returns the channel_cards row. Refuses not_found, forbidden, wrong_state.';

comment on function public.update_channel is
  'CHL-1: limits a channel to a number of messages a second, over all dispatchers, and says at which '
  'networks links are at risk on it (NET-1). input {rate_per_s (null: no limit), link_risk (left out: as it '
  'is)}. Returns the channel_cards row. Refuses not_found, forbidden, input_invalid.';

