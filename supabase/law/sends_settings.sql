comment on table public.send_settings is
  'OPT-1: frequency caps for a number; GRD-1: the share of failures that pauses a send; PKG-2: whether sends may go beyond the packages. No row: the defaults.';

alter table public.send_settings enable row level security;

grant select on public.send_settings to authenticated;

create policy "people who may list send settings see them" on public.send_settings for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:sendSetting:list'))::uuid[]));

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
declare
  detail text;
begin
  perform private.require(private.current_enterprise(), 'KooMessage:sendSetting:list');
  return to_jsonb(private.settings_of(private.current_enterprise())) - 'enterprise_id';
end $$;

comment on function public.get_send_settings is
  'The settings of one''s enterprise: {marketing_per_hour, marketing_per_day, notice_per_minute, notice_per_day, pause_at_failures, pay_as_you_go}. Refuses forbidden.';

create or replace function public.set_send_settings(input jsonb, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  was public.send_settings;
  made public.send_settings;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'set_send_settings', null, input);
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:sendSetting:manage');
  was := private.settings_of(home);
  begin
    if jsonb_typeof(input) is distinct from 'object' or (input - array['marketing_per_hour', 'marketing_per_day', 'notice_per_minute', 'notice_per_day',
        'pause_at_failures', 'pay_as_you_go']) <> '{}' then raise check_violation; end if;
    made := jsonb_populate_record(was, input);
    -- A cap of the shorter time above that of the day would never hold: whoever sets it means something else.
    if made.marketing_per_hour > made.marketing_per_day then
      perform private.refuse('caps_crossed', jsonb_build_object('short', made.marketing_per_hour, 'day', made.marketing_per_day));
    elsif made.notice_per_minute > made.notice_per_day then
      perform private.refuse('caps_crossed', jsonb_build_object('short', made.notice_per_minute, 'day', made.notice_per_day));
    end if;
    insert into public.send_settings as x select made.* on conflict on constraint send_settings_pkey do update set
      marketing_per_hour = excluded.marketing_per_hour, marketing_per_day = excluded.marketing_per_day, notice_per_minute = excluded.notice_per_minute,
      notice_per_day = excluded.notice_per_day, pause_at_failures = excluded.pause_at_failures, pay_as_you_go = excluded.pay_as_you_go;
  exception when check_violation or not_null_violation or invalid_text_representation or numeric_value_out_of_range then
    perform private.refuse('input_invalid', '{"field": "marketing_per_hour, marketing_per_day, notice_per_minute, notice_per_day, pause_at_failures, pay_as_you_go"}');
  end;
  perform private.audit(home, 'send_settings', home::text, 'set', to_jsonb(was), to_jsonb(made));
  return private.store_response(request, 'set_send_settings', null, to_jsonb(made) - 'enterprise_id', input);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('send_settings', home::text, 'set', sqlerrm, detail, home);
end $$;

comment on function public.set_send_settings is 'Changes some of the settings of get_send_settings; returns them all. Refuses forbidden, input_invalid, caps_crossed.';

comment on table public.opt_outs is 'OPT-1: numbers that said no to a signature, with reason and proof. added_by null: they replied so themselves.';

alter table public.opt_outs enable row level security;

grant select on public.opt_outs to authenticated;

create policy "people who may list opt-outs see them" on public.opt_outs for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:optOut:list'))::uuid[]));

create or replace function public.import_opt_outs(signature text, phones text[], reason text, proof text default null, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  bad text;
  added integer;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'import_opt_outs');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:optOut:create');
  if not exists (select from public.sms_signatures g where g.enterprise_id = home and g.name = import_opt_outs.signature) then
    perform private.refuse('not_found', '{"resource": "signature"}');
  end if;
  reason := private.clean_reason(reason, 'import');
  if coalesce(cardinality(phones), 0) = 0 then perform private.refuse('file_empty'); end if;
  -- So many fit into one statement of the API's eight seconds ten times over; longer lists come in slices.
  if cardinality(phones) > 10000 then
    perform private.refuse('too_many_numbers', jsonb_build_object('max', 10000, 'count', cardinality(phones)));
  end if;
  select p into bad from unnest(phones) as p where p is null or p !~ '^\+861[3-9][0-9]{9}$' limit 1;
  if found then
    perform private.refuse('invalid_number', jsonb_build_object('value', left(coalesce(bad, ''), 20)));
  end if;
  insert into public.opt_outs (enterprise_id, signature, phone, reason, proof, added_by)
  select distinct home, import_opt_outs.signature, p, import_opt_outs.reason, left(nullif(btrim(import_opt_outs.proof), ''), 1000), private.actor()
  from unnest(phones) as p on conflict do nothing;
  get diagnostics added = row_count;
  perform private.audit(home, 'opt_outs', import_opt_outs.signature, 'import', null, jsonb_build_object('added', added, 'given', cardinality(phones)), reason);
  return private.store_response(request, 'import_opt_outs', null,
    jsonb_build_object('added', added, 'known', (select count(distinct p) from unnest(phones) as p) - added));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('opt_outs', import_opt_outs.signature, 'import', sqlerrm, detail, home);
end $$;

comment on function public.import_opt_outs is
  'OPT-1: puts up to 10,000 numbers (E.164) on a signature''s opt-out list, with reason and proof; from then on nothing goes to them, also of running sends. {added, known}. Refuses forbidden, not_found, reason_required, reason_too_long, file_empty, too_many_numbers, invalid_number.';

create or replace function public.remove_opt_out(signature text, phone text, reason text, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  gone public.opt_outs;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'remove_opt_out');
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:optOut:remove');
  reason := private.clean_reason(reason, 'remove');
  delete from public.opt_outs o where o.enterprise_id = home and o.signature = remove_opt_out.signature and o.phone = remove_opt_out.phone returning o.* into gone;
  if not found then perform private.refuse('not_found', '{"resource": "opt_out"}'); end if;
  perform private.audit(home, 'opt_outs', gone.signature, 'remove', jsonb_build_object('phone', private.mask(gone.phone), 'reason', gone.reason, 'at', gone.at), null, reason);
  return private.store_response(request, 'remove_opt_out', null, jsonb_build_object('removed', private.mask(gone.phone)));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('opt_outs', remove_opt_out.signature, 'remove', sqlerrm, detail, home);
end $$;

comment on function public.remove_opt_out is 'OPT-1: takes a number off a signature''s list, for a person who asked to be back. {removed}. Refuses forbidden, reason_required, reason_too_long, not_found.';

grant execute on function public.get_send_settings, public.set_send_settings, public.import_opt_outs, public.remove_opt_out to authenticated;
