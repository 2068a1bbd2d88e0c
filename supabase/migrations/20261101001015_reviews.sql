-- reviews: since when something waits for its decision, who is asked for it, and who decides in whose place
-- (BOT-3)

create table private.open_reviews (
  resource text not null references private.resources (resource),
  resource_id uuid not null,
  enterprise_id uuid not null references public.enterprises (id),
  -- Its submission, or when somebody was asked for it last: from then on the time runs after which it is
  -- escalated.
  since timestamptz not null default clock_timestamp(),
  person uuid,
  asked_by uuid,
  escalated_at timestamptz,
  -- The row that holds its state: of what has versions, the one in review.
  row_id uuid not null,
  -- When its submitter said once more that it waits (催审).
  urged_at timestamptz,
  primary key (resource, resource_id)
);

create unique index open_reviews_by_row on private.open_reviews (resource, row_id);

create index open_reviews_to_escalate on private.open_reviews (since) where escalated_at is null;

create index open_reviews_by_person on private.open_reviews (enterprise_id, person) where person is not null;

create table private.delegations (
  enterprise_id uuid not null references public.enterprises (id),
  person uuid not null references auth.users (id) on delete cascade,
  delegate uuid not null references auth.users (id) on delete cascade,
  -- Its first and its last day, in the zone of the enterprise.
  since date not null,
  until date not null,
  -- It has begun, and the delegate has been notified of the open requests.
  begun boolean not null,
  primary key (enterprise_id, person),
  check (person <> delegate),
  check (since <= until)
);

create index delegations_to_begin on private.delegations (since) where not begun;

create index delegations_by_delegate on private.delegations (enterprise_id, delegate);

create index delegations_by_end on private.delegations (until);

-- A reviewer may ask another one, and whoever may submit may ask one by name. The system reminds all of them of what has
-- waited too long.
insert into private.transitions (resource, verb, from_state, to_state, needs)
select distinct t.resource, v.verb, 'in_review', 'in_review', case v.verb when 'assign' then t.needs end
from private.transitions t cross join (values ('assign'), ('escalate')) as v (verb)
where t.verb = 'approve' and t.from_state = 'in_review';

-- 催审: sending a reminder needs the submit right or that to decide, and is possible once in two hours. For rows that are
-- created in review, it needs the create right in place of the former.
insert into private.transitions (resource, verb, from_state, to_state, needs, many, blocked_by)
select t.resource, 'urge', 'in_review',
  'in_review', coalesce(max(t.needs) filter (where t.verb = 'submit'),
  max(t.needs) filter (where t.verb = 'create')), true,
  format('private.urge_bar(%L, r.id)', t.resource)
from private.transitions t
where exists (select from private.transitions a where a.resource = t.resource and a.verb = 'approve'
  and a.from_state = 'in_review') group by t.resource;

update private.transitions a set or_needs = b.needs from private.transitions b
where a.resource = b.resource and a.from_state = 'in_review' and b.from_state = 'in_review'
  and (a.verb = 'assign' and b.verb = 'urge' or a.verb = 'urge' and b.verb = 'assign');

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('profile', 'set_delegate', 'none', 'none', 'own');
