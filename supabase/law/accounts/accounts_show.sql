-- service accounts: what a phone is shown (SA-2). Called by the function show-account, never through the API.

create or replace function private.show_accounts(
  signatures text[]
) returns table (signature text, served json) language sql stable security definer set search_path = '' as $$
  select x.signature, json_agg(json_build_object('id', a.id, 'versions', v.versions,
      'profile', v.content -> 'profile', 'menus', v.content -> 'menus', 'home', v.content -> 'home',
      'bindings', x.bindings) order by a.created_at, a.id)
  from (
    select b.signature, b.account_id,
      json_agg(json_build_object('number', p.number, 'kind', p.kind, 'region', b.region)) as bindings
    from public.port_bindings b join public.ports p on p.id = b.port_id
    where b.signature = any (signatures) group by b.signature, b.account_id) x
  join public.service_accounts a on a.id = x.account_id and a.state = 'active'
  cross join lateral (
    select jsonb_object_agg(p.kind, y.content) as content, jsonb_object_agg(p.kind, y.version) as versions
    from public.account_parts p join public.account_part_versions y on y.id = p.live_version_id
    where p.account_id = a.id) v
  where v.content ? 'profile'
  group by x.signature
$$;
comment on function private.show_accounts is
  'SA-2: service accounts that serve under these signatures: [{id, versions, profile, menus, home, bindings: '
  '[{number, kind, region}]}], with what is approved of each. No row for a signature without one, nor one '
  'that is frozen.';

grant execute on function private.show_accounts to tidings_functions;
