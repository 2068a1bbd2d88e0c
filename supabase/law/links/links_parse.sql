-- links: the input of a resolve task, checked field by field (RES-1)

create or replace function private.link_address(domain uuid, code text) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce('https://' || d.host, (select x.link_base_url from private.deployment x))
      || '/' || code from public.domains d where d.id = domain);
end $$;

comment on function private.link_address is
  'The full address of a link: its domain''s own host or the deployment''s address, and its code.';

create or replace function private.link_trouble(
  cust_flag text, params jsonb, names text[]
) returns public.link_reject_reason language sql immutable set search_path = '' as $$
  select case
    when char_length(cust_flag) > 64 then 'cust_flag_too_long'
    when coalesce(cust_flag, '') = '' then 'cust_flag_missing'
    when cardinality(names) > 0 and exists (select from unnest(names) as n where coalesce(params ->> n, '') = '') then 'missing_parameter'
  end::public.link_reject_reason
$$;

comment on function private.link_trouble is
  'RES-2: why a personal link cannot be made, or null. Every parameter of the template needs a value.';

create or replace function private.longest_validity(kind public.resolve_task_kind) returns integer
language sql immutable set search_path = '' as $$
  select case kind when 'group' then 180 else 7 end
$$;

comment on function private.longest_validity is 'Table 7-1: how many days a link of a kind may have in all.';

create or replace function private.check_signatures(signatures jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  named constant text[] := array(select btrim(s.name)
    from jsonb_array_elements_text(coalesce(nullif(signatures, 'null'), '[]')) with ordinality as s (name, n)
    order by s.n);
begin
  if cardinality(named) not between 1 and 5
    or exists (select from unnest(named) as s
    where s is null or s ~ '[【】\[\]]' or char_length(s) not between 1 and 18)
     or (select count(distinct s) from unnest(named) as s) < cardinality(named) then
    perform private.refuse('signatures_invalid', '{"max": 5}');
  end if;
  return named;
end $$;

comment on function private.check_signatures is
  'Table 7-1: 1 to 5 signatures without brackets. Refuses signatures_invalid.';

create or replace function private.parse_resolve_task(home uuid, input jsonb, out made public.resolve_tasks)
language plpgsql set search_path = '' as $$
declare
  s public.sends;
  t public.templates;
  d public.domains;
  longest integer;
  most constant integer := 1000000000;
begin
  perform private.must_be_filed(home, 'short_link');
  made.source := coalesce(input ->> 'source', case when input ->> 'send_id' is not null then 'send' else 'template' end);
  if input ->> 'send_id' is not null then
    select x.* into s from public.sends x where x.id = private.as_uuid(input ->> 'send_id', 'send_id') and x.enterprise_id = home;
    if not found then perform private.refuse('not_found', '{"resource": "send"}'); end if;
  end if;
  made.source_send_id := s.id;
  made.name := private.hide_numbers(private.clean_name(coalesce(input ->> 'name', s.name)));
  made.kind := coalesce(input ->> 'kind', case when s.id is not null then 'personal' end);
  if made.kind is null then perform private.refuse('input_invalid', '{"field": "kind"}'); end if;

  t := private.template_for(home, coalesce(private.as_uuid(input ->> 'template_id', 'template_id'),
    s.template_id));
  made.template_id := t.id;
  -- From a send: the version that the send itself shows.
  made.version_id := case when s.template_id = t.id then s.version_id else t.live_version_id end;
  if not exists (select from public.vendor_reviews r where r.version_id = made.version_id and r.state = 'approved') then
    perform private.refuse('template_not_approved', jsonb_build_object('name', t.name));
  end if;
  if not t.enabled then perform private.refuse('template_disabled', jsonb_build_object('name', t.name)); end if;

  select x.* into d from public.domains x where x.enterprise_id = home and case when input ->> 'domain_id' is not null
    then x.id = private.as_uuid(input ->> 'domain_id', 'domain_id') when s.id is not null then x.id = s.domain_id else x.is_default end;
  if not found then perform private.refuse('not_found', '{"resource": "domain"}'); end if;
  made.domain_id := d.id;
  if d.state <> 'approved' then perform private.refuse('domain_not_approved'); end if;
  if not d.enabled then perform private.refuse('domain_disabled', jsonb_build_object('name', d.name)); end if;

  made.signatures := private.check_signatures(case when s.id is not null and not input ? 'signatures'
    then (select jsonb_build_array(g.name) from public.sms_signatures g where g.id = s.sms_signature_id) else input -> 'signatures' end);
  longest := private.longest_validity(made.kind);
  made.validity_days := coalesce((input ->> 'validity_days')::integer, 7);
  if made.validity_days not between 1 and longest then
    perform private.refuse('validity_out_of_range', jsonb_build_object('min', 1, 'max', longest));
  end if;
  made.expires_at := clock_timestamp() + make_interval(days => made.validity_days);

  made.max_resolutions := coalesce((input ->> 'max_resolutions')::integer, case made.kind when 'personal' then 1 else 0 end);
  if made.kind = 'personal' and made.max_resolutions <> 1 then
    perform private.refuse('max_resolutions_invalid', '{"min": 1, "max": 1}');
  elsif made.kind = 'group' and made.max_resolutions not between 2 and most then
    perform private.refuse('max_resolutions_invalid', jsonb_build_object('min', 2, 'max', most));
  end if;
  made.jump_url := nullif(btrim(input ->> 'jump_url'), '');
  if made.jump_url is not null then
    if made.kind = 'personal' then perform private.refuse('group_only', '{"field": "jump_url"}'); end if;
    perform private.check_jump(home, made.jump_url);
  end if;
end $$;

comment on function private.parse_resolve_task is
  'Table 7-1: the resolve task that an input describes. Refuses what does not fit, naming the field.';
