-- A signature's state at each network (NET-1): told by the carrier, or written down by a platform admin.

comment on table public.signature_networks is
  'NET-1: whether a signature is reported at a network (报备). Each approved signature has a row a network.';
comment on column public.signature_networks.source is 'Who said so: the carrier, or a platform admin.';

select private.resource_table('public.signature_networks', 'KooMessage:sms:list');

create policy "platform admins see every signature's networks" on public.signature_networks
for select to authenticated
using ((select private.is_platform_admin()));

create or replace function private.signature_name(signature uuid) returns text
language sql stable security definer set search_path = '' as $$
  select g.name from public.sms_signatures g where g.id = signature
$$;
comment on function private.signature_name is
  'The name of a signature whose row of a network the caller sees; platform admins see no signatures.';
grant execute on function private.signature_name to authenticated;

create or replace view public.signature_network_cards with (security_invoker = true) as
select n.*, private.signature_name(n.signature_id) as name, private.enterprise_name(n.enterprise_id) as
  enterprise_name,
  private.visible_person(n.decided_by) as decided_by_name
from public.signature_networks n;
comment on view public.signature_network_cards is
  'NET-1: a signature at a network, with its name and who decided.';
grant select on public.signature_network_cards to authenticated;

select private.public_verbs('signature_network');
comment on function public.report_signature_network is
  'NET-1: writes down that a signature is reported at a network (报备). Platform admins. Returns the '
  'signature_network_cards row. Refuses not_found, platform_admin_only, wrong_state.';
comment on function public.refuse_signature_network is
  'NET-1: writes down that a network refused a signature, with its reason, which the enterprise reads. '
  'Platform admins. Returns the signature_network_cards row. Refuses not_found, platform_admin_only, '
  'reason_required, reason_too_long, wrong_state.';
comment on function public.withdraw_signature_network is
  'NET-1: writes down that a signature is not reported at a network, or not any more. Platform admins. '
  'Returns the signature_network_cards row. Refuses not_found, platform_admin_only, wrong_state.';

create or replace function private.lay_signature_networks() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The sandbox takes every signature at once. At another carrier somebody has to report it first.
  insert into public.signature_networks (enterprise_id, signature_id, network, state, source)
  select new.enterprise_id, new.id, n, case when s.plays then 'reported' else 'not_yet'
    end::public.signature_report,
    case when s.plays then 'carrier' else 'platform' end
  from unnest('{mobile,unicom,telecom,broadnet}'::public.network[]) as n
  cross join (select exists (select from public.channels c
    where c.enterprise_id = new.enterprise_id and c.adapter = 'sandbox')
    -- What an account at a carrier had approved is reported by that carrier.
    or exists (select from public.import_items i where i.became = new.id and i.kind = 'signature'
      and i.outside_state = 'approved') as plays) s
  on conflict do nothing;
  return null;
end $$;
comment on function private.lay_signature_networks is
  'NET-1: an approved signature has a row for each network. The sandbox carrier reports it everywhere.';

create trigger lay_signature_networks after insert or update of live_version_id on public.sms_signatures
  for each row when (new.live_version_id is not null) execute function private.lay_signature_networks();
