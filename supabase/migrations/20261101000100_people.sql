-- people: enterprises, members, groups, policies (ENT-1, ENT-2, IAM-1 to IAM-4)

create table public.enterprises (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 2 and 64),
  time_zone text not null default 'Asia/Shanghai',
  -- SND-1, table 7-2: a marketing message goes out between 08:00 and 21:00; carriers differ, so it is a
  -- setting.
  marketing_from time not null default '08:00',
  marketing_to time not null default '21:00' check (marketing_to > marketing_from),
  -- IAM-5: what a decision requires. linked: a second factor, in the session or when the chat account was
  -- linked. panel: in the session.
  approver_mfa text not null default 'none' check (approver_mfa in ('none', 'linked', 'panel')),
  -- PKG-1, §3 (操作保护): ordering packages asks for the password again. Off by itself, as the guide has it.
  operation_protection boolean not null default false,
  -- BOT-3: after so many hours a review is escalated. null: never.
  review_hours integer default 24 check (review_hours between 1 and 720),
  created_by uuid,
  created_at timestamptz not null default now()
);

-- One person opens one enterprise of a name: a second click from another window opens no second one.
create unique index enterprises_by_opener on public.enterprises (created_by, lower(name));

-- The zones an enterprise has left, each until the end of the quarter of an hour in which it left it. A day
-- of its reports is a day of the zone of then.
create table private.former_zones (
  enterprise_id uuid not null references public.enterprises (id),
  until timestamptz not null,
  zone text not null,
  primary key (enterprise_id, until)
);

alter table public.profiles add foreign key (enterprise_id) references public.enterprises (id) on delete set null;

create table public.statement_acceptances (
  enterprise_id uuid not null references public.enterprises (id),
  statement text not null check (statement in ('koomessage', 'sms')),
  -- Which text of it: the day from which it holds.
  edition date not null,
  user_id uuid not null,
  accepted_at timestamptz not null default now(),
  primary key (enterprise_id, statement)
);

create table public.members (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  user_id uuid not null references auth.users (id),
  name text not null,
  email text not null,
  state text not null default 'active' check (state in ('active', 'disabled', 'left')),
  -- RET-1: who was pseudonymised has this in place of name and address.
  pseudonym text,
  created_at timestamptz not null default now(),
  -- Those who left and came back have a later one.
  joined_at timestamptz not null default now(),
  unique (enterprise_id, user_id)
);

-- RET-1: the members whose names are being taken out of the log, which the clock does in slices.
create table private.pseudonym_work (
  member_id uuid primary key references public.members (id),
  enterprise_id uuid not null,
  act bigint not null,
  -- Rows of transactions that were running then may still have the name.
  xact xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  reached bigint not null default 0
);

-- RET-1: the columns that remember people's names beside the log: texts, or values that may have them. scope:
-- which rows are of the enterprise $2.
create table private.named_columns (
  rel text not null,
  col text not null,
  scope text not null default 'r.enterprise_id = $2',
  primary key (rel, col)
);

insert into private.named_columns (rel, col, scope) values
  ('public.orders', 'ordered_by_name', default), ('public.orders', 'decided_by_name', default), ('public.invitations', 'email', default),
  ('public.alerts', 'details', default), ('public.exports', 'filters', default),
  ('public.incident_events', 'details', 'r.incident_id in (select i.id from public.incidents i where i.enterprise_id = $2)'),
  ('private.alert_posts', 'notice', 'r.notice ->> ''enterprise_id'' = $2::text'),
  ('private.requests', 'result', 'r.actor in (select m.user_id from public.members m where m.enterprise_id = $2)');

create index members_by_user on public.members (user_id);

create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  -- As private.address writes it: ASCII, in small letters.
  email text not null,
  group_ids uuid[] not null,
  -- An open invitation whose time is over counts as expired: private.invitation_state.
  state text not null default 'open' check (state in ('open', 'accepted', 'revoked')),
  invited_by uuid not null references auth.users (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days'
);

create index invitations_by_enterprise on public.invitations (enterprise_id, created_at desc);

create index invitations_open on public.invitations (enterprise_id, email) where state = 'open';

-- Apart from the invitation, so that no role of the API selects it.
create table private.invitation_tokens (
  token_hash bytea primary key,
  invitation_id uuid not null unique references public.invitations (id),
  -- How often a mail with it was tried: whoever is invited is not to be flooded.
  mails smallint not null default 0 check (mails between 0 and 3)
);

