-- sends: send tasks, their account, deliveries (SND-1 to SND-5, ACC-1, APR-1)

create type public.send_state as enum ('draft', 'in_review', 'rejected', 'expanding', 'ready', 'sending', 'trial_hold', 'done', 'cancelled');
create type public.send_timing as enum ('immediate', 'scheduled');
-- In the order of what a state knows: a delivery moves forward only, to a later one, so the order in which receipts come does not matter.
-- "Delivered" is said by the phone itself and ends it; the last three are never handed over.
create type public.delivery_state as enum
  ('pending', 'handed', 'unknown', 'timed_out', 'expired', 'failed', 'delivered', 'opted_out', 'capped', 'cancelled');

create table public.sends (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null check (char_length(name) between 1 and 64),
  batch_no text not null,
  template_id uuid not null references public.templates (id),
  version_id uuid not null references public.template_versions (id),
  sms_app_id uuid not null references public.sms_apps (id),
  sms_signature_id uuid not null references public.sms_signatures (id),
  sms_template_id uuid not null references public.sms_templates (id),
  domain_id uuid not null references public.domains (id),
  channel_id uuid not null references public.channels (id),
  validity_days integer not null default 7 check (validity_days between 1 and 7),
  number_file_id uuid not null references public.number_files (id),
  timing public.send_timing not null,
  scheduled_at timestamptz,
  is_marketing boolean not null,
  trial boolean not null default false,
  trial_size integer not null default 10,
  state public.send_state not null default 'draft',
  hash text,
  units bigint not null default 0,
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  started_at timestamptz,
  finished_at timestamptz,
  links_expire_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  check ((timing = 'scheduled') = (scheduled_at is not null)),
  unique (enterprise_id, batch_no)
);
comment on table public.sends is
  'A send task (发送任务). hash is what the approval binds (APR-1); units is the quota reserved at approval.';
create index sends_by_enterprise on public.sends (enterprise_id, created_at desc);
create index sends_in_motion on public.sends (state) where state in ('expanding', 'ready', 'sending', 'cancelled');
select private.guard('public.sends');

create table private.send_progress (
  send_id uuid primary key references public.sends (id),
  enterprise_id uuid not null,
  id_base bigint not null unique,
  total integer not null,
  large boolean not null,
  expanded_line integer not null default 0,
  expanded integer not null default 0,
  next_ordinal integer not null default 1,
  dispatch_limit integer not null default 0,
  swept boolean not null default true,
  last_claim_at timestamptz not null default '-infinity'
);
comment on table private.send_progress is
  'The cursors of an approved send. Delivery ids are id_base + ordinal: unique by construction. Ordinals up to dispatch_limit may be handed over; next_ordinal is the first not yet claimed. swept false: cancelled rows are still to be marked. large: it has a partition of its own.';

create table private.delivery_blocks (large boolean primary key, next bigint not null);
comment on table private.delivery_blocks is 'Where the next block of delivery ids begins; a send takes as many as it has numbers. Small sends share the partition below 2^40, a large one gets its own above.';
insert into private.delivery_blocks (large, next) values (false, 0), (true, 1099511627776);

create table public.send_totals (
  send_id uuid primary key references public.sends (id),
  enterprise_id uuid not null references public.enterprises (id),
  intended integer not null,
  invalid integer not null,
  duplicates integer not null,
  pending integer not null default 0,
  handed integer not null default 0,
  delivered integer not null default 0,
  failed integer not null default 0,
  expired integer not null default 0,
  timed_out integer not null default 0,
  unknown integer not null default 0,
  opted_out integer not null default 0,
  capped integer not null default 0,
  cancelled integer not null default 0,
  resolved bigint not null default 0,
  -- ACC-1: every number is in exactly one place, at every commit.
  constraint every_number_is_accounted_for check
    (intended = invalid + duplicates + pending + handed + delivered + failed + expired + timed_out + unknown + opted_out + capped + cancelled),
  check (least(pending, handed, delivered, failed, expired, timed_out, unknown, opted_out, capped, cancelled) >= 0)
);
comment on table public.send_totals is 'ACC-1: the account of a send, moved in the transaction that moves its deliveries. The sum is a constraint.';

