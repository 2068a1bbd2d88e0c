-- Resources and transitions as rows, and how the frame reads a row: by SQL expressions stored with its resource.

comment on table private.resources is
  'What a verb can be about. rel: the table that holds its state (null: there is none, and its verbs are makers, as for one''s own profile and the settings of the enterprise). row_of: a query from its id ($1) to the id of that row. reads: the action needed to read it (own: anyone signed in, and of an enterprise''s rows every member; platform: only who runs the deployment). card: the view of its cards (public.…), or the function that renders one; null: the row itself. single: a setting, of which there is one, with the id of its enterprise. proof: the bucket of its file of evidence. Expressions on the row r: enterprise (null::uuid: the row is the deployment''s), state, submitted_by, submission (when), audited (what the log keeps before and after), bound (what an approval is about, without counters and times; null: nothing is approved), made_by (who made it, where a policy may give an action for one''s own rows: private.actions), touched_by (a query for further people who had a part in it).';

comment on table private.transitions is
  'The legal transitions as rows, including those that keep the state: verb, from, to, the action it needs (null: only the system; own: anyone signed in), another one that it needs too (needs_also), four_eyes (never by whoever made, edited or submitted it), a reason. from_state none: it creates a row; to_state none: it deletes the row. trial: an expression on r for whether the send begins with a trial, where a policy may ask that (IAM-2). condition: on the row r, where a verb may lead to several states. blocked_by: an expression on r for the code (or {code, …details}) with which the caller is refused, or null. names_shown: the caller names what was shown (APR-1). writes: the caller counts as having edited the row. needs_sudo: the password was given within ten minutes. protected: so where the enterprise has switched its operation protection on (PKG-1). chat_only: a maker that is called from a chat channel, through the bot. many: transition_many accepts it. repeats: the row is in that state already; the caller gets the card, without a line in the log, and there is no button. Buttons are drawn from these rows.';

comment on table private.touches is 'APR-1, T9: who made, edited or submitted a row. These people may not decide about it.';

create or replace function private.fits(about private.resources, row_id text, condition text) returns boolean language plpgsql stable set search_path = '' as $$
declare
  yes boolean := true;
begin
  if condition is not null then execute format('select %s from %s r where r.id = $1::%s', condition, about.rel, about.id_type) into yes using row_id; end if;
  return coalesce(yes, false);
end $$;
comment on function private.fits is 'Whether the row meets a condition.';

