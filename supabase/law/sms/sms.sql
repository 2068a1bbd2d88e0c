comment on table public.sms_apps is
  'SMS-1 (§7.3.2): an SMS application; its name is [A-Za-z0-9_], unique whatever the case, never deleted. '
  'One that is not enabled takes no new signature and no new template. Where the replies of its customers '
  'go, says its callback.';

comment on table public.sms_signatures is
  'SMS-1 (§7.3.3): a signature, written without brackets: 2 to 18 characters. Its latest version is edited; '
  'its live version serves. enabled: new sends may take it.';

comment on table public.sms_signature_versions is
  'SMS-1: what is said of a signature, and its licences. An approved version never changes. '
  'proofs: [{path, name}], up to five pictures.';

comment on table public.sms_templates is
  'SMS-1 (§7.3.1): an SMS template. Its latest version is edited; new sends take its live version. '
  'enabled: they may take it.';

comment on table public.sms_template_versions is
  'SMS-1: a version of the text that carries the short link. {link} is where the system puts it; ${name} is a '
  'variable, filled for each person. An approved version never changes, and sends name theirs.';

create or replace function private.offers_opt_out(text text) returns boolean
language sql immutable set search_path = '' as $$
  -- Case, width, spaces and punctuation do not matter. offersOptOut in shared/src/ground/optout.ts says the
  -- same.
  select regexp_replace(upper(normalize(text, nfkc)), '[^0-9A-Z\u4e00-\u9fff]', '', 'g')
    ~ '(拒收|退订)(请|可)?(直接)?(回复|回|发送|发)(R|TD|T|N)|(回复|回|发送|发)(R|TD|T|N)(即可)?(拒收|退订)'
$$;

comment on function private.offers_opt_out is
  'SMS-1: whether a text tells its reader how to opt out (拒收请回复R, 退订回T, 回复TD退订 …).';

create or replace function private.sms_body(content text, marketing boolean) returns text
language sql immutable set search_path = '' as $$
  -- Spaces and line ends that the author wrote around the link are replaced, not doubled. The opt-out words
  -- are those of the AIM service.
  select regexp_replace(content, '[ \t\n\r\f\v\u00a0\u3000]*\{link\}[ \t\n\r\f\v\u00a0\u3000]*', ' {link} ',
    'g')
    || case when marketing and not private.offers_opt_out(content) then '拒收请回复R' else '' end
$$;

comment on function private.sms_body is
  'SMS-1: the text for the carrier: a space on either side of {link}, and opt-out words at the end of a '
  'marketing text that lacks them. {link} and ${name} stay. Preview, approval, count and hand-off use it; '
  'smsBody in shared/src/sms/text.ts does the same.';

create or replace function private.sms_text(
  signature text, body text, link text, params jsonb default '{}'
) returns text language sql immutable set search_path = '' as $$
  -- Each ${name} is replaced once: a value is not read again.
  select '【' || signature || '】'
    || string_agg(replace(p.part, '{link}', link) || coalesce(params ->> n.name[1], ''), '' order by p.place)
  from regexp_split_to_table(body, '\$\{[^{}]*\}') with ordinality as p (part, place)
  left join regexp_matches(body, '\$\{([^{}]*)\}', 'g') with ordinality as n (name, place) on n.place = p.place
$$;

comment on function private.sms_text is
  'SMS-1: a whole message as a phone shows it: 【signature】, the body of sms_body with its link and the '
  'values of its variables (a missing one is empty).';

create or replace function private.sms_units(text text) returns integer
language sql immutable set search_path = '' as $$
  -- A character beyond U+FFFF, as most emoji are, takes two UTF-16 units.
  select char_length(text) + char_length(regexp_replace(text, '[^\U00010000-\U0010FFFF]', '', 'g'))
$$;

comment on function private.sms_units is
  'SMS-1: the length of a text in UTF-16 units, which carriers count: a Chinese character, a letter and a '
  'space are 1, most emoji 2.';

create or replace function private.segments_of(units integer) returns integer
language sql immutable set search_path = '' as $$
  -- Up to 70 units are one message; a longer text takes parts of 67. shared/src/ground/segments.ts computes
  -- the same; both read shared/src/sms/text_vectors.ts.
  select case when units = 0 then 0 when units <= 70 then 1 else (units + 66) / 67 end
$$;

comment on function private.segments_of is 'SMS-1: how many SMS a message of so many units is billed as.';

create or replace function private.sms_segments(text text) returns integer
language sql immutable set search_path = '' as $$
  select private.segments_of(private.sms_units(text))
$$;

comment on function private.sms_segments is
  'SMS-1: how many SMS a whole message (sms_text) is billed as; 0 for an empty one.';

create or replace function private.sms_examples(variables jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_object_agg(v ->> 'name', v ->> 'example'), '{}') from jsonb_array_elements(variables) v
$$;

comment on function private.sms_examples is 'SMS-1: the examples of a template''s variables, by name.';

create or replace function private.link_example(enterprise uuid) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((select private.link_address(d.id, '12345678') from public.domains d
      where d.enterprise_id = link_example.enterprise and d.is_default), 'https://example.com/12345678')
$$;

comment on function private.link_example is
  'SMS-1: a link as long as those of the enterprise''s default domain, to count a text by.';

create or replace function private.sms_figures(version uuid, out body text, out segments integer)
language sql stable security definer set search_path = '' as $$
  select b.body, private.sms_segments(private.sms_text(g.name, b.body, private.link_example(v.enterprise_id),
      private.sms_examples(v.variables)))
  from public.sms_template_versions v join public.sms_signatures g on g.id = v.signature_id
  cross join lateral (select private.sms_body(v.content, v.kind = 'promotion') as body) b
    where v.id = sms_figures.version
