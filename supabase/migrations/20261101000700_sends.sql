-- sends: send tasks, their account, deliveries (SND-1 to SND-5, ACC-1, APR-1)

create type public.send_state as enum ('draft', 'in_review', 'rejected', 'expanding', 'ready', 'sending',
  'trial_hold', 'recurring', 'paused', 'done', 'cancelled');

create type public.send_timing as enum ('immediate', 'scheduled', 'recurring');

create type public.send_origin as enum ('own', 'occurrence', 'resend', 'test');

-- In the order of progress: a delivery only moves forward, to a later state, so the order in which receipts
-- come does not matter. "Delivered" is reported by the phone itself and is final. The last three are never
-- handed over.
create type public.delivery_state as enum
  ('pending', 'handed', 'unknown', 'timed_out', 'expired', 'failed', 'delivered', 'opted_out', 'capped', 'cancelled');

create table public.sends (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null check (char_length(name) between 1 and 64),
  batch_no text not null,
  -- One kind, until one audience can be split.
  kinds public.message_kind[] not null default '{aim}' check (cardinality(kinds) = 1),
  template_id uuid references public.templates (id),
  version_id uuid references public.template_versions (id),
  sms_app_id uuid references public.sms_apps (id),
  sms_signature_id uuid references public.sms_signatures (id),
  sms_template_id uuid references public.sms_templates (id),
  -- The text that it goes out with: a later version does not change what was approved.
  sms_version_id uuid references public.sms_template_versions (id),
  -- One that was deleted leaves its name here.
  basic_signature_id uuid references public.basic_signatures (id) on delete set null,
  -- The name of its signature, of either kind: opt-outs and the carrier know it by that.
  signature text not null,
  -- BSN-1, of the basic edition alone. group: the values of the file's fifth row, shared_params, for all.
  -- personal: each number has its own.
  send_type text check (send_type in ('group', 'personal')),
  shared_params jsonb check (jsonb_typeof(shared_params) = 'object'),
  domain_id uuid references public.domains (id),
  channel_id uuid not null references public.channels (id),
  validity_days integer not null default 7 check (validity_days between 1 and 7),
  number_file_id uuid not null references public.number_files (id),
  columns jsonb not null default '{}' check (jsonb_typeof(columns) = 'object'),
  left_out integer not null default 0 check (left_out >= 0),
  left_out_lines integer[] not null default '{}',
  -- Of the basic edition, which is paid by network: in which networks those are that get nothing.
  left_out_by jsonb not null default '{}',
  opt_outs_by jsonb not null default '{}',
  -- How many of the numbers have opted out, as counted last: when it was made, submitted, approved.
  opt_outs integer not null default 0 check (opt_outs >= 0),
  -- The newest entry of the lists by then. Null: to be counted anew.
  opt_outs_upto bigint,
  sms_text text not null,
  -- Of the longest message. Where the values of variables make texts of different lengths, segments_in_all is
  -- known, and segments_counted is what was handed over once all of it was.
  segments smallint not null,
  segments_in_all bigint,
  segments_counted bigint,
  consent text check (char_length(consent) between 1 and 500),
  consent_path text,
  consent_name text,
  timing public.send_timing not null,
  scheduled_at timestamptz,
  cron text,
  repeat_until timestamptz,
  next_at timestamptz,
  origin public.send_origin not null default 'own',
  parent_id uuid references public.sends (id),
  -- Of a resend to one number: its message in the first send. null: it goes to all that were not reached.
  again_of bigint,
  is_marketing boolean not null,
  own jsonb not null default '{}',
  trial boolean not null default false,
  trial_size integer not null default 10,
  state public.send_state not null default 'draft',
  hash text,
  -- At the submission: the numbers that it goes to, the units that it reserves, its highest cost.
  audience bigint not null default 0,
  units bigint not null default 0,
  cost_fen bigint,
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  without_maker boolean not null default false,
  paused_by uuid,
  paused_at timestamptz,
  pause_code text,
  pause_reason text,
  pause_details jsonb,
  guarded_ends integer not null default 0,
  guarded_failures integer not null default 0,
  started_at timestamptz,
  held_at timestamptz,
  finished_at timestamptz,
  -- Whose approval, rejection or release may still be taken back, and until when.
  undo_by uuid,
  undo_until timestamptz,
  failure_reasons jsonb,
  trial_result jsonb,
  -- Counts the edits: an editor names the one that it began from.
  revision integer not null default 1,
  -- Its time passed while it waited for its approval, and its cards say so.
  lapsed boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  -- The trace of what made it (private.trace_id). It goes to the carrier with each hand-off.
  trace_id text not null default replace(gen_random_uuid()::text, '-', ''),
  check ((timing = 'scheduled') = (scheduled_at is not null)),
  check ((timing = 'recurring') = (cron is not null)),
  check ((origin in ('own', 'test')) = (parent_id is null)),
  check ((consent_path is null) = (consent_name is null)),
  check (again_of is null or origin = 'resend'),
  constraint a_send_has_what_its_kind_has check (
    num_nulls(template_id, version_id) = case when kinds = '{text}' then 2 else 0 end
    and num_nulls(domain_id) = case when kinds = '{aim}' then 0 else 1 end
    and num_nulls(sms_app_id, sms_signature_id, sms_template_id, sms_version_id)
      = case when kinds = '{basic}' then 4 else 0 end
    and num_nulls(send_type) = case when kinds = '{basic}' then 0 else 1 end
    and (basic_signature_id is null or kinds = '{basic}')
    and (shared_params is not null) = (send_type is not null and send_type = 'group')),
  unique (enterprise_id, batch_no)
);