create table public.policies (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid references public.enterprises (id),
  name text not null,
  document jsonb not null,
  created_at timestamptz not null default now()
);

-- Names are typed in any case.
create unique index policies_by_name on public.policies (enterprise_id, lower(name)) nulls not distinct;

create table public.groups (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null,
  created_at timestamptz not null default now()
);

create unique index groups_by_name on public.groups (enterprise_id, lower(name));

create table public.group_policies (
  group_id uuid not null references public.groups (id) on delete cascade,
  policy_id uuid not null references public.policies (id),
  enterprise_id uuid not null references public.enterprises (id),
  primary key (group_id, policy_id)
);

create table public.group_members (
  group_id uuid not null references public.groups (id) on delete cascade,
  member_id uuid not null references public.members (id),
  enterprise_id uuid not null references public.enterprises (id),
  primary key (group_id, member_id)
);

create index group_members_by_member on public.group_members (member_id);

-- transitions: how a resource changes its state, and who is notified

create table private.chat_cards (
  id uuid primary key default gen_random_uuid(),
  provider text not null check (provider in ('slack', 'discord')),
  team text not null,
  chat_channel text not null,
  message text not null,
  -- The address in a message that a preview belongs to; empty: the message is the card.
  preview text not null default '',
  resource text not null,
  resource_id uuid not null,
  locale text not null,
  chat_user text not null,
  seq bigint not null default 0,
  decided_seq bigint not null default 0,
  shown_seq bigint not null default 0,
  shown_hash text,
  -- What was said above it as it was posted: {words, shown (the hash of what was decided about the row
  -- then)}.
  said jsonb,
  drawn_at timestamptz not null default '-infinity',
  lease_until timestamptz not null default '-infinity',
  last_error text,
  created_at timestamptz not null default now(),
  constraint one_card_a_message unique (provider, team, chat_channel, message, preview)
);

create index chat_cards_to_leave on private.chat_cards (created_at) where preview <> '';

create index chat_cards_by_thing on private.chat_cards (resource, resource_id);

create index chat_cards_to_redraw on private.chat_cards (lease_until) where shown_seq < seq;

create function private.policy(variadic actions text[]) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('Version', '1.1', 'Statement',
    jsonb_build_array(jsonb_build_object('Effect', 'Allow', 'Action', to_jsonb(actions))))
$$;

comment on function private.policy is 'A policy document with one Allow statement.';

insert into public.policies (enterprise_id, name, document) values
  (null, 'KooMessage FullAccess', private.policy('KooMessage:*:*')),
  (null, 'KooMessage CommonOperations',
    private.policy('KooMessage:*:list', 'KooMessage:*:create', 'KooMessage:*:update', 'KooMessage:*:submit',
    'KooMessage:*:delete', 'KooMessage:*:export', 'KooMessage:sendTask:release', 'KooMessage:sendTask:cancel',
    'KooMessage:sendTask:pause')),
  (null, 'KooMessage Development', private.policy('KooMessage:*:list', 'KooMessage:template:create', 'KooMessage:template:update',
    'KooMessage:template:submit', 'KooMessage:resolveTask:create', 'KooMessage:sendTask:create', 'KooMessage:sendTask:submit')),
  (null, 'KooMessage ReadOnlyAccess', private.policy('KooMessage:*:list')),
  (null, 'KooMessage Basic Edition FullAccess', private.policy('KooMessageBasic:*:*')),
  (null, 'KooMessage Basic Edition CommonOperations',
    private.policy('KooMessageBasic:*:list', 'KooMessageBasic:*:create', 'KooMessageBasic:*:update',
    'KooMessageBasic:*:submit', 'KooMessageBasic:*:delete', 'KooMessageBasic:*:export', 'KooMessageBasic:sendTask:release',
    'KooMessageBasic:sendTask:cancel', 'KooMessageBasic:sendTask:pause')),
  (null, 'KooMessage Basic Edition Development', private.policy('KooMessageBasic:*:list', 'KooMessageBasic:template:create',
    'KooMessageBasic:template:update', 'KooMessageBasic:template:submit', 'KooMessageBasic:sendTask:create',
    'KooMessageBasic:sendTask:submit')),
  (null, 'KooMessage Basic Edition ReadOnlyAccess', private.policy('KooMessageBasic:*:list')),
  (null, 'KooMessage SA FullAccess', private.policy('KooMessageSA:*:*')),
  (null, 'KooMessage SA CommonOperations',
    private.policy('KooMessageSA:*:list', 'KooMessageSA:*:create', 'KooMessageSA:*:update',
      'KooMessageSA:*:submit', 'KooMessageSA:*:delete', 'KooMessageSA:*:export')),
  (null, 'KooMessage SA ReadOnlyAccess', private.policy('KooMessageSA:*:list')),
  -- §11.1: who sends an AIM needs the right to send SMS too, by the policy of this name.
  (null, 'RTC Administrator', private.policy('SMS:message:send'));

