-- RET-1: how long what is kept. Kinds are rows, and one job of the clock goes through them: what an
-- enterprise sets (retention_periods), and what the deployment keeps for itself (retention_fixed). A run
-- takes slices, each whole in its transaction, and leaves one line in the log where it took anything.

comment on table private.retention_kinds is
  'RET-1: what an enterprise keeps for a time that it sets: the usual days, the bounds, and why.';
comment on table public.retention_periods is
  'RET-1: how many days an enterprise keeps what, and what was taken away last. A row a kind.';
comment on table private.sweep_failures is
  'RET-1: what of the hourly sweep of the deployment failed last time, and since when.';
comment on table private.retention_fixed is
  'RET-1: rows that serve a moment, when they are over, and why then.';

select private.resource_table('public.retention_periods', 'KooMessage:retention:list');

create or replace function private.retention_bounds(
  kind text, out usual integer, out fewest integer, out most integer, out place integer, out why text
) language sql stable security definer set search_path = '' as $$
  select k.days, k.fewest, k.most, k.ordinal, k.why from private.retention_kinds k
  where k.kind = retention_bounds.kind
$$;
comment on function private.retention_bounds is 'The usual days of a kind, its bounds, and why.';
grant execute on function private.retention_bounds to authenticated;

create or replace view public.retention_cards with (security_invoker = true) as
select p.id, p.enterprise_id, p.kind, p.kind as name, p.days, b.usual, b.fewest, b.most, b.place, b.why,
  p.purged_at, p.purged, p.purged_to, p.failed_at, p.failure
from public.retention_periods p cross join lateral private.retention_bounds(p.kind) b;
comment on view public.retention_cards is 'RET-1: a period with the usual days and the bounds of its kind.';
grant select on public.retention_cards to authenticated;

create or replace function private.lay_periods() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.retention_periods (enterprise_id, kind, days) select new.id, k.kind, k.days
  from private.retention_kinds k;
  return null;
end $$;
comment on function private.lay_periods is 'RET-1: a new enterprise has the usual periods.';
create trigger lay_periods after insert on public.enterprises
  for each row execute function private.lay_periods();

