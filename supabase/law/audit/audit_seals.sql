-- IAM-4: the audit log is sealed after the fact, in hash chains. Changing, removing or inserting a row breaks
-- its chain. Recomputing a whole chain gives a head that differs from the published one.

comment on table public.audit_seals is
  'IAM-4: the seal of a row of the audit log: hash = sha256(the previous hash of its chain || the row as '
  'canonical JSON), in hex. There is one chain per enterprise, and one for the deployment. Append-only.';

comment on table private.audit_cursor is 'The last sealed row, in the order (transaction, id).';

create trigger audit_seals_are_append_only before update or delete on public.audit_seals
  for each row execute function private.never_change();

create trigger audit_seals_are_never_emptied before truncate on public.audit_seals
  for each statement execute function private.never_change();

alter table public.audit_seals enable row level security;

grant select on public.audit_seals to authenticated;

create policy "people who may list the audit log see its seals" on public.audit_seals for select to authenticated
  using (chain = any ((select private.may_in('KooMessage:audit:list'))::uuid[]));

create or replace function private.canonical(value jsonb) returns text
language plpgsql immutable set search_path = '' as $$
begin
  -- A call for each text and number of a row, instead of one for each object, took four fifths of the time of
  -- a seal.
  return case jsonb_typeof(value)
    when 'object' then
      (select '{' || coalesce(string_agg(to_json(o.k)::text || ':'
          || case when jsonb_typeof(o.v) in ('object', 'array') then private.canonical(o.v)
            else o.v::text end, ',' order by o.k collate "C"), '') || '}'
      from jsonb_each(value) as o (k, v))
    when 'array' then
      (select '['
      || coalesce(string_agg(case when jsonb_typeof(a.x) in ('object', 'array') then private.canonical(a.x)
            else a.x::text end, ',' order by a.n), '') || ']'
      from jsonb_array_elements(value) with ordinality as a (x, n))
    else value::text end;
end $$;

comment on function private.canonical is
  'A JSON value as canonical text, so that equal values give equal texts: keys sorted by their bytes, no '
  'spaces.';

create or replace function private.audit_text(l public.audit_log) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  names constant jsonb := case when l.marks = '{}' then '{}' else private.names_in(l.marks) end;
begin
  return private.canonical(jsonb_build_object('id', l.id,
      'at', to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'enterprise_id', l.enterprise_id, 'actor', l.actor,
      'actor_name', coalesce(names ->> l.actor_name, l.actor_name),
    'source', l.source, 'resource', l.resource, 'resource_id', l.resource_id, 'verb', l.verb,
    'outcome', l.outcome, 'code', l.code, 'before', private.renamed(l.before, names),
    'after', private.renamed(l.after, names),
    'reason', l.reason, 'details', private.renamed(l.details, names), 'trace_id', l.trace_id));
end $$;

comment on function private.audit_text is
  'A row of the audit log as canonical JSON, its time in UTC with microseconds, person:<mark> in place of '
  'each name and address of people (RET-1). This text is what is sealed.';

create or replace function private.next_hash(previous text, text_of_row text) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(previous || text_of_row, 'UTF8')), 'hex')
$$;

comment on function private.next_hash is
  'The hash of a seal. The hash before the first seal of a chain is the empty text.';

create or replace function private.chain_of(enterprise uuid) returns uuid
language sql immutable set search_path = '' as $$
  select coalesce(enterprise, '00000000-0000-0000-0000-000000000000')
$$;

comment on function private.chain_of is
  'The chain that seals the rows of an enterprise. Rows without an enterprise go into the chain of the '
  'deployment.';

create or replace function private.seal_audit(most integer default 500) returns integer
language plpgsql set search_path = '' as $$
declare
  at private.audit_cursor;
  l public.audit_log;
  last public.audit_seals;
  -- Transactions from this one on may still be running. One of their rows could sort before a row that is
  -- visible already.
  horizon constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  sealed integer := 0;
