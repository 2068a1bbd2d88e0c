-- Row-level security of tables whose rows are parts of a row that may be of either edition: people who see that
-- row see its parts.

create or replace function private.part_table(
  rel regclass, reads text, parent regclass, key text, hidden text[] default '{}'
) returns void language plpgsql set search_path = '' as $$
declare
  policy constant text := 'people with ' || reads || ' see their enterprise''s';
  mine constant text := 'enterprise_id = any ((select private.may_in(%L))::uuid[])';
begin
  perform private.resource_table(rel, reads, hidden);
  -- People who may do both, nearly all, need no look at the parent.
  execute format('alter policy %I on %s using ((' || mine || ' and ' || mine || ')
    or exists (select from %s p where p.id = %I))', policy, rel, reads,
    regexp_replace(reads, '^KooMessage:', 'KooMessageBasic:'), parent, key);
end $$;

comment on function private.part_table is
  'As resource_table, of rows that belong to the row of `parent` whose id `key` holds: they are seen by '
  'those who see that one.';
