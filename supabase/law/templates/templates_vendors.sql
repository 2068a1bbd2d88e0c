comment on table private.vendor_handoffs is
  'Versions to be handed to the carrier for vendor review. The carrier answers a repeated reference as it '
  'did the first time. A version submitted again, after all vendors rejected it, gets a new reference.';

create or replace function private.claim_vendor_handoffs(most integer default 20) returns table (
  reference uuid, replaces text, layout text, vendors public.vendor[], usage public.template_usage, content jsonb,
  name text, signatures text[], attempts integer, kind public.message_kind, signature text, days integer,
  adapter text, number text, base_url text, credentials jsonb, settings jsonb, callback_url text
) language plpgsql security definer set search_path = '' as $$
begin
  return query
  with due as (
    select h.version_id, w.channel, w.number, w.carrier from private.vendor_handoffs h
    join public.template_versions v on v.id = h.version_id
    join public.templates t on t.id = v.template_id and t.deleted_at is null
    -- Once, through the first usable channel. Without one it waits, and no attempt is counted.
    cross join lateral private.version_way(v) w
    join public.channels x on x.id = w.channel and x.state = 'active'
    join private.carrier_secrets k on k.carrier_id = w.carrier
    where h.done_at is null and h.lease_until < clock_timestamp() and not (select private.is_held())
    order by h.lease_until limit most for update of h skip locked
  ), leased as (
    -- 60 s: twice the 30 s after which an unanswered call counts as unknown.
    update private.vendor_handoffs h set lease_until = clock_timestamp() + interval '60 seconds',
      attempts = h.attempts + 1, taken_by = due.carrier
    from due where h.version_id = due.version_id returning h.version_id, h.reference, h.attempts
  )
  -- A vendor that keeps its approval is not asked again: it shows what replaces that which it approved.
  select l.reference, case when exists (select from public.vendor_reviews r
      where r.version_id = v.id and r.kept) then (private.handed_before(v)).carrier_id end, t.layout,
    array(select r.vendor from public.vendor_reviews r where r.version_id = v.id
      and r.vendor is not null and not r.kept order by r.vendor), v.usage, v.content, t.name,
    private.signatures_of(v), l.attempts, v.kind, private.basic_signature_name(v.signature_id),
    v.validity_days, c.adapter::text, d.number, c.base_url,
    k.credentials, c.settings, private.callback_url(d.channel, d.carrier, c.adapter)
  from leased l join due d on d.version_id = l.version_id
  join public.carriers c on c.id = d.carrier join private.carrier_secrets k on k.carrier_id = c.id
  join public.template_versions v on v.id = l.version_id join public.templates t on t.id = v.template_id;
end $$;

comment on function private.claim_vendor_handoffs is
  'Leases versions that wait to be handed to the carrier, with everything that the call needs.';

create or replace function private.finish_vendor_handoff(
  reference uuid, carrier text, error text
) returns void language plpgsql security definer set search_path = '' as $$
declare
  handed uuid;
begin
  update private.vendor_handoffs h
  set carrier_id = coalesce(carrier, h.carrier_id), last_error = error,
      done_at = case when error is null then clock_timestamp() end,
      -- Back-off: 2, 4, 8 … at most 300 s.
      lease_until = case when error is null then h.lease_until
        else clock_timestamp() + make_interval(secs => least(300, power(2, least(h.attempts, 9)))) end
  where h.reference = finish_vendor_handoff.reference returning h.version_id into handed;
  if error is not null or not exists (select from public.vendor_reviews r
    where r.version_id = handed and r.kept) then return; end if;
  -- A vendor may have taken its word back while the version was being approved here.
  update public.vendor_reviews r set state = o.state, reason = o.reason, decided_at = o.decided_at
  from public.vendor_reviews o join public.template_versions x on x.id = o.version_id
  join public.template_versions v on v.template_id = x.template_id and v.version > x.version
  where v.id = handed and r.version_id = v.id and r.kept and not o.kept and o.vendor = r.vendor
    and o.seen = r.seen and o.state <> 'approved' and not exists (select from public.vendor_reviews n
      join public.template_versions y on y.id = n.version_id where y.template_id = x.template_id
        and y.version > x.version and y.version < v.version and n.vendor = o.vendor);
  perform private.settle_vendor_review(handed);
