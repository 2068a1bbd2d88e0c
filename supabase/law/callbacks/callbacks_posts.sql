-- CBK-1: posts are cut from what is queued, leased to workers, and settled. One worker at a time posts to an
-- address, so what happened to one message is told in its order.

create or replace function private.post_most(kind public.callback_kind) returns integer
language sql immutable set search_path = '' as $$
  select case when kind in ('send', 'template') then 1 else 100 end
$$;
comment on function private.post_most is 'How many events a post of a kind tells of.';

create or replace function private.cut_posts(about public.callbacks) returns integer
language plpgsql set search_path = '' as $$
declare
  cut integer;
begin
  with taken as (
    delete from private.callback_events e where e.id = any (array(
      select x.id from (select y.id, sum(y.n) over (order by y.id) - y.n as before
        from (select z.id, z.n from private.callback_events z where z.callback_id = about.id
          order by z.id limit 2000) y) x where x.before < 5000 order by x.id)) returning e.*
  ), runs as (
    select t.*, count(*) filter (where t.other) over (order by t.id) as run from (
      select x.*, x.type is distinct from lag(x.type) over (order by x.id) as other from taken x) t
  ), told as (
    select r.run, r.type, row_number() over (partition by r.run order by r.id, o.place) - 1 as ordinal, o.*
    from runs r
    -- Each column is taken out once an event: a look into the whole row unpacks all of it.
    cross join lateral (select (r.receipts).ids as all_ids, (r.receipts).places, (r.receipts).statuses,
      (r.receipts).codes, (r.receipts).ats, (extract(epoch from r.at) * 1000)::bigint as at offset 0) v
    cross join lateral (
      select x.id, x.place, v.statuses[coalesce(x.word, 1)] as status, v.codes[coalesce(x.word, 1)] as code,
        coalesce(x.at, v.at) as at, null::jsonb as item
      from unnest(v.all_ids, v.places, v.ats) with ordinality as x (id, word, at, place)
      where r.type = 'sms' and (r.ids is null or x.id = any (r.ids))
      union all
      select x.id, x.place, null, null, null, null from unnest(r.ids) with ordinality as x (id, place)
      where r.type = 'shortchain'
      union all
      select null, x.place, null, null, null, x.item
      from jsonb_array_elements(r.items) with ordinality as x (item, place)) o
  )
  insert into public.callback_posts (enterprise_id, callback_id, type, n, ids, statuses, codes, ats, items)
  select about.enterprise_id, about.id, t.type, count(*), case when t.type in ('sms', 'shortchain') then
      array_agg(t.id order by t.ordinal) end,
    -- What all events of a post say stands once.
    case when t.type <> 'sms' then null when min(t.status) = max(t.status) then array[min(t.status)]
      else array_agg(t.status order by t.ordinal) end,
    case when t.type <> 'sms' then null when count(t.code) = 0 then '{null}'
      when min(t.code) = max(t.code) and count(t.code) = count(*) then array[min(t.code)]
      else array_agg(t.code order by t.ordinal) end,
    case t.type when 'sms' then array_agg(t.at order by t.ordinal) end,
    case when t.type in ('template', 'reply') then jsonb_agg(t.item order by t.ordinal) end
  from told t group by t.run, t.type, t.ordinal / private.post_most(about.kind)
  order by t.run, t.ordinal / private.post_most(about.kind);
  get diagnostics cut = row_count;
  return cut;
end $$;
comment on function private.cut_posts is
  'Makes posts of the oldest 5,000 events, or so, of an address, in their order. The caller holds its way. '
  'Returns how many.';

create or replace function private.post_keys(p public.callback_posts) returns bigint[]
language plpgsql immutable set search_path = '' as $$
begin
  return case p.type when 'test' then '{}'::bigint[] when 'reply' then '{0}'
    when 'template' then array[hashtextextended(p.items -> 0 ->> 'tpl_id', 0)] else p.ids end;
end $$;
comment on function private.post_keys is
  'What a post is about: messages and links, a template; all replies are one thing, as people converse.';

create or replace function private.posts_due(c public.callbacks) returns bigint[]
language plpgsql stable set search_path = '' as $$
declare
  most constant integer := case when private.post_most(c.kind) = 1 then 100 else 10 end;
