comment on table public.link_days is
  'RPT-1: link events by task or send, day (in the enterprise''s zone) and vendor, rolled up within seconds, '
  'each event once. link_id is null for personal links, which are counted together; vendor is null for '
  'browsers and preview fetchers.';

alter table public.link_days enable row level security;

grant select on public.link_days to authenticated;

create policy "people who may list reports or resolve tasks see link days" on public.link_days for select to authenticated
  using (enterprise_id = any ((select private.may_in('KooMessage:report:list'))::uuid[])
    or enterprise_id = any ((select private.may_in('KooMessage:resolveTask:list'))::uuid[]));

create or replace view public.resolve_task_cards with (security_invoker = true) as
select t.*, m.name as template_name, m.layout, m.category, v.version, d.name as domain_name,
  f.name as file_name, s.name as source_send_name,
  private.visible_person(t.submitted_by) as created_by_name, private.visible_person(t.decided_by) as decided_by_name,
  private.visible_person(t.frozen_by) as frozen_by_name,
  c.code, private.link_address(t.domain_id, c.code) as address, private.group_params(t.link_id) as params,
  coalesce(l.used, n.resolutions, 0)::bigint as resolved,
  t.max_resolutions::bigint * case t.kind when 'group' then 1 else t.made end as allowance,
  coalesce(n.humans, 0)::bigint as humans, coalesce(n.bots, 0)::bigint as bots, coalesce(n.refused, 0)::bigint as refused,
  case when t.state in ('generating', 'failed', 'cancelled') then t.state::text
    when t.frozen_at is not null then 'frozen' when t.expires_at <= now() then 'expired'
    when l.used >= l.maximum then 'used_up' else 'live' end as status
from public.resolve_tasks t
left join public.templates m on m.id = t.template_id
left join public.template_versions v on v.id = t.version_id
left join public.domains d on d.id = t.domain_id
left join public.number_files f on f.id = t.number_file_id
left join public.sends s on s.id = t.source_send_id
left join public.links l on l.id = t.link_id
cross join lateral (select case
    when t.link_id is not null then private.link_name(t.link_id, true) end as code) c
left join lateral (select sum(x.resolutions) as resolutions, sum(x.humans) as humans, sum(x.bots) as bots,
  sum(x.refused) as refused
  from public.link_days x where x.task_id = t.id) n on true;

comment on view public.resolve_task_cards is
  'RES-1, RES-2: a resolve task with its names, the code and address of its group link, and its results.';
comment on column public.resolve_task_cards.params is
  'The values of a group link, which everybody who opens it sees. Values of personal links are not readable.';
comment on column public.resolve_task_cards.resolved is
  'Exact for a group link, some seconds old for personal links.';
comment on column public.resolve_task_cards.status is
  'live, used_up, expired, frozen, or the state of a task that shows nothing.';

grant select on public.resolve_task_cards to authenticated;

create or replace view public.link_cards with (security_invoker = true) as
select l.id, l.task_id, l.enterprise_id, l.ordinal, private.masked_flag(l.task_id, l.id) as cust_flag,
  private.link_param_names(l.task_id, l.id) as param_names, c.code,
  private.link_address(t.domain_id, c.code) as address,
  case when a.link_id is not null then c.code end as custom_code,
  l.maximum, l.used, l.used_at, t.name as task_name, t.batch_no, t.kind, t.template_id, m.name as template_name, t.signatures, t.expires_at,
  t.submitted_at as created_at, z.reason as frozen_reason, z.frozen_at,
  case when t.state = 'cancelled' then 'cancelled' when t.frozen_at is not null
    or z.id is not null then 'frozen' when t.expires_at <= now() then 'expired'
    when l.used >= l.maximum then 'used_up' else 'live' end as status
