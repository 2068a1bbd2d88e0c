-- BOT-4, CRN-1: digests of the day, week and month before, and the daily head of the audit log, posted to the
-- chat channels and robots that subscribed to them. A digest is an alert without an acknowledgement: it is
-- posted once, retried and kept like an alert.

comment on table private.digests is
  'The digests that were made, one a period; or that were over when they were asked for '
  '(private.skip_digests).';

create or replace function private.digest_first(kind text, today date) returns date
language sql immutable set search_path = '' as $$
  -- Weeks begin on Monday.
  select case kind when 'digest_day' then today - 1 when 'digest_audit' then today - 1
    when 'digest_week' then date_trunc('week', today)::date - 7
    when 'digest_month' then (date_trunc('month', today) - interval '1 month')::date end
$$;

comment on function private.digest_first is
  'The first day of the last whole day, week or month before a day. Null for another kind.';

create or replace function private.digest_last(kind text, first date) returns date
language sql immutable set search_path = '' as $$
  select case kind when 'digest_day' then first when 'digest_audit' then first
    when 'digest_week' then first + 6 else (first + interval '1 month')::date - 1 end
$$;

comment on function private.digest_last is 'The last day of the day, week or month that begins on `first`.';

create or replace function private.digest_hour() returns time
language sql immutable set search_path = '' as $$
  -- The receipts of the night are in, and people are there to read it.
  select time '09:00'
$$;

comment on function private.digest_hour is
  'From when on a digest is made, on the day after its period, where the enterprise is.';

create or replace function private.digest_rights(home uuid, kind text) returns text[]
language sql stable set search_path = '' as $$
  -- Figures and costs of both editions are told as one sum.
  select case when kind = 'digest_audit' then '{KooMessage:audit:list}'::text[]
    when exists (select from public.sends s where s.enterprise_id = home and s.kinds = '{basic}'
      and s.started_at is not null) then '{KooMessage:report:list,KooMessageBasic:report:list}'
    else '{KooMessage:report:list}' end
$$;

comment on function private.digest_rights is
  'The actions that read what a digest of this kind says, all of them: those of the basic edition too where '
  'the enterprise has sent with it.';

create or replace function private.digest_readers(home uuid, kind text) returns setof uuid
language sql stable set search_path = '' as $$
  select w.person from (select private.digest_rights(home, kind) as rights) d
  cross join unnest(d.rights) as r (needs) cross join lateral private.who_may(home, r.needs) as w (person)
  group by w.person, d.rights having count(*) = cardinality(d.rights)
$$;

comment on function private.digest_readers is 'The members who may read a digest of this kind.';

create or replace function private.month_mailed(home uuid) returns setof uuid
language sql stable set search_path = '' as $$
  select p.user_id from public.profiles p
  join public.members m on m.user_id = p.user_id and m.enterprise_id = home and m.state = 'active'
  join public.enterprises e on e.id = home
  where p.month_mail and m.joined_at at time zone e.time_zone
      < date_trunc('month', clock_timestamp() at time zone e.time_zone)
    and p.user_id in (select private.digest_readers(home, 'digest_month'))
$$;

comment on function private.month_mailed is
  'BOT-4: the members who get the report of the last month by mail: who want it, may read it and joined '
  'before this month began.';

create or replace function private.wanted_digests() returns table (enterprise_id uuid, kind text)
language sql stable set search_path = '' as $$
  -- By mail: rights are looked up where the report of the month is due and not made yet. For 500 members a
  -- lookup takes 5 ms, and the clock asks in each tick.
  select h.enterprise_id, 'digest_month' from (
    select distinct m.enterprise_id from public.profiles p
    join public.members m on m.user_id = p.user_id and m.state = 'active'
    join public.enterprises e on e.id = m.enterprise_id
    cross join lateral (select clock_timestamp() at time zone e.time_zone as at) now
    cross join lateral (select private.digest_first('digest_month', now.at::date) as first) l
    where p.month_mail
      and now.at >= private.digest_last('digest_month', l.first) + 1 + private.digest_hour()
      and not exists (select from private.digests d
        where d.enterprise_id = e.id and d.kind = 'digest_month' and d.first = l.first)) h
  where exists (select from private.month_mailed(h.enterprise_id))
  union
  select s.enterprise_id, k from (select c.enterprise_id, c.kinds from public.chat_subscriptions c
    union all select r.enterprise_id, r.kinds from public.robots r where r.state = 'active') s
    cross join unnest(s.kinds) as k
  where k like 'digest\_%' group by 1, 2
$$;

