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
language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  insert into public.sms_apps (enterprise_id, name, created_by)
  values (home, private.sms_app_name(input ->> 'name'), private.actor()) returning id into made;
  perform private.set_callback_url(private.uplink_of(made), private.sms_uplink(input ->> 'uplink_url'));
  return made;
end $$;
comment on function public.create_sms_app is
  'SMS-1 (§7.3.2): adds an application; it is never deleted. input {name, uplink_url (null: none)}. '
  'Returns the card. Refuses forbidden, input_invalid, sms_app_name_invalid, sms_uplink_invalid, name_taken '
  '(whatever the case), rows_full (20).';

create or replace function private.update_sms_app(sms_app uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.sms_apps a set name = private.sms_app_name(input ->> 'name') where a.id = sms_app;
  -- Without the key the stored address is kept.
  if input ? 'uplink_url' then
    perform private.set_callback_url(private.uplink_of(sms_app), private.sms_uplink(input ->> 'uplink_url'));
  end if;
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

create or replace function private.licences_in(given jsonb, home uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := '[]';
  proof record;
begin
  for n in 0..jsonb_array_length(coalesce(nullif(given, 'null'), '[]')) - 1 loop
    select p.path, p.name into proof
    from private.proof_of(jsonb_build_object('proofs', given -> n), 'licence-proofs', home, 'proofs') p;
    -- The same picture again is the one that is there.
    if proof.path is not null and not kept @> jsonb_build_array(jsonb_build_object('path', proof.path)) then
      kept := kept || jsonb_build_array(jsonb_build_object('path', proof.path, 'name', proof.name));
    end if;
  end loop;
  return kept;
end $$;
comment on function private.licences_in is
  'SMS-1 (table 7-8): the pictures of a licence as they are stored: [{path, name}], each once. Refuses '
  'file_invalid.';

create or replace function private.signature_in(
  v public.sms_signature_versions, kind text, input jsonb
) returns public.sms_signature_versions language plpgsql stable set search_path = '' as $$
begin
  v.app_id := private.sms_app_of(input, v.enterprise_id);
  perform private.promise_members(kind, input);
  v.source := (input ->> 'source')::public.signature_source;
  v.third_party := (input ->> 'third_party')::boolean;
  v.purpose := coalesce(private.hide_numbers(btrim(input ->> 'purpose')), '');
  -- Without the key the licences are kept.
  if input ? 'proofs' then v.proofs := private.licences_in(input -> 'proofs', v.enterprise_id); end if;
  if v.proofs = '[]' then perform private.refuse('licence_required'); end if;
  return v;
end $$;
comment on function private.signature_in is
  'SMS-1 (table 7-8): a version of a signature with what an input says. Refuses what does not fit.';

create or replace function private.signature_name_in(input jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  name constant text := private.clean_name(input ->> 'name');
begin
  if char_length(name) not between 2 and 18 or name ~ '[【】\[\]]' then
    perform private.refuse('signature_name_invalid', jsonb_build_object('name', left(name, 40)));
  end if;
  return name;
end $$;
comment on function private.signature_name_in is
  'SMS-1: a signature as it is stored, without brackets. Refuses signature_name_invalid.';

create or replace function private.lay_sms_signature(
  about public.sms_signatures, v public.sms_signature_versions
) returns uuid language plpgsql set search_path = '' as $$
begin
  insert into public.sms_signatures (id, enterprise_id, name, kind, app_id, created_by)
  values (v.signature_id, v.enterprise_id, about.name, about.kind, v.app_id, v.created_by);
  insert into public.sms_signature_versions select v.*;
  update public.sms_signatures g set latest_version_id = v.id,
    live_version_id = case when v.state = 'approved' then v.id end where g.id = v.signature_id;
  return v.signature_id;
end $$;
comment on function private.lay_sms_signature is 'Makes a signature with its first version.';

create or replace function private.create_sms_signature(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  about public.sms_signatures;
  v public.sms_signature_versions := jsonb_populate_record(null::public.sms_signature_versions,
    private.asked_now(home)
    || jsonb_build_object('version', 1, 'proofs', '[]'::jsonb, 'signature_id', gen_random_uuid()));
begin
  v := private.signature_in(v, input ->> 'kind', input);
  about.name := private.signature_name_in(input);
  about.kind := (input ->> 'kind')::public.signature_kind;
  return private.lay_sms_signature(about, v);
end $$;
comment on function public.create_sms_signature is
  'SMS-1 (§7.3.3): asks for a signature. input {app_id, name, kind, members_only, source, third_party, '
  'purpose, proofs: 1 to 5 pictures}. Refuses forbidden, input_invalid, not_found, sms_app_disabled, '
  'rows_full, signature_name_invalid, promotion_unconfirmed, file_invalid, licence_required, name_taken.';

create or replace function private.update_sms_signature(sms_signature uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  about public.sms_signatures;
  v public.sms_signature_versions;
  given public.sms_signatures;
begin
  select g.* into about from public.sms_signatures g where g.id = sms_signature for no key update;
  select x.* into v from public.sms_signature_versions x where x.id = about.latest_version_id;
  -- Without the keys both are kept.
  given.name := coalesce(case when input ->> 'name' is not null then private.signature_name_in(input) end,
    about.name);
  given.kind := coalesce((input ->> 'kind')::public.signature_kind, about.kind);
  if about.live_version_id is not null and (given.name, given.kind) is distinct from (about.name,
    about.kind) then
    perform private.refuse('signature_keeps_its_name', jsonb_build_object('name', about.name));
  end if;
  v := private.signature_in(v, given.kind::text, input);
  if v.state = 'approved' then
    v := jsonb_populate_record(v, private.next_version(v.version));
    insert into public.sms_signature_versions select v.*;
  else
    update public.sms_signature_versions x set app_id = v.app_id, source = v.source,
      third_party = v.third_party,
      purpose = v.purpose, proofs = v.proofs where x.id = v.id;
  end if;
  update public.sms_signatures g set name = given.name, kind = given.kind, latest_version_id = v.id,
    app_id = case when g.live_version_id is null then v.app_id else g.app_id end where g.id = sms_signature;
end $$;
comment on function public.update_sms_signature is
  'SMS-1: edits a draft or rejected signature in place; an approved one serves on and gets a next version, '
  'under the same name and kind. submit_sms_signature asks for its review. Returns the card. Refuses '
  'not_found, forbidden, wrong_state, signature_keeps_its_name and as create_sms_signature.';

create or replace function private.next_version(version integer) returns jsonb
language sql volatile set search_path = '' as $$
  select jsonb_build_object('id', gen_random_uuid(), 'version', version + 1, 'state', 'draft',
    'submitted_by', null, 'submitted_at', null, 'decided_by', null, 'decided_at', null, 'reason', null,
    'created_by', private.actor(), 'created_at', now())
$$;
comment on function private.next_version is
  'The columns in which the draft of a next version differs from the version that it begins from.';

create or replace function private.approve_sms_signature(sms_signature uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.sms_signatures g set live_version_id = v.id, app_id = v.app_id
  from public.sms_signature_versions v where g.id = sms_signature and v.id = g.latest_version_id
$$;
comment on function public.approve_sms_signature is
  'SMS-1: in_review → approved, never by whoever made, edited or submitted the version. From now on it '
  'serves in place of the version before. Returns the card. Refuses not_found, forbidden, wrong_state, '
  'four_eyes, shown_required, shown_changed, reason_too_long.';

create or replace function private.enable_sms_signature(sms_signature uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.sms_signatures g set enabled = true where g.id = sms_signature
$$;
comment on function public.enable_sms_signature is
  'SMS-1: new sends and SMS templates may take the signature again. Returns the card. Refuses not_found, '
  'forbidden, wrong_state.';

create or replace function private.disable_sms_signature(sms_signature uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.sms_signatures g set enabled = false where g.id = sms_signature
$$;
comment on function public.disable_sms_signature is
  'SMS-1: no new send and no new SMS template takes the signature. Sends that were approved go out; a plan '
  'stops at its next time. Returns the card. Refuses not_found, forbidden, wrong_state.';

create or replace function private.used_by(counts jsonb, name text) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('name', name, 'uses', jsonb_agg(jsonb_build_object(
      'zh', u.n || u.zh, 'en', u.n || ' ' || case when u.n = 1
        then u.en else u.en || 's' end) order by u.place))
  from (values (1, 'templates', ' 个短消息模板', 'SMS template'), (2, 'sends', ' 个发送任务', 'send'),
      (3, 'tasks', ' 个解析任务', 'resolve task'), (4, 'ports', ' 个通道号', 'channel number'), (5, 'accounts',
        ' 个服务号', 'service account'), (6, 'storyboards', ' 个基础版模板', 'basic template'))
    as w (place, what, zh, en)
  cross join lateral (select w.place, w.zh, w.en, (counts ->> w.what)::integer as n) u
  where u.n > 0 having count(*) > 0
$$;
comment on function private.used_by is
  'The details of a refusal that says what uses a row, by how many of each there are; null: nothing does.';

create or replace function private.signature_uses(signature uuid) returns jsonb
language sql stable set search_path = '' as $$
  -- Channel numbers, accounts and links name a signature by its text. Another kind of it has the same one.
  select jsonb_build_object('code', 'signature_in_use') || private.used_by(jsonb_build_object(
      'templates', (select count(distinct v.sms_template_id) from public.sms_template_versions v
        where v.signature_id = g.id),
      'sends', (select count(*) from public.sends s where s.sms_signature_id = g.id),
      'tasks', case when alone.yes then (select count(*) from public.resolve_tasks t
        where t.enterprise_id = g.enterprise_id and g.name = any (t.signatures)) end,
      'ports', case when alone.yes then (select count(*) from public.ports p
        where p.enterprise_id = g.enterprise_id and g.name = any (p.signatures)) end,
      'accounts', case when alone.yes then (select count(distinct p.account_id) from public.account_parts p
        join public.account_part_versions v on v.id in (p.latest_version_id, p.live_version_id)
        where p.enterprise_id = g.enterprise_id and v.content -> 'signatures' ? g.name) end),
    g.name)
  from public.sms_signatures g cross join lateral (select not exists (select from public.sms_signatures o
    where o.enterprise_id = g.enterprise_id and o.name = g.name and o.id <> g.id) as yes) alone
  where g.id = signature
$$;
comment on function private.signature_uses is
  'Why a signature cannot be deleted: what uses it, in both languages. Null: nothing does.';

create or replace function private.delete_sms_signature(sms_signature uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  card constant jsonb := (select to_jsonb(c) from public.sms_signature_cards c where c.id = sms_signature);
  uses jsonb;
begin
  -- A template or send that is being made under it is waited for, and then uses it.
  perform from public.sms_signatures g where g.id = sms_signature for update;
  uses := private.signature_uses(sms_signature);
  if uses is not null then perform private.refuse(uses ->> 'code', uses - 'code'); end if;
  update public.sms_signatures g set latest_version_id = null, live_version_id = null
    where g.id = sms_signature;
  delete from public.signature_networks n where n.signature_id = sms_signature;
  delete from public.sms_signature_versions v where v.signature_id = sms_signature;
  delete from public.sms_signatures g where g.id = sms_signature;
  return card;
end $$;
comment on function public.delete_sms_signature is
  'SMS-1: deletes a signature that nothing uses. Its opt-out list stays, and holds for a signature of this '
  'name. Returns the card as it was. Refuses not_found, forbidden, wrong_state, signature_in_use.';

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

create or replace function private.sms_template_in(
  v public.sms_template_versions, name text, input jsonb
) returns public.sms_template_versions language plpgsql set search_path = '' as $$
declare
  g public.sms_signatures;
  units integer;
begin
  -- One that is being deleted is waited for.
  select x.* into g from public.sms_signatures x
  where x.id = private.as_uuid(input ->> 'signature_id', 'signature_id')
    and x.enterprise_id = v.enterprise_id for key share;
  if not found then
    perform private.refuse('not_found', '{"resource": "sms_signature", "field": "signature_id"}');
  end if;
  perform private.require_signature(g);
  perform private.require_sms_app(a) from public.sms_apps a where a.id = g.app_id;
  perform private.promise_members(g.kind::text, input);
  v.signature_id := g.id;
  v.kind := g.kind;
  v.content := btrim(input ->> 'content', E' \t\n\r');
  v.variables := coalesce(input -> 'variables', '[]');
  v.purpose := coalesce(private.hide_numbers(btrim(input ->> 'purpose')), '');
  if v.content ~ '[【】]' then perform private.refuse('sms_content_signed'); end if;
  if v.content ~* '(https?://|www\.)' then perform private.refuse('sms_content_address'); end if;
  if v.content like '%{link}%{link}%' then perform private.refuse('sms_link_twice'); end if;
  -- A text for cards that lacks its link would come to have that alone.
  if v.content = '' then perform private.refuse('input_invalid', '{"field": "content"}'); end if;
  perform private.require_clean_words(v.content);
  perform private.check_sms_variables(v.content, v.variables);
  if (input -> 'for_cards') = 'true' then
    -- Cards go out in group sends, where a text has no variables (table 7-2). The link is put in by the
    -- system where its place is missing.
    if v.variables <> '[]' then
      perform private.refuse('sms_template_has_variables', jsonb_build_object('name', name));
    end if;
    if v.content not like '%{link}%' then v.content := v.content || ' {link}'; end if;
  end if;
  units := private.sms_units(private.sms_text(g.name, private.sms_body(v.content, v.kind = 'promotion'),
      private.link_example(v.enterprise_id), private.sms_examples(v.variables)));
  if units > 500 then
    perform private.refuse('sms_content_length', jsonb_build_object('length', units, 'max', 500));
  end if;
  return v;
end $$;
comment on function private.sms_template_in is
  'SMS-1 (table 7-6): a version of an SMS template with what an input says. Its kind is that of its '
  'signature. Refuses what does not fit.';

create or replace function private.require_signature(g public.sms_signatures) returns void
language plpgsql stable set search_path = '' as $$
begin
  if g.live_version_id is null then
    perform private.refuse('signature_not_approved', jsonb_build_object('name', g.name));
  end if;
  if not g.enabled then perform private.refuse('signature_disabled', jsonb_build_object('name',
    g.name)); end if;
end $$;
comment on function private.require_signature is
  'SMS-1: refuses signature_not_approved and signature_disabled: nothing new comes under such a signature.';

create or replace function private.lay_sms_template(named text, v public.sms_template_versions) returns uuid
language plpgsql set search_path = '' as $$
begin
  insert into public.sms_templates (id, enterprise_id, name, created_by)
  values (v.sms_template_id, v.enterprise_id, named, v.created_by);
  insert into public.sms_template_versions select v.*;
  update public.sms_templates m set latest_version_id = v.id,
    live_version_id = case when v.state = 'approved' then v.id end where m.id = v.sms_template_id;
  return v.sms_template_id;
end $$;
comment on function private.lay_sms_template is 'Makes an SMS template with its first version.';

create or replace function private.create_sms_template(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  named constant text := private.clean_name(input ->> 'name');
begin
  return private.lay_sms_template(named, private.sms_template_in(
      jsonb_populate_record(null::public.sms_template_versions, private.asked_now(home)
        || jsonb_build_object('version', 1, 'sms_template_id', gen_random_uuid())), named, input));
end $$;
comment on function public.create_sms_template is
  'SMS-1 (§7.3.1): asks for an SMS template; it is in review at once. input {name, signature_id, '
  'members_only, content, for_cards (adds the link), variables [{name, kind, example}], purpose}. '
  'Refuses forbidden, input_invalid, not_found, rows_full, sms_app_disabled, signature_not_approved, '
  'signature_disabled, promotion_unconfirmed, word_banned, sms_content_signed, sms_content_address, '
  'sms_link_twice, sms_content_length, sms_variable_name_invalid, sms_variables_differ, '
  'sms_variable_example_invalid, sms_template_has_variables, name_taken.';

create or replace function private.update_sms_template(sms_template uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  named constant text := private.clean_name(input ->> 'name');
  was public.sms_template_versions;
  v public.sms_template_versions;
begin
  select x.* into was from public.sms_templates m
    join public.sms_template_versions x on x.id = m.latest_version_id
  where m.id = sms_template;
  v := private.sms_template_in(was, named, input);
  -- What a carrier knows by an id is this text, these variables and this signature.
  if (v.content, v.variables, v.signature_id) is distinct from (was.content, was.variables, was.signature_id)
    and was.state = 'approved' then
    v.carrier_template_id := null;
  end if;
  if was.state = 'approved' then
    v := jsonb_populate_record(v, private.next_version(v.version));
    insert into public.sms_template_versions select v.*;
  else
    update public.sms_template_versions x set signature_id = v.signature_id, kind = v.kind,
      content = v.content,
      variables = v.variables, purpose = v.purpose where x.id = v.id;
  end if;
  update public.sms_templates m set name = named, latest_version_id = v.id where m.id = sms_template;
end $$;
comment on function public.update_sms_template is
  'SMS-1: edits a draft or rejected SMS template in place; an approved one serves on and gets a next version, '
  'without the id at the carrier where its text differs. submit_sms_template asks for its review. Returns '
  'the card. Refuses not_found, forbidden, wrong_state and as create_sms_template.';

create or replace function private.approve_sms_template(sms_template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.sms_templates m set live_version_id = m.latest_version_id where m.id = sms_template
$$;
comment on function public.approve_sms_template is
  'SMS-1: in_review → approved, never by whoever made, edited or submitted the version. New sends take it; '
  'those that were made before keep theirs. Returns the card. Refuses not_found, forbidden, wrong_state, '
  'four_eyes, shown_required, shown_changed, reason_too_long.';

create or replace function private.enable_sms_template(sms_template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.sms_templates m set enabled = true where m.id = sms_template
$$;
comment on function public.enable_sms_template is
  'SMS-1: new sends may take the SMS template again. Returns the card. Refuses not_found, forbidden, '
  'wrong_state.';

create or replace function private.disable_sms_template(sms_template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.sms_templates m set enabled = false where m.id = sms_template
$$;
comment on function public.disable_sms_template is
  'SMS-1: no new send takes the SMS template. Sends that were approved go out; a plan stops at its next '
  'time. Returns the card. Refuses not_found, forbidden, wrong_state.';

create or replace function private.sms_template_uses(sms_template uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('code', 'sms_template_in_use')
    || private.used_by(jsonb_build_object('sends', (select count(*) from public.sends s
      where s.sms_template_id = m.id)), m.name) from public.sms_templates m where m.id = sms_template
$$;
comment on function private.sms_template_uses is
  'Why an SMS template cannot be deleted: what uses it, in both languages. Null: nothing does.';

create or replace function private.delete_sms_template(sms_template uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  card constant jsonb := (select to_jsonb(c) from public.sms_template_cards c where c.id = sms_template);
  uses jsonb;
begin
  -- A send that is being made with it is waited for, and then uses it.
  perform from public.sms_templates m where m.id = sms_template for update;
  uses := private.sms_template_uses(sms_template);
  if uses is not null then perform private.refuse(uses ->> 'code', uses - 'code'); end if;
  update public.sms_templates m set latest_version_id = null, live_version_id = null
    where m.id = sms_template;
  delete from public.sms_template_versions v where v.sms_template_id = sms_template;
  delete from public.sms_templates m where m.id = sms_template;
  return card;
end $$;
comment on function public.delete_sms_template is
  'SMS-1: deletes an SMS template that no send uses. Returns the card as it was. Refuses not_found, '
  'forbidden, wrong_state, sms_template_in_use.';

create or replace function private.unsigned(signature uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('code', 'signature_not_approved', 'name', g.name)
  from public.sms_signatures g where g.id = signature and g.live_version_id is null
$$;
comment on function private.unsigned is
  'Why a text under this signature cannot be submitted: it is not approved; null: it is.';

create or replace function private.submit_sms_template(sms_template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  -- What came from another account was checked by that account's rules alone, and the words that are banned
  -- may be others by now.
  select private.update_sms_template(m.id, jsonb_build_object('name', m.name, 'signature_id', v.signature_id,
      'members_only', true, 'content', v.content, 'variables', v.variables, 'purpose', v.purpose))
  from public.sms_templates m join public.sms_template_versions v on v.id = m.latest_version_id
  where m.id = sms_template
$$;

create or replace function private.register_sms_template(sms_template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.sms_template_versions v
    set carrier_template_id = nullif(btrim(input ->> 'carrier_template_id'), '')
  from public.sms_templates m where m.id = sms_template and v.id = m.latest_version_id
$$;
comment on function public.register_sms_template is
  'SMS-1: writes down what the carrier calls the latest version of an SMS template, for channels that send no other texts '
  '(koomessage). input {carrier_template_id: at most 36 letters, digits, - and _; empty: none}. Returns the '
  'card. Refuses not_found, forbidden, input_invalid.';

select private.public_verbs('sms_app');
select private.public_verbs('sms_signature');
select private.public_verbs('sms_template');
