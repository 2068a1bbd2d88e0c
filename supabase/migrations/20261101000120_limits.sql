-- limits: how often something may be asked for (IAM-6). The rows are data of the deployment; its admins may
-- change them at any time.

create table private.limits (
  id uuid not null unique default gen_random_uuid(),
  name text primary key,
  scope text not null check (scope in ('person', 'enterprise', 'address', 'chat_user', 'bot', 'key')),
  -- Names as in private.inputs, <verb>_<resource>. Null: every verb.
  verbs text[],
  -- Counts the refused attempts only.
  refused boolean not null default false,
  -- Counts only calls whose input contains this.
  given jsonb,
  most integer not null check (most > 0),
  per interval not null check (per between interval '1 second' and interval '1 day'),
  why text not null
);

-- Each backend writes its own rows, so no call ever waits for the count of another. n: calls in the window
-- `slot`; before: in the window before it. Unlogged: after a crash the counts begin anew, and counting writes
-- no WAL.
create unlogged table private.limit_counts (
  who text not null,
  limit_name text not null,
  pid integer not null,
  slot bigint not null,
  n integer not null,
  before integer not null,
  primary key (who, limit_name, pid)
) with (fillfactor = 60);

-- pid 0: the sum of all backends, once the hour is over.
create unlogged table private.limit_hours (
  hour timestamptz not null,
  limit_name text not null,
  enterprise_id uuid not null,
  pid integer not null,
  allowed bigint not null,
  refused bigint not null,
  primary key (enterprise_id, limit_name, hour, pid)
) with (fillfactor = 60);

-- Refusals that are in the audit log: one for each person, limit and window.
create unlogged table private.limit_lines (
  person uuid not null,
  limit_name text not null,
  slot bigint not null,
  at timestamptz not null default clock_timestamp(),
  primary key (person, limit_name, slot)
);

create type private.counted as (limit_name text, who text, enterprise_id uuid, slot bigint, refused boolean,
  most integer, per integer, again_in integer, used integer);

