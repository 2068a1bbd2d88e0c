-- What an enterprise opens with (ENT-2): people's groups, an address for its links, and a way to the carriers that are open to all.

create or replace function private.equip_enterprise(enterprise uuid) returns void language plpgsql set search_path = '' as $$
begin
  perform private.lay_groups(enterprise);
  insert into public.send_settings (enterprise_id) values (enterprise);
  -- Links under the deployment's own address: nobody else can claim it, so nobody has to review it.
  insert into public.domains (enterprise_id, name, state, enabled, is_default) values (enterprise, 'default', 'approved', true, true);
  perform private.open_channels(enterprise);
end $$;
comment on function private.equip_enterprise is
  'ENT-2: gives a new enterprise its four groups, the usual send settings, the default domain, and a channel to each carrier that is open to all, with a port (通道号) of its own.';
