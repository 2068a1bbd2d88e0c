-- quotas: the basic edition, which is paid by message and network (PKG-2)

comment on table private.delivery_charges is
  'PKG-2: messages of the basic edition whose units are to be paid for or given back (settle, release, '
  'refund, late), as charge_deliveries says.';

create or replace function private.quota_of(kinds public.message_kind[]) returns public.quota_kind
language plpgsql immutable set search_path = '' as $$
begin
  return case kinds[1] when 'aim' then 'aim_resolution' when 'basic' then 'basic' end::public.quota_kind;
end $$;

comment on function private.quota_of is
  'PKG-2: of which units a send of this kind is paid: a card of resolutions, the basic edition of its own, a '
  'text of none.';

create or replace function private.is_paid(state public.delivery_state) returns boolean
language sql immutable set search_path = '' as $$
  select case when state in ('delivered', 'timed_out') then true
    when state in ('failed', 'expired', 'opted_out', 'capped', 'cancelled') then false end
$$;

comment on function private.is_paid is
  'PKG-2: whether a message of the basic edition in this state is paid; null: its unit is held.';

create or replace function private.charges_of(
  old public.delivery_state, new public.delivery_state, moved boolean
) returns text[] language sql immutable set search_path = '' as $$
  select case private.is_paid(new)
    when true then case private.is_paid(old) when false then '{late}'::text[]
      when true then case when moved then '{refund,late}'::text[] else '{}' end else '{settle}' end
    when false then case private.is_paid(old) when true then '{refund}'::text[]
      when false then '{}' else '{release}' end
    else '{}' end
$$;

comment on function private.charges_of is
  'PKG-2: what the change of a message of the basic edition from one state to another means for its unit. '
  'moved: it was counted in another network before.';

create or replace function private.note_charges(steps private.step[]) returns void
language plpgsql set search_path = '' as $$
begin
  insert into private.delivery_charges (send_id, move, held, paid, n)
  select s.send_id, c.move, s.earlier_network, s.network, sum(s.n)
  from unnest(steps) s
  cross join unnest(private.charges_of(s.old, s.new, s.earlier_network <> s.network)) as c (move)
  where s.message_kind = 'basic' group by 1, 2, 3, 4;
end $$;

comment on function private.note_charges is
  'PKG-2: queues what these changes of messages of the basic edition mean for their units.';

create or replace function private.free_units(send uuid, networks public.network[]) returns void
language plpgsql set search_path = '' as $$
declare
  kind constant public.quota_kind := (select private.quota_of(s.kinds) from public.sends s where s.id = send);
begin
  if kind = 'basic' then
    insert into private.delivery_charges (send_id, move, held, paid, n)
    select send, 'release', x, x, count(*) from unnest(networks) as x group by x;
  elsif kind is not null then
    perform private.release(send, cardinality(networks));
  end if;
end $$;

comment on function private.free_units is
  'PKG-2: gives back the units of messages of a send that will not go out, whose networks are these.';

create or replace function private.waiting_networks(
  p private.send_progress
) returns table (network public.network, n bigint) language plpgsql stable set search_path = '' as $$
declare
  home constant regclass := private.deliveries_home(p);
