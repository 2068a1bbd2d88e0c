-- clicks on service accounts and SMS shortcuts: reported by vendors, counted once, paid (PKG-1), in reports
-- by day (RPT-2)

-- What was clicked: a menu, something of the home page, or a button of a shortcut.
create type public.click_place as enum ('menu', 'home', 'shortcut');

-- Each click as it was reported. The name is the vendor's id of the event: a repeated one meets the key and
-- is not counted.
create table private.clicks (
  vendor public.vendor not null,
  event text not null check (char_length(event) between 1 and 64),
  xact xid8 not null default pg_current_xact_id(),
  enterprise_id uuid not null,
  place public.click_place not null,
  account_id uuid,
  shortcut_id uuid,
  item text not null,
  name text not null,
  at timestamptz not null,
  primary key (vendor, event)
);

-- Only grows at its right edge: the cheapest kind of index.
create index clicks_by_xact on private.clicks (xact);

create index clicks_by_time on private.clicks (at);

create table public.click_days (
  enterprise_id uuid not null references public.enterprises (id),
  place public.click_place not null,
  account_id uuid references public.service_accounts (id),
  shortcut_id uuid references public.shortcuts (id),
  -- Its place, and its name when it was clicked.
  item text not null,
  name text not null,
  vendor public.vendor not null,
  -- Of the zone of then.
  day date not null,
  clicks bigint not null,
  constraint one_row_a_click_day unique nulls not distinct (account_id, shortcut_id, item, name, vendor, day),
  check (num_nonnulls(account_id, shortcut_id) = 1)
);

create index click_days_by_day on public.click_days (enterprise_id, day);

create table private.click_roll_up (one boolean primary key default true check (one),
  done_below xid8 not null default '0');

insert into private.click_roll_up default values;

create table private.click_charges (enterprise_id uuid primary key, owed bigint not null check (owed >= 0));
