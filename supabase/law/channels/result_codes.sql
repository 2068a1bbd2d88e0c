-- result codes: the one look-up of what a carrier's code means (MSG-1). Whatever shows a code asks it.

comment on table public.result_codes is
  'MSG-1: what the codes of carriers mean, with what helps, in both languages. Platform admins keep the '
  'rows; everybody who is signed in reads them.';

alter table public.result_codes enable row level security;

grant select on public.result_codes to authenticated;

create policy "everyone who is signed in sees the result codes" on public.result_codes
for select to authenticated using ((select private.actor()) is not null);

create or replace view public.result_code_cards with (security_invoker = true) as
select c.id, c.code, coalesce(c.adapter::text, 'any') as adapter, c.words_zh, c.words_en, c.advice_zh,
  c.advice_en, c.source, c.since, c.again
from public.result_codes c;

comment on view public.result_code_cards is
  'A code of carriers, or a pattern of codes, with its words. adapter: any, or whose code it is. again: whether '
  'a message that ended so may be sent again.';

grant select on public.result_code_cards to authenticated;

create or replace function private.code_met(
  adapter public.channel_adapter, code text
) returns public.result_codes
language plpgsql stable security definer set search_path = '' as $$
declare
  wanted constant text := upper(btrim(code));
  met public.result_codes;
begin
  if wanted is null or wanted = '' then return null; end if;
  select c.* into met from public.result_codes c
  where c.code = wanted and c.pattern is null and (c.adapter is null or c.adapter = code_met.adapter)
  order by c.adapter nulls last limit 1;
  if not found then
    -- Of several patterns the one that says most.
    select c.* into met from public.result_codes c
    where wanted ~ c.pattern and c.pattern is not null
      and (c.adapter is null or c.adapter = code_met.adapter)
    order by c.adapter nulls last, c.code like '%*%', length(replace(c.code, 'x', '')) desc limit 1;
  end if;
  -- A state with the gateway's own reason behind it, UNDELIV:069, of which nobody knows more than the state.
  if met.id is null and wanted like '%_:%' then
    return private.code_met(code_met.adapter, split_part(wanted, ':', 1));
  end if;
  return met;
end $$;

comment on function private.code_met is
  'The row that says what a code of a carrier means, in any case; nulls: none does yet. A row of the adapter '
  'comes before one of any, a code before a pattern, and a state with a reason (UNDELIV:069) that has no row '
  'has that of the state.';

