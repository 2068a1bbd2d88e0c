-- filings: the rules of people's verbs (FIL-1 to FIL-5), and who is notified. The frame (frame.sql) does the
-- rest.

create or replace function private.filing_line(input jsonb, key text, most integer) returns text
language plpgsql stable set search_path = '' as $$
declare
  kept constant text := nullif(btrim(coalesce(input ->> key, ''), E' \u3000'), '');
begin
  if char_length(kept) > most or kept ~ private.unclean() then
    perform private.refuse('input_invalid', jsonb_build_object('field', key));
  end if;
  return kept;
end $$;
comment on function private.filing_line is
  'A fact of one line, trimmed; null where it is empty. Refuses input_invalid with its key where it is '
  'longer than `most`, or has what clean_name does not take.';

create or replace function private.filing_code(typed text, certificate public.filing_certificate) returns text
language plpgsql stable set search_path = '' as $$
declare
  code constant text := nullif(upper(regexp_replace(coalesce(typed, ''), '[\s-]', '', 'g')), '');
begin
  if code is null then return null; end if;
  -- Table 6-3: non-profits have the code of their organisation.
  if certificate = 'non_profit' then
    if not private.is_organisation_code(code) then
      perform private.refuse('organisation_code_invalid', jsonb_build_object('field', 'credit_code',
          'code', left(code, 32)));
    end if;
  elsif not private.is_credit_code(code) then
    perform private.refuse('credit_code_invalid', jsonb_build_object('field', 'credit_code',
        'code', left(code, 32)));
  end if;
  return code;
end $$;
comment on function private.filing_code is
  'FIL-1 (table 6-3): the code as it is stored, without spaces and hyphens, in capitals. '
  'Refuses credit_code_invalid, and of a non-profit organisation_code_invalid.';