create or replace function private.update_retention_period(period uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  wanted constant integer := input ->> 'days';
  k private.retention_kinds;
begin
  select x.* into k from private.retention_kinds x join public.retention_periods p on p.kind = x.kind
  where p.id = period;
  if wanted not between k.fewest and k.most then
    perform private.refuse('period_out_of_range', jsonb_build_object('field', 'days', 'min', k.fewest,
        'max', k.most));
  end if;
  update public.retention_periods p set days = wanted where p.id = period;
end $$;
comment on function public.update_retention_period is
  'RET-1: how many days one''s enterprise keeps what this period is about, with a password just given. '
  'input {days}. A shorter period takes away within the hour what is older. Returns the retention_cards row. '
  'Refuses not_found, forbidden, sudo_required, input_invalid, period_out_of_range.';
select private.public_verbs('retention_period');

create or replace function private.kept_days(home uuid, kind text) returns interval
language sql stable set search_path = '' as $$
  select make_interval(days => p.days) from public.retention_periods p
  where p.enterprise_id = home and p.kind = kept_days.kind
$$;
comment on function private.kept_days is 'How long an enterprise keeps a kind.';

-- ---------------------------------------------------------------------------------------------
-- The kinds. Each takes a slice of what ended before an instant.

create or replace function private.purge_uploads(home uuid, before timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
  file uuid;
begin
  -- No part has come for a day.
  for file in select f.id from public.number_files f where f.enterprise_id = home and f.state = 'uploading'
    and f.created_at < clock_timestamp() - interval '1 day' limit 100 for update skip locked loop
    perform private.discard_number_file(file, '{}');
  end loop;
  return private.doom_parts(home, before);
end $$;
comment on function private.purge_uploads is
  'RET-1: uploaded parts of files that were imported, or that were idle for a day.';

create or replace function private.purge_number_files(home uuid, before timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
  file uuid;
  n bigint := 0;
begin
  for file in
    select f.id from public.number_files f where f.enterprise_id = home and f.state in ('ready', 'failed')
      and coalesce(f.finished_at, f.created_at) < before
      and not exists (select from public.sends s where s.number_file_id = f.id)
        and not exists (select from public.resolve_tasks t where t.number_file_id = f.id)
    limit 20 for update skip locked
  loop
    perform private.discard_number_file(file, '{}');
    n := n + 1;
  end loop;
  return n;
end $$;
comment on function private.purge_number_files is 'RET-1: number files that nothing uses.';

create or replace function private.account_holds(send uuid) returns boolean
language sql stable set search_path = '' as $$
  select not exists (select from private.send_day_findings(array[send]))
    and (t.pending, t.handed, t.delivered, t.failed, t.expired, t.timed_out, t.unknown, t.opted_out, t.capped,
      t.resolved) = (
      select count(*) filter (where d.state = 'pending'), count(*) filter (where d.state = 'handed'),
        count(*) filter (where d.state = 'delivered'), count(*) filter (where d.state = 'failed'),
        count(*) filter (where d.state = 'expired'), count(*) filter (where d.state = 'timed_out'),
        count(*) filter (where d.state = 'unknown'), count(*) filter (where d.state = 'opted_out'),
        count(*) filter (where d.state = 'capped'), coalesce(sum(d.resolved), 0)
      from public.deliveries d where d.id between p.id_base + 1 and p.id_base + p.total)
  from public.send_totals t join private.send_progress p on p.send_id = t.send_id where t.send_id = send
$$;
comment on function private.account_holds is
  'RET-1: whether account and days of a send are the sums of its messages, by the check of the books. '
  'Only then may the messages go.';

create or replace function private.purge_messages(home uuid, before timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
  begun constant timestamptz := clock_timestamp();
  s record;
  file uuid;
  n bigint := 0;
begin
  for s in
    select x.id, x.number_file_id, p.id_base, p.total, p.expanded, p.large, private.deliveries_home(p) as part
    from public.sends x join private.send_progress p on p.send_id = x.id
    where x.enterprise_id = home and x.messages_gone_at is null and x.state in ('done', 'cancelled')
      and x.created_at < before and coalesce(x.finished_at, x.decided_at, x.created_at) < before
      -- Its links are over, its units are settled, and nothing copies its numbers.
      and not exists (select from private.holds h where h.holder_id = x.id)
        and not exists (select from private.link_charges c where c.holder_id = x.id)
      and not exists (select from private.resends r join public.sends y on y.id = r.send_id
        where y.parent_id = x.id)
    order by x.created_at limit 20 for update of x skip locked
  loop
    exit when clock_timestamp() > begun + interval '2 seconds';
    -- An account that does not hold is evidence. The books raise the alert.
    continue when not private.account_holds(s.id);
    -- Of a cancelled send with texts of different lengths, what was handed over is counted now or never.
    update public.sends x set segments_counted = private.count_handed(x)
    where x.id = s.id and x.segments_in_all is not null and x.segments_counted is null;
    -- An attached partition is emptied and kept: detaching it would lock all deliveries.
    if s.large and s.part is not null then execute format('truncate %s', s.part);
    elsif not s.large then
      delete from partitions.deliveries_shared d where d.id between s.id_base + 1 and s.id_base + s.total;
    end if;
    perform private.drop_minted(p) from private.send_progress p where p.send_id = s.id;
    delete from private.batches b where b.send_id = s.id;
    update public.sends x set messages_gone_at = clock_timestamp() where x.id = s.id;
    n := n + s.expanded;
  end loop;
  -- A file goes with the messages of its last send. Its row stays, as sends name it.
  for file in
    select f.id from public.number_files f where f.enterprise_id = home and f.emptied_at is null
      and f.state = 'ready' and coalesce(f.finished_at, f.created_at) < before
      and not exists (select from public.sends x where x.number_file_id = f.id and x.messages_gone_at is null)
      and not exists (select from public.resolve_tasks t
        where t.number_file_id = f.id and (t.state = 'generating' or t.submitted_at >= before))
      and (exists (select from public.sends x where x.number_file_id = f.id)
        or exists (select from public.resolve_tasks t where t.number_file_id = f.id))
    limit 20 for update skip locked
  loop
    if to_regclass(private.numbers_partition(file)) is not null then
      execute format('truncate %s', private.numbers_partition(file));
    else
      delete from public.numbers x where x.file_id = file;
    end if;
    delete from public.number_rejects r where r.file_id = file;
    update public.number_files f set emptied_at = clock_timestamp() where f.id = file;
  end loop;
  return n;
end $$;
comment on function private.purge_messages is
  'RET-1: the messages of sends that are over, once account and days of each are proved to be their sums, '
  'and number files with the last of them. Returns how many messages.';

create or replace function private.purge_replies(home uuid, before timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
  n bigint;
begin
  delete from public.replies r
  where r.ctid = any (array(select x.ctid from public.replies x
      where x.enterprise_id = home and x.received_at < before limit 20000));
  get diagnostics n = row_count;
  return n;
end $$;
comment on function private.purge_replies is 'RET-1: replies.';

create or replace function private.purge_receipts(home uuid, before timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
  n bigint;
begin
  delete from public.receipts r
  where r.ctid = any (array(select x.ctid from public.receipts x
      where x.enterprise_id = home and x.received_at < before limit 20000));
  get diagnostics n = row_count;
  return n;
end $$;
comment on function private.purge_receipts is 'RET-1: receipts that no message was found for.';

create or replace function private.purge_link_requests(home uuid, before timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
  -- Whole days: the books compare a day with all its requests.
  first_kept constant date := private.day_of(home, before);
  -- Where clocks are put back over midnight, the day begins at the first of two; eleven in the evening before
  -- is never the earlier of two.
  upto constant timestamptz := ((first_kept - interval '1 hour') at time zone (select e.time_zone
      from public.enterprises e where e.id = home)) + interval '1 hour';
  n bigint;
begin
  if not exists (select from public.link_flushes f where f.enterprise_id = home and f.at < upto) then
    return 0;
  end if;
  -- Proved first: what does not agree is evidence.
  if exists (select from private.link_day_findings(home, null) x where x.day < first_kept) then
    return 0;
  end if;
  delete from public.link_flushes f where f.enterprise_id = home and f.at < upto
    and f.xact < (select r.done_below from private.link_roll_up r);
  get diagnostics n = row_count;
  update public.retention_periods p set purged_to = greatest(p.purged_to, upto)
  where p.enterprise_id = home and p.kind = 'link_requests';
  return n;
end $$;
comment on function private.purge_link_requests is
  'RET-1: requests for links, whole days of them, once the days of reports are proved to be their sums.';

create or replace function private.purge_exports(home uuid, before timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
  export uuid;
  n bigint := 0;
begin
  for export in select e.id from public.exports e where e.enterprise_id = home and e.state = 'done'
    and (e.expires_at < clock_timestamp() or e.finished_at < before) limit 1000 for update skip locked loop
    perform private.transition('export', export, 'expire');
    perform private.doom_export(export);
    n := n + 1;
  end loop;
  return n;
end $$;
comment on function private.purge_exports is 'RET-1, DLC-1: files of exports.';

-- ---------------------------------------------------------------------------------------------
-- The job

create or replace function private.purge_period(p public.retention_periods) returns bigint
language plpgsql set search_path = '' as $$
declare
  taken bigint;
  why text;
begin
  -- Each by itself: what fails takes nothing, and holds up none of the others. The time of the statement may
  -- be over, too.
  begin
    execute format('select private.%I($1, $2)', 'purge_' || p.kind) into taken
    using p.enterprise_id, clock_timestamp() - make_interval(days => p.days);
    update public.retention_periods x set tried_at = clock_timestamp(), failed_at = null, failure = null,
      purged_at = case when taken > 0 then clock_timestamp() else x.purged_at end,
      purged = case when taken > 0 then taken else x.purged end where x.id = p.id;
    if taken > 0 then
      perform private.audit(p.enterprise_id, 'retention_period', p.id::text, 'purge', null,
        jsonb_build_object('name', p.kind, 'days', p.days, 'purged', taken));
    end if;
    return taken;
  exception when others or query_canceled then
    why := private.hide_numbers(left(sqlerrm, 300));
  end;
  raise warning 'retention of % (%): %', p.kind, p.enterprise_id, why;
  update public.retention_periods x set tried_at = clock_timestamp(),
    failed_at = coalesce(x.failed_at, clock_timestamp()), failure = why where x.id = p.id;
  -- Alerted once, until it works again.
  if p.failed_at is null then
    perform private.alert(p.enterprise_id, 'retention_failed', 'retention_period', p.id,
      jsonb_build_object('kept', p.kind, 'error', why));
  end if;
  return null;
end $$;
comment on function private.purge_period is
  'RET-1: deletes what is older than this period, and notes it, in one sub-transaction. '
  'Null: it failed; the period and an alert say so.';

create or replace function private.purge() returns integer language plpgsql set search_path = '' as $$
declare
  begun constant timestamptz := clock_timestamp();
  p public.retention_periods;
  failed integer := 0;
begin
  for p in
    select x.* from public.retention_periods x join private.retention_kinds k on k.kind = x.kind
    order by x.tried_at nulls first, k.ordinal
  loop
    -- The statement of the clock has eight seconds. The rest comes with its next turn.
    exit when clock_timestamp() > begun + interval '3 seconds';
    if private.purge_period(p) is null then failed := failed + 1; end if;
  end loop;
  return failed;
end $$;
comment on function private.purge is
  'RET-1: deletes what is older than the periods of its enterprise, in slices; one log line for each kind '
  'with deletions. Returns how many periods failed.';

create or replace function private.sweep_part(part text, statement text) returns bigint
language plpgsql set search_path = '' as $$
declare
  answer bigint;
  why text;
begin
  begin
    execute statement into answer;
    delete from private.sweep_failures f where f.part = sweep_part.part;
    return coalesce(answer, 0);
  exception when others or query_canceled then
    why := private.hide_numbers(left(sqlerrm, 300));
  end;
  raise warning 'sweep of %: %', part, why;
  insert into private.sweep_failures as f (part, failure) values (part, why)
  on conflict on constraint sweep_failures_pkey do update set failure = excluded.failure;
  return null;
end $$;
comment on function private.sweep_part is
  'A part of the hourly sweep in a sub-transaction of its own. Returns what its statement answers; null: it '
  'failed, and private.sweep_failures says so until it works again.';

create or replace function private.sweep() returns integer language plpgsql set search_path = '' as $$
declare
  one private.retention_fixed;
  failed integer := 0;
begin
  for one in select f.* from private.retention_fixed f order by f.rel::text loop
    if private.sweep_part(one.rel::text,
      format('with gone as (delete from %s r where %s returning 1) select count(*) from gone', one.rel,
        one.stale)) is null then
      failed := failed + 1;
    end if;
  end loop;
  return failed;
end $$;
comment on function private.sweep is
  'RET-1: deletes rows that have served their moment (private.retention_fixed). Returns of how many tables '
  'it could not.';
