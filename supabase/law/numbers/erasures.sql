-- RET-1: erasures. One number is taken out of all that its enterprise keeps: rows, partitions, stored files.
-- The clock does it in slices; each slice and how far it came are one transaction, so an erasure that is
-- killed goes on where it was.

comment on table public.erasures is
  'RET-1: one number that is, or was, taken out of everything. It does not say which. '
  'waits_for: upload, import, export (begun before it; they end by themselves), carrier (a message that is '
  'being handed over), storage (files are being removed).';
comment on table private.erasure_work is
  'The numbers that are being erased. A row is deleted when its number is gone everywhere else.';
comment on table private.erasure_places is
  'The places that an erasure goes through, in order, and what of its account they are counted as.';
comment on table private.erasure_rows is
  'Tables with few rows a number, which an erasure goes through in one statement.';
comment on table private.erasure_finds is
  'What had the number of an erasure, by what can be exported: exports of it, made before, have the number '
  'too.';
comment on table private.doomed_uploads is
  'Uploaded parts of number files that nothing needs any more. The function export-rows removes them.';

select private.resource_table('public.erasures', 'KooMessage:recipient:list');

create or replace view public.erasure_cards with (security_invoker = true) as
select e.*, to_char(e.created_at at time zone 'UTC', 'YYYYMMDDHH24MISS') || '-'
  || left(e.id::text, 4) as name, private.visible_person(e.created_by) as created_by_name
from public.erasures e;
comment on view public.erasure_cards is
  'RET-1: an erasure with a name of its own, as it cannot have that of its number, and who asked for it.';
grant select on public.erasure_cards to authenticated;

-- ---------------------------------------------------------------------------------------------
-- One number in texts

create or replace function private.number_pattern(phone text) returns text
language sql immutable set search_path = '' as $$
  -- Between two digits may stand what people put there; a longer row of digits is another number.
  select '(?<![0-9])(?:(?:\+|00)?86[ .()·-]*)?'
    || array_to_string(regexp_split_to_array(substr(phone, 4), ''), '[ .()·-]*') || '(?![0-9])'
$$;
comment on function private.number_pattern is
  'The regular expression of a number (E.164) in any form in which people write it.';

create or replace function private.half_width(words text) returns text
language sql immutable set search_path = '' as $$
  select translate(words, U&'\FF0B\FF10\FF11\FF12\FF13\FF14\FF15\FF16\FF17\FF18\FF19', '+0123456789')
$$;
comment on function private.half_width is 'A text with its full-width digits written as usual ones.';

create or replace function private.has_number(words text, pattern text) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(private.half_width(words) ~ pattern, false)
$$;
comment on function private.has_number is 'Whether a text has the number of this pattern.';

create or replace function private.without_number(words text, pattern text) returns text
language sql immutable set search_path = '' as $$
  select case when private.has_number(words, pattern) then regexp_replace(private.half_width(words), pattern,
      '***', 'g') else words end
$$;
comment on function private.without_number is 'A text with *** in place of one number.';

