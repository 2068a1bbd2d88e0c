-- domains: the rules of DOM-1 (§7.2.2). The frame (frame.sql) does the rest.

create or replace function private.domain_is_free(
  name text, home uuid, except_for uuid default null
) returns void language plpgsql stable set search_path = '' as $$
begin
  if exists (select from public.domains d
    where d.name = domain_is_free.name and d.id is distinct from except_for
    and (d.enterprise_id = home or d.state = 'approved')) then
    perform private.refuse('domain_taken', jsonb_build_object('name', name));
  end if;
end $$;
comment on function private.domain_is_free is
  'Refuses domain_taken where the enterprise has a domain of this name already, or another enterprise has an '
  'approved one.';

create or replace function private.create_domain(home uuid, input jsonb) returns uuid[]
language plpgsql set search_path = '' as $$
declare
  proof record;
  one text;
  made uuid;
  all_made uuid[] := '{}';
begin
  select p.path, p.name into proof from private.proof_of(input, 'domain-proofs', home) p;
  -- One name typed twice, in whatever case, is one domain.
  for one in select private.domain_name(t.typed)
      from jsonb_array_elements_text(input -> 'names') with ordinality as t (typed, at) group by 1
      order by min(t.at) loop
    perform private.domain_is_free(one, home);
    insert into public.domains (enterprise_id, host, name, custom_codes, proof_path, proof_name, state,
      submitted_by, submitted_at, created_by)
    values (home, one, one, (input ->> 'custom_codes')::boolean, proof.path, proof.name,
      'in_review', private.actor(), clock_timestamp(), private.actor()) returning id into made;
    all_made := all_made || made;
  end loop;
  return all_made;
end $$;
create or replace function public.create_domains(input jsonb, request text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.make('domain', 'create', request, input, 'domains')
$$;
comment on function public.create_domains is
  'DOM-1: asks for domains, all or none; they are in review at once. input {names, custom_codes, proof: '
  '{path, name} or null}, the proof a pdf in the bucket domain-proofs. Returns {domains: [card]}. '
  'Refuses forbidden, input_invalid, domain_name_invalid, domain_taken, file_invalid.';

create or replace function private.update_domain(domain uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  was public.domains;
  next_name constant text := private.domain_name(input ->> 'name');
  proof record;
begin
  select d.* into was from public.domains d where d.id = domain;
  -- Without the key the proof is kept; null removes it.
  if input ? 'proof' then
    select p.path, p.name into proof from private.proof_of(input, 'domain-proofs', was.enterprise_id) p;
  else select was.proof_path as path, was.proof_name as name into proof; end if;
  perform private.domain_is_free(next_name, was.enterprise_id, domain);
  update public.domains d set name = next_name, host = next_name,
    custom_codes = (input ->> 'custom_codes')::boolean, proof_path = proof.path, proof_name = proof.name
  where d.id = domain;
end $$;
comment on function public.update_domain is
  'DOM-1: edits a rejected domain; submit_domain asks again. input {name, custom_codes, proof}. '
  'Returns the card. Refuses not_found, forbidden, wrong_state and as create_domains.';

comment on function public.approve_domain is
  'DOM-1: in_review → approved and enabled, never by the person who requested it. shown: the hash from '
  'allowed_transitions; reason: the review note. Returns the card. Refuses not_found, forbidden, '
  'wrong_state, four_eyes, shown_required, shown_changed, domain_taken.';

comment on function public.disable_domain is
  'DOM-1: switches an approved domain off; existing links keep working. Returns the card. '
  'Refuses not_found, forbidden, wrong_state, domain_is_default.';

create or replace function private.set_default_domain(domain uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.set_default('public.domains', domain, 'domain')
$$;
comment on function public.set_default_domain is 'DOM-1: sets the domain for sends and links that name none. Returns the card. Refuses not_found, forbidden, wrong_state, domain_disabled.';

grant execute on function public.create_domains to authenticated;

select private.public_verbs('domain');
