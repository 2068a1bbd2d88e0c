create or replace function private.parameters_in_order(content jsonb) returns text[]
language sql immutable set search_path = '' as $$
  -- jsonb keeps the order of a list, so the texts come frame by frame.
  select coalesce(array_agg(p.name order by p.first), '{}') from (
    select m.name[1] as name, min(s.place * 10000 + m.place) as first
    from jsonb_path_query(content, 'strict $.slots.** ? (@.type() == "string")')
      with ordinality as s (value, place)
    cross join lateral regexp_matches(s.value #>> '{}', '\$\{([A-Za-z_][A-Za-z0-9_]{0,31})\}', 'g')
      with ordinality as m (name, place)
    group by m.name[1]) p
$$;

comment on function private.parameters_in_order is
  'The names of the ${parameters} in the texts of a basic content, in the order of their first use: '
  'carriers that number them do so by it (shared/src/basic/koomessage.ts).';
