-- retention: how long an enterprise keeps what, by kind (RET-1)

-- Kinds that an enterprise sets. days: unless it says otherwise; 0: at once. The rule of each is
-- private.purge_<kind>(enterprise, before): it takes away a slice, and returns how much.
create table private.retention_kinds (
  kind text primary key,
  ordinal integer not null unique,
  days integer not null,
  fewest integer not null check (fewest >= 0),
  most integer not null,
  why text not null,
  check (days between fewest and most)
);

insert into private.retention_kinds (kind, ordinal, days, fewest, most, why) values
  ('uploads', 1, 0, 0, 30, 'What was imported stands in the database. The original is kept longer by whoever wants to look at it again.'),
  ('number_files', 2, 90, 1, 1095, 'A file that nothing was sent to within a quarter is forgotten rather than needed.'),
  -- 通信短信息服务管理规定 (工业和信息化部令第31号): times, numbers and what was sent are kept for five months at least.
  ('messages', 3, 365, 150, 1095, 'The law of short messages asks for five months. A year answers whoever asks about last season.'),
  ('replies', 4, 365, 150, 1095, 'As messages.'),
  ('receipts', 5, 90, 7, 365, 'Receipts that no message was found for: a carrier is asked about them within weeks.'),
  ('link_requests', 6, 180, 30, 1095, 'Each request for a link by its second. The days of reports are kept for ever.'),
  ('exports', 7, 7, 1, 30, 'A file is made anew in minutes.'),
  ('bin', 8, 30, 1, 365, 'What was deleted by mistake is missed within a month.');

create table public.retention_periods (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  kind text not null references private.retention_kinds (kind),
  days integer not null,
  -- When last something was taken away, and how much.
  purged_at timestamptz,
  purged bigint,
  -- What is older is gone; the books look at later days only.
  purged_to timestamptz,
  -- When the clock last went through it, whatever came of it: the one that waited longest is next.
  tried_at timestamptz,
  -- Since when it fails, and why; null while it does not.
  failed_at timestamptz,
  failure text,
  unique (enterprise_id, kind)
);

-- What the deployment keeps for itself, each as long as it can still be asked for. stale: on the row r.
create table private.retention_fixed (
  rel regclass primary key,
  stale text not null,
  why text not null
);

insert into private.retention_fixed (rel, stale, why) values
  ('private.requests', 'r.at < clock_timestamp() - interval ''7 days''',
  'A request is repeated within minutes, by a queue within days.'),
  ('private.link_codes', 'r.expires_at < clock_timestamp() - interval ''1 day''', 'Good for ten minutes.'),
  ('private.link_attempts', 'r.at < clock_timestamp() - interval ''1 day''', 'Counted over an hour.'),
  ('private.link_minutes', 'r.minute < clock_timestamp() - interval ''10 minutes''',
  'Bursts are looked for in the last ten minutes.'),
  ('private.tokens', 'r.expires_at < clock_timestamp() - interval ''1 day''',
  'A day in which a button says that it is over.'),
  ('private.proposals', 'r.expires_at < clock_timestamp() - interval ''1 day''',
  'As long as its button, which says for a day that it is over.'),
  ('private.chat_runs', 'r.taken_at < clock_timestamp() - interval ''1 day''',
  'A platform repeats an event for an hour.'),
  ('private.assistant_turns', 'r.at < clock_timestamp() - interval ''1 day''',
    'The questions of a conversation refer to each other for a day.'),
  -- Clicks older than three days are not taken, so none of these can be reported again.
  ('private.clicks',
    'r.at < clock_timestamp() - interval ''7 days'' and r.xact < (select c.done_below
      from private.click_roll_up c)',
    'By its own name a click is counted once; it is told within three days.'),
  ('private.moved_numbers', 'r.at < clock_timestamp() - interval ''90 days''',
  'A number may move again after 120 days.'),
  ('private.phone_capabilities', 'r.asked_at < clock_timestamp() - interval ''30 days''',
  'People change phones; what is older is asked for again.'),
  -- A worker clears both within the hour; this is for when none runs.
  ('private.early_receipts', 'r.come_at < clock_timestamp() - interval ''7 days''',
    'A receipt waits for its answer for an hour.'),
  ('private.reply_parts', 'r.come_at < clock_timestamp() - interval ''7 days''',
    'Parts of a reply come within minutes.'),
  ('private.callback_events', 'r.at < clock_timestamp() - interval ''7 days''',
    'An address that took nothing for a week is told nothing of it.'),
  ('public.callback_posts', 'r.created_at < clock_timestamp() - interval ''7 days''',
    'What was posted is looked at, and posted again, within the week.'),
  ('public.access_key_requests', 'r.at < clock_timestamp() - interval ''7 days''',
    'Who asks what a program did asks within the week.'),
  ('private.drafts', 'r.kept_at < clock_timestamp() - interval ''30 days''',
    'What nobody went on with for a month is given up.'),
  ('private.export_tickets', 'r.expires_at < clock_timestamp()', 'Good for a minute.'),
  ('public.exports',
    'r.state in (''failed'', ''expired'') and r.created_at < clock_timestamp() - interval ''30 days''',
    'Its maker sees for a month what became of it.');

-- What of the hourly sweep failed last time, beside the periods of enterprises: a table of those above, the
-- check of the books, the counts of limits.
create table private.sweep_failures (
  part text primary key,
  since timestamptz not null default clock_timestamp(),
  failure text not null
);

-- The messages of the send were taken away at the end of their period. Its account and its reports stay.
alter table public.sends add column messages_gone_at timestamptz;

create index sends_with_messages on public.sends (enterprise_id, created_at)
where messages_gone_at is null and state in ('done', 'cancelled');

-- Its lines were taken away with the messages of its last send.
alter table public.number_files add column emptied_at timestamptz;

insert into private.resources (resource, rel, reads, card, state, submitted_by, submission, audited) values
  ('retention_period', 'public.retention_periods', 'KooMessage:retention:list', 'public.retention_cards',
    '''active''', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.kind, ''days'', r.days)');

-- A shorter period deletes data for good, so it takes a password given just now.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo)
values ('retention_period', 'update', 'active', 'active', 'KooMessage:retention:manage', true);
