-- list views: how somebody looks at a list, kept by name, for themselves or for everyone of the enterprise
-- (LST-1)

create table public.list_views (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  -- A noun, or what is exported without being one: the law asks (private.create_list_view).
  resource text not null,
  owner uuid not null,
  name text not null,
  -- As in the address of the list; what a list no longer knows is passed over when it is read.
  query text not null check (char_length(query) <= 2000),
  shared boolean not null default false,
  is_default boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  constraint list_views_by_name unique (enterprise_id, resource, owner, name)
);

-- One view opens first: a person's own, else that of everyone.
create unique index list_views_own_default on public.list_views (enterprise_id, resource, owner)
where is_default and not shared;

create unique index list_views_shared_default on public.list_views (enterprise_id, resource)
where is_default and shared;

-- The view of somebody else does not exist, unless it is shared.
insert into private.resources (resource, rel, row_of, reads, state, submitted_by, submission, audited) values
  ('list_view', 'public.list_views',
   'select v.id::text from public.list_views v where v.id = $1 and (v.shared or v.owner = private.actor())', 'own',
   'case when r.shared then ''shared'' else ''mine'' end', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''resource'', r.resource, ''name'', r.name, ''query'', r.query,
     ''shared'', r.shared, ''is_default'', r.is_default)');

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('list_view', 'create', 'none', 'mine', 'own'),
  ('list_view', 'share', 'mine', 'mine', 'KooMessage:listView:share'),
  ('list_view', 'unshare', 'shared', 'shared', 'KooMessage:listView:share');

-- Of a shared one, all of this is for those who may share.
insert into private.transitions (resource, verb, from_state, to_state, needs, blocked_by, condition, sets)
select 'list_view', m.verb, s.state, case m.verb when 'delete' then 'none' else s.state end, 'own',
  'case when r.shared and not private.may(r.enterprise_id, ''KooMessage:listView:share'') then ''forbidden'' end',
  m.condition, case m.verb when 'clear_default' then 'is_default = false' end
from (values ('update', null), ('delete', null), ('set_default', 'not r.is_default'),
  ('clear_default', 'r.is_default')) as m (verb, condition)
cross join (values ('mine'), ('shared')) as s (state);

insert into private.constraints (name, code) values ('list_views_by_name', 'name_taken');