create or replace function private.values_without(params jsonb, pattern text) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_object_agg(k, case
      when private.has_number(v #>> '{}', pattern) then to_jsonb(private.without_number(v #>> '{}', pattern))
      else v end) from jsonb_each(params) as x (k, v)
$$;
comment on function private.values_without is 'The values of parameters with *** in place of one number.';

create or replace function private.values_erased(params jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  -- A value that is not empty stays one: a send counts the lines that lack a value.
  select jsonb_object_agg(k, case when v in ('null', '""') then v else '"***"' end)
  from jsonb_each(params) as x (k, v)
$$;
comment on function private.values_erased is 'The names of parameters, with *** in place of each value.';

create or replace function private.opt_out_mark(phone text) returns text
language sql stable set search_path = '' as $$
  select 'erased:' || private.contents_hash('opt_out:' || phone)
$$;
comment on function private.opt_out_mark is
  'RET-1: the mark on an opt-out list in place of an erased number. Only by it is a number recognised when '
  'it comes again.';

create or replace function private.has_opted_out(home uuid, signature text, phone text) returns boolean
language sql stable set search_path = '' as $$
  select phone like 'erased%'
    or exists (select from public.opt_outs o
      where o.enterprise_id = home and o.signature = has_opted_out.signature
      and o.phone = has_opted_out.phone)
    or exists (select from public.opt_outs o
      where o.enterprise_id = home and o.signature = has_opted_out.signature
      and o.phone = private.opt_out_mark(has_opted_out.phone))
$$;
comment on function private.has_opted_out is
  'Whether nothing is sent to this number under this signature: it opted out, or it did so before it was '
  'erased, or it is erased. For lists that have erased numbers, and files that have: others are compared '
  'without a hash, which takes a few µs a number.';

-- ---------------------------------------------------------------------------------------------
-- The places. Each takes the next slice of at most `most` rows. reached null: the place is through; waits:
-- not yet, it has to be asked again.

create or replace function private.doom_parts(home uuid, before timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  doomed integer;
begin
  insert into private.doomed_uploads (name)
  select o.name from storage.objects o
  where o.bucket_id = 'numbers' and o.name like home || '/%' and not exists (
    select from public.number_files f where f.id::text = split_part(o.name, '/', 2)
      and (f.state in ('uploading', 'importing') or f.finished_at >= before))
  on conflict do nothing;
  get diagnostics doomed = row_count;
  delete from public.number_file_parts p using public.number_files f
  where f.id = p.file_id and f.enterprise_id = home and f.state in ('ready', 'failed')
    and f.finished_at < before;
  return doomed;
end $$;
comment on function private.doom_parts is
  'RET-1: lets the uploaded parts of number files be removed whose import ended before an instant, and those '
  'of files that are gone. What was imported is in the database. Returns how many objects.';

create or replace function private.doomed_uploads() returns text[]
language sql stable security definer set search_path = '' as $$
  select array(select o.name from private.doomed_uploads o order by o.at limit 100)
$$;
comment on function private.doomed_uploads is
  'RET-1: uploaded parts that are to be removed from the bucket numbers.';

create or replace function private.forget_uploads(names text[]) returns void
language sql security definer set search_path = '' as $$
  delete from private.doomed_uploads o where o.name = any (names)
$$;
comment on function private.forget_uploads is 'RET-1: uploaded parts that were removed.';

create or replace function private.note_find(erasure uuid, source text, parent uuid) returns void
language sql set search_path = '' as $$
  insert into private.erasure_finds as f (erasure_id, source, parent, at)
  values (erasure, source, parent, clock_timestamp())
  on conflict on constraint one_find_a_place do update set at = excluded.at
$$;
comment on function private.note_find is
  'RET-1: the number of an erasure stood in this send, task or file until now.';

create or replace function private.erase_uploads(
  w private.erasure_work, most integer, out changed integer, out reached text, out waits text
) language plpgsql set search_path = '' as $$
declare
  since constant timestamptz := (select e.created_at from public.erasures e where e.id = w.erasure_id);
begin
  changed := private.doom_parts(w.enterprise_id, 'infinity');
  -- An upload that began before may contain the number. It ends by itself: an idle upload is given up after a
  -- day.
  waits := (select min(case f.state when 'importing' then 'import' else 'upload' end) from public.number_files f
    where f.enterprise_id = w.enterprise_id and f.state in ('importing', 'uploading')
      and f.created_at <= since);
end $$;
comment on function private.erase_uploads is
  'RET-1: the uploaded parts of number files. What was imported is not needed again, so all of them go.';

create or replace function private.erase_numbers(
  w private.erasure_work, most integer, out changed integer, out reached text, out waits text
) language plpgsql set search_path = '' as $$
declare
  pattern constant text := private.number_pattern(w.phone);
  -- <file>/<line>; line -1: this file is through.
  file constant uuid := split_part(w.reached, '/', 1)::uuid;
  line integer := coalesce(split_part(w.reached, '/', 2)::integer, -1);
  next uuid;
  home regclass;
  upto integer;
  gone integer;
begin
  changed := 0;
  if line < 0 then
    select f.id into next from public.number_files f
    where f.enterprise_id = w.enterprise_id and (file is null or f.id > file) order by f.id limit 1;
    if not found then return; end if;
    line := 0;
  else
    next := file;
  end if;
  home := coalesce(to_regclass(private.numbers_partition(next)), 'partitions.numbers_shared'::regclass);
  execute format('select max(x.line) from (select n.line from %s n where n.file_id = $1 and n.line > $2 order by n.line limit $3) x',
    home) into upto
  using next, line, most;
  if upto is not null then
    execute format('update %s n set phone = ''erased:'' || n.line, params = private.values_erased(n.params)
      where n.file_id = $1 and n.line > $2 and n.line <= $3 and (n.phone = $4 or private.has_number(n.phone, $5))', home) using next, line, upto, w.phone, pattern;
    get diagnostics gone = row_count;
    execute format('update %s n set params = private.values_without(n.params, $4) where n.file_id = $1 and n.line > $2 and n.line <= $3 and private.has_number(n.params::text, $4)',
      home)
    using next, line, upto, pattern;
    get diagnostics changed = row_count;
    changed := changed + gone;
    if gone > 0 then update public.number_files f set erased = f.erased + gone where f.id = next; end if;
  end if;
  reached := next || '/' || coalesce(upto, -1);
end $$;
comment on function private.erase_numbers is
  'RET-1: the lines of number files, file by file. A line keeps its place without its number and values, so '
  'that what sends have counted stays true.';

create or replace function private.erase_deliveries(
  w private.erasure_work, most integer, out changed integer, out reached text, out waits text
) language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
  home regclass;
  first bigint;
  last bigint;
  given_up boolean;
  stopped integer;
  networks public.network[];
  held boolean;
begin
  changed := 0;
  -- BSN-1: a group send has its values in one place, and the first slice looks there.
  if w.reached is null then
    update public.sends s set shared_params = private.values_without(s.shared_params,
      private.number_pattern(w.phone))
    where s.enterprise_id = w.enterprise_id and s.shared_params is not null
      and private.has_number(s.shared_params::text, private.number_pattern(w.phone));
  end if;
  -- Claims pass over a send whose cursors are held.
  select x.* into p from private.send_progress x
  where x.enterprise_id = w.enterprise_id and x.id_base + x.total > coalesce(w.reached::bigint, -2)
  order by x.id_base limit 1 for update;
  if not found then return; end if;
  home := private.deliveries_home(p);
  first := greatest(w.reached::bigint, p.id_base) + 1;
  last := least(first + most - 1, p.id_base + p.expanded);
  reached := case when home is null or last >= p.id_base + p.expanded then p.id_base + p.total else last end;
  if home is null or last < first then return; end if;
  execute format('select exists (select from %s d join private.batches b on b.send_id = $1 and d.id between b.first_id and b.last_id
    where d.id between $2 and $3 and d.phone = $4 and d.state = ''pending'' and b.done_at is null and b.closed_at is null)', home) into held using p.send_id, first, last, w.phone;
  if held then
    reached := w.reached;
    waits := 'carrier';
    return;
  end if;
  given_up := (select s.state = 'cancelled' from public.sends s where s.id = p.send_id);
  -- What is not handed over yet never will be. Of a cancelled send the account says so already.
  perform from public.send_totals t where t.send_id = p.send_id for update;
  execute format('with gone as (update %s d set state = $4, final_at = clock_timestamp() where d.id between $1 and $2 and d.phone = $3 and d.state = ''pending'' returning d.network)
    select coalesce(array_agg(g.network), ''{}'') from gone g',
    home) into networks
  using first, last, w.phone, case when given_up then 'cancelled' else 'opted_out' end::public.delivery_state;
  stopped := cardinality(networks);
  if stopped > 0 and not given_up then
    update public.send_totals t set pending = t.pending - stopped, opted_out = t.opted_out + stopped
    where t.send_id = p.send_id;
    perform private.free_units(p.send_id, networks);
    perform private.touch_cards('send', p.send_id);
  end if;
  execute format('update %s d set phone = ''erased:'' || d.id, params = private.values_erased(d.params) where d.id between $1 and $2 and d.phone = $3',
    home)
  using first, last, w.phone;
  get diagnostics stopped = row_count;
  execute format('update %s d set params = private.values_without(d.params, $3), code = private.without_number(d.code, $3), carrier_id = private.without_number(d.carrier_id, $3)
    where d.id between $1 and $2 and (private.has_number(d.params::text, $3) or private.has_number(d.code, $3) or private.has_number(d.carrier_id, $3))', home) using first, last, private.number_pattern(w.phone);
  get diagnostics changed = row_count;
  changed := changed + stopped;
  if changed > 0 then perform private.note_find(w.erasure_id, 'delivery', p.send_id); end if;
end $$;
comment on function private.erase_deliveries is
  'RET-1: the messages of sends, by ranges of their ids. A message keeps its state, its times and its place '
  'in every sum; one that waits is accounted as opted out. One that is being handed over is waited for.';

create or replace function private.erase_links(
  w private.erasure_work, most integer, out changed integer, out reached text, out waits text
) language plpgsql set search_path = '' as $$
declare
  p private.mint_progress;
  home text;
  first bigint;
  last bigint;
  erased integer;
begin
  changed := 0;
  select x.* into p from private.mint_progress x
  where x.enterprise_id = w.enterprise_id and x.id_base + x.total > coalesce(w.reached::bigint, -2)
  order by x.id_base limit 1;
  if not found then return; end if;
  home := case when p.large then coalesce(to_regclass(private.links_partition(p))::text,
      'partitions.links_shared') else 'partitions.links_shared' end;
  first := greatest(w.reached::bigint, p.id_base) + 1;
  last := least(first + most - 1, p.id_base + p.total);
  -- It must not be resolved any more: its card would have no values to show.
  execute format('update %s l set cust_flag = null, params = private.values_erased(l.params), maximum = greatest(l.used, 0) where l.id between $1 and $2 and private.has_number(l.cust_flag, $3)',
    home)
  using first, last, private.number_pattern(w.phone);
  get diagnostics erased = row_count;
  execute format('update %s l set params = private.values_without(l.params, $3) where l.id between $1 and $2 and private.has_number(l.params::text, $3)',
    home)
  using first, last, private.number_pattern(w.phone);
  get diagnostics changed = row_count;
  if last >= p.id_base + p.total then
    update public.link_rejects r set cust_flag = case
      when private.has_number(r.cust_flag, private.number_pattern(w.phone)) then null else r.cust_flag end,
      params = case when private.has_number(r.cust_flag, private.number_pattern(w.phone))
        then private.values_erased(r.params)
        else private.values_without(r.params, private.number_pattern(w.phone)) end
    where r.task_id = p.task_id and (private.has_number(r.cust_flag, private.number_pattern(w.phone))
      or private.has_number(r.params::text, private.number_pattern(w.phone)));
    get diagnostics first = row_count;
    changed := changed + first;
  end if;
  changed := changed + erased;
  if changed > 0 then perform private.note_find(w.erasure_id, 'link', p.task_id); end if;
  reached := last;
end $$;
comment on function private.erase_links is
  'RET-1: the personal links of resolve tasks, by ranges of their ids, and the lines that gave no link.';

create or replace function private.erase_rows(
  w private.erasure_work, most integer, out changed integer, out reached text, out waits text
) language plpgsql set search_path = '' as $$
declare
  r private.erasure_rows;
begin
  select x.* into r from private.erasure_rows x where w.reached is null or x.rel::text > w.reached
  order by x.rel::text limit 1;
  changed := 0;
  if r.rel is null then
    -- What somebody typed in chat is kept a day at most, under no enterprise: a button that has the number is
    -- dead from now on.
    delete from private.tokens t where private.has_number(t.input::text, private.number_pattern(w.phone));
    get diagnostics changed = row_count;
    delete from private.proposals p where private.has_number(p.input::text, private.number_pattern(w.phone));
    delete from private.moved_numbers m where m.hash = private.phone_hash(w.phone);
    delete from private.phone_capabilities c where c.hash = private.phone_hash(w.phone);
    -- A form that is not saved goes as a whole: its author has it on the screen, if anywhere.
    delete from private.drafts d where coalesce(d.enterprise_id, w.enterprise_id) = w.enterprise_id
      and private.has_number(concat_ws(' ', d.name, d.base_version, d.content::text),
        private.number_pattern(w.phone));
    -- So do the words above a card: the message itself is the chat platform's.
    update private.chat_cards c set said = null
    where private.has_number(c.said::text, private.number_pattern(w.phone));
    return;
  end if;
  execute format('with hit as (update %s r set %s where r.enterprise_id = $3 and (%s) returning %s as parent)
    select count(*), (select count(private.note_find($4, $5, x.parent)) from (select distinct h.parent from hit h) x) from hit', r.rel, r.sets, r.hit, r.parent)
  into changed using w.phone, private.number_pattern(w.phone), w.enterprise_id, w.erasure_id, r.source;
  reached := r.rel::text;
end $$;
comment on function private.erase_rows is
  'RET-1: opt-outs, replies, unknown receipts, lines that were left out, buttons in chat, and texts above '
  'cards.';

create or replace function private.lost_rows(e public.exports) returns boolean
language sql stable set search_path = '' as $$
  -- Whether deleted data had the number is unknown.
  select case e.source
    when 'delivery' then exists (select from public.sends s
      where s.enterprise_id = e.enterprise_id and (e.parent is null or s.id = e.parent)
      and s.messages_gone_at >= e.created_at)
    when 'number_reject' then
      exists (select from public.number_files f
        where f.enterprise_id = e.enterprise_id and (e.parent is null or f.id = e.parent)
        and f.emptied_at >= e.created_at)
      or e.parent is not null and not exists (select from public.number_files f where f.id = e.parent)
      or e.parent is null and (exists (select from public.audit_log l
          where l.enterprise_id = e.enterprise_id and l.resource = 'number_file' and l.verb = 'discard'
          and l.at >= e.created_at)
        or exists (select from public.retention_periods p
          where p.enterprise_id = e.enterprise_id and p.kind in ('number_files', 'uploads')
          and p.purged_at >= e.created_at))
    when 'opt_out' then exists (select from public.audit_log l
      where l.enterprise_id = e.enterprise_id and l.resource = 'opt_out' and l.verb = 'remove'
      and l.at >= e.created_at)
    when 'reply' then exists (select from public.retention_periods p
      where p.enterprise_id = e.enterprise_id and p.kind = 'replies' and p.purged_at >= e.created_at)
    when 'receipt' then exists (select from public.retention_periods p
      where p.enterprise_id = e.enterprise_id and p.kind = 'receipts' and p.purged_at >= e.created_at)
    -- Links of a task are never taken away.
    else e.source <> 'link' end
$$;
comment on function private.lost_rows is
  'RET-1: whether rows that an export may have are gone since, by their period or by somebody.';

create or replace function private.erase_exports(
  w private.erasure_work, most integer, out changed integer, out reached text, out waits text
) language plpgsql set search_path = '' as $$
declare
  since constant timestamptz := (select e.created_at from public.erasures e where e.id = w.erasure_id);
  e public.exports;
begin
  changed := 0;
  for e in
    select x.* from public.exports x
    where x.enterprise_id = w.enterprise_id and x.whole and x.state in ('queued', 'running', 'done')
      and (exists (select from private.erasure_finds f
          where f.erasure_id = w.erasure_id and f.source = x.source
          and (x.parent is null or f.parent is null or f.parent = x.parent)
          -- A reader that began while the slice was at work still saw the number. A slice takes seconds.
          and x.created_at <= f.at + interval '1 minute')
        or x.created_at <= since and private.lost_rows(x))
    for update of x
  loop
    if e.state <> 'done' then
      waits := 'export';
      continue;
    end if;
    perform private.transition('export', e.id, 'expire');
    perform private.doom_export(e.id);
    changed := changed + 1;
  end loop;
end $$;
comment on function private.erase_exports is
  'RET-1: files with whole numbers expire where their source had the number, or where rows of the source are '
  'gone since. Others cannot have it and stay. An expired export can be made anew.';

create or replace function private.erase_storage(
  w private.erasure_work, most integer, out changed integer, out reached text, out waits text
) language plpgsql set search_path = '' as $$
begin
  changed := 0;
  if exists (select from private.doomed_uploads o where o.name like w.enterprise_id || '/%')
    or exists (select from private.export_objects o where o.doomed
      and o.name like w.enterprise_id || '/%') then waits := 'storage'; end if;
end $$;
comment on function private.erase_storage is 'RET-1: waits until the files are out of their buckets.';

-- ---------------------------------------------------------------------------------------------
-- The clock

create or replace function private.erase_slice(erasure uuid, most integer default 20000) returns boolean
language plpgsql set search_path = '' as $$
declare
  w private.erasure_work;
  here private.erasure_places;
  after text;
  did record;
begin
  select x.* into w from private.erasure_work x where x.erasure_id = erasure for update skip locked;
  if not found or w.next_at > clock_timestamp() then return false; end if;
  select x.* into here from private.erasure_places x where x.place = w.place;
  execute format('select * from private.%I($1, $2)', 'erase_' || w.place) into did using w, most;
  execute format('update public.erasures e set %1$I = e.%1$I + $2, waits_for = $3 where e.id = $1',
    here.counted) using erasure, did.changed, did.waits;
  if did.waits is not null then
    -- Looked at again in two seconds. What came of what it waited for is found by another pass.
    update private.erasure_work x set changed = x.changed + did.changed + 1,
      next_at = clock_timestamp() + interval '2 seconds' where x.erasure_id = erasure;
    return false;
  end if;
  if did.reached is not null then
    update private.erasure_work x set changed = x.changed + did.changed, reached = did.reached
    where x.erasure_id = erasure;
    return true;
  end if;
  select x.place into after from private.erasure_places x where x.ordinal > here.ordinal order by x.ordinal
  limit 1;
  if found then
    update private.erasure_work x set changed = x.changed + did.changed, place = after, reached = null
    where x.erasure_id = erasure;
  elsif w.changed + did.changed > 0 then
    -- What was copied meanwhile, as the numbers of a resend are, is found by another pass.
    update private.erasure_work x set changed = 0, place = (select y.place from private.erasure_places y
      order by y.ordinal limit 1), reached = null where x.erasure_id = erasure;
  else
    delete from private.erasure_work x where x.erasure_id = erasure;
    update public.erasures e set finished_at = clock_timestamp() where e.id = erasure;
    perform private.transition('erasure', erasure, 'finish');
  end if;
  return true;
end $$;
comment on function private.erase_slice is
  'RET-1: the next slice of an erasure. False: there is nothing to do now, because it waits, is over, or '
  'another transaction is at it. most: rows of a slice; 20,000 take a tenth of a second.';

create or replace function private.erase_due() returns integer language plpgsql set search_path = '' as $$
declare
  begun constant timestamptz := clock_timestamp();
  erasure uuid;
  slices integer := 0;
begin
  for erasure in select w.erasure_id from private.erasure_work w where w.next_at <= clock_timestamp() order by w.next_at limit 20 loop
    while clock_timestamp() < begun + interval '200 milliseconds' and private.erase_slice(erasure) loop
      slices := slices + 1;
    end loop;
  end loop;
  return slices;
end $$;
comment on function private.erase_due is
  'RET-1: works at erasures for a fifth of a second. Returns how many slices were done.';

-- ---------------------------------------------------------------------------------------------
-- The verb

create or replace function private.create_erasure(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  phone constant text := private.wanted_number(input ->> 'phone');
  made uuid;
begin
  insert into public.erasures (enterprise_id, reason, created_by)
  values (home, input ->> 'reason', private.actor()) returning id into made;
  insert into private.erasure_work (erasure_id, enterprise_id, phone, place) select made, home, phone, x.place
  from private.erasure_places x order by x.ordinal limit 1;
  return made;
end $$;
create or replace function public.create_erasure(
  input jsonb, reason text default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('erasure', 'create', request, input, null, coalesce(reason, input ->> 'reason'))
$$;
comment on function public.create_erasure is
  'RET-1: removes a number from all that the enterprise keeps, for good. Sums stay; an opt-out stays as a '
  'keyed hash. input {phone, reason}. Returns the erasure_cards row. Refuses forbidden, sudo_required, '
  'input_invalid, invalid_number, reason_required, reason_too_long, too_many_requests.';

grant execute on function public.create_erasure to authenticated;
