-- links: the verbs of people (RES-1, RES-2)

create or replace function private.add_alias(t public.resolve_tasks, link bigint, code text) returns void
language plpgsql set search_path = '' as $$
declare
  d public.domains;
begin
  if code is null then return; end if;
  select x.* into d from public.domains x where x.id = t.domain_id;
  if not d.custom_codes then
    perform private.refuse('custom_codes_not_allowed', jsonb_build_object('name', d.name));
  end if;
  -- Eight characters are an enciphered id. A custom code of that length would shadow a link that is made
  -- later.
  if code !~ '^[0-9A-Za-z]{3,10}$' or char_length(code) = 8 then
    perform private.refuse('custom_code_invalid', jsonb_build_object('code', left(code, 20)));
  end if;
  -- All codes of three letters are tried in minutes. A personal link belongs to one customer, so its code
  -- must not be found that way.
  if t.kind = 'personal' and char_length(code) < 8 then
    perform private.refuse('personal_code_short', jsonb_build_object('code', code));
  end if;
  insert into public.link_aliases (host, code, link_id, task_id, enterprise_id)
  values (coalesce(lower(d.host), ''), code, link, t.id, t.enterprise_id);
end $$;

comment on function private.add_alias is
  'Gives a link its custom code: 3 to 10 letters and digits, of a personal link 9 or 10, never 8. '
  'Refuses custom_codes_not_allowed, custom_code_invalid, personal_code_short, and by its constraint '
  'custom_code_taken.';

create or replace function private.make_group_link(
  t public.resolve_tasks, params jsonb, custom_code text
) returns void language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  link bigint;
begin
  perform private.check_names(params);
  -- All readers of a group link get the same values, so none may be missing: a reader must not see a
  -- placeholder.
  if private.link_trouble('-', params, names) is not null then
    perform private.refuse('parameter_missing',
      jsonb_build_object('names', array_to_string(array(select n from unnest(names) as n
            where coalesce(params ->> n, '') = ''), ', ')));
  end if;
  update private.link_blocks b set next = b.next + 1 where not b.large returning b.next - 1 into link;
  insert into public.links (id, task_id, enterprise_id, ordinal, params, maximum)
  values (link, t.id, t.enterprise_id, 1, params, t.max_resolutions);
  perform private.add_alias(t, link, custom_code);
  update public.resolve_tasks x set link_id = link, made = 1, state = 'done', finished_at = clock_timestamp()
  where x.id = t.id;
end $$;

comment on function private.make_group_link is
  'Makes the one link of a group task. Refuses parameter_missing, and what add_alias refuses.';

