-- Who else has the edit form of a row open, so the second editor knows before typing. It locks nothing:
-- revisions and the conflict note of the form decide what is saved.

comment on table private.form_presence is
  'The edit forms that are open now: person, row and time. A form reports every 10 s; after 30 s without a '
  'report it counts as closed.';

create or replace function public.edit_presence(
  resource text, id text, tab text, leave boolean default false
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  about private.resources;
  it private.target;
  form constant uuid := private.as_uuid(tab, 'tab');
  me constant uuid := private.actor();
begin
  delete from private.form_presence p
  where p.tab in (select x.tab from private.form_presence x
    where x.seen_at < now() - interval '30 seconds' for update skip locked);
  select r.* into about from private.resources r where r.resource = edit_presence.resource;
  it := private.target_seen(about, id);
  -- A row that the caller may not see has an empty answer, and nothing is stored.
  if form is null or me is null or it.row_id is null or it.enterprise_id is null
    or not private.sees(about, it) then
    return '[]';
  end if;
  if leave then
    delete from private.form_presence p where p.tab = form and p.person = me;
    return '[]';
  end if;
  -- Twenty forms a person are more than anybody edits at once; a client that makes up tabs fills no table.
  insert into private.form_presence (tab, enterprise_id, resource, row_id, person)
  select form, it.enterprise_id, about.resource, lower(id), me
  where (select count(*) from private.form_presence p where p.person = me and p.tab <> form) < 20
  on conflict on constraint form_presence_pkey do update set seen_at = now()
    where form_presence.person = excluded.person and form_presence.row_id = excluded.row_id;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('name', private.visible_person(p.person), 'since', p.since,
          'mine', p.person = me) order by p.since), '[]')
    from private.form_presence p where p.resource = about.resource and p.row_id = lower(id) and p.tab <> form);
end $$;
comment on function public.edit_presence is
  'Says that the caller has the edit form of a row open (tab: an id of the form), every 10 s. '
  'leave: it was closed. Returns who else has: [{name, since, mine}]; mine: the caller in another tab. '
  'Empty for rows that the caller may not see. Not logged.';
grant execute on function public.edit_presence to authenticated;
