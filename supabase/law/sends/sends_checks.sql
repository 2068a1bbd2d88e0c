-- sends: what a send is made of, and what may refuse it

create or replace function private.send_bound(send uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  -- plpgsql keeps the plan for the session: planning these joins takes three times as long as running them.
  -- Times are formatted in UTC explicitly: a timestamptz in JSON depends on the time zone of the session.
  return (select jsonb_build_object(
    'name', s.name, 'kinds', s.kinds,
    'template', jsonb_build_object('name', t.name, 'version', v.version, 'content_hash', v.content_hash),
    -- Values may be a person's: what was submitted keeps their hash (RET-1).
    'send_type', s.send_type, 'shared_params', private.contents_hash(s.shared_params::text),
    'sms', case when m.id is not null then private.sms_body(m.content, s.is_marketing) end,
    'sms_template', jsonb_build_object('name', x.name,
      'version', m.version), 'signature', s.signature, 'domain', d.name, 'channel', c.name,
    'file', jsonb_build_object('name', f.name, 'content_hash', f.content_hash, 'accepted', f.accepted),
    'columns', s.columns, 'left_out', s.left_out, 'consent', s.consent, 'consent_file', s.consent_name, 'consent_path', s.consent_path,
    'timing', s.timing, 'scheduled_at', to_char(s.scheduled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'cron', s.cron, 'repeat_until', to_char(s.repeat_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'validity_days', s.validity_days, 'trial', s.trial, 'trial_size', s.trial_size,
    'own', private.own_bound('send', s.enterprise_id, s.own),
    'window', jsonb_build_object('from', e.marketing_from, 'to', e.marketing_to), 'zone', e.time_zone,
    'networks', private.send_risks(s.id),
    'sms_at_carrier', case when c.adapter = 'koomessage' then m.carrier_template_id end,
    'rows', jsonb_build_object('template', v.id, 'sms', m.id, 'sms_template', x.id, 
      'signature', coalesce(s.sms_signature_id, s.basic_signature_id), 'domain', d.id, 'channel', c.id,
      'file', f.id))
  from public.sends s left join public.template_versions v on v.id = s.version_id
  left join public.templates t on t.id = s.template_id
  left join public.sms_template_versions m on m.id = s.sms_version_id
  left join public.sms_templates x on x.id = s.sms_template_id
  left join public.domains d on d.id = s.domain_id join public.channels c on c.id = s.channel_id
  join public.number_files f on f.id = s.number_file_id join public.enterprises e on e.id = s.enterprise_id
  where s.id = send);
end;
$$;

comment on function private.send_bound is
  'APR-1: what an approval of a send is about: name, kinds, template version, values for all, text, '
  'signature, domain, channel, audience (so the cost) and its columns, consent, time, trial, window, bound '
  'own fields, risks at networks. rows: the ids behind the names, by what they are.';

create or replace function private.is_trial(send uuid) returns boolean
language sql stable set search_path = '' as $$
  select s.trial and (f.state <> 'ready' or s.trial_size < f.accepted - s.left_out)
  from public.sends s join public.number_files f on f.id = s.number_file_id where s.id = send
$$;
comment on function private.is_trial is
  'IAM-2: whether a send begins with a trial that leaves a rest to be released. A trial of all its numbers '
  'does not count; while the numbers are not counted yet, what was chosen counts.';

create or replace function private.hashed_part(bound jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  -- Renaming the send, its template or its channel, or another forecast of its networks, does not change what
  -- is sent, so a plan that was approved goes on.
  select (bound - '{name,channel,networks}'::text[]) #- '{template,name}' #- '{sms_template,name}'
$$;
comment on function private.hashed_part is 'APR-1: of what an approval of a send is about, that which voids it when it changes.';

create or replace function private.send_hash(send uuid) returns text
language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(private.hashed_part(private.send_bound(send))::text, 'UTF8')), 'hex')
$$;

comment on function private.send_hash is
  'APR-1: the hash of what an approval binds. Any later edit changes it.';

create or replace function private.check_unchanged(s public.sends) returns void
language plpgsql set search_path = '' as $$
declare
  fields text;
begin
  if s.hash is not distinct from private.send_hash(s.id) then return; end if;
  -- What was put before the approvers first, of this submission; its look may not be kept any more.
  select string_agg(c.one ->> 'field', ', ') into fields from (
    select private.changes_of(private.hashed_part(was.bound), private.hashed_part(private.send_bound(s.id))) as one
    from (select x.bound from private.submissions x
      where x.resource = 'send' and x.resource_id = s.id::text and x.submission = s.submitted_at
      order by x.at limit 1) was limit 20) c;
  perform private.refuse('hash_changed', jsonb_build_object('fields', coalesce(fields, 'content')));
end $$;
comment on function private.check_unchanged is
  'APR-1: refuses hash_changed where a send is not as it was submitted, with the fields that differ: a setting of the '
  'enterprise, as its marketing window, is one of them.';

create or replace function private.check_cron(s public.sends) returns void
language plpgsql set search_path = '' as $$
declare
  zone text;
  at timestamptz := clock_timestamp();
  next timestamptz;
begin
  select e.time_zone into zone from public.enterprises e where e.id = s.enterprise_id;
  next := private.next_occurrence(s.cron, at, zone);
  if next is null then
    perform private.refuse('cron_invalid', jsonb_build_object('cron', left(s.cron, 60)));
  end if;
  if s.repeat_until <= next then
    perform private.refuse('repetition_over',
      jsonb_build_object('first', to_char(next at time zone zone, 'YYYY-MM-DD HH24:MI'), 'zone', zone));
  end if;
  -- The next ten occurrences are checked as a sample: up to ten weeks of a weekly plan, ten months of a
  -- monthly one.
  for i in 1..10 loop
    if s.is_marketing and private.window_opens(s.enterprise_id, next) > next then
      perform private.refuse('schedule_outside_window',
        (select jsonb_build_object('from', to_char(e.marketing_from, 'HH24:MI'),
            'to', to_char(e.marketing_to, 'HH24:MI'), 'zone', e.time_zone, 'at', next)
         from public.enterprises e where e.id = s.enterprise_id));
    end if;
    at := next;
    next := private.next_occurrence(s.cron, at, zone);
    exit when next is null or next >= s.repeat_until;
    if next < at + interval '1 hour' then
      perform private.refuse('recurring_too_often');
    end if;
  end loop;
end $$;

comment on function private.check_cron is
  'SND-1: refuses cron_invalid, repetition_over, schedule_outside_window, recurring_too_often.';

create or replace function private.variables_of(s public.sends) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return case when s.kinds = '{text}' then (select m.variables from public.sms_template_versions m
    where m.id = s.sms_version_id) else '[]' end;
end $$;

comment on function private.variables_of is
  'SMS-1: the variables of the text of a send without a card: [{name, kind, example}]. A card''s text has none.';

create or replace function private.variable_values(s public.sends) returns table (
  name text, heading text, kind text, longest integer, shortest integer, astral boolean, fits boolean
) language plpgsql stable set search_path = '' as $$
begin
  return query
  select v ->> 'name', h.heading, v ->> 'kind', (c.of ->> 'longest')::integer, (c.of ->> 'shortest')::integer,
    coalesce((c.of ->> 'astral')::boolean, true), coalesce(not c.of -> 'unfit' ? (v ->> 'kind'), false)
  from jsonb_array_elements(private.variables_of(s)) v
  cross join lateral (select coalesce(s.columns ->> (v ->> 'name'), v ->> 'name') as heading) h
  cross join lateral (select f.column_values -> h.heading as of from public.number_files f
    where f.id = s.number_file_id) c;
end $$;

comment on function private.variable_values is
  'SMS-1: of each variable of a text, the column that fills it and what is known of the values there: their '
  'lengths in UTF-16 units (null: not known), whether some have characters of two units, whether all are of '
  'the variable''s kind.';

create or replace function private.send_parameters(s public.sends) returns text[]
language plpgsql stable set search_path = '' as $$
begin
  return case when s.version_id is null
    then array(select v ->> 'name' from jsonb_array_elements(private.variables_of(s)) v)
    else (select v.parameters from public.template_versions v where v.id = s.version_id) end;
end $$;

comment on function private.send_parameters is
  'TPL-3, SMS-1: what a number file has to fill for a send: the parameters of its card, or the variables of '
  'its text.';

create or replace function private.columns_of(
  parameters text[], columns jsonb
) returns table (name text, heading text) language sql stable set search_path = '' as $$
  select p.name, coalesce(columns_of.columns ->> p.name, p.name) from unnest(parameters) as p (name)
$$;

comment on function private.columns_of is
  'TPL-3: parameters, each with the heading of the column that fills it: the one that the send names, or '
  'else the one of its own name.';

create or replace function private.parameters_missing(
  parameters text[], file public.number_files, columns jsonb
) returns text[] language sql stable set search_path = '' as $$
  -- The column of the phone numbers is not available to a text.
  select coalesce(array_agg(c.name order by c.name), '{}')
  from private.columns_of(parameters, parameters_missing.columns) c
  where (c.heading = any (file.columns) and c.heading <> file.phone_column) is not true
$$;

comment on function private.parameters_missing is
  'TPL-3: parameters that no column of a number file fills. They would go out as gaps.';

create or replace function private.whole_numbers(s public.sends) returns text
language sql stable set search_path = '' as $$
  select format('coalesce(x.params ?& %L::text[], false)', array(select c.heading
      from private.columns_of(private.row_parameters(s), s.columns) c))
    || coalesce((select string_agg(format(' and private.fits_variable(%L, x.params ->> %L)', v.kind,
      v.heading), '') from private.variable_values(s) v where not v.fits), '')
$$;

comment on function private.whole_numbers is
  'The condition, on a row x of numbers, that it has a value for every parameter of a send, and that the '
  'value of each variable of a text is of its kind: carriers refuse others.';

create or replace function private.values_for(parameters text[], columns jsonb, file uuid) returns text
language sql stable set search_path = '' as $$
  -- A copy as it is takes the least time; it is right where the file has the columns of the parameters and no
  -- others.
  select case
    when count(c.name) = 0 then 'null::jsonb'
    when values_for.columns = '{}' and array_agg(c.name order by c.name) = (select array_agg(h order by h)
      from public.number_files f cross join unnest(f.columns) as h
      where f.id = file and h <> f.phone_column) then 'x.params'
    else 'jsonb_strip_nulls(jsonb_build_object(' || string_agg(format('%L, x.params -> %L', c.name, c.heading), ', ') || '))' end
  from private.columns_of(parameters, values_for.columns) c
$$;

comment on function private.values_for is
  'The values of a message or link, of a row x of numbers: those of the parameters, under '
  'their names. What else the file holds is not handed on.';

create or replace function private.network_if_paid(s public.sends) returns text
language sql stable set search_path = '' as $$
  select case when s.kinds = '{basic}' then private.network_by('x.phone', '$1', '$2')
    else 'null::public.network' end
$$;

comment on function private.network_if_paid is
  'PKG-2: the expression of the network of a row x of numbers, by the parts of network_bounds ($1, $2), for a '
  'send that is paid by it; else null.';

create or replace function private.leave_out(send uuid) returns void
language plpgsql set search_path = '' as $$
declare
  s public.sends;
  gaps text[];
  b record;
begin
  select x.* into s from public.sends x where x.id = send;
  select f.gaps into gaps from public.number_files f where f.id = s.number_file_id;
  -- An edit may bring another file, or other columns.
  update public.sends x set left_out = 0, left_out_lines = '{}', left_out_by = '{}'
  where x.id = send and x.left_out > 0;
  -- Nearly always every cell that is needed has a value, and the numbers are not read.
  if not exists (select from private.variable_values(s) v where not v.fits)
    and not exists (select from private.columns_of(private.row_parameters(s), s.columns) c
    where c.heading = any (gaps)) then
    return;
  end if;
  select x.* into b from private.network_bounds() x;
  execute format($count$
    with y as (select %s as network, count(*) as n, (array_agg(x.line order by x.line))[:20] as lines
      from public.numbers x where x.file_id = %L and not (%s) group by 1)
    select coalesce(sum(y.n), 0), array(select l from y cross join unnest(y.lines) as l order by l limit 20),
      coalesce(jsonb_object_agg(y.network, y.n) filter (where y.network is not null), '{}') from y $count$,
    private.network_if_paid(s), s.number_file_id, private.whole_numbers(s))
  into s.left_out, s.left_out_lines, s.left_out_by using b.bounds, b.networks;
  update public.sends x set left_out = s.left_out, left_out_lines = s.left_out_lines,
    left_out_by = s.left_out_by where x.id = send;
end $$;

comment on function private.leave_out is
  'SND-5: counts the numbers of the file that lack a value for a parameter of the send, or have one that is '
  'not of its kind. They get no message, so no reader sees a gap; an empty cell that is not used does not '
  'matter. Stores how many, and their first 20 lines.';

create or replace function private.count_opt_outs(send uuid) returns void
language plpgsql set search_path = '' as $$
declare
  s public.sends;
  signed text;
  refused integer := 0;
  refused_by jsonb := '{}';
  upto bigint;
  b record;
begin
  select x.* into s from public.sends x where x.id = send;
  signed := s.signature;
  -- Without a new entry nothing is read: one that is being committed, or taken off, is met as it is laid out.
  if s.opt_outs_upto is not null and not exists (select from public.opt_outs o where o.id > s.opt_outs_upto
    and o.enterprise_id = s.enterprise_id and o.signature = signed) then
    return;
  end if;
  select coalesce(max(o.id), 0) into upto from public.opt_outs o;
  -- Usually no number has opted out, and the numbers are not read. A number whose erased twin is on the list
  -- would have to be hashed: it is found as the send is laid out.
  if exists (select from public.opt_outs o where o.enterprise_id = s.enterprise_id
    and o.signature = signed) then
    select x.* into b from private.network_bounds() x;
    execute format($count$
      select coalesce(sum(y.n), 0), coalesce(jsonb_object_agg(y.network, y.n)
        filter (where y.network is not null), '{}') from (
        select %s as network, count(*) as n from %s x join public.opt_outs o on o.phone = x.phone
        where x.file_id = $3 and o.enterprise_id = $4 and o.signature = $5 %s group by 1) y $count$,
      private.network_if_paid(s), coalesce(to_regclass(private.numbers_partition(s.number_file_id)),
        'partitions.numbers_shared'::regclass),
      case when s.left_out > 0 then 'and ' || private.whole_numbers(s) else '' end)
    into refused, refused_by using b.bounds, b.networks, s.number_file_id, s.enterprise_id, signed;
  end if;
  update public.sends x set opt_outs = refused, opt_outs_by = refused_by, opt_outs_upto = upto
  where x.id = send;
end $$;

comment on function private.count_opt_outs is
  'OPT-1: stores how many numbers of a send have opted out of its signature: neither its audience nor its '
  'cost has them. A million numbers against a list of 100,000 take 0.6 s, and none where the list has not '
  'grown since they were counted.';

create or replace function private.columns_in(
  parameters text[], file public.number_files, columns jsonb
) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  wrong text;
begin
  if jsonb_typeof(columns) <> 'object' then
    perform private.refuse('input_invalid', '{"field": "columns"}');
  end if;
  select string_agg(e.key || '=' || left(coalesce(e.value #>> '{}', ''), 64), '; ' order by e.key) into wrong
  from jsonb_each(columns) e
  where jsonb_typeof(e.value) <> 'string' or not (e.value #>> '{}' = any (coalesce(file.columns, '{}')))
    or e.value #>> '{}' = file.phone_column
    or not (e.key = any (parameters));
  if wrong is not null then
    perform private.refuse('columns_invalid', jsonb_build_object('file', file.name, 'wrong', left(wrong, 300),
        'columns', private.headings_of(file),
      'names', array_to_string(parameters, ', ')));
  end if;
  -- A column of the parameter's own name needs no entry.
  return coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(columns) e
      where e.value #>> '{}' <> e.key), '{}');
end $$;

comment on function private.columns_in is
  'The columns that a send names for its parameters, {parameter: heading}. Refuses input_invalid, '
  'columns_invalid.';

create or replace function private.headings_of(file public.number_files) returns text
language sql immutable set search_path = '' as $$
  select left(array_to_string(array_remove(file.columns, file.phone_column), ', '), 300)
$$;

comment on function private.headings_of is
  'The headings of a file that can fill parameters, for the words of a refusal.';

create or replace function private.check_consent(send uuid) returns void
language plpgsql set search_path = '' as $$
begin
  if exists (select from public.sends s where s.id = send and s.is_marketing and s.consent is null) then
    perform private.refuse('consent_required');
  end if;
end $$;

comment on function private.check_consent is
  'CNS-1: a marketing send states the ground on which its recipients agreed. Refuses consent_required.';

create or replace function private.consent_in(
  home uuid, input jsonb, out ground text, out path text, out name text
) language plpgsql stable set search_path = '' as $$
begin
  ground := nullif(btrim(coalesce(input ->> 'consent', '')), '');
  if char_length(ground) > 500 then perform private.refuse('consent_too_long', '{"max": 500}'); end if;
  select p.path, p.name into path, name
  from private.proof_of(jsonb_build_object('proof', input -> 'consent_proof'), 'consent-proofs', home) p;
end $$;

comment on function private.consent_in is
  'CNS-1: the ground of consent of an input {consent, consent_proof: {path, name}}, or nulls. '
  'Refuses consent_too_long, file_invalid.';

create or replace function private.check_minting(s public.sends, t public.templates) returns void
language plpgsql stable set search_path = '' as $$
declare
  minter constant public.carriers := (select k from public.channels c
    join public.carriers k on k.id = c.mints_at where c.id = s.channel_id);
begin
  -- A link shows a template that its maker has: one that another had reviewed it does not know.
  if minter.id is not null and not exists (select from private.vendor_handoffs h
    where h.version_id = s.version_id and h.taken_by = minter.id and h.carrier_id is not null) then
    perform private.refuse('template_not_at_minter', jsonb_build_object('name', t.name,
      'carrier', minter.name));
  end if;
end $$;

comment on function private.check_minting is
  'CHL-1: refuses template_not_at_minter for a card whose template is not at the carrier that makes its '
  'links.';

create or replace function private.check_card(
  s public.sends, t public.templates, m public.sms_templates, v public.sms_template_versions
) returns void language plpgsql stable set search_path = '' as $$
begin
  if t.deleted_at is not null then
    perform private.refuse('template_deleted', jsonb_build_object('name', t.name));
  end if;
  if t.live_version_id is null
    or not exists (select from public.vendor_reviews r
    where r.version_id = s.version_id and r.state = 'approved') then
    perform private.refuse('template_not_approved', jsonb_build_object('name', t.name));
  end if;
  if not t.enabled then
    perform private.refuse('template_disabled', jsonb_build_object('name', t.name));
  end if;
  -- Table 7-2: group sends take SMS templates without variables only; the system inserts the link.
  if v.content ~ '\$\{' then
    perform private.refuse('sms_template_has_variables', jsonb_build_object('name', m.name));
  end if;
  -- SMS-1: without the link's place the card could not be opened.
  if position('{link}' in v.content) = 0 then
    perform private.refuse('sms_template_without_link', jsonb_build_object('name', m.name, 'place', '{link}'));
  end if;
  if not exists (select from public.domains d where d.id = s.domain_id and d.state = 'approved') then
    perform private.refuse('domain_not_approved');
  end if;
  if not exists (select from public.domains d where d.id = s.domain_id and d.enabled) then
    perform private.refuse('domain_disabled', (select jsonb_build_object('name', d.name) from public.domains d
        where d.id = s.domain_id));
  end if;
  if private.link_base(s.domain_id) is null then perform private.refuse('deployment_unset'); end if;
  perform private.check_minting(s, t);
end $$;

comment on function private.check_card is
  'SND-1: whether the card of a send may go out: its template, the place of its link, its domain. Refuses as '
  'check_send.';

create or replace function private.check_text(m public.sms_templates, v public.sms_template_versions)
  returns void
language plpgsql stable set search_path = '' as $$
begin
  -- A link's place would go out as it is written.
  if position('{link}' in v.content) > 0 then
    perform private.refuse('sms_template_of_card', jsonb_build_object('name', m.name));
  end if;
end $$;

comment on function private.check_text is
  'SND-1: whether a text without a card may go out. Refuses sms_template_of_card.';

create or replace function private.check_numbers(s public.sends, f public.number_files) returns void
language plpgsql set search_path = '' as $$
declare
  missing text[];
begin
  if f.emptied_at is not null then
    perform private.refuse('file_emptied', jsonb_build_object('name', f.name));
  end if;
  if f.state <> 'ready' then
    perform private.refuse('file_not_ready', jsonb_build_object('name', f.name, 'state', f.state));
  end if;
  if f.accepted = 0 then
    perform private.refuse('file_empty', jsonb_build_object('name', f.name));
  end if;
  perform private.check_purpose(s, f);
  missing := private.parameters_missing(private.send_parameters(s), f, s.columns);
  if array_length(missing, 1) > 0 and f.source = 'typed' then
    perform private.refuse('typed_params_missing', jsonb_build_object('names', array_to_string(missing, ', ')));
  elsif array_length(missing, 1) > 0 then
    perform private.refuse('parameters_missing', jsonb_build_object('file', f.name,
        'names', array_to_string(missing, ', '), 'columns', private.headings_of(f)));
  end if;
  if f.accepted <= s.left_out then
    perform private.refuse(case when s.kinds = '{text}' then 'values_unfit' else 'values_missing' end,
      jsonb_build_object('file', f.name, 'names', (select string_agg(c.name, ', ' order by c.name)
        from private.columns_of(private.send_parameters(s), s.columns) c
        where s.kinds = '{text}' or c.heading = any (f.gaps))));
  end if;
  if s.trial and s.trial_size >= f.accepted - s.left_out then
    perform private.refuse('trial_too_large', jsonb_build_object('size', s.trial_size,
        'count', f.accepted - s.left_out));
  end if;
end $$;

comment on function private.check_numbers is
  'SND-1, SND-5: whether a send may go to its number file: what the file holds, whether its columns fill the '
  'parameters, and whether a trial leaves a rest. Refuses as check_send.';

create or replace function private.check_message(s public.sends, t public.templates) returns void
language plpgsql stable set search_path = '' as $$
declare
  m public.sms_templates;
  v public.sms_template_versions;
  g public.sms_signatures;
begin
  select x.* into m from public.sms_templates x where x.id = s.sms_template_id;
  select x.* into v from public.sms_template_versions x where x.id = s.sms_version_id;
  select x.* into g from public.sms_signatures x where x.id = s.sms_signature_id;
  if s.kinds = '{text}' then
    perform private.check_text(m, v);
  else
    perform private.check_card(s, t, m, v);
  end if;
  perform private.require_signature(g);
  if m.live_version_id is null then
    perform private.refuse('sms_template_not_approved', jsonb_build_object('name', m.name));
  end if;
  if not m.enabled then
    perform private.refuse('sms_template_disabled', jsonb_build_object('name', m.name));
  end if;
  if v.carrier_template_id is null and exists (select from public.channels c
    where c.id = s.channel_id and c.adapter = 'koomessage') then
    perform private.refuse('sms_template_unregistered', jsonb_build_object('name', m.name,
        'channel', (select c.name from public.channels c where c.id = s.channel_id)));
  end if;
end $$;

comment on function private.check_message is
  'SND-1: whether the SMS of a send, with a card or without one, may go out. Refuses as check_send.';

create or replace function private.is_late(s public.sends) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  -- An occurrence is created when it is due, so its time has passed. What came back to review at its time may
  -- be an hour late, as an occurrence may: nobody could have decided earlier.
  return s.timing = 'scheduled' and s.origin <> 'occurrence' and s.scheduled_at
    <= clock_timestamp() - case when s.pause_code is not null then interval '1 hour' else '0' end;
end $$;

comment on function private.is_late is 'SND-2: whether the time of a scheduled send has passed.';

create or replace function private.check_parts(s public.sends) returns void
language plpgsql stable set search_path = '' as $$
declare
  t public.templates;
begin
  select x.* into t from public.templates x where x.id = s.template_id;
  if s.kinds = '{basic}' then
    perform private.must_be_filed(s.enterprise_id, 'basic');
    perform private.check_basic(s, t);
  else
    perform private.must_be_filed(s.enterprise_id, 'send_task');
    perform private.check_message(s, t);
  end if;
  if exists (select from public.channels c where c.id = s.channel_id and c.state = 'revoked') then
    perform private.refuse('channel_revoked', (select jsonb_build_object('name', c.name)
        from public.channels c where c.id = s.channel_id));
  end if;
  if not exists (select from private.channel_secrets k where k.channel_id = s.channel_id) then
    perform private.refuse('channel_not_ready');
  end if;
  if not exists (select from private.deployment) then perform private.refuse('deployment_unset'); end if;
end $$;

comment on function private.check_parts is
  'SND-1: whether what a send is made of may go out now: filing, template, signature, SMS template, domain, '
  'channel. Refuses with the code of the first fault, in the order of the body.';

create or replace function private.check_send(send uuid) returns void
language plpgsql set search_path = '' as $$
declare
  s public.sends;
  f public.number_files;
begin
  select x.* into s from public.sends x where x.id = send;
  -- One that is being edited is waited for.
  perform from public.basic_signatures g where g.id = s.basic_signature_id for share;
  perform private.check_parts(s);
  -- What has begun has its numbers, and its time.
  if s.started_at is not null then return; end if;
  select x.* into f from public.number_files x where x.id = s.number_file_id;
  perform private.check_numbers(s, f);
  if s.timing = 'recurring' then perform private.check_cron(s); end if;
  if private.is_late(s) then
    perform private.refuse('schedule_in_past', jsonb_build_object('at', s.scheduled_at));
  end if;
  if s.timing = 'scheduled' and s.origin <> 'occurrence' and s.is_marketing
    and private.window_opens(s.enterprise_id, s.scheduled_at) > s.scheduled_at then
    perform private.refuse('schedule_outside_window',
      (select jsonb_build_object('from', to_char(e.marketing_from, 'HH24:MI'),
          'to', to_char(e.marketing_to, 'HH24:MI'), 'zone', e.time_zone)
       from public.enterprises e where e.id = s.enterprise_id));
  end if;
end $$;

comment on function private.check_send is
  'SND-1: whether a send may go out as it is: check_parts, its file, parameters, trial and times. Refuses '
  'with the code of the first fault, in the order of the body.';

create or replace function private.channel_for(home uuid, chosen uuid) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  ready uuid[];
begin
  -- One that was revoked can be named by whoever edits a send, and is refused with its name.
  if chosen is not null then
    if not exists (select from public.channels c where c.id = chosen and c.enterprise_id = home) then
      perform private.refuse('not_found', '{"resource": "channel"}');
    end if;
    return case when private.by_test_key() then private.sandbox_for(home, chosen) else chosen end;
  end if;
  if private.by_test_key() then return private.sandbox_for(home, null); end if;
  ready := array(select c.id from public.channels c
    where c.enterprise_id = home and c.state <> 'revoked' order by c.is_default desc, c.created_at);
  if ready = '{}' then perform private.refuse('not_found', '{"resource": "channel"}'); end if;
  if cardinality(ready) > 1 and not (select c.is_default from public.channels c where c.id = ready[1]) then
    perform private.refuse('channel_required', jsonb_build_object('names',
      (select string_agg(c.name, ', ' order by c.created_at) from public.channels c where c.id = any (ready))));
  end if;
  return ready[1];
end $$;

comment on function private.channel_for is
  'CHL-1: the channel of a send: the one chosen, else the default of the enterprise, else its only one. '
  'Of a test key, the sandbox in its place. Refuses not_found, channel_required, test_channel_missing.';

create or replace function private.parse_timing(made public.sends, input jsonb) returns public.sends
language plpgsql set search_path = '' as $$
declare
  trial_size numeric;
begin
  made.timing := coalesce(input ->> 'timing', 'immediate')::public.send_timing;
  if made.timing = 'scheduled' then
    made.scheduled_at := private.as_time(input ->> 'scheduled_at', 'scheduled_at');
    if made.scheduled_at is null then perform private.refuse('schedule_required'); end if;
    if made.scheduled_at <= clock_timestamp() then
      perform private.refuse('schedule_in_past', jsonb_build_object('at', made.scheduled_at));
    end if;
  elsif made.timing = 'recurring' then
    made.cron := regexp_replace(btrim(coalesce(input ->> 'cron', '')), '\s+', ' ', 'g');
    made.repeat_until := private.as_time(input ->> 'repeat_until', 'repeat_until');
  end if;
  if coalesce((input ->> 'validity_days')::numeric, 7) not between 1 and 7 then
    perform private.refuse('validity_out_of_range', '{"min": 1, "max": 7}');
  end if;
  made.validity_days := coalesce((input ->> 'validity_days')::integer, 7);
  made.trial := coalesce((input ->> 'trial')::boolean, false);
  -- Without a trial_size it is ten, or all numbers but one where there are not more (complete_send).
  trial_size := coalesce((input ->> 'trial_size')::numeric, 10);
  if trial_size not between 1 and 999999 then perform private.refuse('trial_size_invalid', '{"min": 1, "max": 999999}'); end if;
  made.trial_size := trial_size;
  return made;
end $$;

comment on function private.parse_timing is
  'SND-1: the send with its times, its trial and how long its links work, by a valid input. Refuses what does '
  'not fit, naming the field.';

create or replace function private.parse_message(
  made public.sends, t public.templates, input jsonb
) returns public.sends language plpgsql set search_path = '' as $$
declare
  home constant uuid := made.enterprise_id;
  m public.sms_templates;
  v public.sms_template_versions;
  g public.sms_signatures;
begin
  if input ->> 'send_type' is not null then
    perform private.refuse('input_invalid', '{"field": "send_type"}');
  end if;
  if t.id is not null then
    if t.live_version_id is null then
      perform private.refuse('template_not_approved', jsonb_build_object('name', t.name));
    end if;
    made.template_id := t.id;
    made.version_id := t.live_version_id;
    select d.id into made.domain_id from public.domains d where d.enterprise_id = home
      and (d.id = private.as_uuid(input ->> 'domain_id', 'domain_id')
      or (input ->> 'domain_id' is null and d.is_default));
    if made.domain_id is null then perform private.refuse('not_found', '{"resource": "domain"}'); end if;
  elsif input ->> 'domain_id' is not null then
    -- A text has no link of ours.
    perform private.refuse('input_invalid', '{"field": "domain_id"}');
  end if;
  select x.* into m from public.sms_templates x
  -- One that is being deleted is waited for.
  where x.id = private.as_uuid(input ->> 'sms_template_id', 'sms_template_id')
    and x.enterprise_id = home for key share;
  if not found then perform private.refuse('not_found', '{"resource": "sms_template"}'); end if;
  select x.* into v from public.sms_template_versions x where x.id = m.live_version_id;
  if not found then
    perform private.refuse('sms_template_not_approved', jsonb_build_object('name', m.name));
  end if;
  select x.* into g from public.sms_signatures x where x.id = v.signature_id;
  made.sms_template_id := m.id;
  made.sms_version_id := v.id;
  made.sms_signature_id := g.id;
  made.signature := g.name;
  made.sms_app_id := g.app_id;
  -- Restricted to the window when the template is marketing or the signature is promotion (SND-1).
  made.is_marketing := coalesce((select l.marketing from private.layouts l where l.layout = t.layout), false)
    or g.kind = 'promotion';
  made.sms_text := private.sms_body(v.content, made.is_marketing);
  return made;
end $$;

comment on function private.parse_message is
  'The send with its card, if it has one, and its SMS, by a valid input. Refuses what does not fit, naming '
  'the field.';

create or replace function private.parse_send(home uuid, input jsonb) returns public.sends
language plpgsql set search_path = '' as $$
declare
  made public.sends;
  t public.templates;
  f public.number_files;
begin
  made.enterprise_id := home;
  made.name := private.hide_numbers(private.clean_name(input ->> 'name'));
  if input ->> 'template_id' is not null then
    t := private.template_for(home, private.as_uuid(input ->> 'template_id', 'template_id'), null);
  end if;
  made.kinds := array[coalesce(t.kind, 'text')];
  made := case when t.kind = 'basic' then private.parse_basic(made, t, input)
    else private.parse_message(made, t, input) end;
  select x.* into f from public.number_files x
  where x.enterprise_id = home and x.id = private.as_uuid(input ->> 'number_file_id', 'number_file_id');
  if not found then perform private.refuse('not_found', '{"resource": "number_file"}'); end if;
  made.number_file_id := f.id;
  made.columns := private.columns_in(private.send_parameters(made), f,
    coalesce(nullif(input -> 'columns', 'null'), '{}'));
  if made.send_type = 'group' then
    made.shared_params := private.shared_of(private.send_parameters(made), made.columns, f);
  end if;
  if made.channel_id is null then
    made.channel_id := private.channel_for(home, private.as_uuid(input ->> 'channel_id', 'channel_id'));
  end if;
  select c.ground, c.path, c.name into made.consent, made.consent_path, made.consent_name
  from private.consent_in(home, input) c;
  return private.parse_timing(made, input);
end $$;

comment on function private.parse_send is
  'The send that a valid input describes. Refuses what does not fit, naming the field.';
