-- SMS-1 (table 7-7): replies are posted to the uplink address of their application, as Standard Webhooks: at
-- least once, in their order, with the same id at each try.

comment on table private.sms_uplinks is
  'SMS-1: the whsec_ secret that signs what is posted to an application''s uplink address, and the post that '
  'is under way. Read by claim_uplink_posts alone, for the bot.';

comment on table private.uplink_replies is
  'SMS-1: replies that wait to be posted to the uplink address of an application; taken away once they are '
  'taken there, and with the reply itself.';

create or replace function private.rotate_sms_app(sms_app uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  fresh constant text := 'whsec_' || encode(extensions.gen_random_bytes(32), 'base64');
begin
  insert into private.sms_uplinks as u (app_id, secret) values (sms_app, fresh)
  on conflict (app_id) do update set secret = excluded.secret, attempts = 0, first_at = null,
  lease_until = '-infinity';
  update public.sms_apps a set uplink_state = 'on', uplink_failures = 0, uplink_error = null
  where a.id = sms_app;
  return jsonb_build_object('once', jsonb_build_object('secret', fresh));
end $$;
comment on function public.rotate_sms_app is
  'SMS-1: makes a new secret for the uplink address. From then on replies are posted there, signed with it. '
  'Returns the card with secret (whsec_…), this once. Needs KooMessage:recipient:reveal too. '
  'Refuses not_found, forbidden, sudo_required, wrong_state (no address).';

create or replace function private.resume_sms_app(sms_app uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update private.sms_uplinks u set attempts = 0, first_at = null, lease_until = '-infinity'
  where u.app_id = sms_app;
  update public.sms_apps a set uplink_state = 'on', uplink_failures = 0, uplink_error = null
  where a.id = sms_app;
end $$;
comment on function public.resume_sms_app is
  'SMS-1: replies that wait are posted again to the address that had taken none. Returns the card. '
  'Refuses not_found, forbidden, wrong_state.';

create or replace function private.end_uplink(app uuid) returns void
language plpgsql set search_path = '' as $$
begin
  delete from private.sms_uplinks u where u.app_id = app;
  delete from private.uplink_replies q where q.app_id = app;
  update public.sms_apps a set uplink_state = 'off', uplink_failures = 0, uplink_error = null where a.id = app;
end $$;
comment on function private.end_uplink is
  'SMS-1: nothing more is posted for the application: its address is another one, and what was allowed was '
  'to tell the former. The replies themselves stay.';

create or replace function private.claim_uplink(given jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  u private.sms_uplinks;
  posts jsonb := '[]';
begin
  for u in
    select x.* from private.sms_uplinks x join public.sms_apps a on a.id = x.app_id
    where a.uplink_state = 'on' and x.lease_until < clock_timestamp() and not (select private.is_held())
      and exists (select from private.uplink_replies q where q.app_id = x.app_id)
    order by x.lease_until, x.app_id limit (given ->> 'most')::integer for update of x skip locked
  loop
    -- Replies that were purged meanwhile have left the post, or all of it.
    if u.post is null or not exists (select from private.uplink_replies q
      where q.app_id = u.app_id and q.post = u.post) then
      u.post := nextval('private.uplink_posts');
      u.attempts := 0;
      u.first_at := null;
      update private.uplink_replies q set post = u.post
      where q.id in (select o.id from private.uplink_replies o where o.app_id = u.app_id order by o.id
        limit 100);
    end if;
    update private.sms_uplinks x set post = u.post, attempts = u.attempts + 1,
      first_at = coalesce(u.first_at, clock_timestamp()),
      lease_until = clock_timestamp() + interval '30 seconds' where x.app_id = u.app_id;
    posts := posts || (select jsonb_build_object('post_id', u.post, 'address', a.uplink_url,
        'secret', u.secret, 'application', a.name, 'replies',
        (select jsonb_agg(jsonb_build_object('id', r.id, 'from', r.phone, 'signature', r.signature,
              'text', r.text, 'at', coalesce(r.at, r.received_at)) order by q.id)
          from private.uplink_replies q join public.replies r on r.channel_id = q.channel_id
            and r.id = q.reply_id where q.app_id = u.app_id and q.post = u.post))
      from public.sms_apps a where a.id = u.app_id);
  end loop;
  return posts;
end $$;
create or replace function public.claim_uplink_posts(most integer default 5) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('uplink', 'claim', jsonb_build_object('most', most))
$$;
comment on function public.claim_uplink_posts is
  'SMS-1: leases posts of replies for 30 s, one an application: [{post_id, address, secret, application, '
  'replies: [{id, from (whole), signature, text, at}]}], 100 replies at most. A post keeps its id until it '
  'is taken. Bot only.';

create or replace function private.finish_uplink(given jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  error constant text := given ->> 'error';
  u private.sms_uplinks;
  app public.sms_apps;
begin
  select x.* into u from private.sms_uplinks x where x.post = (given ->> 'post')::bigint for update;
  -- The address was taken away meanwhile, or another bot has finished the post.
  if not found then return '{}'; end if;
  if error is null then
    delete from private.uplink_replies q where q.app_id = u.app_id and q.post = u.post;
    update private.sms_uplinks x set post = null, attempts = 0, first_at = null, lease_until = '-infinity'
    where x.app_id = u.app_id;
    update public.sms_apps a set uplink_at = clock_timestamp(), uplink_failures = 0, uplink_error = null
    where a.id = u.app_id;
    return '{}';
  end if;
  -- Again after 10 s, 20 s and so on up to 20 min. An address that took nothing for a day, or that may not be
  -- asked, is asked no more until a person says so.
  update private.sms_uplinks x set lease_until = clock_timestamp()
    + least(make_interval(secs => 10 * power(2, least(u.attempts, 12) - 1)), interval '20 minutes')
  where x.app_id = u.app_id;
  update public.sms_apps a set uplink_failures = a.uplink_failures + 1,
    uplink_error = left(regexp_replace(error, '^gone: ', ''), 300),
    uplink_state = case when error like 'gone: %'
      or u.first_at < clock_timestamp() - interval '1 day' then 'stopped' else a.uplink_state end
  where a.id = u.app_id returning a.* into app;
  if app.uplink_state = 'stopped' then
    perform private.alert(app.enterprise_id, 'uplink_stopped', 'sms_app', app.id,
      jsonb_build_object('name', app.name, 'error', app.uplink_error));
  end if;
  return '{}';
end $$;
create or replace function public.finish_uplink_post(post bigint, error text default null) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('uplink', 'finish', jsonb_build_object('post', post, 'error', error))
$$;
comment on function public.finish_uplink_post is
  'SMS-1: records that the address has taken a post, or why it has not: it is posted again after 10 s, '
  'doubled up to 20 min, with the same id. After a day, or at an error that begins with ''gone: '', the '
  'uplink stops with the alert uplink_stopped, and its replies wait for resume_sms_app. Bot only.';

grant execute on function public.claim_uplink_posts, public.finish_uplink_post to authenticated;
