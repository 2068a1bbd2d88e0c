-- templates: the rules of people's verbs (TPL-1 to TPL-7). The frame (frame.sql) does the rest.

create or replace function private.parameters_of(content jsonb) returns text[]
language sql immutable set search_path = '' as $$
  -- Only the slots, text by text: a parameter that is declared in params and not used needs no column, and a
  -- placeholder does not span two texts.
  select coalesce(array_agg(distinct m[1] order by m[1]), '{}')
  from jsonb_path_query(content, 'strict $.slots.** ? (@.type() == "string")') as s (value)
  cross join lateral regexp_matches(s.value #>> '{}', '\$\{([A-Za-z_][A-Za-z0-9_]{0,31})\}', 'g') as m
$$;

comment on function private.parameters_of is
  'TPL-3: the names of the ${parameters} in the texts of a content, sorted; a name is what isParameterName '
  'in shared/src/templates accepts.';

create or replace function private.check_content(layout text, vendors text[], content jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  about private.layouts;
  unsupported text;
  used integer;
begin
  select l.* into about from private.layouts l where l.layout = check_content.layout;
  if not found then perform private.refuse('layout_unknown', jsonb_build_object('layout', layout)); end if;
  if coalesce(cardinality(vendors), 0) = 0 then perform private.refuse('no_vendor'); end if;
  select string_agg(coalesce(v, 'null'), ', ') into unsupported from unnest(vendors) as v
  where (v = any (about.vendors::text[])) is not true;
  if unsupported is not null then
    perform private.refuse('vendor_unsupported', jsonb_build_object('layout', layout,
        'vendors', unsupported));
  end if;
  if (select count(distinct v) from unnest(vendors) as v) < cardinality(vendors) then
    perform private.refuse('input_invalid', '{"field": "vendors"}');
  end if;
  -- 256 KB
  if jsonb_typeof(content -> 'slots') is distinct from 'object' or content -> 'slots' = '{}'
    or pg_column_size(content) > 262144 then
    perform private.refuse('content_invalid', '{"path": "slots"}');
  end if;
  used := cardinality(private.parameters_of(content));
  if used > about.max_parameters then
    perform private.refuse('too_many_parameters', jsonb_build_object('max', about.max_parameters,
        'count', used));
  end if;
end $$;

comment on function private.check_content is
  'TPL-2, TPL-3: refuses layout_unknown, no_vendor, vendor_unsupported, input_invalid for a vendor named '
  'twice, content_invalid, too_many_parameters.';

create or replace function private.content_hash(
  about public.templates, content jsonb, vendors public.vendor[]
) returns text language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(jsonb_build_array(about.layout, about.usage, vendors, content)::text,
        'UTF8')), 'hex')
$$;

comment on function private.content_hash is
  'The key under which the check of a content is stored, and by which a vendor''s decision is matched to '
  'what the vendor has seen: a hash of all that the check reads.';

create or replace function private.begin_version(
  about public.templates, version integer, vendors public.vendor[], content jsonb, own jsonb,
  signatures text[] default '{}'
) returns void language sql set search_path = '' as $$
  with made as (
    insert into public.template_versions (template_id, enterprise_id, version, usage, vendors, content,
      parameters, content_hash, own, sms_signatures, created_by)
    values (about.id, about.enterprise_id, begin_version.version, about.usage, begin_version.vendors,
      begin_version.content, private.parameters_of(begin_version.content),
      private.content_hash(about, begin_version.content, begin_version.vendors), begin_version.own,
      signatures, private.actor()) returning id)
  update public.templates t set latest_version_id = made.id from made where t.id = about.id
$$;

comment on function private.begin_version is 'Makes a draft version of a template, and makes it the latest.';

create or replace function private.chosen_signatures(
  home uuid, input jsonb, before text[] default '{}'
) returns text[] language plpgsql stable set search_path = '' as $$
declare
  chosen constant text[] := coalesce(private.texts_of(input -> 'sms_signatures'), before);
begin
  perform private.require_chosen_signatures(home, chosen);
  if cardinality(chosen) > 3 or (select count(distinct c) from unnest(chosen) c) < cardinality(chosen) then
    perform private.refuse('input_invalid', '{"field": "sms_signatures"}');
  end if;
  return chosen;
end $$;