-- CNS-1: the evidence of consent.
-- The sends that were approved on a day (RPT-1).
create index sends_by_decision on public.sends (enterprise_id, decided_at) where decided_at is not null;

create index sends_by_enterprise on public.sends (enterprise_id, created_at desc);

create index sends_in_motion on public.sends (state)
where state in ('expanding', 'ready', 'sending', 'trial_hold', 'cancelled', 'recurring');

create index sends_waiting_for_a_time on public.sends (id)
where state = 'in_review' and timing <> 'immediate' and not lapsed;

create index sends_by_sms_template on public.sends (sms_template_id);

create index sends_by_template on public.sends (template_id) where template_id is not null;

create index sends_by_signature on public.sends (sms_signature_id);

create index sends_by_basic_signature on public.sends (basic_signature_id) where basic_signature_id is not null;

create index sends_by_parent on public.sends (parent_id) where parent_id is not null;

-- BSN-2, MSG-1: a send is resent once, and so is a message; a resend that was cancelled does not count.
create unique index a_send_is_resent_once on public.sends (parent_id)
where origin = 'resend' and again_of is null and state <> 'cancelled';

create unique index a_message_is_resent_once on public.sends (again_of)
where again_of is not null and state <> 'cancelled';

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
  -- Numbers that are not laid out yet and for which no unit is held: they had opted out at the approval.
  forgone integer not null default 0 check (forgone >= 0),
  last_claim_at timestamptz not null default '-infinity',
  begun_at timestamptz not null default clock_timestamp()
);

create index send_progress_by_claim on private.send_progress (enterprise_id, last_claim_at);

create table private.delivery_blocks (large boolean primary key, next bigint not null);

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
  -- ACC-1: every number is counted in exactly one column, at every commit.
  constraint every_number_is_accounted_for check
    (intended = invalid + duplicates + pending + handed + delivered + failed + expired + timed_out + unknown
      + opted_out + capped + cancelled),
  check (least(pending, handed, delivered, failed, expired, timed_out, unknown, opted_out, capped, cancelled) >= 0)
);

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
  message_kind public.message_kind not null default 'aim',
  -- By prefix, or as receipts of late told of this number. told_network: as its own receipt names it.
  network public.network not null default 'unknown',
  told_network public.network,
  carrier_id text,
  segments smallint not null default 1,
  resolved smallint not null default 0 check (resolved between 0 and 1),
  handed_at timestamptz,
  final_at timestamptz
) partition by range (id);