-- people: the verbs

-- own: it is asked about one row at a time, whose maker is known, so a policy may give it for what a person
-- made alone (IAM-2). trial: it is asked about one send at a time, so a policy may give it for sends that
-- begin with a trial alone.
create table private.actions (
  action text primary key check (action ~ '^[A-Za-z]+:[A-Za-z]+:[A-Za-z]+$'),
  own boolean not null default false,
  trial boolean not null default false
);

insert into private.actions (action)
select r.service || ':' || r.resource || ':' || o.operation
from (values
  ('KooMessage', 'template', array['list', 'create', 'update', 'submit', 'review', 'delete']),
  ('KooMessage', 'media', array['list', 'create', 'update', 'delete']),
  ('KooMessage', 'numberFile', array['list', 'create']),
  ('KooMessage', 'sendTask', array['list', 'create', 'submit', 'approve', 'release', 'cancel', 'pause', 'breakGlass']),
  ('KooMessage', 'approvalRule', array['list', 'manage']),
  ('KooMessage', 'optOut', array['list', 'create', 'remove']),
  ('KooMessage', 'sendSetting', array['list', 'manage']),
  ('KooMessage', 'alert', array['list', 'update']), ('KooMessage', 'chat', array['manage']),
  ('KooMessage', 'resolveTask', array['list', 'create', 'update', 'freeze']),
  ('KooMessage', 'report', array['list', 'export']), ('KooMessage', 'quota', array['list', 'order']),
  ('KooMessage', 'sms', array['list', 'create', 'review']), ('KooMessage', 'domain', array['list', 'create', 'update', 'review']),
  ('KooMessage', 'jump', array['list', 'create', 'review']), ('KooMessage', 'filing', array['list', 'create', 'review']),
  ('KooMessage', 'member', array['list', 'manage']), ('KooMessage', 'audit', array['list']),
  ('KooMessage', 'channel', array['list', 'manage']), ('KooMessage', 'callback', array['list', 'update']),
  ('KooMessage', 'recipient', array['list', 'reveal', 'trace', 'erase']),
  ('KooMessage', 'retention', array['list', 'manage']), ('KooMessage', 'listView', array['share']),
  -- §8: the basic edition.
  ('KooMessageBasic', 'template', array['list', 'create', 'update', 'submit', 'review', 'delete']),
  ('KooMessageBasic', 'numberFile', array['list', 'create']),
  ('KooMessageBasic', 'sendTask', array['list', 'create', 'submit', 'approve', 'release', 'cancel', 'pause', 'breakGlass']),
  ('KooMessageBasic', 'signature', array['list', 'create', 'update', 'submit', 'review', 'delete']),
  ('KooMessageBasic', 'report', array['list', 'export']),
  -- §9: service accounts with their menus and home pages, ports (通道号) and SMS shortcuts.
  ('KooMessageSA', 'serviceAccount', array['list', 'create', 'update', 'submit', 'review', 'freeze']),
  ('KooMessageSA', 'port', array['list', 'create', 'update', 'delete']),
  ('KooMessageSA', 'shortcut', array['list', 'create', 'update', 'submit', 'review', 'freeze']),
  ('KooMessageSA', 'report', array['list', 'export']),
  -- §11.1
  ('SMS', 'message', array['send'])
) as r (service, resource, operations) cross join lateral unnest(r.operations) as o (operation);

update private.actions set own = true where action = any ('{KooMessage:template:update,KooMessage:template:submit,KooMessage:template:delete,
  KooMessage:sendTask:submit,KooMessage:sendTask:release,KooMessage:sendTask:cancel,KooMessage:sendTask:pause,
  KooMessage:resolveTask:update,KooMessage:domain:update,KooMessage:media:update,KooMessage:media:delete,
  KooMessageBasic:template:update,KooMessageBasic:template:submit,KooMessageBasic:template:delete,
  KooMessageBasic:sendTask:submit,KooMessageBasic:sendTask:release,KooMessageBasic:sendTask:cancel,KooMessageBasic:sendTask:pause,
  KooMessageBasic:signature:update,KooMessageBasic:signature:submit,KooMessageBasic:signature:delete}');
