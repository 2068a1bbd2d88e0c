-- sends: the links of messages that another service makes (CHL-1), before their hand-over. Called by the
-- function dispatch, never by people.

comment on column public.channels.mints_at is
  'The carrier that makes the links of cards sent through this channel; null: this deployment.';
comment on column private.send_progress.mints_at is
  'Who makes the links of this send, from its approval on; null: this deployment.';
comment on column private.send_progress.minted is
  'Ordinals up to this one have their link, or were refused one; null: links are ours, and no claim waits.';
comment on table private.minted_links is
  'The link of a message that another service made, or the code with which it refused to.';
comment on table private.mint_batches is
  'Ranges of messages for which links are asked, with a lease. A range whose lease ran out is asked for '
  'again; only what the try that holds it brings is used.';
comment on table private.mint_rests is
  'Carriers that mint and asked for a rest, or do not let us in: nothing is asked before resume_at.';

create or replace function private.lay_minted_partition(p private.send_progress) returns void
language plpgsql set search_path = '' as $$
begin
  if p.minted is null then return; end if;
  execute format('create table partitions.minted_%s (like private.minted_links including all)', p.id_base);
  execute format('alter table private.minted_links attach partition partitions.minted_%s
    for values from (%s) to (%s)', p.id_base, p.id_base + 1, p.id_base + p.total + 1);
end $$;

comment on function private.lay_minted_partition is
  'Creates the partition of a large send''s minted links, if another service makes them.';

create or replace function private.drop_minted(p private.send_progress) returns void
language plpgsql set search_path = '' as $$
begin
  if p.minted is null then return; end if;
  delete from private.mint_batches b where b.send_id = p.send_id;
  if not p.large then
    delete from private.minted_links l where l.delivery_id between p.id_base + 1 and p.id_base + p.total;
  elsif to_regclass('partitions.minted_' || p.id_base) is not null then
    -- Emptied and kept, as the deliveries are.
    execute format('truncate partitions.minted_%s', p.id_base);
  end if;
end $$;

comment on function private.drop_minted is 'Removes the minted links of a send, with its messages.';

create or replace function private.link_lasts(days integer) returns interval
language sql immutable set search_path = '' as $$
  -- A personal link is good for seven days there at most. One that has less than half of its time left would
  -- end in the hands of whoever reads the message late.
  select make_interval(hours => 12 * greatest(1, least(7, days)))
$$;

comment on function private.link_lasts is
  'How long a minted link has to be good when its message is handed over, by the days that were asked for.';

create or replace function private.mint_items(m private.mint_batches) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  p constant private.send_progress := (select x from private.send_progress x where x.send_id = m.send_id);
  days constant integer := (select s.validity_days from public.sends s where s.id = m.send_id);
  items jsonb;
begin
  -- What is pending and has no link that lasts. A refused one stays refused.
  execute format($items$
    select jsonb_agg(jsonb_build_object('flag', d.id::text, 'params', coalesce(d.params, '{}')) order by d.id)
    from %s d left join private.minted_links l on l.delivery_id = d.id
      and l.delivery_id between $1 and $2
    where d.id between $1 and $2 and d.state = 'pending'
      and (l.delivery_id is null or l.url is not null and l.ends_at < clock_timestamp() + $3)
    $items$, private.deliveries_home(p))
  into items using p.id_base + m.first_ordinal, p.id_base + m.last_ordinal, private.link_lasts(days);
  return items;
end $$;

comment on function private.mint_items is
  'The messages of a range that need a link: [{flag (the delivery''s id), params}]; null: none does.';

create or replace function private.advance_minted(send uuid) returns void
language plpgsql set search_path = '' as $$
begin
  -- The row first: what others have recorded meanwhile is seen by the statement after it.
  perform from private.send_progress x where x.send_id = send for update;
  update private.send_progress x set minted = coalesce((select min(b.first_ordinal)
    from private.mint_batches b where b.send_id = send and b.done_at is null), x.mint_next) - 1
  where x.send_id = send;
end $$;

comment on function private.advance_minted is 'Moves the cursor of minted links over all that is done.';

create or replace function private.end_mint(m private.mint_batches) returns void
language plpgsql set search_path = '' as $$
begin
  update private.mint_batches b set done_at = clock_timestamp(), last_error = null where b.id = m.id;
  perform private.advance_minted(m.send_id);
end $$;

comment on function private.end_mint is 'A range has all its links.';

create or replace function private.mint_rests_at(carrier uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from private.mint_rests r where r.carrier_id = carrier
    and r.resume_at > clock_timestamp())
$$;

comment on function private.mint_rests_at is 'Whether a carrier that mints is left alone for now.';

create or replace function private.minting() returns table (
  send_id uuid, mints_at uuid, template text, last_claim_at timestamptz
) language sql stable set search_path = '' as $$
  select p.send_id, p.mints_at, h.carrier_id, p.last_claim_at
  from private.send_progress p join public.sends s on s.id = p.send_id
  join public.channels c on c.id = s.channel_id join public.carriers k on k.id = p.mints_at
  -- The template as that service knows it.
  join private.vendor_handoffs h on h.version_id = s.version_id and h.taken_by = p.mints_at
  where p.mints_at is not null and s.state = 'sending' and c.state = 'active' and k.state = 'active'
    and h.carrier_id is not null and not private.mint_rests_at(p.mints_at)
    and (not s.is_marketing or private.window_opens(s.enterprise_id, clock_timestamp()) <= clock_timestamp())
$$;

comment on function private.minting is
  'Sends whose links may be asked for now, where, and for which template.';

create or replace function private.links_wanted() returns boolean
language sql stable set search_path = '' as $$
  select exists (select from private.minting() w join private.send_progress p on p.send_id = w.send_id
    where p.mint_next <= least(p.expanded, p.dispatch_limit, p.next_ordinal + 19999)
      or exists (select from private.mint_batches b
        where b.send_id = p.send_id and b.done_at is null and b.lease_until < clock_timestamp()))
$$;

comment on function private.links_wanted is 'Whether there are links to be asked for now.';

create or replace function private.claim_mint() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  m private.mint_batches;
  p private.send_progress;
  items jsonb;
  -- A call ends after 30 s, and after another 30 s where a token is asked for before it.
  lease constant interval := '100 seconds';
begin
  if (select private.is_held()) then return null; end if;
  loop
    select b.* into m from private.mint_batches b join private.minting() w on w.send_id = b.send_id
    where b.done_at is null and b.lease_until < clock_timestamp()
    order by b.lease_until limit 1 for update of b skip locked;
    if found then
      update private.mint_batches b set lease_until = clock_timestamp() + lease, attempts = b.attempts + 1
      where b.id = m.id returning b.* into m;
    else
      -- Links have an end, so they are made no further ahead than a minute of the hand-over or so.
      select x.* into p from private.send_progress x join private.minting() w on w.send_id = x.send_id
      where x.mint_next <= least(x.expanded, x.dispatch_limit, x.next_ordinal + 19999)
      order by w.last_claim_at limit 1 for update of x skip locked;
      if not found then return null; end if;
      insert into private.mint_batches (send_id, first_ordinal, last_ordinal, lease_until)
      values (p.send_id, p.mint_next, least(p.mint_next + 99, p.expanded, p.dispatch_limit,
        p.next_ordinal + 19999), clock_timestamp() + lease) returning * into m;
      update private.send_progress x set mint_next = m.last_ordinal + 1 where x.send_id = m.send_id;
    end if;
    items := private.mint_items(m);
    exit when items is not null;
    perform private.end_mint(m);
  end loop;
  return (select jsonb_build_object('batch', m.id, 'attempt', m.attempts, 'carrier', k.id,
      'trace_id', s.trace_id, 'channel', jsonb_build_object('adapter', k.adapter, 'base_url', k.base_url,
        'number', '', 'credentials', y.credentials, 'settings', k.settings),
      'order', jsonb_build_object('template', w.template, 'signature', s.signature, 'days', s.validity_days,
        'items', items))
    from private.minting() w join public.sends s on s.id = w.send_id
    join public.carriers k on k.id = w.mints_at join private.carrier_secrets y on y.carrier_id = k.id
    where w.send_id = m.send_id);
end $$;

comment on function private.claim_mint is
  'CHL-1: leases the next range of at most 100 messages for which another service makes links, with all that '
  'the call needs; null: none now. Ranges whose lease ran out come first: they are asked for again.';

create or replace function private.record_minted(
  batch bigint, attempt integer, ids bigint[], urls text[], ends timestamptz[], codes text[]
) returns integer language plpgsql security definer set search_path = '' as $$
declare
  send constant uuid := (select b.send_id from private.mint_batches b where b.id = batch);
  m private.mint_batches;
  p private.send_progress;
  left_open integer;
begin
  -- The cursors before the range, as a claim locks them.
  select x.* into p from private.send_progress x where x.send_id = send for update;
  select b.* into m from private.mint_batches b where b.id = batch for update;
  -- Another try holds it: what this one made is never used.
  if p.send_id is null or m.id is null or m.attempts <> attempt or m.done_at is not null then
    return null;
  end if;
  insert into private.minted_links as l (delivery_id, url, ends_at, code)
  select x.id, x.url, coalesce(x.ends_at, 'infinity'), case when x.url is null then left(x.code, 40) end
  from unnest(ids, urls, ends, codes) as x (id, url, ends_at, code)
  where x.id between p.id_base + m.first_ordinal and p.id_base + m.last_ordinal
  on conflict (delivery_id) do update set url = excluded.url, ends_at = excluded.ends_at,
    code = excluded.code;
  update private.mint_rests r set failures = 0, last_error = null
  where r.carrier_id = p.mints_at and r.failures > 0;
  left_open := coalesce(jsonb_array_length(private.mint_items(m)), 0);
  if left_open = 0 then
    perform private.end_mint(m);
  else
    update private.mint_batches b set lease_until = clock_timestamp() + interval '5 seconds',
      last_error = left_open || ' without a link' where b.id = batch;
  end if;
  return left_open;
end $$;

comment on function private.record_minted is
  'Stores the links of a range, or the codes with which there is none. null: another try holds the range, or '
  'it is done, and what this one brings is not used. Else how many messages still have none.';

create or replace function private.give_back_mint(
  batch bigint, attempt integer, seconds integer, rests boolean, error text
) returns void language plpgsql security definer set search_path = '' as $$
declare
  m private.mint_batches;
begin
  update private.mint_batches b set lease_until = clock_timestamp() + make_interval(secs => seconds),
    last_error = left(error, 300)
  where b.id = batch and b.attempts = attempt and b.done_at is null returning b.* into m;
  if not found or not rests then return; end if;
  insert into private.mint_rests as r (carrier_id, resume_at, failures, last_error)
  select p.mints_at, clock_timestamp() + make_interval(secs => seconds), 1, left(error, 300)
  from private.send_progress p where p.send_id = m.send_id
  on conflict (carrier_id) do update set resume_at = greatest(r.resume_at, excluded.resume_at),
    failures = r.failures + 1, last_error = excluded.last_error;
end $$;

comment on function private.give_back_mint is
  'A range without links comes again after a number of seconds. rests: so does all that its carrier mints.';

create or replace function private.mint_wait() returns integer
language sql stable security definer set search_path = '' as $$
  -- The hand-over moves on, or more is laid out: 50 ms.
  select case when exists (select from private.minting() w
    join private.send_progress x on x.send_id = w.send_id where x.mint_next <= x.dispatch_limit) then 50 end
$$;

comment on function private.mint_wait is
  'After a claim of links that found none: the milliseconds until it is worth another try; null: none waits.';

create or replace function private.renew_links(p private.send_progress, last_ordinal integer) returns boolean
language plpgsql set search_path = '' as $$
declare
  days constant integer := (select s.validity_days from public.sends s where s.id = p.send_id);
begin
  if not exists (select from private.minted_links l
    where l.delivery_id between p.id_base + p.next_ordinal and p.id_base + last_ordinal
      and l.url is not null and l.ends_at < clock_timestamp() + private.link_lasts(days)) then
    return false;
  end if;
  -- All that is not claimed yet: what is on its way for it is never used.
  delete from private.mint_batches b where b.send_id = p.send_id and b.first_ordinal >= p.next_ordinal;
  update private.send_progress x set minted = x.next_ordinal - 1, mint_next = x.next_ordinal
  where x.send_id = p.send_id;
  return true;
end $$;

comment on function private.renew_links is
  'Before a claim: whether a link of its range ends soon, as after a long pause. Then all that is not '
  'claimed is asked for again; links that last are kept.';

create or replace function private.renew_claimed(b private.batches) returns boolean
language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
  m private.mint_batches;
begin
  select x.* into p from private.send_progress x where x.send_id = b.send_id and x.minted is not null;
  if not found then return false; end if;
  m.send_id := b.send_id;
  m.first_ordinal := b.first_id - p.id_base;
  m.last_ordinal := b.last_id - p.id_base;
  if private.mint_items(m) is null then return false; end if;
  if not exists (select from private.mint_batches x where x.send_id = b.send_id and x.done_at is null
    and x.first_ordinal <= m.first_ordinal and x.last_ordinal >= m.last_ordinal) then
    insert into private.mint_batches (send_id, first_ordinal, last_ordinal, lease_until)
    select b.send_id, n, least(n + 99, m.last_ordinal), '-infinity'
    from generate_series(m.first_ordinal, m.last_ordinal, 100) n
    where not exists (select from private.mint_batches x where x.send_id = b.send_id and x.done_at is null
      and x.first_ordinal = n);
  end if;
  update private.batches x set lease_until = clock_timestamp() + interval '5 seconds',
    attempts = x.attempts - 1 where x.id = b.id;
  return true;
end $$;

comment on function private.renew_claimed is
  'Of a batch that is claimed again: whether links of it end soon. Then they are asked for again first.';

create or replace function private.minted_of(send uuid, ids bigint[]) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (select jsonb_build_object('minted', p.minted is not null) || case when p.minted is null then '{}' else (
    select jsonb_build_object('links', coalesce(jsonb_agg(l.url order by x.place), '[]'),
      'link_codes', coalesce(jsonb_agg(l.code order by x.place), '[]'))
    from unnest(ids) with ordinality as x (id, place)
    left join private.minted_links l on l.delivery_id = x.id
      and l.delivery_id between p.id_base + 1 and p.id_base + p.total) end
  from private.send_progress p where p.send_id = send);
end $$;

comment on function private.minted_of is
  'Of messages of a send: whether another service makes their links, and the link of each, or why it has '
  'none.';

create or replace function private.record_resolutions(carrier uuid, ids bigint[]) returns integer
language plpgsql set search_path = '' as $$
declare
  ours bigint[];
  counted integer;
begin
  select coalesce(array_agg(i.id order by i.id), '{}') into ours
  from (select distinct x from unnest(ids) as x) as i (id)
  join private.send_progress p on i.id between p.id_base + 1 and p.id_base + p.total
  join public.sends s on s.id = p.send_id join public.channels c on c.id = s.channel_id
  where carrier in (p.mints_at, c.carrier_id);
  -- A receipt may hold one: it is waited for, as the service does not say this again.
  perform from public.deliveries d where d.id = any (ours) order by d.id for no key update;
  with shown as (
    -- Whatever the function link would have answered: a vendor has shown the card, and that is paid. The
    -- service does not say which vendor.
    update public.deliveries d set resolved = d.resolved + 1
    where d.id = any (ours) and d.resolved < 1 and d.state not in ('opted_out', 'capped', 'cancelled')
    returning d.id, d.enterprise_id
  ), written as (
    insert into public.link_flushes (enterprise_id, link_ids, kinds, vendors, counts)
    select x.enterprise_id, array_agg(x.id), array_agg('resolution'::public.link_event_kind),
      array_agg(null::public.vendor), array_agg(1) from shown x group by x.enterprise_id
  )
  select count(*) into counted from shown;
  return counted;
end $$;

comment on function private.record_resolutions is
  'RES-3: cards that vendors have shown, as the carrier tells that made their links (shortchain): each '
  'counts and costs as one of ours, once. ids: of deliveries of its sends. Returns how many counted.';

create or replace function private.links_of(send uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_strip_nulls(jsonb_build_object('by', k.name, 'minted', p.minted,
      'of', p.dispatch_limit, 'error', r.last_error))
    from public.sends s join public.channels c on c.id = s.channel_id
    left join private.send_progress p on p.send_id = s.id
    -- A card that goes out through KooMessage has a link of its own making.
    join public.carriers k on k.id = case when p.send_id is null then coalesce(c.mints_at,
      case c.adapter when 'koomessage' then c.carrier_id end)
      else coalesce(p.mints_at, case c.adapter when 'koomessage' then c.carrier_id end) end
    left join private.mint_rests r on r.carrier_id = p.mints_at
    where s.id = send and s.kinds = '{aim}');
end $$;

comment on function private.links_of is
  'Who makes the links of a send, and tells of the resolutions that count: {by (a carrier''s name), minted, '
  'of, error}; null: this deployment. Called for sends that are visible to the caller.';

grant execute on function private.links_of to authenticated;
