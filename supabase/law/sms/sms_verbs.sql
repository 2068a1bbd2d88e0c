-- sms: the rules of SMS-1 (§7.3). The frame (frame.sql) does the rest.

create or replace function private.require_sms_app(app public.sms_apps) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not app.enabled then
    perform private.refuse('sms_app_disabled', jsonb_build_object('field', 'app_id', 'name', app.name));
  end if;
end $$;
comment on function private.require_sms_app is
  'Refuses sms_app_disabled where the application takes nothing new.';

create or replace function private.sms_app_of(input jsonb, home uuid) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  app public.sms_apps;
begin
  select a.* into app from public.sms_apps a where a.id = private.as_uuid(input ->> 'app_id', 'app_id')
    and a.enterprise_id = home;
  if not found then perform private.refuse('not_found', '{"resource": "sms_app", "field": "app_id"}'); end if;
  perform private.require_sms_app(app);
  return app.id;
end $$;
comment on function private.sms_app_of is
  'The application that an input names, of this enterprise. Refuses input_invalid, not_found, '
  'sms_app_disabled.';

create or replace function private.promise_members(kind text, input jsonb) returns void
language plpgsql stable set search_path = '' as $$
begin
  if kind = 'promotion' and (input -> 'members_only') is distinct from 'true' then
    perform private.refuse('promotion_unconfirmed');
  end if;
end $$;
comment on function private.promise_members is
  'SMS-1 (tables 7-6, 7-8): promotions go to members with an existing order relation only; the caller '
  'confirms it. Refuses promotion_unconfirmed.';

create or replace function private.sms_app_name(typed text) returns text
language plpgsql stable set search_path = '' as $$
begin
  if btrim(typed) !~ '^[A-Za-z0-9_]{1,64}$' then
    perform private.refuse('sms_app_name_invalid', jsonb_build_object('name', left(btrim(typed), 64)));
  end if;
  return btrim(typed);
end $$;
comment on function private.sms_app_name is
  'SMS-1 (table 7-7): letters, digits and underscores. Refuses sms_app_name_invalid.';

create or replace function private.sms_uplink(typed text) returns text
language plpgsql stable set search_path = '' as $$
declare
  url constant text := nullif(btrim(typed), '');
  trouble constant text := case when url is not null then private.jump_trouble(url) end;
begin
  if trouble is not null then
    perform private.refuse('sms_uplink_invalid', jsonb_build_object('field', 'uplink_url', 'why', trouble));
  end if;
  return url;
end $$;
comment on function private.sms_uplink is
  'SMS-1 (table 7-7): the uplink address of an application, or null: http or https, a public domain or IPv4 '
  'address, with a port or without, at most 256 characters. Refuses sms_uplink_invalid.';

create or replace function private.create_sms_app(home uuid, input jsonb) returns uuid
language sql set search_path = '' as $$
  insert into public.sms_apps (enterprise_id, name, uplink_url, created_by)
  values (home, private.sms_app_name(input ->> 'name'), private.sms_uplink(input ->> 'uplink_url'),
    private.actor()) returning id
$$;
comment on function public.create_sms_app is
  'SMS-1 (§7.3.2): adds an application; it is never deleted. input {name, uplink_url (null: none)}. '
  'Returns the card. Refuses forbidden, input_invalid, sms_app_name_invalid, sms_uplink_invalid, name_taken '
  '(whatever the case), rows_full (20).';

