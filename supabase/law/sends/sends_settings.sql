comment on table public.send_settings is
  'OPT-1: frequency caps per number; GRD-1: the share of failures that pauses a send; PKG-2: whether sends may exceed the packages.';

select private.resource_table('public.send_settings', 'KooMessage:sendSetting:list');

create or replace function private.settings_of(enterprise uuid) returns public.send_settings
language plpgsql stable set search_path = '' as $$
begin
  return (select x from public.send_settings x where x.enterprise_id = enterprise);
end $$;
comment on function private.settings_of is 'The settings of an enterprise.';

create or replace function private.before_update_send_settings(id uuid, input jsonb) returns void language plpgsql set search_path = '' as $$
declare
  was constant public.send_settings := private.settings_of(id);
  becomes constant public.send_settings := jsonb_populate_record(was, input);
begin
  if input = '{}' then perform private.refuse('input_invalid', '{"field": "input"}'); end if;
  -- A cap for the shorter period above that of the day would never apply, so it must be a mistake.
  if becomes.marketing_per_hour > becomes.marketing_per_day then
    perform private.refuse('caps_crossed', jsonb_build_object('short', becomes.marketing_per_hour, 'day', becomes.marketing_per_day));
  elsif becomes.notice_per_minute > becomes.notice_per_day then
    perform private.refuse('caps_crossed', jsonb_build_object('short', becomes.notice_per_minute, 'day', becomes.notice_per_day));
  end if;
  -- Whoever finds an open page may tighten them.
  if becomes.marketing_per_hour > was.marketing_per_hour or becomes.marketing_per_day > was.marketing_per_day
    or becomes.notice_per_minute > was.notice_per_minute or becomes.notice_per_day > was.notice_per_day
    or becomes.pause_at_failures > was.pause_at_failures or becomes.pay_as_you_go and not was.pay_as_you_go then
    perform private.require_sudo();
  end if;
end $$;
comment on function private.before_update_send_settings is
  'OPT-1, GRD-1, PKG-2: with a password just given where a cap or the share of failures grows, or sends may exceed the packages from now on. Refuses input_invalid, caps_crossed, sudo_required.';

comment on table public.opt_outs is 'OPT-1: numbers that opted out of a signature, with reason and proof. added_by null: they replied so themselves.';

select private.resource_table('public.opt_outs', 'KooMessage:optOut:list', '{phone}');

create or replace function private.opt_outs_in(file uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  home constant uuid := (select f.enterprise_id from public.number_files f where f.id = file
    and f.purpose <> 'flags');
  found jsonb;
begin
  if not exists (select from public.opt_outs o where o.enterprise_id = home) then return '{}'; end if;
  execute format($count$
    select coalesce(jsonb_object_agg(y.signature, y.n), '{}') from (
      select o.signature, count(*) as n from %s x join public.opt_outs o on o.phone = x.phone
      where x.file_id = $1 and o.enterprise_id = $2 group by o.signature) y $count$,
    coalesce(to_regclass(private.numbers_partition(file)), 'partitions.numbers_shared'::regclass))
  into found using file, home;
  return found;
end $$;
comment on function private.opt_outs_in is
  'OPT-1: how many numbers of a file have opted out, by signature: {signature: n}; those without any are '
  'left out.';

create or replace function private.import_opt_out(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  phones constant text[] := private.texts_of(input -> 'phones');
  bad text;
  added integer;
  evidence record;
begin
  if not exists (select from public.sms_signatures g
      where g.enterprise_id = home and g.name = input ->> 'signature')
    and not exists (select from public.basic_signatures g
      where g.enterprise_id = home and g.name = input ->> 'signature') then
    perform private.refuse('not_found', '{"resource": "sms_signature"}');
  end if;
  if coalesce(cardinality(phones), 0) = 0 then perform private.refuse('file_empty'); end if;
  -- 10,000 numbers take a tenth of the API's limit of eight seconds a statement. Longer lists come in slices.
  if cardinality(phones) > 10000 then perform private.refuse('too_many_numbers', jsonb_build_object('max', 10000, 'count', cardinality(phones))); end if;
  select p into bad from unnest(phones) as p where p is null or p !~ '^\+861[3-9][0-9]{9}$' limit 1;
  if found then perform private.refuse('invalid_number', jsonb_build_object('value', left(coalesce(bad, ''), 20))); end if;
  select p.path, p.name into evidence from private.proof_of(input, 'opt-out-proofs', home, 'proof_file') p;
  insert into public.opt_outs (enterprise_id, signature, phone, reason, proof, proof_path, proof_name,
    added_by)
  select distinct home, input ->> 'signature', p, input ->> 'reason',
    private.hide_numbers(nullif(btrim(input ->> 'proof'), '')),
    evidence.path, evidence.name, private.actor() from unnest(phones) as p on conflict do nothing;
  get diagnostics added = row_count;
  return jsonb_build_object('about', input ->> 'signature', 'after', jsonb_build_object('added', added, 'given', cardinality(phones)),
    'added', added, 'known', (select count(distinct p) from unnest(phones) as p) - added);
end $$;
create or replace function public.import_opt_outs(input jsonb, reason text default null, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('opt_out', 'import', request, input, null, reason)
$$;
comment on function public.import_opt_outs is
  'OPT-1: adds up to 10,000 numbers to the opt-out list of a signature, at once. input {signature, phones '
  '(E.164), proof?, proof_file?}. Returns {added, known}. Refuses forbidden, not_found, file_invalid, '
  'input_invalid, reason_required, reason_too_long, file_empty, too_many_numbers, invalid_number.';

create or replace function private.opt_out_card(opt_out bigint) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.opt_out_cards c where c.id = opt_out
$$;
comment on function private.opt_out_card is 'The opt_out_cards row of an opt-out as JSON.';

comment on function public.remove_opt_out is
  'OPT-1: removes a row of an opt-out list, for a person who asked for messages again. Returns the row as it was, masked. Refuses not_found, forbidden, reason_required, reason_too_long.';

grant execute on function public.import_opt_outs to authenticated;

select private.public_verbs('send_settings');
select private.public_verbs('opt_out');
