comment on table public.domains is
  'DOM-1 (§7.2.2): a domain of short links. host null is the deployment''s own address. '
  'state is that of the review; enabled is the state of the domain itself (域名状态).';

select private.resource_table('public.domains', 'KooMessage:domain:list');

create or replace view public.domain_cards with (security_invoker = true) as
select d.id, d.enterprise_id, d.name, d.host, d.custom_codes, d.proof_path, d.proof_name, d.state, d.enabled,
  d.is_default, d.reason,
  d.submitted_by, private.visible_person(d.submitted_by) as submitted_by_name, d.submitted_at,
  private.visible_person(d.decided_by) as decided_by_name, d.decided_at, d.created_by, d.created_at,
  private.link_address(d.id, 'AbC12xYz') as link_example,
  case when d.state = 'in_review' then private.review_asked('domain', d.id) end as waits_for
from public.domains d;

comment on view public.domain_cards is
  'A domain with who submitted and decided it; reason is the review note (审核说明); link_example: a link as '
  'long as those of a send.';

grant select on public.domain_cards to authenticated;

create or replace function private.domain_name(typed text) returns text
language plpgsql stable set search_path = '' as $$
declare
  name text := lower(btrim(coalesce(typed, '')));
begin
  -- Letters, digits and hyphens, no hyphen first or last, in two or more labels: shared/src/links/domains.ts
  -- says the same.
  if char_length(name) > 253
    or name !~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$' then
    perform private.refuse('domain_name_invalid', jsonb_build_object('name', left(name, 64)));
  end if;
  return name;
end $$;

comment on function private.domain_name is
  'DOM-1: a typed domain name in lower case. Refuses domain_name_invalid.';
