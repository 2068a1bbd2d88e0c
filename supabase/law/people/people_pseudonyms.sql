-- RET-1: pseudonyms. A former member may be replaced by a pseudonym in all that an enterprise keeps, its
-- sealed log included. A line of the log is sealed with a salted mark in place of each name and address of
-- people (audit_seals.sql), so that the name can go and the seal still holds.

comment on table private.name_marks is
  'RET-1: names and addresses of people as they are sealed, by chain: mark = sha256(salt || text). '
  'act: the line of the log that replaced it by token. Without salt and text names cannot be tried against a '
  'mark.';
comment on table private.pseudonym_work is
  'RET-1: members whose names are being taken out of the log. A row is deleted when no line has them any '
  'more.';
comment on table private.named_columns is
  'RET-1: the columns beside the log that remember names of people. Views that show a name read it from the '
  'member.';

-- ---------------------------------------------------------------------------------------------
-- Marks

create or replace function private.name_mark(of_chain uuid, whose uuid, words text) returns void
language plpgsql set search_path = '' as $$
declare
  salt constant bytea := extensions.gen_random_bytes(32);
begin
  if coalesce(words, '') in ('', private.person_token(words))
    or exists (select from private.name_marks m where m.chain = of_chain and m.text = words
      and m.person is not distinct from whose and m.act is null) then return; end if;
  insert into private.name_marks (mark, chain, person, text, salt)
  values (encode(sha256(salt || convert_to(words, 'UTF8')), 'hex'), of_chain, whose, words, salt)
  on conflict (chain, text, person) where act is null do nothing;
end $$;
comment on function private.name_mark is
  'RET-1: makes the mark of a name or an address, once for each chain and person.';

create or replace function private.mark_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.name_mark(new.enterprise_id, new.user_id, x) from unnest(array[new.name, new.email]) as x;
  return new;
end $$;
comment on function private.mark_person is
  'Trigger: the name and the address of a member have a mark before any line of the log has them.';

create trigger members_are_marked after insert or update of name, email on public.members
  for each row execute function private.mark_person();

create or replace function private.mark_invited() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.name_mark(new.enterprise_id, null, new.email);
  return new;
end $$;
comment on function private.mark_invited is
  'Trigger: an invited address has a mark before any line of the log has it.';

create trigger invited_addresses_are_marked after insert on public.invitations
  for each row execute function private.mark_invited();

create or replace function private.mark_names() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  of_chain constant uuid := private.chain_of(new.enterprise_id);
begin
  if new.actor_name is not null then perform private.name_mark(of_chain, new.actor, new.actor_name); end if;
  new.marks := array(select x.mark from (
    -- Of namesakes it is the one who acts, or whom the line is about.
    select distinct on (m.text) m.mark, m.text from private.name_marks m
    where m.chain = of_chain and m.act is null and m.text in (
      select new.actor_name union all
      select v #>> '{}' from unnest(array[new.before, new.after, new.details]) as j
      cross join lateral jsonb_path_query(j, 'strict $.**') as v where jsonb_typeof(v) = 'string')
    order by m.text, coalesce(m.person = new.actor, false) desc,
      new.resource = 'member' and m.person = (select b.user_id from public.members b
        where b.id::text = new.resource_id) desc nulls last, m.mark) x);
  return new;
end $$;
comment on function private.mark_names is
  'Trigger: RET-1, notes which names and addresses of people a line of the log has, where a whole value is '
  'one.';

create trigger audit_log_notes_its_names before insert on public.audit_log
  for each row execute function private.mark_names();

