-- links: minting them, at once or a million in slices (RES-1, RES-2)

create or replace function private.links_partition(p private.mint_progress) returns text
language sql immutable set search_path = '' as $$
  select case when p.large then 'partitions.links_' || p.id_base else 'public.links' end
$$;

comment on function private.links_partition is
  'The partition for the links of a task: a large task has its own.';

create or replace function private.begin_minting(task public.resolve_tasks) returns private.mint_progress
language plpgsql set search_path = '' as $$
declare
  -- A partition of its own pays off from about 20,000 links on.
  is_large boolean := task.asked > 20000;
  p private.mint_progress;
begin
  update private.link_blocks b set next = b.next + task.asked where b.large = is_large
  returning b.next - task.asked - 1 into p.id_base;
  insert into private.mint_progress as x (task_id, enterprise_id, id_base, total, large)
  values (task.id, task.enterprise_id, p.id_base, task.asked, is_large) returning x.* into p;
  if p.large then
    -- Task and enterprise are the same in every row, so they are defaults. The check constraints let the
    -- planner skip the partition.
    execute format('create table %s (like public.links including defaults including constraints) with (fillfactor = 80)',
      private.links_partition(p));
    execute format('alter table %s alter task_id set default %L, alter enterprise_id set default %L, add check (task_id = %L), add check (id >= %s and id < %s)',
      private.links_partition(p), task.id, task.enterprise_id, task.id, p.id_base + 1, p.id_base + p.total + 1);
  end if;
  return p;
end $$;

comment on function private.begin_minting is 'Reserves ids for the links of a personal task.';

create or replace function private.mint_lines(
  t public.resolve_tasks, p private.mint_progress, most integer
) returns integer language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  -- The checks of link_trouble, written inline: a function call per row would take three times as long as the
  -- row itself.
  good text := 'char_length(n.phone) between 1 and 64'
    || coalesce((select string_agg(format(' and coalesce(n.params ->> %L, %L) <> %L', x, '', ''), '') from unnest(names) as x), '');
  upto integer := (select x.line from public.numbers x where x.file_id = t.number_file_id and x.line > p.line
    order by x.line offset most - 1 limit 1);
  lines integer := case when upto is null then p.total - p.taken else most end;
  -- Of a send's audience, the columns that fill the parameters are those of the send.
  columns jsonb := coalesce((select s.columns from public.sends s
      where s.id = t.source_send_id and s.number_file_id = t.number_file_id), '{}');
  slice text :=
    format('select x.line, x.phone, %s as params, row_number() over (order by x.line) as place from public.numbers x where x.file_id = %L and x.line > $1 and x.line <= $2',
    private.values_for(names, columns, t.number_file_id), t.number_file_id);
  fresh integer;
