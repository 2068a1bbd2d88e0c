-- enterprises: how one opens, and what its owner sets of it (ENT-1, ENT-2)

comment on table private.former_zones is 'Zones that an enterprise has left, and until when each was its zone. Written by update_enterprise.';

create or replace function private.enterprise(id uuid) returns public.enterprises language sql stable set search_path = '' as $$
  select e from public.enterprises e where e.id = $1
$$;
comment on function private.enterprise is 'An enterprise with its settings.';

create or replace function private.known_zone(typed text) returns text language plpgsql stable set search_path = '' as $$
declare
  -- Places, as people say where they are; Postgres also knows abbreviations and files of its own, which browsers do not.
  known constant text := (select z.name from pg_catalog.pg_timezone_names z where lower(z.name) = lower(btrim(typed)) and (z.name = 'UTC' or z.name ~ '^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/') limit 1);
begin
  if known is null then perform private.refuse('zone_unknown', jsonb_build_object('zone', left(coalesce(typed, ''), 64))); end if;
  return known;
end $$;
comment on function private.known_zone is 'A time zone by its name in the tz database, in its own spelling: UTC, or a place such as Asia/Shanghai. Refuses zone_unknown.';

create or replace function private.statement_edition() returns date language sql immutable set search_path = '' as $$ select date '2026-11-01' $$;
comment on function private.statement_edition is 'ENT-2: the day from which the present texts of the statements hold. shared/src/people/statements.ts has the texts and the same day; a test keeps both in step.';

create or replace function private.create_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  called constant text := private.clean_name(input ->> 'name', 64, 2);
  made uuid;
begin
  -- Without a confirmed address nobody has rights, in an enterprise of their own neither.
  if private.confirmed_address(private.actor()) is null then perform private.refuse('address_unconfirmed'); end if;
  if not (input -> 'statements' @> '["koomessage", "sms"]') then perform private.refuse('statements_required'); end if;
  insert into public.enterprises (name, time_zone, created_by)
  values (called, private.known_zone(coalesce(input ->> 'time_zone', 'Asia/Shanghai')), private.actor()) returning id into made;
  insert into public.statement_acceptances (enterprise_id, statement, edition, user_id)
  select made, s, private.statement_edition(), private.actor() from unnest(array['koomessage', 'sms']) as s;
  perform private.equip_enterprise(made);
  perform private.join_group(made, private.actor(), array(select g.id from public.groups g where g.enterprise_id = made and g.name = 'Owners'));
  update public.profiles p set enterprise_id = made where p.user_id = private.actor();
  return public.whoami() || jsonb_build_object('about', made, 'after', jsonb_build_object('name', called, 'statements', input -> 'statements'));
end $$;
comment on function public.create_enterprise is
  'ENT-2 (§2): opens an enterprise, at once and without a review. Both statements must be accepted; who, when and which text is kept. The caller becomes its owner, and it becomes the current one. It can send to the sandbox carrier where the deployment has one. input {name, statements, time_zone (Asia/Shanghai)}. Returns whoami(). Refuses name_required, name_unclean, statements_required, zone_unknown, enterprise_opened (one of the same name by the same person), address_unconfirmed.';

create or replace function private.update_enterprise(home uuid, input jsonb) returns jsonb language plpgsql set search_path = '' as $$
declare
  was public.enterprises;
  called text;
  zone text;
  plan text;
begin
  select e.* into was from public.enterprises e where e.id = home for update;
  called := case when input ? 'name' then private.clean_name(input ->> 'name', 64, 2) else was.name end;
  zone := case when input ? 'time_zone' then private.known_zone(input ->> 'time_zone') else was.time_zone end;
  if zone <> was.time_zone then
    -- The hours of the marketing window are others from now on.
    perform private.require_sudo();
    -- "Every Monday at ten" was approved as ten in the zone of then.
    select s.name into plan from public.sends s where s.enterprise_id = home and s.timing = 'recurring' and s.state in ('in_review', 'recurring', 'paused') order by s.created_at limit 1;
    if plan is not null then perform private.refuse('zone_has_plans', jsonb_build_object('name', plan)); end if;
    -- Days are asked by the quarter of an hour, so the quarter that has begun is still the former zone's.
    insert into private.former_zones (enterprise_id, until, zone) values (home, date_bin('15 minutes', clock_timestamp(), timestamptz 'epoch') + interval '15 minutes', was.time_zone)
    on conflict do nothing;
  end if;
  update public.enterprises e set name = called, time_zone = zone where e.id = home;
  return public.whoami() || jsonb_build_object('about', home, 'before', jsonb_build_object('name', was.name, 'time_zone', was.time_zone),
    'after', jsonb_build_object('name', called, 'time_zone', zone));
end $$;
comment on function public.update_enterprise is
  'ENT-1: sets the name and the time zone of the enterprise in use; what input does not name stays. Days that were reported stay in the zone of then; the marketing window and everything from now on follow the new one. Owner; another zone with a password just given. input {name, time_zone}. Returns whoami(). Refuses forbidden, sudo_required, name_required, name_unclean, zone_unknown, zone_has_plans (a recurring send waits or runs), enterprise_opened.';

create or replace view public.statement_cards with (security_invoker = true) as
select a.enterprise_id, a.statement, a.edition, a.accepted_at, private.visible_person(a.user_id) as accepted_by_name from public.statement_acceptances a;
comment on view public.statement_cards is 'ENT-2: which usage statements were accepted for an enterprise: which text, by whom, when.';

grant select on public.statement_cards to authenticated;
-- The reports of members compute with it.
select private.public_verbs('enterprise');
