-- receipts: of carriers whose receipts name their own id of a message (smpp, koomessage)

comment on table private.carrier_ids is
  'CHL-1: what a carrier calls a message, or a part of it, and which message that is. One partition a day, '
  'dropped when no receipt is waited for any more.';
comment on table private.early_receipts is
  'Receipts that came before the answer to their hand-off was recorded. They wait for an hour. resolved: a '
  'vendor has shown the card (koomessage).';
comment on table private.reply_parts is 'Parts of long replies, until all have come; an hour at most.';
comment on type private.confirmation is
  'A receipt as a carrier gives it: its id of the message as the answer may have written it, and the number '
  'that the message went out with.';

create or replace function private.lay_carrier_id_day(day date) returns void
language plpgsql set search_path = '' as $$
declare
  name constant text := 'carrier_ids_' || to_char(day, 'YYYYMMDD');
begin
  if to_regclass('partitions.' || name) is not null then return; end if;
  -- Two workers at midnight.
  perform pg_advisory_xact_lock(hashtext('private.carrier_ids'));
  execute format('create table if not exists partitions.%I partition of private.carrier_ids
    for values from (%L) to (%L)', name, day, day + 1);
end $$;

comment on function private.lay_carrier_id_day is 'Makes the partition of a day, where it is missing.';

create or replace function private.turn_carrier_id_days() returns integer
language plpgsql set search_path = '' set lock_timeout = '2s' as $$
declare
  today constant date := (clock_timestamp() at time zone 'utc')::date;
  -- Messages of a day are handed over until its end.
  first_kept constant date := today - 1 - ceil(extract(epoch from coalesce((select max(k.receipt_timeout)
      from public.carriers k where k.adapter <> 'sandbox'), interval '0')) / 86400)::integer;
  old record;
  dropped integer := 0;
begin
  if exists (select from public.carriers k where k.adapter <> 'sandbox') then
    perform private.lay_carrier_id_day(today), private.lay_carrier_id_day(today + 1);
  end if;
  for old in select c.oid::regclass as part from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'private.carrier_ids'::regclass
      and to_date(right(c.relname, 8), 'YYYYMMDD') < first_kept loop
    execute format('drop table %s', old.part);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

comment on function private.turn_carrier_id_days is
  'RET-1: makes the partitions of today and tomorrow, and drops those whose receipts are not waited for any '
  'more. Returns how many were dropped.';

create or replace function private.ids_of_parts(message_ids text[]) returns text[]
language sql immutable set search_path = '' as $$
  select coalesce(string_to_array(nullif(array_to_string(array_remove(message_ids, null), ' '), ''), ' '),
    '{}')
$$;

comment on function private.ids_of_parts is
  'All ids of messages, of which those of the parts of one are one text, apart by spaces.';

create or replace function private.keep_carrier_ids(
  carrier uuid, channel uuid, refs text[], message_ids text[]
) returns void language plpgsql set search_path = '' as $$
declare
  today constant date := (clock_timestamp() at time zone 'utc')::date;
begin
  perform private.lay_carrier_id_day(today);
  insert into private.carrier_ids (day, carrier_id, message_id, channel_id, reference, part, parts)
  select today, carrier, p.id, channel, m.ref, p.part, cardinality(string_to_array(m.ids, ' '))
  from unnest(refs, message_ids) as m (ref, ids)
  cross join lateral unnest(string_to_array(m.ids, ' ')) with ordinality as p (id, part);
end $$;

comment on function private.keep_carrier_ids is
  'What the carrier calls messages that it has accepted, and each of their parts.';

create or replace function private.record_submitted(
  carrier uuid, batch bigint, ids bigint[], statuses text[], carrier_ids text[], codes text[],
  rest_seconds integer, rest_why text
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  b private.batches;
  fresh constant text[] := private.ids_of_parts(carrier_ids);
  recorded jsonb;
begin
  select x.* into b from private.batches x where x.id = batch for update;
  if b.id is null then return private.record_handoff(batch, ids, statuses, carrier_ids, codes); end if;
  -- Before the account is locked, which batches of a send wait for. Also for a batch that another worker has
  -- recorded as of unknown fate: its receipts say more.
  if fresh <> '{}' then
    perform private.keep_carrier_ids(carrier, b.channel_id, ids::text[], carrier_ids);
  end if;
  recorded := private.record_handoff(batch, ids, statuses, carrier_ids, codes);
  perform private.match_early_receipts(carrier, fresh);
  if rest_why is not null and (recorded ->> 'open')::integer > 0 then
    -- What is left was not taken, for sure: it is in no more doubt than before.
    update private.batches x set doubtful = b.doubtful where x.id = batch;
    perform private.give_back(batch, rest_seconds, true, rest_why);
  end if;
  return recorded;
end $$;

comment on function private.record_submitted is
  'record_handoff for a carrier whose receipts name its own ids, which are kept; receipts that came before '
  'are recorded now. rest_why: the carrier did not take what is left, for sure, and the batch is given back '
  'for rest_seconds.';

create or replace function private.record_submitted_test(
  carrier uuid, reference text, state text, code text, message_ids text
) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform private.record_carrier_test(reference, state, code);
  perform private.keep_carrier_ids(carrier, t.channel_id, array[reference], array[message_ids])
  from public.carrier_tests t
  where 'test-' || t.id = record_submitted_test.reference and message_ids is not null;
  perform private.match_early_receipts(carrier, private.ids_of_parts(array[message_ids]));
end $$;

comment on function private.record_submitted_test is 'record_submitted for a test message of a carrier.';

create or replace function private.outcome_of_parts(refs text[])
returns table (reference text, channel_id uuid, status text, code text)
language sql stable set search_path = '' as $$
  -- Failed: any part. Delivered: all of them.
  select c.reference, min(c.channel_id::text)::uuid, case when bool_or(c.status = 'failed') then 'failed'
      when bool_or(c.status = 'expired') then 'expired' else 'delivered' end,
    coalesce(min(c.code) filter (where c.status <> 'delivered'), min(c.code))
  from private.carrier_ids c where c.reference = any (refs) and c.parts > 1
  group by c.reference
  having bool_or(c.status in ('failed', 'expired'))
    or count(distinct c.part) filter (where c.status = 'delivered') = max(c.parts)
$$;

comment on function private.outcome_of_parts is
  'What became of messages in several parts, as far as their receipts decide it.';

create or replace function private.known_confirmations(carrier uuid, said private.confirmation[])
returns jsonb
-- A partition of today has no statistics: without this every receipt was compared with every id of the day.
language plpgsql stable set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  return (select jsonb_agg(h) from (
    select s.place, s.status, s.code, s.at, c.message_id, c.channel_id, c.reference, c.part, c.parts
    from unnest(said) with ordinality as s (message_ids, number, status, code, at, place)
    cross join lateral (select x.* from private.carrier_ids x
      where x.carrier_id = carrier and x.message_id = any (s.message_ids) order by x.day desc limit 1) c) h);
end $$;

comment on function private.known_confirmations is
  'The receipts whose message is known, with it: of an id that a carrier uses again the newest.';

create or replace function private.apply_confirmations(carrier uuid, said private.confirmation[])
returns bigint[] language plpgsql set search_path = '' as $$
declare
  hits constant jsonb := private.known_confirmations(carrier, said);
  long_refs text[];
  one record;
begin
  if hits is null then return '{}'; end if;
  if hits @> '[{"status": "resolved"}]' then
    perform private.record_resolutions(carrier, array(select (h ->> 'reference')::bigint
      from jsonb_array_elements(hits) h
      where h ->> 'status' = 'resolved' and h ->> 'reference' not like 'test-%'));
  end if;
  select array_agg(distinct h.reference order by h.reference) into long_refs
  from jsonb_to_recordset(hits) as h (reference text, parts integer) where h.parts > 1;
  if long_refs is not null then
    -- Locked, so that of two receipts at once the second sees the first.
    perform from private.carrier_ids c where c.reference = any (long_refs) and c.parts > 1
    order by c.reference, c.part for update;
    update private.carrier_ids c set status = h.status, code = h.code
    from jsonb_to_recordset(hits) as h (message_id text, status text, code text, parts integer)
    where h.parts > 1 and c.parts > 1 and c.reference = any (long_refs) and c.message_id = h.message_id;
  end if;
  for one in
    select x.channel_id, array_agg(x.reference) as refs, array_agg(x.status) as statuses,
      array_agg(x.code) as codes, array_agg(x.message_id) as ids, array_agg(x.at) as ats
    from (select h.channel_id, h.reference, h.status, h.code, h.message_id, h.at
      from jsonb_to_recordset(hits) as h (channel_id uuid, reference text, status text, code text,
        message_id text, at timestamptz, parts integer) where h.parts = 1 and h.status <> 'resolved'
      union all select o.channel_id, o.reference, o.status, o.code, null, null
      from private.outcome_of_parts(long_refs) o) x
    group by x.channel_id order by x.channel_id
  loop
    perform private.record_carrier_test(r.ref, r.status, r.code, one.channel_id)
    from unnest(one.refs, one.statuses, one.codes) as r (ref, status, code) where r.ref like 'test-%';
    perform private.record_receipts(channel => one.channel_id, refs => k.refs, statuses => k.statuses,
      codes => k.codes, vendors => k.vendors, carrier_ids => k.ids, ats => k.ats)
    from (select array_agg(r.ref) as refs, array_agg(r.status) as statuses, array_agg(r.code) as codes,
      array_agg(null::text) as vendors, array_agg(r.id) as ids, array_agg(r.at) as ats
      from unnest(one.refs, one.statuses, one.codes, one.ids, one.ats) as r (ref, status, code, id, at)
      where r.ref not like 'test-%') k where k.refs is not null;
  end loop;
  return array(select (h ->> 'place')::bigint from jsonb_array_elements(hits) h);
end $$;

comment on function private.apply_confirmations is
  'Records the receipts whose message is known, and what vendors have shown. Returns their places.';

create or replace function private.record_confirmations(
  carrier uuid, message_ids text[], numbers text[], statuses text[], codes text[], ats timestamptz[]
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  said constant private.confirmation[] := array(
    select row(string_to_array(x.ids, ' '), x.number, x.status, x.code, x.at)::private.confirmation
    from unnest(message_ids, numbers, statuses, codes, ats) with ordinality
      as x (ids, number, status, code, at, place) order by x.place);
  known constant bigint[] := private.apply_confirmations(carrier, said);
  early integer;
begin
  insert into private.early_receipts (carrier_id, message_ids, number, status, code, at)
  select carrier, s.message_ids, s.number, s.status, s.code, s.at
  from unnest(said) with ordinality as s (message_ids, number, status, code, at, place)
  where s.place <> all (known);
  get diagnostics early = row_count;
  return jsonb_build_object('known', cardinality(known), 'early', early);
end $$;

comment on function private.record_confirmations is
  'Records receipts that name the carrier''s id of a message: each with the ways in which its answer may '
  'have written it, apart by spaces. What is not known yet waits for an hour. {known, early}.';

create or replace function private.match_early_receipts(carrier uuid, message_ids text[]) returns void
language plpgsql set search_path = '' as $$
declare
  said private.confirmation[];
begin
  -- Usually none waits.
  if not exists (select from private.early_receipts e where e.carrier_id = carrier) then return; end if;
  with gone as (
    delete from private.early_receipts e where e.id = any (array(
      select x.id from private.early_receipts x where x.carrier_id = carrier
        and x.message_ids && match_early_receipts.message_ids order by x.id for update skip locked))
    returning e.message_ids, e.number, e.status, e.code, e.at)
  select array_agg(row(g.message_ids, g.number, g.status, g.code, g.at)::private.confirmation) into said
  from gone g;
  if said is not null then perform private.apply_confirmations(carrier, said); end if;
end $$;

comment on function private.match_early_receipts is
  'Records the early receipts of messages that the carrier calls so.';

create or replace function private.channel_of_number(carrier uuid, number text) returns uuid
language sql stable set search_path = '' as $$
  -- People may reply to a number that is longer than the one of the channel.
  select c.id from public.channels c where c.carrier_id = carrier
    and starts_with(channel_of_number.number, c.number) order by length(c.number) desc limit 1
$$;

comment on function private.channel_of_number is 'The channel of a carrier with this number, or null.';

create or replace function private.newest_signature(channel uuid) returns text
language sql stable set search_path = '' as $$
  select s.signature from public.sends s
  where s.channel_id = channel and s.state not in ('draft', 'in_review') order by s.created_at desc limit 1
$$;

comment on function private.newest_signature is
  'OPT-1: the signature that a reply is about whose message is not known: that of the newest send.';

create or replace function private.keep_replies(carrier uuid, replies jsonb) returns integer
language plpgsql set search_path = '' as $$
declare
  one record;
  kept integer := 0;
begin
  for one in
    select x.channel, jsonb_agg(jsonb_build_object('id', x.id, 'from', x.phone, 'text', x.text, 'at', x.at,
      'unsigned', true) order by x.id) as items
    from (select private.channel_of_number(carrier, r.number) as channel, r.*
      from jsonb_to_recordset(replies) as r (id text, phone text, number text, text text, at timestamptz)) x
    where x.channel is not null group by x.channel order by x.channel
  loop
    perform private.record_replies(one.channel, one.items);
    kept := kept + jsonb_array_length(one.items);
  end loop;
  return kept;
end $$;

comment on function private.keep_replies is
  'Records whole replies to numbers of a carrier. Returns how many came to a number that a channel has.';

create or replace function private.join_reply_parts(carrier uuid) returns integer
language plpgsql set search_path = '' as $$
declare
  whole jsonb;
begin
  with done as (
    select p.phone, p.number, p.group_number, p.parts from private.reply_parts p where p.carrier_id = carrier
    group by p.phone, p.number, p.group_number, p.parts
    -- What has not come in an hour will not come: the rest is a reply all the same.
    having count(*) = p.parts or min(p.come_at) < clock_timestamp() - interval '1 hour'
  ), gone as (
    delete from private.reply_parts p using done d where p.carrier_id = carrier and p.phone = d.phone
      and p.number = d.number and p.group_number = d.group_number and p.parts = d.parts returning p.*)
  select jsonb_agg(r) into whole from (select min(g.id) as id, g.phone, g.number,
    string_agg(g.text, '' order by g.part) as text, min(g.come_at) as at
    from gone g group by g.phone, g.number, g.group_number, g.parts) r;
  return case when whole is null then 0 else private.keep_replies(carrier, whole) end;
end $$;

comment on function private.join_reply_parts is 'Records long replies of which all parts have come.';

create or replace function private.record_carrier_replies(carrier uuid, replies jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  kept integer;
  parts integer;
begin
  kept := private.keep_replies(carrier, coalesce((select jsonb_agg(r || jsonb_build_object('at', now()))
    from jsonb_array_elements(replies) r where (r ->> 'parts')::integer = 1), '[]'));
  insert into private.reply_parts (carrier_id, phone, number, group_number, parts, part, id, text)
  select carrier, r.phone, r.number, r."group", r.parts, r.part, r.id, left(r.text, 1000)
  from jsonb_to_recordset(replies) as r (id text, phone text, number text, text text, part smallint,
    parts smallint, "group" integer)
  where r.parts > 1 and private.channel_of_number(carrier, r.number) is not null
  on conflict do nothing;
  get diagnostics parts = row_count;
  if parts > 0 then kept := kept + private.join_reply_parts(carrier); end if;
  return jsonb_build_object('kept', kept, 'parts', parts);
end $$;

comment on function private.record_carrier_replies is
  'carrier.md: replies of people through a carrier that names neither signature nor reply: [{id, phone, '
  'number, text, part, parts, group}]. Long ones wait for all their parts. {kept, parts}.';

create or replace function private.tidy_carrier(carrier uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  late integer;
begin
  perform private.join_reply_parts(carrier);
  -- An answer and a receipt that were recorded at the same instant did not see each other.
  perform private.match_early_receipts(carrier, array(
    select h ->> 'message_id' from jsonb_array_elements(private.known_confirmations(carrier, array(
      select row(e.message_ids, e.number, e.status, e.code, e.at)::private.confirmation
      from private.early_receipts e where e.carrier_id = carrier order by e.id limit 5000))) h));
  with gone as (
    delete from private.early_receipts e where e.carrier_id = carrier
      and e.come_at < clock_timestamp() - interval '1 hour' returning e.*)
  insert into public.receipts (channel_id, reference, status, enterprise_id, code, at)
  select c.id, left(g.message_ids[1], 100), g.status, c.enterprise_id, g.code, g.at
  from gone g join public.channels c on c.id = private.channel_of_number(carrier, g.number)
  where g.status <> 'resolved'
  on conflict do nothing;
  get diagnostics late = row_count;
  return late;
end $$;

comment on function private.tidy_carrier is
  'What a worker does every few seconds: records early receipts and long replies that are complete now. A '
  'receipt whose message nobody knows after an hour is kept as one of an unknown reference.';

-- ---------------------------------------------------------------------------------------------
-- Calls of a carrier that signs nothing (koomessage): its address holds a secret

create or replace function private.receipt_carrier(carrier uuid, secret text)
returns table (sources text, address_header text, trusted_hops integer)
language sql stable security definer set search_path = '' as $$
  select (select string_agg(btrim(x)::inet::text, ',')
    from string_to_table(nullif(btrim(k.settings ->> 'receipt_sources'), ''), ',') as x),
    private.address_header(d), d.trusted_hops
  from public.carriers k join private.carrier_secrets s on s.carrier_id = k.id
  cross join private.deployment d
  -- Hashes are compared, so that how long it takes tells nothing of the secret.
  where k.id = receipt_carrier.carrier and k.adapter = 'koomessage' and (
    sha256(convert_to(s.callback_secret, 'UTF8')) = sha256(convert_to(secret, 'UTF8'))
    or (s.former_until > clock_timestamp()
      and sha256(convert_to(s.former_secret, 'UTF8')) = sha256(convert_to(secret, 'UTF8'))))
$$;

comment on function private.receipt_carrier is
  'What is needed to take a call to the address of a carrier: from where it may come (null: anywhere), and '
  'where the caller''s address is found. No row where the secret is wrong; the former one is good for a day.';

create or replace function private.record_opened(
  carrier uuid, message_ids text[], flags text[], urls text[]
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  minted bigint[];
  places bigint[];
  done jsonb;
begin
  -- Links that were made before the hand-off carry our id as their flag.
  select coalesce(array_agg(m.delivery_id), '{}'), coalesce(array_agg(o.place), '{}') into minted, places
  from unnest(flags, urls) with ordinality as o (flag, url, place)
  join private.minted_links m on m.delivery_id = case when o.flag ~ '^[0-9]{1,15}$' then o.flag::bigint end
    and regexp_replace(m.url, '^https?://', '') = regexp_replace(o.url, '^https?://', '');
  perform private.record_resolutions(carrier, minted);
  select private.record_confirmations(carrier, array_agg(o.id), array_agg(''::text),
    array_agg('resolved'::text), array_agg(null::text), array_agg(null::timestamptz)) into done
  from unnest(message_ids) with ordinality as o (id, place)
  where o.place <> all (places) and o.id <> '';
  return coalesce(done, '{"known": 0, "early": 0}') || jsonb_build_object('minted', cardinality(minted));
end $$;

comment on function private.record_opened is
  'RES-3: cards that a vendor has shown, as KooMessage tells: of a message by its id, or of a link that was '
  'minted before by its flag and address. Counted and charged once each. {known, early, minted}.';

create or replace function private.record_task_replies(carrier uuid, replies jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  one record;
  kept integer := 0;
begin
  for one in
    select x.channel_id, jsonb_agg(jsonb_build_object('id', x.id, 'from', x.phone, 'text', x.text,
      'at', x.at, 'unsigned', true, 'delivery_id', x.delivery_id) order by x.id) as items
    from (select r.*, c.channel_id, c.delivery_id
      from jsonb_to_recordset(replies) as r (id text, message_id text, phone text, text text,
        at timestamptz)
      left join lateral (select i.channel_id,
          case when i.reference ~ '^[0-9]{1,15}$' then i.reference::bigint end as delivery_id
        from private.carrier_ids i where i.carrier_id = carrier and i.message_id = r.message_id
        order by i.day desc limit 1) c on true) x
    where x.channel_id is not null group by x.channel_id order by x.channel_id
  loop
    perform private.record_replies(one.channel_id, one.items);
    kept := kept + jsonb_array_length(one.items);
  end loop;
  return kept;
end $$;

comment on function private.record_task_replies is
  'Replies of people to messages that a carrier knows by its id: [{id, message_id, phone, text, at}]. '
  'Returns how many answered a message that is known.';

create or replace function private.tidy_called() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  one uuid;
  late integer := 0;
begin
  for one in select k.id from public.carriers k where k.adapter = 'koomessage'
    and exists (select from private.early_receipts e where e.carrier_id = k.id) order by k.id loop
    late := late + private.tidy_carrier(one);
  end loop;
  return late;
end $$;

comment on function private.tidy_called is
  'tidy_carrier for carriers that no worker serves. Called with each dispatch.';

create or replace function private.tidy_due() returns boolean
language sql stable security definer set search_path = '' as $$
  -- What came just now may have crossed its answer; what has waited for an hour is let go.
  select exists (select from private.early_receipts e join public.carriers k on k.id = e.carrier_id
    where k.adapter = 'koomessage' and (e.come_at > clock_timestamp() - interval '10 seconds'
      or e.come_at < clock_timestamp() - interval '1 hour'))
$$;

comment on function private.tidy_due is
  'Whether early receipts of carriers that no worker serves wait to be looked at.';
