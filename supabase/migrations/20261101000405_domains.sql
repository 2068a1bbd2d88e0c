-- domains: the domains of short links (DOM-1): requested, reviewed by another person, never deleted

create table public.domains (
  like private.reviewed including all,
  foreign key (enterprise_id) references public.enterprises (id),
  host text,
  name text not null,
  custom_codes boolean not null default false,
  enabled boolean not null default false,
  is_default boolean not null default false,
  constraint a_host_is_its_name check (host is null or host = name),
  constraint the_default_domain_is_enabled check (enabled or not is_default)
);

create unique index domains_have_one_default on public.domains (enterprise_id) where is_default;

create unique index domains_by_name on public.domains (enterprise_id, lower(name));

-- Requesting a name does not reserve it; an approval does.
create unique index domains_by_host on public.domains (lower(host)) where state = 'approved';

create index domains_waiting on public.domains (enterprise_id) where state = 'in_review';

insert into private.resources (resource, rel, made_by, reads, card, audited, bound) values
  ('domain', 'public.domains', 'r.created_by', 'KooMessage:domain:list', 'public.domain_cards',
   'jsonb_build_object(''state'', r.state, ''name'', r.name, ''custom_codes'', r.custom_codes,
     ''proof'', r.proof_name, ''enabled'', r.enabled, ''is_default'', r.is_default)',
   'jsonb_build_object(''name'', r.name, ''custom_codes'', r.custom_codes,
     ''proof'', r.proof_name, ''proof_path'', r.proof_path)');

select private.review_transitions('domain', 'KooMessage:domain');

update private.transitions set sets = 'enabled = true' where resource = 'domain' and verb = 'approve';

insert into private.transitions (resource, verb, from_state, to_state, needs, condition, sets, many) values
  ('domain', 'enable', 'approved', 'approved', 'KooMessage:domain:update', 'not r.enabled', 'enabled = true', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, condition, blocked_by, sets, many) values
  ('domain', 'disable', 'approved', 'approved', 'KooMessage:domain:update', 'r.enabled',
   'case when r.is_default then jsonb_build_object(''code'', ''domain_is_default'', ''name'', r.name) end',
     'enabled = false', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, condition, blocked_by) values
  ('domain', 'set_default', 'approved', 'approved', 'KooMessage:domain:update', 'not r.is_default',
   'case when not r.enabled then jsonb_build_object(''code'', ''domain_disabled'', ''name'', r.name) end');

insert into private.constraints (name, code) values ('domains_by_name', 'domain_taken'), ('domains_by_host', 'domain_taken');
