-- links: the working days of China, and when a review is due (JMP-1)

create type public.holiday_kind as enum ('off', 'workday');

create table public.holidays (
  id uuid not null unique default gen_random_uuid(),
  day date primary key,
  kind public.holiday_kind not null,
  name text not null
);

-- 国务院办公厅关于2025年部分节假日安排的通知 (国办发明电〔2024〕12号, 2024-11-12) and 关于2026年部分节假日安排的通知 (2025-11-04), as Xinhua printed
-- them: m.gmw.cn/2024-11/12/content_1303894933.htm and politics.gmw.cn/2025-11/04/content_38391083.htm.
insert into public.holidays (day, kind, name)
select d.day::date, n.kind::public.holiday_kind, n.name
from (values
  ('元旦', '2025-01-01', '2025-01-01', 'off'),
  ('春节', '2025-01-28', '2025-02-04', 'off'),
  ('清明节', '2025-04-04', '2025-04-06', 'off'),
  ('劳动节', '2025-05-01', '2025-05-05', 'off'),
  ('端午节', '2025-05-31', '2025-06-02', 'off'),
  ('国庆节、中秋节', '2025-10-01', '2025-10-08', 'off'),
  ('春节', '2025-01-26', '2025-01-26', 'workday'),
  ('春节', '2025-02-08', '2025-02-08', 'workday'),
  ('劳动节', '2025-04-27', '2025-04-27', 'workday'),
  ('国庆节、中秋节', '2025-09-28', '2025-09-28', 'workday'),
  ('国庆节、中秋节', '2025-10-11', '2025-10-11', 'workday'),
  ('元旦', '2026-01-01', '2026-01-03', 'off'),
  ('春节', '2026-02-15', '2026-02-23', 'off'),
  ('清明节', '2026-04-04', '2026-04-06', 'off'),
  ('劳动节', '2026-05-01', '2026-05-05', 'off'),
  ('端午节', '2026-06-19', '2026-06-21', 'off'),
  ('中秋节', '2026-09-25', '2026-09-27', 'off'),
  ('国庆节', '2026-10-01', '2026-10-07', 'off'),
  ('元旦', '2026-01-04', '2026-01-04', 'workday'),
  ('春节', '2026-02-14', '2026-02-14', 'workday'),
  ('春节', '2026-02-28', '2026-02-28', 'workday'),
  ('劳动节', '2026-05-09', '2026-05-09', 'workday'),
  ('国庆节', '2026-09-20', '2026-09-20', 'workday'),
  ('国庆节', '2026-10-10', '2026-10-10', 'workday')) as n (name, from_day, to_day, kind)
cross join lateral generate_series(n.from_day::date, n.to_day::date, interval '1 day') as d (day);

insert into private.resources (resource, rel, enterprise, reads, state, submitted_by, submission, audited) values
  ('holiday', 'public.holidays', 'null::uuid', 'platform', '''active''', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.name, ''day'', r.day, ''kind'', r.kind)');

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('holiday', 'create', 'none', 'active', 'platform'),
  ('holiday', 'update', 'active', 'active', 'platform'),
  ('holiday', 'delete', 'active', 'none', 'platform');

insert into private.constraints (name, code) values ('holidays_pkey', 'day_taken');

-- links: custom jump links (JMP-1): where a group link may send a browser, reviewed in batches

create table public.jump_batches (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null check (char_length(name) between 1 and 64),
  purpose text not null check (char_length(purpose) between 1 and 500),
  batch_no text not null,
  source text not null check (source in ('typed', 'file')),
  links integer not null check (links between 1 and 10000),
  proof_path text,
  proof_name text,
  state public.review_state not null default 'in_review',
  submitted_by uuid,
  submitted_at timestamptz,
  due_at timestamptz not null,
  due_certain boolean not null,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint a_proof_has_a_name check ((proof_path is null) = (proof_name is null)),
  unique (enterprise_id, batch_no)
);

create index jump_batches_by_enterprise on public.jump_batches (enterprise_id, created_at desc);

create index jump_batches_waiting on public.jump_batches (enterprise_id) where state = 'in_review';

create function private.jump_form(url text) returns text language sql immutable set search_path = '' as $$
  -- Scheme and host in lower case, the default port left out, an empty path as "/": an approval is for the
  -- address, not for its spelling.
  select lower(p[1]) || '://' || regexp_replace(lower(p[2]), case when lower(p[1]) = 'http' then ':80$' else ':443$' end, '')
    || case when p[3] like '/%' then '' else '/' end || p[3]
  from regexp_match(url, '^(https?)://([^/?#]*)(.*)$', 'i') as p
$$;

