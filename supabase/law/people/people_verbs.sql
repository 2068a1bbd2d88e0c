comment on table private.actions is
  'IAM-2: the catalogue of actions. shared/src/people/action_words.ts has their wording; a test keeps both '
  'in step.';

comment on table private.action_aliases is
  'IAM-2: further names of actions, as the guide has them; shared/src/people/action_words.ts has the same.';

create or replace function public.whoami() returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.require_voice();
  select jsonb_build_object(
    'user_id', private.actor(), 'bot', private.is_bot(), 'platform_admin', private.is_platform_admin(),
    'name', coalesce(p.name, private.key_name(me.id)), 'email', p.email, 'locale', p.locale, 'notices',
      p.notices,
    'notices_on', p.notices_on, 'month_mail', p.month_mail,
    'quiet', case when p.quiet_from is not null
      then jsonb_build_object('from', to_char(p.quiet_from, 'HH24:MI'),
        'until', to_char(p.quiet_until, 'HH24:MI')) end,
    'delegate', private.delegation_of(private.current_enterprise(), me.id),
    'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name, 'time_zone', e.time_zone,
        'marketing_from', e.marketing_from, 'marketing_to', e.marketing_to, 'approver_mfa', e.approver_mfa,
        'operation_protection', e.operation_protection)
          from public.enterprises e where e.id = private.current_enterprise()),
    'enterprises', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.name), '[]')
        from public.enterprises e where e.id = any (private.my_enterprises())),
    'disabled_in', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.name), '[]')
        from public.enterprises e join public.members m on m.enterprise_id = e.id
        where m.user_id = private.actor() and m.state = 'disabled'),
    'permissions', private.actions_of(private.actor(), private.current_enterprise()),
    'trial_bar', private.trial_bar(private.current_enterprise()),
    'basic_trial_bar', private.trial_bar(private.current_enterprise(), private.service_of_kind('basic')),
    'feedback', (select d.feedback from private.deployment d))
  from (select private.actor() as id) me left join public.profiles p on p.user_id = me.id
$$;

comment on function public.whoami is
  'The caller: {user_id (null: nobody known), name, email, locale, notices, notices_on, month_mail, quiet, '
  'delegate, bot, '
  'platform_admin, enterprise, enterprises, disabled_in, permissions, trial_bar, basic_trial_bar, '
  'feedback}. Refuses session_ended, chat_proof_required, access_key_refused.';

create or replace function public.may(action text) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.may(private.current_enterprise(), action)
$$;

comment on function public.may is 'Whether the caller may do this action in the enterprise they work in now.';

create or replace function private.switch_enterprise(home uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  chosen uuid;
begin
  select e into chosen from unnest(private.my_enterprises()) as e where e::text = lower(input ->> 'enterprise');
  if chosen is null then perform private.refuse('not_found', '{"resource": "enterprise"}'); end if;
  update public.profiles p set enterprise_id = chosen where p.user_id = private.actor();
  return public.whoami() || jsonb_build_object('about', chosen,
    'before', jsonb_build_object('enterprise_id', home),
    'after', jsonb_build_object('enterprise_id', chosen));
end $$;
create or replace function public.switch_enterprise(enterprise text) returns jsonb
language sql security definer set search_path = '' as $$
  select private.make('enterprise', 'switch', null, jsonb_build_object('enterprise', enterprise))
$$;
comment on function public.switch_enterprise is
  'ENT-1: makes another of one''s enterprises the current one. Returns whoami(). Refuses not_found.';

create or replace function private.set_locale_profile(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was text;
begin
  select p.locale into was from public.profiles p where p.user_id = private.actor() for update;
  update public.profiles p set locale = input ->> 'locale' where p.user_id = private.actor();
  return public.whoami() || jsonb_build_object('about', private.actor(), 'before', jsonb_build_object('locale', was), 'after', input);
end $$;
create or replace function public.set_locale(input jsonb) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('profile', 'set_locale', null, input)
$$;
comment on function public.set_locale is 'Sets one''s language. input {locale: zh-CN or en}. Returns whoami(). Refuses input_invalid, not_signed_in.';

create or replace function private.told_settings(person uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('notices', p.notices, 'notices_on', p.notices_on, 'month_mail', p.month_mail,
    'quiet_from', p.quiet_from, 'quiet_until', p.quiet_until) from public.profiles p where p.user_id = person
$$;
comment on function private.told_settings is
  'C10, BOT-4: of what a person is told directly, as set_notices sets it.';

create or replace function private.set_notices_profile(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  me constant uuid := private.actor();
  begins constant time := input ->> 'quiet_from';
  ends constant time := input ->> 'quiet_until';
  was jsonb;
begin
  if num_nulls(begins, ends) = 1 or begins = ends then perform private.refuse('input_invalid', '{"field": "quiet_until"}'); end if;
  perform from public.profiles p where p.user_id = me for update;
  was := private.told_settings(me);
  -- Asked for after its hour, the report of this month has been: the next one is the first.
  if (input ->> 'month_mail')::boolean then
    perform private.skip_digests(m.enterprise_id, '{digest_month}') from public.members m
    where m.user_id = me;
  end if;
  update public.profiles p set notices = coalesce(private.texts_of(input -> 'notices'), p.notices),
    month_mail = coalesce((input ->> 'month_mail')::boolean, p.month_mail) where p.user_id = me;
  if input ? 'notices_on' then
    update public.profiles p set notices_on = input ->> 'notices_on' where p.user_id = me;
  end if;
  if input ?| array['quiet_from', 'quiet_until'] then update public.profiles p set quiet_from = begins, quiet_until = ends where p.user_id = me; end if;
  return public.whoami()
    || jsonb_build_object('about', me, 'before', was, 'after', private.told_settings(me));
end $$;
create or replace function public.set_notices(input jsonb) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('profile', 'set_notices', null, input)
$$;
comment on function public.set_notices is
  'C10, BOT-4: sets what one is told directly. input {notices: of approved, rejected, held, ended; '
  'notices_on: slack, discord, null: where one last did something; month_mail: the report of each month by '
  'mail; quiet_from, quiet_until: HH:MM, both null: never quiet}; what is left out stays. Returns whoami(). '
  'Refuses input_invalid, not_signed_in.';

create or replace view public.marketing_window with (security_invoker = true) as
select e.id, e.id as enterprise_id, e.marketing_from, e.marketing_to from public.enterprises e;
comment on view public.marketing_window is 'SND-1: when marketing messages may go out, in the enterprise''s time zone.';

create or replace function private.before_update_marketing_window(id uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  was constant public.enterprises := private.enterprise(id);
  becomes constant public.enterprises := jsonb_populate_record(was, input);
begin
  if becomes.marketing_to <= becomes.marketing_from then perform private.refuse('input_invalid', '{"field": "marketing_to"}'); end if;
  if becomes.marketing_from < was.marketing_from or becomes.marketing_to > was.marketing_to then perform private.require_sudo(); end if;
end $$;
comment on function private.before_update_marketing_window is
  'With a password just given where it opens earlier or closes later than before. Refuses input_invalid, sudo_required.';

grant select on public.marketing_window to authenticated;
select private.public_verbs('marketing_window');

grant execute on function public.whoami to authenticated, anon;

grant execute on function public.may, public.switch_enterprise, public.set_locale, public.set_notices
  to authenticated;