from public.links l
join public.resolve_tasks t on t.id = l.task_id
left join public.templates m on m.id = t.template_id
left join public.link_aliases a on a.link_id = l.id
left join public.frozen_links z on z.id = l.id
cross join lateral (select private.link_name(l.id, t.kind = 'group'
    or l.enterprise_id = any ((select private.may_in('KooMessage:resolveTask:create'))::uuid[])
  or l.enterprise_id = any ((select private.may_in('KooMessage:recipient:reveal'))::uuid[])) as code) c;

comment on view public.link_cards is
  '§7.1.2: a link of a resolve task with its code and address. Whole codes of personal links need the right '
  'to create resolve tasks or to reveal recipients. Page by the last id: an offset costs 50 µs for each '
  'skipped row, because of the codes.';
comment on column public.link_cards.cust_flag is 'Masked where it is or contains a phone number (IAM-3).';
comment on column public.link_cards.status is
  'live, used_up (a personal link: resolved), expired, frozen or cancelled.';

grant select on public.link_cards to authenticated;

create or replace function public.find_link(code text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  -- A whole address is accepted too, as people copy it: with or without a scheme, with a query, with a slash
  -- at its end.
  address constant text := regexp_replace(regexp_replace(regexp_replace(btrim(coalesce(code, '')), '[?#].*$',
        ''), '/+$', ''), '^([A-Za-z][A-Za-z0-9+.-]*:)?//', '');
  short constant text := regexp_replace(address, '^.*/', '');
  said constant text := case when address like '%/%' then lower(split_part(address, '/', 1)) end;
  -- The domain that the address names: empty for the deployment's own address, null for a bare code.
  of_host constant text := case when exists (select from private.deployment d
    where said in (lower(split_part(d.link_base_url, '/', 3)),
      lower(split_part(d.functions_url, '/', 3)))) then '' else split_part(said, ':', 1) end;
  found_row jsonb;
  found_rows jsonb[];
begin
  if char_length(code) > 2000 then perform private.refuse('input_invalid', '{"field": "code"}'); end if;
  -- An address at an unknown host is no link of ours, whatever its code.
  if of_host <> '' and not exists (select from public.domains d
    where lower(d.host) = of_host and d.state = 'approved') then
    return null;
  end if;
  select to_jsonb(c) || '{"resource": "link"}' into found_row from public.link_cards c
  where c.id = private.link_id(short) and c.enterprise_id = any (private.may_in('KooMessage:resolveTask:list'));
  if found_row is null then
    found_rows := array(select to_jsonb(c) || '{"resource": "link"}' from public.link_aliases a join public.link_cards c on c.id = a.link_id
      where a.code = short and (of_host is null or a.host = of_host)
        and a.enterprise_id = any (private.may_in('KooMessage:resolveTask:list')) order by a.host);
    if cardinality(found_rows) > 1 then
      return jsonb_build_object('resource', 'several',
        'addresses', (select jsonb_agg(x -> 'address') from unnest(found_rows) as x));
    end if;
    found_row := found_rows[1];
  end if;
  if found_row is null then
    select jsonb_build_object('resource', 'delivery', 'id', d.id, 'send_id', d.send_id, 'send_name', s.name,
      'code', short,
      'address', private.link_address(s.domain_id, short), 'maximum', 1, 'used', d.resolved,
      'expires_at', d.handed_at + make_interval(days => s.validity_days),
      'status', case when exists (select from public.frozen_links z where z.id = d.id) then 'frozen'
        when d.handed_at + make_interval(days => s.validity_days) <= now() then 'expired'
        when d.resolved > 0 then 'used_up' else 'live' end) into found_row
    from public.deliveries d join public.sends s on s.id = d.send_id
    where d.id = private.link_id(short) and s.domain_id is not null
      and d.enterprise_id = any (private.may_in('KooMessage:sendTask:list'));
  end if;
  return found_row;
end $$;

comment on function public.find_link is
  'Finds the link of a code or a whole address: a link_cards row with resource "link", {resource: '
  '"delivery", …}, or {resource: "several", addresses} for a custom code of several domains. '
  'null: there is none that the caller may see. The host of an address has to match.';

grant execute on function private.link_address, public.find_link to authenticated;
