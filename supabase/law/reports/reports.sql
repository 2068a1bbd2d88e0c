-- reports: roll-ups for people (RPT-1, OVW-1), and the check that the books agree (PKG-3, ACC-1, RPT-1)

create or replace view public.reported_sends with (security_invoker = true) as
select d.enterprise_id, d.day, d.send_id, s.name as send_name, s.batch_no, s.template_id,
  t.name as template_name, d.message_kind, s.signature,
  sum(d.submission_count)::integer as submission_count, sum(d.send_count)::integer as send_count,
  sum(d.delivered)::integer as delivered, sum(d.failed)::integer as failed,
  sum(d.expired)::integer as expired, sum(d.timed_out)::integer as timed_out,
  sum(d.unknown)::integer as unknown, sum(d.resolved)::bigint as resolutions, d.network
from public.send_days d
left join public.sends s on s.id = d.send_id
left join public.templates t on t.id = s.template_id
group by d.enterprise_id, d.day, d.send_id, s.name, s.batch_no, s.template_id, t.name, d.message_kind,
  s.signature, d.network;

comment on view public.reported_sends is
  'RPT-1, RPT-2: a send by day and network, of every kind. submission_count = handed to the carrier, '
  'send_count = accepted by it, resolutions = cards shown. Days are of the hand-off, of resolutions those on '
  'which they happened, in the enterprise''s zone.';

create or replace view public.send_report with (security_invoker = true) as
select r.* from public.reported_sends r where r.message_kind <> 'basic';

comment on view public.send_report is 'RPT-1: 发送报表 of AIM and texts: public.reported_sends.';

create or replace view public.basic_send_report with (security_invoker = true) as
select r.* from public.reported_sends r where r.message_kind = 'basic';

comment on view public.basic_send_report is 'RPT-2: 发送报表 of the basic edition: public.reported_sends.';

create or replace view public.reported_templates with (security_invoker = true) as
select d.*, t.name as template_name, t.layout,
  -- What an export pages by: parts of the key can be empty.
  concat_ws('/', d.template_id, d.kind, d.message_kind, coalesce(d.signature, ''),
    coalesce(d.vendor::text, ''), d.network) as line
from public.template_days d left join public.templates t on t.id = d.template_id;

comment on view public.reported_templates is
  'RPT-1, RPT-2: a template by day, kind of link, signature, vendor and network, as public.template_days, '
  'with its name.';

create or replace view public.template_report with (security_invoker = true) as
select r.* from public.reported_templates r where r.message_kind <> 'basic';

comment on view public.template_report is 'RPT-1: 模板报表 of AIM and texts: public.reported_templates.';

create or replace view public.basic_template_report with (security_invoker = true) as
select r.* from public.reported_templates r where r.message_kind = 'basic';

comment on view public.basic_template_report is
  'RPT-2: 模板报表 of the basic edition: public.reported_templates.';

grant select on public.reported_sends, public.send_report, public.basic_send_report,
  public.reported_templates, public.template_report, public.basic_template_report to authenticated;

create or replace view public.resolution_report_days with (security_invoker = true) as
select d.enterprise_id, d.day, d.template_id, d.template_name, d.kind, d.vendor, sum(d.minted)::bigint as
  minted,
  sum(d.resolutions)::bigint as resolutions, sum(d.humans)::bigint as humans, sum(d.bots)::bigint as bots,
  sum(d.refused)::bigint as refused, concat_ws('/', d.template_id, d.kind, d.vendor) as line
from public.template_report d
group by d.enterprise_id, d.day, d.template_id, d.template_name, d.kind, d.vendor
having sum(d.minted) + sum(d.resolutions) + sum(d.humans) + sum(d.bots) + sum(d.refused) > 0;

comment on view public.resolution_report_days is
  'RPT-1: the requests for links by template, day, kind of link and vendor, for a line each.';

grant select on public.resolution_report_days to authenticated;

