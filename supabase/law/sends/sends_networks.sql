-- sends: what is expected and what became of a send at each network (NET-1)

create or replace function private.has_link(said text) returns boolean
language sql immutable set search_path = '' as $$
  -- A place for a link of ours, an address with its scheme, or a host with a path behind it.
  select coalesce(said ~* '\{link\}|https?://|\mwww\.|\m[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/', false)
$$;
comment on function private.has_link is
  'NET-1: whether a text has a link, so that it is at risk where links are.';

create or replace function private.send_networks(send uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_agg(jsonb_build_object('network', n.network, 'numbers', n.numbers,
      'submitted', coalesce(d.submitted, 0), 'delivered', coalesce(d.delivered, 0),
      'failed', coalesce(d.failed, 0), 'told', coalesce(d.told, 0),
      'link_risk', n.network = any (c.link_risk) and private.has_link(s.sms_text), 'signature', g.state)
    order by n.network)
  from public.sends s join public.number_files f on f.id = s.number_file_id join public.channels c on c.id =
    s.channel_id
  cross join lateral (select x as network, coalesce((f.networks ->> x::text)::integer, 0) as numbers
    from unnest(enum_range(null::public.network)) as x) n
  left join (
    select y.network, sum(y.submission_count) as submitted, sum(y.delivered) as delivered,
      sum(y.failed + y.expired) as failed, sum(y.told) as told
    from public.send_days y where y.send_id = send group by y.network) d on d.network = n.network
  left join public.signature_networks g on g.signature_id = s.sms_signature_id and g.network = n.network
  where s.id = send and (n.numbers > 0 or d.submitted > 0));
end $$;
comment on function private.send_networks is
  'NET-1: [{network, numbers (of the file, by prefix), submitted, delivered, failed (with expired), told '
  '(of the submitted: named by a receipt), link_risk, signature (its state there; null: unknown)}]. Called '
  'for sends that are visible to the caller.';
grant execute on function private.send_networks to authenticated;

create or replace function private.send_risks(send uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'link', jsonb_object_agg(x ->> 'network', x -> 'numbers') filter (where (x ->> 'link_risk')::boolean),
    'signature', jsonb_object_agg(x ->> 'network', x ->> 'signature') filter (where x ->> 'signature' <>
      'reported')))
  from jsonb_array_elements(private.send_networks(send)) as x where (x ->> 'numbers')::integer > 0
$$;
comment on function private.send_risks is
  'NET-1: what an approver is shown of networks: {link: {network: numbers}, signature: {network: state}}.';
