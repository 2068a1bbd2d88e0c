-- CBK-1: addresses that are told of receipts, resolutions, decisions about templates and replies, and what
-- people do with them. SMS-1 has one for the replies of each application.

comment on table public.callbacks is
  'CBK-1: where a service of the enterprise takes what it is told, a row a kind; of sms_reply a row an SMS '
  'application. Nothing is posted before a secret was made for the address.';
comment on column public.callbacks.kind is
  'send: each receipt and resolution of AIM and texts by itself; send_batch: up to 100 in one post; '
  'template: '
  'decisions about templates; basic_send, basic_reply: of the basic edition; sms_reply: SMS-1.';
comment on table private.callback_ways is
  'CBK-1: the whsec_ secrets that sign what is posted to an address, when it is asked again, and the worker '
  'that asks it now. Read by claim_callback_posts alone.';
comment on table private.callback_events is
  'CBK-1: what is in no post yet. Ids follow the order in which a message changed: who changes it holds '
  'its row until the event is seen.';
comment on table public.callback_posts is
  'CBK-1: posts to the addresses of callbacks, kept for a week. Numbers are looked up when a body is '
  'made, so '
  'none stands here.';
comment on column public.callback_posts.state is
  'waiting; taken: the address answered 2xx; dropped: the address was changed first, or nothing was left '
  'of it.';

select private.resource_table('public.callbacks', 'KooMessage:callback:list');

select private.resource_table('public.callback_posts', 'KooMessage:callback:list', '{items}');

create or replace function private.lay_callbacks() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.callbacks (enterprise_id, kind) select new.id, k
  from unnest(enum_range(null::public.callback_kind)) as k where k <> 'sms_reply';
  return null;
end $$;
comment on function private.lay_callbacks is
  'CBK-1: a new enterprise has a row of each kind, without an address.';
create trigger lay_callbacks after insert on public.enterprises
  for each row execute function private.lay_callbacks();

create or replace function private.lay_uplink() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.callbacks (enterprise_id, kind, app_id) values (new.enterprise_id, 'sms_reply', new.id);
  return null;
end $$;
comment on function private.lay_uplink is 'SMS-1: a new application has a row for its uplink address.';
create trigger lay_uplink after insert on public.sms_apps
  for each row execute function private.lay_uplink();

create or replace function private.callback_health(c public.callbacks) returns text
language sql immutable set search_path = '' as $$
  select case when c.url is null then 'none' when c.posting <> 'on' then c.posting
    when c.failures > 0 then 'failing' when c.taken_at is null then 'unused' else 'well' end
$$;
comment on function private.callback_health is
  'How posting goes: none (no address), off (no secret yet), unused, well, failing (it is tried again), '
  'stopped (given up: resume).';

create or replace function private.callback_facts(
  callback uuid, out waiting integer, out former_until timestamptz
) language plpgsql stable security definer set search_path = '' as $$
begin
  select coalesce((select sum(e.n) from private.callback_events e where e.callback_id = callback), 0)
    + coalesce((select sum(p.n) from public.callback_posts p
      where p.callback_id = callback and p.state = 'waiting'), 0),
    (select w.former_until from private.callback_ways w
      where w.callback_id = callback and w.former_until > clock_timestamp())
  into waiting, former_until;
end $$;
comment on function private.callback_facts is
  'Of a callback whose row is visible to the caller: how much waits to be posted, and until when its former '
  'secret signs too.';
grant execute on function private.callback_health, private.callback_facts to authenticated;

create or replace view public.callback_cards with (security_invoker = true) as
select c.id, c.enterprise_id, c.kind, c.kind::text as name, c.app_id,
  case when c.app_id is not null then private.app_name(c.app_id) end as app_name, c.url, c.posting,
  private.callback_health(c) as health, c.failures, c.error, c.taken_at, f.waiting, f.former_until,
  private.visible_person(c.set_by) as set_by_name, c.set_at, c.set_from,
  array_position(enum_range(null::public.callback_kind), c.kind) as place
