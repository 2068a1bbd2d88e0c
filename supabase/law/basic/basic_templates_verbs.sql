-- Basic templates: the rules of people's verbs (BAS-1 to BAS-3). The frame does the rest, and what cards and
-- storyboards have in common stands with the templates.

create or replace function private.check_storyboard(content jsonb) returns void
language plpgsql stable set search_path = '' as $$
begin
  -- A draft may break the rules of BAS-3, which the check tells frame by frame. 256 KB, as of a card.
  if jsonb_typeof(content -> 'slots') is distinct from 'object'
    or jsonb_typeof(content #> '{slots,frames}') is distinct from 'array'
    or jsonb_array_length(content #> '{slots,frames}') > 100 or pg_column_size(content) > 262144 then
    perform private.refuse('content_invalid', '{"path": "slots.frames"}');
  end if;
end $$;
comment on function private.check_storyboard is
  'BAS-2: refuses content_invalid for what is no storyboard {slots: {subject, frames}}.';

create or replace function private.basic_version_in(
  v public.template_versions, input jsonb
) returns public.template_versions language plpgsql stable set search_path = '' as $$
begin
  v.content := coalesce(nullif(input -> 'content', 'null'), v.content);
  perform private.check_storyboard(v.content);
  v.parameters := private.parameters_of(v.content);
  -- Without a key what is stored is kept; null takes it away.
  if input ? 'signature_id' then
    v.signature_id := private.as_uuid(input ->> 'signature_id', 'signature_id');
    if v.signature_id is not null and not exists (select from public.basic_signatures g
      where g.id = v.signature_id and g.enterprise_id = v.enterprise_id) then
      perform private.refuse('not_found', '{"resource": "basic_signature"}');
    end if;
  end if;
  if input ? 'channel_id' then
    v.channel_id := private.as_uuid(input ->> 'channel_id', 'channel_id');
    if v.channel_id is not null then perform private.channel_for(v.enterprise_id, v.channel_id); end if;
  end if;
  if input ? 'validity_days' then v.validity_days := (input ->> 'validity_days')::integer; end if;
  v.own := private.own_in('basic_template', v.enterprise_id, input -> 'own', coalesce(v.own, '{}'));
  return v;
end $$;
comment on function private.basic_version_in is
  'A version of a basic template with what an input says. Refuses content_invalid, not_found of a signature '
  'or channel, own_*.';

create or replace function private.lay_version(
  about public.templates, v public.template_versions
) returns void language plpgsql set search_path = '' as $$
begin
  v.content_hash := private.content_hash(about, v.content, v.vendors);
  insert into public.template_versions select v.*;
  update public.templates t set latest_version_id = v.id where t.id = about.id;
end $$;
comment on function private.lay_version is 'Stores a version of a template, and makes it the latest.';

create or replace function private.create_basic_template(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  named constant text := private.clean_name(input ->> 'name');
  made public.templates;
  v public.template_versions;
begin
  v := private.basic_version_in(jsonb_populate_record(null::public.template_versions,
    private.next_version(0) || jsonb_build_object('enterprise_id', home, 'kind', 'basic', 'revision', 1,
      'usage', 'commercial', 'vendors', '[]'::jsonb, 'sms_signatures', '[]'::jsonb)), input);
  insert into public.templates (enterprise_id, kind, name, usage, category, created_by)
  values (home, 'basic', named, 'commercial', 'basic', private.actor()) returning * into made;
  v.template_id := made.id;
  perform private.lay_version(made, v);
  return made.id;
end $$;

create or replace function private.update_basic_template(template uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  about public.templates;
  latest public.template_versions;
  next public.template_versions;
begin
  select t.* into about from public.templates t where t.id = template;
  select v.* into latest from public.template_versions v where v.id = about.latest_version_id;
  perform private.require_base(latest, input);
  next := private.basic_version_in(latest, input);
  if input ->> 'name' is not null then
    update public.templates t set name = private.clean_name(input ->> 'name') where t.id = template;
  end if;
  if latest.state = 'approved' then
    -- The approved version serves on, until it expires.
    perform private.lay_version(about, jsonb_populate_record(next, private.next_version(latest.version)
      || '{"revision": 1, "valid_until": null, "weight": null}'));
  else
    update public.template_versions v set content = next.content, parameters = next.parameters,
      content_hash = private.content_hash(about, next.content, next.vendors), own = next.own,
      signature_id = next.signature_id, channel_id = next.channel_id, validity_days = next.validity_days,
      weight = case when next.content = v.content and next.signature_id is not distinct from v.signature_id
        then v.weight end, revision = v.revision + 1 where v.id = latest.id;
  end if;
end $$;

create or replace function private.require_decider(v public.template_versions) returns void
language plpgsql set search_path = '' as $$
declare
  c public.channels;
begin
  if v.signature_id is null then perform private.refuse('basic_signature_required'); end if;
  if v.channel_id is null then perform private.refuse('basic_channel_required'); end if;
  if v.validity_days is null then perform private.refuse('basic_validity_required'); end if;
  perform private.require_basic_signature(v.signature_id, v.enterprise_id);
  select x.* into c from public.channels x where x.id = v.channel_id;
  if c.state = 'revoked' then
    perform private.refuse('channel_revoked', jsonb_build_object('name', c.name));
  end if;
  if not private.carries(c.adapter, 'basic') then
    perform private.refuse('channel_cannot_carry', jsonb_build_object('name', c.name, 'kind', 'basic'));
  end if;
end $$;
comment on function private.require_decider is
  'BAS-3: a version that is submitted has an approved signature, a channel whose carrier takes storyboards, '
  'and days. Refuses basic_*_required, basic_signature_not_approved, channel_revoked, channel_cannot_carry.';

create or replace function private.submit_basic_template(template uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  latest public.template_versions;
begin
  select v.* into latest from public.templates t
  join public.template_versions v on v.id = t.latest_version_id where t.id = template;
  perform private.require_decider(latest);
  perform private.check_storyboard(latest.content);
  perform private.require_check(latest.id);
  -- The check names banned words at their frames; these are banned since.
  perform private.require_clean_words(private.texts_in(latest.content));
  perform private.require_own('basic_template', latest.enterprise_id, latest.own);
  delete from public.vendor_reviews r where r.version_id = latest.id;
end $$;

create or replace function private.approve_basic_template(template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.approve_template(template, input)
$$;

create or replace function private.enable_basic_template(template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.enable_template(template, input)
$$;

create or replace function private.disable_basic_template(template uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.disable_template(template, input)
$$;

create or replace function private.copy_basic_template(template uuid, input jsonb) returns jsonb
language sql set search_path = '' as $$
  select private.copy_template(template, input)
$$;

create or replace function public.copy_basic_template(
  basic_template text, input jsonb default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('basic_template', 'copy', basic_template, request, input)
$$;
comment on function public.copy_basic_template is
  'BAS-1: another basic template with the content, signature, channel and days of this one''s latest '
  'version, expired or not, as a draft. input {name: without it a free one}. Returns the card of the new '
  'one. Refuses not_found, forbidden, input_invalid, name_required, name_unclean, name_taken.';
grant execute on function public.copy_basic_template to authenticated;

create or replace function private.delete_basic_template(template uuid, input jsonb) returns jsonb
language sql set search_path = '' as $$
  select private.delete_template(template, input)
$$;

create or replace function private.test_basic_template(template uuid, input jsonb) returns jsonb
language sql set search_path = '' as $$
  select private.test_template(template, input)
$$;

select private.public_verbs('basic_template');
comment on function public.create_basic_template is
  'BAS-2: makes a draft. input {name, content, signature_id?, channel_id?, validity_days?, own?}. Refuses '
  'forbidden, input_invalid, name_required, name_unclean, name_taken, content_invalid, not_found of a '
  'signature or channel, own_*.';
comment on function public.update_basic_template is
  'BAS-1: edits a draft or rejected version in place; an approved one, expired or not, gets a next version. '
  'input {content?, name?, signature_id?, channel_id?, validity_days?, own? (merged), base_version?, '
  'base_revision?}. Returns the card. Refuses not_found, forbidden, wrong_state, version_conflict, and as '
  'create_basic_template.';
comment on function public.submit_basic_template is
  'BAS-3: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state, '
  'basic_signature_required, basic_channel_required, basic_validity_required, basic_signature_not_approved, '
  'channel_revoked, channel_cannot_carry, content_unchecked, content_has_errors, media_missing, '
  'word_banned, own_missing.';
comment on function public.approve_basic_template is
  'BAS-1: the internal approval: in_review → vendor_review; the carrier of its channel is asked next. '
  'shown: the hash from allowed_transitions. Returns the card. Refuses not_found, forbidden, wrong_state, '
  'four_eyes, shown_required, shown_changed.';
comment on function public.delete_basic_template is
  'BAS-1: deletes a basic template that nothing waits with, as delete_template. Returns the card as it was. '
  'Refuses not_found, forbidden, wrong_state, template_in_use.';
comment on function public.test_basic_template is
  'BAS-1: sends a live basic template to some numbers at once, without an approval, at the cost of a send. '
  'input {numbers, params: one set of values or one a number}. Returns the send. Refuses not_found, '
  'forbidden, tests_used_up and as private.send_test.';