$$;

comment on function private.sms_figures is
  'SMS-1: the text of a version of an SMS template as it goes to the carrier, and how many SMS it is billed '
  'as with its signature, a link of the default domain and its examples.';

grant execute on function private.sms_figures to authenticated;

select private.resource_table('public.sms_apps', 'KooMessage:sms:list');

select private.resource_table('public.sms_signatures', 'KooMessage:sms:list');

select private.resource_table('public.sms_signature_versions', 'KooMessage:sms:list');

select private.resource_table('public.sms_templates', 'KooMessage:sms:list');

select private.resource_table('public.sms_template_versions', 'KooMessage:sms:list');

create or replace view public.sms_app_cards with (security_invoker = true) as
select a.id, a.enterprise_id, a.name, a.enabled, u.url as uplink_url, u.health as uplink_health,
  u.error as uplink_error, u.taken_at as uplink_at, private.visible_person(a.created_by) as created_by_name,
  a.created_at,
  (select count(*) from public.sms_signatures g where g.app_id = a.id)::integer as signatures,
  (select count(*) from public.sms_templates m
    join public.sms_template_versions v on v.id = m.latest_version_id
    join public.sms_signatures g on g.id = v.signature_id where g.app_id = a.id)::integer as templates
from public.sms_apps a cross join lateral private.uplink_facts(a.id) u;

comment on view public.sms_app_cards is
  'An SMS application with how many signatures and templates belong to it, and how posting replies to its '
  'uplink address goes: none (no address), off (no secret yet), unused, well, failing (it is tried again), '
  'stopped (given up: resume_sms_app).';

create or replace function private.sends_ahead(part uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select count(*)::integer from public.sends s
  where (s.sms_template_id = part or s.sms_signature_id = part or s.template_id = part)
    and s.state in ('expanding', 'ready', 'sending', 'trial_hold', 'paused', 'recurring')
$$;

comment on function private.sends_ahead is
  'SND-2: how many approved sends with this template or SMS template, or under this signature, are not over: '
  'what disabling it holds.';

grant execute on function private.sends_ahead to authenticated;

create or replace view public.sms_signature_cards with (security_invoker = true) as
select g.id, g.enterprise_id, v.app_id, a.name as app_name, g.name, g.kind, v.source, v.third_party,
  v.purpose, v.proofs, v.state, v.reason, v.id as version_id, v.version, g.live_version_id,
    l.version as live_version, g.enabled,
  g.live_version_id is not null and g.enabled as usable,
  b.name as live_app_name, l.source as live_source, l.third_party as live_third_party,
    l.purpose as live_purpose, l.proofs as live_proofs,
  v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at, g.created_by, g.created_at,
  private.sends_ahead(g.id) as sends_ahead,
  case when v.state = 'in_review' then private.review_asked('sms_signature', g.id) end as waits_for
from public.sms_signatures g join public.sms_signature_versions v on v.id = g.latest_version_id
join public.sms_apps a on a.id = v.app_id
left join public.sms_signature_versions l on l.id = g.live_version_id left
  join public.sms_apps b on b.id = l.app_id;

comment on view public.sms_signature_cards is
  'A signature with its latest version, its application, who submitted and decided it; reason is the review '
  'note. live_…: what serves meanwhile. usable: new sends and SMS templates may take it.';

create or replace view public.sms_template_cards with (security_invoker = true) as
select m.id, m.enterprise_id, g.app_id, a.name as app_name, v.signature_id, g.name as signature_name, v.kind,
  m.name, v.content, v.content like '%{link}%' as for_cards, v.variables, v.purpose, v.carrier_template_id,
  v.state, v.reason, v.id as version_id, v.version, m.live_version_id, l.version as live_version, m.enabled,
  m.live_version_id is not null and m.enabled as usable,
  -- Counted only where the columns are asked for.
  (private.sms_figures(v.id)).body, (private.sms_figures(v.id)).segments,
  (private.sms_figures(l.id)).body as live_body, l.signature_id as live_signature_id,
    (select x.name from public.sms_signatures x where x.id = l.signature_id) as live_signature_name,
    l.variables as live_variables,
  l.carrier_template_id as live_carrier_template_id,
  v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at, m.created_by, m.created_at,
  private.sends_ahead(m.id) as sends_ahead,
  case when v.state = 'in_review' then private.review_asked('sms_template', m.id) end as waits_for
from public.sms_templates m join public.sms_template_versions v on v.id = m.latest_version_id
join public.sms_signatures g on g.id = v.signature_id
join public.sms_apps a on a.id = g.app_id
left join public.sms_template_versions l on l.id = m.live_version_id;

comment on view public.sms_template_cards is
  'An SMS template with its latest version, its signature and application, and the text that goes to the '
  'carrier with the SMS it is billed as (sms_figures). for_cards: it holds the place of a link. live_…: what '
  'new sends take meanwhile. usable: they may take it.';

create or replace view public.live_sms_templates with (security_invoker = true) as
select m.id, m.enterprise_id, m.name, m.enabled, l.id as version_id, l.version, l.signature_id, g.app_id,
  l.kind, l.content,
  l.variables, l.carrier_template_id, m.created_at
from public.sms_templates m join public.sms_template_versions l on l.id = m.live_version_id
join public.sms_signatures g on g.id = l.signature_id;

comment on view public.live_sms_templates is
  'The SMS templates that sends can be made with: each with its live version. enabled: new sends may take it.';

grant select on public.live_sms_templates to authenticated;

grant select on public.sms_app_cards, public.sms_signature_cards, public.sms_template_cards to authenticated;
