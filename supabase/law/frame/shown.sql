-- A decision is about what was shown (APR-1): the hash that a click names, and the differences where it names
-- something else.

comment on table private.submissions is
  'APR-1: what each submission put before the approvers, by the hash that a click names. '
  'A click with an older hash gets the differences.';

create or replace function private.differing(before jsonb, after jsonb, out was jsonb, out becomes jsonb)
language sql immutable set search_path = '' as $$
  select jsonb_object_agg(k, before -> k) filter (where before ? k),
    jsonb_object_agg(k, after -> k) filter (where after ? k)
  from (select k from jsonb_object_keys(coalesce(before, '{}') || coalesce(after, '{}')) as k
    where before -> k is distinct from after -> k) d
$$;
comment on function private.differing is
  'The keys in which two objects differ, with the old and the new values.';

create or replace function private.changes_of(
  before jsonb, after jsonb, path text default ''
) returns setof jsonb language plpgsql immutable set search_path = '' as $$
declare
  k text;
begin
  if before is not distinct from after then return; end if;
  if jsonb_typeof(before) is distinct from 'object' or jsonb_typeof(after) is distinct from 'object' then
    return next jsonb_build_object('field', path, 'before', left(before #>> '{}', 200),
      'after', left(after #>> '{}', 200));
    return;
  end if;
  for k in select distinct x from jsonb_object_keys(before || after) as x order by 1 loop
    return query select private.changes_of(before -> k, after -> k, ltrim(path || '.' || k, '.'));
  end loop;
end $$;
comment on function private.changes_of is
  'The differences between two objects, leaf by leaf: {field, before, after}.';

create or replace function private.shown_of(about private.resources, id text, it private.target) returns text
language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(jsonb_build_array(about.resource, id, it.submission at time zone 'UTC',
          private.look_at(about, it.row_id, about.bound))::text, 'UTF8')), 'hex')
  where about.bound is not null
$$;
comment on function private.shown_of is
  'APR-1: the hash of what is decided: the resource, its submission and what an approval binds. '
  'A click sends it.';

create or replace function private.check_shown(
  about private.resources, id text, it private.target, shown text
) returns void language plpgsql set search_path = '' as $$
declare
  was private.submissions;
  differs jsonb;
begin
  if coalesce(btrim(shown), '') = '' then
    perform private.refuse('shown_required', jsonb_build_object('resource', about.resource));
  end if;
  if shown = private.shown_of(about, id, it) then return; end if;
  select s.* into was from private.submissions s
  where s.shown = check_shown.shown and s.resource = about.resource and s.resource_id = id;
  if found then
    select coalesce(jsonb_agg(c.one), '[]') into differs from (
      select private.changes_of(was.bound, private.look_at(about, it.row_id, about.bound)) as one limit 20) c;
  end if;
  -- It may have changed without another submission, for example through a setting that the approval binds.
  perform private.refuse('shown_changed', jsonb_build_object('resource', about.resource, 'differs', differs,
    'fields', coalesce((select string_agg(d ->> 'field', ', ') from jsonb_array_elements(differs) as d),
      case when was.shown is null then 'unknown_look' else 'resubmitted' end))
    || case when was.submission <> it.submission
      then jsonb_build_object('by', private.person_name(it.submitted_by), 'at', it.submission) else '{}' end);
end $$;
comment on function private.check_shown is
  'APR-1: refuses shown_required where the caller does not name what was shown, and shown_changed, with the '
  'differences, where that is no longer current.';

create or replace function private.keep_submission(about private.resources, id text) returns void
language plpgsql set search_path = '' as $$
declare
  it private.target := private.target_seen(about, id);
begin
  if about.bound is null or not exists (select from private.transitions t
    where t.resource = about.resource and t.from_state = it.state and t.names_shown) then
    return;
  end if;
  insert into private.submissions (shown, resource, resource_id, submission, bound)
  values (private.shown_of(about, id, it), about.resource, id, it.submission,
    private.look_at(about, it.row_id, about.bound)) on conflict do nothing;
end $$;
comment on function private.keep_submission is
  'Stores what the approvers have to decide about now, so a later click on an older card gets the '
  'differences.';

create or replace function private.submitted_before(
  about private.resources, id text, it private.target
) returns private.submissions language sql stable set search_path = '' as $$
  select s.* from private.submissions s
  where s.resource = about.resource and s.resource_id = id and s.submission < it.submission
  order by s.submission desc, s.at desc limit 1
$$;
comment on function private.submitted_before is
  'What was put before the approvers the time before; null the first time.';

create or replace function public.review_changes(resource text, id text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  about private.resources;
  it private.target;
  live text;
  was private.submissions;
begin
  select r.* into about from private.resources r
  where r.resource = review_changes.resource and r.bound is not null;
  it := private.target_seen(about, id);
  if about.resource is null or not private.sees(about, it) then
    perform private.refuse('not_found', jsonb_build_object('resource', review_changes.resource));
  end if;
  if it.state is distinct from 'in_review' then return null; end if;
  if about.live_row is not null then execute about.live_row into live using id::uuid; end if;
  if live is not null then
    was.bound := private.look_at(about, live, about.bound);
  else
    was := private.submitted_before(about, id, it);
    if was.shown is null then return null; end if;
  end if;
  return jsonb_build_object('base', case when live is null then 'submission' else 'live' end,
    'at', was.submission, 'version', was.bound -> 'version', 'rows', was.bound -> 'rows',
    'differs', (select coalesce(jsonb_agg(c.one), '[]') from (
      select private.changes_of(was.bound, private.look_at(about, it.row_id, about.bound)) as one limit 50) c
      where c.one ->> 'field' <> 'version'));
end $$;
comment on function public.review_changes is
  'BOT-3: what a row in review changes of what serves, or, where nothing serves, of its submission before: '
  '{base (live, submission), at (of that submission), version, rows (ids), differs: [{field, before, after}]}. '
  'null: not in review, or submitted for the first time. Refuses not_found.';
grant execute on function public.review_changes to authenticated;