insert into private.limits (name, scope, verbs, refused, given, most, per, why) values
  -- Everything. An act costs the database 3 to 10 ms, two processors do 200 to 400 a second.
  ('person_all', 'person', null, false, null, 1500, '1 minute', 'Nobody clicks 25 times a second. Six acts on 250 rows at once fit.'),
  ('enterprise_all', 'enterprise', null, false, null, 9000, '1 minute',
    'Six times what one person may: five wild scripts lock nobody else out. 200 people clicking once a second for 45 s fit.'),
  ('address_all', 'address', null, false, null, 9000, '1 minute',
    'A whole company may come from one address, so this is not below the limit of an enterprise.'),
  ('chat_user_all', 'chat_user', null, false, null, 600, '1 minute', 'Commands are typed and buttons are pressed by hand.'),
  ('key_all', 'key', '{call_access_key}', false, null, 6000, '1 minute',
    'A hundred calls a second. Each key has a figure of its own, 600 at first, and no key more than this.'),
  -- Refused attempts: names, codes and ids are not to be guessed, and each refusal is a line of the audit
  -- log.
  ('person_refused', 'person', null, true, null, 600, '1 minute',
    'An act on 250 rows that somebody else was faster with is 250 refusals, twice.'),
  ('person_refused_day', 'person', null, true, null, 5000, '1 day', 'About 5 MB of audit log. Guessing needs millions.'),
  ('address_refused', 'address', null, true, null, 3000, '1 minute', 'Five people of one company, each at the limit of a person.'),
  ('chat_user_refused', 'chat_user', null, true, null, 60, '1 minute', 'One a second, by hand.'),
  ('bot_refused', 'bot', null, true, null, 300, '1 minute',
    'Chat accounts that are linked to nobody, all of one bot together: whoever has its password and makes up accounts gets no further.'),
  -- What opens, invites or lets in.
  ('person_enterprises', 'person', '{create_enterprise}', false, null, 10, '1 day',
    'Signing up is open. A person opens one enterprise, perhaps two.'),
  ('address_enterprises', 'address', '{create_enterprise}', false, null, 100, '1 day', 'A training room of 100 people.'),
  ('person_members', 'person', '{create_invitation}', false, null, 300, '1 hour', 'A company of 300 people is invited in an hour.'),
  ('enterprise_members', 'enterprise', '{create_invitation}', false, null, 1500, '1 hour', 'Five people at the limit of a person.'),
  ('person_mails', 'person', '{mail_invitation}', false, null, 100, '1 hour',
    'A mail goes to a stranger''s box in the name of the deployment. Who invites more people hands the links over.'),
  ('enterprise_mails', 'enterprise', '{mail_invitation}', false, null, 500, '1 hour', 'Five people at the limit of a person.'),
  ('person_link_codes', 'person', '{begin_link_chat_identity}', false, null, 20, '1 hour',
    'A code is good for ten minutes. A person has two or three chat accounts.'),
  -- What fills tables and storage.
  ('person_uploads', 'person', '{begin_number_file,type_number_file,add_media}', false, null, 600, '1 hour',
    'A library of pictures is moved over in an hour or two.'),
  ('enterprise_uploads', 'enterprise', '{begin_number_file,type_number_file,add_media}', false, null, 3000,
    '1 hour', 'Five people at the limit of a person.'),
  ('person_parts', 'person', '{add_part_number_file}', false, null, 6000, '1 hour',
    'A million numbers are at most 32 parts of 8 MB; a file may be cut into 1,000. Six such files fit.'),
  ('person_templates', 'person', '{create_template,copy_template,copy_public_template}', false, null, 600,
    '1 hour',
    'Some hundred templates are moved over by a script.'),
  ('enterprise_templates', 'enterprise', '{create_template,copy_template,copy_public_template}', false, null,
    3000, '1 hour',
    'Five people at the limit of a person.'),
  ('person_links', 'person', '{create_resolve_task,regenerate_resolve_task,add_resolutions_resolve_task}',
    false, null, 300, '1 hour', 'A task holds up to a million links, so nobody needs many tasks.'),
  ('enterprise_links', 'enterprise',
    '{create_resolve_task,regenerate_resolve_task,add_resolutions_resolve_task}', false, null, 1500, '1 hour',
    'Five people at the limit of a person.'),
  ('person_opt_outs', 'person', '{import_opt_out}', false, null, 1000, '1 hour', 'A call takes 10,000 numbers: ten million an hour.'),
  ('person_domains', 'person', '{create_domain,create_jump_batch}', false, null, 120, '1 hour',
    'A call takes 20 domains or a batch of addresses, and a colleague has to review each.'),
  -- What goes outside, or calls people to a decision.
  ('person_sends', 'person', '{create_send,update_send,resend_send,resend_delivery}', false, null, 300, '1 hour',
    'Five a minute. A send takes a million numbers.'),
  ('enterprise_sends', 'enterprise', '{create_send,update_send,resend_send,resend_delivery}', false, null, 1500, '1 hour',
    'Five people at the limit of a person.'),
  ('person_trials', 'person', '{create_send,update_send}', false, '{"trial": true}', 60, '1 hour',
    'A trial goes to real phones. One a minute.'),
  ('enterprise_trials', 'enterprise', '{create_send,update_send}', false, '{"trial": true}', 300, '1 hour',
    'Five people at the limit of a person.'),
  ('person_carrier_tests', 'person', '{test_carrier}', false, null, 10, '1 hour',
    'A test message goes to a real phone and is paid for. Nobody who looks at the result needs more.'),
  ('person_submissions', 'person', '{submit_template,submit_send,submit_domain}', false, null, 1000, '1 hour',
    'Each is announced in the subscribed chat channels. Four acts on 250 rows fit.'),
  ('enterprise_submissions', 'enterprise', '{submit_template,submit_send,submit_domain}', false, null, 5000,
    '1 hour', 'Five people at the limit of a person.'),
  -- Edge functions, and reads that take long.
  ('person_checks', 'person', '{check_template,check_device,keep_file}', false, null, 120, '1 minute',
    'The editor checks when somebody stops typing.'),
  ('person_link_checks', 'person', '{check_link}', false, null, 30, '1 minute',
    'A check visits an address of somebody else. Nobody reads more than one answer in two seconds.'),
  ('enterprise_link_checks', 'enterprise', '{check_link}', false, null, 150, '1 minute',
    'Five people at the limit of a person.'),
  ('person_capabilities', 'person', '{check_numbers}', false, null, 60, '1 hour',
    'A call takes 500 numbers: 30,000 an hour, for a list that somebody looks at.'),
  ('enterprise_capabilities', 'enterprise', '{check_numbers}', false, null, 300, '1 hour', 'Five people at the limit of a person.'),
  ('person_carrier_asks', 'person', '{ask_carrier}', false, null, 120, '1 hour',
    'Somebody waits for the answer of a carrier. Callbacks are registered once, an account is asked now and then.'),
  ('person_account_pages', 'person', '{read_account}', false, null, 3000, '1 hour',
    'Moving in reads an account page by page: 10,000 links are a hundred, 5,000 templates a thousand.'),
  ('person_imports', 'person', '{import_numbers}', false, null, 1200, '1 minute',
    'A call imports one part, or says how far the import is. Three pages that ask four times a second fit.'),
  ('address_shortcuts', 'address', '{show_shortcuts,show_account}', false, null, 600, '1 minute',
    'A phone asks once a message. A vendor asks for many, and shows its pass instead.'),
  -- Numbers. A masked one hides four digits, so it is found with 5,000 searches on average.
  ('person_searches', 'person', '{find_recipient}', false, null, 300, '1 hour',
    'Five numbers a minute, for whoever answers customers all day.'),
  ('person_searches_day', 'person', '{find_recipient}', false, null, 1000, '1 day',
    'Five days of nothing else to find one masked number. At the hourly limit it would be 17 hours.'),
  ('enterprise_searches', 'enterprise', '{find_recipient}', false, null, 3000, '1 hour', 'Ten people at the limit of a person.'),
  ('person_reveals', 'person', '{reveal_recipient}', false, null, 60, '1 hour',
    'Each is asked for with a reason in words. Nobody writes more than one a minute.'),
  ('enterprise_reveals', 'enterprise', '{reveal_recipient}', false, null, 300, '1 hour', 'Five people at the limit of a person.'),
  ('person_exports', 'person', '{create_export,retry_export}', false, null, 120, '1 hour',
    'Two a minute. A file takes any number of rows.'),
  ('person_number_exports', 'person', '{create_export}', false, '{"whole": true}', 10, '1 hour',
    'Each is asked for with a reason in words, and takes up to millions of numbers.'),
  ('enterprise_number_exports', 'enterprise', '{create_export}', false, '{"whole": true}', 50, '1 hour',
    'Five people at the limit of a person.'),
  ('person_proofs', 'person', '{prove_audit,export_audit}', false, null, 5000, '1 hour',
    'Five million exported rows, or 25 million proved ones. A proof of 5,000 takes a second.');

insert into private.resources (resource, rel, enterprise, reads, state, submitted_by, submission, card, audited) values
  ('call_limit', 'private.limits', 'null::uuid', 'platform', '''active''', 'null::uuid', 'null::timestamptz',
    'public.call_limit_cards', 'jsonb_build_object(''name'', r.name, ''most'', r.most)');

-- Raising a limit opens a door, so it takes a password given just now.
insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo)
values ('call_limit', 'update', 'active', 'active', 'platform', true);
