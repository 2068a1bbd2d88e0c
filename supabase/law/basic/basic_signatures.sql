-- basic_signatures: the signatures of the basic edition (BSG-1, §8.3)

comment on table public.basic_signatures is
  'BSG-1 (§8.3): a signature of the basic edition, written without brackets: 2 to 18 characters. proof: the '
  'authorisation of the signature, a pdf; other: further material, a zip or rar. third_party: it is somebody '
  'else''s than the enterprise''s. An edit of an approved one waits for another decision.';

select private.resource_table('public.basic_signatures', 'KooMessageBasic:signature:list');

create or replace function private.filed_signatures(enterprise uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce((select l.signatures from public.filings f
    join public.filing_versions l on l.id = f.live_version_id
    join public.filing_materials m on m.version_id = l.id and m.material = 'signature_authorisation'
      and m.replaced_at is null
    where f.enterprise_id = filed_signatures.enterprise and f.form = 'basic'
      and private.filing_bar(l) is null), '{}')
$$;
comment on function private.filed_signatures is
  'BSG-1 (table 8-2): the signatures that the authorisation of the approved filing of the basic edition '
  'names. They need none of their own.';
grant execute on function private.filed_signatures, private.filed_company to authenticated;

create or replace view public.signature_filings with (security_invoker = true) as
select e.id, e.id as enterprise_id, private.filed_company(e.id) as filed_company,
  private.filed_signatures(e.id) as filed_signatures
from public.enterprises e;
comment on view public.signature_filings is
  'BSG-1: what the form of a signature of the basic edition has to know of an enterprise''s filings: its full '
  'name, and the signatures that need no authorisation of their own.';
grant select on public.signature_filings to authenticated;

create or replace view public.basic_signature_cards with (security_invoker = true) as
select g.id, g.enterprise_id, g.name, g.company_name, g.third_party, g.note,
  g.proof_path, g.proof_name, g.other_path, g.other_name, g.name = any (private.filed_signatures(g.enterprise_id)) as filed,
  g.state, g.reason,
  g.submitted_by, private.visible_person(g.submitted_by) as submitted_by_name, g.submitted_at,
  private.visible_person(g.decided_by) as decided_by_name, g.decided_at,
  g.created_by, private.visible_person(g.created_by) as created_by_name, g.created_at,
  case when g.state = 'in_review' then private.review_asked('basic_signature', g.id) end as waits_for
from public.basic_signatures g;
comment on view public.basic_signature_cards is
  'A signature of the basic edition with who submitted and decided it. filed: the approved filing has an '
  'authorisation that names it, so it needs none of its own.';
grant select on public.basic_signature_cards to authenticated;

create or replace function private.basic_signature_uses(signature uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('code', 'basic_signature_in_use') || private.used_by(jsonb_build_object(
      'sends', (select count(*) from public.sends s where s.basic_signature_id = g.id),
      'storyboards', (select count(distinct v.template_id) from public.template_versions v
        where v.signature_id = g.id)), g.name)
  from public.basic_signatures g where g.id = basic_signature_uses.signature
$$;
comment on function private.basic_signature_uses is
  'Why a signature of the basic edition cannot be deleted, nor called otherwise: what uses it, in both '
  'languages. Null: nothing does.';

create or replace function private.basic_signature_ahead(signature uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('code', 'basic_signature_in_use') || private.used_by(jsonb_build_object('sends',
      (select count(*) from public.sends s where s.basic_signature_id = g.id and s.state in ('expanding',
        'ready', 'sending', 'trial_hold', 'paused', 'recurring'))), g.name)
  from public.basic_signatures g where g.id = basic_signature_ahead.signature
$$;
comment on function private.basic_signature_ahead is
  'Why an approved signature of the basic edition cannot be edited now: what goes out under it. Null: '
  'nothing does.';

create or replace function private.require_authorised(g public.basic_signatures) returns void
language plpgsql stable set search_path = '' as $$
declare
  filed constant text := private.filed_company(g.enterprise_id);
begin
  if not g.third_party and g.company_name is distinct from filed then
    perform private.refuse('signature_of_another', jsonb_build_object('field', 'third_party',
        'company', g.company_name, 'filed', filed));
  end if;
  if g.proof_path is null and not g.name = any (private.filed_signatures(g.enterprise_id)) then
    perform private.refuse('signature_unauthorised', jsonb_build_object('field', 'proof', 'name', g.name));
  end if;
end $$;
comment on function private.require_authorised is
  'BSG-1 (table 8-2): without third-party rights only under the enterprise''s own full name, and without an '
  'authorisation only where that of the filing names it. Refuses signature_of_another, '
  'signature_unauthorised.';

create or replace function private.basic_signature_in(g public.basic_signatures, input jsonb)
returns public.basic_signatures language plpgsql stable set search_path = '' as $$
begin
  g.name := private.signature_name_in(input);
  g.company_name := private.filing_line(input, 'company_name', 100);
  if coalesce(char_length(g.company_name), 0) < 2 then
    perform private.refuse('input_invalid', '{"field": "company_name"}');
  end if;
  g.third_party := (input ->> 'third_party')::boolean;
  -- Without the keys all three are kept; null takes a file away.
  if input ? 'note' then g.note := coalesce(private.hide_numbers(btrim(input ->> 'note')), ''); end if;
  if input ? 'proof' then
    select p.path, p.name into g.proof_path, g.proof_name
    from private.proof_of(input, 'signature-proofs', g.enterprise_id) p;
  end if;
  if input ? 'other' then
    select p.path, p.name into g.other_path, g.other_name
    from private.proof_of(input, 'signature-materials', g.enterprise_id, 'other') p;
  end if;
  perform private.require_authorised(g);
  return g;
end $$;
comment on function private.basic_signature_in is
  'BSG-1: a signature with what an input says. Refuses what does not fit.';

create or replace function private.create_basic_signature(home uuid, input jsonb) returns uuid
language sql set search_path = '' as $$
  insert into public.basic_signatures select g.* from private.basic_signature_in(jsonb_populate_record(
    null::public.basic_signatures, private.asked_now(home) || '{"note": ""}'), input) g returning id
$$;
comment on function public.create_basic_signature is
  'BSG-1 (§8.3): asks for a signature of the basic edition. input {name, company_name, third_party, note?, '
  'proof?: {path, name} of a pdf in signature-proofs, other?: of a zip or rar in signature-materials}. '
  'Refuses forbidden, input_invalid, signature_name_invalid, signature_of_another, '
  'signature_unauthorised, file_invalid, name_taken, rows_full (200).';

create or replace function private.update_basic_signature(basic_signature uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  was public.basic_signatures;
  g public.basic_signatures;
begin
  select x.* into was from public.basic_signatures x where x.id = basic_signature;
  g := private.basic_signature_in(was, input);
  if g.name <> was.name and private.basic_signature_uses(was.id) is not null then
    perform private.refuse('basic_signature_keeps_its_name', jsonb_build_object('name', was.name));
  end if;
  update public.basic_signatures x set name = g.name, company_name = g.company_name,
    third_party = g.third_party, note = g.note, proof_path = g.proof_path, proof_name = g.proof_name,
    other_path = g.other_path, other_name = g.other_name where x.id = was.id;
end $$;
comment on function public.update_basic_signature is
  'BSG-1: edits a draft, a rejected or an approved signature, which serves no more until its edit is '
  'approved; submit_basic_signature asks for that. Returns the card. Refuses not_found, forbidden, '
  'wrong_state, basic_signature_in_use (a send goes out under it), basic_signature_keeps_its_name and as '
  'create_basic_signature.';
comment on function public.delete_basic_signature is
  'BSG-1: deletes a signature that nothing uses. Its opt-out list stays, and holds for a signature of this '
  'name. Returns the card as it was. Refuses not_found, forbidden, wrong_state, basic_signature_in_use.';

create or replace function private.submit_basic_signature(basic_signature uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.require_authorised(g) from public.basic_signatures g where g.id = basic_signature
$$;
comment on function public.submit_basic_signature is
  'BSG-1: draft or rejected → in_review. Returns the card. Refuses not_found, forbidden, wrong_state, '
  'signature_of_another, signature_unauthorised.';

create or replace function private.require_basic_signature(signature uuid, home uuid, field text default 'signature_id')
returns public.basic_signatures language plpgsql set search_path = '' as $$
declare
  g public.basic_signatures;
begin
  -- One that is being deleted or edited is waited for.
  select x.* into g from public.basic_signatures x where x.id = signature and x.enterprise_id = home for share;
  if not found then
    perform private.refuse('not_found', jsonb_build_object('resource', 'basic_signature', 'field', field));
  end if;
  if g.state <> 'approved' then
    perform private.refuse('basic_signature_not_approved', jsonb_build_object('field', field, 'name', g.name));
  end if;
  return g;
end $$;
comment on function private.require_basic_signature is
  'BSG-1: the approved signature of this enterprise. Refuses not_found and basic_signature_not_approved, with '
  'the field.';

select private.public_verbs('basic_signature');
