-- filings: what an enterprise has on file (FIL-1 to FIL-5, §6.1), as it is read, and the gate that reads it

comment on table private.filing_forms is
  'FIL-1 (tables 6-1 to 6-3): what each form asks for: the certificates to choose from, the facts, which are '
  'all required, the materials it takes and those it cannot do without. Written by `npm run law` from '
  'shared/src/filings/forms.ts.';

comment on table public.filings is
  'FIL-1 (§6.1): the filing of an enterprise for a form of message. 智能信息 has two, one for send tasks and one '
  'for short links; the basic edition and service accounts have one each. Its latest version is edited; its '
  'live version is what holds (FIL-2).';

comment on table public.filing_versions is
  'FIL-2: one version of a filing. Draft and rejected versions are edited in place, and revision counts the '
  'saves on from the version before. An approved version never changes; an edit makes the next one. '
  'ends_on: the last day on which it holds.';

comment on table public.filing_documents is
  'FIL-4: a file that was handed in. The object is in the private bucket "filing-materials". '
  'A version of another form may use it too (FIL-3).';

comment on table public.filing_materials is
  'FIL-4: which file a version has for a material; with replaced_at, one that its draft had before.';

select private.resource_table('public.filings', 'KooMessage:filing:list');

select private.resource_table('public.filing_versions', 'KooMessage:filing:list');

select private.resource_table('public.filing_documents', 'KooMessage:filing:list');

select private.resource_table('public.filing_materials', 'KooMessage:filing:list');

create or replace function private.is_credit_code(code text) returns boolean
language sql immutable set search_path = '' as $$
  -- GB 32100: 17 characters of an alphabet without I, O, S, V and Z, weighed with powers of 3, and a check
  -- character, modulo 31.
  select code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$' and (
    select (31 - sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(code, i, 1)) - 1)
        * (3 ^ (i - 1))::bigint % 31) % 31) % 31
    from generate_series(1, 17) as i) = strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(code, 18, 1)) - 1
$$;
comment on function private.is_credit_code is
  'FIL-1: whether it is a unified social credit code with its check character (GB 32100). '
  'shared/src/filings/codes.ts says the same.';

create or replace function private.is_organisation_code(code text) returns boolean
language sql immutable set search_path = '' as $$
  -- GB 11714: eight characters, weighted, and a check character modulo 11; 10 is written X.
  select code ~ '^[0-9A-Z]{8}[0-9X]$' and (
    select (11 - sum((strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(code, i, 1)) - 1)
        * (array[3, 7, 9, 10, 5, 8, 4, 2])[i]) % 11) % 11
    from generate_series(1, 8) as i) = strpos('0123456789X', substr(code, 9, 1)) - 1
$$;
comment on function private.is_organisation_code is
  'FIL-1: whether it is the code of an organisation with its check character (组织机构代码, GB 11714), without the '
  'hyphen. shared/src/filings/codes.ts says the same.';

create or replace function private.filing_files(one uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(m.material, d.name), '{}') from public.filing_materials m
  join public.filing_documents d on d.id = m.document_id where m.version_id = one and m.replaced_at is null
$$;
comment on function private.filing_files is 'The files of a version by their names: {material: name}.';

create or replace function private.filing_paths(one uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(m.material, d.path), '{}') from public.filing_materials m
  join public.filing_documents d on d.id = m.document_id where m.version_id = one and m.replaced_at is null
$$;
grant execute on function private.filing_files, private.filing_paths to authenticated;

comment on function private.filing_paths is
  'The files of a version by their places in the bucket: {material: path}. Objects are written once, so a '
  'path is the file.';

create or replace function private.filing_name(form public.filing_form) returns text
language sql stable security definer set search_path = '' as $$
  select f.name from private.filing_forms f where f.form = filing_name.form
$$;
comment on function private.filing_name is
  'What a filing of this form is called, in Chinese with the form behind it, as people name it in chat.';
grant execute on function private.filing_name to authenticated;

create or replace function private.filing_lacks(one uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(l.item order by l.n), '{}') from public.filing_versions v
  join public.filings x on x.id = v.filing_id join private.filing_forms f on f.form = x.form
  cross join lateral (
    select fact as item, n from unnest(f.facts) with ordinality as a (fact, n)
    where to_jsonb(v) -> fact = 'null'
    union all
    select r::text, 100 + n from unnest(f.required) with ordinality as a (r, n)
    where not (r = 'company_relation' and v.own_name)
      and not exists (select from public.filing_materials m where m.version_id = v.id and m.material = r
        and m.replaced_at is null)) l
  where v.id = one
$$;
comment on function private.filing_lacks is
  'FIL-1: the facts and materials that a version still lacks before it can be submitted, in the order of the '
  'form. Who sends under their own name alone proves no relation to another company.';
grant execute on function private.filing_lacks to authenticated;

create or replace function private.filing_shared(one uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(s.material, s.form), '{}') from (
    select distinct on (m.material) m.material, x.form
    from public.filing_versions v
    join public.filing_materials m on m.version_id = v.id and m.replaced_at is null
    join public.filing_materials other on other.document_id = m.document_id and other.material = m.material
      and other.replaced_at is null
    join public.filings x on x.live_version_id = other.version_id and x.id <> v.filing_id
    where v.id = one order by m.material, x.form) s