create table partitions.deliveries_shared partition of public.deliveries for values
from (0) to (1099511627776)
  with (fillfactor = 50);

-- Two updates per row (handed, final) stay on its page and touch no index. lay_partition gives the reason for
-- the fill factor.
create index deliveries_of_small_sends on partitions.deliveries_shared (send_id, id);

-- Units of the basic edition to be paid or given back, as receipts say. They are taken from the quota at the
-- end of the tick of the clock: the account of a send is locked before any quota. held: the network for which
-- the unit is held or was paid; paid: the one that it is for by now.
create table private.delivery_charges (
  id bigint generated always as identity primary key,
  send_id uuid not null,
  move text not null check (move in ('settle', 'release', 'refund', 'late')),
  held public.network not null,
  paid public.network not null,
  n bigint not null check (n > 0)
);

create index delivery_charges_by_send on private.delivery_charges (send_id);

create table public.send_days (
  send_id uuid not null references public.sends (id),
  enterprise_id uuid not null references public.enterprises (id),
  day date not null,
  -- Null while no receipt has named the phone's vendor.
  vendor public.vendor,
  message_kind public.message_kind not null default 'aim',
  network public.network not null default 'unknown',
  submission_count integer not null default 0,
  send_count integer not null default 0,
  delivered integer not null default 0,
  failed integer not null default 0,
  expired integer not null default 0,
  timed_out integer not null default 0,
  unknown integer not null default 0,
  resolved bigint not null default 0,
  -- Of submission_count: those whose network a receipt has named. The others are in theirs by prefix.
  told integer not null default 0,
  constraint one_row_a_send_day unique nulls not distinct (send_id, day, vendor, message_kind, network)
);

create index sends_to_undo on public.sends (undo_until) where undo_until is not null;

create index send_days_by_enterprise on public.send_days (enterprise_id, day);

insert into private.resources (resource, rel, made_by, reads, card, submission, audited, bound, touched_by) values
  -- For a release, the time of the submission is the end of the trial.
  ('send', 'public.sends', 'r.created_by', 'KooMessage:sendTask:list', 'private.send_card',
    'case r.state when ''trial_hold'' then r.held_at else r.submitted_at end',
   'jsonb_build_object(''state'', r.state, ''name'', r.name,
     ''kind'', r.kinds[1], ''send_type'', r.send_type,
     ''version_id'', r.version_id, ''sms_template_id'', r.sms_template_id, ''sms_version_id'', r.sms_version_id,
     ''number_file_id'', r.number_file_id,
     ''domain_id'', r.domain_id, ''channel_id'', r.channel_id, ''timing'', r.timing, ''scheduled_at'', r.scheduled_at,
     ''cron'', r.cron, ''repeat_until'', r.repeat_until, ''validity_days'', r.validity_days,
     ''trial'', r.trial, ''trial_size'', r.trial_size, ''columns'', r.columns,
     ''left_out'', r.left_out, ''consent'', r.consent, ''consent_file'', r.consent_name,
     ''approvals'', (select count(*) from public.send_approvals a
     where a.send_id = r.id and a.submitted_at = r.submitted_at),
     ''resend'', (select x.batch_no from public.sends x
     where x.parent_id = r.id and x.origin = ''resend'' and x.again_of is null and x.state <> ''cancelled''))
     || private.own_logged(r.own)',
   'private.send_bound(r.id)', 'select private.send_hands($1)');

-- IAM-3 (§11.1): the basic edition has actions of its own.
update private.resources set service = 'private.service_of(r.kinds)',
  service_in = 'private.service_of(private.kinds_asked($1))' where resource = 'send';

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('send', 'create', 'none', 'draft', 'KooMessage:sendTask:create', true);