create or replace view public.send_report_days with (security_invoker = true) as
select d.* from public.template_report d where d.kind = 'send';

comment on view public.send_report_days is
  'RPT-1: the send report without its sends: what it is read from where no send is asked for.';

grant select on public.send_report_days to authenticated;

create or replace view public.template_resolution_days with (security_invoker = true) as
select d.enterprise_id, d.template_id, d.template_name, d.layout, d.day, d.vendor,
  sum(d.minted)::bigint as minted, sum(d.resolutions)::bigint as resolutions,
  sum(d.humans)::bigint as humans, sum(d.bots)::bigint as bots, sum(d.refused)::bigint as refused
from public.template_report d
group by d.enterprise_id, d.template_id, d.template_name, d.layout, d.day, d.vendor;

comment on view public.template_resolution_days is
  'RPT-1: the live template resolution report by day and vendor: links minted (of resolve tasks and of '
  'approved sends) and the requests for them. Seconds old.';

grant select on public.template_resolution_days to authenticated;

create or replace view public.group_link_days with (security_invoker = true) as
select d.enterprise_id, d.task_id, d.link_id, t.name as task_name, t.batch_no, d.template_id,
  m.name as template_name, a.address, d.day, d.vendor,
  d.resolutions, d.humans, d.bots, d.refused, concat_ws('/', d.task_id, d.vendor) as line
from public.link_days d
left join public.resolve_tasks t on t.id = d.task_id
left join public.templates m on m.id = d.template_id
-- Deciphered only where it is asked for: a look-up of a link takes 50 µs.
left join lateral (select private.link_address(t.domain_id, private.link_name(d.link_id, true)) as address) a
  on true
where d.link_id is not null;

comment on view public.group_link_days is
  'RPT-1: the live group-link report by day and vendor; vendor is null for browsers and preview fetchers. '
  'address: the link.';

grant select on public.group_link_days to authenticated;

create or replace view public.group_link_names with (security_invoker = true) as
select t.enterprise_id, t.id as task_id, t.name as task_name, t.batch_no, t.template_id,
  m.name as template_name, private.link_address(t.domain_id, private.link_name(t.link_id, true)) as address
from public.resolve_tasks t left join public.templates m on m.id = t.template_id where t.kind = 'group';

comment on view public.group_link_names is
  'RPT-1: how a line of the group-link report is called: its link, task and template.';

grant select on public.group_link_names to authenticated;

create or replace function private.minted_personally()
returns table (enterprise_id uuid, task_id uuid, template_id uuid, day date, made bigint)
language sql stable security definer set search_path = '' as $$
  -- On the day of the request, as in template_days.
  select t.enterprise_id, t.id, t.template_id, private.day_of(t.enterprise_id, t.submitted_at),
    t.made::bigint
  from public.resolve_tasks t where t.kind = 'personal' and t.made > 0
    and (t.enterprise_id = any ((select private.may_in('KooMessage:report:list'))::uuid[])
      or t.enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]))
$$;

comment on function private.minted_personally is
  'How many personal links each resolve task made and when, for those who see link_days: also for people who '
  'may list reports and no resolve tasks.';

grant execute on function private.minted_personally to authenticated;

create or replace view public.personal_task_days with (security_invoker = true) as
select d.enterprise_id, d.task_id, t.name as task_name, t.batch_no, d.template_id, m.name as template_name,
  d.day, d.vendor, sum(d.minted)::bigint as minted,
  sum(d.resolutions)::bigint as resolutions, sum(d.humans)::bigint as humans, sum(d.bots)::bigint as bots,
  sum(d.refused)::bigint as refused, concat_ws('/', d.task_id, d.vendor) as line
from (
  select x.enterprise_id, x.task_id, x.template_id, x.day, x.vendor, 0 as minted, x.resolutions, x.humans,
    x.bots, x.refused
  from public.link_days x where x.task_id is not null and x.link_id is null
  union all
  select y.enterprise_id, y.task_id, y.template_id, y.day, null, y.made, 0, 0, 0, 0
  from private.minted_personally() y) d
