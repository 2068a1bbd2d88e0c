-- SMS shortcuts: what a phone is shown (SHC-1). Called by the function show-shortcuts, never through the API.

create or replace function private.show_shortcuts(
  signatures text[]
) returns table (signature text, served json) language sql stable security definer set search_path = '' as $$
  select p.signature, json_agg(json_build_object('id', s.id, 'version', v.version, 'regions', v.regions,
      'buttons', v.buttons, 'timed', v.timed,
    'ports', (select coalesce(json_agg(json_build_object('number', x.number, 'kind', x.kind)), '[]')
      from public.ports x where x.enterprise_id = s.enterprise_id and p.signature = any (x.signatures))))
  from (select distinct y.signature, y.shortcut_id from private.shortcut_places y
    where y.signature = any (signatures)) p
  join public.shortcuts s on s.id = p.shortcut_id join public.shortcut_versions v on v.id = s.live_version_id
  where s.frozen_at is null group by p.signature
$$;
comment on function private.show_shortcuts is
  'SHC-1: what serves of these signatures: [{id, version, regions, buttons, timed, ports: [{number, '
  'kind}]}], ports being the channel numbers of its enterprise that carry the signature. '
  'No row for a signature without a serving shortcut.';

create or replace function private.stranger_limit(verb text) returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object('most', l.most, 'seconds', extract(epoch from l.per)::integer,
    'header', private.address_header(d), 'hops', coalesce(d.trusted_hops, 1))
  from private.limits l left join private.deployment d on true
  where l.scope = 'address' and verb = any (l.verbs)
$$;
comment on function private.stranger_limit is
  'IAM-6: how often one address may call a function that is open to strangers, and where its address is '
  'found. Each instance of the function counts on its own.';

grant execute on function private.show_shortcuts, private.stranger_limit to tidings_functions;
