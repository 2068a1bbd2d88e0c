-- API-1: standing approvals. A person submits what a key may send, another one approves it once, and a send
-- of the key that fits goes out as it is submitted. Any other is a send in review.

comment on table public.standing_approvals is
  'API-1: what an access key may send without an approval of each send: template and SMS template as they '
  'were, channel, hours, so many numbers a call and a day, until a day.';
comment on column public.standing_approvals.ended_at is 'From then on it covers nothing more.';
comment on table public.standing_uses is
  'API-1: which submissions of sends a standing approval covered, with their numbers.';

select private.resource_table('public.standing_approvals', 'KooMessage:standingApproval:list');

select private.resource_table('public.standing_uses', 'KooMessage:standingApproval:list');

create or replace function private.is_served(s public.standing_approvals) returns boolean
language sql stable security definer set search_path = '' as $$
  select (s.template_id is null or exists (select from public.templates t
      where t.id = s.template_id and t.live_version_id = s.version_id and t.enabled))
    and (s.sms_template_id is null or exists (select from public.sms_templates t
      where t.id = s.sms_template_id and t.live_version_id = s.sms_version_id and t.enabled))
$$;
comment on function private.is_served is
  'Whether the versions that a standing approval is about serve still. A changed template pauses it.';

create or replace function private.standing_state(s public.standing_approvals) returns text
language sql stable security definer set search_path = '' as $$
  select case when s.state <> 'approved' then null
    when s.ended_at is not null then 'ended'
    when s.last_day < (clock_timestamp() at time zone e.time_zone)::date then 'over'
    when not exists (select from public.access_keys k where k.id = s.access_key_id and k.state = 'active')
      then 'key_revoked'
    when exists (select from public.access_keys k where k.id = s.access_key_id
      and private.has_left(k.created_by, s.enterprise_id)) then 'creator_gone'
    when not private.is_served(s) then 'template_changed'
    -- Who approved it may have been shown a secret since, or lost the right.
    when exists (select from private.access_key_hands h
        where h.access_key_id = s.access_key_id and h.person = s.decided_by)
      or not private.allowed(s.decided_by, s.enterprise_id, 'KooMessage:standingApproval:review')
      then 'approver_gone'
    else 'stands' end
  from public.enterprises e where e.id = s.enterprise_id
$$;
comment on function private.standing_state is
  'Whether an approved one covers anything now (stands), or why not: ended, over, key_revoked, '
  'creator_gone, template_changed, approver_gone. Null: it is not approved.';

create or replace function private.standing_bar(s public.standing_approvals) returns text
language sql stable set search_path = '' as $$
  select case when not private.is_served(s) then 'standing_stale' end
$$;
comment on function private.standing_bar is
  'Refuses standing_stale where a template has another version than what was submitted.';

create or replace function private.used_on(standing uuid, on_day date) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(u.numbers), 0)::bigint from public.standing_uses u
  where u.standing_approval_id = standing and u.day = on_day
$$;
comment on function private.used_on is
  'To how many numbers sends under a standing approval go out on a day, what is scheduled for it with them.';

create or replace function private.used_today(standing uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select private.used_on(standing, (clock_timestamp() at time zone e.time_zone)::date)
  from public.standing_approvals s join public.enterprises e on e.id = s.enterprise_id where s.id = standing
$$;
comment on function private.used_today is
  'To how many numbers sends under a standing approval go out today, in the enterprise''s zone.';

create or replace function private.goes_out(s public.sends) returns timestamp
language sql stable security definer set search_path = '' as $$
  select greatest(s.scheduled_at, clock_timestamp()) at time zone e.time_zone
  from public.enterprises e where e.id = s.enterprise_id
$$;
comment on function private.goes_out is
  'When a send that is handed in now goes out, in the enterprise''s zone.';

grant execute on function private.standing_state, private.used_today to authenticated;

create or replace function private.standing_beside(s public.standing_approvals) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select case when count(*) > 0 then jsonb_build_object(
      'names', string_agg(a.name, ', ' order by a.decided_at, a.id),
      'a_day', sum(a.most_a_day) + s.most_a_day) end
    from public.standing_approvals a
    where a.access_key_id = s.access_key_id and a.id <> s.id and a.channel_id = s.channel_id
      and a.template_id is not distinct from s.template_id
      and a.sms_template_id is not distinct from s.sms_template_id and private.standing_state(a) = 'stands');