from public.callbacks c cross join lateral private.callback_facts(c.id) f
where c.app_id is null or c.url is not null;
comment on view public.callback_cards is
  'CBK-1: a kind of callback with its address, how posting there goes (health, as private.callback_health '
  'says), how much waits, and until when the former secret signs too.';
grant select on public.callback_cards to authenticated;

create or replace function private.app_name(app uuid) returns text
language sql stable security definer set search_path = '' as $$
  select a.name from public.sms_apps a where a.id = app
$$;
comment on function private.app_name is
  'The name of an SMS application, also for people who may not list them. Called for rows that are visible.';

create or replace view public.callback_post_cards with (security_invoker = true) as
select p.id, p.enterprise_id, p.callback_id, 'post_' || p.id as name, c.kind,
  case when c.app_id is not null then private.app_name(c.app_id) end as app_name, p.type, p.n, p.state,
  p.attempts, p.status, p.error, p.took_ms, p.tried_at, p.created_at, private.shown_post(p.id) as body
from public.callback_posts p join public.callbacks c on c.id = p.callback_id;
comment on view public.callback_post_cards is
  'CBK-1: a post with what came of it, and its body with numbers and links masked. name: its webhook-id.';
grant select on public.callback_post_cards to authenticated;

create or replace function private.shown_post(post bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.post_body(p, c, false, private.told_messages(p.enterprise_id, p.ids, false))::jsonb
    from public.callback_posts p join public.callbacks c on c.id = p.callback_id where p.id = post);
end $$;
comment on function private.shown_post is 'The body of a post as people see it: masked.';
grant execute on function private.app_name, private.shown_post to authenticated;

create or replace function private.callback_address(typed text) returns text
language plpgsql stable set search_path = '' as $$
declare
  url constant text := nullif(btrim(typed), '');
  trouble constant text := case when url is not null then private.jump_trouble(url, 1000) end;
begin
  if trouble is not null then
    perform private.refuse('callback_url_invalid', jsonb_build_object('field', 'url', 'why', trouble));
  end if;
  return url;
end $$;
comment on function private.callback_address is
  'CBK-1: the address of a callback, or null: http or https, a public domain or IPv4 address, with a port or '
  'without, at most 1000 characters. Refuses callback_url_invalid.';

create or replace function private.set_callback_url(callback uuid, url text) returns void
language plpgsql set search_path = '' as $$
declare
  former public.callbacks;
begin
  select c.* into former from public.callbacks c where c.id = callback for update;
  if former.url is not distinct from url then return; end if;
  update public.callbacks c set url = set_callback_url.url, posting = 'off', failures = 0, error = null,
    taken_at = null, set_by = private.actor(), set_at = clock_timestamp(), set_from = private.source()
  where c.id = callback;
  delete from private.callback_ways w where w.callback_id = callback;
  delete from private.callback_events e where e.callback_id = callback;
  update public.callback_posts p set state = 'dropped', failing_since = null, due_at = null
  where p.callback_id = callback and p.state = 'waiting';
end $$;
comment on function private.set_callback_url is
  'Sets an address, or none. At another one nothing is posted before a secret is made: what was allowed was '
  'to tell the former. What waited for that is dropped.';