create or replace function private.code_said(adapter public.channel_adapter, code text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('words', jsonb_build_object('zh', met.words_zh, 'en', met.words_en),
    'advice', jsonb_build_object('zh', met.advice_zh, 'en', met.advice_en))
  from private.code_met(code_said.adapter, code_said.code) met where met.id is not null
$$;

comment on function private.code_said is
  'What a code of a carrier means: {words: {zh, en}, advice: {zh, en}}; null: no words for it yet.';

create or replace function private.channel_code_said(channel uuid, code text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if code is null then return null; end if;
  return private.code_said((select c.adapter from public.channels c where c.id = channel), code);
end $$;

comment on function private.channel_code_said is 'What a code means that came through a channel.';

create or replace function private.delivery_code_said(send uuid, code text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if code is null then return null; end if;
  return private.channel_code_said((select s.channel_id from public.sends s where s.id = send),
    code);
end $$;

comment on function private.delivery_code_said is 'What the code of a message of a send means.';

create or replace function private.reasons_said(reasons jsonb, channel uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_agg(r.one || jsonb_build_object('code_said',
        private.channel_code_said(channel, r.one ->> 'code')) order by r.n)
    from jsonb_array_elements(case jsonb_typeof(reasons) when 'array' then reasons else '[]' end)
      with ordinality as r (one, n));
end $$;

comment on function private.reasons_said is
  'Reasons of failure [{state, code, count}] with what each code means (code_said); null for none.';

create or replace function private.figures_said(figures jsonb, channel uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return figures || jsonb_build_object('reasons',
    coalesce(private.reasons_said(figures -> 'reasons', channel), '[]'));
end $$;

comment on function private.figures_said is 'The results of a trial, with what the codes in it mean.';

-- Called for rows that are visible to the caller; the table itself is everybody's.
grant execute on function private.channel_code_said, private.delivery_code_said,
  private.reasons_said, private.figures_said to authenticated;

create or replace function private.unknown_codes()
returns table (adapter public.channel_adapter, code text, times bigint, seen_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with told as (
    -- The reasons that sends and trials keep: no message is read.
    select s.channel_id, r.one ->> 'code' as code, (r.one ->> 'count')::bigint as n,
      coalesce(s.finished_at, s.held_at) as at
    from public.sends s cross join lateral jsonb_array_elements(
      coalesce(s.failure_reasons, s.trial_result -> 'reasons', '[]')) as r (one)
    where coalesce(s.finished_at, s.held_at) > now() - interval '30 days'
    union all
    select r.channel_id, r.code, 1, r.received_at from public.receipts r
    where r.received_at > now() - interval '30 days'
    union all
    select t.channel_id, t.code, 1, t.ended_at from public.carrier_tests t
    where t.ended_at > now() - interval '30 days' and t.state <> 'not_taken'
  )
  select c.adapter, upper(btrim(t.code)), sum(t.n)::bigint, max(t.at)
  from told t join public.channels c on c.id = t.channel_id
  -- What no row could have as its code, such as a sentence, or a number, is nobody's to add.
  where private.is_platform_admin() and length(t.code) <= 40
    and upper(btrim(t.code)) ~ '^[0-9A-Z:._+-]+$' and private.hide_numbers(t.code) = t.code
  group by 1, 2
  having private.code_said(c.adapter, upper(btrim(t.code))) is null
  order by 3 desc, 2 limit 50
$$;

comment on function private.unknown_codes is
  'The codes of the last 30 days that no row has words for, with how often and when last: among the reasons '
  'that sends and trials keep, in unknown receipts and in test messages. For platform admins; no row of an '
  'enterprise is told.';

grant execute on function private.unknown_codes to authenticated;

create or replace view public.unknown_code_cards with (security_invoker = true) as
select u.adapter || '/' || u.code as id, u.adapter, u.code, u.times, u.seen_at from private.unknown_codes() u;

comment on view public.unknown_code_cards is
  'MSG-1: a code that was seen in the last 30 days and has no words yet. Platform admins only.';

grant select on public.unknown_code_cards to authenticated;

create or replace function private.result_code_in(input jsonb) returns public.result_codes
language plpgsql stable set search_path = '' as $$
declare
  c public.result_codes := jsonb_populate_record(null::public.result_codes, input - 'adapter');
  told text;
begin
  c.adapter := nullif(input ->> 'adapter', 'any')::public.channel_adapter;
  foreach told in array array['words_zh', 'words_en', 'advice_zh', 'advice_en', 'source'] loop
    if btrim(input ->> told) = '' then
      perform private.refuse('input_invalid', jsonb_build_object('field', told));
    end if;
  end loop;
  return c;
end $$;

comment on function private.result_code_in is 'A result code from an input. Refuses input_invalid.';

create or replace function private.create_result_code(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  c constant public.result_codes := private.result_code_in(input);
  made uuid;
begin
  insert into public.result_codes (adapter, code, words_zh, words_en, advice_zh, advice_en, source,
    again)
  values (c.adapter, c.code, btrim(c.words_zh), btrim(c.words_en), btrim(c.advice_zh), btrim(c.advice_en),
    btrim(c.source), c.again) returning id into made;
  return made;
end $$;
comment on function public.create_result_code is
  'MSG-1: gives a code of carriers its words. code: in capitals; x is any digit, * any number of digits. '
  'adapter: any, or whose code it is. Platform admins. Returns the result_code_cards row. Refuses '
  'platform_admin_only, code_known, input_invalid.';

create or replace function private.update_result_code(result_code uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  c constant public.result_codes := private.result_code_in(input);
begin
  update public.result_codes x set adapter = c.adapter, code = c.code, words_zh = btrim(c.words_zh),
    words_en = btrim(c.words_en), advice_zh = btrim(c.advice_zh), advice_en = btrim(c.advice_en),
    source = btrim(c.source), again = c.again, since = current_date where x.id = result_code;
end $$;
comment on function public.update_result_code is
  'MSG-1: new words of a code; what is shown from then on has them, of older messages too. Platform admins. '
  'Returns the result_code_cards row. Refuses not_found, platform_admin_only, code_known, input_invalid.';

select private.public_verbs('result_code');