begin
  return array(with line as materialized (
      select x.*, row_number() over (order by x.type <> 'test', x.id) as place from (
        (select p.id, p.type, p.due_at, private.post_keys(p) as keys from public.callback_posts p
          where p.callback_id = c.id and p.state = 'waiting' and p.type = 'test' order by p.id limit most)
        union all
        (select p.id, p.type, p.due_at, private.post_keys(p) from public.callback_posts p
          where p.callback_id = c.id and p.state = 'waiting' and p.type <> 'test'
          order by p.id limit most * 2)) x
    ), behind as (
      select y.id from (select l.id, l.place, min(l.place) over (partition by k) as first
        from line l cross join unnest(l.keys) as k) y where y.first < y.place
    )
    select l.id from line l where (l.due_at is null or l.due_at < clock_timestamp())
      and l.id not in (select b.id from behind b) order by l.place limit most);
end $$;
comment on function private.posts_due is
  'The next posts of an address, tests first: none that has to wait, or is about what an earlier one that '
  'waits is about. So they may go at once, and what happened to one message is told in its order.';

create or replace function private.claim_callback_posts(
  holder uuid, most integer default 4, mark text default null
) returns table (callback_id uuid, url text, secrets text[], posts jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  w private.callback_ways;
  c public.callbacks;
begin
  for w in
    select x.* from private.callback_ways x join (
      -- Of an enterprise the next address comes after those that are asked for it now.
      select v.callback_id, row_number() over (partition by y.enterprise_id order by v.lease_until)
        + (select count(*) from private.callback_ways o join public.callbacks z on z.id = o.callback_id
          where z.enterprise_id = y.enterprise_id and o.lease_until >= clock_timestamp()) as turn
      from private.callback_ways v join public.callbacks y on y.id = v.callback_id
      where y.posting = 'on' and v.due_at < clock_timestamp() and v.lease_until < clock_timestamp()
        and (exists (select from public.callback_posts p where p.callback_id = v.callback_id
            and p.state = 'waiting' and (p.due_at is null or p.due_at < clock_timestamp()))
          or exists (select from private.callback_events e where e.callback_id = v.callback_id))
        and not (select private.is_held())) t on t.callback_id = x.callback_id
    where x.due_at < clock_timestamp() and x.lease_until < clock_timestamp()
    order by t.turn, x.lease_until, x.callback_id limit most for update of x skip locked
  loop
    select y.* into c from public.callbacks y where y.id = w.callback_id;
    posts := private.posts_to_send(c, private.posts_due(c), mark);
    if posts is null and private.cut_posts(c) > 0 then
      posts := private.posts_to_send(c, private.posts_due(c), mark);
    end if;
    -- The one looked at last is last again: no address keeps another one of its enterprise waiting.
    update private.callback_ways x set holder = claim_callback_posts.holder,
      lease_until = clock_timestamp() + case when posts is null then interval '0'
        else interval '40 seconds' end
    where x.callback_id = c.id;
    continue when posts is null;
    callback_id := c.id;
    url := c.url;
    secrets := array_remove(array[w.secret,
        case when w.former_until > clock_timestamp() then w.former end], null);
    return next;
  end loop;
end $$;
comment on function private.claim_callback_posts is
  'CBK-1: leases addresses for 40 s: [{callback_id, url, secrets (each signs), posts: [{id, body}]}], the '
  'one that waits longest of the enterprise with the fewest leased first. Posts of a lease may go at once, '
  'begun within 20 s. mark: as told_messages has it.';

create or replace function private.posts_to_send(c public.callbacks, due bigint[], mark text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  ready jsonb;
  empty bigint[];
  said jsonb;
begin
  if due = '{}' then return null; end if;
  said := private.told_messages(c.enterprise_id, array(select i from public.callback_posts p
    cross join unnest(p.ids) as i where p.id = any (due)), true, mark);
  select jsonb_agg(jsonb_build_object('id', x.id, 'body', x.body) order by x.place)
      filter (where x.body is not null), coalesce(array_agg(x.id) filter (where x.body is null), '{}')
  into ready, empty from (
    select p.id, private.post_body(p, c, true, said) as body, d.place
    from unnest(due) with ordinality as d (id, place) join public.callback_posts p on p.id = d.id) x;
  if empty <> '{}' then
    update public.callback_posts p set state = 'dropped' where p.id = any (empty);
  end if;
  return ready;
end $$;
comment on function private.posts_to_send is
  'These posts with their bodies; null for none. What was taken away at the end of its period meanwhile '
  'leaves nothing to tell, and its post is dropped.';

create or replace function private.tried_again(attempts integer) returns interval
language sql immutable set search_path = '' as $$
  select least(make_interval(secs => 10 * power(2, least(attempts, 12) - 1)), interval '20 minutes')
$$;
comment on function private.tried_again is
  'How long after so many failures there is another try: 10 s, 20 s and so on, up to 20 min.';

create or replace function private.settle_callback_posts(
  holder uuid, callback uuid, ids bigint[], statuses integer[], errors text[], ms integer[]
) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  w private.callback_ways;
  why text;
  taken boolean;
begin
  select x.* into w from private.callback_ways x where x.callback_id = callback for update;
  -- Another address by now: nothing waits for it any more.
  if not found then return false; end if;
  -- Of posts that were all taken there may be no errors at all.
  taken := exists (select from unnest(ids, errors) as x (id, error) where x.error is null);
  -- Where others were taken it is this post that is not: it waits by itself, and what comes after it.
  update public.callback_posts p set state = case when x.error is null then 'taken' else p.state end,
    attempts = p.attempts + 1, status = x.status, error = left(regexp_replace(x.error, '^gone: ', ''), 300),
    took_ms = x.ms, tried_at = clock_timestamp(),
    failing_since = case when x.error is not null then coalesce(p.failing_since, clock_timestamp()) end,
    due_at = case when x.error is not null and taken
      then clock_timestamp() + private.tried_again(p.attempts + 1) end
  from unnest(settle_callback_posts.ids, settle_callback_posts.statuses, errors,
    settle_callback_posts.ms) as x (id, status, error, ms)
  where p.id = x.id and p.callback_id = callback and p.state = 'waiting';
  -- Its lease was over, and another worker has it: what was taken is taken, the rest is that worker's to say.
  if w.holder is distinct from settle_callback_posts.holder then return false; end if;
  why := (select x.error from unnest(errors) as x (error) where x.error is not null
    order by x.error like 'gone: %' desc limit 1);
  perform private.note_posting(callback, taken, why);
  update private.callback_ways x set holder = null, lease_until = clock_timestamp(),
    due_at = case when why is null or taken then '-infinity'
      else clock_timestamp() + (select private.tried_again(c.failures) from public.callbacks c
        where c.id = callback) end
  where x.callback_id = callback;
  return true;
end $$;
comment on function private.settle_callback_posts is
  'CBK-1: records what came of posts (error null: taken; ''gone: …'': not to be asked again) and ends the '
  'lease. Where none was taken the address is tried again after 10 s, doubled up to 20 min; else the post '
  'that was not. False: the lease was not the holder''s any more.';

create or replace function private.note_posting(callback uuid, taken boolean, why text) returns void
language plpgsql set search_path = '' as $$
declare
  failing constant timestamptz := (select min(p.failing_since) from public.callback_posts p
    where p.callback_id = callback and p.state = 'waiting' and p.failing_since is not null);
  c public.callbacks;
begin
  -- An address that did not take a post for a day, or that may not be asked, is asked no more until a person
  -- says so.
  update public.callbacks x set
    taken_at = case when taken then clock_timestamp() else x.taken_at end,
    failures = case when failing is null then 0 when why is null then x.failures when taken then 1
      else x.failures + 1 end,
    error = case when failing is not null
      then left(regexp_replace(coalesce(why, x.error), '^gone: ', ''), 300) end,
    posting = case when why like 'gone: %'
        or why is not null and failing < clock_timestamp() - interval '1 day'
      then 'stopped' else x.posting end
  where x.id = callback and (taken or why is not null) returning x.* into c;
  if c.posting = 'stopped' then perform private.tell_stopped(c); end if;
end $$;
comment on function private.note_posting is
  'How posting to an address goes, after some were taken and some perhaps not (why); stops it, and tells '
  'people, where a post was not taken for a day.';

create or replace function private.tell_stopped(c public.callbacks) returns void
language sql set search_path = '' as $$
  select case when c.app_id is not null then private.alert(c.enterprise_id, 'uplink_stopped', 'sms_app',
    c.app_id,
      jsonb_build_object('name', private.app_name(c.app_id), 'error', c.error))
    else private.alert(c.enterprise_id, 'callback_stopped', 'callback', c.id,
      jsonb_build_object('callback', c.kind, 'error', c.error)) end
$$;
comment on function private.tell_stopped is 'Tells people, in panel and chat, that an address is given up.';
