-- PKG-1, §3: operation protection (操作保护). Where an enterprise has switched it on, transitions that are marked `protected` ask for the password again.

create or replace function private.is_protected(enterprise uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((select e.operation_protection from public.enterprises e where e.id = enterprise), false)
$$;
comment on function private.is_protected is 'Whether the enterprise has switched its operation protection on.';

create or replace function private.set_operation_protection_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  becomes constant boolean := (input ->> 'operation_protection')::boolean;
  was boolean;
begin
  select e.operation_protection into was from public.enterprises e where e.id = home for update;
  -- Whoever finds an open page may put the protection on, and never take it off.
  if was and not becomes then perform private.require_sudo(); end if;
  update public.enterprises e set operation_protection = becomes where e.id = home;
  return public.whoami() || jsonb_build_object('about', home, 'before', jsonb_build_object('operation_protection', was), 'after', input);
end $$;
create or replace function public.set_operation_protection(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('enterprise', 'set_operation_protection', request, input)
$$;
comment on function public.set_operation_protection is
  'PKG-1 (操作保护): whether ordering packages asks for the password again. Owner; to switch it off, with a password just given. input {operation_protection}. Returns whoami(). Refuses forbidden, sudo_required, input_invalid.';

grant execute on function public.set_operation_protection to authenticated;