begin
  select c.* into at from private.audit_cursor c for update skip locked;
  if not found then return 0; end if;
  for l in select x.* from public.audit_log x where (x.xact, x.id) > (at.xact, at.id) and x.xact < horizon
      order by x.xact, x.id limit most loop
    select s.* into last from public.audit_seals s where s.chain = private.chain_of(l.enterprise_id)
    order by s.seq desc limit 1;
    insert into public.audit_seals (chain, seq, log_id, hash)
    values (private.chain_of(l.enterprise_id), coalesce(last.seq, 0) + 1, l.id,
      private.next_hash(coalesce(last.hash, ''), private.audit_text(l)));
    at.xact := l.xact;
    at.id := l.id;
    sealed := sealed + 1;
  end loop;
  if sealed > 0 then update private.audit_cursor c set xact = at.xact, id = at.id; end if;
  return sealed;
end $$;

comment on function private.seal_audit is
  'IAM-4: seals rows of ended transactions in the order (transaction, id), so many per tick: a row takes 1 '
  'ms, and a tick cut off at 8 s seals none. A row waits for transactions that began before its own, usually '
  'a second. Returns how many.';

create or replace function private.prove_chain(chain uuid, after_seq bigint, most integer) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  s record;
  previous text := '';
  expected bigint := after_seq + 1;
  broken jsonb;
  seen integer := 0;
begin
  if after_seq > 0 then
    select x.hash into previous from public.audit_seals x
    where x.chain = prove_chain.chain and x.seq = after_seq;
  end if;
  for s in
    select x.seq, x.log_id, x.hash, l as row_of_log, l.resource, l.resource_id, l.verb, l.at, l.enterprise_id
    from public.audit_seals x left join public.audit_log l on l.id = x.log_id
    where x.chain = prove_chain.chain and x.seq > after_seq order by x.seq limit most
  loop
    broken := case
      when s.seq <> expected then jsonb_build_object('why', 'seal_missing', 'seq', expected)
      when s.resource is null then jsonb_build_object('why', 'row_missing', 'seq', s.seq, 'log_id', s.log_id)
      when private.chain_of(s.enterprise_id) <> prove_chain.chain
        or s.hash <> private.next_hash(coalesce(previous, ''), private.audit_text(s.row_of_log)) then
        jsonb_build_object('why', 'row_changed', 'seq', s.seq, 'log_id', s.log_id, 'resource', s.resource,
          'resource_id', s.resource_id, 'verb', s.verb, 'at', s.at) end;
    exit when broken is not null;
    previous := s.hash;
    expected := s.seq + 1;
    seen := seen + 1;
  end loop;
  return jsonb_build_object('proved', seen, 'last', expected - 1, 'broken', broken);
end $$;

comment on function private.prove_chain is
  'Recomputes the seals of a chain, starting after a given one: {proved, last, broken}; broken is the first '
  'row that does not match: {why: row_changed, row_missing or seal_missing, seq, log_id …}.';