comment on function private.jump_form is
  'JMP-1: the canonical form of an address. shared/src/links/jump.ts computes the same.';

create table public.jump_links (
  batch_id uuid not null references public.jump_batches (id),
  ordinal integer not null check (ordinal > 0),
  enterprise_id uuid not null references public.enterprises (id),
  url text not null check (char_length(url) between 1 and 256),
  form text not null generated always as (private.jump_form(url)) stored,
  primary key (batch_id, ordinal),
  unique (batch_id, form)
);

create index jump_links_by_form on public.jump_links (enterprise_id, form);

insert into private.resources (resource, rel, reads, card, audited, bound) values
  ('jump_batch', 'public.jump_batches', 'KooMessage:jump:list', 'public.jump_cards',
   'jsonb_build_object(''state'', r.state, ''name'', r.name, ''purpose'', r.purpose,
     ''source'', r.source, ''links'', r.links, ''proof'', r.proof_name)',
   'jsonb_build_object(''name'', r.name, ''purpose'', r.purpose, ''links'', r.links,
     ''proof'', r.proof_name, ''proof_path'', r.proof_path)');

insert into private.transitions (resource, verb, from_state, to_state, needs, writes) values
  ('jump_batch', 'create', 'none', 'in_review', 'KooMessage:jump:create', true);

select private.decision_transitions('jump_batch', 'KooMessage:jump:review');

-- links: short codes, and every request for one (RES-3)

create type public.link_event_kind as enum ('resolution', 'human', 'bot', 'refused');

-- ---------------------------------------------------------------------------------------------
-- Codes. A code is an enciphered id: it needs no column, no index, no retry. A personal link of a send is its
-- delivery and has no row of its own. Group links and personal links of resolve tasks are rows of
-- public.links, whose ids begin at 2^46, so the deciphered id tells which it is.

create table private.link_key (one boolean primary key default true check (one),
  words integer[] not null check (array_length(words, 1) = 4));

insert into private.link_key (words)
select array[(h >> 40)::bit(24)::integer, (h >> 16)::bit(24)::integer, (l >> 24)::bit(24)::integer, l::bit(24)::integer]
from (select ('x' || substr(md5(gen_random_uuid()::text || gen_random_uuid()::text), 1, 16))::bit(64)::bigint & 9223372036854775807 as h,
             ('x' || substr(md5(gen_random_uuid()::text || gen_random_uuid()::text), 1, 12))::bit(48)::bigint as l) noise;

create table public.link_flushes (
  enterprise_id uuid not null,
  xact xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  link_ids bigint[] not null,
  kinds public.link_event_kind[] not null,
  vendors public.vendor[] not null,
  counts integer[] not null check (0 < all (counts)),
  check (cardinality(link_ids) = all (array[cardinality(kinds), cardinality(vendors), cardinality(counts)]))
);

-- Only grows at its right edge: the cheapest kind of index.
create index link_flushes_by_xact on public.link_flushes (xact);

create index link_flushes_by_time on public.link_flushes using brin (at);

-- links: resolve tasks (解析任务), their group links and personal links (RES-1)

create type public.resolve_task_kind as enum ('group', 'personal');

create type public.resolve_task_state as enum ('generating', 'partial', 'done', 'failed', 'cancelled');

create type public.link_reject_reason as enum ('missing_parameter', 'cust_flag_missing', 'cust_flag_too_long',
  'duplicate', 'retrying');

alter table public.enterprises
  add column jump_approval boolean not null default false,
  -- A carrier takes at most 1000 messages a second, so the phones that got a group link come at no more than
  -- 60,000 a minute.
  add column group_burst integer not null default 60000 check (group_burst > 0),
  -- A phone requests its card once, and a few times more on a bad connection. A request a second for a whole
  -- minute does not come from a phone.
  add column personal_burst integer not null default 60 check (personal_burst > 0);

create table public.resolve_tasks (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null check (char_length(name) between 1 and 64),
  batch_no text not null,
  kind public.resolve_task_kind not null,
  template_id uuid not null references public.templates (id),
  version_id uuid not null references public.template_versions (id),
  domain_id uuid not null references public.domains (id),
  signatures text[] not null check (cardinality(signatures) between 1 and 5),
  max_resolutions integer not null,
  validity_days integer not null,
  expires_at timestamptz not null,
  jump_url text check (char_length(jump_url) <= 256 and jump_url ~* '^https?://'),
  link_id bigint,
  number_file_id uuid references public.number_files (id),
  asked integer not null,
  made integer not null default 0,
  failed integer not null default 0,
  state public.resolve_task_state not null default 'generating',
  source text not null check (source in ('template', 'send', 'command', 'api')),
  source_send_id uuid references public.sends (id),
  frozen_at timestamptz,
  frozen_by uuid,
  frozen_reason text,
  submitted_by uuid,
  submitted_at timestamptz not null default clock_timestamp(),
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  finished_at timestamptz,
  unique (enterprise_id, batch_no),
  check (made >= 0 and failed >= 0 and made + failed <= asked),
  check (case kind when 'group' then max_resolutions >= 2 and validity_days between 1 and 180
    else max_resolutions = 1 and validity_days between 1 and 7 and jump_url is null end)
);