comment on function private.chosen_signatures is
  'TPL-3: the SMS signatures of an input, or those of before where it names none. Refuses input_invalid, '
  'template_signature.';

create or replace function private.require_chosen_signatures(home uuid, chosen text[]) returns void
language plpgsql stable set search_path = '' as $$
declare
  unknown text;
begin
  select c into unknown from unnest(chosen) c where c is null or not c = any
    (private.approved_signatures(home));
  if found then
    perform private.refuse('template_signature', jsonb_build_object('name', coalesce(unknown, '')));
  end if;
end $$;

comment on function private.require_chosen_signatures is
  'Refuses template_signature where one of these is no approved SMS signature of the enterprise.';

create or replace function private.create_template(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  named constant text := private.clean_name(input ->> 'name');
  chosen constant text[] := private.texts_of(input -> 'vendors');
  made public.templates;
begin
  perform private.check_content(input ->> 'layout', chosen, input -> 'content');
  insert into public.templates (enterprise_id, name, usage, category, layout, created_by)
  select home, named, (input ->> 'usage')::public.template_usage, l.category, l.layout, private.actor()
  from private.layouts l where l.layout = input ->> 'layout' returning * into made;
  perform private.begin_version(made, 1, chosen::public.vendor[],
    input -> 'content', private.own_in('template', home, input -> 'own'),
    private.chosen_signatures(home, input));
  return made.id;
end $$;
comment on function public.create_template is
  'TPL-3: makes a draft. input {name, usage, layout, vendors, content, own?, sms_signatures? (3 at most)}. '
  'Refuses forbidden, input_invalid, name_required, name_unclean, name_taken, layout_unknown, no_vendor, '
  'vendor_unsupported, content_invalid, too_many_parameters, template_signature, own_*.';

create or replace function private.require_base(latest public.template_versions, input jsonb) returns void
language plpgsql stable set search_path = '' as $$
begin
  -- TPL-5: the second writer is refused, so that the first is not overwritten.
  if private.as_uuid(input ->> 'base_version', 'base_version') <> latest.id
    or (input ->> 'base_revision')::integer <> latest.revision then
    perform private.refuse('version_conflict', jsonb_build_object('version', latest.version));
  end if;
end $$;

comment on function private.require_base is
  'Refuses version_conflict where an edit began from another save than the last one.';

create or replace function private.update_template(template uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  about public.templates;
  latest public.template_versions;
  chosen text[];
  next_own jsonb;
  signed text[];
begin
  select t.* into about from public.templates t where t.id = template;
  select v.* into latest from public.template_versions v where v.id = about.latest_version_id;
  perform private.require_base(latest, input);
  chosen := coalesce(private.texts_of(input -> 'vendors'), latest.vendors::text[]);
  perform private.check_content(about.layout, chosen, input -> 'content');
  next_own := private.own_in('template', about.enterprise_id, input -> 'own', latest.own);
  signed := private.chosen_signatures(about.enterprise_id, input, latest.sms_signatures);
  -- The usage is of the version that is edited: vendors were told that of the live one when they were asked.
  update public.templates t set name = case when input ->> 'name' is null then t.name
    else private.clean_name(input ->> 'name') end,
    usage = coalesce((input ->> 'usage')::public.template_usage, t.usage) where t.id = template
  returning * into about;
  if latest.state = 'approved' then
    -- TPL-7: the approved version stays live.
    perform private.begin_version(about, latest.version + 1, chosen::public.vendor[],
      input -> 'content', next_own, signed);
  else
    update public.template_versions v set content = input -> 'content', vendors = chosen::public.vendor[],
      parameters = private.parameters_of(input -> 'content'),
      content_hash = private.content_hash(about, input -> 'content', chosen::public.vendor[]), own = next_own,
      usage = about.usage, sms_signatures = signed, revision = v.revision + 1 where v.id = latest.id;
  end if;
end $$;
comment on function public.update_template is
  'TPL-5, TPL-7: edits a draft or rejected version in place; an approved one gets a next version. '
  'input {content, vendors?, name?, usage?, sms_signatures?, own? (merged), base_version?, base_revision?}. '
  'Returns the card. Refuses not_found, forbidden, wrong_state, version_conflict, and as create_template.';

create or replace function private.submit_template(template uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  about public.templates;
  latest public.template_versions;
begin
  select t.* into about from public.templates t where t.id = template;
  select v.* into latest from public.template_versions v where v.id = about.latest_version_id;
  perform private.check_content(about.layout, latest.vendors::text[], latest.content);
  perform private.require_clean_words(private.texts_in(latest.content));
  perform private.require_clean_words(array_to_string(latest.sms_signatures, E'\n'));
  perform private.require_chosen_signatures(about.enterprise_id, latest.sms_signatures);
  perform private.require_check(latest.id);
  perform private.require_own('template', about.enterprise_id, latest.own);
  delete from public.vendor_reviews r where r.version_id = latest.id;
end $$;
comment on function public.submit_template is
  'TPL-7: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state, '
  'content_unchecked, content_has_errors, media_missing, own_missing, word_banned, template_signature, and, '
  'as create_template, what the layout no longer accepts.';

create or replace function private.approve_template(template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  -- Of the basic edition the networks decide.
  insert into public.vendor_reviews (version_id, enterprise_id, network)
  select v.id, v.enterprise_id, n from public.templates t
  join public.template_versions v on v.id = t.latest_version_id
  cross join unnest('{mobile,unicom,telecom}'::public.network[]) as n
  where t.id = template and v.kind = 'basic';
  insert into public.vendor_reviews (version_id, enterprise_id, vendor, seen, kept, state, decided_at)
  select v.id, v.enterprise_id, q.vendor, q.seen, q.kept_since is not null,
    case when q.kept_since is null then 'pending' else 'approved' end::public.vendor_review_state,
      q.kept_since
  from public.templates t join public.template_versions v on v.id = t.latest_version_id
  cross join lateral private.vendor_questions(v) q where t.id = template;
  -- Submitted again after all vendors rejected it: under a new reference, because the carrier answers a
  -- repeated one as it did the first time.
  -- What the carrier knows already is not handed to it: it is asked what its vendors say of it now. Nor is
  -- what every vendor has approved before.
  insert into private.vendor_handoffs (version_id, reference, content_hash, revision, by_hand, carrier_id,
    taken_by, done_at)
  select v.id, v.id, v.content_hash, v.revision, h.yes, coalesce(k.outside_id, b.carrier_id),
    coalesce(k.carrier_id, b.taken_by),
    case when h.yes or k.outside_id is not null or b.reference is not null then clock_timestamp() end
  from public.templates t join public.template_versions v on v.id = t.latest_version_id
  cross join lateral (select coalesce((private.version_way(v)).by_hand, false) as yes) h
  left join lateral private.known_outside(v.id) k on true
  left join lateral (select x.* from private.handed_before(v) x where not exists (
      select from public.vendor_reviews r where r.version_id = v.id and not r.kept)) b on true
  where t.id = template
  on conflict (version_id) do update set reference = gen_random_uuid(), content_hash = excluded.content_hash,
    revision = excluded.revision, carrier_id = excluded.carrier_id, taken_by = excluded.taken_by,
    asked_at = null, off_there = false, attempts = 0, by_hand = excluded.by_hand,
    done_at = excluded.done_at, lease_until = '-infinity'
$$;
comment on function public.approve_template is
  'TPL-7: the internal approval: in_review → vendor_review; vendors are asked next, but for those that '
  'approved the same before. shown: the hash from allowed_transitions; reason: the review note. Returns the '
  'card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed.';

create or replace function private.after_approve_template(template uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  approved constant uuid := (select t.latest_version_id from public.templates t where t.id = template);
begin
  if exists (select from public.vendor_reviews r where r.version_id = approved and r.kept) then
    perform private.settle_vendor_review(approved);
  end if;
end $$;

comment on function private.after_approve_template is
  'TPL-7: a version that every vendor has approved before is live at once, after the log has the decision.';

create or replace function private.enable_template(template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.templates t set enabled = true where t.id = template
$$;
comment on function public.enable_template is
  'TPL-1: switches a template with an approved version on. Returns the card. Refuses not_found, forbidden, '
  'wrong_state.';

create or replace function private.disable_template(template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.templates t set enabled = false where t.id = template
$$;
comment on function public.disable_template is
  'TPL-1: switches a template with an approved version off: new sends cannot use it. Returns the card. '
  'Refuses not_found, forbidden, wrong_state.';