comment on function private.wanted_digests is
  'The digests that a channel or a robot of an enterprise gets; and the report of the month that members get '
  'by mail, from its hour until it is made.';

create or replace function private.skip_digests(home uuid, kinds text[]) returns void
language sql set search_path = '' as $$
  insert into private.digests (enterprise_id, kind, first)
  select home, k, p.first
  from (select clock_timestamp() at time zone e.time_zone as now from public.enterprises e
    where e.id = home) h cross join unnest(kinds) as k
  cross join lateral (select private.digest_first(k, h.now::date) as first) p
  where p.first is not null and h.now >= private.digest_last(k, p.first) + 1 + private.digest_hour()
    -- With an earlier subscriber and a late clock it is still made, for them.
    and not exists (select from private.wanted_digests() w where w.enterprise_id = home and w.kind = k)
  on conflict do nothing
$$;

comment on function private.skip_digests is
  'BOT-4: for the first subscriber of a digest, the one whose hour has passed is skipped: the next one is '
  'the first. Called before the subscription is stored.';

create or replace function private.digest_sums(home uuid, first date, last date) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('submitted', coalesce(sum(d.submission_count), 0),
    'accepted', coalesce(sum(d.send_count), 0), 'delivered', coalesce(sum(d.delivered), 0),
    'failed', coalesce(sum(d.failed + d.expired), 0), 'unknown', coalesce(sum(d.timed_out + d.unknown), 0),
    'opened', coalesce(sum(d.resolved), 0), 'sends', count(distinct d.send_id))
  from public.send_days d where d.enterprise_id = home and d.day between first and last
$$;

comment on function private.digest_sums is
  'What an enterprise sent between two days, both inclusive, by the days of the send report.';

create or replace function private.digest_figures(home uuid, kind text, first date) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  last constant date := private.digest_last(kind, first);
  earlier constant date := case kind when 'digest_month' then (first - interval '1 month')::date else first - (last - first + 1) end;
  b public.quota_balances;
  waits bigint;
  slow bigint;
begin
  select x.* into b from public.quota_balances x where x.enterprise_id = home and x.kind = 'aim_resolution';
  -- A review that waits for more than a day holds somebody up.
  select count(*), count(*) filter (where w.submitted_at < clock_timestamp() - interval '1 day') into waits,
    slow from public.waiting_reviews w where w.enterprise_id = home;
  return private.digest_sums(home, first, last)
    || jsonb_build_object('from', first, 'to', last, 'before', private.digest_sums(home, earlier, first - 1),
    'days', (
      select jsonb_agg(jsonb_build_object('day', x.day::date, 'delivered', coalesce(d.delivered, 0),
          'failed', coalesce(d.failed, 0), 'opened', coalesce(d.opened, 0)) order by x.day)
      from generate_series(case kind when 'digest_day' then first - 6 else first end, last,
        interval '1 day') as x (day)
      left join (select y.day, sum(y.delivered) as delivered,
        sum(y.failed + y.expired + y.timed_out + y.unknown) as failed, sum(y.resolved) as opened
        from public.send_days y where y.enterprise_id = home and y.day between first - 6 and last
        group by 1) d on d.day = x.day),
    'spent_fen', private.spent_in(home, first, last),
    'spent_before_fen', private.spent_in(home, earlier, first - 1),
    'currency', (select s.currency from private.sale_settings s),
    'basic', exists (select from public.send_days d
      where d.enterprise_id = home and d.day between first and last and d.message_kind = 'basic'),
    'available', b.available, 'runs_out_on', b.runs_out_on, 'waits', waits, 'slow', slow,
    'paused', (select count(*) from public.sends s where s.enterprise_id = home and s.state = 'paused'),
    'sick', (select count(*) from public.channels c where c.enterprise_id = home and c.sick_since is not null));
end $$;

comment on function private.digest_figures is
  'BOT-4: figures of the day, week or month from `first`, and of the one before: {from, to, submitted, …, '
  'before, days: the last seven, spent_fen, spent_before_fen, currency, basic: some were of the basic '
  'edition, available, runs_out_on, waits, slow (reviews over a day old), paused, sick}.';

create or replace function private.witness_figures(home uuid, kind text, first date) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('from', first, 'to', private.digest_last(kind, first),
    'head', private.head_of(private.chain_of(home)), 'deployment', private.head_of(private.chain_of(null)),
    'before', (select a.details -> 'head' from public.alerts a
      where a.enterprise_id = home and a.kind = 'digest_audit' order by a.id desc limit 1))
$$;

