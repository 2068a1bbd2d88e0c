-- links: resolve tasks (解析任务), group links and personal links alone (RES-1)

create type public.resolve_task_kind as enum ('group', 'personal');
create type public.resolve_task_state as enum ('generating', 'partial', 'done', 'failed', 'cancelled');
create type public.link_reject_reason as enum ('missing_parameter', 'cust_flag_missing', 'cust_flag_too_long', 'duplicate', 'retrying');

alter table public.enterprises
  add column jump_approval boolean not null default false,
  -- A carrier takes at most 1000 messages a second, so no audience of a group link comes faster than 60,000 phones a minute.
  add column group_burst integer not null default 60000 check (group_burst > 0),
  -- One phone asks for its own card once, and a few times more on a bad line; once a second for a minute is no phone.
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
comment on table public.resolve_tasks is
  'RES-1, table 7-1: a resolve task (解析任务). submitted_by made it; decided_by ended it. link_id: the one link of a group task. frozen_at: nothing of it is shown until a person says otherwise.';
create index resolve_tasks_by_enterprise on public.resolve_tasks (enterprise_id, submitted_at desc);
create index resolve_tasks_in_motion on public.resolve_tasks (submitted_at) where state = 'generating';
select private.guard('public.resolve_tasks');

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
comment on table private.mint_progress is
  'The cursor of a personal task: ids are id_base + ordinal, the place in the file. taken lines are made or rejected. retry_after: the ordinal up to which the rejects were tried again; null when nobody asked for that.';

create table private.link_blocks (large boolean primary key, next bigint not null);
comment on table private.link_blocks is 'Where the next block of link ids begins: small tasks share the partition from 2^46 on, a large one gets its own from 2^46 + 2^40.';
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
  -- RES-3: whoever counts, and however many at once.
  constraint never_more_than_the_maximum check (used between 0 and maximum)
) partition by range (id);
comment on table public.links is
  'A group link, or a personal link alone; its code is its id, enciphered. cust_flag (客户标识) says for whom it is, often a number. No foreign key: a million checks would take longer than the million rows, and only the verbs of its task write here.';
create table partitions.links_shared partition of public.links for values from (70368744177664) to (71468255805440)
  with (fillfactor = 80); -- counting stays on its page, and touches no index
create index links_of_small_tasks on partitions.links_shared (task_id, id);
comment on table partitions.links_shared is 'The links of all small tasks.';

create table public.link_rejects (
  task_id uuid not null references public.resolve_tasks (id),
  enterprise_id uuid not null,
  ordinal integer not null,
  cust_flag text,
  params jsonb,
  reason public.link_reject_reason not null,
  primary key (task_id, ordinal)
);
comment on table public.link_rejects is 'RES-2: the links of a personal task that could not be made, and why; made good and tried again they leave.';

create table public.link_aliases (
  host text not null,
  code text not null check (code ~ '^[0-9A-Za-z]{3,10}$' and char_length(code) <> 8),
  link_id bigint not null unique,
  task_id uuid not null references public.resolve_tasks (id),
  enterprise_id uuid not null references public.enterprises (id),
  primary key (host, code)
);
comment on table public.link_aliases is
  'Custom short codes (自定义短码), unique on a domain; host is empty for the deployment''s own address, which enterprises share. Never of eight characters: those are enciphered ids, so that no custom code can stand before a link that comes later.';

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
comment on table public.frozen_links is 'GRD-1: single personal links, of tasks and of sends, that show nothing for now; frozen_by null: the guard against bursts did it. A group link is frozen as its task.';

alter table public.resolve_tasks enable row level security;
alter table public.links enable row level security;
alter table public.link_rejects enable row level security;
alter table public.link_aliases enable row level security;
alter table public.frozen_links enable row level security;
grant select on public.resolve_tasks, public.links, public.link_rejects, public.link_aliases, public.frozen_links to authenticated;
create policy "people who may list resolve tasks see them" on public.resolve_tasks for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]));
create policy "people who may list resolve tasks see their links" on public.links for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]));
create policy "people who may list resolve tasks see what could not be made" on public.link_rejects for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]));
create policy "people who may list resolve tasks see custom codes" on public.link_aliases for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]));
create policy "people who may list resolve tasks see what is frozen" on public.frozen_links for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]));

insert into private.resources (resource, rel, row_of, reads, card) values ('resolve_task', 'public.resolve_tasks', 'select $1', 'KooMessage:resolveTask:list', 'private.resolve_task_card');
insert into private.transitions (resource, verb, from_state, to_state, needs, four_eyes, needs_reason, stamp)
select 'resolve_task', m.verb, s, coalesce(m.to_state, s), m.needs, false, m.needs_reason, m.stamp
from (values
  ('finish', '{generating}', 'done', null, false, null),
  ('finish_partly', '{generating}', 'partial', null, false, null),
  ('fail', '{generating}', 'failed', null, false, null),
  ('regenerate', '{partial,failed}', 'generating', 'KooMessage:resolveTask:create', false, null),
  ('cancel', '{generating,partial,done,failed}', 'cancelled', 'KooMessage:resolveTask:update', false, 'decided'),
  -- These leave the state as it is; they stand here for the buttons, and so that they are refused where they make no sense.
  ('add_resolutions', '{done}', null, 'KooMessage:resolveTask:update', false, null),
  ('add_validity', '{generating,partial,done}', null, 'KooMessage:resolveTask:update', false, null),
  ('freeze', '{generating,partial,done}', null, 'KooMessage:resolveTask:freeze', true, null),
  ('unfreeze', '{generating,partial,done}', null, 'KooMessage:resolveTask:freeze', true, null)
) as m (verb, from_states, to_state, needs, needs_reason, stamp) cross join lateral unnest(m.from_states::text[]) as s;