end $$;
comment on function private.standing_beside is
  'API-1: which others let the same key send the same over the same channel, and how many numbers a day all '
  'allow with this one: {names, a_day}. Null: none stands.';

grant execute on function private.standing_beside to authenticated;

create or replace view public.standing_approval_cards with (security_invoker = true) as
select s.id, s.enterprise_id, s.name, s.state, s.access_key_id, s.template_id, s.version_id,
  s.sms_template_id, s.sms_version_id, s.channel_id, s.hour_from, s.hour_until, s.most_a_call, s.most_a_day,
  s.last_day, s.ended_at, s.submitted_by, s.submitted_at, s.decided_by, s.decided_at, s.reason, s.created_by,
  s.created_at, s.consent, private.key_called(s.access_key_id) as access_key_name, t.name as template_name,
  v.version, m.name as sms_template_name, g.id as signature_id, g.name as signature_name,
  private.channel_name(s.channel_id) as channel_name,
  private.standing_state(s) as standing, private.used_today(s.id) as used_today,
  private.visible_person(s.created_by) as created_by_name,
  private.visible_person(s.submitted_by) as submitted_by_name,
  private.visible_person(s.decided_by) as decided_by_name,
  case when s.state = 'in_review' then private.review_asked('standing_approval', s.id) end as waits_for,
  private.standing_beside(s) as beside
from public.standing_approvals s
left join public.templates t on t.id = s.template_id
left join public.template_versions v on v.id = s.version_id
left join public.sms_templates m on m.id = s.sms_template_id
left join public.sms_template_versions y on y.id = s.sms_version_id
left join public.sms_signatures g on g.id = y.signature_id;
comment on view public.standing_approval_cards is
  'API-1: standing approvals with the names of what they are about, whether each stands, and how much of '
  'today is used.';
grant select on public.standing_approval_cards to authenticated;

create or replace function private.bind_standing(
  s public.standing_approvals
) returns public.standing_approvals
language plpgsql stable set search_path = '' as $$
begin
  if not exists (select from public.access_keys k
    where k.id = s.access_key_id and k.enterprise_id = s.enterprise_id and k.state = 'active') then
    perform private.refuse('not_found', '{"resource": "access_key", "field": "access_key_id"}');
  end if;
  if not exists (select from public.channels c
    where c.id = s.channel_id and c.enterprise_id = s.enterprise_id) then
    perform private.refuse('not_found', '{"resource": "channel", "field": "channel_id"}');
  end if;
  if exists (select from public.access_keys k where k.id = s.access_key_id and k.test)
    and not private.is_sandbox(s.channel_id) then
    perform private.refuse('test_key_channel', '{"field": "channel_id"}');
  end if;
  s.version_id := null;
  s.sms_version_id := null;
  if s.template_id is not null then
    select t.live_version_id into s.version_id from public.templates t
    where t.id = s.template_id and t.enterprise_id = s.enterprise_id and t.enabled;
    if s.version_id is null then
      perform private.refuse('not_found', '{"resource": "template", "field": "template_id"}');
    end if;
  end if;
  if s.sms_template_id is not null then
    select t.live_version_id into s.sms_version_id from public.sms_templates t
    where t.id = s.sms_template_id and t.enterprise_id = s.enterprise_id and t.enabled;
    if s.sms_version_id is null then
      perform private.refuse('not_found', '{"resource": "sms_template", "field": "sms_template_id"}');
    end if;
  end if;
  if num_nonnulls(s.template_id, s.sms_template_id) = 0 then
    perform private.refuse('input_invalid', '{"field": "template_id"}');
  end if;
  -- One end alone: from the beginning of the day, or until its end.
  if num_nulls(s.hour_from, s.hour_until) = 1 then
    s.hour_from := coalesce(s.hour_from, '00:00');
    s.hour_until := coalesce(s.hour_until, '24:00');
  end if;
  if s.hour_from >= s.hour_until then
    perform private.refuse('input_invalid', '{"field": "hour_until"}');
  end if;
  if s.most_a_day < s.most_a_call then
    perform private.refuse('input_invalid', '{"field": "most_a_day"}');
  end if;
  return s;
