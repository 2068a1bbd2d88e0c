comment on table private.jobs is
  'CRN-1: a job and the lease of the bot that runs it now. A tick has no lease: it locks its row.';

create or replace function public.claim_job(job text, seconds integer) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_bot();
  insert into private.jobs as j (job, lease_until, started_at)
  values (job, clock_timestamp() + make_interval(secs => seconds), clock_timestamp())
  on conflict on constraint jobs_pkey do update set lease_until = excluded.lease_until,
  started_at = excluded.started_at
  where j.lease_until < clock_timestamp();
  return found;
end $$;

comment on function public.claim_job is
  'Leases a job to this bot for a number of seconds. False: another bot holds the lease. '
  'Bot only (refuses bot_only).';

create or replace function public.finish_job(job text, error text default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_bot();
  update private.jobs j set lease_until = '-infinity', finished_at = clock_timestamp(),
    last_error = left(error, 500) where j.job = finish_job.job;
end $$;

comment on function public.finish_job is 'Ends the lease of a job and stores its error. Bot only.';

create or replace function private.start_due() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id from public.sends x
    where x.state = 'ready' and (x.timing = 'immediate' or x.scheduled_at <= clock_timestamp())
    order by x.scheduled_at nulls first limit 50 for no key update skip locked
  loop
    perform private.lock_standing(s.id);
    -- What stands no more waits for hold_fallen, at the end of this tick.
    continue when (select private.start_fault(x) is not null from public.sends x where x.id = s.id);
    perform private.count_standing(s.id);
    perform private.transition('send', s.id, 'start');
    update public.sends x set started_at = coalesce(x.started_at, clock_timestamp()) where x.id = s.id;
    n := n + 1;
  end loop;
  return n;
end $$;

comment on function private.start_due is 'Starts sends that are ready and due.';

create or replace function private.close_ended() returns integer language plpgsql set search_path = '' as $$
declare
  s record;
  n integer := 0;
begin
  for s in
    select x.id, p.dispatch_limit, p.total from public.sends x
    join private.send_progress p on p.send_id = x.id join public.send_totals t on t.send_id = x.id
    where x.state = 'sending' and p.next_ordinal > p.dispatch_limit and t.handed = 0
      -- Nothing is on its way. In a trial the rest of the send is still pending, so only the trial's own rows
      -- are checked.
      and case when p.dispatch_limit = p.total then t.pending = 0
        else not exists (select from public.deliveries d
          where d.id between p.id_base + 1 and p.id_base + p.dispatch_limit and d.state = 'pending') end
    limit 50 for no key update of x skip locked
  loop
    if s.dispatch_limit < s.total then
      -- The hash that a release names includes this time.
      update public.sends x set held_at = clock_timestamp() where x.id = s.id;
      perform private.transition('send', s.id, 'hold');
    else
      perform private.transition('send', s.id, 'finish');
      update public.sends x set finished_at = clock_timestamp(), failure_reasons = private.note_failures(x),
        segments_counted = private.count_handed(x) where x.id = s.id;
      update private.batches b set closed_at = clock_timestamp() where b.send_id = s.id and b.closed_at is null;
      update private.holds h set look_at = clock_timestamp() where h.holder_id = s.id;
    end if;
    n := n + 1;
  end loop;
  return n;
end $$;

comment on function private.close_ended is
  'SND-4: a trial whose messages are all final waits for release; a send whose messages are all final is '
  'done.';

create or replace function private.sweep_cancelled(most integer default 20000) returns integer
language plpgsql set search_path = '' as $$
declare
  p private.send_progress;
  swept integer := 0;
begin
  for p in select x.* from private.send_progress x where not x.swept limit 1 for update skip locked loop
    -- The account was updated when the send was cancelled. The rows follow in slices.
    update public.deliveries d set state = 'cancelled', final_at = clock_timestamp() where d.id in (
      select y.id from public.deliveries y
      where y.id between p.id_base + p.next_ordinal and p.id_base + p.expanded and y.state = 'pending'
      order by y.id limit most)
      and d.id between p.id_base + p.next_ordinal and p.id_base + p.expanded;
    get diagnostics swept = row_count;
    if swept < most then update private.send_progress x set swept = true where x.send_id = p.send_id; end if;
  end loop;
  return swept;
end $$;

comment on function private.sweep_cancelled is
  'Sets the pending rows of cancelled sends to cancelled, a slice at a time. Returns how many.';

create or replace function public.clock_tick() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  expanded integer;
  rolled integer;
  clicked integer;
  timed_out integer;
  escalated integer;
  erased integer;
  did jsonb;
  due jsonb;
begin
  perform private.require_bot();
  -- One bot at a time turns the clock. The lock ends with the transaction, so there is no lease of a killed
  -- bot to wait for.
  perform from private.jobs j where j.job = 'tick' for no key update skip locked;
  if not found then return null; end if;
  did := private.turn_held();
  if did is not null then
    update private.jobs j set finished_at = clock_timestamp() where j.job = 'tick';
    return did;
  end if;
  -- Lock order, although one tick is about many sends: the sends before their accounts, and the accounts of
  -- all sends before any quota.
  escalated := private.escalate_reviews();
  rolled := private.roll_up_links();
  clicked := private.roll_up_clicks();
  timed_out := private.time_out();
  expanded := private.expand_due() + private.mint_due();
  erased := private.erase_due() + private.pseudonymise_due();
  did := jsonb_build_object(
    'occurred', private.make_occurrences(), 'collected', private.collect_resends(),
    'guarded', private.guard_sends(), 'unbound', private.watch_binds(), 'ended', private.end_incidents(),
    'expanded', expanded, 'erased', erased, 'started', private.start_due(), 'lapsed', private.note_lapsed(),
    'undo_ended', private.end_undo(), 'timed_out', timed_out, 'rolled', rolled,
    'closed', private.close_ended(), 'swept', private.sweep_cancelled(), 'expired', private.expire_packages(),
    'quotas_low', private.warn_quotas(), 'charged', private.charge_links(),
    'messages_charged', private.charge_deliveries(), 'clicked', clicked,
    'clicks_charged', private.charge_clicks(), 'fallen', private.hold_fallen(),
    'released', private.close_reservations(), 'reported', private.roll_up_reports(),
    'indexed', private.index_phones(), 'reminded', private.remind_filings(), 'escalated', escalated,
    'returned', private.end_delegations(), 'sealed', private.seal_audit(), 'digests', private.make_digests());
  -- Last: a claim holds a send's progress when it waits for a channel.
  perform private.mend_turns();
  -- A statement of its own: what was started just now is seen.
  due := jsonb_build_object(
    'dispatch', exists (
      select from private.send_progress p join public.sends x on x.id = p.send_id
      join public.channels c on c.id = x.channel_id
      where x.state = 'sending' and c.state = 'active'
        and p.next_ordinal <= least(p.dispatch_limit, p.expanded, p.minted)
        and private.claims_for(null, c) and private.serves(x)
        and (not x.is_marketing or private.window_opens(x.enterprise_id,
            clock_timestamp()) <= clock_timestamp())
      union all select where private.links_wanted()
      union all select from private.batches b join public.sends x on x.id = b.send_id
      join public.channels c on c.id = b.channel_id
      where b.done_at is null and b.closed_at is null and b.lease_until < clock_timestamp()
        and not private.rests(x.state) and c.state = 'active' and private.claims_for(null, c)
      union all select from public.carrier_tests t join public.channels c on c.id = t.channel_id
      where t.state = 'waiting' and private.claims_for(null, c)) or private.tidy_due(),
    'exports', private.exports_due(), 'mails', private.mails_due(),
    'files', private.files_due(),
    'templates', exists (select from private.vendor_handoffs h
      where h.done_at is null and h.lease_until < clock_timestamp())
      or exists (select from private.template_questions_due()) or private.account_handoffs_due(),
    'callbacks', exists (select from private.carrier_callbacks b
      where b.state = 'waiting' and b.lease_until < clock_timestamp()),
    'imports', private.imports_due());
  update private.jobs j set started_at = now(), finished_at = clock_timestamp() where j.job = 'tick';
  return did || due;
end $$;

comment on function public.clock_tick is
  'CRN-1: runs everything that is due and returns how much of each ({occurred, collected, guarded, ended, '
  'expanded, …}: the keys of its body; {held} in a copy that nobody has answered for). null: another bot runs it. Bot only. An idle tick costs a few index '
  'look-ups.';

create or replace function public.clock_sweep() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  wrong bigint;
  failed integer;
begin
  perform private.require_bot();
  failed := private.sweep() + private.purge();
  wrong := private.sweep_part('books', 'select private.check_books()');
  if wrong is null then failed := failed + 1; end if;
  if private.sweep_part('files', 'select private.list_unread()') is null then failed := failed + 1; end if;
  if private.sweep_part('leftovers', 'select private.drop_leftovers()') is null then
    failed := failed + 1;
  end if;
  if private.sweep_part('carrier ids', 'select private.turn_carrier_id_days()') is null then
    failed := failed + 1;
  end if;
  -- Last: a caller who returns while their old count is being deleted waits for it.
  if private.sweep_part('limits', 'select count(*) from private.sweep_limits()') is null then
    failed := failed + 1;
  end if;
  return jsonb_build_object('books_wrong', wrong, 'failed', failed);
end $$;

comment on function public.clock_sweep is
  'Hourly: deletes records that are no longer needed or past their period (RET-1), and checks whether the '
  'books agree: {books_wrong (null: not checked), failed}. Each part is by itself: one that fails, or takes '
  'too long, undoes none of the others and is tried again with the next turn. Bot only.';

grant execute on function public.claim_job, public.finish_job, public.clock_tick,
  public.clock_sweep to authenticated;
