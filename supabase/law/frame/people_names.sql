-- people_names: whose names a person reads (RET-1)

create or replace function private.visible_person(person uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  -- A name is visible to people who share an enterprise with that person.
  return coalesce((select private.in_words(m.name) from public.members m
      where m.user_id = person and m.enterprise_id = any (private.my_enterprises())
      -- RET-1: a pseudonym is of one enterprise. Who works there reads it, also where another shared one
      -- knows the name.
      order by case when m.pseudonym is null then 1 when m.enterprise_id = private.current_enterprise() then 0
        else 2 end limit 1),
    (select private.key_name(k.id) from public.access_keys k
      where k.id = person and k.enterprise_id = any (private.my_enterprises())));
end $$;

comment on function private.visible_person is
  'The name of a person who shares an enterprise with the caller, or their pseudonym there; or of an access '
  'key of one of them.';

grant execute on function private.visible_person to authenticated;
