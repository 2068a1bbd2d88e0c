-- people: enterprises, members, groups, policies (ENT-1, ENT-2, IAM-1 to IAM-4)

create table public.enterprises (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 2 and 64),
  time_zone text not null default 'Asia/Shanghai',
  -- SND-1, table 7-2: a marketing message goes out between 08:00 and 21:00; carriers differ, so it is a setting.
  marketing_from time not null default '08:00',
  marketing_to time not null default '21:00' check (marketing_to > marketing_from),
  -- IAM-5: what a decision asks of whoever makes it. linked: a second factor, in the session or when the chat account was linked. panel: in the session.
  approver_mfa text not null default 'none' check (approver_mfa in ('none', 'linked', 'panel')),
  created_by uuid,
  created_at timestamptz not null default now()
);

alter table public.profiles add foreign key (enterprise_id) references public.enterprises (id) on delete set null;

create table public.statement_acceptances (
  enterprise_id uuid not null references public.enterprises (id),
  statement text not null check (statement in ('koomessage', 'sms')),
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
  created_at timestamptz not null default now(),
  unique (enterprise_id, user_id)
);

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
  invitation_id uuid not null unique references public.invitations (id)
);

create table public.policies (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid references public.enterprises (id),
  name text not null,
  document jsonb not null,
  created_at timestamptz not null default now(),
  unique nulls not distinct (enterprise_id, name)
);

create table public.groups (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id),
  name text not null,
  created_at timestamptz not null default now(),
  unique (enterprise_id, name)
);

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

-- transitions: how a resource goes from state to state, and who is told

create table private.chat_cards (
  id uuid primary key default gen_random_uuid(),
  provider text not null check (provider in ('slack', 'discord')),
  team text not null,
  chat_channel text not null,
  message text not null,
  resource text not null,
  resource_id uuid not null,
  locale text not null,
  chat_user text not null,
  seq bigint not null default 0,
  decided_seq bigint not null default 0,
  shown_seq bigint not null default 0,
  shown_hash text,
  drawn_at timestamptz not null default '-infinity',
  lease_until timestamptz not null default '-infinity',
  last_error text,
  created_at timestamptz not null default now(),
  constraint one_card_a_message unique (provider, team, chat_channel, message)
);

create index chat_cards_by_thing on private.chat_cards (resource, resource_id);

create index chat_cards_to_redraw on private.chat_cards (lease_until) where shown_seq < seq;

create function private.policy(variadic actions text[]) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('Version', '1.1', 'Statement',
    jsonb_build_array(jsonb_build_object('Effect', 'Allow', 'Action', to_jsonb(actions))))
$$;

comment on function private.policy is 'A policy document with one Allow statement.';

insert into public.policies (enterprise_id, name, document) values
  (null, 'KooMessage FullAccess', private.policy('KooMessage:*:*')),
  (null, 'KooMessage CommonOperations', private.policy('KooMessage:*:list', 'KooMessage:*:create', 'KooMessage:*:update', 'KooMessage:*:submit',
    'KooMessage:*:delete', 'KooMessage:*:export', 'KooMessage:sendTask:release', 'KooMessage:sendTask:cancel', 'KooMessage:sendTask:pause')),
  (null, 'KooMessage Development', private.policy('KooMessage:*:list', 'KooMessage:template:create', 'KooMessage:template:update',
    'KooMessage:template:submit', 'KooMessage:resolveTask:create', 'KooMessage:sendTask:create', 'KooMessage:sendTask:submit')),
  (null, 'KooMessage ReadOnlyAccess', private.policy('KooMessage:*:list')),
  (null, 'KooMessage Basic Edition FullAccess', private.policy('KooMessageBasic:*:*')),
  (null, 'KooMessage Basic Edition CommonOperations', private.policy('KooMessageBasic:*:list', 'KooMessageBasic:*:create', 'KooMessageBasic:*:update',
    'KooMessageBasic:*:submit', 'KooMessageBasic:*:delete', 'KooMessageBasic:*:export', 'KooMessageBasic:sendTask:cancel')),
  (null, 'KooMessage Basic Edition Development', private.policy('KooMessageBasic:*:list', 'KooMessageBasic:template:create',
    'KooMessageBasic:template:submit', 'KooMessageBasic:sendTask:create', 'KooMessageBasic:sendTask:submit')),
  (null, 'KooMessage Basic Edition ReadOnlyAccess', private.policy('KooMessageBasic:*:list')),
  (null, 'KooMessage SA FullAccess', private.policy('KooMessageSA:*:*')),
  (null, 'KooMessage SA CommonOperations', private.policy('KooMessageSA:*:list', 'KooMessageSA:*:create', 'KooMessageSA:*:update', 'KooMessageSA:*:submit')),
  (null, 'KooMessage SA ReadOnlyAccess', private.policy('KooMessageSA:*:list'));

-- people: the verbs

create table private.actions (action text primary key);

