comment on table private.content_checks is
  'The errors that the check of shared/src/templates found in a content with its layout, vendors and usage, '
  'by private.check_key: [{path, code, zh, en}]; empty when it may be submitted.';

create or replace function private.record_content_check(
  content_hash text, errors jsonb, version uuid default null, weight integer default null
) returns void language sql security definer set search_path = '' as $$
  -- Somebody may have saved another content meanwhile, whose weight this is not.
  update public.template_versions v set weight = record_content_check.weight
  where v.id = record_content_check.version and v.kind = 'basic'
    and private.check_key(v) = record_content_check.content_hash;
  insert into private.content_checks (content_hash, errors) values (content_hash, errors)
  on conflict on constraint content_checks_pkey do update set errors = excluded.errors,
  checked_at = clock_timestamp()
$$;

comment on function private.record_content_check is
  'Stores what a check found. A later check, perhaps with stricter rules, replaces it. '
  'weight: what a phone gets of a storyboard, in bytes. For edge functions: no API role may call it.';

create or replace function private.approved_signatures(enterprise uuid) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(distinct g.name order by g.name), '{}') from public.sms_signatures g
  where g.enterprise_id = enterprise and g.live_version_id is not null
$$;

comment on function private.approved_signatures is 'The names of an enterprise''s approved SMS signatures.';

create or replace function private.signatures_of(about public.template_versions) returns text[]
language sql stable set search_path = '' as $$
  select case when cardinality(about.sms_signatures) = 0 then a.names else array(
    select c.name from unnest(about.sms_signatures) with ordinality as c (name, place)
    where c.name = any (a.names) order by c.place) end
  from (select private.approved_signatures(about.enterprise_id) as names) a
$$;

comment on function private.signatures_of is
  'TPL-3: the SMS signatures that vivo reviews a version with: those chosen that are still approved, and all '
  'approved ones where none was chosen.';

create or replace function private.check_key(about public.template_versions) returns text
language sql stable set search_path = '' as $$
  -- Of a storyboard the signature and the channel's carrier count. KooMessage has rules of its own, which
  -- look at the template's name and the signatures too.
  select case when about.kind = 'basic' then encode(sha256(convert_to(jsonb_build_array(about.content_hash,
      w.adapter, private.basic_signature_name(about.signature_id))::text, 'UTF8')), 'hex')
    when w.adapter is distinct from 'koomessage' or w.by_hand then about.content_hash
    else encode(sha256(convert_to(jsonb_build_array(about.content_hash, w.adapter, t.name,
      private.signatures_of(about))::text, 'UTF8')), 'hex') end
  from public.templates t left join private.version_way(about) w on true
  where t.id = about.template_id
$$;

comment on function private.check_key is
  'The key of the check of a version: its content''s hash, and where its template goes to KooMessage, or is '
  'a storyboard, also what its rules read besides.';

create or replace function private.require_check(about_version uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  about public.template_versions;
  found_errors jsonb;
  missing text[];
begin
  select v.* into strict about from public.template_versions v where v.id = about_version;
  select c.errors into found_errors from private.content_checks c
  where c.content_hash = private.check_key(about);
  if not found then
    perform private.refuse('content_unchecked', jsonb_build_object('version', about.version));
  end if;
  if jsonb_array_length(found_errors) > 0 then
    perform private.refuse('content_has_errors', jsonb_build_object('count', jsonb_array_length(found_errors),
        'findings', found_errors));
  end if;
  perform private.turn_shown(about.enterprise_id, false);
  -- The check in TypeScript does not know which enterprise's library an object is in.
  missing := private.media_missing(about.enterprise_id, about.content);
  if array_length(missing, 1) > 0 then
    perform private.refuse('media_missing', jsonb_build_object('path', missing[1],
        'count', array_length(missing, 1)));
  end if;
end $$;

comment on function private.require_check is
  'TPL-3, TPL-4, TPL-8: refuses content_unchecked, content_has_errors and media_missing.';

create or replace function private.media_missing(enterprise uuid, content jsonb) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(x.path order by x.path), '{}') from private.paths_in(content) as x (path)
  where not exists (
    select from public.media m join private.kept_objects k on k.bucket = 'media' and k.path = m.path
      and k.type is not null where m.enterprise_id = enterprise and m.path = x.path)
  -- What the deployment keeps, for its public templates, is everybody's.
  and not exists (select from private.kept_objects k where k.bucket = 'media' and k.path = x.path
    and k.type is not null and k.enterprise_id is null)
$$;

comment on function private.media_missing is
  'TPL-8: objects that a content shows and that are not in the library of its enterprise: those of another '
  'enterprise, those not uploaded yet, which anyone could upload after the approval, and those whose bytes '
  'were not read.';
