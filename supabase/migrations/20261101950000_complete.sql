-- `npm run law` writes the law and the register as the two migrations before this one. They are in no commit until the first release, and without
-- them there are tables that nobody can read and no verbs. This migration fails then. After `npm run law` another push applies the two, and this one.
do $$
begin
  if to_regproc('private.act') is null or to_regproc('private.public_verbs') is null
    or not exists (select from private.refusals) or not exists (select from private.inputs) then
    raise exception 'The law is missing. Run `npm run law` before `supabase db push`.'
      using hint = 'Then push again. Nothing of what was applied has to be undone.';
  end if;
end $$;