update private.actions set trial = true where action in ('KooMessage:sendTask:submit', 'KooMessageBasic:sendTask:submit');

-- The guide's own names (§11.2 and the page of the API to which it leads), where an action here means the
-- same, no more and no less. A name of the guide that is narrower than an action here has no alias: it would
-- allow more than is written.
create table private.action_aliases (
  alias text primary key,
  action text not null references private.actions (action)
);

insert into private.action_aliases (alias, action) values
  ('KooMessage:devSendTask:create', 'KooMessage:sendTask:create'), ('KooMessage:devSendTask:list', 'KooMessage:sendTask:list'),
  ('KooMessage:devTemplate:list', 'KooMessage:template:list'),
  ('KooMessage:devResolveTask:create', 'KooMessage:resolveTask:create'), ('KooMessage:devResolveTask:list', 'KooMessage:resolveTask:list');

-- A setting is a group of columns of the enterprise, with a view of its name, public.<resource>; or a table `rel`
-- of its own. Who may see it: `reads`, else the people who may set it.
create function private.setting(
  resource text, needs text, columns text[], reads text default null, rel regclass default 'public.enterprises'
) returns void language sql set search_path = '' as $$
  insert into private.resources (resource, rel, single, enterprise, reads, card, state, submitted_by, submission, audited)
  values (resource, rel, true, 'r.id', coalesce(reads, needs), 'public.' || resource, '''active''', 'null::uuid', 'null::timestamptz',
    (select 'jsonb_build_object(' || string_agg(format('%L, r.%I', c, c), ', ' order by n) || ')'
      from unnest(columns) with ordinality as x (c, n)));
  insert into private.transitions (resource, verb, from_state, to_state, needs) values (resource, 'update', 'active', 'active', needs);
$$;

comment on function private.setting is
  'What the law has to know of a setting of an enterprise: its columns, who changes and who sees them.';

-- One's own profile and the settings of an enterprise are not rows with a state, so their verbs are makers.
insert into private.resources (resource) values ('profile'), ('enterprise');

-- Acts on one's own account are in the log of the current enterprise.
insert into private.resources (resource, rel, row_of, enterprise, reads, state, submitted_by, submission, audited) values
  ('session', 'auth.sessions',
    'select s.id from auth.sessions s where s.id = $1 and s.user_id = private.actor()',
    'private.current_enterprise()', 'own', '''active''', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''created_at'', r.created_at, ''user_agent'', private.one_line(r.user_agent, 300))'),
  -- Also that of an active member, for managers of members.
  ('chat_identity', 'public.chat_identities', 'select i.id from public.chat_identities i where i.id = $1 and (i.user_id = private.actor()
      or exists (select from public.members m where m.enterprise_id = private.current_enterprise() and m.user_id = i.user_id and m.state = ''active'' and private.may(m.enterprise_id, ''KooMessage:member:manage'')))',
   'private.current_enterprise()', 'own', '''active''', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', concat_ws('':'', r.provider, r.team, r.chat_user), ''user_id'', r.user_id, ''aal'', r.aal)');

