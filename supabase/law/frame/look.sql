-- Resources and transitions as rows, and how the frame reads a row: by SQL expressions stored with its
-- resource.

comment on table private.resources is
  'What a verb can be about. Columns that hold SQL are expressions on the row r of rel.';
comment on column private.resources.rel is
  'The table that holds the state. null: there is none, and all verbs are makers (a profile, settings).';
comment on column private.resources.row_of is
  'SQL: from the id of the resource ($1) to the id of its row in rel.';
comment on column private.resources.live_row is
  'SQL: from the id of the resource ($1) to the row in rel that serves while another one is reviewed. '
  'null: it has no versions.';
comment on column private.resources.enterprise is
  'SQL: the enterprise of the row. null::uuid: the row belongs to the deployment.';
comment on column private.resources.reads is
  'The action needed to read the row. own: every signed-in user, or every member of its enterprise. '
  'platform: platform admins.';
comment on column private.resources.card is
  'The view of its cards (public.…), or the function that renders one. null: the row itself.';
comment on column private.resources.submission is 'SQL: when it was submitted.';
comment on column private.resources.audited is 'SQL: what the log keeps before and after an act.';
comment on column private.resources.bound is
  'SQL: what an approval is about, without counters and times. null: nothing is approved.';
comment on column private.resources.touched_by is
  'A query for further people who had a part in the row ($1: its id).';
comment on column private.resources.made_by is
  'SQL: who made the row. A policy may give an action for own rows only (private.actions).';
comment on column private.resources.service is
  'SQL on r: the service whose actions are needed in place of those of KooMessage (KooMessageBasic). null: '
  'as they are written.';
comment on column private.resources.service_in is
  'SQL on the input $1 of a maker: the service of the row that it will make.';
comment on column private.resources.single is
  'A setting, of which there is one, with the id of its enterprise.';
comment on column private.resources.proof is 'The bucket of its file of evidence.';

comment on table private.transitions is
  'One legal act from one state, also where the state stays. Buttons are drawn from these rows.';
comment on column private.transitions.from_state is 'none: the act creates the row.';
comment on column private.transitions.to_state is 'none: the act deletes the row.';
comment on column private.transitions.needs is
  'The action that the caller needs. null: only the system acts. own: any signed-in user. '
  'platform: a platform admin.';
comment on column private.transitions.needs_also is 'A second action that the caller needs.';
comment on column private.transitions.or_needs is 'An action that serves in place of needs.';
comment on column private.transitions.trial is
  'IAM-2: an SQL expression on r: whether the send begins with a trial. A policy may depend on it.';
comment on column private.transitions.four_eyes is
  'Refused to everyone who made, edited or submitted the row (T9).';
comment on column private.transitions.needs_reason is 'The caller gives a reason.';
comment on column private.transitions.stamp is
  'What the act records: who submitted the row, or who decided it, and when.';
comment on column private.transitions.sets is
  'What the act writes besides the state, as UPDATE … SET has it. A rule does what this cannot say.';
comment on column private.transitions.condition is
  'An SQL expression on r that selects the row of this table where a verb may lead to several states.';
comment on column private.transitions.blocked_by is
  'An SQL expression on r. A code, or {code, …details}, refuses the act; null allows it.';
comment on column private.transitions.names_shown is 'APR-1: the caller names the hash of what was shown.';
comment on column private.transitions.writes is 'The caller counts as an editor of the row.';
comment on column private.transitions.needs_sudo is
  'The caller has given the password within the last ten minutes.';
comment on column private.transitions.protected is
  'PKG-1 (操作保护): needs_sudo where the enterprise has switched its operation protection on. Makers only.';
comment on column private.transitions.chat_only is
  'A maker that is called from a chat channel, through the bot.';
comment on column private.transitions.many is 'transition_many accepts the act.';
comment on column private.transitions.repeats is
  'The row is in that state already. The caller gets the card, nothing is logged, and there is no button.';
comment on column private.transitions.tells is
  'C10: what the maker of the row is notified of when somebody else acts.';
comment on column private.transitions.asks_mfa is
  'IAM-5: the enterprise may require a second factor (approver_mfa).';

comment on table private.touches is
  'APR-1, T9: who made, edited or submitted a row. These people may not decide about it.';

create or replace function private.fits(about private.resources, row_id text, condition text) returns boolean
language plpgsql stable set search_path = '' as $$
declare
  yes boolean := true;
