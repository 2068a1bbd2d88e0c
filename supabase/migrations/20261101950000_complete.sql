-- `npm run law` writes the law and the register as the two migrations before this one. They are in no commit
-- until the first release, and without them there are unreadable tables and no verbs. This migration fails
-- then. After `npm run law` another push applies the two, and this one.
do $$
begin
  if to_regproc('private.act') is null or to_regproc('private.public_verbs') is null
    or not exists (select from private.refusals) or not exists (select from private.inputs) then
    raise exception 'The law is missing. Run `npm run law` before `supabase db push`.'
      using hint = 'Then push again. Nothing of what was applied has to be undone.';
  end if;
end $$;

-- PostgREST asks this before each request (supabase/law/frame/rest.sql). Hosted Supabase lets its postgres
-- set what begins with pgrst; elsewhere that takes a superuser, and the embedded server, which has no
-- PostgREST, looks by itself (supabase/local/gateway/inputs.ts).
do $$
begin
  alter role authenticator set pgrst.db_pre_request = 'private.before_request';
exception when insufficient_privilege then
  raise notice 'pgrst.db_pre_request is left as it is: only a superuser may set it here. On a server of one''s own set db-pre-request of PostgREST to private.before_request.';
end $$;
notify pgrst, 'reload config';