insert into private.transitions (resource, verb, from_state, to_state, needs, stamp, blocked_by, writes, many) values
  ('send', 'submit', 'draft', 'in_review', 'KooMessage:sendTask:submit', 'submitted', 'private.late_bar(r.id)', true, true),
  ('send', 'submit', 'rejected', 'in_review', 'KooMessage:sendTask:submit', 'submitted', 'private.late_bar(r.id)', true, true);

insert into private.transitions (resource, verb, from_state, to_state, needs, four_eyes, stamp, condition,
  blocked_by, names_shown, many) values
  -- APR-1: it stays in review until it has all the approvals that the rules require.
  ('send', 'approve', 'in_review', 'in_review', 'KooMessage:sendTask:approve', true, null, 'not private.approved(r.id)',
   'coalesce(private.late_bar(r.id), private.approval_bar(r.id))', true, true),
  ('send', 'approve', 'in_review', 'expanding', 'KooMessage:sendTask:approve', true, 'decided',
   'r.timing <> ''recurring'' and r.started_at is null and private.approved(r.id)',
     'coalesce(private.late_bar(r.id), private.approval_bar(r.id))', true, true),
  -- What had begun before it came back to review.
  ('send', 'approve', 'in_review', 'sending', 'KooMessage:sendTask:approve', true, 'decided',
   'r.started_at is not null and private.approved(r.id)', 'private.approval_bar(r.id)', true, true),
  ('send', 'approve', 'in_review', 'recurring', 'KooMessage:sendTask:approve', true, 'decided',
   'r.timing = ''recurring'' and private.approved(r.id)',
     'coalesce(private.late_bar(r.id), private.approval_bar(r.id))', true, true);

-- An open page or a stolen session is not enough to do without the approvals, so the password is asked for.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, needs_sudo, stamp, condition, blocked_by) values
  ('send', 'break_glass', 'in_review', 'expanding', 'KooMessage:sendTask:breakGlass', true, true, 'decided',
  'r.timing <> ''recurring'' and r.started_at is null',
   'private.late_bar(r.id)'),
  ('send', 'break_glass', 'in_review', 'sending', 'KooMessage:sendTask:breakGlass', true, true, 'decided',
   'r.started_at is not null', null);

insert into private.transitions (resource, verb, from_state, to_state, needs, four_eyes, needs_reason, stamp, names_shown, many) values
  ('send', 'reject', 'in_review', 'rejected', 'KooMessage:sendTask:approve', true, true, 'decided', true, true);

insert into private.transitions (resource, verb, from_state, to_state, needs, condition, many) values
  -- An occurrence of a plan that was approved, and a resend whose numbers are collected.
  ('send', 'occur', 'draft', 'expanding', null, 'r.origin = ''occurrence''', false),
  -- TPL-1: a test of a template is sent without an approval.
  ('send', 'test', 'draft', 'expanding', null, 'r.origin = ''test''', false),
  ('send', 'collect', 'draft', 'in_review', null, 'r.origin = ''resend''', false),
  ('send', 'resume', 'paused', 'recurring', 'KooMessage:sendTask:pause', 'r.timing = ''recurring''', true),
  ('send', 'resume', 'paused', 'expanding', 'KooMessage:sendTask:pause',
  'r.timing <> ''recurring'' and not private.has_deliveries(r.id)',
   true),
  ('send', 'resume', 'paused', 'ready', 'KooMessage:sendTask:pause',
   'r.timing <> ''recurring'' and r.started_at is null and private.has_deliveries(r.id)', true),
  ('send', 'resume', 'paused', 'sending', 'KooMessage:sendTask:pause', 'r.started_at is not null and private.has_deliveries(r.id)', true);

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('send', 'expand', 'expanding', 'ready', null),
  ('send', 'start', 'ready', 'sending', null),
  ('send', 'hold', 'sending', 'trial_hold', null),
  ('send', 'finish', 'sending', 'done', null),
  ('send', 'finish', 'recurring', 'done', null);

