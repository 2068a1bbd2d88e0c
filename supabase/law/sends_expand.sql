-- sends: expansion into deliveries (SND-5). Called by the clock, never by people.

create or replace function private.deliveries_partition(p private.send_progress) returns text language sql immutable set search_path = '' as $$
  select 'partitions.deliveries_' || p.id_base
$$;

comment on function private.deliveries_partition is 'The name of a large send''s partition.';

create or replace function private.deliveries_home(p private.send_progress) returns regclass language plpgsql stable set search_path = '' as $$
begin
  if not p.large then return 'partitions.deliveries_shared'::regclass; end if;
  -- The partition of a large send that is still expanding, or was cancelled meanwhile, is not attached: the send has no deliveries yet.
  return case when p.indexed then to_regclass(private.deliveries_partition(p)) end;
end $$;

comment on function private.deliveries_home is 'The partition that holds the deliveries of a send; null when there are none.';

create or replace function private.home_of(send uuid) returns regclass language plpgsql stable set search_path = '' as $$
begin
  return (select private.deliveries_home(p) from private.send_progress p where p.send_id = send);
end $$;

comment on function private.home_of is 'The partition that holds the deliveries of a send, by the id of the send.';

create or replace function private.lay_partition(p private.send_progress) returns void language plpgsql set search_path = '' as $$
begin
  -- The send and its enterprise are the same in every row, so they are defaults. The check lets the planner skip the partition. Half of each page
  -- is left free: a batch updates all rows of its pages at once, and the new versions stay on the page and touch no index. After two updates they
  -- take less space than with a fill factor of 80 (37 MB instead of 44 for 100,000). A hand-over and a receipt cost a fifth less, the expansion 4 %
  -- more.
  execute format('create table %s (like public.deliveries including defaults including constraints) with (fillfactor = 50)', private.deliveries_partition(p));
  execute format('alter table %s alter send_id set default %L, alter enterprise_id set default %L, add check (send_id = %L), add check (id >= %s and id < %s)',
    private.deliveries_partition(p), p.send_id, p.enterprise_id, p.send_id, p.id_base + 1, p.id_base + p.total + 1);
  perform private.guard(private.deliveries_partition(p)::regclass);
end $$;

comment on function private.lay_partition is 'Creates the partition of a large send. Its index is built when it is full.';

create or replace function private.expand_slice(send uuid, most integer default 20000) returns integer language plpgsql set search_path = '' as $$
declare
  s public.sends;
  p private.send_progress;
  signed text;
  taken integer := 0;
  upto integer;
  anyone boolean;
  whole text;
  slice text;
  refused_by_person integer := 0;
begin
  select x.* into s from public.sends x where x.id = send for no key update skip locked;
  if not found or s.state <> 'expanding' then return 0; end if;
  select x.* into p from private.send_progress x where x.send_id = send for update;
  select g.name into signed from public.sms_signatures g where g.id = s.sms_signature_id;
  if p.large and p.expanded = 0 then perform private.lay_partition(p); end if;
  if p.expanded < p.total then
    -- Almost always nobody has opted out. Then the list is not searched, and a row takes 1.4 µs instead of 1.8.
    anyone := exists (select from public.opt_outs o where o.enterprise_id = s.enterprise_id and o.signature = signed);
    -- Numbers that lack a value are left out; nearly always there are none.
    whole := case when s.left_out > 0 then ' and ' || private.whole_numbers(s.version_id, s.columns) else '' end;
    execute format('select x.line from public.numbers x where x.file_id = %L and x.line > $1 %s order by x.line offset $2 - 1 limit 1', s.number_file_id, whole)
    into upto using p.expanded_line, most;
    slice := format($slice$
      insert into %s (id, send_id, enterprise_id, ordinal, phone, params, state, segments, final_at)
      select $3 + n.place, %L, %L, $4 + n.place, n.phone, n.params,
        case when n.refused then 'opted_out' else 'pending' end::public.delivery_state, $5, case when n.refused then clock_timestamp() end
      from (select x.phone, %s as params, row_number() over (order by x.line) as place,
          %s as refused
        from public.numbers x where x.file_id = %L and x.line > $1 and x.line <= $2 %s) n $slice$,
      case when p.large then private.deliveries_partition(p) else 'public.deliveries' end, send, s.enterprise_id, private.values_for(s.version_id, s.columns, s.number_file_id),
      case when anyone then format('exists (select from public.opt_outs o where o.enterprise_id = %L and o.signature = %L and o.phone = x.phone)', s.enterprise_id, signed)
        else 'false' end, s.number_file_id, whole);
    if anyone then
      execute format('with made as (%s returning state) select count(*), count(*) filter (where m.state = ''opted_out'') from made m', slice)
      into taken, refused_by_person using p.expanded_line, coalesce(upto, 2147483647), p.id_base + p.expanded, p.expanded, s.segments;
    else
      execute slice using p.expanded_line, coalesce(upto, 2147483647), p.id_base + p.expanded, p.expanded, s.segments;
      get diagnostics taken = row_count;
    end if;
    update private.send_progress x set expanded = x.expanded + taken, expanded_line = coalesce(upto, 2147483647) where x.send_id = send returning * into p;
    if refused_by_person > 0 then
      update public.send_totals c set pending = c.pending - refused_by_person, opted_out = c.opted_out + refused_by_person where c.send_id = send;
      perform private.release(send, refused_by_person);
    end if;
  end if;
  if p.expanded < p.total or (p.large and taken > 0) then
    perform private.touch_cards('send', send);
  else
    if p.large then
      -- 1,000,000 rows: building the index afterwards takes 0.5 s, maintaining it row by row 3 s. It has a call of its own, because a call has to
      -- end within 8 s.
      execute format('alter table %s add primary key (id)', private.deliveries_partition(p));
      execute format('alter table public.deliveries attach partition %s for values from (%s) to (%s)',
        private.deliveries_partition(p), p.id_base + 1, p.id_base + p.total + 1);
      execute format('analyze %s', private.deliveries_partition(p));
    end if;
    update private.send_progress x set indexed = true where x.send_id = send;
    perform private.transition('send', send, 'expand');
  end if;
  return taken;
end $$;

comment on function private.expand_slice is
  'SND-5: makes the next deliveries of an approved send, in the order of the file; the ids are also those of their personal links. Opted-out numbers are accounted, not sent. The cursor advances in the same transaction. Returns how many.';

create or replace function private.link_base(domain uuid) returns text language plpgsql stable set search_path = '' as $$
begin
  return (select coalesce('https://' || d.host, (select x.link_base_url from private.deployment x)) from public.domains d where d.id = domain);
end $$;

comment on function private.link_base is 'The base address of the links of a domain: its own host, or the deployment''s address.';
