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
    from runs r cross join lateral (
      select x.id, x.place, (r.receipts).statuses[coalesce(x.word, 1)] as status,
        (r.receipts).codes[coalesce(x.word, 1)] as code,
        coalesce(x.at, (extract(epoch from r.at) * 1000)::bigint) as at, null::jsonb as item
      from unnest((r.receipts).ids, (r.receipts).places, (r.receipts).ats)
        with ordinality as x (id, word, at, place)
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
    case t.type when 'sms' then array_agg(t.status order by t.ordinal) end,
    case t.type when 'sms' then array_agg(t.code order by t.ordinal) end,
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

create or replace function private.claim_callback_posts(holder uuid, most integer default 4)
returns table (callback_id uuid, url text, secrets text[], abreast boolean, posts jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  w private.callback_ways;
  c public.callbacks;
begin
  for w in
    select x.* from private.callback_ways x join public.callbacks y on y.id = x.callback_id
    where y.posting = 'on' and x.due_at < clock_timestamp() and x.lease_until < clock_timestamp()
      and (exists (select from public.callback_posts p where p.callback_id = x.callback_id and p.state =
        'waiting')
        or exists (select from private.callback_events e where e.callback_id = x.callback_id))
      and not (select private.is_held())
    order by x.lease_until, x.callback_id limit most for update of x skip locked
  loop
    select y.* into c from public.callbacks y where y.id = w.callback_id;
    if not exists (select from public.callback_posts p where p.callback_id = c.id and p.state = 'waiting')
      then
      perform private.cut_posts(c);
    end if;
    posts := private.posts_to_send(c);
    continue when posts is null;
    update private.callback_ways x set holder = claim_callback_posts.holder,
      lease_until = clock_timestamp() + interval '40 seconds' where x.callback_id = c.id;
    callback_id := c.id;
    url := c.url;
    secrets := array_remove(array[w.secret,
        case when w.former_until > clock_timestamp() then w.former end], null);
    abreast := private.post_most(c.kind) = 1;
    return next;
  end loop;
end $$;
comment on function private.claim_callback_posts is
  'CBK-1: leases addresses for 40 s: [{callback_id, url, secrets (each signs), posts: [{id, about, body}]}], '
  'oldest first. abreast: posts about different things may go at once; else one after the other. A worker '
  'begins no post after 20 s.';

create or replace function private.posts_to_send(c public.callbacks) returns jsonb
language plpgsql set search_path = '' as $$
declare
  due jsonb;
  empty bigint[];
begin
  select jsonb_agg(jsonb_build_object('id', x.id, 'about', coalesce(x.ids[1]::text, x.items -> 0 ->>
    'tpl_id'),
      'body', x.body::text) order by x.place) filter (where x.body is not null),
    coalesce(array_agg(x.id) filter (where x.body is null), '{}')
  into due, empty from (
    select p.id, p.ids, p.items, private.post_body(p, c, true) as body,
      row_number() over (order by p.type <> 'test', p.id) as place from public.callback_posts p
    where p.callback_id = c.id and p.state = 'waiting' order by p.type <> 'test', p.id
    limit case when private.post_most(c.kind) = 1 then 100 else 10 end) x;
  if empty <> '{}' then
    update public.callback_posts p set state = 'dropped' where p.id = any (empty);
  end if;
  return due;
end $$;
comment on function private.posts_to_send is
  'The next posts of an address with their bodies, tests first; null for none. What was taken away at the '
  'end '
  'of its period meanwhile leaves nothing to tell, and its post is dropped.';

create or replace function private.settle_callback_posts(
  holder uuid, callback uuid, ids bigint[], statuses integer[], errors text[], ms integer[]
) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  w private.callback_ways;
  c public.callbacks;
  why text;
  taken boolean;
begin
  select x.* into w from private.callback_ways x where x.callback_id = callback for update;
  -- Another address by now: nothing waits for it any more.
  if not found then return false; end if;
  update public.callback_posts p set state = case when x.error is null then 'taken' else p.state end,
    attempts = p.attempts + 1, status = x.status, error = left(regexp_replace(x.error, '^gone: ', ''), 300),
    took_ms = x.ms, tried_at = clock_timestamp()
  from unnest(settle_callback_posts.ids, settle_callback_posts.statuses, errors,
    settle_callback_posts.ms) as x (id, status, error, ms)
  where p.id = x.id and p.callback_id = callback and p.state = 'waiting';
  -- Its lease was over, and another worker has it: what was taken is taken, the rest is that worker's to say.
  if w.holder is distinct from settle_callback_posts.holder then return false; end if;
  if ids = '{}' then
    update private.callback_ways x set holder = null, lease_until = '-infinity' where x.callback_id =
      callback;
    return true;
  end if;
  why := (select x.error from unnest(errors) as x (error) where x.error is not null
    order by x.error like 'gone: %' desc limit 1);
  -- Of posts that were all taken there may be no errors at all.
  taken := exists (select from unnest(ids, errors) as x (id, error) where x.error is null);
  -- Again after 10 s, 20 s and so on up to 20 min. An address that took nothing for a day, or that may not be
  -- asked, is asked no more until a person says so.
  update public.callbacks x set
    taken_at = case when taken then clock_timestamp() else x.taken_at end,
    failures = case when why is null then 0 else case when taken then 0 else x.failures end + 1 end,
    error = left(regexp_replace(why, '^gone: ', ''), 300),
    posting = case when why like 'gone: %' or why is not null and not taken
      and w.failing_since < clock_timestamp() - interval '1 day' then 'stopped' else x.posting end
  where x.id = callback returning x.* into c;
  update private.callback_ways x set holder = null, lease_until = '-infinity',
    failing_since = case when why is not null then case when taken or w.failing_since is null
      then clock_timestamp() else w.failing_since end end,
    due_at = case when why is null then '-infinity' else clock_timestamp()
      + least(make_interval(secs => 10 * power(2, least(c.failures, 12) - 1)), interval '20 minutes') end
  where x.callback_id = callback;
  if c.posting = 'stopped' then
    perform private.tell_stopped(c);
  end if;
  return true;
end $$;
comment on function private.settle_callback_posts is
  'CBK-1: records what came of posts (error null: taken; ''gone: …'': not to be asked again) and ends the '
  'lease. A failure is tried again after 10 s, doubled up to 20 min; after a day without any success the '
  'address is stopped and people are told. False: it was not the holder''s any more.';

create or replace function private.tell_stopped(c public.callbacks) returns void
language sql set search_path = '' as $$
  select case when c.app_id is not null then private.alert(c.enterprise_id, 'uplink_stopped', 'sms_app',
    c.app_id,
      jsonb_build_object('name', private.app_name(c.app_id), 'error', c.error))
    else private.alert(c.enterprise_id, 'callback_stopped', 'callback', c.id,
      jsonb_build_object('callback', c.kind, 'error', c.error)) end
$$;
comment on function private.tell_stopped is 'Tells people, in panel and chat, that an address is given up.';
