-- PKG-1, §3: operation protection (操作保护). Where an enterprise has switched it on, transitions that are marked `protected` ask for the password again.

create or replace function private.is_protected(enterprise uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((select e.operation_protection from public.enterprises e where e.id = enterprise), false)
$$;
comment on function private.is_protected is 'Whether the enterprise has switched its operation protection on.';

create or replace view public.operation_protection with (security_invoker = true) as
select e.id, e.id as enterprise_id, e.operation_protection from public.enterprises e;
comment on view public.operation_protection is 'PKG-1 (操作保护): whether ordering packages asks for the password again.';

create or replace function private.before_update_operation_protection(id uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
begin
  -- Whoever finds an open page may put the protection on, and never take it off.
  if private.is_protected(id) and not (input ->> 'operation_protection')::boolean then perform private.require_sudo(); end if;
end $$;
comment on function private.before_update_operation_protection is 'Switching it off wants a password just given. Refuses sudo_required.';

grant select on public.operation_protection to authenticated;
select private.public_verbs('operation_protection');