create index resolve_tasks_by_enterprise on public.resolve_tasks (enterprise_id, submitted_at desc);

create index resolve_tasks_by_template on public.resolve_tasks (template_id);

create index resolve_tasks_in_motion on public.resolve_tasks (submitted_at) where state = 'generating';

create table private.mint_progress (
  task_id uuid primary key references public.resolve_tasks (id),
  enterprise_id uuid not null,
  id_base bigint not null unique,
  total integer not null,
  large boolean not null,
  line integer not null default 0,
  taken integer not null default 0,
  retry_after integer
);

create table private.link_blocks (large boolean primary key, next bigint not null);

insert into private.link_blocks (large, next) values (false, 70368744177664), (true, 71468255805440);

create table public.links (
  id bigint primary key,
  task_id uuid not null,
  enterprise_id uuid not null,
  ordinal integer not null,
  cust_flag text check (char_length(cust_flag) <= 64),
  params jsonb,
  maximum integer not null default 1,
  used integer not null default 0,
  used_at timestamptz,
  -- Of a group link: the last minute in which it was resolved (since the epoch), and how often then. Null:
  -- never, and for a personal link.
  minute integer,
  minute_used integer,
  -- RES-3: holds for every writer, and for any number of concurrent ones.
  constraint never_more_than_the_maximum check (used between 0 and maximum)
) partition by range (id);

create table partitions.links_shared partition of public.links for values
from (70368744177664) to (71468255805440)
  with (fillfactor = 80);

-- Counting stays on the page, and touches no index.
create index links_of_small_tasks on partitions.links_shared (task_id, id);

create table public.link_rejects (
  task_id uuid not null references public.resolve_tasks (id),
  enterprise_id uuid not null,
  ordinal integer not null,
  cust_flag text,
  params jsonb,
  reason public.link_reject_reason not null,
  primary key (task_id, ordinal)
);

create table public.link_aliases (
  host text not null,
  code text not null check (code ~ '^[0-9A-Za-z]{3,10}$' and char_length(code) <> 8),
  link_id bigint not null unique,
  task_id uuid not null references public.resolve_tasks (id),
  enterprise_id uuid not null references public.enterprises (id),
  primary key (host, code)
);

create table public.frozen_links (
  id bigint primary key,
  enterprise_id uuid not null references public.enterprises (id),
  task_id uuid references public.resolve_tasks (id),
  send_id uuid references public.sends (id),
  reason text not null,
  frozen_by uuid,
  frozen_at timestamptz not null default clock_timestamp(),
  check (num_nonnulls(task_id, send_id) = 1)
);

insert into private.resources (resource, rel, made_by, reads, card, audited) values
  ('resolve_task', 'public.resolve_tasks', 'r.submitted_by', 'KooMessage:resolveTask:list', 'public.resolve_task_cards',
   'jsonb_build_object(''state'', r.state, ''name'', r.name, ''kind'', r.kind,
     ''template_id'', r.template_id, ''domain_id'', r.domain_id, ''signatures'', r.signatures,
     ''max_resolutions'', r.max_resolutions, ''validity_days'', r.validity_days,
     ''jump_url'', r.jump_url, ''number_file_id'', r.number_file_id, ''send_id'', r.source_send_id,
     ''asked'', r.asked, ''frozen'', r.frozen_at is not null, ''frozen_reason'', r.frozen_reason)');

-- Single frozen links: of a personal task, and of a send. A group link is frozen with its task.
insert into private.resources (resource, rel, id_type, row_of, reads, card, state, submitted_by, submission, audited)
select v.resource, v.rel::regclass, 'bigint', v.row_of, 'KooMessage:resolveTask:list',
  'private.freezing_card', v.state, 'null::uuid', 'null::timestamptz',
  '(select jsonb_build_object(''frozen'', count(*) > 0, ''frozen_reason'', min(z.reason))
    from public.frozen_links z where z.id = r.id)'
