-- The demo's past, part 7 of 9: orders and the ledger. The law's own functions move the units, in the order of time, and each entry gets its time
-- afterwards: so packages are used up as private.reserve says, and no balance is written by hand.
create temp table past_orders as
select pg_temp.id('order ' || o.sku || o.ago) as id, o.* from (values
  ('sa-5k', 2, 58, '10:40', 'paid', null), ('sa-5k', 1, 44, '10:05', 'paid', null), ('aim-100k', 1, 23, '09:50', 'declined', '汇款附言与订单号不符，请重新下单。'),
  ('aim-100k', 1, 22, '16:20', 'paid', null), ('sa-5k', 1, 13, '14:00', 'cancelled', '规格选错。'), ('sa-5k', 1, 5, '11:45', 'paid', null)
) as o (sku, quantity, ago, clock, state, reason);
insert into public.orders (id, order_no, enterprise_id, enterprise_name, ordered_by, ordered_by_name, ordered_at, offer_id, revision, sku, kind, spec, size, price_fen, currency, validity_months, quantity, state,
  payment_reference, confirmed_itself, decided_by, decided_by_name, decided_at, reason)
select p.id, 'PO-' || upper(left(md5(p.id::text), 10)), e.id, e.name, pg_temp.person('alice'), 'Alice', t.at, o.id, o.revision, o.sku, o.kind, o.spec, o.size, o.price_fen, o.currency, o.validity_months, p.quantity,
  p.state::public.order_state, case p.state when 'paid' then 'YH' || to_char(t.at, 'YYYYMMDD') || lpad((1000 + p.ago * 37)::text, 6, '0') end, false, d.id, d.name, t.at + interval '3 hours', p.reason
from past_orders p join public.offers o on o.sku = p.sku and o.state = 'listed' join public.enterprises e on e.id = pg_temp.home()
cross join lateral (select pg_temp.at(p.ago, p.clock) as at) t
cross join lateral (select pg_temp.person(case p.state when 'cancelled' then 'alice' else 'olga' end) as id, case p.state when 'cancelled' then 'Alice' else 'Olga' end as name) d;
insert into public.packages (id, enterprise_id, kind, spec, size, paid_at, expires_at, order_id)
select pg_temp.id('package ' || o.order_no), o.enterprise_id, o.kind, o.spec, o.units, o.decided_at, o.decided_at + make_interval(months => o.validity_months), o.id
from past_orders p join public.orders o on o.id = p.id where p.state = 'paid';

create temp table moves as
select row_number() over (order by m.at, m.rank, m.holder, m.held, m.network) as place, m.* from (
  select p.paid_at as at, 0 as rank, 'package' as what, p.id as holder, p.size as n, null::public.network as held, null::public.network as network from past_orders o join public.packages p on p.order_id = o.id
  union all select g.set_at, 1, 'reserve', g.id, x.n, x.held, null from going g join (select o.send_id, o.held, count(*) as n from outcomes o group by 1, 2) x on x.send_id = g.id
  union all select x.at, 2, 'release', x.send_id, x.n, x.held, null
    from (select o.send_id, o.state, o.held, max(o.final_at) as at, count(*) as n from outcomes o where o.state in ('opted_out', 'failed', 'expired', 'cancelled') group by 1, 2, 3) x
  -- A message of the basic edition is paid when it arrives or times out, in the network that its receipt named.
  union all select x.at, 2, 'settle', x.send_id, x.n, x.held, x.network from (select o.send_id, (o.final_at at time zone 'Asia/Shanghai')::date, o.held, coalesce(o.told_network, o.network) as network, max(o.final_at) as at, count(*) as n
    from outcomes o where o.kind = 'basic' and o.state in ('delivered', 'timed_out') group by 1, 2, 3, 4) x
  union all select x.at, 2, 'settle', x.send_id, x.n, null, null from (select s.send_id, (s.at at time zone 'Asia/Shanghai')::date, max(s.at) as at, count(*) as n from shown s group by 1, 2) x
  union all select x.at, 2, 'charge', x.task_id, x.n, null, null from (select e.task_id, (e.at at time zone 'Asia/Shanghai')::date, max(e.at) as at, sum(e.n) as n from events e where e.task_id is not null and e.kind = 'resolution' group by 1, 2) x
  union all select x.at, 2, 'click', null, x.n, null, null from (select (c.at at time zone 'Asia/Shanghai')::date, max(c.at) as at, count(*) as n from clicked c group by 1) x
  -- What nobody opened, or heard of, goes back when the send is over (private.close_reservations).
  union all select g.over_at, 3, case g.kind when 'aim' then 'links over' else 'send over' end, g.id, case g.kind when 'aim' then g.size - k.opted_out - k.failed - k.expired - k.cancelled - k.resolved else k.unknown end, null, null
    from going g join counts k on k.send_id = g.id where g.over_at < now() - interval '1 hour' and g.outcome in ('done', 'glass', 'guarded')
) m where m.n > 0;
insert into private.holds (holder_id, kind, look_at)
select g.id, 'send', case when g.outcome in ('done', 'glass', 'guarded') then g.over_at end from going g
where g.over_at >= now() - interval '1 hour' or g.outcome not in ('done', 'glass', 'guarded');
create temp table written (ledger_id bigint, at timestamptz);
do $$
declare
  m record;
  before bigint;
  home constant uuid := pg_temp.home();
begin
  for m in select x.* from moves x order by x.place loop
    select coalesce(max(l.id), 0) into before from public.quota_ledger l;
    case m.what
      when 'package' then perform private.transfer(home, p.kind, 'granted', 'available', p.id, p.size, 'package') from public.packages p where p.id = m.holder;
      when 'reserve' then perform private.reserve(m.holder, home, case when m.held is null then 'aim_resolution' else 'basic' end::public.quota_kind, m.n, 'reserve', m.held);
      when 'settle' then perform private.settle(m.holder, m.n, m.network, m.held);
      when 'charge' then perform private.charge(home, 'aim_resolution', m.n, 'resolution', m.holder);
      when 'click' then perform private.charge(home, 'sa_resolution', m.n, 'click', null);
      when 'release' then perform private.release(m.holder, m.n, 'release', m.held);
      else perform private.release(m.holder, m.n, m.what);
    end case;
    insert into written select l.id, m.at from public.quota_ledger l where l.id > before;
  end loop;
end $$;
update public.quota_ledger l set at = w.at from written w where w.ledger_id = l.id;
update private.reservations r set at = g.set_at from going g where g.id = r.holder_id;
