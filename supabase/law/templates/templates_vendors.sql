comment on table private.vendor_handoffs is
  'Versions to be handed to the carrier for vendor review. The carrier answers a repeated reference as it '
  'did the first time. A version submitted again, after all vendors rejected it, gets a new reference.';

create or replace function private.claim_vendor_handoffs(most integer default 20) returns table (
  reference uuid, layout text, vendors public.vendor[], usage public.template_usage, content jsonb,
  adapter text, number text, base_url text, credentials jsonb, settings jsonb, callback_url text
) language plpgsql security definer set search_path = '' as $$
begin
  return query
  with due as (
    select h.version_id, s.* from private.vendor_handoffs h
    join public.template_versions v on v.id = h.version_id
    -- Once, through the first usable channel. Without one it waits, and no attempt is counted.
    cross join lateral (
      select c.id as channel, c.carrier_id as carrier, c.adapter, c.number, c.base_url, c.settings,
        k.credentials
      from public.channels c
      join private.channel_secrets k on k.channel_id = c.id
      where c.enterprise_id = v.enterprise_id and c.state = 'active' order by c.created_at, c.id limit 1) as s
    where h.done_at is null and h.lease_until < clock_timestamp() and not (select private.is_held())
    order by h.lease_until limit most for update of h skip locked
  ), leased as (
    -- 60 s: twice the 30 s after which an unanswered call counts as unknown.
    update private.vendor_handoffs h set lease_until = clock_timestamp() + interval '60 seconds',
      attempts = h.attempts + 1
    from due where h.version_id = due.version_id returning h.version_id, h.reference
  )
  select l.reference, t.layout, v.vendors, t.usage, v.content, s.adapter::text, s.number, s.base_url,
    s.credentials, s.settings, private.callback_url(s.channel, s.carrier, s.adapter)
  from leased l join due s on s.version_id = l.version_id
  join public.template_versions v on v.id = l.version_id join public.templates t on t.id = v.template_id;
end $$;

comment on function private.claim_vendor_handoffs is
  'Leases versions that wait to be handed to the carrier, with everything that the call needs.';

create or replace function private.finish_vendor_handoff(
  reference uuid, carrier text, error text
) returns void language sql security definer set search_path = '' as $$
  update private.vendor_handoffs h
  set carrier_id = coalesce(carrier, h.carrier_id), last_error = error,
      done_at = case when error is null then clock_timestamp() end,
      -- Back-off: 2, 4, 8 … at most 300 s.
      lease_until = case when error is null then h.lease_until
        else clock_timestamp() + make_interval(secs => least(300, power(2, least(h.attempts, 9)))) end
  where h.reference = finish_vendor_handoff.reference
$$;

comment on function private.finish_vendor_handoff is
  'Records the carrier''s answer about a template, or the error; then the call is retried later.';

create or replace function private.record_template_states(channel uuid, states jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  item record;
  about public.template_versions;
  changed integer := 0;
  hit integer;
begin
  for item in
    select * from jsonb_to_recordset(states) as x (reference uuid, vendor public.vendor,
      state public.vendor_review_state, reason text, at timestamptz)
    order by reference, vendor, at
  loop
    select v.* into about from public.template_versions v
    join public.channels c on c.enterprise_id = v.enterprise_id and c.id = channel
    join private.vendor_handoffs h on h.version_id = v.id and h.reference = item.reference for update of v;
    continue when not found;
    -- A later decision of a vendor replaces an earlier one, whatever the order in which they arrive.
    update public.vendor_reviews r set state = item.state, reason = item.reason,
      decided_at = coalesce(item.at, clock_timestamp())
    where r.version_id = about.id and r.vendor = item.vendor and item.state <> 'pending'
      and (r.decided_at is null or r.decided_at < coalesce(item.at, clock_timestamp()));
    get diagnostics hit = row_count;
    continue when hit = 0;
    changed := changed + 1;
    perform private.audit(about.enterprise_id, 'template', about.template_id::text, 'vendor_' || item.state,
      null,
      jsonb_build_object('vendor', item.vendor, 'state', item.state), item.reason);
    perform private.settle_vendor_review(about.id);
  end loop;
  return changed;
end $$;

comment on function private.record_template_states is
  'carrier.md: vendors'' decisions. A version in vendor review is approved, and live, as soon as one vendor '
  'has approved it, and rejected when all have rejected it. A rejected one that was not edited since is '
  'approved by a vendor who changes its decision. Returns how many changed.';

create or replace function private.settle_vendor_review(about_version uuid) returns void
language plpgsql set search_path = '' as $$
declare
  about public.template_versions;
  passed integer;
  waiting integer;
begin
  select v.* into about from public.template_versions v where v.id = about_version;
  select count(*) filter (where r.state = 'approved'),
    count(*) filter (where r.state = 'pending') into passed, waiting
  from public.vendor_reviews r where r.version_id = about_version;
  if about.state = 'vendor_review' and passed > 0 then
    perform private.transition('template', about.template_id, 'vendor_approve');
    update public.templates t set live_version_id = about_version where t.id = about.template_id;
  elsif about.state = 'rejected' and passed > 0 and exists (
    select from private.vendor_handoffs h
    where h.version_id = about_version and h.content_hash = about.content_hash) then
    -- All vendors had rejected it, and one has changed its decision (carrier.md: a later decision replaces an
    -- earlier one). The decision is about what that vendor has seen. A rejected version is edited in place,
    -- and an edited one waits for reviews of its own.
    perform private.transition('template', about.template_id, 'vendor_approve');
    update public.template_versions v set reason = null where v.id = about_version;
    update public.templates t set live_version_id = about_version where t.id = about.template_id;
  elsif about.state = 'vendor_review' and waiting = 0 then
    perform private.transition('template', about.template_id, 'vendor_reject');
    update public.template_versions v set reason = (
      select string_agg(r.vendor || ': ' || coalesce(r.reason, '-'), '; ' order by r.vendor)
      from public.vendor_reviews r where r.version_id = about_version)
    where v.id = about_version;
  else
    perform private.touch_cards('template', about.template_id);
  end if;
end $$;

comment on function private.settle_vendor_review is
  'TPL-7: sets the state of a version from the decisions of its vendors so far.';