insert into private.transitions (resource, verb, from_state, to_state, needs, names_shown, many) values
  ('send', 'release', 'trial_hold', 'sending', 'KooMessage:sendTask:release', true, true);

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason) values
  ('send', 'stop', 'sending', 'paused', null, true),
  ('send', 'stop', 'recurring', 'paused', null, true);

insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by) values
  ('send', 'resend', 'done', 'done', 'KooMessage:sendTask:submit', 'private.resend_bar(r.id)');

-- MSG-1: one message of a send. Whoever sends it again has read what became of it, so the act names that.
insert into private.resources (resource, rel, id_type, reads, card, submitted_by, submission, made_by, service,
  audited, bound) values
  ('delivery', 'public.deliveries', 'bigint', 'KooMessage:sendTask:list', 'public.delivery_cards', 'null::uuid',
   'r.final_at', '(select s.created_by from public.sends s where s.id = r.send_id)',
   '(select private.service_of(s.kinds) from public.sends s where s.id = r.send_id)',
   '(select jsonb_build_object(''name'', s.name, ''resend'', (select x.batch_no from public.sends x
     where x.again_of = r.id and x.state <> ''cancelled'')) from public.sends s where s.id = r.send_id)',
   'private.message_bound(r.id)');

-- From every state, so that each refusal says why.
insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by, names_shown)
select 'delivery', 'resend', x, x, 'KooMessage:sendTask:submit', 'private.resend_delivery_bar(r.id)', true
from unnest(enum_range(null::public.delivery_state)) as x;

-- BOT-3: a decision is taken back where nothing has gone out because of it. An approval of two stays in review.
insert into private.transitions (resource, verb, from_state, to_state, needs, or_needs, condition, blocked_by, sets)
select 'send', 'undo', u.from_state, u.to_state, 'KooMessage:sendTask:release', 'KooMessage:sendTask:approve',
  u.condition, 'private.undo_bar(r.id)', u.sets
from (values
  ('in_review', 'in_review', null, 'undo_until = null'),
  ('rejected', 'in_review', null, 'undo_until = null, decided_by = null, decided_at = null, reason = null'),
  ('expanding', 'in_review', null, 'undo_until = null, decided_by = null, decided_at = null, reason = null'),
  ('ready', 'in_review', null, 'undo_until = null, decided_by = null, decided_at = null, reason = null'),
  ('recurring', 'in_review', null,
    'undo_until = null, decided_by = null, decided_at = null, reason = null, next_at = null'),
  ('sending', 'in_review', 'r.trial_result is null',
    'undo_until = null, decided_by = null, decided_at = null, reason = null, started_at = null'),
  ('sending', 'trial_hold', 'r.trial_result is not null', 'undo_until = null, trial_result = null')
) as u (from_state, to_state, condition, sets);

update private.transitions set
  sets = 'undo_by = private.actor(), undo_until = clock_timestamp() + private.undo_span()'
where resource = 'send' and verb in ('approve', 'reject', 'release');

-- A further submission, edit or stop leaves nothing to take back.
update private.transitions set sets = 'undo_until = null'
where resource = 'send' and verb in ('submit', 'pause', 'cancel', 'break_glass');

-- IAM-3 (§11.1): a message that goes out with an AIM is an SMS.
update private.transitions set needs_also = 'SMS:message:send'
where resource in ('send', 'delivery') and verb in ('create', 'submit', 'resend') and needs is not null;

-- IAM-2: a policy may give these for a trial alone. A resend is sent whole, whatever the first send was.
update private.transitions set trial = case verb when 'resend' then 'false' else 'private.is_trial(r.id)' end
where resource in ('send', 'delivery') and needs = 'KooMessage:sendTask:submit';

