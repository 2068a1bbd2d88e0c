-- The demo's past (P13), part 1 of 9: what every part asks, and the founding of the enterprise moved back by 61 days.
-- These parts run once, in one transaction, after the seed and before the clock first turns (supabase/local/database.ts). They write rows with past times, in sets. The same start on the same day
-- gives the same past: whatever is left to chance hangs on a key (pg_temp.luck). What has books of its own (quota) is moved by the law's functions,
-- in the order of time, and supabase/tests/verbs/demo.test.ts holds all of it to the checks that the clock uses.

-- A number in [0, 1) that is always the same for the same key; with `turn`, another one for the same key.
create function pg_temp.luck(key text, turn integer default 0) returns double precision language sql immutable as $$
  select (hashtextextended(key, turn) & 16777215) / 16777216.0::double precision
$$;
-- One of several words, by the same rule.
create function pg_temp.pick(words text[], key text) returns text language sql immutable as $$
  select words[1 + floor(pg_temp.luck(key) * cardinality(words))::integer]
$$;
create function pg_temp.id(key text) returns uuid language sql immutable as $$ select md5('tidings ' || key)::uuid $$;
create function pg_temp.person(name text) returns uuid language sql stable as $$ select u.id from auth.users u where u.email like name || '@%' $$;
create function pg_temp.home() returns uuid language sql stable as $$ select e.id from public.enterprises e where e.name = '云杉商城' $$;
-- A moment of a day: `ago` days before today, at this hour of the clock of 云杉商城.
create function pg_temp.at(ago integer, clock text) returns timestamptz language sql stable as $$
  select ((now() at time zone 'Asia/Shanghai')::date - ago + clock::time) at time zone 'Asia/Shanghai'
$$;

-- Everything the seed made is 61 days old now. Three tables refuse a change by anyone, so their triggers are off until the last part; nothing is
-- sealed yet.
alter table public.audit_log disable trigger user;
alter table public.quota_ledger disable trigger user;
alter table public.unit_prices disable trigger user;
do $$
declare
  one record;
begin
  for one in
    select format('update %I.%I set %s where true', c.table_schema, c.table_name,
      string_agg(format('%1$I = case when isfinite(%1$I) then %1$I - interval ''61 days'' else %1$I end', c.column_name), ', ')) as moved
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema in ('public', 'private') and t.table_type = 'BASE TABLE' and c.data_type = 'timestamp with time zone'
      and c.is_generated = 'NEVER' and c.table_name not in ('jobs', 'limit_hours', 'limit_lines')
    group by c.table_schema, c.table_name
  loop
    execute one.moved;
  end loop;
end $$;
update auth.users set created_at = created_at - interval '61 days', email_confirmed_at = email_confirmed_at - interval '61 days';

-- Some of it is recent: what waits for somebody, and what they have just made.
create function pg_temp.later(by interval, resource text, id uuid) returns void language sql as $$
  update public.audit_log l set at = l.at + by where l.resource = later.resource and l.resource_id = later.id::text;
  update public.alerts a set at = a.at + by where a.resource_id = later.id;
$$;
update public.templates t set created_at = t.created_at + interval '59 days' from public.template_versions v where v.template_id = t.id and v.state <> 'approved';
select pg_temp.later(interval '59 days', case v.kind when 'basic' then 'basic_template' else 'template' end, v.template_id) from public.template_versions v where v.state <> 'approved';
update public.template_versions set created_at = created_at + interval '59 days', submitted_at = submitted_at + interval '59 days' where state <> 'approved';
select pg_temp.later(interval '54 days', 'domain', d.id) from public.domains d where d.state = 'rejected';
update public.domains set created_at = created_at + interval '54 days', submitted_at = submitted_at + interval '54 days', decided_at = decided_at + interval '54 days' where state = 'rejected';
select pg_temp.later(interval '60 days', 'jump_batch', b.id) from public.jump_batches b;
update public.jump_batches set created_at = created_at + interval '60 days', submitted_at = submitted_at + interval '60 days', due_at = due_at + interval '60 days';
select pg_temp.later(interval '60 days', 'number_file', f.id) from public.number_files f;
update public.number_files set created_at = created_at + interval '60 days', finished_at = finished_at + interval '60 days';
select pg_temp.later(interval '47 days', 'resolve_task', t.id) from public.resolve_tasks t;
update public.resolve_tasks set submitted_at = submitted_at + interval '47 days', finished_at = finished_at + interval '47 days', expires_at = expires_at + interval '47 days';
update private.submissions s set at = x.submitted_at, submission = x.submitted_at
from (select v.template_id as id, v.submitted_at from public.template_versions v union all select b.id, b.submitted_at from public.jump_batches b
  union all select d.id, d.submitted_at from public.domains d) x where s.resource_id = x.id::text;

-- The customers of 云杉商城: more of them every day. Network by the first digits; a phone without a vendor shows no card (about a quarter).
create temp table customers as
select n, c.network,
  '+86' || case c.network when 'mobile' then pg_temp.pick('{134,135,136,137,138,139,150,151,152,158,159,182,183,187,188}', 'prefix ' || n)
    when 'unicom' then pg_temp.pick('{130,131,132,155,156,185,186}', 'prefix ' || n) else pg_temp.pick('{133,153,180,181,189}', 'prefix ' || n) end
    || lpad(((n::bigint * 7919003 + 20461) % 100000000)::text, 8, '0') as phone,
  pg_temp.pick('{王,李,张,刘,陈,杨,赵,黄,周,吴,徐,孙,胡,朱,高,林,何,郭,马,罗,梁,宋,郑,谢,韩,唐,冯,于,董,萧}', 'name ' || n) || pg_temp.pick('{先生,女士,女士}', 'title ' || n) as name,
  case when v.r < 0.33 then 'huawei' when v.r < 0.48 then 'xiaomi' when v.r < 0.60 then 'oppo' when v.r < 0.71 then 'vivo' when v.r < 0.74 then 'samsung'
    when v.r < 0.75 then 'meizu' end::public.vendor as vendor,
  -- How many days ago they came: a third was there before the sixty days.
  case when n <= 1600 then 61 else 60 - floor(60 * power((n - 1600) / 2600.0, 0.8))::integer end as since
from generate_series(1, 4200) as n
cross join lateral (select case when r < 0.58 then 'mobile' when r < 0.80 then 'unicom' else 'telecom' end::public.network as network from (select pg_temp.luck('carrier ' || n) as r) x) c
cross join lateral (select pg_temp.luck('vendor ' || n) as r) v;
