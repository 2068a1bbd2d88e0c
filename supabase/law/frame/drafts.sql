-- What somebody types into a form is kept before it is saved: a browser that falls, or another device, goes
-- on with it. A draft is its author's alone. It has no version and is in no log: nothing has been done yet.

comment on table private.drafts is
  'TPL-5: what is typed into a form and not saved yet, one a tab of the browser. Kept for 30 days.';

create or replace function public.keep_draft(
  resource text, name text, tab text, content jsonb default null, base text default null
) returns timestamptz language plpgsql security definer set search_path = '' as $$
declare
  form constant uuid := private.as_uuid(tab, 'tab');
  me constant uuid := private.actor();
  at timestamptz;
begin
  if me is null or form is null then return null; end if;
  if content is null then
    delete from private.drafts d where d.person = me and d.name = keep_draft.name and d.tab = form;
    return null;
  end if;
  if not exists (select from private.resources r where r.resource = keep_draft.resource) then
    perform private.refuse('input_invalid', '{"field": "resource"}');
  end if;
  if coalesce(char_length(name), 0) not between 1 and 400 or char_length(base) > 100
    or octet_length(content::text) > 262144 then
    perform private.refuse('input_invalid', '{"field": "content"}');
  end if;
  -- A form says so every five seconds at most; a client that does not wait writes nothing in between.
  insert into private.drafts as d (tab, name, resource, enterprise_id, person, base_version, content)
  values (form, name, resource, private.current_enterprise(), me, base, content)
  on conflict on constraint drafts_pkey do update
    set content = excluded.content, base_version = excluded.base_version, kept_at = excluded.kept_at,
      resource = excluded.resource, enterprise_id = excluded.enterprise_id
    where d.kept_at < excluded.kept_at - interval '4 seconds'
  returning d.kept_at into at;
  -- Forty are more than anybody has open: a client that makes up tabs fills no table.
  delete from private.drafts d where d.person = me and d.ctid in (select x.ctid from private.drafts x
    where x.person = me order by x.kept_at desc offset 40);
  return at;
end $$;
comment on function public.keep_draft is
  'TPL-5: keeps what is typed into a form (name) of a resource, for the caller alone; tab: an id of the '
  'form. Without content it is forgotten. base: the version that it began from. Returns when it was kept, '
  'null where one was kept less than four seconds ago. Not logged. Refuses input_invalid.';
grant execute on function public.keep_draft to authenticated;

create or replace function public.drafts_of(name text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('tab', d.tab, 'base', d.base_version, 'content', d.content,
        'kept_at', d.kept_at) order by d.kept_at desc), '[]')
  from private.drafts d
  where d.person = private.actor() and d.name = drafts_of.name
    and d.enterprise_id is not distinct from private.current_enterprise()
$$;
comment on function public.drafts_of is
  'TPL-5: what the caller has typed into a form (name) and not saved, of each tab, the newest first: '
  '[{tab, base, content, kept_at}].';
grant execute on function public.drafts_of to authenticated;
