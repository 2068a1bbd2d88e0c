-- basic_signatures: the signatures of the basic edition (BSG-1, §8.3)

create table public.basic_signatures (
  like private.reviewed including all,
  foreign key (enterprise_id) references public.enterprises (id),
  name text not null check (name !~ '[【】\[\]]' and char_length(name) between 2 and 18),
  -- 企事业单位全称: whose signature it is.
  company_name text not null check (char_length(company_name) between 2 and 100),
  third_party boolean not null,
  note text not null default '' check (char_length(note) <= 500),
  other_path text,
  other_name text,
  constraint another_file_has_a_name check ((other_path is null) = (other_name is null)),
  constraint basic_signatures_by_name unique (enterprise_id, name)
);

create index basic_signatures_waiting on public.basic_signatures (enterprise_id) where state = 'in_review';

create index basic_signatures_by_time on public.basic_signatures (enterprise_id, created_at desc);

insert into private.resources (resource, most, rel, made_by, reads, card, proof, audited, bound) values
  ('basic_signature', 200, 'public.basic_signatures', 'r.created_by', 'KooMessageBasic:signature:list',
   'public.basic_signature_cards', 'signature-proofs',
   'jsonb_build_object(''state'', r.state, ''name'', r.name, ''company_name'', r.company_name,
     ''third_party'', r.third_party, ''note'', r.note, ''proof'', r.proof_name, ''other'', r.other_name)',
   'jsonb_build_object(''name'', r.name, ''company_name'', r.company_name, ''third_party'', r.third_party,
     ''note'', r.note, ''proof'', r.proof_name, ''proof_path'', r.proof_path, ''other'', r.other_name,
     ''other_path'', r.other_path)');

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('basic_signature', 'create', 'none', 'in_review', 'KooMessageBasic:signature:create', true),
  ('basic_signature', 'update', 'draft', 'draft', 'KooMessageBasic:signature:update', true),
  ('basic_signature', 'update', 'rejected', 'rejected', 'KooMessageBasic:signature:update', true),
  -- It says something else from then on, so it waits for another decision before it serves again.
  ('basic_signature', 'update', 'approved', 'draft', 'KooMessageBasic:signature:update', true);

select private.submit_transitions('basic_signature', 'KooMessageBasic:signature:submit');

select private.decision_transitions('basic_signature', 'KooMessageBasic:signature:review');

update private.transitions set blocked_by = 'private.basic_signature_ahead(r.id)'
where resource = 'basic_signature' and verb = 'update' and from_state = 'approved';

-- What waits for a decision is decided first.
insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by, many)
select 'basic_signature', 'delete', s, 'none', 'KooMessageBasic:signature:delete',
  'private.basic_signature_uses(r.id)', true
from unnest('{draft,rejected,approved}'::text[]) as s;

insert into private.constraints (name, code) values ('basic_signatures_by_name', 'name_taken');