create or replace function private.update_sms_app(sms_app uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  former constant text := (select a.uplink_url from public.sms_apps a where a.id = sms_app);
  -- Without the key the stored address is kept.
  url constant text := case when input ? 'uplink_url' then private.sms_uplink(input ->> 'uplink_url') else former end;
begin
  update public.sms_apps a set name = private.sms_app_name(input ->> 'name'), uplink_url = url
  where a.id = sms_app;
  if url is distinct from former then perform private.end_uplink(sms_app); end if;
end $$;
comment on function public.update_sms_app is
  'SMS-1: another name or uplink address of an application. At another address nothing is posted before '
  'rotate_sms_app. Refuses not_found and as create_sms_app.';

comment on function public.disable_sms_app is
  'SMS-1: no new signature or SMS template comes under the application; those there are go on. '
  'Returns the card. Refuses not_found, forbidden, wrong_state.';

create or replace function private.asked_now(home uuid) returns jsonb
language sql volatile set search_path = '' as $$
  select jsonb_build_object('id', gen_random_uuid(), 'enterprise_id', home, 'state', 'in_review',
    'submitted_by', private.actor(), 'created_by', private.actor(),
    'submitted_at', clock_timestamp(), 'created_at', now())
$$;
comment on function private.asked_now is
  'The columns of a new row that is in review as it is made: whose it is, who asked for it and when.';

create or replace function private.save_sms_signature(s public.sms_signatures, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  proof record;
begin
  s.app_id := private.sms_app_of(input, s.enterprise_id);
  s.name := private.clean_name(input ->> 'name');
  if char_length(s.name) not between 2 and 18 or s.name ~ '[【】\[\]]' then
    perform private.refuse('signature_name_invalid', jsonb_build_object('name', left(s.name, 40)));
  end if;
  s.kind := (input ->> 'kind')::public.signature_kind;
  perform private.promise_members(s.kind::text, input);
  s.source := (input ->> 'source')::public.signature_source;
  s.third_party := (input ->> 'third_party')::boolean;
  s.purpose := coalesce(private.hide_numbers(btrim(input ->> 'purpose')), '');
  -- Without the key the licence is kept.
  if input ? 'proof' then
    select p.path, p.name into proof from private.proof_of(input, 'licence-proofs', s.enterprise_id) p;
    s.proof_path := proof.path;
    s.proof_name := proof.name;
  end if;
  if s.proof_path is null then perform private.refuse('licence_required'); end if;
  insert into public.sms_signatures select s.*
  on conflict (id) do update set app_id = s.app_id, name = s.name, kind = s.kind, source = s.source,
    third_party = s.third_party,
    purpose = s.purpose, proof_path = s.proof_path, proof_name = s.proof_name;
  return s.id;
end $$;
comment on function private.save_sms_signature is
  'SMS-1 (table 7-8): checks a signature''s input and writes the row, a new one or one that is edited.';

create or replace function private.create_sms_signature(home uuid, input jsonb) returns uuid
language sql set search_path = '' as $$
  select private.save_sms_signature(jsonb_populate_record(null::public.sms_signatures,
      private.asked_now(home)), input)
$$;
comment on function public.create_sms_signature is
  'SMS-1 (§7.3.3): asks for a signature. input {app_id, name, kind, members_only, source, third_party, '
  'purpose, proof: a picture}. Refuses forbidden, input_invalid, not_found, sms_app_disabled, rows_full, '
  'signature_name_invalid, promotion_unconfirmed, file_invalid, licence_required, name_taken.';

create or replace function private.update_sms_signature(sms_signature uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.save_sms_signature(g, input) from public.sms_signatures g where g.id = sms_signature
$$;
comment on function public.update_sms_signature is
  'SMS-1: edits a rejected signature; submit_sms_signature asks again. Refuses not_found, forbidden, '
  'wrong_state and as create_sms_signature.';

create or replace function private.check_sms_variables(content text, variables jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  places text[];
  told text[];
  bad text;
begin
  if regexp_replace(content, '\$\{[^{}]*\}', '', 'g') like '%${%' then
    perform private.refuse('sms_variable_name_invalid', '{"name": "${"}');
  end if;
  select array_agg(distinct p.name[1] order by p.name[1]) into places
  from regexp_matches(content, '\$\{([^{}]*)\}', 'g') as p (name);
  select p into bad from unnest(places) p where p !~ '^[A-Za-z_][A-Za-z0-9_]{0,31}$' limit 1;
  if bad is not null then
    perform private.refuse('sms_variable_name_invalid',
      jsonb_build_object('name', case when bad = '' then '${}' else left(bad, 40) end));
  end if;
  select array_agg(v ->> 'name' order by v ->> 'name') into told from jsonb_array_elements(variables) v;
  if coalesce(told, '{}') <> coalesce(places, '{}') then
    perform private.refuse('sms_variables_differ',
      jsonb_build_object('places', coalesce(to_jsonb(places), '[]'),
        'variables', coalesce(to_jsonb(told), '[]')));
  end if;
  select v ->> 'name' into bad from jsonb_array_elements(variables) v
  where not private.fits_variable(v ->> 'kind', v ->> 'example') limit 1;
  if bad is not null then
    perform private.refuse('sms_variable_example_invalid', jsonb_build_object('name', bad));
  end if;
end $$;
comment on function private.check_sms_variables is
  'SMS-1 (table 7-6): every ${name} of the content has a kind and an example that fits it, and nothing else '
  'has. Refuses sms_variable_name_invalid, sms_variables_differ, sms_variable_example_invalid.';

create or replace function private.fits_variable(kind text, example text) returns boolean
language sql immutable set search_path = '' as $$
  -- shared/src/sms/variables.ts says the same. 20 characters: what the API takes for a value.
  select char_length(btrim(example)) between 1 and 20 and case kind
    when 'phone' then example ~ '^\+?[0-9][0-9-]{4,19}$'
    when 'characters' then example ~ '^[A-Za-z0-9_-]+$'
    when 'time' then example ~ '[0-9]' and example !~ '[【】\r\n]'
    when 'money' then example ~ '^[0-9]+([.][0-9]{1,2})?$'
    -- Nothing that would be read as a link, or as a signature.
    else example !~ '(https?://|www\.|\{link\}|[【】\r\n])' end
$$;
comment on function private.fits_variable is
  'SMS-1: whether an example is a value of its kind: phone, characters (letters and digits), time, money, '
  'text.';

create or replace function private.save_sms_template(m public.sms_templates, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  g public.sms_signatures;
  units integer;
begin
  m.name := private.clean_name(input ->> 'name');
  select x.* into g from public.sms_signatures x
  where x.id = private.as_uuid(input ->> 'signature_id', 'signature_id')
    and x.enterprise_id = m.enterprise_id;
  if not found then
    perform private.refuse('not_found', '{"resource": "sms_signature", "field": "signature_id"}');
  end if;
  if g.state <> 'approved' then
    perform private.refuse('signature_not_approved', jsonb_build_object('name', g.name));
  end if;
  perform private.require_sms_app(a) from public.sms_apps a where a.id = g.app_id;
  perform private.promise_members(g.kind::text, input);
  m.signature_id := g.id;
  m.app_id := g.app_id;
  m.kind := g.kind;
  m.content := btrim(input ->> 'content', E' \t\n\r');
  m.variables := coalesce(input -> 'variables', '[]');
  m.purpose := coalesce(private.hide_numbers(btrim(input ->> 'purpose')), '');
  if m.content ~ '[【】]' then perform private.refuse('sms_content_signed'); end if;
  if m.content ~* '(https?://|www\.)' then perform private.refuse('sms_content_address'); end if;
  if m.content like '%{link}%{link}%' then perform private.refuse('sms_link_twice'); end if;
  -- A text for cards that lacks its link would come to have that alone.
  if m.content = '' then perform private.refuse('input_invalid', '{"field": "content"}'); end if;
  perform private.require_clean_words(m.content);
  perform private.check_sms_variables(m.content, m.variables);
  if (input -> 'for_cards') = 'true' then
    -- Cards go out in group sends, where a text has no variables (table 7-2). The link is put in by the
    -- system where its place is missing.
    if m.variables <> '[]' then
      perform private.refuse('sms_template_has_variables', jsonb_build_object('name', m.name));
    end if;
    if m.content not like '%{link}%' then m.content := m.content || ' {link}'; end if;
  end if;
  units := private.sms_units(private.sms_text(g.name, private.sms_body(m.content, m.kind = 'promotion'),
      private.link_example(m.enterprise_id), private.sms_examples(m.variables)));
  if units > 500 then
    perform private.refuse('sms_content_length', jsonb_build_object('length', units, 'max', 500));
  end if;
  insert into public.sms_templates select m.*
  on conflict (id) do update set name = m.name, signature_id = m.signature_id, app_id = m.app_id,
    kind = m.kind, content = m.content,
    variables = m.variables, purpose = m.purpose;
  return m.id;
end $$;
comment on function private.save_sms_template is
  'SMS-1 (table 7-6): checks an SMS template''s input and writes the row, a new one or one that is edited. '
  'Kind and application are those of its signature.';

create or replace function private.create_sms_template(home uuid, input jsonb) returns uuid
language sql set search_path = '' as $$
  select private.save_sms_template(jsonb_populate_record(null::public.sms_templates, private.asked_now(home)),
    input)
$$;
comment on function public.create_sms_template is
  'SMS-1 (§7.3.1): asks for an SMS template; it is in review at once. input {name, signature_id, '
  'members_only, content, for_cards (adds the link), variables [{name, kind, example}], purpose}. '
  'Refuses forbidden, input_invalid, not_found, rows_full, sms_app_disabled, signature_not_approved, '
  'promotion_unconfirmed, word_banned, sms_content_signed, sms_content_address, sms_link_twice, '
  'sms_content_length, sms_variable_name_invalid, sms_variables_differ, sms_variable_example_invalid, '
  'sms_template_has_variables, name_taken.';

create or replace function private.update_sms_template(sms_template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.save_sms_template(m, input) from public.sms_templates m where m.id = sms_template
$$;
comment on function public.update_sms_template is
  'SMS-1: edits a rejected SMS template; submit_sms_template asks again. Refuses not_found, forbidden, '
  'wrong_state and as create_sms_template.';

create or replace function private.register_sms_template(sms_template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.sms_templates m set carrier_template_id = nullif(btrim(input ->> 'carrier_template_id'), '')
  where m.id = sms_template
$$;
comment on function public.register_sms_template is
  'SMS-1: writes down what the carrier calls an SMS template, for channels that send no other texts '
  '(koomessage). input {carrier_template_id: at most 36 letters, digits, - and _; empty: none}. Returns the '
  'card. Refuses not_found, forbidden, input_invalid.';

select private.public_verbs('sms_app');
select private.public_verbs('sms_signature');
select private.public_verbs('sms_template');
