-- The demo's past, part 9 of 9: the audit log of all of it, and every log in the order of time. Nothing is sealed yet: the clock seals it afterwards,
-- in this order.
create function pg_temp.audited(about text, id text) returns jsonb language plpgsql as $$
declare
  r private.resources;
  told jsonb;
begin
  select x.* into r from private.resources x where x.resource = about;
  execute format('select %s from %s r where r.id::text = (%s)::text', r.audited, r.rel, case when r.row_of = 'select $1' then '$1' else replace(r.row_of, '= $1', '= $1::uuid') end) into told using id;
  return told;
end $$;
-- What the log says; whole: with all of the row; null: it was refused.
create temp table lines (at timestamptz, who text, source text, resource text, id text, verb text, was text, becomes text, reason text, code text, details jsonb, whole boolean default false, rank integer not null default 0);

-- Sends: made, submitted, decided; then what the clock did.
insert into lines (at, who, source, resource, id, verb, was, becomes, reason, code, details, whole, rank)
select v.at, v.who, v.source, 'send', s.id::text, v.verb, v.was, v.becomes, v.reason, v.code, v.details, v.verb = 'create', v.rank
from public.sends s join past_sends p on p.id = s.id left join counts k on k.send_id = s.id
cross join lateral (values
  (1, s.origin = 'own', s.created_at, 'bob', 'admin', 'create', null, 'draft', null, null, null::jsonb),
  (2, s.origin = 'own', s.submitted_at, 'bob', 'admin', 'submit', 'draft', 'in_review', null, null, null),
  (3, s.origin = 'own' and p.outcome not in ('rejected', 'withdrawn', 'glass'), s.decided_at, 'carol', pg_temp.pick('{admin,admin,slack}', 'door ' || s.id), 'approve', 'in_review', case p.outcome when 'recurring' then 'recurring' else 'expanding' end, null, null, null),
  (3, p.outcome = 'rejected', s.decided_at, 'carol', 'slack', 'reject', 'in_review', 'rejected', s.reason, null, null),
  (3, p.outcome = 'withdrawn', s.finished_at, 'bob', 'admin', 'cancel', 'in_review', 'cancelled', s.reason, null, null),
  (3, p.outcome = 'glass', s.decided_at, 'alice', 'admin', 'break_glass', 'in_review', 'expanding', s.reason, null, null),
  (3, s.origin = 'occurrence', s.started_at - interval '2 seconds', null, 'cron', 'occur', 'draft', 'expanding', null, null, null),
  (4, k.send_id is not null, case s.origin when 'occurrence' then s.started_at - interval '1 second' else s.decided_at + interval '2 seconds' end, null, 'cron', 'expand', 'expanding', 'ready', null, null, null),
  (5, k.send_id is not null, s.started_at, null, 'cron', 'start', 'ready', 'sending', null, null, null),
  (6, p.outcome in ('done', 'glass'), s.finished_at, null, 'cron', 'finish', 'sending', 'done', null, null, null),
  (6, p.outcome = 'held', s.held_at, null, 'cron', 'hold', 'sending', 'trial_hold', null, null, null),
  (6, p.outcome = 'paused', s.paused_at, 'bob', 'admin', 'pause', 'sending', 'paused', s.pause_reason, null, null),
  (6, p.outcome = 'guarded', s.paused_at, null, 'cron', 'stop', 'sending', 'paused', s.pause_reason, s.pause_code, s.pause_details),
  (7, p.outcome = 'guarded', s.finished_at, 'alice', 'admin', 'cancel', 'paused', 'cancelled', s.reason, null, null)
) as v (rank, so, at, who, source, verb, was, becomes, reason, code, details) where v.so and v.at is not null;
-- Templates, jump links, signatures and texts: asked for, then decided.
insert into lines (at, who, source, resource, id, verb, was, becomes, reason, whole, rank)
select v.at, v.who, v.source, x.resource, x.id, v.verb, v.was, v.becomes, v.reason, v.verb = 'create', v.rank
from (
  select 'template' as resource, p.id::text as id, 'draft' as first, pg_temp.at(p.ago, '10:12') as made, pg_temp.at(p.ago, '10:40') as asked, pg_temp.at(p.ago, '15:05') as decided, case p.outcome when 'rejected' then 'rejected' else 'vendor_review' end as became, p.reason from past_templates p
  union all select 'jump_batch', j.id::text, 'in_review', j.at, null, j.at + interval '26 hours', j.state, j.reason from past_jumps j
  union all select 'sms_signature', g.signature_id::text, 'draft', g.created_at, g.submitted_at, g.decided_at, g.state::text, g.reason from public.sms_signature_versions g where g.decided_at is not null
  union all select 'sms_template', m.sms_template_id::text, 'draft', m.created_at, m.submitted_at, m.decided_at, m.state::text, m.reason from public.sms_template_versions m where m.decided_at is not null
) x cross join lateral (values
  (1, true, x.made, 'bob', 'admin', 'create', null, x.first, null), (2, x.asked is not null, x.asked, 'bob', 'admin', 'submit', 'draft', 'in_review', null),
  (3, true, x.decided, 'carol', pg_temp.pick('{admin,slack}', 'door ' || x.id), case x.became when 'rejected' then 'reject' else 'approve' end, 'in_review', x.became, case x.became when 'rejected' then x.reason end)
) as v (rank, so, at, who, source, verb, was, becomes, reason) where v.so;
insert into lines (at, source, resource, id, verb, was, becomes, reason, details)
select r.decided_at, 'system', 'template', p.id::text, 'vendor_' || r.state, null, r.state::text, r.reason, jsonb_build_object('vendor', r.vendor) from past_templates p join public.vendor_reviews r on r.version_id = p.version_id where r.state <> 'pending';
insert into lines (at, source, resource, id, verb, was, becomes)
select min(r.decided_at) + interval '1 millisecond', 'system', 'template', p.id::text, 'vendor_approve', 'vendor_review', 'approved' from past_templates p join public.vendor_reviews r on r.version_id = p.version_id where r.state = 'approved' group by p.id;
-- Number files, links, orders, opt-outs, exports, freezing, people at their desks, and some who were refused.
insert into lines (at, who, source, resource, id, verb, was, becomes, reason, code, details, whole, rank)
select f.created_at, 'bob', 'admin', 'number_file', f.id::text, 'begin', null, 'uploading', null, null, null::jsonb, true, 1 from public.number_files f join past_files p on p.file_id = f.id
union all select f.finished_at, null, 'cron', 'number_file', f.id::text, 'import', 'importing', 'ready', null, null, null, false, 2 from public.number_files f join past_files p on p.file_id = f.id
union all select t.submitted_at, 'bob', 'admin', 'resolve_task', t.id::text, 'create', null, 'done', null, null, null, true, 1 from public.resolve_tasks t where t.id in (select p.id from past_tasks p where p.name <> '会员开卡群发' union all select p.id from past_personal p)
union all select o.ordered_at, 'alice', 'admin', 'order', o.id::text, 'create', null, 'ordered', null, null, null, true, 1 from public.orders o join past_orders p on p.id = o.id
union all select o.decided_at, o.decided_by_name, 'admin', 'order', o.id::text, case o.state when 'paid' then 'confirm' when 'declined' then 'decline' else 'cancel' end, 'ordered', o.state::text, o.reason, null, null, false, 2 from public.orders o join past_orders p on p.id = o.id
union all select x.created_at, u.name, 'admin', 'export', x.id::text, 'create', null, 'queued', null, null, null, true, 1 from public.exports x join public.profiles u on u.user_id = x.made_by where x.state in ('expired', 'failed')
union all select x.downloaded_at, u.name, 'admin', 'export', x.id::text, 'download', null, null, null, null, jsonb_build_object('name', x.name), false, 2 from public.exports x join public.profiles u on u.user_id = x.made_by where x.downloaded_at is not null
union all select t.frozen_at, null, 'cron', 'resolve_task', t.id::text, 'freeze', null, null, t.frozen_reason, null, null, false, 3 from public.resolve_tasks t where t.frozen_at is not null
union all select e.at, u.name, case e.what when 'over' then 'cron' else 'admin' end, 'incident', e.incident_id::text, case e.what when 'over' then 'end' else e.what end, case when e.what = 'take' or i.taken_at is null then 'open' else 'taken' end, case e.what when 'over' then 'closed' else 'taken' end, e.reason, null, null, false, 4
  from public.incident_events e join public.incidents i on i.id = e.incident_id left join public.profiles u on u.user_id = e.by where e.what in ('take', 'note', 'over')
