-- reports (RPT-1): the roll-up that they are read from, and what reports there are

-- A row a day and what people ask by: template, kind of link, signature, vendor and network. It does not
-- grow with the sends of a day.
create table public.template_days (
  enterprise_id uuid not null references public.enterprises (id),
  day date not null,
  -- Null: texts without a card.
  template_id uuid references public.templates (id),
  -- send: personal links of send tasks; personal, group: links of resolve tasks (生成短链类型).
  kind text not null check (kind in ('send', 'personal', 'group')),
  -- Of AIM, texts or the basic edition: the right to the reports of one is no right to the others.
  message_kind public.message_kind not null default 'aim',
  signature text,
  vendor public.vendor,
  -- Of messages of sends, and of the resolutions of their links; null of all else.
  network public.network,
  minted bigint not null default 0,
  submission_count bigint not null default 0,
  send_count bigint not null default 0,
  delivered bigint not null default 0,
  failed bigint not null default 0,
  expired bigint not null default 0,
  timed_out bigint not null default 0,
  unknown bigint not null default 0,
  resolutions bigint not null default 0,
  humans bigint not null default 0,
  bots bigint not null default 0,
  refused bigint not null default 0,
  constraint one_row_a_template_day
    unique nulls not distinct (enterprise_id, day, template_id, kind, message_kind, signature, vendor, network)
);

-- Days whose figures have changed since they were rolled up. Only inserted and deleted, so no write waits for
-- the roll-up.
create table private.report_changes (
  enterprise_id uuid not null,
  day date not null
);

-- What can be asked of `report`, written by `npm run law` from shared/src/reports.
create table private.reports (
  report text primary key,
  -- The action that reading it needs.
  needs text not null,
  -- From the smallest; the first that has all columns that are asked for is read.
  views text[] not null,
  -- What lines can be grouped by: {name: [columns]}; the first column is the key, the others name it.
  groups jsonb not null,
  measures text[] not null,
  filters text[] not null,
  -- The source of its exports (private.export_sources).
  source text not null unique
);