begin
  if condition is not null then
    execute format('select %s from %s r where r.id = $1::%s', condition, about.rel, about.id_type) into yes
    using row_id;
  end if;
  return coalesce(yes, false);
end $$;
comment on function private.fits is 'Whether the row meets a condition.';

create or replace function private.look_at(
  about private.resources, row_id text, expression text
) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  seen jsonb;
begin
  if expression is not null and row_id is not null then
    execute format('select to_jsonb(%s) from %s r where r.id = $1::%s', expression, about.rel,
      about.id_type) into seen using row_id;
  end if;
  return seen;
end $$;
comment on function private.look_at is
  'The value of an expression on the row, as JSON; null without an expression, or without the row.';

create or replace function private.name_at(about private.resources, row_id text) returns text
language sql stable set search_path = '' as $$
  select private.look_at(about, row_id, about.audited) ->> 'name';
$$;
comment on function private.name_at is 'The name of the row, as the log keeps it; null where it has none.';

create or replace function private.row_of(about private.resources, id text) returns text
language plpgsql stable set search_path = '' as $$
declare
  row_id text;
begin
  -- A malformed id belongs to no row.
  if about.rel is null or id is null
    or id !~* (case about.id_type when 'uuid' then '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      else '^[0-9]{1,18}$' end) then
    return null;
  end if;
  execute replace(about.row_of, '$1', '$1::' || about.id_type) into row_id using id;
  return row_id;
end $$;
comment on function private.row_of is 'The id of the row that holds the state of a resource, or null.';

create or replace function private.service_of_kind(kind text) returns text
language sql immutable set search_path = '' as $$
  select case kind when 'basic' then 'KooMessageBasic' end
$$;
comment on function private.service_of_kind is
  'IAM-3: the service whose actions a message of this kind takes, or a number file for it; null: that of '
  'KooMessage.';

create or replace function private.in_service(action text, service text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return case when service is null then action
    when action like 'KooMessage:%' then service || substr(action, length('KooMessage:'))
    -- What goes out with an SMS asks for the right to send it (IAM-3); another service sends none.
    when action not like 'SMS:%' then action end;
end $$;
comment on function private.in_service is
  'The action that a row of another service needs where a transition names one of KooMessage; null: none.';

create or replace function private.service_made(about private.resources, input jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  service text;
begin
  if about.service_in is not null then
    execute format('select %s', about.service_in) into service using input;
  end if;
  return service;
end $$;
comment on function private.service_made is 'The service of the row that an input will make.';

create or replace function private.target_seen(about private.resources, id text) returns private.target
language plpgsql stable set search_path = '' as $$
declare
  it private.target;
begin
  it.row_id := private.row_of(about, id);
  if it.row_id is null then return null; end if;
  execute format('select %s, %s, %s, %s, %s, %s from %s r where r.id = $1::%s', about.enterprise, about.state,
    about.submitted_by, about.submission, about.made_by, coalesce(about.service, 'null'), about.rel,
    about.id_type)
    into it.enterprise_id, it.state, it.submitted_by, it.submission, it.made_by, it.service using it.row_id;
  return it;
end $$;
comment on function private.target_seen is 'The row that is meant, as the query that asks sees it.';

create or replace function private.target_of(about private.resources, id text) returns private.target
language plpgsql set search_path = '' as $$
declare
  row_id text;
  it private.target;
begin
  loop
    row_id := private.row_of(about, id);
    if row_id is null then return null; end if;
    -- "no key" lets other sessions write rows that refer to this one meanwhile (batches, days of a send).
    -- They hold locks that come later in the order.
    execute format('select from %s r where r.id = $1::%s for no key update', about.rel, about.id_type) using row_id;
    it := private.target_seen(about, id);
    -- The session that held the lock may have made a next version. Then that is the row.
    exit when it.row_id = row_id;
  end loop;
  return it;
end $$;
comment on function private.target_of is
  'The row that a verb is about, locked for the rest of the transaction.';

create or replace function private.is_mine(it private.target) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(it.made_by = private.actor(), false);
end $$;
comment on function private.is_mine is
  'IAM-2: whether the caller made the row. False where the maker is unknown.';

create or replace function private.enterprise_of(resource text, id text) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  about private.resources;
  row_id text;
  enterprise uuid;
begin
  select r.* into about from private.resources r where r.resource = enterprise_of.resource;
  row_id := private.row_of(about, id);
  if row_id is not null then
    execute format('select %s from %s r where r.id = $1::%s', about.enterprise, about.rel,
      about.id_type) into enterprise using row_id;
  end if;
  return enterprise;
end $$;
comment on function private.enterprise_of is
  'The enterprise a resource belongs to, or null: the deployment, or there is no such row.';

create or replace function private.sees(about private.resources, it private.target) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  if it.row_id is null then return false; end if;
  if it.enterprise_id is null and about.reads in ('own', 'platform') then
    if private.may(null, about.reads) then return true; end if;
  elsif about.reads = 'own' or about.single then
    return it.enterprise_id = any (private.my_enterprises());
  elsif it.enterprise_id = any (private.may_in(private.in_service(about.reads, it.service))) then
    return true;
  end if;
  -- Of an enterprise's rows, those about which the platform decides (orders), and no others.
  return private.is_platform_admin()
    and exists (select from private.transitions t where t.resource = about.resource and t.needs = 'platform');
end $$;
comment on function private.sees is
  'Whether the caller may know of a row: by the action `reads` in its enterprise; for the deployment''s '
  'rows, as `reads` says; every member where it is own; every member knows that a setting exists; platform '
  'admins also where a transition of the resource needs them. Other rows are answered as if they did not exist.';

create or replace function private.card_of(about private.resources, id text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  card jsonb;
begin
  if about.card is null then return private.look_at(about, id, 'r'); end if;
  -- A view of cards, or a function where the card is no row of a view.
  execute format(case when about.card like 'public.%' then 'select to_jsonb(c) from %s c where c.id = $1::%s'
      else 'select %s($1::%s)' end, about.card, about.id_type) into card using id;
  return card;
end $$;
comment on function private.card_of is
  'A resource as a verb answers it: its card, or its row where it has none.';

create or replace function private.has_touched(
  about private.resources, it private.target, person uuid
) returns boolean language plpgsql stable set search_path = '' as $$
declare
  -- What a key did, anybody who knows a secret of it may have done.
  hands constant uuid[] := person || array(select h.access_key_id from private.access_key_hands h
    where h.person = has_touched.person);
  yes boolean;
begin
  if it.submitted_by = any (hands) or exists (select from private.touches t
    where t.resource = about.resource and t.row_id = it.row_id and t.person = any (hands)) then
    return true;
  end if;
  if about.touched_by is not null then
    execute format('select $2 && array(%s)', about.touched_by) into yes using it.row_id::uuid, hands;
  end if;
  return coalesce(yes, false);
end $$;
comment on function private.has_touched is
  'T9: whether a person, or an access key of which they know a secret, made, edited or submitted the row, or '
  'what it is made of.';

create or replace function private.wrong_state(resource text, id text, verb text, state text) returns void
language plpgsql stable set search_path = '' as $$
declare
  last_act record;
begin
  -- The caller's own name is left out: they know whose act it was.
  select case when a.actor is distinct from private.actor() then a.actor_name end as actor_name,
    a.at into last_act from public.audit_log a
  where a.resource = wrong_state.resource and a.resource_id = wrong_state.id and a.outcome = 'granted'
    and a.actor is not null order by a.id desc limit 1;
  perform private.refuse('wrong_state', jsonb_build_object('resource', resource, 'state', state, 'verb', verb,
      'by', private.in_words(last_act.actor_name), 'at', last_act.at));
end $$;
comment on function private.wrong_state is 'Refuses wrong_state, with who acted last and when.';

create or replace function private.set_state(about private.resources, it private.target, legal private.transitions, reason text) returns void
language plpgsql set search_path = '' as $$
declare
  changes text;
begin
  -- to_state none: the row is deleted.
  if legal.to_state = 'none' then return; end if;
  changes := concat_ws(', ',
    case when legal.from_state <> legal.to_state or legal.stamp is not null then
      (select format('state = $1::%s', format_type(a.atttypid, null)) from pg_catalog.pg_attribute a
        where a.attrelid = about.rel and a.attname = 'state')
    end,
    case legal.stamp
      when 'submitted' then 'submitted_by = $3, submitted_at = clock_timestamp(), decided_by = null, decided_at = null, reason = null'
      when 'decided' then 'decided_by = $3, decided_at = clock_timestamp(), reason = $4'
    end,
    legal.sets);
  if changes = '' then return; end if;
  execute format('update %s r set %s where r.id = $2::%s', about.rel, changes, about.id_type)
    using legal.to_state, it.row_id, private.actor(), reason;
end $$;
comment on function private.set_state is
  'Sets the state of a row by a legal transition and what else the transition writes, and records who submitted or decided it.';