insert into private.actions (action)
select 'KooMessage:' || r.resource || ':' || o.operation
from (values
  ('template', array['list', 'create', 'update', 'submit', 'review', 'delete']), ('media', array['list', 'create']),
  ('numberFile', array['list', 'create']), ('sendTask', array['list', 'create', 'submit', 'approve', 'release', 'cancel', 'pause', 'breakGlass']),
  ('approvalRule', array['list', 'manage']), ('optOut', array['list', 'create', 'remove']), ('sendSetting', array['list', 'manage']),
  ('alert', array['list', 'update']), ('chat', array['manage']),
  ('resolveTask', array['list', 'create', 'update', 'freeze']), ('report', array['list', 'export']), ('quota', array['list', 'order']),
  ('sms', array['list', 'create', 'review']), ('domain', array['list', 'create', 'update', 'review']), ('jump', array['list', 'create', 'review']), ('filing', array['list', 'create', 'review']),
  ('member', array['list', 'manage']), ('audit', array['list']), ('channel', array['list', 'manage']), ('recipient', array['reveal'])
) as r (resource, operations) cross join lateral unnest(r.operations) as o (operation);

-- One's own profile, chat accounts and the settings of an enterprise are not rows with a state, so their verbs are makers.
insert into private.resources (resource) values ('profile'), ('chat_identity'), ('enterprise'), ('session');

insert into private.resources (resource, rel, reads, card, state, submitted_by, submission, audited) values
  ('member', 'public.members', 'KooMessage:member:list', 'private.member_card', 'r.state', 'null::uuid', 'null::timestamptz', 'private.member_card(r.id) - ''id'''),
  ('policy', 'public.policies', 'KooMessage:member:list', null, '''active''', 'null::uuid', 'null::timestamptz', 'jsonb_build_object(''name'', r.name, ''document'', r.document)'),
  ('group', 'public.groups', 'KooMessage:member:list', 'private.group_card', '''active''', 'null::uuid', 'null::timestamptz', 'private.group_card(r.id) - ''id'''),
  ('invitation', 'public.invitations', 'KooMessage:member:list', 'private.invitation_card', 'private.invitation_state(r.state, r.expires_at)', 'null::uuid', 'null::timestamptz',
   'private.invitation_card(r.id) - ''id''');

insert into private.transitions (resource, verb, from_state, to_state, needs) values
  ('profile', 'set_locale', 'none', 'none', 'own'),
  ('chat_identity', 'begin_link', 'none', 'none', 'own'),
  ('chat_identity', 'unlink', 'none', 'none', 'own'),
  ('enterprise', 'create', 'none', 'none', 'own'),
  ('enterprise', 'switch', 'none', 'none', 'own'),
  ('enterprise', 'set_marketing_window', 'none', 'none', 'KooMessage:member:manage'),
  ('session', 'revoke', 'none', 'none', 'own'),
  ('session', 'revoke_others', 'none', 'none', 'own'),
  -- These two are a person's own: the one who accepts sees no row of the enterprise before, and the one who leaves may be disabled. So they are
  -- makers, found by the token and by the enterprise, although the row is there already.
  ('invitation', 'accept', 'none', 'accepted', 'own'),
  ('member', 'leave', 'none', 'left', 'own'),
  -- A newer invitation of the same address, or the end of the member who made it.
  ('invitation', 'lapse', 'open', 'revoked', null);

-- Who changes what somebody may do has given the password just now.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo, blocked_by) values
  ('member', 'disable', 'active', 'disabled', 'KooMessage:member:manage', true, null),
  ('member', 'enable', 'disabled', 'active', 'KooMessage:member:manage', true, null),
  ('invitation', 'create', 'none', 'open', 'KooMessage:member:manage', true, null),
  ('invitation', 'revoke', 'open', 'revoked', 'KooMessage:member:manage', true, null),
  ('policy', 'create', 'none', 'active', 'KooMessage:member:manage', true, null),
  ('policy', 'update', 'active', 'active', 'KooMessage:member:manage', true, null),
  ('policy', 'delete', 'active', 'none', 'KooMessage:member:manage', true,
   'case when exists (select from public.group_policies gp where gp.policy_id = r.id) then ''policy_in_use'' end'),
  ('group', 'create', 'none', 'active', 'KooMessage:member:manage', true, null),
  ('group', 'update', 'active', 'active', 'KooMessage:member:manage', true, null),
  ('group', 'delete', 'active', 'none', 'KooMessage:member:manage', true,
   'case when exists (select from public.approval_rules q where r.id in (q.group_id, q.requester_group_id)) then ''group_in_use'' end');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo) values
  ('enterprise', 'set_approver_mfa', 'none', 'none', 'KooMessage:member:manage', true);

insert into private.constraints (name, code) values
  ('policies_enterprise_id_name_key', 'name_taken'), ('groups_enterprise_id_name_key', 'name_taken'), ('group_policies_policy_id_fkey', 'policy_in_use'),
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