left join public.resolve_tasks t on t.id = d.task_id
left join public.templates m on m.id = d.template_id
group by d.enterprise_id, d.task_id, t.name, t.batch_no, d.template_id, m.name, d.day, d.vendor;

comment on view public.personal_task_days is
  'RPT-1: the live report of personal links by resolve task, day and vendor: links minted and the requests '
  'for them. vendor is null for browsers, preview fetchers and what was minted.';

grant select on public.personal_task_days to authenticated;

create or replace view public.personal_task_names with (security_invoker = true) as
select t.enterprise_id, t.id as task_id, t.name as task_name, t.batch_no, t.template_id, m.name as template_name
from public.resolve_tasks t left join public.templates m on m.id = t.template_id
where t.kind = 'personal';

comment on view public.personal_task_names is
  'RPT-1: how a line of the report of personal links is called: its task and template.';

grant select on public.personal_task_names to authenticated;

create or replace view public.send_names with (security_invoker = true) as
select s.enterprise_id, s.id as send_id, s.name as send_name, s.batch_no, t.name as template_name,
  s.signature
from public.sends s left join public.templates t on t.id = s.template_id;

comment on view public.send_names is
  'RPT-1: how a line of the send report is called: its send, batch, template and signature.';

grant select on public.send_names to authenticated;

create or replace view public.template_names with (security_invoker = true) as
select t.enterprise_id, t.id as template_id, t.name as template_name, t.layout from public.templates t;

comment on view public.template_names is 'RPT-1: how a line of a report by template is called.';

grant select on public.template_names to authenticated;

create or replace view public.report_days with (security_invoker = true) as
select d.enterprise_id, d.day, sum(d.submission_count)::bigint as submission_count,
  sum(d.send_count)::bigint as send_count,
  sum(d.delivered)::bigint as delivered, sum(d.failed)::bigint as failed, sum(d.expired)::bigint as expired,
  sum(d.timed_out)::bigint as timed_out, sum(d.unknown)::bigint as unknown,
  sum(d.resolved)::bigint as resolved, sum(d.resolutions)::bigint as resolutions
from (
  select s.enterprise_id, s.day, s.submission_count, s.send_count, s.delivered, s.failed, s.expired,
    s.timed_out, s.unknown, s.resolved, s.resolved as resolutions
  from public.send_days s
  union all
  -- Requests for the links of sends are in their own rows by day.
  select x.enterprise_id, x.day, 0, 0, 0, 0, 0, 0, 0, 0, x.resolutions from public.link_days x
  where x.task_id is not null and x.resolutions > 0
) d group by d.enterprise_id, d.day;

comment on view public.report_days is
  'RPT-1, OVW-1: an enterprise by day, over all its sends. resolved: cards shown by the links of sends; '
  'resolutions: cards shown by any link, including those of resolve tasks. Days as in send_report and '
  'template_report.';

grant select on public.report_days to authenticated;

-- Names are looked up out here, once a list is sorted and cut: the first 20 of 303 rows take 11 ms, not 44.
create or replace view public.waiting_reviews with (security_invoker = true) as
select r.enterprise_id, r.resource, r.id, r.title, r.number, r.origin, r.submitted_by,
  private.visible_person(r.submitted_by) as submitted_by_name, r.submitted_at,
  r.submitted_by = (select private.actor()) as mine, a.asked as waits_for,
  coalesce((a.asked ->> 'person')::uuid = (select private.actor()), false) as asks_me, r.part,
  private.decides(r.resource, r.id) as decides