union all select pg_temp.at(34, '10:20'), 'bob', 'admin', 'opt_out', null, 'import', null, null, '12321 举报中心转办', null, '{"name": "云杉会员"}', false, 1
union all select pg_temp.at(d.ago, h.clock) + make_interval(mins => (pg_temp.luck(h.who || d.ago) * 50)::integer), h.who, 'system', 'session', pg_temp.person(h.who)::text, case h.clock when '08:35' then 'sign_in' else 'sign_out' end, null, null, null, null, jsonb_build_object('name', initcap(h.who)), false, 1
  from calendar d cross join (values ('alice', '08:35'), ('bob', '08:35'), ('carol', '08:35'), ('dan', '08:35'), ('bob', '18:10'), ('carol', '18:10')) as h (who, clock) where d.weekday <= 5 and d.ago > 0 and pg_temp.luck('desk ' || h.who || d.ago) < 0.72;
insert into lines (at, who, source, resource, id, verb, reason, code, details, whole)
select r.at, r.who, 'admin', r.resource, r.id, r.verb, (private.refusal(r.code, r.details) ->> 'message'), r.code, r.details, null from (
  select p.asked_at + interval '4 minutes' as at, 'bob' as who, 'send' as resource, p.id::text as id, 'approve' as verb, 'four_eyes' as code, '{"resource": "send"}'::jsonb as details from past_sends p where p.name in ('夏末清仓', '加购有礼 第5期')
  union all select pg_temp.at(26, '15:12'), 'dan', 'send', p.id::text, 'cancel', 'forbidden', '{"action": "KooMessage:sendTask:cancel"}' from past_sends p where p.name = '会员日加场（补发）'
  union all select pg_temp.at(13, '10:02'), 'dan', 'recipient', null, 'reveal', 'forbidden', '{"action": "KooMessage:recipient:reveal"}') r;