comment on function private.witness_figures is
  'IAM-4: what is posted of the audit log once a day, so that its heads stand where the owner of the '
  'database cannot write: {from, to, head and deployment: {seq, hash, at} of the enterprise''s chain and of '
  'the deployment''s (null: nothing is sealed), before: the head that was posted last}.';

create or replace function private.figures_of_digest(home uuid, kind text, first date) returns jsonb
language sql stable set search_path = '' as $$
  select case kind when 'digest_audit' then private.witness_figures(home, kind, first)
    else private.digest_figures(home, kind, first) end
$$;

comment on function private.figures_of_digest is
  'What a digest says: private.digest_figures, or private.witness_figures of the audit log.';

create or replace function private.make_digests() returns integer language plpgsql set search_path = '' as $$
declare
  d record;
  made bigint;
  n integer := 0;
begin
  for d in
    insert into private.digests (enterprise_id, kind, first)
    select e.id, k.kind, p.first
    from private.wanted_digests() k join public.enterprises e on e.id = k.enterprise_id
    cross join lateral (select private.digest_first(k.kind,
        (clock_timestamp() at time zone e.time_zone)::date) as first) p
    where p.first is not null and (clock_timestamp() at time zone e.time_zone)::time >= private.digest_hour()
      and not exists (select from private.digests x where x.enterprise_id = e.id and x.kind = k.kind
        and x.first = p.first)
    on conflict do nothing returning digests.*
  loop
    made := private.alert(d.enterprise_id, d.kind,
      case d.kind when 'digest_audit' then 'audit_entry' else 'quota' end, null,
      private.figures_of_digest(d.enterprise_id, d.kind, d.first));
    update public.alerts a set seen_at = a.at where a.id = made;
    n := n + 1;
  end loop;
  return n;
end $$;

comment on function private.make_digests is
  'CRN-1: makes the digests that are due and not made yet, from nine o''clock in the enterprise''s zone, for '
  'those that a channel, a robot or a member by mail gets. Where the bot was away, the last whole period is '
  'made when it is back. Returns how many.';

create or replace function private.mails_due() returns boolean
language sql stable set search_path = '' as $$
  select exists (select from private.alert_posts p
    where p.provider = 'mail' and p.done_at is null and p.lease_until < clock_timestamp())
$$;
comment on function private.mails_due is 'BOT-4: whether the function mail-digests has anything to do.';

create or replace function private.claim_mail() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  claimed constant jsonb := private.claim_alert('{"most": 1, "mail": true}') -> 0;
  home uuid;
  wanted boolean;
begin
  if claimed is null then return null; end if;
  -- An error is noted at the end of a try. Without one, the try before ended with its process.
  update private.alert_posts p set last_error = null where p.id = (claimed ->> 'post_id')::bigint;
  select a.enterprise_id into home from private.alert_posts p join public.alerts a on a.id = p.alert_id
  where p.id = (claimed ->> 'post_id')::bigint;
  wanted := (claimed ->> 'person')::uuid in (select private.month_mailed(home));
  return jsonb_build_object('post', claimed -> 'post_id', 'locale', claimed -> 'locale',
    'unclear', (claimed ->> 'attempts')::integer > 1 and claimed ->> 'last_error' is null,
    'enterprise', claimed -> 'enterprise', 'zone', claimed -> 'zone', 'details', claimed -> 'details',
    'email', case when wanted then private.confirmed_address((claimed ->> 'person')::uuid) end);
end $$;
comment on function private.claim_mail is
  'BOT-4: leases the next mail of a digest for 30 s: {post, email (null: nobody to mail), locale, '
  'enterprise, zone, details, unclear: an earlier lease may have mailed it}; null: nothing is due.';

create or replace function private.finish_mail(post bigint, error text) returns void
language sql security definer set search_path = '' as $$
  select private.finish_alert(jsonb_build_object('post', post, 'error', error))
$$;
comment on function private.finish_mail is
  'BOT-4: records that a mail was taken, or the error: it is tried again for a day, unless it begins with '
  'gone.';

create or replace function public.digest(period text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
  kind constant text := 'digest_' || digest.period;
  first date;
begin
  perform private.require(home, r.needs) from unnest(private.digest_rights(home, kind)) as r (needs);
  first := private.digest_first(kind, private.day_of(home, clock_timestamp()));
  if first is null then perform private.refuse('input_invalid', '{"field": "period"}'); end if;
  return private.figures_of_digest(home, kind, first);
end $$;

comment on function public.digest is
  'BOT-4: the digest of the last whole day, week or month (period), or the heads of the audit log (audit), '
  'of one''s enterprise, as private.figures_of_digest. Refuses forbidden, input_invalid.';

grant execute on function public.digest to authenticated;