from (
  select s.enterprise_id, 'send' as resource, s.id, s.name as title, s.batch_no as number, s.origin,
    null::text as part, s.submitted_by, s.submitted_at
  from public.sends s where s.state = 'in_review'
  union all select t.enterprise_id, case v.kind when 'basic' then 'basic_template' else 'template' end, t.id, t.name, null, null, null, v.submitted_by, v.submitted_at
  from public.templates t join public.template_versions v on v.id = t.latest_version_id where v.state = 'in_review'
  union all select d.enterprise_id, 'domain', d.id, d.name, null, null, null, d.submitted_by, d.submitted_at
  from public.domains d where d.state = 'in_review'
  union all select a.enterprise_id, 'standing_approval', a.id, a.name, null, null, null, a.submitted_by,
    a.submitted_at
  from public.standing_approvals a where a.state = 'in_review'
  union all select g.enterprise_id, 'basic_signature', g.id, g.name, null, null, null, g.submitted_by, g.submitted_at
  from public.basic_signatures g where g.state = 'in_review'
  union all select b.enterprise_id, 'jump_batch', b.id, b.name, b.batch_no, null, null, b.submitted_by, b.submitted_at
  from public.jump_batches b where b.state = 'in_review'
  union all select g.enterprise_id, 'sms_signature', g.id, g.name, null, null, null, v.submitted_by,
    v.submitted_at
  from public.sms_signatures g join public.sms_signature_versions v on v.id = g.latest_version_id
  where v.state = 'in_review' and v.submitted_at is not null
  union all select m.enterprise_id, 'sms_template', m.id, m.name, null, null, null, v.submitted_by,
    v.submitted_at
  from public.sms_templates m join public.sms_template_versions v on v.id = m.latest_version_id
  where v.state = 'in_review' and v.submitted_at is not null
  union all select p.enterprise_id, 'account_part', p.id, p.name, null, null, p.kind::text,
    p.submitted_by, p.submitted_at
  from public.account_part_cards p where p.state = 'in_review'
  union all select c.enterprise_id, 'shortcut', c.id, c.signature, null, null, null, c.submitted_by, c.submitted_at
  from public.shortcut_cards c where c.state = 'in_review'
  union all select f.enterprise_id, 'filing', f.id, private.filing_name(f.form), null, null, null,
    v.submitted_by, v.submitted_at
  from public.filings f join public.filing_versions v on v.id = f.latest_version_id where v.state = 'in_review'
) r cross join lateral (select private.review_asked(r.resource, r.id) as asked) a;

comment on view public.waiting_reviews is
  'OVW-1: what waits for a decision. number, origin: of sends of the same name. mine: submitted by the caller. '
  'decides: the caller may decide it, and has not. waits_for: who is asked (private.review_asked); asks_me: '
  'that is the caller. part: of a service account.';

grant select on public.waiting_reviews to authenticated;

create or replace view public.deciders with (security_invoker = true) as
select w.enterprise_id, w.resource, w.id as resource_id, d.id, d.name, d.email, d.away_until, d.delegate_name
from public.waiting_reviews w cross join lateral private.deciders(w.resource, w.id) d;
comment on view public.deciders is
  'BOT-3: of each row that waits, who may decide about it: neither who made, edited or submitted it, nor, of '
  'a send, whom its approval rules do not count. To be asked of one row (resource_id).';
grant select on public.deciders to authenticated;

create or replace function private.sends_audited(
  home uuid, since timestamptz
) returns table (send_id uuid, name text, basic boolean, delivered integer, paid integer, resolved bigint,
  closed boolean, under_way integer, settled numeric, open numeric, owed numeric, to_take numeric,
  delivered_rows bigint, under_way_rows bigint, resolved_rows bigint, live bigint, unexpanded integer)
