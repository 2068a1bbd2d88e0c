-- networks: whose network a number is in (NET-1), by rows of prefixes and by what receipts told

comment on table public.number_prefixes is
  'NET-1: which prefix belongs to which network, since which day, and who says so. Numbers are portable: '
  'what follows from a prefix is a forecast. Platform admins keep the list; everybody who is signed in may '
  'read it.';
comment on table private.moved_numbers is
  'NET-1: numbers whose receipt named another network than their prefix, for 90 days. By keyed hash.';

alter table public.number_prefixes enable row level security;

grant select on public.number_prefixes to authenticated;

create policy "everyone who is signed in sees the prefixes" on public.number_prefixes for select to
  authenticated
using ((select private.actor()) is not null);

create or replace view public.number_prefix_cards with (security_invoker = true) as
select p.id, p.prefix, p.network, p.since, p.source, p.added_at, p.id = (
    select x.id from public.number_prefixes x where x.prefix = p.prefix and x.since <= current_date
    order by x.since desc limit 1) as counts
from public.number_prefixes p;

comment on view public.number_prefix_cards is
  'NET-1: a prefix of numbers. counts: this row says the network today, no later one has begun.';

grant select on public.number_prefix_cards to authenticated;

create or replace function private.create_number_prefix(home uuid, input jsonb) returns uuid
language sql set search_path = '' as $$
  insert into public.number_prefixes (prefix, network, since, source)
  values (input ->> 'prefix', (input ->> 'network')::public.network, private.day_in(input, 'since'),
    private.clean_name(input ->> 'source', 200)) returning id
$$;
comment on function public.create_number_prefix is
  'NET-1: numbers with this prefix are in this network from a day on; messages keep theirs. Platform '
  'admins. input {prefix (3 to 7 digits), network, since, source}. Returns the number_prefixes row. Refuses '
  'platform_admin_only, prefix_known, name_required, name_unclean, input_invalid.';

create or replace function private.update_number_prefix(prefix uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update public.number_prefixes p set prefix = input ->> 'prefix',
    network = (input ->> 'network')::public.network, since = private.day_in(input, 'since'),
    source = private.clean_name(input ->> 'source', 200)
  where p.id = update_number_prefix.prefix
$$;
comment on function public.update_number_prefix is
  'NET-1: corrects a prefix. Platform admins. input as of create_number_prefix. Returns the number_prefixes '
  'row. Refuses not_found, and as create_number_prefix.';

select private.public_verbs('number_prefix');

-- ---------------------------------------------------------------------------------------------
-- Asking

create or replace function private.network_bounds(out bounds float8[], out networks public.network[])
language plpgsql stable set search_path = '' as $$
declare
  rules constant text[] := array(select distinct x.prefix from public.number_prefixes x where x.since <=
    current_date);
begin
  -- Between two neighbours of these no rule begins or ends. As floats, which a whole number fits in: looked
  -- for among texts, a number takes 0.7 µs, so 0.2.
  select array_agg(('86' || rpad(e.bound, 11, '0'))::float8 order by e.bound), array_agg(coalesce(n.network,
    'unknown') order by e.bound)
  into bounds, networks
  from (select r as bound from unnest(rules) as r union select (r::integer + 1)::text from unnest(rules) as r)
    e
  left join lateral (
    select p.network from public.number_prefixes p
    where e.bound like p.prefix || '%' and p.since <= current_date
    order by length(p.prefix) desc, p.since desc limit 1) n on true;
  bounds := array_prepend(0::float8, bounds || 8620000000000::float8);
  networks := array_prepend('unknown'::public.network, networks || 'unknown'::public.network);
end $$;
comment on function private.network_bounds is
  'NET-1: the prefixes of today flat: numbers (E.164 without its sign) from bounds[n] on are in networks[n], '
  'which private.network_by reads. Asked once for many numbers.';

create or replace function private.network_by(phone text, bounds text, networks text) returns text
language sql immutable set search_path = '' as $$
  select format('(%s)[width_bucket(case when %s like ''+86%%'' then %s::float8 else 0 end, %s)]', networks, phone,
    phone, bounds)
$$;
comment on function private.network_by is
  'NET-1: the expression of the network of a number by network_bounds, of the expressions of its parts: a '
  'function with a search_path of its own is not inlined.';

create or replace function private.phone_hash(phone text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return private.contents_hash('network:' || phone);
end $$;
comment on function private.phone_hash is
  'NET-1, DEV-1: by what a number that moved, or that a carrier was asked about, is known again.';

create or replace function private.phone_hash_by(phone text, key text) returns text
language sql immutable set search_path = '' as $$
  select format('encode(extensions.hmac(convert_to(''network:'' || %s, ''UTF8''), %s, ''sha256''), ''hex'')', phone, key)
$$;
comment on function private.phone_hash_by is
  'NET-1: the expression of private.phone_hash, of the expressions of a number and of private.contents_key: '
  '1.3 µs a number, where the function takes 5.';

create or replace function private.network_now(phone text, forecast public.network) returns public.network
language plpgsql stable set search_path = '' as $$
begin
  return coalesce((select m.network from private.moved_numbers m where m.hash = (select private.phone_hash(phone))),
    forecast);
end $$;
comment on function private.network_now is
  'NET-1: the network of a number whose segment has moved numbers: its own, or else that of its prefix.';

create or replace function private.moved_segments() returns text[]
language sql stable set search_path = '' as $$
  select array(select distinct m.segment from private.moved_numbers m)
$$;
comment on function private.moved_segments is
  'NET-1: the first seven digits, with +86, of numbers that moved. Only numbers of these are looked up by '
  'hash.';

create or replace function private.networks_in(file uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  found jsonb;
begin
  -- A customer flag is any text, also one that begins like a number.
  if exists (select from public.number_files f where f.id = file and f.purpose = 'flags') then return '{}'; end if;
  -- The partition itself: a statement on the parent locks and plans every partition.
  -- Segments of ten thousand numbers are counted first, then looked up: a quarter cheaper than looking up each number.
  -- A prefix has at most seven digits, so it never cuts one.
  execute format('select coalesce(jsonb_object_agg(y.network, y.n), %L) from (
      select %s as network, sum(p.n) as n from (
        select format(''+%%s0000'', s.segment) as phone, s.n from (
          select case when x.phone like ''+86%%'' then x.phone::bigint / 10000 end as segment, count(*) as n
          from %s x where x.file_id = $1 group by 1) s) p,
        (select * from private.network_bounds() offset 0) b group by 1) y',
    '{}', private.network_by('p.phone', 'b.bounds', 'b.networks'),
    coalesce(to_regclass(private.numbers_partition(file)), 'partitions.numbers_shared'::regclass))
  into found using file;
  return found;
end $$;
comment on function private.networks_in is
  'NET-1: how many numbers of a file are in which network, by prefix: {mobile: 12, …}; of customer flags '
  'none. Counted once, when the file is ready.';