create or replace function private.filing_signatures(form public.filing_form, typed jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  names constant text[] := array(select n.name from (select private.signature_name_in(jsonb_build_object('name',
      t.one)) as name, t.at from jsonb_array_elements_text(coalesce(nullif(typed, 'null'), '[]'))
        with ordinality as t (one, at)) n group by n.name order by min(n.at));
begin
  if names <> '{}' and form <> 'basic' then
    perform private.refuse('filing_not_asked', jsonb_build_object('field', 'signatures', 'form', form));
  end if;
  return names;
end $$;
comment on function private.filing_signatures is
  'BSG-1: the signatures that the authorisation of a filing names, each once and without brackets. Refuses '
  'filing_not_asked and signature_name_invalid.';

create or replace function private.filing_facts(
  v public.filing_versions, asks private.filing_forms, input jsonb
) returns public.filing_versions language plpgsql stable set search_path = '' as $$
declare
  fact text;
begin
  foreach fact in array array['company_name', 'credit_code', 'contact', 'contact_phone', 'contact_email',
    'enterprise_type', 'industry'] loop
    if coalesce(input ->> fact, '') <> '' and not fact = any (asks.facts) then
      perform private.refuse('filing_not_asked', jsonb_build_object('field', fact, 'form', asks.form));
    end if;
  end loop;
  if input ->> 'certificate' is not null then
    v.certificate := (input ->> 'certificate')::public.filing_certificate;
    if not v.certificate = any (asks.certificates) then
      perform private.refuse('filing_not_asked', jsonb_build_object('field', 'certificate',
          'form', asks.form));
    end if;
  end if;
  if input ? 'company_name' then v.company_name := private.filing_line(input, 'company_name', 100); end if;
  -- Another certificate takes another code, so one that is kept is looked at too.
  if input ? 'credit_code' or input ->> 'certificate' is not null then
    v.credit_code := private.filing_code(case when input ? 'credit_code' then input ->> 'credit_code'
        else v.credit_code end, v.certificate);
  end if;
  if input ? 'contact' then v.contact := private.filing_line(input, 'contact', 64); end if;
  if input ? 'contact_phone' then v.contact_phone := private.filing_line(input, 'contact_phone', 32); end if;
  if v.contact_phone !~ '^(\+86 ?)?(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?|400-?[0-9]{3}-?[0-9]{4})$' then
    perform private.refuse('input_invalid', '{"field": "contact_phone"}');
  end if;
  if input ? 'contact_email' then v.contact_email := private.filing_line(input, 'contact_email', 254); end if;
  if v.contact_email !~ '^[^\s@<>"]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$' then
    perform private.refuse('input_invalid', '{"field": "contact_email"}');
  end if;
  if input ? 'enterprise_type' then
    v.enterprise_type := (nullif(input ->> 'enterprise_type', ''))::public.enterprise_type;
  end if;
  if input ? 'industry' then v.industry := (nullif(input ->> 'industry', ''))::public.filing_industry; end if;
  if input ? 'signatures' then
    v.signatures := private.filing_signatures(asks.form, input -> 'signatures');
  end if;
  if input ? 'own_name' then
    if (input ->> 'own_name')::boolean and not 'company_relation' = any (asks.required) then
      perform private.refuse('filing_not_asked',
        jsonb_build_object('field', 'own_name', 'form', asks.form));
    end if;
    v.own_name := coalesce((input ->> 'own_name')::boolean, false);
  end if;
  if input ? 'ends_on' then
    if coalesce(input ->> 'ends_on', '') <> ''
      and not (input ->> 'ends_on' ~ '^20[0-9]{2}-[01][0-9]-[0-3][0-9]$'
      and pg_catalog.pg_input_is_valid(input ->> 'ends_on', 'date')) then
      perform private.refuse('input_invalid', '{"field": "ends_on"}');
    end if;
    v.ends_on := (nullif(input ->> 'ends_on', ''))::date;
  end if;
  return v;
end $$;
comment on function private.filing_facts is
  'FIL-1: a version with the facts of an input; a key that is not given is kept, null or an empty text takes '
  'it away. Every refusal names its field: input_invalid, credit_code_invalid, organisation_code_invalid, '
  'and filing_not_asked for what the form does not ask for.';

create or replace function private.filing_file(
  v public.filing_versions, material public.filing_material, given jsonb
) returns void language plpgsql set search_path = '' as $$
declare
  proof record;
  document uuid;
begin
  select p.path, p.name into proof
  from private.proof_of(jsonb_build_object(material, given), 'filing-materials', v.enterprise_id,
    material::text) p;
  if proof.path is not null then
    -- FIL-3: a file that another form has is the same document.
    insert into public.filing_documents (enterprise_id, material, path, name, created_by)
    values (v.enterprise_id, material, proof.path, proof.name, private.actor())
    on conflict on constraint filing_documents_by_path do nothing;
    select d.id into strict document from public.filing_documents d
    where d.path = proof.path and d.material = filing_file.material and d.name = proof.name;
  end if;
  if exists (select from public.filing_materials m
    where m.version_id = v.id and m.material = filing_file.material and m.replaced_at is null
    and m.document_id is not distinct from document) then
    return;
  end if;
  -- FIL-4: the former stays in the history.
  update public.filing_materials m set replaced_at = clock_timestamp()
  where m.version_id = v.id and m.material = filing_file.material and m.replaced_at is null;
  if document is not null then
    insert into public.filing_materials (enterprise_id, version_id, material, document_id)
    values (v.enterprise_id, v.id, material, document);
  end if;
end $$;
comment on function private.filing_file is
  'FIL-4: gives a version a file for a material in place of the one it had; null takes it away. '
  'Refuses file_invalid with the field.';

create or replace function private.create_filing(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  asks private.filing_forms;
  made uuid;
  v public.filing_versions;
begin
  select f.* into strict asks from private.filing_forms f where f.form = (input ->> 'form')::public.filing_form;
  insert into public.filings (enterprise_id, form, created_by) values (home, asks.form, private.actor())
  returning id into made;
  -- FIL-3: what is approved in other forms is not asked for again, the newest first.
  insert into public.filing_versions (filing_id, enterprise_id, version, certificate, own_name, ends_on, created_by)
  select made, home, 1, asks.certificates[1],
    coalesce('company_relation' = any (asks.required)
      and (select l.own_name from public.filings f join public.filing_versions l on l.id = f.live_version_id
        join private.filing_forms o on o.form = f.form
        where f.enterprise_id = home and 'company_relation' = any (o.required)
        order by l.decided_at desc limit 1), false),
    (select l.ends_on from public.filings f join public.filing_versions l on l.id = f.live_version_id
      where f.enterprise_id = home and l.ends_on >= private.day_of(home, clock_timestamp())
      order by l.decided_at desc limit 1),
    private.actor() returning * into v;
  update public.filings f set latest_version_id = v.id where f.id = made;
  insert into public.filing_materials (enterprise_id, version_id, material, document_id)
  select distinct on (m.material) home, v.id, m.material, m.document_id
  from public.filings f join public.filing_versions l on l.id = f.live_version_id
  join public.filing_materials m on m.version_id = l.id and m.replaced_at is null
  where f.enterprise_id = home and m.material = any (asks.materials) and m.material <> 'special'
  order by m.material, l.decided_at desc;
  return made;
end $$;
comment on function public.create_filing is
  'FIL-1, FIL-3: begins the filing of a form: a draft with the materials that other forms have approved. '
  'input {form: send_task, short_link, basic, service_account}. Returns the filing_cards row. '
  'Refuses forbidden, input_invalid, filing_exists.';

create or replace function private.update_filing(filing uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  asks private.filing_forms;
  was public.filing_versions;
  v public.filing_versions;
  one public.filing_material;
begin
  select f.* into strict asks from public.filings x join private.filing_forms f on f.form = x.form
  where x.id = filing;
  select l.* into strict was from public.filings x join public.filing_versions l on l.id = x.latest_version_id
  where x.id = filing;
  if (input ->> 'base_revision')::integer <> was.revision then
    perform private.refuse('filing_edited', jsonb_build_object('version', was.version));
  end if;
  v := private.filing_facts(was, asks, input);
  v.own := private.own_in('filing', was.enterprise_id, input -> 'own', was.own);
  v.revision := was.revision + 1;
  if was.state = 'approved' then
    -- FIL-2: what is approved stays as it is, and holds until the next version is approved too.
    v.id := gen_random_uuid();
    v.version := was.version + 1;
    v.state := 'draft';
    v.remind := null;
    v.submitted_by := null; v.submitted_at := null; v.decided_by := null; v.decided_at := null; v.reason := null;
    v.created_by := private.actor();
    v.created_at := now();
    insert into public.filing_versions select v.*;
    insert into public.filing_materials (enterprise_id, version_id, material, document_id)
    select m.enterprise_id, v.id, m.material, m.document_id from public.filing_materials m
    where m.version_id = was.id and m.replaced_at is null order by m.id;
    update public.filings x set latest_version_id = v.id where x.id = filing;
  else
    update public.filing_versions l set certificate = v.certificate, company_name = v.company_name,
      credit_code = v.credit_code, contact = v.contact, contact_phone = v.contact_phone,
      contact_email = v.contact_email, enterprise_type = v.enterprise_type, industry = v.industry,
      signatures = v.signatures, own_name = v.own_name, ends_on = v.ends_on, own = v.own,
      revision = v.revision
    where l.id = was.id;
  end if;
  foreach one in array enum_range(null::public.filing_material) loop
    if not input ? one::text then continue; end if;
    if not one = any (asks.materials) and input -> one::text <> 'null' then
      perform private.refuse('filing_not_asked', jsonb_build_object('field', one, 'form', asks.form));
    end if;
    perform private.filing_file(v, one, input -> one::text);
  end loop;
end $$;
comment on function public.update_filing is
  'FIL-1, FIL-2, FIL-4: edits a draft or rejected filing in place; an approved one holds and gets a next '
  'version. input {facts, materials ({path, name} each), own, base_revision}: missing keys are kept, null '
  'removes. Returns the card. Refuses not_found, forbidden, wrong_state, filing_edited, input_invalid, '
  'credit_code_invalid, organisation_code_invalid, filing_not_asked, file_invalid, own_unknown, own_invalid, '
  'own_too_large.';

create or replace function private.submit_filing(filing uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  v public.filing_versions;
  lacks text[];
  bar jsonb;
begin
  select l.* into strict v from public.filings x join public.filing_versions l on l.id = x.latest_version_id
  where x.id = filing;
  lacks := private.filing_lacks(v.id);
  if lacks <> '{}' then
    perform private.refuse('filing_incomplete', jsonb_build_object('items', array_to_string(lacks, ', ')));
  end if;
  bar := private.filing_bar(v);
  if bar is not null then
    perform private.refuse(bar ->> 'code', (bar - 'code') || '{"field": "ends_on"}');
  end if;
  perform private.require_own('filing', v.enterprise_id, v.own);
end $$;
comment on function public.submit_filing is
  'FIL-2: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state (also '
  'while it is in review), filing_incomplete, filing_ended, own_missing.';

create or replace function private.tell_filing(filing uuid, decision text, input jsonb) returns void
language sql set search_path = '' as $$
  select private.alert(x.enterprise_id, 'filing_decided', 'filing', x.id,
    jsonb_strip_nulls(jsonb_build_object('form', x.form, 'decision', decision,
        'by', private.person_name(private.actor()), 'reason', input ->> 'reason')))
  from public.filings x where x.id = filing
$$;
comment on function private.tell_filing is
  'FIL-5: the decision is shown in the panel and in subscribed channels; private.tell_maker notifies the '
  'submitter.';

create or replace function private.approve_filing(filing uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.filing_versions v set remind = null from public.filings x
  where x.id = filing and v.id = x.live_version_id;
  update public.filings x set live_version_id = x.latest_version_id where x.id = filing;
  update public.filing_versions v set remind = 30 from public.filings x
  where x.id = filing and v.id = x.live_version_id and v.ends_on is not null;
  select private.tell_filing(filing, 'approved', input)
$$;
comment on function public.approve_filing is
  'FIL-5: in_review → approved, never by anyone who made, edited or submitted the version; it holds at once '
  'in place of the version before. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, '
  'shown_required, shown_changed, filing_ended.';

create or replace function private.reject_filing(filing uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.tell_filing(filing, 'rejected', input)
$$;

create or replace function private.set_own_filing(filing uuid, input jsonb) returns void language sql set search_path = '' as $$
  update public.filing_versions v set own = private.own_beside('filing', v.enterprise_id, input -> 'own', v.own) from public.filings x where x.id = filing and v.id = x.latest_version_id
$$;
comment on function public.set_own_filing is 'FLD-1: as set_own_send, of the latest version of a filing.';

create or replace function private.remind_filings() returns integer
language plpgsql set search_path = '' as $$
declare
  v record;
  n integer := 0;
begin
  for v in
    select l.id, l.filing_id, l.enterprise_id, l.submitted_by, l.ends_on, x.form,
      l.ends_on - private.day_of(l.enterprise_id, clock_timestamp()) as days
    from public.filing_versions l join public.filings x on x.id = l.filing_id
    -- A day more than the zone of any enterprise can be ahead; the exact day is compared below.
    where l.remind is not null and l.ends_on <= current_date + 31
      and l.ends_on - private.day_of(l.enterprise_id, clock_timestamp()) <= l.remind
    order by l.ends_on limit 50 for no key update of l skip locked
  loop
    perform private.alert(v.enterprise_id, 'filing_ends', 'filing', v.filing_id,
      jsonb_build_object('form', v.form, 'day', v.ends_on, 'days', greatest(v.days, 0)),
      array[v.submitted_by]);
    -- Reminders 30, 7 and 1 days before. A filing that was approved late gets one for those that have passed.
    update public.filing_versions l set remind = case when v.days > 7 then 7 when v.days > 1 then 1 end
    where l.id = v.id;
    perform private.touch_cards('filing', v.filing_id);
    n := n + 1;
  end loop;
  return n;
end $$;
comment on function private.remind_filings is
  'FIL-2: reminds 30, 7 and 1 days before the last day of an approved filing. Returns how many reminders.';

select private.public_verbs('filing');
