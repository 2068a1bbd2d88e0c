-- API-1: the log of what programs asked by a key: what, when, from where and what came of it. Kept a week.

comment on table public.access_key_requests is
  'API-1: what was asked by an access key and what came of it, for a week. Numbers, secrets and values of '
  'parameters are masked before they are written.';

select private.resource_table('public.access_key_requests', 'KooMessage:accessKey:list');

create or replace function private.log_key_request(
  key uuid, request_id text, method text, path text, status integer, code text, took_ms integer, address text,
  body text, about uuid
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k public.access_keys;
  masked constant text := private.hide_numbers(body);
  kept jsonb;
  came_from inet;
begin
  -- The function masks numbers that are no texts: what is no JSON any more is not kept.
  if pg_input_is_valid(masked, 'jsonb') then kept := masked; end if;
  if pg_input_is_valid(address, 'inet') then came_from := address; end if;
  select x.* into k from public.access_keys x where x.id = key;
  insert into public.access_key_requests (enterprise_id, access_key_id, request_id, method, path, status,
    code, took_ms, address, body, send_id)
  values (k.enterprise_id, k.id, left(log_key_request.request_id, 64), left(log_key_request.method, 10),
    left(private.hide_numbers(log_key_request.path), 1000), log_key_request.status,
    left(log_key_request.code, 100), log_key_request.took_ms, came_from, kept,
    (select s.id from public.sends s where s.id = about and s.enterprise_id = k.enterprise_id));
end $$;
comment on function private.log_key_request is
  'API-1: keeps what was asked by a key, after it was answered. body: as JSON, masked; about: the send that '
  'it was about, if it was one.';

create or replace function private.send_called(send uuid) returns text
language sql stable security definer set search_path = '' as $$
  select s.name from public.sends s where s.id = send and s.enterprise_id = any (private.my_enterprises())
$$;
comment on function private.send_called is 'The name of a send of an enterprise of the caller.';
grant execute on function private.send_called to authenticated;

create or replace view public.access_key_request_cards with (security_invoker = true) as
select r.id, r.enterprise_id, r.access_key_id, private.key_called(r.access_key_id) as access_key_name,
  r.request_id, r.method, r.path, r.method || ' ' || split_part(r.path, '?', 1) as called,
  nullif(substr(r.path, length(split_part(r.path, '?', 1)) + 2), '') as query, r.status,
  case when r.status < 400 then 'done' when r.status < 500 then 'refused' else 'failed' end as outcome,
  r.code, r.took_ms, host(r.address) as address, r.body, r.send_id, private.send_called(r.send_id) as send_name,
  r.again_id, private.send_called(r.again_id) as again_name, r.at
from public.access_key_requests r;
comment on view public.access_key_request_cards is
  'API-1: the log of what was asked by access keys, numbers and secrets masked, with the send that a request '
  'was about. outcome: done, refused (4xx), failed (5xx).';
grant select on public.access_key_request_cards to authenticated;

create or replace function private.again_bar(r public.access_key_requests) returns text
language sql stable security definer set search_path = '' as $$
  select case
    -- What the log keeps is masked: the numbers are those of the send, for as long as there are any.
    when not exists (select from public.sends s join public.number_files f on f.id = s.number_file_id
      where s.id = r.send_id and s.messages_gone_at is null and f.emptied_at is null) then 'numbers_gone'
    when not exists (select from public.channels c where c.enterprise_id = r.enterprise_id
      and c.state <> 'revoked' and private.is_sandbox(c.id)) then 'test_channel_missing' end
$$;
comment on function private.again_bar is
  'API-1: why what was sent by a request is not sent to the sandbox again; null: it can be.';

create or replace function private.again_access_key_request(access_key_request bigint, input jsonb)
returns void language plpgsql set search_path = '' as $$
declare
  r public.access_key_requests;
  s public.sends;
begin
  select x.* into r from public.access_key_requests x where x.id = access_key_request;
  select x.* into s from public.sends x where x.id = r.send_id;
  perform private.require(r.enterprise_id, private.send_right(s, 'create'));
  update public.access_key_requests x
  set again_id = private.create_send(r.enterprise_id, jsonb_build_object(
      'name', left('沙箱：' || s.name, 64), 'template_id', s.template_id,
      'sms_template_id', s.sms_template_id, 'number_file_id', s.number_file_id, 'columns', s.columns,
      'domain_id', s.domain_id, 'validity_days', s.validity_days,
      'send_type', case when s.kinds = '{basic}' then s.send_type end, 'timing', 'immediate',
      'channel_id', private.sandbox_for(r.enterprise_id, s.channel_id)))
  where x.id = r.id;
end $$;
comment on function public.again_access_key_request is
  'API-1: makes a draft of what a request sent, to the same numbers, through the sandbox. It is the '
  'caller''s own and is submitted as any. Returns the card with again_id. Refuses not_found, forbidden, '
  'wrong_state (it sent nothing), numbers_gone, test_channel_missing and as create_send.';

select private.public_verbs('access_key_request');