$$;
comment on function private.filing_shared is
  'FIL-3: the materials of a version that are approved in another form already: {material: form}.';
grant execute on function private.filing_shared to authenticated;

create or replace view public.filing_cards with (security_invoker = true) as
select f.id, f.enterprise_id, f.form, private.filing_name(f.form) as name,
  case when l.id is null then 'unfiled'
    when l.ends_on < private.day_of(f.enterprise_id, clock_timestamp()) then 'ended'
    else 'filed' end as standing,
  v.state, v.id as version_id, v.version, v.revision, l.version as live_version, l.ends_on as live_ends_on, l.decided_at as live_since,
  v.certificate, v.company_name, v.credit_code, v.contact, v.contact_phone, v.contact_email, v.enterprise_type, v.industry, v.signatures, v.own_name, v.ends_on,
  n.files ->> 'licence' as licence_name, p.paths ->> 'licence' as licence_path,
  n.files ->> 'commitment' as commitment_name, p.paths ->> 'commitment' as commitment_path,
  n.files ->> 'signature_authorisation' as signature_authorisation_name,
  p.paths ->> 'signature_authorisation' as signature_authorisation_path,
  n.files ->> 'port_register' as port_register_name, p.paths ->> 'port_register' as port_register_path,
  n.files ->> 'huawei_authorisation' as huawei_authorisation_name, p.paths ->> 'huawei_authorisation' as huawei_authorisation_path,
  n.files ->> 'company_relation' as company_relation_name, p.paths ->> 'company_relation' as company_relation_path,
  n.files ->> 'special' as special_name, p.paths ->> 'special' as special_path,
  private.filing_lacks(v.id) as lacks, private.filing_shared(v.id) as shared, v.own, v.reason,
  v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at,
  f.created_by, private.visible_person(f.created_by) as created_by_name, f.created_at,
  case when v.state = 'in_review' then private.review_asked('filing', f.id) end as waits_for
from public.filings f
join public.filing_versions v on v.id = f.latest_version_id
left join public.filing_versions l on l.id = f.live_version_id
cross join lateral (select private.filing_files(v.id) as files) n
cross join lateral (select private.filing_paths(v.id) as paths) p;
comment on view public.filing_cards is
  'A filing with its latest version, who submitted and decided it, and what holds now. '
  'standing: filed, ended (the day of its live version has passed), unfiled. lacks: what it needs before it '
  'can be submitted; shared: materials that another form has approved already.';
grant select on public.filing_cards to authenticated;

create or replace view public.filing_history with (security_invoker = true) as
select md5(f.id::text || d.id::text)::uuid as id, f.enterprise_id, f.id as filing_id, m.material, d.path,
  d.name, d.created_at, private.visible_person(d.created_by) as created_by_name,
  array_agg(distinct v.version order by v.version) as versions,
  bool_or(m.version_id = f.live_version_id and m.replaced_at is null) as holds,
  bool_or(m.version_id = f.latest_version_id and m.replaced_at is null) as latest
from public.filings f
join public.filing_versions v on v.filing_id = f.id
join public.filing_materials m on m.version_id = v.id
join public.filing_documents d on d.id = m.document_id
group by f.id, f.enterprise_id, f.live_version_id, f.latest_version_id, m.material, d.id;
comment on view public.filing_history is
  'FIL-4: every file that a filing has ever had, with the versions it was in. holds: it is part of what is '
  'approved now; latest: of the latest version. Neither: it was replaced.';
grant select on public.filing_history to authenticated;

create or replace function private.filing_bar(v public.filing_versions) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('code', 'filing_ended', 'form', x.form, 'day', v.ends_on) from public.filings x
  where x.id = v.filing_id and v.ends_on < private.day_of(v.enterprise_id, clock_timestamp())
$$;
comment on function private.filing_bar is
  'Why a version can be neither submitted nor approved now: its last day has passed. Null where it has not.';

create or replace function private.must_be_filed(enterprise uuid, form public.filing_form) returns void
language plpgsql stable set search_path = '' as $$
declare
  v public.filing_versions;
  bar jsonb;
begin
  select l.* into v from public.filings f join public.filing_versions l on l.id = f.live_version_id
  where f.enterprise_id = enterprise and f.form = must_be_filed.form;
  if not found then perform private.refuse('filing_missing', jsonb_build_object('form', form)); end if;
  bar := private.filing_bar(v);
  if bar is not null then perform private.refuse(bar ->> 'code', bar - 'code'); end if;
end $$;
comment on function private.must_be_filed is
  'FIL-1, FIL-2: refuses filing_missing where the enterprise has no approved filing of this form, and '
  'filing_ended where its day has passed. The approved version holds while an edit of it waits.';

create or replace function private.filed_company(enterprise uuid) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((select l.company_name from public.filings f
      join public.filing_versions l on l.id = f.live_version_id
      where f.enterprise_id = e.id and l.company_name is not null
      order by f.form <> 'basic', l.decided_at desc limit 1), e.name)
  from public.enterprises e where e.id = filed_company.enterprise
$$;
comment on function private.filed_company is
  'BSG-1: the full name of the enterprise: that of an approved filing where one asks for it, else its own, '
  'which the letters of a filing name.';