insert into private.resources (resource, rel, reads, card, state, submitted_by, submission, audited) values
  ('member', 'public.members', 'KooMessage:member:list', 'private.member_card', 'r.state', 'null::uuid', 'null::timestamptz',
   '(private.member_card(r.id) - ''id'') || private.pseudonym_marks(r.id)'),
  ('group', 'public.groups', 'KooMessage:member:list', 'private.group_card', '''active''', 'null::uuid', 'null::timestamptz',
   'private.group_card(r.id) - ''id'''),
  ('invitation', 'public.invitations', 'KooMessage:member:list', 'private.invitation_card',
   'private.invitation_state(r.state, r.expires_at)', 'null::uuid', 'null::timestamptz', 'private.invitation_card(r.id) - ''id'''),
  ('policy', 'public.policies', 'KooMessage:member:list', null, '''active''', 'null::uuid', 'null::timestamptz',
   'jsonb_build_object(''name'', r.name, ''document'', r.document)');

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('profile', 'set_locale', 'none', 'none', 'own'),
  ('profile', 'set_notices', 'none', 'none', 'own'),
  ('chat_identity', 'unlink', 'active', 'none', 'own'),
  ('chat_identity', 'unlink_all', 'none', 'none', 'own'),
  ('enterprise', 'create', 'none', 'none', 'own'),
  ('enterprise', 'switch', 'none', 'none', 'own'),
  ('enterprise', 'update', 'none', 'none', 'KooMessage:member:manage'),
  ('session', 'revoke', 'active', 'none', 'own'),
  ('session', 'revoke_others', 'none', 'none', 'own'),
  -- These two are a person's own: the one who accepts sees no row of the enterprise before, and the one who
  -- leaves may be disabled. So they are makers, found by the token and by the enterprise, although the row is
  -- there already.
  ('invitation', 'accept', 'none', 'accepted', 'own'),
  ('member', 'leave', 'none', 'left', 'own'),
  -- A newer invitation of the same address, or the end of the member who made it.
  ('invitation', 'lapse', 'open', 'revoked', null);

-- Who changes what somebody may do has given the password just now.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo, blocked_by) values
  -- A chat account goes on speaking for the person when all sessions have ended.
  ('chat_identity', 'begin_link', 'none', 'none', 'own', true, null),
  ('member', 'disable', 'active', 'disabled', 'KooMessage:member:manage', true, null),
  ('member', 'enable', 'disabled', 'active', 'KooMessage:member:manage', true, null),
  ('invitation', 'create', 'none', 'open', 'KooMessage:member:manage', true, null),
  ('invitation', 'revoke', 'open', 'revoked', 'KooMessage:member:manage', true, null),
  ('policy', 'create', 'none', 'active', 'KooMessage:member:manage', true, null),
  ('policy', 'update', 'active', 'active', 'KooMessage:member:manage', true, null),
  ('policy', 'delete', 'active', 'none', 'KooMessage:member:manage', true,
   'case when exists (select from public.group_policies gp where gp.policy_id = r.id)
     or exists (select from public.access_key_policies k where k.policy_id = r.id) then ''policy_in_use'' end'),
  ('group', 'create', 'none', 'active', 'KooMessage:member:manage', true, null),
  ('group', 'update', 'active', 'active', 'KooMessage:member:manage', true, null),
  ('group', 'delete', 'active', 'none', 'KooMessage:member:manage', true,
   'case when exists (select from public.approval_rules q where r.id in (q.group_id, q.requester_group_id)) then ''group_in_use'' end');

-- RET-1: the name cannot be restored. Active members keep their names.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo, needs_reason, condition, blocked_by) values
  ('member', 'pseudonymise', 'left', 'left', 'KooMessage:member:manage', true, true, 'r.pseudonym is null', null),
  ('member', 'pseudonymise', 'disabled', 'left', 'KooMessage:member:manage', true, true, 'r.pseudonym is null', null),
  ('member', 'pseudonymise', 'active', 'left', 'KooMessage:member:manage', true, true, null,
   'jsonb_build_object(''code'', ''member_active'', ''name'', r.name)');

update private.transitions set many = true
where (resource, verb) in (('member', 'disable'), ('member', 'enable'), ('invitation', 'revoke'));

select private.setting(s.resource, 'KooMessage:member:manage', s.columns, 'own')
from (values ('marketing_window', '{marketing_from,marketing_to}'::text[]),
  ('operation_protection', '{operation_protection}'), ('approver_mfa', '{approver_mfa}'),
  ('review_hours', '{review_hours}')) as s (resource, columns);

update private.transitions set needs_sudo = true where resource = 'approver_mfa';

insert into private.constraints (name, code) values
  ('enterprises_by_opener', 'enterprise_opened'), ('policies_by_name', 'name_taken'),
  ('groups_by_name', 'name_taken'), ('group_policies_policy_id_fkey', 'policy_in_use'),
  ('approval_rules_group_id_fkey', 'group_in_use'), ('approval_rules_requester_group_id_fkey', 'group_in_use');

-- people: linking a chat account to a member by a one-time code (BOT-2)

create table private.link_codes (
  code_hash bytea primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  aal text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create index link_codes_by_user on private.link_codes (user_id);

create table private.link_attempts (
  provider text not null,
  team text not null,
  chat_user text not null,
  at timestamptz not null default clock_timestamp()
);

create index link_attempts_by_time on private.link_attempts (provider, at);