begin
  -- A large send that has no partition yet has handed nothing over: all of its units go back.
  if home is null then return; end if;
  return query execute format('select d.network, count(*) from %s d where d.send_id = $1
    and d.id between $2 and $3 and d.state = ''pending'' group by 1', home)
    using p.send_id, p.id_base + p.next_ordinal, p.id_base + p.expanded;
  -- Of what is not laid out yet only the forecast is known: that of the whole send without what was laid out.
  if p.expanded = p.total then return; end if;
  return query execute format('select f.network, f.n - coalesce(l.n, 0) from private.networks_of($1) f
    left join (select d.network, count(*) as n from %s d where d.send_id = $1 and d.id between $2 and $3
      and d.state <> ''opted_out'' group by 1) l using (network) where f.n > coalesce(l.n, 0)', home)
    using p.send_id, p.id_base + 1, p.id_base + p.expanded;
end $$;

comment on function private.waiting_networks is
  'PKG-2: how many messages of a send nobody has claimed yet, by network; of a large one in a partition of its own.';

create or replace function private.release_pending(
  p private.send_progress, amount bigint, rested public.network[]
) returns void language plpgsql set search_path = '' as $$
declare
  c record;
  part bigint;
  rest bigint := amount;
begin
  if (select s.kinds = '{basic}' from public.sends s where s.id = p.send_id) then
    for c in select x.network, sum(x.n)::bigint as n from (select w.network, w.n from private.waiting_networks(p) w
        union all select r, count(*) from unnest(rested) as r group by r) x group by 1 order by 1 loop
      part := least(rest, c.n);
      perform private.release(p.send_id, part, 'release', c.network);
      rest := rest - part;
    end loop;
  end if;
  perform private.release(p.send_id, rest);
end $$;

comment on function private.release_pending is
  'PKG-2: gives back units of a send that is cancelled, of the basic edition by the networks of those that '
  'will not go out. rested: those of messages that were claimed, and that the carrier certainly did not take.';

create or replace function private.charge_deliveries(most integer default 20000) returns bigint
language plpgsql set search_path = '' as $$
declare
  c record;
  charged bigint := 0;
begin
  -- In one order, so that two sessions cannot deadlock over the quotas of two enterprises.
  for c in
    with taken as (
      delete from private.delivery_charges d where d.id = any (array(select x.id
        from private.delivery_charges x order by x.id limit most for update skip locked)) returning d.*)
    select t.send_id, t.move, t.held, t.paid, sum(t.n)::bigint as n
    from taken t join public.sends s on s.id = t.send_id
    group by s.enterprise_id, t.send_id, t.move, t.held, t.paid
    order by s.enterprise_id, t.send_id, array_position('{release,settle,refund,late}', t.move), t.held,
      t.paid
  loop
    case c.move
      when 'release' then perform private.release(c.send_id, c.n, 'release', c.held);
      when 'settle' then perform private.settle(c.send_id, c.n, c.paid, c.held);
      when 'refund' then perform private.refund(c.send_id, c.n, c.held);
      else perform private.settle(c.send_id, c.n, c.paid);
    end case;
    charged := charged + c.n;
  end loop;
  return charged;
end $$;

comment on function private.charge_deliveries is
  'PKG-2: pays for messages of the basic edition that were delivered or timed out, and gives back the units '
  'of those that failed. One charge per send, network and tick. Returns how many messages.';

create or replace function private.networks_of(
  send uuid
) returns table (network public.network, n bigint) language plpgsql stable set search_path = '' as $$
begin
  return query select y.network, y.n from (
    select e.key::public.network as network, e.value::bigint - coalesce((s.left_out_by ->> e.key)::bigint, 0)
      - coalesce((s.opt_outs_by ->> e.key)::bigint, 0) as n
    from public.sends s join public.number_files f on f.id = s.number_file_id
    cross join jsonb_each_text(f.networks) e where s.id = send) y
  where y.n > 0 order by y.network;
end $$;

comment on function private.networks_of is
  'PKG-2, NET-1: how many of the numbers that a send goes to are in which network, by prefix.';

create or replace function private.reserve_send(send uuid) returns void
language plpgsql set search_path = '' as $$
declare
  s public.sends;
  c record;
  cost jsonb;
  held bigint := 0;
begin
  select x.* into s from public.sends x where x.id = send;
  if private.quota_of(s.kinds) is null then return; end if;
  insert into private.holds (holder_id, kind) values (send, 'send');
  if s.kinds = '{aim}' then
    perform private.reserve(send, s.enterprise_id, 'aim_resolution', s.units);
    return;
  end if;
  perform private.lock_quota(s.enterprise_id, 'basic');
  cost := private.send_cost(send);
  if not (cost ->> 'allowed')::boolean then
    perform private.refuse('quota_short', jsonb_build_object('missing', cost -> 'pay_as_you_go',
      'needed', s.units));
  end if;
  for c in select x.network, least(x.n, s.units - held) as n from private.networks_of(send) x loop
    continue when c.n <= 0;
    perform private.reserve(send, s.enterprise_id, 'basic', c.n, 'reserve', c.network);
    held := held + c.n;
  end loop;
  perform private.reserve(send, s.enterprise_id, 'basic', s.units - held, 'reserve', 'unknown');
end $$;

comment on function private.reserve_send is
  'PKG-2: holds the units of an approved send, of the basic edition by network. Refuses quota_short.';
