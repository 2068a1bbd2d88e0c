-- sends: test messages of a template (TPL-1): to at most ten numbers of an enterprise in all, without an
-- approval. A test is a send, so opt-outs, caps, the marketing window, quota and receipts are those of any.

create or replace function private.test_numbers_most() returns integer
language sql immutable set search_path = '' as $$ select 10 $$;
comment on function private.test_numbers_most is
  'TPL-1: how many numbers an enterprise may send test messages to, in all.';

create or replace function private.test_numbers_used(home uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(f.accepted), 0)::integer from public.sends s
  join public.number_files f on f.id = s.number_file_id
  where s.enterprise_id = home and s.origin = 'test'
$$;
comment on function private.test_numbers_used is
  'TPL-1: how many numbers the tests of an enterprise had; one that had two tests counts twice.';

grant execute on function private.test_numbers_used, private.test_numbers_most to authenticated;

create or replace view public.template_test_room with (security_invoker = true) as
select e.id, e.id as enterprise_id, private.test_numbers_used(e.id) as used,
  private.test_numbers_most() as most from public.enterprises e;
comment on view public.template_test_room is
  'TPL-1: how many numbers an enterprise has sent test messages to, and how many it may in all.';
grant select on public.template_test_room to authenticated;

create or replace function private.test_bar(home uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('code', 'tests_used_up', 'max', private.test_numbers_most())
  where private.test_numbers_used(home) >= private.test_numbers_most()
$$;
comment on function private.test_bar is
  'TPL-1: why no template of an enterprise can be tested any more; null: it can.';

create or replace function private.test_text(home uuid, template uuid) returns uuid
language sql stable set search_path = '' as $$
  -- The text that the template was sent with last, else a notice before a promotion, else the newest.
  select m.id from public.sms_templates m join public.sms_template_versions v on v.id = m.live_version_id
  join public.sms_signatures g on g.id = v.signature_id
  where m.enterprise_id = home and m.enabled and g.enabled and g.live_version_id is not null
    and position('{link}' in v.content) > 0 and v.content !~ '\$\{'
  order by (select max(s.created_at) from public.sends s
    where s.template_id = template and s.sms_template_id = m.id) desc nulls last,
    g.kind = 'promotion', m.created_at desc limit 1
$$;
comment on function private.test_text is
  'TPL-1: the SMS template that carries a test where none is named: one that may go out with a card.';

create or replace function private.test_file(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  phones constant text[] := array(select coalesce(private.phone_of(n.one), n.one)
    from jsonb_array_elements_text(coalesce(nullif(input -> 'numbers', 'null'), '[]')) with ordinality as n
      (one, at)
    order by n.at);
  params constant jsonb := coalesce(nullif(input -> 'params', 'null'), '[]');
  counted integer;
  used integer;
  made uuid;
begin
  made := private.type_number_file(home, jsonb_build_object('phones', to_jsonb(phones), 'name', '测试发送',
    'purpose', input -> 'purpose',
    -- One set of values is everybody's.
    'params', case jsonb_array_length(params) when 0 then null
      when 1 then (select jsonb_agg(params -> 0) from unnest(phones)) else params end));
  -- Of two tests at the same instant the second counts the first.
  perform pg_advisory_xact_lock(hashtextextended('tests:' || home::text, 0));
  counted := (select f.accepted from public.number_files f where f.id = made);
  used := private.test_numbers_used(home);
  if used + counted > private.test_numbers_most() then
    perform private.refuse('tests_too_many', jsonb_build_object('max', private.test_numbers_most(),
        'left', private.test_numbers_most() - used, 'count', counted));
  end if;
  return made;
end $$;
comment on function private.test_file is
  'TPL-1: the numbers of a test as a file. Refuses tests_too_many and as type_numbers.';

create or replace function private.send_test(home uuid, t public.templates, input jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  sms constant uuid := case when t.kind = 'aim' then coalesce(private.as_uuid(input ->> 'sms_template_id',
    'sms_template_id'), private.test_text(home, t.id)) end;
  made uuid;
begin
  if sms is null and t.kind = 'aim' then perform private.refuse('test_without_text'); end if;
  made := private.create_send(home, jsonb_build_object('name', left('测试：' || t.name, 64), 'template_id', t.id,
    'sms_template_id', sms, 'number_file_id', private.test_file(home, input
      || jsonb_build_object('purpose', t.kind)),
    -- Each number has its values, as they were typed.
    'send_type', case when t.kind = 'basic' and (select v.parameters <> '{}' from public.template_versions v
      where v.id = t.live_version_id) then 'personal' end,
    'domain_id', input -> 'domain_id', 'channel_id', input -> 'channel_id', 'is_test', true));
  update public.sends s set origin = 'test', submitted_by = s.created_by, submitted_at = clock_timestamp()
  where s.id = made;
  perform private.set_cost(made);
  perform private.transition('send', made, 'test');
  perform private.set_going(made);
  return private.send_card(made);
end $$;
comment on function private.send_test is
  'TPL-1: sends a test of a template. Refuses test_without_text, tests_too_many, quota_short, and as '
  'type_numbers and check_send. Returns the card of the send.';

create or replace function private.test_template(template uuid, input jsonb) returns jsonb
language sql set search_path = '' as $$
  select private.send_test(t.enterprise_id, t, input) from public.templates t where t.id = template
$$;
comment on function public.test_template is
  'TPL-1: sends an approved template to some numbers at once, without an approval, at the cost of a send. '
  'input {numbers, params: one set of values or one a number, sms_template_id?, domain_id?, channel_id?}. '
  'Returns the send. Refuses not_found, forbidden, tests_used_up and as private.send_test.';
