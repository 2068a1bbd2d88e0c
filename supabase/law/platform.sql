-- Platform admins run the deployment (price list, carriers, limits). They belong to no enterprise by that, and see counts of enterprises, never their rows.

comment on table private.platform_admins is 'Who runs the deployment. Made by `npm run setup -- platform-admin <email>`, by nobody through the API.';

create or replace function private.is_platform_admin() returns boolean language sql stable security definer set search_path = '' as $$
  -- In chat nobody is one: a chat account that is taken over must not reach the whole deployment.
  select not private.is_bot() and exists (select from private.platform_admins p where p.user_id = private.actor())
$$;
comment on function private.is_platform_admin is 'Whether the caller runs the deployment. Never the bot, nor anybody in chat.';

create or replace function public.platform_overview() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(null, 'platform');
  return jsonb_build_object('enterprises', (select count(*) from public.enterprises), 'members', (select count(*) from public.members m where m.state = 'active'),
    'sends', (select coalesce(jsonb_object_agg(s.state, s.n), '{}') from (select x.state, count(*) as n from public.sends x group by x.state) s));
end $$;
comment on function public.platform_overview is
  'How much there is on this deployment: {enterprises, members (active), sends: {state: count}}. Platform admins only. Refuses platform_admin_only, not_signed_in, session_ended.';

grant execute on function public.platform_overview to authenticated;
