-- quotas: how long a send or a resolve task keeps its units (PKG-2)

create or replace function private.hold_task(task uuid) returns void
language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  missing bigint;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  -- With pay-as-you-go, resolutions are paid for as they come. Without it, what was promised to phones has to
  -- be there when they ask.
  if (private.settings_of(t.enterprise_id)).pay_as_you_go
    and not exists (select from private.holds h where h.holder_id = task) then
    return;
  end if;
  missing := case t.kind when 'group' then t.max_resolutions
    else t.asked end - (select coalesce(sum(d.resolutions), 0) from public.link_days d where d.task_id = task)
    - (select coalesce(sum(r.reserved - r.settled - r.released), 0) from private.reservations r where r.holder_id = task);
  if missing > 0 then perform private.reserve(task, t.enterprise_id, 'aim_resolution', missing); end if;
  insert into private.holds (holder_id, kind, look_at) values (task, 'resolve_task', t.expires_at)
  on conflict on constraint holds_pkey do update set look_at = excluded.look_at, links_over = null;
end $$;

comment on function private.hold_task is
  'PKG-2: with pay-as-you-go off, reserves for a resolve task what its links may still be resolved, and '
  'keeps it until they are over. Refuses quota_short.';

create or replace function private.links_end(h private.holds) returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  if h.kind = 'resolve_task' then
    return (select case when t.state = 'cancelled' then '-infinity' else t.expires_at end
      from public.resolve_tasks t where t.id = h.holder_id);
  end if;
  -- The basic edition has no links: nothing is held once nothing of it is on its way.
  if (select s.kinds = '{basic}' from public.sends s where s.id = h.holder_id) then
    return (select case when bool_and(b.closed_at is not null) is not false then '-infinity'::timestamptz end
      from private.batches b where b.send_id = h.holder_id);
  end if;
  -- RES-3: each link ends validity_days after its own hand-off, so the last one after the last batch. What is
  -- still on its way has no end yet. A send that was cancelled before anything went out has no batch, and no
  -- link. Where all receipts came before the hand-off was recorded, the batch is closed.
  return (select case
      when bool_and(coalesce(b.done_at, b.closed_at) is not null) filter (where b.id is not null) is not false
      then coalesce(max(coalesce(b.done_at, b.closed_at)) + make_interval(days => s.validity_days),
        '-infinity') end
    from public.sends s left join private.batches b on b.send_id = s.id where s.id = h.holder_id group by s.id);
end $$;

comment on function private.links_end is
  'When the last link of a send or a resolve task is over, or all messages of one of the basic edition have '
  'their end; null: not known yet.';

create or replace function private.close_reservations(most integer default 20) returns integer
language plpgsql set search_path = '' as $$
declare
  h private.holds;
  over timestamptz;
  closed integer := 0;
begin
  for h in select x.* from private.holds x where x.look_at <= clock_timestamp() order by x.look_at
      limit most for no key update skip locked loop
    over := private.links_end(h);
    -- A request that was let in at the last moment may run for 8 s (statement_timeout), and a clock may be
    -- off by a little.
    if over is null or over + interval '1 minute' > clock_timestamp() then
      update private.holds x set look_at = coalesce(over, clock_timestamp()) + interval '1 minute'
      where x.holder_id = h.holder_id;
    elsif h.links_over is null then
      update private.holds x set links_over = pg_current_xact_id() where x.holder_id = h.holder_id;
    elsif (select r.done_below from private.link_roll_up r) > h.links_over
      and not exists (select from private.link_charges c where c.holder_id = h.holder_id)
      and not exists (select from private.delivery_charges c where c.send_id = h.holder_id) then
      perform private.release(h.holder_id, private.open_units(h.holder_id),
        case when exists (select from private.reservations r where r.holder_id = h.holder_id
          and r.kind = 'basic') then 'send over' else 'links over' end);
      delete from private.holds x where x.holder_id = h.holder_id;
      closed := closed + 1;
    end if;
  end loop;
  return closed;
end $$;

comment on function private.close_reservations is
  'PKG-2: closes the reservations of sends that are done or cancelled, and of resolve tasks, whose last link '
  'is over and whose requests are all rolled up: unopened units go back. Returns how many.';
