-- reviews: what waits for a decision, who is asked for it, who stands in for whom, and what waited too long
-- (BOT-3). Rights are defined elsewhere: an assignment asks a person, and a delegation forwards what is
-- asked. Neither gives or takes a right. Where a rule requires members of a group, a delegate who may approve
-- counts for an absent one (sends_approvals.sql).

comment on table private.reviewed is 'No rows: the columns of every table of a review, for LIKE.';

comment on table private.open_reviews is
  'BOT-3: what waits for a decision now: since when, and who is asked for it. A row comes with the '
  'submission and goes with the decision.';

comment on table private.delegations is
  'BOT-3: who decides in whose place until a day: what is asked of the person is asked of the delegate, '
  'where the delegate may decide it.';

create or replace function private.note_review(
  resource text, id uuid, it private.target, to_state text
) returns void language plpgsql set search_path = '' as $$
begin
  if to_state = 'in_review' and it.state is distinct from 'in_review' then
    insert into private.open_reviews as r (resource, resource_id, enterprise_id, row_id)
    values (note_review.resource, note_review.id, it.enterprise_id, it.row_id::uuid)
    on conflict on constraint open_reviews_pkey do update set since = excluded.since, person = null,
    asked_by = null, escalated_at = null, urged_at = null, row_id = excluded.row_id;
  elsif to_state <> 'in_review' and it.state = 'in_review' then
    delete from private.open_reviews r
    where r.resource = note_review.resource and r.resource_id = note_review.id;
  end if;
end $$;
comment on function private.note_review is 'Keeps private.open_reviews in step with the state of a row.';

create or replace function private.right_to_decide(resource text, service text) returns text
language sql stable set search_path = '' as $$
  select private.in_service(min(t.needs), service) from private.transitions t
  where t.resource = right_to_decide.resource and t.verb = 'approve' and t.from_state = 'in_review'
$$;
comment on function private.right_to_decide is
  'The action that an approval of a row of this resource and service needs.';

create or replace function private.can_decide(
  about private.resources, id uuid, it private.target, person uuid
) returns boolean language plpgsql stable set search_path = '' as $$
begin
  return private.allowed(person, it.enterprise_id, private.right_to_decide(about.resource, it.service),
    coalesce(it.made_by = person, false))
    and not private.has_touched(about, it, person)
    and (about.resource <> 'send' or private.counts_for(id, person));
end $$;
comment on function private.can_decide is
  'Whether somebody may decide about a row: the right, four eyes and, of a send, a rule that counts them.';

create or replace function private.away(enterprise uuid) returns setof private.delegations
language sql stable set search_path = '' as $$
  select d.* from private.delegations d
  where d.enterprise_id = enterprise
    and private.day_of(enterprise, clock_timestamp()) between d.since and d.until
$$;
comment on function private.away is 'The absent members of an enterprise and their deputies.';

create or replace function private.stands_in(
  enterprise uuid, person uuid, resource text, id uuid
) returns private.delegations language plpgsql stable set search_path = '' as $$
declare
  d private.delegations;
  about private.resources;
begin
  select x.* into d from private.away(enterprise) x where x.person = stands_in.person;
  if not found then return null; end if;
  select r.* into about from private.resources r where r.resource = stands_in.resource;
  if not private.can_decide(about, id, private.target_seen(about, id::text), d.delegate) then
    return null;
  end if;
  return d;
end $$;
comment on function private.stands_in is
  'The delegation that forwards a person''s requests; nulls without one, or where the delegate may not '
  'decide about this row. An absent delegate forwards nothing.';

