comment on table public.sends is
  'A send task (发送任务). A recurring send is a plan. Each occurrence is a send of its own with the plan as its '
  'parent.';
comment on column public.sends.hash is 'The hash of what the approval binds (APR-1).';
comment on column public.sends.units is 'The quota reserved at the approval.';
comment on column public.sends.pause_code is 'Why the system has paused the send.';
comment on column public.sends.pause_details is 'The values for the words of pause_code.';
comment on column public.sends.trial_result is 'The result of the trial at the release (private.trial_of).';
comment on column public.sends.guarded_ends is 'Final messages that a person has accepted at the guard.';
comment on column public.sends.guarded_failures is 'Failures among guarded_ends.';

select private.resource_table('public.sends', 'KooMessage:sendTask:list', basic => 'kinds = ''{basic}''');

comment on table private.send_progress is
  'The cursors of an approved send. Delivery ids are id_base + ordinal, so they are unique.';
comment on column private.send_progress.dispatch_limit is 'Ordinals up to this one may be handed over.';
comment on column private.send_progress.next_ordinal is 'The first ordinal that is not claimed yet.';
comment on column private.send_progress.expanded is
  'How many deliveries are made. The clock goes on until they are total.';
comment on column private.send_progress.swept is 'false: pending rows are still to be cancelled.';
comment on column private.send_progress.large is 'The send has a partition of its own.';

comment on table private.delivery_blocks is
  'The start of the next block of delivery ids; a send takes one id per number. Small sends share the '
  'partition below 2^40; a large one gets its own above.';

comment on table public.send_totals is
  'ACC-1: the account of a send, updated in the transaction that updates its deliveries. '
  'A constraint checks the sum.';

comment on table public.deliveries is
  'One message to one number. Its id is the carrier''s reference and, enciphered, the code of its personal '
  'link. The number is in no log. No foreign key: a million checks take longer than a million inserts, and '
  'only expand_slice inserts.';
comment on column public.deliveries.resolved is 'Resolutions of its link: at most one.';

comment on table partitions.deliveries_shared is 'The deliveries of all small sends.';

select private.resource_table('public.deliveries', 'KooMessage:sendTask:list', '{phone,params}',
  'message_kind = ''basic''');

select private.guard('partitions.deliveries_shared');

comment on table public.send_days is
  'RPT-1: the roll-up behind the send report, by the day of the hand-off, resolved by the day on which it '
  'happened, in the enterprise''s zone; no numbers in it. Updated in the transaction that updates the '
  'deliveries.';

select private.part_table('public.send_totals', 'KooMessage:sendTask:list', 'public.sends', 'send_id');

select private.resource_table('public.send_days', 'KooMessage:report:list',
  basic => 'message_kind = ''basic''');

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
  cross join lateral (select (at at time zone e.time_zone)::time as clock,
    (at at time zone e.time_zone)::date as day) l
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
