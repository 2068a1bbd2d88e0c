-- proofs: files of evidence, as an input names them

create or replace function private.proof_of(
  input jsonb, bucket text, enterprise uuid, field text default 'proof', out path text, out name text
)
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(jsonb_typeof(input -> field), 'null') = 'null' then return; end if;
  path := (private.kept(bucket, input -> field ->> 'path', enterprise, field)).path;
  name := btrim(input -> field ->> 'name');
  if coalesce(char_length(name), 0) not between 1 and 120 then
    perform private.refuse_file(bucket, field);
  end if;
end $$;

comment on function private.proof_of is
  'The kept file {path, name} that an input has as `field`, or nulls. Refuses file_invalid with that field '
  'where no such file of the enterprise is kept in the bucket, or it has no name.';
