comment on table public.audit_log is
  'IAM-4: every granted or refused change: who, from where, what, before and after, when. '
  'Append-only: no role, not even the owner, can change a row, but for a pseudonym in place of a name, which '
  'leaves its seal as it is (RET-1).';

create or replace function private.never_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

comment on function private.never_change is
  'Trigger: an append-only table refuses update, delete and truncate by anyone.';

create trigger audit_log_is_append_only before update or delete on public.audit_log
  for each row execute function private.keep_sealed();

create trigger audit_log_is_never_emptied before truncate on public.audit_log
  for each statement execute function private.never_change();

create or replace function private.without_numbers(value jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return case jsonb_typeof(value)
    -- A phone number has at least eleven digits, however they are spaced. A date with its hour has ten.
    when 'string' then to_jsonb(private.replace_beside_ids(value #>> '{}',
      '[0-9０-９]([ ().·-]*[0-9０-９]){10,}', '***'))
    when 'array' then (select coalesce(jsonb_agg(private.without_numbers(x) order by n), '[]')
      from jsonb_array_elements(value) with ordinality as a (x, n))
    when 'object' then (select coalesce(jsonb_object_agg(k, private.without_numbers(v)), '{}') from jsonb_each(value) as o (k, v))
    else value
  end;
end $$;

comment on function private.without_numbers is
  'The value with *** in place of every phone number in its texts, because the audit log is kept for ever '
  'and must not hold phone numbers.';

create or replace function private.audit(
  enterprise uuid, resource text, resource_id text, verb text, before jsonb, after jsonb,
  reason text default null, code text default null, details jsonb default null
)
returns void language sql security definer set search_path = '' as $$
  insert into public.audit_log (enterprise_id, actor, actor_name, source, resource, resource_id, verb,
    outcome, before, after, reason, code, details, trace_id)
  values (enterprise, private.actor(), private.person_name(private.actor()), private.source(), resource,
    resource_id, verb, 'granted', before, after, reason, code, private.without_numbers(details),
    coalesce(private.trace_id(), case when resource = 'send'
      then (select s.trace_id from public.sends s where s.id = audit.resource_id::uuid) end))
$$;

comment on function private.audit is
  'Writes a granted change into the audit log, in the transaction of the change. code and details say why '
  'the system made it; what it does with a send has the trace of what made the send.';

create or replace view public.audit_entries with (security_invoker = true) as
select a.id, a.enterprise_id, a.at, private.in_words(a.actor_name) as actor_name, a.source, a.verb,
  a.resource, a.resource_id,
  private.in_words(coalesce(nullif(a.after ->> 'name', ''), nullif(a.before ->> 'name', ''), nullif(a.details ->> 'name', ''))) as name,
  a.outcome, a.code, a.reason, private.values_in_words(a.before) as before,
  private.values_in_words(a.after) - 'marks' as after, private.values_in_words(a.details) as details,
  a.trace_id
from public.audit_log a;
comment on view public.audit_entries is
  'IAM-4: the audit log, each entry with the name of what it is about, where the entry has it, and '
  'pseudonyms in the words of the reader (RET-1).';
grant select on public.audit_entries to authenticated;

create or replace view public.history_entries with (security_invoker = true) as
select a.resource as of_resource, a.resource_id as of_id, null::text as part, a.* from public.audit_entries a
union all
select 'service_account', p.account_id::text, p.kind::text, a.* from public.account_parts p
join public.audit_entries a on a.resource = 'account_part' and a.resource_id = p.id::text
union all
select 'service_account', coalesce(a.after ->> 'account_id', a.before ->> 'account_id'), null, a.*
from public.audit_entries a where a.resource = 'port_binding';
comment on view public.history_entries is
  'IAM-4: the entries of the audit log by whose history they stand in (of_resource, of_id): that of the row '
  'that they are about, and of what it is a part of. A service account has those of its profile, menus and '
  'home page (part) and of its bindings.';
grant select on public.history_entries to authenticated;
