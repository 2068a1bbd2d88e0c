-- A database that was restored from a backup (failures.md): it is noticed, it is held, and a platform admin
-- says what it is.

comment on table public.restores is
  'A copy of this database that was noticed, or told of, and what a platform admin said about it. While one '
  'is open, nothing is handed over, started or posted.';
comment on column public.restores.known_until is
  'The last turn of the clock in the copy. What was done after it is lost.';
comment on column public.restores.numbers is
  'How many numbers were not handed over in the copy, and may have been by the lost database.';
comment on column public.restores.reviews is
  'How many sends were in review in the copy, and were given back to be submitted again.';
comment on column private.deployment.fingerprint is
  'What told this database from a copy when it was last said to be the one (private.fingerprint).';
comment on column private.send_progress.doubtful is
  'The database was restored since it began: what is not handed over may have been, by the lost database.';

alter table public.restores enable row level security;
grant select on public.restores to authenticated;
select private.guard('public.restores');
create policy "platform admins see every restore" on public.restores for select to authenticated
using ((select private.is_platform_admin()));

create or replace function private.fingerprint() returns text
language plpgsql stable set search_path = '' as $$
declare
  system text;
  timeline text;
begin
  -- A standby answers no claims.
  if pg_catalog.pg_is_in_recovery() then return null; end if;
  -- A part that the owner may not read is left out.
  if has_function_privilege('pg_catalog.pg_control_system()', 'execute') then
    execute 'select c.system_identifier from pg_catalog.pg_control_system() c' into system;
  end if;
  -- Of the log that is written now. pg_control_checkpoint() says it after the first checkpoint of a new one.
  if has_function_privilege('pg_catalog.pg_walfile_name(pg_lsn)', 'execute')
    and has_function_privilege('pg_catalog.pg_current_wal_lsn()', 'execute') then
    execute 'select left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8)' into timeline;
  end if;
  return concat_ws(' ', 'system', system, 'timeline', timeline, 'database',
    (select d.oid from pg_catalog.pg_database d where d.datname = current_database()),
    'table', 'private.deployment'::regclass::oid);
end $$;
comment on function private.fingerprint is
  'What tells this database from a copy: the identifier of its cluster, the timeline of its log, which '
  'recovery from a backup begins anew, and the OIDs that a logical restore gives anew. Null on a standby.';

create or replace function private.is_copy() returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (select from private.deployment d where d.fingerprint <> private.fingerprint());
end $$;
comment on function private.is_copy is
  'Whether the fingerprint says that this is a copy that nobody has answered for yet.';

create or replace function private.is_held() returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (select from public.restores r where r.state = 'open') or private.is_copy();
end $$;
comment on function private.is_held is
  'Whether nothing may go out: this is a copy, or was said to be one, and a platform admin has not answered. '
  'Asked once a claim and once a turn of the clock.';

create or replace function private.hold_copy(noticed_by text) returns boolean
language plpgsql set search_path = '' as $$
begin
  insert into public.restores (noticed_by, known_until)
  select hold_copy.noticed_by, j.finished_at from private.jobs j where j.job = 'tick'
  on conflict (state) where state = 'open' do nothing;
  return found;
end $$;
comment on function private.hold_copy is
  'Notes that this is a copy and holds it until a platform admin answers. By the clock (database), or by '
  '`npm run setup -- restored` (operator). False: one is open already.';

create or replace function private.turn_held() returns jsonb
language plpgsql set search_path = '' as $$
begin
  if not private.is_held() then return null; end if;
  -- In one statement: an answer that comes meanwhile is seen whole, or not at all.
  if (select private.is_copy() and not exists (select from public.restores r where r.state = 'open')) then
    perform private.hold_copy('database');
  end if;
  -- What came in is counted and the log is sealed; nothing starts and nothing goes out.
  return jsonb_build_object('held', true, 'rolled', private.roll_up_links(), 'clicked',
    private.roll_up_clicks(), 'sealed', private.seal_audit());
end $$;
comment on function private.turn_held is 'A turn of the clock in a copy that is held; null where nothing is.';

