-- list views (LST-1)

comment on table public.list_views is
  'LST-1: saved views of lists. query is the address of the list: filters, order, columns, density. '
  'Seen by its owner; a shared one by every member. is_default: it opens first, for its owner, or where it '
  'is shared for everyone without one of their own.';

alter table public.list_views enable row level security;
grant select on public.list_views to authenticated;
create policy "people see their own views, and those that are shared" on public.list_views for select to authenticated
  using (enterprise_id = any ((select private.my_enterprises())::uuid[]) and (shared or owner = (select private.actor())));

create or replace function private.bound_list_views(home uuid, list text) returns void
language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('list_views:' || home::text, 0));
  -- They are tabs above a list.
  if (select count(*) from public.list_views v where v.enterprise_id = home and v.resource = list
    and not v.shared and v.owner = private.actor()) > 30
    or (select count(*) from public.list_views v where v.enterprise_id = home and v.resource = list
      and v.shared) > 30 then
    perform private.refuse('capacity_reached', '{"what": "list_views", "max": 30}');
  end if;
end $$;
comment on function private.bound_list_views is
  'Refuses capacity_reached where somebody has more than 30 views of a list, or the enterprise shares more '
  'than 30 of it.';

create or replace function private.create_list_view(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  if home is null then perform private.refuse('no_enterprise'); end if;
  -- Lists without pages of their own, as the links of batches, are exported and have views all the same.
  if not exists (select from private.resources r where r.resource = input ->> 'resource')
    and not exists (select from private.export_sources s where s.source = input ->> 'resource') then
    perform private.refuse('input_invalid', '{"field": "resource"}');
  end if;
  insert into public.list_views (enterprise_id, resource, owner, name, query)
  values (home, input ->> 'resource', private.actor(), private.clean_name(input ->> 'name'),
    input ->> 'query') returning id into made;
  perform private.bound_list_views(home, input ->> 'resource');
  return made;
end $$;
comment on function public.create_list_view is
  'LST-1: stores a view of a list for the caller. input {resource, name, query}: query as in the address of '
  'the list. Returns the row. Refuses input_invalid, no_enterprise, name_required, name_unclean, name_taken, '
  'capacity_reached.';

comment on function public.update_list_view is
  'LST-1: gives a view another name and query. input {name, query}. Returns the row. A shared one is for '
  'those who may share. Refuses not_found, forbidden, and as create_list_view.';

create or replace function private.turn_list_view(view uuid, share boolean) returns void
language plpgsql set search_path = '' as $$
declare
  turned public.list_views;
begin
  update public.list_views v set shared = share, is_default = false where v.id = view returning v.* into turned;
  perform private.bound_list_views(turned.enterprise_id, turned.resource);
end $$;
comment on function private.turn_list_view is
  'Shares a view, or gives it back to its owner. It is no default any more, until it is made one.';
create or replace function private.share_list_view(view uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.turn_list_view(view, true)
$$;
create or replace function private.unshare_list_view(view uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.turn_list_view(view, false)
$$;
comment on function public.share_list_view is
  'LST-1: shows a view to every member of the enterprise. Returns the row. Refuses not_found, forbidden, '
  'wrong_state, capacity_reached.';
comment on function public.unshare_list_view is
  'LST-1: takes a shared view back to its owner. Returns the row. Refuses as share_list_view.';

create or replace function private.set_default_list_view(view uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  chosen public.list_views;
begin
  select v.* into chosen from public.list_views v where v.id = view;
  update public.list_views v set is_default = false
  where v.enterprise_id = chosen.enterprise_id and v.resource = chosen.resource and v.is_default and v.shared = chosen.shared and (v.shared or v.owner = chosen.owner);
  update public.list_views v set is_default = true where v.id = view;
end $$;
comment on function public.set_default_list_view is
  'LST-1: lets a view open first, in place of the one before: for its owner, or where it is shared for everyone without one of their own. Returns the row. Refuses not_found, forbidden, wrong_state.';

comment on function public.clear_default_list_view is
  'LST-1: lets the view open first no longer. Returns the row. Refuses as set_default_list_view.';

comment on function public.delete_list_view is
  'LST-1: deletes a view. Returns the row as it was. A shared one is for those who may share. '
  'Refuses not_found, forbidden.';

select private.public_verbs('list_view');
