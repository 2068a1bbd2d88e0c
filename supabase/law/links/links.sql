comment on table private.link_key is
  'The 96-bit key of the link codes: four words of 24 bits. Changing it makes every existing link unknown.';

create or replace function private.link_keys() returns bigint[]
language plpgsql stable security definer set search_path = '' as $$
declare
  mask constant bigint := 16777215;
  l bigint[];
  k bigint;
  keys bigint[] := '{}';
begin
  select w.words[1], array[w.words[2], w.words[3], w.words[4]]::bigint[] into k, l from private.link_key w;
  for i in 0..22 loop
    keys := keys || k;
    l := l || ((((k + (((l[i + 1] >> 8) | (l[i + 1] << 16)) & mask)) & mask)) # i::bigint);
    k := (((k << 3) | (k >> 21)) & mask) # l[i + 4];
  end loop;
  return keys;
end $$;

comment on function private.link_keys is 'The 23 round keys of Speck48/96 (Beaulieu et al. 2013).';

create or replace function private.link_code(id bigint) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  -- Speck48/96: 48-bit block, 96-bit key, 23 rounds. shared/src/links/code.ts computes the same, faster.
  mask constant bigint := 16777215;
  letters constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  keys bigint[] := private.link_keys();
  x bigint := id >> 24;
  y bigint := id & mask;
  block bigint;
  code text := '';
begin
  loop
    for i in 1..23 loop
      x := (((((x >> 8) | (x << 16)) & mask) + y) & mask) # keys[i];
      y := (((y << 3) | (y >> 21)) & mask) # x;
    end loop;
    block := (x << 24) | y;
    -- Cycle walking: repeat until the block is below 62^8, so that eight letters hold it. 1.3 rounds on
    -- average.
    exit when block < 218340105584896;
  end loop;
  for i in 1..8 loop
    code := substr(letters, 1 + (block % 62)::integer, 1) || code;
    block := block / 62;
  end loop;
  return code;
end $$;

comment on function private.link_code is
  'The code of a link, from the id of its delivery or of its row: 8 letters and digits. '
  'With 10,000,000 live links a guesser needs 22,000,000 tries for one hit.';

grant execute on function private.link_code to authenticated;

create or replace function private.link_id(code text) returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  mask constant bigint := 16777215;
  letters constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  keys bigint[] := private.link_keys();
  block bigint := 0;
  x bigint;
  y bigint;
begin
  if code !~ '^[0-9A-Za-z]{8}$' then return null; end if;
  for i in 1..8 loop
    block := block * 62 + strpos(letters, substr(code, i, 1)) - 1;
  end loop;
  loop
    x := block >> 24;
    y := block & mask;
    for i in reverse 23..1 loop
      y := y # x;
      y := ((y >> 3) | (y << 21)) & mask;
      x := ((x # keys[i]) - y) & mask;
      x := ((x << 8) | (x >> 16)) & mask;
    end loop;
    block := (x << 24) | y;
    exit when block < 218340105584896;
  end loop;
  return block;
end $$;

comment on function private.link_id is
  'The id of a code of eight letters and digits, whether or not the link exists; null for anything else.';

comment on table public.link_flushes is
  'Requests for links, written in the transaction that counts them: one row per flush and enterprise, with '
  'its events as columns (link_events shows them one by one). One row per event took a third of the time of '
  'a flush. xact tells the roll-up which rows no uncommitted row can precede any more.';

create or replace view public.link_events with (security_invoker = true) as
select f.enterprise_id, f.xact, f.at, e.link_id, e.kind, e.vendor, e.n
from public.link_flushes f cross join lateral unnest(f.link_ids, f.kinds, f.vendors,
  f.counts) as e (link_id, kind, vendor, n);

comment on view public.link_events is
  'Every request for a link: counted resolutions, people in a browser, preview fetchers, refusals. '
  'link_id is what the code deciphers to. Requests of one kind and vendor in the same flush are one event, '
  'with their number n.';

select private.resource_table('public.link_flushes', 'KooMessage:resolveTask:list');

grant select on public.link_events to authenticated;