create or replace function private.skip_ids() returns void language plpgsql set search_path = '' as $$
declare
  s record;
begin
  -- The lost database has given away ids above those of the backup. A carrier, a chat platform or a receiver of
  -- posts that knows one takes what comes under it for a repeat, and a link of it would show another card.
  -- A block of a billion references, and a million of all others, are more than a day has.
  update private.delivery_blocks b set next = b.next + 1000000000;
  for s in
    select format('%I.%I', x.schemaname, x.sequencename) as name, x.last_value from pg_catalog.pg_sequences x
    where x.schemaname in ('public', 'private') and x.last_value is not null
  loop
    perform setval(s.name::regclass, s.last_value + 1000000);
  end loop;
end $$;
comment on function private.skip_ids is
  'Leaves out the ids that the lost database may have given away after the backup.';

create or replace function private.pause_restored(reason text) returns table (sends integer, numbers bigint)
language plpgsql set search_path = '' as $$
declare
  s record;
begin
  sends := 0;
  numbers := 0;
  for s in
    select x.id, x.timing, coalesce(t.pending, 0) as pending, coalesce(b.n, 0) as claimed
    from public.sends x left join public.send_totals t on t.send_id = x.id
    left join lateral (select sum(y.last_id - y.first_id + 1) as n from private.batches y
      where y.send_id = x.id and y.done_at is null) b on true
    where x.state in ('expanding', 'ready', 'sending', 'trial_hold', 'recurring', 'paused')
      or (x.state in ('in_review', 'rejected') and x.started_at is not null)
    order by x.id for no key update of x
  loop
    perform private.stop_send(s.id, 'restored', reason,
      jsonb_build_object('pending', s.pending, 'claimed', s.claimed));
    sends := sends + 1;
    numbers := numbers + s.pending;
  end loop;
  -- The carrier is asked first, where it can be asked by our references. SMPP cannot, and KooMessage knows
  -- batches by ids that the lost database gave out.
  update private.send_progress p set doubtful = c.adapter = 'sandbox'
  from public.sends x join public.channels c on c.id = x.channel_id
  where x.id = p.send_id and x.state = 'paused';
  -- What was certainly not taken when the backup was made may have been taken since.
  update private.batches b set doubtful = true where b.done_at is null;
  return next;
end $$;
comment on function private.pause_restored is
  'Pauses every send that was not at its end in the copy, with the code restored, and says of how many '
  'numbers nobody knows whether the lost database handed them over.';

create or replace function private.accept_restore(restore uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  paused record;
  given_back integer := 0;
  s record;
begin
  perform private.skip_ids();
  -- Posted by the lost database, or not: the alerts stand in the panel. What follows is posted.
  update private.alert_posts p set done_at = clock_timestamp() where p.done_at is null;
  select x.* into paused from private.pause_restored(input ->> 'reason') x;
  for s in select x.id from public.sends x where x.state = 'in_review' order by x.id for no key update loop
    perform private.transition('send', s.id, 'stop', left(input ->> 'reason', 500), 'restored');
    given_back := given_back + 1;
  end loop;
  update public.restores r set sends = paused.sends, numbers = paused.numbers, reviews = given_back
  where r.id = restore;
  update private.deployment d set fingerprint = private.fingerprint();
end $$;
comment on function public.accept_restore is
  'Says that this database was restored from a backup: what was under way is paused and its operator asked, '
  'what was in review is given back. Returns the restore_cards row. Refuses not_found, platform_admin_only, '
  'wrong_state, sudo_required, reason_required.';

create or replace function private.dismiss_restore(restore uuid, input jsonb) returns void
language sql set search_path = '' as $$
  update private.deployment d set fingerprint = private.fingerprint()
$$;

create or replace view public.restore_cards with (security_invoker = true) as
select r.*, to_char(r.noticed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as name,
  private.visible_person(r.decided_by) as decided_by_name from public.restores r;
comment on view public.restore_cards is
  'A copy of this database that was noticed: until when it knows what happened, and what was said about it. '
  'Platform admins only.';
grant select on public.restore_cards to authenticated;

select private.public_verbs('restore');
