-- domains: the verbs of people (DOM-1)

create or replace function public.create_domains(input jsonb, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home uuid := private.current_enterprise();
  names text[];
  own_codes boolean;
  proof record;
  one text;
  made uuid;
  cards jsonb := '[]';
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'create_domains', null, input);
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:domain:create');
  if jsonb_typeof(input -> 'names') is distinct from 'array' or jsonb_array_length(input -> 'names') not between 1 and 20 then
    perform private.refuse('input_invalid', 422, 'Name 1 to 20 domains.', null, '{"field": "names"}');
  end if;
  -- One name typed twice, in whatever case, is one domain.
  select array_agg(n.name order by n.at) into names from (
    select private.domain_name(t.typed) as name, min(t.at) as at from jsonb_array_elements_text(input -> 'names') with ordinality as t (typed, at) group by 1) n;
  own_codes := private.yes_or_no(input -> 'custom_codes', 'custom_codes');
  select p.path, p.name into proof from private.proof_of(input, 'domain-proofs', 'pdf', home) p;
  foreach one in array names loop
    if exists (select from public.domains d where d.name = one and (d.enterprise_id = home or d.state = 'approved')) then
      perform private.refuse('domain_taken', 409, format('The domain "%s" is here already.', one), 'Choose another name.', jsonb_build_object('name', one));
    end if;
    begin
      insert into public.domains (enterprise_id, host, name, custom_codes, proof_path, proof_name, state, submitted_by, submitted_at, created_by)
      values (home, one, one, own_codes, proof.path, proof.name, 'in_review', private.actor(), clock_timestamp(), private.actor()) returning id into made;
    exception when unique_violation then
      perform private.refuse('domain_taken', 409, format('The domain "%s" is here already.', one), 'Choose another name.', jsonb_build_object('name', one));
    end;
    perform private.audit(home, 'domain', made::text, 'create', null, jsonb_build_object('name', one, 'custom_codes', own_codes, 'proof', proof.name, 'state', 'in_review'));
    perform private.alert(home, 'review_waiting', 'domain', made, '{}');
    cards := cards || private.domain_card(made);
  end loop;
  return private.store_response(request, 'create_domains', null, jsonb_build_object('domains', cards), input);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('domain', null, 'create', sqlerrm, detail, home);
end $$;

comment on function public.create_domains is
  'DOM-1: asks for domains, all or none; they are in review at once (§7.2.2). input {names, custom_codes, proof: {path, name} or null}, the proof a pdf in the bucket domain-proofs. Returns {domains: [card]}. Refuses forbidden, input_invalid, domain_name_invalid, domain_taken, proof_invalid.';

create or replace function public.update_domain(domain uuid, input jsonb, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  was public.domains;
  next_name text;
  own_codes boolean;
  proof record;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'update_domain', domain::text);
  if known is not null then return known; end if;
  was := private.own_domain(domain);
  -- §7.2.2: only a rejected one can be edited.
  if was.state <> 'rejected' then
    perform private.refuse('wrong_state', 409, 'Only a rejected domain can be edited.', 'Look at it again: someone may have moved it.',
      jsonb_build_object('resource', 'domain', 'state', was.state, 'verb', 'edit'));
  end if;
  next_name := private.domain_name(input ->> 'name');
  own_codes := private.yes_or_no(input -> 'custom_codes', 'custom_codes');
  -- Without the key the proof stays, with null it goes.
  if input ? 'proof' then select p.path, p.name into proof from private.proof_of(input, 'domain-proofs', 'pdf', was.enterprise_id) p;
  else select was.proof_path as path, was.proof_name as name into proof; end if;
  if exists (select from public.domains d where d.name = next_name and d.id <> domain and (d.enterprise_id = was.enterprise_id or d.state = 'approved')) then
    perform private.refuse('domain_taken', 409, format('The domain "%s" is here already.', next_name), 'Choose another name.', jsonb_build_object('name', next_name));
  end if;
  begin
    update public.domains d set name = next_name, host = next_name, custom_codes = own_codes, proof_path = proof.path, proof_name = proof.name where d.id = domain;
  exception when unique_violation then
    perform private.refuse('domain_taken', 409, format('The domain "%s" is here already.', next_name), 'Choose another name.', jsonb_build_object('name', next_name));
  end;
  perform private.audit(was.enterprise_id, 'domain', domain::text, 'edit',
    jsonb_build_object('name', was.name, 'custom_codes', was.custom_codes, 'proof', was.proof_name),
    jsonb_build_object('name', next_name, 'custom_codes', own_codes, 'proof', proof.name));
  perform private.touch_cards('domain', domain);
  return private.store_response(request, 'update_domain', domain::text, private.domain_card(domain));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('domain', domain::text, 'edit', sqlerrm, detail, private.enterprise_of('domain', domain));
