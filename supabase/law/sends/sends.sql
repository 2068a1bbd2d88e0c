comment on table public.sends is
  'A send task (发送任务). hash: what the approval binds (APR-1). units: the quota reserved at approval. '
  'A recurring send is a plan: each occurrence is a send of its own, with the plan as its parent. '
  'pause_code: why the system paused it; pause_details: the values for the wording of that code. '
  'trial_result: what the trial had come to when the rest was released (private.trial_of). '
  'guarded_*: how many final messages, and how many failures among them, a person has accepted.';

select private.resource_table('public.sends', 'KooMessage:sendTask:list');

comment on table private.send_progress is
  'The cursors of an approved send. Delivery ids are id_base + ordinal: unique by construction. '
  'Ordinals up to dispatch_limit may be handed over; next_ordinal is the first one not yet claimed. '
  'expanded: so many deliveries are made; the clock goes on until they are as many as total. '
  'swept false: pending rows are still to be set to cancelled. large: it has a partition of its own.';

comment on table private.delivery_blocks is
  'The start of the next block of delivery ids; a send takes one id per number. Small sends share the '
  'partition below 2^40; a large one gets its own above.';

comment on table public.send_totals is
  'ACC-1: the account of a send, updated in the transaction that updates its deliveries. '
  'A constraint checks the sum.';

comment on table public.deliveries is
  'One message to one number. Its id identifies it everywhere: in the logs, as the carrier''s reference and, '
  'enciphered, as the code of its personal link. The number is in no log. resolved counts resolutions of '
  'that link: at most one. No foreign key: a million checks would take longer than inserting the million '
  'rows, and only expand_slice inserts rows.';

comment on table partitions.deliveries_shared is 'The deliveries of all small sends.';

select private.resource_table('public.deliveries', 'KooMessage:sendTask:list', '{phone,params}');

select private.guard('partitions.deliveries_shared');

comment on table public.send_days is
  'RPT-1: the roll-up behind the send report, by the day of the hand-off, resolved by the day on which it '
  'happened, in the enterprise''s zone; no numbers in it. Updated in the transaction that updates the '
  'deliveries.';

select private.resource_table('public.send_totals', 'KooMessage:sendTask:list');

select private.resource_table('public.send_days', 'KooMessage:report:list');

create or replace function private.has_deliveries(send uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.send_progress p where p.send_id = send and p.expanded > 0)
$$;

comment on function private.has_deliveries is
  'Whether the first deliveries of a send are made: it can be handed over while the clock makes the rest.';

create or replace function private.window_opens(enterprise uuid, at timestamptz) returns timestamptz
language sql stable set search_path = '' as $$
  -- The first instant not before `at` at which a marketing message may go out, in the enterprise's own zone.
  select case
    when l.clock >= e.marketing_from and l.clock < e.marketing_to then at
    when l.clock < e.marketing_from then (l.day + e.marketing_from) at time zone e.time_zone
    else (l.day + 1 + e.marketing_from) at time zone e.time_zone end
  from public.enterprises e
  cross join lateral (select (at at time zone e.time_zone)::time as clock, (at at time zone e.time_zone)::date as day) l
  where e.id = enterprise
$$;

comment on function private.window_opens is
  'SND-1: when a marketing message may go out next; `at` itself when the window is open then.';

create or replace function private.progress_of(
  send uuid
) returns table (expanded integer, dispatch_limit integer)
language sql stable security definer set search_path = '' as $$
  select p.expanded, p.dispatch_limit from private.send_progress p where p.send_id = send
$$;

comment on function private.progress_of is
  'How far an approved send is expanded and released. Called for rows that are visible to the caller.';

grant execute on function private.progress_of, private.window_opens to authenticated;
