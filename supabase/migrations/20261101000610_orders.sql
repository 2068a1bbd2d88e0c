-- orders: the price list of the deployment, and orders from it (PKG-1, PKG-2)

create type public.order_state as enum ('ordered', 'paid', 'cancelled', 'declined');

-- One row. An order is confirmed by a platform admin, or at once where orders confirm themselves (a demo).
create table private.sale_settings (
  one boolean primary key default true check (one),
  currency text not null default 'CNY' check (currency ~ '^[A-Z]{3}$'),
  orders_confirm_themselves boolean not null default false
);

insert into private.sale_settings default values;

-- Amounts are integers: fen are hundredths, micros are millionths of the currency's unit.
create table public.offers (
  id uuid primary key default gen_random_uuid(),
  sku text not null,
  kind public.quota_kind not null,
  spec text not null default 'three_network' check (spec in ('three_network', 'mobile', 'unicom', 'telecom')),
  size bigint not null check (size between 1 and 10000000),
  price_fen bigint not null check (price_fen between 1 and 1000000000),
  currency text not null,
  validity_months integer not null default 12 check (validity_months between 1 and 60),
  sale_from timestamptz not null default now(),
  sale_until timestamptz check (sale_until > sale_from),
  state text not null default 'listed' check (state in ('listed', 'withdrawn')),
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  check (kind = 'basic' or spec = 'three_network')
);

create unique index offers_listed_sku on public.offers (sku) where state = 'listed';

-- A price holds from its time until the next one of the same item. Nothing here is changed.
create table public.unit_prices (
  id uuid primary key default gen_random_uuid(),
  item text not null check (item in ('aim_resolution', 'basic', 'sa_resolution', 'sms_segment')),
  price_micros bigint not null check (price_micros between 0 and 1000000000),
  currency text not null,
  since timestamptz not null default clock_timestamp()
);

create index unit_prices_by_item on public.unit_prices (item, since desc);

create table public.orders (
  id uuid primary key default gen_random_uuid(),
  order_no text not null unique,
  enterprise_id uuid not null references public.enterprises (id),
  -- As they were called then: a platform admin reads no other row of the enterprise.
  enterprise_name text not null,
  ordered_by uuid not null,
  ordered_by_name text not null,
  ordered_at timestamptz not null default clock_timestamp(),
  offer_id uuid not null references public.offers (id),
  -- The terms of the offer, which may be edited later.
  revision integer not null,
  sku text not null,
  kind public.quota_kind not null,
  spec text not null,
  size bigint not null,
  price_fen bigint not null,
  currency text not null,
  validity_months integer not null,
  quantity integer not null check (quantity between 1 and 100),
  units bigint not null generated always as (size * quantity) stored,
  total_fen bigint not null generated always as (price_fen * quantity) stored,
  state public.order_state not null default 'ordered',
  payment_reference text,
  confirmed_itself boolean not null default false,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  reason text
);

create index orders_by_enterprise on public.orders (enterprise_id, ordered_at desc);

create index orders_waiting on public.orders (ordered_at) where state = 'ordered';

-- PKG-1: units come of a paid order, and of nothing else.
alter table public.packages add column order_id uuid not null unique references public.orders (id);

insert into private.resources (resource, rel, enterprise, reads, state, submitted_by, submission, audited) values
  ('offer', 'public.offers', 'null::uuid', 'own', 'r.state', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.sku, ''kind'', r.kind, ''spec'', r.spec, ''size'', r.size,
     ''price_fen'', r.price_fen, ''currency'', r.currency,
     ''validity_months'', r.validity_months, ''sale_from'', r.sale_from,
     ''sale_until'', r.sale_until, ''state'', r.state)'),
  ('unit_price', 'public.unit_prices', 'null::uuid', 'own', '''active''', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.item, ''price_micros'', r.price_micros, ''currency'', r.currency)');

insert into private.resources (resource, rel, reads, submitted_by, submission, audited) values
  ('order', 'public.orders', 'KooMessage:quota:list', 'r.ordered_by', 'r.ordered_at',
   'jsonb_build_object(''name'', r.order_no, ''sku'', r.sku, ''kind'', r.kind, ''spec'', r.spec,
     ''size'', r.size, ''quantity'', r.quantity, ''total_fen'', r.total_fen,
     ''currency'', r.currency, ''state'', r.state, ''payment_reference'', r.payment_reference)');

-- What holds for all orders is no row with a state, so it has makers alone.
insert into private.resources (resource) values ('sale_settings');

-- Changing prices or confirming a payment takes a password given just now.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo) values
  ('offer', 'create', 'none', 'listed', 'platform', true),
  ('offer', 'update', 'listed', 'listed', 'platform', true),
  ('offer', 'withdraw', 'listed', 'withdrawn', 'platform', true),
  ('unit_price', 'set', 'none', 'active', 'platform', true),
  ('sale_settings', 'set', 'none', 'active', 'platform', true),
  ('order', 'create', 'none', 'ordered', 'KooMessage:quota:order', false);

-- By the system, where orders confirm themselves.
insert into private.transitions (resource, verb, from_state, to_state) values ('order', 'confirm_itself', 'ordered', 'paid');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo, stamp, blocked_by) values
  ('order', 'cancel', 'ordered', 'cancelled', 'KooMessage:quota:order', false, 'decided',
   'case when r.ordered_by is distinct from private.actor() then ''not_the_orderer'' end'),
  ('order', 'confirm', 'ordered', 'paid', 'platform', true, 'decided',
   'case when exists (select from public.members m
     where m.enterprise_id = r.enterprise_id and m.user_id = private.actor()) then ''own_payment'' end');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, stamp) values
  ('order', 'decline', 'ordered', 'declined', 'platform', true, 'decided');

update private.transitions set sets = 'decided_by_name = private.person_name(private.actor())'
where resource = 'order' and verb in ('cancel', 'decline');

-- §3: an order is what the guide's operation protection is about.
update private.transitions set protected = true where (resource, verb) = ('order', 'create');

insert into private.constraints (name, code) values ('offers_listed_sku', 'sku_taken');