end $$;

comment on function private.finish_vendor_handoff is
  'Records the carrier''s answer about a template, or the error; then the call is retried later. What a vendor '
  'has approved before is live from now on.';

create or replace function private.record_template_state(
  about public.template_versions, vendor public.vendor, network public.network, said text, reason text,
  at timestamptz
) returns boolean language plpgsql set search_path = '' as $$
declare
  next constant public.vendor_review_state := case said when 'approved' then 'approved' else 'rejected' end;
  told public.vendor_reviews;
  any_told boolean := false;
begin
  -- A later decision of a vendor replaces an earlier one, whatever the order in which they arrive. inactive:
  -- it no longer shows what it had approved; of one that has not decided it says nothing.
  for told in update public.vendor_reviews r set state = next, reason = record_template_state.reason,
    decided_at = coalesce(at, clock_timestamp())
  where r.version_id = about.id
    and (r.vendor = record_template_state.vendor or record_template_state.vendor is null
      and r.network = coalesce(record_template_state.network, r.network))
    and (said <> 'inactive' or r.state = 'approved')
    and (at is not null or r.state <> next)
    and (r.decided_at is null or r.decided_at < coalesce(at, clock_timestamp())) returning r.*
  loop
    any_told := true;
    perform private.audit(about.enterprise_id, private.noun_of_template(about.template_id),
      about.template_id::text, case when told.vendor is null then 'network_' else 'vendor_' end || next, null,
      jsonb_strip_nulls(jsonb_build_object('vendor', told.vendor, 'network', told.network, 'state', next)),
      reason);
  end loop;
  if not any_told then return false; end if;
  perform private.settle_vendor_review(about.id);
  perform private.queue_template(about.id);
  -- Later versions that live on this word hear of it too.
  perform private.record_template_state(v, r.vendor, null, said, record_template_state.reason, at)
  from public.vendor_reviews mine
  join public.vendor_reviews r on r.vendor = mine.vendor and r.kept and r.seen = mine.seen
  join public.template_versions v on v.id = r.version_id
  where mine.version_id = about.id and mine.vendor = record_template_state.vendor
    and v.template_id = about.template_id and v.version > about.version;
  return true;
end $$;

comment on function private.record_template_state is
  'What is said of a version out there: approved, rejected, or inactive; of a card by a vendor, of a '
  'storyboard by a network or by the carrier of all its networks (null). Whether anything changed.';

