-- standing approvals: what an access key may send without an approval of each send (API-1)

create table public.standing_approvals (
  like private.reviewed including all,
  foreign key (enterprise_id) references public.enterprises (id),
  name text not null,
  access_key_id uuid not null references public.access_keys (id),
  -- A text send has no template, a basic one no SMS template. The versions are those that served as it was
  -- submitted.
  template_id uuid references public.templates (id),
  version_id uuid references public.template_versions (id),
  sms_template_id uuid references public.sms_templates (id),
  sms_version_id uuid references public.sms_template_versions (id),
  channel_id uuid not null references public.channels (id),
  -- In the enterprise's zone. Null: at any hour.
  hour_from time,
  hour_until time,
  most_a_call integer not null check (most_a_call between 1 and 1000000),
  most_a_day integer not null check (most_a_day between most_a_call and 100000000),
  last_day date not null,
  ended_at timestamptz,
  constraint standing_approvals_by_name unique (enterprise_id, name),
  check (num_nonnulls(template_id, sms_template_id) > 0),
  check (num_nulls(template_id, version_id) in (0, 2) and num_nulls(sms_template_id, sms_version_id) in (0, 2)),
  check (num_nulls(hour_from, hour_until) in (0, 2) and hour_from < hour_until)
);

create index standing_approvals_by_key on public.standing_approvals (access_key_id) where state = 'approved';

-- What was sent under one, by the day of the enterprise. A send that goes on on another day has a row for each.
create table public.standing_uses (
  send_id uuid not null references public.sends (id),
  submitted_at timestamptz not null,
  standing_approval_id uuid not null references public.standing_approvals (id),
  enterprise_id uuid not null references public.enterprises (id),
  day date not null,
  numbers bigint not null,
  primary key (send_id, submitted_at, day)
);

create index standing_uses_by_day on public.standing_uses (standing_approval_id, day);

create index standing_uses_by_enterprise on public.standing_uses (enterprise_id);

select private.reviewed_resource('standing_approval', 'public.standing_approvals', 'KooMessage:standingApproval',
  'public.standing_approval_cards');

-- Whoever knows a secret of the key has a hand in what it may do.
update private.resources set touched_by = 'select h.person from public.standing_approvals s
  join private.access_key_hands h on h.access_key_id = s.access_key_id where s.id = $1'
where resource = 'standing_approval';

update private.transitions set blocked_by = 'private.standing_bar(r)'
where resource = 'standing_approval' and verb = 'approve';

insert into private.transitions (resource, verb, from_state, to_state, needs, condition, sets, many) values
  ('standing_approval', 'close', 'approved', 'approved', 'KooMessage:standingApproval:update', 'r.ended_at is null',
   'ended_at = clock_timestamp()', true);

-- A send that fits one is approved as it is submitted; any other waits in review.
update private.transitions set condition = 'private.standing_for(r.id) is null'
where resource = 'send' and verb = 'submit' and to_state = 'in_review' and needs is not null;

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_also, trial, stamp, condition,
  blocked_by, sets, writes, many)
select t.resource, t.verb, t.from_state, 'expanding', t.needs, t.needs_also, t.trial, t.stamp,
  'private.standing_for(r.id) is not null', t.blocked_by, t.sets, t.writes, t.many
from private.transitions t where t.resource = 'send' and t.verb = 'submit' and t.to_state = 'in_review'
  and t.needs is not null;
