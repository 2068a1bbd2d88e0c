-- networks: which numbers are whose (NET-1). Rows of the deployment: no enterprise owns them.

create table public.number_prefixes (
  id uuid primary key default gen_random_uuid(),
  -- The first digits of a national number. Of several that match, the longest counts.
  prefix text not null check (prefix ~ '^1[3-9][0-9]{1,5}$'),
  network public.network not null,
  -- Of several rows of one prefix the newest that has begun counts.
  since date not null,
  source text not null check (char_length(source) between 1 and 200),
  added_at timestamptz not null default clock_timestamp(),
  constraint number_prefixes_since unique (prefix, since)
);

-- As of 2019, when numbers became portable. Four digits where a prefix is shared by the virtual operators of
-- several networks.
insert into public.number_prefixes (prefix, network, since, source)
select p, x.network::public.network, date '2019-11-01', '公开号段表（2019）'
from (values
  ('mobile',
    '134 135 136 137 138 139 147 148 150 151 152 157 158 159 165 172 178 182 183 184 187 188 195 197 198 1703 1705 1706'),
  ('unicom', '130 131 132 145 146 155 156 166 167 171 175 176 185 186 196 1704 1707 1708 1709'),
  ('telecom', '133 149 153 162 173 177 180 181 189 190 191 193 199 1700 1701 1702')
) as x (network, prefixes) cross join unnest(string_to_array(x.prefixes, ' ')) as p;

insert into public.number_prefixes (prefix, network, since, source) values
  ('192', 'broadnet', '2022-06-27', '中国广电 192 号段放号');

-- Numbers that moved to another network and kept their digits (携号转网), as receipts told. hash: the number by
-- a key that never leaves the database; segment: its first seven digits, so that the others are not hashed.
create table private.moved_numbers (
  hash text primary key,
  segment text not null,
  network public.network not null,
  at timestamptz not null default clock_timestamp()
);

insert into private.resources (resource, rel, enterprise, reads, state, submitted_by, submission, audited)
  values
  ('number_prefix', 'public.number_prefixes', 'null::uuid', 'platform', '''active''', 'null::uuid',
  'null::timestamptz',
   'jsonb_build_object(''name'', r.prefix, ''network'', r.network, ''since'', r.since, ''source'', r.source)');

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('number_prefix', 'create', 'none', 'active', 'platform'),
  ('number_prefix', 'update', 'active', 'active', 'platform'),
  ('number_prefix', 'delete', 'active', 'none', 'platform');

insert into private.constraints (name, code) values ('number_prefixes_since', 'prefix_known');

create type public.signature_report as enum ('not_yet', 'reported', 'refused');

-- Whether a signature is reported at a network (报备): told by the carrier, or written down by a platform
-- admin.
create table public.signature_networks (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  signature_id uuid not null references public.sms_signatures (id),
  network public.network not null check (network <> 'unknown'),
  state public.signature_report not null default 'not_yet',
  source text not null check (source in ('carrier', 'platform')),
  decided_by uuid,
  decided_at timestamptz not null default clock_timestamp(),
  reason text,
  constraint one_row_a_signature_and_network unique (signature_id, network)
);

create index signature_networks_by_enterprise on public.signature_networks (enterprise_id, decided_at desc);

insert into private.resources (resource, rel, reads, card, submitted_by, submission, audited) values
  ('signature_network', 'public.signature_networks', 'KooMessage:sms:list', 'public.signature_network_cards',
    'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', private.signature_name(r.signature_id), ''network'', r.network, ''state'', r.state,
     ''source'', r.source)');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_reason, stamp, sets)
select 'signature_network', t.verb, t.from_state, t.to_state, 'platform', t.verb = 'refuse', 'decided',
  'source = ''platform'''
from (values ('report', 'not_yet', 'reported'), ('report', 'refused', 'reported'), ('refuse', 'not_yet',
  'refused'),
  ('refuse', 'reported', 'refused'), ('withdraw', 'reported', 'not_yet'), ('withdraw', 'refused', 'not_yet'))
  as t (verb, from_state, to_state);