end $$;
comment on function private.bind_standing is
  'The row with the versions that serve now, and both ends of its hours. Refuses not_found for what is '
  'another''s, revoked or not live, test_key_channel and input_invalid.';

create or replace function private.standing_in(home uuid, input jsonb) returns public.standing_approvals
language plpgsql stable set search_path = '' as $$
declare
  s public.standing_approvals;
begin
  s.enterprise_id := home;
  s.name := private.clean_name(input ->> 'name');
  s.access_key_id := private.as_uuid(input ->> 'access_key_id', 'access_key_id');
  s.template_id := private.as_uuid(input ->> 'template_id', 'template_id');
  s.sms_template_id := private.as_uuid(input ->> 'sms_template_id', 'sms_template_id');
  s.channel_id := private.as_uuid(input ->> 'channel_id', 'channel_id');
  s.hour_from := (input ->> 'hour_from')::time;
  s.hour_until := (input ->> 'hour_until')::time;
  s.most_a_call := (input ->> 'most_a_call')::integer;
  s.most_a_day := (input ->> 'most_a_day')::integer;
  s.last_day := (input ->> 'last_day')::date;
  s.consent := (private.consent_in(home, input)).ground;
  return private.bind_standing(s);
end $$;
comment on function private.standing_in is
  'The columns of a standing approval that an input names. Refuses consent_too_long, and as '
  'bind_standing.';