insert into public.audit_log (at, enterprise_id, actor, actor_name, source, resource, resource_id, verb, outcome, code, before, after, reason, details)
select l.at, pg_temp.home(), u.user_id, u.name, l.source, l.resource, l.id, l.verb, case when l.whole is null then 'refused' else 'granted' end::public.audit_outcome, l.code,
  case when l.verb = 'freeze' then '{"frozen": false}' when l.was is not null then jsonb_build_object('state', l.was) end,
  case when l.verb = 'freeze' then '{"frozen": true}' when l.whole then pg_temp.audited(l.resource, l.id) || jsonb_build_object('state', l.becomes) || case l.resource when 'send' then '{"approvals": 0}' else '{}' end::jsonb when l.becomes is not null then jsonb_build_object('state', l.becomes) end, l.reason, l.details
from lines l left join public.profiles u on u.user_id = pg_temp.person(lower(l.who)) where l.at < now() order by l.at, l.rank;

-- The log is in the order of its ids, so the ids follow the time.
create temp table log_in_order as select l.* from public.audit_log l;
delete from public.audit_log where true;
alter table public.audit_log enable trigger audit_log_notes_its_names;
insert into public.audit_log (at, enterprise_id, actor, actor_name, source, resource, resource_id, verb, outcome, code, before, after, reason, details)
select l.at, l.enterprise_id, l.actor, l.actor_name, l.source, l.resource, l.resource_id, l.verb, l.outcome, l.code, l.before, l.after, l.reason, l.details from log_in_order l order by l.at, l.id;
alter table public.audit_log enable trigger user;
alter table public.quota_ledger enable trigger user;
alter table public.unit_prices enable trigger user;

-- Until the database counts these rows by itself, a minute later, the clock would read them by plans for empty tables.
-- On a busy machine a tick then took over the 8 seconds that a statement has.
analyze;