create or replace function private.review_asked(resource text, id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  r private.open_reviews;
  d private.delegations;
begin
  select x.* into r from private.open_reviews x
  where x.resource = review_asked.resource and x.resource_id = review_asked.id
    and (x.person is not null or x.escalated_at is not null or x.urged_at is not null);
  if not found then return null; end if;
  if r.person is not null then d := private.stands_in(r.enterprise_id, r.person, resource, id); end if;
  return jsonb_build_object('person', coalesce(d.delegate, r.person),
    'name', private.person_name(coalesce(d.delegate, r.person), r.enterprise_id),
    'instead_of', case when d.delegate is not null then private.person_name(r.person, r.enterprise_id) end,
    'until', d.until, 'escalated_at', r.escalated_at, 'urged_at', r.urged_at);
end $$;
comment on function private.review_asked is
  'BOT-3: who is asked to decide about a row: {person, name, instead_of (a deputy, until that day), until, '
  'escalated_at, urged_at}. person null: escalated or urged without a name. null: nobody was asked. '
  'Views of cards call it for rows that the caller may read.';
grant execute on function private.review_asked to authenticated;

create or replace function private.asked_in_log(
  about private.resources, id text, it private.target
) returns jsonb language plpgsql stable set search_path = '' as $$
begin
  -- Only while a submission waits for its decision; all other acts skip this look-up.
  if it.state is distinct from 'in_review' then return '{}'; end if;
  return coalesce((select jsonb_build_object('waits_for', private.person_name(r.person, r.enterprise_id))
      from private.open_reviews r
    where about.id_type = 'uuid' and r.resource = about.resource and r.resource_id = asked_in_log.id::uuid
      and r.person is not null), '{}');
end $$;
comment on function private.asked_in_log is
  'Who is asked to decide about a row that was in review when the act began, as the audit log has it.';

create or replace function private.decided_for(
  about private.resources, id text, it private.target, verb text
) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  places uuid[];
begin
  if verb not in ('approve', 'reject') or it.state is distinct from 'in_review'
    or about.id_type <> 'uuid' then
    return '{}';
  end if;
  places := array(
    select r.person from private.open_reviews r join private.away(it.enterprise_id) d on d.person = r.person
    where r.resource = about.resource and r.resource_id = decided_for.id::uuid and d.delegate = private.actor()
    union
    select unnest(v.instead_of) from private.asked_for(decided_for.id::uuid) a
    cross join lateral private.votes(decided_for.id::uuid, a.people) v
    where about.resource = 'send' and v.approver = private.actor());
  return case when places = '{}' then '{}'
    else jsonb_build_object('instead_of', private.person_names(places)) end;
end $$;
comment on function private.decided_for is
  'BOT-3: whom the caller stands in for, as the audit log stores it: {instead_of: names} of people who were '
  'asked, or for whom an approval rule counts it. {}: nobody. Read it before the decision ends the review.';

create or replace function private.seen_address(one public.members) returns text
language sql stable set search_path = '' as $$
  select case when private.may(one.enterprise_id, 'KooMessage:member:list') then private.in_words(one.email) end
$$;
comment on function private.seen_address is
  'The address of a member, for callers who may see the members; null for others.';

create or replace function private.reviewers(
  
) returns table (id uuid, enterprise_id uuid, name text, email text, away_until date, delegate_name text, me boolean)
language sql stable security definer set search_path = '' as $$
  select distinct m.user_id, m.enterprise_id, private.person_name(m.user_id), private.seen_address(m),
    d.until, private.person_name(d.delegate), m.user_id = private.actor()
  from unnest(private.my_enterprises()) as e (id)
  cross join (select distinct t.needs from private.transitions t where t.verb = 'approve'
    and t.from_state = 'in_review') as n
  cross join lateral private.who_may(e.id, n.needs) as w (person)
  join public.members m on m.enterprise_id = e.id and m.user_id = w.person and m.state = 'active'
  left join private.away(e.id) d on d.person = m.user_id
$$;
comment on function private.reviewers is
  'The members of the caller''s enterprises who may decide about something, and the deputies of absent ones; '
  'email: for callers who may see the members.';
grant execute on function private.reviewers to authenticated;

create or replace view public.reviewers with (security_invoker = true) as select r.*
from private.reviewers() r;
comment on view public.reviewers is
  'BOT-3: the members who may decide about something, by the name that everybody in the enterprise sees; '
  'away_until: somebody else is asked in their place; me: that is the caller.';
grant select on public.reviewers to authenticated;

create or replace function private.deciders(
  resource text, row_id uuid
) returns table (id uuid, name text, email text, away_until date, delegate_name text)
language plpgsql stable security definer set search_path = '' as $$
declare
  about private.resources;
  it private.target;
begin
  select r.* into strict about from private.resources r where r.resource = deciders.resource;
  it := private.target_seen(about, deciders.row_id::text);
  return query select m.user_id, private.person_name(m.user_id), private.seen_address(m), d.until,
    private.person_name(d.delegate)
    from private.who_may(it.enterprise_id, private.right_to_decide(about.resource, it.service)) as w (person)
    join public.members m on m.enterprise_id = it.enterprise_id and m.user_id = w.person and m.state = 'active'
    left join private.away(it.enterprise_id) d on d.person = m.user_id
    where private.can_decide(about, deciders.row_id, it, m.user_id);
end $$;
comment on function private.deciders is
  'The members who may decide about a row (private.can_decide), and the deputies of absent ones. '
  'Only for rows that the caller may read, as in the view deciders.';
grant execute on function private.deciders to authenticated;

create or replace function private.decides(resource text, id uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  about private.resources;
begin
  select r.* into strict about from private.resources r where r.resource = decides.resource;
  return private.can_decide(about, id, private.target_seen(about, id::text), private.actor())
    -- Of a send that needs another approval too, one's own is given already.
    and (about.resource <> 'send' or not exists (
      select from private.counted_approvals(id) a where a.approver = private.actor()));
end $$;
comment on function private.decides is
  'Whether the caller may decide about a row that waits, and has not done so yet. Only for rows that the '
  'caller may read, as in the view waiting_reviews.';
grant execute on function private.decides to authenticated;

create or replace function private.ask_reviewer(resource text, id uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  asked constant uuid := private.as_uuid(input ->> 'person', 'person');
  about private.resources;
  it private.target;
  d private.delegations;
begin
  select r.* into strict about from private.resources r where r.resource = ask_reviewer.resource;
  it := private.target_seen(about, id::text);
  if not exists (select from public.members m where m.enterprise_id = it.enterprise_id and m.user_id = asked
    and m.state = 'active') then
    perform private.refuse('not_found', '{"resource": "member"}');
  end if;
  if not private.can_decide(about, id, it, asked) then
    perform private.refuse('cannot_decide', jsonb_build_object('name', private.person_name(asked)));
  end if;
  insert into private.open_reviews as r (resource, resource_id, enterprise_id, row_id, person, asked_by)
  values (about.resource, ask_reviewer.id, it.enterprise_id, it.row_id::uuid, asked, private.actor())
  on conflict on constraint open_reviews_pkey do update set since = excluded.since, person = excluded.person,
  asked_by = excluded.asked_by, escalated_at = null;
  d := private.stands_in(it.enterprise_id, asked, resource, id);
  perform private.tell_asked(about, id, it, coalesce(d.delegate, asked));
end $$;
comment on function private.ask_reviewer is
  'BOT-3: asks a member for a decision, and notifies them or their deputy. The time until the escalation '
  'begins anew. Refuses not_found, cannot_decide.';

create or replace function private.tell_asked(
  about private.resources, id uuid, it private.target, person uuid
) returns void language plpgsql set search_path = '' as $$
begin
  if person = private.actor() then return; end if;
  perform private.tell_person(it.enterprise_id, person, 'review_asked', about.resource, id,
    jsonb_build_object('name', private.name_at(about, it.row_id), 'by', private.person_name(private.actor())));
end $$;
comment on function private.tell_asked is
  'Sends a member a direct message that their decision is asked for. Not for one''s own request.';

create or replace function private.urge_bar(resource text, row_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('code', 'urged_already', 'at', r.urged_at) from private.open_reviews r
  where r.resource = urge_bar.resource and r.row_id = urge_bar.row_id
    and r.urged_at > clock_timestamp() - interval '2 hours'
$$;
comment on function private.urge_bar is
  'urged_already, with the time, where the reviewers were reminded of a row within the last two hours.';

create or replace function private.urge_review(resource text, id uuid) returns void
language plpgsql set search_path = '' as $$
declare
  about private.resources;
  it private.target;
begin
  select r.* into strict about from private.resources r where r.resource = urge_review.resource;
  it := private.target_seen(about, id::text);
  insert into private.open_reviews as r (resource, resource_id, enterprise_id, row_id, urged_at)
  values (about.resource, urge_review.id, it.enterprise_id, it.row_id::uuid, clock_timestamp())
  on conflict on constraint open_reviews_pkey do update set urged_at = excluded.urged_at;
  perform private.alert(it.enterprise_id, 'review_waiting', about.resource, id,
    jsonb_build_object('name', private.name_at(about, it.row_id), 'urged', true));
end $$;
comment on function private.urge_review is
  '催审: reminds the subscribed chat channels that something waits for its review. The card shows the time '
  'until the decision.';

-- The rules of what each reviewed resource has alike.
do $$
declare
  noun text;
begin
  for noun in select distinct t.resource from private.transitions t where t.verb = 'urge' loop
    execute format('create or replace function private.assign_%1$s(id uuid, input jsonb) returns void language sql set search_path = '''' as $rule$ select private.ask_reviewer(%1$L, id, input) $rule$',
      noun);
    execute format('create or replace function private.urge_%1$s(id uuid, input jsonb) returns void language sql set search_path = '''' as $rule$ select private.urge_review(%1$L, id) $rule$',
      noun);
  end loop;
end $$;

create or replace function private.escalate_reviews() returns integer
language plpgsql set search_path = '' as $$
declare
  late record;
  about private.resources;
  it private.target;
  n integer := 0;
begin
  for late in select x.resource, x.resource_id as id, x.enterprise_id as home, x.since,
  e.review_hours as hours from private.open_reviews x join public.enterprises e on e.id = x.enterprise_id
    where x.escalated_at is null and x.since < clock_timestamp() - make_interval(hours => e.review_hours)
    order by x.since limit 50
  loop
    select x.* into strict about from private.resources x where x.resource = late.resource;
    -- The row before its review, as every verb locks them. Meanwhile it may have been decided, or asked of
    -- somebody.
    it := private.target_of(about, late.id::text);
    if it.state is distinct from 'in_review' then
      delete from private.open_reviews x where x.resource = late.resource and x.resource_id = late.id;
      continue;
    end if;
    update private.open_reviews x set escalated_at = clock_timestamp()
    where x.resource = late.resource and x.resource_id = late.id and x.since = late.since
      and x.escalated_at is null;
    continue when not found;
    perform private.transition(late.resource, late.id, 'escalate');
    perform private.alert(late.home, 'review_waiting', late.resource, late.id,
      jsonb_build_object('name', private.name_at(about, it.row_id), 'escalated', true, 'hours', late.hours),
      array(select w.person
        from private.who_may(late.home, private.right_to_decide(late.resource, it.service)) as w (person)
        where private.can_decide(about, late.id, it, w.person)));
    n := n + 1;
  end loop;
  return n;
end $$;
comment on function private.escalate_reviews is
  'BOT-3: what waited longer than the enterprise''s review_hours is said again in the subscribed chat '
  'channels, and directly to everybody who may decide about it. Once a submission, and once more after '
  'somebody was asked anew. Returns how many.';

create or replace function private.redraw_asked(enterprise uuid, person uuid) returns void
language sql set search_path = '' as $$
  select private.touch_cards(r.resource, r.resource_id, true) from private.open_reviews r
  where r.enterprise_id = enterprise and r.person = redraw_asked.person
$$;
comment on function private.redraw_asked is
  'Redraws the cards of requests to a person after their deputy has changed.';

create or replace function private.tell_delegate(d private.delegations) returns void
language plpgsql set search_path = '' as $$
declare
  r private.open_reviews;
  about private.resources;
begin
  for r in select x.* from private.open_reviews x where x.enterprise_id = d.enterprise_id and x.person = d.person loop
    select x.* into strict about from private.resources x where x.resource = r.resource;
    if (private.stands_in(d.enterprise_id, d.person, r.resource, r.resource_id)).delegate = d.delegate then
      perform private.tell_asked(about, r.resource_id, private.target_seen(about, r.resource_id::text),
        d.delegate);
    end if;
  end loop;
end $$;
comment on function private.tell_delegate is
  'Tells a delegate of what is asked already of the person who is away now.';

create or replace function private.end_delegations() returns integer
language plpgsql set search_path = '' as $$
declare
  d private.delegations;
  n integer := 0;
begin
  -- A day begins and ends somewhere up to half a day before it does in UTC.
  for d in select x.* from private.delegations x where not x.begun and x.since <= current_date + 1
    and x.since <= private.day_of(x.enterprise_id, clock_timestamp()) for update skip locked loop
    update private.delegations x set begun = true
    where x.enterprise_id = d.enterprise_id and x.person = d.person;
    perform private.tell_delegate(d);
    perform private.redraw_asked(d.enterprise_id, d.person);
  end loop;
  for d in select x.* from private.delegations x
      where x.until <= current_date + 1 and x.until < private.day_of(x.enterprise_id, clock_timestamp())
    for update skip locked loop
    delete from private.delegations x where x.enterprise_id = d.enterprise_id and x.person = d.person;
    perform private.redraw_asked(d.enterprise_id, d.person);
    n := n + 1;
  end loop;
  return n;
end $$;
comment on function private.end_delegations is
  'BOT-3: begins delegations whose first day has come, and takes away those whose last day is over. '
  'Returns how many are over.';

create or replace function private.delegation_of(enterprise uuid, person uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', d.delegate, 'name', private.person_name(d.delegate), 'since', d.since,
    'until', d.until) from private.delegations d
  where d.enterprise_id = enterprise and d.person = delegation_of.person
    and d.until >= private.day_of(enterprise, clock_timestamp())
$$;
comment on function private.delegation_of is
  'Who decides in a person''s place, now or from a later day: {id, name, since, until}, or null.';

create or replace function private.set_delegate_profile(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  me constant uuid := private.actor();
  chosen constant uuid := private.as_uuid(input ->> 'delegate', 'delegate');
  today constant date := private.day_of(home, clock_timestamp());
  since constant date := coalesce((input ->> 'first_day')::date, today);
  until constant date := input ->> 'last_day';
  was constant jsonb := private.delegation_of(home, me);
  made private.delegations;
begin
  if home is null then perform private.refuse('no_enterprise'); end if;
  if chosen is null then
    delete from private.delegations d where d.enterprise_id = home and d.person = me;
  else
    if chosen = me then perform private.refuse('input_invalid', '{"field": "delegate"}'); end if;
    if not exists (select from public.members m where m.enterprise_id = home and m.user_id = chosen and m.state = 'active') then perform private.refuse('not_found', '{"resource": "member"}'); end if;
    if until is null or until not between today and today + 366 then perform private.refuse('input_invalid', '{"field": "last_day"}'); end if;
    -- Of one that has begun, the first day may stay as it is.
    if since > until or since < today and since is distinct from (was ->> 'since')::date then perform private.refuse('input_invalid', '{"field": "first_day"}'); end if;
    if not exists (select from private.transitions t where t.verb = 'approve' and t.from_state = 'in_review' and private.allowed(me, home, t.needs) and private.allowed(chosen, home, t.needs)) then
      perform private.refuse('delegate_cannot', jsonb_build_object('name', private.person_name(chosen)));
    end if;
    insert into private.delegations as x (enterprise_id, person, delegate, since, until, begun) values (home, me, chosen, since, until, since <= today)
    on conflict on constraint delegations_pkey do update set delegate = excluded.delegate, since = excluded.since, until = excluded.until, begun = excluded.begun returning x.* into made;
    -- What is asked of this person already is asked of the delegate from the first day on.
    if made.begun then perform private.tell_delegate(made); end if;
  end if;
  perform private.redraw_asked(home, me);
  return public.whoami() || jsonb_build_object('about', me, 'home', home, 'before', jsonb_build_object('delegate', was), 'after', jsonb_build_object('delegate', private.delegation_of(home, me)));
end $$;
create or replace function public.set_delegate(input jsonb, request text default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.make('profile', 'set_delegate', request, input)
$$;
comment on function public.set_delegate is
  'BOT-3: names who decides in the caller''s place in the enterprise in use, while they are away. input {delegate (a member''s user id; null: nobody any more), first_day (null: today), last_day (366 days ahead at most)}, days in the enterprise''s zone. What is asked of the caller meanwhile is asked of the delegate, where the delegate may decide it: rights and four eyes stay those of each person. Of an approval rule that wants members of a group, the delegate counts for the caller. Returns whoami(). Refuses no_enterprise, input_invalid, not_found, delegate_cannot.';

create or replace view public.review_hours with (security_invoker = true) as
select e.id, e.id as enterprise_id, e.review_hours from public.enterprises e;
comment on view public.review_hours is 'BOT-3: after how many hours a review is escalated; null: never.';
grant select on public.review_hours to authenticated;
select private.public_verbs('review_hours');

grant execute on function public.set_delegate to authenticated;

select private.public_verbs(x.resource)
from (select distinct t.resource from private.transitions t where t.verb = 'urge') as x;