-- An edit leads back to the draft, from wherever nothing of it has gone out.
insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by, writes)
select 'send', 'update', x, 'draft', 'KooMessage:sendTask:create', 'private.edit_bar(r.id)', true
from unnest(array['draft', 'in_review', 'rejected', 'expanding', 'ready', 'recurring', 'paused']) as x;

insert into private.transitions (resource, verb, from_state, to_state, needs, many)
select 'send', 'pause', x, 'paused', 'KooMessage:sendTask:pause', true from unnest(array['expanding', 'ready', 'sending', 'recurring']) as x
union all select 'send', 'cancel', x, 'cancelled', 'KooMessage:sendTask:cancel', true
from unnest(array['draft', 'in_review', 'rejected', 'expanding', 'ready', 'sending', 'trial_hold', 'recurring', 'paused']) as x;

insert into private.transitions (resource, verb, from_state, to_state, needs, condition)
select 'send', 'set_own', s::text, s::text, 'KooMessage:sendTask:create',
  'private.has_free_own(''send'', r.enterprise_id)' from unnest(enum_range(null::public.send_state)) as s;

-- APR-1, API-1: what begins or goes on stands on a decision and on its parts. Where the decision holds no more, it
-- goes back to review; where a part serves no more, it waits.
update private.transitions set blocked_by = 'private.parts_fault(r.id)',
  condition = concat_ws(' and ', condition, 'private.decision_fault(r, true) is null')
where resource = 'send' and verb in ('resume', 'release');

insert into private.transitions (resource, verb, from_state, to_state, needs, condition, names_shown, many) values
  ('send', 'resume', 'paused', 'in_review', 'KooMessage:sendTask:pause', 'private.decision_fault(r, true) is not null',
    false, true),
  ('send', 'release', 'trial_hold', 'in_review', 'KooMessage:sendTask:release',
    'private.decision_fault(r, true) is not null', true, true);

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason)
select 'send', 'return', x, 'in_review', null, true from unnest(array['ready', 'sending', 'recurring']) as x
union all select 'send', 'stop', 'ready', 'paused', null, true;

-- sends: the settings of an enterprise for all its sends: caps, guards, pay-as-you-go; and opt-outs (OPT-1,
-- GRD-1, PKG-2)

create table public.send_settings (
  enterprise_id uuid primary key references public.enterprises (id),
  -- The documented limits of the Chinese SMS services: marketing 4 an hour and 10 a day for a number, notices
  -- 10 a minute and 50 a day.
  marketing_per_hour integer not null default 4 check (marketing_per_hour between 1 and 1000),
  marketing_per_day integer not null default 10 check (marketing_per_day between 1 and 1000),
  notice_per_minute integer not null default 10 check (notice_per_minute between 1 and 1000),
  notice_per_day integer not null default 50 check (notice_per_day between 1 and 1000),
  -- A campaign to bought or stale numbers fails for a third at most. If half of the messages fail, something
  -- is wrong.
  pause_at_failures numeric not null default 0.5 check (pause_at_failures > 0 and pause_at_failures <= 1),
  pay_as_you_go boolean not null default true,
  id uuid not null generated always as (enterprise_id) stored,
  check (marketing_per_hour <= marketing_per_day),
  check (notice_per_minute <= notice_per_day)
);

-- ---------------------------------------------------------------------------------------------
-- Opt-outs

create table public.opt_outs (
  -- A masked row has no number to be called by.
  id bigint generated always as identity unique,
  enterprise_id uuid not null references public.enterprises (id),
  signature text not null,
  phone text not null,
  reason text not null,
  proof text,
  -- A file as proof, the same for all numbers that came with it.
  proof_path text,
  proof_name text,
  at timestamptz not null default clock_timestamp(),
  added_by uuid,
  constraint an_opt_outs_proof_has_a_name check ((proof_path is null) = (proof_name is null)),
  primary key (enterprise_id, signature, phone)
);

