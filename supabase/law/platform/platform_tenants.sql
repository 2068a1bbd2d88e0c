-- Enterprises as platform admins see them: counts, and no row of theirs (decisions §3).

create or replace function private.tenants(
  
) returns table (id uuid, name text, created_at timestamptz, members integer, channels integer, sends integer,
sends_30d integer, handed_30d bigint,
  open_orders integer, last_send_at timestamptz) language plpgsql stable security definer set search_path = '' as $$
begin
  -- Everybody else reads an empty list, as of a table with row-level security.
  if not private.is_platform_admin() then return; end if;
  return query
  select e.id, e.name, e.created_at,
    (select count(*)::integer from public.members m where m.enterprise_id = e.id and m.state = 'active'),
    (select count(*)::integer from public.channels c where c.enterprise_id = e.id and c.state <> 'revoked'),
    s.n, s.recent, coalesce((select sum(d.send_count) from public.send_days d
        where d.enterprise_id = e.id and d.day > current_date - 30), 0)::bigint,
    (select count(*)::integer from public.orders o where o.enterprise_id = e.id and o.state = 'ordered'), s.last
  from public.enterprises e
  cross join lateral (select count(*)::integer as n,
    (count(*) filter (where x.created_at > now() - interval '30 days'))::integer as recent,
    max(x.created_at) as last
    from public.sends x where x.enterprise_id = e.id) s;
end $$;

comment on function private.tenants is
  'How much there is of each enterprise, for platform admins; nothing for anybody else.';

grant execute on function private.tenants to authenticated;

create or replace view public.tenant_cards with (security_invoker = true) as select t.*
from private.tenants() t;

comment on view public.tenant_cards is
  'ENT-1: the enterprises of the deployment with counts of what they have. Platform admins only.';

grant select on public.tenant_cards to authenticated;