from (values
  ('link', 'public.links',
    'select l.id from public.links l join public.resolve_tasks t on t.id = l.task_id where l.id = $1 and t.link_id is null',
   'case when (select t.state from public.resolve_tasks t
     where t.id = r.task_id) = ''cancelled'' then ''cancelled'' when exists (select
     from public.frozen_links z where z.id = r.id) then ''frozen'' else ''live'' end'),
  ('send_link', 'public.deliveries', 'select $1',
    'case when exists (select from public.frozen_links z
      where z.id = r.id) then ''frozen'' else ''live'' end')
) as v (resource, rel, row_of, state);

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('resolve_task', 'create', 'none', 'generating', 'KooMessage:resolveTask:create'),
  ('resolve_task', 'regenerate', 'partial', 'generating', 'KooMessage:resolveTask:create'),
  ('resolve_task', 'regenerate', 'failed', 'generating', 'KooMessage:resolveTask:create');

insert into private.transitions (resource, verb, from_state, to_state) values
  ('resolve_task', 'finish', 'generating', 'done'),
  ('resolve_task', 'finish_partly', 'generating', 'partial'),
  ('resolve_task', 'fail', 'generating', 'failed');

insert into private.transitions (resource, verb, from_state, to_state, needs, stamp, many)
select 'resolve_task', 'cancel', s, 'cancelled', 'KooMessage:resolveTask:update', 'decided', true
from unnest('{generating,partial,done,failed}'::text[]) as s;

insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by) values
  ('resolve_task', 'add_resolutions', 'done', 'done', 'KooMessage:resolveTask:update',
   'case when r.kind <> ''group'' then jsonb_build_object(''code'', ''group_only'',
     ''field'', ''max_resolutions'')
      when r.max_resolutions >= 1000000000
      then jsonb_build_object(''code'', ''too_many_resolutions'', ''left'', 0, ''max'', 1000000000) end');

insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by)
select 'resolve_task', 'add_validity', s, s, 'KooMessage:resolveTask:update',
  'case when r.validity_days >= private.longest_validity(r.kind)
     then jsonb_build_object(''code'', ''no_days_left'', ''max'', private.longest_validity(r.kind)) end'
from unnest('{generating,partial,done}'::text[]) as s;

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, many, condition)
select 'resolve_task', f.verb, s, s, 'KooMessage:resolveTask:freeze', true, true, f.condition
from unnest('{generating,partial,done}'::text[]) as s
cross join (values ('freeze', 'r.frozen_at is null'), ('unfreeze', 'r.frozen_at is not null')) as f (verb, condition);

-- No column of the link holds this state: the rule inserts or deletes a row of frozen_links.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, many) values
  ('link', 'freeze', 'live', 'live', 'KooMessage:resolveTask:freeze', true, true),
  ('link', 'unfreeze', 'frozen', 'frozen', 'KooMessage:resolveTask:freeze', true, true),
  ('send_link', 'freeze', 'live', 'live', 'KooMessage:resolveTask:freeze', true, true),
  ('send_link', 'unfreeze', 'frozen', 'frozen', 'KooMessage:resolveTask:freeze', true, true);

insert into private.constraints (name, code) values ('link_aliases_pkey', 'custom_code_taken');

select private.setting('link_rules', 'KooMessage:member:manage', '{jump_approval,group_burst,personal_burst}',
  'KooMessage:resolveTask:list');

-- links: the views of tasks and links for people (§7.1.1, §7.1.2)

create table public.link_days (
  enterprise_id uuid not null references public.enterprises (id),
  template_id uuid not null references public.templates (id),
  task_id uuid references public.resolve_tasks (id),
  send_id uuid references public.sends (id),
  link_id bigint,
  day date not null,
  vendor public.vendor,
  resolutions bigint not null default 0,
  humans bigint not null default 0,
  bots bigint not null default 0,
  refused bigint not null default 0,
  constraint one_row_a_day unique nulls not distinct (task_id, send_id, link_id, day, vendor),
  check (num_nonnulls(send_id, task_id) = 1)
);

create index link_days_by_enterprise on public.link_days (enterprise_id, day);

create index link_days_by_send on public.link_days (send_id) where send_id is not null;

-- links: freezing: by a person, or by the guard against bursts (GRD-1)

create table private.link_minutes (
  link_id bigint not null,
  minute timestamptz not null,
  n integer not null,
  primary key (link_id, minute)
);

-- links: the roll-up of events, quota, bursts, and the live reports (RPT-1, GRD-1)

create table private.link_roll_up (one boolean primary key default true check (one),
  done_below xid8 not null default '0');

insert into private.link_roll_up default values;

create table private.link_charges (holder_id uuid primary key, enterprise_id uuid not null,
  owed bigint not null check (owed >= 0));