create or replace function private.new_callback_secret(callback uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  fresh constant text := 'whsec_' || encode(extensions.gen_random_bytes(32), 'base64');
begin
  insert into private.callback_ways as w (callback_id, secret) values (callback, fresh)
  on conflict on constraint callback_ways_pkey do update set former = w.secret,
    former_until = clock_timestamp() + interval '1 day', secret = excluded.secret;
  perform private.resume_posting(callback);
  return jsonb_build_object('once', jsonb_build_object('secret', fresh));
end $$;
comment on function private.new_callback_secret is
  'Makes the secret of an address, which is told this once, and begins posting. A former one signs beside it '
  'for a day.';

create or replace function private.resume_posting(callback uuid) returns void
language plpgsql set search_path = '' as $$
begin
  update private.callback_ways w set due_at = '-infinity' where w.callback_id = callback;
  update public.callback_posts p set failing_since = null, due_at = null
  where p.callback_id = callback and p.state = 'waiting' and p.failing_since is not null;
  update public.callbacks c set posting = 'on', failures = 0, error = null where c.id = callback;
end $$;
comment on function private.resume_posting is 'Posts to an address again, at once and in order.';

create or replace function private.update_callback(callback uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.set_callback_url(callback, private.callback_address(input ->> 'url'))
$$;
comment on function public.update_callback is
  'CBK-1: another address of a kind, or none. input {url}. At another address nothing is posted before '
  'rotate_callback. Returns the card. Refuses not_found, forbidden, wrong_state, callback_url_invalid.';

create or replace function private.rotate_callback(callback uuid, input jsonb) returns jsonb
language sql set search_path = '' as $$
  select private.new_callback_secret(callback)
$$;
comment on function public.rotate_callback is
  'CBK-1: makes a new secret for an address; from then on it is told. A former secret signs too for a day. '
  'Returns the card with secret (whsec_…), this once. Needs KooMessage:recipient:reveal too. Refuses '
  'not_found, forbidden, sudo_required, wrong_state (no address).';

create or replace function private.resume_callback(callback uuid, input jsonb) returns void
language sql set search_path = '' as $$
  select private.resume_posting(callback)
$$;
comment on function public.resume_callback is
  'CBK-1: what waits is posted again to the address that had taken nothing. Returns the card. Refuses '
  'not_found, forbidden, wrong_state.';

create or replace function private.test_callback(callback uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  insert into public.callback_posts (enterprise_id, callback_id, type, n)
  select c.enterprise_id, c.id, 'test', 1 from public.callbacks c where c.id = callback;
  update private.callback_ways w set due_at = '-infinity' where w.callback_id = callback;
end $$;
comment on function public.test_callback is
  'CBK-1: has an invented event posted to an address, before all that waits. callback_posts says what came '
  'of it. Returns the card. Refuses not_found, forbidden, wrong_state.';

create or replace function private.replay_callback(callback uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  first constant timestamptz := coalesce(private.as_time(input ->> 'since', 'since'), '-infinity');
  last constant timestamptz := coalesce(private.as_time(input ->> 'until', 'until'), 'infinity');
  -- A request has 8 s; 200,000 posts took 10 s on two cores, and a busy machine three times as long.
  most constant integer := 20000;
begin
  if (select count(*) from (select from public.callback_posts p where p.callback_id = callback
      and p.state <> 'waiting' and p.created_at between first and last limit most + 1) x) > most then
    perform private.refuse('replay_too_many', jsonb_build_object('most', most));
  end if;
  update public.callback_posts p set state = 'waiting', attempts = 0, status = null, error = null,
    failing_since = null, due_at = null
  where p.callback_id = callback and p.state <> 'waiting' and p.created_at between first and last;
  if not found then perform private.refuse('replay_empty'); end if;
  update private.callback_ways w set due_at = '-infinity' where w.callback_id = callback;
end $$;
comment on function public.replay_callback is
  'CBK-1: posts again what was posted in a time, in its order and before what waits, each with its '
  'webhook-id. '
  'input {since, until (null: open)}. Returns the card. Refuses not_found, forbidden, wrong_state, '
  'input_invalid, replay_empty, replay_too_many.';

create or replace function private.replay_callback_post(callback_post bigint, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.callback_posts p set attempts = 0, status = null, error = null,
    failing_since = null, due_at = null where p.id = callback_post;
  update private.callback_ways w set due_at = '-infinity'
  where w.callback_id = (select p.callback_id from public.callback_posts p where p.id = callback_post);
end $$;
comment on function public.replay_callback_post is
  'CBK-1: posts a post again, with its webhook-id. Returns the card. Refuses not_found, forbidden, '
  'wrong_state.';

select private.public_verbs('callback');
select private.public_verbs('callback_post');