create or replace function private.record_template_states(channel uuid, states jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  item record;
  about public.template_versions;
  changed integer := 0;
begin
  for item in
    select * from jsonb_to_recordset(states) as x (reference uuid, vendor public.vendor,
      network public.network, state text, reason text, at timestamptz)
    where x.state in ('approved', 'rejected') order by reference, vendor, network, at
  loop
    select v.* into about from public.template_versions v
    join public.channels c on c.enterprise_id = v.enterprise_id and c.id = channel
    join private.vendor_handoffs h on h.version_id = v.id and h.reference = item.reference for update of v;
    continue when not found;
    if private.record_template_state(about, item.vendor, item.network, item.state, item.reason, item.at) then
      changed := changed + 1;
    end if;
  end loop;
  return changed;
end $$;

comment on function private.record_template_states is
  'carrier.md: decisions of vendors, of storyboards of networks (null: of all). A version is approved, and '
  'live, with the first that approves it, and rejected when all reject it; a rejected one that was not '
  'edited since is approved by one that changes its decision. Returns how many changed.';

create or replace function private.make_live(about public.template_versions) returns void
language sql set search_path = '' as $$
  select private.transition(private.noun_of_template(about.template_id), about.template_id, 'vendor_approve');
  update public.template_versions v set
    valid_until = clock_timestamp() + make_interval(days => v.validity_days)
  where v.id = about.id and v.kind = 'basic';
  update public.templates t set live_version_id = about.id where t.id = about.template_id
$$;

comment on function private.make_live is
  'TPL-7, BAS-1: a version is approved out there, and live; a storyboard for as many days as it asked for.';

create or replace function private.settle_vendor_review(about_version uuid) returns void
language plpgsql set search_path = '' as $$
declare
  about public.template_versions;
  noun text;
  passed integer;
  waiting integer;
begin
  select v.* into about from public.template_versions v where v.id = about_version;
  noun := private.noun_of_template(about.template_id);
  -- Of a deleted template what a vendor decides later is kept, and changes nothing.
  if exists (select from public.templates t where t.id = about.template_id and t.deleted_at is not null) then
    return;
  end if;
  -- What a vendor has approved before is live once the carrier has it.
  select count(*) filter (where r.state = 'approved' and (not r.kept or exists (
      select from private.vendor_handoffs h where h.version_id = about_version and h.done_at is not null))),
    count(*) filter (where r.state = 'pending') into passed, waiting
  from public.vendor_reviews r where r.version_id = about_version;
  if about.state = 'vendor_review' and passed > 0 then
    perform private.make_live(about);
  elsif about.state = 'rejected' and passed > 0 and exists (
    select from private.vendor_handoffs h
    where h.version_id = about_version and h.content_hash = about.content_hash
      and coalesce(h.revision, about.revision) = about.revision) then
    -- All vendors had rejected it, and one has changed its decision (carrier.md: a later decision replaces an
    -- earlier one). The decision is about what that vendor has seen. A rejected version is edited in place,
    -- and an edited one waits for reviews of its own.
    perform private.make_live(about);
    update public.template_versions v set reason = null where v.id = about_version;
  elsif about.state = 'vendor_review' and waiting = 0 then
    perform private.transition(noun, about.template_id, 'vendor_reject');
    update public.template_versions v set reason = (
      select string_agg(coalesce(r.vendor::text, r.network::text) || ': ' || coalesce(r.reason, '-'), '; '
        order by r.vendor, r.network)
      from public.vendor_reviews r where r.version_id = about_version)
    where v.id = about_version;
  else
    perform private.touch_cards(noun, about.template_id);
  end if;
end $$;

comment on function private.settle_vendor_review is
  'TPL-7, BAS-1: sets the state of a version from the decisions of its vendors or networks so far.';

create or replace function private.record_carrier_template_states(carrier uuid, states jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  item record;
  about public.template_versions;
  changed integer := 0;
begin
  for item in
    select * from jsonb_to_recordset(states) as x (tpl_id text, vendor public.vendor,
      network public.network, state text, reason text, at timestamptz)
    where x.state in ('approved', 'rejected', 'inactive') order by tpl_id, vendor, network, at
  loop
    select v.* into about from private.vendor_handoffs h
    join public.template_versions v on v.id = h.version_id join public.templates t on t.id = v.template_id
    where h.taken_by = carrier and h.carrier_id = item.tpl_id
      -- Off there because it is off here: no vendor has decided anything.
      and not (item.state = 'inactive' and h.off_there)
    for update of v;
    continue when not found;
    if private.record_template_state(about, item.vendor, item.network, item.state, item.reason, item.at) then
      changed := changed + 1;
    end if;
  end loop;
  return changed;
end $$;

comment on function private.record_carrier_template_states is
  'Vendors'' decisions about templates that a carrier knows by its own id: [{tpl_id, vendor, '
  'network (of storyboards; null: all), state: approved, rejected or inactive, reason, at}]. Told by its '
  'callback, or asked for. Returns how many changed.';

create or replace function private.template_questions_due() returns table (
  version_id uuid, turns_off boolean
) language sql stable set search_path = '' as $$
  -- What waits for a decision is asked about every ten minutes of the first day, then every hour, for thirty
  -- days: the callback tells it sooner. Who turned a template off or on wants it so there too, at once.
  -- Of storyboards nothing is turned off there: KooMessage has no call for it.
  select h.version_id, case when v.kind = 'aim' and h.off_there = t.enabled then not t.enabled end
  from private.vendor_handoffs h join public.carriers k on k.id = h.taken_by
  join public.template_versions v on v.id = h.version_id join public.templates t on t.id = v.template_id
  where k.adapter = 'koomessage' and k.state = 'active' and h.done_at is not null and h.carrier_id is not null
    and h.lease_until < clock_timestamp() and (v.kind = 'aim' and h.off_there = t.enabled or (
      h.done_at > clock_timestamp() - interval '30 days'
      and coalesce(h.asked_at, h.done_at) < clock_timestamp() - case
        when h.done_at > clock_timestamp() - interval '1 day' then interval '10 minutes'
        else interval '1 hour' end
      and exists (select from public.vendor_reviews r
        where r.version_id = h.version_id and r.state = 'pending')))
$$;

comment on function private.template_questions_due is
  'Versions that a carrier is to be asked about, and whether it is to be told that they are off or on.';

create or replace function private.claim_template_questions(most integer default 20) returns table (
  tpl_id text, carrier uuid, turns_off boolean, kind public.message_kind, adapter text,
  number text, base_url text, credentials jsonb, settings jsonb
) language plpgsql security definer set search_path = '' as $$
begin
  return query
  with due as (
    select q.version_id, q.turns_off from private.template_questions_due() q
    join private.vendor_handoffs h on h.version_id = q.version_id
    where not (select private.is_held()) limit most for update of h skip locked
  ), leased as (
    -- A question is not asked again for minutes, so only what is told has a lease.
    update private.vendor_handoffs h set asked_at = clock_timestamp(), lease_until = case
      when due.turns_off is null then h.lease_until else clock_timestamp() + interval '60 seconds' end
    from due where h.version_id = due.version_id
    returning h.version_id, h.carrier_id, h.taken_by, due.turns_off
  )
  select l.carrier_id, l.taken_by, l.turns_off, v.kind, k.adapter::text, '', k.base_url, s.credentials, k.settings
  from leased l join public.template_versions v on v.id = l.version_id
  join public.carriers k on k.id = l.taken_by
  join private.carrier_secrets s on s.carrier_id = k.id;
end $$;

comment on function private.claim_template_questions is
  'Leases versions that a carrier is to be asked about (turns_off null), or told to turn off or on.';

create or replace function private.template_told(carrier uuid, tpl_id text, off boolean) returns void
language sql security definer set search_path = '' as $$
  update private.vendor_handoffs h set off_there = off, lease_until = '-infinity'
  where h.taken_by = carrier and h.carrier_id = tpl_id
$$;

comment on function private.template_told is 'A carrier has turned a template off, or on again.';

create or replace function private.refuse_vendor_handoff(reference uuid, why text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  about public.template_versions;
begin
  select v.* into about from private.vendor_handoffs h join public.template_versions v on v.id = h.version_id
  where h.reference = refuse_vendor_handoff.reference and h.done_at is null for update of v;
  if not found then return; end if;
  update private.vendor_handoffs h set done_at = clock_timestamp(), last_error = why
  where h.version_id = about.id;
  perform private.record_template_state(about, r.vendor, r.network, 'rejected', left(why, 500), null)
  from public.vendor_reviews r where r.version_id = about.id and not r.kept;
end $$;

comment on function private.refuse_vendor_handoff is
  'A carrier will never take this version: every vendor or network that was to decide '
  'counts as having rejected it, with the reason.';
