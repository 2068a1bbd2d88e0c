-- A copy that was restored from a backup believes that what went out after the backup is still to be sent.
-- It is held until a platform admin has said what it is.

-- What tells this database from a copy of it, as it was when the deployment was set up or a restore was answered.
alter table private.deployment add column fingerprint text;

create table public.restores (
  id uuid primary key default gen_random_uuid(),
  state text not null default 'open' check (state in ('open', 'accepted', 'dismissed')),
  -- By the fingerprint, or told by the person who restored it: a copy of the volume cannot be noticed.
  noticed_by text not null check (noticed_by in ('database', 'operator')),
  noticed_at timestamptz not null default clock_timestamp(),
  -- The last turn of the clock that the copy knows of. What was done after it is lost.
  known_until timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  sends integer,
  numbers bigint,
  reviews integer
);

create unique index one_restore_is_open on public.restores (state) where state = 'open';

-- The lost database may have handed over what was not handed over in the backup. A new batch of such a send
-- is in doubt from the beginning.
alter table private.send_progress add column doubtful boolean not null default false;

insert into private.resources (resource, rel, enterprise, reads, card, submitted_by, submission, audited) values
  ('restore', 'public.restores', 'null::uuid', 'platform', 'public.restore_cards', 'null::uuid', 'null::timestamptz',
    'jsonb_build_object(''state'', r.state, ''known_until'', r.known_until, ''sends'', r.sends,
      ''numbers'', r.numbers, ''reviews'', r.reviews)');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, needs_sudo, stamp) values
  ('restore', 'accept', 'open', 'accepted', 'platform', true, true, 'decided'),
  ('restore', 'dismiss', 'open', 'dismissed', 'platform', true, true, 'decided');

-- Everything that would go on by itself asks a person first.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason)
select 'send', 'stop', x, 'paused', null, true from unnest(array['expanding', 'trial_hold', 'paused']) as x;

-- The lost database may have seen its approval: it is asked for again.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, stamp, condition) values
  ('send', 'stop', 'in_review', 'rejected', null, true, 'decided', 'r.started_at is null');

-- What had begun before it came back to review may have gone on.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, condition)
select 'send', 'stop', x, 'paused', null, true, 'r.started_at is not null'
from unnest(array['in_review', 'rejected']) as x;

-- Going on may send to a number twice, so it is an act of its own, and names what was shown.
insert into private.transitions (resource, verb, from_state, to_state, needs, condition, names_shown)
select t.resource, 'retry', t.from_state, t.to_state, t.needs,
  t.condition || ' and r.timing <> ''recurring'' and r.pause_code = ''restored''', true
from private.transitions t where t.resource = 'send' and t.verb = 'resume' and t.to_state <> 'recurring';

update private.transitions t set condition = t.condition || ' and r.pause_code is distinct from ''restored'''
where t.resource = 'send' and t.verb = 'resume' and t.to_state <> 'recurring';
