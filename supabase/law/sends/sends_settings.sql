comment on table public.send_settings is
  'OPT-1: frequency caps per number; GRD-1: the share of failures that pauses a send; PKG-2: whether sends may exceed the packages. No row: the defaults.';

select private.resource_table('public.send_settings', 'KooMessage:sendSetting:list');

create or replace function private.settings_of(enterprise uuid) returns public.send_settings language plpgsql stable set search_path = '' as $$
declare
  s public.send_settings;
begin
  select x.* into s from public.send_settings x where x.enterprise_id = enterprise;
  if not found then
    select enterprise, 4, 10, 10, 50, 0.5, true into s;
  end if;
  return s;
end $$;

comment on function private.settings_of is 'The settings of an enterprise, or the defaults of the table.';

create or replace function public.get_send_settings() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(private.current_enterprise(), 'KooMessage:sendSetting:list');
  return to_jsonb(private.settings_of(private.current_enterprise())) - 'enterprise_id';
end $$;

comment on function public.get_send_settings is
  'The settings of one''s enterprise: {marketing_per_hour, marketing_per_day, notice_per_minute, notice_per_day, pause_at_failures, pay_as_you_go}. Refuses forbidden.';

create or replace function private.set_send_settings(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was public.send_settings;
  made public.send_settings;
begin
  if input = '{}' then perform private.refuse('input_invalid', '{"field": "input"}'); end if;
  -- Two concurrent changes of different settings: both are kept.
  insert into public.send_settings (enterprise_id) values (home) on conflict on constraint send_settings_pkey do nothing;
  select x.* into was from public.send_settings x where x.enterprise_id = home for update;
  made := jsonb_populate_record(was, input);
  -- A cap for the shorter period above that of the day would never apply, so it must be a mistake.
  if made.marketing_per_hour > made.marketing_per_day then
    perform private.refuse('caps_crossed', jsonb_build_object('short', made.marketing_per_hour, 'day', made.marketing_per_day));
  elsif made.notice_per_minute > made.notice_per_day then
    perform private.refuse('caps_crossed', jsonb_build_object('short', made.notice_per_minute, 'day', made.notice_per_day));
  end if;
  -- Whoever finds an open page may tighten them.
  if made.marketing_per_hour > was.marketing_per_hour or made.marketing_per_day > was.marketing_per_day or made.notice_per_minute > was.notice_per_minute
    or made.notice_per_day > was.notice_per_day or made.pause_at_failures > was.pause_at_failures or made.pay_as_you_go and not was.pay_as_you_go then
    perform private.require_sudo();
  end if;
  update public.send_settings x set marketing_per_hour = made.marketing_per_hour, marketing_per_day = made.marketing_per_day, notice_per_minute = made.notice_per_minute,
    notice_per_day = made.notice_per_day, pause_at_failures = made.pause_at_failures, pay_as_you_go = made.pay_as_you_go where x.enterprise_id = home;
  return jsonb_build_object('about', home, 'before', to_jsonb(was), 'after', to_jsonb(made)) || to_jsonb(made) - 'enterprise_id';
end $$;
comment on function public.set_send_settings is
  'OPT-1, GRD-1, PKG-2: changes some of the settings of get_send_settings. input {one or more of them}. With a password just given where a cap or the share of failures grows, or sends may exceed the packages from now on. Returns them all. Refuses forbidden, input_invalid, caps_crossed, sudo_required.';

comment on table public.opt_outs is 'OPT-1: numbers that opted out of a signature, with reason and proof. added_by null: they replied so themselves.';

select private.resource_table('public.opt_outs', 'KooMessage:optOut:list', '{phone}');

create or replace function private.import_opt_out(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  phones constant text[] := private.texts_of(input -> 'phones');
  bad text;
  added integer;
begin
  if not exists (select from public.sms_signatures g where g.enterprise_id = home and g.name = input ->> 'signature') then
    perform private.refuse('not_found', '{"resource": "sms_signature"}');
  end if;
  if coalesce(cardinality(phones), 0) = 0 then perform private.refuse('file_empty'); end if;
  -- 10,000 numbers take a tenth of the API's limit of eight seconds a statement. Longer lists come in slices.
  if cardinality(phones) > 10000 then perform private.refuse('too_many_numbers', jsonb_build_object('max', 10000, 'count', cardinality(phones))); end if;
  select p into bad from unnest(phones) as p where p is null or p !~ '^\+861[3-9][0-9]{9}$' limit 1;
  if found then perform private.refuse('invalid_number', jsonb_build_object('value', left(coalesce(bad, ''), 20))); end if;
  insert into public.opt_outs (enterprise_id, signature, phone, reason, proof, added_by)
  select distinct home, input ->> 'signature', p, input ->> 'reason', private.hide_numbers(nullif(btrim(input ->> 'proof'), '')), private.actor() from unnest(phones) as p on conflict do nothing;
  get diagnostics added = row_count;
  return jsonb_build_object('about', input ->> 'signature', 'after', jsonb_build_object('added', added, 'given', cardinality(phones)),
    'added', added, 'known', (select count(distinct p) from unnest(phones) as p) - added);
end $$;
create or replace function public.import_opt_outs(input jsonb, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('opt_out', 'import', request, input, null, reason)
$$;
comment on function public.import_opt_outs is
  'OPT-1: adds up to 10,000 numbers to a signature''s opt-out list. Running sends respect them at once. '
  'input {signature, phones (E.164), proof?}. Returns {added, known}. Refuses forbidden, not_found, '
  'input_invalid, reason_required, reason_too_long, file_empty, too_many_numbers, invalid_number.';

create or replace function private.opt_out_card(opt_out bigint) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.opt_out_cards c where c.id = opt_out
$$;
comment on function private.opt_out_card is 'The opt_out_cards row of an opt-out as JSON.';

comment on function public.remove_opt_out is
  'OPT-1: removes a row of an opt-out list, for a person who asked for messages again. Returns the row as it was, masked. Refuses not_found, forbidden, reason_required, reason_too_long.';

grant execute on function public.get_send_settings, public.import_opt_outs to authenticated;

select private.public_verbs('send_settings');
select private.public_verbs('opt_out');