create table public.deliveries (
  id bigint primary key,
  send_id uuid not null,
  enterprise_id uuid not null,
  ordinal integer not null,
  phone text not null,
  params jsonb,
  state public.delivery_state not null default 'pending',
  code text,
  vendor public.vendor,
  carrier_id text,
  segments smallint not null default 1,
  resolved smallint not null default 0 check (resolved between 0 and 1),
  handed_at timestamptz,
  final_at timestamptz
) partition by range (id);
comment on table public.deliveries is
  'One message to one number. Its id is the thread: it is logged, is the carrier''s reference, and, enciphered, the code of its personal link; the number is in no log. resolved counts that link: at most once. There is no foreign key: a million checks would take longer than the million rows, and only expand_slice writes here.';
create table partitions.deliveries_shared partition of public.deliveries for values from (0) to (1099511627776)
  with (fillfactor = 80); -- two updates a row (handed, final) stay on its page, and touch no index
create index deliveries_of_small_sends on partitions.deliveries_shared (send_id, id);
comment on table partitions.deliveries_shared is 'The deliveries of all small sends.';
select private.guard('public.deliveries');

create table public.send_days (
  send_id uuid not null references public.sends (id),
  enterprise_id uuid not null references public.enterprises (id),
  day date not null,
  submission_count integer not null default 0,
  send_count integer not null default 0,
  delivered integer not null default 0,
  failed integer not null default 0,
  expired integer not null default 0,
  timed_out integer not null default 0,
  unknown integer not null default 0,
  resolved bigint not null default 0,
  primary key (send_id, day)
);
comment on table public.send_days is
  'RPT-1: the roll-up behind the send report, by the day of the hand-off in the enterprise''s zone; no numbers in it. Moved in the transaction that moves the deliveries.';
create index send_days_by_enterprise on public.send_days (enterprise_id, day);

create table public.opt_outs (
  enterprise_id uuid not null references public.enterprises (id),
  signature text not null,
  phone text not null,
  reason text not null,
  proof text,
  at timestamptz not null default clock_timestamp(),
  primary key (enterprise_id, signature, phone)
);
comment on table public.opt_outs is 'OPT-1: numbers that said no to a signature, with reason and proof.';

alter table public.sends enable row level security;
alter table public.send_totals enable row level security;
alter table public.deliveries enable row level security;
alter table public.send_days enable row level security;
alter table public.opt_outs enable row level security;
grant select on public.sends, public.send_totals, public.deliveries, public.send_days, public.opt_outs to authenticated;
create policy "people who may list send tasks see them" on public.sends for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:sendTask:list'))::uuid[]));
create policy "people who may list send tasks see their accounts" on public.send_totals for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:sendTask:list'))::uuid[]));
create policy "people who may list send tasks see deliveries" on public.deliveries for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:sendTask:list'))::uuid[]));
create policy "people who may list reports see the days" on public.send_days for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:report:list'))::uuid[]));
create policy "people who may list send tasks see opt-outs" on public.opt_outs for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:sendTask:list'))::uuid[]));

insert into private.things (thing, rel, row_of, reads) values ('send', 'public.sends', 'select $1', 'KooMessage:sendTask:list');
insert into private.moves (thing, verb, from_state, to_state, needs, four_eyes, needs_reason, stamp) values
  ('send', 'submit', 'draft', 'in_review', 'KooMessage:sendTask:submit', false, false, 'submitted'),
  ('send', 'submit', 'rejected', 'in_review', 'KooMessage:sendTask:submit', false, false, 'submitted'),
  ('send', 'approve', 'in_review', 'expanding', 'KooMessage:sendTask:approve', true, false, 'decided'),
  ('send', 'reject', 'in_review', 'rejected', 'KooMessage:sendTask:approve', true, true, 'decided'),
  ('send', 'expand', 'expanding', 'ready', null, false, false, null),
  ('send', 'start', 'ready', 'sending', null, false, false, null),
  ('send', 'hold', 'sending', 'trial_hold', null, false, false, null),
  ('send', 'release', 'trial_hold', 'sending', 'KooMessage:sendTask:release', false, false, null),
  ('send', 'finish', 'sending', 'done', null, false, false, null),
  ('send', 'cancel', 'draft', 'cancelled', 'KooMessage:sendTask:cancel', false, false, null),
  ('send', 'cancel', 'in_review', 'cancelled', 'KooMessage:sendTask:cancel', false, false, null),
  ('send', 'cancel', 'rejected', 'cancelled', 'KooMessage:sendTask:cancel', false, false, null),
  ('send', 'cancel', 'expanding', 'cancelled', 'KooMessage:sendTask:cancel', false, false, null),
  ('send', 'cancel', 'ready', 'cancelled', 'KooMessage:sendTask:cancel', false, false, null),
  ('send', 'cancel', 'sending', 'cancelled', 'KooMessage:sendTask:cancel', false, false, null),
  ('send', 'cancel', 'trial_hold', 'cancelled', 'KooMessage:sendTask:cancel', false, false, null);

