-- How the deployment is: the ages of what waits, and counts. Of no enterprise in particular, so platform
-- admins and the bot may read it.

create or replace function private.age_s(since timestamptz) returns numeric
language sql stable set search_path = '' as $$
  select greatest(0, round(coalesce(extract(epoch from clock_timestamp() - since), 0)::numeric, 1))
$$;

comment on function private.age_s is 'Seconds since an instant, with one digit; 0 for null.';

create or replace function public.deployment_health() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_bot() or nullif(private.header('x-chat-user'), '') is not null then
    perform private.require(null, 'platform');
  end if;
  return jsonb_build_object(
    'held_copies', private.is_held()::integer,
    'clock_seconds', (select private.age_s(j.finished_at) from private.jobs j where j.job = 'tick'),
    -- A send that handed something over a moment ago is not waiting, however many are left.
    'dispatch_seconds', (
      select private.age_s(min(greatest(s.started_at, b.claimed_at)))
      from public.sends s join private.send_progress p on p.send_id = s.id
      join public.channels c on c.id = s.channel_id
      left join lateral (select max(x.claimed_at) as claimed_at from private.batches x
        where x.send_id = s.id) b on true
      where s.state = 'sending' and c.state = 'active' and c.sick_since is null
        and p.next_ordinal <= least(p.dispatch_limit, p.expanded)
        and (not s.is_marketing or private.window_opens(s.enterprise_id,
            clock_timestamp()) <= clock_timestamp())),
    'pending_messages', (select coalesce(sum(t.pending), 0) from public.send_totals t
      join public.sends s on s.id = t.send_id where s.state = 'sending'),
    'handed_messages', (select coalesce(sum(t.handed), 0) from public.send_totals t
      join public.sends s on s.id = t.send_id where s.state in ('sending', 'trial_hold', 'paused')),
    'roll_up_seconds', (select private.age_s(min(f.at)) from public.link_flushes f
      where f.xact >= (select r.done_below from private.link_roll_up r)),
    'import_seconds', (select private.age_s(min(f.created_at)) from public.number_files f where f.state = 'importing'),
    'export_seconds', (select private.age_s(min(e.created_at)) from public.exports e where e.finished_at is null),
    'vendor_handoff_seconds', (select private.age_s(min(v.decided_at)) from private.vendor_handoffs h
      join public.template_versions v on v.id = h.version_id where h.done_at is null),
    'alert_seconds', (select private.age_s(min(a.at)) from private.alert_posts p
      join public.alerts a on a.id = p.alert_id
      -- A mail server that is away for a day holds up no chat.
      where p.done_at is null and p.provider <> 'mail'),
    'chat_run_seconds', (select private.age_s(min(r.taken_at)) from private.chat_runs r where r.ended_at is null),
    'seal_seconds', (select private.age_s(min(l.at)) from public.audit_log l, private.audit_cursor c where (l.xact, l.id) > (c.xact, c.id)),
    'paused_sends', (select count(*) from public.sends s where s.state = 'paused'),
    'sick_channels', (select count(*) from public.channels c where c.sick_since is not null and c.state = 'active'),
    'books_wrong', (select count(distinct a.enterprise_id) from public.alerts a where a.kind = 'books_disagree' and a.seen_at is null),
    'sweep_failed', (select count(*) from private.sweep_failures) + (select count(*)
      from public.retention_periods p where p.failed_at is not null),
    'connections', (select count(*) from pg_catalog.pg_stat_activity s where s.backend_type = 'client backend'),
    'transaction_seconds', (select private.age_s(min(s.xact_start)) from pg_catalog.pg_stat_activity s
      where s.backend_type = 'client backend' and s.pid <> pg_backend_pid()));
end $$;

comment on function public.deployment_health is
  'How the deployment is, as figures: ages in seconds of what waits, and counts; shared/src/health/gauges.ts '
  'has what each means. Platform admins, and the bot for itself. Refuses platform_admin_only, not_signed_in, '
  'session_ended.';

grant execute on function public.deployment_health to authenticated;