end $$;

comment on function public.update_domain is
  'DOM-1: edits a rejected domain; submit_domain asks again. input {name, custom_codes, proof}. Returns the card. Refuses not_found, forbidden, wrong_state and as create_domains.';

create or replace function public.submit_domain(domain uuid, request uuid default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('domain', domain, 'submit', null, request)
$$;

comment on function public.submit_domain is 'DOM-1: rejected → in_review, a second time. Returns the card. Refuses not_found, forbidden, wrong_state.';

create or replace function public.approve_domain(domain uuid, reason text default null, request uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'approve_domain', domain::text);
  if known is not null then return known; end if;
  begin
    perform private.transition('domain', domain, 'approve', reason);
  exception when unique_violation then
    perform private.refuse('domain_taken', 409, 'Another enterprise has this domain.', 'Reject this one.',
      (select jsonb_build_object('name', d.name) from public.domains d where d.id = domain));
  end;
  update public.domains d set enabled = true where d.id = domain;
  return private.store_response(request, 'approve_domain', domain::text, private.domain_card(domain));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('domain', domain::text, 'approve', sqlerrm, detail, private.enterprise_of('domain', domain));
end $$;

comment on function public.approve_domain is
  'DOM-1: in_review → approved and enabled, never by the submitter; reason is the review note. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, domain_taken.';

create or replace function public.reject_domain(domain uuid, reason text, request uuid default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('domain', domain, 'reject', reason, request)
$$;

comment on function public.reject_domain is 'DOM-1: in_review → rejected with a review note, never by the submitter. Refuses as approve_domain, and reason_required.';

create or replace function public.enable_domain(domain uuid, enabled boolean, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  was public.domains;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'enable_domain', domain::text);
  if known is not null then return known; end if;
  was := private.own_domain(domain);
  if enabled is null then perform private.refuse('input_invalid', 422, 'Say on or off.', null, '{"field": "enabled"}'); end if;
  if was.state <> 'approved' then
    perform private.refuse('domain_not_approved', 409, 'Only an approved domain is switched on or off.', 'Choose an approved one.');
  end if;
  if was.is_default and not enabled then
    perform private.refuse('domain_is_default', 409, format('"%s" is the default domain.', was.name), 'Make another one the default first.', jsonb_build_object('name', was.name));
  end if;
  update public.domains d set enabled = enable_domain.enabled where d.id = domain;
  perform private.audit(was.enterprise_id, 'domain', domain::text, 'enable', jsonb_build_object('enabled', was.enabled), jsonb_build_object('enabled', enable_domain.enabled));
  perform private.touch_cards('domain', domain);
  return private.store_response(request, 'enable_domain', domain::text, private.domain_card(domain));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('domain', domain::text, 'enable', sqlerrm, detail, private.enterprise_of('domain', domain));
end $$;

comment on function public.enable_domain is
  'DOM-1: switches an approved domain on or off; links that are out keep answering. Returns the card. Refuses not_found, forbidden, input_invalid, domain_not_approved, domain_is_default.';

create or replace function public.set_default_domain(domain uuid, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  chosen public.domains;
  former uuid;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'set_default_domain', domain::text);
  if known is not null then return known; end if;
  -- Two people who choose at once: the second waits, and its choice stands.
  perform pg_advisory_xact_lock(hashtextextended('default domain:' || private.enterprise_of('domain', domain)::text, 0));
  chosen := private.own_domain(domain);
  if chosen.state <> 'approved' then
    perform private.refuse('domain_not_approved', 409, 'Only an approved domain can be the default.', 'Choose an approved one.');
  end if;
  if not chosen.enabled then
    perform private.refuse('domain_disabled', 409, format('The domain "%s" is switched off.', chosen.name), 'Switch it on first.', jsonb_build_object('name', chosen.name));
  end if;
  update public.domains d set is_default = false where d.enterprise_id = chosen.enterprise_id and d.is_default and d.id <> domain returning d.id into former;
  update public.domains d set is_default = true where d.id = domain;
  perform private.audit(chosen.enterprise_id, 'domain', domain::text, 'set_default', jsonb_build_object('default', former), jsonb_build_object('default', domain));
  perform private.touch_cards('domain', domain);
  if former is not null then perform private.touch_cards('domain', former); end if;
  return private.store_response(request, 'set_default_domain', domain::text, private.domain_card(domain));
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('domain', domain::text, 'set_default', sqlerrm, detail, private.enterprise_of('domain', domain));
end $$;

comment on function public.set_default_domain is
  'DOM-1: the domain of sends and links that name none. Returns the card. Refuses not_found, forbidden, domain_not_approved, domain_disabled.';

grant execute on function public.create_domains, public.update_domain, public.submit_domain, public.approve_domain, public.reject_domain,
  public.enable_domain, public.set_default_domain to authenticated;