create function private.window_opens(enterprise uuid, at timestamptz) returns timestamptz language sql stable set search_path = '' as $$
  -- The first instant not before `at` at which a marketing message may go out, in the enterprise's own zone.
  select case
    when l.clock >= e.marketing_from and l.clock < e.marketing_to then at
    when l.clock < e.marketing_from then (l.day + e.marketing_from) at time zone e.time_zone
    else (l.day + 1 + e.marketing_from) at time zone e.time_zone end
  from public.enterprises e
  cross join lateral (select (at at time zone e.time_zone)::time as clock, (at at time zone e.time_zone)::date as day) l
  where e.id = enterprise
$$;
comment on function private.window_opens is 'SND-1: when a marketing message may go out next; `at` itself when the window is open then.';

create function private.progress_of(send uuid) returns table (expanded integer, dispatch_limit integer)
language sql stable security definer set search_path = '' as $$
  select p.expanded, p.dispatch_limit from private.send_progress p where p.send_id = send
$$;
comment on function private.progress_of is 'How far an approved send is expanded and released; called for rows that are visible.';
grant execute on function private.progress_of, private.window_opens to authenticated;

create view public.send_cards with (security_invoker = true) as
select s.*, t.name as template_name, t.layout, g.name as signature, g.kind as signature_kind, f.name as file_name, m.name as sms_template_name, m.content as sms_content,
  private.visible_person(s.submitted_by) as submitted_by_name, private.visible_person(s.decided_by) as decided_by_name,
  coalesce(c.intended, f.lines) as intended, coalesce(c.invalid, f.invalid) as invalid, coalesce(c.duplicates, f.duplicates) as duplicates,
  coalesce(c.pending, 0) as pending, coalesce(c.handed, 0) as handed, coalesce(c.delivered, 0) as delivered, coalesce(c.failed, 0) as failed,
  coalesce(c.expired, 0) as expired, coalesce(c.timed_out, 0) as timed_out, coalesce(c.unknown, 0) as unknown,
  coalesce(c.opted_out, 0) as opted_out, coalesce(c.capped, 0) as capped, coalesce(c.cancelled, 0) as cancelled, coalesce(c.resolved, 0) as resolved,
  f.accepted, p.expanded, p.dispatch_limit,
  case when s.is_marketing and s.state in ('in_review', 'expanding', 'ready', 'sending')
        and private.window_opens(s.enterprise_id, greatest(now(), s.scheduled_at)) > now()
       then private.window_opens(s.enterprise_id, greatest(now(), s.scheduled_at)) end as waits_until
from public.sends s
join public.templates t on t.id = s.template_id
join public.sms_signatures g on g.id = s.sms_signature_id
join public.sms_templates m on m.id = s.sms_template_id
join public.number_files f on f.id = s.number_file_id
left join public.send_totals c on c.send_id = s.id
left join lateral private.progress_of(s.id) p on true;
comment on view public.send_cards is
  'A send with its names and its account: intended = invalid + duplicates + pending + handed + delivered + failed + expired + timed_out + unknown + opted_out + capped + cancelled.';
grant select on public.send_cards to authenticated;
