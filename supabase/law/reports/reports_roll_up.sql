-- reports: days by template, kind of link, signature and vendor (RPT-1), rolled up by the clock

comment on table public.template_days is
  'RPT-1, RPT-2: figures of a day by template (null: texts), kind (send, or links of resolve tasks), kind of '
  'message, signature, vendor and network (null: none, or not known). Rolled up from send_days, link_days and '
  'what was minted, by each tick of the clock that finds changes. No numbers in it.';

comment on table private.report_changes is
  'RPT-1: days of enterprises whose figures changed since they were rolled up, once a change. '
  'Written in the transaction that changes them.';

select private.resource_table('public.template_days', 'KooMessage:report:list', '{}',
  'message_kind = ''basic''');

create or replace function private.minted_at(s public.sends) returns timestamptz
language plpgsql immutable set search_path = '' as $$
begin
  return case when s.decided_at is not null then greatest(s.decided_at, s.created_at) end;
end $$;

comment on function private.minted_at is
  'RPT-1: when the links of a send are minted: at its approval; those of an occurrence, whose approval is '
  'that of its plan, when it is made. Null before.';

create or replace function private.note_minted() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_table_name = 'sends' then
    insert into private.report_changes (enterprise_id, day)
    select distinct new.enterprise_id, private.day_of(new.enterprise_id, x.at)
    from unnest(array[private.minted_at(new),
        case tg_op when 'UPDATE' then private.minted_at(old) end]) as x (at) where x.at is not null;
  else
    insert into private.report_changes (enterprise_id, day)
    values (new.enterprise_id, private.day_of(new.enterprise_id, new.submitted_at));
  end if;
  return null;
end $$;

comment on function private.note_minted is
  'RPT-1: the day on which links are minted has figures to count again: of a send that of private.minted_at, '
  'of a resolve task that of its request.';

create trigger note_approved after update of decided_at on public.sends
  for each row when (old.decided_at is distinct from new.decided_at) execute function private.note_minted();

create trigger note_made_approved after insert on public.sends
  for each row when (new.decided_at is not null) execute function private.note_minted();

create trigger note_made after update of made on public.resolve_tasks
  for each row when (old.made is distinct from new.made) execute function private.note_minted();

create or replace function private.template_days_of(
  home uuid, first date, last date
) returns setof public.template_days language sql stable set search_path = '' as $$
  select home, x.day, x.template_id, x.kind, x.message_kind, x.signature, x.vendor, x.network,
    sum(x.minted)::bigint,
    sum(x.submission_count)::bigint, sum(x.send_count)::bigint, sum(x.delivered)::bigint,
    sum(x.failed)::bigint, sum(x.expired)::bigint, sum(x.timed_out)::bigint, sum(x.unknown)::bigint,
    sum(x.resolutions)::bigint, sum(x.humans)::bigint, sum(x.bots)::bigint, sum(x.refused)::bigint
  from (
    select d.day, s.template_id, 'send' as kind, d.message_kind, s.signature, d.vendor,
      d.network, 0 as minted,
      d.submission_count, d.send_count, d.delivered, d.failed, d.expired, d.timed_out, d.unknown,
      d.resolved as resolutions, 0 as humans, 0 as bots, 0 as refused
    from public.send_days d join public.sends s on s.id = d.send_id
    where d.enterprise_id = home and d.day between first and last
    union all
    select d.day, d.template_id,
      case when d.send_id is not null then 'send' when d.link_id is not null then 'group' else 'personal' end,
      'aim', s.signature, d.vendor, null,
      0, 0, 0, 0, 0, 0, 0, 0,
      -- Those of sends stand in their days, by network.
      case when d.send_id is null then d.resolutions else 0 end, d.humans, d.bots, d.refused
    from public.link_days d left join public.sends s on s.id = d.send_id
    where d.enterprise_id = home and d.day between first and last
    union all
    -- A zone is at most 14 hours from UTC, so the days of two more are looked at.
    select m.day, m.template_id, m.kind, 'aim', m.signature, null, null, m.minted,
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
      from (
      select private.day_of(home, private.minted_at(s)) as day, s.template_id, 'send' as kind,
        s.signature, c.intended - c.invalid - c.duplicates as minted
      from public.sends s join public.send_totals c on c.send_id = s.id
      where s.enterprise_id = home and s.kinds = '{aim}' and s.decided_at is not null
        and (s.decided_at between first - 1 and last + 2 or s.created_at between first - 1 and last + 2)
      union all
      select private.day_of(home, t.submitted_at), t.template_id, t.kind::text, null, t.made
      from public.resolve_tasks t
      where t.enterprise_id = home and t.submitted_at between first - 1 and last + 2) m
      where m.day between first and last) x
  group by 2, 3, 4, 5, 6, 7, 8
  having (sum(x.minted), sum(x.submission_count), sum(x.send_count), sum(x.delivered), sum(x.failed),
    sum(x.expired), sum(x.timed_out), sum(x.unknown), sum(x.resolutions), sum(x.humans), sum(x.bots),
    sum(x.refused))
    <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
$$;

comment on function private.template_days_of is
  'RPT-1: what template_days has to say about an enterprise''s days, from the first to the last, computed '
  'from the days of sends and links and from what was minted.';

create or replace function private.roll_up_reports() returns integer
language plpgsql set search_path = '' as $$
declare
  c record;
  n integer := 0;
  fresh public.template_days[];
begin
  -- What is computed below is seen by a later statement than the changes, so it has them.
  for c in
    with gone as (delete from private.report_changes returning enterprise_id, day)
    select g.enterprise_id, g.day from gone g group by 1, 2 order by 1, 2
  loop
    fresh := array(select x from private.template_days_of(c.enterprise_id, c.day, c.day) x);
    insert into public.template_days as t
    select x.* from unnest(fresh) as x
    on conflict on constraint one_row_a_template_day do update set minted = excluded.minted,
    submission_count = excluded.submission_count, send_count = excluded.send_count,
      delivered = excluded.delivered, failed = excluded.failed, expired = excluded.expired,
      timed_out = excluded.timed_out, unknown = excluded.unknown,
      resolutions = excluded.resolutions, humans = excluded.humans, bots = excluded.bots, refused = excluded.refused
    -- What did not change is not written again.
    where t is distinct from excluded;
    delete from public.template_days t where t.enterprise_id = c.enterprise_id and t.day = c.day
      and not exists (
      select from unnest(fresh) as x
      where x.template_id is not distinct from t.template_id and x.kind = t.kind
        and x.message_kind = t.message_kind
        and x.signature is not distinct from t.signature and x.vendor is not distinct from t.vendor
        and x.network is not distinct from t.network);
    n := n + 1;
  end loop;
  return n;
end $$;

comment on function private.roll_up_reports is
  'RPT-1: computes the days of template_days that changed since the last tick. Called by the clock, by one '
  'session at a time. Returns how many days.';
