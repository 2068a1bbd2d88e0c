comment on table private.actions is 'IAM-2: the catalogue of actions; shared/src/people/actions.ts has their words, a test holds both in step.';

create or replace function public.whoami() returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'user_id', private.actor(), 'bot', private.is_bot(),
    'name', p.name, 'email', p.email, 'locale', p.locale,
    'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name, 'time_zone', e.time_zone,
        'marketing_from', e.marketing_from, 'marketing_to', e.marketing_to) from public.enterprises e where e.id = private.current_enterprise()),
    'enterprises', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.name), '[]')
        from public.enterprises e where e.id = any (private.my_enterprises())),
    'permissions', (select coalesce(jsonb_agg(a.action order by a.action), '[]') from private.actions a where private.may(private.current_enterprise(), a.action)))
  from (select private.actor() as id) me left join public.profiles p on p.user_id = me.id
$$;

comment on function public.whoami is
  'Who is asking: {user_id, name, email, locale, bot, enterprise, enterprises, permissions}. user_id is null for nobody and for unlinked chat people.';

create or replace function public.may(action text) returns boolean language sql stable security definer set search_path = '' as $$
  select private.may(private.current_enterprise(), action)
$$;

comment on function public.may is 'May whoever is asking do this action in the enterprise they work in now?';

create or replace function public.switch_enterprise(enterprise uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  detail text;
begin
  if (enterprise = any (private.my_enterprises())) is not true then
    perform private.refuse('not_found', '{"resource": "enterprise"}');
  end if;
  perform private.audit(enterprise, 'profile', private.actor()::text, 'switch',
    jsonb_build_object('enterprise_id', private.current_enterprise()), jsonb_build_object('enterprise_id', enterprise));
  update public.profiles p set enterprise_id = enterprise where p.user_id = private.actor();
  return public.whoami();
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('enterprise', enterprise::text, 'switch', sqlerrm, detail);
end $$;

comment on function public.switch_enterprise is 'ENT-1: works in another of one''s enterprises from now on. Returns whoami(). Refuses not_found.';

create or replace function public.set_locale(locale text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  detail text;
begin
  if private.actor() is null then perform private.require(null, 'KooMessage:template:list'); end if;
  if locale is null or locale not in ('zh-CN', 'en') then
    perform private.refuse('input_invalid', '{"field": "locale"}');
  end if;
  perform private.audit(private.current_enterprise(), 'profile', private.actor()::text, 'set_locale',
    (select jsonb_build_object('locale', p.locale) from public.profiles p where p.user_id = private.actor()), jsonb_build_object('locale', locale));
  update public.profiles p set locale = set_locale.locale where p.user_id = private.actor();
  return public.whoami();
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('profile', null, 'set_locale', sqlerrm, detail);
end $$;

comment on function public.set_locale is 'Sets one''s language, zh-CN or en. Returns whoami(). Refuses input_invalid, not_signed_in.';

create or replace function public.create_enterprise(name text, statements text[], request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  made uuid;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'create_enterprise');
  if known is not null then return known; end if;
  if private.actor() is null then perform private.require(null, 'KooMessage:member:manage'); end if;
  name := private.clean_name(name, 64, 2);
  if not (coalesce(statements, '{}') @> array['koomessage', 'sms']) then
    perform private.refuse('statements_required');
  end if;
  insert into public.enterprises (name, created_by) values (name, private.actor()) returning id into made;
  insert into public.statement_acceptances (enterprise_id, statement, user_id)
  select made, s, private.actor() from unnest(array['koomessage', 'sms']) as s;
  perform private.lay_groups(made);
  perform private.join_group(made, private.actor(), 'Owners');
  update public.profiles p set enterprise_id = made where p.user_id = private.actor();
  perform private.audit(made, 'enterprise', made::text, 'create', null, jsonb_build_object('name', name, 'statements', statements));
  return private.store_response(request, 'create_enterprise', null, public.whoami());
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('enterprise', null, 'create', sqlerrm, detail);
end $$;

comment on function public.create_enterprise is
  'ENT-2 (§2): opens an enterprise; both statements must be accepted; whoever asks becomes its owner. Returns whoami(). Refuses name_required, name_unclean, statements_required.';

create or replace function public.set_marketing_window(opens time, closes time, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  was jsonb;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'set_marketing_window');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:member:manage');
  if opens is null or closes is null or closes <= opens then
    perform private.refuse('input_invalid', '{"field": "closes"}');
  end if;
  select jsonb_build_object('from', e.marketing_from, 'to', e.marketing_to) into was from public.enterprises e where e.id = home for update;
  update public.enterprises e set marketing_from = opens, marketing_to = closes where e.id = home;
  perform private.audit(home, 'enterprise', home::text, 'set_marketing_window', was, jsonb_build_object('from', opens, 'to', closes));
  return private.store_response(request, 'set_marketing_window', null, public.whoami());
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('enterprise', home::text, 'set_marketing_window', sqlerrm, detail, home);
end $$;

comment on function public.set_marketing_window is
  'SND-1: sets when marketing messages may go out, in the enterprise''s time zone (default 08:00 to 21:00). Owner. Refuses forbidden, input_invalid.';

grant execute on function public.whoami to authenticated, anon;

grant execute on function public.may, public.switch_enterprise, public.set_locale, public.create_enterprise, public.set_marketing_window to authenticated;