language sql stable set search_path = '' as $$
  select t.send_id, s.name, s.kinds = '{basic}', t.delivered, t.delivered + t.timed_out, t.resolved,
    h.holder_id is null, t.pending + t.handed, r.settled, r.reserved - r.settled - r.released,
    coalesce((select sum(c.owed) from private.link_charges c where c.holder_id = t.send_id), 0) + q.to_pay,
    q.to_take, d.delivered, d.under_way, d.resolved, d.live,
    case when s.state = 'cancelled' then 0 else p.total - p.expanded end
  from public.send_totals t join public.sends s on s.id = t.send_id
  join private.send_progress p on p.send_id = s.id left join private.holds h on h.holder_id = t.send_id
  cross join lateral (select coalesce(sum(x.reserved), 0) as reserved, coalesce(sum(x.settled), 0) as settled,
    coalesce(sum(x.released), 0) as released from private.reservations x where x.holder_id = t.send_id) r
  -- What the clock takes from the quota next, and gives back to it.
  cross join lateral (
    select coalesce(sum(case when c.move in ('settle', 'late') then c.n when c.move = 'refund' then -c.n end),
      0) as to_pay, coalesce(sum(c.n) filter (where c.move in ('settle', 'release')), 0) as to_take
    from private.delivery_charges c where c.send_id = t.send_id) q
  cross join lateral (select p.id_base + case when s.state = 'cancelled' then p.next_ordinal - 1
    else p.total end as id) last
  -- What a cancelled send has not claimed is accounted as cancelled at once; the clock marks the rows later.
  cross join lateral (
    select count(*) filter (where x.state = 'delivered') as delivered, coalesce(sum(x.resolved),
        0)::bigint as resolved,
      count(*) filter (where x.state in ('pending', 'handed') and x.id <= last.id) as under_way,
      count(*) filter (where x.id <= last.id and case when s.kinds = '{basic}'
        then private.is_paid(x.state) is null
        else x.resolved = 0 and x.state in ('pending', 'handed', 'unknown', 'timed_out', 'delivered') end)
        as live
    from public.deliveries x where x.id between p.id_base + 1 and p.id_base + p.total) d
  -- Of sends whose messages are past their period the account is left, which was proved then (RET-1).
  where t.enterprise_id = home and s.messages_gone_at is null
    and (since is null or s.finished_at is null or s.finished_at > since)
$$;

comment on function private.sends_audited is
  'PKG-3, ACC-1: what the books have of each send, and what its messages say. live: messages for which a '
  'unit may be held; owed, to_take: what is paid next, and what is no longer held then.';

create or replace function private.books(home uuid, since timestamptz) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  findings jsonb := '[]';
  looked jsonb;
  reports record;