create or replace function private.look_at(about private.resources, row_id text, expression text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  seen jsonb;
begin
  if expression is not null and row_id is not null then execute format('select to_jsonb(%s) from %s r where r.id = $1::%s', expression, about.rel, about.id_type) into seen using row_id; end if;
  return seen;
end $$;
comment on function private.look_at is 'The value of an expression on the row, as JSON; null without an expression, or without the row.';

create or replace function private.name_at(about private.resources, row_id text) returns text language sql stable set search_path = '' as $$
  select private.look_at(about, row_id, about.audited) ->> 'name';
$$;
comment on function private.name_at is 'The name of the row, as the log keeps it; null where it has none.';

create or replace function private.row_of(about private.resources, id text) returns text language plpgsql stable set search_path = '' as $$
declare
  row_id text;
begin
  -- A malformed id belongs to no row.
  if about.rel is null or id is null or id !~* (case about.id_type when 'uuid' then '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' else '^[0-9]{1,18}$' end) then return null; end if;
  execute replace(about.row_of, '$1', '$1::' || about.id_type) into row_id using id;
  return row_id;
end $$;
comment on function private.row_of is 'The id of the row that holds the state of a resource, or null.';

create or replace function private.target_seen(about private.resources, id text) returns private.target language plpgsql stable set search_path = '' as $$
declare
  it private.target;
begin
  it.row_id := private.row_of(about, id);
  if it.row_id is null then return null; end if;
  execute format('select %s, %s, %s, %s, %s from %s r where r.id = $1::%s', about.enterprise, about.state, about.submitted_by, about.submission, about.made_by, about.rel, about.id_type)
    into it.enterprise_id, it.state, it.submitted_by, it.submission, it.made_by using it.row_id;
  return it;
end $$;
comment on function private.target_seen is 'The row that is meant, as the query that asks sees it.';

create or replace function private.target_of(about private.resources, id text) returns private.target language plpgsql set search_path = '' as $$
declare
  row_id text;
  it private.target;
begin
  loop
    row_id := private.row_of(about, id);
    if row_id is null then return null; end if;
    -- "no key" lets other sessions write rows that refer to this one meanwhile (batches, days of a send). They hold locks that come later in the
    -- order.
    execute format('select from %s r where r.id = $1::%s for no key update', about.rel, about.id_type) using row_id;
    it := private.target_seen(about, id);
    -- The session that held the lock may have made a next version. Then that is the row.
    exit when it.row_id = row_id;
  end loop;
  return it;
end $$;
comment on function private.target_of is 'The row that a verb is about, locked for the rest of the transaction.';

create or replace function private.is_mine(it private.target) returns boolean language plpgsql stable set search_path = '' as $$
begin
  return coalesce(it.made_by = private.actor(), false);
end $$;
comment on function private.is_mine is 'IAM-2: whether the caller made the row. False where nobody is known to have.';

create or replace function private.enterprise_of(resource text, id text) returns uuid language plpgsql stable set search_path = '' as $$
declare
  about private.resources;
  row_id text;
  enterprise uuid;
begin
  select r.* into about from private.resources r where r.resource = enterprise_of.resource;
  row_id := private.row_of(about, id);
  if row_id is not null then execute format('select %s from %s r where r.id = $1::%s', about.enterprise, about.rel, about.id_type) into enterprise using row_id; end if;
  return enterprise;
end $$;
comment on function private.enterprise_of is 'The enterprise a resource belongs to, or null: the deployment, or there is no such row.';

create or replace function private.sees(about private.resources, it private.target) returns boolean language plpgsql stable set search_path = '' as $$
begin
  if it.row_id is null then return false; end if;
  if it.enterprise_id is null and about.reads in ('own', 'platform') then
    if private.may(null, about.reads) then return true; end if;
  elsif about.reads = 'own' or about.single then
    return it.enterprise_id = any (private.my_enterprises());
  elsif it.enterprise_id = any (private.may_in(about.reads)) then
    return true;
  end if;
  -- Of an enterprise's rows, those about which the platform decides (orders), and no others.
  return private.is_platform_admin() and exists (select from private.transitions t where t.resource = about.resource and t.needs = 'platform');
end $$;
comment on function private.sees is
  'Whether the caller may know of a row: by the action `reads` in its enterprise; of the deployment''s rows, whoever reads says, and every member where it says own; of a setting every member knows that it is there; platform admins also where a transition of the resource needs them. Other rows are answered as if there were none.';

create or replace function private.card_of(about private.resources, id text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  card jsonb;
begin
  if about.card is null then return private.look_at(about, id, 'r'); end if;
  -- A view of cards, or a function where the card is no row of a view.
  execute format(case when about.card like 'public.%' then 'select to_jsonb(c) from %s c where c.id = $1::%s' else 'select %s($1::%s)' end, about.card, about.id_type) into card using id;
  return card;
end $$;
comment on function private.card_of is 'A resource as a verb answers it: its card, or its row where it has none.';

create or replace function private.has_touched(about private.resources, it private.target, person uuid) returns boolean language plpgsql stable set search_path = '' as $$
declare
  yes boolean;
begin
  if it.submitted_by = person or exists (select from private.touches t where t.resource = about.resource and t.row_id = it.row_id and t.person = has_touched.person) then return true; end if;
  if about.touched_by is not null then execute format('select $2 in (%s)', about.touched_by) into yes using it.row_id::uuid, person; end if;
  return coalesce(yes, false);
end $$;
comment on function private.has_touched is 'T9: whether a person made, edited or submitted the row, or what it is made of.';

create or replace function private.wrong_state(resource text, id text, verb text, state text) returns void language plpgsql stable set search_path = '' as $$
declare
  last_act record;
begin
  -- Of one's own act nobody needs to be told whose it was.
  select case when a.actor is distinct from private.actor() then a.actor_name end as actor_name, a.at into last_act from public.audit_log a
  where a.resource = wrong_state.resource and a.resource_id = wrong_state.id and a.outcome = 'granted' and a.actor is not null order by a.id desc limit 1;
  perform private.refuse('wrong_state', jsonb_build_object('resource', resource, 'state', state, 'verb', verb, 'by', private.in_words(last_act.actor_name), 'at', last_act.at));
end $$;
comment on function private.wrong_state is 'Refuses wrong_state, with who acted last and when.';

create or replace function private.set_state(about private.resources, it private.target, legal private.transitions, reason text) returns void language plpgsql set search_path = '' as $$
begin
  -- to_state none: the rule deletes the row.
  if legal.to_state = 'none' or (legal.from_state = legal.to_state and legal.stamp is null) then return; end if;
  execute format('update %s r set state = $1::%s %s where r.id = $2::%s', about.rel,
      (select format_type(a.atttypid, null) from pg_catalog.pg_attribute a where a.attrelid = about.rel and a.attname = 'state'),
      case legal.stamp
        when 'submitted' then ', submitted_by = $3, submitted_at = clock_timestamp(), decided_by = null, decided_at = null, reason = null'
        when 'decided' then ', decided_by = $3, decided_at = clock_timestamp(), reason = $4'
        else '' end, about.id_type)
    using legal.to_state, it.row_id, private.actor(), reason;
end $$;
comment on function private.set_state is 'Sets the state of a row by a legal transition, and records who submitted or decided it.';