create or replace function private.head_of(chain uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('seq', s.seq, 'hash', s.hash, 'at', s.sealed_at) from public.audit_seals s
  where s.chain = head_of.chain order by s.seq desc limit 1
$$;

comment on function private.head_of is
  'IAM-4: the last seal of a chain: {seq, hash, at}. Null where nothing is sealed yet.';

create or replace function public.audit_proof(
  after_seq bigint default 0, most integer default 5000, deployment boolean default false
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := case when not deployment then private.current_enterprise() end;
  of_chain constant uuid := private.chain_of(home);
  proof jsonb;
  too_many jsonb;
begin
  perform private.require(home, case when deployment then 'platform' else 'KooMessage:audit:list' end);
  if after_seq is null or after_seq < 0 or most is null or most not between 1 and 20000 then
    perform private.refuse('input_invalid', '{"field": "after_seq, most"}');
  end if;
  too_many := private.ask_call('prove_audit');
  if too_many is not null then return too_many; end if;
  proof := private.prove_chain(of_chain, after_seq, most);
  -- A row without a seal, although later rows are sealed, was inserted afterwards.
  if proof -> 'broken' = 'null' then
    proof := proof || (select jsonb_build_object('broken', to_jsonb(b)) from (
      select 'row_unsealed' as why, l.id as log_id, l.resource, l.resource_id, l.verb, l.at
      from public.audit_log l cross join private.audit_cursor c
      where (l.enterprise_id = home or deployment and l.enterprise_id is null)
        and (l.xact, l.id) <= (c.xact, c.id)
        and not exists (select from public.audit_seals s where s.chain = of_chain and s.log_id = l.id)
      order by l.id limit 1) b
      union all select '{}' limit 1);
  end if;
  return proof || jsonb_build_object(
    'head', private.head_of(of_chain),
    'unsealed', (select count(*) from public.audit_log l cross join private.audit_cursor c
      where (l.enterprise_id = home or deployment and l.enterprise_id is null)
      and (l.xact, l.id) > (c.xact, c.id)));
end $$;

comment on function public.audit_proof is
  'IAM-4: proves `most` seals of the log of the enterprise (a platform admin: of the deployment) (5,000 a '
  'second): {proved, last, broken (null, or the first bad row), head, unsealed}. Repeat with after_seq = '
  'last until head.seq. Refuses forbidden, platform_admin_only, input_invalid, too_many_requests.';

create or replace view public.sealed_audit with (security_invoker = true) as
select s.seq, s.chain as enterprise_id, l.at, s.hash, (select p.hash from public.audit_seals p
  where p.chain = s.chain and p.seq = s.seq - 1) as previous, private.audit_text(l) as "row",
  private.seal_names(l.marks) as names
from public.audit_seals s join public.audit_log l on l.id = s.log_id;
comment on view public.sealed_audit is
  'IAM-4: the sealed rows of the audit log of an enterprise with their seals: sha256(previous || row) = '
  'hash. names: what the marks of people in it stand for (private.seal_names). Exports are made of it.';
grant select on public.sealed_audit to authenticated;
grant execute on function private.audit_text, private.canonical to authenticated;

create or replace function public.audit_export(
  from_time text, to_time text, after_seq bigint default 0, most integer default 1000,
  deployment boolean default false
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := case when not deployment then private.current_enterprise() end;
  of_chain constant uuid := private.chain_of(home);
  since timestamptz;
  until timestamptz;
  lowest bigint;
  highest bigint;
  too_many jsonb;
begin
  perform private.require(home, case when deployment then 'platform' else 'KooMessage:audit:list' end);
  if after_seq is null or after_seq < 0 or most is null or most not between 1 and 5000 then
    perform private.refuse('input_invalid', '{"field": "after_seq, most"}');
  end if;
  too_many := private.ask_call('export_audit');
  if too_many is not null then return too_many; end if;
  since := coalesce(private.as_time(from_time, 'from_time'), '-infinity');
  until := coalesce(private.as_time(to_time, 'to_time'), 'infinity');
  -- Rows are sealed by transaction, so a few lie a little out of order. Those between the first and the last
  -- seal of the period go with it, as a chain with gaps proves nothing.
  select coalesce(min(x.seq), 0) into lowest
  from (select s.seq from public.audit_seals s join public.audit_log l on l.id = s.log_id
    where s.chain = of_chain and s.seq > after_seq and (after_seq > 0 or l.at >= since) order by s.seq
    limit 1) x;
  select coalesce(max(x.seq), 0) into highest
  from (select s.seq from public.audit_seals s join public.audit_log l on l.id = s.log_id
    where s.chain = of_chain and l.at < until order by s.seq desc limit 1) x;
  return (select coalesce(jsonb_agg(jsonb_build_object('seq', x.seq, 'hash', x.hash, 'previous', x.previous,
          'row', x.row_text, 'names', x.names) order by x.seq), '[]') from (
    select s.seq, s.hash, (select p.hash from public.audit_seals p
      where p.chain = s.chain and p.seq = s.seq - 1) as previous, private.audit_text(l) as row_text,
      private.seal_names(l.marks) as names
    from public.audit_seals s join public.audit_log l on l.id = s.log_id
    where s.chain = of_chain and lowest > 0 and s.seq between lowest and highest order by s.seq limit most) x);
end $$;

comment on function public.audit_export is
  'IAM-4: sealed rows of a period without a gap: [{seq, hash, previous, row, names}]. '
  'sha256(previous || row) = hash. names: what person:<mark> stands for (private.seal_names). '
  'Repeat with after_seq = the last seq. Refuses forbidden, platform_admin_only, input_invalid, '
  'too_many_requests.';

grant execute on function public.audit_proof, public.audit_export to authenticated;