begin
  upto := coalesce(upto, 2147483647);
  execute format('insert into %s (id, task_id, enterprise_id, ordinal, cust_flag, params) select $3 + n.place, %L, %L, $4 + n.place, n.phone, n.params from (%s) n where %s',
    private.links_partition(p), t.id, t.enterprise_id, slice, good) using p.line, upto, p.id_base + p.taken, p.taken;
  get diagnostics fresh = row_count;
  if fresh < lines then
    execute format('insert into public.link_rejects (task_id, enterprise_id, ordinal, cust_flag, params, reason)
      select %L, %L, $3 + n.place, n.phone, n.params, private.link_trouble(n.phone, n.params, $4) from (%s) n where not (%s)', t.id, t.enterprise_id, slice, good)
    using p.line, upto, p.taken, names;
  end if;
  update private.mint_progress x set taken = x.taken + lines, line = upto where x.task_id = t.id;
  update public.resolve_tasks x set made = x.made + fresh, failed = x.failed + lines - fresh where x.id = t.id;
  return lines;
end $$;

comment on function private.mint_lines is
  'Makes the links of the next lines of a task''s number file. A line that gives no link is kept with its '
  'reason. Returns how many lines.';

create or replace function private.mint_again(
  t public.resolve_tasks, p private.mint_progress, most integer
) returns integer language plpgsql set search_path = '' as $$
declare
  names text[] := (select v.parameters from public.template_versions v where v.id = t.version_id);
  tried integer;
  last_ordinal integer;
  remade integer;
begin
  with slice as (
    select r.ordinal, r.cust_flag, r.params, r.reason,
      private.link_trouble(r.cust_flag, r.params, names) as trouble
    from public.link_rejects r where r.task_id = t.id and r.ordinal > p.retry_after order by r.ordinal
    limit most
  ), good as (
    -- A duplicate remains one until a correction changes its name.
    delete from public.link_rejects r using slice x where r.task_id = t.id and r.ordinal = x.ordinal
      and x.trouble is null and x.reason <> 'duplicate'
    returning r.ordinal, r.cust_flag, r.params
  ), made as (
    insert into public.links (id, task_id, enterprise_id, ordinal, cust_flag, params)
    select p.id_base + g.ordinal, t.id, t.enterprise_id, g.ordinal, g.cust_flag, g.params from good g
  )
  select (select count(*) from slice), (select max(x.ordinal) from slice x),
    (select count(*) from good) into tried, last_ordinal, remade;
  update public.link_rejects r set reason = private.link_trouble(r.cust_flag, r.params, names)
  where r.task_id = t.id and r.ordinal > p.retry_after and r.ordinal <= last_ordinal
    and r.reason <> 'duplicate';
  update private.mint_progress x set retry_after = case when tried < most then null else last_ordinal end
  where x.task_id = t.id;
  update public.resolve_tasks x set made = x.made + remade, failed = x.failed - remade where x.id = t.id;
  return tried;
end $$;

comment on function private.mint_again is
  'RES-2: retries the next rejects of a task. Returns how many it retried.';

create or replace function private.mint_slice(task uuid, most integer default 20000) returns integer
language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  p private.mint_progress;
  done integer := 0;
begin
  select x.* into t from public.resolve_tasks x where x.id = task for no key update skip locked;
  if not found or t.state <> 'generating' then return 0; end if;
  select x.* into p from private.mint_progress x where x.task_id = task for update;
  if p.taken < p.total then
    done := private.mint_lines(t, p, most);
    if p.large and p.taken + done >= p.total then
      -- 1,000,000 rows: building the index afterwards takes 0.5 s, maintaining it row by row 3 s.
      execute format('alter table %s add primary key (id)', private.links_partition(p));
      execute format('alter table public.links attach partition %s for values from (%s) to (%s)',
        private.links_partition(p), p.id_base + 1, p.id_base + p.total + 1);
      execute format('analyze %s', private.links_partition(p));
    end if;
  elsif p.retry_after is not null then
    done := private.mint_again(t, p, most);
  end if;
  perform private.finish_minting(task);
  return done;
end $$;

comment on function private.mint_slice is
  'RES-1, RES-2: makes the next links of a personal task, in the order of its file. The cursor advances in '
  'the same transaction, so a crash loses and repeats nothing. Returns how many lines it took.';

create or replace function private.finish_minting(task uuid) returns void
language plpgsql set search_path = '' as $$
declare
  t public.resolve_tasks;
  p private.mint_progress;
begin
  select x.* into t from public.resolve_tasks x where x.id = task;
  select x.* into p from private.mint_progress x where x.task_id = task;
  if p.taken < p.total or p.retry_after is not null then
    perform private.touch_cards('resolve_task', task);
    return;
  end if;
  perform private.transition('resolve_task', task,
    case when t.failed = 0 then 'finish' when t.made > 0 then 'finish_partly' else 'fail' end);
  update public.resolve_tasks x set finished_at = clock_timestamp() where x.id = task;
end $$;

comment on function private.finish_minting is
  'When every line is made or rejected: generating → done, partial or failed.';

create or replace function private.mint_due() returns integer language plpgsql set search_path = '' as $$
declare
  t record;
  minted integer := 0;
begin
  for t in select x.id from public.resolve_tasks x where x.state = 'generating' order by x.submitted_at limit 4 loop
    minted := minted + private.mint_slice(t.id);
  end loop;
  return minted;
end $$;

comment on function private.mint_due is
  'Runs one slice for each of the oldest running tasks. Called by the clock.';