create or replace function private.names_in(marks text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_object_agg(n.words, 'person:' || n.mark), '{}') from (
    -- A salt that gives the mark proves the text. Where it is gone, the log line with the replacement does.
    select m.text as words, m.mark from private.name_marks m
    where m.mark = any (names_in.marks)
      and encode(sha256(m.salt || convert_to(m.text, 'UTF8')), 'hex') = m.mark
    union all
    select m.token, m.mark from private.name_marks m join public.audit_log a on a.id = m.act
    where m.mark = any (names_in.marks) and a.resource = 'member' and a.verb = 'pseudonymise'
      and a.outcome = 'granted' and private.chain_of(a.enterprise_id) = m.chain
      and a.after #>> array['marks', m.mark] = m.token) n);
end $$;
comment on function private.names_in is
  'RET-1: what may stand in a line for each of its marks, {text: "person:<mark>"}: the name that the mark '
  'was made of, or the pseudonym that a line of the log gives it.';

create or replace function private.renamed(value jsonb, names jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  -- Nearly every value has none of them, which its text tells at once.
  if value is null or names = '{}' or not exists (select from jsonb_object_keys(names) as k
    where strpos(value::text, to_json(k)::text) > 0) then
    return value;
  end if;
  return case jsonb_typeof(value)
    when 'string' then coalesce(names -> (value #>> '{}'), value)
    when 'array' then (select coalesce(jsonb_agg(private.renamed(x, names) order by n), '[]')
      from jsonb_array_elements(value) with ordinality as a (x, n))
    when 'object' then (select coalesce(jsonb_object_agg(k, private.renamed(v, names)), '{}') from jsonb_each(value) as o (k, v))
    else value end;
end $$;
comment on function private.renamed is
  'A value with another text in place of each text that is a key of names.';

create or replace function private.seal_names(marks text[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg('person:' || m.mark,
      jsonb_build_object('text', coalesce(m.text, m.token), 'salt', encode(m.salt, 'hex'))), '{}')
  from private.name_marks m where m.mark = any (marks)
$$;
comment on function private.seal_names is
  'IAM-4, RET-1: what the marks of a sealed line stand for, {"person:<mark>": {text, salt}}: sha256(salt || '
  'text) = mark, both as bytes. salt is null where a pseudonym has taken the place of the name.';

create or replace function private.unnamed(home uuid, details jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select private.renamed(details, coalesce(jsonb_object_agg(m.text, '…'), '{}')) from private.name_marks m
  where m.chain = private.chain_of(home) and m.act is null
    and m.text in (select v #>> '{}' from jsonb_path_query(details, 'strict $.**') as v
      where jsonb_typeof(v) = 'string')
$$;
comment on function private.unnamed is
  'RET-1: details without names of people, for sentences that are kept: a name inside a sentence could not '
  'be taken out of a sealed line.';

create or replace function private.keep_sealed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    if new.id = old.id and new.xact = old.xact and new.marks = old.marks
      and private.audit_text(new) = private.audit_text(old) then
      return new;
    end if;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
comment on function private.keep_sealed is
  'Trigger: refuses every change of the audit log by anyone, but one: a pseudonym in place of a name, which '
  'leaves what is sealed as it was.';

-- ---------------------------------------------------------------------------------------------
-- Pseudonyms as people read them

create or replace function private.person_token(words text) returns text
language sql immutable set search_path = '' as $$
  select substring(words from '^former:[0-9A-Z]{4}(?:/[0-9]+)?$')
$$;
comment on function private.person_token is
  'RET-1: the text itself where it is a pseudonym as it is stored (former:7Q4K; former:7Q4K/2 for an '
  'address), else null.';

create or replace function private.pseudonym_words(code text, locale text) returns text
language sql immutable set search_path = '' as $$
  select case locale when 'zh-CN' then '前成员 ' || code when 'en' then 'Former member ' || code
    else '前成员 Former member ' || code end
$$;
comment on function private.pseudonym_words is
  'RET-1: a pseudonym in words; in both languages where that of the reader is not known.';

create or replace function private.values_in_words(value jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  reads text;
begin
  if value is null or value::text not like '%"former:%' then return value; end if;
  reads := (select p.locale from public.profiles p where p.user_id = private.actor());
  return (select private.renamed(value, jsonb_object_agg(t[1], private.pseudonym_words(t[2], reads)))
    from regexp_matches(value::text, '"(former:([0-9A-Z]{4})(?:/[0-9]+)?)"', 'g') as t);
end $$;
comment on function private.values_in_words is
  'RET-1: a value that has pseudonyms, with them in the words of the reader.';

create or replace function private.in_words(name text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return case when name like 'former:%' then coalesce(private.values_in_words(to_jsonb(name)) #>> '{}', name)
    else name end;
end $$;
comment on function private.in_words is
  'RET-1: a name as it is read: a pseudonym in the words of the reader, every other as it is.';

grant execute on function private.values_in_words, private.in_words, private.seal_names to authenticated;

-- ---------------------------------------------------------------------------------------------
-- The verb

create or replace function private.pseudonym_marks(member uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce((select jsonb_build_object('pseudonym', m.pseudonym, 'marks', (
      select jsonb_object_agg(x.mark, x.token) from private.name_marks x
      where x.chain = m.enterprise_id and split_part(x.token, '/', 1) = 'former:' || m.pseudonym))
    from public.members m where m.id = pseudonym_marks.member and m.pseudonym is not null), '{}')
$$;
comment on function private.pseudonym_marks is
  'RET-1: what the log says of a pseudonym: {pseudonym, marks: {mark: its replacement}}; empty for a member '
  'without one.';

create or replace function private.tells_member(words text, it public.members) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from (
      select lower(c.called) as called, lower(normalize(words, nfkc)) as said from (
        select m.text as called from private.name_marks m where m.chain = it.enterprise_id and m.act is null
          and (m.person = it.user_id or m.person is null
          and private.address(m.text) = private.address(it.email))
        union select x from unnest(array[it.name, it.email, '@' || split_part(it.email, '@', 1)]) as x
        union select x from public.profiles p cross join unnest(array[p.name, p.email]) as x
        where p.user_id = it.user_id
        union select i.chat_user from public.chat_identities i where i.user_id = it.user_id) c
      -- A part of a name may be a word too (Will), so its letters are compared as they are written.
      union all select part, normalize(words, nfkc) from regexp_split_to_table(it.name, '\s+') as part) k
    where char_length(k.called) > 1
      -- Between letters that words are made of, other letters belong to another word; Chinese has no such
      -- edge.
      and k.said ~ (case when k.called ~ '^[A-Za-z0-9À-ɏЀ-ӿ]' then '(?<![A-Za-z0-9À-ɏЀ-ӿ])' else '' end
        || regexp_replace(normalize(k.called, nfkc), '([^[:alnum:][:space:]])', '\\\1', 'g')
        || case when k.called ~ '[A-Za-z0-9À-ɏЀ-ӿ]$' then '(?![A-Za-z0-9À-ɏЀ-ӿ])' else '' end))
$$;
comment on function private.tells_member is
  'RET-1: whether words have a name, an address or a chat account of a member in them, as a whole word where '
  'its script has words.';

create or replace function private.pseudonymise_member(member uuid, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  -- Without letters that are taken for each other; 810,000 of them.
  letters constant text := '2345678ABCDEFGHJKMNPQRSTUVWXYZ';
  it public.members;
  code text;
begin
  select m.* into it from public.members m where m.id = member for update;
  -- A reason is a sentence that stays in the sealed log, from which no name inside it could go.
  if private.tells_member(input ->> 'reason', it) then
    perform private.refuse('reason_names_member', '{"field": "reason"}');
  end if;
  loop
    select string_agg(substr(letters, 1 + get_byte(b.bytes, i) % length(letters), 1), '') into code
    from (select extensions.gen_random_bytes(4) as bytes) b cross join generate_series(0, 3) as i;
    exit when not exists (select from private.name_marks x
      where x.chain = it.enterprise_id and split_part(x.token, '/', 1) = 'former:' || code);
  end loop;
  update private.name_marks x set token = t.token from (
    select y.mark, 'former:' || code || case row_number() over (order by y.text <> it.name, y.mark)
      when 1 then '' else '/' || row_number() over (order by y.text <> it.name, y.mark) end as token
    from private.name_marks y where y.chain = it.enterprise_id and y.act is null
      and (y.person = it.user_id or y.person is null
      and private.address(y.text) = private.address(it.email))) t
  where x.mark = t.mark;
  delete from public.group_members gm where gm.member_id = member;
  update public.members m set pseudonym = code where m.id = member;
  perform private.end_invitations_by(it.enterprise_id, it.user_id, private.address(it.email));
  return private.member_card(member) || jsonb_build_object('name', private.in_words('former:' || code),
    'email', private.in_words('former:' || code));
end $$;

create or replace function private.after_pseudonymise_member(member uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  it public.members;
  called text;
  line bigint;
  names jsonb;
  c private.named_columns;
begin
  -- The line of the log is written: from here on no line has the name.
  select m.* into strict it from public.members m where m.id = member;
  called := 'former:' || it.pseudonym;
  select max(l.id) into strict line from public.audit_log l
  where l.resource = 'member' and l.resource_id = member::text and l.verb = 'pseudonymise'
    and l.outcome = 'granted';
  update private.name_marks x set act = line where x.chain = it.enterprise_id and x.act is null
    and split_part(x.token, '/', 1) = called;
  select jsonb_object_agg(x.text, private.pseudonym_words(it.pseudonym, null)) into names
  from private.name_marks x where x.act = line;
  for c in select x.* from private.named_columns x loop
    execute format('update %1$s r set %2$I = %3$s where %4$s and exists (select from jsonb_path_query(to_jsonb(r.%2$I), ''strict $.**'') v where jsonb_typeof(v) = ''string'' and $1 ? (v #>> ''{}''))',
      c.rel, c.col, case when (select a.atttypid = 'jsonb'::regtype from pg_attribute a
          where a.attrelid = c.rel::regclass and a.attname = c.col)
        then format('private.renamed(r.%I, $1)',
          c.col) else format('private.renamed(to_jsonb(r.%I), $1) #>> ''{}''', c.col) end, c.scope)
          using names, it.enterprise_id;
  end loop;
  -- What was said above a card is a sentence, so it goes as a whole.
  update private.chat_cards k set said = null
  where exists (select from jsonb_object_keys(names) as n (name)
    where strpos(k.said ->> 'words', n.name) > 0);
  update public.members m set name = called, email = called where m.id = member;
  delete from private.drafts d where d.person = it.user_id and d.enterprise_id = it.enterprise_id;
  insert into private.pseudonym_work (member_id, enterprise_id, act) values (member, it.enterprise_id, line);
  if not exists (select from public.members m where m.user_id = it.user_id and m.pseudonym is null)
    and not exists (select from private.bots b where b.user_id = it.user_id)
    and not exists (select from private.platform_admins a where a.user_id = it.user_id) then
      perform private.close_account(it.user_id, called); end if;
end $$;

create or replace function private.close_account(person uuid, called text) returns void
language plpgsql set search_path = '' as $$
begin
  delete from auth.sessions s where s.user_id = person;
  delete from auth.identities i where i.user_id = person;
  delete from public.chat_identities i where i.user_id = person;
  delete from private.drafts d where d.person = close_account.person;
  -- The row stays for the acts of the person. It cannot be signed in to, and its address may be used for a
  -- new account.
  update auth.users u set email = 'former-' || person || '@tidings.invalid', encrypted_password = '',
    raw_user_meta_data = '{}', email_confirmed_at = null where u.id = person;
  update public.profiles p set name = called, email = called, enterprise_id = null where p.user_id = person;
end $$;
comment on function private.close_account is
  'RET-1: ends an account that is a member of nothing any more: its name, address, password, sessions and '
  'chat accounts go.';

create or replace function private.expire_named(home uuid, before timestamptz) returns boolean
language plpgsql set search_path = '' as $$
declare
  one uuid;
begin
  for one in select e.id from public.exports e where e.enterprise_id = home and e.state = 'done'
    and e.created_at <= before order by e.id for update loop
    perform private.transition('export', one, 'expire');
    perform private.doom_export(one);
    -- Where it was in a list in the order of names.
    update public.exports e set cursor = null where e.id = one;
  end loop;
  return exists (select from public.exports e where e.enterprise_id = home
    and e.state in ('queued', 'running') and e.created_at <= before);
end $$;
comment on function private.expire_named is
  'RET-1: files that were exported before an instant expire, since nearly every list says who made its rows. '
  'True: one that was begun before it is not ready yet.';

create or replace function private.pseudonymise_slice(work uuid, most integer default 5000) returns boolean
language plpgsql set search_path = '' as $$
declare
  w private.pseudonym_work;
  of_act text[];
  names jsonb;
  upto bigint;
begin
  select x.* into w from private.pseudonym_work x where x.member_id = work for update skip locked;
  if not found or w.xact >= pg_snapshot_xmin(pg_current_snapshot()) then return false; end if;
  select max(x.id) into upto from (select l.id from public.audit_log l
    where l.enterprise_id = w.enterprise_id and l.id > w.reached order by l.id limit most) x;
  if upto is not null then
    select array_agg(m.mark), jsonb_object_agg(m.text, m.token) into of_act, names from private.name_marks m
    where m.act = w.act and m.text is not null;
    update public.audit_log l set actor_name = coalesce(n.names ->> l.actor_name, l.actor_name),
      before = private.renamed(l.before, n.names), after = private.renamed(l.after, n.names),
      details = private.renamed(l.details, n.names)
    from public.audit_log x cross join lateral (
      -- Of a namesake's line only what this line has of this person.
      select coalesce(jsonb_object_agg(m.text, m.token), '{}') as names from private.name_marks m
      where m.act = w.act and m.mark = any (x.marks) and m.text is not null) n
    where x.id = l.id and l.enterprise_id = w.enterprise_id and l.id > w.reached and l.id <= upto
      and l.marks && of_act;
    update private.pseudonym_work x set reached = upto where x.member_id = work;
    return true;
  end if;
  if private.expire_named(w.enterprise_id, w.at) then return false; end if;
  update private.name_marks m set text = null, salt = null where m.act = w.act;
  delete from private.pseudonym_work x where x.member_id = work;
  return true;
end $$;
comment on function private.pseudonymise_slice is
  'RET-1: the next lines of the log that get a pseudonym. The last slice deletes name and salt. '
  'False: there is nothing to do now, because an older transaction or an export is still running. '
  'most: lines checked; 5,000 take half a second.';

create or replace function private.pseudonymise_due() returns integer
language plpgsql set search_path = '' as $$
declare
  begun constant timestamptz := clock_timestamp();
  work uuid;
  slices integer := 0;
begin
  for work in select w.member_id from private.pseudonym_work w order by w.at limit 20 loop
    while clock_timestamp() < begun + interval '200 milliseconds' and private.pseudonymise_slice(work) loop
      slices := slices + 1;
    end loop;
  end loop;
  return slices;
end $$;
comment on function private.pseudonymise_due is
  'RET-1: works at pseudonyms for a fifth of a second. Returns how many slices were done.';

comment on function public.pseudonymise_member is
  'RET-1: replaces the name and address of a former member by a pseudonym in all that the enterprise keeps. '
  'It cannot be undone. The audit log follows within seconds, and its proof holds; exported files expire. '
  'Returns {id, name, email, state, groups}. Refuses not_found, forbidden, sudo_required, member_active '
  '(disable first), wrong_state (done already), reason_required, reason_too_long, reason_names_member.';