create or replace function private.create_standing_approval(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  s public.standing_approvals := private.standing_in(home, input);
begin
  insert into public.standing_approvals (enterprise_id, name, access_key_id, template_id, version_id,
    sms_template_id, sms_version_id, channel_id, hour_from, hour_until, most_a_call, most_a_day, last_day,
    consent, submitted_by, submitted_at, created_by)
  values (home, s.name, s.access_key_id, s.template_id, s.version_id,
    s.sms_template_id, s.sms_version_id, s.channel_id, s.hour_from, s.hour_until, s.most_a_call,
    s.most_a_day, s.last_day, s.consent, private.actor(), clock_timestamp(), private.actor())
  returning id into s.id;
  return s.id;
end $$;

create or replace function private.update_standing_approval(standing_approval uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  s public.standing_approvals := private.standing_in(
    (select x.enterprise_id from public.standing_approvals x where x.id = standing_approval), input);
begin
  update public.standing_approvals x set name = s.name, access_key_id = s.access_key_id,
    template_id = s.template_id, version_id = s.version_id,
    sms_template_id = s.sms_template_id, sms_version_id = s.sms_version_id, channel_id = s.channel_id,
    hour_from = s.hour_from, hour_until = s.hour_until, most_a_call = s.most_a_call,
    most_a_day = s.most_a_day, last_day = s.last_day, consent = s.consent
  where x.id = standing_approval;
end $$;

create or replace function private.submit_standing_approval(standing_approval uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  s public.standing_approvals;
begin
  select x.* into s from public.standing_approvals x where x.id = standing_approval;
  s := private.bind_standing(s);
  update public.standing_approvals x set version_id = s.version_id, sms_version_id = s.sms_version_id
  where x.id = standing_approval;
end $$;

create or replace function private.is_standing_of(a public.standing_approvals, s public.sends)
returns boolean language sql stable set search_path = '' as $$
  select a.access_key_id = private.actor() and a.enterprise_id = s.enterprise_id
    and private.standing_state(a) = 'stands' and a.channel_id = s.channel_id
    and a.version_id is not distinct from s.version_id
    and a.sms_version_id is not distinct from s.sms_version_id
$$;
comment on function private.is_standing_of is
  'Whether a plan of the access key that calls stands and is about what a send sends, where it sends it.';

create or replace function private.standing_for(send uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  s public.sends;
  local_time timestamp;
begin
  if not private.speaks_for_keys() then return null; end if;
  select x.* into s from public.sends x where x.id = send;
  -- What came back to review after it had begun is approved by people.
  if s.timing = 'recurring' or s.started_at is not null or s.created_by is distinct from private.actor()
    or s.hash is null then
    return null;
  end if;
  local_time := private.goes_out(s);
  return (
    select a.id from public.standing_approvals a
    where private.is_standing_of(a, s) and s.audience <= a.most_a_call
      and s.audience + private.used_on(a.id, local_time::date) <= a.most_a_day
      and local_time::date <= a.last_day
      and (a.hour_from is null or (local_time::time >= a.hour_from and local_time::time < a.hour_until))
      -- A rule that asks for more than one approver, or for one of a group that this one is not in,
      -- asks still.
      and not exists (select from private.asked_of(private.rules_of(s.enterprise_id),
          s.audience, s.units, s.cost_fen, s.is_marketing, s.created_by) q
        where q.approvers > 1 or (q.group_id is not null and not private.in_group(a.decided_by, q.group_id)))
    order by a.decided_at, a.id limit 1);
end $$;
comment on function private.standing_for is
  'API-1: the standing approval that covers a send of the access key that calls, as it is about to be '
  'submitted; null: none does, so it waits in review. Needs the hash and the cost (before_submit_send).';

create or replace function private.before_submit_send(send uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if not private.speaks_for_keys() then return; end if;
  -- Two calls at once: the second sees what the first has used.
  perform from public.standing_approvals a where a.access_key_id = private.actor() and a.state = 'approved'
  order by a.id for update;
  -- A call that says no ground of consent has that of the plan which its template and channel are of.
  update public.sends s set consent = (select a.consent from public.standing_approvals a
      where private.is_standing_of(a, s) and a.consent is not null order by a.decided_at, a.id limit 1)
  where s.id = send and s.is_marketing and s.consent is null
    and nullif(btrim(input ->> 'consent'), '') is null;
  perform private.set_text(send);
  perform private.count_opt_outs(send);
  perform private.count_segments(send);
  perform private.set_cost(send);
end $$;
comment on function private.before_submit_send is
  'API-1, CNS-1: of a call of an access key, stores what a standing approval is compared with, and the '
  'ground of consent that its approver was shown.';

create or replace function private.send_under(send uuid) returns void
language plpgsql set search_path = '' as $$
declare
  a public.standing_approvals;
begin
  select x.* into a from public.standing_approvals x where x.id = private.standing_for(send);
  insert into public.standing_uses (send_id, submitted_at, standing_approval_id, enterprise_id, day, numbers)
  select s.id, s.submitted_at, a.id, s.enterprise_id, private.goes_out(s)::date, s.audience
  from public.sends s where s.id = send;
  -- Who approved the plan has approved what it covers, as long as the plan stands (standing_fault).
  update public.sends s set decided_by = a.decided_by, decided_at = a.decided_at where s.id = send;
  perform private.set_approved(send);
end $$;
comment on function private.send_under is
  'API-1: sets a send going that a standing approval covers, and counts it there. Refuses as an approval '
  'does.';

select private.public_verbs('standing_approval');