create or replace function private.make_typed_links(t public.resolve_tasks, typed jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  p private.mint_progress := private.begin_minting(t);
  line record;
  trouble public.link_reject_reason;
  seen text[] := '{}';
begin
  perform private.check_names(e.item -> 'params') from jsonb_array_elements(typed) as e (item);
  for line in
    select e.n::integer as ordinal, btrim(e.item ->> 'cust_flag') as cust_flag, e.item -> 'params' as params,
      e.item ->> 'custom_code' as code
    from jsonb_array_elements(typed) with ordinality as e (item, n) order by e.n
  loop
    trouble := coalesce(private.link_trouble(line.cust_flag, line.params, names),
      case when line.cust_flag = any (seen) then 'duplicate'::public.link_reject_reason end);
    seen := seen || line.cust_flag;
    if trouble is null then
      insert into public.links (id, task_id, enterprise_id, ordinal, cust_flag, params)
      values (p.id_base + line.ordinal, t.id, t.enterprise_id, line.ordinal, line.cust_flag, line.params);
      perform private.add_alias(t, p.id_base + line.ordinal, line.code);
    else
      insert into public.link_rejects (task_id, enterprise_id, ordinal, cust_flag, params, reason)
      values (t.id, t.enterprise_id, line.ordinal, left(line.cust_flag, 256), line.params, trouble);
    end if;
  end loop;
  update private.mint_progress x set taken = x.total where x.task_id = t.id;
  update public.resolve_tasks x set failed = f.n, made = x.asked - f.n, finished_at = clock_timestamp(),
    state = case f.n when 0 then 'done' when x.asked then 'failed' else 'partial' end::public.resolve_task_state
  from (select count(*)::integer as n from public.link_rejects r where r.task_id = t.id) f where x.id = t.id;
end $$;

comment on function private.make_typed_links is
  'Makes up to 100 typed personal links at once: [{cust_flag, params, custom_code}]. A link that cannot be '
  'made is kept with its reason.';

create or replace function private.create_resolve_task(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  typed constant jsonb := nullif(input -> 'links', 'null');
  t public.resolve_tasks := private.parse_resolve_task(home, input);
  f public.number_files;
begin
  if t.kind = 'group' then
    t.asked := 1;
  elsif typed is not null then
    t.asked := jsonb_array_length(typed);
    if t.asked > 100 then
      perform private.refuse('too_many_links', jsonb_build_object('max', 100, 'count', t.asked));
    end if;
  else
    select x.* into f from public.number_files x where x.enterprise_id = home
      and x.id = coalesce(private.as_uuid(input ->> 'number_file_id', 'number_file_id'),
        (select s.number_file_id from public.sends s where s.id = t.source_send_id));
    if not found and input ->> 'number_file_id' is not null then
      perform private.refuse('not_found', '{"resource": "number_file"}');
    end if;
    if f.emptied_at is not null then
      perform private.refuse('file_emptied', jsonb_build_object('name', f.name));
    end if;
    if f.state <> 'ready' then
      perform private.refuse('file_not_ready', jsonb_build_object('name', f.name, 'state', f.state));
    end if;
    t.number_file_id := f.id;
    t.asked := f.accepted;
  end if;
  if coalesce(t.asked, 0) = 0 then perform private.refuse('links_missing'); end if;
  perform pg_advisory_xact_lock(hashtextextended('resolve_batch_no:' || home::text, 0));
  insert into public.resolve_tasks (enterprise_id, name, batch_no, kind, template_id, version_id, domain_id,
    signatures, max_resolutions, validity_days, expires_at,
    jump_url, number_file_id, asked, source, source_send_id, submitted_by)
  select home, t.name, 'L' || to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-'
    || lpad((1 + (select count(*) from public.resolve_tasks x where x.enterprise_id = home
      and x.batch_no like 'L' || to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-%'))::text, 4, '0'),
    t.kind, t.template_id, t.version_id, t.domain_id, t.signatures, t.max_resolutions, t.validity_days,
    t.expires_at, t.jump_url, t.number_file_id, t.asked, t.source,
    t.source_send_id, private.actor()
  from public.enterprises e where e.id = home returning * into t;
  if t.kind = 'group' then
    perform private.make_group_link(t, nullif(input -> 'params', 'null'), input ->> 'custom_code');
  elsif typed is not null then perform private.make_typed_links(t, typed);
  else perform private.begin_minting(t); end if;
  perform private.hold_task(t.id);
  return t.id;
end $$;
create or replace function public.create_resolve_task(input jsonb, request text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.make('resolve_task', 'create', request, input)
$$;
comment on function public.create_resolve_task is
  'RES-1, table 7-1: makes a resolve task. input {kind, template_id or send_id, name, domain_id, signatures, '
  'validity_days, source}; group: {max_resolutions, jump_url, params, custom_code}; personal: {links (100 at '
  'most)} or {number_file_id}. Returns the card. Refuses forbidden, input_invalid, too_many_links, '
  'links_missing, file_not_ready, file_emptied, parameter_missing, value_name_unfit, quota_short, and as '
  'parse_resolve_task.';

create or replace function private.cancel_resolve_task(task uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  p private.mint_progress;
begin
  select x.* into p from private.mint_progress x where x.task_id = task for update;
  if p.large and p.taken < p.total then
    -- The partition was never attached, so it was never visible.
    execute format('drop table %s', private.links_partition(p));
    update public.resolve_tasks x set made = 0 where x.id = task;
  end if;
  update private.holds h set look_at = clock_timestamp() where h.holder_id = task;
end $$;
create or replace function public.cancel_resolve_task(
  task text, reason text default null, request text default null
) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('resolve_task', 'cancel', task, request, null, reason)
$$;
comment on function public.cancel_resolve_task is
  'RES-1: ends a task at any moment: no more links are made, and existing links answer that the task has '
  'ended. Returns the resolve_task_cards row. Refuses not_found, forbidden, wrong_state.';

grant execute on function public.cancel_resolve_task to authenticated;

grant execute on function public.create_resolve_task to authenticated;