create index opt_outs_by_time on public.opt_outs (enterprise_id, at desc);

create index opt_outs_by_phone on public.opt_outs (enterprise_id, phone);

select private.setting('send_settings', 'KooMessage:sendSetting:manage',
  '{marketing_per_hour,marketing_per_day,notice_per_minute,notice_per_day,pause_at_failures,pay_as_you_go}',
  'KooMessage:sendSetting:list', 'public.send_settings');

insert into private.resources (resource, rel, id_type, reads, card, state, submitted_by, submission, audited) values
  ('opt_out', 'public.opt_outs', 'bigint', 'KooMessage:optOut:list', 'private.opt_out_card', '''active''',
    'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''signature'', r.signature, ''phone'', private.mask(r.phone),
     ''reason'', r.reason, ''proof_file'', r.proof_name, ''at'', r.at)');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason) values
  ('opt_out', 'import', 'none', 'active', 'KooMessage:optOut:create', true),
  ('opt_out', 'remove', 'active', 'none', 'KooMessage:optOut:remove', true);

-- sends: who has to approve what: rules as data (APR-1)

create table public.approval_rules (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null,
  min_audience integer check (min_audience >= 1),
  min_units bigint check (min_units >= 1),
  min_cost_fen bigint check (min_cost_fen >= 1),
  marketing boolean,
  requester_group_id uuid references public.groups (id),
  approvers integer not null check (approvers between 1 and 5),
  group_id uuid references public.groups (id),
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (enterprise_id, name)
);

create table public.send_approvals (
  send_id uuid not null references public.sends (id),
  enterprise_id uuid not null references public.enterprises (id),
  approver uuid not null,
  hash text not null,
  submitted_at timestamptz not null,
  reason text,
  -- Members who were away then, and in whose place the approver decides (BOT-3): for a rule with a group, the
  -- approval counts for one of them.
  stands_for uuid[] not null default '{}',
  at timestamptz not null default clock_timestamp(),
  constraint once_a_submission primary key (send_id, submitted_at, approver)
);

-- An approval that was taken back: it counts no more, until the same person approves again.
create table private.undone_approvals (
  send_id uuid not null,
  submitted_at timestamptz not null,
  approver uuid not null,
  primary key (send_id, submitted_at, approver),
  foreign key (send_id, submitted_at, approver) references public.send_approvals (send_id, submitted_at, approver)
    on delete cascade
);

-- T9: what a submission required, kept from then on: a later rule may require more, not less. group_name: the
-- name of the group; members: who was in it.
create table private.asked (
  send_id uuid not null references public.sends (id),
  submitted_at timestamptz not null,
  rule text,
  approvers integer not null,
  group_id uuid,
  group_name text,
  members uuid[]
);

create index asked_by_send on private.asked (send_id, submitted_at);

insert into private.resources (resource, rel, reads, card, state, submitted_by, submission, audited) values
  ('approval_rule', 'public.approval_rules', 'KooMessage:approvalRule:list', 'public.approval_rule_cards',
    '''active''', 'null::uuid', 'null::timestamptz',
   'to_jsonb(r) - array[''id'', ''enterprise_id'', ''created_by'', ''created_at'']');

-- A new rule only adds to what is asked, and what an update takes away its rule looks at.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo)
select 'approval_rule', v.verb, v.from_state, v.to_state, 'KooMessage:approvalRule:manage', v.verb = 'delete'
from (values ('create', 'none', 'active'), ('update', 'active', 'active'), ('delete', 'active', 'none')) as v (verb, from_state, to_state);

insert into private.constraints (name, code) values ('approval_rules_enterprise_id_name_key', 'name_taken');

-- sends: one resend of what failed or timed out (BSN-2)

create table private.resends (
  send_id uuid primary key references public.sends (id),
  file_id uuid not null,
  from_id bigint not null,
  last_id bigint not null
);