begin
  -- This function is stable, so both statements have one snapshot.
  select x.* into reports from private.report_findings(home, since) x;
  with
  balances as (
    select a.kind, a.account, a.package_id, a.balance,
      (select coalesce(sum(l.amount), 0) from public.quota_ledger l where l.enterprise_id = home and l.kind = a.kind and l.account = a.account
        and l.package_id is not distinct from a.package_id) as ledger
    from public.quota_accounts a where a.enterprise_id = home
  ), lopsided as (
    select l.transfer from public.quota_ledger l where l.enterprise_id = home group by l.transfer having sum(l.amount) <> 0 or count(*) <> 2
  ), sends as (
    select x.* from private.sends_audited(home, since) x
  )
  select jsonb_build_object('accounts', (select count(*) from balances), 'transfers', (select count(distinct l.transfer) from public.quota_ledger l where l.enterprise_id = home),
      'sends', (select count(*) from sends)),
    coalesce((select jsonb_agg(f) from (
      select jsonb_build_object('what', 'balance', 'kind', b.kind, 'account', b.account, 'balance', b.balance, 'ledger', b.ledger) as f from balances b where b.balance <> b.ledger
      union all select jsonb_build_object('what', 'transfer', 'transfer', x.transfer) from lopsided x
      -- PKG-1: units come of paid orders, each once.
      union all select jsonb_build_object('what', 'order', 'order', o.order_no, 'state', o.state, 'units', o.units, 'package', p.size)
        from public.orders o left join public.packages p on p.order_id = o.id where o.enterprise_id = home and ((o.state = 'paid') <> (p.id is not null) or p.size <> o.units)
      union all select jsonb_build_object('what', 'send', 'send', x.name, 'delivered', x.delivered,
        'rows', x.delivered_rows, 'open', x.under_way, 'open_rows', x.under_way_rows + x.unexpanded)
        from sends x where x.delivered <> x.delivered_rows or x.under_way <> x.under_way_rows + x.unexpanded
      -- PKG-2: paid is what was resolved (of the basic edition, what was delivered or timed out), a unit is
      -- open for no message that takes none any more, and nothing once the send is over.
      union all select jsonb_build_object('what', 'units', 'send', x.name, 'settled', x.settled,
          'owed', x.owed, 'resolved', x.resolved, 'resolved_rows', x.resolved_rows, 'paid', x.paid,
          'reserved', x.open, 'live', x.live + x.unexpanded)
        from sends x where x.settled + x.owed <> case when x.basic then x.paid else x.resolved end
          or x.resolved > x.resolved_rows
          or x.open > case when x.closed then 0 else x.live + x.unexpanded
            + case when x.basic then x.to_take else x.resolved_rows - x.resolved + x.owed end end
      -- PKG-2: each click is paid for once, or owed.
      union all select jsonb_build_object('what', 'clicks', 'paid', x.paid, 'owed', x.owed, 'clicks', x.clicks)
        from (select (select coalesce(sum(l.amount), 0) from public.quota_ledger l where l.enterprise_id = home and l.account = 'used' and l.reason = 'click') as paid,
          (select coalesce(sum(c.owed), 0) from private.click_charges c where c.enterprise_id = home) as owed,
          (select coalesce(sum(d.clicks), 0) from public.click_days d where d.enterprise_id = home) as clicks) x
        where since is null and x.paid + x.owed <> x.clicks) all_findings), '[]')
  into looked, findings;
  findings := findings || reports.findings;
  return jsonb_build_object('ok', findings = '[]', 'looked_at', looked || jsonb_build_object('days', reports.days), 'findings', findings);
end $$;

comment on function private.books is
  'PKG-3, ACC-1, RPT-1: checks that ledger, balances, deliveries and reports of an enterprise agree, at one '
  'moment: {ok, looked_at, findings}. since: only sends that were not finished by then are checked.';

create or replace function public.audit_quota() returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require(private.current_enterprise(), 'KooMessage:quota:list');
  return private.books(private.current_enterprise(), null);
end $$;

comment on function public.audit_quota is
  'PKG-3, ACC-1, RPT-1: checks that ledger, balances, deliveries and reports of one''s enterprise agree, at '
  'one moment: {ok, looked_at: {accounts, transfers, sends, days}, findings}. Refuses forbidden.';

grant execute on function public.audit_quota to authenticated;

create or replace function private.check_books() returns integer language plpgsql set search_path = '' as $$
declare
  e record;
  look jsonb;
  wrong integer := 0;
begin
  for e in select x.id from public.enterprises x
      where exists (select from public.quota_ledger l
    where l.enterprise_id = x.id and l.at > clock_timestamp() - interval '2 days') loop
    look := private.books(e.id, clock_timestamp() - interval '2 days');
    if not (look ->> 'ok')::boolean then
      wrong := wrong + 1;
      -- Raised once, until somebody has seen it.
      if not exists (select from public.alerts a where a.enterprise_id = e.id and a.kind = 'books_disagree'
        and a.seen_at is null) then
        perform private.alert(e.id, 'books_disagree', 'quota', null, look);
      end if;
    else
      perform private.end_incident(i.id) from public.incidents i
      where i.enterprise_id = e.id and i.cause = 'books' and i.state <> 'closed';
    end if;
  end loop;
  return wrong;
end $$;

comment on function private.check_books is
  'PKG-3: runs the check of audit_quota for every enterprise with activity in the last two days, and raises '
  'an alert where the books disagree. Called by the clock. Returns in how many enterprises.';
